/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "typeset/brv-pages-builder.h"

#include <string.h>

static const BrvColor black = { 0, 0, 0 };

static const BrvFontKey serif = {
  .file = "/fonts/serif.otf", .size = 10.5, .matrix = { 1, 0, 0, 1 }, .family = "Serif"
};

static guint
add_node (BrvPagesBuilder *builder, BrvNodeRole role, guint parent)
{
  const BrvNode node = { .role = role, .parent = parent, .page = BRV_PAGE_OF_FIRST_ITEM };

  return brv_pages_builder_add_node (builder, &node);
}

static void
add_word (BrvPagesBuilder *builder, guint node, const char *word, double y)
{
  BrvGlyph glyphs[64];
  BrvCluster clusters[64];
  BrvItem item = {
    .node = node, .x = 72, .y = y, .x_scale = 1, .text = word, .text_length = strlen (word)
  };

  for (guint i = 0; i < item.text_length; i++)
    {
      glyphs[i] = (BrvGlyph){ (guint)word[i], 5.0 * i, 0 };
      clusters[i] = (BrvCluster){ 1, 1 };
    }
  item.glyphs = glyphs;
  item.n_glyphs = (guint)item.text_length;
  item.clusters = clusters;
  item.n_clusters = (guint)item.text_length;
  item.font = brv_pages_builder_add_font (builder, &serif);
  brv_frame_builder_add_glyphs (brv_pages_builder_get_frame (builder), &item);
}

