/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-sources-pane-private.h"

#include "ui/shared/brv-file-dialog.h"
#include "ui/sources/brv-import-card.h"
#include "ui/sources/brv-pasted-reader.h"

static void start_files (BrvSourcesPane *self, const char *const *paths);

/*
 * brv_sources_pane_add_card:
 * @self: a pane
 * @card: what an import has to say
 *
 * Shows @card at the foot of the list, above the other cards there. However many there are, the
 * list keeps its place beside them.
 */
void
brv_sources_pane_add_card (BrvSourcesPane *self, GtkWidget *card)
{
  gtk_box_prepend (GTK_BOX (self->imports_box), card);
  gtk_widget_set_visible (self->imports_scroller, TRUE);
}

/*
 * brv_sources_pane_remove_card:
 * @self: a pane
 * @card: a card that has nothing more to say
 */
void
brv_sources_pane_remove_card (BrvSourcesPane *self, GtkWidget *card)
{
  gtk_box_remove (GTK_BOX (self->imports_box), card);
  gtk_widget_set_visible (self->imports_scroller,
                          gtk_widget_get_first_child (self->imports_box) != NULL);
}

static void
card_closed_cb (BrvSourcesPane *self, const char *summary, GtkWidget *card)
{
  brv_sources_pane_remove_card (self, card);
  if (summary != NULL)
    brv_sources_pane_say (self, summary, NULL);
}

static void
card_retry_cb (BrvSourcesPane *self, char **paths, GtkWidget *card)
{
  g_autofree char *address =
    paths[0] != NULL ? brv_sources_pane_dup_address (paths[0], strlen (paths[0])) : NULL;

  /* Nothing is fetched without being asked for; and the address may be what was wrong. */
  if (address != NULL)
    brv_sources_pane_offer_address (self, address);
  else
    start_files (self, (const char *const *)paths);
}

/* The list keeps its place when rows come above it; but what was just added is looked for, or, if
 * all of it was here already, that. */
static void
reveal_added (BrvSourcesPane *self, const BrvImportOutcome *outcomes, guint n_outcomes)
{
  const BrvImportOutcome *newest = NULL;

  for (guint i = 0; i < n_outcomes; i++)
    if (outcomes[i].error == NULL &&
        (newest == NULL || newest->duplicate || !outcomes[i].duplicate))
      newest = &outcomes[i];
  if (newest != NULL)
    brv_source_browser_reveal (BRV_SOURCE_BROWSER (self->browser), newest->source_id);
}

static void
job_finished_cb (BrvSourcesPane *self, BrvImportJob *job)
{
  const BrvImportOutcome *outcomes;
  guint n_outcomes = 0;
  guint n_failed = brv_import_job_count (job).n_failed;

  outcomes = brv_import_job_get_outcomes (job, &n_outcomes);
  reveal_added (self, outcomes, n_outcomes);

  /* The card that says why is out of sight while the reader stands in the list's place. */
  if (n_failed > 0 && !gtk_widget_get_mapped (self->imports_box))
    {
      g_autofree char *text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u file could not be added. The list of sources says why.",
                     "%u files could not be added. The list of sources says why.", n_failed),
        n_failed);

      brv_sources_pane_say (self, text, NULL);
    }
  brv_sources_pane_ask_after (self, job);
}

/*
 * brv_sources_pane_show_job:
 * @self: a pane
 * @job: an import that has just begun
 * @can_retry: whether its inputs are files or an address, which can be tried again
 *
 * Shows the card of an import at the foot of the list, above the others, until it has nothing more
 * to say.
 */
