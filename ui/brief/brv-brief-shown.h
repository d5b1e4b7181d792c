/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the buffer of the Brief pane shows of a block's text: a line break inside the block as
 * U+2028, which draws a new line without beginning one, and a reference as U+2060 (word joiner),
 * which has no advance, no glyph and no break on either side in every font; its number is
 * painted. Offsets are bytes.
 */
#define BRV_SHOWN_BREAK     "\342\200\250"
#define BRV_SHOWN_REFERENCE "\342\201\240"

void brv_brief_shown_append (GString *string, const char *text);
gsize brv_brief_shown_from_text (const char *text, gsize at);
gsize brv_brief_shown_to_text (const char *text, gsize shown);

G_END_DECLS
