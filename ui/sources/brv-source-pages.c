/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-source-pages-private.h"

G_DEFINE_FINAL_TYPE (BrvSourcePages, brv_source_pages, GTK_TYPE_WIDGET)

static guint signals[BRV_SOURCE_PAGES_N_SIGNALS];

static void
scroll_to_y (BrvSourcePages *self, double y)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, y - gtk_adjustment_get_page_size (adjustment) * 0.3);
}

/* Goes to the wanted passage if its page is drawn, else to that page's top. */
static void
follow_wanted (BrvSourcePages *self)
{
  graphene_rect_t rect;
  gint block;

  if (self->source == NULL || self->wanted.start >= self->wanted.end ||
      gtk_widget_get_width (GTK_WIDGET (self)) <= 0)
    return;
  if (brv_source_pages_find_area (self, self->wanted, &rect))
    {
      scroll_to_y (self, rect.origin.y);
      self->wanted = (BrvRange){ 0, 0 };
      return;
    }
  block = brv_source_find_block (self->source, self->wanted.start);
  if (block >= 0)
    {
      gint on = brv_source_get_blocks (self->source, NULL)[block].page;

      if (on >= 0 && (guint)on < brv_source_pages_get_n_pages (self))
        scroll_to_y (self, brv_source_pages_get_place (self, (guint)on).origin.y);
    }
}

