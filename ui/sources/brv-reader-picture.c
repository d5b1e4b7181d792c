/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-reader-picture.h"

#include <glib/gi18n-lib.h>

/* Between the edge and the words. */
#define PADDING_PX 10

struct _BrvReaderPicture
{
  GtkWidget parent_instance;

  /* Owned */
  char *alternative;   /* (nullable): what it shows, in words */
  GdkTexture *texture; /* (nullable) */
  PangoLayout *words;  /* (nullable): in place of the picture */
};

G_DEFINE_FINAL_TYPE (BrvReaderPicture, brv_reader_picture, GTK_TYPE_WIDGET)

static void
set_words (BrvReaderPicture *self, const char *words)
{
  g_clear_object (&self->words);
  if (words == NULL)
    return;
  self->words = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  pango_layout_set_wrap (self->words, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (self->words, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (self->words, PANGO_ALIGN_CENTER);
}

static void
brv_reader_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BrvReaderPicture *self = BRV_READER_PICTURE (widget);
  gint width = gtk_widget_get_width (widget);
  gint height = gtk_widget_get_height (widget);
  gint words_height = 0;
  GdkRGBA ink;

  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture,
                                 &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  if (self->texture != NULL || self->words == NULL)
    return;
  pango_layout_set_width (self->words, MAX (width - 2 * PADDING_PX, 1) * PANGO_SCALE);
  pango_layout_set_height (self->words, MAX (height - 2 * PADDING_PX, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (self->words, NULL, &words_height);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (PADDING_PX, (float)(MAX (height - words_height, 0) / 2)));
  gtk_snapshot_append_layout (snapshot, self->words, &ink);
  gtk_snapshot_restore (snapshot);
}

/* What it gets is measured by the reader. */
static void
brv_reader_picture_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
brv_reader_picture_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  BrvReaderPicture *self = BRV_READER_PICTURE (widget);

  GTK_WIDGET_CLASS (brv_reader_picture_parent_class)->css_changed (widget, change);
  if (self->words != NULL)
    pango_layout_context_changed (self->words);
}

static void
brv_reader_picture_dispose (GObject *object)
{
  BrvReaderPicture *self = BRV_READER_PICTURE (object);

  g_clear_object (&self->texture);
  g_clear_object (&self->words);
  g_clear_pointer (&self->alternative, g_free);
  G_OBJECT_CLASS (brv_reader_picture_parent_class)->dispose (object);
}

static void
brv_reader_picture_class_init (BrvReaderPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_reader_picture_dispose;
  widget_class->snapshot = brv_reader_picture_snapshot;
  widget_class->measure = brv_reader_picture_measure;
  widget_class->css_changed = brv_reader_picture_css_changed;
  gtk_widget_class_set_css_name (widget_class, "sourcepicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
brv_reader_picture_init (BrvReaderPicture *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
}

/**
 * brv_reader_picture_new:
 * @name: (nullable): what it is called
 * @alternative: (nullable): what is shown in its place if it never comes
 *
 * Returns: (transfer floating): a picture that is not there yet
 */
GtkWidget *
brv_reader_picture_new (const char *name, const char *alternative)
{
  BrvReaderPicture *self = g_object_new (BRV_TYPE_READER_PICTURE, NULL);

  self->alternative = g_strdup (alternative);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : _ ("Picture without a description"), -1);
  return GTK_WIDGET (self);
}

/**
 * brv_reader_picture_set_texture:
 * @self: a picture
 * @texture: (nullable): what it shows; %NULL: it is on its way
 */
void
brv_reader_picture_set_texture (BrvReaderPicture *self, GdkTexture *texture)
{
  g_return_if_fail (BRV_IS_READER_PICTURE (self));

  if (!g_set_object (&self->texture, texture))
    return;
  set_words (self, NULL);
  if (texture != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "loaded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "loaded");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * brv_reader_picture_set_gone:
 * @self: a picture
 *
 * Shows its words: the picture itself did not come along, or nobody can decode it.
 */
void
brv_reader_picture_set_gone (BrvReaderPicture *self)
{
  g_return_if_fail (BRV_IS_READER_PICTURE (self));

  brv_reader_picture_set_texture (self, NULL);
  if (self->words == NULL)
    set_words (self,
               self->alternative != NULL ? self->alternative : _ ("This picture cannot be shown."));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * brv_reader_picture_find_words_height:
 * @self: a picture
 * @width: how wide it is, in pixels
 *
 * Returns: how high it has to be for all its words, in pixels
 */
gint
brv_reader_picture_find_words_height (BrvReaderPicture *self, gint width)
{
  gint height = 0;

  g_return_val_if_fail (BRV_IS_READER_PICTURE (self), 0);

  brv_reader_picture_set_gone (self);
  pango_layout_set_width (self->words, MAX (width - 2 * PADDING_PX, 1) * PANGO_SCALE);
  pango_layout_set_height (self->words, -1);
  pango_layout_get_pixel_size (self->words, NULL, &height);
  return height + 2 * PADDING_PX;
}
