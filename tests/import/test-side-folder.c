/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "import/brv-import.h"
#include "import/brv-side-folder.h"

/* A grey picture of 64 pixels a side. */
static const char png[] =
  "iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQAAAACCEkxzAAAAEklEQVR42mNYBQUMo4xRBukMAJiiVBCrSgnEAAAAAElFTk"
  "SuQmCC";

/* A saved page and what lies beside it. */
typedef struct
{
  char *folder;
  char *page;
  char *side;
} Saved;

static void
write_bytes (const char *folder, const char *name, const guint8 *data, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, (const char *)data, (gssize)length, NULL));
}

static void
write_picture (const char *folder, const char *name)
{
  gsize length = 0;
  g_autofree guchar *data = g_base64_decode (png, &length);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  /* The same picture twice is one: so each ends in another way. */
  g_byte_array_append (bytes, data, (guint)length);
  g_byte_array_append (bytes, (const guint8 *)name, (guint)strlen (name));
  write_bytes (folder, name, bytes->data, bytes->len);
}

static void
write_page (const Saved *saved, const char *html)
{
  g_assert_true (g_file_set_contents (saved->page, html, -1, NULL));
}

static void
saved_init (Saved *saved, const char *side)
{
  saved->folder = g_dir_make_tmp ("brevier-side-XXXXXX", NULL);
  saved->page = g_build_filename (saved->folder, "On Quays.html", NULL);
  saved->side = g_build_filename (saved->folder, side, NULL);
  g_assert_cmpint (g_mkdir (saved->side, 0700), ==, 0);
}

static void
saved_clear (Saved *saved)
{
  g_free (saved->folder);
  g_free (saved->page);
  g_free (saved->side);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Saved, saved_clear)

static GPtrArray *
read_side (const Saved *saved)
{
  char *html = NULL;
  gsize length = 0;
  g_autoptr (GBytes) page = NULL;

  g_assert_true (g_file_get_contents (saved->page, &html, &length, NULL));
  page = g_bytes_new_take (html, length);
  return brv_side_folder_read (saved->page, page, NULL);
}

#define PROSE                                                                                      \
  "<p>The quay was measured twice, and both times it was too short for the ship that was to come." \
  "<p>Nobody had asked the pilots, who have known it for a generation and say so when they are "   \
  "asked."

/* The pictures of the article come along, and how the page names them does not matter. */
static void
test_pictures (void)
{
  g_auto (Saved) saved = { 0 };
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (BrvImportResult) result = NULL;
  g_autoptr (BrvImportResult) inside = NULL;
  const BrvSourceImage *images = NULL;
  BrvImportInput input = { 0 };
  guint n = 0;

  saved_init (&saved, "On Quays_files");
  write_picture (saved.side, "quay.png");
  write_picture (saved.side, "the crane & the lock.png");
  write_picture (saved.side, "nobody names this.png");
  write_page (&saved,
              "<!doctype html><title>On Quays</title><article><h1>On Quays</h1>" PROSE
              "<figure><img alt='A quay' src='On%20Quays_files/quay.png'><figcaption>The "
              "quay at noon.</figcaption></figure>" PROSE
              "<img alt='A crane' src='./On Quays_files/the crane &amp; the lock.png'>" PROSE
              "<img src='On%20Quays_files/missing.png'></article>");
  input.path = saved.page;
  result = brv_import (workers, &input, NULL, NULL);
  inside = brv_import_in_process (&input, NULL);
  g_assert_nonnull (result);
  g_assert_nonnull (inside);
  images = brv_source_get_images (brv_import_result_get_source (result, 0), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (images[0].alternative, ==, "A quay");
  g_assert_cmpstr (images[1].alternative, ==, "A crane");
  g_assert_cmpuint (images[0].width_px, ==, 64);
  g_assert_nonnull (images[0].bytes);
  brv_source_get_images (brv_import_result_get_source (inside, 0), &n);
  g_assert_cmpuint (n, ==, 2);
}

/* Only what lies in that folder itself, is a picture, and is named. */
static void
test_bounds (void)
{
  g_auto (Saved) saved = { 0 };
  g_autofree char *outside = NULL;
  g_autofree char *link = NULL;
  g_autofree char *pipe = NULL;
  g_autoptr (GPtrArray) files = NULL;

  saved_init (&saved, "On Quays_Dateien");
  outside = g_build_filename (saved.folder, "outside.png", NULL);
  link = g_build_filename (saved.side, "link.png", NULL);
  pipe = g_build_filename (saved.side, "pipe.png", NULL);
  write_picture (saved.folder, "outside.png");
  write_picture (saved.side, "good.png");
  write_bytes (saved.side, "script.js", (const guint8 *)"draw ()", 7);
  write_bytes (saved.side, "text.png", (const guint8 *)"no picture at all, but a text", 29);
  write_bytes (saved.side, "empty.png", (const guint8 *)"", 0);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  write_page (&saved, "<img src='On Quays_Dateien/good.png'><img src='../outside.png'>"
                      "<img src='On Quays_Dateien/../outside.png'><script src='script.js'></script>"
                      "<img src='On Quays_Dateien/link.png'><img src='On Quays_Dateien/pipe.png'>"
                      "<img src='text.png'><img src='empty.png'>");
  files = read_side (&saved);
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_cmpstr (((const BrvSideFile *)g_ptr_array_index (files, 0))->name, ==,
                   "On Quays_Dateien/good.png");
  g_assert_null (brv_side_folder_find ("On Quays_Dateien/../outside.png", NULL, files));
  g_assert_null (brv_side_folder_find ("On%2", NULL, files));
}

/* A folder that is a link to another is none. */
static void
test_linked_folder (void)
{
  g_auto (Saved) saved = { 0 };
  g_autofree char *other = NULL;
  g_autoptr (GPtrArray) files = NULL;

  saved_init (&saved, "elsewhere");
  other = g_build_filename (saved.folder, "On Quays_files", NULL);
  write_picture (saved.side, "quay.png");
  g_assert_cmpint (symlink (saved.side, other), ==, 0);
  write_page (&saved, "<img src='On Quays_files/quay.png'>");
  files = read_side (&saved);
  g_assert_cmpuint (files->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/side-folder/pictures", test_pictures);
  g_test_add_func ("/import/side-folder/bounds", test_bounds);
  g_test_add_func ("/import/side-folder/linked-folder", test_linked_folder);
  return g_test_run ();
}
