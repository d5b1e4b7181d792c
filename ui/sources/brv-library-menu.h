/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "storage/brv-library.h"

G_BEGIN_DECLS

/* The menus of the library's list, and its orders as their actions name them. */
const char *brv_library_menu_get_order_name (BrvLibraryOrder order);
gboolean brv_library_menu_parse_order (const char *name, BrvLibraryOrder *order);

GMenuModel *brv_library_menu_make (GMenu *narrowing) G_GNUC_WARN_UNUSED_RESULT;
GMenuModel *brv_library_menu_make_for_row (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
