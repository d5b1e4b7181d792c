/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-database.h"

G_BEGIN_DECLS

/* The statement that puts a source's words into the index, or ('delete') takes them out. */
#define BRV_LIBRARY_INDEX_COLUMNS "title, author, publisher, tag, note, text, date"

/* One part: a table of FTS5 with the sources from @first to the one before the next part's. */
typedef struct
{
  gint64 number;
  gint64 first;
} BrvLibraryPart;

char *brv_library_part_make_name (gint64 number);

gboolean brv_library_schema_make (BrvDatabase *database, GError **error);
gboolean brv_library_schema_is_unmade (BrvDatabase *database);
gboolean brv_library_schema_check (BrvDatabase *database, GError **error);
GArray *brv_library_schema_list_parts (BrvDatabase *database, GError **error);
gboolean
brv_library_schema_add_part (BrvDatabase *database, gint64 number, gint64 first, GError **error);
gboolean brv_library_schema_clear_index (BrvDatabase *database, GError **error);

G_END_DECLS
