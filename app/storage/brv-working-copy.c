/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-working-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/brv-id.h"
#include "storage/brv-file-system.h"
#include "storage/brv-owner.h"

#define GROUP "brief"

struct _BrvWorkingCopy
{
  char *folder;
  const char *path;         /* (nullable): of the brief, resolved; NULL: untitled */
  BrvFileIdentity identity; /* of the brief's file as it was opened or saved last */
  guint generation;         /* of the database that counts, when it was looked for last */
  int lock_fd;
};

static char *
make_root (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "brevier", name, NULL);
}

static gboolean
fail (GError **error, int code, const char *folder)
{
  g_autofree char *name = g_filename_display_name (folder);

  g_set_error (
    error, BRV_STORAGE_ERROR,
    code == ENOSPC || code == EDQUOT ? BRV_STORAGE_ERROR_NO_SPACE : BRV_STORAGE_ERROR_WRITE,
    _ ("The folder “%s”, where unsaved work is kept, could not be written: %s. Make room "
       "there or see to its permissions."),
    name, g_strerror (code));
  return FALSE;
}

static gboolean
make_private_folder (const char *folder, GError **error)
{
  return g_mkdir_with_parents (folder, 0700) == 0 || fail (error, errno, folder);
}

/* Locks the folder for this process; FALSE with an error if a living one has it. */
static gboolean
lock_folder (BrvWorkingCopy *self, GError **error)
{
  g_autofree char *file = g_build_filename (self->folder, "lock", NULL);

  self->lock_fd = open (file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->lock_fd < 0)
    return fail (error, errno, self->folder);
  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  /* A file system without locks leaves only the owner's number to go by. */
  if (errno != EWOULDBLOCK)
    return TRUE;
  g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
               _ ("This brief is already open in another window."));
  return FALSE;
}

/*
 * The names in a folder; one that is not there, or is somebody else's, has none. NULL with an error
 * if nobody can tell.
 */
static GPtrArray *
list_names (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &cause);
  const char *name;

  if (dir == NULL)
    {
      if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
          g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOTDIR) ||
          g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ACCES))
        return g_steal_pointer (&names);
      brv_storage_error_set_reading (error, EIO, folder);
      return NULL;
    }
  /* That the end was come to by a fault, only errno tells: readdir(3). */
  for (errno = 0; (name = g_dir_read_name (dir)) != NULL; errno = 0)
    g_ptr_array_add (names, g_strdup (name));
  if (errno == 0)
    return g_steal_pointer (&names);
  brv_storage_error_set_reading (error, errno, folder);
  return NULL;
}

/* The last generation wins; those before it were replaced because writing to them had failed. */
static gboolean
find_generation (const char *folder, guint *highest, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (folder, error);

  if (names == NULL)
    return FALSE;
  *highest = 0;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      guint generation;
      char end;

      /* NOLINTNEXTLINE(cert-err34-c): what does not match is not one of ours. */
      if (sscanf (name, "brief-%u.d%c", &generation, &end) == 2 && end == 'b' &&
          g_str_has_suffix (name, ".db"))
        *highest = MAX (*highest, generation);
    }
  return TRUE;
}

static gboolean
write_about (BrvWorkingCopy *self, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (BrvOwner) owner = brv_owner_new_self ();
  g_autofree char *about = g_build_filename (self->folder, "about", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) cause = NULL;
  gsize size;
  char *data;

  brv_owner_write (owner, file);
  if (self->path != NULL)
    {
      g_autofree char *uri = g_filename_to_uri (self->path, NULL, NULL);

      g_key_file_set_string (file, GROUP, "uri", uri);
      g_key_file_set_uint64 (file, GROUP, "device", self->identity.device);
      g_key_file_set_uint64 (file, GROUP, "inode", self->identity.inode);
      g_key_file_set_int64 (file, GROUP, "size", self->identity.size_bytes);
      g_key_file_set_int64 (file, GROUP, "modified-ns", self->identity.modified_ns);
    }
  data = g_key_file_to_data (file, &size, NULL);
  bytes = g_bytes_new_take (data, size);
  if (brv_atomic_file_replace_full (about, bytes, BRV_ATOMIC_FILE_PRIVATE, NULL, NULL, &cause))
    return TRUE;
  /* By a folder that the user knows of, not by the file in it. */
  return fail (error, g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? ENOSPC : EIO,
               self->folder);
}

