/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "import/brv-import-hints.h"
#include "model/brv-source.h"

G_BEGIN_DECLS

/* What a worker may use for one document. */
typedef struct
{
  guint wall_ms;
  guint cpu_s;
  gsize memory_bytes; /* of address space; not held in builds with sanitizers */
  gsize answer_bytes;
} BrvWorkerLimits;

#define BRV_WORKER_LIMITS_DEFAULT \
  ((BrvWorkerLimits){ 30000, 20, (gsize)1024 * 1024 * 1024, (gsize)64 * 1024 * 1024 })

BrvSource *brv_worker_client_run (GBytes *bytes,
                                  const BrvImportHints *hints,
                                  const char *origin,
                                  const BrvWorkerLimits *limits,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
