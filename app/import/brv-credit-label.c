/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines that name who issued a text, behind a label and nothing else. */

#include "config.h"

#include <string.h>

#include "import/brv-credit-label.h"
#include "import/brv-date.h"

#define MAX_NAME_WORDS 8

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

/* The name that text is, or NULL if it can be none. */
static char *
dup_name (const char *text)
{
  g_autofree char *name = g_strstrip (g_strdup (text));
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  g_autofree char *date = brv_date_find (name, NULL, NULL);

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
  static const char *const worded[] = { "provided by ", "issued by ", "released by " };

  for (guint i = 0; i < G_N_ELEMENTS (worded); i++)
    if (g_ascii_strncasecmp (text, worded[i], strlen (worded[i])) == 0 &&
        !g_str_has_suffix (text, "."))
      return text + strlen (worded[i]);
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
  const char *worded = skip_worded (text);
  const char *mark = strstr (text, "：") != NULL ? "：" : ":";
  g_auto (GStrv) parts = g_strsplit (text, mark, 2);

  if (worded != NULL)
    return dup_name (worded);
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
