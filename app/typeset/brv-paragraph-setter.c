/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-paragraph-setter.h"

#include <math.h>
#include <string.h>

#include "typeset/brv-fallback-paragraph.h"
#include "typeset/brv-line-setter.h"

/* Badness accepted without and with hyphens, as plain TeX (\pretolerance, \tolerance). */
#define TOLERANCE            100.0
#define TOLERANCE_HYPHENATED 200.0

/* Of two hyphens in a row, as plain TeX (\doublehyphendemerits). */
#define TWO_HYPHENS_DEMERITS 10000.0

/*
 * The uncapped third pass would rather divide every word of a narrow column than space one line
 * badly: up to seven hyphens in a row. So hyphens cost more there. Measured at 65 mm on 200
 * paragraphs: 19 hyphens in 100 lines instead of 25, never three in a row, and still a third of
 * the uneven spacing that pdfTeX has with microtype.
 */
#define HYPHEN_DEMERITS_UNCAPPED      350000.0
#define TWO_HYPHENS_DEMERITS_UNCAPPED 350000.0
#define LADDER_DEMERITS               1e9

/* How far, in ems, ragged lines may end from the margin before it counts as bad. */
#define RAG 5.0

/* Lines of about the same length rather end with a clause than with an article or a preposition, for
 * which they may be wider by this part. */
#define ILL_END_PENALTY    120.0
#define COMMON_END_PENALTY 40.0
#define MOST_WIDER         0.3
#define N_WIDTHS_TRIED     12

struct _BrvParagraphSetter
{
  BrvFontBook *fonts;      /* borrowed */
  GHashTable *hyphenators; /* language → BrvHyphenator */
};

static BrvHyphenator *
find_hyphenator (BrvParagraphSetter *self, const char *language)
{
  const char *known = language != NULL ? language : "";
  BrvHyphenator *hyphenator = g_hash_table_lookup (self->hyphenators, known);

  if (hyphenator == NULL)
    {
      hyphenator = brv_hyphenator_new (language);
      g_hash_table_insert (self->hyphenators, g_strdup (known), hyphenator);
    }
  return brv_hyphenator_has_dictionary (hyphenator) ? hyphenator : NULL;
}

/* Whether three lines in a row end with a hyphen. */
static gboolean
has_ladder (const BrvBreakPoints *points, const guint *breaks, guint n_lines)
{
  guint n_hyphens = 0;

  for (guint i = 0; i < n_lines && n_hyphens < 3; i++)
    {
      if (g_array_index (points->points, BrvBreakPoint, breaks[i]).flagged)
        n_hyphens++;
      else
        n_hyphens = 0;
    }
  return n_hyphens >= 3;
}

static guint
run_breaker (const BrvBreakPoints *points, const BrvLineBreakSettings *settings, guint *breaks)
{
  return brv_line_breaker_run ((const BrvBreakPoint *)(void *)points->points->data,
                               points->points->len, settings, breaks);
}

static gboolean
sticks_out (const BrvBreakPoints *points, const guint *breaks, guint n_lines, double width)
{
  const BrvBreakPoint *start = &g_array_index (points->points, BrvBreakPoint, 0);

  for (guint i = 0; i < n_lines; i++)
    {
      const BrvBreakPoint *end = &g_array_index (points->points, BrvBreakPoint, breaks[i]);

      if (end->end_width - start->start_width + end->extra - start->lead > width)
        return TRUE;
      start = end;
    }
  return FALSE;
}

static gboolean
divides_address (const BrvBreakPoints *points, const guint *breaks, guint n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    {
      const BrvBreakPoint *end = &g_array_index (points->points, BrvBreakPoint, breaks[i]);

      if (end->penalty > 0 && !end->flagged)
        return TRUE;
    }
  return FALSE;
}

/* Ragged lines rather end far from the margin than in an address: how far is left to the penalties. */
static guint
break_lines (const BrvBreakPoints *points, BrvLineBreakSettings settings, guint *breaks)
{
  guint n_lines = run_breaker (points, &settings, breaks);

  if (settings.line_stretch <= 0 || !divides_address (points, breaks, n_lines))
    return n_lines;
  settings.tolerance = INFINITY;
  return run_breaker (points, &settings, breaks);
}

