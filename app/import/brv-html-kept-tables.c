/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-html-kept-tables.h"
#include "import/brv-html-table.h"

/* A caption and a heading may stand between a table and the text before it. */
#define MAX_LEAD 2

/* Whether a leaf stands below an element. */
static gboolean
is_below (const BrvHtmlPage *page, guint leaf, guint element)
{
  guint owner = brv_html_page_leaf (page, leaf)->owner;

  return owner >= element && owner < brv_html_page_element (page, element)->end;
}

/* Whether the article's text surrounds a table: a block that it keeps stands right before it, and
 * one after it in the same container. */
static gboolean
is_surrounded (const BrvHtmlPage *page, const gboolean *kept, const BrvHtmlTable *table)
{
  guint before = table->leaf;
  guint after = table->leaves_end;
  guint home = brv_html_page_element (page, table->element)->parent;
  guint n_link_words = 0;

  while (before > 0 && table->leaf - before < MAX_LEAD && !kept[before - 1])
    before--;
  while (after < page->leaves->len && !kept[after])
    after++;
  if (before == 0 || !kept[before - 1])
    return FALSE;
  /* One that has headings may end the article. */
  if (after == page->leaves->len)
    after = table->is_stated ? before - 1 : table->leaf;
  for (guint i = table->leaf; i < table->leaves_end; i++)
    n_link_words += brv_html_page_leaf (page, i)->n_link_words;
  while (home > 0 && !is_below (page, before - 1, home) && !is_below (page, after, home))
    home = brv_html_page_element (page, home)->parent;
  return is_below (page, before - 1, home) && is_below (page, after, home) &&
         2 * n_link_words < table->n_words;
}

/**
 * brv_html_kept_tables_complete:
 * @page: a page
 * @tables: (element-type BrvHtmlTable): its tables
 * @kept: (array) (inout): for each leaf of @page, whether it belongs to the article
 *
 * Keeps each table of data as a whole if most of it is kept, or if the article's text surrounds it;
 * else leaves all of it out.
 */
void
brv_html_kept_tables_complete (const BrvHtmlPage *page, const GArray *tables, gboolean *kept)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const BrvHtmlTable *table = &g_array_index (tables, BrvHtmlTable, i);
      guint n_kept = 0;
      gboolean is_kept = FALSE;

      if (!table->is_data)
        continue;
      for (guint k = table->leaf; k < table->leaves_end; k++)
        n_kept += kept[k] ? brv_html_page_leaf (page, k)->n_words : 0;
      is_kept = 2 * n_kept > table->n_words || is_surrounded (page, kept, table);
      for (guint k = table->leaf; k < table->leaves_end; k++)
        kept[k] = is_kept;
    }
}
