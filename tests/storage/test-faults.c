/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every system call that writes fails once, or from some moment on, while a process edits and
 * saves. strace makes them fail, so the program is the one that is shipped. What is found
 * afterwards must be a state that the process went through, and none that is older than the last
 * one of which it was told that it is safe.
 */

#include "storage-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_CALLS 60 /* more than one run makes of any kind */
#define N_EDITS   12

typedef enum
{
  REPORT_STATE, /* the child has this now */
  REPORT_SAFE,  /* and was told that it is safe */
  REPORT_END,
} ReportKind;

typedef struct
{
  guint32 kind;
  guint32 digest;
} Report;

static guint32
make_digest (const BrvBrief *brief)
{
  return g_str_hash (fixture_get_typed (brief)) * 31 + brv_brief_get_n_sources (brief);
}

/* By a call that no fault is put on. */
static void
report (int fd, ReportKind kind, const BrvBrief *brief)
{
  const Report what = { kind, make_digest (brief) };

  if (send (fd, &what, sizeof what, 0) != (ssize_t)sizeof what)
    _exit (3);
}

static int
run_child (const char *path, int fd)
{
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_open (path, NULL, &error);
  g_autoptr (BrvBrief) brief = NULL;

  if (store == NULL)
    return error->domain == BRV_STORAGE_ERROR ? 0 : 4;
  brief = brv_brief_ref (brv_store_get_brief (store));
  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (BrvChange) change =
        i % 4 == 3 ? fixture_add_quote (brief, i) : fixture_type (brief, "f");

      fixture_do (store, &brief, change, BRV_JOURNAL_DO);
      report (fd, REPORT_STATE, brief);
      g_clear_error (&error);
      if (i % 5 == 4 ? brv_store_save (store, NULL, brief, NULL, &error)
                     : brv_store_flush (store, &error))
        report (fd, REPORT_SAFE, brief);
      else if (error->domain != BRV_STORAGE_ERROR)
        return 5;
    }
  if (brv_store_close (store, FALSE, NULL))
    report (fd, REPORT_SAFE, brief);
  report (fd, REPORT_END, brief);
  return 0;
}

/* Runs the child with @fault and gives what it told; its exit status, or -1 if it was killed. */
static GArray *
run_with_fault (
  const char *call, const char *fault, const char *path, const char *trace, int *status)
{
  GArray *reports = g_array_new (FALSE, FALSE, sizeof (Report));
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *number = NULL;
  int ends[2];
  Report what;
  pid_t child;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_SEQPACKET, 0, ends), ==, 0);
  number = g_strdup_printf ("%d", ends[1]);
  child = fork ();
  if (child == 0)
    {
      close (ends[0]);
      execlp ("strace", "strace", "-f", "-q", "-o", trace, "-e", call, "-e", fault, self, "--child",
              path, number, NULL);
      _exit (127);
    }
  close (ends[1]);
  while (recv (ends[0], &what, sizeof what, 0) == (ssize_t)sizeof what)
    g_array_append_val (reports, what);
  close (ends[0]);
  waitpid (child, status, 0);
  *status = WIFEXITED (*status) ? WEXITSTATUS (*status) : -1;
  return reports;
}

static void
assert_nothing_lost (const char *path, GArray *reports, guint32 start)
{
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_open (path, NULL, &error);
  guint32 digest;
  gboolean is_found;

  g_assert_no_error (error);
  digest = make_digest (brv_store_get_brief (store));
  is_found = digest == start;
  for (guint i = 0; i < reports->len; i++)
    {
      const Report *what = &g_array_index (reports, Report, i);

      if (what->kind == REPORT_STATE)
        is_found |= what->digest == digest;
      else if (what->kind == REPORT_SAFE)
        is_found = what->digest == digest;
    }
  g_assert_true (is_found);
  g_assert_true (brv_store_close (store, TRUE, NULL));
  g_assert_finalize_object (store);
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  const char *const calls[] = { "fdatasync", "fsync",     "pwrite64", "write", "rename", "linkat",
                                "link",      "ftruncate", "unlink",   "flock", "pread64" };
  const char *const faults[] = { "error=EIO", "error=ENOSPC", "signal=KILL" };
  g_autofree char *strace = g_find_program_in_path ("strace");
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 500);
  g_autofree char *trace = g_build_filename (fixture->folder, "trace", NULL);
  g_autofree char *log = NULL;
  guint n_runs = 0;
  guint n_ended = 0;

  if (strace == NULL)
    {
      g_test_skip ("strace is not installed");
      return;
    }
  for (guint c = 0; c < G_N_ELEMENTS (calls); c++)
    {
      for (guint f = 0; f < G_N_ELEMENTS (faults); f++)
        {
          for (guint n = 1; n < MAX_CALLS; n++)
            {
              const char *lasting = n % 3 == 0 && f < 2 ? "+" : "";
              g_autofree char *fault =
                g_strdup_printf ("inject=%s:%s:when=%u%s", calls[c], faults[f], n, lasting);
              BrvStore *store = brv_store_new (brief, NULL);
              g_autoptr (GArray) reports = NULL;
              int status;

              g_unlink (fixture->path);
              g_assert_true (brv_store_save (store, fixture->path, brief, NULL, NULL));
              g_assert_finalize_object (store);
              reports = run_with_fault (calls[c], fault, fixture->path, trace, &status);
              g_clear_pointer (&log, g_free);
              g_assert_true (g_file_get_contents (trace, &log, NULL, NULL));
              if (n_runs == 0 && (status == 1 || status == 127))
                {
                  g_test_skip ("strace cannot trace here");
                  return;
                }
              g_test_message ("%s: status %d, %u reports", fault, status, reports->len);
              /* 127: the fault met the loader, which read the libraries, and nothing began. */
              g_assert_true (status == 0 || f == 2 || (status == 127 && reports->len == 0));
              n_runs++;
              n_ended += status == 0;
              assert_nothing_lost (fixture->path, reports, make_digest (brief));
              /* Fewer calls than that: there was no fault. */
              if (strstr (log, "INJECTED") == NULL && status == 0)
                break;
            }
        }
    }
  g_test_message ("%u runs with faults, %u of them ended by themselves, nothing lost", n_runs,
                  n_ended);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2], atoi (argv[3]));
  /* The leak checker traces too, which two cannot do at once. */
  g_setenv ("ASAN_OPTIONS", "detect_leaks=0:abort_on_error=1", TRUE);
  fixture_init (&argc, &argv);
  g_test_add ("/storage/faults/every-call", Fixture, NULL, fixture_set_up, test_faults,
              fixture_tear_down);
  return fixture_run ();
}
