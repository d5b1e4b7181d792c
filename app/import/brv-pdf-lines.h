/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-text.h"

G_BEGIN_DECLS

/* Words of a line without a wide gap between them: all of it, or a cell of a table. */
typedef struct
{
  guint first_word; /* in reading order, in the words of #BrvPdfLines */
  guint n_words;
  guint n_glyphs;
  BrvPdfBox box;
} BrvPdfCell;

/* A line of a column, or a row of a table. */
typedef struct
{
  guint page;
  guint column; /* number of the stretch of a column that it stands in, over all pages */
  guint first_word;
  guint n_words; /* in reading order, in the words of #BrvPdfLines */
  guint first_cell;
  guint n_cells; /* from left to right */
  guint n_glyphs;
  guint style; /* of most glyphs */
  double size;
  double base;     /* the lower edge of the letters in that style */
  gboolean bold;   /* all of it */
  gboolean italic; /* all of it */
  gboolean rtl;
  gboolean aside;    /* stands beside the text, in smaller type */
  gboolean bulleted; /* a bullet that is drawn stands before it */
  BrvPdfBox box;
  double left; /* of its column */
  double right;
} BrvPdfLine;

/* The lines of a document in the order in which they are read, without its furniture. */
typedef struct
{
  GArray *lines; /* (element-type BrvPdfLine) */
  GArray *words; /* (element-type guint): indices into a page's words */
  GArray *cells; /* (element-type BrvPdfCell) */
  double body_size;
} BrvPdfLines;

BrvPdfLines *brv_pdf_lines_new (const BrvPdfText *text) G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_lines_free (BrvPdfLines *self);

const BrvPdfWord *brv_pdf_lines_get_word (const BrvPdfLines *self,
                                          const BrvPdfText *text,
                                          const BrvPdfLine *line,
                                          guint word);
const BrvPdfCell *
brv_pdf_lines_get_cell (const BrvPdfLines *self, const BrvPdfLine *line, guint cell);
gboolean brv_pdf_lines_is_raised (const BrvPdfText *text, const BrvPdfLine *line, guint glyph);
char *brv_pdf_lines_dup_text (const BrvPdfLines *self, const BrvPdfText *text, guint line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfLines, brv_pdf_lines_free)

G_END_DECLS
