/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Tells furniture by its words; the marks "$", "*" and "~" in a phrase stand explained in
 * brv-furniture-phrases.c.
 */

#include "config.h"

#include <string.h>

#include "import/brv-furniture.h"
#include "import/brv-html-node.h"
#include "import/brv-text-prose.h"

/* How much of a line is looked at. */
#define HEAD_BYTES 160
/* A line with more words than this is no label, whatever it begins with. */
#define MAX_LABEL_WORDS  40
#define SHORT_LINE_WORDS 8
#define MAX_WHOLE_WORDS  16
#define MAX_TOOL_WORDS   7

/* Sentences of consent notices and forms, found anywhere. */
static const char *const boilerplate[] = {
  "use cookies",         "uses cookies",      "use of cookies",    "store cookies",
  "accept cookies",      "necessary cookies", "these cookies",     "our cookies",
  "privacy policy",      "terms of use",      "terms of service",  "terms and conditions",
  "all rights reserved", "customer service",  "enable javascript", "unsubscribe",
  "sign up for",         "subscribe to our",  "subscribe to the",  "your inbox",
};

/* Short lines that announce other things, by their beginning. */
static const char *const endings[] = {
  "top rated comments",
  "comments$",
  "comment$",
  "join the discussion",
  "join the conversation",
  "leave a reply",
  "leave a comment",
  "more in",
  "more from",
  "more for you",
  "more on",
  "more by",
  "more stories",
  "more news",
  "more articles",
  "more coverage",
  "more like",
  "top stories",
  "most read",
  "most popular",
  "most viewed",
  "most recent",
  "you may like",
  "you may also",
  "you may be interested",
  "you might like",
  "you might also",
  "you might be interested",
  "partner news",
  "also on",
  "also in",
  "about the author",
  "about the authors",
  "privacy overview",
  "privacy policy",
  "tell us what",
  "read next",
  "read more$",
  "up next",
  "next up",
  "editor's picks",
  "editors' picks",
  "editor’s picks",
  "editors’ picks",
  "editor's choice",
  "from around the web",
  "around the web",
  "next article",
  "share this",
  "tags",
  "don't miss",
  "don’t miss",
  "further reading",
  "what to read",
  "see also",
  "notícias relacionadas",
  "veja também",
  "leia também",
  "mais lidas",
  "ähnliche",
  "mehr zum",
  "das könnte",
  "lesen sie",
  "weitere artikel",
  "articles similaires",
  "article similaire",
  "articles liés",
  "lire aussi",
  "à lire",
  "sur le même",
  "potrebbe",
  "leggi anche",
  "noticias relacionadas",
  "te puede",
  "quizá te interese",
  "quizás te interese",
  "te recomendamos",
  "talvez lhe interesse",
  "vous aimerez aussi",
  "le puede",
  "lo más leído",
  "lees ook",
  "meest gelezen",
  "les også",
  "läs också",
  "читайте также",
  "auch interessant",
  "auch lesenswert",
  "mehr lesen",
  "have you read",
  "also read",
  "read also",
  "à découvrir",
  "à lire aussi",
  "ti può interessare",
  "da leggere",
  "también te",
  "leia mais",
  "延伸阅读*",
  "延伸閱讀*",
  "推荐阅读*",
  "推薦閱讀*",
  "あわせて読みたい*",
  "こちらもおすすめ*",
  "関連*",
  "相关*",
};

/* "Related stories", "Latest videos": one of the first, then at most one of the second. */
static const char *const ending_adjectives[] = { "related",     "latest",   "popular",   "featured",
                                                 "recommended", "trending", "sponsored", "other" };
static const char *const ending_nouns[] = {
  "post",      "posts",    "stories",  "story",   "article",  "articles", "news",
  "video",     "videos",   "topic",    "topics",  "reading",  "links",    "link",
  "content",   "coverage", "products", "product", "searches", "tags",     "for",
  "headlines", "from",     "items",    "pages"
};

