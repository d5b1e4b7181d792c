/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "model/brv-source.h"

G_BEGIN_DECLS

/* A paragraph, list item or other unit of a plain text, its hard-wrapped lines joined. */
typedef struct
{
  char *text;
  BrvRole role; /* as far as its form alone tells: heading, list item, paragraph, furniture */
  guint level;  /* of a heading or list item */
  gboolean after_blank; /* an empty line stands before it, or nothing */
} BrvTextUnit;

GPtrArray *brv_text_lines_join (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;
void brv_text_unit_free (BrvTextUnit *unit);

G_END_DECLS
