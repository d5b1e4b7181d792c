/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In points from the upper left corner of a page in which the text stands upright. */
typedef struct
{
  float x1, y1, x2, y2;
} BrvPdfBox;

typedef struct
{
  gunichar letter;
  BrvPdfBox box;
} BrvPdfGlyph;

typedef struct
{
  double size;
  gboolean bold;
  gboolean italic;
  gboolean fixed;    /* all letters of one width */
  gboolean superior; /* has nothing but the small figures of notes' marks */
  guint font;        /* a hash of its name */
} BrvPdfStyle;

/* Letters without a space between them, in the order in which they are read. */
typedef struct
{
  guint first; /* of its glyphs */
  guint n_glyphs;
  guint style;          /* of most of its glyphs */
  gboolean breaks_line; /* the first one of a piece */
  BrvPdfBox box;
} BrvPdfWord;

/* How the text of a page stands on it as it is shown, by quarter turns clockwise. */
typedef enum
{
  BRV_PDF_TURN_NONE,
  BRV_PDF_TURN_RIGHT, /* it runs downwards */
  BRV_PDF_TURN_OVER,
  BRV_PDF_TURN_LEFT, /* it runs upwards */
} BrvPdfTurn;

/* Words on one baseline without a gap between them: a line of a column, or a cell of a table. */
typedef struct
{
  guint first; /* of its words, from left to right */
  guint n_words;
  guint n_glyphs;
  guint style; /* of most of its glyphs */
  BrvPdfBox box;
  gboolean turned;    /* does not run from left to right or back */
  gboolean furniture; /* a running head or foot, set by brv-pdf-furniture */
  gboolean counts;    /* furniture that is the number of a line */
} BrvPdfPiece;

typedef struct
{
  guint index; /* from 0 */
  char *label; /* as printed, where the file says it */
  BrvPdfTurn turn;
  double width; /* with its text upright, in points, as all places on it */
  double height;
  GArray *glyphs; /* (element-type BrvPdfGlyph) */
  GArray *styles; /* (element-type guint): the style of each glyph */
  GArray *words;  /* (element-type BrvPdfWord) */
  GArray *pieces; /* (element-type BrvPdfPiece) */
} BrvPdfPage;

BrvPdfPage *brv_pdf_page_new (guint index) G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_page_free (BrvPdfPage *page);

void brv_pdf_page_set_turn (BrvPdfPage *page, BrvPdfTurn turn);
BrvPdfBox brv_pdf_page_set_upright (const BrvPdfPage *page, const BrvPdfBox *shown);
BrvPdfBox brv_pdf_page_show (const BrvPdfPage *page, const BrvPdfBox *box);

double brv_pdf_box_overlap_y (const BrvPdfBox *a, const BrvPdfBox *b);
gboolean
brv_pdf_box_shares_line (const BrvPdfBox *a, double a_size, const BrvPdfBox *b, double b_size);
void brv_pdf_box_extend (BrvPdfBox *box, const BrvPdfBox *other);
char *brv_pdf_piece_dup_text (const BrvPdfPage *page, const BrvPdfPiece *piece);
gboolean brv_pdf_letter_is_rtl (gunichar c);

G_END_DECLS
