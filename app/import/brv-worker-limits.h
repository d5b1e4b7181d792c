/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

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

G_END_DECLS
