/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Libraries that are damaged, hostile, from another version, or lie where they cannot. */

#include "config.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#include "base/brv-pack.h"
#include "storage-fixture.h"
#include "storage/brv-library.h"

#define N_SOURCES 3

static BrvLibrary *
open_library (Fixture *fixture)
{
  const BrvLibraryOptions options = { .folder = fixture->folder };
  g_autoptr (GError) error = NULL;
  BrvLibrary *library = brv_library_open (&options, &error);

  g_assert_no_error (error);
  return library;
}

static BrvLibrary *
open_mended (Fixture *fixture, char **told)
{
  const BrvLibraryOptions options = { .folder = fixture->folder };
  g_autoptr (GError) error = NULL;
  BrvLibrary *library = brv_library_open_mended (&options, told, &error);

  g_assert_no_error (error);
  g_assert_nonnull (library);
  return library;
}

static char *
make_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
write_file (Fixture *fixture, const char *name, const char *contents)
{
  g_autofree char *path = make_path (fixture, name);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

static gint64
add (BrvLibrary *library, guint number)
{
  g_autoptr (BrvSource) source = fixture_make_source (number, 100);
  const BrvSource *sources[] = { source };
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_assert_true (brv_library_add (library, sources, 1, &id, NULL, &error));
  g_assert_no_error (error);
  return id;
}

static void
fill (BrvLibrary *library)
{
  for (guint i = 0; i < N_SOURCES; i++)
    add (library, i);
}

static void
assert_count (BrvLibrary *library, guint64 expected)
{
  g_autoptr (GError) error = NULL;
  guint64 n = 0;

  g_assert_true (brv_library_count (library, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, expected);
}

static guint
count_hits (BrvLibrary *library, const char *typed, BrvLibraryOrder order)
{
  g_autoptr (BrvLibraryQuery) query = brv_library_query_parse (typed);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = brv_library_search (library, query, order, 0, NULL, &error);

  g_assert_no_error (error);
  return hits->len;
}

/* Does to the file what this program never would. */
static void
run_sql (Fixture *fixture, const char *sql, GBytes *blob)
{
  g_autofree char *file = make_path (fixture, "library.db");
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (file, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (blob != NULL)
    sqlite3_bind_blob (statement, 1, g_bytes_get_data (blob, NULL), (int)g_bytes_get_size (blob),
                       SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
}

/* A body that is no source is told, where a source is wanted and where its words are. */
static void
test_bodies (Fixture *fixture, gconstpointer data)
{
  const char *const bodies[] = {
    "",
    "[]",
    "{}",
    "5",
    "{\"record\":5,\"text\":\"Leaf\"}",
    "{\"record\":{},\"text\":5}",
    "{\"record\":{},\"text\":[]}",
    "{\"record\":{},\"text\":null}",
    "{",
  };

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
  }
  for (guint i = 0; i <= G_N_ELEMENTS (bodies); i++)
    {
      /* The last one is no stream of ours at all. */
      g_autoptr (GBytes) packed = i < G_N_ELEMENTS (bodies)
                                    ? brv_pack (bodies[i], strlen (bodies[i]), 1)
                                    : g_bytes_new_static ("torn", 4);
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvSource) source = NULL;
      g_autoptr (BrvLibraryEntry) entry = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", i < G_N_ELEMENTS (bodies) ? bodies[i] : "torn");
      run_sql (fixture, "UPDATE content SET packed = ?1 WHERE id = 2", packed);
      {
        g_autoptr (BrvLibrary) library = open_library (fixture);

        source = brv_library_read_source (library, 2, &error);
        g_assert_null (source);
        g_assert_nonnull (error);
        g_clear_error (&error);
        text = brv_library_read_text (library, 2, &error);
        g_assert_true ((text == NULL) == (error != NULL));
        g_clear_error (&error);
        g_assert_true (brv_library_set_note (library, 2, "Compare", &error) == (error == NULL));
        g_clear_error (&error);
        /* The index that cannot be made anew stays. */
        g_assert_true (brv_library_rebuild_index (library, NULL, &error) == (error == NULL));
        g_assert_cmpuint (count_hits (library, "strait", BRV_LIBRARY_ORDER_ADDED), >=,
                          N_SOURCES - 1);
        /* What a list shows does not need it. */
        g_clear_error (&error);
        entry = brv_library_read_entry (library, 2, &error);
        g_assert_no_error (error);
      }
    }
}

/* Originals and images that are gone. */
static void
test_blobs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
  }
  run_sql (fixture, "DELETE FROM blob", NULL);
  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    g_assert_null (brv_library_read_source (library, 1, &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED);
  }
}

