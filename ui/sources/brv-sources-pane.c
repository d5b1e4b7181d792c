/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-sources-pane-private.h"

#include "ui/shared/brv-context-menu.h"
#include "ui/sources/brv-reader.h"
#include "ui/sources/brv-source-labels.h"

#define PAGE_LIST   "list"
#define PAGE_READER "reader"

#define PLACE_LIBRARY "library"

enum
{
  PROP_0,
  PROP_HAS_SELECTION,
  PROP_READING,
  PROP_NARROW,
  PROP_ORDER,
  PROP_ONLY_UNUSED,
  PROP_SHOW_LEFT_OUT,
  N_PROPS,
};

enum
{
  SIGNAL_BLOCK_REQUESTED,
  SIGNAL_MESSAGE,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (BrvSourcesPane, brv_sources_pane, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *const order_names[] = {
  [BRV_SOURCE_ORDER_ADDED] = "added",
  [BRV_SOURCE_ORDER_DATE] = "date",
  [BRV_SOURCE_ORDER_QUOTES] = "quotes",
};

static BrvReader *
get_reader (BrvSourcesPane *self)
{
  return BRV_READER (self->reader);
}

static BrvSourceBrowser *
get_browser (BrvSourcesPane *self)
{
  return BRV_SOURCE_BROWSER (self->browser);
}

static BrvSourceBrowser *
get_switcher (BrvSourcesPane *self)
{
  return BRV_SOURCE_BROWSER (self->switcher_browser);
}

/*
 * brv_sources_pane_arrange:
 * @self: a pane
 *
 * Puts list and reader beside each other, or one in the place of the other. The list page has one
 * parent in each arrangement: its own slot, or the stack it slides in.
 */
void
brv_sources_pane_arrange (BrvSourcesPane *self)
{
  GtkWidget *home = self->side_by_side ? self->list_slot : self->list_home;

  if (gtk_widget_get_parent (self->list_page) != home)
    {
      g_object_ref (self->list_page);
      adw_bin_set_child (ADW_BIN (self->list_slot), NULL);
      adw_bin_set_child (ADW_BIN (self->list_home), NULL);
      adw_bin_set_child (ADW_BIN (home), self->list_page);
      g_object_unref (self->list_page);
    }
  gtk_widget_set_visible (self->list_slot, self->side_by_side);
  gtk_widget_set_hexpand (self->list_slot, self->side_by_side && !self->reading);
  gtk_widget_set_visible (self->separator, self->side_by_side && self->reading);
  gtk_widget_set_visible (self->stack, !self->side_by_side || self->reading);
  gtk_widget_set_visible (self->back_button, !self->side_by_side);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    self->side_by_side || self->reading ? PAGE_READER : PAGE_LIST);
}

static void
browser_activated_cb (BrvSourcesPane *self, BrvSourceItem *item)
{
  const char *query = brv_source_browser_get_query (get_browser (self));

  brv_sources_pane_show_source (self, brv_source_item_get_id (item));
  gtk_widget_child_focus (self->reader, GTK_DIR_TAB_FORWARD);
  /* Who came here by a search wants to see where the words stand. */
  if (*query != '\0')
    brv_reader_find (get_reader (self), query);
}

static gboolean
is_in_library (BrvSourcesPane *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->place_stack)),
                    PLACE_LIBRARY) == 0;
}

static void
place_changed_cb (BrvSourcesPane *self)
{
  if (self->workspace != NULL && is_in_library (self))
    brv_library_browser_focus_search (BRV_LIBRARY_BROWSER (self->library_browser));
  gtk_widget_set_visible (self->list_menu_button, !is_in_library (self));
}

static void
library_activated_cb (BrvSourcesPane *self, BrvLibraryItem *item)
{
  brv_sources_pane_add_from_library (self, item, TRUE);
}

static void
library_details_cb (BrvSourcesPane *self, BrvLibraryItem *item)
{
  brv_sources_pane_mark_in_library (self, item);
}

static void
switcher_activated_cb (BrvSourcesPane *self, BrvSourceItem *item)
{
  gtk_popover_popdown (GTK_POPOVER (self->switcher_popover));
  brv_sources_pane_show_source (self, brv_source_item_get_id (item));
  gtk_widget_child_focus (self->reader, GTK_DIR_TAB_FORWARD);
}

