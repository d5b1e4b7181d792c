/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "brief-notation.h"
#include "edit/brv-edit-attach.h"
#include "edit/brv-edit-source.h"

static BrvId
first_source (BrvDocument *document)
{
  return brv_source_get_id (brv_brief_get_source (brv_document_get_brief (document), 0));
}

static const char *
get_field (BrvDocument *document, BrvSourceField field)
{
  return brv_record_get (
    brv_source_get_record (brv_brief_get_source (brv_document_get_brief (document), 0)), field);
}

/* What a field takes, and what not; a value that is refused leaves the one before. */
static void
test_fields (void)
{
  static const struct
  {
    BrvSourceField field;
    const char *value;
    gboolean is_taken;
  } rows[] = {
    { BRV_SOURCE_FIELD_TITLE, "Tides", TRUE },
    { BRV_SOURCE_FIELD_TITLE, "\xff", FALSE },
    { BRV_SOURCE_FIELD_DATE, "2024", TRUE },
    { BRV_SOURCE_FIELD_DATE, "2024-03", TRUE },
    { BRV_SOURCE_FIELD_DATE, "2024-02-29", TRUE },
    { BRV_SOURCE_FIELD_DATE, "2023-02-29", FALSE },
    { BRV_SOURCE_FIELD_DATE, "2024-13", FALSE },
    { BRV_SOURCE_FIELD_DATE, "2024-00", FALSE },
    { BRV_SOURCE_FIELD_DATE, "2024-01-00", FALSE },
    { BRV_SOURCE_FIELD_DATE, "0000", FALSE },
    { BRV_SOURCE_FIELD_DATE, "yesterday", FALSE },
    { BRV_SOURCE_FIELD_DATE, "2024-3-9", FALSE },
    { BRV_SOURCE_FIELD_MODIFIED, "2024-03-09", TRUE },
    { BRV_SOURCE_FIELD_MODIFIED, "9 March", FALSE },
    { BRV_SOURCE_FIELD_INCOMPLETE, "true", TRUE },
    { BRV_SOURCE_FIELD_INCOMPLETE, "maybe", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvDocument) document = notation_open ("= A\np text", NULL, NULL);
      const char *const values[] = { rows[i].value, NULL };
      const char *const nothing[] = { "", NULL };
      const BrvId source = first_source (document);
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_true (brv_edit_set_source_field (document, source, rows[i].field, values, &error) ==
                     rows[i].is_taken);
      if (!rows[i].is_taken)
        {
          g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE);
          g_assert_null (get_field (document, rows[i].field));
          g_assert_false (brv_document_get_can_undo (document));
          continue;
        }
      g_assert_cmpstr (get_field (document, rows[i].field), ==, rows[i].value);
      /* The same again is no step. */
      g_assert_true (brv_edit_set_source_field (document, source, rows[i].field, values, &error));
      g_assert_true (brv_document_undo (document));
      g_assert_false (brv_document_undo (document));
      g_assert_true (brv_document_redo (document));
      g_assert_true (brv_edit_set_source_field (document, source, rows[i].field, nothing, &error));
      g_assert_null (get_field (document, rows[i].field));
    }
}

