/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-cards.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/brief/brv-brief-geometry.h"
#include "ui/brief/brv-brief-tags.h"
#include "ui/brief/brv-quote-foot.h"

/* More quotes than can be in view at once on the largest screen. */
#define N_FEET 32

#define FOOT_BELOW   9  /* from the attribution to the card's lower edge */
#define TOOLS_HEIGHT 38 /* of the selected quote's second line */
#define END_GAP      12 /* from the last block to Add Section */

struct _BrvBriefCards
{
  GtkWidget parent_instance;

  GtkTextView *view; /* Borrowed: it is the parent */
  BrvBriefProjection *projection;
  BrvVerdicts *verdicts; /* (nullable) */
  double scale;
  gboolean settling; /* while painting: widgets may move, but not change */
  gboolean behind;   /* one that moves should also show something else */
  guint catch_up_source;
  gboolean stale; /* lines have moved since the children were placed */
  gint over_px;   /* by which the last section's well hangs over its line */
  gint hovered;   /* line under the pointer, or -1 */
  BrvId handled;  /* what the handle stands beside */
  BrvId selected; /* the quote with the tools, or none */

  BrvElementCards *elements; /* (nullable) Borrowed: the view owns them */

  /* Children */
  GtkWidget *title;
  GtkWidget *feet[N_FEET];
  GtkWidget *tools;
  GtkWidget *menu_button;
  GtkWidget *handle;
  GtkWidget *add_section;
};

enum
{
  SIGNAL_OPEN_REQUESTED,
  SIGNAL_MENU_REQUESTED,
  SIGNAL_ADD_SECTION_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvBriefCards, brv_brief_cards, GTK_TYPE_WIDGET)

static gint
px (BrvBriefCards *self, double measure)
{
  return (gint)lround (measure * self->scale);
}

static void
place (GtkWidget *child, gint x, gint y, gint width, gint height)
{
  gtk_widget_set_child_visible (child, TRUE);
  /* GTK wants to be asked before it is told. */
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, MAX (width, 1), MAX (height, 1) }, -1);
}

static gint
get_height (GtkWidget *child, gint width)
{
  gint height = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static gint
get_width (GtkWidget *child)
{
  gint width = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

static void
place_title (BrvBriefCards *self)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  gint height = gtk_text_view_get_top_margin (self->view);
  gint y = brv_brief_geometry_to_widget_y (self->view, -height);
  /* What holds the focus is never hidden. */
  gboolean visible =
    y + height > 0 || gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->title;

  gtk_widget_set_child_visible (self->title, visible);
  if (visible)
    place (self->title, column.x, y, column.width,
           MAX (height, get_height (self->title, column.width)));
}

static void
place_tools (
  BrvBriefCards *self, gint x, gint width, gint card_bottom, gint foot_middle, gboolean rtl)
{
  gint tools_width = get_width (self->tools);
  gint tools_height = get_height (self->tools, -1);
  gint menu_width = get_width (self->menu_button);
  gint menu_height = get_height (self->menu_button, -1);

  place (self->tools, rtl ? x + width - tools_width : x,
         card_bottom - px (self, FOOT_BELOW) - tools_height, tools_width, tools_height);
  place (self->menu_button, rtl ? x : x + width - menu_width, foot_middle - menu_height / 2,
         menu_width, menu_height);
}

static void
show_foot (BrvBriefCards *self, GtkWidget *foot, const BrvBlock *block)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);
  const BrvQuote *quote = brv_block_get_quote (block);

  brv_quote_foot_show (
    BRV_QUOTE_FOOT (foot), block,
    brv_brief_lookup_source (brief, brv_anchor_get_source_id (brv_quote_get_anchor (quote))),
    self->verdicts != NULL ? brv_verdicts_lookup (self->verdicts, brv_block_get_id (block)) : NULL);
}

