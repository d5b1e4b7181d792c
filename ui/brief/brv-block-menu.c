/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-block-menu.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-structure.h"
#include "ui/brief/brv-brief-format.h"
#include "ui/brief/brv-insert-menu.h"

struct _BrvBlockMenu
{
  BrvBriefActions base;
};

G_DEFINE_FINAL_TYPE (BrvBlockMenu, brv_block_menu, BRV_TYPE_BRIEF_ACTIONS)

static BrvDocument *
get_document (BrvBlockMenu *self)
{
  return brv_brief_actions_get_document (&self->base);
}

static gint
get_caret_section (BrvBlockMenu *self)
{
  BrvPlace caret = brv_brief_projection_get_caret (self->base.projection);
  gint line = brv_brief_projection_find_line (self->base.projection, caret.id);

  return line < 0 ? -1
                  : brv_brief_projection_get_section_index (self->base.projection, (guint)line);
}

static void
move_up_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_brief_input_move (BRV_BLOCK_MENU (user_data)->base.input, -1);
}

static void
move_down_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_brief_input_move (BRV_BLOCK_MENU (user_data)->base.input, 1);
}

static void
move_to_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_block_menu_move_to (user_data, (guint)g_variant_get_int32 (parameter));
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvBlockMenu *self = user_data;
  BrvPlace caret = brv_brief_projection_get_caret (self->base.projection);
  GError *error = NULL;

  if (!brv_edit_remove_block (get_document (self), caret.id, &error))
    brv_brief_input_refuse (self->base.input, error);
}

static void
add_section_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvBlockMenu *self = user_data;
  gint section = get_caret_section (self);

  brv_block_menu_add_section (self, section < 0 ? -1 : section + 1);
}

static void
remove_section_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvBlockMenu *self = user_data;
  gint section = get_caret_section (self);
  const BrvBrief *brief = brv_brief_projection_get_brief (self->base.projection);
  GError *error = NULL;

  if (section >= 0 && !brv_edit_remove_section (
                        get_document (self),
                        brv_section_get_id (brv_brief_get_section (brief, (guint)section)), &error))
    brv_brief_input_refuse (self->base.input, error);
}

static void
paste_as_quote_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_signal_emit_by_name (BRV_BLOCK_MENU (user_data)->base.view, "paste-as-quote");
}

static void
brv_block_menu_class_init (BrvBlockMenuClass *class)
{
}

static void
brv_block_menu_init (BrvBlockMenu *self)
{
}

/**
 * brv_block_menu_new:
 * @view: the Brief pane's text view; it owns this
 * @projection: its lines
 * @input: its input
 *
 * Returns: (transfer full): the actions, inserted into @view as "block"
 */
BrvBlockMenu *
brv_block_menu_new (GtkTextView *view, BrvBriefProjection *projection, BrvBriefInput *input)
{
  const GActionEntry entries[] = {
    { "move-up", move_up_cb, NULL, NULL, NULL, { 0 } },
    { "move-down", move_down_cb, NULL, NULL, NULL, { 0 } },
    { "move-to", move_to_cb, "i", NULL, NULL, { 0 } },
    { "remove", remove_cb, NULL, NULL, NULL, { 0 } },
    { "add-section", add_section_cb, NULL, NULL, NULL, { 0 } },
    { "remove-section", remove_section_cb, NULL, NULL, NULL, { 0 } },
    { "paste-as-quote", paste_as_quote_cb, NULL, NULL, NULL, { 0 } },
  };

  return brv_brief_actions_new (BRV_TYPE_BLOCK_MENU, view, projection, input, "block", entries,
                                G_N_ELEMENTS (entries));
}

static GMenuModel *
make_move_section (BrvBlockMenu *self, guint line)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (self->base.projection);
  gint present = brv_brief_projection_get_section_index (self->base.projection, line);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) sections = g_menu_new ();

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const char *heading = brv_section_get_heading (brv_brief_get_section (brief, i));
      g_autoptr (GMenuItem) item =
        g_menu_item_new (*heading != '\0' ? heading : _ ("Untitled Section"), NULL);

      if ((gint)i == present)
        continue;
      g_menu_item_set_action_and_target (item, "block.move-to", "i", (gint)i);
      if (i < 9)
        {
          g_autofree char *key = g_strdup_printf ("<Control>%u", i + 1);

          g_menu_item_set_attribute (item, "accel", "s", key);
        }
      g_menu_append_item (sections, item);
    }
  if (brv_brief_projection_get_block_index (self->base.projection, line) >= 0 &&
      g_menu_model_get_n_items (G_MENU_MODEL (sections)) > 0)
    g_menu_append_submenu (menu, _ ("Move _To"), G_MENU_MODEL (sections));
  g_menu_append (menu, _ ("Move _Up"), "block.move-up");
  g_menu_append (menu, _ ("Move _Down"), "block.move-down");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_edit_section (gboolean quote)
{
  GMenu *menu = g_menu_new ();

  if (quote)
    {
      g_menu_append (menu, _ ("_Copy"), "quote.copy");
      g_menu_append (menu, _ ("_Remove"), "quote.remove");
      return G_MENU_MODEL (menu);
    }
  g_menu_append (menu, _ ("Cu_t"), "clipboard.cut");
  g_menu_append (menu, _ ("_Copy"), "clipboard.copy");
  g_menu_append (menu, _ ("_Paste"), "clipboard.paste");
  g_menu_append (menu, _ ("Paste as _Quote"), "block.paste-as-quote");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_insert_section (const BrvBlock *block)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) insert = brv_insert_menu_make ();

  g_menu_append_submenu (menu, _ ("_Insert"), insert);
  if (block != NULL && brv_block_get_kind (block) == BRV_BLOCK_CALLOUT)
    g_menu_append (menu, _ ("Callout _Heading"), "insert.callout-heading");
  return G_MENU_MODEL (menu);
}

