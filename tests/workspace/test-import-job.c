/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "workspace-fixture.h"

#include <unistd.h>

#include <glib/gstdio.h>

#include "edit/brv-edit-source.h"
#include "edit/brv-edit-structure.h"

#define N_FILES 70

#define ARTICLE                                                                                \
  "Harbour Review\n\nWhy Small Ports Matter Again, Part %u\n\n"                                \
  "Freight that once went through three large harbours now goes through %u small ones.\n\n"    \
  "For forty years the sea trade of the region grew by concentration, and the small harbours " \
  "lost first their cranes and then their customs officers.\n"

static void
write_articles (Fixture *fixture, guint n_articles)
{
  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.txt", i);
      g_autofree char *text = g_strdup_printf (ARTICLE, i, i);
      g_autofree char *path = write_file (fixture, name, text);
    }
}

static void
set_done_cb (Fixture *fixture)
{
  fixture->done = TRUE;
}

static BrvImportJob *
start (Fixture *fixture, const char *const *paths)
{
  BrvImportJob *job = brv_workspace_import_files (fixture->workspace, paths);

  fixture->done = FALSE;
  g_signal_connect_swapped (job, "finished", G_CALLBACK (set_done_cb), fixture);
  return job;
}

static void
wait_for_end (Fixture *fixture)
{
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_sources (Fixture *fixture)
{
  return brv_brief_get_n_sources (brv_workspace_get_brief (fixture->workspace));
}

static void
test_outcomes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strdup_printf (ARTICLE, 1u, 1u);
  g_autofree char *good = write_file (fixture, "good.txt", text);
  g_autofree char *same = write_file (fixture, "same.txt", text);
  g_autofree char *empty = write_file (fixture, "empty.txt", "");
  const char *paths[] = { good, empty, same, "/nowhere/at-all.txt", NULL };
  g_autoptr (BrvImportJob) job = start (fixture, paths);
  const BrvImportOutcome *outcomes;
  BrvImportTally tally;
  guint n_outcomes;

  g_assert_cmpuint (brv_import_job_get_n_inputs (job), ==, 4);
  wait_for_end (fixture);

  outcomes = brv_import_job_get_outcomes (job, &n_outcomes);
  g_assert_cmpuint (n_outcomes, ==, 4);
  g_assert_no_error (outcomes[0].error);
  g_assert_error (outcomes[1].error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_EMPTY);
  /* Mostly the second of them; on a busy machine the first may be so late that it is that one. */
  g_assert_true (outcomes[0].duplicate != outcomes[2].duplicate);
  g_assert_true (brv_id_equal (outcomes[0].source_id, outcomes[2].source_id));
  g_assert_error (outcomes[3].error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NOT_FOUND);
  g_assert_true (brv_task_is_done (brv_import_job_get_task (job)));
  tally = brv_import_job_count (job);
  g_assert_cmpuint (tally.n_added, ==, 1);
  g_assert_cmpuint (tally.n_duplicates, ==, 1);
  g_assert_cmpuint (tally.n_failed, ==, 2);
  g_assert_cmpuint (count_sources (fixture), ==, 1);
}

/* Sources come in several batches, in the order of their names, and go with one undo. */
static void
test_folder (Fixture *fixture, gconstpointer data)
{
  const char *paths[] = { fixture->folder, NULL };
  g_autofree char *picture = write_file (fixture, "picture.png", "\211PNG\r\n\032\n....");
  g_autofree char *hidden = write_file (fixture, ".hidden.txt", "Not to be seen");
  g_autoptr (BrvImportJob) job = NULL;
  BrvDocument *document = brv_workspace_get_document (fixture->workspace);
  BrvImportTally tally;

  write_articles (fixture, N_FILES);
  job = start (fixture, paths);
  wait_for_end (fixture);
  tally = brv_import_job_count (job);
  g_assert_cmpuint (tally.n_added, ==, N_FILES);
  g_assert_cmpuint (tally.n_passed_over, ==, 1);
  g_assert_cmpuint (tally.n_failed, ==, 0);
  g_assert_cmpuint (brv_import_job_get_n_inputs (job), ==, N_FILES + 1);
  g_assert_cmpuint (brv_import_job_get_n_done (job), ==, N_FILES + 1);
  g_assert_cmpuint (count_sources (fixture), ==, N_FILES);
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.txt", i);
      const BrvSource *source =
        brv_brief_get_source (brv_workspace_get_brief (fixture->workspace), i);

      g_assert_true (g_str_has_suffix (brv_source_get_origin (source), name));
    }
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Add Sources");
  g_assert_true (brv_document_undo (document));
  g_assert_cmpuint (count_sources (fixture), ==, 0);
  g_assert_false (brv_document_get_can_undo (document));
  g_assert_true (brv_document_redo (document));
  g_assert_cmpuint (count_sources (fixture), ==, N_FILES);

  g_object_unref (job);
  job = start (fixture, paths);
  wait_for_end (fixture);
  tally = brv_import_job_count (job);
  g_assert_cmpuint (tally.n_duplicates, ==, N_FILES);
  g_assert_cmpuint (count_sources (fixture), ==, N_FILES);
}

