/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtkunixprint.h>

#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

#define BRV_PRINT_ERROR (brv_print_error_quark ())
GQuark brv_print_error_quark (void);

typedef enum
{
  BRV_PRINT_ERROR_RANGES, /* several ranges of pages were asked for */
} BrvPrintError;

/* What the user chose. All borrowed. */
typedef struct
{
  GtkPrinter *printer;
  GtkPrintSettings *settings;
  GtkPageSetup *page_setup;
  BrvTypesetFlags flags;
  const char *overrule; /* (nullable): the reason to print in spite of faults */
} BrvPrintRequest;

void brv_print_job_run_async (BrvWorkspace *workspace,
                              const BrvPrintRequest *request,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean brv_print_job_run_finish (BrvWorkspace *workspace, GAsyncResult *result, GError **error);

G_END_DECLS
