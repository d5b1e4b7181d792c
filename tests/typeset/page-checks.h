/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <math.h>

#include "cite/brv-citation.h"
#include "cite/brv-notes.h"
#include "typeset/brv-sheet.h"
#include "typeset/brv-typesetter.h"

#include "glyph-extents.h"

/* What must be so on the pages of any brief. */

/* How far letters may overlap, in ems: advances are rounded, and the figures of numbers that change are
 * centred in the room of a zero. */
#define MOST_OVERLAP_EMS 0.1

/* How far marks may hang out of the measure, in ems. */
#define MOST_HANGING_EMS 0.65

/* Letters whose baselines are as near as this, in ems, stand beside each other. */
#define SAME_LINE_EMS 0.4

#define GLYPH_SCALE_STEP 0.0025
#define MOST_GLYPH_SCALE 0.02

/* One brief and its pages, and what the checks ask of them again and again. */
typedef struct
{
  const BrvBrief *brief;
  const BrvPages *pages;
  gboolean printable;
  BrvNotes *notes;
  BrvTheme *theme;
  BrvSheet sheet;
  const BrvNode *nodes;
  guint n_nodes;
  MetricsBook *metrics;
} Checked;

static Checked
checked_new (const BrvBrief *brief, const BrvPages *pages, gboolean printable, MetricsBook *metrics)
{
  Checked self = { brief,
                   pages,
                   printable,
                   brv_notes_new (brief, printable),
                   brv_theme_load (brv_brief_get (brief, BRV_BRIEF_FIELD_THEME), NULL),
                   { 0 },
                   NULL,
                   0,
                   metrics };

  g_assert_nonnull (self.theme);
  self.sheet = brv_sheet_new (self.theme, brv_brief_get (brief, BRV_BRIEF_FIELD_PAPER),
                              brv_brief_get (brief, BRV_BRIEF_FIELD_COLUMNS));
  self.nodes = brv_pages_get_nodes (pages, &self.n_nodes);
  forget_pages (metrics);
  return self;
}

static void
checked_clear (Checked *self)
{
  brv_notes_unref (self->notes);
  brv_theme_unref (self->theme);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Checked, checked_clear)

static gboolean
has_endnotes (const Checked *self)
{
  return g_strcmp0 (brv_brief_get (self->brief, BRV_BRIEF_FIELD_NOTES), "endnotes") == 0;
}

/* The nearest node of a role that holds another, or the root. */
static guint
find_holder (const BrvNode *nodes, guint node, BrvNodeRole role)
{
  while (nodes[node].role != role && nodes[node].parent != node)
    node = nodes[node].parent;
  return nodes[node].role == role ? node : 0;
}

static gboolean
is_inside (const BrvNode *nodes, guint node, BrvNodeRole role)
{
  return node != BRV_NODE_ARTIFACT && find_holder (nodes, node, role) > 0;
}

/* The half of the page in which something stands that begins at a place; below 0: across both. */
static gint
find_half (const Checked *self, double left, double right)
{
  double middle = self->sheet.left + self->sheet.measure / 2;

  if (self->sheet.n_columns == 1 || (left < middle && right > middle))
    return -1;
  return left >= middle ? 1 : 0;
}

static gint
find_half_of_area (const Checked *self, const BrvArea *area)
{
  return find_half (self, area->rect.x, area->rect.x + area->rect.width);
}

/* The area on which letters stand: of those at their height the one that they are in. */
static const BrvArea *
find_exact_area (const BrvFrame *frame, const Extent *extent)
{
  guint n_areas;
  const BrvArea *areas = brv_frame_get_areas (frame, &n_areas);
  double hang = MOST_HANGING_EMS * extent->size;

  for (guint i = 0; i < n_areas; i++)
    {
      const BrvRect *rect = &areas[i].rect;

      if (extent->item->y > rect->y && extent->item->y <= rect->y + rect->height &&
          extent->left >= rect->x - hang && extent->left <= rect->x + rect->width + hang &&
          MIN (extent->right, rect->x + rect->width) >= MAX (extent->left, rect->x) - hang)
        return &areas[i];
    }
  return NULL;
}

/* Whether a page ends where it should not, as the pages themselves say. */
static gboolean
is_told_of (const BrvTypesetNotice *notice, guint page)
{
  g_autofree char *start = g_strdup_printf ("Page %u ", page + 1);

  return g_str_equal (notice->kind, "unavoidable-widow") &&
         g_str_has_prefix (notice->message, start);
}

