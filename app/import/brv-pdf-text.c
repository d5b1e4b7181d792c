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
#include "import/brv-pdf-text.h"

/* A document with more is no article, and would not fit into the worker's memory. */
#define MAX_PAGES  5000
#define MAX_GLYPHS 4000000
/* Gaps of so many times the type's size part words and pieces. */
#define WORD_GAP  0.25
#define PIECE_GAP 0.95
#define RTL_GAP   0.14

static void
page_free (gpointer data)
{
  BrvPdfPage *page = data;

  g_free (page->label);
  g_array_unref (page->glyphs);
  g_array_unref (page->styles);
  g_array_unref (page->words);
  g_array_unref (page->pieces);
  g_free (page);
}

static BrvPdfPage *
page_new (guint index)
{
  BrvPdfPage *page = g_new0 (BrvPdfPage, 1);

  page->index = index;
  page->glyphs = g_array_new (FALSE, FALSE, sizeof (BrvPdfGlyph));
  page->styles = g_array_new (FALSE, FALSE, sizeof (guint));
  page->words = g_array_new (FALSE, FALSE, sizeof (BrvPdfWord));
  page->pieces = g_array_new (FALSE, FALSE, sizeof (BrvPdfPiece));
  return page;
}

/**
 * brv_pdf_box_overlap_y:
 * @a: a box
 * @b: another box
 *
 * Returns: how much of the less high box stands beside the other one, in [0, 1]
 */
double
brv_pdf_box_overlap_y (const BrvPdfBox *a, const BrvPdfBox *b)
{
  double height = MIN (a->y2 - a->y1, b->y2 - b->y1);
  double common = MIN (a->y2, b->y2) - MAX (a->y1, b->y1);

  return height <= 0 || common <= 0 ? 0 : MIN (common / height, 1);
}

/**
 * brv_pdf_box_extend:
 * @box: a box
 * @other: another box
 *
 * Makes @box hold @other.
 */
void
brv_pdf_box_extend (BrvPdfBox *box, const BrvPdfBox *other)
{
  box->x1 = MIN (box->x1, other->x1);
  box->y1 = MIN (box->y1, other->y1);
  box->x2 = MAX (box->x2, other->x2);
  box->y2 = MAX (box->y2, other->y2);
}

/**
 * brv_pdf_box_shares_line:
 * @a: the box of some letters
 * @a_size: their type's size
 * @b: the box of others
 * @b_size: their type's size
 *
 * Tells by the middles of boxes, as those of some fonts are higher than the distance of lines.
 *
 * Returns: whether they may stand on one line
 */
gboolean
brv_pdf_box_shares_line (const BrvPdfBox *a, double a_size, const BrvPdfBox *b, double b_size)
{
  /* Raised letters stand beside the upper part of the others. */
  const double core = MIN (a_size, b_size) < 0.87 * MAX (a_size, b_size) ? 1.5 : 0.8;
  double half_a = MIN (core * a_size, (double)a->y2 - a->y1) / 2;
  double half_b = MIN (core * b_size, (double)b->y2 - b->y1) / 2;
  double middle_a = ((double)a->y1 + a->y2) / 2;
  double middle_b = ((double)b->y1 + b->y2) / 2;
  double common =
    MIN (middle_a + half_a, middle_b + half_b) - MAX (middle_a - half_a, middle_b - half_b);

  return common >= MIN (half_a, half_b);
}

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

/*
 * Fonts without a table of their letters give TeX's codes of ligatures, which are control
 * characters elsewhere. Source: D. Knuth's OT1 and the Cork encoding T1, codes of ff fi fl ffi ffl.
 */
static gunichar
repair_letter (gunichar c)
{
  if (c >= 0x0B && c <= 0x0F)
    return 0xFB00 + (c - 0x0B);
  if (c >= 0x1B && c <= 0x1F)
    return 0xFB00 + (c - 0x1B);
  return c;
}

static gboolean
is_right_to_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF);
}

