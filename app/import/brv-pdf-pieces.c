/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The words of a page and the pieces they stand in: poppler's letters, parted where there is white
 * between them. In which order the pieces are read is decided later, by brv-pdf-columns.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-pieces.h"
#include "import/brv-pdf-raw-word.h"

/* Gaps of so many times the type's size part words and pieces. */
#define WORD_GAP  0.25
#define PIECE_GAP 0.95
/* What is less than so many times the width of the letters before it never does. */
#define NO_SPACE       0.22
#define INITIAL_HEIGHT 1.7

/* Whether letters lie on their side: they are upright where the page's others do so. */
static gboolean
lies (const BrvPdfPage *page, guint first_glyph)
{
  const double widest = 1.2; /* of an upright letter, in parts of its height */

  for (guint i = first_glyph; i < page->glyphs->len; i++)
    {
      const BrvPdfGlyph *glyph = &g_array_index (page->glyphs, BrvPdfGlyph, i);

      if (!g_unichar_isalnum (glyph->letter) ||
          glyph->box.x2 - glyph->box.x1 < widest * (glyph->box.y2 - glyph->box.y1))
        return FALSE;
    }
  return TRUE;
}

/* Whether a piece does not run across the page: most of its letters stand under each other, or each
 * stands a little higher or lower than the one before. */
static gboolean
is_turned (const BrvPdfPage *page, guint first_glyph)
{
  guint n_steps = page->glyphs->len - first_glyph - 1;
  double across = 0;
  double down = 0;
  guint n_slant[2] = { 0 };

  for (guint i = first_glyph + 1; i < page->glyphs->len; i++)
    {
      const BrvPdfBox *a = &g_array_index (page->glyphs, BrvPdfGlyph, i - 1).box;
      const BrvPdfBox *b = &g_array_index (page->glyphs, BrvPdfGlyph, i).box;
      double dx = fabs ((double)b->x1 - a->x1);
      double dy = (double)b->y2 - a->y2;

      across += dx;
      down += fabs (dy);
      if (fabs (dy) > 0.2 * dx)
        n_slant[dy > 0 ? 1 : 0]++;
    }
  if (n_steps < 2)
    return lies (page, first_glyph);
  return down > across * 2 || MAX (n_slant[0], n_slant[1]) * 10 >= n_steps * 9;
}

/* The style that most glyphs of a piece have. */
static guint
find_main_style (const BrvPdfPage *page, guint first_glyph)
{
  guint best = 0;
  guint best_count = 0;
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (guint i = first_glyph; i < page->styles->len; i++)
    {
      guint style = g_array_index (page->styles, guint, i);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (style))) + 1;

      g_hash_table_insert (counts, GUINT_TO_POINTER (style), GUINT_TO_POINTER (count));
      if (count > best_count)
        {
          best = style;
          best_count = count;
        }
    }
  return best;
}

static void
add_piece (const BrvPdfText *self, BrvPdfPage *page, guint first_word)
{
  BrvPdfPiece piece = { .first = first_word };
  guint first_glyph = 0;

  brv_pdf_raw_word_settle (self->styles, page, first_word);
  piece.n_words = page->words->len - first_word;
  if (piece.n_words == 0)
    return;
  g_array_index (page->words, BrvPdfWord, first_word).breaks_line = TRUE;
  first_glyph = g_array_index (page->words, BrvPdfWord, first_word).first;
  piece.box = g_array_index (page->words, BrvPdfWord, first_word).box;
  for (guint i = first_word; i < page->words->len; i++)
    brv_pdf_box_extend (&piece.box, &g_array_index (page->words, BrvPdfWord, i).box);
  piece.n_glyphs = page->glyphs->len - first_glyph;
  piece.turned = is_turned (page, first_glyph);
  piece.style = find_main_style (page, first_glyph);
  g_array_append_val (page->pieces, piece);
}

/* What is known of the rectangle that a walk over a page's text has come to. */
typedef struct
{
  const BrvPdfLayout *layout;
  guint at;
  const GList *attributes;
  guint style; /* of the attributes' first element */
} Walk;

static BrvPdfBox
take_box (const BrvPdfPage *page, const Walk *walk)
{
  BrvPdfBox shown = brv_pdf_layout_get_box (walk->layout, walk->at);

  return brv_pdf_page_set_upright (page, &shown);
}

static guint
find_style (BrvPdfText *self, Walk *walk)
{
  gboolean moved = walk->at == 0;

  while (walk->attributes != NULL && walk->attributes->next != NULL &&
         ((const PopplerTextAttributes *)walk->attributes->data)->end_index < (gint)walk->at)
    {
      walk->attributes = walk->attributes->next;
      moved = TRUE;
    }
  if (moved && walk->attributes != NULL)
    walk->style = brv_pdf_text_intern_style (self, walk->attributes->data);
  return walk->style;
}

/* Letters of one style on two lines: where poppler takes the type for twice as high as it is, it reads
 * these as one. Letters of turned text follow each other downwards, and are broader than high. */
