/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-view.h"

G_BEGIN_DECLS

/* The bar that finds words in the brief, whatever their case, accents or quotation marks. */
#define BRV_TYPE_BRIEF_FIND_BAR (brv_brief_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (BrvBriefFindBar, brv_brief_find_bar, BRV, BRIEF_FIND_BAR, GtkWidget)

void brv_brief_find_bar_set_view (BrvBriefFindBar *self, BrvBriefView *view);
void brv_brief_find_bar_open (BrvBriefFindBar *self);
void brv_brief_find_bar_close (BrvBriefFindBar *self);

G_END_DECLS
