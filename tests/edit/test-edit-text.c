/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "edit/brv-edit-text.h"

#include "brief-notation.h"

typedef enum
{
  TYPE,
  DELETE,
  ENTER,
  JOIN,
  PASTE, /* plain text */
} Verb;

typedef struct
{
  const char *name;
  const char *before;
  Verb verb;
  const char *text;
  const char *after; /* NULL: refused */
  const char *label; /* NULL: nothing changed */
} Row;

static const Row rows[] = {
  /* Within a block */
  { "type", "= A\np a|b", TYPE, "x", "= A\np ax|b", "Type" },
  { "type over", "= A\np a[b]c", TYPE, "x", "= A\np ax|c", "Type" },
  { "type the same", "= A\np a[b]c", TYPE, "b", "= A\np ab|c", NULL },
  { "type nothing", "= A\np a|c", TYPE, "", "= A\np a|c", NULL },
  { "type in heading", "= A|\np x", TYPE, "b", "= Ab|\np x", "Type" },
  { "type reserved", "= A\np a|c", TYPE, "\u2060\uFFFC\u2028", "= A\np a |c", "Type" },
  { "delete", "= A\np a[b]c", DELETE, NULL, "= A\np a|c", "Delete" },
  { "delete in heading", "= A[BC]\np x", DELETE, NULL, "= A|\np x", "Delete" },
  { "delete a reference", "= A\np a[~]c", DELETE, NULL, "= A\np a|c", "Delete" },
  { "empty a paragraph", "= A\np [abc]\np d", DELETE, NULL, "= A\np |\np d", "Delete" },
  { "empty an item", "= A\n- [abc]", DELETE, NULL, "= A\n- |", "Delete" },

  /* Enter */
  { "enter inside", "= A\np a|b", ENTER, NULL, "= A\np a\np |b", "New Paragraph" },
  { "enter at end", "= A\np ab|\np c", ENTER, NULL, "= A\np ab\np |\np c", "New Paragraph" },
  { "enter at start", "= A\np |ab", ENTER, NULL, "= A\np \np |ab", "New Paragraph" },
  { "enter on empty", "= A\np |", ENTER, NULL, "= A\np \np |", "New Paragraph" },
  { "enter in item", "= A\n- a|b", ENTER, NULL, "= A\n- a\n- |b", "New List Item" },
  { "enter at item's end", "= A\n1 a|", ENTER, NULL, "= A\n1 a\n1 |", "New List Item" },
  { "enter at item's start", "= A\n- |a", ENTER, NULL, "= A\n- \n- |a", "New List Item" },
  { "enter in inner item", "= A\n-- a|", ENTER, NULL, "= A\n-- a\n-- |", "New List Item" },
  { "enter on empty item", "= A\n- a\n- |", ENTER, NULL, "= A\n- a\np |", "End List" },
  { "enter on empty inner item", "= A\n-- |", ENTER, NULL, "= A\n- |", "End List" },
  { "enter in heading", "= Ab|cd\np x", ENTER, NULL, "= Ab\np |cd\np x", "New Paragraph" },
  { "enter at heading's end", "= Ab|\np x", ENTER, NULL, "= Ab\np |\np x", "New Paragraph" },
  { "enter above a filler", "= Ab|\np ", ENTER, NULL, "= Ab\np |", NULL },
  { "enter before heading", "= |Ab\np ", ENTER, NULL, NULL, NULL },
  { "enter in block heading", "= A\nh a|b", ENTER, NULL, "= A\nh a\np |b", "New Paragraph" },
  { "enter before block heading", "= A\nh |b", ENTER, NULL, "= A\np \nh |b", "New Paragraph" },
  { "enter in quote", "= A\n> a|b", ENTER, NULL, NULL, NULL },
  { "enter before quote", "= A\n> |ab", ENTER, NULL, "= A\np |\n> ab", "New Paragraph" },
  { "enter after quote", "= A\n> ab|\np c", ENTER, NULL, "= A\n> ab\np |\np c", "New Paragraph" },

  /* Backspace at the start of a block, Delete at its end */
  { "join", "= A\np ab\np |cd", JOIN, NULL, "= A\np ab|cd", "Join Paragraphs" },
  { "join into item", "= A\n- ab\np |cd", JOIN, NULL, "= A\n- ab|cd", "Join Paragraphs" },
  { "join into empty", "= A\np \n- x\np \np |cd", JOIN, NULL, "= A\np \n- x\np |cd",
    "Join Paragraphs" },
  { "join empty", "= A\np ab\np |", JOIN, NULL, "= A\np ab|", "Join Paragraphs" },
  { "join item", "= A\np ab\n- |cd", JOIN, NULL, "= A\np ab\np |cd", "Make Paragraph" },
  { "join block heading", "= A\np ab\nh |cd", JOIN, NULL, "= A\np ab\np |cd", "Make Paragraph" },
  { "join below heading", "= A\np |cd", JOIN, NULL, "= A|\np cd", NULL },
  { "join filler", "= A\np |", JOIN, NULL, "= A|\np ", NULL },
  { "join empty below heading", "= A\np |\np b", JOIN, NULL, "= A|\np b", "Join Paragraphs" },
  { "join after quote", "= A\n> ab\np |cd", JOIN, NULL, NULL, NULL },
  { "join empty after quote", "= A\n> ab\np |", JOIN, NULL, "= A\n> ab|", "Join Paragraphs" },
  { "join quote", "= A\np ab\n> |cd", JOIN, NULL, NULL, NULL },
  { "join quote to empty", "= A\np x\np \n> |cd", JOIN, NULL, "= A\np x\n> |cd",
    "Join Paragraphs" },
  { "join heading", "= A\np a\n= |B\np b", JOIN, NULL, NULL, NULL },
  { "delete at end", "= A\np ab[\np ]cd", DELETE, NULL, "= A\np ab|cd", "Delete" },
  { "delete before heading", "= A\np ab[\n= ]B\np cd", DELETE, NULL, "= A\np ab|\n= B\np cd",
    NULL },
  { "delete before quote", "= A\np ab[\n> ]cd", DELETE, NULL, "= A\np ab|\n> cd", NULL },
  { "delete item into item", "= A\n- ab[\n1 ]cd", DELETE, NULL, "= A\n- ab|cd", "Delete" },

  /* Quotes */
  { "type in quote", "= A\n> a|b", TYPE, "x", NULL, NULL },
  { "type over part of quote", "= A\n> [a]b", TYPE, "x", NULL, NULL },
  { "delete part of quote", "= A\n> [a]b", DELETE, NULL, NULL, NULL },
  { "type before quote", "= A\n> |ab", TYPE, "x", "= A\np x|\n> ab", "Type" },
  { "type after quote", "= A\n> ab|", TYPE, "x", "= A\n> ab\np x|", "Type" },
  { "paste lines after quote", "= A\n> ab|", PASTE, "\nx", "= A\n> ab\np x|", "Paste" },
  { "paste lines before quote", "= A\n> |ab", PASTE, "x\n", "= A\np x|\n> ab", "Paste" },
  { "delete quote", "= A\np x\n> [ab]\np y", DELETE, NULL, "= A\np x\np |y", "Delete" },
  { "delete last quote", "= A\np x\n> [ab]", DELETE, NULL, "= A\np x|", "Delete" },
  { "delete only quote", "= A\n> [ab]", DELETE, NULL, "= A\np |", "Delete" },
  { "type over quote", "= A\np x\n> [ab]", TYPE, "y", "= A\np x\np y|", "Type" },

  /* Selections over several blocks */
  { "two paragraphs", "= A\np a[b\np c]d", DELETE, NULL, "= A\np a|d", "Delete" },
  { "three paragraphs", "= A\np a[b\np x\np c]d", TYPE, "z", "= A\np az|d", "Type" },
  { "whole paragraphs", "= A\np [ab\np cd]\np e", DELETE, NULL, "= A\np |\np e", "Delete" },
  { "with a whole quote", "= A\np a[b\n> q\np c]d", DELETE, NULL, "= A\np a|d", "Delete" },
  { "into a quote", "= A\np a[b\n> q]r", DELETE, NULL, "= A\np a|\n> qr", "Delete" },
  { "to a quote's end", "= A\np a[b\n> qr]\np x", DELETE, NULL, "= A\np a|\np x", "Delete" },
  { "all down to a quote", "= A\np [ab\n> q]r", DELETE, NULL, "= A\n> |qr", "Delete" },
  { "from a quote's start", "= A\n> [q\np c]d", DELETE, NULL, "= A\np |d", "Delete" },
  { "out of a quote", "= A\n> q[r\np c]d", DELETE, NULL, "= A\n> qr|\np d", "Delete" },
  { "from a quote's end", "= A\n> qr[\np cd]\np e", DELETE, NULL, "= A\n> qr|\np e", "Delete" },
  { "two quotes, the last cut", "= A\n> [q\n> r]s", TYPE, "x", "= A\np x|\n> rs", "Type" },
  { "over a heading", "= A\np a[b\n= B\np c]d", DELETE, NULL, "= A\np a|\n= B\np d", "Delete" },
  { "over a section", "= A\np a[b\n= B\np x\n> q\n= C\np c]d", DELETE, NULL,
    "= A\np a|\n= B\np \n= C\np d", "Delete" },
  { "from a heading", "= A[B\np ab\np c]d", DELETE, NULL, "= A|B\np d", "Delete" },
  { "to a heading", "= A\np a[b\np c\n= B]C\np d", DELETE, NULL, "= A\np a|\n= BC\np d", "Delete" },
  { "everything", "= [A\np a\n= B\n> q]", DELETE, NULL, "= |A\np \n= B\np ", "Delete" },
  { "everything again", "= [A\np \n= B\np ]", DELETE, NULL, "= |A\np \n= B\np ", NULL },
  { "type over a heading", "= A\np a[b\n= B\np c]d", TYPE, "x", "= A\np ax|\n= B\np d", "Type" },
  { "type from a heading", "= A[B\np ab\np c]d", TYPE, "x", "= AB\np x|d", "Type" },

  /* Paste of lines */
  { "paste lines", "= A\np a|b", PASTE, "x\ny\r\nz", "= A\np ax\np y\np z|b", "Paste" },
  { "paste paragraphs", "= A\np a|b", PASTE, "x\n\ny", "= A\np ax\np y|b", "Paste" },
  { "paste blank lines", "= A\np a|b", PASTE, "x\n\n\ny\n", "= A\np ax\np y\np |b", "Paste" },
  { "paste into item", "= A\n- a|b", PASTE, "x\ny", "= A\n- ax\n- y|b", "Paste" },
  { "paste into heading", "= A|B\np c", PASTE, "x\ny", "= Ax\np y|B\np c", "Paste" },
  { "paste one line into heading", "= A|B\np c", PASTE, "x", "= Ax|B\np c", "Paste" },
  { "paste over", "= A\np a[b\np c]d", PASTE, "x\ny", "= A\np ax\np y|d", "Paste" },
};

