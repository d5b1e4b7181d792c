/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* renameat2, O_TMPFILE */

#include "config.h"

#include "base/brv-sha256.h"
#include "storage/brv-brief-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/brv-atomic-file.h"
#include "storage/brv-found-lock.h"

#define MAX_NAME_BYTES 255 /* NAME_MAX of all file systems that matter */

struct _BrvBriefLock
{
  char *path;     /* of the lock file; NULL: none could be made */
  char *contents; /* what stands in it while it is ours */
  int fd;         /* of it; the kernel holds it locked until it is closed. -1 like @path */
};

struct _BrvBriefHolder
{
  char *brief_path;
  char *lock_path;
  char *contents;    /* (nullable): what stood in the lock; it could not be read */
  struct stat state; /* of what stood there */
  BrvOwner *owner;
  GDateTime *since; /* (nullable) */
};

/**
 * brv_brief_lock_make_path:
 * @resolved_path: a brief's path without symbolic links at its end
 *
 * Returns: (transfer full): where its lock stands; a long name is shortened by a hash
 */
char *
brv_brief_lock_make_path (const char *resolved_path)
{
  g_autofree char *folder = g_path_get_dirname (resolved_path);
  g_autofree char *base = g_path_get_basename (resolved_path);
  g_autofree char *name = g_strdup_printf (".%s.lock", base);

  if (strlen (name) > MAX_NAME_BYTES)
    {
      g_autofree char *hash = brv_sha256_of_string (base);

      g_free (name);
      name = g_strdup_printf (".brevier-%.32s.lock", hash);
    }
  return g_build_filename (folder, name, NULL);
}

static char *
make_about (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (BrvOwner) self = brv_owner_new_self ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *since = g_date_time_format_iso8601 (now);

  brv_owner_write (self, file);
  g_key_file_set_string (file, BRV_LOCK_GROUP, "since", since);
  return g_key_file_to_data (file, NULL, NULL);
}

/*
 * Opens a file once more, to be read: one that is open to be written for as long as the brief is
 * would not let its disk be made read-only.
 */
static int
open_again (int fd)
{
  g_autofree char *open_file = g_strdup_printf ("/proc/self/fd/%d", fd);

  return open (open_file, O_RDONLY | O_CLOEXEC);
}

/* Writes @about into a new file, which is closed then, and keeps it open in @self; 0 or an errno. */
static int
fill (BrvBriefLock *self, int fd, const char *path, const char *about)
{
  int reading = open_again (fd);
  g_autofree char *held = reading >= 0 ? brv_lock_file_hold (reading, path) : NULL;
  g_autofree char *contents =
    held != NULL ? g_strdup_printf ("%sheld=%s\n", about, held) : g_strdup (about);
  gsize size = strlen (contents);
  /* Synced, so that a power cut leaves no lock without an owner, which nobody could judge. */
  const gboolean is_written = write (fd, contents, size) == (ssize_t)size && fsync (fd) == 0;

  if (close (fd) != 0 || !is_written)
    {
      if (reading >= 0)
        close (reading);
      return ENOSPC;
    }
  if (self->fd >= 0)
    close (self->fd);
  self->fd = reading;
  g_free (self->contents);
  self->contents = g_steal_pointer (&contents);
  return 0;
}

/* Makes a file that is not there yet; 0 or an errno. */
static int
create_file (BrvBriefLock *self, const char *path, const char *about)
{
  int fd = open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0644);
  int result;

  if (fd < 0)
    return errno;
  result = fill (self, fd, path, about);
  if (result != 0)
    unlink (path);
  return result;
}

static gboolean
is_unknown_call (int result)
{
  return result == EPERM || result == EOPNOTSUPP || result == ENOSYS || result == EINVAL;
}

/* From a file that has no name until it is complete, so that a kill leaves nothing behind. */
static int
create_unnamed (BrvBriefLock *self, const char *path, const char *about)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *open_file = NULL;
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0644);
  int result;

  if (fd < 0)
    return errno;
  result = fill (self, fd, path, about);
  if (result != 0)
    return result;
  open_file = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  return linkat (AT_FDCWD, open_file, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}

/*
 * Makes the lock file with its contents in one step; 0 or an errno, EEXIST if there is one. File
 * systems without files that have no name know hard links, those without these can mostly rename
 * without replacing; those that can none of it, as some that are reached through FUSE, get the file
 * in two steps.
 */
