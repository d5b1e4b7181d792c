/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memmem */

#include "storage-fixture.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/brv-atomic-file.h"

#define NOBODY 65534

static BrvStore *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_open (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static void
close_store (BrvStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (brv_store_close (store, FALSE, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (store);
}

static void
save (BrvStore *store, const char *path, const BrvBrief *brief)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (brv_store_save (store, path, brief, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_file_says (const char *path, const BrvBrief *brief)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) found = brv_store_read (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (brv_brief_equal (found, brief));
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  const guint sizes[] = { 0, 1, 7 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (BrvBrief) brief = fixture_make_brief (sizes[i], sizes[i] * 1000);
      BrvStore *store;

      fixture_make_file (fixture->path, brief);
      assert_file_says (fixture->path, brief);
      store = open_store (fixture->path);
      g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
      g_assert_cmpstr (brv_store_get_path (store), ==, fixture->path);
      g_assert_false (brv_store_is_recovered (store));
      g_assert_false (brv_store_is_dirty (store));
      close_store (store);
      /* Neither lock nor working copy is left. */
      g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
    }
}

/* The same values give the same file, so that nothing of an earlier state can be in it. */
static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *second = g_build_filename (fixture->folder, "second.brief", NULL);
  g_autoptr (BrvBrief) brief = fixture_make_brief (3, 500);
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  gsize one_size, two_size;

  fixture_make_file (fixture->path, brief);
  fixture_make_file (second, brief);
  g_assert_true (g_file_get_contents (fixture->path, &one, &one_size, NULL));
  g_assert_true (g_file_get_contents (second, &two, &two_size, NULL));
  g_assert_cmpmem (one, one_size, two, two_size);
}

static void
test_journal_and_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (2, 100);
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_new (brief, &error);

  g_assert_no_error (error);
  g_assert_null (brv_store_get_path (store));
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (BrvChange) change =
        i % 5 == 4 ? fixture_add_quote (brief, i) : fixture_type (brief, "x");

      fixture_do (store, &brief, change, BRV_JOURNAL_DO);
    }
  g_assert_true (brv_store_is_dirty (store));
  g_assert_true (brv_store_flush (store, &error));
  save (store, fixture->path, brief);
  g_assert_false (brv_store_is_dirty (store));
  assert_file_says (fixture->path, brief);
  close_store (store);
  assert_file_says (fixture->path, brief);
}

/* The history with its undone tail is there after closing and opening, once and again. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) start = fixture_make_brief (1, 100);
  g_autoptr (BrvBrief) brief = brv_brief_ref (start);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_change_unref);
  BrvStore *store = brv_store_new (brief, NULL);

  for (guint i = 0; i < 6; i++)
    {
      BrvChange *change = i == 3 ? fixture_add_quote (brief, i) : fixture_type (brief, "y");

      g_ptr_array_add (changes, change);
      fixture_do (store, &brief, change, BRV_JOURNAL_DO);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (BrvChange) inverse = brv_change_invert (g_ptr_array_index (changes, 5 - i));

      fixture_do (store, &brief, inverse, BRV_JOURNAL_UNDO);
    }
  fixture_do (store, &brief, g_ptr_array_index (changes, 3), BRV_JOURNAL_REDO);
  save (store, fixture->path, brief);
  close_store (store);

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (BrvBrief) back = brv_brief_ref (brief);
      const BrvHistoryStep *steps;
      guint n_steps, n_undone;

      store = open_store (fixture->path);
      steps = brv_store_get_history (store, &n_steps, &n_undone);
      g_assert_cmpuint (n_steps, ==, 6);
      g_assert_cmpuint (n_undone, ==, 2);
      for (guint i = n_steps - n_undone; i > 0; i--)
        {
          g_autoptr (BrvChange) inverse = brv_change_invert (steps[i - 1].change);
          BrvBrief *before = brv_change_apply (inverse, back);

          g_assert_cmpstr (brv_change_get_label (steps[i - 1].change), ==,
                           brv_change_get_label (g_ptr_array_index (changes, i - 1)));
          brv_brief_unref (back);
          back = before;
        }
      g_assert_true (brv_brief_equal (back, start));
      /* Saving an opened brief keeps what it did not look into. */
      save (store, NULL, brief);
      close_store (store);
    }

  /* A new change drops the undone tail. */
  store = open_store (fixture->path);
  {
    g_autoptr (BrvChange) change = fixture_type (brief, "z");
    guint n_steps, n_undone;

    fixture_do (store, &brief, change, BRV_JOURNAL_DO);
    save (store, NULL, brief);
    close_store (store);
    store = open_store (fixture->path);
    brv_store_get_history (store, &n_steps, &n_undone);
    g_assert_cmpuint (n_steps, ==, 5);
    g_assert_cmpuint (n_undone, ==, 0);
    close_store (store);
  }
}

/* A run of typing is one step, whether the journal was told so or learns it from the undo. */
static void
test_typing_runs (Fixture *fixture, gconstpointer data)
{
  for (guint told = 0; told < 2; told++)
    {
      g_autoptr (BrvBrief) start = fixture_make_brief (0, 0);
      g_autoptr (BrvBrief) brief = brv_brief_ref (start);
      g_autoptr (BrvChange) run = NULL;
      g_autoptr (BrvChange) first = NULL;
      BrvStore *store = brv_store_new (brief, NULL);
      const BrvHistoryStep *steps;
      guint n_steps, n_undone;

      first = fixture_type (brief, " one");
      fixture_do (store, &brief, first, BRV_JOURNAL_DO);
      run = fixture_type (brief, "abc");
      for (guint i = 0; i < 3; i++)
        {
          const char letter[] = { "abc"[i], '\0' };
          g_autoptr (BrvChange) change = fixture_type (brief, letter);

          fixture_do (store, &brief, change, told && i > 0 ? BRV_JOURNAL_EXTEND : BRV_JOURNAL_DO);
          g_assert_true (brv_store_flush (store, NULL));
        }
      if (!told)
        {
          g_autoptr (BrvChange) inverse = brv_change_invert (run);

          fixture_do (store, &brief, inverse, BRV_JOURNAL_UNDO);
        }
      save (store, fixture->path, brief);
      close_store (store);

      store = open_store (fixture->path);
      steps = brv_store_get_history (store, &n_steps, &n_undone);
      g_assert_cmpuint (n_steps, ==, 2);
      g_assert_cmpuint (n_undone, ==, told ? 0 : 1);
      {
        g_autoptr (BrvBrief) before = brv_change_apply (first, start);
        g_autoptr (BrvBrief) after = brv_change_apply (steps[1].change, before);

        g_assert_true (g_str_has_suffix (fixture_get_typed (after), " oneabc"));
      }
      close_store (store);
    }
}

