/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/sources/brv-source-browser.h"

#include "ui/sources/brv-row-press.h"
#include "ui/sources/brv-source-filter.h"
#include "ui/sources/brv-source-row.h"

/* A list makes up to 200 rows at once. With so many it is full, and the others come when the window
 * is there, a few in each turn of the main loop. */
#define N_FIRST_ROWS 24
#define N_MORE_ROWS  8

struct _BrvSourceBrowser
{
  GtkWidget parent_instance;

  /* Owned */
  BrvSourceListModel *model; /* (nullable) */
  BrvSourceFilter *filter;   /* (nullable) */
  BrvSourceSorter *sorter;
  GtkSortListModel *sorted; /* (nullable): all rows */
  GtkSliceListModel *slice; /* (nullable): those that were made */
  GtkSingleSelection *selection;

  guint grow_id; /* of the idle source that makes the other rows; 0: all are made */

  /* Template children */
  GtkWidget *content;
  GtkWidget *search_entry;
  GtkWidget *stack;
  GtkWidget *scroller;
  GtkWidget *list_view;
  GtkWidget *no_results_page;
};

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_MENU_REQUESTED,
  SIGNAL_REMOVE_REQUESTED,
  SIGNAL_PASTE_REQUESTED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (BrvSourceBrowser, brv_source_browser, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static void
make_all_rows (BrvSourceBrowser *self)
{
  g_clear_handle_id (&self->grow_id, g_source_remove);
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
}

static gboolean
grow_cb (gpointer data)
{
  BrvSourceBrowser *self = data;
  guint size = gtk_slice_list_model_get_size (self->slice) + N_MORE_ROWS;

  if (size < g_list_model_get_n_items (G_LIST_MODEL (self->sorted)))
    {
      gtk_slice_list_model_set_size (self->slice, size);
      return G_SOURCE_CONTINUE;
    }
  self->grow_id = 0;
  make_all_rows (self);
  return G_SOURCE_REMOVE;
}

/* The row of the source, which is made now if it was not yet. */
static guint
find_position (BrvSourceBrowser *self, BrvId source_id)
{
  GListModel *shown = G_LIST_MODEL (self->selection);

  if (self->grow_id != 0)
    make_all_rows (self);
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (BrvSourceItem) item = g_list_model_get_item (shown, i);

      if (brv_id_equal (brv_source_item_get_id (item), source_id))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
update_page (BrvSourceBrowser *self)
{
  guint n_sources;
  const char *query;
  g_autofree char *description = NULL;

  if (self->model == NULL)
    return;
  n_sources = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  query = brv_source_filter_get_query (self->filter);
  gtk_widget_set_sensitive (self->search_entry, n_sources > 0);
  if (n_sources == 0)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
      return;
    }
  if (brv_source_filter_is_busy (self->filter))
    return;

  if (*query != '\0')
    {
      g_autofree char *escaped = g_markup_escape_text (query, -1);

      adw_status_page_set_title (ADW_STATUS_PAGE (self->no_results_page), _ ("No Results"));
      description = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "The one source of this brief does not contain “%2$s”.",
                     "None of the %1$u sources of this brief contain “%2$s”.", n_sources),
        n_sources, escaped);
    }
  else
    {
      adw_status_page_set_title (ADW_STATUS_PAGE (self->no_results_page), _ ("No Unused Sources"));
      description = g_strdup (_ ("Every source of this brief is quoted."));
    }
  adw_status_page_set_description (ADW_STATUS_PAGE (self->no_results_page), description);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "no-results");
}

/* The row that has the keyboard, or NULL. */
static GtkWidget *
find_focused_row (BrvSourceBrowser *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  GtkWidget *row;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->list_view))
    return NULL;
  row = gtk_widget_get_first_child (focus);
  return BRV_IS_SOURCE_ROW (row) ? row : NULL;
}

/* By itself the list keeps the row at its top there, so that what comes above it is out of sight.
 * Where it stands at its beginning and the keyboard is elsewhere it stays there: then each new
 * source is seen, and the rows near the beginning are made one by one as they come, not all at once
 * when the last has come and is shown. */