/* A last line of one short word looks lost: it is worth a hyphen or some looser lines. */
static gboolean
ends_short (const BrvBreakPoints *points, const guint *breaks, guint n_lines, double width)
{
  const BrvBreakPoint *start;
  const BrvBreakPoint *end;

  if (n_lines < 2)
    return FALSE;
  start = &g_array_index (points->points, BrvBreakPoint, breaks[n_lines - 2]);
  end = &g_array_index (points->points, BrvBreakPoint, breaks[n_lines - 1]);
  return end->end_width - start->start_width < BRV_LINE_BREAKER_SHORT_LAST_LINE * width;
}

/* A colon or a dash. */
static gboolean
parts_sense (gunichar c)
{
  return c == ':' || c == 0xff1a || c == 0x2013 || c == 0x2014;
}

/* What parts the phrases of a script without spaces, where any two letters may be parted else. */
static gboolean
parts_phrases (gunichar c)
{
  return c == 0xff0c || c == 0xff1b || c == 0x3001 || c == 0x3002;
}

static double
find_longer_line (const BrvBreakPoints *points, guint first_break)
{
  const BrvBreakPoint *start = &g_array_index (points->points, BrvBreakPoint, 0);
  const BrvBreakPoint *middle = &g_array_index (points->points, BrvBreakPoint, first_break);
  const BrvBreakPoint *end =
    &g_array_index (points->points, BrvBreakPoint, points->points->len - 1);

  return MAX (middle->end_width - start->start_width, end->end_width - middle->start_width);
}

/* A title of two lines breaks best where its sense does: after the first colon or dash, or else after
 * the comma that parts it most evenly. */
static gboolean
break_by_sense (const BrvShapedText *text,
                const BrvBreakPoints *points,
                const BrvLineBreakSettings *settings,
                guint *breaks)
{
  guint last = points->points->len - 1;
  guint found = 0;

  for (guint i = 1; i < last; i++)
    {
      guint end = g_array_index (points->places, BrvBreakPlace, i).end;
      gunichar c = end > 0 ? brv_shaped_text_get_char (text, end - 1) : 0;
      guint tried[2] = { i, last };

      if ((!parts_sense (c) && !parts_phrases (c)) ||
          sticks_out (points, tried, 2, MIN (settings->width, settings->first_width)))
        continue;
      if (parts_sense (c) || found == 0 ||
          find_longer_line (points, i) < find_longer_line (points, found))
        found = i;
      if (parts_sense (c))
        break;
    }
  if (found == 0)
    return FALSE;
  breaks[0] = found;
  breaks[1] = last;
  return TRUE;
}

/* Whether a line would end with a word of one or two small letters. */
static gboolean
ends_ill (const BrvShapedText *text, const BrvBreakPoints *points, guint point)
{
  guint end = g_array_index (points->places, BrvBreakPlace, point).end;
  guint n_letters = 0;

  while (n_letters < end && n_letters < 3 &&
         g_unichar_islower (brv_shaped_text_get_char (text, end - 1 - n_letters)))
    n_letters++;
  return n_letters > 0 && n_letters < 3 &&
         (n_letters == end ||
          g_unichar_isspace (brv_shaped_text_get_char (text, end - 1 - n_letters)));
}

static guint
count_ill_ends (const BrvShapedText *text,
                const BrvBreakPoints *points,
                const guint *breaks,
                guint n_lines)
{
  guint n = 0;

  for (guint i = 0; i + 1 < n_lines; i++)
    n += ends_ill (text, points, breaks[i]);
  return n;
}

static gboolean
ends_clause (const BrvShapedText *text, const BrvBreakPoints *points, guint point)
{
  guint end = g_array_index (points->places, BrvBreakPlace, point).end;
  gunichar c = end > 0 ? brv_shaped_text_get_char (text, end - 1) : 0;

  return c == '.' || c == ',' || c == ';' || c == ':' || c == '?' || c == '!';
}

static void
price_ends (const BrvShapedText *text, BrvBreakPoints *points)
{
  for (guint i = 1; i + 1 < points->points->len; i++)
    {
      BrvBreakPoint *point = &g_array_index (points->points, BrvBreakPoint, i);

      if (ends_ill (text, points, i))
        point->penalty = MAX (point->penalty, ILL_END_PENALTY);
      else if (!ends_clause (text, points, i))
        point->penalty = MAX (point->penalty, COMMON_END_PENALTY);
    }
}