/* What stands in a folder's note; its owner. */
static BrvOwner *
read_about (const char *folder, char **path, BrvFileIdentity *identity)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *about = g_build_filename (folder, "about", NULL);
  g_autofree char *uri = NULL;

  g_key_file_load_from_file (file, about, G_KEY_FILE_NONE, NULL);
  uri = g_key_file_get_string (file, GROUP, "uri", NULL);
  *path = uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  *identity = (BrvFileIdentity){
    .device = g_key_file_get_uint64 (file, GROUP, "device", NULL),
    .inode = g_key_file_get_uint64 (file, GROUP, "inode", NULL),
    .size_bytes = g_key_file_get_int64 (file, GROUP, "size", NULL),
    .modified_ns = g_key_file_get_int64 (file, GROUP, "modified-ns", NULL),
  };
  return brv_owner_new_from_key_file (file);
}

/**
 * brv_working_copy_new:
 * @path: (nullable): the brief's path, without symbolic links at its end; %NULL: it is untitled
 * @identity: what its file can be known by
 *
 * Makes the folder of a brief that is being opened.
 *
 * Returns: (transfer full) (nullable): the folder, or %NULL with BRV_STORAGE_ERROR_WRITE or
 *   _NO_SPACE
 */
BrvWorkingCopy *
brv_working_copy_new (const char *path, BrvFileIdentity identity, GError **error)
{
  g_autoptr (BrvWorkingCopy) self = g_new0 (BrvWorkingCopy, 1);
  g_autofree char *root = make_root ("open");
  g_autofree char *id = brv_id_to_string (brv_id_new ());

  self->path = g_intern_string (path);
  self->identity = identity;
  self->lock_fd = -1;
  self->folder = g_build_filename (root, id, NULL);
  if (!make_private_folder (self->folder, error))
    return NULL;
  if (!lock_folder (self, error) || !write_about (self, error))
    {
      brv_working_copy_remove (g_steal_pointer (&self));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * brv_working_copy_adopt:
 * @folder: the folder that a dead process left
 *
 * Returns: (transfer full) (nullable): the folder, this process's now; or %NULL with
 *   BRV_STORAGE_ERROR_LOCKED if another one has it, _NOT_FOUND if it is gone
 */
BrvWorkingCopy *
brv_working_copy_adopt (const char *folder, GError **error)
{
  g_autoptr (BrvWorkingCopy) self = g_new0 (BrvWorkingCopy, 1);
  g_autoptr (BrvOwner) owner = NULL;
  g_autofree char *path = NULL;

  self->lock_fd = -1;
  self->folder = g_strdup (folder);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      brv_storage_error_set_reading (error, ENOENT, folder);
      return NULL;
    }
  if (!lock_folder (self, error))
    return NULL;
  owner = read_about (folder, &path, &self->identity);
  /* A note that cannot be read now is not to be written over: it says whose work this is. */
  if (*owner->machine == '\0')
    {
      brv_storage_error_set_unsaved (error, NULL);
      return NULL;
    }
  self->path = g_intern_string (path);
  /* The lock says that the folder is taken; a full disk is no reason to leave unsaved work in it. */
  write_about (self, NULL);
  return g_steal_pointer (&self);
}

/**
 * brv_working_copy_free:
 * @self: (transfer full): a working copy
 *
 * Lets go of the folder and leaves it where it is, for whoever opens the brief next.
 */
void
brv_working_copy_free (BrvWorkingCopy *self)
{
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->folder);
  g_free (self);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}