static void
place_foot (BrvBriefCards *self, GtkWidget *foot, guint line, const BrvBlock *block)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  gboolean selected = brv_id_equal (brv_block_get_id (block), self->selected);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gint indent = px (self, BRV_BRIEF_QUOTE_INDENT);
  gint end = px (self, 10);
  gint x = column.x + (rtl ? end : indent);
  gint width = column.width - indent - end;
  gint y = 0;
  gint line_height = 0;
  gint bottom = 0;
  gint height = 0;
  gint room = 0;
  gint top = 0;

  if (!self->settling)
    show_foot (self, foot, block);
  else if (!brv_id_equal (brv_quote_foot_get_id (BRV_QUOTE_FOOT (foot)), brv_block_get_id (block)))
    self->behind = TRUE;
  brv_brief_geometry_get_line (self->view, line, &y, &line_height);
  bottom =
    brv_brief_geometry_to_widget_y (self->view, y + line_height) - px (self, BRV_BRIEF_BLOCK_GAP);
  room = selected ? get_width (self->menu_button) + px (self, 4) : 0;
  height = get_height (foot, width - room);
  top = bottom - (selected ? px (self, TOOLS_HEIGHT) : 0) - px (self, FOOT_BELOW) - height;
  place (foot, rtl ? x + room : x, top, width - room, height);
  if (selected)
    place_tools (self, x, width, bottom, top + height / 2, rtl);
}

static guint
place_feet (BrvBriefCards *self)
{
  guint first = 0;
  guint last = 0;
  guint used = 0;
  gboolean tools = FALSE;

  brv_brief_geometry_get_visible (self->view, &first, &last);
  for (guint line = first; line <= last && used < N_FEET; line++)
    {
      const BrvBlock *block = brv_brief_projection_get_block (self->projection, line);

      if (block == NULL || brv_block_get_kind (block) != BRV_BLOCK_QUOTE)
        continue;
      tools |= brv_id_equal (brv_block_get_id (block), self->selected);
      place_foot (self, self->feet[used++], line, block);
    }
  gtk_widget_set_child_visible (self->tools, tools);
  gtk_widget_set_child_visible (self->menu_button, tools);
  return used;
}

static void
place_handle (BrvBriefCards *self)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  guint line = (guint)MAX (self->hovered, 0);
  gboolean shown = self->hovered >= 0 && line < brv_brief_projection_get_n_lines (self->projection);
  GtkTextIter iter;
  GdkRectangle rect;
  gint width = 0;
  gint height = 0;

  gtk_widget_set_child_visible (self->handle, shown);
  if (!shown)
    return;
  self->handled = brv_brief_projection_get_id (self->projection, line);
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (self->view), &iter, (int)line);
  gtk_text_view_get_iter_location (self->view, &iter, &rect);
  width = get_width (self->handle);
  height = get_height (self->handle, -1);
  place (self->handle,
         gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
           ? column.x + column.width + px (self, 2)
           : column.x - width - px (self, 2),
         brv_brief_geometry_to_widget_y (self->view, rect.y) + (rect.height - height) / 2, width,
         height);
}

static void
place_add_section (BrvBriefCards *self)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  guint n = brv_brief_projection_get_n_lines (self->projection);
  gboolean shown = brv_brief_projection_is_complete (self->projection);
  gint y = 0;
  gint height = 0;
  gint top = 0;
  gint width = get_width (self->add_section);

  if (n > 0)
    brv_brief_geometry_get_line (self->view, n - 1, &y, &height);
  top =
    brv_brief_geometry_to_widget_y (self->view, y + height + self->over_px) + px (self, END_GAP);
  shown = shown && top < gtk_widget_get_height (GTK_WIDGET (self->view));
  gtk_widget_set_child_visible (self->add_section, shown);
  if (shown)
    place (self->add_section,
           gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
             ? column.x + column.width - width + px (self, 8)
             : column.x - px (self, 8),
           top, width, get_height (self->add_section, -1));
}

