/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-set-section.h"

static void
clear_notice (gpointer data)
{
  g_free ((char *)((BrvTypesetNotice *)data)->message);
}

/**
 * brv_notices_new:
 *
 * Returns: (transfer full) (element-type BrvTypesetNotice): an empty list
 */
GArray *
brv_notices_new (void)
{
  GArray *notices = g_array_new (FALSE, FALSE, sizeof (BrvTypesetNotice));

  g_array_set_clear_func (notices, clear_notice);
  return notices;
}

/**
 * brv_notices_add:
 * @notices: (element-type BrvTypesetNotice): a list
 * @kind: what it is about; a literal
 * @block_id: the block that it is about
 * @message: what to say
 *
 * Notes what there is to tell about a block.
 */
void
brv_notices_add (GArray *notices, const char *kind, BrvId block_id, const char *message)
{
  BrvTypesetNotice notice = { kind, block_id, g_strdup (message), 0 };

  g_return_if_fail (notices != NULL && kind != NULL && message != NULL);

  g_array_append_val (notices, notice);
}

static void
clear_section (BrvSetSection *self)
{
  g_clear_pointer (&self->section, brv_section_unref);
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->ids);
  g_array_unref (self->notices);
  g_array_unref (self->lines);
  g_array_unref (self->places);
  g_array_unref (self->first_lines);
  g_array_unref (self->noting_lines);
}

/**
 * brv_set_section_new:
 * @section: (nullable): the section that it will show, if it is one of the brief
 *
 * Returns: (transfer full): a section without blocks
 */
BrvSetSection *
brv_set_section_new (const BrvSection *section)
{
  BrvSetSection *self = g_atomic_rc_box_new0 (BrvSetSection);

  self->section = section != NULL ? brv_section_ref (section) : NULL;
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_styled_block_unref);
  self->ids = g_array_new (FALSE, FALSE, sizeof (BrvId));
  self->notices = brv_notices_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (BrvFlowLine));
  self->places = g_array_new (FALSE, FALSE, sizeof (BrvFlowPlace));
  self->first_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  self->noting_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

/**
 * brv_set_section_ref:
 * @self: a section
 *
 * Returns: (transfer full): @self
 */
BrvSetSection *
brv_set_section_ref (BrvSetSection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * brv_set_section_unref:
 * @self: (transfer full): a section
 *
 * Drops a reference.
 */
void
brv_set_section_unref (BrvSetSection *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_section);
}
