/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the header bar and the line below the text say of the brief. */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/brief/brv-brief-pane-private.h"
#include "ui/brief/brv-title-block.h"

/* Words are counted when typing rests: the count of a long brief takes milliseconds. */
#define COUNT_DELAY_MS 250

static void
append_count (GString *list, guint n, const char *what)
{
  if (n == 0)
    return;
  if (list->len > 0)
    g_string_append (list, _ (", "));
  g_string_append_printf (list, "%u %s", n, what);
}

/* "4 quotes: 3 exact, 1 altered" */
static char *
describe_verdicts (const BrvVerdicts *verdicts)
{
  guint n = verdicts != NULL ? brv_verdicts_get_n_quotes (verdicts) : 0;
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *quotes = NULL;

  if (n == 0)
    return g_strdup (_ ("No quotes yet"));
  quotes = g_strdup_printf (ngettext ("%u quote", "%u quotes", n), n);
  append_count (list,
                brv_verdicts_count (verdicts, BRV_VERDICT_EXACT) +
                  brv_verdicts_count (verdicts, BRV_VERDICT_NORMALISED),
                _ ("exact"));
  append_count (list, brv_verdicts_count (verdicts, BRV_VERDICT_ALTERED), _ ("altered"));
  append_count (list, brv_verdicts_count (verdicts, BRV_VERDICT_MISQUOTED), _ ("misquoted"));
  append_count (list, brv_verdicts_count (verdicts, BRV_VERDICT_MISSING), _ ("missing"));
  append_count (list, brv_verdicts_count (verdicts, BRV_VERDICT_WRONG_SOURCE),
                _ ("from the wrong source"));
  append_count (list, brv_verdicts_count (verdicts, BRV_VERDICT_SOURCE_CHANGED),
                _ ("with a changed source"));
  /* Translators: "4 quotes: 3 exact, 1 altered" */
  return g_strdup_printf (_ ("%s: %s"), quotes, list->str);
}

static void
show_verdicts (BrvBriefPane *self)
{
  const BrvVerdicts *verdicts = brv_workspace_get_verdicts (self->workspace);
  g_autofree char *text = describe_verdicts (verdicts);
  gboolean faults = verdicts != NULL && brv_verdicts_get_n_faults (verdicts) > 0;
  gboolean quotes = verdicts != NULL && brv_verdicts_get_n_quotes (verdicts) > 0;

  brv_brief_view_set_verdicts (self->view, verdicts);
  gtk_label_set_label (self->verdicts_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->verdicts_icon), quotes);
  gtk_image_set_from_icon_name (self->verdicts_icon,
                                faults ? "dialog-warning-symbolic" : "object-select-symbolic");
  gtk_widget_remove_css_class (self->verdicts_button, faults ? "fine" : "bad");
  gtk_widget_add_css_class (self->verdicts_button, faults ? "bad" : "fine");
  gtk_widget_set_sensitive (self->verdicts_button, quotes);
}

static void
show_counts (BrvBriefPane *self)
{
  const BrvPages *pages = brv_workspace_get_pages (self->workspace);
  guint n_pages = pages != NULL ? brv_pages_get_n_frames (pages) : 0;
  g_autofree char *words =
    g_strdup_printf (ngettext ("%u word", "%u words", self->n_words), self->n_words);
  g_autofree char *text = NULL;

  if (n_pages > 0)
    {
      g_autofree char *count = g_strdup_printf (ngettext ("%u page", "%u pages", n_pages), n_pages);

      text = g_strdup_printf ("%s · %s", words, count);
    }
  gtk_label_set_label (self->words_label, text != NULL ? text : words);
}

static gboolean
count_cb (gpointer user_data)
{
  BrvBriefPane *self = user_data;

  self->count_source = 0;
  self->n_words = brv_brief_count_words (brv_workspace_get_brief (self->workspace));
  show_counts (self);
  return G_SOURCE_REMOVE;
}

/*
 * brv_brief_pane_show_marking:
 * @self: the pane
 *
 * Shows the marking in the header bar while the title block is out of view.
 */
