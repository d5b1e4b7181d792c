/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Images for the figures of a brief: from a file or the clipboard, never decoded in this process. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "import/brv-import-error.h"
#include "import/brv-worker-client.h"
#include "model/brv-source-pictures.h"
#include "workspace/brv-workspace-private.h"

/* Larger than any photo a camera writes as JPEG. */
#define MAX_IMAGE_BYTES (64u << 20)

/* The longest side of what the window and the preview show: twice the measure on a fine screen. */
#define PREVIEW_PX 1400

typedef struct
{
  GFile *file;              /* (nullable) */
  GBytes *bytes;            /* (nullable) */
  BrvWorkerClient *workers; /* decode it */
} ImageInput;

static void
image_input_free (gpointer data)
{
  ImageInput *input = data;

  g_clear_object (&input->file);
  g_clear_pointer (&input->bytes, g_bytes_unref);
  brv_worker_client_unref (input->workers);
  g_free (input);
}

/* Of the worker's error only the code is for the user. */
static void
set_image_error (GError **error, const GError *cause, const char *name)
{
  if (g_error_matches (cause, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE))
    g_set_error (error, cause->domain, cause->code,
                 _ ("“%s” is too large. Save the image smaller and add it again."), name);
  else if (cause->domain == BRV_IMPORT_ERROR)
    g_set_error (error, cause->domain, cause->code,
                 _ ("“%s” is no image that can be shown. Save it as JPEG or PNG in RGB colours and "
                    "add it again."),
                 name);
  else
    g_set_error (error, cause->domain, cause->code, "%s: %s", name, cause->message);
}

static BrvImage *
make_image (BrvWorkerClient *workers,
            GBytes *bytes,
            const char *name,
            GCancellable *cancellable,
            GError **error)
{
  g_auto (BrvDecodedImage) decoded = { NULL };
  g_autoptr (GBytes) preview = NULL;
  g_autoptr (GError) cause = NULL;

  if (!brv_worker_client_decode_image (workers, bytes, PREVIEW_PX, &decoded, cancellable, &cause))
    {
      set_image_error (error, cause, name);
      return NULL;
    }
  if (decoded.raster != NULL)
    preview = brv_raster_pack (decoded.raster);
  return brv_image_new (decoded.bytes, decoded.media_type, decoded.width_px, decoded.height_px,
                        preview);
}

static BrvImage *
read_image (
  BrvWorkerClient *workers, GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
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
  return make_image (workers, content, name, cancellable, error);
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
  return read_image (brv_workspace_get_workers (self), file, NULL, cancellable, error);
}

static void
read_image_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ImageInput *input = data;
  GError *error = NULL;
  BrvImage *image = read_image (input->workers, input->file, input->bytes, cancellable, &error);

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
  input->workers = brv_worker_client_ref (brv_workspace_get_workers (self));
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

/* A picture of a source on its way into a figure. */
typedef struct
{
  BrvSource *source;
  guint image;
  BrvWorkerClient *workers;
} FigureInput;

static void
figure_input_free (gpointer data)
{
  FigureInput *input = data;

  brv_source_unref (input->source);
  brv_worker_client_unref (input->workers);
  g_free (input);
}

static void
make_figure_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  const FigureInput *input = data;
  guint n_images = 0;
  const BrvSourceImage *image = &brv_source_get_images (input->source, &n_images)[input->image];
  g_autoptr (BrvText) caption = brv_source_pictures_make_caption (input->source, input->image);
  g_autoptr (BrvImage) made = NULL;
  GError *error = NULL;

  made = make_image (input->workers, image->bytes, brv_source_get_title (input->source),
                     cancellable, &error);
  if (made != NULL)
    g_task_return_pointer (task,
                           brv_block_new_figure (brv_id_new (), made, image->alternative, caption),
                           (GDestroyNotify)brv_block_unref);
  else
    g_task_return_error (task, error);
}

/**
 * brv_workspace_make_figure_async:
 * @self: a workspace
 * @source: a source
 * @image: index of one of its images, of which it has the bytes
 * @cancellable: (nullable): stops it
 * @callback: called when it is made
 * @user_data: for @callback
 *
 * Makes a figure of a source's picture, with its alternative text, its caption and credit, and a
 * citation of the source. It does not stand in the brief yet.
 */
void
brv_workspace_make_figure_async (BrvWorkspace *self,
                                 const BrvSource *source,
                                 guint image,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FigureInput *input = NULL;
  const BrvSourceImage *images = NULL;
  guint n_images = 0;

  g_return_if_fail (BRV_IS_WORKSPACE (self));
  g_return_if_fail (source != NULL);

  images = brv_source_get_images (source, &n_images);
  g_return_if_fail (image < n_images && images[image].bytes != NULL);

  input = g_new0 (FigureInput, 1);
  input->source = brv_source_ref (source);
  input->image = image;
  input->workers = brv_worker_client_ref (brv_workspace_get_workers (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, brv_workspace_make_figure_async);
  g_task_set_task_data (task, input, figure_input_free);
  g_task_run_in_thread (task, make_figure_thread);
}

/**
 * brv_workspace_make_figure_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the figure, or %NULL with a %BRV_IMPORT_ERROR or a %G_IO_ERROR
 */
BrvBlock *
brv_workspace_make_figure_finish (BrvWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
