/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What each unit of a text is. People save web pages as plain text by copying what they
 * see: the site's name and buttons stand above the title, addresses and other headlines below the
 * article. Nothing marks them but their words, their form and their place, and each of these
 * rules uses two of the three. A text that shows no sign of being such a copy keeps every line.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "import/brv-address.h"
#include "import/brv-byline.h"
#include "import/brv-caption.h"
#include "import/brv-credit.h"
#include "import/brv-date.h"
#include "import/brv-furniture.h"
#include "import/brv-html-page.h"
#include "import/brv-text-article.h"
#include "import/brv-text-lines.h"

/* Lengths in words. */
#define MIN_PROSE                12
#define MIN_UNENDED_PROSE        35
#define MAX_TITLE                30
#define MAX_HEADING              18
#define MAX_PUBLISHER            7
#define MAX_CAPTION              70
#define MAX_BYLINE               14
#define MIN_PULL_QUOTE           5
#define MAX_PULL_QUOTE           45
#define MIN_STANDFIRST           7
#define MAX_STANDFIRST           70
#define MAX_STANDFIRST_SENTENCES 2
#define MAX_DATE_LINE            10
/* What follows the end of an article is less than this share of all prose. */
#define MAX_TAIL_SHARE 0.35
/* A pull quote's words stand in a paragraph in their order; this share of them is enough, and
 * less of them where there are many: editors turn a clause into a sentence. */
#define PULL_QUOTE_SHARE      0.85
#define LONG_PULL_QUOTE_SHARE 0.75
#define LONG_PULL_QUOTE       9
#define PULL_QUOTE_REACH      4

typedef struct
{
  const BrvTextUnit *unit;
  guint n_words;
  gboolean prose; /* reads as a paragraph */
  BrvFurniture furniture;
  gsize label_end;
  char *address; /* (nullable): the one it names */
  BrvRole role;
  gboolean settled; /* role and kept are decided */
  gboolean kept;
} Item;

typedef struct
{
  GArray *items; /* of Item */
  gboolean is_copy;
  gboolean has_headings; /* some are marked as such, so what is not marked is none */
  guint body;            /* index of the first unit of the article's text */
  guint end;             /* index after its last */
  gint title;            /* index, or -1 */
  BrvSourceBuilder *builder;
} Article;

static void
clear_item (gpointer data)
{
  g_free (((Item *)data)->address);
}

static Item *
item_at (const Article *self, guint index)
{
  return &g_array_index (self->items, Item, index);
}

static const char *
text_at (const Article *self, guint index)
{
  return item_at (self, index)->unit->text;
}

static void
settle (Article *self, guint index, BrvRole role, gboolean kept)
{
  Item *item = item_at (self, index);

  item->role = role;
  item->kept = kept;
  item->settled = TRUE;
}

/* The last character that is no closing mark. */
static gunichar
last_char (const char *text)
{
  const char *p = text + strlen (text);

  while (p > text)
    {
      gunichar c = 0;

      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (!g_unichar_isspace (c) && c != '"' && c != '\'' && c != ')' && c != ']' && c != 0x201D &&
          c != 0x2019 && c != 0xBB && c != 0x201C && c != 0x300D && c != 0x300F)
        return c;
    }
  return 0;
}

static gboolean
ends_sentence (const char *text)
{
  gunichar c = last_char (text);

  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
         c == 0xFF1F || c == 0x061F || c == 0x0964 || c == 0x06D4;
}

/* Ends as a sentence, and not with the question that a title may be. */
static gboolean
ends_statement (const char *text)
{
  gunichar c = last_char (text);

  return c == '.' || c == 0x3002 || c == 0x2026 || c == 0x0964 || c == 0x06D4;
}

static gboolean
is_prose (const BrvTextUnit *unit, guint n_words)
{
  if (unit->role != BRV_ROLE_PARAGRAPH)
    return FALSE;
  return n_words >= MIN_UNENDED_PROSE ||
         (n_words >= MIN_PROSE && (ends_sentence (unit->text) || last_char (unit->text) == ':'));
}

