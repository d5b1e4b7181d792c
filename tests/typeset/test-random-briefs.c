/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <time.h>

#include "cite/brv-words.h"

#include "page-checks.h"
#include "random-brief.h"

/* How far a glyph may hang out of the measure. */
#define MOST_HANGING 15.0

/* How far numbers of notes are raised at most, in ems. */
#define MOST_RAISED 0.4

#define THIN_SPACE "\342\200\211"

/* Of processor time: many times what a brief needs with all sanitizers. */
#define MOST_SECONDS         20.0
#define MOST_SECONDS_OF_LONG 200.0

/* So that what is unavoidable cannot hide a fault. */
#define MOST_FORCED_PERCENT 2

/* 3,000 blocks, and 400 headings on more than a hundred pages. */
#define LONG_SECTIONS     30
#define LONG_BLOCKS       100
#define CONTENTS_SECTIONS 20
#define CONTENTS_HEADINGS 19

#define MANY_NOTES 1100

/* Letters only: what is set differs in spaces at breaks, soft hyphens, marks of direction and the labels
 * of lists. */
static void
append_letters (GString *string, const char *text, gsize length)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && g_unichar_type (c) != G_UNICODE_FORMAT && c != 0xfffc)
        g_string_append_unichar (string, c);
    }
}

static void
string_free (GString *string)
{
  g_string_free (string, TRUE);
}

static gboolean
is_blank (const BrvText *text)
{
  return brv_text_get_utf8 (text)[strspn (brv_text_get_utf8 (text), " ")] == '\0';
}

static gboolean
shows_something (const BrvBlock *block)
{
  switch (brv_block_get_kind (block))
    {
    case BRV_BLOCK_QUOTE:
    case BRV_BLOCK_FIGURE:
    case BRV_BLOCK_TABLE:
      return TRUE;
    case BRV_BLOCK_PAGE_BREAK:
      return FALSE;
    case BRV_BLOCK_HEADING:
    case BRV_BLOCK_PARAGRAPH:
    case BRV_BLOCK_LIST_ITEM:
    case BRV_BLOCK_CALLOUT:
    case BRV_N_BLOCK_KINDS:
    default:
      return !is_blank (brv_block_get_text (block));
    }
}

/* What has a caption so far. */
typedef struct
{
  guint n_figures;
  guint n_tables;
  const char *language; /* (nullable) */
} Counters;

static void
append_caption (GString *string, const BrvBlock *block, BrvWord word, Counters *counters)
{
  const BrvText *caption = brv_block_get_text (block);
  guint *n = word == BRV_WORD_FIGURE ? &counters->n_figures : &counters->n_tables;
  g_autofree char *label = NULL;

  if (is_blank (caption))
    return;
  label = brv_words_dup_numbered (counters->language, word, ++*n, 0);
  append_letters (string, label, strlen (label));
  append_letters (string, brv_text_get_utf8 (caption), brv_text_get_length (caption));
}

/* A text with the numbers of its notes where they stand. */
static void
append_noted (GString *string, const BrvText *text, const BrvNote *notes, guint n_notes)
{
  const char *utf8 = brv_text_get_utf8 (text);
  gsize at = 0;

  for (guint i = 0; i < n_notes; i++)
    {
      append_letters (string, utf8 + at, notes[i].at - at);
      g_string_append_printf (string, "%u", notes[i].number);
      at = notes[i].at;
    }
  append_letters (string, utf8 + at, brv_text_get_length (text) - at);
}

static void
append_table (GString *string, const BrvBlock *block, const BrvNotes *notes)
{
  const BrvTable *table = brv_block_get_table (block);
  guint n_columns = brv_table_get_n_columns (table);
  guint n_notes;
  const BrvNote *list = brv_notes_list_of_cells (notes, brv_block_get_id (block), &n_notes);
  guint next = 0;

  for (guint i = 0; i < brv_table_get_n_rows (table) * n_columns; i++)
    {
      guint first = next;

      while (next < n_notes && list[next].cell == i + 1)
        next++;
      append_noted (string, brv_table_get_cell (table, i / n_columns, i % n_columns), list + first,
                    next - first);
    }
}

