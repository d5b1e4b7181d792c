/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include <string.h>

#include "verify/brv-locate-private.h"

#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"
#include "verify/brv-source-index.h"

/* Characters of context that an anchor keeps on each side. */
#define CONTEXT_GRAPHEMES 32

G_DEFINE_QUARK (brv_locate_error, brv_locate_error)

/* A passage with what narrows the search down, all folded. */
typedef struct
{
  const char *text; /* without white space at its ends */
  gsize length;
  BrvPassage passage;
  BrvPassage prefix;
  BrvPassage suffix;
} Search;

static void
search_init (Search *self, const char *passage, const BrvLocateOptions *options)
{
  const char *end = passage + strlen (passage);

  while (passage < end && g_unichar_isspace (g_utf8_get_char (passage)))
    passage = g_utf8_next_char (passage);
  while (end > passage && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  self->text = passage;
  self->length = (gsize)(end - passage);
  brv_passage_init (&self->passage, passage, (gssize)self->length);
  brv_passage_init (&self->prefix, options != NULL && options->prefix ? options->prefix : "", -1);
  brv_passage_init (&self->suffix, options != NULL && options->suffix ? options->suffix : "", -1);
}

static void
search_clear (Search *self)
{
  brv_passage_clear (&self->passage);
  brv_passage_clear (&self->prefix);
  brv_passage_clear (&self->suffix);
}

/* Whether the folded prefix stands just before a place, and the suffix just after it. */
static gboolean
has_context (const Search *self, const BrvSource *source, BrvRange original)
{
  const BrvFold *fold = brv_source_get_fold (source);
  const char *text = brv_fold_get_text (fold);
  BrvRange folded = brv_fold_from_original (fold, original);
  gsize before = folded.start;
  gsize after = folded.end;

  if (self->prefix.length > 0)
    {
      while (before > 0 && text[before - 1] == ' ')
        before--;
      if (before < self->prefix.length || memcmp (text + before - self->prefix.length,
                                                  self->prefix.folded, self->prefix.length) != 0)
        return FALSE;
    }
  if (self->suffix.length > 0)
    {
      while (text[after] == ' ')
        after++;
      if (strncmp (text + after, self->suffix.folded, self->suffix.length) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
add_match (
  const Search *self, const BrvSource *source, BrvRange range, gboolean exact, GArray *matches)
{
  BrvMatch match = { brv_source_get_id (source), range, exact };

  if (has_context (self, source, range))
    g_array_append_val (matches, match);
}

static void
find_exactly (const Search *self, const BrvSource *source, GArray *matches)
{
  const char *text = brv_source_get_text (source);
  gsize length = brv_source_get_text_length (source);
  gsize from = 0;

  while (from < length)
    {
      const char *found = memmem (text + from, length - from, self->text, self->length);
      BrvRange range;

      if (found == NULL)
        break;
      range.start = (gsize)(found - text);
      range.end = range.start + self->length;
      from = range.start + 1;
      if (!brv_utf8_is_grapheme_boundary (text, length, range.start) ||
          !brv_utf8_is_grapheme_boundary (text, length, range.end))
        continue;
      add_match (self, source, range, TRUE, matches);
      from = range.end;
    }
}

static void
find_folded (const Search *self, const BrvSource *source, GArray *matches)
{
  g_autoptr (BrvSourceIndex) index = brv_source_index_new (source);
  BrvRange folded = { 0, 0 };
  BrvRange original;

  while (brv_source_index_find (index, &self->passage, folded.end, &folded, &original))
    add_match (self, source, original, FALSE, matches);
}

/**
 * brv_locate_all:
 * @brief: a brief
 * @passage: a passage of any length, which may begin and end inside a word
 * @options: (nullable): what narrows the search down; @nth is ignored
 *
 * Finds all places of a passage in the brief's sources: letter for letter if there is any, else after
 * folding. White space at the ends of @passage does not count.
 *
 * Returns: (transfer full) (element-type BrvMatch): the places in order of sources, then of text, none
 *   of them overlapping another
 */
GArray *
brv_locate_all (const BrvBrief *brief, const char *passage, const BrvLocateOptions *options)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (BrvMatch));
  Search search;
  gboolean all;

  g_return_val_if_fail (brief != NULL && passage != NULL, matches);

  all = options == NULL || brv_id_is_none (options->source_id);
  search_init (&search, passage, options);
  for (guint folded = 0; folded < 2 && matches->len == 0 && search.length > 0; folded++)
    {
      for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
        {
          const BrvSource *source = brv_brief_get_source (brief, i);

          if (!all && !brv_id_equal (brv_source_get_id (source), options->source_id))
            continue;
          if (folded == 0)
            find_exactly (&search, source, matches);
          else
            find_folded (&search, source, matches);
        }
    }
  search_clear (&search);
  return matches;
}

/**
 * brv_locate:
 * @brief: a brief
 * @passage: a passage of any length, which may begin and end inside a word
 * @options: (nullable): what narrows the search down
 * @match: (out): the place
 * @error: return location
 *
 * Finds the one place of a passage.
 *
 * Returns: %FALSE with %BRV_LOCATE_ERROR_NOT_FOUND if there is none, or not as many as
 *   @options->nth, or %BRV_LOCATE_ERROR_AMBIGUOUS if there are several and @options does not choose;
 *   brv_locate_all() lists them
 */
gboolean
brv_locate (const BrvBrief *brief,
            const char *passage,
            const BrvLocateOptions *options,
            BrvMatch *match,
            GError **error)
{
  g_autoptr (GArray) matches = NULL;
  guint nth = options != NULL ? options->nth : 0;

  g_return_val_if_fail (brief != NULL && passage != NULL && match != NULL, FALSE);

  matches = brv_locate_all (brief, passage, options);
  if (matches->len == 0)
    {
      g_set_error_literal (error, BRV_LOCATE_ERROR, BRV_LOCATE_ERROR_NOT_FOUND,
                           _ ("The passage is in none of the sources. Copy it from the source."));
      return FALSE;
    }
  if (nth > matches->len)
    {
      g_set_error (error, BRV_LOCATE_ERROR, BRV_LOCATE_ERROR_NOT_FOUND,
                   g_dngettext (GETTEXT_PACKAGE, "The passage has only %u place in the sources.",
                                "The passage has only %u places in the sources.", matches->len),
                   matches->len);
      return FALSE;
    }
  if (nth == 0 && matches->len > 1)
    {
      g_set_error (error, BRV_LOCATE_ERROR, BRV_LOCATE_ERROR_AMBIGUOUS,
                   _ ("The passage has %u places in the sources. Name the source, say what stands "
                      "before or after it, or choose one by number."),
                   matches->len);
      return FALSE;
    }
  *match = g_array_index (matches, BrvMatch, nth > 0 ? nth - 1 : 0);
  return TRUE;
}

static gsize
step_back (const char *text, gsize length, gsize at)
{
  do
    at--;
  while (at > 0 && !brv_utf8_is_grapheme_boundary (text, length, at));
  return at;
}

static gsize
step_on (const char *text, gsize length, gsize at)
{
  do
    at++;
  while (at < length && !brv_utf8_is_grapheme_boundary (text, length, at));
  return at;
}

static BrvRange
trim (const char *text, BrvRange range)
{
  while (range.start < range.end && g_unichar_isspace (g_utf8_get_char (text + range.start)))
    range.start = (gsize)(g_utf8_next_char (text + range.start) - text);
  while (range.end > range.start &&
         g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (text + range.end))))
    range.end = (gsize)(g_utf8_prev_char (text + range.end) - text);
  return range;
}

