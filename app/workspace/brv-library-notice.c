/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the user is told of the library once, and that it was told. */

#include "config.h"

#include "workspace/brv-library-notice.h"

#include <glib/gi18n-lib.h>

#define NOTES_FILE  "library-notices"
#define GROUP       "network"
#define FOLDER_MODE 0700
#define FILE_MODE   0600

/* FALSE where it was told of this folder before. */
static gboolean
note_told (const char *place, const char *folder)
{
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "brevier", NULL);
  g_autofree char *path = g_build_filename (state, NOTES_FILE, NULL);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);
  g_autoptr (GKeyFile) notes = g_key_file_new ();
  g_autofree char *told = NULL;
  g_autofree char *data = NULL;

  g_key_file_load_from_file (notes, path, G_KEY_FILE_NONE, NULL);
  told = g_key_file_get_string (notes, GROUP, place, NULL);
  if (uri == NULL || g_strcmp0 (told, uri) == 0)
    return FALSE;
  g_key_file_set_string (notes, GROUP, place, uri);
  data = g_key_file_to_data (notes, NULL, NULL);
  /* Where no note can be left, it is told again. */
  if (g_mkdir_with_parents (state, FOLDER_MODE) == 0)
    g_file_set_contents_full (path, data, -1, G_FILE_SET_CONTENTS_CONSISTENT, FILE_MODE, NULL);
  return TRUE;
}

/**
 * brv_library_notice_take:
 * @library: a library
 * @place: where it is going to be said, as "window"
 *
 * Returns: (transfer full) (nullable): what to say of where the library lies; %NULL where there is
 *   nothing to say, or it was said in that place before
 */
char *
brv_library_notice_take (BrvLibrary *library, const char *place)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (library != NULL && place != NULL, NULL);

  if (!brv_library_is_on_network (library))
    return NULL;
  folder = g_canonicalize_filename (brv_library_get_folder (library), NULL);
  if (!note_told (place, folder))
    return NULL;
  return g_strdup (_ ("The library is on a network drive: it is slower there, and one program at a "
                      "time can use it."));
}
