/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Whether a text is the copy of a page. Signs are what a page says around its article and other texts
 * do not: labelled addresses, buttons, credits, requests. What their words do not tell their form and
 * place do: rows of sections, lines above the title and headlines below the text.
 */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-credit-notice.h"
#include "import/brv-credit.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-html-page.h"
#include "import/brv-text-copied.h"
#include "import/brv-text-names.h"
#include "import/brv-text-prose.h"

/* Labels of furniture, in words. */
#define MAX_LABEL        8
#define MAX_STRONG_LABEL 12
/* What stands below the addresses of a copy is less than this share of all prose. */
#define MAX_FOOT_SHARE 0.15
/* So many units at the head and at the foot of a text are asked for signs that it is a copy. */
#define HEAD_UNITS 30
#define FOOT_UNITS 60
/* The notices of a page are sentences too, but shorter than this share of a paragraph. */
#define NOTICE_SHARE 0.5
/* Lengths in words: of a button, of a headline, of what stands before a colon and with what is behind
 * it, of the name of a site. */
#define MAX_BUTTON   10
#define MIN_HEADLINE 3
#define MAX_BEFORE   4
#define MAX_LABELLED 16
#define MAX_NAME     7
/* The name of a site stands in one of so many lines, and has so many letters. */
#define NAME_LINES       4
#define MIN_NAME_LETTERS 4
#define MIN_ROW          3 /* entries */
/* The line above a text that is like its title shares so many words with it. */
#define MIN_SHARED     2
#define MAX_BODY_BYTES 16384

/* What is measured of a text. */
typedef enum
{
  MEASURE_SIGNS,     /* what weigh_sign() finds at its margins */
  MEASURE_CREDITS,   /* lines there that say whose the text is */
  MEASURE_ABOVE,     /* lines above that which is most like a title */
  MEASURE_BUTTONS,   /* short lines above the text that are no sentences */
  MEASURE_LABELS,    /* lines below it that are a label and what it names */
  MEASURE_ROWS,      /* rows of sections above and below it */
  MEASURE_HEADLINES, /* most lines in a row below it that may be other articles' titles */
  MEASURE_AGAIN,     /* lines below it that hold a name from the first lines */
  MEASURE_LETTER,    /* whether it greets or takes leave as letters do */
  MEASURE_CODE,      /* the share of units that are code, */
  MEASURE_LISTS,     /* that stand in lists and tables, */
  MEASURE_PROSE,     /* and that are paragraphs */
  N_MEASURES
} Measure;

/*
 * Source: a logistic regression over 1,000 copies, with little around the article or much, and 2,800
 * texts that are none: articles, essays, stories, verse, recipes, letters, the documents of programs. What
 * a measure says counts no more often than is given here.
 */
static const struct
{
  double weight;
  double most;
} weights[N_MEASURES] = {
  [MEASURE_SIGNS] = { 1.1, 4 },      [MEASURE_CREDITS] = { 2.4, 2 }, [MEASURE_ABOVE] = { 0.8, 3 },
  [MEASURE_BUTTONS] = { 0.65, 6 },   [MEASURE_LABELS] = { 0.5, 2 },  [MEASURE_ROWS] = { 0.8, 2 },
  [MEASURE_HEADLINES] = { 0.63, 4 }, [MEASURE_AGAIN] = { 0.9, 2 },   [MEASURE_LETTER] = { -3.4, 1 },
  [MEASURE_CODE] = { -10.4, 1 },     [MEASURE_LISTS] = { -5, 1 },    [MEASURE_PROSE] = { 4, 1 },
};
#define MIN_WEIGHT 7.5

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

  /* An address below the text, whatever its label. */
  if (below && item->unit->role == BRV_ROLE_PARAGRAPH && brv_text_part_is_address_line (item))
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

static void
measure_signs (const BrvTextParts *self, double *measures)
{
  guint all = brv_text_parts_count_prose (self, 0, self->items->len);
  guint seen = 0;

  measures[MEASURE_SIGNS] = names_page_and_site (self) ? 2 : 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      seen += item->prose ? item->n_words : 0;
      if (!is_margin (self, i) || item->unit->role == BRV_ROLE_LIST_ITEM)
        continue;
      measures[MEASURE_SIGNS] += weigh_sign (item, all - seen <= MAX_FOOT_SHARE * all);
      measures[MEASURE_CREDITS] +=
        (brv_credit_is_credit (item->unit->text) || brv_credit_is_sure_notice (item->unit->text));
    }
}

