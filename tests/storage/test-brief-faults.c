/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What happens to an open brief when SQLite, or the disk below it, fails once at any one point of
 * its life: nothing is lost, and what cannot be done is said.
 */

#include "storage-fixture.h"

#include "sqlite-faults.h"

#include "storage/brv-brief-file.h"
#include "storage/brv-salvage.h"

#define MAX_OPERATIONS 200000

/* The first operations one by one, then fewer and fewer. */
static gint
next_n (gint n)
{
  return n + 1 + n / (g_test_slow () ? 100 : 5);
}

static void
assert_said (const GError *error, FaultKind kind)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == BRV_STORAGE_ERROR);
  /* No file is damaged here. */
  g_assert_cmpint (error->code, !=, BRV_STORAGE_ERROR_DAMAGED);
  if (kind == FAULT_FULL)
    g_assert_cmpint (error->code, ==, BRV_STORAGE_ERROR_NO_SPACE);
}

/* Tries again what failed once. */
typedef gboolean (*TryFunc) (BrvStore *store, BrvBrief *brief, GError **error);

static gboolean
try_flush (BrvStore *store, BrvBrief *brief, GError **error)
{
  return brv_store_flush (store, error);
}

static gboolean
try_save (BrvStore *store, BrvBrief *brief, GError **error)
{
  return brv_store_save (store, NULL, brief, NULL, error);
}

static gboolean
try_keep (BrvStore *store, BrvBrief *brief, GError **error)
{
  return brv_store_checkpoint (store, "Kept", error);
}

static gboolean
try_name (BrvStore *store, BrvBrief *brief, GError **error)
{
  return brv_store_name_checkpoint (store, 0, "Named", error);
}

static gboolean
try_close (BrvStore *store, BrvBrief *brief, GError **error)
{
  return brv_store_close (store, FALSE, error);
}

static void
until_done (BrvStore *store, BrvBrief *brief, FaultKind kind, TryFunc function)
{
  g_autoptr (GError) error = NULL;

  if (function (store, brief, &error))
    return;
  assert_said (error, kind);
  g_clear_error (&error);
  g_assert_true (function (store, brief, &error));
  g_assert_no_error (error);
}

/* A brief is opened, typed into, kept, saved, typed into again, and closed with unsaved work. */
static BrvBrief *
live (const char *path, FaultKind kind)
{
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_open (path, NULL, &error);
  BrvBrief *brief;

  if (store == NULL)
    {
      assert_said (error, kind);
      return NULL;
    }
  brief = brv_brief_ref (brv_store_get_brief (store));
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (BrvChange) change =
        i % 3 == 2 ? fixture_add_quote (brief, i) : fixture_type (brief, "f");

      fixture_do (store, &brief, change, i % 3 == 1 ? BRV_JOURNAL_EXTEND : BRV_JOURNAL_DO);
      if (i == 1)
        until_done (store, brief, kind, try_flush);
      if (i == 2)
        until_done (store, brief, kind, try_keep);
      if (i == 3)
        until_done (store, brief, kind, try_save);
      if (i == 4)
        until_done (store, brief, kind, try_name);
    }
  until_done (store, brief, kind, try_flush);
  until_done (store, brief, kind, try_close);
  g_assert_finalize_object (store);
  return brief;
}

/* Afterwards the brief says what it said last, its file is whole, and nothing was moved aside. */
static void
assert_kept (const char *path, const BrvBrief *expected, const BrvBrief *file_brief)
{
  g_autofree char *failed = g_build_filename (g_get_user_state_dir (), "brevier", "failed", NULL);
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_open (path, NULL, &error);

  g_assert_no_error (error);
  if (expected != NULL)
    g_assert_true (brv_brief_equal (brv_store_get_brief (store), expected));
  else
    g_assert_true (brv_brief_equal (brv_store_get_brief (store), file_brief));
  g_assert_false (g_file_test (failed, G_FILE_TEST_EXISTS));
  g_assert_true (brv_store_close (store, TRUE, NULL));
  g_assert_finalize_object (store);
}

static void
test_life (Fixture *fixture, gconstpointer data)
{
  const FaultKind kind = GPOINTER_TO_UINT (data);
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 300);
  guint n_runs = 0;

  for (gint n = 0; n < MAX_OPERATIONS; n = next_n (n))
    {
      g_autoptr (BrvBrief) lived = NULL;
      gboolean has_failed;

      fixture_make_file (fixture->path, brief);
      fault_arm (kind, n);
      lived = live (fixture->path, kind);
      has_failed = fault_disarm ();
      assert_kept (fixture->path, lived, brief);
      n_runs++;
      if (!has_failed)
        {
          g_test_message ("%s: fewer than %d in a life, %u runs", fault_names[kind], n, n_runs);
          return;
        }
    }
  g_assert_not_reached ();
}

