/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/brv-utf8.h"
#include "cite/brv-citation.h"
#include "cite/brv-notes.h"
#include "typeset/brv-typesetter.h"

/* How far a glyph may hang out of the measure. */
#define MOST_HANGING 15.0

/* Numbers of notes are smaller than all other letters. */
#define LEAST_TEXT_SIZE 7.2

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

static BrvBlock *
make_quote (const BrvSource *source)
{
  gsize length = brv_source_get_text_length (source);
  gsize start = (gsize)g_test_rand_int_range (0, (gint32)length - 1);
  gsize end = (gsize)g_test_rand_int_range ((gint32)start + 1, (gint32)length + 1);
  BrvRange range =
    brv_utf8_snap_to_graphemes (brv_source_get_text (source), length, (BrvRange){ start, end });
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

static BrvBlock *
make_block (const BrvSource *source)
{
  gint kind = g_test_rand_int_range (0, 10);
  g_autoptr (BrvText) text = make_text (source, kind == 0 ? 6 : 90);
  g_autoptr (BrvText) nothing = brv_text_new (" ", -1);

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

static BrvRecord *
make_record (void)
{
  const struct
  {
    BrvBriefField field;
    const char *value;
  } fields[] = {
    { BRV_BRIEF_FIELD_TITLE, "Ships That Wait in the Roads" },
    { BRV_BRIEF_FIELD_SUBTITLE, "What it costs, and whom" },
    { BRV_BRIEF_FIELD_ORGANISATION, "Harbour Desk" },
    { BRV_BRIEF_FIELD_DATE, "2026-11-24" },
    { BRV_BRIEF_FIELD_MARKING, "TLP:GREEN" },
    { BRV_BRIEF_FIELD_LANGUAGE, "en-GB" },
    { BRV_BRIEF_FIELD_PAPER, "letter" },
    { BRV_BRIEF_FIELD_NOTES, "endnotes" },
    { BRV_BRIEF_FIELD_COLUMNS, g_test_rand_bit () ? "two" : "one" },
  };
  BrvRecord *record = brv_record_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      BrvRecord *next;

      if (g_test_rand_int_range (0, 3) == 0)
        continue;
      next = brv_record_with (record, fields[i].field, fields[i].value, BRV_EVIDENCE_USER);
      brv_record_unref (record);
      record = next;
    }
  return record;
}

static BrvBrief *
make_brief (void)
{
  g_autoptr (BrvSource) source = make_source ();
  g_autoptr (BrvRecord) record = make_record ();
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);

  for (gint i = g_test_rand_int_range (0, 4); i > 0; i--)
    {
      g_autoptr (GPtrArray) blocks =
        g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);

      for (gint j = g_test_rand_int_range (0, 9); j > 0; j--)
        g_ptr_array_add (blocks, make_block (source));
      g_ptr_array_add (sections, brv_section_new (brv_id_new (), "key", "Of What Happened",
                                                  "Guidance that nobody must read.",
                                                  (BrvBlock *const *)blocks->pdata, blocks->len));
    }
  return brv_brief_new (brv_id_new (), record, (BrvSection *const *)sections->pdata, sections->len,
                        &source, 1);
}

/* Letters only: what is set differs in spaces at breaks, soft hyphens and the labels of lists. */
static void
append_letters (GString *string, const char *text, gsize length)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && c != 0xad && c != 0xfffc)
        g_string_append_unichar (string, c);
    }
}

/* The text of a block with the numbers of its notes where they stand. */
static void
append_block (GString *string, const BrvBlock *block, const BrvNotes *notes)
{
  gboolean is_quote = brv_block_get_kind (block) == BRV_BLOCK_QUOTE;
  const BrvText *text =
    is_quote ? brv_quote_get_shown (brv_block_get_quote (block)) : brv_block_get_text (block);
  const char *utf8 = brv_text_get_utf8 (text);
  guint n_notes;
  const BrvNote *list = brv_notes_list_of_block (notes, brv_block_get_id (block), &n_notes);
  gsize at = 0;

  for (guint i = 0; i < n_notes; i++)
    {
      append_letters (string, utf8 + at, list[i].at - at);
      g_string_append_printf (string, "%u", list[i].number);
      at = list[i].at;
    }
  append_letters (string, utf8 + at, brv_text_get_length (text) - at);
}

static gboolean
is_blank (const BrvText *text)
{
  return brv_text_get_utf8 (text)[strspn (brv_text_get_utf8 (text), " ")] == '\0';
}

