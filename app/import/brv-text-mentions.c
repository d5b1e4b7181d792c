/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The names around an article. Whatever the words between them are, a name is written as names are,
 * and where it stands, and how often, says what it has to do with the text.
 */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-caption.h"
#include "import/brv-credit-notice.h"
#include "import/brv-credit.h"
#include "import/brv-date.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-host-name.h"
#include "import/brv-house-words.h"
#include "import/brv-html-page.h"
#include "import/brv-line-names.h"
#include "import/brv-text-house.h"
#include "import/brv-text-mentions.h"
#include "import/brv-text-names.h"
#include "import/brv-text-prose.h"

/* Only so many units at the head and at the foot of a copy are looked at. */
#define HEAD_UNITS 40
#define FOOT_UNITS 60
#define MAX_FOUND  300
/* A longer unit is no furniture, in words. */
#define MAX_LINE 70
/* The text's first units may be an editor's note. */
#define NOTE_REACH 3
/* In lines. */
#define CLOSE_REACH 4
#define FOOT_REACH  4
#define NEAR_REACH  2
/* Of an article or another small word, in letters. */
#define MAX_SMALL_WORD 3
/* Of a long name, in words. */
#define LONG_WORDS 5

typedef struct
{
  GHashTable *by_key; /* (element-type utf8 BrvTextMention) */
  GPtrArray *found;   /* (element-type BrvTextMention) */
} Search;

static void
mention_free (BrvTextMention *self)
{
  g_free (self->name);
  g_free (self->key);
  g_free (self);
}

/* Whether a unit at the edge of the text says where the text was first: an editor's note, or a line that
 * names the house after which the original's host is named. */
static gboolean
is_note (const BrvTextParts *parts, guint index)
{
  const char *text = brv_text_parts_get_text (parts, index);
  const char *original = brv_source_builder_get (parts->builder, BRV_SOURCE_FIELD_URL);
  g_autofree char *owner = NULL;

  if (index >= parts->body + NOTE_REACH && index + NOTE_REACH < parts->end)
    return FALSE;
  if (brv_credit_is_note (text) || brv_credit_is_sure_notice (text))
    return TRUE;
  owner = original != NULL ? brv_address_find_name (original, text) : NULL;
  return owner != NULL;
}

static gboolean
is_around (const BrvTextParts *parts, guint index)
{
  if ((gint)index == parts->title || brv_text_parts_at (parts, index)->n_words > MAX_LINE)
    return FALSE;
  if (index < parts->body)
    return index < HEAD_UNITS || index + HEAD_UNITS >= parts->body;
  if (index + 1 < parts->end)
    return is_note (parts, index);
  return index < parts->end + FOOT_UNITS || index + FOOT_REACH >= parts->items->len;
}

static char *
dup_key (const char *name)
{
  static const char *const articles[] = { "the ", "le ",  "la ",  "les ", "l’",  "l'",
                                          "der ", "die ", "das ", "il ",  "lo ", "el ",
                                          "los ", "las ", "o ",   "os ",  "de ", "het " };
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    if (g_str_has_prefix (folded, articles[i]) && folded[strlen (articles[i])] != '\0')
      return g_strdup (folded + strlen (articles[i]));
  return g_steal_pointer (&folded);
}

/* A name that stands for itself on its line is better written than one within a sentence, and one in
 * capitals worse. */
static BrvTextMention *
add (Search *self, const char *name, gboolean whole)
{
  g_autofree char *key = dup_key (name);
  BrvTextMention *found = g_hash_table_lookup (self->by_key, key);

  if (found == NULL && self->found->len >= MAX_FOUND)
    return NULL;
  if (found == NULL)
    {
      found = g_new0 (BrvTextMention, 1);
      found->key = g_steal_pointer (&key);
      found->name = g_strdup (name);
      g_hash_table_insert (self->by_key, found->key, found);
      g_ptr_array_add (self->found, found);
    }
  else if (brv_text_name_is_in_capitals (found->name) && !brv_text_name_is_in_capitals (name) &&
           whole)
    {
      g_free (found->name);
      found->name = g_strdup (name);
    }
  found->whole = found->whole || whole;
  return found;
}

