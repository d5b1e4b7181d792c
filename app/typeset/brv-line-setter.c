/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-line-setter.h"

#include <math.h>
#include <string.h>

/* Lines share few horizontal scales, so that a PDF needs few font matrices. */
#define EXPANSION_LIMIT 0.02
#define EXPANSION_STEP  0.0025

/* Spaces are shrunk a little more than planned rather than let a line stick out. */
#define MOST_SHRINK 1.1

typedef struct
{
  BrvParagraph *paragraph;
  BrvFontBook *fonts;
  const BrvInlineText *inlines;
  const BrvShapedText *text;
  const BrvLook *look;
} Setter;

/* The part of a line that lies in one shaped run and one inline. */
typedef struct
{
  guint start; /* characters */
  guint end;
  guint piece;
  guint8 level;
  gboolean is_space; /* what hangs behind the line's end */
  gboolean is_hyphen;
  PangoGlyphItem glyphs; /* item borrowed, its range and glyphs owned */
} Part;

typedef struct
{
  guint start;     /* characters shown */
  guint end;       /* before the spaces at the end */
  guint space_end; /* with them */
  gboolean hyphen_before;
  gboolean hyphen_after;
  gboolean is_last;
  double width;       /* of the measure, points */
  double lead, trail; /* what hangs out, points */
  double natural;
  double ratio; /* of the glue */
  double x_scale;
} Line;

static void
clear_part (gpointer data)
{
  Part *part = data;

  pango_item_free (part->glyphs.item);
  pango_glyph_string_free (part->glyphs.glyphs);
}

/* Takes the glyphs of a stretch of a run over, or shapes them anew where a ligature is cut. */
static PangoGlyphString *
cut_glyphs (const BrvShapedText *text, const BrvShapedRun *run, guint start, guint end)
{
  gsize from = text->offsets[start] - (gsize)run->item->offset;
  gsize to = text->offsets[end] - (gsize)run->item->offset;
  gboolean cuts_cluster = (text->continues[start] && start > run->first_char) ||
                          (end < run->first_char + run->n_chars && text->continues[end]);
  PangoGlyphString *cut = pango_glyph_string_new ();
  const PangoGlyphString *all = run->glyphs;
  int first = 0;
  int next;

  if (cuts_cluster)
    {
      const char *letters = text->text + text->offsets[start];

      pango_shape_with_flags (letters, (int)(to - from), letters, (int)(to - from),
                              &run->item->analysis, cut, PANGO_SHAPE_NONE);
      return cut;
    }
  while (first < all->num_glyphs &&
         ((gsize)all->log_clusters[first] < from || (gsize)all->log_clusters[first] >= to))
    first++;
  next = first;
  while (next < all->num_glyphs && (gsize)all->log_clusters[next] >= from &&
         (gsize)all->log_clusters[next] < to)
    next++;
  pango_glyph_string_set_size (cut, next - first);
  for (int i = first; i < next; i++)
    {
      cut->glyphs[i - first] = all->glyphs[i];
      cut->log_clusters[i - first] = all->log_clusters[i] - (int)from;
    }
  return cut;
}

static void
add_part (const Setter *self, GArray *parts, guint start, guint end, guint piece, gboolean is_space)
{
  const BrvShapedRun *run = brv_shaped_text_get_run_of (self->text, start);
  Part part = { start, end, piece, run->item->analysis.level, is_space, FALSE, { NULL, NULL } };

  part.glyphs.item = pango_item_copy (run->item);
  part.glyphs.item->length = (int)(self->text->offsets[end] - self->text->offsets[start]);
  part.glyphs.item->num_chars = (int)(end - start);
  part.glyphs.glyphs = cut_glyphs (self->text, run, start, end);
  /* Whatever stands at a line's end runs the way of the paragraph (UAX #9, rule L1). */
  if (is_space)
    {
      part.level = self->text->right_to_left ? 1 : 0;
      part.glyphs.item->analysis.level = part.level;
    }
  g_array_append_val (parts, part);
}

