/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The menu of a place, as the second button and Shift+F10 open it. */

#include "config.h"

#include "ui/shared/brv-context-menu.h"

#define FOCUS_KEY "brv-context-menu-focus"

static void
free_focus (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* By itself the window looks for the next widget, which is another one than before. An action that
 * has given the focus away keeps its choice. */
static void
closed_cb (GtkWidget *menu)
{
  GWeakRef *ref = g_object_get_data (G_OBJECT (menu), FOCUS_KEY);
  g_autoptr (GtkWidget) before = ref != NULL ? g_weak_ref_get (ref) : NULL;
  GtkRoot *root = gtk_widget_get_root (menu);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (before == NULL || root == NULL || !gtk_widget_get_mapped (before))
    return;
  if (focus == NULL || focus == menu || gtk_widget_is_ancestor (focus, menu))
    gtk_widget_grab_focus (before);
}

/**
 * brv_context_menu_new:
 * @parent: the widget that the menu is a child of; it has to unparent it when it is disposed of
 *
 * Returns: (transfer none): a menu that gives the keyboard back to whom it took it from
 */
GtkWidget *
brv_context_menu_new (GtkWidget *parent)
{
  GtkWidget *menu;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_widget_set_parent (menu, parent);
  g_signal_connect (menu, "closed", G_CALLBACK (closed_cb), NULL);
  return menu;
}

/**
 * brv_context_menu_popup:
 * @menu: a menu of brv_context_menu_new()
 * @model: what it offers
 * @x: the place in its parent, in pixels
 * @y: the place in its parent, in pixels
 *
 * Opens the menu.
 */
void
brv_context_menu_popup (GtkWidget *menu, GMenuModel *model, double x, double y)
{
  const GdkRectangle rectangle = { (gint)x, (gint)y, 1, 1 };
  GWeakRef *focus;
  GtkRoot *root;

  g_return_if_fail (GTK_IS_POPOVER_MENU (menu));

  root = gtk_widget_get_root (menu);
  focus = g_new0 (GWeakRef, 1);
  g_weak_ref_init (focus, root != NULL ? gtk_root_get_focus (root) : NULL);
  g_object_set_data_full (G_OBJECT (menu), FOCUS_KEY, focus, free_focus);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &rectangle);
  gtk_popover_popup (GTK_POPOVER (menu));
}
