/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-dnd.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-quote.h"
#include "edit/brv-edit-source.h"
#include "edit/brv-edit-structure.h"
#include "edit/brv-edit-text.h"
#include "ui/brief/brv-brief-geometry.h"
#include "ui/shared/brv-clipboard.h"
#include "ui/shared/brv-dragged-picture.h"
#include "ui/shared/brv-reader-buffer.h"
#include "verify/brv-locate.h"

/* Within this many pixels of the upper or lower edge a drag scrolls the brief. */
#define SCROLL_EDGE_PX 48
/* By how much in each second for each pixel beyond that, whatever the display's frame rate. */
#define SCROLL_SPEED_PX    20
#define SCROLL_MAX_FRAME_S 0.05
#define SCROLL_GRADIENT_PX 56

/* A block or section on its way within its own document. */
typedef struct
{
  BrvDocument *document;
  BrvId id;
} BrvMovedBlock;

#define BRV_TYPE_MOVED_BLOCK (brv_moved_block_get_type ())
static GType brv_moved_block_get_type (void);

static BrvMovedBlock *
brv_moved_block_copy (BrvMovedBlock *self)
{
  BrvMovedBlock *copy = g_new (BrvMovedBlock, 1);

  *copy = (BrvMovedBlock){ g_object_ref (self->document), self->id };
  return copy;
}

static void
brv_moved_block_free (BrvMovedBlock *self)
{
  g_object_unref (self->document);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (BrvMovedBlock, brv_moved_block, brv_moved_block_copy, brv_moved_block_free)

struct _BrvBriefDnd
{
  GObject parent_instance;

  GtkTextView *view; /* Borrowed: it owns this */
  BrvBriefProjection *projection;
  BrvBriefCards *cards;     /* Borrowed: a child of the view */
  BrvBriefPainter *painter; /* Borrowed: the view owns it */
  gboolean hovering;        /* a drag is over the view */
  double y;                 /* where */
  BrvBriefGap gap;
  guint tick;
  gint64 scrolled_us; /* the frame in which the drag scrolled last; 0: in none yet */
  BrvId dragged;      /* what a drag of our own moves */
};

G_DEFINE_FINAL_TYPE (BrvBriefDnd, brv_brief_dnd, G_TYPE_OBJECT)

static void
say (BrvBriefDnd *self, const char *text)
{
  g_signal_emit_by_name (self->view, "message", text, NULL);
}

/* ---- where it lands ---- */

static guint
count_blocks (BrvBriefDnd *self, gint section)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);

  return brv_section_get_n_blocks (brv_brief_get_section (brief, (guint)section));
}

/**
 * brv_brief_dnd_find_gap:
 * @self: the drags
 * @y: in the view's coordinates
 *
 * Returns: the place between two blocks that is nearest
 */
BrvBriefGap
brv_brief_dnd_find_gap (BrvBriefDnd *self, double y)
{
  double fraction = 0;
  guint line = brv_brief_geometry_find_line (self->view, y, &fraction);
  gint section = brv_brief_projection_get_section_index (self->projection, line);
  gint block = brv_brief_projection_get_block_index (self->projection, line);

  if (section < 0)
    return (BrvBriefGap){ -1, 0, 0 };
  if (block < 0 && fraction < .3 && section > 0)
    return (BrvBriefGap){ section - 1, count_blocks (self, section - 1), line };
  if (block < 0)
    return (BrvBriefGap){ section, 0, line + 1 };
  if (fraction > .5)
    return (BrvBriefGap){ section, (guint)block + 1, line + 1 };
  return (BrvBriefGap){ section, (guint)block, line };
}

static void
set_gap (BrvBriefDnd *self, BrvBriefGap gap)
{
  if (self->gap.section == gap.section && self->gap.block == gap.block &&
      self->gap.line == gap.line)
    return;
  self->gap = gap;
  brv_brief_painter_set_gap (self->painter, gap);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  BrvBriefDnd *self = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));
  double height = gtk_widget_get_height (widget);
  double over = 0;
  double before = gtk_adjustment_get_value (adjustment);
  const gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  double frame_s =
    self->scrolled_us == 0 ? 0 : (double)(now_us - self->scrolled_us) / G_USEC_PER_SEC;

  self->scrolled_us = now_us;

  if (self->y < SCROLL_EDGE_PX)
    over = self->y - SCROLL_EDGE_PX;
  else if (self->y > height - SCROLL_EDGE_PX)
    over = self->y - (height - SCROLL_EDGE_PX);
  gtk_adjustment_set_value (adjustment,
                            before + over * SCROLL_SPEED_PX * MIN (frame_s, SCROLL_MAX_FRAME_S));
  if (gtk_adjustment_get_value (adjustment) < before ||
      gtk_adjustment_get_value (adjustment) > before)
    set_gap (self, brv_brief_dnd_find_gap (self, self->y));
  return G_SOURCE_CONTINUE;
}

