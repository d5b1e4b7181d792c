/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage-fixture.h"
#include "storage/brv-library-snippet.h"
#include "storage/brv-library.h"

typedef struct
{
  const char *title;
  const char *author;
  const char *publisher;
  const char *date;
  const char *language;
  const char *text;
} Article;

static const Article articles[] = {
  { "Harbour dues", "Ada Quill", "The Pilot", "2023-11-02", "en",
    "The harbour office doubled its dues for tankers." },
  { "Zölle am Rhein", "Ödön Müller", "Rheinblatt", "2024-02", "de-AT",
    "Die Zölle am Rhein stiegen über Nacht." },
  { "海運の話", "", "港新聞", "2024", "ja", "東京港の水先案内人は夜も働く。" },
  { "Pilots and tides", "Ada Quill", "Strait Review", "2024-05-17", "en",
    "Pilots wait for the tide; harbour tugs do not." },
  { "Undated leaf", "", "", "", "", "A leaf without a date tells of tankers and tugs." },
};

static BrvSource *
make_article (const Article *article)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s", article->title, article->text);
  gsize title_end = strlen (article->title);
  const BrvSourceBlock blocks[] = {
    { .range = { 0, title_end }, .role = BRV_ROLE_TITLE, .page = -1, .image = -1 },
    { .range = { title_end + 1, strlen (text) },
      .role = BRV_ROLE_PARAGRAPH,
      .kept = TRUE,
      .page = -1,
      .image = 0 },
  };
  const struct
  {
    BrvSourceField field;
    const char *value;
  } values[] = {
    { BRV_SOURCE_FIELD_TITLE, article->title },
    { BRV_SOURCE_FIELD_AUTHORS, article->author },
    { BRV_SOURCE_FIELD_PUBLISHER, article->publisher },
    { BRV_SOURCE_FIELD_DATE, article->date },
    { BRV_SOURCE_FIELD_LANGUAGE, article->language },
  };
  g_autoptr (GBytes) original = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) picture = g_bytes_new_static ("\xff\xd8picture", 9);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  const BrvSourceImage images[] = { { sha256, "image/jpeg", "A tug", picture, 40, 30 } };
  BrvRecord *record = brv_record_new ();
  BrvSource *source;
  BrvSourceParts parts;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      BrvRecord *next;

      if (*values[i].value == '\0')
        continue;
      next = brv_record_with (record, values[i].field, values[i].value, BRV_EVIDENCE_META);
      brv_record_unref (record);
      record = next;
    }
  parts = (BrvSourceParts){ .id = brv_id_new (),
                            .original = original,
                            .format = "text/html",
                            .origin = "/tmp/a.html",
                            .record = record,
                            .text = text,
                            .blocks = blocks,
                            .n_blocks = G_N_ELEMENTS (blocks),
                            .images = images,
                            .n_images = 1 };
  source = brv_source_new (&parts);
  brv_record_unref (record);
  return source;
}

static BrvLibrary *
open_library_with (const BrvLibraryOptions *options)
{
  g_autoptr (GError) error = NULL;
  BrvLibrary *library = brv_library_open (options, &error);

  g_assert_no_error (error);
  return library;
}

static BrvLibrary *
open_library (Fixture *fixture, gboolean read_only)
{
  return open_library_with (
    &(BrvLibraryOptions){ .folder = fixture->folder, .read_only = read_only });
}

static void
fill (BrvLibrary *library)
{
  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      g_autoptr (BrvSource) source = make_article (&articles[i]);
      g_autoptr (GError) error = NULL;
      const BrvSource *sources[] = { source };
      gint64 id = 0;
      guint n_new = 0;

      g_assert_true (brv_library_add (library, sources, 1, &id, &n_new, &error));
      g_assert_no_error (error);
      g_assert_cmpint (id, ==, i + 1);
      g_assert_cmpuint (n_new, ==, 1);
    }
}

/* The hits as their numbers: "4 1". */
static char *
find (BrvLibrary *library, const char *typed, BrvLibraryOrder order, guint limit)
{
  g_autoptr (BrvLibraryQuery) query = brv_library_query_parse (typed);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = brv_library_search (library, query, order, limit, NULL, &error);
  GString *list = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (hits, gint64, i));
  return g_string_free (list, FALSE);
}

static void
assert_finds (BrvLibrary *library, const char *typed, const char *expected)
{
  g_autofree char *found = find (library, typed, BRV_LIBRARY_ORDER_ADDED, 0);

  if (g_utf8_strlen (typed, -1) < 200)
    g_test_message ("%s", typed);
  g_assert_cmpstr (found, ==, expected);
}