static gboolean
is_printed (const BrvSection *section)
{
  for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
    {
      const BrvBlock *block = brv_section_get_block (section, i);

      if (brv_block_get_kind (block) == BRV_BLOCK_QUOTE || !is_blank (brv_block_get_text (block)))
        return TRUE;
    }
  return FALSE;
}

/* What the blocks of a brief say, in order, without its notes. */
static char *
expect_text (const BrvBrief *brief, const BrvNotes *notes)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      if (!is_printed (section))
        continue;
      append_letters (string, brv_section_get_heading (section),
                      strlen (brv_section_get_heading (section)));
      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        append_block (string, brv_section_get_block (section, j), notes);
    }
  return g_string_free (string, FALSE);
}

/* Notes and sources, which stand at the feet of pages or at the end. */
static char *
expect_notes (const BrvNotes *notes)
{
  GString *string = g_string_new (NULL);
  guint n_notes;
  const BrvNote *list = brv_notes_get (notes, &n_notes);

  for (guint i = 0; i < n_notes; i++)
    {
      g_string_append_printf (string, "%u", list[i].number);
      append_letters (string, brv_text_get_utf8 (list[i].text), brv_text_get_length (list[i].text));
    }
  return g_string_free (string, FALSE);
}

static gboolean
is_inside (const BrvNode *nodes, guint node, BrvNodeRole role)
{
  while (nodes[node].role != role && nodes[node].parent != node)
    node = nodes[node].parent;
  return nodes[node].role == role;
}

/* The area of the line that something stands on: in columns the nearest of those at its height. */
static const BrvArea *
find_area (const BrvFrame *frame, double x, double y)
{
  const BrvArea *nearest = NULL;
  double least = MOST_HANGING;
  guint n_areas;
  const BrvArea *areas = brv_frame_get_areas (frame, &n_areas);

  for (guint i = 0; i < n_areas; i++)
    {
      const BrvRect rect = areas[i].rect;
      double distance = MAX (MAX (rect.x - x, x - rect.x - rect.width), 0);

      if (y > rect.y && y <= rect.y + rect.height && distance < least)
        {
          least = distance;
          nearest = &areas[i];
        }
    }
  return nearest;
}

/* The half of the page in which an area stands, of those that stand in one. */
static gint
find_column (const BrvFrame *frame, const BrvArea *area)
{
  double middle = brv_frame_get_width (frame) / 2;

  if (area == NULL || (area->rect.x < middle && area->rect.x + area->rect.width > middle))
    return -1;
  return area->rect.x > middle ? 1 : 0;
}

static gboolean
is_inserted_hyphen (const BrvItem *item)
{
  return item->text_length == 1 && item->text[0] == '-';
}

typedef struct
{
  const BrvBrief *brief;
  GString *text;  /* of blocks and headings */
  GString *notes; /* of notes */
} Found;

static void
collect_item (Found *self, const BrvFrame *frame, const BrvNode *nodes, const BrvItem *item)
{
  const BrvArea *area;

  if (item->kind != BRV_ITEM_GLYPHS || item->node == BRV_NODE_ARTIFACT || is_inserted_hyphen (item))
    return;
  if (is_inside (nodes, item->node, BRV_NODE_NOTE))
    {
      append_letters (self->notes, item->text, item->text_length);
      return;
    }
  area = find_area (frame, item->x, item->y);
  if (area == NULL || brv_brief_find_source (self->brief, area->block_id) >= 0 ||
      is_inside (nodes, item->node, BRV_NODE_LABEL))
    return;
  append_letters (self->text, item->text, item->text_length);
}

static void
check_text (const BrvBrief *brief, const BrvPages *pages, gboolean printable)
{
  g_autoptr (BrvNotes) notes = brv_notes_new (brief, printable);
  g_autofree char *text = expect_text (brief, notes);
  g_autofree char *note_text = expect_notes (notes);
  Found found = { brief, g_string_new (NULL), g_string_new (NULL) };
  guint n_nodes;
  const BrvNode *nodes = brv_pages_get_nodes (pages, &n_nodes);

  for (guint i = 0; i < brv_pages_get_n_frames (pages); i++)
    {
      const BrvFrame *frame = brv_pages_get_frame (pages, i);
      guint n_items;
      const BrvItem *items = brv_frame_get_items (frame, &n_items);

      for (guint j = 0; j < n_items; j++)
        collect_item (&found, frame, nodes, &items[j]);
    }
  g_assert_cmpstr (found.text->str, ==, text);
  g_assert_cmpstr (found.notes->str, ==, note_text);
  g_string_free (found.text, TRUE);
  g_string_free (found.notes, TRUE);
}

