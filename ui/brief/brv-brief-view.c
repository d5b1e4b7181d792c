/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-view-private.h"

#include <glib/gi18n.h>

#include "ui/brief/brv-block-menu.h"
#include "ui/brief/brv-brief-cards.h"
#include "ui/brief/brv-brief-dnd.h"
#include "ui/brief/brv-brief-format.h"
#include "ui/brief/brv-brief-geometry.h"
#include "ui/brief/brv-brief-input.h"
#include "ui/brief/brv-brief-painter.h"
#include "ui/brief/brv-brief-tags.h"
#include "ui/brief/brv-brief-transfer.h"
#include "ui/brief/brv-insert-menu.h"
#include "ui/brief/brv-quote-menu.h"
#include "ui/brief/brv-title-block.h"

enum
{
  SIGNAL_CARET_MOVED,
  SIGNAL_PASSAGE_REQUESTED,
  SIGNAL_MESSAGE,
  SIGNAL_PASTE_AS_QUOTE,
  SIGNAL_IMAGE_REQUESTED,
  SIGNAL_PICTURE_DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvBriefView, brv_brief_view, GTK_TYPE_TEXT_VIEW)

/* ---- following caret and document ---- */

static void
show_selected (BrvBriefView *self)
{
  const BrvBlock *block = gtk_text_view_get_editable (GTK_TEXT_VIEW (self))
                            ? brv_quote_menu_get_quote (self->quote_menu)
                            : NULL;
  BrvId id = block != NULL ? brv_block_get_id (block) : BRV_ID_NONE;
  gint line = block != NULL ? brv_brief_projection_find_line (self->projection, id) : -1;

  brv_quote_menu_update (self->quote_menu);
  brv_brief_format_update (self->format);
  if (brv_id_equal (id, self->selected))
    return;
  if (!brv_id_is_none (self->selected))
    brv_brief_projection_set_room (self->projection, self->selected, -1);
  self->selected = id;
  if (line >= 0)
    {
      brv_brief_projection_set_room (
        self->projection, id,
        brv_brief_view_px (self, BRV_BRIEF_QUOTE_FOOT + BRV_BRIEF_BLOCK_GAP) +
          brv_brief_cards_get_tools_height (BRV_BRIEF_CARDS (self->cards)));
      g_clear_object (&self->selected_menu);
      self->selected_menu = brv_block_menu_make (self->block_menu, (guint)line);
    }
  brv_brief_painter_set_selected (self->painter, id);
  brv_brief_cards_set_selected (BRV_BRIEF_CARDS (self->cards), id, self->selected_menu);
}

static void
update_caret (BrvBriefView *self)
{
  BrvPlace caret = brv_brief_projection_get_caret (self->projection);
  gint line = brv_brief_projection_find_line (self->projection, caret.id);
  gint section =
    line < 0 ? -1 : brv_brief_projection_get_section_index (self->projection, (guint)line);
  const char *guidance = brv_brief_guidance_get_text (self->guidance, section);

  show_selected (self);
  brv_brief_guidance_set_caret_section (self->guidance, section);
  brv_brief_view_update_margins (self, brv_brief_guidance_update (self->guidance, self->scale));
  brv_brief_cards_invalidate (BRV_BRIEF_CARDS (self->cards));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (brv_id_equal (caret.id, self->caret.id) && caret.at == self->caret.at)
    return;
  if (!brv_id_equal (caret.id, self->caret.id))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    guidance != NULL ? guidance : "", -1);
  self->caret = caret;
  g_signal_emit (self, signals[SIGNAL_CARET_MOVED], 0, &caret.id, (guint64)caret.at);
}

static void
mark_set_cb (GtkTextBuffer *buffer, GtkTextIter *iter, GtkTextMark *mark, BrvBriefView *self)
{
  if (mark != gtk_text_buffer_get_insert (buffer) &&
      mark != gtk_text_buffer_get_selection_bound (buffer))
    return;
  /* Until the handlers of a change have run, lines and document do not agree. */
  if (!brv_brief_projection_is_projecting (self->projection))
    update_caret (self);
}

static void
projected_cb (BrvBriefProjection *projection, BrvChange *change, BrvBriefView *self)
{
  brv_element_cards_follow (self->elements, change);
  update_caret (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && change != NULL &&
      !brv_id_is_none (brv_change_get_selection_after (change).focus.id))
    gtk_text_view_scroll_mark_onscreen (
      GTK_TEXT_VIEW (self),
      gtk_text_buffer_get_insert (brv_brief_projection_get_buffer (projection)));
}