static const struct
{
  const char *typed;
  const char *hits;
} searches[] = {
  { "", "5 4 3 2 1" },
  { "   ", "5 4 3 2 1" },
  { "harbour", "4 1" },
  { "harb", "4 1" },
  { "harb ", "" },
  { "harb*", "4 1" },
  { "harb* tug", "4" },
  { "HARBOUR dues ", "1" },
  { "zolle", "2" },
  { "ZÖLLE", "2" },
  { "muller ", "2" },
  { "“harbour tugs”", "4" },
  { "\"tugs harbour\"", "" },
  { "\"tankers and tu", "5" },
  { "tankers -harbour", "5" },
  { "-harbour", "5 4 3 2 1" },
  { "tugs -tide -leaf", "" },
  { "title:pilots", "4" },
  { "title:tide", "4" },
  { "title:wait", "" },
  { "author:quill", "4 1" },
  { "author:\"ada quill\" publisher:pilot", "1" },
  { "publisher:review ", "4" },
  { "after:2024", "4 3 2" },
  { "after:2024-03", "4 3" },
  { "before:2024", "1" },
  { "before:2024-03-01 after:2023", "3 2 1" },
  { "date:2024-05", "4" },
  { "after:20", "5 4 3 2 1" },
  { "language:de", "2" },
  { "language:d", "" },
  { "harbour after:2024", "4" },
  { "東京", "3" },
  { "水先案内 ", "3" },
  { "案水", "" },
  { "港", "3" },
  { "used:no", "5 4 3 2 1" },
  { "used:yes", "" },
  { "nofield:harbour", "" },
  { "a:b:c", "" },
  { "\"", "5 4 3 2 1" },
  { "*", "5 4 3 2 1" },
  { "NOT", "4" },
  { "tugs AND", "5 4" },
  { "tide) OR (leaf", "" },
  { "'; DROP TABLE source; --", "" },
  { "^tide", "4" },
  { "{title} : pilots", "" },
  { "-", "5 4 3 2 1" },
  { "- tugs", "5 4" },
  { "title:", "" },
  { "«harbour tugs»", "4" },
  { "„harbour dues”", "1" },
  { "-title:harbour tugs", "5 4" },
  { "before:1850", "" },
  { "before:1850 harbour", "" },
  { "after:1700 harbour", "4 1" },
  { "after:2020 after:2024-03 harbour", "4" },
  { "before:2024-06 before:2024 harbour", "1" },
  { "-after:2024 harbour", "1" },
  { "after:2024-3x harbour", "4 1" },
  { "after:20x4 harbour", "4 1" },
  { "is:sound", "5 4 3 2 1" },
  { "harbour harbour harbour harbour harbour harbour harbour harbour harbour harbour harbour "
    "harbour"
    " harbour harbour harbour harbour harbour harbour harbour harbour harbour harbour harbour"
    " harbour harbour harbour harbour harbour harbour harbour harbour harbour harbour dues ",
    "4 1" },
  { "after:2001 after:2002 after:2003 after:2004 after:2005 after:2006 after:2007 after:2008"
    " after:2009 after:2010 after:2011 after:2012 after:2024 harbour",
    "4 1" },
  { "\xff", "5 4 3 2 1" },
  { "tugs\"OR\"leaf", "" },
  { "do\"not", "4" },
  { "text:wait", "4" },
  { "text:zölle", "2" },
  { "text:muller", "" },
};

static void
assert_searches (BrvLibrary *library)
{
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    assert_finds (library, searches[i].typed, searches[i].hits);
}

static void
assert_orders (BrvLibrary *library)
{
  const struct
  {
    const char *typed;
    BrvLibraryOrder order;
    guint limit;
    const char *hits;
  } cases[] = {
    { "", BRV_LIBRARY_ORDER_DATE, 0, "4 2 3 1 5" },
    { "after:2023", BRV_LIBRARY_ORDER_TITLE, 0, "1 4 2 3" },
    { "", BRV_LIBRARY_ORDER_RELEVANCE, 2, "5 4" },
    /* The title counts more than the text. */
    { "harbour", BRV_LIBRARY_ORDER_RELEVANCE, 0, "1 4" },
    { "harbour", BRV_LIBRARY_ORDER_RELEVANCE, 1, "1" },
    { "harbour used:yes", BRV_LIBRARY_ORDER_RELEVANCE, 0, "" },
    { "harbour", BRV_LIBRARY_ORDER_ADDED, 1, "4" },
    { "a*", BRV_LIBRARY_ORDER_DATE, 0, "4 2 1 5" },
    { "a*", BRV_LIBRARY_ORDER_DATE, 2, "4 2" },
    { "a*", BRV_LIBRARY_ORDER_TITLE, 0, "1 4 5 2" },
    { "a* after:2024", BRV_LIBRARY_ORDER_TITLE, 0, "4 2" },
    { "nowhere", BRV_LIBRARY_ORDER_TITLE, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *hits = find (library, cases[i].typed, cases[i].order, cases[i].limit);

      g_test_message ("%s, %u", cases[i].typed, cases[i].order);
      g_assert_cmpstr (hits, ==, cases[i].hits);
    }
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);

  fill (library);
  assert_searches (library);
  assert_orders (library);
}

