/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-flow.h"

/* The notes whose numbers stand on a line. */
static void
find_notes (const BrvStyledDocument *document,
            const BrvStyledBlock *block,
            const BrvSetLine *set,
            BrvFlowLine *line)
{
  if (document->has_endnotes || block->text->n_numbers == 0)
    return;
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
find_in_group (const BrvStyledDocument *document, guint index, guint group)
{
  const BrvStyledBlock *block =
    index < document->blocks->len ? g_ptr_array_index (document->blocks, index) : NULL;

  return block != NULL && block->group == group && block->kind == BRV_STYLED_QUOTE ? block : NULL;
}

/* Whether a quote's paragraph of one line would be all of the quote on a page. */
static gboolean
parts_quote (const BrvStyledDocument *document, guint index)
{
  const BrvStyledBlock *block = g_ptr_array_index (document->blocks, index);
  const BrvStyledBlock *next;

  if (block->kind != BRV_STYLED_QUOTE)
    return FALSE;
  if (brv_paragraph_get_n_lines (block->paragraph) == 1 &&
      (index == 0 || find_in_group (document, index - 1, block->group) == NULL))
    return TRUE;
  next = find_in_group (document, index + 1, block->group);
  return next != NULL && brv_paragraph_get_n_lines (next->paragraph) == 1 &&
         find_in_group (document, index + 2, block->group) == NULL;
}

/* Neither a first nor a last line of a paragraph stands alone on a page. */
static BrvPageBreakKind
judge_break (const BrvStyledDocument *document, guint index, guint line, guint n_lines)
{
  const BrvStyledBlock *block = g_ptr_array_index (document->blocks, index);

  if (line == n_lines - 1)
    return block->keep || parts_quote (document, index) ? BRV_PAGE_BREAK_NEVER
                                                        : BRV_PAGE_BREAK_ALLOWED;
  if (block->kind == BRV_STYLED_TITLE || block->kind == BRV_STYLED_SECTION ||
      block->kind == BRV_STYLED_HEADING || line == 0 || line == n_lines - 2)
    return BRV_PAGE_BREAK_NEVER;
  return brv_paragraph_get_line (block->paragraph, line)->hyphenated ? BRV_PAGE_BREAK_POOR
                                                                     : BRV_PAGE_BREAK_ALLOWED;
}

static gboolean
is_heading (const BrvStyledBlock *block)
{
  return block->kind == BRV_STYLED_SECTION || block->kind == BRV_STYLED_HEADING;
}

/* Of the spaces below one block and above the next the greater one counts; headings close up. */
static double
find_gap (const BrvStyledBlock *before, const BrvStyledBlock *block)
{
  if (before == NULL)
    return block->before;
  if (is_heading (before) && is_heading (block))
    return before->after;
  return MAX (before->after, block->before);
}

static void
add_lines (BrvFlow *self, const BrvStyledDocument *document, guint index, double gap)
{
  const BrvStyledBlock *block = g_ptr_array_index (document->blocks, index);
  guint n_lines = brv_paragraph_get_n_lines (block->paragraph);

  for (guint i = 0; i < n_lines; i++)
    {
      BrvFlowLine line = { .before = i == 0 ? gap : 0,
                           .height = block->look.leading,
                           .snap = i == 0 && block->look.snap,
                           .break_after = judge_break (document, index, i, n_lines) };
      BrvFlowPlace place = { index, i };

      find_notes (document, block, brv_paragraph_get_line (block->paragraph, i), &line);
      g_array_append_val (self->lines, line);
      g_array_append_val (self->places, place);
    }
}

/**
 * brv_flow_new:
 * @document: a document whose paragraphs are made
 *
 * Lays the lines of a document out in one column.
 *
 * Returns: (transfer full): the flow
 */
BrvFlow *
brv_flow_new (const BrvStyledDocument *document)
{
  BrvFlow *self = g_new0 (BrvFlow, 1);
  const BrvStyledBlock *before = NULL;

  self->lines = g_array_new (FALSE, FALSE, sizeof (BrvFlowLine));
  self->places = g_array_new (FALSE, FALSE, sizeof (BrvFlowPlace));
  self->notes = g_array_new (FALSE, FALSE, sizeof (BrvFlowNote));
  self->first_lines = g_array_sized_new (FALSE, FALSE, sizeof (guint), document->blocks->len + 1);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const BrvStyledBlock *block = g_ptr_array_index (document->blocks, i);

      g_array_append_val (self->first_lines, self->lines->len);
      if (brv_paragraph_get_n_lines (block->paragraph) == 0)
        continue;
      add_lines (self, document, i, find_gap (before, block));
      before = block;
    }
  g_array_append_val (self->first_lines, self->lines->len);
  for (guint i = 0; i < document->foot_blocks->len; i++)
    {
      const BrvStyledBlock *block = g_ptr_array_index (document->foot_blocks, i);
      BrvFlowNote note = { MAX (1, brv_paragraph_get_n_lines (block->paragraph)),
                           block->look.leading };

      g_array_append_val (self->notes, note);
    }
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
