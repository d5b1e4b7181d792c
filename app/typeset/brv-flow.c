/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-flow.h"
#include "typeset/brv-table-setting.h"

/* A row of a table higher than this part of the text may be split over pages. */
#define HIGH_ROW 0.25

/* A table that takes less than this part of the text is not divided: the hole that it may leave is
 * the smaller evil. */
#define SHORT_TABLE 0.3

/* The notes whose numbers stand on a line. */
static void
find_notes (const BrvStyledBlock *block, const BrvSetLine *set, BrvFlowLine *line)
{
  for (guint i = 0; i < block->text->inlines->len; i++)
    {
      const BrvInline *piece = &g_array_index (block->text->inlines, BrvInline, i);

      if (piece->kind != BRV_INLINE_NUMBER || piece->range.start < set->range.start ||
          piece->range.start >= set->range.end)
        continue;
      if (line->n_notes == 0)
        line->first_note = block->first_note + piece->target;
      line->n_notes++;
    }
}

static const BrvStyledBlock *
find_in_group (const GPtrArray *blocks, guint index, guint group)
{
  const BrvStyledBlock *block = index < blocks->len ? g_ptr_array_index (blocks, index) : NULL;

  return block != NULL && block->group == group && block->kind == BRV_STYLED_QUOTE ? block : NULL;
}

/* Whether a quote's paragraph of one line would be all of the quote on a page. */
static gboolean
parts_quote (const GPtrArray *blocks, guint index)
{
  const BrvStyledBlock *block = g_ptr_array_index (blocks, index);
  const BrvStyledBlock *next;

  if (block->kind != BRV_STYLED_QUOTE)
    return FALSE;
  if (brv_paragraph_get_n_lines (block->paragraph) == 1 &&
      (index == 0 || find_in_group (blocks, index - 1, block->group) == NULL))
    return TRUE;
  next = find_in_group (blocks, index + 1, block->group);
  return next != NULL && brv_paragraph_get_n_lines (next->paragraph) == 1 &&
         find_in_group (blocks, index + 2, block->group) == NULL;
}

static gboolean
is_list_item (const GPtrArray *blocks, gint index)
{
  return index >= 0 && index < (gint)blocks->len &&
         ((const BrvStyledBlock *)g_ptr_array_index (blocks, index))->kind == BRV_STYLED_LIST_ITEM;
}

/* Whether an item of one line would be all of its list on a page. */
static gboolean
parts_list (const GPtrArray *blocks, guint index)
{
  gint at = (gint)index;
  const BrvStyledBlock *block = g_ptr_array_index (blocks, index);
  const BrvStyledBlock *next;

  if (!is_list_item (blocks, at) || !is_list_item (blocks, at + 1))
    return FALSE;
  if (brv_paragraph_get_n_lines (block->paragraph) == 1 && !is_list_item (blocks, at - 1))
    return TRUE;
  next = g_ptr_array_index (blocks, index + 1);
  return brv_paragraph_get_n_lines (next->paragraph) == 1 && !is_list_item (blocks, at + 2);
}

/* Whether a paragraph announces what follows it: the list, table or passage after a colon. */
static gboolean
announces (const GPtrArray *blocks, guint index)
{
  const BrvStyledBlock *block = g_ptr_array_index (blocks, index);
  const BrvStyledBlock *next =
    index + 1 < blocks->len ? g_ptr_array_index (blocks, index + 1) : NULL;

  return brv_styled_block_announces (block) && next != NULL && next->kind != BRV_STYLED_PLAIN;
}

/* Neither a first nor a last line of a paragraph stands alone on a page. */
static BrvPageBreakKind
judge_break (const GPtrArray *blocks, guint index, guint line, guint n_lines)
{
  const BrvStyledBlock *block = g_ptr_array_index (blocks, index);

  if (line == n_lines - 1)
    return block->keep || parts_quote (blocks, index) || parts_list (blocks, index) ||
               announces (blocks, index)
             ? BRV_PAGE_BREAK_NEVER
             : BRV_PAGE_BREAK_ALLOWED;
  if (block->kind == BRV_STYLED_TITLE || block->kind == BRV_STYLED_SECTION ||
      block->kind == BRV_STYLED_HEADING || block->kind == BRV_STYLED_CAPTION || line == 0 ||
      line == n_lines - 2)
    return BRV_PAGE_BREAK_NEVER;
  return brv_paragraph_is_divided (block->paragraph, line) ? BRV_PAGE_BREAK_POOR
                                                           : BRV_PAGE_BREAK_ALLOWED;
}

