/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-block-kind.h"
#include "model/brv-image.h"
#include "model/brv-quote.h"
#include "model/brv-table.h"
#include "model/brv-text.h"

G_BEGIN_DECLS

/* The least width of a figure that can be asked for, of the text's. */
#define BRV_FIGURE_MIN_PERCENT 10

#define BRV_HEADING_MAX_LEVEL 3
#define BRV_LIST_MAX_LEVEL    4

/* A part of a section: one line of the editor, one or more lines of the page. Immutable. */
typedef struct _BrvBlock BrvBlock;

BrvBlock *
brv_block_new_heading (BrvId id, guint level, const BrvText *text) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *brv_block_new_paragraph (BrvId id, const BrvText *text) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *brv_block_new_list_item (BrvId id, guint level, gboolean ordered, const BrvText *text)
  G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *brv_block_new_quote (BrvId id, const BrvQuote *quote) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *
brv_block_new_callout (BrvId id, BrvVariant variant, gboolean is_heading, const BrvText *text)
  G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *brv_block_new_figure (BrvId id,
                                const BrvImage *image,
                                const char *alternative,
                                const BrvText *caption) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *brv_block_new_table (BrvId id, const BrvTable *table, const BrvText *caption)
  G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *brv_block_new_page_break (BrvId id) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *brv_block_ref (const BrvBlock *self);
void brv_block_unref (BrvBlock *self);

BrvId brv_block_get_id (const BrvBlock *self);
BrvBlockKind brv_block_get_kind (const BrvBlock *self);
guint brv_block_get_level (const BrvBlock *self);
gboolean brv_block_is_ordered (const BrvBlock *self);
const BrvText *brv_block_get_text (const BrvBlock *self);
const BrvQuote *brv_block_get_quote (const BrvBlock *self);
BrvVariant brv_block_get_variant (const BrvBlock *self);
gboolean brv_block_begins_box (const BrvBlock *self);
const BrvImage *brv_block_get_image (const BrvBlock *self);
const char *brv_block_get_alternative (const BrvBlock *self);
guint brv_block_get_width_percent (const BrvBlock *self);
const BrvTable *brv_block_get_table (const BrvBlock *self);
gboolean brv_block_is_running (const BrvBlock *self);
gboolean brv_block_has_caption (const BrvBlock *self);
gboolean brv_block_is_blank (const BrvBlock *self);
gboolean brv_block_equal (const BrvBlock *a, const BrvBlock *b);

BrvBlock *brv_block_with_id (const BrvBlock *self, BrvId id) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *brv_block_with_text (const BrvBlock *self, const BrvText *text) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *
brv_block_with_quote (const BrvBlock *self, const BrvQuote *quote) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *
brv_block_with_variant (const BrvBlock *self, BrvVariant variant) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *
brv_block_with_box_begun (const BrvBlock *self, gboolean begins) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *
brv_block_with_image (const BrvBlock *self, const BrvImage *image) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *brv_block_with_alternative (const BrvBlock *self, const char *alternative)
  G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *
brv_block_with_width_percent (const BrvBlock *self, guint percent) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *
brv_block_with_table (const BrvBlock *self, const BrvTable *table) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBlock, brv_block_unref)

G_END_DECLS
