/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-quote.h"

#include <glib/gi18n-lib.h>

#include "edit/brv-edit-private.h"
#include "edit/brv-edit-structure.h"
#include "model/brv-quote-alter.h"

/* A fault of the quote's own as one of the document's, with the same words. */
static gboolean
take_quote_error (GError *quote_error, GError **error)
{
  BrvEditError code = BRV_EDIT_ERROR_REFUSED;

  if (g_error_matches (quote_error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_RANGE))
    code = BRV_EDIT_ERROR_RANGE;
  else if (g_error_matches (quote_error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_TEXT))
    code = BRV_EDIT_ERROR_VALUE;
  g_set_error_literal (error, BRV_EDIT_ERROR, code, quote_error->message);
  g_error_free (quote_error);
  return FALSE;
}

static const BrvQuote *
find_quote (BrvDocument *document, BrvId block_id, GError **error)
{
  guint section;
  guint at;
  const BrvBlock *block = brv_edit_find_block (document, block_id, &section, &at, error);

  if (block == NULL)
    return NULL;
  if (brv_block_get_quote (block) == NULL)
    g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED,
                         _ ("This block is not a quote."));
  return brv_block_get_quote (block);
}

/**
 * brv_edit_add_quote:
 * @document: a document
 * @section_id: a section
 * @at: the index that the quote gets, or -1
 * @quote: a quote from one of the brief's sources, or from none
 * @block_id: (out) (optional): the id of its block
 * @error: return location
 *
 * Places a quote in a section.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND if the brief lacks the section or the source, or
 *   %BRV_EDIT_ERROR_RANGE if there is no such place
 */
gboolean
brv_edit_add_quote (BrvDocument *document,
                    BrvId section_id,
                    gint at,
                    const BrvQuote *quote,
                    BrvId *block_id,
                    GError **error)
{
  BrvId source_id;
  g_autoptr (BrvBlock) block = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (quote != NULL, FALSE);

  source_id = brv_anchor_get_source_id (brv_quote_get_anchor (quote));
  if (!brv_id_is_none (source_id) &&
      brv_brief_find_source (brv_document_get_brief (document), source_id) < 0)
    {
      g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND,
                           _ ("The brief does not have the source of this quote. Add it first."));
      return FALSE;
    }
  block = brv_block_new_quote (brv_id_new (), quote);
  if (!brv_edit_add_blocks (document, section_id, at, &block, 1, _ ("Add Quote"), error))
    return FALSE;
  if (block_id != NULL)
    *block_id = brv_block_get_id (block);
  return TRUE;
}

/**
 * brv_edit_replace_quote:
 * @document: a document
 * @block_id: a quote's block
 * @quote: what it is to be
 * @label: what that does, as a menu names it, translated
 * @error: return location
 *
 * Puts a quote derived from the one that is there in its place.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, or %BRV_EDIT_ERROR_REFUSED if the block is not a
 *   quote
 */
gboolean
brv_edit_replace_quote (
  BrvDocument *document, BrvId block_id, const BrvQuote *quote, const char *label, GError **error)
{
  const BrvQuote *old;
  BrvBlock *block;
  guint section;
  guint at;
  g_autoptr (BrvBlock) changed = NULL;
  g_autoptr (BrvChange) change = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (quote != NULL, FALSE);

  old = find_quote (document, block_id, error);
  if (old == NULL)
    return FALSE;
  if (brv_quote_equal (old, quote))
    return TRUE;
  block = (BrvBlock *)brv_edit_find_block (document, block_id, &section, &at, NULL);
  changed = brv_block_with_quote (block, quote);
  change = brv_change_new (label);
  brv_change_add_blocks (change, section, at, &block, 1, &changed, 1);
  brv_change_set_selections (change, brv_edit_caret_at_end (block),
                             brv_edit_caret_at_end (changed));
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  return TRUE;
}

