/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-block-composer.h"

#include <math.h>

#include "cite/brv-words.h"
#include "typeset/brv-table-setting.h"

#define HAIRLINE 0.6

/* A hairline above the title block's details, and below them, from the lines beside it: as far
 * from the capitals of the first as from the feet of the last. */
#define RULE_ABOVE 4.0
#define RULE_BELOW 2.5

/* Between a list's number and its text, in ems. */
#define LABEL_GAP 0.57

/* The dots that lead from an entry of the contents to its page, in ems: how far apart, how large, and
 * how far from words and number. */
#define LEADER_STEP 0.57
#define LEADER_DOT  0.09
#define LEADER_GAP  0.76

/* The rule of a quote reaches from the capitals of its first line, so high in ems, to the feet of its
 * last one. */
#define CAPITALS_HEIGHT 0.7

/* How high and deep a link's area is around its baseline, in ems. */
#define LINK_ABOVE  0.8
#define LINK_HEIGHT 1.1

/**
 * brv_block_composer_init:
 * @self: (out): a composer
 * @composition: what is drawn; it must outlive @self, as must @builder
 * @builder: a frame that is being made
 *
 * Prepares for the blocks of one page.
 */
void
brv_block_composer_init (BrvBlockComposer *self,
                         const BrvComposition *composition,
                         BrvFrameBuilder *builder)
{
  *self = (BrvBlockComposer){ .composition = composition, .builder = builder };
  brv_canvas_init (&self->canvas, builder, composition->fonts);
}

/**
 * brv_block_composer_enter_column:
 * @self: a composer
 * @column: from 0, in order of reading; %BRV_COLUMN_WIDE: across all
 *
 * Turns to a column. In a text that runs to the left the first one is the right one.
 */
void
brv_block_composer_enter_column (BrvBlockComposer *self, gint column)
{
  const BrvSheet *sheet = &self->composition->sheet;

  self->measure = column < 0 ? sheet->measure : sheet->column_width;
  if (column >= 0 && self->composition->document->is_backward)
    column = (gint)sheet->n_columns - 1 - column;
  self->left = brv_sheet_get_column_left (sheet, column);
}

static void
add_rule (BrvBlockComposer *self, double y)
{
  BrvRect rect = { self->left, y, self->measure, HAIRLINE };

  brv_frame_builder_add_rect (self->builder, BRV_NODE_ARTIFACT, rect,
                              brv_theme_get_page (self->composition->theme)->hairline);
}

/**
 * brv_block_composer_end_group:
 * @self: a composer
 *
 * Draws the rule beside the part of a quote that stands in this column, where one is open.
 */
void
brv_block_composer_end_group (BrvBlockComposer *self)
{
  const BrvThemePage *page = brv_theme_get_page (self->composition->theme);
  BrvRect rect = { self->left + page->quote_rule_x + self->group_hang, self->group_top,
                   page->quote_rule_width, self->group_bottom - self->group_top };

  if (self->group == 0)
    return;
  if (self->group_backward)
    rect.x =
      self->left + self->measure - page->quote_rule_x - page->quote_rule_width - self->group_hang;
  brv_frame_builder_add_rect (self->builder, BRV_NODE_ARTIFACT, rect, page->rule);
  self->group = 0;
}

/**
 * brv_block_composer_follow_group:
 * @self: a composer
 * @block: the block of the next line
 * @top: where the line begins, from the paper's upper edge
 *
 * Keeps account of the quote whose lines are being set, for the rule beside it.
 */
void
brv_block_composer_follow_group (BrvBlockComposer *self, const BrvStyledBlock *block, double top)
{
  guint group = block->box == BRV_BOX_NONE && !block->is_pulled ? block->group : 0;

  if (self->group != group)
    brv_block_composer_end_group (self);
  if (group == 0)
    return;
  if (self->group == 0)
    {
      self->group = group;
      self->group_hang = block->hang;
      self->group_top =
        top + brv_look_get_baseline (&block->look) - CAPITALS_HEIGHT * block->look.size;
      self->group_backward = block->paragraph->right_to_left;
    }
  self->group_bottom = top + brv_look_get_baseline (&block->look);
}

