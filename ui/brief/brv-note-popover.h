/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-projection.h"

G_BEGIN_DECLS

/* Popovers at the caret that make and change notes and citations. */
void brv_note_popover_open_new (GtkTextView *view, BrvBriefProjection *projection);
void brv_note_popover_open_sources (GtkTextView *view, BrvBriefProjection *projection);
gboolean
brv_note_popover_open (GtkTextView *view, BrvBriefProjection *projection, BrvPlace reference);

G_END_DECLS
