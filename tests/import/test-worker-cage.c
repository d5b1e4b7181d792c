/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Each case closes the cage in a process of its own and tries what a document could make a parser
 * do. In builds with sanitizers calls are not filtered, so these cases are for plain builds.
 */

#define _GNU_SOURCE /* memfd_create() */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

#include "import/brv-worker-cage.h"

#if defined(__SANITIZE_ADDRESS__)
#define HAVE_SANITIZER 1
#else
#define HAVE_SANITIZER 0
#endif

#define EXIT_NO_CAGE 90
#define EXIT_ESCAPED 91
#define EXIT_REFUSED 92

typedef enum
{
  OUTCOME_KILLED,           /* by the filter of calls */
  OUTCOME_KILLED_OR_REFUSED /* refused where the kernel can lock files, else left to the filter */
} Outcome;

typedef struct
{
  const char *name;
  int (*attempt) (void); /* 0 or more: it worked */
  Outcome outcome;
} Escape;

static int
attempt_read (void)
{
  return open ("/etc/passwd", O_RDONLY);
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

static const Escape escapes[] = {
  { "reads a file", attempt_read, OUTCOME_KILLED_OR_REFUSED },
  { "writes a file", attempt_write, OUTCOME_KILLED },
  { "removes a file", attempt_remove, OUTCOME_KILLED },
  { "opens a socket", attempt_socket, OUTCOME_KILLED },
  { "forks", attempt_fork, OUTCOME_KILLED },
  { "starts a program", attempt_exec, OUTCOME_KILLED },
  { "makes a memory file", attempt_memory_file, OUTCOME_KILLED },
};

/* Runs the attempt in a caged child; returns how that ended. */
static int
run_caged (const Escape *escape)
{
  const BrvCageLimits limits = { (guint64)1 << 30, 5 };
  int status = 0;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      if (!brv_worker_cage_close (&limits))
        _exit (EXIT_NO_CAGE);
      _exit (escape->attempt () >= 0 ? EXIT_ESCAPED : EXIT_REFUSED);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

static void
test_escapes (void)
{
  if (HAVE_SANITIZER)
    {
      g_test_skip ("a sanitizer needs calls that the cage refuses");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    {
      int status = run_caged (&escapes[i]);

      g_test_message ("%s: status %x", escapes[i].name, (guint)status);
      if (WIFSIGNALED (status))
        g_assert_cmpint (WTERMSIG (status), ==, SIGSYS);
      else
        {
          g_assert_cmpint (escapes[i].outcome, ==, OUTCOME_KILLED_OR_REFUSED);
          g_assert_cmpint (WEXITSTATUS (status), !=, EXIT_NO_CAGE);
          if (WEXITSTATUS (status) == EXIT_ESCAPED)
            g_test_message ("this kernel cannot lock files");
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
  const Escape work = { "works", compute, OUTCOME_KILLED };
  int status = run_caged (&work);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, EXIT_ESCAPED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/worker-cage/escapes", test_escapes);
  g_test_add_func ("/import/worker-cage/work", test_work);
  return g_test_run ();
}
