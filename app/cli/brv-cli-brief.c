/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs that take a brief as a whole: new, import and quote; and how all open and save one. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/brv-cli-private.h"
#include "edit/brv-edit-structure.h"
#include "model/brv-template.h"
#include "storage/brv-brief-lock.h"

static void
say_recovered (BrvCli *cli, const char *path, BrvWorkspace *workspace)
{
  if (!brv_workspace_is_recovered (workspace) || cli->quiet)
    return;
  g_printerr ("brevier: %s: %s\n", path,
              brv_workspace_is_file_torn (workspace)
                ? _ ("The file is damaged since the program ended while it was open. The brief has "
                     "been taken over from its working copy.")
                : _ ("Work that was not saved when the program ended has been taken over."));
}

/* A folder that is missing is a fault of the output here, though it is one of the input elsewhere. */
static BrvExit
fail_to_save (BrvCli *cli, const char *path, const GError *error)
{
  const char *code;
  BrvExit status = brv_cli_classify (error, &code);

  return brv_cli_fail_code (cli, status == BRV_EXIT_INPUT ? BRV_EXIT_OUTPUT : status, code, path,
                            error->message);
}

/* The brief is open elsewhere: says how to have it all the same, where it can be had. */
static BrvExit
fail_held (BrvCli *cli, const char *path, const GError *error)
{
  g_autoptr (BrvBriefHolder) holder = brv_brief_holder_find (path);
  g_autofree char *message = NULL;

  if (cli->takes_over || holder == NULL || !brv_brief_holder_can_yield (holder))
    return brv_cli_fail (cli, path, error);
  message = g_strdup_printf (
    _ ("%s If it is not in use there any more, --take-over takes it over."), error->message);
  return brv_cli_fail_code (cli, BRV_EXIT_LOCKED, "locked", path, message);
}

/* Takes the lock of another computer away where the call says so; one that lives here stays. */
static gboolean
take_over (BrvCli *cli, const char *path, GError **error)
{
  g_autoptr (BrvBriefHolder) holder = cli->takes_over ? brv_brief_holder_find (path) : NULL;

  return holder == NULL || brv_brief_holder_remove_lock (holder, error);
}

/* Opens a brief to change it and keep it open; takes over what a dead process left of it. */
BrvWorkspace *
brv_cli_open_to_stay (BrvCli *cli, const char *path, BrvExit *status)
{
  g_autoptr (GError) error = NULL;
  BrvWorkspace *workspace =
    take_over (cli, path, &error) ? brv_workspace_open (path, NULL, &error) : NULL;

  if (workspace == NULL)
    {
      *status = g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED)
                  ? fail_held (cli, path, error)
                  : brv_cli_fail (cli, path, error);
      return NULL;
    }
  say_recovered (cli, path, workspace);
  return workspace;
}

/*
 * Opens a brief to change it once. What a dead process left of it comes into the file first: should
 * the verb fail, what it did is given up, and that must not be.
 */
BrvWorkspace *
brv_cli_open (BrvCli *cli, const char *path, BrvExit *status)
{
  g_autoptr (BrvWorkspace) workspace = brv_cli_open_to_stay (cli, path, status);
  g_autoptr (GError) error = NULL;

  if (workspace == NULL || !brv_workspace_is_recovered (workspace) ||
      brv_workspace_save (workspace, path, &error))
    return g_steal_pointer (&workspace);
  *status = fail_to_save (cli, path, error);
  brv_workspace_close (workspace, FALSE, NULL);
  return NULL;
}

/* Opens a brief to read it; what a dead process left of it is shown, the file stays as it is. */
BrvWorkspace *
brv_cli_read (BrvCli *cli, const char *path, BrvExit *status)
{
  g_autoptr (GError) error = NULL;
  BrvWorkspace *workspace = brv_workspace_read (path, NULL, &error);

  if (workspace == NULL)
    {
      *status = brv_cli_fail (cli, path, error);
      return NULL;
    }
  say_recovered (cli, path, workspace);
  return workspace;
}

/*
 * Opens a brief to read it, or what is left of it; says what is missing, and puts that into
 * @missing too.
 */
BrvWorkspace *
brv_cli_salvage (BrvCli *cli, const char *path, JsonArray *missing, BrvExit *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  BrvWorkspace *workspace = brv_workspace_salvage (path, names, NULL, &error);

  if (workspace == NULL)
    {
      *status = brv_cli_fail (cli, path, error);
      return NULL;
    }
  for (guint i = 0; i < names->len; i++)
    {
      json_array_add_string_element (missing, g_ptr_array_index (names, i));
      if (!cli->quiet)
        g_printerr (_ ("brevier: %s: missing: %s\n"), path,
                    (const char *)g_ptr_array_index (names, i));
    }
  say_recovered (cli, path, workspace);
  return workspace;
}