/**
 * brv_working_copy_remove:
 * @self: (transfer full): a working copy
 *
 * Removes the folder: all that is in it is saved, or is to be thrown away.
 */
void
brv_working_copy_remove (BrvWorkingCopy *self)
{
  g_autofree char *root = make_root ("removed");
  g_autofree char *name = g_path_get_basename (self->folder);
  g_autofree char *target = g_build_filename (root, name, NULL);
  g_autoptr (GDir) dir = NULL;
  const char *left;

  /*
   * In one step: without half of its files it would be taken for older work that was not saved.
   * What a kill leaves over goes the next time.
   */
  if (!make_private_folder (root, NULL) || rename (self->folder, target) != 0)
    remove_folder (self->folder);
  dir = g_dir_open (root, 0, NULL);
  while (dir != NULL && (left = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, left, NULL);

      remove_folder (folder);
    }
  brv_working_copy_free (self);
}

/**
 * brv_working_copy_set_aside:
 * @self: (transfer full): a working copy
 * @reason: what is the matter with it
 *
 * Moves the folder to `failed/` or `replaced/`, where nobody looks for it but a person.
 */
void
brv_working_copy_set_aside (BrvWorkingCopy *self, BrvWorkingCopyReason reason)
{
  g_autofree char *root = make_root (reason == BRV_WORKING_COPY_FAILED ? "failed" : "replaced");
  g_autofree char *name = g_path_get_basename (self->folder);
  g_autofree char *target = g_build_filename (root, name, NULL);

  if (!make_private_folder (root, NULL) || rename (self->folder, target) != 0)
    g_warning ("%s: could not be moved to %s", self->folder, root);
  else if (reason == BRV_WORKING_COPY_FAILED)
    g_message ("A working copy that cannot be read was moved to %s", target);
  else
    g_message ("The working copy of the brief that was replaced was moved to %s", target);
  brv_working_copy_free (self);
}

/**
 * brv_working_copy_get_folder:
 * @self: a working copy
 *
 * Returns: its folder
 */
const char *
brv_working_copy_get_folder (BrvWorkingCopy *self)
{
  return self->folder;
}

/**
 * brv_working_copy_get_path:
 * @self: a working copy
 *
 * Returns: (nullable): the brief's path, without symbolic links at its end; %NULL if it is untitled
 */
const char *
brv_working_copy_get_path (BrvWorkingCopy *self)
{
  return g_atomic_pointer_get (&self->path);
}

/**
 * brv_working_copy_get_identity:
 * @self: a working copy
 *
 * Returns: what the brief's file was known by when it was opened or saved last
 */
BrvFileIdentity
brv_working_copy_get_identity (BrvWorkingCopy *self)
{
  return self->identity;
}

/**
 * brv_working_copy_set_path:
 * @self: a working copy
 * @path: (nullable): the brief's path, without symbolic links at its end
 * @identity: what its file can be known by
 *
 * Notes which brief it belongs to.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_WRITE or _NO_SPACE
 */
gboolean
brv_working_copy_set_path (BrvWorkingCopy *self,
                           const char *path,
                           BrvFileIdentity identity,
                           GError **error)
{
  g_atomic_pointer_set (&self->path, g_intern_string (path));
  self->identity = identity;
  return write_about (self, error);
}

/**
 * brv_working_copy_make_database_path:
 * @self: a working copy
 * @generation: from 1
 *
 * Returns: (transfer full): the path of that database
 */
char *
brv_working_copy_make_database_path (BrvWorkingCopy *self, guint generation)
{
  g_autofree char *name = g_strdup_printf ("brief-%u.db", generation);

  return g_build_filename (self->folder, name, NULL);
}

