/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-actions.h"

G_BEGIN_DECLS

/*
 * How the selected text looks and what it refers to, as the action group "format": bold, italic,
 * kind (a string), link, note, cite. A click on a reference's number opens it.
 */
#define BRV_TYPE_BRIEF_FORMAT (brv_brief_format_get_type ())
G_DECLARE_FINAL_TYPE (BrvBriefFormat, brv_brief_format, BRV, BRIEF_FORMAT, BrvBriefActions)

BrvBriefFormat *
brv_brief_format_new (GtkTextView *view, BrvBriefProjection *projection, BrvBriefInput *input)
  G_GNUC_WARN_UNUSED_RESULT;

void brv_brief_format_update (BrvBriefFormat *self);
gboolean brv_brief_format_open_reference (BrvBriefFormat *self, double x, double y);
GMenuModel *brv_brief_format_make_section (void);

G_END_DECLS
