/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "workspace/brv-folder-watch.h"

#include <glib/gstdio.h>

static void
arrived_cb (GPtrArray *names, char **paths)
{
  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (names, g_path_get_basename (paths[i]));
}

static void
wait_ms (guint time_ms)
{
  gint64 end_us = g_get_monotonic_time () + (gint64)time_ms * 1000;

  while (g_get_monotonic_time () < end_us)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (10000);
}

static char *
write_file (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  return path;
}

static void
test_arrived (void)
{
  g_autofree char *folder = g_dir_make_tmp ("brevier-XXXXXX", NULL);
  g_autofree char *before = write_file (folder, "before.txt", "before");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvFolderWatch) watch = brv_folder_watch_new (folder, 0, &error);
  g_autofree char *page = NULL;
  g_autofree char *side = NULL;
  g_autofree char *part = NULL;
  g_autofree char *whole = g_build_filename (folder, "whole.pdf", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (brv_folder_watch_get_folder (watch), ==, folder);
  g_signal_connect_swapped (watch, "arrived", G_CALLBACK (arrived_cb), names);
  page = write_file (folder, "page.html", "<p>A");
  side = write_file (folder, "page_files/script.js", "1");
  part = write_file (folder, "whole.pdf.part", "half");

  /* What still grows has not arrived. */
  for (guint i = 0; i < 6; i++)
    {
      FILE *stream = g_fopen (page, "a");

      fputs ("more", stream);
      fclose (stream);
      wait_ms (300);
    }
  g_assert_cmpuint (names->len, ==, 0);
  g_assert_cmpint (g_rename (part, whole), ==, 0);
  for (guint i = 0; names->len < 2 && i < 100; i++)
    wait_ms (100);
  wait_ms (1000);
  g_assert_cmpuint (names->len, ==, 2);
  g_assert_true (g_ptr_array_find_with_equal_func (names, "page.html", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (names, "whole.pdf", g_str_equal, NULL));
}

static void
wait_for (GPtrArray *names, guint n)
{
  for (guint i = 0; names->len < n && i < 100; i++)
    wait_ms (100);
}

/* What came while nobody watched, and no more. */
static void
test_while_closed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("brevier-XXXXXX", NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  BrvFolderWatch *watch = brv_folder_watch_new (folder, 0, NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *hidden = NULL;
  gint64 seen_us;

  g_signal_connect_swapped (watch, "arrived", G_CALLBACK (arrived_cb), names);
  first = write_file (folder, "first.txt", "first");
  wait_for (names, 1);
  seen_us = brv_folder_watch_get_seen_us (watch);
  g_assert_finalize_object (watch);
  g_assert_cmpuint (names->len, ==, 1);

  wait_ms (20);
  second = write_file (folder, "second.txt", "second");
  hidden = write_file (folder, ".hidden", "hidden");
  watch = brv_folder_watch_new (folder, seen_us, NULL);
  g_signal_connect_swapped (watch, "arrived", G_CALLBACK (arrived_cb), names);
  wait_for (names, 2);
  wait_ms (1000);
  g_assert_cmpuint (names->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (names, 1), ==, "second.txt");
  g_assert_cmpint (brv_folder_watch_get_seen_us (watch), >, seen_us);
  g_assert_finalize_object (watch);
}

/* A download that stalls is still open. */
static void
test_stalled (void)
{
  g_autofree char *folder = g_dir_make_tmp ("brevier-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "page.html", NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BrvFolderWatch) watch = brv_folder_watch_new (folder, 0, NULL);
  FILE *stream = NULL;

  g_signal_connect_swapped (watch, "arrived", G_CALLBACK (arrived_cb), names);
  stream = g_fopen (path, "w");
  fputs ("<p>Half", stream);
  fflush (stream);
  wait_ms (3000);
  g_assert_cmpuint (names->len, ==, 0);
  fputs (" and whole.", stream);
  fclose (stream);
  wait_for (names, 1);
  g_assert_cmpuint (names->len, ==, 1);
}

static void
gone_cb (BrvFolderWatch *watch, guint *n_gone)
{
  (*n_gone)++;
}

/* That a file in it is deleted is not the end of the folder. */
static void
test_gone (void)
{
  g_autofree char *folder = g_dir_make_tmp ("brevier-XXXXXX", NULL);
  g_autofree char *path = write_file (folder, "page.html", "page");
  g_autoptr (BrvFolderWatch) watch = brv_folder_watch_new (folder, 0, NULL);
  guint n_gone = 0;

  g_signal_connect (watch, "gone", G_CALLBACK (gone_cb), &n_gone);
  g_assert_cmpint (g_unlink (path), ==, 0);
  wait_ms (500);
  g_assert_cmpuint (n_gone, ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  for (guint i = 0; n_gone == 0 && i < 100; i++)
    wait_ms (100);
  g_assert_cmpuint (n_gone, ==, 1);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (brv_folder_watch_new ("/nowhere/at-all", 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/folder-watch/arrived", test_arrived);
  g_test_add_func ("/workspace/folder-watch/while-closed", test_while_closed);
  g_test_add_func ("/workspace/folder-watch/stalled", test_stalled);
  g_test_add_func ("/workspace/folder-watch/gone", test_gone);
  g_test_add_func ("/workspace/folder-watch/missing", test_missing);
  return g_test_run ();
}
