/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which line above a text is its title. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-byline-office.h"
#include "import/brv-byline-words.h"
#include "import/brv-byline.h"
#include "import/brv-date.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-html-page.h"
#include "import/brv-text-body.h"
#include "import/brv-text-clusters.h"
#include "import/brv-text-names.h"
#include "import/brv-text-prose.h"
#include "import/brv-text-title.h"

/* Lengths in words. */
#define MIN_LONG_TITLE   4
#define MIN_TITLE        2
#define MIN_ALIEN_TITLE  6 /* where it has no word of the text */
#define MIN_SHARED       2
#define MAX_KICKER       3
#define MIN_BELOW_NOTICE 4
#define MAX_BELOW_NOTICE 14
#define MAX_LABELLED     5
#define MIN_HEADING_LINE 3
#define MIN_LONG_LINE    12
#define MIN_STANDFIRST   15
#define MAX_ABOVE_BYLINE 3 /* in lines */
#define MIN_ROW_GAPS     4
#define MAX_ROW_LETTERS  8 /* of each thing in a row, on the average */
#define MAX_HOUSE        10
#define MAX_AGAIN_HOUSE  5 /* which no sentence of the text names */
#define MAX_ENTRY        7 /* of a record */
#define MAX_ENTRY_LABEL  2
/* Of the words of a title that a paragraph says, too. */
#define SAID_SHARE 0.6

/* A line of a copy that weighs less is none; below a paragraph it must be a title more clearly. */
#define MIN_WEIGHT   2.5
#define BELOW_NOTICE 4
#define BELOW_TITLE  2
/* Outside of copies a first sentence is the text's. */
#define NO_STATEMENT 8

static char *
fold_body (const BrvTextParts *self)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = self->body; i < self->end && body->len < 65536; i++)
    if (brv_text_parts_at (self, i)->prose)
      {
        g_string_append (body, brv_text_parts_get_text (self, i));
        g_string_append_c (body, ' ');
      }
  return g_utf8_casefold (body->str, (gssize)body->len);
}

/* Whether a line is several things in a row, parted by tabs or wide gaps, or in scripts that part no
 * words by spaces. */
static gboolean
is_row (const char *text)
{
  guint n_spaces = 0;
  guint n_wide = 0;

  if (strchr (text, '\t') != NULL || strstr (text, "   ") != NULL)
    return TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      n_spaces += *p == ' ' || g_utf8_get_char (p) == 0x3000;
      n_wide += g_unichar_iswide (g_utf8_get_char (p)) &&
                g_unichar_get_script (g_utf8_get_char (p)) != G_UNICODE_SCRIPT_HANGUL;
    }
  return n_spaces >= MIN_ROW_GAPS && n_wide > n_spaces && n_wide <= MAX_ROW_LETTERS * n_spaces;
}

/* "Notes | Edited by Ada Holm": one thing of several in a line is who made the text. */
static gboolean
holds_byline (const char *text)
{
  g_auto (GStrv) parts = strchr (text, '|') != NULL ? g_strsplit (text, "|", -1) : NULL;
  gboolean holds = FALSE;

  for (guint i = 0; parts != NULL && parts[i] != NULL && !holds; i++)
    {
      g_auto (GStrv) names = brv_byline_find (g_strstrip (parts[i]));

      holds = names != NULL || brv_byline_names_others (parts[i]);
    }
  return holds;
}

static gboolean
can_be_title (const BrvTextPart *item, gboolean heading_allowed)
{
  gboolean is_heading = item->role == BRV_ROLE_HEADING && item->unit->level <= 1;

  return (!item->settled || (is_heading && heading_allowed)) &&
         !brv_furniture_is_menu (item->unit->text) && !is_row (item->unit->text) &&
         !holds_byline (item->unit->text) &&
         brv_text_name_find_labelled (item->unit->text) == NULL &&
         !brv_furniture_is_appeal (item->unit->text) && item->unit->role != BRV_ROLE_LIST_ITEM &&
         item->unit->role != BRV_ROLE_TABLE && item->n_words >= 1 &&
         item->n_words <= BRV_TEXT_MAX_TITLE_WORDS && item->address == NULL &&
         (item->furniture == BRV_FURNITURE_NONE || item->n_words > 8);
}

static gboolean
stands_alone (const BrvTextParts *self, guint index)
{
  return brv_text_cluster_find_start (self, index) == index &&
         brv_text_cluster_find_end (self, index) == index + 1;
}

/* Whether a line stands twice in a text, as sections' names do. */
static gboolean
is_repeated (const BrvTextParts *self, guint index)
{
  for (guint i = 0; i < self->items->len; i++)
    if (i != index &&
        g_str_equal (brv_text_parts_get_text (self, i), brv_text_parts_get_text (self, index)))
      return TRUE;
  return FALSE;
}

