/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-block.h"

G_BEGIN_DECLS

/* A headed part of the brief. Immutable. */
typedef struct _BrvSection BrvSection;

BrvSection *brv_section_new (BrvId id,
                             const char *key,
                             const char *heading,
                             const char *guidance,
                             BrvBlock *const *blocks,
                             guint n_blocks) G_GNUC_WARN_UNUSED_RESULT;
BrvSection *brv_section_ref (const BrvSection *self);
void brv_section_unref (BrvSection *self);

BrvId brv_section_get_id (const BrvSection *self);
const char *brv_section_get_key (const BrvSection *self);
const char *brv_section_get_heading (const BrvSection *self);
const char *brv_section_get_guidance (const BrvSection *self);
guint brv_section_get_n_blocks (const BrvSection *self);
const BrvBlock *brv_section_get_block (const BrvSection *self, guint index);
gint brv_section_find_block (const BrvSection *self, BrvId id);
gboolean brv_section_equal (const BrvSection *a, const BrvSection *b);

BrvSection *
brv_section_with_heading (const BrvSection *self, const char *heading) G_GNUC_WARN_UNUSED_RESULT;
BrvSection *brv_section_splice (const BrvSection *self,
                                guint at,
                                guint n_removed,
                                BrvBlock *const *inserted,
                                guint n_inserted) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvSection, brv_section_unref)

G_END_DECLS
