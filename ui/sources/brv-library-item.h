/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "workspace/brv-library-service.h"

G_BEGIN_DECLS

/*
 * A source of the library as a row of a list. What the row shows is read when it is first seen. A
 * list gives its rows other sources with each search; what lasts longer takes a copy.
 * Signal loaded (): what it shows is there, or has changed.
 */
#define BRV_TYPE_LIBRARY_ITEM (brv_library_item_get_type ())
G_DECLARE_FINAL_TYPE (BrvLibraryItem, brv_library_item, BRV, LIBRARY_ITEM, GObject)

BrvLibraryItem *brv_library_item_new (gint64 id, BrvLibraryHit *hit) G_GNUC_WARN_UNUSED_RESULT;

BrvLibraryItem *brv_library_item_copy (BrvLibraryItem *self) G_GNUC_WARN_UNUSED_RESULT;
void brv_library_item_set (BrvLibraryItem *self, gint64 id, BrvLibraryHit *hit);

gint64 brv_library_item_get_id (BrvLibraryItem *self);
const BrvLibraryHit *brv_library_item_get_hit (BrvLibraryItem *self);
void brv_library_item_load (BrvLibraryItem *self, BrvLibraryService *library, const char *typed);

char *brv_library_item_dup_byline (BrvLibraryItem *self);
char *brv_library_item_dup_snippet_markup (BrvLibraryItem *self);

G_END_DECLS
