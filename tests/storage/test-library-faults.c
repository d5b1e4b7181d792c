/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the library does when SQLite cannot go on: each allocation of SQLite's in each operation
 * fails once. The operation says so or is done, and the library is as it was or as it is to be.
 */

#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "storage-fixture.h"
#include "storage/brv-library.h"

static sqlite3_mem_methods plain;
/* Allocations of this thread until the one that fails; below 0: none does. */
static _Thread_local gint countdown = -1;

static gboolean
is_failing (void)
{
  return countdown >= 0 && countdown-- == 0;
}

static void *
failing_malloc (int size)
{
  return is_failing () ? NULL : plain.xMalloc (size);
}

static void *
failing_realloc (void *memory, int size)
{
  return is_failing () ? NULL : plain.xRealloc (memory, size);
}

typedef struct
{
  BrvLibrary *library;
  const char *folder;
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
  const BrvLibraryOptions writing = { .folder = folder };
  const BrvLibraryOptions reading = { .folder = folder, .read_only = TRUE };
  BrvLibrary *library = brv_library_open (&writing, error);
  BrvLibrary *reader = library != NULL ? brv_library_open (&reading, error) : NULL;

  g_clear_pointer (&reader, brv_library_unref);
  if (library == NULL)
    return FALSE;
  brv_library_unref (library);
  return *error == NULL;
}

static gboolean
restore (Load *load, GError **error)
{
  g_autofree char *folder = g_build_filename (load->folder, "other", NULL);
  g_autofree char *kept = g_build_filename (load->folder, "library-kept.db", NULL);

  return brv_library_restore (folder, kept, error);
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
  gboolean is_once; /* done, it cannot be done again */
} operations[] = {
  { "add", add, FALSE },
  { "tags", set_tags, FALSE },
  { "note", set_note, FALSE },
  { "grade", set_grade, FALSE },
  { "standing", set_standing, FALSE },
  { "usage", set_usage, FALSE },
  { "search", search, FALSE },
  { "search-first", search_first, FALSE },
  { "read", read_all, FALSE },
  { "facets", list_facets, FALSE },
  { "rebuild", rebuild, FALSE },
  { "warm", warm, FALSE },
  { "merge", merge, FALSE },
  { "care", take_care, FALSE },
  { "open", open_again, FALSE },
  { "restore", restore, FALSE },
  { "remove", remove_source, TRUE },
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

static void
fail_each (Load *load, guint i)
{
  for (gint n = 0; n < 20000; n += 1 + n / 25)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;
      gboolean has_failed;

      countdown = n;
      done = operations[i].run (load, &error);
      has_failed = countdown < 0;
      countdown = -1;
      g_assert_true (done == (error == NULL));
      if (!has_failed)
        g_assert_no_error (error);
      if (!has_failed || (done && operations[i].is_once))
        {
          g_test_message ("%s: %d", operations[i].name, n);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
test_memory (Fixture *fixture, gconstpointer data)
{
  const BrvLibraryOptions options = { .folder = fixture->folder, .part_sources = 3 };
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibrary) library = brv_library_open (&options, &error);
  Load load = { library, fixture->folder, 0 };

  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    g_assert_true (add (&load, &error));
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      fail_each (&load, i);
      assert_sound (library);
    }
  {
    g_autoptr (GDir) dir = g_dir_open (other, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir)) != NULL)
      {
        g_autofree char *path = g_build_filename (other, name, NULL);

        g_unlink (path);
      }
    g_rmdir (other);
  }
}

int
main (int argc, char **argv)
{
  sqlite3_mem_methods failing;

  sqlite3_config (SQLITE_CONFIG_GETMALLOC, &plain);
  failing = plain;
  failing.xMalloc = failing_malloc;
  failing.xRealloc = failing_realloc;
  sqlite3_config (SQLITE_CONFIG_MALLOC, &failing);
  fixture_init (&argc, &argv);
  g_test_add ("/storage/library-faults/memory", Fixture, NULL, fixture_set_up, test_memory,
              fixture_tear_down);
  return fixture_run ();
}
