/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-theme-list.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "typeset/brv-typeset-error.h"

static void
free_info (gpointer data)
{
  BrvThemeInfo *info = data;

  g_free (info->name);
  g_free (info->title);
  g_free (info->description);
  g_free (info->path);
  g_free (info->fault);
  g_free (info);
}

/* The themes inside the program, as a menu lists them. */
static const struct
{
  const char *name;
  const char *title;
  const char *description;
} built_in_themes[] = {
  { "classic", N_ ("Classic"), N_ ("Serif text under sans headings") },
  { "modern", N_ ("Modern"), N_ ("Strong sans headings, a touch of colour") },
  { "ministry", N_ ("Ministry"), N_ ("Plain, with numbered paragraphs") },
  { "large-print", N_ ("Large Print"),
    N_ ("Nothing below 16 points, for readers with low vision") },
};

static const char *
find_title (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (built_in_themes); i++)
    {
      if (g_str_equal (built_in_themes[i].name, name))
        return _ (built_in_themes[i].title);
    }
  return name;
}

static BrvThemeInfo *
add_info (GPtrArray *infos, const char *name, const char *title, const char *description)
{
  BrvThemeInfo *info = g_new0 (BrvThemeInfo, 1);

  info->name = g_strdup (name);
  info->title = g_strdup (title);
  info->description = g_strdup (description);
  g_ptr_array_add (infos, info);
  return info;
}

/* A file that cannot be used is listed too, with what is wrong: its writer looks for it here. */
static void
add_own (GPtrArray *infos, const char *name, const char *path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (BrvTheme) theme = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;
  BrvThemeInfo *info;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &error))
    {
      info = add_info (infos, name, name, NULL);
      info->fault = g_strdup (error->message);
    }
  else
    {
      if (g_key_file_load_from_data (file, data, length, G_KEY_FILE_NONE, NULL))
        {
          title = g_key_file_get_locale_string (file, "theme", "title", NULL, NULL);
          description = g_key_file_get_locale_string (file, "theme", "description", NULL, NULL);
        }
      theme = brv_theme_parse (data, length, &error);
      info = add_info (infos, name, title != NULL ? title : name, description);
      if (theme == NULL)
        /* Translators: the name of a theme file, and the line and what is wrong there */
        info->fault = g_strdup_printf (_ ("%s.ini, %s"), name, error->message);
    }
  info->is_own = TRUE;
  info->path = g_strdup (path);
}

static gint
compare_infos_cb (gconstpointer a, gconstpointer b)
{
  const BrvThemeInfo *left = *(const BrvThemeInfo *const *)a;
  const BrvThemeInfo *right = *(const BrvThemeInfo *const *)b;

  return g_utf8_collate (left->title, right->title);
}

/* One that is called like a theme of the program could never be chosen. */
static void
refuse_name (GPtrArray *infos, const char *name, const char *path)
{
  BrvThemeInfo *info = add_info (infos, name, name, NULL);

  info->fault = g_strdup_printf (
    _ ("%s.ini has the name of a theme of the program. Give the file another name."), name);
  info->is_own = TRUE;
  info->path = g_strdup (path);
}

static void
add_folder (GPtrArray *infos)
{
  g_autofree char *folder = brv_theme_dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);
      g_autofree char *name = g_strdup (entry);
      g_autoptr (GBytes) built_in = NULL;

      if (!g_str_has_suffix (name, ".ini") || name[0] == '.' || !g_utf8_validate (name, -1, NULL))
        continue;
      name[strlen (name) - strlen (".ini")] = '\0';
      built_in = brv_theme_load_built_in (name);
      if (built_in != NULL)
        refuse_name (own, name, path);
      else
        add_own (own, name, path);
    }
  g_ptr_array_sort (own, compare_infos_cb);
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (infos, g_ptr_array_index (own, i));
}

/**
 * brv_theme_list:
 *
 * Lists the themes that can be chosen: those inside the program, then the user's own by title. A file
 * in the user's folder that cannot be used is among them, with what is wrong with it.
 *
 * Returns: (transfer full) (element-type BrvThemeInfo): the themes
 */
GPtrArray *
brv_theme_list (void)
{
  GPtrArray *infos = g_ptr_array_new_with_free_func (free_info);

  for (guint i = 0; i < G_N_ELEMENTS (built_in_themes); i++)
    add_info (infos, built_in_themes[i].name, _ (built_in_themes[i].title),
              _ (built_in_themes[i].description));
  add_folder (infos);
  return infos;
}

/* The file with another name and title. */
static char *
rename_theme (GBytes *bytes, const char *name, const char *title)
{
  g_autofree char *data = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);
  gboolean in_theme = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_name = g_str_has_prefix (lines[i], "name=");

      if (lines[i][0] == '[')
        in_theme = g_str_equal (lines[i], "[theme]");
      if (!in_theme || (!is_name && !g_str_has_prefix (lines[i], "title=")))
        continue;
      g_free (lines[i]);
      lines[i] = g_strconcat (is_name ? "name=" : "title=", is_name ? name : title, NULL);
    }
  return g_strjoinv ("\n", lines);
}

/**
 * brv_theme_copy_to_folder:
 * @name: the name of a theme inside the program
 * @error: where to put a fault
 *
 * Copies a theme into the folder of one's own ones, under a name that is free there, for its
 * lengths, fonts and colours to be changed.
 *
 * Returns: (transfer full): the name of the copy, or %NULL with %BRV_TYPESET_ERROR_THEME if there is no
 *   such theme, or a %G_FILE_ERROR
 */
char *
brv_theme_copy_to_folder (const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *folder = brv_theme_dup_folder ();

  g_return_val_if_fail (name != NULL, NULL);

  bytes = brv_theme_load_built_in (name);
  if (bytes == NULL)
    {
      g_set_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME,
                   _ ("There is no theme “%s”. Choose another one for this brief."), name);
      return NULL;
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, (gint)g_file_error_from_errno (code),
                   _ ("The folder “%s” could not be made: %s"), folder, g_strerror (code));
      return NULL;
    }
  for (guint i = 1;; i++)
    {
      g_autofree char *copy = g_strdup_printf ("%s-%u", name, i);
      g_autofree char *file_name = g_strconcat (copy, ".ini", NULL);
      g_autofree char *path = g_build_filename (folder, file_name, NULL);
      g_autofree char *title = NULL;
      g_autofree char *data = NULL;

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      /* Translators: the title of a copy of a theme, and which copy it is */
      title = g_strdup_printf (_ ("Own %s %u"), find_title (name), i);
      data = rename_theme (bytes, copy, title);
      return g_file_set_contents (path, data, -1, error) ? g_steal_pointer (&copy) : NULL;
    }
}
