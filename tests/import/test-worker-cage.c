/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Each case closes the cage in a process of its own and tries what a document could make a parser
 * do. In builds with sanitizers calls are not filtered, so these cases are for plain builds.
 */

#define _GNU_SOURCE /* memfd_create() */

#include <fcntl.h>
#include <iconv.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

#include "import/brv-instrumented.h"
#include "import/brv-worker-cage.h"

#define EXIT_NO_CAGE 90
#define EXIT_ESCAPED 91
#define EXIT_REFUSED 92

typedef enum
{
  KILLED,  /* by the filter of calls */
  REFUSED, /* with an error */
  DONE,
} Outcome;

/* The cages there are. */
enum
{
  EXTRACT,
  DRAW,
  UNLOCKED, /* on a kernel that cannot lock files */
  N_CAGES,
};

typedef struct
{
  const char *name;
  int (*attempt) (void); /* 0 or more: it worked */
  Outcome outcomes[N_CAGES];
} Escape;

static int
attempt_read (void)
{
  return open ("/etc/passwd", O_RDONLY);
}

static int
attempt_read_own (void)
{
  return open ("/proc/self/maps", O_RDONLY);
}

static int
attempt_list (void)
{
  return open ("/tmp", O_RDONLY | O_DIRECTORY);
}

static int
attempt_look_for (void)
{
  return access ("/etc/passwd", R_OK);
}

static int
attempt_read_encoding (void)
{
  const iconv_t converter = iconv_open ("UTF-8", "EUC-KR");

  return converter == (iconv_t)-1 ? -1 : 0;
}

static int
attempt_read_fonts (void)
{
  return open ("/usr/share/fonts", O_RDONLY | O_DIRECTORY);
}

static int
attempt_signal (void)
{
  return (int)syscall (SYS_tgkill, getppid (), getppid (), SIGKILL);
}

static int
attempt_kill (void)
{
  return kill (getppid (), SIGKILL);
}

static int
attempt_connect (void)
{
  const struct sockaddr address = { .sa_family = AF_INET };

  return connect (STDIN_FILENO, &address, sizeof address);
}

static int
attempt_trace (void)
{
  return (int)ptrace (PTRACE_ATTACH, getppid (), NULL, NULL);
}

static int
attempt_rename (void)
{
  return rename ("/tmp/brevier-cage-test", "/tmp/brevier-cage-test-2");
}

static int
attempt_truncate (void)
{
  return truncate ("/tmp/brevier-cage-test", 0);
}

static void *
thread_cb (void *data)
{
  return data;
}

static int
attempt_thread (void)
{
  pthread_t thread;

  return pthread_create (&thread, NULL, thread_cb, NULL) == 0 ? 0 : -1;
}

static int
attempt_write (void)
{
  return open ("/tmp/brevier-cage-test", O_WRONLY | O_CREAT, 0600);
}

static int
attempt_remove (void)
{
  return unlink ("/tmp/brevier-cage-test");
}

static int
attempt_socket (void)
{
  return socket (AF_INET, SOCK_STREAM, 0);
}

static int
attempt_fork (void)
{
  return (int)fork ();
}

static int
attempt_exec (void)
{
  return execl ("/bin/true", "true", NULL);
}

static int
attempt_memory_file (void)
{
  return memfd_create ("cage", 0);
}

#define IN_ALL(outcome)              \
  {                                  \
    (outcome), (outcome), (outcome), \
  }

static const Escape escapes[] = {
  { "reads a file", attempt_read, IN_ALL (REFUSED) },
  { "reads its own memory map", attempt_read_own, IN_ALL (REFUSED) },
  { "lists a folder", attempt_list, IN_ALL (REFUSED) },
  { "looks for a file", attempt_look_for, { REFUSED, DONE, REFUSED } },
  { "reads an encoding", attempt_read_encoding, { DONE, DONE, REFUSED } },
  { "reads fonts", attempt_read_fonts, { REFUSED, DONE, REFUSED } },
  { "writes a file", attempt_write, IN_ALL (KILLED) },
  { "removes a file", attempt_remove, IN_ALL (KILLED) },
  { "renames a file", attempt_rename, IN_ALL (KILLED) },
  { "truncates a file", attempt_truncate, IN_ALL (KILLED) },
  { "opens a socket", attempt_socket, IN_ALL (KILLED) },
  { "connects", attempt_connect, IN_ALL (KILLED) },
  { "forks", attempt_fork, IN_ALL (KILLED) },
  { "starts a thread", attempt_thread, IN_ALL (KILLED) },
  { "starts a program", attempt_exec, IN_ALL (KILLED) },
  { "makes a memory file", attempt_memory_file, IN_ALL (KILLED) },
  { "kills its parent", attempt_kill, IN_ALL (KILLED) },
  { "signals its parent's thread", attempt_signal, IN_ALL (REFUSED) },
  { "traces its parent", attempt_trace, IN_ALL (KILLED) },
};

