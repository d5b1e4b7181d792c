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
  BrvBriefProjection *projection;
  BrvPlace at; /* of the reference, or where a new one goes */
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

  g_object_unref (self->projection);
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

static void
open_at (NotePopover *self, const char *title, GtkWidget *child)
{
  GtkTextIter iter;

  if (!brv_brief_projection_get_iter (self->projection, self->at, &iter))
    gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (self->view), &iter);
  self->popover = brv_brief_popover_open (self->view, &iter, title, child);
  g_object_weak_ref (G_OBJECT (self->popover), note_popover_free, self);
}

static const BrvReference *
find_reference (BrvBriefProjection *projection, BrvPlace at)
{
  const BrvBlock *block =
    brv_brief_find_block (brv_brief_projection_get_brief (projection), at.id, NULL, NULL);
  const BrvReference *references = NULL;
  guint n = 0;

  if (block == NULL || brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
    return NULL;
  references = brv_text_get_references (brv_block_get_text (block), &n);
  for (guint i = 0; i < n; i++)
    if (references[i].at == at.at)
      return &references[i];
  return NULL;
}

static void
report (NotePopover *self, gboolean done, GError *error)
{
  g_autoptr (GError) owned = error;

  if (!done && owned != NULL)
    g_signal_emit_by_name (self->view, "message", owned->message, NULL);
}

static void
add_reference (NotePopover *self, const BrvReference *reference)
{
  GError *error = NULL;
  BrvPlace after = { self->at.id, self->at.at + BRV_OBJECT_CHARACTER_LENGTH };
  gboolean done = FALSE;

  brv_brief_projection_finish (self->projection);
  done = brv_edit_add_reference (brv_brief_projection_get_document (self->projection), self->at,
                                 reference, &error);
  report (self, done, error);
  if (done)
    brv_brief_projection_select (self->projection, after, after);
}

/* ---- notes ---- */

static void
note_closed_cb (GtkPopover *popover, NotePopover *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr (BrvText) note = NULL;
  const BrvReference *present = find_reference (self->projection, self->at);
  GError *error = NULL;

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
    {
      brv_brief_projection_finish (self->projection);
      report (self,
              brv_edit_set_note (brv_brief_projection_get_document (self->projection), self->at,
                                 note, &error),
              error);
    }
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

  brv_brief_projection_finish (self->projection);
  report (self,
          brv_edit_replace (brv_brief_projection_get_document (self->projection), self->at, end,
                            NULL, BRV_EDIT_OTHER, &caret, &error),
          error);
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
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);
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
  const BrvReference *reference = find_reference (self->projection, self->at);
  BrvRange range = { 0, 0 };
  BrvId source_id;

  if (reference == NULL)
    return;
  source_id = reference->source_id;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit_by_name (self->view, "passage-requested", &source_id, &range);
}

static void
open_citation (NotePopover *self, const BrvReference *reference)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);
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
 * brv_note_popover_open_sources:
 * @view: the Brief pane's text view
 * @projection: its lines
 *
 * Lets one choose a source and puts a citation of it at the caret.
 */
void
brv_note_popover_open_sources (GtkTextView *view, BrvBriefProjection *projection)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (projection);
  NotePopover *self = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  if (brv_brief_get_n_sources (brief) == 0)
    {
      g_object_ref_sink (box);
      g_object_unref (box);
      g_object_ref_sink (scroller);
      g_object_unref (scroller);
      g_signal_emit_by_name (view, "message", _ ("This brief has no sources yet."), NULL);
      return;
    }
  self = note_popover_new (view, projection, brv_brief_projection_get_caret (projection), TRUE);
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
  const BrvReference *found = find_reference (projection, reference);
  NotePopover *self = NULL;

  if (found == NULL)
    return FALSE;
  self = note_popover_new (view, projection, reference, FALSE);
  if (found->kind == BRV_REFERENCE_NOTE)
    open_note (self, found->note != NULL ? brv_text_get_utf8 (found->note) : "");
  else
    open_citation (self, found);
  return TRUE;
}
