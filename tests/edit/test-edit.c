/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds for every verb: what is not in the brief is refused by name, and nothing changes then. */

#include "brief-notation.h"
#include "edit/brv-edit-attach.h"
#include "edit/brv-edit-elements.h"
#include "edit/brv-edit-quote.h"
#include "edit/brv-edit-source.h"
#include "edit/brv-edit-structure.h"
#include "edit/brv-edit-table.h"
#include "edit/brv-edit-text.h"

#define BRIEF "= A\np one\nF two\nT three\n> four\n! five\n= B\np six"

/* What the verbs are given: ids that the brief does not know. */
typedef struct
{
  BrvDocument *document;
  BrvId id;
  BrvPlace place;
  BrvPlace known; /* a place in the brief */
  BrvCellPlace cell;
  BrvText *text;
  BrvImage *image;
  BrvTable *table;
  BrvQuote *quote;
  BrvSource *source;
} Unknown;

typedef gboolean (*VerbFunc) (Unknown *given, GError **error);

#define VERB(name, call)                                                                 \
  static gboolean name (Unknown *given, GError **error)                                  \
  {                                                                                      \
    BrvDocument *document = given->document;                                             \
    const BrvReference note = { 0, BRV_REFERENCE_NOTE, given->text, BRV_ID_NONE, NULL }; \
    const char *const values[] = { "x", NULL };                                          \
                                                                                         \
    (void)note;                                                                          \
    (void)values;                                                                        \
    return call;                                                                         \
  }

VERB (type, brv_edit_type (document, given->place, given->place, "x", 0, NULL, error))
VERB (type_from, brv_edit_type (document, given->known, given->place, "x", 0, NULL, error))
VERB (split, brv_edit_split (document, given->place, NULL, error))
VERB (join, brv_edit_join (document, given->id, NULL, error))
VERB (replace_to,
      brv_edit_replace (document, given->known, given->place, NULL, BRV_EDIT_OTHER, NULL, error))
VERB (set_style,
      brv_edit_set_style (document, given->place, given->place, BRV_STYLE_STRONG, TRUE, error))
VERB (set_link, brv_edit_set_link (document, given->place, given->place, "http://x/", error))
VERB (add_reference, brv_edit_add_reference (document, given->place, &note, error))
VERB (set_note, brv_edit_set_note (document, given->place, given->text, error))
VERB (set_kind,
      brv_edit_set_block_kind (
        document, given->place, given->place, BRV_BLOCK_HEADING, 1, FALSE, error))
VERB (set_kind_to,
      brv_edit_set_block_kind (
        document, given->known, given->place, BRV_BLOCK_HEADING, 1, FALSE, error))
VERB (make_callout, brv_edit_make_callout (document, given->place, given->place, 0, FALSE, error))
VERB (add_quote, brv_edit_add_quote (document, given->id, -1, given->quote, NULL, error))
VERB (elide, brv_edit_elide (document, given->id, ((BrvRange){ 0, 1 }), error))
VERB (insert, brv_edit_insert (document, given->id, 0, "x", error))
VERB (change_initial, brv_edit_change_initial (document, given->id, error))
VERB (emphasise, brv_edit_emphasise (document, given->id, ((BrvRange){ 0, 1 }), error))
VERB (reset_quote, brv_edit_reset_quote (document, given->id, error))
VERB (replace_quote, brv_edit_replace_quote (document, given->id, given->quote, "x", error))
VERB (rename_section, brv_edit_rename_section (document, given->id, "x", error))
VERB (move_section, brv_edit_move_section (document, given->id, 0, error))
VERB (remove_section, brv_edit_remove_section (document, given->id, error))
VERB (move_block, brv_edit_move_block (document, given->id, given->id, 0, error))
VERB (move_block_to, brv_edit_move_block (document, given->known.id, given->id, 0, error))
VERB (nudge_block, brv_edit_nudge_block (document, given->id, 1, error))
VERB (remove_block, brv_edit_remove_block (document, given->id, error))
VERB (add_table, brv_edit_add_table (document, given->id, -1, given->table, NULL, NULL, error))
VERB (type_in_cell, brv_edit_type_in_cell (document, given->cell, ((BrvRange){ 0, 0 }), "x", error))
VERB (set_cell_style,
      brv_edit_set_cell_style (
        document, given->cell, ((BrvRange){ 0, 0 }), BRV_STYLE_STRONG, TRUE, error))
