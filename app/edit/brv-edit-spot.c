/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places of the caret, looked up in the current root. */

#include "config.h"

#include "edit/brv-edit-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/brv-utf8.h"
#include "edit/brv-document-private.h"

gboolean
brv_edit_is_text_block (const BrvBlock *block)
{
  return brv_block_is_running (block);
}

/*
 * brv_edit_find_spot:
 * @document: a document
 * @place: a place
 * @spot: (out): what is there
 * @error: return location
 *
 * Returns: FALSE with BRV_EDIT_ERROR_NOT_FOUND, or BRV_EDIT_ERROR_RANGE if the offset lies outside of
 *   the line or within a character
 */
gboolean
brv_edit_find_spot (BrvDocument *document, BrvPlace place, BrvSpot *spot, GError **error)
{
  guint block = 0;

  *spot = (BrvSpot){ place, 0, -1, NULL, NULL, 0 };
  spot->line = brv_document_find_block (document, place.id, &spot->section, &block);
  if (spot->line != NULL)
    {
      spot->block = (gint)block;
      spot->text = brv_text_get_utf8 (brv_block_get_text (spot->line));
    }
  else
    {
      const BrvBrief *brief = brv_document_get_brief (document);
      gint section = brv_brief_find_section (brief, place.id);

      if (section < 0)
        {
          g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND,
                               _ ("The brief has no such block."));
          return FALSE;
        }
      spot->section = (guint)section;
      spot->text = brv_section_get_heading (brv_brief_get_section (brief, spot->section));
    }
  spot->length = strlen (spot->text);
  if (place.at <= spot->length && brv_utf8_is_boundary (spot->text, spot->length, place.at))
    return TRUE;
  g_set_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE,
               _ ("The block has no place %" G_GSIZE_FORMAT "."), place.at);
  return FALSE;
}

/*
 * brv_edit_find_spots:
 * @document: a document
 * @from: one end of a selection
 * @to: the other end
 * @first: (out): the end that comes first
 * @last: (out): the other one
 * @error: return location
 *
 * Returns: FALSE with the error of brv_edit_find_spot()
 */
gboolean
brv_edit_find_spots (
  BrvDocument *document, BrvPlace from, BrvPlace to, BrvSpot *first, BrvSpot *last, GError **error)
{
  if (!brv_edit_find_spot (document, from, first, error) ||
      !brv_edit_find_spot (document, to, last, error))
    return FALSE;
  if (first->section > last->section ||
      (first->section == last->section &&
       (first->block > last->block ||
        (first->block == last->block && first->place.at > last->place.at))))
    {
      BrvSpot swapped = *first;

      *first = *last;
      *last = swapped;
    }
  return TRUE;
}
