/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include <string.h>

#include "verify/brv-verify.h"

#include "base/brv-utf8.h"
#include "verify/brv-pattern.h"

/* What one run of the check shares between quotes: sources prepared for searching. */
typedef struct
{
  const BrvBrief *brief;
  GHashTable *indices; /* (element-type BrvSource BrvSourceIndex) */
} Verifier;

static void
verifier_init (Verifier *self, const BrvBrief *brief)
{
  self->brief = brief;
  self->indices = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)brv_source_index_free);
}

static void
verifier_clear (Verifier *self)
{
  g_hash_table_unref (self->indices);
}

static BrvSourceIndex *
get_index (Verifier *self, const BrvSource *source)
{
  BrvSourceIndex *index = g_hash_table_lookup (self->indices, source);

  if (index == NULL)
    {
      index = brv_source_index_new (source);
      g_hash_table_insert (self->indices, (gpointer)source, index);
    }
  return index;
}

/* Whether the words stand in the source at that place to the letter. */
static gboolean
stands_at (const BrvSource *source, BrvRange range, const char *exact, gsize length)
{
  return brv_range_length (range) == length && range.start <= range.end &&
         range.end <= brv_source_get_text_length (source) &&
         memcmp (brv_source_get_text (source) + range.start, exact, length) == 0;
}

/* The exact words' place nearest to where they should be. */
static gboolean
find_exact (const BrvSource *source, const BrvQuote *quote, BrvRange *range)
{
  const char *exact = brv_quote_get_exact (quote);
  gsize exact_length = strlen (exact);
  const char *text = brv_source_get_text (source);
  gsize length = brv_source_get_text_length (source);
  gsize near = brv_anchor_get_range (brv_quote_get_anchor (quote)).start;
  gsize best = G_MAXSIZE;
  gsize from = 0;

  *range = brv_anchor_get_range (brv_quote_get_anchor (quote));
  if (exact_length > 0 && stands_at (source, *range, exact, exact_length))
    return TRUE;
  while (exact_length > 0 && from < length)
    {
      const char *found = memmem (text + from, length - from, exact, exact_length);
      gsize start;
      gsize far;

      if (found == NULL)
        break;
      start = (gsize)(found - text);
      far = start > near ? start - near : near - start;
      if (far < best && brv_utf8_is_grapheme_boundary (text, length, start) &&
          brv_utf8_is_grapheme_boundary (text, length, start + exact_length))
        {
          best = far;
          *range = (BrvRange){ start, start + exact_length };
        }
      from = start + 1;
    }
  return best != G_MAXSIZE;
}

typedef struct
{
  BrvVerdictKind kind;
  BrvRange range;
} Judgement;

/* Whether one source has all that the quote claims. */
static gboolean
is_borne_out (Verifier *self,
              const BrvSource *source,
              const BrvQuote *quote,
              BrvPattern *pattern,
              Judgement *judgement)
{
  gsize near = brv_anchor_get_range (brv_quote_get_anchor (quote)).start;
  g_autoptr (GArray) ranges = NULL;
  guint n_alterations;

  brv_quote_get_alterations (quote, &n_alterations);
  if (find_exact (source, quote, &judgement->range))
    {
      judgement->kind = n_alterations > 0 ? BRV_VERDICT_ALTERED : BRV_VERDICT_EXACT;
      return TRUE;
    }
  ranges = g_array_new (FALSE, FALSE, sizeof (BrvRange));
  if (!brv_pattern_match (pattern, get_index (self, source), near, ranges))
    return FALSE;
  judgement->range = (BrvRange){ g_array_index (ranges, BrvRange, 0).start,
                                 g_array_index (ranges, BrvRange, ranges->len - 1).end };
  judgement->kind = n_alterations > 0 ? BRV_VERDICT_ALTERED : BRV_VERDICT_NORMALISED;
  return TRUE;
}

/* Where the quote belongs in a source that does not have its words. */
static gboolean
has_place (Verifier *self,
           const BrvSource *source,
           const BrvQuote *quote,
           BrvPattern *pattern,
           Judgement *judgement)
{
  const BrvAnchor *anchor = brv_quote_get_anchor (quote);
  BrvSourceIndex *index = get_index (self, source);
  g_auto (BrvPassage) prefix = { NULL };
  g_auto (BrvPassage) suffix = { NULL };
  guint n_common;

  judgement->kind = BRV_VERDICT_MISQUOTED;
  if (brv_pattern_place (pattern, index, &n_common, &judgement->range))
    return TRUE;
  brv_passage_init (&prefix, brv_anchor_get_prefix (anchor), -1);
  brv_passage_init (&suffix, brv_anchor_get_suffix (anchor), -1);
  return brv_source_index_place_between (index, &prefix, &suffix, brv_pattern_get_n_words (pattern),
                                         brv_anchor_get_range (anchor).start, &judgement->range);
}

