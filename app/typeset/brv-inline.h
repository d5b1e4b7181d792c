/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-text.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_INLINE_TEXT,
  BRV_INLINE_NUMBER,  /* the number of a note, raised */
  BRV_INLINE_ADDRESS, /* leads to an address */
  BRV_INLINE_SOURCE,  /* leads to the entry of a source */
} BrvInlineKind;

/* A stretch of the text as it is set, and the bytes of the block's own text that it shows. */
typedef struct
{
  BrvRange range;
  BrvRange origin; /* of equal length where it is TEXT or ADDRESS; else empty or a U+FFFC */
  BrvInlineKind kind;
  BrvStyle style;
  const char *address; /* of ADDRESS; owned by the text it came from */
  guint target;        /* of NUMBER: index of the note; of SOURCE: index of the entry */
} BrvInline;

/* The text of one paragraph as it is set: references have become numbers. */
typedef struct
{
  GString *text;
  GArray *inlines; /* BrvInline, covering the text in order */
} BrvInlineText;

BrvInlineText *brv_inline_text_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_inline_text_free (BrvInlineText *self);

void brv_inline_text_append (
  BrvInlineText *self, const BrvText *text, BrvRange range, BrvInlineKind kind, guint target);
void brv_inline_text_append_number (BrvInlineText *self, guint number, guint note, BrvRange origin);
void brv_inline_text_append_plain (BrvInlineText *self, const char *text);
BrvRange brv_inline_text_find_origin (const BrvInlineText *self, BrvRange range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvInlineText, brv_inline_text_free)

G_END_DECLS
