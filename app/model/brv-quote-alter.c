/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The alterations that an analyst may make to a quote. Each makes another quote; what may stand in
 * one, brv_quote_new_altered() checks.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"
#include "model/brv-quote-alter.h"

/* A list to change; the words stay the quote's. */
static GArray *
alterations_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (BrvAlteration));
}

static gsize
exact_length (const BrvQuote *self)
{
  return strlen (brv_quote_get_exact (self));
}

static BrvQuote *
with_alterations (const BrvQuote *self, GArray *alterations, GError **error)
{
  return brv_quote_new_altered (brv_quote_get_anchor (self), brv_quote_get_exact (self),
                                (const BrvAlteration *)(gconstpointer)alterations->data,
                                alterations->len, error);
}

/* Puts one more alteration where it belongs among those that are there. */
static BrvQuote *
with_added (const BrvQuote *self, BrvAlteration added, GError **error)
{
  g_autoptr (GArray) alterations = alterations_new ();
  gboolean placed = FALSE;
  guint n = 0;
  const BrvAlteration *others = brv_quote_get_alterations (self, &n);

  for (guint i = 0; i < n; i++)
    {
      if (!placed && added.range.start <= others[i].range.start &&
          added.range.end <= others[i].range.start)
        {
          g_array_append_val (alterations, added);
          placed = TRUE;
        }
      g_array_append_val (alterations, others[i]);
    }
  if (!placed)
    g_array_append_val (alterations, added);
  return with_alterations (self, alterations, error);
}

static gboolean
is_space_at (const BrvQuote *self, gsize offset)
{
  return g_unichar_isspace (g_utf8_get_char (brv_quote_get_exact (self) + offset));
}

static gsize
previous_offset (const BrvQuote *self, gsize offset)
{
  return (gsize)(g_utf8_prev_char (brv_quote_get_exact (self) + offset) -
                 brv_quote_get_exact (self));
}

/* White space at the edges stays, so that words keep apart from the mark of the elision. */
static BrvRange
trim_space (const BrvQuote *self, BrvRange range)
{
  while (range.start < range.end && is_space_at (self, range.start))
    range.start = (gsize)(g_utf8_next_char (brv_quote_get_exact (self) + range.start) -
                          brv_quote_get_exact (self));
  while (range.end > range.start && is_space_at (self, previous_offset (self, range.end)))
    range.end = previous_offset (self, range.end);
  return range;
}

static gboolean
swallows (BrvRange elision, const BrvAlteration *other)
{
  if (other->kind == BRV_ALTERATION_INSERTION)
    return elision.start < other->range.start && other->range.start < elision.end;
  return brv_range_contains (elision, other->range);
}

/* What is left of the alterations outside of an elision, which grows over other elisions it meets. */
static GArray *
make_room (const BrvQuote *self, BrvRange *range)
{
  GArray *rest = alterations_new ();
  guint n = 0;
  const BrvAlteration *others = brv_quote_get_alterations (self, &n);

  for (guint i = 0; i < n; i++)
    {
      const BrvAlteration *other = &others[i];

      if (other->kind == BRV_ALTERATION_ELISION && other->range.start <= range->end &&
          range->start <= other->range.end)
        {
          range->start = MIN (range->start, other->range.start);
          range->end = MAX (range->end, other->range.end);
        }
    }
  for (guint i = 0; i < n; i++)
    {
      BrvAlteration other = others[i];

      if (swallows (*range, &other))
        continue;
      if (other.range.start < range->start)
        other.range.end = MIN (other.range.end, range->start);
      else if (other.range.end > range->end)
        other.range.start = MAX (other.range.start, range->end);
      g_array_append_val (rest, other);
    }
  return rest;
}

/**
 * brv_quote_elide:
 * @self: a quote
 * @range: bytes of the exact text
 * @error: return location
 *
 * Leaves @range out, marked with […]. White space at its edges stays. Elisions that meet become
 * one; other alterations inside of it vanish.
 *
 * Returns: (transfer full): the shorter quote, or %NULL with %BRV_QUOTE_ERROR_RANGE if @range is
 *   empty, lies outside of the quote or would leave nothing of it
 */
BrvQuote *
brv_quote_elide (const BrvQuote *self, BrvRange range, GError **error)
{
  BrvRange elided;
  BrvAlteration added = { BRV_ALTERATION_ELISION, { 0, 0 }, NULL };
  g_autoptr (GArray) rest = NULL;
  guint at = 0;

  if (range.start >= range.end || range.end > exact_length (self))
    {
      g_set_error_literal (error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_RANGE,
                           _ ("Select the words of the quote to leave out."));
      return NULL;
    }
  elided = brv_utf8_snap_to_graphemes (brv_quote_get_exact (self), exact_length (self), range);
  elided = trim_space (self, elided);
  rest = make_room (self, &elided);
  if (elided.start == elided.end || (elided.start == 0 && elided.end == exact_length (self)))
    {
      g_set_error_literal (
        error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_RANGE,
        _ ("An elision must leave a part of the quote. Remove the quote instead."));
      return NULL;
    }
  added.range = elided;
  while (at < rest->len && g_array_index (rest, BrvAlteration, at).range.end <= elided.start)
    at++;
  g_array_insert_val (rest, at, added);
  return with_alterations (self, rest, error);
}

