/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-history.h"

struct _BrvHistory
{
  GPtrArray *steps; /* (element-type BrvJournalEntry), oldest first */
  guint n_undone;
};

/**
 * brv_history_new:
 *
 * Returns: (transfer full): a history without steps
 */
BrvHistory *
brv_history_new (void)
{
  BrvHistory *self = g_new0 (BrvHistory, 1);

  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_journal_entry_unref);
  return self;
}

static gpointer
copy_step_cb (gconstpointer step, gpointer data)
{
  return brv_journal_entry_ref (step);
}

/**
 * brv_history_copy:
 * @self: a history
 *
 * Returns: (transfer full): a history with the same steps
 */
BrvHistory *
brv_history_copy (const BrvHistory *self)
{
  BrvHistory *copy = brv_history_new ();

  g_ptr_array_extend (copy->steps, self->steps, (GCopyFunc)copy_step_cb, NULL);
  copy->n_undone = self->n_undone;
  return copy;
}

/**
 * brv_history_free:
 * @self: (transfer full): a history
 */
void
brv_history_free (BrvHistory *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/**
 * brv_history_get_n_steps:
 * @self: a history
 *
 * Returns: how many steps it has, undone ones included
 */
guint
brv_history_get_n_steps (const BrvHistory *self)
{
  return self->steps->len;
}

/**
 * brv_history_get_n_undone:
 * @self: a history
 *
 * Returns: how many of its last steps are undone
 */
guint
brv_history_get_n_undone (const BrvHistory *self)
{
  return self->n_undone;
}

/**
 * brv_history_get_step:
 * @self: a history
 * @index: less than its number of steps
 *
 * Returns: the step
 */
const BrvJournalEntry *
brv_history_get_step (const BrvHistory *self, guint index)
{
  return g_ptr_array_index (self->steps, index);
}

/**
 * brv_history_count_common:
 * @a: a history
 * @b: another
 *
 * Returns: how many steps at their beginning are the same values
 */
guint
brv_history_count_common (const BrvHistory *a, const BrvHistory *b)
{
  guint n = 0;

  while (n < a->steps->len && n < b->steps->len &&
         g_ptr_array_index (a->steps, n) == g_ptr_array_index (b->steps, n))
    n++;
  return n;
}

/**
 * brv_history_add:
 * @self: a history
 * @step: a step that comes after all others
 */
void
brv_history_add (BrvHistory *self, const BrvJournalEntry *step)
{
  g_ptr_array_add (self->steps, brv_journal_entry_ref (step));
}

/**
 * brv_history_set_n_undone:
 * @self: a history
 * @n_undone: how many of its last steps are undone, at most all
 */
void
brv_history_set_n_undone (BrvHistory *self, guint n_undone)
{
  g_return_if_fail (n_undone <= self->steps->len);

  self->n_undone = n_undone;
}

/* The one block that a change replaces by another of the same id, as typing does; else NULL. */
static const BrvSplice *
find_typing (const BrvChange *change)
{
  guint n_splices;
  const BrvSplice *splice = brv_change_get_splices (change, &n_splices);

  if (n_splices == 1 && splice->kind == BRV_SPLICE_BLOCKS && splice->removed->len == 1 &&
      splice->inserted->len == 1 &&
      brv_id_equal (brv_block_get_id (g_ptr_array_index (splice->removed, 0)),
                    brv_block_get_id (g_ptr_array_index (splice->inserted, 0))))
    return splice;
  return NULL;
}

static gboolean
is_same_place (const BrvSplice *a, const BrvSplice *b)
{
  return a->section == b->section && a->at == b->at &&
         brv_id_equal (brv_block_get_id (g_ptr_array_index (a->inserted, 0)),
                       brv_block_get_id (g_ptr_array_index (b->inserted, 0)));
}

static void
add_splice (BrvChange *change, const BrvSplice *splice)
{
  gpointer *removed = splice->removed->pdata;
  gpointer *inserted = splice->inserted->pdata;

  switch (splice->kind)
    {
    case BRV_SPLICE_BLOCKS:
      brv_change_add_blocks (change, splice->section, splice->at, (BrvBlock **)removed,
                             splice->removed->len, (BrvBlock **)inserted, splice->inserted->len);
      break;
    case BRV_SPLICE_SECTIONS:
      brv_change_add_sections (change, splice->at, (BrvSection **)removed, splice->removed->len,
                               (BrvSection **)inserted, splice->inserted->len);
      break;
    case BRV_SPLICE_SOURCES:
      brv_change_add_sources (change, splice->at, (BrvSource **)removed, splice->removed->len,
                              (BrvSource **)inserted, splice->inserted->len);
      break;
    case BRV_SPLICE_HEADING:
      brv_change_add_heading (change, splice->section, removed[0], inserted[0]);
      break;
    case BRV_SPLICE_RECORD:
      brv_change_add_record (change, removed[0], inserted[0]);
      break;
    default:
      g_assert_not_reached ();
    }
}

static const BrvSplice *
get_only_splice (const BrvChange *change)
{
  guint n_splices;
  const BrvSplice *splices = brv_change_get_splices (change, &n_splices);

  return n_splices == 1 ? splices : NULL;
}

/* Writes into @merged what @a and @b do where @b changes one of the blocks that @a has made. */
static gboolean
merge_blocks (BrvChange *merged, const BrvSplice *a, const BrvSplice *b)
{
  g_autofree BrvBlock **inserted = NULL;

  if (a == NULL || b == NULL || a->kind != BRV_SPLICE_BLOCKS || b->kind != BRV_SPLICE_BLOCKS ||
      a->section != b->section || b->removed->len != 1 || b->inserted->len != 1 || b->at < a->at ||
      b->at - a->at >= a->inserted->len)
    return FALSE;
  inserted = g_memdup2 (a->inserted->pdata, a->inserted->len * sizeof *inserted);
  inserted[b->at - a->at] = g_ptr_array_index (b->inserted, 0);
  brv_change_add_blocks (merged, a->section, a->at, (BrvBlock **)a->removed->pdata, a->removed->len,
                         inserted, a->inserted->len);
  return TRUE;
}

/**
 * brv_history_merge:
 * @first: a change
 * @second: the change after it
 *
 * Returns: (transfer full): one change that does what both do, with the label of the first
 */
BrvChange *
brv_history_merge (const BrvChange *first, const BrvChange *second)
{
  g_autoptr (BrvChange) merged = brv_change_new (brv_change_get_label (first));
  const BrvSplice *a = get_only_splice (first);
  const BrvSplice *b = get_only_splice (second);

  if (a != NULL && b != NULL && a->kind == BRV_SPLICE_HEADING && b->kind == BRV_SPLICE_HEADING &&
      a->section == b->section)
    {
      brv_change_add_heading (merged, a->section, g_ptr_array_index (a->removed, 0),
                              g_ptr_array_index (b->inserted, 0));
    }
  else if (!merge_blocks (merged, a, b))
    {
      const BrvChange *const parts[] = { first, second };

      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          guint n_splices;
          const BrvSplice *splices = brv_change_get_splices (parts[i], &n_splices);

          for (guint k = 0; k < n_splices; k++)
            add_splice (merged, &splices[k]);
        }
    }
  brv_change_set_selections (merged, brv_change_get_selection_before (first),
                             brv_change_get_selection_after (second));
  return g_steal_pointer (&merged);
}

