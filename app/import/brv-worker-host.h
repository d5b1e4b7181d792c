/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "import/brv-worker-protocol.h"

G_BEGIN_DECLS

/*
 * The client's end of a zygote: it is started when the first worker is wanted, and again if it has
 * died. May be used from several threads at once.
 */
typedef struct
{
  char *program;
  const char *profile; /* static */
  GMutex mutex;        /* guards what follows */
  GPid pid;            /* 0: not running */
  int socket_fd;       /* -1: not running */
} BrvWorkerHost;

void brv_worker_host_init (BrvWorkerHost *self, const char *program, const char *profile);
void brv_worker_host_clear (BrvWorkerHost *self);

gboolean brv_worker_host_send (BrvWorkerHost *self,
                               const BrvWorkerStart *start,
                               const int fds[BRV_WORKER_N_FDS],
                               GError **error);

G_END_DECLS
