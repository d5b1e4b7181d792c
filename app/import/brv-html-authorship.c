/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Who wrote a page and when. Structured data is asked first, then meta elements, then what
 * stands near the title, then elements that only their names mark.
 */

#include "config.h"

#include <string.h>

#include "import/brv-byline.h"
#include "import/brv-date.h"
#include "import/brv-html-article.h"
#include "import/brv-html-authorship.h"
#include "import/brv-html-class.h"

#define MAX_NAME_BYTES   80
#define MAX_BYLINE_BYTES 120
#define MAX_AUTHORS      20

/* Bylines and dates stand near the title: within so many leaves before and after it, in lines of
 * so many words. */
#define LEAVES_BEFORE_TITLE 6
#define LEAVES_AFTER_TITLE  12
#define MAX_BYLINE_WORDS    18
#define MAX_DATE_WORDS      16
/* What stands before the names of a byline. */
static const char *
skip_byline_label (const char *text)
{
  static const char *const labels[] = {
    "by ",       "by:",          "written by ", "written by:", "von ",       "par ",
    "por ",      "di ",          "da ",         "door ",       "av ",        "af ",
    "text: ",    "text ",        "author: ",    "author:",     "posted by ", "autor: ",
    "story by ", "reported by ", "words by ",   "från "
  };

  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strncasecmp (text, labels[i], strlen (labels[i])) == 0)
      {
        text += strlen (labels[i]);
        return text + strspn (text, " ");
      }
  return text;
}

static gboolean
is_no_name (const char *name, const char *site)
{
  static const char *const words[] = { "admin",     "staff",     "editor",      "author",
                                       "news desk", "newsdesk",  "redaktion",   "webmaster",
                                       "by",        "editorial", "guest",       "anonymous",
                                       "unknown",   "user",      "none",        "null",
                                       "undefined", "redaction", "la rédaction" };
  g_autofree char *lower = g_utf8_strdown (name, -1);

  if (g_str_has_prefix (lower, "http") || g_str_has_prefix (lower, "www.") || *lower == '@' ||
      strstr (lower, "://") != NULL || brv_text_equal_folded (name, site) ||
      strstr (lower, " ago") != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (lower, words[i]))
      return TRUE;
  for (const char *p = lower; *p != '\0'; p++)
    if (g_ascii_isdigit (p[0]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) &&
        g_ascii_isdigit (p[3]))
      return TRUE;
  return FALSE;
}

/* "Holm, Ada", as bibliographies have it, becomes "Ada Holm". */
static void
turn_name (char **name)
{
  const char *comma = strchr (*name, ',');
  char *turned = NULL;

  if (comma == NULL || comma == *name || strchr (comma + 1, ',') != NULL ||
      comma[1 + strspn (comma + 1, " ")] == '\0' ||
      brv_count_words (*name, (gsize)(comma - *name)) != 1 ||
      brv_count_words (comma, strlen (comma)) > 2)
    return;
  turned =
    g_strdup_printf ("%s %.*s", comma + 1 + strspn (comma + 1, " "), (int)(comma - *name), *name);
  g_free (*name);
  *name = turned;
}

/* Names of a list that can be authors; NULL if there are none. */
static GStrv
clean_names (const BrvHtmlReader *self, const char *const *names, guint max)
{
  const char *site = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_PUBLISHER);
  g_autoptr (GPtrArray) clean = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names[i] != NULL && clean->len < max; i++)
    {
      g_autofree char *plain = brv_html_unescape (names[i]);
      g_autofree char *name = g_strdup (skip_byline_label (plain));
      gsize length = 0;

      g_strdelimit (name, "\n\t", ' ');
      g_strstrip (name);
      turn_name (&name);
      length = strlen (name);
      while (length > 0 && strchr (" |,;:-", name[length - 1]) != NULL)
        name[--length] = '\0';
      if (length == 0 || length >= MAX_NAME_BYTES || is_no_name (name, site) ||
          g_ptr_array_find_with_equal_func (clean, name, g_str_equal, NULL))
        continue;
      g_ptr_array_add (clean, g_steal_pointer (&name));
    }
  if (clean->len == 0)
    return NULL;
  g_ptr_array_add (clean, NULL);
  return (GStrv)g_ptr_array_steal (clean, NULL);
}

static gboolean
set_authors (BrvHtmlReader *self, const char *const *names, guint max, BrvEvidence evidence)
{
  g_auto (GStrv) clean = clean_names (self, names, max);

  if (clean == NULL)
    return FALSE;
  brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS, (const char *const *)clean,
                               evidence);
  return TRUE;
}