static void
stop_hovering (BrvBriefDnd *self)
{
  self->hovering = FALSE;
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
  self->tick = 0;
  self->scrolled_us = 0;
  set_gap (self, (BrvBriefGap){ -1, 0, 0 });
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/* ---- what lands ---- */

/* A drag of the text view's own selection moves a whole quote, and nothing else. */
static gboolean
find_own_quote (BrvBriefDnd *self, BrvId *id)
{
  BrvPlace from, to;
  const BrvBlock *block = NULL;
  gint line = 0;

  if (!brv_brief_projection_get_selection (self->projection, &from, &to) ||
      !brv_id_equal (from.id, to.id))
    return FALSE;
  line = brv_brief_projection_find_line (self->projection, from.id);
  block = line < 0 ? NULL : brv_brief_projection_get_block (self->projection, (guint)line);
  *id = from.id;
  return block != NULL && brv_block_get_kind (block) == BRV_BLOCK_QUOTE;
}

static gboolean
get_local_value (GdkDrop *drop, GType type, GValue *value)
{
  GdkDrag *drag = gdk_drop_get_drag (drop);

  if (drag == NULL)
    return FALSE;
  g_value_init (value, type);
  return gdk_content_provider_get_value (gdk_drag_get_content (drag), value, NULL);
}

static gboolean
is_own_text (BrvBriefDnd *self, GdkDrop *drop)
{
  g_auto (GValue) value = G_VALUE_INIT;

  return gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GTK_TYPE_TEXT_BUFFER) &&
         get_local_value (drop, GTK_TYPE_TEXT_BUFFER, &value) &&
         g_value_get_object (&value) ==
           (gpointer)brv_brief_projection_get_buffer (self->projection);
}

static BrvId
get_section_id (BrvBriefDnd *self, BrvBriefGap gap)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);

  return brv_section_get_id (brv_brief_get_section (brief, (guint)gap.section));
}

static gboolean
move_section (BrvBriefDnd *self, guint from, BrvBriefGap gap, GError **error)
{
  BrvDocument *document = brv_brief_projection_get_document (self->projection);
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);
  gint to = gap.section + (gap.block * 2 > count_blocks (self, gap.section) ? 1 : 0);

  if (to > (gint)from)
    to--;
  if (to == (gint)from)
    return TRUE;
  return brv_edit_move_section (document, brv_section_get_id (brv_brief_get_section (brief, from)),
                                to, error);
}

static gboolean
move_block (BrvBriefDnd *self, BrvId id, BrvBriefGap gap, GError **error)
{
  BrvDocument *document = brv_brief_projection_get_document (self->projection);
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);
  gint section_index = brv_brief_find_section (brief, id);
  guint section = 0;
  guint block = 0;
  gint at = (gint)gap.block;

  if (section_index >= 0)
    return move_section (self, (guint)section_index, gap, error);
  if (brv_brief_find_block (brief, id, &section, &block) == NULL)
    return FALSE;
  if ((gint)section == gap.section && at > (gint)block)
    at--;
  return brv_edit_move_block (document, id, get_section_id (self, gap), at, error);
}

static gboolean
add_passage (BrvBriefDnd *self, BrvReaderBuffer *reader, BrvBriefGap gap, GError **error)
{
  BrvDocument *document = brv_brief_projection_get_document (self->projection);
  BrvPassage passage;
  const BrvSource *source = NULL;
  g_autoptr (BrvQuote) quote = NULL;
  BrvId id;

  if (!brv_reader_buffer_get_passage (reader, &passage))
    {
      g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED,
                           _ ("There is no passage of the source in what is selected."));
      return FALSE;
    }
  source =
    brv_brief_lookup_source (brv_brief_projection_get_brief (self->projection), passage.source_id);
  if (source == NULL)
    {
      g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND,
                           _ ("The brief does not have the source of this passage."));
      return FALSE;
    }
  quote = brv_locate_make_quote (source, passage.range);
  return brv_edit_add_quote (document, get_section_id (self, gap), (gint)gap.block, quote, &id,
                             error);
}

