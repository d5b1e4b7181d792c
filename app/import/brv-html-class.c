/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The words in class, id and role. They are the page author's own names and no standard: what
 * they say is only believed where the text agrees (brv-html-article).
 */

#include "config.h"

#include <string.h>

#include "import/brv-html-class.h"
#include "import/brv-word-index.h"

#define MAX_NAMES_BYTES 1024

/*
 * A hyphen in a word stands for a hyphen, an underscore or nothing; a star at its end for any
 * letters. A word matches at the start of a name's part and up to its end.
 */
typedef struct
{
  const char *word;
  guint hints;
} ClassWord;

#define F BRV_CLASS_FURNITURE
#define W BRV_CLASS_WEAK_FURNITURE

/* Sorted by the first letter. */
static const ClassWord class_words[] = {
  { "about-author", F },
  { "ad", W },
  { "addthis*", F },
  { "ads", W },
  { "advert*", F },
  { "affiliate*", F },
  { "also-on", F },
  { "also-read", F },
  { "article-meta", W },
  { "aside", W },
  { "attribution", F | BRV_CLASS_CREDIT },
  { "author*", W | BRV_CLASS_BYLINE },
  { "banner", W },
  { "bio", W },
  { "breadcrumb*", F },
  { "buy-*", W },
  { "byline*", F | BRV_CLASS_BYLINE },
  { "call-to-action", F },
  { "caption*", W | BRV_CLASS_CAPTION },
  { "carousel", W },
  { "cat-links", F },
  { "categories", F },
  { "category", F },
  { "comment", F },
  { "comment-*", F },
  { "comments", F },
  { "comments-*", F },
  { "consent", F },
  { "contributor", F | BRV_CLASS_BYLINE },
  { "contributors", F | BRV_CLASS_BYLINE },
  { "cookie*", F },
  { "copyright", F },
  { "correction-form", F },
  { "creator*", W | BRV_CLASS_BYLINE },
  { "credit*", W | BRV_CLASS_CREDIT },
  { "cta", W },
  { "date", W | BRV_CLASS_DATE },
  { "dateline", W | BRV_CLASS_DATE },
  { "deck", W | BRV_CLASS_STANDFIRST },
  { "dek", F | BRV_CLASS_STANDFIRST },
  { "disclaimer", F },
  { "discussion", F },
  { "disqus*", F },
  { "donat*", F },
  { "email-form", F },
  { "email-signup", F },
  { "entry-meta", W },
  { "eyebrow", F },
  { "factbox", F },
  { "feedback", F },
  { "follow*", F },
  { "footer*", F },
  { "gallery*", W },
  { "gdpr", F },
  { "hide", W },
  { "infobox*", F },
  { "inline-link*", F },
  { "inline-promo*", F },
  { "inline-related*", F },
  { "inline-story*", F },
  { "jump-link", F },
  { "jw*", F },
  { "keywords", F },
  { "kicker", F },
  { "legal", W },
  { "lightbox", F },
  { "login", F },
  { "masthead", W },
  { "menu*", F },
  { "meta", W },
  { "metadata", W },
  { "modal", W },
  { "more-articles", F },
  { "more-from", F },
  { "more-like", F },
  { "more-link*", F },
  { "more-news", F },
  { "more-on", F },
  { "more-stories", F },
  { "most-popular", F },
  { "most-read", F },
  { "most-viewed", F },
  { "nav*", F },
  { "newsletter*", W },
  { "outbrain*", F },
  { "overlay", W },
  { "pager", F },
  { "pagination", F },
  { "partner*", F },
  { "paywall", F },
  { "photo-caption", W | BRV_CLASS_CAPTION },
  { "photo-credit", W | BRV_CLASS_CREDIT },
  { "player", W },
  { "playlist", F },
  { "podcast", W },
  { "poll", W },
  { "popular", F },
  { "popup", W },
  { "post-meta", W },
  { "posted-on", F | BRV_CLASS_DATE },
  { "prev-next", F },
  { "print", W },
  { "product-card", W },
  { "promo*", F },
  { "pub-date", F | BRV_CLASS_DATE },
  { "published", F | BRV_CLASS_DATE },
  { "quiz", W },
  { "rail", W },
  { "rating", W },
  { "ratings", W },
  { "read-also", W },
  { "read-more", W },
  { "read-next", W },
  { "recirc*", F },
  { "recommend*", F },
  { "register", F },
  { "related*", F },
  { "replies", F },
  { "report", W },
  { "respond", F },
  { "review-score", F },
  { "screen-reader*", F },
  { "share*", F },
  { "sharedaddy", W },
  { "sharing", F },
  { "shop*", W },
  { "side-bar", F },
  { "sidebar*", F },
  { "sign-up", F },
  { "skip-link*", F },
  { "skip-nav*", F },
  { "skip-to*", F },
  { "slideshow*", W },
  { "social*", F },
  { "source-link", W },
  { "source-links", W },
  { "sponsor*", F },
  { "sr-only", F },
  { "standfirst", W | BRV_CLASS_STANDFIRST },
  { "stock*", W },
  { "sub-head", W },
  { "sub-heading", W },
  { "sub-headline", W | BRV_CLASS_STANDFIRST },
  { "subscri*", W },
  { "subtitle", W | BRV_CLASS_STANDFIRST },
  { "survey", F },
  { "table-of-contents", F },
  { "taboola*", F },
  { "tag-cloud", W },
  { "tag-links", W },
  { "tag-list", W },
  { "taglist", W },
  { "tags", W },
  { "teads", F },
  { "ticker", F },
  { "testimonial*", F },
  { "time-stamp", F | BRV_CLASS_DATE },
  { "toc", W },
  { "toolbar", F },
  { "tooltip", W },
  { "topics", W },
  { "trending", F },
  { "video-list", W },
  { "video-meta", W },
  { "video-player", W },
  { "video-promo", W },
  { "visually-hidden", W },
  { "weather", W },
  { "widget*", W },
  { "wp-caption-text", W | BRV_CLASS_CAPTION },
  { "zergnet", F },
};

