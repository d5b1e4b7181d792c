/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is opened as a brief may be anything, also made to harm. */

#include "storage-fixture.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOBODY       65534
#define N_FUZZ_QUICK 150
#define N_FUZZ_LONG  20000

/* Neither reading nor opening gets past it, and the message names the file. */
static void
assert_refused (const char *path, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  BrvBrief *brief = brv_store_read (path, NULL, &error);
  BrvStore *store;

  g_assert_null (brief);
  g_assert_error (error, BRV_STORAGE_ERROR, code);
  g_assert_nonnull (strstr (error->message, name));
  g_test_message ("%s", error->message);
  g_clear_error (&error);
  store = brv_store_open (path, NULL, &error);
  g_assert_null (store);
  g_assert_error (error, BRV_STORAGE_ERROR, code);
}

static void
test_bad_input (Fixture *fixture, gconstpointer data)
{
  g_autofree char *zeros = g_malloc0 (1 << 20);
  g_autofree char *pipe_path = g_build_filename (fixture->folder, "pipe.brief", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere.brief", NULL);
  g_autofree char *within = g_build_filename (fixture->path, "within.brief", NULL);
  const struct
  {
    const char *bytes;
    gssize size;
    int code;
  } cases[] = {
    { "", 0, BRV_STORAGE_ERROR_EMPTY },
    { "x", 1, BRV_STORAGE_ERROR_DAMAGED },
    { "SQLite format 3", 16, BRV_STORAGE_ERROR_DAMAGED },
    { "An article, saved under the wrong name.\n", -1, BRV_STORAGE_ERROR_DAMAGED },
    { "\xff\xfe\x80\x81 not UTF-8", -1, BRV_STORAGE_ERROR_DAMAGED },
    { zeros, 1 << 20, BRV_STORAGE_ERROR_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, cases[i].bytes, cases[i].size, NULL));
      assert_refused (fixture->path, cases[i].code);
    }
  assert_refused (fixture->folder, BRV_STORAGE_ERROR_NOT_A_FILE);
  assert_refused (nowhere, BRV_STORAGE_ERROR_NOT_FOUND);
  assert_refused (within, BRV_STORAGE_ERROR_NOT_FOUND);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  assert_refused (pipe_path, BRV_STORAGE_ERROR_NOT_A_FILE);
  /* No lock is left beside what was not opened. */
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 2);
}

/* The bytes that this process has asked to read; 0 where the kernel does not count them. */
static guint64
count_read (void)
{
  g_autofree char *text = NULL;

  /* Source: proc(5), /proc/PID/io. */
  if (!g_file_get_contents ("/proc/self/io", &text, NULL, NULL))
    return 0;
  g_assert_true (g_str_has_prefix (text, "rchar: "));
  return g_ascii_strtoull (text + strlen ("rchar: "), NULL, 10);
}

/* 200 MB of nothing are not read to be told from a brief. */
static void
test_large_rubbish (Fixture *fixture, gconstpointer data)
{
  guint64 n_read;

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_cmpint (truncate (fixture->path, 200 * 1000 * 1000), ==, 0);
  n_read = count_read ();
  assert_refused (fixture->path, BRV_STORAGE_ERROR_DAMAGED);
  g_assert_cmpuint (count_read () - n_read, <, 10 * 1000 * 1000);
}

static void
test_no_permission (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (0, 0);
  pid_t child;

  fixture_make_file (fixture->path, brief);
  g_assert_cmpint (chmod (fixture->path, 0), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0755), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      BrvBrief *found;

      if (geteuid () == 0 && (setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
        _exit (2);
      found = brv_store_read (fixture->path, NULL, &error);
      _exit (found == NULL &&
                 g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_PERMISSION)
               ? 0
               : 1);
    }
  g_assert_cmpint (fixture_wait (child), ==, 0);
}

/* Cut anywhere, it is told to be damaged, never opened by half. */
static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (3, 9000);
  g_autofree char *bytes = NULL;
  gsize size;

  fixture_make_file (fixture->path, brief);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  for (gsize end = 50; end < size; end += 4096 / 2)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)end, NULL));
      g_assert_null (brv_store_read (fixture->path, NULL, &error));
      g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED);
    }
}

