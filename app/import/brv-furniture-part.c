/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Sentences around a text that say that it is a part of something. Pages say so in many words, but
 * in words of few classes: for a part, for what remains, for the whole, and for the text itself or
 * for reading it. One class alone stands in any sentence; so two must meet, and how many more are
 * asked for depends on where the line stands.
 *
 * Words are stems, case-folded, which begin a word of the line; "$" ends one. In scripts without
 * spaces between words, and in those that write articles together with nouns, they are found
 * anywhere.
 */

#include "config.h"

#include <string.h>

#include "import/brv-furniture-part.h"
#include "import/brv-html-page.h"

#define MIN_WORDS 5 /* "Keep reading" leads to other texts */
#define MAX_WORDS 60
/* From here on, scripts that do not part words. */
#define WIDE_LEAD 0xE3

/* What is said of a text that was cut. */
static const char *const parts[] = {
  "excerpt",
  "extract from",
  "extract of",
  "an extract",
  "the extract",
  "this extract",
  "s extract",
  "extracts$",
  "abridg",
  "shortened",
  "condensed",
  "truncated",
  "taster",
  "auszug",
  "auszüg",
  "gekürzt",
  "ausschnitt",
  "leseprobe",
  "kostprobe",
  "textprobe",
  "kurzfassung",
  "extrait",
  "abrégé",
  "raccourci",
  "tronqué",
  "extracto",
  "fragmento",
  "abreviad",
  "recortad",
  "adelanto$",
  "excerto",
  "trecho",
  "encurtad",
  "estratto",
  "stralcio",
  "abbreviat",
  "fragment$",
  "fragmenten$",
  "uittreksel",
  "ingekort",
  "verkort",
  "voorproef",
  "utdrag",
  "uddrag",
  "förkorta",
  "forkorte",
  "smakprov",
  "smagsprøve",
  "smakebit",
  "ote$",
  "otteen$",
  "katkelm",
  "lyhenne",
  "fragmentem$",
  "fragmentu$",
  "skrócon",
  "skrócie$",
  "wyjątek$",
  "urywek",
  "úryvek",
  "úryvk",
  "ukázka$",
  "ukázku$",
  "zkrácen",
  "výňatek",
  "отрыв",
  "фрагмент",
  "выдержк",
  "сокращенн",
  "сокращённ",
  "уривок",
  "уривк",
  "скорочен",
  "витяг",
  "alıntı",
  "kısaltıl",
  "kısaltıp",
  "részlet$",
  "részletet$",
  "rövidített",
  "απόσπασμα",
  "αποσπάσματα",
  "节选",
  "節選",
  "摘录",
  "摘錄",
  "选段",
  "選段",
  "删节",
  "刪節",
  "抜粋",
  "抄録",
  "一部を掲載",
  "冒頭部分",
  "발췌",
  "일부를",
  "축약",
  "مقتطف",
  "مختصر",
  "קטע מתוך",
  "תקציר",
  "only the first",
  "nur die ersten",
  "nur den ersten",
  "seulement les premi",
  "solo las primeras",
  "sólo las primeras",
  "apenas as primeiras",
  "solo le prime",
  "alleen de eerste",
  "bara de första",
  "kun de første",
  "vain ensimm",
  "tylko pierwsz",
  "только первы",
  "лише перш",
};

