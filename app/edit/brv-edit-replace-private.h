/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-edit-text-private.h"

G_BEGIN_DECLS

/* The parts of brv_edit_replace(). */

/* brv-edit-splice.c */
BrvBlock *
brv_edit_join_blocks (const BrvBlock *first, const BrvBlock *second) G_GNUC_WARN_UNUSED_RESULT;
void brv_edit_add_splice (
  BrvChange *change, const BrvBrief *brief, guint index, guint at, guint n_old, GPtrArray *blocks);

/* brv-edit-replace-line.c */
gboolean
brv_edit_is_in_caption (const BrvSpot *from, const BrvSpot *to, const BrvInsertion *insertion);
void brv_edit_replace_in_caption (const BrvSpot *from,
                                  const BrvSpot *to,
                                  const BrvInsertion *insertion,
                                  BrvChange *change,
                                  BrvPlace *caret);
void brv_edit_replace_in_heading (const BrvBrief *brief,
                                  const BrvSpot *from,
                                  const BrvSpot *to,
                                  const BrvInsertion *insertion,
                                  BrvChange *change,
                                  BrvPlace *caret);

G_END_DECLS
