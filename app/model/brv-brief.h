/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-fields.h"
#include "model/brv-record.h"
#include "model/brv-section.h"
#include "model/brv-source.h"

G_BEGIN_DECLS

/* The whole document as one immutable value that shares what a change did not touch. */
typedef struct _BrvBrief BrvBrief;

BrvBrief *brv_brief_new (BrvId id,
                         const BrvRecord *record,
                         BrvSection *const *sections,
                         guint n_sections,
                         BrvSource *const *sources,
                         guint n_sources) G_GNUC_WARN_UNUSED_RESULT;
BrvBrief *brv_brief_dup_as_new (const BrvBrief *self) G_GNUC_WARN_UNUSED_RESULT;
BrvBrief *brv_brief_ref (const BrvBrief *self);
void brv_brief_unref (BrvBrief *self);

BrvId brv_brief_get_id (const BrvBrief *self);
const BrvRecord *brv_brief_get_record (const BrvBrief *self);
const char *brv_brief_get (const BrvBrief *self, BrvBriefField field);
guint brv_brief_get_n_sections (const BrvBrief *self);
const BrvSection *brv_brief_get_section (const BrvBrief *self, guint index);
gint brv_brief_find_section (const BrvBrief *self, BrvId id);
gint brv_brief_find_section_named (const BrvBrief *self, const char *name);
const BrvBlock *
brv_brief_find_block (const BrvBrief *self, BrvId id, guint *section_index, guint *block_index);
guint brv_brief_get_n_sources (const BrvBrief *self);
const BrvSource *brv_brief_get_source (const BrvBrief *self, guint index);
gint brv_brief_find_source (const BrvBrief *self, BrvId id);
const BrvSource *brv_brief_lookup_source (const BrvBrief *self, BrvId id);
guint brv_brief_count_quotes_of (const BrvBrief *self, BrvId source_id);
guint brv_brief_count_uses_of (const BrvBrief *self, BrvId source_id);
guint brv_brief_count_words (const BrvBrief *self);
gboolean brv_brief_equal (const BrvBrief *a, const BrvBrief *b);

BrvBrief *
brv_brief_with_record (const BrvBrief *self, const BrvRecord *record) G_GNUC_WARN_UNUSED_RESULT;
BrvBrief *brv_brief_with_section (const BrvBrief *self, guint index, const BrvSection *section)
  G_GNUC_WARN_UNUSED_RESULT;
BrvBrief *brv_brief_splice_sections (const BrvBrief *self,
                                     guint at,
                                     guint n_removed,
                                     BrvSection *const *inserted,
                                     guint n_inserted) G_GNUC_WARN_UNUSED_RESULT;
BrvBrief *brv_brief_splice_sources (const BrvBrief *self,
                                    guint at,
                                    guint n_removed,
                                    BrvSource *const *inserted,
                                    guint n_inserted) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBrief, brv_brief_unref)

G_END_DECLS
