/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-range.h"

G_BEGIN_DECLS

/*
 * Which bytes of a folded text were which of the original. Both texts are covered by segments: a linear
 * one maps byte to byte, any other one only as a whole. What lies between the segments of the original
 * was dropped. English prose has about one segment per 300 bytes.
 */
typedef struct
{
  GArray *segments; /* (element-type Segment) */
} BrvFoldMap;

void brv_fold_map_init (BrvFoldMap *self);
void brv_fold_map_clear (BrvFoldMap *self);
void brv_fold_map_add (
  BrvFoldMap *self, gsize folded, gsize folded_length, BrvRange original, gboolean linear);
BrvRange brv_fold_map_convert (const BrvFoldMap *self, BrvRange range, gboolean to_original);

G_END_DECLS