static gboolean
replace_with (BrvDocument *document,
              BrvId block_id,
              BrvQuote *changed,
              GError *quote_error,
              const char *label,
              GError **error)
{
  g_autoptr (BrvQuote) quote = changed;

  if (quote == NULL)
    return take_quote_error (quote_error, error);
  return brv_edit_replace_quote (document, block_id, quote, label, error);
}

/**
 * brv_edit_elide:
 * @document: a document
 * @block_id: a quote's block
 * @exact: bytes of the quote's exact text
 * @error: return location
 *
 * Leaves words of a quote out, shown as […].
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, %BRV_EDIT_ERROR_RANGE or %BRV_EDIT_ERROR_REFUSED
 */
gboolean
brv_edit_elide (BrvDocument *document, BrvId block_id, BrvRange exact, GError **error)
{
  const BrvQuote *quote = find_quote (document, block_id, error);
  GError *quote_error = NULL;
  BrvQuote *changed;

  if (quote == NULL)
    return FALSE;
  changed = brv_quote_elide (quote, exact, &quote_error);
  return replace_with (document, block_id, changed, quote_error, _ ("Elide Words"), error);
}

/**
 * brv_edit_insert:
 * @document: a document
 * @block_id: a quote's block
 * @at: a byte of the quote's exact text
 * @text: words without brackets or line breaks
 * @error: return location
 *
 * Inserts words into a quote, shown in brackets.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, %BRV_EDIT_ERROR_RANGE, %BRV_EDIT_ERROR_VALUE or
 *   %BRV_EDIT_ERROR_REFUSED
 */
gboolean
brv_edit_insert (BrvDocument *document, BrvId block_id, gsize at, const char *text, GError **error)
{
  const BrvQuote *quote = find_quote (document, block_id, error);
  GError *quote_error = NULL;
  BrvQuote *changed;

  if (quote == NULL)
    return FALSE;
  changed = brv_quote_insert (quote, at, text, &quote_error);
  return replace_with (document, block_id, changed, quote_error, _ ("Insert Words"), error);
}

/**
 * brv_edit_change_initial:
 * @document: a document
 * @block_id: a quote's block
 * @error: return location
 *
 * Changes the case of a quote's first letter, shown in brackets.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_REFUSED
 */
gboolean
brv_edit_change_initial (BrvDocument *document, BrvId block_id, GError **error)
{
  const BrvQuote *quote = find_quote (document, block_id, error);
  GError *quote_error = NULL;
  BrvQuote *changed;

  if (quote == NULL)
    return FALSE;
  changed = brv_quote_change_initial (quote, &quote_error);
  return replace_with (document, block_id, changed, quote_error, _ ("Change Initial"), error);
}

/**
 * brv_edit_emphasise:
 * @document: a document
 * @block_id: a quote's block
 * @exact: bytes of the quote's exact text
 * @error: return location
 *
 * Emphasises words of a quote, which its attribution declares.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, %BRV_EDIT_ERROR_RANGE or %BRV_EDIT_ERROR_REFUSED
 */
gboolean
brv_edit_emphasise (BrvDocument *document, BrvId block_id, BrvRange exact, GError **error)
{
  const BrvQuote *quote = find_quote (document, block_id, error);
  GError *quote_error = NULL;
  BrvQuote *changed;

  if (quote == NULL)
    return FALSE;
  changed = brv_quote_emphasise (quote, exact, &quote_error);
  return replace_with (document, block_id, changed, quote_error, _ ("Emphasize Words"), error);
}

/**
 * brv_edit_reset_quote:
 * @document: a document
 * @block_id: a quote's block
 * @error: return location
 *
 * Takes all alterations of a quote back.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_REFUSED
 */
gboolean
brv_edit_reset_quote (BrvDocument *document, BrvId block_id, GError **error)
{
  const BrvQuote *quote = find_quote (document, block_id, error);
  GError *quote_error = NULL;
  BrvQuote *changed;

  if (quote == NULL)
    return FALSE;
  changed = brv_quote_reset (quote, &quote_error);
  return replace_with (document, block_id, changed, quote_error, _ ("Reset Quote"), error);
}
