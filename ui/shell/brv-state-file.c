/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Small key files in $XDG_STATE_HOME/brevier: what the windows remember from one start to the next. */

#include "config.h"

#include <errno.h>

#include <gio/gio.h>

#include "ui/shell/brv-state-file.h"

#define FOLDER_MODE 0700
#define FILE_MODE   0600

static char *
dup_path (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "brevier", name, NULL);
}

/**
 * brv_state_file_load:
 * @name: the file's name
 *
 * Returns: (transfer full): what it holds; nothing where there is none that can be read
 */
GKeyFile *
brv_state_file_load (const char *name)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *path = dup_path (name);

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  return file;
}

/**
 * brv_state_file_save:
 * @file: what to write
 * @name: the file's name
 * @error: return location
 *
 * Returns: %FALSE with a %G_FILE_ERROR if it cannot be written
 */
gboolean
brv_state_file_save (GKeyFile *file, const char *name, GError **error)
{
  g_autofree char *path = dup_path (name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *data = g_key_file_to_data (file, NULL, NULL);

  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      g_set_error (error, G_FILE_ERROR, (gint)g_file_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (path, data, -1, G_FILE_SET_CONTENTS_CONSISTENT, FILE_MODE,
                                   error);
}
