/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-break-points.h"

#include <string.h>

#include "typeset/brv-break-rules.h"

#define HYPHEN_PENALTY 50.0 /* as plain TeX */

/* An address may be divided, but rather not; in ragged text, whose lines may be short instead, only
 * where one would end farther from the margin than one and a half, or twice, the rag. */
#define ADDRESS_PENALTY             80.0
#define ADDRESS_PENALTY_POOR        400.0
#define ADDRESS_PENALTY_RAGGED      400.0
#define ADDRESS_PENALTY_RAGGED_POOR 800.0

/* As bad as a ragged line that ends two and a half times the rag from the margin. */
#define ADDRESS_PENALTY_SCHEME 1500.0

/* A break inside what cannot be broken, so that nothing ever sticks out of the measure. */
#define EMERGENCY_PENALTY 5000.0

#define SOFT_HYPHEN 0xad

/* Longer than all patterns by which words are divided. */
#define PART_OVERLAP 15

typedef enum
{
  BREAK_NONE,
  BREAK_SPACE,
  BREAK_HYPHEN,
  BREAK_SOFT_HYPHEN,
  BREAK_ADDRESS,
  BREAK_ADDRESS_POOR,
  BREAK_ADDRESS_SCHEME,
  BREAK_EMERGENCY,
  BREAK_FORCED,
} BreakKind;

/* Sums of the lengths before each character. */
typedef struct
{
  double *widths;
  double *stretches;
  double *shrinks;
  double *glyphs;   /* of these, what glyphs give */
  guint hyphen_run; /* whose font's hyphen is so wide; or NO_RUN */
  int hyphen_width;
} Sums;

#define NO_RUN G_MAXUINT

/**
 * brv_break_points_hang:
 * @c: the first or last character of a line
 * @at_start: whether it is the first
 *
 * Says which share of a character's width hangs out of the margin, so that the margin looks
 * straight to the eye.
 *
 * Source: the default settings of the LaTeX package microtype (R. Schlicht); square brackets, which
 * passages begin with that were cut, stand straighter so.
 *
 * Returns: a share in [0, 1]
 */
double
brv_break_points_hang (gunichar c, gboolean at_start)
{
  switch (c)
    {
    case '.':
    case ',':
      return at_start ? 0 : 0.7;
    case ';':
    case ':':
      return at_start ? 0 : 0.5;
    case '!':
    case '?':
      return at_start ? 0 : 0.2;
    case '-':
    case 0x2010:
      return at_start ? 0 : 0.5;
    case 0x2013:
    case 0x2014:
      return 0.25;
    case 0x2018:
    case 0x2019:
    case 0x201c:
    case 0x201d:
      return 0.6;
    case '(':
    case ')':
      return 0.1;
    case '[':
    case ']':
      return 0.2;
    case 'A':
    case 'T':
    case 'V':
    case 'W':
    case 'Y':
      return 0.05;
    default:
      return 0;
    }
}

/**
 * brv_break_points_find_hang:
 * @text: a shaped text
 * @index: the index of the first or last character of a line
 * @at_start: whether it is the first
 *
 * Says how far a character hangs out of the margin: as brv_break_points_hang() has it, and the blank half
 * of a square wholly.
 *
 * Returns: a length in pango units
 */
double
brv_break_points_find_hang (const BrvShapedText *text, guint index, gboolean at_start)
{
  BrvSquare square =
    text->has_ideographs ? brv_shaped_text_find_square (text, index) : BRV_SQUARE_FULL;

  if (text->blanks != NULL && !at_start && text->blanks[index] > 0)
    return text->blanks[index];
  if (square != BRV_SQUARE_FULL)
    return square == (at_start ? BRV_SQUARE_SECOND_HALF : BRV_SQUARE_FIRST_HALF)
             ? 0.5 * text->advances[index]
             : 0;
  return text->advances[index] *
         brv_break_points_hang (brv_shaped_text_get_char (text, index), at_start);
}

static void
mark_spaces (const BrvShapedText *text, guint8 *kinds)
{
  for (guint i = 1; i < text->n_chars; i++)
    {
      if (text->attributes[i].is_mandatory_break)
        kinds[i] = BREAK_FORCED;
      else if (text->attributes[i].is_line_break && !brv_break_rules_forbid (text, i))
        kinds[i] =
          brv_shaped_text_get_char (text, i - 1) == SOFT_HYPHEN ? BREAK_SOFT_HYPHEN : BREAK_SPACE;
    }
}