static void
brv_brief_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (widget);

  GTK_WIDGET_CLASS (brv_brief_view_parent_class)->css_changed (widget, change);
  if (self->cards != NULL && change != NULL)
    brv_brief_view_update_style (self);
}

static void
brv_brief_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (widget);

  GTK_WIDGET_CLASS (brv_brief_view_parent_class)->snapshot (widget, snapshot);
  brv_brief_cards_settle (BRV_BRIEF_CARDS (self->cards));
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget),
                                                         (float)gtk_widget_get_height (widget)));
  gtk_widget_snapshot_child (widget, self->cards, snapshot);
  brv_brief_dnd_snapshot (self->dnd, snapshot, &self->colors.accent);
  gtk_snapshot_pop (snapshot);
}

static void
brv_brief_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  brv_brief_painter_snapshot (BRV_BRIEF_VIEW (view)->painter, layer, snapshot);
}

static void
scrolled_cb (GtkAdjustment *adjustment, BrvBriefView *self)
{
  brv_brief_cards_invalidate (BRV_BRIEF_CARDS (self->cards));
}

static void
vadjustment_cb (BrvBriefView *self, GParamSpec *pspec, gpointer user_data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));

  if (adjustment == NULL)
    return;
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, 0);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, 0);
}

static void
brv_brief_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (brv_brief_view_parent_class)->root (widget);
  brv_brief_view_follow_focus (BRV_BRIEF_VIEW (widget));
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  brv_brief_view_popup_menu (BRV_BRIEF_VIEW (widget));
}

/* ---- what the text view would do by itself ---- */

static void
brv_brief_view_backspace (GtkTextView *view)
{
  if (!brv_brief_input_backspace (BRV_BRIEF_VIEW (view)->input))
    GTK_TEXT_VIEW_CLASS (brv_brief_view_parent_class)->backspace (view);
}

static void
brv_brief_view_delete_from_cursor (GtkTextView *view, GtkDeleteType type, int count)
{
  if (!brv_brief_input_delete (BRV_BRIEF_VIEW (view)->input, count))
    GTK_TEXT_VIEW_CLASS (brv_brief_view_parent_class)->delete_from_cursor (view, type, count);
}

static void
brv_brief_view_copy_clipboard (GtkTextView *view)
{
  brv_brief_transfer_copy (view, BRV_BRIEF_VIEW (view)->projection);
}

static void
brv_brief_view_cut_clipboard (GtkTextView *view)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (view);

  if (brv_brief_transfer_copy (view, self->projection))
    brv_brief_input_delete_selection (self->input);
}

static void
brv_brief_view_paste_clipboard (GtkTextView *view)
{
  brv_brief_transfer_paste (view, BRV_BRIEF_VIEW (view)->input);
}

static void
brv_brief_view_paste_as_quote (BrvBriefView *self)
{
  brv_brief_transfer_paste_as_quote (GTK_TEXT_VIEW (self), self->projection);
}

static void
preedit_changed_cb (BrvBriefView *self, const char *preedit, gpointer user_data)
{
  brv_brief_guidance_set_composing (self->guidance, preedit != NULL && *preedit != '\0');
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  brv_brief_view_undo (BRV_BRIEF_VIEW (widget));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  brv_brief_view_redo (BRV_BRIEF_VIEW (widget));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  brv_brief_input_delete_selection (BRV_BRIEF_VIEW (widget)->input);
}

static void
open_requested_cb (BrvBriefCards *cards, const BrvId *id, BrvBriefView *self)
{
  brv_quote_menu_open (self->quote_menu, *id);
}

static void
add_section_requested_cb (BrvBriefCards *cards, BrvBriefView *self)
{
  brv_block_menu_add_section (self->block_menu, -1);
}

static void
replace_requested_cb (BrvElementCards *elements, const BrvId *id, BrvBriefView *self)
{
  g_signal_emit (self, signals[SIGNAL_IMAGE_REQUESTED], 0, NULL, NULL, id);
}

/* ---- object ---- */

static void
brv_brief_view_dispose (GObject *object)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (object);

  g_clear_handle_id (&self->width_source, g_source_remove);
  g_clear_handle_id (&self->restore_source, g_source_remove);
  if (self->projection != NULL)
    g_signal_handlers_disconnect_by_data (self->projection, self);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (GTK_IS_POPOVER (child) && gtk_widget_has_css_class (child, "brv-brief-popover"))
        gtk_widget_unparent (child);
      child = next;
    }
  g_clear_object (&self->dnd);
  g_clear_object (&self->quote_menu);
  g_clear_object (&self->block_menu);
  g_clear_object (&self->format);
  g_clear_object (&self->insert_menu);
  if (self->cards != NULL)
    brv_brief_cards_set_elements (BRV_BRIEF_CARDS (self->cards), NULL);
  g_clear_object (&self->elements);
  g_clear_pointer (&self->cards, gtk_widget_unparent);
  g_clear_object (&self->input);
  g_clear_object (&self->selected_menu);
  G_OBJECT_CLASS (brv_brief_view_parent_class)->dispose (object);
}

