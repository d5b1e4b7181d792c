/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-cards.h"
#include "ui/brief/brv-brief-painter.h"
#include "ui/brief/brv-brief-projection.h"

G_BEGIN_DECLS

/*
 * Drags: a passage of the reader, a fragment or a text of another program lands between two
 * blocks, and a block or section is moved by its handle. Files are the window's business.
 */
#define BRV_TYPE_BRIEF_DND (brv_brief_dnd_get_type ())
G_DECLARE_FINAL_TYPE (BrvBriefDnd, brv_brief_dnd, BRV, BRIEF_DND, GObject)

BrvBriefDnd *brv_brief_dnd_new (GtkTextView *view,
                                BrvBriefProjection *projection,
                                BrvBriefCards *cards,
                                BrvBriefPainter *painter) G_GNUC_WARN_UNUSED_RESULT;

BrvBriefGap brv_brief_dnd_find_gap (BrvBriefDnd *self, double y);
gboolean brv_brief_dnd_drop (BrvBriefDnd *self, const GValue *value, BrvBriefGap gap);
void brv_brief_dnd_snapshot (BrvBriefDnd *self, GtkSnapshot *snapshot, const GdkRGBA *accent);

G_END_DECLS
