/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/shared/brv-reader-buffer.h"
#include "ui/sources/brv-library-item.h"
#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

/*
 * The Sources pane: the list with its filter, the reader, and the cards of running imports.
 * Its style sheet is the resource /org/brevier/Brevier/ui/sources.css.
 *
 * Property has-selection (notify): whether a passage that can be quoted is selected in the reader.
 * Property reading (notify): whether a source is open in the reader.
 * Property narrow (notify): the pane has no room for list and reader side by side.
 * Signal block-requested (const BrvId *block_id): show this block of the brief.
 * Signal message (const char *text, const BrvId *block_id (nullable)): a toast, with Show where
 *   there is a block.
 */
#define BRV_TYPE_SOURCES_PANE (brv_sources_pane_get_type ())
G_DECLARE_FINAL_TYPE (BrvSourcesPane, brv_sources_pane, BRV, SOURCES_PANE, GtkWidget)

GtkWidget *brv_sources_pane_new (BrvWorkspace *workspace);

AdwHeaderBar *brv_sources_pane_get_start_header_bar (BrvSourcesPane *self);
AdwHeaderBar *brv_sources_pane_get_end_header_bar (BrvSourcesPane *self);
gboolean brv_sources_pane_get_has_selection (BrvSourcesPane *self);
gboolean brv_sources_pane_get_passage (BrvSourcesPane *self, BrvPassage *passage);
void brv_sources_pane_set_side_by_side (BrvSourcesPane *self, gboolean side_by_side);
gboolean brv_sources_pane_is_reading (BrvSourcesPane *self);
void brv_sources_pane_show_source (BrvSourcesPane *self, BrvId source_id);
void brv_sources_pane_show_passage (BrvSourcesPane *self, BrvId source_id, BrvRange range);
void brv_sources_pane_show_list (BrvSourcesPane *self);
void brv_sources_pane_import_files (BrvSourcesPane *self, GListModel *files);
void brv_sources_pane_add_from_library (BrvSourcesPane *self, BrvLibraryItem *item, gboolean open);
void brv_sources_pane_show_library (BrvSourcesPane *self);
void brv_sources_pane_choose_files (BrvSourcesPane *self);
void brv_sources_pane_ask_address (BrvSourcesPane *self);
gboolean brv_sources_pane_send_to_section (BrvSourcesPane *self, guint section);
void brv_sources_pane_zoom (BrvSourcesPane *self, gint step);
void brv_sources_pane_find (BrvSourcesPane *self);
void brv_sources_pane_step (BrvSourcesPane *self, gint direction);
void brv_sources_pane_switch (BrvSourcesPane *self);

G_END_DECLS
