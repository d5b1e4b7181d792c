/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-undo-history.h"

#include "edit/brv-coalesce.h"

/* A longer rest than this begins a new step of typing; what GTK's text history waits is similar. */
#define PAUSE_US ((gint64)3 * G_USEC_PER_SEC)

/*
 * One step of the history. The roots share all that the change did not touch. A step of an earlier
 * session has none: they are made when they are first gone back to. Its change is read when it is
 * the next one to be undone or redone.
 */
typedef struct
{
  BrvBrief *before;  /* (nullable) */
  BrvBrief *after;   /* (nullable) */
  BrvChange *change; /* (nullable): not read yet */
  guint number;      /* by which it is read */
  BrvEditKind kind;
  gint64 time_us; /* of the last change that went into it */
} BrvUndoStep;

static void
undo_step_free (gpointer data)
{
  BrvUndoStep *step = data;

  g_clear_pointer (&step->before, brv_brief_unref);
  g_clear_pointer (&step->after, brv_brief_unref);
  g_clear_pointer (&step->change, brv_change_unref);
  g_free (step);
}

static BrvUndoStep *
last_step (GPtrArray *steps)
{
  return steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;
}

/*
 * brv_undo_history_init:
 * @self: a history without steps
 */
void
brv_undo_history_init (BrvUndoHistory *self)
{
  self->undo = g_ptr_array_new_with_free_func (undo_step_free);
  self->redo = g_ptr_array_new_with_free_func (undo_step_free);
}

/*
 * brv_undo_history_clear:
 * @self: a history
 */
void
brv_undo_history_clear (BrvUndoHistory *self)
{
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  if (self->free_read_data != NULL)
    self->free_read_data (self->read_data);
}

/* Reads what is undone or redone next. What cannot be read ends the history there. */
static void
read_next (BrvUndoHistory *self)
{
  GPtrArray *const lists[] = { self->undo, self->redo };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      BrvUndoStep *step = last_step (lists[i]);

      if (step == NULL || step->change != NULL)
        continue;
      step->change = self->read_change (step->number, self->read_data);
      if (step->change == NULL)
        g_ptr_array_set_size (lists[i], 0);
    }
}

static void
add_unread (GPtrArray *steps, guint number)
{
  BrvUndoStep *step = g_new0 (BrvUndoStep, 1);

  step->number = number;
  g_ptr_array_add (steps, step);
}

/*
 * brv_undo_history_restore:
 * @self: a history without steps
 * @n_changes: how many changes were made in earlier sessions
 * @n_undone: how many of them, at the end, are undone
 * @read: reads one of them when it is needed
 * @data: for @read
 * @free_data: (nullable): frees @data
 */
void
brv_undo_history_restore (BrvUndoHistory *self,
                          guint n_changes,
                          guint n_undone,
                          BrvDocumentReadFunc read,
                          gpointer data,
                          GDestroyNotify free_data)
{
  self->read_change = read;
  self->read_data = data;
  self->free_read_data = free_data;
  for (guint i = 0; i < n_changes - n_undone; i++)
    add_unread (self->undo, i);
  for (guint i = n_changes; i > n_changes - n_undone; i--)
    add_unread (self->redo, i - 1);
  read_next (self);
  self->sealed = TRUE;
}

/*
 * brv_undo_history_get_label:
 * @steps: the steps of one direction
 *
 * Returns: (nullable): what the next step of that direction is called; %NULL if there is none
 */
const char *
brv_undo_history_get_label (GPtrArray *steps)
{
  const BrvUndoStep *step = last_step (steps);

  return step != NULL ? brv_change_get_label (step->change) : NULL;
}

