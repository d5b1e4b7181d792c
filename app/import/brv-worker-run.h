/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "import/brv-import-hints.h"
#include "import/brv-worker-host.h"
#include "import/brv-worker-limits.h"

G_BEGIN_DECLS

/* One worker at work, as its client sees it. */
typedef struct
{
  const BrvWorkerLimits *limits;
  GCancellable *cancellable; /* (nullable) */
  gint64 deadline_us;        /* on the monotonic clock */
  int answer_fd;
  int status_fd; /* closed, it has the worker killed */
} BrvWorkerRun;

JsonObject *brv_worker_run_describe (const BrvImportHints *hints);
int brv_worker_run_make_input (BrvWorkerMessage kind,
                               JsonObject *members,
                               GBytes *bytes,
                               const GPtrArray *files);

gboolean brv_worker_run_start (
  BrvWorkerRun *self, BrvWorkerHost *host, int input_fd, gboolean both_ways, GError **error);
void brv_worker_run_stop (BrvWorkerRun *self);
gboolean brv_worker_run_wait (const BrvWorkerRun *self, int fd, GError **error);
gboolean brv_worker_run_once (BrvWorkerRun *self,
                              BrvWorkerHost *host,
                              int input_fd,
                              GByteArray *answer,
                              gboolean *lost,
                              GError **error);
GBytes *brv_worker_run_read_message (GByteArray *answer, GError **error);
gboolean brv_worker_run_fail (GError **error, const char *why);

G_END_DECLS
