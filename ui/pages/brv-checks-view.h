/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

/*
 * What the checks have to say about the brief: To Fix, To Consider, notes on the pages, and what
 * passed.
 *
 * Signal block-requested (const BrvId *block_id): show this place in the brief.
 * Signal passage-requested (const BrvId *source_id, const BrvRange *range): show it in the reader.
 * Property n-errors (notify): how many findings must be fixed.
 */
#define BRV_TYPE_CHECKS_VIEW (brv_checks_view_get_type ())
G_DECLARE_FINAL_TYPE (BrvChecksView, brv_checks_view, BRV, CHECKS_VIEW, GtkWidget)

void brv_checks_view_set_workspace (BrvChecksView *self, BrvWorkspace *workspace);
void brv_checks_view_set_active (BrvChecksView *self, gboolean active);
guint brv_checks_view_get_n_errors (BrvChecksView *self);

G_END_DECLS
