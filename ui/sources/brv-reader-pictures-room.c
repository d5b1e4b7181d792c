/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How large the pictures are, and the room between the lines that they get. */

#include "config.h"

#include <math.h>

#include "ui/sources/brv-reader-pictures-private.h"

#include "ui/sources/brv-reader-picture.h"

/* Below a picture, to another one, or to a paragraph that it only stands above. */
#define TEXT_GAP_PX 14
/* A picture is no higher than this many widths of the column. */
#define MAX_HEIGHT 4

static gint
find_column_width (BrvReaderPictures *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self->view)) -
         gtk_text_view_get_left_margin (self->view) - gtk_text_view_get_right_margin (self->view);
}

/* As wide as the column allows, but no wider than it is. */
static void
measure_place (BrvReaderPictures *self, BrvReaderPlace *place)
{
  const BrvSourceImage *image = brv_reader_pictures_get_image (self, place);
  double width = MIN (self->width, (double)image->width_px);
  double height = 0;

  if (!brv_reader_pictures_has_pixels (image))
    {
      place->width = self->width;
      place->height = brv_reader_picture_find_words_height (
        BRV_READER_PICTURE (brv_reader_pictures_get_widget (self, place)), self->width);
      return;
    }
  height = width * image->height_px / image->width_px;
  if (height > (double)self->width * MAX_HEIGHT)
    {
      height = (double)self->width * MAX_HEIGHT;
      width = height * image->width_px / image->height_px;
    }
  place->width = MAX ((gint)lround (width), 1);
  place->height = MAX ((gint)lround (height), 1);
}

/* The space that the line's role wants above it stays between the picture and the line before. */
static gint
find_space_above (BrvReaderPictures *self, const BrvReaderPlace *place)
{
  guint n_blocks = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (self->source, &n_blocks);
  GtkTextTag *tag = gtk_text_tag_table_lookup (
    gtk_text_buffer_get_tag_table (brv_reader_pictures_get_buffer (self)),
    brv_role_get_name (blocks[place->picture.block].role));
  gint above = 0;

  g_object_get (tag, "pixels-above-lines", &above, NULL);
  return above;
}

/* Gives the pictures from `first` on that stand above one line their room, and returns the first of
 * the next line. */
static guint
make_room (BrvReaderPictures *self, guint first)
{
  BrvReaderPlace *head = brv_reader_pictures_get_place (self, first);
  gint room = head->line < 0 ? TEXT_GAP_PX : find_space_above (self, head);
  gint before = 0;
  guint i = first;

  for (; i < self->places->len && brv_reader_pictures_get_place (self, i)->line == head->line; i++)
    {
      BrvReaderPlace *place = brv_reader_pictures_get_place (self, i);

      measure_place (self, place);
      place->top = room;
      room +=
        place->height + (place->picture.caption >= 0 ? BRV_READER_CAPTION_GAP_PX : TEXT_GAP_PX);
    }
  if (head->tag == NULL)
    {
      gtk_text_view_set_bottom_margin (self->view, BRV_READER_BOTTOM_PX + room);
      return i;
    }
  g_object_get (head->tag, "pixels-above-lines", &before, NULL);
  if (before != room)
    g_object_set (head->tag, "pixels-above-lines", room, NULL);
  return i;
}

/**
 * brv_reader_pictures_measure:
 * @self: the pictures
 *
 * Makes the room that they need now, after the column's width or the text's size has changed.
 */
void
brv_reader_pictures_measure (BrvReaderPictures *self)
{
  g_return_if_fail (BRV_IS_READER_PICTURES (self));

  self->width = find_column_width (self);
  if (self->width <= 1)
    return;
  for (guint i = 0; i < self->places->len;)
    i = make_room (self, i);
  brv_reader_pictures_update (self);
}

/**
 * brv_reader_pictures_get_width:
 * @self: the pictures
 *
 * Returns: how wide the column was when they were measured
 */
gint
brv_reader_pictures_get_width (BrvReaderPictures *self)
{
  g_return_val_if_fail (BRV_IS_READER_PICTURES (self), 0);

  return self->width;
}