/* @id: the block that must have been named, or %NULL for any */
static gboolean
is_forced (const Checked *self, guint page, const BrvId *id)
{
  guint n_notices;
  const BrvTypesetNotice *notices = brv_pages_get_notices (self->pages, &n_notices);

  for (guint i = 0; i < n_notices; i++)
    {
      if (is_told_of (&notices[i], page) && (id == NULL || brv_id_equal (notices[i].block_id, *id)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
tells_unavoidable (const BrvPages *pages)
{
  guint n_notices;
  const BrvTypesetNotice *notices = brv_pages_get_notices (pages, &n_notices);

  for (guint i = 0; i < n_notices; i++)
    {
      if (g_str_equal (notices[i].kind, "unavoidable-widow"))
        return TRUE;
    }
  return FALSE;
}

static gint
compare_extents (gconstpointer a, gconstpointer b)
{
  const Extent *left = a;
  const Extent *right = b;

  return left->item->y < right->item->y ? -1 : left->item->y > right->item->y;
}

/* Nothing is set over what stands beside it: not runs, cells, columns, labels or furniture. */
static void
check_overlap (GArray *extents)
{
  g_array_sort (extents, compare_extents);
  for (guint i = 0; i < extents->len; i++)
    {
      const Extent *one = &g_array_index (extents, Extent, i);

      for (guint j = i + 1; j < extents->len; j++)
        {
          const Extent *other = &g_array_index (extents, Extent, j);
          double size = MAX (one->size, other->size);

          if (other->item->y - one->item->y >= SAME_LINE_EMS * size)
            {
              if (other->item->y - one->item->y > 20)
                break;
              continue;
            }
          if (MIN (one->right, other->right) - MAX (one->left, other->left) >
              MOST_OVERLAP_EMS * size)
            g_error ("“%.*s” (%.2f–%.2f) is set over “%.*s” (%.2f–%.2f), at %.2f and %.2f",
                     (int)one->item->text_length, one->item->text, one->left, one->right,
                     (int)other->item->text_length, other->item->text, other->left, other->right,
                     one->item->y, other->item->y);
        }
    }
}

/* The edges between which letters stand: of what they belong to, of their column, or of the measure. */
static void
find_edges (
  const Checked *self, const BrvFrame *frame, const Extent *extent, double *left, double *right)
{
  const BrvArea *area =
    extent->item->node == BRV_NODE_ARTIFACT ? NULL : find_exact_area (frame, extent);

  *left = self->sheet.left;
  *right = self->sheet.left + self->sheet.measure;
  if (area != NULL)
    {
      *left = area->rect.x;
      *right = area->rect.x + area->rect.width;
    }
  else if (self->sheet.n_columns == 2 && find_half (self, extent->left, extent->right) == 1 &&
           extent->left >= self->sheet.left + self->sheet.column_width + self->sheet.column_gap)
    *left = brv_sheet_get_column_left (&self->sheet, 1);
}

/* No letter stands outside of its column, none outside of the text but furniture. */
static void
check_inside (const Checked *self, guint page, const GArray *extents)
{
  const BrvFrame *frame = brv_pages_get_frame (self->pages, page);

  for (guint i = 0; i < extents->len; i++)
    {
      const Extent *extent = &g_array_index (extents, Extent, i);
      gboolean is_furniture = extent->item->node == BRV_NODE_ARTIFACT;
      double hang = MOST_HANGING_EMS * extent->size;
      double left;
      double right;

      find_edges (self, frame, extent, &left, &right);
      if (extent->left < left - hang || extent->right > right + hang)
        g_error ("“%.*s” (%.2f–%.2f) stands outside of %.2f–%.2f on page %u",
                 (int)extent->item->text_length, extent->item->text, extent->left, extent->right,
                 left, right, page + 1);
      g_assert_cmpfloat (extent->item->y, >, is_furniture ? 20 : self->sheet.top);
      if (is_furniture)
        g_assert_cmpfloat (extent->item->y, <, self->sheet.height - 10);
      else if (!is_forced (self, page, NULL))
        g_assert_cmpfloat (extent->item->y, <=, self->sheet.bottom + 0.01);
    }
}

/* Glyphs are widened and narrowed in few steps, so that fonts for them are few, and never much. */
static void
check_scales (const GArray *extents)
{
  for (guint i = 0; i < extents->len; i++)
    {
      double steps = (g_array_index (extents, Extent, i).item->x_scale - 1) / GLYPH_SCALE_STEP;

      g_assert_cmpfloat (fabs (steps * GLYPH_SCALE_STEP), <=, MOST_GLYPH_SCALE + 1e-9);
      g_assert_cmpfloat_with_epsilon (steps, round (steps), 1e-6);
    }
}

/* The paragraph of a block's text in which a line begins, and whether it is its first. */
static guint
find_paragraph (const BrvBlock *block, gsize at, gboolean *is_first)
{
  const BrvText *text = brv_block_get_kind (block) == BRV_BLOCK_QUOTE
                          ? brv_quote_get_shown (brv_block_get_quote (block))
                          : brv_block_get_text (block);
  const char *utf8 = brv_text_get_utf8 (text);
  guint n = 0;

  *is_first = at == 0 || (at <= brv_text_get_length (text) && utf8[at - 1] == '\n');
  for (gsize i = 0; i < MIN (at, brv_text_get_length (text)); i++)
    n += utf8[i] == '\n' ? 1 : 0;
  return n;
}

/* Its lines are rows, or one image. */
static gboolean
is_element (const BrvBlock *block)
{
  return brv_block_get_kind (block) == BRV_BLOCK_FIGURE ||
         brv_block_get_kind (block) == BRV_BLOCK_TABLE;
}

static const BrvLook *
find_look (const Checked *self, const BrvBlock *block)
{
  switch (brv_block_get_kind (block))
    {
    case BRV_BLOCK_HEADING:
      return brv_theme_get_look (self->theme, BRV_LOOK_HEADING_1 + brv_block_get_level (block) - 1);
    case BRV_BLOCK_LIST_ITEM:
      return brv_theme_get_look (self->theme, BRV_LOOK_LIST_ITEM);
    case BRV_BLOCK_QUOTE:
      return brv_theme_get_look (self->theme, BRV_LOOK_QUOTE);
    case BRV_BLOCK_PARAGRAPH:
      return brv_theme_get_look (self->theme, BRV_LOOK_BODY);
    case BRV_BLOCK_CALLOUT:
    case BRV_BLOCK_FIGURE:
    case BRV_BLOCK_TABLE:
    case BRV_BLOCK_PAGE_BREAK:
    case BRV_N_BLOCK_KINDS:
    default:
      return NULL;
    }
}

/* What begins on the grid does so on every page, in every column. */
static void
check_grid (const Checked *self, const BrvFrame *frame)
{
  double grid = brv_theme_get_page (self->theme)->grid;
  guint n_areas;
  const BrvArea *areas = brv_frame_get_areas (frame, &n_areas);

  for (guint i = 0; i < n_areas; i++)
    {
      const BrvBlock *block = brv_brief_find_block (self->brief, areas[i].block_id, NULL, NULL);
      const BrvLook *look = block != NULL ? find_look (self, block) : NULL;
      double steps = (areas[i].rect.y - self->sheet.top) / grid;
      gboolean is_first;

      if (look == NULL || !look->snap)
        continue;
      find_paragraph (block, areas[i].range.start, &is_first);
      if (is_first)
        g_assert_cmpfloat_with_epsilon (steps, round (steps), 0.01);
    }
}

/* Lines of one paragraph on one page, in one column. */
typedef struct
{
  BrvId block_id;
  guint paragraph;
  guint page;
  gint half;
  guint n_lines;
  gboolean is_text;
  gboolean is_head; /* a heading, which stays with what follows */
  const BrvArea *last;
} Piece;

static Piece
make_piece (const Checked *self, guint page, const BrvArea *area)
{
  const BrvBlock *block = brv_brief_find_block (self->brief, area->block_id, NULL, NULL);
  Piece piece = {
    .block_id = area->block_id, .page = page, .half = find_half_of_area (self, area), .last = area
  };
  gboolean is_first;

  piece.is_head = brv_brief_find_section (self->brief, area->block_id) >= 0 ||
                  (block != NULL && brv_block_get_kind (block) == BRV_BLOCK_HEADING);
  piece.is_text = block != NULL && !is_element (block);
  if (piece.is_text)
    piece.paragraph = find_paragraph (block, area->range.start, &is_first);
  /* A table's caption may be wider than it. */
  else if (block != NULL)
    piece.half = -1;
  return piece;
}

static gboolean
is_same_paragraph (const Piece *a, const Piece *b)
{
  return brv_id_equal (a->block_id, b->block_id) && a->paragraph == b->paragraph;
}

static GArray *
list_pieces (const Checked *self)
{
  GArray *pieces = g_array_new (FALSE, TRUE, sizeof (Piece));

  for (guint i = 0; i < brv_pages_get_n_frames (self->pages); i++)
    {
      guint n_areas;
      const BrvArea *areas = brv_frame_get_areas (brv_pages_get_frame (self->pages, i), &n_areas);

      for (guint j = 0; j < n_areas; j++)
        {
          Piece piece = make_piece (self, i, &areas[j]);
          Piece *last = pieces->len > 0 ? &g_array_index (pieces, Piece, pieces->len - 1) : NULL;

          if (last == NULL || !is_same_paragraph (last, &piece) || last->page != piece.page ||
              last->half != piece.half)
            {
              g_array_append_val (pieces, piece);
              last = &g_array_index (pieces, Piece, pieces->len - 1);
            }
          last->n_lines++;
          last->last = &areas[j];
        }
    }
  return pieces;
}

/* Whether something that belongs to no block, such as the heading of the notes, follows in the column. */
static gboolean
has_text_below (const Checked *self, const Piece *piece)
{
  const BrvFrame *frame = brv_pages_get_frame (self->pages, piece->page);
  double bottom = piece->last->rect.y + piece->last->rect.height;
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      gint half = find_half (self, items[i].x, items[i].x);

      if (items[i].kind == BRV_ITEM_GLYPHS && items[i].node != BRV_NODE_ARTIFACT &&
          items[i].y > bottom && (piece->half < 0 || half == piece->half) &&
          !is_inside (self->nodes, items[i].node, BRV_NODE_NOTE))
        return TRUE;
    }
  return FALSE;
}

/* Whether a page had to end in or behind a piece, or before it, and said so of its block. */
static gboolean
is_excused (const Checked *self, const Piece *piece)
{
  return is_forced (self, piece->page, &piece->block_id) ||
         (piece->page > 0 && is_forced (self, piece->page - 1, &piece->block_id));
}

/* No line of a paragraph is alone on a page or in a column. */
static void
check_lines_together (const Checked *self, const GArray *pieces, guint index)
{
  const Piece *piece = &g_array_index (pieces, Piece, index);
  const Piece *before = index > 0 ? piece - 1 : NULL;
  const Piece *after = index + 1 < pieces->len ? piece + 1 : NULL;
  gboolean is_part = (before != NULL && is_same_paragraph (before, piece)) ||
                     (after != NULL && is_same_paragraph (after, piece));

  if (is_part && piece->n_lines < 2 && !is_excused (self, piece))
    g_error ("A line of block %" G_GINT64_MODIFIER "x stands alone on page %u, half %d, at %.1f",
             (guint64)piece->block_id.high, piece->page + 1, piece->half, piece->last->rect.y);
}

/* No heading is the last line of a page or column, if what follows is on another. */
static void
check_head_is_followed (const Checked *self, const GArray *pieces, guint index)
{
  const Piece *piece = &g_array_index (pieces, Piece, index);
  const Piece *after = index + 1 < pieces->len ? piece + 1 : NULL;

  if (!piece->is_head || after == NULL ||
      (after->page == piece->page &&
       (after->half == piece->half || after->half < 0 || piece->half < 0)))
    return;
  if (!has_text_below (self, piece) && !is_excused (self, piece))
    g_error ("A heading is the last line of page %u, half %d", piece->page + 1, piece->half);
}

static void
check_breaks (const Checked *self)
{
  g_autoptr (GArray) pieces = list_pieces (self);

  for (guint i = 0; i < pieces->len; i++)
    {
      check_lines_together (self, pieces, i);
      check_head_is_followed (self, pieces, i);
    }
}

/* Each entry of the contents tells the page of what it leads to. Returns how many there are. */
static guint
check_contents_of (const Checked *self, const BrvFrame *frame)
{
  guint n_entries = 0;
  guint n_links;
  const BrvLink *links = brv_frame_get_links (frame, &n_links);
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_links; i++)
    {
      g_autofree char *page = g_strdup_printf ("%u", self->nodes[links[i].target].page + 1);
      g_autofree char *text = NULL;
      const BrvItem *label = NULL;

      if (links[i].kind != BRV_LINK_NODE ||
          !is_inside (self->nodes, links[i].node, BRV_NODE_CONTENTS_ITEM))
        continue;
      for (guint j = 0; j < n_items; j++)
        {
          if (items[j].kind == BRV_ITEM_GLYPHS && items[j].node == links[i].node)
            label = &items[j];
        }
      g_assert_nonnull (label);
      /* Marks of direction may stand around it. */
      text = g_strndup (label->text, label->text_length);
      g_assert_cmpstr (g_strstrip (g_strcanon (text, "0123456789", ' ')), ==, page);
      n_entries++;
    }
  return n_entries;
}

/* A note begins on the page on which its number stands. */
static void
check_note_pages (const Checked *self, guint page)
{
  guint n_links;
  const BrvLink *links = brv_frame_get_links (brv_pages_get_frame (self->pages, page), &n_links);

  for (guint i = 0; i < n_links && !has_endnotes (self); i++)
    {
      const BrvNode *target = &self->nodes[links[i].target];

      if (links[i].kind == BRV_LINK_NODE && target->role == BRV_NODE_NOTE &&
          !is_inside (self->nodes, links[i].node, BRV_NODE_NOTE))
        g_assert_cmpuint (target->page, ==, page);
    }
}

/* All about one page. */
static void
check_page (const Checked *self, guint page)
{
  const BrvFrame *frame = brv_pages_get_frame (self->pages, page);
  g_autoptr (GArray) extents = list_extents (self->metrics, frame);

  check_scales (extents);
  check_inside (self, page, extents);
  check_overlap (extents);
  check_grid (self, frame);
  check_contents_of (self, frame);
  check_note_pages (self, page);
}
