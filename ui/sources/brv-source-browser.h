/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/sources/brv-source-list-model.h"
#include "ui/sources/brv-source-sorter.h"

G_BEGIN_DECLS

/*
 * A search entry over the list of sources, with what is shown where the list is empty. The
 * Sources pane has one, the popover behind the reader's title another.
 *
 * Signal activated (BrvSourceItem *item): the user wants to read it.
 * Signal remove-requested (BrvSourceItem *item): Delete on its row.
 * Signal paste-requested (): paste into the list.
 * Signal menu-requested (BrvSourceItem *item, double x, double y): in the browser's coordinates.
 */
#define BRV_TYPE_SOURCE_BROWSER (brv_source_browser_get_type ())
G_DECLARE_FINAL_TYPE (BrvSourceBrowser, brv_source_browser, BRV, SOURCE_BROWSER, GtkWidget)

GtkWidget *brv_source_browser_new (void);

void brv_source_browser_set_model (BrvSourceBrowser *self, BrvSourceListModel *model);
void brv_source_browser_set_order (BrvSourceBrowser *self, BrvSourceOrder order);
void brv_source_browser_set_only_unused (BrvSourceBrowser *self, gboolean only_unused);
void brv_source_browser_select (BrvSourceBrowser *self, BrvId source_id);
void brv_source_browser_reveal (BrvSourceBrowser *self, BrvId source_id);
void brv_source_browser_focus_search (BrvSourceBrowser *self);
void brv_source_browser_focus_list (BrvSourceBrowser *self);
void brv_source_browser_clear_search (BrvSourceBrowser *self);

GListModel *brv_source_browser_get_shown (BrvSourceBrowser *self);
BrvSourceItem *brv_source_browser_dup_target (BrvSourceBrowser *self);
const char *brv_source_browser_get_query (BrvSourceBrowser *self);

G_END_DECLS
