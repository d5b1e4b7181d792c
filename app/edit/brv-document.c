/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-document-private.h"

#include "edit/brv-line-index.h"

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
} Step;

struct _BrvDocument
{
  GObject parent_instance;

  /* Owned */
  BrvBrief *brief;
  BrvBrief *saved; /* (nullable): the root that is in the file */
  GPtrArray *undo; /* (element-type Step), the latest last */
  GPtrArray *redo; /* (element-type Step), the next one last */
  BrvLineIndex *lines;
  BrvDocumentReadFunc read_change; /* (nullable): of earlier sessions */
  gpointer read_data;
  GDestroyNotify free_read_data;

  BrvDocumentClock clock;
  gboolean read_only;
  gboolean sealed; /* the latest step takes nothing more */
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

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->before, brv_brief_unref);
  g_clear_pointer (&step->after, brv_brief_unref);
  g_clear_pointer (&step->change, brv_change_unref);
  g_free (step);
}

static Step *
last_step (GPtrArray *steps)
{
  return steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;
}

static gboolean
same_place (BrvPlace a, BrvPlace b)
{
  return brv_id_equal (a.id, b.id) && a.at == b.at;
}

static const BrvSplice *
only_splice (const BrvChange *change)
{
  guint n_splices;
  const BrvSplice *splices = brv_change_get_splices (change, &n_splices);

  return n_splices == 1 ? splices : NULL;
}

static BrvChange *
change_like (const BrvChange *first, const BrvChange *second)
{
  BrvChange *change = brv_change_new (brv_change_get_label (first));

  brv_change_set_selections (change, brv_change_get_selection_before (first),
                             brv_change_get_selection_after (second));
  return change;
}

/* Puts what @second did to one block into @first, among whose new blocks that block must be. */
static BrvChange *
merge_blocks (const BrvChange *first, const BrvChange *second)
{
  const BrvSplice *a = only_splice (first);
  const BrvSplice *b = only_splice (second);
  guint index = b->at - a->at;
  g_autoptr (GPtrArray) inserted = NULL;
  BrvChange *merged;

  if (b->removed->len != 1 || b->inserted->len != 1 || b->at < a->at || index >= a->inserted->len ||
      g_ptr_array_index (a->inserted, index) != g_ptr_array_index (b->removed, 0))
    return NULL;

  inserted = g_ptr_array_copy (a->inserted, (GCopyFunc)brv_block_ref, NULL);
  g_ptr_array_set_free_func (inserted, (GDestroyNotify)brv_block_unref);
  brv_block_unref (inserted->pdata[index]);
  inserted->pdata[index] = brv_block_ref (g_ptr_array_index (b->inserted, 0));

  merged = change_like (first, second);
  brv_change_add_blocks (merged, a->section, a->at, (BrvBlock *const *)a->removed->pdata,
                         a->removed->len, (BrvBlock *const *)inserted->pdata, inserted->len);
  return merged;
}

/* Puts the sources that @second adds behind those of @first into @first. */
static BrvChange *
merge_sources (const BrvChange *first, const BrvChange *second)
{
  const BrvSplice *a = only_splice (first);
  const BrvSplice *b = only_splice (second);
  g_autoptr (GPtrArray) inserted = NULL;
  BrvChange *merged;

  if (a->removed->len != 0 || b->removed->len != 0 || b->at != a->at + a->inserted->len)
    return NULL;
  inserted = g_ptr_array_copy (a->inserted, (GCopyFunc)brv_source_ref, NULL);
  g_ptr_array_set_free_func (inserted, (GDestroyNotify)brv_source_unref);
  for (guint i = 0; i < b->inserted->len; i++)
    g_ptr_array_add (inserted, brv_source_ref (g_ptr_array_index (b->inserted, i)));
  merged = brv_change_new (brv_change_get_label (first));
  brv_change_add_sources (merged, a->at, NULL, 0, (BrvSource *const *)inserted->pdata,
                          inserted->len);
  return merged;
}