/* The note to whose number a piece belongs, among all. */
static guint
find_note (const BrvBlockComposer *self,
           const BrvStyledBlock *block,
           const BrvBlockNodes *nodes,
           const BrvInline *piece)
{
  const GArray *spans = self->composition->document->spans;

  return g_array_index (spans, BrvSectionSpan, nodes->part).first_note + self->notes_at +
         block->first_note + piece->target;
}

static void
add_link (BrvBlockComposer *self,
          const BrvStyledBlock *block,
          const BrvBlockNodes *nodes,
          const BrvInline *piece,
          guint node,
          BrvRect rect)
{
  const BrvStructure *structure = self->composition->structure;
  const char *language = brv_brief_get (self->composition->brief, BRV_BRIEF_FIELD_LANGUAGE);
  guint note = find_note (self, block, nodes, piece);
  g_autofree char *label = NULL;
  BrvLink link = { .kind = BRV_LINK_NODE, .rect = rect, .node = node };

  switch (piece->kind)
    {
    case BRV_INLINE_NUMBER:
      link.target = brv_structure_get_note (structure, note);
      label = brv_words_dup_numbered (language, BRV_WORD_NOTE, note + 1, 0);
      break;
    case BRV_INLINE_ADDRESS:
      link.kind = BRV_LINK_ADDRESS;
      link.address = piece->address;
      label = g_strdup (piece->address);
      break;
    case BRV_INLINE_SOURCE:
      link.target = brv_structure_get_source (structure, piece->target);
      label = brv_words_dup (language, BRV_WORD_ENTRY, NULL, NULL);
      break;
    case BRV_INLINE_TEXT:
    default:
      return;
    }
  link.label = label;
  brv_frame_builder_add_link (self->builder, &link);
}

static BrvColor
color_of_piece (const BrvBlockComposer *self, const BrvStyledBlock *block, const BrvInline *piece)
{
  if (piece->kind == BRV_INLINE_ADDRESS)
    return brv_theme_get_page (self->composition->theme)->link;
  return block->look.color;
}

/* Draws a run; zeros that stand for a number become its digits. */
static void
add_run (BrvBlockComposer *self,
         const BrvStyledBlock *block,
         const BrvBlockNodes *nodes,
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
              piece->counter == BRV_COUNTER_NOTE ? find_note (self, block, nodes, piece) + 1
                                                 : block->reference);
  brv_canvas_add_counter (&self->canvas, block->paragraph, run, &digits, node, x, baseline, color);
}

/* Draws the runs of a line, and a link for each stretch of it that leads somewhere. */
static void
add_runs (BrvBlockComposer *self,
          const BrvStyledBlock *block,
          const BrvBlockNodes *nodes,
          const BrvSetLine *line,
          double baseline)
{
  double x = self->left + self->shift + line->x;

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
          add_run (self, block, nodes, run, node, x, baseline);
          left = MIN (left, x + run->x);
          right = MAX (right, x + run->x + run->width);
          rise = run->rise;
        }
      if (node != BRV_NODE_ARTIFACT &&
          brv_structure_part_inline_leads (piece, self->composition->printable))
        add_link (self, block, nodes, piece, node,
                  (BrvRect){ left, baseline - rise - block->look.size * LINK_ABOVE, right - left,
                             block->look.size * LINK_HEIGHT });
    }
}

