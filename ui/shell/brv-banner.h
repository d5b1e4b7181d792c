/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A line that says what the user has to know, until they have taken note of it. It slides in
 * when it is shown and goes when it is closed. (AdwBanner came with libadwaita 1.3.)
 */
#define BRV_TYPE_BANNER (brv_banner_get_type ())
G_DECLARE_FINAL_TYPE (BrvBanner, brv_banner, BRV, BANNER, GtkWidget)

GtkWidget *brv_banner_new (const char *text);
GtkWidget *brv_banner_new_with_action (const char *text,
                                       const char *label,
                                       const char *action,
                                       const char *target);
void
brv_banner_add_action (BrvBanner *self, const char *label, const char *action, const char *target);
void brv_banner_set_permanent (BrvBanner *self);

G_END_DECLS
