/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-format.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-text.h"
#include "ui/brief/brv-brief-popover.h"
#include "ui/brief/brv-note-popover.h"

struct _BrvBriefFormat
{
  BrvBriefActions base;
};

G_DEFINE_FINAL_TYPE (BrvBriefFormat, brv_brief_format, BRV_TYPE_BRIEF_ACTIONS)

/* The kinds of block that the menu offers, by the action's target. */
static const struct
{
  const char *name;
  const char *label;
  BrvBlockKind kind;
  guint level;
  gboolean ordered;
} kinds[] = {
  { "paragraph", N_ ("_Text"), BRV_BLOCK_PARAGRAPH, 0, FALSE },
  { "heading-1", N_ ("Heading _1"), BRV_BLOCK_HEADING, 1, FALSE },
  { "heading-2", N_ ("Heading _2"), BRV_BLOCK_HEADING, 2, FALSE },
  { "heading-3", N_ ("Heading _3"), BRV_BLOCK_HEADING, 3, FALSE },
  { "bullets", N_ ("_Bulleted List"), BRV_BLOCK_LIST_ITEM, 1, FALSE },
  { "numbers", N_ ("_Numbered List"), BRV_BLOCK_LIST_ITEM, 1, TRUE },
};

static BrvDocument *
get_document (BrvBriefFormat *self)
{
  return brv_brief_actions_get_document (&self->base);
}

static void
get_caret_iter (BrvBriefFormat *self, GtkTextIter *iter)
{
  GtkTextBuffer *buffer = brv_brief_projection_get_buffer (self->base.projection);

  gtk_text_buffer_get_iter_at_mark (buffer, iter, gtk_text_buffer_get_insert (buffer));
}

static void
bold_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_brief_input_toggle_style (BRV_BRIEF_FORMAT (user_data)->base.input, BRV_STYLE_STRONG);
}

static void
italic_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  brv_brief_input_toggle_style (BRV_BRIEF_FORMAT (user_data)->base.input, BRV_STYLE_EMPHASIS);
}

static void
set_kind (BrvBriefFormat *self, BrvBlockKind kind, guint level, gboolean ordered)
{
  BrvPlace from, to;
  GError *error = NULL;

  brv_brief_projection_get_selection (self->base.projection, &from, &to);
  if (!brv_edit_set_block_kind (get_document (self), from, to, kind, level, ordered, &error))
    brv_brief_input_refuse (self->base.input, error);
  else
    brv_brief_projection_select (self->base.projection, from, to);
}

static void
kind_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *name = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      set_kind (user_data, kinds[i].kind, kinds[i].level, kinds[i].ordered);
}

/* Deeper or less deep into a list; out of the list at its first level. */
static void
indent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvBriefFormat *self = user_data;
  const BrvBlock *block = brv_brief_actions_get_caret_block (&self->base);
  gint level = 0;

  if (block == NULL || brv_block_get_kind (block) != BRV_BLOCK_LIST_ITEM)
    {
      brv_brief_input_refuse (self->base.input, NULL);
      return;
    }
  level = (gint)brv_block_get_level (block) + g_variant_get_int32 (parameter);
  if (level > BRV_LIST_MAX_LEVEL)
    brv_brief_input_refuse (self->base.input, NULL);
  else if (level < 1)
    set_kind (self, BRV_BLOCK_PARAGRAPH, 0, FALSE);
  else
    set_kind (self, BRV_BLOCK_LIST_ITEM, (guint)level, brv_block_is_ordered (block));
}

/* ---- links ---- */

typedef struct
{
  BrvBriefFormat *format;
  BrvPlace from;
  BrvPlace to;
} Link;

static void
link_free (gpointer data)
{
  Link *link = data;

  g_object_unref (link->format);
  g_free (link);
}

static void
link_accepted_cb (const char *text, gpointer user_data)
{
  Link *link = user_data;
  g_autofree char *address = NULL;
  GError *error = NULL;

  /* Who types a bare host means the web. */
  if (*text != '\0')
    address = strstr (text, ":") != NULL ? g_strdup (text) : g_strconcat ("https://", text, NULL);
  if (!brv_edit_set_link (get_document (link->format), link->from, link->to, address, &error))
    {
      if (error != NULL)
        g_signal_emit_by_name (link->format->base.view, "message", error->message, NULL);
      brv_brief_input_refuse (link->format->base.input, error);
    }
  else
    brv_brief_projection_select (link->format->base.projection, link->from, link->to);
}

/* The link at the caret, as far as it reaches, where nothing is selected. */
static void
extend_to_link (BrvBriefFormat *self, BrvPlace *from, BrvPlace *to)
{
  const BrvBlock *block = brv_brief_actions_get_caret_block (&self->base);
  const BrvRun *runs = NULL;
  guint n = 0;

  if (block == NULL || brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
    return;
  runs = brv_text_get_runs (brv_block_get_text (block), &n);
  for (guint i = 0; i < n; i++)
    if (runs[i].link != NULL && runs[i].range.start <= from->at && from->at <= runs[i].range.end)
      {
        from->at = runs[i].range.start;
        to->at = runs[i].range.end;
      }
}

static void
link_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvBriefFormat *self = user_data;
  const BrvBlock *block = brv_brief_actions_get_caret_block (&self->base);
  Link *link = g_new0 (Link, 1);
  GtkTextIter iter;
  const char *address = NULL;

  link->format = g_object_ref (self);
  if (!brv_brief_projection_get_selection (self->base.projection, &link->from, &link->to))
    extend_to_link (self, &link->from, &link->to);
  if (link->from.at == link->to.at && brv_id_equal (link->from.id, link->to.id))
    {
      g_signal_emit_by_name (self->base.view, "message", _ ("Select the words to link first."),
                             NULL);
      link_free (link);
      return;
    }
  if (block != NULL && brv_block_get_kind (block) != BRV_BLOCK_QUOTE)
    address = brv_text_get_link_at (brv_block_get_text (block), link->from.at);
  get_caret_iter (self, &iter);
  brv_brief_popover_ask (self->base.view, &iter, _ ("Address of the Link"), address, _ ("Link"),
                         link_accepted_cb, link, link_free);
}