VERB (paste_cells, brv_edit_paste_cells (document, given->cell, given->table, error))
VERB (add_cell_reference, brv_edit_add_reference_in_cell (document, given->cell, 0, &note, error))
VERB (set_cell_note, brv_edit_set_note_in_cell (document, given->cell, 0, given->text, error))
VERB (change_table, brv_edit_change_table (document, given->id, BRV_TABLE_INSERT_ROW, 0, error))
VERB (add_figure,
      brv_edit_add_figure (document, given->id, -1, given->image, NULL, NULL, NULL, error))
VERB (set_image, brv_edit_set_image (document, given->id, given->image, error))
VERB (set_alternative, brv_edit_set_alternative (document, given->id, "x", error))
VERB (set_figure_width, brv_edit_set_figure_width (document, given->id, 50, error))
VERB (add_callout,
      brv_edit_add_callout (document, given->id, -1, 0, given->text, NULL, 0, NULL, error))
VERB (set_variant, brv_edit_set_variant (document, given->id, BRV_VARIANT_PULL, error))
VERB (add_page_break, brv_edit_add_page_break (document, given->id, -1, NULL, error))
VERB (set_source_field,
      brv_edit_set_source_field (document, given->id, BRV_SOURCE_FIELD_TITLE, values, error))
VERB (
  set_source_record,
  brv_edit_set_source_record (document, given->id, brv_source_get_record (given->source), error))
VERB (set_source_block,
      brv_edit_set_source_block (document, given->id, 0, BRV_ROLE_PARAGRAPH, FALSE, error))
VERB (remove_source, brv_edit_remove_source (document, given->id, TRUE, error))
VERB (attach_text, brv_edit_attach_text (document, given->id, given->source, error))
VERB (fill_source, brv_edit_fill_source (document, given->id, given->source, error))

static const struct
{
  const char *name;
  VerbFunc run;
} verbs[] = {
  { "type", type },
  { "type from", type_from },
  { "split", split },
  { "join", join },
  { "replace to", replace_to },
  { "style", set_style },
  { "link", set_link },
  { "reference", add_reference },
  { "note", set_note },
  { "kind", set_kind },
  { "kind to", set_kind_to },
  { "make callout", make_callout },
  { "quote", add_quote },
  { "elide", elide },
  { "insert", insert },
  { "initial", change_initial },
  { "emphasise", emphasise },
  { "reset", reset_quote },
  { "replace quote", replace_quote },
  { "rename section", rename_section },
  { "move section", move_section },
  { "remove section", remove_section },
  { "move block", move_block },
  { "move block to", move_block_to },
  { "nudge", nudge_block },
  { "remove block", remove_block },
  { "table", add_table },
  { "cell", type_in_cell },
  { "cell style", set_cell_style },
  { "cells", paste_cells },
  { "cell reference", add_cell_reference },
  { "cell note", set_cell_note },
  { "change table", change_table },
  { "figure", add_figure },
  { "image", set_image },
  { "alternative", set_alternative },
  { "width", set_figure_width },
  { "callout", add_callout },
  { "variant", set_variant },
  { "page break", add_page_break },
  { "source field", set_source_field },
  { "source record", set_source_record },
  { "source block", set_source_block },
  { "remove source", remove_source },
  { "attach", attach_text },
  { "fill", fill_source },
};

