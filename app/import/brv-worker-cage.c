/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The cage that a worker closes around itself before it looks at the first byte of a document.
 * From then on it can compute, read its input, write its answer, and read the tables that old
 * encodings and drawing need; it can open no other file, write none, reach no network and start
 * nothing.
 *
 * A cage is made once by the parent of the workers, which has read no document, and closed by each
 * worker around itself: making it takes longer than reading a small page.
 *
 * The list of calls was found by running all importers under it. A call that is not on it ends
 * the worker: that is one failed import, and the client names the signal. New C libraries bring
 * new calls, so the tests run every importer through a caged worker.
 */

#define _GNU_SOURCE /* close_range() */

#include "config.h"

#include "import/brv-worker-cage.h"

#include "import/brv-instrumented.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* All that Landlock's first version knows to refuse. Source: the kernel's documentation,
 * userspace-api/landlock. */
#define ALL_FILE_RIGHTS                                                                           \
  (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |    \
   LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
   LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |     \
   LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |  \
   LANDLOCK_ACCESS_FS_MAKE_SYM)

/* Where C libraries keep the tables of encodings, by distribution; poppler's tables of CJK
 * encodings, which it reads when a document wants them; time zones; spelling dictionaries, as
 * brv-lexicon looks for them. */
static const char *const data_folders[] = {
  "/usr/lib/x86_64-linux-gnu/gconv",
  "/usr/lib/aarch64-linux-gnu/gconv",
  "/usr/lib64/gconv",
  "/usr/lib/gconv",
  "/usr/share/poppler",
  "/usr/share/zoneinfo",
  "/usr/share/hunspell",
  "/usr/local/share/hunspell",
  "/app/share/hunspell",
  "/usr/share/myspell",
};
static const char *const font_folders[] = {
  "/usr/share/fonts",      "/usr/local/share/fonts", "/usr/share/fontconfig", "/etc/fonts",
  "/var/cache/fontconfig", "/usr/share/texmf/fonts", "/app/share/fonts",      "/run/host/fonts",
  "/run/host/local-fonts", "/usr/share/X11/fonts",
};

struct _BrvWorkerCage
{
  int ruleset_fd; /* -1 where files cannot be locked */
  struct sock_filter *calls;
  gsize n_calls;
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
  /* itself */
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
  SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (getpid),
  SCMP_SYS (getppid),
  SCMP_SYS (gettid),
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

/* Calls that fail instead of ending the worker: libraries ask and go on without. Of these tgkill()
 * is abort()'s, which then ends by a bad instruction; it could reach other processes. */
static const int refused_calls[] = {
  SCMP_SYS (tgkill),     SCMP_SYS (prctl), SCMP_SYS (sysinfo),   SCMP_SYS (prlimit64),
  SCMP_SYS (ioctl),      SCMP_SYS (uname), SCMP_SYS (getcwd),    SCMP_SYS (mbind),
  SCMP_SYS (membarrier), SCMP_SYS (fcntl), SCMP_SYS (getrusage),
};

static gboolean
add_calls (scmp_filter_ctx filter, guint32 action, const int *calls, gsize n)
{
  gboolean good = TRUE;

  for (gsize i = 0; good && i < n; i++)
    /* A negative number stands for a call that this architecture does not have. */
    if (calls[i] >= 0)
      good = seccomp_rule_add (filter, action, calls[i], 0) == 0;
  return good;
}

/* Files can be opened for reading, if there is a lock on those that may not; else not at all. */
static gboolean
add_opening (scmp_filter_ctx filter, gboolean can_lock_files)
{
  const scmp_datum_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
  const guint32 action = can_lock_files ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO (EACCES);

  return seccomp_rule_add (filter, action, SCMP_SYS (openat), 1,
                           SCMP_A2 (SCMP_CMP_MASKED_EQ, writing, 0)) == 0;
}

/* Whether a file is there tells something of the machine; but fontconfig asks it of its folders
 * before it opens them. */
static gboolean
add_asking (scmp_filter_ctx filter, BrvCageProfile profile)
{
  static const int calls[] = { SCMP_SYS (access), SCMP_SYS (faccessat), SCMP_SYS (faccessat2) };

  return add_calls (filter, profile == BRV_CAGE_DRAW ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO (EACCES),
                    calls, G_N_ELEMENTS (calls));
}

/* Takes the filter as the program for the kernel, so that no worker has to make it. */
static gboolean
export_calls (BrvWorkerCage *self, scmp_filter_ctx filter)
{
  int fd = memfd_create ("brevier-cage", MFD_CLOEXEC);
  struct stat info = { 0 };
  gboolean good = FALSE;

  if (fd < 0)
    return FALSE;
  if (seccomp_export_bpf (filter, fd) == 0 && fstat (fd, &info) == 0 && info.st_size > 0)
    {
      self->n_calls = (gsize)info.st_size / sizeof *self->calls;
      self->calls = g_new0 (struct sock_filter, self->n_calls);
      good = pread (fd, self->calls, (size_t)info.st_size, 0) == info.st_size;
    }
  close (fd);
  return good;
}

static gboolean
make_filter (BrvWorkerCage *self, BrvCageProfile profile)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  gboolean good =
    filter != NULL && add_opening (filter, self->ruleset_fd >= 0) &&
    add_calls (filter, SCMP_ACT_ALLOW, allowed_calls, G_N_ELEMENTS (allowed_calls)) &&
    add_asking (filter, profile) &&
    add_calls (filter, SCMP_ACT_ERRNO (EPERM), refused_calls, G_N_ELEMENTS (refused_calls)) &&
    export_calls (self, filter);