/* Appends a block that is not made of words alone; otherwise returns %FALSE. */
static gboolean
append_element (GString *string, const BrvBlock *block, const BrvNotes *notes, Counters *counters)
{
  BrvBlockKind kind = brv_block_get_kind (block);

  if (kind == BRV_BLOCK_FIGURE)
    append_caption (string, block, BRV_WORD_FIGURE, counters);
  if (kind == BRV_BLOCK_TABLE)
    {
      append_caption (string, block, BRV_WORD_TABLE, counters);
      append_table (string, block, notes);
    }
  return kind == BRV_BLOCK_FIGURE || kind == BRV_BLOCK_TABLE || kind == BRV_BLOCK_PAGE_BREAK;
}

/* The text of a block with the numbers of its notes where they stand. */
static void
append_block (GString *string, const BrvBlock *block, const BrvNotes *notes)
{
  gboolean is_quote = brv_block_get_kind (block) == BRV_BLOCK_QUOTE;
  const BrvText *text =
    is_quote ? brv_quote_get_shown (brv_block_get_quote (block)) : brv_block_get_text (block);
  guint n_notes;
  const BrvNote *list = brv_notes_list_of_block (notes, brv_block_get_id (block), &n_notes);

  append_noted (string, text, list, n_notes);
}

static gboolean
is_printed (const BrvSection *section)
{
  for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
    {
      if (shows_something (brv_section_get_block (section, i)))
        return TRUE;
    }
  return FALSE;
}

/* What the blocks of a brief say, in order, without its notes. */
static char *
expect_text (const BrvBrief *brief, const BrvNotes *notes)
{
  GString *string = g_string_new (NULL);
  Counters counters = { 0, 0, brv_brief_get (brief, BRV_BRIEF_FIELD_LANGUAGE) };

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      if (!is_printed (section))
        continue;
      append_letters (string, brv_section_get_heading (section),
                      strlen (brv_section_get_heading (section)));
      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          const BrvBlock *block = brv_section_get_block (section, j);

          if (!append_element (string, block, notes, &counters))
            append_block (string, block, notes);
        }
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

static gint
find_column (const Checked *checked, const BrvArea *area)
{
  return area != NULL ? find_half_of_area (checked, area) : -1;
}

static gboolean
is_inserted_hyphen (const BrvItem *item)
{
  return item->text_length == 1 && item->text[0] == '-';
}

/* "12." before a paragraph, "2.1" before a heading. The only figures among the words of random briefs are
 * "1 600". */
static gboolean
is_numbering (const char *letters, gboolean is_heading)
{
  return g_regex_match_simple (is_heading ? "^\\d{1,3}(\\.\\d{1,3})*$" : "^\\d+\\.$", letters, 0,
                               0);
}

/* Tells the nodes that are numbers of headings and paragraphs, which stand before their words, where the
 * brief has such numbers. */
