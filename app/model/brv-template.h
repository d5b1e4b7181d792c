/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"

G_BEGIN_DECLS

#define BRV_TEMPLATE_DEFAULT "policy-brief"

/* One of the templates that travel inside the program. */
typedef struct
{
  char *name;
  char *title;
  char *description;
  gint position; /* among the others, from 1 */
} BrvTemplateInfo;

GPtrArray *brv_template_list (void);
BrvBrief *
brv_template_make_brief (const char *name, const char *title, const char *language, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
