/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of bylines, in the languages that sources come in; case-folded. */

#include "config.h"

#include <string.h>

#include "import/brv-byline-words.h"

/* Before the names of authors, case-folded, without a colon. What is longer stands first. */
static const char *const labels[] = {
  /* English */
  "a guest post by",
  "guest post by",
  "guest column by",
  "guest contribution by",
  "opinion by",
  "commentary by",
  "analysis by",
  "essay by",
  "interview by",
  "written by",
  "words by",
  "words:",
  "story by",
  "reported by",
  "reporting by",
  "posted by",
  "report by",
  "text by",
  "article by",
  "authored by",
  "contributed by",
  "by",
  "author(s)",
  "authors",
  "author",
  /* German */
  "created by",
  "submitted by",
  "verfasst von",
  "geschrieben von",
  "erstellt von",
  "veröffentlicht von",
  "ein artikel von",
  "ein beitrag von",
  "ein gastbeitrag von",
  "gastbeitrag von",
  "ein kommentar von",
  "kommentar von",
  "interview von",
  "text von",
  "von",
  "autorin/autor",
  "autor/autorin",
  "autor/in",
  "autor*in",
  "autor:in",
  "autorinnen",
  "autoren",
  "autorin",
  "autor",
  "text",
  /* French */
  "écrit par",
  "rédigé par",
  "publié par",
  "un article de",
  "propos recueillis par",
  "recueilli par",
  "un texte de",
  "tribune de",
  "texte de",
  "texte",
  "par",
  "auteurs",
  "auteure",
  "autrice",
  "auteur",
  /* Spanish, Portuguese, Italian */
  "escrito por",
  "redactado por",
  "publicado por",
  "un texto de",
  "artículo de",
  "entrevista de",
  "texto de",
  "texto",
  "por",
  "autores",
  "autoras",
  "autora",
  "scritto da",
  "pubblicato da",
  "a cura di",
  "articolo di",
  "intervista di",
  "testo di",
  "testo",
  "di",
  "da",
  "autori",
  "autore",
  /* Dutch, Scandinavian, Finnish */
  "geschreven door",
  "door",
  "skriven av",
  "skrevet av",
  "skrevet af",
  "forfatter",
  "av",
  "af",
  "från",
  "fra",
  "teksti",
  "kirjoittanut",
  "kirjoittaja",
  /* Slavic, Hungarian, Turkish */
  "napisał",
  "napisała",
  "napisane przez",
  "rozmawiała",
  "rozmawiał",
  "autorzy",
  "autorka",
  "tekst",
  "napsal",
  "napsala",
  "autoři",
  "авторы",
  "автори",
  "автор",
  "текст",
  "írta",
  "szerző",
  "yazan",
  "yazar",
  /* Chinese, Japanese, Korean, Arabic, Hebrew */
  "作者",
  "撰文",
  "记者",
  "記者",
  "取材・文",
  "著者",
  "執筆者",
  "執筆",
  "筆者",
  "文",
  "글쓴이",
  "글",
  "بقلم",
  "الكاتب",
  "כתב",
  "מאת",
};

/* Of these, what is a label and nothing else, as "Written by" is and "By" is not. */
static const char *const plain_labels[] = { "written by",      "words by",        "authored by",
                                            "verfasst von",    "geschrieben von", "écrit par",
                                            "rédigé par",      "escrito por",     "scritto da",
                                            "geschreven door", "skriven av",      "skrevet av",
                                            "skrevet af",      "napisane przez" };

/* Before the names of others who worked on an article. */
static const char *const other_offices[] = {
  "edited",         "editing",       "reviewed",    "medically reviewed",
  "fact checked",   "fact-checked",  "photo",       "photos",
  "photograph",     "photographs",   "photography", "photographed",
  "illustration",   "illustrations", "illustrated", "graphics",
  "graphic",        "video",         "produced",    "translated",
  "translation",    "updated",       "foto",        "fotos",
  "bild",           "bilder",        "übersetzt",   "übersetzung",
  "photographies",  "traduit",       "traduction",  "traducido",
  "fotografie",     "redaktion",     "lektorat",    "published in",
  "filed",          "posted in",     "posted on",   "published",
  "veröffentlicht", "publié",
};

