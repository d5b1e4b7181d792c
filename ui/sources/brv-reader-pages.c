/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The pages of a source beside its text. There is one selection: what is selected on a page is
 * selected in the text's buffer, so that everything that can be done with it is the same.
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/sources/brv-reader-private.h"

#include "ui/sources/brv-drag-card.h"
#include "ui/sources/brv-reader-view.h"
#include "ui/sources/brv-source-labels.h"
#include "ui/sources/brv-source-pages.h"

static gboolean
has_pages (const BrvSource *source)
{
  return source != NULL && g_str_equal (brv_source_get_format (source), "application/pdf") &&
         brv_source_get_original (source) != NULL;
}

static BrvSourcePages *
get_pages (BrvReader *self)
{
  return BRV_SOURCE_PAGES (self->pages);
}

/* Selects in the text what is selected on the page; left-out text is shown for it. */
static void
selected_cb (BrvReader *self, guint64 start, guint64 end, gboolean finished)
{
  BrvRange range = { (gsize)start, (gsize)end };
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter from;
  GtkTextIter to;

  g_clear_handle_id (&self->popover_timeout_id, g_source_remove);
  brv_reader_hide_selection_popover (self);
  self->selecting_on_page = TRUE;
  if (start == end)
    {
      gtk_text_buffer_get_selection_bounds (buffer, NULL, &to);
      gtk_text_buffer_place_cursor (buffer, &to);
    }
  else if (finished || brv_range_length (range) < 20000)
    {
      if (!brv_reader_buffer_get_iters (self->buffer, range, &from, &to) && finished &&
          !self->show_left_out)
        g_object_set (self, "show-left-out", TRUE, NULL);
      if (brv_reader_buffer_get_iters (self->buffer, range, &from, &to))
        gtk_text_buffer_select_range (buffer, &from, &to);
    }
  self->selecting_on_page = FALSE;
  brv_source_pages_set_selection (get_pages (self), range);
  if (finished && start < end)
    brv_reader_queue_selection_popover (self);
}

static void
pressed_at_cb (BrvReader *self, guint64 offset)
{
  for (guint i = 0; i < self->quoted->len; i++)
    {
      const BrvQuotedPassage *passage = &g_array_index (self->quoted, BrvQuotedPassage, i);

      if (passage->range.start <= offset && offset < passage->range.end)
        {
          BrvId block_id = passage->block_id;

          g_signal_emit_by_name (self, "block-requested", &block_id);
          return;
        }
    }
}

static char *
dup_passage_text (BrvReader *self, const BrvPassage *passage)
{
  const BrvSource *source = brv_reader_buffer_get_source (self->buffer);

  return g_strndup (brv_source_get_text (source) + passage->range.start,
                    brv_range_length (passage->range));
}

/* The same as a drag out of the text offers: its buffer, which knows the passage. */
static GdkContentProvider *
drag_prepare_cb (BrvReader *self)
{
  GdkContentProvider *providers[2];
  g_autofree char *text = NULL;
  BrvPassage passage;

  if (!brv_reader_buffer_get_passage (self->buffer, &passage))
    return NULL;
  text = dup_passage_text (self, &passage);
  providers[0] = gdk_content_provider_new_typed (GTK_TYPE_TEXT_BUFFER, self->buffer);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

static void
drag_begin_cb (BrvReader *self, GdkDrag *drag)
{
  const BrvSource *source = brv_reader_buffer_get_source (self->buffer);
  g_autofree char *text = NULL;
  g_autofree char *place = NULL;
  BrvPassage passage;

  brv_reader_close_popovers (self);
  if (!brv_reader_buffer_get_passage (self->buffer, &passage))
    return;
  text = dup_passage_text (self, &passage);
  place = brv_source_labels_dup_place (source, passage.range.start);
  brv_drag_card_dress (drag, brv_drag_card_new (text, place));
}

static void
message_cb (BrvReader *self, const char *text)
{
  g_signal_emit_by_name (self, "message", text);
}

static void
password_needed_cb (BrvReader *self, gboolean wrong)
{
  const BrvSource *source = brv_reader_buffer_get_source (self->buffer);
  g_autofree char *title = brv_source_labels_dup_title (source);
  g_autofree char *description =
    g_strdup_printf (wrong ? _ ("This password does not open “%s”. Try another.")
                           : _ ("The pages of “%s” are protected. The password is kept until the "
                                "window is closed."),
                     title);
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_description (ADW_STATUS_PAGE (self->locked_page), escaped);
  gtk_editable_set_text (GTK_EDITABLE (self->password_entry), "");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "locked");
  gtk_widget_grab_focus (self->password_entry);
}

/*
 * brv_reader_unlock:
 * @self: a reader that asks for the password of the source that is shown
 *
 * Takes what has been typed.
 */
void
brv_reader_unlock (BrvReader *self)
{
  const BrvSource *source = brv_reader_buffer_get_source (self->buffer);
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_entry));

  if (source == NULL || *password == '\0')
    return;
  brv_source_pages_unlock (get_pages (self), source, password);
  gtk_editable_set_text (GTK_EDITABLE (self->password_entry), "");
  brv_reader_update_pages (self);
  gtk_widget_grab_focus (self->pages);
}

/*
 * brv_reader_init_pages:
 * @self: a reader whose children are there
 */
