/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "base/brv-utf8.h"
#include "model/brv-brief.h"

/* Briefs of every kind of block, with words that are hard to set, in one or two columns. */

static const char *const words[] = {
  "a",
  "the",
  "of",
  "office",
  "affluent",
  "government",
  "waited,",
  "“No”",
  "decision.",
  "well-known",
  "1 600 km",
  "p. 5",
  "J. Smith",
  "—",
  "administration",
  "countermeasures;",
  "responsibility",
  "https://example.org/a/very/long/path/that/goes/on/and/on/for/ever/and/a/day.html",
  "Здравоохранение",
  "Ελλάδα",
  "مرحبا",
  "بالعالم",
  "שלום",
  "עולם",
  "中文段落也必须正确排版",
  "港に残った船は動かず",
  "항구에",
  "żołądek",
  "हिन्दी",
  "ความปลอดภัย",
  "ﬁne",
  "co\302\255operate",
  "e\314\201t\303\251",
  "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsentwurfsvorlage",
};

static void
append_words (GString *string, gint most)
{
  for (gint i = g_test_rand_int_range (1, most + 1); i > 0; i--)
    {
      g_string_append (string, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      if (i > 1)
        g_string_append (string, g_test_rand_int_range (0, 20) == 0 ? "  " : " ");
    }
}

static BrvSource *
make_source (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) blocks = g_array_new (FALSE, TRUE, sizeof (BrvSourceBlock));
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) titled =
    brv_record_with (empty, BRV_SOURCE_FIELD_TITLE, "Of Ports and Ships", BRV_EVIDENCE_META);
  g_autoptr (BrvRecord) record = brv_record_with (
    titled, BRV_SOURCE_FIELD_URL, "https://example.org/ports-and-ships/", BRV_EVIDENCE_META);
  g_autoptr (GBytes) original = g_bytes_new_static ("x", 1);
  BrvSourceParts parts = { .id = brv_id_new (),
                           .original = original,
                           .format = "text/plain",
                           .origin = "a.txt",
                           .record = record };

  for (guint i = 0; i < 4; i++)
    {
      BrvSourceBlock block = { .role = BRV_ROLE_PARAGRAPH, .kept = TRUE };

      if (i > 0)
        g_string_append_c (text, '\n');
      block.range.start = text->len;
      append_words (text, 60);
      block.range.end = text->len;
      g_array_append_val (blocks, block);
    }
  parts.text = text->str;
  parts.blocks = (const BrvSourceBlock *)(void *)blocks->data;
  parts.n_blocks = blocks->len;
  return brv_source_new (&parts);
}

/* A passage; a hyphen alone could not be told from one that was inserted. */
static BrvRange
choose_passage (const BrvSource *source)
{
  const char *text = brv_source_get_text (source);
  gsize length = brv_source_get_text_length (source);
  gsize start = (gsize)g_test_rand_int_range (0, (gint32)length - 1);
  gsize end = (gsize)g_test_rand_int_range ((gint32)start + 1, (gint32)length + 1);
  BrvRange range = brv_utf8_snap_to_graphemes (text, length, (BrvRange){ start, end });

  return brv_range_length (range) == 1 && text[range.start] == '-' ? (BrvRange){ 0, length }
                                                                   : range;
}

static BrvBlock *
make_quote (const BrvSource *source)
{
  BrvRange range = choose_passage (source);
  g_autoptr (BrvAnchor) anchor = brv_anchor_new (
    brv_source_get_id (source), brv_source_get_text_sha256 (source), range, "", "", NULL);
  g_autofree char *exact =
    g_strndup (brv_source_get_text (source) + range.start, brv_range_length (range));
  g_autoptr (BrvQuote) quote = brv_quote_new (anchor, exact);

  return brv_block_new_quote (brv_id_new (), quote);
}

