/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program's entry: a verb is done without a display, anything else opens the window. */

#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "cli/brv-cli.h"
#include "ui/shell/brv-application.h"

int
main (int argc, char *argv[])
{
  g_autoptr (BrvApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (argc > 1 && brv_cli_is_verb (argv[1]))
    return brv_cli_main (argc, argv);

  g_set_application_name (_ ("Brevier"));
  application = brv_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
