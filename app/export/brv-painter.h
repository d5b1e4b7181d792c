/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "export/brv-export.h"

G_BEGIN_DECLS

/*
 * Draws frames on a cairo context: the one painter of preview, print and PDF. It keeps loaded
 * font faces and images; one belongs to one thread at a time.
 */
typedef struct _BrvPainter BrvPainter;

BrvPainter *brv_painter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_painter_free (BrvPainter *self);

void brv_painter_set_raster_func (BrvPainter *self, BrvRasterFunc func, gpointer user_data);
gboolean brv_painter_paint (BrvPainter *self, cairo_t *cr, const BrvFrame *frame, GError **error);
gboolean brv_painter_paint_items (
  BrvPainter *self, cairo_t *cr, const BrvFrame *frame, guint first, guint n_items, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPainter, brv_painter_free)

G_END_DECLS
