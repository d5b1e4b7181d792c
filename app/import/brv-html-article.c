/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which leaves of a page are its article. Four steps: every leaf gets a value by how much it
 * reads like prose; elements whose names or shape say furniture go, where little prose is lost;
 * the subtree with the largest sum is the article; its ends and its inside are trimmed
 * (brv-html-trim). Then a second, differently built pass must confirm each leaf (brv-html-confirm).
 *
 * No single subtree holds articles well enough: on annotated pages the best possible one reached
 * F1 .964, so what is pruned decides.
 */

#include "config.h"

#include <string.h>

#include "import/brv-html-article.h"
#include "import/brv-html-class.h"
#include "import/brv-html-confirm.h"
#include "import/brv-html-kept-tables.h"
#include "import/brv-html-table.h"
#include "import/brv-html-teasers.h"
#include "import/brv-html-trim.h"
#include "import/brv-html-value.h"
#include "import/brv-same-words.h"

/* Lengths in words. */
#define SHORT_ARTICLE   120
#define MAX_HEADER      120
#define MAX_FIGURE      150
#define MAX_NOTE        40
#define WEAK_NAME_PROSE 60

/* With these shares of the page's prose an element is not pruned, by strictness. */
static const double max_pruned_share[] = { .25, .08 };

#define HIDDEN_SHARE    .65
#define TEASER_SHARE    .25
#define MAIN_ROW_SHARE  .75
#define BODY_NAME_BONUS 1.1
#define BODY_TAG_BONUS  1.05

typedef struct
{
  double prose;  /* sum of the positive values of the leaves below */
  double sum;    /* of all values below, after pruning */
  guint n_words; /* of the leaves below */
  guint n_link_words;
  gboolean in_post; /* in an embedded post */
  gboolean pruned;
} Info;

typedef struct
{
  const BrvHtmlPage *page;
  const GArray *tables; /* of BrvHtmlTable */
  const char *title;    /* (nullable) */
  Info *infos;          /* per element */
  gboolean *in_item;    /* per element: in a list item or table cell */
  double *values;       /* per leaf */
  gboolean *kept;       /* per leaf */
} Finder;

static guint
n_elements (const Finder *self)
{
  return self->page->elements->len;
}

static guint
n_leaves (const Finder *self)
{
  return self->page->leaves->len;
}

static const BrvHtmlTable *
table_at (const Finder *self, guint index)
{
  return &g_array_index (self->tables, BrvHtmlTable, index);
}

static gboolean
is_item_tag (BrvTag tag)
{
  return tag == BRV_TAG_LI || tag == BRV_TAG_TD || tag == BRV_TAG_TH || tag == BRV_TAG_DT ||
         tag == BRV_TAG_DD;
}

static void
fill_infos (Finder *self)
{
  for (guint i = 0; i < n_elements (self); i++)
    {
      BrvElement *element = brv_html_page_element (self->page, i);
      const Info *parent = &self->infos[element->parent];
      Info *info = &self->infos[i];

      self->in_item[i] = is_item_tag (element->tag) || (i > 0 && self->in_item[element->parent]);
      info->in_post = (i > 0 && parent->in_post) ||
                      (element->tag == BRV_TAG_BLOCKQUOTE &&
                       (brv_html_class_judge (element) & (BRV_CLASS_POST | BRV_CLASS_EMBED)) != 0);
    }
  for (guint i = 0; i < n_leaves (self); i++)
    {
      BrvLeaf *leaf = brv_html_page_leaf (self->page, i);
      Info *info = &self->infos[leaf->owner];

      if (brv_html_page_element (self->page, leaf->owner)->excluded)
        continue;
      self->values[i] = brv_html_value_leaf (leaf, self->in_item[leaf->owner], info->in_post);
      info->prose += MAX (0, self->values[i]);
      info->n_words += leaf->n_words;
      info->n_link_words += leaf->n_link_words;
    }
  for (guint i = n_elements (self); i-- > 1;)
    {
      Info *parent = &self->infos[brv_html_page_element (self->page, i)->parent];

      parent->prose += self->infos[i].prose;
      parent->n_words += self->infos[i].n_words;
      parent->n_link_words += self->infos[i].n_link_words;
    }
}