/**
 * brv_working_copy_find_database:
 * @self: a working copy
 * @generation: (out): its number; what it was the last time where the folder cannot be read
 *
 * Returns: (transfer full) (nullable): the path of the database that counts, or %NULL: without an
 *   error if there is none, with BRV_STORAGE_ERROR_READ if nobody can tell
 */
char *
brv_working_copy_find_database (BrvWorkingCopy *self, guint *generation, GError **error)
{
  const gboolean is_read = find_generation (self->folder, &self->generation, error);

  *generation = self->generation;
  return is_read && *generation > 0 ? brv_working_copy_make_database_path (self, *generation)
                                    : NULL;
}

/**
 * brv_working_copy_remove_older:
 * @self: a working copy
 * @generation: the number of the database that counts
 *
 * Removes the databases before it.
 */
void
brv_working_copy_remove_older (BrvWorkingCopy *self, guint generation)
{
  for (guint i = generation > 3 ? generation - 3 : 1; i < generation; i++)
    {
      const char *const suffixes[] = { "", "-wal", "-journal", "-shm" };
      g_autofree char *database = brv_working_copy_make_database_path (self, i);

      for (guint k = 0; k < G_N_ELEMENTS (suffixes); k++)
        {
          g_autofree char *file = g_strconcat (database, suffixes[k], NULL);

          g_unlink (file);
        }
    }
}

static gboolean
is_abandoned (const char *folder, BrvOwner *owner)
{
  g_autofree char *file = g_build_filename (folder, "lock", NULL);
  BrvOwnerState state = brv_owner_get_state (owner);
  int fd;
  gboolean is_free;

  /* Nobody elsewhere has a disk of this computer: it was another one's, or this one's name is new. */
  if (state == BRV_OWNER_ELSEWHERE && brv_file_system_is_network (folder, 0))
    return FALSE;
  fd = open (file, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return state == BRV_OWNER_DEAD;
  /* The kernel lets go of the lock when its process dies, however that comes about. */
  is_free = flock (fd, LOCK_EX | LOCK_NB) == 0;
  if (!is_free && errno != EWOULDBLOCK)
    is_free = state == BRV_OWNER_DEAD;
  close (fd);
  return is_free;
}

/* Whether a brief that is no more where it was, may be the one that is at another path: it is as large and as old. */
static gboolean
may_have_moved (const char *from, BrvFileIdentity known, BrvFileIdentity now)
{
  return from != NULL && known.size_bytes == now.size_bytes &&
         known.modified_ns == now.modified_ns && now.inode != 0 && access (from, F_OK) != 0 &&
         errno == ENOENT;
}

/**
 * brv_working_copy_list_abandoned:
 * @path: (nullable): a brief's path, without symbolic links at its end; %NULL for all briefs
 *
 * Looks for the folders that dead processes left, also of a brief that may have been moved to @path.
 *
 * Returns: (transfer full) (nullable) (element-type filename): their paths; %NULL with
 *   BRV_STORAGE_ERROR_READ if nobody can tell
 */
GPtrArray *
brv_working_copy_list_abandoned (const char *path, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *root = make_root ("open");
  g_autoptr (GPtrArray) names = list_names (root, error);
  BrvFileIdentity now = { 0 };

  if (names == NULL)
    return NULL;
  if (path != NULL && names->len > 0)
    now = brv_file_identity_of (path);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *folder = g_build_filename (root, g_ptr_array_index (names, i), NULL);
      g_autofree char *its_path = NULL;
      BrvFileIdentity identity;
      g_autoptr (BrvOwner) owner = read_about (folder, &its_path, &identity);

      if (*owner->machine == '\0')
        continue;
      if ((path == NULL || g_strcmp0 (path, its_path) == 0 ||
           may_have_moved (its_path, identity, now)) &&
          is_abandoned (folder, owner))
        g_ptr_array_add (found, g_steal_pointer (&folder));
    }
  return g_steal_pointer (&found);
}