static void
place_children (BrvBriefCards *self)
{
  guint used = 0;

  place_title (self);
  used = place_feet (self);
  for (guint i = used; i < N_FEET; i++)
    gtk_widget_set_child_visible (self->feet[i], FALSE);
  if (self->elements != NULL)
    brv_element_cards_place (self->elements, self->settling);
  place_handle (self);
  place_add_section (self);
}

static void
brv_brief_cards_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  place_children (BRV_BRIEF_CARDS (widget));
}

/* Only the children are there for the pointer; the text is under the rest. */
static gboolean
brv_brief_cards_contains (GtkWidget *widget, double x, double y)
{
  return FALSE;
}

static void
foot_clicked_cb (BrvQuoteFoot *foot, BrvBriefCards *self)
{
  BrvId id = brv_quote_foot_get_id (foot);

  g_signal_emit (self, signals[SIGNAL_OPEN_REQUESTED], 0, &id);
}

static void
handle_clicked_cb (GtkButton *button, BrvBriefCards *self)
{
  BrvId id = self->handled;

  g_signal_emit (self, signals[SIGNAL_MENU_REQUESTED], 0, &id);
}

static void
add_section_clicked_cb (GtkButton *button, BrvBriefCards *self)
{
  g_signal_emit (self, signals[SIGNAL_ADD_SECTION_REQUESTED], 0);
}

static void
brv_brief_cards_dispose (GObject *object)
{
  BrvBriefCards *self = BRV_BRIEF_CARDS (object);
  GtkWidget *child = NULL;

  g_clear_handle_id (&self->catch_up_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->verdicts, brv_verdicts_unref);
  g_clear_object (&self->projection);
  G_OBJECT_CLASS (brv_brief_cards_parent_class)->dispose (object);
}

static void
brv_brief_cards_class_init (BrvBriefCardsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = brv_brief_cards_dispose;
  widget_class->size_allocate = brv_brief_cards_size_allocate;
  widget_class->contains = brv_brief_cards_contains;

  signals[SIGNAL_OPEN_REQUESTED] =
    g_signal_new ("open-requested", BRV_TYPE_BRIEF_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_MENU_REQUESTED] =
    g_signal_new ("menu-requested", BRV_TYPE_BRIEF_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_ADD_SECTION_REQUESTED] =
    g_signal_new ("add-section-requested", BRV_TYPE_BRIEF_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_tool (const char *label, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_focusable (button, FALSE);
  return button;
}

static void
add_tools (BrvBriefCards *self)
{
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->tools, "brv-tools");
  gtk_widget_set_cursor_from_name (self->tools, "default");
  gtk_box_append (GTK_BOX (self->tools),
                  new_tool (_ ("Elide"), "quote.elide", _ ("Leave Out the Selected Words")));
  gtk_box_append (GTK_BOX (self->tools),
                  new_tool (_ ("Insert…"), "quote.insert", _ ("Add a Word in Brackets")));
  gtk_box_append (GTK_BOX (self->tools),
                  new_tool (_ ("Reset"), "quote.reset", _ ("Take All Alterations Back")));
  gtk_widget_set_parent (self->tools, GTK_WIDGET (self));

  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu_button), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->menu_button), FALSE);
  gtk_widget_set_tooltip_text (self->menu_button, _ ("Quote Menu"));
  gtk_widget_set_focusable (self->menu_button, FALSE);
  gtk_widget_add_css_class (self->menu_button, "brv-card-menu");
  gtk_widget_set_cursor_from_name (self->menu_button, "default");
  gtk_widget_set_parent (self->menu_button, GTK_WIDGET (self));
}

