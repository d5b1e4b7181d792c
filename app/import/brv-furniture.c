/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The words by which pages and copies of pages mark what is not the article, in the languages
 * that sources come in. Only the beginning of a line is compared.
 *
 * In a phrase, "$" at the end: the line ends there; "*": any letters may follow; "~" at the
 * start: an ordinary sentence may begin so, so that it counts only in a short line or in one that
 * is no sentence.
 */

#include "config.h"

#include <string.h>

#include "import/brv-furniture.h"
#include "import/brv-html-page.h"

/* How much of a line is looked at. */
#define HEAD_BYTES 160
/* A line with more words than this is no label, whatever it begins with. */
#define MAX_LABEL_WORDS  40
#define SHORT_LINE_WORDS 8
#define MAX_WHOLE_WORDS  16

typedef struct
{
  const char *phrase; /* case-folded */
  BrvFurniture kind;
} Phrase;

#define CONTROL   BRV_FURNITURE_CONTROL
#define CONTINUES BRV_FURNITURE_CONTINUES
#define RELATED   BRV_FURNITURE_RELATED
#define LATEST    BRV_FURNITURE_LATEST
#define ORIGINAL  BRV_FURNITURE_ORIGINAL
#define CHANNEL   BRV_FURNITURE_CHANNEL
#define LABEL     BRV_FURNITURE_LABEL
#define LEGAL     BRV_FURNITURE_LEGAL

