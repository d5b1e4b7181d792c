/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "cite/brv-notes.h"
#include "typeset/brv-typesetter.h"

#include "random-brief.h"

/* How far a glyph may hang out of the measure. */
#define MOST_HANGING 15.0

/* How far numbers of notes are raised at most, in ems. */
#define MOST_RAISED 0.4

#define THIN_SPACE "\342\200\211"

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
} Counters;

static void
append_caption (GString *string, const BrvBlock *block, const char *label, guint *n)
{
  const BrvText *caption = brv_block_get_text (block);

  if (is_blank (caption))
    return;
  g_string_append_printf (string, "%s%u", label, ++*n);
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
    append_caption (string, block, "Figure", &counters->n_figures);
  if (kind == BRV_BLOCK_TABLE)
    {
      append_caption (string, block, "Table", &counters->n_tables);
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
  Counters counters = { 0 };

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

/* Its caption may be wider than what it belongs to. */
static gboolean
is_element (const BrvBlock *block)
{
  return brv_block_get_kind (block) == BRV_BLOCK_FIGURE ||
         brv_block_get_kind (block) == BRV_BLOCK_TABLE;
}

/* No line of a paragraph is alone on a page or in a column, and no heading is a page's last line. */
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
              count_lines (pages, areas[j].block_id, (gint)i,
                           is_element (block) ? -1 : find_column (frame, &areas[j])),
              >, 1);
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
check_numbers (const BrvFrame *frame, const BrvNode *nodes)
{
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 1; i < n_items; i++)
    {
      const BrvArea *area = find_area (frame, items[i].x, items[i].y);
      const BrvArea *before = find_area (frame, items[i - 1].x, items[i - 1].y);

      if (is_number (nodes, &items[i]) && before != NULL &&
          find_column (frame, area) == find_column (frame, before) &&
          find_cell (nodes, items[i].node) == find_cell (nodes, items[i - 1].node) &&
          items[i - 1].kind == BRV_ITEM_GLYPHS && brv_id_equal (area->block_id, before->block_id))
        g_assert_cmpfloat (ABS (items[i].y - items[i - 1].y), <,
                           MOST_RAISED * MAX (brv_frame_get_font (frame, items[i].font)->size,
                                              brv_frame_get_font (frame, items[i - 1].font)->size));
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
      check_rects (brv_pages_get_frame (pages, i));
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/typeset/random-briefs/sound",
                        GUINT_TO_POINTER (g_test_slow () ? 10000 : 500), test_random);
  return g_test_run ();
}
