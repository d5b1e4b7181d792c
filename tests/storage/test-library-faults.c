/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the library does when SQLite cannot go on: each allocation of SQLite's in each operation
 * fails once, and so does each opening, reading, writing, syncing and shortening of its files. The
 * operation says so or is done, and the library is as it was or as it is to be.
 */

#include "config.h"

#include <string.h>

#include "sqlite-faults.h"
#include "storage-fixture.h"
#include "storage/brv-library.h"

typedef struct
{
  BrvLibrary *library;
  const char *folder;
  gint64 file_system; /* as if on it; 0: the real one */
  guint n_made;
} Load;

/* One operation; FALSE with an error. */
typedef gboolean (*OperationFunc) (Load *load, GError **error);

static BrvSource *
make_source (guint number)
{
  g_autofree char *text = g_strdup_printf ("Leaf %u\nThe harbour keeps leaf %u.", number, number);
  gsize title_end = (gsize)(strchr (text, '\n') - text);
  const BrvSourceBlock blocks[] = {
    { .range = { 0, title_end }, .role = BRV_ROLE_TITLE, .page = -1, .image = -1 },
    { .range = { title_end + 1, strlen (text) },
      .role = BRV_ROLE_PARAGRAPH,
      .kept = TRUE,
      .page = -1,
      .image = 0 },
  };
  g_autoptr (GBytes) original = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) picture = g_bytes_new_static ("\xff\xd8picture", 9);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  const BrvSourceImage images[] = { { sha256, "image/jpeg", "A tug", picture, 40, 30 } };
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) dated =
    brv_record_with (empty, BRV_SOURCE_FIELD_DATE, "2024-03", BRV_EVIDENCE_META);
  g_autoptr (BrvRecord) record =
    brv_record_with (dated, BRV_SOURCE_FIELD_AUTHORS, "Ada Quill", BRV_EVIDENCE_META);

  return brv_source_new (&(BrvSourceParts){ .id = brv_id_new (),
                                            .original = original,
                                            .format = "text/html",
                                            .origin = "/tmp/a.html",
                                            .record = record,
                                            .text = text,
                                            .blocks = blocks,
                                            .n_blocks = G_N_ELEMENTS (blocks),
                                            .images = images,
                                            .n_images = 1 });
}

static gboolean
add (Load *load, GError **error)
{
  g_autoptr (BrvSource) source = make_source (load->n_made++);
  const BrvSource *sources[] = { source };

  return brv_library_add (load->library, sources, 1, NULL, NULL, error);
}

static gboolean
set_tags (Load *load, GError **error)
{
  const char *const tags[] = { "north", "quay", NULL };

  return brv_library_set_tags (load->library, 2, tags, error);
}

static gboolean
set_note (Load *load, GError **error)
{
  return brv_library_set_note (load->library, 2, "Compare", error);
}

static gboolean
set_grade (Load *load, GError **error)
{
  return brv_library_set_grade (load->library, 2, "B2", error);
}

static gboolean
set_standing (Load *load, GError **error)
{
  return brv_library_set_standing (load->library, 1, BRV_LIBRARY_REPLACED, 2, "Old", error);
}

static gboolean
set_usage (Load *load, GError **error)
{
  g_autoptr (BrvSource) source = make_source (0);
  const char *const hashes[] = { brv_source_get_bytes_sha256 (source) };
  const guint n_quotes[] = { 3 };

  return brv_library_set_usage (load->library, brv_id_new (), "North", "/a.brief", hashes, n_quotes,
                                1, error);
}

static gboolean
rebuild (Load *load, GError **error)
{
  return brv_library_rebuild_index (load->library, NULL, error);
}

