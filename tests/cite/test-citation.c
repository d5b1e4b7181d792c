/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cite/brv-citation.h"
#include "model/brv-quote-alter.h"

/* 24 November 2026, noon, in UTC. */
#define CAPTURED_US (G_GINT64_CONSTANT (1795521600) * G_USEC_PER_SEC)

#define TEXT "Grain ships wait.\nTwo ports are closed.\nInsurers have left."

typedef struct
{
  const char *title;
  const char *author;
  const char *publisher;
  const char *date;
  const char *url;
  const char *republisher;
  const char *incomplete;
} Facts;

static BrvSource *
make_source (Facts facts)
{
  const BrvSourceBlock blocks[] = {
    { .range = { 0, 17 }, .role = BRV_ROLE_PARAGRAPH, .kept = TRUE },
    { .range = { 18, 39 }, .role = BRV_ROLE_PARAGRAPH, .kept = TRUE },
    { .range = { 40, 59 }, .role = BRV_ROLE_PARAGRAPH, .kept = TRUE }
  };
  const struct
  {
    BrvSourceField field;
    const char *value;
  } fields[] = {
    { BRV_SOURCE_FIELD_TITLE, facts.title },
    { BRV_SOURCE_FIELD_PUBLISHER, facts.publisher },
    { BRV_SOURCE_FIELD_DATE, facts.date },
    { BRV_SOURCE_FIELD_URL, facts.url },
    { BRV_SOURCE_FIELD_REPUBLISHER, facts.republisher },
    { BRV_SOURCE_FIELD_INCOMPLETE, facts.incomplete },
  };
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (GBytes) original = g_bytes_new_static (TEXT, sizeof TEXT - 1);
  BrvSourceParts parts = { .id = { 1, 2 },
                           .original = original,
                           .format = "text/plain",
                           .origin = "grain.txt",
                           .captured_us = CAPTURED_US,
                           .text = TEXT,
                           .blocks = blocks,
                           .n_blocks = G_N_ELEMENTS (blocks) };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      BrvRecord *next;

      if (fields[i].value == NULL)
        continue;
      next = brv_record_with (record, fields[i].field, fields[i].value, BRV_EVIDENCE_META);
      brv_record_unref (record);
      record = next;
    }
  if (facts.author != NULL)
    {
      const char *const authors[] = { facts.author, NULL };
      BrvRecord *next =
        brv_record_with_list (record, BRV_SOURCE_FIELD_AUTHORS, authors, BRV_EVIDENCE_META);

      brv_record_unref (record);
      record = next;
    }
  parts.record = record;
  return brv_source_new (&parts);
}

static BrvQuote *
make_quote (const BrvSource *source, BrvRange range, const char *page_label)
{
  g_autoptr (BrvAnchor) anchor = brv_anchor_new (
    brv_source_get_id (source), brv_source_get_text_sha256 (source), range, "", "", page_label);
  g_autofree char *exact = g_strndup (TEXT + range.start, brv_range_length (range));

  return brv_quote_new (anchor, exact);
}

