/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "typeset/brv-frame.h"

G_BEGIN_DECLS

/* A horizontal strip of a page as pixels: so the memory for it has a bound at any zoom. */
typedef struct
{
  BrvFrame *frame; /* owned */
  guint page;
  double scale;        /* device pixels per point */
  double left;         /* points cut off at the page's left */
  gint top_px;         /* of the strip on the page, in device pixels */
  gint width_px;       /* likewise */
  gint height_px;      /* likewise */
  GdkTexture *texture; /* (nullable): owned; NULL until it is drawn */
} BrvStrip;

#define BRV_STRIP_HEIGHT_PX 1024

BrvStrip *brv_strip_new (const BrvFrame *frame,
                         guint page,
                         double scale,
                         double left,
                         gint top_px,
                         gint width_px,
                         gint height_px) G_GNUC_WARN_UNUSED_RESULT;
void brv_strip_free (BrvStrip *self);
gboolean brv_strip_equal (const BrvStrip *a, const BrvStrip *b);

/* Receives the strips of a request on the main thread; the array is the function's own. */
typedef void (*BrvStripsFunc) (GPtrArray *strips, gpointer user_data);

/*
 * Draws strips on a thread of its own. A request that still waits gives way to a newer one; one
 * at work is finished, so that steady typing never starves the pages.
 */
typedef struct _BrvPageRenderer BrvPageRenderer;

BrvPageRenderer *
brv_page_renderer_new (BrvStripsFunc func, gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void brv_page_renderer_free (BrvPageRenderer *self);
void brv_page_renderer_request (BrvPageRenderer *self, GPtrArray *strips);

G_END_DECLS
