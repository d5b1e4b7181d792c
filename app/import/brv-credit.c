/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines by which a republished article says who published it first. */

#include "config.h"

#include <string.h>

#include "import/brv-credit-words.h"
#include "import/brv-credit.h"
#include "import/brv-date.h"
#include "import/brv-word-index.h"

#define MAX_LINE_CHARS 300
#define MAX_NAME_CHARS 80
#define MAX_NAME_WORDS 8
/* Words in small letters before a name. */
#define MAX_SMALL_WORDS 4
/* Of an article that is written together with a name, in bytes. */
#define MAX_ELIDED 4
/* A day of the week and a label, in bytes. */
#define MAX_BEFORE_DATE 16
/* How far "first" and "published" may stand from each other, in bytes. */
#define MAX_APART 14
/* A label as "Editor's note", in bytes. */
#define MAX_NOTE_LABEL 40
/* What may stand before a credit that does not point at the text: a label, in bytes. */
#define MAX_BEFORE_CREDIT 12
/* Between the word for the text and that for publishing, in bytes. */
#define MAX_BEFORE_VERB 40

static const char *
skip_space (const char *text)
{
  while (*text != '\0' && (g_unichar_isspace (g_utf8_get_char (text)) || *text == '"' ||
                           *text == '*' || *text == '_' || g_str_has_prefix (text, "“") ||
                           g_str_has_prefix (text, "«") || g_str_has_prefix (text, "„")))
    text = g_utf8_next_char (text);
  return text;
}

static guint
count (const char *const *words)
{
  guint n = 0;

  while (words[n] != NULL)
    n++;
  return n;
}