static gboolean
run (const Row *row,
     BrvDocument *document,
     BrvPlace from,
     BrvPlace to,
     BrvPlace *caret,
     GError **error)
{
  g_autoptr (BrvFragment) plain = NULL;

  switch (row->verb)
    {
    case TYPE:
      return brv_edit_type (document, from, to, row->text, BRV_STYLE_NONE, caret, error);
    case DELETE:
      return brv_edit_replace (document, from, to, NULL, BRV_EDIT_OTHER, caret, error);
    case ENTER:
      return brv_edit_split (document, from, caret, error);
    case JOIN:
      return brv_edit_join (document, from.id, caret, error);
    case PASTE:
      plain = brv_fragment_new_from_plain (row->text, -1);
      return brv_edit_replace (document, from, to, plain, BRV_EDIT_OTHER, caret, error);
    default:
      g_assert_not_reached ();
    }
}

static void
test_keys (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BrvPlace from, to;
      BrvPlace caret = { BRV_ID_NONE, 0 };
      BrvDocument *document = notation_open (rows[i].before, &from, &to);
      g_autoptr (BrvBrief) start = brv_brief_ref (brv_document_get_brief (document));
      g_autoptr (GError) error = NULL;
      gboolean done;

      g_test_message ("%s", rows[i].name);
      done = run (&rows[i], document, from, to, &caret, &error);
      if (rows[i].after == NULL)
        {
          g_assert_false (done);
          g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED);
          g_assert_true (brv_document_get_brief (document) == start);
        }
      else
        {
          g_assert_no_error (error);
          g_assert_true (done);
          notation_assert (document, caret, rows[i].after);
        }
      g_assert_cmpstr (brv_document_get_undo_label (document), ==, rows[i].label);
      g_assert_cmpint (brv_document_undo (document), ==, rows[i].label != NULL);
      g_assert_true (brv_brief_equal (brv_document_get_brief (document), start));
      g_assert_finalize_object (document);
    }
}