static void
add_hyphen (const Setter *self, GArray *parts, guint at)
{
  const BrvShapedRun *run = brv_shaped_text_get_run_of (self->text, at - 1);
  Part part = g_array_index (parts, Part, parts->len - 1);

  part.start = at;
  part.end = at;
  part.is_hyphen = TRUE;
  part.glyphs.item = pango_item_copy (run->item);
  part.glyphs.item->length = (int)strlen (BRV_INSERTED_HYPHEN);
  part.glyphs.item->num_chars = 1;
  part.glyphs.glyphs = pango_glyph_string_new ();
  pango_shape_with_flags (BRV_INSERTED_HYPHEN, -1, BRV_INSERTED_HYPHEN, -1, &run->item->analysis,
                          part.glyphs.glyphs, PANGO_SHAPE_NONE);
  g_array_append_val (parts, part);
}

static guint
find_piece (const Setter *self, gsize at, guint from)
{
  while (from + 1 < self->inlines->inlines->len &&
         g_array_index (self->inlines->inlines, BrvInline, from).range.end <= at)
    from++;
  return from;
}

/* Cuts characters into parts at the borders of runs and inlines. */
static guint
add_parts (
  const Setter *self, GArray *parts, guint start, guint end, guint piece, gboolean is_space)
{
  while (start < end)
    {
      const BrvShapedRun *run = brv_shaped_text_get_run_of (self->text, start);
      guint stop = MIN (end, run->first_char + run->n_chars);
      gsize border;

      piece = find_piece (self, self->text->offsets[start], piece);
      border = g_array_index (self->inlines->inlines, BrvInline, piece).range.end;
      while (stop > start + 1 && self->text->offsets[stop - 1] >= border)
        stop--;
      add_part (self, parts, start, stop, piece, is_space);
      start = stop;
    }
  return piece;
}

/* The spaces at a line's end join its last part where both run the same way. */
static guint
find_end_of_shown (const Setter *self, const Line *line)
{
  const BrvShapedRun *run;

  if (line->end >= line->space_end || line->end == line->start || line->hyphen_after)
    return line->end;
  run = brv_shaped_text_get_run_of (self->text, line->end - 1);
  if (line->end == line->space_end - 1 &&
      self->text->run_of[line->end] == self->text->run_of[line->end - 1] &&
      run->item->analysis.level == 0 && !self->text->right_to_left)
    return line->space_end;
  return line->end;
}

static GArray *
make_parts (const Setter *self, const Line *line)
{
  GArray *parts = g_array_new (FALSE, TRUE, sizeof (Part));
  guint shown = find_end_of_shown (self, line);
  guint piece;

  g_array_set_clear_func (parts, clear_part);
  piece = add_parts (self, parts, line->start, shown, 0, FALSE);
  if (line->hyphen_after)
    add_hyphen (self, parts, line->end);
  if (shown < line->space_end)
    add_parts (self, parts, shown, line->space_end, piece, TRUE);
  return parts;
}

static double
to_points (double pango_units)
{
  return pango_units / PANGO_SCALE;
}

static double
natural_width (const Setter *self, const GArray *parts, const Line *line)
{
  double width = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (!part->is_space)
        width += to_points (pango_glyph_string_get_width (part->glyphs.glyphs));
      if (!part->is_space && part->end > line->end)
        width -= to_points (self->text->advances[line->end]);
    }
  return width;
}

