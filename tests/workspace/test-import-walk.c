/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "workspace/brv-import-walk.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

static void
make (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
}

static void
link_to (const char *folder, const char *target, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* The files found, by their names below @folder, parted by blanks. */
static char *
walk (const char *folder)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GString *names = g_string_new (NULL);

  g_assert_true (brv_import_walk (folder, paths, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < paths->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            (const char *)paths->pdata[i] + strlen (folder) + 1);
  return g_string_free (names, FALSE);
}

static void
test_files (void)
{
  static const char *const made[] = {
    "b.html",
    "a/1.txt",
    "a/deeper/2.txt",
    "c.pdf",
    ".hidden",
    ".git/config",
    "draft.txt~",
    "page.html",
    "page_files/1",
    "page_files/2.html",
    "seite.htm",
    "seite-Dateien/x.css",
    "report.html",
    "report-2024/3.txt",
    "other_files/4.txt",
    "loading.pdf.part",
    "e.html.crdownload",
  };
  g_autofree char *folder = g_dir_make_tmp ("brevier-XXXXXX", NULL);
  g_autofree char *names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    make (folder, made[i]);
  names = walk (folder);
  g_assert_cmpstr (names, ==,
                   "a/1.txt a/deeper/2.txt b.html c.pdf other_files/4.txt page.html "
                   "report-2024/3.txt report.html seite.htm");
}

static void
test_links (void)
{
  g_autofree char *folder = g_dir_make_tmp ("brevier-XXXXXX", NULL);
  g_autofree char *elsewhere = g_dir_make_tmp ("brevier-XXXXXX", NULL);
  g_autofree char *names = NULL;

  make (folder, "a/1.txt");
  make (elsewhere, "2.txt");
  link_to (folder, ".", "a/round");
  link_to (folder, "..", "a/up");
  link_to (folder, folder, "self");
  link_to (folder, elsewhere, "away");
  link_to (folder, elsewhere, "away-again");
  link_to (folder, "nowhere", "broken");
  link_to (folder, "a/1.txt", "one.txt");
  names = walk (folder);
  g_assert_cmpstr (names, ==, "a/1.txt away/2.txt one.txt");
}

static void
test_limits (void)
{
  g_autofree char *folder = g_dir_make_tmp ("brevier-XXXXXX", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) deep = g_string_new ("1.txt");
  g_autofree char *names = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_prepend (deep, "d/");
  make (folder, deep->str);
  names = walk (folder);
  g_assert_cmpstr (names, ==, "");

  g_cancellable_cancel (cancellable);
  g_assert_false (brv_import_walk (folder, paths, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (brv_import_walk ("/nowhere/at-all", paths, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/import-walk/files", test_files);
  g_test_add_func ("/workspace/import-walk/links", test_links);
  g_test_add_func ("/workspace/import-walk/limits", test_limits);
  return g_test_run ();
}