/* Words of offices, houses and places that follow names and are none. */
static const char *const no_names[] = { "staff",
                                        "writer",
                                        "writers",
                                        "reporter",
                                        "reporters",
                                        "correspondent",
                                        "correspondents",
                                        "editor",
                                        "editors",
                                        "editor-in-chief",
                                        "senior",
                                        "contributor",
                                        "contributors",
                                        "contributing",
                                        "columnist",
                                        "guest",
                                        "former",
                                        "chief",
                                        "deputy",
                                        "assistant",
                                        "associate",
                                        "director",
                                        "manager",
                                        "analyst",
                                        "fellow",
                                        "researcher",
                                        "professor",
                                        "lecturer",
                                        "president",
                                        "founder",
                                        "co-founder",
                                        "ceo",
                                        "head",
                                        "journalist",
                                        "author",
                                        "authors",
                                        "freelance",
                                        "freelancer",
                                        "photographer",
                                        "producer",
                                        "specialist",
                                        "consultant",
                                        "student",
                                        "expert",
                                        "team",
                                        "bureau",
                                        "news",
                                        "times",
                                        "press",
                                        "post",
                                        "daily",
                                        "magazine",
                                        "journal",
                                        "agency",
                                        "university",
                                        "institute",
                                        "updated",
                                        "published",
                                        "posted",
                                        "read",
                                        "minutes",
                                        "min",
                                        "share",
                                        "follow",
                                        "view",
                                        "more",
                                        "comments",
                                        "redakteur",
                                        "redakteurin",
                                        "korrespondent",
                                        "korrespondentin",
                                        "journaliste",
                                        "rédacteur",
                                        "rédactrice",
                                        "redactor",
                                        "redactora",
                                        "periodista",
                                        "corresponsal",
                                        "giornalista",
                                        "redactie",
                                        "redacteur",
                                        "journalistin",
                                        "dziennikarz",
                                        "редактор",
                                        "корреспондент",
                                        "subscribe",
                                        "from",
                                        "courtesy",
                                        "写真",
                                        "撮影",
                                        "摄影",
                                        "图片",
                                        "사진",
                                        "lesezeit",
                                        "uhr",
                                        "opinion",
                                        "analysis",
                                        "photo",
                                        "photos" };

/* Beginnings of words for what somebody is, behind a name. */
static const char *const offices[] = { "analyst",
                                       "partner",
                                       "stabsstelle",
                                       "pressestelle",
                                       "pressesprecher",
                                       "kommunikation",
                                       "öffentlichkeitsarbeit",
                                       "presseabteilung",
                                       "fellow",
                                       "professor",
                                       "lecturer",
                                       "director",
                                       "researcher",
                                       "editor",
                                       "correspondent",
                                       "reporter",
                                       "writer",
                                       "journalist",
                                       "columnist",
                                       "economist",
                                       "engineer",
                                       "advis",
                                       "officer",
                                       "head",
                                       "chair",
                                       "president",
                                       "founder",
                                       "co-founder",
                                       "manager",
                                       "scientist",
                                       "historian",
                                       "student",
                                       "candidate",
                                       "consultant",
                                       "coordinator",
                                       "secretary",
                                       "curator",
                                       "librarian",
                                       "surveyor",
                                       "planner",
                                       "architect",
                                       "lawyer",
                                       "teacher",
                                       "expert",
                                       "specialist",
                                       "author",
                                       "executive",
                                       "member",
                                       "staff",
                                       "chief",
                                       "scholar",
                                       "attorney",
                                       "practitioner",
                                       "postdoc",
                                       "phd",
                                       "senior",
                                       "wissenschaftlich",
                                       "referent",
                                       "leiter",
                                       "direktor",
                                       "redakteur",
                                       "korrespondent",
                                       "dozent",
                                       "mitarbeiter",
                                       "forscher",
                                       "vorsitzend",
                                       "geschäftsführ",
                                       "ingenieur",
                                       "berater",
                                       "sprecher",
                                       "ökonom",
                                       "historiker",
                                       "chercheu",
                                       "directeur",
                                       "directrice",
                                       "professeur",
                                       "maître",
                                       "maîtresse",
                                       "rédact",
                                       "correspondant",
                                       "ingénieur",
                                       "économiste",
                                       "historien",
                                       "président",
                                       "responsable",
                                       "chargé",
                                       "doctorant",
                                       "conseill",
                                       "analyste",
                                       "conservat",
                                       "investigador",
                                       "profesor",
                                       "catedrátic",
                                       "periodista",
                                       "redactor",
                                       "corresponsal",
                                       "ingenier",
                                       "economista",
                                       "técnic",
                                       "presidente",
                                       "jefe",
                                       "jefa",
                                       "coordinador",
                                       "analista",
                                       "doctorand",
                                       "consultor",
                                       "asesor",
                                       "pesquisador",
                                       "diretor",
                                       "jornalista",
                                       "engenheir",
                                       "coordenador",
                                       "ricercat",
                                       "direttor",
                                       "direttric",
                                       "giornalist",
                                       "ingegner",
                                       "responsabile",
                                       "docente",
                                       "onderzoeker",
                                       "hoogleraar",
                                       "redacteur",
                                       "adviseur",
                                       "hoofd",
                                       "forskare",
                                       "forsker",
                                       "direktör",
                                       "direktør",
                                       "lektor",
                                       "redaktör",
                                       "redaktør",
                                       "ekonom",
                                       "økonom",
                                       "ingenjör",
                                       "chef",
                                       "leder",
                                       "ledare",
                                       "rådgiv",
                                       "tutkija",
                                       "johtaja",
                                       "toimittaja",
                                       "asiantuntija",
                                       "dyrektor",
                                       "analityk",
                                       "badacz",
                                       "dziennikarz",
                                       "redaktor",
                                       "kierownik",
                                       "inżynier",
                                       "ekspert",
                                       "prezes",
                                       "adiunkt",
                                       "ředitel",
                                       "analytik",
                                       "výzkumn",
                                       "novinář",
                                       "vedoucí",
                                       "inženýr",
                                       "директор",
                                       "аналитик",
                                       "аналітик",
                                       "профессор",
                                       "професор",
                                       "исследовател",
                                       "дослідни",
                                       "журналист",
                                       "журналіст",
                                       "редактор",
                                       "научн",
                                       "науков",
                                       "эксперт",
                                       "експерт",
                                       "экономист",
                                       "економіст",
                                       "инженер",
                                       "інженер",
                                       "руководител",
                                       "керівни",
                                       "доцент",
                                       "araştırmac",
                                       "müdür",
                                       "profesör",
                                       "gazeteci",
                                       "editör",
                                       "uzman",
                                       "mühendis",
                                       "kutató",
                                       "igazgató",
                                       "professzor",
                                       "újságíró",
                                       "szerkesztő",
                                       "ερευνητ",
                                       "διευθυντ",
                                       "καθηγητ",
                                       "δημοσιογράφ",
                                       "研究員",
                                       "研究员",
                                       "研究者",
                                       "教授",
                                       "记者",
                                       "記者",
                                       "主任",
                                       "所長",
                                       "所长",
                                       "編集",
                                       "编辑",
                                       "編輯",
                                       "講師",
                                       "讲师",
                                       "部長",
                                       "연구원",
                                       "교수",
                                       "기자",
                                       "소장",
                                       "باحث",
                                       "مدير",
                                       "أستاذ",
                                       "صحفي",
                                       "محرر",
                                       "كاتب",
                                       "رئيس",
                                       "خبير",
                                       "חוקר",
                                       "פרופ",
                                       "עיתונא" };

