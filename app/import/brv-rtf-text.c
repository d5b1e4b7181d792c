/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The paragraphs, tables and notes of an RTF file, as its words begin and end them. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-rtf-text.h"

#define MAX_CELLS 1000
/* Edges of cells this near each other are one, in twips. */
#define EDGE_TOLERANCE 15

/**
 * brv_rtf_paragraph_reset:
 * @paragraph: a paragraph
 *
 * Makes it one of which nothing was said.
 */
void
brv_rtf_paragraph_reset (BrvRtfParagraph *paragraph)
{
  paragraph->style = -1;
  paragraph->outline = -1;
  paragraph->list = 0;
  paragraph->list_level = 0;
  paragraph->in_table = FALSE;
}

static BrvRtfParagraph *
paragraph_new (void)
{
  BrvRtfParagraph *paragraph = g_new0 (BrvRtfParagraph, 1);

  paragraph->text = g_string_new (NULL);
  brv_rtf_paragraph_reset (paragraph);
  return paragraph;
}

static void
paragraph_free (gpointer data)
{
  g_string_free (((BrvRtfParagraph *)data)->text, TRUE);
  g_free (data);
}

/**
 * brv_rtf_text_init:
 * @self: (out caller-allocates): a text; to be cleared
 * @tables: the file's fonts and styles
 * @draft: where it goes
 *
 * Begins with an empty paragraph of the page.
 */
void
brv_rtf_text_init (BrvRtfText *self, const BrvRtfTables *tables, BrvDraft *draft)
{
  *self = (BrvRtfText){ .tables = tables, .draft = draft };
  self->paragraphs = g_ptr_array_new_with_free_func (paragraph_free);
  g_ptr_array_add (self->paragraphs, paragraph_new ());
  self->edges = g_array_new (FALSE, TRUE, sizeof (gint));
  self->row = g_array_new (FALSE, TRUE, sizeof (gint));
}

/**
 * brv_rtf_text_clear:
 * @self: a text
 *
 * Frees what @self holds.
 */
void
brv_rtf_text_clear (BrvRtfText *self)
{
  g_ptr_array_unref (self->paragraphs);
  g_array_unref (self->edges);
  g_array_unref (self->row);
}

/**
 * brv_rtf_text_peek:
 * @self: a text
 *
 * Returns: (transfer none): the paragraph being read
 */
BrvRtfParagraph *
brv_rtf_text_peek (const BrvRtfText *self)
{
  return g_ptr_array_index (self->paragraphs, self->paragraphs->len - 1);
}

/* The first words of a note have come: it is known which kind it is. */
static void
open_note (BrvRtfText *self)
{
  g_autofree char *label = NULL;
  guint order = self->n_footnotes + self->n_endnotes;

  if (!self->note_waits)
    return;
  self->note_waits = FALSE;
  if (self->is_endnote)
    self->n_endnotes++;
  else
    self->n_footnotes++;
  label = g_strdup_printf ("%u", self->is_endnote ? self->n_endnotes : self->n_footnotes);
  brv_draft_begin_note (self->draft, order + (self->is_endnote ? G_MAXINT : 0), label);
}

/**
 * brv_rtf_text_append:
 * @self: a text
 * @text: some of its words
 * @bold: whether they are bold
 * @language: (nullable): what they are in
 *
 * Appends to the paragraph being read.
 */
void
brv_rtf_text_append (BrvRtfText *self, const char *text, gboolean bold, const char *language)
{
  BrvRtfParagraph *paragraph = brv_rtf_text_peek (self);
  guint n = (guint)g_utf8_strlen (text, -1);

  open_note (self);
  g_string_append (paragraph->text, text);
  paragraph->n_letters += n;
  paragraph->n_bold += bold ? n : 0;
  brv_draft_count_letters (self->draft, language, text);
}

static gboolean
judge (const BrvRtfText *self, const BrvRtfParagraph *paragraph, BrvStyleMeaning *meaning)
{
  BrvStyleMeaning style = { BRV_ROLE_PARAGRAPH, 0 };
  gboolean known = brv_rtf_tables_find_style (self->tables, paragraph->style, &style);

  if (paragraph->outline >= 0 && paragraph->outline < BRV_RTF_NO_OUTLINE)
    {
      *meaning = (BrvStyleMeaning){ BRV_ROLE_HEADING, (guint)paragraph->outline + 1 };
      return TRUE;
    }
  if (known && style.role != BRV_ROLE_LIST_ITEM)
    {
      *meaning = style;
      return meaning->role != BRV_ROLE_PARAGRAPH;
    }
  if (paragraph->list > 0 || paragraph->has_number || known)
    {
      *meaning = (BrvStyleMeaning){ BRV_ROLE_LIST_ITEM, (guint)paragraph->list_level + 1 };
      return TRUE;
    }
  return FALSE;
}

/**
 * brv_rtf_text_close_table:
 * @self: a text
 *
 * Ends the table, if one is open.
 */
void
brv_rtf_text_close_table (BrvRtfText *self)
{
  if (!self->in_table)
    return;
  if (self->in_cell)
    brv_draft_end_cell (self->draft);
  brv_draft_end_table (self->draft);
  self->in_table = self->in_row = self->in_cell = FALSE;
  g_array_set_size (self->edges, 0);
}

