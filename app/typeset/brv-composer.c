/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-composer.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define HAIRLINE 0.6

/* A hairline above the title block's details, and below them, from the lines beside it: as far
 * from the capitals of the first as from the feet of the last. */
#define RULE_ABOVE 4.0
#define RULE_BELOW 2.5

/* Between a list's number and its text. */
#define LABEL_GAP 6.0

/* The rule of a quote reaches from the capitals' height to the feet of the last line. */
#define QUOTE_RULE_INSET 2.5

/* How high and deep a link's area is around its baseline, in ems. */
#define LINK_ABOVE  0.8
#define LINK_HEIGHT 1.1

typedef struct
{
  const BrvComposition *composition;
  BrvCanvas canvas;
  BrvFrameBuilder *builder;
  /* The quote whose lines are being set on this page. */
  guint group;
  double group_top;
  double group_bottom;
  gboolean group_backward;
} Composer;

static double
next_top (const Composer *self, const BrvFlowLine *line, gboolean is_first, double y)
{
  double grid = brv_theme_get_page (self->composition->theme)->grid;

  if (!is_first)
    y += line->before;
  return line->snap ? ceil (y / grid - 1e-6) * grid : y;
}

static void
add_rule (Composer *self, double y)
{
  const BrvSheet *sheet = &self->composition->sheet;
  BrvRect rect = { sheet->left, y, sheet->measure, HAIRLINE };

  brv_frame_builder_add_rect (self->builder, BRV_NODE_ARTIFACT, rect,
                              brv_theme_get_page (self->composition->theme)->hairline);
}

/* Draws the rule beside the part of a quote that stands on this page. */
static void
end_group (Composer *self)
{
  const BrvThemePage *page = brv_theme_get_page (self->composition->theme);
  const BrvSheet *sheet = &self->composition->sheet;
  BrvRect rect = { sheet->left + page->quote_rule_x, self->group_top + QUOTE_RULE_INSET,
                   page->quote_rule_width,
                   self->group_bottom - self->group_top - 2 * QUOTE_RULE_INSET };

  if (self->group == 0)
    return;
  if (self->group_backward)
    rect.x = sheet->left + sheet->measure - page->quote_rule_x - page->quote_rule_width;
  brv_frame_builder_add_rect (self->builder, BRV_NODE_ARTIFACT, rect, page->rule);
  self->group = 0;
}

static void
follow_group (Composer *self, const BrvStyledBlock *block, double top)
{
  if (self->group != block->group)
    end_group (self);
  if (block->group == 0)
    return;
  if (self->group == 0)
    {
      self->group = block->group;
      self->group_top = top;
      self->group_backward = block->paragraph->right_to_left;
    }
  self->group_bottom = top + block->look.leading;
}

static void
add_link (
  Composer *self, const BrvStyledBlock *block, const BrvInline *piece, guint node, BrvRect rect)
{
  guint note = block->first_note + piece->target;
  const BrvStructure *structure = self->composition->structure;
  g_autofree char *label = NULL;
  BrvLink link = { .kind = BRV_LINK_NODE, .rect = rect, .node = node };

  switch (piece->kind)
    {
    case BRV_INLINE_NUMBER:
      link.target = g_array_index (structure->notes, guint, note);
      label = g_strdup_printf (_ ("Note %u"), note + 1);
      break;
    case BRV_INLINE_ADDRESS:
      link.kind = BRV_LINK_ADDRESS;
      link.address = piece->address;
      label = g_strdup (piece->address);
      break;
    case BRV_INLINE_SOURCE:
      link.target = g_array_index (structure->sources, guint, piece->target);
      label = g_strdup (_ ("Entry in the source list"));
      break;
    case BRV_INLINE_TEXT:
    default:
      return;
    }
  link.label = label;
  brv_frame_builder_add_link (self->builder, &link);
}

static BrvColor
color_of_piece (const Composer *self, const BrvStyledBlock *block, const BrvInline *piece)
{
  if (piece->kind == BRV_INLINE_ADDRESS)
    return brv_theme_get_page (self->composition->theme)->link;
  return block->look.color;
}

