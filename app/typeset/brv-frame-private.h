/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-frame.h"

G_BEGIN_DECLS

/* What a frame's items borrow glyphs and text from, and how to let go of it. */
typedef struct
{
  gpointer owner;
  GDestroyNotify release;
} BrvFrameOwner;

/*
 * Items, links, areas and all they point to but the images lie in one block, so that a page
 * costs one allocation and is read from front to back.
 */
struct _BrvFrame
{
  double width;
  double height;

  void *block;
  const BrvItem *items;
  guint n_items;
  const BrvLink *links;
  guint n_links;
  const BrvArea *areas;
  guint n_areas;
  const char *label;

  GArray *owners;   /* (nullable) BrvFrameOwner */
  GPtrArray *fonts; /* BrvFontKey, shared by all frames of the pages */
};

G_END_DECLS
