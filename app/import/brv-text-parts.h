/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-furniture.h"
#include "import/brv-source-builder.h"
#include "import/brv-text-lines.h"

G_BEGIN_DECLS

/* A line with more words is no title. */
#define BRV_TEXT_MAX_TITLE_WORDS 30
/* A line that ends as a sentence is prose if it has so many words. */
#define BRV_TEXT_MIN_PROSE_WORDS 12

/* One unit of a text, and what was found that it is. */
typedef struct
{
  const BrvTextUnit *unit;
  guint n_words;
  gboolean prose; /* reads as a paragraph */
  BrvFurniture furniture;
  gsize label_end;
  char *address; /* (nullable): the one it names */
  BrvRole role;
  gboolean settled; /* role and kept are decided */
  gboolean kept;
} BrvTextPart;

/* A text while it is found what its units are. */
typedef struct
{
  GArray *items; /* (element-type BrvTextPart) */
  gboolean is_copy;
  gboolean has_headings; /* some are marked as such, so what is not marked is none */
  gboolean has_clusters; /* empty lines part some units, and not all */
  guint body;            /* index of the first unit of the article's text */
  guint end;             /* index after its last */
  gint title;            /* index, or -1 */
  char *changed;         /* (nullable): the day that the text calls that of its last change */
  BrvSourceBuilder *builder;
} BrvTextParts;

void brv_text_parts_init (BrvTextParts *self, const GPtrArray *units, BrvSourceBuilder *builder);
void brv_text_parts_clear (BrvTextParts *self);

BrvTextPart *brv_text_parts_at (const BrvTextParts *self, guint index);
const char *brv_text_parts_get_text (const BrvTextParts *self, guint index);
guint brv_text_parts_count_prose (const BrvTextParts *self, guint from, guint to);
void brv_text_parts_settle (BrvTextParts *self, guint index, BrvRole role, gboolean kept);

gboolean brv_text_part_is_address_line (const BrvTextPart *part);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvTextParts, brv_text_parts_clear)

G_END_DECLS