static void
test_frames (void)
{
  g_autoptr (BrvPagesBuilder) builder = brv_pages_builder_new ();
  g_autoptr (BrvPages) pages = NULL;
  g_autoptr (BrvFrame) kept = NULL;
  g_autoptr (GBytes) image = g_bytes_new_static ("not looked at", 13);
  const BrvRect rect = { 72, 100, 200, 0.5 };
  const BrvItem *items;
  const BrvLink *links;
  guint n;
  guint root = add_node (builder, BRV_NODE_DOCUMENT, 0);
  guint paragraph = add_node (builder, BRV_NODE_PARAGRAPH, root);
  guint figure = add_node (builder, BRV_NODE_FIGURE, root);
  guint link_node = add_node (builder, BRV_NODE_LINK, paragraph);
  BrvLink link = { .kind = BRV_LINK_ADDRESS,
                   .node = link_node,
                   .address = "https://example.org/",
                   .label = "Example" };

  brv_pages_builder_set_title (builder, "Title");
  brv_pages_builder_set_author (builder, "");
  brv_pages_builder_begin_frame (builder, 595, 842, "i");
  add_word (builder, paragraph, "first", 90);
  brv_frame_builder_add_rect (brv_pages_builder_get_frame (builder), BRV_NODE_ARTIFACT, rect,
                              black);
  brv_pages_builder_begin_frame (builder, 595, 842, "1");
  brv_frame_builder_add_image (brv_pages_builder_get_frame (builder), figure, rect, image, NULL);
  add_word (builder, link_node, "second", 120);
  brv_frame_builder_add_link (brv_pages_builder_get_frame (builder), &link);
  link.kind = BRV_LINK_NODE;
  link.address = NULL;
  link.target = figure;
  brv_frame_builder_add_link (brv_pages_builder_get_frame (builder), &link);
  g_assert_cmpuint (brv_pages_builder_get_n_frames (builder), ==, 2);
  pages = brv_pages_builder_finish (builder);

  g_assert_cmpstr (brv_pages_get_title (pages), ==, "Title");
  g_assert_null (brv_pages_get_author (pages));
  g_assert_cmpuint (brv_pages_get_n_frames (pages), ==, 2);
  items = brv_frame_get_items (brv_pages_get_frame (pages, 0), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (items[0].text, ==, "first");
  g_assert_cmpuint (items[0].glyphs[4].index, ==, 't');
  g_assert_cmpuint (items[0].clusters[4].n_bytes, ==, 1);
  g_assert_cmpint (items[1].kind, ==, BRV_ITEM_RECT);
  g_assert_cmpfloat (items[1].rect.height, ==, 0.5);
  g_assert_cmpstr (brv_frame_get_label (brv_pages_get_frame (pages, 0)), ==, "i");

  /* A frame outlives its pages. */
  kept = brv_frame_ref (brv_pages_get_frame (pages, 1));
  g_clear_pointer (&pages, brv_pages_unref);
  items = brv_frame_get_items (kept, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (items[0].image == image);
  g_assert_cmpstr (items[1].text, ==, "second");
  g_assert_cmpstr (brv_frame_get_font (kept, items[1].font)->file, ==, "/fonts/serif.otf");
  links = brv_frame_get_links (kept, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (links[0].address, ==, "https://example.org/");
  g_assert_null (links[1].address);
  g_assert_cmpstr (links[1].label, ==, "Example");
}

static void
test_fonts (void)
{
  g_autoptr (BrvPagesBuilder) builder = brv_pages_builder_new ();
  BrvFontKey key = serif;
  guint first = brv_pages_builder_add_font (builder, &key);

  key.family = "Another name for it";
  g_assert_cmpuint (brv_pages_builder_add_font (builder, &key), ==, first);
  key.size = 11;
  g_assert_cmpuint (brv_pages_builder_add_font (builder, &key), !=, first);
  key = serif;
  key.embolden = TRUE;
  g_assert_cmpuint (brv_pages_builder_add_font (builder, &key), !=, first);
  key = serif;
  key.matrix[1] = 0.2;
  g_assert_cmpuint (brv_pages_builder_add_font (builder, &key), !=, first);
  key = serif;
  key.variations = "wght=600";
  g_assert_cmpuint (brv_pages_builder_add_font (builder, &key), !=, first);
  g_assert_cmpuint (brv_pages_builder_add_font (builder, &serif), ==, first);
}

static void
test_places (void)
{
  g_autoptr (BrvPagesBuilder) builder = brv_pages_builder_new ();
  g_autoptr (BrvPages) pages = NULL;
  const BrvNode *nodes;
  guint n;
  guint root = add_node (builder, BRV_NODE_DOCUMENT, 0);
  guint section = add_node (builder, BRV_NODE_SECTION, root);
  guint quote = add_node (builder, BRV_NODE_BLOCK_QUOTE, section);
  guint paragraph = add_node (builder, BRV_NODE_PARAGRAPH, quote);
  guint empty = add_node (builder, BRV_NODE_SPAN, paragraph);
  guint given = add_node (builder, BRV_NODE_PARAGRAPH, section);

  brv_pages_builder_place_node (builder, given, 0, 300);
  brv_pages_builder_begin_frame (builder, 595, 842, "1");
  brv_pages_builder_begin_frame (builder, 595, 842, "2");
  add_word (builder, paragraph, "a", 110);
  add_word (builder, paragraph, "b", 90);
  pages = brv_pages_builder_finish (builder);

  nodes = brv_pages_get_nodes (pages, &n);
  g_assert_cmpuint (n, ==, 6);
  g_assert_cmpuint (nodes[paragraph].page, ==, 1);
  g_assert_cmpfloat (nodes[paragraph].y, ==, 99.5);
  g_assert_cmpuint (nodes[quote].page, ==, 1);
  g_assert_cmpuint (nodes[empty].page, ==, 1);
  g_assert_cmpuint (nodes[section].page, ==, 0);
  g_assert_cmpfloat (nodes[section].y, ==, 300);
  g_assert_cmpuint (nodes[root].page, ==, 0);
}

static void
test_find_place (void)
{
  g_autoptr (BrvPagesBuilder) builder = brv_pages_builder_new ();
  g_autoptr (BrvPages) pages = NULL;
  const BrvId block = { 1, 2 };
  const BrvId other = { 1, 3 };
  const struct
  {
    BrvId block;
    BrvRange range;
    guint page;
    double y;
  } lines[] = {
    { block, { 0, 10 }, 0, 700 },
    { other, { 0, 99 }, 0, 720 },
    { block, { 11, 20 }, 1, 80 },
  };
  const struct
  {
    gsize at;
    guint page;
    double y;
  } rows[] = { { 0, 0, 700 }, { 9, 0, 700 }, { 10, 0, 700 }, { 11, 1, 80 }, { 20, 1, 80 } };
  BrvRect rect;
  guint page;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const BrvArea area = { lines[i].block, lines[i].range, { 72, lines[i].y, 400, 14 } };

      if (brv_pages_builder_get_n_frames (builder) == lines[i].page)
        brv_pages_builder_begin_frame (builder, 595, 842, NULL);
      brv_frame_builder_add_area (brv_pages_builder_get_frame (builder), &area);
    }
  pages = brv_pages_builder_finish (builder);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT, rows[i].at);
      g_assert_true (brv_pages_find_place (pages, block, rows[i].at, &page, &rect));
      g_assert_cmpuint (page, ==, rows[i].page);
      g_assert_cmpfloat (rect.y, ==, rows[i].y);
    }
  g_assert_false (brv_pages_find_place (pages, brv_id_new (), 0, &page, &rect));
}