void
brv_sources_pane_show_job (BrvSourcesPane *self, BrvImportJob *job, gboolean can_retry)
{
  GtkWidget *card = brv_import_card_new (job, can_retry);

  g_signal_connect_object (card, "closed", G_CALLBACK (card_closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "retry", G_CALLBACK (card_retry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "finished", G_CALLBACK (job_finished_cb), self, G_CONNECT_SWAPPED);
  brv_sources_pane_add_card (self, card);
}

static void
start_files (BrvSourcesPane *self, const char *const *paths)
{
  g_autoptr (BrvImportJob) job = NULL;

  if (self->workspace == NULL || paths == NULL || paths[0] == NULL)
    return;
  job = brv_workspace_import_files (self->workspace, paths);
  brv_sources_pane_show_job (self, job, TRUE);
}

/* What was pasted, if it is no text but the address of one. */
static char *
dup_pasted_address (const BrvPasted *pasted)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (pasted->bytes, &length);

  return g_str_equal (pasted->media_type, "text/plain")
           ? brv_sources_pane_dup_address (text, length)
           : NULL;
}

static void
start_pasted (BrvSourcesPane *self, const BrvPasted *pasted)
{
  g_autofree char *address = dup_pasted_address (pasted);
  g_autoptr (BrvImportJob) job = NULL;

  if (self->workspace == NULL)
    return;
  if (address != NULL)
    {
      brv_sources_pane_offer_address (self, address);
      return;
    }
  job = brv_workspace_import_bytes (self->workspace, pasted->bytes, pasted->media_type,
                                    pasted->address);
  brv_sources_pane_show_job (self, job, FALSE);
}

static void
start_file_list (BrvSourcesPane *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *item = g_value_get_boxed (value); item != NULL; item = item->next)
    g_list_store_append (files, item->data);
  brv_sources_pane_import_files (self, G_LIST_MODEL (files));
}

/* Takes what the clipboard or a drop held; says why where it cannot. */
static gboolean
take_pasted (BrvSourcesPane *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvPasted) pasted = brv_pasted_reader_finish (result, &error);

  if (pasted != NULL)
    start_pasted (self, pasted);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    brv_sources_pane_say (self, error->message, NULL);
  return pasted != NULL;
}

static void
clipboard_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvSourcesPane) self = user_data;

  take_pasted (self, result);
}

static void
clipboard_files_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvSourcesPane) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, &error);

  if (value != NULL)
    start_file_list (self, value);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    brv_sources_pane_say (self, error->message, NULL);
}

static void
drop_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvSourcesPane) self = user_data;

  gdk_drop_finish (GDK_DROP (object), take_pasted (self, result) ? GDK_ACTION_COPY : 0);
}

static void
drop_files_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvSourcesPane) self = user_data;
  g_autoptr (GError) error = NULL;
  GdkDrop *drop = GDK_DROP (object);
  const GValue *value = gdk_drop_read_value_finish (drop, result, &error);

  gdk_drop_finish (drop, value == NULL ? 0 : GDK_ACTION_COPY);
  if (value != NULL)
    start_file_list (self, value);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    brv_sources_pane_say (self, error->message, NULL);
}

/* What is dragged within the program is on its way to the brief, not a new source. */
static gboolean
drop_accept_cb (GtkDropTargetAsync *target, GdkDrop *drop, BrvSourcesPane *self)
{
  return gdk_drop_get_drag (drop) == NULL &&
         gdk_content_formats_match (gdk_drop_get_formats (drop),
                                    gtk_drop_target_async_get_formats (target));
}

static GdkDragAction
drop_enter_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, BrvSourcesPane *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "brv-drop-here");
  return GDK_ACTION_COPY;
}

static GdkDragAction
drop_motion_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, BrvSourcesPane *self)
{
  return GDK_ACTION_COPY;
}

static void
drop_leave_cb (GtkDropTargetAsync *target, GdkDrop *drop, BrvSourcesPane *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "brv-drop-here");
}

static gboolean
drop_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, BrvSourcesPane *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "brv-drop-here");
  if (gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (gdk_drop_get_formats (drop), "text/uri-list"))
    gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, self->cancellable,
                               drop_files_cb, g_object_ref (self));
  else
    brv_pasted_reader_read_drop (drop, self->cancellable, drop_read_cb, g_object_ref (self));
  return TRUE;
}

static void
files_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvSourcesPane) self = user_data;
  g_autoptr (GListModel) files = brv_file_dialog_run_finish (result, NULL);

  if (files != NULL)
    brv_sources_pane_import_files (self, files);
}

static GtkFileFilter *
new_filter (const char *name, const char *const *suffixes)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; suffixes != NULL && suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  if (suffixes == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  return filter;
}

/*
 * brv_sources_pane_init_drop:
 * @self: a pane whose children are there
 *
 * Takes files, pages and text that are dropped on the pane.
 */