/* The first that matches counts, so what is longer stands first. */
static const Phrase phrases[] = {
  /* the text is an excerpt */
  { "click here for the full", CONTINUES },
  { "click here to read", CONTINUES },
  { "click here to continue", CONTINUES },
  { "read the full", CONTINUES },
  { "read the complete", CONTINUES },
  { "read full", CONTINUES },
  { "read the rest", CONTINUES },
  { "read on at", CONTINUES },
  { "download the full", CONTINUES },
  { "download the complete", CONTINUES },
  { "download full", CONTINUES },
  { "view the full", CONTINUES },
  { "see the full", CONTINUES },
  { "the full article can be", CONTINUES },
  { "the full text can be", CONTINUES },
  { "full article available", CONTINUES },
  { "~continue reading", CONTINUES },
  { "~to read the full", CONTINUES },
  { "this is an excerpt", CONTINUES },
  { "den vollständigen", CONTINUES },
  { "die vollständige", CONTINUES },
  { "das vollständige", CONTINUES },
  { "zum vollständigen", CONTINUES },
  { "zur vollständigen", CONTINUES },
  { "hier geht es zum vollständigen", CONTINUES },
  { "hier geht es zum ganzen", CONTINUES },
  { "lesen sie den ganzen", CONTINUES },
  { "lesen sie den vollständigen", CONTINUES },
  { "lesen sie die ganze", CONTINUES },
  { "vollständiger artikel", CONTINUES },
  { "weiterlesen", CONTINUES },
  { "cliquez ici pour lire", CONTINUES },
  { "cliquez ici pour le", CONTINUES },
  { "cliquez ici pour consulter", CONTINUES },
  { "lire l’intégralité", CONTINUES },
  { "lire l'intégralité", CONTINUES },
  { "lire la suite", CONTINUES },
  { "lire l’article complet", CONTINUES },
  { "lire l'article complet", CONTINUES },
  { "lire le rapport complet", CONTINUES },
  { "lire le texte complet", CONTINUES },
  { "haga clic aquí para", CONTINUES },
  { "haz clic aquí para", CONTINUES },
  { "pulse aquí para", CONTINUES },
  { "lea el artículo completo", CONTINUES },
  { "leer el artículo completo", CONTINUES },
  { "lea el informe completo", CONTINUES },
  { "leer el informe completo", CONTINUES },
  { "lea el texto completo", CONTINUES },
  { "leer el texto completo", CONTINUES },
  { "seguir leyendo", CONTINUES },
  { "clicca qui per", CONTINUES },
  { "leggi l’articolo completo", CONTINUES },
  { "leggi l'articolo completo", CONTINUES },
  { "leggi il testo completo", CONTINUES },
  { "leggi tutto", CONTINUES },
  { "continua a leggere", CONTINUES },
  { "clique aqui para", CONTINUES },
  { "leia o artigo completo", CONTINUES },
  { "leia o texto completo", CONTINUES },
  { "leia na íntegra", CONTINUES },
  { "continue lendo", CONTINUES },
  { "ler o artigo completo", CONTINUES },
  { "klik hier voor het volledige", CONTINUES },
  { "klik hier voor de volledige", CONTINUES },
  { "lees het volledige", CONTINUES },
  { "lees de volledige", CONTINUES },
  { "lees het hele", CONTINUES },
  { "lees verder", CONTINUES },
  { "läs hela", CONTINUES },
  { "klicka här för", CONTINUES },
  { "läs mer", CONTINUES },
  { "les hele", CONTINUES },
  { "læs hele", CONTINUES },
  { "klikk her for", CONTINUES },
  { "klik her for", CONTINUES },
  { "lue koko", CONTINUES },
  { "kliknij tutaj, aby", CONTINUES },
  { "czytaj całość", CONTINUES },
  { "przeczytaj cały", CONTINUES },
  { "przeczytaj całość", CONTINUES },
  { "czytaj dalej", CONTINUES },
  { "celý článek", CONTINUES },
  { "číst dál", CONTINUES },
  { "tamamını oku*", CONTINUES },
  { "devamını oku*", CONTINUES },
  { "haberin devamı", CONTINUES },
  { "читать полностью", CONTINUES },
  { "читать далее", CONTINUES },
  { "полный текст", CONTINUES },
  { "нажмите здесь", CONTINUES },
  { "читати далі", CONTINUES },
  { "читати повністю", CONTINUES },
  { "повний текст", CONTINUES },
  { "阅读全文", CONTINUES },
  { "点击阅读全文*", CONTINUES },
  { "点击此处*", CONTINUES },
  { "閱讀全文", CONTINUES },
  { "続きを読む", CONTINUES },
  { "全文を読む", CONTINUES },
  { "全文はこちら*", CONTINUES },
  { "전문 보기", CONTINUES },
  { "اقرأ المزيد", CONTINUES },
  { "اقرأ النص الكامل", CONTINUES },

  /* the line after names the publisher */
  { "latest news from", LATEST },
  { "latest from", LATEST },
  { "more news from", LATEST },
  { "more from", LATEST },
  { "recent news from", LATEST },
  { "other news from", LATEST },
  { "all news from", LATEST },
  { "all articles from", LATEST },
  { "also from", LATEST },
  { "neueste meldungen von", LATEST },
  { "neueste nachrichten von", LATEST },
  { "neues von", LATEST },
  { "aktuelles von", LATEST },
  { "weitere meldungen von", LATEST },
  { "mehr von", LATEST },
  { "dernières nouvelles de", LATEST },
  { "dernières actualités de", LATEST },
  { "les dernières nouvelles de", LATEST },
  { "plus d’articles de", LATEST },
  { "plus d'articles de", LATEST },
  { "últimas noticias de", LATEST },
  { "más noticias de", LATEST },
  { "lo último de", LATEST },
  { "más de", LATEST },
  { "últimas notícias de", LATEST },
  { "mais notícias de", LATEST },
  { "mais de", LATEST },
  { "ultime notizie da", LATEST },
  { "altre notizie da", LATEST },
  { "laatste nieuws van", LATEST },
  { "meer van", LATEST },
  { "meer nieuws van", LATEST },
  { "senaste nytt från", LATEST },
  { "mer från", LATEST },
  { "siste nytt fra", LATEST },
  { "seneste nyt fra", LATEST },
  { "mere fra", LATEST },
  { "mer fra", LATEST },
  { "najnowsze wiadomości z", LATEST },
  { "więcej od", LATEST },
  { "последние новости от", LATEST },
  { "ещё от", LATEST },
  { "останні новини від", LATEST },

  /* addresses */
  { "original article", ORIGINAL },
  { "original link", ORIGINAL },
  { "original source", ORIGINAL },
  { "original story", ORIGINAL },
  { "original post", ORIGINAL },
  { "originally published", ORIGINAL },
  { "read the original", ORIGINAL },
  { "read original", ORIGINAL },
  { "view original", ORIGINAL },
  { "view the original", ORIGINAL },
  { "see the original", ORIGINAL },
  { "link to the original", ORIGINAL },
  { "link to original", ORIGINAL },
  { "article link", ORIGINAL },
  { "article source", ORIGINAL },
  { "article url", ORIGINAL },
  { "this article first appeared", ORIGINAL },
  { "this article was originally", ORIGINAL },
  { "this article originally", ORIGINAL },
  { "this story was originally", ORIGINAL },
  { "this story originally", ORIGINAL },
  { "this post originally", ORIGINAL },
  { "this article was first", ORIGINAL },
  { "first published", ORIGINAL },
  { "permalink", ORIGINAL },
  { "zum originalartikel", ORIGINAL },
  { "originalartikel", ORIGINAL },
  { "link zum original*", ORIGINAL },
  { "originalbeitrag", ORIGINAL },
  { "originalquelle", ORIGINAL },
  { "zuerst erschienen", ORIGINAL },
  { "lien vers l’article", ORIGINAL },
  { "lien vers l'article", ORIGINAL },
  { "lien de l’article", ORIGINAL },
  { "lien de l'article", ORIGINAL },
  { "article original", ORIGINAL },
  { "l’article original", ORIGINAL },
  { "enlace al artículo", ORIGINAL },
  { "enlace del artículo", ORIGINAL },
  { "artículo original", ORIGINAL },
  { "enlace original", ORIGINAL },
  { "link ao artigo", ORIGINAL },
  { "link do artigo", ORIGINAL },
  { "artigo original", ORIGINAL },
  { "link all’articolo", ORIGINAL },
  { "link all'articolo", ORIGINAL },
  { "articolo originale", ORIGINAL },
  { "link naar het oorspronkelijke", ORIGINAL },
  { "oorspronkelijk artikel", ORIGINAL },
  { "origineel artikel", ORIGINAL },
  { "länk till original*", ORIGINAL },
  { "originalartikeln", ORIGINAL },
  { "lenke til original*", ORIGINAL },
  { "link til original*", ORIGINAL },
  { "oryginalny artykuł", ORIGINAL },
  { "link do oryginal*", ORIGINAL },
  { "оригинал статьи", ORIGINAL },
  { "ссылка на оригинал", ORIGINAL },
  { "посилання на оригінал", ORIGINAL },
  { "原文链接", ORIGINAL },
  { "原文連結", ORIGINAL },
  { "元記事", ORIGINAL },
  { "channel website", CHANNEL },
  { "channel site", CHANNEL },
  { "channel homepage", CHANNEL },
  { "publisher website", CHANNEL },
  { "publisher’s website", CHANNEL },
  { "publisher's website", CHANNEL },
  { "website of the publisher", CHANNEL },
  { "source website", CHANNEL },
  { "organisation website", CHANNEL },
  { "organization website", CHANNEL },
  { "website", CHANNEL },
  { "homepage", CHANNEL },
  { "webseite", CHANNEL },
  { "site web", CHANNEL },
  { "site de la chaîne", CHANNEL },
  { "sitio web", CHANNEL },
  { "página web", CHANNEL },
  { "sito web", CHANNEL },
  { "site do canal", CHANNEL },
  { "webbplats", CHANNEL },
  { "nettsted", CHANNEL },
  { "strona internetowa", CHANNEL },
  { "сайт", CHANNEL },

  /* leads to other articles */
  { "read more", RELATED },
  { "read next", RELATED },
  { "read also", RELATED },
  { "~more on", RELATED },
  { "more news", RELATED },
  { "more stories", RELATED },
  { "more articles", RELATED },
  { "~see also", RELATED },
  { "see more", RELATED },
  { "also read", RELATED },
  { "~also on", RELATED },
  { "also see", RELATED },
  { "~related", RELATED },
  { "~recommended", RELATED },
  { "don't miss", RELATED },
  { "don’t miss", RELATED },
  { "you may like", RELATED },
  { "you may also like", RELATED },
  { "you might also like", RELATED },
  { "~watch:", RELATED },
  { "~watch", RELATED },
  { "next story", RELATED },
  { "next article", RELATED },
  { "next post", RELATED },
  { "previous post", RELATED },
  { "previous article", RELATED },
  { "~next:", RELATED },
  { "~previous", RELATED },
  { "back to", RELATED },
  { "leia também", RELATED },
  { "leia mais", RELATED },
  { "saiba mais", RELATED },
  { "veja também", RELATED },
  { "lee también", RELATED },
  { "le puede interesar", RELATED },
  { "te puede interesar", RELATED },
  { "noticias relacionadas", RELATED },
  { "artículos relacionados", RELATED },
  { "lire aussi", RELATED },
  { "à lire", RELATED },
  { "articles liés", RELATED },
  { "articles similaires", RELATED },
  { "sur le même sujet", RELATED },
  { "~lesen sie", RELATED },
  { "mehr zum", RELATED },
  { "mehr dazu", RELATED },
  { "das könnte sie auch", RELATED },
  { "weitere artikel", RELATED },
  { "ähnliche", RELATED },
  { "verwandte artikel", RELATED },
  { "lees ook", RELATED },
  { "lees meer", RELATED },
  { "gerelateerde artikelen", RELATED },
  { "leggi anche", RELATED },
  { "articoli correlati", RELATED },
  { "läs också", RELATED },
  { "läs även", RELATED },
  { "relaterade artiklar", RELATED },
  { "les også", RELATED },
  { "læs også", RELATED },
  { "lue myös", RELATED },
  { "czytaj też", RELATED },
  { "czytaj także", RELATED },
  { "powiązane artykuły", RELATED },
  { "související", RELATED },
  { "ayrıca bkz", RELATED },
  { "ilgili haberler", RELATED },
  { "читайте также", RELATED },
  { "читайте також", RELATED },
  { "по теме", RELATED },
  { "関連記事", RELATED },
  { "关联阅读", RELATED },
  { "相关阅读", RELATED },
  { "相关新闻", RELATED },
  { "延伸閱讀", RELATED },
  { "관련 기사", RELATED },
  { "اقرأ أيضا", RELATED },

  /* buttons and their labels */
  { "advertisement", CONTROL },
  { "~advert*", CONTROL },
  { "story continues below", CONTROL },
  { "article continues", CONTROL },
  { "story continues", CONTROL },
  { "sponsored", CONTROL },
  { "promoted", CONTROL },
  { "click here", CONTROL },
  { "~follow us", CONTROL },
  { "~follow me", CONTROL },
  { "~follow him", CONTROL },
  { "~follow her", CONTROL },
  { "~follow the", CONTROL },
  { "~follow @", CONTROL },
  { "share this", CONTROL },
  { "~share on", CONTROL },
  { "share$", CONTROL },
  { "share:", CONTROL },
  { "~share", CONTROL },
  { "tweet$", CONTROL },
  { "tweet this", CONTROL },
  { "~like us", CONTROL },
  { "~join us", CONTROL },
  { "~join the", CONTROL },
  { "~subscribe", CONTROL },
  { "~sign up", CONTROL },
  { "sign in", CONTROL },
  { "log in", CONTROL },
  { "~get our newsletter", CONTROL },
  { "leave a comment", CONTROL },
  { "leave a reply", CONTROL },
  { "post a comment", CONTROL },
  { "comments$", CONTROL },
  { "comment$", CONTROL },
  { "add a comment", CONTROL },
  { "~print", CONTROL },
  { "printable version", CONTROL },
  { "printer-friendly", CONTROL },
  { "printer friendly", CONTROL },
  { "print this", CONTROL },
  { "print-friendly", CONTROL },
  { "~email", CONTROL },
  { "~e-mail", CONTROL },
  { "~close", CONTROL },
  { "~loading", CONTROL },
  { "supported by", CONTROL },
  { "thanks for signing", CONTROL },
  { "check your inbox", CONTROL },
  { "~have a tip", CONTROL },
  { "~contact us", CONTROL },
  { "~contact the", CONTROL },
  { "copy link", CONTROL },
  { "save for later", CONTROL },
  { "listen to this", CONTROL },
  { "skip to", CONTROL },
  { "jump to", CONTROL },
  { "toggle", CONTROL },
  { "facebook$", CONTROL },
  { "twitter$", CONTROL },
  { "linkedin$", CONTROL },
  { "whatsapp$", CONTROL },
  { "menu$", CONTROL },
  { "search$", CONTROL },
  { "home$", CONTROL },
  { "download pdf", CONTROL },
  { "druckversion", CONTROL },
  { "drucken", CONTROL },
  { "artikel drucken", CONTROL },
  { "druckansicht", CONTROL },
  { "seite drucken", CONTROL },
  { "artikel teilen", CONTROL },
  { "diesen artikel teilen", CONTROL },
  { "diesen beitrag teilen", CONTROL },
  { "teilen", CONTROL },
  { "beitrag teilen", CONTROL },
  { "kommentare$", CONTROL },
  { "anzeige$", CONTROL },
  { "newsletter abonnieren", CONTROL },
  { "zur startseite", CONTROL },
  { "version imprimable", CONTROL },
  { "version à imprimer", CONTROL },
  { "imprimer", CONTROL },
  { "partager", CONTROL },
  { "partagez", CONTROL },
  { "commentaires$", CONTROL },
  { "publicité$", CONTROL },
  { "s’abonner", CONTROL },
  { "s'abonner", CONTROL },
  { "abonnez-vous", CONTROL },
  { "versión imprimible", CONTROL },
  { "versión para imprimir", CONTROL },
  { "imprimir", CONTROL },
  { "compartir", CONTROL },
  { "comparte", CONTROL },
  { "comentarios$", CONTROL },
  { "publicidad$", CONTROL },
  { "suscríbete", CONTROL },
  { "suscríbase", CONTROL },
  { "versão para impressão", CONTROL },
  { "compartilh*", CONTROL },
  { "partilh*", CONTROL },
  { "versione stampabile", CONTROL },
  { "versione per la stampa", CONTROL },
  { "stampa$", CONTROL },
  { "stampa questo", CONTROL },
  { "condividi", CONTROL },
  { "iscriviti", CONTROL },
  { "afdrukken", CONTROL },
  { "afdrukversie", CONTROL },
  { "printversie", CONTROL },
  { "printvriendelijke", CONTROL },
  { "deel dit", CONTROL },
  { "delen$", CONTROL },
  { "utskriftsversion", CONTROL },
  { "utskriftsvennlig", CONTROL },
  { "utskriftsvänlig", CONTROL },
  { "skriv ut", CONTROL },
  { "dela$", CONTROL },
  { "dela artikeln", CONTROL },
  { "dela den här", CONTROL },
  { "del artikkelen", CONTROL },
  { "del artiklen", CONTROL },
  { "del denne", CONTROL },
  { "udskriv", CONTROL },
  { "printvenlig", CONTROL },
  { "tulosta", CONTROL },
  { "jaa artikkeli", CONTROL },
  { "wersja do druku", CONTROL },
  { "drukuj", CONTROL },
  { "udostępnij", CONTROL },
  { "podziel się", CONTROL },
  { "verze pro tisk", CONTROL },
  { "vytisknout", CONTROL },
  { "tisk$", CONTROL },
  { "sdílet", CONTROL },
  { "yazdır", CONTROL },
  { "paylaş", CONTROL },
  { "версия для печати", CONTROL },
  { "распечатать", CONTROL },
  { "поделиться", CONTROL },
  { "версія для друку", CONTROL },
  { "поділитися", CONTROL },
  { "打印", CONTROL },
  { "打印本页", CONTROL },
  { "分享*", CONTROL },
  { "印刷", CONTROL },
  { "印刷用*", CONTROL },
  { "共有", CONTROL },
  { "シェア*", CONTROL },
  { "인쇄", CONTROL },
  { "공유*", CONTROL },
  { "نسخة للطباعة", CONTROL },
  { "طباعة", CONTROL },
  { "شارك*", CONTROL },

  /* a label with its value */
  { "tags:", LABEL },
  { "tag:", LABEL },
  { "tagged", LABEL },
  { "~filed under", LABEL },
  { "topics:", LABEL },
  { "topic:", LABEL },
  { "keywords:", LABEL },
  { "categories:", LABEL },
  { "category:", LABEL },
  { "photo:", LABEL },
  { "photos:", LABEL },
  { "photo credit", LABEL },
  { "photo by", LABEL },
  { "photograph:", LABEL },
  { "image:", LABEL },
  { "image credit", LABEL },
  { "image source", LABEL },
  { "picture:", LABEL },
  { "source:", LABEL },
  { "credit:", LABEL },
  { "video:", LABEL },
  { "getty images", LABEL },
  { "~published", LABEL },
  { "~updated", LABEL },
  { "~posted", LABEL },
  { "last updated", LABEL },
  { "last modified", LABEL },
  { "(reporting by", LABEL },
  { "reporting by", LABEL },
  { "editing by", LABEL },
  { "writing by", LABEL },
  { "schlagworte", LABEL },
  { "mots-clés", LABEL },
  { "etiquetas:", LABEL },
  { "теги:", LABEL },

  /* law */
  { "©", LEGAL },
  { "~copyright", LEGAL },
  { "(c) ", LEGAL },
  { "all rights reserved", LEGAL },
  { "the views expressed", LEGAL },
  { "disclaimer", LEGAL },
  { "privacy policy", LEGAL },
  { "privacy overview", LEGAL },
  { "terms of use", LEGAL },
  { "terms and conditions", LEGAL },
  { "this site uses cookies", LEGAL },
  { "we use cookies", LEGAL },
  { "alle rechte vorbehalten", LEGAL },
  { "impressum$", LEGAL },
  { "datenschutz", LEGAL },
  { "tous droits réservés", LEGAL },
  { "mentions légales", LEGAL },
  { "todos los derechos", LEGAL },
  { "todos os direitos", LEGAL },
  { "tutti i diritti", LEGAL },
  { "alle rechten voorbehouden", LEGAL },
  { "все права защищены", LEGAL },
};

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
  "le puede",
  "lo más leído",
  "lees ook",
  "meest gelezen",
  "les også",
  "läs också",
  "читайте также",
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

