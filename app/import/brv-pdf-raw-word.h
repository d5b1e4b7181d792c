/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-page.h"

G_BEGIN_DECLS

/* Letters and boxes of a word as they come: letters in reading order, boxes from left to right. */
typedef struct
{
  GArray *letters; /* (element-type gunichar) */
  GArray *boxes;   /* (element-type BrvPdfBox) */
  GArray *styles;  /* (element-type guint) */
  gboolean turned; /* within marks of a stretch that runs from right to left */
  gboolean begins; /* no letter of the stretch has come yet */
  guint turn;      /* the letter with which the first of the stretches began that nothing parts */
  guint at;        /* where the next letter of this one belongs */
} BrvPdfRawWord;

void brv_pdf_raw_word_init (BrvPdfRawWord *raw);
void brv_pdf_raw_word_clear (BrvPdfRawWord *raw);

gboolean brv_pdf_raw_word_is_mark (gunichar c);
void brv_pdf_raw_word_mark (BrvPdfRawWord *raw, gunichar mark);
void brv_pdf_raw_word_add (BrvPdfRawWord *raw, gunichar c, const BrvPdfBox *box, guint style);
void brv_pdf_raw_word_finish (BrvPdfRawWord *raw, BrvPdfPage *page);
void brv_pdf_raw_word_settle (const GArray *styles, BrvPdfPage *page, guint first_word);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvPdfRawWord, brv_pdf_raw_word_clear)

G_END_DECLS
