/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of a folder and of all folders in it, as an import wants them. */

#include "config.h"

#include "workspace/brv-import-walk.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "import/brv-side-folder.h"

/* Deeper than anybody files articles by hand; a loop of mounts ends here. */
#define MAX_DEPTH 40

/* A folder by what it is and not by its name, so that no link leads round in circles. */
typedef struct
{
  guint64 device;
  guint64 inode;
} Folder;

typedef struct
{
  GHashTable *visited; /* (element-type Folder) */
  GPtrArray *paths;
  GCancellable *cancellable;
} Walk;

static guint
folder_hash (gconstpointer data)
{
  const Folder *folder = data;

  return (guint)(folder->inode ^ folder->inode >> 32 ^ folder->device << 7);
}

static gboolean
folder_equal (gconstpointer a, gconstpointer b)
{
  const Folder *one = a;
  const Folder *other = b;

  return one->device == other->device && one->inode == other->inode;
}

/**
 * brv_import_walk_is_passing:
 * @name: a file's name
 *
 * Returns: whether a file of that name is hidden, a backup, or a download that is not complete
 */
gboolean
brv_import_walk_is_passing (const char *name)
{
  static const char *const suffixes[] = { "~", ".part", ".crdownload", ".download", ".tmp" };

  if (*name == '.')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i]))
      return TRUE;
  return FALSE;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names of a folder's entries in order, but for what is only passing through. */
static GPtrArray *
list_names (const char *folder, GHashTable *pages, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (brv_import_walk_is_passing (name))
        continue;
      g_ptr_array_add (names, g_strdup (name));
      if (brv_side_folder_is_page (name))
        g_hash_table_add (pages, g_strndup (name, (gsize)(strrchr (name, '.') - name)));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
note_visit (Walk *walk, const struct stat *info)
{
  Folder *folder = g_new (Folder, 1);

  folder->device = info->st_dev;
  folder->inode = info->st_ino;
  return g_hash_table_add (walk->visited, folder);
}

/* What cannot be entered further down is passed over: the folder that was asked for counts. */
static gboolean
walk_folder (Walk *walk, const char *folder, guint depth, GError **error)
{
  g_autoptr (GHashTable) pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = list_names (folder, pages, depth == 0 ? error : NULL);

  if (names == NULL)
    return depth > 0;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat info = { 0 };

      if (g_cancellable_set_error_if_cancelled (walk->cancellable, error))
        return FALSE;
      if (stat (path, &info) != 0)
        continue;
      if (S_ISREG (info.st_mode))
        g_ptr_array_add (walk->paths, g_steal_pointer (&path));
      else if (S_ISDIR (info.st_mode) && depth < MAX_DEPTH &&
               !brv_side_folder_belongs_to (name, pages) && note_visit (walk, &info) &&
               !walk_folder (walk, path, depth + 1, error))
        return FALSE;
      if (walk->paths->len > BRV_IMPORT_WALK_MAX_FILES)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                       _ ("There are more than %u files in it. Choose a folder within it."),
                       BRV_IMPORT_WALK_MAX_FILES);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * brv_import_walk:
 * @folder: a folder
 * @paths: (element-type filename): receives the paths of its files, in the order of their names
 * @cancellable: (nullable): stops the walk
 * @error: return location
 *
 * Lists the files of @folder and of the folders in it. Hidden files and backups are passed over,
 * and so are the folders that belong to saved pages. Links are followed, but no folder is entered
 * twice. It waits for the disk, so it belongs in a thread.
 *
 * Returns: %FALSE with a %G_FILE_ERROR if @folder cannot be read, %G_IO_ERROR_NO_SPACE if there
 *   are more than %BRV_IMPORT_WALK_MAX_FILES, or %G_IO_ERROR_CANCELLED
 */
gboolean
brv_import_walk (const char *folder, GPtrArray *paths, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) visited = g_hash_table_new_full (folder_hash, folder_equal, g_free, NULL);
  Walk walk = { visited, paths, cancellable };
  struct stat info = { 0 };

  g_return_val_if_fail (folder != NULL && paths != NULL, FALSE);

  if (stat (folder, &info) == 0)
    note_visit (&walk, &info);
  return walk_folder (&walk, folder, 0, error);
}
