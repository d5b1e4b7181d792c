/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-edit-kind.h"
#include "model/brv-change.h"

G_BEGIN_DECLS

/* What makes one step of undo out of two changes: runs of typing, and the sources of an import. */
BrvChange *brv_coalesce (const BrvChange *first, const BrvChange *second, BrvEditKind kind)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
