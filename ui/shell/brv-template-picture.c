/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shell/brv-template-picture.h"

#define WIDTH_PX       92
#define HEIGHT_PX      130
#define MARGIN_PX      13.0
#define LINE_STEP_PX   8.4
#define LINE_HEIGHT_PX 2.6

/* One line of the picture: what it stands for and how far it goes. */
typedef struct
{
  char kind;    /* T title, H heading, L text, Q quote, B bullet */
  double share; /* of the width */
} Line;

typedef struct
{
  const char *name;
  Line lines[12];
} Picture;

/* A template of another name is drawn as the first one. */
static const Picture pictures[] = {
  { "policy-brief",
    { { 'T', .7 },
      { 'L', 1 },
      { 'L', 1 },
      { 'Q', .94 },
      { 'L', .6 },
      { 'L', 1 },
      { 'L', 1 },
      { 'Q', .94 },
      { 'L', .6 },
      { 'L', 1 },
      { 'L', .8 } } },
  { "situation-report",
    { { 'T', .7 },
      { 'H', .4 },
      { 'L', 1 },
      { 'L', 1 },
      { 'L', .6 },
      { 'H', .4 },
      { 'L', 1 },
      { 'L', .6 },
      { 'H', .4 },
      { 'L', 1 },
      { 'L', .8 } } },
  { "talking-points",
    { { 'T', .7 },
      { 'B', .9 },
      { 'B', .9 },
      { 'B', .6 },
      { 'B', .9 },
      { 'B', .9 },
      { 'B', .7 },
      { 'B', .9 },
      { 'B', .9 },
      { 'B', .6 },
      { 'B', .9 } } },
  { "blank", { { 0 } } },
};

static void
draw_line (cairo_t *cr, const Line *line, double y)
{
  const double width = WIDTH_PX - 2 * MARGIN_PX;
  const double inset = line->kind == 'Q' || line->kind == 'B' ? 5 : 0;
  const double height =
    line->kind == 'T' ? 5 : (line->kind == 'H' ? LINE_HEIGHT_PX + 1 : LINE_HEIGHT_PX);

  if (line->kind == 'Q' || line->kind == 'B')
    {
      cairo_set_source_rgb (cr, .11, .44, .85);
      cairo_rectangle (cr, MARGIN_PX, line->kind == 'Q' ? y - 2 : y, 2,
                       line->kind == 'Q' ? 7 : 2.6);
      cairo_fill (cr);
    }
  if (line->kind == 'T' || line->kind == 'H')
    cairo_set_source_rgb (cr, .2, .2, .2);
  else
    cairo_set_source_rgb (cr, .72, .72, .72);
  cairo_rectangle (cr, MARGIN_PX + inset, y, width * line->share - inset, height);
  cairo_fill (cr);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Picture *picture = data;
  double y = MARGIN_PX + 2;

  for (guint i = 0; i < G_N_ELEMENTS (picture->lines) && picture->lines[i].kind != 0; i++)
    {
      draw_line (cr, &picture->lines[i], y);
      y += picture->lines[i].kind == 'T' ? LINE_STEP_PX * 1.5 : LINE_STEP_PX;
    }
}

/**
 * brv_template_picture_new:
 * @template_name: the name of a template
 *
 * Returns: (transfer floating): a picture, which says nothing to a screen reader: its template's
 *   title stands beside it
 */
GtkWidget *
brv_template_picture_new (const char *template_name)
{
  GtkWidget *area =
    g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                  "halign", GTK_ALIGN_CENTER, NULL);
  const Picture *picture = &pictures[0];

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      if (g_str_equal (pictures[i].name, template_name))
        picture = &pictures[i];
    }
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), WIDTH_PX);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), HEIGHT_PX);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, (gpointer)picture, NULL);
  gtk_widget_add_css_class (area, "brv-template-picture");
  return area;
}
