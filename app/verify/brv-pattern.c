/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "verify/brv-pattern.h"

/* Quotes with more changed initials than this are only compared as they are. */
#define MAX_INITIALS 4

/* A misquote of more parts than this is placed by its first ones. */
#define MAX_PLACED_PARTS 8

typedef struct
{
  GString *text;
  BrvPassage passage; /* of @text; made when it is first needed */
  gboolean is_folded;
} Part;

/* Where a letter stands whose case was changed. */
typedef struct
{
  guint part;
  BrvRange range;
} Initial;

struct _BrvPattern
{
  GArray *parts;    /* (element-type Part), at least one */
  GArray *initials; /* (element-type Initial) */
};

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_string_free (part->text, TRUE);
  if (part->is_folded)
    brv_passage_clear (&part->passage);
}

static Part *
part_at (BrvPattern *self, guint index)
{
  return &g_array_index (self->parts, Part, index);
}

static const BrvPassage *
passage_of (Part *part)
{
  if (!part->is_folded)
    brv_passage_init (&part->passage, part->text->str, (gssize)part->text->len);
  part->is_folded = TRUE;
  return &part->passage;
}

/*
 * brv_pattern_new:
 *
 * Returns: (transfer full): a pattern that claims nothing
 */
BrvPattern *
brv_pattern_new (void)
{
  BrvPattern *self = g_new0 (BrvPattern, 1);

  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  self->initials = g_array_new (FALSE, FALSE, sizeof (Initial));
  brv_pattern_add_gap (self);
  return self;
}

/* Who types […] by hand may set it with spaces; then it is kept as an insertion. */
static gboolean
is_elision (const BrvAlteration *alteration)
{
  if (alteration->kind != BRV_ALTERATION_INSERTION)
    return alteration->kind == BRV_ALTERATION_ELISION;
  for (const char *p = alteration->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p != '.' && *p != ' ' && g_utf8_get_char (p) != 0x2026)
        return FALSE;
    }
  return TRUE;
}

/*
 * brv_pattern_new_from_quote:
 * @quote: a quote
 *
 * Returns: (transfer full): what it claims
 */
BrvPattern *
brv_pattern_new_from_quote (const BrvQuote *quote)
{
  BrvPattern *self = brv_pattern_new ();
  const char *exact = brv_quote_get_exact (quote);
  guint n_alterations;
  const BrvAlteration *alterations = brv_quote_get_alterations (quote, &n_alterations);
  gsize at = 0;

  for (guint i = 0; i < n_alterations; i++)
    {
      BrvRange range = alterations[i].range;

      brv_pattern_add_text (self, exact + at, range.start - at);
      at = range.end;
      if (is_elision (&alterations[i]))
        brv_pattern_add_gap (self);
      else if (alterations[i].kind == BRV_ALTERATION_INITIAL)
        brv_pattern_add_initial (self, exact + range.start, brv_range_length (range));
      else
        brv_pattern_add_text (self, exact + range.start, brv_range_length (range));
    }
  brv_pattern_add_text (self, exact + at, strlen (exact + at));
  return self;
}

void
brv_pattern_free (BrvPattern *self)
{
  g_array_unref (self->parts);
  g_array_unref (self->initials);
  g_free (self);
}

/* Adds words that the source has to have. */
void
brv_pattern_add_text (BrvPattern *self, const char *text, gsize length)
{
  g_string_append_len (part_at (self, self->parts->len - 1)->text, text, (gssize)length);
}

/* Adds a letter that the source has to have, large or small. */
void
brv_pattern_add_initial (BrvPattern *self, const char *letter, gsize length)
{
  guint part = self->parts->len - 1;
  gsize start = part_at (self, part)->text->len;
  Initial initial = { part, { start, start + length } };

  g_array_append_val (self->initials, initial);
  brv_pattern_add_text (self, letter, length);
}

/* What is added from now on may stand anywhere behind what came before. */
void
brv_pattern_add_gap (BrvPattern *self)
{
  Part part = { g_string_new (NULL) };

  g_array_append_val (self->parts, part);
}

guint
brv_pattern_get_n_words (BrvPattern *self)
{
  guint n = 0;

  for (guint i = 0; i < self->parts->len; i++)
    n += passage_of (part_at (self, i))->words->len;
  return n;
}

/* A copy with the case of those initials changed whose bit is set. */
static BrvPattern *
make_variant (BrvPattern *self, guint bits)
{
  BrvPattern *variant = brv_pattern_new ();

  for (guint i = 0; i < self->parts->len; i++)
    {
      GString *text;

      if (i > 0)
        brv_pattern_add_gap (variant);
      text = part_at (variant, i)->text;
      g_string_assign (text, part_at (self, i)->text->str);
      for (guint j = self->initials->len; j > 0; j--)
        {
          Initial initial = g_array_index (self->initials, Initial, j - 1);
          gunichar letter;
          char changed[7] = { 0 };

          if (initial.part != i || !(bits & 1u << (j - 1)))
            continue;
          letter = g_utf8_get_char (text->str + initial.range.start);
          letter =
            g_unichar_islower (letter) ? g_unichar_totitle (letter) : g_unichar_tolower (letter);
          g_unichar_to_utf8 (letter, changed);
          g_string_erase (text, (gssize)initial.range.start,
                          (gssize)brv_range_length (initial.range));
          g_string_insert (text, (gssize)initial.range.start, changed);
        }
    }
  return variant;
}

