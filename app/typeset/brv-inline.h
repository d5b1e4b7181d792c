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

/* A number that changes when notes are added before it. Its digits are set as zeros, and get their
 * shapes when the page is made: so a paragraph is not set anew for its number alone. */
typedef enum
{
  BRV_COUNTER_NONE,
  BRV_COUNTER_NOTE,      /* of a note of the block, counted by `target` */
  BRV_COUNTER_REFERENCE, /* of the note that the block refers to */
} BrvCounter;

/* A stretch of the text as it is set, and the bytes of the block's own text that it shows. */
typedef struct
{
  BrvRange range;
  BrvRange origin; /* of equal length where it is TEXT or ADDRESS; else empty or a U+FFFC */
  BrvInlineKind kind;
  BrvStyle style;
  BrvCounter counter;
  const char *address; /* of ADDRESS; owned by the text it came from */
  guint target;        /* of NUMBER: index among the notes of its block; of SOURCE: of the entry */
} BrvInline;

/*
 * The text of one paragraph as it is set: references have become numbers. Immutable once it has
 * been set, and shared by the runs of a typesetter.
 */
typedef struct
{
  GString *text;
  GArray *inlines;      /* BrvInline, covering the text in order */
  guint n_numbers;      /* of notes in it */
  gboolean is_all_text; /* all inlines are TEXT */
  gpointer paragraph;   /* (nullable): what its maker made of it last */
  GDestroyNotify drop;  /* lets go of that */
  guint generation;     /* of the cache that has it, when it was last used */
} BrvInlineText;

BrvInlineText *brv_inline_text_new (void) G_GNUC_WARN_UNUSED_RESULT;
BrvInlineText *brv_inline_text_ref (BrvInlineText *self);
void brv_inline_text_unref (BrvInlineText *self);

void brv_inline_text_append (
  BrvInlineText *self, const BrvText *text, BrvRange range, BrvInlineKind kind, guint target);
void
brv_inline_text_append_number (BrvInlineText *self, guint n_digits, guint note, BrvRange origin);
void brv_inline_text_make_counter (BrvInlineText *self, BrvRange range, BrvCounter counter);
void brv_inline_text_append_plain (BrvInlineText *self, const char *text);
BrvRange brv_inline_text_find_origin (const BrvInlineText *self, BrvRange range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvInlineText, brv_inline_text_unref)

G_END_DECLS
