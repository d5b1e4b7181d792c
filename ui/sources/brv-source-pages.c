/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-source-pages-private.h"

#define MARGIN_PX 12
#define GAP_PX    30

G_DEFINE_FINAL_TYPE (BrvSourcePages, brv_source_pages, GTK_TYPE_WIDGET)

static guint signals[BRV_SOURCE_PAGES_N_SIGNALS];

static guint
get_n_pages (BrvSourcePages *self)
{
  return brv_page_loader_get_n_pages (self->loader);
}

static const BrvLoadedPage *
get_page (BrvSourcePages *self, guint i)
{
  return brv_page_loader_get_page (self->loader, i);
}

/* Pixels of the widget a point, where it is so wide. */
static double
get_scale_for (BrvSourcePages *self, double width_px)
{
  double widest = 1;

  for (guint i = 0; i < get_n_pages (self); i++)
    widest = MAX (widest, get_page (self, i)->width);
  if (self->zoom < 1)
    width_px *= self->zoom;
  return MAX (width_px - 2 * MARGIN_PX, 50) / widest;
}

/*
 * brv_source_pages_get_scale:
 * @self: a view
 *
 * Returns: its pixels a point
 */
double
brv_source_pages_get_scale (BrvSourcePages *self)
{
  return get_scale_for (self, gtk_widget_get_width (GTK_WIDGET (self)));
}

/* Works out where pages begin, if that has changed. */
static void
update_tops (BrvSourcePages *self)
{
  double scale = brv_source_pages_get_scale (self);
  double y = MARGIN_PX;

  if (self->tops->len == get_n_pages (self) + 1 && fabs (self->tops_scale - scale) < 1e-9)
    return;
  self->tops_scale = scale;
  g_array_set_size (self->tops, 0);
  g_array_append_val (self->tops, y);
  for (guint i = 0; i < get_n_pages (self); i++)
    {
      y += floor (get_page (self, i)->height * scale) + GAP_PX;
      g_array_append_val (self->tops, y);
    }
}

/*
 * brv_source_pages_get_place:
 * @self: a view
 * @page: number of a page
 *
 * Returns: where it lies in the widget
 */
graphene_rect_t
brv_source_pages_get_place (BrvSourcePages *self, guint page)
{
  double scale = brv_source_pages_get_scale (self);
  double width = get_page (self, page)->width * scale;

  update_tops (self);
  return GRAPHENE_RECT_INIT ((float)floor ((gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2),
                             (float)g_array_index (self->tops, double, page), (float)width,
                             (float)(get_page (self, page)->height * scale));
}

/*
 * brv_source_pages_find_page:
 * @self: a view with pages
 * @y: a height in the widget
 *
 * Returns: the page there, or the nearest one
 */
guint
brv_source_pages_find_page (BrvSourcePages *self, double y)
{
  guint low = 0;
  guint high = get_n_pages (self);

  update_tops (self);
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->tops, double, middle) - GAP_PX / 2.0 <= y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* What pages are in sight; FALSE for none. */
static gboolean
find_visible (BrvSourcePages *self, guint *first, guint *last)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double top = gtk_adjustment_get_value (adjustment);

  if (get_n_pages (self) == 0)
    return FALSE;
  *first = brv_source_pages_find_page (self, top);
  *last = brv_source_pages_find_page (self, top + gtk_adjustment_get_page_size (adjustment));
  return TRUE;
}

/* Where the first line of a passage is on one page. */
static gboolean
find_on_page (BrvSourcePages *self, BrvRange range, guint index, graphene_rect_t *rect)
{
  const BrvLoadedPage *page = get_page (self, index);
  graphene_rect_t place = brv_source_pages_get_place (self, index);
  double scale = brv_source_pages_get_scale (self);
  gboolean found = FALSE;

  for (guint k = 0; page->areas != NULL && k < page->areas->len; k++)
    {
      const BrvPageArea *area = &g_array_index (page->areas, BrvPageArea, k);
      graphene_rect_t box;

      if (area->range.start >= range.end || area->range.end <= range.start)
        continue;
      box =
        GRAPHENE_RECT_INIT ((float)(place.origin.x + area->rect.x * scale),
                            (float)(place.origin.y + area->rect.y * scale),
                            (float)(area->rect.width * scale), (float)(area->rect.height * scale));
      if (found && fabs ((double)box.origin.y - rect->origin.y) < box.size.height)
        graphene_rect_union (rect, &box, rect);
      else if (!found)
        *rect = box;
      found = TRUE;
    }
  return found;
}

static gboolean
find_area (BrvSourcePages *self, BrvRange range, graphene_rect_t *rect)
{
  for (guint i = 0; i < get_n_pages (self); i++)
    if (find_on_page (self, range, i, rect))
      return TRUE;
  return FALSE;
}

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
  if (find_area (self, self->wanted, &rect))
    {
      scroll_to_y (self, rect.origin.y);
      self->wanted = (BrvRange){ 0, 0 };
      return;
    }
  block = brv_source_find_block (self->source, self->wanted.start);
  if (block >= 0)
    {
      gint on = brv_source_get_blocks (self->source, NULL)[block].page;

      if (on >= 0 && (guint)on < get_n_pages (self))
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
      gtk_widget_get_width (GTK_WIDGET (self)) > 0 && find_visible (self, &first, &last))
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

