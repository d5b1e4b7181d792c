/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing over a file, where its folder lets none be put in its place or it has further names. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "base/brv-atomic-file-private.h"

/* All of the open file, to be able to put it back. */
static GBytes *
read_old (BrvReplacement *self, GError **error)
{
  gsize size = (gsize)self->old_state.st_size;
  g_autofree guint8 *data = g_try_malloc (MAX (size, 1));

  if (data == NULL)
    {
      brv_replacement_fail (error, ENOMEM, self->given);
      return NULL;
    }
  for (gsize done = 0; done < size;)
    {
      ssize_t n = pread (self->fd, data + done, size - done, (off_t)done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          brv_replacement_fail (error, n < 0 ? errno : EIO, self->given);
          return NULL;
        }
      done += (gsize)n;
    }
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

/* Makes the open file say @contents and nothing else, and makes sure of it. */
static gboolean
put_in_place (BrvReplacement *self, GBytes *contents, GError **error)
{
  if (lseek (self->fd, 0, SEEK_SET) != 0)
    return brv_replacement_fail (error, errno, self->given);
  if (!brv_replacement_write (self, contents, NULL, error))
    return FALSE;
  if (ftruncate (self->fd, (off_t)g_bytes_get_size (contents)) != 0 || fsync (self->fd) != 0)
    return brv_replacement_fail (error, errno, self->given);
  return brv_replacement_verify (self, contents, NULL, error);
}

/* Says that the old file is lost too. */
static void
set_torn (BrvReplacement *self, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->given);

  g_clear_error (error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("Writing “%s” failed half-way, and what was in it could not be put back. Save "
                  "under another name."),
               name);
}

/* Writes over the old file, for which its folder has no stand-in. */
static gboolean
overwrite (BrvReplacement *self, GBytes *contents, BrvFileIdentity *identity, GError **error)
{
  g_autoptr (GBytes) old = NULL;
  off_t size = (off_t)g_bytes_get_size (contents);

  self->fd = open (self->path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (self->fd < 0 || fstat (self->fd, &self->old_state) != 0)
    return brv_replacement_fail (error, errno, self->given);
  old = read_old (self, error);
  if (old == NULL)
    return FALSE;
  /* The room first: a full disk is to be noticed before the first byte is gone. */
  if (size > self->old_state.st_size)
    {
      int result =
        posix_fallocate (self->fd, self->old_state.st_size, size - self->old_state.st_size);

      if (result != 0 && result != EINVAL && result != EOPNOTSUPP)
        {
          brv_replacement_fail (error, result, self->given);
          if (ftruncate (self->fd, self->old_state.st_size) != 0)
            set_torn (self, error);
          return FALSE;
        }
    }
  if (!put_in_place (self, contents, error))
    {
      if (!put_in_place (self, old, NULL))
        set_torn (self, error);
      return FALSE;
    }
  if (identity != NULL)
    *identity = brv_file_identity_of_fd (self->fd);
  return TRUE;
}

/**
 * brv_atomic_file_replace_or_overwrite:
 * @path: where to write; a symbolic link is followed and stays one
 * @contents: all of the new file
 * @identity: (out) (optional): what the new file can be known by
 * @prepare: (scope call): called before an old file is written over; %FALSE with an error stops it
 * @data: for @prepare
 * @is_overwritten: (out): whether the old file was written over because there was no other way
 * @cancellable: (nullable): stops until the moment of replacing
 *
 * Replaces the file at @path as brv_atomic_file_replace_full() does, and verifies it. Where the
 * folder takes no new file or the file system cannot put one in place of another, and where the old
 * file has further names (hard links), which would go on leading to the old bytes, it is written
 * over instead: its bytes are kept in memory, the new ones are written, synced and read
 * back, and on failure the old ones are put back. A crash meanwhile leaves a torn file, so @prepare
 * has to have the contents safe elsewhere.
 *
 * Returns: %FALSE with a G_IO_ERROR as there, or what @prepare gave
 */
gboolean
brv_atomic_file_replace_or_overwrite (const char *path,
                                      GBytes *contents,
                                      BrvFileIdentity *identity,
                                      BrvAtomicFilePrepareFunc prepare,
                                      gpointer data,
                                      gboolean *is_overwritten,
                                      GCancellable *cancellable,
                                      GError **error)
{
  g_auto (BrvReplacement) self = { .given = path, .fd = -1 };
  g_autoptr (GError) cause = NULL;
  gboolean has_more_names;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (contents != NULL, FALSE);
  g_return_val_if_fail (prepare != NULL && is_overwritten != NULL, FALSE);

  *is_overwritten = FALSE;
  if (!brv_replacement_inspect (&self, error))
    return FALSE;
  has_more_names = self.had_old && self.old_state.st_nlink > 1;
  if (!has_more_names &&
      brv_replacement_run (&self, contents, BRV_ATOMIC_FILE_VERIFY, identity, cancellable, &cause))
    return TRUE;
  if (!has_more_names && (!self.is_refused || !self.had_old))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (self.fd >= 0)
    close (self.fd);
  self.fd = -1;
  if (!prepare (data, error))
    return FALSE;
  g_clear_error (&cause);
  if (!overwrite (&self, contents, identity, &cause))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  *is_overwritten = !has_more_names;
  return TRUE;
}