/* Whole blocks, even where a fragment would melt into the text around it. */
static gboolean
add_fragment (BrvBriefDnd *self, const BrvFragment *fragment, BrvBriefGap gap, GError **error)
{
  BrvDocument *document = brv_brief_projection_get_document (self->projection);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();

  for (guint i = 0; i < brv_fragment_get_n_sources (fragment); i++)
    {
      const BrvSource *source = brv_fragment_get_source (fragment, i);

      if (brv_brief_lookup_source (brv_brief_projection_get_brief (self->projection),
                                   brv_source_get_id (source)) == NULL)
        g_ptr_array_add (sources, (gpointer)source);
    }
  for (guint i = 0; i < brv_fragment_get_n_blocks (fragment); i++)
    g_ptr_array_add (blocks,
                     brv_block_with_id (brv_fragment_get_block (fragment, i), brv_id_new ()));
  if (blocks->len == 0)
    return FALSE;
  if (sources->len > 0 &&
      !brv_edit_add_sources (document, (BrvSource *const *)sources->pdata, sources->len, error))
    return FALSE;
  return brv_edit_add_blocks (document, get_section_id (self, gap), (gint)gap.block,
                              (BrvBlock *const *)blocks->pdata, blocks->len, _ ("Drop"), error);
}

/* It has to be decoded before it stands there. */
static gboolean
add_picture (BrvBriefDnd *self, const BrvDraggedPicture *picture, BrvBriefGap gap)
{
  BrvId section_id = get_section_id (self, gap);

  g_signal_emit_by_name (self->view, "picture-dropped", picture->source, picture->image,
                         &section_id, (gint)gap.block);
  return TRUE;
}

static gboolean
add_text (BrvBriefDnd *self, const char *text, BrvBriefGap gap, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autoptr (BrvFragment) fragment = NULL;

  if (*trimmed == '\0')
    return FALSE;
  fragment = brv_fragment_new_from_plain (trimmed, -1);
  return add_fragment (self, fragment, gap, error);
}

static gboolean
add_buffer (BrvBriefDnd *self, GtkTextBuffer *buffer, BrvBriefGap gap, GError **error)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  BrvId id;

  if (BRV_IS_READER_BUFFER (buffer))
    return add_passage (self, BRV_READER_BUFFER (buffer), gap, error);
  if (buffer == brv_brief_projection_get_buffer (self->projection))
    return find_own_quote (self, &id) && move_block (self, id, gap, error);
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return add_text (self, text, gap, error);
}

/**
 * brv_brief_dnd_drop:
 * @self: the drags
 * @value: a moved block, a picture of a source, a text buffer with a selection, a fragment, or a string
 * @gap: where it lands
 *
 * Puts what was dropped into the brief.
 *
 * Returns: whether it is there
 */
gboolean
brv_brief_dnd_drop (BrvBriefDnd *self, const GValue *value, BrvBriefGap gap)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  if (gap.section < 0)
    return FALSE;
  brv_brief_projection_finish (self->projection);
  if (G_VALUE_HOLDS (value, BRV_TYPE_MOVED_BLOCK))
    {
      const BrvMovedBlock *moved = g_value_get_boxed (value);

      done = moved->document == brv_brief_projection_get_document (self->projection) &&
             move_block (self, moved->id, gap, &error);
    }
  else if (G_VALUE_HOLDS (value, BRV_TYPE_DRAGGED_PICTURE))
    done = add_picture (self, g_value_get_boxed (value), gap);
  else if (G_VALUE_HOLDS (value, GTK_TYPE_TEXT_BUFFER))
    done = add_buffer (self, g_value_get_object (value), gap, &error);
  else if (G_VALUE_HOLDS (value, BRV_TYPE_FRAGMENT))
    done = add_fragment (self, g_value_get_boxed (value), gap, &error);
  else if (G_VALUE_HOLDS_STRING (value))
    done = add_text (self, g_value_get_string (value), gap, &error);
  if (error != NULL)
    say (self, error->message);
  return done;
}