static void
rows_changed_cb (BrvSourceBrowser *self, guint position, guint n_removed, guint n_added)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  update_page (self);
  if (position == 0 && n_added > 0 && gtk_adjustment_get_value (place) <= 0 &&
      find_focused_row (self) == NULL)
    gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u", 0);
}

static void
model_updated_cb (BrvSourceBrowser *self)
{
  brv_source_sorter_rows_changed (self->sorter);
}

static void
activate_position (BrvSourceBrowser *self, guint position)
{
  g_autoptr (BrvSourceItem) item = NULL;

  item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item);
}

static GObject *
dup_row_item (GtkWidget *row)
{
  return BRV_IS_SOURCE_ROW (row) ? G_OBJECT (brv_source_row_dup_item (BRV_SOURCE_ROW (row))) : NULL;
}

static void
row_pressed_cb (GObject *item, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_ACTIVATED], 0, item);
}

static void
list_activate_cb (GtkListView *view, guint position, BrvSourceBrowser *self)
{
  activate_position (self, position);
}

static void
search_changed_cb (BrvSourceBrowser *self)
{
  if (self->filter == NULL)
    return;
  brv_source_filter_set_query (self->filter,
                               gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  update_page (self);
}

static void
search_activate_cb (BrvSourceBrowser *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  activate_position (self, position == GTK_INVALID_LIST_POSITION ? 0 : position);
}

static void
stop_search_cb (BrvSourceBrowser *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) == '\0')
    return;
  brv_source_browser_clear_search (self);
}

static gboolean
search_key_cb (GtkEventControllerKey *controller,
               guint keyval,
               guint keycode,
               GdkModifierType state,
               BrvSourceBrowser *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  brv_source_browser_focus_list (self);
  return GDK_EVENT_STOP;
}

static void
row_menu_cb (GtkGestureClick *gesture, gint n_press, double x, double y, BrvSourceBrowser *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  g_autoptr (BrvSourceItem) item = brv_source_row_dup_item (BRV_SOURCE_ROW (row));
  double menu_x = 0;
  double menu_y = 0;

  if (item == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (gtk_widget_translate_coordinates (row, GTK_WIDGET (self), x, y, &menu_x, &menu_y))
    g_signal_emit (self, signals[SIGNAL_MENU_REQUESTED], 0, item, menu_x, menu_y);
}

static void
menu_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  BrvSourceBrowser *self = BRV_SOURCE_BROWSER (widget);
  GtkWidget *row = find_focused_row (self);
  g_autoptr (BrvSourceItem) item = brv_source_browser_dup_target (self);
  double x = 0;
  double y = 0;

  if (item == NULL)
    return;
  if (row != NULL)
    gtk_widget_translate_coordinates (row, GTK_WIDGET (self), 0, gtk_widget_get_height (row), &x,
                                      &y);
  g_signal_emit (self, signals[SIGNAL_MENU_REQUESTED], 0, item, x, y);
}

