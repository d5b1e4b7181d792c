/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/pages/brv-pages-pane.h"

#include "ui/pages/brv-checks-view.h"
#include "ui/pages/brv-page-view.h"

struct _BrvPagesPane
{
  GtkWidget parent_instance;

  /* Owned */
  BrvWorkspace *workspace;

  BrvZoom zoom;

  /* Template children */
  AdwHeaderBar *header_bar;
  GtkWidget *checks_button;
  GtkWidget *pages_button;
  GtkLabel *badge;
  GtkRevealer *notice_revealer;
  GtkLabel *notice_label;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  BrvPageView *view;
  BrvChecksView *checks;
  GtkLabel *page_label;
  GtkMenuButton *zoom_button;
};

enum
{
  SIGNAL_BLOCK_REQUESTED,
  SIGNAL_PASSAGE_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvPagesPane, brv_pages_pane, GTK_TYPE_WIDGET)

static void
show_view (BrvPagesPane *self)
{
  const char *name = "pages";

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->checks_button)))
    name = "checks";
  else if (brv_page_view_get_n_pages (self->view) == 0)
    name = "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
  brv_checks_view_set_active (self->checks, g_str_equal (name, "checks"));
}

static void
view_chosen_cb (BrvPagesPane *self)
{
  show_view (self);
}

static void
show_page (BrvPagesPane *self)
{
  const guint n_pages = brv_page_view_get_n_pages (self->view);
  const guint page = brv_page_view_get_page (self->view);
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), page + 1, n_pages);

  gtk_label_set_label (self->page_label, n_pages > 0 ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pages.previous", page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pages.next", page + 1 < n_pages);
}

static void
show_zoom (BrvPagesPane *self)
{
  g_autofree char *percent = NULL;
  const char *label;

  switch (brv_page_view_get_mode (self->view))
    {
    case BRV_ZOOM_FIT_TEXT:
      label = _ ("Fit Text");
      break;
    case BRV_ZOOM_PERCENT:
      percent = g_strdup_printf (_ ("%d %%"), (gint)(brv_page_view_get_percent (self->view) + 0.5));
      label = percent;
      break;
    case BRV_ZOOM_AUTOMATIC:
    case BRV_ZOOM_FIT_WIDTH:
    default:
      label = _ ("Fit Width");
      break;
    }
  gtk_menu_button_set_label (self->zoom_button, label);
  show_page (self);
}

static void
set_zoom (BrvPagesPane *self, BrvZoomMode mode, double percent)
{
  self->zoom = (BrvZoom){ mode, percent };
  brv_page_view_set_zoom (self->view, &self->zoom);
}

static void
show_badge (BrvPagesPane *self)
{
  const guint n_errors = brv_checks_view_get_n_errors (self->checks);
  g_autofree char *text = g_strdup_printf ("%u", n_errors);
  g_autofree char *name =
    n_errors == 0
      ? g_strdup (_ ("Checks"))
      : g_strdup_printf (ngettext ("Checks, %u to fix", "Checks, %u to fix", n_errors), n_errors);

  gtk_label_set_label (self->badge, text);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), n_errors > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->checks_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
place_activated_cb (BrvPagesPane *self, const BrvId *block_id, guint64 at)
{
  g_signal_emit (self, signals[SIGNAL_BLOCK_REQUESTED], 0, block_id, at);
}

static void
checks_block_cb (BrvPagesPane *self, const BrvId *block_id)
{
  g_signal_emit (self, signals[SIGNAL_BLOCK_REQUESTED], 0, block_id, (guint64)0);
}

static void
checks_passage_cb (BrvPagesPane *self, const BrvId *source_id, const BrvRange *range)
{
  g_signal_emit (self, signals[SIGNAL_PASSAGE_REQUESTED], 0, source_id, range);
}

static void
pages_changed_cb (BrvWorkspace *workspace, GParamSpec *pspec, BrvPagesPane *self)
{
  gtk_revealer_set_reveal_child (self->notice_revealer, FALSE);
  brv_page_view_set_pages (self->view, brv_workspace_get_pages (workspace));
  show_view (self);
  show_page (self);
}

/* The pages before stay, and the notice says that they are old. */
static void
pages_failed_cb (BrvWorkspace *workspace, const GError *error, BrvPagesPane *self)
{
  g_autofree char *text =
    g_strdup_printf (_ ("The pages could not be brought up to date: %s"),
                     error != NULL ? error->message : _ ("the reason is not known."));

  gtk_label_set_label (self->notice_label, text);
  gtk_revealer_set_reveal_child (self->notice_revealer, TRUE);
}

static void
scrolled_cb (GtkAdjustment *adjustment, BrvPagesPane *self)
{
  const gboolean scrolled = gtk_adjustment_get_value (adjustment) > 0 &&
                            !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->checks_button));

  if (scrolled)
    gtk_widget_add_css_class (GTK_WIDGET (self->header_bar), "brv-scrolled");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->header_bar), "brv-scrolled");
}

static void
turn_page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BrvPagesPane *self = BRV_PAGES_PANE (widget);
  const guint page = brv_page_view_get_page (self->view);

  if (g_str_equal (name, "pages.next"))
    brv_page_view_scroll_to_page (self->view, page + 1);
  else if (page > 0)
    brv_page_view_scroll_to_page (self->view, page - 1);
}

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BrvPagesPane *self = BRV_PAGES_PANE (widget);
  const char *target = g_variant_get_string (parameter, NULL);

  if (g_str_equal (target, "fit-width"))
    set_zoom (self, BRV_ZOOM_FIT_WIDTH, 0);
  else if (g_str_equal (target, "fit-text"))
    set_zoom (self, BRV_ZOOM_FIT_TEXT, 0);
  else
    set_zoom (self, BRV_ZOOM_PERCENT, g_ascii_strtod (target, NULL));
}