static void
check_item_inside (const BrvFrame *frame, const BrvItem *item)
{
  double left = 100;
  double right = brv_frame_get_width (frame) - 100;

  g_assert_cmpfloat (item->y, >, 20);
  g_assert_cmpfloat (item->y, <, brv_frame_get_height (frame) - 20);
  for (guint i = 0; i < item->n_glyphs; i++)
    {
      double x = item->x + item->glyphs[i].x;

      g_assert_cmpfloat (x, >, left - MOST_HANGING);
      g_assert_cmpfloat (x, <, right + MOST_HANGING);
    }
}

static gint
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a;
  double right = *(const double *)b;

  return left < right ? -1 : left > right;
}

/* Lines stand apart from each other, notes from the text; in columns each half of the page by itself. */
static void
check_baselines_of (const BrvFrame *frame, const BrvNode *nodes, gboolean has_endnotes, gint column)
{
  g_autoptr (GArray) baselines = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      const BrvArea *area;
      gint where;

      if (items[i].kind != BRV_ITEM_GLYPHS || items[i].node == BRV_NODE_ARTIFACT)
        continue;
      check_item_inside (frame, &items[i]);
      area = find_area (frame, items[i].x, items[i].y);
      where = find_column (frame, area);
      /* Notes at the foot go across; what else belongs to no block stands in a column. */
      if (area == NULL && (has_endnotes || !is_inside (nodes, items[i].node, BRV_NODE_NOTE)))
        where = items[i].x > brv_frame_get_width (frame) / 2 ? 1 : 0;
      if (where >= 0 && where != column)
        continue;
      if (brv_frame_get_font (frame, items[i].font)->size > LEAST_TEXT_SIZE)
        g_array_append_val (baselines, items[i].y);
    }
  g_array_sort (baselines, compare_doubles);
  for (guint i = 1; i < baselines->len; i++)
    {
      double step = g_array_index (baselines, double, i) - g_array_index (baselines, double, i - 1);

      g_assert_true (step < 0.01 || step > 8);
    }
}

static void
check_baselines (const BrvFrame *frame, const BrvNode *nodes, gboolean has_endnotes)
{
  check_baselines_of (frame, nodes, has_endnotes, 0);
  check_baselines_of (frame, nodes, has_endnotes, 1);
}

static gboolean
has_notice (const BrvPages *pages, const char *kind)
{
  guint n_notices;
  const BrvTypesetNotice *notices = brv_pages_get_notices (pages, &n_notices);

  for (guint i = 0; i < n_notices; i++)
    {
      if (g_str_equal (notices[i].kind, kind))
        return TRUE;
    }
  return FALSE;
}

/* The lines of a block: on all pages, on one of them, or in one of its columns. */
static guint
count_lines (const BrvPages *pages, BrvId id, gint page, gint column)
{
  guint n = 0;

  for (guint i = 0; i < brv_pages_get_n_frames (pages); i++)
    {
      const BrvFrame *frame = brv_pages_get_frame (pages, i);
      guint n_areas;
      const BrvArea *areas = brv_frame_get_areas (frame, &n_areas);

      for (guint j = 0; j < n_areas && (page < 0 || (gint)i == page); j++)
        n += brv_id_equal (areas[j].block_id, id) &&
                 (column < 0 || find_column (frame, &areas[j]) == column)
               ? 1
               : 0;
    }
  return n;
}

/* Whether something that belongs to no block, such as the heading of the notes, follows. */
static gboolean
has_text_below (const BrvPages *pages, guint page, BrvRect rect)
{
  const BrvFrame *frame = brv_pages_get_frame (pages, page);
  guint n_nodes;
  const BrvNode *nodes = brv_pages_get_nodes (pages, &n_nodes);
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      if (items[i].kind == BRV_ITEM_GLYPHS && items[i].node != BRV_NODE_ARTIFACT &&
          items[i].y > rect.y + rect.height && !is_inside (nodes, items[i].node, BRV_NODE_NOTE))
        return TRUE;
    }
  return FALSE;
}