/* Folds @entry into the last step; FALSE if that step cannot be read. */
static gboolean
extend_last (BrvHistory *self, const BrvJournalEntry *entry)
{
  const BrvJournalEntry *last = g_ptr_array_index (self->steps, self->steps->len - 1);
  g_autoptr (BrvChange) first = brv_journal_entry_dup_change (last, NULL);
  g_autoptr (BrvChange) second = brv_journal_entry_dup_change (entry, NULL);
  g_autoptr (BrvChange) merged = NULL;

  if (first == NULL || second == NULL)
    return FALSE;
  merged = brv_history_merge (first, second);
  g_ptr_array_index (self->steps, self->steps->len - 1) =
    brv_journal_entry_new (BRV_JOURNAL_DO, entry->time_us, merged);
  brv_journal_entry_unref ((BrvJournalEntry *)last);
  return TRUE;
}

/*
 * The document may have taken a run of typing for one step where the journal was told of each
 * change alone. An undo that leads back over several steps shows it: they become one.
 */
static void
fold_run (BrvHistory *self, const BrvJournalEntry *undo)
{
  guint n_done = self->steps->len - self->n_undone;
  g_autoptr (BrvChange) change = brv_journal_entry_dup_change (undo, NULL);
  const BrvSplice *back = change != NULL ? find_typing (change) : NULL;
  g_autoptr (BrvChange) run = NULL;
  guint first = n_done;

  if (back == NULL)
    return;
  for (;;)
    {
      g_autoptr (BrvChange) step = NULL;
      const BrvSplice *typing;

      if (first == 0)
        return;
      first--;
      step = brv_journal_entry_dup_change (g_ptr_array_index (self->steps, first), NULL);
      typing = step != NULL ? find_typing (step) : NULL;
      if (typing == NULL || !is_same_place (typing, back))
        return;
      if (brv_block_equal (g_ptr_array_index (typing->removed, 0),
                           g_ptr_array_index (back->inserted, 0)))
        break;
    }
  if (n_done - first < 2)
    return;

  run = brv_change_invert (change);
  g_ptr_array_remove_range (self->steps, first, n_done - first);
  g_ptr_array_insert (self->steps, (gint)first,
                      brv_journal_entry_new (BRV_JOURNAL_DO, undo->time_us, run));
}

/**
 * brv_history_record:
 * @self: a history
 * @entry: what happened next
 *
 * Brings the history to where it is after @entry.
 */
void
brv_history_record (BrvHistory *self, const BrvJournalEntry *entry)
{
  switch (entry->step)
    {
    case BRV_JOURNAL_UNDO:
      if (self->n_undone == self->steps->len)
        break;
      fold_run (self, entry);
      self->n_undone++;
      break;
    case BRV_JOURNAL_REDO:
      if (self->n_undone > 0)
        self->n_undone--;
      break;
    case BRV_JOURNAL_EXTEND:
      if (self->n_undone == 0 && self->steps->len > 0 && extend_last (self, entry))
        break;
      G_GNUC_FALLTHROUGH;
    case BRV_JOURNAL_DO:
      g_ptr_array_set_size (self->steps, (gint)(self->steps->len - self->n_undone));
      self->n_undone = 0;
      brv_history_add (self, entry);
      break;
    default:
      g_assert_not_reached ();
    }
}
