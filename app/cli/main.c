/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The entry of a program built without the interface. */

#include "config.h"

#include <locale.h>

#include <glib/gi18n-lib.h>

#include "cli/brv-cli.h"

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return brv_cli_main (argc, argv);
}