/* Letters and boxes of a word as they come: letters in reading order, boxes from left to right. */
typedef struct
{
  GArray *letters; /* (element-type gunichar) */
  GArray *boxes;   /* (element-type BrvPdfBox) */
  GArray *styles;  /* (element-type guint) */
  gboolean turned; /* within marks of a stretch that runs from right to left */
  gboolean begins; /* no letter of the stretch has come yet */
  guint turn;      /* the letter with which the first of the stretches began that nothing parts */
  guint at;        /* where the next letter of this one belongs */
} RawWord;

static gboolean
is_strong (gunichar c, gboolean rtl)
{
  return is_right_to_left (c) == rtl && (rtl || g_unichar_isalnum (c));
}

/*
 * The order of a word's letters on paper, as indices of them: runs of right-to-left letters are
 * reversed, and so is the order of the runs where the word begins with such a letter.
 */
static void
find_visual_order (const gunichar *letters, guint n, guint *order)
{
  gboolean rtl_base = FALSE;
  guint placed = 0;

  for (guint i = 0; i < n && !rtl_base; i++)
    rtl_base = is_right_to_left (letters[i]);
  if (!rtl_base)
    {
      for (guint i = 0; i < n; i++)
        order[i] = i;
      return;
    }
  for (guint start = 0; start < n;)
    {
      gboolean rtl = !is_strong (letters[start], FALSE);
      guint end = start + 1;

      while (end < n && (rtl ? !is_strong (letters[end], FALSE) : !is_strong (letters[end], TRUE)))
        end++;
      placed += end - start;
      for (guint i = start; i < end; i++)
        order[n - placed + (rtl ? end - 1 - i : i - start)] = i;
      start = end;
    }
}

static gboolean
is_alef (gunichar c)
{
  return c == 0x0622 || c == 0x0623 || c == 0x0625 || c == 0x0627;
}

/*
 * Poppler divides the box of a ligature among its letters and then turns these like others that run
 * from right to left, though the ligature names them in the order of reading. The one that all Arabic
 * fonts have is lam with alef.
 */
static void
mend_ligatures (const RawWord *raw, const guint *order, guint n)
{
  const gunichar lam = 0x0644;
  gunichar *letters = (gunichar *)(gpointer)raw->letters->data;

  for (guint i = 0; i + 1 < n; i++)
    {
      const BrvPdfBox *left = &g_array_index (raw->boxes, BrvPdfBox, i);
      const BrvPdfBox *right = left + 1;
      double width = (double)left->x2 - left->x1;
      double tolerance = 0.001 * ((double)left->y2 - left->y1);

      if (order[i] != order[i + 1] + 1 || letters[order[i]] != lam ||
          !is_alef (letters[order[i + 1]]) || fabs ((double)right->x1 - left->x2) > tolerance ||
          fabs ((double)right->x2 - right->x1 - width) > tolerance)
        continue;
      letters[order[i]] = letters[order[i + 1]];
      letters[order[i + 1]] = lam;
    }
}

/* Boxes of words that run from right to left come from there where each letter was a word. */
static void
sort_boxes (const RawWord *raw)
{
  gboolean rtl = FALSE;

  for (guint i = 0; i < raw->letters->len && !rtl; i++)
    rtl = is_right_to_left (g_array_index (raw->letters, gunichar, i));
  for (guint i = 1; rtl && i < raw->boxes->len; i++)
    for (guint k = i; k > 0 && g_array_index (raw->boxes, BrvPdfBox, k).x1 <
                                 g_array_index (raw->boxes, BrvPdfBox, k - 1).x1;
         k--)
      {
        BrvPdfBox box = g_array_index (raw->boxes, BrvPdfBox, k);
        guint style = g_array_index (raw->styles, guint, k);

        g_array_index (raw->boxes, BrvPdfBox, k) = g_array_index (raw->boxes, BrvPdfBox, k - 1);
        g_array_index (raw->styles, guint, k) = g_array_index (raw->styles, guint, k - 1);
        g_array_index (raw->boxes, BrvPdfBox, k - 1) = box;
        g_array_index (raw->styles, guint, k - 1) = style;
      }
}

