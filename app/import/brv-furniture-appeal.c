/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Lines of a page that want something of its reader: consent, an address for letters, money, to
 * be followed and passed on. What they want has few words in each language, how they ask for it
 * has many; so a line is one if it has a word for the thing and, where that stands in ordinary
 * sentences too, another that speaks to the reader. To be asked only of text that was copied from
 * a page.
 */

#include "config.h"

#include <string.h>

#include "import/brv-furniture-appeal.h"
#include "import/brv-html-page.h"
#include "import/brv-text-prose.h"

#define MAX_APPEAL_WORDS 30
#define MAX_MENU_WORDS   14
#define MAX_BUTTON_WORDS 4
#define MAX_TIME_WORDS   6
#define MAX_ENTRY_WORDS  5 /* of a menu: "You are here: Home" */
#define MAX_PAIRED_WORDS 3 /* the same where there are but two */
/* Where no spaces part words: letters of an entry, and entries. */
#define MAX_WIDE_ENTRY   12
#define MIN_WIDE_ENTRIES 4
/* So many names of places to pass something on make a line of buttons. */
#define MIN_PLACES 2

/* Things that only a page speaks of to its reader; case-folded, anywhere in the line. */
static const char *const plain[] = {
  "cookie",
  "newsletter",
  "infolettre",
  "nyhetsbrev",
  "nieuwsbrief",
  "uutiskirje",
  "boletín",
  "рассылк",
  "розсилк",
  "hírlevél",
  "bülten",
  "e-mail address",
  "email address",
  "e-mail-adresse",
  "adresse e-mail",
  "adresse mail",
  "correo electrónico",
  "indirizzo e-mail",
  "endereço de e-mail",
  "e-mailadres",
  "e-postadress",
  "e-postadresse",
  "adres e-mail",
  "e-mailovou adresu",
  "adresát",
  "e-posta adres",
  "электронной почт",
  "електронн",
  "メールアドレス",
  "メルマガ",
  "电子邮件",
  "電子郵件",
  "이메일",
  "뉴스레터",
  "البريد الإلكتروني",
  "vie privée",
  "your privacy",
  "ihre privatsphäre",
  "tu privacidad",
  "la tua privacy",
  "sua privacidade",
  "traceurs",
  "terms of service",
  "in your browser",
  "im browser",
  "votre navigateur",
  "en tu navegador",
  "en su navegador",
  "en el navegador",
  "no seu navegador",
  "nel browser",
  "nel tuo browser",
  "in je browser",
  "in uw browser",
  "i webbläsaren",
  "i nettleseren",
  "i din browser",
  "w przeglądarce",
  "v prohlížeči",
  "в браузере",
  "у браузері",
  "ブラウザで",
  "在浏览器",
  "브라우저에서",
  "datenschutzerklärung",
};

/* Things of which ordinary sentences speak too. */
static const char *const things[] = {
  "donat",
  "chip in",
  "become a member",
  "spende",
  "mitglied werden",
  "faire un don",
  "faites un don",
  "haz una donación",
  "hazte soci",
  "faça uma doação",
  "dona ora",
  "doneer",
  "lahjoita",
  "wpłać",
  "пожертв",
  "bağış",
  "捐",
  "寄付",
  "تبرع",
  /* letters and editions */
  "subscri",
  "sign up",
  "sign-up",
  "inbox",
  "our letter",
  "friday letter",
  "weekly letter",
  "abonn",
  "abbon",
  "bestellen sie",
  "suscríb",
  "suscrib",
  "recibe ",
  "inscrev",
  "assine",
  "iscriviti",
  "prenumer",
  "tilaa",
  "zapisz się",
  "odebír",
  "подпис",
  "підпис",
  "iratkozz",
  "abone",
  "订阅",
  "訂閱",
  "購読",
  "구독",
  "اشترك",
  /* reading on for nothing */
  "enjoying this",
  "gefällt dieser",
  "gefällt ihnen",
  "vous lisez",
  "vous avez aimé",
  "te gustó",
  "te ha gustado",
  "gostou",
  "ti è piaciuto",
  "vond je",
  "gillar du",
  "spodobał",
};

/* Gifts are asked for with words that stand in any article: only with a sum. */
static const char *const gifts[] = {
  "support",  "contribut", "unterstütz", "soutenez", "soutenir", "aidez",  "adhér",
  "colabora", "apóya",     "apoya",      "apoie",    "sostieni", "sosten", "steun",
  "stöd ",    "støtt",     "bidra",      "wspieraj", "wesprzyj", "podpoř", "поддерж",
  "підтрим",  "támogas",   "destekle",   "支援",     "支持",     "후원",
};
static const char *const sums[] = {
  "€", "$", "£", "¥", "₽", "₺", "₩", "euro", "dollar", " kr", " zł", " kč", "руб", "грн", " tl",
};