static gboolean
is_heading (const BrvStyledBlock *block)
{
  return block->kind == BRV_STYLED_SECTION || block->kind == BRV_STYLED_HEADING;
}

static gboolean
is_element (const BrvStyledBlock *block)
{
  return block->kind == BRV_STYLED_CAPTION || block->kind == BRV_STYLED_FIGURE ||
         block->kind == BRV_STYLED_TABLE;
}

/* Of the spaces below one block and above the next the greater one counts; headings close up, and to what
 * else stands apart from the text they do so half. The edges of boxes come in addition. */
static double
find_gap (const BrvStyledBlock *before, const BrvStyledBlock *block)
{
  double gap;

  if (before == NULL)
    return block->before + (block->begins_box ? block->padding : 0);
  if (is_heading (before) && is_heading (block))
    gap = before->after;
  else if (is_heading (before) && is_element (block))
    gap = MAX (before->after, block->before / 2);
  else
    gap = MAX (before->after, block->before);
  /* A heading belongs to what follows: it stands farther from a table than text would. */
  if (is_element (before) && is_heading (block))
    gap += block->look.leading / 2;
  return gap + (before->ends_box ? before->padding : 0) + (block->begins_box ? block->padding : 0);
}

static void
add_line (BrvSetSection *self, const BrvFlowLine *line, guint block, guint index)
{
  BrvFlowPlace place = { block, index };

  if (line->n_notes > 0)
    g_array_append_val (self->noting_lines, self->lines->len);
  g_array_append_val (self->lines, *line);
  g_array_append_val (self->places, place);
}

/* Whether the next block is an entry of the same contents: a page that ends early there looks as odd as
 * one that does so in a paragraph. */
static gboolean
goes_on_after (const GPtrArray *blocks, guint index)
{
  const BrvStyledBlock *block = g_ptr_array_index (blocks, index);

  return block->kind == BRV_STYLED_CONTENTS && index + 1 < blocks->len &&
         ((const BrvStyledBlock *)g_ptr_array_index (blocks, index + 1))->kind ==
           BRV_STYLED_CONTENTS;
}

static void
add_lines (BrvSetSection *self, guint index, gboolean has_foot_notes, double gap)
{
  const BrvStyledBlock *block = g_ptr_array_index (self->blocks, index);
  guint n_lines = brv_paragraph_get_n_lines (block->paragraph);

  for (guint i = 0; i < n_lines; i++)
    {
      BrvFlowLine line = { .before = i == 0 ? gap : 0,
                           .height = block->look.leading,
                           .lead = block->padding,
                           .tail = block->padding,
                           .snap = i == 0 && block->look.snap,
                           .is_wide = block->is_wide,
                           .goes_on = i + 1 < n_lines || goes_on_after (self->blocks, index),
                           .break_after = judge_break (self->blocks, index, i, n_lines) };

      if (has_foot_notes && block->text->n_numbers > 0)
        find_notes (block, brv_paragraph_get_line (block->paragraph, i), &line);
      add_line (self, &line, index, i);
    }
}

/* A figure is one line as high as it is. */
static void
add_figure (BrvSetSection *self, const BrvStyledBlock *block, guint index, double gap)
{
  BrvFlowLine line = { .before = gap,
                       .height = block->image_height,
                       .is_wide = block->is_wide,
                       .break_after = block->keep ? BRV_PAGE_BREAK_NEVER : BRV_PAGE_BREAK_ALLOWED };

  add_line (self, &line, index, 0);
}

/* Pages end between rows; within one only where it is high, and then not beside its edges. Heads
 * stay with the first row, and the first and last rows are not alone. */
