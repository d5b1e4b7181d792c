/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A layer between a program and the kernel, preloaded into it by tests/bench/bench-crash.py: it
 * lets calls fail that write, sync or rename below one folder, or tells a log what they did, from
 * which the disk can be made as a power cut may leave it.
 *
 * Environment:
 *   FAULT_ROOT   the folder; nothing outside of it is touched
 *   FAULT_CALL   create, write, sync, rename, link, unlink, truncate or readdir
 *   FAULT_KIND   an errno by its number; "short": half of a write; "kill": the process ends there
 *   FAULT_AT     at which of these calls, from 1; with FAULT_LASTING=1 at all from then on
 *   FAULT_LOG    where to write the log
 *
 * A record of the log is five numbers (kind, microseconds of the monotonic clock, file or place,
 * two lengths), two strings of these lengths: paths, or what was written.
 */

/* Both names of each call are defined here, so that neither may stand for the other. */
#undef _FILE_OFFSET_BITS
#define _GNU_SOURCE

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

typedef enum
{
  RECORD_CREATE = 1,  /* inode; path, empty for a file without a name */
  RECORD_WRITE,       /* inode and offset; bytes */
  RECORD_TRUNCATE,    /* inode; size in decimal */
  RECORD_SYNC,        /* inode */
  RECORD_SYNC_FOLDER, /* path */
  RECORD_RENAME,      /* from, to */
  RECORD_LINK,        /* inode; to */
  RECORD_UNLINK,      /* path */
  RECORD_FOLDER,      /* path */
} RecordKind;

typedef struct
{
  uint64_t kind;
  uint64_t time_us;
  uint64_t inode;
  uint64_t offset;
  uint64_t lengths[2];
} Record;

static const char *root;
static const char *call;
static const char *kind;
static long fault_at;
static int lasting;
static int log_fd = -1;
static long n_calls;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

