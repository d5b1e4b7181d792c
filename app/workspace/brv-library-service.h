/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"
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

/*
 * The library as a program with a main loop uses it: opened when first asked for, and asked off the
 * main loop. Where another process writes it, it can be read only. Handed down by whoever opens
 * briefs; one program has one.
 *
 * Signal changed (): sources were added, or what is said of them was changed.
 * Signal failed (GError *): sources could not be added, or the library is or was damaged; the briefs
 *   have their own copies.
 */
#define BRV_TYPE_LIBRARY_SERVICE (brv_library_service_get_type ())
G_DECLARE_FINAL_TYPE (BrvLibraryService, brv_library_service, BRV, LIBRARY_SERVICE, GObject)

BrvLibraryService *brv_library_service_new (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

gboolean brv_library_service_is_there (BrvLibraryService *self);

/* Blocks: for threads, and for programs without a main loop. */
BrvLibrary *
brv_library_service_open (BrvLibraryService *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void brv_library_service_warm (BrvLibraryService *self);
void brv_library_service_take_care (BrvLibraryService *self, guint interval_s);
void brv_library_service_add (BrvLibraryService *self, GPtrArray *sources);
void
brv_library_service_note_brief (BrvLibraryService *self, const BrvBrief *brief, const char *path);

void brv_library_service_search_async (BrvLibraryService *self,
                                       const char *typed,
                                       BrvLibraryOrder order,
                                       guint limit,
                                       guint n_shown,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
BrvLibraryHits *
brv_library_service_search_finish (BrvLibraryService *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Asks or changes the library on a thread of its own. */
typedef gpointer (*BrvLibraryFunc) (BrvLibrary *library, gpointer data, GError **error);
void brv_library_service_run_async (BrvLibraryService *self,
                                    BrvLibraryFunc function,
                                    gpointer data,
                                    GDestroyNotify free_data,
                                    GDestroyNotify free_answer,
                                    gboolean is_change,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gpointer
brv_library_service_run_finish (BrvLibraryService *self, GAsyncResult *result, GError **error);

GPtrArray *brv_library_list_doubts (BrvLibrary *library, const BrvBrief *brief, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLibraryHit, brv_library_hit_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLibraryHits, brv_library_hits_free)

G_END_DECLS