/* A save of a brief that was taken a few changes ago leaves these in the journal. */
static void
test_save_earlier (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 10);
  g_autoptr (BrvBrief) taken = NULL;
  BrvStore *store = brv_store_new (brief, NULL);

  for (guint i = 0; i < 9; i++)
    {
      g_autoptr (BrvChange) change = fixture_type (brief, "k");

      if (i == 5)
        taken = brv_brief_ref (brief);
      fixture_do (store, &brief, change, i == 0 ? BRV_JOURNAL_DO : BRV_JOURNAL_EXTEND);
    }
  save (store, fixture->path, taken);
  assert_file_says (fixture->path, taken);
  g_assert_true (brv_store_is_dirty (store));
  close_store (store);

  store = open_store (fixture->path);
  g_assert_true (brv_store_is_recovered (store));
  g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
  save (store, NULL, brief);
  close_store (store);
  assert_file_says (fixture->path, brief);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) saved = fixture_make_brief (1, 10);
  g_autoptr (BrvBrief) brief = brv_brief_ref (saved);
  g_autoptr (BrvChange) change = fixture_type (brief, "q");
  BrvStore *store;

  fixture_make_file (fixture->path, saved);

  g_test_message ("unsaved changes outlive closing");
  store = open_store (fixture->path);
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  close_store (store);
  {
    g_autoptr (BrvBrief) read = brv_store_read (fixture->path, NULL, NULL);
    g_autofree char *abandoned = brv_store_find_abandoned (fixture->path, NULL);

    g_assert_true (brv_brief_equal (read, brief));
    g_assert_nonnull (abandoned);
  }
  store = open_store (fixture->path);
  g_assert_true (brv_store_is_recovered (store));
  g_assert_true (brv_store_is_dirty (store));
  g_assert_cmpint (brv_store_get_changed_us (store), >, 0);
  g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));

  g_test_message ("unless they are thrown away");
  g_assert_true (brv_store_close (store, TRUE, NULL));
  g_assert_true (brv_store_close (store, TRUE, NULL));
  g_assert_finalize_object (store);
  store = open_store (fixture->path);
  g_assert_false (brv_store_is_recovered (store));
  g_assert_true (brv_brief_equal (brv_store_get_brief (store), saved));

  g_test_message ("an object that is dropped is closed");
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  g_assert_finalize_object (store);
  {
    g_autofree char *abandoned = brv_store_find_abandoned (fixture->path, NULL);

    g_assert_nonnull (abandoned);
  }
}

/* A save that goes on in another thread. */
typedef struct
{
  BrvStore *store;
  const BrvBrief *brief;
  gint has_begun; /* atomic */
  GError *error;
} LateSave;

static gpointer
save_thread (gpointer data)
{
  LateSave *late = data;

  g_atomic_int_set (&late->has_begun, TRUE);
  if (brv_store_checkpoint (late->store, "Late", &late->error))
    brv_store_save (late->store, NULL, late->brief, NULL, &late->error);
  return NULL;
}

/* The session ends while a brief is being saved: the save comes to its end, or does not begin. */
static void
test_closed_while_saving (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100000);

  fixture_make_file (fixture->path, brief);
  for (guint round = 0; round < 20; round++)
    {
      g_autofree char *text = g_strdup_printf ("r%u", round);
      g_autoptr (BrvChange) change = fixture_type (brief, text);
      LateSave late = { .store = open_store (fixture->path) };
      GThread *thread;

      fixture_do (late.store, &brief, change, BRV_JOURNAL_DO);
      late.brief = brief;
      thread = g_thread_new ("saving", save_thread, &late);
      while (!g_atomic_int_get (&late.has_begun))
        g_thread_yield ();
      g_assert_true (brv_store_close (late.store, FALSE, NULL));
      g_thread_join (thread);
      if (late.error != NULL)
        g_assert_error (late.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&late.error);
      g_assert_finalize_object (late.store);
      {
        g_autoptr (BrvBrief) read = brv_store_read (fixture->path, NULL, NULL);

        g_assert_true (brv_brief_equal (read, brief));
      }
    }
}

static void
test_untitled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 10);
  g_autoptr (BrvChange) change = fixture_type (brief, "u");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = NULL;
  BrvStore *store = brv_store_new (brief, NULL);

  found = brv_store_list_abandoned (&error);
  g_assert_cmpuint (g_strv_length (found), ==, 0);
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  close_store (store);

  g_strfreev (found);
  found = brv_store_list_abandoned (&error);
  g_assert_cmpuint (g_strv_length (found), ==, 1);
  store = brv_store_recover (found[0], &error);
  g_assert_no_error (error);
  g_assert_true (brv_store_is_recovered (store));
  g_assert_null (brv_store_get_path (store));
  g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
  {
    BrvStore *twice = brv_store_recover (found[0], &error);

    g_assert_null (twice);
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
  }
  save (store, fixture->path, brief);
  close_store (store);
  assert_file_says (fixture->path, brief);

  g_strfreev (found);
  found = brv_store_list_abandoned (NULL);
  g_assert_cmpuint (g_strv_length (found), ==, 0);
}

static void
test_unreadable_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) saved = fixture_make_brief (1, 10);
  g_autoptr (BrvBrief) brief = brv_brief_ref (saved);
  g_autoptr (BrvChange) change = fixture_type (brief, "q");
  g_autofree char *failed = g_build_filename (g_get_user_state_dir (), "brevier", "failed", NULL);
  g_autofree char *folder = NULL;
  g_autofree char *database = NULL;
  BrvStore *store;

  fixture_make_file (fixture->path, saved);
  store = open_store (fixture->path);
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  close_store (store);
  folder = brv_store_find_abandoned (fixture->path, NULL);
  database = g_build_filename (folder, "brief-1.db", NULL);
  g_assert_true (g_file_test (database, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (database, "SQLite format 3, but not really", -1, NULL));

  g_test_expect_message ("Brevier", G_LOG_LEVEL_MESSAGE, "*was moved to*");
  store = open_store (fixture->path);
  g_test_assert_expected_messages ();
  g_assert_false (brv_store_is_recovered (store));
  g_assert_true (brv_brief_equal (brv_store_get_brief (store), saved));
  g_assert_cmpuint (fixture_count_files (failed), ==, 1);
  close_store (store);
}

