/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a store's brief comes to its file, or to another one. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "storage/brv-save-guard.h"
#include "storage/brv-store-load.h"
#include "storage/brv-store-private.h"

static gboolean
is_brief (const BrvBrief *brief, const BrvBrief *known)
{
  return known != NULL && brv_brief_equal (brief, known);
}

/* Nobody else may have written to the file since it was opened or saved. */
static gboolean
check_unchanged (BrvStore *self, const char *resolved, GError **error)
{
  BrvFileIdentity now = brv_file_identity_of (resolved);
  g_auto (BrvLoadedFile) file = { 0 };
  g_autofree char *name = NULL;

  if (now.inode == 0 ||
      brv_file_identity_equal (now, brv_working_copy_get_identity (self->working_copy)))
    return TRUE;
  /* Touched, copied back or synchronised: what counts is what it says. */
  if (brv_store_load_file (resolved, &file, NULL, NULL) &&
      (is_brief (file.contents->brief, self->saved) ||
       is_brief (file.contents->brief, self->attempted)))
    return TRUE;
  name = g_filename_display_basename (resolved);
  g_set_error (
    error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_CHANGED,
    _ ("“%s” was changed by another program since you opened it. Save your version under "
       "another name, or open the file again."),
    name);
  return FALSE;
}

/* The file from memory; atomically in place of the old one, read back before it is. */
static gboolean
write_file (const BrvBriefParts *parts,
            const char *path,
            BrvFileIdentity *identity,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GBytes) bytes = brv_brief_file_write (parts, path, error);
  g_autoptr (GError) cause = NULL;

  if (bytes == NULL)
    return FALSE;
  return brv_atomic_file_replace_full (path, bytes, BRV_ATOMIC_FILE_VERIFY, identity, cancellable,
                                       &cause) ||
         brv_storage_error_take (error, g_steal_pointer (&cause));
}

static gboolean
prepare_overwriting_cb (gpointer data, GError **error)
{
  BrvStore *self = data;

  return brv_journal_flush (self->journal, error);
}

/*
 * As write_file() for the store's own file, which is written over where its folder takes no new
 * one: the working copy has all of it meanwhile, and goes on from there after a crash.
 */
static gboolean
write_own_file (BrvStore *self,
                const BrvBriefParts *parts,
                const char *path,
                BrvFileIdentity *identity,
                gboolean *is_overwritten,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GBytes) bytes = brv_brief_file_write (parts, path, error);
  g_autoptr (GError) cause = NULL;

  if (bytes == NULL)
    return FALSE;
  return brv_atomic_file_replace_or_overwrite (path, bytes, identity, prepare_overwriting_cb, self,
                                               is_overwritten, cancellable, &cause) ||
         brv_storage_error_take (error, g_steal_pointer (&cause));
}

/* The file is written: now the working copy may let go of what was saved. */
static void
settle (BrvStore *self,
        const char *resolved,
        BrvFileIdentity identity,
        const BrvBrief *brief,
        const BrvJournalSnapshot *snapshot,
        guint n_named,
        gboolean is_overwritten)
{
  g_clear_pointer (&self->saved, brv_brief_unref);
  self->saved = brv_brief_ref (brief);
  g_clear_pointer (&self->attempted, brv_brief_unref);

  /* What fails here is told by the signal: the file is safe, so the save has not failed. */
  brv_journal_settle (self->journal, brief, snapshot, NULL);
  brv_working_copy_set_path (self->working_copy, resolved, identity, NULL);
  g_mutex_lock (&self->counting);
  self->n_saved = snapshot->n_changes + self->n_found;
  self->n_named_saved = n_named;
  self->is_overwritten = is_overwritten;
  self->is_torn = FALSE;
  g_mutex_unlock (&self->counting);
}

/*
 * A brief to which the journal leads may be as short as its user made it; any other one must not
 * be much shorter than what the file and the working copy have.
 */
static gboolean
check_explained (BrvStore *self,
                 const BrvBrief *brief,
                 const BrvJournalSnapshot *snapshot,
                 const char *resolved,
                 GError **error)
{
  return snapshot->point != G_MAXUINT ||
         ((self->saved == NULL || brv_save_guard_check (self->saved, brief, resolved, error)) &&
          brv_save_guard_check (snapshot->latest, brief, resolved, error));
}

static gboolean
save_locked (BrvStore *self,
             const char *path,
             const BrvBrief *brief,
             GCancellable *cancellable,
             GError **error)
{
  const char *own_path = brv_working_copy_get_path (self->working_copy);
  g_autofree char *resolved = NULL;
  g_autoptr (BrvBriefLock) lock = NULL;
  g_auto (BrvJournalSnapshot) snapshot = { 0 };
  g_autoptr (GError) cause = NULL;
  BrvFileIdentity identity;
  BrvBriefParts parts = { .brief = brief };
  gboolean is_overwritten = FALSE;
  gboolean is_written;
  guint n_named;

  g_return_val_if_fail (path != NULL || own_path != NULL, FALSE);

  resolved = path != NULL ? brv_atomic_file_resolve (path, &cause) : g_strdup (own_path);
  if (resolved == NULL)
    return brv_storage_error_take (error, g_steal_pointer (&cause));
  if (g_strcmp0 (resolved, own_path) != 0)
    {
      lock = brv_brief_lock_take (resolved, error);
      if (lock == NULL)
        return FALSE;
    }
  else if (!check_unchanged (self, resolved, error))
    return FALSE;

  g_mutex_lock (&self->counting);
  n_named = self->n_named;
  g_mutex_unlock (&self->counting);
  brv_journal_take_snapshot (self->journal, brief, &snapshot);
  if (!check_explained (self, brief, &snapshot, resolved, error))
    {
      brv_journal_abandon_snapshot (self->journal);
      return FALSE;
    }
  parts.history = snapshot.history;
  parts.checkpoints = snapshot.checkpoints;
  parts.blobs = snapshot.blobs;
  g_clear_pointer (&self->attempted, brv_brief_unref);
  self->attempted = brv_brief_ref (brief);
  is_written = lock == NULL ? write_own_file (self, &parts, resolved, &identity, &is_overwritten,
                                              cancellable, error)
                            : write_file (&parts, resolved, &identity, cancellable, error);
  if (!is_written)
    {
      brv_journal_abandon_snapshot (self->journal);
      return FALSE;
    }
  settle (self, resolved, identity, brief, &snapshot, n_named, is_overwritten);
  if (lock != NULL)
    {
      g_clear_pointer (&self->lock, brv_brief_lock_release);
      self->lock = g_steal_pointer (&lock);
      brv_store_set_aside_replaced (resolved);
    }
  return TRUE;
}

