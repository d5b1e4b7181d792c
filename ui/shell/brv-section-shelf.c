/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/shell/brv-section-shelf.h"

/* As many as have a shortcut; with more the targets would become too small. */
#define MAX_SECTIONS 9

struct _BrvSectionShelf
{
  GtkWidget parent_instance;

  /* Owned, as a child */
  GtkWidget *box;
};

enum
{
  SIGNAL_DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvSectionShelf, brv_section_shelf, GTK_TYPE_WIDGET)

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BrvSectionShelf *self)
{
  GtkWidget *label = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const guint section = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (label), "section"));

  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, section);
  return TRUE;
}

static void
brv_section_shelf_dispose (GObject *object)
{
  BrvSectionShelf *self = BRV_SECTION_SHELF (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (brv_section_shelf_parent_class)->dispose (object);
}

static void
brv_section_shelf_class_init (BrvSectionShelfClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_section_shelf_dispose;

  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", BRV_TYPE_SECTION_SHELF, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "sectionshelf");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
brv_section_shelf_init (BrvSectionShelf *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sections to Drop On"), -1);
}

/**
 * brv_section_shelf_show_sections:
 * @self: a shelf
 * @brief: whose sections to offer
 */
void
brv_section_shelf_show_sections (BrvSectionShelf *self, const BrvBrief *brief)
{
  GtkWidget *child;

  g_return_if_fail (BRV_IS_SECTION_SHELF (self) && brief != NULL);

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < MIN (brv_brief_get_n_sections (brief), MAX_SECTIONS); i++)
    {
      GtkWidget *label = gtk_label_new (brv_section_get_heading (brv_brief_get_section (brief, i)));
      GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_TEXT_BUFFER, GDK_ACTION_COPY);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "brv-shelf-section");
      g_object_set_data (G_OBJECT (label), "section", GUINT_TO_POINTER (i));
      g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
      gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (target));
      gtk_box_append (GTK_BOX (self->box), label);
    }
}
