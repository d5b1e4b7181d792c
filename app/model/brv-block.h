/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-quote.h"
#include "model/brv-text.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_BLOCK_HEADING,
  BRV_BLOCK_PARAGRAPH,
  BRV_BLOCK_QUOTE,
  BRV_BLOCK_LIST_ITEM,
} BrvBlockKind;

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
BrvBlock *brv_block_ref (const BrvBlock *self);
void brv_block_unref (BrvBlock *self);

BrvId brv_block_get_id (const BrvBlock *self);
BrvBlockKind brv_block_get_kind (const BrvBlock *self);
guint brv_block_get_level (const BrvBlock *self);
gboolean brv_block_is_ordered (const BrvBlock *self);
const BrvText *brv_block_get_text (const BrvBlock *self);
const BrvQuote *brv_block_get_quote (const BrvBlock *self);
gboolean brv_block_equal (const BrvBlock *a, const BrvBlock *b);

BrvBlock *brv_block_with_id (const BrvBlock *self, BrvId id) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *brv_block_with_text (const BrvBlock *self, const BrvText *text) G_GNUC_WARN_UNUSED_RESULT;
BrvBlock *
brv_block_with_quote (const BrvBlock *self, const BrvQuote *quote) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBlock, brv_block_unref)

G_END_DECLS
