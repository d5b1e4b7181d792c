/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a worker does, and so what it may read. */
typedef enum
{
  BRV_CAGE_EXTRACT, /* the tables of encodings and of poppler, time zones */
  BRV_CAGE_DRAW,    /* these, and fonts */
  BRV_N_CAGE_PROFILES,
} BrvCageProfile;

typedef enum
{
  BRV_CAGE_DEFAULT = 0,
  BRV_CAGE_WITHOUT_LANDLOCK = 1 << 0, /* as on a kernel that cannot lock files: for tests */
} BrvCageFlags;

/* What the cage of a worker lets through. */
typedef struct
{
  guint64 memory_bytes; /* of address space */
  guint64 cpu_s;
} BrvCageLimits;

/* A cage that is ready to be closed. */
typedef struct _BrvWorkerCage BrvWorkerCage;

BrvWorkerCage *
brv_worker_cage_new (BrvCageProfile profile, BrvCageFlags flags) G_GNUC_WARN_UNUSED_RESULT;
void brv_worker_cage_free (BrvWorkerCage *self);

gboolean brv_worker_cage_can_lock_files (const BrvWorkerCage *self);
gboolean brv_worker_cage_close (const BrvWorkerCage *self, const BrvCageLimits *limits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvWorkerCage, brv_worker_cage_free)

G_END_DECLS