/* One change for two that follow each other, or NULL where they do not touch the same block. */
static BrvChange *
merge_changes (const BrvChange *first, const BrvChange *second)
{
  const BrvSplice *a = only_splice (first);
  const BrvSplice *b = only_splice (second);
  BrvChange *merged;

  if (a == NULL || b == NULL || a->kind != b->kind || a->section != b->section)
    return NULL;
  if (a->kind == BRV_SPLICE_BLOCKS)
    return merge_blocks (first, second);
  if (a->kind == BRV_SPLICE_SOURCES)
    return merge_sources (first, second);
  if (a->kind != BRV_SPLICE_HEADING)
    return NULL;
  merged = change_like (first, second);
  brv_change_add_heading (merged, a->section, g_ptr_array_index (a->removed, 0),
                          g_ptr_array_index (b->inserted, 0));
  return merged;
}

/* The text that a change to one block or heading has made. */
static const char *
inserted_text (const BrvSplice *splice)
{
  if (splice->kind == BRV_SPLICE_HEADING)
    return g_ptr_array_index (splice->inserted, 0);
  return brv_text_get_utf8 (brv_block_get_text (g_ptr_array_index (splice->inserted, 0)));
}

static gboolean
begins_word (const BrvChange *change)
{
  const char *text = inserted_text (only_splice (change));
  gsize at = brv_change_get_selection_before (change).focus.at;

  return at > 0 && at < strlen (text) && !g_unichar_isspace (g_utf8_get_char (text + at)) &&
         g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (text + at)));
}

static gboolean
continues (const BrvChange *first, const BrvChange *second, BrvEditKind kind)
{
  BrvPlace left = brv_change_get_selection_after (first).focus;
  BrvSelection met = brv_change_get_selection_before (second);

  if (kind == BRV_EDIT_TYPE)
    return same_place (left, met.anchor) && same_place (left, met.focus);
  return same_place (left, met.anchor) || same_place (left, met.focus);
}

/* Folds @change into the latest step if it is more of the same; a reason a line why it is not. */
static gboolean
coalesce (BrvDocument *self, BrvChange *change, BrvEditKind kind, gint64 now_us)
{
  Step *step = last_step (self->undo);
  BrvChange *merged;

  if (step == NULL || self->sealed)
    return FALSE;
  if (kind == BRV_EDIT_OTHER || kind != step->kind)
    return FALSE;
  if (kind != BRV_EDIT_IMPORT && now_us - step->time_us > PAUSE_US)
    return FALSE;
  if (kind != BRV_EDIT_IMPORT && !continues (step->change, change, kind))
    return FALSE;
  merged = merge_changes (step->change, change);
  if (merged == NULL)
    return FALSE;
  if (kind == BRV_EDIT_TYPE && begins_word (change))
    {
      brv_change_unref (merged);
      return FALSE;
    }

  brv_change_unref (step->change);
  step->change = merged;
  brv_brief_unref (step->after);
  step->after = brv_brief_ref (self->brief);
  step->time_us = now_us;
  return TRUE;
}