static void
test_link_and_mode (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link_path = g_build_filename (fixture->folder, "link.brief", NULL);
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 10);
  g_autoptr (BrvChange) change = fixture_type (brief, "l");
  struct stat state;
  BrvStore *store;

  fixture_make_file (fixture->path, brief);
  g_assert_cmpint (chmod (fixture->path, 0640), ==, 0);
  g_assert_cmpint (symlink ("north.brief", link_path), ==, 0);
  store = open_store (link_path);
  g_assert_cmpstr (brv_store_get_path (store), ==, fixture->path);
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  save (store, link_path, brief);
  close_store (store);
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (lstat (fixture->path, &state), ==, 0);
  g_assert_true (S_ISREG (state.st_mode));
  g_assert_cmpuint (state.st_mode & 07777, ==, 0640);
  assert_file_says (fixture->path, brief);
}

/* A brief with two names: both are the brief that was saved. */
static void
test_hard_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.brief", NULL);
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 10);
  BrvStore *store;

  fixture_make_file (fixture->path, brief);
  g_assert_cmpint (link (fixture->path, other), ==, 0);
  store = open_store (fixture->path);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (BrvChange) change = fixture_type (brief, "h");

      fixture_do (store, &brief, change, BRV_JOURNAL_DO);
      save (store, NULL, brief);
      assert_file_says (fixture->path, brief);
      assert_file_says (other, brief);
    }
  g_assert_false (brv_store_was_overwritten (store));
  close_store (store);
}

/* As a program does that knows no better: the file stays, what it says does not. */
static void
write_in_place (const char *path, const char *from)
{
  g_autofree char *bytes = NULL;
  gsize size;
  FILE *file;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  file = g_fopen (path, "wb");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (bytes, 1, size, file), ==, size);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_changed_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 10);
  g_autoptr (BrvBrief) foreign = fixture_make_brief (0, 0);
  g_autoptr (BrvChange) change = fixture_type (brief, "l");
  g_autofree char *other = g_build_filename (fixture->folder, "other.brief", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  BrvStore *store;

  fixture_make_file (fixture->path, brief);
  store = open_store (fixture->path);
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);

  g_test_message ("a copy of the same is the same");
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)size, NULL));
  save (store, NULL, brief);

  g_test_message ("looked at without a save: written over in place, and replaced");
  g_assert_true (brv_store_check_file (store, NULL));
  g_free (bytes);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  fixture_make_file (other, foreign);
  write_in_place (fixture->path, other);
  g_assert_false (brv_store_check_file (store, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)size, NULL));
  g_assert_true (brv_store_check_file (store, NULL));

  g_test_message ("another brief is not");
  fixture_make_file (other, foreign);
  g_assert_cmpint (g_rename (other, fixture->path), ==, 0);
  g_assert_false (brv_store_save (store, NULL, brief, NULL, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_CHANGED);
  assert_file_says (fixture->path, foreign);

  g_test_message ("the user decides");
  save (store, other, brief);
  assert_file_says (other, brief);
  save (store, fixture->path, brief);

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  save (store, NULL, brief);
  assert_file_says (fixture->path, brief);
  g_assert_cmpint (g_rename (other, fixture->path), ==, 0);
  brv_store_accept_changed_file (store);
  save (store, NULL, brief);
  close_store (store);
}

/* Takes away section @index with its blocks. */
static BrvChange *
remove_section (const BrvBrief *brief, guint index)
{
  BrvSection *section = (BrvSection *)brv_brief_get_section (brief, index);
  BrvChange *change = brv_change_new ("Remove Section");

  brv_change_add_sections (change, index, &section, 1, NULL, 0);
  return change;
}

static BrvChange *
remove_sources (const BrvBrief *brief)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  BrvChange *change = brv_change_new ("Remove Sources");

  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    g_ptr_array_add (sources, (gpointer)brv_brief_get_source (brief, i));
  brv_change_add_sources (change, 0, (BrvSource **)sources->pdata, sources->len, NULL, 0);
  return change;
}

/* A brief that lost its text without anybody removing it does not replace the good one. */
static void
test_shrinking_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (4, 100);
  g_autoptr (BrvBrief) emptied =
    brv_brief_splice_sources (brief, 0, brv_brief_get_n_sources (brief), NULL, 0);
  g_autoptr (BrvBrief) shortened = brv_brief_splice_sources (brief, 0, 1, NULL, 0);
  g_autoptr (BrvChange) typing = fixture_type (brief, "z");
  g_autoptr (GError) error = NULL;
  BrvStore *store;

  fixture_make_file (fixture->path, brief);
  store = open_store (fixture->path);
  fixture_do (store, &brief, typing, BRV_JOURNAL_DO);
  g_assert_false (brv_store_save (store, NULL, emptied, NULL, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_SHRINKS);
  g_assert_nonnull (strstr (error->message, "north.brief"));
  g_test_message ("%s", error->message);
  g_assert_true (brv_store_is_dirty (store));
  close_store (store);

  g_test_message ("the file, and what was typed, are there");
  store = open_store (fixture->path);
  g_assert_true (brv_store_is_recovered (store));
  g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
  g_assert_cmpstr (fixture_get_typed (brief), ==, fixture_get_typed (brv_store_get_brief (store)));
  g_test_message ("less than half is no reason to refuse");
  save (store, NULL, shortened);
  save (store, NULL, brief);
  close_store (store);
  assert_file_says (fixture->path, brief);
}

/* Nor does one take the place of a file that is not there yet, while the journal knows better. */
static void
test_shrinking_untitled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (4, 100);
  g_autoptr (BrvBrief) emptied = fixture_make_brief (0, 0);
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_new (brief, NULL);

  g_assert_false (brv_store_save (store, fixture->path, emptied, NULL, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_SHRINKS);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  save (store, fixture->path, brief);
  close_store (store);
}

