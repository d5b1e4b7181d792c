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
  BRV_N_LOOKS,
} BrvLookKind;

/* Along the direction of the text: the start is at the left where it runs to the right. */
typedef enum
{
  BRV_ALIGN_START,
  BRV_ALIGN_JUSTIFY,
} BrvAlign;

/* How a paragraph looks. */
typedef struct
{
  const char *families; /* separated by commas, the best first */
  const char *scripts;  /* families for letters that the first one does not have */
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

  BrvColor ink;
  BrvColor grey;
  BrvColor rule;
  BrvColor hairline;
  BrvColor link;
} BrvThemePage;

/* Fonts, sizes, spaces and colours of pages, as data. Immutable. */
typedef struct _BrvTheme BrvTheme;

BrvTheme *brv_theme_load (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvTheme *
brv_theme_parse (const char *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvTheme *brv_theme_new_for_print (const BrvTheme *self) G_GNUC_WARN_UNUSED_RESULT;
BrvTheme *brv_theme_ref (const BrvTheme *self);
void brv_theme_unref (BrvTheme *self);

const BrvLook *brv_theme_get_look (const BrvTheme *self, BrvLookKind kind);
const BrvThemePage *brv_theme_get_page (const BrvTheme *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvTheme, brv_theme_unref)

G_END_DECLS
