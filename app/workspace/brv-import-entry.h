/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-fetch.h"
#include "import/brv-import.h"

G_BEGIN_DECLS

/* One input with what became of it. Its thread writes its results, then hands it back. */
typedef struct
{
  BrvImportInput input;
  char *path;
  GBytes *bytes;
  char *media_type;
  char *address;
  char *given_name; /* (nullable): of bytes */
  char *charset;
  char *password;
  char *name;         /* for the user */
  gboolean in_folder; /* found in a folder, not chosen itself */

  /* What came out: one of the three */
  BrvImportResult *result; /* (nullable) */
  GPtrArray *found;        /* (nullable) (element-type filename): it is a folder with these files */
  GError *error;           /* (nullable) */

  /* Of the job's main thread */
  gboolean done;     /* handed back */
  GArray *delivered; /* (nullable) (element-type BrvImportOutcome): of the sources it delivered */
} BrvImportEntry;

BrvImportEntry *brv_import_entry_new (const BrvImportInput *input) G_GNUC_WARN_UNUSED_RESULT;
BrvImportEntry *
brv_import_entry_new_for_path (const char *path, gboolean in_folder) G_GNUC_WARN_UNUSED_RESULT;
void brv_import_entry_free (BrvImportEntry *self);
void brv_import_entry_prepare (BrvImportEntry *self);
void brv_import_entry_run (BrvImportEntry *self,
                           BrvWorkerClient *workers,
                           BrvFetchProgressFunc progress,
                           gpointer data,
                           GCancellable *cancellable);

G_END_DECLS
