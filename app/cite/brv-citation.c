/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cite/brv-citation.h"

#include <string.h>

#include "cite/brv-words.h"

#define RIGHT_TO_LEFT_MARK "\342\200\217"

/* How titles are quoted in a language; the last row is for all others. */
static const struct
{
  const char *language;
  const char *opening;
  const char *closing;
} quotation_marks[] = {
  { "en-US", "“", "”" }, { "en", "‘", "’" }, { "de", "„", "“" }, { "fr", "« ", " »" },
  { "es", "«", "»" },    { "it", "«", "»" }, { "pt", "«", "»" }, { "ru", "«", "»" },
  { "uk", "«", "»" },    { "pl", "„", "”" }, { "cs", "„", "“" }, { "nl", "‘", "’" },
  { "ja", "「", "」" },  { "zh", "“", "”" }, { "ar", "«", "»" }, { "he", "”", "”" },
  { "el", "«", "»" },    { NULL, "“", "”" },
};

static char *
dup_quoted (const char *title, const char *language)
{
  guint i = 0;

  while (quotation_marks[i].language != NULL &&
         !brv_words_language_is (language, quotation_marks[i].language))
    i++;
  return g_strconcat (quotation_marks[i].opening, title, quotation_marks[i].closing, NULL);
}

/* The name of who published a source, or what comes nearest. */
static char *
dup_publisher (const BrvSource *source)
{
  const char *publisher = brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER);
  const char *url = brv_source_get (source, BRV_SOURCE_FIELD_URL);
  g_autoptr (GUri) uri = NULL;
  const char *host;

  if (publisher != NULL)
    return g_strdup (publisher);
  if (url != NULL)
    uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL)
    return NULL;
  return g_strdup (g_str_has_prefix (host, "www.") ? host + strlen ("www.") : host);
}

static char *
dup_authors (const BrvSource *source, const char *language)
{
  g_autofree char *comma = brv_words_dup (language, BRV_WORD_COMMA, NULL, NULL);

  return brv_record_dup_joined (brv_source_get_record (source), BRV_SOURCE_FIELD_AUTHORS, comma);
}

static void
add_part (GString *string, const char *part, const char *language)
{
  g_autofree char *comma = brv_words_dup (language, BRV_WORD_COMMA, NULL, NULL);

  if (part == NULL || part[0] == '\0')
    return;
  if (string->len > 0)
    g_string_append (string, comma);
  g_string_append (string, part);
}

static void
add_word (GString *string, BrvWord word, const char *first, const char *language)
{
  g_autofree char *words = brv_words_dup (language, word, first, NULL);

  add_part (string, words, language);
}

/* A citation runs as its language does, even if it begins with a name in other letters. */
static void
mark_direction (GString *string, const char *language)
{
  if (string->len > 0 && brv_words_language_runs_backward (language))
    g_string_prepend (string, RIGHT_TO_LEFT_MARK);
}

/* Author, ‘Title’, Publisher: what names a source in every form. */
static GString *
start_citation (const BrvSource *source, const char *language)
{
  GString *string = g_string_new (NULL);
  g_autofree char *authors = dup_authors (source, language);
  g_autofree char *publisher = dup_publisher (source);
  const char *title = brv_source_get_title (source);
  g_autofree char *quoted = title != NULL ? dup_quoted (title, language) : NULL;
  gboolean has_authors = authors != NULL && authors[0] != '\0';

  add_part (string, has_authors ? authors : publisher, language);
  add_part (string, quoted, language);
  if (has_authors)
    add_part (string, publisher, language);
  mark_direction (string, language);
  return string;
}

static BrvText *
end_sentence (GString *string, const char *language)
{
  g_autofree char *owned = g_string_free (string, FALSE);
  g_autofree char *stop = brv_words_dup (language, BRV_WORD_STOP, NULL, NULL);
  g_autofree char *sentence = NULL;

  if (owned[0] == '\0' || g_str_has_suffix (owned, stop))
    return brv_text_new (owned, -1);
  sentence = g_strconcat (owned, stop, NULL);
  return brv_text_new (sentence, -1);
}

static gboolean
read_digits (const char *text, guint n_digits, guint *value)
{
  *value = 0;
  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + (guint)g_ascii_digit_value (text[i]);
    }
  return TRUE;
}

/**
 * brv_citation_dup_date_in_words:
 * @date: a date in ISO 8601 to the year, the month or the day, or any other text
 * @language: (nullable): a BCP 47 tag
 *
 * Writes a date as a reader says it: "24 November 2026", and "November 24, 2026" in American
 * English.
 *
 * Returns: (transfer full): the date in words; @date itself where it has another form
 */
