/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "ui/pages/brv-page-view.h"

#include "ui/pages/brv-page-text.h"
#include "ui/pages/brv-strip-store.h"

/* The caret's line is kept this far from the view's edges. */
#define FOLLOW_MARGIN_PX 32

#define CARET_BAR_PX       3
#define CARET_BAR_DISTANCE 12.0 /* points left of the text */

#define XFT_DPI_AT_SCALE_1 (96.0 * 1024.0)

struct _BrvPageView
{
  GtkWidget parent_instance;

  /* Owned */
  BrvPages *pages; /* (nullable) */
  BrvStripStore *strips;
  GtkAdjustment *adjustments[2];

  GtkScrollablePolicy policies[2];
  BrvPageGeometry geometry;
  BrvZoom zoom;
  gint page;          /* the one being looked at */
  guint notify_id;    /* announces page and scale after the layout */
  gboolean adjusting; /* the adjustments change because of the layout, not by the user */

  BrvId caret_id;
  gsize caret_at;
  gboolean following; /* the caret is kept in view */
};

enum
{
  PROP_PAGE = 1,
  PROP_SCALE,
  N_PROPS,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SIGNAL_PLACE_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (BrvPageView,
                               brv_page_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static double
scroll_of (BrvPageView *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? floor (gtk_adjustment_get_value (adjustment)) : 0;
}

static double
get_text_scale (BrvPageView *self)
{
  gint dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / XFT_DPI_AT_SCALE_1 : 1.0;
}

static void
update_description (BrvPageView *self)
{
  const guint n_pages = brv_page_view_get_n_pages (self);
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  if (n_pages == 0 || (guint)self->page >= n_pages)
    return;
  label = g_strdup_printf (_ ("Page %d of %u"), self->page + 1, n_pages);
  text = brv_page_text_dup (brv_pages_get_frame (self->pages, (guint)self->page));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static gboolean
notify_cb (gpointer data)
{
  BrvPageView *self = data;

  self->notify_id = 0;
  update_description (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCALE]);
  return G_SOURCE_REMOVE;
}

/* Labels that show it may not change while sizes are allocated. */
static void
notify_soon (BrvPageView *self)
{
  if (self->notify_id == 0)
    self->notify_id = g_idle_add (notify_cb, self);
}

static void
update_page (BrvPageView *self)
{
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  gint page = 0;

  if (brv_page_geometry_get_n_pages (&self->geometry) > 0)
    page = (gint)brv_page_geometry_find_page (
      &self->geometry, scroll_of (self, GTK_ORIENTATION_VERTICAL) + height / 3);
  if (page != self->page)
    {
      self->page = page;
      notify_soon (self);
    }
}

static void
scroll_to (BrvPageView *self, double y)
{
  if (self->adjustments[GTK_ORIENTATION_VERTICAL] == NULL)
    return;
  self->adjusting = TRUE;
  gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL], y);
  self->adjusting = FALSE;
}

/* Scrolls as little as needed to see the caret's line, or a third down where it is far away. */
static void
follow_caret (BrvPageView *self)
{
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  const double top = scroll_of (self, GTK_ORIENTATION_VERTICAL);
  const BrvPagePlace *place;
  guint page;
  BrvRect rect;
  double from;
  double to;

  if (!self->following || self->pages == NULL || height < 1 ||
      !brv_pages_find_place (self->pages, self->caret_id, self->caret_at, &page, &rect) ||
      page >= brv_page_geometry_get_n_pages (&self->geometry))
    return;
  place = brv_page_geometry_get_place (&self->geometry, page);
  from = place->y + rect.y * self->geometry.scale;
  to = from + rect.height * self->geometry.scale;
  if (from >= top + FOLLOW_MARGIN_PX && to <= top + height - FOLLOW_MARGIN_PX)
    return;
  if (to > top + height - FOLLOW_MARGIN_PX && to < top + height * 1.2)
    scroll_to (self, to - height + FOLLOW_MARGIN_PX);
  else if (from < top + FOLLOW_MARGIN_PX && from > top - height * 0.2)
    scroll_to (self, from - FOLLOW_MARGIN_PX);
  else
    scroll_to (self, from - height / 3);
}

