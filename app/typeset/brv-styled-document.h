/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cite/brv-notes.h"
#include "typeset/brv-sheet.h"
#include "typeset/brv-styled-block.h"
#include "typeset/brv-text-cache.h"

G_BEGIN_DECLS

/* A brief as a row of styled blocks, and its notes for the feet of the pages. */
typedef struct
{
  BrvNotes *notes;
  GPtrArray *blocks;      /* BrvStyledBlock, in order of reading */
  GPtrArray *foot_blocks; /* BrvStyledBlock: one a note; empty where they are endnotes */
  gboolean has_endnotes;
  gboolean is_backward; /* most of it runs from right to left: so do its columns and tables */
  guint n_title_blocks; /* the first of the blocks: those of the title block */
} BrvStyledDocument;

BrvStyledDocument *brv_styled_document_new (const BrvBrief *brief,
                                            const BrvTheme *theme,
                                            const BrvSheet *sheet,
                                            gboolean printable,
                                            BrvTextCache *texts,
                                            const BrvNotes *last_notes) G_GNUC_WARN_UNUSED_RESULT;
void brv_styled_document_free (BrvStyledDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvStyledDocument, brv_styled_document_free)

G_END_DECLS
