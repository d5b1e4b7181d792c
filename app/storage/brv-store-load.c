/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the contents of a store come from: a brief file, or what a dead process left of one. */

#include "config.h"

#include "storage/brv-store-load.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_SIZE 100
#define CHUNK_SIZE  ((gsize)1 << 20)

/**
 * brv_loaded_file_clear:
 * @self: a file that was read
 */
void
brv_loaded_file_clear (BrvLoadedFile *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->contents, brv_brief_contents_free);
}

/**
 * brv_loaded_copy_clear:
 * @self: a working copy that was read
 *
 * Leaves the working copy as it was found.
 */
void
brv_loaded_copy_clear (BrvLoadedCopy *self)
{
  g_clear_pointer (&self->database, brv_database_free);
  g_clear_pointer (&self->contents, brv_brief_contents_free);
  g_clear_pointer (&self->copy, brv_working_copy_free);
}

static gboolean
read_at (int fd, guint8 *data, gsize size, gsize offset, const char *path, GError **error)
{
  while (size > 0)
    {
      ssize_t n = pread (fd, data, size, (off_t)offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return brv_storage_error_set_reading (error, errno, path);
      if (n == 0)
        return brv_storage_error_set_damaged (error, path);
      data += n;
      offset += (gsize)n;
      size -= (gsize)n;
    }
  return TRUE;
}

static GBytes *
read_all (int fd, gsize size, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *data = g_try_malloc (MAX (size, 1));
  gsize header_size = MIN (size, HEADER_SIZE);

  if (data == NULL)
    {
      brv_storage_error_set_reading (error, ENOMEM, path);
      return NULL;
    }
  /* The first page first: what is not a brief is not read to its end. */
  if (!read_at (fd, data, header_size, 0, path, error) ||
      !brv_brief_file_check_header (data, header_size, path, error))
    return NULL;
  for (gsize done = header_size; done < size;)
    {
      gsize n = MIN (size - done, CHUNK_SIZE);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !read_at (fd, data + done, n, done, path, error))
        return NULL;
      done += n;
    }
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

static gboolean
load_file (const char *path, BrvLoadedFile *file, GCancellable *cancellable, GError **error)
{
  /* Without waiting: it may be a pipe that nobody writes to. */
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct stat state;
  gboolean done = FALSE;

  if (fd < 0)
    return brv_storage_error_set_reading (error, errno, path);
  if (fstat (fd, &state) != 0)
    brv_storage_error_set_reading (error, errno, path);
  else if (S_ISDIR (state.st_mode))
    brv_storage_error_set_reading (error, EISDIR, path);
  else if (!S_ISREG (state.st_mode))
    brv_storage_error_set_not_a_file (error, path);
  else
    {
      file->identity = brv_file_identity_of_fd (fd);
      file->bytes = read_all (fd, (gsize)state.st_size, path, cancellable, error);
      done = file->bytes != NULL;
    }
  close (fd);
  if (!done)
    return FALSE;
  file->contents = brv_brief_file_read (file->bytes, path, cancellable, error);
  return file->contents != NULL;
}

static BrvFileState
get_state (const GError *error)
{
  if (error->domain != BRV_STORAGE_ERROR)
    return BRV_FILE_BARRED;
  switch (error->code)
    {
    case BRV_STORAGE_ERROR_NOT_FOUND:
      return BRV_FILE_ABSENT;
    case BRV_STORAGE_ERROR_DAMAGED:
    case BRV_STORAGE_ERROR_EMPTY:
      return BRV_FILE_TORN;
    case BRV_STORAGE_ERROR_READ:
      return BRV_FILE_FAILING;
    default:
      return BRV_FILE_BARRED;
    }
}

/**
 * brv_store_load_file:
 * @path: a brief file
 * @file: (out caller-allocates): what is in it
 * @cancellable: (nullable): stops it
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, or G_IO_ERROR_CANCELLED
 */
gboolean
brv_store_load_file (const char *path,
                     BrvLoadedFile *file,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (load_file (path, file, cancellable, &cause))
    {
      file->state = BRV_FILE_WHOLE;
      return TRUE;
    }
  file->state = get_state (cause);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
read_copy (BrvLoadedCopy *copy, const char *database, const char *path, GError **error)
{
  copy->database = brv_database_open_file (database, path, error);
  if (copy->database != NULL)
    copy->contents = brv_brief_file_read_database (copy->database, error);
  if (copy->contents == NULL)
    g_clear_pointer (&copy->database, brv_database_free);
  return copy->contents != NULL;
}

/**
 * brv_store_load_copy:
 * @folder: the working copy of a dead process
 * @copy: (out caller-allocates): the working copy, and what is in it
 *
 * Takes over a working copy. One that cannot be read is moved aside.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_LOCKED if a living process has it, _DAMAGED if it was
 *   moved aside, _NOT_FOUND if there was nothing in it and it was removed, _READ, _WRITE or
 *   _NO_SPACE if it cannot be had just now
 */
gboolean
brv_store_load_copy (const char *folder, BrvLoadedCopy *copy, GError **error)
{
  g_autofree char *database = NULL;
  g_autoptr (GError) cause = NULL;
  const char *path;
  guint generation;

  copy->copy = brv_working_copy_adopt (folder, error);
  if (copy->copy == NULL)
    return FALSE;
  path = brv_working_copy_get_path (copy->copy);
  database = brv_working_copy_find_database (copy->copy, &generation, &cause);
  if (cause != NULL)
    {
      g_debug ("%s: %s", folder, cause->message);
      return brv_storage_error_set_unsaved (error, path);
    }
  if (database == NULL)
    {
      brv_working_copy_remove (g_steal_pointer (&copy->copy));
      return brv_storage_error_set_reading (error, ENOENT, folder);
    }
  /* Twice: SQLite's own check takes a read that fails once for a page that is damaged. */
  if (read_copy (copy, database, path, NULL) || read_copy (copy, database, path, &cause))
    return TRUE;

  if (g_error_matches (cause, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED))
    {
      brv_working_copy_set_aside (g_steal_pointer (&copy->copy), BRV_WORKING_COPY_FAILED);
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  g_debug ("%s: %s", folder, cause->message);
  return brv_storage_error_set_unsaved (error, path);
}

/* What was changed and undone again can still be done again: that is more than the file has. */
static gboolean
says_more (const BrvBriefContents *copy, const BrvLoadedFile *file)
{
  return !brv_brief_equal (copy->brief, file->contents->brief) ||
         brv_history_get_n_steps (copy->history) !=
           brv_history_get_n_steps (file->contents->history) ||
         brv_history_get_n_undone (copy->history) !=
           brv_history_get_n_undone (file->contents->history);
}

static gboolean
has_checkpoint (const BrvBriefContents *contents, const BrvCheckpoint *one)
{
  for (guint i = 0; i < contents->checkpoints->len; i++)
    {
      const BrvCheckpoint *other = g_ptr_array_index (contents->checkpoints, i);

      if (other->time_us == one->time_us && g_str_equal (other->name, one->name))
        return TRUE;
    }
  return FALSE;
}

/**
 * brv_store_has_own_names:
 * @copy: what is in a working copy
 * @file: (nullable): what is in its file
 *
 * Returns: whether somebody named states in the working copy that the file does not have
 */
gboolean
brv_store_has_own_names (const BrvBriefContents *copy, const BrvBriefContents *file)
{
  for (guint i = 0; i < copy->checkpoints->len; i++)
    {
      const BrvCheckpoint *checkpoint = g_ptr_array_index (copy->checkpoints, i);

      if (*checkpoint->name != '\0' && (file == NULL || !has_checkpoint (file, checkpoint)))
        return TRUE;
    }
  return FALSE;
}

/**
 * brv_loaded_copy_has_more:
 * @self: a working copy that was read
 * @file: what is known of its file
 *
 * Returns: whether the working copy has something that the file has not: changes or names, or all
 *   of it where the file cannot be read any more
 */
gboolean
brv_loaded_copy_has_more (const BrvLoadedCopy *self, const BrvLoadedFile *file)
{
  if (file->state == BRV_FILE_TORN || file->state == BRV_FILE_FAILING)
    return TRUE;
  if (self->contents->journal->len > 0 &&
      (file->contents == NULL || says_more (self->contents, file)))
    return TRUE;
  return brv_store_has_own_names (self->contents, file->contents);
}

/**
 * brv_loaded_copy_has_been:
 * @self: a working copy that was read
 * @brief: what a file says
 *
 * Returns: whether the brief was @brief at its last save or at any moment since
 */
gboolean
brv_loaded_copy_has_been (const BrvLoadedCopy *self, const BrvBrief *brief)
{
  const BrvBriefContents *contents = self->contents;
  g_autoptr (BrvBrief) candidate = brv_brief_ref (contents->saved);

  for (guint i = 0; !brv_brief_equal (candidate, brief); i++)
    {
      const BrvJournalEntry *entry;
      BrvBrief *next;

      if (i == contents->journal->len)
        return FALSE;
      entry = g_ptr_array_index (contents->journal, i);
      next = brv_change_apply (entry->change, candidate);
      if (next == NULL)
        return FALSE;
      brv_brief_unref (candidate);
      candidate = next;
    }
  return TRUE;
}

/* A working copy that was moved aside, that is gone, or that somebody else has by now. */
static gboolean
is_settled (const GError *error)
{
  return g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED) ||
         g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND) ||
         g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
}

/* Whether the file is the brief that the working copy knows by a path where it is no more. */
static gboolean
has_moved_to (const BrvLoadedCopy *copy, const BrvLoadedFile *file)
{
  return file->state == BRV_FILE_WHOLE &&
         brv_id_equal (brv_brief_get_id (copy->contents->brief),
                       brv_brief_get_id (file->contents->brief)) &&
         brv_loaded_copy_has_been (copy, file->contents->brief);
}

/**
 * brv_store_load_abandoned:
 * @path: a brief's path, without symbolic links at its end
 * @file: what is known of the file there
 * @copy: (out caller-allocates): what a dead process left of it
 *
 * Looks for unsaved work on the brief at @path, or for all of it where the file is damaged; the
 * working copy may still know it by the path from where it was moved. A
 * working copy that has nothing that the file has not is removed.
 *
 * Returns: whether there is some; %FALSE with BRV_STORAGE_ERROR_READ, _WRITE or _NO_SPACE if there
 *   may be some that cannot be had just now
 */
gboolean
brv_store_load_abandoned (const char *path,
                          const BrvLoadedFile *file,
                          BrvLoadedCopy *copy,
                          GError **error)
{
  g_autoptr (GPtrArray) folders = brv_working_copy_list_abandoned (path, error);

  for (guint i = 0; folders != NULL && i < folders->len; i++)
    {
      g_autoptr (GError) cause = NULL;

      if (!brv_store_load_copy (g_ptr_array_index (folders, i), copy, &cause))
        {
          brv_loaded_copy_clear (copy);
          if (is_settled (cause))
            continue;
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      g_assert (copy->contents != NULL);
      if (g_strcmp0 (brv_working_copy_get_path (copy->copy), path) != 0 &&
          !has_moved_to (copy, file))
        {
          brv_loaded_copy_clear (copy);
          continue;
        }
      if (brv_loaded_copy_has_more (copy, file))
        return TRUE;
      g_clear_pointer (&copy->database, brv_database_free);
      /* Of a file that cannot be looked at nobody knows what it has. */
      if (file->state != BRV_FILE_BARRED)
        brv_working_copy_remove (g_steal_pointer (&copy->copy));
      brv_loaded_copy_clear (copy);
    }
  return FALSE;
}

/**
 * brv_store_set_aside_replaced:
 * @path: a brief's path, without symbolic links at its end, where another brief was put
 *
 * Takes what dead processes left of the brief that was there out of the way: it is not work on the
 * brief that is there now, and may be all that is left of the other.
 */
void
brv_store_set_aside_replaced (const char *path)
{
  g_autoptr (GPtrArray) folders = brv_working_copy_list_abandoned (path, NULL);

  for (guint i = 0; folders != NULL && i < folders->len; i++)
    {
      BrvWorkingCopy *copy = brv_working_copy_adopt (g_ptr_array_index (folders, i), NULL);

      if (copy != NULL)
        brv_working_copy_set_aside (copy, BRV_WORKING_COPY_REPLACED);
    }
}
