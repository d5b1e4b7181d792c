/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Bullets that are drawn and no letters, as browsers print them: the page is drawn where lines are set
 * in, and a mark by itself is looked for at their left.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <cairo.h>

#include "import/brv-pdf-bullets.h"
#include "import/brv-pdf-line-signs.h"

/* Pixels a point. */
#define SCALE 2.0
/* Lines are set in by this part of their type's size at least. */
#define LEAST_INSET 0.8
/* Where a mark can stand, in parts of the type's size, from the beginning of its line. */
#define FURTHEST 2.6
#define NEAREST  0.15
/* How large a mark is, in the same. */
#define LEAST_SIDE 0.12
#define MOST_SIDE  0.75
/* How much darker or lighter than what is around it, of 255. */
#define LEAST_CONTRAST 48
/* A document with larger pictures is not drawn: they would have to be unpacked. */
#define MAX_PICTURE_PX 6000000
/* So many pages are drawn in vain before one with bullets, and in all. */
#define MAX_FIRST_VAIN 2
#define MAX_VAIN       20

/* Where a mark is looked for, in pixels of the picture. */
typedef struct
{
  int x1, y1, x2, y2;
} Strip;

static const BrvPdfLine *
get_line (const BrvPdfLines *lines, guint i)
{
  return &g_array_index (lines->lines, BrvPdfLine, i);
}

static gboolean
is_set_in (const BrvPdfLine *line)
{
  return line->box.x1 - line->left > LEAST_INSET * line->size;
}

/* Whether a line goes on with a run of lines that are set in alike. */
static gboolean
goes_on (const BrvPdfLines *lines, guint i, guint start)
{
  const BrvPdfLine *line = get_line (lines, i);
  const BrvPdfLine *first = get_line (lines, start);

  return line->column == first->column && fabs (line->size - first->size) < 0.1 &&
         fabs ((double)line->box.x1 - first->box.x1) < 0.3 * line->size;
}

/* Whether lines are a quotation, set in from both edges and flush with both. */
static gboolean
are_flush (const BrvPdfLines *lines, guint start, guint end)
{
  double right = 0;
  guint n = 0;

  for (guint i = start; i < end; i++)
    right = MAX (right, get_line (lines, i)->box.x2);
  for (guint i = start; i < end; i++)
    n += right - get_line (lines, i)->box.x2 < 1.5 ? 1 : 0;
  return n >= 2 && n * 2 >= end - start &&
         get_line (lines, start)->right - right > LEAST_INSET * get_line (lines, start)->size;
}

/* Whether a run of lines that are set in can be items of a list whose marks are no letters. */
static gboolean
can_be_items (const BrvPdfLines *lines, const BrvPdfText *text, guint start, guint end)
{
  const BrvPdfLine *first = get_line (lines, start);
  gboolean bullet = FALSE;

  if (first->rtl || !is_set_in (first) || first->size < 3 || first->size > 40 ||
      brv_pdf_text_get_style (text, first->style)->fixed || are_flush (lines, start, end))
    return FALSE;
  /* The words of an item whose mark is a letter, or the first line of a paragraph. */
  if (start > 0 && get_line (lines, start - 1)->column == first->column &&
      brv_pdf_line_begins_item (lines, text, get_line (lines, start - 1), &bullet))
    return FALSE;
  for (guint i = start; i < end; i++)
    if (brv_pdf_line_begins_item (lines, text, get_line (lines, i), &bullet) ||
        brv_pdf_line_is_contents (lines, text, i))
      return FALSE;
  return TRUE;
}

/* The number after a key of a dictionary; 0 if there is none. */
static double
read_number (const char *p, const char *end)
{
  double number = 0;

  while (p < end && g_ascii_isspace (*p))
    p++;
  for (; p < end && g_ascii_isdigit (*p) && number < 1e9; p++)
    number = number * 10 + (*p - '0');
  return number;
}

/* Whether pictures would take much memory or time. Their dictionaries are never compressed, as those
 * of no stream are. Source: ISO 32000-1, 7.5.7 */
