/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "edit/brv-edit-text.h"

#include "brief-notation.h"

/* All runs of all blocks, as "index:start-end" with b, i and the link. */
static char *
write_runs (BrvDocument *document)
{
  GString *out = g_string_new (NULL);
  const BrvBrief *brief = brv_document_get_brief (document);

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          guint n_runs;
          const BrvRun *runs =
            brv_text_get_runs (brv_block_get_text (brv_section_get_block (section, j)), &n_runs);

          for (guint k = 0; k < n_runs; k++)
            g_string_append_printf (out, "%u.%u:%u-%u%s%s%s ", i, j, (guint)runs[k].range.start,
                                    (guint)runs[k].range.end,
                                    runs[k].style & BRV_STYLE_STRONG ? "b" : "",
                                    runs[k].style & BRV_STYLE_EMPHASIS ? "i" : "",
                                    runs[k].link != NULL ? runs[k].link : "");
        }
    }
  return g_string_free (out, FALSE);
}

static void
assert_runs (BrvDocument *document, const char *expected)
{
  g_autofree char *runs = write_runs (document);

  g_assert_cmpstr (runs, ==, expected);
}

static void
test_styles (void)
{
  BrvPlace from, to;
  BrvDocument *document = notation_open ("= A\np a[bc\n> quote\n- item\n= B\np ab]c", &from, &to);
  g_autoptr (BrvBrief) start = brv_brief_ref (brv_document_get_brief (document));

  g_assert_true (brv_edit_set_style (document, from, to, BRV_STYLE_STRONG, TRUE, NULL));
  assert_runs (document, "0.0:1-3b 0.2:0-4b 1.0:0-2b ");
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Bold");
  g_assert_true (brv_edit_set_style (document, to, from, BRV_STYLE_EMPHASIS, TRUE, NULL));
  assert_runs (document, "0.0:1-3bi 0.2:0-4bi 1.0:0-2bi ");
  g_assert_true (brv_edit_set_style (document, from, to, BRV_STYLE_STRONG, FALSE, NULL));
  assert_runs (document, "0.0:1-3i 0.2:0-4i 1.0:0-2i ");
  g_assert_true (brv_edit_set_style (document, from, to, BRV_STYLE_STRONG, FALSE, NULL));
  for (guint i = 0; i < 3; i++)
    g_assert_true (brv_document_undo (document));
  g_assert_false (brv_document_undo (document));
  g_assert_true (brv_brief_equal (brv_document_get_brief (document), start));
  g_assert_finalize_object (document);
}