/* Runs @sql on a good brief, as somebody with the sqlite3 program could. */
static void
tamper (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  if (message != NULL)
    g_test_message ("%s: %s", sql, message);
  g_assert_null (message);
  sqlite3_close (handle);
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *sql;
    int code;
    gboolean makes_sense; /* only the digest can tell */
  } cases[] = {
    { "PRAGMA user_version = 4", BRV_STORAGE_ERROR_NEWER },
    { "PRAGMA user_version = 0", BRV_STORAGE_ERROR_DAMAGED },
    { "PRAGMA application_id = 1", BRV_STORAGE_ERROR_DAMAGED },
    { "PRAGMA journal_mode = WAL", BRV_STORAGE_ERROR_DAMAGED },
    { "CREATE TABLE extra (a)", BRV_STORAGE_ERROR_DAMAGED },
    { "CREATE VIEW v AS SELECT * FROM brief", BRV_STORAGE_ERROR_DAMAGED },
    { "CREATE INDEX i ON blob (sha256)", BRV_STORAGE_ERROR_DAMAGED },
    { "CREATE TRIGGER t AFTER INSERT ON block BEGIN DELETE FROM source; END",
      BRV_STORAGE_ERROR_DAMAGED },
    { "CREATE VIRTUAL TABLE f USING fts5 (a)", BRV_STORAGE_ERROR_DAMAGED },
    { "DROP TABLE journal", BRV_STORAGE_ERROR_DAMAGED },
    { "ALTER TABLE brief ADD COLUMN x TEXT", BRV_STORAGE_ERROR_DAMAGED },
    { "ALTER TABLE brief RENAME TO letter", BRV_STORAGE_ERROR_DAMAGED },
    { "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = sql || ' ' WHERE name = 'brief'",
      BRV_STORAGE_ERROR_DAMAGED },
    { "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = 2",
      BRV_STORAGE_ERROR_DAMAGED },
    { "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = 'CREATE TABLE brief (position,"
      " id AS (load_extension(''/tmp/x'')), record, n_undone, program)' WHERE name = 'brief'",
      BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE block SET body = replace (body, 'short', 'sport')", BRV_STORAGE_ERROR_DAMAGED, TRUE },
    { "UPDATE source SET text = replace (text, 'nobody', 'Nobody')", BRV_STORAGE_ERROR_DAMAGED,
      TRUE },
    { "UPDATE section SET heading = 'Thread' WHERE position = 1", BRV_STORAGE_ERROR_DAMAGED, TRUE },
    { "DELETE FROM brief", BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO brief SELECT 1, id, record, 0, '', '' FROM brief", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE brief SET id = 'x'", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE brief SET record = '['", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE brief SET n_undone = 3", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE brief SET n_undone = -1", BRV_STORAGE_ERROR_DAMAGED },
    { "DELETE FROM section WHERE position = 1", BRV_STORAGE_ERROR_DAMAGED },
    { "DELETE FROM section", BRV_STORAGE_ERROR_DAMAGED },
    { "DELETE FROM block WHERE section = 1 AND position = 0", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE block SET section = 9 WHERE section = 2", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE block SET section = -1 WHERE section = 0", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE block SET section = 9223372036854775807 WHERE section = 2",
      BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE block SET body = '{}'", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE source SET text = 'Other words.'", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE source SET text = CAST (x'ff' AS TEXT)", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE source SET body = '[1]'", BRV_STORAGE_ERROR_DAMAGED },
    { "DELETE FROM blob", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE blob SET sha256 = CAST (x'ff' AS TEXT)", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE brief SET record = CAST (x'ff' AS TEXT)", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE brief SET n_undone = 3000000000", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE block SET position = position + 10 WHERE section = 2", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE block SET body = CAST (x'ff' AS TEXT) WHERE section = 2", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE section SET position = position + 10", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE section SET id = 'x'", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE section SET key = CAST (x'ff' AS TEXT)", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE section SET heading = CAST (x'ff' AS TEXT)", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE section SET guidance = CAST (x'ff' AS TEXT)", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE source SET position = position + 10", BRV_STORAGE_ERROR_DAMAGED },
    { "UPDATE source SET body = CAST (x'ff' AS TEXT)", BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO history VALUES (7, 0, '{}', '')", BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO history VALUES (0, 0, CAST (x'ff' AS TEXT), '')", BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO history VALUES (0, 0, '{}', CAST (x'ff' AS TEXT))", BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO journal VALUES (0, -1, 0, '{}', '')", BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO journal VALUES (0, 0, 0, CAST (x'ff' AS TEXT), '')", BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO journal VALUES (0, 0, 0, '{}', CAST (x'ff' AS TEXT))",
      BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO journal VALUES (0, 0, 0, '[', '')", BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO checkpoint VALUES (1, 0, CAST (x'ff' AS TEXT), '{}', '')",
      BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO checkpoint VALUES (1, 0, 'x', CAST (x'ff' AS TEXT), '')",
      BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO checkpoint VALUES (1, 0, 'x', '{}', CAST (x'ff' AS TEXT))",
      BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO journal VALUES (0, 9, 0, '{}', '')", BRV_STORAGE_ERROR_DAMAGED },
    { "INSERT INTO journal VALUES (0, 0, 0, '{}', '')", BRV_STORAGE_ERROR_DAMAGED },
  };
  g_autoptr (BrvBrief) brief = fixture_make_brief (2, 100);
  g_autofree char *bytes = NULL;
  gsize size;

  fixture_make_file (fixture->path, brief);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)size, NULL));
      g_test_message ("%s", cases[i].sql);
      tamper (fixture->path, cases[i].sql);
      assert_refused (fixture->path, cases[i].code);

      /* The values have to make sense even if the digest does not tell. */
      if (!cases[i].makes_sense && g_str_has_prefix (cases[i].sql, "UPDATE"))
        {
          tamper (fixture->path, "UPDATE brief SET digest = ''");
          assert_refused (fixture->path, cases[i].code);
        }
    }
}

