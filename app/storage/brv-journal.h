/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-journal-writer.h"

G_BEGIN_DECLS

/*
 * The thread that keeps a working copy on stable storage. It alone has the connection; whoever
 * appends only hands over immutable values.
 */
typedef struct _BrvJournal BrvJournal;

/* Called on the journal's thread when changes could not be written; more of them stay in memory. */
typedef void (*BrvJournalFailedFunc) (const GError *error, gpointer data);

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
void brv_journal_keep_later (BrvJournal *self);
gboolean brv_journal_name_kept (BrvJournal *self, guint index, const char *name, GError **error);
BrvVersions *brv_journal_get_kept (BrvJournal *self);

G_END_DECLS