/* Which of the parts keeps the id. */
static void
test_ids (void)
{
  const struct
  {
    const char *name;
    const char *before;
    Verb verb;
    const char *text;
    guint index; /* of the block that has the first marked block's id afterwards */
  } cases[] = {
    { "enter inside", "= A\np a|b", ENTER, NULL, 0 },
    { "enter at start", "= A\np |ab", ENTER, NULL, 1 },
    { "enter at end", "= A\np ab|", ENTER, NULL, 0 },
    { "paste inside", "= A\np a|b", PASTE, "x\ny", 0 },
    { "paste at start", "= A\np |ab", PASTE, "x\ny", 1 },
    { "join", "= A\np a[b\np c]d", DELETE, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Row row = { cases[i].name, cases[i].before, cases[i].verb, cases[i].text, NULL, NULL };
      BrvPlace from, to, caret;
      BrvDocument *document = notation_open (row.before, &from, &to);
      g_autoptr (GHashTable) ids = g_hash_table_new (brv_id_hash, brv_id_equal_pointers);
      const BrvSection *section;

      g_test_message ("%s", row.name);
      g_assert_true (run (&row, document, from, to, &caret, NULL));
      section = brv_brief_get_section (brv_document_get_brief (document), 0);
      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          BrvId id = brv_block_get_id (brv_section_get_block (section, j));

          g_assert_cmpint (brv_id_equal (id, from.id), ==, j == cases[i].index);
        }
      g_assert_finalize_object (document);
    }
}

