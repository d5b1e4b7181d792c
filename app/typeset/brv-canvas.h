/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-frame-builder.h"
#include "typeset/brv-paragraph.h"

G_BEGIN_DECLS

/* The digits of a number that stands where zeros are set; each one drawn is used up. */
typedef struct
{
  char text[12];
  guint at;
} BrvDigits;

/* Puts set lines on a frame. */
typedef struct
{
  BrvFrameBuilder *builder;
  const GPtrArray *fonts;    /* BrvFontKey, by the fonts of runs */
  const BrvParagraph *owner; /* (nullable): the last one that the frame keeps */
} BrvCanvas;

void brv_canvas_init (BrvCanvas *self, BrvFrameBuilder *builder, const GPtrArray *fonts);

void brv_canvas_add_run (BrvCanvas *self,
                         const BrvParagraph *paragraph,
                         const BrvSetRun *run,
                         guint node,
                         double x,
                         double baseline,
                         BrvColor color);
void brv_canvas_add_counter (BrvCanvas *self,
                             const BrvParagraph *paragraph,
                             const BrvSetRun *run,
                             BrvDigits *digits,
                             guint node,
                             double x,
                             double baseline,
                             BrvColor color);
void brv_canvas_add_line (BrvCanvas *self,
                          const BrvParagraph *paragraph,
                          guint line,
                          guint node,
                          double x,
                          double baseline,
                          BrvColor color);

G_END_DECLS
