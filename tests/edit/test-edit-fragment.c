/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "edit/brv-edit-table.h"
#include "edit/brv-edit-text.h"

#include "brief-notation.h"

/* Copies from one brief and pastes into another. */
static void
test_carry (void)
{
  const struct
  {
    const char *name;
    const char *from;
    const char *to;
    const char *after;
    guint n_sources; /* of the other brief afterwards */
  } rows[] = {
    { "words", "= A\np a[bc]d", "= B\np x|y", "= B\np xbc|y", 1 },
    { "words of an item", "= A\n- a[bc]d", "= B\np |", "= B\np bc|", 1 },
    { "whole item", "= A\n- [abc]", "= B\np |", "= B\n- abc|", 1 },
    { "words of a heading", "= A[BC]\np x", "= B\np |", "= B\np BC|", 1 },
    { "two paragraphs", "= A\np a[b\np c]d", "= B\np x|y", "= B\np xb\np c|y", 1 },
    { "a line with its end", "= A\np [ab\np ]cd", "= B\np |xy", "= B\np ab\np |xy", 1 },
    { "items into a list", "= A\n- a[b\n- c]d", "= B\n1 x|y", "= B\n1 xb\n- c|y", 1 },
    { "section", "= [A\np ab]\n= B", "= C\np x|", "= C\np xA\np ab|", 1 },
    { "quote", "= A\n> [words]", "= B\np |", "= B\n> words|", 2 },
    { "quote at an end", "= A\n> [words]", "= B\np x|", "= B\np x\n> words|", 2 },
    { "quote at a start", "= A\n> [words]", "= B\np |x", "= B\n> words|\np x", 2 },
    { "quote in the midst", "= A\n> [words]", "= B\np x|y", "= B\np x\n> words|\np y", 2 },
    { "quote in a heading", "= A\n> [words]", "= B|C\np y", "= BC\n> words|\np y", 2 },
    { "quote on a filler", "= A\n> [words]", "= B|\np ", "= B\n> words|", 2 },
    { "quote beside a quote", "= A\n> [words]", "= B\n> |q", "= B\n> words|\n> q", 2 },
    { "quote on an item", "= A\n> [words]", "= B\n- |", "= B\n> words|", 2 },
    { "part of a quote", "= A\n> wo[rd]s", "= B\np |", "= B\n> rd|", 2 },
    { "text and quote", "= A\np a[b\n> words]", "= B\np x|y", "= B\np xb\n> words|\np y", 2 },
    { "quote and text", "= A\n> wo[rds\np a]b", "= B\np x|y", "= B\np x\n> rds\np a|y", 2 },
    { "note", "= A\np a[~b]", "= B\np x|", "= B\np x~b|", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Notation read = notation_read (rows[i].from);
      BrvPlace from, to, caret;
      BrvDocument *document = notation_open (rows[i].to, &from, &to);
      g_autoptr (BrvFragment) fragment = brv_edit_copy (read.brief, read.from, read.to);
      g_autoptr (BrvBrief) start = brv_brief_ref (brv_document_get_brief (document));

      g_test_message ("%s", rows[i].name);
      g_assert_nonnull (fragment);
      g_assert_true (brv_edit_replace (document, from, to, fragment, BRV_EDIT_OTHER, &caret, NULL));
      notation_assert (document, caret, rows[i].after);
      g_assert_cmpuint (brv_brief_get_n_sources (brv_document_get_brief (document)), ==,
                        rows[i].n_sources);
      g_assert_true (brv_document_undo (document));
      g_assert_true (brv_brief_equal (brv_document_get_brief (document), start));
      g_assert_finalize_object (document);
      brv_brief_unref (read.brief);
    }
}

static void
test_narrows (void)
{
  Notation read = notation_read ("= A\n> some [quoted] words");
  g_autoptr (BrvFragment) fragment = brv_edit_copy (read.brief, read.to, read.from);
  const BrvQuote *quote = brv_block_get_quote (brv_fragment_get_block (fragment, 0));
  const BrvAnchor *anchor = brv_quote_get_anchor (quote);
  const BrvSource *source = brv_fragment_get_source (fragment, 0);
  BrvRange range = brv_anchor_get_range (anchor);

  g_assert_cmpstr (brv_quote_get_exact (quote), ==, "quoted");
  g_assert_cmpuint (brv_range_length (range), ==, strlen ("quoted"));
  g_assert_true (g_str_has_prefix (brv_source_get_text (source) + range.start, "quoted"));
  g_assert_true (g_str_has_suffix (brv_anchor_get_prefix (anchor), "some "));
  g_assert_true (g_str_has_prefix (brv_anchor_get_suffix (anchor), " words"));
  brv_brief_unref (read.brief);
}

static void
test_nothing (void)
{
  Notation read = notation_read ("= A\np a|b");
  BrvPlace unknown = { brv_id_new (), 0 };

  g_assert_null (brv_edit_copy (read.brief, read.from, read.to));
  g_assert_null (brv_edit_copy (read.brief, read.from, unknown));
  brv_brief_unref (read.brief);
}

/* The same article imported into two briefs has two ids; pasted quotes speak of the one that is there. */
static void
test_same_source (void)
{
  Notation read = notation_read ("= A\n> [words]");
  const BrvSource *old = brv_brief_get_source (read.brief, 0);
  g_autoptr (BrvSource) same = brv_source_with_id (old, brv_id_new ());
  g_autoptr (BrvBrief) brief = brv_brief_splice_sources (read.brief, 0, 1, &same, 1);
  BrvDocument *document = brv_document_new (brief);
  g_autoptr (BrvFragment) fragment = brv_edit_copy (read.brief, read.from, read.to);
  const BrvBlock *pasted;

  g_assert_true (
    brv_edit_replace (document, read.to, read.to, fragment, BRV_EDIT_OTHER, NULL, NULL));
  g_assert_cmpuint (brv_brief_get_n_sources (brv_document_get_brief (document)), ==, 1);
  pasted = brv_section_get_block (brv_brief_get_section (brv_document_get_brief (document), 0), 1);
  g_assert_true (
    brv_id_equal (brv_anchor_get_source_id (brv_quote_get_anchor (brv_block_get_quote (pasted))),
                  brv_source_get_id (same)));
  g_assert_false (brv_id_equal (brv_block_get_id (pasted), read.to.id));
  g_assert_finalize_object (document);
  brv_brief_unref (read.brief);
}

/* A fragment from elsewhere may hold what no block may. */
static void
test_hostile (void)
{
  BrvPlace at, caret;
  BrvDocument *document = notation_open ("= A\np x|y", &at, NULL);
  g_autoptr (BrvText) text = brv_text_new ("a\nb\u2060\u2029c\001", -1);
  g_autoptr (BrvBlock) block = brv_block_new_paragraph (brv_id_new (), text);
  g_autoptr (BrvFragment) fragment = brv_fragment_new (&block, 1, TRUE, TRUE, NULL, 0);

  g_assert_true (brv_edit_replace (document, at, at, fragment, BRV_EDIT_OTHER, &caret, NULL));
  notation_assert (document, caret, "= A\np xa bc|y");
  g_assert_finalize_object (document);
}

/* What a cell cites comes along with its table, under the id by which the other brief knows it. */
static void
test_cells (void)
{
  g_autoptr (BrvDocument) document = notation_open ("= A\nT Shares\n> words", NULL, NULL);
  const BrvSource *source = brv_brief_get_source (brv_document_get_brief (document), 0);
  g_autoptr (BrvSource) same = brv_source_with_id (source, brv_id_new ());
  const BrvReference citation = { .kind = BRV_REFERENCE_CITATION,
                                  .source_id = brv_source_get_id (source) };
  BrvCellPlace cell = { notation_block_id (document, 0, 0), 1, 1 };
  g_autoptr (BrvFragment) fragment = NULL;
  Notation other = notation_read ("= B\np |");
  BrvId known[] = { brv_source_get_id (source), brv_source_get_id (same) };

  g_assert_true (brv_edit_add_reference_in_cell (document, cell, 0, &citation, NULL));
  fragment = brv_edit_copy (brv_document_get_brief (document), (BrvPlace){ cell.block_id, 0 },
                            (BrvPlace){ cell.block_id, 6 });
  g_assert_cmpuint (brv_fragment_get_n_sources (fragment), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (BrvBrief) brief =
        brv_brief_splice_sources (other.brief, 0, brv_brief_get_n_sources (other.brief), &same, i);
      g_autoptr (BrvDocument) target = brv_document_new (brief);
      BrvPlace caret;
      const BrvTable *table;
      const BrvReference *references;
      guint n;

      g_assert_true (
        brv_edit_replace (target, other.from, other.to, fragment, BRV_EDIT_OTHER, &caret, NULL));
      table = brv_block_get_table (
        brv_section_get_block (brv_brief_get_section (brv_document_get_brief (target), 0), 0));
      references = brv_text_get_references (brv_table_get_cell (table, 1, 1), &n);
      g_assert_cmpuint (n, ==, 1);
      g_assert_true (brv_id_equal (references[0].source_id, known[i]));
      g_assert_cmpuint (brv_brief_get_n_sources (brv_document_get_brief (target)), ==, 1);
    }
  brv_brief_unref (other.brief);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/edit-fragment/carry", test_carry);
  g_test_add_func ("/edit/edit-fragment/narrows", test_narrows);
  g_test_add_func ("/edit/edit-fragment/nothing", test_nothing);
  g_test_add_func ("/edit/edit-fragment/same-source", test_same_source);
  g_test_add_func ("/edit/edit-fragment/cells", test_cells);
  g_test_add_func ("/edit/edit-fragment/hostile", test_hostile);
  return g_test_run ();
}