static void
fill_items (Article *self, const GPtrArray *units)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
  for (guint i = 0; i < units->len; i++)
    {
      Item item = { .unit = g_ptr_array_index (units, i) };
      const char *text = item.unit->text;

      item.n_words = brv_count_words (text, strlen (text));
      item.prose = is_prose (item.unit, item.n_words);
      item.furniture = brv_furniture_judge (text, &item.label_end);
      item.role = item.unit->role;
      item.settled = item.unit->fixed;
      item.kept = !item.settled || item.role != BRV_ROLE_FURNITURE;
      self->has_headings = self->has_headings || (item.settled && item.role == BRV_ROLE_HEADING);
      if (item.n_words <= MAX_TITLE)
        item.address = brv_address_find (text, NULL, NULL);
      g_array_append_val (self->items, item);
    }
}

/* An address with at most a label: words that lead to it and no sentence around it. */
static gboolean
is_address_line (const Item *item)
{
  gsize start = 0;
  gsize end = 0;
  g_autofree char *address = NULL;

  if (item->address == NULL)
    return FALSE;
  address = brv_address_find (item->unit->text, &start, &end);
  return brv_count_words (item->unit->text, start) <= 8 && strlen (item->unit->text) - end <= 3;
}

static gboolean
is_labelled_address (const Item *item)
{
  gsize start = 0;
  g_autofree char *address = NULL;

  if (item->unit->role != BRV_ROLE_PARAGRAPH || !is_address_line (item))
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
names_page_and_site (const Article *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *site = item_at (self, i);

      if (!is_address_line (site) || !brv_address_is_site (site->address))
        continue;
      for (guint k = 0; k < self->items->len; k++)
        {
          const Item *page = item_at (self, k);

          if (is_address_line (page) && !brv_address_is_site (page->address) &&
              brv_address_same_host (page->address, site->address))
            return TRUE;
        }
    }
  return FALSE;
}

/* Two signs, or one that hardly stands in any other text. */
static gboolean
looks_copied (const Article *self)
{
  guint signs = names_page_and_site (self) ? 2 : 0;
  guint last_prose = 0;

  for (guint i = 0; i < self->items->len; i++)
    if (item_at (self, i)->prose)
      last_prose = i;
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = item_at (self, i);

      /* A label and its address below the text, whatever the label's words. */
      if (i > last_prose && is_labelled_address (item))
        signs++;

      if (item->prose || item->unit->role == BRV_ROLE_LIST_ITEM)
        continue;
      if (is_strong_furniture (item->furniture) && (item->address != NULL || item->n_words <= 12))
        signs += 2;
      else if (item->furniture != BRV_FURNITURE_NONE && item->n_words <= 8)
        signs++;
    }
  return signs >= 2;
}

static guint
count_prose_words (const Article *self, guint from, guint to)
{
  guint n = 0;

  for (guint i = from; i < to; i++)
    n += item_at (self, i)->prose ? item_at (self, i)->n_words : 0;
  return n;
}

static gboolean
can_end_article (const Article *self, guint index)
{
  const Item *item = item_at (self, index);

  if (item->prose && item->furniture != BRV_FURNITURE_CONTINUES &&
      item->furniture != BRV_FURNITURE_ORIGINAL && item->furniture != BRV_FURNITURE_LEGAL)
    return FALSE;
  return (item->furniture != BRV_FURNITURE_NONE && item->furniture != BRV_FURNITURE_LABEL) ||
         is_address_line (item) ||
         (item->n_words <= 8 && brv_furniture_ends_article (item->unit->text));
}