/* What was removed on purpose, now or by undoing what a session before had added, is saved. */
static void
test_explained_shrinking (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (4, 100);
  g_autoptr (BrvBrief) start = brv_brief_ref (brief);
  g_autoptr (BrvChange) sources = remove_sources (brief);
  g_autoptr (BrvChange) sources_back = brv_change_invert (sources);
  BrvStore *store;

  fixture_make_file (fixture->path, brief);
  store = open_store (fixture->path);
  fixture_do (store, &brief, sources, BRV_JOURNAL_DO);
  while (brv_brief_get_n_sections (brief) > 0)
    {
      g_autoptr (BrvChange) change = remove_section (brief, 0);

      fixture_do (store, &brief, change, BRV_JOURNAL_DO);
    }
  save (store, NULL, brief);
  assert_file_says (fixture->path, brief);
  close_store (store);

  g_test_message ("adding them again, and undoing that after opening the file again");
  fixture_make_file (fixture->path, start);
  store = open_store (fixture->path);
  g_clear_pointer (&brief, brv_brief_unref);
  brief = brv_brief_ref (start);
  fixture_do (store, &brief, sources, BRV_JOURNAL_DO);
  save (store, NULL, brief);
  fixture_do (store, &brief, sources_back, BRV_JOURNAL_DO);
  save (store, NULL, brief);
  close_store (store);
  store = open_store (fixture->path);
  fixture_do (store, &brief, sources, BRV_JOURNAL_UNDO);
  save (store, NULL, brief);
  close_store (store);
  assert_file_says (fixture->path, brief);
}

static void
test_sharing (Fixture *fixture, gconstpointer data)
{
  const char secret[] = "Nightingale";
  g_autofree char *shared = g_build_filename (fixture->folder, "shared.brief", NULL);
  g_autoptr (BrvBrief) start = fixture_make_brief (1, 10);
  g_autoptr (BrvBrief) brief = brv_brief_ref (start);
  g_autoptr (BrvChange) change = fixture_type (brief, secret);
  g_autoptr (BrvChange) inverse = brv_change_invert (change);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;
  BrvStore *store = brv_store_new (brief, NULL);

  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  g_assert_true (brv_store_checkpoint (store, "With it", &error));
  fixture_do (store, &brief, inverse, BRV_JOURNAL_UNDO);
  save (store, fixture->path, brief);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  g_assert_nonnull (memmem (bytes, size, secret, strlen (secret)));
  g_clear_pointer (&bytes, g_free);

  g_assert_true (brv_store_save_for_sharing (store, shared, brief, NULL, &error));
  g_assert_true (g_file_get_contents (shared, &bytes, &size, NULL));
  g_assert_null (memmem (bytes, size, secret, strlen (secret)));
  assert_file_says (shared, start);
  g_assert_cmpstr (brv_store_get_path (store), ==, fixture->path);
  g_assert_false (brv_store_save_for_sharing (store, fixture->path, brief, NULL, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
  close_store (store);
}

/* Kept states outlive closing and are whole, though they share their parts. */
static void
test_checkpoints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (2, 100);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_brief_unref);
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_new (brief, NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (BrvChange) change =
        i == 1 ? fixture_add_quote (brief, i) : fixture_type (brief, "c");
      g_autofree char *name = g_strdup_printf ("Draft %u", i);

      fixture_do (store, &brief, change, BRV_JOURNAL_DO);
      g_assert_true (brv_store_checkpoint (store, name, &error));
      g_ptr_array_add (states, brv_brief_ref (brief));
      if (i == 1)
        save (store, fixture->path, brief);
    }
  close_store (store);

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (BrvVersions) found = NULL;

      store = open_store (fixture->path);
      g_assert_true (brv_store_is_recovered (store) == (round == 0));
      found = brv_store_get_versions (store);
      g_assert_cmpuint (brv_versions_get_n (found), ==, 3);
      for (guint i = 0; i < 3; i++)
        {
          g_autoptr (BrvBrief) state = brv_versions_read (found, i, &error);
          g_autofree char *name = g_strdup_printf ("Draft %u", i);

          g_assert_no_error (error);
          g_assert_cmpstr (brv_versions_get_name (found, i), ==, name);
          g_assert_true (brv_brief_equal (state, g_ptr_array_index (states, i)));
        }
      save (store, NULL, brief);
      close_store (store);
    }
  store = brv_store_open_to_read (fixture->path, NULL, &error);
  g_assert_no_error (error);
  {
    g_autoptr (BrvVersions) found = brv_store_get_versions (store);
    g_autoptr (BrvBrief) state = NULL;

    /* They can be read when the store is gone. */
    g_assert_finalize_object (store);
    state = brv_versions_read (found, 1, &error);
    g_assert_no_error (error);
    g_assert_true (brv_brief_equal (state, g_ptr_array_index (states, 1)));
    g_assert_null (brv_versions_read (found, 3, &error));
    g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND);
  }
}

/* A change that was undone before the window closed can be done again afterwards. */
static void
test_undone_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100);
  g_autoptr (BrvChange) change = fixture_type (brief, "undone");
  g_autoptr (BrvChange) inverse = brv_change_invert (change);
  BrvStore *store = brv_store_new (brief, NULL);
  guint n_steps, n_undone;

  save (store, fixture->path, brief);
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  fixture_do (store, &brief, inverse, BRV_JOURNAL_UNDO);
  close_store (store);
  store = open_store (fixture->path);
  brv_store_get_history (store, &n_steps, &n_undone);
  g_assert_cmpuint (n_steps, ==, 1);
  g_assert_cmpuint (n_undone, ==, 1);
  save (store, NULL, brief);
  close_store (store);
  store = open_store (fixture->path);
  g_assert_false (brv_store_is_recovered (store));
  brv_store_get_history (store, &n_steps, &n_undone);
  g_assert_cmpuint (n_undone, ==, 1);
  close_store (store);
}