static gboolean
is_on_other_line (const BrvPdfBox *last, const BrvPdfBox *box)
{
  double height = (double)box->y2 - box->y1;

  return fabs ((double)box->y2 - last->y2) > 0.25 * height && box->x2 - box->x1 < height &&
         last->x2 - last->x1 < last->y2 - last->y1;
}

/* Poppler does not part everything that stands apart: two columns with few lines, for one. It puts
 * no space between words where it goes back to the top of the next column. */
static void
part_at_gap (const BrvPdfText *self,
             BrvPdfPage *page,
             BrvPdfRawWord *raw,
             const BrvPdfBox *last,
             const BrvPdfBox *box,
             guint style,
             gboolean same_style,
             guint *first_word)
{
  double size = brv_pdf_text_get_style (self, style)->size;
  double gap = (double)box->x1 - last->x2;

  gboolean follows_initial = FALSE;
  gboolean beside = brv_pdf_box_overlap_y (last, box) >= 0.5;
  double above = MAX ((double)box->y1 - last->y2, (double)last->y1 - box->y2);
  gboolean jumps = gap < -2 * size || above > 0.5 * size || (!beside && gap > PIECE_GAP * size) ||
                   (same_style && is_on_other_line (last, box));
  /* A raised mark of the line below stands under a word of this one. */
  double below = ((double)box->y1 + box->y2 - last->y1 - last->y2) / 2;
  gboolean overlies =
    !same_style && ((gap < -0.3 * size && fabs ((double)last->y2 - box->y2) > 1) ||
                    (below > size && box->x2 - box->x1 < box->y2 - box->y1));

  /* An initial as high as several lines is placed later. */
  follows_initial = !same_style && raw->letters->len == 1 &&
                    last->y2 - last->y1 > INITIAL_HEIGHT * (box->y2 - box->y1);
  if (!jumps && !overlies && !follows_initial && (!beside || gap < WORD_GAP * size))
    return;
  brv_pdf_raw_word_finish (raw, page);
  if (!jumps && gap < PIECE_GAP * size)
    return;
  add_piece (self, page, *first_word);
  *first_word = page->words->len;
}

/* Poppler takes a slight shift between two letters of some fonts for a space. */
static gboolean
is_no_space (const BrvPdfPage *page, const Walk *walk, const BrvPdfRawWord *raw, const char *space)
{
  gunichar next = g_utf8_get_char (g_utf8_next_char (space));
  const BrvPdfBox *first = NULL;
  const BrvPdfBox *last = NULL;
  BrvPdfBox box = { 0 };

  if (walk->at >= walk->layout->n_rectangles || !g_unichar_islower (next) || raw->boxes->len < 3)
    return FALSE;
  box = take_box (page, walk);
  first = &g_array_index (raw->boxes, BrvPdfBox, 0);
  last = &g_array_index (raw->boxes, BrvPdfBox, raw->boxes->len - 1);
  return fabs ((double)last->y2 - box.y2) < 0.5 &&
         fabs ((double)box.x1 - last->x2) <
           NO_SPACE * ((double)last->x2 - first->x1) / raw->boxes->len;
}

/**
 * brv_pdf_pieces_find:
 * @text: what is known of the document so far; gets the page's styles
 * @page: a page whose direction is known; gets letters, words and pieces
 * @layout: its text
 * @attributes: (element-type PopplerTextAttributes): the type of its letters
 *
 * Puts the letters of a page together to words, and words to pieces.
 */
void
brv_pdf_pieces_find (BrvPdfText *text,
                     BrvPdfPage *page,
                     const BrvPdfLayout *layout,
                     const GList *attributes)
{
  Walk walk = { .layout = layout, .attributes = attributes };
  guint first_word = 0;
  BrvPdfBox last = { 0 };
  guint last_style = 0;
  g_auto (BrvPdfRawWord) raw = { 0 };

  brv_pdf_raw_word_init (&raw);
  for (const char *p = layout->text; *p != '\0' && walk.at < layout->n_rectangles;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint style = 0;
      BrvPdfBox box = { 0 };

      if (brv_pdf_raw_word_is_mark (c))
        {
          brv_pdf_raw_word_mark (&raw, c);
          continue;
        }
      style = find_style (text, &walk);
      box = take_box (page, &walk);
      walk.at++;
      if (c == ' ' && is_no_space (page, &walk, &raw, p))
        continue;
      if (c == ' ' || c == '\n' || c == 0xA0 || c == 0x3000)
        brv_pdf_raw_word_finish (&raw, page);
      else
        {
          if (raw.letters->len > 0 || page->words->len > first_word)
            part_at_gap (text, page, &raw, &last, &box, style, style == last_style, &first_word);
          brv_pdf_raw_word_add (&raw, c, &box, style);
          last = box;
          last_style = style;
        }
      if (c == '\n')
        {
          add_piece (text, page, first_word);
          first_word = page->words->len;
        }
    }
  brv_pdf_raw_word_finish (&raw, page);
  add_piece (text, page, first_word);
}
