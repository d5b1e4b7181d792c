/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-composer.h"

#include "typeset/brv-block-composer.h"
#include "typeset/brv-column-filler.h"

static const BrvStyledBlock *
get_block (const BrvBlockComposer *self, guint line)
{
  const BrvFlowPlace *place = &g_array_index (self->composition->flow->places, BrvFlowPlace, line);

  return g_ptr_array_index (self->composition->document->blocks, place->block);
}

/* Where the lines of a page stand, from the top of the text. */
static BrvColumnSpot *
find_spots (const BrvComposition *composition, const BrvPage *page)
{
  const BrvFlow *flow = composition->flow;
  const BrvPageMatter matter = { (const BrvFlowLine *)(void *)flow->lines->data, flow->lines->len,
                                 (const BrvFlowNote *)(void *)flow->notes->data, flow->notes->len,
                                 &composition->settings };
  BrvColumnSpot *spots = g_new (BrvColumnSpot, page->end_line - page->first_line + 1);

  brv_column_filler_place_lines (&matter, page, spots);
  return spots;
}

/* Whether a line of a page is the last one in its column. */
static gboolean
ends_column (const BrvPage *page, const BrvColumnSpot *spots, guint line)
{
  guint i = line - page->first_line;

  return line + 1 == page->end_line || spots[i + 1].column != spots[i].column;
}

/* What stands behind the text comes first. */
static void
add_boxes (BrvBlockComposer *self, const BrvPage *page, const BrvColumnSpot *spots)
{
  double top = self->composition->sheet.top;

  for (guint i = page->first_line; i < page->end_line; i++)
    {
      const BrvStyledBlock *block = get_block (self, i);
      guint end = i + 1;

      if (block->box == BRV_BOX_NONE)
        continue;
      while (!ends_column (page, spots, end - 1) && get_block (self, end)->group == block->group)
        end++;
      brv_block_composer_enter_column (self, spots[i - page->first_line].column);
      brv_block_composer_add_box (
        self, block, top + spots[i - page->first_line].y,
        top + spots[end - 1 - page->first_line].y +
          g_array_index (self->composition->flow->lines, BrvFlowLine, end - 1).height);
      i = end - 1;
    }
}

static void
add_flow_line (BrvBlockComposer *self, const BrvPage *page, const BrvColumnSpot *spots, guint index)
{
  const BrvFlowLine *line = &g_array_index (self->composition->flow->lines, BrvFlowLine, index);
  const BrvFlowPlace *place = &g_array_index (self->composition->flow->places, BrvFlowPlace, index);
  const BrvStyledBlock *block = get_block (self, index);
  const BrvBlockNodes nodes = brv_structure_get_block (self->composition->structure, place->block);
  const BrvColumnSpot *spot = &spots[index - page->first_line];
  double top = self->composition->sheet.top + spot->y;

  brv_block_composer_follow_group (self, block, top);
  if (block->kind == BRV_STYLED_FIGURE)
    brv_block_composer_add_figure (self, block, &nodes, top);
  else if (block->kind == BRV_STYLED_TABLE)
    brv_block_composer_add_row (self, block, &nodes, place->line, top,
                                spot->is_first ? line->lead : 0, ends_column (page, spots, index));
  else
    brv_block_composer_add_line (self, block, &nodes, place->line, top);
}

static void
add_text (BrvBlockComposer *self, const BrvPage *page)
{
  g_autofree BrvColumnSpot *spots = find_spots (self->composition, page);

  add_boxes (self, page, spots);
  for (guint i = page->first_line; i < page->end_line; i++)
    {
      if (i == page->first_line || ends_column (page, spots, i - 1))
        {
          brv_block_composer_end_group (self);
          brv_block_composer_enter_column (self, spots[i - page->first_line].column);
        }
      add_flow_line (self, page, spots, i);
    }
  brv_block_composer_end_group (self);
}

/* The lines of a note that stand on a page. */
static void
find_note_lines (const BrvPage *page, guint note, guint n_lines, guint *first, guint *end)
{
  *first = note == page->first_note.note ? page->first_note.line : 0;
  *end = note == page->end_note.note ? page->end_note.line : n_lines;
}

