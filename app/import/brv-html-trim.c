/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What remains of the leaves below the element that holds an article, when both ends and the inside
 * are trimmed. */

#include "config.h"

#include <string.h>

#include "import/brv-furniture.h"
#include "import/brv-html-trim.h"
#include "import/brv-html-value.h"
#include "import/brv-same-words.h"

/* Lengths in words. */
#define MAX_FURNITURE  40
#define MAX_ENDING     8
#define MIN_BEFORE_END 80
#define MIN_COPY_BYTES 60 /* in bytes */
/* No article has so many sections that only lead elsewhere. */
#define MAX_SECTION_ENDS 20

static guint
home_of (const BrvHtmlTrim *self, guint leaf)
{
  guint owner = brv_html_page_leaf (self->page, leaf)->owner;

  return brv_html_page_element (self->page, owner)->parent;
}

/* Whether two blocks stand in one container or in two that are called alike. */
static gboolean
have_alike_homes (const BrvHtmlTrim *self, const BrvLeaf *a, const BrvLeaf *b)
{
  guint home_a = brv_html_page_element (self->page, a->owner)->parent;
  guint home_b = brv_html_page_element (self->page, b->owner)->parent;
  const char *class_a = NULL;
  const char *class_b = NULL;

  if (home_a == home_b)
    return TRUE;
  class_a = brv_html_peek_attribute (brv_html_page_element (self->page, home_a)->node, "class");
  class_b = brv_html_peek_attribute (brv_html_page_element (self->page, home_b)->node, "class");
  return class_a != NULL && *class_a != '\0' && g_strcmp0 (class_a, class_b) == 0;
}

/*
 * Whether a line that announces other things only ends a section: after it comes a heading of a
 * higher rank, such as the article had before it.
 */
static gboolean
goes_on (const BrvHtmlTrim *self, const GArray *leaves, guint place)
{
  const BrvLeaf *line = brv_html_page_leaf (self->page, g_array_index (leaves, guint, place));
  BrvTag lowest = brv_tag_is_heading (line->tag) ? line->tag - 1 : BRV_TAG_H6;
  const BrvLeaf *last[BRV_TAG_H6 - BRV_TAG_H2 + 1] = { NULL };

  for (guint i = 0; i < leaves->len; i++)
    {
      const BrvLeaf *leaf = brv_html_page_leaf (self->page, g_array_index (leaves, guint, i));

      if (leaf->tag < BRV_TAG_H2 || leaf->tag > lowest || i == place)
        continue;
      if (i < place)
        last[leaf->tag - BRV_TAG_H2] = leaf;
      else if (last[leaf->tag - BRV_TAG_H2] != NULL &&
               have_alike_homes (self, last[leaf->tag - BRV_TAG_H2], leaf) &&
               !brv_furniture_ends_article (leaf->text))
        return TRUE;
    }
  return FALSE;
}

/*
 * Where the article ends: at a short line that announces other things, when enough was seen and
 * the line does not stand among the paragraphs themselves. Returns how many of leaves remain.
 */
static guint
find_end (const BrvHtmlTrim *self, const GArray *leaves)
{
  g_autofree double *homes = g_new0 (double, self->page->elements->len);
  double total = 0;
  double seen = 0;
  guint n_section_ends = 0;

  for (guint i = 0; i < leaves->len; i++)
    {
      guint index = g_array_index (leaves, guint, i);

      total += MAX (0, self->values[index]);
      if (self->values[index] >= BRV_HTML_GOOD_VALUE)
        homes[home_of (self, index)] += self->values[index];
    }
  for (guint i = 0; i < leaves->len; i++)
    {
      guint index = g_array_index (leaves, guint, i);
      const BrvLeaf *leaf = brv_html_page_leaf (self->page, index);
      guint home = home_of (self, index);

      if (leaf->n_words <= MAX_ENDING && seen >= MIN_BEFORE_END && seen >= .25 * total &&
          !self->in_item[leaf->owner] && homes[home] < .5 * total &&
          brv_furniture_ends_article (leaf->text) &&
          (++n_section_ends > MAX_SECTION_ENDS || !goes_on (self, leaves, i)))
        return i;
      seen += MAX (0, self->values[index]);
    }
  return leaves->len;
}

/* A heading of the text; what stands in a list item is one of the list's words. */
static gboolean
is_heading (const BrvHtmlTrim *self, const BrvLeaf *leaf)
{
  return brv_tag_is_heading (leaf->tag) && !self->in_item[leaf->owner];
}

/* Where a leaf stands that may belong to the article. */
typedef struct
{
  gint side;               /* -1: before the article's first text, 1: after its last, 0: between */
  gboolean is_home;        /* in the container that holds most of the article's paragraphs */
  gboolean leads;          /* right before a paragraph */
  const BrvLeaf *previous; /* (nullable): the one before it, if that was kept */
} Place;

/* Whether a line at the article's ends is one of it, by what it is. */
static gboolean
belongs_to_end (const BrvHtmlTrim *self, const BrvLeaf *leaf, double value, const Place *place)
{
  if (place->is_home && brv_html_link_density (leaf) < .5 &&
      (place->side > 0 || leaf->tag == BRV_TAG_P || (place->leads && is_heading (self, leaf))))
    return TRUE;
  if (value < 0 || is_heading (self, leaf))
    return FALSE;
  if (place->side < 0)
    return leaf->n_words >= 6 && brv_html_ends_like_prose (leaf->text);
  return leaf->n_words >= BRV_HTML_MIN_SENTENCE || brv_html_ends_like_prose (leaf->text);
}

