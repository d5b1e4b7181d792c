/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reads what a browser or an editor offers: first, where it is offered, the address of the page
 * that it is from, then the page or the text itself.
 */

#include "config.h"

#include "ui/sources/brv-pasted-reader.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "import/brv-pasted.h"

#define HTML_TYPE      "text/html"
#define TEXT_UTF8_TYPE "text/plain;charset=utf-8"
#define TEXT_TYPE      "text/plain"
#define LINK_TYPE      "text/x-moz-url"

/* What is pasted or dropped beyond this is no article; its reading stops there. */
#define MAX_INPUT_BYTES ((gsize)64 * 1024 * 1024)

#define CHUNK_BYTES ((gsize)64 * 1024)

static const char *const content_types[] = { HTML_TYPE, TEXT_UTF8_TYPE, TEXT_TYPE, NULL };
static const char *const link_types[] = { BRV_PASTED_LINK_TYPES, NULL };

/* What is being read; the task's data. */
typedef struct
{
  GInputStream *stream;
  GByteArray *bytes;
  char *media_type;
  char *address; /* (nullable) */
  gboolean reads_link;
} Reading;

static void read_content (GTask *task);

static void
reading_free (Reading *self)
{
  g_clear_object (&self->stream);
  g_byte_array_unref (self->bytes);
  g_free (self->media_type);
  g_free (self->address);
  g_free (self);
}

/**
 * brv_pasted_free:
 * @self: (transfer full): what was read
 */
void
brv_pasted_free (BrvPasted *self)
{
  g_bytes_unref (self->bytes);
  g_free (self->media_type);
  g_free (self->address);
  g_free (self);
}

/* The page says where it is from with less authority than the browser beside it. */
static void
return_content (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_byte_array_ref (reading->bytes));
  BrvPasted *pasted = NULL;

  if (g_bytes_get_size (bytes) == 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                               _ ("There is no text to add."));
      return;
    }
  pasted = g_new0 (BrvPasted, 1);
  /* The text without its parameters: what the import is told. */
  pasted->media_type = g_strndup (reading->media_type, strcspn (reading->media_type, ";"));
  pasted->address = g_steal_pointer (&reading->address);
  if (g_str_equal (pasted->media_type, HTML_TYPE))
    {
      g_autofree char *address = NULL;

      pasted->bytes = brv_pasted_tidy_html (bytes, &address);
      if (pasted->address == NULL)
        pasted->address = g_steal_pointer (&address);
    }
  else
    pasted->bytes = g_bytes_ref (bytes);
  g_task_return_pointer (task, pasted, (GDestroyNotify)brv_pasted_free);
}

/* The first of the types that is offered, as a list of its own: of several GDK would take the one
 * that the giver names first, which may be the plain text. NULL if there is none. */
static const char *const *
find_offered (gpointer source, const char *const *types)
{
  GdkContentFormats *formats =
    GDK_IS_DROP (source) ? gdk_drop_get_formats (source) : gdk_clipboard_get_formats (source);

  for (guint i = 0; types[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (formats, types[i]))
      return &types[i];
  return NULL;
}

/* A link with nothing else beside it is a text that is an address. */
static void
return_link (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  BrvPasted *pasted = g_new0 (BrvPasted, 1);

  pasted->bytes = g_bytes_new (reading->address, strlen (reading->address));
  pasted->media_type = g_strdup (TEXT_TYPE);
  pasted->address = g_steal_pointer (&reading->address);
  g_task_return_pointer (task, pasted, (GDestroyNotify)brv_pasted_free);
}

static void
end_stream (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  if (reading->reads_link)
    {
      g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_byte_array_ref (reading->bytes));

      brv_pasted_read_link (bytes, &reading->address, NULL);
      if (reading->address != NULL &&
          find_offered (g_task_get_source_object (task), content_types) == NULL)
        return_link (task);
      else
        read_content (task);
    }
  else
    return_content (task);
}

static void
chunk_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);
  gsize length = 0;
  gconstpointer data = chunk != NULL ? g_bytes_get_data (chunk, &length) : NULL;

  if (chunk == NULL)
    g_task_return_error (task, error);
  else if (length == 0)
    end_stream (task);
  else if (reading->bytes->len + length > MAX_INPUT_BYTES)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "%s",
                             _ ("That is too much for one source."));
  else
    {
      g_byte_array_append (reading->bytes, data, (guint)length);
      g_input_stream_read_bytes_async (reading->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task), chunk_read_cb,
                                       g_object_ref (task));
    }
}

static void
stream_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  const char *media_type = NULL;

  g_clear_object (&reading->stream);
  reading->stream =
    GDK_IS_DROP (object)
      ? gdk_drop_read_finish (GDK_DROP (object), result, &media_type, &error)
      : gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, &media_type, &error);
  if (reading->stream == NULL && reading->reads_link &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* An address that was promised and does not come costs nothing but itself. */
      g_clear_error (&error);
      read_content (task);
      return;
    }
  if (reading->stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_free (reading->media_type);
  reading->media_type = g_strdup (media_type);
  g_byte_array_set_size (reading->bytes, 0);
  g_input_stream_read_bytes_async (reading->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), chunk_read_cb,
                                   g_object_ref (task));
}

static void
open_stream (GTask *task, const char *type)
{
  gpointer source = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  const char *types[] = { type, NULL };

  if (GDK_IS_DROP (source))
    gdk_drop_read_async (source, types, G_PRIORITY_DEFAULT, cancellable, stream_cb,
                         g_object_ref (task));
  else
    gdk_clipboard_read_async (source, types, G_PRIORITY_DEFAULT, cancellable, stream_cb,
                              g_object_ref (task));
}

static void
read_content (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  const char *const *type = find_offered (g_task_get_source_object (task), content_types);

  reading->reads_link = FALSE;
  open_stream (task, type != NULL ? *type : HTML_TYPE);
}

static void
begin (gpointer source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);
  const char *const *link = NULL;

  g_task_set_source_tag (task, begin);
  reading->bytes = g_byte_array_new ();
  g_task_set_task_data (task, reading, (GDestroyNotify)reading_free);
  link = find_offered (source, link_types);
  reading->reads_link = link != NULL;
  if (link != NULL)
    open_stream (task, *link);
  else
    read_content (task);
}

/**
 * brv_pasted_reader_add_types:
 * @builder: a builder of formats
 *
 * Adds the formats that can be read as a page, a text or a link.
 */
void
brv_pasted_reader_add_types (GdkContentFormatsBuilder *builder)
{
  for (guint i = 0; content_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, content_types[i]);
  gdk_content_formats_builder_add_mime_type (builder, LINK_TYPE);
}

/**
 * brv_pasted_reader_read_clipboard:
 * @clipboard: a clipboard
 * @cancellable: (nullable): stops it
 * @callback: called when all is read
 * @user_data: for @callback
 *
 * Begins to read a page or a text from the clipboard.
 */
void
brv_pasted_reader_read_clipboard (GdkClipboard *clipboard,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));

  begin (clipboard, cancellable, callback, user_data);
}

/**
 * brv_pasted_reader_read_drop:
 * @drop: a drop, which the callback is to finish
 * @cancellable: (nullable): stops it
 * @callback: called when all is read
 * @user_data: for @callback
 *
 * Begins to read a page or a text from a drop.
 */
void
brv_pasted_reader_read_drop (GdkDrop *drop,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (GDK_IS_DROP (drop));

  begin (drop, cancellable, callback, user_data);
}

/**
 * brv_pasted_reader_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what was read, or %NULL with an error whose message can be
 *   shown
 */
BrvPasted *
brv_pasted_reader_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
