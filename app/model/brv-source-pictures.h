/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-source.h"
#include "model/brv-text.h"

G_BEGIN_DECLS

/* A picture at its place in a source's text. */
typedef struct
{
  guint image;  /* index of the source's image */
  guint block;  /* of the block above which it stands; the number of blocks: below the last */
  gint caption; /* index of the block that is its caption, or -1 */
} BrvSourcePicture;

GArray *brv_source_pictures_list (const BrvSource *source) G_GNUC_WARN_UNUSED_RESULT;
char *brv_source_pictures_dup_caption (const BrvSource *source, guint image);
char *brv_source_pictures_dup_name (const BrvSource *source, guint image);
BrvText *
brv_source_pictures_make_caption (const BrvSource *source, guint image) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
