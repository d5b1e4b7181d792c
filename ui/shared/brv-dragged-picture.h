/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "model/brv-source.h"

G_BEGIN_DECLS

/* A picture of a source on its way into the brief. */
typedef struct
{
  BrvSource *source;
  guint image; /* index of one of its images, of which it has the bytes */
} BrvDraggedPicture;

#define BRV_TYPE_DRAGGED_PICTURE (brv_dragged_picture_get_type ())
GType brv_dragged_picture_get_type (void);

G_END_DECLS
