/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Presses on pictures, and pictures that are dragged out of the reader. */

#include "config.h"

#include "ui/sources/brv-reader-pictures-private.h"

#include "ui/shared/brv-dragged-picture.h"
#include "ui/sources/brv-drag-card.h"

/* The picture that hangs at the pointer fits into a square of this side. */
#define ICON_SIDE_PX 160

/* The place of the widget that a press or a drag begins on. */
static const BrvReaderPlace *
find_place (BrvReaderPictures *self, gpointer controller)
{
  GtkWidget *widget = gtk_event_controller_get_widget (controller);

  for (guint i = 0; i < self->places->len; i++)
    if (brv_reader_pictures_get_place (self, i)->widget == widget)
      return brv_reader_pictures_get_place (self, i);
  return NULL;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, BrvReaderPictures *self)
{
  const BrvReaderPlace *place = find_place (self, source);
  BrvDraggedPicture dragged = { self->source, 0 };

  if (place == NULL ||
      !brv_reader_pictures_has_pixels (brv_reader_pictures_get_image (self, place)))
    return NULL;
  dragged.image = place->picture.image;
  return gdk_content_provider_new_typed (BRV_TYPE_DRAGGED_PICTURE, &dragged);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, BrvReaderPictures *self)
{
  const BrvReaderPlace *place = find_place (self, source);
  GdkTexture *texture = NULL;
  GtkWidget *card = NULL;
  GtkWidget *picture = NULL;
  double scale = 1;

  if (place != NULL)
    texture = brv_picture_loader_get_texture (
      self->loader, brv_reader_pictures_get_image (self, place)->sha256, NULL);
  if (texture == NULL)
    return;
  scale = MIN (1, (double)ICON_SIDE_PX / MAX (place->width, place->height));
  picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_widget_set_size_request (picture, MAX ((gint)(place->width * scale), 1),
                               MAX ((gint)(place->height * scale), 1));
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (card, "brv-drag-card");
  gtk_box_append (GTK_BOX (card), picture);
  brv_drag_card_dress (drag, card);
}

/* The caret comes to the line below, so that the keyboard's menu is about the picture. The view, which
 * would begin to select, does not hear of the press. */
static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, BrvReaderPictures *self)
{
  const BrvReaderPlace *place = find_place (self, click);
  GtkTextBuffer *buffer = brv_reader_pictures_get_buffer (self);
  GtkTextIter iter;

  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (place == NULL || place->line < 0)
    return;
  gtk_text_buffer_get_iter_at_line (buffer, &iter, place->line);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

/*
 * brv_reader_pictures_let_drag:
 * @self: the pictures
 * @widget: one that shows a picture
 *
 * Lets it be dragged into the brief.
 */
void
brv_reader_pictures_let_drag (BrvReaderPictures *self, GtkWidget *widget)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
  gtk_gesture_group (click, GTK_GESTURE (source));
}
