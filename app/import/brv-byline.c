/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Bylines: a label ("By", "Von", "Автор:"), the names of persons, and then what they are, where
 * and when. Pages write these as one line or in pieces, each in an element of its own.
 */

#include "config.h"

#include <string.h>

#include "import/brv-byline-names.h"
#include "import/brv-byline-office.h"
#include "import/brv-byline-words.h"
#include "import/brv-byline.h"
#include "import/brv-date.h"

#define MAX_BEFORE_DAY   4 /* in bytes */
#define MAX_WORDS_BEFORE 3 /* a label, in pieces of text */

/**
 * brv_byline_skip_label:
 * @text: a line
 *
 * Returns: the place in @text after the label of a byline that it begins with; %NULL if it begins
 *   with none
 */
const char *
brv_byline_skip_label (const char *text)
{
  const char *end = NULL;
  const char *rest = NULL;

  text = brv_byline_skip_marks (text);
  end = *text != '\0' ? brv_byline_words_skip (BRV_BYLINE_WORDS_LABEL, text) : NULL;
  if (end == NULL)
    return NULL;
  rest = end;
  while (*rest != '\0' &&
         (g_unichar_isspace (g_utf8_get_char (rest)) || strchr (":=|-.", *rest) != NULL ||
          g_str_has_prefix (rest, "：") || g_str_has_prefix (rest, "＝") ||
          g_str_has_prefix (rest, "／") || g_str_has_prefix (rest, "●") ||
          g_str_has_prefix (rest, "・") || g_str_has_prefix (rest, "–")))
    rest = g_utf8_next_char (rest);
  /* Characters without spaces between words: a label needs a mark or the line's end. */
  if (g_unichar_iswide (g_utf8_get_char (text)) && rest == end && *rest != '\0')
    return NULL;
  /* "by by Ann Lee", where two elements say it. */
  return brv_byline_skip_label (rest) != NULL && *rest != '\0' ? brv_byline_skip_label (rest)
                                                               : rest;
}

/**
 * brv_byline_is_label:
 * @text: a line
 *
 * Returns: whether @text is the label of a byline and nothing else
 */
gboolean
brv_byline_is_label (const char *text)
{
  const char *rest = brv_byline_skip_label (text);

  return rest != NULL && *rest == '\0';
}

/**
 * brv_byline_has_plain_label:
 * @text: a line
 *
 * Returns: whether @text begins with a label that is nothing else, as "Written by" is and "By" is
 *   not
 */
gboolean
brv_byline_has_plain_label (const char *text)
{
  return brv_byline_words_skip (BRV_BYLINE_WORDS_PLAIN_LABEL, brv_byline_skip_marks (text)) != NULL;
}

static gboolean
names_other_office (const char *text)
{
  return brv_byline_words_skip (BRV_BYLINE_WORDS_OTHER_OFFICE, brv_byline_skip_marks (text)) !=
         NULL;
}

/**
 * brv_byline_split:
 * @text: a byline without its label
 *
 * Returns: (transfer full) (nullable): the names of persons that @text begins with; %NULL if there
 *   are none. What follows them is an office, a house or a date.
 */
GStrv
brv_byline_split (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  brv_byline_names_read (text, names);
  return brv_byline_names_end (names);
}

/**
 * brv_byline_split_bare:
 * @text: a line
 * @date: (out) (nullable): the date that follows the names on the line
 *
 * Returns: (transfer full) (nullable): the names of persons that are all of @text but a date
 *   behind them; %NULL if it has other words
 */
GStrv
brv_byline_split_bare (const char *text, char **date)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *rest = brv_byline_skip_marks (brv_byline_names_read (text, names));

  *date = NULL;
  if (names->len == 0)
    return NULL;
  if (*rest != '\0')
    {
      gsize start = 1;

      *date = brv_date_find (rest, &start, NULL);
      /* A small word may stand before the day. */
      if (*date != NULL && start > MAX_BEFORE_DAY)
        g_clear_pointer (date, g_free);
      if (*date == NULL)
        return NULL;
    }
  return brv_byline_names_end (names);
}

/* Whether nothing follows the names that text begins with, or only what parts and places them. */
static gboolean
is_only_names (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *rest = brv_byline_skip_marks (brv_byline_names_read (text, names));

  return names->len > 0 && *rest == '\0';
}

/* The place after a date and the mark that parts it from what follows; text if it begins with none. */
static const char *
skip_date (const char *text)
{
  const char *start = brv_byline_skip_marks (text);
  gsize length = MIN ((gsize)g_utf8_strlen (start, -1), 40);
  g_autofree char *head = g_utf8_substring (start, 0, (glong)length);
  gsize from = 1;
  gsize end = 0;
  g_autofree char *date = brv_date_find (head, &from, &end);

  return date != NULL && from == 0 ? brv_byline_skip_joint (brv_byline_skip_marks (start + end))
                                   : text;
}

/* The place after a label that stands behind a date, as in "12 March 2024, 6:08 PM by Ann Lee". */
static const char *
find_label_after_date (const char *text)
{
  static const char *const inner[] = { " by ", " von ",  " par ", " por ",
                                       " di ", " door ", " av ",  " af " };

  if (!brv_byline_begins_with_date (brv_byline_skip_marks (text)))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (inner); i++)
    {
      const char *at = strstr (text, inner[i]);

      if (at != NULL)
        return at + strlen (inner[i]);
    }
  return NULL;
}

