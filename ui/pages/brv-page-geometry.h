/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-pages.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_ZOOM_AUTOMATIC, /* fit width, or fit text where that would set the text too small */
  BRV_ZOOM_FIT_WIDTH,
  BRV_ZOOM_FIT_TEXT, /* the white margins at the sides are trimmed */
  BRV_ZOOM_PERCENT,
} BrvZoomMode;

typedef struct
{
  BrvZoomMode mode;
  double percent; /* of PERCENT: 100 is the size on paper */
} BrvZoom;

/* Where a page is on the desk, in pixels. */
typedef struct
{
  gint x;
  gint y;
  gint width;
  gint height;
} BrvPagePlace;

/* How pages lie on a desk of some width: one below the other. */
typedef struct
{
  BrvZoomMode mode; /* never AUTOMATIC */
  double scale;     /* pixels per point */
  double left;      /* points cut off at each page's left */
  gint width;       /* of the desk's content, in pixels */
  gint height;      /* likewise */
  GArray *places;   /* BrvPagePlace, one for each page */
} BrvPageGeometry;

#define BRV_PAGE_GAP_PX 14

void brv_page_geometry_init (BrvPageGeometry *self,
                             const BrvPages *pages,
                             gint width_px,
                             double text_scale,
                             const BrvZoom *zoom);
void brv_page_geometry_clear (BrvPageGeometry *self);

guint brv_page_geometry_get_n_pages (const BrvPageGeometry *self);
const BrvPagePlace *brv_page_geometry_get_place (const BrvPageGeometry *self, guint page);
guint brv_page_geometry_find_page (const BrvPageGeometry *self, double y);
double brv_page_geometry_get_percent (const BrvPageGeometry *self);

double brv_zoom_step_percent (double percent, gint step);

G_END_DECLS
