/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The sample brief is a list of changes and the articles it quotes, in the program's resources.
 * The program itself makes the brief of them, by the verbs of its command line: so the sample is
 * made by the very code that a user's brief is made by, and can never be a stale file.
 */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "ui/shell/brv-sample.h"

#include "storage/brv-store.h"

#define SAMPLE_RESOURCES "/org/brevier/Brevier/sample/"
#define CHANGES_NAME     "sample.apply"
#define BRIEF_NAME       "Sample.brief"

static gboolean
extract (const char *folder, GError **error)
{
  g_auto (GStrv) names =
    g_resources_enumerate_children (SAMPLE_RESOURCES, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *resource = g_strconcat (SAMPLE_RESOURCES, names[i], NULL);
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GBytes) bytes =
        g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      if (bytes == NULL || !g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                                 (gssize)g_bytes_get_size (bytes), error))
        return FALSE;
    }
  return names != NULL;
}

/* Runs a verb of this very program in the folder. */
static gboolean
run_verb (const char *folder,
          const char *const *arguments,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *messages = NULL;

  if (program == NULL)
    return FALSE;
  g_ptr_array_add (argv, program);
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *)arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, error);
  if (process == NULL ||
      !g_subprocess_communicate_utf8 (process, NULL, cancellable, NULL, &messages, error))
    return FALSE;
  if (!g_subprocess_get_if_exited (process) || g_subprocess_get_exit_status (process) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           messages != NULL && *messages != '\0'
                             ? g_strstrip (messages)
                             : _ ("The program could not run itself."));
      return FALSE;
    }
  return TRUE;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static BrvBrief *
make_in (const char *folder, GCancellable *cancellable, GError **error)
{
  const char *const new_arguments[] = { "new", BRIEF_NAME, NULL };
  const char *const apply_arguments[] = { "apply", BRIEF_NAME, CHANGES_NAME, NULL };
  g_autofree char *path = g_build_filename (folder, BRIEF_NAME, NULL);

  if (!extract (folder, error) || !run_verb (folder, new_arguments, cancellable, error) ||
      !run_verb (folder, apply_arguments, cancellable, error))
    return NULL;
  return brv_store_read (path, cancellable, error);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("brevier-sample-XXXXXX", &error);
  BrvBrief *brief = folder != NULL ? make_in (folder, cancellable, &error) : NULL;

  if (folder != NULL)
    remove_folder (folder);
  if (brief != NULL)
    g_task_return_pointer (task, brief, (GDestroyNotify)brv_brief_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * brv_sample_make_async:
 * @owner: passed to @callback as its source
 * @cancellable: (nullable): what stops it
 * @callback: called when it is made
 * @user_data: for @callback
 *
 * Makes the sample brief.
 */
void
brv_sample_make_async (GObject *owner,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, user_data);

  g_task_set_source_tag (task, brv_sample_make_async);
  g_task_run_in_thread (task, make_in_thread);
}

/**
 * brv_sample_make_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the brief, or %NULL with a %G_FILE_ERROR, a %G_IO_ERROR or a
 *   %BRV_STORAGE_ERROR
 */
BrvBrief *
brv_sample_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
