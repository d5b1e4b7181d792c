/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Where the article begins and ends within a text: in a copy, the run of units that reads most like
 * one, as far as nothing announces other things.
 */

#include "config.h"

#include <string.h>

#include "import/brv-byline.h"
#include "import/brv-credit-label.h"
#include "import/brv-credit-notice.h"
#include "import/brv-credit.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-furniture-whole.h"
#include "import/brv-furniture.h"
#include "import/brv-html-page.h"
#include "import/brv-text-body.h"
#include "import/brv-text-clusters.h"
#include "import/brv-text-prose.h"
#include "import/brv-text-threads.h"

/* What a page asks of its reader, in paragraphs and in words, and the lines of its head below. */
#define MAX_ASKING       2
#define MAX_ASKING_WORDS 90
#define MIN_HEAD_LINES   2
/* Lengths in words. */
#define MIN_LONG        20 /* of a line that may lack its full stop */
#define MAX_HEAD_LINE   12
#define MAX_APPEAL      45
#define MAX_CREDIT      40
#define MIN_ENTRY_WORDS 3
#define MIN_ENTRIES     4
#define MAX_COUNTED     12
#define MAX_LABEL       8
#define MIN_BROKEN      5
#define MIN_NAME        2
#define MAX_NAME        4
#define MAX_BOX_LINES   3 /* between a name and what its bearer is */
/* What led to other pages so often before the end leads to them for other things. */
#define MAX_LEADING 3
/* A line that stands so often parts no two things. */
#define MIN_RECURRING 3
/* So far a bracket is looked for that closes another, in units. */
#define MAX_BRACED 30
/* What follows the end of an article is less than this share of all prose. */
#define MAX_TAIL_SHARE      0.35
#define MAX_ANNOUNCED_SHARE 0.15
/* The same where far more short lines stand between the sentences than above. */
#define MAX_LOOSE_SHARE 0.6
#define MIN_LOOSE_LINES 5
#define LOOSENESS       2.5
/* What units count for being in the article, in words of prose. */
#define MAX_VALUE         60
#define BOILERPLATE_SHARE 0.2
#define SHORT_VALUE       -2.5
#define SENTENCE_SHARE    0.5 /* of the words of a short one */
#define FURNITURE_VALUE   -10.0
#define ADDRESS_VALUE     -15.0

/* What a line says without the value behind its label. */
static char *
dup_label (const char *text)
{
  const char *colon = strstr (text, ": ");

  return g_strndup (text, colon != NULL && brv_count_words (text, (gsize)(colon - text)) <= MAX_NAME
                            ? (gsize)(colon - text)
                            : strlen (text));
}

/* How often each short line stands in a text, whatever the value of its label. */
static GHashTable *
count_lines (const BrvTextParts *self)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (!item->prose && item->n_words <= MAX_COUNTED)
        {
          char *label = dup_label (item->unit->text);
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, label));

          g_hash_table_insert (counts, label, GUINT_TO_POINTER (n + 1));
        }
    }
  return counts;
}

/* Whether a line stands so often that it heads or ends parts of one thing. */
static gboolean
recurs (const BrvTextPart *item, GHashTable *counts)
{
  g_autofree char *label = NULL;

  if (item->prose || item->n_words > MAX_COUNTED)
    return FALSE;
  label = dup_label (item->unit->text);
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, label)) >= MIN_RECURRING;
}

/* Whether a line without a full stop is as long as only sentences are. */
static gboolean
is_long (const BrvTextPart *item)
{
  const char *text = item->unit->text;
  const char *colon = strstr (text, ": ");

  return item->role == BRV_ROLE_PARAGRAPH && item->n_words >= MIN_LONG &&
         item->furniture == BRV_FURNITURE_NONE && item->address == NULL &&
         (colon == NULL || brv_count_words (text, (gsize)(colon - text)) > MAX_NAME);
}