static void
test_selections (void)
{
  BrvPlace from, to, caret;
  BrvDocument *document = notation_open ("= A\np a[b\np c]d", &from, &to);
  guint n_steps = 0;

  g_assert_true (brv_edit_type (document, from, to, "x", BRV_STYLE_NONE, &caret, NULL));
  g_assert_true (brv_edit_type (document, caret, caret, "y", BRV_STYLE_NONE, &caret, NULL));
  notation_assert (document, caret, "= A\np axy|d");
  while (brv_document_undo (document))
    n_steps++;
  g_assert_cmpuint (n_steps, ==, 1);
  g_assert_finalize_object (document);
}

static void
test_errors (void)
{
  BrvPlace from;
  BrvDocument *document = notation_open ("= A\np |\u00E9", &from, NULL);
  g_autoptr (GError) error = NULL;
  BrvPlace inside = { from.id, 1 };
  BrvPlace beyond = { from.id, 3 };
  BrvPlace nowhere = { brv_id_new (), 0 };

  g_assert_false (brv_edit_type (document, inside, inside, "x", BRV_STYLE_NONE, NULL, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (brv_edit_type (document, from, beyond, "x", BRV_STYLE_NONE, NULL, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (brv_edit_split (document, nowhere, NULL, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND);
  g_assert_finalize_object (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/edit-text/keys", test_keys);
  g_test_add_func ("/edit/edit-text/ids", test_ids);
  g_test_add_func ("/edit/edit-text/selections", test_selections);
  g_test_add_func ("/edit/edit-text/errors", test_errors);
  return g_test_run ();
}
