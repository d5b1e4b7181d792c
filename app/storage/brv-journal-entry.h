/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/brv-change.h"

G_BEGIN_DECLS

/* How a change came about. */
typedef enum
{
  BRV_JOURNAL_DO,
  BRV_JOURNAL_UNDO,
  BRV_JOURNAL_REDO,
  BRV_JOURNAL_EXTEND, /* it goes on with the change before: both are one step of the history */
} BrvJournalStep;

/*
 * One change with the moment and the way it came about: a row of the journal, or a step of the
 * history. It has the change as a value, or as the text that a file holds of it, or both.
 * Immutable, atomically counted.
 */
typedef struct
{
  BrvJournalStep step;
  gint64 time_us;     /* microseconds since 1970 in UTC */
  BrvChange *change;  /* (nullable): not read from its text yet */
  char *body;         /* (nullable): the change as JSON; not written yet */
  char *blob_names;   /* (nullable): hashes of the bytes that @body refers to, parted by blanks */
  GHashTable *stored; /* (nullable): the table that has those bytes */
} BrvJournalEntry;

BrvJournalEntry *
brv_journal_entry_new (BrvJournalStep step, gint64 time_us, const BrvChange *change);
BrvJournalEntry *brv_journal_entry_new_stored (BrvJournalStep step,
                                               gint64 time_us,
                                               const char *body,
                                               const char *blob_names,
                                               GHashTable *stored);
BrvJournalEntry *brv_journal_entry_ref (const BrvJournalEntry *self);
void brv_journal_entry_unref (BrvJournalEntry *self);

BrvChange *brv_journal_entry_dup_change (const BrvJournalEntry *self, GError **error);
BrvJournalEntry *brv_journal_entry_with_body (const BrvJournalEntry *self);
gboolean brv_journal_entry_add_blobs (const BrvJournalEntry *self, GHashTable *blobs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvJournalEntry, brv_journal_entry_unref)

G_END_DECLS
