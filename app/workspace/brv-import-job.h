/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-import-result.h"
#include "model/brv-source.h"
#include "workspace/brv-task.h"

G_BEGIN_DECLS

/* What became of one source of an import, or of an input that gave none. */
typedef struct
{
  char *name;      /* the path, or what the clipboard's content is called */
  guint input;     /* index of the input: one may give several sources */
  BrvId source_id; /* of the source made or already there; BRV_ID_NONE on failure */
  gboolean duplicate;
  gboolean merged;      /* it went into a source that was there: its text, or what is known of it */
  gboolean passed_over; /* it lay in a folder and is no article: a picture, a program */
  GError *error;        /* (nullable) */
} BrvImportOutcome;

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

void brv_import_outcome_clear (BrvImportOutcome *self);

G_END_DECLS
