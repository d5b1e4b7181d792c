/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's three panes: what connects them, and which header bar has which button. */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/shell/brv-window-private.h"

static const char *
pane_name (BrvPane pane)
{
  switch (pane)
    {
    case BRV_PANE_SOURCES:
      return _ ("Sources");
    case BRV_PANE_PAGES:
      return _ ("Pages");
    case BRV_PANE_BRIEF:
    case BRV_N_PANES:
    default:
      return _ ("Brief");
    }
}

static GtkWidget *
pane_widget (BrvWindow *self, BrvPane pane)
{
  switch (pane)
    {
    case BRV_PANE_SOURCES:
      return GTK_WIDGET (self->sources);
    case BRV_PANE_PAGES:
      return GTK_WIDGET (self->pages);
    case BRV_PANE_BRIEF:
    case BRV_N_PANES:
    default:
      return GTK_WIDGET (self->brief);
    }
}

static void
message_cb (BrvWindow *self, const char *text, const BrvId *block_id)
{
  brv_window_show_message (self, text, block_id);
}

static void
passage_requested_cb (BrvWindow *self, const BrvId *source_id, const BrvRange *range)
{
  brv_window_show_pane (self, BRV_PANE_SOURCES, FALSE);
  brv_sources_pane_show_passage (self->sources, *source_id, *range);
}

static void
reveal_block (BrvWindow *self, BrvId id, gsize at)
{
  brv_window_show_pane (self, BRV_PANE_BRIEF, FALSE);
  brv_brief_pane_reveal (self->brief, id, at, TRUE);
}

static void
sources_block_cb (BrvWindow *self, const BrvId *block_id)
{
  reveal_block (self, *block_id, 0);
}

static void
pages_block_cb (BrvWindow *self, const BrvId *block_id, guint64 at)
{
  reveal_block (self, *block_id, (gsize)at);
}

static void
caret_moved_cb (BrvWindow *self, const BrvId *id, guint64 at)
{
  brv_pages_pane_follow (self->pages, *id, (gsize)at);
}

static void
checks_requested_cb (BrvWindow *self)
{
  brv_pages_pane_show_checks (self->pages, TRUE);
  brv_window_show_pane (self, BRV_PANE_PAGES, TRUE);
}

static void
has_selection_cb (BrvWindow *self)
{
  brv_brief_pane_set_show_section_keys (self->brief,
                                        brv_sources_pane_get_has_selection (self->sources));
}

static void
reading_cb (BrvWindow *self)
{
  brv_pane_container_set_reading (self->panes, brv_sources_pane_is_reading (self->sources));
}

static void
move_end_buttons (BrvWindow *self, GtkWidget *home)
{
  GtkWidget *parent = gtk_widget_get_parent (self->end_buttons);

  if (parent == home)
    return;
  if (parent != NULL)
    gtk_box_remove (GTK_BOX (parent), self->end_buttons);
  gtk_box_append (GTK_BOX (home), self->end_buttons);
}

static void
set_title_buttons (AdwHeaderBar *bar, gboolean start, gboolean end)
{
  adw_header_bar_set_show_start_title_buttons (bar, start);
  adw_header_bar_set_show_end_title_buttons (bar, end);
}

/* Only the outermost header bars that are to be seen have the window's own buttons. */
static void
place_title_buttons (BrvWindow *self)
{
  const gboolean sources = brv_pane_container_is_visible (self->panes, BRV_PANE_SOURCES);
  const gboolean brief = brv_pane_container_is_visible (self->panes, BRV_PANE_BRIEF);
  const gboolean pages = brv_pane_container_is_visible (self->panes, BRV_PANE_PAGES);
  const gboolean beside = brv_pane_container_is_side_by_side (self->panes);
  const gboolean alone = sources && !brief && !pages;

  set_title_buttons (brv_sources_pane_get_start_header_bar (self->sources), sources,
                     alone && !beside);
  set_title_buttons (brv_sources_pane_get_end_header_bar (self->sources), sources && !beside,
                     alone);
  set_title_buttons (brv_brief_pane_get_header_bar (self->brief), !sources, !pages);
  set_title_buttons (brv_pages_pane_get_header_bar (self->pages), !sources && !brief, TRUE);
  move_end_buttons (self, pages ? self->pages_end : self->brief_end);
  /* Where the brief alone has little room, its title needs it more: Print is in the menu too. */
  gtk_widget_set_visible (self->print_button, pages || brv_pane_container_get_fold (self->panes) >=
                                                         BRV_PANE_FOLD_THREE);
}

