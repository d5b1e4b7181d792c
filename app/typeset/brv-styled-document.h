/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cite/brv-notes.h"
#include "typeset/brv-set-section.h"
#include "typeset/brv-sheet.h"
#include "typeset/brv-text-cache.h"

G_BEGIN_DECLS

/* Where a section begins in its document. */
typedef struct
{
  guint first_block;
  guint first_note;
} BrvSectionSpan;

/*
 * A brief as a row of styled blocks, and its notes for the feet of the pages. Sections that are as
 * they were in the last run are taken over from it, with their paragraphs and lines.
 */
typedef struct
{
  BrvBrief *brief;
  BrvTheme *theme;
  BrvNotes *notes;
  GPtrArray *sections;    /* BrvSetSection, in order of reading */
  GArray *spans;          /* BrvSectionSpan, of the sections and one behind them */
  GHashTable *by_section; /* BrvSection → its BrvSetSection */
  GPtrArray *blocks;      /* BrvStyledBlock, of all sections */
  GArray *page_ends; /* guint: blocks behind which a page ends for the sake of the next section */
  GPtrArray *foot_blocks; /* BrvStyledBlock: one a note; empty where they are endnotes */
  GArray *foot_notices;   /* BrvTypesetNotice, on what they say */
  guint n_groups;         /* numbers of groups that were given so far, in all runs */
  gboolean printable;
  gboolean has_endnotes;
  gboolean is_backward; /* most of it runs from right to left: so do its columns and tables */
} BrvStyledDocument;

BrvStyledDocument *
brv_styled_document_new (const BrvBrief *brief,
                         const BrvTheme *theme,
                         const BrvSheet *sheet,
                         gboolean printable,
                         BrvTextCache *texts,
                         const BrvStyledDocument *last) G_GNUC_WARN_UNUSED_RESULT;
BrvStyledDocument *brv_styled_document_ref (BrvStyledDocument *self);
void brv_styled_document_unref (BrvStyledDocument *self);

const BrvSetSection *brv_styled_document_get_contents (const BrvStyledDocument *self);
guint brv_styled_document_find_section (const BrvStyledDocument *self, guint block);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvStyledDocument, brv_styled_document_unref)

G_END_DECLS
