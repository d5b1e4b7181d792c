/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-verdict.h"
#include "ui/brief/brv-brief-guidance.h"
#include "ui/brief/brv-brief-projection.h"

G_BEGIN_DECLS

/* The inks and grounds of the present style: light, dark or high contrast. */
typedef struct
{
  GdkRGBA text;
  GdkRGBA quiet; /* for what must still be read: at least 4.5 : 1 */
  GdkRGBA accent;
  GdkRGBA error;
  GdkRGBA edge; /* of wells and, in high contrast, of cards */
  gboolean high_contrast;
} BrvBriefColors;

/* A place between two blocks where a drag would land. */
typedef struct
{
  gint section; /* index; -1: none */
  guint block;  /* index of the block before which it lands */
  guint line;   /* of the buffer, before which the line is drawn */
} BrvBriefGap;

/*
 * Paints what stands under and over the text: cards, marks of lists, numbers of references,
 * guidance, hints, and the place where a drag lands.
 */
typedef struct _BrvBriefPainter BrvBriefPainter;

BrvBriefPainter *brv_brief_painter_new (GtkTextView *view,
                                        BrvBriefProjection *projection,
                                        BrvBriefGuidance *guidance) G_GNUC_WARN_UNUSED_RESULT;
void brv_brief_painter_free (BrvBriefPainter *self);

void
brv_brief_painter_set_style (BrvBriefPainter *self, const BrvBriefColors *colors, double scale);
void brv_brief_painter_set_verdicts (BrvBriefPainter *self, const BrvVerdicts *verdicts);
void brv_brief_painter_set_selected (BrvBriefPainter *self, BrvId id);
void brv_brief_painter_set_gap (BrvBriefPainter *self, BrvBriefGap gap);
void brv_brief_painter_set_section_keys (BrvBriefPainter *self, gboolean show);
void
brv_brief_painter_snapshot (BrvBriefPainter *self, GtkTextViewLayer layer, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBriefPainter, brv_brief_painter_free)

G_END_DECLS