/* Before the search entry takes the keys typed into the list: it would paste, too. */
static gboolean
list_key_cb (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             BrvSourceBrowser *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (modifiers == GDK_CONTROL_MASK && (keyval == GDK_KEY_v || keyval == GDK_KEY_V))
    {
      g_signal_emit (self, signals[SIGNAL_PASTE_REQUESTED], 0);
      return GDK_EVENT_STOP;
    }
  if (modifiers == 0 && (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete) &&
      find_focused_row (self) != NULL)
    {
      g_autoptr (BrvSourceItem) item = brv_source_browser_dup_target (self);

      g_signal_emit (self, signals[SIGNAL_REMOVE_REQUESTED], 0, item);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, BrvSourceBrowser *self)
{
  GtkWidget *row = brv_source_row_new ();
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (row_menu_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, BrvSourceBrowser *self)
{
  brv_source_row_set_item (BRV_SOURCE_ROW (gtk_list_item_get_child (list_item)),
                           gtk_list_item_get_item (list_item));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, BrvSourceBrowser *self)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  if (row != NULL)
    brv_source_row_set_item (BRV_SOURCE_ROW (row), NULL);
}

static void
brv_source_browser_dispose (GObject *object)
{
  BrvSourceBrowser *self = BRV_SOURCE_BROWSER (object);

  g_clear_handle_id (&self->grow_id, g_source_remove);
  if (self->list_view != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_SOURCE_BROWSER);
  g_clear_object (&self->selection);
  g_clear_object (&self->slice);
  g_clear_object (&self->sorted);
  g_clear_object (&self->sorter);
  g_clear_object (&self->filter);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (brv_source_browser_parent_class)->dispose (object);
}

static void
brv_source_browser_class_init (BrvSourceBrowserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_source_browser_dispose;

  signals[SIGNAL_ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, BRV_TYPE_SOURCE_ITEM);
  signals[SIGNAL_MENU_REQUESTED] =
    g_signal_new ("menu-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 3, BRV_TYPE_SOURCE_ITEM, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  signals[SIGNAL_REMOVE_REQUESTED] =
    g_signal_new ("remove-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, BRV_TYPE_SOURCE_ITEM);
  signals[SIGNAL_PASTE_REQUESTED] =
    g_signal_new ("paste-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "source-browser");
  gtk_widget_class_install_action (widget_class, "browser.menu", NULL, menu_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "browser.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "browser.menu",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-source-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvSourceBrowser, content);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceBrowser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceBrowser, stack);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceBrowser, scroller);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceBrowser, list_view);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceBrowser, no_results_page);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
}

static void
brv_source_browser_init (BrvSourceBrowser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_type_ensure (ADW_TYPE_STATUS_PAGE);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  self->sorter = brv_source_sorter_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list_view), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), GTK_SELECTION_MODEL (self->selection));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search_entry), self->list_view);
  brv_row_press_connect (self->scroller, self->list_view, dup_row_item, row_pressed_cb, self);
}

/**
 * brv_source_browser_new:
 *
 * Returns: a browser without a model
 */
GtkWidget *
brv_source_browser_new (void)
{
  return g_object_new (BRV_TYPE_SOURCE_BROWSER, NULL);
}

/**
 * brv_source_browser_set_model:
 * @self: a browser that has no model yet
 * @model: the sources to list
 */
