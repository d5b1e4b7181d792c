/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the cage of a worker lets through. */
typedef struct
{
  guint64 memory_bytes; /* of address space */
  guint64 cpu_s;
} BrvCageLimits;

gboolean brv_worker_cage_close (const BrvCageLimits *limits);

G_END_DECLS
