/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

/*
 * The Pages pane: the pages as they will print, and the checks.
 *
 * Signal block-requested (const BrvId *block_id, guint64 at): show this place in the brief.
 * Signal passage-requested (const BrvId *source_id, const BrvRange *range): show it in the reader.
 */
#define BRV_TYPE_PAGES_PANE (brv_pages_pane_get_type ())
G_DECLARE_FINAL_TYPE (BrvPagesPane, brv_pages_pane, BRV, PAGES_PANE, GtkWidget)

GtkWidget *brv_pages_pane_new (BrvWorkspace *workspace);

AdwHeaderBar *brv_pages_pane_get_header_bar (BrvPagesPane *self);
void brv_pages_pane_follow (BrvPagesPane *self, BrvId block_id, gsize at);
void brv_pages_pane_show_checks (BrvPagesPane *self, gboolean checks);
gboolean brv_pages_pane_is_showing_checks (BrvPagesPane *self);
void brv_pages_pane_zoom (BrvPagesPane *self, gint step);

G_END_DECLS
