/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which line above a text is its title. */

#include "config.h"

#include <string.h>

#include "import/brv-byline-office.h"
#include "import/brv-byline-words.h"
#include "import/brv-byline.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-text-body.h"
#include "import/brv-text-clusters.h"
#include "import/brv-text-names.h"
#include "import/brv-text-prose.h"
#include "import/brv-text-title.h"

/* Lengths in words. */
#define MIN_LONG_TITLE     4
#define MIN_TITLE          2
#define MIN_ALIEN_TITLE    6 /* where it has no word of the text */
#define MIN_SHARED         2
#define MIN_HOUSE          3
#define MAX_LABELLED       5
#define MAX_KICKER         3
#define MAX_KICKER         3
#define MIN_HEADING_LINE   3
#define MIN_LONG_LINE      12
#define MIN_SENTENCE_BYTES 40
/* In lines. */
#define MAX_ABOVE_BYLINE 2
#define MIN_BELOW_NOTICE 4
#define MAX_BELOW_NOTICE 14
/* What a title below a paragraph must have more than one above it. */
#define BELOW_NOTICE 4

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

static gboolean
can_be_title (const BrvTextPart *item, gboolean heading_allowed)
{
  gboolean is_heading = item->role == BRV_ROLE_HEADING && item->unit->level <= 1;

  return (!item->settled || (is_heading && heading_allowed)) &&
         !brv_furniture_is_menu (item->unit->text) && !brv_furniture_is_appeal (item->unit->text) &&
         item->unit->role != BRV_ROLE_LIST_ITEM && item->unit->role != BRV_ROLE_TABLE &&
         item->n_words >= 1 && item->n_words <= BRV_TEXT_MAX_TITLE_WORDS && item->address == NULL &&
         (item->furniture == BRV_FURNITURE_NONE || item->n_words > 8);
}

static gboolean
stands_again (const BrvTextParts *self, guint index)
{
  for (guint i = self->end; self->is_copy && i < self->items->len; i++)
    if (g_str_equal (brv_text_parts_get_text (self, i), brv_text_parts_get_text (self, index)))
      return TRUE;
  return FALSE;
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

/* Whether a line is the name of a house: it is written as names are, and begins a longer line below the
 * text, or stands so in a sentence of it. */
static gboolean
is_house (const BrvTextParts *self, guint index)
{
  const char *text = brv_text_parts_get_text (self, index);

  if (!self->is_copy || !brv_text_name_is_written_so (text))
    return FALSE;
  if (strchr (text, ' ') != NULL && brv_text_name_stands_again (self, text, FALSE))
    return TRUE;
  for (guint i = self->body; i < self->end; i++)
    if (brv_text_parts_at (self, i)->prose &&
        brv_text_parts_at (self, index)->n_words >= MIN_HOUSE &&
        strstr (brv_text_parts_get_text (self, i), text) != NULL)
      return TRUE;
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

/* Whether the line above is a title rather than a section's name or a motto: it has words of the
 * text, and the more of them the less it stands together with this one. */
static gboolean
follows_title (const BrvTextParts *self, guint index, gboolean heading_allowed, const char *body)
{
  const BrvTextPart *above = brv_text_parts_at (self, index - 1);
  gboolean together = !brv_text_parts_at (self, index)->unit->after_blank || !self->has_clusters;
  guint n_shared = brv_text_count_shared_words (above->unit->text, body);

  if (!can_be_title (above, heading_allowed) || above->n_words < MIN_TITLE || is_labelled (above) ||
      is_kicker (above, brv_text_parts_at (self, index)) || is_repeated (self, index - 1))
    return FALSE;
  if (together &&
      (n_shared > 0 ? above->n_words >= MIN_LONG_TITLE : above->n_words >= MIN_ALIEN_TITLE))
    return TRUE;
  return (n_shared >= MIN_SHARED && (together || stands_alone (self, index - 1))) ||
         (n_shared > 0 && self->is_copy && heads_long_line (self, index - 1));
}

/* Whether a sentence ends within a line and another begins: no title has two, but for a question
 * and what answers it. */
static gboolean
holds_sentence (const char *text)
{
  for (const char *p = strstr (text, ". "); p != NULL; p = strstr (p + 1, ". "))
    if (p - text >= MIN_SENTENCE_BYTES && g_unichar_isupper (g_utf8_get_char (p + 2)))
      return TRUE;
  return FALSE;
}

/* How near above the byline or the day a line stands; names there are rather the byline. */
static double
weigh_place (const BrvTextParts *self, guint index)
{
  g_autofree char *date = NULL;
  const char *office = NULL;
  g_auto (GStrv) names = brv_byline_split_bare (brv_text_parts_get_text (self, index), &date);
  g_auto (GStrv) officers =
    brv_byline_split_office (brv_text_parts_get_text (self, index), &office);

  if (names != NULL ||
      (officers != NULL && brv_byline_words_begin_one (BRV_BYLINE_WORDS_OFFICE, office)))
    return 0;
  for (guint n = 1; n <= MAX_ABOVE_BYLINE && index + n < self->items->len; n++)
    {
      const BrvTextPart *below = brv_text_parts_at (self, index + n);

      if (below->settled && (below->role == BRV_ROLE_BYLINE || below->role == BRV_ROLE_FURNITURE))
        return 2.0 * (1 + MAX_ABOVE_BYLINE - n);
    }
  return 0;
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

/**
 * brv_text_title_find:
 * @self: parts, the body and the addresses found
 *
 * Finds the title: the line above the text that shares most with it; of equals the first. A line
 * marked as a heading by the text itself, or that stands in the address of the original, is told
 * apart from sections' and sites' names by that.
 */
void
brv_text_title_find (BrvTextParts *self)
{
  g_autofree char *body = fold_body (self);
  g_autofree char *address = NULL;
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  double best = 0;
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
      gboolean follows = FALSE;
      double score = 0;

      if (!can_be_title (item, heading_allowed))
        continue;
      score = MIN (brv_text_count_shared_words (item->unit->text, body), 8) +
              0.5 * MIN (item->n_words, 6);
      if (address != NULL)
        score += 2.0 * MIN (brv_text_count_shared_words (item->unit->text, address), 8);
      if (item->unit->role == BRV_ROLE_HEADING)
        score += 3;
      follows = i > 0 && follows_title (self, i, heading_allowed, body);
      if (self->is_copy && !follows)
        score += weigh_place (self, i);
      /* A whole sentence above the text is more likely what follows the title, and so is what
       * stands right below a line that can be one. */
      if (brv_text_ends_statement (item->unit->text) || holds_sentence (item->unit->text))
        score -= 8;
      if (follows)
        score -= 8;
      /* Names of sites stand below the article once more. */
      if (stands_again (self, i) || is_house (self, i))
        score -= 5;
      /* Below a paragraph it must be a title more clearly. */
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
  brv_text_body_begin_after (self, (guint)self->title);
  brv_text_parts_settle (self, (guint)self->title, BRV_ROLE_TITLE, TRUE);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_TITLE,
                          brv_text_parts_get_text (self, (guint)self->title),
                          BRV_EVIDENCE_VISIBLE_TEXT);
}
