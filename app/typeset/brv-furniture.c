/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-furniture.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Around the letters of a label on its black ground. */
#define LABEL_PADDING 5.0
#define LABEL_ABOVE   12.5
#define LABEL_HEIGHT  17.0

/* Between a running head and the marking beside it. */
#define HEAD_GAP 12.0

struct _BrvFurniture
{
  const BrvTheme *theme; /* borrowed, as the next three */
  const BrvSheet *sheet;
  BrvParagraphMaker *maker;
  const char *language;
  BrvParagraph *marking; /* (nullable) */
  gboolean is_label;     /* a Traffic Light Protocol label: on black, at the right */
  BrvColor marking_color;
  BrvParagraph *head; /* (nullable) */
};

/* Colours of the labels of the Traffic Light Protocol 2.0 on black (FIRST, August 2022); WHITE is
 * what CLEAR was called before. */
static const struct
{
  const char *label;
  BrvColor color;
} label_colors[] = {
  { "TLP:RED", { 1, 43 / 255.0, 43 / 255.0 } },
  { "TLP:AMBER+STRICT", { 1, 192 / 255.0, 0 } },
  { "TLP:AMBER", { 1, 192 / 255.0, 0 } },
  { "TLP:GREEN", { 51 / 255.0, 1, 0 } },
  { "TLP:CLEAR", { 1, 1, 1 } },
  { "TLP:WHITE", { 1, 1, 1 } },
};

/**
 * brv_furniture_find_label_color:
 * @marking: a handling marking
 * @color: (out): the colour of its letters on black
 *
 * Finds out whether a marking is a label of the Traffic Light Protocol; spaces and case do not
 * count, so that a slip does not lose the label's look.
 *
 * Returns: whether it is
 */
gboolean
brv_furniture_find_label_color (const char *marking, BrvColor *color)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  g_return_val_if_fail (marking != NULL && color != NULL, FALSE);

  for (const char *at = marking; *at != '\0'; at++)
    {
      if (*at != ' ')
        g_string_append_c (plain, g_ascii_toupper (*at));
    }
  for (guint i = 0; i < G_N_ELEMENTS (label_colors); i++)
    {
      if (g_str_equal (plain->str, label_colors[i].label))
        {
          *color = label_colors[i].color;
          return TRUE;
        }
    }
  return FALSE;
}

static BrvParagraph *
make_line (BrvFurniture *self, const char *text, const BrvLook *look)
{
  g_autoptr (BrvInlineText) inlines = brv_inline_text_new ();

  brv_inline_text_append_plain (inlines, text);
  return brv_paragraph_maker_make (self->maker, inlines, look, self->language,
                                   self->sheet->measure);
}

static double
line_width (const BrvParagraph *paragraph)
{
  return brv_paragraph_get_n_lines (paragraph) > 0 ? brv_paragraph_get_line (paragraph, 0)->width
                                                   : 0;
}

/* How wide the running head may be beside the marking. */
static double
find_head_room (const BrvFurniture *self)
{
  double measure = self->sheet->measure;

  if (self->marking == NULL || !self->is_label)
    return measure;
  return measure - line_width (self->marking) - 2 * LABEL_PADDING - HEAD_GAP;
}

/* Shortens the title by whole words until it fits beside the marking. */
static BrvParagraph *
make_head (BrvFurniture *self, const char *title)
{
  const BrvLook *look = brv_theme_get_look (self->theme, BRV_LOOK_HEAD);
  double room = find_head_room (self);
  g_autofree char *text = g_strdup (title);

  while (text[0] != '\0')
    {
      BrvParagraph *line = make_line (self, text, look);
      char *space;

      if (brv_paragraph_get_n_lines (line) == 1 && line_width (line) <= room)
        return line;
      brv_paragraph_unref (line);
      if (g_str_has_suffix (text, "…"))
        text[strlen (text) - strlen ("…")] = '\0';
      space = strrchr (g_strchomp (text), ' ');
      if (space == NULL)
        return NULL;
      *space = '\0';
      {
        char *shorter = g_strconcat (g_strchomp (text), "…", NULL);

        g_free (text);
        text = shorter;
      }
    }
  return NULL;
}

/**
 * brv_furniture_new:
 * @brief: a brief
 * @theme: a theme; it must outlive the result, as do the next two
 * @sheet: the sheet
 * @maker: makes the paragraphs
 * @printable: for paper: labels are white on black, which a printer without colour keeps
 *
 * Prepares what stands on every page.
 *
 * Returns: (transfer full): the furniture
 */