static void
add_label (BrvBlockComposer *self,
           const BrvStyledBlock *block,
           const BrvBlockNodes *nodes,
           double baseline)
{
  const BrvParagraph *label = block->label_paragraph;
  double width;
  double x = self->left;

  if (label == NULL || brv_paragraph_get_n_lines (label) == 0)
    return;
  width = brv_paragraph_get_line (label, 0)->width;
  if (block->kind == BRV_STYLED_CONTENTS)
    x += self->measure - width;
  else if (block->label_widens)
    x += block->look.indent - width - BRV_LABEL_SPACE * block->look.size;
  else if (!block->label_at_start)
    x += block->look.indent - LABEL_GAP * block->look.size - width;
  if (block->paragraph->right_to_left)
    x = 2 * self->left + self->measure - x - width;
  brv_canvas_add_line (&self->canvas, label, 0, nodes->label, x, baseline, block->label_color);
  if (block->kind == BRV_STYLED_NOTE && !self->composition->printable)
    {
      const char *language = brv_brief_get (self->composition->brief, BRV_BRIEF_FIELD_LANGUAGE);
      g_autofree char *said = brv_words_dup (language, BRV_WORD_BACK, NULL, NULL);
      BrvLink back = { .kind = BRV_LINK_NODE,
                       .rect = { x, baseline - block->look.size * LINK_ABOVE, width,
                                 block->look.size * LINK_HEIGHT },
                       .node = nodes->label,
                       .target =
                         brv_structure_get_number (self->composition->structure, block->index),
                       .label = said };

      brv_frame_builder_add_link (self->builder, &back);
    }
}

static void
add_area (BrvBlockComposer *self, const BrvStyledBlock *block, const BrvSetLine *line, double top)
{
  BrvArea area = { .block_id = block->id,
                   .rect = { self->left, top, self->measure, block->look.leading } };

  if (brv_id_is_none (block->id))
    return;
  area.range = block->kind == BRV_STYLED_SECTION
                 ? line->range
                 : brv_inline_text_find_origin (block->text, line->range);
  brv_frame_builder_add_area (self->builder, &area);
}

/* The widest page number in the contents, whose entries follow each other. */
static double
find_page_numbers_width (const BrvStyledDocument *document)
{
  double width = 0;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const BrvStyledBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->kind == BRV_STYLED_CONTENTS)
        width = MAX (width, brv_paragraph_get_line (block->label_paragraph, 0)->width);
      else if (width > 0)
        break;
    }
  return width;
}

/* Dots on one raster for all entries, which ends at one place whatever the number of the page, and a
 * link over the whole of the entry's last line. */
static void
add_leader (BrvBlockComposer *self,
            const BrvStyledBlock *block,
            const BrvBlockNodes *nodes,
            double top)
{
  guint last = brv_paragraph_get_n_lines (block->paragraph) - 1;
  const BrvSetLine *line = brv_paragraph_get_line (block->paragraph, last);
  double baseline = top + brv_look_get_baseline (&block->look);
  gboolean backward = block->paragraph->right_to_left;
  /* From the side where the entry begins. */
  double end = backward ? self->measure - line->x : line->x + line->width;
  double size = brv_theme_get_look (self->composition->theme, BRV_LOOK_CONTENTS_1)->size;
  double step = LEADER_STEP * size;
  double diameter = LEADER_DOT * size;
  double from = end + LEADER_GAP * size;
  double to;
  BrvLink link = { .kind = BRV_LINK_NODE,
                   .rect = { self->left, top, self->measure, block->look.leading },
                   .node = nodes->block,
                   .label = block->text->text->str };

  if (self->page_numbers <= 0)
    self->page_numbers = find_page_numbers_width (self->composition->document);
  to = self->measure - self->page_numbers - LEADER_GAP * size - diameter;
  for (gint i = (gint)floor ((to - from) / step); i >= 0; i--)
    {
      double x = to - i * step;
      BrvRect dot = { self->left + (backward ? self->measure - x - diameter : x),
                      baseline - diameter, diameter, diameter };

      brv_frame_builder_add_rect (self->builder, BRV_NODE_ARTIFACT, dot,
                                  brv_theme_get_page (self->composition->theme)->grey);
    }
  if (self->composition->printable)
    return;
  link.target = brv_structure_get_block (self->composition->structure, block->target).block;
  brv_frame_builder_add_link (self->builder, &link);
}

/**
 * brv_block_composer_add_line:
 * @self: a composer
 * @block: a block of words
 * @nodes: its nodes
 * @index: one of the lines of its paragraph
 * @top: where the line begins, from the paper's upper edge
 *
 * Draws a line with what belongs to it: label, rules, links, and the dots of an entry of the contents.
 */