/* Draws a run; zeros that stand for a number become its digits. */
static void
add_run (Composer *self,
         const BrvStyledBlock *block,
         const BrvSetRun *run,
         guint node,
         double x,
         double baseline)
{
  const BrvInline *piece = &g_array_index (block->text->inlines, BrvInline, run->piece);
  BrvColor color = color_of_piece (self, block, piece);
  BrvDigits digits = { 0 };

  if (piece->counter == BRV_COUNTER_NONE)
    {
      brv_canvas_add_run (&self->canvas, block->paragraph, run, node, x, baseline, color);
      return;
    }
  g_snprintf (digits.text, sizeof digits.text, "%u",
              piece->counter == BRV_COUNTER_NOTE ? block->first_note + piece->target + 1
                                                 : block->reference);
  brv_canvas_add_counter (&self->canvas, block->paragraph, run, &digits, node, x, baseline, color);
}

/* Draws the runs of a line, and a link for each stretch of it that leads somewhere. */
static void
add_runs (Composer *self,
          const BrvStyledBlock *block,
          const BrvBlockNodes *nodes,
          const BrvSetLine *line,
          double baseline)
{
  double x = self->composition->sheet.left + line->x;

  for (guint i = 0; i < line->n_runs;)
    {
      guint index = brv_paragraph_get_run (block->paragraph, line->first_run + i)->piece;
      const BrvInline *piece = &g_array_index (block->text->inlines, BrvInline, index);
      guint node = brv_structure_get_piece (self->composition->structure, nodes, index);
      double left = INFINITY;
      double right = -INFINITY;
      double rise = 0;

      for (; i < line->n_runs; i++)
        {
          const BrvSetRun *run = brv_paragraph_get_run (block->paragraph, line->first_run + i);

          if (run->piece != index)
            break;
          add_run (self, block, run, node, x, baseline);
          left = MIN (left, x + run->x);
          right = MAX (right, x + run->x + run->width);
          rise = run->rise;
        }
      if (brv_structure_inline_leads (piece, self->composition->printable))
        add_link (self, block, piece, node,
                  (BrvRect){ left, baseline - rise - block->look.size * LINK_ABOVE, right - left,
                             block->look.size * LINK_HEIGHT });
    }
}

static void
add_label (Composer *self, const BrvStyledBlock *block, const BrvBlockNodes *nodes, double baseline)
{
  const BrvSheet *sheet = &self->composition->sheet;
  const BrvParagraph *label = block->label_paragraph;
  double width;
  double x = sheet->left;

  if (label == NULL || brv_paragraph_get_n_lines (label) == 0)
    return;
  width = brv_paragraph_get_line (label, 0)->width;
  if (!block->label_at_start)
    x += block->look.indent - LABEL_GAP - width;
  if (block->paragraph->right_to_left)
    x = 2 * sheet->left + sheet->measure - x - width;
  brv_canvas_add_line (&self->canvas, label, 0, nodes->label, x, baseline, block->label_look.color);
  if (block->kind == BRV_STYLED_NOTE && !self->composition->printable)
    {
      BrvLink back = { .kind = BRV_LINK_NODE,
                       .rect = { x, baseline - block->look.size * LINK_ABOVE, width,
                                 block->look.size * LINK_HEIGHT },
                       .node = nodes->label,
                       .target =
                         g_array_index (self->composition->structure->numbers, guint, block->index),
                       .label = _ ("Back to the text") };

      brv_frame_builder_add_link (self->builder, &back);
    }
}

static void
add_area (Composer *self, const BrvStyledBlock *block, const BrvSetLine *line, double top)
{
  const BrvSheet *sheet = &self->composition->sheet;
  BrvArea area = { .block_id = block->id,
                   .rect = { sheet->left, top, sheet->measure, block->look.leading } };

  if (brv_id_is_none (block->id))
    return;
  area.range = block->kind == BRV_STYLED_SECTION
                 ? line->range
                 : brv_inline_text_find_origin (block->text, line->range);
  brv_frame_builder_add_area (self->builder, &area);
}