static gboolean *
find_numbering (const Checked *checked)
{
  const char *set = brv_brief_get (checked->brief, BRV_BRIEF_FIELD_NUMBERING);
  BrvNumbering numbering = brv_theme_get_page (checked->theme)->numbering;
  const BrvNode *nodes = checked->nodes;
  gboolean *found = g_new0 (gboolean, checked->n_nodes);
  g_autoptr (GPtrArray) letters =
    g_ptr_array_new_full (checked->n_nodes, (GDestroyNotify)string_free);

  if (set != NULL)
    g_assert_true (brv_numbering_parse (set, &numbering));
  for (guint i = 0; i < checked->n_nodes; i++)
    g_ptr_array_add (letters, g_string_new (NULL));
  for (guint i = 0; i < brv_pages_get_n_frames (checked->pages); i++)
    {
      guint n_items;
      const BrvItem *items =
        brv_frame_get_items (brv_pages_get_frame (checked->pages, i), &n_items);

      for (guint j = 0; j < n_items; j++)
        {
          if (items[j].kind == BRV_ITEM_GLYPHS && items[j].node != BRV_NODE_ARTIFACT)
            append_letters (g_ptr_array_index (letters, items[j].node), items[j].text,
                            items[j].text_length);
        }
    }
  for (guint i = 1; i < checked->n_nodes; i++)
    {
      gboolean is_heading = nodes[nodes[i].parent].role == BRV_NODE_HEADING;
      const GString *own = g_ptr_array_index (letters, i);

      found[i] = nodes[i].role == BRV_NODE_SPAN && nodes[i].parent + 1 == i &&
                 (numbering & (is_heading ? BRV_NUMBERING_SECTIONS : BRV_NUMBERING_PARAGRAPHS)) &&
                 is_numbering (own->str, is_heading);
    }
  return found;
}

/* The letters of the pages, by what they belong to. */
typedef struct
{
  const Checked *checked;
  gboolean *numbering;   /* by node */
  GString *text;         /* of blocks and headings */
  GString *notes;        /* of notes */
  GString *sources;      /* of the entries of the source list */
  GString *attributions; /* of quotes */
  GString *rest;         /* the title block, and the headings of lists */
  const BrvItem *last;   /* (nullable): the one before, on the same page */
} Found;

static Found
found_new (const Checked *checked)
{
  return (Found){ checked,
                  find_numbering (checked),
                  g_string_new (NULL),
                  g_string_new (NULL),
                  g_string_new (NULL),
                  g_string_new (NULL),
                  g_string_new (NULL),
                  NULL };
}

static void
found_clear (Found *self)
{
  g_free (self->numbering);
  g_string_free (self->text, TRUE);
  g_string_free (self->notes, TRUE);
  g_string_free (self->sources, TRUE);
  g_string_free (self->attributions, TRUE);
  g_string_free (self->rest, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

/* What stands on no line of a block: an attribution is where the last line of its quote is. */
static void
collect_other (Found *self, const BrvItem *item)
{
  const BrvNode *nodes = self->checked->nodes;
  guint quote = find_holder (nodes, item->node, BRV_NODE_BLOCK_QUOTE);

  if (is_inside (nodes, item->node, BRV_NODE_CONTENTS))
    return;
  if (quote == 0)
    {
      append_letters (self->rest, item->text, item->text_length);
      return;
    }
  append_letters (self->attributions, item->text, item->text_length);
  g_assert_nonnull (self->last);
  g_assert_cmpuint (find_holder (nodes, self->last->node, BRV_NODE_BLOCK_QUOTE), ==, quote);
  g_assert_cmpint (find_half (self->checked, item->x, item->x), ==,
                   find_half (self->checked, self->last->x, self->last->x));
}

static void
collect_item (Found *self, const BrvFrame *frame, const BrvItem *item)
{
  const Checked *checked = self->checked;
  const BrvNode *nodes = checked->nodes;
  const Extent extent = { item, item->x, item->x, brv_frame_get_font (frame, item->font)->size };
  const BrvArea *area = find_exact_area (frame, &extent);

  if (is_inside (nodes, item->node, BRV_NODE_NOTE))
    append_letters (self->notes, item->text, item->text_length);
  else if (area == NULL)
    collect_other (self, item);
  else if (brv_brief_find_source (checked->brief, area->block_id) >= 0)
    append_letters (self->sources, item->text, item->text_length);
  else if (!is_inside (nodes, item->node, BRV_NODE_LABEL) && !self->numbering[item->node])
    append_letters (self->text, item->text, item->text_length);
}

static void
collect_page (Found *self, const BrvFrame *frame)
{
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  self->last = NULL;
  for (guint i = 0; i < n_items; i++)
    {
      if (items[i].kind != BRV_ITEM_GLYPHS || items[i].node == BRV_NODE_ARTIFACT ||
          is_inserted_hyphen (&items[i]))
        continue;
      collect_item (self, frame, &items[i]);
      self->last = &items[i];
    }
}

static char *
expect_sources (const BrvNotes *notes)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < brv_notes_get_n_sources (notes); i++)
    {
      const BrvText *entry = brv_notes_get_source_entry (notes, i);

      append_letters (string, brv_text_get_utf8 (entry), brv_text_get_length (entry));
    }
  return g_string_free (string, FALSE);
}

