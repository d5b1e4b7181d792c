/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

/*
 * The Brief pane: title block, sections, quotes and text as one writing flow.
 *
 * Signal passage-requested (const BrvId *source_id, const BrvRange *range): show it in the reader.
 * Signal caret-moved (const BrvId *id, guint64 at): the caret's place, after each change of it.
 * Signal message (const char *text, const BrvId *block_id (nullable)): a toast.
 * Signal checks-requested (): the status line's verdicts were activated.
 * Property scrolled (notify): the title block's marking is out of view.
 */
#define BRV_TYPE_BRIEF_PANE (brv_brief_pane_get_type ())
G_DECLARE_FINAL_TYPE (BrvBriefPane, brv_brief_pane, BRV, BRIEF_PANE, GtkWidget)

GtkWidget *brv_brief_pane_new (BrvWorkspace *workspace);

AdwHeaderBar *brv_brief_pane_get_header_bar (BrvBriefPane *self);
void brv_brief_pane_pack_leading (BrvBriefPane *self, GtkWidget *widget);
void brv_brief_pane_add_banner (BrvBriefPane *self, GtkWidget *banner);
void brv_brief_pane_reveal (BrvBriefPane *self, BrvId id, gsize at, gboolean grab_focus);
BrvPlace brv_brief_pane_get_caret (BrvBriefPane *self);
BrvPlace brv_brief_pane_get_top (BrvBriefPane *self);
void brv_brief_pane_restore (BrvBriefPane *self, BrvPlace caret, BrvPlace top);
void brv_brief_pane_set_read_only (BrvBriefPane *self);
void brv_brief_pane_set_show_section_keys (BrvBriefPane *self, gboolean show);
gboolean brv_brief_pane_send_to_section (BrvBriefPane *self, guint section);
void brv_brief_pane_add_image (BrvBriefPane *self, GFile *file);
void brv_brief_pane_find (BrvBriefPane *self);
void brv_brief_pane_zoom (BrvBriefPane *self, gint step);
void brv_brief_pane_commit (BrvBriefPane *self);
void brv_brief_pane_undo (BrvBriefPane *self);
void brv_brief_pane_redo (BrvBriefPane *self);

G_END_DECLS
