/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-typesetter.h"

#include "random-brief.h"

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

/* The same brief with fields on which all pages depend, set at random. */
static BrvBrief *
vary_fields (BrvBrief *brief)
{
  const struct
  {
    BrvBriefField field;
    const char *value;
  } fields[] = { { BRV_BRIEF_FIELD_CONTENTS, g_test_rand_bit () ? "yes" : "no" },
                 { BRV_BRIEF_FIELD_NUMBERING, g_test_rand_bit () ? "sections" : "paragraphs" },
                 { BRV_BRIEF_FIELD_HYPHENATION, g_test_rand_bit () ? "yes" : "no" } };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (BrvRecord) record = brv_record_with (brv_brief_get_record (brief), fields[i].field,
                                                      fields[i].value, BRV_EVIDENCE_USER);
      BrvBrief *next = brv_brief_with_record (brief, record);

      brv_brief_unref (brief);
      brief = next;
    }
  return brief;
}

/* Takes a section away, or puts it where another stood. */
static BrvBrief *
change_sections (const BrvBrief *brief)
{
  guint n_sections = brv_brief_get_n_sections (brief);
  guint from = (guint)g_test_rand_int_range (0, (gint)n_sections);
  BrvSection *moved = brv_section_ref (brv_brief_get_section (brief, from));
  g_autoptr (BrvBrief) without = brv_brief_splice_sections (brief, from, 1, NULL, 0);
  guint to = (guint)g_test_rand_int_range (0, (gint)n_sections);
  BrvBrief *changed = brv_brief_splice_sections (without, to, 0, &moved,
                                                 n_sections == 1 || g_test_rand_bit () ? 1 : 0);

  brv_section_unref (moved);
  return changed;
}

/* Takes a block away, puts one in, or both, at a random place. */
static BrvBrief *
change_blocks (const BrvBrief *brief)
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

static BrvBrief *
change_brief (const BrvBrief *brief)
{
  gint kind = g_test_rand_int_range (0, 8);

  if (kind == 0)
    return vary_fields (brv_brief_ref (brief));
  return kind == 1 ? change_sections (brief) : change_blocks (brief);
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
  return g_test_run ();
}