__attribute__ ((constructor)) static void
start (void)
{
  const char *log = getenv ("FAULT_LOG");
  const char *at = getenv ("FAULT_AT");

  root = getenv ("FAULT_ROOT");
  call = getenv ("FAULT_CALL");
  kind = getenv ("FAULT_KIND");
  fault_at = at != NULL ? strtol (at, NULL, 10) : 0;
  lasting = getenv ("FAULT_LASTING") != NULL;
  if (log != NULL)
    log_fd =
      (int)syscall (SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

#define REAL(name) ((__typeof__ (&name))dlsym (RTLD_NEXT, #name))

static int
is_below (const char *path)
{
  return root != NULL && strncmp (path, root, strlen (root)) == 0;
}

/* The path of an open file, where that is below the root. */
static int
find_path (int fd, char path[4096])
{
  char link[64];
  ssize_t length;

  if (root == NULL)
    return 0;
  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, 4095);
  if (length <= 0)
    return 0;
  path[length] = '\0';
  return is_below (path);
}

static uint64_t
inode_of (int fd)
{
  struct stat state;

  return fstat (fd, &state) == 0 ? state.st_ino : 0;
}

static void
tell (RecordKind what,
      uint64_t inode,
      uint64_t offset,
      const void *first,
      size_t first_length,
      const char *second)
{
  struct timespec now;
  Record record = { .kind = what, .inode = inode, .offset = offset };

  if (log_fd < 0)
    return;
  clock_gettime (CLOCK_MONOTONIC, &now);
  record.time_us = (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
  record.lengths[0] = first_length;
  record.lengths[1] = second != NULL ? strlen (second) : 0;
  pthread_mutex_lock (&mutex);
  syscall (SYS_write, log_fd, &record, sizeof record);
  if (first_length > 0)
    syscall (SYS_write, log_fd, first, first_length);
  if (record.lengths[1] > 0)
    syscall (SYS_write, log_fd, second, record.lengths[1]);
  pthread_mutex_unlock (&mutex);
}

/* Whether this call is to fail; errno is set then. A write that is to be short goes on. */
static int
fails (const char *name, int *is_short)
{
  long n;

  if (call == NULL || kind == NULL || strcmp (call, name) != 0)
    return 0;
  n = __atomic_add_fetch (&n_calls, 1, __ATOMIC_SEQ_CST);
  if (n != fault_at && !(lasting && n > fault_at))
    return 0;
  if (strcmp (kind, "kill") == 0)
    kill (getpid (), SIGKILL);
  if (strcmp (kind, "short") == 0)
    {
      if (is_short != NULL)
        *is_short = 1;
      return 0;
    }
  errno = (int)strtol (kind, NULL, 10);
  return 1;
}

ssize_t
write (int fd, const void *data, size_t size)
{
  char path[4096];
  int is_short = 0;
  ssize_t done;

  if (!find_path (fd, path))
    return REAL (write) (fd, data, size);
  if (fails ("write", &is_short))
    return -1;
  done = REAL (write) (fd, data, is_short ? size / 2 : size);
  if (done > 0)
    tell (RECORD_WRITE, inode_of (fd), (uint64_t)(lseek (fd, 0, SEEK_CUR) - done), data,
          (size_t)done, NULL);
  return done;
}

static ssize_t
write_at (int fd, const void *data, size_t size, off_t offset)
{
  char path[4096];
  int is_short = 0;
  ssize_t done;

  if (find_path (fd, path) && fails ("write", &is_short))
    return -1;
  done = syscall (SYS_pwrite64, fd, data, is_short ? size / 2 : size, offset);
  if (done > 0 && find_path (fd, path))
    tell (RECORD_WRITE, inode_of (fd), (uint64_t)offset, data, (size_t)done, NULL);
  return done;
}

ssize_t
pwrite (int fd, const void *data, size_t size, off_t offset)
{
  return write_at (fd, data, size, offset);
}

ssize_t
pwrite64 (int fd, const void *data, size_t size, off64_t offset)
{
  return write_at (fd, data, size, offset);
}

static int
sync_file (int fd, int (*real) (int fd))
{
  char path[4096];
  struct stat state;
  int result;

  if (!find_path (fd, path))
    return real (fd);
  if (fails ("sync", NULL))
    return -1;
  result = real (fd);
  if (result == 0 && fstat (fd, &state) == 0)
    tell (S_ISDIR (state.st_mode) ? RECORD_SYNC_FOLDER : RECORD_SYNC, state.st_ino, 0, path,
          strlen (path), NULL);
  return result;
}

int
fsync (int fd)
{
  return sync_file (fd, REAL (fsync));
}

int
fdatasync (int fd)
{
  return sync_file (fd, REAL (fdatasync));
}

static int
truncate_file (int fd, off_t size)
{
  char path[4096];
  char number[32];
  int result;

  if (find_path (fd, path) && fails ("truncate", NULL))
    return -1;
  result = (int)syscall (SYS_ftruncate, fd, size);
  if (result == 0 && find_path (fd, path))
    {
      snprintf (number, sizeof number, "%lld", (long long)size);
      tell (RECORD_TRUNCATE, inode_of (fd), 0, number, strlen (number), NULL);
    }
  return result;
}

int
ftruncate (int fd, off_t size)
{
  return truncate_file (fd, size);
}

int
ftruncate64 (int fd, off64_t size)
{
  return truncate_file (fd, size);
}

int
rename (const char *from, const char *to)
{
  int result;

  if (is_below (to) && fails ("rename", NULL))
    return -1;
  result = REAL (rename) (from, to);
  if (result == 0 && is_below (to))
    tell (RECORD_RENAME, 0, 0, from, strlen (from), to);
  return result;
}

int
link (const char *from, const char *to)
{
  int result;
  struct stat state;

  if (is_below (to) && fails ("link", NULL))
    return -1;
  result = REAL (link) (from, to);
  if (result == 0 && is_below (to) && stat (to, &state) == 0)
    tell (RECORD_LINK, state.st_ino, 0, to, strlen (to), NULL);
  return result;
}

int
linkat (int from_fd, const char *from, int to_fd, const char *to, int flags)
{
  int result;
  struct stat state;

  if (is_below (to) && fails ("link", NULL))
    return -1;
  result = REAL (linkat) (from_fd, from, to_fd, to, flags);
  if (result == 0 && is_below (to) && stat (to, &state) == 0)
    tell (RECORD_LINK, state.st_ino, 0, to, strlen (to), NULL);
  return result;
}

int
unlink (const char *path)
{
  int result;

  if (is_below (path) && fails ("unlink", NULL))
    return -1;
  result = REAL (unlink) (path);
  if (result == 0 && is_below (path))
    tell (RECORD_UNLINK, 0, 0, path, strlen (path), NULL);
  return result;
}

int
mkdir (const char *path, mode_t mode)
{
  int result = REAL (mkdir) (path, mode);

  if (result == 0 && is_below (path))
    tell (RECORD_FOLDER, 0, 0, path, strlen (path), NULL);
  return result;
}

static int
open_file (int folder, const char *path, int flags, mode_t mode)
{
  const int is_new = (flags & O_CREAT) != 0 && is_below (path) && access (path, F_OK) != 0;
  const int is_unnamed = (flags & O_TMPFILE) == O_TMPFILE && is_below (path);
  int fd;

  if ((is_new || is_unnamed) && fails ("create", NULL))
    return -1;
  fd = (int)syscall (SYS_openat, folder, path, flags, mode);
  if (fd >= 0 && (is_new || is_unnamed))
    tell (RECORD_CREATE, inode_of (fd), 0, path, is_unnamed ? 0 : strlen (path), NULL);
  if (fd >= 0 && (flags & O_TRUNC) != 0 && !is_new && is_below (path))
    tell (RECORD_TRUNCATE, inode_of (fd), 0, "0", 1, NULL);
  return fd;
}

#define OPEN(name)                                                  \
  int name (const char *path, int flags, ...)                       \
  {                                                                 \
    __builtin_va_list arguments;                                    \
    mode_t mode = 0;                                                \
                                                                    \
    __builtin_va_start (arguments, flags);                          \
    if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE) \
      mode = (mode_t) __builtin_va_arg(arguments, int);             \
    __builtin_va_end (arguments);                                   \
    return open_file (AT_FDCWD, path, flags, mode);                 \
  }

OPEN (open)
OPEN (open64)

static int
fails_to_list (DIR *dir)
{
  char path[4096];
  int is_short;

  return find_path (dirfd (dir), path) && fails ("readdir", &is_short);
}

struct dirent *
readdir (DIR *dir)
{
  return fails_to_list (dir) ? NULL : REAL (readdir) (dir);
}

struct dirent64 *
readdir64 (DIR *dir)
{
  return fails_to_list (dir) ? NULL : REAL (readdir64) (dir);
}
