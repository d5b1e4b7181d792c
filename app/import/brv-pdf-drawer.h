/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-drawn-page.h"
#include "import/brv-import-hints.h"

G_BEGIN_DECLS

/* An open PDF whose pages are drawn, as many as are asked for. */
typedef struct _BrvPdfDrawer BrvPdfDrawer;

BrvPdfDrawer *brv_pdf_drawer_new (GBytes *bytes, const BrvImportHints *hints, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_drawer_free (BrvPdfDrawer *self);

BrvDrawnPage *brv_pdf_drawer_draw (BrvPdfDrawer *self, guint page, double scale, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
GArray *brv_pdf_drawer_find_areas (BrvPdfDrawer *self, guint page, char **text_sha256)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfDrawer, brv_pdf_drawer_free)

G_END_DECLS