/* Beginnings of words in the names of houses, which are no names of persons. */
static const char *const houses[] = {
  "agenc",       "agênc",        "пресс-служб", "прес-служб",  "пресс-центр",    "pressestelle",
  "министерств", "міністерств",  "комитет",     "комітет",     "админист",       "адмініст",
  "rzecznik",    "služb",        "llp",         "agentur",     "agenzia",        "agentschap",
  "агент",       "institut",     "instytut",    "институт",    "інститут",       "universi",
  "uniwersytet", "университет",  "університет", "centre",      "center",         "centro",
  "centrum",     "zentrum",      "ośrodek",     "центр",       "merkez",         "foundation",
  "stiftung",    "fundac",       "fundaç",      "fondation",   "fondazione",     "stichting",
  "stiftelse",   "nadace",       "фонд",        "vakf",        "council",        "ministry",
  "ministerium", "ministère",    "ministerio",  "ministero",   "ministerie",     "ministerstw",
  "department",  "bureau",       "authority",   "commission",  "committee",      "board",
  "association", "verband",      "verein",      "asociación",  "associação",     "associazione",
  "society",     "gesellschaft", "société",     "sociedad",    "union",          "federation",
  "fédérat",     "federaci",     "federaç",     "federazion",  "réseau",         "press",
  "news",        "newswire",     "wire",        "media",       "magazine",       "review",
  "revue",       "revista",      "rivista",     "zeitung",     "journal",        "gazette",
  "observator",  "osservatorio", "laborator",   "academ",      "akadem",         "académ",
  "school",      "college",      "hochschule",  "forum",       "trust",          "network",
  "netzwerk",    "verlag",       "éditions",    "cooperative", "genossenschaft", "研究所",
  "研究院",      "通信社",       "通讯社",      "新聞",        "新闻",           "大学",
  "大學",        "財団",         "協会",        "協會",        "协会",           "センター",
  "中心",        "연구소",       "대학",        "통신",        "신문",           "재단",
  "معهد",        "مركز",         "جامعة",       "وكالة",       "مؤسسة"
};

