/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-frame.h"

G_BEGIN_DECLS

char *brv_page_text_dup (const BrvFrame *frame);
const BrvArea *brv_page_text_find_area (const BrvFrame *frame, double x, double y);
gboolean brv_page_text_find_block (const BrvFrame *frame, BrvId block_id, BrvRect *rect);

G_END_DECLS
