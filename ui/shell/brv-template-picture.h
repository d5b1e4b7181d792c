/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A small drawn page that shows what a template's brief looks like. */
GtkWidget *brv_template_picture_new (const char *template_name);

G_END_DECLS
