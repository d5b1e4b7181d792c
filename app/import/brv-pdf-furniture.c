/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Running heads, feet and folios: what stands at the edge of several pages in the same place with
 * the same words, numbers aside. A number that counts with the pages is enough by itself.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-pdf-body-size.h"
#include "import/brv-pdf-furniture.h"
#include "import/brv-pdf-line-numbers.h"

/* How many rows from each edge can belong to a running head or foot. */
#define EDGE_ROWS 4
/* How far from its edge, as a part of the page's height. */
#define EDGE_PART 0.2
/* Pages up to this far away are compared, as left and right pages differ. */
#define NEIGHBOURS 3
/* How far the same row may stand from its place on another page, in points. */
#define SAME_PLACE 3.0
/* Words that rows have in common are so many letters long at least. */
#define LEAST_LETTERS 6
/* A number with what is set around it, such as dashes, has no more letters. */
#define LONGEST_FOLIO 5
/* Type larger than the text by this factor is that of a heading, though it may stand at the top of
 * several pages with another number. */
#define HEADING_SIZE 1.3

/* Numbers of pages are known from so many that count. */
#define LEAST_FOLIOS 3
/* A note has so many letters at least. */
#define LEAST_NOTE 30
/* Running heads with other words on each page are set in type that is not larger by this factor. */
#define LARGER 1.1

/* One of several pieces of a row. */
typedef struct
{
  double left;
  guint hash; /* of its text */
  guint n_letters;
} Part;

typedef struct
{
  GArray *pieces; /* (element-type guint) */
  GArray *parts;  /* (element-type Part): empty where there is only one piece */
  BrvPdfBox box;
  char *key;      /* its words with # for each number */
  gint number;    /* the first number in it, or -1 */
  gint folio;     /* the number that stands by itself at its left or right end, or 0 */
  gboolean alone; /* holds little else than that number */
  gboolean roman; /* a number in it is a Roman one */
  double size;
  gboolean furniture;
} Row;

/* The rows at one edge of one page, from the edge inwards. */
typedef struct
{
  Row rows[EDGE_ROWS];
  guint n_rows;
} Edge;

static void
edge_clear (Edge *edge)
{
  for (guint i = 0; i < edge->n_rows; i++)
    {
      g_array_unref (edge->rows[i].pieces);
      g_array_unref (edge->rows[i].parts);
      g_free (edge->rows[i].key);
    }
}

static gint
compare_tops (gconstpointer a, gconstpointer b, gpointer page)
{
  const GArray *pieces = ((const BrvPdfPage *)page)->pieces;
  float top_a = g_array_index (pieces, BrvPdfPiece, *(const guint *)a).box.y1;
  float top_b = g_array_index (pieces, BrvPdfPiece, *(const guint *)b).box.y1;

  return top_a < top_b ? -1 : top_a > top_b;
}

static gint
compare_bottoms (gconstpointer a, gconstpointer b, gpointer page)
{
  const GArray *pieces = ((const BrvPdfPage *)page)->pieces;
  float bottom_a = g_array_index (pieces, BrvPdfPiece, *(const guint *)a).box.y2;
  float bottom_b = g_array_index (pieces, BrvPdfPiece, *(const guint *)b).box.y2;

  return bottom_a > bottom_b ? -1 : bottom_a < bottom_b;
}

/* The value of a Roman numeral in small or capital letters, or 0. */
static gint
parse_roman (const char *word, gsize length)
{
  static const char letters[] = "ivxlcdm";
  static const gint values[] = { 1, 5, 10, 50, 100, 500, 1000 };
  gint total = 0;
  gint last = 0;

  if (length == 0 || length > 8)
    return 0;
  for (gsize i = length; i > 0; i--)
    {
      const char *at = strchr (letters, g_ascii_tolower (word[i - 1]));
      gint value = 0;

      if (at == NULL || *at == '\0' || g_ascii_isupper (word[i - 1]) != g_ascii_isupper (word[0]))
        return 0;
      value = values[at - letters];
      total += value < last ? -value : value;
      last = MAX (last, value);
    }
  return total;
}

/* Reads a number of ASCII digits, or of Roman ones where it is a word by itself. */
static gsize
read_number (const char *text, const char *p, gint *number)
{
  gsize length = 0;

  while (g_ascii_isdigit (p[length]))
    length++;
  if (length > 0)
    {
      *number = length < 7 ? (gint)g_ascii_strtoll (p, NULL, 10) : -1;
      return length;
    }
  if (p > text && g_ascii_isalnum (p[-1]))
    return 0;
  while (g_ascii_isalpha (p[length]))
    length++;
  *number = parse_roman (p, length);
  return *number > 0 && (guchar)p[length] < 0x80 ? length : 0;
}

