/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-id.h"

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

void brv_import_outcome_clear (BrvImportOutcome *self);

G_END_DECLS
