/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A process that edits at random is killed at a random moment, again and again. What the next
 * opening shows must be one of the states that the process went through, no older than 250 ms
 * before the kill, and its history must lead back to the beginning.
 */

#include "storage-fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_QUICK     50
#define N_LONG      2000
#define PROMISED_US 250000
/* A machine that runs many tests at once may let a process wait; the long run is held to it. */
#define TOLERATED_US (g_test_slow () ? PROMISED_US : 4 * PROMISED_US)
#define MAX_LIFE_US  200000
#define MAX_IDLE_US  12000
#define STARTED      G_MAXUINT32

/* What the child tells after each change, before it makes the next. */
typedef struct
{
  gint64 time_us; /* monotonic, after the change was appended */
  guint32 number;
  guint32 digest;   /* of the brief */
  gboolean is_safe; /* it was told so */
} Report;

/* Of what the changes touch: texts and ids of blocks, and sources. */
static guint32
make_digest (const BrvBrief *brief)
{
  guint32 digest = 0;

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      for (guint k = 0; k < brv_section_get_n_blocks (section); k++)
        {
          const BrvBlock *block = brv_section_get_block (section, k);
          const BrvQuote *quote = brv_block_get_quote (block);
          BrvId id = brv_block_get_id (block);

          digest = digest * 31 + brv_id_hash (&id);
          digest = digest * 31 + g_str_hash (quote != NULL
                                               ? brv_quote_get_exact (quote)
                                               : brv_text_get_utf8 (brv_block_get_text (block)));
        }
    }
  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    digest =
      digest * 31 + g_str_hash (brv_source_get_bytes_sha256 (brv_brief_get_source (brief, i)));
  return digest;
}

static void
report (int fd, guint32 number, const BrvBrief *brief, gboolean is_safe)
{
  const Report what = { g_get_monotonic_time (), number, make_digest (brief), is_safe };

  if (write (fd, &what, sizeof what) != (ssize_t)sizeof what)
    _exit (3);
}

/* The child's document: as much of a history as is needed to undo. */
typedef struct
{
  BrvStore *store;
  BrvBrief *brief;
  GPtrArray *done;
  GPtrArray *undone;
} Editor;

static void
edit_once (Editor *editor, GRand *rand, guint number)
{
  guint dice = (guint)g_rand_int_range (rand, 0, 10);

  if (dice < 2 && editor->done->len > 0)
    {
      BrvChange *change = g_ptr_array_steal_index (editor->done, editor->done->len - 1);
      g_autoptr (BrvChange) inverse = brv_change_invert (change);

      g_ptr_array_add (editor->undone, change);
      fixture_do (editor->store, &editor->brief, inverse, BRV_JOURNAL_UNDO);
    }
  else if (dice < 3 && editor->undone->len > 0)
    {
      BrvChange *change = g_ptr_array_steal_index (editor->undone, editor->undone->len - 1);

      g_ptr_array_add (editor->done, change);
      fixture_do (editor->store, &editor->brief, change, BRV_JOURNAL_REDO);
    }
  else
    {
      BrvChange *change =
        dice < 4 ? fixture_add_quote (editor->brief, number) : fixture_type (editor->brief, "k");

      g_ptr_array_set_size (editor->undone, 0);
      g_ptr_array_add (editor->done, change);
      fixture_do (editor->store, &editor->brief, change, BRV_JOURNAL_DO);
    }
}

static void
run_child (const char *path, int fd, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Editor editor = { 0 };

  editor.store = brv_store_open (path, NULL, NULL);
  if (editor.store == NULL)
    _exit (2);
  editor.brief = brv_brief_ref (brv_store_get_brief (editor.store));
  editor.done = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_change_unref);
  editor.undone = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_change_unref);
  report (fd, STARTED, editor.brief, TRUE);
  for (guint32 number = 0;; number++)
    {
      edit_once (&editor, rand, number);
      report (fd, number, editor.brief, FALSE);
      if (g_rand_int_range (rand, 0, 40) == 0 &&
          brv_store_save (editor.store, NULL, editor.brief, NULL, NULL))
        report (fd, number, editor.brief, TRUE);
      else if (g_rand_int_range (rand, 0, 8) == 0 && brv_store_flush (editor.store, NULL))
        report (fd, number, editor.brief, TRUE);
      g_usleep ((gulong)g_rand_int_range (rand, 0, MAX_IDLE_US));
    }
}

/* What the child reported until it was killed at @killed_us. */
static GArray *
read_reports (int fd)
{
  GArray *reports = g_array_new (FALSE, FALSE, sizeof (Report));
  Report what;

  while (read (fd, &what, sizeof what) == (ssize_t)sizeof what)
    g_array_append_val (reports, what);
  return reports;
}

static GArray *
edit_until_killed (const char *path, guint32 seed, gint64 *killed_us)
{
  int ends[2];
  pid_t child;
  int status;
  GArray *reports;
  Report first;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (ends[0]);
      run_child (path, ends[1], seed);
    }
  close (ends[1]);
  g_assert_cmpint (read (ends[0], &first, sizeof first), ==, sizeof first);
  g_usleep ((gulong)g_test_rand_int_range (0, MAX_LIFE_US));
  *killed_us = g_get_monotonic_time ();
  kill (child, SIGKILL);
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status));
  reports = read_reports (ends[0]);
  g_array_prepend_val (reports, first);
  close (ends[0]);
  return reports;
}

