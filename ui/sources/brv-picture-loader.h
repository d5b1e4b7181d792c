/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "import/brv-worker-client.h"

G_BEGIN_DECLS

/* A picture that is wanted. */
typedef struct
{
  GBytes *bytes;      /* borrowed for the call */
  const char *sha256; /* of these; borrowed likewise */
  guint side_px;      /* how long its longer side is shown, in the display's pixels */
} BrvPictureWish;

/*
 * The pictures of sources as textures. Their bytes are foreign: a worker process decodes them, in
 * the size in which they are shown, while the main loop goes on. Only so many are kept.
 *
 * Signal loaded (const char *sha256): there is another texture of it, or it cannot be decoded.
 */
#define BRV_TYPE_PICTURE_LOADER (brv_picture_loader_get_type ())
G_DECLARE_FINAL_TYPE (BrvPictureLoader, brv_picture_loader, BRV, PICTURE_LOADER, GObject)

BrvPictureLoader *brv_picture_loader_new (void) G_GNUC_WARN_UNUSED_RESULT;

void brv_picture_loader_set_workers (BrvPictureLoader *self, BrvWorkerClient *workers);
void brv_picture_loader_want (BrvPictureLoader *self, const BrvPictureWish *wishes, guint n_wishes);
GdkTexture *
brv_picture_loader_get_texture (BrvPictureLoader *self, const char *sha256, gboolean *failed);
gsize brv_picture_loader_get_size (BrvPictureLoader *self);

G_END_DECLS
