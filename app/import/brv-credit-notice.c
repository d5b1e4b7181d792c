/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Sentences by which a page introduces the text of another house, in whatever words. What such a one
 * speaks of is weighed by a logistic regression, fitted with a quadratic penalty to the lines of the
 * copies of tests/import/copies and of others that were written by hands which knew none of the rules.
 */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-credit-notice.h"
#include "import/brv-credit-words.h"
#include "import/brv-credit.h"
#include "import/brv-date.h"
#include "import/brv-house-words.h"
#include "import/brv-html-page.h"
#include "import/brv-line-names.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MIN_WORDS  5
#define MAX_WORDS  70
#define LONG_WORDS 45

/* What a line can have. */
typedef enum
{
  SIGN_TEXT,   /* a word for a text */
  SIGN_LEAVE,  /* a word for another's leave, or for thanks */
  SIGN_OURS,   /* a word for us */
  SIGN_POINTS, /* it begins by pointing at a text */
  SIGN_TELLS,  /* a word for writing, publishing, taking over */
  SIGN_CREDIT, /* a phrase that is known */
  SIGN_FIRST,  /* a word for being first */
  SIGN_DAY,
  SIGN_ADDRESS,
  SIGN_NAME,
  SIGN_HOUSE, /* a name that is a house's */
  SIGN_READERS,
  SIGN_MARKED, /* a bracket or another mark before it */
  SIGN_QUOTED,
  SIGN_SENTENCE,
  SIGN_LONG,
  N_SIGNS,
} Sign;

static const double weights[N_SIGNS] = {
  [SIGN_TEXT] = 1.65,    [SIGN_LEAVE] = 2.81,  [SIGN_OURS] = 0.49,      [SIGN_POINTS] = 0.99,
  [SIGN_TELLS] = 0.76,   [SIGN_CREDIT] = 1.97, [SIGN_FIRST] = 0.82,     [SIGN_DAY] = 1.55,
  [SIGN_ADDRESS] = 2.04, [SIGN_NAME] = -0.73,  [SIGN_HOUSE] = 1.87,     [SIGN_READERS] = 1.02,
  [SIGN_MARKED] = 0.49,  [SIGN_QUOTED] = 0.96, [SIGN_SENTENCE] = -0.21, [SIGN_LONG] = -1.71,
};
#define BIAS (-4.54)
/* The weights from which on a line is likely a notice, and surely: of 7,436 paragraphs of real articles
 * 43 and 3 are taken for one, or are one. */
#define LIKELY (-1.1)
#define SURE   0.62

/* Words are case-folded, and beginnings where a language bends the rest. */
static const char *const texts[] = {
  "article",    "story",     "piece",        "essay",      "text",    "report",      "column",
  "letter",     "artikel",   "beitrag",      "bericht",    "artikl",  "enquête",     "récit",
  "reporta",    "artículo",  "crónica",      "ensayo",     "texto",   "artigo",      "ensaio",
  "inchiesta",  "articolo",  "testo",        "saggio",     "verhaal", "stuk",        "krönika",
  "berättelse", "kronik",    "artikk",       "tekst",      "juttu",   "jutun",       "artykuł",
  "esej",       "článek",    "článk",        "стать",      "текст",   "материал",    "статт",
  "матеріал",   "yazı",      "cikk",         "írás",       "άρθρο",   "文章",        "本文",
  "记事",       "記事",      "原稿",         "기사",       "글은",    "المقال",      "briefing",
  "study",      "paper",     "announcement", "release",    "notice",  "lines",       "wording",
  "pages",      "wortlaut",  "zeilen",       "aufsatz",    "lignes",  "publication", "tribune",
  "chronique",  "informe",   "nota",         "comunicado", "pieza",   "líneas",      "crônica",
  "contributo", "pezzo",     "bijdrage",     "uppsats",    "inlägg",  "indlæg",      "kirjoitu",
  "kirjoitt",   "opracowan", "studie",       "příspěv",    "заметк",  "публикац",    "публікац",
  "metin",      "tanulmány", "κείμενο",      "글",         "نص",      "مقالة",       "文",
  "稿"
};