/* Two imports one after the other are two steps, and what a user does meanwhile is its own. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = write_file (fixture, "one.txt", "One\n\nThe first of two texts.\n");
  g_autofree char *two = write_file (fixture, "two.txt", "Two\n\nThe second of two texts.\n");
  const char *first[] = { one, NULL };
  const char *second[] = { two, NULL };
  g_autoptr (BrvImportJob) job_one = start (fixture, first);
  g_autoptr (BrvImportJob) job_two = NULL;
  BrvDocument *document = brv_workspace_get_document (fixture->workspace);

  wait_for_end (fixture);
  job_two = start (fixture, second);
  wait_for_end (fixture);
  g_assert_cmpuint (count_sources (fixture), ==, 2);
  g_assert_true (brv_document_undo (document));
  g_assert_cmpuint (count_sources (fixture), ==, 1);
  g_assert_true (brv_document_undo (document));
  g_assert_cmpuint (count_sources (fixture), ==, 0);
}

static void
test_empty_folder (Fixture *fixture, gconstpointer data)
{
  const char *paths[] = { fixture->folder, NULL };
  g_autoptr (BrvImportJob) job = start (fixture, paths);
  const BrvImportOutcome *outcomes;
  guint n_outcomes;

  wait_for_end (fixture);
  outcomes = brv_import_job_get_outcomes (job, &n_outcomes);
  g_assert_cmpuint (n_outcomes, ==, 1);
  g_assert_error (outcomes[0].error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_EMPTY);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  const char *paths[] = { fixture->folder, NULL };
  g_autoptr (BrvImportJob) job = NULL;
  const BrvImportOutcome *outcomes;
  BrvImportTally tally;
  guint n_outcomes;

  write_articles (fixture, N_FILES);
  job = start (fixture, paths);
  while (count_sources (fixture) == 0)
    g_main_context_iteration (NULL, TRUE);
  brv_task_cancel (brv_import_job_get_task (job));
  wait_for_end (fixture);
  outcomes = brv_import_job_get_outcomes (job, &n_outcomes);
  g_assert_cmpuint (n_outcomes, ==, N_FILES);
  g_assert_error (outcomes[n_outcomes - 1].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  tally = brv_import_job_count (job);
  g_assert_cmpuint (tally.n_cancelled, >, 0);
  g_assert_cmpuint (tally.n_added + tally.n_cancelled, ==, N_FILES);
  g_assert_cmpuint (tally.n_added, ==, count_sources (fixture));
}

/* Whatever happens to the document meanwhile, the import goes on with what is there. */
static void
test_edited_meanwhile (Fixture *fixture, gconstpointer data)
{
  const char *paths[] = { fixture->folder, NULL };
  g_autoptr (BrvImportJob) job = NULL;
  BrvDocument *document = brv_workspace_get_document (fixture->workspace);
  BrvImportTally tally;
  guint n_removed = 0;

  write_articles (fixture, N_FILES);
  job = start (fixture, paths);
  while (!fixture->done)
    {
      g_main_context_iteration (NULL, TRUE);
      if (count_sources (fixture) > 3 && n_removed < 4)
        {
          const BrvBrief *brief = brv_document_get_brief (document);
          const BrvId id = brv_source_get_id (brv_brief_get_source (brief, n_removed));

          g_assert_true (brv_edit_remove_source (document, id, TRUE, NULL));
          n_removed++;
        }
    }
  tally = brv_import_job_count (job);
  g_assert_cmpuint (tally.n_added, ==, N_FILES);
  g_assert_cmpuint (count_sources (fixture), ==, N_FILES - n_removed);
  while (brv_document_get_can_undo (document))
    g_assert_true (brv_document_undo (document));
  g_assert_cmpuint (count_sources (fixture), ==, 0);
}

/* A brief that is closed takes nothing more. */
static void
test_closed_meanwhile (Fixture *fixture, gconstpointer data)
{
  const char *paths[] = { fixture->folder, NULL };
  g_autoptr (BrvImportJob) job = NULL;
  guint n_sources;

  write_articles (fixture, N_FILES);
  job = start (fixture, paths);
  while (count_sources (fixture) == 0)
    g_main_context_iteration (NULL, TRUE);
  n_sources = count_sources (fixture);
  g_assert_true (brv_workspace_close (fixture->workspace, TRUE, NULL));
  wait_for_end (fixture);
  g_assert_cmpuint (count_sources (fixture), ==, n_sources);
}

/* The batches of an import are one step in the file too. */
static void
test_saved (Fixture *fixture, gconstpointer data)
{
  const char *paths[] = { fixture->folder, NULL };
  g_autofree char *path = g_build_filename (fixture->folder, ".a.brief", NULL);
  g_autoptr (BrvImportJob) job = NULL;
  g_autoptr (BrvWorkspace) opened = NULL;
  g_autoptr (GError) error = NULL;

  write_articles (fixture, N_FILES);
  job = start (fixture, paths);
  wait_for_end (fixture);
  g_assert_true (brv_workspace_save (fixture->workspace, path, &error));
  g_assert_no_error (error);
  g_assert_true (brv_workspace_close (fixture->workspace, FALSE, NULL));
  opened = brv_workspace_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (brv_brief_get_n_sources (brv_workspace_get_brief (opened)), ==, N_FILES);
  g_assert_true (brv_document_undo (brv_workspace_get_document (opened)));
  g_assert_cmpuint (brv_brief_get_n_sources (brv_workspace_get_brief (opened)), ==, 0);
  g_assert_true (brv_workspace_close (opened, TRUE, NULL));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/workspace/import-job/outcomes", test_outcomes },
    { "/workspace/import-job/folder", test_folder },
    { "/workspace/import-job/steps", test_steps },
    { "/workspace/import-job/empty-folder", test_empty_folder },
    { "/workspace/import-job/cancelled", test_cancelled },
    { "/workspace/import-job/edited-meanwhile", test_edited_meanwhile },
    { "/workspace/import-job/closed-meanwhile", test_closed_meanwhile },
    { "/workspace/import-job/saved", test_saved },
  };
  g_autofree char *state = g_dir_make_tmp ("brevier-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].test, tear_down);
  return g_test_run ();
}