/* What a unit of a copy counts for being in the article, in words. */
static double
value_unit (const BrvTextPart *item, GHashTable *counts)
{
  const char *text = item->unit->text;

  if (item->settled && item->role != BRV_ROLE_FURNITURE)
    return 0;
  if (brv_text_part_is_address_line (item))
    return ADDRESS_VALUE;
  if (item->prose && !brv_credit_is_credit (text) &&
      (item->n_words > MAX_APPEAL || !brv_furniture_is_appeal (text)))
    return MIN (item->n_words, MAX_VALUE) *
           (brv_furniture_is_boilerplate (text) ? BOILERPLATE_SHARE : 1);
  if (item->role == BRV_ROLE_LIST_ITEM || item->role == BRV_ROLE_TABLE)
    return 0;
  if (brv_text_ends_statement (text))
    return item->furniture == BRV_FURNITURE_NONE && !brv_furniture_is_appeal (text)
             ? item->n_words * SENTENCE_SHARE
             : 0;
  if (brv_text_is_code (text) ||
      (brv_text_last_char (text) == ':' && item->furniture == BRV_FURNITURE_NONE))
    return 0;
  if (recurs (item, counts))
    return SHORT_VALUE;
  if (is_long (item))
    return item->n_words * SENTENCE_SHARE;
  return item->furniture != BRV_FURNITURE_NONE || item->prose ? FURNITURE_VALUE : SHORT_VALUE;
}

/* How far what a bracket at the end of a line opens may go, unless the line closes it. */
static guint
find_braces_end (const char *text, guint index, guint end)
{
  gsize length = strlen (text);

  if (length > 0 && strchr ("{[(", text[length - 1]) != NULL)
    return index + MAX_BRACED;
  return length > 0 && strchr ("}])", *text) != NULL ? index : end;
}

/*
 * The run of units that reads most like an article: what a page asks of its reader above it, and
 * the small print below, have sentences too, but many short lines part them from it.
 *
 * Source: the run of the greatest sum is found as by J. B. Kadane (J. Bentley, “Algorithm Design
 * Techniques”, Communications of the ACM 27 (1984), 865–873).
 */
