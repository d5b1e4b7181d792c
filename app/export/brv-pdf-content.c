/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "export/brv-pdf-content.h"
#include "export/brv-glyph-run.h"
#include "export/brv-pdf-structure.h"

/* So far, in points, a glyph may be from its baseline unseen. */
#define SAME_PLACE 0.0005

/* The node of a span's sequence: none, so that nothing joins it. */
#define SPAN_NODE (BRV_NODE_ARTIFACT - 1)

/* An end of a line of glyphs that are shown at once. */
typedef enum
{
  STRING_NONE,
  STRING_OPEN,     /* "[(abc" */
  STRING_ADJUSTED, /* "[(abc)-7" */
} StringState;

typedef struct
{
  const BrvPages *pages;
  const BrvFrame *frame;
  const BrvPdfFonts *fonts;
  GString *out;
  GArray *marks; /* guint: the node of each mark written */
  gboolean is_transparent;
  double height;
  /* What the page's state is */
  BrvColor color;
  gboolean in_text;
  guint font; /* of the file */
  double size;
  /* The sequence that is open */
  gboolean is_open;
  guint node;
  /* The glyphs that are being shown */
  StringState string;
  gboolean is_wide;
  double pen; /* from the item's origin, in points that are not scaled */
} Writer;

static void
close_string (Writer *self)
{
  static const char *const ends[2][2] = { { ")]TJ\n", ">]TJ\n" }, { "]TJ\n", "]TJ\n" } };

  if (self->string != STRING_NONE)
    g_string_append (self->out, ends[self->string == STRING_ADJUSTED][self->is_wide ? 1 : 0]);
  self->string = STRING_NONE;
}

static void
close_sequence (Writer *self)
{
  close_string (self);
  if (self->is_open)
    g_string_append (self->out, "EMC\n");
  self->is_open = FALSE;
}

static void
close_text (Writer *self)
{
  close_sequence (self);
  if (self->in_text)
    g_string_append (self->out, "ET\n");
  self->in_text = FALSE;
}

/* Begins a sequence; gives it the next number unless it is an artifact's. */
static void
open_sequence (Writer *self, guint node)
{
  self->is_open = TRUE;
  self->node = node;
  if (node == BRV_NODE_ARTIFACT)
    {
      g_string_append (self->out, "/Artifact BMC\n");
      return;
    }
  g_string_append_c (self->out, '/');
  g_string_append (self->out, brv_pdf_structure_get_type (self->pages, node));
  g_string_append (self->out, "<</MCID ");
  brv_pdf_append_integer (self->out, self->marks->len);
  g_string_append (self->out, ">>BDC\n");
  g_array_append_val (self->marks, node);
}

static void
need_sequence (Writer *self, guint node)
{
  if (self->is_open && self->node == node)
    return;
  close_sequence (self);
  open_sequence (self, node);
}

/* A colour without hue is a grey, which a printer sets in black alone. */
static void
set_color (Writer *self, BrvColor color)
{
  if (self->color.red == color.red && self->color.green == color.green &&
      self->color.blue == color.blue)
    return;
  close_string (self);
  self->color = color;
  brv_pdf_append_real (self->out, color.red);
  if (color.red == color.green && color.red == color.blue)
    {
      g_string_append (self->out, " g\n");
      return;
    }
  g_string_append_c (self->out, ' ');
  brv_pdf_append_real (self->out, color.green);
  g_string_append_c (self->out, ' ');
  brv_pdf_append_real (self->out, color.blue);
  g_string_append (self->out, " rg\n");
}

static void
append_numbers (Writer *self, const double *numbers, guint n, const char *operator)
{
  for (guint i = 0; i < n; i++)
    {
      brv_pdf_append_real (self->out, numbers[i]);
      g_string_append_c (self->out, ' ');
    }
  g_string_append (self->out, operator);
}

static void
set_font (Writer *self, const BrvPdfGlyph *glyph, double size)
{
  if (self->font == glyph->font && self->size == size)
    return;
  close_string (self);
  self->font = glyph->font;
  self->size = size;
  g_string_append (self->out, "/F");
  brv_pdf_append_integer (self->out, glyph->font);
  g_string_append_c (self->out, ' ');
  append_numbers (self, &size, 1, "Tf\n");
}

/* Moves the pen to a place of the item, at the scale and slant of its glyphs. */
static void
place_pen (Writer *self, const BrvItem *item, const BrvFontKey *key, double x, double y)
{
  const double matrix[6] = { key->matrix[0] * item->x_scale,
                             key->matrix[2],
                             key->matrix[1] * item->x_scale,
                             key->matrix[3],
                             item->x + x,
                             self->height - item->y - y };

  close_string (self);
  append_numbers (self, matrix, G_N_ELEMENTS (matrix), "Tm\n");
  self->pen = x / item->x_scale;
}