/* Sets body and end. */
static void
find_body (Article *self)
{
  guint n = self->items->len;
  guint all = count_prose_words (self, 0, n);
  guint seen = 0;

  self->body = 0;
  while (self->body < n && !item_at (self, self->body)->prose)
    self->body++;
  if (self->body == n)
    {
      self->body = 0;
      self->end = n;
      return;
    }
  self->end = n;
  for (guint i = self->body; self->is_copy && i < n; i++)
    {
      if (seen > 0 && can_end_article (self, i) && all - seen <= MAX_TAIL_SHARE * all &&
          seen >= MIN_PROSE)
        {
          self->end = i;
          break;
        }
      seen += item_at (self, i)->prose ? item_at (self, i)->n_words : 0;
    }
  /* Headlines of other articles, buttons in unknown words: what is short and no sentence after
   * the last paragraph of a copy is none of the article. */
  while (self->is_copy && self->end > self->body + 1)
    {
      const Item *last = item_at (self, self->end - 1);

      if (last->prose || last->role == BRV_ROLE_LIST_ITEM || ends_sentence (last->unit->text))
        break;
      self->end--;
    }
}

static gboolean
settle_byline (Article *self, guint index)
{
  const Item *item = item_at (self, index);
  gboolean named = item->settled && item->role == BRV_ROLE_BYLINE;
  g_auto (GStrv) authors = NULL;

  if ((item->settled && !named) || item->n_words > MAX_BYLINE || item->prose)
    return FALSE;
  authors = brv_byline_find (item->unit->text);
  if (authors == NULL && named)
    authors = brv_byline_split (item->unit->text);
  if (authors == NULL)
    return FALSE;
  if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS) == NULL)
    brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                                 (const char *const *)authors, BRV_EVIDENCE_VISIBLE_TEXT);
  settle (self, index, BRV_ROLE_BYLINE, TRUE);
  return TRUE;
}

static gboolean
settle_date (Article *self, guint index)
{
  const Item *item = item_at (self, index);
  g_autofree char *date = NULL;

  if (item->settled || item->n_words > MAX_DATE_LINE || item->prose || item->address != NULL)
    return FALSE;
  date = brv_date_find (item->unit->text, NULL, NULL);
  if (date == NULL)
    return FALSE;
  if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_DATE) == NULL)
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_DATE, date, BRV_EVIDENCE_VISIBLE_TEXT);
  settle (self, index, BRV_ROLE_FURNITURE, FALSE);
  return TRUE;
}

static gboolean
settle_caption (Article *self, guint index)
{
  const Item *item = item_at (self, index);
  BrvRange credit = { 0, 0 };

  if (item->settled || item->n_words > MAX_CAPTION || item->role != BRV_ROLE_PARAGRAPH ||
      item->address != NULL || !brv_caption_find_credit (item->unit->text, &credit))
    return FALSE;
  /* A paragraph may end with what looks like a credit only if it is one line long. */
  if (ends_sentence (item->unit->text) && credit.start == 0)
    return FALSE;
  settle (self, index, BRV_ROLE_CAPTION, TRUE);
  return TRUE;
}

/* Words of four letters and more that the article's paragraphs hold too. */
static guint
count_shared_words (const char *line, const char *body)
{
  g_autofree char *folded = g_utf8_casefold (line, -1);
  guint n = 0;

  for (const char *p = folded; *p != '\0';)
    {
      const char *from = p;

      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (g_utf8_strlen (from, p - from) >= 4)
        {
          g_autofree char *word = g_strndup (from, (gsize)(p - from));

          n += strstr (body, word) != NULL;
        }
      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    }
  return n;
}

static char *
fold_body (const Article *self)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = self->body; i < self->end && body->len < 65536; i++)
    if (item_at (self, i)->prose)
      {
        g_string_append (body, text_at (self, i));
        g_string_append_c (body, ' ');
      }
  return g_utf8_casefold (body->str, (gssize)body->len);
}

