/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-pdf-block.h"

G_BEGIN_DECLS

/* A line further in by this part of its type's size is indented. */
#define BRV_PDF_INDENT 0.5
/* Lines that stand this much further apart than others do not belong to one paragraph. */
#define BRV_PDF_GAP 1.22

/* How the lines of a document stand. */
typedef struct
{
  const BrvPdfLines *lines;
  const BrvPdfText *text;
  const BrvPdfLineKind *kinds;
  GHashTable *pitches; /* from a size in tenths of a point to a pitch in hundredths */
  double *right_edges; /* of each line: how far it could have gone */
  double *left_edges;  /* of each line: where most lines of its column begin */
  gboolean *justified; /* of each line: whether its column's lines are set flush */
  double pitch_ratio;  /* of the text: pitch by size */
  gboolean tight;      /* paragraphs are neither indented nor set apart */
  gboolean apart;      /* all are */
  gboolean filled;     /* a line ends only where the next word finds no room, even if ragged */
  double
    first_indent; /* of the first lines of most paragraphs, in points; 0 where they have none */
} BrvPdfMeasures;

BrvPdfMeasures *
brv_pdf_measures_new (const BrvPdfLines *lines, const BrvPdfText *text, const BrvPdfLineKind *kinds)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_measures_free (BrvPdfMeasures *self);

const BrvPdfLine *brv_pdf_measures_get_line (const BrvPdfMeasures *self, guint i);
double brv_pdf_measures_get_distance (const BrvPdfMeasures *self, guint i);
double brv_pdf_measures_get_pitch (const BrvPdfMeasures *self, double size);
double brv_pdf_measures_get_indent (const BrvPdfLine *above, const BrvPdfLine *line);
gboolean brv_pdf_measures_is_same_type (const BrvPdfLine *a, const BrvPdfLine *b);
gboolean brv_pdf_measures_are_neighbours (const BrvPdfMeasures *self, guint i);
gboolean brv_pdf_measures_are_aligned (const BrvPdfMeasures *self, guint a, guint b);
gboolean brv_pdf_measures_is_joined (const BrvPdfMeasures *self, guint i);
gboolean brv_pdf_measures_is_short (const BrvPdfMeasures *self, guint p, guint i);
gboolean brv_pdf_measures_is_short_item (const BrvPdfMeasures *self, guint p, guint i);
gboolean brv_pdf_measures_is_unstretched (const BrvPdfMeasures *self, guint i);
gboolean brv_pdf_measures_is_before_stretched (const BrvPdfMeasures *self, guint p, guint i);
gboolean brv_pdf_measures_is_half_empty (const BrvPdfMeasures *self, guint i);
gboolean brv_pdf_measures_is_first_line (const BrvPdfMeasures *self, guint i);
gboolean brv_pdf_measures_is_display (const BrvPdfMeasures *self, const BrvPdfLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfMeasures, brv_pdf_measures_free)

G_END_DECLS
