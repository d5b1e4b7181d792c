/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Backspace, Delete and what is selected: what goes, and what runs together. */

#include "config.h"

#include "base/brv-utf8.h"
#include "edit/brv-edit-structure.h"
#include "edit/brv-edit-text.h"
#include "ui/brief/brv-brief-input-private.h"

static BrvDocument *
get_document (BrvBriefInput *self)
{
  return brv_brief_projection_get_document (self->projection);
}

static guint
get_caret_line (BrvBriefInput *self)
{
  GtkTextBuffer *buffer = brv_brief_projection_get_buffer (self->projection);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return (guint)gtk_text_iter_get_line (&iter);
}

/* A figure, a table or a page break: it goes by its menu, or by Backspace beside a page break. */
static gboolean
stands_alone (const BrvBlock *block)
{
  return block != NULL && !brv_block_is_running (block) &&
         brv_block_get_kind (block) != BRV_BLOCK_QUOTE;
}

static gboolean
is_empty_paragraph (const BrvBlock *block)
{
  return block != NULL && brv_block_get_kind (block) == BRV_BLOCK_PARAGRAPH &&
         brv_text_get_length (brv_block_get_text (block)) == 0;
}

static void
move_to_line_end (BrvBriefInput *self, guint line)
{
  GtkTextBuffer *buffer = brv_brief_projection_get_buffer (self->projection);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, (int)line);
  if (!gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_to_line_end (&iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

/**
 * brv_brief_input_delete_selection:
 * @self: the input
 *
 * Deletes what is selected, as far as the document's rules allow it.
 *
 * Returns: whether anything was selected
 */
gboolean
brv_brief_input_delete_selection (BrvBriefInput *self)
{
  BrvPlace from, to, caret;
  GError *error = NULL;

  if (!brv_brief_projection_get_selection (self->projection, &from, &to))
    return FALSE;
  brv_brief_projection_finish (self->projection);
  if (brv_edit_replace (get_document (self), from, to, NULL, BRV_EDIT_OTHER, &caret, &error))
    brv_brief_input_place_caret (self, caret);
  else
    brv_brief_input_refuse (self, error);
  return TRUE;
}

/* Removes an empty paragraph beside the caret and leaves the caret where it is. */
static gboolean
remove_beside (BrvBriefInput *self, guint line)
{
  BrvPlace caret = brv_brief_projection_get_caret (self->projection);
  GError *error = NULL;

  if (!brv_edit_remove_block (get_document (self),
                              brv_brief_projection_get_id (self->projection, line), &error))
    return brv_brief_input_refuse (self, error);
  brv_brief_input_place_caret (self, caret);
  return TRUE;
}

/* A list item or a heading becomes a plain paragraph before it joins anything. */
static gboolean
make_paragraph (BrvBriefInput *self, BrvPlace at)
{
  GError *error = NULL;

  if (!brv_edit_set_block_kind (get_document (self), at, at, BRV_BLOCK_PARAGRAPH, 0, FALSE, &error))
    return brv_brief_input_refuse (self, error);
  brv_brief_input_place_caret (self, at);
  return TRUE;
}

static void
join_with_line_before (BrvBriefInput *self, guint line)
{
  const BrvBlock *before = brv_brief_projection_get_block (self->projection, line - 1);
  BrvPlace caret = { BRV_ID_NONE, 0 };

  if (brv_edit_join (get_document (self), brv_brief_projection_get_id (self->projection, line),
                     &caret, NULL))
    brv_brief_input_place_caret (self, caret);
  else if (brv_brief_input_is_quote (before))
    brv_brief_input_select_line (self, line - 1);
  else if (stands_alone (brv_brief_projection_get_block (self->projection, line)) &&
           is_empty_paragraph (before))
    remove_beside (self, line - 1);
  else
    move_to_line_end (self, line - 1);
}

/**
 * brv_brief_input_backspace:
 * @self: the input
 *
 * Does what Backspace means at the caret, where that is more than erasing a character.
 *
 * Returns: whether it was done; if not, the view erases the character before the caret
 */
gboolean
brv_brief_input_backspace (BrvBriefInput *self)
{
  guint line = 0;
  BrvPlace caret;
  const BrvBlock *block = NULL;
  const BrvBlock *before = NULL;

  gtk_text_view_reset_im_context (self->view);
  brv_brief_projection_finish (self->projection);
  if (brv_brief_input_delete_selection (self))
    return TRUE;
  line = get_caret_line (self);
  caret = brv_brief_projection_get_caret (self->projection);
  block = brv_brief_projection_get_block (self->projection, line);
  before = line > 0 ? brv_brief_projection_get_block (self->projection, line - 1) : NULL;
  if (caret.at > 0 && !brv_brief_input_is_quote (block))
    return FALSE;
  if (caret.at > 0)
    brv_brief_input_select_line (self, line);
  else if (block == NULL) /* a section's heading */
    brv_brief_input_refuse (self, NULL);
  else if (brv_block_get_kind (block) == BRV_BLOCK_LIST_ITEM ||
           brv_block_get_kind (block) == BRV_BLOCK_HEADING)
    make_paragraph (self, caret);
  else if (!brv_brief_input_is_quote (block))
    join_with_line_before (self, line);
  else if (is_empty_paragraph (before))
    remove_beside (self, line - 1);
  else if (brv_brief_input_is_quote (before))
    brv_brief_input_select_line (self, line - 1);
  else
    move_to_line_end (self, line - 1);
  return TRUE;
}

static void
delete_at_line_end (BrvBriefInput *self, guint line)
{
  const BrvBlock *block = brv_brief_projection_get_block (self->projection, line);
  const BrvBlock *after = brv_brief_projection_get_block (self->projection, line + 1);
  BrvPlace caret = { BRV_ID_NONE, 0 };
  GError *error = NULL;

  if (brv_brief_input_is_quote (after))
    brv_brief_input_select_line (self, line + 1);
  else if (stands_alone (after) && brv_block_get_kind (after) != BRV_BLOCK_PAGE_BREAK)
    move_to_line_end (self, line + 1);
  else if (after == NULL) /* a section's heading, or the end of the brief */
    brv_brief_input_refuse (self, NULL);
  else if (block == NULL || brv_brief_input_is_quote (block) || stands_alone (block))
    {
      if (is_empty_paragraph (after))
        remove_beside (self, line + 1);
      else
        brv_brief_input_refuse (self, NULL);
    }
  else if (brv_edit_join (get_document (self), brv_block_get_id (after), &caret, &error))
    brv_brief_input_place_caret (self, caret);
  else
    brv_brief_input_refuse (self, error);
}

/**
 * brv_brief_input_delete:
 * @self: the input
 * @count: above 0 forwards, below 0 backwards
 *
 * Does what Delete and its relatives mean at the caret, where that is more than erasing text.
 *
 * Returns: whether it was done; if not, the view erases what it would erase
 */
gboolean
brv_brief_input_delete (BrvBriefInput *self, gint count)
{
  GtkTextBuffer *buffer = brv_brief_projection_get_buffer (self->projection);
  GtkTextIter iter;
  guint line = 0;

  gtk_text_view_reset_im_context (self->view);
  brv_brief_projection_finish (self->projection);
  if (brv_brief_input_delete_selection (self))
    return TRUE;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  line = (guint)gtk_text_iter_get_line (&iter);
  if (brv_brief_input_is_quote (brv_brief_projection_get_block (self->projection, line)) &&
      !(count > 0 ? gtk_text_iter_ends_line (&iter) : gtk_text_iter_starts_line (&iter)))
    {
      brv_brief_input_select_line (self, line);
      return TRUE;
    }
  if (count > 0 && gtk_text_iter_ends_line (&iter))
    {
      delete_at_line_end (self, line);
      return TRUE;
    }
  if (count < 0 && gtk_text_iter_starts_line (&iter))
    return brv_brief_input_backspace (self);
  return FALSE;
}