static void
test_dates (void)
{
  static const struct
  {
    const char *date;
    const char *language;
    const char *words;
  } rows[] = {
    { "2026-11-24", "en-GB", "24 November 2026" },
    { "2026-11-24", "en-US", "November 24, 2026" },
    { "2026-03-09", NULL, "9 March 2026" },
    { "2026-03", "en", "March 2026" },
    { "2026", "en", "2026" },
    { "2026-13", "en", "2026-13" },
    { "2026-11-31", "en", "2026-11-31" },
    { "Michaelmas 2026", "en", "Michaelmas 2026" },
    { "24 November 2026", "en", "24 November 2026" },
    { "2026-11-24T10:00", "en", "2026-11-24T10:00" },
    { "", "en", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = brv_citation_dup_date_in_words (rows[i].date, rows[i].language);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_notes (void)
{
  static const struct
  {
    Facts facts;
    const char *locator;
    const char *language;
    const char *first;
    const char *later;
  } rows[] = {
    { { "Grain Waits", NULL, "Harbour Review", NULL, NULL },
      "para. 2",
      "en-GB",
      "Harbour Review, ‘Grain Waits’, undated, para. 2.",
      "Harbour Review, ‘Grain Waits’ (note 3), para. 2." },
    { { "Grain Waits", "Ada Example", "Harbour Review", "2026-03-09", NULL },
      "p. 5",
      "en-US",
      "Ada Example, “Grain Waits”, Harbour Review, March 9, 2026, p. 5.",
      "Ada Example, “Grain Waits” (note 3), p. 5." },
    { { "Getreide", NULL, NULL, "2026", "https://www.example.org/korn" },
      NULL,
      "de",
      "example.org, „Getreide“, 2026.",
      "example.org, „Getreide“ (Anm. 3)." },
    { { "Grain", .publisher = "Harbour Review" },
      NULL,
      "ar",
      "\u200fHarbour Review، «Grain»، بلا تاريخ.",
      "\u200fHarbour Review، «Grain» (الهامش 3)." },
    { { "Will It Hold?", NULL, NULL, NULL, NULL },
      NULL,
      NULL,
      "“Will It Hold?”, undated.",
      "“Will It Hold?” (note 3)." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvSource) source = make_source (rows[i].facts);
      g_autoptr (BrvText) first =
        brv_citation_format_note (source, rows[i].locator, rows[i].language);
      BrvRange number;
      g_autoptr (BrvText) later =
        brv_citation_format_later_note (source, rows[i].locator, rows[i].language, 3, &number);

      g_assert_cmpstr (brv_text_get_utf8 (first), ==, rows[i].first);
      g_assert_cmpstr (brv_text_get_utf8 (later), ==, rows[i].later);
      g_assert_cmpuint (brv_range_length (number), ==, 1);
      g_assert_cmpint (brv_text_get_utf8 (later)[number.start], ==, '3');
    }
}

static void
test_entries (void)
{
  g_autoptr (BrvSource) source =
    make_source ((Facts){ "Grain Waits", NULL, "Harbour Review", "2026-03",
                          "https://www.example.org/grain/", "News Desk", "true" });
  g_autoptr (BrvText) screen = brv_citation_format_entry (source, "en-GB", FALSE);
  g_autoptr (BrvText) paper = brv_citation_format_entry (source, "en-GB", TRUE);
  guint n_runs;
  const BrvRun *runs = brv_text_get_runs (screen, &n_runs);

  g_assert_cmpstr (brv_text_get_utf8 (screen), ==,
                   "Harbour Review, ‘Grain Waits’, March 2026, republished by News Desk, excerpt, "
                   "example.org/grain, accessed 24 November 2026.");
  g_assert_cmpuint (n_runs, ==, 1);
  g_assert_cmpstr (runs[0].link, ==, "https://www.example.org/grain/");
  g_assert_cmpint (strncmp (brv_text_get_utf8 (screen) + runs[0].range.start, "example.org/grain",
                            brv_range_length (runs[0].range)),
                   ==, 0);

  g_assert_cmpstr (brv_text_get_utf8 (paper), ==,
                   "Harbour Review, ‘Grain Waits’, March 2026, republished by News Desk, excerpt, "
                   "https://www.example.org/grain/, accessed 24 November 2026.");
  brv_text_get_runs (paper, &n_runs);
  g_assert_cmpuint (n_runs, ==, 0);
}

static void
test_locators (void)
{
  static const struct
  {
    BrvRange range;
    const char *page_label;
    const char *locator;
  } rows[] = {
    { { 0, 5 }, NULL, "para. 1" },     { { 18, 39 }, NULL, "para. 2" },
    { { 10, 30 }, NULL, "paras 1–2" }, { { 18, 59 }, NULL, "paras 2–3" },
    { { 0, 5 }, "xii", "p. xii" },
  };
  g_autoptr (BrvSource) source = make_source ((Facts){ .title = "Grain Waits" });

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvQuote) quote = make_quote (source, rows[i].range, rows[i].page_label);
      g_autofree char *locator =
        brv_citation_dup_locator (source, brv_quote_get_anchor (quote), NULL);

      g_assert_cmpstr (locator, ==, rows[i].locator);
    }
}

static void
test_attribution (void)
{
  g_autoptr (BrvSource) source =
    make_source ((Facts){ .title = "Grain Waits", .publisher = "Harbour Review" });
  g_autoptr (BrvQuote) quote = make_quote (source, (BrvRange){ 0, 17 }, NULL);
  g_autoptr (BrvQuote) emphasised = brv_quote_emphasise (quote, (BrvRange){ 0, 5 }, NULL);
  g_autofree char *plain = brv_citation_dup_attribution (source, quote, NULL);
  g_autofree char *declared = brv_citation_dup_attribution (source, emphasised, NULL);

  g_assert_cmpstr (plain, ==, "Harbour Review, undated");
  g_assert_cmpstr (declared, ==, "Harbour Review, undated; emphasis added");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cite/citation/dates", test_dates);
  g_test_add_func ("/cite/citation/notes", test_notes);
  g_test_add_func ("/cite/citation/entries", test_entries);
  g_test_add_func ("/cite/citation/locators", test_locators);
  g_test_add_func ("/cite/citation/attribution", test_attribution);
  return g_test_run ();
}
