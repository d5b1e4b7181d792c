/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-transfer.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-quote.h"
#include "edit/brv-edit-text.h"
#include "model/brv-table-plain.h"
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

/* What a spreadsheet gives is a table; all other text is paragraphs. */
static BrvFragment *
read_text (const char *text)
{
  g_autoptr (BrvTable) table = brv_table_new_from_plain (text);
  g_autoptr (BrvText) caption = NULL;
  g_autoptr (BrvBlock) block = NULL;

  if (table == NULL)
    return brv_fragment_new_from_plain (text, -1);
  caption = brv_text_new ("", 0);
  block = brv_block_new_table (brv_id_new (), table, caption);
  return brv_fragment_new (&block, 1, FALSE, FALSE, NULL, 0);
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
      g_autoptr (BrvFragment) fragment = read_text (g_value_get_string (value));

      brv_brief_input_paste (input, fragment);
    }
}

/* The bytes of an image on the clipboard go to whoever has them decoded. */
static void
image_spliced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkTextView) view = user_data;
  GMemoryOutputStream *output = G_MEMORY_OUTPUT_STREAM (source);
  g_autoptr (GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (output), result, NULL) < 0)
    return;
  bytes = g_memory_output_stream_steal_as_bytes (output);
  g_signal_emit_by_name (view, "image-requested", NULL, bytes, NULL);
}

static void
image_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkTextView) view = user_data;
  const char *media_type = NULL;
  g_autoptr (GInputStream) input =
    gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, &media_type, NULL);
  g_autoptr (GOutputStream) output = NULL;

  if (input == NULL)
    return;
  output = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (
    output, input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
    G_PRIORITY_DEFAULT, NULL, image_spliced_cb, g_steal_pointer (&view));
}

static gboolean
has_image_alone (GdkContentFormats *formats)
{
  return (gdk_content_formats_contain_mime_type (formats, "image/png") ||
          gdk_content_formats_contain_mime_type (formats, "image/jpeg")) &&
         !gdk_content_formats_contain_mime_type (formats, "text/plain") &&
         !gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8") &&
         !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING);
}

/**
 * brv_brief_transfer_paste:
 * @view: the Brief pane's text view
 * @input: its input
 *
 * Puts what the clipboard has at the caret: a fragment as what it is, rows of a spreadsheet as a
 * table, any other text as paragraphs, an image as a figure.
 */
void
brv_brief_transfer_paste (GtkTextView *view, BrvBriefInput *input)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  gboolean fragment = gdk_content_formats_contain_gtype (formats, BRV_TYPE_FRAGMENT) ||
                      gdk_content_formats_contain_mime_type (formats, BRV_FRAGMENT_MEDIA_TYPE);
  static const char *const image_types[] = { "image/jpeg", "image/png", NULL };

  if (!fragment && has_image_alone (formats))
    {
      gdk_clipboard_read_async (clipboard, (const char **)image_types, G_PRIORITY_DEFAULT, NULL,
                                image_read_cb, g_object_ref (view));
      return;
    }
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
