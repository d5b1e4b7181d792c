/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures, colours, and who gets how much room. */

#include "config.h"

#include <math.h>

#include "ui/brief/brv-brief-geometry.h"
#include "ui/brief/brv-brief-tags.h"
#include "ui/brief/brv-brief-view-private.h"

/*
 * brv_brief_view_px:
 * @self: the view
 * @measure: in pixels of the plain size
 *
 * Returns: it in pixels of the size that the text has
 */
gint
brv_brief_view_px (BrvBriefView *self, double measure)
{
  return (gint)lround (measure * self->scale);
}

/*
 * brv_brief_view_update_margins:
 * @self: the view
 * @over_px: by how much the last section's well hangs over its line
 *
 * Keeps room below the text for what stands there.
 */
void
brv_brief_view_update_margins (BrvBriefView *self, gint over_px)
{
  gint bottom = brv_brief_view_px (self, BRV_BRIEF_END) + over_px +
                brv_brief_cards_get_end_height (BRV_BRIEF_CARDS (self->cards));

  brv_brief_cards_set_over (BRV_BRIEF_CARDS (self->cards), over_px);
  if (gtk_text_view_get_bottom_margin (GTK_TEXT_VIEW (self)) != bottom)
    gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self), bottom);
}

static GdkRGBA
look_up (GtkWidget *widget, const char *name, const char *fallback)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color))
    gdk_rgba_parse (&color, fallback);
  return color;
}

static double
measure_digit (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics =
    pango_context_get_metrics (context, pango_context_get_font_description (context), NULL);
  double width = (double)pango_font_metrics_get_approximate_digit_width (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return width;
}

/*
 * brv_brief_view_update_style:
 * @self: the view
 *
 * Takes over fonts and colours that have changed.
 */
void
brv_brief_view_update_style (BrvBriefView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  double scale = brv_brief_geometry_get_scale (widget);
  BrvBriefColors colors = { 0 };
  GdkRGBA link = look_up (widget, "accent_color", "#1c71d8");

  colors.high_contrast = root != NULL && gtk_widget_has_css_class (root, "hc");
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colors.text);
  colors.quiet = colors.text;
  colors.quiet.alpha *= colors.high_contrast ? 1 : .71f;
  colors.accent = look_up (widget, "accent_bg_color", "#3584e4");
  colors.error = look_up (widget, "error_bg_color", "#e01b24");
  colors.edge = colors.text;
  colors.edge.alpha *= colors.high_contrast ? .5f : .28f;
  if (scale < self->scale || scale > self->scale)
    {
      self->scale = scale;
      brv_brief_projection_set_scale (self->projection, scale, measure_digit (widget));
      brv_element_cards_set_scale (self->elements, scale);
      brv_brief_cards_set_scale (BRV_BRIEF_CARDS (self->cards), scale);
      brv_element_cards_update_rooms (self->elements);
    }
  self->colors = colors;
  brv_brief_projection_set_link_color (self->projection, &link);
  brv_brief_painter_set_style (self->painter, &colors, scale);
  brv_brief_view_update_margins (self, brv_brief_guidance_update (self->guidance, scale));
}

/* The column keeps its width in a wide pane: its sides grow instead. */
static void
update_column (BrvBriefView *self, gint width)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  gint widest = brv_brief_view_px (self, BRV_BRIEF_COLUMN);
  gint side = brv_brief_view_px (self, BRV_BRIEF_SIDE) + MAX (0, (width - widest) / 2);
  gint top = 0;

  if (width < brv_brief_view_px (self, 420)) /* a narrow pane needs the room for words */
    side = brv_brief_view_px (self, BRV_BRIEF_SECTION_PAD + 8);
  if (gtk_text_view_get_left_margin (view) != side)
    {
      gtk_text_view_set_left_margin (view, side);
      gtk_text_view_set_right_margin (view, side);
    }
  self->column_width = MAX (width - 2 * side, 1);
  /* The first heading brings room of its own. */
  top = brv_brief_cards_measure_title (BRV_BRIEF_CARDS (self->cards), self->column_width);
  if (gtk_text_view_get_top_margin (view) != top)
    gtk_text_view_set_top_margin (view, top);
}

static void
present_popovers (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

/*
 * brv_brief_view_allocate_cards:
 * @self: the view
 *
 * Has the widgets on the text placed.
 */
void
brv_brief_view_allocate_cards (BrvBriefView *self)
{
  gtk_widget_measure (self->cards, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->cards,
                            &(GtkAllocation){ 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                                              gtk_widget_get_height (GTK_WIDGET (self)) },
                            -1);
}

static gboolean
width_changed_cb (gpointer user_data)
{
  BrvBriefView *self = user_data;

  self->width_source = 0;
  brv_element_cards_update_rooms (self->elements);
  brv_brief_view_update_margins (self, brv_brief_guidance_update (self->guidance, self->scale));
  return G_SOURCE_REMOVE;
}

/*
 * brv_brief_view_size_allocate:
 *
 * The view's GtkWidgetClass.size_allocate.
 */
void
brv_brief_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BrvBriefView *self = BRV_BRIEF_VIEW (widget);
  gint before_width = self->column_width;

  update_column (self, width);
  /* What is measured for the new width asks for sizes: not while they are given out. */
  if (before_width != self->column_width && self->width_source == 0)
    self->width_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, width_changed_cb, self, NULL);
  GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_TEXT_VIEW))
    ->size_allocate (widget, width, height, baseline);
  brv_brief_view_allocate_cards (self);
  present_popovers (widget);
}
