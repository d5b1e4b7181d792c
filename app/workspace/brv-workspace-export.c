/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Typesetting for good: from the brief as it is now to a finished file. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/brv-atomic-file.h"
#include "export/brv-export.h"
#include "import/brv-worker-client.h"
#include "workspace/brv-page-findings.h"
#include "workspace/brv-workspace-private.h"

/* What an export works on: values only, so that any thread may. */
typedef struct
{
  BrvBrief *brief;
  BrvVerdicts *verdicts;
  BrvWorkerClient *workers; /* decode pictures */
  char *path;               /* (nullable) */
  BrvExportFormat format;
  BrvTypesetFlags flags;
  char *pages;         /* (nullable): a range as typed */
  char *overrule;      /* (nullable): a reason */
  guint n_pages;       /* written by the operation */
  GPtrArray *findings; /* (nullable) (element-type BrvFinding): on all pages; likewise */
} ExportOperation;

static void
export_operation_free (ExportOperation *operation)
{
  g_clear_pointer (&operation->brief, brv_brief_unref);
  g_clear_pointer (&operation->verdicts, brv_verdicts_unref);
  g_clear_pointer (&operation->workers, brv_worker_client_unref);
  g_free (operation->path);
  g_free (operation->pages);
  g_free (operation->overrule);
  g_clear_pointer (&operation->findings, g_ptr_array_unref);
  g_free (operation);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExportOperation, export_operation_free)

static ExportOperation *
export_operation_new (BrvWorkspace *self,
                      const char *path,
                      BrvExportFormat format,
                      const BrvExportRequest *request)
{
  ExportOperation *operation = g_new0 (ExportOperation, 1);

  operation->brief = brv_brief_ref (brv_workspace_get_brief (self));
  operation->verdicts = brv_verdicts_ref (brv_workspace_check (self));
  operation->workers = brv_worker_client_ref (brv_workspace_get_workers (self));
  operation->path = g_strdup (path);
  operation->format = format;
  if (request != NULL)
    {
      operation->flags = request->flags;
      operation->pages = g_strdup (request->pages);
      operation->overrule = g_strdup (request->overrule);
    }
  return operation;
}

static gboolean
check_verdicts (const ExportOperation *operation, GError **error)
{
  guint n_faults = brv_verdicts_get_n_faults (operation->verdicts);

  if (n_faults == 0 || (operation->overrule != NULL && *operation->overrule != '\0'))
    return TRUE;
  g_set_error (
    error, BRV_WORKSPACE_ERROR, BRV_WORKSPACE_ERROR_REFUSED,
    ngettext ("%u quote differs from its source or has none. Correct it, or give a reason "
              "to export anyway.",
              "%u quotes differ from their sources or have none. Correct them, or give a "
              "reason to export anyway.",
              n_faults),
    n_faults);
  return FALSE;
}

static BrvPages *
typeset (const BrvBrief *brief,
         const BrvVerdicts *verdicts,
         BrvTypesetFlags flags,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();

  return brv_typesetter_run (typesetter, brief, verdicts, flags, cancellable, error);
}

/* A brief may come from anywhere, and so may its pictures. */
static BrvRaster *
decode (GBytes *image, gpointer user_data, GError **error)
{
  return brv_worker_client_decode_pixels (user_data, image, BRV_RASTER_MAX_SIDE_PX, NULL, error);
}

static GBytes *
make_output (ExportOperation *operation, GCancellable *cancellable, GError **error)
{
  g_autoptr (BrvPages) pages = NULL;
  BrvExportOptions options = { .date = -1,
                               .raster_func = decode,
                               .raster_data = operation->workers };

  if (!check_verdicts (operation, error))
    return NULL;
  pages = typeset (operation->brief, operation->verdicts, operation->flags, cancellable, error);
  if (pages == NULL)
    return NULL;
  operation->n_pages = brv_pages_get_n_frames (pages);
  if (operation->pages != NULL)
    {
      if (!brv_export_parse_range (operation->pages, operation->n_pages, &options, error))
        return NULL;
      if (options.n_pages > 0)
        operation->n_pages = options.n_pages;
    }
  operation->findings = brv_page_findings_list (pages, operation->brief);
  if (operation->format == BRV_EXPORT_PNG)
    {
      operation->n_pages = 1;
      return brv_export_png (pages, options.first_page, &options, cancellable, error);
    }
  return brv_export_pdf (pages, &options, cancellable, error);
}

static gboolean
write_output (ExportOperation *operation, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = make_output (operation, cancellable, error);

  return bytes != NULL && brv_atomic_file_replace (operation->path, bytes, cancellable, error);
}

/**
 * brv_export_format_parse:
 * @name: a format's name or a file's name: "pdf", "out.png"
 * @format: (out): the format
 * @error: return location
 *
 * Returns: %FALSE with %BRV_EXPORT_ERROR_UNSUPPORTED if there is no such format
 */
