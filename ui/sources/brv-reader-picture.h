/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A picture of a source in the reader: drawn over the whole of what it is given, which the reader
 * gives it in its proportions. Until the picture is there, and where it never will be, a plain
 * ground with words.
 */
#define BRV_TYPE_READER_PICTURE (brv_reader_picture_get_type ())
G_DECLARE_FINAL_TYPE (BrvReaderPicture, brv_reader_picture, BRV, READER_PICTURE, GtkWidget)

GtkWidget *brv_reader_picture_new (const char *name, const char *alternative);

void brv_reader_picture_set_texture (BrvReaderPicture *self, GdkTexture *texture);
void brv_reader_picture_set_gone (BrvReaderPicture *self);
gint brv_reader_picture_find_words_height (BrvReaderPicture *self, gint width);

G_END_DECLS
