/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "edit/brv-edit-restore.h"
#include "edit/brv-edit-structure.h"
#include "edit/brv-edit-text.h"

#include "brief-notation.h"

#define START "= A\np one\np two\np three\n= B\n> Words of a quote\np four\n= C\np five"

/* What is done to the brief before it is restored; how many splices lead back, at most. */
typedef struct
{
  const char *name;
  void (*edit) (BrvDocument *document);
  guint n_splices;
} Row;

static void
do_nothing (BrvDocument *document)
{
}

static void
type_words (BrvDocument *document)
{
  const BrvPlace place = { notation_block_id (document, 0, 1), 3 };
  BrvPlace caret;

  g_assert_true (brv_edit_type (document, place, place, " more", BRV_STYLE_NONE, &caret, NULL));
}

static void
move_block (BrvDocument *document)
{
  g_assert_true (brv_edit_move_block (document, notation_block_id (document, 1, 0),
                                      notation_section (document, 2), 0, NULL));
}

static void
remove_section (BrvDocument *document)
{
  g_assert_true (brv_edit_remove_section (document, notation_section (document, 1), NULL));
}

static void
move_section (BrvDocument *document)
{
  g_assert_true (brv_edit_move_section (document, notation_section (document, 0), 2, NULL));
}

static void
rename_section (BrvDocument *document)
{
  g_assert_true (brv_edit_rename_section (document, notation_section (document, 1), "B2", NULL));
}

static void
set_title (BrvDocument *document)
{
  const char *const values[] = { "A Title", NULL };

  g_assert_true (brv_edit_set_field (document, BRV_BRIEF_FIELD_TITLE, values, NULL));
}

static void
do_all (BrvDocument *document)
{
  type_words (document);
  move_block (document);
  rename_section (document);
  set_title (document);
  move_section (document);
  g_assert_true (brv_edit_add_section (document, "D", -1, NULL, NULL));
}

static const Row rows[] = {
  { "nothing", do_nothing, 0 },          { "words", type_words, 1 },
  { "a block moved", move_block, 2 },    { "a section gone", remove_section, 1 },
  { "sections moved", move_section, 1 }, { "a heading", rename_section, 1 },
  { "the title", set_title, 1 },         { "everything", do_all, 2 },
};

static void
test_back_and_forth (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BrvDocument *document = notation_open (START, NULL, NULL);
      g_autoptr (BrvBrief) start = brv_brief_ref (brv_document_get_brief (document));
      g_autoptr (BrvBrief) end = NULL;
      g_autoptr (BrvChange) change = NULL;
      guint n_splices;

      g_test_message ("%s", rows[i].name);
      rows[i].edit (document);
      end = brv_brief_ref (brv_document_get_brief (document));
      change = brv_edit_make_restoring (end, start, "Back");
      brv_change_get_splices (change, &n_splices);
      g_assert_cmpuint (n_splices, ==, rows[i].n_splices);

      g_assert_true (brv_edit_restore (document, start, NULL));
      g_assert_true (brv_brief_equal (brv_document_get_brief (document), start));
      if (n_splices > 0)
        {
          g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Restore Version");
          g_assert_true (brv_document_undo (document));
          g_assert_true (brv_document_get_brief (document) == end);
          g_assert_true (brv_document_redo (document));
          g_assert_true (brv_brief_equal (brv_document_get_brief (document), start));
        }
      else
        g_assert_false (brv_document_get_can_undo (document));
      g_assert_finalize_object (document);
    }
}

/* Sources go and come with the state that has them. */
static void
test_sources (void)
{
  BrvDocument *document = notation_open (START, NULL, NULL);
  g_autoptr (BrvBrief) start = brv_brief_ref (brv_document_get_brief (document));
  g_autoptr (BrvBrief) without =
    brv_brief_splice_sources (start, 0, brv_brief_get_n_sources (start), NULL, 0);

  g_assert_cmpuint (brv_brief_get_n_sources (start), >, 0);
  g_assert_true (brv_edit_restore (document, without, NULL));
  g_assert_cmpuint (brv_brief_get_n_sources (brv_document_get_brief (document)), ==, 0);
  g_assert_true (brv_edit_restore (document, start, NULL));
  g_assert_true (brv_brief_equal (brv_document_get_brief (document), start));
  g_assert_finalize_object (document);
}

static void
test_other_brief (void)
{
  BrvDocument *document = notation_open (START, NULL, NULL);
  BrvDocument *other = notation_open ("= A\np one", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (brv_edit_restore (document, brv_document_get_brief (other), &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE);
  g_assert_false (brv_document_get_can_undo (document));
  g_assert_finalize_object (document);
  g_assert_finalize_object (other);
}

/* Typing before and after a restored version is never one step with it. */
static void
test_stands_alone (void)
{
  BrvDocument *document = notation_open (START, NULL, NULL);
  g_autoptr (BrvBrief) start = brv_brief_ref (brv_document_get_brief (document));

  type_words (document);
  g_assert_true (brv_edit_restore (document, start, NULL));
  type_words (document);
  g_assert_true (brv_document_undo (document));
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Restore Version");
  g_assert_true (brv_document_undo (document));
  g_assert_true (brv_document_undo (document));
  g_assert_true (brv_document_get_brief (document) == start);
  g_assert_finalize_object (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/restore/back-and-forth", test_back_and_forth);
  g_test_add_func ("/edit/restore/sources", test_sources);
  g_test_add_func ("/edit/restore/other-brief", test_other_brief);
  g_test_add_func ("/edit/restore/stands-alone", test_stands_alone);
  return g_test_run ();
}