/* The beginning of a line, case-folded, from its first letter, digit or mark that phrases use. */
static char *
fold_head (const char *text)
{
  const char *end = text;
  g_autofree char *folded = NULL;
  gsize n = 0;

  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isalnum (c) || c == 0xA9 || c == '(')
        break;
      text = g_utf8_next_char (text);
    }
  for (end = text; *end != '\0' && n < HEAD_BYTES; end = g_utf8_next_char (end))
    n++;
  folded = g_utf8_casefold (text, end - text);
  return g_steal_pointer (&folded);
}

static gboolean
is_word_char (const char *text)
{
  return *text != '\0' && g_unichar_isalnum (g_utf8_get_char (text));
}

/* Whether text begins with phrase; length gets how far it goes. */
static gboolean
phrase_matches (const char *phrase, const char *text, gsize *length)
{
  gsize n = 0;

  for (; phrase[n] != '\0' && phrase[n] != '*' && phrase[n] != '$'; n++)
    if (phrase[n] != text[n])
      return FALSE;
  *length = n;
  if (phrase[n] == '*')
    return TRUE;
  if (phrase[n] == '$')
    {
      for (const char *p = text + n; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_isalnum (g_utf8_get_char (p)))
          return FALSE;
      return TRUE;
    }
  return !is_word_char (text + n) || !g_ascii_isalnum (phrase[n - 1]) ||
         (guchar)text[n] >= 0xE3; /* no spaces between words from there on */
}

static gboolean
is_sentence (const char *text)
{
  gsize length = strlen (text);

  while (length > 0 && strchr ("\"')\xe2\x80\x9d\x99", text[length - 1]) != NULL)
    length--;
  return length > 0 && (text[length - 1] == '.' || text[length - 1] == '!');
}

/* Whether a number stands at the head of a line, and one of nouns right behind it. */
static gboolean
counts_any (const char *head, const char *const *nouns, guint n)
{
  const char *p = head;

  while (g_ascii_isdigit (*p) || *p == ',' || *p == '.')
    p++;
  if (p == head || *p != ' ')
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (p + 1, nouns[i]))
      return TRUE;
  return FALSE;
}

/* "12 comments" in the languages that write it so. */
static gboolean
counts_comments (const char *head)
{
  static const char *const nouns[] = { "comment",    "kommentar",  "commentaire",
                                       "comentario", "comentário", "commenti",
                                       "reacties",   "shares",     "views" };

  return counts_any (head, nouns, G_N_ELEMENTS (nouns));
}

/**
 * brv_furniture_judge:
 * @text: a line
 * @label_end: (out) (optional): bytes of @text up to the end of the phrase that told, less those
 *   of marks before it
 *
 * Returns: what kind of furniture @text announces itself to be
 */
BrvFurniture
brv_furniture_judge (const char *text, gsize *label_end)
{
  guint n_words = brv_count_words (text, strlen (text));
  guint n_phrases = 0;
  const BrvFurniturePhrase *phrases = brv_furniture_get_phrases (&n_phrases);
  g_autofree char *head = NULL;

  if (label_end != NULL)
    *label_end = 0;
  if (n_words > MAX_LABEL_WORDS)
    return BRV_FURNITURE_NONE;
  head = fold_head (text);
  if (counts_comments (head) && n_words <= SHORT_LINE_WORDS)
    return BRV_FURNITURE_CONTROL;
  for (guint i = 0; i < n_phrases; i++)
    {
      const char *phrase = phrases[i].phrase;
      gboolean ambiguous = *phrase == '~';
      gsize length = 0;

      if (ambiguous)
        phrase++;
      if (*phrase != *head || !phrase_matches (phrase, head, &length))
        continue;
      if (ambiguous && n_words > SHORT_LINE_WORDS && is_sentence (text))
        continue;
      if (label_end != NULL)
        *label_end = length;
      return phrases[i].kind;
    }
  return BRV_FURNITURE_NONE;
}

/**
 * brv_furniture_is_tool:
 * @text: a short line of a copied page
 *
 * Returns: whether @text is a button by which the page is printed, read aloud, made easier to read, searched
 *   or skipped, in whatever words
 */