static gboolean
has_large_pictures (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *end = data + length;
  double width = 0;

  for (const char *p = data; (p = memchr (p, '/', (gsize)(end - p))) != NULL;)
    {
      p++;
      if (end - p > 12 && memcmp (p, "JPXDecode", 9) == 0)
        return TRUE;
      if (end - p > 12 && memcmp (p, "Width", 5) == 0 && !g_ascii_isalpha (p[5]))
        width = read_number (p + 5, end);
      if (end - p > 12 && memcmp (p, "Height", 6) == 0 && !g_ascii_isalpha (p[6]) &&
          width * read_number (p + 6, end) > MAX_PICTURE_PX)
        return TRUE;
    }
  return FALSE;
}

static int
get_grey (const guint8 *pixels, int stride, int x, int y)
{
  guint32 pixel = 0;

  memcpy (&pixel, pixels + (gsize)y * (gsize)stride + (gsize)x * 4, sizeof pixel);
  return (int)(((pixel >> 16 & 0xFF) + 2 * (pixel >> 8 & 0xFF) + (pixel & 0xFF)) / 4);
}

/* Finds the one mark in a strip, of the size of a bullet and about as wide as high, that reaches none
 * of its edges. */
static gboolean
find_bullet (const guint8 *pixels, int stride, const Strip *strip, double size, BrvPdfBox *mark)
{
  int ground = get_grey (pixels, stride, strip->x1, strip->y1);
  int x1 = G_MAXINT;
  int y1 = G_MAXINT;
  int x2 = -1;
  int y2 = -1;
  int n = 0;
  double width = 0;
  double height = 0;

  for (int y = strip->y1; y < strip->y2; y++)
    for (int x = strip->x1; x < strip->x2; x++)
      if (ABS (get_grey (pixels, stride, x, y) - ground) >= LEAST_CONTRAST)
        {
          x1 = MIN (x1, x);
          x2 = MAX (x2, x + 1);
          y1 = MIN (y1, y);
          y2 = MAX (y2, y + 1);
          n++;
        }
  width = x2 - x1;
  height = y2 - y1;
  *mark = (BrvPdfBox){ (float)x1, (float)y1, (float)x2, (float)y2 };
  if (n < 4 || x1 == strip->x1 || x2 == strip->x2 || y1 == strip->y1 || y2 == strip->y2)
    return FALSE;
  return MIN (width, height) >= LEAST_SIDE * size * SCALE &&
         MAX (width, height) <= MOST_SIDE * size * SCALE &&
         MAX (width, height) <= 2 * MIN (width, height) && n * 4 >= width * height;
}

/* Whether a mark, in points, is part of a letter of the line above or below. */
static gboolean
is_of_neighbour (const BrvPdfLines *lines, guint i, const BrvPdfBox *mark)
{
  double middle = ((double)mark->y1 + mark->y2) / 2;

  for (guint k = i > 0 ? i - 1 : i; k <= i + 1 && k < lines->lines->len; k++)
    {
      const BrvPdfLine *other = get_line (lines, k);

      if (k != i && other->page == get_line (lines, i)->page && other->box.x1 < mark->x2 &&
          other->box.x2 > mark->x1 && other->box.y1 < middle && other->box.y2 > middle)
        return TRUE;
    }
  return FALSE;
}

/* The strip left of a line, in the picture whose upper left corner stands at @x, @y of the page. */
static Strip
find_strip (const BrvPdfLine *line, double x, double y)
{
  double middle = ((double)line->box.y1 + line->box.y2) / 2 + 0.08 * line->size;

  return (Strip){ (int)floor ((line->box.x1 - FURTHEST * line->size - x) * SCALE),
                  (int)floor ((middle - 0.5 * line->size - y) * SCALE),
                  (int)ceil ((line->box.x1 - NEAREST * line->size - x) * SCALE),
                  (int)ceil ((middle + 0.5 * line->size - y) * SCALE) };
}

static guint
mark_on_picture (BrvPdfLines *lines,
                 const GArray *candidates,
                 const BrvPdfBox *area,
                 cairo_surface_t *surface)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint n = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      guint index = g_array_index (candidates, guint, i);
      BrvPdfLine *line = &g_array_index (lines->lines, BrvPdfLine, index);
      Strip strip = find_strip (line, area->x1, area->y1);
      BrvPdfBox mark = { 0 };

      if (strip.x1 < 0 || strip.y1 < 0 || strip.x2 > cairo_image_surface_get_width (surface) ||
          strip.y2 > cairo_image_surface_get_height (surface) || strip.x1 >= strip.x2 ||
          strip.y1 >= strip.y2 || !find_bullet (pixels, stride, &strip, line->size, &mark))
        continue;
      mark = (BrvPdfBox){ area->x1 + mark.x1 / (float)SCALE, area->y1 + mark.y1 / (float)SCALE,
                          area->x1 + mark.x2 / (float)SCALE, area->y1 + mark.y2 / (float)SCALE };
      line->bulleted = !is_of_neighbour (lines, index, &mark);
      n += line->bulleted ? 1 : 0;
    }
  return n;
}

