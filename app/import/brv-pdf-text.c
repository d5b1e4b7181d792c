/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Collects the letters of a PDF's pages with their places and styles. Poppler finds words and
 * gaps; in which order the pieces are read is decided later, by brv-pdf-columns.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "import/brv-import-error.h"
#include "import/brv-pdf-raw-word.h"
#include "import/brv-pdf-text.h"

/* A document with more is no article, and would not fit into the worker's memory. */
#define MAX_PAGES  5000
#define MAX_GLYPHS 4000000
/* Gaps of so many times the type's size part words and pieces. */
#define WORD_GAP  0.25
#define PIECE_GAP 0.95
/* What is less than so many times the width of the letters before it never does. */
#define NO_SPACE       0.2
#define INITIAL_HEIGHT 1.7

static gboolean
contains_any (const char *name, const char *const *parts, guint n_parts)
{
  for (guint i = 0; i < n_parts; i++)
    if (strstr (name, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Poppler gives no weight, so the font's name says it. The short parts are TeX's. */
static BrvPdfStyle
parse_style (const char *font_name, double size)
{
  static const char *const bold[] = { "bold", "black", "heavy", "demi",  "-medi",
                                      "cmbx", "sfbx",  "ecbx",  "cmssbx" };
  static const char *const italic[] = { "ital", "obli", "slant", "cmti", "sfti", "ecti" };
  static const char *const fixed[] = { "mono",   "courier", "typewriter", "cmtt",  "lmtt",
                                       "consol", "sftt",    "ectt",       "fixed", "menlo" };
  g_autofree char *lower = g_ascii_strdown (font_name, -1);

  return (BrvPdfStyle){ .size = size,
                        .font = g_str_hash (font_name),
                        .bold = contains_any (lower, bold, G_N_ELEMENTS (bold)),
                        .italic = contains_any (lower, italic, G_N_ELEMENTS (italic)),
                        .fixed = contains_any (lower, fixed, G_N_ELEMENTS (fixed)) };
}

static guint
intern_style (BrvPdfText *self, const PopplerTextAttributes *attributes)
{
  const char *name = attributes->font_name != NULL ? attributes->font_name : "";
  double size = isfinite (attributes->font_size) ? CLAMP (attributes->font_size, 0.1, 10000) : 1;
  /* Sizes that differ by less than a twentieth of a point differ by rounding. */
  g_autofree char *key = g_strdup_printf ("%ld %s", lround (size * 20), name);
  gpointer known = NULL;
  BrvPdfStyle style = { 0 };

  if (g_hash_table_lookup_extended (self->lookup, key, NULL, &known))
    return GPOINTER_TO_UINT (known);
  style = parse_style (name, size);
  g_array_append_val (self->styles, style);
  g_hash_table_insert (self->lookup, g_steal_pointer (&key),
                       GUINT_TO_POINTER (self->styles->len - 1));
  return self->styles->len - 1;
}

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

static gboolean
is_sane (const BrvPdfBox *box)
{
  return isfinite (box->x1) && isfinite (box->x2) && isfinite (box->y1) && isfinite (box->y2) &&
         box->x2 - box->x1 < 20000 && box->y2 - box->y1 < 20000;
}

/* The place of a letter on the page as it is shown. */
static BrvPdfBox
take_shown_box (const PopplerRectangle *rectangle)
{
  BrvPdfBox box = { (float)MIN (rectangle->x1, rectangle->x2),
                    (float)MIN (rectangle->y1, rectangle->y2),
                    (float)MAX (rectangle->x1, rectangle->x2),
                    (float)MAX (rectangle->y1, rectangle->y2) };

  return is_sane (&box) ? box : (BrvPdfBox){ 0, 0, 0, 0 };
}

static BrvPdfBox
take_box (const BrvPdfPage *page, const PopplerRectangle *rectangle)
{
  BrvPdfBox shown = take_shown_box (rectangle);

  return brv_pdf_page_set_upright (page, &shown);
}

/* What is known of the rectangle that a walk over a page's text has come to. */
typedef struct
{
  const PopplerRectangle *rectangles;
  guint n_rectangles;
  guint at;
  const GList *attributes;
  guint style; /* of the attributes' first element */
} Walk;

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
    walk->style = intern_style (self, walk->attributes->data);
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

  if (walk->at >= walk->n_rectangles || !g_unichar_islower (next) || raw->boxes->len < 3)
    return FALSE;
  box = take_box (page, &walk->rectangles[walk->at]);
  first = &g_array_index (raw->boxes, BrvPdfBox, 0);
  last = &g_array_index (raw->boxes, BrvPdfBox, raw->boxes->len - 1);
  return fabs ((double)last->y2 - box.y2) < 0.5 &&
         fabs ((double)box.x1 - last->x2) <
           NO_SPACE * ((double)last->x2 - first->x1) / raw->boxes->len;
}

static void
walk_text (BrvPdfText *self, BrvPdfPage *page, const char *text, Walk *walk)
{
  guint first_word = 0;
  BrvPdfBox last = { 0 };
  guint last_style = 0;
  g_auto (BrvPdfRawWord) raw = { 0 };

  brv_pdf_raw_word_init (&raw);
  for (const char *p = text; *p != '\0' && walk->at < walk->n_rectangles; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint style = 0;
      BrvPdfBox box = { 0 };

      if (brv_pdf_raw_word_is_mark (c))
        {
          brv_pdf_raw_word_mark (&raw, c);
          continue;
        }
      style = find_style (self, walk);
      box = take_box (page, &walk->rectangles[walk->at++]);
      if (c == ' ' && is_no_space (page, walk, &raw, p))
        continue;
      if (c == ' ' || c == '\n' || c == 0xA0 || c == 0x3000)
        brv_pdf_raw_word_finish (&raw, page);
      else
        {
          if (raw.letters->len > 0 || page->words->len > first_word)
            part_at_gap (self, page, &raw, &last, &box, style, style == last_style, &first_word);
          brv_pdf_raw_word_add (&raw, c, &box, style);
          last = box;
          last_style = style;
        }
      if (c == '\n')
        {
          add_piece (self, page, first_word);
          first_word = page->words->len;
        }
    }
  brv_pdf_raw_word_finish (&raw, page);
  add_piece (self, page, first_word);
}

static gboolean
has_rtl (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (brv_pdf_letter_is_rtl (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* What poppler has of a page's text. */
typedef struct
{
  char *text;
  PopplerRectangle *rectangles;
  guint n_rectangles;
} Layout;

static void
layout_clear (Layout *self)
{
  g_free (self->text);
  g_free (self->rectangles);
}

static void
take_layout (PopplerPage *source, PopplerRectangle *area, Layout *layout)
{
  *layout = (Layout){ .text = poppler_page_get_text_for_area (source, area) };
  if (!poppler_page_get_text_layout_for_area (source, area, &layout->rectangles,
                                              &layout->n_rectangles))
    layout->n_rectangles = 0;
}

/*
 * Poppler takes the text as if it were selected from one corner of the page to the opposite one. On
 * a page that runs from right to left that selection must begin at the right, or it misses most of
 * the first and last lines.
 */
static void
find_layout (PopplerPage *source, const BrvPdfPage *page, PopplerRectangle *area, Layout *layout)
{
  Layout other = { 0 };
  PopplerRectangle turned = { page->width, 0, 0, page->height };

  *area = (PopplerRectangle){ 0, 0, page->width, page->height };
  take_layout (source, area, layout);
  if (layout->text == NULL || !g_utf8_validate (layout->text, -1, NULL) || !has_rtl (layout->text))
    return;
  take_layout (source, &turned, &other);
  if (other.n_rectangles > layout->n_rectangles)
    {
      Layout less = *layout;

      *layout = other;
      other = less;
      *area = turned;
    }
  layout_clear (&other);
}

/*
 * The direction in which most words of a page run as it is shown: pages are turned by their own
 * entry, or to give a wide table room, and columns of Chinese and Japanese run downwards. Letters that
 * run from right to left do not tell.
 */
static BrvPdfTurn
find_turn (const Layout *layout)
{
  guint votes[4] = { 0 };
  gunichar last = 0;
  guint at = 0;
  BrvPdfTurn best = BRV_PDF_TURN_NONE;

  for (const char *p = layout->text; *p != '\0' && at < layout->n_rectangles;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (brv_pdf_raw_word_is_mark (c))
        continue;
      if (g_unichar_isalnum (c) && g_unichar_isalnum (last) && !brv_pdf_letter_is_rtl (c))
        {
          BrvPdfBox a = take_shown_box (&layout->rectangles[at - 1]);
          BrvPdfBox b = take_shown_box (&layout->rectangles[at]);
          double across = (double)b.x1 + b.x2 - a.x1 - a.x2;
          double down = (double)b.y1 + b.y2 - a.y1 - a.y2;

          if (fabs (across) > 2 * fabs (down))
            votes[across > 0 ? BRV_PDF_TURN_NONE : BRV_PDF_TURN_OVER]++;
          else if (fabs (down) > 2 * fabs (across))
            votes[down > 0 ? BRV_PDF_TURN_RIGHT : BRV_PDF_TURN_LEFT]++;
        }
      last = c;
      at++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (votes); i++)
    best = votes[i] > votes[best] ? (BrvPdfTurn)i : best;
  return best;
}

static void
read_page (BrvPdfText *self, PopplerPage *source, BrvPdfPage *page)
{
  GList *attributes = NULL;
  PopplerRectangle area = { 0 };
  Layout layout = { 0 };
  Walk walk = { 0 };

  poppler_page_get_size (source, &page->width, &page->height);
  page->label = poppler_page_get_label (source);
  if (page->label != NULL && (*page->label == '\0' || !g_utf8_validate (page->label, -1, NULL)))
    g_clear_pointer (&page->label, g_free);
  find_layout (source, page, &area, &layout);
  if (layout.text != NULL && g_utf8_validate (layout.text, -1, NULL) && layout.n_rectangles > 0)
    {
      brv_pdf_page_set_turn (page, find_turn (&layout));
      attributes = poppler_page_get_text_attributes_for_area (source, &area);
      walk = (Walk){ layout.rectangles, layout.n_rectangles, 0, attributes, 0 };
      walk_text (self, page, layout.text, &walk);
      poppler_page_free_text_attributes (attributes);
    }
  layout_clear (&layout);
}

/* Gives letters the height that belongs to their corrected size. */
static void
fit_boxes (BrvPdfPage *page, const double *factors)
{
  const double below = 0.2; /* the part of a box below the baseline */

  for (guint i = 0; i < page->glyphs->len; i++)
    {
      BrvPdfBox *box = &g_array_index (page->glyphs, BrvPdfGlyph, i).box;
      double factor = factors[g_array_index (page->styles, guint, i)];
      double height = (double)box->y2 - box->y1;

      box->y2 = (float)(box->y2 - below * height * (1 - factor));
      box->y1 = (float)(box->y2 - height * factor);
    }
  for (guint i = 0; i < page->words->len; i++)
    {
      BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, i);

      word->box = g_array_index (page->glyphs, BrvPdfGlyph, word->first).box;
      for (guint k = word->first; k < word->first + word->n_glyphs; k++)
        brv_pdf_box_extend (&word->box, &g_array_index (page->glyphs, BrvPdfGlyph, k).box);
    }
  for (guint i = 0; i < page->pieces->len; i++)
    {
      BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, i);

      piece->box = g_array_index (page->words, BrvPdfWord, piece->first).box;
      for (guint k = piece->first; k < piece->first + piece->n_words; k++)
        brv_pdf_box_extend (&piece->box, &g_array_index (page->words, BrvPdfWord, k).box);
    }
}

/* The widths of the letters of a font or style, in parts of their size. */
typedef struct
{
  double width;
  guint n;
} WidthSum;

static void
measure_letters (const BrvPdfText *self, const BrvPdfPage *page, WidthSum *sums)
{
  for (guint i = 0; i < page->glyphs->len; i++)
    {
      const BrvPdfGlyph *glyph = &g_array_index (page->glyphs, BrvPdfGlyph, i);
      guint style = g_array_index (page->styles, guint, i);

      if (!g_unichar_isalpha (glyph->letter) || g_unichar_isupper (glyph->letter) ||
          g_unichar_iswide (glyph->letter) || brv_pdf_letter_is_rtl (glyph->letter))
        continue;
      sums[style].width +=
        ((double)glyph->box.x2 - glyph->box.x1) / brv_pdf_text_get_style (self, style)->size;
      sums[style].n++;
    }
}

/* The average width of a style's letters; that of all its font's where it has few. */
static double
find_width (const BrvPdfText *self, const WidthSum *sums, guint style)
{
  const guint least_letters = 20;
  WidthSum font = sums[style];

  for (guint i = 0; i < self->styles->len && sums[style].n < least_letters; i++)
    if (i != style &&
        brv_pdf_text_get_style (self, i)->font == brv_pdf_text_get_style (self, style)->font)
      {
        font.width += sums[i].width;
        font.n += sums[i].n;
      }
  return font.n >= least_letters ? font.width / font.n : 0;
}

/*
 * Poppler guesses the size of fonts whose letters are drawings (Type 3), by the width of one of them,
 * and can be far off. How wide small letters are on average tells it well enough.
 */
static void
correct_sizes (BrvPdfText *self)
{
  const double narrowest = 0.33; /* of the size: that of condensed type is more */
  const double widest = 0.62;    /* of type that is not bold */
  const double usual = 0.48;
  const guint nameless = g_str_hash ("Default"); /* as poppler names fonts without a name */
  g_autofree WidthSum *sums = g_new0 (WidthSum, self->styles->len);
  g_autofree double *factors = g_new0 (double, self->styles->len);
  gboolean any = FALSE;

  for (guint p = 0; p < self->pages->len; p++)
    measure_letters (self, g_ptr_array_index (self->pages, p), sums);
  for (guint i = 0; i < self->styles->len; i++)
    {
      double width = find_width (self, sums, i);
      gboolean wrong =
        width > 0 && (width < narrowest ||
                      (width > widest && brv_pdf_text_get_style (self, i)->font == nameless));

      factors[i] = wrong ? width / usual : 1;
      any = any || wrong;
    }
  for (guint i = 0; i < self->styles->len; i++)
    g_array_index (self->styles, BrvPdfStyle, i).size *= factors[i];
  for (guint p = 0; p < self->pages->len && any; p++)
    fit_boxes (g_ptr_array_index (self->pages, p), factors);
}

/*
 * Some fonts for notes' marks have their small figures raised already. Only their width tells them
 * from others.
 */
static void
find_superiors (BrvPdfText *self)
{
  const double widest = 0.38; /* of the size; the figures of text have about a half */
  g_autofree WidthSum *sums = g_new0 (WidthSum, self->styles->len);
  g_autofree gboolean *others = g_new0 (gboolean, self->styles->len);

  for (guint p = 0; p < self->pages->len; p++)
    {
      const BrvPdfPage *page = g_ptr_array_index (self->pages, p);

      for (guint i = 0; i < page->glyphs->len; i++)
        {
          const BrvPdfGlyph *glyph = &g_array_index (page->glyphs, BrvPdfGlyph, i);
          guint style = g_array_index (page->styles, guint, i);

          if (!g_unichar_isdigit (glyph->letter))
            {
              others[style] = TRUE;
              continue;
            }
          sums[style].width +=
            ((double)glyph->box.x2 - glyph->box.x1) / brv_pdf_text_get_style (self, style)->size;
          sums[style].n++;
        }
    }
  for (guint i = 0; i < self->styles->len; i++)
    g_array_index (self->styles, BrvPdfStyle, i).superior =
      !others[i] && sums[i].n > 0 && sums[i].width < widest * sums[i].n;
}

/**
 * brv_pdf_text_new:
 * @document: an open document
 * @error: return location for an error
 *
 * Reads the letters of all pages.
 *
 * Returns: (transfer full) (nullable): them, or %NULL with %BRV_IMPORT_ERROR_TOO_LARGE
 */
BrvPdfText *
brv_pdf_text_new (PopplerDocument *document, GError **error)
{
  g_autoptr (BrvPdfText) self = g_new0 (BrvPdfText, 1);
  int n_pages = poppler_document_get_n_pages (document);
  BrvPdfStyle unknown = { .size = 1 };

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_pdf_page_free);
  self->styles = g_array_new (FALSE, FALSE, sizeof (BrvPdfStyle));
  self->lookup = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_append_val (self->styles, unknown);
  if (n_pages > MAX_PAGES)
    {
      g_set_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE, "%d pages", n_pages);
      return NULL;
    }
  for (int i = 0; i < n_pages; i++)
    {
      PopplerPage *source = poppler_document_get_page (document, i);
      BrvPdfPage *page = brv_pdf_page_new ((guint)i);

      g_ptr_array_add (self->pages, page);
      if (source != NULL)
        {
          read_page (self, source, page);
          g_object_unref (source);
        }
      self->n_glyphs += page->glyphs->len;
      if (self->n_glyphs > MAX_GLYPHS)
        {
          g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE, "letters");
          return NULL;
        }
    }
  correct_sizes (self);
  find_superiors (self);
  return g_steal_pointer (&self);
}

/**
 * brv_pdf_text_free:
 * @self: (transfer full) (nullable): letters of a document
 *
 * Frees @self.
 */
void
brv_pdf_text_free (BrvPdfText *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->pages);
  g_array_unref (self->styles);
  g_hash_table_unref (self->lookup);
  g_free (self);
}

/**
 * brv_pdf_text_get_style:
 * @self: letters of a document
 * @style: index of a style
 *
 * Returns: (transfer none): the style
 */
const BrvPdfStyle *
brv_pdf_text_get_style (const BrvPdfText *self, guint style)
{
  return &g_array_index (self->styles, BrvPdfStyle, style);
}