char *
brv_citation_dup_date_in_words (const char *date, const char *language)
{
  gsize length;
  guint year;
  guint month;
  guint day;

  g_return_val_if_fail (date != NULL, NULL);

  length = strlen (date);
  if (length < strlen ("2026-11") || date[4] != '-' || !read_digits (date, 4, &year) ||
      !read_digits (date + 5, 2, &month) || !g_date_valid_month ((GDateMonth)month))
    return g_strdup (date);
  if (length == strlen ("2026-11"))
    return brv_words_dup_date (language, year, month, 0);
  if (length == strlen ("2026-11-24") && date[7] == '-' && read_digits (date + 8, 2, &day) &&
      g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return brv_words_dup_date (language, year, month, day);
  return g_strdup (date);
}

/**
 * brv_citation_dup_date:
 * @source: a source
 * @language: (nullable): a BCP 47 tag
 *
 * Returns: (transfer full): the day a source was published, in words, or "undated"
 */
char *
brv_citation_dup_date (const BrvSource *source, const char *language)
{
  const char *date;

  g_return_val_if_fail (source != NULL, NULL);

  date = brv_source_get (source, BRV_SOURCE_FIELD_DATE);
  if (date == NULL)
    return brv_words_dup (language, BRV_WORD_UNDATED, NULL, NULL);
  return brv_citation_dup_date_in_words (date, language);
}

/**
 * brv_citation_dup_attribution:
 * @source: a source
 * @quote: (nullable): the quote that stands above the line
 * @language: (nullable): a BCP 47 tag
 *
 * Writes the line under a quote: who said it, and when. Emphasis that the source does not have is
 * declared.
 *
 * Returns: (transfer full): for example "RUSI, undated"
 */
char *
brv_citation_dup_attribution (const BrvSource *source, const BrvQuote *quote, const char *language)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autofree char *publisher = NULL;
  g_autofree char *authors = NULL;
  g_autofree char *date = NULL;
  guint n_alterations = 0;
  const BrvAlteration *alterations = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  authors = dup_authors (source, language);
  publisher = dup_publisher (source);
  date = brv_citation_dup_date (source, language);
  add_part (string, authors, language);
  add_part (string, publisher, language);
  if (string->len == 0)
    add_part (string, brv_source_get_title (source), language);
  mark_direction (string, language);
  add_part (string, date, language);
  if (quote != NULL)
    alterations = brv_quote_get_alterations (quote, &n_alterations);
  for (guint i = 0; i < n_alterations; i++)
    {
      if (alterations[i].kind == BRV_ALTERATION_EMPHASIS)
        {
          g_autofree char *added = brv_words_dup (language, BRV_WORD_EMPHASIS_ADDED, NULL, NULL);

          g_string_append_printf (string, "; %s", added);
          break;
        }
    }
  return g_strdup (string->str);
}

/**
 * brv_citation_dup_locator:
 * @source: a source
 * @anchor: the place of a passage in it
 * @language: (nullable): a BCP 47 tag
 *
 * Says where in a source a passage stands: its printed page, or else its paragraphs.
 *
 * Returns: (transfer full) (nullable): for example "p. 5", "para. 2", "paras 2–3"; %NULL if the
 *   anchor's range is not in the text
 */
char *
brv_citation_dup_locator (const BrvSource *source, const BrvAnchor *anchor, const char *language)
{
  const char *label;
  BrvRange range;
  guint first;
  guint last;

  g_return_val_if_fail (source != NULL && anchor != NULL, NULL);

  label = brv_anchor_get_page_label (anchor);
  range = brv_anchor_get_range (anchor);
  if (label != NULL)
    return brv_words_dup (language, BRV_WORD_PAGE, label, NULL);
  if (range.start >= range.end || range.end > brv_source_get_text_length (source))
    return NULL;
  first = brv_source_count_paragraphs_before (source, range.start) + 1;
  last = brv_source_count_paragraphs_before (source, range.end - 1) + 1;
  return brv_words_dup_numbered (language, last > first ? BRV_WORD_PARAGRAPHS : BRV_WORD_PARAGRAPH,
                                 first, last);
}

/**
 * brv_citation_format_note:
 * @source: a source
 * @locator: (nullable): the place in it, as printed
 * @language: (nullable): a BCP 47 tag
 *
 * Writes the note that names a source for the first time.
 *
 * Source: the notes of The Chicago Manual of Style, 17th edition, 14.20, with the publisher of a web
 * page in the place of its author where it has none.
 *
 * Returns: (transfer full): for example "RUSI, ‘Title’, undated, para. 5."
 */
BrvText *
brv_citation_format_note (const BrvSource *source, const char *locator, const char *language)
{
  GString *string;
  g_autofree char *date = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  string = start_citation (source, language);
  date = brv_citation_dup_date (source, language);
  add_part (string, date, language);
  add_part (string, locator, language);
  return end_sentence (string, language);
}

/* The first number in a text, from a place on. */
static BrvRange
find_digits (const GString *string, gsize at)
{
  BrvRange range;

  while (at < string->len && !g_ascii_isdigit (string->str[at]))
    at++;
  range = (BrvRange){ at, at };
  while (range.end < string->len && g_ascii_isdigit (string->str[range.end]))
    range.end++;
  return range;
}