/* A window of time that is open hides nothing that lies far off. */
static void
test_windows (Fixture *fixture, gconstpointer data)
{
  static const Article dated[] = {
    { "Ledger", "", "", "1850-06-01", "", "harbour" },
    { "Almanac", "", "", "1900", "", "harbour" },
    { "Register", "", "", "1999-12", "", "harbour" },
    { "Notice", "", "", "2024-02-03", "", "harbour" },
    { "Forecast", "", "", "2031", "", "harbour" },
    { "Far", "", "", "2206-01-01", "", "harbour" },
  };
  const struct
  {
    const char *typed;
    const char *hits;
  } cases[] = {
    { "harbour before:1850", "" },
    { "harbour before:1851", "1" },
    { "harbour before:1900", "1" },
    { "harbour before:1901", "2 1" },
    { "harbour before:2024-02", "3 2 1" },
    { "harbour before:9999", "6 5 4 3 2 1" },
    { "harbour after:1600", "6 5 4 3 2 1" },
    { "harbour after:1850-07", "6 5 4 3 2" },
    { "harbour after:1999-12-31", "6 5 4 3" },
    { "harbour after:2024-03", "6 5" },
    { "harbour after:2032", "6" },
    { "harbour after:2206-02", "" },
    { "harbour after:9999", "" },
    { "harbour after:1899 before:1951", "2" },
    { "harbour after:2025 before:2024", "" },
    { "after:2024-13 harbour", "6 5" },
    { "before:2025-00 harbour", "4 3 2 1" },
    { "before:2024 after:1990 before:2030 after:1900", "3" },
  };
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (dated); i++)
    {
      g_autoptr (BrvSource) source = make_article (&dated[i]);
      const BrvSource *sources[] = { source };
      g_autoptr (GError) error = NULL;

      g_assert_true (brv_library_add (library, sources, 1, NULL, NULL, &error));
      g_assert_no_error (error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_finds (library, cases[i].typed, cases[i].hits);
}

/* However much is pasted into the field, it finds or does not. */
static void
test_pasted (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *piece;
    guint n;
    const char *rest;
    const char *hits;
  } cases[] = {
    { "used:no ", 500, "harbour", "4 1" },
    { "is:withdrawn ", 500, "harbour", "" },
    { "-used:yes ", 500, "", "5 4 3 2 1" },
    { "language:en ", 500, "harbour", "4 1" },
    /* What is too much is not looked at, and does not become another condition. */
    { "language:en ", 12, "after:2024 harbour", "4 1" },
    { "-zzz ", 500, "harbour", "4 1" },
    { "tag:", 500, "harbour", "" },
    { "\"", 501, "harbour", "4 1" },
    { "harbour ", 5000, "", "4 1" },
    { "before:2024 ", 100, "harbour", "1" },
    { "after:1700 before:2100 ", 50, "harbour", "4 1" },
    { "港", 5000, "", "" },
  };
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);
  g_autoptr (BrvLibraryQuery) none = brv_library_query_parse (NULL);

  g_assert_null (brv_library_query_get_match (none));
  g_assert_null (brv_library_query_get_condition (none));
  fill (library);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) typed = g_string_new (NULL);

      for (guint k = 0; k < cases[i].n; k++)
        g_string_append (typed, cases[i].piece);
      g_string_append (typed, cases[i].rest);
      assert_finds (library, typed->str, cases[i].hits);
    }
}

/* Sources without an original, with an image of which only the place is known, and of no author. */
static void
test_bare (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "Bare leaf";
  const BrvSourceBlock blocks[] = {
    { .range = { 0, strlen (text) }, .role = BRV_ROLE_PARAGRAPH, .page = -1, .image = 0 },
  };
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "lost", -1);
  const BrvSourceImage images[] = { { sha256, "image/jpeg", "A tug", NULL, 0, 0 } };
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (BrvSource) source = brv_source_new (&(BrvSourceParts){ .id = brv_id_new (),
                                                                    .original = nothing,
                                                                    .format = "text/plain",
                                                                    .origin = "",
                                                                    .record = record,
                                                                    .text = text,
                                                                    .blocks = blocks,
                                                                    .n_blocks = 1,
                                                                    .images = images,
                                                                    .n_images = 1 });
  const BrvSource *sources[] = { source };
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);
  g_autoptr (BrvSource) read = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_assert_true (brv_library_add (library, sources, 1, &id, NULL, &error));
  g_assert_no_error (error);
  read = brv_library_read_source (library, id, &error);
  g_assert_no_error (error);
  g_assert_true (brv_source_equal (source, read));
  g_assert_true (brv_library_find (library, source, &id, &error));
  g_assert_true (brv_library_remove (library, id, &error));
  g_assert_no_error (error);
  g_assert_true (brv_library_find (library, source, &id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (id, ==, 0);
}

/* An index of many parts finds the same, also when it is made anew. */
static void
test_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvLibrary) library =
    open_library_with (&(BrvLibraryOptions){ .folder = fixture->folder, .part_sources = 2 });
  const char *const tags[] = { "north", NULL };
  g_autoptr (GError) error = NULL;

  fill (library);
  for (guint round = 0; round < 2; round++)
    {
      assert_searches (library);
      assert_orders (library);
      g_assert_true (brv_library_set_tags (library, 2, tags, &error));
      assert_finds (library, "tag:north", "2");
      g_assert_true (brv_library_set_tags (library, 2, tags + 1, &error));
      assert_finds (library, "tag:north", "");
      g_assert_true (brv_library_rebuild_index (library, NULL, &error));
      g_assert_no_error (error);
    }
  g_assert_true (brv_library_remove (library, 4, &error));
  assert_finds (library, "harbour", "1");
}