static void
brv_brief_view_finalize (GObject *object)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (object);

  g_clear_pointer (&self->painter, brv_brief_painter_free);
  g_clear_pointer (&self->guidance, brv_brief_guidance_free);
  g_clear_object (&self->projection);
  G_OBJECT_CLASS (brv_brief_view_parent_class)->finalize (object);
}

static void
add_signals (void)
{
  signals[SIGNAL_CARET_MOVED] =
    g_signal_new ("caret-moved", BRV_TYPE_BRIEF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT64);
  signals[SIGNAL_PASSAGE_REQUESTED] =
    g_signal_new ("passage-requested", BRV_TYPE_BRIEF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[SIGNAL_MESSAGE] =
    g_signal_new ("message", BRV_TYPE_BRIEF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
  signals[SIGNAL_IMAGE_REQUESTED] =
    g_signal_new ("image-requested", BRV_TYPE_BRIEF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_FILE, G_TYPE_BYTES, G_TYPE_POINTER);
  signals[SIGNAL_PICTURE_DROPPED] =
    g_signal_new ("picture-dropped", BRV_TYPE_BRIEF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 4, G_TYPE_POINTER, G_TYPE_UINT, G_TYPE_POINTER, G_TYPE_INT);
  signals[SIGNAL_PASTE_AS_QUOTE] = g_signal_new_class_handler (
    "paste-as-quote", BRV_TYPE_BRIEF_VIEW, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
    G_CALLBACK (brv_brief_view_paste_as_quote), NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_brief_view_class_init (BrvBriefViewClass *class)
{
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = brv_brief_view_dispose;
  G_OBJECT_CLASS (class)->finalize = brv_brief_view_finalize;
  widget_class->size_allocate = brv_brief_view_size_allocate;
  widget_class->snapshot = brv_brief_view_snapshot;
  widget_class->focus = brv_brief_view_focus;
  widget_class->root = brv_brief_view_root;
  widget_class->css_changed = brv_brief_view_css_changed;
  view_class->backspace = brv_brief_view_backspace;
  view_class->delete_from_cursor = brv_brief_view_delete_from_cursor;
  view_class->copy_clipboard = brv_brief_view_copy_clipboard;
  view_class->cut_clipboard = brv_brief_view_cut_clipboard;
  view_class->paste_clipboard = brv_brief_view_paste_clipboard;
  view_class->snapshot_layer = brv_brief_view_snapshot_layer;
  gtk_widget_class_install_action (widget_class, "text.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "text.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "selection.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, menu_action);
  add_signals ();
  brv_brief_view_class_add_shortcuts (widget_class);
}

static void
brv_brief_view_init (BrvBriefView *self)
{
  self->scale = 1;
}

static void
add_parts (BrvBriefView *self, BrvDocument *document)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->input = brv_brief_input_new (view, self->projection);
  self->guidance = brv_brief_guidance_new (view, self->projection);
  self->painter = brv_brief_painter_new (view, self->projection, self->guidance);
  self->quote_menu = brv_quote_menu_new (view, self->projection, self->input);
  self->block_menu = brv_block_menu_new (view, self->projection, self->input);
  self->format = brv_brief_format_new (view, self->projection, self->input);
  self->cards = brv_brief_cards_new (view, self->projection, brv_title_block_new (document));
  gtk_widget_set_parent (self->cards, GTK_WIDGET (self));
  self->elements = brv_element_cards_new (view, self->projection, self->cards);
  brv_brief_cards_set_elements (BRV_BRIEF_CARDS (self->cards), self->elements);
  g_signal_connect_object (self->elements, "replace-requested", G_CALLBACK (replace_requested_cb),
                           self, 0);
  self->insert_menu = brv_insert_menu_new (view, self->projection, self->input);
  self->dnd =
    brv_brief_dnd_new (view, self->projection, BRV_BRIEF_CARDS (self->cards), self->painter);
}

/**
 * brv_brief_view_new:
 * @document: what is written
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
brv_brief_view_new (BrvDocument *document)
{
  BrvBriefView *self =
    g_object_new (BRV_TYPE_BRIEF_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE,
                  "pixels-below-lines", BRV_BRIEF_BLOCK_GAP, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  gtk_widget_add_css_class (GTK_WIDGET (self), "brv-brief-text");
  self->projection = brv_brief_projection_new (document, buffer);
  add_parts (self, document);
  brv_brief_view_add_keys (self);
  brv_brief_view_add_pointer (self);
  g_signal_connect (self->projection, "projected", G_CALLBACK (projected_cb), self);
  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (mark_set_cb), self, 0);
  g_signal_connect_object (self->cards, "open-requested", G_CALLBACK (open_requested_cb), self, 0);
  g_signal_connect_object (self->cards, "add-section-requested",
                           G_CALLBACK (add_section_requested_cb), self, 0);
  g_signal_connect (self, "notify::vadjustment", G_CALLBACK (vadjustment_cb), NULL);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Brief"),
                                  -1);
  if (brv_brief_projection_get_n_lines (self->projection) > 1)
    {
      BrvPlace start = { brv_brief_projection_get_id (self->projection, 1), 0 };

      brv_brief_projection_select (self->projection, start, start);
    }
  brv_brief_view_update_style (self);
  update_caret (self);
  return GTK_WIDGET (self);
}

/**
 * brv_brief_view_get_projection:
 * @self: the view
 *
 * Returns: (transfer none): its lines
 */
BrvBriefProjection *
brv_brief_view_get_projection (BrvBriefView *self)
{
  return self->projection;
}

/**
 * brv_brief_view_get_title_block:
 * @self: the view
 *
 * Returns: (transfer none): the title block
 */
GtkWidget *
brv_brief_view_get_title_block (BrvBriefView *self)
{
  return brv_brief_cards_get_title (BRV_BRIEF_CARDS (self->cards));
}

/**
 * brv_brief_view_get_insert_actions:
 * @self: the view
 *
 * Returns: (transfer none): the actions that put something in at the caret, for menus outside
 */
GActionGroup *
brv_brief_view_get_insert_actions (BrvBriefView *self)
{
  return brv_insert_menu_get_actions (self->insert_menu);
}

/**
 * brv_brief_view_set_verdicts:
 * @self: the view
 * @verdicts: (nullable): the verdicts on all quotes
 *
 * Shows new verdicts. They are derived, so they pass the history by.
 */
void
brv_brief_view_set_verdicts (BrvBriefView *self, const BrvVerdicts *verdicts)
{
  brv_brief_painter_set_verdicts (self->painter, verdicts);
  brv_brief_cards_set_verdicts (BRV_BRIEF_CARDS (self->cards), verdicts);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * brv_brief_view_set_show_section_keys:
 * @self: the view
 * @show: whether there is a passage to send
 *
 * Shows the keys that send a passage to a section beside the headings.
 */
void
brv_brief_view_set_show_section_keys (BrvBriefView *self, gboolean show)
{
  brv_brief_painter_set_section_keys (self->painter, show);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * brv_brief_view_show_found:
 * @self: the view
 * @found: (nullable): words in a table's cell, whose table is in view; %NULL for none
 *
 * Gives words in a cell the ground of what a search has found.
 */
void
brv_brief_view_show_found (BrvBriefView *self, const BrvCellRange *found)
{
  brv_element_cards_show_found (self->elements, found);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * brv_brief_view_set_read_only:
 * @self: the view
 *
 * Lets the brief be read and copied from, and nothing more.
 */
void
brv_brief_view_set_read_only (BrvBriefView *self)
{
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self), FALSE);
  brv_brief_cards_set_read_only (BRV_BRIEF_CARDS (self->cards));
}

/**
 * brv_brief_view_send_to_section:
 * @self: the view
 * @section: index of a section
 *
 * Moves the caret's block to the end of a section.
 *
 * Returns: whether it was possible
 */
gboolean
brv_brief_view_send_to_section (BrvBriefView *self, guint section)
{
  return brv_block_menu_move_to (self->block_menu, section);
}

/**
 * brv_brief_view_undo:
 * @self: the view
 *
 * Takes the last step back.
 */
void
brv_brief_view_undo (BrvBriefView *self)
{
  brv_title_block_commit (BRV_TITLE_BLOCK (brv_brief_view_get_title_block (self)));
  brv_brief_input_undo (self->input);
}

/**
 * brv_brief_view_redo:
 * @self: the view
 *
 * Does the step again that was taken back last.
 */
void
brv_brief_view_redo (BrvBriefView *self)
{
  brv_title_block_commit (BRV_TITLE_BLOCK (brv_brief_view_get_title_block (self)));
  brv_brief_input_redo (self->input);
}
