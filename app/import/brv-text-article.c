/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What each unit of a text is. People save web pages as plain text by copying what they
 * see: the site's name and buttons stand above the title, addresses and other headlines below the
 * article. Nothing marks them but their words, their form and their place, and each of these
 * rules uses two of the three. A text that shows no sign of being such a copy keeps every line.
 */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-credit.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-html-page.h"
#include "import/brv-text-article.h"
#include "import/brv-text-clusters.h"
#include "import/brv-text-head.h"
#include "import/brv-text-origin.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MAX_HEADING    18
#define MIN_PULL_QUOTE 5
#define MAX_PULL_QUOTE 45
/* Labels of furniture. */
#define MAX_LABEL        8
#define MAX_STRONG_LABEL 12
#define MAX_INNER        12
/* What follows the end of an article is less than this share of all prose. */
#define MAX_TAIL_SHARE      0.35
#define MAX_ANNOUNCED_SHARE 0.15
/* The same of what stands below the addresses of a copy. */
#define MAX_FOOT_SHARE 0.15
/* So many units at the head and at the foot of a text are asked for signs that it is a copy. */
#define HEAD_UNITS 30
#define FOOT_UNITS 60
/* Short lines in a row that are no sentences. */
#define MAX_BUTTON        10 /* in words */
#define MIN_BUTTONS_ABOVE 3
#define MIN_BUTTONS_BELOW 2
/* What units count for being in the article, in words of prose. */
#define MAX_VALUE       60
#define SHORT_VALUE     -4.0
#define FURNITURE_VALUE -10.0
#define ADDRESS_VALUE   -15.0
/* Lines that stand together, without empty lines between them. */
#define MIN_CLUSTER       2
#define MAX_CLUSTER       8
#define MAX_CLUSTER_WORDS 7 /* a line, on the average */
/* A pull quote's words stand in a paragraph in their order; this share of them is enough, and
 * less of them where there are many: editors turn a clause into a sentence. */
#define PULL_QUOTE_SHARE      0.85
#define LONG_PULL_QUOTE_SHARE 0.75
#define LONG_PULL_QUOTE       9
#define PULL_QUOTE_REACH      4

static gboolean
is_labelled_address (const BrvTextPart *item)
{
  gsize start = 0;
  g_autofree char *address = NULL;

  if (item->unit->role != BRV_ROLE_PARAGRAPH || !brv_text_part_is_address_line (item))
    return FALSE;
  address = brv_address_find (item->unit->text, &start, NULL);
  return brv_count_words (item->unit->text, start) > 0;
}

static gboolean
is_strong_furniture (BrvFurniture furniture)
{
  return furniture == BRV_FURNITURE_CONTINUES || furniture == BRV_FURNITURE_LATEST ||
         furniture == BRV_FURNITURE_ORIGINAL || furniture == BRV_FURNITURE_CHANNEL;
}

/* Whether the text names a page and, on another line, the site that it is on. */
static gboolean
names_page_and_site (const BrvTextParts *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *site = brv_text_parts_at (self, i);

      if (!brv_text_part_is_address_line (site) || !brv_address_is_site (site->address))
        continue;
      for (guint k = 0; k < self->items->len; k++)
        {
          const BrvTextPart *page = brv_text_parts_at (self, k);

          if (brv_text_part_is_address_line (page) && !brv_address_is_site (page->address) &&
              brv_address_same_host (page->address, site->address))
            return TRUE;
        }
    }
  return FALSE;
}

static guint
count_prose_words (const BrvTextParts *self, guint from, guint to)
{
  guint n = 0;

  for (guint i = from; i < to; i++)
    n += brv_text_parts_at (self, i)->prose ? brv_text_parts_at (self, i)->n_words : 0;
  return n;
}

/* Signs stand at the head and at the foot of a copy. */
static gboolean
is_margin (const BrvTextParts *self, guint index)
{
  return index < HEAD_UNITS || index + FOOT_UNITS >= self->items->len;
}