/* The number that a piece is, and nothing else; 0 if it is none. */
static gint
parse_piece (const char *text)
{
  gint number = 0;

  return text[read_number (text, text, &number)] == '\0' ? MAX (number, 0) : 0;
}

static void
describe_row (const BrvPdfText *text, const BrvPdfPage *page, Row *row)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char *folded = NULL;
  guint n_numbers = 0;

  for (guint i = 0; i < row->pieces->len; i++)
    {
      const BrvPdfPiece *piece =
        &g_array_index (page->pieces, BrvPdfPiece, g_array_index (row->pieces, guint, i));
      g_autofree char *part = brv_pdf_piece_dup_text (page, piece);

      if (row->pieces->len > 1)
        {
          Part p = { piece->box.x1, g_str_hash (part), piece->n_glyphs };

          g_array_append_val (row->parts, p);
        }
      if (row->pieces->len > 1 && row->folio == 0 &&
          (piece->box.x1 - row->box.x1 < 1 || row->box.x2 - piece->box.x2 < 1))
        row->folio = parse_piece (part);
      g_string_append_printf (words, i > 0 ? " %s" : "%s", part);
      row->size = MAX (row->size, brv_pdf_text_get_style (text, piece->style)->size);
    }
  row->number = -1;
  for (const char *p = words->str; *p != '\0';)
    {
      gint number = -1;
      gsize length = read_number (words->str, p, &number);

      if (length > 0)
        {
          g_string_append_c (key, '#');
          row->roman = row->roman || !g_ascii_isdigit (*p);
          row->number = n_numbers++ == 0 ? number : row->number;
          p += length;
          continue;
        }
      g_string_append_unichar (key, g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  folded = g_utf8_casefold (key->str, -1);
  row->key = g_steal_pointer (&folded);
  row->alone = n_numbers > 0 && g_utf8_strlen (row->key, -1) <= 12;
}

static void
collect_edge (const BrvPdfText *text, BrvPdfPage *page, gboolean top, Edge *edge)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  edge->n_rows = 0;
  for (guint i = 0; i < page->pieces->len; i++)
    if (!g_array_index (page->pieces, BrvPdfPiece, i).turned)
      g_array_append_val (order, i);
  g_array_sort_with_data (order, top ? compare_tops : compare_bottoms, page);
  for (guint i = 0; i < order->len; i++)
    {
      guint index = g_array_index (order, guint, i);
      const BrvPdfBox *box = &g_array_index (page->pieces, BrvPdfPiece, index).box;
      Row *last = edge->n_rows > 0 ? &edge->rows[edge->n_rows - 1] : NULL;

      if (top ? box->y1 > page->height * EDGE_PART : box->y2 < page->height * (1 - EDGE_PART))
        break;
      if (last == NULL || brv_pdf_box_overlap_y (&last->box, box) < 0.5)
        {
          if (edge->n_rows == EDGE_ROWS)
            break;
          last = &edge->rows[edge->n_rows++];
          *last = (Row){ .pieces = g_array_new (FALSE, FALSE, sizeof (guint)),
                         .parts = g_array_new (FALSE, FALSE, sizeof (Part)),
                         .box = *box };
        }
      brv_pdf_box_extend (&last->box, box);
      g_array_append_val (last->pieces, index);
    }
  for (guint i = 0; i < edge->n_rows; i++)
    describe_row (text, page, &edge->rows[i]);
}

static gboolean
is_same_place (const Row *a, const Row *b)
{
  return fabs ((double)a->box.y1 - b->box.y1) < SAME_PLACE && fabs (a->size - b->size) < 0.6;
}

/* Whether some words stand in two rows at the same place, apart from the others in these. */
static gboolean
shares_piece (const Row *a, const Row *b)
{
  for (guint i = 0; i < a->parts->len; i++)
    for (guint k = 0; k < b->parts->len; k++)
      {
        const Part *x = &g_array_index (a->parts, Part, i);
        const Part *y = &g_array_index (b->parts, Part, k);

        if (x->n_letters >= LEAST_LETTERS && x->hash == y->hash &&
            fabs (x->left - y->left) < SAME_PLACE)
          return TRUE;
      }
  return FALSE;
}

