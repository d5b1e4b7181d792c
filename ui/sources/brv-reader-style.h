/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/shared/brv-reader-buffer.h"

G_BEGIN_DECLS

/* The typography of the reader: how the tags of its buffer look in a view, and how wide it is. */
void brv_reader_style_apply (BrvReaderBuffer *buffer, GtkWidget *view, double zoom);
gint brv_reader_style_get_column_px (GtkWidget *view, double zoom);
gint brv_reader_style_get_margin_px (GtkWidget *view);

G_END_DECLS
