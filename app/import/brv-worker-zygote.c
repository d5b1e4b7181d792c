/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The zygote: the parent of the workers. It is started once, with its libraries loaded and its
 * importers warm, reads no document ever, has one thread, and forks a worker for each document;
 * so a document costs a fork and not a start, and none can touch the answer to another.
 *
 * It learns from each worker only how it ended. It kills those that take too long, and those
 * whose client has closed its end of the status pipe; when the client is gone it ends, and its
 * workers with it.
 */

#define _GNU_SOURCE /* MSG_CMSG_CLOEXEC */

#include "config.h"

#include <errno.h>
#include <iconv.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fontconfig/fontconfig.h>

#include "import/brv-importer.h"
#include "import/brv-worker-protocol.h"
#include "import/brv-worker-task.h"
#include "import/brv-worker-zygote.h"

/* One worker at work. */
typedef struct
{
  pid_t pid;
  int status_fd;      /* the pipe that takes how it ended */
  gint64 deadline_us; /* on the monotonic clock */
} Worker;

typedef struct
{
  BrvWorkerCage *cage;
  GArray *workers; /* (element-type Worker) */
  int signal_fd;   /* tells of children that have ended */
} Zygote;

static const struct
{
  const char *media_type;
  const char *text;
} samples[] = {
  { "text/html",
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>A title</title>"
    "<meta name=author content='A. Writer'><meta property='article:published_time' "
    "content='2024-03-12T10:00Z'><script type='application/ld+json'>{\"@type\":\"Article\","
    "\"headline\":\"A title\"}</script></head><body><article><h1>A title</h1><p>Here stands a "
    "sentence that is long enough, with a comma, to be taken for prose.</p><ul><li>one</ul>"
    "<table><tr><td>1<td>2</table></article></body></html>" },
  { "text/markdown", "# A title\n\nHere stands a *sentence*.\n\n- one\n" },
  { "text/plain", "A title\n\nHere stands a sentence, which is long enough to be prose.\n" },
  { NULL, "From: a@example.org\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n"
          "Content-Type: text/plain; charset=utf-8\r\n\r\nHere stands a sentence.\r\n" },
  { NULL, "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
          "/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Contents 4 0 R"
          "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>>>endobj\n"
          "4 0 obj<</Length 39>>stream\nBT /F 9 Tf 9 9 Td (Here it stands.) Tj ET\nendstream "
          "endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n" },
};

/* Does all that is done once in a process, so that no worker has to do it again. */
static void
warm_up (BrvCageProfile profile)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (samples[i].text, strlen (samples[i].text));
      const BrvImportHints hints = { .media_type = samples[i].media_type };
      g_autoptr (BrvImportResult) result = NULL;
      g_autoptr (BrvPdfDrawer) drawer = NULL;
      g_autoptr (BrvDrawnPage) page = NULL;

      if (profile == BRV_CAGE_DRAW)
        {
          drawer = brv_importer_open_pages (bytes, &hints, NULL);
          page = drawer != NULL ? brv_pdf_drawer_draw (drawer, 0, 1, NULL) : NULL;
        }
      else
        result = brv_importer_run (bytes, &hints, "", FALSE, NULL);
    }
}

/* A worker that extracts text may read no font, and drawing goes on without those that a document does
 * not hold; the library would look for them in all folders, and try to write down that it did. */
static void
forget_fonts (void)
{
  FcConfig *none = FcConfigCreate ();

  if (none != NULL)
    FcConfigSetCurrent (none);
}

/* Where files cannot be locked no worker may open one, so the tables of the encodings that pages
 * are written in are loaded here and stay. Source: the names of the WHATWG Encoding Standard. */
