/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shell/brv-recent-briefs.h"

#define MAX_BRIEFS 20

#define GROUP_PREFIX "brief "

struct _BrvRecentBriefs
{
  GObject parent_instance;

  char *path;
  GPtrArray *briefs; /* (element-type BrvRecentBrief): newest first */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvRecentBriefs, brv_recent_briefs, G_TYPE_OBJECT)

static void
recent_brief_free (BrvRecentBrief *brief)
{
  g_free (brief->path);
  g_free (brief->title);
  g_free (brief->marking);
  g_free (brief);
}

static BrvRecentBrief *
recent_brief_new (const char *path, const char *title, const char *marking, gint64 time_us)
{
  BrvRecentBrief *brief = g_new0 (BrvRecentBrief, 1);

  brief->path = g_strdup (path);
  brief->title = g_strdup (title);
  brief->marking = marking != NULL && *marking != '\0' ? g_strdup (marking) : NULL;
  brief->time_us = time_us;
  return brief;
}

static void
load (BrvRecentBriefs *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL))
    return;
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL && self->briefs->len < MAX_BRIEFS; i++)
    {
      g_autofree char *path = g_key_file_get_string (file, groups[i], "path", NULL);
      g_autofree char *title = g_key_file_get_string (file, groups[i], "title", NULL);
      g_autofree char *marking = g_key_file_get_string (file, groups[i], "marking", NULL);
      gint64 time_us = g_key_file_get_int64 (file, groups[i], "time", NULL);

      if (path != NULL && title != NULL)
        g_ptr_array_add (self->briefs, recent_brief_new (path, title, marking, time_us));
    }
}

/* What cannot be written is remembered as long as the program runs, and nobody is bothered. */
static void
store (BrvRecentBriefs *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *data = NULL;

  for (guint i = 0; i < self->briefs->len; i++)
    {
      const BrvRecentBrief *brief = g_ptr_array_index (self->briefs, i);
      g_autofree char *group = g_strdup_printf (GROUP_PREFIX "%02u", i);

      g_key_file_set_string (file, group, "path", brief->path);
      g_key_file_set_string (file, group, "title", brief->title);
      if (brief->marking != NULL)
        g_key_file_set_string (file, group, "marking", brief->marking);
      g_key_file_set_int64 (file, group, "time", brief->time_us);
    }
  data = g_key_file_to_data (file, NULL, NULL);
  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents_full (self->path, data, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

static void
brv_recent_briefs_finalize (GObject *object)
{
  BrvRecentBriefs *self = BRV_RECENT_BRIEFS (object);

  g_free (self->path);
  g_ptr_array_unref (self->briefs);

  G_OBJECT_CLASS (brv_recent_briefs_parent_class)->finalize (object);
}

static void
brv_recent_briefs_class_init (BrvRecentBriefsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = brv_recent_briefs_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BRV_TYPE_RECENT_BRIEFS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_recent_briefs_init (BrvRecentBriefs *self)
{
  self->path = g_build_filename (g_get_user_state_dir (), "brevier", "recent", NULL);
  self->briefs = g_ptr_array_new_with_free_func ((GDestroyNotify)recent_brief_free);
  load (self);
}

/**
 * brv_recent_briefs_new:
 *
 * Returns: (transfer full): the list as the last run of the program left it
 */
BrvRecentBriefs *
brv_recent_briefs_new (void)
{
  return g_object_new (BRV_TYPE_RECENT_BRIEFS, NULL);
}

/**
 * brv_recent_briefs_list:
 * @self: the recent briefs
 *
 * Returns: (transfer container) (element-type BrvRecentBrief): those whose file is there, newest
 *   first; the elements belong to @self and last until it changes
 */
GPtrArray *
brv_recent_briefs_list (BrvRecentBriefs *self)
{
  GPtrArray *list = g_ptr_array_new ();

  g_return_val_if_fail (BRV_IS_RECENT_BRIEFS (self), list);

  for (guint i = 0; i < self->briefs->len; i++)
    {
      BrvRecentBrief *brief = g_ptr_array_index (self->briefs, i);

      if (g_file_test (brief->path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (list, brief);
    }
  return list;
}

static void
drop (BrvRecentBriefs *self, const char *path)
{
  for (guint i = self->briefs->len; i > 0; i--)
    {
      const BrvRecentBrief *brief = g_ptr_array_index (self->briefs, i - 1);

      if (g_str_equal (brief->path, path))
        g_ptr_array_remove_index (self->briefs, i - 1);
    }
}

/**
 * brv_recent_briefs_add:
 * @self: the recent briefs
 * @path: the brief's file, absolute
 * @title: what it is called
 * @marking: (nullable): its handling marking
 *
 * Puts a brief at the head of the list, as of now.
 */
void
brv_recent_briefs_add (BrvRecentBriefs *self,
                       const char *path,
                       const char *title,
                       const char *marking)
{
  g_return_if_fail (BRV_IS_RECENT_BRIEFS (self));

  drop (self, path);
  g_ptr_array_insert (self->briefs, 0, recent_brief_new (path, title, marking, g_get_real_time ()));
  if (self->briefs->len > MAX_BRIEFS)
    g_ptr_array_set_size (self->briefs, MAX_BRIEFS);
  store (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * brv_recent_briefs_remove:
 * @self: the recent briefs
 * @path: a brief's file
 *
 * Forgets a brief.
 */
void
brv_recent_briefs_remove (BrvRecentBriefs *self, const char *path)
{
  g_return_if_fail (BRV_IS_RECENT_BRIEFS (self));

  drop (self, path);
  store (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
