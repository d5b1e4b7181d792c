/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-shaped-text.h"

#include <math.h>
#include <string.h>

#include "cite/brv-words.h"
#include "typeset/brv-ideographs.h"
#include "typeset/brv-text-attributes.h"

/* A space stretches by a half and shrinks by a third, as in the fonts that TeX came with. */
#define SPACE_STRETCH 0.5f
#define SPACE_SHRINK  0.33f

/* Between two ideographs there is a little give (JIS X 4051 allows more; this shows less). */
#define IDEOGRAPH_STRETCH 0.06f
#define IDEOGRAPH_SHRINK  0.02f

/* Glyphs may be widened or narrowed by so much unseen (H. T. Thành, “Micro-typographic extensions
 * to the TeX typesetting system”, TUGboat 21, 2000). */
#define EXPANSION 0.02f

/* Between a single and a double quotation mark, in ems: without it they read as one of three strokes. */
#define QUOTES_SPACE (1.0 / 12)

/* A sign that is as wide as this part of its size fills a square. */
#define SQUARE 0.9

/* Behind a note's number that stands in the blank half of a sign, in ems. From a wider gap programs that
 * read PDF would take the number for a word of its own. */
#define NUMBER_GAP 0.05

#define LEFT_TO_RIGHT_MARK 0x200E
#define RIGHT_TO_LEFT_MARK 0x200F

/* Letters beyond join or stand in frames: they are not expanded. */
#define FIRST_UNEXPANDED 0x590

static gboolean
is_backward_script (GUnicodeScript script)
{
  return script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW ||
         script == G_UNICODE_SCRIPT_SYRIAC || script == G_UNICODE_SCRIPT_THAANA ||
         script == G_UNICODE_SCRIPT_NKO;
}

/*
 * Languages in which a preposition of one letter stays with its noun.
 *
 * Source: of Czech, ČSN 01 6910; of the others, their orthographies.
 */
static gboolean
binds_letters (const char *language)
{
  static const char *const binding[] = { "be", "cs", "pl", "ru", "sk", "uk" };

  for (guint i = 0; i < G_N_ELEMENTS (binding); i++)
    {
      if (brv_words_language_is (language, binding[i]))
        return TRUE;
    }
  return FALSE;
}

static void
find_offsets (BrvShapedText *self)
{
  const char *at = self->text;

  for (guint i = 0; i < self->n_chars; i++, at = g_utf8_next_char (at))
    self->offsets[i] = (gsize)(at - self->text);
  self->offsets[self->n_chars] = self->length;
}

/* Puts the width of each cluster on its first character. */
static void
spread_advances (BrvShapedText *self, const BrvShapedRun *run)
{
  gboolean backward = (run->item->analysis.level & 1) != 0;
  guint first = run->first_char;
  guint last = first + run->n_chars - 1;
  guint c = backward ? last : first;

  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    {
      gsize at = (gsize)run->item->offset + (gsize)run->glyphs->log_clusters[i];

      if (backward)
        {
          /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): all are set above. */
          while (c > first && self->offsets[c] > at)
            c--;
        }
      else
        {
          /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): all are set above. */
          while (c < last && self->offsets[c] < at)
            c++;
        }
      self->advances[c] += run->glyphs->glyphs[i].geometry.width;
      self->continues[c] = FALSE;
    }
}

/* Pango spaces letters in its layouts only. */
static void
add_letter_spacing (PangoGlyphString *glyphs, double spacing)
{
  int units = (int)lrint (spacing * PANGO_SCALE);

  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      if (i + 1 == glyphs->num_glyphs || glyphs->log_clusters[i + 1] != glyphs->log_clusters[i])
        glyphs->glyphs[i].geometry.width += units;
    }
}

/* How the two begin in UTF-8, as do a few other signs: a quick look whether there are any. */
#define SINGLE_QUOTES "\342\200"

static gboolean
is_single_quote (gunichar c)
{
  return c == 0x2018 || c == 0x2019;
}

static gboolean
is_double_quote (gunichar c)
{
  return c == 0x201c || c == 0x201d;
}

/* Parts a quotation mark from the one that opens or closes with it. */
static void
part_quotes (const BrvShapedText *self, const BrvShapedRun *run, double size)
{
  int units = (int)lrint (QUOTES_SPACE * size * PANGO_SCALE);

  for (int i = 0; i < run->glyphs->num_glyphs && run->item->analysis.level == 0; i++)
    {
      const char *at = self->text + run->item->offset + run->glyphs->log_clusters[i];
      const char *next = g_utf8_next_char (at);
      gunichar c = g_utf8_get_char (at);

      if (next < self->text + self->length &&
          ((is_single_quote (c) && is_double_quote (g_utf8_get_char (next))) ||
           (is_double_quote (c) && is_single_quote (g_utf8_get_char (next)))))
        run->glyphs->glyphs[i].geometry.width += units;
    }
}