static void
add_word (BrvPdfPage *page, const RawWord *raw)
{
  guint n = MIN (raw->letters->len, raw->boxes->len);
  BrvPdfWord word = { .first = page->glyphs->len, .n_glyphs = n };
  g_autofree guint *order = NULL;

  if (n == 0)
    return;
  sort_boxes (raw);
  order = g_new (guint, n);
  find_visual_order ((const gunichar *)(gpointer)raw->letters->data, n, order);
  mend_ligatures (raw, order, n);
  g_array_set_size (page->glyphs, page->glyphs->len + n);
  g_array_set_size (page->styles, page->styles->len + n);
  word.box = g_array_index (raw->boxes, BrvPdfBox, 0);
  for (guint i = 0; i < n; i++)
    {
      guint at = word.first + order[i];
      BrvPdfGlyph glyph = { repair_letter (g_array_index (raw->letters, gunichar, order[i])),
                            g_array_index (raw->boxes, BrvPdfBox, i) };

      g_array_index (page->glyphs, BrvPdfGlyph, at) = glyph;
      g_array_index (page->styles, guint, at) = g_array_index (raw->styles, guint, i);
      brv_pdf_box_extend (&word.box, &glyph.box);
    }
  word.style = g_array_index (page->styles, guint, word.first + n / 2);
  g_array_append_val (page->words, word);
}

/* Whether most letters of a piece stand under each other instead of beside each other. */
static gboolean
is_turned (const BrvPdfPage *page, guint first_glyph)
{
  double across = 0;
  double down = 0;

  for (guint i = first_glyph + 1; i < page->glyphs->len; i++)
    {
      const BrvPdfBox *a = &g_array_index (page->glyphs, BrvPdfGlyph, i - 1).box;
      const BrvPdfBox *b = &g_array_index (page->glyphs, BrvPdfGlyph, i).box;

      across += fabs ((double)b->x1 - a->x1);
      down += fabs ((double)b->y1 - a->y1);
    }
  return down > across * 2 && page->glyphs->len - first_glyph > 2;
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

/* Some programs set the hyphen at the end of a line a little apart from its word. */
static void
attach_hyphen (BrvPdfPage *page, guint first_word)
{
  BrvPdfWord *last = NULL;
  BrvPdfWord *before = NULL;
  gunichar c = 0;

  if (page->words->len < first_word + 2)
    return;
  last = &g_array_index (page->words, BrvPdfWord, page->words->len - 1);
  before = last - 1;
  c = g_array_index (page->glyphs, BrvPdfGlyph, last->first).letter;
  if (last->n_glyphs != 1 || (c != '-' && c != 0x2010 && c != 0xAD) ||
      last->box.x1 - before->box.x2 > 0.2 * (last->box.y2 - last->box.y1))
    return;
  before->n_glyphs++;
  brv_pdf_box_extend (&before->box, &last->box);
  g_array_set_size (page->words, page->words->len - 1);
}

static gboolean
is_rtl_word (const BrvPdfPage *page, const BrvPdfWord *word)
{
  gboolean rtl = FALSE;

  for (guint g = word->first; g < word->first + word->n_glyphs; g++)
    {
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, g).letter;

      if (g_unichar_isdigit (c) || (g_unichar_isalpha (c) && !is_right_to_left (c)))
        return FALSE;
      rtl = rtl || is_right_to_left (c);
    }
  return rtl;
}

