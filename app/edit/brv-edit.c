/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-private.h"

#include <glib/gi18n-lib.h>

#include "edit/brv-document-private.h"

/*
 * brv_edit_find_section:
 * @document: a document
 * @id: a section's id
 * @error: return location
 *
 * Returns: the section's index, or -1 with BRV_EDIT_ERROR_NOT_FOUND
 */
gint
brv_edit_find_section (BrvDocument *document, BrvId id, GError **error)
{
  gint index = brv_brief_find_section (brv_document_get_brief (document), id);

  if (index < 0)
    g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND,
                         _ ("The brief has no such section."));
  return index;
}

/*
 * brv_edit_find_block:
 * @document: a document
 * @id: a block's id
 * @section: (out): the index of its section
 * @block: (out): its index in that section
 * @error: return location
 *
 * Returns: (nullable): the block, or NULL with BRV_EDIT_ERROR_NOT_FOUND
 */
const BrvBlock *
brv_edit_find_block (BrvDocument *document, BrvId id, guint *section, guint *block, GError **error)
{
  const BrvBlock *found = brv_document_find_block (document, id, section, block);

  if (found == NULL)
    g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND,
                         _ ("The brief has no such block."));
  return found;
}

/* Whether the brief has a source; else FALSE with BRV_EDIT_ERROR_NOT_FOUND. */
gboolean
brv_edit_check_source (BrvDocument *document, BrvId id, GError **error)
{
  if (brv_brief_find_source (brv_document_get_brief (document), id) >= 0)
    return TRUE;
  g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND,
                       _ ("The brief has no such source."));
  return FALSE;
}

gboolean
brv_edit_fail_no_note (GError **error)
{
  g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND,
                       _ ("There is no note at this place."));
  return FALSE;
}

/*
 * brv_edit_check_place:
 * @at: (inout): an index, -1 for the end; never -1 afterwards
 * @n: the largest index allowed
 * @error: return location
 *
 * Returns: FALSE with BRV_EDIT_ERROR_RANGE if @at lies outside
 */
gboolean
brv_edit_check_place (gint *at, guint n, GError **error)
{
  if (*at == -1)
    *at = (gint)n;
  if (*at >= 0 && *at <= (gint)n)
    return TRUE;
  g_set_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE,
               _ ("There is no place %d; the last one is %u."), *at, n);
  return FALSE;
}

/*
 * brv_edit_make_filler:
 *
 * Returns: (transfer full): the empty paragraph that keeps a section open for writing
 */
BrvBlock *
brv_edit_make_filler (void)
{
  g_autoptr (BrvText) empty = brv_text_new ("", 0);

  return brv_block_new_paragraph (brv_id_new (), empty);
}

gboolean
brv_edit_is_empty_paragraph (const BrvBlock *block)
{
  return brv_block_get_kind (block) == BRV_BLOCK_PARAGRAPH &&
         brv_text_get_length (brv_block_get_text (block)) == 0;
}

/* Whether the block at @index is an empty paragraph that is all its section has. */
gboolean
brv_edit_is_filler (const BrvSection *section, guint index)
{
  return brv_section_get_n_blocks (section) == 1 && index == 0 &&
         brv_edit_is_empty_paragraph (brv_section_get_block (section, 0));
}

BrvPlace
brv_edit_end_of (const BrvBlock *block)
{
  return (BrvPlace){ brv_block_get_id (block), brv_text_get_length (brv_block_get_text (block)) };
}

BrvSelection
brv_edit_caret (BrvPlace place)
{
  return (BrvSelection){ place, place };
}

BrvSelection
brv_edit_caret_at_end (const BrvBlock *block)
{
  return brv_edit_caret (brv_edit_end_of (block));
}

/* Puts @changed, of the same id, into the place of a block as one step; nothing where it is the same. */
void
brv_edit_replace_block (BrvDocument *document,
                        guint section,
                        guint index,
                        const BrvBlock *old,
                        BrvBlock *changed,
                        const char *label,
                        BrvEditKind kind)
{
  g_autoptr (BrvChange) change = NULL;
  BrvSelection caret = brv_edit_caret ((BrvPlace){ brv_block_get_id (old), 0 });
  BrvBlock *removed = (BrvBlock *)old;

  if (brv_block_equal (old, changed))
    return;
  change = brv_change_new (label);
  brv_change_add_blocks (change, section, index, &removed, 1, &changed, 1);
  brv_change_set_selections (change, caret, caret);
  brv_document_apply (document, change, kind);
}

/* The block of that id, or NULL with an error, which is @problem where it is of another kind. */
const BrvBlock *
brv_edit_find_of_kind (BrvDocument *document,
                       BrvId id,
                       BrvBlockKind kind,
                       const char *problem,
                       guint *section,
                       guint *index,
                       GError **error)
{
  const BrvBlock *block = brv_edit_find_block (document, id, section, index, error);

  if (block == NULL || brv_block_get_kind (block) == kind)
    return block;
  g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED, problem);
  return NULL;
}