static gboolean
is_missing (PangoGlyph glyph)
{
  return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
}

/* The font's own box is drawn for a letter that it has not, and pango counts with another one. */
static void
widen_missing (BrvShapedText *self, const BrvShapedRun *run)
{
  hb_font_t *font = pango_font_get_hb_font (run->item->analysis.font);

  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    {
      if (!is_missing (run->glyphs->glyphs[i].glyph))
        continue;
      run->glyphs->glyphs[i].geometry.width = hb_font_get_glyph_h_advance (font, 0);
      self->lacks_letters = TRUE;
    }
}

static void
shape_runs (BrvShapedText *self, GList *items, const BrvLook *look)
{
  guint first_char = 0;

  for (GList *l = items; l != NULL; l = l->next)
    {
      BrvShapedRun run = { l->data, pango_glyph_string_new (), first_char, 0 };

      run.n_chars = (guint)run.item->num_chars;
      pango_shape_with_flags (self->text + run.item->offset, run.item->length, self->text,
                              (int)self->length, &run.item->analysis, run.glyphs, PANGO_SHAPE_NONE);
      widen_missing (self, &run);
      if (look->letter_spacing != 0)
        add_letter_spacing (run.glyphs, look->letter_spacing);
      if (self->has_quotes)
        part_quotes (self, &run, look->size);
      for (guint i = first_char; i < first_char + run.n_chars; i++)
        {
          self->run_of[i] = self->runs->len;
          self->continues[i] = TRUE;
        }
      spread_advances (self, &run);
      self->has_ideographs |= brv_ideographs_has (brv_shaped_text_get_char (self, first_char));
      first_char += run.n_chars;
      g_array_append_val (self->runs, run);
    }
}

static void
clear_runs (BrvShapedText *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      pango_item_free (g_array_index (self->runs, BrvShapedRun, i).item);
      pango_glyph_string_free (g_array_index (self->runs, BrvShapedRun, i).glyphs);
    }
  g_array_set_size (self->runs, 0);
}

/* The end of the cluster that begins at a byte of the text. */
static gsize
find_cluster_end (const BrvShapedText *self, gsize start)
{
  guint low = 0;
  guint high = self->n_chars;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->offsets[middle] <= start)
        low = middle + 1;
      else
        high = middle;
    }
  while (low < self->n_chars && self->continues[low])
    low++;
  return self->offsets[low];
}

static void
change_attribute (PangoAttrList *list, PangoAttribute *attribute, BrvRange range)
{
  attribute->start_index = (guint)range.start;
  attribute->end_index = (guint)range.end;
  pango_attr_list_change (list, attribute);
}

/*
 * Asks for the last of the families for scripts where a letter is missing in all: there are faces that
 * draw nothing for such a one, and a blank in a line hides that something is lost.
 */
static void
mark_missing (BrvShapedText *self, BrvFontBook *fonts, const BrvLook *look, PangoAttrList *list)
{
  const char *last = look->scripts != NULL ? strrchr (look->scripts, ',') : NULL;
  const char *family = last != NULL ? brv_font_book_find_family_with (fonts, last + 1, 'a') : NULL;

  for (guint i = 0; family != NULL && i < self->runs->len; i++)
    {
      const BrvShapedRun *run = &g_array_index (self->runs, BrvShapedRun, i);

      for (int k = 0; k < run->glyphs->num_glyphs; k++)
        {
          gsize start = (gsize)run->item->offset + (gsize)run->glyphs->log_clusters[k];
          BrvRange range = { start, find_cluster_end (self, start) };

          if (!is_missing (run->glyphs->glyphs[k].glyph))
            continue;
          change_attribute (list, pango_attr_family_new (family), range);
          /* Without it a neighbour's font would be taken. */
          change_attribute (list, pango_attr_fallback_new (FALSE), range);
        }
    }
}

static void
itemize_and_shape (BrvShapedText *self,
                   BrvFontBook *fonts,
                   const BrvLook *look,
                   PangoAttrList *attributes)
{
  GList *items =
    pango_itemize_with_base_dir (brv_font_book_get_context (fonts),
                                 self->right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR,
                                 self->text, 0, (int)self->length, attributes, NULL);

  clear_runs (self);
  memset (self->advances, 0, sizeof *self->advances * self->n_chars);
  shape_runs (self, items, look);
  g_list_free (items);
}

/*
 * Takes away one of the two blank halves that meet between two signs. The first of the two becomes half
 * as wide: if it opens, the next one's blank half comes to lie below its ink.
 */