/* The same in words that stand in any sentence. */
static const char *const weak_parts[] = {
  "first part",
  "opening",
  "the beginning",
  "first section",
  "first chapter",
  "first pages",
  "a third of",
  "half of",
  "a quarter of",
  "a portion of",
  "sample",
  "preview",
  "ersten teil",
  "erste teil",
  "der anfang",
  "ein drittel",
  "die hälfte",
  "ersten seiten",
  "première partie",
  "premières pages",
  "le début",
  "la moitié",
  "un tiers",
  "primera parte",
  "el comienzo",
  "el principio",
  "la mitad",
  "un tercio",
  "primeras páginas",
  "primeira parte",
  "o início",
  "o começo",
  "a metade",
  "um terço",
  "prima parte",
  "l'inizio",
  "l’inizio",
  "la metà",
  "un terzo",
  "prime pagine",
  "eerste deel",
  "het begin",
  "de helft",
  "een derde",
  "första delen",
  "inledning",
  "början",
  "hälften",
  "første del",
  "begyndelsen",
  "begynnelsen",
  "innledning",
  "indledning",
  "halvdelen",
  "ensimmäinen osa",
  "alku$",
  "alkuosa",
  "pierwsza część",
  "pierwszą część",
  "pierwszej części",
  "początek",
  "połow",
  "první část",
  "začátek",
  "polovin",
  "первая часть",
  "первую часть",
  "начало",
  "половин",
  "перша частина",
  "першу частину",
  "початок",
  "ilk bölüm",
  "başlangıc",
  "első rész",
  "elejét",
  "πρώτο μέρος",
  "一部分",
  "开头",
  "開頭",
  "第一部分",
  "冒頭",
  "前半",
  "앞부분",
  "الجزء الأول",
  "first third",
  "first half",
  "ersten drittel",
  "erste drittel",
  "premier tiers",
  "primer tercio",
  "primeiro terço",
  "primo terzo",
  "eerste helft",
  "första hälften",
  "første halvdel",
};

/* What a cut text leaves out. */
static const char *const rests[] = {
  "the rest$",
  "remainder",
  "remaining",
  "continues$",
  "continue reading",
  "continue to read",
  "continued$",
  "goes on$",

  "carry on reading",
  "carries on",
  "fortsetzung",
  "fortgesetzt",
  "restlich",
  "übrigen$",
  "der rest$",
  "den rest$",
  "weiterles",
  "weiterlesen",
  "weiter geht",
  "la suite",
  "le reste",
  "se poursuit",
  "poursuiv",
  "restant",
  "el resto",
  "continúa",
  "la continuación",
  "sigue leyendo",
  "siga leyendo",
  "seguir leyendo",
  "resto do",
  "resto da",
  "o resto",
  "continua$",
  "continuação",
  "continuar$",
  "il resto",
  "il seguito",
  "prosegu",
  "rimanent",
  "continuare$",
  "de rest$",
  "het vervolg",
  "verder$",
  "overige$",
  "resterende",
  "resten$",
  "fortsätt",
  "fortsæt",
  "fortsett",
  "återstående",
  "övriga$",
  "øvrige$",
  "loput$",
  "jatkuu$",
  "jatka",
  "jatko",
  "reszt",
  "pozostał",
  "ciąg dalszy",
  "dalszy ciąg",
  "dalsz",
  "zbytek",
  "zbývající",
  "pokračov",
  "pokračuj",
  "продолжени",
  "остальн",
  "остаток",
  "дальше$",
  "далее$",
  "продовженн",
  "решт",
  "далі$",
  "devamı",
  "kalanı",
  "folytat",
  "többi része",
  "συνέχεια",
  "υπόλοιπ",
  "余下",
  "餘下",
  "其余",
  "其餘",
  "剩余",
  "尚有",
  "未完",
  "续篇",
  "続き",
  "つづき",
  "残り",
  "続く",
  "나머지",
  "이어서",
  "계속",
  "بقية",
  "تتمة",
  "باقي",
  "המשך",
  "היתר",
  "more of this",
  "mehr davon",
  "read on at",
  "read on in",
  "second half",
  "second part",
  "later sections",
  "later chapters",
  "zweite teil",
  "zweiten teil",
  "zweite hälfte",
  "deuxième partie",
  "seconde partie",
  "segunda parte",
  "segunda mitad",
  "seconda parte",
  "tweede deel",
  "tweede helft",
  "andra delen",
  "anden del",
  "andre del",
  "toinen osa",
  "druga część",
  "drugą część",
  "druhá část",
  "вторая часть",
  "вторую часть",
  "вторая половина",
  "друга частина",
  "другу частину",
  "lo que sigue",
  "ce qui suit",
  "后半",
  "下半部",
  "後半",
  "第二部分",
};