gboolean
brv_furniture_is_tool (const char *text)
{
  static const char *const tools[] = { "for the printer",
                                       "printer-",
                                       "printable",
                                       "print this",
                                       "print version",
                                       "print view",
                                       "to print",
                                       "drucken",
                                       "ausdrucken",
                                       "druckansicht",
                                       "druckversion",
                                       "zum druck",
                                       "imprimer",
                                       "imprimable",
                                       "imprimir",
                                       "stampabile",
                                       "stampa questo",
                                       "stampa l",
                                       "afdrukken",
                                       "skriv ut",
                                       "udskriv",
                                       "tulosta",
                                       "wydrukuj",
                                       "do druku",
                                       "vytisknout",
                                       "tiskárn",
                                       "k tisku",
                                       "распечат",
                                       "для печати",
                                       "роздрук",
                                       "для друку",
                                       "yazdır",
                                       "nyomtat",
                                       "印刷",
                                       "打印",
                                       "列印",
                                       "인쇄",
                                       "للطباعة",
                                       "accessib",
                                       "barrierefrei",
                                       "leichte sprache",
                                       "leichter sprache",
                                       "ohne bilder",
                                       "without images",
                                       "text only",
                                       "text-only",
                                       "easy read",
                                       "порушенням зору",
                                       "слабовид",
                                       "слабозор",
                                       "pro nevidom",
                                       "larger letters",
                                       "larger text",
                                       "letter size",
                                       "font size",
                                       "type size",
                                       "text size",
                                       "size of type",
                                       "schriftgröße",
                                       "taille du texte",
                                       "tamaño de",
                                       "tamanho da",
                                       "lettergrootte",
                                       "文字サイズ",
                                       "文字の大きさ",
                                       "字号",
                                       "read aloud",
                                       "listen to",
                                       "vorlesen",
                                       "anhören",
                                       "écouter",
                                       "escuchar",
                                       "ouvir",
                                       "ascolta",
                                       "luister",
                                       "lyssna",
                                       "lyt til",
                                       "kuuntele",
                                       "posłuchaj",
                                       "poslech",
                                       "прослуш",
                                       "прослух",
                                       "朗读",
                                       "読み上げ",
                                       "skip",
                                       "jump over",
                                       "jump to",
                                       "zum inhalt",
                                       "aller au",
                                       "ir al conten",
                                       "saltar al",
                                       "saltar para",
                                       "vai al conten",
                                       "naar de inhoud",
                                       "till innehåll",
                                       "til innhold",
                                       "til indhold",
                                       "siirry",
                                       "przejdź",
                                       "přejít",
                                       "перейти до",
                                       "перейти к",
                                       "içeriğe",
                                       "跳到",
                                       "跳转",
                                       "本文へ",
                                       "search the",
                                       "search this",
                                       "search our",
                                       "suche in",
                                       "durchsuchen",
                                       "rechercher",
                                       "buscar en",
                                       "buscar no",
                                       "cerca nel",
                                       "zoeken in",
                                       "sök på",
                                       "søg i",
                                       "søk i",
                                       "hae sivu",
                                       "szukaj",
                                       "hledat",
                                       "поиск по",
                                       "пошук по",
                                       "sitede ara",
                                       "搜索",
                                       "検索",
                                       "검색" };
  g_autofree char *folded = NULL;

  if (brv_count_words (text, strlen (text)) > MAX_TOOL_WORDS)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return brv_text_begins_any (folded, tools, G_N_ELEMENTS (tools));
}

/**
 * brv_furniture_ends_article:
 * @text: a short line
 *
 * Returns: whether @text announces what stands after articles: comments, other articles, authors
 */
