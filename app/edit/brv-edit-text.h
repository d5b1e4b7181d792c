/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"
#include "model/brv-fragment.h"

G_BEGIN_DECLS

/* Verbs on the running text. Each returns FALSE with a BRV_EDIT_ERROR and changes nothing where it is refused. */

gboolean brv_edit_replace (BrvDocument *document,
                           BrvPlace from,
                           BrvPlace to,
                           const BrvFragment *fragment,
                           BrvEditKind kind,
                           BrvPlace *caret,
                           GError **error);
gboolean brv_edit_type (BrvDocument *document,
                        BrvPlace from,
                        BrvPlace to,
                        const char *text,
                        BrvStyle style,
                        BrvPlace *caret,
                        GError **error);
gboolean brv_edit_split (BrvDocument *document, BrvPlace at, BrvPlace *caret, GError **error);
gboolean brv_edit_join (BrvDocument *document, BrvId block_id, BrvPlace *caret, GError **error);
gboolean brv_edit_set_style (
  BrvDocument *document, BrvPlace from, BrvPlace to, BrvStyle style, gboolean on, GError **error);
gboolean brv_edit_set_link (
  BrvDocument *document, BrvPlace from, BrvPlace to, const char *link, GError **error);
gboolean brv_edit_add_reference (BrvDocument *document,
                                 BrvPlace at,
                                 const BrvReference *reference,
                                 GError **error);
gboolean
brv_edit_set_note (BrvDocument *document, BrvPlace reference, const BrvText *note, GError **error);
gboolean brv_edit_set_block_kind (BrvDocument *document,
                                  BrvPlace from,
                                  BrvPlace to,
                                  BrvBlockKind kind,
                                  guint level,
                                  gboolean ordered,
                                  GError **error);
gboolean brv_edit_make_callout (BrvDocument *document,
                                BrvPlace from,
                                BrvPlace to,
                                BrvVariant variant,
                                gboolean is_heading,
                                GError **error);
BrvFragment *brv_edit_copy (const BrvBrief *brief, BrvPlace from, BrvPlace to);

G_END_DECLS