/* A torn index may name any number as a source's. */
static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  const char *const numbers[] = {
    "-5", "0", "99", "134217728", "9223372036854775807", "-9223372036854775808"
  };

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
  }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "INSERT INTO word (rowid, title, text) VALUES (%s, 'strait', 'strait')", numbers[i]);

      run_sql (fixture, sql, NULL);
    }
  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    for (BrvLibraryOrder order = 0; order <= BRV_LIBRARY_ORDER_TITLE; order++)
      {
        gboolean is_sorted = order == BRV_LIBRARY_ORDER_TITLE || order == BRV_LIBRARY_ORDER_DATE;

        g_assert_cmpuint (count_hits (library, "strait", order), ==,
                          is_sorted ? N_SOURCES : N_SOURCES + G_N_ELEMENTS (numbers));
        g_assert_cmpuint (count_hits (library, "strait used:no", order), ==, N_SOURCES);
      }
  }
}

/* An index that does not know its parts is told where words go into it, and can be made anew. */
static void
test_no_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = fixture_make_source (9, 100);
  const BrvSource *sources[] = { source };
  guint n_new = 9;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
  }
  run_sql (fixture, "DELETE FROM part", NULL);
  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    g_assert_false (brv_library_add (library, sources, 1, NULL, &n_new, &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED);
    g_clear_error (&error);
    g_assert_cmpuint (n_new, ==, 0);
    g_assert_false (brv_library_set_note (library, 1, "Compare", &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED);
    g_clear_error (&error);
    g_assert_false (brv_library_remove (library, 1, &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED);
    g_clear_error (&error);
    assert_count (library, N_SOURCES);
    /* What was left of it is no hindrance. */
  }
  run_sql (fixture, "DROP TABLE word", NULL);
  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    g_assert_true (brv_library_rebuild_index (library, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (count_hits (library, "strait", BRV_LIBRARY_ORDER_ADDED), ==, N_SOURCES);
    g_assert_cmpint (add (library, 9), >, N_SOURCES);
  }
}

/* A file that its maker got no further with is no library yet, and none that is damaged. */
static void
test_unmade (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *file = make_path (fixture, "library.db");
      g_autoptr (GError) error = NULL;

      write_file (fixture, "library.db", "");
      if (i == 1)
        {
          run_sql (fixture, "CREATE TABLE a (b)", NULL);
          run_sql (fixture, "DROP TABLE a", NULL);
        }
      g_assert_null (brv_library_open (
        &(BrvLibraryOptions){ .folder = fixture->folder, .read_only = TRUE }, &error));
      g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND);
      {
        g_autoptr (BrvLibrary) library = open_library (fixture);

        fill (library);
        assert_count (library, N_SOURCES);
      }
      g_assert_cmpint (g_unlink (file), ==, 0);
    }
}

