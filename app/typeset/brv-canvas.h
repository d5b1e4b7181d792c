/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-pages-builder.h"
#include "typeset/brv-paragraph.h"

G_BEGIN_DECLS

/* Puts set lines on the frames of a builder. */
typedef struct
{
  BrvPagesBuilder *builder;
  BrvFontBook *fonts;
  GArray *font_map;          /* guint: index in the builder + 1, by index in the font book */
  const BrvParagraph *owner; /* the last one that the frame of number n_frames keeps */
  guint n_frames;
} BrvCanvas;

void brv_canvas_init (BrvCanvas *self, BrvPagesBuilder *builder, BrvFontBook *fonts);
void brv_canvas_clear (BrvCanvas *self);

void brv_canvas_add_run (BrvCanvas *self,
                         const BrvParagraph *paragraph,
                         const BrvSetRun *run,
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
