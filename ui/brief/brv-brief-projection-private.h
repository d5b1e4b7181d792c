/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-line-index.h"
#include "ui/brief/brv-brief-projection.h"
#include "ui/brief/brv-brief-tags.h"

G_BEGIN_DECLS

/*
 * Two counts of lines meet here: the index counts those of the document, the buffer those that
 * stand in it. They differ only while a long splice is being projected: the buffer's lines
 * [pending.at, + n_stale) are still to go, and the document's [pending.at, + n_missing) still to
 * come. Everything public speaks of the buffer's lines.
 */
typedef struct
{
  guint at;
  guint n_stale;
  guint n_missing;
} Pending;

struct _BrvBriefProjection
{
  GObject parent_instance;

  /* Owned */
  BrvDocument *document;
  GtkTextBuffer *buffer;
  BrvBrief *brief; /* what the buffer shows: during a change still the root before it */
  BrvLineIndex *index;
  BrvBriefTags *tags;
  GHashTable *rooms; /* BrvId -> pixels below (int) */

  guint n_lines; /* in the buffer */
  guint n_notes; /* numbers on the lines, to see when their counts of digits change */
  guint depth;   /* > 0: the present write comes from here */
  Pending pending;
  guint slice_source;
  gboolean select_when_done;
  BrvSelection selection; /* to be set when the last slice is in */
};

/* brv-brief-projection-lines.c: which line is what. */
const BrvBlock *brv_brief_projection_get_index_block (BrvBriefProjection *self, guint line);
const char *brv_brief_projection_get_index_text (BrvBriefProjection *self, guint line);
gint brv_brief_projection_to_index_line (BrvBriefProjection *self, guint line);
gint brv_brief_projection_from_index_line (BrvBriefProjection *self, guint line);

G_END_DECLS
