/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BRV_BRIEF_APPLICATION_ID 0x42726576 /* "Brev" */
#define BRV_BRIEF_VERSION        3

/* One table of a brief file, by the exact text that SQLite keeps of it. */
typedef struct
{
  const char *name;
  const char *sql;
} BrvSchemaTable;

const BrvSchemaTable *brv_brief_schema_get_tables (guint *n_tables);
const char *brv_brief_schema_get_first_brief_table (void);

G_END_DECLS
