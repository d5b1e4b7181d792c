/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The cage that a worker closes around itself before it looks at the first byte of a document.
 * From then on it can compute, read its input, write its answer, and read the tables that old
 * encodings need; it can open no other file, write none, reach no network and start nothing.
 *
 * The list of calls was found by running all importers under it. A call that is not on it ends
 * the worker: that is one failed import, and the client names the signal. New C libraries bring
 * new calls, so the tests run every importer through a caged worker.
 */

#define _GNU_SOURCE /* close_range() */

#include "config.h"

#include "import/brv-worker-cage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Sanitizers need all of the address space, threads and calls of their own. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAVE_SANITIZER 1
#else
#define HAVE_SANITIZER 0
#endif

/* All that Landlock's first version knows to refuse. Source: the kernel's documentation,
 * userspace-api/landlock. */
#define ALL_FILE_RIGHTS                                                                           \
  (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |    \
   LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
   LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |     \
   LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |  \
   LANDLOCK_ACCESS_FS_MAKE_SYM)

/* Where C libraries keep the tables of encodings, by distribution. */
static const char *const readable_folders[] = {
  "/usr/lib/x86_64-linux-gnu/gconv",
  "/usr/lib/aarch64-linux-gnu/gconv",
  "/usr/lib64/gconv",
  "/usr/lib/gconv",
};

static const int allowed_calls[] = {
  /* memory */
  SCMP_SYS (brk),
  SCMP_SYS (mmap),
  SCMP_SYS (munmap),
  SCMP_SYS (mremap),
  SCMP_SYS (mprotect),
  SCMP_SYS (madvise),
  /* its own descriptors */
  SCMP_SYS (read),
  SCMP_SYS (pread64),
  SCMP_SYS (write),
  SCMP_SYS (writev),
  SCMP_SYS (lseek),
  SCMP_SYS (close),
  SCMP_SYS (fstat),
  SCMP_SYS (newfstatat),
  SCMP_SYS (statx),
  SCMP_SYS (poll),
  SCMP_SYS (getdents64),
  SCMP_SYS (readlink),
  SCMP_SYS (readlinkat),
  SCMP_SYS (access),
  SCMP_SYS (faccessat),
  SCMP_SYS (faccessat2),
  /* itself */
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
  SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (getpid),
  SCMP_SYS (gettid),
  SCMP_SYS (tgkill),
  SCMP_SYS (futex),
  SCMP_SYS (set_robust_list),
  SCMP_SYS (rseq),
  SCMP_SYS (sched_yield),
  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (sysinfo), /* qsort() asks how much memory there is */
  SCMP_SYS (clock_gettime),
  SCMP_SYS (getrandom),
};

static gboolean
limit (__rlimit_resource_t resource, rlim_t value)
{
  /* At the soft limit of processor time SIGXCPU says what happened, at the hard one nothing. */
  struct rlimit limits = { value, resource == RLIMIT_CPU ? value + 1 : value };

  return setrlimit (resource, &limits) == 0;
}

/* Files can be opened for reading only. */
static gboolean
allow_reading (scmp_filter_ctx filter)
{
  const scmp_datum_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;

  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1,
                           SCMP_A2 (SCMP_CMP_MASKED_EQ, writing, 0)) == 0;
}

static gboolean
filter_calls (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  gboolean good = filter != NULL && allow_reading (filter);

  for (guint i = 0; good && i < G_N_ELEMENTS (allowed_calls); i++)
    /* A negative number stands for a call that this architecture does not have. */
    if (allowed_calls[i] >= 0)
      good = seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed_calls[i], 0) == 0;
  good = good && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return good;
}

static void
allow_folder (int ruleset, const char *path)
{
  struct landlock_path_beneath_attr rule = {
    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    .parent_fd = open (path, O_PATH | O_CLOEXEC),
  };

  if (rule.parent_fd < 0)
    return;
  syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
}

/* Where the kernel has no Landlock the filter of calls stands alone: no file can be written, and
 * what is read can go nowhere but into the answer. */
static void
lock_files (void)
{
  const struct landlock_ruleset_attr attributes = { .handled_access_fs = ALL_FILE_RIGHTS };
  int ruleset = (int)syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);

  if (ruleset < 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (readable_folders); i++)
    allow_folder (ruleset, readable_folders[i]);
  syscall (SYS_landlock_restrict_self, ruleset, 0);
  close (ruleset);
}

/**
 * brv_worker_cage_close:
 * @limits: what this process may use from now on
 *
 * Closes all descriptors but the first three, takes the limits, and gives up every right that
 * parsing does not need. There is no way back. In builds with sanitizers the address space stays
 * open and calls are not filtered.
 *
 * Returns: whether the cage is closed; if not, nothing may be parsed
 */
gboolean
brv_worker_cage_close (const BrvCageLimits *limits)
{
  if (close_range (STDERR_FILENO + 1, ~0U, 0) != 0 && errno != ENOSYS)
    return FALSE;
  /* The client waits in the thread that started us, so the signal comes when it dies. */
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return FALSE;
  if (!limit (RLIMIT_CPU, (rlim_t)limits->cpu_s) || !limit (RLIMIT_CORE, 0) ||
      !limit (RLIMIT_FSIZE, 0))
    return FALSE;
  if (HAVE_SANITIZER)
    return TRUE;
  if (prctl (PR_SET_DUMPABLE, 0) != 0 || !limit (RLIMIT_AS, (rlim_t)limits->memory_bytes))
    return FALSE;
  lock_files ();
  return filter_calls ();
}