/* What one unit says for the text being a copy: 1 for what other texts hold too. */
static guint
weigh_sign (const BrvTextPart *item, gboolean below)
{
  guint signs = 0;

  if (item->unit->role == BRV_ROLE_LIST_ITEM)
    return 0;
  /* A label and its address below the text, whatever the label's words. */
  if (below && is_labelled_address (item))
    signs++;
  if (brv_credit_is_credit (item->unit->text))
    signs++;
  if (item->prose)
    return signs;
  if (is_strong_furniture (item->furniture) &&
      (item->address != NULL || item->n_words <= MAX_STRONG_LABEL))
    signs += 2;
  else if (item->furniture != BRV_FURNITURE_NONE && item->n_words <= MAX_LABEL)
    signs++;
  else if (brv_furniture_is_appeal (item->unit->text))
    signs++;
  return signs;
}

static gboolean
is_button (const BrvTextPart *item)
{
  gunichar last = brv_text_last_char (item->unit->text);

  return item->unit->role == BRV_ROLE_PARAGRAPH && !item->prose &&
         (item->n_words <= MAX_BUTTON || brv_text_part_is_address_line (item)) && last != ',' &&
         last != ':' && !brv_text_ends_statement (item->unit->text);
}

/* Short lines that are no sentences, as the buttons of a page, above the text and below it. */
static gboolean
stands_among_buttons (const BrvTextParts *self)
{
  guint n = self->items->len;
  guint above = 0;
  guint below = 0;

  while (above < n && is_button (brv_text_parts_at (self, above)))
    above++;
  while (below < n && is_button (brv_text_parts_at (self, n - 1 - below)))
    below++;
  return above >= MIN_BUTTONS_ABOVE && below >= MIN_BUTTONS_BELOW && above + below < n;
}

/* Two signs, or one that hardly stands in any other text. */
static gboolean
looks_copied (const BrvTextParts *self)
{
  guint signs = (names_page_and_site (self) ? 2 : 0) + stands_among_buttons (self);
  guint all = count_prose_words (self, 0, self->items->len);
  guint seen = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      seen += item->prose ? item->n_words : 0;
      if (is_margin (self, i))
        signs += weigh_sign (item, all - seen <= MAX_FOOT_SHARE * all);
    }
  return signs >= 2;
}

/* What a unit of a copy counts for being in the article, in words. */
static double
value_unit (const BrvTextPart *item)
{
  const char *text = item->unit->text;

  if (item->settled && item->role != BRV_ROLE_FURNITURE)
    return 0;
  if (brv_text_part_is_address_line (item))
    return ADDRESS_VALUE;
  if (item->prose && !brv_credit_is_credit (text) && !brv_furniture_is_appeal (text))
    return MIN (item->n_words, MAX_VALUE);
  if (item->unit->role == BRV_ROLE_LIST_ITEM || brv_text_ends_statement (text))
    return 0;
  return item->furniture != BRV_FURNITURE_NONE || item->prose ? FURNITURE_VALUE : SHORT_VALUE;
}

/*
 * The run of units that reads most like an article: what a page asks of its reader above it, and
 * the small print below, have sentences too, but many short lines part them from it.
 *
 * Source: the run of the greatest sum is found as by J. B. Kadane (J. Bentley, “Algorithm Design
 * Techniques”, Communications of the ACM 27 (1984), 865–873).
 */
static void
find_core (BrvTextParts *self)
{
  double sum = 0;
  double best = 0;
  guint start = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      double value = value_unit (brv_text_parts_at (self, i));

      if (sum <= 0)
        {
          sum = 0;
          start = i;
        }
      sum += value;
      if (sum > best)
        {
          best = sum;
          self->body = start;
          self->end = i + 1;
        }
    }
  while (self->body < self->end && !brv_text_parts_at (self, self->body)->prose)
    self->body++;
}

/*
 * The share of an article's prose that may stand below a unit if the article ends at it: more below
 * what hardly stands within one, the credit, an address; below what announces other things little,
 * as that stands between paragraphs too. 0: it ends nothing.
 */
