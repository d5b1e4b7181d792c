/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-quote.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"

#define ELISION       "[…]"
#define TYPED_ELISION "..."

/* How many characters of context an anchor keeps on each side. */
#define CONTEXT_CHARS 32

/* A stretch of the shown text and what it stands for; a verbatim one has equal lengths. */
typedef struct
{
  BrvRange exact;
  BrvRange shown;
  gboolean verbatim;
} Segment;

struct _BrvQuote
{
  BrvAnchor *anchor;
  char *exact;
  gsize exact_length;
  GArray *alterations; /* (element-type BrvAlteration), sorted, without overlap; strings owned */
  BrvText *shown;      /* derived */
  GArray *segments;    /* (element-type Segment), derived, covering both texts */
};

G_DEFINE_QUARK (brv_quote_error, brv_quote_error)

static void
clear_alteration (gpointer data)
{
  BrvAlteration *alteration = data;

  g_free ((char *)alteration->text);
}

static GArray *
alterations_new (void)
{
  GArray *alterations = g_array_new (FALSE, FALSE, sizeof (BrvAlteration));

  g_array_set_clear_func (alterations, clear_alteration);
  return alterations;
}

static void
append_alteration (GArray *alterations, BrvAlteration alteration)
{
  alteration.text = g_strdup (alteration.text);
  g_array_append_val (alterations, alteration);
}

static void
append_segment (
  GArray *segments, GString *shown, BrvRange exact, const char *text, gboolean verbatim)
{
  gsize length = verbatim ? brv_range_length (exact) : strlen (text);
  Segment segment = { exact, { shown->len, shown->len + length }, verbatim };

  if (length == 0)
    return;
  g_string_append_len (shown, text, (gssize)length);
  g_array_append_val (segments, segment);
}

/* An insertion's outer spaces stand outside of its brackets: "[word] ", " [word]", "end[s]". */
static char *
bracket (const char *text)
{
  gsize length = strlen (text);
  gboolean before = g_str_has_prefix (text, " ");
  gboolean after = length > 1 && g_str_has_suffix (text, " ");
  gsize inner = length - (before ? 1 : 0) - (after ? 1 : 0);

  return g_strdup_printf ("%s[%.*s]%s", before ? " " : "", (int)inner, text + (before ? 1 : 0),
                          after ? " " : "");
}

static void
derive_shown (BrvQuote *self)
{
  g_autoptr (GString) shown = g_string_sized_new (self->exact_length);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (BrvRun));
  gsize at = 0;

  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  for (guint i = 0; i < self->alterations->len; i++)
    {
      const BrvAlteration *alteration = &g_array_index (self->alterations, BrvAlteration, i);
      BrvRange between = { at, alteration->range.start };

      append_segment (self->segments, shown, between, self->exact + at, TRUE);
      at = alteration->range.end;
      if (alteration->kind == BRV_ALTERATION_EMPHASIS)
        {
          BrvRun run = { { shown->len, shown->len + brv_range_length (alteration->range) },
                         BRV_STYLE_EMPHASIS,
                         NULL };

          g_array_append_val (runs, run);
          append_segment (self->segments, shown, alteration->range,
                          self->exact + alteration->range.start, TRUE);
        }
      else if (alteration->kind == BRV_ALTERATION_ELISION)
        {
          append_segment (self->segments, shown, alteration->range,
                          alteration->text != NULL ? "[" TYPED_ELISION "]" : ELISION, FALSE);
        }
      else
        {
          g_autofree char *bracketed = bracket (alteration->text);

          append_segment (self->segments, shown, alteration->range, bracketed, FALSE);
        }
    }
  append_segment (self->segments, shown, (BrvRange){ at, self->exact_length }, self->exact + at,
                  TRUE);
  self->shown = brv_text_new_rich (shown->str, (gssize)shown->len,
                                   (const BrvRun *)(gconstpointer)runs->data, runs->len, NULL, 0);
}