static double
measure_notes (const BrvBlockComposer *self, const BrvPage *page)
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
add_note (BrvBlockComposer *self, guint index, guint first, guint end, double top)
{
  const BrvStyledBlock *block = g_ptr_array_index (self->composition->document->foot_blocks, index);
  const BrvBlockNodes nodes = brv_structure_get_foot_block (self->composition->structure, index);

  for (guint i = first; i < MIN (end, brv_paragraph_get_n_lines (block->paragraph)); i++)
    brv_block_composer_add_line (self, block, &nodes, i, top + (i - first) * block->look.leading);
}

static void
add_notes (BrvBlockComposer *self, const BrvPage *page)
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
  if (self->composition->document->is_backward)
    rule.x = sheet->left + sheet->measure - rule.width;
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
  BrvBlockComposer self;
  const BrvPage *page = &g_array_index (composition->pages, BrvPage, index);
  g_autofree char *label = g_strdup_printf ("%u", index + 1);

  brv_block_composer_init (&self, composition, builder);
  brv_frame_builder_begin (builder, composition->sheet.width, composition->sheet.height, label);
  brv_furniture_draw (composition->furniture, &self.canvas, index);
  add_text (&self, page);
  brv_block_composer_enter_column (&self, BRV_COLUMN_WIDE);
  add_notes (&self, page);
  return brv_frame_builder_finish (builder);
}

static void
make_structure (gpointer data, GArray *nodes)
{
  const BrvComposition *self = data;

  brv_structure_add_nodes (self->structure, nodes);
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
  const BrvComposition *self = data;

  for (guint i = 0; i < self->pages->len; i++)
    {
      const BrvPage *page = &g_array_index (self->pages, BrvPage, i);
      g_autofree BrvColumnSpot *spots = find_spots (self, page);

      for (guint j = page->first_line; j < page->end_line; j++)
        {
          const BrvFlowPlace *place = &g_array_index (self->flow->places, BrvFlowPlace, j);

          if (place->line == 0)
            add_outline (entries, g_ptr_array_index (self->document->blocks, place->block), i,
                         self->sheet.top + spots[j - page->first_line].y);
        }
    }
}

/* Looks for a block in a section; widens the pages that it stands on from those found so far. */
static gboolean
find_in_section (
  const BrvComposition *self, guint index, BrvId block_id, gboolean found, guint *first, guint *end)
{
  const BrvSetSection *section = g_ptr_array_index (self->document->sections, index);
  guint base = g_array_index (self->document->spans, BrvSectionSpan, index).first_block;

  for (guint i = 0; i < section->ids->len; i++)
    {
      guint first_line = g_array_index (self->flow->first_lines, guint, base + i);
      guint end_line = g_array_index (self->flow->first_lines, guint, base + i + 1);

      if (!brv_id_equal (g_array_index (section->ids, BrvId, i), block_id) ||
          first_line == end_line)
        continue;
      if (!found)
        *first = brv_composition_find_page_of_line (self, first_line);
      *end = brv_composition_find_page_of_line (self, end_line - 1) + 1;
      found = TRUE;
    }
  return found;
}

static gboolean
find_frames (gpointer data, BrvId block_id, guint *first, guint *end)
{
  const BrvComposition *self = data;
  gboolean found = FALSE;

  for (guint i = 0; i < self->document->sections->len; i++)
    found = find_in_section (self, i, block_id, found, first, end);
  return found;
}

static void
free_composition (gpointer data)
{
  brv_composition_free (data);
}

/**
 * brv_composer_get_source:
 *
 * Returns: what makes the parts of pages from a #BrvComposition
 */
const BrvPagesSource *
brv_composer_get_source (void)
{
  static const BrvPagesSource source = { .make_frame = make_frame,
                                         .make_structure = make_structure,
                                         .make_outline = make_outline,
                                         .find_frames = find_frames,
                                         .free = free_composition };

  return &source;
}
