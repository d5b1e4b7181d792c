/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is left of a damaged brief opens, says what is missing, and leaves the file alone. */

#define _GNU_SOURCE /* memmem */

#include "storage-fixture.h"

#include <sqlite3.h>
#include <string.h>

#define PAGE_SIZE   4096
#define HEADER_SIZE 100
#define N_SOURCES   12
#define N_FUZZ      60

static char *
make_file (Fixture *fixture, const BrvBrief *brief, gsize *size)
{
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_new (brief, &error);
  char *bytes;

  g_assert_no_error (error);
  g_assert_true (brv_store_save (store, fixture->path, brief, NULL, &error));
  g_assert_finalize_object (store);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, size, NULL));
  return bytes;
}

/* Some long sources, so that each table has pages of its own. */
static BrvBrief *
make_brief (void)
{
  g_autoptr (BrvBrief) start = fixture_make_brief (N_SOURCES, 3000);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);

  for (guint i = 0; i < N_SOURCES; i++)
    g_ptr_array_add (sources, fixture_make_long_source (brv_brief_get_source (start, i), 2 + i));
  return brv_brief_splice_sources (start, N_SOURCES, 0, (BrvSource **)sources->pdata, sources->len);
}

static guint
count_blocks (const BrvBrief *brief)
{
  guint n = 0;

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    n += brv_section_get_n_blocks (brv_brief_get_section (brief, i));
  return n;
}

static gboolean
is_said (GPtrArray *missing, const char *words)
{
  for (guint i = 0; i < missing->len; i++)
    {
      if (strstr (g_ptr_array_index (missing, i), words) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Puts @bytes into the file and reads what is left, or gives NULL. */
static BrvBrief *
salvage (Fixture *fixture, const char *bytes, gsize size, GPtrArray *missing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvStore) store = NULL;
  g_autofree char *after = NULL;
  gsize after_size;

  g_ptr_array_set_size (missing, 0);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)size, NULL));
  store = brv_store_salvage (fixture->path, missing, NULL, &error);
  g_assert_true ((store == NULL) == (error != NULL));
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_size, NULL));
  g_assert_cmpmem (bytes, size, after, after_size);
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
  if (error != NULL)
    g_assert_true (error->domain == BRV_STORAGE_ERROR);
  return store != NULL ? brv_brief_ref (brv_store_get_brief (store)) : NULL;
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = make_brief ();
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BrvBrief) found = NULL;
  gsize size;
  g_autofree char *bytes = make_file (fixture, brief, &size);

  found = salvage (fixture, bytes, size, missing);
  g_assert_true (brv_brief_equal (found, brief));
  g_assert_cmpuint (missing->len, ==, 0);
}

/* Each page in turn is lost; it takes only what was on it. */
static void
test_lost_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = make_brief ();
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  gsize size;
  g_autofree char *bytes = make_file (fixture, brief, &size);
  guint n_pages = (guint)(size / PAGE_SIZE);
  guint n_sources = 0;
  guint n_blocks = 0;

  for (guint page = 0; page < n_pages; page++)
    {
      g_autofree char *hurt = g_memdup2 (bytes, size);
      gsize kept = page == 0 ? HEADER_SIZE : 0;
      g_autoptr (BrvBrief) found = NULL;

      memset (hurt + page * PAGE_SIZE + kept, 0xff, PAGE_SIZE - kept);
      found = salvage (fixture, hurt, size, missing);
      g_assert_nonnull (found);
      g_assert_true (is_said (missing, "undo history"));
      g_assert_cmpuint (missing->len, >, 1);
      n_sources += brv_brief_get_n_sources (found);
      n_blocks += count_blocks (found);
      if (brv_brief_get_n_sources (found) < brv_brief_get_n_sources (brief))
        g_assert_true (is_said (missing, "ources") || is_said (missing, "1 source"));
      if (count_blocks (found) < count_blocks (brief))
        g_assert_true (is_said (missing, "paragraph") || is_said (missing, "end of"));
    }
  g_test_message ("%u pages: %.1f of %u sources and %.1f of %u blocks are left on the mean",
                  n_pages, (double)n_sources / n_pages, brv_brief_get_n_sources (brief),
                  (double)n_blocks / n_pages, count_blocks (brief));
  g_assert_cmpuint (n_sources, >, n_pages * brv_brief_get_n_sources (brief) * 9 / 10);
  g_assert_cmpuint (n_blocks, >, n_pages * count_blocks (brief) * 9 / 10);
}