/* "Start / News / Ships": whether a line is the path to what another line is, as titles are. */
static gboolean
leads_to_line (const BrvTextParts *self, guint index)
{
  static const char *const marks[] = { " / ", " > ", " › ", " » ", " → ", " ＞ " };
  const char *text = brv_text_parts_get_text (self, index);

  for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
    {
      const char *last = g_strrstr (text, marks[m]);

      for (guint i = 0; last != NULL && i < self->body; i++)
        if (g_str_equal (brv_text_parts_get_text (self, i), last + strlen (marks[m])))
          return TRUE;
    }
  return FALSE;
}

/* "Type of text: Press notice", "Analysis 47/2025", "No. 48": a few words that a colon parts or that
 * number the text say something of it. */
static gboolean
is_labelled (const BrvTextPart *item)
{
  const char *text = item->unit->text;
  const char *digit = strpbrk (text, "0123456789");

  return item->n_words <= MAX_LABELLED &&
         (strstr (text, ": ") != NULL || strstr (text, "：") != NULL ||
          (digit != NULL && digit > text && strspn (digit, "0123456789/-.") == strlen (digit)));
}

/* Whether a line is the name of a section in capitals above one that is not. */
static gboolean
is_kicker (const BrvTextPart *item, const BrvTextPart *below)
{
  return item->n_words <= MAX_KICKER && brv_text_name_is_in_capitals (item->unit->text) &&
         !brv_text_name_is_in_capitals (below->unit->text);
}

/* Whether a line of several words that is no name stands alone above a much longer one. */
static gboolean
heads_long_line (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  return item->n_words >= MIN_HEADING_LINE &&
         brv_text_parts_at (self, index + 1)->n_words >= MIN_LONG_LINE &&
         !brv_text_name_is_written_so (item->unit->text) && stands_alone (self, index);
}

/* Whether a line that is no sentence has more to do with the text than the few words above it. */
static gboolean
is_own_line (const BrvTextParts *self, guint index, guint n_above, const char *body)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  return self->is_copy && item->n_words > MIN_LONG_TITLE &&
         !brv_text_ends_statement (item->unit->text) &&
         brv_text_count_shared_stems (item->unit->text, body) > n_above;
}

/* "Harbour Authority [follow]": the name before the button. */
static char *
dup_without_button (const char *text)
{
  const char *button = g_str_has_suffix (text, "]") ? strrchr (text, '[') : NULL;

  return g_strstrip (button != NULL && button > text ? g_strndup (text, (gsize)(button - text))
                                                     : g_strdup (text));
}

