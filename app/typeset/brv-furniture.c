/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-furniture.h"

#include <string.h>

#include "cite/brv-words.h"

/* A label's black ground, in ems of its letters: beside them, above the baseline, and in all. */
#define LABEL_PADDING (5.0 / 12)
#define LABEL_ABOVE   (12.9 / 12)
#define LABEL_HEIGHT  (17.0 / 12)

/* Between a running head, or the page number, and the marking beside it. */
#define HEAD_GAP 12.0

#define MOST_HEAD_LINES 2

/* What most printers leave blank at the edges of the paper: 5 mm. */
#define LEAST_EDGE 14.2

/* How much smaller a marking without room is set at a time, and from where on it is not. */
#define MARKING_STEP  .95
#define LEAST_MARKING 2.0

#define MAX_DIGITS 7

/* The line with the page number, for page numbers of so many digits. */
typedef struct
{
  BrvInlineText *text;
  BrvParagraph *paragraph;
} Folio;

struct _BrvFurniture
{
  const BrvTheme *theme; /* borrowed, as the next two */
  const BrvSheet *sheet;
  const char *language;
  guint n_pages;
  BrvParagraph *marking; /* (nullable) */
  gboolean is_backward;  /* most of the text runs from right to left */
  gboolean is_label;     /* a Traffic Light Protocol label: on black, at the right */
  BrvColor marking_color;
  double marking_leading;
  BrvParagraph *head; /* (nullable) */
  Folio folios[MAX_DIGITS];
  double lift; /* of the page number, from where it would meet the marking */
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
make_line (BrvFurniture *self, BrvParagraphMaker *maker, const char *text, const BrvLook *look)
{
  g_autoptr (BrvInlineText) inlines = brv_inline_text_new ();

  brv_inline_text_append_plain (inlines, text);
  return brv_paragraph_maker_make (maker, inlines, look, self->language, self->sheet->measure);
}

static double
line_width (const BrvParagraph *paragraph)
{
  return brv_paragraph_get_n_lines (paragraph) > 0 ? brv_paragraph_get_line (paragraph, 0)->width
                                                   : 0;
}

static double
find_widest (const BrvParagraph *paragraph)
{
  double widest = 0;

  for (guint i = 0; i < brv_paragraph_get_n_lines (paragraph); i++)
    widest = MAX (widest, brv_paragraph_get_line (paragraph, i)->width);
  return widest;
}

static double
marking_size (const BrvFurniture *self)
{
  return brv_theme_get_look (self->theme, BRV_LOOK_MARKING)->size;
}

/* How wide the running head may be beside the marking. */
static double
find_head_room (const BrvFurniture *self)
{
  double measure = self->sheet->measure;

  if (self->marking == NULL || !self->is_label)
    return measure;
  return measure - line_width (self->marking) - 2 * LABEL_PADDING * marking_size (self) - HEAD_GAP;
}

/* Where a title is too long for one line beside the marking it has two; then whole words are left out. */
static BrvParagraph *
make_head (BrvFurniture *self, BrvParagraphMaker *maker, const char *title)
{
  BrvLook look = *brv_theme_get_look (self->theme, BRV_LOOK_HEAD);
  double room = find_head_room (self);
  g_autofree char *text = g_strdup (title);

  look.balance = TRUE;
  while (text[0] != '\0')
    {
      g_autoptr (BrvInlineText) inlines = brv_inline_text_new ();
      BrvParagraph *head;
      char *space;

      brv_inline_text_append_plain (inlines, text);
      head = brv_paragraph_maker_make (maker, inlines, &look, self->language, room);
      if (brv_paragraph_get_n_lines (head) <= MOST_HEAD_LINES && find_widest (head) <= room)
        return head;
      brv_paragraph_unref (head);
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

/* Whether as many lines of the marking have room between the running head and the paper's upper edge, and from its
 * own line down to the lower one. */
static gboolean
has_room_for_marking (const BrvFurniture *self, const BrvLook *look, guint n_lines)
{
  const BrvSheet *sheet = self->sheet;
  double more = (n_lines - 1) * look->leading;
  double top = sheet->marking_head - look->leading - more - look->size;

  return top >= LEAST_EDGE && sheet->marking_foot + more <= sheet->height - LEAST_EDGE;
}

/* A marking that is too long for one line has several, smaller until all of it stands on the paper: none of it may be
 * lost. */
static BrvParagraph *
make_marking (BrvFurniture *self, BrvParagraphMaker *maker, const char *text)
{
  BrvLook look = *brv_theme_get_look (self->theme, BRV_LOOK_MARKING);
  BrvParagraph *marking = make_line (self, maker, text, &look);

  while (brv_paragraph_get_n_lines (marking) > 1 && look.size > LEAST_MARKING &&
         !has_room_for_marking (self, &look, brv_paragraph_get_n_lines (marking)))
    {
      brv_paragraph_unref (marking);
      look.balance = TRUE;
      look.size *= MARKING_STEP;
      look.leading *= MARKING_STEP;
      marking = make_line (self, maker, text, &look);
    }
  self->marking_leading = look.leading;
  return marking;
}

static guint
count_digits (guint number)
{
  guint n = 1;

  for (; number >= 10 && n < MAX_DIGITS; number /= 10)
    n++;
  return n;
}

/* A number of so many digits, all of them the same. */
static guint
repeat_digit (guint digit, guint n_digits)
{
  guint number = digit;

  for (guint i = 1; i < n_digits; i++)
    number = number * 10 + digit;
  return number;
}

static void
make_counter (BrvInlineText *text, guint number, BrvCounter counter)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  const char *found = strstr (text->text->str, digits);

  if (found != NULL)
    brv_inline_text_make_counter (text,
                                  (BrvRange){ (gsize)(found - text->text->str),
                                              (gsize)(found - text->text->str) + strlen (digits) },
                                  counter);
}

/* The words around the two numbers are set once for all pages; which comes first is the
 * translation's affair, so they are told apart by their digits. */
static void
make_folio (BrvFurniture *self, BrvParagraphMaker *maker, guint n_digits)
{
  Folio *folio = &self->folios[n_digits - 1];
  guint page = repeat_digit (1, n_digits);
  guint n_pages = repeat_digit (2, count_digits (self->n_pages));
  g_autofree char *text = brv_words_dup_numbered (self->language, BRV_WORD_PAGE_OF, page, n_pages);

  folio->text = brv_inline_text_new ();
  brv_inline_text_append_plain (folio->text, text);
  make_counter (folio->text, n_pages, BRV_COUNTER_REFERENCE);
  make_counter (folio->text, page, BRV_COUNTER_NOTE);
  folio->paragraph =
    brv_paragraph_maker_make (maker, folio->text, brv_theme_get_look (self->theme, BRV_LOOK_HEAD),
                              self->language, self->sheet->measure);
}

/* Where the widest page number has no room beside the marking it stands a line above it, as the running head
 * stands below one in the middle. */
static double
find_lift (const BrvFurniture *self)
{
  const BrvParagraph *widest = self->folios[count_digits (self->n_pages) - 1].paragraph;
  double room = find_head_room (self);

  if (self->marking != NULL && !self->is_label)
    room = (self->sheet->measure - find_widest (self->marking)) / 2 - HEAD_GAP;
  if (self->marking == NULL || line_width (widest) <= room)
    return 0;
  return brv_theme_get_look (self->theme, BRV_LOOK_MARKING)->leading;
}

/**
 * brv_furniture_new:
 * @brief: a brief
 * @theme: a theme; it must outlive the result, as does the next
 * @sheet: the sheet
 * @maker: makes the paragraphs
 * @n_pages: how many pages there are
 * @printable: for paper: labels are white on black, which a printer without colour keeps
 * @is_backward: whether the text runs from right to left
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
                   guint n_pages,
                   gboolean printable,
                   gboolean is_backward)
{
  BrvFurniture *self = g_new0 (BrvFurniture, 1);
  const char *marking = brv_brief_get (brief, BRV_BRIEF_FIELD_MARKING);
  const char *title = brv_brief_get (brief, BRV_BRIEF_FIELD_TITLE);

  self->theme = theme;
  self->is_backward = is_backward;
  self->sheet = sheet;
  self->n_pages = n_pages;
  self->language = brv_brief_get (brief, BRV_BRIEF_FIELD_LANGUAGE);
  self->marking_color = brv_theme_get_page (theme)->ink;
  if (marking != NULL)
    {
      self->is_label = brv_furniture_find_label_color (marking, &self->marking_color);
      if (self->is_label && printable)
        self->marking_color = (BrvColor){ 1, 1, 1 };
      self->marking = make_marking (self, maker, marking);
    }
  if (title != NULL)
    self->head = make_head (self, maker, title);
  for (guint n_digits = 1; n_digits <= count_digits (n_pages); n_digits++)
    make_folio (self, maker, n_digits);
  self->lift = find_lift (self);
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
  for (guint i = 0; i < MAX_DIGITS; i++)
    {
      g_clear_pointer (&self->folios[i].text, brv_inline_text_unref);
      g_clear_pointer (&self->folios[i].paragraph, brv_paragraph_unref);
    }
  g_free (self);
}

/* It stands at the right, so that it is not taken for a government's marking in the middle. */
static void
draw_label (const BrvFurniture *self, BrvCanvas *canvas, double baseline)
{
  const BrvSheet *sheet = self->sheet;
  double width = line_width (self->marking);
  double size = marking_size (self);
  double padding = LABEL_PADDING * size;
  BrvRect ground = { sheet->left + sheet->measure - width - 2 * padding,
                     baseline - LABEL_ABOVE * size, width + 2 * padding, LABEL_HEIGHT * size };

  brv_frame_builder_add_rect (canvas->builder, BRV_NODE_ARTIFACT, ground, (BrvColor){ 0, 0, 0 });
  brv_canvas_add_line (canvas, self->marking, 0, BRV_NODE_ARTIFACT, ground.x + padding, baseline,
                       self->marking_color);
}

static void
draw_marking (const BrvFurniture *self, BrvCanvas *canvas, double first_baseline)
{
  const BrvSheet *sheet = self->sheet;

  for (guint i = 0; i < brv_paragraph_get_n_lines (self->marking); i++)
    {
      double width = brv_paragraph_get_line (self->marking, i)->width;

      brv_canvas_add_line (canvas, self->marking, i, BRV_NODE_ARTIFACT,
                           sheet->left + (sheet->measure - width) / 2,
                           first_baseline + i * self->marking_leading, self->marking_color);
    }
}

/* Heads and page numbers stand at the start of the text, but for the side that a label takes. */
static double
find_x (const BrvFurniture *self, const BrvSetLine *line)
{
  if (self->is_backward && !(self->marking != NULL && self->is_label))
    return self->sheet->left + self->sheet->measure - line->width;
  return self->sheet->left;
}

static void
draw_folio (const BrvFurniture *self, BrvCanvas *canvas, guint page)
{
  const BrvLook *look = brv_theme_get_look (self->theme, BRV_LOOK_HEAD);
  const Folio *folio = &self->folios[count_digits (page + 1) - 1];
  const BrvSetLine *line;
  double x;
  double baseline;

  if (brv_paragraph_get_n_lines (folio->paragraph) == 0)
    return;
  line = brv_paragraph_get_line (folio->paragraph, 0);
  x = find_x (self, line);
  baseline = self->sheet->foot - self->lift;
  for (guint i = 0; i < line->n_runs; i++)
    {
      const BrvSetRun *run = brv_paragraph_get_run (folio->paragraph, line->first_run + i);
      const BrvInline *piece = &g_array_index (folio->text->inlines, BrvInline, run->piece);
      BrvDigits digits = { 0 };

      g_snprintf (digits.text, sizeof digits.text, "%u",
                  piece->counter == BRV_COUNTER_NOTE ? page + 1 : self->n_pages);
      if (piece->counter == BRV_COUNTER_NONE)
        brv_canvas_add_run (canvas, folio->paragraph, run, BRV_NODE_ARTIFACT, x, baseline,
                            look->color);
      else
        brv_canvas_add_counter (canvas, folio->paragraph, run, &digits, BRV_NODE_ARTIFACT, x,
                                baseline, look->color);
    }
}

/* The last of its lines stands on the baseline of running heads. */
static void
draw_head (const BrvFurniture *self, BrvCanvas *canvas)
{
  const BrvLook *look = brv_theme_get_look (self->theme, BRV_LOOK_HEAD);
  guint n_lines = brv_paragraph_get_n_lines (self->head);

  for (guint i = 0; i < n_lines; i++)
    brv_canvas_add_line (canvas, self->head, i, BRV_NODE_ARTIFACT,
                         find_x (self, brv_paragraph_get_line (self->head, i)),
                         self->sheet->head - (n_lines - 1 - i) * look->leading, look->color);
}

/**
 * brv_furniture_draw:
 * @self: furniture
 * @canvas: a canvas with an open frame
 * @page: the index of the page
 *
 * Draws marking, running head and page number. The first page has its title and no running head.
 */
void
brv_furniture_draw (const BrvFurniture *self, BrvCanvas *canvas, guint page)
{
  guint n_lines = self->marking != NULL ? brv_paragraph_get_n_lines (self->marking) : 0;

  if (n_lines > 0 && self->is_label)
    {
      draw_label (self, canvas, self->sheet->marking_head);
      draw_label (self, canvas, self->sheet->marking_foot);
    }
  else if (n_lines > 0)
    {
      /* In the middle it stands above the running head, which needs the whole measure. */
      draw_marking (self, canvas, self->sheet->marking_head - n_lines * self->marking_leading);
      draw_marking (self, canvas, self->sheet->marking_foot);
    }
  if (page > 0 && self->head != NULL)
    draw_head (self, canvas);
  draw_folio (self, canvas, page);
}
