/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "edit/brv-document.h"

G_BEGIN_DECLS

/*
 * The picture of a figure above its caption, with the button that describes it.
 *
 * Signal replace-requested (): another image is wanted.
 * Signal selected (): the picture was clicked.
 */
#define BRV_TYPE_FIGURE_CARD (brv_figure_card_get_type ())
G_DECLARE_FINAL_TYPE (BrvFigureCard, brv_figure_card, BRV, FIGURE_CARD, GtkWidget)

GtkWidget *brv_figure_card_new (BrvDocument *document);
void brv_figure_card_show (BrvFigureCard *self, const BrvBlock *block);
BrvId brv_figure_card_get_id (BrvFigureCard *self);
gint brv_figure_card_find_height (const BrvImage *image, gint width, double scale);

G_END_DECLS
