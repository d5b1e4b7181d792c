/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "base/brv-id.h"
#include "base/brv-range.h"

G_BEGIN_DECLS

/* A passage of a source, as selected in the reader. Bytes of the source's text. */
typedef struct
{
  BrvId source_id;
  BrvRange range;
} BrvPassage;

/*
 * The reader's buffer. A drag out of the reader offers its buffer (GtkTextView does so by
 * itself); the place where it lands asks it which passage is selected.
 */
#define BRV_TYPE_READER_BUFFER (brv_reader_buffer_get_type ())
G_DECLARE_FINAL_TYPE (BrvReaderBuffer, brv_reader_buffer, BRV, READER_BUFFER, GtkTextBuffer)

gboolean brv_reader_buffer_get_passage (BrvReaderBuffer *self, BrvPassage *passage);

G_END_DECLS
