/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-document-private.h"

#include "edit/brv-line-index.h"

struct _BrvDocument
{
  GObject parent_instance;

  /* Owned */
  BrvBrief *brief;
  BrvBrief *saved; /* (nullable): the root that is in the file */
  BrvUndoHistory history;
  BrvLineIndex *lines;

  BrvDocumentClock clock;
  gboolean read_only;
};

enum
{
  PROP_BRIEF = 1,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_MODIFIED,
  N_PROPS,
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REFUSED,
  N_SIGNALS,
};

G_DEFINE_QUARK (brv_edit_error, brv_edit_error)

G_DEFINE_FINAL_TYPE (BrvDocument, brv_document, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* What the properties say, to notify only those that say something else afterwards. */
typedef struct
{
  gboolean can_undo;
  gboolean can_redo;
  gboolean modified;
  char *undo_label;
  char *redo_label;
} State;

static State
get_state (BrvDocument *self)
{
  return (State){
    brv_document_get_can_undo (self),
    brv_document_get_can_redo (self),
    brv_document_get_modified (self),
    g_strdup (brv_document_get_undo_label (self)),
    g_strdup (brv_document_get_redo_label (self)),
  };
}

static void
notify_since (BrvDocument *self, State before)
{
  GObject *object = G_OBJECT (self);

  if (before.can_undo != brv_document_get_can_undo (self))
    g_object_notify_by_pspec (object, properties[PROP_CAN_UNDO]);
  if (before.can_redo != brv_document_get_can_redo (self))
    g_object_notify_by_pspec (object, properties[PROP_CAN_REDO]);
  if (before.modified != brv_document_get_modified (self))
    g_object_notify_by_pspec (object, properties[PROP_MODIFIED]);
  if (g_strcmp0 (before.undo_label, brv_document_get_undo_label (self)) != 0)
    g_object_notify_by_pspec (object, properties[PROP_UNDO_LABEL]);
  if (g_strcmp0 (before.redo_label, brv_document_get_redo_label (self)) != 0)
    g_object_notify_by_pspec (object, properties[PROP_REDO_LABEL]);
  g_free (before.undo_label);
  g_free (before.redo_label);
}

static void
set_brief (BrvDocument *self, const BrvBrief *brief, const BrvChange *change)
{
  BrvBrief *old = self->brief;
  GArray *splices;

  self->brief = brv_brief_ref (brief);
  brv_brief_unref (old);
  splices = brv_line_index_update (self->lines, change);
  g_array_unref (splices);
}

static void
announce (BrvDocument *self, BrvChange *change, BrvBrief *before, BrvStep how, State state)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BRIEF]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change, before, (int)how);
  notify_since (self, state);
}

static void
brv_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BrvDocument *self = BRV_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_BRIEF:
      g_value_set_pointer (value, self->brief);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, brv_document_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, brv_document_get_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, brv_document_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, brv_document_get_redo_label (self));
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, brv_document_get_modified (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
brv_document_finalize (GObject *object)
{
  BrvDocument *self = BRV_DOCUMENT (object);

  g_clear_pointer (&self->brief, brv_brief_unref);
  g_clear_pointer (&self->saved, brv_brief_unref);
  brv_undo_history_clear (&self->history);
  g_clear_pointer (&self->lines, brv_line_index_free);
  G_OBJECT_CLASS (brv_document_parent_class)->finalize (object);
}

static void
brv_document_class_init (BrvDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = brv_document_get_property;
  object_class->finalize = brv_document_finalize;

  /**
   * BrvDocument:brief: (type BrvBrief)
   *
   * The current root.
   */
  properties[PROP_BRIEF] = g_param_spec_pointer ("brief", NULL, NULL, flags);

  /**
   * BrvDocument:can-undo:
   *
   * Whether there is a step to undo.
   */
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);

  /**
   * BrvDocument:can-redo:
   *
   * Whether there is an undone step to do again.
   */
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);

  /**
   * BrvDocument:undo-label:
   *
   * What the next undo takes back, as a menu names it, or %NULL.
   */
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);

  /**
   * BrvDocument:redo-label:
   *
   * What the next redo does again, as a menu names it, or %NULL.
   */
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);

  /**
   * BrvDocument:modified:
   *
   * Whether the current root is another than the saved one.
   */
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * BrvDocument::changed:
   * @self: the document
   * @change: (type BrvChange): what led from @before to the present root
   * @before: (type BrvBrief): the root before
   * @step: a #BrvStep
   *
   * Emitted after the root was replaced and before the properties about the history are notified.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_POINTER, G_TYPE_INT);

  /**
   * BrvDocument::refused:
   * @self: the document
   *
   * Emitted when a change was asked for that a document which is read-only does not take.
   */
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_document_init (BrvDocument *self)
{
  brv_undo_history_init (&self->history);
  self->clock = g_get_monotonic_time;
}

