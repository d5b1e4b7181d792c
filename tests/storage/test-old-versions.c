/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Briefs that earlier versions of the program wrote, kept as they were written by them: each opens,
 * with its history and its versions, and is a brief of today once it is saved; also the working copy
 * of such a program that died before it was replaced by this one.
 */

#include "storage-fixture.h"

#include <string.h>

#include "model/brv-codec.h"
#include "storage/brv-brief-schema.h"
#include "storage/brv-database.h"

/* Each was written by the program of that time: two sources, a text typed into, a quote added, a named
 * version, and a change that was undone. */
static const struct
{
  const char *file;
  guint version;
} old_briefs[] = {
  { "version-1-first.brief", 1 }, /* without a digest */
  { "version-1.brief", 1 },
  { "version-2.brief", 2 },
  { "version-3.brief", 3 },
};

static void
copy_old (const char *file, const char *path)
{
  g_autofree char *from =
    g_test_build_filename (G_TEST_DIST, "storage", "old-versions", file, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &bytes, &size, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
}

static guint
read_version (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 100);
  /* The last byte of user_version in the header of a database. */
  return (guint8)bytes[63];
}

static void
check_contents (BrvStore *store, const char *typed)
{
  const BrvBrief *brief = brv_store_get_brief (store);
  g_autoptr (BrvVersions) versions = brv_store_get_versions (store);
  g_autoptr (BrvBrief) draft = brv_versions_read (versions, 0, NULL);
  guint n_steps, n_undone;
  const BrvHistoryStep *steps = brv_store_get_history (store, &n_steps, &n_undone);
  g_autoptr (BrvBrief) start = brv_brief_ref (brief);

  g_assert_cmpstr (brv_brief_get (brief, BRV_BRIEF_FIELD_TITLE), ==, "Passage to the North");
  g_assert_cmpuint (brv_brief_get_n_sections (brief), ==, 3);
  g_assert_cmpuint (brv_brief_get_n_sources (brief), ==, 3);
  g_assert_cmpstr (fixture_get_typed (brief), ==, typed);
  for (guint i = 0; i < 3; i++)
    {
      const BrvSource *source = brv_brief_get_source (brief, i);

      g_assert_cmpuint (g_bytes_get_size (brv_source_get_original (source)), ==,
                        i < 2 ? 500 : 2000);
      g_assert_nonnull (strstr (brv_source_get_text (source), "The strait narrows"));
    }
  g_assert_nonnull (draft);
  g_assert_cmpstr (brv_versions_get_name (versions, 0), ==, "Draft");
  g_assert_cmpuint (brv_brief_get_n_sources (draft), ==, 3);
  for (guint i = n_steps - n_undone; i > 0; i--)
    {
      g_autoptr (BrvChange) inverse = brv_change_invert (steps[i - 1].change);
      BrvBrief *before = brv_change_apply (inverse, start);

      g_assert_nonnull (before);
      brv_brief_unref (start);
      start = before;
    }
  g_assert_cmpuint (brv_brief_get_n_sources (start), ==, 2);
  g_assert_cmpstr (fixture_get_typed (start), ==, "What is known, in short.");
}

