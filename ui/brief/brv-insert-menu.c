/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-insert-menu.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-elements.h"
#include "edit/brv-edit-structure.h"
#include "edit/brv-edit-text.h"

/* A new table, to be written in. */
#define NEW_ROWS    3
#define NEW_COLUMNS 3

struct _BrvInsertMenu
{
  BrvBriefActions base;
};

G_DEFINE_FINAL_TYPE (BrvInsertMenu, brv_insert_menu, BRV_TYPE_BRIEF_ACTIONS)

static BrvDocument *
get_document (BrvInsertMenu *self)
{
  return brv_brief_actions_get_document (&self->base);
}

/**
 * brv_insert_menu_find_place:
 * @projection: the lines
 * @section_id: (out): the section of the caret
 * @at: (out): the index of the place behind the caret's block
 *
 * Finds where what is inserted goes.
 *
 * Returns: whether there is a place
 */
gboolean
brv_insert_menu_find_place (BrvBriefProjection *projection, BrvId *section_id, gint *at)
{
  BrvPlace caret = brv_brief_projection_get_caret (projection);
  gint line = brv_brief_projection_find_line (projection, caret.id);
  const BrvSection *section =
    line < 0 ? NULL : brv_brief_projection_get_section (projection, (guint)line);

  if (section == NULL)
    return FALSE;
  *section_id = brv_section_get_id (section);
  *at = brv_brief_projection_get_block_index (projection, (guint)line) + 1;
  return TRUE;
}

/* The caret goes to what was put in. */
static void
go_to (BrvInsertMenu *self, BrvId id, gsize at)
{
  BrvPlace place = { id, at };

  if (brv_brief_projection_select (self->base.projection, place, place))
    gtk_text_view_scroll_mark_onscreen (
      self->base.view,
      gtk_text_buffer_get_insert (brv_brief_projection_get_buffer (self->base.projection)));
}

static void
figure_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvInsertMenu *self = user_data;

  g_signal_emit_by_name (self->base.view, "image-requested", NULL, NULL, NULL);
}

static void
table_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvInsertMenu *self = user_data;
  BrvDocument *document = get_document (self);
  g_autoptr (BrvTable) table = brv_table_new_empty (NEW_ROWS, NEW_COLUMNS, 1);
  g_autoptr (BrvText) empty = brv_text_new ("", 0);
  g_autoptr (BrvBlock) block = brv_block_new_table (brv_id_new (), table, empty);
  g_autoptr (BrvBlock) paragraph = brv_block_new_paragraph (brv_id_new (), empty);
  BrvBlock *blocks[] = { block, paragraph };
  const BrvBrief *brief = brv_document_get_brief (document);
  BrvId section_id;
  gboolean is_last;
  gint at;
  GError *error = NULL;

  if (!brv_insert_menu_find_place (self->base.projection, &section_id, &at))
    {
      brv_brief_input_refuse (self->base.input, NULL);
      return;
    }
  /* At the end of a section an empty paragraph follows, to write on in. */
  is_last = (guint)at == brv_section_get_n_blocks (brv_brief_get_section (
                           brief, (guint)brv_brief_find_section (brief, section_id)));
  if (!brv_edit_add_blocks (document, section_id, at, blocks, is_last ? 2 : 1, _ ("Add Table"),
                            &error))
    brv_brief_input_refuse (self->base.input, error);
  else
    go_to (self, brv_block_get_id (block), 0);
}

static void
add_callout (BrvInsertMenu *self, BrvVariant variant)
{
  BrvDocument *document = get_document (self);
  BrvPlace from, to;
  g_autoptr (BrvText) empty = brv_text_new ("", 0);
  BrvText *texts[] = { empty };
  BrvId section_id;
  BrvId id;
  gint at;
  GError *error = NULL;

  /* What is selected goes into the box; else an empty one opens below. */
  if (brv_brief_projection_get_selection (self->base.projection, &from, &to))
    {
      if (!brv_edit_make_callout (document, from, to, variant, FALSE, &error))
        brv_brief_input_refuse (self->base.input, error);
      else
        brv_brief_projection_select (self->base.projection, from, to);
      return;
    }
  if (!brv_insert_menu_find_place (self->base.projection, &section_id, &at) ||
      !brv_edit_add_callout (document, section_id, at, variant, NULL, texts, 1, &id, &error))
    brv_brief_input_refuse (self->base.input, error);
  else
    go_to (self, id, 0);
}

static void
callout_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  add_callout (user_data, BRV_VARIANT_PLAIN);
}