/*
 * brv_locate_make_anchor:
 * @source: a source
 * @range: a place in its text, on grapheme boundaries
 *
 * Returns: (transfer full): an anchor with the letters around the place and its page's label
 */
BrvAnchor *
brv_locate_make_anchor (const BrvSource *source, BrvRange range)
{
  const char *text = brv_source_get_text (source);
  gsize length = brv_source_get_text_length (source);
  guint n_blocks;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n_blocks);
  gint block = brv_source_find_block (source, range.start);
  gsize before = range.start;
  gsize after = range.end;
  g_autofree char *prefix = NULL;
  g_autofree char *suffix = NULL;

  for (guint i = 0; i < CONTEXT_GRAPHEMES && before > 0; i++)
    before = step_back (text, length, before);
  for (guint i = 0; i < CONTEXT_GRAPHEMES && after < length; i++)
    after = step_on (text, length, after);
  prefix = g_strndup (text + before, range.start - before);
  suffix = g_strndup (text + range.end, after - range.end);
  return brv_anchor_new (brv_source_get_id (source), brv_source_get_text_sha256 (source), range,
                         prefix, suffix, block >= 0 ? blocks[block].page_label : NULL);
}

/**
 * brv_locate_make_quote:
 * @source: a source
 * @range: bytes of its text, not empty; widened to whole characters, without white space at its ends
 *
 * Makes a quote of a passage, with the source's own letters.
 *
 * Returns: (transfer full): the quote
 */
BrvQuote *
brv_locate_make_quote (const BrvSource *source, BrvRange range)
{
  const char *text;
  BrvRange trimmed;
  g_autoptr (BrvAnchor) anchor = NULL;
  g_autofree char *exact = NULL;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (range.start < range.end && range.end <= brv_source_get_text_length (source),
                        NULL);

  text = brv_source_get_text (source);
  range = brv_utf8_snap_to_graphemes (text, brv_source_get_text_length (source), range);
  trimmed = trim (text, range);
  if (trimmed.start == trimmed.end)
    trimmed = range;
  anchor = brv_locate_make_anchor (source, trimmed);
  exact = g_strndup (text + trimmed.start, brv_range_length (trimmed));
  return brv_quote_new (anchor, exact);
}