static char *
expect_attributions (const BrvBrief *brief)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          const BrvBlock *block = brv_section_get_block (section, j);
          const BrvQuote *quote =
            brv_block_get_kind (block) == BRV_BLOCK_QUOTE ? brv_block_get_quote (block) : NULL;
          g_autofree char *attribution =
            quote != NULL
              ? brv_citation_dup_attribution (brv_brief_get_source (brief, 0), quote,
                                              brv_brief_get (brief, BRV_BRIEF_FIELD_LANGUAGE))
              : NULL;

          if (attribution != NULL)
            append_letters (string, attribution, strlen (attribution));
        }
    }
  return g_string_free (string, FALSE);
}

/* Each part of the title block is there once. */
static void
check_title_block (const BrvBrief *brief, const char *rest)
{
  static const BrvBriefField fields[] = { BRV_BRIEF_FIELD_TITLE, BRV_BRIEF_FIELD_SUBTITLE,
                                          BRV_BRIEF_FIELD_ORGANISATION };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = brv_brief_get (brief, fields[i]);
      g_autoptr (GString) letters = g_string_new (NULL);
      const char *found;

      if (value == NULL)
        continue;
      append_letters (letters, value, strlen (value));
      found = strstr (rest, letters->str);
      g_assert_nonnull (found);
      g_assert_null (strstr (found + 1, letters->str));
    }
}

/* Tells where two texts part, as they are long. */
static void
assert_same (const char *found, const char *expected)
{
  gsize at = 0;

  while (found[at] != '\0' && found[at] == expected[at])
    at++;
  if (found[at] != expected[at])
    g_error ("“%.60s” stands where “%.60s” should, after “%.*s”", found + at, expected + at,
             (int)MIN (at, 60), found + at - MIN (at, 60));
}

/* No letter of the brief is lost or doubled, and all stand in the order of the brief. */
static void
check_text (const Checked *checked)
{
  g_autofree char *text = expect_text (checked->brief, checked->notes);
  g_autofree char *notes = expect_notes (checked->notes);
  g_autofree char *sources = expect_sources (checked->notes);
  g_autofree char *attributions = expect_attributions (checked->brief);
  g_auto (Found) found = found_new (checked);

  for (guint i = 0; i < brv_pages_get_n_frames (checked->pages); i++)
    collect_page (&found, brv_pages_get_frame (checked->pages, i));
  assert_same (found.text->str, text);
  assert_same (found.notes->str, notes);
  assert_same (found.sources->str, sources);
  assert_same (found.attributions->str, attributions);
  check_title_block (checked->brief, found.rest->str);
}

static gint
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a;
  double right = *(const double *)b;

  return left < right ? -1 : left > right;
}

/* Pictures, grounds and rules are on the page, and no line runs through a picture. */
static void
check_rects (const BrvFrame *frame)
{
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      const BrvRect *rect = &items[i].rect;

      if (items[i].kind == BRV_ITEM_GLYPHS)
        continue;
      g_assert_cmpfloat (rect->x, >=, 0);
      g_assert_cmpfloat (rect->y, >=, 0);
      g_assert_cmpfloat (rect->x + rect->width, <=, brv_frame_get_width (frame));
      g_assert_cmpfloat (rect->y + rect->height, <=, brv_frame_get_height (frame));
      for (guint j = 0; items[i].kind == BRV_ITEM_IMAGE && j < n_items; j++)
        g_assert_false (items[j].kind == BRV_ITEM_GLYPHS && items[j].y > rect->y + 0.01 &&
                        items[j].y < rect->y + rect->height && items[j].x >= rect->x &&
                        items[j].x < rect->x + rect->width);
    }
}

