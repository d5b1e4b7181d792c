/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "model/brv-source.h"

G_BEGIN_DECLS

/*
 * A paragraph, list item or other unit of a text: of a plain one with its hard-wrapped lines
 * joined, or of a document whose styles say what some of its paragraphs are.
 */
typedef struct
{
  char *text;
  BrvRole role; /* as far as its form alone tells: heading, list item, paragraph, furniture */
  guint level;  /* of a heading, list item or quote */
  gboolean after_blank; /* an empty line stands before it, or nothing */
  gboolean fixed;       /* its role is known, and not only its form */
  gint image_before;    /* index in the builder of the image right before it, or -1 */
  gint image_after;     /* of the one right after it, or -1 */
  guint n_images;       /* the builder's images that come before its end */
} BrvTextUnit;

BrvTextUnit *brv_text_unit_new (BrvRole role, guint level, char *text) G_GNUC_WARN_UNUSED_RESULT;
void brv_text_unit_free (BrvTextUnit *unit);

GPtrArray *brv_text_lines_join (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;
gsize brv_text_lines_find_item (const char *text, gboolean *is_bullet);

G_END_DECLS