void
brv_block_composer_add_line (BrvBlockComposer *self,
                             const BrvStyledBlock *block,
                             const BrvBlockNodes *nodes,
                             guint index,
                             double top)
{
  const BrvSetLine *line = brv_paragraph_get_line (block->paragraph, index);
  double baseline = top + brv_look_get_baseline (&block->look);
  gboolean is_last = index + 1 == brv_paragraph_get_n_lines (block->paragraph);
  gboolean is_entry = block->kind == BRV_STYLED_CONTENTS;

  if (index == 0)
    {
      if (block->rule_above)
        add_rule (self, top - RULE_ABOVE);
      if (!is_entry)
        add_label (self, block, nodes, baseline);
    }
  add_runs (self, block, nodes, line, baseline);
  add_area (self, block, line, top);
  if (is_entry && is_last)
    {
      add_leader (self, block, nodes, top);
      add_label (self, block, nodes, baseline);
    }
  if (block->rule_below && is_last)
    add_rule (self, top + block->look.leading + RULE_BELOW);
}

static gboolean
begins_at_right (const BrvBlockComposer *self, const BrvStyledBlock *block)
{
  return block->side == BRV_SIDE_OF_BRIEF ? self->composition->document->is_backward
                                          : block->side == BRV_SIDE_RIGHT;
}

/**
 * brv_block_composer_add_figure:
 * @self: a composer
 * @block: a figure
 * @nodes: its nodes
 * @top: where it begins, from the paper's upper edge
 *
 * Draws a figure.
 */
void
brv_block_composer_add_figure (BrvBlockComposer *self,
                               const BrvStyledBlock *block,
                               const BrvBlockNodes *nodes,
                               double top)
{
  double room = MAX (0, self->measure - block->image_width);
  double x = MIN (block->hang, room);
  BrvRect rect = { self->left + (begins_at_right (self, block) ? room - x : x), top,
                   block->image_width, block->image_height };
  BrvArea area = { .block_id = block->id, .rect = rect };

  brv_frame_builder_add_image (self->builder, nodes->block, rect,
                               brv_image_get_bytes (block->image),
                               brv_image_get_preview (block->image));
  brv_frame_builder_add_area (self->builder, &area);
}

static double
find_table_left (const BrvBlockComposer *self, const BrvStyledBlock *block)
{
  double room = MAX (0, self->measure - block->table->width);

  return self->left + (begins_at_right (self, block) ? room - block->hang : block->hang);
}

static void
add_table_rule (BrvBlockComposer *self, const BrvStyledBlock *block, double y, double width)
{
  BrvRect rect = { find_table_left (self, block), y - width / 2, block->table->width, width };

  if (width > 0)
    brv_frame_builder_add_rect (self->builder, BRV_NODE_ARTIFACT, rect,
                                brv_theme_get_page (self->composition->theme)->ink);
}

/* Draws the cells' lines that stand beside each other; heads that are repeated are furniture. */
static void
add_table_line (BrvBlockComposer *self,
                const BrvStyledBlock *block,
                const BrvBlockNodes *nodes,
                guint index,
                double top,
                gboolean is_repeated)
{
  static const BrvBlockNodes furniture = { BRV_NODE_ARTIFACT, BRV_NODE_ARTIFACT, 0, 0, 0 };
  const BrvTableSetting *table = block->table;
  const BrvTableLine *line = &g_array_index (table->lines, BrvTableLine, index);

  if (line->line == 0)
    top += table->padding;
  for (guint column = 0; column < table->n_columns; column++)
    {
      const BrvStyledBlock *cell = brv_table_setting_get_cell (table, line->row, column);
      BrvBlockNodes cell_nodes = brv_structure_get_cell (self->composition->structure, nodes,
                                                         line->row * table->n_columns + column);
      guint at;

      if (!brv_table_setting_find_cell_line (table, index, column, &at))
        continue;
      self->shift = find_table_left (self, block) - self->left +
                    brv_table_setting_find_x (table, line->row, column, at);
      self->notes_at = block->first_note;
      add_runs (self, cell, is_repeated ? &furniture : &cell_nodes,
                brv_paragraph_get_line (cell->paragraph, at),
                top + brv_look_get_baseline (&cell->look));
    }
  self->shift = 0;
  self->notes_at = 0;
}

