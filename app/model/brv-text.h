/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-id.h"
#include "base/brv-range.h"

G_BEGIN_DECLS

/* Rich text: UTF-8 with runs of style and with references, each on one U+FFFC. Immutable. */
typedef struct _BrvText BrvText;

typedef enum
{
  BRV_STYLE_NONE = 0,
  BRV_STYLE_EMPHASIS = 1 << 0,
  BRV_STYLE_STRONG = 1 << 1,
} BrvStyle;

/* Runs are sorted, do not overlap, are never empty, and say something: a style or a link. */
typedef struct
{
  BrvRange range;
  BrvStyle style;
  const char *link; /* (nullable): an address; owned by the text that holds the run */
} BrvRun;

typedef enum
{
  BRV_REFERENCE_NOTE,     /* the author's own note */
  BRV_REFERENCE_CITATION, /* of a source, without a quote */
} BrvReferenceKind;

/* Sorted by place; each stands on the U+FFFC that begins at byte @at. */
typedef struct
{
  gsize at;
  BrvReferenceKind kind;
  const BrvText *note; /* of NOTE: what it says; owned by the text that holds the reference */
  BrvId source_id;     /* of CITATION */
  const char
    *locator; /* of CITATION (nullable): the page or paragraph, as printed; owned likewise */
} BrvReference;

BrvText *brv_text_new (const char *utf8, gssize length) G_GNUC_WARN_UNUSED_RESULT;
BrvText *brv_text_new_rich (const char *utf8,
                            gssize length,
                            const BrvRun *runs,
                            guint n_runs,
                            const BrvReference *references,
                            guint n_references) G_GNUC_WARN_UNUSED_RESULT;
BrvText *brv_text_new_reference (const BrvReference *reference) G_GNUC_WARN_UNUSED_RESULT;
BrvText *brv_text_ref (const BrvText *self);
void brv_text_unref (BrvText *self);

const char *brv_text_get_utf8 (const BrvText *self);
gsize brv_text_get_length (const BrvText *self);
const BrvRun *brv_text_get_runs (const BrvText *self, guint *n_runs);
const BrvReference *brv_text_get_references (const BrvText *self, guint *n_references);
BrvStyle brv_text_get_style_at (const BrvText *self, gsize offset);
const char *brv_text_get_link_at (const BrvText *self, gsize offset);
gboolean brv_text_equal (const BrvText *a, const BrvText *b);
char *brv_text_dup_plain (const BrvText *self);

BrvText *brv_text_slice (const BrvText *self, BrvRange range) G_GNUC_WARN_UNUSED_RESULT;
BrvText *brv_text_replace (const BrvText *self, BrvRange range, const BrvText *insertion)
  G_GNUC_WARN_UNUSED_RESULT;
BrvText *brv_text_with_style (const BrvText *self, BrvRange range, BrvStyle style, gboolean on)
  G_GNUC_WARN_UNUSED_RESULT;
BrvText *brv_text_with_link (const BrvText *self, BrvRange range, const char *link)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvText, brv_text_unref)

G_END_DECLS
