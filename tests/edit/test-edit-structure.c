/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "edit/brv-edit-structure.h"

#include "brief-notation.h"

/* The caret that undo and redo would set: it belongs to the latest change. */
static BrvPlace latest_caret;

static void
changed_cb (
  BrvDocument *document, BrvChange *change, BrvBrief *before, int step, gpointer user_data)
{
  latest_caret = brv_change_get_selection_after (change).focus;
}

typedef struct
{
  const char *name;
  const char *before; /* the marked block or section is the one that is moved */
  gint section;       /* where to; -1: the nudge of @at */
  gint at;
  gint error; /* a BrvEditError, or -1 */
  const char *after;
  const char *label;
} MoveRow;

static const MoveRow move_rows[] = {
  { "within", "= A\np |a\np b\np c", 0, 2, -1, "= A\np b\np c\np a|", "Move Paragraph" },
  { "back", "= A\np a\np b\n> |c", 0, 0, -1, "= A\n> c|\np a\np b", "Move Quote" },
  { "to the end", "= A\n- |a\np b\np c", 0, -1, -1, "= A\np b\np c\n- a|", "Move List Item" },
  { "to where it is", "= A\np |a\np b", 0, 0, -1, "= A\np a\np b", NULL },
  { "too far", "= A\np |a\np b", 0, 2, BRV_EDIT_ERROR_RANGE, "= A\np a\np b", NULL },
  { "far", "= A\np |a\np b\np c\np d\np e\np f\np g\np h\np i\np j\np k", 0, 9, -1,
    "= A\np b\np c\np d\np e\np f\np g\np h\np i\np j\np a|\np k", "Move Paragraph" },
  { "other section", "= A\np |a\np b\n= B\np c", 1, 1, -1, "= A\np b\n= B\np c\np a|",
    "Move Paragraph" },
  { "leaves a filler", "= A\n> |a\n= B\np c", 1, 0, -1, "= A\np \n= B\n> a|\np c", "Move Quote" },
  { "replaces a filler", "= A\n> |a\np b\n= B\np ", 1, 1, -1, "= A\np b\n= B\n> a|", "Move Quote" },
  { "nudge down", "= A\np |a\np b", -1, 1, -1, "= A\np b\np a|", "Move Paragraph" },
  { "nudge up", "= A\np a\np |b", -1, -1, -1, "= A\np b|\np a", "Move Paragraph" },
  { "nudge over", "= A\np a\n= B\np |b\np c", -1, -1, -1, "= A\np a\np b|\n= B\np c",
    "Move Paragraph" },
  { "nudge into", "= A\np |a\n= B\np ", -1, 1, -1, "= A\np \n= B\np a|", "Move Paragraph" },
  { "nudge stops", "= A\np a\np |b", -1, 1, BRV_EDIT_ERROR_REFUSED, "= A\np a\np b", NULL },
  { "nudge filler", "= A\np |\n= B\np b", -1, 1, BRV_EDIT_ERROR_REFUSED, "= A\np \n= B\np b",
    NULL },
  { "nudge section", "= |A\np a\n= B\np b", -1, 1, -1, "= B\np b\n= |A\np a", "Move Section" },
  { "nudge first", "= |A\np a\n= B\np b", -1, -1, BRV_EDIT_ERROR_REFUSED, "= A\np a\n= B\np b",
    NULL },
};

static void
test_move (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (move_rows); i++)
    {
      const MoveRow *row = &move_rows[i];
      BrvPlace place;
      BrvDocument *document = notation_open (row->before, &place, NULL);
      g_autoptr (BrvBrief) start = brv_brief_ref (brv_document_get_brief (document));
      g_autoptr (BrvBrief) end = NULL;
      g_autoptr (GError) error = NULL;
      gboolean done;

      g_test_message ("%s", row->name);
      latest_caret = (BrvPlace){ BRV_ID_NONE, 0 };
      g_signal_connect (document, "changed", G_CALLBACK (changed_cb), NULL);
      if (row->section < 0)
        done = brv_edit_nudge_block (document, place.id, row->at, &error);
      else
        done = brv_edit_move_block (
          document, place.id, notation_section (document, (guint)row->section), row->at, &error);
      g_assert_cmpint (done, ==, row->error < 0);
      if (row->error >= 0)
        g_assert_error (error, BRV_EDIT_ERROR, row->error);
      notation_assert (document, latest_caret, row->after);
      g_assert_cmpstr (brv_document_get_undo_label (document), ==, row->label);
      end = brv_brief_ref (brv_document_get_brief (document));
      brv_document_undo (document);
      g_assert_true (brv_brief_equal (brv_document_get_brief (document), start));
      brv_document_redo (document);
      g_assert_true (brv_brief_equal (brv_document_get_brief (document), end));
      g_assert_finalize_object (document);
    }
}

