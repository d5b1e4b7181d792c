/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How much the leaves of a page read like prose. */

#include "config.h"

#include <string.h>

#include "import/brv-furniture.h"
#include "import/brv-html-value.h"

#define BOILERPLATE_VALUE -5.0

/* Lengths in words. */
#define MIN_UNENDED   20
#define SHORT_HEADING 15

/**
 * brv_html_link_density:
 * @leaf: a leaf of a page
 *
 * Returns: which part of its words stands in links, from 0 to 1
 */
double
brv_html_link_density (const BrvLeaf *leaf)
{
  return leaf->n_words > 0 ? (double)leaf->n_link_words / leaf->n_words : 0;
}

/**
 * brv_html_ends_like_prose:
 * @text: the text of a leaf
 *
 * Returns: whether it ends as sentences do, or with the mark of a quotation or an announcement
 */
gboolean
brv_html_ends_like_prose (const char *text)
{
  static const char *const marks[] = { ".", "!", "?",  "…",  ":",  ";", "\"", "”", "’",
                                       "»", ")", "。", "！", "？", "۔", "।",  "؟" };
  gsize length = strlen (text);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize n = strlen (marks[i]);

      if (length >= n && memcmp (text + length - n, marks[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * brv_html_is_data:
 * @leaf: a leaf of a page
 *
 * Returns: whether it is what a script left in the page for another to read
 */
gboolean
brv_html_is_data (const BrvLeaf *leaf)
{
  return !leaf->preformatted &&
         (g_str_has_prefix (leaf->text, "{\"") || g_str_has_prefix (leaf->text, "[{\""));
}

/**
 * brv_html_leaf_judge:
 * @leaf: a leaf of a page; remembers the answer
 *
 * Returns: what kind of furniture its words announce it to be
 */
BrvFurniture
brv_html_leaf_judge (BrvLeaf *leaf)
{
  if (!leaf->is_judged)
    {
      leaf->furniture = brv_furniture_judge (leaf->text, NULL);
      leaf->is_judged = TRUE;
    }
  return leaf->furniture;
}

/**
 * brv_html_value_leaf:
 * @leaf: a leaf of a page
 * @in_item: whether it stands in a list item or table cell
 * @in_post: whether it stands in an embedded post
 *
 * Returns: how much it reads like prose, in words of it; negative for what reads like furniture
 */
double
brv_html_value_leaf (BrvLeaf *leaf, gboolean in_item, gboolean in_post)
{
  guint plain = leaf->n_words - leaf->n_link_words;
  double density = brv_html_link_density (leaf);

  if (in_post)
    return BRV_HTML_POST_VALUE;
  if (brv_furniture_is_boilerplate (leaf->text) || brv_html_is_data (leaf))
    return BOILERPLATE_VALUE;
  if (brv_tag_is_heading (leaf->tag))
    return leaf->n_words < SHORT_HEADING ? -1 : 0;
  if (brv_html_leaf_judge (leaf) != BRV_FURNITURE_NONE)
    return -3 - .2 * leaf->n_words;
  if (density > .5)
    return -2 - .5 * leaf->n_link_words;
  if (leaf->n_words >= BRV_HTML_MIN_SENTENCE && brv_html_ends_like_prose (leaf->text))
    return plain * (1 - density);
  if (leaf->n_words >= MIN_UNENDED)
    return .7 * plain;
  if (in_item)
    return -1;
  return leaf->n_words < 6 ? -1.5 : 0;
}
