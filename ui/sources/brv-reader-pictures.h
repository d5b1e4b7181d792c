/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-worker-client.h"
#include "ui/shared/brv-reader-buffer.h"

G_BEGIN_DECLS

/*
 * The pictures of the source in the reader. No character of the buffer stands for one: the line that
 * a picture is above begins with room for it, and the picture is a child of the view that is laid
 * into that room. So text, selection and places are what they are without pictures.
 */
#define BRV_TYPE_READER_PICTURES (brv_reader_pictures_get_type ())
G_DECLARE_FINAL_TYPE (BrvReaderPictures, brv_reader_pictures, BRV, READER_PICTURES, GObject)

BrvReaderPictures *brv_reader_pictures_new (GtkTextView *view) G_GNUC_WARN_UNUSED_RESULT;

void brv_reader_pictures_set_workers (BrvReaderPictures *self, BrvWorkerClient *workers);
void brv_reader_pictures_show (BrvReaderPictures *self);
void brv_reader_pictures_measure (BrvReaderPictures *self);
void brv_reader_pictures_update (BrvReaderPictures *self);
void brv_reader_pictures_settle (BrvReaderPictures *self);
void brv_reader_pictures_snapshot (BrvReaderPictures *self, GtkSnapshot *snapshot);

gint brv_reader_pictures_get_width (BrvReaderPictures *self);
gint brv_reader_pictures_find_at (BrvReaderPictures *self, double x, double y);
GArray *
brv_reader_pictures_list_above (BrvReaderPictures *self, guint block) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