/* The heads once more, at the top of a page on which a table goes on. */
static void
repeat_heads (BrvBlockComposer *self,
              const BrvStyledBlock *block,
              const BrvBlockNodes *nodes,
              double top)
{
  const BrvTableSetting *table = block->table;

  add_table_rule (self, block, top, table->rule);
  for (guint i = 0; i < table->lines->len; i++)
    {
      if (g_array_index (table->lines, BrvTableLine, i).row >= table->n_header_rows)
        break;
      add_table_line (self, block, nodes, i, top, TRUE);
      top += brv_table_setting_get_line_height (table, i);
    }
  add_table_rule (self, block, top, table->line_rule);
}

/**
 * brv_block_composer_add_row:
 * @self: a composer
 * @block: a table
 * @nodes: its nodes
 * @index: one of its lines
 * @top: where the line begins, from the paper's upper edge
 * @lead: how high the heads are that are repeated above it; 0: none are
 * @ends_page: whether it is the last line in its column
 *
 * Draws a line of a table, with the rules around it.
 */
void
brv_block_composer_add_row (BrvBlockComposer *self,
                            const BrvStyledBlock *block,
                            const BrvBlockNodes *nodes,
                            guint index,
                            double top,
                            double lead,
                            gboolean ends_page)
{
  const BrvTableSetting *table = block->table;
  const BrvTableLine *line = &g_array_index (table->lines, BrvTableLine, index);
  double height = brv_table_setting_get_line_height (table, index);
  gboolean ends_row = line->line + 1 == table->n_lines[line->row];
  BrvArea area = { .block_id = block->id,
                   .rect = { find_table_left (self, block), top, table->width, height } };

  if (lead > 0)
    repeat_heads (self, block, nodes, top - lead);
  else if (index == 0)
    add_table_rule (self, block, top, table->rule);
  add_table_line (self, block, nodes, index, top, FALSE);
  brv_frame_builder_add_area (self->builder, &area);
  if (index + 1 == table->lines->len)
    add_table_rule (self, block, top + height, table->rule);
  else if (ends_page || (ends_row && line->row + 1 == table->n_header_rows))
    add_table_rule (self, block, top + height, table->line_rule);
}

/**
 * brv_block_composer_add_box:
 * @self: a composer
 * @block: one of the blocks in it
 * @top: where the first of its lines in this column begins, from the paper's upper edge
 * @bottom: where the last one ends
 *
 * Draws the ground and the edge of a box, as far as it stands in this column.
 */
void
brv_block_composer_add_box (BrvBlockComposer *self,
                            const BrvStyledBlock *block,
                            double top,
                            double bottom)
{
  const BrvThemePage *page = brv_theme_get_page (self->composition->theme);
  gboolean is_summary = block->box == BRV_BOX_SUMMARY;
  BrvColor edge = is_summary ? page->summary_edge : page->callout_edge;
  BrvRect box = { self->left + block->hang, top - block->padding, self->measure - block->hang,
                  bottom - top + 2 * block->padding };
  BrvRect rule = { box.x, box.y, page->callout_rule, box.height };

  brv_frame_builder_add_rect (self->builder, BRV_NODE_ARTIFACT, box,
                              is_summary ? page->summary_ground : page->callout_ground);
  if (page->callout_rule > 0)
    {
      if (block->paragraph->right_to_left)
        rule.x = box.x + box.width - rule.width;
      brv_frame_builder_add_rect (self->builder, BRV_NODE_ARTIFACT, rule, edge);
      return;
    }
  for (guint i = 0; i < 4; i++)
    {
      BrvRect line = { box.x, box.y, i < 2 ? box.width : HAIRLINE, i < 2 ? HAIRLINE : box.height };

      if (i == 1)
        line.y += box.height - HAIRLINE;
      if (i == 3)
        line.x += box.width - HAIRLINE;
      brv_frame_builder_add_rect (self->builder, BRV_NODE_ARTIFACT, line, edge);
    }
}
