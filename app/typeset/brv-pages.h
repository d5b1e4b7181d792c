/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-frame.h"

G_BEGIN_DECLS

/* Standard structure types of ISO 32000-1 §14.8.4 that our pages use. */
typedef enum
{
  BRV_NODE_DOCUMENT,
  BRV_NODE_SECTION,
  BRV_NODE_HEADING, /* H1 … H6 by level */
  BRV_NODE_PARAGRAPH,
  BRV_NODE_BLOCK_QUOTE,
  BRV_NODE_LIST,
  BRV_NODE_LIST_ITEM,
  BRV_NODE_LABEL,
  BRV_NODE_LIST_BODY,
  BRV_NODE_SPAN,
  BRV_NODE_LINK,
  BRV_NODE_REFERENCE,
  BRV_NODE_NOTE,
  BRV_NODE_FIGURE,
  BRV_NODE_CAPTION,
  BRV_NODE_DIVISION,
  BRV_NODE_TABLE,
  BRV_NODE_TABLE_ROW,
  BRV_NODE_TABLE_HEAD, /* a cell that is the head of its column */
  BRV_NODE_TABLE_CELL,
  BRV_NODE_CONTENTS, /* a table of contents */
  BRV_NODE_CONTENTS_ITEM,
} BrvNodeRole;

/*
 * One node of the logical structure. Nodes stand in an array, parents before children, children
 * in reading order; the content of a leaf is all items of all frames that name it.
 */
typedef struct
{
  BrvNodeRole role;
  guint parent;            /* index; the root names itself */
  guint level;             /* of HEADING */
  const char *language;    /* (nullable): where it differs from its parent's */
  const char *alternative; /* (nullable): of FIGURE */
  guint page;              /* index of the page on which it begins */
  double y;                /* of its top on that page */
} BrvNode;

typedef struct
{
  const char *title;
  guint level; /* from 1 */
  guint page;
  double y;
} BrvOutlineEntry;

/* What the typesetter has to tell beside the pages. */
typedef struct
{
  const char *kind; /* "missing-glyph", "missing-font", "fallback-script", "unavoidable-widow" … */
  BrvId block_id;   /* a block, section or source; of a note, the block that it belongs to */
  const char *message; /* in the user's language */
  guint page;          /* on which that begins, counted from 1; 0: none, or not known */
} BrvTypesetNotice;

/*
 * All pages of a brief: frames, the fonts they use, and the logical structure. Immutable, though
 * frames are made when they are first asked for: between two keystrokes only the visible ones are.
 */
typedef struct _BrvPages BrvPages;

BrvPages *brv_pages_ref (const BrvPages *self);
void brv_pages_unref (BrvPages *self);

guint brv_pages_get_n_frames (const BrvPages *self);
const BrvFrame *brv_pages_get_frame (const BrvPages *self, guint index);
void brv_pages_get_size (const BrvPages *self, guint index, double *width, double *height);
const BrvNode *brv_pages_get_nodes (const BrvPages *self, guint *n_nodes);
const BrvOutlineEntry *brv_pages_get_outline (const BrvPages *self, guint *n_entries);
const BrvTypesetNotice *brv_pages_get_notices (const BrvPages *self, guint *n_notices);
const char *brv_pages_get_title (const BrvPages *self);
const char *brv_pages_get_author (const BrvPages *self);
const char *brv_pages_get_subject (const BrvPages *self);
const char *brv_pages_get_language (const BrvPages *self);
gboolean
brv_pages_find_place (const BrvPages *self, BrvId block_id, gsize at, guint *page, BrvRect *rect);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPages, brv_pages_unref)

G_END_DECLS