/* Words with emphasis, perhaps a link, and perhaps notes between them. */
static BrvText *
make_text (const BrvSource *source, gint most)
{
  g_autoptr (BrvText) text = NULL;
  g_autoptr (GString) string = g_string_new (NULL);
  const BrvRun run = { { 0, 1 }, BRV_STYLE_EMPHASIS, "https://example.org/link" };

  append_words (string, most);
  if (g_test_rand_int_range (0, 4) == 0 && g_ascii_isalpha (string->str[0]))
    text = brv_text_new_rich (string->str, -1, &run, 1, NULL, 0);
  else
    text = brv_text_new (string->str, -1);
  while (g_test_rand_int_range (0, 4) == 0)
    {
      g_autoptr (BrvText) note = brv_text_new ("A note of the author, which is longer than a line "
                                               "at the foot of the page, and goes on and on.",
                                               -1);
      gboolean cites = g_test_rand_bit ();
      BrvReference reference = { .kind = cites ? BRV_REFERENCE_CITATION : BRV_REFERENCE_NOTE,
                                 .note = cites ? NULL : note,
                                 .source_id = cites ? brv_source_get_id (source) : BRV_ID_NONE };
      g_autoptr (BrvText) number = brv_text_new_reference (&reference);
      gint from = g_test_rand_int_range (0, (gint32)brv_text_get_length (text));
      const char *space = strchr (brv_text_get_utf8 (text) + from, ' ');
      gsize at = space != NULL
                   ? (gsize)(space - brv_text_get_utf8 (text)) + (g_test_rand_bit () ? 1 : 0)
                   : brv_text_get_length (text);
      BrvText *longer = brv_text_replace (text, (BrvRange){ at, at }, number);

      brv_text_unref (text);
      text = longer;
    }
  return g_steal_pointer (&text);
}

/* Words without anything in them; seldom none. */
static BrvText *
make_plain (void)
{
  g_autoptr (GString) string = g_string_new (NULL);

  if (g_test_rand_int_range (0, 4) > 0)
    append_words (string, 12);
  return brv_text_new (string->str, -1);
}

static BrvBlock *
make_figure (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr (BrvText) caption = make_plain ();
  g_autoptr (BrvImage) image =
    brv_image_new (bytes, "image/png", (guint)g_test_rand_int_range (1, 3000),
                   (guint)g_test_rand_int_range (1, 3000), NULL);

  return brv_block_new_figure (brv_id_new (), image, "A picture", caption);
}

/* A short word, or none; now and then with a note. */
static BrvText *
make_cell (guint index)
{
  g_autofree char *word = g_strdup_printf ("%c%u", 'a' + (char)(index % 26), index);
  g_autoptr (BrvText) text = brv_text_new (index % 7 == 3 ? "" : word, -1);
  g_autoptr (BrvText) note = brv_text_new ("A note on what stands in a cell of a table.", -1);
  const BrvReference reference = { .kind = BRV_REFERENCE_NOTE, .note = note };
  g_autoptr (BrvText) number = brv_text_new_reference (&reference);
  gsize end = brv_text_get_length (text);

  if (g_test_rand_int_range (0, 12) > 0)
    return g_steal_pointer (&text);
  return brv_text_replace (text, (BrvRange){ end, end }, number);
}

/* Cells of one short word, as the lines of a row's cells are told together. */
static BrvBlock *
make_table (void)
{
  guint n_columns = (guint)g_test_rand_int_range (1, 5);
  guint n_rows = (guint)g_test_rand_int_range (1, 40);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_text_unref);
  g_autoptr (BrvText) caption = make_plain ();
  g_autoptr (BrvTable) table = NULL;

  for (guint i = 0; i < n_rows * n_columns; i++)
    g_ptr_array_add (cells, make_cell (i));
  table = brv_table_new ((BrvText *const *)cells->pdata, n_rows, n_columns,
                         (guint)g_test_rand_int_range (0, 2));
  return brv_block_new_table (brv_id_new (), table, caption);
}

static BrvBlock *
make_element (const BrvSource *source)
{
  static const BrvVariant variants[] = { BRV_VARIANT_PLAIN, BRV_VARIANT_SUMMARY, BRV_VARIANT_PULL };
  g_autoptr (BrvText) text = NULL;

  switch (g_test_rand_int_range (0, 7))
    {
    case 0:
      return make_figure ();
    case 1:
    case 2:
      return make_table ();
    case 3:
      return brv_block_new_page_break (brv_id_new ());
    default:
      text = make_text (source, 60);
      return brv_block_new_callout (brv_id_new (),
                                    variants[g_test_rand_int_range (0, G_N_ELEMENTS (variants))],
                                    g_test_rand_int_range (0, 4) == 0, text);
    }
}

