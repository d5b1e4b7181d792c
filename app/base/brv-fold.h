/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-range.h"

G_BEGIN_DECLS

/* What two texts may differ in and still say the same. */
typedef enum
{
  BRV_FOLD_QUOTATION = 1 << 0,   /* style of quotation marks, apostrophes and dashes; … and ... */
  BRV_FOLD_SPACE = 1 << 1,       /* kinds and amounts of white space, line breaks included */
  BRV_FOLD_HYPHENATION = 1 << 2, /* soft hyphens; a hyphen followed by a line break */
  BRV_FOLD_COMPOSITION = 1 << 3, /* composed or decomposed marks, ligatures, width forms */
  BRV_FOLD_CASE = 1 << 4,
  BRV_FOLD_MARKS = 1 << 5, /* accents: for searching, never for verdicts */
  /* With HYPHENATION: a hyphen before a line break becomes U+00AD, as it may be the word's own. */
  BRV_FOLD_DOUBTFUL_HYPHENS = 1 << 6,
} BrvFoldFlags;

/* What the verdict "normalised" forgives (DESIGN §2). */
#define BRV_FOLD_VERDICT \
  (BRV_FOLD_QUOTATION | BRV_FOLD_SPACE | BRV_FOLD_HYPHENATION | BRV_FOLD_COMPOSITION)
#define BRV_FOLD_SEARCH (BRV_FOLD_VERDICT | BRV_FOLD_CASE | BRV_FOLD_MARKS)

/* A text folded, with the map back to the bytes it came from. Immutable. */
typedef struct _BrvFold BrvFold;

BrvFold *
brv_fold_new (const char *text, gssize length, BrvFoldFlags flags) G_GNUC_WARN_UNUSED_RESULT;
void brv_fold_free (BrvFold *self);

const char *brv_fold_get_text (const BrvFold *self);
gsize brv_fold_get_length (const BrvFold *self);
BrvRange brv_fold_to_original (const BrvFold *self, BrvRange folded);
BrvRange brv_fold_from_original (const BrvFold *self, BrvRange original);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvFold, brv_fold_free)

G_END_DECLS
