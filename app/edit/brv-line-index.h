/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-change.h"

G_BEGIN_DECLS

/*
 * The lines of a brief, kept up to date from each change: a line is a section's heading or a
 * block. It maps lines to (section, block), ids to lines, and counts references — a quote is one —, all in O(log n).
 */
typedef struct _BrvLineIndex BrvLineIndex;

typedef struct
{
  guint section;
  gint block; /* -1: the section's heading */
} BrvLine;

/* What a change did to the lines: lines [at, at + n_removed) gave way to n_inserted lines. */
typedef struct
{
  guint at;
  guint n_removed;
  guint n_inserted;
} BrvLineSplice;

BrvLineIndex *brv_line_index_new (const BrvBrief *brief) G_GNUC_WARN_UNUSED_RESULT;
void brv_line_index_free (BrvLineIndex *self);

guint brv_line_index_get_n_lines (BrvLineIndex *self);
BrvLine brv_line_index_get_line (BrvLineIndex *self, guint line);
BrvId brv_line_index_get_id (BrvLineIndex *self, guint line);
gint brv_line_index_find (BrvLineIndex *self, BrvId id);
guint brv_line_index_get_first_line (BrvLineIndex *self, guint section);
guint brv_line_index_count_references_before (BrvLineIndex *self, guint line);
guint brv_line_index_get_n_references (BrvLineIndex *self);
gint brv_line_index_find_reference (BrvLineIndex *self, guint nth);

GArray *brv_line_index_update (BrvLineIndex *self, const BrvChange *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLineIndex, brv_line_index_free)

G_END_DECLS
