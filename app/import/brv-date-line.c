/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines that say when a page was published and when it was last changed: "3 May 2024, updated 5
 * May 2024". */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-date-line.h"
#include "import/brv-date.h"

#define MONTHS     12
#define DAY_LENGTH strlen ("2024-03-12")
/* How far behind a date its word may stand, in bytes. */
#define MAX_BEHIND 24

/* The bytes of a word that some languages write right behind the day of a change, so that it says
 * nothing of a day that follows it; 0 if there is none. */
static gsize
measure_suffix (const char *folded)
{
  static const char *const words[] = { "更新", "修订", "修訂", "改訂", "수정", "업데이트" };
  const char *start = folded;

  while (g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *end = start + strlen (words[i]);

      if (g_str_has_prefix (start, words[i]) && *end != ':' && !g_str_has_prefix (end, "：") &&
          !g_str_has_prefix (end, "日"))
        return (gsize)(end - folded);
    }
  return 0;
}

static const char *
find_last (const char *text, const char *const *words, guint n)
{
  const char *last = NULL;

  for (guint i = 0; i < n; i++)
    {
      const char *at = g_strrstr (text, words[i]);

      if (at != NULL && (last == NULL || at > last))
        last = at;
    }
  return last;
}

/**
 * brv_date_line_says_changed:
 * @text: words beside a date
 * @length: bytes of @text to look at
 *
 * Returns: whether they say that the date is that of a change
 */
gboolean
brv_date_line_says_changed (const char *text, gsize length)
{
  static const char *const changed[] = {
    "updated",        "modified",      "revised",     "reviewed",    "edited",     "aktualisiert",
    "geändert",       "update",        "mis à jour",  "mise à jour", "modifié",    "actualizado",
    "actualización",  "modificado",    "atualizado",  "atualização", "aggiornato", "bijgewerkt",
    "gewijzigd",      "uppdaterad",    "oppdatert",   "opdateret",   "päivitetty", "aktualizacja",
    "zaktualizowano", "aktualizováno", "обновлено",   "обновлен",    "изменено",   "оновлено",
    "更新",           "güncelle",      "frissítve",   "corrected",   "amended",    "korrigiert",
    "überarbeitet",   "corrigé",       "actualizada", "atualizada",  "aggiornata", "aggiornamento",
    "ändrad",         "endret",        "ændret",      "muokattu",    "zmieniono",  "aktualizace",
    "módosítva",      "修订",          "修訂",        "改訂",        "수정",       "업데이트",
    "تحديث",          "ενημ",
  };
  static const char *const published[] = {
    "publish",      "veröffentlicht", "erschienen",   "publié",    "publicado",
    "pubblicato",   "gepubliceerd",   "publicerad",   "publisert", "udgivet",
    "opublikowano", "опубликовано",   "опубліковано", "posted",    "julkaistu",
    "publikováno",  "yayımlan",       "yayınlan",     "megjelent", "发布",
    "發布",         "公開",           "公开",         "등록",      "نشر",
  };
  g_autofree char *folded = NULL;
  const char *last = NULL;
  const char *other = NULL;

  while (length > 0 && ((guchar)text[length] & 0xC0) == 0x80)
    length--;
  folded = g_utf8_casefold (text, (gssize)length);
  last = find_last (folded, changed, G_N_ELEMENTS (changed));
  other = find_last (folded, published, G_N_ELEMENTS (published));
  return last != NULL && (other == NULL || other < last);
}

/* Sets the marks of days such as 12/08/2025 so that their order is told, if another of text tells it,
 * as 13/08/2025 does. */
static void
order_days (char *text)
{
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  gboolean day_first = FALSE;

  if (strchr (text, '/') == NULL)
    return;
  regex = g_regex_new ("\\b(\\d{1,2})/(\\d{1,2})/\\d{4}\\b", 0, 0, NULL);
  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *first = g_match_info_fetch (match, 1);

      day_first = day_first || atoi (first) > MONTHS;
    }
  if (!day_first)
    return;
  g_clear_pointer (&match, g_match_info_unref);
  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int from = 0;
      int end = 0;

      g_match_info_fetch_pos (match, 0, &from, &end);
      for (int i = from; i < end; i++)
        if (text[i] == '/')
          text[i] = '.';
    }
}

/**
 * brv_date_line_read:
 * @text: a line
 * @published: (inout) (nullable): the day of publication; set if it was %NULL and @text names one
 * @changed: (inout) (nullable): the day of the last change; set if it was %NULL and @text names one
 *
 * Reads the days that a line names. A day is that of publication unless a word beside it says that
 * it is that of a change.
 *
 * Returns: whether @text names a day of publication
 */
gboolean
brv_date_line_read (const char *text, char **published, char **changed)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  const char *from = folded;
  gboolean found = FALSE;

  g_return_val_if_fail (published != NULL, FALSE);
  g_return_val_if_fail (changed != NULL, FALSE);

  order_days (folded);
  for (;;)
    {
      gsize start = 0;
      gsize end = 0;
      g_autofree char *date = brv_date_find (from, &start, &end);
      g_autofree char *next = date != NULL ? brv_date_find (from + end, NULL, NULL) : NULL;
      gsize suffix = date != NULL ? measure_suffix (from + end) : 0;
      gboolean is_change = FALSE;

      if (date == NULL)
        return found;
      /* "3 May 2024, updated at 17:05" names an hour of the same day. */
      is_change = suffix > 0 || brv_date_line_says_changed (from, start) ||
                  (next == NULL && strpbrk (from + end, "0123456789") == NULL &&
                   brv_date_line_says_changed (from + end, MIN (strlen (from + end), MAX_BEHIND)));
      from += end + suffix;
      if (strlen (date) < DAY_LENGTH)
        continue;
      found = found || !is_change;
      if (is_change && *changed == NULL)
        *changed = g_steal_pointer (&date);
      else if (!is_change && *published == NULL)
        *published = g_steal_pointer (&date);
    }
}
