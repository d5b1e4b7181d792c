/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "base/brv-range.h"

G_BEGIN_DECLS

/*
 * The bar that finds words in the source that is read. It folds the text once and knows all hits
 * as ranges of it; whoever holds it shows them.
 *
 * Signal hits-changed (): the hits, or the one it stands on, are others now.
 * Signal closed ().
 */
#define BRV_TYPE_FIND_BAR (brv_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (BrvFindBar, brv_find_bar, BRV, FIND_BAR, GtkWidget)

GtkWidget *brv_find_bar_new (void);

void brv_find_bar_set_text (BrvFindBar *self, const char *text, gsize length, GArray *shown);
void brv_find_bar_open (BrvFindBar *self, const char *query);
void brv_find_bar_close (BrvFindBar *self);
gboolean brv_find_bar_is_open (BrvFindBar *self);
void brv_find_bar_step (BrvFindBar *self, gint direction);

const BrvRange *brv_find_bar_get_hits (BrvFindBar *self, guint *n_hits);
gint brv_find_bar_get_current (BrvFindBar *self);

G_END_DECLS