/* A changed initial is the same letter in another case: [T]he, never [W]e. */
static gboolean
are_initials_true (const BrvQuote *quote)
{
  guint n_alterations;
  const BrvAlteration *alterations = brv_quote_get_alterations (quote, &n_alterations);
  const char *exact = brv_quote_get_exact (quote);

  for (guint i = 0; i < n_alterations; i++)
    {
      g_autofree char *letter = NULL;
      g_autofree char *folded_letter = NULL;
      g_autofree char *folded_shown = NULL;

      if (alterations[i].kind != BRV_ALTERATION_INITIAL)
        continue;
      letter =
        g_strndup (exact + alterations[i].range.start, brv_range_length (alterations[i].range));
      folded_letter = g_utf8_casefold (letter, -1);
      folded_shown = g_utf8_casefold (alterations[i].text, -1);
      if (!g_str_equal (folded_letter, folded_shown))
        return FALSE;
    }
  return TRUE;
}

static BrvVerdict *
make_verdict (const BrvQuote *quote, const BrvSource *source, Judgement judgement)
{
  g_autofree char *expected = NULL;

  if (judgement.kind == BRV_VERDICT_EXACT)
    return brv_verdict_new (judgement.kind, brv_source_get_id (source), judgement.range, NULL,
                            NULL);
  if (source != NULL)
    expected = g_strndup (brv_source_get_text (source) + judgement.range.start,
                          brv_range_length (judgement.range));
  return brv_verdict_new (judgement.kind, source != NULL ? brv_source_get_id (source) : BRV_ID_NONE,
                          judgement.range, expected,
                          brv_text_get_utf8 (brv_quote_get_shown (quote)));
}

static BrvVerdict *
judge (Verifier *self, const BrvQuote *quote)
{
  BrvId source_id = brv_anchor_get_source_id (brv_quote_get_anchor (quote));
  const BrvSource *source = brv_brief_lookup_source (self->brief, source_id);
  g_autoptr (BrvPattern) pattern = brv_pattern_new_from_quote (quote);
  Judgement judgement = { BRV_VERDICT_MISSING, { 0, 0 } };

  if (source != NULL && is_borne_out (self, source, quote, pattern, &judgement))
    {
      if (!are_initials_true (quote))
        judgement.kind = BRV_VERDICT_MISQUOTED;
      return make_verdict (quote, source, judgement);
    }
  for (guint i = 0; i < brv_brief_get_n_sources (self->brief); i++)
    {
      const BrvSource *other = brv_brief_get_source (self->brief, i);

      if (other == source || !brv_pattern_may_match (pattern, get_index (self, other)) ||
          !is_borne_out (self, other, quote, pattern, &judgement))
        continue;
      judgement.kind = BRV_VERDICT_WRONG_SOURCE;
      return make_verdict (quote, other, judgement);
    }
  if (source != NULL && has_place (self, source, quote, pattern, &judgement))
    return make_verdict (quote, source, judgement);
  return make_verdict (quote, NULL, (Judgement){ BRV_VERDICT_MISSING, { 0, 0 } });
}

/**
 * brv_verify_quote:
 * @brief: the brief with its sources
 * @quote: a quote in it
 *
 * Compares what a quote shows with the text of its source. What the quote remembers of that text is
 * not trusted: neither its exact words nor its range decide, but whether the source has the words.
 *
 * Returns: (transfer full): the verdict
 */
BrvVerdict *
brv_verify_quote (const BrvBrief *brief, const BrvQuote *quote)
{
  Verifier verifier;
  BrvVerdict *verdict;

  g_return_val_if_fail (brief != NULL && quote != NULL, NULL);

  verifier_init (&verifier, brief);
  verdict = judge (&verifier, quote);
  verifier_clear (&verifier);
  return verdict;
}

/* Which verdicts of the last run still hold. */
typedef struct
{
  const BrvBrief *brief; /* (nullable): the brief of the last run */
  const BrvVerdicts *verdicts;
  GHashTable *blocks;    /* (element-type BrvBlock): its quotes */
  gboolean same_sources; /* all of them have the same text as now */
} Memory;

static gboolean
is_same_text (const BrvSource *a, const BrvSource *b)
{
  if (a == b || a == NULL || b == NULL)
    return a == b;
  return brv_source_get_text (a) == brv_source_get_text (b) ||
         g_str_equal (brv_source_get_text_sha256 (a), brv_source_get_text_sha256 (b));
}

