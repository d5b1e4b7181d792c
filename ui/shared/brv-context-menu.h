/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *brv_context_menu_new (GtkWidget *parent);
void brv_context_menu_popup (GtkWidget *menu, GMenuModel *model, double x, double y);

G_END_DECLS