BrvFurniture *
brv_furniture_new (const BrvBrief *brief,
                   const BrvTheme *theme,
                   const BrvSheet *sheet,
                   BrvParagraphMaker *maker,
                   gboolean printable)
{
  BrvFurniture *self = g_new0 (BrvFurniture, 1);
  const char *marking = brv_brief_get (brief, BRV_BRIEF_FIELD_MARKING);
  const char *title = brv_brief_get (brief, BRV_BRIEF_FIELD_TITLE);

  self->theme = theme;
  self->sheet = sheet;
  self->maker = maker;
  self->language = brv_brief_get (brief, BRV_BRIEF_FIELD_LANGUAGE);
  self->marking_color = brv_theme_get_page (theme)->ink;
  if (marking != NULL)
    {
      self->is_label = brv_furniture_find_label_color (marking, &self->marking_color);
      if (self->is_label && printable)
        self->marking_color = (BrvColor){ 1, 1, 1 };
      self->marking = make_line (self, marking, brv_theme_get_look (theme, BRV_LOOK_MARKING));
    }
  if (title != NULL)
    self->head = make_head (self, title);
  return self;
}

/**
 * brv_furniture_free:
 * @self: (transfer full): furniture
 *
 * Frees it.
 */
void
brv_furniture_free (BrvFurniture *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->marking, brv_paragraph_unref);
  g_clear_pointer (&self->head, brv_paragraph_unref);
  g_free (self);
}

/* A label stands at the right, so that it is not taken for a government's marking in the middle. */
static void
draw_marking (BrvFurniture *self, BrvCanvas *canvas, double baseline)
{
  const BrvSheet *sheet = self->sheet;
  double width = line_width (self->marking);
  double x = sheet->left + (sheet->measure - width) / 2;

  if (self->is_label)
    {
      BrvRect ground = { sheet->left + sheet->measure - width - 2 * LABEL_PADDING,
                         baseline - LABEL_ABOVE, width + 2 * LABEL_PADDING, LABEL_HEIGHT };

      x = ground.x + LABEL_PADDING;
      brv_pages_builder_add_rect (canvas->builder, BRV_NODE_ARTIFACT, ground,
                                  (BrvColor){ 0, 0, 0 });
    }
  brv_canvas_add_line (canvas, self->marking, 0, BRV_NODE_ARTIFACT, x, baseline,
                       self->marking_color);
}

static void
draw_folio (BrvFurniture *self, BrvCanvas *canvas, guint page, guint n_pages)
{
  const BrvLook *look = brv_theme_get_look (self->theme, BRV_LOOK_HEAD);
  /* Translators: the number of a page, and of how many */
  g_autofree char *text = g_strdup_printf (_ ("page %u of %u"), page + 1, n_pages);
  g_autoptr (BrvParagraph) folio = make_line (self, text, look);

  if (brv_paragraph_get_n_lines (folio) > 0)
    brv_canvas_add_line (canvas, folio, 0, BRV_NODE_ARTIFACT, self->sheet->left, self->sheet->foot,
                         look->color);
}

/**
 * brv_furniture_draw:
 * @self: furniture
 * @canvas: a canvas with an open frame
 * @page: the index of the page
 * @n_pages: of how many
 *
 * Draws marking, running head and page number. The first page has its title and no running head.
 */
void
brv_furniture_draw (BrvFurniture *self, BrvCanvas *canvas, guint page, guint n_pages)
{
  if (self->marking != NULL && brv_paragraph_get_n_lines (self->marking) > 0)
    {
      double above =
        self->is_label ? 0 : brv_theme_get_look (self->theme, BRV_LOOK_MARKING)->leading;

      /* In the middle it stands above the running head, which needs the whole measure. */
      draw_marking (self, canvas, self->sheet->marking_head - above);
      draw_marking (self, canvas, self->sheet->marking_foot);
    }
  if (page > 0 && self->head != NULL)
    brv_canvas_add_line (canvas, self->head, 0, BRV_NODE_ARTIFACT, self->sheet->left,
                         self->sheet->head, brv_theme_get_look (self->theme, BRV_LOOK_HEAD)->color);
  draw_folio (self, canvas, page, n_pages);
}