static gboolean
search (Load *load, GError **error)
{
  static const char *const typed[] = { "harb", "harbour after:2024", "language:de", "" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (BrvLibraryQuery) query = brv_library_query_parse (typed[i]);

      for (BrvLibraryOrder order = 0; order <= BRV_LIBRARY_ORDER_TITLE; order++)
        {
          g_autoptr (GArray) hits =
            brv_library_search (load->library, query, order, 2, NULL, error);

          if (hits == NULL)
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
search_first (Load *load, GError **error)
{
  g_autoptr (BrvLibraryQuery) query = brv_library_query_parse ("harb");
  gboolean is_complete;
  g_autoptr (GArray) hits =
    brv_library_search_first (load->library, query, 9, 1000, &is_complete, NULL, error);

  return hits != NULL;
}

static gboolean
read_all (Load *load, GError **error)
{
  g_autoptr (BrvLibraryEntry) entry = brv_library_read_entry (load->library, 2, error);
  g_autoptr (BrvSource) source =
    entry != NULL ? brv_library_read_source (load->library, 2, error) : NULL;
  g_autofree char *text = source != NULL ? brv_library_read_text (load->library, 2, error) : NULL;
  g_autoptr (GPtrArray) usage =
    text != NULL ? brv_library_list_usage (load->library, 1, error) : NULL;
  guint64 n_sources;
  gint64 id;

  return usage != NULL && brv_library_find (load->library, source, &id, error) &&
         brv_library_count (load->library, &n_sources, error);
}

static gboolean
list_facets (Load *load, GError **error)
{
  for (BrvLibraryFacetKind kind = 0; kind < BRV_LIBRARY_N_FACETS; kind++)
    {
      g_autoptr (GPtrArray) facets = brv_library_list_facet (load->library, kind, 9, error);

      if (facets == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
warm (Load *load, GError **error)
{
  return brv_library_warm (load->library, NULL, error);
}

static gboolean
merge (Load *load, GError **error)
{
  return brv_library_merge (load->library, NULL, error);
}

static gboolean
take_care (Load *load, GError **error)
{
  return brv_library_care (load->library, NULL, error);
}

static gboolean
open_again (Load *load, GError **error)
{
  g_autofree char *folder = g_build_filename (load->folder, "other", NULL);
  const BrvLibraryOptions writing = { .folder = folder, .file_system = load->file_system };
  const BrvLibraryOptions reading = { .folder = folder, .read_only = TRUE };
  BrvLibrary *library = brv_library_open (&writing, error);
  BrvLibrary *reader;

  if (library == NULL)
    return FALSE;
  /* One on the network lets nobody else in. */
  if (load->file_system != 0)
    g_clear_pointer (&library, brv_library_unref);
  reader = brv_library_open (&reading, error);
  g_clear_pointer (&reader, brv_library_unref);
  g_clear_pointer (&library, brv_library_unref);
  return *error == NULL;
}

static gboolean
restore (Load *load, GError **error)
{
  g_autofree char *folder = g_build_filename (load->folder, "other", NULL);
  g_autofree char *kept = g_build_filename (load->folder, "library-kept.db", NULL);

  return brv_library_restore (folder, kept, error);
}

/* A library as version 1 had it. */
static void
prepare_old (Load *load)
{
  g_autofree char *folder = g_build_filename (load->folder, "old", NULL);
  g_autofree char *file = g_build_filename (folder, "library.db", NULL);
  const BrvLibraryOptions options = { .folder = folder, .file_system = load->file_system };
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;

  fixture_remove_all (folder);
  {
    g_autoptr (BrvLibrary) library = brv_library_open (&options, &error);
    Load old = { library, folder, load->file_system, 0 };

    g_assert_no_error (error);
    for (guint i = 0; i < 2; i++)
      g_assert_true (add (&old, &error));
    g_assert_true (set_tags (&old, &error));
    g_assert_true (set_standing (&old, &error));
  }
  g_assert_cmpint (sqlite3_open (file, &handle), ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_exec (handle, "DROP TABLE part; PRAGMA user_version = 1", NULL, NULL, NULL), ==,
    SQLITE_OK);
  sqlite3_close (handle);
}

static void
assert_old (Load *load)
{
  g_autofree char *folder = g_build_filename (load->folder, "old", NULL);
  const BrvLibraryOptions options = { .folder = folder, .file_system = load->file_system };
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  g_autoptr (BrvLibrary) library = brv_library_open_mended (&options, &told, &error);
  g_autoptr (BrvLibraryQuery) query = brv_library_query_parse ("harbour tag:quay ");
  g_autoptr (GArray) hits = NULL;
  guint64 n = 0;

  g_assert_no_error (error);
  hits = brv_library_search (library, query, BRV_LIBRARY_ORDER_ADDED, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_true (brv_library_count (library, &n, &error));
  g_assert_cmpuint (n, ==, 2);
}

static gboolean
upgrade (Load *load, GError **error)
{
  g_autofree char *folder = g_build_filename (load->folder, "old", NULL);
  const BrvLibraryOptions options = { .folder = folder, .file_system = load->file_system };
  BrvLibrary *library = brv_library_open (&options, error);

  g_clear_pointer (&library, brv_library_unref);
  return *error == NULL;
}

static void
prepare_damaged (Load *load)
{
  g_autofree char *mark = g_build_filename (load->folder, "old", "library.damaged", NULL);

  prepare_old (load);
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
}

static gboolean
mend (Load *load, GError **error)
{
  g_autofree char *folder = g_build_filename (load->folder, "old", NULL);
  const BrvLibraryOptions options = { .folder = folder, .file_system = load->file_system };
  g_autofree char *told = NULL;
  BrvLibrary *library = brv_library_open_mended (&options, &told, error);

  g_assert_true ((library != NULL) == (told != NULL));
  g_clear_pointer (&library, brv_library_unref);
  return *error == NULL;
}

static gboolean
remove_source (Load *load, GError **error)
{
  return brv_library_remove (load->library, 1, error);
}

static const struct
{
  const char *name;
  OperationFunc run;
  gboolean is_once;                  /* done, it cannot be done again */
  gint density;                      /* the larger, the more of its steps fail */
  void (*prepare) (Load *load);      /* (nullable): before each time */
  void (*assert_sound) (Load *load); /* (nullable): after each time */
} operations[] = {
  { "add", add, FALSE, 25 },
  { "tags", set_tags, FALSE, 25 },
  { "note", set_note, FALSE, 25 },
  { "grade", set_grade, FALSE, 25 },
  { "standing", set_standing, FALSE, 25 },
  { "usage", set_usage, FALSE, 25 },
  { "search", search, FALSE, 25 },
  { "search-first", search_first, FALSE, 25 },
  { "read", read_all, FALSE, 25 },
  { "facets", list_facets, FALSE, 25 },
  { "rebuild", rebuild, FALSE, 25 },
  { "warm", warm, FALSE, 25 },
  { "merge", merge, FALSE, 25 },
  { "care", take_care, FALSE, 25 },
  { "open", open_again, FALSE, 25 },
  { "restore", restore, FALSE, 25 },
  { "upgrade", upgrade, FALSE, 10, prepare_old, assert_old },
  { "mend", mend, FALSE, 2, prepare_damaged, NULL },
  { "remove", remove_source, TRUE, 25 },
};

static void
assert_sound (BrvLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibraryQuery) query = brv_library_query_parse ("harbour leaf 1 ");
  g_autoptr (GArray) hits =
    brv_library_search (library, query, BRV_LIBRARY_ORDER_ADDED, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_true (brv_library_check (library, NULL, &error));
  g_assert_no_error (error);
}

/* The fewer there are of a kind, the larger is the part of them that fails. */
static void
fail_each (Load *load, guint i, FaultKind kind, gboolean is_lasting)
{
  gint density = g_test_slow () ? operations[i].density : (operations[i].density + 3) / 4;

  for (gint n = 0; n < 200000; n += 1 + n / density)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;
      gboolean has_failed;

      if (operations[i].prepare != NULL)
        operations[i].prepare (load);
      if (is_lasting)
        fault_arm_lasting (kind, n);
      else
        fault_arm (kind, n);
      done = operations[i].run (load, &error);
      has_failed = fault_disarm ();
      g_assert_true (done == (error == NULL));
      if (operations[i].assert_sound != NULL)
        operations[i].assert_sound (load);
      if (!has_failed)
        g_assert_no_error (error);
      if (!has_failed || (done && operations[i].is_once))
        {
          g_test_message ("%s, %s: %d", operations[i].name, fault_names[kind], n);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
fail_all (Fixture *fixture, gint64 file_system, FaultKind first, FaultKind last)
{
  const BrvLibraryOptions options = { .folder = fixture->folder,
                                      .part_sources = 3,
                                      .file_system = file_system };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibrary) library = brv_library_open (&options, &error);
  Load load = { library, fixture->folder, file_system, 0 };

  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    g_assert_true (add (&load, &error));
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      for (FaultKind kind = first; kind <= last; kind++)
        {
          for (guint is_lasting = 0; is_lasting < 2; is_lasting++)
            {
              fail_each (&load, i, kind, is_lasting == 1);
              assert_sound (library);
              if (operations[i].is_once)
                return;
            }
        }
    }
}

static void
test_memory (Fixture *fixture, gconstpointer data)
{
  fail_all (fixture, 0, FAULT_MEMORY, FAULT_MEMORY);
}

/* The layer has no shared memory, so it is a library on the network that meets the faults. */
static void
test_files (Fixture *fixture, gconstpointer data)
{
  sqlite3_vfs_register (sqlite3_vfs_find ("faults"), TRUE);
  fail_all (fixture, 0x6969, FAULT_OPEN, FAULT_TRUNCATE);
  sqlite3_vfs_register (plain_vfs, TRUE);
}

int
main (int argc, char **argv)
{
  fault_init ();
  sqlite3_vfs_register (plain_vfs, TRUE);
  fixture_init (&argc, &argv);
  g_test_add ("/storage/library-faults/memory", Fixture, NULL, fixture_set_up, test_memory,
              fixture_tear_down);
  g_test_add ("/storage/library-faults/files", Fixture, NULL, fixture_set_up, test_files,
              fixture_tear_down);
  return fixture_run ();
}
