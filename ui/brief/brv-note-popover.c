/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-note-popover.h"

#include <glib/gi18n.h>

#include "base/brv-utf8.h"
#include "cite/brv-citation.h"
#include "edit/brv-edit-text.h"
#include "ui/brief/brv-brief-popover.h"

/* What an open popover works on. It is freed with the popover. */
typedef struct
{
  GtkTextView *view;
  BrvBriefProjection *projection; /* (nullable): of a block's text */
  BrvNoteCell cell;               /* otherwise */
  BrvPlace at;                    /* of the reference, or where a new one goes */
  gboolean is_new;
  GtkWidget *popover;
  GtkWidget *text;    /* of a note */
  GtkWidget *locator; /* of a citation */
  GtkWidget *list;
} NotePopover;

static void
note_popover_free (gpointer data, GObject *popover)
{
  NotePopover *self = data;

  g_clear_object (&self->projection);
  g_clear_object (&self->cell.data);
  g_clear_object (&self->cell.document);
  g_free (self);
}

static NotePopover *
note_popover_new (GtkTextView *view, BrvBriefProjection *projection, BrvPlace at, gboolean is_new)
{
  NotePopover *self = g_new0 (NotePopover, 1);

  self->view = view;
  self->projection = g_object_ref (projection);
  self->at = at;
  self->is_new = is_new;
  return self;
}

static NotePopover *
note_popover_new_in_cell (const BrvNoteCell *cell, gboolean is_new)
{
  NotePopover *self = g_new0 (NotePopover, 1);

  self->view = cell->view;
  self->cell = *cell;
  g_object_ref (self->cell.data);
  g_object_ref (self->cell.document);
  self->at = (BrvPlace){ cell->cell.block_id, cell->at };
  self->is_new = is_new;
  return self;
}

static BrvDocument *
get_document (const NotePopover *self)
{
  return self->projection != NULL ? brv_brief_projection_get_document (self->projection)
                                  : self->cell.document;
}

static const BrvBrief *
get_brief (const NotePopover *self)
{
  return self->projection != NULL ? brv_brief_projection_get_brief (self->projection)
                                  : brv_document_get_brief (self->cell.document);
}

/* The Brief pane's text view, which a cell is somewhere in, has the signals. */
static GtkWidget *
find_brief_view (const NotePopover *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);

  if (self->projection == NULL)
    view = gtk_widget_get_ancestor (gtk_widget_get_parent (view), GTK_TYPE_TEXT_VIEW);
  return view;
}

/* What was typed last becomes a change of its own. */
static void
finish (const NotePopover *self)
{
  if (self->projection != NULL)
    brv_brief_projection_finish (self->projection);
  else
    brv_document_seal (self->cell.document);
}

static void
find_iter (const NotePopover *self, GtkTextIter *iter)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  if (self->projection == NULL)
    gtk_text_buffer_get_iter_at_line_index (buffer, iter, 0, (int)self->at.at);
  else if (!brv_brief_projection_get_iter (self->projection, self->at, iter))
    gtk_text_buffer_get_start_iter (buffer, iter);
}

static void
open_at (NotePopover *self, const char *title, GtkWidget *child)
{
  GtkTextIter iter;

  find_iter (self, &iter);
  self->popover = brv_brief_popover_open (self->view, &iter, title, child);
  g_object_weak_ref (G_OBJECT (self->popover), note_popover_free, self);
}

