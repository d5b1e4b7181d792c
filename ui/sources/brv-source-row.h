/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/sources/brv-source-item.h"

G_BEGIN_DECLS

/* What the list shows of one source: title, byline, and how often it is quoted. */
#define BRV_TYPE_SOURCE_ROW (brv_source_row_get_type ())
G_DECLARE_FINAL_TYPE (BrvSourceRow, brv_source_row, BRV, SOURCE_ROW, GtkWidget)

GtkWidget *brv_source_row_new (void);

void brv_source_row_set_item (BrvSourceRow *self, BrvSourceItem *item);
BrvSourceItem *brv_source_row_dup_item (BrvSourceRow *self);

G_END_DECLS
