/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shell/brv-session.h"

#include "ui/shell/brv-state-file.h"

#define SESSION_FILE  "session"
#define SESSION_GROUP "session"
#define PLACES_FILE   "places"
/* Briefs of which the place is remembered; the one that was left longest ago is forgotten first. */
#define MAX_PLACES 100

/**
 * brv_session_store_briefs:
 * @paths: (array zero-terminated=1): the briefs that are open
 * @ended: whether the program ends now in good order, with all work on stable storage
 *
 * Notes what the next start opens again.
 */
void
brv_session_store_briefs (const char *const *paths, gboolean ended)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GPtrArray) uris = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      char *uri = g_filename_to_uri (paths[i], NULL, NULL);

      if (uri != NULL)
        g_ptr_array_add (uris, uri);
    }
  g_key_file_set_string_list (file, SESSION_GROUP, "briefs", (const char *const *)uris->pdata,
                              uris->len);
  g_key_file_set_boolean (file, SESSION_GROUP, "ended", ended);
  brv_state_file_save (file, SESSION_FILE, NULL);
}

/**
 * brv_session_load_briefs:
 * @ended: (out): whether the program ended in good order the last time
 *
 * Returns: (transfer full) (array zero-terminated=1): the briefs that were open
 */
char **
brv_session_load_briefs (gboolean *ended)
{
  g_autoptr (GKeyFile) file = brv_state_file_load (SESSION_FILE);
  g_auto (GStrv) uris = g_key_file_get_string_list (file, SESSION_GROUP, "briefs", NULL, NULL);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  *ended = g_key_file_get_boolean (file, SESSION_GROUP, "ended", NULL);
  for (guint i = 0; uris != NULL && uris[i] != NULL; i++)
    {
      g_autofree char *path = g_filename_from_uri (uris[i], NULL, NULL);

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }
  return g_strv_builder_end (paths);
}

static void
set_place (GKeyFile *file, const char *group, const char *name, BrvPlace place)
{
  g_autofree char *id = brv_id_to_string (place.id);
  g_autofree char *text = g_strdup_printf ("%s %" G_GSIZE_FORMAT, id, place.at);

  g_key_file_set_string (file, group, name, text);
}

static BrvPlace
get_place (GKeyFile *file, const char *group, const char *name)
{
  g_autofree char *text = g_key_file_get_string (file, group, name, NULL);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", " ", 2);
  BrvPlace place = { BRV_ID_NONE, 0 };

  if (g_strv_length (parts) == 2 && brv_id_parse (parts[0], &place.id))
    place.at = (gsize)g_ascii_strtoull (parts[1], NULL, 10);
  return place;
}

static void
forget_oldest (GKeyFile *file)
{
  gsize n_groups;
  g_auto (GStrv) groups = g_key_file_get_groups (file, &n_groups);

  /* Groups stand in the order in which they were last written. */
  for (gsize i = 0; i + MAX_PLACES < n_groups; i++)
    g_key_file_remove_group (file, groups[i], NULL);
}

/**
 * brv_session_store_place:
 * @brief_id: a brief
 * @place: how it is left
 */
void
brv_session_store_place (BrvId brief_id, const BrvSessionPlace *place)
{
  g_autoptr (GKeyFile) file = brv_state_file_load (PLACES_FILE);
  g_autofree char *group = brv_id_to_string (brief_id);

  g_key_file_remove_group (file, group, NULL);
  set_place (file, group, "caret", place->caret);
  if (!brv_id_is_none (place->top.id))
    set_place (file, group, "top", place->top);
  forget_oldest (file);
  brv_state_file_save (file, PLACES_FILE, NULL);
}

/**
 * brv_session_load_place:
 * @brief_id: a brief
 * @place: (out): how it was left
 *
 * Returns: whether that is known
 */
gboolean
brv_session_load_place (BrvId brief_id, BrvSessionPlace *place)
{
  g_autoptr (GKeyFile) file = brv_state_file_load (PLACES_FILE);
  g_autofree char *group = brv_id_to_string (brief_id);

  place->caret = get_place (file, group, "caret");
  place->top = get_place (file, group, "top");
  return !brv_id_is_none (place->caret.id);
}
