/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-edit-text.h"

G_BEGIN_DECLS

/* A place looked up in the current root. */
typedef struct
{
  BrvPlace place;
  guint section;
  gint block;           /* -1: the section's heading */
  const BrvBlock *line; /* NULL for a heading */
  const char *text;
  gsize length; /* of the text */
} BrvSpot;

gboolean brv_edit_find_spot (BrvDocument *document, BrvPlace place, BrvSpot *spot, GError **error);
gboolean brv_edit_find_spots (
  BrvDocument *document, BrvPlace from, BrvPlace to, BrvSpot *first, BrvSpot *last, GError **error);
gboolean brv_edit_is_text_block (const BrvBlock *block);

/* A fragment made fit for a brief: clean texts, fresh ids, and the sources that the brief lacks. */
typedef struct
{
  GPtrArray *blocks;  /* (element-type BrvBlock) */
  GPtrArray *sources; /* (element-type BrvSource) */
  gboolean open_start;
  gboolean open_end;
} BrvInsertion;

void brv_insertion_init (BrvInsertion *self, const BrvFragment *fragment, const BrvBrief *brief);
void brv_insertion_clear (BrvInsertion *self);

gboolean brv_edit_replace_labelled (BrvDocument *document,
                                    BrvPlace from,
                                    BrvPlace to,
                                    const BrvFragment *fragment,
                                    BrvEditKind kind,
                                    const char *label,
                                    BrvPlace *caret,
                                    GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvInsertion, brv_insertion_clear)

G_END_DECLS