/* No line of a paragraph is alone on a page, and no heading is a page's last line. */
static void
check_breaks (const BrvBrief *brief, const BrvPages *pages)
{
  if (has_notice (pages, "unavoidable-widow"))
    return;
  for (guint i = 0; i + 1 < brv_pages_get_n_frames (pages); i++)
    {
      const BrvFrame *frame = brv_pages_get_frame (pages, i);
      guint n_areas;
      const BrvArea *areas = brv_frame_get_areas (frame, &n_areas);
      const BrvBlock *last;

      for (guint j = 0; j < n_areas; j++)
        {
          const BrvBlock *block = brv_brief_find_block (brief, areas[j].block_id, NULL, NULL);

          if (block != NULL && brv_block_get_kind (block) != BRV_BLOCK_QUOTE &&
              count_lines (pages, areas[j].block_id, -1, -1) > 1)
            g_assert_cmpuint (
              count_lines (pages, areas[j].block_id, (gint)i, find_column (frame, &areas[j])), >,
              1);
        }
      if (n_areas == 0)
        continue;
      g_assert_cmpint (brv_brief_find_section (brief, areas[n_areas - 1].block_id), <, 0);
      last = brv_brief_find_block (brief, areas[n_areas - 1].block_id, NULL, NULL);
      g_assert_true (last == NULL || brv_block_get_kind (last) != BRV_BLOCK_HEADING ||
                     has_text_below (pages, i, areas[n_areas - 1].rect));
    }
}

static void
check_links (const BrvPages *pages, gboolean printable)
{
  guint n_nodes;
  const BrvNode *nodes = brv_pages_get_nodes (pages, &n_nodes);

  for (guint i = 0; i < brv_pages_get_n_frames (pages); i++)
    {
      guint n_links;
      const BrvLink *links = brv_frame_get_links (brv_pages_get_frame (pages, i), &n_links);

      g_assert_true (!printable || n_links == 0);
      for (guint j = 0; j < n_links; j++)
        {
          g_assert_cmpint (nodes[links[j].node].role, ==, BRV_NODE_LINK);
          g_assert_cmpfloat (links[j].rect.width, >, 0);
          if (links[j].kind == BRV_LINK_NODE)
            g_assert_cmpuint (links[j].target, >, 0);
        }
    }
}

/* Only leaves are drawn in, parents come first, and headings leave no level out. */
static void
check_structure (const BrvPages *pages)
{
  guint n_nodes;
  const BrvNode *nodes = brv_pages_get_nodes (pages, &n_nodes);
  g_autofree gboolean *has_children = g_new0 (gboolean, n_nodes);
  guint level = 0;

  for (guint i = 1; i < n_nodes; i++)
    {
      g_assert_cmpuint (nodes[i].parent, <, i);
      has_children[nodes[i].parent] = TRUE;
      g_assert_cmpuint (nodes[i].page, <, brv_pages_get_n_frames (pages));
      if (nodes[i].role != BRV_NODE_HEADING)
        continue;
      g_assert_cmpuint (nodes[i].level, >=, 1);
      g_assert_cmpuint (nodes[i].level, <=, level + 1);
      level = nodes[i].level;
    }
  for (guint i = 0; i < brv_pages_get_n_frames (pages); i++)
    {
      guint n_items;
      const BrvItem *items = brv_frame_get_items (brv_pages_get_frame (pages, i), &n_items);

      for (guint j = 0; j < n_items; j++)
        g_assert_true (items[j].node == BRV_NODE_ARTIFACT || !has_children[items[j].node]);
    }
}

static void
check_places (const BrvBrief *brief, const BrvPages *pages)
{
  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          const BrvBlock *block = brv_section_get_block (section, j);
          guint page;
          BrvRect rect;
          gboolean found = brv_pages_find_place (pages, brv_block_get_id (block), 0, &page, &rect);

          g_assert_true (found == (brv_block_get_kind (block) == BRV_BLOCK_QUOTE ||
                                   !is_blank (brv_block_get_text (block))));
        }
    }
}

/* For paper, text is black, or white on a label's black ground, and nothing has a hue. */
static void
check_print_colors (const BrvFrame *frame, gboolean has_label)
{
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      const BrvColor *color = &items[i].color;
      gboolean on_label = has_label && items[i].node == BRV_NODE_ARTIFACT;

      g_assert_cmpfloat (color->red, ==, color->green);
      g_assert_cmpfloat (color->red, ==, color->blue);
      if (items[i].kind == BRV_ITEM_GLYPHS && !(on_label && color->red == 1))
        g_assert_cmpfloat (color->red, ==, 0);
    }
}

static gboolean
is_number (const BrvFrame *frame, const BrvNode *nodes, const BrvItem *item)
{
  return item->kind == BRV_ITEM_GLYPHS && item->node != BRV_NODE_ARTIFACT &&
         brv_frame_get_font (frame, item->font)->size < LEAST_TEXT_SIZE &&
         !is_inside (nodes, item->node, BRV_NODE_NOTE);
}