/* Shares what is missing between glyphs and spaces: the glyphs give first, as in pdfTeX. */
static void
set_glue (const Setter *self, Line *line)
{
  double stretch = 0;
  double shrink = 0;
  double expansion = 0;
  double target = line->width + line->lead + line->trail;
  double missing = target - line->natural;

  line->x_scale = 1;
  line->ratio = 0;
  if (self->look->align != BRV_ALIGN_JUSTIFY || (line->is_last && missing >= 0))
    return;
  for (guint i = line->start; i < line->end; i++)
    {
      if (i + 1 < line->end || self->text->attributes[i].is_white)
        {
          stretch += to_points ((double)self->text->stretches[i]);
          shrink += to_points ((double)self->text->shrinks[i]);
        }
      expansion += to_points ((double)self->text->expansions[i]);
    }
  if (expansion > 0 && line->natural > 0)
    {
      double scale = missing / line->natural;

      scale = CLAMP (scale, -EXPANSION_LIMIT, EXPANSION_LIMIT);
      line->x_scale = 1 + rint (scale / EXPANSION_STEP) * EXPANSION_STEP;
      missing = target / line->x_scale - line->natural;
    }
  if (missing > 0 && stretch > 0)
    line->ratio = missing / stretch;
  else if (missing < 0 && shrink > 0)
    line->ratio = MAX (missing / shrink, -MOST_SHRINK);
}

/* How much each byte's character is widened, counted from the part's first byte. */
static double *
make_widening (const Setter *self, const Line *line, const Part *part)
{
  gsize start = self->text->offsets[part->start];
  double *widening;

  if (line->ratio == 0 || part->is_space || part->is_hyphen)
    return NULL;
  widening = g_new0 (double, self->text->offsets[part->end] - start + 1);
  for (guint i = part->start; i < MIN (part->end, line->end); i++)
    {
      float give = line->ratio > 0 ? self->text->stretches[i] : self->text->shrinks[i];

      if (i + 1 < line->end || self->text->attributes[i].is_white)
        widening[self->text->offsets[i] - start] = to_points ((double)give) * line->ratio;
    }
  return widening;
}

/* The order in which parts stand from left to right (UAX #9, rule L2). */
static guint *
order_parts (const GArray *parts)
{
  guint *order = g_new (guint, parts->len + 1);
  guint8 highest = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      order[i] = i;
      highest = MAX (highest, g_array_index (parts, Part, i).level);
    }
  for (guint8 level = highest; level > 0; level--)
    {
      for (guint i = 0; i < parts->len; i++)
        {
          guint end = i;

          while (end < parts->len && g_array_index (parts, Part, order[end]).level >= level)
            end++;
          for (guint a = i, b = end; b > a + 1; a++, b--)
            {
              guint swap = order[a];

              order[a] = order[b - 1];
              order[b - 1] = swap;
            }
          i = MAX (i, end);
        }
    }
  return order;
}

static void
add_runs (const Setter *self, const Line *line, const GArray *parts, BrvSetLine *set)
{
  g_autofree BrvSetRun *runs = g_new0 (BrvSetRun, parts->len + 1);
  g_autofree guint *order = order_parts (parts);
  double x = 0;
  double trailing = 0;

  set->first_run = self->paragraph->runs->len;
  set->n_runs = parts->len;
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      const BrvInline *piece = &g_array_index (self->inlines->inlines, BrvInline, part->piece);
      g_autofree double *widening = make_widening (self, line, part);
      const char *letters =
        part->is_hyphen ? BRV_INSERTED_HYPHEN : self->text->text + self->text->offsets[part->start];
      BrvRunPlacing placing = { .x_scale = line->x_scale,
                                .piece = part->piece,
                                .inserted = part->is_hyphen,
                                .counts = piece->counter != BRV_COUNTER_NONE,
                                .widening = widening };

      if (piece->kind == BRV_INLINE_NUMBER)
        placing.rise = self->look->size * BRV_NUMBER_RISE;
      runs[i] =
        brv_paragraph_add_run (self->paragraph, self->fonts, &part->glyphs, letters, &placing);
      if (part->is_space)
        trailing += runs[i].width;
    }
  if (self->text->right_to_left)
    x = -trailing;
  for (guint i = 0; i < parts->len; i++)
    {
      runs[order[i]].x = x;
      x += runs[order[i]].width;
    }
  g_array_append_vals (self->paragraph->runs, runs, parts->len);
}

