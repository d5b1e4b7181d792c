/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a block is, and by which name files and the command line call it. */
typedef enum
{
  BRV_BLOCK_HEADING,
  BRV_BLOCK_PARAGRAPH,
  BRV_BLOCK_QUOTE,
  BRV_BLOCK_LIST_ITEM,
  BRV_BLOCK_CALLOUT, /* a paragraph of a box; neighbours of one variant share the box until one
                        begins another */
  BRV_BLOCK_FIGURE,  /* an image; its text is the caption */
  BRV_BLOCK_TABLE,   /* its text is the caption */
  BRV_BLOCK_PAGE_BREAK,
  BRV_N_BLOCK_KINDS,
} BrvBlockKind;

/* What a callout or a quote is for, which decides how it stands on the page. */
typedef enum
{
  BRV_VARIANT_PLAIN,   /* a box; a quote in the text */
  BRV_VARIANT_SUMMARY, /* of a callout: the box with what the brief says in short */
  BRV_VARIANT_PULL,    /* words drawn out to be seen: of a callout the author's own */
  BRV_N_VARIANTS,
} BrvVariant;

const char *brv_block_kind_get_name (BrvBlockKind kind);
gboolean brv_block_kind_parse (const char *name, BrvBlockKind *kind);
const char *brv_variant_get_name (BrvVariant variant);
gboolean brv_variant_parse (const char *name, BrvVariant *variant);

G_END_DECLS
