/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the pages are painted, and the marks on them. */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-source-pages-private.h"

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
  const BrvLoadedPage *page = brv_source_pages_get_page (self, index);
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

/*
 * brv_source_pages_snapshot:
 *
 * The view's GtkWidgetClass.snapshot.
 */
void
brv_source_pages_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BrvSourcePages *self = BRV_SOURCE_PAGES (widget);

  guint first = 0;
  guint last = 0;

  if (!brv_source_pages_find_visible (self, &first, &last))
    return;
  for (guint i = first; i <= last; i++)
    snapshot_page (self, snapshot, i);
}