static void
find_core (BrvTextParts *self, guint limit, GHashTable *counts)
{
  double sum = 0;
  double best = 0;
  guint start = 0;
  guint braced = 0;

  for (guint i = 0; i < limit; i++)
    {
      double value = i < braced ? 0 : value_unit (brv_text_parts_at (self, i), counts);

      braced = find_braces_end (brv_text_parts_get_text (self, i), i, braced);

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

/* Whether a label of an address has it, or nothing, behind it: "Website" may begin a heading. */
static gboolean
names_address (const BrvTextPart *item)
{
  return item->address != NULL || item->n_words <= MAX_NAME;
}

/* Whether a line of a page's head names a day or the authors. */
static gboolean
is_head_line (const BrvTextPart *item)
{
  g_auto (GStrv) names = NULL;

  if (item->prose || item->n_words > MAX_HEAD_LINE)
    return FALSE;
  if (brv_text_cluster_is_date_line (item))
    return TRUE;
  names = brv_byline_find (item->unit->text);
  return names != NULL;
}

static gboolean
has_head_line (const BrvTextParts *self, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (is_head_line (brv_text_parts_at (self, i)))
      return TRUE;
  return FALSE;
}

/*
 * Above the title stands what a page asks of its reader, in sentences that read as paragraphs: if
 * the day or the authors are named below them for the first time, the article begins there.
 */
static void
skip_asking (BrvTextParts *self)
{
  guint n_words = 0;

  if (has_head_line (self, 0, self->body))
    return;
  for (guint from = self->body, n = 0; n < MAX_ASKING; n++)
    {
      guint next = from + 1;

      n_words += brv_text_parts_at (self, from)->n_words;
      while (next < self->end && !brv_text_parts_at (self, next)->prose)
        next++;
      if (next == self->end || n_words > MAX_ASKING_WORDS)
        return;
      if (next - from > MIN_HEAD_LINES && has_head_line (self, from + 1, next))
        {
          self->body = next;
          return;
        }
      from = next;
    }
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

  if ((item->role == BRV_ROLE_LIST_ITEM && item->unit->role != BRV_ROLE_LIST_ITEM) || *text == '^')
    return 0;
  if ((item->n_words <= MAX_CREDIT && brv_credit_is_credit (text)) ||
      brv_credit_is_sure_notice (text) || brv_text_part_is_address_line (item) ||
      item->furniture == BRV_FURNITURE_CONTINUES || item->furniture == BRV_FURNITURE_ORIGINAL ||
      item->furniture == BRV_FURNITURE_LEGAL || brv_furniture_sells_rest (text))
    return MAX_TAIL_SHARE;
  if (item->prose)
    return 0;
  if ((item->furniture == BRV_FURNITURE_CHANNEL && names_address (item)) ||
      item->furniture == BRV_FURNITURE_LATEST || brv_furniture_leads_away (text))
    return MAX_TAIL_SHARE;
  if (brv_credit_label_is_worded (text) ||
      (item->furniture != BRV_FURNITURE_NONE && item->furniture != BRV_FURNITURE_LABEL) ||
      (item->n_words <= MAX_LABEL && brv_furniture_ends_article (text)))
    return MAX_ANNOUNCED_SHARE;
  return 0;
}

/* Whether a line has a mark that parts a thing from what is said of it. */
static gboolean
is_entry (const BrvTextPart *item, const char *mark)
{
  const char *text = item->unit->text;

  return item->role == BRV_ROLE_PARAGRAPH && !item->prose && !item->settled &&
         item->furniture == BRV_FURNITURE_NONE && item->address == NULL &&
         item->n_words >= MIN_ENTRY_WORDS && strstr (text, mark) != NULL;
}

/* Takes in a table or programme whose rows stand as lines right below an article, perhaps under
 * a heading: results, dates, prices. All rows have the same mark, and some have figures. */
static void
extend_by_entries (BrvTextParts *self, guint limit)
{
  static const char *const marks[] = { ": ", " – ", " — ", " - ", " -- ", " (", " @ ", "\t" };

  for (guint start = self->end; start < MIN (limit, self->end + 2); start++)
    {
      if (weigh_ending (self, start) > 0)
        break;
      for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
        {
          guint end = start;
          guint n_figures = 0;

          for (; end < limit && is_entry (brv_text_parts_at (self, end), marks[m]); end++)
            n_figures += strpbrk (brv_text_parts_get_text (self, end), "0123456789") != NULL;
          if (end - start < MIN_ENTRIES || 4 * n_figures < end - start)
            continue;
          for (guint i = start; i < end; i++)
            brv_text_parts_at (self, i)->role = BRV_ROLE_LIST_ITEM;
          self->end = end;
          return;
        }
    }
}

/* Short sentences go on with the article, until something announces other things. */
static void
extend_end (BrvTextParts *self, guint limit)
{
  while (self->end < limit)
    {
      const BrvTextPart *item = brv_text_parts_at (self, self->end);

      if ((!brv_text_ends_sentence (item->unit->text) && item->role != BRV_ROLE_LIST_ITEM &&
           item->role != BRV_ROLE_TABLE && !item->settled) ||
          weigh_ending (self, self->end) > 0 || brv_furniture_is_appeal (item->unit->text))
        return;
      self->end++;
    }
}

/* Whether a text breaks off in the midst of a sentence, and the line below offers the rest. */
static gboolean
breaks_off (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  return index > self->body && index + 1 < self->items->len && item->n_words >= MIN_BROKEN &&
         item->unit->role == BRV_ROLE_PARAGRAPH && item->furniture == BRV_FURNITURE_NONE &&
         brv_text_parts_at (self, index - 1)->prose &&
         brv_text_parts_at (self, index + 1)->unit->after_blank &&
         brv_text_parts_at (self, index + 1)->furniture == BRV_FURNITURE_CONTINUES;
}

/* Headlines of other articles, buttons in unknown words: what is short and no sentence after the
 * last paragraph of a copy is none of the article. */
static void
trim_end (BrvTextParts *self)
{
  while (self->end > self->body + 1)
    {
      const BrvTextPart *last = brv_text_parts_at (self, self->end - 1);

      if (last->prose || last->role == BRV_ROLE_LIST_ITEM || last->role == BRV_ROLE_TABLE ||
          brv_text_ends_sentence (last->unit->text) || is_long (last) ||
          breaks_off (self, self->end - 1))
        break;
      self->end--;
    }
}

/* The last paragraph may stand in a box whose other lines were no longer the article's. */
static void
cut_last_cluster (BrvTextParts *self)
{
  guint start = self->end < self->items->len ? brv_text_cluster_find_start (self, self->end) : 0;

  if (start <= self->body || start >= self->end || !brv_text_cluster_is_foot (self, start))
    return;
  self->end = start;
  trim_end (self);
}

/* The name in a line that has nothing else but a label: words with capital letters. */
static char *
dup_name (const char *text)
{
  const char *name = brv_byline_skip_label (text);
  g_auto (GStrv) words = NULL;
  guint n = 0;

  words = g_strsplit (name != NULL ? name : text, " ", -1);
  for (; words[n] != NULL; n++)
    if (!g_unichar_isupper (g_utf8_get_char (words[n])))
      return NULL;
  return n >= MIN_NAME && n <= MAX_NAME ? g_strjoinv (" ", words) : NULL;
}

/* Whether a name stands above the body, too. */
static gboolean
stands_above (const BrvTextParts *self, const char *name)
{
  for (guint i = 0; i < self->body; i++)
    if (strstr (brv_text_parts_get_text (self, i), name) != NULL)
      return TRUE;
  return FALSE;
}

/*
 * A box about the author below the article: a line with the name, perhaps one with the office, and
 * what the author is, which begins with the name again. The byline above has it, too.
 */
static void
cut_author_box (BrvTextParts *self)
{
  guint last = self->end - 1;

  for (guint i = last; i > self->body + 1 && i + MAX_BOX_LINES > last; i--)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i - 1);
      g_autofree char *name = item->prose ? NULL : dup_name (item->unit->text);

      if (item->prose)
        return;
      if (name == NULL || !g_str_has_prefix (brv_text_parts_get_text (self, last), name) ||
          !stands_above (self, name))
        continue;
      self->end = i - 1;
      trim_end (self);
      return;
    }
}

