/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/sources/brv-library-browser.h"
#include "ui/sources/brv-library-model.h"

G_BEGIN_DECLS

struct _BrvLibraryBrowser
{
  GtkWidget parent_instance;

  /* Owned */
  BrvLibraryService *library; /* (nullable) */
  BrvLibraryModel *model;
  GtkSingleSelection *selection;
  GCancellable *cancellable; /* (nullable): of the search that runs */
  GArray
    *all_ids; /* (element-type gint64) (nullable): all hits, where the list has but the first */
  BrvLibraryOrder order;
  char *shown; /* (nullable): what the hits were searched with that the list shows, ... */
  BrvLibraryOrder shown_order; /* ... and their order */
  GtkWidget *menu;  /* (nullable): of a row, where there is more to do than to choose it */
  GMenu *narrowing; /* the part of the button's menu that depends on the library */

  guint pause_id;     /* of the timeout after which all hits are looked for; 0: none */
  guint follow_id;    /* of the timeout after which the list follows the library; 0: none */
  gboolean is_stale;  /* a search is due when the list is seen */
  gboolean is_warm;   /* the index was read ahead */
  gboolean wants_all; /* it is scrolled to its end */

  /* Template children */
  GtkWidget *content;
  GtkWidget *search_entry;
  GtkWidget *narrow_button;
  GtkWidget *count_label;
  GtkWidget *stack;
  GtkWidget *scroller;
  GtkWidget *list_view;
  GtkWidget *error_page;
};

const char *brv_library_browser_get_typed (BrvLibraryBrowser *self);
void brv_library_browser_activate (BrvLibraryBrowser *self, BrvLibraryItem *item);
void brv_library_browser_request_details (BrvLibraryBrowser *self, BrvLibraryItem *item);

/* brv-library-browser-actions.c */
void brv_library_browser_install_actions (GtkWidgetClass *widget_class);
void brv_library_browser_make_menus (BrvLibraryBrowser *self);
void brv_library_browser_row_menu_cb (
  GtkGestureClick *gesture, gint n_press, double x, double y, BrvLibraryBrowser *self);

G_END_DECLS