/* Begins a change as a program does that is killed then. */
static void
leave_begun (Fixture *fixture)
{
  g_autofree char *file = make_path (fixture, "library.db");
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      sqlite3 *handle = NULL;

      if (sqlite3_open (file, &handle) == SQLITE_OK &&
          sqlite3_exec (handle, "BEGIN; UPDATE source SET title = 'torn'", NULL, NULL, NULL) ==
            SQLITE_OK &&
          sqlite3_db_cacheflush (handle) == SQLITE_OK)
        raise (SIGKILL);
      _exit (1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

/* On a network's disk a killed writer leaves a change that was begun: readers see what was before. */
static void
test_begun (Fixture *fixture, gconstpointer data)
{
  BrvLibraryOptions options = { .folder = fixture->folder, .file_system = 0x6969 };
  g_autofree char *journal = make_path (fixture, "library.db-journal");

  {
    g_autoptr (BrvLibrary) library = brv_library_open (&options, NULL);

    g_assert_nonnull (library);
    fill (library);
  }
  leave_begun (fixture);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  options.read_only = TRUE;
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (BrvLibrary) library = brv_library_open (&options, &error);

    g_assert_no_error (error);
    assert_count (library, N_SOURCES);
    g_assert_cmpuint (count_hits (library, "title:torn", BRV_LIBRARY_ORDER_ADDED), ==, 0);
    g_assert_cmpuint (count_hits (library, "title:lanes", BRV_LIBRARY_ORDER_ADDED), ==, N_SOURCES);
  }
}

/* What stands in a row may be anything. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
  }
  run_sql (fixture, "UPDATE source SET standing = 9, source_id = 'none' WHERE id = 1", NULL);
  run_sql (fixture, "UPDATE source SET standing = -9, title = x'ff' || '' WHERE id = 2", NULL);
  {
    g_autoptr (BrvLibrary) library = open_library (fixture);
    g_autoptr (BrvLibraryEntry) first = brv_library_read_entry (library, 1, &error);
    g_autoptr (BrvLibraryEntry) second = brv_library_read_entry (library, 2, &error);

    g_assert_no_error (error);
    g_assert_cmpint (first->standing, ==, BRV_LIBRARY_REPLACED);
    g_assert_cmpint (second->standing, ==, BRV_LIBRARY_SOUND);
    g_assert_cmpstr (second->title, ==, "");
    g_assert_null (brv_library_read_entry (library, 99, &error));
    g_assert_nonnull (error);
    g_clear_error (&error);
    g_assert_false (brv_library_set_note (library, 99, "Compare", &error));
    g_assert_nonnull (error);
  }
}

/* One of a newer program, or of another one, is neither changed nor taken for damaged. */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *sql;
    gint code;
  } cases[] = {
    { "PRAGMA user_version = 3", BRV_STORAGE_ERROR_NEWER },
    { "PRAGMA user_version = 0", BRV_STORAGE_ERROR_DAMAGED },
    { "PRAGMA application_id = 7", BRV_STORAGE_ERROR_DAMAGED },
  };
  const BrvLibraryOptions writing = { .folder = fixture->folder };
  const BrvLibraryOptions reading = { .folder = fixture->folder, .read_only = TRUE };
  g_autofree char *file = make_path (fixture, "library.db");
  g_autofree char *backup = make_path (fixture, "copy.db");

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
  }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      char *told = NULL;

      g_test_message ("%s", cases[i].sql);
      run_sql (fixture, cases[i].sql, NULL);
      g_assert_null (brv_library_open (&writing, &error));
      g_assert_error (error, BRV_STORAGE_ERROR, cases[i].code);
      g_clear_error (&error);
      /* Who only reads mends nothing. */
      g_assert_null (brv_library_open_mended (&reading, &told, &error));
      g_assert_error (error, BRV_STORAGE_ERROR, cases[i].code);
      g_clear_error (&error);
      g_assert_null (told);
      if (cases[i].code == BRV_STORAGE_ERROR_NEWER)
        {
          g_assert_null (brv_library_open_mended (&writing, &told, &error));
          g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NEWER);
          g_clear_error (&error);
        }
      g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
      /* Nor is it a backup. */
      g_assert_cmpint (g_rename (file, backup), ==, 0);
      g_assert_false (brv_library_restore (fixture->folder, backup, &error));
      g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED);
      g_assert_cmpint (g_rename (backup, file), ==, 0);
    }
}