static void
mark_addresses (const BrvShapedText *text, guint8 *kinds)
{
  static const BreakKind address_kinds[] = {
    [BRV_ADDRESS_BREAK_NONE] = BREAK_NONE,
    [BRV_ADDRESS_BREAK_GOOD] = BREAK_ADDRESS,
    [BRV_ADDRESS_BREAK_POOR] = BREAK_ADDRESS_POOR,
    [BRV_ADDRESS_BREAK_SCHEME] = BREAK_ADDRESS_SCHEME,
  };
  guint i = 0;

  while (i < text->n_chars)
    {
      guint end = brv_break_rules_find_address_end (text, i);

      for (guint j = i + 1; j < end; j++)
        kinds[j] = address_kinds[brv_break_rules_divide_address (text, j)];
      i = MAX (end, i + 1);
    }
}

/* Words that are longer than the hyphenator takes are shown to it in parts that overlap, as letters beyond
 * a part's edge count near it. */
static void
mark_word (
  const BrvShapedText *text, BrvHyphenator *hyphenator, guint start, guint end, guint8 *kinds)
{
  guint to = start;

  for (guint from = start; to < end; from += BRV_HYPHENATOR_MAX_CHARS - 2 * PART_OVERLAP)
    {
      guint64 places;

      to = MIN (from + BRV_HYPHENATOR_MAX_CHARS, end);
      places = brv_hyphenator_divide (hyphenator, text->text + text->offsets[from],
                                      text->offsets[to] - text->offsets[from]);
      for (guint i = from == start ? start + 1 : from + PART_OVERLAP;
           i < (to == end ? end : to - PART_OVERLAP); i++)
        {
          if ((places >> (i - from) & 1) != 0 && text->run_of[i] == text->run_of[i - 1] &&
              kinds[i] == BREAK_NONE)
            kinds[i] = BREAK_HYPHEN;
        }
    }
}

/* @wide: (nullable): tells the characters whose words are divided; %NULL: all are */
static void
mark_hyphens (const BrvShapedText *text,
              BrvHyphenator *hyphenator,
              const gboolean *wide,
              guint8 *kinds)
{
  guint i = 0;

  while (i < text->n_chars)
    {
      guint start = i;
      guint address_end = brv_break_rules_find_address_end (text, i);

      if (address_end > i)
        {
          i = address_end;
          continue;
        }
      while (i < text->n_chars && g_unichar_isalpha (brv_shaped_text_get_char (text, i)))
        i++;
      if (i == start)
        i++;
      else if (wide == NULL || wide[start])
        mark_word (text, hyphenator, start, i, kinds);
    }
}

/* A note's number never begins a line, whatever stands before it, and is not divided. */
static void
bind_numbers (const BrvShapedText *text, guint8 *kinds)
{
  for (guint i = 1; i < text->n_chars; i++)
    {
      if (text->clings[i] && kinds[i] != BREAK_FORCED)
        kinds[i] = BREAK_NONE;
    }
}

static gboolean
is_hyphen (BreakKind kind)
{
  return kind == BREAK_HYPHEN || kind == BREAK_SOFT_HYPHEN;
}

static void
set_sums (BrvBreakPoint *point, const BrvShapedText *text, const Sums *sums, guint end, guint start)
{
  point->end_width = sums->widths[end];
  point->end_stretch = sums->stretches[end];
  point->end_shrink = sums->shrinks[end];
  point->end_glyphs = sums->glyphs[end];
  /* The gap after a line's last ideograph is not part of the line. */
  if (end > 0 && text->stretches[end - 1] > 0 && !text->attributes[end - 1].is_white)
    {
      point->end_stretch -= (double)text->stretches[end - 1];
      point->end_shrink -= (double)text->shrinks[end - 1];
    }
  point->start_width = sums->widths[start];
  point->start_stretch = sums->stretches[start];
  point->start_shrink = sums->shrinks[start];
  point->start_glyphs = sums->glyphs[start];
}

/* A ligature that straddles the break is shown in two halves. */
static void
split_ligature (BrvBreakPoint *point, const BrvShapedText *text, const Sums *sums, guint at)
{
  guint first = at;
  guint next = at;
  const gsize *offsets = text->offsets;

  while (first > 0 && text->continues[first])
    first--;
  while (next < text->n_chars && text->continues[next])
    next++;
  point->end_width = sums->widths[first] + brv_shaped_text_measure (text, text->run_of[at],
                                                                    text->text + offsets[first],
                                                                    offsets[at] - offsets[first]);
  point->start_width =
    sums->widths[next] - brv_shaped_text_measure (text, text->run_of[at], text->text + offsets[at],
                                                  offsets[next] - offsets[at]);
}

