/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-geometry.h"
#include "base/brv-id.h"
#include "base/brv-range.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 index; /* in the font */
  double x;      /* origin, from the item's */
  double y;
} BrvGlyph;

/* What to load to draw the glyphs of an item; never a PangoFont, so any thread can draw. */
typedef struct
{
  const char *file;       /* absolute path of the font file */
  gint face_index;        /* low 16 bits: face, high 16 bits: named instance, as FreeType counts */
  const char *variations; /* (nullable): "wght=600,…" */
  double size;
  double matrix[4];    /* xx, xy, yx, yy: identity, or fontconfig's synthetic slant */
  gboolean embolden;   /* fontconfig asks for synthetic bold */
  const char *family;  /* for messages */
  BrvGlyph digits[10]; /* of counters: how 0 to 9 are drawn, each in the middle of a zero's room */
} BrvFontKey;

guint brv_font_key_hash (gconstpointer key);
gboolean brv_font_key_equal (gconstpointer a, gconstpointer b);

/* So many bytes of the item's text are drawn by so many of its glyphs, in order of the text. */
typedef struct
{
  guint16 n_bytes;
  guint16 n_glyphs;
} BrvCluster;

typedef enum
{
  BRV_ITEM_GLYPHS,
  BRV_ITEM_RECT, /* filled: rules and grounds */
  BRV_ITEM_IMAGE,
} BrvItemKind;

/* The leaf is furniture: running heads, markings, rules, page numbers. */
#define BRV_NODE_ARTIFACT G_MAXUINT

/* Items of one node stand in reading order, even where they are drawn in another one. */
typedef struct
{
  BrvItemKind kind;
  guint node; /* index of its structure node, or BRV_NODE_ARTIFACT */
  BrvColor color;

  /* GLYPHS */
  guint font; /* index into the fonts of the pages */
  double x;   /* origin on the baseline */
  double y;
  double x_scale; /* horizontal expansion of the shapes, already in the positions: 1.0 for none */
  gboolean backward; /* text runs right to left: clusters map glyphs backwards */
  const char *text;  /* UTF-8 that the glyphs show, for extraction; owned by the frame */
  gsize text_length;
  const BrvGlyph *glyphs;
  guint n_glyphs;
  const BrvCluster *clusters;
  guint n_clusters;

  /* RECT, IMAGE */
  BrvRect rect;
  GBytes *image;   /* JPEG or PNG bytes; owned by the frame */
  GBytes *preview; /* (nullable): a packed BrvRaster of it, for screens; owned likewise */
} BrvItem;

typedef enum
{
  BRV_LINK_ADDRESS, /* to an address outside */
  BRV_LINK_NODE,    /* to a place in the document */
} BrvLinkKind;

typedef struct
{
  BrvLinkKind kind;
  BrvRect rect;
  guint node;          /* the structure node of role LINK that it belongs to */
  const char *address; /* of ADDRESS */
  guint target;        /* of NODE: index of the structure node it leads to */
  const char *label;   /* what a screen reader says; never NULL */
} BrvLink;

/* Where a block's line is on the page: leads from a click to the text and from the caret to the page. */
typedef struct
{
  BrvId block_id; /* a block, a section (its heading), or a source (its entry) */
  BrvRange range; /* bytes of the block's shown text on this line */
  BrvRect rect;
} BrvArea;

/* One finished page as an immutable display list. */
typedef struct _BrvFrame BrvFrame;

BrvFrame *brv_frame_ref (const BrvFrame *self);
void brv_frame_unref (BrvFrame *self);

double brv_frame_get_width (const BrvFrame *self);
double brv_frame_get_height (const BrvFrame *self);
const char *brv_frame_get_label (const BrvFrame *self);
const BrvItem *brv_frame_get_items (const BrvFrame *self, guint *n_items);
const BrvLink *brv_frame_get_links (const BrvFrame *self, guint *n_links);
const BrvArea *brv_frame_get_areas (const BrvFrame *self, guint *n_areas);
const BrvFontKey *brv_frame_get_font (const BrvFrame *self, guint index);
gboolean
brv_frame_looks_same (const BrvFrame *self, const BrvFrame *other, double top, double bottom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvFrame, brv_frame_unref)

G_END_DECLS
