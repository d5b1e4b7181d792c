/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "model/brv-brief.h"
#include "model/brv-template.h"
#include "verify/brv-locate.h"

/*
 * Sources made by hand for the tests of the Sources pane. The first has every role, left-out
 * blocks, and letters of many lengths; its text was written for this file.
 */
typedef struct
{
  BrvRole role;
  gboolean kept;
  const char *text;
} SampleBlock;

typedef struct
{
  const char *title;
  const char *publisher;
  const char *date;
  const char *url;
} SampleRow;

static const SampleBlock sample_article[] = {
  { BRV_ROLE_FURNITURE, FALSE, "Skip to content" },
  { BRV_ROLE_TITLE, TRUE, "A Harbour Learns to Wait" },
  { BRV_ROLE_STANDFIRST, TRUE,
    "Three winters of repairs have taught a small port what a large one forgets: that the queue is "
    "a part of the quay." },
  { BRV_ROLE_CAPTION, TRUE, "The eastern mole at low water, before the second crane was moved." },
  { BRV_ROLE_CREDIT, TRUE, "Image: Harbour Archive" },
  { BRV_ROLE_PARAGRAPH, TRUE,
    "The harbour office keeps two calendars. One says when a ship is due; the other says when it "
    "is "
    "believed. Between the two lies a week of weather, paper and patience, and most of the money "
    "that the port earns or loses is earned or lost in that week." },
  { BRV_ROLE_FURNITURE, FALSE, "Subscribe to our newsletter" },
  { BRV_ROLE_PARAGRAPH, TRUE,
    "Pilots call it the ‘soft window’ – a stretch of hours in which nothing is promised and "
    "everything is prepared. “We do not wait,” runs the saying on the mole; “we are early.” In the "
    "north the word is väntan, in the south espera, and the cranes are called 鶴 by the one crew "
    "that has worked on both sides of the sea." },
  { BRV_ROLE_HEADING, TRUE, "What the Queue Costs" },
  { BRV_ROLE_PARAGRAPH, TRUE,
    "A vessel of middling size burns eleven tonnes a day at anchor. Twelve of them, held for the "
    "nine days of the January closure, cost more than the new breakwater did: roughly 4\302\240%"
    " of the year’s turnover, by the port’s own count." },
  { BRV_ROLE_PULL_QUOTE, TRUE, "The queue is a part of the quay, and nobody dredges it" },
  { BRV_ROLE_PARAGRAPH, TRUE,
    "Nai\314\210ve plans assume that delay is noise. The re\314\201sume\314\201 of the last three "
    "winters says otherwise: delay has a season, a direction and a tariff. The crew’s flag "
    "(\360\237\207\262\360\237\207\271) and a family on the pier "
    "(\360\237\221\251\342\200\215\360\237\221\251\342\200\215\360\237\221\247) wait alike." },
  { BRV_ROLE_LIST_ITEM, TRUE, "Publish the believed date beside the due date." },
  { BRV_ROLE_LIST_ITEM, TRUE, "Sell the soft window as a berth of its own, at half the tariff." },
  { BRV_ROLE_LIST_ITEM, TRUE, "Let the office, not the agent, decide who moves up." },
  { BRV_ROLE_QUOTE, TRUE,
    "A port that cannot say when a ship will leave has not yet decided whose time it is "
    "spending." },
  { BRV_ROLE_PREFORMATTED, TRUE, "berth   due   believed\nE1      03    05\nE2      04    11" },
  { BRV_ROLE_PARAGRAPH, TRUE,
    "None of this needs concrete. It needs a clerk with a pencil, an hour of honesty each morning, "
    "and a council that reads the second calendar first." },
  { BRV_ROLE_FOOTNOTE, TRUE, "Figures are the port’s own; tonnes are metric." },
  { BRV_ROLE_FURNITURE, FALSE, "Click here for the full report" },
  { BRV_ROLE_FURNITURE, FALSE, "Share this article" },
};

static const SampleRow sample_rows[] = {
  { "Letters from the Lock Keeper", "Inland Waterways Review", "2026-08-05", NULL },
  { "Tide Tables and Other Promises", "Open Range Data", "2026-08-12", NULL },
  { "Relief Cargo after the Border Closure: Who Carries, Who Pays, and Who Decides",
    "Relief Policy Network", "2026-08-30", "https://relief.example.org/closure" },
  { "A Primer on Demurrage", "Trade Compliance Bulletin", "2026-09-15", NULL },
  { "What Inspectors Left Behind", "The Multilateral Quarterly", "2026-09-24", NULL },
  { "Port Calls in the Far East, Third Quarter", "Maritime Ledger", "2026-10-02", NULL },
  { "Council Conclusions on Winter Navigation", "Council Press Office", "2026-10", NULL },
  { "Six Channels that Fell Silent", "Institute for Coastal Studies", "2026", NULL },
  { "Annual Report on Thefts from Bonded Stores", "Ledger Integrity Centre", "2026-10-28", NULL },
  { "The Hired Hull: Charter Parties as Sanctions Evasion", "Labour & Technology Watch",
    "2026-11-03", NULL },
  { "Grain by Rail: Tracing a Corridor", "Continental Review", "2026-11-11", NULL },
};

