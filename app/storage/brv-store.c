/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "storage/brv-store-private.h"

enum
{
  SIGNAL_FAILED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (BrvStore, brv_store, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
clear_step (gpointer data)
{
  BrvHistoryStep *step = data;

  brv_change_unref (step->change);
}

/* A failure on its way from the journal's thread to the store's. */
typedef struct
{
  GWeakRef store;
  GError *error;
} Failure;

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  g_weak_ref_clear (&failure->store);
  g_error_free (failure->error);
  g_free (failure);
}

static gboolean
tell_failure_cb (gpointer data)
{
  Failure *failure = data;
  g_autoptr (BrvStore) store = g_weak_ref_get (&failure->store);

  if (store != NULL)
    g_signal_emit (store, signals[SIGNAL_FAILED], 0, failure->error);
  return G_SOURCE_REMOVE;
}

/* On the journal's thread, while the store still holds the journal. */
static void
journal_failed_cb (const GError *error, gpointer data)
{
  BrvStore *self = data;
  Failure *failure = g_new0 (Failure, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_weak_ref_init (&failure->store, self);
  failure->error = g_error_copy (error);
  g_source_set_callback (source, tell_failure_cb, failure, failure_free);
  g_source_attach (source, self->context);
}

static void
brv_store_dispose (GObject *object)
{
  BrvStore *self = BRV_STORE (object);

  /* What was not saved stays in the working copy. */
  if (self->journal != NULL)
    brv_store_close (self, FALSE, NULL);
  g_clear_pointer (&self->journal, brv_journal_stop);
  G_OBJECT_CLASS (brv_store_parent_class)->dispose (object);
}

static void
brv_store_finalize (GObject *object)
{
  BrvStore *self = BRV_STORE (object);

  g_clear_pointer (&self->working_copy, brv_working_copy_free);
  g_clear_pointer (&self->lock, brv_brief_lock_release);
  g_clear_pointer (&self->brief, brv_brief_unref);
  g_clear_pointer (&self->saved, brv_brief_unref);
  g_clear_pointer (&self->attempted, brv_brief_unref);
  g_clear_pointer (&self->history, brv_history_free);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->versions, brv_versions_unref);
  g_free (self->shown_path);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->saving);
  g_mutex_clear (&self->counting);
  G_OBJECT_CLASS (brv_store_parent_class)->finalize (object);
}

static void
brv_store_class_init (BrvStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = brv_store_dispose;
  object_class->finalize = brv_store_finalize;

  /**
   * BrvStore::failed:
   * @self: the store
   * @error: (type GError): what happened, in words for the user
   *
   * Emitted once when changes begin not to reach stable storage.
   */
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
brv_store_init (BrvStore *self)
{
  g_mutex_init (&self->saving);
  g_mutex_init (&self->counting);
  self->context = g_main_context_ref_thread_default ();
}

/**
 * brv_store_start:
 * @working_copy: (transfer full): its working copy
 * @lock: (transfer full) (nullable): the lock of its file
 * @contents: (transfer full): what it begins with
 * @database: (transfer full) (nullable): the working copy's database, if there is one
 * @image: (nullable): the file that @contents were read from
 *
 * Returns: (transfer full): an open store with a running journal
 */
BrvStore *
brv_store_start (BrvWorkingCopy *working_copy,
                 BrvBriefLock *lock,
                 BrvBriefContents *contents,
                 BrvDatabase *database,
                 GBytes *image)
{
  BrvStore *self = g_object_new (BRV_TYPE_STORE, NULL);
  guint n_found = contents->journal->len;

  self->brief = brv_brief_ref (contents->brief);
  self->history = brv_history_copy (contents->history);
  if (brv_working_copy_get_path (working_copy) != NULL)
    self->saved = brv_brief_ref (contents->saved);
  if (n_found > 0)
    {
      const BrvJournalEntry *last = g_ptr_array_index (contents->journal, n_found - 1);

      self->changed_us = last->time_us;
    }
  self->n_changes = n_found;
  self->n_found = n_found;
  self->working_copy = working_copy;
  self->lock = lock;
  self->journal =
    brv_journal_start (working_copy, contents, database, image, journal_failed_cb, self);
  return self;
}

/**
 * brv_store_get_brief:
 * @self: a store
 *
 * Returns: the brief as it was when the store was made; recovered changes are in it
 */
const BrvBrief *
brv_store_get_brief (BrvStore *self)
{
  g_return_val_if_fail (BRV_IS_STORE (self), NULL);

  return self->brief;
}

/**
 * brv_store_get_path:
 * @self: a store that is not closed, or one that was opened to be read
 *
 * Returns: (nullable): the file, by its path without symbolic links; %NULL if it is untitled
 */
const char *
brv_store_get_path (BrvStore *self)
{
  g_return_val_if_fail (BRV_IS_STORE (self), NULL);

  return self->working_copy != NULL ? brv_working_copy_get_path (self->working_copy)
                                    : self->shown_path;
}

/**
 * brv_store_is_recovered:
 * @self: a store
 *
 * Returns: whether it began with changes that a dead process had not saved
 */
gboolean
brv_store_is_recovered (BrvStore *self)
{
  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);

  return self->is_recovered;
}

/**
 * brv_store_is_file_torn:
 * @self: a store
 *
 * Returns: whether the file was found damaged when the store went on from the work of a dead
 *   process, and was not written since; the next save mends it
 */
gboolean
brv_store_is_file_torn (BrvStore *self)
{
  gboolean is_torn;

  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);

  g_mutex_lock (&self->counting);
  is_torn = self->is_torn;
  g_mutex_unlock (&self->counting);
  return is_torn;
}

