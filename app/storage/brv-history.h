/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-journal-entry.h"

G_BEGIN_DECLS

/*
 * The undo history as the journal tells it: the steps, oldest first, of which the last ones may
 * be undone. Used by one thread at a time.
 */
typedef struct _BrvHistory BrvHistory;

BrvHistory *brv_history_new (void);
BrvHistory *brv_history_copy (const BrvHistory *self);
void brv_history_free (BrvHistory *self);

guint brv_history_get_n_steps (const BrvHistory *self);
guint brv_history_get_n_undone (const BrvHistory *self);
const BrvJournalEntry *brv_history_get_step (const BrvHistory *self, guint index);
guint brv_history_count_common (const BrvHistory *a, const BrvHistory *b);

void brv_history_add (BrvHistory *self, const BrvJournalEntry *step);
void brv_history_set_n_undone (BrvHistory *self, guint n_undone);
void brv_history_record (BrvHistory *self, const BrvJournalEntry *entry);
BrvChange *brv_history_merge (const BrvChange *first, const BrvChange *second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvHistory, brv_history_free)

G_END_DECLS