static gboolean
can_be_title (const Item *item, gboolean heading_allowed)
{
  gboolean is_heading = item->role == BRV_ROLE_HEADING && item->unit->level <= 1;

  return (!item->settled || (is_heading && heading_allowed)) &&
         item->unit->role != BRV_ROLE_LIST_ITEM && item->n_words >= 1 &&
         item->n_words <= MAX_TITLE && item->address == NULL &&
         (item->furniture == BRV_FURNITURE_NONE || item->n_words > 8);
}

/* The one unit that the document itself calls its title, or the one heading of the first level. */
static gint
find_named_title (const Article *self, gboolean *heading_allowed)
{
  guint n_first = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = item_at (self, i);

      if (item->settled && item->role == BRV_ROLE_TITLE)
        return (gint)i;
      n_first += item->settled && item->role == BRV_ROLE_HEADING && item->unit->level == 1;
    }
  *heading_allowed = n_first == 1;
  return -1;
}

/*
 * The title is the line above the text that shares most with it; of equals the first. A line
 * marked as a heading by the text itself, or that stands in the address of the original, is told
 * apart from sections' and sites' names by that.
 */
static void
find_title (Article *self)
{
  g_autofree char *body = fold_body (self);
  g_autofree char *address = NULL;
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  double best = 0;
  gboolean heading_allowed = FALSE;

  self->title = find_named_title (self, &heading_allowed);
  if (self->title >= 0)
    best = G_MAXDOUBLE;
  if (original != NULL)
    address = g_utf8_casefold (original, -1);
  for (guint i = 0; i < self->body; i++)
    {
      const Item *item = item_at (self, i);
      double score = 0;

      if (!can_be_title (item, heading_allowed))
        continue;
      score = MIN (count_shared_words (item->unit->text, body), 8) + 0.5 * MIN (item->n_words, 6);
      if (address != NULL)
        score += 2.0 * MIN (count_shared_words (item->unit->text, address), 8);
      if (item->unit->role == BRV_ROLE_HEADING)
        score += 3;
      /* A whole sentence above the text is more likely what follows the title. */
      if (ends_statement (item->unit->text))
        score -= 3;
      if (score > best)
        {
          best = score;
          self->title = (gint)i;
        }
    }
  if (self->title >= 0 && item_at (self, (guint)self->title)->n_words == 1 && self->is_copy)
    self->title = -1;
  if (self->title < 0)
    return;
  settle (self, (guint)self->title, BRV_ROLE_TITLE, TRUE);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_TITLE, text_at (self, (guint)self->title),
                          BRV_EVIDENCE_VISIBLE_TEXT);
}

static guint
count_sentences (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar next = g_utf8_get_char (g_utf8_next_char (p));

      n += c == 0x3002 || ((c == '.' || c == '!' || c == '?') && (next == ' ' || next == 0));
    }
  return n;
}

static guint
median_paragraph_words (const Article *self, guint from)
{
  guint counts[64];
  guint n = 0;

  for (guint i = from; i < self->end && n < G_N_ELEMENTS (counts); i++)
    if (item_at (self, i)->prose && !item_at (self, i)->settled)
      {
        guint k = n++;

        for (; k > 0 && counts[k - 1] > item_at (self, i)->n_words; k--)
          counts[k] = counts[k - 1];
        counts[k] = item_at (self, i)->n_words;
      }
  return n > 0 ? counts[n / 2] : 0;
}

/* What can stand only after a standfirst. */
static gboolean
begins_text (const Item *item)
{
  return item->unit->fixed && item->role != BRV_ROLE_BYLINE && item->role != BRV_ROLE_CAPTION &&
         item->role != BRV_ROLE_FURNITURE;
}

/* Whether a caption, byline, date or button parts the paragraph at index from the text. */
static gboolean
is_set_apart (const Article *self, guint index)
{
  const Item *next = index + 1 < self->items->len ? item_at (self, index + 1) : NULL;

  return next != NULL && ((next->settled && !begins_text (next)) ||
                          (!next->prose && next->furniture != BRV_FURNITURE_NONE));
}

