/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines that name who issued a text, behind a label and nothing else. */

#include "config.h"

#include <string.h>

#include "import/brv-credit-label.h"
#include "import/brv-date.h"

#define MAX_NAME_WORDS  8
#define MAX_SMALL_WORDS 2
#define MAX_SMALL_BYTES 5

/* Case-folded. */
static const char *const labels[] = {
  "source",
  "organisation",
  "organization",
  "institution",
  "publisher",
  "issued by",
  "provided by",
  "provider",
  "released by",
  "original publisher",
  "original source",
  "quelle",
  "herausgeber",
  "herausgeberin",
  "einrichtung",
  "anbieter",
  "éditeur",
  "organisme",
  "émetteur",
  "fuente",
  "organización",
  "entidad",
  "editor",
  "fonte",
  "organização",
  "ente",
  "editore",
  "editora",
  "bron",
  "uitgever",
  "organisatie",
  "källa",
  "utgivare",
  "kilde",
  "utgiver",
  "udgiver",
  "lähde",
  "julkaisija",
  "źródło",
  "wydawca",
  "zdroj",
  "vydavatel",
  "forrás",
  "kiadó",
  "kaynak",
  "yayıncı",
  "источник",
  "издатель",
  "організація",
  "джерело",
  "видавець",
  "πηγή",
  "来源",
  "來源",
  "文章来源",
  "本文来源",
  "稿源",
  "出典",
  "提供",
  "配信",
  "配信元",
  "発行",
  "発行元",
  "출처",
  "제공",
  "المصدر",
  "الناشر",
};

/* The same without a colon, in lines that are no sentences. */
static const char *const worded[] = {
  "provided by ",
  "issued by ",
  "released by ",
  "supplied by ",
  "distributed by ",
  "submitted by ",
  "content from ",
  "content by ",
  "partner content from ",
  "partner content by ",
  "press release from ",
  "press release by ",
  "press release of ",
  "press notice from ",
  "news release from ",
  "news release by ",
  "statement from ",
  "statement by ",
  "a publication of ",
  "in partnership with ",
  "in cooperation with ",
  "in collaboration with ",
  "in kooperation mit ",
  "in zusammenarbeit mit ",
  "in partnerschaft mit ",
  "en partenariat avec ",
  "en collaboration avec ",
  "en colaboración con ",
  "en alianza con ",
  "em parceria com ",
  "in collaborazione con ",
  "in samenwerking met ",
  "i samarbete med ",
  "i samarbeid med ",
  "i samarbejde med ",
  "yhteistyössä ",
  "we współpracy z ",
  "ve spolupráci s ",
  "совместно с ",
  "в партнёрстве с ",
  "у партнерстві з ",
  "بالتعاون مع ",
  "بالاتفاق مع ",
  "herausgegeben von ",
  "herausgegeben vom ",
  "bereitgestellt von ",
  "bereitgestellt vom ",
  "pressemitteilung von ",
  "pressemitteilung der ",
  "pressemitteilung des ",
  "mitteilung der ",
  "mitteilung des ",
  "ein inhalt von ",
  "communiqué de ",
  "communiqué du ",
  "communiqué de la ",
  "diffusé par ",
  "transmis par ",
  "fourni par ",
  "émis par ",
  "emitido por ",
  "difundido por ",
  "facilitado por ",
  "comunicado de ",
  "comunicado do ",
  "comunicado da ",
  "nota de prensa de ",
  "divulgado por ",
  "emesso da ",
  "diffuso da ",
  "comunicato di ",
  "comunicato del ",
  "comunicato stampa di ",
  "uitgegeven door ",
  "aangeboden door ",
  "persbericht van ",
  "utgiven av ",
  "utgitt av ",
  "udgivet af ",
  "pressmeddelande från ",
  "pressemelding fra ",
  "pressemeddelelse fra ",
  "julkaisija ",
  "wydane przez ",
  "udostępnione przez ",
  "vydal ",
  "vydala ",
  "vydalo ",
  "пресс-релиз ",
  "пресреліз ",
};

static gboolean
is_label (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  g_strstrip (folded);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (folded, labels[i]))
      return TRUE;
  return FALSE;
}

/* Where text goes on after words, whatever the case; NULL if it begins otherwise. */
static const char *
skip_words (const char *text, const char *words)
{
  for (; *words != '\0'; words = g_utf8_next_char (words), text = g_utf8_next_char (text))
    if (*text == '\0' || g_unichar_tolower (g_utf8_get_char (text)) != g_utf8_get_char (words))
      return NULL;
  return text;
}

/* The place after articles and other small words that stand before a name. */
static const char *
skip_small_words (const char *text)
{
  const char *p = text;
  const char *mark = text + strspn (text, "abcdefghijklmnopqrstuvwxyz");

  /* "l’Observatoire" */
  if (mark > text && mark - text <= MAX_SMALL_BYTES &&
      (*mark == '\'' || g_str_has_prefix (mark, "’")))
    return g_utf8_next_char (mark);
  for (guint i = 0; i < MAX_SMALL_WORDS && g_unichar_islower (g_utf8_get_char (p)); i++)
    {
      const char *space = strchr (p, ' ');

      if (space == NULL || space - p > MAX_SMALL_BYTES)
        return text;
      p = space + 1;
    }
  return g_unichar_islower (g_utf8_get_char (p)) ? text : p;
}