static void
close_up (BrvShapedText *self)
{
  for (guint i = 0; i + 1 < self->n_chars; i++)
    {
      const BrvShapedRun *run = brv_shaped_text_get_run_of (self, i);
      BrvSquare square = brv_shaped_text_find_square (self, i);
      BrvSquare next =
        square != BRV_SQUARE_FULL ? brv_shaped_text_find_square (self, i + 1) : BRV_SQUARE_FULL;

      /* In these scripts each character is one glyph, nearly always. */
      if (next == BRV_SQUARE_FULL || (run->item->analysis.level & 1) != 0 ||
          run->glyphs->num_glyphs != run->item->num_chars ||
          (square == BRV_SQUARE_SECOND_HALF && next == BRV_SQUARE_FIRST_HALF))
        continue;
      self->advances[i] /= 2;
      run->glyphs->glyphs[i - run->first_char].geometry.width = self->advances[i];
    }
}

/*
 * A note's number stands in the blank half of the sign before it, with a little gap behind: behind the
 * whole square it would read as one of the next word's.
 */
static void
move_blanks (BrvShapedText *self)
{
  for (guint i = 0; i + 1 < self->n_chars; i++)
    {
      const BrvShapedRun *run = brv_shaped_text_get_run_of (self, i);
      const BrvShapedRun *numbers;
      int gap = (int)lrint (NUMBER_GAP * self->size * PANGO_SCALE);
      guint last = i + 1;

      if (!self->clings[i + 1] || self->clings[i] ||
          brv_shaped_text_find_square (self, i) != BRV_SQUARE_FIRST_HALF ||
          run->glyphs->num_glyphs != run->item->num_chars)
        continue;
      while (last + 1 < self->n_chars && self->clings[last + 1])
        last++;
      numbers = brv_shaped_text_get_run_of (self, last);
      if (((run->item->analysis.level | numbers->item->analysis.level) & 1) != 0 ||
          numbers->glyphs->num_glyphs != numbers->item->num_chars)
        continue;
      self->advances[i] /= 2;
      run->glyphs->glyphs[i - run->first_char].geometry.width = self->advances[i];
      if (last + 1 < self->n_chars &&
          brv_shaped_text_find_square (self, last + 1) != BRV_SQUARE_FULL)
        continue;
      if (self->blanks == NULL)
        self->blanks = g_new0 (int, self->n_chars);
      self->blanks[last] = gap;
      self->advances[last] += gap;
      numbers->glyphs->glyphs[last - numbers->first_char].geometry.width = self->advances[last];
    }
}

static void
find_glue (BrvShapedText *self)
{
  gunichar before = 0;

  for (guint i = 0; i < self->n_chars; i++)
    {
      gunichar c = brv_shaped_text_get_char (self, i);
      float advance = (float)self->advances[i];

      if (c == ' ' || c == 0xa0)
        {
          self->stretches[i] = advance * SPACE_STRETCH;
          self->shrinks[i] = advance * SPACE_SHRINK;
        }
      else if (c < FIRST_UNEXPANDED)
        self->expansions[i] = advance * EXPANSION;
      if (i > 0 && brv_ideographs_has (before) && brv_ideographs_has (c) &&
          self->attributes[i].is_line_break)
        {
          self->stretches[i - 1] = (float)self->advances[i - 1] * IDEOGRAPH_STRETCH;
          self->shrinks[i - 1] = (float)self->advances[i - 1] * IDEOGRAPH_SHRINK;
        }
      before = c;
    }
}

static void
find_numbers (BrvShapedText *self, const BrvInlineText *text)
{
  guint at = 0;

  for (guint i = 0; i < text->inlines->len; i++)
    {
      const BrvInline *piece = &g_array_index (text->inlines, BrvInline, i);

      for (; at < self->n_chars && self->offsets[at] < piece->range.end; at++)
        self->clings[at] = piece->kind == BRV_INLINE_NUMBER;
    }
}

/**
 * brv_shaped_text_runs_backward:
 * @text: a paragraph
 * @length: its bytes
 * @language: (nullable): a BCP 47 tag: it decides where there is no letter, as in a number
 *
 * Says which way a paragraph runs: the way of its first letter, or of a mark that says so.
 *
 * Source: Unicode Standard Annex #9, rules P2 and P3.
 *
 * Returns: whether it runs from right to left
 */
gboolean
brv_shaped_text_runs_backward (const char *text, gsize length, const char *language)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == RIGHT_TO_LEFT_MARK || c == LEFT_TO_RIGHT_MARK)
        return c == RIGHT_TO_LEFT_MARK;
      if (g_unichar_isalpha (c))
        return is_backward_script (g_unichar_get_script (c));
    }
  return brv_words_language_runs_backward (language);
}

/**
 * brv_shaped_text_new:
 * @fonts: a font book
 * @text: what to shape; it must outlive the result and not be empty
 * @look: how it looks
 * @language: (nullable): a BCP 47 tag
 *
 * Finds the glyphs of a paragraph, with fonts, scripts and directions as the text needs them.
 *
 * Returns: (transfer full): the shaped text
 */