static BrvPageBreakKind
judge_row_break (const BrvTableSetting *table, guint index, double text_height)
{
  const BrvTableLine *line = &g_array_index (table->lines, BrvTableLine, index);
  guint n_lines = table->n_lines[line->row];
  guint n_body = table->n_rows - table->n_header_rows;

  if (line->line + 1 < n_lines)
    {
      gboolean is_high =
        n_lines * brv_table_setting_get_leading (table, line->row) > text_height * HIGH_ROW;

      return is_high && line->line >= 1 && line->line + 2 < n_lines &&
                 line->row >= table->n_header_rows
               ? BRV_PAGE_BREAK_POOR
               : BRV_PAGE_BREAK_NEVER;
    }
  if (line->row + 1 == table->n_rows)
    return BRV_PAGE_BREAK_ALLOWED;
  if (line->row + 1 < table->n_header_rows + 1 ||
      (n_body > 3 && (line->row == table->n_header_rows || line->row + 2 == table->n_rows)))
    return BRV_PAGE_BREAK_NEVER;
  return BRV_PAGE_BREAK_ALLOWED;
}

static void
add_table (
  BrvSetSection *self, guint index, gboolean has_foot_notes, double gap, double text_height)
{
  const BrvStyledBlock *block = g_ptr_array_index (self->blocks, index);
  const BrvTableSetting *table = block->table;
  guint note = block->first_note;
  double head = brv_table_setting_get_head_height (table);
  gboolean is_short = brv_table_setting_get_height (table) < text_height * SHORT_TABLE;

  /* Heads that would fill half of each page are not repeated. */
  if (head > text_height / 2)
    head = 0;
  for (guint i = 0; i < table->lines->len; i++)
    {
      guint row = g_array_index (table->lines, BrvTableLine, i).row;
      gboolean is_kept = is_short && i + 1 < table->lines->len;
      BrvFlowLine line = { .before = i == 0 ? gap : 0,
                           .height = brv_table_setting_get_line_height (table, i),
                           .lead = row >= table->n_header_rows ? head : 0,
                           .is_wide = block->is_wide,
                           .break_after = is_kept ? BRV_PAGE_BREAK_NEVER
                                                  : judge_row_break (table, i, text_height) };

      if (table->n_notes != NULL && has_foot_notes)
        {
          line.first_note = note;
          line.n_notes = g_array_index (table->n_notes, guint, i);
          note += line.n_notes;
        }
      add_line (self, &line, index, i);
    }
}

static gboolean
add_block (
  BrvSetSection *self, guint index, gboolean has_foot_notes, double gap, double text_height)
{
  const BrvStyledBlock *block = g_ptr_array_index (self->blocks, index);
  guint n_before = self->lines->len;

  if (block->kind == BRV_STYLED_FIGURE)
    add_figure (self, block, index, gap);
  else if (block->kind == BRV_STYLED_TABLE)
    add_table (self, index, has_foot_notes, gap, text_height);
  else
    add_lines (self, index, has_foot_notes, gap);
  if (self->lines->len == n_before)
    return FALSE;
  if (block->ends_page)
    g_array_index (self->lines, BrvFlowLine, self->lines->len - 1).break_after =
      BRV_PAGE_BREAK_MUST;
  return TRUE;
}

/* Lays the lines of a section out; the runs that share it find them there. */
static void
lay_section (BrvSetSection *self, gboolean has_foot_notes, double text_height)
{
  const BrvStyledBlock *before = NULL;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const BrvStyledBlock *block = g_ptr_array_index (self->blocks, i);

      g_array_append_val (self->first_lines, self->lines->len);
      g_array_append_val (self->ids, block->id);
      if (add_block (self, i, has_foot_notes, find_gap (before, block), text_height))
        before = block;
    }
  g_array_append_val (self->first_lines, self->lines->len);
}

/* The space above a section depends on what stands before it. */
static void
part_from_last (BrvFlow *self, const GPtrArray *blocks, guint first_line)
{
  BrvFlowLine *line = &g_array_index (self->lines, BrvFlowLine, first_line);
  const BrvFlowPlace *places = (const BrvFlowPlace *)(void *)self->places->data;

  if (first_line > 0)
    line->before = find_gap (g_ptr_array_index (blocks, places[first_line - 1].block),
                             g_ptr_array_index (blocks, places[first_line].block));
}