static int
create_lock (BrvBriefLock *self, const char *path, const char *about)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary =
    g_strdup_printf ("%s/.brevier-%08x.tmp", folder, g_random_int ()); /* the name may be full */
  int result = create_unnamed (self, path, about);

  if (result == 0 || result == EEXIST)
    return result;
  result = create_file (self, temporary, about);
  if (result != 0)
    return result;
  result = link (temporary, path) == 0 ? 0 : errno;
  if (is_unknown_call (result))
    result = renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0 ? 0 : errno;
  if (is_unknown_call (result))
    result = create_file (self, path, about);
  unlink (temporary);
  return result;
}

/**
 * brv_brief_lock_take:
 * @resolved_path: a brief's path without symbolic links at its end
 *
 * Returns: (transfer full) (nullable): the lock, or %NULL with BRV_STORAGE_ERROR_LOCKED; the
 *   message says who has it
 */
BrvBriefLock *
brv_brief_lock_take (const char *resolved_path, GError **error)
{
  g_autofree char *path = brv_brief_lock_make_path (resolved_path);
  g_autofree char *about = make_about ();
  g_autoptr (BrvBriefLock) self = g_new0 (BrvBriefLock, 1);

  self->fd = -1;
  /* Twice: once more after a stale lock was taken away. */
  for (guint i = 0; i < 2; i++)
    {
      int result = create_lock (self, path, about);
      g_auto (BrvFoundLock) found = { 0 };

      if (result == 0)
        self->path = g_steal_pointer (&path);
      if (result != EEXIST)
        return g_steal_pointer (&self);
      brv_found_lock_look (path, &found);
      if (found.state != BRV_OWNER_DEAD || i > 0)
        {
          brv_found_lock_fail (&found, resolved_path, error);
          return NULL;
        }
      /* Nobody has the brief; that somebody else's lock cannot be deleted, only its owner can mend. */
      result = brv_lock_file_remove (path, found.contents);
      if (result != 0 && result != EBUSY)
        return g_steal_pointer (&self);
    }
  return NULL;
}

/**
 * brv_brief_lock_release:
 * @self: (transfer full): a lock
 *
 * Takes the lock file away, unless it has come to be somebody else's.
 */
void
brv_brief_lock_release (BrvBriefLock *self)
{
  /* The same file, whether or not it can be read just now; or a copy that took its place. */
  gboolean is_ours = self->path != NULL && brv_lock_file_is_at (self->fd, self->path);

  if (self->path != NULL && !is_ours)
    {
      g_autofree char *found = brv_lock_file_read (self->path);

      is_ours = g_strcmp0 (found, self->contents) == 0;
    }
  if (is_ours)
    unlink (self->path);
  /* Last, so that nobody finds it free while it is still there. */
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self->contents);
  g_free (self);
}

/**
 * brv_brief_holder_find:
 * @path: a brief file
 *
 * Looks who has a brief open.
 *
 * Returns: (transfer full) (nullable): whoever its lock names; %NULL if it has none, or only one that
 *   is taken over without a question
 */
BrvBriefHolder *
brv_brief_holder_find (const char *path)
{
  g_autofree char *resolved = NULL;
  g_autofree char *lock_path = NULL;
  g_autofree char *since = NULL;
  g_auto (BrvFoundLock) found = { 0 };
  struct stat state;
  BrvBriefHolder *self;

  g_return_val_if_fail (path != NULL, NULL);

  resolved = brv_atomic_file_resolve (path, NULL);
  if (resolved == NULL)
    return NULL;
  lock_path = brv_brief_lock_make_path (resolved);
  if (lstat (lock_path, &state) != 0)
    return NULL;
  brv_found_lock_look (lock_path, &found);
  if (found.state == BRV_OWNER_DEAD)
    return NULL;
  since = g_key_file_get_string (found.file, BRV_LOCK_GROUP, "since", NULL);
  self = g_new0 (BrvBriefHolder, 1);
  self->brief_path = g_steal_pointer (&resolved);
  self->lock_path = g_steal_pointer (&lock_path);
  self->contents = g_steal_pointer (&found.contents);
  self->state = state;
  self->owner = g_steal_pointer (&found.owner);
  self->since = since != NULL ? g_date_time_new_from_iso8601 (since, NULL) : NULL;
  return self;
}