gboolean
brv_furniture_ends_article (const char *text)
{
  g_autofree char *head = fold_head (text);
  gsize length = 0;

  if (counts_comments (head))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (endings[i][0] == *head && phrase_matches (endings[i], head, &length))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (ending_adjectives); i++)
    {
      const char *rest = NULL;

      if (!phrase_matches (ending_adjectives[i], head, &length))
        continue;
      rest = head + length;
      while (*rest != '\0' && !is_word_char (rest))
        rest = g_utf8_next_char (rest);
      if (*rest == '\0')
        return TRUE;
      for (guint k = 0; k < G_N_ELEMENTS (ending_nouns); k++)
        if (phrase_matches (ending_nouns[k], rest, &length) &&
            (!is_word_char (rest + length + strspn (rest + length, " :")) ||
             g_str_equal (ending_nouns[k], "for") || g_str_equal (ending_nouns[k], "from")))
          return TRUE;
    }
  return FALSE;
}

/**
 * brv_furniture_announces_comments:
 * @text: a line of a copied page
 *
 * Returns: whether comments of readers, or a form for them, stand below @text
 */
gboolean
brv_furniture_announces_comments (const char *text)
{
  static const char *const nouns[] = { "comment", "kommentar", "comentario",  "comentário",
                                       "reactie", "respon",    "thoughts on", "replies" };
  static const char *const labels[] = {
    "comments$",
    "comments (*",
    "leave a reply",
    "leave a comment",
    "post a comment",
    "add a comment",
    "write a comment",
    "reader comments",
    "join the discussion",
    "join the conversation",
    "discussion about this",
    "kommentare$",
    "kommentar schreiben",
    "schreibe einen kommentar",
    "schreiben sie einen kommentar",
    "hinterlasse ein",
    "commentaires$",
    "laisser un commentaire",
    "ajouter un commentaire",
    "comentarios$",
    "deja un comentario",
    "deja una respuesta",
    "comentários$",
    "deixe um comentário",
    "deixe uma resposta",
    "commenti$",
    "lascia un commento",
    "reacties$",
    "geef een reactie",
    "laat een reactie",
    "kommentarer$",
    "lämna en kommentar",
    "legg igjen en kommentar",
    "skriv en kommentar",
    "kommentit$",
    "komentarze$",
    "dodaj komentarz",
    "komentáře$",
    "комментарии$",
    "добавить комментарий",
    "оставить комментарий",
    "коментарі$",
    "yorumlar$",
    "コメント$",
    "评论$",
    "댓글$",
    "التعليقات$",
  };
  g_autofree char *head = NULL;
  gsize length = 0;

  if (brv_count_words (text, strlen (text)) > MAX_WHOLE_WORDS)
    return FALSE;
  head = fold_head (text);
  if (counts_any (head, nouns, G_N_ELEMENTS (nouns)))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (phrase_matches (labels[i], head, &length))
      return TRUE;
  return FALSE;
}

/**
 * brv_furniture_asks_answer:
 * @text: a short line of a copied page
 *
 * Returns: whether @text is the button below a comment by which it is answered
 */
gboolean
brv_furniture_asks_answer (const char *text)
{
  static const char *const buttons[] = {
    "reply*",  "antworten*", "répondre*",  "responder*", "rispondi*",   "svara*",
    "svar$",   "beantw*",    "odpowiedz*", "ответить*",  "відповісти*", "yanıtla*",
    "vastaa*", "返信*",      "回复*",      "回覆*",      "답글*",       "odpovědět*",
    "válasz*", "رد$",        "like$",      "log in to",  "report$",     "report comment"
  };
  g_autofree char *head = fold_head (text);
  gsize length = 0;

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (phrase_matches (buttons[i], head, &length))
      return TRUE;
  return FALSE;
}

/**
 * brv_furniture_is_boilerplate:
 * @text: a line or paragraph
 *
 * Returns: whether @text speaks of cookies, terms or newsletters
 */
gboolean
brv_furniture_is_boilerplate (const char *text)
{
  g_autofree char *lower = NULL;

  if (strlen (text) > 2000)
    return FALSE;
  lower = g_ascii_strdown (text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (boilerplate); i++)
    if (strstr (lower, boilerplate[i]) != NULL)
      return TRUE;
  return FALSE;
}
