/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/sources/brv-library-browser-private.h"

#include "ui/sources/brv-library-menu.h"
#include "ui/sources/brv-library-row.h"

/* A screenful comes at once; what the others show is read when they are scrolled to. */
#define N_FIRST 24
#define N_SHOWN 12
/* All hits are looked for when typing pauses. They become rows when one scrolls to them: a list
 * makes up to 200 rows at once, which who types on would have to wait for. */
#define PAUSE_MS 250
/* An import brings sources all the time: so often the list follows it. */
#define FOLLOW_MS 400
/* Rows that it keeps then, if there are as many: who has scrolled down stays there. */
#define N_KEPT 500

enum
{
  PROP_0,
  PROP_ORDER,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_DETAILS_REQUESTED,
  SIGNAL_ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvLibraryBrowser, brv_library_browser, GTK_TYPE_WIDGET)

const char *
brv_library_browser_get_typed (BrvLibraryBrowser *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

/* @n is G_MAXUINT where all hits are not counted yet. */
static void
show_count (BrvLibraryBrowser *self, guint n)
{
  g_autofree char *text = NULL;

  if (n == G_MAXUINT)
    text = g_strdup ("…");
  else
    /* TRANSLATORS: how many sources of the library were found; ' groups the digits. */
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u source", "%'u sources", n), n);
  gtk_label_set_label (GTK_LABEL (self->count_label), text);
}

static void
show_page (BrvLibraryBrowser *self)
{
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;
  const char *page =
    has_rows ? "list" : (*brv_library_browser_get_typed (self) != '\0' ? "no-results" : "empty");

  gtk_widget_set_visible (self->count_label, has_rows);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
}

/* FALSE where the search was given up for another one. */
static gboolean
show_error (BrvLibraryBrowser *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  adw_status_page_set_description (ADW_STATUS_PAGE (self->error_page), error->message);
  gtk_widget_set_visible (self->count_label, FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "error");
  return TRUE;
}

static void
show_all (BrvLibraryBrowser *self)
{
  g_autoptr (GArray) ids = g_steal_pointer (&self->all_ids);

  if (ids == NULL)
    return;
  brv_library_model_set_ids (self->model, ids);
  brv_library_model_load (self->model, self->library, brv_library_browser_get_typed (self));
}

static void
scrolled_cb (BrvLibraryBrowser *self)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  double upper = gtk_adjustment_get_upper (adjustment);

  self->wants_all = (value > 0 && value + 2 * page >= upper) || (page > 0 && page >= upper);
  if (self->wants_all)
    show_all (self);
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (BrvLibraryBrowser) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibraryHits) hits =
    brv_library_service_search_finish (BRV_LIBRARY_SERVICE (object), result, &error);

  if (self->library == NULL || hits == NULL)
    return;
  g_clear_pointer (&self->all_ids, g_array_unref);
  self->all_ids = g_array_ref (hits->ids);
  show_count (self, hits->ids->len);
  scrolled_cb (self);
}

static gboolean
pause_cb (gpointer data)
{
  BrvLibraryBrowser *self = data;

  self->pause_id = 0;
  brv_library_service_search_async (self->library, brv_library_browser_get_typed (self),
                                    self->order, 0, 0, self->cancellable, counted_cb,
                                    g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* Whether the list shows the answer to what is asked, if not the latest one. */
static gboolean
is_shown (BrvLibraryBrowser *self)
{
  return g_strcmp0 (self->shown, brv_library_browser_get_typed (self)) == 0 &&
         self->shown_order == self->order;
}

static gint64
get_selected_id (BrvLibraryBrowser *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? brv_library_item_get_id (item) : 0;
}

static guint
find_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* Where the same question has another answer, because the library has changed, one stays where one was. */
static void
show_hits (BrvLibraryBrowser *self, const BrvLibraryHits *hits)
{
  const gint64 selected = is_shown (self) ? get_selected_id (self) : 0;

  if (!is_shown (self))
    gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  brv_library_model_set_hits (self->model, hits);
  if (selected != 0)
    gtk_single_selection_set_selected (self->selection, find_id (hits->ids, selected));
  g_free (self->shown);
  self->shown = g_strdup (brv_library_browser_get_typed (self));
  self->shown_order = self->order;
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (BrvLibraryBrowser) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibraryHits) hits =
    brv_library_service_search_finish (BRV_LIBRARY_SERVICE (object), result, &error);

  if (self->library == NULL)
    return;
  if (hits == NULL)
    {
      if (show_error (self, error))
        g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
      return;
    }
  g_clear_pointer (&self->all_ids, g_array_unref);
  show_hits (self, hits);
  brv_library_model_load (self->model, self->library, brv_library_browser_get_typed (self));
  show_count (self, hits->is_complete ? hits->ids->len : G_MAXUINT);
  show_page (self);
  if (!hits->is_complete && self->pause_id == 0)
    self->pause_id = g_timeout_add (PAUSE_MS, pause_cb, self);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
}

static void
cancel_search (BrvLibraryBrowser *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pause_id, g_source_remove);
}

