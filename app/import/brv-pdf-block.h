/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-lines.h"
#include "model/brv-source.h"

G_BEGIN_DECLS

/* What the lines of a page turned out to be, each for itself. */
typedef enum
{
  BRV_PDF_LINE_TEXT,
  BRV_PDF_LINE_NOTE,       /* of a footnote */
  BRV_PDF_LINE_NOTE_START, /* its first one */
  BRV_PDF_LINE_TABLE_START,
  BRV_PDF_LINE_ROW,       /* of the same table */
  BRV_PDF_LINE_ROW_CELLS, /* goes on with the cells of the row before it */
} BrvPdfLineKind;

/* How a line follows the one before it in its block. */
typedef enum
{
  BRV_PDF_JOIN_WORDS, /* a space, nothing, or an undone hyphenation */
  BRV_PDF_JOIN_BREAK, /* a line break that was meant */
} BrvPdfJoin;

typedef struct
{
  guint line;
  BrvPdfJoin join;
} BrvPdfMember;

/* Lines that make one block of the source. */
typedef struct
{
  BrvRole role;
  guint level;
  guint page;        /* that it begins on */
  GArray *members;   /* (element-type BrvPdfMember) */
  guint skip;        /* letters at the start that are only a bullet */
  gboolean contents; /* an entry of a table of contents */
} BrvPdfBlock;

G_END_DECLS