/* A file that was cut off, as a full disk or a broken copy leaves it. */
static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = make_brief ();
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  gsize size;
  g_autofree char *bytes = make_file (fixture, brief, &size);
  guint n_before = G_MAXUINT;

  for (guint tenths = 9; tenths >= 3; tenths--)
    {
      g_autoptr (BrvBrief) found = salvage (fixture, bytes, size * tenths / 10, missing);
      guint n_sources;

      g_assert_nonnull (found);
      n_sources = brv_brief_get_n_sources (found);
      g_test_message ("%u tenths: %u sources, %u blocks", tenths, n_sources, count_blocks (found));
      g_assert_cmpuint (missing->len, >, 1);
      g_assert_cmpuint (n_sources, <=, n_before);
      n_before = n_sources;
    }
  g_assert_null (salvage (fixture, bytes, HEADER_SIZE, missing));
  g_assert_null (salvage (fixture, bytes, 0, missing));
  g_assert_null (salvage (fixture, "An article.\n", 12, missing));
}

static char *
find_bytes (char *bytes, gsize size, const void *wanted, gsize wanted_size)
{
  char *at = memmem (bytes, size, wanted, wanted_size);

  g_assert_nonnull (at);
  return at;
}

/* A source whose original is not what it was keeps its words, and is marked. */
static void
test_changed_original (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (3, 500);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BrvBrief) found = NULL;
  const BrvSource *source = brv_brief_get_source (brief, 1);
  gsize size, original_size;
  g_autofree char *bytes = make_file (fixture, brief, &size);
  gconstpointer original = g_bytes_get_data (brv_source_get_original (source), &original_size);
  char *at = find_bytes (bytes, size, original, original_size);

  at[250] ^= 1;
  /* The bytes alone do not damage the database; a row beside them does. */
  at = find_bytes (bytes, size, "Sea lanes 0\nThe strait", 22);
  at[12] = '\xff';
  found = salvage (fixture, bytes, size, missing);
  g_assert_nonnull (found);
  g_assert_true (is_said (missing, "original of “Sea lanes 1”"));
  g_assert_false (is_said (missing, "original of “Sea lanes 2”"));
  g_assert_true (is_said (missing, "Letters in the text of “Sea lanes 0”"));
  g_assert_cmpuint (brv_brief_get_n_sources (found), ==, 3);
  g_assert_true (brv_source_is_incomplete (brv_brief_get_source (found, 0)));
  g_assert_true (brv_source_is_incomplete (brv_brief_get_source (found, 1)));
  g_assert_false (brv_source_is_incomplete (brv_brief_get_source (found, 2)));
  g_assert_cmpstr (brv_source_get_text (brv_brief_get_source (found, 1)), ==,
                   brv_source_get_text (source));
  g_assert_nonnull (
    strstr (brv_source_get_text (brv_brief_get_source (found, 0)), "\n?he strait narrows"));
}

/* What somebody else put into the file is neither run nor taken over. */
static void
test_hostile_schema (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (2, 100);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BrvBrief) found = NULL;
  gsize size;
  g_autofree char *bytes = make_file (fixture, brief, &size);
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database,
                                 "CREATE VIEW planted AS SELECT load_extension ('x') FROM block",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
  g_clear_pointer (&bytes, g_free);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  found = salvage (fixture, bytes, size, missing);
  g_assert_true (found == NULL || brv_brief_equal (found, brief));
}

static void
test_fuzz (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = make_brief ();
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  gsize size;
  g_autofree char *bytes = make_file (fixture, brief, &size);
  guint n_left = 0;
  guint n = g_test_slow () ? N_FUZZ * 20 : N_FUZZ;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *hurt = g_memdup2 (bytes, size);
      g_autoptr (BrvBrief) found = NULL;

      for (gint k = g_test_rand_int_range (1, 9); k > 0; k--)
        {
          gsize at = (gsize)g_test_rand_int_range (0, (gint)size);

          if (k % 2 == 0)
            at = at / PAGE_SIZE * PAGE_SIZE + (gsize)g_test_rand_int_range (0, 120);
          if (k % 3 == 0)
            memmove (hurt + at / PAGE_SIZE * PAGE_SIZE,
                     hurt + (gsize)g_test_rand_int_range (0, (gint)(size / PAGE_SIZE)) * PAGE_SIZE,
                     PAGE_SIZE);
          else
            hurt[at] = (char)g_test_rand_int_range (0, 256);
        }
      found = salvage (fixture, hurt, size, missing);
      n_left += found != NULL;
    }
  g_test_message ("of %u hurt files something is left of %u", n, n_left);
  g_assert_cmpuint (n_left, >, n / 2);
}

#define ADD(name, function) \
  g_test_add ("/storage/salvage/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("whole", test_whole);
  ADD ("lost-page", test_lost_page);
  ADD ("truncated", test_truncated);
  ADD ("changed-original", test_changed_original);
  ADD ("hostile-schema", test_hostile_schema);
  ADD ("fuzz", test_fuzz);
  return fixture_run ();
}