/* "The", "Le": what a sentence begins with; "EU" is a name. */
static gboolean
is_small_word (const char *name)
{
  g_autofree char *capitals = g_utf8_strup (name, -1);

  return g_utf8_strlen (name, -1) <= MAX_SMALL_WORD && !g_unichar_iswide (g_utf8_get_char (name)) &&
         !g_str_equal (capitals, name);
}

static void
add_cb (const char *name, gboolean whole, gpointer user_data)
{
  if (!is_small_word (name))
    add (user_data, name, whole);
}

/* What of the units around the article the signs are read from. */
typedef struct
{
  guint index;
  char *folded;
  char *key; /* of the whole line, as if it were a name */
  gboolean rights;
  gboolean credit;
  gboolean sentence;
  gboolean dated;
  gboolean caption;
  gboolean by_address;
  gboolean first;
} Line;

static void
line_clear (Line *line)
{
  g_free (line->folded);
  g_free (line->key);
}

static gboolean
is_rights (const char *folded)
{
  return strstr (folded, "©") != NULL || strstr (folded, "copyright") != NULL ||
         strstr (folded, "(c) ") != NULL;
}

static gboolean
holds_original (const BrvTextParts *parts, guint index)
{
  const char *original = brv_source_builder_get (parts->builder, BRV_SOURCE_FIELD_URL);
  const char *address =
    index < parts->items->len ? brv_text_parts_at (parts, index)->address : NULL;

  return original != NULL && ((address != NULL && brv_address_same_host (address, original)) ||
                              (index < parts->items->len &&
                               strstr (brv_text_parts_get_text (parts, index), original) != NULL));
}

static GArray *
read_lines (const BrvTextParts *parts)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (Line));
  gboolean first = TRUE;

  g_array_set_clear_func (lines, (GDestroyNotify)line_clear);
  for (guint i = 0; i < parts->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (parts, i);
      const char *text = item->unit->text;
      g_autofree char *bare = NULL;
      g_autofree char *day = NULL;
      Line line = { 0 };

      if (!is_around (parts, i))
        continue;
      day = brv_date_find (text, NULL, NULL);
      line.dated = day != NULL;
      line.caption = (item->settled && item->role == BRV_ROLE_CAPTION) ||
                     brv_caption_find_credit (text, &(BrvRange){ 0, 0 });
      bare = brv_line_names_dup_bare (text);
      line.index = i;
      line.folded = g_utf8_casefold (text, -1);
      line.key = dup_key (bare);
      line.rights = is_rights (line.folded);
      line.credit = brv_credit_is_credit (text) || brv_credit_is_notice (text);
      line.sentence = brv_text_ends_sentence (text);
      line.by_address = holds_original (parts, i) || holds_original (parts, i + 1);
      if (first && i < parts->body && item->furniture != BRV_FURNITURE_CONTROL &&
          !brv_furniture_is_menu (text))
        {
          line.first = TRUE;
          first = FALSE;
        }
      g_array_append_val (lines, line);
    }
  return lines;
}

/* Whether a name in a line stands behind a colon, or in quotation marks. */
static void
read_marks (BrvTextMention *self, const Line *line)
{
  const char *at = strstr (line->folded, self->key);
  const char *before = at;

  while (before > line->folded)
    {
      const char *p = g_utf8_prev_char (before);
      gunichar c = g_utf8_get_char (p);

      if (c == ':' || c == 0xFF1A)
        self->signs[BRV_MENTION_LABELLED] = TRUE;
      if (c == 0xAB || c == 0x201C || c == 0x201E || c == '"' || c == 0x300A || c == 0x300C ||
          c == 0x300E)
        self->signs[BRV_MENTION_QUOTED] = TRUE;
      if (!g_unichar_isspace (c))
        break;
      before = p;
    }
}