void
brv_reader_init_pages (BrvReader *self)
{
  brv_source_pages_set_scroller (get_pages (self), GTK_SCROLLED_WINDOW (self->pages_scroller));
  g_signal_connect_object (self->pages, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "pressed-at", G_CALLBACK (pressed_at_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "drag-prepare", G_CALLBACK (drag_prepare_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "drag-begin", G_CALLBACK (drag_begin_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "message", G_CALLBACK (message_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "password-needed", G_CALLBACK (password_needed_cb), self,
                           G_CONNECT_SWAPPED);
}

/*
 * brv_reader_update_pages:
 * @self: a reader
 *
 * Shows text or pages, as the source has them and the user wants it.
 */
void
brv_reader_update_pages (BrvReader *self)
{
  const BrvSource *source = brv_reader_buffer_get_source (self->buffer);
  gboolean able = has_pages (source);
  gboolean pages = able && self->show_pages;

  gtk_widget_set_visible (self->view_switch, able);
  brv_source_pages_show (get_pages (self), pages ? source : NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    !pages                                          ? "text"
                                    : brv_source_pages_is_locked (get_pages (self)) ? "locked"
                                                                                    : "pages");
  if (pages)
    {
      brv_reader_update_page_marks (self);
      brv_reader_update_page_selection (self);
    }
}

/*
 * brv_reader_update_page_marks:
 * @self: a reader whose quoted passages have changed
 */
void
brv_reader_update_page_marks (BrvReader *self)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (BrvRange));

  for (guint i = 0; i < self->quoted->len; i++)
    g_array_append_val (ranges, g_array_index (self->quoted, BrvQuotedPassage, i).range);
  brv_source_pages_set_quoted (get_pages (self), (const BrvRange *)(gpointer)ranges->data,
                               ranges->len);
}

/*
 * brv_reader_update_page_selection:
 * @self: a reader whose selection has changed
 *
 * Marks on the pages what is selected in the text, if it does not come from there.
 */
void
brv_reader_update_page_selection (BrvReader *self)
{
  BrvPassage passage = { .range = { 0, 0 } };

  if (self->selecting_on_page)
    return;
  brv_reader_buffer_get_passage (self->buffer, &passage);
  brv_source_pages_set_selection (get_pages (self), passage.range);
}

/*
 * brv_reader_get_page_rectangle:
 * @self: a reader
 * @rectangle: (out): where the selection is, in the reader
 *
 * Returns: whether pages are shown and the selection is in sight on them
 */
gboolean
brv_reader_get_page_rectangle (BrvReader *self, GdkRectangle *rectangle)
{
  BrvPassage passage;
  double x = 0;
  double y = 0;

  if (!brv_reader_is_showing_pages (self) ||
      !brv_reader_buffer_get_passage (self->buffer, &passage) ||
      !brv_source_pages_get_rectangle (get_pages (self), passage.range, rectangle) ||
      !gtk_widget_translate_coordinates (self->pages, GTK_WIDGET (self), rectangle->x, rectangle->y,
                                         &x, &y))
    return FALSE;
  rectangle->x = (int)x;
  rectangle->y = CLAMP ((int)y, 0, gtk_widget_get_height (GTK_WIDGET (self)) - 1);
  return TRUE;
}

/*
 * brv_reader_is_showing_pages:
 * @self: a reader
 *
 * Returns: whether pages are shown in place of the text
 */
gboolean
brv_reader_is_showing_pages (BrvReader *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "text") != 0;
}

/*
 * brv_reader_set_show_pages:
 * @self: a reader
 * @show_pages: whether to show pages where a source has them
 *
 * Switches the view, and stays at the selected passage or what is read.
 */
void
brv_reader_set_show_pages (BrvReader *self, gboolean show_pages)
{
  BrvRange range = brv_reader_get_read_range (self);

  brv_reader_close_popovers (self);
  self->show_pages = show_pages;
  brv_reader_update_pages (self);
  if (brv_reader_is_showing_pages (self))
    {
      brv_source_pages_scroll_to (get_pages (self), range);
      gtk_widget_grab_focus (self->pages);
    }
  else if (brv_reader_buffer_get_source (self->buffer) != NULL)
    {
      BrvPassage passage;

      if (brv_reader_buffer_get_passage (self->buffer, &passage))
        brv_reader_show_passage (self, self->source_id, passage.range);
      gtk_widget_grab_focus (self->view);
    }
}

/*
 * brv_reader_scroll_pages:
 * @self: a reader
 * @range: bytes of the shown source's text
 */
void
brv_reader_scroll_pages (BrvReader *self, BrvRange range)
{
  if (brv_reader_is_showing_pages (self))
    brv_source_pages_scroll_to (get_pages (self), range);
}

/**
 * brv_reader_set_workers:
 * @self: a reader
 * @workers: what draws the pages of sources and decodes their pictures
 */
void
brv_reader_set_workers (BrvReader *self, BrvWorkerClient *workers)
{
  g_return_if_fail (BRV_IS_READER (self));

  brv_source_pages_set_workers (get_pages (self), workers);
  brv_reader_pictures_set_workers (brv_reader_view_get_pictures (BRV_READER_VIEW (self->view)),
                                   workers);
}

/**
 * brv_reader_unlock_source:
 * @self: a reader
 * @source: a source with pages
 * @password: what opens its document
 *
 * Takes a password that the user has given elsewhere; it is kept as long as @self lives.
 */
void
brv_reader_unlock_source (BrvReader *self, const BrvSource *source, const char *password)
{
  g_return_if_fail (BRV_IS_READER (self));

  brv_source_pages_unlock (get_pages (self), source, password);
}
