/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/sources/brv-library-item.h"

G_BEGIN_DECLS

/* What the list shows of a source of the library: title, byline, and where it was found. */
#define BRV_TYPE_LIBRARY_ROW (brv_library_row_get_type ())
G_DECLARE_FINAL_TYPE (BrvLibraryRow, brv_library_row, BRV, LIBRARY_ROW, GtkWidget)

GtkWidget *brv_library_row_new (void);

void brv_library_row_set_item (BrvLibraryRow *self, BrvLibraryItem *item);
BrvLibraryItem *brv_library_row_dup_item (BrvLibraryRow *self);

G_END_DECLS
