/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-id.h"
#include "typeset/brv-inline.h"
#include "typeset/brv-paragraph.h"
#include "typeset/brv-theme.h"

G_BEGIN_DECLS

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
} BrvStyledKind;

/* One paragraph with its look and its place in the structure. */
typedef struct
{
  BrvStyledKind kind;
  BrvLook look;
  BrvInlineText *text;
  BrvParagraph *paragraph;
  guint level; /* of HEADING and LIST_ITEM */
  BrvId id;    /* what an area on the page names; or none */
  char *label; /* (nullable): number, bullet, or "To" */
  BrvLook label_look;
  BrvParagraph *label_paragraph; /* (nullable) */
  gboolean label_at_start;       /* at the start of the measure; otherwise close to the text */
  guint group;                   /* blocks of one quote share a number above 0 */
  guint index;                   /* of NOTE: among the notes; of SOURCE: in the source list */
  guint first_note;              /* index of the first note of the text among all */
  guint reference;               /* number of the note that the text refers to, or 0 */
  gboolean keep;                 /* with the next block */
  double before;
  double after;
  gboolean rule_above; /* hairlines across the measure */
  gboolean rule_below;
} BrvStyledBlock;

BrvStyledBlock *
brv_styled_block_new (BrvStyledKind kind, const BrvLook *look) G_GNUC_WARN_UNUSED_RESULT;
void brv_styled_block_free (BrvStyledBlock *self);
void brv_styled_block_set_label (BrvStyledBlock *self, const char *label, BrvColor color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvStyledBlock, brv_styled_block_free)

G_END_DECLS
