/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-journal-rows.h"

typedef struct
{
  BrvJournalEntry *entry;
  guint64 row;
} Change;

struct _BrvJournalRows
{
  GArray *changes; /* (element-type Change), oldest first */
  guint64 next_row;
  gboolean can_extend; /* the last row may take more of the same */
};

static void
clear_change (gpointer data)
{
  Change *change = data;

  brv_journal_entry_unref (change->entry);
}

static Change *
get_change (BrvJournalRows *self, guint index)
{
  return &g_array_index (self->changes, Change, index);
}

/*
 * brv_journal_rows_new:
 * @entries: (element-type BrvJournalEntry): what was found, a row each
 * @next_row: the first number that no row has
 *
 * Returns: (transfer full): the journal
 */
BrvJournalRows *
brv_journal_rows_new (GPtrArray *entries, gint64 next_row)
{
  BrvJournalRows *self = g_new0 (BrvJournalRows, 1);

  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (self->changes, clear_change);
  for (guint i = 0; i < entries->len; i++)
    {
      Change change = { brv_journal_entry_ref (g_ptr_array_index (entries, i)), i };

      g_array_append_val (self->changes, change);
    }
  self->next_row = (guint64)next_row;
  return self;
}

/*
 * brv_journal_rows_free:
 * @self: (transfer full): a journal
 */
void
brv_journal_rows_free (BrvJournalRows *self)
{
  g_array_unref (self->changes);
  g_free (self);
}

/*
 * brv_journal_rows_get_n:
 * @self: a journal
 *
 * Returns: how many entries it has
 */
guint
brv_journal_rows_get_n (BrvJournalRows *self)
{
  return self->changes->len;
}

/*
 * brv_journal_rows_get_entry:
 * @self: a journal
 * @index: of an entry
 *
 * Returns: the entry
 */
const BrvJournalEntry *
brv_journal_rows_get_entry (BrvJournalRows *self, guint index)
{
  return get_change (self, index)->entry;
}

/*
 * brv_journal_rows_get_row:
 * @self: a journal
 * @index: of an entry
 *
 * Returns: the number of its row
 */
guint64
brv_journal_rows_get_row (BrvJournalRows *self, guint index)
{
  return get_change (self, index)->row;
}

/*
 * brv_journal_rows_find_begin:
 * @self: a journal
 * @index: of an entry, or their number
 *
 * Returns: the index of the first entry of the same row
 */
guint
brv_journal_rows_find_begin (BrvJournalRows *self, guint index)
{
  while (index > 0 && index < self->changes->len &&
         get_change (self, index - 1)->row == get_change (self, index)->row)
    index--;
  return index;
}

/*
 * brv_journal_rows_merge:
 * @self: a journal
 * @index: (inout): the first entry of a row; moves past its last
 *
 * Returns: (transfer full): the changes of that row as one entry
 */
BrvJournalEntry *
brv_journal_rows_merge (BrvJournalRows *self, guint *index)
{
  const Change *first = get_change (self, *index);
  g_autoptr (BrvChange) change = brv_change_ref (first->entry->change);
  gint64 time_us = first->entry->time_us;
  guint end = *index + 1;

  for (; end < self->changes->len && get_change (self, end)->row == first->row; end++)
    {
      const BrvJournalEntry *entry = get_change (self, end)->entry;
      BrvChange *merged = brv_history_merge (change, entry->change);

      brv_change_unref (change);
      change = merged;
      time_us = entry->time_us;
    }
  *index = end;
  return brv_journal_entry_new (first->entry->step, time_us, change);
}

/*
 * brv_journal_rows_renumber:
 * @self: a journal
 * @index: the first entry of a row, or their number
 *
 * Numbers the rows from that one on anew, from 0.
 *
 * Returns: (transfer full) (element-type BrvJournalEntry): an entry a row
 */
GPtrArray *
brv_journal_rows_renumber (BrvJournalRows *self, guint index)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_journal_entry_unref);

  while (index < self->changes->len)
    {
      guint begin = index;

      g_ptr_array_add (rows, brv_journal_rows_merge (self, &index));
      for (guint i = begin; i < index; i++)
        get_change (self, i)->row = rows->len - 1;
    }
  self->next_row = rows->len;
  return rows;
}

/* A row that is written again when it grows would write long texts over and over. */
static gboolean
adds_sources (const BrvChange *change)
{
  guint n_splices;
  const BrvSplice *splices = brv_change_get_splices (change, &n_splices);

  return n_splices > 0 && splices[0].kind == BRV_SPLICE_SOURCES;
}

/*
 * brv_journal_rows_append:
 * @self: a journal
 * @entry: what happened next, with its change as a value
 */
void
brv_journal_rows_append (BrvJournalRows *self, const BrvJournalEntry *entry)
{
  Change change = { brv_journal_entry_ref (entry), self->next_row };

  if (entry->step == BRV_JOURNAL_EXTEND && self->can_extend && !adds_sources (entry->change))
    change.row--;
  else
    self->next_row++;
  self->can_extend = entry->step == BRV_JOURNAL_DO || entry->step == BRV_JOURNAL_EXTEND;
  g_array_append_val (self->changes, change);
}

/*
 * brv_journal_rows_seal:
 * @self: a journal
 *
 * The last row takes nothing more.
 */
void
brv_journal_rows_seal (BrvJournalRows *self)
{
  self->can_extend = FALSE;
}

/*
 * brv_journal_rows_compact:
 * @self: a journal
 * @n_written: how many entries are on the disk
 *
 * Folds the changes of a finished row into one. The last two rows stay as they came, because a
 * save that was just asked for may be of a state within them.
 *
 * Returns: how many entries went
 */
guint
brv_journal_rows_compact (BrvJournalRows *self, guint n_written)
{
  guint end = self->changes->len;
  guint begin;
  guint next;
  g_autoptr (BrvJournalEntry) merged = NULL;

  for (guint i = 0; i < 2 && end > 0; i++)
    end = brv_journal_rows_find_begin (self, end - 1);
  begin = end > 0 ? brv_journal_rows_find_begin (self, end - 1) : 0;
  if (end - begin < 2 || n_written < end)
    return 0;
  next = begin;
  merged = brv_journal_rows_merge (self, &next);
  brv_journal_entry_unref (get_change (self, begin)->entry);
  get_change (self, begin)->entry = g_steal_pointer (&merged);
  g_array_remove_range (self->changes, begin + 1, end - begin - 1);
  return end - begin - 1;
}

/*
 * brv_journal_rows_remove_first:
 * @self: a journal
 * @n: how many entries are not needed any more
 */
void
brv_journal_rows_remove_first (BrvJournalRows *self, guint n)
{
  g_array_remove_range (self->changes, 0, n);
}
