/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-brief-file.h"
#include "storage/brv-working-copy.h"

G_BEGIN_DECLS

/*
 * The thread that keeps a working copy on stable storage. It alone has the connection; whoever
 * appends only hands over immutable values. It follows the document as it applies each change, so
 * it can write a new database from memory whenever the old one fails.
 */
typedef struct _BrvJournal BrvJournal;

/* Called on the journal's thread when changes could not be written; more of them stay in memory. */
typedef void (*BrvJournalFailedFunc) (const GError *error, gpointer data);

/* What a save writes: the history that led to its brief, and how far the journal was by then. */
typedef struct
{
  guint64 n_changes; /* appended until then */
  guint point;       /* index into the journal; G_MAXUINT: it does not lead to the brief */
  BrvHistory *history;
  GPtrArray *checkpoints; /* (element-type BrvCheckpoint) */
  GHashTable *blobs;
} BrvJournalSnapshot;

void brv_journal_snapshot_clear (BrvJournalSnapshot *self);

BrvJournal *brv_journal_start (BrvWorkingCopy *working_copy,
                               BrvBriefContents *contents,
                               BrvDatabase *database,
                               GBytes *image,
                               BrvJournalFailedFunc failed,
                               gpointer data);
void brv_journal_stop (BrvJournal *self);

void brv_journal_append (BrvJournal *self, const BrvChange *change, BrvJournalStep step);
gboolean brv_journal_flush (BrvJournal *self, GError **error);
void
brv_journal_take_snapshot (BrvJournal *self, const BrvBrief *brief, BrvJournalSnapshot *snapshot);
gboolean brv_journal_settle (BrvJournal *self,
                             const BrvBrief *brief,
                             const BrvJournalSnapshot *snapshot,
                             GError **error);
void brv_journal_abandon_snapshot (BrvJournal *self);
gboolean brv_journal_keep (BrvJournal *self, const char *name, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvJournalSnapshot, brv_journal_snapshot_clear)

G_END_DECLS
