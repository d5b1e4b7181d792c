/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-sources-pane-private.h"

#include "ui/sources/brv-reader.h"

static void
add_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_sources_pane_choose_files (BRV_SOURCES_PANE (widget));
}

static void
add_folder_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_sources_pane_choose_folder (BRV_SOURCES_PANE (widget));
}

static void
add_address_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_sources_pane_ask_address (BRV_SOURCES_PANE (widget));
}

static void
watch_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_sources_pane_choose_watched (BRV_SOURCES_PANE (widget));
}

static void
paste_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_sources_pane_paste (BRV_SOURCES_PANE (widget));
}

static void
back_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  BrvSourcesPane *self = BRV_SOURCES_PANE (widget);

  brv_reader_dismiss (BRV_READER (self->reader));
  brv_sources_pane_show_list (self);
}

/* Escape closes one thing at a time, and the reader last. */
static void
escape_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  BrvSourcesPane *self = BRV_SOURCES_PANE (widget);

  if (!brv_reader_dismiss (BRV_READER (self->reader)) && !self->side_by_side)
    brv_sources_pane_show_list (self);
}

static void
switch_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_sources_pane_switch (BRV_SOURCES_PANE (widget));
}

static void
previous_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_sources_pane_step (BRV_SOURCES_PANE (widget), -1);
}

static void
next_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_sources_pane_step (BRV_SOURCES_PANE (widget), 1);
}

static void
find_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  brv_sources_pane_find (BRV_SOURCES_PANE (widget));
}

/* The verbs on one source name it by its id. */
static void
source_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  static const struct
  {
    const char *name;
    void (*verb) (BrvSourcesPane *self, BrvId source_id);
  } verbs[] = {
    { "sources.edit-details", brv_sources_pane_edit_details },
    { "sources.attach-text", brv_sources_pane_attach_text },
    { "sources.open-original", brv_sources_pane_open_original },
    { "sources.copy-address", brv_sources_pane_copy_address },
    { "sources.remove", brv_sources_pane_remove_source },
  };
  BrvId source_id = BRV_ID_NONE;

  if (!brv_id_parse (g_variant_get_string (parameter, NULL), &source_id))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (action_name, verbs[i].name))
      verbs[i].verb (BRV_SOURCES_PANE (widget), source_id);
}

/*
 * brv_sources_pane_install_actions:
 * @widget_class: the pane's class, which has its properties
 *
 * Installs what the pane's buttons, menus and keys do.
 */
void
brv_sources_pane_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sources.add", NULL, add_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.add-folder", NULL, add_folder_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.add-address", NULL,
                                   add_address_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.watch", NULL, watch_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.paste", NULL, paste_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.back", NULL, back_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.escape", NULL, escape_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.switch", NULL, switch_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.previous", NULL, previous_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.next", NULL, next_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.find", NULL, find_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.edit-details", "s", source_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.attach-text", "s", source_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.open-original", "s", source_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.copy-address", "s", source_action_cb);
  gtk_widget_class_install_action (widget_class, "sources.remove", "s", source_action_cb);
  gtk_widget_class_install_property_action (widget_class, "sources.order", "order");
  gtk_widget_class_install_property_action (widget_class, "sources.only-unused", "only-unused");
  gtk_widget_class_install_property_action (widget_class, "sources.show-left-out", "show-left-out");

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "sources.switch",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK,
                                       "sources.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK,
                                       "sources.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "sources.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sources.escape", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "sources.find",
                                       NULL);
}