/* Widens lines of about the same length a little where fewer of them would then end ill. */
static void
mend_ends (const BrvShapedText *text,
           BrvBreakPoints *points,
           BrvLineBreakSettings settings,
           double widest,
           guint n_lines,
           guint *breaks)
{
  guint n_ill = count_ill_ends (text, points, breaks, n_lines);
  double indent = settings.width - settings.first_width;
  double narrowest = settings.width;
  g_autofree guint *tried = NULL;

  if (n_ill == 0)
    return;
  tried = g_new (guint, points->points->len);
  widest = MIN (widest, narrowest * (1 + MOST_WIDER));
  price_ends (text, points);
  for (guint i = 0; i < N_WIDTHS_TRIED && n_ill > 0; i++)
    {
      guint n;

      settings.width = narrowest + (widest - narrowest) * i / (N_WIDTHS_TRIED - 1);
      settings.first_width = settings.width - indent;
      if (run_breaker (points, &settings, tried) != n_lines ||
          sticks_out (points, tried, n_lines, settings.width))
        continue;
      n = count_ill_ends (text, points, tried, n_lines);
      if (n < n_ill)
        memcpy (breaks, tried, n_lines * sizeof *breaks);
      n_ill = MIN (n_ill, n);
    }
}

/* Narrows the lines as far as their number stays: then they are of about the same length. */
static guint
balance_lines (const BrvShapedText *text,
               BrvBreakPoints *points,
               BrvLineBreakSettings settings,
               guint n_lines,
               guint *breaks)
{
  g_autofree guint *tried = g_new (guint, points->points->len);
  double widest = settings.width;
  double too_narrow = widest / n_lines / 2;

  if (n_lines == 2 && break_by_sense (text, points, &settings, breaks))
    return n_lines;
  while (n_lines > 1 && settings.width - too_narrow > PANGO_SCALE)
    {
      BrvLineBreakSettings narrower = settings;

      narrower.width = (settings.width + too_narrow) / 2;
      narrower.first_width = settings.first_width - settings.width + narrower.width;
      if (run_breaker (points, &narrower, tried) == n_lines &&
          !sticks_out (points, tried, n_lines, narrower.width))
        {
          memcpy (breaks, tried, n_lines * sizeof *breaks);
          settings = narrower;
        }
      else
        too_narrow = narrower.width;
    }
  mend_ends (text, points, settings, widest, n_lines, breaks);
  return n_lines;
}

/* The places at which a paragraph's lines may end, and those at which they do. */
typedef struct
{
  BrvBreakPoints *points;
  guint *breaks;
} Breaks;