/* The words of a run share their hyphen: it is measured once for all. */
static int
measure_hyphen (const BrvShapedText *text, Sums *sums, guint run)
{
  if (sums->hyphen_run != run)
    sums->hyphen_width =
      brv_shaped_text_measure (text, run, BRV_INSERTED_HYPHEN, strlen (BRV_INSERTED_HYPHEN));
  sums->hyphen_run = run;
  return sums->hyphen_width;
}

/* Whether what stands between two neighbouring breaks is wider than a line. */
static gboolean
is_wide (
  const BrvShapedText *text, Sums *sums, guint start, guint end, double width, const guint8 *kinds)
{
  double natural = sums->widths[end] - sums->widths[start];
  gboolean is_divided = is_hyphen (kinds[end]);
  guint shown = end;

  if (is_divided)
    natural += measure_hyphen (text, sums, text->run_of[end - 1]);
  if (natural <= width)
    return FALSE;
  while (shown > start + 1 && text->attributes[shown - 1].is_white)
    shown--;
  natural -= sums->widths[end] - sums->widths[shown];
  if (!is_divided)
    natural -= brv_break_points_find_hang (text, shown - 1, FALSE);
  return natural > width;
}

/* Tells the characters of the stretches without a break that are wider than a line. */
static gboolean *
find_wide (const BrvShapedText *text, Sums *sums, double width, const guint8 *kinds)
{
  gboolean *wide = NULL;
  guint start = 0;

  for (guint i = 1; i <= text->n_chars; i++)
    {
      if (i < text->n_chars && kinds[i] == BREAK_NONE)
        continue;
      if (is_wide (text, sums, start, i, width, kinds))
        {
          if (wide == NULL)
            wide = g_new0 (gboolean, text->n_chars);
          for (guint j = start; j < i; j++)
            wide[j] = TRUE;
        }
      start = i;
    }
  return wide;
}

/* Every letter of what is too wide and cannot be divided otherwise may end a line. */
static void
mark_emergencies (const BrvShapedText *text, const gboolean *wide, guint8 *kinds)
{
  for (guint i = 1; i < text->n_chars; i++)
    {
      if (wide[i - 1] && wide[i] && kinds[i] == BREAK_NONE &&
          text->attributes[i].is_cursor_position && !text->continues[i] && !text->clings[i] &&
          !text->attributes[i - 1].is_white && !text->attributes[i].is_white)
        kinds[i] = BREAK_EMERGENCY;
    }
}

static double
find_penalty (BreakKind kind, gboolean is_ragged)
{
  switch (kind)
    {
    case BREAK_HYPHEN:
    case BREAK_SOFT_HYPHEN:
      return HYPHEN_PENALTY;
    case BREAK_ADDRESS:
      return is_ragged ? ADDRESS_PENALTY_RAGGED : ADDRESS_PENALTY;
    case BREAK_ADDRESS_POOR:
      return is_ragged ? ADDRESS_PENALTY_RAGGED_POOR : ADDRESS_PENALTY_POOR;
    case BREAK_ADDRESS_SCHEME:
      return ADDRESS_PENALTY_SCHEME;
    case BREAK_EMERGENCY:
      return EMERGENCY_PENALTY;
    case BREAK_NONE:
    case BREAK_SPACE:
    case BREAK_FORCED:
    default:
      return 0;
    }
}

static void
add_point (BrvBreakPoints *self,
           const BrvShapedText *text,
           Sums *sums,
           guint at,
           BreakKind kind,
           gboolean is_ragged)
{
  BrvBreakPlace place = { at, at, is_hyphen (kind) };
  BrvBreakPoint point = { 0 };

  while (place.end > 0 && !place.hyphen && text->attributes[place.end - 1].is_white)
    place.end--;
  set_sums (&point, text, sums, place.end, place.start);
  point.forced = kind == BREAK_FORCED;
  point.flagged = place.hyphen;
  point.penalty = find_penalty (kind, is_ragged);
  if (place.hyphen)
    {
      int width = measure_hyphen (text, sums, text->run_of[at - 1]);

      if (text->continues[at])
        split_ligature (&point, text, sums, at);
      point.extra = width * (1 - brv_break_points_hang ('-', FALSE));
    }
  else if (place.end > 0)
    {
      gunichar last = brv_shaped_text_get_char (text, place.end - 1);

      /* A hyphen of the text's own looks the same at a line's end. */
      if (kind == BREAK_SPACE && last == '-')
        {
          point.flagged = TRUE;
          point.penalty = HYPHEN_PENALTY;
        }
      point.extra = -brv_break_points_find_hang (text, place.end - 1, FALSE);
    }
  if (!place.hyphen && at < text->n_chars)
    point.lead = brv_break_points_find_hang (text, at, TRUE);
  g_array_append_val (self->points, point);
  g_array_append_val (self->places, place);
}