static gboolean
has_same_sources (const BrvBrief *a, const BrvBrief *b)
{
  guint n = brv_brief_get_n_sources (a);

  if (n != brv_brief_get_n_sources (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const BrvSource *left = brv_brief_get_source (a, i);
      const BrvSource *right = brv_brief_get_source (b, i);

      if (!brv_id_equal (brv_source_get_id (left), brv_source_get_id (right)) ||
          !is_same_text (left, right))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
list_quotes (const BrvBrief *brief)
{
  GPtrArray *quotes = g_ptr_array_new ();

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          const BrvBlock *block = brv_section_get_block (section, j);

          if (brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
            g_ptr_array_add (quotes, (gpointer)block);
        }
    }
  return quotes;
}

/* The verdict of the last run on a block, if nothing that it rests on has changed. */
static const BrvVerdict *
recall (const Memory *self, const BrvBrief *brief, const BrvBlock *block)
{
  const BrvVerdict *verdict;
  BrvId source_id;

  if (!g_hash_table_contains (self->blocks, block))
    return NULL;
  verdict = brv_verdicts_lookup (self->verdicts, brv_block_get_id (block));
  if (verdict == NULL || self->same_sources)
    return verdict;
  /* Another source may have the words now; but what is borne out stays so with its source. */
  if (brv_verdict_kind_is_fault (brv_verdict_get_kind (verdict)))
    return NULL;
  source_id = brv_anchor_get_source_id (brv_quote_get_anchor (brv_block_get_quote (block)));
  return is_same_text (brv_brief_lookup_source (self->brief, source_id),
                       brv_brief_lookup_source (brief, source_id))
           ? verdict
           : NULL;
}

static void
memory_init (Memory *self,
             const BrvBrief *previous_brief,
             const BrvVerdicts *previous,
             const BrvBrief *brief)
{
  g_autoptr (GPtrArray) quotes = NULL;

  self->brief = previous_brief;
  self->verdicts = previous;
  self->blocks = g_hash_table_new (NULL, NULL);
  if (previous_brief == NULL || previous == NULL)
    return;
  self->same_sources = has_same_sources (previous_brief, brief);
  quotes = list_quotes (previous_brief);
  for (guint i = 0; i < quotes->len; i++)
    g_hash_table_add (self->blocks, g_ptr_array_index (quotes, i));
}

/**
 * brv_verify_brief:
 * @brief: a brief
 * @previous_brief: (nullable): the brief that @previous is about
 * @previous: (nullable): verdicts on an earlier state
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Checks all quotes of a brief. A block that is the same value as before keeps its verdict if the
 * sources that it rests on have the same text. May run in any thread.
 *
 * Returns: (transfer full) (nullable): the verdicts, @previous itself if none has changed; %NULL with
 *   %G_IO_ERROR_CANCELLED
 */
BrvVerdicts *
brv_verify_brief (const BrvBrief *brief,
                  const BrvBrief *previous_brief,
                  const BrvVerdicts *previous,
                  GCancellable *cancellable,
                  GError **error)
{
  Verifier verifier;
  Memory memory = { NULL };
  g_autoptr (GPtrArray) quotes = NULL;
  g_autoptr (GHashTable) table = NULL;
  g_autofree BrvId *ids = NULL;
  gboolean all_recalled = previous != NULL;
  gboolean cancelled = FALSE;

  g_return_val_if_fail (brief != NULL, NULL);

  verifier_init (&verifier, brief);
  memory_init (&memory, previous_brief, previous, brief);
  quotes = list_quotes (brief);
  ids = g_new (BrvId, quotes->len + 1);
  table = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, NULL,
                                 (GDestroyNotify)brv_verdict_unref);
  for (guint i = 0; i < quotes->len && !cancelled; i++)
    {
      const BrvBlock *block = g_ptr_array_index (quotes, i);
      const BrvVerdict *recalled = recall (&memory, brief, block);

      ids[i] = brv_block_get_id (block);
      all_recalled &= recalled != NULL;
      g_hash_table_insert (table, &ids[i],
                           recalled != NULL ? brv_verdict_ref (recalled)
                                            : judge (&verifier, brv_block_get_quote (block)));
      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  g_hash_table_unref (memory.blocks);
  verifier_clear (&verifier);
  if (cancelled)
    return NULL;
  if (all_recalled && brv_verdicts_get_n_quotes (previous) == g_hash_table_size (table))
    return brv_verdicts_ref (previous);
  return brv_verdicts_new_from_table (table);
}