static void
test_refuses (void)
{
  BrvPlace from, to;
  BrvDocument *document = notation_open ("= A[B\n> quote]\np x", &from, &to);
  g_autoptr (GError) error = NULL;

  g_assert_false (brv_edit_set_style (document, from, to, BRV_STYLE_STRONG, TRUE, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (
    brv_edit_set_block_kind (document, from, to, BRV_BLOCK_LIST_ITEM, 1, FALSE, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (brv_edit_set_link (document, from, to, "no address", &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE);
  g_assert_finalize_object (document);
}

static void
test_links (void)
{
  BrvPlace from, to;
  BrvDocument *document = notation_open ("= A\np a[bcd]e", &from, &to);
  BrvPlace inside = { from.id, 2 };
  BrvPlace edge = { from.id, 4 };

  g_assert_true (brv_edit_set_link (document, from, to, "https://a.example", NULL));
  assert_runs (document, "0.0:1-4https://a.example ");
  g_assert_true (brv_edit_type (document, inside, inside, "x", BRV_STYLE_NONE, NULL, NULL));
  assert_runs (document, "0.0:1-5https://a.example ");
  edge.at = 5;
  g_assert_true (brv_edit_type (document, edge, edge, "y", BRV_STYLE_NONE, NULL, NULL));
  assert_runs (document, "0.0:1-5https://a.example ");
  g_assert_true (brv_edit_set_style (document, from, inside, BRV_STYLE_STRONG, TRUE, NULL));
  g_assert_true (brv_edit_set_link (document, inside, inside, "https://b.example", NULL));
  assert_runs (document, "0.0:1-2bhttps://b.example 0.0:2-5https://b.example ");
  edge.at = 4;
  g_assert_true (brv_edit_set_link (document, edge, edge, NULL, NULL));
  assert_runs (document, "0.0:1-2b ");
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Remove Link");
  g_assert_finalize_object (document);
}

static void
test_kinds (void)
{
  const struct
  {
    const char *before;
    BrvBlockKind kind;
    guint level;
    gboolean ordered;
    const char *after;
    const char *label;
  } rows[] = {
    { "= A\np a[b\n> q\np c]d\np e", BRV_BLOCK_LIST_ITEM, 1, FALSE, "= A\n- a|b\n> q\n- cd\np e",
      "Make Bulleted List" },
    { "= A\n- a|b", BRV_BLOCK_LIST_ITEM, 1, TRUE, "= A\n1 a|b", "Make Numbered List" },
    { "= A\n- a|b", BRV_BLOCK_LIST_ITEM, 2, FALSE, "= A\n-- a|b", "Make Bulleted List" },
    { "= A\n- a|b", BRV_BLOCK_LIST_ITEM, 1, FALSE, "= A\n- a|b", NULL },
    { "= A\np a|b~", BRV_BLOCK_HEADING, 9, FALSE, "= A\nh a|b~", "Make Heading" },
    { "= A\nh |ab\n= B\n- x", BRV_BLOCK_PARAGRAPH, 0, FALSE, "= A\np |ab\n= B\n- x",
      "Make Paragraph" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BrvPlace from, to;
      BrvDocument *document = notation_open (rows[i].before, &from, &to);

      g_test_message ("%s", rows[i].after);
      g_assert_true (brv_edit_set_block_kind (document, from, to, rows[i].kind, rows[i].level,
                                              rows[i].ordered, NULL));
      notation_assert (document, from, rows[i].after);
      g_assert_cmpstr (brv_document_get_undo_label (document), ==, rows[i].label);
      g_assert_finalize_object (document);
    }
}

static void
test_references (void)
{
  BrvPlace at;
  BrvDocument *document = notation_open ("= A\np a|b\n> q", &at, NULL);
  g_autoptr (BrvText) note = brv_text_new ("see there", -1);
  g_autoptr (BrvText) other = brv_text_new ("see here", -1);
  const BrvSource *source = brv_brief_get_source (brv_document_get_brief (document), 0);
  BrvReference own = { 0, BRV_REFERENCE_NOTE, note, BRV_ID_NONE, NULL };
  BrvReference citation = { 0, BRV_REFERENCE_CITATION, NULL, brv_source_get_id (source), "p. 3" };
  BrvReference unknown = { 0, BRV_REFERENCE_CITATION, NULL, brv_id_new (), NULL };
  BrvPlace in_quote = { notation_block_id (document, 0, 1), 0 };
  BrvPlace after = { at.id, 4 };
  g_autoptr (GError) error = NULL;
  const BrvReference *references;
  guint n_references;

  g_assert_true (brv_edit_add_reference (document, at, &own, NULL));
  notation_assert (document, after, "= A\np a~|b\n> q");
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Add Note");
  g_assert_true (brv_edit_add_reference (document, after, &citation, NULL));
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Add Citation");
  g_assert_true (brv_edit_set_note (document, at, other, NULL));
  notation_assert (document, at, "= A\np a|~~b\n> q");
  references =
    brv_text_get_references (brv_block_get_text (brv_section_get_block (
                               brv_brief_get_section (brv_document_get_brief (document), 0), 0)),
                             &n_references);
  g_assert_cmpuint (n_references, ==, 2);
  g_assert_cmpstr (brv_text_get_utf8 (references[0].note), ==, "see here");
  g_assert_cmpstr (references[1].locator, ==, "p. 3");

  g_assert_false (brv_edit_set_note (document, after, other, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (brv_edit_add_reference (document, at, &unknown, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (brv_edit_add_reference (document, in_quote, &own, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED);
  g_assert_finalize_object (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/edit-style/styles", test_styles);
  g_test_add_func ("/edit/edit-style/refuses", test_refuses);
  g_test_add_func ("/edit/edit-style/links", test_links);
  g_test_add_func ("/edit/edit-style/kinds", test_kinds);
  g_test_add_func ("/edit/edit-style/references", test_references);
  return g_test_run ();
}