static void
find_sums (const BrvShapedText *text, Sums *sums)
{
  sums->widths = g_new (double, ((gsize)text->n_chars + 1) * 4);
  sums->stretches = sums->widths + text->n_chars + 1;
  sums->shrinks = sums->stretches + text->n_chars + 1;
  sums->glyphs = sums->shrinks + text->n_chars + 1;
  sums->widths[0] = sums->stretches[0] = sums->shrinks[0] = sums->glyphs[0] = 0;
  sums->hyphen_run = NO_RUN;
  for (guint i = 0; i < text->n_chars; i++)
    {
      sums->widths[i + 1] = sums->widths[i] + text->advances[i];
      sums->stretches[i + 1] =
        sums->stretches[i] + (double)(text->stretches[i] + text->expansions[i]);
      sums->glyphs[i + 1] = sums->glyphs[i] + (double)text->expansions[i];
      sums->shrinks[i + 1] = sums->shrinks[i] + (double)(text->shrinks[i] + text->expansions[i]);
    }
}

/* Finds what kind of break, if any, is before each character. */
static guint8 *
find_kinds (BrvBreakPoints *self,
            const BrvShapedText *text,
            BrvHyphenator *hyphenator,
            BrvDivided divided,
            double width,
            Sums *sums)
{
  guint8 *kinds = g_new0 (guint8, text->n_chars + 1);
  g_autofree gboolean *wide = NULL;

  mark_spaces (text, kinds);
  mark_addresses (text, kinds);
  if (hyphenator != NULL && divided == BRV_DIVIDED_ALL)
    mark_hyphens (text, hyphenator, NULL, kinds);
  bind_numbers (text, kinds);
  wide = find_wide (text, sums, width, kinds);
  self->has_wide = wide != NULL;
  if (wide != NULL && hyphenator != NULL && divided == BRV_DIVIDED_WIDE)
    {
      mark_hyphens (text, hyphenator, wide, kinds);
      g_free (wide);
      wide = find_wide (text, sums, width, kinds);
    }
  if (wide != NULL)
    mark_emergencies (text, wide, kinds);
  return kinds;
}

/**
 * brv_break_points_new:
 * @text: a shaped text
 * @hyphenator: (nullable): divides words; %NULL: words are not divided
 * @divided: which words it divides
 * @width: of the narrowest line, in pango units
 * @is_ragged: whether lines may be short
 *
 * Finds all places at which a line may end. A word that is wider than a line is divided between any
 * letters only where @hyphenator has no place for it.
 *
 * Returns: (transfer full): the break points, the start and the end of the text included
 */
BrvBreakPoints *
brv_break_points_new (const BrvShapedText *text,
                      BrvHyphenator *hyphenator,
                      BrvDivided divided,
                      double width,
                      gboolean is_ragged)
{
  BrvBreakPoints *self = g_new0 (BrvBreakPoints, 1);
  g_autofree guint8 *kinds = NULL;
  Sums sums;
  BrvBreakPoint start = { 0 };
  BrvBreakPlace place = { 0 };

  self->points = g_array_sized_new (FALSE, FALSE, sizeof (BrvBreakPoint), text->n_chars / 4 + 4);
  self->places = g_array_sized_new (FALSE, FALSE, sizeof (BrvBreakPlace), text->n_chars / 4 + 4);
  find_sums (text, &sums);
  kinds = find_kinds (self, text, hyphenator, divided, width, &sums);

  start.lead = brv_break_points_find_hang (text, 0, TRUE);
  g_array_append_val (self->points, start);
  g_array_append_val (self->places, place);
  for (guint i = 1; i < text->n_chars; i++)
    {
      if (kinds[i] != BREAK_NONE)
        add_point (self, text, &sums, i, kinds[i], is_ragged);
    }
  add_point (self, text, &sums, text->n_chars, BREAK_FORCED, is_ragged);
  g_free (sums.widths);
  return self;
}

/**
 * brv_break_points_free:
 * @self: (transfer full): break points
 *
 * Frees them.
 */
void
brv_break_points_free (BrvBreakPoints *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->points);
  g_array_unref (self->places);
  g_free (self);
}
