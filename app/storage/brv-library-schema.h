/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-database.h"

G_BEGIN_DECLS

/* The statement that puts a source's words into the index, or ('delete') takes them out. */
#define BRV_LIBRARY_INDEX_COLUMNS "title, author, publisher, tag, note, text, date"

gboolean brv_library_schema_make (BrvDatabase *database, GError **error);
gboolean brv_library_schema_check (BrvDatabase *database, GError **error);
gboolean brv_library_schema_clear_index (BrvDatabase *database, GError **error);

G_END_DECLS
