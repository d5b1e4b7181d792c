/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an open brief has to do with the library: what comes in goes there too. */

#include "config.h"

#include "workspace/brv-import-job-private.h"
#include "workspace/brv-import-merge.h"
#include "workspace/brv-library-doubts.h"
#include "workspace/brv-workspace-private.h"

/* Sources that a change brings in; opening a brief is none, so its sources do not go there. */
static GPtrArray *
collect_added (const BrvChange *change)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  guint n_splices;
  const BrvSplice *splices = brv_change_get_splices (change, &n_splices);

  for (guint i = 0; i < n_splices; i++)
    {
      if (splices[i].kind != BRV_SPLICE_SOURCES)
        continue;
      for (guint k = 0; k < splices[i].inserted->len; k++)
        g_ptr_array_add (sources, brv_source_ref (g_ptr_array_index (splices[i].inserted, k)));
    }
  return sources;
}

static void
sources_changed_cb (
  BrvDocument *document, const BrvChange *change, BrvBrief *before, gint step, BrvWorkspace *self)
{
  g_autoptr (GPtrArray) sources = NULL;

  if (step != BRV_STEP_DO && step != BRV_STEP_EXTEND)
    return;
  sources = collect_added (change);
  if (sources->len > 0)
    brv_library_service_add (self->library, sources);
}

static void
saved_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  BrvWorkspace *self = BRV_WORKSPACE (object);
  const BrvBrief *brief = brv_workspace_get_brief (self);

  if (brv_workspace_get_saved_state (self) != BRV_SAVED || brv_workspace_get_path (self) == NULL ||
      brief == self->noted_brief)
    return;
  g_clear_pointer (&self->noted_brief, brv_brief_unref);
  self->noted_brief = brv_brief_ref (brief);
  brv_library_service_note_brief (self->library, brief, brv_workspace_get_path (self));
}

static gpointer
list_doubts (BrvLibrary *library, gpointer data, GError **error)
{
  return brv_library_list_doubts (library, data, error);
}

static void
doubts_listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (BrvWorkspace) self = data;
  GPtrArray *doubts = brv_library_service_run_finish (BRV_LIBRARY_SERVICE (object), result, NULL);

  if (doubts == NULL)
    return;
  g_clear_pointer (&self->doubts, g_ptr_array_unref);
  self->doubts = doubts;
  g_object_notify (G_OBJECT (self), "verdicts");
}

/* A library that was never made says nothing, and is not made for that. */
static void
look_up (BrvWorkspace *self)
{
  if (brv_brief_get_n_sources (brv_workspace_get_brief (self)) == 0 ||
      !brv_library_service_is_there (self->library))
    return;
  brv_library_service_run_async (self->library, list_doubts,
                                 brv_brief_ref (brv_workspace_get_brief (self)),
                                 (GDestroyNotify)brv_brief_unref, (GDestroyNotify)g_ptr_array_unref,
                                 FALSE, doubts_listed_cb, g_object_ref (self));
}

/**
 * brv_workspace_set_library:
 * @self: a workspace that has no library yet
 * @library: the library
 *
 * From now on what comes into the brief goes into @library too, which remembers at each save what
 * the brief uses; and the checks tell of sources that were withdrawn or replaced there.
 */
void
brv_workspace_set_library (BrvWorkspace *self, BrvLibraryService *library)
{
  g_return_if_fail (BRV_IS_WORKSPACE (self) && self->library == NULL);
  g_return_if_fail (BRV_IS_LIBRARY_SERVICE (library));

  self->library = g_object_ref (library);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (sources_changed_cb), self, 0);
  g_signal_connect (self, "notify::saved-state", G_CALLBACK (saved_cb), NULL);
  g_signal_connect_object (library, "changed", G_CALLBACK (look_up), self, G_CONNECT_SWAPPED);
  look_up (self);
}

/**
 * brv_workspace_get_library:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): the library it was given
 */
BrvLibraryService *
brv_workspace_get_library (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  return self->library;
}

static gpointer
read_source (BrvLibrary *library, gpointer data, GError **error)
{
  return brv_library_read_source (library, *(gint64 *)data, error);
}

static void
source_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  BrvSource *source = brv_library_service_run_finish (BRV_LIBRARY_SERVICE (object), result, &error);

  if (source != NULL)
    g_task_return_pointer (task, source, (GDestroyNotify)brv_source_unref);
  else
    g_task_return_error (task, error);
}

/**
 * brv_workspace_add_from_library_async:
 * @self: a workspace that has a library
 * @id: of a source there
 * @callback: what to call when the source is read
 * @user_data: for @callback
 *
 * Begins to add a copy of a source of the library to the brief.
 */
void
brv_workspace_add_from_library_async (BrvWorkspace *self,
                                      gint64 id,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task;

  g_return_if_fail (BRV_IS_WORKSPACE (self) && self->library != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, brv_workspace_add_from_library_async);
  brv_library_service_run_async (self->library, read_source, g_memdup2 (&id, sizeof id), g_free,
                                 (GDestroyNotify)brv_source_unref, FALSE, source_read_cb, task);
}

/**
 * brv_workspace_add_from_library_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @source_id: (out): the source in the brief
 * @duplicate: (out): whether the brief had it already
 * @error: return location
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, or where the document refuses
 */
gboolean
brv_workspace_add_from_library_finish (
  BrvWorkspace *self, GAsyncResult *result, BrvId *source_id, gboolean *duplicate, GError **error)
{
  g_autoptr (BrvSource) source = NULL;
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  BrvImportOutcome outcome = { 0 };

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  source = g_task_propagate_pointer (G_TASK (result), error);
  if (source == NULL)
    return FALSE;
  g_ptr_array_add (sources, source);
  if (!brv_import_merge_settle (self->document, sources, &outcome, error))
    return FALSE;
  *source_id = outcome.source_id;
  *duplicate = outcome.duplicate;
  return TRUE;
}
