/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-paragraph-maker.h"
#include "typeset/brv-styled-document.h"
#include "typeset/brv-table-cache.h"

G_BEGIN_DECLS

/* Makes the labels, paragraphs and tables of styled blocks. What it works with is borrowed. */
typedef struct
{
  BrvParagraphMaker *maker;
  BrvTextCache *texts;
  BrvTableCache *tables;
  const BrvTheme *theme;
  const BrvSheet *sheet;
  const char *language; /* (nullable): of the brief */
} BrvBlockSetter;

gboolean brv_block_setter_run (const BrvBlockSetter *self,
                               const BrvStyledDocument *document,
                               GCancellable *cancellable,
                               GError **error);
void brv_block_setter_make_label (const BrvBlockSetter *self, BrvStyledBlock *block);
void brv_block_setter_forget_unused (const BrvBlockSetter *self, const BrvStyledDocument *document);

G_END_DECLS
