/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-verdict.h"
#include "ui/brief/brv-brief-projection.h"
#include "ui/brief/brv-table-card.h"

G_BEGIN_DECLS

/*
 * The whole brief as one writing flow: a text view whose buffer is a projection of the document.
 *
 * Signal caret-moved (const BrvId *id, guint64 at): after each change of the caret's place.
 * Signal passage-requested (const BrvId *source_id, const BrvRange *range): show it in the reader.
 * Signal message (const char *text, const BrvId *block_id (nullable)): something to be told.
 * Signal image-requested (GFile *file (nullable), GBytes *bytes (nullable), const BrvId *figure
 *   (nullable)): an image from there, or one yet to be chosen, for that figure or for a new one.
 * Signal picture-dropped (const BrvSource *source, guint image, const BrvId *section_id, gint at): make
 *   a figure of that image of the source, there.
 * Signal paste-as-quote (): take the clipboard's text over as a quote.
 */
#define BRV_TYPE_BRIEF_VIEW (brv_brief_view_get_type ())
G_DECLARE_FINAL_TYPE (BrvBriefView, brv_brief_view, BRV, BRIEF_VIEW, GtkTextView)

GtkWidget *brv_brief_view_new (BrvDocument *document);

BrvBriefProjection *brv_brief_view_get_projection (BrvBriefView *self);
GtkWidget *brv_brief_view_get_title_block (BrvBriefView *self);
GActionGroup *brv_brief_view_get_insert_actions (BrvBriefView *self);
void brv_brief_view_set_verdicts (BrvBriefView *self, const BrvVerdicts *verdicts);
void brv_brief_view_set_show_section_keys (BrvBriefView *self, gboolean show);
void brv_brief_view_reveal (BrvBriefView *self, BrvPlace from, BrvPlace to, gboolean grab_focus);
void brv_brief_view_show_found (BrvBriefView *self, const BrvCellRange *found);
BrvPlace brv_brief_view_get_top (BrvBriefView *self);
void brv_brief_view_restore (BrvBriefView *self, BrvPlace caret, BrvPlace top);
void brv_brief_view_set_read_only (BrvBriefView *self);
gboolean brv_brief_view_send_to_section (BrvBriefView *self, guint section);
void brv_brief_view_undo (BrvBriefView *self);
void brv_brief_view_redo (BrvBriefView *self);

G_END_DECLS
