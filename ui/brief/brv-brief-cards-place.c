/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the widgets on the text stand, and how much room they want there. */

#include "config.h"

#include <math.h>

#include "ui/brief/brv-brief-cards-private.h"
#include "ui/brief/brv-brief-geometry.h"
#include "ui/brief/brv-brief-tags.h"
#include "ui/brief/brv-quote-foot.h"

#define FOOT_BELOW   9  /* from the attribution to the card's lower edge */
#define TOOLS_HEIGHT 38 /* of the selected quote's second line */
#define END_GAP      12 /* from the last block to Add Section */

static gint
px (BrvBriefCards *self, double measure)
{
  return (gint)lround (measure * self->scale);
}

static void
place (GtkWidget *child, gint x, gint y, gint width, gint height)
{
  gtk_widget_set_child_visible (child, TRUE);
  /* GTK wants to be asked before it is told. */
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, MAX (width, 1), MAX (height, 1) }, -1);
}

static gint
get_height (GtkWidget *child, gint width)
{
  gint height = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static gint
get_width (GtkWidget *child)
{
  gint width = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

static void
place_title (BrvBriefCards *self)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  gint height = gtk_text_view_get_top_margin (self->view);
  gint y = brv_brief_geometry_to_widget_y (self->view, -height);
  /* What holds the focus is never hidden. */
  gboolean visible =
    y + height > 0 || gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->title;

  gtk_widget_set_child_visible (self->title, visible);
  if (visible)
    place (self->title, column.x, y, column.width,
           MAX (height, get_height (self->title, column.width)));
}

static void
place_tools (
  BrvBriefCards *self, gint x, gint width, gint card_bottom, gint foot_middle, gboolean rtl)
{
  gint tools_width = get_width (self->tools);
  gint tools_height = get_height (self->tools, -1);
  gint menu_width = get_width (self->menu_button);
  gint menu_height = get_height (self->menu_button, -1);

  place (self->tools, rtl ? x + width - tools_width : x,
         card_bottom - px (self, FOOT_BELOW) - tools_height, tools_width, tools_height);
  place (self->menu_button, rtl ? x : x + width - menu_width, foot_middle - menu_height / 2,
         menu_width, menu_height);
}

static void
show_foot (BrvBriefCards *self, GtkWidget *foot, const BrvBlock *block)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);
  const BrvQuote *quote = brv_block_get_quote (block);

  brv_quote_foot_show (
    BRV_QUOTE_FOOT (foot), block,
    brv_brief_lookup_source (brief, brv_anchor_get_source_id (brv_quote_get_anchor (quote))),
    self->verdicts != NULL ? brv_verdicts_lookup (self->verdicts, brv_block_get_id (block)) : NULL);
}

static void
place_foot (BrvBriefCards *self, GtkWidget *foot, guint line, const BrvBlock *block)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  gboolean selected = brv_id_equal (brv_block_get_id (block), self->selected);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gint indent = px (self, BRV_BRIEF_QUOTE_INDENT);
  gint end = px (self, 10);
  gint x = column.x + (rtl ? end : indent);
  gint width = column.width - indent - end;
  gint y = 0;
  gint line_height = 0;
  gint bottom = 0;
  gint height = 0;
  gint room = 0;
  gint top = 0;

  if (!self->settling)
    show_foot (self, foot, block);
  else if (!brv_id_equal (brv_quote_foot_get_id (BRV_QUOTE_FOOT (foot)), brv_block_get_id (block)))
    self->behind = TRUE;
  brv_brief_geometry_get_line (self->view, line, &y, &line_height);
  bottom =
    brv_brief_geometry_to_widget_y (self->view, y + line_height) - px (self, BRV_BRIEF_BLOCK_GAP);
  room = selected ? get_width (self->menu_button) + px (self, 4) : 0;
  height = get_height (foot, width - room);
  top = bottom - (selected ? px (self, TOOLS_HEIGHT) : 0) - px (self, FOOT_BELOW) - height;
  place (foot, rtl ? x + room : x, top, width - room, height);
  if (selected)
    place_tools (self, x, width, bottom, top + height / 2, rtl);
}

