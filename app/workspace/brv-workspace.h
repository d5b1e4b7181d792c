/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "edit/brv-document.h"
#include "import/brv-import.h"
#include "model/brv-finding.h"
#include "model/brv-verdict.h"
#include "storage/brv-store.h"
#include "typeset/brv-pages.h"
#include "typeset/brv-typesetter.h"
#include "verify/brv-locate.h"
#include "workspace/brv-import-job.h"
#include "workspace/brv-library-service.h"

G_BEGIN_DECLS

/*
 * One open brief: document, store, verdicts, pages and running jobs. The window and the command
 * line hold one each; nothing is global.
 *
 * Properties (notify): path, title, saved-state (int), verdicts, pages (pointers).
 * Signal journal-failed (GError *): the working copy could not be written.
 * Signal pages-failed (GError *): no pages could be made of the present brief.
 */
#define BRV_TYPE_WORKSPACE (brv_workspace_get_type ())
G_DECLARE_FINAL_TYPE (BrvWorkspace, brv_workspace, BRV, WORKSPACE, GObject)

typedef enum
{
  BRV_SAVED,
  BRV_UNSAVED_CHANGES,
  BRV_SAVING,
} BrvSavedState;

BrvWorkspace *brv_workspace_new (const BrvBrief *brief, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvWorkspace *brv_workspace_open (const char *path, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
BrvWorkspace *
brv_workspace_open_read_ahead (BrvReadAhead *read_ahead, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
BrvWorkspace *brv_workspace_read (const char *path, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
BrvWorkspace *brv_workspace_salvage (const char *path,
                                     GPtrArray *missing,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvWorkspace *
brv_workspace_recover (const char *working_copy, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **brv_workspace_list_abandoned (void);

BrvDocument *brv_workspace_get_document (BrvWorkspace *self);
const BrvBrief *brv_workspace_get_brief (BrvWorkspace *self);
const char *brv_workspace_get_path (BrvWorkspace *self);
char *brv_workspace_dup_title (BrvWorkspace *self);
gboolean brv_workspace_is_read_only (BrvWorkspace *self);
gboolean brv_workspace_is_recovered (BrvWorkspace *self);
gboolean brv_workspace_is_file_torn (BrvWorkspace *self);
gint64 brv_workspace_get_changed_us (BrvWorkspace *self);
BrvSavedState brv_workspace_get_saved_state (BrvWorkspace *self);
gboolean brv_workspace_flush (BrvWorkspace *self, GError **error);
void brv_workspace_save_async (BrvWorkspace *self,
                               const char *path,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void brv_workspace_save_version_async (BrvWorkspace *self,
                                       const char *name,
                                       gint version,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean brv_workspace_save_finish (BrvWorkspace *self, GAsyncResult *result, GError **error);
gboolean brv_workspace_was_overwritten (BrvWorkspace *self);
void brv_workspace_check_file_async (BrvWorkspace *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean brv_workspace_check_file_finish (BrvWorkspace *self, GAsyncResult *result, GError **error);
gboolean brv_workspace_save (BrvWorkspace *self, const char *path, GError **error);
void brv_workspace_accept_changed_file (BrvWorkspace *self);
gboolean brv_workspace_close (BrvWorkspace *self, gboolean discard, GError **error);

const BrvHistoryStep *
brv_workspace_get_history (BrvWorkspace *self, guint *n_steps, guint *n_undone);

/* brv-workspace-versions.c */
gboolean brv_workspace_checkpoint (BrvWorkspace *self, const char *name, GError **error);
BrvVersions *brv_workspace_get_versions (BrvWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_workspace_restore (BrvWorkspace *self, const BrvBrief *state, GError **error);
gboolean brv_workspace_save_for_sharing (BrvWorkspace *self, const char *path, GError **error);
void brv_workspace_save_for_sharing_async (BrvWorkspace *self,
                                           const char *path,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean
brv_workspace_save_for_sharing_finish (BrvWorkspace *self, GAsyncResult *result, GError **error);

void brv_workspace_set_library (BrvWorkspace *self, BrvLibraryService *library);
BrvLibraryService *brv_workspace_get_library (BrvWorkspace *self);
void brv_workspace_add_from_library_async (BrvWorkspace *self,
                                           gint64 id,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean brv_workspace_add_from_library_finish (
  BrvWorkspace *self, GAsyncResult *result, BrvId *source_id, gboolean *duplicate, GError **error);

const BrvVerdicts *brv_workspace_get_verdicts (BrvWorkspace *self);
void brv_workspace_check_pages (BrvWorkspace *self);
GPtrArray *brv_workspace_list_findings (BrvWorkspace *self);
guint brv_workspace_count_page_warnings (BrvWorkspace *self);

void brv_workspace_set_preview (BrvWorkspace *self, gboolean enabled, BrvTypesetFlags flags);
const BrvPages *brv_workspace_get_pages (BrvWorkspace *self);
gboolean brv_workspace_are_pages_current (BrvWorkspace *self);
BrvPages *brv_workspace_typeset (BrvWorkspace *self,
                                 BrvTypesetFlags flags,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

BrvImportJob *
brv_workspace_import (BrvWorkspace *self, const BrvImportInput *inputs, guint n_inputs)
  G_GNUC_WARN_UNUSED_RESULT;
BrvImportJob *
brv_workspace_import_files (BrvWorkspace *self, const char *const *paths) G_GNUC_WARN_UNUSED_RESULT;
BrvImportJob *brv_workspace_import_bytes (BrvWorkspace *self,
                                          GBytes *bytes,
                                          const char *media_type,
                                          const char *address) G_GNUC_WARN_UNUSED_RESULT;

BrvImportJob *
brv_workspace_import_address (BrvWorkspace *self, const char *address) G_GNUC_WARN_UNUSED_RESULT;

GArray *brv_workspace_import_file (BrvWorkspace *self, const BrvImportInput *input, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_workspace_attach_file (BrvWorkspace *self,
                                    BrvId source_id,
                                    const BrvImportInput *input,
                                    GError **error);
void brv_workspace_attach_file_async (BrvWorkspace *self,
                                      BrvId source_id,
                                      const BrvImportInput *input,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
brv_workspace_attach_file_finish (BrvWorkspace *self, GAsyncResult *result, GError **error);
BrvWorkerClient *brv_workspace_get_workers (BrvWorkspace *self);
BrvImage *brv_workspace_read_image (BrvWorkspace *self,
                                    const char *path,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void brv_workspace_read_image_async (BrvWorkspace *self,
                                     GFile *file,
                                     GBytes *bytes,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
BrvImage *brv_workspace_read_image_finish (BrvWorkspace *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_workspace_make_figure_async (BrvWorkspace *self,
                                      const BrvSource *source,
                                      guint image,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
BrvBlock *
brv_workspace_make_figure_finish (BrvWorkspace *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

gboolean brv_workspace_quote_range (BrvWorkspace *self,
                                    BrvId source_id,
                                    BrvRange range,
                                    BrvId section_id,
                                    gint at,
                                    BrvId *block_id,
                                    GError **error);
gboolean brv_workspace_quote_passage (BrvWorkspace *self,
                                      const char *passage,
                                      const BrvLocateOptions *options,
                                      BrvId section_id,
                                      gint at,
                                      BrvId *block_id,
                                      BrvMatch *match,
                                      GError **error);
gboolean brv_workspace_quote_as_given (BrvWorkspace *self,
                                       const char *given,
                                       const BrvLocateOptions *options,
                                       BrvId section_id,
                                       gint at,
                                       BrvId *block_id,
                                       GError **error);

/* The PDF of the brief as it is now; the sync verb of the command line and the window's job. */
typedef struct
{
  BrvTypesetFlags flags;
  const char *pages;    /* (nullable): a range as typed, "1-3" */
  const char *overrule; /* (nullable): the reason to export in spite of faults */
} BrvExportRequest;

#define BRV_WORKSPACE_ERROR (brv_workspace_error_quark ())
GQuark brv_workspace_error_quark (void);

typedef enum
{
  BRV_WORKSPACE_ERROR_REFUSED, /* a quote is misquoted, missing or from the wrong source */
} BrvWorkspaceError;

typedef enum
{
  BRV_EXPORT_PDF,
  BRV_EXPORT_PNG, /* one page */
} BrvExportFormat;

gboolean brv_export_format_parse (const char *name, BrvExportFormat *format, GError **error);
GBytes *brv_workspace_export_bytes (BrvWorkspace *self,
                                    BrvExportFormat format,
                                    const BrvExportRequest *request,
                                    guint *n_pages,
                                    GPtrArray **findings,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_workspace_export (BrvWorkspace *self,
                               const char *path,
                               const BrvExportRequest *request,
                               guint *n_pages,
                               GCancellable *cancellable,
                               GError **error);
void brv_workspace_export_async (BrvWorkspace *self,
                                 const char *path,
                                 const BrvExportRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean brv_workspace_export_finish (BrvWorkspace *self,
                                      GAsyncResult *result,
                                      guint *n_pages,
                                      GError **error);

G_END_DECLS
