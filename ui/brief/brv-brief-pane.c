/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-pane-private.h"

#include <glib/gi18n.h>

#include "ui/brief/brv-figure-loader.h"
#include "ui/brief/brv-insert-menu.h"
#include "ui/brief/brv-quote-foot.h"
#include "ui/brief/brv-title-block.h"

/* The title block's marking is out of view when it is scrolled by this many pixels. */
#define MARKING_SCROLL_PX 40

#define MIN_ZOOM -4
#define MAX_ZOOM 6

enum
{
  PROP_0,
  PROP_SCROLLED,
  N_PROPS
};

enum
{
  SIGNAL_PASSAGE_REQUESTED,
  SIGNAL_CARET_MOVED,
  SIGNAL_MESSAGE,
  SIGNAL_CHECKS_REQUESTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvBriefPane, brv_brief_pane, GTK_TYPE_WIDGET)

static void
verdicts_clicked_cb (BrvBriefPane *self)
{
  g_signal_emit (self, signals[SIGNAL_CHECKS_REQUESTED], 0);
}

/* ---- header bar ---- */

static void
scrolled_cb (GtkAdjustment *adjustment, BrvBriefPane *self)
{
  double value = gtk_adjustment_get_value (adjustment);
  gboolean scrolled = value > MARKING_SCROLL_PX;

  if (value > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->header_bar), "brv-scrolled");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->header_bar), "brv-scrolled");
  if (self->scrolled == scrolled)
    return;
  self->scrolled = scrolled;
  brv_brief_pane_show_marking (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCROLLED]);
}

static void
passage_requested_cb (BrvBriefView *view,
                      const BrvId *source_id,
                      const BrvRange *range,
                      BrvBriefPane *self)
{
  g_signal_emit (self, signals[SIGNAL_PASSAGE_REQUESTED], 0, source_id, range);
}

static void
caret_moved_cb (BrvBriefView *view, const BrvId *id, guint64 at, BrvBriefPane *self)
{
  g_signal_emit (self, signals[SIGNAL_CARET_MOVED], 0, id, at);
}

static void
message_cb (BrvBriefView *view, const char *text, const BrvId *id, BrvBriefPane *self)
{
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, text, id);
}

/* ---- object ---- */

static void
brv_brief_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BrvBriefPane *self = BRV_BRIEF_PANE (object);

  if (id == PROP_SCROLLED)
    g_value_set_boolean (value, self->scrolled);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
brv_brief_pane_dispose (GObject *object)
{
  BrvBriefPane *self = BRV_BRIEF_PANE (object);
  GtkWidget *child = NULL;

  g_clear_handle_id (&self->count_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_BRIEF_PANE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (brv_brief_pane_parent_class)->dispose (object);
}

static gboolean
brv_brief_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BRV_BRIEF_PANE (widget)->view));
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  brv_brief_pane_find (BRV_BRIEF_PANE (widget));
}