static void
switcher_shown_cb (BrvSourcesPane *self)
{
  /* A list has rows whether it is seen or not. */
  if (!self->switcher_is_filled)
    brv_source_browser_set_model (get_switcher (self), self->model);
  self->switcher_is_filled = TRUE;
  brv_source_browser_clear_search (get_switcher (self));
  brv_source_browser_select (get_switcher (self), brv_reader_get_source_id (get_reader (self)));
  brv_source_browser_focus_search (get_switcher (self));
}

static void
menu_requested_cb (BrvSourcesPane *self, BrvSourceItem *item, double x, double y)
{
  g_autoptr (GMenuModel) menu = NULL;
  double pane_x = 0;
  double pane_y = 0;

  menu = brv_sources_pane_new_source_menu (self, brv_source_item_get_id (item), FALSE);
  if (gtk_widget_translate_coordinates (self->browser, GTK_WIDGET (self), x, y, &pane_x, &pane_y))
    brv_context_menu_popup (self->list_menu, menu, pane_x, pane_y);
}

static void
remove_requested_cb (BrvSourcesPane *self, BrvSourceItem *item)
{
  brv_sources_pane_remove_source (self, brv_source_item_get_id (item));
}

static void
reader_block_requested_cb (BrvSourcesPane *self, const BrvId *block_id)
{
  g_signal_emit (self, signals[SIGNAL_BLOCK_REQUESTED], 0, block_id);
}

static void
reader_send_requested_cb (BrvSourcesPane *self, guint section)
{
  brv_sources_pane_send_to_section (self, section);
}

static void
reader_message_cb (BrvSourcesPane *self, const char *text)
{
  brv_sources_pane_say (self, text, NULL);
}

static void
reader_source_gone_cb (BrvSourcesPane *self)
{
  brv_sources_pane_show_list (self);
}

static void
reader_has_selection_cb (BrvSourcesPane *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_SELECTION]);
}

static void
reader_show_left_out_cb (BrvSourcesPane *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_LEFT_OUT]);
}

static void
reader_scrolled_cb (BrvSourcesPane *self)
{
  gboolean scrolled = FALSE;

  g_object_get (self->reader, "scrolled", &scrolled, NULL);
  if (scrolled)
    gtk_widget_add_css_class (self->end_header_bar, "brv-scrolled");
  else
    gtk_widget_remove_css_class (self->end_header_bar, "brv-scrolled");
}

static void
model_updated_cb (BrvSourcesPane *self)
{
  brv_sources_pane_update_reader_header (self);
  brv_sources_pane_update_source_menu (self);
}

static void
set_order (BrvSourcesPane *self, const char *name)
{
  for (guint order = 0; order < G_N_ELEMENTS (order_names); order++)
    if (g_strcmp0 (name, order_names[order]) == 0 && order != self->order)
      {
        self->order = (BrvSourceOrder)order;
        brv_source_browser_set_order (get_browser (self), self->order);
        brv_source_browser_set_order (get_switcher (self), self->order);
        brv_sources_pane_update_reader_header (self);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
        return;
      }
}

static void
set_only_unused (BrvSourcesPane *self, gboolean only_unused)
{
  if (self->only_unused == only_unused)
    return;
  self->only_unused = only_unused;
  brv_source_browser_set_only_unused (get_browser (self), only_unused);
  brv_sources_pane_update_reader_header (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLY_UNUSED]);
}

static void
brv_sources_pane_dispose (GObject *object)
{
  BrvSourcesPane *self = BRV_SOURCES_PANE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->original_folders != NULL)
    brv_sources_pane_forget_originals (self);
  g_clear_pointer (&self->list_menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_SOURCES_PANE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->watch);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (brv_sources_pane_parent_class)->dispose (object);
}

static void
brv_sources_pane_finalize (GObject *object)
{
  BrvSourcesPane *self = BRV_SOURCES_PANE (object);

  g_clear_pointer (&self->original_folders, g_ptr_array_unref);
  g_clear_pointer (&self->passwords_tried, g_hash_table_unref);
  G_OBJECT_CLASS (brv_sources_pane_parent_class)->finalize (object);
}

