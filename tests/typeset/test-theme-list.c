/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "typeset/brv-theme-list.h"
#include "typeset/brv-typeset-error.h"

static const BrvThemeInfo *
find (const GPtrArray *themes, const char *name)
{
  for (guint i = 0; i < themes->len; i++)
    {
      const BrvThemeInfo *info = g_ptr_array_index (themes, i);

      if (g_str_equal (info->name, name))
        return info;
    }
  return NULL;
}

static void
write_theme (const char *name, const char *data)
{
  g_autofree char *folder = brv_theme_dup_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, -1, NULL));
}

static void
remove_theme (const char *name)
{
  g_autofree char *folder = brv_theme_dup_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Every theme of the program can be used, whatever the list says. */
static void
test_built_in (void)
{
  g_autoptr (GPtrArray) themes = brv_theme_list ();

  g_assert_cmpuint (themes->len, >=, 4);
  for (guint i = 0; i < themes->len; i++)
    {
      const BrvThemeInfo *info = g_ptr_array_index (themes, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvTheme) theme = brv_theme_load (info->name, &error);

      g_assert_no_error (error);
      g_assert_false (info->is_own);
      g_assert_null (info->fault);
      g_assert_nonnull (info->description);
    }
}

/* A copy has a name and a title of its own, sets the same pages, and the next copy another name. */
static void
test_copy (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = brv_theme_copy_to_folder ("ministry", &error);
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) themes = NULL;
  g_autoptr (BrvTheme) theme = NULL;
  const BrvThemeInfo *info;

  g_assert_no_error (error);
  second = brv_theme_copy_to_folder ("ministry", NULL);
  g_assert_cmpstr (first, ==, "ministry-1");
  g_assert_cmpstr (second, ==, "ministry-2");
  themes = brv_theme_list ();
  info = find (themes, "ministry-1");
  g_assert_nonnull (info);
  g_assert_true (info->is_own);
  g_assert_cmpstr (info->title, ==, "Own Ministry 1");
  g_assert_null (info->fault);
  theme = brv_theme_load ("ministry-1", &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (brv_theme_get_page (theme)->measure, ==, 435);
  g_assert_null (brv_theme_copy_to_folder ("no-such-theme", &error));
  g_assert_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME);
  remove_theme ("ministry-1.ini");
  remove_theme ("ministry-2.ini");
}

/* A file that cannot be used says in which line and why. */
static void
test_faults (void)
{
  static const struct
  {
    const char *good;
    const char *bad;
    const char *fault;
  } rows[] = {
    { "measure=384", "measure=wide", "spoilt.ini, line 10, “measure” in [page]" },
    { "[page]", "[page]\nleft 108", "spoilt.ini, line 9: a group" },
    { "ink=#141414", "ink=dark", "“ink” in [colors]" },
    { "[colors]", "[paints]", "“ink” in [colors] is missing" },
    { "[style body]", "[style text]", "“font” in [style body] is missing" },
    { "weight=700", "wait=700", "“wait” in [style title]: there is no such key" },
  };
  g_autoptr (GBytes) classic = brv_theme_load_built_in ("classic");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) data =
        g_string_new_len (g_bytes_get_data (classic, NULL), (gssize)g_bytes_get_size (classic));
      g_autoptr (GPtrArray) themes = NULL;
      const BrvThemeInfo *info;

      g_test_message ("%s", rows[i].bad);
      g_assert_cmpuint (g_string_replace (data, rows[i].good, rows[i].bad, 1), ==, 1);
      write_theme ("spoilt.ini", data->str);
      themes = brv_theme_list ();
      info = find (themes, "spoilt");
      g_assert_nonnull (info);
      g_assert_nonnull (info->fault);
      g_test_message ("%s", info->fault);
      g_assert_nonnull (strstr (info->fault, rows[i].fault));
    }
  remove_theme ("spoilt.ini");
}

/* A file that is called like a theme of the program would never be read. */
static void
test_taken_name (void)
{
  g_autoptr (GPtrArray) themes = NULL;
  const BrvThemeInfo *last;

  write_theme ("modern.ini", "[theme]\n");
  themes = brv_theme_list ();
  last = g_ptr_array_index (themes, themes->len - 1);
  g_assert_cmpstr (last->name, ==, "modern");
  g_assert_nonnull (strstr (last->fault, "another name"));
  remove_theme ("modern.ini");
}

int
main (int argc, char **argv)
{
  g_autofree char *data = g_dir_make_tmp ("brevier-data-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typeset/theme-list/built-in", test_built_in);
  g_test_add_func ("/typeset/theme-list/copy", test_copy);
  g_test_add_func ("/typeset/theme-list/faults", test_faults);
  g_test_add_func ("/typeset/theme-list/taken-name", test_taken_name);
  return g_test_run ();
}
