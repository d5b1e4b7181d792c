/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-cards-private.h"

#include <glib/gi18n.h>

#include "ui/brief/brv-brief-geometry.h"
#include "ui/brief/brv-brief-tags.h"
#include "ui/brief/brv-quote-foot.h"

enum
{
  SIGNAL_OPEN_REQUESTED,
  SIGNAL_MENU_REQUESTED,
  SIGNAL_ADD_SECTION_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvBriefCards, brv_brief_cards, GTK_TYPE_WIDGET)

static void
brv_brief_cards_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  brv_brief_cards_place_children (BRV_BRIEF_CARDS (widget));
}

/* Only the children are there for the pointer; the text is under the rest. */
static gboolean
brv_brief_cards_contains (GtkWidget *widget, double x, double y)
{
  return FALSE;
}

static void
foot_clicked_cb (BrvQuoteFoot *foot, BrvBriefCards *self)
{
  BrvId id = brv_quote_foot_get_id (foot);

  g_signal_emit (self, signals[SIGNAL_OPEN_REQUESTED], 0, &id);
}

static void
handle_clicked_cb (GtkButton *button, BrvBriefCards *self)
{
  BrvId id = self->handled;

  g_signal_emit (self, signals[SIGNAL_MENU_REQUESTED], 0, &id);
}

static void
add_section_clicked_cb (GtkButton *button, BrvBriefCards *self)
{
  g_signal_emit (self, signals[SIGNAL_ADD_SECTION_REQUESTED], 0);
}

static void
brv_brief_cards_dispose (GObject *object)
{
  BrvBriefCards *self = BRV_BRIEF_CARDS (object);
  GtkWidget *child = NULL;

  g_clear_handle_id (&self->catch_up_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->verdicts, brv_verdicts_unref);
  g_clear_object (&self->projection);
  G_OBJECT_CLASS (brv_brief_cards_parent_class)->dispose (object);
}

static void
brv_brief_cards_class_init (BrvBriefCardsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = brv_brief_cards_dispose;
  widget_class->size_allocate = brv_brief_cards_size_allocate;
  widget_class->contains = brv_brief_cards_contains;

  signals[SIGNAL_OPEN_REQUESTED] =
    g_signal_new ("open-requested", BRV_TYPE_BRIEF_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_MENU_REQUESTED] =
    g_signal_new ("menu-requested", BRV_TYPE_BRIEF_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_ADD_SECTION_REQUESTED] =
    g_signal_new ("add-section-requested", BRV_TYPE_BRIEF_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_tool (const char *label, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_focusable (button, FALSE);
  return button;
}

static void
add_tools (BrvBriefCards *self)
{
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->tools, "brv-tools");
  gtk_widget_set_cursor_from_name (self->tools, "default");
  gtk_box_append (GTK_BOX (self->tools),
                  new_tool (_ ("Elide"), "quote.elide", _ ("Leave Out the Selected Words")));
  gtk_box_append (GTK_BOX (self->tools),
                  new_tool (_ ("Insert…"), "quote.insert", _ ("Add a Word in Brackets")));
  gtk_box_append (GTK_BOX (self->tools),
                  new_tool (_ ("Reset"), "quote.reset", _ ("Take All Alterations Back")));
  gtk_widget_set_parent (self->tools, GTK_WIDGET (self));

  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu_button), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->menu_button), FALSE);
  gtk_widget_set_tooltip_text (self->menu_button, _ ("Quote Menu"));
  gtk_widget_set_focusable (self->menu_button, FALSE);
  gtk_widget_add_css_class (self->menu_button, "brv-card-menu");
  gtk_widget_set_cursor_from_name (self->menu_button, "default");
  gtk_widget_set_parent (self->menu_button, GTK_WIDGET (self));
}