static void
read_place (BrvTextMention *self, const BrvTextParts *parts, const Line *line)
{
  const BrvTextPart *item = brv_text_parts_at (parts, line->index);
  gint index = (gint)line->index;
  gint n = (gint)parts->items->len;
  gboolean alone = g_str_equal (line->key, self->key);
  gboolean above = parts->title >= 0 && index < parts->title;
  gboolean *signs = self->signs;

  signs[BRV_MENTION_FIRST] |= line->first;
  signs[BRV_MENTION_ABOVE] |= above && alone;
  signs[BRV_MENTION_PARTED] |= above && !alone;
  signs[BRV_MENTION_NEAR_TITLE] |= above && index + NEAR_REACH >= parts->title;
  signs[BRV_MENTION_BETWEEN] |= !above && index < (gint)parts->body;
  signs[BRV_MENTION_CLOSE_BELOW] |=
    index + 1 >= (gint)parts->end && index < (gint)parts->end + CLOSE_REACH;
  signs[BRV_MENTION_AT_FOOT] |= index >= (gint)parts->end && index + FOOT_REACH >= n;
  signs[BRV_MENTION_RIGHTS] |= line->rights;
  signs[BRV_MENTION_CREDIT] |= line->credit;
  signs[BRV_MENTION_BY_ADDRESS] |= line->by_address;
  signs[BRV_MENTION_ALONE] |= alone;
  signs[BRV_MENTION_BEGINS] |= !alone && g_str_has_prefix (line->key, self->key);
  signs[BRV_MENTION_SENTENCE] |= line->sentence;
  signs[BRV_MENTION_WITH_DAY] |= line->dated;
  signs[BRV_MENTION_BYLINE] |= item->settled && item->role == BRV_ROLE_BYLINE;
  signs[BRV_MENTION_CAPTION] |= line->caption;
  read_marks (self, line);
}

static gboolean
is_author (const BrvTextParts *parts, const char *name)
{
  const char *const *authors =
    brv_source_builder_get_list (parts->builder, BRV_SOURCE_FIELD_AUTHORS);

  for (guint i = 0; authors != NULL && authors[i] != NULL; i++)
    if (strstr (authors[i], name) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_other_host (const BrvTextParts *parts, const char *name)
{
  const char *original = brv_source_builder_get (parts->builder, BRV_SOURCE_FIELD_URL);

  for (guint i = 0; i < parts->items->len; i++)
    {
      const char *address = brv_text_parts_at (parts, i)->address;

      if ((i < parts->body || i >= parts->end) && address != NULL &&
          (original == NULL || !brv_address_same_host (address, original)) &&
          brv_host_name_matches (address, name))
        return TRUE;
    }
  return FALSE;
}

static void
read_signs (BrvTextMention *self, const BrvTextParts *parts, const GArray *lines)
{
  const char *original = brv_source_builder_get (parts->builder, BRV_SOURCE_FIELD_URL);
  guint n_words = brv_count_words (self->name, strlen (self->name));
  g_autofree char *owner = NULL;
  gboolean above = FALSE;
  gboolean below = FALSE;
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      if (!brv_text_holds_words (line->folded, self->key))
        continue;
      n++;
      above = above || (gint)line->index < parts->title;
      below = below || line->index >= parts->end;
      read_place (self, parts, line);
    }
  self->signs[BRV_MENTION_FRAME] = above && below;
  self->signs[BRV_MENTION_TWICE] = n == 2;
  self->signs[BRV_MENTION_OFTEN] = n > 2;
  self->signs[BRV_MENTION_LONG] = n_words >= LONG_WORDS;
  self->signs[BRV_MENTION_HOUSE] = brv_house_words_name_one (self->name);
  self->signs[BRV_MENTION_HOST] = brv_host_name_matches (original, self->name);
  /* A single word is seldom a house's name, unless a host has all its letters. */
  owner = original != NULL && n_words == 1 ? brv_address_find_name (original, self->name) : NULL;
  self->signs[BRV_MENTION_ONE_WORD] = n_words == 1 && owner == NULL;
  self->signs[BRV_MENTION_OTHER_HOST] = is_other_host (parts, self->name);
  self->signs[BRV_MENTION_AUTHOR] = is_author (parts, self->name);
  self->signs[BRV_MENTION_IN_TITLE] =
    parts->title >= 0 &&
    strstr (brv_text_parts_get_text (parts, (guint)parts->title), self->name) != NULL;
}

/* What stands on a line with the name that heads the page is said of the two. */
static void
read_company (const GPtrArray *found, const GArray *lines)
{
  const BrvTextMention *head = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const BrvTextMention *mention = g_ptr_array_index (found, i);

      if (mention->signs[BRV_MENTION_HEAD] ||
          (head == NULL && mention->signs[BRV_MENTION_FIRST] && mention->signs[BRV_MENTION_ABOVE]))
        head = mention;
    }
  for (guint i = 0; head != NULL && i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      if (!brv_text_holds_words (line->folded, head->key))
        continue;
      for (guint k = 0; k < found->len; k++)
        {
          BrvTextMention *mention = g_ptr_array_index (found, k);

          if (mention != head && !line->first && strstr (head->key, mention->key) == NULL &&
              brv_text_holds_words (line->folded, mention->key))
            mention->signs[BRV_MENTION_WITH_HEAD] = TRUE;
        }
    }
}

