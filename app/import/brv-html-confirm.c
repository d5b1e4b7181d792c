/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A second opinion on which leaves are the article, built on other signs than the first: it
 * scores containers by the commas and lengths of the paragraphs near them, takes the best with
 * those of its siblings that score like it, and drops containers in it that look odd. What only
 * one of two differently built passes takes for the article is mostly none of it.
 *
 * Source: the method of Arc90's Readability (2009) in the form that Mozilla's library of that
 * name gave it, with its weights and limits; written anew on leaves and without its rewriting of
 * the document.
 */

#include "config.h"

#include <string.h>

#include "import/brv-html-confirm.h"
#include "import/brv-text-prose.h"

#define MIN_PARAGRAPH_CHARS 25
#define SCORED_LEVELS       5
#define N_TOP               5
#define MIN_SIMILAR_TOP     3
#define SIMILAR_SHARE       .75
#define NAME_WEIGHT         25
#define MIN_RESULT_CHARS    500
/* If fewer of the first pass's words are confirmed, the second pass went wrong. */
#define MIN_CONFIRMED_SHARE .65

typedef struct
{
  double score;
  gboolean scored;
  gboolean removed;
  guint n_chars;
  guint n_link_chars;
  guint n_commas;
  guint n_paragraphs;
  guint n_images;
  guint n_items;
} Container;

typedef struct
{
  const BrvHtmlPage *page;
  Container *containers; /* per element */
  gboolean *confirmed;   /* per leaf */
} Judge;

static const char *const unlikely[] = {
  "-ad-",       "banner",  "breadcrumb", "combx",  "comment", "community",
  "cover-wrap", "disqus",  "extra",      "footer", "gdpr",    "header",
  "legends",    "menu",    "related",    "remark", "replies", "rss",
  "shoutbox",   "sidebar", "skyscraper", "social", "sponsor", "supplemental",
  "ad-break",   "agegate", "pagination", "pager",  "popup",
};
static const char *const likely[] = { "and",     "article", "body",  "column",
                                      "content", "main",    "shadow" };
static const char *const negative[] = {
  "-ad-",  "hidden",   "banner",  "combx",      "comment",  "com-",     "contact", "footer",
  "gdpr",  "masthead", "media",   "meta",       "outbrain", "promo",    "related", "scroll",
  "share", "shoutbox", "sidebar", "skyscraper", "sponsor",  "shopping", "tags",    "widget",
};
static const char *const positive[] = {
  "article", "body", "content",    "entry", "hentry", "main",
  "page",    "post", "pagination", "text",  "blog",   "story"
};

static const BrvElement *
element_at (const Judge *self, guint index)
{
  return brv_html_page_element (self->page, index);
}

static char *
dup_lower (const xmlNode *node, const char *attribute)
{
  const char *value = brv_html_peek_attribute (node, attribute);

  return value != NULL ? g_ascii_strdown (value, -1) : NULL;
}

/* The weight of class and id: 25 for a good word in either, -25 for a bad one. */
static int
weigh_names (const xmlNode *node)
{
  static const char *const attributes[] = { "class", "id" };
  int weight = 0;

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *names = dup_lower (node, attributes[i]);

      if (names == NULL || *names == '\0')
        continue;
      if (brv_text_holds_any (names, negative, G_N_ELEMENTS (negative)))
        weight -= NAME_WEIGHT;
      if (brv_text_holds_any (names, positive, G_N_ELEMENTS (positive)))
        weight += NAME_WEIGHT;
    }
  return weight;
}

static gboolean
is_unlikely (const BrvElement *element)
{
  g_autofree char *class = dup_lower (element->node, "class");
  g_autofree char *id = dup_lower (element->node, "id");
  g_autofree char *names =
    g_strconcat (class != NULL ? class : "", " ", id != NULL ? id : "", NULL);

  return brv_text_holds_any (names, unlikely, G_N_ELEMENTS (unlikely)) &&
         !brv_text_holds_any (names, likely, G_N_ELEMENTS (likely));
}

