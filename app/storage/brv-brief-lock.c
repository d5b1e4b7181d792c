/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* renameat2 */

#include "config.h"

#include "storage/brv-brief-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/brv-atomic-file.h"
#include "storage/brv-owner.h"

#define MAX_NAME_BYTES 255 /* NAME_MAX of all file systems that matter */
#define MAX_LOCK_BYTES 4096

struct _BrvBriefLock
{
  char *path;     /* of the lock file; NULL: none could be made */
  char *contents; /* what stands in it while it is ours */
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
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, base, -1);

      g_free (name);
      name = g_strdup_printf (".brevier-%.32s.lock", hash);
    }
  return g_build_filename (folder, name, NULL);
}

static char *
make_contents (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (BrvOwner) self = brv_owner_new_self ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *since = g_date_time_format_iso8601 (now);

  brv_owner_write (self, file);
  g_key_file_set_string (file, "owner", "since", since);
  return g_key_file_to_data (file, NULL, NULL);
}

/* At most a few lines: somebody else may have put anything under that name. */
static char *
read_lock (int fd)
{
  g_autofree char *text = g_malloc0 (MAX_LOCK_BYTES + 1);

  return pread (fd, text, MAX_LOCK_BYTES, 0) > 0 ? g_steal_pointer (&text) : NULL;
}

static int
open_lock (const char *path)
{
  return open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

static char *
read_lock_at (const char *path)
{
  int fd = open_lock (path);
  char *text;

  if (fd < 0)
    return NULL;
  text = read_lock (fd);
  close (fd);
  return text;
}

/* Makes a file that is not there yet; 0 or an errno. */
static int
create_file (const char *path, const char *contents)
{
  gsize size = strlen (contents);
  int fd = open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0644);
  int result = 0;

  if (fd < 0)
    return errno;
  /* Synced, so that a power cut leaves no lock without an owner, which nobody could judge. */
  if (write (fd, contents, size) != (ssize_t)size || fsync (fd) != 0)
    result = ENOSPC;
  if (close (fd) != 0 && result == 0)
    result = errno;
  if (result != 0)
    unlink (path);
  return result;
}

static gboolean
is_unknown_call (int result)
{
  return result == EPERM || result == EOPNOTSUPP || result == ENOSYS || result == EINVAL;
}

/*
 * Makes the lock file with its contents in one step; 0 or an errno, EEXIST if there is one. File
 * systems without hard links can mostly rename without replacing; those that can neither, as some
 * that are reached through FUSE, get the file in two steps.
 */
static int
create_lock (const char *path, const char *contents)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary =
    g_strdup_printf ("%s/.brevier-%08x.tmp", folder, g_random_int ()); /* the name may be full */
  int result = create_file (temporary, contents);

  if (result != 0)
    return result;
  result = link (temporary, path) == 0 ? 0 : errno;
  if (is_unknown_call (result))
    result = renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0 ? 0 : errno;
  if (is_unknown_call (result))
    result = create_file (path, contents);
  unlink (temporary);
  return result;
}

static gboolean
is_at (int fd, const char *path)
{
  struct stat state;
  struct stat there;

  return fstat (fd, &state) == 0 && lstat (path, &there) == 0 && state.st_dev == there.st_dev &&
         state.st_ino == there.st_ino;
}

/*
 * Takes a lock away that nobody needs any more, one process at a time: two that found the same one
 * must not take each other's new one away. FALSE if something else stands there now.
 */
