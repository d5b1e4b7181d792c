/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"

G_BEGIN_DECLS

/* Where a block stands in the earlier state. */
typedef struct
{
  guint section;
  guint index;
  gboolean is_found; /* it is in the later state, too */
  gboolean is_shown; /* in the same section; what is gone behind it stands there */
} BrvBlockPlace;

/* Which block of the earlier state of a brief each block of the later one was. It borrows the earlier. */
typedef struct
{
  const BrvBrief *before;
  GHashTable *by_id;   /* BrvId to BrvBlockPlace, owned: all blocks of the earlier state */
  GHashTable *matches; /* BrvId of a later block to BrvBlockPlace */
} BrvBlockMatching;

BrvBlockMatching *
brv_block_matching_new (const BrvBrief *before, const BrvBrief *after) G_GNUC_WARN_UNUSED_RESULT;
void brv_block_matching_free (BrvBlockMatching *self);

const BrvBlock *
brv_block_matching_get_before (const BrvBlockMatching *self, const BrvBlockPlace *place);
BrvBlockPlace *brv_block_matching_get_place (const BrvBlockMatching *self, const BrvBlock *before);
BrvBlockPlace *brv_block_matching_lookup (const BrvBlockMatching *self, const BrvBlock *after);
gboolean brv_block_matching_same_content (const BrvBlock *before, const BrvBlock *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBlockMatching, brv_block_matching_free)

G_END_DECLS