/* The first unit that the document itself calls its standfirst; others are paragraphs. */
static gboolean
settle_named_standfirst (Article *self)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = item_at (self, i);

      if (!item->settled || item->role != BRV_ROLE_STANDFIRST)
        continue;
      if (found)
        settle (self, i, BRV_ROLE_PARAGRAPH, TRUE);
      else
        brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_STANDFIRST, item->unit->text,
                                BRV_EVIDENCE_VISIBLE_TEXT);
      found = TRUE;
    }
  return found;
}

/*
 * The standfirst is the first unit after the title if something parts it from the text, or if it
 * is one sentence above paragraphs that are much longer.
 */
static void
find_standfirst (Article *self)
{
  guint index = (guint)(self->title + 1);
  Item *item = NULL;
  guint median = 0;

  if (settle_named_standfirst (self) || self->title < 0)
    return;
  while (index < self->end && item_at (self, index)->settled)
    if (begins_text (item_at (self, index++)))
      return;
  if (index + 1 >= self->end)
    return;
  item = item_at (self, index);
  if (item->n_words < MIN_STANDFIRST || item->n_words > MAX_STANDFIRST ||
      item->role != BRV_ROLE_PARAGRAPH || item->furniture != BRV_FURNITURE_NONE ||
      count_sentences (item->unit->text) > MAX_STANDFIRST_SENTENCES)
    return;
  median = median_paragraph_words (self, index + 1);
  if (is_set_apart (self, index) || (index < self->body && median >= MIN_PROSE) ||
      (self->is_copy && item->n_words <= 45 && median * 10 >= item->n_words * 15))
    {
      settle (self, index, BRV_ROLE_STANDFIRST, TRUE);
      brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_STANDFIRST, item->unit->text,
                              BRV_EVIDENCE_VISIBLE_TEXT);
    }
}

static GStrv
split_words (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (const char *p = folded; *p != '\0';)
    {
      const char *from = p;

      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > from)
        g_ptr_array_add (words, g_strndup (from, (gsize)(p - from)));
      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    }
  g_ptr_array_add (words, NULL);
  return (GStrv)g_ptr_array_steal (words, NULL);
}

/* The length of a longest common subsequence of two runs of words. */
static guint
count_in_order (char *const *words, guint n, char *const *others, guint m)
{
  g_autofree guint *row = g_new0 (guint, m + 1);

  for (guint i = 0; i < n; i++)
    {
      guint diagonal = 0;

      for (guint k = 0; k < m; k++)
        {
          guint above = row[k + 1];

          row[k + 1] = g_str_equal (words[i], others[k]) ? diagonal + 1 : MAX (above, row[k]);
          diagonal = above;
        }
    }
  return row[m];
}

/* The share of words that stand in their order, and near each other, in one place of text. */
static double
share_in_order (const GStrv words, const char *text)
{
  g_auto (GStrv) others = split_words (text);
  guint n = g_strv_length (words);
  guint m = g_strv_length (others);
  guint best = 0;

  for (guint from = 0; n > 0 && from < m; from += MAX (n / 2, 1))
    best = MAX (best, count_in_order (words, n, others + from, MIN (2 * n, m - from)));
  return n > 0 ? (double)best / n : 0;
}

static gboolean
is_pull_quote (const Article *self, guint index)
{
  const Item *item = item_at (self, index);
  gboolean quoted = FALSE;
  double share = 0;
  g_auto (GStrv) words = NULL;
  gunichar first = g_utf8_get_char (item->unit->text);

  quoted = first == '"' || first == 0x201C || first == 0x2018 || first == 0xAB || first == 0x201E;
  if (item->unit->role != BRV_ROLE_PARAGRAPH || item->n_words < MIN_PULL_QUOTE ||
      item->n_words > MAX_PULL_QUOTE || (ends_statement (item->unit->text) && !quoted))
    return FALSE;
  words = split_words (item->unit->text);
  share = g_strv_length (words) >= LONG_PULL_QUOTE ? LONG_PULL_QUOTE_SHARE : PULL_QUOTE_SHARE;
  for (guint i = index > PULL_QUOTE_REACH ? index - PULL_QUOTE_REACH : 0;
       i < self->end && i <= index + PULL_QUOTE_REACH; i++)
    if (i != index && item_at (self, i)->prose && item_at (self, i)->n_words > item->n_words &&
        share_in_order (words, text_at (self, i)) >= share)
      return TRUE;
  return FALSE;
}