static BrvBlock *
make_block (const BrvSource *source)
{
  gint kind = g_test_rand_int_range (0, 13);
  g_autoptr (BrvText) text = make_text (source, kind == 0 ? 6 : 90);
  g_autoptr (BrvText) nothing = brv_text_new (" ", -1);

  if (kind >= 10)
    return make_element (source);
  if (kind == 0)
    return brv_block_new_heading (brv_id_new (), (guint)g_test_rand_int_range (1, 4), text);
  if (kind == 1)
    return brv_block_new_paragraph (brv_id_new (), nothing);
  if (kind <= 3)
    return make_quote (source);
  if (kind <= 5)
    return brv_block_new_list_item (brv_id_new (), (guint)g_test_rand_int_range (1, 5),
                                    g_test_rand_bit (), text);
  return brv_block_new_paragraph (brv_id_new (), text);
}

/* Each field is set to one of its values, or seldom to none. */
static BrvRecord *
make_record (void)
{
  static const struct
  {
    BrvBriefField field;
    const char *values[16];
  } fields[] = {
    { BRV_BRIEF_FIELD_TITLE, { "Ships That Wait in the Roads" } },
    { BRV_BRIEF_FIELD_SUBTITLE, { "What it costs, and whom" } },
    { BRV_BRIEF_FIELD_ORGANISATION, { "Harbour Desk" } },
    { BRV_BRIEF_FIELD_DATE, { "2026-11-24" } },
    { BRV_BRIEF_FIELD_MARKING, { "TLP:GREEN", "TLP:AMBER+STRICT", "For the ministry alone" } },
    { BRV_BRIEF_FIELD_LANGUAGE,
      { "en-GB", "de", "fr", "ru", "el", "pl", "ar", "fa", "he", "zh", "ja", "ko", "hi", "th" } },
    { BRV_BRIEF_FIELD_PAPER, { "letter", "a4" } },
    { BRV_BRIEF_FIELD_NOTES, { "endnotes", "footnotes" } },
    { BRV_BRIEF_FIELD_COLUMNS, { "one", "two" } },
    { BRV_BRIEF_FIELD_THEME, { "classic", "modern", "ministry", "large-print" } },
    { BRV_BRIEF_FIELD_CONTENTS, { "yes", "no" } },
    { BRV_BRIEF_FIELD_NUMBERING, { "none", "sections", "paragraphs", "both" } },
    { BRV_BRIEF_FIELD_HYPHENATION, { "yes", "no" } },
  };
  BrvRecord *record = brv_record_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gint n_values = 0;
      BrvRecord *next;

      while (n_values < (gint)G_N_ELEMENTS (fields[i].values) && fields[i].values[n_values] != NULL)
        n_values++;
      if (g_test_rand_int_range (0, 4) == 0)
        continue;
      next =
        brv_record_with (record, fields[i].field,
                         fields[i].values[g_test_rand_int_range (0, n_values)], BRV_EVIDENCE_USER);
      brv_record_unref (record);
      record = next;
    }
  return record;
}

/* A brief of so many sections of so many blocks each. */
static BrvBrief *
make_brief_of (gint least_sections, gint most_sections, gint least_blocks, gint most_blocks)
{
  g_autoptr (BrvSource) source = make_source ();
  g_autoptr (BrvRecord) record = make_record ();
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);

  for (gint i = g_test_rand_int_range (least_sections, most_sections + 1); i > 0; i--)
    {
      g_autoptr (GPtrArray) blocks =
        g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);

      for (gint j = g_test_rand_int_range (least_blocks, most_blocks + 1); j > 0; j--)
        g_ptr_array_add (blocks, make_block (source));
      g_ptr_array_add (sections, brv_section_new (brv_id_new (), "key", "Of What Happened",
                                                  "Guidance that nobody must read.",
                                                  (BrvBlock *const *)blocks->pdata, blocks->len));
    }
  return brv_brief_new (brv_id_new (), record, (BrvSection *const *)sections->pdata, sections->len,
                        &source, 1);
}

static BrvBrief *
make_brief (void)
{
  return make_brief_of (0, 3, 0, 8);
}