/* The number of a note stands on the line of what is before it in its block. */
static void
check_numbers (const BrvFrame *frame, const BrvNode *nodes)
{
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 1; i < n_items; i++)
    {
      const BrvArea *area = find_area (frame, items[i].x, items[i].y);
      const BrvArea *before = find_area (frame, items[i - 1].x, items[i - 1].y);

      if (is_number (frame, nodes, &items[i]) && before != NULL &&
          find_column (frame, area) == find_column (frame, before) &&
          items[i - 1].kind == BRV_ITEM_GLYPHS && brv_id_equal (area->block_id, before->block_id))
        g_assert_cmpfloat (ABS (items[i].y - items[i - 1].y), <, 5);
    }
}

static void
check_brief (BrvTypesetter *typesetter, const BrvBrief *brief, gboolean printable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvPages) pages = brv_typesetter_run (
    typesetter, brief, NULL, printable ? BRV_TYPESET_PRINTABLE : BRV_TYPESET_NONE, NULL, &error);
  const BrvNode *nodes;
  guint n_nodes;

  g_assert_no_error (error);
  g_assert_cmpuint (brv_pages_get_n_frames (pages), >, 0);
  check_text (brief, pages, printable);
  nodes = brv_pages_get_nodes (pages, &n_nodes);
  for (guint i = 0; i < brv_pages_get_n_frames (pages); i++)
    {
      check_baselines (brv_pages_get_frame (pages, i), nodes,
                       g_strcmp0 (brv_brief_get (brief, BRV_BRIEF_FIELD_NOTES), "endnotes") == 0);
      check_numbers (brv_pages_get_frame (pages, i), nodes);
      if (printable)
        check_print_colors (brv_pages_get_frame (pages, i),
                            brv_brief_get (brief, BRV_BRIEF_FIELD_MARKING) != NULL);
    }
  check_breaks (brief, pages);
  check_links (pages, printable);
  check_structure (pages);
  check_places (brief, pages);
}

/* Whatever is set, nothing is lost, nothing overlaps, nothing sticks out. */
static void
test_random (gconstpointer data)
{
  guint n_rounds = GPOINTER_TO_UINT (data);
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();

  for (guint i = 0; i < n_rounds; i++)
    {
      g_autoptr (BrvBrief) brief = make_brief ();

      g_test_message ("round %u", i);
      check_brief (typesetter, brief, i % 3 == 0);
    }
}

static void
test_empty (void)
{
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (BrvBrief) brief = brv_brief_new (brv_id_new (), record, NULL, 0, NULL, 0);
  g_autoptr (BrvPages) pages =
    brv_typesetter_run (typesetter, brief, NULL, BRV_TYPESET_NONE, NULL, NULL);

  g_assert_cmpuint (brv_pages_get_n_frames (pages), ==, 1);
  g_assert_cmpstr (brv_frame_get_label (brv_pages_get_frame (pages, 0)), ==, "1");
}

static void
test_cancelled (void)
{
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) record =
    brv_record_with (empty, BRV_BRIEF_FIELD_TITLE, "Stop", BRV_EVIDENCE_USER);
  g_autoptr (BrvBrief) brief = brv_brief_new (brv_id_new (), record, NULL, 0, NULL, 0);

  g_cancellable_cancel (cancellable);
  g_assert_null (
    brv_typesetter_run (typesetter, brief, NULL, BRV_TYPESET_NONE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_unknown_theme (void)
{
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) record =
    brv_record_with (empty, BRV_BRIEF_FIELD_THEME, "baroque", BRV_EVIDENCE_USER);
  g_autoptr (BrvBrief) brief = brv_brief_new (brv_id_new (), record, NULL, 0, NULL, 0);

  g_assert_null (brv_typesetter_run (typesetter, brief, NULL, BRV_TYPESET_NONE, NULL, &error));
  g_assert_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME);
}