/* Words that speak to the reader, or of what a gift is. */
static const char *const addresses[] = {
  "you",     "your",   "us ",         "our ",   "us.",    "€",       "$",     "£",      "euro",
  "month",   "reader", "independent", "ihre",   "ihnen",  "uns ",    "unser", "monat",  "leser",
  "vous",    "votre",  "nous",        "notre",  "mois",   "lecteur", "tu ",   "nuestr", "mes",
  "lector",  "você",   "nosso",       "mês",    "leitor", "tuo",     "nostr", "mese",   "lettor",
  "jouw",    "je ",    "uw ",         "ons ",   "onze",   "maand",   "lezer", "din ",   "vår",
  "månad",   "läsare", "deg",         "dig ",   "vores",  "måned",   "leser", "nas ",   "nasz",
  "miesi",   "czytel", "nás",         "naše",   "měsí",   "čten",    "нас",   "наш",    "месяц",
  "читател", "місяц",  "читач",       "minket", "hónap",  "olvas",   "bizi",  "aylık",  "okur",
  "您",      "我们",   "我們",        "毎月",   "월",     "شهر",
};

/* Answers to a question of the page, on buttons: all of the line. */
static const char *const buttons[] = {
  "ok",
  "okay",
  "accept",
  "accept all",
  "reject all",
  "agree",
  "i agree",
  "got it",
  "no thanks",
  "manage preferences",
  "manage settings",
  "manage cookies",
  "settings",
  "not now",
  "close",
  "dismiss",
  "akzeptieren",
  "alle akzeptieren",
  "zustimmen",
  "einverstanden",
  "ablehnen",
  "alle ablehnen",
  "verstanden",
  "einstellungen",
  "schließen",
  "accepter",
  "tout accepter",
  "tout refuser",
  "refuser",
  "j’accepte",
  "j'accepte",
  "paramétrer",
  "fermer",
  "aceptar",
  "aceptar todo",
  "rechazar",
  "rechazar todo",
  "configurar",
  "cerrar",
  "aceitar",
  "aceitar todos",
  "recusar",
  "fechar",
  "accetta",
  "accetta tutto",
  "rifiuta",
  "rifiuta tutto",
  "chiudi",
  "accepteren",
  "alles accepteren",
  "weigeren",
  "sluiten",
  "godkänn",
  "godkänn alla",
  "avvisa",
  "godta",
  "godta alle",
  "avslå",
  "accepter alle",
  "hyväksy",
  "hyväksy kaikki",
  "akceptuję",
  "akceptuj wszystkie",
  "odrzuć",
  "zamknij",
  "přijmout",
  "přijmout vše",
  "odmítnout",
  "zavřít",
  "принять",
  "принять все",
  "отклонить",
  "закрыть",
  "прийняти",
  "закрити",
  "elfogadom",
  "bezárás",
  "kabul et",
  "reddet",
  "kapat",
  "同意",
  "接受",
  "拒绝",
  "同意する",
  "동의",
  "확인",
  "موافق",
  "yes",
  "no",
  "ja",
  "nein",
  "oui",
  "non",
  "sí",
  "sim",
  "não",
  "sì",
  "nee",
  "nej",
  "nei",
  "tak",
  "nie",
  "ano",
  "да",
  "нет",
  "так",
  "ні",
};

/* Where pages send their readers to pass an address on; a word of the line. */
static const char *const places[] = {
  "facebook",  "twitter", "x",         "linkedin", "whatsapp",  "telegram",  "reddit",
  "pinterest", "bluesky", "mastodon",  "threads",  "tumblr",    "instagram", "youtube",
  "tiktok",    "email",   "e-mail",    "xing",     "flipboard", "pocket",    "signal",
  "viber",     "vk",      "weibo",     "line",     "messenger", "rss",       "print",
  "mail",      "wechat",  "kakaotalk",
};

/* All words but a few are names of places: a row of buttons. */
static gboolean
is_row_of_places (const char *folded)
{
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n|,/·•", -1);
  guint n = 0;
  guint n_places = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean found = FALSE;

      if (*words[i] == '\0')
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (places) && !found; k++)
        found = g_str_equal (words[i], places[k]);
      n++;
      n_places += found;
    }
  return n_places >= MIN_PLACES && 2 * n_places > n;
}

static gboolean
is_button (const char *folded)
{
  g_autofree char *text = g_strdup (folded);
  gsize length = 0;

  g_strstrip (text);
  length = strlen (text);
  while (length > 0 && strchr (".!>✕×", text[length - 1]) != NULL)
    text[--length] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (g_str_equal (text, buttons[i]))
      return TRUE;
  return FALSE;
}

