/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/shell/brv-pane-container.h"
#include "ui/shell/brv-pane-handle.h"

#define N_HANDLES 2

/* gtk-xft-dpi counts in 1024ths of a dot; 96 dots are text scale 1. */
#define XFT_DPI_AT_SCALE_1 (96.0 * 1024.0)

struct _BrvPaneContainer
{
  GtkWidget parent_instance;

  /* Owned, as children */
  GtkWidget *panes[BRV_N_PANES];
  GtkWidget *handles[N_HANDLES]; /* of the sources, of the pages */
  GtkWidget *switcher;           /* (nullable): shown where there is room for one pane */

  BrvPaneWishes wishes;
  BrvPaneLayout layout;    /* as last allocated */
  BrvPaneLayout announced; /* as of the last layout-changed */
  guint announce_id;
};

enum
{
  SIGNAL_LAYOUT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvPaneContainer, brv_pane_container, GTK_TYPE_WIDGET)

static const BrvPane handle_panes[N_HANDLES] = { BRV_PANE_SOURCES, BRV_PANE_PAGES };

static double
get_text_scale (BrvPaneContainer *self)
{
  gint dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? MAX (dpi / XFT_DPI_AT_SCALE_1, 0.5) : 1.0;
}

static gboolean
layouts_differ (const BrvPaneLayout *a, const BrvPaneLayout *b)
{
  gboolean differ = a->fold != b->fold || a->side_by_side != b->side_by_side;

  for (guint i = 0; i < BRV_N_PANES; i++)
    differ = differ || a->visible[i] != b->visible[i];
  return differ;
}

static gboolean
announce_cb (gpointer data)
{
  BrvPaneContainer *self = data;

  self->announce_id = 0;
  self->announced = self->layout;
  g_signal_emit (self, signals[SIGNAL_LAYOUT_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Widgets may not be shown or hidden while sizes are allocated, only before the next frame. */
static void
announce_soon (BrvPaneContainer *self)
{
  if (self->announce_id == 0 && layouts_differ (&self->layout, &self->announced))
    self->announce_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, announce_cb, self, NULL);
}

static void
brv_pane_container_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            gint for_size,
                            gint *minimum,
                            gint *natural,
                            gint *minimum_baseline,
                            gint *natural_baseline)
{
  BrvPaneContainer *self = BRV_PANE_CONTAINER (widget);

  /* A window cannot get narrower than its content: so this asks for less than its panes do, but for
   * the widest of them, which is all that the narrowest window shows. */
  *minimum = BRV_PANE_WINDOW_MIN;
  *natural = *minimum;
  for (guint i = 0; i < BRV_N_PANES; i++)
    {
      gint child_minimum = 0;
      gint child_natural = 0;

      if (self->panes[i] == NULL)
        continue;
      gtk_widget_measure (self->panes[i], orientation, -1, &child_minimum, &child_natural, NULL,
                          NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        *minimum = MAX (*minimum, child_minimum);
      *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? *natural + child_natural
                                                           : MAX (*natural, child_natural);
    }
}

/* A pane is never given less than it asks for: what stands over is clipped for a frame. */
static void
allocate_clipped (GtkWidget *child, gint x, gint y, gint width, gint height, gint full_width)
{
  gint min_width;
  gint min_height;
  gint given_width;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  given_width = MAX (width, min_width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, given_width, &min_height, NULL, NULL, NULL);
  if (gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL)
    x = full_width - x - given_width;
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, given_width, MAX (height, min_height) },
                            -1);
}

static void
allocate_handles (BrvPaneContainer *self, gint width, gint height, double text_scale)
{
  const gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  for (guint i = 0; i < N_HANDLES; i++)
    {
      const BrvPane pane = handle_panes[i];
      const gboolean shown =
        self->layout.visible[pane] && self->layout.visible[BRV_PANE_BRIEF] && self->panes[pane];
      gint border = pane == BRV_PANE_SOURCES ? self->layout.widths_px[pane]
                                             : width - self->layout.widths_px[pane];
      gint min_px;
      gint max_px;

      gtk_widget_set_child_visible (self->handles[i], shown);
      if (!shown)
        continue;
      brv_pane_layout_get_range (&self->layout, text_scale, pane, &min_px, &max_px);
      brv_pane_handle_set_width (BRV_PANE_HANDLE (self->handles[i]), self->layout.widths_px[pane],
                                 min_px, max_px);
      if (rtl)
        border = width - border;
      gtk_widget_size_allocate (self->handles[i],
                                &(GtkAllocation){ border - BRV_PANE_HANDLE_GRAB_PX / 2, 0,
                                                  BRV_PANE_HANDLE_GRAB_PX, height },
                                -1);
    }
}

