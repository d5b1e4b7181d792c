/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/sources/brv-library-item.h"

G_BEGIN_DECLS

/*
 * The window in which a reader marks a source of the library: tags, grade, note, whether it still
 * stands; and sees which briefs have it.
 */
#define BRV_TYPE_LIBRARY_MARKS (brv_library_marks_get_type ())
G_DECLARE_FINAL_TYPE (BrvLibraryMarks, brv_library_marks, BRV, LIBRARY_MARKS, AdwWindow)

GtkWindow *
brv_library_marks_new (GtkWindow *parent, BrvLibraryService *library, BrvLibraryItem *item);

G_END_DECLS