/* Draws the part of a page where its lines are set in, and gives the number of bullets in it. */
static guint
mark_on_page (BrvPdfLines *lines, PopplerPage *page, const GArray *candidates)
{
  BrvPdfBox area = { G_MAXFLOAT, G_MAXFLOAT, -G_MAXFLOAT, -G_MAXFLOAT };
  double width = 0;
  double height = 0;
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  guint n = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const BrvPdfLine *line = get_line (lines, g_array_index (candidates, guint, i));
      BrvPdfBox box = { line->box.x1 - (float)((FURTHEST + 0.5) * line->size), line->box.y1 - 10,
                        line->box.x1, line->box.y2 + 10 };

      brv_pdf_box_extend (&area, &box);
    }
  poppler_page_get_size (page, &width, &height);
  area = (BrvPdfBox){ MAX (area.x1, 0), MAX (area.y1, 0), MIN (area.x2, (float)width),
                      MIN (area.y2, (float)height) };
  if (area.x2 - area.x1 < 1 || area.y2 - area.y1 < 1 || width > 2000 || height > 2000)
    return 0;
  surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)ceil ((area.x2 - area.x1) * SCALE) + 1,
                                (int)ceil ((area.y2 - area.y1) * SCALE) + 1);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  cairo_translate (cr, -area.x1, -area.y1);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    n = mark_on_picture (lines, candidates, &area, surface);
  cairo_surface_destroy (surface);
  return n;
}

/* The lines of a page that can be items; whether two or more stand below each other. */
static gboolean
find_candidates (
  const BrvPdfLines *lines, const BrvPdfText *text, guint start, guint end, GArray *candidates)
{
  gboolean several = FALSE;

  for (guint i = start; i < end;)
    {
      guint next = i + 1;

      while (next < end && goes_on (lines, next, i))
        next++;
      if (can_be_items (lines, text, i, next))
        {
          several = several || next - i >= 2;
          for (; i < next; i++)
            g_array_append_val (candidates, i);
        }
      i = next;
    }
  return several;
}

/**
 * brv_pdf_bullets_mark:
 * @lines: the lines of a document; those that a drawn bullet stands before are marked
 * @text: the letters they are made of
 * @document: the document
 * @bytes: the bytes of its file
 *
 * Finds the bullets of lists that are no letters. A document that shows none on the first pages that
 * look as if they had some is not looked through any further.
 */
void
brv_pdf_bullets_mark (BrvPdfLines *lines,
                      const BrvPdfText *text,
                      PopplerDocument *document,
                      GBytes *bytes)
{
  guint n_found = 0;
  guint n_vain = 0;
  gboolean drawable = FALSE;

  for (guint start = 0, end = 0; start < lines->lines->len; start = end)
    {
      g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (guint));
      guint index = get_line (lines, start)->page;
      const BrvPdfPage *page = g_ptr_array_index (text->pages, index);
      PopplerPage *source = NULL;
      gboolean several = FALSE;
      guint n = 0;

      for (end = start; end < lines->lines->len && get_line (lines, end)->page == index;)
        end++;
      several = find_candidates (lines, text, start, end, candidates);
      if (page->turn != BRV_PDF_TURN_NONE || candidates->len == 0 || (n_found == 0 && !several))
        continue;
      if (!drawable && has_large_pictures (bytes))
        return;
      drawable = TRUE;
      source = poppler_document_get_page (document, (int)index);
      if (source == NULL)
        continue;
      n = mark_on_page (lines, source, candidates);
      g_object_unref (source);
      n_found += n;
      n_vain += n == 0 ? 1 : 0;
      if (n_vain >= (n_found > 0 ? MAX_VAIN : MAX_FIRST_VAIN))
        return;
    }
}
