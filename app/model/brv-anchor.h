/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-id.h"
#include "base/brv-range.h"

G_BEGIN_DECLS

/*
 * How a quote finds its place again (W3C Web Annotation: TextPositionSelector and
 * TextQuoteSelector). Immutable.
 */
typedef struct _BrvAnchor BrvAnchor;

BrvAnchor *brv_anchor_new (BrvId source_id,
                           const char *text_sha256,
                           BrvRange range,
                           const char *prefix,
                           const char *suffix,
                           const char *page_label) G_GNUC_WARN_UNUSED_RESULT;
BrvAnchor *brv_anchor_ref (const BrvAnchor *self);
void brv_anchor_unref (BrvAnchor *self);

BrvId brv_anchor_get_source_id (const BrvAnchor *self);
const char *brv_anchor_get_text_sha256 (const BrvAnchor *self);
BrvRange brv_anchor_get_range (const BrvAnchor *self);
const char *brv_anchor_get_prefix (const BrvAnchor *self);
const char *brv_anchor_get_suffix (const BrvAnchor *self);
const char *brv_anchor_get_page_label (const BrvAnchor *self);
gboolean brv_anchor_equal (const BrvAnchor *a, const BrvAnchor *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvAnchor, brv_anchor_unref)

G_END_DECLS