static gboolean
check_text (const BrvAlteration *alteration, GError **error)
{
  g_autofree char *inner = NULL;

  if (alteration->kind == BRV_ALTERATION_ELISION &&
      (alteration->text == NULL || g_str_equal (alteration->text, TYPED_ELISION)))
    return TRUE;
  if (alteration->kind == BRV_ALTERATION_EMPHASIS)
    return TRUE;
  inner = g_strstrip (g_strdup (alteration->text != NULL ? alteration->text : ""));
  if (*inner != '\0' && strpbrk (inner, "[]\n\r") == NULL && g_utf8_validate (inner, -1, NULL) &&
      strstr (inner, BRV_OBJECT_CHARACTER) == NULL)
    return TRUE;
  g_set_error_literal (
    error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_TEXT,
    _ ("What is inserted into a quote must be words without brackets or line breaks."));
  return FALSE;
}

static gboolean
check_alteration (const BrvQuote *self, const BrvAlteration *alteration, gsize from, GError **error)
{
  BrvRange range = alteration->range;
  gboolean empty = range.start == range.end;

  if (range.start > range.end || range.end > self->exact_length ||
      !brv_utf8_is_grapheme_boundary (self->exact, self->exact_length, range.start) ||
      !brv_utf8_is_grapheme_boundary (self->exact, self->exact_length, range.end) ||
      (empty ? alteration->kind != BRV_ALTERATION_INSERTION &&
                 alteration->kind != BRV_ALTERATION_ELISION
             : alteration->kind == BRV_ALTERATION_INSERTION))
    {
      g_set_error_literal (error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_RANGE,
                           _ ("The passage to change does not lie within the quote."));
      return FALSE;
    }
  if (range.start < from)
    {
      g_set_error_literal (error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_OVERLAP,
                           _ ("This part of the quote is already altered. Reset the quote first."));
      return FALSE;
    }
  return check_text (alteration, error);
}

/**
 * brv_quote_new:
 * @anchor: where the passage stands
 * @exact: the passage as the source has it
 *
 * Returns: (transfer full): a quote without alterations
 */
BrvQuote *
brv_quote_new (const BrvAnchor *anchor, const char *exact)
{
  return brv_quote_new_altered (anchor, exact, NULL, 0, NULL);
}

/**
 * brv_quote_new_altered:
 * @anchor: where the passage stands
 * @exact: the passage as the source has it
 * @alterations: (array length=n_alterations) (nullable): sorted by place, without overlap. An
 *   insertion's text may begin or end with one space, which is shown outside of the brackets; an
 *   elision whose text is "..." is shown as [...], and one that was found so in a quote drafted
 *   elsewhere may have an empty range, as nobody knows what it stands for
 * @n_alterations: how many
 * @error: return location
 *
 * Returns: (transfer full): a quote, or %NULL with a %BRV_QUOTE_ERROR of any code but NOTHING
 */
BrvQuote *
brv_quote_new_altered (const BrvAnchor *anchor,
                       const char *exact,
                       const BrvAlteration *alterations,
                       guint n_alterations,
                       GError **error)
{
  g_autoptr (BrvQuote) self = NULL;
  gsize from = 0;

  g_return_val_if_fail (anchor != NULL && exact != NULL, NULL);

  self = g_atomic_rc_box_new0 (BrvQuote);
  self->anchor = brv_anchor_ref (anchor);
  self->exact = g_strdup (exact);
  self->exact_length = strlen (exact);
  self->alterations = alterations_new ();
  for (guint i = 0; i < n_alterations; i++)
    {
      if (!check_alteration (self, &alterations[i], from, error))
        return NULL;
      from = alterations[i].range.end;
      append_alteration (self->alterations, alterations[i]);
    }
  derive_shown (self);
  return g_steal_pointer (&self);
}

/**
 * brv_quote_ref:
 * @self: a quote
 *
 * Returns: (transfer full): @self
 */