  seccomp_release (filter);
  return good;
}

static void
allow_folder (int ruleset, const char *path)
{
  struct landlock_path_beneath_attr rule = {
    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    .parent_fd = open (path, O_PATH | O_CLOEXEC | O_DIRECTORY),
  };

  if (rule.parent_fd < 0)
    return;
  syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
}

static void
allow_fonts (int ruleset)
{
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "fonts", NULL);
  g_autofree char *old = g_build_filename (g_get_home_dir (), ".fonts", NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "fontconfig", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (font_folders); i++)
    allow_folder (ruleset, font_folders[i]);
  allow_folder (ruleset, own);
  allow_folder (ruleset, old);
  allow_folder (ruleset, cache);
}

/* Returns -1 where the kernel has no Landlock. */
static int
make_ruleset (BrvCageProfile profile)
{
  const struct landlock_ruleset_attr attributes = { .handled_access_fs = ALL_FILE_RIGHTS };
  int ruleset = (int)syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);

  if (ruleset < 0)
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (data_folders); i++)
    allow_folder (ruleset, data_folders[i]);
  if (profile == BRV_CAGE_DRAW)
    allow_fonts (ruleset);
  return ruleset;
}

/**
 * brv_worker_cage_new:
 * @profile: what its worker does
 * @flags: how it is made
 *
 * Makes a cage; nothing is restricted yet.
 *
 * Returns: (transfer full) (nullable): a cage, or %NULL if it cannot be made
 */
BrvWorkerCage *
brv_worker_cage_new (BrvCageProfile profile, BrvCageFlags flags)
{
  g_autoptr (BrvWorkerCage) self = g_new0 (BrvWorkerCage, 1);

  g_return_val_if_fail (profile < BRV_N_CAGE_PROFILES, NULL);

  self->ruleset_fd = (flags & BRV_CAGE_WITHOUT_LANDLOCK) != 0 ? -1 : make_ruleset (profile);
  return make_filter (self, profile) ? g_steal_pointer (&self) : NULL;
}

/**
 * brv_worker_cage_free:
 * @self: (transfer full) (nullable): a cage
 *
 * Frees @self; a cage that was closed stays closed.
 */
void
brv_worker_cage_free (BrvWorkerCage *self)
{
  if (self == NULL)
    return;
  if (self->ruleset_fd >= 0)
    close (self->ruleset_fd);
  g_free (self->calls);
  g_free (self);
}

/**
 * brv_worker_cage_can_lock_files:
 * @self: a cage
 *
 * Returns: whether files of its profile can be read in it. Where the kernel cannot lock all
 *   others, none can, and what a parser may need must be there before the cage is closed.
 */
gboolean
brv_worker_cage_can_lock_files (const BrvWorkerCage *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->ruleset_fd >= 0;
}

static gboolean
filter_calls (const BrvWorkerCage *self)
{
  const struct sock_fprog program = { (unsigned short)self->n_calls, self->calls };

  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/**
 * brv_worker_cage_close:
 * @self: a cage
 * @limits: what this process may use from now on
 *
 * Closes all descriptors but the first three, takes the limits, and gives up every right that
 * parsing does not need. There is no way back. In builds with sanitizers, and in those that count
 * coverage, the address space stays open, files may be written and calls are not filtered.
 *
 * Returns: whether the cage is closed; if not, nothing may be parsed
 */
gboolean
brv_worker_cage_close (const BrvWorkerCage *self, const BrvCageLimits *limits)
{
  /* The client waits for us, and its end is that of our parent. */
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return FALSE;
  if (!BRV_INSTRUMENTED && self->ruleset_fd >= 0 &&
      syscall (SYS_landlock_restrict_self, self->ruleset_fd, 0) != 0)
    return FALSE;
  if (close_range (STDERR_FILENO + 1, ~0U, 0) != 0 && errno != ENOSYS)
    return FALSE;
  if (!limit (RLIMIT_CPU, (rlim_t)limits->cpu_s) || !limit (RLIMIT_CORE, 0))
    return FALSE;
  if (BRV_INSTRUMENTED)
    return TRUE;
  return limit (RLIMIT_FSIZE, 0) && prctl (PR_SET_DUMPABLE, 0) == 0 &&
         limit (RLIMIT_AS, (rlim_t)limits->memory_bytes) && filter_calls (self);
}
