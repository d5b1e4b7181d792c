/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb import: files and folders become sources of a brief. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/brv-cli-private.h"
#include "workspace/brv-workspace.h"

static void
finished_cb (gboolean *finished)
{
  *finished = TRUE;
}

static BrvExit
print_outcome (BrvCli *cli, BrvWorkspace *workspace, const BrvImportOutcome *outcome)
{
  const BrvSource *source =
    brv_brief_lookup_source (brv_workspace_get_brief (workspace), outcome->source_id);
  const char *title = source != NULL ? brv_source_get_title (source) : NULL;

  if (cli->json)
    {
      g_autoptr (JsonObject) answer = json_object_new ();

      json_object_set_string_member (answer, "file", outcome->name);
      brv_cli_set_id (answer, "source", outcome->source_id);
      brv_cli_set_string (answer, "title", title);
      json_object_set_boolean_member (answer, "duplicate", outcome->duplicate);
      if (outcome->merged)
        json_object_set_boolean_member (answer, "merged", TRUE);
      return brv_cli_print_json (answer) ? BRV_EXIT_DONE : BRV_EXIT_OUTPUT;
    }
  if (!cli->quiet)
    brv_cli_print ("%s: %s\n", outcome->name,
                   outcome->duplicate ? _ ("already there")
                                      : (title != NULL ? title : _ ("added")));
  /* Translators: a text and what a list of references says about it became one source */
  if (!cli->quiet && outcome->merged)
    brv_cli_print ("%s\n", _ ("  now one with a source that was there"));
  return BRV_EXIT_DONE;
}

/* Says what became of each input; what lay in a folder and is no article is not worth a word. */
static BrvExit
print_outcomes (BrvCli *cli, BrvWorkspace *workspace, BrvImportJob *job, guint *n_failed)
{
  guint n_outcomes;
  const BrvImportOutcome *outcomes = brv_import_job_get_outcomes (job, &n_outcomes);
  BrvExit first_failure = BRV_EXIT_DONE;

  for (guint i = 0; i < n_outcomes; i++)
    {
      BrvExit status;

      if (outcomes[i].passed_over)
        continue;
      if (outcomes[i].error != NULL)
        status = brv_cli_fail (cli, outcomes[i].name, outcomes[i].error);
      else
        status = print_outcome (cli, workspace, &outcomes[i]);
      if (status == BRV_EXIT_DONE)
        continue;
      first_failure = first_failure == BRV_EXIT_DONE ? status : first_failure;
      (*n_failed)++;
    }
  return first_failure;
}

/* Gives a source its text, or fills in what a reference says about it. */
static BrvExit
attach_file (BrvCli *cli, BrvWorkspace *workspace, const char *source, const BrvImportInput *input)
{
  g_autoptr (GError) error = NULL;
  BrvImportOutcome outcome = { .name = (char *)input->path, .merged = TRUE };

  if (!brv_id_parse (source, &outcome.source_id))
    return brv_cli_fail_usage (cli,
                               _ ("A source is named by its id: see brevier list --what sources"));
  if (!brv_workspace_attach_file (workspace, outcome.source_id, input, &error))
    return brv_cli_fail (cli, input->path, error);
  return print_outcome (cli, workspace, &outcome);
}

/* Imports all inputs, says what became of them, and saves. */
static BrvExit
run (BrvCli *cli,
     BrvWorkspace *workspace,
     const char *brief,
     const BrvImportInput *inputs,
     guint n_inputs)
{
  g_autoptr (BrvImportJob) job = brv_workspace_import (workspace, inputs, n_inputs);
  BrvExit status = BRV_EXIT_DONE;
  BrvExit first_failure;
  gboolean finished = FALSE;
  guint n_failed = 0;
  guint n_outcomes;

  g_signal_connect_swapped (job, "finished", G_CALLBACK (finished_cb), &finished);
  while (!finished)
    g_main_context_iteration (NULL, TRUE);
  first_failure = print_outcomes (cli, workspace, job, &n_failed);
  brv_import_job_get_outcomes (job, &n_outcomes);
  status = brv_cli_save_and_close (cli, workspace, brief);
  if (status != BRV_EXIT_DONE || n_failed == 0)
    return status;
  return n_inputs == 1 && n_outcomes == 1 ? first_failure : BRV_EXIT_SOME_FAILED;
}

