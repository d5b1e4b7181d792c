/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-replace-private.h"

#include <glib/gi18n-lib.h>

#include "edit/brv-document-private.h"
#include "edit/brv-edit-private.h"

/*
 * The one place that knows what may be deleted and what merges with what. Typing, Enter, Backspace,
 * paste and drop are all calls of it.
 *
 *  - Section headings outlive a selection that reaches beyond them.
 *  - Quotes, figures, tables and page breaks go whole or not at all: one that is only partly
 *    selected stays. Within one caption words are typed and deleted as in a paragraph.
 *  - A section always keeps a block, if need be an empty paragraph.
 *  - Text runs on: what is left of the first block, what is inserted and what is left of the last
 *    block become one, where they are text and within one section.
 */

typedef struct
{
  const BrvBrief *brief;
  const BrvSpot *from;
  const BrvSpot *to;
  const BrvInsertion *insertion;
  gboolean one_line;

  BrvBlock *left; /* (nullable): what stays of the first block */
  BrvBlock *right;
  gboolean left_open; /* may text run into it? */
  gboolean right_open;

  GPtrArray *out;  /* (element-type BrvBlock): for the section of @from */
  GPtrArray *tail; /* (element-type BrvBlock): for the section of @to, where it is another */
  gint caret;      /* index in @out; -1: not in there */
  gsize caret_at;
} Replacement;

static gsize
length_of (const BrvBlock *block)
{
  return brv_text_get_length (brv_block_get_text (block));
}

static gpointer
block_at (GPtrArray *blocks, guint index)
{
  return g_ptr_array_index (blocks, index);
}

static BrvBlock *
last_of (GPtrArray *blocks)
{
  return blocks->len > 0 ? block_at (blocks, blocks->len - 1) : NULL;
}

/* Takes over @block in the place of the one at @index. */
static void
set_block (GPtrArray *blocks, guint index, BrvBlock *block)
{
  brv_block_unref (block_at (blocks, index));
  blocks->pdata[index] = block;
}

static BrvBlock *
cut (const BrvBlock *block, gsize start, gsize end)
{
  g_autoptr (BrvText) part = NULL;

  if (start == 0 && end == length_of (block))
    return brv_block_ref (block);
  part = brv_text_slice (brv_block_get_text (block), (BrvRange){ start, end });
  return brv_block_with_text (block, part);
}

static gboolean
refuse_quote (GError **error)
{
  g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED,
                       _ ("A quote’s words cannot be typed over. Leave words out or insert some "
                          "with the quote’s menu."));
  return FALSE;
}

/* Both ends in one block that stands for itself: an edge, or all of a quote. */
static gboolean
keep_of_one_block (Replacement *self, GError **error)
{
  gsize start = self->from->place.at;
  gsize end = self->to->place.at;

  /* What comes with lines of its own goes beside a figure, a table or a page break. */
  if (brv_block_get_kind (self->from->line) != BRV_BLOCK_QUOTE)
    {
      if (start == 0 && self->from->length > 0)
        self->right = brv_block_ref (self->from->line);
      else
        self->left = brv_block_ref (self->from->line);
      return TRUE;
    }
  if (start == 0 && end == self->from->length)
    return TRUE;
  if (start != end || (start > 0 && start < self->from->length))
    return refuse_quote (error);
  if (start > 0)
    self->left = brv_block_ref (self->from->line);
  else
    self->right = brv_block_ref (self->from->line);
  return TRUE;
}

static gboolean
keep_rests (Replacement *self, GError **error)
{
  const BrvSpot *from = self->from;
  const BrvSpot *to = self->to;

  if (self->one_line && !brv_edit_is_text_block (from->line))
    return keep_of_one_block (self, error);
  if (from->line != NULL && brv_edit_is_text_block (from->line))
    {
      self->left = cut (from->line, 0, from->place.at);
      self->left_open = TRUE;
    }
  else if (from->line != NULL && from->place.at > 0)
    {
      self->left = brv_block_ref (from->line);
    }
  if (to->line != NULL && brv_edit_is_text_block (to->line))
    {
      self->right = cut (to->line, to->place.at, to->length);
      self->right_open = TRUE;
    }
  else if (to->line != NULL && to->place.at < to->length)
    {
      self->right = brv_block_ref (to->line);
    }
  return TRUE;
}

