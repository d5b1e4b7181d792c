/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-canvas.h"
#include "typeset/brv-composition.h"

G_BEGIN_DECLS

/* Draws styled blocks where a page has them: words, figures, tables and what is around them. */
typedef struct
{
  const BrvComposition *composition;
  BrvCanvas canvas;
  BrvFrameBuilder *builder;
  double left;    /* of the column that is being set, from the paper's edge */
  double measure; /* likewise */
  double shift;   /* of what is being set from the start of the measure: a cell */
  guint notes_at; /* what is added to its notes: a cell's are counted from its table's first */
  /* The quote whose lines are being set on this page. */
  guint group;
  double group_top;
  double group_bottom;
  double group_hang;
  gboolean group_backward;
  double page_numbers; /* the width of the widest in the contents; 0 until one is set */
} BrvBlockComposer;

void brv_block_composer_init (BrvBlockComposer *self,
                              const BrvComposition *composition,
                              BrvFrameBuilder *builder);
void brv_block_composer_enter_column (BrvBlockComposer *self, gint column);
void brv_block_composer_add_box (BrvBlockComposer *self,
                                 const BrvStyledBlock *block,
                                 double top,
                                 double bottom);
void brv_block_composer_add_line (BrvBlockComposer *self,
                                  const BrvStyledBlock *block,
                                  const BrvBlockNodes *nodes,
                                  guint index,
                                  double top);
void brv_block_composer_add_figure (BrvBlockComposer *self,
                                    const BrvStyledBlock *block,
                                    const BrvBlockNodes *nodes,
                                    double top);
void brv_block_composer_add_row (BrvBlockComposer *self,
                                 const BrvStyledBlock *block,
                                 const BrvBlockNodes *nodes,
                                 guint index,
                                 double top,
                                 double lead,
                                 gboolean ends_page);
void
brv_block_composer_follow_group (BrvBlockComposer *self, const BrvStyledBlock *block, double top);
void brv_block_composer_end_group (BrvBlockComposer *self);

G_END_DECLS
