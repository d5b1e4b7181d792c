/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-source-row.h"

struct _BrvSourceRow
{
  GtkWidget parent_instance;

  /* Owned */
  GSignalGroup *item_signals;

  /* Template children */
  GtkWidget *content;
  GtkWidget *title_label;
  GtkWidget *byline_label;
  GtkWidget *republication_label;
  GtkWidget *count_label;
};

G_DEFINE_FINAL_TYPE (BrvSourceRow, brv_source_row, GTK_TYPE_WIDGET)

/* Tooltips are made when they are wanted: to set one asks the display server where the pointer is,
 * which many rows at a time cannot afford. */
static gboolean
query_tooltip_cb (BrvSourceRow *self, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  g_autoptr (BrvSourceItem) item = g_signal_group_dup_target (self->item_signals);

  if (item == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, brv_source_item_get_title (item));
  return TRUE;
}

static char *
dup_quotes (BrvSourceItem *item)
{
  guint n_quotes = brv_source_item_get_n_quotes (item);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u quote", "%u quotes", n_quotes),
                          n_quotes);
}

static gboolean
query_count_tooltip_cb (BrvSourceRow *self, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  g_autoptr (BrvSourceItem) item = g_signal_group_dup_target (self->item_signals);
  g_autofree char *quotes = item != NULL ? dup_quotes (item) : NULL;

  gtk_tooltip_set_text (tooltip, quotes);
  return quotes != NULL;
}

static void
update_cb (BrvSourceRow *self)
{
  g_autoptr (BrvSourceItem) item = g_signal_group_dup_target (self->item_signals);
  g_autofree char *count = NULL;
  g_autofree char *quotes = NULL;
  g_autofree char *name = NULL;
  const char *republication = NULL;
  guint n_quotes;

  if (item == NULL)
    return;
  republication = brv_source_item_get_republication (item);
  n_quotes = brv_source_item_get_n_quotes (item);
  count = g_strdup_printf ("%u", n_quotes);
  quotes = dup_quotes (item);
  gtk_label_set_label (GTK_LABEL (self->title_label), brv_source_item_get_title (item));
  gtk_label_set_label (GTK_LABEL (self->byline_label), brv_source_item_get_byline (item));
  gtk_label_set_label (GTK_LABEL (self->republication_label),
                       republication != NULL ? republication : "");
  gtk_widget_set_visible (self->republication_label, republication != NULL);
  gtk_label_set_label (GTK_LABEL (self->count_label), count);
  gtk_widget_set_visible (self->count_label, n_quotes > 0);

  name = g_strjoin (", ", brv_source_item_get_title (item), brv_source_item_get_byline (item),
                    quotes, republication, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
brv_source_row_dispose (GObject *object)
{
  BrvSourceRow *self = BRV_SOURCE_ROW (object);

  g_clear_object (&self->item_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_SOURCE_ROW);
  G_OBJECT_CLASS (brv_source_row_parent_class)->dispose (object);
}

static void
brv_source_row_class_init (BrvSourceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_source_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "source-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-source-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvSourceRow, content);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceRow, byline_label);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceRow, republication_label);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceRow, count_label);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_count_tooltip_cb);
}

static void
brv_source_row_init (BrvSourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->item_signals = g_signal_group_new (BRV_TYPE_SOURCE_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify", G_CALLBACK (update_cb), self);
}

/**
 * brv_source_row_new:
 *
 * Returns: a row without a source
 */
GtkWidget *
brv_source_row_new (void)
{
  return g_object_new (BRV_TYPE_SOURCE_ROW, NULL);
}

/**
 * brv_source_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on
 */
void
brv_source_row_set_item (BrvSourceRow *self, BrvSourceItem *item)
{
  g_return_if_fail (BRV_IS_SOURCE_ROW (self));
  g_return_if_fail (item == NULL || BRV_IS_SOURCE_ITEM (item));

  g_signal_group_set_target (self->item_signals, item);
  update_cb (self);
}

/**
 * brv_source_row_dup_item:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): what it shows
 */
BrvSourceItem *
brv_source_row_dup_item (BrvSourceRow *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_ROW (self), NULL);
  return g_signal_group_dup_target (self->item_signals);
}
