/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The houses that the copy of a page names beside the one that heads it. */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-byline-words.h"
#include "import/brv-caption.h"
#include "import/brv-html-page.h"
#include "import/brv-text-house.h"
#include "import/brv-text-names.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MAX_OWNER_LINE   25
#define MAX_QUOTING_LINE 10
#define MAX_NAMING_LINE  30
#define MAX_WHOLE        8 /* a name */
#define SENDER_REACH     8 /* in lines */
/* Of a word in another case, in bytes: what stays, and what is bent. */
#define MIN_STEM 3
#define MAX_BENT 5

/* What stands in quotation marks in a short line right above the address of the original. */
static char *
find_quoted_name (const BrvTextParts *self, guint index, const char *original)
{
  static const char *const marks[][2] = {
    { "«", "»" },   { "“", "”" },   { "„", "“" },   { "„", "”" },
    { "「", "」" }, { "『", "』" }, { "《", "》" },
  };
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *text = item->unit->text;

  if (index + 1 == self->items->len || item->n_words > MAX_QUOTING_LINE ||
      g_strcmp0 (brv_text_parts_at (self, index + 1)->address, original) != 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *start = strstr (text, marks[i][0]);
      const char *end = start != NULL ? strstr (start + strlen (marks[i][0]), marks[i][1]) : NULL;

      if (end != NULL)
        {
          start += strlen (marks[i][0]);
          return g_strndup (start, (gsize)(end - start));
        }
    }
  return NULL;
}

/* A name with the kind of house before it: "Institute for" before "Littoral Studies". */
static char *
dup_with_kind (const char *text, char *name)
{
  static const char *const joints[] = { " for ", " für ", " pour ", " para ", " voor ", " för " };
  const char *at = strstr (text, name);

  for (guint i = 0; at != NULL && i < G_N_ELEMENTS (joints); i++)
    {
      gsize n = strlen (joints[i]);
      const char *end = at - n;
      const char *start = end;

      if (at < text + n + 1 || strncmp (end, joints[i], n) != 0)
        continue;
      while (start > text && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (start))))
        start = g_utf8_prev_char (start);
      if (start == end || !g_unichar_isupper (g_utf8_get_char (start)))
        return name;
      g_free (name);
      return g_strndup (start, (gsize)(at - start) + strcspn (at, ":,.;|("));
    }
  return name;
}

/**
 * brv_text_house_find_owner:
 * @self: parts, the title and the addresses found
 * @channel_name: (nullable): the name that heads the copy
 *
 * Returns: (transfer full) (nullable): the name in the lines around the original's address after
 *   which its host is named; %NULL if there is none, or if it is named after @channel_name
 */
char *
brv_text_house_find_owner (const BrvTextParts *self, const char *channel_name)
{
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  g_autofree char *own = original != NULL && channel_name != NULL
                           ? brv_address_find_name (original, channel_name)
                           : NULL;

  if (own != NULL)
    return NULL;

  for (guint i = (guint)(self->title + 1); original != NULL && i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      char *name = NULL;

      if (i >= self->body && i < self->end)
        continue;

      if (item->n_words <= MAX_OWNER_LINE && !brv_text_part_is_address_line (item))
        name = brv_address_find_name (original, item->unit->text);
      if (name != NULL)
        name = dup_with_kind (item->unit->text, name);
      if (name == NULL)
        name = find_quoted_name (self, i, original);
      if (name != NULL)
        return name;
    }
  return NULL;
}

/**
 * brv_text_house_find_labelled:
 * @self: parts, the title found
 *
 * Returns: (transfer full) (nullable): the one house that a label in a line of its own above the text
 *   has behind it
 */
char *
brv_text_house_find_labelled (const BrvTextParts *self)
{
  char *found = NULL;

  for (guint i = 0; i < self->body; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      BrvRange credit = { 0, 0 };
      const char *name = (gint)i != self->title && !item->prose &&
                             !brv_caption_find_credit (item->unit->text, &credit)
                           ? brv_text_name_find_labelled (item->unit->text)
                           : NULL;

      if (name != NULL && found != NULL && !g_str_equal (name, found))
        {
          g_free (found);
          return NULL;
        }
      if (name != NULL && found == NULL)
        found = g_strdup (name);
    }
  return found;
}

/* Whether other is name in another case: as many words, each of which begins alike. */
static gboolean
is_bent (const char *const *name, guint n, const char *const *other)
{
  for (guint i = 0; i < n; i++)
    {
      gsize same = 0;
      gsize longest = MAX (strlen (name[i]), strlen (other[i]));

      while (name[i][same] != '\0' && name[i][same] == other[i][same])
        same++;
      if (same < longest && (same < MIN_STEM || longest - same > MAX_BENT))
        return FALSE;
    }
  return TRUE;
}

/* Whether a text has the words of a name, in whatever case. */
static gboolean
holds_bent (const char *text, const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,.:;()", -1);
  g_auto (GStrv) own = g_strsplit (name, " ", -1);
  guint n = g_strv_length (own);
  guint n_words = g_strv_length (words);

  if (strstr (text, name) != NULL)
    return TRUE;
  for (guint i = 0; n >= 2 && i + n <= n_words; i++)
    if (is_bent ((const char *const *)own, n, (const char *const *)words + i))
      return TRUE;
  return FALSE;
}