static void
test_open_and_save (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (old_briefs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvBrief) brief = NULL;
      g_autoptr (BrvChange) change = NULL;
      BrvStore *store;
      guint n_steps, n_undone;

      g_test_message ("%s", old_briefs[i].file);
      copy_old (old_briefs[i].file, fixture->path);
      g_assert_cmpuint (read_version (fixture->path), ==, old_briefs[i].version);
      store = brv_store_open (fixture->path, NULL, &error);
      g_assert_no_error (error);
      g_assert_false (brv_store_is_dirty (store));
      check_contents (store, "What is known, in short. First.");
      brv_store_get_history (store, &n_steps, &n_undone);
      g_assert_cmpuint (n_steps, ==, 3);
      g_assert_cmpuint (n_undone, ==, 1);

      /* What is new goes into it, and into the working copy before that. */
      brief = brv_brief_ref (brv_store_get_brief (store));
      change = fixture_add_quote (brief, 7);
      fixture_do (store, &brief, change, BRV_JOURNAL_DO);
      g_assert_true (brv_store_flush (store, &error));
      g_assert_true (brv_store_close (store, FALSE, NULL));
      g_assert_finalize_object (store);
      store = brv_store_open (fixture->path, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (brv_store_is_recovered (store));
      g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
      g_assert_true (brv_store_save (store, NULL, brief, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (brv_store_close (store, FALSE, NULL));
      g_assert_finalize_object (store);

      g_assert_cmpuint (read_version (fixture->path), ==, BRV_BRIEF_VERSION);
      store = brv_store_open (fixture->path, NULL, &error);
      g_assert_no_error (error);
      g_assert_false (brv_store_is_recovered (store));
      g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
      g_assert_true (brv_store_close (store, FALSE, NULL));
      g_assert_finalize_object (store);
    }
}

/* Puts a database of that time, with a change in its journal, where a process of it left it. */
static void
leave_old_copy (Fixture *fixture, const char *file)
{
  BrvStore *store = brv_store_open (fixture->path, NULL, NULL);
  g_autoptr (BrvBrief) brief = brv_brief_ref (brv_store_get_brief (store));
  g_autoptr (BrvChange) change = fixture_type (brief, " Later.");
  g_autoptr (JsonNode) node = brv_codec_write_change (change);
  g_autofree char *body = brv_codec_to_string (node);
  g_autofree char *folder = NULL;
  g_autofree char *database = NULL;
  g_autoptr (BrvDatabase) connection = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GError) error = NULL;

  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  g_assert_true (brv_store_close (store, FALSE, NULL));
  g_assert_finalize_object (store);
  folder = brv_store_find_abandoned (fixture->path, NULL);
  g_assert_nonnull (folder);
  database = g_build_filename (folder, "brief-1.db", NULL);
  copy_old (file, database);
  connection = brv_database_open_file (database, fixture->path, &error);
  g_assert_no_error (error);
  statement =
    brv_database_prepare (connection, "INSERT INTO journal VALUES (0, 0, 0, ?, '')", &error);
  g_assert_no_error (error);
  sqlite3_bind_text (statement, 1, body, -1, SQLITE_STATIC);
  g_assert_true (brv_database_finish (connection, statement, &error));
}

/* The program was replaced by a newer one while a brief was open in it, and died. */
static void
test_recover (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (old_briefs); i++)
    {
      const char typed[] = "What is known, in short. First. Later.";
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvBrief) brief = NULL;
      g_autoptr (BrvChange) change = NULL;
      BrvStore *store;

      g_test_message ("%s", old_briefs[i].file);
      copy_old (old_briefs[i].file, fixture->path);
      leave_old_copy (fixture, old_briefs[i].file);
      for (guint round = 0; round < 2; round++)
        {
          store = brv_store_open (fixture->path, NULL, &error);
          g_assert_no_error (error);
          g_assert_true (brv_store_is_recovered (store));
          if (round == 0)
            {
              check_contents (store, typed);
              brief = brv_brief_ref (brv_store_get_brief (store));
              change = fixture_add_quote (brief, 9);
              fixture_do (store, &brief, change, BRV_JOURNAL_DO);
              g_assert_true (brv_store_flush (store, &error));
            }
          else
            {
              g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
              g_assert_true (brv_store_save (store, NULL, brief, NULL, &error));
              g_assert_no_error (error);
            }
          g_assert_true (brv_store_close (store, FALSE, NULL));
          g_assert_finalize_object (store);
        }
      g_assert_cmpuint (read_version (fixture->path), ==, BRV_BRIEF_VERSION);
    }
}

#define ADD(name, function)                                                           \
  g_test_add ("/storage/old-versions/" name, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("open-and-save", test_open_and_save);
  ADD ("recover", test_recover);
  return fixture_run ();
}