/**
 * brv_citation_format_later_note:
 * @source: a source that an earlier note has named
 * @locator: (nullable): the place in it, as printed
 * @language: (nullable): a BCP 47 tag
 * @first_number: the number of the note that names it in full
 * @number_range: (out): where that number stands in the text
 *
 * Writes a note that names a source again: by publisher and title, and where it is named in full.
 * It does not say "ibid.", which leads astray as soon as a note comes between.
 *
 * Returns: (transfer full): for example "RUSI, ‘Title’ (note 1), para. 5."
 */
BrvText *
brv_citation_format_later_note (const BrvSource *source,
                                const char *locator,
                                const char *language,
                                guint first_number,
                                BrvRange *number_range)
{
  GString *string = g_string_new (NULL);
  g_autofree char *authors = NULL;
  g_autofree char *publisher = NULL;
  g_autofree char *earlier = NULL;
  const char *title;
  gsize at;

  g_return_val_if_fail (source != NULL && number_range != NULL, NULL);

  authors = dup_authors (source, language);
  publisher = dup_publisher (source);
  title = brv_source_get_title (source);
  add_part (string, authors != NULL && authors[0] != '\0' ? authors : publisher, language);
  if (title != NULL)
    {
      g_autofree char *quoted = dup_quoted (title, language);

      add_part (string, quoted, language);
    }
  mark_direction (string, language);
  at = string->len;
  earlier = brv_words_dup_numbered (language, BRV_WORD_EARLIER_NOTE, first_number, 0);
  g_string_append (string, earlier);
  *number_range = find_digits (string, at);
  add_part (string, locator, language);
  return end_sentence (string, language);
}

/**
 * brv_citation_dup_short_address:
 * @address: an address
 *
 * Shortens an address to what a reader needs to know it by.
 *
 * Returns: (transfer full): the address without scheme, "www." and final slash
 */
char *
brv_citation_dup_short_address (const char *address)
{
  const char *scheme;
  const char *start;
  char *shown;

  g_return_val_if_fail (address != NULL, NULL);

  scheme = strstr (address, "://");
  start = scheme != NULL ? scheme + strlen ("://") : address;
  if (g_str_has_prefix (start, "www."))
    start += strlen ("www.");
  shown = g_strdup (start);
  if (g_str_has_suffix (shown, "/"))
    shown[strlen (shown) - 1] = '\0';
  return shown;
}

static char *
dup_accessed (const BrvSource *source, const char *language)
{
  g_autofree char *captured = brv_source_dup_captured (source);
  g_autofree char *day = NULL;
  g_autofree char *words = NULL;

  if (captured == NULL || strlen (captured) < strlen ("2026-11-24") ||
      brv_source_get_captured_us (source) <= 0)
    return NULL;
  day = g_strndup (captured, strlen ("2026-11-24"));
  words = brv_citation_dup_date_in_words (day, language);
  return brv_words_dup (language, BRV_WORD_ACCESSED, words, NULL);
}

/**
 * brv_citation_format_entry:
 * @source: a source
 * @language: (nullable): a BCP 47 tag
 * @spell_out_address: for paper: the address is written out in full and leads nowhere; otherwise it
 *   is shortened and a link
 *
 * Writes the entry of a source in the source list: publisher, title, date, who republished it,
 * whether it is an excerpt, address and the day it was saved.
 *
 * Returns: (transfer full): the entry
 */
BrvText *
brv_citation_format_entry (const BrvSource *source,
                           const char *language,
                           gboolean spell_out_address)
{
  GString *string;
  const char *republisher;
  const char *url;
  g_autofree char *date = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *accessed = NULL;
  g_autofree char *stop = brv_words_dup (language, BRV_WORD_STOP, NULL, NULL);
  BrvRun run = { 0 };

  g_return_val_if_fail (source != NULL, NULL);

  string = start_citation (source, language);
  date = brv_citation_dup_date (source, language);
  republisher = brv_source_get (source, BRV_SOURCE_FIELD_REPUBLISHER);
  url = brv_source_get (source, BRV_SOURCE_FIELD_URL);
  add_part (string, date, language);
  if (republisher != NULL)
    add_word (string, BRV_WORD_REPUBLISHED, republisher, language);
  if (brv_source_is_incomplete (source))
    add_word (string, BRV_WORD_EXCERPT, NULL, language);
  if (url == NULL)
    return end_sentence (string, language);
  shown = spell_out_address ? g_strdup (url) : brv_citation_dup_short_address (url);
  add_part (string, shown, language);
  run.range.end = string->len;
  run.range.start = string->len - strlen (shown);
  run.link = url;
  accessed = dup_accessed (source, language);
  add_part (string, accessed, language);
  if (accessed != NULL)
    g_string_append (string, stop);
  {
    g_autofree char *utf8 = g_string_free (string, FALSE);

    return brv_text_new_rich (utf8, -1, &run, spell_out_address ? 0 : 1, NULL, 0);
  }
}
