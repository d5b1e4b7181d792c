/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places of the document and of the buffer, and the selection. */

#include "config.h"

#include <string.h>

#include "ui/brief/brv-brief-projection-private.h"
#include "ui/brief/brv-brief-shown.h"

/**
 * brv_brief_projection_get_place:
 * @self: the projection
 * @iter: a place in the buffer
 *
 * Returns: the same place in the document; its id is none on a line that is about to go
 */
BrvPlace
brv_brief_projection_get_place (BrvBriefProjection *self, const GtkTextIter *iter)
{
  gint index_line = brv_brief_projection_to_index_line (self, (guint)gtk_text_iter_get_line (iter));

  if (index_line < 0)
    return (BrvPlace){ BRV_ID_NONE, 0 };
  return (BrvPlace){ brv_line_index_get_id (self->index, (guint)index_line),
                     brv_brief_shown_to_text (
                       brv_brief_projection_get_index_text (self, (guint)index_line),
                       (gsize)gtk_text_iter_get_line_index (iter)) };
}

/**
 * brv_brief_projection_get_iter:
 * @self: the projection
 * @place: a place in the document; an offset past the line's end means its end
 * @iter: (out): the same place in the buffer
 *
 * Returns: whether the line is in the buffer
 */
gboolean
brv_brief_projection_get_iter (BrvBriefProjection *self, BrvPlace place, GtkTextIter *iter)
{
  gint index_line = brv_line_index_find (self->index, place.id);
  gint line = index_line < 0 ? -1 : brv_brief_projection_from_index_line (self, (guint)index_line);
  const char *text = NULL;
  gsize at = 0;

  if (line < 0)
    return FALSE;
  text = brv_brief_projection_get_index_text (self, (guint)index_line);
  at = MIN (place.at, strlen (text));
  while (at > 0 && ((guchar)text[at] & 0xc0) == 0x80)
    at--;
  gtk_text_buffer_get_iter_at_line_index (self->buffer, iter, line,
                                          (int)brv_brief_shown_from_text (text, at));
  return TRUE;
}

/**
 * brv_brief_projection_get_caret:
 * @self: the projection
 *
 * Returns: where the caret stands in the document
 */
BrvPlace
brv_brief_projection_get_caret (BrvBriefProjection *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  return brv_brief_projection_get_place (self, &iter);
}

/**
 * brv_brief_projection_get_selection:
 * @self: the projection
 * @from: (out): the selection's start in the document
 * @to: (out): its end
 *
 * Returns: whether anything is selected; if not, both are the caret
 */
gboolean
brv_brief_projection_get_selection (BrvBriefProjection *self, BrvPlace *from, BrvPlace *to)
{
  GtkTextIter start, end;
  gboolean some = gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);

  *from = brv_brief_projection_get_place (self, &start);
  *to = brv_brief_projection_get_place (self, &end);
  return some;
}

/**
 * brv_brief_projection_select:
 * @self: the projection
 * @anchor: where the selection begins
 * @focus: where the caret goes
 *
 * Sets the selection.
 *
 * Returns: whether both places are in the buffer
 */
gboolean
brv_brief_projection_select (BrvBriefProjection *self, BrvPlace anchor, BrvPlace focus)
{
  GtkTextIter bound, insert;

  if (!brv_brief_projection_get_iter (self, anchor, &bound) ||
      !brv_brief_projection_get_iter (self, focus, &insert))
    return FALSE;
  gtk_text_buffer_select_range (self->buffer, &insert, &bound);
  return TRUE;
}