/* The pieces that a part of the index was written in, as FTS5 has them. */
static guint
count_pieces (Fixture *fixture, const char *part)
{
  g_autofree char *file = g_build_filename (fixture->folder, "library.db", NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT count(DISTINCT segid) FROM %s_idx", part);
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  guint n;

  g_assert_cmpint (sqlite3_open_v2 (file, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = (guint)sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return n;
}

/* Full parts come to be in one piece and find the same; the last one is left alone. */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  const BrvLibraryOptions options = { .folder = fixture->folder, .part_sources = 2 };
  const char *const tags[] = { "north", NULL };
  g_autoptr (BrvLibrary) library = open_library_with (&options);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fill (library);
  g_cancellable_cancel (cancellable);
  g_assert_false (brv_library_merge (library, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (count_pieces (fixture, "word"), ==, 2);
  for (guint round = 0; round < 2; round++)
    {
      g_assert_true (brv_library_merge (library, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_pieces (fixture, "word"), ==, 1);
      g_assert_cmpuint (count_pieces (fixture, "word_1"), ==, 1);
      assert_searches (library);
      assert_orders (library);
    }
  /* What is written to a part later is another piece of it. */
  g_assert_true (brv_library_set_tags (library, 2, tags, &error));
  assert_finds (library, "tag:north", "2");
  g_assert_cmpuint (count_pieces (fixture, "word"), >, 1);
  g_assert_true (brv_library_merge (library, NULL, &error));
  g_assert_cmpuint (count_pieces (fixture, "word"), ==, 1);
  assert_finds (library, "tag:north", "2");
  {
    g_autoptr (BrvLibrary) reader = open_library (fixture, TRUE);

    g_assert_false (brv_library_merge (reader, NULL, &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
  }
}

static void
test_warm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvLibrary) library =
    open_library_with (&(BrvLibraryOptions){ .folder = fixture->folder, .part_sources = 2 });
  g_autoptr (BrvLibrary) reader = open_library (fixture, TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (brv_library_warm (reader, NULL, &error));
  g_assert_no_error (error);
  fill (library);
  g_assert_true (brv_library_warm (library, NULL, &error));
  g_assert_true (brv_library_warm (reader, NULL, &error));
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_false (brv_library_warm (library, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Which pages of a file are in the system's cache; where they cannot be put out of it, all are. */
static gboolean
is_cached (const char *path, gboolean wants_out)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  off_t size = lseek (fd, 0, SEEK_END);
  gsize n_pages = ((gsize)size + 4095) / 4096;
  g_autofree guchar *pages = g_malloc (n_pages);
  gpointer map;
  gboolean all = TRUE;

  if (wants_out)
    {
      g_assert_cmpint (fsync (fd), ==, 0);
      posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
    }
  map = mmap (NULL, (gsize)size, PROT_READ, MAP_SHARED, fd, 0);
  g_assert_true (map != MAP_FAILED);
  g_assert_cmpint (mincore (map, (gsize)size, pages), ==, 0);
  for (gsize i = 0; i < n_pages; i++)
    all = all && (pages[i] & 1) != 0;
  munmap (map, (gsize)size);
  close (fd);
  return all;
}

/* Before the first search the whole file is read, from its last page to its first. */
static void
test_warm_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "library.db", NULL);
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);
  g_autoptr (GError) error = NULL;

  fill (library);
  brv_library_unref (g_steal_pointer (&library));
  if (is_cached (file, TRUE))
    {
      g_test_skip ("this file system keeps its files in memory");
      return;
    }
  library = open_library (fixture, TRUE);
  g_assert_true (brv_library_warm (library, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&library, brv_library_unref);
  g_assert_true (is_cached (file, FALSE));
}

/* Many at once are in the order in which they were given. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N = 150
  };
  g_autoptr (BrvLibrary) library =
    open_library_with (&(BrvLibraryOptions){ .folder = fixture->folder, .part_sources = 40 });
  const BrvSource *sources[N];
  gint64 ids[N];
  guint n_new = 0;
  gboolean is_complete = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibraryQuery) query = brv_library_query_parse ("leaf");

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *title = g_strdup_printf ("Leaf %u", i);

      sources[i] = make_article (&(Article){ title, "", "", "", "", "Nothing." });
    }
  g_assert_true (brv_library_add (library, sources, N, ids, &n_new, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_new, ==, N);
  for (guint i = 0; i < N; i++)
    {
      g_assert_cmpint (ids[i], ==, i + 1);
      brv_source_unref ((BrvSource *)sources[i]);
    }
  {
    g_autoptr (GArray) all =
      brv_library_search_first (library, query, 2 * N, 60000, &is_complete, NULL, &error);
    g_autoptr (GArray) some = NULL;

    g_assert_cmpuint (all->len, ==, N);
    g_assert_true (is_complete);
    /* Without patience, what is found is enough. */
    some = brv_library_search_first (library, query, 2 * N, 0, &is_complete, NULL, &error);
    g_assert_cmpuint (some->len, >, 0);
    g_assert_cmpuint (some->len, <, N);
    g_assert_false (is_complete);
    g_assert_cmpint (g_array_index (some, gint64, 0), ==, N);
  }
}

/* As version 1 had it: one index. */
static void
test_upgrade (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "library.db", NULL);
  sqlite3 *handle = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);

    fill (library);
  }
  g_assert_cmpint (sqlite3_open (file, &handle), ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_exec (handle, "DROP TABLE part; PRAGMA user_version = 1", NULL, NULL, NULL), ==,
    SQLITE_OK);
  sqlite3_close (handle);
  {
    g_autoptr (BrvLibrary) reader = open_library (fixture, TRUE);

    assert_finds (reader, "harbour", "4 1");
  }
  {
    g_autoptr (BrvLibrary) library =
      open_library_with (&(BrvLibraryOptions){ .folder = fixture->folder, .part_sources = 2 });
    g_autoptr (BrvSource) source = make_article (&(Article){ "Quay", "", "", "", "", "harbour" });
    const BrvSource *sources[] = { source };
    g_autoptr (GError) error = NULL;

    assert_searches (library);
    g_assert_true (brv_library_add (library, sources, 1, NULL, NULL, &error));
    g_assert_no_error (error);
    assert_finds (library, "harbour", "6 4 1");
  }
}

static void
test_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);
  g_autoptr (BrvSource) again = make_article (&articles[1]);
  const BrvSource *sources[] = { again, again };
  g_autoptr (GError) error = NULL;
  gint64 ids[2] = { 0, 0 };
  guint n_new = 9;
  guint64 n_sources = 0;
  gint64 found = 0;

  fill (library);
  g_assert_true (brv_library_add (library, sources, 2, ids, &n_new, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ids[0], ==, 2);
  g_assert_cmpint (ids[1], ==, 2);
  g_assert_cmpuint (n_new, ==, 0);
  g_assert_true (brv_library_count (library, &n_sources, &error));
  g_assert_cmpuint (n_sources, ==, G_N_ELEMENTS (articles));
  g_assert_true (brv_library_find (library, again, &found, &error));
  g_assert_cmpint (found, ==, 2);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvSource) source = make_article (&articles[1]);
  const BrvSource *sources[] = { source };
  g_autoptr (GError) error = NULL;
  gint64 id = 0;
  struct stat about;
  g_autofree char *file = g_build_filename (fixture->folder, "library.db", NULL);

  {
    g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);

    g_assert_true (brv_library_add (library, sources, 1, &id, NULL, &error));
  }
  {
    g_autoptr (BrvLibrary) library = open_library (fixture, TRUE);
    g_autoptr (BrvSource) read = brv_library_read_source (library, id, &error);
    g_autoptr (BrvLibraryEntry) entry = NULL;
    g_autofree char *text = NULL;

    g_assert_no_error (error);
    g_assert_true (brv_source_equal (source, read));
    g_assert_true (
      g_bytes_equal (brv_source_get_original (source), brv_source_get_original (read)));
    entry = brv_library_read_entry (library, id, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (entry->title, ==, "Zölle am Rhein");
    g_assert_cmpstr (entry->authors, ==, "Ödön Müller");
    g_assert_cmpstr (entry->publisher, ==, "Rheinblatt");
    g_assert_cmpstr (entry->date, ==, "2024-02");
    g_assert_true (brv_id_equal (entry->source_id, brv_source_get_id (source)));
    text = brv_library_read_text (library, id, &error);
    g_assert_cmpstr (text, ==, brv_source_get_text (source));
    g_assert_null (brv_library_read_source (library, 99, &error));
    g_assert_nonnull (error);
    g_clear_error (&error);
    g_assert_false (brv_library_set_note (library, id, "no", &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
    g_clear_error (&error);
    g_assert_false (brv_library_add (library, sources, 1, NULL, NULL, &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
  }
  /* Nobody else may read what an analyst collects. */
  g_assert_cmpint (g_stat (file, &about), ==, 0);
  g_assert_cmpuint (about.st_mode & 0777, ==, 0600);
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  const char *const tags[] = { "north", " sea lanes ", "", "north", NULL };
  const char *const none[] = { NULL };
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);
  g_autoptr (BrvLibraryEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  fill (library);
  g_assert_true (brv_library_set_tags (library, 1, tags, &error));
  g_assert_true (brv_library_set_note (library, 1, "Compare with the tide tables", &error));
  g_assert_true (brv_library_set_grade (library, 1, "B2", &error));
  g_assert_no_error (error);
  entry = brv_library_read_entry (library, 1, &error);
  g_assert_cmpuint (g_strv_length (entry->tags), ==, 2);
  g_assert_cmpstr (entry->tags[0], ==, "north");
  g_assert_cmpstr (entry->tags[1], ==, "sea lanes");
  g_assert_cmpstr (entry->note, ==, "Compare with the tide tables");
  g_assert_cmpstr (entry->grade, ==, "B2");
  assert_finds (library, "tag:north", "1");
  assert_finds (library, "tag:\"sea lanes\"", "1");
  assert_finds (library, "note:tables", "1");
  assert_finds (library, "tables", "1");
  assert_finds (library, "grade:b", "1");
  assert_finds (library, "grade:2", "1");
  assert_finds (library, "grade:A1", "");

  {
    const char *const grades[] = { "A", "F6", "1", "A1", "F", "6", "" };

    for (guint i = 0; i < G_N_ELEMENTS (grades); i++)
      {
        g_autoptr (BrvLibraryEntry) graded = NULL;

        g_assert_true (brv_library_set_grade (library, 2, grades[i], &error));
        graded = brv_library_read_entry (library, 2, &error);
        g_assert_cmpstr (graded->grade, ==, grades[i]);
      }
  }

  /* What is taken back is no longer found, and the text still is. */
  g_assert_true (brv_library_set_tags (library, 1, none, &error));
  g_assert_true (brv_library_set_note (library, 1, "", &error));
  assert_finds (library, "north", "");
  assert_finds (library, "tables", "");
  assert_finds (library, "dues", "1");
}

static void
test_standing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);
  g_autoptr (BrvLibraryEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  fill (library);
  g_assert_true (
    brv_library_set_standing (library, 1, BRV_LIBRARY_REPLACED, 4, "Corrected", &error));
  g_assert_true (brv_library_set_standing (library, 2, BRV_LIBRARY_WITHDRAWN, 0, "", &error));
  g_assert_no_error (error);
  entry = brv_library_read_entry (library, 1, &error);
  g_assert_cmpint (entry->standing, ==, BRV_LIBRARY_REPLACED);
  g_assert_cmpint (entry->replaced_by, ==, 4);
  g_assert_cmpstr (entry->reason, ==, "Corrected");
  assert_finds (library, "is:replaced", "1");
  assert_finds (library, "is:withdrawn", "2");

  /* One that is not there is not withdrawn. */
  g_assert_false (brv_library_set_standing (library, 99, BRV_LIBRARY_WITHDRAWN, 0, "", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (brv_library_set_grade (library, 99, "B2", &error));
  g_assert_nonnull (error);
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);
  g_autoptr (BrvSource) first = make_article (&articles[0]);
  g_autoptr (BrvSource) second = make_article (&articles[1]);
  const char *hashes[] = { brv_source_get_bytes_sha256 (first),
                           brv_source_get_bytes_sha256 (second) };
  const guint n_quotes[] = { 3, 0 };
  g_autoptr (GPtrArray) usage = NULL;
  g_autoptr (GError) error = NULL;
  BrvId brief = brv_id_new ();

  fill (library);
  g_assert_true (brv_library_set_usage (library, brief, "North", "/home/a/north.brief", hashes,
                                        n_quotes, 2, &error));
  g_assert_no_error (error);
  usage = brv_library_list_usage (library, 1, &error);
  g_assert_cmpuint (usage->len, ==, 1);
  g_assert_cmpuint (((BrvLibraryUsage *)usage->pdata[0])->n_quotes, ==, 3);
  g_assert_cmpstr (((BrvLibraryUsage *)usage->pdata[0])->title, ==, "North");
  g_assert_true (brv_id_equal (((BrvLibraryUsage *)usage->pdata[0])->brief_id, brief));
  assert_finds (library, "used:yes", "1");
  assert_finds (library, "harbour used:no", "4");
  assert_finds (library, "brief:north", "1");
  assert_finds (library, "brief:\"NORTH\" dues", "1");
  assert_finds (library, "-brief:north harbour", "4");
  assert_finds (library, "brief:south", "");
  {
    g_autoptr (GPtrArray) briefs =
      brv_library_list_facet (library, BRV_LIBRARY_FACET_BRIEF, 10, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (briefs->len, ==, 1);
    g_assert_cmpstr (((BrvLibraryFacet *)briefs->pdata[0])->value, ==, "North");
    g_assert_cmpuint (((BrvLibraryFacet *)briefs->pdata[0])->n_sources, ==, 1);
  }

  g_assert_true (brv_library_set_usage (library, brief, "North", "/home/a/north.brief", hashes,
                                        n_quotes, 0, &error));
  assert_finds (library, "used:yes", "");
}

static void
test_facets (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    BrvLibraryFacetKind kind;
    const char *values;
  } cases[] = {
    { BRV_LIBRARY_FACET_PUBLISHER, "Rheinblatt 1;Strait Review 1;The Pilot 1;港新聞 1;" },
    { BRV_LIBRARY_FACET_AUTHOR, "Ada Quill 2;Ödön Müller 1;" },
    { BRV_LIBRARY_FACET_YEAR, "2024 3;2023 1;" },
    { BRV_LIBRARY_FACET_TAG, "" },
    { BRV_LIBRARY_FACET_GRADE, "C 1;" },
  };
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);
  g_autoptr (GError) error = NULL;

  fill (library);
  g_assert_true (brv_library_set_grade (library, 3, "C", &error));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) facets = brv_library_list_facet (library, cases[i].kind, 100, &error);
      g_autoptr (GString) list = g_string_new (NULL);

      g_assert_no_error (error);
      for (guint k = 0; k < facets->len; k++)
        {
          const BrvLibraryFacet *facet = facets->pdata[k];

          g_string_append_printf (list, "%s %u;", facet->value, facet->n_sources);
        }
      g_assert_cmpstr (list->str, ==, cases[i].values);
    }
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);
  g_autoptr (BrvSource) other = NULL;
  g_autoptr (GError) error = NULL;

  fill (library);
  g_assert_true (brv_library_remove (library, 4, &error));
  g_assert_no_error (error);
  assert_finds (library, "harbour", "1");
  assert_finds (library, "", "5 3 2 1");
  /* The image is another source's too. */
  other = brv_library_read_source (library, 1, &error);
  g_assert_no_error (error);
}

