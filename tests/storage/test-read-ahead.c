/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <unistd.h>

#include "storage-fixture.h"

/* Opens @path with what was read ahead; it must say what @brief says. */
static void
assert_opens (const char *path, BrvReadAhead *read_ahead, const BrvBrief *brief)
{
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_open_read_ahead (path, read_ahead, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
  g_assert_false (brv_store_is_dirty (store));
  g_assert_true (brv_store_close (store, FALSE, &error));
  g_object_unref (store);
}

static void
test_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (3, 1000);
  g_autoptr (BrvReadAhead) read_ahead = NULL;

  fixture_make_file (fixture->path, brief);
  read_ahead = brv_read_ahead_start (fixture->path);
  g_assert_cmpstr (brv_read_ahead_get_path (read_ahead), ==, fixture->path);
  assert_opens (fixture->path, read_ahead, brief);
  /* It is there for once; the second time the file is read. */
  assert_opens (fixture->path, read_ahead, brief);
}

/* Where the file was replaced since, what was read ahead is not what it says. */
static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) before = fixture_make_brief (2, 100);
  g_autoptr (BrvBrief) after = fixture_make_brief (4, 100);
  g_autoptr (BrvReadAhead) read_ahead = NULL;

  fixture_make_file (fixture->path, before);
  read_ahead = brv_read_ahead_start (fixture->path);
  /* Whether the thread comes before or after: what is opened is what is there. */
  g_usleep (20000);
  fixture_make_file (fixture->path, after);
  assert_opens (fixture->path, read_ahead, after);
}

static void
test_other (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.brief", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link.brief", NULL);
  g_autoptr (BrvBrief) brief = fixture_make_brief (2, 100);
  g_autoptr (BrvBrief) second = fixture_make_brief (1, 100);
  g_autoptr (BrvReadAhead) read_ahead = NULL;
  g_autoptr (BrvReadAhead) through_link = NULL;

  fixture_make_file (fixture->path, brief);
  fixture_make_file (other, second);
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  read_ahead = brv_read_ahead_start (other);
  assert_opens (fixture->path, read_ahead, brief);
  through_link = brv_read_ahead_start (link);
  assert_opens (link, through_link, brief);
}

/* Who opens what could not be read ahead is told as if nothing had been. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvReadAhead) missing = brv_read_ahead_start (fixture->path);
  g_autoptr (BrvReadAhead) torn = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (brv_store_open_read_ahead (fixture->path, missing, NULL, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (fixture->path, "torn", -1, NULL));
  torn = brv_read_ahead_start (fixture->path);
  g_assert_null (brv_store_open_read_ahead (fixture->path, torn, NULL, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED);
}

/* A start that finds another program running lets go at once, and leaves nothing behind. */
static void
test_let_go (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (40, 50000);

  fixture_make_file (fixture->path, brief);
  for (guint i = 0; i < 20; i++)
    {
      BrvReadAhead *read_ahead = brv_read_ahead_start (fixture->path);

      g_usleep (i * 200);
      brv_read_ahead_free (read_ahead);
    }
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
}

int
main (int argc, char **argv)
{
  static const FixtureTest tests[] = {
    { "/storage/read-ahead/taken", test_taken },
    { "/storage/read-ahead/replaced", test_replaced },
    { "/storage/read-ahead/other", test_other },
    { "/storage/read-ahead/unreadable", test_unreadable },
    { "/storage/read-ahead/let-go", test_let_go },
  };

  return fixture_run_tests (argc, argv, tests, G_N_ELEMENTS (tests));
}