/* "12 comments" in the languages that write it so. */
static gboolean
counts_comments (const char *head)
{
  static const char *const nouns[] = { "comment",    "kommentar",  "commentaire",
                                       "comentario", "comentário", "commenti",
                                       "reacties",   "shares",     "views" };
  const char *p = head;

  while (g_ascii_isdigit (*p) || *p == ',' || *p == '.')
    p++;
  if (p == head || *p != ' ')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (nouns); i++)
    if (g_str_has_prefix (p + 1, nouns[i]))
      return TRUE;
  return FALSE;
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
  g_autofree char *head = NULL;

  if (label_end != NULL)
    *label_end = 0;
  if (n_words > MAX_LABEL_WORDS)
    return BRV_FURNITURE_NONE;
  head = fold_head (text);
  if (counts_comments (head) && n_words <= SHORT_LINE_WORDS)
    return BRV_FURNITURE_CONTROL;
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
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

static gboolean
holds_any (const char *folded, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

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
    "full",     "complete", "entire",      "whole",    "the rest", "vollständig", "ganze",
    "komplett", "complet",  "intégral",    "la suite", "completo", "completa",    "íntegr",
    "entero",   "entera",   "integral",    "intero",   "intera",   "volledig",    "gehele",
    "het hele", "hela",     "fullständig", "hele",     "koko ",    "cały",        "całość",
    "całą",     "pełny",    "pełn",        "полн",     "целиком",  "повн",        "celý",
    "celou",    "tamam",    "devam",       "teljes",   "siga ",    "sigue ",      "continúa",
    "全文",     "全篇",     "続き",        "完整",     "전문",     "كامل",        "بقية",
  };
  static const char *const reading[] = {
    "read",    "report",   "article", "text",     "story",     "paper",   "release", "statement",
    "version", "continue", "view",    "download", "briefing",  "study",   "source",  "lesen",
    "bericht", "artikel",  "beitrag", "studie",   "lire",      "rapport", "étude",   "leer",
    "lea ",    "leyendo",  "informe", "artículo", "texto",     "estudio", "leggi",   "articolo",
    "testo",   "leia",     "ler ",    "artigo",   "relatório", "lees",    "lezen",   "läs",
    "les ",    "læs",      "lue",     "czytaj",   "artykuł",   "raport",  "tekst",   "чита",
    "стать",   "текст",    "доклад",  "отчёт",    "číst",      "článek",  "oku",     "olvas",
    "cikk",    "读",       "看",      "全文",     "読",        "記事",    "보기",    "읽",
    "قراءة",   "اقرأ",     "التقرير", "النص",     "المقال",
  };
  g_autofree char *folded = NULL;

  if (brv_count_words (text, strlen (text)) > MAX_WHOLE_WORDS)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return holds_any (folded, whole, G_N_ELEMENTS (whole)) &&
         holds_any (folded, reading, G_N_ELEMENTS (reading));
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
