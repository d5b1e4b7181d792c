/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A PDF that is the copy of a web page, printed or pasted into a word processor: what surrounds
 * the article there stands around it here, and the reader of texts knows it.
 */

#include "config.h"

#include "import/brv-pdf-article.h"
#include "import/brv-source-copy.h"
#include "import/brv-text-article.h"
#include "import/brv-text-lines.h"

/* No article has more paragraphs, and a book need not be looked through. */
#define MAX_BLOCKS 400

/* What the look of a block says surely enough; capitals or slanted type alone do not. */
static gboolean
is_sure (const BrvPdfComposer *composer, const BrvPdfBlock *block)
{
  guint first = g_array_index (block->members, BrvPdfMember, 0).line;
  const BrvPdfLine *line = &g_array_index (composer->lines->lines, BrvPdfLine, first);

  if (block->role == BRV_ROLE_HEADING)
    return line->bold || line->size > 1.07 * composer->lines->body_size;
  return block->role == BRV_ROLE_TITLE || block->role == BRV_ROLE_LIST_ITEM ||
         block->role == BRV_ROLE_TABLE || block->role == BRV_ROLE_FOOTNOTE ||
         block->role == BRV_ROLE_PREFORMATTED || block->role == BRV_ROLE_QUOTE;
}

static BrvTextUnit *
make_unit (const BrvPdfComposer *composer, const BrvPdfBlock *block)
{
  char *text = brv_pdf_compose (composer, block, NULL);
  gboolean sure = is_sure (composer, block);
  BrvTextUnit *unit =
    brv_text_unit_new (sure ? block->role : BRV_ROLE_PARAGRAPH, sure ? block->level : 0, text);

  unit->fixed = sure;
  unit->after_blank = TRUE;
  return unit;
}

/**
 * brv_pdf_article_read:
 * @composer: what the blocks are made of
 * @blocks: (element-type BrvPdfBlock): the blocks of a document, their roles found
 *
 * Reads the text of a document as that of a web page's copy.
 *
 * Returns: (transfer full) (nullable): a source with a block for each of @blocks and what the page
 *   says about the article, or %NULL if the document is no such copy
 */
BrvSource *
brv_pdf_article_read (const BrvPdfComposer *composer, const GPtrArray *blocks)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_text_unit_free);
  g_autoptr (BrvSourceBuilder) builder = brv_source_builder_new ("application/pdf");

  if (blocks->len == 0 || blocks->len > MAX_BLOCKS)
    return NULL;
  for (guint i = 0; i < blocks->len; i++)
    g_ptr_array_add (units, make_unit (composer, g_ptr_array_index (blocks, i)));
  if (!brv_text_article_build (units, builder) ||
      brv_source_builder_get_n_blocks (builder) != blocks->len)
    return NULL;
  return brv_source_copy_finish_part (builder);
}