/* Numbers that are far apart, since what lay between was removed. */
static void
test_mend_gap (Fixture *fixture, gconstpointer data)
{
  g_autofree char *told = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
  }
  run_sql (fixture, "UPDATE sqlite_sequence SET seq = 4000 WHERE name = 'source'", NULL);
  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    g_assert_cmpint (add (library, 9), ==, 4001);
  }
  write_file (fixture, "library.damaged", "");
  {
    g_autoptr (BrvLibrary) library = open_mended (fixture, &told);

    g_assert_nonnull (strstr (told, "4 sources"));
    assert_count (library, N_SOURCES + 1);
  }
}

/* What replaces a source is found again under its new number. */
static void
test_mend_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) by = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
    by = brv_library_read_source (library, 3, &error);
    g_assert_true (
      brv_library_set_standing (library, 2, BRV_LIBRARY_REPLACED, 3, "Corrected", &error));
    g_assert_true (brv_library_remove (library, 1, &error));
  }
  write_file (fixture, "library.damaged", "");
  {
    g_autoptr (BrvLibrary) library = open_mended (fixture, &told);
    g_autoptr (BrvLibraryEntry) entry = brv_library_read_entry (library, 1, &error);
    gint64 id = 0;

    g_assert_no_error (error);
    g_assert_true (brv_library_find (library, by, &id, &error));
    g_assert_cmpint (id, ==, 2);
    g_assert_cmpint (entry->standing, ==, BRV_LIBRARY_REPLACED);
    g_assert_cmpint (entry->replaced_by, ==, id);
    g_assert_cmpstr (entry->reason, ==, "Corrected");
  }
}

/* The daily copy is torn too, and nothing can be read: a new library is begun. */
static void
test_mend_nothing (Fixture *fixture, gconstpointer data)
{
  const char *const copies[] = { NULL, "torn", "SQLite format 3" };

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      g_autofree char *told = NULL;

      write_file (fixture, "library.db", "torn");
      if (copies[i] != NULL)
        write_file (fixture, "library-kept.db", copies[i]);
      {
        g_autoptr (BrvLibrary) library = open_mended (fixture, &told);

        g_assert_nonnull (strstr (told, "A new one was begun with 0 sources"));
        assert_count (library, 0);
        fill (library);
      }
    }
}

/* The copy is older than the damaged one, of which the latest source can still be read. */
static void
test_mend_both (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = make_path (fixture, "library-kept.db");
  g_autofree char *mark = make_path (fixture, "library.damaged");
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
    g_assert_true (brv_library_backup (library, kept, &error));
    add (library, 9);
  }
  write_file (fixture, "library.damaged", "");
  {
    g_autoptr (BrvLibrary) library = open_mended (fixture, &told);

    g_assert_nonnull (strstr (told, "daily copy"));
    g_assert_nonnull (strstr (told, "1 source "));
    assert_count (library, N_SOURCES + 1);
  }
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
}

/* Where the damaged one was taken away by hand, a new one is made as for the first time. */
static void
test_mend_taken_away (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mark = make_path (fixture, "library.damaged");
  g_autofree char *told = NULL;

  write_file (fixture, "library.damaged", "");
  {
    g_autoptr (BrvLibrary) library = open_mended (fixture, &told);

    g_assert_null (told);
    assert_count (library, 0);
  }
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
}

/* Mending that was killed goes on at the next start, and does not do anything twice. */
static void
test_mend_killed (Fixture *fixture, gconstpointer data)
{
  const char *const names[] = { "library-damaged-20260101-000000.db", "../north.db", "library.db",
                                "library-damaged-gone.db" };
  g_autofree char *file = make_path (fixture, "library.db");
  g_autofree char *aside = make_path (fixture, names[0]);
  g_autofree char *mark = make_path (fixture, "library.damaged");

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
  }
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *told = NULL;

      if (i == 0)
        g_assert_cmpint (g_rename (file, aside), ==, 0);
      else
        {
          g_autoptr (BrvLibrary) library = open_library (fixture);
          g_autoptr (GError) error = NULL;

          /* This far it had come. */
          g_assert_true (brv_library_remove (library, 2, &error));
        }
      write_file (fixture, "library.damaged", names[0]);
      {
        g_autoptr (BrvLibrary) library = open_mended (fixture, &told);

        g_assert_nonnull (strstr (told, i == 0 ? "3 sources" : "1 source "));
        g_assert_nonnull (strstr (told, names[0]));
        assert_count (library, N_SOURCES);
      }
      g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
    }
  /* A mark that leads nowhere is one that a check left. */
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *told = NULL;

      write_file (fixture, "library.damaged", names[i]);
      {
        g_autoptr (BrvLibrary) library = open_mended (fixture, &told);

        g_assert_nonnull (strstr (told, "3 sources"));
        assert_count (library, N_SOURCES);
      }
      g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
    }
}

