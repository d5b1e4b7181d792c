/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-edit-kind.h"
#include "model/brv-change.h"

G_BEGIN_DECLS

/* Reads a change of an earlier session by its number, from 0, the oldest first; (transfer full)
 * (nullable): NULL if it cannot be read. */
typedef BrvChange *(*BrvDocumentReadFunc) (guint number, gpointer data);

/* The steps that undo and redo walk along. A part of the document, which announces them. */
typedef struct
{
  GPtrArray *undo;                 /* (element-type BrvUndoStep), the latest last */
  GPtrArray *redo;                 /* (element-type BrvUndoStep), the next one last */
  BrvDocumentReadFunc read_change; /* (nullable): of earlier sessions */
  gpointer read_data;
  GDestroyNotify free_read_data; /* (nullable) */
  gboolean sealed;               /* the latest step takes nothing more */
} BrvUndoHistory;

void brv_undo_history_init (BrvUndoHistory *self);
void brv_undo_history_clear (BrvUndoHistory *self);
void brv_undo_history_restore (BrvUndoHistory *self,
                               guint n_changes,
                               guint n_undone,
                               BrvDocumentReadFunc read,
                               gpointer data,
                               GDestroyNotify free_data);

const char *brv_undo_history_get_label (GPtrArray *steps);

gboolean brv_undo_history_add (BrvUndoHistory *self,
                               BrvChange *change,
                               const BrvBrief *before,
                               const BrvBrief *after,
                               BrvEditKind kind,
                               gint64 now_us);
BrvChange *brv_undo_history_step_back (BrvUndoHistory *self, const BrvBrief *brief, BrvBrief **to)
  G_GNUC_WARN_UNUSED_RESULT;
BrvChange *
brv_undo_history_step_forward (BrvUndoHistory *self, const BrvBrief *brief, BrvBrief **to)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