/* ---- target ---- */

static gboolean
accept_cb (GtkDropTarget *target, GdkDrop *drop, BrvBriefDnd *self)
{
  GdkContentFormats *formats = gdk_drop_get_formats (drop);

  /* File managers offer the names as text too; files go to the window. */
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      (gdk_content_formats_contain_mime_type (formats, "text/uri-list") &&
       !gdk_content_formats_contain_gtype (formats, GTK_TYPE_TEXT_BUFFER)))
    return FALSE;
  return gdk_content_formats_match (gtk_drop_target_get_formats (target), formats) ||
         gdk_content_formats_contain_gtype (formats, GTK_TYPE_TEXT_BUFFER) ||
         gdk_content_formats_contain_mime_type (formats, "text/plain") ||
         gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8") ||
         gdk_content_formats_contain_mime_type (formats, BRV_FRAGMENT_MEDIA_TYPE);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, BrvBriefDnd *self)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  BrvId id;

  self->y = y;
  if (drop != NULL && is_own_text (self, drop) && !find_own_quote (self, &id))
    return 0;
  set_gap (self, brv_brief_dnd_find_gap (self, y));
  if (!self->hovering)
    {
      self->hovering = TRUE;
      gtk_widget_queue_draw (GTK_WIDGET (self->view));
    }
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), scroll_cb, self, NULL);
  if (drop != NULL &&
      gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), BRV_TYPE_MOVED_BLOCK))
    return GDK_ACTION_MOVE;
  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target, BrvBriefDnd *self)
{
  stop_hovering (self);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BrvBriefDnd *self)
{
  BrvBriefGap gap = brv_brief_dnd_find_gap (self, y);

  stop_hovering (self);
  return brv_brief_dnd_drop (self, value, gap);
}

/* ---- source ---- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, BrvBriefDnd *self)
{
  BrvMovedBlock moved = { brv_brief_projection_get_document (self->projection), BRV_ID_NONE };
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);
  const BrvBlock *block = NULL;
  GdkContentProvider *parts[2] = { NULL, NULL };

  if (!brv_brief_cards_find_id (self->cards, x, y, &moved.id))
    return NULL;
  self->dragged = moved.id;
  parts[0] = gdk_content_provider_new_typed (BRV_TYPE_MOVED_BLOCK, &moved);
  block = brv_brief_find_block (brief, moved.id, NULL, NULL);
  if (block != NULL)
    {
      const BrvText *text = brv_block_get_kind (block) == BRV_BLOCK_QUOTE
                              ? brv_quote_get_shown (brv_block_get_quote (block))
                              : brv_block_get_text (block);
      g_autoptr (BrvFragment) fragment = brv_edit_copy (
        brief, (BrvPlace){ moved.id, 0 }, (BrvPlace){ moved.id, brv_text_get_length (text) });

      if (fragment != NULL)
        parts[1] = brv_clipboard_new_provider (fragment);
    }
  return parts[1] != NULL ? gdk_content_provider_new_union (parts, 2) : parts[0];
}

/* It hangs above and beside the pointer: below, it would hide where it is going. */
static void
dress_drag (GdkDrag *drag, const char *text, const char *place)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *words = gtk_label_new (text);
  GtkWidget *what = gtk_label_new (place);
  gint height = 0;

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_lines (GTK_LABEL (words), 3);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 34);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_xalign (GTK_LABEL (what), 0);
  gtk_widget_add_css_class (what, "brv-hint");
  gtk_widget_add_css_class (box, "brv-dragcard");
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), what);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), box);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gdk_drag_set_hotspot (drag, -8, height + 4);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, BrvBriefDnd *self)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);
  const BrvBlock *block = brv_brief_find_block (brief, self->dragged, NULL, NULL);
  gint section = brv_brief_find_section (brief, self->dragged);
  g_autofree char *text = NULL;
  const char *place = _ ("Section");

  if (block != NULL)
    {
      place = brv_block_get_kind (block) == BRV_BLOCK_QUOTE ? _ ("Quote") : _ ("Paragraph");
      text = brv_text_dup_plain (brv_block_get_kind (block) == BRV_BLOCK_QUOTE
                                   ? brv_quote_get_shown (brv_block_get_quote (block))
                                   : brv_block_get_text (block));
    }
  else if (section >= 0)
    text = g_strdup (brv_section_get_heading (brv_brief_get_section (brief, (guint)section)));
  else
    return;
  dress_drag (drag, text, place);
}