static void
append_code (Writer *self, const BrvPdfGlyph *glyph)
{
  static const char digits[] = "0123456789abcdef";
  char c = (char)glyph->code;

  if (self->string != STRING_OPEN)
    {
      if (self->string == STRING_NONE)
        g_string_append_c (self->out, '[');
      g_string_append_c (self->out, glyph->is_wide ? '<' : '(');
      self->string = STRING_OPEN;
      self->is_wide = glyph->is_wide;
    }
  if (glyph->is_wide)
    {
      for (gint shift = 12; shift >= 0; shift -= 4)
        g_string_append_c (self->out, digits[glyph->code >> shift & 15]);
      return;
    }
  if (c == '\r' || c == '\n')
    {
      g_string_append (self->out, c == '\r' ? "\\r" : "\\n");
      return;
    }
  if (c == '(' || c == ')' || c == '\\')
    g_string_append_c (self->out, '\\');
  g_string_append_c (self->out, c);
}

/* Moves the pen along the line, in thousandths of an em. Source: ISO 32000-1 §9.4.3, TJ. */
static void
adjust_pen (Writer *self, double x)
{
  glong thousandths = lrint ((x - self->pen) / self->size * 1000);

  if (thousandths == 0)
    return;
  if (self->string == STRING_NONE)
    g_string_append_c (self->out, '[');
  else if (self->string == STRING_OPEN)
    g_string_append_c (self->out, self->is_wide ? '>' : ')');
  else
    g_string_append_c (self->out, ' ');
  self->string = STRING_ADJUSTED;
  brv_pdf_append_integer (self->out, -thousandths);
  self->pen += (double)thousandths * self->size / 1000;
}

static void
show_picture (Writer *self, guint number, const double matrix[6])
{
  if (brv_pdf_pictures_is_transparent (brv_pdf_fonts_get_pictures (self->fonts), number))
    self->is_transparent = TRUE;
  g_string_append (self->out, "q ");
  append_numbers (self, matrix, 6, "cm /G");
  brv_pdf_append_integer (self->out, number);
  g_string_append (self->out, " Do Q\n");
}

static void
show_glyph_picture (
  Writer *self, const BrvItem *item, const BrvFontKey *key, guint number, const BrvGlyph *glyph)
{
  double size = key->size / BRV_PDF_PICTURE_GLYPH;
  const double matrix[6] = { size * item->x_scale,
                             0,
                             0,
                             size,
                             item->x + glyph->x - size * item->x_scale * BRV_PDF_PICTURE_ORIGIN,
                             self->height - item->y - glyph->y - size * BRV_PDF_PICTURE_ORIGIN };

  show_picture (self, number, matrix);
}

static void
show_glyph (Writer *self,
            const BrvItem *item,
            const BrvFontKey *key,
            const BrvPdfGlyph *shown,
            const BrvGlyph *glyph,
            double *y)
{
  set_font (self, shown, key->size);
  if (!(fabs (glyph->y - *y) <= SAME_PLACE))
    {
      place_pen (self, item, key, glyph->x, glyph->y);
      *y = glyph->y;
    }
  adjust_pen (self, glyph->x / item->x_scale);
  append_code (self, shown);
  self->pen += shown->width * key->size;
}

/* Whether the glyph of a cluster says itself what the cluster's text is. */
static gboolean
tells_text (
  const Writer *self, const BrvItem *item, const BrvCluster *cluster, guint glyph, const char *text)
{
  const BrvPdfGlyph *shown;

  if (cluster->n_glyphs != 1)
    return cluster->n_glyphs == 0;
  shown = brv_pdf_fonts_find (self->fonts, item->font, item->glyphs[glyph].index);
  return shown->text != NULL && strncmp (shown->text, text, cluster->n_bytes) == 0 &&
         shown->text[cluster->n_bytes] == '\0';
}

/* A span stands beside the sequence of its leaf, not in it: readers disagree about nested ones. */
static void
open_span (Writer *self, guint node, const char *text, gsize length)
{
  close_sequence (self);
  g_string_append (self->out, "/Span<<");
  if (node != BRV_NODE_ARTIFACT)
    {
      g_string_append (self->out, "/MCID ");
      brv_pdf_append_integer (self->out, self->marks->len);
      g_array_append_val (self->marks, node);
    }
  g_string_append (self->out, "/ActualText<feff");
  brv_pdf_append_utf16 (self->out, text, length);
  g_string_append (self->out, ">>>BDC\n");
  self->is_open = TRUE;
  self->node = SPAN_NODE; /* it ends with the cluster */
}

/* A picture cannot stand in a text object; what follows begins one again. */
static void
show_picture_cluster (Writer *self,
                      const BrvItem *item,
                      const BrvFontKey *key,
                      const BrvCluster *cluster,
                      guint glyph,
                      const char *text,
                      guint node)
{
  close_text (self);
  if (node == BRV_NODE_ARTIFACT)
    open_sequence (self, node);
  else
    open_span (self, node, text, cluster->n_bytes);
  for (guint i = glyph; i < glyph + cluster->n_glyphs; i++)
    {
      const BrvPdfGlyph *shown =
        brv_pdf_fonts_find (self->fonts, item->font, item->glyphs[i].index);

      if (shown->form > 0)
        show_glyph_picture (self, item, key, shown->form, &item->glyphs[i]);
    }
  close_sequence (self);
  g_string_append (self->out, "BT\n");
  self->in_text = TRUE;
}

