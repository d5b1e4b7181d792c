/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-font-book.h"
#include "typeset/brv-ideographs.h"
#include "typeset/brv-inline.h"
#include "typeset/brv-text-attributes.h"

G_BEGIN_DECLS

/* Letters of one font, direction and inline, in order of the text. */
typedef struct
{
  PangoItem *item;
  PangoGlyphString *glyphs; /* in order of drawing */
  guint first_char;
  guint n_chars;
} BrvShapedRun;

/*
 * One paragraph shaped as if it were one endless line. Arrays count characters, lengths are in
 * pango units; the width of a cluster stands on its first character.
 */
typedef struct
{
  const char *text; /* borrowed from the inline text */
  gsize length;
  guint n_chars;
  gboolean right_to_left;
  gboolean has_quotes; /* perhaps */
  gboolean has_ideographs;
  gboolean lacks_letters; /* some are in no font, and set as boxes */
  gboolean binds_letters; /* no line ends with a word of one letter */
  BrvStops stops;         /* of ideographs */
  double size;            /* points */
  GArray *runs;           /* BrvShapedRun */

  gsize *offsets; /* byte of each character, and the length at the end */
  int *advances;
  float *stretches;
  float *shrinks;
  float *expansions; /* how far the glyphs may be widened or narrowed */
  guint *run_of;
  gboolean *continues; /* the character belongs to the cluster before it */
  gboolean *clings;    /* it is of a note's number, which stays with the word before */
  int *blanks;         /* (nullable): what of an advance is blank, if the character ends a line */
  PangoLogAttr *attributes;
} BrvShapedText;

BrvShapedText *brv_shaped_text_new (BrvFontBook *fonts,
                                    const BrvInlineText *text,
                                    const BrvLook *look,
                                    const char *language) G_GNUC_WARN_UNUSED_RESULT;
void brv_shaped_text_free (BrvShapedText *self);

gboolean brv_shaped_text_runs_backward (const char *text, gsize length, const char *language);
gunichar brv_shaped_text_get_char (const BrvShapedText *self, guint index);
BrvSquare brv_shaped_text_find_square (const BrvShapedText *self, guint index);
const BrvShapedRun *brv_shaped_text_get_run_of (const BrvShapedText *self, guint index);
int brv_shaped_text_measure (const BrvShapedText *self, guint run, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvShapedText, brv_shaped_text_free)

G_END_DECLS