/* Not every folder lets a file be put in place of another: what that means the user has to know. */
void
brv_cli_say_overwritten (BrvCli *cli, BrvWorkspace *workspace, const char *path)
{
  if (brv_workspace_was_overwritten (workspace) && !cli->quiet)
    g_printerr ("brevier: %s: %s\n", path,
                _ ("The file was written over in place, because its folder takes no new file."));
}

BrvExit
brv_cli_save_and_close (BrvCli *cli, BrvWorkspace *workspace, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!brv_workspace_save (workspace, path, &error))
    {
      brv_workspace_close (workspace, TRUE, NULL);
      return fail_to_save (cli, path, error);
    }
  brv_cli_say_overwritten (cli, workspace, path);
  if (!brv_workspace_close (workspace, TRUE, &error))
    return brv_cli_fail (cli, path, error);
  return BRV_EXIT_DONE;
}

static void
describe_sections (const BrvBrief *brief, JsonObject *answer)
{
  JsonArray *sections = json_array_new ();

  brv_cli_set_id (answer, "brief", brv_brief_get_id (brief));
  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);
      JsonObject *object = json_object_new ();

      brv_cli_set_id (object, "id", brv_section_get_id (section));
      brv_cli_set_string (object, "key", brv_section_get_key (section));
      brv_cli_set_string (object, "heading", brv_section_get_heading (section));
      json_array_add_object_element (sections, object);
    }
  json_object_set_array_member (answer, "sections", sections);
}

static BrvExit
create (BrvCli *cli, const char *path, const BrvBrief *brief, const char *paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvWorkspace) workspace = brv_workspace_new (brief, &error);
  const char *papers[] = { paper, NULL };
  BrvExit status;

  if (workspace == NULL)
    return brv_cli_fail (cli, path, error);
  if (paper != NULL && !brv_edit_set_field (brv_workspace_get_document (workspace),
                                            BRV_BRIEF_FIELD_PAPER, papers, &error))
    {
      brv_workspace_close (workspace, TRUE, NULL);
      return brv_cli_fail (cli, NULL, error);
    }
  status = brv_cli_save_and_close (cli, workspace, path);
  if (status == BRV_EXIT_DONE && cli->json)
    {
      g_autoptr (JsonObject) answer = json_object_new ();

      describe_sections (brv_workspace_get_brief (workspace), answer);
      return brv_cli_print_json (answer) ? status : BRV_EXIT_OUTPUT;
    }
  return status;
}

