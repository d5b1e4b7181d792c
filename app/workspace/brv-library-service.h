/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"
#include "workspace/brv-library-hits.h"

G_BEGIN_DECLS

/*
 * The library as a program with a main loop uses it: opened when first asked for, and asked off the
 * main loop. Where another process writes it, it can be read only. Handed down by whoever opens
 * briefs; one program has one.
 *
 * Signal changed (): sources were added, or what is said of them was changed.
 * Signal failed (GError *): sources could not be added, or the library is or was damaged; the briefs
 *   have their own copies.
 * Signal on-network (BrvLibrary *): the library that was opened lies on a network file system.
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

G_END_DECLS