/* What share of its units are of one kind. */
static void
measure_kinds (const BrvTextParts *self, double *measures)
{
  double n = MAX (self->items->len, 1);

  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      measures[MEASURE_CODE] += brv_text_is_code (item->unit->text) / n;
      measures[MEASURE_LISTS] +=
        (item->unit->role == BRV_ROLE_LIST_ITEM || item->unit->role == BRV_ROLE_TABLE) / n;
      measures[MEASURE_PROSE] += item->prose / n;
    }
}

static gboolean
is_paragraph (const BrvTextPart *item, double min_words)
{
  return item->prose && item->n_words >= min_words;
}

/* Where the text begins and ends: with paragraphs, and not with a notice of the page. */
static void
find_text (const BrvTextParts *self, guint *start, guint *end)
{
  guint n = self->items->len;
  guint n_prose = 0;
  double min_words = 0;

  for (guint i = 0; i < n; i++)
    n_prose += brv_text_parts_at (self, i)->prose;
  if (n_prose > 0)
    min_words = NOTICE_SHARE * brv_text_parts_count_prose (self, 0, n) / n_prose;
  *start = 0;
  while (*start < n && !is_paragraph (brv_text_parts_at (self, *start), min_words))
    (*start)++;
  *end = n;
  while (*end > *start && !is_paragraph (brv_text_parts_at (self, *end - 1), min_words))
    (*end)--;
}

static gboolean
is_line (const BrvTextPart *item)
{
  return item->unit->role == BRV_ROLE_PARAGRAPH && !item->prose &&
         !brv_text_is_code (item->unit->text);
}

static gboolean
is_button (const BrvTextPart *item)
{
  gunichar last = brv_text_last_char (item->unit->text);

  return is_line (item) &&
         (item->n_words <= MAX_BUTTON || brv_text_part_is_address_line (item) ||
          brv_furniture_is_menu (item->unit->text) || item->furniture == BRV_FURNITURE_LEGAL) &&
         last != ',' && last != ':' && !brv_text_ends_statement (item->unit->text);
}

/* "Source: Harbour Notes": a short label, and what it has behind it. */
static gboolean
is_labelled (const BrvTextPart *item)
{
  const char *text = item->unit->text;
  const char *colon = strstr (text, ": ");
  const char *wide = strstr (text, "：");

  if (wide != NULL && (colon == NULL || wide < colon))
    colon = wide;
  return colon != NULL && item->n_words <= MAX_LABELLED &&
         brv_count_words (text, (gsize)(colon - text)) <= MAX_BEFORE;
}

static void
measure_head (const BrvTextParts *self, guint start, double *measures)
{
  for (guint i = start - MIN (start, HEAD_UNITS); i < start; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (!is_line (item))
        continue;
      measures[MEASURE_BUTTONS] += is_button (item);
      measures[MEASURE_ROWS] += brv_furniture_count_entries (item->unit->text) >= MIN_ROW;
    }
}

static void
measure_foot (const BrvTextParts *self, guint end, double *measures)
{
  guint n_headlines = 0;

  for (guint i = end; i < MIN (self->items->len, end + FOOT_UNITS); i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      gboolean headline = is_button (item) && item->n_words >= MIN_HEADLINE;

      n_headlines = headline ? n_headlines + 1 : 0;
      measures[MEASURE_HEADLINES] = MAX (measures[MEASURE_HEADLINES], n_headlines);
      if (!is_line (item))
        continue;
      measures[MEASURE_LABELS] += is_labelled (item);
      measures[MEASURE_ROWS] += brv_furniture_count_entries (item->unit->text) >= MIN_ROW;
    }
}