BrvExit
brv_cli_new (BrvCli *cli, int argc, char **argv)
{
  g_autofree char *template = NULL;
  g_autofree char *title = NULL;
  g_autofree char *language = NULL;
  g_autofree char *paper = NULL;
  gboolean force = FALSE;
  const GOptionEntry entries[] = {
    { "template", 0, 0, G_OPTION_ARG_STRING, &template, N_ ("The template"), N_ ("NAME") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, N_ ("The title"), N_ ("TEXT") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("The language, as en-GB"), N_ ("TAG") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper, N_ ("The paper: a4 or letter"), N_ ("SIZE") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace a file that exists"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief = NULL;
  BrvExit status;

  if (!brv_cli_parse (cli, entries, _ ("BRIEF"), _ ("Makes an empty brief."), &argc, &argv,
                      &status))
    return status;
  if (argc != 2)
    return brv_cli_fail_usage (cli, _ ("Name the brief to make: brevier new BRIEF"));
  if (!force && g_file_test (argv[1], G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return brv_cli_fail_code (cli, BRV_EXIT_OUTPUT, "refused", argv[1],
                              _ ("The file exists already. Choose another name, or use --force."));
  brief = brv_template_make_brief (template, title, language, &error);
  if (brief == NULL)
    return brv_cli_fail_usage (cli, "%s", error->message);
  return create (cli, argv[1], brief, paper);
}

static char *
read_all_of_stdin (void)
{
  g_autoptr (GString) all = g_string_new (NULL);
  char buffer[4096];
  size_t n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (all, buffer, (gssize)n);
  if (all->len > 0 && all->str[all->len - 1] == '\n')
    g_string_truncate (all, all->len - 1);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static BrvExit
fail_to_quote (BrvCli *cli,
               BrvWorkspace *workspace,
               const char *path,
               const char *passage,
               const BrvLocateOptions *options,
               const GError *error)
{
  const char *code;
  BrvExit status = brv_cli_classify (error, &code);

  if (cli->json && g_error_matches (error, BRV_LOCATE_ERROR, BRV_LOCATE_ERROR_AMBIGUOUS))
    {
      g_autoptr (JsonObject) answer = json_object_new ();
      JsonObject *described = brv_cli_make_error (error, path);

      brv_cli_describe_places (brv_workspace_get_brief (workspace), passage, options, described);
      json_object_set_object_member (answer, "error", described);
      brv_cli_print_json (answer);
      g_printerr ("brevier: %s: %s\n", path, error->message);
      return status;
    }
  return brv_cli_fail (cli, path, error);
}

typedef struct
{
  char *section;
  char *source;
  char *prefix;
  char *suffix;
  int nth;
  int at;
} QuoteOptions;

static void
quote_options_clear (QuoteOptions *options)
{
  g_free (options->section);
  g_free (options->source);
  g_free (options->prefix);
  g_free (options->suffix);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuoteOptions, quote_options_clear)

static BrvExit
quote (BrvCli *cli, const char *path, const char *passage, const QuoteOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvWorkspace) workspace = NULL;
  g_autoptr (JsonObject) answer = json_object_new ();
  BrvLocateOptions locate = { BRV_ID_NONE, options->prefix, options->suffix, (guint)options->nth };
  const BrvBrief *brief;
  BrvMatch match;
  BrvId block_id;
  BrvExit status;
  gint section;

  if (options->source != NULL && !brv_id_parse (options->source, &locate.source_id))
    return brv_cli_fail_usage (cli, _ ("“%s” is not a source’s id."), options->source);
  workspace = brv_cli_open (cli, path, &status);
  if (workspace == NULL)
    return status;
  brief = brv_workspace_get_brief (workspace);
  section = brv_brief_find_section_named (brief, options->section);
  if (section < 0)
    {
      g_autofree char *message =
        g_strdup_printf (_ ("The brief has no section “%s”."), options->section);

      brv_workspace_close (workspace, TRUE, NULL);
      return brv_cli_fail_code (cli, BRV_EXIT_USAGE, "not-found", path, message);
    }
  if (!brv_workspace_quote_passage (
        workspace, passage, &locate,
        brv_section_get_id (brv_brief_get_section (brief, (guint)section)), options->at, &block_id,
        &match, &error))
    {
      status = fail_to_quote (cli, workspace, path, passage, &locate, error);
      brv_workspace_close (workspace, TRUE, NULL);
      return status;
    }
  status = brv_cli_save_and_close (cli, workspace, path);
  if (status != BRV_EXIT_DONE || !cli->json)
    return status;
  brv_cli_describe_match (brv_workspace_get_brief (workspace), block_id, &match, answer);
  return brv_cli_print_json (answer) ? BRV_EXIT_DONE : BRV_EXIT_OUTPUT;
}

BrvExit
brv_cli_quote (BrvCli *cli, int argc, char **argv)
{
  g_auto (QuoteOptions) options = { .at = -1 };
  const GOptionEntry entries[] = {
    { "section", 0, 0, G_OPTION_ARG_STRING, &options.section,
      N_ ("The section’s key, id or heading"), N_ ("NAME") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source, N_ ("Look in this source only"),
      N_ ("ID") },
    { "prefix", 0, 0, G_OPTION_ARG_STRING, &options.prefix, N_ ("The letters before the passage"),
      N_ ("TEXT") },
    { "suffix", 0, 0, G_OPTION_ARG_STRING, &options.suffix, N_ ("The letters after the passage"),
      N_ ("TEXT") },
    { "nth", 0, 0, G_OPTION_ARG_INT, &options.nth, N_ ("Which of several places, from 1"),
      N_ ("N") },
    { "at", 0, 0, G_OPTION_ARG_INT, &options.at, N_ ("Before which block, from 0"), N_ ("N") },
    BRV_CLI_TAKE_OVER (cli),
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *passage = NULL;
  BrvExit status;

  if (!brv_cli_parse (cli, entries, _ ("BRIEF TEXT|-"),
                      _ ("Finds a passage in the brief’s sources and adds it as a quote."), &argc,
                      &argv, &status))
    return status;
  if (argc != 3 || options.section == NULL || options.nth < 0)
    return brv_cli_fail_usage (cli, _ ("Name the brief, the section and the passage: "
                                       "brevier quote BRIEF --section NAME TEXT"));
  passage = g_str_equal (argv[2], "-") ? read_all_of_stdin () : g_strdup (argv[2]);
  if (*passage == '\0' || !g_utf8_validate (passage, -1, NULL))
    return brv_cli_fail_usage (cli, _ ("The passage is empty or not UTF-8."));
  return quote (cli, argv[1], passage, &options);
}
