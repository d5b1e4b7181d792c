/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-transfer.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-quote.h"
#include "edit/brv-edit-text.h"
#include "ui/shared/brv-clipboard.h"
#include "verify/brv-locate.h"

static void
say (GtkTextView *view, const char *text)
{
  g_signal_emit_by_name (view, "message", text, NULL);
}

/**
 * brv_brief_transfer_copy:
 * @view: the Brief pane's text view
 * @projection: its lines
 *
 * Puts what is selected on the clipboard.
 *
 * Returns: whether anything was selected
 */
gboolean
brv_brief_transfer_copy (GtkTextView *view, BrvBriefProjection *projection)
{
  BrvPlace from, to;
  g_autoptr (BrvFragment) fragment = NULL;
  g_autoptr (GdkContentProvider) provider = NULL;

  if (!brv_brief_projection_get_selection (projection, &from, &to))
    return FALSE;
  fragment = brv_edit_copy (brv_brief_projection_get_brief (projection), from, to);
  if (fragment == NULL)
    return FALSE;
  provider = brv_clipboard_new_provider (fragment);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (view)), provider);
  return TRUE;
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvBriefInput) input = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value == NULL)
    brv_brief_input_refuse (input, g_steal_pointer (&error));
  else if (G_VALUE_HOLDS (value, BRV_TYPE_FRAGMENT))
    brv_brief_input_paste (input, g_value_get_boxed (value));
  else if (G_VALUE_HOLDS_STRING (value) && g_value_get_string (value) != NULL)
    {
      g_autoptr (BrvFragment) fragment =
        brv_fragment_new_from_plain (g_value_get_string (value), -1);

      brv_brief_input_paste (input, fragment);
    }
}

/**
 * brv_brief_transfer_paste:
 * @view: the Brief pane's text view
 * @input: its input
 *
 * Puts what the clipboard has at the caret: a fragment as what it is, any text as paragraphs.
 */
void
brv_brief_transfer_paste (GtkTextView *view, BrvBriefInput *input)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  gboolean fragment = gdk_content_formats_contain_gtype (formats, BRV_TYPE_FRAGMENT) ||
                      gdk_content_formats_contain_mime_type (formats, BRV_FRAGMENT_MEDIA_TYPE);

  gdk_clipboard_read_value_async (clipboard, fragment ? BRV_TYPE_FRAGMENT : G_TYPE_STRING,
                                  G_PRIORITY_DEFAULT, NULL, pasted_cb, g_object_ref (input));
}

typedef struct
{
  GtkTextView *view;
  BrvBriefProjection *projection;
} AsQuote;

static void
take_as_quote (AsQuote *task, const char *text)
{
  BrvPlace caret = brv_brief_projection_get_caret (task->projection);
  BrvDocument *document = brv_brief_projection_get_document (task->projection);
  gint line = brv_brief_projection_find_line (task->projection, caret.id);
  const BrvSection *section =
    line < 0 ? NULL : brv_brief_projection_get_section (task->projection, (guint)line);
  g_autoptr (BrvQuote) quote = NULL;
  g_autoptr (GError) error = NULL;
  BrvId id;

  if (section == NULL || *text == '\0')
    {
      say (task->view, _ ("There is no text on the clipboard."));
      return;
    }
  brv_brief_projection_finish (task->projection);
  quote = brv_locate_take_as_given (brv_brief_projection_get_brief (task->projection), text, NULL);
  if (!brv_edit_add_quote (document, brv_section_get_id (section),
                           brv_brief_projection_get_block_index (task->projection, (guint)line) + 1,
                           quote, &id, &error))
    say (task->view, error->message);
}

static void
read_text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AsQuote *task = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  take_as_quote (task, text != NULL ? g_strstrip (text) : "");
  g_object_unref (task->view);
  g_object_unref (task->projection);
  g_free (task);
}

/**
 * brv_brief_transfer_paste_as_quote:
 * @view: the Brief pane's text view
 * @projection: its lines
 *
 * Takes the clipboard's text over as a quote, as given; its place in the sources is sought, and
 * its verdict says what came of it.
 */
void
brv_brief_transfer_paste_as_quote (GtkTextView *view, BrvBriefProjection *projection)
{
  AsQuote *task = g_new0 (AsQuote, 1);

  task->view = g_object_ref (view);
  task->projection = g_object_ref (projection);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (view)), NULL, read_text_cb,
                                 task);
}
