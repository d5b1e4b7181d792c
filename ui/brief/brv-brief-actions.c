/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-actions.h"

G_DEFINE_ABSTRACT_TYPE (BrvBriefActions, brv_brief_actions, G_TYPE_OBJECT)

static void
brv_brief_actions_dispose (GObject *object)
{
  BrvBriefActions *self = (BrvBriefActions *)object;

  g_clear_object (&self->group);
  g_clear_object (&self->input);
  g_clear_object (&self->projection);
  G_OBJECT_CLASS (brv_brief_actions_parent_class)->dispose (object);
}

static void
brv_brief_actions_class_init (BrvBriefActionsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = brv_brief_actions_dispose;
}

static void
brv_brief_actions_init (BrvBriefActions *self)
{
}

/**
 * brv_brief_actions_new:
 * @type: a type derived from this one
 * @view: the Brief pane's text view; it owns the result
 * @projection: its lines
 * @input: its input
 * @name: the prefix of the actions' names
 * @entries: (array length=n_entries): the actions; their data is the result
 * @n_entries: how many
 *
 * Makes a group of actions and inserts it into @view.
 *
 * Returns: (transfer full) (type GObject.Object): an object of @type
 */
gpointer
brv_brief_actions_new (GType type,
                       GtkTextView *view,
                       BrvBriefProjection *projection,
                       BrvBriefInput *input,
                       const char *name,
                       const GActionEntry *entries,
                       guint n_entries)
{
  BrvBriefActions *self;

  g_return_val_if_fail (g_type_is_a (type, BRV_TYPE_BRIEF_ACTIONS), NULL);
  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  self = g_object_new (type, NULL);
  self->view = view;
  self->projection = g_object_ref (projection);
  self->input = g_object_ref (input);
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, (gint)n_entries, self);
  gtk_widget_insert_action_group (GTK_WIDGET (view), name, G_ACTION_GROUP (self->group));
  return self;
}

/**
 * brv_brief_actions_get_document:
 * @self: the actions
 *
 * Returns: (transfer none): the document, all of whose lines are shown
 */
BrvDocument *
brv_brief_actions_get_document (BrvBriefActions *self)
{
  brv_brief_projection_finish (self->projection);
  return brv_brief_projection_get_document (self->projection);
}

/**
 * brv_brief_actions_get_caret_block:
 * @self: the actions
 *
 * Returns: (transfer none) (nullable): the block of the caret, or %NULL on a section's heading
 */
const BrvBlock *
brv_brief_actions_get_caret_block (BrvBriefActions *self)
{
  BrvPlace caret = brv_brief_projection_get_caret (self->projection);
  gint line = brv_brief_projection_find_line (self->projection, caret.id);

  return line < 0 ? NULL : brv_brief_projection_get_block (self->projection, (guint)line);
}

/**
 * brv_brief_actions_set_enabled:
 * @self: the actions
 * @name: one of them
 * @enabled: whether it can be done at the caret
 */
void
brv_brief_actions_set_enabled (BrvBriefActions *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * brv_brief_actions_append:
 * @menu: a menu
 * @label: what it says
 * @action: what it does
 * @accelerator: (nullable): by which key, for the menu to show
 */
void
brv_brief_actions_append (GMenu *menu,
                          const char *label,
                          const char *action,
                          const char *accelerator)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (accelerator != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accelerator);
  g_menu_append_item (menu, item);
}
