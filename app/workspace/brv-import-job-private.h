/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-edit-source.h"
#include "import/brv-import.h"
#include "workspace/brv-import-job.h"

G_BEGIN_DECLS

BrvImportJob *brv_import_job_new (BrvDocument *document,
                                  BrvWorkerClient *workers,
                                  const BrvImportInput *inputs,
                                  guint n_inputs) G_GNUC_WARN_UNUSED_RESULT;
void brv_import_job_stop (BrvImportJob *self);

G_END_DECLS
