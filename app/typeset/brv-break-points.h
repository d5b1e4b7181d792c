/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-hyphenator.h"
#include "typeset/brv-line-breaker.h"
#include "typeset/brv-shaped-text.h"

G_BEGIN_DECLS

/* The hyphen that is put where a word is divided. The ASCII one: text extraction takes it for what
 * it is and joins the word again, which it does with no other character. */
#define BRV_INSERTED_HYPHEN "-"

/* Which characters stand on the lines before and after a break point of the same index. */
typedef struct
{
  guint end;   /* the line that ends here shows the characters before this one */
  guint start; /* the next line begins with this one; between them are spaces */
  gboolean hyphen;
} BrvBreakPlace;

typedef struct
{
  GArray *points;    /* BrvBreakPoint */
  GArray *places;    /* BrvBreakPlace */
  gboolean has_wide; /* there is a word, or what else is not divided at spaces, wider than a line */
} BrvBreakPoints;

/* Which words a hyphenator divides. */
typedef enum
{
  BRV_DIVIDED_WIDE, /* those that are wider than a line */
  BRV_DIVIDED_ALL,
} BrvDivided;

BrvBreakPoints *brv_break_points_new (const BrvShapedText *text,
                                      BrvHyphenator *hyphenator,
                                      BrvDivided divided,
                                      double width,
                                      gboolean is_ragged) G_GNUC_WARN_UNUSED_RESULT;
void brv_break_points_free (BrvBreakPoints *self);

double brv_break_points_hang (gunichar c, gboolean at_start);
double brv_break_points_find_hang (const BrvShapedText *text, guint index, gboolean at_start);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBreakPoints, brv_break_points_free)

G_END_DECLS