/* A line between paragraphs that is no sentence. */
static gboolean
is_short (const BrvTextPart *item)
{
  return !item->prose && item->role == BRV_ROLE_PARAGRAPH &&
         !brv_text_ends_statement (item->unit->text);
}

/* What stands in a body, or in it above a unit. */
typedef struct
{
  guint words;    /* of paragraphs */
  guint lines;    /* short ones between them */
  guint last_two; /* index of the last paragraph that stands right below another */
} Measure;

static void
measure_unit (const BrvTextParts *self, guint index, Measure *measure)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  measure->words += item->prose ? item->n_words : 0;
  measure->lines += is_short (item);
  if (item->prose && index > self->body && brv_text_parts_at (self, index - 1)->prose)
    measure->last_two = index;
}

/*
 * Whether an article ends at a line that could end it: little prose stands below, or, below the
 * announcement of other things, some, but no two paragraphs together and far more short lines than
 * above: each is the summary of another article, or the note of a box.
 */
static gboolean
ends_at (const BrvTextParts *self, guint index, const Measure *above, const Measure *all)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  double share = weigh_ending (self, index);
  guint words = all->words - above->words;
  guint lines = all->lines - above->lines;

  if (share == 0 || above->words < BRV_TEXT_MIN_PROSE_WORDS)
    return FALSE;
  if (words <= share * all->words)
    return TRUE;
  return !item->prose && item->n_words <= MAX_LABEL &&
         brv_furniture_ends_article (item->unit->text) && words <= MAX_LOOSE_SHARE * all->words &&
         lines >= MIN_LOOSE_LINES && all->last_two < index &&
         (double)lines * above->words >= LOOSENESS * MAX (above->lines, 1) * words;
}

static void
find_body_of_copy (BrvTextParts *self)
{
  guint limit = brv_text_thread_find (self);
  g_autoptr (GHashTable) counts = count_lines (self);
  g_autoptr (GHashTable) passed = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_leading = 0;
  Measure all = { 0 };
  Measure above = { 0 };

  find_core (self, limit, counts);
  skip_asking (self);
  extend_end (self, limit);
  if (self->end < limit && breaks_off (self, self->end))
    self->end++;
  for (guint i = self->body; i < self->end; i++)
    measure_unit (self, i, &all);
  for (guint i = self->body; i < self->end; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (!recurs (item, counts) && !g_hash_table_contains (passed, item->unit->text) &&
          n_leading < MAX_LEADING && ends_at (self, i, &above, &all))
        self->end = i;
      else if (weigh_ending (self, i) > 0)
        g_hash_table_add (passed, item->unit->text);
      measure_unit (self, i, &above);
      n_leading +=
        item->furniture == BRV_FURNITURE_CONTINUES || brv_text_part_is_address_line (item);
    }
  trim_end (self);
  cut_last_cluster (self);
  cut_author_box (self);
  extend_by_entries (self, limit);
}

/**
 * brv_text_body_find:
 * @self: parts, whether they are a copy told
 *
 * Sets where the article's text begins and ends.
 */
void
brv_text_body_find (BrvTextParts *self)
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

/**
 * brv_text_body_begin_after:
 * @self: parts, the body found
 * @index: a standfirst or a caption
 *
 * Lets the body begin below @index, if it began at it or above and paragraphs follow.
 */
void
brv_text_body_begin_after (BrvTextParts *self, guint index)
{
  for (guint i = index + 1; index >= self->body && i < self->end; i++)
    if (brv_text_parts_at (self, i)->prose && !brv_text_parts_at (self, i)->settled)
      {
        self->body = i;
        return;
      }
}
