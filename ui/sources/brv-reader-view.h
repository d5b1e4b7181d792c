/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/sources/brv-reader-pictures.h"

G_BEGIN_DECLS

/* The reader's text, with the pictures of its source between the lines. Its buffer is a
 * #BrvReaderBuffer. */
#define BRV_TYPE_READER_VIEW (brv_reader_view_get_type ())
G_DECLARE_FINAL_TYPE (BrvReaderView, brv_reader_view, BRV, READER_VIEW, GtkTextView)

BrvReaderPictures *brv_reader_view_get_pictures (BrvReaderView *self);

G_END_DECLS