/**
 * brv_brief_holder_free:
 * @self: (transfer full): a holder
 */
void
brv_brief_holder_free (BrvBriefHolder *self)
{
  g_free (self->brief_path);
  g_free (self->lock_path);
  g_free (self->contents);
  brv_owner_free (self->owner);
  g_clear_pointer (&self->since, g_date_time_unref);
  g_free (self);
}

/**
 * brv_brief_holder_get_user:
 * @self: a holder
 *
 * Returns: (nullable): the login of whoever has the brief, if the lock says that
 */
const char *
brv_brief_holder_get_user (const BrvBriefHolder *self)
{
  return *self->owner->user != '\0' ? self->owner->user : NULL;
}

/**
 * brv_brief_holder_get_host:
 * @self: a holder
 *
 * Returns: (nullable): the computer on which it is open, if the lock says that
 */
const char *
brv_brief_holder_get_host (const BrvBriefHolder *self)
{
  return *self->owner->host != '\0' ? self->owner->host : NULL;
}

/**
 * brv_brief_holder_get_since:
 * @self: a holder
 *
 * Returns: (transfer none) (nullable): since when, if the lock says that
 */
GDateTime *
brv_brief_holder_get_since (const BrvBriefHolder *self)
{
  return self->since;
}

static gboolean
can_yield (BrvOwnerState state)
{
  return state == BRV_OWNER_ELSEWHERE || state == BRV_OWNER_UNSEEN;
}

/**
 * brv_brief_holder_can_yield:
 * @self: a holder
 *
 * Returns: whether the brief may be taken over once the user has said so: who has it is on another
 *   computer, or nobody can tell who it is or whether it lives. One that lives on this computer has
 *   to close it
 */
gboolean
brv_brief_holder_can_yield (const BrvBriefHolder *self)
{
  g_auto (BrvFoundLock) found = { 0 };

  brv_found_lock_look (self->lock_path, &found);
  return can_yield (found.state);
}

static gboolean
holds (const char *lock_path, const char *contents)
{
  g_autofree char *found = brv_lock_file_read (lock_path);

  return g_strcmp0 (found, contents) == 0;
}

/* Whether what stands there, and cannot be read, is what stood there. */
static gboolean
is_as_found (const BrvBriefHolder *self)
{
  struct stat state;

  return lstat (self->lock_path, &state) == 0 && state.st_dev == self->state.st_dev &&
         state.st_ino == self->state.st_ino && state.st_size == self->state.st_size &&
         state.st_ctim.tv_sec == self->state.st_ctim.tv_sec &&
         state.st_ctim.tv_nsec == self->state.st_ctim.tv_nsec;
}

/**
 * brv_brief_holder_remove_lock:
 * @self: a holder
 *
 * Takes the holder's lock away, so that the brief can be opened here, as the user has decided to take
 * it over. What is in its place by now is left alone; that it is gone already is as good.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_LOCKED if the holder cannot yield or another one has the
 *   brief by now, or _PERMISSION if the folder does not let go of the lock
 */
gboolean
brv_brief_holder_remove_lock (const BrvBriefHolder *self, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->brief_path);
  g_autofree char *lock_name = g_filename_display_basename (self->lock_path);
  g_auto (BrvFoundLock) found = { 0 };
  struct stat state;

  brv_found_lock_look (self->lock_path, &found);
  /* What stands there may be another's by now, or be gone; that is found out below. */
  if (g_strcmp0 (found.contents, self->contents) == 0 && !can_yield (found.state))
    return brv_found_lock_fail (&found, self->brief_path, error);
  if (self->contents != NULL ? brv_lock_file_remove (self->lock_path, self->contents) == 0
                             : is_as_found (self) && unlink (self->lock_path) == 0)
    return TRUE;
  if (lstat (self->lock_path, &state) != 0 && errno == ENOENT)
    return TRUE;
  if (self->contents != NULL ? holds (self->lock_path, self->contents) : is_as_found (self))
    g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_PERMISSION,
                 _ ("“%s” could not be taken over because “%s” beside it cannot be deleted. Open a "
                    "copy, or ask the folder's owner to delete that."),
                 name, lock_name);
  else
    g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
                 _ ("“%s” was opened elsewhere just now. Look again who has it before you take it "
                    "over."),
                 name);
  return FALSE;
}