/* A side file that was planted beside a brief is not looked at, and not touched. */
static void
test_planted_journal (Fixture *fixture, gconstpointer data)
{
  const char *const suffixes[] = { "-journal", "-wal", "-shm" };
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100);

  fixture_make_file (fixture->path, brief);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *side = g_strconcat (fixture->path, suffixes[i], NULL);
      g_autofree char *left = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvStore) store = NULL;

      g_assert_true (g_file_set_contents (side, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 evil", -1, NULL));
      store = brv_store_open (fixture->path, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
      g_assert_true (brv_store_close (store, FALSE, NULL));
      g_assert_true (g_file_get_contents (side, &left, NULL, NULL));
      g_assert_true (g_str_has_suffix (left, " evil"));
    }
}

/* A history that cannot be read takes nothing else with it. */
static void
test_damaged_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100);
  g_autoptr (BrvChange) change = fixture_type (brief, "h");
  BrvStore *store = brv_store_new (brief, NULL);
  guint n_steps, n_undone;

  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  g_assert_true (brv_store_save (store, fixture->path, brief, NULL, NULL));
  g_assert_finalize_object (store);
  tamper (fixture->path,
          "UPDATE history SET change = '{\"splices\":7}'; UPDATE brief SET digest = ''");

  store = brv_store_open (fixture->path, NULL, NULL);
  g_assert_nonnull (store);
  g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
  brv_store_get_history (store, &n_steps, &n_undone);
  g_assert_cmpuint (n_steps, ==, 0);
  g_assert_cmpuint (n_undone, ==, 0);
  g_assert_finalize_object (store);
}

/* What a person finds in failed/ or in the state folder can be opened once it is checkpointed. */
static void
test_file_with_journal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100);
  g_autoptr (BrvChange) change = fixture_type (brief, " later");
  g_autofree char *folder = NULL;
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;
  BrvStore *store;

  fixture_make_file (fixture->path, brief);
  store = brv_store_open (fixture->path, NULL, NULL);
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  g_assert_finalize_object (store);
  folder = brv_store_find_abandoned (fixture->path, NULL);
  database = g_build_filename (folder, "brief-1.db", NULL);
  tamper (database, "PRAGMA journal_mode = DELETE");
  {
    g_autofree char *copy = g_build_filename (fixture->folder, "copy.brief", NULL);
    g_autofree char *bytes = NULL;
    gsize size;

    g_assert_true (g_file_get_contents (database, &bytes, &size, NULL));
    g_assert_true (g_file_set_contents (copy, bytes, (gssize)size, NULL));
    store = brv_store_open (copy, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
    g_assert_true (brv_store_is_dirty (store));
    g_assert_true (brv_store_save (store, NULL, brief, NULL, NULL));
    g_assert_finalize_object (store);
  }
}

/* Bits turned, bytes set, pages swapped: an error or a brief, and nothing else. */
static void
test_fuzz (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (2, 600);
  g_autofree char *bytes = NULL;
  gsize size;
  guint n_opened = 0;
  guint n = g_test_slow () ? N_FUZZ_LONG : N_FUZZ_QUICK;

  fixture_make_file (fixture->path, brief);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *hurt = g_memdup2 (bytes, size);
      guint n_wounds = (guint)g_test_rand_int_range (1, 6);
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvBrief) found = NULL;

      for (guint k = 0; k < n_wounds; k++)
        {
          /* Half of them where it hurts: in the header and the heads of pages. */
          gsize at = (gsize)g_test_rand_int_range (0, (gint)size);

          if (k % 2 == 0)
            at = at / 4096 * 4096 + (gsize)g_test_rand_int_range (0, 120);
          switch (g_test_rand_int_range (0, 3))
            {
            case 0:
              hurt[at] ^= (char)(1 << g_test_rand_int_range (0, 8));
              break;
            case 1:
              hurt[at] = (char)g_test_rand_int_range (0, 256);
              break;
            default:
              memmove (hurt + at / 4096 * 4096,
                       hurt + (gsize)g_test_rand_int_range (0, (gint)(size / 4096)) * 4096, 4096);
              break;
            }
        }
      g_assert_true (g_file_set_contents (fixture->path, hurt, (gssize)size, NULL));
      found = brv_store_read (fixture->path, NULL, &error);
      g_assert_true ((found == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_true (error->domain == BRV_STORAGE_ERROR);
      n_opened += found != NULL;
    }
  g_test_message ("%u hurt files, %u of them opened", n, n_opened);
}

#define ADD(name, function)                                                         \
  g_test_add ("/storage/brief-file/" name, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("bad-input", test_bad_input);
  ADD ("large-rubbish", test_large_rubbish);
  ADD ("no-permission", test_no_permission);
  ADD ("truncated", test_truncated);
  ADD ("hostile", test_hostile);
  ADD ("planted-journal", test_planted_journal);
  ADD ("damaged-history", test_damaged_history);
  ADD ("file-with-journal", test_file_with_journal);
  ADD ("fuzz", test_fuzz);
  return fixture_run ();
}