static void
test_unknown (void)
{
  g_autoptr (BrvDocument) document = notation_open (BRIEF, NULL, NULL);
  const BrvBrief *before = brv_document_get_brief (document);
  g_autoptr (BrvText) text = brv_text_new ("x", -1);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr (BrvImage) image = brv_image_new (bytes, "image/png", 4, 3, NULL);
  g_autoptr (BrvTable) table = brv_table_new_empty (1, 1, 0);
  g_autoptr (BrvSource) source = notation_source ("four and more");
  g_autoptr (BrvBlock) block = notation_block ('>', 1, brv_id_new (), "four", source);
  const BrvId id = brv_id_new ();
  Unknown given = {
    .document = document,
    .id = id,
    .place = { id, 0 },
    .known = { notation_block_id (document, 0, 0), 0 },
    .cell = { id, 0, 0 },
    .text = text,
    .image = image,
    .table = table,
    .quote = (BrvQuote *)brv_block_get_quote (block),
    .source = source,
  };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", verbs[i].name);
      g_assert_false (verbs[i].run (&given, &error));
      g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND);
      g_assert_true (brv_document_get_brief (document) == before);
      g_assert_false (brv_document_get_can_undo (document));
    }
}

/* A verb on a block of the wrong kind says so. */
static void
test_wrong_kind (void)
{
  g_autoptr (BrvDocument) document = notation_open (BRIEF, NULL, NULL);
  const BrvId paragraph = notation_block_id (document, 0, 0);
  const BrvCellPlace cell = { paragraph, 0, 0 };
  g_autoptr (BrvTable) table = brv_table_new_empty (1, 1, 0);
  GError *errors[9] = { NULL };

  g_assert_false (brv_edit_set_alternative (document, paragraph, "x", &errors[0]));
  g_assert_false (brv_edit_set_figure_width (document, paragraph, 50, &errors[1]));
  g_assert_false (brv_edit_type_in_cell (document, cell, (BrvRange){ 0, 0 }, "x", &errors[2]));
  g_assert_false (brv_edit_paste_cells (document, cell, table, &errors[3]));
  g_assert_false (brv_edit_change_table (document, paragraph, BRV_TABLE_REMOVE_ROW, 0, &errors[4]));
  g_assert_false (brv_edit_set_variant (document, paragraph, BRV_VARIANT_PULL, &errors[5]));
  g_assert_false (brv_edit_set_variant (document, notation_block_id (document, 0, 3),
                                        BRV_VARIANT_SUMMARY, &errors[6]));
  g_assert_false (brv_edit_change_initial (document, paragraph, &errors[7]));
  g_assert_false (brv_edit_reset_quote (document, paragraph, &errors[8]));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED);
      g_clear_error (&errors[i]);
    }
  g_assert_false (brv_document_get_can_undo (document));
}

/* What changes nothing is no step of undo. */
static void
test_no_change (void)
{
  g_autoptr (BrvDocument) document = notation_open (BRIEF, NULL, NULL);
  const BrvId figure = notation_block_id (document, 0, 1);
  const BrvId table = notation_block_id (document, 0, 2);
  const BrvPlace place = { notation_block_id (document, 0, 0), 1 };
  const BrvCellPlace cell = { table, 1, 1 };
  const BrvId source =
    brv_source_get_id (brv_brief_get_source (brv_document_get_brief (document), 0));
  g_autoptr (GError) error = NULL;

  g_assert_true (brv_edit_set_alternative (document, figure, "", &error));
  g_assert_true (brv_edit_set_figure_width (document, figure, 0, &error));
  g_assert_true (brv_edit_type_in_cell (document, cell, (BrvRange){ 0, 0 }, "", &error));
  g_assert_true (brv_edit_change_table (document, table, BRV_TABLE_SET_HEADER_ROWS, 1, &error));
  g_assert_true (
    brv_edit_set_variant (document, notation_block_id (document, 0, 4), BRV_VARIANT_PLAIN, &error));
  g_assert_true (brv_edit_type (document, place, place, "", BRV_STYLE_NONE, NULL, &error));
  g_assert_true (brv_edit_rename_section (document, notation_section (document, 0), "A", &error));
  g_assert_true (brv_edit_set_source_block (document, source, 0, BRV_ROLE_PARAGRAPH, TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (brv_document_get_can_undo (document));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/edit/unknown", test_unknown);
  g_test_add_func ("/edit/edit/wrong-kind", test_wrong_kind);
  g_test_add_func ("/edit/edit/no-change", test_no_change);
  return g_test_run ();
}
