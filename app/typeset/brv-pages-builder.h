/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-frame-builder.h"
#include "typeset/brv-pages-source.h"
#include "typeset/brv-pages.h"

G_BEGIN_DECLS

/*
 * Makes BrvPages frame by frame. Everything handed over is copied.
 * Fonts and nodes may be added at any time before the item that names them.
 */
typedef struct _BrvPagesBuilder BrvPagesBuilder;

BrvPagesBuilder *brv_pages_builder_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_pages_builder_free (BrvPagesBuilder *self);

void brv_pages_builder_set_title (BrvPagesBuilder *self, const char *title);
void brv_pages_builder_set_author (BrvPagesBuilder *self, const char *author);
void brv_pages_builder_set_subject (BrvPagesBuilder *self, const char *subject);
void brv_pages_builder_set_language (BrvPagesBuilder *self, const char *language);

guint brv_pages_builder_add_font (BrvPagesBuilder *self, const BrvFontKey *key);
guint brv_pages_builder_add_node (BrvPagesBuilder *self, const BrvNode *node);
void brv_pages_builder_place_node (BrvPagesBuilder *self, guint node, guint page, double y);
void brv_pages_builder_add_outline (BrvPagesBuilder *self, const BrvOutlineEntry *entry);
void brv_pages_builder_add_notice (BrvPagesBuilder *self, const BrvTypesetNotice *notice);

void brv_pages_builder_begin_frame (BrvPagesBuilder *self,
                                    double width,
                                    double height,
                                    const char *label);
BrvFrameBuilder *brv_pages_builder_get_frame (BrvPagesBuilder *self);
void brv_pages_builder_set_source (BrvPagesBuilder *self,
                                   const BrvPagesSource *source,
                                   gpointer data,
                                   guint n_frames,
                                   double width,
                                   double height);
guint brv_pages_builder_get_n_frames (const BrvPagesBuilder *self);

BrvPages *brv_pages_builder_finish (BrvPagesBuilder *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPagesBuilder, brv_pages_builder_free)

G_END_DECLS
