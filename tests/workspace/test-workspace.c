/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "workspace-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

#include "edit/brv-edit-structure.h"
#include "edit/brv-edit-text.h"

#define ARTICLE                                                                                 \
  "Harbour Review\n\nWhy Small Ports Matter Again\n\n"                                          \
  "Freight that once went through three large harbours now goes through thirty small ones.\n\n" \
  "For forty years the sea trade of the region grew by concentration, and the small harbours "  \
  "lost first their cranes and then their customs officers.\n\n"                                \
  "The turn came without a plan, when the two great locks closed for repairs.\n"

#define PASSAGE "lost first their cranes"

static void
wait_until (gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_done_cb (gboolean *done)
{
  *done = TRUE;
}

static void
import_article (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = write_file (fixture, "article.txt", ARTICLE);
  g_autoptr (GArray) outcomes =
    brv_workspace_import_file (fixture->workspace, &(const BrvImportInput){ .path = path }, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outcomes->len, ==, 1);
  g_assert_false (g_array_index (outcomes, BrvImportOutcome, 0).duplicate);
}

static BrvId
first_section (Fixture *fixture)
{
  return brv_section_get_id (
    brv_brief_get_section (brv_workspace_get_brief (fixture->workspace), 0));
}

static BrvId
quote_passage (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BrvMatch match;
  BrvId block_id;

  g_assert_true (brv_workspace_quote_passage (
    fixture->workspace, PASSAGE, NULL, first_section (fixture), -1, &block_id, &match, &error));
  g_assert_no_error (error);
  return block_id;
}

static void
test_preview_follows (Fixture *fixture, gconstpointer data)
{
  gboolean done = FALSE;
  BrvId block_id;
  guint page;
  BrvRect rect;

  import_article (fixture);
  brv_workspace_set_preview (fixture->workspace, TRUE, BRV_TYPESET_NONE);
  block_id = quote_passage (fixture);
  g_signal_connect_swapped (fixture->workspace, "notify::pages", G_CALLBACK (set_done_cb), &done);
  while (!brv_workspace_are_pages_current (fixture->workspace))
    {
      done = FALSE;
      wait_until (&done);
    }
  g_assert_true (
    brv_pages_find_place (brv_workspace_get_pages (fixture->workspace), block_id, 0, &page, &rect));
  g_assert_cmpint (brv_verdict_get_kind (brv_verdicts_lookup (
                     brv_workspace_get_verdicts (fixture->workspace), block_id)),
                   ==, BRV_VERDICT_EXACT);
}

/* A service that is at work when its workspace goes away delivers nothing any more. */
static void
test_preview_ends_early (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      brv_workspace_set_preview (fixture->workspace, TRUE, BRV_TYPESET_NONE);
      brv_workspace_set_preview (fixture->workspace, FALSE, BRV_TYPESET_NONE);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (brv_workspace_get_pages (fixture->workspace));
}

static void
wait_for_pages (Fixture *fixture)
{
  gboolean done = FALSE;
  gulong handler =
    g_signal_connect_swapped (fixture->workspace, "notify::pages", G_CALLBACK (set_done_cb), &done);

  while (!brv_workspace_are_pages_current (fixture->workspace))
    {
      done = FALSE;
      wait_until (&done);
    }
  g_signal_handler_disconnect (fixture->workspace, handler);
}

/* What the typesetter tells comes with the pages, and is gone when its block is. */
static void
test_page_findings (Fixture *fixture, gconstpointer data)
{
  BrvDocument *document = brv_workspace_get_document (fixture->workspace);
  g_autoptr (BrvText) text = brv_text_new ("What is \364\217\277\275?", -1);
  g_autoptr (BrvBlock) block = brv_block_new_paragraph (brv_id_new (), text);
  BrvBlock *blocks[] = { block };
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  const BrvFinding *finding;

  brv_workspace_set_preview (fixture->workspace, TRUE, BRV_TYPESET_NONE);
  wait_for_pages (fixture);
  none = brv_workspace_list_findings (fixture->workspace);
  g_assert_cmpuint (none->len, ==, 0);

  g_assert_true (
    brv_edit_add_blocks (document, first_section (fixture), -1, blocks, 1, "Add", NULL));
  wait_for_pages (fixture);
  found = brv_workspace_list_findings (fixture->workspace);
  g_assert_cmpuint (found->len, ==, 1);
  finding = g_ptr_array_index (found, 0);
  g_assert_cmpstr (brv_finding_get_kind (finding), ==, "missing-glyph");
  g_assert_cmpint (brv_finding_get_severity (finding), ==, BRV_SEVERITY_WARNING);
  g_assert_true (brv_id_equal (brv_finding_get_block_id (finding), brv_block_get_id (block)));
  g_assert_cmpuint (brv_finding_get_page (finding), ==, 1);
  g_assert_cmpuint (brv_workspace_count_page_warnings (fixture->workspace), ==, 1);

  g_assert_true (brv_edit_remove_block (document, brv_block_get_id (block), NULL));
  gone = brv_workspace_list_findings (fixture->workspace);
  g_assert_cmpuint (gone->len, ==, 0);
  wait_for_pages (fixture);
  g_assert_cmpuint (brv_workspace_count_page_warnings (fixture->workspace), ==, 0);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (brv_workspace_save_finish (BRV_WORKSPACE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

static void
test_save_and_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "a.brief", NULL);
  g_autoptr (BrvBrief) saved = NULL;
  g_autoptr (BrvWorkspace) reader = NULL;
  gboolean done = FALSE;

  import_article (fixture);
  quote_passage (fixture);
  saved = brv_brief_ref (brv_workspace_get_brief (fixture->workspace));
  g_assert_cmpint (brv_workspace_get_saved_state (fixture->workspace), ==, BRV_UNSAVED_CHANGES);
  brv_workspace_save_async (fixture->workspace, path, NULL, saved_cb, &done);
  g_assert_cmpint (brv_workspace_get_saved_state (fixture->workspace), ==, BRV_SAVING);
  wait_until (&done);
  g_assert_cmpint (brv_workspace_get_saved_state (fixture->workspace), ==, BRV_SAVED);

  g_assert_true (brv_document_undo (brv_workspace_get_document (fixture->workspace)));
  g_assert_cmpint (brv_workspace_get_saved_state (fixture->workspace), ==, BRV_UNSAVED_CHANGES);
  g_assert_true (brv_document_redo (brv_workspace_get_document (fixture->workspace)));
  g_assert_cmpint (brv_workspace_get_saved_state (fixture->workspace), ==, BRV_SAVED);

  reader = brv_workspace_read (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (brv_brief_equal (brv_workspace_get_brief (reader), saved));
}

static void
test_export_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "a.pdf", NULL);
  BrvExportRequest request = { .overrule = "" };
  guint n_pages;

  import_article (fixture);
  g_assert_true (brv_workspace_quote_as_given (
    fixture->workspace, "lost first their bridges and then their customs officers", NULL,
    first_section (fixture), -1, NULL, &error));
  g_assert_false (brv_workspace_export (fixture->workspace, path, &request, NULL, NULL, &error));
  g_assert_error (error, BRV_WORKSPACE_ERROR, BRV_WORKSPACE_ERROR_REFUSED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  request.overrule = "It is known.";
  g_assert_true (brv_workspace_export (fixture->workspace, path, &request, &n_pages, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_pages, ==, 1);
}

static void
note_failure_cb (BrvWorkspace *workspace, const GError *error, guint *n_failures)
{
  g_test_message ("%s", error->message);
  (*n_failures)++;
}

/* A disk that is full when the window is to close: the brief stays open, and nothing typed is lost. */
static void
test_close_fails (Fixture *fixture, gconstpointer data)
{
  BrvDocument *document = brv_workspace_get_document (fixture->workspace);
  const BrvBrief *brief = brv_workspace_get_brief (fixture->workspace);
  const BrvId section = brv_section_get_id (brv_brief_get_section (brief, 0));
  const char *const title[] = { "While the disk is full", NULL };
  const char *const next[] = { "When there is room again", NULL };
  g_autofree char *path = g_build_filename (fixture->folder, "a.brief", NULL);
  g_autoptr (BrvWorkspace) again = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit;
  struct rlimit full;
  guint n_failures = 0;

  g_signal_connect (fixture->workspace, "journal-failed", G_CALLBACK (note_failure_cb),
                    &n_failures);
  g_assert_true (brv_workspace_flush (fixture->workspace, &error));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  full = (struct rlimit){ 0, limit.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_true (brv_edit_set_field (document, BRV_BRIEF_FIELD_TITLE, title, &error));
  g_assert_false (brv_workspace_close (fixture->workspace, FALSE, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_false (brv_workspace_save (fixture->workspace, path, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_failures, ==, 1);

  g_assert_true (brv_edit_set_field (document, BRV_BRIEF_FIELD_TITLE, next, &error));
  g_assert_true (brv_edit_remove_section (document, section, &error));
  g_assert_true (brv_workspace_flush (fixture->workspace, &error));
  g_assert_true (brv_workspace_save (fixture->workspace, path, &error));
  g_assert_no_error (error);
  again = brv_workspace_read (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (brv_brief_equal (brv_workspace_get_brief (again),
                                  brv_workspace_get_brief (fixture->workspace)));
}

int
main (int argc, char *argv[])
{
  const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/workspace/workspace/preview-follows", test_preview_follows },
    { "/workspace/workspace/preview-ends-early", test_preview_ends_early },
    { "/workspace/workspace/page-findings", test_page_findings },
    { "/workspace/workspace/save-and-open", test_save_and_open },
    { "/workspace/workspace/export-refused", test_export_refused },
    { "/workspace/workspace/close-fails", test_close_fails },
  };

  g_autofree char *state = g_dir_make_tmp ("brevier-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
