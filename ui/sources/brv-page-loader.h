/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "import/brv-drawn-page.h"
#include "import/brv-worker-client.h"
#include "model/brv-source.h"

G_BEGIN_DECLS

/* What is known of a page so far. */
typedef struct
{
  double width; /* in points */
  double height;
  GdkTexture *texture; /* (nullable) */
  double scale;        /* that the texture was asked for, pixels a point */
  GArray *areas;       /* (nullable) (element-type BrvPageArea): places of the source's text */
  char *fault;         /* (nullable): why it cannot be drawn */
  const char *label;   /* (nullable): its number as it is printed; the source's */
} BrvLoadedPage;

/*
 * The pages of a source on their way from a worker, which holds the document open: those in sight
 * first, then one ahead. What it keeps is bounded; what lies furthest from sight goes first.
 *
 * Signal loaded (guint page): its picture, its areas or its fault are there.
 * Signal resized (): pages turned out to have another size than was thought.
 * Signal password-needed (gboolean wrong): nothing can be drawn before brv_page_loader_unlock();
 *   wrong, if one was given.
 * Signal mismatched (): another version has read the source, so that there are no areas.
 */
#define BRV_TYPE_PAGE_LOADER (brv_page_loader_get_type ())
G_DECLARE_FINAL_TYPE (BrvPageLoader, brv_page_loader, BRV, PAGE_LOADER, GObject)

BrvPageLoader *brv_page_loader_new (void) G_GNUC_WARN_UNUSED_RESULT;

void brv_page_loader_set_workers (BrvPageLoader *self, BrvWorkerClient *workers);
void brv_page_loader_set_source (BrvPageLoader *self, const BrvSource *source);
void brv_page_loader_unlock (BrvPageLoader *self, const BrvSource *source, const char *password);
void brv_page_loader_want (BrvPageLoader *self, guint first, guint last, double scale);

gboolean brv_page_loader_is_locked (BrvPageLoader *self);
guint brv_page_loader_get_n_pages (BrvPageLoader *self);
const BrvLoadedPage *brv_page_loader_get_page (BrvPageLoader *self, guint page);

G_END_DECLS
