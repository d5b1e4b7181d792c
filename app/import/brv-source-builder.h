/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-source.h"

G_BEGIN_DECLS

/*
 * Makes a source block by block and holds the invariants of its text: blocks in order, parted by
 * exactly one LF, none of them empty, white space collapsed but where it carries meaning.
 */
typedef struct _BrvSourceBuilder BrvSourceBuilder;

/* The longest books have a tenth of it. */
#define BRV_SOURCE_BUILDER_MAX_BLOCKS 100000u

BrvSourceBuilder *brv_source_builder_new (const char *format) G_GNUC_WARN_UNUSED_RESULT;
void brv_source_builder_free (BrvSourceBuilder *self);

gboolean brv_source_builder_add (BrvSourceBuilder *self,
                                 BrvRole role,
                                 guint level,
                                 gboolean kept,
                                 const char *text,
                                 gssize length);
guint brv_source_builder_add_image (BrvSourceBuilder *self, const BrvSourceImage *image);
void brv_source_builder_place_image (BrvSourceBuilder *self, guint image, guint block);
void brv_source_builder_set_last_page (BrvSourceBuilder *self, guint page, const char *label);
void brv_source_builder_set_last_image (BrvSourceBuilder *self, guint image);

void brv_source_builder_set (BrvSourceBuilder *self,
                             BrvSourceField field,
                             const char *value,
                             BrvEvidence evidence);
void brv_source_builder_set_list (BrvSourceBuilder *self,
                                  BrvSourceField field,
                                  const char *const *values,
                                  BrvEvidence evidence);
const char *brv_source_builder_get (const BrvSourceBuilder *self, BrvSourceField field);
const char *const *brv_source_builder_get_list (const BrvSourceBuilder *self, BrvSourceField field);
void brv_source_builder_set_captured (BrvSourceBuilder *self, gint64 captured_us);
void brv_source_builder_allow_empty (BrvSourceBuilder *self);

const char *brv_source_builder_get_text (const BrvSourceBuilder *self);
guint brv_source_builder_get_n_blocks (const BrvSourceBuilder *self);
gboolean brv_source_builder_is_full (const BrvSourceBuilder *self);
BrvSource *brv_source_builder_build (BrvSourceBuilder *self,
                                     GBytes *original,
                                     const char *origin,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvSourceBuilder, brv_source_builder_free)

G_END_DECLS
