/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-text-private.h"

#include <glib/gi18n-lib.h>

#include "edit/brv-edit-private.h"
#include "edit/brv-edit-structure.h"

/* Gives all of a text a style and a link. */
static BrvText *
dress (const BrvText *text, BrvStyle style, const char *link)
{
  BrvRun run = { { 0, brv_text_get_length (text) }, style, link };

  return brv_text_new_rich (brv_text_get_utf8 (text), (gssize)brv_text_get_length (text), &run, 1,
                            NULL, 0);
}

/* What is typed in the midst of a link belongs to it; at its edges it does not. */
static const char *
find_link_around (const BrvSpot *spot)
{
  const BrvText *text;
  const char *link;
  const char *previous;

  if (spot->line == NULL || spot->place.at == 0 || spot->place.at == spot->length)
    return NULL;
  text = brv_block_get_text (spot->line);
  link = brv_text_get_link_at (text, spot->place.at);
  previous = g_utf8_prev_char (spot->text + spot->place.at);
  if (g_strcmp0 (link, brv_text_get_link_at (text, (gsize)(previous - spot->text))) != 0)
    return NULL;
  return link;
}

static BrvFragment *
make_typed (const char *text, BrvStyle style, const char *link)
{
  g_autoptr (BrvFragment) plain = brv_fragment_new_from_plain (text, -1);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  guint n_blocks = brv_fragment_get_n_blocks (plain);

  if (n_blocks == 1 &&
      brv_text_get_length (brv_block_get_text (brv_fragment_get_block (plain, 0))) == 0)
    n_blocks = 0;
  for (guint i = 0; i < n_blocks; i++)
    {
      const BrvBlock *block = brv_fragment_get_block (plain, i);
      g_autoptr (BrvText) dressed = dress (brv_block_get_text (block), style, link);

      g_ptr_array_add (blocks, brv_block_with_text (block, dressed));
    }
  return brv_fragment_new ((BrvBlock *const *)blocks->pdata, blocks->len, TRUE, TRUE, NULL, 0);
}

/**
 * brv_edit_type:
 * @document: a document
 * @from: one end of what is replaced
 * @to: the other end; the same for a mere insertion
 * @text: valid UTF-8; its line breaks part paragraphs
 * @style: what it looks like
 * @caret: (out) (optional): where the caret goes
 * @error: return location
 *
 * Types text. In the midst of a link it becomes a part of that.
 *
 * Returns: %FALSE with an error of brv_edit_replace()
 */
gboolean
brv_edit_type (BrvDocument *document,
               BrvPlace from,
               BrvPlace to,
               const char *text,
               BrvStyle style,
               BrvPlace *caret,
               GError **error)
{
  BrvSpot spot;
  g_autoptr (BrvFragment) fragment = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (!brv_edit_find_spot (document, from, &spot, error))
    return FALSE;
  fragment = make_typed (text, style, find_link_around (&spot));
  return brv_edit_replace (document, from, to, fragment, BRV_EDIT_TYPE, caret, error);
}

static BrvFragment *
make_paragraphs (guint n)
{
  g_autoptr (BrvBlock) first = brv_edit_make_filler ();
  g_autoptr (BrvBlock) second = brv_edit_make_filler ();
  BrvBlock *blocks[] = { first, second };

  return brv_fragment_new (blocks, n, TRUE, TRUE, NULL, 0);
}

static gboolean
replace_block (
  BrvDocument *document, const BrvSpot *spot, BrvBlock *changed, const char *label, BrvPlace *caret)
{
  g_autoptr (BrvChange) change = brv_change_new (label);
  BrvBlock *old = (BrvBlock *)spot->line;

  brv_change_add_blocks (change, spot->section, (guint)spot->block, &old, 1, &changed, 1);
  brv_change_set_selections (change, brv_edit_caret (spot->place), brv_edit_caret (spot->place));
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  *caret = spot->place;
  return TRUE;
}

/* Enter on an empty item goes one level up, from the first one out of the list or box. */
static gboolean
end_list (BrvDocument *document, const BrvSpot *spot, BrvPlace *caret)
{
  guint level = brv_block_get_level (spot->line);
  const BrvText *text = brv_block_get_text (spot->line);
  g_autoptr (BrvBlock) changed = NULL;

  if (level > 1)
    changed =
      brv_block_new_list_item (spot->place.id, level - 1, brv_block_is_ordered (spot->line), text);
  else
    changed = brv_block_new_paragraph (spot->place.id, text);
  return replace_block (document, spot, changed,
                        brv_block_get_kind (spot->line) == BRV_BLOCK_LIST_ITEM ? _ ("End List")
                                                                               : _ ("End Callout"),
                        caret);
}