static void
test_lists (void)
{
  g_autoptr (BrvDocument) document = notation_open ("= A\np text", NULL, NULL);
  const char *const authors[] = { "Ada Quill", "Ben Lock", NULL };
  const char *const none[] = { NULL };
  const BrvId source = first_source (document);
  g_autoptr (GError) error = NULL;

  g_assert_true (
    brv_edit_set_source_field (document, source, BRV_SOURCE_FIELD_AUTHORS, authors, &error));
  g_assert_cmpstr (get_field (document, BRV_SOURCE_FIELD_AUTHORS), ==, "Ada Quill");
  g_assert_true (
    brv_edit_set_source_field (document, source, BRV_SOURCE_FIELD_AUTHORS, none, &error));
  g_assert_null (get_field (document, BRV_SOURCE_FIELD_AUTHORS));
  g_assert_true (brv_document_undo (document));
  g_assert_true (
    brv_edit_set_source_field (document, source, BRV_SOURCE_FIELD_AUTHORS, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (get_field (document, BRV_SOURCE_FIELD_AUTHORS));
}

/* Sources that come out of one import one after the other are one step; other ones are others. */
static void
test_import_is_one_step (void)
{
  g_autoptr (BrvDocument) document = notation_open ("= A\np text", NULL, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("Source %u", i);
      g_autoptr (BrvSource) source = notation_source (text);
      gboolean added = i < 3 ? brv_edit_import_sources (document, &source, 1, TRUE, &error)
                             : brv_edit_add_sources (document, &source, 1, &error);

      g_assert_true (added);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (brv_brief_get_n_sources (brv_document_get_brief (document)), ==, 6);
  g_assert_true (brv_document_undo (document));
  g_assert_cmpuint (brv_brief_get_n_sources (brv_document_get_brief (document)), ==, 5);
  g_assert_true (brv_document_undo (document));
  g_assert_true (brv_document_undo (document));
  g_assert_cmpuint (brv_brief_get_n_sources (brv_document_get_brief (document)), ==, 1);
  g_assert_false (brv_document_undo (document));
}

/* A source's text may change while nothing is quoted from it; what is known about it stays. */
static void
test_attach (void)
{
  g_autoptr (BrvDocument) document = notation_open ("= A\np text", NULL, NULL);
  g_autoptr (BrvDocument) quoted = notation_open ("= A\n> text\np more", NULL, NULL);
  g_autoptr (BrvSource) bare = notation_source ("Other words altogether.");
  const char *const title[] = { "Tides", NULL };
  const char *const other[] = { "Streams", NULL };
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) record =
    brv_record_with (empty, BRV_SOURCE_FIELD_PUBLISHER, "The Pilot", BRV_EVIDENCE_META);
  g_autoptr (BrvRecord) titled =
    brv_record_with (record, BRV_SOURCE_FIELD_TITLE, other[0], BRV_EVIDENCE_META);
  g_autoptr (BrvSource) text = brv_source_with_record (bare, titled);
  const BrvId source = first_source (document);
  g_autoptr (GError) error = NULL;

  g_assert_true (
    brv_edit_set_source_field (document, source, BRV_SOURCE_FIELD_TITLE, title, &error));
  g_assert_true (brv_edit_fill_source (document, source, text, &error));
  g_assert_cmpstr (get_field (document, BRV_SOURCE_FIELD_TITLE), ==, "Tides");
  g_assert_cmpstr (get_field (document, BRV_SOURCE_FIELD_PUBLISHER), ==, "The Pilot");
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Complete Source");
  /* Nothing is left to add. */
  brv_document_mark_saved (document, brv_document_get_brief (document));
  g_assert_true (brv_edit_fill_source (document, source, text, &error));
  g_assert_false (brv_document_get_modified (document));

  g_assert_true (brv_edit_attach_text (document, source, text, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (
    brv_source_get_text (brv_brief_get_source (brv_document_get_brief (document), 0)), ==,
    "Other words altogether.");
  g_assert_cmpstr (get_field (document, BRV_SOURCE_FIELD_TITLE), ==, "Tides");
  g_assert_true (brv_document_undo (document));
  g_assert_cmpstr (
    brv_source_get_text (brv_brief_get_source (brv_document_get_brief (document), 0)), !=,
    "Other words altogether.");

  g_assert_false (brv_edit_attach_text (quoted, first_source (quoted), text, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_IN_USE);
  g_assert_false (brv_document_get_can_undo (quoted));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/edit-source/fields", test_fields);
  g_test_add_func ("/edit/edit-source/lists", test_lists);
  g_test_add_func ("/edit/edit-source/import-is-one-step", test_import_is_one_step);
  g_test_add_func ("/edit/edit-source/attach", test_attach);
  return g_test_run ();
}