static void
test_abandoned (void)
{
  g_autoptr (BrvPagesBuilder) builder = brv_pages_builder_new ();
  g_autoptr (GBytes) image = g_bytes_new ("x", 1);

  brv_pages_builder_begin_frame (builder, 595, 842, NULL);
  brv_frame_builder_add_image (brv_pages_builder_get_frame (builder), BRV_NODE_ARTIFACT,
                               (BrvRect){ 0, 0, 1, 1 }, image, NULL);
}

/* Two pages are alike but for a word at 400 points, and stay alike where that cannot be seen. */
static void
test_looks_same (void)
{
  static const struct
  {
    double top;
    double bottom;
    gboolean is_same;
  } cases[] = {
    { 0, 300, TRUE },   { 0, 842, FALSE },  { 390, 410, FALSE },
    { 430, 842, TRUE }, { 700, 842, TRUE },
  };
  g_autoptr (BrvPagesBuilder) builder = brv_pages_builder_new ();
  g_autoptr (BrvPages) pages = NULL;
  guint root = add_node (builder, BRV_NODE_DOCUMENT, 0);
  const BrvRect rect = { 72, 500, 200, 0.5 };

  for (guint i = 0; i < 3; i++)
    {
      brv_pages_builder_begin_frame (builder, i == 2 ? 612 : 595, 842, NULL);
      add_word (builder, root, "same", 90);
      add_word (builder, root, i == 0 ? "word" : "worm", 400);
      brv_frame_builder_add_rect (brv_pages_builder_get_frame (builder), BRV_NODE_ARTIFACT, rect,
                                  black);
      add_word (builder, root, "same", 700);
    }
  pages = brv_pages_builder_finish (builder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (brv_frame_looks_same (brv_pages_get_frame (pages, 0),
                                             brv_pages_get_frame (pages, 1), cases[i].top,
                                             cases[i].bottom),
                       ==, cases[i].is_same);
      g_assert_true (brv_frame_looks_same (brv_pages_get_frame (pages, 1),
                                           brv_pages_get_frame (pages, 1), cases[i].top,
                                           cases[i].bottom));
      /* Another paper is another page. */
      g_assert_false (brv_frame_looks_same (brv_pages_get_frame (pages, 1),
                                            brv_pages_get_frame (pages, 2), cases[i].top,
                                            cases[i].bottom));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/typeset/pages-builder/frames", test_frames);
  g_test_add_func ("/typeset/pages-builder/fonts", test_fonts);
  g_test_add_func ("/typeset/pages-builder/places", test_places);
  g_test_add_func ("/typeset/pages-builder/find-place", test_find_place);
  g_test_add_func ("/typeset/pages-builder/abandoned", test_abandoned);
  g_test_add_func ("/typeset/pages-builder/looks-same", test_looks_same);

  return g_test_run ();
}
