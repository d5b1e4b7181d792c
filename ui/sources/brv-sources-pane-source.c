/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "ui/sources/brv-sources-pane-private.h"

#include "edit/brv-edit-source.h"
#include "model/brv-source-merge.h"
#include "ui/shared/brv-question.h"
#include "ui/sources/brv-source-details.h"
#include "ui/sources/brv-source-labels.h"

#define ORIGINAL_FOLDER "brevier-original-XXXXXX"

/* A question that is open, and the source that it is about. */
typedef struct
{
  BrvSourcesPane *pane;
  BrvId source_id;
} Pending;

static Pending *
pending_new (BrvSourcesPane *pane, BrvId source_id)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->pane = g_object_ref (pane);
  pending->source_id = source_id;
  return pending;
}

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_object_unref (pending->pane);
  g_free (pending);
}

static const BrvSource *
lookup (BrvSourcesPane *self, BrvId source_id)
{
  if (self->workspace == NULL)
    return NULL;
  return brv_brief_lookup_source (brv_workspace_get_brief (self->workspace), source_id);
}

/* A name that says what it is to the user and to the program that opens it. */
static char *
dup_original_name (const BrvSource *source)
{
  static const struct
  {
    const char *media_type;
    const char *suffix;
  } suffixes[] = {
    { "text/html", ".html" },          { "application/xhtml+xml", ".xhtml" },
    { "text/plain", ".txt" },          { "text/markdown", ".md" },
    { "application/pdf", ".pdf" },     { "message/rfc822", ".eml" },
    { "multipart/related", ".mhtml" }, { "application/x-mimearchive", ".mhtml" },
  };
  g_autofree char *base = NULL;
  const char *format = brv_source_get_format (source);
  const char *origin = brv_source_get_origin (source);

  if (origin != NULL && g_uri_peek_scheme (origin) == NULL)
    base = g_path_get_basename (origin);
  if (base == NULL || *base == '\0' || *base == '.' || *base == G_DIR_SEPARATOR)
    {
      g_free (base);
      base = g_strdup ("source");
    }
  if (strchr (base, '.') != NULL)
    return g_steal_pointer (&base);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_strcmp0 (format, suffixes[i].media_type) == 0)
      return g_strconcat (base, suffixes[i].suffix, NULL);
  return g_steal_pointer (&base);
}

/* Nobody but the user can read the folder, and nothing can write to the file by mistake. */
static char *
write_original (BrvSourcesPane *self, const BrvSource *source, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp (ORIGINAL_FOLDER, error);
  g_autofree char *name = dup_original_name (source);
  g_autofree char *path = NULL;
  GBytes *original = brv_source_get_original (source);

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, name, NULL);
  g_ptr_array_add (self->original_folders, g_steal_pointer (&folder));
  if (!g_file_set_contents_full (path, g_bytes_get_data (original, NULL),
                                 (gssize)g_bytes_get_size (original), G_FILE_SET_CONTENTS_NONE,
                                 0400, error))
    return NULL;
  return g_steal_pointer (&path);
}

static void
open_answered_cb (gboolean accepted, gpointer user_data)
{
  Pending *pending = user_data;
  BrvSourcesPane *self = pending->pane;
  const BrvSource *source = lookup (self, pending->source_id);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;

  if (!accepted || source == NULL)
    return;
  path = write_original (self, source, &error);
  uri = path == NULL ? NULL : g_filename_to_uri (path, NULL, &error);
  if (uri == NULL)
    {
      g_autofree char *text =
        g_strdup_printf (_ ("The original could not be opened: %s"), error->message);

      brv_sources_pane_say (self, text, NULL);
      return;
    }
  gtk_show_uri (brv_sources_pane_get_window (self), uri, GDK_CURRENT_TIME);
}

static void
remove_answered_cb (gboolean accepted, gpointer user_data)
{
  Pending *pending = user_data;
  BrvSourcesPane *self = pending->pane;
  const BrvSource *source = lookup (self, pending->source_id);
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (!accepted || source == NULL)
    return;
  title = brv_source_labels_dup_title (source);
  if (brv_edit_remove_source (brv_workspace_get_document (self->workspace), pending->source_id,
                              TRUE, &error))
    text = g_strdup_printf (_ ("“%s” removed"), title);
  else
    text = g_strdup (error->message);
  brv_sources_pane_say (self, text, NULL);
}