/* How long a page takes to be read or heard: a number before a word for minutes. */
static gboolean
tells_minutes (const char *folded)
{
  static const char *const minutes[] = { "min",   "мин",   "хв",   "dk",  "dakika",
                                         "perc",  "λεπτ",  "分",   "분",  "דק",
                                         "دقيقة", "دقائق", "phút", "นาที", "menit" };

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *end = p;

      if (!g_unichar_isdigit (g_utf8_get_char (p)))
        continue;
      while (g_unichar_isdigit (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      end += strspn (end, " -");
      for (guint i = 0; i < G_N_ELEMENTS (minutes); i++)
        if (g_str_has_prefix (end, minutes[i]))
          return TRUE;
    }
  return FALSE;
}

/**
 * brv_furniture_tells_time:
 * @text: a line of a copied page
 *
 * Returns: whether @text says how long the page takes to be read; within a text it says how long
 *   something else takes
 */
gboolean
brv_furniture_tells_time (const char *text)
{
  g_autofree char *folded = NULL;

  if (brv_count_words (text, strlen (text)) > MAX_TIME_WORDS)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return tells_minutes (folded);
}

/**
 * brv_furniture_is_request:
 * @text: a paragraph of a copied page
 *
 * Returns: whether @text asks its reader for money or an address, in words that no article uses
 */
gboolean
brv_furniture_is_request (const char *text)
{
  g_autofree char *folded = NULL;

  if (brv_count_words (text, strlen (text)) > MAX_APPEAL_WORDS)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return brv_text_holds_any (folded, addresses, G_N_ELEMENTS (addresses)) &&
         (brv_text_holds_any (folded, things, G_N_ELEMENTS (things)) ||
          (brv_text_holds_any (folded, gifts, G_N_ELEMENTS (gifts)) &&
           brv_text_holds_any (folded, sums, G_N_ELEMENTS (sums))));
}

/**
 * brv_furniture_is_appeal:
 * @text: a line of a copied page
 *
 * Returns: whether @text wants consent, an address, money, or to be passed on; a paragraph of an
 *   article may speak of these too
 */
gboolean
brv_furniture_is_appeal (const char *text)
{
  guint n_words = brv_count_words (text, strlen (text));
  g_autofree char *folded = NULL;

  if (n_words > MAX_APPEAL_WORDS)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return (n_words <= MAX_BUTTON_WORDS && is_button (folded)) || brv_furniture_tells_time (text) ||
         is_row_of_places (folded) || brv_text_holds_any (folded, plain, G_N_ELEMENTS (plain)) ||
         brv_furniture_is_request (text);
}

/* Whether text is a row of sections in a script without spaces between words, where a space parts them. */
static gboolean
is_wide_row (const char *text)
{
  g_auto (GStrv) entries = g_strsplit (text, " ", -1);
  guint n = 0;

  if (!g_unichar_iswide (g_utf8_get_char (text)) ||
      g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HANGUL)
    return FALSE;
  for (; entries[n] != NULL; n++)
    if (g_utf8_strlen (entries[n], -1) > MAX_WIDE_ENTRY || strstr (entries[n], "。") != NULL)
      return FALSE;
  return n >= MIN_WIDE_ENTRIES;
}

/**
 * brv_furniture_count_entries:
 * @text: a line of a copied page
 *
 * Returns: how many entries @text has as a row of sections, or as the path to the page among them: of
 *   a few words each, with the same mark between them; 0 if it is neither
 */
guint
brv_furniture_count_entries (const char *text)
{
  static const char *const marks[] = {
    " | ", " > ", " › ", " » ", " · ", " • ", " / ", " → ", "  ", "　",
  };
  guint most = 0;

  if (is_wide_row (text))
    return MIN_WIDE_ENTRIES;
  if (brv_count_words (text, strlen (text)) > MAX_MENU_WORDS)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_auto (GStrv) entries = g_strsplit (text, marks[i], -1);
      guint n = g_strv_length (entries);
      guint n_empty = 0;
      gboolean good = n >= 2;

      for (guint k = 0; k < n && good; k++)
        {
          good = brv_count_words (entries[k], strlen (entries[k])) <=
                 (n > 2 ? MAX_ENTRY_WORDS : MAX_PAIRED_WORDS);
          n_empty += *entries[k] == '\0';
        }
      if (good)
        most = MAX (most, MAX (n - n_empty, 1));
    }
  return most;
}

/**
 * brv_furniture_is_menu:
 * @text: a line of a copied page
 *
 * Returns: whether @text is a row of sections, or the path to the page among them
 */
gboolean
brv_furniture_is_menu (const char *text)
{
  return brv_furniture_count_entries (text) > 0;
}
