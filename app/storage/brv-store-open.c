/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ways in which a store begins. */

#include "config.h"

#include "storage/brv-read-ahead-private.h"
#include "storage/brv-salvage.h"
#include "storage/brv-store-load.h"
#include "storage/brv-store-private.h"
#include "storage/brv-versions-private.h"

/**
 * brv_store_new:
 * @brief: a brief that has no file yet
 *
 * Begins a working copy.
 *
 * Returns: (transfer full) (nullable): the store, or %NULL with BRV_STORAGE_ERROR_WRITE or
 *   _NO_SPACE if the user's state folder cannot be written
 */
BrvStore *
brv_store_new (const BrvBrief *brief, GError **error)
{
  BrvWorkingCopy *working_copy;

  g_return_val_if_fail (brief != NULL, NULL);

  working_copy = brv_working_copy_new (NULL, (BrvFileIdentity){ 0 }, error);
  if (working_copy == NULL)
    return NULL;
  return brv_store_start (working_copy, NULL, brv_brief_contents_new (brief), NULL, NULL);
}

/*
 * Whether the file is the one that the dead process knew: it says what the brief once said, whatever
 * copied it or wrote it again; or it is that very file, torn while it was written over.
 */
static gboolean
is_own_file (const BrvLoadedCopy *copy, const BrvLoadedFile *file)
{
  const BrvFileIdentity known = brv_working_copy_get_identity (copy->copy);

  if (file->state == BRV_FILE_WHOLE)
    return brv_loaded_copy_has_been (copy, file->contents->brief);
  return file->state == BRV_FILE_TORN && file->identity.device == known.device &&
         file->identity.inode == known.inode;
}

static BrvStore *
start_recovered (BrvLoadedCopy *copy, const BrvLoadedFile *file, BrvBriefLock *lock)
{
  const char *path = brv_working_copy_get_path (copy->copy);
  const gboolean has_names =
    path != NULL && brv_store_has_own_names (copy->contents, file->contents);
  BrvStore *self;

  /* The process may have died before it could note that. */
  if (path != NULL && is_own_file (copy, file))
    brv_working_copy_set_path (copy->copy, path, file->identity, NULL);

  self = brv_store_start (g_steal_pointer (&copy->copy), lock, g_steal_pointer (&copy->contents),
                          g_steal_pointer (&copy->database), NULL);
  self->is_recovered = TRUE;
  self->is_torn = path != NULL && (file->state == BRV_FILE_TORN || file->state == BRV_FILE_FAILING);
  self->n_named = has_names;
  return self;
}

/* Reads the file, unless that was done, and locks it; again if it was replaced in between. */
static BrvBriefLock *
load_and_lock (const char *resolved,
               BrvReadAhead *read_ahead,
               BrvLoadedFile *file,
               GCancellable *cancellable,
               GError **load_error,
               GError **error)
{
  gboolean is_loaded = (read_ahead != NULL && brv_read_ahead_take (read_ahead, resolved, file)) ||
                       brv_store_load_file (resolved, file, cancellable, load_error);
  BrvBriefLock *lock = brv_brief_lock_take (resolved, error);

  if (lock != NULL && is_loaded &&
      !brv_file_identity_equal (file->identity, brv_file_identity_of (resolved)))
    {
      brv_loaded_file_clear (file);
      brv_store_load_file (resolved, file, cancellable, load_error);
    }
  return lock;
}

/**
 * brv_store_open:
 * @path: a brief file
 * @cancellable: (nullable): stops the reading
 *
 * Opens a brief. Where a process died with unsaved changes to it, the store goes on from these;
 * brv_store_is_recovered() tells.
 *
 * Returns: (transfer full) (nullable): the store; or %NULL with BRV_STORAGE_ERROR_NOT_FOUND,
 *   _PERMISSION, _NOT_A_FILE, _EMPTY, _DAMAGED, _NEWER, _READ if the file cannot be read, _LOCKED
 *   if it is open elsewhere, _WRITE or _NO_SPACE if no working copy can be made, or
 *   G_IO_ERROR_CANCELLED
 */
BrvStore *
brv_store_open (const char *path, GCancellable *cancellable, GError **error)
{
  return brv_store_open_read_ahead (path, NULL, cancellable, error);
}

/**
 * brv_store_open_read_ahead:
 * @path: a brief file
 * @read_ahead: (nullable): its reading, begun before
 * @cancellable: (nullable): stops the reading
 *
 * Opens a brief as brv_store_open() does. What was read ahead is taken if it is still what the file
 * holds.
 *
 * Returns: (transfer full) (nullable): the store, or %NULL with the same errors
 */
