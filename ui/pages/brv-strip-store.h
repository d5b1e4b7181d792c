/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/pages/brv-page-geometry.h"

G_BEGIN_DECLS

/* What is to be seen of which pages; all borrowed for the length of a call. */
typedef struct
{
  const BrvPages *pages;
  const BrvPageGeometry *geometry;
  gint factor; /* device pixels per pixel */
  double top;  /* of what is in view, on the desk, in pixels */
  double height;
} BrvStripView;

/* Something new was drawn: the view is to be drawn again. */
typedef void (*BrvStripStoreFunc) (gpointer user_data);

/*
 * The drawn strips of pages. It has those in view drawn off the main thread, keeps them within a
 * bound, and shows old ones until the new are there.
 */
typedef struct _BrvStripStore BrvStripStore;

BrvStripStore *
brv_strip_store_new (BrvStripStoreFunc changed, gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void brv_strip_store_free (BrvStripStore *self);
void brv_strip_store_request (BrvStripStore *self, const BrvStripView *view);
void brv_strip_store_snapshot (BrvStripStore *self,
                               const BrvStripView *view,
                               GtkSnapshot *snapshot,
                               guint page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvStripStore, brv_strip_store_free)

G_END_DECLS
