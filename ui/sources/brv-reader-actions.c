/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-reader-private.h"

#include "ui/sources/brv-find-bar.h"

static void
send_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_reader_send (BRV_READER (widget), g_variant_get_uint32 (parameter));
}

static void
copy_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_reader_copy (BRV_READER (widget));
}

static void
find_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_reader_find (BRV_READER (widget), NULL);
}

static void
find_step_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_find_bar_step (BRV_FIND_BAR (BRV_READER (widget)->find_bar), g_variant_get_int32 (parameter));
}

static void
zoom_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_reader_zoom (BRV_READER (widget), g_variant_get_int32 (parameter));
}

static void
menu_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_reader_show_context_menu_at_caret (BRV_READER (widget));
}

static void
toggle_kept_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_reader_toggle_kept (BRV_READER (widget));
}

static void
insert_picture_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  guint image = 0;
  guint section = 0;

  g_variant_get (parameter, "(uu)", &image, &section);
  brv_reader_insert_picture (BRV_READER (widget), image, section);
}

static void
copy_picture_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_reader_copy_picture (BRV_READER (widget), g_variant_get_uint32 (parameter));
}

static void
save_picture_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_reader_save_picture (BRV_READER (widget), g_variant_get_uint32 (parameter));
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  const GdkModifierType control = GDK_CONTROL_MASK;

  for (guint digit = 1; digit <= 9; digit++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + digit, control, "reader.send",
                                           "u", digit - 1);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + digit, control,
                                           "reader.send", "u", digit - 1);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "reader.show-pages", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, control, "reader.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, control, "reader.find-step", "i",
                                       1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_G, control | GDK_SHIFT_MASK,
                                       "reader.find-step", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, control, "reader.zoom", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, control, "reader.zoom", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Add, control, "reader.zoom", "i",
                                       1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, control, "reader.zoom", "i",
                                       -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Subtract, control, "reader.zoom",
                                       "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, control, "reader.zoom", "i", 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0, control, "reader.zoom", "i", 0);
}

/*
 * brv_reader_install_actions:
 * @widget_class: the reader's class, which has its properties
 *
 * Installs what the reader's menus and keys do.
 */
void
brv_reader_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reader.send", "u", send_action_cb);
  gtk_widget_class_install_action (widget_class, "reader.copy", NULL, copy_action_cb);
  gtk_widget_class_install_action (widget_class, "reader.find", NULL, find_action_cb);
  gtk_widget_class_install_action (widget_class, "reader.find-step", "i", find_step_action_cb);
  gtk_widget_class_install_action (widget_class, "reader.zoom", "i", zoom_action_cb);
  gtk_widget_class_install_action (widget_class, "reader.menu", NULL, menu_action_cb);
  gtk_widget_class_install_action (widget_class, "reader.toggle-kept", NULL, toggle_kept_action_cb);
  gtk_widget_class_install_action (widget_class, "reader.insert-picture", "(uu)",
                                   insert_picture_action_cb);
  gtk_widget_class_install_action (widget_class, "reader.copy-picture", "u",
                                   copy_picture_action_cb);
  gtk_widget_class_install_action (widget_class, "reader.save-picture", "u",
                                   save_picture_action_cb);
  gtk_widget_class_install_property_action (widget_class, "reader.show-left-out", "show-left-out");
  gtk_widget_class_install_property_action (widget_class, "reader.show-pages", "show-pages");
  gtk_widget_class_install_property_action (widget_class, "reader.role", "context-role");
  bind_keys (widget_class);
}

/*
 * brv_reader_bind_view_keys:
 * @self: a reader whose children are there
 *
 * Opens the reader's menu by the keys with which a text view would open its own, of which nothing
 * can be used here.
 */
void
brv_reader_bind_view_keys (BrvReader *self)
{
  static const char *const triggers[] = { "<Shift>F10", "Menu" };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (triggers[i]),
                        gtk_named_action_new ("reader.menu")));
  gtk_widget_add_controller (self->view, controller);
}
