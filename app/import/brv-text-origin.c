/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the copy of a page is from: the addresses that it names, its publisher, its republisher. */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-credit.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-text-origin.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MAX_PUBLISHER 7
/* In lines. */
#define MAX_OWNER_LINE   25
#define CONTINUES_REACH  3 /* in lines */
#define MAX_QUOTING_LINE 10
#define MAX_SHORT_HEAD   3

static void
set_address (BrvTextParts *self, BrvSourceField field, const char *address)
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

/**
 * brv_text_origin_find_addresses:
 * @self: parts, the body found
 *
 * Sets the addresses of the original and of the channel. An address names the original by its
 * label, or, above and below the article, by leading to a page; one that leads to a site names the
 * channel's.
 */
void
brv_text_origin_find_addresses (BrvTextParts *self)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->items->len; i++)
      {
        const BrvTextPart *item = brv_text_parts_at (self, i);
        BrvFurniture label = item->furniture;
        gboolean outside = i < self->body || i >= self->end;

        if (item->address == NULL || item->prose || brv_address_is_sharing (item->address))
          continue;
        /* A label may stand on the line above its address. */
        if (label == BRV_FURNITURE_NONE && i > 0)
          label = brv_text_parts_at (self, i - 1)->furniture;
        if (brv_credit_is_credit (item->unit->text))
          label = BRV_FURNITURE_ORIGINAL;
        if (pass == 0 && label == BRV_FURNITURE_ORIGINAL && !brv_address_is_site (item->address))
          set_address (self, BRV_SOURCE_FIELD_URL, item->address);
        else if (pass == 0 && label == BRV_FURNITURE_CHANNEL)
          set_address (self, BRV_SOURCE_FIELD_CHANNEL_URL, item->address);
        else if (pass == 1 && self->is_copy && outside && brv_text_part_is_address_line (item) &&
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

/* Whether text begins with a name, whatever stands before its first letter. */
static gboolean
begins_with (const char *text, const char *name)
{
  g_autofree char *fold_text = NULL;
  g_autofree char *fold_name = g_utf8_casefold (name, -1);
  gsize length = strlen (g_strstrip (fold_name));

  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)) &&
         g_utf8_get_char (text) != g_utf8_get_char (name))
    text = g_utf8_next_char (text);
  fold_text = g_utf8_casefold (text, -1);
  return g_str_has_prefix (fold_text, fold_name) &&
         !g_unichar_isalnum (g_utf8_get_char (fold_text + length));
}

/* "Latest News from", then the name: on the same line or on the next. */
static const char *
find_latest_name (const BrvTextParts *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
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
      else if (i + 1 < self->items->len &&
               brv_text_parts_at (self, i + 1)->n_words <= MAX_PUBLISHER)
        return brv_text_parts_get_text (self, i + 1);
    }
  return NULL;
}

/* Whether a line is one of those at the head of a page that name nobody. */
static gboolean
names_nobody (const BrvTextPart *item)
{
  const char *text = item->unit->text;

  return item->settled || item->n_words == 0 || item->n_words > MAX_PUBLISHER ||
         item->furniture != BRV_FURNITURE_NONE || item->address != NULL ||
         brv_text_ends_sentence (text) || brv_furniture_is_appeal (text) ||
         brv_furniture_is_menu (text);
}

/* Whether a name is said below the article: as a line of its own, by its owner's mark, or, if it
 * is more than a word, at the start of a line. */
static gboolean
stands_again (const BrvTextParts *self, guint index)
{
  const char *name = brv_text_parts_get_text (self, index);

  for (guint i = self->end; i < self->items->len; i++)
    {
      const char *text = brv_text_parts_get_text (self, i);

      if (same_folded (text, name) ||
          (begins_with (text, name) &&
           (brv_text_parts_at (self, index)->n_words > 1 ||
            brv_text_parts_at (self, i)->furniture == BRV_FURNITURE_LEGAL)))
        return TRUE;
    }
  return FALSE;
}

