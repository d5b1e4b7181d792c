/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the typesetter has to tell about the pages of a brief, as findings beside those on its quotes. */

#include "config.h"

#include "workspace/brv-page-findings.h"

/* A warning asks for something to be done, or the reader misses something. Of the rest it is enough
 * that whoever asks is told. */
static BrvSeverity
severity_of (const char *kind)
{
  static const char *const warnings[] = { "missing-glyph", "missing-font", "narrow-table", NULL };

  return g_strv_contains (warnings, kind) ? BRV_SEVERITY_WARNING : BRV_SEVERITY_INFO;
}

static char *
make_key (const BrvTypesetNotice *notice, BrvId id)
{
  return g_strdup_printf ("%s %" G_GINT64_MODIFIER "x %" G_GINT64_MODIFIER "x %s", notice->kind,
                          id.high, id.low, notice->message);
}

/* What stands in a block is often repeated where no block is: a heading in the table of contents. */
static gboolean
is_repetition (const BrvTypesetNotice *notice, GHashTable *in_blocks, GHashTable *told)
{
  g_autofree char *of_any = make_key (notice, BRV_ID_NONE);

  if (brv_id_is_none (notice->block_id) && g_hash_table_contains (in_blocks, of_any))
    return TRUE;
  return !g_hash_table_add (told, make_key (notice, notice->block_id));
}

static BrvFinding *
make_finding (const BrvTypesetNotice *notice, const BrvBrief *brief)
{
  const gboolean is_source = brv_brief_lookup_source (brief, notice->block_id) != NULL;

  return brv_finding_new_on_page (
    notice->kind, severity_of (notice->kind), is_source ? BRV_ID_NONE : notice->block_id,
    is_source ? notice->block_id : BRV_ID_NONE, notice->page, notice->message);
}

/**
 * brv_page_findings_list:
 * @pages: the pages of a brief
 * @brief: that brief
 *
 * Says what there is to tell about the pages, each thing once for a block.
 *
 * Returns: (transfer full) (element-type BrvFinding): the findings, in the order of the notices
 */
GPtrArray *
brv_page_findings_list (const BrvPages *pages, const BrvBrief *brief)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_finding_unref);
  g_autoptr (GHashTable) in_blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const BrvTypesetNotice *notices;
  guint n_notices;

  g_return_val_if_fail (pages != NULL && brief != NULL, findings);

  notices = brv_pages_get_notices (pages, &n_notices);
  for (guint i = 0; i < n_notices; i++)
    {
      if (!brv_id_is_none (notices[i].block_id))
        g_hash_table_add (in_blocks, make_key (&notices[i], BRV_ID_NONE));
    }
  for (guint i = 0; i < n_notices; i++)
    {
      if (!is_repetition (&notices[i], in_blocks, told))
        g_ptr_array_add (findings, make_finding (&notices[i], brief));
    }
  return findings;
}

/**
 * brv_page_findings_tell_failure:
 * @error: why there are no pages
 *
 * Returns: (transfer full): a finding that says so
 */
BrvFinding *
brv_page_findings_tell_failure (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return brv_finding_new_on_page ("no-pages", BRV_SEVERITY_WARNING, BRV_ID_NONE, BRV_ID_NONE, 0,
                                  error->message);
}

/**
 * brv_page_findings_find_section:
 * @finding: a finding on pages
 * @brief: the brief, as it was or as it has become since
 *
 * Returns: the index of the section that it is about, or -1
 */
gint
brv_page_findings_find_section (const BrvFinding *finding, const BrvBrief *brief)
{
  const BrvId id = brv_finding_get_block_id (finding);
  guint section;
  guint block;

  if (brv_id_is_none (id))
    return -1;
  if (brv_brief_find_block (brief, id, &section, &block) != NULL)
    return (gint)section;
  return brv_brief_find_section (brief, id);
}

/**
 * brv_page_findings_stands:
 * @finding: a finding on pages
 * @brief: the brief, as it was or as it has become since
 *
 * Returns: whether what it is about is still there
 */
gboolean
brv_page_findings_stands (const BrvFinding *finding, const BrvBrief *brief)
{
  const BrvId source_id = brv_finding_get_source_id (finding);

  if (!brv_id_is_none (source_id))
    return brv_brief_lookup_source (brief, source_id) != NULL;
  return brv_id_is_none (brv_finding_get_block_id (finding)) ||
         brv_page_findings_find_section (finding, brief) >= 0;
}