static gboolean
set_authors_from_meta (BrvHtmlReader *self)
{
  static const char *const names[] = { "parsely-author",  "citation_author",
                                       "sailthru.author", "byl",
                                       "dc.creator",      "author",
                                       "article:author" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GPtrArray *values = g_hash_table_lookup (self->metas, names[i]);
      g_autoptr (GPtrArray) list = g_ptr_array_new ();

      for (guint k = 0; values != NULL && k < values->len; k++)
        g_ptr_array_add (list, g_ptr_array_index (values, k));
      g_ptr_array_add (list, NULL);
      if (set_authors (self, (const char *const *)list->pdata, MAX_AUTHORS, BRV_EVIDENCE_META))
        return TRUE;
    }
  return FALSE;
}

typedef enum
{
  MARK_ITEMPROP,
  MARK_REL,
  MARK_CLASS,
  N_MARKS,
} AuthorMark;

static gboolean
has_author_mark (BrvElement *element, AuthorMark mark)
{
  const char *value = NULL;

  switch (mark)
    {
    case MARK_ITEMPROP:
      value = brv_html_peek_attribute (element->node, "itemprop");
      return value != NULL && g_str_equal (value, "author");
    case MARK_REL:
      value = brv_html_peek_attribute (element->node, "rel");
      return value != NULL && g_str_equal (value, "author");
    case MARK_CLASS:
      return (brv_html_class_judge (element) & BRV_CLASS_BYLINE) != 0;
    case N_MARKS:
    default:
      return FALSE;
    }
}

/* The first element that is marked as the author's name and short enough to be one. */
static gboolean
set_authors_from_text (BrvHtmlReader *self)
{
  for (guint mark = 0; mark < N_MARKS; mark++)
    for (guint i = 0; i < self->page->elements->len; i++)
      {
        BrvElement *element = brv_html_page_element (self->page, i);
        g_autofree char *text = NULL;
        const char *names[2] = { NULL, NULL };
        g_auto (GStrv) persons = NULL;

        if (!has_author_mark (element, (AuthorMark)mark))
          continue;
        text = brv_html_dup_text (element->node, MAX_BYLINE_BYTES + 1);
        if (*text == '\0' || strlen (text) > MAX_BYLINE_BYTES)
          continue;
        persons = brv_byline_split (skip_byline_label (text));
        if (persons != NULL && set_authors (self, (const char *const *)persons, MAX_AUTHORS,
                                            BRV_EVIDENCE_VISIBLE_TEXT))
          return TRUE;
        names[0] = text;
        if (set_authors (self, names, 1, BRV_EVIDENCE_VISIBLE_TEXT))
          return TRUE;
        if (mark != MARK_ITEMPROP)
          break;
      }
  return FALSE;
}

/* The leaf that is the title; the page's number of leaves if none is. */
static guint
find_title_leaf (const BrvHtmlReader *self)
{
  const char *title = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_TITLE);
  guint n = self->page->leaves->len;

  for (guint i = 0; i < n; i++)
    if (brv_html_page_leaf (self->page, i)->tag == BRV_TAG_H1 &&
        brv_text_equal_folded (brv_html_page_leaf (self->page, i)->text, title))
      return i;
  for (guint i = 0; title != NULL && i < n; i++)
    if (brv_text_equal_folded (brv_html_page_leaf (self->page, i)->text, title))
      return i;
  return n;
}

/* Calls found for each leaf near the title, first those after it, until it says TRUE. */
static gboolean
search_near_title (BrvHtmlReader *self,
                   gboolean (*found) (BrvHtmlReader *self, const BrvLeaf *leaf))
{
  guint n = self->page->leaves->len;
  guint title = find_title_leaf (self);

  if (title == n)
    return FALSE;
  for (guint i = title + 1; i < n && i <= title + LEAVES_AFTER_TITLE; i++)
    if (found (self, brv_html_page_leaf (self->page, i)))
      return TRUE;
  for (guint i = 1; i <= LEAVES_BEFORE_TITLE && i <= title; i++)
    if (found (self, brv_html_page_leaf (self->page, title - i)))
      return TRUE;
  return FALSE;
}

static gboolean
take_byline (BrvHtmlReader *self, const BrvLeaf *leaf)
{
  g_auto (GStrv) names = NULL;

  if (leaf->n_words > MAX_BYLINE_WORDS)
    return FALSE;
  names = brv_byline_find (leaf->text);
  return names != NULL &&
         set_authors (self, (const char *const *)names, MAX_AUTHORS, BRV_EVIDENCE_VISIBLE_TEXT);
}

/**
 * brv_html_authorship_read_authors:
 * @self: what was found in a page, the title and publisher set
 *
 * Sets the authors, if the page names any.
 */