/* Folds @change into the latest step if it is more of the same. */
static gboolean
fold (BrvUndoHistory *self,
      const BrvChange *change,
      const BrvBrief *after,
      BrvEditKind kind,
      gint64 now_us)
{
  BrvUndoStep *step = last_step (self->undo);
  BrvChange *merged;

  if (step == NULL || self->sealed || kind == BRV_EDIT_OTHER || kind != step->kind)
    return FALSE;
  if (kind != BRV_EDIT_IMPORT && now_us - step->time_us > PAUSE_US)
    return FALSE;
  merged = brv_coalesce (step->change, change, kind);
  if (merged == NULL)
    return FALSE;
  brv_change_unref (step->change);
  step->change = merged;
  brv_brief_unref (step->after);
  step->after = brv_brief_ref (after);
  step->time_us = now_us;
  return TRUE;
}

/*
 * brv_undo_history_add:
 * @self: a history
 * @change: what was done
 * @before: the root before
 * @after: the root after it
 * @kind: what it is
 * @now_us: the time of the monotonic clock
 *
 * Adds a step, and forgets what was undone.
 *
 * Returns: whether the change went into the step before
 */
gboolean
brv_undo_history_add (BrvUndoHistory *self,
                      BrvChange *change,
                      const BrvBrief *before,
                      const BrvBrief *after,
                      BrvEditKind kind,
                      gint64 now_us)
{
  gboolean is_folded = fold (self, change, after, kind, now_us);

  g_ptr_array_set_size (self->redo, 0);
  if (!is_folded)
    {
      BrvUndoStep *step = g_new0 (BrvUndoStep, 1);

      step->change = brv_change_ref (change);
      step->before = brv_brief_ref (before);
      step->after = brv_brief_ref (after);
      step->kind = kind;
      step->time_us = now_us;
      g_ptr_array_add (self->undo, step);
    }
  self->sealed = FALSE;
  return is_folded;
}

/* Makes the root that a step leads to, where it is of an earlier session. */
static gboolean
reach (BrvUndoHistory *self,
       const BrvChange *change,
       const BrvBrief *brief,
       BrvBrief **from,
       BrvBrief **to)
{
  if (*to == NULL)
    *to = brv_change_apply (change, brief);
  if (*to == NULL)
    {
      /* The history does not fit the brief: it was tampered with. Nothing of it can be trusted. */
      g_ptr_array_set_size (self->undo, 0);
      g_ptr_array_set_size (self->redo, 0);
      return FALSE;
    }
  if (*from == NULL)
    *from = brv_brief_ref (brief);
  self->sealed = TRUE;
  return TRUE;
}

/*
 * brv_undo_history_step_back:
 * @self: a history that has a step to undo
 * @brief: the root now
 * @to: (out): the root before that step
 *
 * Returns: (transfer full) (nullable): what leads there, or %NULL if the history does not fit the
 *   brief; it is empty then
 */
BrvChange *
brv_undo_history_step_back (BrvUndoHistory *self, const BrvBrief *brief, BrvBrief **to)
{
  BrvUndoStep *step = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  g_autoptr (BrvChange) inverse = brv_change_invert (step->change);

  g_ptr_array_add (self->redo, step);
  read_next (self);
  if (!reach (self, inverse, brief, &step->after, &step->before))
    return NULL;
  *to = brv_brief_ref (step->before);
  return g_steal_pointer (&inverse);
}

/*
 * brv_undo_history_step_forward:
 * @self: a history that has a step to redo
 * @brief: the root now
 * @to: (out): the root after that step
 *
 * Returns: (transfer full) (nullable): as brv_undo_history_step_back()
 */
BrvChange *
brv_undo_history_step_forward (BrvUndoHistory *self, const BrvBrief *brief, BrvBrief **to)
{
  BrvUndoStep *step = g_ptr_array_steal_index (self->redo, self->redo->len - 1);
  g_autoptr (BrvChange) change = brv_change_ref (step->change);

  g_ptr_array_add (self->undo, step);
  read_next (self);
  if (!reach (self, change, brief, &step->before, &step->after))
    return NULL;
  *to = brv_brief_ref (step->after);
  return g_steal_pointer (&change);
}