#undef F
#undef W

/* Found anywhere in the names. */
static const ClassWord substrings[] = {
  { "article-body", BRV_CLASS_BODY },    { "article-text", BRV_CLASS_BODY },
  { "article-content", BRV_CLASS_BODY }, { "story-body", BRV_CLASS_BODY },
  { "story-text", BRV_CLASS_BODY },      { "story-content", BRV_CLASS_BODY },
  { "entry-content", BRV_CLASS_BODY },   { "post-body", BRV_CLASS_BODY },
  { "post-content", BRV_CLASS_BODY },    { "post-text", BRV_CLASS_BODY },
  { "body-copy", BRV_CLASS_BODY },       { "body-text", BRV_CLASS_BODY },
  { "body-content", BRV_CLASS_BODY },    { "main-content", BRV_CLASS_BODY },
  { "content-body", BRV_CLASS_BODY },    { "paragraph", BRV_CLASS_BODY },
  { "prose", BRV_CLASS_BODY },           { "rich-text", BRV_CLASS_BODY },
  { "parser-output", BRV_CLASS_BODY },   { "tweet", BRV_CLASS_POST },
  { "instagram-media", BRV_CLASS_POST }, { "tiktok-embed", BRV_CLASS_POST },
  { "embed", BRV_CLASS_EMBED },          { "pull-quote", BRV_CLASS_PULL_QUOTE },
};

/* Names of layout frameworks in which the words mean nothing. */
static const char *const neutral_prefixes[] = {
  "elementor-widget",
  "elementor-element",
  "wp-block",
  "hidden-xs",
  "hidden-sm",
  "hidden-md",
  "hidden-lg",
  "hidden-print",
  "no-print",
  "print:",
  "et_pb",
  "has-",
  "is-",
  "js-",
  "data-",
  "overflow-hidden",
  "c-product-widget",
};

static gboolean
is_part_end (char c)
{
  return c == '\0' || c == '-' || c == '_' || c == ' ' || g_ascii_isdigit (c);
}

/* Whether word matches at text, by the rules above. */
static gboolean
word_matches (const char *word, const char *text)
{
  for (; *word != '\0'; word++)
    {
      if (*word == '*')
        return TRUE;
      if (*word == '-')
        {
          if (*text == '-' || *text == '_')
            text++;
        }
      else if (*word != *text++)
        return FALSE;
    }
  return is_part_end (*text);
}

static gboolean
substring_matches (const char *word, const char *text)
{
  for (; *word != '\0'; word++)
    {
      if (*word == '-')
        {
          if (*text == '-' || *text == '_')
            text++;
        }
      else if (*word != *text++)
        return FALSE;
    }
  return TRUE;
}

/* The editor of the commonest system calls its blocks by what they are; those of a post's parts mean
 * what they say. */
static gboolean
is_neutral (const char *name)
{
  if (g_str_has_prefix (name, "wp-block-post-"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (neutral_prefixes); i++)
    if (*name == *neutral_prefixes[i] && g_str_has_prefix (name, neutral_prefixes[i]))
      return TRUE;
  return FALSE;
}

static guint
judge_part (const char *part)
{
  guint low = 0;
  guint high = G_N_ELEMENTS (class_words);
  guint hints = 0;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (class_words[middle].word[0] < *part)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < G_N_ELEMENTS (class_words) && class_words[low].word[0] == *part; low++)
    if (word_matches (class_words[low].word, part))
      hints |= class_words[low].hints;
  return hints;
}

/* name: one class or id in lower case. */
static guint
judge_name (const char *name, const BrvWordIndex *index)
{
  guint hints = 0;
  gboolean at_start = TRUE;

  for (const char *p = name; *p != '\0'; p++)
    {
      for (guint i = index->first[(guchar)*p]; i > 0; i = index->next[i - 1])
        if (substring_matches (substrings[i - 1].word, p))
          hints |= substrings[i - 1].hints;
      if (at_start && !is_neutral (p))
        hints |= judge_part (p);
      at_start = *p == '-' || *p == '_';
    }
  return hints;
}

