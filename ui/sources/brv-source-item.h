/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "model/brv-source.h"

G_BEGIN_DECLS

/*
 * A row of the source list. Properties (notify): title, byline, n-quotes.
 */
#define BRV_TYPE_SOURCE_ITEM (brv_source_item_get_type ())
G_DECLARE_FINAL_TYPE (BrvSourceItem, brv_source_item, BRV, SOURCE_ITEM, GObject)

BrvSourceItem *
brv_source_item_new (const BrvSource *source, guint n_quotes) G_GNUC_WARN_UNUSED_RESULT;

const BrvSource *brv_source_item_get_source (BrvSourceItem *self);
BrvId brv_source_item_get_id (BrvSourceItem *self);
const char *brv_source_item_get_title (BrvSourceItem *self);
const char *brv_source_item_get_republication (BrvSourceItem *self);
void brv_source_item_set_original (BrvSourceItem *self, const BrvSource *original);
const char *brv_source_item_get_byline (BrvSourceItem *self);
guint brv_source_item_get_n_quotes (BrvSourceItem *self);

const char *brv_source_item_get_folded (BrvSourceItem *self);
void brv_source_item_set_folded (BrvSourceItem *self, const BrvSource *source, char *folded);

void brv_source_item_set_source (BrvSourceItem *self, const BrvSource *source);
void brv_source_item_add_quotes (BrvSourceItem *self, gint n_added);

G_END_DECLS
