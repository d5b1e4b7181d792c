/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"

G_BEGIN_DECLS

/* What became of a section, a block or a source from one state of a brief to another. */
typedef enum
{
  BRV_DIFFERENCE_NONE = 0,
  BRV_DIFFERENCE_ADDED = 1 << 0,
  BRV_DIFFERENCE_REMOVED = 1 << 1,
  BRV_DIFFERENCE_MOVED = 1 << 2, /* to another place among those that stayed */
  BRV_DIFFERENCE_CHANGED =
    1 << 3, /* other words, style or alterations; of a section: its heading */
} BrvDifference;

/* A block that is not in both states as it was. */
typedef struct
{
  BrvDifference what;
  const BrvBlock *before;      /* (nullable): ADDED */
  const BrvBlock *after;       /* (nullable): REMOVED */
  const BrvSection *elsewhere; /* (nullable): of MOVED, the section that it came from */
} BrvBlockDifference;

/* A section of either state. */
typedef struct
{
  BrvDifference what;
  const BrvSection *before; /* (nullable): ADDED */
  const BrvSection *after;  /* (nullable): REMOVED */
  GArray *blocks;           /* (element-type BrvBlockDifference): in the order of the later state */
} BrvSectionDifference;

/* A source that is not in both states as it was. */
typedef struct
{
  BrvDifference what;
  const BrvSource *before; /* (nullable) */
  const BrvSource *after;  /* (nullable) */
} BrvSourceDifference;

/* How a brief differs between two of its states. Immutable; it keeps both. */
typedef struct _BrvComparison BrvComparison;

BrvComparison *
brv_comparison_new (const BrvBrief *before, const BrvBrief *after) G_GNUC_WARN_UNUSED_RESULT;
void brv_comparison_free (BrvComparison *self);

const BrvBrief *brv_comparison_get_before (const BrvComparison *self);
const BrvBrief *brv_comparison_get_after (const BrvComparison *self);
gboolean brv_comparison_is_empty (const BrvComparison *self);
guint brv_comparison_count_blocks (const BrvComparison *self, BrvDifference what);
const BrvBriefField *brv_comparison_get_fields (const BrvComparison *self, guint *n_fields);
guint brv_comparison_get_n_sections (const BrvComparison *self);
const BrvSectionDifference *brv_comparison_get_section (const BrvComparison *self, guint index);
const BrvSourceDifference *brv_comparison_get_sources (const BrvComparison *self, guint *n_sources);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvComparison, brv_comparison_free)

G_END_DECLS
