/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-table.h"

#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"
#include "edit/brv-edit-private.h"
#include "edit/brv-edit-structure.h"

/**
 * brv_edit_add_table:
 * @document: a document
 * @section_id: a section
 * @at: the index that it gets, or -1
 * @table: its cells
 * @caption: (nullable): its caption
 * @block_id: (out) (optional): its id
 * @error: return location
 *
 * Adds a table.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_add_table (BrvDocument *document,
                    BrvId section_id,
                    gint at,
                    const BrvTable *table,
                    const BrvText *caption,
                    BrvId *block_id,
                    GError **error)
{
  g_autoptr (BrvText) text = caption != NULL ? brv_text_ref (caption) : brv_text_new ("", 0);
  g_autoptr (BrvBlock) block = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document) && table != NULL, FALSE);

  block = brv_block_new_table (brv_id_new (), table, text);
  if (block_id != NULL)
    *block_id = brv_block_get_id (block);
  return brv_edit_add_blocks (document, section_id, at, &block, 1, _ ("Add Table"), error);
}

static const BrvBlock *
find_table (BrvDocument *document, BrvId id, guint *section, guint *index, GError **error)
{
  return brv_edit_find_of_kind (document, id, BRV_BLOCK_TABLE, _ ("The block is not a table."),
                                section, index, error);
}

static gboolean
fail_range (GError **error)
{
  g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE,
                       _ ("The table has no such place."));
  return FALSE;
}

/* A cell looked up in the current root. */
typedef struct
{
  const BrvBlock *block;
  const BrvTable *table;
  const BrvText *text;
  guint section;
  guint index;
} CellSpot;

static gboolean
find_cell (
  BrvDocument *document, BrvCellPlace place, const BrvRange *range, CellSpot *spot, GError **error)
{
  const char *utf8;
  gsize length;

  spot->block = find_table (document, place.block_id, &spot->section, &spot->index, error);
  if (spot->block == NULL)
    return FALSE;
  spot->table = brv_block_get_table (spot->block);
  if (place.row >= brv_table_get_n_rows (spot->table) ||
      place.column >= brv_table_get_n_columns (spot->table))
    return fail_range (error);
  spot->text = brv_table_get_cell (spot->table, place.row, place.column);
  if (range == NULL)
    return TRUE;
  utf8 = brv_text_get_utf8 (spot->text);
  length = brv_text_get_length (spot->text);
  if (range->start <= range->end && range->end <= length &&
      brv_utf8_is_boundary (utf8, length, range->start) &&
      brv_utf8_is_boundary (utf8, length, range->end))
    return TRUE;
  return fail_range (error);
}

static void
replace_cells (BrvDocument *document,
               const CellSpot *spot,
               const BrvTable *table,
               const char *label,
               BrvEditKind kind)
{
  g_autoptr (BrvBlock) changed = brv_block_with_table (spot->block, table);

  brv_edit_replace_block (document, spot->section, spot->index, spot->block, changed, label, kind);
}

/* Puts @words into the place of a range of a cell. */
static void
replace_in_cell (BrvDocument *document,
                 BrvCellPlace cell,
                 const CellSpot *spot,
                 BrvRange range,
                 const BrvText *words,
                 const char *label,
                 BrvEditKind kind)
{
  g_autoptr (BrvText) now = brv_text_replace (spot->text, range, words);
  g_autoptr (BrvTable) table = brv_table_with_cell (spot->table, cell.row, cell.column, now);

  replace_cells (document, spot, table, label, kind);
}

/* Words typed behind others look like those. */
static BrvText *
make_typed (const BrvText *around, gsize at, const char *text)
{
  const char *utf8 = brv_text_get_utf8 (around);
  gsize before = at > 0 ? (gsize)(g_utf8_prev_char (utf8 + at) - utf8) : 0;
  BrvRun run = { { 0, strlen (text) }, brv_text_get_style_at (around, before), NULL };

  return brv_text_new_rich (text, -1, &run, run.range.end > 0 ? 1 : 0, NULL, 0);
}

