/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-elements.h"

#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"
#include "edit/brv-edit-private.h"
#include "edit/brv-edit-structure.h"

static gboolean
add_block (BrvDocument *document,
           BrvId section_id,
           gint at,
           BrvBlock *block,
           const char *label,
           BrvId *block_id,
           GError **error)
{
  if (block_id != NULL)
    *block_id = brv_block_get_id (block);
  return brv_edit_add_blocks (document, section_id, at, &block, 1, label, error);
}

/**
 * brv_edit_add_figure:
 * @document: a document
 * @section_id: a section
 * @at: the index that it gets, or -1
 * @image: what it shows
 * @alternative: (nullable): what there is to see, in words
 * @caption: (nullable): its caption
 * @block_id: (out) (optional): its id
 * @error: return location
 *
 * Adds a figure.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_add_figure (BrvDocument *document,
                     BrvId section_id,
                     gint at,
                     const BrvImage *image,
                     const char *alternative,
                     const BrvText *caption,
                     BrvId *block_id,
                     GError **error)
{
  g_autoptr (BrvText) text = caption != NULL ? brv_text_ref (caption) : brv_text_new ("", 0);
  g_autoptr (BrvBlock) block = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document) && image != NULL, FALSE);

  block = brv_block_new_figure (brv_id_new (), image, alternative, text);
  return add_block (document, section_id, at, block, _ ("Add Figure"), block_id, error);
}

static const BrvBlock *
find_figure (BrvDocument *document, BrvId id, guint *section, guint *index, GError **error)
{
  return brv_edit_find_of_kind (document, id, BRV_BLOCK_FIGURE, _ ("The block is not a figure."),
                                section, index, error);
}

/**
 * brv_edit_set_image:
 * @document: a document
 * @block_id: a figure
 * @image: what it is to show
 * @error: return location
 *
 * Puts another image into a figure. Caption and description stay.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, or %BRV_EDIT_ERROR_REFUSED if it is no figure
 */
gboolean
brv_edit_set_image (BrvDocument *document, BrvId block_id, const BrvImage *image, GError **error)
{
  guint section, index;
  const BrvBlock *block;
  g_autoptr (BrvBlock) changed = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document) && image != NULL, FALSE);

  block = find_figure (document, block_id, &section, &index, error);
  if (block == NULL)
    return FALSE;
  changed = brv_block_with_image (block, image);
  brv_edit_replace_block (document, section, index, block, changed, _ ("Replace Image"),
                          BRV_EDIT_OTHER);
  return TRUE;
}

/**
 * brv_edit_set_alternative:
 * @document: a document
 * @block_id: a figure
 * @alternative: valid UTF-8: what there is to see, in words
 * @error: return location
 *
 * Describes a figure for those who do not see it.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, or %BRV_EDIT_ERROR_REFUSED if it is no figure
 */
gboolean
brv_edit_set_alternative (BrvDocument *document,
                          BrvId block_id,
                          const char *alternative,
                          GError **error)
{
  guint section, index;
  const BrvBlock *block;
  g_autoptr (BrvBlock) changed = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document) && alternative != NULL, FALSE);

  block = find_figure (document, block_id, &section, &index, error);
  if (block == NULL)
    return FALSE;
  changed = brv_block_with_alternative (block, alternative);
  brv_edit_replace_block (document, section, index, block, changed, _ ("Describe Figure"),
                          BRV_EDIT_OTHER);
  return TRUE;
}

/**
 * brv_edit_set_figure_width:
 * @document: a document
 * @block_id: a figure
 * @percent: its width, of the text's; 0 for what its pixels allow
 * @error: return location
 *
 * Sets how wide a figure is on the page.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, %BRV_EDIT_ERROR_REFUSED if it is no figure, or
 *   %BRV_EDIT_ERROR_VALUE if it cannot be that wide
 */
gboolean
brv_edit_set_figure_width (BrvDocument *document, BrvId block_id, guint percent, GError **error)
{
  guint section, index;
  const BrvBlock *block;
  g_autoptr (BrvBlock) changed = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  block = find_figure (document, block_id, &section, &index, error);
  if (block == NULL)
    return FALSE;
  if (percent > 100 || (percent > 0 && percent < BRV_FIGURE_MIN_PERCENT))
    {
      g_set_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE,
                   _ ("A figure’s width is from %d to 100 percent of the text’s."),
                   BRV_FIGURE_MIN_PERCENT);
      return FALSE;
    }
  if (brv_block_get_width_percent (block) == percent)
    return TRUE;
  changed = brv_block_with_width_percent (block, percent);
  brv_edit_replace_block (document, section, index, block, changed, _ ("Change Width"),
                          BRV_EDIT_OTHER);
  return TRUE;
}

