/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-fallback-paragraph.h"

#include <math.h>
#include <string.h>

#include "typeset/brv-text-attributes.h"

/* Where a line comes out too wide, all are made narrower by this part of an em, again and again. */
#define NARROWING    0.5
#define N_NARROWINGS 20

/* Urdu and its neighbours are read in Nastaliq, whose words slant through the line. */
static gboolean
is_nastaliq_language (const char *language)
{
  return language != NULL &&
         (g_str_has_prefix (language, "ur") || g_str_has_prefix (language, "ks"));
}

/**
 * brv_fallback_paragraph_is_needed:
 * @text: a shaped text
 * @language: (nullable): a BCP 47 tag
 *
 * Says whether PangoLayout must break the lines: in scripts that write no spaces between words
 * and divide them by dictionary, and in Nastaliq. Never where letters are missing: for these it
 * leaves the room of a box that is not the one drawn.
 *
 * Returns: whether it must
 */
gboolean
brv_fallback_paragraph_is_needed (const BrvShapedText *text, const char *language)
{
  for (guint i = 0; i < text->runs->len && !text->lacks_letters; i++)
    {
      guint8 script = g_array_index (text->runs, BrvShapedRun, i).item->analysis.script;

      if (script == G_UNICODE_SCRIPT_THAI || script == G_UNICODE_SCRIPT_LAO ||
          script == G_UNICODE_SCRIPT_KHMER || script == G_UNICODE_SCRIPT_MYANMAR)
        return TRUE;
      if (script == G_UNICODE_SCRIPT_ARABIC && is_nastaliq_language (language))
        return TRUE;
    }
  return FALSE;
}

static guint
find_piece (const BrvInlineText *inlines, gsize at)
{
  for (guint i = 0; i + 1 < inlines->inlines->len; i++)
    {
      if (at < g_array_index (inlines->inlines, BrvInline, i).range.end)
        return i;
    }
  return inlines->inlines->len - 1;
}

typedef struct
{
  gsize start; /* bytes of the text: runs are kept in its order */
  BrvSetRun run;
} PlacedRun;

static gint
compare_runs (gconstpointer a, gconstpointer b)
{
  const PlacedRun *left = a;
  const PlacedRun *right = b;

  return left->start < right->start ? -1 : left->start > right->start;
}

static void
add_line (BrvParagraph *self,
          BrvFontBook *fonts,
          const BrvInlineText *inlines,
          const BrvLook *look,
          PangoLayoutLine *layout_line,
          double x)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (PlacedRun));
  BrvSetLine line = { .range = { (gsize)layout_line->start_index,
                                 (gsize)(layout_line->start_index + layout_line->length) },
                      .first_run = self->runs->len,
                      .x = x };

  for (GSList *l = layout_line->runs; l != NULL; l = l->next)
    {
      const PangoGlyphItem *glyphs = l->data;
      PlacedRun placed = { (gsize)glyphs->item->offset, { 0 } };
      BrvRunPlacing placing = { .x_scale = 1, .piece = find_piece (inlines, placed.start) };
      const BrvInline *piece = &g_array_index (inlines->inlines, BrvInline, placing.piece);

      placing.counts = piece->counter != BRV_COUNTER_NONE;
      if (piece->kind == BRV_INLINE_NUMBER)
        placing.rise = look->size * BRV_NUMBER_RISE;
      placed.run =
        brv_paragraph_add_run (self, fonts, glyphs, inlines->text->str + placed.start, &placing);
      placed.run.x = line.width;
      line.width += placed.run.width;
      g_array_append_val (runs, placed);
    }
  g_array_sort (runs, compare_runs);
  for (guint i = 0; i < runs->len; i++)
    g_array_append_val (self->runs, g_array_index (runs, PlacedRun, i).run);
  line.n_runs = runs->len;
  brv_paragraph_add_line (self, &line);
}

/* PangoLayout would itemize across inlines that look alike: each must stay a run of its own. */
static void
part_inlines (PangoAttrList *attributes, const BrvInlineText *inlines)
{
  for (guint i = 0; i < inlines->inlines->len; i++)
    {
      const BrvInline *piece = &g_array_index (inlines->inlines, BrvInline, i);
      PangoAttribute *rise = pango_attr_foreground_new ((guint16)i, 0, 0);

      rise->start_index = (guint)piece->range.start;
      rise->end_index = (guint)piece->range.end;
      pango_attr_list_insert (attributes, rise);
    }
}