static void
add_line (
  Composer *self, const BrvStyledBlock *block, const BrvBlockNodes *nodes, guint index, double top)
{
  const BrvSetLine *line = brv_paragraph_get_line (block->paragraph, index);
  double baseline = top + brv_look_get_baseline (&block->look);

  if (index == 0)
    {
      if (block->rule_above)
        add_rule (self, top - RULE_ABOVE);
      add_label (self, block, nodes, baseline);
    }
  add_runs (self, block, nodes, line, baseline);
  add_area (self, block, line, top);
  if (block->rule_below && index + 1 == brv_paragraph_get_n_lines (block->paragraph))
    add_rule (self, top + block->look.leading + RULE_BELOW);
}

static void
add_text (Composer *self, const BrvPage *page)
{
  const BrvFlow *flow = self->composition->flow;
  double y = 0;

  for (guint i = page->first_line; i < page->end_line; i++)
    {
      const BrvFlowLine *line = &g_array_index (flow->lines, BrvFlowLine, i);
      const BrvFlowPlace *place = &g_array_index (flow->places, BrvFlowPlace, i);
      const BrvStyledBlock *block =
        g_ptr_array_index (self->composition->document->blocks, place->block);
      double top;

      y = next_top (self, line, i == page->first_line, y);
      top = self->composition->sheet.top + y;
      follow_group (self, block, top);
      add_line (self, block,
                &g_array_index (self->composition->structure->blocks, BrvBlockNodes, place->block),
                place->line, top);
      y += line->height;
    }
  end_group (self);
}

/* The lines of a note that stand on a page. */
static void
find_note_lines (const BrvPage *page, guint note, guint n_lines, guint *first, guint *end)
{
  *first = note == page->first_note.note ? page->first_note.line : 0;
  *end = note == page->end_note.note ? page->end_note.line : n_lines;
}

static double
measure_notes (const Composer *self, const BrvPage *page)
{
  const BrvFlow *flow = self->composition->flow;
  double height = 0;

  for (guint i = page->first_note.note; i <= page->end_note.note && i < flow->notes->len; i++)
    {
      const BrvFlowNote *note = &g_array_index (flow->notes, BrvFlowNote, i);
      guint first;
      guint end;

      find_note_lines (page, i, note->n_lines, &first, &end);
      if (first >= end)
        continue;
      if (height > 0)
        height += brv_theme_get_page (self->composition->theme)->note_gap;
      height += (end - first) * note->line_height;
    }
  return height;
}

static void
add_note (Composer *self, guint index, guint first, guint end, double top)
{
  const BrvStyledBlock *block = g_ptr_array_index (self->composition->document->foot_blocks, index);
  const BrvBlockNodes *nodes =
    &g_array_index (self->composition->structure->foot_blocks, BrvBlockNodes, index);

  for (guint i = first; i < MIN (end, brv_paragraph_get_n_lines (block->paragraph)); i++)
    add_line (self, block, nodes, i, top + (i - first) * block->look.leading);
}

static void
add_notes (Composer *self, const BrvPage *page)
{
  const BrvFlow *flow = self->composition->flow;
  const BrvSheet *sheet = &self->composition->sheet;
  const BrvThemePage *geometry = brv_theme_get_page (self->composition->theme);
  double height = measure_notes (self, page);
  double top = sheet->bottom - height;
  BrvRect rule = { sheet->left, top - geometry->note_separator_space / 2,
                   geometry->note_separator_length, geometry->note_separator_width };

  if (height <= 0)
    return;
  brv_frame_builder_add_rect (self->builder, BRV_NODE_ARTIFACT, rule, geometry->hairline);
  for (guint i = page->first_note.note; i <= page->end_note.note && i < flow->notes->len; i++)
    {
      const BrvFlowNote *note = &g_array_index (flow->notes, BrvFlowNote, i);
      guint first;
      guint end;

      find_note_lines (page, i, note->n_lines, &first, &end);
      if (first >= end)
        continue;
      add_note (self, i, first, end, top);
      top += (end - first) * note->line_height + geometry->note_gap;
    }
}