BrvShapedText *
brv_shaped_text_new (BrvFontBook *fonts,
                     const BrvInlineText *text,
                     const BrvLook *look,
                     const char *language)
{
  BrvShapedText *self = g_new0 (BrvShapedText, 1);
  PangoAttrList *attributes = brv_text_attributes_new (fonts, text, look, language);

  self->text = text->text->str;
  self->length = text->text->len;
  self->n_chars = (guint)g_utf8_strlen (self->text, (gssize)self->length);
  self->offsets = g_new (gsize, self->n_chars + 1);
  self->advances = g_new0 (int, self->n_chars + 1);
  self->stretches = g_new0 (float, self->n_chars + 1);
  self->shrinks = g_new0 (float, self->n_chars + 1);
  self->expansions = g_new0 (float, self->n_chars + 1);
  self->run_of = g_new0 (guint, self->n_chars + 1);
  self->continues = g_new0 (gboolean, self->n_chars + 1);
  self->clings = g_new0 (gboolean, self->n_chars + 1);
  self->attributes = g_new0 (PangoLogAttr, self->n_chars + 1);
  self->runs = g_array_new (FALSE, FALSE, sizeof (BrvShapedRun));
  self->size = look->size;
  self->binds_letters = binds_letters (language);
  self->stops = brv_ideographs_find_stops (language);
  find_offsets (self);
  find_numbers (self, text);
  self->has_quotes = strstr (self->text, SINGLE_QUOTES) != NULL;

  self->right_to_left = brv_shaped_text_runs_backward (self->text, self->length, language);
  pango_get_log_attrs (self->text, (int)self->length, -1,
                       pango_language_from_string (language != NULL ? language : "en"),
                       self->attributes, (int)self->n_chars + 1);
  itemize_and_shape (self, fonts, look, attributes);
  if (self->lacks_letters)
    {
      mark_missing (self, fonts, look, attributes);
      itemize_and_shape (self, fonts, look, attributes);
    }
  if (self->has_ideographs)
    {
      close_up (self);
      move_blanks (self);
    }
  find_glue (self);
  pango_attr_list_unref (attributes);
  return self;
}

/**
 * brv_shaped_text_free:
 * @self: (transfer full): a shaped text
 *
 * Frees it.
 */
void
brv_shaped_text_free (BrvShapedText *self)
{
  g_return_if_fail (self != NULL);

  clear_runs (self);
  g_array_unref (self->runs);
  g_free (self->offsets);
  g_free (self->advances);
  g_free (self->stretches);
  g_free (self->shrinks);
  g_free (self->expansions);
  g_free (self->run_of);
  g_free (self->continues);
  g_free (self->clings);
  g_free (self->blanks);
  g_free (self->attributes);
  g_free (self);
}

/**
 * brv_shaped_text_get_char:
 * @self: a shaped text
 * @index: the index of a character
 *
 * Returns: the character
 */
gunichar
brv_shaped_text_get_char (const BrvShapedText *self, guint index)
{
  return g_utf8_get_char (self->text + self->offsets[index]);
}

/**
 * brv_shaped_text_find_square:
 * @self: a shaped text
 * @index: the index of a character
 *
 * Returns: which half of the character's square is blank, if it fills one
 */
BrvSquare
brv_shaped_text_find_square (const BrvShapedText *self, guint index)
{
  if (self->advances[index] < SQUARE * self->size * PANGO_SCALE)
    return BRV_SQUARE_FULL;
  return brv_ideographs_get_square (brv_shaped_text_get_char (self, index), self->stops);
}

/**
 * brv_shaped_text_get_run_of:
 * @self: a shaped text
 * @index: the index of a character
 *
 * Returns: the run that the character belongs to
 */
const BrvShapedRun *
brv_shaped_text_get_run_of (const BrvShapedText *self, guint index)
{
  return &g_array_index (self->runs, BrvShapedRun, self->run_of[index]);
}

/**
 * brv_shaped_text_measure:
 * @self: a shaped text
 * @run: the index of a run
 * @text: letters
 * @length: their bytes
 *
 * Measures letters in the font of a run.
 *
 * Returns: their width, in pango units
 */
int
brv_shaped_text_measure (const BrvShapedText *self, guint run, const char *text, gsize length)
{
  PangoGlyphString *glyphs = pango_glyph_string_new ();
  const PangoItem *item = g_array_index (self->runs, BrvShapedRun, run).item;
  int width;

  pango_shape_with_flags (text, (int)length, text, (int)length, &item->analysis, glyphs,
                          PANGO_SHAPE_NONE);
  width = pango_glyph_string_get_width (glyphs);
  pango_glyph_string_free (glyphs);
  return width;
}