BrvStore *
brv_store_open_read_ahead (const char *path,
                           BrvReadAhead *read_ahead,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *resolved = NULL;
  g_auto (BrvLoadedFile) file = { 0 };
  g_auto (BrvLoadedCopy) copy = { 0 };
  g_autoptr (BrvBriefLock) lock = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) left_error = NULL; /* of what a dead process left */
  BrvWorkingCopy *working_copy;

  g_return_val_if_fail (path != NULL, NULL);

  resolved = brv_atomic_file_resolve (path, &cause);
  if (resolved == NULL)
    {
      brv_storage_error_take (error, g_steal_pointer (&cause));
      return NULL;
    }
  lock = load_and_lock (resolved, read_ahead, &file, cancellable, &cause, error);
  if (lock == NULL)
    return NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (brv_store_load_abandoned (resolved, &file, &copy, &left_error))
    {
      if (g_strcmp0 (brv_working_copy_get_path (copy.copy), resolved) != 0)
        brv_working_copy_set_path (copy.copy, resolved, file.identity, NULL);
      return start_recovered (&copy, &file, g_steal_pointer (&lock));
    }
  if (left_error != NULL || file.contents == NULL)
    {
      g_propagate_error (error, left_error != NULL ? g_steal_pointer (&left_error)
                                                   : g_steal_pointer (&cause));
      return NULL;
    }

  working_copy = brv_working_copy_new (resolved, file.identity, error);
  if (working_copy == NULL)
    return NULL;
  return brv_store_start (working_copy, g_steal_pointer (&lock), g_steal_pointer (&file.contents),
                          NULL, file.bytes);
}

/**
 * brv_store_recover:
 * @working_copy: a path that brv_store_list_abandoned() gave
 *
 * Goes on from what a dead process left.
 *
 * Returns: (transfer full) (nullable): the store; or %NULL with BRV_STORAGE_ERROR_LOCKED if it or
 *   its brief is open elsewhere, _NOT_FOUND if it is gone, _DAMAGED if it was moved aside
 */
BrvStore *
brv_store_recover (const char *working_copy, GError **error)
{
  g_auto (BrvLoadedFile) file = { 0 };
  g_auto (BrvLoadedCopy) copy = { 0 };
  g_autoptr (BrvBriefLock) lock = NULL;
  const char *path;

  g_return_val_if_fail (working_copy != NULL, NULL);

  if (!brv_store_load_copy (working_copy, &copy, error))
    return NULL;
  path = brv_working_copy_get_path (copy.copy);
  if (path != NULL)
    {
      lock = load_and_lock (path, NULL, &file, NULL, NULL, error);
      if (lock == NULL)
        return NULL;
    }
  return start_recovered (&copy, &file, g_steal_pointer (&lock));
}

/* Whether a working copy has something that its file has not, as far as that can be known. */
static gboolean
is_worth_keeping (const BrvLoadedCopy *copy, gboolean *is_known)
{
  const char *path = brv_working_copy_get_path (copy->copy);
  g_auto (BrvLoadedFile) file = { 0 };

  if (path != NULL)
    brv_store_load_file (path, &file, NULL, NULL);
  *is_known = file.state != BRV_FILE_BARRED;
  return brv_loaded_copy_has_more (copy, &file);
}

/**
 * brv_store_list_abandoned:
 *
 * Looks for unsaved work that dead processes left, of untitled briefs and of others. Working
 * copies without any are removed, and those that cannot be read are moved aside.
 *
 * Returns: (transfer full) (array zero-terminated=1): the working copies; none, with
 *   BRV_STORAGE_ERROR_READ, if nobody can tell
 */
char **
brv_store_list_abandoned (GError **error)
{
  g_autoptr (GPtrArray) folders = brv_working_copy_list_abandoned (NULL, error);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (guint i = 0; folders != NULL && i < folders->len; i++)
    {
      const char *folder = g_ptr_array_index (folders, i);
      g_auto (BrvLoadedCopy) copy = { 0 };
      gboolean is_known;

      if (!brv_store_load_copy (folder, &copy, NULL))
        continue;
      if (is_worth_keeping (&copy, &is_known))
        {
          g_strv_builder_add (found, folder);
          continue;
        }
      g_clear_pointer (&copy.database, brv_database_free);
      if (is_known)
        brv_working_copy_remove (g_steal_pointer (&copy.copy));
    }
  return g_strv_builder_end (found);
}

/**
 * brv_store_find_abandoned:
 * @path: a brief file, which need not be there any more
 *
 * Looks for unsaved work on one brief that a dead process left.
 *
 * Returns: (transfer full) (nullable): the working copy; %NULL if there is none, or with
 *   BRV_STORAGE_ERROR_READ, _WRITE or _NO_SPACE if it cannot be had just now
 */
