/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-projection.h"

G_BEGIN_DECLS

/*
 * The guidance of sections, painted beside the text and never part of it: in a dashed well where
 * a section is empty, under the heading where the caret is.
 */
typedef struct _BrvBriefGuidance BrvBriefGuidance;

BrvBriefGuidance *brv_brief_guidance_new (GtkTextView *view, BrvBriefProjection *projection)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_brief_guidance_free (BrvBriefGuidance *self);

void brv_brief_guidance_set_caret_section (BrvBriefGuidance *self, gint section);
void brv_brief_guidance_set_composing (BrvBriefGuidance *self, gboolean composing);
gint brv_brief_guidance_update (BrvBriefGuidance *self, double scale);
const char *brv_brief_guidance_get_text (BrvBriefGuidance *self, gint section);
void brv_brief_guidance_snapshot (BrvBriefGuidance *self,
                                  GtkSnapshot *snapshot,
                                  guint first,
                                  guint last,
                                  const GdkRGBA *ink,
                                  const GdkRGBA *edge);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBriefGuidance, brv_brief_guidance_free)

G_END_DECLS
