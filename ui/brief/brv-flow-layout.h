/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sets children one after the other, like words, and begins a new row where one does not fit. */
#define BRV_TYPE_FLOW_LAYOUT (brv_flow_layout_get_type ())
G_DECLARE_FINAL_TYPE (BrvFlowLayout, brv_flow_layout, BRV, FLOW_LAYOUT, GtkLayoutManager)

G_END_DECLS
