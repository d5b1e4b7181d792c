/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-frame.h"

G_BEGIN_DECLS

/*
 * Makes frames, one after the other. Everything handed over is copied but images, and glyphs that
 * are shared with an owner, which are kept by reference.
 */
typedef struct _BrvFrameBuilder BrvFrameBuilder;

BrvFrameBuilder *brv_frame_builder_new (GPtrArray *fonts) G_GNUC_WARN_UNUSED_RESULT;
void brv_frame_builder_free (BrvFrameBuilder *self);

void
brv_frame_builder_begin (BrvFrameBuilder *self, double width, double height, const char *label);
void brv_frame_builder_add_glyphs (BrvFrameBuilder *self, const BrvItem *glyphs);
void brv_frame_builder_add_shared_glyphs (BrvFrameBuilder *self, const BrvItem *glyphs);
void brv_frame_builder_keep_owner (BrvFrameBuilder *self, gpointer owner, GDestroyNotify release);
void brv_frame_builder_add_rect (BrvFrameBuilder *self, guint node, BrvRect rect, BrvColor color);
void brv_frame_builder_add_image (
  BrvFrameBuilder *self, guint node, BrvRect rect, GBytes *image, GBytes *preview);
void brv_frame_builder_add_link (BrvFrameBuilder *self, const BrvLink *link);
void brv_frame_builder_add_area (BrvFrameBuilder *self, const BrvArea *area);
BrvFrame *brv_frame_builder_finish (BrvFrameBuilder *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvFrameBuilder, brv_frame_builder_free)

G_END_DECLS