/* Whether a house is named on the line of the original's address or on the one above it. */
static gboolean
stands_beside_address (const BrvTextParts *self,
                       guint index,
                       const char *name,
                       const char *original)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const char *text = brv_text_parts_get_text (self, i);
      const char *above = brv_text_parts_get_text (self, i > 0 ? i - 1 : 0);

      if (i != index && (i < self->body || i >= self->end) && strstr (text, original) != NULL &&
          (holds_bent (text, name) || (i > 0 && i - 1 != index && holds_bent (above, name))))
        return TRUE;
    }
  return FALSE;
}

/* Whether a name is a line of its own right below the text. */
static gboolean
stands_below_text (const BrvTextParts *self, const char *name)
{
  for (guint i = self->end; i < MIN (self->items->len, self->end + SENDER_REACH); i++)
    {
      const char *text = brv_text_parts_get_text (self, i);

      text += strspn (text, "(");
      text += g_str_has_prefix (text, "（") ? strlen ("（") : 0;
      if (g_str_equal (text, name) ||
          (g_unichar_iswide (g_utf8_get_char (name)) && g_str_has_prefix (text, name) &&
           brv_text_parts_at (self, i)->n_words <= MAX_WHOLE))
        return TRUE;
    }
  return FALSE;
}

/* A line between the title and the text that names a house, which stands again below the text or beside
 * the original's address: who sent the text. */
static char *
find_sender (const BrvTextParts *self, const char *original)
{
  for (guint i = (guint)(self->title + 1); i < self->body; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      const char *text = item->unit->text;

      if (item->n_words >= 2 && item->n_words <= MAX_WHOLE && !item->prose &&
          item->address == NULL && !brv_text_ends_sentence (text) && strpbrk (text, ":|") == NULL &&
          brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, text) &&
          (stands_below_text (self, text) ||
           (original != NULL && stands_beside_address (self, i, text, original))))
        return g_strdup (text);
    }
  return NULL;
}

/**
 * brv_text_house_find_second:
 * @self: parts, the title and the addresses found
 * @channel_name: (nullable): the name that heads the copy
 *
 * Sections have shorter names.
 *
 * Returns: (transfer full) (nullable): the house whose name stands below the channel's above the
 *   title, and once more below the text of a copy that leads to an original elsewhere, or beside
 *   the address of that
 */
char *
brv_text_house_find_second (const BrvTextParts *self, const char *channel_name)
{
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  gboolean found = FALSE;

  if (channel_name == NULL || (original != NULL && brv_address_is_named (original, channel_name)))
    return NULL;
  if (original == NULL)
    return find_sender (self, NULL);
  for (gint i = 0; i < self->title; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, (guint)i);

      if (found && item->n_words >= 2 && brv_text_name_is_possible (self, (guint)i) &&
          (brv_text_name_stands_again (self, item->unit->text, FALSE) ||
           stands_beside_address (self, (guint)i, item->unit->text, original)))
        return g_strdup (item->unit->text);
      found = found || g_str_has_prefix (item->unit->text, channel_name);
    }
  return find_sender (self, original);
}

/* The parts of a line that marks part: "Quay Institute | Opinion". */
static GStrv
split_line (const char *text)
{
  return g_regex_split_simple ("\\s*[|,:：()（）>›»·•©\\t]\\s*|\\s+[/–—-]\\s+|\\.\\s", text, 0, 0);
}

/* In how many of the units around the article a name stands. */
static guint
count_units (const BrvTextParts *self, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += (i < self->body || i >= self->end) &&
         brv_text_holds_words (brv_text_parts_get_text (self, i), name);
  return n;
}

/* Whether other is name in another case. */
static gboolean
is_same_bent (const char *name, const char *other)
{
  g_auto (GStrv) a = g_strsplit (name, " ", -1);
  g_auto (GStrv) b = g_strsplit (other, " ", -1);
  guint n = g_strv_length (a);

  return n >= 2 && n == g_strv_length (b) &&
         is_bent ((const char *const *)a, n, (const char *const *)b);
}

/**
 * brv_text_house_dup_whole:
 * @self: parts, the title found
 * @name: a name that a sentence or an address of the copy tells
 *
 * Returns: (transfer full): @name as the lines around the article write it where it stands for
 *   itself: with all its words, if it does so twice, and in its own case
 */
char *
brv_text_house_dup_whole (const BrvTextParts *self, const char *name)
{
  char *best = g_strdup (name);
  gboolean stands = FALSE;
  g_autofree char *nominative = NULL;

  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      g_auto (GStrv) parts = NULL;

      if ((gint)i == self->title || (i >= self->body && i < self->end) ||
          item->n_words > MAX_NAMING_LINE)
        continue;
      parts = split_line (item->unit->text);
      for (guint k = 0; parts[k] != NULL; k++)
        {
          char *part = g_strstrip (parts[k]);

          if (g_str_has_suffix (part, "."))
            part[strlen (part) - 1] = '\0';
          stands = stands || g_str_equal (part, name);
          if (nominative == NULL && !g_str_equal (part, name) && is_same_bent (name, part))
            nominative = g_strdup (part);
          if (strlen (part) <= strlen (best) || !brv_text_holds_words (part, name) ||
              brv_count_words (part, strlen (part)) > MAX_WHOLE ||
              !brv_text_name_is_written_so (part) || count_units (self, part) < 2)
            continue;
          g_free (best);
          best = g_strdup (part);
        }
    }
  if (g_str_equal (best, name) && !stands && nominative != NULL)
    {
      g_free (best);
      return g_steal_pointer (&nominative);
    }
  return best;
}
