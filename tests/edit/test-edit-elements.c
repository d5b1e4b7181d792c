/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "brief-notation.h"
#include "edit/brv-edit-elements.h"
#include "edit/brv-edit-text.h"

/* What keys do beside and in blocks that stand for themselves; | is where the caret is. */
static void
test_typing (void)
{
  static const struct
  {
    const char *verb;
    const char *before;
    const char *after; /* NULL: refused */
  } rows[] = {
    { "type", "= A\nF capt|ion", "= A\nF captx|ion" },
    { "type", "= A\nF |", "= A\nF x|" },
    { "type", "= A\nT a[bc]d", "= A\nT ax|d" },
    { "type", "= A\n/ |\np b", "= A\n/ \np x|\np b" },
    { "type", "= A\n!! a|\n! b", "= A\n!! ax|\n! b" },
    { "delete", "= A\nF a[bc]d\np x", "= A\nF a|d\np x" },
    { "delete", "= A\np a[b\nF cd\np e]f", "= A\np a|f" },
    { "delete", "= A\np a[b\nF c]d\np ef", "= A\np a|\nF cd\np ef" },
    { "delete", "= A\np ab[\n/ ]\np cd", "= A\np ab|\np cd" },
    { "delete", "= A\nT a[b\np c]d", "= A\nT ab|\np d" },
    { "delete", "= A\n! a[b\n! c]d", "= A\n! a|d" },
    { "split", "= A\nF cap|tion\np x", "= A\nF caption\np |\np x" },
    { "split", "= A\nF |caption", "= A\np |\nF caption" },
    { "split", "= A\nF |", "= A\nF \np |" },
    { "split", "= A\n/ |", "= A\n/ \np |" },
    { "split", "= A\n! ab|cd", "= A\n! ab\n! |cd" },
    { "split", "= A\n!! ab|", "= A\n!! ab\n! |" },
    { "split", "= A\n! ab\n! |", "= A\n! ab\np |" },
    { "join", "= A\n/ \np |ab", "= A\np |ab" },
    { "join", "= A\np ab\n/ |", "= A\np ab|" },
    { "join", "= A\n! ab\n! |cd", "= A\n! ab|cd" },
    { "join", "= A\np ab\n! |cd", "= A\np ab\np |cd" },
    { "join", "= A\nF ab\np |cd", NULL },
    { "join", "= A\np ab\nF |cd", NULL },
    { "paste-lines", "= A\nF a|b", "= A\nF ab\np x\np y|" },
    { "paste-lines", "= A\n! a|b", "= A\n! ax\n! y|b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BrvPlace from, to, caret;
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvDocument) document = notation_open (rows[i].before, &from, &to);
      g_autoptr (BrvFragment) lines = brv_fragment_new_from_plain ("x\ny", -1);
      const char *verb = rows[i].verb;
      gboolean done;

      g_test_message ("%u %s: %s", i, verb, rows[i].before);
      caret = to;
      if (g_str_equal (verb, "type"))
        done = brv_edit_type (document, from, to, "x", BRV_STYLE_NONE, &caret, &error);
      else if (g_str_equal (verb, "delete"))
        done = brv_edit_replace (document, from, to, NULL, BRV_EDIT_OTHER, &caret, &error);
      else if (g_str_equal (verb, "split"))
        done = brv_edit_split (document, from, &caret, &error);
      else if (g_str_equal (verb, "join"))
        done = brv_edit_join (document, from.id, &caret, &error);
      else
        done = brv_edit_replace (document, from, to, lines, BRV_EDIT_OTHER, &caret, &error);
      g_assert_true (done == (rows[i].after != NULL));
      if (rows[i].after == NULL)
        {
          g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED);
          continue;
        }
      g_assert_no_error (error);
      notation_assert (document, caret, rows[i].after);
      g_assert_true (brv_document_undo (document));
      g_assert_false (brv_document_undo (document));
    }
}

static void
test_figure (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvDocument) document = notation_open ("= A\np |", NULL, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr (GBytes) other_bytes = g_bytes_new_static ("another", 7);
  g_autoptr (BrvImage) image = brv_image_new (bytes, "image/png", 40, 30, NULL);
  g_autoptr (BrvImage) other = brv_image_new (other_bytes, "image/png", 30, 40, NULL);
  const BrvBlock *block;
  BrvId id;

  g_assert_true (brv_edit_add_figure (document, notation_section (document, 0), -1, image, NULL,
                                      NULL, &id, &error));
  notation_assert (document, (BrvPlace){ BRV_ID_NONE, 0 }, "= A\nF ");
  g_assert_true (brv_edit_set_alternative (document, id, "A port", &error));
  g_assert_true (brv_edit_set_image (document, id, other, &error));
  g_assert_no_error (error);
  block = brv_brief_find_block (brv_document_get_brief (document), id, NULL, NULL);
  g_assert_cmpstr (brv_block_get_alternative (block), ==, "A port");
  g_assert_cmpuint (brv_image_get_width_px (brv_block_get_image (block)), ==, 30);
  for (guint i = 0; i < 3; i++)
    g_assert_true (brv_document_undo (document));
  notation_assert (document, (BrvPlace){ BRV_ID_NONE, 0 }, "= A\np ");
}