static void
brv_brief_pane_class_init (BrvBriefPaneClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = brv_brief_pane_get_property;
  object_class->dispose = brv_brief_pane_dispose;
  widget_class->grab_focus = brv_brief_pane_grab_focus;
  g_type_ensure (BRV_TYPE_BRIEF_FIND_BAR);
  gtk_widget_class_set_css_name (widget_class, "briefpane");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-brief-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, header_bar);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, start_box);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, title_label);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, marking_label);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, saved_label);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, undo_button);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, redo_button);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, find_bar);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, verdicts_button);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, verdicts_icon);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, verdicts_label);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefPane, words_label);
  gtk_widget_class_bind_template_callback (widget_class, verdicts_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, brv_brief_pane_undo);
  gtk_widget_class_bind_template_callback (widget_class, brv_brief_pane_redo);
  gtk_widget_class_install_action (widget_class, "brief.find", NULL, find_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "brief.find",
                                       NULL);

  /**
   * BrvBriefPane:scrolled:
   *
   * Whether the title block's marking is out of view, so that it must be shown elsewhere.
   */
  properties[PROP_SCROLLED] =
    g_param_spec_boolean ("scrolled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_PASSAGE_REQUESTED] =
    g_signal_new ("passage-requested", BRV_TYPE_BRIEF_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[SIGNAL_CARET_MOVED] =
    g_signal_new ("caret-moved", BRV_TYPE_BRIEF_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT64);
  signals[SIGNAL_MESSAGE] =
    g_signal_new ("message", BRV_TYPE_BRIEF_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
  signals[SIGNAL_CHECKS_REQUESTED] =
    g_signal_new ("checks-requested", BRV_TYPE_BRIEF_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
brv_brief_pane_init (BrvBriefPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
image_requested_cb (
  BrvBriefView *view, GFile *file, GBytes *bytes, const BrvId *figure, BrvBriefPane *self)
{
  brv_figure_loader_load (view, self->workspace, file, bytes, figure);
}

static void
picture_dropped_cb (BrvBriefView *view,
                    const BrvSource *source,
                    guint image,
                    const BrvId *section_id,
                    gint at,
                    BrvBriefPane *self)
{
  brv_figure_loader_add_picture (view, self->workspace, source, image, *section_id, at);
}

/* The actions are the view's; the button stands outside of it. */
static void
add_insert_button (BrvBriefPane *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = brv_insert_menu_make ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, _ ("Insert"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Insert"), -1);
  gtk_widget_insert_action_group (button, "insert", brv_brief_view_get_insert_actions (self->view));
  adw_header_bar_pack_end (self->header_bar, button);
  self->insert_button = button;
}

/**
 * brv_brief_pane_add_image:
 * @self: the pane
 * @file: an image file
 *
 * Puts an image into the brief as a figure, behind the caret's block.
 */
void
brv_brief_pane_add_image (BrvBriefPane *self, GFile *file)
{
  brv_figure_loader_load (self->view, self->workspace, file, NULL, NULL);
}

/**
 * brv_brief_pane_new:
 * @workspace: the open brief
 *
 * Returns: (transfer floating): the pane
 */
GtkWidget *
brv_brief_pane_new (BrvWorkspace *workspace)
{
  BrvBriefPane *self = NULL;
  GtkWidget *view = NULL;

  g_return_val_if_fail (BRV_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (BRV_TYPE_BRIEF_PANE, NULL);
  self->workspace = g_object_ref (workspace);
  view = brv_brief_view_new (brv_workspace_get_document (workspace));
  self->view = BRV_BRIEF_VIEW (view);
  gtk_scrolled_window_set_child (self->scroller, view);
  brv_brief_find_bar_set_view (self->find_bar, self->view);
  g_signal_connect_object (view, "passage-requested", G_CALLBACK (passage_requested_cb), self, 0);
  g_signal_connect_object (view, "caret-moved", G_CALLBACK (caret_moved_cb), self, 0);
  g_signal_connect_object (view, "message", G_CALLBACK (message_cb), self, 0);
  g_signal_connect_object (view, "image-requested", G_CALLBACK (image_requested_cb), self, 0);
  g_signal_connect_object (view, "picture-dropped", G_CALLBACK (picture_dropped_cb), self, 0);
  add_insert_button (self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_cb), self, 0);
  brv_brief_pane_follow (self);
  return GTK_WIDGET (self);
}

/**
 * brv_brief_pane_get_header_bar:
 * @self: the pane
 *
 * Returns: (transfer none): its header bar, for the window's own buttons
 */
AdwHeaderBar *
brv_brief_pane_get_header_bar (BrvBriefPane *self)
{
  return self->header_bar;
}

/**
 * brv_brief_pane_pack_leading:
 * @self: the pane
 * @widget: a button of the window
 *
 * Puts a widget at the start of the header bar, before undo and redo.
 */
void
brv_brief_pane_pack_leading (BrvBriefPane *self, GtkWidget *widget)
{
  gtk_box_prepend (self->start_box, widget);
}

/**
 * brv_brief_pane_add_banner:
 * @self: the pane
 * @banner: (transfer floating): a line that the user has to see
 *
 * Puts a widget below the header bar, above the text.
 */
void
brv_brief_pane_add_banner (BrvBriefPane *self, GtkWidget *banner)
{
  gtk_widget_insert_after (banner, GTK_WIDGET (self), GTK_WIDGET (self->header_bar));
}

/**
 * brv_brief_pane_reveal:
 * @self: the pane
 * @id: a section or block
 * @at: a byte of its shown text
 * @grab_focus: whether the text gets the focus
 *
 * Puts the caret at a place and shows it.
 */
void
brv_brief_pane_reveal (BrvBriefPane *self, BrvId id, gsize at, gboolean grab_focus)
{
  BrvPlace place = { id, at };

  brv_brief_view_reveal (self->view, place, place, grab_focus);
}

/**
 * brv_brief_pane_get_caret:
 * @self: the pane
 *
 * Returns: where the caret is
 */
BrvPlace
brv_brief_pane_get_caret (BrvBriefPane *self)
{
  return brv_brief_projection_get_caret (brv_brief_view_get_projection (self->view));
}

/**
 * brv_brief_pane_set_show_section_keys:
 * @self: the pane
 * @show: whether there is a passage to send
 *
 * Shows Ctrl+1 … beside the section headings, where these keys do something.
 */
void
brv_brief_pane_set_show_section_keys (BrvBriefPane *self, gboolean show)
{
  brv_brief_view_set_show_section_keys (self->view, show);
}

/**
 * brv_brief_pane_send_to_section:
 * @self: the pane
 * @section: index of a section
 *
 * Moves the caret's block to the end of a section.
 *
 * Returns: whether it was possible
 */
gboolean
brv_brief_pane_send_to_section (BrvBriefPane *self, guint section)
{
  return brv_brief_view_send_to_section (self->view, section);
}

/**
 * brv_brief_pane_find:
 * @self: the pane
 *
 * Opens the bar that finds words in the brief.
 */
void
brv_brief_pane_find (BrvBriefPane *self)
{
  brv_brief_find_bar_open (self->find_bar);
}

/**
 * brv_brief_pane_zoom:
 * @self: the pane
 * @step: 1 larger, -1 smaller, 0 plain
 *
 * Changes the size of the text on the screen; pages are not concerned.
 */
void
brv_brief_pane_zoom (BrvBriefPane *self, gint step)
{
  gint zoom = step == 0 ? 0 : CLAMP (self->zoom + step, MIN_ZOOM, MAX_ZOOM);
  g_autofree char *was = g_strdup_printf ("zoom%+d", self->zoom);
  g_autofree char *now = g_strdup_printf ("zoom%+d", zoom);

  if (zoom == self->zoom)
    return;
  self->zoom = zoom;
  gtk_widget_remove_css_class (GTK_WIDGET (self->scroller), was);
  gtk_widget_add_css_class (GTK_WIDGET (self->scroller), now);
}

/**
 * brv_brief_pane_commit:
 * @self: a pane
 *
 * Takes into the brief what is still being typed in the title block, which waits for a pause else.
 * To be called before the brief is saved, exported or printed.
 */
void
brv_brief_pane_commit (BrvBriefPane *self)
{
  g_return_if_fail (BRV_IS_BRIEF_PANE (self));

  brv_title_block_commit (BRV_TITLE_BLOCK (brv_brief_view_get_title_block (self->view)));
}

/**
 * brv_brief_pane_undo:
 * @self: the pane
 *
 * Takes the last step back.
 */
void
brv_brief_pane_undo (BrvBriefPane *self)
{
  brv_brief_view_undo (self->view);
}

/**
 * brv_brief_pane_redo:
 * @self: the pane
 *
 * Does the step again that was taken back last.
 */
void
brv_brief_pane_redo (BrvBriefPane *self)
{
  brv_brief_view_redo (self->view);
}

/**
 * brv_brief_pane_get_top:
 * @self: the pane
 *
 * Returns: what stands at its upper edge; without an id at the very beginning
 */
BrvPlace
brv_brief_pane_get_top (BrvBriefPane *self)
{
  return brv_brief_view_get_top (self->view);
}

/**
 * brv_brief_pane_restore:
 * @self: the pane
 * @caret: where the caret was
 * @top: what stood at the upper edge; without an id the beginning
 *
 * Shows the brief as it was left.
 */
void
brv_brief_pane_restore (BrvBriefPane *self, BrvPlace caret, BrvPlace top)
{
  brv_brief_view_restore (self->view, caret, top);
}

/**
 * brv_brief_pane_set_read_only:
 * @self: the pane
 *
 * Lets the brief be read and copied from, and nothing more.
 */
void
brv_brief_pane_set_read_only (BrvBriefPane *self)
{
  brv_brief_view_set_read_only (self->view);
  gtk_widget_set_visible (self->insert_button, FALSE);
}
