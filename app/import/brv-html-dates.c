/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * When a page was published and last changed. Structured data is asked first, then meta elements,
 * then what is printed near the title and what only its element's names call a date, then the
 * address. A date that the page calls that of a change is none of publication.
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "import/brv-date-line.h"
#include "import/brv-date.h"
#include "import/brv-html-class.h"
#include "import/brv-html-dates.h"
#include "import/brv-same-words.h"

/* Dates stand near the title: within so many leaves before and after it, in lines of so many
 * words. */
#define LEAVES_BEFORE_TITLE 6
#define LEAVES_AFTER_TITLE  12
#define MAX_DATE_WORDS      24
#define MAX_MARKED_BYTES    160

static gboolean
has_date (const BrvHtmlReader *self)
{
  return brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_DATE) != NULL;
}

static void
set_date (BrvHtmlReader *self, BrvSourceField field, const char *value, BrvEvidence evidence)
{
  g_autofree char *date = value != NULL ? brv_date_parse (value) : NULL;

  brv_html_reader_set (self, field, date, evidence);
}

/* Below a picture stands when that was taken. */
static gboolean
is_below_picture (const BrvHtmlReader *self, guint element)
{
  for (; element > 0; element = brv_html_page_element (self->page, element)->parent)
    if (brv_html_page_element (self->page, element)->tag == BRV_TAG_FIGCAPTION)
      return TRUE;
  return FALSE;
}

static gboolean
take_leaf (BrvHtmlReader *self, guint index)
{
  const BrvLeaf *leaf = brv_html_page_leaf (self->page, index);

  return leaf->n_words <= MAX_DATE_WORDS && !is_below_picture (self, leaf->owner) &&
         !brv_html_class_is_elsewhere (self->page, leaf->owner) &&
         brv_date_line_read (leaf->text, &self->printed, &self->printed_change);
}

/* The title's own element may hold the date, as a line above its words. */
static void
read_date_near_title (BrvHtmlReader *self)
{
  guint n = self->page->leaves->len;

  if (self->title_leaf == n)
    return;
  if (!brv_same_words (brv_html_page_leaf (self->page, self->title_leaf)->text,
                       brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_TITLE)) &&
      take_leaf (self, self->title_leaf))
    return;
  for (guint i = self->title_leaf + 1; i < n && i <= self->title_leaf + LEAVES_AFTER_TITLE; i++)
    {
      const BrvLeaf *leaf = brv_html_page_leaf (self->page, i);

      if (take_leaf (self, i))
        return;
      /* A label alone: the date stands in the next element, and what it labels was told. */
      if (leaf->n_words <= 3 && i + 1 < n &&
          brv_date_line_says_changed (leaf->text, strlen (leaf->text)))
        i++;
    }
  for (guint i = 1; i <= LEAVES_BEFORE_TITLE && i <= self->title_leaf; i++)
    if (take_leaf (self, self->title_leaf - i))
      return;
}

/* The value that an element marked as a date gives. */
static char *
dup_value (const BrvElement *element)
{
  static const char *const attributes[] = { "datetime", "content" };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      char *value = brv_html_dup_attribute (element->node, attributes[i]);

      if (value != NULL && *value != '\0')
        return value;
      g_free (value);
    }
  return brv_html_dup_text (element->node, MAX_MARKED_BYTES);
}

static void
read_date_from_microdata (BrvHtmlReader *self)
{
  for (guint i = 0; i < self->page->elements->len && !has_date (self); i++)
    {
      const BrvElement *element = brv_html_page_element (self->page, i);
      const char *property = brv_html_peek_attribute (element->node, "itemprop");
      g_autofree char *value = NULL;

      if (property == NULL || strstr (property, "datePublished") == NULL ||
          brv_html_class_is_elsewhere (self->page, i))
        continue;
      value = dup_value (element);
      set_date (self, BRV_SOURCE_FIELD_DATE, value, BRV_EVIDENCE_STRUCTURED_DATA);
    }
}

/* Elements whose names call them a date or the author's, beside whom dates stand; after the title. */
static void
read_date_from_names (BrvHtmlReader *self)
{
  guint from = self->title_leaf < self->page->leaves->len
                 ? brv_html_page_leaf (self->page, self->title_leaf)->owner
                 : 0;

  for (guint i = from; i < self->page->elements->len && self->printed == NULL; i++)
    {
      BrvElement *element = brv_html_page_element (self->page, i);
      g_autofree char *text = NULL;

      if ((brv_html_class_judge (element) & (BRV_CLASS_DATE | BRV_CLASS_BYLINE)) == 0 ||
          brv_html_class_is_elsewhere (self->page, i))
        continue;
      text = brv_html_dup_text (element->node, MAX_MARKED_BYTES + 1);
      if (strlen (text) <= MAX_MARKED_BYTES)
        brv_date_line_read (text, &self->printed, &self->printed_change);
    }
}