static BrvWorkerCage *
make_cage (guint which)
{
  static const struct
  {
    BrvCageProfile profile;
    BrvCageFlags flags;
  } cages[N_CAGES] = {
    [EXTRACT] = { BRV_CAGE_EXTRACT, BRV_CAGE_DEFAULT },
    [DRAW] = { BRV_CAGE_DRAW, BRV_CAGE_DEFAULT },
    [UNLOCKED] = { BRV_CAGE_EXTRACT, BRV_CAGE_WITHOUT_LANDLOCK },
  };
  BrvWorkerCage *cage = brv_worker_cage_new (cages[which].profile, cages[which].flags);

  g_assert_nonnull (cage);
  return cage;
}

/* Runs the attempt in a caged child; returns how that ended. */
static int
run_caged (const BrvWorkerCage *cage, int (*attempt) (void))
{
  const BrvCageLimits limits = { (guint64)1 << 30, 5 };
  int status = 0;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      if (!brv_worker_cage_close (cage, &limits))
        _exit (EXIT_NO_CAGE);
      _exit (attempt () >= 0 ? EXIT_ESCAPED : EXIT_REFUSED);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

static void
check_outcome (int status, Outcome expected)
{
  switch (expected)
    {
    case KILLED:
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, SIGSYS);
      g_assert_false (WCOREDUMP (status));
      break;
    case REFUSED:
    case DONE:
    default:
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, expected == DONE ? EXIT_ESCAPED : EXIT_REFUSED);
      break;
    }
}

static void
test_escapes (void)
{
  if (BRV_INSTRUMENTED)
    {
      g_test_skip ("a sanitizer or coverage needs calls that the cage refuses");
      return;
    }
  for (guint which = 0; which < N_CAGES; which++)
    {
      g_autoptr (BrvWorkerCage) cage = make_cage (which);

      if (which != UNLOCKED && !brv_worker_cage_can_lock_files (cage))
        {
          g_test_message ("this kernel cannot lock files");
          continue;
        }
      g_assert_true ((which != UNLOCKED) == brv_worker_cage_can_lock_files (cage));
      for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
        {
          g_test_message ("cage %u: %s", which, escapes[i].name);
          check_outcome (run_caged (cage, escapes[i].attempt), escapes[i].outcomes[which]);
        }
    }
}

static int
compute (void)
{
  g_autofree char *text = g_strnfill (100000, 'x');

  return write (STDERR_FILENO, "", 0) == 0 && text != NULL ? 0 : -1;
}

/* What parsing needs still works. */
static void
test_work (void)
{
  for (guint which = 0; which < N_CAGES; which++)
    {
      g_autoptr (BrvWorkerCage) cage = make_cage (which);

      check_outcome (run_caged (cage, compute), DONE);
    }
}

/* Closes the cage around a process that may be dumped, says so, and waits until it is looked at. */
static void
run_watched (const BrvWorkerCage *cage, int input, int output)
{
  const BrvCageLimits limits = { (guint64)1 << 30, 5 };
  const uid_t nobody = 65534;
  char byte = 0;

  /* To root files of processes that may not be dumped belong as others do. */
  if (getuid () == 0 && setresuid (nobody, nobody, nobody) != 0)
    _exit (EXIT_NO_CAGE);
  if (prctl (PR_SET_DUMPABLE, 1) != 0 || dup2 (input, STDIN_FILENO) < 0 ||
      dup2 (output, STDOUT_FILENO) < 0 || !brv_worker_cage_close (cage, &limits) ||
      write (STDOUT_FILENO, "c", 1) != 1)
    _exit (EXIT_NO_CAGE);
  _exit (read (STDIN_FILENO, &byte, 1) == 0 ? 0 : EXIT_REFUSED);
}

/* What a document was, and what of the machine a worker has in its memory, is written nowhere when
 * it crashes: it has no core, and nobody may look into it. */
static void
test_no_core (void)
{
  if (BRV_INSTRUMENTED)
    {
      g_test_skip ("a sanitizer looks into its own process");
      return;
    }
  for (guint which = 0; which < N_CAGES; which++)
    {
      g_autoptr (BrvWorkerCage) cage = make_cage (which);
      g_autofree char *limits_path = NULL;
      g_autofree char *memory_path = NULL;
      g_autofree char *limits = NULL;
      struct stat owner = { 0 };
      char byte = 0;
      int in[2];
      int out[2];
      int status = 0;
      pid_t pid = 0;

      g_assert_cmpint (pipe (in), ==, 0);
      g_assert_cmpint (pipe (out), ==, 0);
      pid = fork ();
      g_assert_cmpint (pid, >=, 0);
      if (pid == 0)
        run_watched (cage, in[0], out[1]);
      close (in[0]);
      close (out[1]);
      g_assert_cmpint (read (out[0], &byte, 1), ==, 1);
      limits_path = g_strdup_printf ("/proc/%d/limits", pid);
      memory_path = g_strdup_printf ("/proc/%d/mem", pid);
      g_assert_true (g_file_get_contents (limits_path, &limits, NULL, NULL));
      g_assert_true (g_regex_match_simple ("Max core file size +0 +0 ", limits, 0, 0));
      g_assert_cmpint (stat (memory_path, &owner), ==, 0);
      g_assert_cmpuint (owner.st_uid, ==, 0);
      close (in[1]);
      close (out[0]);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/worker-cage/escapes", test_escapes);
  g_test_add_func ("/import/worker-cage/work", test_work);
  g_test_add_func ("/import/worker-cage/no-core", test_no_core);
  return g_test_run ();
}