/* Finds all parts in order, the first one from @from on, each further one as near as can be. */
static gboolean
match_from (BrvPattern *self, BrvSourceIndex *index, gsize *from, GArray *ranges)
{
  gboolean is_first = TRUE;
  gsize at = *from;

  g_array_set_size (ranges, 0);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const BrvPassage *passage = passage_of (part_at (self, i));
      BrvRange folded;
      BrvRange original;

      if (passage->length == 0)
        continue;
      if (!brv_source_index_find (index, passage, at, &folded, &original))
        return FALSE;
      if (is_first)
        *from = folded.start + 1;
      is_first = FALSE;
      at = folded.end;
      g_array_append_val (ranges, original);
    }
  return ranges->len > 0;
}

static gsize
distance (gsize a, gsize b)
{
  return a > b ? a - b : b - a;
}

/* An elision should stand for something: a place where it does not is the last choice. */
static gsize
span_of (GArray *ranges)
{
  gsize span = g_array_index (ranges, BrvRange, ranges->len - 1).end -
               g_array_index (ranges, BrvRange, 0).start;

  for (guint i = 1; i < ranges->len; i++)
    {
      if (g_array_index (ranges, BrvRange, i).start - g_array_index (ranges, BrvRange, i - 1).end <=
          1)
        return span + G_MAXSIZE / 2;
    }
  return span;
}

/*
 * brv_pattern_may_match:
 * @self: a pattern
 * @index: a source
 *
 * Returns: FALSE if the source lacks a word, so that looking closely is no use
 */
gboolean
brv_pattern_may_match (BrvPattern *self, BrvSourceIndex *index)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      if (!brv_source_index_may_have (index, passage_of (part_at (self, i))))
        return FALSE;
    }
  return TRUE;
}

static gboolean
match_as_is (BrvPattern *self, BrvSourceIndex *index, gsize near, GArray *ranges)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (BrvRange));
  gsize best = G_MAXSIZE;
  gsize from = 0;

  if (!brv_pattern_may_match (self, index))
    return FALSE;
  while (match_from (self, index, &from, found))
    {
      BrvRange first = g_array_index (found, BrvRange, 0);
      gsize cost = near != G_MAXSIZE ? distance (first.start, near) : span_of (found);

      if (cost < best)
        {
          best = cost;
          g_array_set_size (ranges, 0);
          g_array_append_vals (ranges, found->data, found->len);
        }
      /* One part is as long anywhere: the first place is as good as any. */
      if (best == 0 || (near == G_MAXSIZE && found->len == 1))
        break;
    }
  return best != G_MAXSIZE;
}

/*
 * brv_pattern_match:
 * @self: a pattern
 * @index: a source
 * @near: a byte of the source's text near which it should be, or G_MAXSIZE for the shortest place
 * @ranges: (element-type BrvRange): gets the places of the parts that are not empty
 *
 * Looks for the pattern after folding.
 *
 * Returns: FALSE if the source does not have it
 */
gboolean
brv_pattern_match (BrvPattern *self, BrvSourceIndex *index, gsize near, GArray *ranges)
{
  guint n_variants = self->initials->len <= MAX_INITIALS ? 1u << self->initials->len : 1;

  if (match_as_is (self, index, near, ranges))
    return TRUE;
  for (guint bits = 1; bits < n_variants; bits++)
    {
      g_autoptr (BrvPattern) variant = make_variant (self, bits);

      if (match_as_is (variant, index, near, ranges))
        return TRUE;
    }
  return FALSE;
}

/* Places the parts from @first on, each one behind the one before; gives how many words fit. */
static guint
place_from (BrvPattern *self, BrvSourceIndex *index, guint first, BrvRange *range)
{
  gsize from = 0;
  guint n_common = 0;

  for (guint i = first; i < self->parts->len; i++)
    {
      BrvRange place;
      guint n = brv_source_index_place (index, passage_of (part_at (self, i)), from, &place);

      if (n == 0)
        continue;
      range->start = n_common > 0 ? range->start : place.start;
      range->end = place.end;
      from = place.end;
      n_common += n;
    }
  return n_common;
}

/*
 * brv_pattern_place:
 * @self: a pattern
 * @index: a source
 * @n_common: (out): how many of its words stand in order at the place
 * @range: (out): the place
 *
 * Finds where a pattern belongs that the source does not have: where at least half of its words stand
 * in order, each part behind the one before.
 *
 * Returns: FALSE if there is no such place
 */
gboolean
brv_pattern_place (BrvPattern *self, BrvSourceIndex *index, guint *n_common, BrvRange *range)
{
  *n_common = 0;
  for (guint i = 0; i < MIN (self->parts->len, MAX_PLACED_PARTS); i++)
    {
      BrvRange place;
      guint n = place_from (self, index, i, &place);

      if (n > *n_common)
        {
          *n_common = n;
          *range = place;
        }
      if (n == 0 || n == brv_pattern_get_n_words (self))
        break;
    }
  return *n_common > 0 && 2 * *n_common >= brv_pattern_get_n_words (self);
}