static void
add_handle (BrvBriefCards *self)
{
  self->handle = gtk_button_new_from_icon_name ("list-drag-handle-symbolic");
  gtk_button_set_has_frame (GTK_BUTTON (self->handle), FALSE);
  gtk_widget_add_css_class (self->handle, "brv-handle");
  gtk_widget_set_tooltip_text (self->handle, _ ("Drag to Move, Click for a Menu"));
  gtk_widget_set_cursor_from_name (self->handle, "grab");
  gtk_widget_set_focusable (self->handle, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->handle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Move Block"), -1);
  g_signal_connect (self->handle, "clicked", G_CALLBACK (handle_clicked_cb), self);
  gtk_widget_set_parent (self->handle, GTK_WIDGET (self));
}

static void
add_add_section (BrvBriefCards *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Add Section")));
  self->add_section = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->add_section), box);
  gtk_button_set_has_frame (GTK_BUTTON (self->add_section), FALSE);
  gtk_widget_add_css_class (self->add_section, "brv-add-section");
  gtk_widget_set_cursor_from_name (self->add_section, "default");
  gtk_widget_set_focusable (self->add_section, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_section), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add Section"), -1);
  g_signal_connect (self->add_section, "clicked", G_CALLBACK (add_section_clicked_cb), self);
  gtk_widget_set_parent (self->add_section, GTK_WIDGET (self));
}

static void
brv_brief_cards_init (BrvBriefCards *self)
{
  self->scale = 1;
  self->hovered = -1;
  for (guint i = 0; i < BRV_BRIEF_CARDS_N_FEET; i++)
    {
      self->feet[i] = brv_quote_foot_new ();
      g_signal_connect (self->feet[i], "clicked", G_CALLBACK (foot_clicked_cb), self);
      gtk_widget_set_parent (self->feet[i], GTK_WIDGET (self));
      gtk_widget_set_child_visible (self->feet[i], FALSE);
    }
  add_tools (self);
  add_handle (self);
  add_add_section (self);
}

/**
 * brv_brief_cards_new:
 * @view: the text view that will be its parent
 * @projection: its lines
 * @title: the title block
 *
 * Returns: (transfer floating): the layer
 */
GtkWidget *
brv_brief_cards_new (GtkTextView *view, BrvBriefProjection *projection, GtkWidget *title)
{
  BrvBriefCards *self = g_object_new (BRV_TYPE_BRIEF_CARDS, NULL);

  self->view = view;
  self->projection = g_object_ref (projection);
  self->title = title;
  gtk_widget_insert_after (title, GTK_WIDGET (self), NULL);
  return GTK_WIDGET (self);
}

/**
 * brv_brief_cards_set_elements:
 * @self: the layer
 * @elements: (nullable): the cards of figures and tables, which outlive their use here
 *
 * Has them placed with the others.
 */
void
brv_brief_cards_set_elements (BrvBriefCards *self, BrvElementCards *elements)
{
  self->elements = elements;
}

/**
 * brv_brief_cards_get_title:
 * @self: the layer
 *
 * Returns: (transfer none): the title block
 */
GtkWidget *
brv_brief_cards_get_title (BrvBriefCards *self)
{
  return self->title;
}

/**
 * brv_brief_cards_set_verdicts:
 * @self: the layer
 * @verdicts: (nullable): the verdicts on all quotes
 *
 * Takes over new verdicts.
 */
void
brv_brief_cards_set_verdicts (BrvBriefCards *self, const BrvVerdicts *verdicts)
{
  g_clear_pointer (&self->verdicts, brv_verdicts_unref);
  self->verdicts = verdicts != NULL ? brv_verdicts_ref (verdicts) : NULL;
  brv_brief_cards_invalidate (self);
}

/**
 * brv_brief_cards_set_selected:
 * @self: the layer
 * @id: the quote that shows its tools, or none
 * @menu: its menu
 *
 * Moves the tools to a quote.
 */