/* Lines pasted into a list or a box become items or paragraphs of it, when they are nothing but
 * lines. */
static BrvBlock *
adapt (const Replacement *self, const BrvBlock *block)
{
  const BrvBlock *line = self->from->line;

  if (!self->left_open || (brv_block_get_kind (line) != BRV_BLOCK_LIST_ITEM &&
                           brv_block_get_kind (line) != BRV_BLOCK_CALLOUT))
    return brv_block_ref (block);
  for (guint i = 0; i < self->insertion->blocks->len; i++)
    {
      if (brv_block_get_kind (block_at (self->insertion->blocks, i)) != BRV_BLOCK_PARAGRAPH)
        return brv_block_ref (block);
    }
  if (brv_block_get_kind (line) == BRV_BLOCK_CALLOUT)
    return brv_block_new_callout (brv_block_get_id (block), brv_block_get_variant (line), FALSE,
                                  brv_block_get_text (block));
  return brv_block_new_list_item (brv_block_get_id (block), brv_block_get_level (line),
                                  brv_block_is_ordered (line), brv_block_get_text (block));
}

static void
insert_first (Replacement *self, const BrvBlock *block)
{
  BrvBlock *left = last_of (self->out);
  gboolean on_paragraph = self->left_open && brv_edit_is_empty_paragraph (left);

  if (self->left_open && self->insertion->open_start && brv_edit_is_text_block (block))
    {
      set_block (self->out, self->out->len - 1,
                 on_paragraph ? brv_block_with_id (block, brv_block_get_id (left))
                              : brv_edit_join_blocks (left, block));
      return;
    }
  /* A quote on an empty paragraph or item takes its place. */
  if (self->left_open && length_of (left) == 0)
    g_ptr_array_set_size (self->out, (gint)self->out->len - 1);
  g_ptr_array_add (self->out, brv_block_ref (block));
}

static void
insert_blocks (Replacement *self)
{
  GPtrArray *blocks = self->insertion->blocks;
  guint first = 0;
  guint end = blocks->len;

  /* Beside a quote's edge a line break alone makes one paragraph, not two. */
  if (end > 1 && self->one_line && !brv_edit_is_text_block (self->from->line))
    {
      if (self->left != NULL && brv_edit_is_empty_paragraph (block_at (blocks, 0)))
        first++;
      else if (self->right != NULL && brv_edit_is_empty_paragraph (block_at (blocks, end - 1)))
        end--;
    }
  for (guint i = first; i < end; i++)
    {
      if (i == 0)
        insert_first (self, block_at (blocks, i));
      else
        g_ptr_array_add (self->out, adapt (self, block_at (blocks, i)));
    }
  self->caret = (gint)self->out->len - 1;
  self->caret_at = length_of (last_of (self->out));
}

/* Whether the text to the right may run on in the last block before it. */
static gboolean
can_run_on (const Replacement *self)
{
  BrvBlock *last = last_of (self->out);

  if (!self->right_open || last == NULL || !brv_edit_is_text_block (last))
    return FALSE;
  return self->insertion->blocks->len > 0 ? self->insertion->open_end : self->left_open;
}

static void
append_right (Replacement *self)
{
  BrvBlock *last = last_of (self->out);
  gboolean has_words = self->right != NULL && length_of (self->right) > 0;

  if (self->right == NULL)
    return;
  if (can_run_on (self))
    {
      /* A full block drawn up into an empty paragraph stays what it is. */
      if (!self->one_line && self->insertion->blocks->len == 0 && has_words &&
          brv_edit_is_empty_paragraph (last))
        set_block (self->out, self->out->len - 1, brv_block_ref (self->right));
      else
        set_block (self->out, self->out->len - 1, brv_edit_join_blocks (last, self->right));
    }
  else if (!self->right_open || has_words || (last == NULL && self->from->line != NULL))
    {
      /* What is deleted down to a quote leaves no empty paragraph above it. */
      if (!self->right_open && !self->one_line && self->insertion->blocks->len == 0 &&
          self->left_open && last != NULL && length_of (last) == 0)
        {
          g_ptr_array_set_size (self->out, (gint)self->out->len - 1);
          self->caret = 0;
          self->caret_at = 0;
        }
      g_ptr_array_add (self->out, brv_block_ref (self->right));
    }
}

