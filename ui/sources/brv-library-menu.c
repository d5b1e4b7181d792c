/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-library-menu.h"

#include <glib/gi18n-lib.h>

static const char *const order_names[] = {
  [BRV_LIBRARY_ORDER_ADDED] = "added",
  [BRV_LIBRARY_ORDER_RELEVANCE] = "relevance",
  [BRV_LIBRARY_ORDER_DATE] = "date",
  [BRV_LIBRARY_ORDER_TITLE] = "title",
};

/**
 * brv_library_menu_get_order_name:
 * @order: an order
 *
 * Returns: how the action library.order names it
 */
const char *
brv_library_menu_get_order_name (BrvLibraryOrder order)
{
  return order_names[order];
}

/**
 * brv_library_menu_parse_order:
 * @name: (nullable): how an action names an order
 * @order: (out): the order
 *
 * Returns: whether there is such an order
 */
gboolean
brv_library_menu_parse_order (const char *name, BrvLibraryOrder *order)
{
  for (guint i = 0; i < G_N_ELEMENTS (order_names); i++)
    {
      if (g_strcmp0 (order_names[i], name) == 0)
        {
          *order = (BrvLibraryOrder)i;
          return TRUE;
        }
    }
  return FALSE;
}

static GMenuModel *
make_order_menu (void)
{
  GMenu *menu = g_menu_new ();
  const char *const labels[] = {
    [BRV_LIBRARY_ORDER_ADDED] = _ ("Last _Added First"),
    [BRV_LIBRARY_ORDER_RELEVANCE] = _ ("_Best Match First"),
    [BRV_LIBRARY_ORDER_DATE] = _ ("Latest _Date First"),
    [BRV_LIBRARY_ORDER_TITLE] = _ ("By _Title"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (labels[i], NULL);

      g_menu_item_set_action_and_target (item, "library.order", "s", order_names[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_use_menu (void)
{
  const struct
  {
    const char *label;
    const char *narrowing;
  } uses[] = {
    { _ ("_Used"), "used:yes" },
    { _ ("_Not Used Yet"), "used:no" },
    { _ ("_Withdrawn"), "is:withdrawn" },
    { _ ("_Replaced"), "is:replaced" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (uses[i].label, NULL);

      g_menu_item_set_action_and_target (item, "library.narrow", "s", uses[i].narrowing);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

/**
 * brv_library_menu_make:
 * @narrowing: the part that depends on what is in the library
 *
 * Returns: (transfer full): the menu of the button beside the search field
 */
GMenuModel *
brv_library_menu_make (GMenu *narrowing)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) orders = make_order_menu ();
  g_autoptr (GMenuModel) uses = make_use_menu ();
  g_autoptr (GMenu) fields = g_menu_new ();

  g_menu_append_section (fields, NULL, G_MENU_MODEL (narrowing));
  g_menu_append_submenu (fields, _ ("Use"), uses);
  g_menu_append_section (menu, _ ("Order"), orders);
  g_menu_append_section (menu, _ ("Narrow By"), G_MENU_MODEL (fields));
  return G_MENU_MODEL (menu);
}

/**
 * brv_library_menu_make_for_row:
 *
 * Returns: (transfer full): the menu of a row
 */
GMenuModel *
brv_library_menu_make_for_row (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("_Add to Brief"), "library.add");
  g_menu_append (menu, _ ("_Marks and Use…"), "library.details");
  return G_MENU_MODEL (menu);
}