/* A name that somebody gave is not lost with the window, though no word of the brief changed. */
static void
test_names_are_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100);
  g_autoptr (BrvBrief) start = brv_brief_ref (brief);
  g_autoptr (BrvChange) change = fixture_type (brief, "c");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) left = NULL;
  BrvStore *store = brv_store_new (brief, NULL);

  g_assert_true (brv_store_checkpoint (store, NULL, &error));
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  save (store, fixture->path, brief);
  g_assert_false (brv_store_is_dirty (store));
  g_assert_true (brv_store_checkpoint (store, "Sent out", &error));
  g_assert_true (brv_store_is_dirty (store));
  close_store (store);

  left = brv_store_list_abandoned (NULL);
  g_assert_cmpuint (g_strv_length (left), ==, 1);
  store = open_store (fixture->path);
  g_assert_true (brv_store_is_dirty (store));
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (BrvVersions) found = brv_store_get_versions (store);

      g_assert_cmpuint (brv_versions_get_n (found), ==, 2);
      g_assert_cmpstr (brv_versions_get_name (found, 1), ==, "Sent out");
      if (round == 1)
        continue;
      save (store, NULL, brief);
      g_assert_false (brv_store_has_unsaved_names (store));
      close_store (store);
      store = open_store (fixture->path);
      g_assert_false (brv_store_is_recovered (store));
    }

  /* One that was kept by itself is named later. */
  g_assert_true (brv_store_name_checkpoint (store, 0, "First", &error));
  g_assert_false (brv_store_name_checkpoint (store, 2, "None", &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND);
  close_store (store);
  store = open_store (fixture->path);
  {
    g_autoptr (BrvVersions) found = brv_store_get_versions (store);
    g_autoptr (BrvBrief) state = brv_versions_read (found, 0, NULL);

    g_assert_cmpuint (brv_versions_get_n (found), ==, 2);
    g_assert_cmpstr (brv_versions_get_name (found, 0), ==, "First");
    g_assert_true (brv_brief_equal (state, start));
  }
  g_assert_true (brv_store_close (store, TRUE, NULL));
  g_assert_finalize_object (store);
}

/* What is kept without being asked for is kept once. */
static void
test_automatic_checkpoints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100);
  g_autoptr (BrvVersions) found = NULL;
  g_autoptr (BrvChange) change = NULL;
  BrvStore *store = brv_store_new (brief, NULL);

  for (guint i = 0; i < 3; i++)
    g_assert_true (brv_store_checkpoint (store, NULL, NULL));
  found = brv_store_get_versions (store);
  g_assert_cmpuint (brv_versions_get_n (found), ==, 1);
  g_assert_false (brv_store_has_unsaved_names (store));
  g_clear_pointer (&found, brv_versions_unref);

  /* A name given to the same state takes its place. */
  g_assert_true (brv_store_checkpoint (store, "Named", NULL));
  found = brv_store_get_versions (store);
  g_assert_cmpuint (brv_versions_get_n (found), ==, 1);
  g_assert_cmpstr (brv_versions_get_name (found, 0), ==, "Named");
  g_clear_pointer (&found, brv_versions_unref);
  change = fixture_type (brief, "c");
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  g_assert_true (brv_store_checkpoint (store, NULL, NULL));
  found = brv_store_get_versions (store);
  g_assert_cmpuint (brv_versions_get_n (found), ==, 2);
  g_assert_true (brv_store_close (store, TRUE, NULL));
  g_assert_finalize_object (store);
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (fixture->folder, ".north.brief.lock", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other.brief", NULL);
  g_autoptr (BrvBrief) brief = fixture_make_brief (0, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  BrvStore *store;
  BrvStore *second;
  siginfo_t info;
  int status;
  pid_t child;

  fixture_make_file (fixture->path, brief);
  store = open_store (fixture->path);
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
  second = brv_store_open (fixture->path, NULL, &error);
  g_assert_null (second);
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
  g_clear_error (&error);
  /* Reading and saving under another name always work; then the lock goes with the name. */
  assert_file_says (fixture->path, brief);
  save (store, other, brief);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  second = open_store (fixture->path);
  g_assert_false (brv_store_save (store, fixture->path, brief, NULL, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
  close_store (second);
  close_store (store);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));

  /* A dead process's lock is no lock, also while its parent has not fetched it. */
  child = fork ();
  if (child == 0)
    {
      if (brv_store_open (fixture->path, NULL, NULL) != NULL)
        raise (SIGKILL);
      _exit (1);
    }
  g_assert_cmpint (waitid (P_PID, (id_t)child, &info, WEXITED | WNOWAIT), ==, 0);
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (lock, &text, NULL, NULL));
  close_store (open_store (fixture->path));
  waitpid (child, &status, 0);

  /* One of another machine is. */
  {
    g_autoptr (GKeyFile) file = g_key_file_new ();

    g_key_file_load_from_data (file, text, (gsize)-1, G_KEY_FILE_NONE, NULL);
    g_key_file_set_string (file, "owner", "machine", "0123456789abcdef0123456789abcdef");
    g_key_file_set_string (file, "owner", "boot", "fedcba98-7654-3210-fedc-ba9876543210");
    g_key_file_set_string (file, "owner", "host", "elsewhere");
    g_assert_true (g_key_file_save_to_file (file, lock, NULL));
  }
  g_clear_error (&error);
  g_assert_null (brv_store_open (fixture->path, NULL, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, "elsewhere"));
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
}

/* Runs @check in a process that owns nothing, in a folder that takes no new files. */
static void
check_as_nobody (Fixture *fixture,
                 int (*check) (Fixture *fixture, BrvBrief *brief),
                 BrvBrief *brief)
{
  pid_t child;
  int status;

  g_assert_cmpint (chmod (fixture->folder, 0555), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (geteuid () == 0)
        {
          /* The state folder belongs to root. */
          fixture_remove_all (g_get_user_state_dir ());
          g_assert_cmpint (g_mkdir (g_get_user_state_dir (), 0700), ==, 0);
          g_assert_cmpint (chown (g_get_user_state_dir (), NOBODY, NOBODY), ==, 0);
          if (setgid (NOBODY) != 0 || setuid (NOBODY) != 0)
            _exit (10);
        }
      _exit (check (fixture, brief));
    }
  status = fixture_wait (child);
  g_assert_cmpint (chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (status, ==, 0);
}

static int
check_read_only (Fixture *fixture, BrvBrief *brief)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvStore) store = brv_store_open (fixture->path, NULL, &error);

  if (store == NULL)
    return 11;
  /* The file itself is another one's: neither beside it nor over it. */
  if (brv_store_save (store, NULL, brief, NULL, &error))
    return 12;
  if (!g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_PERMISSION))
    return 13;
  if (brv_store_was_overwritten (store))
    return 15;
  return brv_store_close (store, FALSE, NULL) ? 0 : 14;
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 10);

  fixture_make_file (fixture->path, brief);
  check_as_nobody (fixture, check_read_only, brief);
  assert_file_says (fixture->path, brief);
}

