/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-brief-file.h"

G_BEGIN_DECLS

gboolean brv_checkpoints_have_latest (GPtrArray *checkpoints, const BrvCheckpoint *state);
void brv_checkpoints_forget_latest_unnamed (GPtrArray *checkpoints);
void brv_checkpoints_thin (GPtrArray *checkpoints, gint64 now_us);

G_END_DECLS
