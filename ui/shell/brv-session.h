/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-change.h"

G_BEGIN_DECLS

/* Which briefs were open, and where in them one was, from one start to the next. */

/* How a brief was left. */
typedef struct
{
  BrvPlace caret;
  BrvPlace top; /* what stood at the upper edge; no id: the beginning */
} BrvSessionPlace;

void brv_session_store_briefs (const char *const *paths, gboolean ended);
char **brv_session_load_briefs (gboolean *ended);

void brv_session_store_place (BrvId brief_id, const BrvSessionPlace *place);
gboolean brv_session_load_place (BrvId brief_id, BrvSessionPlace *place);

G_END_DECLS