/* Appends the names in lower case; "imageCaption" becomes "image-caption". */
static void
append_names (GString *names, const char *value)
{
  char before = ' ';

  if (value == NULL)
    return;
  g_string_append_c (names, ' ');
  for (const char *p = value; *p != '\0' && names->len < MAX_NAMES_BYTES; p++)
    {
      if (g_ascii_isupper (*p) && g_ascii_islower (before))
        g_string_append_c (names, '-');
      g_string_append_c (names, g_ascii_isspace (*p) ? ' ' : g_ascii_tolower (*p));
      before = *p;
    }
}

static guint
judge_node (const xmlNode *node)
{
  static const char *const attributes[] = { "class", "id", "role", "data-component",
                                            "data-testid" };
  g_autoptr (GString) names = NULL;
  guint hints = 0;
  char *save = NULL;
  BrvWordIndex index;

  if (node->properties == NULL)
    return 0;
  names = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    append_names (names, brv_html_peek_attribute (node, attributes[i]));
  if (names->len == 0)
    return 0;
  brv_word_index_clear (&index);
  for (guint i = G_N_ELEMENTS (substrings); i-- > 0;)
    brv_word_index_add (&index, i, substrings[i].word);
  for (char *name = strtok_r (names->str, " ", &save); name != NULL;
       name = strtok_r (NULL, " ", &save))
    if (!is_neutral (name))
      hints |= judge_name (name, &index);
  return hints;
}

/**
 * brv_html_class_judge:
 * @element: an element; remembers the answer
 *
 * Returns: what its class, id and similar names say: a set of #BrvClassHints
 */
guint
brv_html_class_judge (BrvElement *element)
{
  if (!element->is_judged)
    {
      element->class_hints = judge_node (element->node);
      element->is_judged = TRUE;
    }
  return element->class_hints;
}

/**
 * brv_html_class_names_furniture:
 * @node: an element that holds a single line, as a paragraph or list item
 *
 * Returns: whether its names say that this line is furniture
 */
gboolean
brv_html_class_names_furniture (const xmlNode *node)
{
  static const char *const words[] = { "caption",    "credit",  "byline",   "timestamp",
                                       "newsletter", "related", "copyright" };
  static const char *const attributes[] = { "class", "id" };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      const char *value = brv_html_peek_attribute (node, attributes[i]);
      g_autofree char *lower = value != NULL ? g_ascii_strdown (value, -1) : NULL;

      for (guint k = 0; lower != NULL && k < G_N_ELEMENTS (words); k++)
        if (strstr (lower, words[k]) != NULL)
          return TRUE;
    }
  return FALSE;
}

/**
 * brv_html_class_is_hidden:
 * @node: an element
 *
 * Returns: whether the page hides it at first
 */
gboolean
brv_html_class_is_hidden (const xmlNode *node)
{
  const char *style = brv_html_peek_attribute (node, "style");
  const char *aria = brv_html_peek_attribute (node, "aria-hidden");

  if (brv_html_peek_attribute (node, "hidden") != NULL || g_strcmp0 (aria, "true") == 0)
    return TRUE;
  if (style != NULL)
    {
      g_autofree char *compact = g_ascii_strdown (style, -1);
      char *to = compact;

      for (const char *from = compact; *from != '\0'; from++)
        if (!g_ascii_isspace (*from))
          *to++ = *from;
      *to = '\0';
      return strstr (compact, "display:none") != NULL ||
             strstr (compact, "visibility:hidden") != NULL;
    }
  return FALSE;
}

/**
 * brv_html_class_is_elsewhere:
 * @page: a page
 * @element: index of an element
 *
 * Returns: whether it stands among comments, or among what leads to other pages, by the names of
 *   its ancestors: what is said there is not said of the page, unless the page's title stands there
 */
gboolean
brv_html_class_is_elsewhere (const BrvHtmlPage *page, guint element)
{
  static const char *const words[] = {
    "comment",  "related", "recommend", "sidebar",    "popular",
    "trending", "reply",   "teaser",    "newsletter", "most-read"
  };

  if (brv_html_page_element (page, element)->excluded)
    return TRUE;
  for (; element > 0; element = brv_html_page_element (page, element)->parent)
    {
      const xmlNode *node = brv_html_page_element (page, element)->node;
      const char *values[] = { brv_html_peek_attribute (node, "class"),
                               brv_html_peek_attribute (node, "id") };

      if (brv_html_page_element (page, element)->tag == BRV_TAG_BODY)
        break;
      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          g_autofree char *lower = values[i] != NULL ? g_ascii_strdown (values[i], -1) : NULL;

          for (guint k = 0; lower != NULL && k < G_N_ELEMENTS (words); k++)
            if (strstr (lower, words[k]) != NULL)
              return !brv_html_page_holds_title (page, element);
        }
    }
  return FALSE;
}