/**
 * brv_edit_add_callout:
 * @document: a document
 * @section_id: a section
 * @at: the index that its first block gets, or -1
 * @variant: what the box is for
 * @heading: (nullable): its heading
 * @paragraphs: (array length=n_paragraphs): its paragraphs
 * @n_paragraphs: how many; with a heading there may be none
 * @block_id: (out) (optional): the id of its first block
 * @error: return location
 *
 * Adds a box: a heading and paragraphs, which follow each other as blocks.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_add_callout (BrvDocument *document,
                      BrvId section_id,
                      gint at,
                      BrvVariant variant,
                      const BrvText *heading,
                      BrvText *const *paragraphs,
                      guint n_paragraphs,
                      BrvId *block_id,
                      GError **error)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (heading != NULL || n_paragraphs > 0, FALSE);

  if (heading != NULL)
    g_ptr_array_add (blocks, brv_block_new_callout (brv_id_new (), variant, TRUE, heading));
  for (guint i = 0; i < n_paragraphs; i++)
    {
      g_autoptr (BrvBlock) block =
        brv_block_new_callout (brv_id_new (), variant, FALSE, paragraphs[i]);

      g_ptr_array_add (blocks, brv_block_with_box_begun (block, i == 0 && heading == NULL));
    }
  if (block_id != NULL)
    *block_id = brv_block_get_id (g_ptr_array_index (blocks, 0));
  return brv_edit_add_blocks (document, section_id, at, (BrvBlock *const *)blocks->pdata,
                              blocks->len, _ ("Add Callout"), error);
}

static gboolean
is_callout (const BrvSection *section, guint index, BrvVariant variant)
{
  const BrvBlock *block =
    index < brv_section_get_n_blocks (section) ? brv_section_get_block (section, index) : NULL;

  return block != NULL && brv_block_get_kind (block) == BRV_BLOCK_CALLOUT &&
         brv_block_get_variant (block) == variant;
}

/* The blocks that share a box with the one at @index. */
static void
find_box (const BrvSection *section, guint index, guint *first, guint *end)
{
  BrvVariant variant = brv_block_get_variant (brv_section_get_block (section, index));

  *first = index;
  while (*first > 0 && !brv_block_begins_box (brv_section_get_block (section, *first)) &&
         is_callout (section, *first - 1, variant))
    (*first)--;
  *end = index + 1;
  while (is_callout (section, *end, variant) &&
         !brv_block_begins_box (brv_section_get_block (section, *end)))
    (*end)++;
}

/**
 * brv_edit_set_variant:
 * @document: a document
 * @block_id: a block of a callout, or a quote
 * @variant: what the whole box, or the quote, is to be for; a quote is never a summary
 * @error: return location
 *
 * Changes how a box or a quote stands on the page. The words stay, and a quote keeps its place in
 * its source.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, or %BRV_EDIT_ERROR_REFUSED where it makes no sense
 */
gboolean
brv_edit_set_variant (BrvDocument *document, BrvId block_id, BrvVariant variant, GError **error)
{
  guint section_index, index;
  guint first, end;
  const BrvBlock *block;
  const BrvSection *section;
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (BrvChange) change = NULL;
  BrvSelection caret = brv_edit_caret ((BrvPlace){ block_id, 0 });
  BrvBlockKind kind;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  block = brv_edit_find_block (document, block_id, &section_index, &index, error);
  if (block == NULL)
    return FALSE;
  kind = brv_block_get_kind (block);
  if ((kind != BRV_BLOCK_CALLOUT && kind != BRV_BLOCK_QUOTE) ||
      (kind == BRV_BLOCK_QUOTE && variant == BRV_VARIANT_SUMMARY))
    {
      g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED,
                           _ ("Only callouts and quotes can be drawn out of the text."));
      return FALSE;
    }
  if (brv_block_get_variant (block) == variant)
    return TRUE;
  section = brv_brief_get_section (brv_document_get_brief (document), section_index);
  first = index;
  end = index + 1;
  if (kind == BRV_BLOCK_CALLOUT)
    find_box (section, index, &first, &end);
  for (guint i = first; i < end; i++)
    {
      g_ptr_array_add (old, (gpointer)brv_section_get_block (section, i));
      g_ptr_array_add (now, brv_block_with_variant (brv_section_get_block (section, i), variant));
    }
  change = brv_change_new (_ ("Change Look"));
  brv_change_add_blocks (change, section_index, first, (BrvBlock *const *)old->pdata, old->len,
                         (BrvBlock *const *)now->pdata, now->len);
  brv_change_set_selections (change, caret, caret);
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  return TRUE;
}

/**
 * brv_edit_add_page_break:
 * @document: a document
 * @section_id: a section
 * @at: the index that it gets, or -1
 * @block_id: (out) (optional): its id
 * @error: return location
 *
 * Has the page end at a place.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_add_page_break (
  BrvDocument *document, BrvId section_id, gint at, BrvId *block_id, GError **error)
{
  g_autoptr (BrvBlock) block = brv_block_new_page_break (brv_id_new ());

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  return add_block (document, section_id, at, block, _ ("Add Page Break"), block_id, error);
}
