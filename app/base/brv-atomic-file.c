/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* O_TMPFILE */

#include "config.h"

#include "base/brv-atomic-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

/*
 * Replacing a file so that at every moment, and after a crash at any moment, its path holds
 * either all of the old bytes or all of the new ones.
 *
 * The traps of write-fsync-rename that this file is shaped by: a symbolic link is followed and
 * the temporary file lies beside what it leads to, not beside the link; mode, owner and access
 * lists are the old file's; the folder is synced too; and nothing is ever synced twice, since
 * after a failed fsync Linux holds the lost pages for clean and a second one reports success.
 * The temporary file has no name until it is complete, where the file system can do that, so
 * that a killed process leaves nothing behind in the user's folder.
 */

#define CHUNK_SIZE         ((gsize)1 << 20)
#define MAX_LINKS          40 /* what Linux follows in one path: path_resolution(7) */
#define ACCESS_LIST_PREFIX "system.posix_acl_"

/* Closes and removes what the replacement has not put in place. */
void
brv_replacement_clear (BrvReplacement *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->folder);
  g_free (self->path);
}

/* Says in words what went wrong with writing the file that the user knows as @path. */
gboolean
brv_replacement_fail (GError **error, int code, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  GIOErrorEnum io_code = g_io_error_from_errno (code);

  switch (code)
    {
    case ENOSPC:
      g_set_error (error, G_IO_ERROR, io_code,
                   _ ("“%s” could not be written because the disk is full. Free some space or "
                      "choose another folder."),
                   name);
      break;
    case EDQUOT:
    case EFBIG:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                   _ ("“%s” could not be written because it would exceed your storage limit. "
                      "Free some space or choose another folder."),
                   name);
      break;
    case EROFS:
      g_set_error (error, G_IO_ERROR, io_code,
                   _ ("“%s” lies on a disk that is read-only. Choose another folder."), name);
      break;
    case EACCES:
    case EPERM:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   _ ("You do not have permission to write “%s” or its folder. Choose another "
                      "folder."),
                   name);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("The folder of “%s” does not exist. Choose another folder."), name);
      break;
    case EISDIR:
      g_set_error (error, G_IO_ERROR, io_code, _ ("“%s” is a folder. Choose another name."), name);
      break;
    case ENAMETOOLONG:
      g_set_error (error, G_IO_ERROR, io_code,
                   _ ("The name “%s” is too long. Choose a shorter name."), name);
      break;
    default:
      g_set_error (error, G_IO_ERROR, io_code,
                   _ ("“%s” could not be written: %s. Try again or choose another folder."), name,
                   g_strerror (code));
      break;
    }
  return FALSE;
}

/**
 * brv_atomic_file_resolve:
 * @path: a path; its file need not exist
 *
 * Follows all symbolic links, also one at the end that leads to no file yet, so that a file has one
 * name whichever way it was reached.
 *
 * Returns: (transfer full) (nullable): an absolute path without links, or %NULL with
 *   G_IO_ERROR_TOO_MANY_LINKS if the links go round
 */
char *
brv_atomic_file_resolve (const char *path, GError **error)
{
  g_autofree char *here = g_get_current_dir ();
  g_autofree char *current = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  /* The text is not made shorter: after a link, ".." is the folder that the kernel means. */
  current = g_path_is_absolute (path) ? g_strdup (path) : g_build_filename (here, path, NULL);
  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *target = g_file_read_link (current, NULL);
      g_autofree char *folder = g_path_get_dirname (current);
      g_autofree char *base = g_path_get_basename (current);
      char *real_folder;

      if (target == NULL)
        {
          real_folder = realpath (folder, NULL);
          if (real_folder == NULL)
            return g_steal_pointer (&current);
          g_free (current);
          current = g_build_filename (real_folder, base, NULL);
          free (real_folder);
          return g_steal_pointer (&current);
        }
      g_free (current);
      current =
        g_path_is_absolute (target) ? g_strdup (target) : g_build_filename (folder, target, NULL);
    }
  brv_replacement_fail (error, ELOOP, path);
  return NULL;
}

/* As brv_replacement_fail(), for what a file in the folder was refused for; whether that leaves the old one to write. */
static gboolean
refuse (BrvReplacement *self, int code, GError **error)
{
  self->is_refused = code == EACCES || code == EPERM || code == EXDEV || code == EEXIST ||
                     code == EBUSY || code == ETXTBSY || code == ENOSYS || code == EOPNOTSUPP ||
                     code == EINVAL;
  return brv_replacement_fail (error, code, self->given);
}

