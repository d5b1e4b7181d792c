/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shared/brv-dragged-picture.h"

static BrvDraggedPicture *
brv_dragged_picture_copy (BrvDraggedPicture *self)
{
  BrvDraggedPicture *copy = g_new (BrvDraggedPicture, 1);

  *copy = (BrvDraggedPicture){ brv_source_ref (self->source), self->image };
  return copy;
}

static void
brv_dragged_picture_free (BrvDraggedPicture *self)
{
  brv_source_unref (self->source);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (BrvDraggedPicture,
                     brv_dragged_picture,
                     brv_dragged_picture_copy,
                     brv_dragged_picture_free)
