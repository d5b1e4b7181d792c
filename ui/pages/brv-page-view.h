/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "typeset/brv-pages.h"
#include "ui/pages/brv-page-geometry.h"

G_BEGIN_DECLS

/*
 * The finished pages on a desk, scrollable, drawn as they will print.
 *
 * Pages are drawn off the main thread into strips; until they are there the ones before are
 * shown. The caret's paragraph is marked in the margin and kept in view until the user scrolls.
 *
 * Signal place-activated (const BrvId *block_id, guint64 at): a click on a line.
 * Property page (notify): index of the page that is being looked at.
 * Property scale (notify): pixels per point, after zooming and resizing.
 */
#define BRV_TYPE_PAGE_VIEW (brv_page_view_get_type ())
G_DECLARE_FINAL_TYPE (BrvPageView, brv_page_view, BRV, PAGE_VIEW, GtkWidget)

GtkWidget *brv_page_view_new (void);

void brv_page_view_set_pages (BrvPageView *self, const BrvPages *pages);
void brv_page_view_set_caret (BrvPageView *self, BrvId block_id, gsize at);
void brv_page_view_set_zoom (BrvPageView *self, const BrvZoom *zoom);
BrvZoomMode brv_page_view_get_mode (BrvPageView *self);
double brv_page_view_get_percent (BrvPageView *self);
guint brv_page_view_get_n_pages (BrvPageView *self);
guint brv_page_view_get_page (BrvPageView *self);
void brv_page_view_scroll_to_page (BrvPageView *self, guint page);

G_END_DECLS
