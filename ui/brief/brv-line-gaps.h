/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-line-index.h"

G_BEGIN_DECLS

/* Lines [was, was + n_was) before a change become lines [now, now + n_now) after it. */
typedef struct
{
  guint was;
  guint n_was;
  guint now;
  guint n_now;
} BrvLineGap;

GArray *brv_line_gaps_compose (GArray *splices, guint n_lines) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
