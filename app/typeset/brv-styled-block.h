/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cite/brv-notes.h"
#include "model/brv-block.h"
#include "typeset/brv-inline.h"
#include "typeset/brv-paragraph.h"
#include "typeset/brv-theme.h"

G_BEGIN_DECLS

/* Between a heading's number and its words, in ems. */
#define BRV_LABEL_SPACE 0.6

/* What a styled block is in the logical structure. */
typedef enum
{
  BRV_STYLED_PLAIN,
  BRV_STYLED_TITLE,
  BRV_STYLED_SECTION, /* the heading that opens a section */
  BRV_STYLED_HEADING,
  BRV_STYLED_QUOTE,
  BRV_STYLED_ATTRIBUTION,
  BRV_STYLED_LIST_ITEM,
  BRV_STYLED_NOTE,
  BRV_STYLED_SOURCE,
  BRV_STYLED_FIGURE, /* an image instead of lines */
  BRV_STYLED_TABLE,  /* rows instead of lines */
  BRV_STYLED_CELL,   /* of a table; not among the document's blocks */
  BRV_STYLED_CAPTION,
  BRV_STYLED_CALLOUT,
  BRV_STYLED_PULL,
  BRV_STYLED_CONTENTS_HEADING,
  BRV_STYLED_CONTENTS, /* an entry of the table of contents */
} BrvStyledKind;

/* What a group of blocks stands on. */
typedef enum
{
  BRV_BOX_NONE,
  BRV_BOX_CALLOUT,
  BRV_BOX_SUMMARY,
} BrvBox;

typedef struct _BrvTableSetting BrvTableSetting;

/* Where an image or a table stands that is narrower than the measure. */
typedef enum
{
  BRV_SIDE_OF_BRIEF, /* where the brief's lines begin */
  BRV_SIDE_LEFT,
  BRV_SIDE_RIGHT,
} BrvSide;

/* One paragraph with its look and its place in the structure. Immutable once it is set, as runs of a
 * typesetter share it. */
typedef struct
{
  BrvStyledKind kind;
  BrvLook look;
  BrvInlineText *text;
  BrvParagraph *paragraph;
  guint level;          /* of HEADING, LIST_ITEM and CONTENTS */
  BrvId id;             /* what an area on the page names; or none */
  const char *language; /* (nullable): where it is not the brief's; borrowed from a source */
  char *label;          /* (nullable): number, bullet, or "To" */
  BrvColor label_color;
  BrvParagraph *label_paragraph; /* (nullable) */
  gboolean label_at_start;       /* at the start of the measure; otherwise close to the text */
  gboolean label_widens;         /* the text is indented by the label's width */
  guint group;                   /* blocks of one quote or box share a number above 0 */
  gboolean is_pulled;            /* of QUOTE and ATTRIBUTION: drawn out of the text */
  BrvBox box;
  double padding;      /* between the edges of the box and its text */
  double hang;         /* the part of the indent that hanging numbers take */
  gboolean begins_box; /* the first and the last block of a box */
  gboolean ends_box;
  gboolean ends_page;    /* the next block begins a page */
  gboolean is_wide;      /* goes across all columns, where there are several */
  BrvImage *image;       /* of FIGURE (nullable) */
  char *alternative;     /* of FIGURE (nullable) */
  double image_width;    /* on the page */
  double image_height;   /* likewise */
  BrvSide side;          /* of FIGURE and TABLE */
  const BrvTable *cells; /* of TABLE (nullable); the brief's */
  const BrvNote
    *notes; /* of TABLE (nullable): those of its cells, until it is set; the document's */
  guint n_notes;
  BrvTableSetting *table; /* of TABLE (nullable): until the paragraphs are made */
  void (*free_table) (BrvTableSetting *table);
  guint target; /* of CONTENTS: index of the heading's block in the document */
  guint index;  /* of NOTE: among the notes; of SOURCE: in the source list */
  guint
    first_note;    /* index of the first note of the text among those of its section; of CELL: among
                       its table's */
  guint reference; /* number of the note that the text refers to, or 0 */
  gboolean keep;   /* with the next block */
  double before;
  double after;
  gboolean rule_above; /* hairlines across the measure */
  gboolean rule_below;
} BrvStyledBlock;

BrvStyledBlock *
brv_styled_block_new (BrvStyledKind kind, const BrvLook *look) G_GNUC_WARN_UNUSED_RESULT;
BrvStyledBlock *
brv_styled_block_new_with_text (BrvStyledKind kind, const BrvLook *look, BrvInlineText *text)
  G_GNUC_WARN_UNUSED_RESULT;
BrvStyledBlock *brv_styled_block_ref (BrvStyledBlock *self);
void brv_styled_block_unref (BrvStyledBlock *self);
void brv_styled_block_set_label (BrvStyledBlock *self, const char *label, BrvColor color);
gboolean brv_styled_block_announces (const BrvStyledBlock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvStyledBlock, brv_styled_block_unref)

G_END_DECLS