static gboolean
is_heading (const Article *self, guint index)
{
  const Item *item = item_at (self, index);
  const Item *next = NULL;
  gunichar last = last_char (item->unit->text);

  if (self->has_headings || item->n_words == 0 || item->n_words > MAX_HEADING ||
      index + 1 >= self->end || ends_statement (item->unit->text) || last == ':' || last == ',' ||
      last == ';' || item->address != NULL)
    return FALSE;
  next = item_at (self, index + 1);
  /* A number before a single line that is no sentence numbers a section. */
  if (item->unit->role == BRV_ROLE_LIST_ITEM)
    return g_ascii_isdigit (*item->unit->text) && item->unit->after_blank &&
           next->unit->after_blank && next->unit->role == BRV_ROLE_PARAGRAPH &&
           (next->prose || ends_sentence (next->unit->text) || last_char (next->unit->text) == ':');
  return item->unit->role == BRV_ROLE_PARAGRAPH &&
         (item->unit->after_blank || index == self->body) &&
         (next->prose || next->unit->role == BRV_ROLE_LIST_ITEM || next->n_words > 0);
}

/* Between the paragraphs of a copy: buttons, and the lines that "Related" announces. */
static guint
settle_inner_furniture (Article *self, guint index)
{
  const Item *item = item_at (self, index);
  guint next = index + 1;

  if (!self->is_copy || item->prose || item->furniture == BRV_FURNITURE_NONE || item->n_words > 12)
    return index;
  settle (self, index, BRV_ROLE_FURNITURE, FALSE);
  if (item->furniture == BRV_FURNITURE_RELATED && item->n_words <= 4)
    while (next < self->end && !item_at (self, next)->prose &&
           !ends_statement (text_at (self, next)) && !item_at (self, next)->settled &&
           !is_pull_quote (self, next) && next < index + 6 &&
           !(next + 1 < self->end && item_at (self, next + 1)->prose &&
             item_at (self, next)->unit->after_blank))
      settle (self, next++, BRV_ROLE_FURNITURE, FALSE);
  return next;
}

static void
settle_body (Article *self)
{
  for (guint i = (guint)MAX (self->title + 1, 0); i < self->end; i++)
    {
      const Item *item = item_at (self, i);
      guint after = 0;

      if (item->settled)
        continue;
      after = settle_inner_furniture (self, i);
      if (after > i)
        {
          i = after - 1;
          continue;
        }
      if (settle_caption (self, i))
        continue;
      if (is_pull_quote (self, i))
        settle (self, i, BRV_ROLE_PULL_QUOTE, TRUE);
      else if (is_heading (self, i))
        settle (self, i, BRV_ROLE_HEADING, TRUE);
      else
        settle (self, i, item->role, TRUE);
    }
}

/* What stands between the site's name and the title, and after the article. */
static void
settle_rest (Article *self)
{
  for (guint i = 0; i < self->items->len; i++)
    if (!item_at (self, i)->settled)
      settle (self, i, self->is_copy ? BRV_ROLE_FURNITURE : item_at (self, i)->role,
              !self->is_copy);
}

static void
set_address (Article *self, BrvSourceField field, const char *address)
{
  g_autofree char *clean = NULL;

  if (brv_source_builder_get (self->builder, field) != NULL)
    return;
  clean = brv_address_strip_tracking (address);
  brv_source_builder_set (self->builder, field, clean, BRV_EVIDENCE_VISIBLE_TEXT);
  if (field == BRV_SOURCE_FIELD_URL && !g_str_equal (clean, address))
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_RAW_URL, address,
                            BRV_EVIDENCE_VISIBLE_TEXT);
}