/* Of the parts of one block only one keeps its id: the first that has words. */
static void
part_ids (Replacement *self)
{
  BrvId id;
  BrvBlock *first;
  BrvBlock *last;
  gboolean words_are_last;

  if (self->out->len < 2 || !self->left_open || !self->right_open)
    return;
  id = brv_block_get_id (self->to->line);
  first = block_at (self->out, 0);
  last = last_of (self->out);
  words_are_last = self->from->place.at == 0 && length_of (self->right) > 0;
  if (self->one_line && !brv_id_equal (brv_block_get_id (first), id))
    {
      return; /* the left part gave way to what was inserted: the right one has the id */
    }
  if (self->one_line && !words_are_last)
    {
      if (brv_id_equal (brv_block_get_id (last), id))
        set_block (self->out, self->out->len - 1, brv_block_with_id (last, brv_id_new ()));
      return;
    }
  if (self->one_line)
    set_block (self->out, 0, brv_block_with_id (first, brv_id_new ()));
  if (length_of (self->right) > 0)
    set_block (self->out, self->out->len - 1, brv_block_with_id (last, id));
}

static void
compose (Replacement *self)
{
  gboolean one_section = self->from->section == self->to->section;

  if (self->left != NULL)
    {
      g_ptr_array_add (self->out, brv_block_ref (self->left));
      self->caret = 0;
      self->caret_at = length_of (self->left);
    }
  if (self->insertion->blocks->len > 0)
    insert_blocks (self);
  if (one_section)
    {
      append_right (self);
      part_ids (self);
    }
  else if (self->right != NULL && (!self->right_open || length_of (self->right) > 0))
    {
      g_ptr_array_add (self->tail, brv_block_ref (self->right));
    }
}

static BrvPlace
find_caret (const Replacement *self, guint low, guint high, gboolean changed)
{
  const BrvSection *section = brv_brief_get_section (self->brief, self->from->section);

  if (self->caret >= 0 && (guint)self->caret < self->out->len)
    {
      const BrvBlock *block = changed ? block_at (self->out, (guint)self->caret)
                                      : brv_section_get_block (section, low + (guint)self->caret);

      return (BrvPlace){ brv_block_get_id (block), self->caret_at };
    }
  if (self->from->line == NULL || !changed)
    return self->from->place;
  if (self->out->len > 0)
    return (BrvPlace){ brv_block_get_id (block_at (self->out, 0)), 0 };
  if (high < brv_section_get_n_blocks (section))
    return (BrvPlace){ brv_block_get_id (brv_section_get_block (section, high)), 0 };
  return brv_edit_end_of (brv_section_get_block (section, low - 1));
}

static void
add_sources (BrvChange *change, const BrvBrief *brief, const BrvInsertion *insertion)
{
  if (insertion->sources->len > 0)
    brv_change_add_sources (change, brv_brief_get_n_sources (brief), NULL, 0,
                            (BrvSource *const *)insertion->sources->pdata, insertion->sources->len);
}

/* Everything but a replacement within one section's heading or one caption. */
static gboolean
replace_blocks (const BrvBrief *brief,
                const BrvSpot *from,
                const BrvSpot *to,
                const BrvInsertion *insertion,
                BrvChange *change,
                BrvPlace *caret,
                GError **error)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (GPtrArray) tail = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  Replacement self = {
    brief, from, to, insertion, FALSE, NULL, NULL, FALSE, FALSE, out, tail, -1, 0
  };
  gboolean one_section = from->section == to->section;
  guint low = from->line != NULL ? (guint)from->block : 0;
  guint n_blocks = brv_section_get_n_blocks (brv_brief_get_section (brief, from->section));
  guint end = to->line != NULL ? (guint)to->block + 1 : 0;
  guint high = one_section ? end : n_blocks;
  guint n_splices;
  gboolean done;

  self.one_line = one_section && from->block == to->block;
  done = keep_rests (&self, error);
  if (done)
    {
      compose (&self);
      brv_edit_add_splice (change, brief, from->section, low, high - low, out);
      brv_change_get_splices (change, &n_splices);
      *caret = find_caret (&self, low, high, n_splices > 0);
      for (guint i = from->section + 1; i < to->section; i++)
        {
          g_autoptr (GPtrArray) nothing =
            g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);

          brv_edit_add_splice (change, brief, i, 0,
                               brv_section_get_n_blocks (brv_brief_get_section (brief, i)),
                               nothing);
        }
      if (!one_section)
        brv_edit_add_splice (change, brief, to->section, 0, end, tail);
    }
  g_clear_pointer (&self.left, brv_block_unref);
  g_clear_pointer (&self.right, brv_block_unref);
  return done;
}

