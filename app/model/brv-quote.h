/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-anchor.h"
#include "model/brv-text.h"

G_BEGIN_DECLS

#define BRV_QUOTE_ERROR (brv_quote_error_quark ())
GQuark brv_quote_error_quark (void);

typedef enum
{
  BRV_QUOTE_ERROR_RANGE,   /* outside the quote, empty where it may not be, or inside a character */
  BRV_QUOTE_ERROR_OVERLAP, /* meets another alteration */
  BRV_QUOTE_ERROR_TEXT,    /* the inserted text is empty or has brackets or breaks of its own */
  BRV_QUOTE_ERROR_NOTHING, /* there is nothing to change: no letter at the start, no alteration */
} BrvQuoteError;

typedef enum
{
  BRV_ALTERATION_ELISION,   /* the range is shown as […] */
  BRV_ALTERATION_INSERTION, /* [text] is shown at an empty range */
  BRV_ALTERATION_INITIAL,   /* the letter of the range is shown as [text] */
  BRV_ALTERATION_EMPHASIS,  /* the range is shown emphasised, declared as added */
} BrvAlterationKind;

/* A permitted change to what a quote shows; the range counts bytes of the quote's exact text. */
typedef struct
{
  BrvAlterationKind kind;
  BrvRange range;
  const char *text; /* of INSERTION and INITIAL, without brackets, and "..." of an ELISION that is
                       shown so; owned by the quote that holds it */
} BrvAlteration;

/* A passage of a source placed in a brief. Immutable; the shown text is derived. */
typedef struct _BrvQuote BrvQuote;

BrvQuote *brv_quote_new (const BrvAnchor *anchor, const char *exact) G_GNUC_WARN_UNUSED_RESULT;
BrvQuote *brv_quote_new_altered (const BrvAnchor *anchor,
                                 const char *exact,
                                 const BrvAlteration *alterations,
                                 guint n_alterations,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvQuote *brv_quote_ref (const BrvQuote *self);
void brv_quote_unref (BrvQuote *self);

const BrvAnchor *brv_quote_get_anchor (const BrvQuote *self);
const char *brv_quote_get_exact (const BrvQuote *self);
const BrvAlteration *brv_quote_get_alterations (const BrvQuote *self, guint *n_alterations);
const BrvText *brv_quote_get_shown (const BrvQuote *self);
BrvRange brv_quote_shown_to_exact (const BrvQuote *self, BrvRange shown);
BrvRange brv_quote_exact_to_shown (const BrvQuote *self, BrvRange exact);
gboolean brv_quote_equal (const BrvQuote *a, const BrvQuote *b);

BrvQuote *brv_quote_slice (const BrvQuote *self, BrvRange exact) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvQuote, brv_quote_unref)

G_END_DECLS
