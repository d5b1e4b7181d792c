/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-import-result.h"
#include "workspace/brv-import-outcome.h"
#include "workspace/brv-task.h"

G_BEGIN_DECLS

/* How many of the outcomes are of each kind. */
typedef struct
{
  guint n_added;
  guint n_duplicates;
  guint n_failed;
  guint n_passed_over;
  guint n_cancelled;
} BrvImportTally;

/*
 * An import of several inputs, running off the main loop. Its task shows progress and cancels.
 * Sources reach the document in batches while it runs, as one step of its history.
 * Signal finished (): all outcomes are there and the sources are in the document.
 */
#define BRV_TYPE_IMPORT_JOB (brv_import_job_get_type ())
G_DECLARE_FINAL_TYPE (BrvImportJob, brv_import_job, BRV, IMPORT_JOB, GObject)

BrvTask *brv_import_job_get_task (BrvImportJob *self);
guint brv_import_job_get_n_inputs (BrvImportJob *self);
guint brv_import_job_get_n_done (BrvImportJob *self);
const BrvImportOutcome *brv_import_job_get_outcomes (BrvImportJob *self, guint *n_outcomes);
const BrvImportResult *brv_import_job_get_result (BrvImportJob *self, guint input);
BrvImportTally brv_import_job_count (BrvImportJob *self);

G_END_DECLS
