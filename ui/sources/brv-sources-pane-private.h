/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/sources/brv-sources-pane.h"

#include "ui/sources/brv-library-browser.h"
#include "ui/sources/brv-source-browser.h"
#include "ui/sources/brv-source-list-model.h"
#include "workspace/brv-folder-watch.h"

G_BEGIN_DECLS

struct _BrvSourcesPane
{
  GtkWidget parent_instance;

  /* Owned */
  BrvWorkspace *workspace; /* (nullable): NULL once disposed */
  BrvSourceListModel *model;
  GtkWidget *list_menu_button; /* how the list of this brief is sorted */
  GtkWidget *list_menu;        /* the context menu of the list's rows, a child of the pane */
  GCancellable *cancellable;   /* of reading the clipboard, drops and dialogs */
  GPtrArray *original_folders; /* char *: private folders of opened originals, removed at the end */

  BrvFolderWatch *watch;       /* (nullable) */
  GHashTable *passwords_tried; /* (element-type filename): for which one was given */

  BrvSourceOrder order;
  gboolean only_unused;
  gboolean switcher_is_filled;
  gboolean side_by_side;
  gboolean reading;

  /* Borrowed: below the list */
  GtkWidget *watch_bar;
  GtkWidget *watch_label;

  /* Template children */
  GtkWidget *content;
  GtkWidget *list_slot;
  GtkWidget *list_home;
  GtkWidget *list_page;
  GtkWidget *start_header_bar;
  GtkWidget *title_stack;
  GtkWidget *place_switcher;
  GtkWidget *place_stack;
  GtkWidget *browser;
  GtkWidget *library_browser;
  GtkWidget *imports_scroller;
  GtkWidget *imports_box;
  GtkWidget *separator;
  GtkWidget *stack;
  GtkWidget *end_header_bar;
  GtkWidget *back_button;
  GtkWidget *switcher_button;
  GtkWidget *switcher_popover;
  GtkWidget *switcher_browser;
  GtkWidget *publisher_label;
  GtkWidget *position_label;
  GtkWidget *source_menu_button;
  GtkWidget *reader;
};

void brv_sources_pane_say (BrvSourcesPane *self, const char *text, const BrvId *block_id);
GtkWindow *brv_sources_pane_get_window (BrvSourcesPane *self);

void brv_sources_pane_arrange (BrvSourcesPane *self);

/* brv-sources-pane-reading.c: the reader in the pane. */
void brv_sources_pane_update_reader_header (BrvSourcesPane *self);
void brv_sources_pane_update_source_menu (BrvSourcesPane *self);

/* brv-sources-pane-pictures.c: what is done with the pictures of sources. */
void brv_sources_pane_init_pictures (BrvSourcesPane *self);

/* brv-sources-pane-actions.c: what buttons, menus and keys do. */
void brv_sources_pane_install_actions (GtkWidgetClass *widget_class);

/* brv-sources-pane-import.c: what comes in by dialog, paste and drop. */
void brv_sources_pane_init_drop (BrvSourcesPane *self);
void brv_sources_pane_paste (BrvSourcesPane *self);
void brv_sources_pane_add_card (BrvSourcesPane *self, GtkWidget *card);
void brv_sources_pane_remove_card (BrvSourcesPane *self, GtkWidget *card);
void brv_sources_pane_show_job (BrvSourcesPane *self, BrvImportJob *job, gboolean can_retry);
void brv_sources_pane_choose_folder (BrvSourcesPane *self);

/* brv-sources-pane-fetch.c: pages from the web, which come only when they are asked for. */
void brv_sources_pane_offer_address (BrvSourcesPane *self, const char *address);
char *brv_sources_pane_dup_address (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* brv-sources-pane-watch.c: a folder whose new files are added. */
void brv_sources_pane_choose_watched (BrvSourcesPane *self);
void brv_sources_pane_init_watch (BrvSourcesPane *self);

/* brv-sources-pane-after.c: what an import leaves to be asked. */
void brv_sources_pane_ask_after (BrvSourcesPane *self, BrvImportJob *job);
void brv_sources_pane_attach_text (BrvSourcesPane *self, BrvId source_id);

/* brv-sources-pane-library.c: what the library's list asks for. */
void brv_sources_pane_init_library (BrvSourcesPane *self);
void brv_sources_pane_mark_in_library (BrvSourcesPane *self, BrvLibraryItem *item);

/* brv-sources-pane-source.c: what the menus do with one source. */
GMenuModel *
brv_sources_pane_new_source_menu (BrvSourcesPane *self, BrvId source_id, gboolean shown);
void brv_sources_pane_edit_details (BrvSourcesPane *self, BrvId source_id);
void brv_sources_pane_open_original (BrvSourcesPane *self, BrvId source_id);
void brv_sources_pane_copy_address (BrvSourcesPane *self, BrvId source_id);
void brv_sources_pane_remove_source (BrvSourcesPane *self, BrvId source_id);
void brv_sources_pane_forget_originals (BrvSourcesPane *self);

G_END_DECLS