static void
zoom_step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  brv_pages_pane_zoom (BRV_PAGES_PANE (widget), g_variant_get_int32 (parameter));
}

static gboolean
brv_pages_pane_grab_focus (GtkWidget *widget)
{
  BrvPagesPane *self = BRV_PAGES_PANE (widget);

  if (brv_pages_pane_is_showing_checks (self))
    return gtk_widget_child_focus (GTK_WIDGET (self->checks), GTK_DIR_TAB_FORWARD) ||
           gtk_widget_grab_focus (self->checks_button);
  return gtk_widget_grab_focus (brv_page_view_get_n_pages (self->view) > 0 ? GTK_WIDGET (self->view)
                                                                           : self->pages_button);
}

static void
brv_pages_pane_dispose (GObject *object)
{
  BrvPagesPane *self = BRV_PAGES_PANE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_PAGES_PANE);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (brv_pages_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, header_bar);
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, checks_button);
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, pages_button);
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, badge);
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, notice_revealer);
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, notice_label);
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, view);
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, checks);
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, page_label);
  gtk_widget_class_bind_template_child (widget_class, BrvPagesPane, zoom_button);
  gtk_widget_class_bind_template_callback (widget_class, view_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_page);
  gtk_widget_class_bind_template_callback (widget_class, show_zoom);
  gtk_widget_class_bind_template_callback (widget_class, show_badge);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, checks_block_cb);
  gtk_widget_class_bind_template_callback (widget_class, checks_passage_cb);
}

static void
brv_pages_pane_class_init (BrvPagesPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = brv_pages_pane_dispose;
  widget_class->grab_focus = brv_pages_pane_grab_focus;

  signals[SIGNAL_BLOCK_REQUESTED] =
    g_signal_new ("block-requested", BRV_TYPE_PAGES_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT64);
  signals[SIGNAL_PASSAGE_REQUESTED] =
    g_signal_new ("passage-requested", BRV_TYPE_PAGES_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);

  g_type_ensure (BRV_TYPE_CHECKS_VIEW);
  g_type_ensure (BRV_TYPE_PAGE_VIEW);
  gtk_widget_class_set_css_name (widget_class, "pagespane");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-pages-pane.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "pages.previous", NULL, turn_page_cb);
  gtk_widget_class_install_action (widget_class, "pages.next", NULL, turn_page_cb);
  gtk_widget_class_install_action (widget_class, "pages.zoom", "s", zoom_cb);
  gtk_widget_class_install_action (widget_class, "pages.zoom-step", "i", zoom_step_cb);
}

static void
brv_pages_pane_init (BrvPagesPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_cb), self, 0);
  show_zoom (self);
  show_badge (self);
}

/**
 * brv_pages_pane_new:
 * @workspace: the open brief
 *
 * Returns: (transfer floating): the pane
 */
GtkWidget *
brv_pages_pane_new (BrvWorkspace *workspace)
{
  BrvPagesPane *self;

  g_return_val_if_fail (BRV_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (BRV_TYPE_PAGES_PANE, NULL);
  self->workspace = g_object_ref (workspace);
  brv_checks_view_set_workspace (self->checks, workspace);
  g_signal_connect_object (workspace, "notify::pages", G_CALLBACK (pages_changed_cb), self, 0);
  g_signal_connect_object (workspace, "pages-failed", G_CALLBACK (pages_failed_cb), self, 0);
  pages_changed_cb (workspace, NULL, self);
  return GTK_WIDGET (self);
}

/**
 * brv_pages_pane_get_header_bar:
 * @self: a pane
 *
 * Returns: (transfer none): its header bar, for the window's buttons
 */
AdwHeaderBar *
brv_pages_pane_get_header_bar (BrvPagesPane *self)
{
  g_return_val_if_fail (BRV_IS_PAGES_PANE (self), NULL);

  return self->header_bar;
}

/**
 * brv_pages_pane_follow:
 * @self: a pane
 * @block_id: the caret's block or section
 * @at: its byte in the shown text
 *
 * Marks the caret's paragraph and brings its line into view.
 */
void
brv_pages_pane_follow (BrvPagesPane *self, BrvId block_id, gsize at)
{
  g_return_if_fail (BRV_IS_PAGES_PANE (self));

  brv_page_view_set_caret (self->view, block_id, at);
}

/**
 * brv_pages_pane_show_checks:
 * @self: a pane
 * @checks: whether to show the checks rather than the pages
 */
void
brv_pages_pane_show_checks (BrvPagesPane *self, gboolean checks)
{
  g_return_if_fail (BRV_IS_PAGES_PANE (self));

  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (checks ? self->checks_button : self->pages_button), TRUE);
}

/**
 * brv_pages_pane_is_showing_checks:
 * @self: a pane
 *
 * Returns: whether it shows the checks rather than the pages
 */
gboolean
brv_pages_pane_is_showing_checks (BrvPagesPane *self)
{
  g_return_val_if_fail (BRV_IS_PAGES_PANE (self), FALSE);

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->checks_button));
}

/**
 * brv_pages_pane_zoom:
 * @self: a pane
 * @step: 1 for larger, -1 for smaller, 0 for the size that fits
 */
void
brv_pages_pane_zoom (BrvPagesPane *self, gint step)
{
  g_return_if_fail (BRV_IS_PAGES_PANE (self));

  if (step == 0)
    set_zoom (self, BRV_ZOOM_AUTOMATIC, 0);
  else
    set_zoom (self, BRV_ZOOM_PERCENT,
              brv_zoom_step_percent (brv_page_view_get_percent (self->view), step));
}
