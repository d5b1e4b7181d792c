/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A field of the title block that wraps: one line of text, drawn over as many lines as it needs.
 *
 * Property placeholder: what is shown while it is empty.
 * Signal edited (): the user changed the text.
 */
#define BRV_TYPE_FIELD_VIEW (brv_field_view_get_type ())
G_DECLARE_FINAL_TYPE (BrvFieldView, brv_field_view, BRV, FIELD_VIEW, GtkTextView)

char *brv_field_view_dup_text (BrvFieldView *self);
void brv_field_view_set_text (BrvFieldView *self, const char *text);

G_END_DECLS