/* Every letter is a search of its own, which takes the place of the one before. */
static void
typed_cb (BrvLibraryBrowser *self)
{
  guint n_rows;

  cancel_search (self);
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->library == NULL || self->is_stale)
    return;
  if (!brv_library_service_is_there (self->library))
    {
      show_page (self);
      return;
    }
  n_rows = is_shown (self) ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
  self->cancellable = g_cancellable_new ();
  brv_library_service_search_async (self->library, brv_library_browser_get_typed (self),
                                    self->order, CLAMP (n_rows, N_FIRST, N_KEPT), N_SHOWN,
                                    self->cancellable, found_cb, g_object_ref (self));
}

static gboolean
follow_cb (gpointer data)
{
  BrvLibraryBrowser *self = data;

  self->follow_id = 0;
  if (self->is_stale)
    typed_cb (self);
  return G_SOURCE_REMOVE;
}

static void
library_changed_cb (BrvLibraryBrowser *self)
{
  self->is_stale = TRUE;
  if (self->follow_id == 0)
    self->follow_id = g_timeout_add (FOLLOW_MS, follow_cb, self);
}

/* A list that nobody sees asks nothing: the window comes up sooner. */
static void
brv_library_browser_map (GtkWidget *widget)
{
  BrvLibraryBrowser *self = BRV_LIBRARY_BROWSER (widget);

  GTK_WIDGET_CLASS (brv_library_browser_parent_class)->map (widget);
  if (self->is_stale)
    typed_cb (self);
  if (self->library != NULL && !self->is_warm)
    brv_library_service_warm (self->library);
  self->is_warm = TRUE;
}

/* The list's own item is another source's after the next letter. */
static void
emit_with_copy (BrvLibraryBrowser *self, guint signal, BrvLibraryItem *item)
{
  g_autoptr (BrvLibraryItem) copy = item != NULL ? brv_library_item_copy (item) : NULL;

  if (copy != NULL)
    g_signal_emit (self, signals[signal], 0, copy);
}

/* Says that the user wants @item (nullable) in the brief. */
void
brv_library_browser_activate (BrvLibraryBrowser *self, BrvLibraryItem *item)
{
  emit_with_copy (self, SIGNAL_ACTIVATED, item);
}

/* Says that the user wants to see what is known of @item (nullable), and to mark it. */
void
brv_library_browser_request_details (BrvLibraryBrowser *self, BrvLibraryItem *item)
{
  emit_with_copy (self, SIGNAL_DETAILS_REQUESTED, item);
}

static void
activate_position (BrvLibraryBrowser *self, guint position)
{
  g_autoptr (BrvLibraryItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  brv_library_browser_activate (self, item);
}

static void
list_activate_cb (GtkListView *view, guint position, BrvLibraryBrowser *self)
{
  activate_position (self, position);
}

static void
entry_activate_cb (BrvLibraryBrowser *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  activate_position (self, position == GTK_INVALID_LIST_POSITION ? 0 : position);
}

static void
stop_search_cb (BrvLibraryBrowser *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller,
              guint keyval,
              guint keycode,
              GdkModifierType state,
              BrvLibraryBrowser *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (self->list_view);
  return GDK_EVENT_STOP;
}

static void
set_order (BrvLibraryBrowser *self, const char *name)
{
  BrvLibraryOrder order;

  if (!brv_library_menu_parse_order (name, &order) || order == self->order)
    return;
  self->order = order;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
  typed_cb (self);
}

static void
brv_library_browser_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BrvLibraryBrowser *self = BRV_LIBRARY_BROWSER (object);

  if (id == PROP_ORDER)
    g_value_set_static_string (value, brv_library_menu_get_order_name (self->order));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
brv_library_browser_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ORDER)
    set_order (BRV_LIBRARY_BROWSER (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, BrvLibraryBrowser *self)
{
  GtkWidget *row = brv_library_row_new ();
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (brv_library_browser_row_menu_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, BrvLibraryBrowser *self)
{
  BrvLibraryItem *item = gtk_list_item_get_item (list_item);

  brv_library_row_set_item (BRV_LIBRARY_ROW (gtk_list_item_get_child (list_item)), item);
  if (brv_library_item_get_hit (item) == NULL && self->library != NULL)
    brv_library_item_load (item, self->library, brv_library_browser_get_typed (self));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, BrvLibraryBrowser *self)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  if (row != NULL)
    brv_library_row_set_item (BRV_LIBRARY_ROW (row), NULL);
}

static void
brv_library_browser_dispose (GObject *object)
{
  BrvLibraryBrowser *self = BRV_LIBRARY_BROWSER (object);

  g_clear_handle_id (&self->follow_id, g_source_remove);
  cancel_search (self);
  if (self->list_view != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), NULL);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_LIBRARY_BROWSER);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->narrowing);
  g_clear_pointer (&self->all_ids, g_array_unref);
  g_clear_pointer (&self->shown, g_free);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (brv_library_browser_parent_class)->dispose (object);
}