/* Creates the new file: without a name where the file system can, else under a random one. */
static gboolean
create_temporary (BrvReplacement *self, gboolean is_private, GError **error)
{
  mode_t mode = self->had_old || is_private ? 0600 : 0666;

  self->fd = open (self->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
  if (self->fd >= 0)
    return TRUE;
  /* EISDIR, ENOENT: kernels and file systems that do not know the flag; open(2). */
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT && errno != EINVAL)
    return refuse (self, errno, error);

  for (guint i = 0; i < 100; i++)
    {
      g_free (self->temporary);
      self->temporary = g_strdup_printf ("%s/.brevier-%08x.tmp", self->folder, g_random_int ());
      self->fd = open (self->temporary, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, mode);
      if (self->fd >= 0)
        return TRUE;
      if (errno != EEXIST)
        break;
    }
  g_clear_pointer (&self->temporary, g_free);
  return refuse (self, errno, error);
}

/* Gives the new file a name that rename() can move; what was written without one needs it. */
static gboolean
name_temporary (BrvReplacement *self, GError **error)
{
  g_autofree char *open_file = g_strdup_printf ("/proc/self/fd/%d", self->fd);

  for (guint i = 0; self->temporary == NULL; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("%s/.brevier-%08x.tmp", self->folder, g_random_int ());

      if (linkat (AT_FDCWD, open_file, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
        self->temporary = g_steal_pointer (&path);
      else if (errno != EEXIST || i == 100)
        return refuse (self, errno, error);
    }
  return TRUE;
}

gboolean
brv_replacement_write (BrvReplacement *self,
                       GBytes *contents,
                       GCancellable *cancellable,
                       GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (contents, &size);

  for (gsize done = 0; done < size;)
    {
      ssize_t n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = write (self->fd, data + done, MIN (size - done, CHUNK_SIZE));
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return brv_replacement_fail (error, n < 0 ? errno : ENOSPC, self->given);
      done += (gsize)n;
    }
  return TRUE;
}

/* Extended attributes: access lists, and what the user or the desktop hung on the file. */
static void
copy_attributes (int from, int to)
{
  ssize_t size = flistxattr (from, NULL, 0);
  g_autofree char *names = NULL;

  if (size <= 0)
    return;
  names = g_malloc0 ((gsize)size + 1);
  size = flistxattr (from, names, (gsize)size);
  for (ssize_t i = 0; i < size; i += (ssize_t)strlen (names + i) + 1)
    {
      const char *name = names + i;
      ssize_t length;
      g_autofree char *value = NULL;

      if (!g_str_has_prefix (name, ACCESS_LIST_PREFIX) && !g_str_has_prefix (name, "user."))
        continue;
      length = fgetxattr (from, name, NULL, 0);
      if (length < 0)
        continue;
      value = g_malloc ((gsize)length + 1);
      length = fgetxattr (from, name, value, (gsize)length);
      /* As far as it goes: losing a label is no reason to lose the work. */
      if (length >= 0)
        (void)!fsetxattr (to, name, value, (gsize)length, 0);
    }
}

/* Makes the new file belong to whom the old one belonged, readable by whom that was. */
static void
copy_ownership (BrvReplacement *self)
{
  mode_t mode = self->old_state.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
  int old_fd;

  if (fchown (self->fd, self->old_state.st_uid, self->old_state.st_gid) != 0 &&
      fchown (self->fd, (uid_t)-1, self->old_state.st_gid) != 0)
    {
      /* The group is another one now: it may do what everybody may, no more. */
      mode = (mode & (S_IRWXU | S_IRWXO)) | (mode & (mode << 3) & S_IRWXG);
    }
  (void)!fchmod (self->fd, mode);

  old_fd = open (self->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (old_fd >= 0)
    {
      copy_attributes (old_fd, self->fd);
      close (old_fd);
    }
}

/* Reads the new file from the disk, past the page cache, and compares. */
gboolean
brv_replacement_verify (BrvReplacement *self,
                        GBytes *contents,
                        GCancellable *cancellable,
                        GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (contents, &size);
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  gsize done = 0;

  posix_fadvise (self->fd, 0, 0, POSIX_FADV_DONTNEED);
  for (;;)
    {
      ssize_t n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = pread (self->fd, chunk, CHUNK_SIZE, (off_t)done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return brv_replacement_fail (error, errno, self->given);
      if (n == 0)
        return done == size || brv_replacement_fail (error, EIO, self->given);
      if ((gsize)n > size - done || memcmp (data + done, chunk, (gsize)n) != 0)
        return brv_replacement_fail (error, EIO, self->given);
      done += (gsize)n;
    }
}

/* Finds what is to be replaced: nothing, or a file that the user may write. */
gboolean
brv_replacement_inspect (BrvReplacement *self, GError **error)
{
  self->path = brv_atomic_file_resolve (self->given, error);
  if (self->path == NULL)
    return FALSE;
  self->folder = g_path_get_dirname (self->path);
  if (stat (self->path, &self->old_state) != 0)
    return errno == ENOENT || brv_replacement_fail (error, errno, self->given);

  self->had_old = TRUE;
  if (S_ISDIR (self->old_state.st_mode))
    return brv_replacement_fail (error, EISDIR, self->given);
  if (!S_ISREG (self->old_state.st_mode))
    {
      g_autofree char *name = g_filename_display_basename (self->given);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                   _ ("“%s” is not a file that can be replaced. Choose another name."), name);
      return FALSE;
    }
  /* rename() would get past a file that its owner has made read-only. */
  if (access (self->path, W_OK) != 0)
    return brv_replacement_fail (error, errno, self->given);
  return TRUE;
}

/**
 * brv_atomic_file_sync_folder:
 * @folder: a folder
 *
 * Puts the names in @folder on stable storage. File systems that cannot sync a folder are
 * trusted to keep its order.
 *
 * Returns: %FALSE with a G_IO_ERROR if the storage failed
 */
gboolean
brv_atomic_file_sync_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int result;

  /* A folder may be written to without being readable. */
  if (fd < 0)
    return errno == EACCES || brv_replacement_fail (error, errno, folder);
  result = fsync (fd) == 0 ? 0 : errno;
  close (fd);
  if (result != 0 && result != EINVAL && result != ENOTSUP && result != EROFS)
    return brv_replacement_fail (error, result, folder);
  return TRUE;
}

/* Puts the new file into the place that was inspected. */
gboolean
brv_replacement_run (BrvReplacement *self,
                     GBytes *contents,
                     BrvAtomicFileFlags flags,
                     BrvFileIdentity *identity,
                     GCancellable *cancellable,
                     GError **error)
{
  BrvFileIdentity written;
  int fd;

  if (!create_temporary (self, (flags & BRV_ATOMIC_FILE_PRIVATE) != 0, error) ||
      !brv_replacement_write (self, contents, cancellable, error))
    return FALSE;
  if (self->had_old)
    copy_ownership (self);
  if (fsync (self->fd) != 0)
    return brv_replacement_fail (error, errno, self->given);
  if ((flags & BRV_ATOMIC_FILE_VERIFY) &&
      !brv_replacement_verify (self, contents, cancellable, error))
    return FALSE;
  written = brv_file_identity_of_fd (self->fd);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !name_temporary (self, error))
    return FALSE;

  /* Network file systems tell of a failed write only here. */
  fd = self->fd;
  self->fd = -1;
  if (close (fd) != 0 && errno != EINTR)
    return brv_replacement_fail (error, errno, self->given);
  if (rename (self->temporary, self->path) != 0)
    return refuse (self, errno, error);
  g_clear_pointer (&self->temporary, g_free);

  if (identity != NULL)
    *identity = written;
  return brv_atomic_file_sync_folder (self->folder, error);
}

/**
 * brv_atomic_file_replace_full:
 * @path: where to write; a symbolic link is followed and stays one
 * @contents: all of the new file
 * @flags: how
 * @identity: (out) (optional): what the new file can be known by
 * @cancellable: (nullable): stops until the moment of replacing
 *
 * Replaces the file at @path by @contents, all or nothing, and on stable storage when it returns.
 *
 * Mode, owner, access lists and user attributes of an old file are kept as far as the process may
 * set them; where it has several names (hard links), only this one leads to the new file. May be
 * called on any thread; blocks.
 *
 * Source: fsync(2), rename(2); Rebello et al., “Can Applications Recover from fsync Failures?”,
 * USENIX ATC 2020.
 *
 * Returns: %FALSE with a G_IO_ERROR: NO_SPACE, PERMISSION_DENIED, READ_ONLY, NOT_FOUND (the
 *   folder), IS_DIRECTORY, NOT_REGULAR_FILE, CANCELLED or another; the message names the file. The
 *   old file is then untouched, unless only the folder could not be synced
 */
gboolean
brv_atomic_file_replace_full (const char *path,
                              GBytes *contents,
                              BrvAtomicFileFlags flags,
                              BrvFileIdentity *identity,
                              GCancellable *cancellable,
                              GError **error)
{
  g_auto (BrvReplacement) self = { .given = path, .fd = -1 };

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (contents != NULL, FALSE);

  return brv_replacement_inspect (&self, error) &&
         brv_replacement_run (&self, contents, flags, identity, cancellable, error);
}

/**
 * brv_atomic_file_replace:
 * @path: where to write; a symbolic link is followed and stays one
 * @contents: all of the new file
 * @cancellable: (nullable): stops until the moment of replacing
 *
 * Replaces the file at @path by @contents, all or nothing: brv_atomic_file_replace_full() without
 * anything particular.
 *
 * Returns: %FALSE with a G_IO_ERROR as there
 */
gboolean
brv_atomic_file_replace (const char *path,
                         GBytes *contents,
                         GCancellable *cancellable,
                         GError **error)
{
  return brv_atomic_file_replace_full (path, contents, BRV_ATOMIC_FILE_NONE, NULL, cancellable,
                                       error);
}
