/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-find-bar.h"
#include "ui/brief/brv-brief-pane.h"
#include "ui/brief/brv-brief-view.h"

G_BEGIN_DECLS

struct _BrvBriefPane
{
  GtkWidget parent_instance;

  /* Owned */
  BrvWorkspace *workspace;
  guint count_source;
  gint zoom; /* steps of the style sheet's classes zoom-…; 0 is plain */
  gboolean scrolled;
  guint n_words;

  BrvBriefView *view;
  GtkWidget *insert_button;

  /* Template children */
  AdwHeaderBar *header_bar;
  GtkBox *start_box;
  GtkLabel *title_label;
  GtkLabel *marking_label;
  GtkLabel *saved_label;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  BrvBriefFindBar *find_bar;
  GtkScrolledWindow *scroller;
  GtkWidget *verdicts_button;
  GtkImage *verdicts_icon;
  GtkLabel *verdicts_label;
  GtkLabel *words_label;
};

/* brv-brief-pane-status.c: what it says of the brief. */
void brv_brief_pane_follow (BrvBriefPane *self);
void brv_brief_pane_show_marking (BrvBriefPane *self);

G_END_DECLS