/* Whether the leaf belongs inside the article. */
static gboolean
belongs (const BrvHtmlTrim *self, BrvLeaf *leaf, double value, const Place *place)
{
  gboolean follows_item = place->previous != NULL && self->in_item[leaf->owner];
  double density = brv_html_link_density (leaf);

  if (value == BRV_HTML_POST_VALUE)
    return TRUE;
  if (brv_html_is_data (leaf))
    return FALSE;
  if (leaf->n_words < MAX_FURNITURE && brv_html_leaf_judge (leaf) != BRV_FURNITURE_NONE)
    return FALSE;
  if (place->side != 0 && !(place->side > 0 && follows_item && density < .5) &&
      !belongs_to_end (self, leaf, value, place))
    return FALSE;
  /* What a section is about may be a link. */
  if (density > BRV_HTML_MAX_LINK_DENSITY && place->leads && is_heading (self, leaf))
    return TRUE;
  if (density > BRV_HTML_MAX_LINK_DENSITY &&
      !(leaf->n_words >= 8 && brv_html_ends_like_prose (leaf->text) &&
        (leaf->tag == BRV_TAG_P || leaf->tag == BRV_TAG_LI)) &&
      !(follows_item && place->previous->tag == leaf->tag))
    return FALSE;
  return leaf->tag == BRV_TAG_P || leaf->tag == BRV_TAG_LI || leaf->tag == BRV_TAG_TD ||
         leaf->n_link_words == 0 || leaf->n_link_words < leaf->n_words;
}

/* The container that holds most of the paragraphs among the first n of leaves. */
static guint
find_home (const BrvHtmlTrim *self, const GArray *leaves, guint n)
{
  g_autofree double *homes = g_new0 (double, self->page->elements->len);
  guint best = 0;

  for (guint i = 0; i < n; i++)
    {
      guint index = g_array_index (leaves, guint, i);
      guint home = home_of (self, index);

      if (self->values[index] >= BRV_HTML_GOOD_VALUE)
        homes[home] += self->values[index];
      if (homes[home] > homes[best])
        best = home;
    }
  return best;
}

/* Marks in kept what remains of leaves when both ends and the inside are trimmed. */
static void
trim_leaves (const BrvHtmlTrim *self, const GArray *leaves, guint n)
{
  guint home = find_home (self, leaves, n);
  guint first = G_MAXUINT;
  guint last = 0;
  gint previous = -2; /* place of the leaf kept last */

  for (guint i = 0; i < n; i++)
    if (self->values[g_array_index (leaves, guint, i)] >= BRV_HTML_GOOD_VALUE)
      {
        first = MIN (first, i);
        last = i;
      }
  for (guint i = 0; i < n; i++)
    {
      guint index = g_array_index (leaves, guint, i);
      BrvLeaf *leaf = brv_html_page_leaf (self->page, index);
      Place place = { .side = i < first ? -1 : i > last ? 1 : 0 };

      if (leaf->tag == BRV_TAG_H1 || brv_same_words (leaf->text, self->title))
        continue;
      place.is_home = home_of (self, index) == home;
      place.leads =
        i + 1 < n && self->values[g_array_index (leaves, guint, i + 1)] >= BRV_HTML_GOOD_VALUE;
      if (previous == (gint)i - 1)
        place.previous = brv_html_page_leaf (self->page, g_array_index (leaves, guint, i - 1));
      if (first != G_MAXUINT && !belongs (self, leaf, self->values[index], &place))
        continue;
      self->kept[index] = TRUE;
      previous = (gint)i;
    }
}

/*
 * A heading with nothing under it goes, and a paragraph that stood before in another container: a
 * page has such copies for other screens, while an article may well repeat itself.
 */
static void
drop_leftovers (const BrvHtmlTrim *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean ended = TRUE;

  for (guint i = self->page->leaves->len; i-- > 0;)
    {
      if (!self->kept[i])
        continue;
      if (ended && is_heading (self, brv_html_page_leaf (self->page, i)))
        self->kept[i] = FALSE;
      else
        ended = FALSE;
    }
  for (guint i = 0; i < self->page->leaves->len; i++)
    {
      const BrvLeaf *leaf = brv_html_page_leaf (self->page, i);
      guint home = brv_html_page_element (self->page, leaf->owner)->parent;
      gpointer first = NULL;

      if (!self->kept[i] || strlen (leaf->text) <= MIN_COPY_BYTES)
        continue;
      if (!g_hash_table_lookup_extended (seen, leaf->text, NULL, &first))
        g_hash_table_insert (seen, leaf->text, GUINT_TO_POINTER (home));
      else if (GPOINTER_TO_UINT (first) != home)
        self->kept[i] = FALSE;
    }
}

/**
 * brv_html_trim:
 * @self: what is known of the page, and where is kept what remains
 * @leaves: (element-type guint): the leaves that may belong to the article, in order
 *
 * Marks those of @leaves that belong to the article.
 */
void
brv_html_trim (const BrvHtmlTrim *self, const GArray *leaves)
{
  trim_leaves (self, leaves, find_end (self, leaves));
  drop_leftovers (self);
}
