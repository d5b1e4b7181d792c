/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-canvas.h"

/**
 * brv_canvas_init:
 * @self: what to set up
 * @builder: receives the items
 * @fonts: (element-type BrvFontKey): the fonts of the paragraphs, which outlive the canvas
 *
 * Sets a canvas up for one frame.
 */
void
brv_canvas_init (BrvCanvas *self, BrvFrameBuilder *builder, const GPtrArray *fonts)
{
  *self = (BrvCanvas){ .builder = builder, .fonts = fonts };
}

static BrvItem
make_item (const BrvParagraph *paragraph,
           const BrvSetRun *run,
           guint node,
           double x,
           double baseline,
           BrvColor color)
{
  return (BrvItem){ .kind = BRV_ITEM_GLYPHS,
                    .node = node,
                    .color = color,
                    .font = run->font,
                    .x = x + run->x,
                    .y = baseline - run->rise,
                    .x_scale = run->x_scale,
                    .backward = run->backward,
                    .text = paragraph->text->str + run->text_at,
                    .text_length = run->text_length,
                    .glyphs = &g_array_index (paragraph->glyphs, BrvGlyph, run->glyphs_at),
                    .n_glyphs = run->n_glyphs,
                    .clusters = &g_array_index (paragraph->clusters, BrvCluster, run->clusters_at),
                    .n_clusters = run->n_clusters };
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
  BrvItem item;

  if (run->n_glyphs == 0)
    return;
  item = make_item (paragraph, run, node, x, baseline, color);
  if (self->owner != paragraph)
    {
      self->owner = paragraph;
      brv_frame_builder_keep_owner (self->builder, brv_paragraph_ref ((BrvParagraph *)paragraph),
                                    (GDestroyNotify)brv_paragraph_unref);
    }
  brv_frame_builder_add_shared_glyphs (self->builder, &item);
}

/* How far the number is moved into the middle of the room of its zeros. */
static double
find_shift (const BrvItem *item, const BrvFontKey *font, const BrvDigits *digits)
{
  double shift = 0;
  guint at = digits->at;

  for (gsize i = 0; i < item->text_length && digits->text[at] != '\0'; i++)
    {
      if (item->text[i] == '0')
        shift += font->digits[digits->text[at++] - '0'].x;
    }
  return shift * item->x_scale;
}

/* Puts digits in the place of zeros, each as wide as it is. */
static void
fill_digits (
  const BrvItem *item, const BrvFontKey *font, BrvDigits *digits, BrvGlyph *glyphs, char *text)
{
  const BrvCluster *cluster = item->clusters;
  guint glyph = item->backward ? item->n_glyphs : 0;
  gsize byte = 0;
  double shift = find_shift (item, font, digits);

  for (guint i = 0; i < item->n_clusters; i++, cluster++)
    {
      if (item->backward)
        glyph -= cluster->n_glyphs;
      if (text[byte] == '0' && cluster->n_bytes == 1 && cluster->n_glyphs == 1 &&
          digits->text[digits->at] != '\0')
        {
          const BrvGlyph *digit = &font->digits[digits->text[digits->at] - '0'];

          text[byte] = digits->text[digits->at++];
          glyphs[glyph].index = digit->index;
          glyphs[glyph].x += shift;
          shift -= 2 * digit->x * item->x_scale;
        }
      if (!item->backward)
        glyph += cluster->n_glyphs;
      byte += cluster->n_bytes;
    }
}

/**
 * brv_canvas_add_counter:
 * @self: a canvas with an open frame
 * @paragraph: a paragraph
 * @run: one of its runs, in which zeros stand for a number
 * @digits: (inout): the number; what this run shows of it is used up
 * @node: the structure node, or %BRV_NODE_ARTIFACT
 * @x: where the run's line begins
 * @baseline: of its line
 * @color: the colour
 *
 * Draws a run with a number in it.
 */
void
brv_canvas_add_counter (BrvCanvas *self,
                        const BrvParagraph *paragraph,
                        const BrvSetRun *run,
                        BrvDigits *digits,
                        guint node,
                        double x,
                        double baseline,
                        BrvColor color)
{
  BrvItem item = make_item (paragraph, run, node, x, baseline, color);
  g_autofree BrvGlyph *glyphs = NULL;
  g_autofree char *text = NULL;

  if (run->n_glyphs == 0)
    return;
  glyphs = g_memdup2 (item.glyphs, item.n_glyphs * sizeof *glyphs);
  text = g_strndup (item.text, item.text_length);
  fill_digits (&item, g_ptr_array_index (self->fonts, run->font), digits, glyphs, text);
  item.glyphs = glyphs;
  item.text = text;
  brv_frame_builder_add_glyphs (self->builder, &item);
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
