/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"

G_BEGIN_DECLS

gboolean brv_edit_add_sources (BrvDocument *document,
                               BrvSource *const *sources,
                               guint n_sources,
                               GError **error);
gboolean brv_edit_import_sources (BrvDocument *document,
                                  BrvSource *const *sources,
                                  guint n_sources,
                                  gboolean more_may_come,
                                  GError **error);
gboolean brv_edit_set_source_field (BrvDocument *document,
                                    BrvId source_id,
                                    BrvSourceField field,
                                    const char *const *values,
                                    GError **error);
gboolean brv_edit_set_source_record (BrvDocument *document,
                                     BrvId source_id,
                                     const BrvRecord *record,
                                     GError **error);
gboolean brv_edit_set_source_block (
  BrvDocument *document, BrvId source_id, guint index, BrvRole role, gboolean kept, GError **error);
gboolean
brv_edit_remove_source (BrvDocument *document, BrvId source_id, gboolean force, GError **error);

G_END_DECLS
