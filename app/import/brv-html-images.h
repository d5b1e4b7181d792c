/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"
#include "import/brv-import-hints.h"

G_BEGIN_DECLS

/* A picture of a page that the source has. */
typedef struct
{
  guint element; /* the img element's index */
  guint image;   /* its number in the builder */
} BrvHtmlImage;

/* What a leaf has become. */
typedef struct
{
  guint block;   /* the number of blocks before it was written */
  gboolean kept; /* it belongs to the article */
} BrvHtmlWritten;

GArray *brv_html_images_add (const BrvHtmlPage *page,
                             BrvRange elements,
                             const BrvImportHints *hints,
                             BrvSourceBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;
gint brv_html_images_find (const GArray *images, const BrvHtmlPage *page, guint caption);
void brv_html_images_place (const GArray *images,
                            const BrvHtmlPage *page,
                            const BrvHtmlWritten *written,
                            BrvSourceBuilder *builder);

G_END_DECLS