/*
 * An address names the original by its label, or, above and below the article, by leading to a
 * page; one that leads to a site names the channel's.
 */
static void
find_addresses (Article *self)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->items->len; i++)
      {
        const Item *item = item_at (self, i);
        BrvFurniture label = item->furniture;
        gboolean outside = i < self->body || i >= self->end;

        if (item->address == NULL || item->prose || brv_address_is_sharing (item->address))
          continue;
        /* A label may stand on the line above its address. */
        if (label == BRV_FURNITURE_NONE && i > 0)
          label = item_at (self, i - 1)->furniture;
        if (pass == 0 && label == BRV_FURNITURE_ORIGINAL && !brv_address_is_site (item->address))
          set_address (self, BRV_SOURCE_FIELD_URL, item->address);
        else if (pass == 0 && label == BRV_FURNITURE_CHANNEL)
          set_address (self, BRV_SOURCE_FIELD_CHANNEL_URL, item->address);
        else if (pass == 1 && self->is_copy && outside && is_address_line (item) &&
                 label != BRV_FURNITURE_RELATED && label != BRV_FURNITURE_CONTROL)
          set_address (self,
                       brv_address_is_site (item->address) ? BRV_SOURCE_FIELD_CHANNEL_URL
                                                           : BRV_SOURCE_FIELD_URL,
                       item->address);
      }
}

static gboolean
same_folded (const char *a, const char *b)
{
  g_autofree char *fold_a = g_utf8_casefold (a, -1);
  g_autofree char *fold_b = g_utf8_casefold (b, -1);

  return g_str_equal (g_strstrip (fold_a), g_strstrip (fold_b));
}

/* "Latest News from", then the name: on the same line or on the next. */
static const char *
find_latest_name (const Article *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = item_at (self, i);
      const char *rest = NULL;

      if (item->furniture != BRV_FURNITURE_LATEST || item->n_words > 14)
        continue;
      rest = item->unit->text;
      while (*rest != '\0' && !g_unichar_isalnum (g_utf8_get_char (rest)))
        rest = g_utf8_next_char (rest);
      if (strlen (rest) > item->label_end)
        {
          const char *name = rest + item->label_end;

          name += strspn (name, " :");
          if (*name != '\0')
            return name;
        }
      else if (i + 1 < self->items->len && item_at (self, i + 1)->n_words <= MAX_PUBLISHER)
        return text_at (self, i + 1);
    }
  return NULL;
}

static gboolean
stands_again (const Article *self, guint index)
{
  for (guint i = self->end; i < self->items->len; i++)
    if (same_folded (text_at (self, i), text_at (self, index)))
      return TRUE;
  return FALSE;
}

/* Who the copy says published it first; NULL if it says nothing. */
static char *
find_originator (const Article *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      char *name = i < self->body || i + 1 >= self->end
                     ? brv_credit_find_originator (text_at (self, i))
                     : NULL;

      if (name != NULL)
        return name;
    }
  return NULL;
}

/*
 * Whose name heads the copy is the publisher, unless the original stands on another site than the
 * channel's, or a credit names another: then the channel republished it.
 */
