/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-block-menu.h"
#include "ui/brief/brv-brief-cards.h"
#include "ui/brief/brv-brief-dnd.h"
#include "ui/brief/brv-brief-format.h"
#include "ui/brief/brv-brief-guidance.h"
#include "ui/brief/brv-brief-input.h"
#include "ui/brief/brv-brief-painter.h"
#include "ui/brief/brv-brief-view.h"
#include "ui/brief/brv-element-cards.h"
#include "ui/brief/brv-insert-menu.h"
#include "ui/brief/brv-quote-menu.h"

G_BEGIN_DECLS

struct _BrvBriefView
{
  GtkTextView parent_instance;

  /* Owned */
  BrvBriefProjection *projection;
  BrvBriefInput *input;
  BrvBriefGuidance *guidance;
  BrvBriefPainter *painter;
  BrvBriefDnd *dnd;
  BrvQuoteMenu *quote_menu;
  BrvBlockMenu *block_menu;
  BrvBriefFormat *format;
  BrvElementCards *elements;
  BrvInsertMenu *insert_menu;
  GMenuModel *selected_menu;

  GtkWidget *cards; /* Child */

  BrvBriefColors colors;
  double scale;
  gint column_width;
  guint width_source;
  guint restore_source;
  BrvPlace caret; /* as last announced */
  BrvId selected; /* the quote that holds the selection, or none */
  gboolean child_has_focus;
  gboolean button_is_down;
};

/* brv-brief-view-layout.c: its measures and colours. */
gint brv_brief_view_px (BrvBriefView *self, double measure);
void brv_brief_view_update_margins (BrvBriefView *self, gint over_px);
void brv_brief_view_update_style (BrvBriefView *self);
void brv_brief_view_allocate_cards (BrvBriefView *self);
void brv_brief_view_size_allocate (GtkWidget *widget, int width, int height, int baseline);

/* brv-brief-view-keys.c: the keyboard, and who has it. */
void brv_brief_view_class_add_shortcuts (GtkWidgetClass *widget_class);
void brv_brief_view_add_keys (BrvBriefView *self);
void brv_brief_view_follow_focus (BrvBriefView *self);
gboolean brv_brief_view_focus (GtkWidget *widget, GtkDirectionType direction);

/* brv-brief-view-pointer.c: presses and menus. */
void brv_brief_view_add_pointer (BrvBriefView *self);
void brv_brief_view_popup_menu (BrvBriefView *self);

G_END_DECLS
