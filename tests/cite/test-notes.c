/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "base/brv-utf8.h"
#include "cite/brv-notes.h"

#define O BRV_OBJECT_CHARACTER

static BrvSource *
make_source (const char *title, const char *text)
{
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) record =
    brv_record_with (empty, BRV_SOURCE_FIELD_TITLE, title, BRV_EVIDENCE_META);
  g_autoptr (GBytes) original = g_bytes_new (text, strlen (text));
  const BrvSourceBlock block = { .range = { 0, strlen (text) },
                                 .role = BRV_ROLE_PARAGRAPH,
                                 .kept = TRUE };
  BrvSourceParts parts = { .id = brv_id_new (),
                           .original = original,
                           .format = "text/plain",
                           .origin = "a.txt",
                           .record = record,
                           .text = text,
                           .blocks = &block,
                           .n_blocks = 1 };

  return brv_source_new (&parts);
}

static BrvBlock *
make_quote (const BrvSource *source)
{
  g_autoptr (BrvAnchor) anchor =
    brv_anchor_new (brv_source_get_id (source), brv_source_get_text_sha256 (source),
                    (BrvRange){ 0, 4 }, "", "", NULL);
  g_autoptr (BrvQuote) quote = brv_quote_new (anchor, "Text");

  return brv_block_new_quote (brv_id_new (), quote);
}

/* A paragraph with a link, an author's note right after it, and a citation of @source at the end. */
static BrvBlock *
make_paragraph (const BrvSource *source)
{
  g_autoptr (BrvText) note = brv_text_new ("Said in passing.", -1);
  const BrvRun run = { { 4, 8 }, BRV_STYLE_NONE, "https://example.org/map" };
  const BrvReference references[] = {
    { .at = 8, .kind = BRV_REFERENCE_NOTE, .note = note },
    { .at = 17,
      .kind = BRV_REFERENCE_CITATION,
      .source_id = brv_source_get_id (source),
      .locator = "p. 7" },
  };
  g_autoptr (BrvText) text =
    brv_text_new_rich ("the maps" O " shows" O ".", -1, &run, 1, references, 2);

  return brv_block_new_paragraph (brv_id_new (), text);
}

typedef struct
{
  BrvSource *first;
  BrvSource *second;
  BrvSource *unused;
  BrvBlock *blocks[4]; /* quote of second, paragraph citing first, quote of second, of first */
  BrvBrief *brief;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (BrvSection) section = NULL;

  self->first = make_source ("First", "Text of the first.");
  self->second = make_source ("Second", "Text of the second.");
  self->unused = make_source ("Unused", "Text that nobody quotes.");
  self->blocks[0] = make_quote (self->second);
  self->blocks[1] = make_paragraph (self->first);
  self->blocks[2] = make_quote (self->second);
  self->blocks[3] = make_quote (self->first);
  section = brv_section_new (brv_id_new (), "a", "A", NULL, self->blocks, 4);
  {
    BrvSection *sections[] = { section };
    BrvSource *sources[] = { self->first, self->second, self->unused };

    self->brief = brv_brief_new (brv_id_new (), record, sections, 1, sources, 3);
  }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  brv_brief_unref (self->brief);
  for (guint i = 0; i < G_N_ELEMENTS (self->blocks); i++)
    brv_block_unref (self->blocks[i]);
  brv_source_unref (self->first);
  brv_source_unref (self->second);
  brv_source_unref (self->unused);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "“Second”, undated, para. 1.", "Said in passing.",           "“First”, undated, p. 7.",
    "“Second” (note 1), para. 1.", "“First” (note 3), para. 1.",
  };
  g_autoptr (BrvNotes) notes = brv_notes_new (self->brief, FALSE);
  guint n_notes;
  const BrvNote *list = brv_notes_get (notes, &n_notes);

  g_assert_cmpuint (n_notes, ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < n_notes; i++)
    {
      g_assert_cmpuint (list[i].number, ==, i + 1);
      g_assert_cmpstr (brv_text_get_utf8 (list[i].text), ==, texts[i]);
    }
  g_assert_cmpint (list[1].kind, ==, BRV_NOTE_AUTHOR);
  g_assert_true (brv_id_is_none (list[1].source_id));
}

