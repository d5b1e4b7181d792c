/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/shell/brv-recent-briefs.h"

G_BEGIN_DECLS

/*
 * What the window shows before a brief is open: templates, recent briefs, the sample.
 *
 * Signal new-brief (const char *template).
 * Signal open-brief (const char *path).
 * Signal open-sample ().
 */
#define BRV_TYPE_START_PAGE (brv_start_page_get_type ())
G_DECLARE_FINAL_TYPE (BrvStartPage, brv_start_page, BRV, START_PAGE, GtkWidget)

GtkWidget *brv_start_page_new (BrvRecentBriefs *recent);

G_END_DECLS