/* Whether another line is the same, but for a button. */
static gboolean
stands_again (const BrvTextParts *self, guint index, const char *name)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autofree char *other =
        i != index && g_str_has_prefix (brv_text_parts_get_text (self, i), name)
          ? dup_without_button (brv_text_parts_get_text (self, i))
          : NULL;

      if (g_strcmp0 (other, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether the first line is a name that stands in another, and what its owner says of itself behind a
 * dash. */
static gboolean
is_motto (const BrvTextParts *self, guint index)
{
  const char *text = brv_text_parts_get_text (self, index);
  g_autofree char *name = index == 0 ? brv_text_name_dup (text) : NULL;

  if (name == NULL || strlen (name) == strlen (text) || !brv_text_name_is_written_so (name))
    return FALSE;
  for (guint i = 1; i < self->items->len; i++)
    if (strstr (brv_text_parts_get_text (self, i), name) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether a line at the head of a copy is the name of who gave the text: the text says the same name, or
 * the page says it again. A title has words of the text, but in an order of its own. */
static gboolean
is_house (const BrvTextParts *self, guint index, const char *body)
{
  g_autofree char *name = dup_without_button (brv_text_parts_get_text (self, index));
  g_autofree char *folded = g_utf8_casefold (name, -1);
  guint n_words = brv_count_words (name, strlen (name));

  if (self->is_copy && is_motto (self, index))
    return TRUE;
  if (!self->is_copy || n_words < MIN_TITLE || n_words > MAX_HOUSE ||
      brv_text_ends_sentence (name) || !brv_text_name_is_written_so (name))
    return FALSE;
  return strstr (body, folded) != NULL ||
         (n_words <= MAX_AGAIN_HOUSE && stands_again (self, index, name));
}

static gboolean
is_bracketed (const char *text)
{
  gunichar first = g_utf8_get_char (text);
  gunichar last = g_utf8_get_char (g_utf8_prev_char (text + strlen (text)));

  return (first == '(' || first == '[' || first == 0xFF08 || first == 0x3010) &&
         (last == ')' || last == ']' || last == 0xFF09 || last == 0x3011);
}

static gboolean
holds_day (const char *text)
{
  g_autofree char *date = brv_date_find (text, NULL, NULL);

  return date != NULL;
}

/* Whether a line is a short label and what it names. */
static gboolean
is_entry (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *text = item->unit->text;
  const char *colon = strstr (text, ": ");

  if (colon == NULL)
    colon = strstr (text, "：");
  return colon != NULL && item->n_words <= MAX_ENTRY &&
         brv_count_words (text, (gsize)(colon - text)) <= MAX_ENTRY_LABEL;
}

/* Whether a line is one of a record of the text, as libraries show: "Author: Ada Holm", "Paper: …" */
static gboolean
is_in_record (const BrvTextParts *self, guint index)
{
  return is_entry (self, index) && ((index > 0 && is_entry (self, index - 1)) ||
                                    (index + 1 < self->items->len && is_entry (self, index + 1)));
}

/* Whether the line above is a title rather than a section's name or a motto: it has words of the
 * text, and the more of them the less it stands together with this one. */
static gboolean
follows_title (const BrvTextParts *self, guint index, gboolean heading_allowed, const char *body)
{
  const BrvTextPart *above = brv_text_parts_at (self, index - 1);
  gboolean together = !brv_text_parts_at (self, index)->unit->after_blank || !self->has_clusters;
  guint n_shared = brv_text_count_shared_stems (above->unit->text, body);

  if ((above->n_words < MIN_HEADING_LINE && is_own_line (self, index, n_shared, body)) ||
      is_house (self, index - 1, body))
    return FALSE;
  if (!can_be_title (above, heading_allowed) || above->n_words < MIN_TITLE || is_labelled (above) ||
      is_kicker (above, brv_text_parts_at (self, index)) || is_repeated (self, index - 1))
    return FALSE;
  if (together &&
      (n_shared > 0 ? above->n_words >= MIN_LONG_TITLE : above->n_words >= MIN_ALIEN_TITLE))
    return TRUE;
  return (n_shared >= MIN_SHARED && (together || stands_alone (self, index - 1))) ||
         (n_shared > 0 && self->is_copy && heads_long_line (self, index - 1));
}

/* Whether one of the next lines is the byline or names the day. */
static gboolean
stands_above_byline (const BrvTextParts *self, guint index)
{
  for (guint i = index + 1; i <= index + MAX_ABOVE_BYLINE && i < self->items->len; i++)
    {
      const BrvTextPart *below = brv_text_parts_at (self, i);

      if (below->settled && (below->role == BRV_ROLE_BYLINE || below->role == BRV_ROLE_FURNITURE))
        return TRUE;
    }
  return FALSE;
}

/* The one unit that the document itself calls its title, or the one heading of the first level. */
static gint
find_named_title (const BrvTextParts *self, gboolean *heading_allowed)
{
  guint n_first = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (item->settled && item->role == BRV_ROLE_TITLE)
        return (gint)i;
      n_first += item->settled && item->role == BRV_ROLE_HEADING && item->unit->level == 1;
    }
  *heading_allowed = n_first == 1;
  return -1;
}

/* Where the lines end among which the title may stand: where the text begins, or, as a notice of the page
 * is a sentence too, below the short lines that part the first paragraph of a copy from the second. */
static guint
find_limit (const BrvTextParts *self)
{
  guint next = self->body + 1;

  while (self->is_copy && next < self->end && !brv_text_parts_at (self, next)->prose &&
         brv_text_parts_at (self, next)->role != BRV_ROLE_HEADING &&
         brv_text_parts_at (self, next)->role != BRV_ROLE_LIST_ITEM &&
         brv_text_parts_at (self, next)->role != BRV_ROLE_TABLE)
    next++;
  return next < self->end && next >= self->body + MIN_BELOW_NOTICE &&
             next <= self->body + MAX_BELOW_NOTICE && brv_text_parts_at (self, next)->prose
           ? next
           : self->body;
}

/* Whether the byline or the day stands between the first paragraph and a line below it: the title stands
 * above these. */
static gboolean
follows_byline (const BrvTextParts *self, guint index)
{
  for (guint i = self->body + 1; i < index; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (item->settled && (item->role == BRV_ROLE_BYLINE || item->role == BRV_ROLE_FURNITURE))
        return TRUE;
    }
  return FALSE;
}

/*
 * How much a line above the text is like a title: above all it has words of the text and of the
 * address, and stands near the text and right above the byline.
 *
 * Source: the weights are near those of a softmax regression over the lines above the text of 360
 * copies of pages whose titles are known; a sentence, and what stands right below a line that can be
 * the title, weigh more than there. What tells lines of houses, days and records is weighed such that the
 * titles of 193 copies are right but one, and of 262 pages as many as without it but one. Where nothing
 * stands around a text its first lines are known to be its own.
 */
static double
weigh_line (const BrvTextParts *self, guint index, const char *body, const char *address)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *text = item->unit->text;
  double n_words = MAX (item->n_words, 1);
  /* The words of a name are in the text as this name. */
  double n_shared = is_house (self, index, body) ? 0 : brv_text_count_shared_stems (text, body);
  double distance = index < self->body ? self->body - index - 1 : 0;
  double weight = .5 * MIN (n_shared, 8) + .9 * MIN (n_words, 6) + 1.6 * n_shared / n_words -
                  .7 * log1p (distance);

  if (address != NULL)
    weight += 2 * MIN (brv_text_count_shared_stems (text, address), 8);
  if (item->unit->role == BRV_ROLE_HEADING)
    weight += 3;
  if (stands_above_byline (self, index))
    weight += 3.2;
  if (brv_text_name_is_written_so (text))
    weight += 1.7;
  if (!self->is_copy)
    return brv_text_ends_statement (text) ? weight - NO_STATEMENT : weight;
  /* If each of its words has a capital, a line may be a title though it ends with a full stop. */
  if (brv_text_ends_statement (text) && !brv_text_name_is_written_so (text))
    weight -= 4;
  if (index == 0)
    weight -= .8;
  if (item->n_words == 2)
    weight -= 1.4;
  if (item->n_words >= MIN_STANDFIRST)
    weight -= 2.5;
  if (is_bracketed (text))
    weight -= 3.5;
  if (holds_day (text))
    weight -= 4;
  if (is_in_record (self, index))
    weight -= 4;
  return weight;
}

/* Catalogues put titles in quotation marks; a headline that is somebody's words keeps them, and the text
 * says these words. */
static char *
dup_title (const BrvTextParts *self)
{
  static const char *const marks[][2] = {
    { "\"", "\"" }, { "“", "”" }, { "„", "“" }, { "„", "”" }, { "«", "»" }, { "「", "」" },
  };
  const BrvTextPart *item = brv_text_parts_at (self, (guint)self->title);
  const char *text = item->unit->text;
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks) && !item->unit->fixed; i++)
    {
      const char *start = text + strlen (marks[i][0]);

      if (g_str_has_prefix (text, marks[i][0]) &&
          strstr (start, marks[i][1]) == text + strlen (text) - strlen (marks[i][1]) &&
          strstr (start, marks[i][1]) > start)
        {
          words = brv_text_split_words (text);
          for (guint k = self->body; k < self->end; k++)
            if (brv_text_share_in_order (words, brv_text_parts_get_text (self, k)) > SAID_SHARE)
              return g_strdup (text);
          return g_strndup (start, strlen (start) - strlen (marks[i][1]));
        }
    }
  return g_strdup (text);
}