void
brv_brief_pane_show_marking (BrvBriefPane *self)
{
  static const char *const classes[] = { "none", "own", "red", "amber", "green", "clear" };
  const char *marking =
    brv_brief_get (brv_workspace_get_brief (self->workspace), BRV_BRIEF_FIELD_MARKING);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->marking_label), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->marking_label),
                            brv_marking_get_style_class (marking));
  gtk_label_set_label (self->marking_label, marking != NULL ? marking : "");
  gtk_widget_set_visible (GTK_WIDGET (self->marking_label), self->scrolled && marking != NULL);
}

static void
show_title (BrvBriefPane *self)
{
  g_autofree char *title = brv_workspace_dup_title (self->workspace);

  gtk_label_set_label (self->title_label,
                       title != NULL && *title != '\0' ? title : _ ("Untitled Brief"));
}

static void
show_saved_state (BrvBriefPane *self)
{
  const char *text = _ ("Saved");

  if (brv_workspace_get_saved_state (self->workspace) == BRV_UNSAVED_CHANGES)
    text = _ ("Unsaved changes");
  else if (brv_workspace_get_saved_state (self->workspace) == BRV_SAVING)
    text = _ ("Saving…");
  else if (brv_workspace_is_read_only (self->workspace))
    text = _ ("Read-only");
  else if (brv_workspace_get_path (self->workspace) == NULL)
    text = "";
  gtk_label_set_label (self->saved_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->saved_label), *text != '\0');
}

/* "Undo Move Quote" */
static void
show_history (BrvBriefPane *self)
{
  BrvDocument *document = brv_workspace_get_document (self->workspace);
  const char *undo = brv_document_get_undo_label (document);
  const char *redo = brv_document_get_redo_label (document);
  /* Translators: %s is the label of a change, as in "Undo Move Quote". */
  g_autofree char *undo_text = undo != NULL ? g_strdup_printf (_ ("Undo %s"), undo) : NULL;
  /* Translators: %s is the label of a change, as in "Redo Move Quote". */
  g_autofree char *redo_text = redo != NULL ? g_strdup_printf (_ ("Redo %s"), redo) : NULL;

  gtk_widget_set_sensitive (self->undo_button, brv_document_get_can_undo (document));
  gtk_widget_set_sensitive (self->redo_button, brv_document_get_can_redo (document));
  gtk_widget_set_tooltip_text (self->undo_button, undo_text != NULL ? undo_text : _ ("Undo"));
  gtk_widget_set_tooltip_text (self->redo_button, redo_text != NULL ? redo_text : _ ("Redo"));
}

static void
document_changed_cb (
  BrvDocument *document, BrvChange *change, const BrvBrief *before, gint step, BrvBriefPane *self)
{
  if (self->count_source == 0)
    self->count_source = g_timeout_add (COUNT_DELAY_MS, count_cb, self);
  if (brv_brief_get_record (before) != brv_brief_get_record (brv_document_get_brief (document)))
    brv_brief_pane_show_marking (self);
}

/*
 * brv_brief_pane_follow:
 * @self: a pane whose view is there
 *
 * Shows how the brief stands, now and whenever that changes.
 */
void
brv_brief_pane_follow (BrvBriefPane *self)
{
  BrvDocument *document = brv_workspace_get_document (self->workspace);
  const struct
  {
    gpointer object;
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { self->workspace, "notify::verdicts", G_CALLBACK (show_verdicts) },
    { self->workspace, "notify::pages", G_CALLBACK (show_counts) },
    { self->workspace, "notify::title", G_CALLBACK (show_title) },
    { self->workspace, "notify::saved-state", G_CALLBACK (show_saved_state) },
    { self->workspace, "notify::path", G_CALLBACK (show_saved_state) },
    { document, "notify::can-undo", G_CALLBACK (show_history) },
    { document, "notify::can-redo", G_CALLBACK (show_history) },
    { document, "notify::undo-label", G_CALLBACK (show_history) },
    { document, "notify::redo-label", G_CALLBACK (show_history) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (handlers[i].object, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  show_verdicts (self);
  show_title (self);
  show_saved_state (self);
  show_history (self);
  brv_brief_pane_show_marking (self);
  count_cb (self);
}