/* The number of a note, in the text, or the thin space between two. */
static gboolean
is_number (const BrvNode *nodes, const BrvItem *item)
{
  return item->kind == BRV_ITEM_GLYPHS && item->node != BRV_NODE_ARTIFACT &&
         (is_inside (nodes, item->node, BRV_NODE_LINK) ||
          is_inside (nodes, item->node, BRV_NODE_REFERENCE)) &&
         !is_inside (nodes, item->node, BRV_NODE_NOTE) && item->text_length > 0 &&
         (g_ascii_isdigit (item->text[item->text_length - 1]) ||
          g_str_has_prefix (item->text, THIN_SPACE));
}

/* Lines stand apart from each other, notes from the text; in columns each half of the page by itself. */
static void
check_baselines_of (const Checked *checked, const BrvFrame *frame, gint column)
{
  g_autoptr (GArray) baselines = g_array_new (FALSE, FALSE, sizeof (double));
  const BrvNode *nodes = checked->nodes;
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      const BrvArea *area;
      gint where;

      if (items[i].kind != BRV_ITEM_GLYPHS || items[i].node == BRV_NODE_ARTIFACT)
        continue;
      area = find_area (frame, items[i].x, items[i].y);
      where = find_column (checked, area);
      /* Notes at the foot go across; what else belongs to no block stands in a column. */
      if (area == NULL &&
          (has_endnotes (checked) || !is_inside (nodes, items[i].node, BRV_NODE_NOTE)))
        where = find_half (checked, items[i].x, items[i].x);
      if (where >= 0 && where != column)
        continue;
      if (!is_number (nodes, &items[i]))
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
check_baselines (const Checked *checked, const BrvFrame *frame)
{
  check_baselines_of (checked, frame, 0);
  check_baselines_of (checked, frame, 1);
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

          g_assert_true (found == shows_something (block));
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

/* The cell of a table that a node is in, or the root. */
static guint
find_cell (const BrvNode *nodes, guint node)
{
  if (node == BRV_NODE_ARTIFACT)
    return 0;
  while (node > 0 && nodes[node].role != BRV_NODE_TABLE_CELL &&
         nodes[node].role != BRV_NODE_TABLE_HEAD)
    node = nodes[node].parent;
  return node;
}

/* The number of a note stands on the line of what is before it in its block, or in its cell. */
static void
check_numbers (const Checked *checked, const BrvFrame *frame)
{
  const BrvNode *nodes = checked->nodes;
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 1; i < n_items; i++)
    {
      const BrvArea *area = find_area (frame, items[i].x, items[i].y);
      const BrvArea *before = find_area (frame, items[i - 1].x, items[i - 1].y);

      if (is_number (nodes, &items[i]) && area != NULL && before != NULL &&
          find_column (checked, area) == find_column (checked, before) &&
          find_cell (nodes, items[i].node) == find_cell (nodes, items[i - 1].node) &&
          items[i - 1].kind == BRV_ITEM_GLYPHS && brv_id_equal (area->block_id, before->block_id))
        g_assert_cmpfloat (ABS (items[i].y - items[i - 1].y), <,
                           MOST_RAISED * MAX (brv_frame_get_font (frame, items[i].font)->size,
                                              brv_frame_get_font (frame, items[i - 1].font)->size));
    }
}

/* What processor time a test may take; a machine that does other things beside does not count. */
static double
get_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Sets a brief and looks at all that must be so; the pages are the caller's. */
static BrvPages *
check_brief (BrvTypesetter *typesetter,
             MetricsBook *metrics,
             const BrvBrief *brief,
             gboolean printable,
             double most_seconds)
{
  g_autoptr (GError) error = NULL;
  double start = get_seconds ();
  BrvPages *pages = brv_typesetter_run (
    typesetter, brief, NULL, printable ? BRV_TYPESET_PRINTABLE : BRV_TYPESET_NONE, NULL, &error);
  g_auto (Checked) checked = { 0 };

  g_assert_no_error (error);
  g_assert_cmpfloat (get_seconds () - start, <, most_seconds);
  g_assert_cmpuint (brv_pages_get_n_frames (pages), >, 0);
  checked = checked_new (brief, pages, printable, metrics);
  check_text (&checked);
  for (guint i = 0; i < brv_pages_get_n_frames (pages); i++)
    {
      const BrvFrame *frame = brv_pages_get_frame (pages, i);

      check_page (&checked, i);
      check_baselines (&checked, frame);
      check_numbers (&checked, frame);
      check_rects (frame);
      if (printable)
        check_print_colors (frame, brv_brief_get (brief, BRV_BRIEF_FIELD_MARKING) != NULL);
    }
  check_breaks (&checked);
  check_links (pages, printable);
  check_structure (pages);
  check_places (brief, pages);
  return pages;
}

/* Whatever is set, nothing is lost, nothing overlaps, nothing sticks out. */
static void
test_random (gconstpointer data)
{
  guint n_rounds = GPOINTER_TO_UINT (data);
  guint n_forced = 0;
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  g_autoptr (MetricsBook) metrics = metrics_book_new ();

  for (guint i = 0; i < n_rounds; i++)
    {
      g_autoptr (BrvBrief) brief = make_brief ();
      g_autoptr (BrvPages) pages = NULL;

      g_test_message ("round %u", i);
      pages = check_brief (typesetter, metrics, brief, i % 3 == 0, MOST_SECONDS);
      n_forced += tells_unavoidable (pages) ? 1 : 0;
    }
  g_test_message ("%u of %u briefs have a page that had to end where it should not", n_forced,
                  n_rounds);
  g_assert_cmpuint (n_forced, <=, n_rounds * MOST_FORCED_PERCENT / 100);
}

/* A brief as long as a book ends too, and as well. */
static void
test_long (void)
{
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  g_autoptr (MetricsBook) metrics = metrics_book_new ();
  g_autoptr (BrvBrief) brief =
    make_brief_of (LONG_SECTIONS, LONG_SECTIONS, LONG_BLOCKS, LONG_BLOCKS);
  g_autoptr (BrvPages) pages =
    check_brief (typesetter, metrics, brief, FALSE, MOST_SECONDS_OF_LONG);

  g_assert_cmpuint (brv_pages_get_n_frames (pages), >, 100);
}

static BrvBlock *
make_heading (guint number)
{
  g_autofree char *name = g_strdup_printf ("Of Ship %u", number);
  g_autoptr (BrvText) text = brv_text_new (name, -1);

  return brv_block_new_heading (brv_id_new (), 1, text);
}

/* A brief with contents: so many sections of so many headings each, with some text below each. */
static BrvBrief *
make_brief_with_headings (guint n_sections, guint n_headings)
{
  g_autoptr (BrvSource) source = make_source ();
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) record =
    brv_record_with (empty, BRV_BRIEF_FIELD_CONTENTS, "yes", BRV_EVIDENCE_USER);
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);

  for (guint i = 0; i < n_sections; i++)
    {
      g_autoptr (GPtrArray) blocks =
        g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);

      for (guint j = 0; j < n_headings; j++)
        {
          g_autoptr (BrvText) text = make_text (source, 150);

          g_ptr_array_add (blocks, make_heading (i * n_headings + j));
          g_ptr_array_add (blocks, brv_block_new_paragraph (brv_id_new (), text));
        }
      g_ptr_array_add (sections, brv_section_new (brv_id_new (), "key", "Of Ships", NULL,
                                                  (BrvBlock *const *)blocks->pdata, blocks->len));
    }
  return brv_brief_new (brv_id_new (), record, (BrvSection *const *)sections->pdata, sections->len,
                        &source, 1);
}