static void
configure_adjustment (BrvPageView *self, GtkOrientation orientation, double value, double upper)
{
  const double size = orientation == GTK_ORIENTATION_HORIZONTAL
                        ? gtk_widget_get_width (GTK_WIDGET (self))
                        : gtk_widget_get_height (GTK_WIDGET (self));

  if (self->adjustments[orientation] == NULL)
    return;
  self->adjusting = TRUE;
  gtk_adjustment_configure (self->adjustments[orientation], CLAMP (value, 0, MAX (upper - size, 0)),
                            0, MAX (upper, size), size * 0.1, size * 0.9, size);
  self->adjusting = FALSE;
}

/* Lays the pages out again; what was at the view's top stays there. */
static void
update_geometry (BrvPageView *self)
{
  const double old_top = scroll_of (self, GTK_ORIENTATION_VERTICAL);
  const double old_scale = self->geometry.scale;
  guint page = 0;
  double offset = 0;
  double top = 0;

  if (gtk_widget_get_width (GTK_WIDGET (self)) < 1)
    return;
  if (brv_page_geometry_get_n_pages (&self->geometry) > 0)
    {
      page = brv_page_geometry_find_page (&self->geometry, old_top);
      offset = (old_top - brv_page_geometry_get_place (&self->geometry, page)->y) / old_scale;
    }
  brv_page_geometry_clear (&self->geometry);
  if (self->pages == NULL || brv_pages_get_n_frames (self->pages) == 0)
    return;
  brv_page_geometry_init (&self->geometry, self->pages, gtk_widget_get_width (GTK_WIDGET (self)),
                          get_text_scale (self), &self->zoom);
  page = MIN (page, brv_page_geometry_get_n_pages (&self->geometry) - 1);
  top = brv_page_geometry_get_place (&self->geometry, page)->y + offset * self->geometry.scale;
  configure_adjustment (self, GTK_ORIENTATION_VERTICAL, old_top > 0 ? top : 0,
                        self->geometry.height);
  configure_adjustment (self, GTK_ORIENTATION_HORIZONTAL,
                        scroll_of (self, GTK_ORIENTATION_HORIZONTAL), self->geometry.width);
  follow_caret (self);
  update_page (self);
  notify_soon (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static BrvStripView
get_strip_view (BrvPageView *self)
{
  return (BrvStripView){
    .pages = self->pages,
    .geometry = &self->geometry,
    .factor = gtk_widget_get_scale_factor (GTK_WIDGET (self)),
    .top = scroll_of (self, GTK_ORIENTATION_VERTICAL),
    .height = gtk_widget_get_height (GTK_WIDGET (self)),
  };
}

static void
strips_changed_cb (gpointer user_data)
{
  gtk_widget_queue_draw (GTK_WIDGET (user_data));
}

static void
snapshot_sheet (GtkSnapshot *snapshot, const graphene_rect_t *rect)
{
  GskRoundedRect outline;
  const GdkRGBA near_shadow = { 0, 0, 0, 0.25F };
  const GdkRGBA far_shadow = { 0, 0, 0, 0.13F };
  const GdkRGBA white = { 1, 1, 1, 1 };

  gsk_rounded_rect_init_from_rect (&outline, rect, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &far_shadow, 0, 2, 0, 10);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &near_shadow, 0, 1, 0, 2);
  gtk_snapshot_append_color (snapshot, &white, rect);
}

static void
snapshot_caret (BrvPageView *self, GtkSnapshot *snapshot, guint page)
{
  const BrvPagePlace *place = brv_page_geometry_get_place (&self->geometry, page);
  const double scale = self->geometry.scale;
  BrvRect rect;
  GdkRGBA color;
  double x;

  if (brv_id_is_none (self->caret_id) ||
      !brv_page_text_find_block (brv_pages_get_frame (self->pages, page), self->caret_id, &rect))
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  x = place->x + MAX ((rect.x - CARET_BAR_DISTANCE - self->geometry.left) * scale, 4);
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float)floor (x),
                                                  (float)floor (place->y + rect.y * scale),
                                                  CARET_BAR_PX, (float)ceil (rect.height * scale)));
}

static void
snapshot_page (BrvPageView *self, const BrvStripView *view, GtkSnapshot *snapshot, guint page)
{
  const BrvPagePlace *place = brv_page_geometry_get_place (&self->geometry, page);
  const graphene_rect_t rect = GRAPHENE_RECT_INIT (place->x, place->y, place->width, place->height);

  snapshot_sheet (snapshot, &rect);
  gtk_snapshot_push_clip (snapshot, &rect);
  brv_strip_store_snapshot (self->strips, view, snapshot, page);
  snapshot_caret (self, snapshot, page);
  gtk_snapshot_pop (snapshot);
}

