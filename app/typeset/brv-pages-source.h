/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-frame.h"

G_BEGIN_DECLS

/* The page of a node that stands where its first item is drawn. */
#define BRV_PAGE_OF_FIRST_ITEM G_MAXUINT

/* Makes the parts of pages when they are first asked for, in any thread, but one at a time. */
typedef struct
{
  BrvFrame *(*make_frame) (gpointer data, guint page);
  void (*make_structure) (gpointer data, GArray *nodes);
  void (*make_outline) (gpointer data, GArray *entries);
  gboolean (*find_frames) (gpointer data, BrvId block_id, guint *first, guint *end);
  void (*free) (gpointer data);
} BrvPagesSource;

G_END_DECLS
