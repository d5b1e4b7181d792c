/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/shell/brv-recent-briefs.h"

G_BEGIN_DECLS

/*
 * The running program: one window for each brief, and what windows share.
 */
#define BRV_TYPE_APPLICATION (brv_application_get_type ())
G_DECLARE_FINAL_TYPE (BrvApplication, brv_application, BRV, APPLICATION, AdwApplication)

BrvApplication *brv_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

BrvRecentBriefs *brv_application_get_recent (BrvApplication *self);
void brv_application_open_start (BrvApplication *self);
void brv_application_open_path (BrvApplication *self, GtkWindow *from, const char *path);

G_END_DECLS