/* What a dead process left is taken over, or stays for the next try: it is never passed over. */
static void
test_recovery (Fixture *fixture, gconstpointer data)
{
  const FaultKind kind = GPOINTER_TO_UINT (data);
  g_autoptr (BrvBrief) start = fixture_make_brief (1, 300);

  fixture_make_file (fixture->path, start);
  for (gint n = 0; n < MAX_OPERATIONS; n = next_n (n))
    {
      g_autoptr (BrvBrief) brief = NULL;
      g_autoptr (BrvChange) change = NULL;
      g_autoptr (GError) error = NULL;
      BrvStore *store = brv_store_open (fixture->path, NULL, &error);
      gboolean has_failed;

      g_assert_no_error (error);
      brief = brv_brief_ref (brv_store_get_brief (store));
      change = fixture_type (brief, "r");
      fixture_do (store, &brief, change, BRV_JOURNAL_DO);
      g_assert_true (brv_store_close (store, FALSE, NULL));
      g_assert_finalize_object (store);

      fault_arm (kind, n);
      store = n % 2 == 0 ? brv_store_open (fixture->path, NULL, &error)
                         : brv_store_open_to_read (fixture->path, NULL, &error);
      if (store != NULL)
        g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
      else
        assert_said (error, kind);
      g_clear_error (&error);
      if (store != NULL && n % 2 == 0)
        until_done (store, brief, kind, try_close);
      g_clear_object (&store);
      has_failed = fault_disarm ();
      assert_kept (fixture->path, brief, NULL);
      if (!has_failed)
        {
          g_test_message ("%s: fewer than %d in a recovery", fault_names[kind], n);
          return;
        }
    }
  g_assert_not_reached ();
}

/* Reading bytes, whole or hurt, and writing them with too little memory: all of it, or an error. */
static void
test_reading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (2, 300);
  g_autofree char *contents = NULL;
  gsize size;
  gboolean has_failed = TRUE;

  fixture_make_file (fixture->path, brief);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  /* In memory alone, so nearly each. */
  for (gint n = 0; has_failed; n += 1 + n / 50)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (contents, size);
      g_autoptr (GBytes) hurt = g_bytes_new (contents, size - 4096);
      g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) hurt_error = NULL;
      g_autoptr (BrvBriefContents) found = NULL;
      g_autoptr (BrvBrief) left = NULL;
      const BrvBriefParts parts = { .brief = brief };
      g_autoptr (GBytes) written = NULL;

      fault_arm (FAULT_MEMORY, n);
      found = brv_brief_file_read (bytes, fixture->path, NULL, &error);
      has_failed = fault_disarm ();
      if (found != NULL)
        g_assert_true (brv_brief_equal (found->brief, brief));
      else
        g_assert_true (error != NULL && error->domain == BRV_STORAGE_ERROR);
      g_clear_error (&error);

      fault_arm (FAULT_MEMORY, n);
      left = brv_salvage_read (hurt, fixture->path, missing, NULL, &hurt_error);
      has_failed |= fault_disarm ();
      g_assert_true ((left == NULL) == (hurt_error != NULL));

      fault_arm (FAULT_MEMORY, n);
      written = brv_brief_file_write (&parts, fixture->path, &error);
      has_failed |= fault_disarm ();
      if (written != NULL)
        {
          g_autoptr (BrvBriefContents) again =
            brv_brief_file_read (written, fixture->path, NULL, NULL);

          g_assert_true (brv_brief_equal (again->brief, brief));
        }
      else
        g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_WRITE);
    }
}

int
main (int argc, char *argv[])
{
  fault_init ();
  fixture_init (&argc, &argv);
  for (FaultKind kind = 0; kind < N_FAULTS; kind++)
    {
      g_autofree char *life = g_strconcat ("/storage/brief-faults/life/", fault_names[kind], NULL);
      g_autofree char *recovery =
        g_strconcat ("/storage/brief-faults/recovery/", fault_names[kind], NULL);

      g_test_add (life, Fixture, GUINT_TO_POINTER (kind), fixture_set_up, test_life,
                  fixture_tear_down);
      g_test_add (recovery, Fixture, GUINT_TO_POINTER (kind), fixture_set_up, test_recovery,
                  fixture_tear_down);
    }
  g_test_add ("/storage/brief-faults/reading", Fixture, NULL, fixture_set_up, test_reading,
              fixture_tear_down);
  return fixture_run ();
}
