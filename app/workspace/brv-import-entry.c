/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One input of an import, and the work of a thread on it. */

#include "config.h"

#include "workspace/brv-import-entry.h"

#include <glib/gi18n-lib.h>

#include "workspace/brv-import-walk.h"

/**
 * brv_import_entry_free:
 * @self: (transfer full): an entry that no thread has
 */
void
brv_import_entry_free (BrvImportEntry *self)
{
  g_free (self->path);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->media_type);
  g_free (self->address);
  g_free (self->given_name);
  g_free (self->charset);
  g_free (self->password);
  g_free (self->name);
  g_clear_pointer (&self->result, brv_import_result_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->delivered, g_array_unref);
  g_free (self);
}

/**
 * brv_import_entry_new_for_path:
 * @path: (nullable): a file or a folder
 * @in_folder: whether it was found in a folder
 *
 * Returns: (transfer full): the entry
 */
BrvImportEntry *
brv_import_entry_new_for_path (const char *path, gboolean in_folder)
{
  BrvImportEntry *self = g_new0 (BrvImportEntry, 1);

  self->path = g_strdup (path);
  self->name = g_strdup (path);
  self->in_folder = in_folder;
  return self;
}

/**
 * brv_import_entry_new:
 * @input: what to import; copied
 *
 * Returns: (transfer full): the entry
 */
BrvImportEntry *
brv_import_entry_new (const BrvImportInput *input)
{
  BrvImportEntry *self = brv_import_entry_new_for_path (input->path, FALSE);

  self->bytes = input->bytes != NULL ? g_bytes_ref (input->bytes) : NULL;
  self->media_type = g_strdup (input->media_type);
  self->address = g_strdup (input->address);
  self->given_name = g_strdup (input->name);
  self->charset = g_strdup (input->charset);
  self->password = g_strdup (input->password);
  if (input->path == NULL && input->name != NULL)
    self->name = g_strdup (input->name);
  else if (input->path == NULL)
    self->name = g_strdup (input->address != NULL ? input->address : _ ("Clipboard"));
  return self;
}

/**
 * brv_import_entry_prepare:
 * @self: an entry
 *
 * Makes its input what stands in it, before a thread gets it.
 */
void
brv_import_entry_prepare (BrvImportEntry *self)
{
  self->input = (BrvImportInput){ .path = self->path,
                                  .bytes = self->bytes,
                                  .media_type = self->media_type,
                                  .name = self->given_name,
                                  .address = self->address,
                                  .charset = self->charset,
                                  .password = self->password };
}

/* Lists a folder; an empty one is a failure that says so. */
static void
walk (BrvImportEntry *self, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_filename_display_basename (self->path);

  if (!brv_import_walk (self->path, paths, cancellable, &self->error))
    {
      if (!g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_prefix_error (&self->error, _ ("“%s” could not be read: "), name);
      return;
    }
  if (paths->len == 0)
    g_set_error (&self->error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_EMPTY,
                 _ ("There are no files in the folder “%s”."), name);
  else
    self->found = g_steal_pointer (&paths);
}

/* Gets the page at the entry's address; it then is an entry of bytes. */
static gboolean
fetch (BrvImportEntry *self,
       BrvFetchProgressFunc progress,
       gpointer data,
       GCancellable *cancellable)
{
  const BrvFetchLimits limits = BRV_FETCH_LIMITS_DEFAULT;
  g_auto (BrvFetched) fetched = { 0 };
  g_autofree char *address = brv_fetch_parse_address (self->address, &self->error);

  if (address == NULL ||
      !brv_fetch (address, &limits, progress, data, &fetched, cancellable, &self->error))
    return FALSE;
  g_free (self->address);
  self->address = g_steal_pointer (&fetched.address);
  self->bytes = g_steal_pointer (&fetched.bytes);
  self->media_type = g_steal_pointer (&fetched.media_type);
  self->charset = g_steal_pointer (&fetched.charset);
  brv_import_entry_prepare (self);
  return TRUE;
}

/**
 * brv_import_entry_run:
 * @self: an entry
 * @workers: what reads it
 * @progress: told while a page comes from the web
 * @data: for @progress
 * @cancellable: stops it
 *
 * Lists the folder, or gets and imports the file or the page. What came out stands in @self then.
 */
void
brv_import_entry_run (BrvImportEntry *self,
                      BrvWorkerClient *workers,
                      BrvFetchProgressFunc progress,
                      gpointer data,
                      GCancellable *cancellable)
{
  if (self->path != NULL && g_file_test (self->path, G_FILE_TEST_IS_DIR))
    walk (self, cancellable);
  else if (self->path != NULL || self->bytes != NULL || fetch (self, progress, data, cancellable))
    self->result = brv_import (workers, &self->input, cancellable, &self->error);
}
