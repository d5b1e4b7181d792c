/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include <adwaita.h>

#include "ui/sources/brv-reader-style.h"

#include "model/brv-source.h"

#define SERIF_FAMILY "TeX Gyre Pagella, Source Serif 4, serif"

#define BODY_PT          11.6
#define MEASURE_CHARS    75
#define SIDE_MARGIN_PX   24
#define LIST_INDENT_PX   20
#define TABLE_COLUMN_PX  120
#define N_TABLE_COLUMNS  12
#define HINT_INK_OPACITY 0.74

/* Ordinary prose: its mean letter is what a line of the measure is made of. */
static const char measure_sample[] =
  "The minister was told in the spring that the port would reopen, and that nobody could say "
  "when the first of the ships, delayed by weather and by paper, might be unloaded there.";

/* How a role looks: points and pixels at zoom and text scale 1. */
typedef struct
{
  BrvRole role;
  double size_pt;
  gboolean sans;
  PangoWeight weight;
  PangoStyle slant;
  double line_height; /* a factor of the font's own */
  gint above_px;
  gint below_px;
  gint indent_px; /* on both sides where the block is set in, on the left for the others */
  gboolean inset;
  gboolean hint; /* in the quieter ink */
} RoleStyle;

/* The measures were settled on the mock of the window. */
static const RoleStyle role_styles[] = {
  { BRV_ROLE_TITLE, 17.5, FALSE, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 1.12, 0, 10, 0, FALSE,
    FALSE },
  { BRV_ROLE_BYLINE, 9.6, TRUE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 1.2, 0, 10, 0, FALSE,
    TRUE },
  { BRV_ROLE_STANDFIRST, 12.2, FALSE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_ITALIC, 1.25, 0, 14, 0,
    FALSE, FALSE },
  { BRV_ROLE_HEADING, 12, TRUE, PANGO_WEIGHT_ULTRABOLD, PANGO_STYLE_NORMAL, 1.02, 10, 7, 0, FALSE,
    FALSE },
  { BRV_ROLE_PARAGRAPH, BODY_PT, FALSE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 1.36, 0, 11, 0,
    FALSE, FALSE },
  { BRV_ROLE_LIST_ITEM, BODY_PT, FALSE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 1.36, 0, 6,
    LIST_INDENT_PX, FALSE, FALSE },
  { BRV_ROLE_QUOTE, BODY_PT, FALSE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 1.3, 2, 13, 24, TRUE,
    FALSE },
  { BRV_ROLE_PULL_QUOTE, 13.5, FALSE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_ITALIC, 1.25, 8, 18, 16,
    TRUE, FALSE },
  { BRV_ROLE_CAPTION, 9.2, TRUE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 1.2, 2, 14, 12, TRUE,
    TRUE },
  { BRV_ROLE_CREDIT, 8.6, TRUE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 1.2, 0, 14, 12, TRUE,
    TRUE },
  { BRV_ROLE_TABLE, 9.6, TRUE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 1.25, 2, 13, 0, FALSE,
    FALSE },
  { BRV_ROLE_PREFORMATTED, 9.6, TRUE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 1.15, 2, 13, 12,
    FALSE, FALSE },
  { BRV_ROLE_EMBED, 10.4, TRUE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 1.25, 2, 13, 24, TRUE,
    FALSE },
  { BRV_ROLE_FOOTNOTE, 9.6, FALSE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 1.25, 0, 6, 0, FALSE,
    FALSE },
  { BRV_ROLE_FURNITURE, 9.6, TRUE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 1.2, 0, 8, 0, FALSE,
    FALSE },
};

/* The colours of a passage that is quoted already; the pairs are legible in both styles. */
static const struct
{
  const char *ground;
  const char *line;
  const char *hit;
  const char *current_hit;
} light_colours = { "#fbf0b0", "#c88800", "#d7e6fa", "#99c1f1" },
  dark_colours = { "#5c4a12", "#e5a50a", "#23415f", "#1a5fb4" };