/* The notes of a table: its caption's, then its cells', row by row; links too on paper. */
static void
test_cells (void)
{
  static const struct
  {
    guint cell;
    gsize at;
    BrvNoteKind kind;
    const char *text;
  } rows[] = {
    { 0, 5, BRV_NOTE_AUTHOR, "Of the caption." },
    { 2, 1, BRV_NOTE_CITATION, "“First”, undated." },
    { 3, 4, BRV_NOTE_ADDRESS, "https://example.org/map" },
    { 3, 4, BRV_NOTE_AUTHOR, "Of a cell." },
  };
  g_autoptr (BrvSource) source = make_source ("First", "Text of the first.");
  g_autoptr (BrvText) first = brv_text_new ("Of the caption.", -1);
  g_autoptr (BrvText) second = brv_text_new ("Of a cell.", -1);
  const BrvReference references[] = {
    { .at = 5, .kind = BRV_REFERENCE_NOTE, .note = first },
    { .at = 1, .kind = BRV_REFERENCE_CITATION, .source_id = brv_source_get_id (source) },
    { .at = 4, .kind = BRV_REFERENCE_NOTE, .note = second },
  };
  const BrvRun run = { { 0, 4 }, BRV_STYLE_NONE, "https://example.org/map" };
  g_autoptr (BrvText) caption = brv_text_new_rich ("Ships" O, -1, NULL, 0, &references[0], 1);
  g_autoptr (BrvText) cited = brv_text_new_rich ("7" O, -1, NULL, 0, &references[1], 1);
  g_autoptr (BrvText) noted = brv_text_new_rich ("maps" O, -1, &run, 1, &references[2], 1);
  BrvText *const cells[] = { NULL, cited, noted, NULL };
  g_autoptr (BrvTable) table = brv_table_new (cells, 2, 2, 1);
  g_autoptr (BrvBlock) block = brv_block_new_table (brv_id_new (), table, caption);
  g_autoptr (BrvSection) section = brv_section_new (brv_id_new (), "a", "A", NULL, &block, 1);
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (BrvBrief) brief = brv_brief_new (brv_id_new (), record, &section, 1, &source, 1);
  g_autoptr (BrvNotes) last = brv_notes_new (brief, TRUE);
  g_autoptr (BrvNotes) notes = brv_notes_new_after (last, brief, TRUE);
  guint n_notes;
  const BrvNote *list = brv_notes_get (notes, &n_notes);

  g_assert_cmpuint (n_notes, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < n_notes; i++)
    {
      g_assert_cmpuint (list[i].cell, ==, rows[i].cell);
      g_assert_cmpuint (list[i].at, ==, rows[i].at);
      g_assert_cmpint (list[i].kind, ==, rows[i].kind);
      g_assert_cmpstr (brv_text_get_utf8 (list[i].text), ==, rows[i].text);
    }
  g_assert_true (brv_notes_list_of_block (notes, brv_block_get_id (block), &n_notes) == list);
  g_assert_cmpuint (n_notes, ==, 1);
  g_assert_true (brv_notes_list_of_cells (notes, brv_block_get_id (block), &n_notes) == list + 1);
  g_assert_cmpuint (n_notes, ==, 3);
  g_assert_cmpuint (brv_brief_count_uses_of (brief, brv_source_get_id (source)), ==, 1);
}

static void
test_find (Fixture *self, gconstpointer data)
{
  g_autoptr (BrvNotes) notes = brv_notes_new (self->brief, TRUE);
  BrvId paragraph = brv_block_get_id (self->blocks[1]);
  guint n_notes;
  const BrvNote *list = brv_notes_list_of_block (notes, paragraph, &n_notes);

  g_assert_cmpuint (n_notes, ==, 3);
  g_assert_cmpint (list[0].kind, ==, BRV_NOTE_ADDRESS);
  g_assert_cmpint (list[1].kind, ==, BRV_NOTE_AUTHOR);
  g_assert_true (brv_notes_find (notes, paragraph, 8) == &list[1]);
  g_assert_true (brv_notes_find (notes, paragraph, 17) == &list[2]);
  g_assert_null (brv_notes_find (notes, paragraph, 9));
  g_assert_cmpuint (brv_notes_find (notes, brv_block_get_id (self->blocks[0]), 4)->number, ==, 1);
  g_assert_null (brv_notes_list_of_block (notes, brv_id_new (), &n_notes));
  g_assert_cmpuint (n_notes, ==, 0);
}