static void
brv_brief_dnd_dispose (GObject *object)
{
  BrvBriefDnd *self = BRV_BRIEF_DND (object);

  if (self->tick != 0 && self->view != NULL)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
  self->tick = 0;
  g_clear_object (&self->projection);
  G_OBJECT_CLASS (brv_brief_dnd_parent_class)->dispose (object);
}

static void
brv_brief_dnd_class_init (BrvBriefDndClass *class)
{
  G_OBJECT_CLASS (class)->dispose = brv_brief_dnd_dispose;
}

static void
brv_brief_dnd_init (BrvBriefDnd *self)
{
  self->gap.section = -1;
}

/* GtkTextView drops strings between characters; our target takes the place of its own. */
static void
remove_drop_targets (GtkWidget *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = g_list_model_get_n_items (controllers); i-- > 0;)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        gtk_widget_remove_controller (view, controller);
    }
}

/**
 * brv_brief_dnd_new:
 * @view: the Brief pane's text view; it owns this
 * @projection: its lines
 * @cards: the widgets on it, by which blocks are dragged
 * @painter: shows where a drag lands; outlives this
 *
 * Returns: (transfer full): the drags
 */
BrvBriefDnd *
brv_brief_dnd_new (GtkTextView *view,
                   BrvBriefProjection *projection,
                   BrvBriefCards *cards,
                   BrvBriefPainter *painter)
{
  BrvBriefDnd *self = g_object_new (BRV_TYPE_BRIEF_DND, NULL);
  GtkDropTarget *target = NULL;
  GtkDragSource *source = NULL;
  GType types[] = { BRV_TYPE_MOVED_BLOCK, BRV_TYPE_DRAGGED_PICTURE, GTK_TYPE_TEXT_BUFFER,
                    BRV_TYPE_FRAGMENT, G_TYPE_STRING };

  self->view = view;
  self->projection = g_object_ref (projection);
  self->cards = cards;
  self->painter = painter;
  remove_drop_targets (GTK_WIDGET (view));
  target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "accept", G_CALLBACK (accept_cb), self, 0);
  g_signal_connect_object (target, "enter", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (target));

  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (cards), GTK_EVENT_CONTROLLER (source));
  return self;
}

static void
append_edge (
  GtkSnapshot *snapshot, float width, float from_y, float to_y, const GdkRGBA *accent, float alpha)
{
  GskColorStop stops[2] = { { 0, *accent }, { 1, *accent } };
  float top = MIN (from_y, to_y);

  stops[0].color.alpha = alpha;
  stops[1].color.alpha = 0;
  gtk_snapshot_append_linear_gradient (
    snapshot, &GRAPHENE_RECT_INIT (0, top, width, ABS (to_y - from_y)),
    &GRAPHENE_POINT_INIT (0, from_y), &GRAPHENE_POINT_INIT (0, to_y), stops, G_N_ELEMENTS (stops));
}

/**
 * brv_brief_dnd_snapshot:
 * @self: the drags
 * @snapshot: where to paint, in the view's coordinates
 * @accent: the accent colour
 *
 * Paints the edges that scroll while a drag is over the brief, where there is more to see.
 */
void
brv_brief_dnd_snapshot (BrvBriefDnd *self, GtkSnapshot *snapshot, const GdkRGBA *accent)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  float width = (float)gtk_widget_get_width (GTK_WIDGET (self->view));
  float height = (float)gtk_widget_get_height (GTK_WIDGET (self->view));

  if (!self->hovering || adjustment == NULL)
    return;
  if (gtk_adjustment_get_value (adjustment) > gtk_adjustment_get_lower (adjustment))
    append_edge (snapshot, width, 0, SCROLL_GRADIENT_PX, accent, .22f);
  if (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) <
      gtk_adjustment_get_upper (adjustment))
    append_edge (snapshot, width, height, height - SCROLL_GRADIENT_PX, accent, .2f);
}
