/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-pane.h"
#include "ui/pages/brv-pages-pane.h"
#include "ui/shell/brv-file-watch.h"
#include "ui/shell/brv-pane-container.h"
#include "ui/shell/brv-section-shelf.h"
#include "ui/shell/brv-start-page.h"
#include "ui/shell/brv-window.h"
#include "ui/sources/brv-sources-pane.h"

G_BEGIN_DECLS

struct _BrvWindow
{
  AdwApplicationWindow parent_instance;

  /* Owned */
  BrvWorkspace *workspace; /* (nullable): while the start page is shown */
  BrvRecentBriefs *recent;
  char *last_path;        /* (nullable): of the brief, once it is closed */
  GtkWindow *settings;    /* (nullable) (weak): of the document, while they are shown */
  GtkWidget *end_buttons; /* Print, Export, menu: in whichever header bar is the rightmost */

  GtkWidget *start_page; /* (nullable): borrowed; not shown yet */

  /* Borrowed: the panes of the brief, NULL without one */
  BrvSourcesPane *sources;
  BrvBriefPane *brief;
  BrvPagesPane *pages;
  BrvPaneContainer *panes;
  GtkWidget *brief_end; /* places for the end buttons */
  GtkWidget *pages_end;
  GtkWidget *sources_toggle;
  GtkWidget *pages_toggle;
  GtkWidget *print_button;
  GtkWidget *switcher;
  GtkWidget *switcher_buttons[BRV_N_PANES];
  GtkWidget *versions;  /* (nullable): the window of versions, while it is open */
  BrvPane focused_pane; /* the one that had the focus last */

  BrvFileWatch *file_watch;  /* Owned (nullable) */
  GtkWidget *changed_banner; /* (nullable) (weak): says that another program has changed the file */

  gboolean close_when_saved;
  gboolean save_again;       /* it was asked for while a save was under way */
  gboolean close_confirmed;  /* the brief is saved or discarded: nothing more to ask */
  gboolean asking;           /* a question about closing is shown */
  gboolean told_overwritten; /* the user knows that the file is written over in place */

  /* Template children */
  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  GtkWidget *start_box;
  AdwHeaderBar *start_header_bar;
  GtkOverlay *brief_overlay;
  BrvSectionShelf *shelf;
};

/* brv-window.c */
void brv_window_clear_workspace (BrvWindow *self);

/* brv-window-actions.c */
void brv_window_add_actions (BrvWindow *self);
void brv_window_class_add_bindings (GtkWidgetClass *widget_class);
void brv_window_update_actions (BrvWindow *self);

/* brv-window-panes.c */
void brv_window_build_panes (BrvWindow *self);
void brv_window_clear_panes (BrvWindow *self);
void brv_window_show_pane (BrvWindow *self, BrvPane pane, gboolean grab_focus);
void brv_window_toggle_pane (BrvWindow *self, BrvPane pane);
void brv_window_step_pane (BrvWindow *self, gint step);
BrvPane brv_window_get_focused_pane (BrvWindow *self);

/* brv-window-save.c */
void brv_window_save (BrvWindow *self);
void brv_window_save_as (BrvWindow *self);
void brv_window_ask_path_async (BrvWindow *self,
                                const char *title,
                                const char *name,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
char *brv_window_ask_path_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;
void brv_window_save_version (BrvWindow *self, const char *name, gint version);
gboolean brv_window_confirm_close (BrvWindow *self);
void brv_window_remember_brief (BrvWindow *self);
void brv_window_load_state (BrvWindow *self);
void brv_window_store_state (BrvWindow *self);
void brv_window_store_place (BrvWindow *self);
void brv_window_restore_place (BrvWindow *self);

gboolean brv_window_let_go (BrvWindow *self);

/* brv-window-changed.c */
void brv_window_watch_file (BrvWindow *self);
void brv_window_hide_changed_banner (BrvWindow *self);
void brv_window_open_changed (BrvWindow *self);

/* brv-window-versions.c */
void brv_window_show_versions (BrvWindow *self);
void brv_window_ask_version (BrvWindow *self);
void brv_window_share (BrvWindow *self);

/* brv-window-dnd.c */
void brv_window_add_drop_targets (BrvWindow *self);

G_END_DECLS
