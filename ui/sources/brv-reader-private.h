/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/sources/brv-reader.h"

G_BEGIN_DECLS

/* A passage of the shown source that a block of the brief quotes. */
typedef struct
{
  BrvRange range;
  BrvId block_id;
} BrvQuotedPassage;

struct _BrvReader
{
  GtkWidget parent_instance;

  /* Owned */
  BrvDocument *document; /* (nullable) */
  BrvReaderBuffer *buffer;
  GHashTable *places;           /* BrvId -> Place: where each source was read */
  GArray *quoted;               /* BrvQuotedPassage, in the order of the brief */
  GtkWidget *selection_popover; /* a child without a place in the template, as the next */
  GtkWidget *context_menu;
  guint popover_timeout_id;
  guint scroll_idle_id;

  BrvId source_id;
  double zoom;
  gboolean show_left_out;
  gboolean has_selection;
  gboolean scrolled;
  gboolean show_pages;        /* where a source has them */
  gboolean selecting_on_page; /* the buffer's selection is being set from there */

  /* The pointer */
  double press_x; /* in the view's widget coordinates */
  double press_y;
  gboolean pressed;      /* the last press has had no release yet */
  gboolean drag_dressed; /* the drag that began with it has its card */
  gint context_block;    /* the source's block that the context menu is about, or -1 */

  /* Template children */
  GtkWidget *content;
  GtkWidget *find_bar;
  GtkWidget *view_switch;
  GtkWidget *stack;
  GtkWidget *pages_scroller;
  GtkWidget *pages;
  GtkWidget *locked_page;
  GtkWidget *password_entry;
  GtkWidget *scroller;
  GtkWidget *clamp;
  GtkWidget *view;
};

/* brv-reader-actions.c: what its keys do. */
void brv_reader_install_actions (GtkWidgetClass *widget_class);
void brv_reader_bind_view_keys (BrvReader *self);

/* brv-reader-quoted.c: the marks on what the brief quotes. */
void brv_reader_update_quoted (BrvReader *self);
void brv_reader_reset_quoted (BrvReader *self);
gboolean brv_reader_touches_quotes (const BrvChange *change);

/* brv-reader-pointer.c: presses, drags and what a release opens. */
void brv_reader_init_pointer (BrvReader *self);
void brv_reader_queue_selection_popover (BrvReader *self);

/* brv-reader-pages.c: the pages beside the text. */
void brv_reader_init_pages (BrvReader *self);
void brv_reader_unlock (BrvReader *self);
void brv_reader_update_pages (BrvReader *self);
void brv_reader_update_page_marks (BrvReader *self);
void brv_reader_update_page_selection (BrvReader *self);
void brv_reader_set_show_pages (BrvReader *self, gboolean show_pages);
void brv_reader_scroll_pages (BrvReader *self, BrvRange range);
gboolean brv_reader_is_showing_pages (BrvReader *self);
gboolean brv_reader_get_page_rectangle (BrvReader *self, GdkRectangle *rectangle);

/* brv-reader-places.c: where each source was read. */
BrvRange brv_reader_get_read_range (BrvReader *self);
void brv_reader_remember_place (BrvReader *self);
void brv_reader_restore_place (BrvReader *self);
gboolean brv_reader_showed_left_out (BrvReader *self);

/* brv-reader-menu.c: the popover at the selection and the context menu. */
void brv_reader_init_menus (BrvReader *self);
void brv_reader_dispose_menus (BrvReader *self);
void brv_reader_show_selection_popover (BrvReader *self);
void brv_reader_hide_selection_popover (BrvReader *self);
void brv_reader_show_context_menu (BrvReader *self, double x, double y);
void brv_reader_show_context_menu_at_caret (BrvReader *self);
GMenuModel *brv_reader_new_sections_menu (BrvReader *self, const char *action, gint image);
char *brv_reader_dup_menu_label (const char *text);
void brv_reader_set_context_role (BrvReader *self, const char *role_name);
const char *brv_reader_get_context_role (BrvReader *self);
void brv_reader_toggle_kept (BrvReader *self);
void brv_reader_copy (BrvReader *self);
void brv_reader_send (BrvReader *self, guint section);

/* brv-reader-picture-actions.c: what the context menu does with a picture. */
GMenuModel *brv_reader_new_pictures_menu (BrvReader *self, const GArray *images);
void brv_reader_insert_picture (BrvReader *self, guint image, guint section);
void brv_reader_copy_picture (BrvReader *self, guint image);
void brv_reader_save_picture (BrvReader *self, guint image);

G_END_DECLS