/**
 * brv_document_new:
 * @brief: the root to begin with
 *
 * Opens a document that counts as saved.
 *
 * Returns: (transfer full): the document
 */
BrvDocument *
brv_document_new (const BrvBrief *brief)
{
  BrvDocument *self;

  g_return_val_if_fail (brief != NULL, NULL);

  self = g_object_new (BRV_TYPE_DOCUMENT, NULL);
  self->brief = brv_brief_ref (brief);
  self->saved = brv_brief_ref (brief);
  self->lines = brv_line_index_new (brief);
  return self;
}

/**
 * brv_document_get_brief:
 * @self: a document
 *
 * Returns: the current root
 */
const BrvBrief *
brv_document_get_brief (BrvDocument *self)
{
  g_return_val_if_fail (BRV_IS_DOCUMENT (self), NULL);

  return self->brief;
}

/**
 * brv_document_get_can_undo:
 * @self: a document
 *
 * Returns: whether there is a step to undo
 */
gboolean
brv_document_get_can_undo (BrvDocument *self)
{
  g_return_val_if_fail (BRV_IS_DOCUMENT (self), FALSE);

  return self->history.undo->len > 0 && !self->read_only;
}

/**
 * brv_document_get_can_redo:
 * @self: a document
 *
 * Returns: whether there is an undone step to do again
 */
gboolean
brv_document_get_can_redo (BrvDocument *self)
{
  g_return_val_if_fail (BRV_IS_DOCUMENT (self), FALSE);

  return self->history.redo->len > 0 && !self->read_only;
}

/**
 * brv_document_get_undo_label:
 * @self: a document
 *
 * Returns: (nullable): what the next undo takes back: "Move Quote"
 */
const char *
brv_document_get_undo_label (BrvDocument *self)
{
  g_return_val_if_fail (BRV_IS_DOCUMENT (self), NULL);

  return brv_undo_history_get_label (self->history.undo);
}

/**
 * brv_document_get_redo_label:
 * @self: a document
 *
 * Returns: (nullable): what the next redo does again
 */
const char *
brv_document_get_redo_label (BrvDocument *self)
{
  g_return_val_if_fail (BRV_IS_DOCUMENT (self), NULL);

  return brv_undo_history_get_label (self->history.redo);
}

/**
 * brv_document_get_modified:
 * @self: a document
 *
 * Returns: whether the current root is another than the saved one
 */
gboolean
brv_document_get_modified (BrvDocument *self)
{
  g_return_val_if_fail (BRV_IS_DOCUMENT (self), FALSE);

  return self->brief != self->saved;
}

/**
 * brv_document_set_read_only:
 * @self: a document
 *
 * From now on the brief stays as it is: changes are refused, and nothing can be undone.
 */
void
brv_document_set_read_only (BrvDocument *self)
{
  State state;

  g_return_if_fail (BRV_IS_DOCUMENT (self));

  state = get_state (self);
  self->read_only = TRUE;
  notify_since (self, state);
}

/**
 * brv_document_is_read_only:
 * @self: a document
 *
 * Returns: whether it takes no changes
 */
gboolean
brv_document_is_read_only (BrvDocument *self)
{
  g_return_val_if_fail (BRV_IS_DOCUMENT (self), TRUE);

  return self->read_only;
}

/**
 * brv_document_apply:
 * @self: a document
 * @change: a change made for the current root; an empty one does nothing
 * @kind: what it is, for coalescing
 *
 * Applies @change, puts it into the history and announces it; where the document is read-only,
 * says so by its signal and nothing more.
 *
 * Typing and erasing fold into the step before when they go on where that left the caret, in a
 * block that it has made, within three seconds; a new word is a new step of typing. Sources of an
 * import fold into the step before when they stand right behind those that it added; whoever
 * begins an import seals the step before it.
 */
void
brv_document_apply (BrvDocument *self, BrvChange *change, BrvEditKind kind)
{
  g_autoptr (BrvBrief) before = NULL;
  g_autoptr (BrvBrief) after = NULL;
  gint64 now_us;
  gboolean extends;
  State state;

  g_return_if_fail (BRV_IS_DOCUMENT (self));
  g_return_if_fail (change != NULL);

  if (brv_change_is_empty (change))
    return;
  if (self->read_only)
    {
      g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
      return;
    }
  after = brv_change_apply (change, self->brief);
  g_return_if_fail (after != NULL);

  state = get_state (self);
  now_us = self->clock ();
  before = brv_brief_ref (self->brief);
  set_brief (self, after, change);
  extends = brv_undo_history_add (&self->history, change, before, after, kind, now_us);
  announce (self, change, before, extends ? BRV_STEP_EXTEND : BRV_STEP_DO, state);
}