/* On paper a link becomes a note that spells its address out. */
static void
test_addresses (Fixture *self, gconstpointer data)
{
  g_autoptr (BrvNotes) notes = brv_notes_new (self->brief, TRUE);
  guint n_notes;
  const BrvNote *list = brv_notes_get (notes, &n_notes);

  g_assert_cmpuint (n_notes, ==, 6);
  g_assert_cmpstr (brv_text_get_utf8 (list[1].text), ==, "https://example.org/map");
  g_assert_cmpuint (list[1].at, ==, 8);
  g_assert_cmpstr (brv_text_get_utf8 (list[5].text), ==, "“First” (note 4), para. 1.");
}

/* Its number stands behind the signs that end the words, but not within a word or a number. */
static void
test_address_and_signs (void)
{
  static const struct
  {
    const char *text; /* the link is its first four letters */
    const char *before;
  } rows[] = {
    { "maps, and", "maps," },  { "maps.", "maps." },     { "maps", "maps" },
    { "maps and", "maps" },    { "maps” and", "maps”" }, { "maps.”) and", "maps.”)" },
    { "maps’s and", "maps" },  { "maps.5", "maps" },     { "maps (not", "maps" },
    { "maps; » or", "maps;" }, { "maps?", "maps?" },     { "maps,and", "maps" },
  };
  const BrvRun run = { { 0, 4 }, BRV_STYLE_NONE, "https://example.org/map" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvText) text = brv_text_new_rich (rows[i].text, -1, &run, 1, NULL, 0);
      g_autoptr (BrvBlock) block = brv_block_new_paragraph (brv_id_new (), text);
      g_autoptr (BrvSection) section = brv_section_new (brv_id_new (), "a", "A", NULL, &block, 1);
      g_autoptr (BrvRecord) record = brv_record_new ();
      g_autoptr (BrvBrief) brief = brv_brief_new (brv_id_new (), record, &section, 1, NULL, 0);
      g_autoptr (BrvNotes) notes = brv_notes_new (brief, TRUE);
      guint n_notes;
      const BrvNote *list = brv_notes_get (notes, &n_notes);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpuint (n_notes, ==, 1);
      g_assert_cmpuint (list[0].at, ==, strlen (rows[i].before));
    }
}

static void
test_sources (Fixture *self, gconstpointer data)
{
  g_autoptr (BrvNotes) notes = brv_notes_new (self->brief, FALSE);

  g_assert_cmpuint (brv_notes_get_n_sources (notes), ==, 2);
  g_assert_true (brv_notes_get_source (notes, 0) == self->second);
  g_assert_cmpint (brv_notes_find_source (notes, brv_source_get_id (self->first)), ==, 1);
  g_assert_cmpint (brv_notes_find_source (notes, brv_source_get_id (self->unused)), ==, -1);
  g_assert_cmpstr (brv_text_get_utf8 (brv_notes_get_source_entry (notes, 0)), ==,
                   "“Second”, undated.");
}

/* A quote whose source is gone still has its note. */
static void
test_lost_source (Fixture *self, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = brv_brief_splice_sources (self->brief, 0, 3, NULL, 0);
  g_autoptr (BrvNotes) notes = brv_notes_new (brief, FALSE);
  guint n_notes;
  const BrvNote *list = brv_notes_get (notes, &n_notes);

  g_assert_cmpuint (n_notes, ==, 5);
  g_assert_cmpstr (brv_text_get_utf8 (list[0].text), ==, "The source is not in this brief.");
  g_assert_cmpuint (brv_notes_get_n_sources (notes), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cite/notes/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/cite/notes/find", Fixture, NULL, set_up, test_find, tear_down);
  g_test_add ("/cite/notes/addresses", Fixture, NULL, set_up, test_addresses, tear_down);
  g_test_add ("/cite/notes/sources", Fixture, NULL, set_up, test_sources, tear_down);
  g_test_add ("/cite/notes/lost-source", Fixture, NULL, set_up, test_lost_source, tear_down);
  g_test_add_func ("/cite/notes/cells", test_cells);
  g_test_add_func ("/cite/notes/address-and-signs", test_address_and_signs);
  return g_test_run ();
}
