/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words by which a name tells that it is that of a house: an institute, an office, a paper. */

#include "config.h"

#include <string.h>

#include "import/brv-byline-words.h"
#include "import/brv-house-words.h"

/* Beginnings of words that names of houses have and titles of articles have as well, beside those of
 * #BRV_BYLINE_WORDS_HOUSE. */
static const char *const beginnings[] = {
  /* English */
  "unit", "office", "service", "secretariat", "chamber", "courier", "quarterly", "dispatch",
  "herald", "monitor", "observer", "mirror", "tribune", "chronicle", "bulletin", "digest", "gazett",
  "newsletter", "librar", "archive", "museum", "polytechnic", "initiative", "alliance", "coalition",
  "director", "inspector", "registry", "consort", "confedera", "programme", "league", "guild",
  "cooperat", "parliament", "embassy", "municipal", "syndicate", "letters", "notes",
  /* German, Dutch, Scandinavian, Finnish */
  "landesamt", "bundesamt", "behörde", "kammer", "bund", "rundschau", "anzeiger", "nachricht",
  "dienst", "archiv", "bibliothek", "hefte", "blätter", "ministerium", "landes", "bundes",
  "waterschap", "instituut", "bond", "krant", "omroep", "gemeente", "provincie", "tijdschrift",
  "vereniging", "senter", "förbund", "forbund", "förening", "forening", "myndighet", "styrelse",
  "kommun", "tidning", "tidende", "avis", "tidsskrift", "tidskrift", "arkiv", "instituutti",
  "keskus", "liitto", "virasto", "yliopisto", "lehti", "säätiö", "yhdistys", "seura",
  /* French, Spanish, Portuguese, Italian */
  "chambre", "observatoire", "agence", "comité", "bibliothèque", "mairie", "courrier", "cahiers",
  "carnet", "dépêche", "école", "collectif", "ligue", "quotidien", "hebdo", "conseil", "cámara",
  "câmara", "ayuntamiento", "cuaderno", "caderno", "diario", "diário", "boletín", "boletim",
  "gaceta", "gazzetta", "archivo", "arquivo", "biblioteca", "escuela", "escola", "junta", "jornal",
  "folha", "ente", "istituto", "camera", "archivio", "quaderni", "giornale", "corriere", "ufficio",
  "comune", "regione", "accadem", "scuola", "consorzio", "consorcio",
  /* Slavic */
  "kwartalnik", "kronika", "zeszyt", "dziennik", "gazeta", "tygodnik", "stowarzysz", "związek",
  "urząd", "izba", "rada", "bibliotek", "archiwum", "muzeum", "ústav", "svaz", "sdružení",
  "časopis", "deník", "komora", "úřad", "listy", "вестник", "журнал", "газет", "ведомост",
  "обозрени", "союз", "ассоциац", "обществ", "комисси", "управлени", "служб", "академи", "бюро",
  "палат", "совет", "вісник", "спілк", "асоціац", "товариств", "рад", "управлінн", "академі",
  "музе", "архів", "архив", "портал",
  /* Hungarian, Turkish */
  "intézet", "szövetség", "egyetem", "hivatal", "enstitü", "dern", "gazete", "dergi", "bakanlı",
  "kurum", "üniversite", "belediye",
  /* Without spaces, Arabic */
  "委员会", "委員会", "委員會", "政府", "学会", "學會", "日报", "日報", "周刊", "週刊", "月刊",
  "评论", "評論", "晚报", "晚報", "出版社", "图书馆", "図書館", "博物馆", "博物館", "机构", "機構",
  "新聞社", "学院", "學院", "雑誌", "杂志", "مجلة", "صحيفة", "وزارة", "هيئة", "جمعية", "اتحاد",
  "مجلس", "لجنة", "منتدى", "بوابة"
};
/* Ends of the words that Germanic languages put together. */
static const char *const ends[] = {
  "institut",    "institutet", "verband", "amt",     "blatt",   "zeitung",  "bote",
  "boten",       "dienst",     "archiv",  "arkivet", "kammer",  "verein",   "verlag",
  "universität", "hochschule", "verket",  "bladet",  "tidning", "stiftung", "universitet",
  "rundschau",   "krant",      "bond",    "zentrum"
};

/**
 * brv_house_words_name_one:
 * @name: a name
 *
 * Returns: whether a word of @name is one that houses have in their names
 */
gboolean
brv_house_words_name_one (const char *name)
{
  g_autofree char *folded = NULL;
  gboolean wide = g_unichar_iswide (g_utf8_get_char (name));
  g_auto (GStrv) words = NULL;

  if (brv_byline_words_begin_one (BRV_BYLINE_WORDS_HOUSE, name))
    return TRUE;
  folded = g_utf8_casefold (name, -1);
  words = g_strsplit_set (folded, " -/’'«»", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (beginnings); k++)
        if (g_str_has_prefix (words[i], beginnings[k]) ||
            (wide && strstr (words[i], beginnings[k]) != NULL))
          return TRUE;
      for (guint k = 0; k < G_N_ELEMENTS (ends); k++)
        if (strlen (words[i]) > strlen (ends[k]) && g_str_has_suffix (words[i], ends[k]))
          return TRUE;
    }
  return FALSE;
}