/* A line above the first of a box is the first one now. */
static gboolean
begin_above (
  BrvDocument *document, const BrvSpot *spot, BrvBlock *above, BrvChange *change, BrvPlace *caret)
{
  BrvBlock *old = (BrvBlock *)spot->line;
  g_autoptr (BrvBlock) first = brv_block_with_box_begun (above, TRUE);
  g_autoptr (BrvBlock) second = brv_block_with_box_begun (old, FALSE);
  BrvBlock *lines[] = { first, second };

  brv_change_add_blocks (change, spot->section, (guint)spot->block, &old, 1, lines, 2);
  brv_change_set_selections (change, brv_edit_caret (spot->place), brv_edit_caret (spot->place));
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  *caret = spot->place;
  return TRUE;
}

/* Enter at the start of words: an empty line of their kind above them, which the caret leaves alone. */
static gboolean
open_above (BrvDocument *document, const BrvSpot *spot, const char *label, BrvPlace *caret)
{
  g_autoptr (BrvBlock) above = brv_edit_make_filler ();
  g_autoptr (BrvChange) change = brv_change_new (label);

  if (brv_block_get_kind (spot->line) == BRV_BLOCK_LIST_ITEM)
    {
      BrvBlock *item =
        brv_block_new_list_item (brv_block_get_id (above), brv_block_get_level (spot->line),
                                 brv_block_is_ordered (spot->line), brv_block_get_text (above));

      brv_block_unref (above);
      above = item;
    }
  else if (brv_block_get_kind (spot->line) == BRV_BLOCK_CALLOUT &&
           brv_block_get_level (spot->line) == 0)
    {
      BrvBlock *line =
        brv_block_new_callout (brv_block_get_id (above), brv_block_get_variant (spot->line), FALSE,
                               brv_block_get_text (above));

      brv_block_unref (above);
      above = line;
      if (brv_block_begins_box (spot->line))
        return begin_above (document, spot, above, change, caret);
    }
  brv_change_add_blocks (change, spot->section, (guint)spot->block, NULL, 0, &above, 1);
  brv_change_set_selections (change, brv_edit_caret (spot->place), brv_edit_caret (spot->place));
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  *caret = spot->place;
  return TRUE;
}

/* Enter in a caption or at a page break: a paragraph below it; before the first word, above it. */
static gboolean
open_beside (BrvDocument *document, const BrvSpot *spot, BrvPlace *caret)
{
  g_autoptr (BrvBlock) beside = brv_edit_make_filler ();
  g_autoptr (BrvChange) change = brv_change_new (_ ("New Paragraph"));
  guint at = (guint)spot->block + (spot->place.at == 0 && spot->length > 0 ? 0 : 1);

  brv_change_add_blocks (change, spot->section, at, NULL, 0, &beside, 1);
  *caret = (BrvPlace){ brv_block_get_id (beside), 0 };
  brv_change_set_selections (change, brv_edit_caret (spot->place), brv_edit_caret (*caret));
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  return TRUE;
}

static gboolean
split_block (BrvDocument *document, const BrvSpot *spot, BrvPlace *caret, GError **error)
{
  gboolean is_item = brv_block_get_kind (spot->line) == BRV_BLOCK_LIST_ITEM;
  const char *label = is_item ? _ ("New List Item") : _ ("New Paragraph");
  gboolean is_callout = brv_block_get_kind (spot->line) == BRV_BLOCK_CALLOUT;
  g_autoptr (BrvFragment) fragment = NULL;

  if (!brv_edit_is_text_block (spot->line) && brv_block_get_kind (spot->line) != BRV_BLOCK_QUOTE)
    return open_beside (document, spot, caret);
  if ((is_item || is_callout) && spot->length == 0)
    return end_list (document, spot, caret);
  if (brv_edit_is_text_block (spot->line) && spot->place.at == 0 && spot->length > 0)
    return open_above (document, spot, label, caret);
  fragment = make_paragraphs (brv_edit_is_text_block (spot->line) ? 2 : 1);
  return brv_edit_replace_labelled (document, spot->place, spot->place, fragment, BRV_EDIT_OTHER,
                                    label, caret, error);
}

