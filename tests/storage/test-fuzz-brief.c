/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A fuzz target for the reader of brief files: any bytes must give a brief or an error, and
 * nothing in a file is run. With FUZZ_BRIEF defined it is a libFuzzer program that begins with a
 * file that has all the tables; without, a test that runs over variations of it.
 *
 * The first byte of an input says what the others are: a file; changes to bytes of a whole one; SQL
 * that is run on a whole one, by a connection that allows everything; or the same without the
 * digest, so that the values behind it are reached.
 */

#include "storage-fixture.h"

#include <string.h>

#include "storage/brv-brief-file.h"
#include "storage/brv-brief-schema.h"
#include "storage/brv-salvage.h"

#define MAX_SQL_STEPS 20000 /* of a virtual machine: what is fuzzed is the reader */

typedef enum
{
  MODE_FILE,
  MODE_BYTES,
  MODE_SQL,
  MODE_VALUES,
  N_MODES,
} Mode;

static GBytes *sample; /* a whole file, made once */

static GBytes *
make_sample (void)
{
  g_autoptr (BrvBrief) start = fixture_make_brief (1, 50);
  g_autoptr (BrvChange) change = fixture_type (start, "f");
  g_autoptr (BrvBrief) brief = brv_change_apply (change, start);
  g_autoptr (BrvHistory) history = brv_history_new ();
  g_autoptr (BrvJournalEntry) step = brv_journal_entry_new (BRV_JOURNAL_DO, 1, change);
  g_autoptr (GHashTable) blobs =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  g_autoptr (GPtrArray) checkpoints =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_checkpoint_unref);
  BrvBriefParts parts = { .brief = brief, .history = history, .checkpoints = checkpoints };
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  brv_history_add (history, step);
  g_ptr_array_add (checkpoints, brv_checkpoint_new (start, "Kept", 1, blobs));
  parts.blobs = blobs;
  bytes = brv_brief_file_write (&parts, "sample.brief", &error);
  g_assert_no_error (error);
  return bytes;
}

static guint8 *
dup_sample (gsize *size)
{
  gconstpointer data = g_bytes_get_data (sample, size);

  return g_memdup2 (data, *size);
}

/* Each three bytes: where, in two of them, and what is put there. */
static GBytes *
change_bytes (const guint8 *data, gsize size)
{
  gsize sample_size;
  guint8 *bytes = dup_sample (&sample_size);

  for (gsize i = 0; i + 3 <= size; i += 3)
    bytes[((gsize)data[i] << 8 | data[i + 1]) % sample_size] ^= data[i + 2];
  /* A cut, where the input ends in the middle. */
  if (size % 3 == 2)
    sample_size = (((gsize)data[size - 2] << 8 | data[size - 1]) % sample_size);
  return g_bytes_new_take (bytes, sample_size);
}

static int
stop_cb (gpointer data)
{
  return 1;
}

/* What SQL makes of the sample; everything is allowed here that is refused to the reader. */
static GBytes *
run_sql (const char *sql, gboolean drop_digest)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sample, &size);
  unsigned char *copy = sqlite3_malloc64 (size);
  sqlite3 *connection = NULL;
  sqlite3_int64 changed_size = 0;
  unsigned char *changed;
  GBytes *bytes;

  memcpy (copy, data, size);
  g_assert_cmpint (sqlite3_open_v2 (":memory:", &connection, SQLITE_OPEN_READWRITE, NULL), ==,
                   SQLITE_OK);
  sqlite3_deserialize (connection, "main", copy, (sqlite3_int64)size, (sqlite3_int64)size,
                       SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  sqlite3_limit (connection, SQLITE_LIMIT_LENGTH, 1 << 20);
  sqlite3_limit (connection, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_progress_handler (connection, MAX_SQL_STEPS, stop_cb, NULL);
  sqlite3_exec (connection, "PRAGMA writable_schema = ON", NULL, NULL, NULL);
  sqlite3_exec (connection, sql, NULL, NULL, NULL);
  if (drop_digest)
    sqlite3_exec (connection, "UPDATE brief SET digest = ''", NULL, NULL, NULL);
  if (sqlite3_get_autocommit (connection) == 0)
    sqlite3_exec (connection, "COMMIT", NULL, NULL, NULL);
  sqlite3_progress_handler (connection, 0, NULL, NULL);
  changed = sqlite3_serialize (connection, "main", &changed_size, 0);
  bytes = g_bytes_new (changed, changed != NULL ? (gsize)changed_size : 0);
  sqlite3_free (changed);
  sqlite3_close (connection);
  return bytes;
}

/* Whether the tables are those of a brief and nothing else is there. */
static gboolean
has_plain_schema (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  unsigned char *copy = sqlite3_malloc64 (MAX (size, 1));
  sqlite3 *connection = NULL;
  sqlite3_stmt *statement = NULL;
  guint n_tables;
  const BrvSchemaTable *tables = brv_brief_schema_get_tables (&n_tables);
  guint n_found = 0;
  gboolean is_plain = TRUE;

  memcpy (copy, data, size);
  sqlite3_open_v2 (":memory:", &connection, SQLITE_OPEN_READWRITE, NULL);
  sqlite3_deserialize (connection, "main", copy, (sqlite3_int64)size, (sqlite3_int64)size,
                       SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
  if (sqlite3_prepare_v2 (connection, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL", -1,
                          &statement, NULL) == SQLITE_OK)
    {
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          const char *sql = (const char *)sqlite3_column_text (statement, 0);
          gboolean is_known = FALSE;

          for (guint i = 0; i < n_tables; i++)
            is_known |= g_strcmp0 (sql, tables[i].sql) == 0;
          is_plain &= is_known;
          n_found++;
        }
    }
  sqlite3_finalize (statement);
  sqlite3_close (connection);
  return is_plain && n_found == n_tables;
}

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == BRV_STORAGE_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  /* It says which file it is about. */
  g_assert_nonnull (strstr (error->message, "fuzz.brief"));
}

