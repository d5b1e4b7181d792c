/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"

G_BEGIN_DECLS

/*
 * A piece of a brief on its way: what copy takes, paste and drop bring. Blocks keep the ids they
 * had; who puts them into a brief gives fresh ones. The first and the last block may be open:
 * pasted, they melt into the paragraph at the caret instead of standing alone. Immutable.
 */
typedef struct _BrvFragment BrvFragment;

BrvFragment *brv_fragment_new (BrvBlock *const *blocks,
                               guint n_blocks,
                               gboolean open_start,
                               gboolean open_end,
                               BrvSource *const *sources,
                               guint n_sources) G_GNUC_WARN_UNUSED_RESULT;
BrvFragment *
brv_fragment_new_from_plain (const char *text, gssize length) G_GNUC_WARN_UNUSED_RESULT;
BrvFragment *brv_fragment_ref (const BrvFragment *self);
void brv_fragment_unref (BrvFragment *self);

guint brv_fragment_get_n_blocks (const BrvFragment *self);
const BrvBlock *brv_fragment_get_block (const BrvFragment *self, guint index);
gboolean brv_fragment_is_open_start (const BrvFragment *self);
gboolean brv_fragment_is_open_end (const BrvFragment *self);
guint brv_fragment_get_n_sources (const BrvFragment *self);
const BrvSource *brv_fragment_get_source (const BrvFragment *self, guint index);
char *brv_fragment_dup_plain (const BrvFragment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvFragment, brv_fragment_unref)

G_END_DECLS
