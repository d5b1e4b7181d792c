/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-paragraph.h"

#define SOFT_HYPHEN 0xad

static void
clear_paragraph (BrvParagraph *self)
{
  g_array_unref (self->lines);
  g_array_unref (self->runs);
  g_array_unref (self->glyphs);
  g_array_unref (self->clusters);
  g_clear_pointer (&self->missing, g_array_unref);
  g_string_free (self->text, TRUE);
}

/**
 * brv_paragraph_new:
 * @measure: the width of its column
 *
 * Returns: (transfer full): a paragraph without lines, to be filled by who made it
 */
BrvParagraph *
brv_paragraph_new (double measure)
{
  BrvParagraph *self = g_atomic_rc_box_new0 (BrvParagraph);

  self->measure = measure;
  self->lines = g_array_new (FALSE, TRUE, sizeof (BrvSetLine));
  self->runs = g_array_new (FALSE, TRUE, sizeof (BrvSetRun));
  self->glyphs = g_array_new (FALSE, FALSE, sizeof (BrvGlyph));
  self->clusters = g_array_new (FALSE, FALSE, sizeof (BrvCluster));
  self->text = g_string_new (NULL);
  return self;
}

/**
 * brv_paragraph_ref:
 * @self: a paragraph
 *
 * Returns: (transfer full): @self
 */
BrvParagraph *
brv_paragraph_ref (BrvParagraph *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * brv_paragraph_unref:
 * @self: (transfer full): a paragraph
 *
 * Drops a reference.
 */
void
brv_paragraph_unref (BrvParagraph *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_paragraph);
}

/**
 * brv_paragraph_add_line:
 * @self: a paragraph that is being made
 * @line: its next line
 *
 * Adds a line.
 */
void
brv_paragraph_add_line (BrvParagraph *self, const BrvSetLine *line)
{
  g_return_if_fail (self != NULL && line != NULL);

  if (line->hyphenated && self->lines->len < 64)
    self->divided |= (guint64)1 << self->lines->len;
  g_array_append_vals (self->lines, line, 1);
}

static void
note_missing (BrvParagraph *self, gunichar c)
{
  if (self->missing == NULL)
    self->missing = g_array_new (FALSE, FALSE, sizeof (gunichar));
  for (guint i = 0; i < self->missing->len; i++)
    {
      if (g_array_index (self->missing, gunichar, i) == c)
        return;
    }
  g_array_append_val (self->missing, c);
}

static double
points (int pango_units)
{
  return (double)pango_units / PANGO_SCALE;
}