static void
test_rebuild (Fixture *fixture, gconstpointer data)
{
  const char *const tags[] = { "north", NULL };
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fill (library);
  g_assert_true (brv_library_set_tags (library, 2, tags, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (brv_library_rebuild_index (library, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_finds (library, "harbour", "4 1");
  g_assert_true (brv_library_rebuild_index (library, NULL, &error));
  g_assert_no_error (error);
  assert_finds (library, "harbour", "4 1");
  assert_finds (library, "tag:north", "2");
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *broken = g_build_filename (fixture->folder, "broken.db", NULL);
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);

    fill (library);
    g_assert_true (brv_library_check (library, NULL, &error));
    g_assert_true (brv_library_backup (library, backup, &error));
    g_assert_no_error (error);
    g_assert_true (brv_library_remove (library, 1, &error));
    /* Somebody has it open. */
    g_assert_false (brv_library_restore (fixture->folder, backup, &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
    g_clear_error (&error);
  }
  g_assert_true (g_file_set_contents (broken, "not a library", -1, NULL));
  g_assert_false (brv_library_restore (fixture->folder, broken, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_true (brv_library_restore (fixture->folder, backup, &error));
  g_assert_no_error (error);
  {
    g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);

    assert_finds (library, "harbour", "4 1");
  }
}

/* A library that was torn is refused, and a backup takes its place. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  const BrvLibraryOptions options = { .folder = fixture->folder };
  g_autofree char *file = g_build_filename (fixture->folder, "library.db", NULL);
  g_autofree char *backup = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);

    fill (library);
    g_assert_true (brv_library_backup (library, backup, &error));
  }
  g_assert_true (g_file_set_contents (file, "torn", -1, NULL));
  g_assert_null (brv_library_open (&options, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_true (brv_library_restore (fixture->folder, backup, &error));
  g_assert_no_error (error);
  {
    g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);

    assert_finds (library, "harbour", "4 1");
  }
}

static BrvLibrary *
open_mended (Fixture *fixture, char **told)
{
  g_autoptr (GError) error = NULL;
  BrvLibrary *library =
    brv_library_open_mended (&(BrvLibraryOptions){ .folder = fixture->folder }, told, &error);

  g_assert_no_error (error);
  return library;
}

static guint
count_set_aside (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "library-damaged-") && g_str_has_suffix (name, ".db");
  return n;
}

/* One that is no database any more: the daily copy takes its place. */
static void
test_mend_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "library.db", NULL);
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (BrvLibrary) library = open_mended (fixture, &told);

    g_assert_null (told);
    fill (library);
    g_assert_true (brv_library_is_care_due (library));
    g_assert_true (brv_library_care (library, NULL, &error));
    g_assert_no_error (error);
    g_assert_false (brv_library_is_care_due (library));
  }
  g_assert_true (g_file_set_contents (file, "torn", -1, NULL));
  {
    g_autoptr (BrvLibrary) library = open_mended (fixture, &told);

    g_assert_nonnull (strstr (told, "daily copy"));
    assert_searches (library);
  }
  g_assert_cmpuint (count_set_aside (fixture), ==, 1);
}

/* One that has a torn page: what can be read goes into a new one, with what was said of it. */
static void
test_mend_pages (Fixture *fixture, gconstpointer data)
{
  const char *const tags[] = { "north", NULL };
  g_autofree char *file = g_build_filename (fixture->folder, "library.db", NULL);
  g_autofree char *told = NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gsize page;
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);

    fill (library);
    g_assert_true (brv_library_set_tags (library, 4, tags, &error));
    g_assert_true (brv_library_set_grade (library, 4, "B2", &error));
    g_assert_true (brv_library_set_note (library, 4, "Compare", &error));
    g_assert_true (brv_library_set_standing (library, 1, BRV_LIBRARY_WITHDRAWN, 0, "Old", &error));
  }
  /* The index of titles is torn; the table is whole. */
  g_assert_cmpint (sqlite3_open (file, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT rootpage FROM sqlite_schema"
                                       " WHERE name = 'source_by_title'",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  page = (gsize)sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  g_assert_true (g_file_get_contents (file, &bytes, &length, &error));
  memset (bytes + (page - 1) * 4096, 0xa5, 4096);
  g_assert_true (g_file_set_contents (file, bytes, (gssize)length, &error));
  {
    g_autoptr (BrvLibrary) library = open_mended (fixture, &told);

    g_assert_null (told);
    g_assert_false (brv_library_care (library, NULL, &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED);
  }
  {
    g_autoptr (BrvLibrary) library = open_mended (fixture, &told);

    g_assert_nonnull (told);
    g_assert_nonnull (strstr (told, "5 sources"));
    assert_finds (library, "tag:north grade:B2 note:compare", "4");
    assert_finds (library, "is:withdrawn", "1");
    assert_finds (library, "harbour", "4 1");
  }
  g_assert_cmpuint (count_set_aside (fixture), ==, 1);
}

static void
test_two_processes (Fixture *fixture, gconstpointer data)
{
  const BrvLibraryOptions options = { .folder = fixture->folder };
  const BrvLibraryOptions reading = { .folder = fixture->folder, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibrary) none = brv_library_open (&reading, &error);
  g_autoptr (BrvLibrary) library = NULL;
  g_autoptr (BrvLibrary) reader = NULL;

  g_assert_null (none);
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  library = open_library (fixture, FALSE);
  fill (library);
  g_assert_null (brv_library_open (&options, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
  g_clear_error (&error);
  reader = open_library (fixture, TRUE);
  assert_finds (reader, "harbour", "4 1");
}

/* Where shared memory is none, one connection does it all, and leaves no log behind. */
static void
test_network (Fixture *fixture, gconstpointer data)
{
  const BrvLibraryOptions options = { .folder = fixture->folder, .file_system = 0x6969 };
  g_autofree char *log = g_build_filename (fixture->folder, "library.db-wal", NULL);
  g_autofree char *backup = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibrary) library = brv_library_open (&options, &error);

  g_assert_no_error (error);
  g_assert_true (brv_library_warm (library, NULL, &error));
  g_assert_true (brv_library_is_on_network (library));
  fill (library);
  assert_finds (library, "harbour", "4 1");
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_true (brv_library_backup (library, backup, &error));
  g_assert_no_error (error);
  g_assert_true (brv_library_check (library, NULL, &error));
  g_assert_true (brv_library_care (library, NULL, &error));
  g_assert_no_error (error);
}

typedef struct
{
  BrvLibrary *library;
  gint stop;
} Load;

static gpointer
search_all_the_time (gpointer data)
{
  Load *load = data;

  while (g_atomic_int_get (&load->stop) == 0)
    {
      g_autofree char *hits = find (load->library, "harbour", BRV_LIBRARY_ORDER_ADDED, 0);

      g_assert_cmpstr (hits, ==, "4 1");
    }
  return NULL;
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvLibrary) library = open_library (fixture, FALSE);
  Load load = { library, 0 };
  GThread *thread;
  g_autoptr (GError) error = NULL;

  fill (library);
  thread = g_thread_new ("search", search_all_the_time, &load);
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *title = g_strdup_printf ("Leaf %u", i);
      Article article = { title, "", "", "", "", "Nothing." };
      g_autoptr (BrvSource) source = make_article (&article);
      const BrvSource *sources[] = { source };

      g_assert_true (brv_library_add (library, sources, 1, NULL, NULL, &error));
      g_assert_no_error (error);
    }
  g_atomic_int_set (&load.stop, 1);
  g_thread_join (thread);
}

/* The piece with [brackets] around what is marked. */
static char *
cut (const char *text, const char *typed, guint n_chars)
{
  g_autoptr (BrvLibraryQuery) query = brv_library_query_parse (typed);
  BrvLibrarySnippet *snippet = brv_library_snippet_new (text, query, n_chars);
  GString *marked = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < snippet->n_marks; i++)
    {
      g_string_append_len (marked, snippet->text + at, (gssize)(snippet->marks[i].start - at));
      g_string_append_printf (marked, "[%.*s]",
                              (int)(snippet->marks[i].end - snippet->marks[i].start),
                              snippet->text + snippet->marks[i].start);
      at = snippet->marks[i].end;
    }
  g_string_append (marked, snippet->text + at);
  brv_library_snippet_free (snippet);
  return g_string_free (marked, FALSE);
}

static void
test_snippets (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "The harbour is shut.\nPilots wait for the tide; Harbour tugs, "
                             "harbourless, do not.\tZölle steigen. 東京港の水先案内人は働く。";
  const struct
  {
    const char *typed;
    guint n_chars;
    const char *piece;
  } cases[] = {
    { "harbour ", 200,
      "The [harbour] is shut. Pilots wait for the tide; [Harbour] tugs, harbourless, do not."
      " Zölle steigen. 東京港の水先案内人は働く。" },
    { "harb", 30, "The [harb]our is shut. Pilots…" },
    { "tide ", 30, "…for the [tide]; Harbour tugs,…" },
    { "\"harbour tugs\"", 30, "…the tide; [Harbour tugs],…" },
    { "zolle ", 24, "…do not. [Zölle] steigen. 東…" },
    { "水先 ", 8, "…[水先]案内人は働く…" },
    { "nowhere", 12, "The harbour…" },
    { "", 12, "The harbour…" },
    { "shut pilots", 40, "…harbour is [shut]. [Pilots] wait for the…" },
    { "pilots shut", 40, "…harbour is [shut]. [Pilots] wait for the…" },
    /* Not inside another word, and at the end of it. */
    { "ugs ", 12, "The harbour…" },
    { "steig", 16, "…[steig]en. 東京港の水先案…" },
    /* A mark alone is no word. */
    { "\u0301 shut ", 12, "…is [shut].…" },
  };
  g_autofree char *empty = cut ("", "harbour", 30);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *piece = cut (text, cases[i].typed, cases[i].n_chars);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (piece, ==, cases[i].piece);
    }
  g_assert_cmpstr (empty, ==, "");
}

