/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a row of the library, and how its hits are narrowed. */

#include "config.h"

#include "ui/sources/brv-library-browser-private.h"

#include "ui/shared/brv-context-menu.h"
#include "ui/sources/brv-library-facets.h"
#include "ui/sources/brv-library-menu.h"
#include "ui/sources/brv-library-row.h"

static BrvLibraryItem *
dup_selected (BrvLibraryBrowser *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? g_object_ref (item) : NULL;
}

static void
add_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  BrvLibraryBrowser *self = BRV_LIBRARY_BROWSER (widget);
  g_autoptr (BrvLibraryItem) item = dup_selected (self);

  brv_library_browser_activate (self, item);
}

static void
details_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  BrvLibraryBrowser *self = BRV_LIBRARY_BROWSER (widget);
  g_autoptr (BrvLibraryItem) item = dup_selected (self);

  brv_library_browser_request_details (self, item);
}

static void
facets_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (BrvLibraryBrowser) self = data;
  g_autoptr (GPtrArray) facets =
    brv_library_service_run_finish (BRV_LIBRARY_SERVICE (object), result, NULL);

  if (facets != NULL && self->library != NULL)
    brv_library_facets_fill (self->narrowing, facets);
}

/* The values are read when the menu opens. */
static void
narrow_opened_cb (BrvLibraryBrowser *self)
{
  if (self->library == NULL || !brv_library_service_is_there (self->library))
    return;
  brv_library_service_run_async (self->library, (BrvLibraryFunc)brv_library_facets_read, NULL, NULL,
                                 (GDestroyNotify)g_ptr_array_unref, FALSE, facets_read_cb,
                                 g_object_ref (self));
}

static void
narrow_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  BrvLibraryBrowser *self = BRV_LIBRARY_BROWSER (widget);
  g_autofree char *typed = brv_library_facets_narrow (brv_library_browser_get_typed (self),
                                                      g_variant_get_string (parameter, NULL));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), typed);
  gtk_widget_grab_focus (self->search_entry);
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
}

static void
pop_up_menu (BrvLibraryBrowser *self, double x, double y)
{
  g_autoptr (GMenuModel) model = brv_library_menu_make_for_row ();

  brv_context_menu_popup (self->menu, model, x, y);
}

static void
menu_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  BrvLibraryBrowser *self = BRV_LIBRARY_BROWSER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  double x = 0;
  double y = 0;

  if (self->menu == NULL || gtk_single_selection_get_selected_item (self->selection) == NULL)
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->list_view))
    gtk_widget_translate_coordinates (focus, widget, 0, gtk_widget_get_height (focus), &x, &y);
  pop_up_menu (self, x, y);
}

/* Selects a row that was clicked with the second button, and opens its menu there. */
void
brv_library_browser_row_menu_cb (
  GtkGestureClick *gesture, gint n_press, double x, double y, BrvLibraryBrowser *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  g_autoptr (BrvLibraryItem) item = brv_library_row_dup_item (BRV_LIBRARY_ROW (row));
  double menu_x = 0;
  double menu_y = 0;

  if (item == NULL || self->menu == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (BrvLibraryItem) other = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (other == item)
        {
          gtk_single_selection_set_selected (self->selection, i);
          break;
        }
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (gtk_widget_translate_coordinates (row, GTK_WIDGET (self), x, y, &menu_x, &menu_y))
    pop_up_menu (self, menu_x, menu_y);
}

/* Makes the menu of the rows, and that of the button that narrows the search. */
void
brv_library_browser_make_menus (BrvLibraryBrowser *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  self->menu = brv_context_menu_new (GTK_WIDGET (self));
  self->narrowing = g_menu_new ();
  menu = brv_library_menu_make (self->narrowing);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->narrow_button), menu);
  g_signal_connect_object (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->narrow_button)),
                           "map", G_CALLBACK (narrow_opened_cb), self, G_CONNECT_SWAPPED);
}

/* Adds what can be done with the selected row, with the keys for it, and the narrowing of the search. */
void
brv_library_browser_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "library.narrow", "s", narrow_action_cb);
  gtk_widget_class_install_action (widget_class, "library.add", NULL, add_action_cb);
  gtk_widget_class_install_action (widget_class, "library.details", NULL, details_action_cb);
  gtk_widget_class_install_action (widget_class, "library.menu", NULL, menu_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "library.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "library.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK,
                                       "library.details", NULL);
}
