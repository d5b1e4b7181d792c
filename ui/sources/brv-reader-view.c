/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-reader-view.h"

struct _BrvReaderView
{
  GtkTextView parent_instance;

  /* Owned */
  BrvReaderPictures *pictures;
  guint width_source;
};

G_DEFINE_FINAL_TYPE (BrvReaderView, brv_reader_view, GTK_TYPE_TEXT_VIEW)

static gboolean
width_changed_cb (gpointer user_data)
{
  BrvReaderView *self = user_data;

  self->width_source = 0;
  brv_reader_pictures_measure (self->pictures);
  return G_SOURCE_REMOVE;
}

static void
brv_reader_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BrvReaderView *self = BRV_READER_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  gint column =
    width - gtk_text_view_get_left_margin (view) - gtk_text_view_get_right_margin (view);

  GTK_WIDGET_CLASS (brv_reader_view_parent_class)->size_allocate (widget, width, height, baseline);
  /* What is measured for the new width asks for sizes: not while they are given out. */
  if (column != brv_reader_pictures_get_width (self->pictures) && self->width_source == 0)
    self->width_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, width_changed_cb, self, NULL);
  brv_reader_pictures_settle (self->pictures);
}

static void
brv_reader_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BrvReaderView *self = BRV_READER_VIEW (widget);

  GTK_WIDGET_CLASS (brv_reader_view_parent_class)->snapshot (widget, snapshot);
  brv_reader_pictures_settle (self->pictures);
  brv_reader_pictures_snapshot (self->pictures, snapshot);
}

static void
scrolled_cb (BrvReaderView *self)
{
  brv_reader_pictures_update (self->pictures);
}

static void
vadjustment_cb (BrvReaderView *self, GParamSpec *pspec, gpointer user_data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));

  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
brv_reader_view_dispose (GObject *object)
{
  BrvReaderView *self = BRV_READER_VIEW (object);

  g_clear_handle_id (&self->width_source, g_source_remove);
  if (self->pictures != NULL)
    g_object_run_dispose (G_OBJECT (self->pictures));
  G_OBJECT_CLASS (brv_reader_view_parent_class)->dispose (object);
}

static void
brv_reader_view_finalize (GObject *object)
{
  BrvReaderView *self = BRV_READER_VIEW (object);

  g_clear_object (&self->pictures);
  G_OBJECT_CLASS (brv_reader_view_parent_class)->finalize (object);
}

static void
brv_reader_view_class_init (BrvReaderViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = brv_reader_view_dispose;
  object_class->finalize = brv_reader_view_finalize;
  widget_class->size_allocate = brv_reader_view_size_allocate;
  widget_class->snapshot = brv_reader_view_snapshot;
}

static void
brv_reader_view_init (BrvReaderView *self)
{
  self->pictures = brv_reader_pictures_new (GTK_TEXT_VIEW (self));
  g_signal_connect (self, "notify::vadjustment", G_CALLBACK (vadjustment_cb), NULL);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scrolled_cb), NULL);
}

/**
 * brv_reader_view_get_pictures:
 * @self: a view
 *
 * Returns: (transfer none): the pictures between its lines
 */
BrvReaderPictures *
brv_reader_view_get_pictures (BrvReaderView *self)
{
  g_return_val_if_fail (BRV_IS_READER_VIEW (self), NULL);

  return self->pictures;
}