/* Of a long text the beginning is looked through, which may end within a letter. */
static void
test_long_snippets (Fixture *fixture, gconstpointer data)
{
  for (guint shift = 0; shift < 4; shift++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *near = NULL;
      g_autofree char *far = NULL;

      for (guint i = 0; i < shift; i++)
        g_string_append_c (text, 'a');
      g_string_append (text, " tide ");
      while (text->len < 200000)
        g_string_append (text, "海");
      g_string_append (text, " ebb");
      near = cut (text->str, "tide ", 12);
      far = cut (text->str, "ebb ", 4);
      g_assert_nonnull (strstr (near, "[tide]"));
      g_assert_null (strstr (far, "["));
      g_assert_true (g_utf8_validate (far, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  static const FixtureTest tests[] = {
    { "/storage/library/search", test_search },
    { "/storage/library/windows", test_windows },
    { "/storage/library/pasted", test_pasted },
    { "/storage/library/bare", test_bare },
    { "/storage/library/parts", test_parts },
    { "/storage/library/merge", test_merge },
    { "/storage/library/warm", test_warm },
    { "/storage/library/warm-file", test_warm_file },
    { "/storage/library/many", test_many },
    { "/storage/library/upgrade", test_upgrade },
    { "/storage/library/twice", test_twice },
    { "/storage/library/round-trip", test_round_trip },
    { "/storage/library/marks", test_marks },
    { "/storage/library/standing", test_standing },
    { "/storage/library/usage", test_usage },
    { "/storage/library/facets", test_facets },
    { "/storage/library/snippets", test_snippets },
    { "/storage/library/long-snippets", test_long_snippets },
    { "/storage/library/remove", test_remove },
    { "/storage/library/rebuild", test_rebuild },
    { "/storage/library/backup", test_backup },
    { "/storage/library/damaged", test_damaged },
    { "/storage/library/mend-copy", test_mend_copy },
    { "/storage/library/mend-pages", test_mend_pages },
    { "/storage/library/two-processes", test_two_processes },
    { "/storage/library/network", test_network },
    { "/storage/library/threads", test_threads },
  };

  return fixture_run_tests (argc, argv, tests, G_N_ELEMENTS (tests));
}