/**
 * brv_store_save:
 * @self: a store that is not closed, unless by another thread just now
 * @path: (nullable): where to; %NULL for the brief's own file, which it must have then
 * @brief: the brief as it was at some moment since the store was made, best of all just now
 * @cancellable: (nullable): stops it until the moment of replacing the file
 *
 * Writes @brief with its history to @path, which becomes the store's file, and reads it back before
 * the working copy lets go of the changes.
 *
 * Changes that were appended after @brief was taken stay in the journal. May be called on any
 * thread, and blocks until the file is on stable storage.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_PERMISSION, _NOT_FOUND (the folder), _NOT_A_FILE,
 *   _NO_SPACE or _WRITE; _LOCKED if another process has @path open; _CHANGED if another program has
 *   written to the store's file; _SHRINKS if @brief has less than half of the text that the store
 *   knows of, and no change that was appended leads to it; or G_IO_ERROR_CANCELLED, also if the store is closed. The old file is as it was, and all
 *   changes are still in the working copy
 */
gboolean
brv_store_save (BrvStore *self,
                const char *path,
                const BrvBrief *brief,
                GCancellable *cancellable,
                GError **error)
{
  gboolean done;

  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);
  g_return_val_if_fail (brief != NULL, FALSE);

  if (!brv_store_lock_open (self, error))
    return FALSE;
  done = save_locked (self, path, brief, cancellable, error);
  g_mutex_unlock (&self->saving);
  return done;
}

/**
 * brv_store_was_overwritten:
 * @self: a store
 *
 * Returns: whether the last save wrote over the file itself, because its folder takes no new file:
 *   a power cut while that goes on leaves a torn file, and the brief in the working copy
 */
gboolean
brv_store_was_overwritten (BrvStore *self)
{
  gboolean is_overwritten;

  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);

  g_mutex_lock (&self->counting);
  is_overwritten = self->is_overwritten;
  g_mutex_unlock (&self->counting);
  return is_overwritten;
}

/**
 * brv_store_save_for_sharing:
 * @self: a store that is not closed
 * @path: where to; not the store's own file
 * @brief: a brief
 * @cancellable: (nullable): stops it until the moment of replacing the file
 *
 * Writes @brief alone to @path: neither its history nor its checkpoints, so that nothing of what
 * was removed from it can be found in the file. The store goes on as before. May be called on any
 * thread.
 *
 * Returns: %FALSE with an error as brv_store_save() gives; BRV_STORAGE_ERROR_LOCKED also for the
 *   store's own file
 */
gboolean
brv_store_save_for_sharing (BrvStore *self,
                            const char *path,
                            const BrvBrief *brief,
                            GCancellable *cancellable,
                            GError **error)
{
  const BrvBriefParts parts = { .brief = brief };
  g_autofree char *resolved = NULL;
  g_autoptr (BrvBriefLock) lock = NULL;
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);
  g_return_val_if_fail (path != NULL && brief != NULL, FALSE);

  resolved = brv_atomic_file_resolve (path, &cause);
  if (resolved == NULL)
    return brv_storage_error_take (error, g_steal_pointer (&cause));
  lock = brv_brief_lock_take (resolved, error);
  if (lock == NULL || !write_file (&parts, resolved, NULL, cancellable, error))
    return FALSE;
  brv_store_set_aside_replaced (resolved);
  return TRUE;
}

/**
 * brv_store_check_file:
 * @self: a store
 * @error: return location
 *
 * Looks whether the file still says what it said when it was opened or saved last, however it was
 * written since. May be called on any thread; a closed store and one without a file have nothing to
 * look at.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_CHANGED, which a save would give too
 */
gboolean
brv_store_check_file (BrvStore *self, GError **error)
{
  gboolean unchanged = TRUE;

  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);

  g_mutex_lock (&self->saving);
  if (self->working_copy != NULL && brv_working_copy_get_path (self->working_copy) != NULL)
    unchanged = check_unchanged (self, brv_working_copy_get_path (self->working_copy), error);
  g_mutex_unlock (&self->saving);
  return unchanged;
}

/**
 * brv_store_accept_changed_file:
 * @self: a store that is not closed
 *
 * Takes the file as it is now for the one that may be replaced: the user has been asked after
 * BRV_STORAGE_ERROR_CHANGED.
 */
void
brv_store_accept_changed_file (BrvStore *self)
{
  const char *path;

  g_return_if_fail (BRV_IS_STORE (self));
  g_return_if_fail (self->working_copy != NULL);

  g_mutex_lock (&self->saving);
  path = brv_working_copy_get_path (self->working_copy);
  if (path != NULL)
    brv_working_copy_set_path (self->working_copy, path, brv_file_identity_of (path), NULL);
  g_mutex_unlock (&self->saving);
}
