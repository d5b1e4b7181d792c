/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "edit/brv-document.h"

G_BEGIN_DECLS

/*
 * The document as lines of a text buffer: one line per section heading or block, in order,
 * joined by LF, nothing else. It alone writes into the buffer, and only what the document says.
 *
 * A long splice is projected in idle slices; until they are done the lines it speaks of are
 * missing from the buffer, and whoever is about to change the document calls
 * brv_brief_projection_finish() first. Lines are counted in the buffer.
 *
 * Signal projected (BrvChange *change): the buffer follows the document again.
 */
#define BRV_TYPE_BRIEF_PROJECTION (brv_brief_projection_get_type ())
G_DECLARE_FINAL_TYPE (BrvBriefProjection, brv_brief_projection, BRV, BRIEF_PROJECTION, GObject)

BrvBriefProjection *
brv_brief_projection_new (BrvDocument *document, GtkTextBuffer *buffer) G_GNUC_WARN_UNUSED_RESULT;

BrvDocument *brv_brief_projection_get_document (BrvBriefProjection *self);
GtkTextBuffer *brv_brief_projection_get_buffer (BrvBriefProjection *self);
const BrvBrief *brv_brief_projection_get_brief (BrvBriefProjection *self);
gboolean brv_brief_projection_is_projecting (BrvBriefProjection *self);
gboolean brv_brief_projection_is_complete (BrvBriefProjection *self);
void brv_brief_projection_finish (BrvBriefProjection *self);

guint brv_brief_projection_get_n_lines (BrvBriefProjection *self);
gint brv_brief_projection_find_line (BrvBriefProjection *self, BrvId id);
const BrvBlock *brv_brief_projection_get_block (BrvBriefProjection *self, guint line);
const BrvSection *brv_brief_projection_get_section (BrvBriefProjection *self, guint line);
gint brv_brief_projection_get_section_index (BrvBriefProjection *self, guint line);
gint brv_brief_projection_get_block_index (BrvBriefProjection *self, guint line);
gint brv_brief_projection_get_first_line (BrvBriefProjection *self, guint section);
BrvId brv_brief_projection_get_id (BrvBriefProjection *self, guint line);
guint brv_brief_projection_get_note_number (BrvBriefProjection *self, guint line);

BrvPlace brv_brief_projection_get_place (BrvBriefProjection *self, const GtkTextIter *iter);
gboolean
brv_brief_projection_get_iter (BrvBriefProjection *self, BrvPlace place, GtkTextIter *iter);
BrvPlace brv_brief_projection_get_caret (BrvBriefProjection *self);
gboolean
brv_brief_projection_get_selection (BrvBriefProjection *self, BrvPlace *from, BrvPlace *to);
gboolean brv_brief_projection_select (BrvBriefProjection *self, BrvPlace anchor, BrvPlace focus);

void brv_brief_projection_set_scale (BrvBriefProjection *self, double scale, double digit_width_px);
void brv_brief_projection_set_link_color (BrvBriefProjection *self, const GdkRGBA *color);
void brv_brief_projection_set_room (BrvBriefProjection *self, BrvId id, gint room_px);
void brv_brief_projection_set_hits (BrvBriefProjection *self, GArray *hits);
char *brv_brief_projection_check (BrvBriefProjection *self);

G_END_DECLS