/**
 * brv_cli_import:
 * @cli: the call
 * @argc: the number of arguments
 * @argv: (array length=argc): the verb, its options and arguments
 *
 * Returns: the exit status
 */
BrvExit
brv_cli_import (BrvCli *cli, int argc, char **argv)
{
  g_autoptr (BrvWorkspace) workspace = NULL;
  g_autofree BrvImportInput *inputs = NULL;
  g_autofree char *password_file = NULL;
  g_autofree char *password = NULL;
  g_autofree char *source = NULL;
  const GOptionEntry entries[] = {
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file,
      N_ ("Open protected files with the password in FILE’s first line"), N_ ("FILE") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &source,
      N_ ("The one FILE is the text of the source with this id"), N_ ("ID") },
    BRV_CLI_TAKE_OVER (cli),
    G_OPTION_ENTRY_NULL,
  };
  BrvExit status;
  BrvExit first_failure;

  if (!brv_cli_parse (cli, entries, _ ("BRIEF FILE…"),
                      _ ("Adds files, and all files in folders, to a brief as sources. What "
                         "succeeds is kept."),
                      &argc, &argv, &status))
    return status;
  if (argc < 3 || (source != NULL && argc > 3))
    return brv_cli_fail_usage (cli, _ ("Name a brief and what to add: brevier import BRIEF FILE…"));
  if (password_file != NULL && !brv_cli_read_password (cli, password_file, &password, &status))
    return status;
  workspace = brv_cli_open (cli, argv[1], &status);
  if (workspace == NULL)
    return status;

  inputs = g_new0 (BrvImportInput, (gsize)argc);
  for (int i = 2; i < argc; i++)
    inputs[i - 2] = (BrvImportInput){ .path = argv[i], .password = password };
  if (source != NULL)
    {
      first_failure = attach_file (cli, workspace, source, &inputs[0]);
      status = brv_cli_save_and_close (cli, workspace, argv[1]);
      return first_failure != BRV_EXIT_DONE ? first_failure : status;
    }
  return run (cli, workspace, argv[1], inputs, (guint)argc - 2);
}

/**
 * brv_cli_fetch:
 * @cli: the call
 * @argc: the number of arguments
 * @argv: (array length=argc): the verb, its options and arguments
 *
 * Returns: the exit status
 */
BrvExit
brv_cli_fetch (BrvCli *cli, int argc, char **argv)
{
  g_autofree BrvImportInput *inputs = NULL;
  g_autoptr (BrvWorkspace) workspace = NULL;
  const GOptionEntry entries[] = { BRV_CLI_TAKE_OVER (cli), G_OPTION_ENTRY_NULL };
  BrvExit status;

  if (!brv_cli_parse (cli, entries, _ ("BRIEF ADDRESS…"),
                      _ ("Fetches pages from the web and adds them to a brief as sources. No other "
                         "verb uses the network."),
                      &argc, &argv, &status))
    return status;
  if (argc < 3)
    return brv_cli_fail_usage (
      cli, _ ("Name a brief and what to fetch: brevier fetch BRIEF https://example.org/page"));
  inputs = g_new0 (BrvImportInput, (gsize)argc);
  for (int i = 2; i < argc; i++)
    inputs[i - 2].address = argv[i];
  workspace = brv_cli_open (cli, argv[1], &status);
  if (workspace == NULL)
    return status;
  return run (cli, workspace, argv[1], inputs, (guint)argc - 2);
}
