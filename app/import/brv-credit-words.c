/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the lines that say who published an article first, in the usual languages. */

#include "config.h"

#include "import/brv-credit-words.h"

/* Case-folded; the name follows, after one of the small words below. */
static const char *const phrases[] = {
  /* English */
  "originally published", "originally appeared", "originally posted", "originally ran",
  "first published", "first appeared", "first ran", "republished from",
  "republished with permission", "reprinted from", "reprinted with permission", "reproduced from",
  "reproduced with permission", "syndicated from", "cross-posted from", "crossposted from",
  "published in partnership with", "previously published", "republished courtesy",
  "copy supplied by", "copy provided by", "text supplied by", "text provided by",
  "story supplied by", "story provided by", "this article is courtesy",
  "read the original article on", "read the original article at", "read the original story on",
  "read the original on", "read the original at",
  /* German, Dutch, Scandinavian */
  "zuerst erschienen", "zuerst veröffentlicht", "ursprünglich erschienen",
  "ursprünglich veröffentlicht", "erschien zuerst", "erschien ursprünglich", "übernommen von",
  "übernommen aus", "beitrag stammt von", "beitrag stammt vom", "beitrag stammt aus",
  "text stammt von", "text stammt vom", "text stammt aus", "artikel stammt von",
  "artikel stammt vom", "artikel stammt aus", "erstveröffentlichung",
  "mit freundlicher genehmigung", "nachdruck mit genehmigung", "veröffentlicht in kooperation mit",
  "erscheint in kooperation mit", "erschien in kooperation mit", "nachdruck aus",
  "oorspronkelijk gepubliceerd", "oorspronkelijk verschenen", "eerder gepubliceerd",
  "verscheen eerder", "verscheen oorspronkelijk", "overgenomen van", "overgenomen met toestemming",
  "eerder verschenen", "ursprungligen publicerad", "först publicerad", "publicerades först",
  "publicerades ursprungligen", "opprinnelig publisert", "først publisert", "oprindeligt udgivet",
  "oprindeligt bragt", "lesen sie den originalartikel auf", "zum originalartikel auf",
  "lees het originele artikel op",
  /* French */
  "lire l’article original sur", "lire l'article original sur", "publié à l’origine",
  "publié à l'origine", "initialement publié", "publié initialement", "paru initialement",
  "initialement paru", "d’abord paru", "d'abord paru", "d’abord publié", "d'abord publié",
  "publié pour la première fois", "paru pour la première fois", "publié précédemment",
  "publié en partenariat avec", "paru en partenariat avec", "publié d’abord", "publié d'abord",
  "repris de", "repris du", "reprise de", "reprise du", "republié à partir",
  "repris avec l’aimable autorisation", "repris avec l'aimable autorisation",
  "reproduit avec l’aimable autorisation", "reproduit avec l'aimable autorisation",
  /* Spanish, Portuguese, Italian */
  "leer el artículo original en", "leia o artigo original em", "leggi l’articolo originale su",
  "leggi l'articolo originale su", "publicado originalmente", "publicada originalmente",
  "originalmente publicado", "se publicó originalmente", "publicado por primera vez",
  "apareció originalmente", "apareció por primera vez", "publicado primero", "reproducido de",
  "reproducido con autorización", "reproduzido com autorização", "riprodotto con il permesso",
  "ripubblicato con il permesso", "publicado pela primeira vez", "foi publicado originalmente",
  "republicado de", "pubblicato originariamente", "originariamente pubblicato",
  "pubblicato originalmente", "pubblicato per la prima volta", "apparso originariamente",
  "apparso per la prima volta", "ripreso da", "tratto da",
  /* Slavic, Finnish, Hungarian, Turkish */
  "pierwotnie opublikowano", "pierwotnie opublikowany", "po raz pierwszy opublikowano",
  "opublikowany pierwotnie", "ukazał się pierwotnie", "ukazał się po raz pierwszy", "przedruk z",
  "przedruk za zgodą", "původně vyšlo", "původně publikováno", "poprvé vyšlo",
  "впервые опубликован*", "первоначально опубликован*", "впервые вышл*", "перепечатано из",
  "перепечатано с разрешения", "вперше опубліковано", "julkaistu alun perin",
  "eredetileg megjelent", "ilk olarak yayımlan*",
  /* Chinese, Japanese, Korean, Arabic */
  "原载于", "首发于", "转载自", "原載於", "轉載自", "初出", "転載元", "より転載", "원문 출처",
  "نُشر هذا المقال أولاً", "نشر هذا المقال أولا", "نقلاً عن", "نقلا عن", NULL
};

/* What the phrases above are made of: words for "first" and for "published" side by side. The
 * first letters are enough where a language bends the rest. */
static const char *const firsts[] = { "originally",
                                      "first",
                                      "previously",
                                      "initially",
                                      "zuerst",
                                      "zunächst",
                                      "ursprünglich",
                                      "erstmals",
                                      "d’abord",
                                      "d'abord",
                                      "initialement",
                                      "à l’origine",
                                      "à l'origine",
                                      "originalmente",
                                      "por primera vez",
                                      "primero",
                                      "pela primeira vez",
                                      "primeiro",
                                      "originariamente",
                                      "inizialmente",
                                      "per la prima volta",
                                      "oorspronkelijk",
                                      "eerder",
                                      "eerst",
                                      "ursprungligen",
                                      "först",
                                      "opprinnelig",
                                      "først",
                                      "oprindelig",
                                      "alun perin",
                                      "pierwotnie",
                                      "po raz pierwszy",
                                      "původně",
                                      "poprvé",
                                      "впервые",
                                      "первоначально",
                                      "вперше",
                                      "уперше",
                                      "спочатку",
                                      "eredetileg",
                                      "először",
                                      "ilk olarak",
                                      "ilk kez",
                                      "ilk defa",
                                      "tidigare",
                                      "tidligere",
                                      "aiemmin",
                                      "wcześniej",
                                      "dříve",
                                      "ранее",
                                      "раніше",
                                      "daha önce",
                                      "korábban",
                                      "anteriormente",
                                      "precedentemente",
                                      "auparavant",
                                      NULL };