/* The contents of a long brief are right on each of their pages. */
static void
test_contents (void)
{
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  g_autoptr (MetricsBook) metrics = metrics_book_new ();
  g_autoptr (BrvBrief) brief = make_brief_with_headings (CONTENTS_SECTIONS, CONTENTS_HEADINGS);
  g_autoptr (BrvPages) pages =
    check_brief (typesetter, metrics, brief, FALSE, MOST_SECONDS_OF_LONG);
  g_auto (Checked) checked = checked_new (brief, pages, FALSE, metrics);
  guint n_pages = brv_pages_get_n_frames (pages);
  guint n_contents_pages = 0;
  guint n_entries = 0;

  for (guint i = 0; i < n_pages; i++)
    {
      guint n = check_contents_of (&checked, brv_pages_get_frame (pages, i));

      n_contents_pages += n > 0 ? 1 : 0;
      n_entries += n;
    }
  g_test_message ("%u entries on %u of %u pages", n_entries, n_contents_pages, n_pages);
  g_assert_cmpuint (n_pages, >, 100);
  /* One more leads to the source list. */
  g_assert_cmpuint (n_entries, ==, CONTENTS_SECTIONS * (CONTENTS_HEADINGS + 1) + 1);
  g_assert_cmpuint (n_contents_pages, >, 2);
}

