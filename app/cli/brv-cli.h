/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean brv_cli_is_verb (const char *word);
int brv_cli_main (int argc, char **argv);

G_END_DECLS