/**
 * brv_byline_names_others:
 * @text: a line
 *
 * Returns: whether @text says who else worked on a text, as "Edited by Ann Lee"
 */
gboolean
brv_byline_names_others (const char *text)
{
  static const char *const inner[] = { "by ",   "von ", "par ", "por ", "di ",
                                       "door ", "av ",  "af ",  ": " };
  const char *rest =
    brv_byline_words_skip (BRV_BYLINE_WORDS_OTHER_OFFICE, brv_byline_skip_marks (text));

  rest = rest != NULL ? brv_byline_skip_space (rest) : NULL;
  for (guint i = 0; rest != NULL && i < G_N_ELEMENTS (inner); i++)
    if (g_str_has_prefix (rest, inner[i]))
      {
        g_auto (GStrv) names = brv_byline_split (rest + strlen (inner[i]));

        return names != NULL;
      }
  return FALSE;
}

/**
 * brv_byline_find:
 * @text: a line
 *
 * Returns: (transfer full) (nullable): the names of a line such as "By Ann Lee and Bo Ek"; %NULL
 *   if @text is none
 */
GStrv
brv_byline_find (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *rest = brv_byline_skip_label (text);

  if (rest == NULL)
    rest = find_label_after_date (text);
  if (rest == NULL)
    return NULL;
  rest = brv_byline_names_read (rest, names);
  if (names->len > 0)
    brv_byline_office_add_names (rest, names);
  return brv_byline_names_end (names);
}

/**
 * brv_byline_find_house:
 * @text: a line
 *
 * Returns: (transfer full) (nullable): the house that @text names behind the label of a byline, as
 *   "By Quay News Agency"; %NULL if it names none
 */
char *
brv_byline_find_house (const char *text)
{
  const char *rest = brv_byline_skip_label (text);

  return rest != NULL
           ? brv_byline_house_read (rest, memchr (text, ':', (gsize)(rest - text)) != NULL)
           : NULL;
}

static guint
count_words (const char *text)
{
  guint n = 0;

  for (text = brv_byline_skip_space (text); *text != '\0'; n++)
    {
      while (*text != '\0' && !g_unichar_isspace (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      text = brv_byline_skip_space (text);
    }
  return n;
}

/* A byline that is being read, element by element. */
typedef struct
{
  BrvBylineKind kind;
  GPtrArray *names;
  gboolean labelled; /* what stands here is an author's name */
  gboolean other;    /* what stands here is somebody else's name */
  guint n_before;    /* words before a label */
} Byline;

/* Passes over what is no author's name; FALSE where it is too much to stand before one. */
static gboolean
pass_over (Byline *self, const char *text)
{
  /* More than a section and a day before a label make it part of a sentence. */
  if (!self->other && !brv_byline_begins_with_date (text))
    self->n_before += count_words (text);
  self->other = FALSE;
  return self->n_before <= MAX_WORDS_BEFORE;
}

/* Whether text is a word between two names, and nothing else. */
static gboolean
is_joint (const char *text)
{
  static const char *const joints[] = { "and", "und", "et", "y", "och", "og", NULL };
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_strv_contains (joints, g_strstrip (folded));
}

/* Adds the names at rest, which is where text begins or behind its label or date; FALSE where the
 * byline ends with them. */
static gboolean
add_names (Byline *self, const char *text, const char *rest)
{
  guint n = self->names->len;

  if (n > 0)
    {
      const char *p = brv_byline_skip_joint (rest);

      /* Of one name's words each may have its own element; a joint alone goes on. */
      if (p != rest && *p == '\0')
        return TRUE;
      rest = p;
    }
  rest = brv_byline_names_read (rest, self->names);
  if (self->names->len > n)
    {
      const char *after = brv_byline_skip_joint (rest);

      return *after == '\0' || after != rest;
    }
  return n == 0 || brv_byline_is_label (text) || is_joint (text);
}

/* Reads the text of one element; FALSE where the byline ends. */
static gboolean
read_piece (Byline *self, const char *text)
{
  const char *rest = brv_byline_skip_label (text);

  if (*brv_byline_skip_marks (text) == '\0' && strchr ("|", *text) == NULL)
    return TRUE;
  if (rest == NULL)
    rest = find_label_after_date (text);
  /* A second label begins another list; the first stays the authors'. */
  if (self->names->len > 0 && (rest != NULL || names_other_office (text)))
    return FALSE;
  if (rest == NULL && names_other_office (text))
    {
      self->other = !is_only_names (text);
      return TRUE;
    }
  if (rest == NULL)
    rest = self->kind == BRV_BYLINE_MARKED ? skip_date (text) : text;
  else
    {
      self->labelled = TRUE;
      self->other = FALSE;
      if (*rest == '\0')
        return TRUE;
    }
  return self->other || !self->labelled ? pass_over (self, text) : add_names (self, text, rest);
}

/**
 * brv_byline_read:
 * @pieces: (array zero-terminated=1): the texts of a byline's elements, in order
 * @kind: how much it must say for itself
 *
 * Returns: (transfer full) (nullable): the names of persons in it; %NULL if there are none
 */
GStrv
brv_byline_read (const char *const *pieces, BrvBylineKind kind)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Byline byline = { .kind = kind, .names = names, .labelled = kind == BRV_BYLINE_MARKED };

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      if (!read_piece (&byline, brv_byline_skip_space (pieces[i])))
        break;
    }
  return brv_byline_names_end (names);
}
