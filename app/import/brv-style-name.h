/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-source.h"

G_BEGIN_DECLS

/* What a paragraph style of a word processor says that its paragraphs are. */
typedef struct
{
  BrvRole role;
  guint level; /* of a heading or list item: from 1; else 0 */
} BrvStyleMeaning;

gboolean brv_style_name_judge (const char *name, BrvStyleMeaning *meaning);

G_END_DECLS
