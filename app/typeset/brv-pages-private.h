/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-pages.h"

G_BEGIN_DECLS

struct _BrvPages
{
  GPtrArray *frames;     /* BrvFrame */
  GArray *nodes;         /* BrvNode */
  GArray *outline;       /* BrvOutlineEntry */
  GArray *notices;       /* BrvTypesetNotice */
  GStringChunk *strings; /* what the three arrays and the fields below point to */
  const char *title;
  const char *author;
  const char *subject;
  const char *language;
};

G_END_DECLS