static const char *const leaves[] = { "permission",
                                      "consent",
                                      "courtesy",
                                      "kindly",
                                      "kind leave",
                                      "with thanks",
                                      "republish",
                                      "reprint",
                                      "reproduc",
                                      "our readers",
                                      "exchange with",
                                      "by arrangement",
                                      "by agreement",
                                      "let us",
                                      "allowed us",
                                      "partner",
                                      "nachdruck",
                                      "genehmig",
                                      "gestattet",
                                      "übernommen",
                                      "übernehmen",
                                      "erlaubnis",
                                      "abdruck",
                                      "unseren leser",
                                      "unsere leser",
                                      "reproduis",
                                      "avec l'accord",
                                      "avec l’accord",
                                      "autoris",
                                      "aimable",
                                      "reprenons",
                                      "nos lecteurs",
                                      "cortesía",
                                      "permiso",
                                      "autoriza",
                                      "reproducimos",
                                      "recogemos",
                                      "nuestros lector",
                                      "cortesia",
                                      "reproduzimos",
                                      "nossos leitores",
                                      "riproducia",
                                      "concessione",
                                      "permesso",
                                      "per gentile",
                                      "nostri lettori",
                                      "toestemming",
                                      "overgenomen",
                                      "overnemen",
                                      "onze lezers",
                                      "tillstånd",
                                      "medgivande",
                                      "återger",
                                      "våra läsare",
                                      "tilladelse",
                                      "tillatelse",
                                      "gengiver",
                                      "gjengir",
                                      "våre lesere",
                                      "vores læsere",
                                      "luvalla",
                                      "lukijoillemme",
                                      "za zgodą",
                                      "przedruk",
                                      "uprzejmości",
                                      "naszym czytelnik",
                                      "svolen",
                                      "souhlas",
                                      "přetisk",
                                      "našim čtenář",
                                      "с разрешения",
                                      "с согласия",
                                      "перепеч",
                                      "любезно",
                                      "нашим читател",
                                      "з дозволу",
                                      "за згодою",
                                      "передрук",
                                      "нашим читач",
                                      "izniyle",
                                      "okurlarımız",
                                      "engedély",
                                      "olvasóinknak",
                                      "με την άδεια",
                                      "授权",
                                      "授權",
                                      "转载",
                                      "轉載",
                                      "許可",
                                      "転載",
                                      "厚意",
                                      "허락",
                                      "전재",
                                      "بإذن",
                                      "leave to",
                                      "by leave",
                                      "we thank",
                                      "wir danken",
                                      "remercions",
                                      "agradecemos",
                                      "ringraziamo",
                                      "danken wij",
                                      "tackar",
                                      "takker",
                                      "dziękujemy",
                                      "děkujeme",
                                      "благодарим",
                                      "дякуємо" };

static const char *const telling[] = {
  "wrote",        "written",     "comes from", "came from",     "come from",   "taken from",
  "drawn from",   "borrow",      "owe",        "supplied",      "provided",    "handed",
  "issued",       "circulated",  "released",   "carry",         "carried",     "carries",
  "relay",        "reproduc",    "reprint",    "republish",     "stammt",      "verfasst",
  "verantwortet", "geschrieben", "erstellt",   "herausgegeben", "nachzulesen", "zu lesen",
  "devons",       "emprunt",     "repris",     "reprend",       "tiré",        "écrit",
  "rédigé",       "procede",     "tomad",      "escrit",        "cedid",       "facilita",
  "difund",       "extraíd",     "tratto",     "ripres",        "scritt",      "cedut",
  "afkomstig",    "geschreven",  "ontleend",   "hämtad",        "skriv",       "hentet",
  "skrevet",      "otettu",      "julkais",    "pochodz",       "napisan",     "zaczerp",
  "pochází",      "napsal",      "převzat",    "přebír",        "взят",        "написан",
  "подготов",     "взято",       "підготов",   "alın",          "yazıl",       "átvett",
  "書かれ",       "寄稿",        "撰",         "摘自",          "选自"
};

static const char *const readers[] = { "reader",  "member", "leser",  "mitglied",  "lecteur",
                                       "lector",  "leitor", "lettor", "lezer",     "läsare",
                                       "læsere",  "lesere", "lukij",  "czyteln",   "čtenář",
                                       "читател", "читач",  "okur",   "olvasó",    "读者",
                                       "読者",    "독자",   "قراء",   "subscriber" };

static const char *const ours[] = { " we ",    " us ",     " our ",   " wir ",  " uns",  " nous ",
                                    " notre ", "nosotros", "nuestr",  " nós ",  "nosso", "nossa",
                                    " noi ",   "nostr",    " ons ",   " onze ", " wij ", " vi ",
                                    " vår",    " oss ",    " vores ", " našim", " náš",  " naše",
                                    " nám ",   " nasz",    " nam ",   " наш",   " нам ", " мы ",
                                    " ми ",    "当サイト", "本网",    "本站",   "本刊",  "当館",
                                    "본지" };

