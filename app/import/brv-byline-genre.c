/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Bylines that say what kind of text their authors wrote: "Comment by Ann Lee", "Story: Ann Lee", "Ein
 * Beitrag von Ada Holm, erschienen am 3. Mai". What kinds there are has few words in each language, what
 * pages make of them has many.
 */

#include "config.h"

#include <string.h>

#include "import/brv-byline-genre.h"
#include "import/brv-byline-names.h"
#include "import/brv-byline-words.h"
#include "import/brv-byline.h"

/* What stands before the joint: "Guest opinion piece by". */
#define MAX_GENRE_WORDS 4
/* "arkivarie Ada Holm" */
#define MAX_RANKS 2
/* Between a label and its colon. */
#define MAX_LABEL_WORDS 5

/* Kinds of texts, case-folded. */
static const char *const genres[] = {
  "article",    "comment",    "commentary", "column",      "essay",          "story",
  "report",     "feature",    "opinion",    "analysis",    "review",         "interview",
  "dispatch",   "letter",     "text",       "words",       "piece",          "post",
  "blog",       "op-ed",      "reporting",  "beitrag",     "gastbeitrag",    "kommentar",
  "kolumne",    "artikel",    "bericht",    "reportage",   "analyse",        "essay",
  "aufsatz",    "glosse",     "rezension",  "blogbeitrag", "meinung",        "enquête",
  "chronique",  "tribune",    "billet",     "récit",       "texte",          "analyse",
  "entretien",  "éditorial",  "dossier",    "reportaje",   "crónica",        "columna",
  "artículo",   "tribuna",    "análisis",   "opinión",     "texto",          "entrevista",
  "relato",     "ensayo",     "reportagem", "crônica",     "coluna",         "artigo",
  "análise",    "opinião",    "ensaio",     "inchiesta",   "articolo",       "commento",
  "intervento", "editoriale", "testo",      "saggio",      "intervista",     "cronaca",
  "verhaal",    "column",     "opinie",     "bijdrage",    "tekst",          "krönika",
  "debatt",     "analys",     "ledare",     "kronikk",     "kronik",         "artikkel",
  "artikkeli",  "kolumni",    "juttu",      "teksti",      "artykuł",        "felieton",
  "komentarz",  "esej",       "reportaż",   "analiza",     "článek",         "komentář",
  "sloupek",    "reportáž",   "статья",     "текст",       "колонка",        "репортаж",
  "очерк",      "материал",   "стаття",     "матеріал",    "нарис",          "yazı",
  "haber",      "cikk",       "írás",       "szöveg",      "撰文",           "文字",
  "采写",       "採寫",       "取材",       "執筆",        "寄稿",           "stuk",
  "notitie",    "nota",       "poema",      "portrait",    "porträt",        "retrato",
  "perfil",     "ritratto",   "portret",    "firma",       "firmas",         "signature",
  "writer",     "writers",    "verfasser",  "verfasserin", "verfasserinnen", "pluma",
  "penna",      "skribent",   "forfatter",  "författare",  "kirjoittaja",    "автор",
  "авторы",     "автори",
};

/* Between the kind and the names. */
static const char *const joints[] = {
  "by",         "von",     "vom",      "par",      "por",     "di",      "door",
  "van",        "av",      "af",       "od",       "przez",   "signée",  "signé",
  "firmada",    "firmado", "assinado", "assinada", "firmato", "firmata", "verfasst",
  "geschreven", "skriven", "skrevet",  "de",
};

static const char *const articles[] = {
  "a",  "an",  "the", "ein", "eine", "der", "die", "das", "un", "une", "le", "la",  "une",
  "el", "una", "uno", "il",  "um",   "uma", "o",   "een", "de", "het", "en", "ett", "et",
};

static gboolean
is_one_of (const char *word, gsize length, const char *const *words, guint n)
{
  g_autofree char *folded = g_utf8_casefold (word, (gssize)length);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (folded, words[i]))
      return TRUE;
  return FALSE;
}

#define IS_ONE_OF(word, length, words) is_one_of (word, length, words, G_N_ELEMENTS (words))

/* The end of the word at text, without a colon. */
static const char *
find_end (const char *text)
{
  const char *end = brv_byline_find_word_end (text);
  const char *colon = g_strstr_len (text, end - text, ":");
  const char *wide = g_strstr_len (text, end - text, "：");

  if (colon == NULL || (wide != NULL && wide < colon))
    colon = wide;
  return colon != NULL ? colon : end;
}

/* The place after an article that is written together with the word at text: "l’article". */
static const char *
skip_elided (const char *text)
{
  gsize length = strspn (text, "LlUuNnDd");

  if (length > 0 && text[length] == '\'')
    return text + length + 1;
  return length > 0 && g_str_has_prefix (text + length, "’") ? text + length + strlen ("’") : text;
}