static void
set_publishers (Article *self, const char *channel_name)
{
  const char *channel = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_CHANNEL_URL);
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  g_autofree char *credit = find_originator (self);
  g_autofree char *host = original != NULL ? brv_address_dup_host (original) : NULL;
  gboolean elsewhere = channel != NULL && original != NULL &&
                       !brv_address_same_site (channel, original) &&
                       !(channel_name != NULL && brv_address_is_named (original, channel_name));
  gboolean credited =
    credit != NULL && !elsewhere && channel_name != NULL && !same_folded (credit, channel_name);

  if (!elsewhere && !credited)
    {
      brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_PUBLISHER,
                              channel_name != NULL ? channel_name : credit,
                              BRV_EVIDENCE_VISIBLE_TEXT);
      return;
    }
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_REPUBLISHER, channel_name,
                          BRV_EVIDENCE_VISIBLE_TEXT);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_PUBLISHER, credit != NULL ? credit : host,
                          credit != NULL ? BRV_EVIDENCE_VISIBLE_TEXT : BRV_EVIDENCE_ADDRESS);
}

/*
 * The publisher's name is a short line above the title that something else confirms: the same
 * name below the article, the channel's or the original's host, or that it heads the whole copy.
 */
static void
find_publisher (Article *self)
{
  const char *latest = find_latest_name (self);
  const char *channel = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_CHANNEL_URL);
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  guint top = self->title >= 0 ? (guint)self->title : 0;
  const char *name = NULL;

  for (guint i = 0; i < top && name == NULL; i++)
    {
      const Item *item = item_at (self, i);

      if (item->settled || item->n_words == 0 || item->n_words > MAX_PUBLISHER ||
          item->furniture != BRV_FURNITURE_NONE || item->address != NULL ||
          ends_sentence (item->unit->text))
        continue;
      if ((latest != NULL && same_folded (latest, item->unit->text)) || stands_again (self, i) ||
          brv_address_is_named (channel, item->unit->text) ||
          brv_address_is_named (original, item->unit->text))
        name = item->unit->text;
    }
  if (name == NULL)
    name = latest;
  if (name == NULL && top > 0 && !item_at (self, 0)->settled &&
      item_at (self, 0)->furniture == BRV_FURNITURE_NONE &&
      item_at (self, 0)->n_words <= MAX_PUBLISHER && item_at (self, 0)->address == NULL)
    name = text_at (self, 0);
  set_publishers (self, name);
}

static void
find_incomplete (Article *self)
{
  for (guint i = 0; i < self->items->len; i++)
    if ((item_at (self, i)->furniture == BRV_FURNITURE_CONTINUES &&
         (i >= self->end || !item_at (self, i)->prose)) ||
        (i >= self->end && brv_furniture_leads_to_whole (item_at (self, i)->unit->text)))
      brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_INCOMPLETE, "true",
                              BRV_EVIDENCE_VISIBLE_TEXT);
}

/* Byline, date and caption stand near the title: above it, or between it and the text. */
static void
settle_head (Article *self)
{
  guint limit = MIN (self->body + 3, self->end);

  for (guint i = 0; i < limit; i++)
    {
      gboolean found = settle_byline (self, i) || settle_date (self, i);

      if (!found && self->is_copy && i > 0)
        settle_caption (self, i);
    }
}

/* The block added last is a caption: it belongs to the image before it, or to that after it. */
static void
connect_image (Article *self, const BrvTextUnit *unit, gint *last_image)
{
  gint image = unit->image_before > *last_image ? unit->image_before : unit->image_after;

  if (image <= *last_image)
    return;
  brv_source_builder_set_last_image (self->builder, (guint)image);
  *last_image = image;
}

static void
add_blocks (Article *self)
{
  gint last_image = -1;

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = item_at (self, i);
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
  Article self = { .title = -1, .builder = builder };

  g_return_val_if_fail (units != NULL, FALSE);
  g_return_val_if_fail (builder != NULL, FALSE);

  fill_items (&self, units);
  self.is_copy = looks_copied (&self);
  find_body (&self);
  if (self.is_copy)
    {
      find_addresses (&self);
      find_incomplete (&self);
    }
  settle_head (&self);
  find_title (&self);
  find_standfirst (&self);
  if (self.is_copy)
    find_publisher (&self);
  settle_body (&self);
  settle_rest (&self);
  add_blocks (&self);
  g_array_unref (self.items);
  return self.is_copy;
}
