/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "import/brv-image-decoder.h"
#include "import/brv-import-hints.h"
#include "import/brv-import-result.h"
#include "import/brv-worker-limits.h"

G_BEGIN_DECLS

/*
 * The worker processes of this program: parsers of foreign bytes run in them and nowhere else.
 * May be used from several threads at once; what waits for a worker waits in its caller's thread.
 */
typedef struct _BrvWorkerClient BrvWorkerClient;

BrvWorkerClient *brv_worker_client_new (void) G_GNUC_WARN_UNUSED_RESULT;
BrvWorkerClient *brv_worker_client_ref (BrvWorkerClient *self);
void brv_worker_client_unref (BrvWorkerClient *self);

BrvImportResult *brv_worker_client_extract (BrvWorkerClient *self,
                                            GBytes *bytes,
                                            const BrvImportHints *hints,
                                            const char *origin,
                                            const BrvWorkerLimits *limits,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_worker_client_decode_image (BrvWorkerClient *self,
                                         GBytes *bytes,
                                         guint max_px,
                                         BrvDecodedImage *image,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvRaster *brv_worker_client_decode_pixels (BrvWorkerClient *self,
                                            GBytes *bytes,
                                            guint max_px,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvWorkerClient, brv_worker_client_unref)

G_END_DECLS