static void
describe_frame (GString *string, const BrvFrame *frame)
{
  guint n_items;
  guint n_links;
  guint n_areas;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);
  const BrvLink *links = brv_frame_get_links (frame, &n_links);
  const BrvArea *areas = brv_frame_get_areas (frame, &n_areas);

  g_string_append_printf (string, "page %s\n", brv_frame_get_label (frame));
  for (guint i = 0; i < n_items; i++)
    {
      g_string_append_printf (string, "%u %u %.4f %.4f %.4f %.*s", items[i].kind, items[i].node,
                              items[i].x + items[i].rect.x, items[i].y + items[i].rect.y,
                              items[i].x_scale + items[i].rect.width, (int)items[i].text_length,
                              items[i].text_length > 0 ? items[i].text : "");
      for (guint j = 0; j < items[i].n_glyphs; j++)
        g_string_append_printf (string, " %u:%.4f", items[i].glyphs[j].index, items[i].glyphs[j].x);
      if (items[i].kind == BRV_ITEM_GLYPHS)
        g_string_append (string, brv_frame_get_font (frame, items[i].font)->file);
      g_string_append_c (string, '\n');
    }
  for (guint i = 0; i < n_links; i++)
    g_string_append_printf (string, "link %u %u %s\n", links[i].node, links[i].target,
                            links[i].label);
  for (guint i = 0; i < n_areas; i++)
    g_string_append_printf (string, "area %" G_GSIZE_FORMAT " %.4f\n", areas[i].range.start,
                            areas[i].rect.y);
}

/* All that a reader or an export sees of pages. */
static char *
describe_pages (const BrvPages *pages)
{
  GString *string = g_string_new (NULL);
  guint n_nodes;
  guint n_entries;
  const BrvNode *nodes = brv_pages_get_nodes (pages, &n_nodes);
  const BrvOutlineEntry *entries = brv_pages_get_outline (pages, &n_entries);

  for (guint i = 0; i < brv_pages_get_n_frames (pages); i++)
    describe_frame (string, brv_pages_get_frame (pages, i));
  for (guint i = 0; i < n_nodes; i++)
    g_string_append_printf (string, "node %u %u %u %.4f\n", nodes[i].role, nodes[i].parent,
                            nodes[i].page, nodes[i].y);
  for (guint i = 0; i < n_entries; i++)
    g_string_append_printf (string, "%s %u %.4f\n", entries[i].title, entries[i].page,
                            entries[i].y);
  return g_string_free (string, FALSE);
}

/* Takes a block away, puts one in, or both, at a random place. */
static BrvBrief *
change_brief (const BrvBrief *brief)
{
  guint index = (guint)g_test_rand_int_range (0, (gint)brv_brief_get_n_sections (brief));
  const BrvSection *section = brv_brief_get_section (brief, index);
  guint n_blocks = brv_section_get_n_blocks (section);
  guint at = (guint)g_test_rand_int_range (0, (gint)n_blocks + 1);
  gint kind = g_test_rand_int_range (0, 3);
  g_autoptr (BrvBlock) block = make_block (brv_brief_get_source (brief, 0));
  g_autoptr (BrvSection) changed =
    brv_section_splice (section, at, kind != 0 && at < n_blocks ? 1 : 0, &block, kind != 1 ? 1 : 0);

  return brv_brief_with_section (brief, index, changed);
}

/* A typesetter that has seen other states of a brief sets it as one does that has seen none. */
static void
test_incremental (void)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
      BrvBrief *brief = make_brief ();

      while (brv_brief_get_n_sections (brief) == 0)
        {
          brv_brief_unref (brief);
          brief = make_brief ();
        }
      for (guint j = 0; j < 16; j++)
        {
          BrvTypesetFlags flags =
            g_test_rand_int_range (0, 5) == 0 ? BRV_TYPESET_PRINTABLE : BRV_TYPESET_NONE;
          g_autoptr (BrvTypesetter) fresh = brv_typesetter_new ();
          g_autoptr (BrvPages) pages =
            brv_typesetter_run (typesetter, brief, NULL, flags, NULL, NULL);
          g_autoptr (BrvPages) expected =
            brv_typesetter_run (fresh, brief, NULL, flags, NULL, NULL);
          g_autofree char *text = describe_pages (pages);
          g_autofree char *expected_text = describe_pages (expected);
          BrvBrief *next = change_brief (brief);

          g_assert_cmpstr (text, ==, expected_text);
          brv_brief_unref (brief);
          brief = next;
        }
      brv_brief_unref (brief);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typeset/typesetter/empty", test_empty);
  g_test_add_func ("/typeset/typesetter/cancelled", test_cancelled);
  g_test_add_func ("/typeset/typesetter/unknown-theme", test_unknown_theme);
  g_test_add_func ("/typeset/typesetter/incremental", test_incremental);
  g_test_add_data_func ("/typeset/typesetter/random",
                        GUINT_TO_POINTER (g_test_slow () ? 10000 : 60), test_random);
  return g_test_run ();
}
