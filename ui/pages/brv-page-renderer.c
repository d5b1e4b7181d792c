/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/pages/brv-page-renderer.h"

#include "export/brv-painter.h"

struct _BrvPageRenderer
{
  gatomicrefcount references; /* the owner's, and one for each delivery on its way */
  BrvStripsFunc func;
  gpointer user_data;
  gboolean closed; /* main thread only: nothing is delivered any more */
  GThread *thread;

  GMutex mutex;
  GCond wanted;
  GPtrArray *waiting; /* (nullable) (element-type BrvStrip): under the mutex */
  gboolean stop;      /* under the mutex */
};

typedef struct
{
  BrvPageRenderer *renderer;
  GPtrArray *strips;
} Delivery;

/**
 * brv_strip_new:
 * @frame: the page
 * @page: its index
 * @scale: device pixels per point
 * @left: points cut off at the page's left
 * @top_px: where the strip begins on the page, in device pixels
 * @width_px: its width in device pixels
 * @height_px: its height in device pixels
 *
 * Returns: (transfer full): a strip that is not drawn yet
 */
BrvStrip *
brv_strip_new (const BrvFrame *frame,
               guint page,
               double scale,
               double left,
               gint top_px,
               gint width_px,
               gint height_px)
{
  BrvStrip *self = g_new0 (BrvStrip, 1);

  self->frame = brv_frame_ref (frame);
  self->page = page;
  self->scale = scale;
  self->left = left;
  self->top_px = top_px;
  self->width_px = width_px;
  self->height_px = height_px;
  return self;
}

/**
 * brv_strip_free:
 * @self: (transfer full): a strip
 */
void
brv_strip_free (BrvStrip *self)
{
  brv_frame_unref (self->frame);
  g_clear_object (&self->texture);
  g_free (self);
}

/**
 * brv_strip_equal:
 * @a: a strip
 * @b: a strip
 *
 * Returns: whether both show the same pixels at the same place
 */
gboolean
brv_strip_equal (const BrvStrip *a, const BrvStrip *b)
{
  return a->frame == b->frame && a->page == b->page && a->top_px == b->top_px &&
         a->width_px == b->width_px && a->height_px == b->height_px &&
         ABS (a->scale - b->scale) < 1e-9 && ABS (a->left - b->left) < 1e-9;
}

static void
renderer_unref (BrvPageRenderer *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->wanted);
  g_free (self);
}

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_clear_pointer (&delivery->strips, g_ptr_array_unref);
  renderer_unref (delivery->renderer);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer data)
{
  Delivery *delivery = data;
  BrvPageRenderer *self = delivery->renderer;

  if (!self->closed)
    self->func (g_steal_pointer (&delivery->strips), self->user_data);
  return G_SOURCE_REMOVE;
}

static void
surface_destroy_cb (gpointer data)
{
  cairo_surface_destroy (data);
}

/* What cannot be drawn stays white; export tells the user why. */
static void
draw (BrvPainter *painter, BrvStrip *strip)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, strip->width_px, strip->height_px);
  cairo_t *cr = cairo_create (surface);
  const gint stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, -strip->left * strip->scale, -strip->top_px);
  cairo_scale (cr, strip->scale, strip->scale);
  brv_painter_paint (painter, cr, strip->frame, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return;
    }

  /* RGB24 leaves the fourth byte undefined, but cairo sets it when it paints a whole ground. */
  bytes =
    g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                (gsize)stride * strip->height_px, surface_destroy_cb, surface);
  strip->texture =
    gdk_memory_texture_new (strip->width_px, strip->height_px, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* Waits for a request; NULL means that the renderer ends. */
static GPtrArray *
take_request (BrvPageRenderer *self)
{
  GPtrArray *strips;

  g_mutex_lock (&self->mutex);
  while (self->waiting == NULL && !self->stop)
    g_cond_wait (&self->wanted, &self->mutex);
  strips = self->stop ? NULL : g_steal_pointer (&self->waiting);
  g_mutex_unlock (&self->mutex);
  return strips;
}

static gpointer
run (gpointer data)
{
  BrvPageRenderer *self = data;
  g_autoptr (BrvPainter) painter = brv_painter_new ();
  GPtrArray *strips;

  while ((strips = take_request (self)) != NULL)
    {
      Delivery *delivery = g_new0 (Delivery, 1);

      for (guint i = 0; i < strips->len; i++)
        draw (painter, g_ptr_array_index (strips, i));
      delivery->renderer = self;
      delivery->strips = strips;
      g_atomic_ref_count_inc (&self->references);
      g_idle_add_full (G_PRIORITY_DEFAULT, deliver_cb, delivery, delivery_free);
    }
  return NULL;
}

/**
 * brv_page_renderer_new:
 * @func: receives what was drawn, on the main thread
 * @user_data: for @func
 *
 * Returns: (transfer full): a renderer with its thread
 */
BrvPageRenderer *
brv_page_renderer_new (BrvStripsFunc func, gpointer user_data)
{
  BrvPageRenderer *self = g_new0 (BrvPageRenderer, 1);

  g_atomic_ref_count_init (&self->references);
  self->func = func;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->wanted);
  self->thread = g_thread_new ("page-renderer", run, self);
  return self;
}

/**
 * brv_page_renderer_free:
 * @self: (transfer full): a renderer
 *
 * Waits for the strip at work. Nothing is delivered after this.
 */
void
brv_page_renderer_free (BrvPageRenderer *self)
{
  self->closed = TRUE;
  g_mutex_lock (&self->mutex);
  self->stop = TRUE;
  g_cond_signal (&self->wanted);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  renderer_unref (self);
}

/**
 * brv_page_renderer_request:
 * @self: a renderer
 * @strips: (transfer full) (element-type BrvStrip): what to draw, the most wanted first
 */
void
brv_page_renderer_request (BrvPageRenderer *self, GPtrArray *strips)
{
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  self->waiting = strips;
  g_cond_signal (&self->wanted);
  g_mutex_unlock (&self->mutex);
}