/* Goes where a step of the history leads; FALSE where it does not fit the brief. */
static gboolean
follow (BrvDocument *self,
        BrvChange *(*step) (BrvUndoHistory *history, const BrvBrief *brief, BrvBrief **to),
        BrvStep how)
{
  State state = get_state (self);
  g_autoptr (BrvBrief) left = brv_brief_ref (self->brief);
  g_autoptr (BrvBrief) to = NULL;
  g_autoptr (BrvChange) change = step (&self->history, self->brief, &to);

  if (change == NULL)
    {
      notify_since (self, state);
      return FALSE;
    }
  set_brief (self, to, change);
  announce (self, change, left, how, state);
  return TRUE;
}

/**
 * brv_document_undo:
 * @self: a document
 *
 * Takes the latest step back and announces the inverse of its change.
 *
 * Returns: %FALSE if there is none
 */
gboolean
brv_document_undo (BrvDocument *self)
{
  g_return_val_if_fail (BRV_IS_DOCUMENT (self), FALSE);

  return brv_document_get_can_undo (self) &&
         follow (self, brv_undo_history_step_back, BRV_STEP_UNDO);
}

/**
 * brv_document_redo:
 * @self: a document
 *
 * Does the step undone last again and announces its change.
 *
 * Returns: %FALSE if there is none
 */
gboolean
brv_document_redo (BrvDocument *self)
{
  g_return_val_if_fail (BRV_IS_DOCUMENT (self), FALSE);

  return brv_document_get_can_redo (self) &&
         follow (self, brv_undo_history_step_forward, BRV_STEP_REDO);
}

/**
 * brv_document_restore_history:
 * @self: a document that was not changed yet
 * @n_changes: how many changes were made to the brief in earlier sessions
 * @n_undone: how many of them, at the end, are undone now and can be redone
 * @read: reads one of them when it is needed
 * @data: for @read
 * @free_data: (nullable): frees @data
 *
 * Lets undo and redo reach back into earlier sessions. Nothing is announced but the properties.
 */
void
brv_document_restore_history (BrvDocument *self,
                              guint n_changes,
                              guint n_undone,
                              BrvDocumentReadFunc read,
                              gpointer data,
                              GDestroyNotify free_data)
{
  State state;

  g_return_if_fail (BRV_IS_DOCUMENT (self) && self->history.read_change == NULL);
  g_return_if_fail (self->history.undo->len == 0 && self->history.redo->len == 0);
  g_return_if_fail (n_undone <= n_changes);

  state = get_state (self);
  brv_undo_history_restore (&self->history, n_changes, n_undone, read, data, free_data);
  notify_since (self, state);
}

/**
 * brv_document_seal:
 * @self: a document
 *
 * Ends a run of typing: the next change is a step of its own. For when the caret jumps.
 */
void
brv_document_seal (BrvDocument *self)
{
  g_return_if_fail (BRV_IS_DOCUMENT (self));

  self->history.sealed = TRUE;
}

/**
 * brv_document_mark_saved:
 * @self: a document
 * @saved: (nullable): the root that is in the file now; %NULL if none is
 *
 * Takes @saved as the state that counts as not modified, and ends a run of typing.
 */
void
brv_document_mark_saved (BrvDocument *self, const BrvBrief *saved)
{
  State state;

  g_return_if_fail (BRV_IS_DOCUMENT (self));

  state = get_state (self);
  g_clear_pointer (&self->saved, brv_brief_unref);
  self->saved = saved != NULL ? brv_brief_ref (saved) : NULL;
  self->history.sealed = TRUE;
  notify_since (self, state);
}

/*
 * brv_document_set_clock:
 * @self: a document
 * @clock: what tells the time from now on
 */
void
brv_document_set_clock (BrvDocument *self, BrvDocumentClock clock)
{
  self->clock = clock;
}

/*
 * brv_document_find_block:
 * @self: a document
 * @id: a block's id
 * @section: (out): the index of its section
 * @block: (out): its index in that section
 *
 * Finds a block of the current root in O(log n).
 *
 * Returns: (nullable): the block
 */
const BrvBlock *
brv_document_find_block (BrvDocument *self, BrvId id, guint *section, guint *block)
{
  gint line = brv_line_index_find (self->lines, id);
  BrvLine found;

  if (line < 0)
    return NULL;
  found = brv_line_index_get_line (self->lines, (guint)line);
  if (found.block < 0)
    return NULL;
  *section = found.section;
  *block = (guint)found.block;
  return brv_section_get_block (brv_brief_get_section (self->brief, found.section), *block);
}