/* One paragraph of so many notes. */
static BrvBrief *
make_brief_with_notes (guint n_notes)
{
  g_autoptr (BrvSource) source = make_source ();
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (BrvText) note = brv_text_new ("What is said at the foot.", -1);
  const BrvReference reference = { .kind = BRV_REFERENCE_NOTE, .note = note };
  g_autoptr (BrvText) number = brv_text_new_reference (&reference);
  BrvText *text = brv_text_new ("Ships wait.", -1);
  g_autoptr (BrvBlock) block = NULL;
  g_autoptr (BrvSection) section = NULL;

  for (guint i = 0; i < n_notes; i++)
    {
      g_autoptr (BrvText) saying = brv_text_new (" So they say.", -1);
      BrvText *longer = NULL;
      BrvText *noted = NULL;
      gsize end = brv_text_get_length (text);

      longer = brv_text_replace (text, (BrvRange){ end, end }, saying);
      end = brv_text_get_length (longer);
      noted = brv_text_replace (longer, (BrvRange){ end, end }, number);
      brv_text_unref (longer);
      brv_text_unref (text);
      text = noted;
    }
  block = brv_block_new_paragraph (brv_id_new (), text);
  brv_text_unref (text);
  section = brv_section_new (brv_id_new (), "key", "Of Ships", NULL, &block, 1);
  return brv_brief_new (brv_id_new (), record, &section, 1, &source, 1);
}

/* Numbers of four figures stand beside their notes, not in them. */
static void
test_notes (void)
{
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  g_autoptr (MetricsBook) metrics = metrics_book_new ();
  g_autoptr (BrvBrief) brief = make_brief_with_notes (MANY_NOTES);
  g_autoptr (BrvPages) pages =
    check_brief (typesetter, metrics, brief, FALSE, MOST_SECONDS_OF_LONG);

  g_assert_cmpuint (brv_pages_get_n_frames (pages), >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/typeset/random-briefs/sound",
                        GUINT_TO_POINTER (g_test_slow () ? 10000 : 500), test_random);
  if (g_test_slow ())
    g_test_add_func ("/typeset/random-briefs/long", test_long);
  g_test_add_func ("/typeset/random-briefs/contents", test_contents);
  g_test_add_func ("/typeset/random-briefs/notes", test_notes);
  return g_test_run ();
}