static void
read_all (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BrvBriefContents) contents = brv_brief_file_read (bytes, "fuzz.brief", NULL, &error);
  g_autoptr (BrvBrief) left = NULL;

  if (contents == NULL)
    check_error (error);
  else
    {
      g_assert_no_error (error);
      g_assert_true (has_plain_schema (bytes));
      for (guint i = 0; i < contents->checkpoints->len; i++)
        {
          g_autoptr (BrvBrief) state =
            brv_checkpoint_read (contents->checkpoints->pdata[i],
                                 brv_brief_get_id (contents->brief), contents->blobs, NULL);
        }
      for (guint i = 0; i < brv_history_get_n_steps (contents->history); i++)
        {
          g_autoptr (BrvChange) change =
            brv_journal_entry_dup_change (brv_history_get_step (contents->history, i), NULL);
        }
    }
  g_clear_error (&error);
  left = brv_salvage_read (bytes, "fuzz.brief", missing, NULL, &error);
  if (left == NULL)
    check_error (error);
}

static void
run_input (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = NULL;

  if (sample == NULL)
    sample = make_sample ();
  if (size < 2)
    return;
  switch ((Mode)(data[0] % N_MODES))
    {
    case MODE_BYTES:
      bytes = change_bytes (data + 1, size - 1);
      break;
    case MODE_SQL:
    case MODE_VALUES:
      {
        g_autofree char *sql = g_strndup ((const char *)data + 1, size - 1);

        bytes = run_sql (sql, data[0] % N_MODES == MODE_VALUES);
        break;
      }
    case MODE_FILE:
    case N_MODES:
    default:
      bytes = g_bytes_new (data + 1, size - 1);
      break;
    }
  read_all (bytes);
}

#define QUICK_US ((gint64)30 * G_USEC_PER_SEC)

/* What somebody might put into a file to make the reader do something, and what else is hostile. */
static const char *const hostile_sql[] = {
  "CREATE TRIGGER t AFTER INSERT ON block BEGIN DELETE FROM source; END",
  "CREATE VIEW v AS SELECT load_extension ('evil.so')",
  "CREATE VIEW v AS SELECT writefile ('/tmp/x', 'y')",
  "DROP TABLE block; CREATE VIEW block AS SELECT 0 AS section, 0 AS position, load_extension ('x') "
  "AS body",
  "CREATE TABLE more (a)",
  "CREATE INDEX i ON block (body)",
  "CREATE VIRTUAL TABLE f USING fts5 (a)",
  "CREATE TABLE brief2 (a GENERATED ALWAYS AS (load_extension ('x')))",
  "UPDATE sqlite_schema SET sql = sql || ' CHECK (load_extension (1))' WHERE name = 'block'",
  "UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'blob'",
  "UPDATE sqlite_schema SET rootpage = 1",
  "UPDATE sqlite_schema SET type = 'view' WHERE name = 'block'",
  "DELETE FROM sqlite_schema WHERE name = 'journal'",
  "INSERT INTO sqlite_schema VALUES ('trigger', 't', 'block', 0, 'CREATE TRIGGER t AFTER DELETE ON "
  "block BEGIN SELECT 1; END')",
  "PRAGMA user_version = 99",
  "PRAGMA user_version = -1",
  "PRAGMA application_id = 7",
  "PRAGMA encoding = 'UTF-16'",
  "INSERT INTO blob (sha256, bytes) VALUES ('x', zeroblob (900000))",
  "UPDATE blob SET bytes = zeroblob (1000000)",
  "UPDATE block SET body = '{' || substr (hex (zeroblob (400000)), 1)",
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO "
  "block SELECT 0, i + 100, '[' FROM n",
  "UPDATE block SET body = replace (hex (zeroblob (100000)), '00', '[')",
  "UPDATE source SET text = substr (text, 1, 3)",
  "UPDATE source SET text = CAST (x'ff00fe' AS TEXT)",
  "UPDATE source SET body = '{}'",
  "UPDATE brief SET id = ''",
  "UPDATE brief SET record = 'null'",
  "UPDATE brief SET n_undone = 1000000000000",
  "UPDATE brief SET n_undone = -1",
  "DELETE FROM brief",
  "INSERT INTO brief VALUES (1, '', '', 0, '', '')",
  "UPDATE section SET position = position * 1000000007",
  "UPDATE block SET section = 1000",
  "UPDATE section SET heading = ''",
  "UPDATE section SET id = (SELECT id FROM section LIMIT 1)",
  "INSERT INTO journal VALUES (0, 99, 0, '{}', '')",
  "INSERT INTO journal VALUES (0, 0, 0, "
  "'{\"splices\":[{\"kind\":\"blocks\",\"section\":99999999,\"at\":99999999}]}', '')",
  "UPDATE history SET change = '[[[[[[[[['",
  "UPDATE checkpoint SET body = '{\"record\":{},\"sections\":[\"x\"],\"sources\":[1]}'",
  "UPDATE checkpoint SET blobs = ' ' || blobs",
  "DELETE FROM blob",
};

