/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Versions are read and compared off the main loop: a long one takes a tenth of a second. */

#include "config.h"

#include "ui/versions/brv-versions-task.h"

#include "ui/versions/brv-version-labels.h"

typedef struct
{
  BrvVersions *versions;
  BrvBrief *now; /* (nullable): nobody asks for it */
  gint version;
  gint other;
  BrvVersionSummaryFunc func; /* of a summary */
  gpointer user_data;
} Request;

/* A summary on its way to the main loop. */
typedef struct
{
  GCancellable *cancellable;
  BrvVersionSummaryFunc func;
  gpointer user_data;
  guint version;
  char *summary;
} Delivery;

static void
request_free (gpointer data)
{
  Request *request = data;

  brv_versions_unref (request->versions);
  g_clear_pointer (&request->now, brv_brief_unref);
  g_free (request);
}

/**
 * brv_version_view_free:
 * @self: (transfer full): a version that was read
 */
void
brv_version_view_free (BrvVersionView *self)
{
  brv_brief_unref (self->state);
  brv_comparison_free (self->comparison);
  g_free (self);
}

static BrvBrief *
make_empty (const BrvBrief *like)
{
  g_autoptr (BrvRecord) record = brv_record_new ();

  return brv_brief_new (brv_brief_get_id (like), record, NULL, 0, NULL, 0);
}

static BrvBrief *
read_other (const Request *request, const BrvBrief *state, GError **error)
{
  if (request->other == BRV_VERSION_NOW)
    return brv_brief_ref (request->now);
  if (request->other == BRV_VERSION_NONE)
    return make_empty (state);
  return brv_versions_read (request->versions, (guint)request->other, error);
}

static void
view_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  g_autoptr (BrvBrief) state =
    brv_versions_read (request->versions, (guint)request->version, &error);
  g_autoptr (BrvBrief) other = state != NULL ? read_other (request, state, &error) : NULL;
  BrvVersionView *view;

  if (other == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  view = g_new0 (BrvVersionView, 1);
  view->comparison = request->other == BRV_VERSION_NOW || request->other > request->version
                       ? brv_comparison_new (state, other)
                       : brv_comparison_new (other, state);
  view->state = g_steal_pointer (&state);
  g_task_return_pointer (task, view, (GDestroyNotify)brv_version_view_free);
}

/**
 * brv_versions_view_async:
 * @versions: the versions
 * @now: the brief as it is now
 * @version: which one to read
 * @other: which one to compare it with, %BRV_VERSION_NOW or %BRV_VERSION_NONE
 * @cancellable: stops it
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Reads a version and compares it with another state.
 */
void
brv_versions_view_async (const BrvVersions *versions,
                         const BrvBrief *now,
                         gint version,
                         gint other,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->versions = brv_versions_ref (versions);
  request->now = brv_brief_ref (now);
  request->version = version;
  request->other = other;
  g_task_set_source_tag (task, brv_versions_view_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, view_in_thread);
}

/**
 * brv_versions_view_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the version, or %NULL with a %BRV_STORAGE_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
BrvVersionView *
brv_versions_view_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_object_unref (delivery->cancellable);
  g_free (delivery->summary);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer data)
{
  const Delivery *delivery = data;

  if (!g_cancellable_is_cancelled (delivery->cancellable))
    delivery->func (delivery->version, delivery->summary, delivery->user_data);
  return G_SOURCE_REMOVE;
}

static void
deliver (const Request *request,
         guint version,
         const BrvComparison *comparison,
         GCancellable *cancellable)
{
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->cancellable = g_object_ref (cancellable);
  delivery->func = request->func;
  delivery->user_data = request->user_data;
  delivery->version = version;
  delivery->summary = brv_version_labels_dup_summary (comparison);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, deliver_cb, delivery, delivery_free);
}

static void
summarize_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  const guint n = brv_versions_get_n (request->versions);
  g_autoptr (BrvBrief) state = n > 0 ? brv_versions_read (request->versions, n - 1, NULL) : NULL;

  for (guint i = n; i > 0 && !g_cancellable_is_cancelled (cancellable); i--)
    {
      g_autoptr (BrvBrief) before = i > 1 ? brv_versions_read (request->versions, i - 2, NULL)
                                          : (state != NULL ? make_empty (state) : NULL);

      if (state != NULL && before != NULL)
        {
          g_autoptr (BrvComparison) comparison = brv_comparison_new (before, state);

          deliver (request, i - 1, comparison, cancellable);
        }
      g_clear_pointer (&state, brv_brief_unref);
      state = g_steal_pointer (&before);
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * brv_versions_summarize:
 * @versions: the versions
 * @cancellable: stops it; @func is not called any more then
 * @func: gets what changed in each version since the one before
 * @user_data: for @func
 *
 * Compares each version with the one before it, on another thread.
 */
void
brv_versions_summarize (const BrvVersions *versions,
                        GCancellable *cancellable,
                        BrvVersionSummaryFunc func,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);
  Request *request = g_new0 (Request, 1);

  request->versions = brv_versions_ref (versions);
  request->func = func;
  request->user_data = user_data;
  g_task_set_source_tag (task, brv_versions_summarize);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, summarize_in_thread);
}
