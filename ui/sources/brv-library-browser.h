/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/sources/brv-library-item.h"

G_BEGIN_DECLS

/*
 * The library in the Sources pane: a search entry that finds while one types, and the hits. A row
 * can be dragged (BrvLibraryItem) or opened.
 *
 * Signal activated (BrvLibraryItem *item): the user wants it in the brief.
 * Signal details-requested (BrvLibraryItem *item): the user wants to mark it.
 */
#define BRV_TYPE_LIBRARY_BROWSER (brv_library_browser_get_type ())
G_DECLARE_FINAL_TYPE (BrvLibraryBrowser, brv_library_browser, BRV, LIBRARY_BROWSER, GtkWidget)

GtkWidget *brv_library_browser_new (void);

void brv_library_browser_set_library (BrvLibraryBrowser *self, BrvLibraryService *library);
void brv_library_browser_set_for_choosing (BrvLibraryBrowser *self);
void brv_library_browser_search (BrvLibraryBrowser *self, const char *typed);
void brv_library_browser_focus_search (BrvLibraryBrowser *self);

G_END_DECLS
