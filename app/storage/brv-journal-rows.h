/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-history.h"

G_BEGIN_DECLS

/*
 * The journal since the last save: the entries as they came, and which of them share a row. Those of
 * one row make one step of the history.
 */
typedef struct _BrvJournalRows BrvJournalRows;

BrvJournalRows *brv_journal_rows_new (GPtrArray *entries, gint64 next_row);
void brv_journal_rows_free (BrvJournalRows *self);

guint brv_journal_rows_get_n (BrvJournalRows *self);
const BrvJournalEntry *brv_journal_rows_get_entry (BrvJournalRows *self, guint index);
guint64 brv_journal_rows_get_row (BrvJournalRows *self, guint index);
guint brv_journal_rows_find_begin (BrvJournalRows *self, guint index);

BrvJournalEntry *brv_journal_rows_merge (BrvJournalRows *self, guint *index);
GPtrArray *brv_journal_rows_renumber (BrvJournalRows *self, guint index);

void brv_journal_rows_append (BrvJournalRows *self, const BrvJournalEntry *entry);
void brv_journal_rows_seal (BrvJournalRows *self);
guint brv_journal_rows_compact (BrvJournalRows *self, guint n_written);
void brv_journal_rows_remove_first (BrvJournalRows *self, guint n);

G_END_DECLS