static void
add_handle (BrvBriefCards *self)
{
  self->handle = gtk_button_new_from_icon_name ("list-drag-handle-symbolic");
  gtk_button_set_has_frame (GTK_BUTTON (self->handle), FALSE);
  gtk_widget_add_css_class (self->handle, "brv-handle");
  gtk_widget_set_tooltip_text (self->handle, _ ("Drag to Move, Click for a Menu"));
  gtk_widget_set_cursor_from_name (self->handle, "grab");
  gtk_widget_set_focusable (self->handle, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->handle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Move Block"), -1);
  g_signal_connect (self->handle, "clicked", G_CALLBACK (handle_clicked_cb), self);
  gtk_widget_set_parent (self->handle, GTK_WIDGET (self));
}

static void
add_add_section (BrvBriefCards *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Add Section")));
  self->add_section = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->add_section), box);
  gtk_button_set_has_frame (GTK_BUTTON (self->add_section), FALSE);
  gtk_widget_add_css_class (self->add_section, "brv-add-section");
  gtk_widget_set_cursor_from_name (self->add_section, "default");
  gtk_widget_set_focusable (self->add_section, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_section), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add Section"), -1);
  g_signal_connect (self->add_section, "clicked", G_CALLBACK (add_section_clicked_cb), self);
  gtk_widget_set_parent (self->add_section, GTK_WIDGET (self));
}

static void
brv_brief_cards_init (BrvBriefCards *self)
{
  self->scale = 1;
  self->hovered = -1;
  for (guint i = 0; i < N_FEET; i++)
    {
      self->feet[i] = brv_quote_foot_new ();
      g_signal_connect (self->feet[i], "clicked", G_CALLBACK (foot_clicked_cb), self);
      gtk_widget_set_parent (self->feet[i], GTK_WIDGET (self));
      gtk_widget_set_child_visible (self->feet[i], FALSE);
    }
  add_tools (self);
  add_handle (self);
  add_add_section (self);
}

/**
 * brv_brief_cards_new:
 * @view: the text view that will be its parent
 * @projection: its lines
 * @title: the title block
 *
 * Returns: (transfer floating): the layer
 */
GtkWidget *
brv_brief_cards_new (GtkTextView *view, BrvBriefProjection *projection, GtkWidget *title)
{
  BrvBriefCards *self = g_object_new (BRV_TYPE_BRIEF_CARDS, NULL);

  self->view = view;
  self->projection = g_object_ref (projection);
  self->title = title;
  gtk_widget_insert_after (title, GTK_WIDGET (self), NULL);
  return GTK_WIDGET (self);
}

/**
 * brv_brief_cards_set_elements:
 * @self: the layer
 * @elements: (nullable): the cards of figures and tables, which outlive their use here
 *
 * Has them placed with the others.
 */
void
brv_brief_cards_set_elements (BrvBriefCards *self, BrvElementCards *elements)
{
  self->elements = elements;
}

/**
 * brv_brief_cards_get_title:
 * @self: the layer
 *
 * Returns: (transfer none): the title block
 */
GtkWidget *
brv_brief_cards_get_title (BrvBriefCards *self)
{
  return self->title;
}

/**
 * brv_brief_cards_measure_title:
 * @self: the layer
 * @column_width: of the text, in pixels
 *
 * Returns: how high the title block is at that width
 */
gint
brv_brief_cards_measure_title (BrvBriefCards *self, gint column_width)
{
  return get_height (self->title, column_width);
}

/**
 * brv_brief_cards_set_verdicts:
 * @self: the layer
 * @verdicts: (nullable): the verdicts on all quotes
 *
 * Takes over new verdicts.
 */
void
brv_brief_cards_set_verdicts (BrvBriefCards *self, const BrvVerdicts *verdicts)
{
  g_clear_pointer (&self->verdicts, brv_verdicts_unref);
  self->verdicts = verdicts != NULL ? brv_verdicts_ref (verdicts) : NULL;
  brv_brief_cards_invalidate (self);
}

/**
 * brv_brief_cards_set_selected:
 * @self: the layer
 * @id: the quote that shows its tools, or none
 * @menu: its menu
 *
 * Moves the tools to a quote.
 */
void
brv_brief_cards_set_selected (BrvBriefCards *self, BrvId id, GMenuModel *menu)
{
  if (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->menu_button)) != menu)
    gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
  if (brv_id_equal (self->selected, id))
    return;
  self->selected = id;
  brv_brief_cards_invalidate (self);
}

