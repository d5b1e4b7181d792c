/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places that are shown, kept in mind and come back to. */

#include "config.h"

#include "ui/brief/brv-brief-view-private.h"

/* What stood at the upper edge when the brief was left. */
#define RESTORED_TOP     "brv-restored-top"
#define RESTORE_DELAY_MS 150

/**
 * brv_brief_view_reveal:
 * @self: the view
 * @from: start of what is shown
 * @to: its end
 * @grab_focus: whether the text gets the focus
 *
 * Selects a place and scrolls to it.
 */
void
brv_brief_view_reveal (BrvBriefView *self, BrvPlace from, BrvPlace to, gboolean grab_focus)
{
  brv_brief_projection_finish (self->projection);
  if (brv_brief_projection_select (self->projection, from, to))
    gtk_text_view_scroll_to_mark (
      GTK_TEXT_VIEW (self),
      gtk_text_buffer_get_insert (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))), .15, FALSE, 0,
      0);
  if (grab_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * brv_brief_view_get_top:
 * @self: the view
 *
 * Returns: what stands at the upper edge; without an id at the very beginning
 */
BrvPlace
brv_brief_view_get_top (BrvBriefView *self)
{
  GdkRectangle shown;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &shown);
  if (shown.y <= 0)
    return (BrvPlace){ BRV_ID_NONE, 0 };
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, shown.x, shown.y);
  return brv_brief_projection_get_place (self->projection, &iter);
}

static gboolean
restore_top_cb (gpointer user_data)
{
  BrvBriefView *self = user_data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextMark *mark = gtk_text_buffer_get_mark (buffer, RESTORED_TOP);

  self->restore_source = 0;
  if (mark != NULL)
    {
      gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), mark, 0, TRUE, 0, 0);
      gtk_text_buffer_delete_mark (buffer, mark);
    }
  return G_SOURCE_REMOVE;
}

/**
 * brv_brief_view_restore:
 * @self: the view
 * @caret: where the caret was
 * @top: what stood at the upper edge; without an id the beginning
 *
 * Shows the brief as it was left. What is not in it any more is left alone.
 */
void
brv_brief_view_restore (BrvBriefView *self, BrvPlace caret, BrvPlace top)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextMark *mark;
  GtkTextIter iter;

  brv_brief_projection_finish (self->projection);
  brv_brief_projection_select (self->projection, caret, caret);
  if (brv_id_is_none (top.id) || !brv_brief_projection_get_iter (self->projection, top, &iter))
    return;
  mark = gtk_text_buffer_create_mark (buffer, RESTORED_TOP, &iter, TRUE);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), mark, 0, TRUE, 0, 0);
  /* Lines get their heights only with the view's width, and in idle slices: after those again. */
  if (self->restore_source == 0)
    self->restore_source =
      g_timeout_add_full (G_PRIORITY_LOW, RESTORE_DELAY_MS, restore_top_cb, self, NULL);
}