static gboolean
remove_known (const char *path, const char *known)
{
  int fd = open_lock (path);
  g_autofree char *found = NULL;
  gboolean is_removed = FALSE;

  if (fd < 0)
    return FALSE;
  /* Where the file system has no such locks, there is only the look at what is there. */
  if (flock (fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
    {
      found = read_lock (fd);
      is_removed = g_strcmp0 (found, known) == 0 && is_at (fd, path) && unlink (path) == 0;
    }
  close (fd);
  return is_removed;
}

/* Of what never was a lock comes an owner of whom nothing is known. */
static BrvOwner *
parse_owner (const char *contents, GDateTime **since)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (contents != NULL)
    g_key_file_load_from_data (file, contents, (gsize)-1, G_KEY_FILE_NONE, NULL);
  if (since != NULL)
    {
      g_autofree char *text = g_key_file_get_string (file, "owner", "since", NULL);

      *since = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
    }
  return brv_owner_new_from_key_file (file);
}

static gboolean
fail_locked (GError **error, const char *brief_path, const BrvOwner *owner)
{
  g_autofree char *name = g_filename_display_basename (brief_path);

  switch (brv_owner_get_state (owner))
    {
    case BRV_OWNER_SELF:
      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
                   _ ("“%s” is already open in another window."), name);
      break;
    case BRV_OWNER_ALIVE:
      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
                   _ ("“%s” is already open: %s has it on this computer (process %d). Close it "
                      "there or open a copy."),
                   name, owner->user, (int)owner->pid);
      break;
    case BRV_OWNER_DEAD:
    case BRV_OWNER_ELSEWHERE:
    default:
      if (*owner->host != '\0')
        g_set_error (
          error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
          _ ("“%s” is open on another computer: %s has it on %s. Close it there, or open "
             "it in a window to copy it or take it over."),
          name, owner->user, owner->host);
      else
        g_set_error (
          error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
          _ ("“%s” seems to be open elsewhere: its lock does not say by whom. Open it in "
             "a window to copy it or take it over."),
          name);
      break;
    }
  return FALSE;
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
  g_autofree char *contents = make_contents ();
  BrvBriefLock *self = NULL;

  /* Twice: once more after a stale lock was taken away. */
  for (guint i = 0; i < 2; i++)
    {
      int result = create_lock (path, contents);
      g_autofree char *found = NULL;
      g_autoptr (BrvOwner) owner = NULL;

      if (result != EEXIST)
        {
          self = g_new0 (BrvBriefLock, 1);
          if (result == 0)
            {
              self->path = g_steal_pointer (&path);
              self->contents = g_steal_pointer (&contents);
            }
          return self;
        }
      found = read_lock_at (path);
      owner = parse_owner (found, NULL);
      if (brv_owner_get_state (owner) != BRV_OWNER_DEAD || i > 0)
        {
          fail_locked (error, resolved_path, owner);
          return NULL;
        }
      remove_known (path, found);
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
  if (self->path != NULL)
    {
      g_autofree char *found = read_lock_at (self->path);

      if (g_strcmp0 (found, self->contents) == 0)
        unlink (self->path);
    }
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
  g_autofree char *contents = NULL;
  g_autoptr (BrvOwner) owner = NULL;
  g_autoptr (GDateTime) since = NULL;
  struct stat state;
  BrvBriefHolder *self;

  g_return_val_if_fail (path != NULL, NULL);

  resolved = brv_atomic_file_resolve (path, NULL);
  if (resolved == NULL)
    return NULL;
  lock_path = brv_brief_lock_make_path (resolved);
  if (lstat (lock_path, &state) != 0)
    return NULL;
  contents = read_lock_at (lock_path);
  owner = parse_owner (contents, &since);
  if (brv_owner_get_state (owner) == BRV_OWNER_DEAD)
    return NULL;
  self = g_new0 (BrvBriefHolder, 1);
  self->brief_path = g_steal_pointer (&resolved);
  self->lock_path = g_steal_pointer (&lock_path);
  self->contents = g_steal_pointer (&contents);
  self->state = state;
  self->owner = g_steal_pointer (&owner);
  self->since = g_steal_pointer (&since);
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

/**
 * brv_brief_holder_can_yield:
 * @self: a holder
 *
 * Returns: whether the brief may be taken over once the user has said so: who has it is on another
 *   computer, or nobody can tell who it is. One that lives on this computer has to close it
 */
gboolean
brv_brief_holder_can_yield (const BrvBriefHolder *self)
{
  return brv_owner_get_state (self->owner) == BRV_OWNER_ELSEWHERE;
}

static gboolean
holds (const char *lock_path, const char *contents)
{
  g_autofree char *found = read_lock_at (lock_path);

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
  struct stat state;

  if (!brv_brief_holder_can_yield (self))
    return fail_locked (error, self->brief_path, self->owner);
  if (self->contents != NULL ? remove_known (self->lock_path, self->contents)
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