static void
append_item (GMenu *menu, const char *label, const char *action, BrvId source_id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_autofree char *id = brv_id_to_string (source_id);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

/*
 * brv_sources_pane_new_source_menu:
 * @self: a pane
 * @source_id: the source that the menu is about
 * @shown: whether it is the menu of the source in the reader
 *
 * Returns: (transfer full): the menu
 */
GMenuModel *
brv_sources_pane_new_source_menu (BrvSourcesPane *self, BrvId source_id, gboolean shown)
{
  const BrvSource *source = lookup (self, source_id);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) view = g_menu_new ();
  g_autoptr (GMenu) verbs = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  if (shown)
    {
      g_menu_append (view, _ ("_Find…"), "sources.find");
      g_menu_append (view, _ ("Show _What Was Left Out"), "sources.show-left-out");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (view));
    }
  if (source != NULL && brv_source_awaits_text (source))
    append_item (verbs, _ ("_Attach Text…"), "sources.attach-text", source_id);
  append_item (verbs, _ ("_Edit Details…"), "sources.edit-details", source_id);
  if (source != NULL && brv_source_get_original (source) != NULL)
    append_item (verbs, _ ("_Open Original"), "sources.open-original", source_id);
  if (source != NULL && brv_source_get (source, BRV_SOURCE_FIELD_URL) != NULL)
    append_item (verbs, _ ("_Copy Address"), "sources.copy-address", source_id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (verbs));
  append_item (end, _ ("_Remove from Brief…"), "sources.remove", source_id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  return G_MENU_MODEL (menu);
}

/*
 * brv_sources_pane_edit_details:
 * @self: a pane
 * @source_id: a source of the brief
 */
void
brv_sources_pane_edit_details (BrvSourcesPane *self, BrvId source_id)
{
  GtkWindow *window = brv_sources_pane_get_window (self);

  if (window == NULL || lookup (self, source_id) == NULL)
    return;
  gtk_window_present (
    brv_source_details_new (window, brv_workspace_get_document (self->workspace), source_id));
}

/*
 * brv_sources_pane_open_original:
 * @self: a pane
 * @source_id: a source of the brief
 *
 * Opens the stored bytes in the program that the desktop has for them, after a warning: a page
 * can load things from the network there.
 */
void
brv_sources_pane_open_original (BrvSourcesPane *self, BrvId source_id)
{
  const BrvSource *source = lookup (self, source_id);
  GtkWindow *window = brv_sources_pane_get_window (self);
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  BrvQuestion question = { 0 };

  if (window == NULL || source == NULL || brv_source_get_original (source) == NULL)
    return;
  name = dup_original_name (source);
  body = g_strdup_printf (_ ("A copy of “%s” opens in another program. If it is a web page, that "
                             "program may load pictures and scripts from the network."),
                          name);
  question.heading = _ ("Open Outside Brevier?");
  question.body = body;
  question.accept_label = _ ("_Open");
  brv_question_ask (window, &question, open_answered_cb, pending_new (self, source_id),
                    pending_free);
}

/*
 * brv_sources_pane_copy_address:
 * @self: a pane
 * @source_id: a source of the brief
 */
void
brv_sources_pane_copy_address (BrvSourcesPane *self, BrvId source_id)
{
  const BrvSource *source = lookup (self, source_id);
  const char *address = source == NULL ? NULL : brv_source_get (source, BRV_SOURCE_FIELD_URL);

  if (address == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), address);
  brv_sources_pane_say (self, _ ("Address copied"), NULL);
}

/*
 * brv_sources_pane_remove_source:
 * @self: a pane
 * @source_id: a source of the brief
 *
 * Asks first, saying how often the source is quoted, and removes it with its quotes.
 */
void
brv_sources_pane_remove_source (BrvSourcesPane *self, BrvId source_id)
{
  const BrvSource *source = lookup (self, source_id);
  GtkWindow *window = brv_sources_pane_get_window (self);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  BrvQuestion question = { 0 };
  guint n_uses;

  if (window == NULL || source == NULL)
    return;
  title = brv_source_labels_dup_title (source);
  n_uses = brv_brief_count_uses_of (brv_workspace_get_brief (self->workspace), source_id);
  if (n_uses == 0)
    body = g_strdup_printf (_ ("“%s” is not used in this brief."), title);
  else
    body = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "“%s” is used %u time in this brief. Its quotes and "
                                         "citations are removed with it.",
                                         "“%s” is used %u times in this brief. Its quotes and "
                                         "citations are removed with it.",
                                         n_uses),
                            title, n_uses);
  question.heading = _ ("Remove Source from Brief?");
  question.body = body;
  question.accept_label = _ ("_Remove");
  question.destructive = TRUE;
  brv_question_ask (window, &question, remove_answered_cb, pending_new (self, source_id),
                    pending_free);
}

/*
 * brv_sources_pane_forget_originals:
 * @self: a pane
 *
 * Removes the copies that were opened outside.
 */
void
brv_sources_pane_forget_originals (BrvSourcesPane *self)
{
  for (guint i = 0; i < self->original_folders->len; i++)
    {
      const char *folder = g_ptr_array_index (self->original_folders, i);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          g_unlink (path);
        }
      g_rmdir (folder);
    }
  g_ptr_array_set_size (self->original_folders, 0);
}