static guint
count_commas (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += *p == ',' ||
         ((guchar)*p >= 0xE3 && (g_str_has_prefix (p, "、") || g_str_has_prefix (p, "，")));
  return n;
}

static void
count_leaves (Judge *self)
{
  for (guint i = 0; i < self->page->leaves->len; i++)
    {
      const BrvLeaf *leaf = brv_html_page_leaf (self->page, i);
      Container *container = &self->containers[leaf->owner];
      guint length = (guint)strlen (leaf->text);

      if (element_at (self, leaf->owner)->excluded)
        continue;
      container->n_chars += length;
      if (leaf->n_words > 0)
        container->n_link_chars += (guint)((double)length * leaf->n_link_words / leaf->n_words);
      container->n_commas += count_commas (leaf->text);
      container->n_paragraphs += leaf->tag == BRV_TAG_P;
    }
}

/* Sums what each element holds, itself included. */
static void
fill_containers (Judge *self)
{
  guint n = self->page->elements->len;

  memset (self->containers, 0, n * sizeof (Container));
  count_leaves (self);
  for (guint i = n; i-- > 1;)
    {
      const BrvElement *element = element_at (self, i);
      Container *parent = &self->containers[element->parent];
      Container *container = &self->containers[i];

      container->n_images += element->tag == BRV_TAG_IMG;
      container->n_items += element->tag == BRV_TAG_LI;
      parent->n_chars += container->n_chars;
      parent->n_link_chars += container->n_link_chars;
      parent->n_commas += container->n_commas;
      parent->n_paragraphs += container->n_paragraphs;
      parent->n_images += container->n_images;
      parent->n_items += container->n_items;
    }
}

static void
remove_unlikely (Judge *self, gboolean by_name)
{
  for (guint i = 1; i < self->page->elements->len; i++)
    {
      const BrvElement *element = element_at (self, i);
      Container *container = &self->containers[i];

      container->removed = self->containers[element->parent].removed || element->excluded;
      if (container->removed || !by_name || element->tag == BRV_TAG_BODY ||
          element->tag == BRV_TAG_ARTICLE || element->tag == BRV_TAG_A ||
          element->tag == BRV_TAG_TABLE || brv_tag_is_heading (element->tag) ||
          element->node->properties == NULL)
        continue;
      container->removed = is_unlikely (element);
    }
}

static double
link_density (const Container *container)
{
  return container->n_chars > 0 ? (double)container->n_link_chars / container->n_chars : 0;
}

static double
initial_score (const BrvElement *element)
{
  double score = weigh_names (element->node);

  switch ((int)element->tag)
    {
    case BRV_TAG_DIV:
      return score + 5;
    case BRV_TAG_PRE:
    case BRV_TAG_TD:
    case BRV_TAG_BLOCKQUOTE:
      return score + 3;
    case BRV_TAG_ADDRESS:
    case BRV_TAG_OL:
    case BRV_TAG_UL:
    case BRV_TAG_DL:
    case BRV_TAG_DD:
    case BRV_TAG_DT:
    case BRV_TAG_LI:
    case BRV_TAG_FORM:
      return score - 3;
    case BRV_TAG_H1:
    case BRV_TAG_H2:
    case BRV_TAG_H3:
    case BRV_TAG_H4:
    case BRV_TAG_H5:
    case BRV_TAG_H6:
    case BRV_TAG_TH:
      return score - 5;
    default:
      return score;
    }
}

/* Where a leaf's score goes first: its block's parent, or the block where it holds more. */
static guint
find_first_container (const Judge *self, const BrvLeaf *leaf)
{
  const Container *container = &self->containers[leaf->owner];

  return container->n_chars > strlen (leaf->text) ? leaf->owner
                                                  : element_at (self, leaf->owner)->parent;
}

