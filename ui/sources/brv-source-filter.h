/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/sources/brv-source-list-model.h"

G_BEGIN_DECLS

/*
 * Which rows of the source list are shown: those that hold every word of the query, in their
 * metadata or text. The searching is done in a thread; until it is done the filter goes on
 * with what it showed before.
 *
 * Property busy (notify): whether a search is running.
 */
#define BRV_TYPE_SOURCE_FILTER (brv_source_filter_get_type ())
G_DECLARE_FINAL_TYPE (BrvSourceFilter, brv_source_filter, BRV, SOURCE_FILTER, GtkFilter)

BrvSourceFilter *brv_source_filter_new (BrvSourceListModel *model) G_GNUC_WARN_UNUSED_RESULT;

void brv_source_filter_set_query (BrvSourceFilter *self, const char *query);
const char *brv_source_filter_get_query (BrvSourceFilter *self);
void brv_source_filter_set_only_unused (BrvSourceFilter *self, gboolean only_unused);
gboolean brv_source_filter_get_only_unused (BrvSourceFilter *self);
gboolean brv_source_filter_is_busy (BrvSourceFilter *self);

G_END_DECLS
