/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-pages-source.h"
#include "typeset/brv-pages.h"

G_BEGIN_DECLS

/* The mutex guards frames, nodes, outline and the mark where there is a source. */
struct _BrvPages
{
  const BrvPagesSource *source; /* (nullable): makes what is not made yet */
  gpointer source_data;
  GMutex mutex;
  gboolean has_places; /* nodes and outline are there, and know where they stand */
  double width;        /* of frames that are not made yet */
  double height;
  GPtrArray *frames;     /* (nullable) BrvFrame */
  GArray *nodes;         /* BrvNode */
  GArray *outline;       /* BrvOutlineEntry */
  GArray *notices;       /* BrvTypesetNotice */
  GStringChunk *strings; /* what the notices and the fields below point to */
  const char *title;
  const char *author;
  const char *subject;
  const char *language;
};

void brv_pages_place_nodes (BrvPages *self);

G_END_DECLS