static void
append_section (GMenu *menu, GMenuModel *section)
{
  g_menu_append_section (menu, NULL, section);
  g_object_unref (section);
}

/**
 * brv_block_menu_make:
 * @self: the menus
 * @line: a line of the buffer
 *
 * Makes the menu of what stands on a line: a quote, a section's heading, or text.
 *
 * Returns: (transfer full): the menu
 */
GMenuModel *
brv_block_menu_make (BrvBlockMenu *self, guint line)
{
  const BrvBlock *block = brv_brief_projection_get_block (self->base.projection, line);
  GMenu *menu = g_menu_new ();

  if (block != NULL && brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
    {
      g_autoptr (GMenu) look = g_menu_new ();

      append_section (menu, brv_quote_menu_make_section ());
      g_menu_append (look,
                     brv_block_get_variant (block) == BRV_VARIANT_PULL ? _ ("Set in the _Text")
                                                                       : _ ("_Pull Out"),
                     "insert.pull");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
      append_section (menu, make_move_section (self, line));
      append_section (menu, make_edit_section (TRUE));
      return G_MENU_MODEL (menu);
    }
  append_section (menu, make_edit_section (FALSE));
  if (block != NULL && brv_block_get_kind (block) != BRV_BLOCK_PAGE_BREAK)
    append_section (menu, brv_brief_format_make_section ());
  append_section (menu, make_insert_section (block));
  append_section (menu, make_move_section (self, line));
  if (block == NULL)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      g_menu_append (section, _ ("_Add Section"), "block.add-section");
      g_menu_append (section, _ ("_Remove Section"), "block.remove-section");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  else
    {
      g_autoptr (GMenu) section = g_menu_new ();

      g_menu_append (section, _ ("_Remove"), "block.remove");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  return G_MENU_MODEL (menu);
}

static gboolean
unparent_cb (gpointer user_data)
{
  gtk_widget_unparent (user_data);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover, gpointer user_data)
{
  /* The action of the item that was chosen is activated after this signal. */
  g_idle_add_full (G_PRIORITY_LOW, unparent_cb, g_object_ref (popover), g_object_unref);
}

/**
 * brv_block_menu_popup:
 * @self: the menus
 * @line: a line of the buffer
 * @rect: what it points to, in the view's coordinates
 *
 * Opens the menu of a line.
 */
void
brv_block_menu_popup (BrvBlockMenu *self, guint line, const GdkRectangle *rect)
{
  g_autoptr (GMenuModel) menu = brv_block_menu_make (self, line);
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), rect);
  gtk_widget_set_parent (popover, GTK_WIDGET (self->base.view));
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/**
 * brv_block_menu_move_to:
 * @self: the menus
 * @section: index of a section
 *
 * Moves the caret's block to the end of a section.
 *
 * Returns: whether it was possible
 */
gboolean
brv_block_menu_move_to (BrvBlockMenu *self, guint section)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (self->base.projection);
  BrvPlace caret = brv_brief_projection_get_caret (self->base.projection);
  BrvId section_id;
  GError *error = NULL;

  if (section >= brv_brief_get_n_sections (brief) ||
      brv_brief_find_block (brief, caret.id, NULL, NULL) == NULL)
    return brv_brief_input_refuse (self->base.input, NULL);
  section_id = brv_section_get_id (brv_brief_get_section (brief, section));
  if (!brv_edit_move_block (get_document (self), caret.id, section_id, -1, &error))
    return brv_brief_input_refuse (self->base.input, error);
  if (brv_brief_projection_select (self->base.projection, caret, caret))
    gtk_text_view_scroll_mark_onscreen (
      self->base.view,
      gtk_text_buffer_get_insert (brv_brief_projection_get_buffer (self->base.projection)));
  return TRUE;
}

/**
 * brv_block_menu_add_section:
 * @self: the menus
 * @at: index the new section gets, or -1 for the end
 *
 * Adds a section and puts the caret into its heading, all of it selected, to be named.
 */
void
brv_block_menu_add_section (BrvBlockMenu *self, gint at)
{
  BrvId id = BRV_ID_NONE;
  GError *error = NULL;
  const char *heading = _ ("New Section");

  if (!brv_edit_add_section (get_document (self), heading, at, &id, &error))
    {
      brv_brief_input_refuse (self->base.input, error);
      return;
    }
  brv_brief_projection_select (self->base.projection, (BrvPlace){ id, 0 },
                               (BrvPlace){ id, strlen (heading) });
  gtk_widget_grab_focus (GTK_WIDGET (self->base.view));
  gtk_text_view_scroll_mark_onscreen (
    self->base.view,
    gtk_text_buffer_get_insert (brv_brief_projection_get_buffer (self->base.projection)));
}
