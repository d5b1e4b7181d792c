/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-brief-file.h"
#include "storage/brv-versions.h"
#include "storage/brv-working-copy.h"

G_BEGIN_DECLS

/*
 * Writes the working copy of one brief. It follows the document as it records each change, so it
 * can make a new database from memory whenever the old one fails. Used by one thread at a time:
 * that of the journal.
 */
typedef struct _BrvJournalWriter BrvJournalWriter;

/* What a save writes: the history that led to its brief, and how far the journal was by then. */
typedef struct
{
  guint64 n_changes; /* recorded until then */
  guint point;       /* index into the journal; G_MAXUINT: it does not lead to the brief */
  BrvBrief *latest;  /* after all changes so far */
  BrvHistory *history;
  GPtrArray *checkpoints; /* (element-type BrvCheckpoint) */
  GHashTable *blobs;
} BrvJournalSnapshot;

void brv_journal_snapshot_clear (BrvJournalSnapshot *self);

BrvJournalWriter *brv_journal_writer_new (BrvWorkingCopy *working_copy,
                                          BrvBriefContents *contents,
                                          BrvDatabase *database,
                                          GBytes *image);
void brv_journal_writer_free (BrvJournalWriter *self);

void brv_journal_writer_record (BrvJournalWriter *self, const BrvJournalEntry *entry);
gboolean brv_journal_writer_write (BrvJournalWriter *self, GError **error);
void brv_journal_writer_take_snapshot (BrvJournalWriter *self,
                                       const BrvBrief *brief,
                                       BrvJournalSnapshot *snapshot);
gboolean brv_journal_writer_settle (BrvJournalWriter *self,
                                    const BrvBrief *brief,
                                    const BrvJournalSnapshot *snapshot,
                                    GError **error);
void brv_journal_writer_abandon_snapshot (BrvJournalWriter *self);
gboolean brv_journal_writer_keep (BrvJournalWriter *self, const char *name, GError **error);
gboolean brv_journal_writer_name_kept (BrvJournalWriter *self,
                                       guint index,
                                       const char *name,
                                       GError **error);
BrvVersions *brv_journal_writer_get_kept (BrvJournalWriter *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvJournalSnapshot, brv_journal_snapshot_clear)

G_END_DECLS