/* In how many lines below the text a name stands; a word alone must be written as there. */
static guint
count_below (const BrvTextParts *self, guint end, const char *name)
{
  g_autofree char *folded_name = g_utf8_casefold (name, -1);
  gboolean is_word = strchr (name, ' ') == NULL;
  guint n = 0;

  for (guint i = end; i < self->items->len; i++)
    {
      const char *text = brv_text_parts_get_text (self, i);
      g_autofree char *folded = g_utf8_casefold (text, -1);

      n += is_word ? strstr (text, name) != NULL : strstr (folded, folded_name) != NULL;
    }
  return n;
}

/* How often the name in a line stands again below the text, if it may be that of the site. */
static guint
count_name_below (const BrvTextParts *self, guint index, guint end)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  g_autofree char *name = brv_text_name_dup (item->unit->text);
  guint n_words = brv_count_words (name, strlen (name));

  return index < NAME_LINES && n_words > 0 && n_words <= MAX_NAME &&
             g_utf8_strlen (name, -1) >= MIN_NAME_LETTERS && !brv_text_ends_sentence (name) &&
             item->unit->role == BRV_ROLE_PARAGRAPH
           ? count_below (self, end, name)
           : 0;
}

static guint
count_again (const BrvTextParts *self, guint start, guint end)
{
  guint most = 0;

  for (guint i = 0; i < MIN (start, NAME_LINES); i++)
    most = MAX (most, count_name_below (self, i, end));
  return most;
}

/* How many lines stand above that which has most words of the text: a title is the first of a text,
 * and not of a page. */
static guint
count_above_title (const BrvTextParts *self, guint start, guint end)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *folded = NULL;
  guint most = MIN_SHARED - 1;
  guint index = 0;

  for (guint i = start; i < self->items->len && body->len < MAX_BODY_BYTES; i++)
    if (brv_text_parts_at (self, i)->prose)
      {
        g_string_append (body, brv_text_parts_get_text (self, i));
        g_string_append_c (body, ' ');
      }
  folded = g_utf8_casefold (body->str, (gssize)body->len);
  for (guint i = 0; i < MIN (start, HEAD_UNITS); i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      guint n = 0;

      if (!is_line (item) || item->n_words > BRV_TEXT_MAX_TITLE_WORDS ||
          count_name_below (self, i, end) > 0)
        continue;
      n = brv_text_count_shared_stems (item->unit->text, folded);
      if (n > most)
        {
          most = n;
          index = i;
        }
    }
  return index;
}

/* Whether a salutation stands right above the text, or words that take leave below it. */
static gboolean
is_letter (const BrvTextParts *self, guint start, guint end)
{
  const BrvTextPart *above = start > 0 ? brv_text_parts_at (self, start - 1) : NULL;
  gunichar last = above != NULL ? brv_text_last_char (above->unit->text) : 0;

  if ((last == ',' || last == ':' || last == '!') && above->n_words <= MAX_LABEL)
    return TRUE;
  for (guint i = end; i < self->items->len; i++)
    if (brv_text_parts_at (self, i)->n_words <= MAX_LABEL &&
        brv_text_last_char (brv_text_parts_get_text (self, i)) == ',')
      return TRUE;
  return FALSE;
}

static void
measure_text (const BrvTextParts *self, double *measures)
{
  guint start = 0;
  guint end = 0;

  find_text (self, &start, &end);
  measure_signs (self, measures);
  measure_kinds (self, measures);
  measure_head (self, start, measures);
  measure_foot (self, end, measures);
  measures[MEASURE_ABOVE] = count_above_title (self, start, end);
  measures[MEASURE_AGAIN] = count_again (self, start, end);
  measures[MEASURE_LETTER] = is_letter (self, start, end);
}

/**
 * brv_text_copied_judge:
 * @self: parts
 *
 * Of articles, stories and letters without a page around them it takes one in a hundred for a copy, and
 * of the documents of programs, which have rows, labels and addresses too, one in ten.
 *
 * Returns: whether the text is the copy of a page
 */
gboolean
brv_text_copied_judge (const BrvTextParts *self)
{
  double measures[N_MEASURES] = { 0 };
  double weight = 0;

  measure_text (self, measures);
  for (guint i = 0; i < N_MEASURES; i++)
    weight += weights[i].weight * MIN (measures[i], weights[i].most);
  return weight >= MIN_WEIGHT;
}
