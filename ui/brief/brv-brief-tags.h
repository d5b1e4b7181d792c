/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "model/brv-block.h"

G_BEGIN_DECLS

/*
 * How the lines of the Brief pane look: the tags of its buffer and the measures behind them.
 * Measures are pixels at text scale 1 and zoom 1; brv_brief_tags_set_scale() multiplies them.
 */
#define BRV_BRIEF_COLUMN         712 /* widest column, its sides included */
#define BRV_BRIEF_SIDE           36  /* from the pane's edge to the text */
#define BRV_BRIEF_SECTION_PAD    14  /* from the section's highlight to the text */
#define BRV_BRIEF_BLOCK_GAP      10  /* between blocks */
#define BRV_BRIEF_END            60  /* after the last block */
#define BRV_BRIEF_QUOTE_ABOVE    11  /* from the card's edge to the quote's text */
#define BRV_BRIEF_QUOTE_FOOT     36  /* attribution line and the card's lower edge */
#define BRV_BRIEF_QUOTE_BAR      3   /* the bar at the card's start */
#define BRV_BRIEF_QUOTE_INDENT   18  /* from the card's edge to its text */
#define BRV_BRIEF_ITEM_INDENT    24  /* of each list level */
#define BRV_BRIEF_CALLOUT_INDENT 16  /* from the box's edge to its text */

/* Room above a line instead of below it, in the numbers that rooms are given by. */
#define BRV_BRIEF_ROOM_ABOVE(px) (-(px)-2)

typedef struct _BrvBriefTags BrvBriefTags;

BrvBriefTags *brv_brief_tags_new (GtkTextBuffer *buffer) G_GNUC_WARN_UNUSED_RESULT;
void brv_brief_tags_free (BrvBriefTags *self);

void brv_brief_tags_set_scale (BrvBriefTags *self, double scale, double digit_width_px);
void brv_brief_tags_set_link_color (BrvBriefTags *self, const GdkRGBA *color);
void brv_brief_tags_mend (
  BrvBriefTags *self, guint line, const BrvBlock *block, guint first_number, gint room_px);
void brv_brief_tags_mark_hit (BrvBriefTags *self,
                              const GtkTextIter *start,
                              const GtkTextIter *end,
                              gboolean on);
char *brv_brief_tags_check (BrvBriefTags *self, guint line, const BrvBlock *block);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBriefTags, brv_brief_tags_free)

G_END_DECLS