gboolean
brv_export_format_parse (const char *name, BrvExportFormat *format, GError **error)
{
  const char *dot = strrchr (name, '.');
  const char *suffix = dot != NULL ? dot + 1 : name;

  if (g_ascii_strcasecmp (suffix, "pdf") == 0)
    *format = BRV_EXPORT_PDF;
  else if (g_ascii_strcasecmp (suffix, "png") == 0)
    *format = BRV_EXPORT_PNG;
  else
    {
      g_set_error (
        error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_UNSUPPORTED,
        _ ("“%s” is not a format that can be written. Choose a name that ends in .pdf or .png."),
        name);
      return FALSE;
    }
  return TRUE;
}

/**
 * brv_workspace_typeset:
 * @self: a workspace
 * @flags: how
 * @cancellable: (nullable): what stops it
 * @error: return location
 *
 * Typesets the brief as it is now and waits for it.
 *
 * Returns: (transfer full): its pages, or %NULL with a %BRV_TYPESET_ERROR
 */
BrvPages *
brv_workspace_typeset (BrvWorkspace *self,
                       BrvTypesetFlags flags,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  return typeset (brv_workspace_get_brief (self), brv_workspace_check (self), flags, cancellable,
                  error);
}

/**
 * brv_workspace_check_pages:
 * @self: a workspace without a preview
 *
 * Typesets the brief as it is now and waits for it, so that brv_workspace_list_findings() has what
 * there is to tell about its pages. That no pages can be made is a finding too.
 */
void
brv_workspace_check_pages (BrvWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvPages) pages = NULL;

  g_return_if_fail (BRV_IS_WORKSPACE (self));

  pages = brv_workspace_typeset (self, BRV_TYPESET_NONE, NULL, &error);
  g_clear_pointer (&self->page_findings, g_ptr_array_unref);
  if (pages != NULL)
    {
      self->page_findings = brv_page_findings_list (pages, brv_workspace_get_brief (self));
      return;
    }
  self->page_findings = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_finding_unref);
  g_ptr_array_add (self->page_findings, brv_page_findings_tell_failure (error));
}

/**
 * brv_workspace_export_bytes:
 * @self: a workspace
 * @format: what to make
 * @request: (nullable): how
 * @n_pages: (out) (optional): how many pages it has
 * @findings: (out) (optional) (transfer full) (element-type BrvFinding): what there is to tell
 *   about all pages, those that @request leaves out too
 * @cancellable: (nullable): what stops it
 * @error: return location
 *
 * Makes the finished document in memory and waits for it.
 *
 * Returns: (transfer full): its bytes, or %NULL with %BRV_WORKSPACE_ERROR_REFUSED, a
 *   %BRV_TYPESET_ERROR or a %BRV_EXPORT_ERROR
 */
GBytes *
brv_workspace_export_bytes (BrvWorkspace *self,
                            BrvExportFormat format,
                            const BrvExportRequest *request,
                            guint *n_pages,
                            GPtrArray **findings,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (ExportOperation) operation = NULL;
  GBytes *bytes;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  operation = export_operation_new (self, NULL, format, request);
  bytes = make_output (operation, cancellable, error);
  if (n_pages != NULL)
    *n_pages = operation->n_pages;
  if (findings != NULL)
    *findings = g_steal_pointer (&operation->findings);
  return bytes;
}

/**
 * brv_workspace_export:
 * @self: a workspace
 * @path: the file to write; its ending names the format
 * @request: (nullable): how
 * @n_pages: (out) (optional): how many pages it has
 * @cancellable: (nullable): what stops it
 * @error: return location
 *
 * Writes the finished document by atomic replace and waits for it.
 *
 * Returns: %FALSE as brv_workspace_export_bytes(), or with a %G_FILE_ERROR
 */
gboolean
brv_workspace_export (BrvWorkspace *self,
                      const char *path,
                      const BrvExportRequest *request,
                      guint *n_pages,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (ExportOperation) operation = NULL;
  BrvExportFormat format;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);

  if (!brv_export_format_parse (path, &format, error))
    return FALSE;
  operation = export_operation_new (self, path, format, request);
  if (!write_output (operation, cancellable, error))
    return FALSE;
  if (n_pages != NULL)
    *n_pages = operation->n_pages;
  return TRUE;
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_output (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * brv_workspace_export_async:
 * @self: a workspace
 * @path: the file to write; its ending names the format
 * @request: (nullable): how
 * @cancellable: (nullable): what stops it
 * @callback: what to call when it is done
 * @user_data: for @callback
 *
 * Writes the finished document off the main loop.
 */
void
brv_workspace_export_async (BrvWorkspace *self,
                            const char *path,
                            const BrvExportRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  BrvExportFormat format;

  g_return_if_fail (BRV_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, brv_workspace_export_async);
  if (!brv_export_format_parse (path, &format, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, export_operation_new (self, path, format, request),
                        (GDestroyNotify)export_operation_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * brv_workspace_export_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @n_pages: (out) (optional): how many pages it has
 * @error: return location
 *
 * Returns: as brv_workspace_export()
 */
gboolean
brv_workspace_export_finish (BrvWorkspace *self,
                             GAsyncResult *result,
                             guint *n_pages,
                             GError **error)
{
  const ExportOperation *operation = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (n_pages != NULL)
    *n_pages = operation->n_pages;
  return TRUE;
}
