/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"

G_BEGIN_DECLS

/* An index `at` of -1 is the end. */

gboolean brv_edit_set_field (BrvDocument *document,
                             BrvBriefField field,
                             const char *const *values,
                             GError **error);
gboolean brv_edit_add_section (
  BrvDocument *document, const char *heading, gint at, BrvId *section_id, GError **error);
gboolean brv_edit_rename_section (BrvDocument *document,
                                  BrvId section_id,
                                  const char *heading,
                                  GError **error);
gboolean brv_edit_move_section (BrvDocument *document, BrvId section_id, gint at, GError **error);
gboolean brv_edit_remove_section (BrvDocument *document, BrvId section_id, GError **error);
gboolean brv_edit_add_blocks (BrvDocument *document,
                              BrvId section_id,
                              gint at,
                              BrvBlock *const *blocks,
                              guint n_blocks,
                              const char *label,
                              GError **error);
gboolean brv_edit_move_block (
  BrvDocument *document, BrvId block_id, BrvId section_id, gint at, GError **error);
gboolean brv_edit_nudge_block (BrvDocument *document, BrvId id, gint direction, GError **error);
gboolean brv_edit_remove_block (BrvDocument *document, BrvId block_id, GError **error);

G_END_DECLS
