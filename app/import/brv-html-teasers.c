/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-html-teasers.h"

#define MIN_ROW 3
/* In words: a teaser is short. */
#define MAX_TEASER 90
/* This share of a row must be teasers. */
#define MIN_SHARE .7

/* What each element holds, itself included. */
typedef struct
{
  guint n_words;
  gboolean has_image;
  gboolean has_heading; /* h2 to h4 */
  gboolean has_quote;   /* a quotation or an embedded post */
} Content;

typedef struct
{
  const BrvHtmlPage *page;
  Content *contents;    /* per element */
  gboolean *in_heading; /* per element: it or an ancestor is one of h1 to h5 */
  gboolean *found;      /* per element */
} Search;

/* Paragraphs and what stands in them come in rows by nature. */
static gboolean
can_be_teaser (BrvTag tag)
{
  switch ((int)tag)
    {
    case BRV_TAG_P:
    case BRV_TAG_H2:
    case BRV_TAG_H3:
    case BRV_TAG_H4:
    case BRV_TAG_BLOCKQUOTE:
    case BRV_TAG_FIGURE:
    case BRV_TAG_TR:
    case BRV_TAG_TD:
    case BRV_TAG_A:
    case BRV_TAG_SPAN:
      return FALSE;
    default:
      return TRUE;
    }
}

static void
fill_contents (Search *self)
{
  guint n = self->page->elements->len;

  for (guint i = 0; i < self->page->leaves->len; i++)
    {
      const BrvLeaf *leaf = brv_html_page_leaf (self->page, i);

      self->contents[leaf->owner].n_words += leaf->n_words;
    }
  for (guint i = 0; i < n; i++)
    {
      const BrvElement *element = brv_html_page_element (self->page, i);

      self->in_heading[i] = (element->tag >= BRV_TAG_H1 && element->tag <= BRV_TAG_H5) ||
                            (i > 0 && self->in_heading[element->parent]);
    }
  for (guint i = n; i-- > 0;)
    {
      const BrvElement *element = brv_html_page_element (self->page, i);
      Content *content = &self->contents[i];
      Content *parent = &self->contents[element->parent];

      content->has_image |= element->tag == BRV_TAG_IMG;
      content->has_quote |= element->tag == BRV_TAG_BLOCKQUOTE;
      content->has_heading |= element->tag >= BRV_TAG_H2 && element->tag <= BRV_TAG_H4;
      if (i == 0)
        break;
      parent->n_words += content->n_words;
      parent->has_image |= content->has_image;
      parent->has_heading |= content->has_heading;
      parent->has_quote |= content->has_quote;
    }
}

static guint
count_link_words (const BrvElement *link)
{
  g_autofree char *text = brv_html_dup_text (link->node, 1000);

  return brv_count_words (text, strlen (text));
}

/* Whether the element is one short thing that leads elsewhere. */
static gboolean
is_teaser (const Search *self, guint index)
{
  const BrvElement *element = brv_html_page_element (self->page, index);
  guint n_words = self->contents[index].n_words;

  if (n_words > MAX_TEASER || self->contents[index].has_quote)
    return FALSE;
  for (guint i = index; i < element->end; i++)
    {
      const BrvElement *link = brv_html_page_element (self->page, i);
      guint n = 0;

      if (link->tag != BRV_TAG_A || brv_html_peek_attribute (link->node, "href") == NULL)
        continue;
      if (self->contents[i].has_image || self->contents[i].has_heading || self->in_heading[i])
        return TRUE;
      n = count_link_words (link);
      if ((n >= 4 && element->tag != BRV_TAG_LI) || n >= .7 * n_words)
        return TRUE;
    }
  return FALSE;
}

static void
judge_row (Search *self, const GArray *row)
{
  guint n = 0;

  if (row->len < MIN_ROW)
    return;
  for (guint i = 0; i < row->len; i++)
    n += is_teaser (self, g_array_index (row, guint, i));
  if (n < MIN_SHARE * row->len)
    return;
  for (guint i = 0; i < row->len; i++)
    self->found[g_array_index (row, guint, i)] = TRUE;
}

/* Parts the children of an element by tag and class. */
static void
judge_children (Search *self, guint index)
{
  const BrvElement *element = brv_html_page_element (self->page, index);
  g_autoptr (GHashTable) rows = NULL;
  GHashTableIter iter;
  gpointer row = NULL;

  for (guint i = index + 1; i < element->end; i = brv_html_page_element (self->page, i)->end)
    {
      const BrvElement *child = brv_html_page_element (self->page, i);
      const char *class = NULL;
      char *shape = NULL;
      GArray *same = NULL;

      if (!can_be_teaser (child->tag))
        continue;
      class = brv_html_peek_attribute (child->node, "class");
      shape = g_strconcat ((const char *)child->node->name, " ", class, NULL);
      if (rows == NULL)
        rows =
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
      same = g_hash_table_lookup (rows, shape);
      if (same == NULL)
        {
          same = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (rows, shape, same);
        }
      else
        g_free (shape);
      g_array_append_val (same, i);
    }
  if (rows == NULL)
    return;
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    judge_row (self, row);
}

static gboolean
has_row (const BrvHtmlPage *page, guint index)
{
  guint end = brv_html_page_element (page, index)->end;
  guint n = 0;

  for (guint i = index + 1; i < end && n < MIN_ROW; i = brv_html_page_element (page, i)->end)
    n++;
  return n >= MIN_ROW;
}

/**
 * brv_html_teasers_find:
 * @page: a page
 *
 * Finds rows of teasers: three or more siblings of one shape, each with a link that is a heading,
 * wraps a picture, or is nearly all there is.
 *
 * Returns: (transfer full) (array): for each element of @page, whether it is a teaser in a row
 */
gboolean *
brv_html_teasers_find (const BrvHtmlPage *page)
{
  guint n = page->elements->len;
  Search self = { .page = page };

  self.contents = g_new0 (Content, n);
  self.in_heading = g_new0 (gboolean, n);
  self.found = g_new0 (gboolean, n);
  fill_contents (&self);
  for (guint i = 0; i < n; i++)
    if (has_row (page, i))
      judge_children (&self, i);
  g_free (self.contents);
  g_free (self.in_heading);
  return self.found;
}
