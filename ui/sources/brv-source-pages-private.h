/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/sources/brv-source-pages.h"

#include "ui/sources/brv-page-loader.h"

G_BEGIN_DECLS

enum
{
  BRV_SOURCE_PAGES_SELECTED,
  BRV_SOURCE_PAGES_PRESSED_AT,
  BRV_SOURCE_PAGES_DRAG_PREPARE,
  BRV_SOURCE_PAGES_DRAG_BEGIN,
  BRV_SOURCE_PAGES_MESSAGE,
  BRV_SOURCE_PAGES_PASSWORD_NEEDED,
  BRV_SOURCE_PAGES_N_SIGNALS,
};

struct _BrvSourcePages
{
  GtkWidget parent_instance;

  /* Owned */
  BrvPageLoader *loader;
  BrvSource *source; /* (nullable) */
  GArray *tops;      /* (element-type double): of each page and of the end, for tops_scale */
  GArray *quoted;    /* (element-type BrvRange) */
  guint request_id;

  /* Borrowed */
  GtkScrolledWindow *scroller; /* that it stands in */

  double zoom;
  double tops_scale;
  BrvRange selection;
  BrvRange wanted; /* scrolled to as soon as its page is known; empty for none */
  gsize anchor;    /* of the selection that is being made */
  gboolean selecting;
};

/* brv-source-pages-layout.c: where pages lie, and passages on them. */
guint brv_source_pages_get_n_pages (BrvSourcePages *self);
const BrvLoadedPage *brv_source_pages_get_page (BrvSourcePages *self, guint i);
double brv_source_pages_get_scale (BrvSourcePages *self);
graphene_rect_t brv_source_pages_get_place (BrvSourcePages *self, guint page);
guint brv_source_pages_find_page (BrvSourcePages *self, double y);
gboolean brv_source_pages_find_visible (BrvSourcePages *self, guint *first, guint *last);
gboolean brv_source_pages_find_area (BrvSourcePages *self, BrvRange range, graphene_rect_t *rect);
void brv_source_pages_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline);

/* brv-source-pages-snapshot.c: how they are painted. */
void brv_source_pages_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

/* brv-source-pages.c: what the others emit. */
void brv_source_pages_emit_selected (BrvSourcePages *self, gboolean finished);
void brv_source_pages_emit_pressed_at (BrvSourcePages *self, gsize offset);
GdkContentProvider *brv_source_pages_emit_drag_prepare (BrvSourcePages *self);
void brv_source_pages_emit_drag_begin (BrvSourcePages *self, GdkDrag *drag);

/* brv-source-pages-pointer.c: selecting and dragging. */
void brv_source_pages_init_pointer (BrvSourcePages *self);

G_END_DECLS
