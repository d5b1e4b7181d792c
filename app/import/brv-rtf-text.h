/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-draft.h"
#include "import/brv-rtf-tables.h"

G_BEGIN_DECLS

typedef struct
{
  GString *text;
  guint n_letters;
  guint n_bold;
  gint style;
  gint outline;
  gint list;
  gint list_level;
  gboolean in_table;
  gboolean has_number; /* a list's number or bullet stands before it */
} BrvRtfParagraph;

/* What the words of the file have made so far. */
typedef struct
{
  /* Borrowed */
  const BrvRtfTables *tables;
  BrvDraft *draft;

  GPtrArray *paragraphs; /* (element-type BrvRtfParagraph): those being read, innermost last */
  /* Of the table */
  gboolean in_table;
  gboolean in_row;
  gboolean in_cell;
  GArray *edges; /* of gint: where cells of this table have ended so far, sorted */
  GArray *row;   /* of gint: where the cells of this row end */
  guint cell;    /* index of the cell being read */
  guint n_footnotes;
  guint n_endnotes;
  gboolean note_waits; /* a note has begun; which kind, its first words say */
  gboolean is_endnote;
} BrvRtfText;

void brv_rtf_text_init (BrvRtfText *self, const BrvRtfTables *tables, BrvDraft *draft);
void brv_rtf_text_clear (BrvRtfText *self);

BrvRtfParagraph *brv_rtf_text_peek (const BrvRtfText *self);
void brv_rtf_paragraph_reset (BrvRtfParagraph *paragraph);

void brv_rtf_text_append (BrvRtfText *self, const char *text, gboolean bold, const char *language);
void brv_rtf_text_end_paragraph (BrvRtfText *self);
void brv_rtf_text_add_edge (BrvRtfText *self, gint edge);
void brv_rtf_text_end_cell (BrvRtfText *self);
void brv_rtf_text_end_row (BrvRtfText *self);
void brv_rtf_text_close_table (BrvRtfText *self);

void brv_rtf_text_begin_note (BrvRtfText *self);
void brv_rtf_text_end_note (BrvRtfText *self);
void brv_rtf_text_begin_box (BrvRtfText *self);
void brv_rtf_text_end_box (BrvRtfText *self);

G_END_DECLS