static double
weigh_ending (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *text = item->unit->text;

  if (brv_credit_is_credit (text) || brv_text_part_is_address_line (item) ||
      item->furniture == BRV_FURNITURE_CONTINUES || item->furniture == BRV_FURNITURE_ORIGINAL ||
      item->furniture == BRV_FURNITURE_LEGAL || brv_furniture_sells_rest (text))
    return MAX_TAIL_SHARE;
  if (item->prose)
    return 0;
  if (item->furniture == BRV_FURNITURE_CHANNEL || item->furniture == BRV_FURNITURE_LATEST ||
      brv_furniture_leads_away (text))
    return MAX_TAIL_SHARE;
  if ((item->furniture != BRV_FURNITURE_NONE && item->furniture != BRV_FURNITURE_LABEL) ||
      (item->n_words <= MAX_LABEL && brv_furniture_ends_article (text)))
    return MAX_ANNOUNCED_SHARE;
  return 0;
}

/* Short sentences go on with the article, until something announces other things. */
static void
extend_end (BrvTextParts *self)
{
  while (self->end < self->items->len)
    {
      const BrvTextPart *item = brv_text_parts_at (self, self->end);

      if ((!brv_text_ends_sentence (item->unit->text) && item->role != BRV_ROLE_LIST_ITEM &&
           !item->settled) ||
          weigh_ending (self, self->end) > 0 || brv_furniture_is_appeal (item->unit->text))
        return;
      self->end++;
    }
}

/* Headlines of other articles, buttons in unknown words: what is short and no sentence after the
 * last paragraph of a copy is none of the article. */
static void
trim_end (BrvTextParts *self)
{
  while (self->end > self->body + 1)
    {
      const BrvTextPart *last = brv_text_parts_at (self, self->end - 1);

      if (last->prose || last->role == BRV_ROLE_LIST_ITEM ||
          brv_text_ends_sentence (last->unit->text))
        break;
      self->end--;
    }
}

/* The last paragraph may stand in a box whose other lines were no longer the article's. */
static void
cut_last_cluster (BrvTextParts *self)
{
  guint start = self->end < self->items->len ? brv_text_cluster_find_start (self, self->end) : 0;

  if (start <= self->body || start >= self->end || !brv_text_cluster_is_teaser (self, start))
    return;
  self->end = start;
  trim_end (self);
}

static void
find_body_of_copy (BrvTextParts *self)
{
  guint all = 0;
  guint seen = 0;

  find_core (self);
  extend_end (self);
  all = count_prose_words (self, self->body, self->end);
  for (guint i = self->body; i < self->end; i++)
    {
      if (seen >= BRV_TEXT_MIN_PROSE_WORDS && all - seen <= weigh_ending (self, i) * all &&
          weigh_ending (self, i) > 0)
        self->end = i;
      else
        seen += brv_text_parts_at (self, i)->prose ? brv_text_parts_at (self, i)->n_words : 0;
    }
  trim_end (self);
  cut_last_cluster (self);
}

/* Sets body and end. */
static void
find_body (BrvTextParts *self)
{
  guint n = self->items->len;

  self->body = 0;
  self->end = n;
  while (self->body < n && !brv_text_parts_at (self, self->body)->prose)
    self->body++;
  if (self->body == n)
    self->body = 0;
  else if (self->is_copy)
    find_body_of_copy (self);
}

static gboolean
is_pull_quote (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  gboolean quoted = FALSE;
  double share = 0;
  g_auto (GStrv) words = NULL;
  gunichar first = g_utf8_get_char (item->unit->text);

  quoted = first == '"' || first == 0x201C || first == 0x2018 || first == 0xAB || first == 0x201E;
  if (item->unit->role != BRV_ROLE_PARAGRAPH || item->n_words < MIN_PULL_QUOTE ||
      item->n_words > MAX_PULL_QUOTE || (brv_text_ends_statement (item->unit->text) && !quoted))
    return FALSE;
  words = brv_text_split_words (item->unit->text);
  share = g_strv_length (words) >= LONG_PULL_QUOTE ? LONG_PULL_QUOTE_SHARE : PULL_QUOTE_SHARE;
  for (guint i = index > PULL_QUOTE_REACH ? index - PULL_QUOTE_REACH : 0;
       i < self->end && i <= index + PULL_QUOTE_REACH; i++)
    if (i != index && brv_text_parts_at (self, i)->prose &&
        brv_text_parts_at (self, i)->n_words > item->n_words &&
        brv_text_share_in_order (words, brv_text_parts_get_text (self, i)) >= share)
      return TRUE;
  return FALSE;
}