static double
get_text_scale (GtkWidget *view)
{
  gint dpi = 0;

  /* In 1024ths of a dot per inch; 96 is scale 1. */
  g_object_get (gtk_widget_get_settings (view), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? (double)dpi / 1024 / 96 : 1;
}

static const char *
get_sans_family (GtkWidget *view)
{
  return pango_font_description_get_family (
    pango_context_get_font_description (gtk_widget_get_pango_context (view)));
}

/* The text colour at @opacity over the view's ground, opaque: tags know no transparent ink. */
static GdkRGBA
mix_ink (GtkWidget *view, double opacity)
{
  GtkStyleContext *context = gtk_widget_get_style_context (view);
  GdkRGBA ink;
  GdkRGBA ground = { 1, 1, 1, 1 };

  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    opacity = 1;
  gtk_style_context_get_color (context, &ink);
  gtk_style_context_lookup_color (context, "window_bg_color", &ground);
  ink.red = (float)(ink.red * opacity + ground.red * (1 - opacity));
  ink.green = (float)(ink.green * opacity + ground.green * (1 - opacity));
  ink.blue = (float)(ink.blue * opacity + ground.blue * (1 - opacity));
  ink.alpha = 1;
  return ink;
}

static gint
scale_px (gint px, double scale)
{
  return (gint)lround (px * scale);
}

static void
set_tabs (GtkTextTag *tag, guint n_tabs, gint first_px, gint step_px)
{
  g_autoptr (PangoTabArray) tabs = pango_tab_array_new ((gint)n_tabs, TRUE);

  for (guint i = 0; i < n_tabs; i++)
    pango_tab_array_set_tab (tabs, (gint)i, PANGO_TAB_LEFT, first_px + (gint)i * step_px);
  g_object_set (tag, "tabs", tabs, NULL);
}

static void
apply_role (GtkTextTagTable *tags, GtkWidget *view, const RoleStyle *style, double zoom)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (tags, brv_role_get_name (style->role));
  double scale = get_text_scale (view) * zoom;
  gint margin = brv_reader_style_get_margin_px (view);
  gint indent = scale_px (style->indent_px, scale);

  g_assert (tag != NULL);
  g_object_set (tag, "family", style->sans ? get_sans_family (view) : SERIF_FAMILY, "size-points",
                style->size_pt * zoom, "weight", style->weight, "style", style->slant,
                "line-height", style->line_height, "pixels-above-lines",
                scale_px (style->above_px, scale), "pixels-below-lines",
                scale_px (style->below_px, scale), "left-margin", margin + indent, "right-margin",
                margin + (style->inset ? indent : 0), NULL);
  if (style->hint)
    {
      GdkRGBA ink = mix_ink (view, HINT_INK_OPACITY);

      g_object_set (tag, "foreground-rgba", &ink, NULL);
    }
  if (style->role == BRV_ROLE_LIST_ITEM)
    {
      /* The bullet hangs to the left of the text that its tab leads to. */
      g_object_set (tag, "left-margin", margin, "indent", -indent, NULL);
      set_tabs (tag, 1, indent, 0);
    }
  else if (style->role == BRV_ROLE_TABLE)
    {
      set_tabs (tag, N_TABLE_COLUMNS, scale_px (TABLE_COLUMN_PX, scale),
                scale_px (TABLE_COLUMN_PX, scale));
    }
  else if (style->role == BRV_ROLE_PREFORMATTED)
    {
      g_object_set (tag, "family", "monospace", NULL);
    }
}

static void
apply_marks (GtkTextTagTable *tags)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const char *line = dark ? dark_colours.line : light_colours.line;
  GdkRGBA line_colour;

  gdk_rgba_parse (&line_colour, line);
  g_object_set (gtk_text_tag_table_lookup (tags, BRV_READER_TAG_QUOTED), "background",
                dark ? dark_colours.ground : light_colours.ground, "underline",
                PANGO_UNDERLINE_SINGLE, "underline-rgba", &line_colour, NULL);
  g_object_set (gtk_text_tag_table_lookup (tags, BRV_READER_TAG_HIT), "background",
                dark ? dark_colours.hit : light_colours.hit, NULL);
  g_object_set (gtk_text_tag_table_lookup (tags, BRV_READER_TAG_CURRENT), "background",
                dark ? dark_colours.current_hit : light_colours.current_hit, NULL);
}

