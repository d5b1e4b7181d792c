/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names that stand alone between a title and its text: no label says so, but they are the authors'. */

#include "config.h"

#include <string.h>

#include "import/brv-byline-words.h"
#include "import/brv-credit-notice.h"
#include "import/brv-house-words.h"
#include "import/brv-text-lone-names.h"
#include "import/brv-text-names.h"
#include "import/brv-text-prose.h"

/* Words of a line that names someone besides. */
#define MIN_NAMING 8

/* Whether a name stands once more outside the text, whatever the case, in a line of more words: the page
 * says whose the text is. */
static gboolean
is_named_outside (const BrvTextParts *self, guint index, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < self->items->len; i++)
    {
      g_autofree char *line = i == index || (i >= self->body && i < self->end) ||
                                  brv_text_parts_at (self, i)->n_words < MIN_NAMING
                                ? NULL
                                : g_utf8_casefold (brv_text_parts_get_text (self, i), -1);

      if (line != NULL && strstr (line, folded) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Whether a line between title and text is one name of more words, which the page names elsewhere too. */
static gboolean
is_lone_name (const BrvTextParts *self, guint index, char *const *names)
{
  return index + 1 < self->items->len && brv_text_parts_at (self, index + 1)->prose &&
         names[1] == NULL && strchr (names[0], ' ') != NULL &&
         !brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, names[0]) &&
         !brv_text_name_stands_around (self, index, names[0]) &&
         is_named_outside (self, index, names[0]);
}

/* Whether the text has a word of a name in small letters: "Harbour News" is no one. */
static gboolean
is_of_words (const BrvTextParts *self, const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);

  for (guint k = 0; words[k] != NULL; k++)
    {
      g_autofree char *small = g_utf8_strdown (words[k], -1);

      /* "de", "van": it is small in the name, too. */
      if (g_str_equal (small, words[k]) || *small == '\0')
        continue;
      for (guint i = self->body; i < self->end; i++)
        if (brv_text_holds_words (brv_text_parts_get_text (self, i), small))
          return TRUE;
    }
  return FALSE;
}

/*
 * Whether a line between title and text is nothing but full names, right below the title or a standfirst
 * and right above the text or what is said of it: what else would stand there.
 */
static gboolean
stands_as_byline (const BrvTextParts *self, guint index, char *const *names)
{
  const BrvTextPart *next =
    index + 1 < self->items->len ? brv_text_parts_at (self, index + 1) : NULL;

  if (next == NULL || index > self->body + 1 ||
      (!next->prose && !brv_credit_is_notice (next->unit->text)) ||
      ((gint)index != self->title + 1 &&
       !brv_text_ends_sentence (brv_text_parts_get_text (self, index - 1))))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (strchr (names[i], ' ') == NULL || !g_unichar_isupper (g_utf8_get_char (names[i])) ||
        brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, names[i]) ||
        brv_house_words_name_one (names[i]) ||
        brv_text_name_stands_around (self, index, names[i]) || is_of_words (self, names[i]))
      return FALSE;
  return TRUE;
}

/**
 * brv_text_lone_names_are_authors:
 * @self: parts, the title and the body found
 * @index: a line below the title that is nothing but @names
 * @names: (array zero-terminated=1): its names
 *
 * Returns: whether they are the authors', by where the line stands, by what else the copy says of them, and as
 *   they are no houses and no words of the text
 */
gboolean
brv_text_lone_names_are_authors (const BrvTextParts *self, guint index, char *const *names)
{
  return ((gint)index == self->title + 1 && is_lone_name (self, index, names)) ||
         stands_as_byline (self, index, names);
}