/* The number of changes lost, and the age of the oldest: none may be older than was promised. */
static guint
count_lost (GArray *reports, gint64 killed_us, guint32 digest, gint64 *worst_us)
{
  guint last = reports->len - 1;

  for (guint i = reports->len; i > 0; i--)
    {
      const Report *what = &g_array_index (reports, Report, i - 1);

      if (what->digest == digest)
        return last - (i - 1);
      g_assert_false (what->is_safe);
      *worst_us = MAX (*worst_us, killed_us - what->time_us);
      g_assert_cmpint (what->time_us, >, killed_us - TOLERATED_US);
    }
  g_assert_not_reached ();
}

/* The history of an opened brief, undone from its end, gives the brief that it began with. */
static void
assert_history_leads_back (BrvStore *store, const BrvBrief *start)
{
  guint n_steps, n_undone;
  const BrvHistoryStep *steps = brv_store_get_history (store, &n_steps, &n_undone);
  g_autoptr (BrvBrief) brief = brv_brief_ref (brv_store_get_brief (store));

  for (guint i = n_steps - n_undone; i > 0; i--)
    {
      g_autoptr (BrvChange) inverse = brv_change_invert (steps[i - 1].change);
      BrvBrief *before = brv_change_apply (inverse, brief);

      g_assert_nonnull (before);
      brv_brief_unref (brief);
      brief = before;
    }
  g_assert_true (brv_brief_equal (brief, start));
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  guint n_runs = g_test_slow () ? N_LONG : N_QUICK;
  g_autofree char *failed = g_build_filename (g_get_user_state_dir (), "brevier", "failed", NULL);
  g_autoptr (BrvBrief) start = fixture_make_brief (2, 3000);
  guint n_changes = 0;
  guint n_lost = 0;
  gint64 worst_us = 0;
  BrvStore *store = brv_store_new (start, NULL);

  g_assert_true (brv_store_save (store, fixture->path, start, NULL, NULL));
  g_assert_finalize_object (store);

  for (guint run = 0; run < n_runs; run++)
    {
      gint64 killed_us;
      g_autoptr (GArray) reports =
        edit_until_killed (fixture->path, (guint32)g_test_rand_int (), &killed_us);
      g_autoptr (GError) error = NULL;
      guint32 digest;

      store = brv_store_open (fixture->path, NULL, &error);
      g_assert_no_error (error);
      g_assert_false (g_file_test (failed, G_FILE_TEST_EXISTS));
      digest = make_digest (brv_store_get_brief (store));
      for (guint i = 0; i < reports->len; i++)
        n_changes += !g_array_index (reports, Report, i).is_safe;
      n_lost += count_lost (reports, killed_us, digest, &worst_us);
      assert_history_leads_back (store, start);

      /* Now and then what was recovered is saved; else the next child goes on from it. */
      if (run % 3 == 2)
        {
          g_assert_true (brv_store_save (store, NULL, brv_store_get_brief (store), NULL, &error));
          g_assert_no_error (error);
        }
      g_assert_true (brv_store_close (store, FALSE, &error));
      g_assert_finalize_object (store);
      if (run % 5 == 4)
        {
          /* Begin anew, so that the history stays short. */
          store = brv_store_new (start, NULL);
          g_unlink (fixture->path);
          {
            g_autofree char *left = brv_store_find_abandoned (fixture->path, NULL);
            BrvStore *old = left != NULL ? brv_store_recover (left, NULL) : NULL;

            if (old != NULL)
              g_assert_true (brv_store_close (old, TRUE, NULL));
            g_clear_object (&old);
          }
          g_assert_true (brv_store_save (store, fixture->path, start, NULL, &error));
          g_assert_no_error (error);
          g_assert_finalize_object (store);
        }
    }
  g_test_message ("%u kills survived, %u of %u changes lost, the oldest %u ms before the kill",
                  n_runs, n_lost, n_changes, (guint)(worst_us / 1000));
}

/* A brief without a file is found again, too. */
static void
test_kill_untitled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) start = fixture_make_brief (1, 100);
  g_auto (GStrv) found = NULL;
  BrvStore *store;
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr (BrvBrief) brief = brv_brief_ref (start);
      g_autoptr (BrvChange) change = fixture_type (brief, " and so on");

      store = brv_store_new (brief, NULL);
      fixture_do (store, &brief, change, BRV_JOURNAL_DO);
      g_usleep (PROMISED_US);
      raise (SIGKILL);
    }
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status));
  found = brv_store_list_abandoned (NULL);
  g_assert_cmpuint (g_strv_length (found), ==, 1);
  store = brv_store_recover (found[0], NULL);
  g_assert_true (g_str_has_suffix (fixture_get_typed (brv_store_get_brief (store)), " and so on"));
  assert_history_leads_back (store, start);
  g_assert_true (brv_store_close (store, TRUE, NULL));
  g_assert_finalize_object (store);
}

#define ADD(name, function) \
  g_test_add ("/storage/recovery/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

/* Exact traces of every allocation would take ten times as long as all the rest. */
static void
run_with_fast_traces (char *argv[])
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autoptr (GString) faster = g_string_new (options);

  if (g_string_replace (faster, "fast_unwind_on_malloc=0", "fast_unwind_on_malloc=1", 0) == 0)
    return;
  g_setenv ("ASAN_OPTIONS", faster->str, TRUE);
  execv ("/proc/self/exe", argv);
}

int
main (int argc, char *argv[])
{
  run_with_fast_traces (argv);
  fixture_init (&argc, &argv);
  ADD ("kill", test_kill);
  ADD ("kill-untitled", test_kill_untitled);
  return fixture_run ();
}