/* Whether a line has a name within a longer one. */
static gboolean
holds_longer (const GPtrArray *found, const char *folded, const BrvTextMention *mention)
{
  for (guint i = 0; i < found->len; i++)
    {
      const BrvTextMention *other = g_ptr_array_index (found, i);

      if (strlen (other->key) > strlen (mention->key) &&
          brv_text_holds_words (other->key, mention->key) &&
          brv_text_holds_words (folded, other->key))
        return TRUE;
    }
  return FALSE;
}

/* A name that stands nowhere without a longer one around it. */
static void
read_within (const GPtrArray *found, const GArray *lines)
{
  for (guint i = 0; i < found->len; i++)
    {
      BrvTextMention *mention = g_ptr_array_index (found, i);
      gboolean within = TRUE;

      for (guint k = 0; k < lines->len && within; k++)
        {
          const char *folded = g_array_index (lines, Line, k).folded;

          within =
            !brv_text_holds_words (folded, mention->key) || holds_longer (found, folded, mention);
        }
      mention->signs[BRV_MENTION_WITHIN] = within;
    }
}

/* Adds a name that was found otherwise. */
static void
add_known (Search *self, BrvMention sign, const char *name)
{
  BrvTextMention *mention = name != NULL ? add (self, name, TRUE) : NULL;

  if (mention != NULL)
    mention->signs[sign] = TRUE;
}

/**
 * brv_text_mentions_find:
 * @self: parts, the title, the addresses and the authors found
 * @head: (nullable): the name that heads the copy
 *
 * Returns: (transfer full) (element-type BrvTextMention): the names around the article, each once
 */
GPtrArray *
brv_text_mentions_find (const BrvTextParts *self, const char *head)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) lines = read_lines (self);
  g_autofree char *owner = brv_text_house_find_owner (self, head);
  g_autofree char *second = brv_text_house_find_second (self, head);
  Search search = { by_key, g_ptr_array_new_with_free_func ((GDestroyNotify)mention_free) };

  add_known (&search, BRV_MENTION_OWNER, owner);
  add_known (&search, BRV_MENTION_SECOND, second);
  add_known (&search, BRV_MENTION_HEAD, head);
  /* An image is owed to others than a text. */
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      if (!line->caption)
        brv_line_names_each (brv_text_parts_get_text (self, line->index), add_cb, &search);
    }
  for (guint i = 0; i < search.found->len; i++)
    read_signs (g_ptr_array_index (search.found, i), self, lines);
  read_within (search.found, lines);
  read_company (search.found, lines);
  return search.found;
}

/**
 * brv_text_mention_holds:
 * @self: a name
 * @other: another
 *
 * Returns: whether the words of @other are among those of @self
 */
gboolean
brv_text_mention_holds (const BrvTextMention *self, const BrvTextMention *other)
{
  return strstr (self->key, other->key) != NULL;
}
