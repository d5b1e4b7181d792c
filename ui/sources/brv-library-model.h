/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "ui/sources/brv-library-item.h"

G_BEGIN_DECLS

/*
 * The hits of a search as a list of BrvLibraryItem, of any length: only the rows that are looked
 * at have objects. The next search gives the same objects other sources, so that a list need not
 * make its rows anew with each letter that is typed.
 */
#define BRV_TYPE_LIBRARY_MODEL (brv_library_model_get_type ())
G_DECLARE_FINAL_TYPE (BrvLibraryModel, brv_library_model, BRV, LIBRARY_MODEL, GObject)

BrvLibraryModel *brv_library_model_new (void) G_GNUC_WARN_UNUSED_RESULT;

void brv_library_model_set_hits (BrvLibraryModel *self, const BrvLibraryHits *hits);
void brv_library_model_set_ids (BrvLibraryModel *self, GArray *ids);
void brv_library_model_load (BrvLibraryModel *self, BrvLibraryService *library, const char *typed);

G_END_DECLS
