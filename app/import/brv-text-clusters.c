/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Clusters are the units that stand together without an empty line between them. Where a copy parts
 * its paragraphs by empty lines, what stands together between them was one box of the page: the
 * announcement of another article has a label, a headline, a sentence and a day.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-date.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-html-page.h"
#include "import/brv-text-clusters.h"
#include "import/brv-text-prose.h"

#define MAX_CLUSTER   8 /* in units */
#define MAX_SENTENCES 2 /* in units that end as one */
/* Lengths in words. */
#define MAX_DATE_LINE   8
#define MAX_SUMMARY     45
#define MAX_BEFORE_DATE 3
/* A text is parted by empty lines if so many of its paragraphs, and this share of them, stand
 * alone. */
#define MIN_ALONE    3
#define SHARE_ALONE  0.7
#define MAX_MEASURED 64
/* A paragraph of an article is longer than this share of the median; a box's sentence is not. */
#define SUMMARY_SHARE 0.75
/* What a unit says for its cluster being a box: to leave out a paragraph is worse than to keep a
 * box, so that a paragraph outweighs all that can stand beside it. */
#define KNOWN_WEIGHT   2.0
#define LINE_WEIGHT    1.0
#define SUMMARY_WEIGHT 0.5
#define TEXT_WEIGHT    -12.0
#define MIN_WEIGHT     2.5

/**
 * brv_text_cluster_find_start:
 * @self: parts
 * @index: an index
 *
 * Returns: the index of the first unit that stands together with that at @index
 */
guint
brv_text_cluster_find_start (const BrvTextParts *self, guint index)
{
  while (index > 0 && !brv_text_parts_at (self, index)->unit->after_blank)
    index--;
  return index;
}

/**
 * brv_text_cluster_find_end:
 * @self: parts
 * @index: an index
 *
 * Returns: the index after the last unit that stands together with that at @index
 */
guint
brv_text_cluster_find_end (const BrvTextParts *self, guint index)
{
  for (index++; index < self->items->len; index++)
    if (brv_text_parts_at (self, index)->unit->after_blank)
      break;
  return index;
}

static gboolean
stands_alone (const BrvTextParts *self, guint index)
{
  return brv_text_parts_at (self, index)->unit->after_blank &&
         brv_text_cluster_find_end (self, index) == index + 1;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  return *(const guint *)a < *(const guint *)b ? -1 : *(const guint *)a > *(const guint *)b;
}

/**
 * brv_text_clusters_measure:
 * @self: parts, the body found
 *
 * Returns: the median length of the paragraphs that stand alone, in words; 0 where they mostly do
 *   not
 */
guint
brv_text_clusters_measure (const BrvTextParts *self)
{
  guint counts[MAX_MEASURED];
  guint n = 0;
  guint n_prose = 0;

  for (guint i = self->body; i < self->end && n < MAX_MEASURED; i++)
    if (brv_text_parts_at (self, i)->prose)
      {
        n_prose++;
        if (stands_alone (self, i))
          counts[n++] = brv_text_parts_at (self, i)->n_words;
      }
  if (n < MIN_ALONE || n < SHARE_ALONE * n_prose)
    return 0;
  qsort (counts, n, sizeof (guint), compare_counts);
  return counts[n / 2];
}

/**
 * brv_text_cluster_is_date_line:
 * @item: a part
 *
 * Returns: whether it is a day, with at most some words beside it
 */
gboolean
brv_text_cluster_is_date_line (const BrvTextPart *item)
{
  const char *text = item->unit->text;
  gsize start = 0;
  g_autofree char *date =
    item->n_words <= MAX_DATE_LINE ? brv_date_find (text, &start, NULL) : NULL;

  return date != NULL && strlen (text) >= start && brv_count_words (text, start) <= MAX_BEFORE_DATE;
}

static double
weigh_unit (const BrvTextPart *item, guint median)
{
  const char *text = item->unit->text;
  gunichar last = brv_text_last_char (text);

  if (item->role == BRV_ROLE_LIST_ITEM || item->role == BRV_ROLE_HEADING ||
      item->role == BRV_ROLE_TABLE || (item->settled && item->role != BRV_ROLE_FURNITURE) ||
      last == ',' || last == ';')
    return TEXT_WEIGHT;
  if (item->prose)
    return item->n_words <= MIN (SUMMARY_SHARE * median, MAX_SUMMARY) ? SUMMARY_WEIGHT
                                                                      : TEXT_WEIGHT;
  if (item->furniture != BRV_FURNITURE_NONE || brv_text_part_is_address_line (item) ||
      brv_text_cluster_is_date_line (item) || brv_furniture_is_appeal (text))
    return KNOWN_WEIGHT;
  if (strpbrk (text, "0123456789") != NULL)
    return 0;
  return brv_text_ends_statement (text) ? SUMMARY_WEIGHT : LINE_WEIGHT;
}

static gboolean
is_box (const BrvTextParts *self, guint index, guint median, guint min_sentences)
{
  guint end = brv_text_cluster_find_end (self, index);
  double weight = 0;
  guint n_sentences = 0;

  if (median == 0 || end - index < 2 || end - index > MAX_CLUSTER)
    return FALSE;
  for (guint i = index; i < end; i++)
    {
      weight += weigh_unit (brv_text_parts_at (self, i), median);
      n_sentences += brv_text_parts_at (self, i)->prose ||
                     brv_text_ends_statement (brv_text_parts_get_text (self, i));
    }
  return n_sentences >= min_sentences && n_sentences <= MAX_SENTENCES && weight >= MIN_WEIGHT;
}

/**
 * brv_text_cluster_is_teaser:
 * @self: parts, the body found
 * @index: the first unit of a cluster
 * @median: what brv_text_clusters_measure() tells of @self
 *
 * Weighs a cluster that has one sentence among short lines.
 *
 * Returns: whether it announces another article, or asks something of its reader
 */
gboolean
brv_text_cluster_is_teaser (const BrvTextParts *self, guint index, guint median)
{
  return is_box (self, index, median, 1);
}

/**
 * brv_text_cluster_is_foot:
 * @self: parts, the body found
 * @index: the first unit of a cluster, of which some lines stand below the body
 *
 * Returns: whether its lines in the body belong to those below it
 */
gboolean
brv_text_cluster_is_foot (const BrvTextParts *self, guint index)
{
  return is_box (self, index, brv_text_clusters_measure (self), 0);
}