static void
brv_sources_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BrvSourcesPane *self = BRV_SOURCES_PANE (object);

  switch (prop_id)
    {
    case PROP_HAS_SELECTION:
      g_value_set_boolean (value, brv_sources_pane_get_has_selection (self));
      break;
    case PROP_READING:
      g_value_set_boolean (value, self->reading);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, !self->side_by_side);
      break;
    case PROP_ORDER:
      g_value_set_string (value, order_names[self->order]);
      break;
    case PROP_ONLY_UNUSED:
      g_value_set_boolean (value, self->only_unused);
      break;
    case PROP_SHOW_LEFT_OUT:
      g_object_get_property (G_OBJECT (self->reader), "show-left-out", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
brv_sources_pane_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  BrvSourcesPane *self = BRV_SOURCES_PANE (object);

  switch (prop_id)
    {
    case PROP_ORDER:
      set_order (self, g_value_get_string (value));
      break;
    case PROP_ONLY_UNUSED:
      set_only_unused (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_LEFT_OUT:
      g_object_set_property (G_OBJECT (self->reader), "show-left-out", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags write_flags =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /* Whether a passage that can be quoted is selected in the reader. */
  properties[PROP_HAS_SELECTION] =
    g_param_spec_boolean ("has-selection", NULL, NULL, FALSE, read_flags);
  /* Whether a source is open in the reader. */
  properties[PROP_READING] = g_param_spec_boolean ("reading", NULL, NULL, FALSE, read_flags);
  /* Whether the reader takes the place of the list instead of standing beside it. */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, TRUE, read_flags);
  /* The three states of the menus. */
  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "added", write_flags);
  properties[PROP_ONLY_UNUSED] =
    g_param_spec_boolean ("only-unused", NULL, NULL, FALSE, write_flags);
  properties[PROP_SHOW_LEFT_OUT] =
    g_param_spec_boolean ("show-left-out", NULL, NULL, FALSE, write_flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-sources-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, content);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, list_slot);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, list_home);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, list_page);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, start_header_bar);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, title_stack);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, place_switcher);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, list_menu_button);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, place_stack);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, library_browser);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, browser);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, imports_scroller);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, imports_box);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, separator);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, end_header_bar);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, back_button);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, switcher_button);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, switcher_popover);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, switcher_browser);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, publisher_label);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, position_label);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, source_menu_button);
  gtk_widget_class_bind_template_child (widget_class, BrvSourcesPane, reader);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, library_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, library_details_cb);
  gtk_widget_class_bind_template_callback (widget_class, browser_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, brv_sources_pane_paste);
  gtk_widget_class_bind_template_callback (widget_class, switcher_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, switcher_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_block_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_send_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_message_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_source_gone_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_has_selection_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_show_left_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_scrolled_cb);
}

/* The keyboard goes to what the pane shows: the source that is read, or else a list. */
static gboolean
brv_sources_pane_grab_focus (GtkWidget *widget)
{
  BrvSourcesPane *self = BRV_SOURCES_PANE (widget);

  if (self->reading)
    return gtk_widget_child_focus (self->reader, GTK_DIR_TAB_FORWARD);
  if (is_in_library (self))
    brv_library_browser_focus_search (BRV_LIBRARY_BROWSER (self->library_browser));
  else
    brv_source_browser_focus_list (get_browser (self));
  return TRUE;
}