/* Has the pages in sight loaded. */
static void
request (BrvSourcePages *self)
{
  guint first = 0;
  guint last = 0;

  if (self->source != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      gtk_widget_get_width (GTK_WIDGET (self)) > 0 &&
      brv_source_pages_find_visible (self, &first, &last))
    brv_page_loader_want (self->loader, first, last,
                          brv_source_pages_get_scale (self) *
                            gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static gboolean
request_cb (gpointer user_data)
{
  BrvSourcePages *self = user_data;

  self->request_id = 0;
  follow_wanted (self);
  request (self);
  return G_SOURCE_REMOVE;
}

/* Not while a size is being given, and once for many steps of scrolling. */
static void
queue_request (BrvSourcePages *self)
{
  if (self->request_id == 0)
    self->request_id = g_timeout_add (40, request_cb, self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
loaded_cb (BrvSourcePages *self, guint page)
{
  follow_wanted (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
resized_cb (BrvSourcePages *self)
{
  g_array_set_size (self->tops, 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
mismatched_cb (BrvSourcePages *self)
{
  g_signal_emit (self, signals[BRV_SOURCE_PAGES_MESSAGE], 0,
                 _ ("This source was read by another version: quote from its text."));
}

static void
password_needed_cb (BrvSourcePages *self, gboolean wrong)
{
  g_signal_emit (self, signals[BRV_SOURCE_PAGES_PASSWORD_NEEDED], 0, wrong);
}

static GtkSizeRequestMode
brv_source_pages_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
brv_source_pages_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  queue_request (BRV_SOURCE_PAGES (widget));
}

static void
brv_source_pages_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (brv_source_pages_parent_class)->map (widget);
  queue_request (BRV_SOURCE_PAGES (widget));
}

/* What the other files of the view emit. */

/*
 * brv_source_pages_emit_selected:
 * @self: a view
 * @finished: whether the selection is made
 */
void
brv_source_pages_emit_selected (BrvSourcePages *self, gboolean finished)
{
  g_signal_emit (self, signals[BRV_SOURCE_PAGES_SELECTED], 0, (guint64)self->selection.start,
                 (guint64)self->selection.end, finished);
}

/*
 * brv_source_pages_emit_pressed_at:
 * @self: a view
 * @offset: a byte of the source's text
 */
void
brv_source_pages_emit_pressed_at (BrvSourcePages *self, gsize offset)
{
  g_signal_emit (self, signals[BRV_SOURCE_PAGES_PRESSED_AT], 0, (guint64)offset);
}

/*
 * brv_source_pages_emit_drag_prepare:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): what a drag carries
 */
GdkContentProvider *
brv_source_pages_emit_drag_prepare (BrvSourcePages *self)
{
  GdkContentProvider *provider = NULL;

  g_signal_emit (self, signals[BRV_SOURCE_PAGES_DRAG_PREPARE], 0, &provider);
  return provider;
}

/*
 * brv_source_pages_emit_drag_begin:
 * @self: a view
 * @drag: a drag
 */
void
brv_source_pages_emit_drag_begin (BrvSourcePages *self, GdkDrag *drag)
{
  g_signal_emit (self, signals[BRV_SOURCE_PAGES_DRAG_BEGIN], 0, drag);
}

static void
forget_source (BrvSourcePages *self)
{
  g_clear_pointer (&self->source, brv_source_unref);
  g_array_set_size (self->tops, 0);
}

static void
brv_source_pages_dispose (GObject *object)
{
  BrvSourcePages *self = BRV_SOURCE_PAGES (object);

  g_clear_handle_id (&self->request_id, g_source_remove);
  forget_source (self);
  brv_page_loader_set_source (self->loader, NULL);
  G_OBJECT_CLASS (brv_source_pages_parent_class)->dispose (object);
}

static void
brv_source_pages_finalize (GObject *object)
{
  BrvSourcePages *self = BRV_SOURCE_PAGES (object);

  g_object_unref (self->loader);
  g_array_unref (self->tops);
  g_array_unref (self->quoted);
  G_OBJECT_CLASS (brv_source_pages_parent_class)->finalize (object);
}

static void
brv_source_pages_class_init (BrvSourcePagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = brv_source_pages_dispose;
  object_class->finalize = brv_source_pages_finalize;
  widget_class->snapshot = brv_source_pages_snapshot;
  widget_class->measure = brv_source_pages_measure;
  widget_class->get_request_mode = brv_source_pages_get_request_mode;
  widget_class->size_allocate = brv_source_pages_size_allocate;
  widget_class->map = brv_source_pages_map;

  signals[BRV_SOURCE_PAGES_SELECTED] =
    g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                  G_TYPE_UINT64, G_TYPE_UINT64, G_TYPE_BOOLEAN);
  signals[BRV_SOURCE_PAGES_PRESSED_AT] = g_signal_new (
    "pressed-at", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  signals[BRV_SOURCE_PAGES_DRAG_PREPARE] = g_signal_new (
    "drag-prepare", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, GDK_TYPE_CONTENT_PROVIDER, 0);
  signals[BRV_SOURCE_PAGES_DRAG_BEGIN] = g_signal_new (
    "drag-begin", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GDK_TYPE_DRAG);
  signals[BRV_SOURCE_PAGES_MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[BRV_SOURCE_PAGES_PASSWORD_NEEDED] =
    g_signal_new ("password-needed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "source-pages");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "reader.copy",
                                       NULL);
}

static void
brv_source_pages_init (BrvSourcePages *self)
{
  self->zoom = 1;
  self->loader = brv_page_loader_new ();
  self->tops = g_array_new (FALSE, FALSE, sizeof (double));
  self->quoted = g_array_new (FALSE, FALSE, sizeof (BrvRange));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (self->loader, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "resized", G_CALLBACK (resized_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "mismatched", G_CALLBACK (mismatched_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "password-needed", G_CALLBACK (password_needed_cb), self,
                           G_CONNECT_SWAPPED);
  brv_source_pages_init_pointer (self);
}

/**
 * brv_source_pages_new:
 *
 * Returns: a view without a source
 */
GtkWidget *
brv_source_pages_new (void)
{
  return g_object_new (BRV_TYPE_SOURCE_PAGES, NULL);
}

/**
 * brv_source_pages_set_workers:
 * @self: a view
 * @workers: what draws its pages
 */
void
brv_source_pages_set_workers (BrvSourcePages *self, BrvWorkerClient *workers)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  brv_page_loader_set_workers (self->loader, workers);
}

/**
 * brv_source_pages_set_scroller:
 * @self: a view
 * @scroller: the scrolled window that it stands in, which outlives it
 */
void
brv_source_pages_set_scroller (BrvSourcePages *self, GtkScrolledWindow *scroller)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  self->scroller = scroller;
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scroller), "value-changed",
                           G_CALLBACK (queue_request), self, G_CONNECT_SWAPPED);
}

/**
 * brv_source_pages_show:
 * @self: a view
 * @source: (nullable): a source with pages, or %NULL for none
 *
 * Shows the pages of a source.
 */
void
brv_source_pages_show (BrvSourcePages *self, const BrvSource *source)
{
  guint n_pages = 0;

  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  if (source == self->source)
    return;
  forget_source (self);
  self->selection = self->wanted = (BrvRange){ 0, 0 };
  brv_page_loader_set_source (self->loader, source);
  n_pages = brv_source_pages_get_n_pages (self);
  if (source != NULL)
    {
      g_autofree char *label =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page as it is on paper",
                                      "%u pages as they are on paper", n_pages),
                         n_pages);

      self->source = brv_source_ref (source);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  queue_request (self);
}

/**
 * brv_source_pages_unlock:
 * @self: a view
 * @source: a source with pages, shown or not
 * @password: what opens its document
 *
 * Takes a password; it is kept as long as @self lives.
 */
void
brv_source_pages_unlock (BrvSourcePages *self, const BrvSource *source, const char *password)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  brv_page_loader_unlock (self->loader, source, password);
}

/**
 * brv_source_pages_is_locked:
 * @self: a view
 *
 * Returns: whether the pages wait for their password
 */
gboolean
brv_source_pages_is_locked (BrvSourcePages *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_PAGES (self), FALSE);

  return brv_page_loader_is_locked (self->loader);
}

/**
 * brv_source_pages_set_zoom:
 * @self: a view
 * @zoom: 1 for pages as wide as the view
 */
void
brv_source_pages_set_zoom (BrvSourcePages *self, double zoom)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  queue_request (self);
}

/**
 * brv_source_pages_set_selection:
 * @self: a view
 * @range: bytes of the source's text, or an empty range
 */
void
brv_source_pages_set_selection (BrvSourcePages *self, BrvRange range)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  self->selection = range;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * brv_source_pages_set_quoted:
 * @self: a view
 * @ranges: (array length=n_ranges): the passages that the brief quotes
 * @n_ranges: how many
 */
void
brv_source_pages_set_quoted (BrvSourcePages *self, const BrvRange *ranges, guint n_ranges)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  g_array_set_size (self->quoted, 0);
  g_array_append_vals (self->quoted, ranges, n_ranges);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * brv_source_pages_scroll_to:
 * @self: a view
 * @range: bytes of the source's text
 *
 * Brings a passage into view, as soon as its page is drawn.
 */
void
brv_source_pages_scroll_to (BrvSourcePages *self, BrvRange range)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  self->wanted = range;
  follow_wanted (self);
  queue_request (self);
}

/**
 * brv_source_pages_get_rectangle:
 * @self: a view
 * @range: bytes of the source's text
 * @rectangle: (out): where the first line of it stands in the view
 *
 * Returns: whether it is on a page that is drawn
 */
gboolean
brv_source_pages_get_rectangle (BrvSourcePages *self, BrvRange range, GdkRectangle *rectangle)
{
  graphene_rect_t rect;

  g_return_val_if_fail (BRV_IS_SOURCE_PAGES (self), FALSE);

  if (!brv_source_pages_find_area (self, range, &rect))
    return FALSE;
  *rectangle = (GdkRectangle){ (int)rect.origin.x, (int)rect.origin.y, (int)rect.size.width,
                               (int)rect.size.height };
  return TRUE;
}
