/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-font-book.h"
#include "typeset/brv-inline.h"

G_BEGIN_DECLS

/* Glyphs of one font and inline on one line. Lengths are points. */
typedef struct
{
  guint font;   /* index in the font book */
  guint piece;  /* index of the inline it belongs to */
  double x;     /* from the line's start; the first glyph's origin */
  double width; /* what it advances; the space at a line's end not counted */
  double rise;
  double x_scale;
  gboolean backward;
  gboolean inserted; /* a hyphen that is not in the text */
  guint text_at;     /* offsets into the arrays of the paragraph */
  guint text_length;
  guint glyphs_at;
  guint n_glyphs;
  guint clusters_at;
  guint n_clusters;
} BrvSetRun;

typedef struct
{
  BrvRange range; /* bytes of the inline text; the space at the end included */
  guint first_run;
  guint n_runs;
  double x; /* from the left of the measure */
  double width;
  gboolean hyphenated;
} BrvSetLine;

/* A paragraph broken into lines, ready to be put on pages. Immutable. */
typedef struct
{
  double measure;
  gboolean right_to_left;
  gboolean is_fallback; /* set by PangoLayout */
  GArray *lines;        /* BrvSetLine */
  guint64 divided;      /* of the first lines, by bit: those that end with a hyphen */
  GArray *runs;         /* BrvSetRun, by line in order of the text */
  GArray *glyphs;       /* BrvGlyph; x as drawn, expansion included */
  GArray *clusters;     /* BrvCluster, in order of the text */
  GString *text;
  double depth;    /* of ink below the baseline, where a script is deep; else 0 */
  GArray *missing; /* (nullable) gunichar: characters that no font has, each once */
} BrvParagraph;

BrvParagraph *brv_paragraph_new (double measure) G_GNUC_WARN_UNUSED_RESULT;
BrvParagraph *brv_paragraph_ref (BrvParagraph *self);
void brv_paragraph_unref (BrvParagraph *self);

/* These are asked for every line of a document at every keystroke. */
static inline guint
brv_paragraph_get_n_lines (const BrvParagraph *self)
{
  return self->lines->len;
}

static inline const BrvSetLine *
brv_paragraph_get_line (const BrvParagraph *self, guint index)
{
  return &g_array_index (self->lines, BrvSetLine, index);
}

static inline const BrvSetRun *
brv_paragraph_get_run (const BrvParagraph *self, guint index)
{
  return &g_array_index (self->runs, BrvSetRun, index);
}

/* How the glyphs of a run are placed. */
typedef struct
{
  double x_scale;
  double rise;
  guint piece;
  gboolean inserted;
  gboolean counts;        /* its zeros stand for a number */
  const double *widening; /* (nullable): points added to the advance of each character of the run */
} BrvRunPlacing;

/* Whether a line ends with a hyphen; asked of all lines, which need not be touched for it. */
static inline gboolean
brv_paragraph_is_divided (const BrvParagraph *self, guint line)
{
  return line < 64 ? (self->divided >> line & 1) != 0
                   : brv_paragraph_get_line (self, line)->hyphenated;
}

void brv_paragraph_add_line (BrvParagraph *self, const BrvSetLine *line);
BrvSetRun brv_paragraph_add_run (BrvParagraph *self,
                                 BrvFontBook *fonts,
                                 const PangoGlyphItem *glyphs,
                                 const char *text,
                                 const BrvRunPlacing *placing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvParagraph, brv_paragraph_unref)

G_END_DECLS