/* Appends the lines of a section; all of a document pass here at every keystroke. */
static void
append_section (BrvFlow *self, const BrvSetSection *section, const BrvSectionSpan *span)
{
  guint first = self->lines->len;
  BrvFlowLine *lines;
  BrvFlowPlace *places;

  g_array_append_vals (self->lines, section->lines->data, section->lines->len);
  g_array_append_vals (self->places, section->places->data, section->places->len);
  lines = &g_array_index (self->lines, BrvFlowLine, first);
  places = &g_array_index (self->places, BrvFlowPlace, first);
  for (guint i = 0; i < section->places->len; i++)
    places[i].block += span->first_block;
  for (guint i = 0; i < section->noting_lines->len; i++)
    lines[g_array_index (section->noting_lines, guint, i)].first_note += span->first_note;
  for (guint i = 0; i < section->blocks->len; i++)
    {
      guint line = first + g_array_index (section->first_lines, guint, i);

      g_array_append_val (self->first_lines, line);
    }
}

static void
end_pages (BrvFlow *self, const BrvStyledDocument *document)
{
  for (guint i = 0; i < document->page_ends->len; i++)
    {
      guint block = g_array_index (document->page_ends, guint, i);
      guint first = g_array_index (self->first_lines, guint, block);
      guint end = g_array_index (self->first_lines, guint, block + 1);

      if (end > first)
        g_array_index (self->lines, BrvFlowLine, end - 1).break_after = BRV_PAGE_BREAK_MUST;
    }
}

static void
add_notes (BrvFlow *self, const BrvStyledDocument *document)
{
  for (guint i = 0; i < document->foot_blocks->len; i++)
    {
      const BrvStyledBlock *block = g_ptr_array_index (document->foot_blocks, i);
      BrvFlowNote note = { MAX (1, brv_paragraph_get_n_lines (block->paragraph)),
                           block->look.leading };

      g_array_append_val (self->notes, note);
    }
}

/**
 * brv_flow_new:
 * @document: a document whose paragraphs are made
 * @text_height: of a page
 *
 * Lays the lines of a document out in one column. Sections that an earlier run laid out stay as they
 * are.
 *
 * Returns: (transfer full): the flow
 */
BrvFlow *
brv_flow_new (const BrvStyledDocument *document, double text_height)
{
  BrvFlow *self = g_new0 (BrvFlow, 1);
  guint n_lines = 0;

  for (guint i = 0; i < document->sections->len; i++)
    {
      BrvSetSection *section = g_ptr_array_index (document->sections, i);

      if (section->first_lines->len == 0)
        lay_section (section, !document->has_endnotes, text_height);
      n_lines += section->lines->len;
    }
  self->lines = g_array_sized_new (FALSE, FALSE, sizeof (BrvFlowLine), n_lines);
  self->places = g_array_sized_new (FALSE, FALSE, sizeof (BrvFlowPlace), n_lines);
  self->notes = g_array_sized_new (FALSE, FALSE, sizeof (BrvFlowNote), document->foot_blocks->len);
  self->first_lines = g_array_sized_new (FALSE, FALSE, sizeof (guint), document->blocks->len + 1);
  for (guint i = 0; i < document->sections->len; i++)
    {
      const BrvSetSection *section = g_ptr_array_index (document->sections, i);
      guint first_line = self->lines->len;

      append_section (self, section, &g_array_index (document->spans, BrvSectionSpan, i));
      if (section->lines->len > 0)
        part_from_last (self, document->blocks, first_line);
    }
  g_array_append_val (self->first_lines, self->lines->len);
  end_pages (self, document);
  add_notes (self, document);
  return self;
}

/**
 * brv_flow_free:
 * @self: (transfer full): a flow
 *
 * Frees it.
 */
void
brv_flow_free (BrvFlow *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->lines);
  g_array_unref (self->places);
  g_array_unref (self->notes);
  g_array_unref (self->first_lines);
  g_free (self);
}
