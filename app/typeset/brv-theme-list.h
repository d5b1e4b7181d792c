/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-theme.h"

G_BEGIN_DECLS

/* A theme as a list of them shows it. */
typedef struct
{
  char *name;        /* as a brief's record has it */
  char *title;       /* as a menu shows it */
  char *description; /* (nullable) */
  gboolean is_own;   /* from the user's folder */
  char *path;        /* of one's own (nullable) */
  char *fault;       /* (nullable): why it cannot be chosen: file, line and what to do */
} BrvThemeInfo;

GPtrArray *brv_theme_list (void) G_GNUC_WARN_UNUSED_RESULT;
char *brv_theme_copy_to_folder (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
