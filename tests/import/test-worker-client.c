/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Limits are tested on real hostile input; crashes, hangs and lies on workers of the test's own:
 * this program stands in the worker's place.
 */

#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "import/brv-instrumented.h"
#include "import/brv-import-error.h"
#include "import/brv-worker-client.h"
#include "import/brv-worker-protocol.h"

static BrvSource *
run (const char *text, const BrvWorkerLimits *limits, GCancellable *cancellable, GError **error)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  const BrvImportHints hints = { 0 };
  g_autoptr (BrvImportResult) result =
    brv_worker_client_extract (workers, bytes, &hints, "origin", limits, cancellable, error);

  return result != NULL ? brv_source_ref (brv_import_result_get_source (result, 0)) : NULL;
}

static void
assert_fails (const char *text, const BrvWorkerLimits *limits, BrvImportError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = run (text, limits, NULL, &error);

  g_assert_null (source);
  g_assert_error (error, BRV_IMPORT_ERROR, (gint)code);
}

/* A tag with so many attributes that every parser is busy for minutes: each is looked for among
 * those before it. */
static char *
make_slow_page (void)
{
  GString *html = g_string_new ("<!doctype html><p ");

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (html, "a%u=1 ", i);
  g_string_append (html, ">text</p>");
  return g_string_free (html, FALSE);
}

static void
test_wall_limit (void)
{
  g_autofree char *page = make_slow_page ();
  BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;
  gint64 before = g_get_monotonic_time ();

  limits.wall_ms = 400;
  assert_fails (page, &limits, BRV_IMPORT_ERROR_TIMEOUT);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
}

static void
test_cpu_limit (void)
{
  g_autofree char *page = make_slow_page ();
  BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;

  limits.cpu_s = 1;
  assert_fails (page, &limits, BRV_IMPORT_ERROR_TIMEOUT);
}

static void
test_answer_limit (void)
{
  BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;

  limits.answer_bytes = 100;
  assert_fails ("A line of text that is short.", &limits, BRV_IMPORT_ERROR_TOO_LARGE);
}

static void
test_memory_limit (void)
{
#if BRV_INSTRUMENTED
  g_test_skip ("a sanitizer needs all of the address space");
#else
  g_autoptr (GString) html = g_string_new ("<!doctype html>");
  BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;

  for (guint i = 0; i < 400000; i++)
    g_string_append (html, "<p>many<b>small</b>parts");
  limits.memory_bytes = (gsize)64 * 1024 * 1024;
  assert_fails (html->str, &limits, BRV_IMPORT_ERROR_CRASHED);
#endif
}