static void
add_color (GtkSnapshot *snapshot, const graphene_rect_t *rect, const GdkRGBA *color)
{
  if (rect->size.width > 0)
    gtk_snapshot_append_color (snapshot, color, rect);
}

/* Marks a passage on a page, a rectangle for each run of letters beside each other. */
static void
snapshot_range (GtkSnapshot *snapshot,
                const BrvLoadedPage *page,
                const graphene_rect_t *place,
                double scale,
                BrvRange range,
                const GdkRGBA *color)
{
  graphene_rect_t run = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  for (guint i = 0; page->areas != NULL && i < page->areas->len; i++)
    {
      const BrvPageArea *area = &g_array_index (page->areas, BrvPageArea, i);
      graphene_rect_t box;

      if (area->range.start >= range.end || area->range.end <= range.start)
        continue;
      box =
        GRAPHENE_RECT_INIT ((float)(place->origin.x + area->rect.x * scale),
                            (float)(place->origin.y + area->rect.y * scale),
                            (float)(area->rect.width * scale), (float)(area->rect.height * scale));
      if (run.size.width > 0 && fabs ((double)box.origin.y - run.origin.y) < box.size.height / 2 &&
          box.origin.x >= run.origin.x &&
          box.origin.x - run.origin.x - run.size.width < 2 * box.size.height)
        {
          graphene_rect_union (&run, &box, &run);
          continue;
        }
      add_color (snapshot, &run, color);
      run = box;
    }
  add_color (snapshot, &run, color);
}

static void
snapshot_fault (BrvSourcePages *self,
                GtkSnapshot *snapshot,
                const BrvLoadedPage *page,
                graphene_rect_t place)
{
  g_autoptr (PangoLayout) layout =
    gtk_widget_create_pango_layout (GTK_WIDGET (self), page->fault != NULL ? page->fault : "");
  GdkRGBA ink = { 0.3F, 0.3F, 0.3F, 1 };

  pango_layout_set_width (layout, (int)((place.size.width - 48) * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (place.origin.x + 24, place.origin.y + 60));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/* The page's number as it is printed, below it. */
static void
snapshot_label (BrvSourcePages *self,
                GtkSnapshot *snapshot,
                const BrvLoadedPage *page,
                const graphene_rect_t *place)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  g_autofree char *text = page->label != NULL ? g_strdup_printf (_ ("Page %s"), page->label) : NULL;
  g_autoptr (PangoLayout) layout = NULL;
  GdkRGBA ink;
  int width = 0;

  if (text == NULL)
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_style_context_get_color (style, &ink);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot,
    &GRAPHENE_POINT_INIT (floorf (place->origin.x + (place->size.width - (float)width) / 2),
                          place->origin.y + place->size.height + 6));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_page (BrvSourcePages *self, GtkSnapshot *snapshot, guint index)
{
  const BrvLoadedPage *page = get_page (self, index);
  graphene_rect_t place = brv_source_pages_get_place (self, index);
  double scale = brv_source_pages_get_scale (self);
  GskRoundedRect outline;
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA shadow = { 0, 0, 0, 0.25F };
  const GdkRGBA quoted = { 0.98F, 0.80F, 0.20F, 0.40F };
  const GdkRGBA selected = { 0.21F, 0.52F, 0.89F, 0.35F };

  gsk_rounded_rect_init_from_rect (&outline, &place, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 1, 0, 4);
  gtk_snapshot_append_color (snapshot, &white, &place);
  if (page->texture != NULL)
    gtk_snapshot_append_texture (snapshot, page->texture, &place);
  else
    snapshot_fault (self, snapshot, page, place);
  snapshot_label (self, snapshot, page, &place);
  for (guint i = 0; i < self->quoted->len; i++)
    snapshot_range (snapshot, page, &place, scale, g_array_index (self->quoted, BrvRange, i),
                    &quoted);
  if (self->selection.start < self->selection.end)
    snapshot_range (snapshot, page, &place, scale, self->selection, &selected);
}

static void
brv_source_pages_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BrvSourcePages *self = BRV_SOURCE_PAGES (widget);

  guint first = 0;
  guint last = 0;

  if (!find_visible (self, &first, &last))
    return;
  for (guint i = first; i <= last; i++)
    snapshot_page (self, snapshot, i);
}

static void
brv_source_pages_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  BrvSourcePages *self = BRV_SOURCE_PAGES (widget);
  double height = 2 * MARGIN_PX;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      double page_size =
        self->scroller != NULL
          ? gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scroller))
          : 0;

      *minimum = self->zoom > 1 ? (int)(page_size * self->zoom) : 200;
      *natural = MAX (*minimum, 600);
      return;
    }
  for (guint i = 0; i < get_n_pages (self); i++)
    height +=
      floor (get_page (self, i)->height * get_scale_for (self, for_size > 0 ? for_size : 600)) +
      GAP_PX;
  *minimum = *natural = (int)MAX (height, 100);
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
  n_pages = get_n_pages (self);
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

  if (!find_area (self, range, &rect))
    return FALSE;
  *rectangle = (GdkRectangle){ (int)rect.origin.x, (int)rect.origin.y, (int)rect.size.width,
                               (int)rect.size.height };
  return TRUE;
}