/* Nobody mends what another process writes. */
static void
test_mend_locked (Fixture *fixture, gconstpointer data)
{
  const BrvLibraryOptions options = { .folder = fixture->folder };
  g_autofree char *lock = make_path (fixture, "library.lock");
  g_autoptr (BrvLibrary) library = open_library (fixture);
  g_autoptr (GError) error = NULL;
  char *told = NULL;

  fill (library);
  write_file (fixture, "library.damaged", "");
  g_assert_null (brv_library_open_mended (&options, &told, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_null (told);
  assert_count (library, N_SOURCES);

  /* A lock that is a link leads where others can write. */
  g_clear_pointer (&library, brv_library_unref);
  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpint (symlink ("elsewhere", lock), ==, 0);
  g_assert_null (brv_library_open_mended (&options, &told, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (brv_library_open (&options, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_PERMISSION);
}

/* A copy is due each day, and also where the clock was wrong when the last one was made. */
static void
test_care_due (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    time_t age;
    gboolean is_due;
  } cases[] = { { 60, FALSE }, { 25 * 60 * 60, TRUE }, { -365 * 24 * 60 * 60, TRUE } };
  const BrvLibraryOptions reading = { .folder = fixture->folder, .read_only = TRUE };
  g_autofree char *kept = make_path (fixture, "library-kept.db");
  g_autoptr (BrvLibrary) library = open_library (fixture);
  g_autoptr (BrvLibrary) reader = brv_library_open (&reading, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (brv_library_is_care_due (library));
  g_assert_false (brv_library_is_care_due (reader));
  g_assert_true (brv_library_care (library, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      time_t then = time (NULL) - cases[i].age;
      const struct utimbuf times = { then, then };

      g_assert_cmpint (utime (kept, &times), ==, 0);
      g_assert_true (brv_library_is_care_due (library) == cases[i].is_due);
    }
}

/*
 * The program was killed, so that the log of the damaged library is still there: nothing of it comes
 * into the backup that is put back.
 */
static void
test_restore_log (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = make_path (fixture, "copy.db");
  g_autofree char *log = make_path (fixture, "library.db-wal");
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
    g_assert_true (brv_library_backup (library, backup, &error));
  }
  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    g_assert_true (brv_library_remove (library, 1, &error));
    add (library, 9);
    g_assert_true (g_file_get_contents (log, &bytes, &length, &error));
    g_assert_cmpuint (length, >, 0);
  }
  for (guint round = 0; round < 2; round++)
    {
      /* The log alone opens as a library, of which most is missing. */
      write_file (fixture, "library.db", "torn");
      if (round == 0)
        g_assert_true (g_file_set_contents (log, bytes, (gssize)length, &error));
      g_assert_true (brv_library_restore (fixture->folder, backup, &error));
      g_assert_no_error (error);
      {
        g_autoptr (BrvLibrary) library = open_library (fixture);

        assert_count (library, N_SOURCES);
        g_assert_true (brv_library_check (library, NULL, &error));
        g_assert_no_error (error);
        g_assert_cmpuint (count_hits (library, "strait", BRV_LIBRARY_ORDER_ADDED), ==, N_SOURCES);
      }
    }
}

/* Somebody reads the library while a backup takes its place: the log stays as long as they do. */
static void
test_restore_while_read (Fixture *fixture, gconstpointer data)
{
  const BrvLibraryOptions reading = { .folder = fixture->folder, .read_only = TRUE };
  g_autofree char *backup = make_path (fixture, "copy.db");
  g_autoptr (BrvLibrary) reader = NULL;
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
    g_assert_true (brv_library_backup (library, backup, &error));
    reader = brv_library_open (&reading, &error);
    g_assert_no_error (error);
    for (guint i = 10; i < 30; i++)
      add (library, i);
    assert_count (reader, N_SOURCES + 20);
  }
  g_assert_true (brv_library_restore (fixture->folder, backup, &error));
  g_assert_no_error (error);
  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    assert_count (library, N_SOURCES);
    g_assert_true (brv_library_check (library, NULL, &error));
    g_assert_no_error (error);
  }
}

static void
test_restore_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = make_path (fixture, "copy.db");
  g_autofree char *file = make_path (fixture, "library.db");
  g_autofree char *missing = make_path (fixture, "missing.db");
  g_autofree char *folder = make_path (fixture, "deep/down");
  g_autofree char *plain = make_path (fixture, "plain");
  g_autofree char *below = make_path (fixture, "plain/library");
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture);

    fill (library);
    g_assert_true (brv_library_backup (library, backup, &error));
    /* A folder in the way of it is not replaced, and nothing half-written stays. */
    g_assert_cmpint (g_mkdir (missing, 0700), ==, 0);
    g_assert_false (brv_library_backup (library, missing, &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_WRITE);
    g_clear_error (&error);
    g_assert_cmpint (g_rmdir (missing), ==, 0);
    /* The library is no backup of itself. */
    g_assert_false (brv_library_backup (library, file, &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_WRITE);
    g_clear_error (&error);
    assert_count (library, N_SOURCES);
    g_assert_false (brv_library_backup (library, below, &error));
    g_assert_nonnull (error);
    g_clear_error (&error);
  }
  g_assert_false (brv_library_restore (fixture->folder, missing, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* Where there was no library, one is made. */
  g_assert_true (brv_library_restore (folder, backup, &error));
  g_assert_no_error (error);
  {
    g_autoptr (BrvLibrary) library =
      brv_library_open (&(BrvLibraryOptions){ .folder = folder }, &error);

    g_assert_no_error (error);
    assert_count (library, N_SOURCES);
  }
  write_file (fixture, "plain", "");
  g_assert_true (g_file_test (plain, G_FILE_TEST_IS_REGULAR));
  g_assert_false (brv_library_restore (below, backup, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_WRITE);
  g_clear_error (&error);
  g_assert_null (brv_library_open (&(BrvLibraryOptions){ .folder = below }, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_PERMISSION);
}

int
main (int argc, char **argv)
{
  static const FixtureTest tests[] = {
    { "/storage/library-damage/bodies", test_bodies },
    { "/storage/library-damage/blobs", test_blobs },
    { "/storage/library-damage/numbers", test_numbers },
    { "/storage/library-damage/no-parts", test_no_parts },
    { "/storage/library-damage/unmade", test_unmade },
    { "/storage/library-damage/begun", test_begun },
    { "/storage/library-damage/rows", test_rows },
    { "/storage/library-damage/versions", test_versions },
    { "/storage/library-damage/mend-gap", test_mend_gap },
    { "/storage/library-damage/mend-replaced", test_mend_replaced },
    { "/storage/library-damage/mend-nothing", test_mend_nothing },
    { "/storage/library-damage/mend-both", test_mend_both },
    { "/storage/library-damage/mend-taken-away", test_mend_taken_away },
    { "/storage/library-damage/mend-killed", test_mend_killed },
    { "/storage/library-damage/mend-locked", test_mend_locked },
    { "/storage/library-damage/care-due", test_care_due },
    { "/storage/library-damage/restore-log", test_restore_log },
    { "/storage/library-damage/restore-while-read", test_restore_while_read },
    { "/storage/library-damage/restore-nowhere", test_restore_nowhere },
  };

  return fixture_run_tests (argc, argv, tests, G_N_ELEMENTS (tests));
}
