/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in the lock beside a brief, and whether anybody is there who needs it. */

#define _GNU_SOURCE /* F_OFD_SETLK */

#include "config.h"

#include "storage/brv-found-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/brv-file-system.h"
#include "storage/brv-storage-error.h"

#define MAX_LOCK_BYTES 4096

/*
 * What the kernel knows of a lock file: numbers of processes mean nothing in other containers and
 * sandboxes, and are given to others there. A lock that lies on one of this computer's own disks
 * says by which file it is held, so that a copy of it, or what another file system shows of it,
 * is not taken for one that nobody holds.
 */
typedef enum
{
  HOLD_UNKNOWN,
  HOLD_FREE,
  HOLD_TAKEN,
} Hold;

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

/**
 * brv_lock_file_read:
 * @path: a lock
 *
 * Returns: (transfer full) (nullable): what stands in it; %NULL if it cannot be read
 */
char *
brv_lock_file_read (const char *path)
{
  int fd = open_lock (path);
  char *text;

  if (fd < 0)
    return NULL;
  text = read_lock (fd);
  close (fd);
  return text;
}

static char *
make_held (int fd)
{
  struct stat state;

  if (fstat (fd, &state) != 0)
    return NULL;
  return g_strdup_printf ("%" G_GINT64_MODIFIER "x:%" G_GINT64_MODIFIER "x", (guint64)state.st_dev,
                          (guint64)state.st_ino);
}

/**
 * brv_lock_file_hold:
 * @fd: a lock that is being made, open
 * @path: where it is going to stand
 *
 * Has the kernel hold the file locked for as long as it is open here.
 *
 * Returns: (transfer full) (nullable): what to note in it as `held`; %NULL where that would say
 *   nothing
 */
char *
brv_lock_file_hold (int fd, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  /* Of the open file, not of the process: closing another one of the same file lets go of nothing. */
  struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET };

  if (brv_file_system_is_network (folder, 0) || fcntl (fd, F_OFD_SETLK, &lock) != 0)
    return NULL;
  return make_held (fd);
}

static Hold
look_at_hold (int fd, GKeyFile *file)
{
  g_autofree char *noted = g_key_file_get_string (file, BRV_LOCK_GROUP, "held", NULL);
  g_autofree char *held = make_held (fd);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  if (noted == NULL || g_strcmp0 (noted, held) != 0 || fcntl (fd, F_OFD_GETLK, &lock) != 0)
    return HOLD_UNKNOWN;
  return lock.l_type == F_UNLCK ? HOLD_FREE : HOLD_TAKEN;
}

/**
 * brv_lock_file_is_at:
 * @fd: an open file
 * @path: a path
 *
 * Returns: whether it is the file that stands there
 */
gboolean
brv_lock_file_is_at (int fd, const char *path)
{
  struct stat state;
  struct stat there;

  return fstat (fd, &state) == 0 && lstat (path, &there) == 0 && state.st_dev == there.st_dev &&
         state.st_ino == there.st_ino;
}

/**
 * brv_lock_file_remove:
 * @path: a lock that nobody needs any more
 * @known: what stood in it
 *
 * Takes a lock away, one process at a time: two that found the same one must not take each other's
 * new one away.
 *
 * Returns: 0; EBUSY if something else stands there now, or is about to; or the errno of what is in
 *   the way
 */
int
brv_lock_file_remove (const char *path, const char *known)
{
  int fd = open_lock (path);
  g_autofree char *found = NULL;
  int result = EBUSY;

  if (fd < 0)
    return EBUSY;
  /* Where the file system has no such locks, there is only the look at what is there. */
  if (flock (fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
    {
      found = read_lock (fd);
      if (g_strcmp0 (found, known) == 0 && brv_lock_file_is_at (fd, path))
        result = unlink (path) == 0 ? 0 : errno;
    }
  close (fd);
  return result;
}

/**
 * brv_found_lock_clear:
 * @self: what was found
 */
void
brv_found_lock_clear (BrvFoundLock *self)
{
  g_clear_pointer (&self->contents, g_free);
  g_clear_pointer (&self->file, g_key_file_unref);
  g_clear_pointer (&self->owner, brv_owner_free);
}

/**
 * brv_found_lock_look:
 * @path: where a lock stands, or anything
 * @self: (out caller-allocates): what is known of it
 */
void
brv_found_lock_look (const char *path, BrvFoundLock *self)
{
  int fd = open_lock (path);
  Hold held = HOLD_UNKNOWN;

  self->contents = fd >= 0 ? read_lock (fd) : NULL;
  self->file = g_key_file_new ();
  if (self->contents != NULL)
    g_key_file_load_from_data (self->file, self->contents, (gsize)-1, G_KEY_FILE_NONE, NULL);
  self->owner = brv_owner_new_from_key_file (self->file);
  self->state = brv_owner_get_state (self->owner);
  /* What another computer noted says nothing of a file here. */
  if (fd >= 0 && self->state != BRV_OWNER_ELSEWHERE)
    held = look_at_hold (fd, self->file);
  if (held == HOLD_FREE)
    self->state = BRV_OWNER_DEAD;
  else if (held == HOLD_TAKEN && self->state != BRV_OWNER_SELF)
    self->state = BRV_OWNER_ALIVE;
  if (fd >= 0)
    close (fd);
}

/**
 * brv_found_lock_fail:
 * @self: a lock that somebody needs
 * @brief_path: the brief
 *
 * Says who has the brief.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_LOCKED
 */
gboolean
brv_found_lock_fail (const BrvFoundLock *self, const char *brief_path, GError **error)
{
  const BrvOwner *owner = self->owner;
  g_autofree char *name = g_filename_display_basename (brief_path);

  switch (self->state)
    {
    case BRV_OWNER_SELF:
      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
                   _ ("“%s” is already open in another window."), name);
      break;
    case BRV_OWNER_ALIVE:
      /* The number of a process says nothing where it is another one's. */
      if (brv_owner_get_state (owner) == BRV_OWNER_UNSEEN)
        g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
                     _ ("“%s” is already open: %s has it in a container or sandbox on this "
                        "computer. Close it there or open a copy."),
                     name, owner->user);
      else
        g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
                     _ ("“%s” is already open: %s has it on this computer (process %d). Close it "
                        "there or open a copy."),
                     name, owner->user, (int)owner->pid);
      break;
    case BRV_OWNER_UNSEEN:
      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
                   _ ("“%s” seems to be open already: %s had it in a container or sandbox on this "
                      "computer. Close it there, or open it in a window to copy it or take it "
                      "over."),
                   name, owner->user);
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