/* The place of the names behind the joint at text, or NULL. */
static const char *
skip_joint (const char *text)
{
  const char *end = NULL;
  gboolean found = FALSE;

  if (*text == ':' || g_str_has_prefix (text, "："))
    return brv_byline_skip_space (g_utf8_next_char (text));
  for (;;)
    {
      text = brv_byline_skip_space (text);
      if (g_str_has_prefix (text, "d'") || g_str_has_prefix (text, "d’"))
        return skip_elided (text);
      end = find_end (text);
      if (end == text || !IS_ONE_OF (text, (gsize)(end - text), joints))
        return found ? text : NULL;
      found = TRUE;
      text = end;
    }
}

/* The place of the names behind a label with its colon, or NULL. */
static const char *
skip_colon_label (const char *text)
{
  const char *names = brv_byline_skip_label (text);
  const char *colon = names != NULL ? g_strstr_len (text, names - text, ":") : NULL;

  if (names != NULL && colon == NULL)
    colon = g_strstr_len (text, names - text, "：");
  if (names == NULL || colon != NULL)
    return names;
  /* "Author at the institute: Ann Lee" */
  for (guint i = 0; i < MAX_LABEL_WORDS && *names != '\0'; i++)
    {
      const char *end = find_end (names);

      if (end == names)
        return NULL;
      if (*end == ':')
        return brv_byline_skip_space (end + 1);
      names = brv_byline_skip_space (end);
    }
  return NULL;
}

/* The same behind any label, where nothing follows the names: ", by Ann Lee". */
static const char *
skip_whole_label (const char *text)
{
  const char *names = brv_byline_skip_label (text);
  g_autofree char *date = NULL;
  g_auto (GStrv) authors = names != NULL ? brv_byline_split_bare (names, &date) : NULL;

  return authors != NULL ? names : skip_colon_label (text);
}

/**
 * brv_byline_skip_genre:
 * @text: a line
 *
 * Returns: (nullable): the place in @text behind a kind of text and what joins it to names, as "Comment
 *   by"; %NULL if it begins with none
 */
const char *
brv_byline_skip_genre (const char *text)
{
  const char *p = skip_elided (brv_byline_skip_marks (text));
  gboolean found = FALSE;

  for (guint i = 0; i < MAX_GENRE_WORDS && *p != '\0'; i++)
    {
      const char *end = find_end (p);
      const char *names = NULL;

      if (end == p)
        return NULL;
      if (!(i == 0 && IS_ONE_OF (p, (gsize)(end - p), articles)))
        found = found || IS_ONE_OF (p, (gsize)(end - p), genres);
      names = found ? skip_joint (end) : NULL;
      if (names != NULL)
        return names;
      p = brv_byline_skip_space (end);
    }
  return NULL;
}

/**
 * brv_byline_skip_rank:
 * @text: a text
 *
 * Returns: the place in @text after words in small letters that stand before a name, as in "arkivarie Ada
 *   Holm"; @text itself if there are none, or too many
 */
const char *
brv_byline_skip_rank (const char *text)
{
  const char *p = brv_byline_skip_space (text);

  for (guint i = 0; i < MAX_RANKS && g_unichar_islower (g_utf8_get_char (p)); i++)
    {
      const char *end = brv_byline_find_word_end (p);
      g_autofree char *word = g_utf8_casefold (p, end - p);

      if (brv_byline_words_hold (BRV_BYLINE_WORDS_JOINT, word) ||
          brv_byline_words_hold (BRV_BYLINE_WORDS_PARTICLE, word))
        return text;
      p = brv_byline_skip_space (end);
    }
  return g_unichar_isupper (g_utf8_get_char (p)) ? p : text;
}

/**
 * brv_byline_find_in_note:
 * @text: a sentence above an article
 *
 * Returns: (transfer full) (nullable): the names in a sentence that says who wrote what kind of text, as
 *   "With thanks we print an essay by Ann Lee, which ran in The Quay."
 */
GStrv
brv_byline_find_in_note (const char *text)
{
  const char *p = brv_byline_skip_marks (text);
  gboolean after_mark = FALSE;

  while (*p != '\0')
    {
      const char *end = find_end (p);
      const char *names = NULL;
      GStrv authors = NULL;

      if (end == p)
        {
          p = brv_byline_skip_marks (g_utf8_next_char (p));
          continue;
        }
      p = skip_elided (p);
      if (IS_ONE_OF (p, (gsize)(end - p), genres))
        names = skip_joint (end);
      else
        names = after_mark ? skip_whole_label (p) : skip_colon_label (p);
      authors = names != NULL ? brv_byline_split (brv_byline_skip_rank (names)) : NULL;
      if (authors != NULL)
        return authors;
      after_mark = strchr (",;)", *end) != NULL;
      p = brv_byline_skip_marks (end);
    }
  return NULL;
}
