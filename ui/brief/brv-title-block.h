/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "edit/brv-document.h"

G_BEGIN_DECLS

/*
 * The brief's title block: title, subtitle, authors, organisation, date, reference, recipients,
 * language and marking, each edited where it stands.
 */
#define BRV_TYPE_TITLE_BLOCK (brv_title_block_get_type ())
G_DECLARE_FINAL_TYPE (BrvTitleBlock, brv_title_block, BRV, TITLE_BLOCK, GtkWidget)

GtkWidget *brv_title_block_new (BrvDocument *document);

void brv_title_block_focus_title (BrvTitleBlock *self);
void brv_title_block_commit (BrvTitleBlock *self);
const char *brv_marking_get_style_class (const char *marking);

G_END_DECLS
