/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Tells a page that holds a part of a text: a line right below the article, or the article's own
 * last, leads to the whole. Articles also lead to the whole of other things in their midst, and to
 * other articles below; those lines do not count.
 */

#include "config.h"

#include "import/brv-furniture-whole.h"
#include "import/brv-furniture.h"
#include "import/brv-html-excerpt.h"
#include "import/brv-html-value.h"

/* Within so many leaves below the article a line speaks of it. */
#define REACH 3
/* What may stand between such a line and the article's end, in words: a note or a credit. */
#define MAX_CLOSING 30

static guint
find_item (const BrvHtmlPage *page, guint leaf)
{
  guint index = brv_html_page_leaf (page, leaf)->owner;

  while (index > 0 && brv_html_page_element (page, index)->tag != BRV_TAG_LI)
    index = brv_html_page_element (page, index)->parent;
  return index;
}

static gboolean
is_below (const BrvHtmlPage *page, guint leaf, guint element)
{
  guint owner = brv_html_page_leaf (page, leaf)->owner;

  return owner >= element && owner < brv_html_page_element (page, element)->end;
}

/* Whether the leaf stands with others in a list: lists lead to other articles. */
static gboolean
is_listed (const BrvHtmlPage *page, guint index)
{
  guint item = find_item (page, index);
  guint list = item > 0 ? brv_html_page_element (page, item)->parent : 0;

  if (item == 0)
    return FALSE;
  return (index > 0 && is_below (page, index - 1, list) && !is_below (page, index - 1, item)) ||
         (index + 1 < page->leaves->len && is_below (page, index + 1, list) &&
          !is_below (page, index + 1, item));
}

static gboolean
leads_to_whole (const BrvHtmlPage *page, guint index, gboolean inside)
{
  BrvLeaf *leaf = brv_html_page_leaf (page, index);
  const BrvElement *owner = brv_html_page_element (page, leaf->owner);
  gboolean known = brv_html_leaf_judge (leaf) == BRV_FURNITURE_CONTINUES;

  if (is_listed (page, index))
    return FALSE;
  if (known && !inside)
    return TRUE;
  if (leaf->n_link_words == 0 || (!known && 2 * leaf->n_link_words < leaf->n_words))
    return FALSE;
  return !owner->excluded && !brv_tag_is_heading (leaf->tag) &&
         !brv_html_page_has_ancestor (page, leaf->owner, BRV_TAG_ASIDE) &&
         brv_furniture_offers_whole (leaf->text);
}

static gboolean
ends_as_excerpt (const BrvHtmlPage *page, const gboolean *article, guint last)
{
  guint n_kept = 0;

  for (guint i = last + 1; n_kept < 2 && i-- > 0;)
    {
      if (leads_to_whole (page, i, TRUE))
        return TRUE;
      if (!article[i])
        continue;
      if (brv_html_page_leaf (page, i)->n_words > MAX_CLOSING)
        return FALSE;
      n_kept++;
    }
  return FALSE;
}

/**
 * brv_html_excerpt_find:
 * @page: a page
 * @article: (array): for each leaf of @page, whether it belongs to the article
 *
 * Returns: whether @page says that its article is an excerpt
 */
gboolean
brv_html_excerpt_find (const BrvHtmlPage *page, const gboolean *article)
{
  guint last = 0;
  gboolean any = FALSE;

  g_return_val_if_fail (page != NULL, FALSE);
  g_return_val_if_fail (article != NULL, FALSE);

  for (guint i = 0; i < page->leaves->len; i++)
    if (article[i])
      {
        last = i;
        any = TRUE;
      }
  if (!any)
    return FALSE;
  for (guint i = last + 1; i < page->leaves->len && i <= last + REACH; i++)
    {
      if (leads_to_whole (page, i, FALSE))
        return TRUE;
      if (brv_furniture_ends_article (brv_html_page_leaf (page, i)->text))
        break;
    }
  return ends_as_excerpt (page, article, last);
}
