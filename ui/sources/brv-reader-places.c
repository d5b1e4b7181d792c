/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where each source was read, and where a passage of one is shown. */

#include "config.h"

#include "ui/sources/brv-reader-private.h"

/* Where on the screen a passage is shown that was asked for: a third from the top. */
#define PASSAGE_ALIGN 0.3

/* Where a source was read when another was opened. Offsets are bytes of its text. */
typedef struct
{
  BrvRange selection; /* empty for none */
  gsize caret;        /* where that is none */
  gsize top_offset;   /* of the first visible line */
  gboolean scrolled;  /* FALSE: the very top, above the title */
  gboolean show_left_out;
} Place;

static gboolean
get_selected_range (BrvReader *self, BrvRange *range)
{
  GtkTextIter start;
  GtkTextIter end;

  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end))
    return FALSE;
  range->start = brv_reader_buffer_get_source_offset (self->buffer, &start);
  range->end = brv_reader_buffer_get_source_offset (self->buffer, &end);
  return range->start < range->end;
}

/* The first line in sight. Where that begins with the room of a picture, it is the line before, so that
 * the picture is in sight again with it. */
static void
get_top (BrvReader *self, GtkTextIter *top)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GdkRectangle visible;
  GdkRectangle location;

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_iter_at_location (view, top, visible.x + visible.width / 2, MAX (visible.y, 0));
  gtk_text_view_get_iter_location (view, top, &location);
  if (location.y <= MAX (visible.y, 0) || gtk_text_iter_get_line (top) == 0)
    return;
  gtk_text_iter_set_line_offset (top, 0);
  gtk_text_iter_backward_chars (top, 2);
}

/*
 * brv_reader_remember_place:
 * @self: a reader
 *
 * Keeps in mind where its source is read, for when it is shown again.
 */
void
brv_reader_remember_place (BrvReader *self)
{
  Place *place;
  GtkTextIter caret;
  GtkTextIter top;

  if (brv_id_is_none (self->source_id) || brv_reader_buffer_get_source (self->buffer) == NULL)
    return;
  place = g_new0 (Place, 1);
  if (!get_selected_range (self, &place->selection))
    place->selection = (BrvRange){ 0, 0 };
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &caret,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  place->caret = brv_reader_buffer_get_source_offset (self->buffer, &caret);
  get_top (self, &top);
  place->top_offset = brv_reader_buffer_get_source_offset (self->buffer, &top);
  place->scrolled = self->scrolled;
  place->show_left_out = self->show_left_out;
  g_hash_table_replace (self->places, g_memdup2 (&self->source_id, sizeof self->source_id), place);
}

static void
scroll_to (BrvReader *self, const GtkTextIter *iter, double align)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextMark *mark = gtk_text_buffer_create_mark (buffer, NULL, iter, TRUE);

  /* By a mark: the view answers when it has measured the lines, not before. */
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), mark, 0, TRUE, 0, align);
  gtk_text_buffer_delete_mark (buffer, mark);
}

static gboolean
select_range (BrvReader *self, BrvRange range)
{
  GtkTextIter start;
  GtkTextIter end;

  if (!brv_reader_buffer_get_iters (self->buffer, range, &start, &end))
    return FALSE;
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return TRUE;
}

/* The caret to where it was, or, where that is no longer shown, to what is shown after it. */
static void
restore_caret (BrvReader *self, gsize caret)
{
  GtkTextIter start;
  GtkTextIter end;

  if (caret == 0)
    return;
  brv_reader_buffer_get_iters (self->buffer, (BrvRange){ caret, caret + 1 }, &start, &end);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &start);
}

/*
 * brv_reader_restore_place:
 * @self: a reader that shows a source anew
 *
 * Shows it where it was read last.
 */
void
brv_reader_restore_place (BrvReader *self)
{
  const Place *place = g_hash_table_lookup (self->places, &self->source_id);
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  GtkTextIter start;
  GtkTextIter end;

  if (place != NULL && brv_range_length (place->selection) > 0)
    select_range (self, place->selection);
  else if (place != NULL)
    restore_caret (self, place->caret);
  if (place == NULL || !place->scrolled)
    {
      gtk_adjustment_set_value (adjustment, 0);
      return;
    }
  brv_reader_buffer_get_iters (self->buffer, (BrvRange){ place->top_offset, place->top_offset + 1 },
                               &start, &end);
  scroll_to (self, &start, 0);
}

/*
 * brv_reader_get_read_range:
 * @self: a reader
 *
 * Returns: the selected bytes of the source's text, else the first visible one
 */
BrvRange
brv_reader_get_read_range (BrvReader *self)
{
  GdkRectangle visible;
  GtkTextIter top;
  BrvRange range = { 0, 0 };

  if (brv_reader_get_source (self) == NULL || get_selected_range (self, &range))
    return range;
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &top,
                                      visible.x + visible.width / 2, MAX (visible.y, 0));
  range.start = brv_reader_buffer_get_source_offset (self->buffer, &top);
  range.end = range.start + 1;
  return range;
}

/*
 * brv_reader_showed_left_out:
 * @self: a reader that is about to show a source
 *
 * Returns: whether what was left out was shown when it was read last
 */
gboolean
brv_reader_showed_left_out (BrvReader *self)
{
  const Place *place = g_hash_table_lookup (self->places, &self->source_id);

  return place != NULL && place->show_left_out;
}

/**
 * brv_reader_show_passage:
 * @self: a reader
 * @source_id: a source of the brief
 * @range: bytes of its text
 *
 * Shows the source with the passage selected and in view. Left-out text is shown where the
 * passage is in it.
 */
void
brv_reader_show_passage (BrvReader *self, BrvId source_id, BrvRange range)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (BRV_IS_READER (self));

  brv_reader_show_source (self, source_id);
  if (!brv_id_equal (self->source_id, source_id))
    return;
  if (!select_range (self, range) && !self->show_left_out)
    {
      g_object_set (self, "show-left-out", TRUE, NULL);
      select_range (self, range);
    }
  if (brv_reader_buffer_get_iters (self->buffer, range, &start, &end))
    scroll_to (self, &start, PASSAGE_ALIGN);
  brv_reader_scroll_pages (self, range);
}
