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

BrvFurniture brv_furniture_judge (const char *text, gsize *label_end);
gboolean brv_furniture_leads_to_whole (const char *text);
gboolean brv_furniture_ends_article (const char *text);
gboolean brv_furniture_is_boilerplate (const char *text);

G_END_DECLS