/* Whether all words of a line begin with a capital but the small ones that stand within names. */
static gboolean
is_written_as_name (const char *text)
{
  static const char *const inner[] = { "of",  "the", "for", "and", "in",  "on",  "de",   "du",
                                       "des", "la",  "le",  "les", "et",  "el",  "los",  "del",
                                       "do",  "da",  "di",  "e",   "y",   "der", "die",  "das",
                                       "am",  "im",  "für", "und", "van", "het", "voor", "en",
                                       "och", "og",  "på",  "i",   "w",   "na",  "и",    "в",
                                       "на",  "і",   "у",   NULL };
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gunichar first = g_utf8_get_char (words[i]);

      /* As in l’Estran. */
      if (strstr (words[i], "’") != NULL || strchr (words[i], '\'') != NULL)
        continue;
      if (g_unichar_islower (first) && (i == 0 || !g_strv_contains (inner, words[i])))
        return FALSE;
      n += g_unichar_isupper (first);
    }
  return n >= 2;
}

/*
 * Whether a line that nothing confirms may still be the name at the head of a copy: the first line
 * where few stand above the title, and among many, which are commands mostly, one that is written
 * as names are.
 */
static gboolean
heads_copy (const BrvTextParts *self, guint index, guint top)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  return !names_nobody (item) &&
         ((index == 0 && top <= MAX_SHORT_HEAD) || is_written_as_name (item->unit->text));
}

/* Who the copy says published it first; NULL if it says nothing. */
static char *
find_originator (const BrvTextParts *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      char *name = i < self->body || i + 1 >= self->end
                     ? brv_credit_find_originator (brv_text_parts_get_text (self, i))
                     : NULL;

      if (name != NULL)
        return name;
    }
  return NULL;
}

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

/* The name in the lines around the original's address after which its host is named; NULL if there
 * is none. */
static char *
find_owner_of_original (const BrvTextParts *self, const char *channel_name)
{
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  g_autofree char *own = original != NULL && channel_name != NULL
                           ? brv_address_find_name (original, channel_name)
                           : NULL;

  if (own != NULL)
    return NULL;

  for (guint i = self->end; original != NULL && i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      char *name = NULL;

      if (item->n_words <= MAX_OWNER_LINE && !brv_text_part_is_address_line (item))
        name = brv_address_find_name (original, item->unit->text);
      if (name == NULL)
        name = find_quoted_name (self, i, original);
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
set_publishers (BrvTextParts *self, const char *channel_name)
{
  const char *channel = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_CHANNEL_URL);
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  g_autofree char *named = find_originator (self);
  g_autofree char *credit =
    named != NULL ? g_steal_pointer (&named) : find_owner_of_original (self, channel_name);
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

/**
 * brv_text_origin_find_publisher:
 * @self: parts, the title and the addresses found
 *
 * Sets who published the text, and who published it again. The publisher's name is a short line
 * above the title that something else confirms: the same name below the article, the channel's or
 * the original's host, or that it heads the whole copy.
 */
void
brv_text_origin_find_publisher (BrvTextParts *self)
{
  const char *latest = find_latest_name (self);
  const char *channel = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_CHANNEL_URL);
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  guint top = self->title >= 0 ? (guint)self->title : 0;
  const char *name = NULL;

  for (guint i = 0; i < top && name == NULL; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);

      if (names_nobody (item))
        continue;
      if ((latest != NULL && same_folded (latest, item->unit->text)) || stands_again (self, i) ||
          brv_address_is_named (channel, item->unit->text) ||
          brv_address_is_named (original, item->unit->text))
        name = item->unit->text;
    }
  if (name == NULL)
    name = latest;
  for (guint i = 0; i < top && name == NULL; i++)
    if (heads_copy (self, i, top))
      name = brv_text_parts_get_text (self, i);
  set_publishers (self, name);
}

/* A word alone says so only right below the text: farther down it leads to other articles. */
static gboolean
says_it_continues (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  return item->furniture == BRV_FURNITURE_CONTINUES && (index >= self->end || !item->prose) &&
         (index < self->end + CONTINUES_REACH || item->n_words > 2);
}

/**
 * brv_text_origin_find_incomplete:
 * @self: parts, the body found
 *
 * Notes a line that says that the text is an excerpt.
 */
void
brv_text_origin_find_incomplete (BrvTextParts *self)
{
  for (guint i = 0; i < self->items->len; i++)
    if (says_it_continues (self, i) ||
        (i >= self->end && brv_furniture_leads_to_whole (brv_text_parts_get_text (self, i))))
      brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_INCOMPLETE, "true",
                              BRV_EVIDENCE_VISIBLE_TEXT);
}