void
brv_source_browser_set_model (BrvSourceBrowser *self, BrvSourceListModel *model)
{
  g_autoptr (GtkFilterListModel) filtered = NULL;

  g_return_if_fail (BRV_IS_SOURCE_BROWSER (self));
  g_return_if_fail (BRV_IS_SOURCE_LIST_MODEL (model));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  self->filter = brv_source_filter_new (model);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (model)),
                                        GTK_FILTER (g_object_ref (self->filter)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (filtered)),
                                          GTK_SORTER (g_object_ref (self->sorter)));
  self->slice =
    gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->sorted)), 0, N_FIRST_ROWS);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->slice));
  self->grow_id = g_idle_add (grow_cb, self);

  g_signal_connect_object (model, "updated", G_CALLBACK (model_updated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "notify::busy", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_page (self);
}

/**
 * brv_source_browser_set_order:
 * @self: a browser
 * @order: the order of its rows
 */
void
brv_source_browser_set_order (BrvSourceBrowser *self, BrvSourceOrder order)
{
  g_return_if_fail (BRV_IS_SOURCE_BROWSER (self));

  brv_source_sorter_set_order (self->sorter, order);
}

/**
 * brv_source_browser_set_only_unused:
 * @self: a browser
 * @only_unused: whether sources that are quoted are hidden
 */
void
brv_source_browser_set_only_unused (BrvSourceBrowser *self, gboolean only_unused)
{
  g_return_if_fail (BRV_IS_SOURCE_BROWSER (self));
  g_return_if_fail (self->filter != NULL);
  brv_source_filter_set_only_unused (self->filter, only_unused);
  update_page (self);
}

/**
 * brv_source_browser_select:
 * @self: a browser
 * @source_id: a source, or none
 *
 * Marks the row of the source, if it is shown, and brings it into view.
 */
void
brv_source_browser_select (BrvSourceBrowser *self, BrvId source_id)
{
  g_return_if_fail (BRV_IS_SOURCE_BROWSER (self));

  gtk_single_selection_set_selected (self->selection, find_position (self, source_id));
  brv_source_browser_reveal (self, source_id);
}

/**
 * brv_source_browser_reveal:
 * @self: a browser
 * @source_id: a source
 *
 * Brings the row of the source into view, if it is among those that are shown.
 */
void
brv_source_browser_reveal (BrvSourceBrowser *self, BrvId source_id)
{
  guint position;

  g_return_if_fail (BRV_IS_SOURCE_BROWSER (self));

  position = find_position (self, source_id);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u", position);
}

/**
 * brv_source_browser_focus_search:
 * @self: a browser
 *
 * Puts the keyboard into the search entry.
 */
void
brv_source_browser_focus_search (BrvSourceBrowser *self)
{
  g_return_if_fail (BRV_IS_SOURCE_BROWSER (self));
  gtk_widget_grab_focus (self->search_entry);
}

/**
 * brv_source_browser_focus_list:
 * @self: a browser
 *
 * Puts the keyboard on the selected row, else on the first.
 */
void
brv_source_browser_focus_list (BrvSourceBrowser *self)
{
  g_return_if_fail (BRV_IS_SOURCE_BROWSER (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    {
      gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
      return;
    }
  /* By itself the list goes back to the row that had the keyboard last. */
  for (GtkWidget *child = gtk_widget_get_first_child (self->list_view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      g_autoptr (BrvSourceItem) item =
        BRV_IS_SOURCE_ROW (row) ? brv_source_row_dup_item (BRV_SOURCE_ROW (row)) : NULL;

      if (item != NULL &&
          (gpointer)item == gtk_single_selection_get_selected_item (self->selection))
        {
          gtk_widget_grab_focus (child);
          return;
        }
    }
  gtk_widget_grab_focus (self->list_view);
}

/**
 * brv_source_browser_clear_search:
 * @self: a browser
 *
 * Empties the search entry, so that all sources are shown.
 */
void
brv_source_browser_clear_search (BrvSourceBrowser *self)
{
  g_return_if_fail (BRV_IS_SOURCE_BROWSER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  search_changed_cb (self);
}

/**
 * brv_source_browser_get_shown:
 * @self: a browser
 *
 * Returns: (transfer none) (element-type BrvSourceItem): the rows as they are shown now, or are
 *   about to be
 */
GListModel *
brv_source_browser_get_shown (BrvSourceBrowser *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_BROWSER (self), NULL);
  return G_LIST_MODEL (self->sorted);
}

/**
 * brv_source_browser_dup_target:
 * @self: a browser
 *
 * Returns: (transfer full) (nullable): what a key means that acts on a row: the row that has the
 *   keyboard, else the selected one
 */
BrvSourceItem *
brv_source_browser_dup_target (BrvSourceBrowser *self)
{
  GtkWidget *row;
  BrvSourceItem *item;

  g_return_val_if_fail (BRV_IS_SOURCE_BROWSER (self), NULL);

  row = find_focused_row (self);
  if (row != NULL)
    return brv_source_row_dup_item (BRV_SOURCE_ROW (row));
  item = gtk_single_selection_get_selected_item (self->selection);
  return item == NULL ? NULL : g_object_ref (item);
}

/**
 * brv_source_browser_get_query:
 * @self: a browser
 *
 * Returns: (transfer none): what is searched for, "" for nothing
 */
const char *
brv_source_browser_get_query (BrvSourceBrowser *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_BROWSER (self), NULL);
  return self->filter == NULL ? "" : brv_source_filter_get_query (self->filter);
}
