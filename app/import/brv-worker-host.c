/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* SOCK_CLOEXEC */

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "import/brv-import-error.h"
#include "import/brv-worker-host.h"

/**
 * brv_worker_host_init:
 * @self: (out caller-allocates): a host that is not running
 * @program: path of the worker program
 * @profile: (transfer none): the profile of its workers; static
 *
 * Prepares @self; nothing is started yet.
 */
void
brv_worker_host_init (BrvWorkerHost *self, const char *program, const char *profile)
{
  g_return_if_fail (self != NULL);

  *self = (BrvWorkerHost){ .program = g_strdup (program), .profile = profile, .socket_fd = -1 };
  g_mutex_init (&self->mutex);
}

/* Its workers die with it. */
static void
stop (BrvWorkerHost *self)
{
  if (self->socket_fd < 0)
    return;
  close (self->socket_fd);
  self->socket_fd = -1;
  kill (self->pid, SIGKILL);
  while (waitpid (self->pid, NULL, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (self->pid);
  self->pid = 0;
}

/**
 * brv_worker_host_clear:
 * @self: a host
 *
 * Ends the zygote and frees what @self holds.
 */
void
brv_worker_host_clear (BrvWorkerHost *self)
{
  g_return_if_fail (self != NULL);

  stop (self);
  g_mutex_clear (&self->mutex);
  g_clear_pointer (&self->program, g_free);
}

static gboolean
start (BrvWorkerHost *self, GError **error)
{
  const char *argv[] = { self->program, self->profile, NULL };
  int ends[2] = { -1, -1 };
  gboolean spawned = FALSE;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_CRASHED, g_strerror (errno));
      return FALSE;
    }
  /* Descriptors are left open so that GLib can use posix_spawn(), which copies no page tables;
   * the program closes them itself. */
  spawned = g_spawn_async_with_pipes_and_fds (
    NULL, argv, NULL,
    G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_LEAVE_DESCRIPTORS_OPEN | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
    NULL, ends[1], -1, -1, NULL, NULL, 0, &self->pid, NULL, NULL, NULL, error);
  close (ends[1]);
  if (spawned)
    self->socket_fd = ends[0];
  else
    close (ends[0]);
  return spawned;
}

static gboolean
send_message (int socket_fd, const BrvWorkerStart *start, const int fds[BRV_WORKER_N_FDS])
{
  struct iovec part = { (void *)start, sizeof *start };
  union
  {
    char bytes[CMSG_SPACE (BRV_WORKER_N_FDS * sizeof (int))];
    struct cmsghdr align;
  } control = { 0 };
  struct msghdr message = { .msg_iov = &part,
                            .msg_iovlen = 1,
                            .msg_control = control.bytes,
                            .msg_controllen = sizeof control.bytes };
  struct cmsghdr *header = CMSG_FIRSTHDR (&message);
  ssize_t n = 0;

  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN (BRV_WORKER_N_FDS * sizeof (int));
  memcpy (CMSG_DATA (header), fds, BRV_WORKER_N_FDS * sizeof (int));
  do
    n = sendmsg (socket_fd, &message, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  return n == (ssize_t)sizeof *start;
}

/**
 * brv_worker_host_send:
 * @self: a host
 * @start_message: what the worker may use
 * @fds: the worker's descriptors: see brv-worker-protocol.h
 * @error: return location for an error
 *
 * Asks the zygote for a worker; starts it if it is not there, or not any more.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_CRASHED if no zygote can be had, or an error of
 *   g_spawn_async()
 */
gboolean
brv_worker_host_send (BrvWorkerHost *self,
                      const BrvWorkerStart *start_message,
                      const int fds[BRV_WORKER_N_FDS],
                      GError **error)
{
  const guint max_tries = 2;
  gboolean sent = FALSE;
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < max_tries && !sent && cause == NULL; i++)
    {
      if (self->socket_fd < 0 && !start (self, &cause))
        break;
      sent = send_message (self->socket_fd, start_message, fds);
      if (!sent)
        stop (self);
    }
  g_mutex_unlock (&self->mutex);
  if (!sent && cause == NULL)
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_CRASHED, "no worker");
  else if (!sent)
    g_propagate_error (error, g_steal_pointer (&cause));
  return sent;
}