/**
 * brv_brief_cards_set_hovered:
 * @self: the layer
 * @line: the line under the pointer, or -1
 *
 * Moves the handle to a line.
 */
void
brv_brief_cards_set_hovered (BrvBriefCards *self, gint line)
{
  if (self->hovered == line)
    return;
  self->hovered = line;
  brv_brief_cards_invalidate (self);
}

/**
 * brv_brief_cards_set_over:
 * @self: the layer
 * @over_px: by how much the last section's well hangs over its line
 *
 * Keeps Add Section clear of the well.
 */
void
brv_brief_cards_set_over (BrvBriefCards *self, gint over_px)
{
  self->over_px = over_px;
}

/**
 * brv_brief_cards_set_scale:
 * @self: the layer
 * @scale: text scale × zoom
 *
 * Takes over a changed font.
 */
void
brv_brief_cards_set_scale (BrvBriefCards *self, double scale)
{
  self->scale = scale;
  brv_brief_cards_invalidate (self);
}

/**
 * brv_brief_cards_get_tools_height:
 * @self: the layer
 *
 * Returns: by how much the selected quote's card is higher, in pixels
 */
gint
brv_brief_cards_get_tools_height (BrvBriefCards *self)
{
  return px (self, TOOLS_HEIGHT);
}

/**
 * brv_brief_cards_get_end_height:
 * @self: the layer
 *
 * Returns: the room below the last line that Add Section takes, in pixels
 */
gint
brv_brief_cards_get_end_height (BrvBriefCards *self)
{
  return px (self, END_GAP) + get_height (self->add_section, -1);
}

/**
 * brv_brief_cards_find_id:
 * @self: the layer
 * @x: in pixels of the layer
 * @y: likewise
 * @id: (out): the block of the handle or foot there
 *
 * Returns: whether there is something by which a block can be dragged
 */
gboolean
brv_brief_cards_find_id (BrvBriefCards *self, double x, double y, BrvId *id)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  for (; picked != NULL && picked != GTK_WIDGET (self); picked = gtk_widget_get_parent (picked))
    {
      if (picked == self->handle)
        {
          *id = self->handled;
          return TRUE;
        }
      if (BRV_IS_QUOTE_FOOT (picked))
        {
          *id = brv_quote_foot_get_id (BRV_QUOTE_FOOT (picked));
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * brv_brief_cards_get_handle:
 * @self: the layer
 *
 * Returns: (transfer none): the handle beside the hovered block
 */
GtkWidget *
brv_brief_cards_get_handle (BrvBriefCards *self)
{
  return self->handle;
}

/**
 * brv_brief_cards_invalidate:
 * @self: the layer
 *
 * Has the children placed anew before the next frame.
 */
void
brv_brief_cards_invalidate (BrvBriefCards *self)
{
  self->stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
catch_up_cb (gpointer user_data)
{
  BrvBriefCards *self = user_data;

  self->catch_up_source = 0;
  brv_brief_cards_invalidate (self);
  return G_SOURCE_REMOVE;
}

/**
 * brv_brief_cards_settle:
 * @self: the layer
 *
 * Moves the children if lines have moved since they were placed. The text view measures lines as
 * late as while it paints, after all sizes have been given out; it calls this when it has painted.
 * Nothing is written anew here, for that would ask for a size in the midst of painting.
 */
void
brv_brief_cards_settle (BrvBriefCards *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);

  if (!self->stale)
    return;
  self->settling = TRUE;
  gtk_widget_size_allocate (
    GTK_WIDGET (self),
    &(GtkAllocation){ 0, 0, gtk_widget_get_width (view), gtk_widget_get_height (view) }, -1);
  place_children (self);
  self->settling = FALSE;
  self->stale = FALSE;
  if (self->behind && self->catch_up_source == 0)
    self->catch_up_source = g_idle_add (catch_up_cb, self);
  self->behind = FALSE;
}