/* Whether the element's own names say furniture, and its text does not say otherwise. */
static gboolean
is_named_furniture (BrvTag tag, guint hints, const Info *info)
{
  if (tag == BRV_TAG_P || (tag >= BRV_TAG_H1 && tag <= BRV_TAG_H4) || tag == BRV_TAG_LI ||
      tag == BRV_TAG_TD || tag == BRV_TAG_TR || tag == BRV_TAG_TBODY || tag == BRV_TAG_TABLE)
    return FALSE;
  if ((hints & (BRV_CLASS_BODY | BRV_CLASS_POST)) != 0)
    return FALSE;
  if ((hints & BRV_CLASS_FURNITURE) != 0)
    return TRUE;
  return (hints & BRV_CLASS_WEAK_FURNITURE) != 0 &&
         !(info->prose > WEAK_NAME_PROSE && info->n_link_words < .3 * info->n_words);
}

static gboolean
has_furniture_role (const xmlNode *node)
{
  static const char *const roles[] = { "navigation",  "complementary", "banner",
                                       "contentinfo", "search",        "dialog" };
  const char *role = brv_html_peek_attribute (node, "role");

  for (guint i = 0; role != NULL && i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (role, roles[i]))
      return TRUE;
  return FALSE;
}

/* Whether a figure holds text of its own: a table, a listing, a quotation. */
static gboolean
holds_text_block (const Finder *self, guint index)
{
  const BrvElement *element = brv_html_page_element (self->page, index);

  for (guint i = index + 1; i < element->end; i++)
    {
      BrvTag tag = brv_html_page_element (self->page, i)->tag;

      if (tag == BRV_TAG_TABLE || tag == BRV_TAG_PRE || tag == BRV_TAG_BLOCKQUOTE)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_link_list (BrvTag tag, const Info *info)
{
  return (tag == BRV_TAG_UL || tag == BRV_TAG_OL || tag == BRV_TAG_DL || tag == BRV_TAG_DIV ||
          tag == BRV_TAG_SECTION || tag == BRV_TAG_TABLE) &&
         info->n_words >= 4 && info->n_link_words > .65 * info->n_words && info->prose < 20;
}

static gboolean
is_furniture (const Finder *self, guint index, double share, double max_share)
{
  BrvElement *element = brv_html_page_element (self->page, index);
  const Info *info = &self->infos[index];
  BrvTag tag = element->tag;

  if (share >= max_share || tag == BRV_TAG_BODY || tag == BRV_TAG_HTML || tag == BRV_TAG_ARTICLE ||
      tag == BRV_TAG_MAIN)
    return FALSE;
  if (tag == BRV_TAG_ASIDE || tag == BRV_TAG_FORM || tag == BRV_TAG_FIGCAPTION ||
      (tag == BRV_TAG_HEADER && info->n_words < MAX_HEADER) || is_link_list (tag, info))
    return TRUE;
  if (tag == BRV_TAG_FIGURE && info->n_words < MAX_FIGURE && !holds_text_block (self, index))
    return TRUE;
  if ((tag == BRV_TAG_P || tag == BRV_TAG_LI || tag == BRV_TAG_H4) &&
      brv_html_class_names_furniture (element->node))
    return TRUE;
  return has_furniture_role (element->node) ||
         is_named_furniture (tag, brv_html_class_judge (element), info);
}

/* How much prose the page hides at first. What a script shows later can be all of the article, in
 * one element or in many. */
static double
measure_hidden (const Finder *self)
{
  double prose = 0;

  for (guint i = 1; i < n_elements (self);)
    {
      const BrvElement *element = brv_html_page_element (self->page, i);

      if (self->infos[i].prose > 0 && brv_html_class_is_hidden (element->node))
        {
          prose += self->infos[i].prose;
          i = element->end;
        }
      else
        i++;
    }
  return prose;
}

/* A row of teasers that holds most of the page's prose is what the page is about: a list of places,
 * events or things, each with a link. */
static void
spare_main_rows (const Finder *self, gboolean *teasers)
{
  g_autofree double *rows = g_new0 (double, n_elements (self));

  for (guint i = 1; i < n_elements (self); i++)
    if (teasers[i])
      rows[brv_html_page_element (self->page, i)->parent] += self->infos[i].prose;
  for (guint i = 1; i < n_elements (self); i++)
    if (rows[brv_html_page_element (self->page, i)->parent] > MAIN_ROW_SHARE * self->infos[0].prose)
      teasers[i] = FALSE;
}

/* level: 0 strict, 1 loose. */
static void
prune (Finder *self, guint level)
{
  double top = MAX (self->infos[0].prose, 1);
  g_autofree gboolean *teasers = brv_html_teasers_find (self->page);
  double hidden = measure_hidden (self);
  gboolean hides_most = hidden >= HIDDEN_SHARE * top && top - hidden < SHORT_ARTICLE;

  spare_main_rows (self, teasers);

  for (guint i = 0; i < n_elements (self); i++)
    {
      const BrvElement *element = brv_html_page_element (self->page, i);
      Info *info = &self->infos[i];

      info->pruned = i > 0 && self->infos[element->parent].pruned;
      if (i == 0 || info->pruned || info->n_words == 0)
        continue;
      info->pruned = element->excluded ||
                     (!hides_most && brv_html_class_is_hidden (element->node)) ||
                     is_furniture (self, i, info->prose / top, max_pruned_share[level]) ||
                     (teasers[i] && info->prose < TEASER_SHARE * top);
    }
}

static gboolean
is_candidate (const Finder *self, guint leaf)
{
  guint owner = brv_html_page_leaf (self->page, leaf)->owner;

  return !self->infos[owner].pruned && !brv_html_page_element (self->page, owner)->excluded;
}

static double
body_bonus (BrvElement *element)
{
  const char *property = brv_html_peek_attribute (element->node, "itemprop");

  if ((property != NULL && strstr (property, "articleBody") != NULL) ||
      (brv_html_class_judge (element) & BRV_CLASS_BODY) != 0)
    return BODY_NAME_BONUS;
  if (element->tag == BRV_TAG_ARTICLE || element->tag == BRV_TAG_MAIN)
    return BODY_TAG_BONUS;
  return 1;
}

/* The element whose leaves have the largest sum of values; of equals the innermost. */
static guint
find_best (Finder *self)
{
  double best_score = -G_MAXDOUBLE;
  guint best = 0;

  for (guint i = 0; i < n_elements (self); i++)
    self->infos[i].sum = 0;
  for (guint i = 0; i < n_leaves (self); i++)
    if (is_candidate (self, i))
      self->infos[brv_html_page_leaf (self->page, i)->owner].sum += self->values[i];
  for (guint i = n_elements (self); i-- > 0;)
    {
      BrvElement *element = brv_html_page_element (self->page, i);
      const Info *info = &self->infos[i];
      double score = info->sum;

      if (i > 0)
        self->infos[element->parent].sum += info->sum;
      if (info->pruned || info->n_words == 0)
        continue;
      /* The bonus only matters for what is near the best. */
      if (score > 0 && score * BODY_NAME_BONUS > best_score)
        score *= body_bonus (element);
      if (score > best_score)
        {
          best_score = score;
          best = i;
        }
    }
  if (brv_html_page_element (self->page, best)->tag == BRV_TAG_P)
    best = brv_html_page_element (self->page, best)->parent;
  return best;
}

static guint
find (Finder *self, guint level)
{
  BrvHtmlTrim trim = { .page = self->page,
                       .title = self->title,
                       .values = self->values,
                       .in_item = self->in_item,
                       .kept = self->kept };
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (guint));
  guint best = 0;
  guint n_words = 0;

  memset (self->kept, 0, n_leaves (self) * sizeof (gboolean));
  prune (self, level);
  best = find_best (self);
  for (guint i = 0; i < n_leaves (self); i++)
    {
      guint owner = brv_html_page_leaf (self->page, i)->owner;

      if (is_candidate (self, i) && owner >= best &&
          owner < brv_html_page_element (self->page, best)->end)
        g_array_append_val (leaves, i);
    }
  brv_html_trim (&trim, leaves);
  for (guint i = 0; i < n_leaves (self); i++)
    n_words += self->kept[i] ? brv_html_page_leaf (self->page, i)->n_words : 0;
  return n_words;
}

/* Whether the page is a note of a few words, none of which reads like prose: there is nothing by
 * which one of them could be told from another. */
static gboolean
is_note (const Finder *self)
{
  guint n_words = 0;

  for (guint i = 0; i < n_leaves (self); i++)
    {
      if (self->values[i] >= BRV_HTML_GOOD_VALUE)
        return FALSE;
      n_words += brv_html_page_leaf (self->page, i)->n_words;
    }
  return n_words <= MAX_NOTE;
}

static void
keep_note (Finder *self)
{
  for (guint i = 0; i < n_leaves (self); i++)
    {
      BrvLeaf *leaf = brv_html_page_leaf (self->page, i);

      self->kept[i] = !brv_html_page_element (self->page, leaf->owner)->excluded &&
                      !brv_same_words (leaf->text, self->title) &&
                      brv_html_link_density (leaf) <= BRV_HTML_MAX_LINK_DENSITY &&
                      brv_html_leaf_judge (leaf) == BRV_FURNITURE_NONE;
    }
}

/* Whether the page is a table and little else, as what a spreadsheet puts on the clipboard. */
static gboolean
is_sheet (const Finder *self)
{
  guint next = 0;
  guint n_table_words = 0;
  guint n_words = 0;

  for (guint i = 0; i < n_leaves (self); i++)
    {
      const BrvHtmlTable *table = NULL;

      while (next < self->tables->len && table_at (self, next)->leaves_end <= i)
        next++;
      table = next < self->tables->len ? table_at (self, next) : NULL;
      n_words += brv_html_page_leaf (self->page, i)->n_words;
      if (table != NULL && table->leaf <= i && table->is_data)
        n_table_words += brv_html_page_leaf (self->page, i)->n_words;
      else if (self->values[i] >= BRV_HTML_GOOD_VALUE)
        return FALSE;
    }
  return 2 * n_table_words > n_words;
}

static void
find_article (Finder *self)
{
  guint n_words = find (self, 0);

  if (n_words < SHORT_ARTICLE)
    {
      g_autofree gboolean *strict =
        g_memdup2 (self->kept, MAX (n_leaves (self), 1) * sizeof (gboolean));

      if (find (self, 1) <= 2 * n_words + 20)
        {
          g_free (self->kept);
          self->kept = g_steal_pointer (&strict);
        }
    }
  brv_html_confirm (self->page, self->kept);
  brv_html_kept_tables_complete (self->page, self->tables, self->kept);
}

/**
 * brv_html_article_find:
 * @page: a page
 * @tables: (element-type BrvHtmlTable): its tables, by brv_html_tables_find()
 * @title: (nullable): the article's title
 *
 * Returns: (transfer full) (array): for each leaf of @page, whether it belongs to the article's
 *   text. The title itself does not. A table of data belongs to it as a whole or not at all.
 */
gboolean *
brv_html_article_find (const BrvHtmlPage *page, const GArray *tables, const char *title)
{
  Finder self = { .page = page, .tables = tables, .title = title };

  g_return_val_if_fail (page != NULL, NULL);

  self.infos = g_new0 (Info, page->elements->len);
  self.in_item = g_new0 (gboolean, page->elements->len);
  self.values = g_new0 (double, MAX (page->leaves->len, 1));
  self.kept = g_new0 (gboolean, MAX (page->leaves->len, 1));
  fill_infos (&self);
  if (is_note (&self) || is_sheet (&self))
    keep_note (&self);
  else
    find_article (&self);
  g_free (self.infos);
  g_free (self.in_item);
  g_free (self.values);
  return self.kept;
}