/* Puts the words [first, end) of a page and their letters into the opposite order. */
static void
turn_words (BrvPdfPage *page, guint first, guint end)
{
  BrvPdfWord *words = &g_array_index (page->words, BrvPdfWord, first);
  guint n = end - first;
  guint at = words[0].first;
  guint n_glyphs = words[n - 1].first + words[n - 1].n_glyphs - at;
  g_autofree BrvPdfWord *old_words = g_memdup2 (words, n * sizeof *words);
  g_autofree BrvPdfGlyph *glyphs =
    g_memdup2 (&g_array_index (page->glyphs, BrvPdfGlyph, at), n_glyphs * sizeof (BrvPdfGlyph));
  g_autofree guint *styles =
    g_memdup2 (&g_array_index (page->styles, guint, at), n_glyphs * sizeof (guint));
  guint old_at = at;

  for (guint i = 0; i < n; i++)
    {
      words[i] = old_words[n - 1 - i];
      for (guint k = 0; k < words[i].n_glyphs; k++)
        {
          guint from = words[i].first - old_at + k;

          g_array_index (page->glyphs, BrvPdfGlyph, at + k) = glyphs[from];
          g_array_index (page->styles, guint, at + k) = styles[from];
        }
      words[i].first = at;
      at += words[i].n_glyphs;
    }
}

/* On a page that runs from left to right, words that run the other way come from left to right. */
static void
turn_rtl_words (BrvPdfPage *page, guint first_word)
{
  for (guint i = first_word; i < page->words->len;)
    {
      guint end = i + 1;

      while (end < page->words->len &&
             is_rtl_word (page, &g_array_index (page->words, BrvPdfWord, end - 1)) &&
             is_rtl_word (page, &g_array_index (page->words, BrvPdfWord, end)) &&
             g_array_index (page->words, BrvPdfWord, end).box.x1 >
               g_array_index (page->words, BrvPdfWord, end - 1).box.x1)
        end++;
      if (end > i + 1)
        turn_words (page, i, end);
      i = end;
    }
}

/* Parts the letters of words that run from right to left anew: spaces do not come where they are
 * on paper if each letter was set for itself. */
static void
part_rtl_words (const BrvPdfText *self, BrvPdfPage *page, guint first_word)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (BrvPdfWord));

  for (guint i = first_word; i < page->words->len; i++)
    {
      const BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, i);
      BrvPdfWord *open = words->len > 0 ? &g_array_index (words, BrvPdfWord, words->len - 1) : NULL;
      gboolean continues =
        i > first_word && is_rtl_word (page, word) && is_rtl_word (page, word - 1);

      if (!is_rtl_word (page, word))
        {
          g_array_append_vals (words, word, 1);
          continue;
        }
      for (guint g = word->first; g < word->first + word->n_glyphs; g++)
        {
          const BrvPdfBox *box = &g_array_index (page->glyphs, BrvPdfGlyph, g).box;
          double gap = g > word->first || continues
                         ? (double)g_array_index (page->glyphs, BrvPdfGlyph, g - 1).box.x1 - box->x2
                         : G_MAXDOUBLE;

          if (open == NULL || gap > RTL_GAP * brv_pdf_text_get_style (self, word->style)->size)
            {
              BrvPdfWord next = { .first = g, .style = word->style, .box = *box };

              g_array_append_val (words, next);
              open = &g_array_index (words, BrvPdfWord, words->len - 1);
            }
          open->n_glyphs++;
          brv_pdf_box_extend (&open->box, box);
        }
    }
  g_array_set_size (page->words, first_word);
  g_array_append_vals (page->words, words->data, words->len);
}

