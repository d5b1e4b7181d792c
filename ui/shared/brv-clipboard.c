/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shared/brv-clipboard.h"

#include "model/brv-codec.h"

/*
 * A fragment travels as the JSON that brv-codec makes of it, its sources with their original bytes
 * included, so that a quote brings its source along from one process to another. Writing and
 * reading happen on a thread of their own; the fragment is immutable, so it may go there.
 */

/* No clipboard may make us hold more than this: far above any source, far below the memory. */
#define MAX_FRAGMENT_BYTES ((gsize)256u * 1024 * 1024)

G_DEFINE_BOXED_TYPE (BrvFragment, brv_fragment, brv_fragment_ref, brv_fragment_unref)

static BrvFragment *
fragment_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = brv_codec_parse (json, length, error);

  return root != NULL ? brv_codec_read_fragment (root, error) : NULL;
}

static void
serialize_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GdkContentSerializer *serializer = source;
  const GValue *value = gdk_content_serializer_get_value (serializer);
  g_autoptr (JsonNode) root = brv_codec_write_fragment (g_value_get_boxed (value));
  g_autofree char *json = brv_codec_to_string (root);
  GError *error = NULL;

  if (g_output_stream_write_all (gdk_content_serializer_get_output_stream (serializer), json,
                                 strlen (json), NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
serialized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gdk_content_serializer_return_success (GDK_CONTENT_SERIALIZER (source));
  else
    gdk_content_serializer_return_error (GDK_CONTENT_SERIALIZER (source), error);
}

static void
serialize (GdkContentSerializer *serializer)
{
  g_autoptr (GTask) task = g_task_new (
    serializer, gdk_content_serializer_get_cancellable (serializer), serialized_cb, NULL);

  g_task_set_source_tag (task, serialize);
  g_task_run_in_thread (task, serialize_thread);
}

static gboolean
read_all (GInputStream *stream, GByteArray *bytes, GCancellable *cancellable, GError **error)
{
  guchar buffer[65536];
  gssize n = 0;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, cancellable, error)) > 0)
    {
      if (bytes->len + (gsize)n > MAX_FRAGMENT_BYTES)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                               "The fragment on the clipboard is too large");
          return FALSE;
        }
      g_byte_array_append (bytes, buffer, (guint)n);
    }
  return n == 0;
}

static void
deserialize_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GInputStream *stream = gdk_content_deserializer_get_input_stream (source);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  BrvFragment *fragment = NULL;
  GError *error = NULL;

  if (read_all (stream, bytes, cancellable, &error))
    fragment = fragment_from_json ((const char *)bytes->data, bytes->len, &error);
  if (fragment != NULL)
    g_task_return_pointer (task, fragment, (GDestroyNotify)brv_fragment_unref);
  else
    g_task_return_error (task, error);
}

static void
deserialized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GdkContentDeserializer *deserializer = GDK_CONTENT_DESERIALIZER (source);
  GError *error = NULL;
  BrvFragment *fragment = g_task_propagate_pointer (G_TASK (result), &error);

  if (fragment == NULL)
    {
      gdk_content_deserializer_return_error (deserializer, error);
      return;
    }
  g_value_take_boxed (gdk_content_deserializer_get_value (deserializer), fragment);
  gdk_content_deserializer_return_success (deserializer);
}

static void
deserialize (GdkContentDeserializer *deserializer)
{
  g_autoptr (GTask) task = g_task_new (
    deserializer, gdk_content_deserializer_get_cancellable (deserializer), deserialized_cb, NULL);

  g_task_set_source_tag (task, deserialize);
  g_task_run_in_thread (task, deserialize_thread);
}

/**
 * brv_clipboard_new_provider:
 * @fragment: what is copied or dragged
 *
 * Makes what the clipboard or a drag offers of a fragment: the value itself within the program,
 * JSON for another process of it, and plain text with attributions for all others.
 *
 * Returns: (transfer full): a content provider
 */
GdkContentProvider *
brv_clipboard_new_provider (const BrvFragment *fragment)
{
  GdkContentProvider *parts[2] = { NULL, NULL };
  g_autofree char *plain = NULL;

  g_return_val_if_fail (fragment != NULL, NULL);

  plain = brv_fragment_dup_plain (fragment);
  parts[0] = gdk_content_provider_new_typed (BRV_TYPE_FRAGMENT, fragment);
  parts[1] = gdk_content_provider_new_typed (G_TYPE_STRING, plain);
  return gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
}

/**
 * brv_clipboard_register:
 *
 * Teaches GDK to write and read fragments as %BRV_FRAGMENT_MEDIA_TYPE. The program calls it once,
 * after GTK is initialised; further calls do nothing.
 */
void
brv_clipboard_register (void)
{
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      gdk_content_register_serializer (BRV_TYPE_FRAGMENT, BRV_FRAGMENT_MEDIA_TYPE, serialize, NULL,
                                       NULL);
      gdk_content_register_deserializer (BRV_FRAGMENT_MEDIA_TYPE, BRV_TYPE_FRAGMENT, deserialize,
                                         NULL, NULL);
      g_once_init_leave (&registered, 1);
    }
}
