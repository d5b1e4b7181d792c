/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program without a window: the table of verbs, and what they have in common. */

#include "config.h"

#include "cli/brv-cli.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/brv-cli-private.h"

typedef struct
{
  const char *name;
  BrvCliVerb run;
  const char *summary;
} VerbInfo;

static const VerbInfo verbs[] = {
  { "new", brv_cli_new, N_ ("Make an empty brief") },
  { "extract", brv_cli_extract, N_ ("Show what an import would give") },
  { "import", brv_cli_import, N_ ("Add sources to a brief") },
  { "fetch", brv_cli_fetch, N_ ("Add a page from the web to a brief") },
  { "quote", brv_cli_quote, N_ ("Add a passage of a source as a quote") },
  { "apply", brv_cli_apply, N_ ("Apply a list of changes to a brief") },
  { "list", brv_cli_list, N_ ("Show what a brief holds") },
  { "check", brv_cli_check, N_ ("Check a brief’s quotes against its sources") },
  { "export", brv_cli_export, N_ ("Write the finished pages") },
  { "share", brv_cli_share, N_ ("Write a copy without its history") },
  { "library", brv_cli_library, N_ ("Search and keep all sources ever brought in") },
};

static const VerbInfo *
find_verb (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (verbs); i++)
    {
      if (g_str_equal (verbs[i].name, word))
        return &verbs[i];
    }
  return NULL;
}

/**
 * brv_cli_is_verb:
 * @word: (nullable): the first argument of the program
 *
 * Returns: whether brv_cli_main() takes the call, rather than a window
 */
gboolean
brv_cli_is_verb (const char *word)
{
  return find_verb (word) != NULL || g_strcmp0 (word, "--help") == 0 ||
         g_strcmp0 (word, "-h") == 0 || g_strcmp0 (word, "--version") == 0;
}

static BrvExit
print_help (void)
{
  brv_cli_print ("%s\n\n", _ ("Usage:"));
  brv_cli_print ("  brevier [%s…]\n", _ ("FILE"));
  brv_cli_print ("  brevier %s [%s…] %s…\n\n", _ ("VERB"), _ ("OPTION"), _ ("ARGUMENT"));
  brv_cli_print ("%s\n\n", _ ("Without a verb, the window opens. Verbs:"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    brv_cli_print ("  %-9s %s\n", verbs[i].name, _ (verbs[i].summary));
  return brv_cli_print ("\n%s\n", _ ("“brevier VERB --help” tells more of each."))
           ? BRV_EXIT_DONE
           : BRV_EXIT_OUTPUT;
}

/**
 * brv_cli_main:
 * @argc: the number of arguments
 * @argv: (array length=argc): the program's name, a verb, its options and arguments
 *
 * Runs a verb without a display.
 *
 * Returns: the exit status
 */
int
brv_cli_main (int argc, char **argv)
{
  return brv_cli_run (argc, argv, NULL);
}

/* The same, in a program that may import without a worker process. */
int
brv_cli_run (int argc, char **argv, BrvCliImporter import_here)
{
  const VerbInfo *verb = argc > 1 ? find_verb (argv[1]) : NULL;
  g_auto (GStrv) arguments = g_strdupv (argv);
  BrvCli cli = { .arguments = arguments, .import_here = import_here };
  BrvExit status;

  if (argc > 1 && g_str_equal (argv[1], "--version"))
    return brv_cli_print ("brevier %s\n", PACKAGE_VERSION) ? BRV_EXIT_DONE : BRV_EXIT_OUTPUT;
  if (argc > 1 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    return print_help ();
  cli.verb = argc > 1 ? argv[1] : "";
  if (verb == NULL)
    return brv_cli_fail_usage (&cli, _ ("There is no verb “%s”. See “brevier --help”."), cli.verb);

  /* A reader that closed its end is an output that cannot be written, not a reason to die. */
  signal (SIGPIPE, SIG_IGN);
  status = verb->run (&cli, argc - 1, argv + 1);
  if (fflush (stdout) != 0 && status == BRV_EXIT_DONE)
    return brv_cli_fail_code (&cli, BRV_EXIT_OUTPUT, "write", _ ("standard output"),
                              _ ("The output could not be written."));
  return status;
}

/* Options that a verb was given go to BrvCli even where it failed to read the others. */
gboolean
brv_cli_parse (BrvCli *cli,
               const GOptionEntry *entries,
               const char *arguments,
               const char *summary,
               int *argc,
               char ***argv,
               BrvExit *status)
{
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_ ("Print JSON"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &cli->quiet, N_ ("Print results only"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strconcat ("brevier ", cli->verb, NULL);
  g_autofree char *help = NULL;
  gboolean wants_help = FALSE;
  const GOptionEntry help_entry[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_ ("Show this help"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_set_prgname (program);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_entry, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  for (int i = 1; i < *argc; i++)
    cli->json = cli->json || g_str_equal ((*argv)[i], "--json");

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *status = brv_cli_fail_usage (cli, "%s", error->message);
      return FALSE;
    }
  if (wants_help)
    {
      help = g_option_context_get_help (context, TRUE, NULL);
      *status = brv_cli_print ("%s", help) ? BRV_EXIT_DONE : BRV_EXIT_OUTPUT;
      return FALSE;
    }
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      memmove (&(*argv)[1], &(*argv)[2], sizeof (char *) * (gsize)(*argc - 1));
      (*argc)--;
    }
  return TRUE;
}