static void
summary_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  add_callout (user_data, BRV_VARIANT_SUMMARY);
}

static void
pull_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvInsertMenu *self = user_data;
  BrvPlace caret = brv_brief_projection_get_caret (self->base.projection);
  const BrvBlock *block = brv_brief_actions_get_caret_block (&self->base);

  /* A quote is drawn out as it stands: its words stay bound to their source. */
  if (block != NULL && brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
    {
      GError *error = NULL;
      gboolean is_pulled = brv_block_get_variant (block) == BRV_VARIANT_PULL;

      if (!brv_edit_set_variant (get_document (self), caret.id,
                                 is_pulled ? BRV_VARIANT_PLAIN : BRV_VARIANT_PULL, &error))
        brv_brief_input_refuse (self->base.input, error);
      return;
    }
  add_callout (self, BRV_VARIANT_PULL);
}

static void
callout_heading_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvInsertMenu *self = user_data;
  BrvPlace caret = brv_brief_projection_get_caret (self->base.projection);
  const BrvBlock *block = brv_brief_actions_get_caret_block (&self->base);
  GError *error = NULL;

  if (block == NULL || brv_block_get_kind (block) != BRV_BLOCK_CALLOUT ||
      !brv_edit_make_callout (get_document (self), caret, caret, brv_block_get_variant (block),
                              brv_block_get_level (block) == 0, &error))
    brv_brief_input_refuse (self->base.input, error);
  else
    go_to (self, caret.id, caret.at);
}

static void
page_break_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvInsertMenu *self = user_data;
  BrvDocument *document = get_document (self);
  BrvId section_id;
  BrvId id;
  gint at;
  GError *error = NULL;

  if (!brv_insert_menu_find_place (self->base.projection, &section_id, &at) ||
      !brv_edit_add_page_break (document, section_id, at, &id, &error))
    brv_brief_input_refuse (self->base.input, error);
  else
    go_to (self, id, 0);
}

static void
brv_insert_menu_class_init (BrvInsertMenuClass *class)
{
}

static void
brv_insert_menu_init (BrvInsertMenu *self)
{
}

/**
 * brv_insert_menu_new:
 * @view: the Brief pane's text view; it owns this
 * @projection: its lines
 * @input: its input
 *
 * Returns: (transfer full): the actions, inserted into @view as "insert"
 */
BrvInsertMenu *
brv_insert_menu_new (GtkTextView *view, BrvBriefProjection *projection, BrvBriefInput *input)
{
  const GActionEntry entries[] = {
    { "figure", figure_cb, NULL, NULL, NULL, { 0 } },
    { "table", table_cb, NULL, NULL, NULL, { 0 } },
    { "callout", callout_cb, NULL, NULL, NULL, { 0 } },
    { "summary", summary_cb, NULL, NULL, NULL, { 0 } },
    { "pull", pull_cb, NULL, NULL, NULL, { 0 } },
    { "callout-heading", callout_heading_cb, NULL, NULL, NULL, { 0 } },
    { "page-break", page_break_cb, NULL, NULL, NULL, { 0 } },
  };

  return brv_brief_actions_new (BRV_TYPE_INSERT_MENU, view, projection, input, "insert", entries,
                                G_N_ELEMENTS (entries));
}

/**
 * brv_insert_menu_get_actions:
 * @self: the actions
 *
 * Returns: (transfer none): the group, as "insert"
 */
GActionGroup *
brv_insert_menu_get_actions (BrvInsertMenu *self)
{
  return G_ACTION_GROUP (self->base.group);
}

/**
 * brv_insert_menu_make:
 *
 * Returns: (transfer full): the menu of what can be put in
 */
GMenuModel *
brv_insert_menu_make (void)
{
  GMenu *menu = g_menu_new ();

  brv_brief_actions_append (menu, _ ("_Figure…"), "insert.figure", "<Control><Alt>g");
  brv_brief_actions_append (menu, _ ("_Table"), "insert.table", "<Control><Alt>a");
  brv_brief_actions_append (menu, _ ("_Callout"), "insert.callout", "<Control><Alt>o");
  brv_brief_actions_append (menu, _ ("_Summary Box"), "insert.summary", "<Control><Alt>u");
  brv_brief_actions_append (menu, _ ("P_ull Quote"), "insert.pull", NULL);
  brv_brief_actions_append (menu, _ ("_Page Break"), "insert.page-break", "<Control>Return");
  return G_MENU_MODEL (menu);
}