#ifdef FUZZ_BRIEF

gsize LLVMFuzzerMutate (guint8 *data, gsize size, gsize max_size);
gsize LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize max_size, guint seed);

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  run_input (data, size);
  return 0;
}

/* Begins again with one of the seeds now and then. */
gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize max_size, guint seed)
{
  const char *sql = hostile_sql[seed / 97 % G_N_ELEMENTS (hostile_sql)];
  const gsize length = MIN (strlen (sql), max_size - 1);

  if (size > 1 && seed % 97 != 0)
    return LLVMFuzzerMutate (data, size, max_size);
  data[0] = seed / 7 % 2 == 0 ? MODE_SQL : MODE_VALUES;
  memcpy (data + 1, sql, length);
  return LLVMFuzzerMutate (data, length + 1, max_size);
}

#else

/* Each of them is refused, or says the same as before; none of them is run. */
static void
test_hostile_sql (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile_sql); i++)
    {
      for (guint mode = MODE_SQL; mode <= MODE_VALUES; mode++)
        {
          g_autofree char *input = g_strdup_printf ("%c%s", (char)mode, hostile_sql[i]);

          g_test_message ("%s", hostile_sql[i]);
          run_input ((const guint8 *)input, strlen (input));
        }
    }
}

/* Many small changes to a whole file, and cuts at every length. */
static void
test_variations (void)
{
  const guint n_rounds = g_test_slow () ? 20000 : 200;
  /* Where many tests run at once, fewer of them in the same time. */
  const gint64 end_us = g_get_monotonic_time () + QUICK_US;
  gsize size;

  for (guint i = 0; i < n_rounds && (g_test_slow () || g_get_monotonic_time () < end_us); i++)
    {
      guint8 input[1 + 3 * 8 + 2];
      gsize n = 1 + 3 * (gsize)g_test_rand_int_range (1, 9);

      for (gsize k = 0; k < sizeof input; k++)
        input[k] = (guint8)g_test_rand_int_range (0, 256);
      input[0] = MODE_BYTES;
      /* One flipped bit is the likeliest fault. */
      if (i % 2 == 0)
        {
          n = 4;
          input[3] = (guint8)(1 << (i % 8));
        }
      run_input (input, n + (i % 16 == 15 ? 2 : 0));
    }
  g_bytes_get_data (sample, &size);
  for (gsize cut = 0; cut < size; cut += g_test_slow () ? 97 : 15991)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (sample, 0, cut);

      read_all (bytes);
    }
}

/* The sample itself is whole, so that what is refused above is refused for what was done to it. */
static void
test_sample (void)
{
  g_autoptr (GBytes) bytes = make_sample ();
  g_autoptr (GBytes) mended = NULL;
  g_autoptr (BrvBriefContents) contents = NULL;
  g_autoptr (BrvBriefContents) changed = NULL;
  g_autoptr (GError) error = NULL;

  sample = make_sample ();
  g_assert_true (has_plain_schema (bytes));
  contents = brv_brief_file_read (bytes, "sample.brief", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (contents->checkpoints->len, ==, 1);
  g_assert_cmpuint (brv_history_get_n_steps (contents->history), ==, 1);
  mended = run_sql ("UPDATE section SET heading = 'Other' WHERE position = 0", TRUE);
  changed = brv_brief_file_read (mended, "sample.brief", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (brv_section_get_heading (brv_brief_get_section (changed->brief, 0)), ==,
                   "Other");
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/storage/fuzz-brief/sample", test_sample);
  g_test_add_func ("/storage/fuzz-brief/hostile-sql", test_hostile_sql);
  g_test_add_func ("/storage/fuzz-brief/variations", test_variations);
  return fixture_run ();
}

#endif