/* The text of a block, or of one of its cells; both may be gone. */
static const BrvText *
find_text (const NotePopover *self)
{
  const BrvBlock *block = brv_brief_find_block (get_brief (self), self->at.id, NULL, NULL);
  const BrvTable *table;

  if (block == NULL || brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
    return NULL;
  if (self->projection != NULL)
    return brv_block_get_text (block);
  table = brv_block_get_table (block);
  if (table == NULL || self->cell.cell.row >= brv_table_get_n_rows (table) ||
      self->cell.cell.column >= brv_table_get_n_columns (table))
    return NULL;
  return brv_table_get_cell (table, self->cell.cell.row, self->cell.cell.column);
}

static const BrvReference *
find_reference (const NotePopover *self)
{
  const BrvText *text = find_text (self);
  const BrvReference *references = NULL;
  guint n = 0;

  if (text == NULL)
    return NULL;
  references = brv_text_get_references (text, &n);
  for (guint i = 0; i < n; i++)
    if (references[i].at == self->at.at)
      return &references[i];
  return NULL;
}

static void
report (NotePopover *self, gboolean done, GError *error)
{
  g_autoptr (GError) owned = error;

  if (!done && owned != NULL && find_brief_view (self) != NULL)
    g_signal_emit_by_name (find_brief_view (self), "message", owned->message, NULL);
}

static void
add_reference (NotePopover *self, const BrvReference *reference)
{
  GError *error = NULL;
  BrvPlace after = { self->at.id, self->at.at + BRV_OBJECT_CHARACTER_LENGTH };
  gboolean done = FALSE;

  finish (self);
  if (self->projection != NULL)
    done = brv_edit_add_reference (get_document (self), self->at, reference, &error);
  else
    done = brv_edit_add_reference_in_cell (get_document (self), self->cell.cell, self->at.at,
                                           reference, &error);
  report (self, done, error);
  if (done && self->projection != NULL)
    brv_brief_projection_select (self->projection, after, after);
  else if (done)
    self->cell.changed (after.at, self->cell.data);
}

/* ---- notes ---- */

static void
set_note (NotePopover *self, const BrvText *note)
{
  GError *error = NULL;
  gboolean done;

  finish (self);
  if (self->projection != NULL)
    done = brv_edit_set_note (get_document (self), self->at, note, &error);
  else
    done =
      brv_edit_set_note_in_cell (get_document (self), self->cell.cell, self->at.at, note, &error);
  report (self, done, error);
}

static void
note_closed_cb (GtkPopover *popover, NotePopover *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr (BrvText) note = NULL;
  const BrvReference *present = find_reference (self);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_strdelimit (text, "\n\r", ' ');
  note = brv_text_new (g_strstrip (text), -1);
  if (self->is_new)
    {
      if (brv_text_get_length (note) > 0)
        add_reference (self, &(BrvReference){ .kind = BRV_REFERENCE_NOTE, .note = note });
    }
  else if (present != NULL && present->note != NULL &&
           g_strcmp0 (brv_text_get_utf8 (present->note), text) != 0)
    set_note (self, note);
}

static void
done_cb (GtkButton *button, NotePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
remove_cb (GtkButton *button, NotePopover *self)
{
  BrvPlace end = { self->at.id, self->at.at + BRV_OBJECT_CHARACTER_LENGTH };
  BrvPlace caret;
  GError *error = NULL;
  gboolean done;

  finish (self);
  if (self->projection != NULL)
    done =
      brv_edit_replace (get_document (self), self->at, end, NULL, BRV_EDIT_OTHER, &caret, &error);
  else
    done = brv_edit_type_in_cell (get_document (self), self->cell.cell,
                                  (BrvRange){ self->at.at, end.at }, "", &error);
  report (self, done, error);
  if (done && self->projection == NULL)
    self->cell.changed (self->at.at, self->cell.data);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static GtkWidget *
add_button (GtkWidget *row, const char *label, GCallback callback, NotePopover *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (row), button);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static void
open_note (NotePopover *self, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->text = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Note"), -1);
  gtk_widget_add_css_class (scroller, "brv-note-text");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->text);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroller, 320, 84);
  gtk_box_append (GTK_BOX (box), scroller);
  if (!self->is_new)
    add_button (row, _ ("_Remove"), G_CALLBACK (remove_cb), self);
  gtk_widget_add_css_class (add_button (row, _ ("_Done"), G_CALLBACK (done_cb), self),
                            "suggested-action");
  gtk_box_append (GTK_BOX (box), row);
  open_at (self, self->is_new ? _ ("New Note") : _ ("Note"), box);
  g_signal_connect (self->popover, "closed", G_CALLBACK (note_closed_cb), self);
  gtk_widget_grab_focus (self->text);
}

/* ---- citations ---- */

static void
source_activated_cb (GtkListBox *list, GtkListBoxRow *row, NotePopover *self)
{
  const BrvBrief *brief = get_brief (self);
  guint index = (guint)gtk_list_box_row_get_index (row);
  g_autofree char *locator = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->locator)));

  if (index >= brv_brief_get_n_sources (brief))
    return;
  g_strstrip (locator);
  add_reference (self, &(BrvReference){
                         .kind = BRV_REFERENCE_CITATION,
                         .source_id = brv_source_get_id (brv_brief_get_source (brief, index)),
                         .locator = *locator != '\0' ? locator : NULL,
                       });
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static GtkWidget *
make_source_row (const BrvSource *source)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (brv_source_get_title (source));
  const char *publisher = brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 44);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  if (publisher != NULL)
    {
      GtkWidget *label = gtk_label_new (publisher);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

static void
open_citation_source_cb (GtkButton *button, NotePopover *self)
{
  const BrvReference *reference = find_reference (self);
  BrvRange range = { 0, 0 };
  BrvId source_id;

  if (reference == NULL)
    return;
  source_id = reference->source_id;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit_by_name (find_brief_view (self), "passage-requested", &source_id, &range);
}

static void
open_citation (NotePopover *self, const BrvReference *reference)
{
  const BrvBrief *brief = get_brief (self);
  const BrvSource *source = brv_brief_lookup_source (brief, reference->source_id);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = NULL;
  g_autoptr (BrvText) text =
    source != NULL ? brv_citation_format_note (source, reference->locator,
                                               brv_brief_get (brief, BRV_BRIEF_FIELD_LANGUAGE))
                   : NULL;

  label = gtk_label_new (text != NULL ? brv_text_get_utf8 (text) : _ ("No Source"));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  add_button (row, _ ("_Remove"), G_CALLBACK (remove_cb), self);
  if (source != NULL)
    add_button (row, _ ("_Open Source"), G_CALLBACK (open_citation_source_cb), self);
  gtk_box_append (GTK_BOX (box), row);
  open_at (self, _ ("Citation"), box);
}

/**
 * brv_note_popover_open_new:
 * @view: the Brief pane's text view
 * @projection: its lines
 *
 * Asks for a note and puts it at the caret.
 */
void
brv_note_popover_open_new (GtkTextView *view, BrvBriefProjection *projection)
{
  open_note (note_popover_new (view, projection, brv_brief_projection_get_caret (projection), TRUE),
             "");
}

/**
 * brv_note_popover_open_new_in_cell:
 * @cell: where the note goes
 *
 * Asks for a note and puts it into a table's cell.
 */
void
brv_note_popover_open_new_in_cell (const BrvNoteCell *cell)
{
  open_note (note_popover_new_in_cell (cell, TRUE), "");
}

/* Takes what it is given; there are sources. */
static void
open_sources (NotePopover *self)
{
  const BrvBrief *brief = get_brief (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->locator = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->locator), _ ("Page or Paragraph"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->locator), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Page or Paragraph"), -1);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         make_source_row (brv_brief_get_source (brief, i)));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (source_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_box_append (GTK_BOX (box), self->locator);
  gtk_box_append (GTK_BOX (box), scroller);
  open_at (self, _ ("Cite a Source"), box);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)));
}

