/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-range.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_DIFF_EQUAL,
  BRV_DIFF_REMOVED, /* only in the first text */
  BRV_DIFF_ADDED,   /* only in the second text */
} BrvDiffKind;

/* Parts cover both texts in order; that of the other text is empty where there is none. */
typedef struct
{
  BrvDiffKind kind;
  BrvRange first;
  BrvRange second;
} BrvDiffPart;

GArray *brv_diff_words (const char *first, const char *second);

G_END_DECLS
