/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* leases */
#include "config.h"

#include "workspace/brv-folder-watch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "workspace/brv-import-walk.h"

/* How often files that arrive are looked at, and how often they have to be found the same. */
#define LOOK_INTERVAL_MS 400
#define LOOKS_TO_ARRIVE  3

/* A file that somebody writes to. */
typedef struct
{
  goffset size;
  gint64 changed_us; /* when its content or its name did */
  guint n_same;      /* looks since it last changed */
} Growing;

/* The look at what came while nobody watched. */
typedef struct
{
  char *folder;
  gint64 seen_us;
  GPtrArray *paths; /* (element-type filename): what has changed since then */
} Catching;

struct _BrvFolderWatch
{
  GObject parent_instance;

  /* Owned */
  char *folder;
  GFileMonitor *monitor; /* (nullable): NULL once disposed */
  GHashTable *growing;   /* (element-type filename Growing) */
  guint look_id;
  gint64 seen_us; /* when the newest of the files that have arrived changed last */
};

enum
{
  SIGNAL_ARRIVED,
  SIGNAL_GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvFolderWatch, brv_folder_watch, G_TYPE_OBJECT)

static void
brv_folder_watch_dispose (GObject *object)
{
  BrvFolderWatch *self = BRV_FOLDER_WATCH (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (brv_folder_watch_parent_class)->dispose (object);
}

static void
brv_folder_watch_finalize (GObject *object)
{
  BrvFolderWatch *self = BRV_FOLDER_WATCH (object);

  g_free (self->folder);
  g_hash_table_unref (self->growing);
  G_OBJECT_CLASS (brv_folder_watch_parent_class)->finalize (object);
}

static void
brv_folder_watch_class_init (BrvFolderWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = brv_folder_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = brv_folder_watch_finalize;
  signals[SIGNAL_ARRIVED] = g_signal_new ("arrived", BRV_TYPE_FOLDER_WATCH, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[SIGNAL_GONE] = g_signal_new ("gone", BRV_TYPE_FOLDER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_folder_watch_init (BrvFolderWatch *self)
{
  self->growing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gint64
get_changed_us (const struct stat *info)
{
  return (gint64)info->st_ctim.tv_sec * G_USEC_PER_SEC + info->st_ctim.tv_nsec / 1000;
}

/*
 * Whether another program has the file open for writing, which a download that stalls has: a lease
 * for reading is refused then. Who opens it in the same moment waits until the lease is back.
 */
static gboolean
is_open_for_writing (const char *path)
{
  gint fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gboolean open_for_writing = FALSE;

  if (fd < 0)
    return FALSE;
  /* The signal of a lease that is to be given back ends a program; this one is ignored. */
  if (fcntl (fd, F_SETSIG, SIGURG) == 0)
    open_for_writing = fcntl (fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
  fcntl (fd, F_SETLEASE, F_UNLCK);
  close (fd);
  return open_for_writing;
}

/* Whether the file is as it was at the last look; FALSE where it is gone. */
static gboolean
look_at (const char *path, Growing *growing, gboolean *gone)
{
  struct stat info = { 0 };
  gboolean same;

  *gone = stat (path, &info) != 0 || !S_ISREG (info.st_mode);
  if (*gone)
    return FALSE;
  same = info.st_size > 0 && info.st_size == growing->size &&
         get_changed_us (&info) == growing->changed_us && !is_open_for_writing (path);
  growing->size = info.st_size;
  growing->changed_us = get_changed_us (&info);
  return same;
}

static gboolean
look_cb (gpointer data)
{
  BrvFolderWatch *self = data;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;
  GHashTableIter iter;
  gpointer path;
  gpointer growing;

  g_hash_table_iter_init (&iter, self->growing);
  while (g_hash_table_iter_next (&iter, &path, &growing))
    {
      Growing *file = growing;
      gboolean gone;

      file->n_same = look_at (path, file, &gone) ? file->n_same + 1 : 0;
      if (!gone && file->n_same < LOOKS_TO_ARRIVE)
        continue;
      if (!gone)
        {
          g_strv_builder_add (builder, path);
          self->seen_us = MAX (self->seen_us, file->changed_us);
        }
      g_hash_table_iter_remove (&iter);
    }
  paths = g_strv_builder_end (builder);
  if (g_hash_table_size (self->growing) == 0)
    self->look_id = 0;
  if (paths[0] != NULL)
    {
      gboolean again = self->look_id != 0;

      g_signal_emit (self, signals[SIGNAL_ARRIVED], 0, paths);
      return again ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
    }
  return self->look_id != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* The file arrives when it is complete. */
static void
wait_for (BrvFolderWatch *self, const char *path)
{
  if (!g_hash_table_contains (self->growing, path))
    g_hash_table_insert (self->growing, g_strdup (path), g_new0 (Growing, 1));
  if (self->look_id == 0)
    self->look_id = g_timeout_add (LOOK_INTERVAL_MS, look_cb, self);
}

static gboolean
is_end_of_folder (BrvFolderWatch *self, GFileMonitorEvent event)
{
  return (event == G_FILE_MONITOR_EVENT_DELETED || event == G_FILE_MONITOR_EVENT_UNMOUNTED) &&
         !g_file_test (self->folder, G_FILE_TEST_IS_DIR);
}

static void
changed_cb (
  GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, BrvFolderWatch *self)
{
  GFile *named = event == G_FILE_MONITOR_EVENT_RENAMED ? other : file;
  g_autofree char *name = named != NULL ? g_file_get_basename (named) : NULL;

  if (is_end_of_folder (self, event))
    {
      g_file_monitor_cancel (monitor);
      g_signal_emit (self, signals[SIGNAL_GONE], 0);
      return;
    }
  if (event != G_FILE_MONITOR_EVENT_CREATED && event != G_FILE_MONITOR_EVENT_MOVED_IN &&
      event != G_FILE_MONITOR_EVENT_RENAMED && event != G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT)
    return;
  if (name == NULL || brv_import_walk_is_passing (name) || g_file_peek_path (named) == NULL)
    return;
  wait_for (self, g_file_peek_path (named));
}

static void
catching_free (Catching *self)
{
  g_free (self->folder);
  g_ptr_array_unref (self->paths);
  g_free (self);
}

static void
catch_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Catching *catching = data;
  g_autoptr (GDir) dir = g_dir_open (catching->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (catching->folder, name, NULL);
      struct stat info = { 0 };

      if (!brv_import_walk_is_passing (name) && stat (path, &info) == 0 && S_ISREG (info.st_mode) &&
          get_changed_us (&info) > catching->seen_us)
        g_ptr_array_add (catching->paths, g_steal_pointer (&path));
    }
  g_task_return_boolean (task, TRUE);
}

static void
caught_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BrvFolderWatch *self = BRV_FOLDER_WATCH (object);
  const Catching *catching = g_task_get_task_data (G_TASK (result));

  for (guint i = 0; self->monitor != NULL && i < catching->paths->len; i++)
    wait_for (self, g_ptr_array_index (catching->paths, i));
}

/* What came while nobody watched comes now. */
static void
catch_up (BrvFolderWatch *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, caught_cb, NULL);
  Catching *catching = g_new0 (Catching, 1);

  catching->folder = g_strdup (self->folder);
  catching->seen_us = self->seen_us;
  catching->paths = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, catching, (GDestroyNotify)catching_free);
  g_task_run_in_thread (task, catch_thread);
}

/**
 * brv_folder_watch_new:
 * @folder: a folder's path
 * @seen_us: what has changed since then, in microseconds since 1970, is yet to arrive: what
 *   brv_folder_watch_get_seen_us() gave the last time; 0 for nothing but what comes from now on
 * @error: return location
 *
 * Begins to watch @folder, but not the folders in it: those are what browsers put beside the
 * pages that they save.
 *
 * Returns: (transfer full): the watch, or %NULL with an error of GIO
 */
BrvFolderWatch *
brv_folder_watch_new (const char *folder, gint64 seen_us, GError **error)
{
  g_autoptr (BrvFolderWatch) self = NULL;
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, g_strerror (ENOENT));
      return NULL;
    }
  self = g_object_new (BRV_TYPE_FOLDER_WATCH, NULL);
  file = g_file_new_for_path (folder);
  self->folder = g_strdup (folder);
  self->seen_us = seen_us != 0 ? seen_us : g_get_real_time ();
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, error);
  if (self->monitor == NULL)
    return NULL;
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (changed_cb), self, 0);
  if (seen_us != 0)
    catch_up (self);
  return g_steal_pointer (&self);
}

/**
 * brv_folder_watch_get_folder:
 * @self: a watch
 *
 * Returns: the folder's path
 */
const char *
brv_folder_watch_get_folder (BrvFolderWatch *self)
{
  g_return_val_if_fail (BRV_IS_FOLDER_WATCH (self), NULL);

  return self->folder;
}

/**
 * brv_folder_watch_get_seen_us:
 * @self: a watch
 *
 * Returns: when the newest of the files that have arrived was changed, in microseconds since 1970;
 *   before any has, when the watch began. Later ones are yet to arrive
 */
gint64
brv_folder_watch_get_seen_us (BrvFolderWatch *self)
{
  g_return_val_if_fail (BRV_IS_FOLDER_WATCH (self), 0);

  return self->seen_us;
}