/* The focus does not stay in what is folded away. */
static void
rescue_focus (BrvWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && !gtk_widget_get_mapped (focus) &&
      brv_pane_container_is_visible (self->panes, BRV_PANE_BRIEF))
    gtk_widget_grab_focus (GTK_WIDGET (self->brief));
}

static void
layout_changed_cb (BrvWindow *self)
{
  const gboolean narrow = brv_pane_container_get_fold (self->panes) == BRV_PANE_FOLD_ONE;

  brv_sources_pane_set_side_by_side (self->sources,
                                     brv_pane_container_is_side_by_side (self->panes));
  gtk_widget_set_visible (self->sources_toggle, !narrow);
  gtk_widget_set_visible (self->pages_toggle, !narrow);
  place_title_buttons (self);
  brv_window_update_actions (self);
  rescue_focus (self);
}

static void
focus_changed_cb (BrvWindow *self)
{
  self->focused_pane = brv_window_get_focused_pane (self);
}

static GtkWidget *
new_toggle (const char *icon_name, const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

static void
switcher_clicked_cb (GtkWidget *button, BrvWindow *self)
{
  for (guint i = 0; i < BRV_N_PANES; i++)
    {
      if (self->switcher_buttons[i] == button)
        brv_window_show_pane (self, (BrvPane)i, TRUE);
    }
}

static GtkWidget *
new_switcher (BrvWindow *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (box, "brv-scope");
  gtk_widget_add_css_class (bar, "brv-pane-switcher");
  gtk_box_append (GTK_BOX (bar), box);
  for (guint i = 0; i < BRV_N_PANES; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (pane_name ((BrvPane)i));

      gtk_widget_add_css_class (button, "flat");
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (self->switcher_buttons[0]));
      g_signal_connect_object (button, "clicked", G_CALLBACK (switcher_clicked_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
      self->switcher_buttons[i] = button;
    }
  return bar;
}

static void
add_header_buttons (BrvWindow *self)
{
  AdwHeaderBar *brief_bar = brv_brief_pane_get_header_bar (self->brief);
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/org/brevier/Brevier/ui/brv-end-buttons.ui");

  self->end_buttons = g_object_ref (GTK_WIDGET (gtk_builder_get_object (builder, "end_buttons")));
  self->print_button = GTK_WIDGET (gtk_builder_get_object (builder, "print_button"));
  self->brief_end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->pages_end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->sources_toggle =
    new_toggle ("sidebar-show-symbolic", _ ("Sources"), _ ("Sources (F9)"), "win.sources");
  self->pages_toggle =
    new_toggle ("sidebar-show-right-symbolic", _ ("Pages"), _ ("Pages (Shift+F9)"), "win.pages");

  adw_header_bar_set_centering_policy (brief_bar, ADW_CENTERING_POLICY_LOOSE);
  brv_brief_pane_pack_leading (self->brief, self->sources_toggle);
  adw_header_bar_pack_end (brief_bar, self->brief_end);
  adw_header_bar_pack_end (brief_bar, self->pages_toggle);
  adw_header_bar_pack_end (brv_pages_pane_get_header_bar (self->pages), self->pages_end);
  move_end_buttons (self, self->pages_end);
}

static void
connect_panes (BrvWindow *self)
{
  const struct
  {
    gpointer object;
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { self->sources, "message", G_CALLBACK (message_cb) },
    { self->sources, "block-requested", G_CALLBACK (sources_block_cb) },
    { self->sources, "notify::has-selection", G_CALLBACK (has_selection_cb) },
    { self->sources, "notify::reading", G_CALLBACK (reading_cb) },
    { self->brief, "message", G_CALLBACK (message_cb) },
    { self->brief, "passage-requested", G_CALLBACK (passage_requested_cb) },
    { self->brief, "caret-moved", G_CALLBACK (caret_moved_cb) },
    { self->brief, "checks-requested", G_CALLBACK (checks_requested_cb) },
    { self->pages, "block-requested", G_CALLBACK (pages_block_cb) },
    { self->pages, "passage-requested", G_CALLBACK (passage_requested_cb) },
    { self->panes, "layout-changed", G_CALLBACK (layout_changed_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (handlers[i].object, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
}

/* Makes the panes of the window's brief. */
void
brv_window_build_panes (BrvWindow *self)
{
  g_autoptr (GKeyFile) state = NULL;

  self->sources = BRV_SOURCES_PANE (brv_sources_pane_new (self->workspace));
  self->brief = BRV_BRIEF_PANE (brv_brief_pane_new (self->workspace));
  self->pages = BRV_PAGES_PANE (brv_pages_pane_new (self->workspace));
  self->panes = BRV_PANE_CONTAINER (brv_pane_container_new ());
  self->switcher = new_switcher (self);
  for (guint i = 0; i < BRV_N_PANES; i++)
    brv_pane_container_set_child (self->panes, (BrvPane)i, pane_widget (self, (BrvPane)i));
  brv_pane_container_set_switcher (self->panes, self->switcher);
  gtk_overlay_set_child (self->brief_overlay, GTK_WIDGET (self->panes));
  brv_window_load_state (self);
  add_header_buttons (self);
  connect_panes (self);
}

/* The panes hold the brief; the window lets go of them before it goes itself. */
void
brv_window_clear_panes (BrvWindow *self)
{
  if (self->panes == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self, focus_changed_cb, NULL);
  if (self->brief_overlay != NULL)
    gtk_overlay_set_child (self->brief_overlay, NULL);
  self->panes = NULL;
  self->sources = NULL;
  self->brief = NULL;
  self->pages = NULL;
}

/* Brings a pane into view, whatever the width. */
void
brv_window_show_pane (BrvWindow *self, BrvPane pane, gboolean grab_focus)
{
  if (self->panes == NULL)
    return;
  brv_pane_container_set_open (self->panes, pane, TRUE);
  if (grab_focus)
    gtk_widget_grab_focus (pane_widget (self, pane));
}

/* Opens a pane and gives it the focus, or folds it. */
void
brv_window_toggle_pane (BrvWindow *self, BrvPane pane)
{
  if (self->panes == NULL)
    return;
  if (!brv_pane_container_is_visible (self->panes, pane))
    brv_window_show_pane (self, pane, TRUE);
  else
    {
      const gboolean had_focus = brv_window_get_focused_pane (self) == pane;

      brv_pane_container_set_open (self->panes, pane, FALSE);
      if (had_focus)
        gtk_widget_grab_focus (GTK_WIDGET (self->brief));
    }
}

/* The next pane that is to be seen, round and round. */
void
brv_window_step_pane (BrvWindow *self, gint step)
{
  gint pane = (gint)brv_window_get_focused_pane (self);

  for (guint i = 0; self->panes != NULL && i < BRV_N_PANES; i++)
    {
      pane = (pane + step + BRV_N_PANES) % BRV_N_PANES;
      if (brv_pane_container_is_visible (self->panes, (BrvPane)pane))
        {
          gtk_widget_grab_focus (pane_widget (self, (BrvPane)pane));
          return;
        }
    }
}

/* The pane with the focus, else the one that had it last. */
BrvPane
brv_window_get_focused_pane (BrvWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  for (guint i = 0; self->panes != NULL && focus != NULL && i < BRV_N_PANES; i++)
    {
      GtkWidget *pane = pane_widget (self, (BrvPane)i);

      if (focus == pane || gtk_widget_is_ancestor (focus, pane))
        return (BrvPane)i;
    }
  return self->focused_pane;
}