static void
open_cell (BrvRtfText *self)
{
  if (!self->in_table)
    brv_draft_begin_table (self->draft);
  if (!self->in_row)
    {
      brv_draft_begin_row (self->draft);
      self->cell = 0;
    }
  if (!self->in_cell)
    brv_draft_begin_cell (self->draft);
  self->in_table = self->in_row = self->in_cell = TRUE;
}

/**
 * brv_rtf_text_end_paragraph:
 * @self: a text
 *
 * Ends the paragraph being read. One of the page itself, and not of a note or text box, opens and
 * closes tables.
 */
void
brv_rtf_text_end_paragraph (BrvRtfText *self)
{
  BrvRtfParagraph *paragraph = brv_rtf_text_peek (self);
  BrvStyleMeaning meaning = { BRV_ROLE_PARAGRAPH, 0 };
  gboolean known = FALSE;

  if (self->paragraphs->len == 1 && paragraph->in_table)
    open_cell (self);
  else if (self->paragraphs->len == 1)
    brv_rtf_text_close_table (self);
  known = judge (self, paragraph, &meaning);
  brv_draft_add_paragraph (self->draft, known ? &meaning : NULL, paragraph->text->str,
                           paragraph->n_bold * 10 >= paragraph->n_letters * 9);
  g_string_truncate (paragraph->text, 0);
  paragraph->n_letters = paragraph->n_bold = 0;
  paragraph->has_number = FALSE;
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  return *(const gint *)a - *(const gint *)b;
}

/* How many columns of the rows above the cell covers. */
static guint
count_columns (const BrvRtfText *self)
{
  gint left = 0;
  gint right = 0;
  guint n = 1;

  if (self->cell >= self->row->len)
    return 1;
  left = self->cell > 0 ? g_array_index (self->row, gint, self->cell - 1) : G_MININT / 2;
  right = g_array_index (self->row, gint, self->cell);
  for (guint i = 0; i < self->edges->len; i++)
    {
      gint edge = g_array_index (self->edges, gint, i);

      n += edge > left + EDGE_TOLERANCE && edge < right - EDGE_TOLERANCE;
    }
  return MIN (n, MAX_CELLS);
}

/**
 * brv_rtf_text_end_cell:
 * @self: a text
 *
 * Ends the cell being read; in a note or text box, whose tables are none here, the paragraph.
 */
void
brv_rtf_text_end_cell (BrvRtfText *self)
{
  if (self->paragraphs->len > 1)
    {
      brv_rtf_text_end_paragraph (self);
      return;
    }
  brv_rtf_text_peek (self)->in_table = TRUE;
  brv_rtf_text_end_paragraph (self);
  brv_draft_end_cell (self->draft);
  brv_draft_add_empty_cells (self->draft, count_columns (self) - 1);
  self->cell++;
  self->in_cell = FALSE;
}

/**
 * brv_rtf_text_end_row:
 * @self: a text
 *
 * Ends the row being read.
 */
void
brv_rtf_text_end_row (BrvRtfText *self)
{
  if (self->in_cell)
    brv_rtf_text_end_cell (self);
  self->in_row = FALSE;
  for (guint i = 0; i < self->row->len && self->edges->len < MAX_CELLS; i++)
    {
      gint edge = g_array_index (self->row, gint, i);
      gboolean known = FALSE;

      for (guint k = 0; k < self->edges->len && !known; k++)
        known = abs (g_array_index (self->edges, gint, k) - edge) <= EDGE_TOLERANCE;
      if (!known)
        g_array_append_val (self->edges, edge);
    }
  g_array_sort (self->edges, compare_edges);
}

/**
 * brv_rtf_text_add_edge:
 * @self: a text
 * @edge: where a cell of the row ends, in twips
 *
 * Adds a cell to the row that is described.
 */
void
brv_rtf_text_add_edge (BrvRtfText *self, gint edge)
{
  if (self->row->len < MAX_CELLS)
    g_array_append_val (self->row, edge);
}

/**
 * brv_rtf_text_begin_note:
 * @self: a text
 *
 * Begins a note; its first words say of which kind it is.
 */
void
brv_rtf_text_begin_note (BrvRtfText *self)
{
  g_ptr_array_add (self->paragraphs, paragraph_new ());
  self->note_waits = TRUE;
  self->is_endnote = FALSE;
}

/**
 * brv_rtf_text_begin_box:
 * @self: a text
 *
 * Begins a text box.
 */
void
brv_rtf_text_begin_box (BrvRtfText *self)
{
  g_ptr_array_add (self->paragraphs, paragraph_new ());
  brv_draft_begin_box (self->draft);
}

static void
pop_paragraph (BrvRtfText *self)
{
  brv_rtf_text_end_paragraph (self);
  if (self->paragraphs->len > 1)
    g_ptr_array_remove_index (self->paragraphs, self->paragraphs->len - 1);
}

/**
 * brv_rtf_text_end_note:
 * @self: a text
 *
 * Ends the note.
 */
void
brv_rtf_text_end_note (BrvRtfText *self)
{
  open_note (self);
  pop_paragraph (self);
  brv_draft_end_note (self->draft);
}

/**
 * brv_rtf_text_end_box:
 * @self: a text
 *
 * Ends the text box.
 */
void
brv_rtf_text_end_box (BrvRtfText *self)
{
  pop_paragraph (self);
  brv_draft_end_box (self->draft);
}
