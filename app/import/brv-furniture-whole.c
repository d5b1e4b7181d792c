/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines by which a page that has a part of a text leads to the whole of it. */

#include "config.h"

#include <string.h>

#include "import/brv-furniture-whole.h"
#include "import/brv-html-node.h"
#include "import/brv-text-prose.h"

/* In words. */
#define MAX_WHOLE_WORDS 16

/**
 * brv_furniture_leads_to_whole:
 * @text: a line below a text
 *
 * Returns: whether @text offers the whole of what the text is a part of, in whatever words: it
 *   speaks of something whole, and of reading or of a text
 */
gboolean
brv_furniture_leads_to_whole (const char *text)
{
  static const char *const whole[] = {
    "full",      "complete",  "entire",     "whole",        "the rest",      "vollständig",
    "ganze",     "komplett",  "complet",    "intégral",     "la suite",      "completo",
    "completa",  "íntegr",    "entero",     "entera",       "integral",      "intero",
    "intera",    "volledig",  "gehele",     "het hele",     "hela",          "fullständig",
    "hele",      "koko ",     "cały",       "całość",       "całą",          "pełny",
    "pełn",      "полн",      "целиком",    "повн",         "celý",          "celou",
    "tamam",     "devam",     "teljes",     "siga leyendo", "sigue leyendo", "continúa",
    "全文",      "全篇",      "続き",       "完整",         "전문",          "كامل",
    "بقية",      "remaining", "unabridged", "in full",      "uncut",         "en entier",
    "entièr",    "ungekürzt", "in voller",  "na íntegra",   "por entero",    "per intero",
    "integraal", "helhet",    "kokonais",   "kokonaan",     "w całości",     "plné",
    "plném",     "повніст",   "全体",       "全本",         "전체",          "tümü",
    "весь ",     "всю ",      "увесь",      "ολόκληρ",      "πλήρ",
  };
  static const char *const reading[] = {
    "read",     "report",    "article",     "text",        "story",         "paper",
    "release",  "statement", "version",     "section",     "chapter",       "continue",
    "view",     "download",  "briefing",    "study",       "source",        "lesen",
    "bericht",  "artikel",   "beitrag",     "studie",      "lire",          "rapport",
    "étude",    "leer",      "lea ",        "leyendo",     "informe",       "artículo",
    "texto",    "estudio",   "leggi",       "articolo",    "testo",         "leia",
    "ler ",     "artigo",    "relatório",   "lees",        "lezen",         "läs",
    "les ",     "læs",       "lue",         "czytaj",      "artykuł",       "raport",
    "tekst",    "чита",      "стать",       "текст",       "доклад",        "отчёт",
    "číst",     "článek",    "oku",         "olvas",       "cikk",          "读",
    "看",       "全文",      "読",          "記事",        "보기",          "읽",
    "قراءة",    "اقرأ",      "التقرير",     "النص",        "المقال",        "document",
    "dokument", "documento", "publication", "publikation", "pubblicazione", "publicación",
    "essay",    "ensayo",    "analys",      "analiz",      "studi",         "quelle",
    "fonte",    "fuente",    "bron",        "källa",       "kilde",         "zdroj",
    "źródł",    "источник",  "джерел",      "원문",        "보고서",        "논문",
    "报告",     "報告",      "レポート",    "verlag",      "éditeur",       "vydavatel",
    "wydawc",   "издател",   "видавц",      "publisher",   "utgivar",       "utgiver",
    "yazı",     "rapor",     "makale",      "άρθρο",       "κείμενο",
  };
  g_autofree char *folded = NULL;

  if (brv_count_words (text, strlen (text)) > MAX_WHOLE_WORDS)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return brv_text_holds_any (folded, whole, G_N_ELEMENTS (whole)) &&
         brv_text_holds_any (folded, reading, G_N_ELEMENTS (reading));
}

/**
 * brv_furniture_sells_rest:
 * @text: a line below a text
 *
 * Returns: whether @text offers the whole of what the text is a part of to those who sign in or pay
 */
gboolean
brv_furniture_sells_rest (const char *text)
{
  static const char *const access[] = { "member",  "subscri",  "sign in", "log in",    "register",
                                        "abonn",   "mitglied", "anmelde", "connect",   "suscri",
                                        "regístr", "abbon",    "assin",   "prenumer",  "logg",
                                        "zalog",   "подпис",   "войд",    "передплат", "üye",
                                        "会员",    "會員",     "登录",    "会員",      "로그인",
                                        "مشترك",   "اشترك" };
  g_autofree char *folded = NULL;

  if (!brv_furniture_leads_to_whole (text))
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return brv_text_holds_any (folded, access, G_N_ELEMENTS (access));
}

/**
 * brv_furniture_leads_away:
 * @text: a line below a text
 *
 * Returns: whether @text leads to the whole of what the text is a part of, and says where that is:
 *   an article's last sentence may speak of a full report, too
 */
gboolean
brv_furniture_leads_away (const char *text)
{
  static const char *const where[] = {
    "here",        "visit",    "website", "web site",  "our site", "publisher", "available",
    "click",       "download", "link",    "pdf",       "hier",     "webseite",  "verlag",
    "herausgeber", "quelle",   " ici",    "site",      "éditeur",  "télécharg", "aquí",
    "sitio",       "descarg",  "editor",  " qui ",     "sito",     "scaric",    "aqui",
    "baixar",      "uitgever", "utgivar", "utgiver",   "udgiver",  "webbplats", "nettsted",
    " här",        " her ",    "zde",     "vydavatel", "tutaj",    "wydawc",    "здесь",
    "сайт",        "издател",  "тут",     "видавц",    "buradan",  "yayıncı",   "kiadó",
    "julkaisij",   "点击",     "網站",    "网站",      "出版",     "こちら",    "홈페이지",
    "발행",        "هنا",      "موقع",
  };
  g_autofree char *folded = NULL;

  if (!brv_furniture_leads_to_whole (text))
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return brv_text_holds_any (folded, where, G_N_ELEMENTS (where));
}

/**
 * brv_furniture_offers_whole:
 * @text: a line at the end of a text
 *
 * Returns: whether @text asks its reader to read the whole of what the text is a part of, or says
 *   where that is: a mere title may speak of a full report, too
 */
gboolean
brv_furniture_offers_whole (const char *text)
{
  static const char *const verbs[] = {
    "read",  "continue", "view",  "download", "lesen", "liest",  "weiterles", "lire",
    "lisez", "leer",     "lea ",  "leyendo",  "leggi", "legger", "leia",      "ler ",
    "lees ", "lezen",    "läs ",  "läsa ",    "les ",  "lese ",  "læs ",      "læse ",
    "lue ",  "lukea",    "czyta", "przeczyt", "чита",  "прочит", "číst",      "čtěte",
    "oku",   "olvas",    "διαβ",  "读",       "阅",    "閱",     "読",        "보기",
    "읽",    "قراءة",    "اقرأ",  "consult",  "open ",
  };
  g_autofree char *folded = NULL;

  if (!brv_furniture_leads_to_whole (text))
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return brv_text_begins_any (folded, verbs, G_N_ELEMENTS (verbs)) ||
         brv_furniture_leads_away (text);
}
