/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-canvas.h"

/**
 * brv_canvas_init:
 * @self: what to set up
 * @builder: receives the items
 * @fonts: the book that the paragraphs' fonts are from
 *
 * Sets a canvas up.
 */
void
brv_canvas_init (BrvCanvas *self, BrvPagesBuilder *builder, BrvFontBook *fonts)
{
  *self = (BrvCanvas){ 0 };
  self->builder = builder;
  self->fonts = fonts;
  self->font_map = g_array_new (FALSE, TRUE, sizeof (guint));
}

/**
 * brv_canvas_clear:
 * @self: a canvas
 *
 * Frees what the canvas holds.
 */
void
brv_canvas_clear (BrvCanvas *self)
{
  g_array_unref (self->font_map);
}

static guint
map_font (BrvCanvas *self, guint font)
{
  guint *mapped;

  if (font >= self->font_map->len)
    g_array_set_size (self->font_map, font + 1);
  mapped = &g_array_index (self->font_map, guint, font);
  if (*mapped == 0)
    *mapped =
      brv_pages_builder_add_font (self->builder, brv_font_book_get_key (self->fonts, font)) + 1;
  return *mapped - 1;
}

/**
 * brv_canvas_add_run:
 * @self: a canvas with an open frame
 * @paragraph: a paragraph
 * @run: one of its runs
 * @node: the structure node, or %BRV_NODE_ARTIFACT
 * @x: where the run's line begins
 * @baseline: of its line
 * @color: the colour
 *
 * Draws a run.
 */
void
brv_canvas_add_run (BrvCanvas *self,
                    const BrvParagraph *paragraph,
                    const BrvSetRun *run,
                    guint node,
                    double x,
                    double baseline,
                    BrvColor color)
{
  BrvItem item = { .kind = BRV_ITEM_GLYPHS,
                   .node = node,
                   .color = color,
                   .font = map_font (self, run->font),
                   .x = x + run->x,
                   .y = baseline - run->rise,
                   .x_scale = run->x_scale,
                   .backward = run->backward,
                   .text = paragraph->text->str + run->text_at,
                   .text_length = run->text_length,
                   .n_glyphs = run->n_glyphs,
                   .n_clusters = run->n_clusters };

  if (run->n_glyphs == 0)
    return;
  item.glyphs = &g_array_index (paragraph->glyphs, BrvGlyph, run->glyphs_at);
  item.clusters = &g_array_index (paragraph->clusters, BrvCluster, run->clusters_at);
  if (self->owner != paragraph || self->n_frames != brv_pages_builder_get_n_frames (self->builder))
    {
      self->owner = paragraph;
      self->n_frames = brv_pages_builder_get_n_frames (self->builder);
      brv_pages_builder_keep_owner (self->builder, brv_paragraph_ref ((BrvParagraph *)paragraph),
                                    (GDestroyNotify)brv_paragraph_unref);
    }
  brv_pages_builder_add_shared_glyphs (self->builder, &item);
}

/**
 * brv_canvas_add_line:
 * @self: a canvas with an open frame
 * @paragraph: a paragraph
 * @line: the index of a line
 * @node: the structure node of all of it, or %BRV_NODE_ARTIFACT
 * @x: where the line begins
 * @baseline: its baseline
 * @color: the colour
 *
 * Draws a line.
 */
void
brv_canvas_add_line (BrvCanvas *self,
                     const BrvParagraph *paragraph,
                     guint line,
                     guint node,
                     double x,
                     double baseline,
                     BrvColor color)
{
  const BrvSetLine *set = brv_paragraph_get_line (paragraph, line);

  for (guint i = 0; i < set->n_runs; i++)
    brv_canvas_add_run (self, paragraph, brv_paragraph_get_run (paragraph, set->first_run + i),
                        node, x, baseline, color);
}