static void
brv_library_browser_class_init (BrvLibraryBrowserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_library_browser_dispose;
  G_OBJECT_CLASS (klass)->get_property = brv_library_browser_get_property;
  G_OBJECT_CLASS (klass)->set_property = brv_library_browser_set_property;
  widget_class->map = brv_library_browser_map;

  /**
   * BrvLibraryBrowser:order:
   *
   * How the hits follow each other: added, relevance, date or title.
   */
  properties[PROP_ORDER] =
    g_param_spec_string ("order", NULL, NULL, "added",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  signals[SIGNAL_ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, BRV_TYPE_LIBRARY_ITEM);
  signals[SIGNAL_DETAILS_REQUESTED] =
    g_signal_new ("details-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, BRV_TYPE_LIBRARY_ITEM);

  /**
   * BrvLibraryBrowser::answered:
   *
   * The list shows what is found for what stands in the search field, which may be what it showed
   * before.
   */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "library-browser");
  gtk_widget_class_install_property_action (widget_class, "library.order", "order");
  brv_library_browser_install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-library-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryBrowser, content);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryBrowser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryBrowser, narrow_button);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryBrowser, count_label);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryBrowser, scroller);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryBrowser, stack);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryBrowser, list_view);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryBrowser, error_page);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
}

static void
brv_library_browser_init (BrvLibraryBrowser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_type_ensure (ADW_TYPE_STATUS_PAGE);
  gtk_widget_init_template (GTK_WIDGET (self));

  brv_library_browser_make_menus (self);
  g_signal_connect_object (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "value-changed",
    G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);

  self->model = brv_library_model_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list_view), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), GTK_SELECTION_MODEL (self->selection));
}

/**
 * brv_library_browser_new:
 *
 * Returns: a browser without a library
 */
GtkWidget *
brv_library_browser_new (void)
{
  return g_object_new (BRV_TYPE_LIBRARY_BROWSER, NULL);
}

/**
 * brv_library_browser_set_library:
 * @self: a browser that has no library yet
 * @library: the library
 */
void
brv_library_browser_set_library (BrvLibraryBrowser *self, BrvLibraryService *library)
{
  g_return_if_fail (BRV_IS_LIBRARY_BROWSER (self) && self->library == NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self,
                           G_CONNECT_SWAPPED);
  typed_cb (self);
}

/**
 * brv_library_browser_set_for_choosing:
 * @self: a browser
 *
 * Makes its rows something to choose from: a row has no menu.
 */
void
brv_library_browser_set_for_choosing (BrvLibraryBrowser *self)
{
  g_return_if_fail (BRV_IS_LIBRARY_BROWSER (self));

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.details", FALSE);
}

/**
 * brv_library_browser_search:
 * @self: a browser
 * @typed: what to look for, as if it were typed
 */
void
brv_library_browser_search (BrvLibraryBrowser *self, const char *typed)
{
  g_return_if_fail (BRV_IS_LIBRARY_BROWSER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), typed);
}

/**
 * brv_library_browser_focus_search:
 * @self: a browser
 */
void
brv_library_browser_focus_search (BrvLibraryBrowser *self)
{
  g_return_if_fail (BRV_IS_LIBRARY_BROWSER (self));

  gtk_widget_grab_focus (self->search_entry);
}