/*
 * brv_edit_replace_labelled:
 * @label: what it does, as a menu names it, translated
 *
 * brv_edit_replace() under another name.
 */
gboolean
brv_edit_replace_labelled (BrvDocument *document,
                           BrvPlace from,
                           BrvPlace to,
                           const BrvFragment *fragment,
                           BrvEditKind kind,
                           const char *label,
                           BrvPlace *caret,
                           GError **error)
{
  const BrvBrief *brief = brv_document_get_brief (document);
  BrvSpot first;
  BrvSpot last;
  BrvPlace after;
  g_auto (BrvInsertion) insertion = { NULL };
  g_autoptr (BrvChange) change = NULL;

  if (!brv_edit_find_spots (document, from, to, &first, &last, error))
    return FALSE;
  brv_insertion_init (&insertion, fragment, brief);
  after = last.place;
  change = brv_change_new (label);
  if (insertion.blocks->len > 0 || !brv_id_equal (from.id, to.id) || from.at != to.at)
    {
      if (first.line == NULL && last.line == NULL && first.section == last.section)
        brv_edit_replace_in_heading (brief, &first, &last, &insertion, change, &after);
      else if (brv_edit_is_in_caption (&first, &last, &insertion))
        brv_edit_replace_in_caption (&first, &last, &insertion, change, &after);
      else if (!replace_blocks (brief, &first, &last, &insertion, change, &after, error))
        return FALSE;
    }
  if (!brv_change_is_empty (change))
    {
      add_sources (change, brief, &insertion);
      brv_change_set_selections (change, (BrvSelection){ from, to }, brv_edit_caret (after));
      brv_document_apply (document, change, kind);
    }
  if (caret != NULL)
    *caret = after;
  return TRUE;
}

/**
 * brv_edit_replace:
 * @document: a document
 * @from: one end of what is replaced, where the selection began
 * @to: the other end, where the caret is; the same for a mere insertion
 * @fragment: (nullable): what comes in its place; %NULL for nothing
 * @kind: what it is, for coalescing
 * @caret: (out) (optional): where the caret goes
 * @error: return location
 *
 * Replaces what lies between two places. All rules of typing, deleting and merging are here:
 *
 * Text runs on from the first block through the insertion into the last one, within one section.
 * Quotes, figures, tables and page breaks go whole or not at all; one that is partly selected
 * stays, but words of one caption alone are replaced like others. Section headings outlive a
 * selection that reaches beyond them. A section keeps at least an empty paragraph. A quote on an
 * empty paragraph takes its place. Pasted blocks get fresh ids, and sources that the brief lacks
 * are added by the same step.
 *
 * Where nothing changes, nothing is applied and @caret says where the caret may go.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_REFUSED within a quote's words, %BRV_EDIT_ERROR_NOT_FOUND or
 *   %BRV_EDIT_ERROR_RANGE; nothing has changed then
 */
gboolean
brv_edit_replace (BrvDocument *document,
                  BrvPlace from,
                  BrvPlace to,
                  const BrvFragment *fragment,
                  BrvEditKind kind,
                  BrvPlace *caret,
                  GError **error)
{
  const char *label = _ ("Delete");

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  if (kind == BRV_EDIT_TYPE)
    label = _ ("Type");
  else if (fragment != NULL && brv_fragment_get_n_blocks (fragment) > 0)
    label = _ ("Paste");
  return brv_edit_replace_labelled (document, from, to, fragment, kind, label, caret, error);
}
