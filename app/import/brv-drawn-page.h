/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-geometry.h"
#include "base/brv-range.h"
#include "base/brv-raster.h"
#include "import/brv-import-hints.h"

G_BEGIN_DECLS

/* Where some letters stand on a page. */
typedef struct
{
  BrvRange range; /* bytes of the page's text, on character boundaries */
  BrvRect rect;   /* in points from the page's upper left corner */
} BrvPageArea;

/* A page of a document as a picture, with the text on it and where each piece stands. Immutable. */
typedef struct _BrvDrawnPage BrvDrawnPage;

/*
 * A drawer of one format: page, from 0, with scale pixels a point. It runs as an importer does,
 * but may read fonts.
 */
typedef BrvDrawnPage *(*BrvDrawPageFunc) (
  GBytes *bytes, const BrvImportHints *hints, guint page, double scale, GError **error);

BrvDrawnPage *brv_drawn_page_new (const BrvRaster *raster,
                                  double width,
                                  double height,
                                  const char *text,
                                  const BrvPageArea *areas,
                                  guint n_areas) G_GNUC_WARN_UNUSED_RESULT;
BrvDrawnPage *brv_drawn_page_ref (const BrvDrawnPage *self);
void brv_drawn_page_unref (BrvDrawnPage *self);

const BrvRaster *brv_drawn_page_get_raster (const BrvDrawnPage *self);
double brv_drawn_page_get_width (const BrvDrawnPage *self);
double brv_drawn_page_get_height (const BrvDrawnPage *self);
const char *brv_drawn_page_get_text (const BrvDrawnPage *self);
const BrvPageArea *brv_drawn_page_get_areas (const BrvDrawnPage *self, guint *n_areas);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvDrawnPage, brv_drawn_page_unref)

G_END_DECLS