/**
 * brv_edit_split:
 * @document: a document
 * @at: where
 * @caret: (out) (optional): where the caret goes
 * @error: return location
 *
 * What Enter does: parts a block in two, of which the one with the first words keeps its id; begins a
 * new item, or ends the list on an empty one; opens a paragraph at a quote's edge and below a heading.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_REFUSED within a quote's words and before a section's heading,
 *   %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_split (BrvDocument *document, BrvPlace at, BrvPlace *caret, GError **error)
{
  BrvSpot spot;
  BrvPlace after = at;
  g_autoptr (BrvFragment) fragment = NULL;
  gboolean done;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  if (!brv_edit_find_spot (document, at, &spot, error))
    return FALSE;
  if (spot.line != NULL)
    {
      done = split_block (document, &spot, &after, error);
    }
  else if (at.at == 0 && spot.length > 0)
    {
      g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED,
                           _ ("A section begins with its heading."));
      done = FALSE;
    }
  else
    {
      fragment = make_paragraphs (2);
      done = brv_edit_replace_labelled (document, at, at, fragment, BRV_EDIT_OTHER,
                                        _ ("New Paragraph"), &after, error);
    }
  if (caret != NULL)
    *caret = after;
  return done;
}

static gboolean
refuse_join (GError **error)
{
  g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED,
                       _ ("Only paragraphs can be joined with what stands before them."));
  return FALSE;
}

/* The end of the line before a block. */
static BrvPlace
end_before (BrvDocument *document, const BrvSpot *spot)
{
  const BrvSection *section =
    brv_brief_get_section (brv_document_get_brief (document), spot->section);

  if (spot->block > 0)
    return brv_edit_end_of (brv_section_get_block (section, (guint)spot->block - 1));
  return (BrvPlace){ brv_section_get_id (section), strlen (brv_section_get_heading (section)) };
}

/* Paragraphs of one box join each other; the first one leaves the box instead. */
static gboolean
continues_callout (const BrvSpot *before, const BrvSpot *spot)
{
  return before->line != NULL && brv_block_get_kind (before->line) == BRV_BLOCK_CALLOUT &&
         brv_block_get_variant (before->line) == brv_block_get_variant (spot->line) &&
         brv_block_get_level (spot->line) == 0;
}

/* A page break gives way to Backspace at itself and in the line after it. */
static gboolean
remove_page_break (BrvDocument *document, const BrvSpot *page_break, GError **error)
{
  return brv_edit_remove_block (document, page_break->place.id, error);
}

static gboolean
is_page_break (const BrvSpot *spot)
{
  return spot->line != NULL && brv_block_get_kind (spot->line) == BRV_BLOCK_PAGE_BREAK;
}

static gboolean
join_block (BrvDocument *document, const BrvSpot *spot, BrvPlace *caret, GError **error)
{
  BrvPlace end = end_before (document, spot);
  BrvSpot before;

  if (!brv_edit_find_spot (document, end, &before, error))
    return FALSE;
  if (is_page_break (&before))
    return remove_page_break (document, &before, error);
  *caret = end;
  if (is_page_break (spot))
    return remove_page_break (document, spot, error);
  if (brv_block_begins_box (spot->line) && continues_callout (&before, spot))
    {
      g_autoptr (BrvBlock) joined = brv_block_with_box_begun (spot->line, FALSE);

      return replace_block (document, spot, joined, _ ("Join Boxes"), caret);
    }
  if (brv_block_get_kind (spot->line) == BRV_BLOCK_LIST_ITEM ||
      brv_block_get_kind (spot->line) == BRV_BLOCK_HEADING ||
      (brv_block_get_kind (spot->line) == BRV_BLOCK_CALLOUT && !continues_callout (&before, spot)))
    {
      g_autoptr (BrvBlock) changed =
        brv_block_new_paragraph (spot->place.id, brv_block_get_text (spot->line));

      return replace_block (document, spot, changed, _ ("Make Paragraph"), caret);
    }
  if (!brv_edit_is_text_block (spot->line))
    {
      if (before.line == NULL || !brv_edit_is_empty_paragraph (before.line))
        return refuse_join (error);
    }
  else if (before.line != NULL && !brv_edit_is_text_block (before.line) && spot->length > 0)
    {
      return refuse_join (error);
    }
  return brv_edit_replace_labelled (document, end, spot->place, NULL, BRV_EDIT_OTHER,
                                    _ ("Join Paragraphs"), caret, error);
}

/**
 * brv_edit_join:
 * @document: a document
 * @block_id: a block
 * @caret: (out) (optional): where the caret goes
 * @error: return location
 *
 * What Backspace does at the start of a block: joins a paragraph into the one before, makes a paragraph
 * of a list item, a heading or the first line of a box, takes an empty paragraph or a page break
 * away. Below a section's heading only the caret
 * moves, to its end.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_REFUSED where a quote, a figure or a table would have to be
 *   joined, or %BRV_EDIT_ERROR_NOT_FOUND
 */
gboolean
brv_edit_join (BrvDocument *document, BrvId block_id, BrvPlace *caret, GError **error)
{
  BrvSpot spot;
  BrvPlace after = { block_id, 0 };
  gboolean done;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  if (!brv_edit_find_spot (document, after, &spot, error))
    return FALSE;
  if (spot.line == NULL)
    {
      g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED,
                           _ ("A section’s heading cannot be joined with another block."));
      return FALSE;
    }
  done = join_block (document, &spot, &after, error);
  if (caret != NULL)
    *caret = after;
  return done;
}
