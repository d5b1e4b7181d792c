/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-fragment.h"
#include "ui/brief/brv-brief-projection.h"

G_BEGIN_DECLS

/*
 * Turns what a text view would write into its buffer — keys, input methods, assistive
 * technology, drops of others — into verbs of the document, and stops the writing itself.
 */
#define BRV_TYPE_BRIEF_INPUT (brv_brief_input_get_type ())
G_DECLARE_FINAL_TYPE (BrvBriefInput, brv_brief_input, BRV, BRIEF_INPUT, GObject)

BrvBriefInput *
brv_brief_input_new (GtkTextView *view, BrvBriefProjection *projection) G_GNUC_WARN_UNUSED_RESULT;

gboolean brv_brief_input_backspace (BrvBriefInput *self);
gboolean brv_brief_input_delete (BrvBriefInput *self, gint count);
gboolean brv_brief_input_delete_selection (BrvBriefInput *self);
void brv_brief_input_paste (BrvBriefInput *self, const BrvFragment *fragment);
void brv_brief_input_select_line (BrvBriefInput *self, guint line);
void brv_brief_input_move (BrvBriefInput *self, gint direction);
gboolean brv_brief_input_toggle_style (BrvBriefInput *self, BrvStyle style);
void brv_brief_input_undo (BrvBriefInput *self);
void brv_brief_input_redo (BrvBriefInput *self);
gboolean brv_brief_input_refuse (BrvBriefInput *self, GError *error);

G_END_DECLS
