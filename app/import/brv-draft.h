/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-draft-properties.h"
#include "import/brv-source-builder.h"
#include "import/brv-style-name.h"
#include "import/brv-text-lines.h"

G_BEGIN_DECLS

/*
 * The text of a word processor's document while it is read: paragraphs as they come, inside
 * tables, text boxes and notes. At the end it becomes the blocks of a source.
 */
typedef struct _BrvDraft BrvDraft;

BrvDraft *brv_draft_new (BrvSourceBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;
void brv_draft_free (BrvDraft *self);

void brv_draft_add (BrvDraft *self, BrvTextUnit *unit);
void brv_draft_add_paragraph (BrvDraft *self,
                              const BrvStyleMeaning *meaning,
                              const char *text,
                              gboolean bold);
void brv_draft_count_letters (BrvDraft *self, const char *language, const char *text);
void brv_draft_add_image (BrvDraft *self, GBytes *bytes, const char *alternative);

void brv_draft_begin_table (BrvDraft *self);
void brv_draft_end_table (BrvDraft *self);
void brv_draft_begin_row (BrvDraft *self);
void brv_draft_add_empty_cells (BrvDraft *self, guint n);
void brv_draft_begin_cell (BrvDraft *self);
void brv_draft_span_cell (BrvDraft *self, guint n_columns);
void brv_draft_end_cell (BrvDraft *self);

void brv_draft_begin_box (BrvDraft *self);
void brv_draft_end_box (BrvDraft *self);
void brv_draft_begin_note (BrvDraft *self, guint order, const char *label);
void brv_draft_end_note (BrvDraft *self);

void brv_draft_finish (BrvDraft *self, const BrvDraftProperties *properties);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvDraft, brv_draft_free)

G_END_DECLS