/**
 * brv_store_is_dirty:
 * @self: a store
 *
 * Returns: whether there are changes or named states that are not in the file, or all of it where
 *   the file is torn
 */
gboolean
brv_store_is_dirty (BrvStore *self)
{
  gboolean is_dirty;

  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);

  g_mutex_lock (&self->counting);
  is_dirty =
    self->is_torn || self->n_changes != self->n_saved || self->n_named != self->n_named_saved;
  g_mutex_unlock (&self->counting);
  return is_dirty;
}

/**
 * brv_store_get_changed_us:
 * @self: a store
 *
 * Returns: the moment of the latest unsaved change, recovered ones included, in microseconds since
 *   1970 in UTC; 0 if there was none
 */
gint64
brv_store_get_changed_us (BrvStore *self)
{
  gint64 changed_us;

  g_return_val_if_fail (BRV_IS_STORE (self), 0);

  g_mutex_lock (&self->counting);
  changed_us = self->changed_us;
  g_mutex_unlock (&self->counting);
  return changed_us;
}

/**
 * brv_store_dup_history:
 * @self: a store
 *
 * Returns: (transfer full): the history as it was when the store was made
 */
BrvHistory *
brv_store_dup_history (BrvStore *self)
{
  g_return_val_if_fail (BRV_IS_STORE (self), NULL);

  return brv_history_copy (self->history);
}

/**
 * brv_store_get_history:
 * @self: a store
 * @n_steps: (out): how many
 * @n_undone: (out): how many of the last ones are undone
 *
 * Gives the history as it was when the store was made. It is read from its JSON when this is first
 * called; a history that cannot be read is left out as a whole.
 *
 * Returns: (array length=n_steps): the steps, oldest first
 */
const BrvHistoryStep *
brv_store_get_history (BrvStore *self, guint *n_steps, guint *n_undone)
{
  g_return_val_if_fail (BRV_IS_STORE (self), NULL);

  if (self->steps == NULL)
    {
      self->steps = g_array_new (FALSE, FALSE, sizeof (BrvHistoryStep));
      g_array_set_clear_func (self->steps, clear_step);
      for (guint i = 0; i < brv_history_get_n_steps (self->history); i++)
        {
          const BrvJournalEntry *entry = brv_history_get_step (self->history, i);
          g_autoptr (GError) error = NULL;
          BrvHistoryStep step = { brv_journal_entry_dup_change (entry, &error), entry->time_us };

          if (step.change == NULL)
            {
              g_info ("The history cannot be read: %s", error->message);
              g_array_set_size (self->steps, 0);
              break;
            }
          g_array_append_val (self->steps, step);
        }
    }
  *n_steps = self->steps->len;
  *n_undone = MIN (brv_history_get_n_undone (self->history), self->steps->len);
  return (const BrvHistoryStep *)(gconstpointer)self->steps->data;
}

/**
 * brv_store_append:
 * @self: a store that is not closed
 * @change: what was done to the brief
 * @step: how it came about
 *
 * Journals a change. Returns at once; the change is on stable storage within 250 ms.
 */
void
brv_store_append (BrvStore *self, const BrvChange *change, BrvJournalStep step)
{
  g_return_if_fail (BRV_IS_STORE (self));
  g_return_if_fail (self->journal != NULL);
  g_return_if_fail (change != NULL);

  g_mutex_lock (&self->counting);
  self->n_changes++;
  self->changed_us = g_get_real_time ();
  g_mutex_unlock (&self->counting);
  brv_journal_append (self->journal, change, step);
}

/**
 * brv_store_flush:
 * @self: a store that is not closed
 *
 * Waits until all changes are on stable storage.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NO_SPACE or _WRITE; they are kept in memory then
 */
gboolean
brv_store_flush (BrvStore *self, GError **error)
{
  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);
  g_return_val_if_fail (self->journal != NULL, FALSE);

  return brv_journal_flush (self->journal, error);
}

/*
 * Lets this thread do what one at a time may do to the file and the journal; it unlocks `saving`
 * then. FALSE with G_IO_ERROR_CANCELLED if the store was closed meanwhile.
 */
gboolean
brv_store_lock_open (BrvStore *self, GError **error)
{
  g_mutex_lock (&self->saving);
  if (self->journal != NULL)
    return TRUE;
  g_mutex_unlock (&self->saving);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       _ ("The brief was closed before it was saved. Open it again: what was not "
                          "saved is kept."));
  return FALSE;
}

/**
 * brv_store_close:
 * @self: a store
 * @discard: whether unsaved changes are to be thrown away
 *
 * Ends the store. Unsaved changes that are not to be thrown away stay in the working copy, and the
 * next opening of the brief goes on from there. Closing twice does nothing.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_NO_SPACE or _WRITE if changes are in memory alone; the
 *   store is still open then
 */
gboolean
brv_store_close (BrvStore *self, gboolean discard, GError **error)
{
  g_return_val_if_fail (BRV_IS_STORE (self), FALSE);

  if (self->journal == NULL)
    return TRUE;
  /* Another thread may be saving, as when the session ends just then: it is waited for. */
  g_mutex_lock (&self->saving);
  if (!discard && brv_store_is_dirty (self) && !brv_journal_flush (self->journal, error))
    {
      g_mutex_unlock (&self->saving);
      return FALSE;
    }
  g_clear_pointer (&self->journal, brv_journal_stop);
  if (discard || !brv_store_is_dirty (self))
    brv_working_copy_remove (g_steal_pointer (&self->working_copy));
  g_clear_pointer (&self->working_copy, brv_working_copy_free);
  g_clear_pointer (&self->lock, brv_brief_lock_release);
  g_mutex_unlock (&self->saving);
  return TRUE;
}
