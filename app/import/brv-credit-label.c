/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines that name who issued a text, behind a label and nothing else. */

#include "config.h"

#include <string.h>

#include "import/brv-credit-label.h"
#include "import/brv-date.h"

#define MAX_NAME_WORDS 8

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
  g_auto (GStrv) parts = g_strsplit_set (text, ":", 2);
  g_auto (GStrv) words = NULL;
  g_autofree char *date = NULL;
  g_autofree char *label = NULL;
  char *name = NULL;
  const char *wide = strstr (text, "：");
  gboolean known = FALSE;

  if (wide != NULL)
    {
      g_strfreev (g_steal_pointer (&parts));
      parts = g_strsplit (text, "：", 2);
    }
  if (g_strv_length (parts) != 2 || strpbrk (parts[1], ":;/@") != NULL)
    return NULL;
  label = g_utf8_casefold (g_strstrip (parts[0]), -1);
  for (guint i = 0; i < G_N_ELEMENTS (labels) && !known; i++)
    known = g_str_equal (label, labels[i]);
  name = g_strstrip (parts[1]);
  words = g_strsplit (name, " ", -1);
  date = brv_date_find (name, NULL, NULL);
  if (!known || *name == '\0' || date != NULL || g_strv_length (words) > MAX_NAME_WORDS ||
      g_unichar_islower (g_utf8_get_char (name)))
    return NULL;
  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  return g_strdup (name);
}
