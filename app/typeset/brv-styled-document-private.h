/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-styled-document.h"

G_BEGIN_DECLS

/* What gives the blocks of a brief their looks, section after section. */
typedef struct
{
  BrvStyledDocument *document;
  const BrvBrief *brief;
  const BrvTheme *theme;
  const char *language;
  BrvTextCache *texts;
  gboolean printable;
  gboolean has_columns;
  double measure;      /* of a column */
  double full_measure; /* of all of them */
  double text_height;  /* of a page */
  BrvNumbering numbering;
  BrvSetSection *section; /* that is being made */
  GPtrArray *blocks;      /* its blocks */
  BrvStyleCounters counters;
  guint n_groups;
  guint list_numbers[BRV_LIST_MAX_LEVEL + 1]; /* of the items counted so far, by level */
  guint list_level;                           /* of the item before; 0: no list */
} Styler;

BrvStyledBlock *brv_styler_add_block (Styler *self, BrvStyledKind kind, BrvLookKind look);
BrvStyledBlock *
brv_styler_add_plain (Styler *self, BrvStyledKind kind, BrvLookKind look, const char *text);
void brv_styler_append_words (Styler *self, BrvStyledBlock *styled, const BrvBlock *block);
void brv_styler_append_more_words (Styler *self, BrvStyledBlock *styled, const BrvBlock *block);
void brv_styler_hang (Styler *self, BrvStyledBlock *block);

void brv_styler_take_text (BrvStyledBlock *block, BrvInlineText *text);

void brv_styler_add_section (Styler *self, const BrvSection *section);
void brv_styler_add_foot_notes (Styler *self, const BrvStyledDocument *last);
void brv_styler_add_endnotes (Styler *self);
void brv_styler_add_source_list (Styler *self);
BrvSetSection *brv_styler_find_last_source_list (const Styler *self, const BrvStyledDocument *last);

void brv_styler_add_callout (Styler *self, const BrvSection *section, guint index);
void brv_styler_add_figure (Styler *self, const BrvBlock *block);
void brv_styler_add_table (Styler *self, const BrvBlock *block);
void brv_styler_add_page_break (Styler *self);
void brv_styler_add_contents (Styler *self);

G_END_DECLS