static void
score_containers (Judge *self)
{
  for (guint i = 0; i < self->page->leaves->len; i++)
    {
      const BrvLeaf *leaf = brv_html_page_leaf (self->page, i);
      gsize length = strlen (leaf->text);
      double score = 0;
      guint index = 0;

      if (length < MIN_PARAGRAPH_CHARS || self->containers[leaf->owner].removed)
        continue;
      score = 1 + count_commas (leaf->text) + (double)MIN (length / 100, 3);
      index = find_first_container (self, leaf);
      for (guint level = 0; level < SCORED_LEVELS && index > 0; level++)
        {
          Container *container = &self->containers[index];

          if (!container->scored)
            {
              container->scored = TRUE;
              container->score = initial_score (element_at (self, index));
            }
          container->score += score / (level == 0 ? 1 : level == 1 ? 2 : level * 3);
          index = element_at (self, index)->parent;
        }
    }
  for (guint i = 0; i < self->page->elements->len; i++)
    self->containers[i].score *= 1 - link_density (&self->containers[i]);
}

static gboolean
is_inside (const Judge *self, guint index, guint outer)
{
  return index >= outer && index < element_at (self, outer)->end;
}

/* The best containers, best first; returns how many. */
static guint
find_top (const Judge *self, guint *top)
{
  guint n = 0;

  for (guint i = 1; i < self->page->elements->len; i++)
    {
      guint place = n;

      if (!self->containers[i].scored || self->containers[i].removed)
        continue;
      while (place > 0 && self->containers[top[place - 1]].score < self->containers[i].score)
        place--;
      if (place >= N_TOP)
        continue;
      n = MIN (n + 1, N_TOP);
      memmove (top + place + 1, top + place, (n - 1 - place) * sizeof (guint));
      top[place] = i;
    }
  return n;
}

/* If several of the best stand under one ancestor, that is the article's container. */
static guint
find_common (const Judge *self, const guint *top, guint n)
{
  for (guint outer = element_at (self, top[0])->parent; outer > 0;
       outer = element_at (self, outer)->parent)
    {
      guint similar = 0;

      if (element_at (self, outer)->tag == BRV_TAG_BODY)
        break;
      for (guint i = 1; i < n; i++)
        similar +=
          self->containers[top[i]].score >= SIMILAR_SHARE * self->containers[top[0]].score &&
          is_inside (self, top[i], outer) && top[i] != outer;
      if (similar >= MIN_SIMILAR_TOP)
        return outer;
    }
  return top[0];
}

/* A container whose parents score nearly as well is a part of them. */
static guint
climb (const Judge *self, guint best)
{
  double last = self->containers[best].score;
  double threshold = last / 3;

  for (guint outer = element_at (self, best)->parent; outer > 0;
       outer = element_at (self, outer)->parent)
    {
      const Container *container = &self->containers[outer];

      if (element_at (self, outer)->tag == BRV_TAG_BODY)
        break;
      if (!container->scored)
        continue;
      if (container->score < threshold)
        break;
      if (container->score > last)
        return outer;
      last = container->score;
    }
  return best;
}

static gboolean
joins (const Judge *self, guint index, guint best)
{
  const Container *container = &self->containers[index];
  const char *class = brv_html_peek_attribute (element_at (self, best)->node, "class");
  double top = self->containers[best].score;
  double bonus =
    class != NULL && *class != '\0' &&
        g_strcmp0 (class, brv_html_peek_attribute (element_at (self, index)->node, "class")) == 0
      ? .2 * top
      : 0;

  if (index == best || (container->scored && container->score + bonus >= MAX (10, .2 * top)))
    return TRUE;
  return element_at (self, index)->tag == BRV_TAG_P && container->n_chars > 0 &&
         ((container->n_chars > 80 && link_density (container) < .25) ||
          container->n_link_chars == 0);
}