void
brv_html_authorship_read_authors (BrvHtmlReader *self)
{
  if (self->json_ld.authors != NULL &&
      set_authors (self, (const char *const *)self->json_ld.authors, MAX_AUTHORS,
                   BRV_EVIDENCE_STRUCTURED_DATA))
    return;
  if (!set_authors_from_meta (self) && !search_near_title (self, take_byline))
    set_authors_from_text (self);
}

static void
set_date (BrvHtmlReader *self, BrvSourceField field, const char *value, BrvEvidence evidence)
{
  g_autofree char *date = value != NULL ? brv_date_parse (value) : NULL;

  brv_html_reader_set (self, field, date, evidence);
}

/* The date of the first element marked as the time of publication. */
static void
read_date_from_text (BrvHtmlReader *self)
{
  for (guint i = 0; i < self->page->elements->len; i++)
    {
      const BrvElement *element = brv_html_page_element (self->page, i);
      const char *property = brv_html_peek_attribute (element->node, "itemprop");
      g_autofree char *value = NULL;

      if (property == NULL || strstr (property, "datePublished") == NULL)
        continue;
      value = brv_html_dup_attribute (element->node, "datetime");
      if (value == NULL)
        value = brv_html_dup_attribute (element->node, "content");
      if (value == NULL)
        value = brv_html_dup_text (element->node, 100);
      set_date (self, BRV_SOURCE_FIELD_DATE, value, BRV_EVIDENCE_STRUCTURED_DATA);
    }
}

static void
read_date_from_time (BrvHtmlReader *self)
{
  for (guint i = 0; i < self->page->elements->len; i++)
    {
      const BrvElement *element = brv_html_page_element (self->page, i);
      g_autofree char *value = NULL;

      if (element->tag != BRV_TAG_TIME)
        continue;
      value = brv_html_dup_attribute (element->node, "datetime");
      if (value == NULL || *value == '\0')
        {
          g_free (value);
          value = brv_html_dup_text (element->node, 100);
        }
      set_date (self, BRV_SOURCE_FIELD_DATE, value, BRV_EVIDENCE_VISIBLE_TEXT);
      if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_DATE) != NULL)
        return;
    }
}

static gboolean
take_date (BrvHtmlReader *self, const BrvLeaf *leaf)
{
  g_autofree char *date = NULL;

  if (leaf->n_words > MAX_DATE_WORDS)
    return FALSE;
  date = brv_date_find (leaf->text, NULL, NULL);
  if (date == NULL || strlen (date) < strlen ("2024-03-12"))
    return FALSE;
  brv_html_reader_set (self, BRV_SOURCE_FIELD_DATE, date, BRV_EVIDENCE_VISIBLE_TEXT);
  return TRUE;
}

/* The path of the page's own address may name the day. */
static void
read_date_from_address (BrvHtmlReader *self)
{
  const char *address =
    self->canonical != NULL ? self->canonical : brv_html_reader_meta (self, "og:url");
  g_autofree char *date = NULL;

  if (address == NULL)
    address = self->hints->address != NULL ? self->hints->address : self->saved_from;
  if (address == NULL)
    return;
  date = brv_date_find_in_address (address);
  brv_html_reader_set (self, BRV_SOURCE_FIELD_DATE, date, BRV_EVIDENCE_ADDRESS);
}

/**
 * brv_html_authorship_read_dates:
 * @self: what was found in a page, the title set
 *
 * Sets the days of publication and of the last change, as the page prints them.
 */
void
brv_html_authorship_read_dates (BrvHtmlReader *self)
{
  static const char *const published[] = {
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "parsely-pub-date",
    "citation_publication_date",
    "citation_date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
  };
  static const char *const modified[] = { "article:modified_time", "datemodified",
                                          "og:updated_time", "dcterms.modified", "last-modified" };

  set_date (self, BRV_SOURCE_FIELD_DATE, self->json_ld.published, BRV_EVIDENCE_STRUCTURED_DATA);
  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    set_date (self, BRV_SOURCE_FIELD_DATE, brv_html_reader_meta (self, published[i]),
              BRV_EVIDENCE_META);
  read_date_from_text (self);
  if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_DATE) == NULL)
    search_near_title (self, take_date);
  read_date_from_address (self);
  read_date_from_time (self);
  set_date (self, BRV_SOURCE_FIELD_MODIFIED, self->json_ld.modified, BRV_EVIDENCE_STRUCTURED_DATA);
  for (guint i = 0; i < G_N_ELEMENTS (modified); i++)
    set_date (self, BRV_SOURCE_FIELD_MODIFIED, brv_html_reader_meta (self, modified[i]),
              BRV_EVIDENCE_META);
}
