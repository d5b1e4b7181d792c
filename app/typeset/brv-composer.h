/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-flow.h"
#include "typeset/brv-furniture.h"
#include "typeset/brv-structure.h"

G_BEGIN_DECLS

/* What frames are made from; all borrowed. */
typedef struct
{
  const BrvStyledDocument *document;
  const BrvTheme *theme;
  const BrvSheet *sheet;
  const BrvFlow *flow;
  const GArray *pages; /* BrvPage */
  const BrvStructure *structure;
  BrvFurniture *furniture;
  gboolean printable;
} BrvComposition;

void brv_composer_run (const BrvComposition *composition, BrvCanvas *canvas);

G_END_DECLS