char *
brv_store_find_abandoned (const char *path, GError **error)
{
  g_autofree char *resolved = brv_atomic_file_resolve (path, NULL);
  g_auto (BrvLoadedFile) file = { 0 };
  g_auto (BrvLoadedCopy) copy = { 0 };
  g_autoptr (GPtrArray) folders = NULL;

  if (resolved == NULL)
    return NULL;
  /* Without looking at the file where there is nothing to compare it with. */
  folders = brv_working_copy_list_abandoned (resolved, error);
  if (folders == NULL || folders->len == 0)
    return NULL;
  brv_store_load_file (resolved, &file, NULL, NULL);
  if (!brv_store_load_abandoned (resolved, &file, &copy, error))
    return NULL;
  return g_strdup (brv_working_copy_get_folder (copy.copy));
}

/* A store that only shows: it has no working copy, no lock and no journal. */
static BrvStore *
store_show (const BrvBriefContents *contents, const char *path)
{
  BrvStore *self = g_object_new (BRV_TYPE_STORE, NULL);

  self->brief = brv_brief_ref (contents->brief);
  self->history = brv_history_copy (contents->history);
  self->shown_path = g_strdup (path);
  self->versions =
    brv_versions_new (g_ptr_array_ref (contents->checkpoints), g_hash_table_ref (contents->blobs),
                      brv_brief_get_id (contents->brief), path);
  return self;
}

/**
 * brv_store_open_to_read:
 * @path: a brief file
 * @cancellable: (nullable): stops the reading
 *
 * Reads a brief as it is on disk, or after the unsaved changes of a process that died; these stay
 * where they are. The store is as one that is closed: it has a brief and a history, and nothing
 * can be added or saved. May be called on any thread.
 *
 * Returns: (transfer full) (nullable): the store, or %NULL with an error as brv_store_open() gives
 *   for a file that cannot be read
 */
BrvStore *
brv_store_open_to_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *resolved = NULL;
  g_auto (BrvLoadedFile) file = { 0 };
  g_auto (BrvLoadedCopy) copy = { 0 };
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) left_error = NULL; /* of what a dead process left */

  g_return_val_if_fail (path != NULL, NULL);

  resolved = brv_atomic_file_resolve (path, &cause);
  if (resolved == NULL)
    {
      brv_storage_error_take (error, g_steal_pointer (&cause));
      return NULL;
    }
  brv_store_load_file (resolved, &file, cancellable, &cause);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (brv_store_load_abandoned (resolved, &file, &copy, &left_error))
    {
      BrvStore *self = store_show (copy.contents, resolved);

      self->is_recovered = TRUE;
      self->is_torn = file.state == BRV_FILE_TORN || file.state == BRV_FILE_FAILING;
      return self;
    }
  if (left_error == NULL && file.contents != NULL)
    return store_show (file.contents, resolved);
  g_propagate_error (error,
                     left_error != NULL ? g_steal_pointer (&left_error) : g_steal_pointer (&cause));
  return NULL;
}

/**
 * brv_store_salvage:
 * @path: a brief file
 * @missing: (element-type utf8): gets what could not be read, in words for the user; nothing if the
 *   brief is whole
 * @cancellable: (nullable): stops the reading
 *
 * Reads a brief as brv_store_open_to_read() does, and of a damaged file what is left in it. The
 * file stays as it is. May be called on any thread.
 *
 * Returns: (transfer full) (nullable): the store, or %NULL with an error as brv_store_open() gives,
 *   BRV_STORAGE_ERROR_DAMAGED if nothing is left
 */
BrvStore *
brv_store_salvage (const char *path, GPtrArray *missing, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *resolved = NULL;
  g_auto (BrvLoadedFile) file = { 0 };
  g_autoptr (BrvBriefContents) contents = NULL;
  g_autoptr (BrvBrief) brief = NULL;
  BrvStore *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (missing != NULL, NULL);

  self = brv_store_open_to_read (path, cancellable, &cause);
  if (self != NULL)
    return self;
  if (!g_error_matches (cause, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  g_clear_error (&cause);
  resolved = brv_atomic_file_resolve (path, NULL);
  if (resolved == NULL)
    resolved = g_strdup (path);
  brv_store_load_file (resolved, &file, cancellable, &cause);
  if (file.bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  brief = brv_salvage_read (file.bytes, resolved, missing, cancellable, error);
  if (brief == NULL)
    return NULL;
  contents = brv_brief_contents_new (brief);
  return store_show (contents, resolved);
}

/**
 * brv_store_read:
 * @path: a brief file
 * @cancellable: (nullable): stops the reading
 *
 * Reads a brief as brv_store_open_to_read() does.
 *
 * Returns: (transfer full) (nullable): the brief, or %NULL with the same errors
 */
BrvBrief *
brv_store_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (BrvStore) store = brv_store_open_to_read (path, cancellable, error);

  return store != NULL ? brv_brief_ref (store->brief) : NULL;
}