/* Whether there is something to cite; otherwise says that there is not. */
static gboolean
has_sources (GtkWidget *view, const BrvBrief *brief)
{
  if (brv_brief_get_n_sources (brief) > 0)
    return TRUE;
  if (view != NULL)
    g_signal_emit_by_name (view, "message", _ ("This brief has no sources yet."), NULL);
  return FALSE;
}

/**
 * brv_note_popover_open_sources:
 * @view: the Brief pane's text view
 * @projection: its lines
 *
 * Lets one choose a source and puts a citation of it at the caret.
 */
void
brv_note_popover_open_sources (GtkTextView *view, BrvBriefProjection *projection)
{
  if (has_sources (GTK_WIDGET (view), brv_brief_projection_get_brief (projection)))
    open_sources (
      note_popover_new (view, projection, brv_brief_projection_get_caret (projection), TRUE));
}

/**
 * brv_note_popover_open_sources_in_cell:
 * @cell: where the citation goes
 *
 * Lets one choose a source and puts a citation of it into a table's cell.
 */
void
brv_note_popover_open_sources_in_cell (const BrvNoteCell *cell)
{
  GtkWidget *view =
    gtk_widget_get_ancestor (gtk_widget_get_parent (GTK_WIDGET (cell->view)), GTK_TYPE_TEXT_VIEW);

  if (has_sources (view, brv_document_get_brief (cell->document)))
    open_sources (note_popover_new_in_cell (cell, TRUE));
}

static void
open_found (NotePopover *self, const BrvReference *found)
{
  if (found->kind == BRV_REFERENCE_NOTE)
    open_note (self, found->note != NULL ? brv_text_get_utf8 (found->note) : "");
  else
    open_citation (self, found);
}

/**
 * brv_note_popover_open:
 * @view: the Brief pane's text view
 * @projection: its lines
 * @reference: the place of a reference
 *
 * Shows the note or citation at a place, to be read, changed or removed.
 *
 * Returns: whether there is one
 */
gboolean
brv_note_popover_open (GtkTextView *view, BrvBriefProjection *projection, BrvPlace reference)
{
  NotePopover *self = note_popover_new (view, projection, reference, FALSE);
  const BrvReference *found = find_reference (self);

  if (found == NULL)
    note_popover_free (self, NULL);
  else
    open_found (self, found);
  return found != NULL;
}

/**
 * brv_note_popover_open_in_cell:
 * @cell: the place of a reference
 *
 * Shows the note or citation at a place of a table's cell, to be read, changed or removed.
 *
 * Returns: whether there is one
 */
gboolean
brv_note_popover_open_in_cell (const BrvNoteCell *cell)
{
  NotePopover *self = note_popover_new_in_cell (cell, FALSE);
  const BrvReference *found = find_reference (self);

  if (found == NULL)
    note_popover_free (self, NULL);
  else
    open_found (self, found);
  return found != NULL;
}
