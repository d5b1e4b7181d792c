/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-library-snippet.h"
#include "storage/brv-library.h"

G_BEGIN_DECLS

/* One source that a search found, as a list shows it. Immutable, atomically counted. */
typedef struct
{
  BrvLibraryEntry *entry;
  BrvLibrarySnippet *snippet;
} BrvLibraryHit;

/* What a search found: all hits by their numbers, and the first of them to be shown at once. */
typedef struct
{
  GArray *ids;          /* (element-type gint64) */
  GPtrArray *hits;      /* (element-type BrvLibraryHit): of the first ids */
  gboolean is_complete; /* no others were found */
} BrvLibraryHits;

BrvLibraryHit *
brv_library_hit_read (BrvLibrary *library, gint64 id, const BrvLibraryQuery *query, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
BrvLibraryHit *brv_library_hit_ref (const BrvLibraryHit *self);
void brv_library_hit_unref (BrvLibraryHit *self);
void brv_library_hits_free (BrvLibraryHits *self);
BrvLibraryHits *brv_library_hits_find (BrvLibrary *library,
                                       const char *typed,
                                       BrvLibraryOrder order,
                                       guint limit,
                                       guint n_shown,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLibraryHit, brv_library_hit_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLibraryHits, brv_library_hits_free)

G_END_DECLS