void
brv_sources_pane_init_drop (BrvSourcesPane *self)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  GtkDropTargetAsync *target;

  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  gdk_content_formats_builder_add_mime_type (builder, "text/uri-list");
  brv_pasted_reader_add_types (builder);
  target = gtk_drop_target_async_new (gdk_content_formats_builder_free_to_formats (builder),
                                      GDK_ACTION_COPY);
  g_signal_connect (target, "accept", G_CALLBACK (drop_accept_cb), self);
  g_signal_connect (target, "drag-enter", G_CALLBACK (drop_enter_cb), self);
  g_signal_connect (target, "drag-motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "drag-leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/*
 * brv_sources_pane_paste:
 * @self: a pane
 *
 * Adds what is on the clipboard as a source: files, else a page, else text.
 */
void
brv_sources_pane_paste (BrvSourcesPane *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  gboolean has_files = gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
                       gdk_content_formats_contain_mime_type (formats, "text/uri-list");

  if (has_files)
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                    self->cancellable, clipboard_files_cb, g_object_ref (self));
  else
    brv_pasted_reader_read_clipboard (clipboard, self->cancellable, clipboard_read_cb,
                                      g_object_ref (self));
}

static gboolean
is_link (GFile *file)
{
  return g_file_has_uri_scheme (file, "https") || g_file_has_uri_scheme (file, "http");
}

/**
 * brv_sources_pane_import_files:
 * @self: a pane
 * @files: (element-type GFile): what to add
 *
 * Adds files as sources of the brief, off the main loop; a card at the list's foot shows how it
 * goes and what could not be added. Of a link the page is offered, and fetched only when the user
 * says so.
 */
void
brv_sources_pane_import_files (BrvSourcesPane *self, GListModel *files)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  g_auto (GStrv) paths = NULL;
  g_autofree char *address = NULL;
  gboolean all_local = TRUE;

  g_return_if_fail (BRV_IS_SOURCES_PANE (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  builder = g_strv_builder_new ();
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file) != NULL)
        {
          g_strv_builder_add (builder, g_file_peek_path (file));
          continue;
        }
      all_local = all_local && address == NULL && is_link (file);
      if (address == NULL && is_link (file))
        address = g_file_get_uri (file);
    }
  paths = g_strv_builder_end (builder);
  if (address != NULL)
    brv_sources_pane_offer_address (self, address);
  if (!all_local)
    brv_sources_pane_say (
      self, _ ("Only files on this computer and one link at a time can be added."), NULL);
  start_files (self, (const char *const *)paths);
}

/*
 * brv_sources_pane_choose_folder:
 * @self: a pane in a window
 *
 * Asks for a folder and adds all articles in it.
 */
void
brv_sources_pane_choose_folder (BrvSourcesPane *self)
{
  const BrvFileDialogRequest request = { .kind = BRV_FILE_DIALOG_FOLDER,
                                         .title = _ ("Add Folder"),
                                         .accept_label = _ ("_Add") };
  GtkWindow *window = brv_sources_pane_get_window (self);

  if (window != NULL)
    brv_file_dialog_run_async (window, &request, self->cancellable, files_chosen_cb,
                               g_object_ref (self));
}

/**
 * brv_sources_pane_choose_files:
 * @self: a pane in a window
 *
 * Asks for files and adds them.
 */
void
brv_sources_pane_choose_files (BrvSourcesPane *self)
{
  static const char *const suffixes[] = {
    "html", "htm",  "xhtml", "mht",  "mhtml", "pdf",      "docx", "odt",
    "epub", "rtf",  "txt",   "text", "md",    "markdown", "eml",  "mbox",
    "rss",  "atom", "xml",   "ris",  "bib",   "json",     NULL,
  };
  g_autoptr (GtkFileFilter) articles = NULL;
  g_autoptr (GtkFileFilter) all = NULL;
  GtkFileFilter *filters[3] = { NULL };
  BrvFileDialogRequest request = { 0 };
  GtkWindow *window;

  g_return_if_fail (BRV_IS_SOURCES_PANE (self));

  window = brv_sources_pane_get_window (self);
  if (window == NULL)
    return;
  articles = new_filter (_ ("Articles"), suffixes);
  all = new_filter (_ ("All Files"), NULL);
  filters[0] = articles;
  filters[1] = all;
  request.kind = BRV_FILE_DIALOG_OPEN_SEVERAL;
  request.title = _ ("Add Sources");
  request.accept_label = _ ("_Add");
  request.filters = filters;
  brv_file_dialog_run_async (window, &request, self->cancellable, files_chosen_cb,
                             g_object_ref (self));
}