/* Of something whole. */
static const char *const wholes[] = {
  "full$",       "full-length", "complete$",   "entire",      "whole$",      "unabridged",
  "uncut$",      "longer$",     "much longer", "vollständig", "ganze$",      "ganzen$",
  "ganzer$",     "gesamte",     "komplett",    "ungekürzt",   "voller$",     "volltext",
  "langfassung", "complet$",    "complète",    "intégral",    "entier",      "entièr",
  "completo$",   "completa$",   "íntegr",      "entero$",     "entera$",     "integral",
  "inteir",      "na íntegra",  "intero$",     "intera$",     "completi$",   "volledig",
  "gehele$",     "hele$",       "integra",     "hela$",       "fullständig", "helhet",
  "fulde$",      "fulle$",      "fullstendig", "fuldstændig", "uforkortet",  "ubeskåret",
  "koko$",       "kokonais",    "kokonaan",    "täydelli",    "cały",        "całą",
  "całość",      "całoś",       "pełn",        "celý",        "celou$",      "celé$",
  "plném",       "plné",        "úpln",        "полный$",     "полную$",     "полная$",
  "полной$",     "полном$",     "полностью",   "целиком",     "весь$",       "всю$",
  "повний$",     "повну$",      "повн",        "цілком",      "увесь",       "tamamı",
  "tümü",        "bütün",       "teljes",      "egész",       "ολόκληρ",     "πλήρ",
  "全文",        "全篇",        "完整",        "全本",        "全体",        "ノーカット",
  "전문",        "전체",        "كامل",        "המלא",
};

/* For the text itself. */
static const char *const texts[] = {
  "article",    "text",      "story$",    "piece$",    "paper$",    "report",    "statement",
  "version",    "section",   "chapter",   "essay",     "study$",    "stud",      "commentary",
  "release$",   "page$",     "account$",  "letter$",   "interview", "document$", "briefing",
  "post$",      "book",      "review",    "artik",     "beitrag",   "bericht",   "fassung",
  "kapitel",    "abschnitt", "buch",      "studie",    "rapport",   "étude",     "ouvrage",
  "enquête",    "chapitre",  "livre",     "récit",     "artículo",  "texto",     "informe",
  "estudio",    "capítulo",  "reportaje", "libro",     "ensayo",    "artigo",    "relatório",
  "reportagem", "ensaio",    "livro",     "articolo",  "testo",     "inchiesta", "saggio",
  "capitol",    "verhaal",   "stuk$",     "hoofdstuk", "onderzoek", "tekst",     "boek",
  "berättelse", "reportage", "reportasj", "bok",       "juttu",     "jutu",      "kirja",
  "teksti",     "artykuł",   "rozdział",  "książk",    "raport",    "článek",    "článk",
  "kapitol",    "knih",      "стать",     "текст",     "материал",  "очерк",     "глав",
  "книг",       "доклад",    "статт",     "матеріал",  "нарис",     "розділ",    "yazı",
  "makale",     "metin",     "kitap",     "rapor",     "cikk",      "szöveg",    "könyv",
  "tanulmány",  "άρθρο",     "κείμενο",   "βιβλίο",    "原文",      "全文",      "文章",
  "本文",       "报告",      "報告",      "章节",      "章節",      "記事",      "論文",
  "レポート",   "原著",      "기사",      "보고서",    "원문",      "논문",      "المقال",
  "النص",       "التقرير",   "הכתבה",     "המאמר",     "报道",      "報道",      "報導",
  "전문은",     "전문을",    "보도",
};