static double
hang_before (const Setter *self, const Line *line)
{
  if (line->hyphen_before || line->start >= line->end)
    return 0;
  return brv_break_points_find_hang (self->text, line->start, TRUE) / PANGO_SCALE;
}

static double
hang_after (const Setter *self, const Line *line, const GArray *parts)
{
  if (line->start >= line->end)
    return 0;
  if (line->hyphen_after)
    return to_points (pango_glyph_string_get_width (
             g_array_index (parts, Part, parts->len - 1).glyphs.glyphs)) *
           brv_break_points_hang ('-', FALSE);
  return brv_break_points_find_hang (self->text, line->end - 1, FALSE) / PANGO_SCALE;
}

static void
set_line (const Setter *self, Line *line, gboolean is_first)
{
  g_autoptr (GArray) parts = make_parts (self, line);
  BrvSetLine set = { 0 };
  double indent = self->look->indent + (is_first ? self->look->first_line : 0);
  double outside;

  line->width = self->paragraph->measure - indent - self->look->indent_end;
  line->natural = natural_width (self, parts, line);
  line->lead = hang_before (self, line);
  line->trail = hang_after (self, line, parts);
  set_glue (self, line);
  set.range.start = self->text->offsets[line->start];
  set.range.end = self->text->offsets[line->space_end];
  set.hyphenated = line->hyphen_after;
  add_runs (self, line, parts, &set);
  for (guint i = 0; i < set.n_runs; i++)
    {
      if (!g_array_index (parts, Part, i).is_space)
        set.width += brv_paragraph_get_run (self->paragraph, set.first_run + i)->width;
    }
  if (parts->len > 0)
    {
      const Part *last = &g_array_index (parts, Part, parts->len - 1);

      if (!last->is_space && !last->is_hyphen && last->end > line->end)
        set.width -= to_points (self->text->advances[line->end]) * line->x_scale;
    }
  /* Where a line begins at the right, what hangs out there does so to the right. */
  outside = line->lead * line->x_scale;
  if (self->text->right_to_left)
    set.x = self->paragraph->measure - indent - set.width + outside;
  else
    set.x = indent - outside;
  brv_paragraph_add_line (self->paragraph, &set);
}

static guint
skip_spaces (const BrvShapedText *text, guint from, guint to)
{
  while (from < to && brv_shaped_text_get_char (text, from) == ' ')
    from++;
  return from;
}

/**
 * brv_line_setter_run:
 * @paragraph: receives the lines
 * @fonts: the font book
 * @inlines: the text of the paragraph
 * @text: the same, shaped
 * @points: its break points
 * @breaks: (array length=n_breaks): the chosen ones
 * @n_breaks: how many: one a line
 * @look: how it looks
 *
 * Sets lines. The space at a line's end is kept as a glyph that hangs out of the measure, so that
 * words stay apart when text is taken from the page.
 */
void
brv_line_setter_run (BrvParagraph *paragraph,
                     BrvFontBook *fonts,
                     const BrvInlineText *inlines,
                     const BrvShapedText *text,
                     const BrvBreakPoints *points,
                     const guint *breaks,
                     guint n_breaks,
                     const BrvLook *look)
{
  Setter self = { paragraph, fonts, inlines, text, look };
  const BrvBreakPlace *before = &g_array_index (points->places, BrvBreakPlace, 0);

  for (guint i = 0; i < n_breaks; i++)
    {
      const BrvBreakPlace *after = &g_array_index (points->places, BrvBreakPlace, breaks[i]);
      const BrvBreakPoint *point = &g_array_index (points->points, BrvBreakPoint, breaks[i]);
      Line line = { .start = before->start,
                    .end = MAX (after->end, before->start),
                    .hyphen_before = before->hyphen,
                    .hyphen_after = after->hyphen,
                    .is_last = point->forced };

      line.space_end = skip_spaces (text, line.end, after->start);
      set_line (&self, &line, i == 0);
      before = after;
    }
}