static void
add_piece (const BrvPdfText *self, BrvPdfPage *page, guint first_word)
{
  BrvPdfPiece piece = { .first = first_word };
  guint first_glyph = 0;

  attach_hyphen (page, first_word);
  turn_rtl_words (page, first_word);
  part_rtl_words (self, page, first_word);
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

static BrvPdfBox
take_box (const PopplerRectangle *rectangle)
{
  BrvPdfBox box = { (float)MIN (rectangle->x1, rectangle->x2),
                    (float)MIN (rectangle->y1, rectangle->y2),
                    (float)MAX (rectangle->x1, rectangle->x2),
                    (float)MAX (rectangle->y1, rectangle->y2) };

  return is_sane (&box) ? box : (BrvPdfBox){ 0, 0, 0, 0 };
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

/* Marks of direction have no place on paper, and poppler counts no rectangle for them. */
static gboolean
is_direction_mark (gunichar c)
{
  return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E);
}

/*
 * Poppler puts marks around what runs from right to left, and takes each letter for a stretch of its
 * own where each was set for itself. On a page that runs from left to right such stretches come from
 * left to right too: then the last one is read first.
 */
static void
mark_direction (RawWord *raw, gunichar mark)
{
  const gunichar right_to_left_embedding = 0x202B;

  raw->turned = mark == right_to_left_embedding;
  raw->begins = raw->turned;
}

static void
add_letter (RawWord *raw, gunichar c, const BrvPdfBox *box, guint style)
{
  guint n = raw->letters->len;

  if (!raw->turned)
    raw->turn = n + 1;
  else if (raw->begins && n > raw->turn &&
           box->x1 > g_array_index (raw->boxes, BrvPdfBox, n - 1).x1)
    raw->at = raw->turn;
  else if (raw->begins)
    raw->at = n;
  g_array_insert_val (raw->letters, raw->turned ? raw->at : n, c);
  g_array_append_vals (raw->boxes, box, 1);
  g_array_append_val (raw->styles, style);
  raw->at++;
  raw->begins = FALSE;
}

static void
finish_word (BrvPdfPage *page, RawWord *raw)
{
  add_word (page, raw);
  raw->turn = 0;
  g_array_set_size (raw->letters, 0);
  g_array_set_size (raw->boxes, 0);
  g_array_set_size (raw->styles, 0);
}

/* Poppler does not part everything that stands apart: two columns with few lines, for one. It puts
 * no space between words where it goes back to the top of the next column. */
static void
part_at_gap (const BrvPdfText *self,
             BrvPdfPage *page,
             RawWord *raw,
             const BrvPdfBox *last,
             const BrvPdfBox *box,
             guint style,
             guint *first_word)
{
  double size = brv_pdf_text_get_style (self, style)->size;
  double gap = (double)box->x1 - last->x2;

  gboolean beside = brv_pdf_box_overlap_y (last, box) >= 0.5;
  double above = MAX ((double)box->y1 - last->y2, (double)last->y1 - box->y2);
  gboolean jumps = gap < -2 * size || above > 0.5 * size || (!beside && gap > PIECE_GAP * size);

  if (!jumps && (!beside || gap < WORD_GAP * size))
    return;
  finish_word (page, raw);
  if (!jumps && gap < PIECE_GAP * size)
    return;
  add_piece (self, page, *first_word);
  *first_word = page->words->len;
}

static void
walk_text (BrvPdfText *self, BrvPdfPage *page, const char *text, Walk *walk)
{
  guint first_word = 0;
  BrvPdfBox last = { 0 };
  RawWord raw = { g_array_new (FALSE, FALSE, sizeof (gunichar)),
                  g_array_new (FALSE, FALSE, sizeof (BrvPdfBox)),
                  g_array_new (FALSE, FALSE, sizeof (guint)),
                  FALSE,
                  FALSE,
                  0,
                  0 };

  for (const char *p = text; *p != '\0' && walk->at < walk->n_rectangles; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint style = 0;
      BrvPdfBox box = { 0 };

      if (is_direction_mark (c))
        {
          mark_direction (&raw, c);
          continue;
        }
      style = find_style (self, walk);
      box = take_box (&walk->rectangles[walk->at++]);
      if (c == ' ' || c == '\n' || c == 0xA0 || c == 0x3000)
        finish_word (page, &raw);
      else
        {
          if (raw.letters->len > 0 || page->words->len > first_word)
            part_at_gap (self, page, &raw, &last, &box, style, &first_word);
          add_letter (&raw, c, &box, style);
          last = box;
        }
      if (c == '\n')
        {
          add_piece (self, page, first_word);
          first_word = page->words->len;
        }
    }
  add_word (page, &raw);
  add_piece (self, page, first_word);
  g_array_unref (raw.letters);
  g_array_unref (raw.boxes);
  g_array_unref (raw.styles);
}

static gboolean
has_rtl (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_right_to_left (g_utf8_get_char (p)))
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
      attributes = poppler_page_get_text_attributes_for_area (source, &area);
      walk = (Walk){ layout.rectangles, layout.n_rectangles, 0, attributes, 0 };
      walk_text (self, page, layout.text, &walk);
      poppler_page_free_text_attributes (attributes);
    }
  layout_clear (&layout);
}

