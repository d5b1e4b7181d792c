/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shell/brv-file-watch.h"

/* Whoever writes a file tells so many times; it is looked at when that has come to rest. */
#define REST_MS 600

struct _BrvFileWatch
{
  GObject parent_instance;

  /* Owned */
  BrvWorkspace *workspace;
  GFileMonitor *monitor; /* (nullable): while the brief has a file */
  char *path;            /* (nullable): that is watched */
  GCancellable *cancellable;
  guint rest_id;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvFileWatch, brv_file_watch, G_TYPE_OBJECT)

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvFileWatch) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!brv_workspace_check_file_finish (BRV_WORKSPACE (source), result, &error) &&
      g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_CHANGED))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
rest_cb (gpointer user_data)
{
  BrvFileWatch *self = user_data;

  /* Its own writing is over before it is looked at. */
  if (brv_workspace_get_saved_state (self->workspace) == BRV_SAVING)
    return G_SOURCE_CONTINUE;
  self->rest_id = 0;
  brv_workspace_check_file_async (self->workspace, self->cancellable, checked_cb,
                                  g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
file_changed_cb (BrvFileWatch *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, rest_cb, self);
}

static void
follow_path (BrvFileWatch *self)
{
  const char *path = brv_workspace_get_path (self->workspace);
  g_autoptr (GFile) file = NULL;

  if (g_strcmp0 (path, self->path) == 0)
    return;
  g_clear_object (&self->monitor);
  g_free (self->path);
  self->path = g_strdup (path);
  if (path == NULL)
    return;
  file = g_file_new_for_path (path);
  /* Where nothing can be watched, a save still looks. */
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
brv_file_watch_dispose (GObject *object)
{
  BrvFileWatch *self = BRV_FILE_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (brv_file_watch_parent_class)->dispose (object);
}

static void
brv_file_watch_finalize (GObject *object)
{
  BrvFileWatch *self = BRV_FILE_WATCH (object);

  g_object_unref (self->cancellable);
  g_free (self->path);
  G_OBJECT_CLASS (brv_file_watch_parent_class)->finalize (object);
}

static void
brv_file_watch_class_init (BrvFileWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = brv_file_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = brv_file_watch_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_file_watch_init (BrvFileWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * brv_file_watch_new:
 * @workspace: an open brief; what has no file yet is watched as soon as it has one
 *
 * Returns: (transfer full): the watch
 */
BrvFileWatch *
brv_file_watch_new (BrvWorkspace *workspace)
{
  BrvFileWatch *self = g_object_new (BRV_TYPE_FILE_WATCH, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::path", G_CALLBACK (follow_path), self,
                           G_CONNECT_SWAPPED);
  follow_path (self);
  return self;
}