BrvQuote *
brv_quote_ref (const BrvQuote *self)
{
  return g_atomic_rc_box_acquire ((BrvQuote *)self);
}

static void
brv_quote_clear (gpointer data)
{
  BrvQuote *self = data;

  g_clear_pointer (&self->anchor, brv_anchor_unref);
  g_free (self->exact);
  g_clear_pointer (&self->alterations, g_array_unref);
  g_clear_pointer (&self->shown, brv_text_unref);
  g_clear_pointer (&self->segments, g_array_unref);
}

/**
 * brv_quote_unref:
 * @self: (transfer full): a quote
 */
void
brv_quote_unref (BrvQuote *self)
{
  g_atomic_rc_box_release_full (self, brv_quote_clear);
}

/**
 * brv_quote_get_anchor:
 * @self: a quote
 *
 * Returns: where its passage stands
 */
const BrvAnchor *
brv_quote_get_anchor (const BrvQuote *self)
{
  return self->anchor;
}

/**
 * brv_quote_get_exact:
 * @self: a quote
 *
 * Returns: its passage as it was at capture
 */
const char *
brv_quote_get_exact (const BrvQuote *self)
{
  return self->exact;
}

/**
 * brv_quote_get_alterations:
 * @self: a quote
 * @n_alterations: (out): how many
 *
 * Returns: (array length=n_alterations): its alterations, in order
 */
const BrvAlteration *
brv_quote_get_alterations (const BrvQuote *self, guint *n_alterations)
{
  *n_alterations = self->alterations->len;
  return (const BrvAlteration *)(gconstpointer)self->alterations->data;
}

/**
 * brv_quote_get_shown:
 * @self: a quote
 *
 * Returns: the passage with its alterations, as it stands in the brief
 */
const BrvText *
brv_quote_get_shown (const BrvQuote *self)
{
  return self->shown;
}

static gsize
map_offset (const BrvQuote *self, gsize offset, gboolean to_exact, gboolean is_end)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment *segment = &g_array_index (self->segments, Segment, i);
      BrvRange from = to_exact ? segment->shown : segment->exact;
      BrvRange to = to_exact ? segment->exact : segment->shown;

      if (is_end ? offset > from.end : offset >= from.end)
        continue;
      if (offset <= from.start)
        return to.start;
      if (segment->verbatim)
        return to.start + (offset - from.start);
      return is_end ? to.end : to.start;
    }
  return to_exact ? self->exact_length : brv_text_get_length (self->shown);
}

/**
 * brv_quote_shown_to_exact:
 * @self: a quote
 * @shown: bytes of the shown text
 *
 * Finds what a part of the shown text stands for. A place inside an alteration becomes the whole
 * of what it alters.
 *
 * Returns: bytes of the exact text
 */
BrvRange
brv_quote_shown_to_exact (const BrvQuote *self, BrvRange shown)
{
  gsize start = map_offset (self, shown.start, TRUE, FALSE);
  gsize end = shown.end > shown.start ? map_offset (self, shown.end, TRUE, TRUE) : start;

  return (BrvRange){ start, MAX (start, end) };
}

/**
 * brv_quote_exact_to_shown:
 * @self: a quote
 * @exact: bytes of the exact text
 *
 * Returns: bytes of the shown text that stand for @exact
 */
BrvRange
brv_quote_exact_to_shown (const BrvQuote *self, BrvRange exact)
{
  gsize start = map_offset (self, exact.start, FALSE, FALSE);
  gsize end = exact.end > exact.start ? map_offset (self, exact.end, FALSE, TRUE) : start;

  return (BrvRange){ start, MAX (start, end) };
}

/**
 * brv_quote_equal:
 * @a: a quote
 * @b: another
 *
 * Returns: whether both have the same place, words and alterations
 */