/* Shows a cluster; in an artifact none asks for its text. */
static void
show_cluster (Writer *self,
              const BrvItem *item,
              const BrvFontKey *key,
              const BrvCluster *cluster,
              guint glyph,
              const char *text,
              guint node,
              double *y)
{
  gboolean is_span = node != BRV_NODE_ARTIFACT && !tells_text (self, item, cluster, glyph, text);

  if (cluster->n_glyphs > 0 &&
      brv_pdf_fonts_find (self->fonts, item->font, item->glyphs[glyph].index)->form > 0)
    {
      show_picture_cluster (self, item, key, cluster, glyph, text, node);
      *y = NAN; /* the next glyph places the pen */
      return;
    }
  if (is_span)
    open_span (self, node, text, cluster->n_bytes);
  else
    need_sequence (self, node);
  for (guint i = 0; i < cluster->n_glyphs; i++)
    show_glyph (self, item, key,
                brv_pdf_fonts_find (self->fonts, item->font, item->glyphs[glyph + i].index),
                &item->glyphs[glyph + i], y);
  if (is_span)
    close_sequence (self);
}

/* Clusters are shown in order of the text, and so backwards where it runs to the left: readers take
 * the text in the order of the file. */
static void
show_item (Writer *self, const BrvItem *item, guint node)
{
  const BrvFontKey *key = brv_frame_get_font (self->frame, item->font);
  const char *text = item->text;
  guint glyph = item->backward ? item->n_glyphs : 0;
  double y = 0;

  if (item->n_glyphs == 0)
    return;
  need_sequence (self, node);
  set_color (self, item->color);
  place_pen (self, item, key, 0, 0);
  for (guint i = 0; i < item->n_clusters; i++)
    {
      const BrvCluster *cluster = &item->clusters[i];

      if (item->backward)
        glyph -= cluster->n_glyphs;
      show_cluster (self, item, key, cluster, glyph, text, node, &y);
      if (!item->backward)
        glyph += cluster->n_glyphs;
      text += cluster->n_bytes;
    }
}

static void
fill_rect (Writer *self, const BrvItem *item)
{
  const double numbers[4] = { item->rect.x, self->height - item->rect.y - item->rect.height,
                              item->rect.width, item->rect.height };

  close_text (self);
  set_color (self, item->color);
  open_sequence (self, item->node);
  append_numbers (self, numbers, G_N_ELEMENTS (numbers), "re f\n");
  close_sequence (self);
}

static void
show_image (Writer *self, const BrvItem *item)
{
  const double numbers[6] = { item->rect.width,
                              0,
                              0,
                              item->rect.height,
                              item->rect.x,
                              self->height - item->rect.y - item->rect.height };

  close_text (self);
  open_sequence (self, item->node);
  show_picture (self,
                brv_pdf_pictures_find_image (brv_pdf_fonts_get_pictures (self->fonts), item->image),
                numbers);
  close_sequence (self);
}

static void
write_glyphs (Writer *self, const BrvItem *item)
{
  guint node = item->node;

  /* Blanks between two nodes go with the one before. */
  if (self->is_open && self->node != BRV_NODE_ARTIFACT && node != BRV_NODE_ARTIFACT &&
      brv_glyph_run_is_blank (item))
    node = self->node;
  if (!self->in_text)
    g_string_append (self->out, "BT\n");
  self->in_text = TRUE;
  show_item (self, item, node);
}

/**
 * brv_pdf_content_new:
 * @pages: the pages
 * @frame: one of them
 * @fonts: the fonts and pictures of the file
 * @marks: (element-type guint): an empty array, which becomes the node of each mark by its number
 * @is_transparent: (out): whether something on it lets shine through what lies under it
 *
 * Writes a page's content. Everything is in exactly one marked sequence: that of a leaf of the
 * structure, or an artifact's.
 *
 * Source: ISO 32000-1 §9.4 (text), §14.6 (marked content), §14.8.2.2 (artifacts), §14.9.4
 * (ActualText).
 *
 * Returns: (transfer full): the content
 */
GString *
brv_pdf_content_new (const BrvPages *pages,
                     const BrvFrame *frame,
                     const BrvPdfFonts *fonts,
                     GArray *marks,
                     gboolean *is_transparent)
{
  Writer self = { .pages = pages,
                  .frame = frame,
                  .fonts = fonts,
                  .out = g_string_sized_new (16384),
                  .marks = marks,
                  .height = brv_frame_get_height (frame),
                  .color = { -1, -1, -1 },
                  .font = BRV_PDF_NO_FONT };
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      switch (items[i].kind)
        {
        case BRV_ITEM_GLYPHS:
          write_glyphs (&self, &items[i]);
          break;
        case BRV_ITEM_RECT:
          fill_rect (&self, &items[i]);
          break;
        case BRV_ITEM_IMAGE:
          show_image (&self, &items[i]);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  close_text (&self);
  *is_transparent = self.is_transparent;
  return self.out;
}
