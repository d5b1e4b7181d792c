/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Bylines: a label ("By", "Von", "Автор:"), the names of persons, and then what they are, where
 * and when. Pages write these as one line or in pieces, each in an element of its own.
 */

#include "config.h"

#include <string.h>

#include "import/brv-byline-words.h"
#include "import/brv-byline.h"
#include "import/brv-date.h"

#define MAX_NAME_WORDS   5
#define MAX_BEFORE_DAY   4 /* in bytes */
#define MAX_WORDS_BEFORE 3 /* a label, in pieces of text */
/* In scripts without spaces, in characters. */
#define MIN_WIDE_NAME 2
#define MAX_WIDE_NAME 8

static const char *
skip_space (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static const char *
skip_marks (const char *text)
{
  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)) && *text != '@' &&
         *text != '(')
    text = g_utf8_next_char (text);
  return text;
}

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

  text = skip_marks (text);
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
  return brv_byline_words_skip (BRV_BYLINE_WORDS_PLAIN_LABEL, skip_marks (text)) != NULL;
}

static gboolean
names_other_office (const char *text)
{
  return brv_byline_words_skip (BRV_BYLINE_WORDS_OTHER_OFFICE, skip_marks (text)) != NULL;
}

/* The end of the word at text: white space or a mark that parts names. */
static const char *
find_word_end (const char *text)
{
  while (*text != '\0' && !g_unichar_isspace (g_utf8_get_char (text)) &&
         strchr (",;|/&()[]", *text) == NULL && !g_str_has_prefix (text, "•") &&
         !g_str_has_prefix (text, "·") && !g_str_has_prefix (text, "–") &&
         !g_str_has_prefix (text, "、") && !g_str_has_prefix (text, "／") &&
         !g_str_has_prefix (text, "，"))
    text = g_utf8_next_char (text);
  return text;
}

static gboolean
begins_with_date (const char *text)
{
  gsize start = 1;
  g_autofree char *head = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 40));
  g_autofree char *date = brv_date_find (head, &start, NULL);

  return date != NULL && start == 0;
}

static gboolean
is_name_word (const char *word, const char *folded)
{
  gunichar first = g_utf8_get_char (word);

  if (strpbrk (word, "0123456789:/@_<>=\"!?#%") != NULL)
    return FALSE;
  if (brv_byline_words_hold (BRV_BYLINE_WORDS_PARTICLE, word))
    return TRUE;
  /* An apostrophe or a particle may be written together with the name: d'Alba, al-Amin. */
  if ((g_str_has_prefix (word, "d'") || g_str_has_prefix (word, "d’") ||
       g_str_has_prefix (word, "al-") || g_str_has_prefix (word, "el-")) &&
      strlen (word) > 3)
    return TRUE;
  if (brv_byline_words_hold (BRV_BYLINE_WORDS_NO_NAME, folded))
    return FALSE;
  return g_unichar_isupper (first) || g_unichar_istitle (first) ||
         (g_unichar_isalpha (first) && !g_unichar_islower (first));
}

static gboolean
is_wide_name (const char *word)
{
  glong n = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p), n++)
    if (!g_unichar_iswide (g_utf8_get_char (p)) || g_unichar_ispunct (g_utf8_get_char (p)))
      return FALSE;
  return n >= MIN_WIDE_NAME && n <= MAX_WIDE_NAME;
}

/* A full stop belongs to an initial or a short form; after a longer word it ends a sentence. */
static void
drop_end_marks (GString *name)
{
  const char *space = strrchr (name->str, ' ');
  const char *last = space != NULL ? space + 1 : name->str;

  while (name->len > 0 && strchr (".:", name->str[name->len - 1]) != NULL && strlen (last) > 3)
    g_string_truncate (name, name->len - 1);
}

/* Reads the one name that text begins with into name; returns where it ends, or NULL. */
static const char *
read_name (const char *text, GString *name)
{
  const char *end = text;
  gsize length = 0; /* of the name without particles after it */
  guint n = 0;

  g_string_truncate (name, 0);
  for (const char *p = text; *p != '\0';)
    {
      const char *word_end = find_word_end (p);
      g_autofree char *word = g_strndup (p, (gsize)(word_end - p));
      g_autofree char *folded = g_utf8_casefold (word, -1);
      gboolean joint = brv_byline_words_hold (BRV_BYLINE_WORDS_JOINT, folded);

      if (*word == '\0' || joint || !is_name_word (word, folded) ||
          (n == 0 && g_str_equal (folded, "the")) || (n > 0 && begins_with_date (p)))
        break;
      if (name->len > 0)
        g_string_append_c (name, ' ');
      g_string_append (name, word);
      n++;
      if (!brv_byline_words_hold (BRV_BYLINE_WORDS_PARTICLE, word))
        {
          length = name->len;
          end = word_end;
        }
      p = skip_space (word_end);
      if (p == word_end)
        break;
    }
  g_string_truncate (name, length);
  drop_end_marks (name);
  if (n <= MAX_NAME_WORDS && (strchr (name->str, ' ') != NULL || is_wide_name (name->str)))
    return end;
  return NULL;
}

/* Skips what may stand between two names; returns text itself if none of it does. */
static const char *
skip_joint (const char *text)
{
  const char *p = skip_space (text);
  const char *before = NULL;
  const char *end = NULL;

  do
    {
      before = p;
      while (*p != '\0' && (strchr (",;|/&", *p) != NULL || g_str_has_prefix (p, "•") ||
                            g_str_has_prefix (p, "·") || g_str_has_prefix (p, "–") ||
                            g_str_has_prefix (p, "、") || g_str_has_prefix (p, "／") ||
                            g_str_has_prefix (p, "，")))
        p = skip_space (g_utf8_next_char (p));
      end = brv_byline_words_skip (BRV_BYLINE_WORDS_JOINT, p);
      if (end != NULL && *end != '\0' && g_unichar_isspace (g_utf8_get_char (end)))
        p = skip_space (end);
    }
  while (p != before);
  return p == skip_space (text) ? text : p;
}

