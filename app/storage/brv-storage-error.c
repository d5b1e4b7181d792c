/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-storage-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sqlite3.h>

G_DEFINE_QUARK (brv_storage_error, brv_storage_error)

/**
 * brv_storage_error_set_reading:
 * @error: (out) (optional): where to put the error
 * @code: an errno
 * @path: the file
 *
 * Says why the file at @path cannot be read.
 *
 * Returns: %FALSE, to be returned
 */
gboolean
brv_storage_error_set_reading (GError **error, int code, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (code)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND,
                   _ ("There is no file “%s”. It may have been moved or renamed."), name);
      break;
    case EACCES:
    case EPERM:
      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_PERMISSION,
                   _ ("You do not have permission to read “%s”. Ask its owner for access."), name);
      break;
    case EISDIR:
      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_A_FILE,
                   _ ("“%s” is a folder. Choose a brief in it."), name);
      break;
    default:
      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_READ,
                   _ ("“%s” could not be read: %s. Try again or open a copy of it."), name,
                   g_strerror (code));
      break;
    }
  return FALSE;
}

/**
 * brv_storage_error_set_not_a_file:
 * @error: (out) (optional): where to put the error
 * @path: a pipe, a socket or a device
 *
 * Returns: %FALSE, to be returned
 */
gboolean
brv_storage_error_set_not_a_file (GError **error, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_A_FILE,
               _ ("“%s” is not a file. Choose a brief."), name);
  return FALSE;
}

/**
 * brv_storage_error_set_not_a_brief:
 * @error: (out) (optional): where to put the error
 * @path: the file
 *
 * Returns: %FALSE, to be returned
 */
gboolean
brv_storage_error_set_not_a_brief (GError **error, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED,
               _ ("“%s” is not a brief. If it is an article, add it as a source instead."), name);
  return FALSE;
}

/**
 * brv_storage_error_set_damaged:
 * @error: (out) (optional): where to put the error
 * @path: the file
 *
 * Returns: %FALSE, to be returned
 */
gboolean
brv_storage_error_set_damaged (GError **error, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED,
               _ ("“%s” is damaged or was changed by another program. Open a backup of it."), name);
  return FALSE;
}

/**
 * brv_storage_error_set_working_copy:
 * @error: (out) (optional): where to put the error
 * @is_full: whether there was no space
 * @path: (nullable): the brief; %NULL if it is untitled
 * @reason: what the system said
 *
 * Says that unsaved changes are in memory alone.
 *
 * Returns: %FALSE, to be returned
 */
gboolean
brv_storage_error_set_working_copy (GError **error,
                                    gboolean is_full,
                                    const char *path,
                                    const char *reason)
{
  g_autofree char *name =
    path != NULL ? g_filename_display_basename (path) : g_strdup (_ ("Untitled Brief"));

  if (is_full)
    g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NO_SPACE,
                 _ ("Your latest changes to “%s” are not safe yet because the disk of your home "
                    "folder is full or your storage limit is reached. Free some space, or save the "
                    "brief to another disk."),
                 name);
  else
    g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_WRITE,
                 _ ("Your latest changes to “%s” are not safe yet because its working copy could "
                    "not be written: %s. Save the brief, to another disk if need be."),
                 name, reason);
  return FALSE;
}

/**
 * brv_storage_error_set_unsaved:
 * @error: (out) (optional): where to put the error
 * @path: (nullable): the brief; %NULL if it is untitled
 *
 * Says that what a dead process left cannot be read for a reason that may pass.
 *
 * Returns: %FALSE, to be returned
 */
gboolean
brv_storage_error_set_unsaved (GError **error, const char *path)
{
  g_autofree char *name =
    path != NULL ? g_filename_display_basename (path) : g_strdup (_ ("Untitled Brief"));

  g_set_error (
    error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_READ,
    _ ("There is unsaved work on “%s” that cannot be read just now. Close other programs "
       "and open the brief again."),
    name);
  return FALSE;
}

/**
 * brv_storage_error_set_library:
 * @error: (out) (optional): where to put the error
 * @code: a primary result code of SQLite
 * @reason: what SQLite said
 *
 * Says what is wrong with the library. The briefs do not need it.
 *
 * Returns: %FALSE, to be returned
 */
gboolean
brv_storage_error_set_library (GError **error, int code, const char *reason)
{
  switch (code)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error_literal (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED,
                           _ ("The library is damaged. Restore it from a backup; your briefs have "
                              "their own copies of their sources."));
      break;
    case SQLITE_NOTFOUND:
      g_set_error_literal (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND,
                           _ ("This source is not in the library. Search for it again."));
      break;
    case SQLITE_FULL:
      g_set_error_literal (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NO_SPACE,
                           _ ("The library could not be changed because the disk is full or your "
                              "storage limit is reached. Free some space and try again."));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error_literal (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED,
                           _ ("The library is in use by another program. Close it there and try "
                              "again."));
      break;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      g_set_error_literal (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_PERMISSION,
                           _ ("The library cannot be written. Check the permissions of its "
                              "folder."));
      break;
    default:
      g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_WRITE,
                   _ ("The library does not answer: %s. Try again."), reason);
      break;
    }
  return FALSE;
}

/**
 * brv_storage_error_take:
 * @error: (out) (optional): where to put the error
 * @cause: (transfer full): what an atomic write or another function of GIO said
 *
 * Hands @cause on under the code of this layer; its message stays. A cancellation stays one.
 *
 * Returns: %FALSE, to be returned
 */
gboolean
brv_storage_error_take (GError **error, GError *cause)
{
  if (cause->domain == G_IO_ERROR && cause->code != G_IO_ERROR_CANCELLED)
    {
      BrvStorageError code = BRV_STORAGE_ERROR_WRITE;

      if (cause->code == G_IO_ERROR_NO_SPACE)
        code = BRV_STORAGE_ERROR_NO_SPACE;
      else if (cause->code == G_IO_ERROR_PERMISSION_DENIED)
        code = BRV_STORAGE_ERROR_PERMISSION;
      else if (cause->code == G_IO_ERROR_NOT_FOUND)
        code = BRV_STORAGE_ERROR_NOT_FOUND;
      else if (cause->code == G_IO_ERROR_IS_DIRECTORY || cause->code == G_IO_ERROR_NOT_REGULAR_FILE)
        code = BRV_STORAGE_ERROR_NOT_A_FILE;
      cause->domain = BRV_STORAGE_ERROR;
      cause->code = (int)code;
    }
  g_propagate_error (error, cause);
  return FALSE;
}