static inline BrvSource *
sample_new_source (const char *title,
                   const char *publisher,
                   const char *date,
                   const char *url,
                   gboolean incomplete,
                   const SampleBlock *blocks,
                   guint n_blocks)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) source_blocks = g_array_new (FALSE, TRUE, sizeof (BrvSourceBlock));
  g_autoptr (GBytes) original = NULL;
  BrvRecord *record = brv_record_new ();
  const struct
  {
    BrvSourceField field;
    const char *value;
  } values[] = {
    { BRV_SOURCE_FIELD_TITLE, title },
    { BRV_SOURCE_FIELD_PUBLISHER, publisher },
    { BRV_SOURCE_FIELD_DATE, date },
    { BRV_SOURCE_FIELD_URL, url },
    { BRV_SOURCE_FIELD_INCOMPLETE, incomplete ? "true" : NULL },
  };
  BrvSourceParts parts = { 0 };
  BrvSource *source;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      BrvRecord *next =
        brv_record_with (record, values[i].field, values[i].value, BRV_EVIDENCE_VISIBLE_TEXT);

      brv_record_unref (record);
      record = next;
    }
  for (guint i = 0; i < n_blocks; i++)
    {
      BrvSourceBlock block = { 0 };

      if (i > 0)
        g_string_append_c (text, '\n');
      block.range.start = text->len;
      g_string_append (text, blocks[i].text);
      block.range.end = text->len;
      block.role = blocks[i].role;
      block.kept = blocks[i].kept;
      block.level = blocks[i].role == BRV_ROLE_HEADING || blocks[i].role == BRV_ROLE_LIST_ITEM;
      block.page = -1;
      block.image = -1;
      g_array_append_val (source_blocks, block);
    }
  original = g_bytes_new (text->str, text->len);
  parts.id = brv_id_new ();
  parts.original = original;
  parts.format = "text/plain";
  parts.origin = "/home/analyst/articles/article.txt";
  parts.captured_us = G_GINT64_CONSTANT (1764000000000000);
  parts.record = record;
  parts.text = text->str;
  parts.blocks = (const BrvSourceBlock *)(gpointer)source_blocks->data;
  parts.n_blocks = source_blocks->len;
  source = brv_source_new (&parts);
  brv_record_unref (record);
  return source;
}

static inline BrvSource *
sample_new_article (void)
{
  return sample_new_source ("A Harbour Learns to Wait", "Harbour Review", NULL,
                            "https://www.harbour-review.example/queue", TRUE, sample_article,
                            G_N_ELEMENTS (sample_article));
}

static inline BrvSource *
sample_new_row (guint index)
{
  const SampleRow *row = &sample_rows[index % G_N_ELEMENTS (sample_rows)];
  const SampleBlock blocks[] = {
    { BRV_ROLE_TITLE, TRUE, row->title },
    { BRV_ROLE_PARAGRAPH, TRUE,
      "This short text stands for a longer one. It has two sentences and no surprises." },
    { BRV_ROLE_PARAGRAPH, TRUE, row->publisher },
  };

  return sample_new_source (row->title, row->publisher, row->date, row->url, FALSE, blocks,
                            G_N_ELEMENTS (blocks));
}

/* A brief with the default sections and the article as the newest of @n_sources sources. */
static inline BrvBrief *
sample_new_brief (guint n_sources)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) empty =
    brv_template_make_brief ("policy-brief", "A Port in Winter", "en-GB", &error);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);

  g_assert_no_error (error);
  for (guint i = 0; i + 1 < n_sources; i++)
    g_ptr_array_add (sources, sample_new_row (i));
  if (n_sources > 0)
    g_ptr_array_add (sources, sample_new_article ());
  return brv_brief_splice_sources (empty, 0, 0, (BrvSource *const *)sources->pdata, sources->len);
}

/* The bytes of @words in the text of @source, where they must stand. */
static inline BrvRange
sample_find (const BrvSource *source, const char *words)
{
  const char *text = brv_source_get_text (source);
  const char *at = strstr (text, words);
  BrvRange range = { 0, 0 };

  g_assert_nonnull (at);
  range.start = (gsize)(at - text);
  range.end = range.start + strlen (words);
  return range;
}