/* After a comma, of the name before it. */
static const char *const credentials[] = { "phd", "ph.d", "ph.d.", "md",  "m.d.", "rn",  "bsn",
                                           "msn", "cfa",  "cpa",   "jd",  "j.d.", "mba", "mph",
                                           "esq", "esq.", "jr",    "jr.", "sr.",  "dds", "dmd",
                                           "ma",  "ms",   "msc",   "bsc", "ii",   "iii", "cfp®" };

/* Between two names. */
static const char *const joint_words[] = { "and", "und",  "et", "y",  "e", "en", "och",
                                           "og",  "ja",   "i",  "и",  "і", "و",  "with",
                                           "mit", "oraz", "és", "ve", "a" };

/* Parts of names in small letters. */
static const char *const particles[] = { "de",  "da",  "di",  "del", "della", "van", "von",
                                         "der", "den", "la",  "le",  "dos",   "du",  "bin",
                                         "al",  "el",  "ten", "ter", "zu",    "af",  "ibn",
                                         "des", "e",   "y",   "dal", "do",    "das", "op" };

typedef struct
{
  const char *const *words;
  guint n;
} WordList;

#define LIST(words)             \
  {                             \
    words, G_N_ELEMENTS (words) \
  }

static const WordList lists[BRV_N_BYLINE_WORDS] = {
  [BRV_BYLINE_WORDS_LABEL] = LIST (labels),
  [BRV_BYLINE_WORDS_PLAIN_LABEL] = LIST (plain_labels),
  [BRV_BYLINE_WORDS_OTHER_OFFICE] = LIST (other_offices),
  [BRV_BYLINE_WORDS_NO_NAME] = LIST (no_names),
  [BRV_BYLINE_WORDS_OFFICE] = LIST (offices),
  [BRV_BYLINE_WORDS_HOUSE] = LIST (houses),
  [BRV_BYLINE_WORDS_CREDENTIAL] = LIST (credentials),
  [BRV_BYLINE_WORDS_JOINT] = LIST (joint_words),
  [BRV_BYLINE_WORDS_PARTICLE] = LIST (particles),
};

#undef LIST

/**
 * brv_byline_words_hold:
 * @words: a list
 * @folded: a word, case-folded
 *
 * Returns: whether @folded is one of @words
 */
gboolean
brv_byline_words_hold (BrvBylineWords words, const char *folded)
{
  for (guint i = 0; i < lists[words].n; i++)
    if (g_str_equal (folded, lists[words].words[i]))
      return TRUE;
  return FALSE;
}

/* Where the text after prefix begins if text begins with it whatever the case, else NULL. */
static const char *
skip_prefix (const char *text, const char *prefix)
{
  while (*prefix != '\0')
    {
      if (g_unichar_tolower (g_utf8_get_char (text)) != g_utf8_get_char (prefix))
        return NULL;
      text = g_utf8_next_char (text);
      prefix = g_utf8_next_char (prefix);
    }
  return text;
}

/* As skip_prefix(), where a word ends there too. */
static const char *
skip_words (const char *text, const char *words)
{
  const char *end = skip_prefix (text, words);
  gunichar last = g_utf8_get_char (g_utf8_prev_char (words + strlen (words)));

  if (end != NULL && *end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)) &&
      !g_unichar_iswide (last))
    return NULL;
  return end;
}

/**
 * brv_byline_words_skip:
 * @words: a list
 * @text: a text
 *
 * Returns: the place in @text after the first of @words that it begins with, whatever the case;
 *   %NULL if it begins with none
 */
const char *
brv_byline_words_skip (BrvBylineWords words, const char *text)
{
  const char *end = NULL;

  for (guint i = 0; end == NULL && i < lists[words].n; i++)
    end = skip_words (text, lists[words].words[i]);
  return end;
}

/**
 * brv_byline_words_begin_one:
 * @words: a list of beginnings of words
 * @text: a text
 *
 * Returns: whether a word of @text begins with one of @words, whatever the case; where no spaces part
 *   words, whether it is in one
 */
gboolean
brv_byline_words_begin_one (BrvBylineWords words, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < lists[words].n; i++)
    for (const char *at = strstr (folded, lists[words].words[i]); at != NULL;
         at = strstr (at + 1, lists[words].words[i]))
      if (at == folded || g_unichar_iswide (g_utf8_get_char (at)) ||
          !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at))))
        return TRUE;
  return FALSE;
}