static int
check_overwriting (Fixture *fixture, BrvBrief *brief)
{
  g_autoptr (BrvStore) store = brv_store_open (fixture->path, NULL, NULL);
  g_autoptr (BrvBrief) changed = brv_brief_ref (brief);
  g_autoptr (BrvChange) change = fixture_type (brief, "w");

  if (store == NULL)
    return 11;
  fixture_do (store, &changed, change, BRV_JOURNAL_DO);
  if (!brv_store_save (store, NULL, changed, NULL, NULL) || !brv_store_was_overwritten (store))
    return 12;
  /* And again: the file is known as the one that was written. */
  if (!brv_store_save (store, NULL, changed, NULL, NULL))
    return 13;
  return brv_store_close (store, FALSE, NULL) ? 0 : 14;
}

/* A file that may be written, in a folder that takes no new one, is written over. */
static void
test_overwritten_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 10);
  g_autoptr (BrvBrief) found = NULL;

  fixture_make_file (fixture->path, brief);
  g_assert_cmpint (chmod (fixture->path, 0666), ==, 0);
  check_as_nobody (fixture, check_overwriting, brief);
  found = brv_store_read (fixture->path, NULL, NULL);
  g_assert_nonnull (found);
  g_assert_true (g_str_has_suffix (fixture_get_typed (found), ".w"));
}

/* What a process leaves that edits @path, and is gone while the file is written over. */
static void
leave_torn (const char *path, BrvBrief *brief, const BrvChange *change)
{
  pid_t child = fork ();

  if (child == 0)
    {
      g_autoptr (BrvBrief) changed = brv_brief_ref (brief);
      BrvStore *store = brv_store_open (path, NULL, NULL);

      if (store == NULL)
        _exit (10);
      if (change != NULL)
        fixture_do (store, &changed, change, BRV_JOURNAL_DO);
      if (!brv_store_flush (store, NULL))
        _exit (11);
      _exit (truncate (path, 5000) == 0 ? 0 : 12);
    }
  g_assert_cmpint (fixture_wait (child), ==, 0);
}

/* A crash while the file was written over: the brief is in the working copy, and stays there. */
static void
test_torn_file (Fixture *fixture, gconstpointer data)
{
  for (guint n_changes = 0; n_changes < 2; n_changes++)
    {
      g_autoptr (BrvBrief) brief = fixture_make_brief (2, 100);
      g_autoptr (BrvChange) change = fixture_type (brief, "t");
      g_autoptr (BrvBrief) expected =
        n_changes > 0 ? brv_change_apply (change, brief) : brv_brief_ref (brief);
      g_auto (GStrv) left = NULL;
      BrvStore *store;

      fixture_make_file (fixture->path, brief);
      leave_torn (fixture->path, brief, n_changes > 0 ? change : NULL);
      left = brv_store_list_abandoned (NULL);
      g_assert_cmpuint (g_strv_length (left), ==, 1);
      store = brv_store_open_to_read (fixture->path, NULL, NULL);
      g_assert_true (brv_store_is_file_torn (store));
      g_assert_true (brv_brief_equal (brv_store_get_brief (store), expected));
      g_clear_object (&store);

      g_test_message ("closing it as it is loses nothing");
      store = open_store (fixture->path);
      g_assert_true (brv_store_is_recovered (store));
      g_assert_true (brv_store_is_dirty (store));
      g_assert_true (brv_brief_equal (brv_store_get_brief (store), expected));
      close_store (store);

      g_test_message ("saving mends it, and asks nothing");
      store = open_store (fixture->path);
      g_assert_true (brv_store_is_file_torn (store));
      g_assert_true (brv_brief_equal (brv_store_get_brief (store), expected));
      save (store, NULL, expected);
      g_assert_false (brv_store_is_file_torn (store));
      g_assert_false (brv_store_is_dirty (store));
      close_store (store);
      assert_file_says (fixture->path, expected);
    }
}

/* Something else took the file's place since, and is no brief: that is not ours to replace. */
static void
test_torn_by_another (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "picture", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100);
  g_autoptr (BrvChange) change = fixture_type (brief, "t");
  g_autoptr (BrvBrief) expected = brv_change_apply (change, brief);
  g_autoptr (GError) error = NULL;
  BrvStore *store;

  fixture_make_file (fixture->path, brief);
  leave_torn (fixture->path, brief, change);
  g_assert_true (g_file_set_contents (other, "\xff\xd8 not a brief", -1, NULL));
  g_assert_cmpint (g_rename (other, fixture->path), ==, 0);
  store = open_store (fixture->path);
  g_assert_true (brv_brief_equal (brv_store_get_brief (store), expected));
  g_assert_false (brv_store_save (store, NULL, expected, NULL, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_CHANGED);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_suffix (bytes, "not a brief"));
  brv_store_accept_changed_file (store);
  save (store, NULL, expected);
  close_store (store);
}

/* A new brief in the place of one with unsaved work: that is kept, and is not taken for its own. */
static void
test_replaced_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *replaced =
    g_build_filename (g_get_user_state_dir (), "brevier", "replaced", NULL);
  g_autofree char *open = g_build_filename (g_get_user_state_dir (), "brevier", "open", NULL);
  g_autoptr (BrvBrief) fresh = fixture_make_brief (0, 0);

  for (guint n_changes = 0; n_changes < 2; n_changes++)
    {
      g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100);
      g_autoptr (BrvChange) change = fixture_type (brief, "r");
      BrvStore *store;

      fixture_make_file (fixture->path, brief);
      leave_torn (fixture->path, brief, n_changes > 0 ? change : NULL);
      g_assert_cmpuint (fixture_count_files (open), ==, 1);
      g_test_expect_message ("Brevier", G_LOG_LEVEL_MESSAGE, "*replaced was moved to*");
      fixture_make_file (fixture->path, fresh);
      g_test_assert_expected_messages ();
      g_assert_cmpuint (fixture_count_files (open), ==, 0);
      g_assert_cmpuint (fixture_count_files (replaced), ==, n_changes + 1);
      store = open_store (fixture->path);
      g_assert_false (brv_store_is_recovered (store));
      g_assert_true (brv_brief_equal (brv_store_get_brief (store), fresh));
      save (store, NULL, fresh);
      close_store (store);
    }
}