/* The whole box changes with one of its paragraphs, and nothing beside it. */
static void
test_variant (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvDocument) document =
    notation_open ("= A\n! one\n!! two\n! three\n! four\n!! five\n> quote", NULL, NULL);
  const BrvSection *section;
  static const BrvVariant expected[] = { BRV_VARIANT_PLAIN,   BRV_VARIANT_SUMMARY,
                                         BRV_VARIANT_SUMMARY, BRV_VARIANT_SUMMARY,
                                         BRV_VARIANT_PLAIN,   BRV_VARIANT_PLAIN };

  g_assert_true (brv_edit_set_variant (document, notation_block_id (document, 0, 2),
                                       BRV_VARIANT_SUMMARY, &error));
  section = brv_brief_get_section (brv_document_get_brief (document), 0);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (brv_block_get_variant (brv_section_get_block (section, i)), ==, expected[i]);
  g_assert_true (
    brv_edit_set_variant (document, notation_block_id (document, 0, 5), BRV_VARIANT_PULL, &error));
  g_assert_no_error (error);
  g_assert_false (brv_edit_set_variant (document, notation_block_id (document, 0, 5),
                                        BRV_VARIANT_SUMMARY, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED);
}

static void
test_callout (void)
{
  g_autoptr (GError) error = NULL;
  BrvPlace from, to;
  g_autoptr (BrvDocument) document = notation_open ("= A\np a[b\nF c\n- d]e", &from, &to);
  g_autoptr (BrvText) heading = brv_text_new ("In short", -1);
  g_autoptr (BrvText) text = brv_text_new ("Words", -1);
  BrvText *texts[] = { text };

  g_assert_true (brv_edit_make_callout (document, from, to, BRV_VARIANT_PLAIN, FALSE, &error));
  notation_assert (document, (BrvPlace){ BRV_ID_NONE, 0 }, "= A\n! ab\nF c\n! de");
  g_assert_true (brv_edit_add_callout (document, notation_section (document, 0), 0,
                                       BRV_VARIANT_SUMMARY, heading, texts, 1, NULL, &error));
  g_assert_true (
    brv_edit_add_page_break (document, notation_section (document, 0), 2, NULL, &error));
  g_assert_no_error (error);
  notation_assert (document, (BrvPlace){ BRV_ID_NONE, 0 },
                   "= A\n!! In short\n! Words\n/ \n! ab\nF c\n! de");
}

static gboolean
begins (BrvDocument *document, guint index)
{
  return brv_block_begins_box (
    brv_section_get_block (brv_brief_get_section (brv_document_get_brief (document), 0), index));
}

/* Boxes side by side stay two: the second begins, goes on after Enter, and Backspace joins it. */
static void
test_neighbours (void)
{
  g_autoptr (GError) error = NULL;
  BrvPlace from, to;
  BrvPlace caret;
  g_autoptr (BrvDocument) document = notation_open ("= A\np one\np t[w]o", &from, &to);
  BrvPlace first = { notation_block_id (document, 0, 0), 0 };
  BrvPlace second = { notation_block_id (document, 0, 1), 0 };

  g_assert_true (brv_edit_make_callout (document, first, first, BRV_VARIANT_PLAIN, FALSE, &error));
  g_assert_true (brv_edit_make_callout (document, to, from, BRV_VARIANT_PLAIN, FALSE, &error));
  g_assert_true (begins (document, 0) && begins (document, 1));
  g_assert_true (brv_edit_split (document, from, &caret, &error));
  g_assert_true (begins (document, 1) && !begins (document, 2));
  g_assert_true (brv_edit_split (document, second, &caret, &error));
  g_assert_true (begins (document, 1) && !begins (document, 2) && !begins (document, 3));
  caret = (BrvPlace){ notation_block_id (document, 0, 1), 0 };
  g_assert_true (brv_edit_set_variant (document, caret.id, BRV_VARIANT_SUMMARY, &error));
  g_assert_true (brv_edit_set_variant (document, caret.id, BRV_VARIANT_PLAIN, &error));
  g_assert_true (begins (document, 1));
  g_assert_true (brv_edit_join (document, caret.id, &caret, &error));
  g_assert_no_error (error);
  g_assert_false (begins (document, 1));
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Join Boxes");
}

/* A figure is copied whole, or words of its caption alone. */
static void
test_copy (void)
{
  static const struct
  {
    const char *before;
    const char *kinds;
  } rows[] = {
    { "= A\nF a[b]c", "p" },
    { "= A\nF [abc]", "F" },
    { "= A\np a[b\nF c\n/ \nT d]e", "pF/T" },
  };
  const char marks[] = "hp>-!FT/";

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BrvPlace from, to;
      g_autoptr (BrvDocument) document = notation_open (rows[i].before, &from, &to);
      g_autoptr (BrvFragment) fragment =
        brv_edit_copy (brv_document_get_brief (document), from, to);
      g_autoptr (GString) kinds = g_string_new (NULL);

      for (guint k = 0; k < brv_fragment_get_n_blocks (fragment); k++)
        g_string_append_c (kinds, marks[brv_block_get_kind (brv_fragment_get_block (fragment, k))]);
      g_test_message ("%s", rows[i].before);
      g_assert_cmpstr (kinds->str, ==, rows[i].kinds);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/elements/typing", test_typing);
  g_test_add_func ("/edit/elements/figure", test_figure);
  g_test_add_func ("/edit/elements/variant", test_variant);
  g_test_add_func ("/edit/elements/callout", test_callout);
  g_test_add_func ("/edit/elements/neighbours", test_neighbours);
  g_test_add_func ("/edit/elements/copy", test_copy);
  return g_test_run ();
}