/* Whether another page has this row, or the number in it counts with the pages. */
static gboolean
is_repeated (const Edge *edges,
             guint n_pages,
             guint page,
             const Row *row,
             gboolean words_alone,
             double body_size)
{
  /* The line above the title of a chapter has another number each time. */
  gboolean heading = row->size > HEADING_SIZE * body_size && strlen (row->key) > LONGEST_FOLIO;

  for (guint other = page > NEIGHBOURS ? page - NEIGHBOURS : 0;
       other < n_pages && other <= page + NEIGHBOURS; other++)
    for (guint i = 0; other != page && i < edges[other].n_rows; i++)
      {
        const Row *twin = &edges[other].rows[i];
        gboolean counts = row->number > 0 && twin->number - row->number == (gint)other - (gint)page;

        if (!is_same_place (row, twin) || (heading && row->number != twin->number))
          continue;
        if (g_str_equal (row->key, twin->key) &&
            (counts || !words_alone || strchr (row->key, '#') == NULL))
          return TRUE;
        if (counts && row->alone && twin->alone &&
            (row->size < LARGER * body_size || strlen (row->key) <= LONGEST_FOLIO))
          return TRUE;
        /* Left and right pages can have the titles of chapters and sections, which change. In type
         * larger than the text, these stand above the sections themselves. */
        if (!words_alone && row->size < LARGER * body_size &&
            ((row->folio > 0 && twin->folio - row->folio == (gint)other - (gint)page) ||
             shares_piece (row, twin)))
          return TRUE;
      }
  return FALSE;
}

/* Whether a row is nothing but the page's number as the file gives it. */
static gboolean
is_folio (const BrvPdfPage *page, const Row *row)
{
  static const char *const around[] = { "",       "- # -",       "– # –",        "— # —",
                                        "page #", "seite #",     "p. #",         "#/#",
                                        "# / #",  "page # of #", "seite # von #" };
  gint label = 0;

  if (row->number < 0 || strchr (row->key, '#') == NULL)
    return FALSE;
  if (page->label != NULL)
    {
      gsize length = strlen (page->label);

      label = (gint)g_ascii_strtoll (page->label, NULL, 10);
      if (label == 0)
        label = parse_roman (page->label, length);
    }
  if (row->number != label && row->number != (gint)page->index + 1)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (around); i++)
    if (g_str_equal (row->key, *around[i] != '\0' ? around[i] : "#"))
      return TRUE;
  return FALSE;
}

/* Whether a row can be a note whose number counts with the pages: it begins with that and has words. */
static gboolean
is_note (const Row *row)
{
  return row->key[0] == '#' && strlen (row->key) >= LEAST_NOTE;
}

/* Whether a piece of a row is the title of the document in type no larger than the text. */
static gboolean
has_title (const BrvPdfText *text,
           const BrvPdfPage *page,
           const Row *row,
           const char *title,
           double body_size)
{
  g_autofree char *folded = title != NULL ? g_utf8_casefold (title, -1) : NULL;

  for (guint i = 0; folded != NULL && i < row->pieces->len; i++)
    {
      const BrvPdfPiece *piece =
        &g_array_index (page->pieces, BrvPdfPiece, g_array_index (row->pieces, guint, i));
      g_autofree char *words = brv_pdf_piece_dup_text (page, piece);
      g_autofree char *folded_words = g_utf8_casefold (words, -1);

      if (g_str_equal (folded, folded_words) &&
          brv_pdf_text_get_style (text, piece->style)->size < LARGER * body_size)
        return TRUE;
    }
  return FALSE;
}

/* Rows in a place where most pages have a running head: one that changes from chapter to chapter. */
static gboolean
is_in_known_place (const Edge *edges, guint n_pages, guint page, const Row *row)
{
  guint n_known = 0;
  guint n_near = 0;

  for (guint other = page > 8 ? page - 8 : 0; other < n_pages && other <= page + 8; other++)
    {
      if (other == page)
        continue;
      n_near++;
      for (guint i = 0; i < edges[other].n_rows; i++)
        if (edges[other].rows[i].furniture && is_same_place (row, &edges[other].rows[i]))
          {
            n_known++;
            break;
          }
    }
  return n_known >= 3 && n_known * 2 >= n_near;
}