static void
breaks_clear (Breaks *self)
{
  g_clear_pointer (&self->points, brv_break_points_free);
  g_clear_pointer (&self->breaks, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Breaks, breaks_clear)

static void
breaks_find_points (Breaks *self,
                    const BrvShapedText *shaped,
                    BrvHyphenator *hyphenator,
                    BrvDivided divided,
                    const BrvLineBreakSettings *settings)
{
  breaks_clear (self);
  self->points =
    brv_break_points_new (shaped, hyphenator, divided, MIN (settings->width, settings->first_width),
                          settings->line_stretch > 0);
  self->breaks = g_new (guint, self->points->points->len);
}

static BrvLineBreakSettings
make_settings (const BrvLook *look, double measure)
{
  double width = measure - look->indent - look->indent_end;
  BrvLineBreakSettings settings = { .width = width * PANGO_SCALE,
                                    .first_width = (width - look->first_line) * PANGO_SCALE,
                                    .tolerance = TOLERANCE,
                                    .two_hyphens = TWO_HYPHENS_DEMERITS,
                                    .ladder = LADDER_DEMERITS };

  if (look->align != BRV_ALIGN_JUSTIFY)
    settings.line_stretch = RAG * look->size * PANGO_SCALE;
  return settings;
}

/* Chooses breaks in up to three passes: without hyphens, with them, and as good as it gets. A word that is
 * wider than a line has hyphens in each pass, and wherever words are not divided otherwise. */
static guint
choose_breaks (BrvParagraphSetter *self,
               const BrvShapedText *shaped,
               const BrvLook *look,
               const char *language,
               double measure,
               Breaks *found)
{
  BrvLineBreakSettings settings = make_settings (look, measure);
  BrvHyphenator *hyphenator = NULL;
  guint n_lines;

  breaks_find_points (found, shaped, NULL, BRV_DIVIDED_WIDE, &settings);
  if (found->points->has_wide)
    hyphenator = find_hyphenator (self, language);
  if (hyphenator != NULL)
    breaks_find_points (found, shaped, hyphenator, BRV_DIVIDED_WIDE, &settings);
  n_lines = break_lines (found->points, settings, found->breaks);
  if (n_lines > 0 && !ends_short (found->points, found->breaks, n_lines, settings.width))
    return look->balance ? balance_lines (shaped, found->points, settings, n_lines, found->breaks)
                         : n_lines;
  if (look->hyphenate)
    hyphenator = find_hyphenator (self, language);
  if (look->hyphenate && hyphenator != NULL)
    breaks_find_points (found, shaped, hyphenator, BRV_DIVIDED_ALL, &settings);
  settings.tolerance = TOLERANCE_HYPHENATED;
  n_lines = break_lines (found->points, settings, found->breaks);
  if (n_lines > 0 && look->balance)
    return balance_lines (shaped, found->points, settings, n_lines, found->breaks);
  if (n_lines > 0 && !has_ladder (found->points, found->breaks, n_lines))
    return n_lines;
  settings.tolerance = INFINITY;
  settings.hyphen = HYPHEN_DEMERITS_UNCAPPED;
  settings.two_hyphens = TWO_HYPHENS_DEMERITS_UNCAPPED;
  return run_breaker (found->points, &settings, found->breaks);
}

/**
 * brv_paragraph_setter_new:
 * @fonts: the font book; it must outlive the setter
 *
 * Returns: (transfer full): a setter
 */
BrvParagraphSetter *
brv_paragraph_setter_new (BrvFontBook *fonts)
{
  BrvParagraphSetter *self;

  g_return_val_if_fail (fonts != NULL, NULL);

  self = g_new0 (BrvParagraphSetter, 1);
  self->fonts = fonts;
  self->hyphenators =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)brv_hyphenator_free);
  return self;
}

/**
 * brv_paragraph_setter_free:
 * @self: (transfer full): a setter
 *
 * Frees it; paragraphs that it set stay.
 */
void
brv_paragraph_setter_free (BrvParagraphSetter *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->hyphenators);
  g_free (self);
}

/**
 * brv_paragraph_setter_get_fonts:
 * @self: a setter
 *
 * Returns: (transfer none): the font book, by whose indices paragraphs name their fonts
 */
BrvFontBook *
brv_paragraph_setter_get_fonts (BrvParagraphSetter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fonts;
}

/**
 * brv_paragraph_setter_run:
 * @self: a setter
 * @text: the text
 * @look: how it looks
 * @language: (nullable): a BCP 47 tag
 * @measure: the width of the column
 *
 * Sets a paragraph: finds its glyphs and breaks it into lines.
 *
 * Returns: (transfer full): the paragraph; one without text has no lines
 */
BrvParagraph *
brv_paragraph_setter_run (BrvParagraphSetter *self,
                          const BrvInlineText *text,
                          const BrvLook *look,
                          const char *language,
                          double measure)
{
  g_autoptr (BrvShapedText) shaped = NULL;
  g_auto (Breaks) found = { NULL, NULL };
  BrvParagraph *paragraph;
  guint n_lines;

  if (text->text->len == 0)
    return brv_paragraph_new (measure);
  shaped = brv_shaped_text_new (self->fonts, text, look, language);
  if (brv_fallback_paragraph_is_needed (shaped, language))
    return brv_fallback_paragraph_new (self->fonts, text, look, language, measure);
  n_lines = choose_breaks (self, shaped, look, language, measure, &found);
  paragraph = brv_paragraph_new (measure);
  paragraph->right_to_left = shaped->right_to_left;
  brv_line_setter_run (paragraph, self->fonts, text, shaped, found.points, found.breaks, n_lines,
                       look);
  return paragraph;
}
