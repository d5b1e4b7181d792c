/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "edit/brv-edit-quote.h"
#include "edit/brv-edit-source.h"

#include "brief-notation.h"

static const char *
shown_of (BrvDocument *document, BrvId id)
{
  const BrvBlock *block = brv_brief_find_block (brv_document_get_brief (document), id, NULL, NULL);

  return brv_text_get_utf8 (brv_block_get_text (block));
}

static void
test_alterations (void)
{
  BrvPlace at;
  BrvDocument *document = notation_open ("= A\n> |the plan was sound\np x", &at, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (brv_edit_elide (document, at.id, (BrvRange){ 4, 8 }, NULL));
  g_assert_cmpstr (shown_of (document, at.id), ==, "the […] was sound");
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Elide Words");
  g_assert_true (brv_edit_insert (document, at.id, 12, "always", NULL));
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Insert Words");
  g_assert_true (brv_edit_change_initial (document, at.id, NULL));
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Change Initial");
  g_assert_true (brv_edit_emphasise (document, at.id, (BrvRange){ 13, 18 }, NULL));
  g_assert_cmpstr (shown_of (document, at.id), ==, "[T]he […] was [always] sound");

  g_assert_false (brv_edit_insert (document, at.id, 999, "x", &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (brv_edit_insert (document, at.id, 9, "]", &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (
    brv_edit_elide (document, notation_block_id (document, 0, 1), (BrvRange){ 0, 1 }, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED);
  g_clear_error (&error);

  g_assert_true (brv_edit_reset_quote (document, at.id, NULL));
  g_assert_cmpstr (shown_of (document, at.id), ==, "the plan was sound");
  g_assert_false (brv_edit_reset_quote (document, at.id, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED);
  g_assert_true (brv_document_undo (document));
  g_assert_cmpstr (shown_of (document, at.id), ==, "[T]he […] was [always] sound");
  g_assert_finalize_object (document);
}

static void
test_add (void)
{
  BrvPlace at;
  BrvDocument *document = notation_open ("= A\n> |words\n= B\np ", &at, NULL);
  const BrvSection *section = brv_brief_get_section (brv_document_get_brief (document), 0);
  g_autoptr (BrvQuote) quote =
    brv_quote_ref (brv_block_get_quote (brv_section_get_block (section, 0)));
  g_autoptr (BrvAnchor) nowhere =
    brv_anchor_new (brv_id_new (), NULL, (BrvRange){ 0, 0 }, NULL, NULL, NULL);
  g_autoptr (BrvQuote) stray = brv_quote_new (nowhere, "words");
  g_autoptr (GError) error = NULL;
  BrvId id;
  BrvPlace caret;

  g_assert_true (
    brv_edit_add_quote (document, notation_section (document, 1), 1, quote, &id, NULL));
  caret = (BrvPlace){ id, 5 };
  notation_assert (document, caret, "= A\n> words\n= B\n> words|");
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Add Quote");
  g_assert_true (
    brv_edit_add_quote (document, notation_section (document, 0), 0, quote, &id, NULL));
  notation_assert (document, at, "= A\n> words\n> |words\n= B\n> words");
  g_assert_false (
    brv_edit_add_quote (document, notation_section (document, 0), 0, stray, &id, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND);
  g_assert_finalize_object (document);
}

static void
test_sources (void)
{
  BrvPlace at;
  BrvDocument *document = notation_open ("= A\n> |words", &at, NULL);
  g_autoptr (BrvSource) added = notation_source ("more words");
  BrvSource *twice[] = { added, added };
  BrvId used = brv_source_get_id (brv_brief_get_source (brv_document_get_brief (document), 0));
  BrvId id = brv_source_get_id (added);
  const char *const good[] = { "2024-02-29", NULL };
  const char *const bad[] = { "2023-02-29", NULL };
  const char *const odd[] = { "May 2023", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (brv_edit_add_sources (document, twice, 1, NULL));
  g_assert_true (brv_edit_add_sources (document, twice, 1, NULL));
  g_assert_cmpuint (brv_brief_get_n_sources (brv_document_get_brief (document)), ==, 2);

  g_assert_true (brv_edit_set_source_field (document, id, BRV_SOURCE_FIELD_DATE, good, NULL));
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Edit Source");
  g_assert_false (brv_edit_set_source_field (document, id, BRV_SOURCE_FIELD_DATE, bad, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (brv_edit_set_source_field (document, id, BRV_SOURCE_FIELD_DATE, odd, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE);
  g_clear_error (&error);

  g_assert_true (brv_edit_set_source_block (document, id, 0, BRV_ROLE_FURNITURE, FALSE, NULL));
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Leave Out Passage");
  g_assert_false (brv_edit_set_source_block (document, id, 1, BRV_ROLE_FURNITURE, FALSE, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE);
  g_clear_error (&error);

  g_assert_false (brv_edit_remove_source (document, used, FALSE, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, "1 time."));
  g_assert_true (brv_edit_remove_source (document, id, FALSE, NULL));
  g_assert_true (brv_edit_remove_source (document, used, TRUE, NULL));
  notation_assert (document, at, "= A\n> |words");
  while (brv_document_undo (document))
    ;
  g_assert_cmpuint (brv_brief_get_n_sources (brv_document_get_brief (document)), ==, 1);
  g_assert_finalize_object (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/edit-quote/alterations", test_alterations);
  g_test_add_func ("/edit/edit-quote/add", test_add);
  g_test_add_func ("/edit/edit-source/all", test_sources);
  return g_test_run ();
}