static gpointer
cancel_later (gpointer data)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  g_autofree char *page = make_slow_page ();
  const BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_later, cancellable);
  gint64 before = g_get_monotonic_time ();

  g_assert_null (run (page, &limits, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

/* What a worker that is no more ours may do. Returns its exit status. */
typedef struct
{
  const char *name;
  int (*act) (void);
  BrvImportError code;
} BadWorker;

static int
die (void)
{
  raise (SIGSEGV);
  return 0;
}

static int
exit_badly (void)
{
  return 7;
}

static int
say_nothing (void)
{
  return 0;
}

static int
babble (void)
{
  return write (STDOUT_FILENO, "this is no answer at all, but long", 34) == 34 ? 0 : 1;
}

/* Writes a header and a body that is not of its length. */
static int
say (guint32 magic, guint32 kind, guint64 length, const char *body)
{
  const BrvWorkerHeader header = { magic, kind, length };

  return write (STDOUT_FILENO, &header, sizeof header) == (ssize_t)sizeof header &&
             write (STDOUT_FILENO, body, strlen (body)) == (ssize_t)strlen (body)
           ? 0
           : 1;
}

static int
lie_about_length (void)
{
  return say (BRV_WORKER_MAGIC, BRV_WORKER_RESULT, 1000, "{}");
}

static int
lie_about_magic (void)
{
  return say (7, BRV_WORKER_RESULT, 2, "{}");
}

static int
answer_nothing (void)
{
  return say (BRV_WORKER_MAGIC, BRV_WORKER_RESULT, 2, "{}");
}

static int
answer_a_request (void)
{
  return say (BRV_WORKER_MAGIC, BRV_WORKER_EXTRACT, 2, "{}");
}

static int
fail_oddly (void)
{
  return say (BRV_WORKER_MAGIC, BRV_WORKER_FAILURE, 2, "{}");
}

static int
fail_without_json (void)
{
  return say (BRV_WORKER_MAGIC, BRV_WORKER_FAILURE, 2, "][");
}

static int
hang (void)
{
  sleep (60);
  return 0;
}

static int
hang_silently (void)
{
  close (STDOUT_FILENO);
  sleep (60);
  return 0;
}

static int
talk_without_end (void)
{
  while (write (STDOUT_FILENO, "yes, ", 5) == 5)
    ;
  return 0;
}

static const BadWorker bad_workers[] = {
  { "dies", die, BRV_IMPORT_ERROR_CRASHED },
  { "fails", exit_badly, BRV_IMPORT_ERROR_CRASHED },
  { "says nothing", say_nothing, BRV_IMPORT_ERROR_CRASHED },
  { "babbles", babble, BRV_IMPORT_ERROR_CRASHED },
  { "lies about the length", lie_about_length, BRV_IMPORT_ERROR_CRASHED },
  { "lies about the magic", lie_about_magic, BRV_IMPORT_ERROR_CRASHED },
  { "answers with no source", answer_nothing, BRV_IMPORT_ERROR_CRASHED },
  { "answers with a request", answer_a_request, BRV_IMPORT_ERROR_CRASHED },
  { "names an unknown failure", fail_oddly, BRV_IMPORT_ERROR_CRASHED },
  { "fails without JSON", fail_without_json, BRV_IMPORT_ERROR_CRASHED },
  { "hangs", hang, BRV_IMPORT_ERROR_TIMEOUT },
  { "hangs with its answer closed", hang_silently, BRV_IMPORT_ERROR_TIMEOUT },
  { "talks without end", talk_without_end, BRV_IMPORT_ERROR_TOO_LARGE },
};

/* Instead of a worker's name: the zygote itself ends, with or without having taken a request. */
#define NO_ZYGOTE    "no zygote"
#define DYING_ZYGOTE "dying zygote"

/* This program under the worker's name: a zygote whose workers do what is asked for. */
static int
act_as_zygote (const char *what)
{
  if (g_str_equal (what, NO_ZYGOTE))
    return 1;
  for (;;)
    {
      BrvWorkerStart start = { 0 };
      int fds[BRV_WORKER_N_FDS] = { -1, -1, -1 };
      struct iovec part = { &start, sizeof start };
      char control[256] = { 0 };
      struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control
      };
      int status = 0;
      pid_t pid = 0;

      if (recvmsg (STDIN_FILENO, &message, 0) <= 0 || g_str_equal (what, DYING_ZYGOTE))
        return 1;
      memcpy (fds, CMSG_DATA (CMSG_FIRSTHDR (&message)), sizeof fds);
      pid = fork ();
      if (pid == 0)
        {
          dup2 (fds[1], STDOUT_FILENO);
          close (fds[1]);
          close (fds[2]);
          for (guint i = 0; i < G_N_ELEMENTS (bad_workers); i++)
            if (g_str_equal (bad_workers[i].name, what))
              _exit (bad_workers[i].act ());
          _exit (99);
        }
      close (fds[0]);
      close (fds[1]);
      waitpid (pid, &status, 0);
      if (write (fds[2], &status, sizeof status) < 0)
        return 1;
      close (fds[2]);
    }
}

static void
test_bad_workers (void)
{
  g_autofree char *folder = g_dir_make_tmp ("brevier-worker-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, BRV_WORKER_PROGRAM, NULL);
  g_autofree char *real = g_strdup (g_getenv ("BREVIER_LIBEXECDIR"));
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;

  limits.wall_ms = 1500;
  limits.answer_bytes = 1000 * 1000;
  g_assert_cmpint (symlink (self, path), ==, 0);
  g_setenv ("BREVIER_LIBEXECDIR", folder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (bad_workers); i++)
    {
      g_test_message ("%s", bad_workers[i].name);
      g_setenv ("BREVIER_TEST_WORKER", bad_workers[i].name, TRUE);
      assert_fails ("words", &limits, bad_workers[i].code);
    }
  g_setenv ("BREVIER_TEST_WORKER", NO_ZYGOTE, TRUE);
  assert_fails ("words", &limits, BRV_IMPORT_ERROR_CRASHED);
  g_setenv ("BREVIER_TEST_WORKER", DYING_ZYGOTE, TRUE);
  assert_fails ("words", &limits, BRV_IMPORT_ERROR_CRASHED);
  g_unlink (path);
  g_rmdir (folder);
  if (real != NULL)
    g_setenv ("BREVIER_LIBEXECDIR", real, TRUE);
}

/* The first child of a process, whichever thread started it; 0 if it has none. */
static pid_t
find_child (pid_t parent)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%d/task", parent);
  g_autoptr (GDir) threads = g_dir_open (folder, 0, NULL);
  const char *thread = NULL;
  pid_t child = 0;

  while (child == 0 && threads != NULL && (thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, thread, "children", NULL);
      g_autofree char *contents = NULL;

      if (g_file_get_contents (path, &contents, NULL, NULL))
        child = (pid_t)g_ascii_strtoll (contents, NULL, 10);
    }
  return child;
}

static guint
count_children (pid_t parent)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", parent, parent);
  g_autofree char *contents = NULL;
  g_auto (GStrv) pids = NULL;
  guint n = 0;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return 0;
  pids = g_strsplit (contents, " ", -1);
  for (guint i = 0; pids[i] != NULL; i++)
    n += g_ascii_isdigit (*pids[i]);
  return n;
}

