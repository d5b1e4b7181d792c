/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/shell/brv-banner.h"

struct _BrvBanner
{
  GtkWidget parent_instance;

  /* Owned, as a child */
  GtkWidget *revealer;

  GtkWidget *close_button; /* Borrowed */
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
  return brv_banner_new_with_action (text, NULL, NULL, NULL);
}

static void
append_action (GtkWidget *box, const char *label, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "brv-banner-action");
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

/**
 * brv_banner_new_with_action:
 * @text: what to say
 * @label: (nullable): what can be done about it, with a mnemonic
 * @action: (nullable): the action that does it
 * @target: (nullable): its parameter, a string
 *
 * Returns: (transfer floating): a banner with a button
 */
GtkWidget *
brv_banner_new_with_action (const char *text,
                            const char *label,
                            const char *action,
                            const char *target)
{
  BrvBanner *self = g_object_new (BRV_TYPE_BANNER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (box, "brv-banner");
  gtk_box_append (GTK_BOX (box), words);
  if (label != NULL)
    append_action (box, label, action, target);
  self->close_button = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (self->close_button, "flat");
  gtk_widget_add_css_class (self->close_button, "circular");
  gtk_widget_set_valign (self->close_button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->close_button, _ ("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Close"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_object (self->close_button, "clicked", G_CALLBACK (close_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->close_button);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  return GTK_WIDGET (self);
}

/**
 * brv_banner_add_action:
 * @self: a banner
 * @label: what else can be done, with a mnemonic
 * @action: the action that does it
 * @target: (nullable): its parameter, a string
 *
 * Adds a button after the others.
 */
void
brv_banner_add_action (BrvBanner *self, const char *label, const char *action, const char *target)
{
  GtkWidget *box;

  g_return_if_fail (BRV_IS_BANNER (self) && label != NULL && action != NULL);

  box = gtk_revealer_get_child (GTK_REVEALER (self->revealer));
  append_action (box, label, action, target);
  gtk_box_reorder_child_after (GTK_BOX (box), self->close_button, gtk_widget_get_last_child (box));
}

/**
 * brv_banner_set_permanent:
 * @self: a banner
 *
 * Keeps it where it is: what it says stays true.
 */
void
brv_banner_set_permanent (BrvBanner *self)
{
  g_return_if_fail (BRV_IS_BANNER (self));

  gtk_widget_set_visible (self->close_button, FALSE);
}
