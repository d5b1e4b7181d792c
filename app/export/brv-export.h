/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "base/brv-raster.h"
#include "typeset/brv-pages.h"

G_BEGIN_DECLS

#define BRV_EXPORT_ERROR (brv_export_error_quark ())
GQuark brv_export_error_quark (void);

typedef enum
{
  BRV_EXPORT_ERROR_FONT,        /* a font file named by the pages cannot be loaded */
  BRV_EXPORT_ERROR_IMAGE,       /* an image cannot go into the output */
  BRV_EXPORT_ERROR_UNSUPPORTED, /* a format or profile that is not built */
  BRV_EXPORT_ERROR_RANGE,       /* a page range outside the document */
  BRV_EXPORT_ERROR_DRAWING,     /* cairo or qpdf failed */
} BrvExportError;

/*
 * Gives the pixels of an image: those come from outside, and what decodes them stands in a process of
 * its own. Returns: (transfer full): the pixels, or NULL with any error.
 */
typedef BrvRaster *(*BrvRasterFunc) (GBytes *image, gpointer user_data, GError **error);

typedef struct
{
  guint first_page; /* index from 0 */
  guint n_pages;    /* 0: all from first_page on */
  gint64
    date; /* seconds since 1970 in UTC for the document's dates; -1: SOURCE_DATE_EPOCH, else now */
  double resolution;         /* of PNG, in pixels per inch; 0: 150 */
  BrvRasterFunc raster_func; /* (nullable): for images that are not drawn from their bytes */
  gpointer raster_data;
} BrvExportOptions;

GBytes *brv_export_pdf (const BrvPages *pages,
                        const BrvExportOptions *options,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *brv_export_png (const BrvPages *pages,
                        guint page,
                        const BrvExportOptions *options,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_export_parse_range (const char *range,
                                 guint n_pages,
                                 BrvExportOptions *options,
                                 GError **error);

G_END_DECLS
