/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-input.h"

G_BEGIN_DECLS

struct _BrvBriefInput
{
  GObject parent_instance;

  GtkTextView *view; /* Borrowed: it owns this */
  BrvBriefProjection *projection;
  guint user_actions; /* open ones: the present write comes from the view's own user */
  /* A style switched on or off with nothing selected holds for what is typed at that place. */
  gboolean has_style;
  BrvStyle style;
  BrvPlace style_at;
};

gboolean brv_brief_input_is_quote (const BrvBlock *block);
void brv_brief_input_place_caret (BrvBriefInput *self, BrvPlace caret);

G_END_DECLS
