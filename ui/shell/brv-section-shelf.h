/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "model/brv-brief.h"

G_BEGIN_DECLS

/*
 * The sections of a brief as places to drop a passage on, for a window that shows the reader alone.
 *
 * Signal dropped (guint section): a passage out of the reader was dropped.
 */
#define BRV_TYPE_SECTION_SHELF (brv_section_shelf_get_type ())
G_DECLARE_FINAL_TYPE (BrvSectionShelf, brv_section_shelf, BRV, SECTION_SHELF, GtkWidget)

void brv_section_shelf_show_sections (BrvSectionShelf *self, const BrvBrief *brief);

G_END_DECLS
