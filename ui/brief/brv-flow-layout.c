/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-flow-layout.h"

#define ROW_SPACING 2

struct _BrvFlowLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (BrvFlowLayout, brv_flow_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Goes through the children row by row; allocates them unless only the height is asked for. */
static gint
flow (GtkWidget *widget, gint width, gboolean allocate)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gint x = 0;
  gint y = 0;
  gint row_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition least, natural;
      gint child_width = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_get_preferred_size (child, &least, &natural);
      child_width = MAX (least.width, MIN (natural.width, width));
      if (x > 0 && x + child_width > width)
        {
          y += row_height + ROW_SPACING;
          x = row_height = 0;
        }
      if (allocate)
        gtk_widget_size_allocate (
          child,
          &(GtkAllocation){ rtl ? width - x - child_width : x, y, child_width, natural.height },
          -1);
      x += child_width;
      row_height = MAX (row_height, natural.height);
    }
  return y + row_height;
}

static GtkSizeRequestMode
brv_flow_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
brv_flow_layout_measure (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  gint least = 0;
  gint sum = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = flow (widget, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gint child_least = 0;
      gint child_natural = 0;

      gtk_widget_measure (child, orientation, -1, &child_least, &child_natural, NULL, NULL);
      least = MAX (least, child_least);
      sum += child_natural;
    }
  *minimum = least;
  *natural = MAX (sum, least);
}

static void
brv_flow_layout_allocate (
  GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  flow (widget, width, TRUE);
}

static void
brv_flow_layout_class_init (BrvFlowLayoutClass *class)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (class);

  manager_class->get_request_mode = brv_flow_layout_get_request_mode;
  manager_class->measure = brv_flow_layout_measure;
  manager_class->allocate = brv_flow_layout_allocate;
}

static void
brv_flow_layout_init (BrvFlowLayout *self)
{
}
