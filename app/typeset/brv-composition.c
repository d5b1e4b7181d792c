/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-composition.h"

/**
 * brv_composition_free:
 * @self: (transfer full): a composition
 *
 * Frees it and what it is made of.
 */
void
brv_composition_free (BrvComposition *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->structure, brv_structure_unref);
  g_clear_pointer (&self->furniture, brv_furniture_free);
  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_pointer (&self->flow, brv_flow_free);
  g_clear_pointer (&self->document, brv_styled_document_unref);
  g_clear_pointer (&self->fonts, g_ptr_array_unref);
  g_clear_pointer (&self->theme, brv_theme_unref);
  g_clear_pointer (&self->brief, brv_brief_unref);
  g_free (self);
}

/**
 * brv_composition_find_page_of_line:
 * @self: a composition whose pages are broken
 * @line: the index of a line of the flow
 *
 * Returns: the index of the page on which it stands
 */
guint
brv_composition_find_page_of_line (const BrvComposition *self, guint line)
{
  guint first = 0;
  guint end = self->pages->len;

  while (end - first > 1)
    {
      guint middle = (first + end) / 2;

      if (g_array_index (self->pages, BrvPage, middle).first_line <= line)
        first = middle;
      else
        end = middle;
    }
  return first;
}

/**
 * brv_composition_find_page:
 * @self: a composition whose pages are broken
 * @block: the index of a block
 *
 * Returns: the index of the page on which it begins
 */
guint
brv_composition_find_page (const BrvComposition *self, guint block)
{
  g_return_val_if_fail (block < self->document->blocks->len, 0);

  return brv_composition_find_page_of_line (self,
                                            g_array_index (self->flow->first_lines, guint, block));
}
