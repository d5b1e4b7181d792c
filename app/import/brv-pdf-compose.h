/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-block.h"
#include "import/brv-pdf-hyphens.h"

G_BEGIN_DECLS

/* Where some letters of a text stand on paper. */
typedef struct
{
  guint page;
  guint32 start; /* in bytes of the text */
  guint32 end;
  BrvPdfBox box; /* of the page as it is shown */
} BrvPdfArea;

typedef struct
{
  const BrvPdfLines *lines;
  const BrvPdfText *text;
  const BrvPdfHyphens *hyphens;
  const guint8 *cells; /* of each cell of the lines: the column of its table */
} BrvPdfComposer;

char *brv_pdf_compose (const BrvPdfComposer *self, const BrvPdfBlock *block, GArray *areas);

G_END_DECLS
