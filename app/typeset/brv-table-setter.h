/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cite/brv-notes.h"
#include "typeset/brv-paragraph-maker.h"
#include "typeset/brv-table-setting.h"

G_BEGIN_DECLS

/* The notes of a table's cells. All that its setting needs of them are their places and how many
 * digits they have. */
typedef struct
{
  const BrvNote *notes; /* (nullable) */
  guint n_notes;
} BrvTableNotes;

BrvTableSetting *brv_table_setter_run (const BrvTable *cells,
                                       BrvTableNotes notes,
                                       const BrvTheme *theme,
                                       BrvParagraphMaker *maker,
                                       const char *language,
                                       double measure) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
