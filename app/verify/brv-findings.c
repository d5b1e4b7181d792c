/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "verify/brv-verify.h"

#include <glib/gi18n-lib.h>

#include "verify/brv-diff.h"

/* Words in a message are cut after this many characters. */
#define MAX_CITED_CHARS 60

static char *
cite (const char *text, BrvRange range)
{
  g_autofree char *words = g_strstrip (g_strndup (text + range.start, brv_range_length (range)));
  g_autofree char *start = NULL;

  for (char *p = words; *p != '\0'; p++)
    {
      if (*p == '\n' || *p == '\r' || *p == '\t')
        *p = ' ';
    }
  if (g_utf8_strlen (words, -1) <= MAX_CITED_CHARS)
    return g_steal_pointer (&words);
  start = g_utf8_substring (words, 0, MAX_CITED_CHARS);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

static gboolean
is_change (const BrvDiffPart *part)
{
  return part->kind != BRV_DIFF_EQUAL;
}

/* The first difference between what the source and the quote say, in words. */
static char *
describe_difference (const char *source_says, const char *quote_says)
{
  g_autoptr (GArray) parts = brv_diff_words (source_says, quote_says);
  g_autofree char *removed = NULL;
  g_autofree char *added = NULL;
  guint i = 0;

  while (i < parts->len && !is_change (&g_array_index (parts, BrvDiffPart, i)))
    i++;
  for (; i < parts->len && is_change (&g_array_index (parts, BrvDiffPart, i)); i++)
    {
      const BrvDiffPart *part = &g_array_index (parts, BrvDiffPart, i);

      if (part->kind == BRV_DIFF_REMOVED)
        removed = cite (source_says, part->first);
      else
        added = cite (quote_says, part->second);
    }
  if (removed != NULL && added != NULL)
    return g_strdup_printf (_ ("It says “%s” where the source says “%s”."), added, removed);
  if (removed != NULL)
    return g_strdup_printf (_ ("It leaves out “%s” without marking it."), removed);
  if (added != NULL)
    return g_strdup_printf (_ ("It says “%s”, which the source does not."), added);
  return g_strdup (_ ("Its words differ from the source."));
}

static const char *
title_of (const BrvBrief *brief, BrvId source_id)
{
  const BrvSource *source = brv_brief_lookup_source (brief, source_id);

  return source != NULL ? brv_source_get_title (source) : NULL;
}

static char *
describe_misquoted (const BrvVerdict *verdict, const BrvQuote *quote)
{
  g_autofree char *difference = NULL;
  guint n_alterations;

  brv_quote_get_alterations (quote, &n_alterations);
  if (n_alterations > 0)
    return g_strdup (_ ("The words outside of the brackets differ from the source."));
  difference =
    describe_difference (brv_verdict_get_expected (verdict), brv_verdict_get_found_text (verdict));
  return g_strdup_printf (_ ("The quote differs from its source. %s"), difference);
}

static char *
describe (const BrvBrief *brief, const BrvVerdict *verdict, const BrvQuote *quote)
{
  const char *title;

  switch (brv_verdict_get_kind (verdict))
    {
    case BRV_VERDICT_EXACT:
      return g_strdup (_ ("The quote matches its source letter for letter."));
    case BRV_VERDICT_NORMALISED:
      return g_strdup (
        _ ("The quote matches its source but for spaces, hyphens or the style of marks."));
    case BRV_VERDICT_ALTERED:
      return g_strdup (_ ("The quote is altered and says where; the rest matches its source."));
    case BRV_VERDICT_MISQUOTED:
      return describe_misquoted (verdict, quote);
    case BRV_VERDICT_MISSING:
      return g_strdup (
        _ ("No source of this brief says this. Check the words, or add the source."));
    case BRV_VERDICT_WRONG_SOURCE:
      title = title_of (brief, brv_verdict_get_source_id (verdict));
      if (title != NULL)
        return g_strdup_printf (_ ("The quote is not in its source, but in “%s”."), title);
      return g_strdup (_ ("The quote is not in its source, but in another one."));
    case BRV_VERDICT_SOURCE_CHANGED:
      return g_strdup (_ ("The source has changed since the quote was taken."));
    case BRV_N_VERDICTS:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

static BrvSeverity
severity_of (BrvVerdictKind kind)
{
  if (brv_verdict_kind_is_fault (kind))
    return BRV_SEVERITY_ERROR;
  return kind == BRV_VERDICT_SOURCE_CHANGED ? BRV_SEVERITY_WARNING : BRV_SEVERITY_INFO;
}

static BrvFinding *
make_finding (const BrvBrief *brief, const BrvBlock *block, const BrvVerdict *verdict)
{
  const BrvQuote *quote = brv_block_get_quote (block);
  BrvVerdictKind kind = brv_verdict_get_kind (verdict);
  g_autofree char *message = describe (brief, verdict, quote);
  BrvId source_id = brv_verdict_get_source_id (verdict);

  if (brv_id_is_none (source_id))
    source_id = brv_anchor_get_source_id (brv_quote_get_anchor (quote));
  return brv_finding_new (brv_verdict_kind_get_name (kind), severity_of (kind),
                          brv_block_get_id (block), source_id, message,
                          brv_verdict_get_expected (verdict), brv_verdict_get_found_text (verdict));
}

/**
 * brv_verify_list_findings:
 * @brief: a brief
 * @verdicts: the verdicts on its quotes
 *
 * Says in words what the verdicts mean, one finding a quote in the order of the brief.
 *
 * Returns: (transfer full) (element-type BrvFinding): the findings
 */
GPtrArray *
brv_verify_list_findings (const BrvBrief *brief, const BrvVerdicts *verdicts)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_finding_unref);

  g_return_val_if_fail (brief != NULL && verdicts != NULL, findings);

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          const BrvBlock *block = brv_section_get_block (section, j);
          const BrvVerdict *verdict = brv_verdicts_lookup (verdicts, brv_block_get_id (block));

          if (verdict != NULL && brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
            g_ptr_array_add (findings, make_finding (brief, block, verdict));
        }
    }
  return findings;
}
