/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "base/brv-id.h"
#include "base/brv-range.h"
#include "model/brv-source.h"

G_BEGIN_DECLS

/* A passage of a source, as selected in the reader. Bytes of the source's text. */
typedef struct
{
  BrvId source_id;
  BrvRange range;
} BrvPassage;

/* What the selection of the reader is worth as a quote. */
typedef enum
{
  BRV_PASSAGE_NONE,   /* nothing of the source's text is selected */
  BRV_PASSAGE_WHOLE,  /* one run of the source's text: can be quoted */
  BRV_PASSAGE_BROKEN, /* hidden words lie inside: a quote would hold what the user does not see */
} BrvPassageState;

/* The tags that a reader styles, besides one for each role, named as brv_role_get_name() says. */
#define BRV_READER_TAG_META      "meta"      /* the line above the title */
#define BRV_READER_TAG_NOTICE    "notice"    /* the line that says what is wrong with the source */
#define BRV_READER_TAG_CONTINUED "continued" /* all lines of a block but the first */
#define BRV_READER_TAG_CONTINUES "continues" /* all lines of a block but the last */
#define BRV_READER_TAG_LEFT_OUT  "left-out"  /* text that is shown though it was left out */
#define BRV_READER_TAG_QUOTED    "quoted"
#define BRV_READER_TAG_HIT       "hit"         /* found by the find bar */
#define BRV_READER_TAG_CURRENT   "current-hit" /* the hit that the find bar stands on */

/*
 * The reader's buffer. A drag out of the reader offers its buffer (GtkTextView does so by
 * itself); the place where it lands asks it which passage is selected.
 *
 * It shows the blocks of one source, a line or more each, and nothing else of the source's
 * text; lines above the first block and the bullets of lists belong to no source. Where blocks
 * are left out, they are not in the buffer at all.
 */
#define BRV_TYPE_READER_BUFFER (brv_reader_buffer_get_type ())
G_DECLARE_FINAL_TYPE (BrvReaderBuffer, brv_reader_buffer, BRV, READER_BUFFER, GtkTextBuffer)

BrvReaderBuffer *brv_reader_buffer_new (void) G_GNUC_WARN_UNUSED_RESULT;

void brv_reader_buffer_show (BrvReaderBuffer *self,
                             const BrvSource *source,
                             const char *meta,
                             const char *notice,
                             gboolean show_left_out);
void brv_reader_buffer_mark (BrvReaderBuffer *self,
                             const char *tag_name,
                             const BrvRange *ranges,
                             guint n_ranges);

const BrvSource *brv_reader_buffer_get_source (BrvReaderBuffer *self);
gboolean brv_reader_buffer_get_passage (BrvReaderBuffer *self, BrvPassage *passage);
BrvPassageState brv_reader_buffer_get_passage_state (BrvReaderBuffer *self);
GArray *brv_reader_buffer_list_shown (BrvReaderBuffer *self) G_GNUC_WARN_UNUSED_RESULT;
gint brv_reader_buffer_find_block (BrvReaderBuffer *self, const GtkTextIter *iter);
gsize brv_reader_buffer_get_source_offset (BrvReaderBuffer *self, const GtkTextIter *iter);
gboolean brv_reader_buffer_get_iters (BrvReaderBuffer *self,
                                      BrvRange range,
                                      GtkTextIter *start,
                                      GtkTextIter *end);

G_END_DECLS
