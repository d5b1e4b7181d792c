/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-geometry.h"
#include "base/brv-range.h"
#include "base/brv-raster.h"

G_BEGIN_DECLS

/* Where some letters stand on a page. */
typedef struct
{
  BrvRange range; /* bytes of the source's text, on character boundaries */
  BrvRect rect;   /* in points from the page's upper left corner */
} BrvPageArea;

/* A page of a document as a picture. Immutable. */
typedef struct _BrvDrawnPage BrvDrawnPage;

BrvDrawnPage *
brv_drawn_page_new (const BrvRaster *raster, double width, double height) G_GNUC_WARN_UNUSED_RESULT;
BrvDrawnPage *brv_drawn_page_ref (const BrvDrawnPage *self);
void brv_drawn_page_unref (BrvDrawnPage *self);

const BrvRaster *brv_drawn_page_get_raster (const BrvDrawnPage *self);
double brv_drawn_page_get_width (const BrvDrawnPage *self);
double brv_drawn_page_get_height (const BrvDrawnPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvDrawnPage, brv_drawn_page_unref)

G_END_DECLS