static void
brv_sources_pane_class_init (BrvSourcesPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = brv_sources_pane_dispose;
  object_class->finalize = brv_sources_pane_finalize;
  object_class->get_property = brv_sources_pane_get_property;
  object_class->set_property = brv_sources_pane_set_property;
  widget_class->grab_focus = brv_sources_pane_grab_focus;
  install_properties (object_class);

  signals[SIGNAL_BLOCK_REQUESTED] =
    g_signal_new ("block-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_MESSAGE] =
    g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sources-pane");
  brv_sources_pane_install_actions (widget_class);
  bind_template (widget_class);
}

static void
brv_sources_pane_init (BrvSourcesPane *self)
{
  self->cancellable = g_cancellable_new ();
  self->original_folders = g_ptr_array_new_with_free_func (g_free);
  self->passwords_tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_type_ensure (BRV_TYPE_LIBRARY_BROWSER);
  g_type_ensure (BRV_TYPE_SOURCE_BROWSER);
  g_type_ensure (BRV_TYPE_READER);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->list_menu = brv_context_menu_new (GTK_WIDGET (self));

  brv_sources_pane_init_drop (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.back", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.switch", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.escape", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.previous", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.next", FALSE);
  brv_sources_pane_arrange (self);
}

/*
 * brv_sources_pane_say:
 * @self: a pane
 * @text: what to tell the user
 * @block_id: (nullable): the block that it is about
 */
void
brv_sources_pane_say (BrvSourcesPane *self, const char *text, const BrvId *block_id)
{
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, text, block_id);
}

/*
 * brv_sources_pane_get_window:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the window that it is in
 */
GtkWindow *
brv_sources_pane_get_window (BrvSourcesPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/**
 * brv_sources_pane_new:
 * @workspace: the open brief
 *
 * Returns: the pane, showing the list of the brief's sources
 */
GtkWidget *
brv_sources_pane_new (BrvWorkspace *workspace)
{
  BrvSourcesPane *self;
  BrvDocument *document;

  g_return_val_if_fail (BRV_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (BRV_TYPE_SOURCES_PANE, NULL);
  document = brv_workspace_get_document (workspace);
  self->workspace = g_object_ref (workspace);
  self->model = brv_source_list_model_new (document);
  brv_sources_pane_init_library (self);
  brv_reader_set_document (get_reader (self), document);
  brv_reader_set_workers (get_reader (self), brv_workspace_get_workers (workspace));
  brv_source_browser_set_model (get_browser (self), self->model);
  brv_sources_pane_init_watch (self);
  brv_sources_pane_init_pictures (self);
  g_signal_connect_object (self->model, "updated", G_CALLBACK (model_updated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (brv_source_browser_get_shown (get_browser (self)), "items-changed",
                           G_CALLBACK (brv_sources_pane_update_reader_header), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * brv_sources_pane_get_start_header_bar:
 * @self: a pane
 *
 * Returns: (transfer none): the header bar over the list
 */
AdwHeaderBar *
brv_sources_pane_get_start_header_bar (BrvSourcesPane *self)
{
  g_return_val_if_fail (BRV_IS_SOURCES_PANE (self), NULL);
  return ADW_HEADER_BAR (self->start_header_bar);
}

/**
 * brv_sources_pane_get_end_header_bar:
 * @self: a pane
 *
 * Returns: (transfer none): the header bar over the reader
 */
AdwHeaderBar *
brv_sources_pane_get_end_header_bar (BrvSourcesPane *self)
{
  g_return_val_if_fail (BRV_IS_SOURCES_PANE (self), NULL);
  return ADW_HEADER_BAR (self->end_header_bar);
}

/**
 * brv_sources_pane_set_side_by_side:
 * @self: a pane
 * @side_by_side: whether there is room for the list beside the reader
 */
void
brv_sources_pane_set_side_by_side (BrvSourcesPane *self, gboolean side_by_side)
{
  g_return_if_fail (BRV_IS_SOURCES_PANE (self));

  if (self->side_by_side == side_by_side)
    return;
  self->side_by_side = side_by_side;
  brv_sources_pane_arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/**
 * brv_sources_pane_find:
 * @self: a pane
 *
 * Finds in the source that is read, or else in the list.
 */
void
brv_sources_pane_find (BrvSourcesPane *self)
{
  g_return_if_fail (BRV_IS_SOURCES_PANE (self));

  if (self->reading)
    brv_reader_find (get_reader (self), NULL);
  else if (is_in_library (self))
    brv_library_browser_focus_search (BRV_LIBRARY_BROWSER (self->library_browser));
  else
    brv_source_browser_focus_search (get_browser (self));
}

/**
 * brv_sources_pane_switch:
 * @self: a pane
 *
 * Opens the list of sources behind the reader's title.
 */
void
brv_sources_pane_switch (BrvSourcesPane *self)
{
  g_return_if_fail (BRV_IS_SOURCES_PANE (self));

  if (self->reading)
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->switcher_button));
  else
    brv_source_browser_focus_search (get_browser (self));
}
