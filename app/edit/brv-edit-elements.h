/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"

G_BEGIN_DECLS

/* Verbs on figures, callouts and page breaks. An index `at` of -1 is the end. */

gboolean brv_edit_add_figure (BrvDocument *document,
                              BrvId section_id,
                              gint at,
                              const BrvImage *image,
                              const char *alternative,
                              const BrvText *caption,
                              BrvId *block_id,
                              GError **error);
gboolean
brv_edit_set_image (BrvDocument *document, BrvId block_id, const BrvImage *image, GError **error);
gboolean brv_edit_set_alternative (BrvDocument *document,
                                   BrvId block_id,
                                   const char *alternative,
                                   GError **error);

gboolean
brv_edit_set_figure_width (BrvDocument *document, BrvId block_id, guint percent, GError **error);

gboolean brv_edit_add_callout (BrvDocument *document,
                               BrvId section_id,
                               gint at,
                               BrvVariant variant,
                               const BrvText *heading,
                               BrvText *const *paragraphs,
                               guint n_paragraphs,
                               BrvId *block_id,
                               GError **error);
gboolean
brv_edit_set_variant (BrvDocument *document, BrvId block_id, BrvVariant variant, GError **error);
gboolean brv_edit_add_page_break (
  BrvDocument *document, BrvId section_id, gint at, BrvId *block_id, GError **error);

G_END_DECLS