/* A file that this process may not read may have what the working copy has, and may not. */
static void
test_barred_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *open = g_build_filename (g_get_user_state_dir (), "brevier", "open", NULL);
  g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100);
  g_auto (GStrv) left = NULL;

  fixture_make_file (fixture->path, brief);
  leave_torn (fixture->path, brief, NULL);
  /* A folder in its place is as good as a file without permission, and root is no exception. */
  g_assert_cmpint (g_rename (fixture->path, aside), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  left = brv_store_list_abandoned (NULL);
  g_assert_cmpuint (g_strv_length (left), ==, 0);
  g_assert_null (brv_store_open (fixture->path, NULL, NULL));
  g_assert_cmpuint (fixture_count_files (open), ==, 1);
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  g_assert_cmpint (g_rename (aside, fixture->path), ==, 0);
  close_store (open_store (fixture->path));
}

/* A path that leads nowhere, a reading that was stopped, and unsaved work that somebody else has. */
static void
test_not_opened (Fixture *fixture, gconstpointer data)
{
  g_autofree char *loop = g_build_filename (fixture->folder, "loop.brief", NULL);
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100);
  g_autoptr (BrvChange) change = fixture_type (brief, "n");
  g_autoptr (GCancellable) stopped = g_cancellable_new ();
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *left = NULL;
  GError *errors[8] = { NULL };
  BrvStore *store;

  fixture_make_file (fixture->path, brief);
  g_assert_cmpint (symlink ("loop.brief", loop), ==, 0);
  g_assert_null (brv_store_open (loop, NULL, &errors[0]));
  g_assert_null (brv_store_open_to_read (loop, NULL, &errors[1]));
  g_assert_null (brv_store_salvage (loop, missing, NULL, &errors[2]));
  g_assert_null (brv_store_find_abandoned (loop, NULL));
  store = open_store (fixture->path);
  g_assert_false (brv_store_save (store, loop, brief, NULL, &errors[3]));
  g_assert_false (brv_store_save_for_sharing (store, loop, brief, NULL, &errors[4]));
  for (guint i = 0; i < 5; i++)
    {
      g_assert_nonnull (errors[i]);
      g_assert_true (errors[i]->domain == BRV_STORAGE_ERROR);
      g_clear_error (&errors[i]);
    }

  g_cancellable_cancel (stopped);
  g_assert_false (brv_store_save (store, NULL, brief, stopped, &errors[5]));
  g_assert_error (errors[5], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&errors[5]);
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  close_store (store);
  g_assert_null (brv_store_open (fixture->path, stopped, &errors[6]));
  g_assert_error (errors[6], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&errors[6]);
  g_assert_null (brv_store_open_to_read (fixture->path, stopped, &errors[7]));
  g_assert_error (errors[7], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&errors[7]);

  /* Stopping took nothing of the unsaved work. */
  left = brv_store_find_abandoned (fixture->path, NULL);
  g_assert_nonnull (left);
  store = brv_store_recover (left, NULL);
  g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
  close_store (store);
}

/* A process died between the writing of the file and its note of it; another brief is not its file. */
static void
test_file_it_once_was (Fixture *fixture, gconstpointer data)
{
  for (guint n_later = 0; n_later < 3; n_later++)
    {
      g_autofree char *copy = g_build_filename (fixture->folder, "copy.brief", NULL);
      g_autoptr (BrvBrief) brief = fixture_make_brief (1, 100);
      g_autoptr (BrvBrief) saved = NULL;
      g_autoptr (BrvBrief) foreign = fixture_make_brief (2, 10);
      g_autoptr (GError) error = NULL;
      BrvStore *store;

      fixture_make_file (fixture->path, brief);
      store = open_store (fixture->path);
      for (guint i = 0; i < 3; i++)
        {
          g_autoptr (BrvChange) change = fixture_type (brief, "o");

          if (i == n_later)
            saved = brv_brief_ref (brief);
          fixture_do (store, &brief, change, BRV_JOURNAL_DO);
        }
      close_store (store);
      fixture_make_file (copy, saved);
      g_assert_cmpint (g_rename (copy, fixture->path), ==, 0);
      store = open_store (fixture->path);
      g_assert_true (brv_brief_equal (brv_store_get_brief (store), brief));
      save (store, NULL, brief);
      close_store (store);

      /* But not where it says what this brief never said. */
      store = open_store (fixture->path);
      {
        g_autoptr (BrvChange) change = fixture_type (brief, "p");

        fixture_do (store, &brief, change, BRV_JOURNAL_DO);
      }
      close_store (store);
      fixture_make_file (copy, foreign);
      g_assert_cmpint (g_rename (copy, fixture->path), ==, 0);
      store = open_store (fixture->path);
      g_assert_true (brv_store_is_recovered (store));
      g_assert_false (brv_store_save (store, NULL, brief, NULL, &error));
      g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_CHANGED);
      g_assert_true (brv_store_close (store, TRUE, NULL));
      g_assert_finalize_object (store);
    }
}

/* A plain copy of the file to stable storage, as `dd conv=fsync` makes it. */
static double
copy_plainly (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize size;
  gint64 begin_us;
  int fd;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  begin_us = g_get_monotonic_time ();
  fd = g_open (to, O_CREAT | O_WRONLY, 0600);
  for (gsize done = 0; done < size;)
    {
      ssize_t n = write (fd, bytes + done, MIN (size - done, 1 << 20));

      g_assert_cmpint (n, >, 0);
      done += (gsize)n;
    }
  g_assert_cmpint (fsync (fd), ==, 0);
  close (fd);
  return (double)(g_get_monotonic_time () - begin_us) / 1e6;
}