/**
 * brv_reader_style_apply:
 * @buffer: the buffer whose tags are styled
 * @view: the view that shows it
 * @zoom: the user's zoom, 1 for none
 *
 * Gives each tag of @buffer its looks for the fonts, colours and text scale of @view as they
 * are now.
 */
void
brv_reader_style_apply (BrvReaderBuffer *buffer, GtkWidget *view, double zoom)
{
  GtkTextTagTable *tags;
  GdkRGBA ink;
  double scale;
  gint margin;

  g_return_if_fail (BRV_IS_READER_BUFFER (buffer));
  g_return_if_fail (GTK_IS_WIDGET (view));
  g_return_if_fail (zoom > 0);

  tags = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (buffer));
  scale = get_text_scale (view) * zoom;
  margin = brv_reader_style_get_margin_px (view);
  ink = mix_ink (view, HINT_INK_OPACITY);
  for (guint i = 0; i < G_N_ELEMENTS (role_styles); i++)
    apply_role (tags, view, &role_styles[i], zoom);

  g_object_set (gtk_text_tag_table_lookup (tags, BRV_READER_TAG_META), "family",
                get_sans_family (view), "size-points", 9.6 * zoom, "foreground-rgba", &ink,
                "left-margin", margin, "right-margin", margin, "pixels-below-lines",
                scale_px (5, scale), NULL);
  g_object_set (gtk_text_tag_table_lookup (tags, BRV_READER_TAG_NOTICE), "family",
                get_sans_family (view), "size-points", 9.6 * zoom, "weight", PANGO_WEIGHT_SEMIBOLD,
                "foreground-rgba", &ink, "left-margin", margin, "right-margin", margin,
                "pixels-below-lines", scale_px (10, scale), NULL);
  g_object_set (gtk_text_tag_table_lookup (tags, BRV_READER_TAG_CONTINUED), "pixels-above-lines", 0,
                NULL);
  g_object_set (gtk_text_tag_table_lookup (tags, BRV_READER_TAG_CONTINUES), "pixels-below-lines", 0,
                NULL);
  g_object_set (gtk_text_tag_table_lookup (tags, BRV_READER_TAG_LEFT_OUT), "foreground-rgba", &ink,
                "style", PANGO_STYLE_NORMAL, "strikethrough", FALSE, NULL);
  apply_marks (tags);
}

/**
 * brv_reader_style_get_margin_px:
 * @view: the reader's view
 *
 * Returns: the space at either side of its text, in pixels; it also keeps clear of the handle
 *   between the panes, which takes presses in its neighbours' first pixels
 */
gint
brv_reader_style_get_margin_px (GtkWidget *view)
{
  g_return_val_if_fail (GTK_IS_WIDGET (view), 0);
  return scale_px (SIDE_MARGIN_PX, get_text_scale (view));
}

/**
 * brv_reader_style_get_column_px:
 * @view: the reader's view
 * @zoom: the user's zoom, 1 for none
 *
 * Returns: the greatest width of the view at which a line of the body still has no more than
 *   75 characters, side margins included, in pixels
 */
gint
brv_reader_style_get_column_px (GtkWidget *view, double zoom)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (PangoFontDescription) font = NULL;
  gint width = 0;

  g_return_val_if_fail (GTK_IS_WIDGET (view), 0);
  g_return_val_if_fail (zoom > 0, 0);

  font = pango_font_description_from_string (SERIF_FAMILY);
  pango_font_description_set_size (font, (gint)lround (BODY_PT * zoom * PANGO_SCALE));
  layout = gtk_widget_create_pango_layout (view, measure_sample);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return (gint)((double)width / (double)(sizeof measure_sample - 1) * MEASURE_CHARS) +
         2 * brv_reader_style_get_margin_px (view);
}