/**
 * brv_text_title_find:
 * @self: parts, the body and the addresses found
 *
 * Finds the title: the line above the text that is most like one. A unit that the text itself
 * marks as its title is.
 */
void
brv_text_title_find (BrvTextParts *self)
{
  g_autofree char *body = fold_body (self);
  g_autofree char *address = NULL;
  g_autofree char *title = NULL;
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  double best = self->is_copy ? MIN_WEIGHT : 0;
  gboolean heading_allowed = FALSE;
  const guint limit = find_limit (self);

  self->title = find_named_title (self, &heading_allowed);
  if (self->title >= 0)
    best = G_MAXDOUBLE;
  if (original != NULL && strstr (original, "://") != NULL)
    {
      const char *path = strchr (strstr (original, "://") + 3, '/');

      address = path != NULL ? g_utf8_casefold (path, -1) : NULL;
    }
  for (guint i = 0; i < limit; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      double score = 0;

      if (!can_be_title (item, heading_allowed) || leads_to_line (self, i))
        continue;
      score = weigh_line (self, i, body, address);
      /* What stands right below a line that can be the title is rather the standfirst. */
      if (i > 0 && follows_title (self, i, heading_allowed, body))
        score -= BELOW_TITLE;
      if (i > self->body)
        score -= BELOW_NOTICE;
      if (score > best &&
          (i < self->body || (item->n_words >= MIN_LONG_TITLE && !follows_byline (self, i))))
        {
          best = score;
          self->title = (gint)i;
        }
    }
  if (self->title >= 0 && brv_text_parts_at (self, (guint)self->title)->n_words == 1 &&
      self->is_copy)
    self->title = -1;
  if (self->title < 0)
    return;
  brv_text_parts_settle (self, (guint)self->title, BRV_ROLE_TITLE, TRUE);
  if ((guint)self->title >= self->body)
    brv_text_body_begin_after (self, (guint)self->title);
  title = dup_title (self);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_TITLE, title, BRV_EVIDENCE_VISIBLE_TEXT);
}