/* The number of a note stays with the letter before it. */
static void
bind_numbers (PangoAttrList *attributes, const BrvInlineText *inlines)
{
  const char *text = inlines->text->str;

  for (guint i = 0; i < inlines->inlines->len; i++)
    {
      const BrvInline *piece = &g_array_index (inlines->inlines, BrvInline, i);
      const char *before = g_utf8_find_prev_char (text, text + piece->range.start);
      PangoAttribute *bound;

      if (piece->kind != BRV_INLINE_NUMBER || before == NULL)
        continue;
      bound = pango_attr_allow_breaks_new (FALSE);
      bound->start_index = (guint)(before - text);
      bound->end_index = (guint)piece->range.end;
      pango_attr_list_insert (attributes, bound);
    }
}

/* How wide a line is without the spaces at its end, in pango units. */
static int
measure_shown (PangoLayoutLine *line, const char *text)
{
  int end = line->start_index + line->length;
  g_autofree int *ranges = NULL;
  int n_ranges;
  int width = 0;

  while (end > line->start_index && g_ascii_isspace (text[end - 1]))
    end--;
  pango_layout_line_get_x_ranges (line, line->start_index, end, &ranges, &n_ranges);
  for (int i = 0; i < n_ranges; i++)
    width += ranges[2 * i + 1] - ranges[2 * i];
  return width;
}

static gboolean
sticks_out (PangoLayout *layout, const BrvLook *look, double width)
{
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      double line_width = width - (i == 0 ? look->first_line : 0);

      if (measure_shown (pango_layout_get_line_readonly (layout, i),
                         pango_layout_get_text (layout)) > lrint (line_width * PANGO_SCALE))
        return TRUE;
    }
  return FALSE;
}

/* PangoLayout divides a word that is wider than a line, but looks for the place in its last run alone: where
 * the word fits but not the number of a note behind it, the number sticks out. In narrower lines the word
 * does not fit either. */
static void
break_lines (PangoLayout *layout, const BrvLook *look, double width)
{
  double narrowed = width;

  pango_layout_set_indent (layout, (int)lrint (look->first_line * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int)lrint (width * PANGO_SCALE));
  for (guint i = 0; i < N_NARROWINGS && sticks_out (layout, look, width); i++)
    {
      narrowed -= look->size * NARROWING;
      pango_layout_set_width (layout, (int)lrint (MAX (narrowed, width / 2) * PANGO_SCALE));
    }
}

/**
 * brv_fallback_paragraph_new:
 * @fonts: the font book
 * @inlines: the text of the paragraph
 * @look: how it looks
 * @language: (nullable): a BCP 47 tag
 * @measure: the width of the column
 *
 * Sets a paragraph with PangoLayout, ragged.
 *
 * Returns: (transfer full): a paragraph
 */
BrvParagraph *
brv_fallback_paragraph_new (BrvFontBook *fonts,
                            const BrvInlineText *inlines,
                            const BrvLook *look,
                            const char *language,
                            double measure)
{
  BrvParagraph *self = brv_paragraph_new (measure);
  PangoLayout *layout = pango_layout_new (brv_font_book_get_context (fonts));
  PangoAttrList *attributes = brv_text_attributes_new (fonts, inlines, look, language);
  double width = measure - look->indent - look->indent_end;

  part_inlines (attributes, inlines);
  bind_numbers (attributes, inlines);
  self->is_fallback = TRUE;
  self->right_to_left =
    brv_shaped_text_runs_backward (inlines->text->str, inlines->text->len, language);
  pango_layout_set_text (layout, inlines->text->str, (int)inlines->text->len);
  pango_layout_set_attributes (layout, attributes);
  break_lines (layout, look, width);
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      double indent = look->indent + (i == 0 ? look->first_line : 0);
      PangoRectangle extents;

      pango_layout_line_get_extents (line, NULL, &extents);
      if (self->right_to_left)
        indent = measure - indent - (double)extents.width / PANGO_SCALE;
      add_line (self, fonts, inlines, look, line, indent);
    }
  pango_attr_list_unref (attributes);
  g_object_unref (layout);
  return self;
}