/* Reads what is undone or redone next. What cannot be read ends the history there. */
static void
read_next (BrvDocument *self)
{
  GPtrArray *const lists[] = { self->undo, self->redo };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      Step *step = last_step (lists[i]);

      if (step == NULL || step->change != NULL)
        continue;
      step->change = self->read_change (step->number, self->read_data);
      if (step->change == NULL)
        g_ptr_array_set_size (lists[i], 0);
    }
}

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
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  if (self->free_read_data != NULL)
    self->free_read_data (self->read_data);
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
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
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

  return self->undo->len > 0 && !self->read_only;
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

  return self->redo->len > 0 && !self->read_only;
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
  Step *step;

  g_return_val_if_fail (BRV_IS_DOCUMENT (self), NULL);

  step = last_step (self->undo);
  return step != NULL ? brv_change_get_label (step->change) : NULL;
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
  Step *step;

  g_return_val_if_fail (BRV_IS_DOCUMENT (self), NULL);

  step = last_step (self->redo);
  return step != NULL ? brv_change_get_label (step->change) : NULL;
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
  g_ptr_array_set_size (self->redo, 0);
  extends = coalesce (self, change, kind, now_us);
  if (!extends)
    {
      Step *step = g_new0 (Step, 1);

      step->before = brv_brief_ref (before);
      step->after = brv_brief_ref (after);
      step->change = brv_change_ref (change);
      step->kind = kind;
      step->time_us = now_us;
      g_ptr_array_add (self->undo, step);
    }
  self->sealed = FALSE;
  announce (self, change, before, extends ? BRV_STEP_EXTEND : BRV_STEP_DO, state);
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
  g_autoptr (BrvChange) inverse = NULL;
  g_autoptr (BrvBrief) left = NULL;
  State state;
  Step *step;

  g_return_val_if_fail (BRV_IS_DOCUMENT (self), FALSE);

  if (!brv_document_get_can_undo (self))
    return FALSE;
  state = get_state (self);
  step = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  g_ptr_array_add (self->redo, step);
  read_next (self);
  inverse = brv_change_invert (step->change);
  left = brv_brief_ref (self->brief);
  if (step->before == NULL)
    step->before = brv_change_apply (inverse, self->brief);
  if (step->before == NULL)
    {
      /* The history does not fit the brief: it was tampered with. Nothing of it can be trusted. */
      g_ptr_array_set_size (self->undo, 0);
      g_ptr_array_set_size (self->redo, 0);
      notify_since (self, state);
      return FALSE;
    }
  if (step->after == NULL)
    step->after = brv_brief_ref (self->brief);
  set_brief (self, step->before, inverse);
  self->sealed = TRUE;
  announce (self, inverse, left, BRV_STEP_UNDO, state);
  return TRUE;
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
  g_autoptr (BrvChange) change = NULL;
  g_autoptr (BrvBrief) left = NULL;
  State state;
  Step *step;

  g_return_val_if_fail (BRV_IS_DOCUMENT (self), FALSE);

  if (!brv_document_get_can_redo (self))
    return FALSE;
  state = get_state (self);
  step = g_ptr_array_steal_index (self->redo, self->redo->len - 1);
  g_ptr_array_add (self->undo, step);
  read_next (self);
  change = brv_change_ref (step->change);
  left = brv_brief_ref (self->brief);
  if (step->after == NULL)
    step->after = brv_change_apply (change, self->brief);
  if (step->after == NULL)
    {
      g_ptr_array_set_size (self->undo, 0);
      g_ptr_array_set_size (self->redo, 0);
      notify_since (self, state);
      return FALSE;
    }
  if (step->before == NULL)
    step->before = brv_brief_ref (self->brief);
  set_brief (self, step->after, change);
  self->sealed = TRUE;
  announce (self, change, left, BRV_STEP_REDO, state);
  return TRUE;
}

static void
add_unread (GPtrArray *steps, guint number)
{
  Step *step = g_new0 (Step, 1);

  step->number = number;
  g_ptr_array_add (steps, step);
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

  g_return_if_fail (BRV_IS_DOCUMENT (self) && self->read_change == NULL);
  g_return_if_fail (self->undo->len == 0 && self->redo->len == 0 && n_undone <= n_changes);

  state = get_state (self);
  self->read_change = read;
  self->read_data = data;
  self->free_read_data = free_data;
  for (guint i = 0; i < n_changes - n_undone; i++)
    add_unread (self->undo, i);
  for (guint i = n_changes; i > n_changes - n_undone; i--)
    add_unread (self->redo, i - 1);
  read_next (self);
  self->sealed = TRUE;
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

  self->sealed = TRUE;
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
  self->sealed = TRUE;
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