/* Gives letters the height that belongs to their corrected size. */
static void
shrink_boxes (BrvPdfPage *page, const double *factors)
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

/* The widths of a font's letters, in parts of their size. */
typedef struct
{
  double width;
  guint n;
} FontSum;

static void
measure_letters (const BrvPdfText *self, const BrvPdfPage *page, GHashTable *fonts)
{
  for (guint i = 0; i < page->glyphs->len; i++)
    {
      const BrvPdfGlyph *glyph = &g_array_index (page->glyphs, BrvPdfGlyph, i);
      const BrvPdfStyle *style =
        &g_array_index (self->styles, BrvPdfStyle, g_array_index (page->styles, guint, i));
      gpointer key = GUINT_TO_POINTER (style->font);
      FontSum *sum = NULL;

      if (!g_unichar_isalpha (glyph->letter) || is_right_to_left (glyph->letter))
        continue;
      sum = g_hash_table_lookup (fonts, key);
      if (sum == NULL)
        {
          sum = g_new0 (FontSum, 1);
          g_hash_table_insert (fonts, key, sum);
        }
      sum->width += ((double)glyph->box.x2 - glyph->box.x1) / style->size;
      sum->n++;
    }
}

/*
 * Poppler guesses the size of fonts whose letters are drawings (Type 3), and can be far too high.
 * How wide letters are on average tells it well enough.
 */
static void
correct_sizes (BrvPdfText *self)
{
  const double narrowest = 0.33; /* of the size: that of condensed type is more */
  const double usual = 0.52;
  const guint least_letters = 20;
  g_autoptr (GHashTable) fonts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autofree double *factors = g_new0 (double, self->styles->len);
  gboolean any = FALSE;

  for (guint p = 0; p < self->pages->len; p++)
    measure_letters (self, g_ptr_array_index (self->pages, p), fonts);
  for (guint i = 0; i < self->styles->len; i++)
    {
      BrvPdfStyle *style = &g_array_index (self->styles, BrvPdfStyle, i);
      const FontSum *sum = g_hash_table_lookup (fonts, GUINT_TO_POINTER (style->font));
      double width = sum != NULL && sum->n >= least_letters ? sum->width / sum->n : usual;

      factors[i] = width > 0 && width < narrowest ? width / usual : 1;
      any = any || factors[i] < 1;
      style->size *= factors[i];
    }
  for (guint p = 0; p < self->pages->len && any; p++)
    shrink_boxes (g_ptr_array_index (self->pages, p), factors);
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

  self->pages = g_ptr_array_new_with_free_func (page_free);
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
      BrvPdfPage *page = page_new ((guint)i);

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

/**
 * brv_pdf_piece_dup_text:
 * @page: a page
 * @piece: a piece of it
 *
 * Returns: (transfer full): the words of @piece with a space between them
 */
char *
brv_pdf_piece_dup_text (const BrvPdfPage *page, const BrvPdfPiece *piece)
{
  GString *text = g_string_new (NULL);

  for (guint i = piece->first; i < piece->first + piece->n_words; i++)
    {
      const BrvPdfWord *word = &g_array_index (page->words, BrvPdfWord, i);

      if (i > piece->first)
        g_string_append_c (text, ' ');
      for (guint g = word->first; g < word->first + word->n_glyphs; g++)
        g_string_append_unichar (text, g_array_index (page->glyphs, BrvPdfGlyph, g).letter);
    }
  return g_string_free (text, FALSE);
}