static guint
place_feet (BrvBriefCards *self)
{
  guint first = 0;
  guint last = 0;
  guint used = 0;
  gboolean tools = FALSE;

  brv_brief_geometry_get_visible (self->view, &first, &last);
  for (guint line = first; line <= last && used < BRV_BRIEF_CARDS_N_FEET; line++)
    {
      const BrvBlock *block = brv_brief_projection_get_block (self->projection, line);

      if (block == NULL || brv_block_get_kind (block) != BRV_BLOCK_QUOTE)
        continue;
      tools |= brv_id_equal (brv_block_get_id (block), self->selected);
      place_foot (self, self->feet[used++], line, block);
    }
  gtk_widget_set_child_visible (self->tools, tools);
  gtk_widget_set_child_visible (self->menu_button, tools);
  return used;
}

static void
place_handle (BrvBriefCards *self)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  guint line = (guint)MAX (self->hovered, 0);
  gboolean shown = !self->read_only && self->hovered >= 0 &&
                   line < brv_brief_projection_get_n_lines (self->projection);
  GtkTextIter iter;
  GdkRectangle rect;
  gint width = 0;
  gint height = 0;

  gtk_widget_set_child_visible (self->handle, shown);
  if (!shown)
    return;
  self->handled = brv_brief_projection_get_id (self->projection, line);
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (self->view), &iter, (int)line);
  gtk_text_view_get_iter_location (self->view, &iter, &rect);
  width = get_width (self->handle);
  height = get_height (self->handle, -1);
  place (self->handle,
         gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
           ? column.x + column.width + px (self, 2)
           : column.x - width - px (self, 2),
         brv_brief_geometry_to_widget_y (self->view, rect.y) + (rect.height - height) / 2, width,
         height);
}

static void
place_add_section (BrvBriefCards *self)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  guint n = brv_brief_projection_get_n_lines (self->projection);
  gboolean shown = !self->read_only && brv_brief_projection_is_complete (self->projection);
  gint y = 0;
  gint height = 0;
  gint top = 0;
  gint width = get_width (self->add_section);

  if (n > 0)
    brv_brief_geometry_get_line (self->view, n - 1, &y, &height);
  top =
    brv_brief_geometry_to_widget_y (self->view, y + height + self->over_px) + px (self, END_GAP);
  shown = shown && top < gtk_widget_get_height (GTK_WIDGET (self->view));
  gtk_widget_set_child_visible (self->add_section, shown);
  if (shown)
    place (self->add_section,
           gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
             ? column.x + column.width - width + px (self, 8)
             : column.x - px (self, 8),
           top, width, get_height (self->add_section, -1));
}

/*
 * brv_brief_cards_place_children:
 * @self: the layer
 *
 * Puts every child where its line stands now.
 */
void
brv_brief_cards_place_children (BrvBriefCards *self)
{
  guint used = 0;

  place_title (self);
  used = place_feet (self);
  for (guint i = used; i < BRV_BRIEF_CARDS_N_FEET; i++)
    gtk_widget_set_child_visible (self->feet[i], FALSE);
  if (self->elements != NULL)
    brv_element_cards_place (self->elements, self->settling);
  place_handle (self);
  place_add_section (self);
}

/**
 * brv_brief_cards_measure_title:
 * @self: the layer
 * @column_width: of the text, in pixels
 *
 * Returns: how high the title block is at that width
 */
gint
brv_brief_cards_measure_title (BrvBriefCards *self, gint column_width)
{
  return get_height (self->title, column_width);
}

/**
 * brv_brief_cards_get_tools_height:
 * @self: the layer
 *
 * Returns: by how much the selected quote's card is higher, in pixels
 */
gint
brv_brief_cards_get_tools_height (BrvBriefCards *self)
{
  return px (self, TOOLS_HEIGHT);
}

/**
 * brv_brief_cards_get_end_height:
 * @self: the layer
 *
 * Returns: the room below the last line that Add Section takes, in pixels
 */
gint
brv_brief_cards_get_end_height (BrvBriefCards *self)
{
  return px (self, END_GAP) + get_height (self->add_section, -1);
}
