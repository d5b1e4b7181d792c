/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-table-cell.h"

#include <string.h>

#include "base/brv-utf8.h"
#include "ui/brief/brv-field-view.h"

#define TAG_STRONG   "strong"
#define TAG_EMPHASIS "emphasis"
#define TAG_FOUND    "found"
#define TAG_MARK     "mark"

/*
 * Where a note or citation stands, U+203B shows it in place of the U+FFFC of the text: both take as
 * many bytes, so that places are the same in both.
 */
#define SHOWN_REFERENCE "\342\200\273"

/**
 * brv_table_cell_new:
 * @label: what assistive technology calls it
 * @menu: what its menu has besides cutting and pasting
 *
 * Returns: (transfer floating): an empty cell
 */
GtkTextView *
brv_table_cell_new (const char *label, GMenuModel *menu)
{
  GtkTextView *cell = g_object_new (BRV_TYPE_FIELD_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);

  gtk_text_view_set_extra_menu (cell, menu);
  gtk_text_buffer_create_tag (buffer, TAG_STRONG, "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, TAG_EMPHASIS, "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, TAG_MARK, "rise", 4 * PANGO_SCALE, "scale", 0.75, NULL);
  gtk_text_buffer_create_tag (buffer, TAG_FOUND, "background", "#f8e45c", "foreground", "#241f31",
                              NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (cell), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (cell), 36, -1);
  gtk_widget_add_css_class (GTK_WIDGET (cell), "brv-cell");
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return cell;
}

/**
 * brv_table_cell_show:
 * @cell: a cell
 * @text: its words
 *
 * Shows what the document has. Where that stands there already, the caret stays.
 */
void
brv_table_cell_show (GtkTextView *cell, const BrvText *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);
  g_autofree char *now = brv_table_cell_dup_text (cell);
  g_autoptr (GString) shown = g_string_new (brv_text_get_utf8 (text));
  guint n_runs, n_references;
  const BrvRun *runs = brv_text_get_runs (text, &n_runs);
  const BrvReference *references = brv_text_get_references (text, &n_references);
  GtkTextIter start, end;

  g_string_replace (shown, BRV_OBJECT_CHARACTER, SHOWN_REFERENCE, 0);
  if (!g_str_equal (now, brv_text_get_utf8 (text)))
    gtk_text_buffer_set_text (buffer, shown->str, -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  for (guint i = 0; i < n_runs; i++)
    {
      gtk_text_buffer_get_iter_at_line_index (buffer, &start, 0, (int)runs[i].range.start);
      gtk_text_buffer_get_iter_at_line_index (buffer, &end, 0, (int)runs[i].range.end);
      if (runs[i].style & BRV_STYLE_STRONG)
        gtk_text_buffer_apply_tag_by_name (buffer, TAG_STRONG, &start, &end);
      if (runs[i].style & BRV_STYLE_EMPHASIS)
        gtk_text_buffer_apply_tag_by_name (buffer, TAG_EMPHASIS, &start, &end);
    }
  for (guint i = 0; i < n_references; i++)
    {
      gtk_text_buffer_get_iter_at_line_index (buffer, &start, 0, (int)references[i].at);
      end = start;
      gtk_text_iter_forward_char (&end);
      gtk_text_buffer_apply_tag_by_name (buffer, TAG_MARK, &start, &end);
    }
}

/**
 * brv_table_cell_show_found:
 * @cell: a cell
 * @found: bytes of its text; empty for none
 *
 * Gives words the ground of what a search has found.
 */
void
brv_table_cell_show_found (GtkTextView *cell, BrvRange found)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, TAG_FOUND, &start, &end);
  if (brv_range_length (found) == 0 || found.end > (gsize)gtk_text_iter_get_line_index (&end))
    return;
  gtk_text_iter_set_line_index (&start, (int)found.start);
  gtk_text_iter_set_line_index (&end, (int)found.end);
  gtk_text_buffer_apply_tag_by_name (buffer, TAG_FOUND, &start, &end);
}

/**
 * brv_table_cell_focus:
 * @cell: a cell
 *
 * Puts the keyboard into it and selects its words.
 */
void
brv_table_cell_focus (GtkTextView *cell)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);
  GtkTextIter start, end;

  gtk_widget_grab_focus (GTK_WIDGET (cell));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
}

/**
 * brv_table_cell_dup_text:
 * @cell: a cell
 *
 * Returns: (transfer full): what stands in it, as the document would have it
 */
char *
brv_table_cell_dup_text (GtkTextView *cell)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);
  g_autofree char *shown = NULL;
  GString *text;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  text = g_string_new (shown);
  g_string_replace (text, SHOWN_REFERENCE, BRV_OBJECT_CHARACTER, 0);
  return g_string_free (text, FALSE);
}

/**
 * brv_table_cell_get_caret:
 * @cell: a cell
 *
 * Returns: the byte of its text that the caret stands before; behind the selection, if there is one
 */
gsize
brv_table_cell_get_caret (GtkTextView *cell)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  return (gsize)gtk_text_iter_get_line_index (&end);
}

/**
 * brv_table_cell_set_caret:
 * @cell: a cell
 * @at: a byte of its text
 *
 * Puts the caret before it.
 */
void
brv_table_cell_set_caret (GtkTextView *cell, gsize at)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);
  GtkTextIter iter;

  gtk_text_buffer_get_end_iter (buffer, &iter);
  if (at < (gsize)gtk_text_iter_get_line_index (&iter))
    gtk_text_iter_set_line_index (&iter, (int)at);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

/**
 * brv_table_cell_find_reference:
 * @cell: a cell
 * @x: in its coordinates
 * @y: likewise
 * @at: (out): the byte of its text where a note or citation stands
 *
 * Returns: whether the mark of one is at the place
 */
gboolean
brv_table_cell_find_reference (GtkTextView *cell, double x, double y, gsize *at)
{
  GtkTextIter iter;
  GtkTextTag *mark = gtk_text_tag_table_lookup (
    gtk_text_buffer_get_tag_table (gtk_text_view_get_buffer (cell)), TAG_MARK);
  gint buffer_x = 0;
  gint buffer_y = 0;

  gtk_text_view_window_to_buffer_coords (cell, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y, &buffer_x,
                                         &buffer_y);
  if (!gtk_text_view_get_iter_at_location (cell, &iter, buffer_x, buffer_y) ||
      !gtk_text_iter_has_tag (&iter, mark))
    return FALSE;
  *at = (gsize)gtk_text_iter_get_line_index (&iter);
  return TRUE;
}

/**
 * brv_table_cell_get_selection:
 * @cell: a cell
 *
 * Returns: the selected bytes of its text; all of them where nothing is selected
 */
BrvRange
brv_table_cell_get_selection (GtkTextView *cell)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    gtk_text_buffer_get_bounds (buffer, &start, &end);
  /* A cell has one line. */
  return (BrvRange){ (gsize)gtk_text_iter_get_line_index (&start),
                     (gsize)gtk_text_iter_get_line_index (&end) };
}

/**
 * brv_table_cell_is_at_edge:
 * @cell: a cell
 * @at_end: whether its last line is meant, not its first
 *
 * Returns: whether the caret stands on that line
 */
gboolean
brv_table_cell_is_at_edge (GtkTextView *cell, gboolean at_end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return at_end ? !gtk_text_view_forward_display_line (cell, &iter)
                : !gtk_text_view_backward_display_line (cell, &iter);
}