gboolean
brv_quote_equal (const BrvQuote *a, const BrvQuote *b)
{
  if (a == b)
    return TRUE;
  if (!g_str_equal (a->exact, b->exact) || !brv_anchor_equal (a->anchor, b->anchor) ||
      a->alterations->len != b->alterations->len)
    return FALSE;
  for (guint i = 0; i < a->alterations->len; i++)
    {
      const BrvAlteration *left = &g_array_index (a->alterations, BrvAlteration, i);
      const BrvAlteration *right = &g_array_index (b->alterations, BrvAlteration, i);

      if (left->kind != right->kind || left->range.start != right->range.start ||
          left->range.end != right->range.end || g_strcmp0 (left->text, right->text) != 0)
        return FALSE;
    }
  return TRUE;
}

static char *
last_chars (const char *text, glong chars)
{
  glong n = g_utf8_strlen (text, -1);

  return g_strdup (n > chars ? g_utf8_offset_to_pointer (text, n - chars) : text);
}

static char *
first_chars (const char *text, glong chars)
{
  return g_utf8_strlen (text, -1) > chars ? g_utf8_substring (text, 0, chars) : g_strdup (text);
}

static BrvAnchor *
slice_anchor (const BrvQuote *self, BrvRange exact)
{
  BrvRange range = brv_anchor_get_range (self->anchor);
  g_autofree char *before = g_strndup (self->exact, exact.start);
  g_autofree char *all_before = g_strconcat (brv_anchor_get_prefix (self->anchor), before, NULL);
  g_autofree char *all_after =
    g_strconcat (self->exact + exact.end, brv_anchor_get_suffix (self->anchor), NULL);
  g_autofree char *prefix = last_chars (all_before, CONTEXT_CHARS);
  g_autofree char *suffix = first_chars (all_after, CONTEXT_CHARS);

  /* Where the words were not the source's own to the letter, the whole passage stays the place. */
  if (brv_range_length (range) == self->exact_length)
    range = (BrvRange){ range.start + exact.start, range.start + exact.end };
  return brv_anchor_new (brv_anchor_get_source_id (self->anchor),
                         brv_anchor_get_text_sha256 (self->anchor), range, prefix, suffix,
                         brv_anchor_get_page_label (self->anchor));
}

/**
 * brv_quote_slice:
 * @self: a quote
 * @exact: bytes of its exact text, not empty
 *
 * Makes a shorter quote of a part of this one: its anchor is narrowed, alterations outside of
 * the part vanish, and those across its edges are cut.
 *
 * Returns: (transfer full): the part as a quote
 */
BrvQuote *
brv_quote_slice (const BrvQuote *self, BrvRange exact)
{
  BrvRange range;
  g_autoptr (BrvAnchor) anchor = NULL;
  g_autofree char *part = NULL;
  g_autoptr (GArray) alterations = alterations_new ();
  BrvQuote *slice;

  g_return_val_if_fail (exact.start < exact.end && exact.end <= self->exact_length, NULL);

  range = brv_utf8_snap_to_graphemes (self->exact, self->exact_length, exact);
  anchor = slice_anchor (self, range);
  part = g_strndup (self->exact + range.start, brv_range_length (range));
  for (guint i = 0; i < self->alterations->len; i++)
    {
      BrvAlteration alteration = g_array_index (self->alterations, BrvAlteration, i);
      gsize start = MAX (alteration.range.start, range.start);
      gsize end = MIN (alteration.range.end, range.end);
      gboolean insertion = alteration.range.start == alteration.range.end;

      if (insertion ? start != end || alteration.range.start < range.start : start >= end)
        continue;
      alteration.range = (BrvRange){ start - range.start, end - range.start };
      append_alteration (alterations, alteration);
    }
  slice = brv_quote_new_altered (
    anchor, part, (const BrvAlteration *)(gconstpointer)alterations->data, alterations->len, NULL);
  return slice != NULL ? slice : brv_quote_new (anchor, part);
}