typedef struct
{
  gboolean any;
  gboolean house;
} Names;

static void
read_name_cb (const char *name, gboolean whole, gpointer user_data)
{
  Names *names = user_data;

  names->any = TRUE;
  names->house = names->house || brv_house_words_name_one (name);
}

static gboolean
holds_word (const char *folded, BrvCreditWords kind)
{
  for (const char *const *word = brv_credit_words_get (kind); *word != NULL; word++)
    if (strstr (folded, *word) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
begins_with_pointer (const char *folded)
{
  while (*folded != '\0' && !g_unichar_isalnum (g_utf8_get_char (folded)))
    folded = g_utf8_next_char (folded);
  for (const char *const *word = brv_credit_words_get (BRV_CREDIT_WORDS_POINTER); *word != NULL;
       word++)
    if (g_str_has_prefix (folded, *word))
      return TRUE;
  return FALSE;
}

static gboolean
names_day (const char *text)
{
  g_autofree char *date = brv_date_find (text, NULL, NULL);

  return date != NULL && strlen (date) == strlen ("2024-03-12");
}

static void
read_signs (const char *text, guint n_words, gboolean signs[N_SIGNS])
{
  static const char *const marks[] = { "“", "„", "«", "»", "《", "「", "『" };
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *spaced = g_strconcat (" ", folded, NULL);
  g_autofree char *address = brv_address_find (text, NULL, NULL);
  Names names = { FALSE, FALSE };

  brv_line_names_each (text, read_name_cb, &names);
  signs[SIGN_TEXT] = brv_text_holds_any (folded, texts, G_N_ELEMENTS (texts));
  signs[SIGN_LEAVE] = brv_text_holds_any (folded, leaves, G_N_ELEMENTS (leaves));
  signs[SIGN_OURS] = brv_text_holds_any (spaced, ours, G_N_ELEMENTS (ours));
  signs[SIGN_POINTS] = begins_with_pointer (folded);
  signs[SIGN_TELLS] = brv_text_holds_any (folded, telling, G_N_ELEMENTS (telling)) ||
                      holds_word (folded, BRV_CREDIT_WORDS_PUBLISHING) ||
                      holds_word (folded, BRV_CREDIT_WORDS_WIDE_PUBLISHING);
  signs[SIGN_CREDIT] = brv_credit_is_credit (text);
  signs[SIGN_FIRST] = holds_word (folded, BRV_CREDIT_WORDS_FIRST);
  signs[SIGN_DAY] = names_day (text);
  signs[SIGN_ADDRESS] = address != NULL;
  signs[SIGN_NAME] = names.any;
  signs[SIGN_HOUSE] = names.house;
  signs[SIGN_READERS] = brv_text_holds_any (folded, readers, G_N_ELEMENTS (readers));
  signs[SIGN_MARKED] = strchr ("([*", *text) != NULL || g_str_has_prefix (text, "—") ||
                       g_str_has_prefix (text, "–") || g_str_has_prefix (text, "（") ||
                       g_str_has_prefix (text, "【");
  signs[SIGN_QUOTED] = brv_text_holds_any (text, marks, G_N_ELEMENTS (marks));
  signs[SIGN_SENTENCE] = brv_text_ends_sentence (text);
  signs[SIGN_LONG] = n_words > LONG_WORDS;
}

static double
weigh (const char *text)
{
  guint n_words = brv_count_words (text, strlen (text));
  gboolean signs[N_SIGNS] = { FALSE };
  double sum = BIAS;

  if (n_words < MIN_WORDS || n_words > MAX_WORDS)
    return BIAS;
  read_signs (text, n_words, signs);
  if (!signs[SIGN_SENTENCE] && !signs[SIGN_ADDRESS])
    return BIAS;
  for (guint i = 0; i < N_SIGNS; i++)
    sum += signs[i] ? weights[i] : 0;
  return sum;
}

/**
 * brv_credit_is_notice:
 * @text: a line beside an article
 *
 * Returns: whether @text likely says of a text, in whatever words, whose it is, where it was published, or
 *   that the page carries it by another's leave or for its own readers
 */
gboolean
brv_credit_is_notice (const char *text)
{
  return weigh (text) > LIKELY;
}

/**
 * brv_credit_is_sure_notice:
 * @text: a line, perhaps of an article
 *
 * Returns: as brv_credit_is_notice(), so surely that hardly a sentence of an article is taken for one
 */
gboolean
brv_credit_is_sure_notice (const char *text)
{
  return weigh (text) > SURE;
}
