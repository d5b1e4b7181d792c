/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a line of a page, or of a copy of one, does besides telling the article. */
typedef enum
{
  BRV_FURNITURE_NONE,
  BRV_FURNITURE_CONTROL,   /* print, share, comment, subscribe: a button or a label of one */
  BRV_FURNITURE_CONTINUES, /* "Click here for the full report": the text is an excerpt */
  BRV_FURNITURE_RELATED,   /* leads to other articles; at its end of the article, ends it */
  BRV_FURNITURE_LATEST,    /* "Latest news from": the line that follows names the publisher */
  BRV_FURNITURE_ORIGINAL,  /* names the address of the original */
  BRV_FURNITURE_CHANNEL,   /* names the site of the channel */
  BRV_FURNITURE_LABEL,     /* tags, topics, credits, "Published": a label with its value */
  BRV_FURNITURE_LEGAL,     /* copyright, disclaimers, consent */
} BrvFurniture;

/* What a line begins with, and what it is then; the marks that a phrase may hold stand with the
 * table. */
typedef struct
{
  const char *phrase; /* case-folded */
  BrvFurniture kind;
} BrvFurniturePhrase;

const BrvFurniturePhrase *brv_furniture_get_phrases (guint *n_phrases);

G_END_DECLS