/* Where phrase ends if text begins with it, or NULL; a star at its end stands for letters. */
static const char *
match_phrase (const char *phrase, const char *text)
{
  for (; *phrase != '\0' && *phrase != '*'; phrase++)
    if (*text++ != *phrase)
      return NULL;
  while (*phrase == '*' && g_unichar_isalpha (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* The place after the last phrase in text, folded, or NULL; start gets where it begins. */
static const char *
find_phrase (const char *folded, const char **start)
{
  const char *const *phrases = brv_credit_words_get (BRV_CREDIT_WORDS_PHRASE);
  const char *best = NULL;
  BrvWordIndex index;

  brv_word_index_init (&index, phrases, count (phrases));
  for (const char *p = folded; *p != '\0'; p++)
    for (guint i = index.first[(guchar)*p]; i > 0; i = index.next[i - 1])
      {
        const char *end = match_phrase (phrases[i - 1], p);

        if (end != NULL && (best == NULL || end > best))
          {
            best = end;
            *start = p;
          }
      }
  return best;
}

static const char *
find_any (const char *text, const char *const *words, gsize *length)
{
  guint index = 0;
  const char *first = brv_word_index_find (text, words, count (words), &index);

  if (first != NULL)
    *length = strlen (words[index]);
  return first;
}

/* The end of the word in which text is. */
static const char *
skip_word (const char *text)
{
  while (*text != '\0' && g_unichar_isalpha (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static gboolean
points_at_itself (const char *folded, const char *credit)
{
  const char *start = skip_space (folded);
  const char *colon = strchr (start, ':');
  const char *const *pointers = brv_credit_words_get (BRV_CREDIT_WORDS_POINTER);

  if (credit - start <= MAX_BEFORE_CREDIT)
    return TRUE;
  /* "Editor's note: this essay" */
  if (colon != NULL && colon - start <= MAX_NOTE_LABEL && colon < credit)
    start = skip_space (colon + 1);
  for (guint i = 0; pointers[i] != NULL; i++)
    if (g_str_has_prefix (start, pointers[i]))
      return TRUE;
  return FALSE;
}

/*
 * The place from which the name stands where a line says of itself that it was published first
 * there, or NULL. Between the two words some languages put the name: "zuerst in Y erschienen".
 */
static const char *
find_first_published (const char *folded)
{
  gsize n_first = 0;
  gsize n_verb = 0;
  const char *first = find_any (folded, brv_credit_words_get (BRV_CREDIT_WORDS_FIRST), &n_first);
  const char *verb = find_any (folded, brv_credit_words_get (BRV_CREDIT_WORDS_PUBLISHING), &n_verb);
  const char *end = NULL;

  if (first == NULL || verb == NULL || !points_at_itself (folded, MIN (first, verb)))
    return NULL;
  if (verb < first)
    return first - (verb + n_verb) <= MAX_APART ? skip_word (first + n_first) : NULL;
  if (verb - (first + n_first) <= MAX_APART)
    return skip_word (verb + n_verb);
  end = skip_word (verb + n_verb);
  return *end == '\0' || strchr (".,;:", *end) != NULL ? first + n_first : NULL;
}

/*
 * The place of the name in languages that put it between a word for the text itself and one for
 * where it was: "この記事は流域研究所のサイトに掲載された". NULL if there is none.
 */
static const char *
find_between (const char *folded, gsize *length)
{
  static const char *const selves[] = {
    "この記事は", "本記事は",   "この文章は",     "本稿は",     "この原稿は", "このコラムは",
    "本文原载于", "本文首发于", "本文最初发表于", "本文原刊于", "本文转自",   "本文原載於",
    "이 글은 ",   "이 기사는 ", "이 칼럼은 ",     "본 기사는 "
  };
  static const char *const places[] = {
    "のご厚意",
    "の厚意",
    "のご好意",
    "の許可",
    "の許諾",
    "の承諾",
    "の了承",
    "のご協力",
    "の提供",
    "のウェブサイト",
    "のウェブ",
    "のサイト",
    "のホームページ",
    "のブログ",
    "の機関誌",
    "に掲載",
    "に初めて掲載",
    "で公開",
    "に公開",
    "が公開",
    "が発表",
    "から転載",
    "より転載",
    "からの転載",
    "，",
    "。",
    "、",
    "的",
    "에 처음",
    "에 먼저",
    "에 실린",
    "에 게재",
    "에서 ",
    "이 발행",
    "가 발행",
    NULL,
  };
  const char *name = NULL;
  const char *end = NULL;
  gsize n = 0;

  if (find_any (folded, brv_credit_words_get (BRV_CREDIT_WORDS_WIDE_PUBLISHING), &n) == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (selves) && name == NULL; i++)
    {
      name = strstr (folded, selves[i]);
      name = name != NULL ? name + strlen (selves[i]) : NULL;
    }
  end = name != NULL ? find_any (name, places, &n) : NULL;
  if (end == NULL || end == name)
    return NULL;
  *length = (gsize)(end - name);
  return name;
}

static const char *
find_credit (const char *folded)
{
  const char *start = NULL;
  const char *at = find_phrase (folded, &start);

  return at != NULL ? at : find_first_published (folded);
}

static const char *
skip_openers (const char *text)
{
  const char *const *openers = brv_credit_words_get (BRV_CREDIT_WORDS_OPENER);
  gboolean found = TRUE;

  while (found)
    {
      found = FALSE;
      text = skip_space (text);
      for (guint i = 0; openers[i] != NULL && !found; i++)
        {
          gsize length = strlen (openers[i]);

          if (g_ascii_strncasecmp (text, openers[i], length) == 0 &&
              (!g_unichar_isalnum (g_utf8_get_char (text + length)) ||
               g_unichar_iswide (g_utf8_get_char (openers[i]))))
            {
              text += length;
              found = TRUE;
            }
        }
    }
  return text;
}

/* The letters after a phrase that its last word is bent with. */
static const char *
skip_marks (const char *text)
{
  while (g_unichar_ismark (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* "l’Observatoire": an article that is written together with the name. */
static const char *
skip_elided (const char *text)
{
  const char *p = skip_word (text);

  if (p == text || p - text > MAX_ELIDED || !g_unichar_islower (g_utf8_get_char (text)))
    return text;
  if (*p == '\'')
    p++;
  else if (g_str_has_prefix (p, "’"))
    p += strlen ("’");
  else
    return text;
  return g_unichar_isupper (g_utf8_get_char (p)) ? p : text;
}

/* Small words before a name that no list holds: "sur le blog Le Quai". */
static const char *
skip_to_name (const char *text)
{
  const char *start = skip_openers (text);
  const char *p = start;

  for (guint i = 0; i < MAX_SMALL_WORDS && g_unichar_islower (g_utf8_get_char (p)); i++)
    {
      const char *name = skip_elided (p);

      if (name != p)
        return name;
      p = skip_word (p);
      /* "on her blog, Quayside Notes" */
      p = skip_space (*p == ',' ? p + 1 : p);
    }
  return g_unichar_isupper (g_utf8_get_char (p)) ? p : start;
}

static gboolean
is_followed_by_small (const char *at, const char *word)
{
  const char *rest = at + strlen (word);
  gsize start = 1;
  g_autofree char *date = brv_date_find (rest, &start, NULL);

  return (date != NULL && start == 0) || !g_unichar_isupper (g_utf8_get_char (rest));
}

/* Where the name at text ends, or text itself does. */
static const char *
find_name_end (const char *text)
{
  const char *const *closers = brv_credit_words_get (BRV_CREDIT_WORDS_CLOSER);
  const char *const *small = brv_credit_words_get (BRV_CREDIT_WORDS_SMALL_CLOSER);
  const char *end = text + strlen (text);

  for (guint i = 0; closers[i] != NULL; i++)
    {
      const char *stop = strstr (text, closers[i]);

      if (stop != NULL && stop > text && stop < end)
        end = stop;
    }
  for (guint i = 0; small[i] != NULL; i++)
    {
      const char *stop = strstr (text, small[i]);

      if (stop != NULL && stop > text && stop < end && is_followed_by_small (stop, small[i]))
        end = stop;
    }
  return end;
}

/* Turkish parts the ending of a name from it: "Taş ve Su Dergisi'nde". */
static void
cut_ending (char *name)
{
  static const char *const endings[] = { "nde", "nda", "de", "da", "te", "ta", "nden", "ndan" };
  char *mark = strrchr (name, '\'');
  gsize length = strlen ("'");

  if (mark == NULL)
    {
      mark = g_strrstr (name, "’");
      length = strlen ("’");
    }
  for (guint i = 0; mark != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_str_equal (g_strchomp (mark + length), endings[i]))
      {
        *mark = '\0';
        return;
      }
}

/* Some languages put the verb behind the name; an address may follow, too. */
static void
cut_after_name (char *text)
{
  static const char *const verbs[] = { "erschien",    "veröffentl", "publiziert", "gedruckt",
                                       "übernomm",    "verschenen", "gepublic",   "geplaatst",
                                       "overgenomen", "publicerad", "http",       "yayımlan",
                                       "yayınlan",    "udgivet",    "publisert" };

  for (char *word = text; *word != '\0';)
    {
      for (guint i = 0; word > text && i < G_N_ELEMENTS (verbs); i++)
        if (g_str_has_prefix (word, verbs[i]))
          {
            *word = '\0';
            cut_ending (text);
            return;
          }
      word += strcspn (word, " ");
      word += strspn (word, " ");
    }
}

/**
 * brv_credit_says_published:
 * @text: a line
 *
 * Returns: whether @text begins with a word for publishing, as "Published in The Quay"
 */
gboolean
brv_credit_says_published (const char *text)
{
  const char *const *verbs = brv_credit_words_get (BRV_CREDIT_WORDS_PUBLISHING);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; verbs[i] != NULL; i++)
    if (g_str_has_prefix (folded, verbs[i]))
      return TRUE;
  return FALSE;
}

/**
 * brv_credit_is_credit:
 * @text: a line
 *
 * Returns: whether @text says that the article was published elsewhere first
 */
gboolean
brv_credit_is_credit (const char *text)
{
  g_autofree char *folded = NULL;
  gsize length = 0;

  if (g_utf8_strlen (text, -1) > MAX_LINE_CHARS)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return find_credit (folded) != NULL || find_between (folded, &length) != NULL;
}

/**
 * brv_credit_is_note:
 * @text: a paragraph near the head of an article
 *
 * Returns: whether @text says of the text itself that it was published elsewhere first: articles
 *   say so of other things, too
 */
gboolean
brv_credit_is_note (const char *text)
{
  g_autofree char *folded = NULL;
  gsize length = 0;
  const char *start = NULL;

  if (g_utf8_strlen (text, -1) > MAX_LINE_CHARS)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  if (find_between (folded, &length) != NULL)
    return TRUE;
  if (find_phrase (folded, &start) != NULL)
    return points_at_itself (folded, start);
  return find_first_published (folded) != NULL;
}

/* Cuts what follows a name in quotation marks, of which the first is passed. */
static void
cut_quoted (char *name)
{
  char *close = strstr (name, "”");

  if (close == NULL)
    close = strstr (name, "»");
  if (close != NULL && strstr (name, "“") == NULL && strstr (name, "«") == NULL)
    *close = '\0';
}

/* The name that text begins with, or NULL if that can be none. */
static char *
cut_name (char *text)
{
  static const char *const marks[] = { "\xc2\xa0", "”", "»", "“", "。", "." };
  g_autofree char *name = text;
  g_auto (GStrv) words = NULL;

  name[find_name_end (name) - name] = '\0';
  cut_after_name (name);
  cut_quoted (name);
  g_strstrip (name);
  while (*name != '\0' && strchr (".:;,\"'*_) ", name[strlen (name) - 1]) != NULL)
    name[strlen (name) - 1] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (name, marks[i]))
      name[strlen (name) - strlen (marks[i])] = '\0';
  words = g_strsplit (name, " ", -1);
  if (*name == '\0' || strstr (name, "://") != NULL || g_utf8_strlen (name, -1) > MAX_NAME_CHARS ||
      g_strv_length (words) > MAX_NAME_WORDS || g_unichar_islower (g_utf8_get_char (name)) ||
      g_ascii_isdigit (*name))
    return NULL;
  return g_steal_pointer (&name);
}

/* As brv_credit_find_originator(), by the last credit that text has. */
static char *
find_last_originator (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *date = NULL;
  const char *at = NULL;
  gsize start = 0;
  gsize day_end = 0;

  if (g_utf8_strlen (text, -1) > MAX_LINE_CHARS || strlen (folded) != strlen (text))
    return NULL;
  at = find_between (folded, &start);
  if (at != NULL)
    return g_strndup (text + (at - folded), start);
  at = find_credit (folded);
  if (at == NULL)
    return NULL;
  at = skip_to_name (skip_marks (text + (at - folded)));
  /* "First published: Tuesday, 12 March 2024" */
  date = brv_date_find (at, &start, &day_end);
  if (date != NULL && start <= MAX_BEFORE_DATE)
    {
      /* "on 12 March 2024 on The Quay" */
      if (at[day_end] != ' ')
        return NULL;
      at = skip_to_name (at + day_end);
    }
  return cut_name (g_strdup (at));
}

/**
 * brv_credit_find_originator:
 * @text: a line
 *
 * Returns: (transfer full) (nullable): who published the article first, if @text is a line such as
 *   "This article was first published by The Quay on 3 May."
 */
char *
brv_credit_find_originator (const char *text)
{
  char *name = find_last_originator (text);
  g_autofree char *folded = name == NULL ? g_utf8_casefold (text, -1) : NULL;
  const char *start = folded;
  g_autofree char *head = NULL;

  /* "Republished from The Quay. Read the original at https://": another credit leads to the address. */
  if (name != NULL || strlen (folded) != strlen (text) || find_phrase (folded, &start) == NULL ||
      start == folded)
    return name;
  head = g_strndup (text, (gsize)(start - folded));
  return find_last_originator (head);
}

/**
 * brv_credit_find_pointed:
 * @text: a paragraph around an article
 *
 * Returns: (transfer full) (nullable): the name in a sentence of @text such as "This essay appeared in The
 *   Quay", which points at the text itself and does not say that it was there first
 */
char *
brv_credit_find_pointed (const char *text)
{
  const char *const *verbs = brv_credit_words_get (BRV_CREDIT_WORDS_PUBLISHING);
  const char *const *pointers = brv_credit_words_get (BRV_CREDIT_WORDS_POINTER);
  g_auto (GStrv) sentences = g_strsplit (text, ". ", -1);

  for (guint i = 0; sentences[i] != NULL; i++)
    {
      g_autofree char *folded = g_utf8_casefold (sentences[i], -1);
      const char *start = skip_space (folded);
      gsize length = 0;
      const char *verb = find_any (folded, verbs, &length);
      const char *opened = NULL;
      const char *name = NULL;
      gboolean points = FALSE;

      for (guint k = 0; pointers[k] != NULL && !points; k++)
        points = g_str_has_prefix (start, pointers[k]);
      if (!points || verb == NULL || verb - folded > MAX_BEFORE_VERB ||
          memchr (folded, ',', (gsize)(verb - folded)) != NULL ||
          strlen (folded) != strlen (sentences[i]))
        continue;
      opened = skip_space (sentences[i] + (skip_word (verb + length) - folded));
      if (g_ascii_strncasecmp (opened, "się ", strlen ("się ")) == 0)
        opened += strlen ("się ");
      name = skip_openers (opened);
      if (name == opened || !g_unichar_isupper (g_utf8_get_char (name)))
        continue;
      return cut_name (g_strdup (name));
    }
  return NULL;
}

/**
 * brv_credit_dup_day:
 * @text: a paragraph around an article
 *
 * Returns: (transfer full) (nullable): the day on which a sentence of @text says that the text itself was
 *   published, as "This essay appeared on 3 May 2024 in The Quay"
 */
char *
brv_credit_dup_day (const char *text)
{
  const char *const *verbs = brv_credit_words_get (BRV_CREDIT_WORDS_PUBLISHING);
  g_auto (GStrv) sentences = g_strsplit (text, ". ", -1);

  for (guint i = 0; sentences[i] != NULL; i++)
    {
      g_autofree char *folded = g_utf8_casefold (sentences[i], -1);
      gsize length = 0;
      const char *verb = find_any (folded, verbs, &length);
      gsize start = 0;
      g_autofree char *date = verb != NULL ? brv_date_find (folded, &start, NULL) : NULL;

      /* A day farther off is of something else. */
      if (date != NULL && strlen (date) == strlen ("2024-03-12") && verb < folded + start &&
          points_at_itself (folded, verb) && verb - folded <= MAX_BEFORE_VERB &&
          memchr (folded, ',', (gsize)(verb - folded)) == NULL)
        return g_steal_pointer (&date);
    }
  return NULL;
}
