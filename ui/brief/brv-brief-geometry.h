/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/brief/brv-brief-projection.h"

G_BEGIN_DECLS

/* Where lines of the Brief pane stand; y counts in the text view's buffer coordinates. */

typedef struct
{
  gint x; /* of the text column, which is the cards' as well */
  gint width;
} BrvColumn;

BrvColumn brv_brief_geometry_get_column (GtkTextView *view);
void brv_brief_geometry_get_visible (GtkTextView *view, guint *first, guint *last);
void brv_brief_geometry_get_line (GtkTextView *view, guint line, gint *y, gint *height);
gint brv_brief_geometry_to_widget_y (GtkTextView *view, gint y);
guint brv_brief_geometry_find_line (GtkTextView *view, double widget_y, gdouble *fraction);
double brv_brief_geometry_get_scale (GtkWidget *view);
gboolean brv_brief_geometry_is_rtl (const char *text);

G_END_DECLS
