/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"

G_BEGIN_DECLS

/* What the verbs share: finding things with an error that says what is wrong, and fillers. */

gint brv_edit_find_section (BrvDocument *document, BrvId id, GError **error);
const BrvBlock *
brv_edit_find_block (BrvDocument *document, BrvId id, guint *section, guint *block, GError **error);
const BrvBlock *brv_edit_find_of_kind (BrvDocument *document,
                                       BrvId id,
                                       BrvBlockKind kind,
                                       const char *problem,
                                       guint *section,
                                       guint *index,
                                       GError **error);
void brv_edit_replace_block (BrvDocument *document,
                             guint section,
                             guint index,
                             const BrvBlock *old,
                             BrvBlock *changed,
                             const char *label,
                             BrvEditKind kind);
gboolean brv_edit_check_source (BrvDocument *document, BrvId id, GError **error);
gboolean brv_edit_fail_no_note (GError **error);
gboolean brv_edit_check_place (gint *at, guint n, GError **error);

BrvBlock *brv_edit_make_filler (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_edit_is_empty_paragraph (const BrvBlock *block);
gboolean brv_edit_is_filler (const BrvSection *section, guint index);

BrvPlace brv_edit_end_of (const BrvBlock *block);
BrvSelection brv_edit_caret (BrvPlace place);
BrvSelection brv_edit_caret_at_end (const BrvBlock *block);

G_END_DECLS