/* Appends the glyphs of one cluster that show something; returns how many. */
static guint
add_glyphs (BrvParagraph *self, const PangoGlyphInfo *infos, int n_infos, double x_scale, double *x)
{
  guint n_glyphs = 0;

  for (int i = 0; i < n_infos; i++)
    {
      PangoGlyph index = infos[i].glyph;

      if (index != PANGO_GLYPH_EMPTY)
        {
          BrvGlyph glyph = { index, (*x + points (infos[i].geometry.x_offset)) * x_scale,
                             points (infos[i].geometry.y_offset) };

          if ((index & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
            {
              note_missing (self, index & ~PANGO_GLYPH_UNKNOWN_FLAG);
              glyph.index = 0;
            }
          g_array_append_val (self->glyphs, glyph);
          n_glyphs++;
        }
      *x += points (infos[i].geometry.width);
    }
  return n_glyphs;
}

/*
 * The bytes of a cluster without glyphs, such as a joiner, go with the cluster before it: an
 * empty one would become a replacement text in PDF, which some readers stumble over. A soft
 * hyphen at which no word is divided is dropped.
 */
static void
add_cluster (BrvParagraph *self, BrvSetRun *run, const char *text, gsize n_bytes, guint n_glyphs)
{
  BrvCluster cluster = { (guint16)n_bytes, (guint16)n_glyphs };

  if (n_glyphs == 0 && g_utf8_get_char (text) == SOFT_HYPHEN)
    return;
  g_string_append_len (self->text, text, (gssize)n_bytes);
  run->text_length += (guint)n_bytes;
  if (n_glyphs == 0 && run->n_clusters > 0)
    {
      BrvCluster *last = &g_array_index (self->clusters, BrvCluster, self->clusters->len - 1);

      last->n_bytes = (guint16)(last->n_bytes + n_bytes);
      return;
    }
  g_array_append_val (self->clusters, cluster);
  run->n_clusters++;
}

/* Scripts whose letters reach further down than those that the themes' leading is made for. Only their
 * ink is measured, for that takes time. */
static gboolean
is_deep_script (guint8 script)
{
  return script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_SYRIAC ||
         script == G_UNICODE_SCRIPT_DEVANAGARI || script == G_UNICODE_SCRIPT_BENGALI ||
         script == G_UNICODE_SCRIPT_GUJARATI || script == G_UNICODE_SCRIPT_TAMIL ||
         script == G_UNICODE_SCRIPT_TELUGU || script == G_UNICODE_SCRIPT_KANNADA ||
         script == G_UNICODE_SCRIPT_MALAYALAM || script == G_UNICODE_SCRIPT_SINHALA ||
         script == G_UNICODE_SCRIPT_THAI || script == G_UNICODE_SCRIPT_LAO ||
         script == G_UNICODE_SCRIPT_KHMER || script == G_UNICODE_SCRIPT_MYANMAR ||
         script == G_UNICODE_SCRIPT_TIBETAN;
}

static double
measure_depth (const PangoGlyphItem *glyphs)
{
  PangoRectangle ink;

  if (!is_deep_script (glyphs->item->analysis.script))
    return 0;
  pango_glyph_string_extents (glyphs->glyphs, glyphs->item->analysis.font, &ink, NULL);
  return points (ink.y + ink.height);
}

typedef struct
{
  gsize start; /* bytes of the item */
  gsize end;
  guint n_glyphs;
} DrawnCluster;

/**
 * brv_paragraph_add_run:
 * @self: a paragraph that is being made
 * @fonts: the font book
 * @glyphs: glyphs of one font and direction
 * @text: the letters that they show; the clusters of @glyphs count from here
 * @placing: how to place them
 *
 * Takes glyphs over: their positions, and which bytes they show. The run is not yet part of the
 * paragraph's lines.
 *
 * Returns: a run, whose place on its line is still open
 */
BrvSetRun
brv_paragraph_add_run (BrvParagraph *self,
                       BrvFontBook *fonts,
                       const PangoGlyphItem *glyphs,
                       const char *text,
                       const BrvRunPlacing *placing)
{
  const PangoItem *item = glyphs->item;
  const PangoGlyphString *string = glyphs->glyphs;
  gboolean backward = (item->analysis.level & 1) != 0;
  g_autoptr (GArray) drawn = g_array_new (FALSE, FALSE, sizeof (DrawnCluster));
  gsize end = (gsize)item->length;
  double x = 0;
  BrvSetRun run = { .font = placing->counts
                              ? brv_font_book_find_counter_key (fonts, &item->analysis)
                              : brv_font_book_find_key (fonts, item->analysis.font),
                    .piece = placing->piece,
                    .rise = placing->rise,
                    .x_scale = placing->x_scale,
                    .backward = backward,
                    .inserted = placing->inserted,
                    .text_at = (guint)self->text->len,
                    .glyphs_at = self->glyphs->len,
                    .clusters_at = self->clusters->len };

  for (int i = 0, next; i < string->num_glyphs; i = next)
    {
      DrawnCluster cluster = { (gsize)string->log_clusters[i], 0, 0 };

      for (next = i + 1;
           next < string->num_glyphs && string->log_clusters[next] == string->log_clusters[i];)
        next++;
      if (backward)
        cluster.end = end, end = cluster.start;
      else
        cluster.end = next < string->num_glyphs ? (gsize)string->log_clusters[next] : end;
      cluster.n_glyphs = add_glyphs (self, string->glyphs + i, next - i, placing->x_scale, &x);
      if (placing->widening != NULL)
        x += placing->widening[cluster.start];
      g_array_append_val (drawn, cluster);
    }
  for (guint i = 0; i < drawn->len; i++)
    {
      const DrawnCluster *cluster =
        &g_array_index (drawn, DrawnCluster, backward ? drawn->len - 1 - i : i);

      add_cluster (self, &run, text + cluster->start, cluster->end - cluster->start,
                   cluster->n_glyphs);
    }
  self->depth = MAX (self->depth, measure_depth (glyphs));
  run.n_glyphs = self->glyphs->len - run.glyphs_at;
  run.width = x * placing->x_scale;
  return run;
}
