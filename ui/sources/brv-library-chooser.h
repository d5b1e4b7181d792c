/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/sources/brv-library-item.h"

G_BEGIN_DECLS

/*
 * Asks for one source of the library.
 *
 * Signal chosen (BrvLibraryItem *item): it was chosen; the window closes.
 */
#define BRV_TYPE_LIBRARY_CHOOSER (brv_library_chooser_get_type ())
G_DECLARE_FINAL_TYPE (BrvLibraryChooser, brv_library_chooser, BRV, LIBRARY_CHOOSER, AdwWindow)

BrvLibraryChooser *
brv_library_chooser_new (GtkWindow *parent, BrvLibraryService *library, const char *title);

G_END_DECLS
