/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* renameat2 */

#include "config.h"

#include "storage/brv-brief-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "storage/brv-owner.h"

#define MAX_NAME_BYTES 255 /* NAME_MAX of all file systems that matter */
#define MAX_LOCK_BYTES 4096

struct _BrvBriefLock
{
  char *path;     /* of the lock file; NULL: none could be made */
  char *contents; /* what stands in it while it is ours */
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
read_lock (const char *path)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  g_autofree char *text = g_malloc0 (MAX_LOCK_BYTES + 1);
  ssize_t size;

  if (fd < 0)
    return NULL;
  size = read (fd, text, MAX_LOCK_BYTES);
  close (fd);
  return size > 0 ? g_steal_pointer (&text) : NULL;
}

/* Makes the lock file with its contents in one step; 0 or an errno, EEXIST if there is one. */
static int
create_lock (const char *path, const char *contents)
{
  g_autofree char *temporary = g_strdup_printf ("%s.%08x", path, g_random_int ());
  gsize size = strlen (contents);
  int fd = open (temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0644);
  int result = 0;

  if (fd < 0)
    return errno;
  /* Synced, so that a power cut leaves no lock without an owner, which nobody could judge. */
  if (write (fd, contents, size) != (ssize_t)size || fsync (fd) != 0)
    result = ENOSPC;
  if (close (fd) != 0 && result == 0)
    result = errno;
  if (result == 0 && link (temporary, path) != 0)
    {
      result = errno;
      /* File systems without hard links: not in one step, then. */
      if (result == EPERM || result == EOPNOTSUPP || result == ENOSYS)
        result = renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0 ? 0 : errno;
    }
  unlink (temporary);
  return result;
}

/* Takes a stale lock away, unless somebody else has just done so and put his own there. */
static void
remove_stale (const char *path, const char *stale)
{
  g_autofree char *aside = g_strdup_printf ("%s.%08x", path, g_random_int ());
  g_autofree char *found = NULL;

  if (rename (path, aside) != 0)
    return;
  found = read_lock (aside);
  if (g_strcmp0 (found, stale) != 0)
    (void)!link (aside, path);
  unlink (aside);
}

static gboolean
fail_locked (GError **error, const char *brief_path, const char *lock_path, const BrvOwner *owner)
{
  g_autofree char *name = g_filename_display_basename (brief_path);
  g_autofree char *lock_name = g_filename_display_basename (lock_path);

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
        g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
                     _ ("“%s” is open on another computer: %s has it on %s. Close it there or open "
                        "a copy. If that computer no longer has it, delete “%s”."),
                     name, owner->user, owner->host, lock_name);
      else
        g_set_error (
          error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
          _ ("“%s” seems to be open elsewhere. Open a copy, or delete “%s” if nobody has "
             "it."),
          name, lock_name);
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
      g_autoptr (GKeyFile) file = g_key_file_new ();
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
      found = read_lock (path);
      if (found != NULL)
        g_key_file_load_from_data (file, found, (gsize)-1, G_KEY_FILE_NONE, NULL);
      owner = brv_owner_new_from_key_file (file);
      if (brv_owner_get_state (owner) != BRV_OWNER_DEAD || i > 0)
        {
          fail_locked (error, resolved_path, path, owner);
          return NULL;
        }
      remove_stale (path, found);
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
      g_autofree char *found = read_lock (self->path);

      if (g_strcmp0 (found, self->contents) == 0)
        unlink (self->path);
    }
  g_free (self->path);
  g_free (self->contents);
  g_free (self);
}
