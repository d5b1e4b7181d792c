/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "ui/pages/brv-strip-store.h"

#include "ui/pages/brv-page-renderer.h"

/* What the strips may take, in bytes; those farthest from the view go first. */
#define STORE_BYTES ((gsize)96 * 1024 * 1024)

struct _BrvStripStore
{
  BrvStripStoreFunc changed;
  gpointer user_data;
  BrvPageRenderer *renderer;
  GPtrArray *strips;    /* BrvStrip with their textures */
  GPtrArray *requested; /* (nullable): BrvStrip of the request at work, without textures */
};

static GPtrArray *
new_strips (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)brv_strip_free);
}

static BrvStrip *
find_strip (GPtrArray *strips, const BrvStrip *wanted)
{
  for (guint i = 0; strips != NULL && i < strips->len; i++)
    {
      if (brv_strip_equal (g_ptr_array_index (strips, i), wanted))
        return g_ptr_array_index (strips, i);
    }
  return NULL;
}

/*
 * Most changes are on one page, and every page has a new frame. Finds a strip of an older frame that
 * shows what the wanted one would, and makes it one of the new frame.
 */
static gboolean
take_over (BrvStripStore *self, const BrvStrip *wanted)
{
  const double top = wanted->top_px / wanted->scale;
  const double bottom = (wanted->top_px + wanted->height_px) / wanted->scale;

  for (guint i = 0; i < self->strips->len; i++)
    {
      BrvStrip *strip = g_ptr_array_index (self->strips, i);
      BrvStrip as_wanted = *strip;

      as_wanted.frame = wanted->frame;
      if (!brv_strip_equal (&as_wanted, wanted) ||
          !brv_frame_looks_same (strip->frame, wanted->frame, top, bottom))
        continue;
      brv_frame_unref (strip->frame);
      strip->frame = brv_frame_ref (wanted->frame);
      return TRUE;
    }
  return FALSE;
}

/* Adds the strips of a page that lie between two heights of the desk and are not drawn yet. */
static void
add_missing (BrvStripStore *self,
             const BrvStripView *view,
             guint page,
             double from,
             double to,
             GPtrArray *missing)
{
  const BrvPagePlace *place = brv_page_geometry_get_place (view->geometry, page);
  const gint height_px = place->height * view->factor;

  for (gint top_px = 0; top_px < height_px; top_px += BRV_STRIP_HEIGHT_PX)
    {
      const gint strip_px = MIN (BRV_STRIP_HEIGHT_PX, height_px - top_px);
      const double top = place->y + (double)top_px / view->factor;
      BrvStrip *strip;

      if (top > to || top + (double)strip_px / view->factor < from)
        continue;
      strip = brv_strip_new (brv_pages_get_frame (view->pages, page), page,
                             view->geometry->scale * view->factor, view->geometry->left, top_px,
                             place->width * view->factor, strip_px);
      if (find_strip (self->strips, strip) == NULL && !take_over (self, strip))
        g_ptr_array_add (missing, strip);
      else
        brv_strip_free (strip);
    }
}

static void
collect_missing (
  BrvStripStore *self, const BrvStripView *view, double from, double to, GPtrArray *missing)
{
  const guint n_pages = brv_page_geometry_get_n_pages (view->geometry);

  for (guint page = brv_page_geometry_find_page (view->geometry, from); page < n_pages; page++)
    {
      if (brv_page_geometry_get_place (view->geometry, page)->y > to)
        break;
      add_missing (self, view, page, from, to, missing);
    }
}