static const char *
skip_credentials (const char *text)
{
  for (;;)
    {
      const char *p = skip_space (text);
      const char *end = NULL;
      g_autofree char *word = NULL;
      g_autofree char *folded = NULL;

      if (*p != ',')
        return text;
      p = skip_space (p + 1);
      end = find_word_end (p);
      word = g_strndup (p, (gsize)(end - p));
      folded = g_utf8_casefold (word, -1);
      if (!brv_byline_words_hold (BRV_BYLINE_WORDS_CREDENTIAL, folded))
        return text;
      text = end;
    }
}

/* Appends the names that text begins with; returns where they end. */
static const char *
read_names (const char *text, GPtrArray *names)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *p = skip_space (text);
  const char *end = text;

  while (*p != '\0')
    {
      const char *after = read_name (p, name);

      if (after == NULL)
        break;
      g_ptr_array_add (names, g_strdup (name->str));
      end = skip_credentials (after);
      p = skip_joint (end);
      if (p == end)
        break;
    }
  return end;
}

static GStrv
end_names (GPtrArray *names)
{
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return (GStrv)g_ptr_array_steal (names, NULL);
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

  read_names (text, names);
  return end_names (names);
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
  const char *rest = skip_marks (read_names (text, names));

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
  return end_names (names);
}

/* Whether nothing follows the names that text begins with, or only what parts and places them. */
static gboolean
is_only_names (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *rest = skip_marks (read_names (text, names));

  return names->len > 0 && *rest == '\0';
}

/* The place after a date and the mark that parts it from what follows; text if it begins with none. */
static const char *
skip_date (const char *text)
{
  const char *start = skip_marks (text);
  gsize length = MIN ((gsize)g_utf8_strlen (start, -1), 40);
  g_autofree char *head = g_utf8_substring (start, 0, (glong)length);
  gsize from = 1;
  gsize end = 0;
  g_autofree char *date = brv_date_find (head, &from, &end);

  return date != NULL && from == 0 ? skip_joint (skip_marks (start + end)) : text;
}

/* The place after a label that stands behind a date, as in "12 March 2024, 6:08 PM by Ann Lee". */
static const char *
find_label_after_date (const char *text)
{
  static const char *const inner[] = { " by ", " von ",  " par ", " por ",
                                       " di ", " door ", " av ",  " af " };

  if (!begins_with_date (skip_marks (text)))
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
  const char *rest = brv_byline_words_skip (BRV_BYLINE_WORDS_OTHER_OFFICE, skip_marks (text));

  rest = rest != NULL ? skip_space (rest) : NULL;
  for (guint i = 0; rest != NULL && i < G_N_ELEMENTS (inner); i++)
    if (g_str_has_prefix (rest, inner[i]))
      {
        g_auto (GStrv) names = brv_byline_split (rest + strlen (inner[i]));

        return names != NULL;
      }
  return FALSE;
}

/* Whether text is what somebody is, up to a comma or its end: it has a word of offices. */
static const char *
skip_office (const char *text)
{
  gboolean found = FALSE;

  while (*text != '\0' && *text != ',')
    {
      const char *end = find_word_end (text);
      g_autofree char *word = g_strndup (text, (gsize)(end - text));
      g_autofree char *folded = g_utf8_casefold (word, -1);

      found = found || brv_byline_words_hold (BRV_BYLINE_WORDS_NO_NAME, folded);
      if (end == text)
        return NULL;
      text = skip_space (end);
    }
  return found ? text : NULL;
}

/* Adds the names that follow the offices of those before them: ", Lecturer in Law, and Bo Ek,
 * Professor of Art". */
static void
add_after_offices (const char *text, GPtrArray *names)
{
  while (*text == ',')
    {
      guint n = names->len;
      const char *end = skip_office (skip_space (text + 1));
      const char *next = end != NULL ? skip_joint (end) : NULL;
      const char *after = NULL;

      if (next == NULL || *next == '\0')
        return;
      after = read_names (next, names);
      if (names->len != n + 1 || *after != ',' || skip_office (skip_space (after + 1)) == NULL)
        {
          g_ptr_array_set_size (names, (gint)n);
          return;
        }
      text = after;
    }
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
  rest = read_names (rest, names);
  if (names->len > 0)
    add_after_offices (rest, names);
  return end_names (names);
}

static guint
count_words (const char *text)
{
  guint n = 0;

  for (text = skip_space (text); *text != '\0'; n++)
    {
      while (*text != '\0' && !g_unichar_isspace (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      text = skip_space (text);
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
  if (!self->other && !begins_with_date (text))
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
      const char *p = skip_joint (rest);

      /* Of one name's words each may have its own element; a joint alone goes on. */
      if (p != rest && *p == '\0')
        return TRUE;
      rest = p;
    }
  rest = read_names (rest, self->names);
  if (self->names->len > n)
    {
      const char *after = skip_joint (rest);

      return *after == '\0' || after != rest;
    }
  return n == 0 || brv_byline_is_label (text) || is_joint (text);
}

/* Reads the text of one element; FALSE where the byline ends. */
static gboolean
read_piece (Byline *self, const char *text)
{
  const char *rest = brv_byline_skip_label (text);

  if (*skip_marks (text) == '\0' && strchr ("|", *text) == NULL)
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
      if (!read_piece (&byline, skip_space (pieces[i])))
        break;
    }
  return end_names (names);
}