static gint
allocate_switcher (BrvPaneContainer *self, gint width, gint height)
{
  const gboolean shown = self->switcher != NULL && self->layout.fold == BRV_PANE_FOLD_ONE;
  gint switcher_height = 0;

  if (self->switcher == NULL)
    return height;
  gtk_widget_set_child_visible (self->switcher, shown);
  if (!shown)
    return height;
  gtk_widget_measure (self->switcher, GTK_ORIENTATION_VERTICAL, width, &switcher_height, NULL, NULL,
                      NULL);
  allocate_clipped (self->switcher, 0, height - switcher_height, width, switcher_height, width);
  return MAX (height - switcher_height, 0);
}

static void
brv_pane_container_size_allocate (GtkWidget *widget, gint width, gint height, gint baseline)
{
  BrvPaneContainer *self = BRV_PANE_CONTAINER (widget);
  const double text_scale = get_text_scale (self);
  gint least_px[BRV_N_PANES] = { 0 };
  gint pane_height;
  gint x = 0;

  brv_pane_layout_compute (&self->layout, width, text_scale, &self->wishes);
  for (guint i = 0; i < BRV_N_PANES; i++)
    {
      if (self->panes[i] != NULL && self->layout.visible[i])
        gtk_widget_measure (self->panes[i], GTK_ORIENTATION_HORIZONTAL, -1, &least_px[i], NULL,
                            NULL, NULL);
    }
  brv_pane_layout_give_room (&self->layout, least_px);
  pane_height = allocate_switcher (self, width, height);
  for (guint i = 0; i < BRV_N_PANES; i++)
    {
      if (self->panes[i] == NULL)
        continue;
      gtk_widget_set_child_visible (self->panes[i], self->layout.visible[i]);
      if (self->layout.visible[i])
        allocate_clipped (self->panes[i], x, 0, self->layout.widths_px[i], pane_height, width);
      x += self->layout.widths_px[i];
    }
  allocate_handles (self, width, pane_height, text_scale);
  announce_soon (self);
}

/* Each pane is clipped to its own width, so that one that is too narrow for a frame covers none. */
static void
brv_pane_container_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BrvPaneContainer *self = BRV_PANE_CONTAINER (widget);
  const gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const gint width = gtk_widget_get_width (widget);
  gint x = 0;

  for (guint i = 0; i < BRV_N_PANES; i++)
    {
      const gint pane_width = self->layout.widths_px[i];
      const gint left = rtl ? width - x - pane_width : x;

      if (self->panes[i] == NULL || !self->layout.visible[i])
        continue;
      gtk_snapshot_push_clip (
        snapshot, &GRAPHENE_RECT_INIT (left, 0, pane_width, gtk_widget_get_height (widget)));
      gtk_widget_snapshot_child (widget, self->panes[i], snapshot);
      gtk_snapshot_pop (snapshot);
      x += pane_width;
    }
  if (self->switcher != NULL)
    gtk_widget_snapshot_child (widget, self->switcher, snapshot);
  for (guint i = 0; i < N_HANDLES; i++)
    gtk_widget_snapshot_child (widget, self->handles[i], snapshot);
}

static gint *
own_width (BrvPaneContainer *self, BrvPane pane)
{
  return pane == BRV_PANE_SOURCES
           ? &self->wishes.sources_widths[self->layout.fold][self->wishes.reading]
           : &self->wishes.pages_widths[self->layout.fold];
}

static BrvPane
pane_of_handle (BrvPaneContainer *self, gpointer handle)
{
  return handle == self->handles[0] ? BRV_PANE_SOURCES : BRV_PANE_PAGES;
}

