/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The command line with the parsers of documents in it, for measuring them: what
 * “brevier extract --in-process” goes on as. Not for a user's files: nothing cages it.
 */

#include "config.h"

#include <locale.h>

#include <glib/gi18n-lib.h>

#include "cli/brv-cli-private.h"

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return brv_cli_run (argc, argv, brv_import_in_process);
}
