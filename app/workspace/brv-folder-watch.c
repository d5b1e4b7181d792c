/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workspace/brv-folder-watch.h"

#include <errno.h>

#include "workspace/brv-import-walk.h"

/* How often files that arrive are looked at, and how often they have to be found the same. */
#define LOOK_INTERVAL_MS 400
#define LOOKS_TO_ARRIVE  3

/* A file that somebody writes to. */
typedef struct
{
  goffset size;
  guint64 changed_us;
  guint n_same; /* looks since it last changed */
} Growing;

struct _BrvFolderWatch
{
  GObject parent_instance;

  /* Owned */
  char *folder;
  GFileMonitor *monitor; /* (nullable): NULL once disposed */
  GHashTable *growing;   /* (element-type filename Growing) */
  guint look_id;
};

enum
{
  SIGNAL_ARRIVED,
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
}

static void
brv_folder_watch_init (BrvFolderWatch *self)
{
  self->growing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* Whether the file is as it was at the last look; FALSE where it is gone. */
static gboolean
look_at (const char *path, Growing *growing, gboolean *gone)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (file,
                       G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                      "," G_FILE_ATTRIBUTE_TIME_MODIFIED
                                                      "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
                       G_FILE_QUERY_INFO_NONE, NULL, NULL);
  goffset size;
  guint64 changed_us;
  gboolean same;

  *gone = info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR;
  if (*gone)
    return FALSE;
  size = g_file_info_get_size (info);
  changed_us =
    g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * G_USEC_PER_SEC +
    g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
  same = size > 0 && size == growing->size && changed_us == growing->changed_us;
  growing->size = size;
  growing->changed_us = changed_us;
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
        g_strv_builder_add (builder, path);
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

static void
changed_cb (
  GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, BrvFolderWatch *self)
{
  GFile *named = event == G_FILE_MONITOR_EVENT_RENAMED ? other : file;
  g_autofree char *name = named != NULL ? g_file_get_basename (named) : NULL;

  if (event != G_FILE_MONITOR_EVENT_CREATED && event != G_FILE_MONITOR_EVENT_MOVED_IN &&
      event != G_FILE_MONITOR_EVENT_RENAMED && event != G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT)
    return;
  if (name == NULL || brv_import_walk_is_passing (name) || g_file_peek_path (named) == NULL)
    return;
  if (!g_hash_table_contains (self->growing, g_file_peek_path (named)))
    g_hash_table_insert (self->growing, g_file_get_path (named), g_new0 (Growing, 1));
  if (self->look_id == 0)
    self->look_id = g_timeout_add (LOOK_INTERVAL_MS, look_cb, self);
}

/**
 * brv_folder_watch_new:
 * @folder: a folder's path
 * @error: return location
 *
 * Begins to watch @folder, but not the folders in it: those are what browsers put beside the
 * pages that they save.
 *
 * Returns: (transfer full): the watch, or %NULL with an error of GIO
 */
BrvFolderWatch *
brv_folder_watch_new (const char *folder, GError **error)
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
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, error);
  if (self->monitor == NULL)
    return NULL;
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (changed_cb), self, 0);
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