/* Cuts the day that follows a name, with the small word or the mark before it: ", on 3 May 2024". */
static void
cut_day (char *name)
{
  gsize start = 0;
  g_autofree char *date = brv_date_find (name, &start, NULL);
  char *space = NULL;

  if (date == NULL || start == 0)
    return;
  name[start] = '\0';
  g_strchomp (name);
  space = strrchr (name, ' ');
  if (space != NULL && g_unichar_islower (g_utf8_get_char (space + 1)) &&
      strlen (space + 1) <= MAX_SMALL_BYTES)
    *space = '\0';
  while (*name != '\0' && strchr (" ,|-(", name[strlen (name) - 1]) != NULL)
    name[strlen (name) - 1] = '\0';
}

/* Cuts a further label that stands on the line, with what it names: "The Quay  Author: Ann Lee". */
static void
cut_label (char *name)
{
  char *colon = strpbrk (name, ":");
  char *wide = strstr (name, "：");
  char *space = NULL;

  if (colon == NULL || (wide != NULL && wide < colon))
    colon = wide;
  if (colon == NULL || g_str_has_prefix (colon, "://"))
    return;
  for (char *p = name; p < colon; p++)
    if (*p == ' ')
      space = p;
  if (space != NULL)
    *space = '\0';
  g_strchomp (name);
}

/* Cuts what kind of text the name is the sender of: ", press release". */
static void
cut_kind (char *name)
{
  static const char *const kinds[] = { "press",      "news release", "communiqué",
                                       "comunicado", "comunicato",   "nota de",
                                       "nota di",    "persbericht",  "пресс-релиз" };
  char *comma = strstr (name, ", ");

  for (guint i = 0; comma != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (skip_words (comma + 2, kinds[i]) != NULL)
      *comma = '\0';
}

/* The name that text is, or NULL if it can be none. */
static char *
dup_name (const char *text)
{
  g_autofree char *name = g_strstrip (g_strdup (skip_small_words (text)));
  g_auto (GStrv) words = NULL;
  g_autofree char *date = NULL;

  cut_label (name);
  cut_day (name);
  cut_kind (name);
  if (strstr (name, ". ") != NULL)
    *strstr (name, ". ") = '\0';
  words = g_strsplit (name, " ", -1);
  date = brv_date_find (name, NULL, NULL);
  if (*name == '\0' || date != NULL || strpbrk (name, ":;/@") != NULL ||
      g_strv_length (words) > MAX_NAME_WORDS || g_unichar_islower (g_utf8_get_char (name)))
    return NULL;
  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  return g_steal_pointer (&name);
}

/* The name behind a label that needs no colon, in a line that is no sentence; or NULL. */
static const char *
skip_worded (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (worded); i++)
    {
      const char *rest = skip_words (text, worded[i]);

      if (rest != NULL && (!g_str_has_suffix (text, ".") || strstr (rest, ". ") != NULL))
        return rest;
    }
  return NULL;
}

/**
 * brv_credit_label_is_worded:
 * @text: a line beside an article
 *
 * Returns: whether @text says in words who issued the article, as "Provided by The Quay"; what is
 *   owed for an image has other labels
 */
gboolean
brv_credit_label_is_worded (const char *text)
{
  const char *rest = skip_worded (text);
  g_autofree char *name = rest != NULL ? dup_name (rest) : NULL;

  return name != NULL;
}

/* A line without the brackets around it. */
static char *
dup_unbracketed (const char *text)
{
  static const char *const pairs[][2] = { { "(", ")" }, { "（", "）" }, { "[", "]" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_has_prefix (text, pairs[i][0]) && g_str_has_suffix (text, pairs[i][1]))
      return g_strndup (text + strlen (pairs[i][0]),
                        strlen (text) - strlen (pairs[i][0]) - strlen (pairs[i][1]));
  return g_strdup (text);
}

/**
 * brv_credit_label_find:
 * @text: a line beside an article
 *
 * Returns: (transfer full) (nullable): the name behind a label for who issued a text, if @text is a
 *   line such as "Source: The Quay"
 */
char *
brv_credit_label_find (const char *text)
{
  g_autofree char *bare = dup_unbracketed (text);
  const char *behind = NULL;
  const char *mark = strstr (bare, "：") != NULL ? "：" : ":";
  g_auto (GStrv) parts = g_strsplit (bare, mark, 2);

  behind = skip_worded (bare);
  if (behind != NULL)
    return dup_name (behind);
  return g_strv_length (parts) == 2 && is_label (parts[0]) ? dup_name (parts[1]) : NULL;
}

/**
 * brv_credit_label_find_below:
 * @label: a line
 * @text: the line below it
 *
 * Returns: (transfer full) (nullable): @text as a name, if @label is a label for who issued a text
 */
char *
brv_credit_label_find_below (const char *label, const char *text)
{
  return is_label (label) ? dup_name (text) : NULL;
}