void
brv_brief_cards_set_selected (BrvBriefCards *self, BrvId id, GMenuModel *menu)
{
  if (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->menu_button)) != menu)
    gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
  if (brv_id_equal (self->selected, id))
    return;
  self->selected = id;
  brv_brief_cards_invalidate (self);
}

/**
 * brv_brief_cards_set_hovered:
 * @self: the layer
 * @line: the line under the pointer, or -1
 *
 * Moves the handle to a line.
 */
void
brv_brief_cards_set_hovered (BrvBriefCards *self, gint line)
{
  if (self->hovered == line)
    return;
  self->hovered = line;
  brv_brief_cards_invalidate (self);
}

/**
 * brv_brief_cards_set_read_only:
 * @self: the layer
 *
 * Takes away what would change the brief.
 */
void
brv_brief_cards_set_read_only (BrvBriefCards *self)
{
  self->read_only = TRUE;
  gtk_widget_set_sensitive (self->title, FALSE);
  brv_brief_cards_invalidate (self);
}

/**
 * brv_brief_cards_set_over:
 * @self: the layer
 * @over_px: by how much the last section's well hangs over its line
 *
 * Keeps Add Section clear of the well.
 */
void
brv_brief_cards_set_over (BrvBriefCards *self, gint over_px)
{
  self->over_px = over_px;
}

/**
 * brv_brief_cards_set_scale:
 * @self: the layer
 * @scale: text scale × zoom
 *
 * Takes over a changed font.
 */
void
brv_brief_cards_set_scale (BrvBriefCards *self, double scale)
{
  self->scale = scale;
  brv_brief_cards_invalidate (self);
}

/**
 * brv_brief_cards_find_id:
 * @self: the layer
 * @x: in pixels of the layer
 * @y: likewise
 * @id: (out): the block of the handle or foot there
 *
 * Returns: whether there is something by which a block can be dragged
 */
gboolean
brv_brief_cards_find_id (BrvBriefCards *self, double x, double y, BrvId *id)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  for (; picked != NULL && picked != GTK_WIDGET (self); picked = gtk_widget_get_parent (picked))
    {
      if (picked == self->handle)
        {
          *id = self->handled;
          return TRUE;
        }
      if (BRV_IS_QUOTE_FOOT (picked))
        {
          *id = brv_quote_foot_get_id (BRV_QUOTE_FOOT (picked));
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * brv_brief_cards_get_handle:
 * @self: the layer
 *
 * Returns: (transfer none): the handle beside the hovered block
 */
GtkWidget *
brv_brief_cards_get_handle (BrvBriefCards *self)
{
  return self->handle;
}

/**
 * brv_brief_cards_invalidate:
 * @self: the layer
 *
 * Has the children placed anew before the next frame.
 */
void
brv_brief_cards_invalidate (BrvBriefCards *self)
{
  self->stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
catch_up_cb (gpointer user_data)
{
  BrvBriefCards *self = user_data;

  self->catch_up_source = 0;
  brv_brief_cards_invalidate (self);
  return G_SOURCE_REMOVE;
}

/**
 * brv_brief_cards_settle:
 * @self: the layer
 *
 * Moves the children if lines have moved since they were placed. The text view measures lines as
 * late as while it paints, after all sizes have been given out; it calls this when it has painted.
 * Nothing is written anew here, for that would ask for a size in the midst of painting.
 */
void
brv_brief_cards_settle (BrvBriefCards *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);

  if (!self->stale)
    return;
  self->settling = TRUE;
  gtk_widget_size_allocate (
    GTK_WIDGET (self),
    &(GtkAllocation){ 0, 0, gtk_widget_get_width (view), gtk_widget_get_height (view) }, -1);
  brv_brief_cards_place_children (self);
  self->settling = FALSE;
  self->stale = FALSE;
  if (self->behind && self->catch_up_source == 0)
    self->catch_up_source = g_idle_add (catch_up_cb, self);
  self->behind = FALSE;
}
