/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-library-row.h"

#include "ui/sources/brv-drag-card.h"

struct _BrvLibraryRow
{
  GtkWidget parent_instance;

  GSignalGroup *item_signals;

  /* Template children */
  GtkWidget *content;
  GtkWidget *title_label;
  GtkWidget *byline_label;
  GtkWidget *snippet_label;
};

G_DEFINE_FINAL_TYPE (BrvLibraryRow, brv_library_row, GTK_TYPE_WIDGET)

/* Made when it is wanted: to set one asks the display server where the pointer is. */
static gboolean
query_tooltip_cb (BrvLibraryRow *self, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  g_autoptr (BrvLibraryItem) item = g_signal_group_dup_target (self->item_signals);
  const BrvLibraryHit *hit = item != NULL ? brv_library_item_get_hit (item) : NULL;

  gtk_tooltip_set_text (tooltip, hit != NULL ? hit->entry->title : NULL);
  return hit != NULL;
}

static void
update_cb (BrvLibraryRow *self)
{
  g_autoptr (BrvLibraryItem) item = g_signal_group_dup_target (self->item_signals);
  const BrvLibraryHit *hit = item != NULL ? brv_library_item_get_hit (item) : NULL;
  g_autofree char *byline = item != NULL ? brv_library_item_dup_byline (item) : NULL;
  g_autofree char *snippet = item != NULL ? brv_library_item_dup_snippet_markup (item) : NULL;
  g_autofree char *name = NULL;

  gtk_label_set_label (GTK_LABEL (self->title_label), hit != NULL ? hit->entry->title : "…");
  gtk_label_set_label (GTK_LABEL (self->byline_label), byline != NULL ? byline : "");
  gtk_label_set_markup (GTK_LABEL (self->snippet_label), snippet != NULL ? snippet : "");
  if (hit == NULL)
    return;
  name = g_strdup_printf ("%s, %s", hit->entry->title, byline);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, BrvLibraryRow *self)
{
  g_autoptr (BrvLibraryItem) item = brv_library_row_dup_item (self);
  g_autoptr (BrvLibraryItem) copy = item != NULL ? brv_library_item_copy (item) : NULL;

  return copy != NULL ? gdk_content_provider_new_typed (BRV_TYPE_LIBRARY_ITEM, copy) : NULL;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, BrvLibraryRow *self)
{
  g_autoptr (BrvLibraryItem) item = brv_library_row_dup_item (self);
  const BrvLibraryHit *hit = item != NULL ? brv_library_item_get_hit (item) : NULL;
  g_autofree char *byline = item != NULL ? brv_library_item_dup_byline (item) : NULL;

  if (hit != NULL)
    brv_drag_card_dress (drag, brv_drag_card_new (hit->entry->title, byline));
}

static void
brv_library_row_dispose (GObject *object)
{
  BrvLibraryRow *self = BRV_LIBRARY_ROW (object);

  g_clear_object (&self->item_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_LIBRARY_ROW);
  G_OBJECT_CLASS (brv_library_row_parent_class)->dispose (object);
}

static void
brv_library_row_class_init (BrvLibraryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_library_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "library-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-library-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryRow, content);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryRow, byline_label);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryRow, snippet_label);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
brv_library_row_init (BrvLibraryRow *self)
{
  GtkDragSource *drag_source = gtk_drag_source_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->item_signals = g_signal_group_new (BRV_TYPE_LIBRARY_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "loaded", G_CALLBACK (update_cb), self);
  g_signal_connect (drag_source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (drag_source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag_source));
}

/**
 * brv_library_row_new:
 *
 * Returns: a row without a source
 */
GtkWidget *
brv_library_row_new (void)
{
  return g_object_new (BRV_TYPE_LIBRARY_ROW, NULL);
}

/**
 * brv_library_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on
 */
void
brv_library_row_set_item (BrvLibraryRow *self, BrvLibraryItem *item)
{
  g_return_if_fail (BRV_IS_LIBRARY_ROW (self));

  g_signal_group_set_target (self->item_signals, item);
  if (item != NULL)
    update_cb (self);
}

/**
 * brv_library_row_dup_item:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): what it shows
 */
BrvLibraryItem *
brv_library_row_dup_item (BrvLibraryRow *self)
{
  g_return_val_if_fail (BRV_IS_LIBRARY_ROW (self), NULL);

  return g_signal_group_dup_target (self->item_signals);
}