static gboolean
is_heading (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const BrvTextPart *next = NULL;
  gunichar last = brv_text_last_char (item->unit->text);

  if (self->has_headings || item->n_words == 0 || item->n_words > MAX_HEADING ||
      index + 1 >= self->end || brv_text_ends_statement (item->unit->text) || last == ':' ||
      last == ',' || last == ';' || item->address != NULL)
    return FALSE;
  next = brv_text_parts_at (self, index + 1);
  /* A number before a single line that is no sentence numbers a section. */
  if (item->unit->role == BRV_ROLE_LIST_ITEM)
    return g_ascii_isdigit (*item->unit->text) && item->unit->after_blank &&
           next->unit->after_blank && next->unit->role == BRV_ROLE_PARAGRAPH &&
           (next->prose || brv_text_ends_sentence (next->unit->text) ||
            brv_text_last_char (next->unit->text) == ':');
  return item->unit->role == BRV_ROLE_PARAGRAPH &&
         (item->unit->after_blank || index == self->body) &&
         (next->prose || next->unit->role == BRV_ROLE_LIST_ITEM || next->n_words > 0);
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

/*
 * The end of short lines that stand together between the paragraphs of a copy: a form with its
 * button, a picture's link, headlines of other articles. Verse and tables stand so too: verse has
 * commas, tables have numbers.
 */
static guint
find_cluster_end (const BrvTextParts *self, guint index)
{
  guint n_words = 0;
  guint n_numbers = 0;
  guint i = index;

  for (; i < self->end && i < index + MAX_CLUSTER; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      gunichar last = brv_text_last_char (item->unit->text);

      if (item->prose || item->settled || item->role == BRV_ROLE_HEADING ||
          (i > index && item->unit->after_blank))
        break;
      if (last == ',' || last == ';' || last == ':' || is_pull_quote (self, i))
        return index;
      n_words += item->n_words;
      n_numbers += has_digit (item->unit->text);
    }
  if (i - index < MIN_CLUSTER || n_words > MAX_CLUSTER_WORDS * (i - index) ||
      n_numbers * 2 > i - index ||
      brv_text_parts_at (self, index)->unit->role == BRV_ROLE_LIST_ITEM)
    return index;
  return i;
}

/* The end of the lines that "Related" announces at index. */
static guint
find_announced_end (const BrvTextParts *self, guint index)
{
  guint next = index + 1;

  while (next < self->end && next < index + 6)
    {
      const BrvTextPart *item = brv_text_parts_at (self, next);

      if (item->prose || item->settled || brv_text_ends_statement (item->unit->text) ||
          is_pull_quote (self, next) ||
          (next + 1 < self->end && brv_text_parts_at (self, next + 1)->prose &&
           item->unit->after_blank))
        break;
      next++;
    }
  return next;
}

/* Between the paragraphs of a copy: buttons, requests, and the lines that "Related" announces. */
static guint
settle_inner_furniture (BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *text = item->unit->text;
  gboolean known = item->furniture != BRV_FURNITURE_NONE && item->n_words <= MAX_INNER;
  gboolean announces = (item->furniture == BRV_FURNITURE_RELATED && item->n_words <= 4) ||
                       (item->n_words <= MAX_LABEL && brv_furniture_ends_article (text));
  guint next = index + 1;

  if (!self->is_copy)
    return index;
  if (item->unit->after_blank && brv_text_cluster_is_teaser (self, index))
    next = MIN (brv_text_cluster_find_end (self, index), self->end);
  else if (item->prose)
    next = brv_furniture_is_request (text) ? index + 1 : index;
  else if (announces)
    next = find_announced_end (self, index);
  else if (!known && !brv_furniture_is_appeal (text))
    next = find_cluster_end (self, index);
  else
    next = MAX (index + 1, find_cluster_end (self, index));
  for (guint i = index; i < next; i++)
    brv_text_parts_settle (self, i, BRV_ROLE_FURNITURE, FALSE);
  return next;
}

/* Above the text of a copy only the line right before it can be a heading. */
static gboolean
is_head_furniture (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  return self->is_copy && index < self->body && !item->prose && item->role == BRV_ROLE_PARAGRAPH &&
         !brv_text_ends_statement (item->unit->text) &&
         (index + 1 < self->body || !item->unit->after_blank);
}

/* Of two lines in a row that could be headings in a copy, only the second heads text: what stands
 * above it leads to another page, or away. One with a number is a part's. */
static gboolean
is_heading_above_heading (const BrvTextParts *self, guint index)
{
  return index + 2 < self->end && is_heading (self, index + 1) &&
         brv_text_parts_at (self, index + 2)->prose &&
         !has_digit (brv_text_parts_get_text (self, index));
}

static void
settle_body (BrvTextParts *self)
{
  for (guint i = (guint)MAX (self->title + 1, 0); i < self->end; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      guint after = 0;

      if (item->settled)
        continue;
      after = settle_inner_furniture (self, i);
      if (after > i)
        {
          i = after - 1;
          continue;
        }
      if (brv_text_head_settle_caption (self, i))
        continue;
      if (is_head_furniture (self, i))
        brv_text_parts_settle (self, i, BRV_ROLE_FURNITURE, FALSE);
      else if (is_pull_quote (self, i))
        brv_text_parts_settle (self, i, BRV_ROLE_PULL_QUOTE, TRUE);
      else if (is_heading (self, i) && self->is_copy && is_heading_above_heading (self, i))
        brv_text_parts_settle (self, i, BRV_ROLE_FURNITURE, FALSE);
      else if (is_heading (self, i))
        brv_text_parts_settle (self, i, BRV_ROLE_HEADING, TRUE);
      else
        brv_text_parts_settle (self, i, item->role, TRUE);
    }
}

/* What stands between the site's name and the title, and after the article. */
static void
settle_rest (BrvTextParts *self)
{
  for (guint i = 0; i < self->items->len; i++)
    if (!brv_text_parts_at (self, i)->settled)
      brv_text_parts_settle (self, i,
                             self->is_copy ? BRV_ROLE_FURNITURE : brv_text_parts_at (self, i)->role,
                             !self->is_copy);
}

/* The block added last is a caption: it belongs to the image before it, or to that after it. */
static void
connect_image (BrvTextParts *self, const BrvTextUnit *unit, gint *last_image)
{
  gint image = unit->image_before > *last_image ? unit->image_before : unit->image_after;

  if (image <= *last_image)
    return;
  brv_source_builder_set_last_image (self->builder, (guint)image);
  *last_image = image;
}

static void
add_blocks (BrvTextParts *self)
{
  gint last_image = -1;

  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      guint level = item->unit->level;

      if (item->role == BRV_ROLE_HEADING && level == 0)
        level = 2;
      else if (item->role != BRV_ROLE_HEADING && item->role != BRV_ROLE_LIST_ITEM &&
               item->role != BRV_ROLE_QUOTE)
        level = 0;
      if (brv_source_builder_add (self->builder, item->role, level, item->kept, item->unit->text,
                                  -1) &&
          item->role == BRV_ROLE_CAPTION)
        connect_image (self, item->unit, &last_image);
    }
}

/**
 * brv_text_article_build:
 * @units: (element-type BrvTextUnit): the units of a text, in order
 * @builder: a builder without blocks; it may have images
 *
 * Finds what each unit is and what the text says about itself, and adds all units as blocks.
 * Units whose role is fixed keep it.
 *
 * Returns: whether the text is the copy of a web page, with what stands around its article
 */
gboolean
brv_text_article_build (const GPtrArray *units, BrvSourceBuilder *builder)
{
  g_auto (BrvTextParts) self = { 0 };

  g_return_val_if_fail (units != NULL, FALSE);
  g_return_val_if_fail (builder != NULL, FALSE);

  brv_text_parts_init (&self, units, builder);
  self.is_copy = looks_copied (&self);
  find_body (&self);
  if (self.is_copy)
    {
      brv_text_origin_find_addresses (&self);
      brv_text_origin_find_incomplete (&self);
    }
  brv_text_head_settle (&self);
  brv_text_head_find_title (&self);
  brv_text_head_find_authors (&self);
  brv_text_head_find_standfirst (&self);
  if (self.is_copy)
    brv_text_origin_find_publisher (&self);
  settle_body (&self);
  settle_rest (&self);
  add_blocks (&self);
  return self.is_copy;
}