/**
 * brv_edit_type_in_cell:
 * @document: a document
 * @cell: a cell
 * @range: the bytes of the cell that give way; empty for a mere insertion
 * @text: valid UTF-8; "" to delete. Breaks in it become spaces
 * @error: return location
 *
 * Types text into a cell, or deletes some. What is typed in one go is one step.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, %BRV_EDIT_ERROR_REFUSED if it is no table, or
 *   %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_type_in_cell (
  BrvDocument *document, BrvCellPlace cell, BrvRange range, const char *text, GError **error)
{
  CellSpot spot;
  g_autoptr (BrvText) typed = NULL;
  gboolean erases;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document) && text != NULL, FALSE);

  if (!find_cell (document, cell, &range, &spot, error))
    return FALSE;
  erases = *text == '\0';
  typed = make_typed (spot.text, range.start, text);
  replace_in_cell (document, cell, &spot, range, typed, erases ? _ ("Delete") : _ ("Type"),
                   erases ? BRV_EDIT_ERASE : BRV_EDIT_TYPE);
  return TRUE;
}

/**
 * brv_edit_set_cell_style:
 * @document: a document
 * @cell: a cell
 * @range: bytes of the cell
 * @style: one or more styles
 * @on: whether to add or to take away
 * @error: return location
 *
 * Adds a style to words of a cell, or takes it away.
 *
 * Returns: %FALSE with an error of brv_edit_type_in_cell()
 */
gboolean
brv_edit_set_cell_style (BrvDocument *document,
                         BrvCellPlace cell,
                         BrvRange range,
                         BrvStyle style,
                         gboolean on,
                         GError **error)
{
  CellSpot spot;
  g_autoptr (BrvText) now = NULL;
  g_autoptr (BrvTable) table = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  if (!find_cell (document, cell, &range, &spot, error))
    return FALSE;
  now = brv_text_with_style (spot.text, range, style, on);
  table = brv_table_with_cell (spot.table, cell.row, cell.column, now);
  replace_cells (document, &spot, table,
                 style == BRV_STYLE_STRONG     ? _ ("Bold")
                 : style == BRV_STYLE_EMPHASIS ? _ ("Italic")
                                               : _ ("Change Style"),
                 BRV_EDIT_OTHER);
  return TRUE;
}

/**
 * brv_edit_add_reference_in_cell:
 * @document: a document
 * @cell: a cell
 * @at: a byte of the cell's text
 * @reference: a note or a citation of one of the brief's sources; its place is ignored
 * @error: return location
 *
 * Puts a reference into a cell. Its note stands on the page of the cell's row.
 *
 * Returns: %FALSE with an error of brv_edit_type_in_cell(), also %BRV_EDIT_ERROR_NOT_FOUND if the
 *   brief lacks the source
 */
gboolean
brv_edit_add_reference_in_cell (
  BrvDocument *document, BrvCellPlace cell, gsize at, const BrvReference *reference, GError **error)
{
  const BrvRange range = { at, at };
  CellSpot spot;
  g_autoptr (BrvText) mark = NULL;
  gboolean is_note;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document) && reference != NULL, FALSE);

  if (!find_cell (document, cell, &range, &spot, error))
    return FALSE;
  is_note = reference->kind == BRV_REFERENCE_NOTE;
  if (!is_note && !brv_edit_check_source (document, reference->source_id, error))
    return FALSE;
  mark = brv_text_new_reference (reference);
  replace_in_cell (document, cell, &spot, range, mark,
                   is_note ? _ ("Add Note") : _ ("Add Citation"), BRV_EDIT_OTHER);
  return TRUE;
}

/**
 * brv_edit_set_note_in_cell:
 * @document: a document
 * @cell: a cell
 * @at: the byte of the cell's text where a note's reference stands
 * @note: what the note is to say
 * @error: return location
 *
 * Changes the words of the author's own note in a cell.
 *
 * Returns: %FALSE with an error of brv_edit_type_in_cell(), also %BRV_EDIT_ERROR_NOT_FOUND if there
 *   is no note at @at
 */
gboolean
brv_edit_set_note_in_cell (
  BrvDocument *document, BrvCellPlace cell, gsize at, const BrvText *note, GError **error)
{
  CellSpot spot;
  const BrvReference *references;
  guint n_references;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document) && note != NULL, FALSE);

  if (!find_cell (document, cell, NULL, &spot, error))
    return FALSE;
  references = brv_text_get_references (spot.text, &n_references);
  for (guint i = 0; i < n_references; i++)
    {
      BrvReference changed = references[i];
      g_autoptr (BrvText) mark = NULL;

      if (changed.at != at || changed.kind != BRV_REFERENCE_NOTE)
        continue;
      changed.note = note;
      mark = brv_text_new_reference (&changed);
      replace_in_cell (document, cell, &spot, (BrvRange){ at, at + BRV_OBJECT_CHARACTER_LENGTH },
                       mark, _ ("Edit Note"), BRV_EDIT_OTHER);
      return TRUE;
    }
  return brv_edit_fail_no_note (error);
}

