/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-rtf-reader.h"

G_BEGIN_DECLS

/* The image of an RTF file that is being read: digits or binary data, and words that say its kind. */
typedef struct
{
  GByteArray *bytes;
  gint half;         /* of a byte, or -1 */
  gboolean is_known; /* it is of a kind that can be shown */
} BrvRtfImage;

void brv_rtf_image_init (BrvRtfImage *self);
void brv_rtf_image_clear (BrvRtfImage *self);

void brv_rtf_image_begin (BrvRtfImage *self);
void brv_rtf_image_read_word (BrvRtfImage *self, const BrvRtfToken *token);
void brv_rtf_image_append (BrvRtfImage *self, const BrvRtfToken *token);
GBytes *brv_rtf_image_end (BrvRtfImage *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