static void
mark_edges (BrvPdfText *text, gboolean top, const char *title, double body_size, GArray *folios)
{
  guint n_pages = text->pages->len;
  g_autofree Edge *edges = g_new0 (Edge, n_pages);

  for (guint p = 0; p < n_pages; p++)
    collect_edge (text, g_ptr_array_index (text->pages, p), top, &edges[p]);
  for (guint p = 0; p < n_pages; p++)
    for (guint i = 0; i < edges[p].n_rows; i++)
      {
        Row *row = &edges[p].rows[i];
        const BrvPdfPage *page = g_ptr_array_index (text->pages, p);

        /* Rows are left out from the edge inwards, so that no line of the text is among them. */
        if (!is_repeated (edges, n_pages, p, row, i > 0, body_size) &&
            !(i == 0 && is_folio (page, row)) &&
            !(i == 0 && p > 0 && has_title (text, page, row, title, body_size)))
          break;
        if (!top && i > 0 && is_note (row))
          break;
        row->furniture = TRUE;
      }
  for (guint p = 0; p < n_pages; p++)
    for (guint i = 0; i < edges[p].n_rows; i++)
      {
        Row *row = &edges[p].rows[i];
        BrvPdfPage *page = g_ptr_array_index (text->pages, p);

        if (!row->furniture && !is_in_known_place (edges, n_pages, p, row))
          break;
        for (guint k = 0; k < row->pieces->len; k++)
          g_array_index (page->pieces, BrvPdfPiece, g_array_index (row->pieces, guint, k))
            .furniture = TRUE;
        if (!row->roman && (row->folio > 0 || row->alone))
          g_array_index (folios, gint, p) = row->folio > 0 ? row->folio : row->number;
      }
  for (guint p = 0; p < n_pages; p++)
    edge_clear (&edges[p]);
}

/* Whether the file gives its pages no numbers of its own. */
static gboolean
is_unlabelled (const BrvPdfText *text)
{
  for (guint p = 0; p < text->pages->len; p++)
    {
      const BrvPdfPage *page = g_ptr_array_index (text->pages, p);
      g_autofree char *number = g_strdup_printf ("%u", p + 1);

      if (page->label != NULL && !g_str_equal (page->label, number))
        return FALSE;
    }
  return TRUE;
}

/* Labels pages with the numbers printed on them, where the file only counts them: those of an article
 * that was cut out of a journal. A page without a number lies between its neighbours. */
static void
label_pages (BrvPdfText *text, const GArray *folios)
{
  guint best = 0;
  guint n_folios = 0;
  gint offset = 0;

  for (guint p = 0; p < folios->len; p++)
    {
      guint n = 0;

      n_folios += g_array_index (folios, gint, p) > 0 ? 1 : 0;
      for (guint other = 0; other < folios->len && g_array_index (folios, gint, p) > 0; other++)
        n += g_array_index (folios, gint, other) - (gint)other ==
             g_array_index (folios, gint, p) - (gint)p;
      if (n > best)
        {
          best = n;
          offset = g_array_index (folios, gint, p) - (gint)p;
        }
    }
  if (best < LEAST_FOLIOS || best * 4 < n_folios * 3 || offset == 1 || !is_unlabelled (text))
    return;
  for (guint p = 0; p < text->pages->len; p++)
    {
      BrvPdfPage *page = g_ptr_array_index (text->pages, p);
      gint number = (gint)p + offset;

      if (number <= 0)
        continue;
      g_free (page->label);
      page->label = g_strdup_printf ("%d", number);
    }
}

/**
 * brv_pdf_furniture_mark:
 * @text: the letters of a document
 * @title: (nullable): its title as the file says
 *
 * Marks the pieces that belong to running heads, feet and folios, or do not run across the page,
 * such as a stamp in the margin, and the numbers of lines. Pages that the file only counts are labelled
 * with the numbers printed on them.
 */
void
brv_pdf_furniture_mark (BrvPdfText *text, const char *title)
{
  double body_size = brv_pdf_body_size_find (text);
  g_autoptr (GArray) folios = g_array_new (FALSE, TRUE, sizeof (gint)); /* of each page, or 0 */

  if (text->pages->len == 0)
    return;
  g_array_set_size (folios, text->pages->len);
  mark_edges (text, TRUE, title, body_size, folios);
  mark_edges (text, FALSE, title, body_size, folios);
  label_pages (text, folios);
  for (guint p = 0; p < text->pages->len; p++)
    {
      BrvPdfPage *page = g_ptr_array_index (text->pages, p);

      for (guint i = 0; i < page->pieces->len; i++)
        {
          BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, i);

          piece->furniture = piece->furniture || piece->turned;
        }
      brv_pdf_line_numbers_mark (page);
    }
}
