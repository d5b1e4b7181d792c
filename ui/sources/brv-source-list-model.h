/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "edit/brv-document.h"
#include "ui/sources/brv-source-item.h"

G_BEGIN_DECLS

/*
 * The sources of an open document as rows, the newest first. It follows the document's changes
 * one by one: a row lives as long as its source is in the brief.
 *
 * Signal updated (): titles, dates or counts of rows changed, so that an order or a filter may
 * have to be worked out anew.
 */
#define BRV_TYPE_SOURCE_LIST_MODEL (brv_source_list_model_get_type ())
G_DECLARE_FINAL_TYPE (BrvSourceListModel, brv_source_list_model, BRV, SOURCE_LIST_MODEL, GObject)

BrvSourceListModel *brv_source_list_model_new (BrvDocument *document) G_GNUC_WARN_UNUSED_RESULT;

BrvDocument *brv_source_list_model_get_document (BrvSourceListModel *self);
BrvSourceItem *brv_source_list_model_find (BrvSourceListModel *self, BrvId source_id);

G_END_DECLS
