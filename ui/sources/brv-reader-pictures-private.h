/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-source-pictures.h"
#include "ui/sources/brv-picture-loader.h"
#include "ui/sources/brv-reader-pictures.h"

G_BEGIN_DECLS

/* Below the last line of the text. */
#define BRV_READER_BOTTOM_PX 48
/* Below a picture, to its caption. */
#define BRV_READER_CAPTION_GAP_PX 6

/* A picture at its place in the buffer. */
typedef struct
{
  BrvSourcePicture picture;
  gint line;         /* of the buffer, above which it stands; -1: below the last one */
  GtkTextTag *tag;   /* (nullable): makes room above that line; owned by the buffer's table */
  gboolean left_out; /* it stands above text that is shown though it was left out */
  gint width;
  gint height;
  gint top;          /* from the upper edge of the room to its own */
  GtkWidget *widget; /* (nullable): a child of the view */
} BrvReaderPlace;

struct _BrvReaderPictures
{
  GObject parent_instance;

  GtkTextView *view; /* Borrowed: it owns this */

  /* Owned */
  BrvSource *source; /* (nullable) */
  GArray *places;    /* (element-type BrvReaderPlace): in the order of the lines */
  BrvPictureLoader *loader;

  gint width; /* of the column when they were measured */
  guint update_source;
};

static inline BrvReaderPlace *
brv_reader_pictures_get_place (BrvReaderPictures *self, guint index)
{
  return &g_array_index (self->places, BrvReaderPlace, index);
}

static inline const BrvSourceImage *
brv_reader_pictures_get_image (BrvReaderPictures *self, const BrvReaderPlace *place)
{
  guint n_images = 0;

  return &brv_source_get_images (self->source, &n_images)[place->picture.image];
}

static inline GtkTextBuffer *
brv_reader_pictures_get_buffer (BrvReaderPictures *self)
{
  return gtk_text_view_get_buffer (self->view);
}

/* Whether the picture is there, as far as is known before it is decoded. */
static inline gboolean
brv_reader_pictures_has_pixels (const BrvSourceImage *image)
{
  return image->bytes != NULL && image->width_px > 0 && image->height_px > 0;
}

GtkWidget *brv_reader_pictures_get_widget (BrvReaderPictures *self, BrvReaderPlace *place);

/* brv-reader-pictures-drag.c: what leaves the reader by hand. */
void brv_reader_pictures_let_drag (BrvReaderPictures *self, GtkWidget *widget);

G_END_DECLS
