/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-geometry.h"

/* The view's font at text scale 1 and zoom 1: 1.02 of 11 points at 96 to the inch. */
#define PLAIN_FONT_PX (11.0 * 96 / 72 * 1.02)

/**
 * brv_brief_geometry_get_column:
 * @view: the text view
 *
 * Returns: the text column, in pixels of the widget
 */
BrvColumn
brv_brief_geometry_get_column (GtkTextView *view)
{
  gint x = gtk_text_view_get_left_margin (view);
  gint width = gtk_widget_get_width (GTK_WIDGET (view)) - x - gtk_text_view_get_right_margin (view);

  return (BrvColumn){ x, MAX (width, 1) };
}

/**
 * brv_brief_geometry_get_visible:
 * @view: the text view
 * @first: (out): first line of the buffer that is in view
 * @last: (out): the last one
 *
 * Finds the lines in view.
 */
void
brv_brief_geometry_get_visible (GtkTextView *view, guint *first, guint *last)
{
  GdkRectangle rect;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (view, &rect);
  gtk_text_view_get_line_at_y (view, &iter, rect.y, NULL);
  *first = (guint)gtk_text_iter_get_line (&iter);
  gtk_text_view_get_line_at_y (view, &iter, rect.y + rect.height, NULL);
  *last = (guint)gtk_text_iter_get_line (&iter);
}

/**
 * brv_brief_geometry_get_line:
 * @view: the text view
 * @line: a line of the buffer
 * @y: (out): its top, in buffer coordinates
 * @height: (out): its height, the room around its text included
 *
 * Finds where a line stands.
 */
void
brv_brief_geometry_get_line (GtkTextView *view, guint line, gint *y, gint *height)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (view), &iter, (int)line);
  gtk_text_view_get_line_yrange (view, &iter, y, height);
}

/**
 * brv_brief_geometry_to_widget_y:
 * @view: the text view
 * @y: in buffer coordinates
 *
 * Returns: the same height in the widget's
 */
gint
brv_brief_geometry_to_widget_y (GtkTextView *view, gint y)
{
  gint widget_y = 0;

  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, 0, y, NULL, &widget_y);
  return widget_y;
}

/**
 * brv_brief_geometry_find_line:
 * @view: the text view
 * @widget_y: a height in the widget
 * @fraction: (out): how far down the line it is, in [0, 1]
 *
 * Returns: the line of the buffer there; the first or the last one outside of the text
 */
guint
brv_brief_geometry_find_line (GtkTextView *view, double widget_y, double *fraction)
{
  GtkTextIter iter;
  gint y = 0;
  gint top = 0;
  gint height = 0;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, 0, (int)widget_y, NULL, &y);
  gtk_text_view_get_line_at_y (view, &iter, y, &top);
  gtk_text_view_get_line_yrange (view, &iter, &top, &height);
  *fraction = height > 0 ? CLAMP ((double)(y - top) / height, 0, 1) : 0;
  return (guint)gtk_text_iter_get_line (&iter);
}

/**
 * brv_brief_geometry_get_scale:
 * @view: the text view
 *
 * Returns: text scale × zoom, as its font says
 */
double
brv_brief_geometry_get_scale (GtkWidget *view)
{
  PangoContext *context = gtk_widget_get_pango_context (view);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double dpi = pango_cairo_context_get_resolution (context);
  double size = (double)pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (dpi > 0 ? dpi : 96) / 72;
  return size > 1 ? size / PLAIN_FONT_PX : 1;
}

/**
 * brv_brief_geometry_is_rtl:
 * @text: UTF-8
 *
 * Returns: whether the base direction of @text is from right to left
 */
gboolean
brv_brief_geometry_is_rtl (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        {
          GUnicodeScript script = g_unichar_get_script (c);

          return script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW ||
                 script == G_UNICODE_SCRIPT_SYRIAC || script == G_UNICODE_SCRIPT_THAANA ||
                 script == G_UNICODE_SCRIPT_NKO;
        }
    }
  return FALSE;
}
