/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  BRV_SOURCE_ORDER_ADDED, /* the newest first */
  BRV_SOURCE_ORDER_DATE,  /* of publication, the newest first, undated ones last */
  BRV_SOURCE_ORDER_QUOTES,
} BrvSourceOrder;

/* In which order the source list shows its rows. */
#define BRV_TYPE_SOURCE_SORTER (brv_source_sorter_get_type ())
G_DECLARE_FINAL_TYPE (BrvSourceSorter, brv_source_sorter, BRV, SOURCE_SORTER, GtkSorter)

BrvSourceSorter *brv_source_sorter_new (void) G_GNUC_WARN_UNUSED_RESULT;

void brv_source_sorter_set_order (BrvSourceSorter *self, BrvSourceOrder order);
void brv_source_sorter_rows_changed (BrvSourceSorter *self);

G_END_DECLS