static BrvFrame *
make_frame (gpointer data, guint index)
{
  const BrvComposition *composition = data;
  g_autoptr (BrvFrameBuilder) builder = brv_frame_builder_new (composition->fonts);
  Composer self = { .composition = composition, .builder = builder };
  const BrvPage *page = &g_array_index (composition->pages, BrvPage, index);
  g_autofree char *label = g_strdup_printf ("%u", index + 1);

  brv_canvas_init (&self.canvas, builder, composition->fonts);
  brv_frame_builder_begin (builder, composition->sheet.width, composition->sheet.height, label);
  brv_furniture_draw (composition->furniture, &self.canvas, index);
  add_text (&self, page);
  add_notes (&self, page);
  return brv_frame_builder_finish (builder);
}

static void
make_structure (gpointer data, GArray *nodes)
{
  BrvComposition *self = data;

  self->structure = brv_structure_new (nodes, self->document, self->printable);
}

static void
add_outline (GArray *entries, const BrvStyledBlock *block, guint page, double top)
{
  BrvOutlineEntry entry = { block->text->text->str, 1, page, top };

  if (block->kind == BRV_STYLED_HEADING)
    entry.level = block->level + 1;
  else if (block->kind != BRV_STYLED_SECTION)
    return;
  if (entry.title[0] != '\0')
    g_array_append_val (entries, entry);
}

static void
make_outline (gpointer data, GArray *entries)
{
  const Composer self = { .composition = data };
  const BrvComposition *composition = data;

  for (guint i = 0; i < composition->pages->len; i++)
    {
      const BrvPage *page = &g_array_index (composition->pages, BrvPage, i);
      double y = 0;

      for (guint j = page->first_line; j < page->end_line; j++)
        {
          const BrvFlowLine *line = &g_array_index (composition->flow->lines, BrvFlowLine, j);
          const BrvFlowPlace *place = &g_array_index (composition->flow->places, BrvFlowPlace, j);

          y = next_top (&self, line, j == page->first_line, y);
          if (place->line == 0)
            add_outline (entries, g_ptr_array_index (composition->document->blocks, place->block),
                         i, composition->sheet.top + y);
          y += line->height;
        }
    }
}

/* The page on which a line stands. */
static guint
find_page (const BrvComposition *self, guint line)
{
  guint first = 0;
  guint end = self->pages->len;

  while (end - first > 1)
    {
      guint middle = (first + end) / 2;

      if (g_array_index (self->pages, BrvPage, middle).first_line <= line)
        first = middle;
      else
        end = middle;
    }
  return first;
}

static gboolean
find_frames (gpointer data, BrvId block_id, guint *first, guint *end)
{
  const BrvComposition *self = data;
  gboolean found = FALSE;

  for (guint i = 0; i < self->document->blocks->len; i++)
    {
      const BrvStyledBlock *block = g_ptr_array_index (self->document->blocks, i);
      guint first_line = g_array_index (self->flow->first_lines, guint, i);
      guint end_line = g_array_index (self->flow->first_lines, guint, i + 1);

      if (first_line == end_line || !brv_id_equal (block->id, block_id))
        continue;
      if (!found)
        *first = find_page (self, first_line);
      *end = find_page (self, end_line - 1) + 1;
      found = TRUE;
    }
  return found;
}

static void
free_composition (gpointer data)
{
  brv_composition_free (data);
}

/**
 * brv_composition_free:
 * @self: (transfer full): a composition
 *
 * Frees it and what it is made of.
 */
void
brv_composition_free (BrvComposition *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->structure, brv_structure_free);
  g_clear_pointer (&self->furniture, brv_furniture_free);
  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_pointer (&self->flow, brv_flow_free);
  g_clear_pointer (&self->document, brv_styled_document_free);
  g_clear_pointer (&self->fonts, g_ptr_array_unref);
  g_clear_pointer (&self->theme, brv_theme_unref);
  g_clear_pointer (&self->brief, brv_brief_unref);
  g_free (self);
}

/**
 * brv_composition_get_source:
 *
 * Returns: what makes the parts of pages from a #BrvComposition
 */
const BrvPagesSource *
brv_composition_get_source (void)
{
  static const BrvPagesSource source = { .make_frame = make_frame,
                                         .make_structure = make_structure,
                                         .make_outline = make_outline,
                                         .find_frames = find_frames,
                                         .free = free_composition };

  return &source;
}
