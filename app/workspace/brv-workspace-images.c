/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Images for the figures of a brief: from a file or the clipboard, never decoded in this process. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "import/brv-import-error.h"
#include "workspace/brv-workspace-private.h"

/* Larger than any photo a camera writes as JPEG. */
#define MAX_IMAGE_BYTES (64u << 20)

typedef struct
{
  GFile *file;   /* (nullable) */
  GBytes *bytes; /* (nullable) */
} ImageInput;

static void
image_input_free (gpointer data)
{
  ImageInput *input = data;

  g_clear_object (&input->file);
  g_clear_pointer (&input->bytes, g_bytes_unref);
  g_free (input);
}

static guint
read_big_endian (const guint8 *data, guint n_bytes)
{
  guint value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | data[i];
  return value;
}

/* Source: ISO/IEC 15948:2004 (PNG) §11.2.2, the header chunk. */
static gboolean
read_png_size (const guint8 *data, gsize length, guint *width_px, guint *height_px)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

  if (length < 33 || memcmp (data, signature, sizeof signature) != 0 ||
      memcmp (data + 12, "IHDR", 4) != 0)
    return FALSE;
  *width_px = read_big_endian (data + 16, 4);
  *height_px = read_big_endian (data + 20, 4);
  return TRUE;
}

/* Source: ITU-T T.81 (09/92) §B.1.1.3 (markers) and §B.2.2 (frame header). */
static gboolean
read_jpeg_size (const guint8 *data, gsize length, guint *width_px, guint *height_px)
{
  gsize at = 2;

  if (length < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;
  while (at + 9 < length && data[at] == 0xff)
    {
      guint marker = data[at + 1];

      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *height_px = read_big_endian (data + at + 5, 2);
          *width_px = read_big_endian (data + at + 7, 2);
          return TRUE;
        }
      at += 2 + read_big_endian (data + at + 2, 2);
    }
  return FALSE;
}

static BrvImage *
make_image (GBytes *bytes, const char *name, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint width_px = 0;
  guint height_px = 0;
  gboolean is_jpeg = read_jpeg_size (data, length, &width_px, &height_px);

  if ((is_jpeg || read_png_size (data, length, &width_px, &height_px)) && width_px >= 1 &&
      width_px <= BRV_IMAGE_MAX_SIDE_PX && height_px >= 1 && height_px <= BRV_IMAGE_MAX_SIDE_PX)
    return brv_image_new (bytes, is_jpeg ? "image/jpeg" : "image/png", width_px, height_px, NULL);
  g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED,
               _ ("“%s” is no image that can be shown. Save it as JPEG or PNG and add it again."),
               name);
  return NULL;
}

static BrvImage *
read_image (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : g_strdup (_ ("Clipboard"));
  g_autoptr (GBytes) content =
    bytes != NULL ? g_bytes_ref (bytes) : g_file_load_bytes (file, cancellable, NULL, error);

  if (content == NULL)
    return NULL;
  if (g_bytes_get_size (content) > MAX_IMAGE_BYTES)
    {
      g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE,
                   _ ("“%s” is too large. Save the image smaller and add it again."), name);
      return NULL;
    }
  return make_image (content, name, error);
}

/**
 * brv_workspace_read_image:
 * @self: a workspace
 * @path: a file
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Reads an image for a figure and waits for it, for programs without a main loop.
 *
 * Returns: (transfer full): the image, or %NULL with a %BRV_IMPORT_ERROR or a %G_IO_ERROR
 */
BrvImage *
brv_workspace_read_image (BrvWorkspace *self,
                          const char *path,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self) && path != NULL, NULL);

  file = g_file_new_for_path (path);
  return read_image (file, NULL, cancellable, error);
}

static void
read_image_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ImageInput *input = data;
  GError *error = NULL;
  BrvImage *image = read_image (input->file, input->bytes, cancellable, &error);

  if (image != NULL)
    g_task_return_pointer (task, image, (GDestroyNotify)brv_image_unref);
  else
    g_task_return_error (task, error);
}

/**
 * brv_workspace_read_image_async:
 * @self: a workspace
 * @file: (nullable): a file, or
 * @bytes: (nullable): what a clipboard or a drag brought
 * @cancellable: (nullable): stops it
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads an image for a figure.
 */
void
brv_workspace_read_image_async (BrvWorkspace *self,
                                GFile *file,
                                GBytes *bytes,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ImageInput *input;

  g_return_if_fail (BRV_IS_WORKSPACE (self));
  g_return_if_fail ((file != NULL) != (bytes != NULL));

  input = g_new0 (ImageInput, 1);
  input->file = file != NULL ? g_object_ref (file) : NULL;
  input->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, brv_workspace_read_image_async);
  g_task_set_task_data (task, input, image_input_free);
  g_task_run_in_thread (task, read_image_thread);
}

/**
 * brv_workspace_read_image_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the image, or %NULL with a %BRV_IMPORT_ERROR or a %G_IO_ERROR
 */
BrvImage *
brv_workspace_read_image_finish (BrvWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
