/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "base/brv-range.h"
#include "import/brv-worker-client.h"
#include "model/brv-source.h"

G_BEGIN_DECLS

/*
 * The pages of a source that has pages, as they are on paper, one below the other. What is pressed
 * and selected on them are bytes of the source's text, as in the reader beside it.
 *
 * Signal selected (guint64 start, guint64 end, gboolean finished): a passage is selected; start
 *   and end are equal for none.
 * Signal pressed-at (guint64 offset): a click that selects nothing.
 * Signal drag-prepare () -> GdkContentProvider: a drag of the selected passage begins.
 * Signal drag-begin (GdkDrag *drag): it has begun.
 * Signal message (const char *text): say this to the user.
 * Signal password-needed (gboolean wrong): see brv-page-loader.h.
 */
#define BRV_TYPE_SOURCE_PAGES (brv_source_pages_get_type ())
G_DECLARE_FINAL_TYPE (BrvSourcePages, brv_source_pages, BRV, SOURCE_PAGES, GtkWidget)

GtkWidget *brv_source_pages_new (void);

void brv_source_pages_set_workers (BrvSourcePages *self, BrvWorkerClient *workers);
void brv_source_pages_set_scroller (BrvSourcePages *self, GtkScrolledWindow *scroller);
void brv_source_pages_show (BrvSourcePages *self, const BrvSource *source);
void brv_source_pages_unlock (BrvSourcePages *self, const BrvSource *source, const char *password);
gboolean brv_source_pages_is_locked (BrvSourcePages *self);
void brv_source_pages_set_zoom (BrvSourcePages *self, double zoom);
void brv_source_pages_set_selection (BrvSourcePages *self, BrvRange range);
void brv_source_pages_set_quoted (BrvSourcePages *self, const BrvRange *ranges, guint n_ranges);
void brv_source_pages_scroll_to (BrvSourcePages *self, BrvRange range);
gboolean
brv_source_pages_get_rectangle (BrvSourcePages *self, BrvRange range, GdkRectangle *rectangle);

G_END_DECLS
