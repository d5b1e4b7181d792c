/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-draft-frame.h"

/**
 * brv_draft_units_new:
 *
 * Returns: (transfer full) (element-type BrvTextUnit): an empty array that frees what is put in
 */
GPtrArray *
brv_draft_units_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)brv_text_unit_free);
}

/**
 * brv_draft_frame_new:
 * @kind: what it is
 *
 * Returns: (transfer full): an empty frame
 */
BrvDraftFrame *
brv_draft_frame_new (BrvDraftFrameKind kind)
{
  BrvDraftFrame *frame = g_new0 (BrvDraftFrame, 1);

  frame->kind = kind;
  frame->image = -1;
  frame->n_columns = 1;
  if (kind == BRV_DRAFT_FRAME_TABLE)
    frame->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  else
    {
      frame->units = brv_draft_units_new ();
      frame->pending = brv_draft_units_new ();
    }
  return frame;
}

/**
 * brv_draft_frame_free:
 * @data: (transfer full) (type BrvDraftFrame): a frame
 *
 * Frees @data and all in it.
 */
void
brv_draft_frame_free (gpointer data)
{
  BrvDraftFrame *frame = data;

  g_clear_pointer (&frame->units, g_ptr_array_unref);
  g_clear_pointer (&frame->pending, g_ptr_array_unref);
  g_clear_pointer (&frame->rows, g_ptr_array_unref);
  g_free (frame->label);
  g_free (frame);
}

/**
 * brv_draft_units_move:
 * @from: (element-type BrvTextUnit): units
 * @to: (element-type BrvTextUnit): where they go
 *
 * Moves all units from one array to the end of the other.
 */
void
brv_draft_units_move (GPtrArray *from, GPtrArray *to)
{
  g_ptr_array_set_free_func (from, NULL);
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_ptr_array_index (from, i));
  g_ptr_array_set_size (from, 0);
  g_ptr_array_set_free_func (from, (GDestroyNotify)brv_text_unit_free);
}