/**
 * brv_edit_paste_cells:
 * @document: a document
 * @cell: the cell that the first of @cells replaces
 * @cells: cells
 * @error: return location
 *
 * Puts cells over those of a table, which grows where they reach beyond its edges.
 *
 * Returns: %FALSE with an error of brv_edit_type_in_cell(), also where the table would become
 *   larger than a table may be
 */
gboolean
brv_edit_paste_cells (BrvDocument *document,
                      BrvCellPlace cell,
                      const BrvTable *cells,
                      GError **error)
{
  CellSpot spot;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (BrvTable) table = NULL;
  guint n_rows, n_columns;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document) && cells != NULL, FALSE);

  if (!find_cell (document, cell, NULL, &spot, error))
    return FALSE;
  n_rows = MAX (brv_table_get_n_rows (spot.table), cell.row + brv_table_get_n_rows (cells));
  n_columns =
    MAX (brv_table_get_n_columns (spot.table), cell.column + brv_table_get_n_columns (cells));
  if (n_rows > BRV_TABLE_MAX_ROWS || n_columns > BRV_TABLE_MAX_COLUMNS)
    return fail_range (error);
  texts = g_ptr_array_new ();
  for (guint i = 0; i < n_rows; i++)
    {
      for (guint k = 0; k < n_columns; k++)
        {
          const BrvText *text = NULL;

          if (i >= cell.row && i - cell.row < brv_table_get_n_rows (cells) && k >= cell.column &&
              k - cell.column < brv_table_get_n_columns (cells))
            text = brv_table_get_cell (cells, i - cell.row, k - cell.column);
          else if (i < brv_table_get_n_rows (spot.table) &&
                   k < brv_table_get_n_columns (spot.table))
            text = brv_table_get_cell (spot.table, i, k);
          g_ptr_array_add (texts, (gpointer)text);
        }
    }
  table = brv_table_new ((BrvText *const *)texts->pdata, n_rows, n_columns,
                         brv_table_get_n_header_rows (spot.table));
  replace_cells (document, &spot, table, _ ("Paste"), BRV_EDIT_OTHER);
  return TRUE;
}

static BrvTable *
change_rows (const BrvTable *table, BrvTableEdit edit, guint index)
{
  guint n_rows = brv_table_get_n_rows (table);
  guint n_columns = brv_table_get_n_columns (table);

  switch (edit)
    {
    case BRV_TABLE_INSERT_ROW:
      return index <= n_rows && n_rows < BRV_TABLE_MAX_ROWS ? brv_table_insert_row (table, index)
                                                            : NULL;
    case BRV_TABLE_REMOVE_ROW:
      return index < n_rows && n_rows > 1 ? brv_table_remove_row (table, index) : NULL;
    case BRV_TABLE_INSERT_COLUMN:
      return index <= n_columns && n_columns < BRV_TABLE_MAX_COLUMNS
               ? brv_table_insert_column (table, index)
               : NULL;
    case BRV_TABLE_REMOVE_COLUMN:
      return index < n_columns && n_columns > 1 ? brv_table_remove_column (table, index) : NULL;
    case BRV_TABLE_SET_HEADER_ROWS:
      return index <= n_rows ? brv_table_with_header_rows (table, index) : NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * brv_edit_change_table:
 * @document: a document
 * @block_id: a table
 * @edit: what to do
 * @index: of the row or column, which may be the number of them where one is inserted; or how many
 *   rows are heads
 * @error: return location
 *
 * Adds or removes a row or a column, or says how many rows are heads. The last row and the last
 * column stay.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, %BRV_EDIT_ERROR_REFUSED if it is no table, or
 *   %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_change_table (
  BrvDocument *document, BrvId block_id, BrvTableEdit edit, guint index, GError **error)
{
  static const char *const labels[] = {
    [BRV_TABLE_INSERT_ROW] = N_ ("Add Row"),
    [BRV_TABLE_REMOVE_ROW] = N_ ("Remove Row"),
    [BRV_TABLE_INSERT_COLUMN] = N_ ("Add Column"),
    [BRV_TABLE_REMOVE_COLUMN] = N_ ("Remove Column"),
    [BRV_TABLE_SET_HEADER_ROWS] = N_ ("Change Header Rows"),
  };
  CellSpot spot = { 0 };
  g_autoptr (BrvTable) table = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (edit < G_N_ELEMENTS (labels), FALSE);

  spot.block = find_table (document, block_id, &spot.section, &spot.index, error);
  if (spot.block == NULL)
    return FALSE;
  table = change_rows (brv_block_get_table (spot.block), edit, index);
  if (table == NULL)
    return fail_range (error);
  replace_cells (document, &spot, table, _ (labels[edit]), BRV_EDIT_OTHER);
  return TRUE;
}