static void
test_sections (void)
{
  BrvDocument *document = notation_open ("= A\np a\n= B\np b", NULL, NULL);
  const BrvPlace nowhere = { BRV_ID_NONE, 0 };
  g_autoptr (GError) error = NULL;
  BrvId id;

  g_assert_true (brv_edit_add_section (document, "C", 1, &id, &error));
  notation_assert (document, nowhere, "= A\np a\n= C\np \n= B\np b");
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Add Section");
  g_assert_true (brv_edit_move_section (document, id, -1, &error));
  notation_assert (document, nowhere, "= A\np a\n= B\np b\n= C\np ");
  g_assert_true (brv_edit_move_section (document, id, 0, &error));
  notation_assert (document, nowhere, "= C\np \n= A\np a\n= B\np b");
  g_assert_true (brv_edit_rename_section (document, id, "D", &error));
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Rename Section");
  g_assert_true (brv_edit_remove_section (document, notation_section (document, 1), &error));
  g_assert_true (brv_edit_remove_section (document, notation_section (document, 1), &error));
  notation_assert (document, nowhere, "= D\np ");
  g_assert_no_error (error);
  g_assert_false (brv_edit_remove_section (document, id, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (brv_edit_add_section (document, "E", 2, &id, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (brv_edit_rename_section (document, brv_id_new (), "E", &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND);
  while (brv_document_undo (document))
    ;
  notation_assert (document, nowhere, "= A\np a\n= B\np b");
  g_assert_finalize_object (document);
}

static void
test_add_and_remove (void)
{
  BrvDocument *document = notation_open ("= A\np \n= B\np b", NULL, NULL);
  g_autoptr (BrvBlock) first = notation_block ('p', 1, brv_id_new (), "x", NULL);
  g_autoptr (BrvBlock) second = notation_block ('-', 1, brv_id_new (), "y", NULL);
  BrvBlock *blocks[] = { first, second };
  const BrvPlace nowhere = { BRV_ID_NONE, 0 };
  BrvId section = notation_section (document, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (brv_edit_add_blocks (document, section, -1, blocks, 2, "Add List", &error));
  notation_assert (document, nowhere, "= A\np x\n- y\n= B\np b");
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Add List");
  g_assert_true (brv_edit_remove_block (document, brv_block_get_id (first), &error));
  g_assert_true (brv_edit_remove_block (document, brv_block_get_id (second), &error));
  notation_assert (document, nowhere, "= A\np \n= B\np b");
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Remove List Item");
  g_assert_true (brv_edit_remove_block (document, notation_block_id (document, 0, 0), &error));
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Remove List Item");
  g_assert_no_error (error);
  g_assert_false (brv_edit_remove_block (document, brv_id_new (), &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (brv_edit_add_blocks (document, section, 5, blocks, 2, "Add List", &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE);
  g_assert_finalize_object (document);
}

static void
test_fields (void)
{
  const struct
  {
    BrvBriefField field;
    const char *values[3];
    gboolean fits;
    const char *label;
  } rows[] = {
    { BRV_BRIEF_FIELD_TITLE, { "Sea lanes" }, TRUE, "Change Title" },
    { BRV_BRIEF_FIELD_TITLE, { "Sea lanes" }, TRUE, "Change Title" },
    { BRV_BRIEF_FIELD_AUTHORS, { "One", "Two" }, TRUE, "Change Authors" },
    { BRV_BRIEF_FIELD_PAPER, { "letter" }, TRUE, "Change Paper" },
    { BRV_BRIEF_FIELD_PAPER, { "a3" }, FALSE, "Change Paper" },
    { BRV_BRIEF_FIELD_LANGUAGE, { "pt-BR" }, TRUE, "Change Language" },
    { BRV_BRIEF_FIELD_LANGUAGE, { "not a tag" }, FALSE, "Change Language" },
    { BRV_BRIEF_FIELD_NOTES, { "endnotes" }, TRUE, "Change Notes" },
    { BRV_BRIEF_FIELD_NOTES, { "margins" }, FALSE, "Change Notes" },
    { BRV_BRIEF_FIELD_COLUMNS, { "two" }, TRUE, "Change Columns" },
    { BRV_BRIEF_FIELD_COLUMNS, { "3" }, FALSE, "Change Columns" },
    { BRV_BRIEF_FIELD_HYPHENATION, { "no" }, TRUE, "Change Hyphenation" },
  };
  BrvDocument *document = notation_open ("= A\np ", NULL, NULL);
  const char *const none[] = { "", NULL };
  guint n_steps = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean fits = brv_edit_set_field (document, rows[i].field, rows[i].values, &error);

      g_test_message ("%s %s", brv_brief_field_get_name (rows[i].field), rows[i].values[0]);
      g_assert_cmpint (fits, ==, rows[i].fits);
      if (!fits)
        g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE);
      g_assert_cmpstr (brv_document_get_undo_label (document), ==, rows[i].label);
    }
  g_assert_true (brv_edit_set_field (document, BRV_BRIEF_FIELD_TITLE, none, NULL));
  g_assert_null (brv_brief_get (brv_document_get_brief (document), BRV_BRIEF_FIELD_TITLE));
  while (brv_document_undo (document))
    n_steps++;
  g_assert_cmpuint (n_steps, ==, 8);
  g_assert_finalize_object (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/edit-structure/move", test_move);
  g_test_add_func ("/edit/edit-structure/sections", test_sections);
  g_test_add_func ("/edit/edit-structure/add-and-remove", test_add_and_remove);
  g_test_add_func ("/edit/edit-structure/fields", test_fields);
  return g_test_run ();
}