static void
brv_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BrvPageView *self = BRV_PAGE_VIEW (widget);
  const guint n_pages = brv_page_geometry_get_n_pages (&self->geometry);
  const double top = scroll_of (self, GTK_ORIENTATION_VERTICAL);
  const double bottom = top + gtk_widget_get_height (widget);
  const BrvStripView view = get_strip_view (self);

  if (n_pages == 0)
    return;
  gtk_snapshot_push_clip (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), (float)(bottom - top)));
  gtk_snapshot_translate (
    snapshot,
    &GRAPHENE_POINT_INIT ((float)-scroll_of (self, GTK_ORIENTATION_HORIZONTAL), (float)-top));
  for (guint page = brv_page_geometry_find_page (&self->geometry, top); page < n_pages; page++)
    {
      if (brv_page_geometry_get_place (&self->geometry, page)->y > bottom)
        break;
      snapshot_page (self, &view, snapshot, page);
    }
  gtk_snapshot_pop (snapshot);
  brv_strip_store_request (self->strips, &view);
}

static void
brv_page_view_size_allocate (GtkWidget *widget, gint width, gint height, gint baseline)
{
  update_geometry (BRV_PAGE_VIEW (widget));
}

static void
brv_page_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       gint for_size,
                       gint *minimum,
                       gint *natural,
                       gint *minimum_baseline,
                       gint *natural_baseline)
{
  *minimum = 50;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 440 : 600;
}

static void
value_changed_cb (GtkAdjustment *adjustment, BrvPageView *self)
{
  if (!self->adjusting)
    self->following = FALSE;
  update_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (BrvPageView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (adjustment != NULL && self->adjustments[orientation] == adjustment)
    return;
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_clear_object (&self->adjustments[orientation]);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self, 0);
  update_geometry (self);
}

/* The line under the pointer, and its page. */
static const BrvArea *
find_area (BrvPageView *self, double x, double y)
{
  const double desk_x = x + scroll_of (self, GTK_ORIENTATION_HORIZONTAL);
  const double desk_y = y + scroll_of (self, GTK_ORIENTATION_VERTICAL);
  const BrvPagePlace *place;
  guint page;

  if (brv_page_geometry_get_n_pages (&self->geometry) == 0)
    return NULL;
  page = brv_page_geometry_find_page (&self->geometry, desk_y);
  place = brv_page_geometry_get_place (&self->geometry, page);
  return brv_page_text_find_area (brv_pages_get_frame (self->pages, page),
                                  (desk_x - place->x) / self->geometry.scale + self->geometry.left,
                                  (desk_y - place->y) / self->geometry.scale);
}

static void
released_cb (GtkGestureClick *gesture, gint n_press, double x, double y, BrvPageView *self)
{
  const BrvArea *area = find_area (self, x, y);

  if (area == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[SIGNAL_PLACE_ACTIVATED], 0, &area->block_id,
                 (guint64)area->range.start);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, BrvPageView *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   find_area (self, x, y) != NULL ? "pointer" : NULL);
}

static void
text_scale_changed_cb (GtkSettings *settings, GParamSpec *pspec, BrvPageView *self)
{
  update_geometry (self);
}

static void
brv_page_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BrvPageView *self = BRV_PAGE_VIEW (object);

  switch (prop_id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, (guint)self->page);
      break;
    case PROP_SCALE:
      g_value_set_double (value, self->geometry.scale);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
