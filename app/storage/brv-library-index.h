/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-record.h"
#include "storage/brv-library-schema.h"

G_BEGIN_DECLS

/*
 * The full-text index of the library. It is cut into parts, each with the sources that came in
 * after those of the part before, so that what a search must look at before it can answer does not
 * grow with the library: the latest sources are in the last part, and a beginning of a word that
 * stands in everything is only put together for one part.
 */

/* What the index knows of one source: the columns in their order. */
#define BRV_LIBRARY_N_INDEX_COLUMNS 7

typedef struct
{
  char *columns[BRV_LIBRARY_N_INDEX_COLUMNS];
} BrvLibraryWords;

void brv_library_words_clear (BrvLibraryWords *self);
void brv_library_words_collect (BrvLibraryWords *self,
                                const BrvRecord *record,
                                const char *title,
                                const char *tags,
                                const char *note,
                                const char *text);
gboolean
brv_library_words_read (BrvDatabase *database, gint64 id, BrvLibraryWords *words, GError **error);

gboolean brv_library_index_open_part (
  BrvDatabase *database, gint64 id, guint n_max, BrvLibraryPart *part, GError **error);
sqlite3_stmt *brv_library_index_prepare (BrvDatabase *database,
                                         gint64 part,
                                         gboolean is_deletion,
                                         GError **error);
gboolean brv_library_index_write (BrvDatabase *database,
                                  sqlite3_stmt *statement,
                                  gint64 id,
                                  const BrvLibraryWords *words,
                                  GError **error);
gboolean brv_library_index_change (BrvDatabase *database,
                                   gint64 id,
                                   const BrvLibraryWords *words,
                                   gboolean is_deletion,
                                   GError **error);
gboolean brv_library_index_begin_merge (BrvDatabase *database, gint64 part, GError **error);
gboolean brv_library_index_merge (
  BrvDatabase *database, gint64 part, guint n_pages, gboolean *is_merged, GError **error);
gboolean brv_library_index_fill (BrvDatabase *database,
                                 guint n_max,
                                 GCancellable *cancellable,
                                 GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvLibraryWords, brv_library_words_clear)

G_END_DECLS