static pid_t
wait_for_child (pid_t parent)
{
  pid_t pid = 0;

  for (guint i = 0; i < 3000 && pid == 0; i++)
    {
      pid = find_child (parent);
      if (pid == 0)
        g_usleep (1000);
    }
  g_assert_cmpint (pid, >, 0);
  return pid;
}

/* An import that runs in a thread of its own. */
typedef struct
{
  BrvWorkerClient *workers;
  const char *text;
  GCancellable *cancellable;
  GError *error;
  BrvImportResult *result;
} Background;

static gpointer
extract_cb (gpointer data)
{
  Background *background = data;
  g_autoptr (GBytes) bytes = g_bytes_new (background->text, strlen (background->text));
  const BrvImportHints hints = { 0 };
  const BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;

  background->result =
    brv_worker_client_extract (background->workers, bytes, &hints, "origin", &limits,
                               background->cancellable, &background->error);
  return NULL;
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static char *
read_status (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

/* A zygote's worker is in its cage and gives way to us; cancelled, it is gone, and nothing of it is left. */
static void
test_zygote (void)
{
  g_autofree char *page = make_slow_page ();
  guint n_descriptors = 0;
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Background slow = { workers, page, cancellable, NULL, NULL };
  Background warm = { workers, "A line.", NULL, NULL, NULL };
  GThread *thread = NULL;
  g_autofree char *zygote_status = NULL;
  g_autofree char *status = NULL;
  pid_t zygote = 0;
  pid_t worker = 0;

  extract_cb (&warm);
  g_assert_no_error (warm.error);
  g_clear_pointer (&warm.result, brv_import_result_unref);
  n_descriptors = count_descriptors ();
  zygote = wait_for_child (getpid ());
  thread = g_thread_new ("slow", extract_cb, &slow);
  worker = wait_for_child (zygote);
  g_usleep (100 * 1000);
  zygote_status = read_status (zygote);
  g_assert_nonnull (strstr (zygote_status, "Threads:\t1\n"));
  status = read_status (worker);
  g_assert_nonnull (strstr (status, "NoNewPrivs:\t1\n"));
  g_assert_cmpint (getpriority (PRIO_PROCESS, (id_t)worker), >,
                   MIN (getpriority (PRIO_PROCESS, 0), 18));
#if !BRV_INSTRUMENTED
  g_assert_nonnull (strstr (status, "Seccomp:\t2\n"));
#endif
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_error (slow.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&slow.error);
  for (guint i = 0; i < 3000 && find_child (zygote) != 0; i++)
    g_usleep (1000);
  g_assert_cmpint (find_child (zygote), ==, 0);
  g_assert_cmpuint (count_descriptors (), ==, n_descriptors);
}

/* A zygote that somebody kills is replaced, in the middle of a document too. */
static void
test_zygote_dies (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autofree char *page = make_slow_page ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Background first = { workers, "A line.", NULL, NULL, NULL };
  Background second = { workers, "A line.", NULL, NULL, NULL };
  Background slow = { workers, page, cancellable, NULL, NULL };
  GThread *thread = NULL;
  pid_t zygote = 0;
  pid_t next = 0;

  extract_cb (&first);
  g_assert_no_error (first.error);
  zygote = wait_for_child (getpid ());
  kill (zygote, SIGKILL);
  extract_cb (&second);
  g_assert_no_error (second.error);

  zygote = wait_for_child (getpid ());
  thread = g_thread_new ("slow", extract_cb, &slow);
  wait_for_child (zygote);
  kill (zygote, SIGKILL);
  for (guint i = 0; i < 5000 && (next == 0 || next == zygote); i++)
    {
      next = find_child (getpid ());
      g_usleep (1000);
    }
  g_assert_cmpint (next, !=, zygote);
  wait_for_child (next);
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_error (slow.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&slow.error);
  brv_import_result_unref (first.result);
  brv_import_result_unref (second.result);
}

/* At a held worker, half a millisecond each. */
#define MAX_LOOKS 10000

/* What a zygote's workers were at most at one time. */
typedef struct
{
  pid_t zygote;
  guint most;
  gint done; /* set when nobody wants to know any more */
} Watch;

/* Holds one worker until another stands beside it, or long enough to say that none will: on a busy
 * machine each may be done before the next one begins. */
static gpointer
watch_cb (gpointer data)
{
  Watch *watch = data;
  pid_t held = 0;

  for (guint n_looks = 0; !g_atomic_int_get (&watch->done); n_looks += held != 0)
    {
      guint n = count_children (watch->zygote);

      watch->most = MAX (watch->most, n);
      if (held != 0 && (watch->most > 1 || n == 0 || n_looks > MAX_LOOKS))
        {
          kill (held, SIGCONT);
          held = 0;
        }
      else if (held == 0 && n == 1 && watch->most == 1 && g_get_num_processors () > 1 &&
               n_looks <= MAX_LOOKS)
        {
          held = find_child (watch->zygote);
          if (held != 0)
            kill (held, SIGSTOP);
        }
      g_usleep (500);
    }
  return NULL;
}

/* Many at once, more than there are processors: as many are read as there are, and no more. */
static void
test_parallel (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GString) page = g_string_new ("<!doctype html>");
  Background first = { workers, "A line.", NULL, NULL, NULL };
  Background imports[24] = { 0 };
  GThread *threads[G_N_ELEMENTS (imports)] = { NULL };
  GThread *watcher = NULL;
  Watch watch = { 0 };

  for (guint i = 0; i < (BRV_INSTRUMENTED ? 300 : 5000); i++)
    g_string_append (page, "<p>The quay was measured twice, and both times it was too short.</p>");
  extract_cb (&first);
  g_assert_no_error (first.error);
  brv_import_result_unref (first.result);
  watch.zygote = wait_for_child (getpid ());
  watcher = g_thread_new ("watch", watch_cb, &watch);
  for (guint i = 0; i < G_N_ELEMENTS (imports); i++)
    {
      imports[i] =
        (Background){ workers, i % 2 == 0 ? page->str : "%PDF-1.4 broken", NULL, NULL, NULL };
      threads[i] = g_thread_new ("import", extract_cb, &imports[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (imports); i++)
    {
      g_thread_join (threads[i]);
      g_assert_true ((imports[i].result != NULL) == (i % 2 == 0));
      g_clear_error (&imports[i].error);
      g_clear_pointer (&imports[i].result, brv_import_result_unref);
    }
  g_atomic_int_set (&watch.done, TRUE);
  g_thread_join (watcher);
  g_test_message ("%u workers at most, %u processors", watch.most, g_get_num_processors ());
  g_assert_cmpuint (watch.most, <=, g_get_num_processors ());
  if (g_get_num_processors () > 1)
    g_assert_cmpuint (watch.most, >, 1);
}

/* After all of this, the next document is read. */
static void
test_next (void)
{
  const BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = run ("A line.", &limits, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (brv_source_get_text (source), ==, "A line.");
}

int
main (int argc, char *argv[])
{
  if (g_str_has_suffix (argv[0], "/" BRV_WORKER_PROGRAM))
    return act_as_zygote (g_getenv ("BREVIER_TEST_WORKER"));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/worker-client/wall-limit", test_wall_limit);
  g_test_add_func ("/import/worker-client/cpu-limit", test_cpu_limit);
  g_test_add_func ("/import/worker-client/answer-limit", test_answer_limit);
  g_test_add_func ("/import/worker-client/memory-limit", test_memory_limit);
  g_test_add_func ("/import/worker-client/cancel", test_cancel);
  g_test_add_func ("/import/worker-client/bad-workers", test_bad_workers);
  g_test_add_func ("/import/worker-client/zygote", test_zygote);
  g_test_add_func ("/import/worker-client/zygote-dies", test_zygote_dies);
  g_test_add_func ("/import/worker-client/parallel", test_parallel);
  g_test_add_func ("/import/worker-client/next", test_next);
  return g_test_run ();
}