brv_page_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BrvPageView *self = BRV_PAGE_VIEW (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
brv_page_view_dispose (GObject *object)
{
  BrvPageView *self = BRV_PAGE_VIEW (object);

  g_clear_pointer (&self->strips, brv_strip_store_free);
  g_clear_handle_id (&self->notify_id, g_source_remove);
  brv_page_geometry_clear (&self->geometry);
  g_clear_pointer (&self->pages, brv_pages_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    g_clear_object (&self->adjustments[i]);

  G_OBJECT_CLASS (brv_page_view_parent_class)->dispose (object);
}

static void
brv_page_view_class_init (BrvPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = brv_page_view_dispose;
  object_class->get_property = brv_page_view_get_property;
  object_class->set_property = brv_page_view_set_property;
  widget_class->measure = brv_page_view_measure;
  widget_class->size_allocate = brv_page_view_size_allocate;
  widget_class->snapshot = brv_page_view_snapshot;

  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, read_only);
  properties[PROP_SCALE] = g_param_spec_double ("scale", NULL, NULL, 0, G_MAXDOUBLE, 0, read_only);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[SIGNAL_PLACE_ACTIVATED] =
    g_signal_new ("place-activated", BRV_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT64);

  gtk_widget_class_set_css_name (widget_class, "pageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
brv_page_view_init (BrvPageView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->strips = brv_strip_store_new (strips_changed_cb, self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (text_scale_changed_cb), self, 0);
}

/**
 * brv_page_view_new:
 *
 * Returns: (transfer floating): a desk without pages
 */
GtkWidget *
brv_page_view_new (void)
{
  return g_object_new (BRV_TYPE_PAGE_VIEW, NULL);
}

/**
 * brv_page_view_set_pages:
 * @self: a view
 * @pages: (nullable): what to show
 *
 * Shows other pages at the same place of the document.
 */
void
brv_page_view_set_pages (BrvPageView *self, const BrvPages *pages)
{
  BrvPages *old;

  g_return_if_fail (BRV_IS_PAGE_VIEW (self));

  if (self->pages == pages)
    return;
  old = self->pages;
  self->pages = pages != NULL ? brv_pages_ref (pages) : NULL;
  g_clear_pointer (&old, brv_pages_unref);
  update_geometry (self);
}

/**
 * brv_page_view_set_caret:
 * @self: a view
 * @block_id: the caret's block or section; none takes the mark away
 * @at: the caret's byte in its shown text
 *
 * Marks the caret's paragraph and brings its line into view.
 */
void
brv_page_view_set_caret (BrvPageView *self, BrvId block_id, gsize at)
{
  g_return_if_fail (BRV_IS_PAGE_VIEW (self));

  self->caret_id = block_id;
  self->caret_at = at;
  self->following = !brv_id_is_none (block_id);
  follow_caret (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * brv_page_view_set_zoom:
 * @self: a view
 * @zoom: how large the pages shall be
 */
void
brv_page_view_set_zoom (BrvPageView *self, const BrvZoom *zoom)
{
  g_return_if_fail (BRV_IS_PAGE_VIEW (self) && zoom != NULL);

  self->zoom = *zoom;
  update_geometry (self);
}

/**
 * brv_page_view_get_mode:
 * @self: a view
 *
 * Returns: what the zoom comes to; never %BRV_ZOOM_AUTOMATIC
 */
BrvZoomMode
brv_page_view_get_mode (BrvPageView *self)
{
  g_return_val_if_fail (BRV_IS_PAGE_VIEW (self), BRV_ZOOM_FIT_WIDTH);

  return brv_page_geometry_get_n_pages (&self->geometry) > 0 ? self->geometry.mode
                                                             : BRV_ZOOM_FIT_WIDTH;
}

/**
 * brv_page_view_get_percent:
 * @self: a view
 *
 * Returns: how large the pages are, where 100 is their size on paper
 */
double
brv_page_view_get_percent (BrvPageView *self)
{
  g_return_val_if_fail (BRV_IS_PAGE_VIEW (self), 100);

  return brv_page_geometry_get_n_pages (&self->geometry) > 0
           ? brv_page_geometry_get_percent (&self->geometry)
           : 100;
}

/**
 * brv_page_view_get_n_pages:
 * @self: a view
 *
 * Returns: how many pages there are
 */
guint
brv_page_view_get_n_pages (BrvPageView *self)
{
  g_return_val_if_fail (BRV_IS_PAGE_VIEW (self), 0);

  return self->pages != NULL ? brv_pages_get_n_frames (self->pages) : 0;
}

/**
 * brv_page_view_get_page:
 * @self: a view
 *
 * Returns: the index of the page that is being looked at
 */
guint
brv_page_view_get_page (BrvPageView *self)
{
  g_return_val_if_fail (BRV_IS_PAGE_VIEW (self), 0);

  return (guint)self->page;
}

/**
 * brv_page_view_scroll_to_page:
 * @self: a view
 * @page: the index of a page
 *
 * Brings a page's top into view and stops following the caret.
 */
void
brv_page_view_scroll_to_page (BrvPageView *self, guint page)
{
  g_return_if_fail (BRV_IS_PAGE_VIEW (self));

  if (page >= brv_page_geometry_get_n_pages (&self->geometry))
    return;
  self->following = FALSE;
  scroll_to (self, brv_page_geometry_get_place (&self->geometry, page)->y - BRV_PAGE_GAP_PX);
}