static void
read_date_from_time (BrvHtmlReader *self)
{
  for (guint i = 0; i < self->page->elements->len && !has_date (self); i++)
    {
      const BrvElement *element = brv_html_page_element (self->page, i);
      g_autofree char *value = NULL;

      if (element->tag != BRV_TAG_TIME || brv_html_class_is_elsewhere (self->page, i))
        continue;
      value = dup_value (element);
      set_date (self, BRV_SOURCE_FIELD_DATE, value, BRV_EVIDENCE_VISIBLE_TEXT);
    }
}

static gboolean
read_day (const char *date, GDate *day)
{
  guint year = 0;
  guint month = 0;
  guint of_month = 0;

  if (sscanf (date, "%4u-%2u-%2u", &year, &month, &of_month) != 3 ||
      !g_date_valid_dmy ((GDateDay)of_month, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay)of_month, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

/*
 * Whether a printed day is the given one read otherwise: a day off, since data may count in
 * another time zone, or with day and month changed for one another.
 */
static gboolean
is_same_day (const char *printed, const char *given)
{
  GDate a;
  GDate b;

  g_date_clear (&a, 1);
  g_date_clear (&b, 1);
  if (!read_day (printed, &a) || !read_day (given, &b))
    return FALSE;
  return ABS (g_date_days_between (&a, &b)) <= 1 ||
         (g_date_get_year (&a) == g_date_get_year (&b) &&
          g_date_get_day (&a) == (GDateDay)g_date_get_month (&b) &&
          g_date_get_day (&b) == (GDateDay)g_date_get_month (&a));
}

/*
 * What a page prints under its title goes before what its data says: that is the day its readers
 * cite, and data often keeps that of an earlier text at the same address.
 */
static void
set_printed_date (BrvHtmlReader *self)
{
  const char *given = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_DATE);

  if (self->printed != NULL && (given == NULL || !is_same_day (self->printed, given)))
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_DATE, self->printed,
                            BRV_EVIDENCE_VISIBLE_TEXT);
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
 * brv_html_dates_read:
 * @self: what was found in a page, the title set
 *
 * Sets the days of publication and of the last change, as the page prints them.
 */
void
brv_html_dates_read (BrvHtmlReader *self)
{
  static const char *const published[] = {
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "og:published_time",
    "parsely-pub-date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "published_time",
    "published-date",
    "published_date",
    "published-on",
    "published_on",
    "publication-date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
  };
  static const char *const modified[] = { "article:modified_time", "datemodified",
                                          "og:updated_time", "dcterms.modified", "last-modified" };

  set_date (self, BRV_SOURCE_FIELD_DATE, self->json_ld.published, BRV_EVIDENCE_STRUCTURED_DATA);
  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    set_date (self, BRV_SOURCE_FIELD_DATE, brv_html_reader_meta (self, published[i]),
              BRV_EVIDENCE_META);
  set_date (self, BRV_SOURCE_FIELD_MODIFIED, self->json_ld.modified, BRV_EVIDENCE_STRUCTURED_DATA);
  for (guint i = 0; i < G_N_ELEMENTS (modified); i++)
    set_date (self, BRV_SOURCE_FIELD_MODIFIED, brv_html_reader_meta (self, modified[i]),
              BRV_EVIDENCE_META);
  read_date_from_microdata (self);
  read_date_near_title (self);
  set_printed_date (self);
  set_date (self, BRV_SOURCE_FIELD_DATE, self->json_ld.page_published,
            BRV_EVIDENCE_STRUCTURED_DATA);
  if (!has_date (self))
    {
      read_date_from_names (self);
      set_printed_date (self);
    }
  read_date_from_address (self);
  read_date_from_time (self);
  /* A page that prints one date alone is dated by it, if only as last changed. */
  brv_html_reader_set (self, BRV_SOURCE_FIELD_DATE, self->printed_change,
                       BRV_EVIDENCE_VISIBLE_TEXT);
  brv_html_reader_set (self, BRV_SOURCE_FIELD_MODIFIED, self->printed_change,
                       BRV_EVIDENCE_VISIBLE_TEXT);
}
