/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Adding a page from the web: the only command that uses the network. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-sources-pane-private.h"

#include "import/brv-fetch.h"
#include "ui/shared/brv-question.h"

static void
address_answered_cb (const char *text, gpointer user_data)
{
  BrvSourcesPane *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImportJob) job = NULL;
  g_autofree char *address = text != NULL ? brv_fetch_parse_address (text, &error) : NULL;

  if (error != NULL)
    brv_sources_pane_say (self, error->message, NULL);
  if (address == NULL || self->workspace == NULL)
    return;
  job = brv_workspace_import_address (self->workspace, address);
  brv_sources_pane_show_job (self, job, TRUE);
}

static gboolean
is_address (const char *text)
{
  return (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://")) &&
         strpbrk (text, " \t\r\n") == NULL;
}

/* What was copied is often what is wanted; it is only shown, and never asked for unseen. */
static void
clipboard_text_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkEditable) entry = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text == NULL || *gtk_editable_get_text (entry) != '\0')
    return;
  g_strstrip (text);
  if (!is_address (text))
    return;
  gtk_editable_set_text (entry, text);
  gtk_editable_select_region (entry, 0, -1);
}

/* The question with @address in it; NULL: with what was copied, if that is an address. */
static void
ask (BrvSourcesPane *self, const char *address)
{
  GtkWindow *window = brv_sources_pane_get_window (self);
  GdkClipboard *clipboard;
  BrvTextQuestion question = { .heading = _ ("Add from Web Address"),
                               .entry_label = _ ("Address"),
                               .accept_label = _ ("_Add") };
  GtkEditable *entry;

  if (window == NULL)
    return;
  question.refused = !brv_fetch_is_allowed ();
  question.body = question.refused
                    ? _ ("Adding pages from the web is switched off on this computer. Save the "
                         "page in a browser and add the file.")
                    : _ ("Brevier fetches this one page, without its pictures. Only its address "
                         "and the program’s name are sent.");
  entry = brv_question_ask_text (window, &question, address_answered_cb, g_object_ref (self),
                                 g_object_unref);
  if (question.refused)
    return;
  if (address != NULL)
    {
      gtk_editable_set_text (entry, address);
      return;
    }
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  gdk_clipboard_read_text_async (clipboard, self->cancellable, clipboard_text_cb,
                                 g_object_ref (entry));
}

/**
 * brv_sources_pane_ask_address:
 * @self: a pane in a window
 *
 * Asks for a web address, and adds the page that is there.
 */
void
brv_sources_pane_ask_address (BrvSourcesPane *self)
{
  g_return_if_fail (BRV_IS_SOURCES_PANE (self));

  ask (self, NULL);
}

/*
 * brv_sources_pane_offer_address:
 * @self: a pane in a window
 * @address: a link that was dropped or pasted
 *
 * Offers to add the page that @address leads to. Nothing is fetched before the user says so.
 */
void
brv_sources_pane_offer_address (BrvSourcesPane *self, const char *address)
{
  ask (self, address);
}

/*
 * brv_sources_pane_dup_address:
 * @text: what was dropped or pasted; it need not end with a NUL
 * @length: bytes of it
 *
 * Returns: (transfer full) (nullable): the web address that @text is, if it is one and no more
 */
char *
brv_sources_pane_dup_address (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);

  g_strstrip (copy);
  if (!is_address (copy))
    return NULL;
  return g_steal_pointer (&copy);
}
