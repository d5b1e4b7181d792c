/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-drawn-page.h"
#include "import/brv-image-decoder.h"
#include "import/brv-import-result.h"

G_BEGIN_DECLS

/*
 * What the worker answers, as bodies of brv-worker-body.h. The worker writes, its client reads and
 * takes every byte for hostile.
 */
GBytes *brv_worker_answer_write (const BrvImportResult *result, GBytes *document);
BrvImportResult *brv_worker_answer_read (GBytes *bytes, GBytes *document, const char *origin)
  G_GNUC_WARN_UNUSED_RESULT;

GBytes *brv_worker_answer_write_page (const BrvDrawnPage *page);
BrvDrawnPage *brv_worker_answer_read_page (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

GBytes *brv_worker_answer_write_areas (const GArray *areas, const char *text_sha256);
GArray *
brv_worker_answer_read_areas (GBytes *bytes, const BrvSource *source) G_GNUC_WARN_UNUSED_RESULT;

GBytes *brv_worker_answer_write_image (const BrvDecodedImage *image);
gboolean brv_worker_answer_read_image (GBytes *bytes, BrvDecodedImage *image);

GBytes *brv_worker_answer_write_pixels (const BrvRaster *raster);
BrvRaster *brv_worker_answer_read_pixels (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