/* For reading it, or for getting it. */
static const char *const readings[] = {
  "read$",     "reading$", "readers$", "view$",     "download",   "find$",       "found$",
  "available", "lesen",    "liest$",   "leser",     "abrufbar",   "finden",      "nachles",
  "lire$",     "lisez",    "consulte", "retrouve",  "disponible", "leer$",       "leyendo",
  "lea$",      "léa",      "disponib", "ler$",      "leia$",      "lendo$",      "legger",
  "leggi",     "leggete",  "scaric",   "lezen$",    "lees$",      "beschikbaar", "läs$",
  "läsa$",     "läser$",   "les$",     "lese$",     "læs$",       "læse$",       "luettav",
  "lue$",      "lukea$",   "czyta",    "przeczyta", "dostępn",    "číst$",       "čtěte",
  "přečt",     "dostupn",  "чита",     "прочит",    "доступн",    "okuy",        "okum",
  "oku$",      "olvas",    "διαβάσ",   "阅读",      "閱讀",       "读者",        "読む",
  "読め",      "お読み",   "읽",       "보기",      "اقرأ",       "قراءة",       "לקרוא",
  "קראו",      "leest$",   "lit$",     "lee$",      "legge$",     "lê$",         "čte$",
  "läser$",
};

/* Of where a text stops. */
static const char *const stops[] = {
  "stops here",   "ends here",   "breaks off",  "hier endet",   "endet hier",   "so weit",
  "soweit",       "bis hierher", "ab hier",     "jusqu’ici",    "jusqu'ici",    "s’arrête ici",
  "s'arrête ici", "ici s",       "hasta aquí",  "termina aquí", "aqui termina", "até aqui",
  "fin qui",      "finisce qui", "tot hier",    "tot zover",    "eindigt hier", "slutar här",
  "hit men",      "så långt",    "slutter her", "her slutter",  "tähän",        "w tym miejscu",
  "na tym kończ", "zde končí",   "здесь закан", "на этом",      "тут закін",    "burada biter",
  "itt véget",    "以上",        "到此",        "ここまで",     "여기까지",
};

/* What says that another text is longer than this one. */
static const char *const longer[] = {
  "longer version of th",
  "fuller version of th",
  "längere fassung dieses",
  "längere version dieses",
  "version longue de ce",
  "version plus longue de ce",
  "versión larga de est",
  "versión más larga de est",
  "versão mais longa dest",
  "versione più lunga di quest",
  "langere versie van di",
  "längre version av de",
  "lengre versjon av denne",
  "længere version af denne",
  "pidempi versio tästä",
  "dłuższa wersja tego",
  "delší verze toho",
  "полная версия этой",
  "более полная версия этой",
  "повніша версія цієї",
  "本文的完整版",
  "完整版",
  "完全版",
};

/* For a place where a text can be had. */
static const char *const places[] = {
  "site$",    "website", "webseite", "seite$",    "homepage", "online$",    "sitio$",
  "página$",  "sito$",   "website",  "webbplats", "nettsted", "hjemmeside", "sivu",
  "stronie$", "stránk",  "сайт",     "sitesi",    "oldal",    "网站",       "網站",
  "サイト",   "누리집",  "홈페이지", "موقع",
};

/* Of what readers may do with a text, and of other things of which a page offers all. */
static const char *const others[] = {
  "reproduc",  "republish", "reprint",   "permission", "licen",        "rights",      "©",
  "copyright", "prohib",    "forbid",    "newsletter", "terms$",       "vervielf",    "genehmig",
  "lizenz",    "nachdruck", "reproduct", "reproduir",  "autorisation", "droits$",     "derechos",
  "autoriza",  "reproduz",  "direitos",  "riprodu",    "diritti",      "toestemming", "licentie",
  "rechten$",  "tillstånd", "upphovs",   "kopier",     "tillatelse",   "tilladelse",  "przedruk",
  "kopiowan",  "prawa$",    "kopírov",   "перепечат",  "копирован",    "передрук",    "版权",
  "版權",      "無断",      "著作権",    "무단",       "저작권",       "حقوق",        "erlaubnis",
  "accord$",   "reprodui",  "terms of",  "permiso",    "permesso",     "permissão",   "privacy",
  "licence",   "不得",      "授权",      "授權",
};

static gboolean
is_unparted (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return (guchar)*text >= WIDE_LEAD || g_unichar_get_script (c) == G_UNICODE_SCRIPT_ARABIC ||
         g_unichar_get_script (c) == G_UNICODE_SCRIPT_HEBREW;
}