/* Whether a container within the article looks odd. */
static gboolean
is_odd (const Judge *self, guint index)
{
  const BrvElement *element = element_at (self, index);
  const Container *container = &self->containers[index];
  gboolean is_list = element->tag == BRV_TAG_UL || element->tag == BRV_TAG_OL;
  double density = link_density (container);
  int weight = 0;

  if (element->tag == BRV_TAG_ASIDE || element->tag == BRV_TAG_H1)
    return TRUE;
  if (element->tag != BRV_TAG_FORM && element->tag != BRV_TAG_FIELDSET &&
      element->tag != BRV_TAG_DIV && !is_list)
    return FALSE;
  weight = weigh_names (element->node);
  if (weight < 0)
    return TRUE;
  if (container->n_commas >= 10)
    return FALSE;
  if (container->n_images > 1 && container->n_paragraphs < .5 * container->n_images &&
      container->n_chars < 500)
    return TRUE;
  if (!is_list && container->n_items > 100 + container->n_paragraphs)
    return TRUE;
  if (!is_list && weight < NAME_WEIGHT && density > .2)
    return TRUE;
  return weight >= NAME_WEIGHT && density > .5;
}

static void
confirm_below (Judge *self, guint root)
{
  for (guint i = root + 1; i < element_at (self, root)->end; i++)
    {
      Container *container = &self->containers[i];

      container->removed |= (element_at (self, i)->parent != root &&
                             self->containers[element_at (self, i)->parent].removed) ||
                            is_odd (self, i);
      if (self->containers[element_at (self, i)->parent].removed)
        container->removed = TRUE;
    }
  for (guint i = 0; i < self->page->leaves->len; i++)
    {
      guint owner = brv_html_page_leaf (self->page, i)->owner;

      if (is_inside (self, owner, root) && !self->containers[owner].removed)
        self->confirmed[i] = TRUE;
    }
}

static gsize
judge (Judge *self, gboolean by_name)
{
  guint top[N_TOP + 1] = { 0 };
  guint n = 0;
  guint best = 0;
  guint parent = 0;
  gsize n_chars = 0;

  memset (self->confirmed, 0, self->page->leaves->len * sizeof (gboolean));
  fill_containers (self);
  remove_unlikely (self, by_name);
  score_containers (self);
  n = find_top (self, top);
  if (n == 0)
    return 0;
  best = climb (self, find_common (self, top, n));
  parent = element_at (self, best)->parent;
  for (guint i = parent + 1; i < element_at (self, parent)->end; i = element_at (self, i)->end)
    if (!self->containers[i].removed && joins (self, i, best))
      confirm_below (self, i);
  for (guint i = 0; i < self->page->leaves->len; i++)
    n_chars += self->confirmed[i] ? strlen (brv_html_page_leaf (self->page, i)->text) : 0;
  return n_chars;
}

/**
 * brv_html_confirm:
 * @page: a page
 * @kept: (array) (inout): for each leaf, whether the first pass takes it for the article's
 *
 * Takes from @kept what this pass does not confirm, unless too little would be left.
 */
void
brv_html_confirm (const BrvHtmlPage *page, gboolean *kept)
{
  Judge self = { .page = page };
  guint n_kept = 0;
  guint n_confirmed = 0;

  g_return_if_fail (page != NULL);
  g_return_if_fail (kept != NULL);

  self.containers = g_new0 (Container, page->elements->len);
  self.confirmed = g_new0 (gboolean, MAX (page->leaves->len, 1));
  if (judge (&self, TRUE) < MIN_RESULT_CHARS)
    judge (&self, FALSE);
  for (guint i = 0; i < page->leaves->len; i++)
    if (kept[i])
      {
        guint n = brv_html_page_leaf (page, i)->n_words;

        n_kept += n;
        n_confirmed += self.confirmed[i] ? n : 0;
      }
  if (n_confirmed >= MIN_CONFIRMED_SHARE * n_kept)
    for (guint i = 0; i < page->leaves->len; i++)
      kept[i] = kept[i] && self.confirmed[i];
  g_free (self.containers);
  g_free (self.confirmed);
}