static void
load_encodings (void)
{
  static const char *const names[] = {
    "IBM866",       "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",  "ISO-8859-6",
    "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-10",  "ISO-8859-13",  "ISO-8859-14", "ISO-8859-15",
    "ISO-8859-16",  "KOI8-R",       "KOI8-U",       "MACINTOSH",    "TIS-620",     "WINDOWS-1250",
    "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "CP1255",      "CP1256",
    "CP1257",       "CP1258",       "GBK",          "GB18030",      "BIG5",        "BIG5-HKSCS",
    "EUC-JP",       "ISO-2022-JP",  "SHIFT_JIS",    "CP932",        "EUC-KR",      "CP949",
    "UTF-16LE",     "UTF-16BE",     "UTF-16",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (iconv_open ("UTF-8", names[i]) == (iconv_t)-1)
      continue;
}

/* Takes a request with its three descriptors. Returns the bytes read: 0 if the client is gone. */
static ssize_t
receive (BrvWorkerStart *start, int fds[BRV_WORKER_N_FDS])
{
  struct iovec part = { start, sizeof *start };
  union
  {
    char bytes[CMSG_SPACE (BRV_WORKER_N_FDS * sizeof (int))];
    struct cmsghdr align;
  } control = { 0 };
  struct msghdr message = { .msg_iov = &part,
                            .msg_iovlen = 1,
                            .msg_control = control.bytes,
                            .msg_controllen = sizeof control.bytes };
  ssize_t n = recvmsg (STDIN_FILENO, &message, MSG_CMSG_CLOEXEC);
  struct cmsghdr *header = n > 0 ? CMSG_FIRSTHDR (&message) : NULL;

  if (header != NULL && header->cmsg_type == SCM_RIGHTS &&
      header->cmsg_len == CMSG_LEN (BRV_WORKER_N_FDS * sizeof (int)))
    memcpy (fds, CMSG_DATA (header), BRV_WORKER_N_FDS * sizeof (int));
  return n;
}

/* In the worker, until its end. */
static int
work (const Zygote *self,
      const BrvWorkerStart *start,
      const int fds[BRV_WORKER_N_FDS],
      pid_t parent)
{
  sigset_t none;

  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  if (dup2 (fds[0], STDIN_FILENO) < 0 || dup2 (fds[1], STDOUT_FILENO) < 0 ||
      !brv_worker_cage_close (self->cage, &(BrvCageLimits){ start->memory_bytes, start->cpu_s }) ||
      getppid () != parent)
    return BRV_WORKER_EXIT_CAGE;
  return brv_worker_task_run ();
}

/* Answers FALSE in the worker. */
static gboolean
start_worker (Zygote *self, const BrvWorkerStart *start, int fds[BRV_WORKER_N_FDS], int *exit_code)
{
  Worker worker = { .status_fd = fds[2],
                    .deadline_us = g_get_monotonic_time () + (gint64)start->wall_ms * 1000 };
  pid_t parent = getpid ();

  worker.pid = fork ();
  if (worker.pid == 0)
    {
      *exit_code = work (self, start, fds, parent);
      return FALSE;
    }
  close (fds[0]);
  close (fds[1]);
  if (worker.pid < 0)
    close (worker.status_fd);
  else
    g_array_append_val (self->workers, worker);
  return TRUE;
}

static void
report (Zygote *self, pid_t pid, int status)
{
  for (guint i = 0; i < self->workers->len; i++)
    {
      const Worker *worker = &g_array_index (self->workers, Worker, i);

      if (worker->pid != pid)
        continue;
      /* Nobody reads it where the client has cancelled. */
      if (write (worker->status_fd, &status, sizeof status) < 0)
        errno = 0;
      close (worker->status_fd);
      g_array_remove_index_fast (self->workers, i);
      return;
    }
}

static void
reap (Zygote *self)
{
  struct signalfd_siginfo info;
  int status = 0;
  pid_t pid = 0;

  while (read (self->signal_fd, &info, sizeof info) == (ssize_t)sizeof info)
    ;
  while ((pid = waitpid (-1, &status, WNOHANG)) > 0)
    report (self, pid, status);
}

/* Kills workers whose time is over or whose client does not want them any more. Returns the
 * milliseconds until the next deadline, -1 if there is none. */
static int
check_workers (const Zygote *self, const struct pollfd *fds)
{
  gint64 now = g_get_monotonic_time ();
  gint64 next = -1;

  for (guint i = 0; i < self->workers->len; i++)
    {
      const Worker *worker = &g_array_index (self->workers, Worker, i);
      gint64 left_us = worker->deadline_us - now;

      if (left_us <= 0 || (fds != NULL && (fds[i].revents & (POLLERR | POLLHUP)) != 0))
        kill (worker->pid, SIGKILL);
      else if (next < 0 || left_us / 1000 + 1 < next)
        next = left_us / 1000 + 1;
    }
  return (int)next;
}

/* Waits for something to do; answers FALSE when this process has to end, with its exit code. */
static gboolean
turn (Zygote *self, int *exit_code)
{
  guint n = self->workers->len;
  g_autofree struct pollfd *fds = g_new0 (struct pollfd, n + 2);
  BrvWorkerStart start = { 0 };
  int passed[BRV_WORKER_N_FDS] = { -1, -1, -1 };
  ssize_t got = 0;

  for (guint i = 0; i < n; i++)
    fds[i].fd = g_array_index (self->workers, Worker, i).status_fd;
  fds[n] = (struct pollfd){ STDIN_FILENO, POLLIN, 0 };
  fds[n + 1] = (struct pollfd){ self->signal_fd, POLLIN, 0 };
  if (poll (fds, n + 2, check_workers (self, NULL)) < 0 && errno != EINTR)
    {
      *exit_code = BRV_WORKER_EXIT_REQUEST;
      return FALSE;
    }
  check_workers (self, fds);
  if (fds[n + 1].revents != 0)
    reap (self);
  if (fds[n].revents == 0)
    return TRUE;
  got = receive (&start, passed);
  if (got < 0 && (errno == EINTR || errno == EAGAIN))
    return TRUE;
  if (got != (ssize_t)sizeof start || start.magic != BRV_WORKER_MAGIC || passed[2] < 0)
    {
      *exit_code = got == 0 ? 0 : BRV_WORKER_EXIT_REQUEST;
      return FALSE;
    }
  return start_worker (self, &start, passed, exit_code);
}

static int
watch_children (void)
{
  sigset_t set;

  signal (SIGPIPE, SIG_IGN);
  sigemptyset (&set);
  sigaddset (&set, SIGCHLD);
  if (sigprocmask (SIG_BLOCK, &set, NULL) != 0)
    return -1;
  return signalfd (-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

/* While many files are read no core is free. The window must have one as soon as it wants it, and a
 * page that is drawn is waited for; a text can wait. Half of nice's range of 10 gives a worker a third
 * of the window's share (sched_prio_to_weight in the kernel's kernel/sched/core.c): enough, and on a
 * busy machine it still ends long before its limit. */
static void
yield_to_the_window (void)
{
  errno = 0;
  if (nice (5) == -1 && errno != 0)
    g_debug ("A worker cannot give way: %s", g_strerror (errno));
}

/**
 * brv_worker_zygote_run:
 * @profile: what its workers do
 *
 * Takes requests from the socket that stdin is, until it is closed, and forks a worker for each.
 *
 * Returns: the exit status of the process: in a worker, too
 */
int
brv_worker_zygote_run (BrvCageProfile profile)
{
  Zygote self = { 0 };
  int exit_code = BRV_WORKER_EXIT_CAGE;

  self.cage = brv_worker_cage_new (profile, BRV_CAGE_DEFAULT);
  self.signal_fd = watch_children ();
  if (self.cage != NULL && self.signal_fd >= 0)
    {
      if (profile != BRV_CAGE_DRAW)
        {
          forget_fonts ();
          yield_to_the_window ();
        }
      warm_up (profile);
      if (!brv_worker_cage_can_lock_files (self.cage))
        load_encodings ();
      self.workers = g_array_new (FALSE, FALSE, sizeof (Worker));
      while (turn (&self, &exit_code))
        ;
      g_array_unref (self.workers);
    }
  g_clear_pointer (&self.cage, brv_worker_cage_free);
  return exit_code;
}