/* The processor time of this thread: what is left of a measure where others work beside it. */
static double
get_cpu_s (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
test_perf_size (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy", NULL);
  g_autoptr (BrvBrief) brief = fixture_make_brief (256, 235000);
  BrvStore *store;
  double megabytes;

  fixture_make_file (fixture->path, brief);
  megabytes = (double)brv_file_identity_of (fixture->path).size_bytes / 1e6;
  for (guint i = 0; i < 5; i++)
    {
      double plain_s = copy_plainly (fixture->path, copy);
      gint64 begin_us = g_get_monotonic_time ();
      g_autoptr (BrvChange) change = fixture_type (brief, "w");
      double open_s, open_cpu_s, save_s, save_cpu_s;

      open_cpu_s = get_cpu_s ();
      store = open_store (fixture->path);
      open_s = (double)(g_get_monotonic_time () - begin_us) / 1e6;
      open_cpu_s = get_cpu_s () - open_cpu_s;
      fixture_do (store, &brief, change, BRV_JOURNAL_DO);
      g_assert_true (brv_store_flush (store, NULL));
      begin_us = g_get_monotonic_time ();
      save_cpu_s = get_cpu_s ();
      save (store, NULL, brief);
      save_s = (double)(g_get_monotonic_time () - begin_us) / 1e6;
      save_cpu_s = get_cpu_s () - save_cpu_s;
      close_store (store);
      g_test_message ("%.1f MB: open %.3f s (processor %.3f s), save %.3f s (processor %.3f s),"
                      " %.0f MB/s; plain copy %.3f s, %.0f MB/s",
                      megabytes, open_s, open_cpu_s, save_s, save_cpu_s, megabytes / save_s,
                      plain_s, megabytes / plain_s);
    }
}

/* A thousand quotes from three hundred sources of some thousand words. */
static BrvBrief *
make_long_brief (void)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (300, 20000);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  g_autoptr (BrvSection) section = NULL;
  g_autoptr (BrvBrief) filled = NULL;

  for (guint i = 0; i < 300; i++)
    g_ptr_array_add (sources, fixture_make_long_source (brv_brief_get_source (brief, i), 60));
  for (guint i = 0; i < 1000; i++)
    g_ptr_array_add (blocks, fixture_make_quote (g_ptr_array_index (sources, i % 300)));
  section = brv_section_splice (brv_brief_get_section (brief, 2), 0, 1, (BrvBlock **)blocks->pdata,
                                blocks->len);
  filled = brv_brief_with_section (brief, 2, section);
  return brv_brief_splice_sources (filled, 0, 300, (BrvSource **)sources->pdata, 300);
}

static void
test_perf_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = make_long_brief ();
  gint64 begin_us;

  begin_us = g_get_monotonic_time ();
  fixture_make_file (fixture->path, brief);
  g_test_message ("1,000 quotes, 300 sources: first save %.3f s, %.1f MB",
                  (double)(g_get_monotonic_time () - begin_us) / 1e6,
                  (double)brv_file_identity_of (fixture->path).size_bytes / 1e6);
  for (guint i = 0; i < 5; i++)
    {
      double begin_cpu_s = get_cpu_s ();
      BrvStore *store;

      begin_us = g_get_monotonic_time ();
      store = open_store (fixture->path);
      g_test_message ("1,000 quotes, 300 sources: open %.3f s, of them %.3f s on the processor",
                      (double)(g_get_monotonic_time () - begin_us) / 1e6,
                      get_cpu_s () - begin_cpu_s);
      close_store (store);
    }
}

static void
test_perf_append (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = make_long_brief ();
  BrvStore *store = brv_store_new (brief, NULL);
  gint64 worst_us = 0;
  gint64 sum_us = 0;
  const guint n = 1000;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BrvChange) change = fixture_type (brief, i % 6 == 5 ? " " : "m");
      BrvBrief *next = brv_change_apply (change, brief);
      gint64 begin_us = g_get_monotonic_time ();
      gint64 taken_us;

      brv_store_append (store, change, i % 6 == 5 ? BRV_JOURNAL_DO : BRV_JOURNAL_EXTEND);
      taken_us = g_get_monotonic_time () - begin_us;
      worst_us = MAX (worst_us, taken_us);
      sum_us += taken_us;
      brv_brief_unref (brief);
      brief = next;
      g_usleep (2000);
    }
  g_test_message ("append: mean %.4f ms, worst %.3f ms", (double)sum_us / n / 1000,
                  (double)worst_us / 1000);
  g_assert_true (brv_store_close (store, TRUE, NULL));
  g_assert_finalize_object (store);
}

#define ADD(name, function) \
  g_test_add ("/storage/store/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("round-trip", test_round_trip);
  ADD ("same-bytes", test_same_bytes);
  ADD ("journal-and-save", test_journal_and_save);
  ADD ("history", test_history);
  ADD ("typing-runs", test_typing_runs);
  ADD ("save-earlier", test_save_earlier);
  ADD ("close", test_close);
  ADD ("closed-while-saving", test_closed_while_saving);
  ADD ("untitled", test_untitled);
  ADD ("unreadable-copy", test_unreadable_copy);
  ADD ("link-and-mode", test_link_and_mode);
  ADD ("hard-links", test_hard_links);
  ADD ("changed-file", test_changed_file);
  ADD ("shrinking-save", test_shrinking_save);
  ADD ("shrinking-untitled", test_shrinking_untitled);
  ADD ("explained-shrinking", test_explained_shrinking);
  ADD ("sharing", test_sharing);
  ADD ("checkpoints", test_checkpoints);
  ADD ("undone-is-kept", test_undone_is_kept);
  ADD ("names-are-kept", test_names_are_kept);
  ADD ("automatic-checkpoints", test_automatic_checkpoints);
  ADD ("lock", test_lock);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("overwritten-file", test_overwritten_file);
  ADD ("torn-file", test_torn_file);
  ADD ("torn-by-another", test_torn_by_another);
  ADD ("replaced-file", test_replaced_file);
  ADD ("barred-file", test_barred_file);
  ADD ("not-opened", test_not_opened);
  ADD ("file-it-once-was", test_file_it_once_was);
  if (g_test_perf ())
    {
      ADD ("perf-size", test_perf_size);
      ADD ("perf-open", test_perf_open);
      ADD ("perf-append", test_perf_append);
    }
  return fixture_run ();
}
