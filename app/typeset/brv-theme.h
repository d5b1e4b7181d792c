/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "base/brv-geometry.h"

G_BEGIN_DECLS

#define BRV_THEME_DEFAULT "classic"

/* The looks that a theme gives to what stands on a page. */
typedef enum
{
  BRV_LOOK_REFERENCE,
  BRV_LOOK_TITLE,
  BRV_LOOK_SUBTITLE,
  BRV_LOOK_DETAIL, /* To, From, Date under the title */
  BRV_LOOK_SECTION,
  BRV_LOOK_HEADING_1,
  BRV_LOOK_HEADING_2,
  BRV_LOOK_HEADING_3,
  BRV_LOOK_BODY,
  BRV_LOOK_QUOTE,
  BRV_LOOK_ATTRIBUTION,
  BRV_LOOK_LIST_ITEM,
  BRV_LOOK_NOTE,
  BRV_LOOK_SOURCE_HEADING,
  BRV_LOOK_SOURCE,
  BRV_LOOK_HEAD, /* running heads and page numbers */
  BRV_LOOK_MARKING,
  /* The following look like one of those above where a theme does not say otherwise. */
  BRV_LOOK_CALLOUT_HEADING,
  BRV_LOOK_CALLOUT,
  BRV_LOOK_SUMMARY_HEADING,
  BRV_LOOK_SUMMARY,
  BRV_LOOK_PULL,
  BRV_LOOK_CAPTION,
  BRV_LOOK_TABLE_HEAD,
  BRV_LOOK_TABLE,
  BRV_LOOK_CONTENTS_HEADING,
  BRV_LOOK_CONTENTS_1,
  BRV_LOOK_CONTENTS_2,
  BRV_N_LOOKS,
} BrvLookKind;

/* Along the direction of the text: the start is at the left where it runs to the right. */
typedef enum
{
  BRV_ALIGN_START,
  BRV_ALIGN_JUSTIFY,
  BRV_ALIGN_END, /* of a table's heads; set as START, and moved */
} BrvAlign;

/* What has numbers on the pages. */
typedef enum
{
  BRV_NUMBERING_NONE = 0,
  BRV_NUMBERING_SECTIONS = 1 << 0,
  BRV_NUMBERING_PARAGRAPHS = 1 << 1,
} BrvNumbering;

/* How a paragraph looks. The strings are interned: equal ones have one address. */
typedef struct
{
  const char *families; /* separated by commas, the best first */
  const char *scripts;  /* families for letters that the first one does not have */
  const char *features; /* OpenType features, as CSS writes them: "tnum, ss02"; may be empty */
  double size;
  int weight; /* as CSS counts: 400 is regular, 700 bold */
  gboolean italic;
  gboolean capitals; /* shown in capitals */
  double leading;
  double before; /* space above it, but not at a page's top */
  double after;
  double indent;     /* at its start */
  double indent_end; /* at its end */
  double first_line; /* added to the indent of the first line */
  double letter_spacing;
  double number_size; /* of the numbers of notes in it, as a part of its own size */
  int number_weight;  /* theirs at least */
  BrvAlign align;
  gboolean hyphenate;
  gboolean balance; /* ragged lines of about the same length */
  gboolean snap;    /* begins on the grid */
  gboolean keep;    /* stays on the page of what follows */
  BrvColor color;
} BrvLook;

/* The geometry and colours that belong to no paragraph. */
typedef struct
{
  double left; /* margin on A4; other papers are as wide as they are */
  double measure;
  double top;    /* to the top of the text */
  double bottom; /* from the end of the text to the paper's edge; rounded to the grid */
  double grid;
  double head; /* baselines from the paper's top, on A4 */
  double foot;
  double marking_head;
  double marking_foot;

  double quote_rule_x; /* from the start of the measure */
  double quote_rule_width;
  double note_separator_length;
  double note_separator_width;
  double note_separator_space; /* between the text and the first note */
  double note_gap;             /* between notes */
  double note_number_width;
  double note_number_size;   /* in the text, as a part of the text's size */
  double note_number_weight; /* and their weight where the text's is lighter */

  double callout_padding; /* from the edge of a box to its text */
  double callout_rule;    /* width of the line at its start; 0 for a line around it */
  double table_rule;      /* widths of the lines above and below a table, */
  double table_line;      /* and of those within */
  double table_gap;       /* between the columns */
  double table_padding;   /* above and below a row */
  double
    table_least_size;   /* of the letters of a table that would be too wide, as a part of theirs */
  double figure_height; /* the highest that a figure is, as a part of the text's height */
  double paragraph_number_width;
  double column_gap;
  guint n_columns;        /* where the brief does not say: 1 or 2 */
  gboolean wide_heads;    /* headings of sections go across the columns */
  BrvNumbering numbering; /* where the brief does not say */

  BrvColor ink;
  BrvColor grey;
  BrvColor rule;
  BrvColor hairline;
  BrvColor link;
  BrvColor callout_ground;
  BrvColor callout_edge;
  BrvColor summary_ground;
  BrvColor summary_edge;
} BrvThemePage;

/* Fonts, sizes, spaces and colours of pages, as data. Immutable. */
typedef struct _BrvTheme BrvTheme;

char *brv_theme_dup_folder (void);
GBytes *brv_theme_load_built_in (const char *name) G_GNUC_WARN_UNUSED_RESULT;
GBytes *brv_theme_load_data (const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_numbering_parse (const char *name, BrvNumbering *numbering);

BrvTheme *brv_theme_load (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvTheme *
brv_theme_parse (const char *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvTheme *brv_theme_new_for_print (const BrvTheme *self) G_GNUC_WARN_UNUSED_RESULT;
BrvTheme *
brv_theme_new_hyphenated (const BrvTheme *self, gboolean hyphenate) G_GNUC_WARN_UNUSED_RESULT;
BrvTheme *brv_theme_ref (const BrvTheme *self);
void brv_theme_unref (BrvTheme *self);

const BrvLook *brv_theme_get_look (const BrvTheme *self, BrvLookKind kind);
const BrvThemePage *brv_theme_get_page (const BrvTheme *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvTheme, brv_theme_unref)

G_END_DECLS