/* A word inserted between words is set apart by a space; one inserted into a word is not. */
static char *
space_insertion (const BrvQuote *self, gsize at, const char *text)
{
  gboolean space_before = at == 0 || is_space_at (self, previous_offset (self, at));
  gboolean space_after = at == exact_length (self) || is_space_at (self, at);

  if (text[0] == ' ' || g_str_has_suffix (text, " "))
    return g_strdup (text);
  if (space_before && at < exact_length (self) && !space_after)
    return g_strconcat (text, " ", NULL);
  if (space_after && at > 0 && !space_before)
    return g_strconcat (" ", text, NULL);
  return g_strdup (text);
}

/**
 * brv_quote_insert:
 * @self: a quote
 * @at: a byte of the exact text, on a grapheme boundary
 * @text: words without brackets or line breaks
 * @error: return location
 *
 * Inserts [text]. Between words it is set apart by a space.
 *
 * Returns: (transfer full): the longer quote, or %NULL with %BRV_QUOTE_ERROR_RANGE,
 *   %BRV_QUOTE_ERROR_OVERLAP if @at lies inside another alteration, or %BRV_QUOTE_ERROR_TEXT
 */
BrvQuote *
brv_quote_insert (const BrvQuote *self, gsize at, const char *text, GError **error)
{
  g_autofree char *spaced = NULL;
  g_autoptr (BrvQuote) alone = NULL;
  BrvAlteration added = { BRV_ALTERATION_INSERTION, { at, at }, NULL };

  g_return_val_if_fail (text != NULL, NULL);

  added.text = text;
  alone = brv_quote_new_altered (brv_quote_get_anchor (self), brv_quote_get_exact (self), &added, 1,
                                 error);
  if (alone == NULL)
    return NULL;
  spaced = space_insertion (self, at, text);
  added.text = spaced;
  return with_added (self, added, error);
}

static char *
change_case (gunichar letter)
{
  gunichar changed = g_unichar_isupper (letter) || g_unichar_istitle (letter)
                       ? g_unichar_tolower (letter)
                       : g_unichar_totitle (letter);
  char utf8[7] = { 0 };

  if (changed == letter)
    return NULL;
  g_unichar_to_utf8 (changed, utf8);
  return g_strdup (utf8);
}

/**
 * brv_quote_change_initial:
 * @self: a quote
 * @error: return location
 *
 * Changes the case of the quote's first letter, marked by brackets: [T]he, [e]urope.
 *
 * Returns: (transfer full): the changed quote, or %NULL with %BRV_QUOTE_ERROR_NOTHING if it does
 *   not begin with a letter that has two cases, or %BRV_QUOTE_ERROR_OVERLAP if that is altered
 */
BrvQuote *
brv_quote_change_initial (const BrvQuote *self, GError **error)
{
  const char *letter = brv_quote_get_exact (self);
  const char *after;
  g_autofree char *changed = NULL;
  BrvAlteration added = { BRV_ALTERATION_INITIAL, { 0, 0 }, NULL };

  /* Opening quotation marks and the like may stand before the first letter. */
  while (*letter != '\0' && !g_unichar_isalnum (g_utf8_get_char (letter)) &&
         !g_unichar_isspace (g_utf8_get_char (letter)))
    letter = g_utf8_next_char (letter);
  after = *letter != '\0' ? g_utf8_next_char (letter) : letter;
  if (*letter != '\0')
    changed = change_case (g_utf8_get_char (letter));
  added.range = (BrvRange){ (gsize)(letter - brv_quote_get_exact (self)),
                            (gsize)(after - brv_quote_get_exact (self)) };
  if (changed == NULL || !brv_utf8_is_grapheme_boundary (brv_quote_get_exact (self),
                                                         exact_length (self), added.range.end))
    {
      g_set_error_literal (
        error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_NOTHING,
        _ ("The quote does not begin with a letter that has a capital and a small form."));
      return NULL;
    }
  added.text = changed;
  return with_added (self, added, error);
}

/**
 * brv_quote_emphasise:
 * @self: a quote
 * @range: bytes of the exact text
 * @error: return location
 *
 * Emphasises @range; the printed attribution declares it as added.
 *
 * Returns: (transfer full): the changed quote, or %NULL with %BRV_QUOTE_ERROR_RANGE or
 *   %BRV_QUOTE_ERROR_OVERLAP
 */
BrvQuote *
brv_quote_emphasise (const BrvQuote *self, BrvRange range, GError **error)
{
  BrvAlteration added = { BRV_ALTERATION_EMPHASIS, range, NULL };

  if (range.start < range.end && range.end <= exact_length (self))
    added.range =
      brv_utf8_snap_to_graphemes (brv_quote_get_exact (self), exact_length (self), range);
  return with_added (self, added, error);
}

/**
 * brv_quote_reset:
 * @self: a quote
 * @error: return location
 *
 * Takes all alterations back.
 *
 * Returns: (transfer full): the quote as captured, or %NULL with %BRV_QUOTE_ERROR_NOTHING if it
 *   has no alterations
 */
BrvQuote *
brv_quote_reset (const BrvQuote *self, GError **error)
{
  guint n = 0;

  brv_quote_get_alterations (self, &n);
  if (n == 0)
    {
      g_set_error_literal (error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_NOTHING,
                           _ ("The quote has no alterations."));
      return NULL;
    }
  return brv_quote_new (brv_quote_get_anchor (self), brv_quote_get_exact (self));
}