static void
moved_cb (BrvPaneHandle *handle, gint width_px, BrvPaneContainer *self)
{
  *own_width (self, pane_of_handle (self, handle)) = (gint)(width_px / get_text_scale (self) + 0.5);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
reset_cb (BrvPaneHandle *handle, BrvPaneContainer *self)
{
  *own_width (self, pane_of_handle (self, handle)) = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
text_scale_changed_cb (GtkSettings *settings, GParamSpec *pspec, BrvPaneContainer *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
brv_pane_container_dispose (GObject *object)
{
  BrvPaneContainer *self = BRV_PANE_CONTAINER (object);

  g_clear_handle_id (&self->announce_id, g_source_remove);
  for (guint i = 0; i < BRV_N_PANES; i++)
    g_clear_pointer (&self->panes[i], gtk_widget_unparent);
  for (guint i = 0; i < N_HANDLES; i++)
    g_clear_pointer (&self->handles[i], gtk_widget_unparent);
  g_clear_pointer (&self->switcher, gtk_widget_unparent);

  G_OBJECT_CLASS (brv_pane_container_parent_class)->dispose (object);
}

static void
brv_pane_container_class_init (BrvPaneContainerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = brv_pane_container_dispose;
  widget_class->measure = brv_pane_container_measure;
  widget_class->size_allocate = brv_pane_container_size_allocate;
  widget_class->snapshot = brv_pane_container_snapshot;

  signals[SIGNAL_LAYOUT_CHANGED] =
    g_signal_new ("layout-changed", BRV_TYPE_PANE_CONTAINER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "panes");
}

static void
brv_pane_container_init (BrvPaneContainer *self)
{
  self->wishes.sources_open = TRUE;
  self->wishes.pages_open = TRUE;
  self->wishes.shown_at_one = BRV_PANE_BRIEF;
  self->wishes.side_at_two = BRV_PANE_SOURCES;
  self->layout.fold = BRV_PANE_FOLD_THREE;
  self->announced.fold = BRV_N_PANE_FOLDS;

  self->handles[0] = brv_pane_handle_new (_ ("Width of Sources"), FALSE);
  self->handles[1] = brv_pane_handle_new (_ ("Width of Pages"), TRUE);
  for (guint i = 0; i < N_HANDLES; i++)
    {
      gtk_widget_set_parent (self->handles[i], GTK_WIDGET (self));
      g_signal_connect_object (self->handles[i], "moved", G_CALLBACK (moved_cb), self, 0);
      g_signal_connect_object (self->handles[i], "reset", G_CALLBACK (reset_cb), self, 0);
    }
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (text_scale_changed_cb), self, 0);
}

/**
 * brv_pane_container_new:
 *
 * Returns: (transfer floating): a container with no panes
 */
GtkWidget *
brv_pane_container_new (void)
{
  return g_object_new (BRV_TYPE_PANE_CONTAINER, NULL);
}

/**
 * brv_pane_container_set_child:
 * @self: a container
 * @pane: which place
 * @child: (transfer floating): the pane
 *
 * Puts a pane in its place. Order of adding is order of focus: before the handles.
 */
void
brv_pane_container_set_child (BrvPaneContainer *self, BrvPane pane, GtkWidget *child)
{
  GtkWidget *before = NULL;

  g_return_if_fail (BRV_IS_PANE_CONTAINER (self));
  g_return_if_fail (pane < BRV_N_PANES && self->panes[pane] == NULL);

  for (guint i = pane + 1; i < BRV_N_PANES && before == NULL; i++)
    before = self->panes[i];
  self->panes[pane] = child;
  gtk_widget_insert_before (child, GTK_WIDGET (self), before != NULL ? before : self->handles[0]);
}

/**
 * brv_pane_container_set_switcher:
 * @self: a container
 * @switcher: (transfer floating): what chooses the pane where there is room for one only
 */
void
brv_pane_container_set_switcher (BrvPaneContainer *self, GtkWidget *switcher)
{
  g_return_if_fail (BRV_IS_PANE_CONTAINER (self) && self->switcher == NULL);

  self->switcher = switcher;
  gtk_widget_set_parent (switcher, GTK_WIDGET (self));
}

/**
 * brv_pane_container_get_fold:
 * @self: a container
 *
 * Returns: how many panes there is room for
 */
BrvPaneFold
brv_pane_container_get_fold (BrvPaneContainer *self)
{
  g_return_val_if_fail (BRV_IS_PANE_CONTAINER (self), BRV_PANE_FOLD_THREE);

  return self->layout.fold;
}

/**
 * brv_pane_container_is_side_by_side:
 * @self: a container
 *
 * Returns: whether list and reader have room beside each other
 */
gboolean
brv_pane_container_is_side_by_side (BrvPaneContainer *self)
{
  g_return_val_if_fail (BRV_IS_PANE_CONTAINER (self), FALSE);

  return self->layout.side_by_side;
}

/**
 * brv_pane_container_is_visible:
 * @self: a container
 * @pane: which
 *
 * Returns: whether the pane is to be seen
 */
gboolean
brv_pane_container_is_visible (BrvPaneContainer *self, BrvPane pane)
{
  g_return_val_if_fail (BRV_IS_PANE_CONTAINER (self) && pane < BRV_N_PANES, FALSE);

  return self->layout.visible[pane];
}

static void
open_pane (BrvPaneContainer *self, BrvPane pane)
{
  if (pane == BRV_PANE_SOURCES)
    self->wishes.sources_open = TRUE;
  if (pane == BRV_PANE_PAGES)
    self->wishes.pages_open = TRUE;
  if (pane != BRV_PANE_BRIEF)
    self->wishes.side_at_two = pane;
  self->wishes.shown_at_one = pane;
}

static void
fold_pane (BrvPaneContainer *self, BrvPane pane)
{
  const BrvPaneFold fold = self->layout.fold;

  if (pane == BRV_PANE_BRIEF)
    return;
  if (self->wishes.shown_at_one == pane)
    self->wishes.shown_at_one = BRV_PANE_BRIEF;
  if (fold == BRV_PANE_FOLD_ONE)
    return;
  if (pane == BRV_PANE_SOURCES)
    self->wishes.sources_open = FALSE;
  else
    self->wishes.pages_open = FALSE;
  if (self->wishes.side_at_two != pane)
    return;

  /* With two panes, folding one shows the brief alone; the other one does not push in. */
  self->wishes.side_at_two = BRV_PANE_BRIEF;
  if (fold > BRV_PANE_FOLD_TWO && self->wishes.sources_open)
    self->wishes.side_at_two = BRV_PANE_SOURCES;
  else if (fold > BRV_PANE_FOLD_TWO && self->wishes.pages_open)
    self->wishes.side_at_two = BRV_PANE_PAGES;
}

/**
 * brv_pane_container_set_open:
 * @self: a container
 * @pane: which
 * @open: whether the user wants to see it
 *
 * Opens or folds a pane. Where there is no room for both, opening one folds another, which comes
 * back with the width; what is folded here stays folded.
 */
void
brv_pane_container_set_open (BrvPaneContainer *self, BrvPane pane, gboolean open)
{
  g_return_if_fail (BRV_IS_PANE_CONTAINER (self) && pane < BRV_N_PANES);

  if (open)
    open_pane (self, pane);
  else
    fold_pane (self, pane);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * brv_pane_container_set_reading:
 * @self: a container
 * @reading: whether the Sources pane shows a source
 *
 * Reading takes more room than the list alone.
 */
void
brv_pane_container_set_reading (BrvPaneContainer *self, gboolean reading)
{
  g_return_if_fail (BRV_IS_PANE_CONTAINER (self));

  if (self->wishes.reading == reading)
    return;
  self->wishes.reading = reading;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * brv_pane_container_save:
 * @self: a container
 * @file: where to
 * @group: under which heading
 *
 * Writes down which panes are open and the user's own widths.
 */
void
brv_pane_container_save (BrvPaneContainer *self, GKeyFile *file, const char *group)
{
  g_return_if_fail (BRV_IS_PANE_CONTAINER (self) && file != NULL && group != NULL);

  g_key_file_set_boolean (file, group, "sources-open", self->wishes.sources_open);
  g_key_file_set_boolean (file, group, "pages-open", self->wishes.pages_open);
  g_key_file_set_integer (file, group, "side", (gint)self->wishes.side_at_two);
  g_key_file_set_integer_list (file, group, "sources-widths", &self->wishes.sources_widths[0][0],
                               (gsize)BRV_N_PANE_FOLDS * 2);
  g_key_file_set_integer_list (file, group, "pages-widths", self->wishes.pages_widths,
                               BRV_N_PANE_FOLDS);
}

/* Which pane stands beside the brief where there is room for one; not one that is closed. */
static void
restore_side (BrvPaneWishes *wishes, GKeyFile *file, const char *group)
{
  const gint side = g_key_file_get_integer (file, group, "side", NULL);

  if (!wishes->sources_open)
    wishes->side_at_two = wishes->pages_open ? BRV_PANE_PAGES : BRV_PANE_BRIEF;
  if (!g_key_file_has_key (file, group, "side", NULL))
    return;
  if (side == BRV_PANE_BRIEF || (side == BRV_PANE_SOURCES && wishes->sources_open) ||
      (side == BRV_PANE_PAGES && wishes->pages_open))
    wishes->side_at_two = (BrvPane)side;
}

static void
restore_widths (GKeyFile *file, const char *group, const char *key, gint *widths, gsize n_widths)
{
  gsize n_found = 0;
  g_autofree gint *found = g_key_file_get_integer_list (file, group, key, &n_found, NULL);

  for (gsize i = 0; found != NULL && i < MIN (n_found, n_widths); i++)
    widths[i] = CLAMP (found[i], 0, 10000);
}

/**
 * brv_pane_container_restore:
 * @self: a container
 * @file: what brv_pane_container_save() wrote, in any state
 * @group: under which heading
 */
void
brv_pane_container_restore (BrvPaneContainer *self, GKeyFile *file, const char *group)
{
  g_return_if_fail (BRV_IS_PANE_CONTAINER (self) && file != NULL && group != NULL);

  if (g_key_file_has_key (file, group, "sources-open", NULL))
    self->wishes.sources_open = g_key_file_get_boolean (file, group, "sources-open", NULL);
  if (g_key_file_has_key (file, group, "pages-open", NULL))
    self->wishes.pages_open = g_key_file_get_boolean (file, group, "pages-open", NULL);
  restore_side (&self->wishes, file, group);
  restore_widths (file, group, "sources-widths", &self->wishes.sources_widths[0][0],
                  (gsize)BRV_N_PANE_FOLDS * 2);
  restore_widths (file, group, "pages-widths", self->wishes.pages_widths, BRV_N_PANE_FOLDS);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
