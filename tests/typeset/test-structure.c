/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-utf8.h"
#include "typeset/brv-typesetter.h"

/* A table with a note in its last cell. */
static BrvBlock *
make_table (void)
{
  g_autoptr (BrvText) note = brv_text_new ("An estimate.", -1);
  const BrvReference reference = { .at = 2, .kind = BRV_REFERENCE_NOTE, .note = note };
  g_autoptr (BrvText) head = brv_text_new ("Ships", -1);
  g_autoptr (BrvText) cell =
    brv_text_new_rich ("12" BRV_OBJECT_CHARACTER, -1, NULL, 0, &reference, 1);
  BrvText *const cells[] = { head, cell };
  g_autoptr (BrvTable) table = brv_table_new (cells, 2, 1, 1);
  g_autoptr (BrvText) caption = brv_text_new ("Ships of a year", -1);

  return brv_block_new_table (brv_id_new (), table, caption);
}

static BrvBlock *
make_figure (const char *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr (BrvImage) image = brv_image_new (bytes, "image/png", 300, 100, NULL);
  g_autoptr (BrvText) caption = brv_text_new (words, -1);

  return brv_block_new_figure (brv_id_new (), image, "A quay", caption);
}

static BrvPages *
set_blocks (BrvBlock *const *blocks, guint n_blocks)
{
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (BrvSection) section =
    brv_section_new (brv_id_new (), "a", "A", NULL, blocks, n_blocks);
  g_autoptr (BrvBrief) brief = brv_brief_new (brv_id_new (), record, &section, 1, NULL, 0);
  BrvPages *pages = brv_typesetter_run (typesetter, brief, NULL, BRV_TYPESET_NONE, NULL, NULL);

  g_assert_nonnull (pages);
  return pages;
}

static guint
find_node (const BrvNode *nodes, guint n_nodes, BrvNodeRole role, guint from)
{
  for (guint i = from; i < n_nodes; i++)
    {
      if (nodes[i].role == role)
        return i;
    }
  g_assert_not_reached ();
}

/* A caption is its own figure's or table's, and never that of a figure that has none. */
static void
test_captions (void)
{
  g_autoptr (BrvBlock) bare = make_figure ("");
  g_autoptr (BrvBlock) table = make_table ();
  g_autoptr (BrvBlock) figure = make_figure ("A quay");
  BrvBlock *const blocks[] = { bare, table, figure };
  g_autoptr (BrvPages) pages = set_blocks (blocks, G_N_ELEMENTS (blocks));
  guint n_nodes;
  const BrvNode *nodes = brv_pages_get_nodes (pages, &n_nodes);
  guint of_table = find_node (nodes, n_nodes, BRV_NODE_CAPTION, 0);
  guint of_figure = find_node (nodes, n_nodes, BRV_NODE_CAPTION, of_table + 1);

  g_assert_cmpint (nodes[nodes[of_table].parent].role, ==, BRV_NODE_TABLE);
  g_assert_cmpint (nodes[nodes[of_figure].parent].role, ==, BRV_NODE_DIVISION);
  g_assert_cmpint (nodes[of_figure - 1].role, ==, BRV_NODE_FIGURE);
}

/* The note of a cell is read after its table; number and note lead to each other. */
static void
test_note_in_cell (void)
{
  g_autoptr (BrvBlock) table = make_table ();
  g_autoptr (BrvPages) pages = set_blocks (&table, 1);
  guint n_nodes;
  const BrvNode *nodes = brv_pages_get_nodes (pages, &n_nodes);
  guint cell = find_node (nodes, n_nodes, BRV_NODE_TABLE_CELL, 0);
  guint number = find_node (nodes, n_nodes, BRV_NODE_LINK, cell);
  guint note = find_node (nodes, n_nodes, BRV_NODE_NOTE, number);
  guint n_links;
  const BrvLink *links = brv_frame_get_links (brv_pages_get_frame (pages, 0), &n_links);

  g_assert_cmpuint (nodes[number].parent, ==, cell);
  g_assert_cmpint (nodes[nodes[note].parent].role, ==, BRV_NODE_SECTION);
  g_assert_cmpuint (n_links, ==, 2);
  g_assert_cmpuint (links[0].node, ==, number);
  g_assert_cmpuint (links[0].target, ==, note);
  g_assert_cmpuint (links[1].target, ==, number);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typeset/structure/captions", test_captions);
  g_test_add_func ("/typeset/structure/note-in-cell", test_note_in_cell);
  return g_test_run ();
}
