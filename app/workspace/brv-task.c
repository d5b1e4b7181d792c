/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workspace/brv-task.h"

/* Progress may be reported on any thread; properties change and notify on the main thread only. */
struct _BrvTask
{
  GObject parent_instance;

  char *title;
  char *detail;
  double progress;
  gboolean done;
  GError *error;
  GCancellable *cancellable;

  GMutex mutex;         /* guards the three below */
  char *pending_detail; /* (nullable): reported, not yet shown */
  double pending_progress;
  gboolean pending; /* an idle callback is on its way */
};

enum
{
  PROP_TITLE = 1,
  PROP_DETAIL,
  PROP_PROGRESS,
  PROP_DONE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BrvTask, brv_task, G_TYPE_OBJECT)

static void
brv_task_finalize (GObject *object)
{
  BrvTask *self = BRV_TASK (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->pending_detail);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (brv_task_parent_class)->finalize (object);
}

static void
brv_task_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BrvTask *self = BRV_TASK (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_DONE:
      g_value_set_boolean (value, self->done);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
brv_task_class_init (BrvTaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = brv_task_finalize;
  object_class->get_property = brv_task_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read_only);
  /* What is being worked on: a file's name. */
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, read_only);
  /* In [0, 1], or -1 where nobody knows. */
  properties[PROP_PROGRESS] =
    g_param_spec_double ("progress", NULL, NULL, -1.0, 1.0, -1.0, read_only);
  properties[PROP_DONE] = g_param_spec_boolean ("done", NULL, NULL, FALSE, read_only);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
brv_task_init (BrvTask *self)
{
  self->progress = -1.0;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
}

/**
 * brv_task_new:
 * @title: what is being done, as the user reads it
 *
 * Returns: (transfer full): a task that runs until brv_task_end()
 */
BrvTask *
brv_task_new (const char *title)
{
  BrvTask *self = g_object_new (BRV_TYPE_TASK, NULL);

  self->title = g_strdup (title);
  return self;
}

/**
 * brv_task_get_title:
 * @self: a task
 *
 * Returns: what is being done
 */
const char *
brv_task_get_title (BrvTask *self)
{
  g_return_val_if_fail (BRV_IS_TASK (self), NULL);

  return self->title;
}

/**
 * brv_task_get_detail:
 * @self: a task
 *
 * Returns: (nullable): what is being worked on now
 */
const char *
brv_task_get_detail (BrvTask *self)
{
  g_return_val_if_fail (BRV_IS_TASK (self), NULL);

  return self->detail;
}

/**
 * brv_task_get_progress:
 * @self: a task
 *
 * Returns: how far it is, in [0, 1]; -1 where nobody knows
 */
double
brv_task_get_progress (BrvTask *self)
{
  g_return_val_if_fail (BRV_IS_TASK (self), -1.0);

  return self->progress;
}

/**
 * brv_task_is_done:
 * @self: a task
 *
 * Returns: whether it has ended, well or not
 */
gboolean
brv_task_is_done (BrvTask *self)
{
  g_return_val_if_fail (BRV_IS_TASK (self), TRUE);

  return self->done;
}

/**
 * brv_task_get_error:
 * @self: a task
 *
 * Returns: (nullable): why it failed
 */
const GError *
brv_task_get_error (BrvTask *self)
{
  g_return_val_if_fail (BRV_IS_TASK (self), NULL);

  return self->error;
}

/**
 * brv_task_get_cancellable:
 * @self: a task
 *
 * Returns: (transfer none): what the work watches
 */
GCancellable *
brv_task_get_cancellable (BrvTask *self)
{
  g_return_val_if_fail (BRV_IS_TASK (self), NULL);

  return self->cancellable;
}

/**
 * brv_task_cancel:
 * @self: a task
 *
 * Asks the work to stop. The task ends when it has.
 */
void
brv_task_cancel (BrvTask *self)
{
  g_return_if_fail (BRV_IS_TASK (self));

  g_cancellable_cancel (self->cancellable);
}

static gboolean
show_pending_cb (gpointer data)
{
  BrvTask *self = data;
  g_autofree char *detail = NULL;
  double progress;

  g_mutex_lock (&self->mutex);
  self->pending = FALSE;
  detail = g_steal_pointer (&self->pending_detail);
  progress = self->pending_progress;
  g_mutex_unlock (&self->mutex);

  if (g_strcmp0 (detail, self->detail) != 0)
    {
      g_free (self->detail);
      self->detail = g_steal_pointer (&detail);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
    }
  if (progress < self->progress || progress > self->progress)
    {
      self->progress = progress;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
    }
  return G_SOURCE_REMOVE;
}

/**
 * brv_task_report:
 * @self: a task
 * @detail: (nullable): what is being worked on
 * @progress: how far it is, in [0, 1]; -1 where nobody knows
 *
 * Tells how the work goes. It may be called on any thread and as often as one likes: what comes
 * faster than the main loop turns is shown once.
 */
void
brv_task_report (BrvTask *self, const char *detail, double progress)
{
  gboolean schedule;

  g_return_if_fail (BRV_IS_TASK (self));

  g_mutex_lock (&self->mutex);
  g_free (self->pending_detail);
  self->pending_detail = g_strdup (detail);
  self->pending_progress = progress;
  schedule = !self->pending;
  self->pending = TRUE;
  g_mutex_unlock (&self->mutex);

  if (schedule)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_pending_cb, g_object_ref (self), g_object_unref);
}

/**
 * brv_task_end:
 * @self: a task
 * @error: (nullable): why it failed
 *
 * Ends the task; on the main thread.
 */
void
brv_task_end (BrvTask *self, const GError *error)
{
  g_return_if_fail (BRV_IS_TASK (self));

  if (self->done)
    return;
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->done = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
}