static gboolean
is_requested (BrvStripStore *self, GPtrArray *missing)
{
  for (guint i = 0; i < missing->len; i++)
    {
      if (find_strip (self->requested, g_ptr_array_index (missing, i)) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_current (const BrvStripView *view, const BrvStrip *strip)
{
  return strip->page < brv_page_geometry_get_n_pages (view->geometry) &&
         strip->frame == brv_pages_get_frame (view->pages, strip->page) &&
         fabs (strip->scale - view->geometry->scale * view->factor) < 1e-9 &&
         fabs (strip->left - view->geometry->left) < 1e-9;
}

static gsize
strip_size (const BrvStrip *strip)
{
  return (gsize)strip->width_px * (gsize)strip->height_px * 4;
}

static guint
find_farthest (BrvStripStore *self, const BrvStripView *view)
{
  const gint page =
    (gint)brv_page_geometry_find_page (view->geometry, view->top + view->height / 2);
  gint most = -1;
  guint farthest = 0;

  for (guint i = 0; i < self->strips->len; i++)
    {
      const BrvStrip *strip = g_ptr_array_index (self->strips, i);
      const gint distance = ABS ((gint)strip->page - page);

      if (distance > most)
        {
          most = distance;
          farthest = i;
        }
    }
  return farthest;
}

/* Drops old strips once all in view is new, then the farthest until the rest fits. */
static void
trim (BrvStripStore *self, const BrvStripView *view, gboolean complete)
{
  gsize size = 0;

  for (guint i = self->strips->len; complete && i > 0; i--)
    {
      if (!is_current (view, g_ptr_array_index (self->strips, i - 1)))
        g_ptr_array_remove_index (self->strips, i - 1);
    }
  for (guint i = 0; i < self->strips->len; i++)
    size += strip_size (g_ptr_array_index (self->strips, i));
  while (size > STORE_BYTES && self->strips->len > 1)
    {
      const guint farthest = find_farthest (self, view);

      size -= strip_size (g_ptr_array_index (self->strips, farthest));
      g_ptr_array_remove_index (self->strips, farthest);
    }
}

static void
strips_drawn_cb (GPtrArray *strips, gpointer user_data)
{
  BrvStripStore *self = user_data;

  for (guint i = strips->len; i > 0; i--)
    {
      BrvStrip *strip = g_ptr_array_steal_index (strips, i - 1);

      if (strip->texture != NULL && find_strip (self->strips, strip) == NULL)
        g_ptr_array_add (self->strips, strip);
      else
        brv_strip_free (strip);
    }
  g_ptr_array_unref (strips);
  self->changed (self->user_data);
}

/* An older strip is stretched to where its text is now: better a blurred page than a white one. */
static void
snapshot_strips (BrvStripStore *self,
                 const BrvStripView *view,
                 GtkSnapshot *snapshot,
                 guint page,
                 gboolean current)
{
  const BrvPagePlace *place = brv_page_geometry_get_place (view->geometry, page);
  const double scale = view->geometry->scale;

  for (guint i = 0; i < self->strips->len; i++)
    {
      const BrvStrip *strip = g_ptr_array_index (self->strips, i);
      graphene_rect_t rect;

      if (strip->page != page || is_current (view, strip) != current)
        continue;
      if (current)
        rect = GRAPHENE_RECT_INIT (
          (float)place->x, (float)place->y + (float)strip->top_px / view->factor,
          (float)strip->width_px / view->factor, (float)strip->height_px / view->factor);
      else
        rect = GRAPHENE_RECT_INIT ((float)(place->x + (strip->left - view->geometry->left) * scale),
                                   (float)(place->y + strip->top_px / strip->scale * scale),
                                   (float)(strip->width_px / strip->scale * scale),
                                   (float)(strip->height_px / strip->scale * scale));
      gtk_snapshot_append_texture (snapshot, strip->texture, &rect);
    }
}

/**
 * brv_strip_store_new:
 * @changed: called when something new was drawn
 * @user_data: for @changed
 *
 * Returns: (transfer full): a store with nothing in it
 */
BrvStripStore *
brv_strip_store_new (BrvStripStoreFunc changed, gpointer user_data)
{
  BrvStripStore *self = g_new0 (BrvStripStore, 1);

  self->changed = changed;
  self->user_data = user_data;
  self->strips = new_strips ();
  self->renderer = brv_page_renderer_new (strips_drawn_cb, self);
  return self;
}

/**
 * brv_strip_store_free:
 * @self: (transfer full): a store
 *
 * Waits for the strip at work. Nothing is announced after this.
 */
void
brv_strip_store_free (BrvStripStore *self)
{
  brv_page_renderer_free (self->renderer);
  g_ptr_array_unref (self->strips);
  g_clear_pointer (&self->requested, g_ptr_array_unref);
  g_free (self);
}

/**
 * brv_strip_store_request:
 * @self: a store
 * @view: what is to be seen; at least one page
 *
 * Has drawn what is in view and not there yet; when all is there, half a view more on both sides.
 */
void
brv_strip_store_request (BrvStripStore *self, const BrvStripView *view)
{
  g_autoptr (GPtrArray) missing = new_strips ();

  collect_missing (self, view, view->top, view->top + view->height, missing);
  trim (self, view, missing->len == 0);
  if (missing->len == 0)
    collect_missing (self, view, view->top - view->height / 2, view->top + view->height * 1.5,
                     missing);
  if (missing->len == 0 || is_requested (self, missing))
    return;

  g_clear_pointer (&self->requested, g_ptr_array_unref);
  self->requested = new_strips ();
  for (guint i = 0; i < missing->len; i++)
    {
      const BrvStrip *strip = g_ptr_array_index (missing, i);

      g_ptr_array_add (self->requested,
                       brv_strip_new (strip->frame, strip->page, strip->scale, strip->left,
                                      strip->top_px, strip->width_px, strip->height_px));
    }
  brv_page_renderer_request (self->renderer, g_steal_pointer (&missing));
}

/**
 * brv_strip_store_snapshot:
 * @self: a store
 * @view: what is to be seen
 * @snapshot: where to draw, in pixels of the desk
 * @page: the index of a page
 *
 * Draws what there is of a page: old strips below, new ones above.
 */
void
brv_strip_store_snapshot (BrvStripStore *self,
                          const BrvStripView *view,
                          GtkSnapshot *snapshot,
                          guint page)
{
  snapshot_strips (self, view, snapshot, page, FALSE);
  snapshot_strips (self, view, snapshot, page, TRUE);
}
