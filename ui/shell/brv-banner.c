/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/shell/brv-banner.h"

struct _BrvBanner
{
  GtkWidget parent_instance;

  /* Owned, as a child */
  GtkWidget *revealer;
};

G_DEFINE_FINAL_TYPE (BrvBanner, brv_banner, GTK_TYPE_WIDGET)

static void
close_cb (BrvBanner *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

static void
brv_banner_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (brv_banner_parent_class)->map (widget);
  gtk_revealer_set_reveal_child (GTK_REVEALER (BRV_BANNER (widget)->revealer), TRUE);
}

static void
brv_banner_dispose (GObject *object)
{
  BrvBanner *self = BRV_BANNER (object);

  g_clear_pointer (&self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (brv_banner_parent_class)->dispose (object);
}

static void
brv_banner_class_init (BrvBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_banner_dispose;
  widget_class->map = brv_banner_map;
  gtk_widget_class_set_css_name (widget_class, "banner");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
brv_banner_init (BrvBanner *self)
{
  self->revealer = gtk_revealer_new ();
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}

/**
 * brv_banner_new:
 * @text: what to say
 *
 * Returns: (transfer floating): a banner
 */
GtkWidget *
brv_banner_new (const char *text)
{
  BrvBanner *self = g_object_new (BRV_TYPE_BANNER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "brv-banner");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  return GTK_WIDGET (self);
}
