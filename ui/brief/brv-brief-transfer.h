/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-input.h"

G_BEGIN_DECLS

/* Between the brief and the clipboard: a fragment and plain text out, either of them in. */
gboolean brv_brief_transfer_copy (GtkTextView *view, BrvBriefProjection *projection);
void brv_brief_transfer_paste (GtkTextView *view, BrvBriefInput *input);
void brv_brief_transfer_paste_as_quote (GtkTextView *view, BrvBriefProjection *projection);

G_END_DECLS
