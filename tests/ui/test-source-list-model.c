/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-quote.h"
#include "edit/brv-edit-source.h"
#include "edit/brv-edit-structure.h"
#include "ui/sources/brv-source-list-model.h"

#include "sources-sample.h"

typedef struct
{
  BrvDocument *document;
  BrvSourceListModel *model;
  GPtrArray *mirror; /* what the announced splices make of the first state */
  guint n_splices;
  guint n_updates;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  fixture->n_splices++;
  if (removed > 0)
    g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->mirror, (gint)(position + i),
                        g_list_model_get_item (model, position + i));
}

static void
updated_cb (BrvSourceListModel *model, Fixture *fixture)
{
  fixture->n_updates++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = sample_new_brief (5);

  fixture->document = brv_document_new (brief);
  fixture->model = brv_source_list_model_new (fixture->document);
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->model)); i++)
    g_ptr_array_add (fixture->mirror, g_list_model_get_item (G_LIST_MODEL (fixture->model), i));
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  g_signal_connect (fixture->model, "updated", G_CALLBACK (updated_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->mirror);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->document);
}

/* The rows are the brief's sources from the end, with the right counts, and so is the mirror. */
static void
assert_in_step (Fixture *fixture)
{
  const BrvBrief *brief = brv_document_get_brief (fixture->document);
  guint n_sources = brv_brief_get_n_sources (brief);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, n_sources);
  g_assert_cmpuint (fixture->mirror->len, ==, n_sources);
  for (guint i = 0; i < n_sources; i++)
    {
      const BrvSource *source = brv_brief_get_source (brief, n_sources - 1 - i);
      g_autoptr (BrvSourceItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);

      g_assert_true (brv_source_item_get_source (item) == source);
      g_assert_true (g_ptr_array_index (fixture->mirror, i) == (gpointer)item);
      g_assert_cmpuint (brv_source_item_get_n_quotes (item), ==,
                        brv_brief_count_quotes_of (brief, brv_source_get_id (source)));
    }
}

static BrvId
get_source_id (Fixture *fixture, guint index)
{
  return brv_source_get_id (
    brv_brief_get_source (brv_document_get_brief (fixture->document), index));
}

static BrvId
add_quote (Fixture *fixture, guint source_index, const char *words)
{
  const BrvBrief *brief = brv_document_get_brief (fixture->document);
  const BrvSource *source = brv_brief_get_source (brief, source_index);
  g_autoptr (BrvQuote) quote = brv_locate_make_quote (source, sample_find (source, words));
  g_autoptr (GError) error = NULL;
  BrvId block_id = BRV_ID_NONE;

  brv_edit_add_quote (fixture->document, brv_section_get_id (brv_brief_get_section (brief, 0)), -1,
                      quote, &block_id, &error);
  g_assert_no_error (error);
  return block_id;
}

static void
undo_and_redo (Fixture *fixture)
{
  brv_document_undo (fixture->document);
  assert_in_step (fixture);
  brv_document_redo (fixture->document);
  assert_in_step (fixture);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvSource) first = sample_new_row (7);
  g_autoptr (BrvSource) second = sample_new_row (8);
  BrvSource *sources[] = { first, second };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSourceItem) oldest = g_list_model_get_item (G_LIST_MODEL (fixture->model), 4);
  g_autoptr (BrvSourceItem) newest = NULL;

  brv_edit_add_sources (fixture->document, sources, 2, &error);
  g_assert_no_error (error);
  assert_in_step (fixture);
  g_assert_cmpuint (fixture->n_splices, ==, 1);
  newest = g_list_model_get_item (G_LIST_MODEL (fixture->model), 0);
  g_assert_true (brv_source_item_get_source (newest) == second);
  g_assert_true (brv_source_list_model_find (fixture->model, get_source_id (fixture, 0)) == oldest);
  undo_and_redo (fixture);
}

static void
test_count (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BrvId section_id;
  BrvId block_id = add_quote (fixture, 4, "two calendars");

  assert_in_step (fixture);
  g_assert_cmpuint (fixture->n_updates, ==, 1);
  add_quote (fixture, 4, "A vessel of middling size");
  add_quote (fixture, 1, "This short text");
  assert_in_step (fixture);
  undo_and_redo (fixture);

  brv_edit_remove_block (fixture->document, block_id, &error);
  g_assert_no_error (error);
  assert_in_step (fixture);
  undo_and_redo (fixture);

  section_id =
    brv_section_get_id (brv_brief_get_section (brv_document_get_brief (fixture->document), 0));
  brv_edit_remove_section (fixture->document, section_id, &error);
  g_assert_no_error (error);
  assert_in_step (fixture);
  undo_and_redo (fixture);
  g_assert_cmpuint (fixture->n_splices, ==, 0);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_quote (fixture, 4, "two calendars");
  brv_edit_remove_source (fixture->document, get_source_id (fixture, 4), FALSE, &error);
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_IN_USE);
  g_clear_error (&error);
  assert_in_step (fixture);

  brv_edit_remove_source (fixture->document, get_source_id (fixture, 4), TRUE, &error);
  g_assert_no_error (error);
  assert_in_step (fixture);
  undo_and_redo (fixture);
  brv_edit_remove_source (fixture->document, get_source_id (fixture, 1), FALSE, &error);
  g_assert_no_error (error);
  assert_in_step (fixture);
  undo_and_redo (fixture);
}

static void
notify_cb (GObject *object, GParamSpec *pspec, guint *n_notified)
{
  *n_notified += 1;
}

/* A source that changes keeps its row: the list neither jumps nor loses its selection. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  const char *values[] = { "A Harbour Has Learned to Wait", NULL };
  g_autoptr (BrvSourceItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), 0);
  g_autoptr (GError) error = NULL;
  guint n_notified = 0;

  g_signal_connect (item, "notify::title", G_CALLBACK (notify_cb), &n_notified);
  brv_edit_set_source_field (fixture->document, get_source_id (fixture, 4), BRV_SOURCE_FIELD_TITLE,
                             values, &error);
  g_assert_no_error (error);
  assert_in_step (fixture);
  g_assert_cmpuint (fixture->n_splices, ==, 0);
  g_assert_cmpuint (fixture->n_updates, ==, 1);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpstr (brv_source_item_get_title (item), ==, values[0]);
  undo_and_redo (fixture);
}

static void
add_case (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_case ("/ui/source-list-model/add", test_add);
  add_case ("/ui/source-list-model/count", test_count);
  add_case ("/ui/source-list-model/remove", test_remove);
  add_case ("/ui/source-list-model/edit", test_edit);
  return g_test_run ();
}