static gboolean
is_letter (const char *text)
{
  return *text != '\0' && g_unichar_isalnum (g_utf8_get_char (text));
}

static gboolean
holds_word (const char *folded, const char *word)
{
  gboolean whole = g_str_has_suffix (word, "$");
  gsize length = strlen (word) - (whole ? 1 : 0);

  for (const char *p = strchr (folded, *word); p != NULL; p = strchr (p + 1, *word))
    if (strncmp (p, word, length) == 0 &&
        (is_unparted (p) || ((p == folded || !is_letter (g_utf8_find_prev_char (folded, p))) &&
                             (!whole || !is_letter (p + length)))))
      return TRUE;
  return FALSE;
}

static gboolean
holds_any (const char *folded, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (holds_word (folded, words[i]))
      return TRUE;
  return FALSE;
}

#define HOLDS(folded, words) holds_any (folded, words, G_N_ELEMENTS (words))

static gboolean
is_bracketed (const char *text)
{
  static const char *const pairs[][2] = { { "(", ")" },   { "[", "]" },   { "（", "）" },
                                          { "［", "］" }, { "【", "】" }, { "〔", "〕" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_has_prefix (text, pairs[i][0]) && g_str_has_suffix (text, pairs[i][1]))
      return TRUE;
  return FALSE;
}

/**
 * brv_furniture_speaks_of_use:
 * @text: a line around a text
 *
 * Returns: whether @text speaks of what readers may do with texts, or by whose leave one stands there
 */
gboolean
brv_furniture_speaks_of_use (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return HOLDS (folded, others);
}

/**
 * brv_furniture_says_part:
 * @text: a line around a text
 * @place: where it stands
 * @has_address: whether it names an address, or the line below it does
 *
 * Returns: whether @text says that the text is a part of something, or where the rest of it is
 */
gboolean
brv_furniture_says_part (const char *text, BrvFurniturePlace place, gboolean has_address)
{
  g_autofree char *folded = NULL;
  guint n_words = brv_count_words (text, strlen (text));
  gboolean part = FALSE;
  gboolean rest = FALSE;
  gboolean whole = FALSE;
  gboolean names_text = FALSE;
  gboolean reads = FALSE;
  gboolean stopped = FALSE;
  gboolean speaks = FALSE; /* of the text or of reading */

  if (n_words > MAX_WORDS || (n_words < MIN_WORDS && !has_address))
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  part = HOLDS (folded, parts);
  rest = HOLDS (folded, rests);
  whole = HOLDS (folded, wholes);
  names_text = HOLDS (folded, texts);
  reads = HOLDS (folded, readings);
  if (!(rest && reads) && HOLDS (folded, others))
    return FALSE;
  stopped = HOLDS (folded, stops);
  speaks = names_text || reads;
  if ((part && (stopped || is_bracketed (text))) || HOLDS (folded, longer))
    return TRUE;
  if (!part)
    part = names_text && HOLDS (folded, weak_parts) && (rest || whole || has_address);
  switch (place)
    {
    case BRV_FURNITURE_PLACE_ABOVE:
      return part && (names_text || has_address);
    case BRV_FURNITURE_PLACE_FIRST:
      return part + rest + whole >= 2 && speaks;
    case BRV_FURNITURE_PLACE_NEAR_END:
      return part + rest + whole >= 2 && speaks && has_address;
    case BRV_FURNITURE_PLACE_LAST:
      return (part + rest + whole >= 2 && speaks) ||
             (has_address && ((speaks && (part || rest)) || (names_text && whole))) ||
             (rest && speaks && stopped) ||
             (rest && ((names_text && HOLDS (folded, places)) || (speaks && is_bracketed (text))));
    case BRV_FURNITURE_PLACE_BELOW:
      return (part && (speaks || has_address)) || (rest && (speaks || has_address)) ||
             (whole && names_text && has_address) || (stopped && reads);
    default:
      g_assert_not_reached ();
    }
}
