/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"
#include "typeset/brv-page-breaker.h"
#include "typeset/brv-flow.h"
#include "typeset/brv-furniture.h"
#include "typeset/brv-structure.h"

G_BEGIN_DECLS

/* What frames are made from, each when it is first asked for; owned by the pages. */
typedef struct
{
  BrvBrief *brief; /* addresses are borrowed from its texts */
  BrvStyledDocument *document;
  BrvTheme *theme;
  BrvSheet sheet;
  BrvFlow *flow;
  GArray *pages;                 /* BrvPage */
  BrvPageBreakSettings settings; /* by which they were broken */
  BrvFurniture *furniture;
  GPtrArray *fonts; /* BrvFontKey */
  BrvStructure *structure;
  gboolean printable;
} BrvComposition;

void brv_composition_free (BrvComposition *self);
guint brv_composition_find_page_of_line (const BrvComposition *self, guint line);
guint brv_composition_find_page (const BrvComposition *self, guint block);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvComposition, brv_composition_free)

G_END_DECLS
