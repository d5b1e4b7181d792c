/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-cards.h"

G_BEGIN_DECLS

/* More quotes than can be in view at once on the largest screen. */
#define BRV_BRIEF_CARDS_N_FEET 32

struct _BrvBriefCards
{
  GtkWidget parent_instance;

  GtkTextView *view; /* Borrowed: it is the parent */
  BrvBriefProjection *projection;
  BrvVerdicts *verdicts; /* (nullable) */
  double scale;
  gboolean read_only; /* nothing is offered that would change the brief */
  gboolean settling;  /* while painting: widgets may move, but not change */
  gboolean behind;    /* one that moves should also show something else */
  guint catch_up_source;
  gboolean stale; /* lines have moved since the children were placed */
  gint over_px;   /* by which the last section's well hangs over its line */
  gint hovered;   /* line under the pointer, or -1 */
  BrvId handled;  /* what the handle stands beside */
  BrvId selected; /* the quote with the tools, or none */

  BrvElementCards *elements; /* (nullable) Borrowed: the view owns them */

  /* Children */
  GtkWidget *title;
  GtkWidget *feet[BRV_BRIEF_CARDS_N_FEET];
  GtkWidget *tools;
  GtkWidget *menu_button;
  GtkWidget *handle;
  GtkWidget *add_section;
};

/* brv-brief-cards-place.c: where they stand. */
void brv_brief_cards_place_children (BrvBriefCards *self);

G_END_DECLS