/* ---- notes and citations ---- */

static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvBriefFormat *self = user_data;

  if (brv_brief_actions_get_caret_block (&self->base) == NULL)
    brv_brief_input_refuse (self->base.input, NULL);
  else
    brv_note_popover_open_new (self->base.view, self->base.projection);
}

static void
cite_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvBriefFormat *self = user_data;

  if (brv_brief_actions_get_caret_block (&self->base) == NULL)
    brv_brief_input_refuse (self->base.input, NULL);
  else
    brv_note_popover_open_sources (self->base.view, self->base.projection);
}

/**
 * brv_brief_format_open_reference:
 * @self: the actions
 * @x: in the view's coordinates
 * @y: likewise
 *
 * Opens the note or citation whose number is at a place.
 *
 * Returns: whether there is one
 */
gboolean
brv_brief_format_open_reference (BrvBriefFormat *self, double x, double y)
{
  GtkTextIter iter;
  GdkRectangle rect;
  gint buffer_x = 0;
  gint buffer_y = 0;

  gtk_text_view_window_to_buffer_coords (self->base.view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y,
                                         &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_position (self->base.view, &iter, NULL, buffer_x, buffer_y);
  for (guint i = 0; i < 2; i++)
    {
      gtk_text_view_get_iter_location (self->base.view, &iter, &rect);
      if (rect.width < 0)
        {
          rect.x += rect.width;
          rect.width = -rect.width;
        }
      if (gtk_text_iter_get_char (&iter) == 0x2060 && buffer_x >= rect.x - 1 &&
          buffer_x <= rect.x + MAX (rect.width, 8) && buffer_y >= rect.y &&
          buffer_y < rect.y + rect.height)
        return brv_note_popover_open (
          self->base.view, self->base.projection,
          brv_brief_projection_get_place (self->base.projection, &iter));
      if (!gtk_text_iter_backward_char (&iter))
        break;
    }
  return FALSE;
}

static void
brv_brief_format_class_init (BrvBriefFormatClass *class)
{
}

static void
brv_brief_format_init (BrvBriefFormat *self)
{
}

/**
 * brv_brief_format_new:
 * @view: the Brief pane's text view; it owns this
 * @projection: its lines
 * @input: its input
 *
 * Returns: (transfer full): the actions, inserted into @view as "format"
 */
BrvBriefFormat *
brv_brief_format_new (GtkTextView *view, BrvBriefProjection *projection, BrvBriefInput *input)
{
  const GActionEntry entries[] = {
    { "bold", bold_cb, NULL, NULL, NULL, { 0 } }, { "italic", italic_cb, NULL, NULL, NULL, { 0 } },
    { "kind", kind_cb, "s", NULL, NULL, { 0 } },  { "indent", indent_cb, "i", NULL, NULL, { 0 } },
    { "link", link_cb, NULL, NULL, NULL, { 0 } }, { "note", note_cb, NULL, NULL, NULL, { 0 } },
    { "cite", cite_cb, NULL, NULL, NULL, { 0 } },
  };

  return brv_brief_actions_new (BRV_TYPE_BRIEF_FORMAT, view, projection, input, "format", entries,
                                G_N_ELEMENTS (entries));
}

/**
 * brv_brief_format_update:
 * @self: the actions
 *
 * Lets the actions follow the caret: a quote and a section's heading take no formatting.
 */
void
brv_brief_format_update (BrvBriefFormat *self)
{
  static const char *const names[] = { "bold", "italic", "kind", "link", "note", "cite" };
  const BrvBlock *block = brv_brief_actions_get_caret_block (&self->base);
  gboolean text = block != NULL && brv_block_get_kind (block) != BRV_BLOCK_QUOTE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    brv_brief_actions_set_enabled (&self->base, names[i], text);
}

/**
 * brv_brief_format_make_section:
 *
 * Returns: (transfer full): what a menu says about text
 */
GMenuModel *
brv_brief_format_make_section (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) styles = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (kinds[i].label), NULL);

      g_menu_item_set_action_and_target (item, "format.kind", "s", kinds[i].name);
      g_menu_append_item (styles, item);
    }
  brv_brief_actions_append (menu, _ ("_Bold"), "format.bold", "<Control>b");
  brv_brief_actions_append (menu, _ ("_Italic"), "format.italic", "<Control>i");
  g_menu_append_submenu (menu, _ ("Paragraph _Style"), G_MENU_MODEL (styles));
  brv_brief_actions_append (menu, _ ("_Link…"), "format.link", "<Control>l");
  brv_brief_actions_append (menu, _ ("_Note…"), "format.note", "<Control><Alt>f");
  brv_brief_actions_append (menu, _ ("Cite _Source…"), "format.cite", "<Control><Alt>c");
  return G_MENU_MODEL (menu);
}