static const char *const publishing[] = {
  "published",   "appeared",  "posted",    "printed",    "erschien",  "veröffentl", "publiziert",
  "gedruckt",    "paru",      "publié",    "publicad",   "apareci",   "publicó",    "salió",
  "publicou",    "saiu",      "pubblicat", "appars",     "uscit",     "gepublic",   "verschenen",
  "verscheen",   "geplaatst", "publicera", "publisert",  "udgivet",   "bragt",      "trykt",
  "opublikowan", "ukazał",    "vyš",       "publikován", "zveřejněn", "опублик",    "опублік",
  "вышл",        "вийш",      "julkaist",  "megjelent",  "yayımlan",  "yayınlan",   NULL
};
/* The same in languages that have no spaces, or put the verb last. */
static const char *const published_words[] = { "掲載", "転載", "公開", "発表", "原载", "首发",
                                               "发表", "原刊", "转自", "原載", "게재", "실린",
                                               "실렸", "발행", "전재", NULL };
/* Words that point at the text itself. */
static const char *const pointers[] = {
  "this",        "the above",   "dieser",   "diese",    "dieses",     "der text",    "der beitrag",
  "der artikel", "cet",         "cette",    "ce ",      "este",       "esta",        "el texto",
  "questo",      "questa",      "quest’",   "quest'",   "l’articolo", "l'articolo",  "l’article",
  "l'article",   "el artículo", "o artigo", "dit",      "deze",       "het artikel", "den här",
  "denne",       "dette",       "artikeln", "artiklen", "innlegget",  "teksten",     "artykuł",
  "tekst",       "ten ",        "tento",    "tato",     "článek",     "эта",         "этот",
  "статья",      "материал",    "матеріал", "текст",    "публікація", "публикация",  "materiał",
  "wpis",        "цей",         "ця",       "стаття",   "artikkeli",  "juttu",       "a cikk",
  "ez ",         "bu ",         NULL
};

/* Before the name. */
static const char *const openers[] = { "by",
                                       "in",
                                       "on",
                                       "at",
                                       "from",
                                       "of",
                                       "with permission",
                                       "as part",
                                       "the article",
                                       "bei",
                                       "auf",
                                       "beim",
                                       "im",
                                       "in der",
                                       "in dem",
                                       "von",
                                       "vom",
                                       "unter",
                                       "aus",
                                       "des",
                                       "der",
                                       "par",
                                       "dans",
                                       "sur",
                                       "chez",
                                       "le site",
                                       "du site",
                                       "zeitschrift",
                                       "en",
                                       "por",
                                       "em",
                                       "no",
                                       "na",
                                       "pelo",
                                       "pela",
                                       "el sitio",
                                       "su",
                                       "da",
                                       "dal",
                                       "dalla",
                                       "nel",
                                       "nella",
                                       "sul",
                                       "door",
                                       "op",
                                       "bij",
                                       "av",
                                       "i",
                                       "på",
                                       "hos",
                                       "af",
                                       "w",
                                       "na portalu",
                                       "na stronie",
                                       "przez",
                                       "v",
                                       "ve",
                                       "на сайте",
                                       "в журнале",
                                       "в издании",
                                       "у виданні",
                                       "в виданні",
                                       "у журналі",
                                       "у газеті",
                                       "у",
                                       "в газете",
                                       "в",
                                       "на",
                                       "à",
                                       "a",
                                       "の",
                                       "：",
                                       ":",
                                       "–",
                                       "-",
                                       "في",
                                       "على",
                                       "the website",
                                       "website of",
                                       NULL };

/* What begins after the name. */
static const char *const closers[] = { " and is ", " and was ", " and has ", ", ", ". ", "; ",
                                       " | ",      " – ",       " — ",       " (", ": ", "。",
                                       "，",       "、",        " : ",       NULL };

/* The same, where no capital follows: names hold such words too. */
static const char *const small_closers[] = {
  " and ", " on ",   " under ", " with ", " in ",  " as ",   " where ", " at ",  " am ",
  " und ", " mit ",  " unter ", " le ",   " et ",  " sous ", " avec ",  " per ", " el ",
  " y ",   " bajo ", " em ",    " e ",    " il ",  " con ",  " op ",    " en ",  " den ",
  " och ", " dnia ", " i ",     " и ",    " под ", NULL
};

/**
 * brv_credit_words_get:
 * @kind: a kind
 *
 * Returns: (transfer none) (array zero-terminated=1): the words of @kind
 */
const char *const *
brv_credit_words_get (BrvCreditWords kind)
{
  static const char *const *const tables[] = {
    [BRV_CREDIT_WORDS_PHRASE] = phrases,
    [BRV_CREDIT_WORDS_FIRST] = firsts,
    [BRV_CREDIT_WORDS_PUBLISHING] = publishing,
    [BRV_CREDIT_WORDS_WIDE_PUBLISHING] = published_words,
    [BRV_CREDIT_WORDS_POINTER] = pointers,
    [BRV_CREDIT_WORDS_OPENER] = openers,
    [BRV_CREDIT_WORDS_CLOSER] = closers,
    [BRV_CREDIT_WORDS_SMALL_CLOSER] = small_closers,
  };

  return tables[kind];
}
