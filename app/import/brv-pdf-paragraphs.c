/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Lines become paragraphs. A paragraph ends where the next line stands further away, is indented,
 * begins with a bullet or is set in another type, and where its first word would still have found
 * room on the line before.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-pdf-paragraphs.h"

/* Fractions of the type's size. */
#define INDENT      0.5
#define LEAST_SPACE 0.2
#define MOST_SPACE  0.45
/* Lines that stand this much further apart than others do not belong to one paragraph. */
#define GAP 1.22
/* The distance of lines is known from so many of them. */
#define LEARNT_LINES 3

typedef enum
{
  FOLLOW_JOIN,
  FOLLOW_BREAK,
  FOLLOW_NEW,
} Follow;

typedef struct
{
  const BrvPdfLines *lines;
  const BrvPdfText *text;
  const BrvPdfLineKind *kinds;
  GPtrArray *blocks;   /* (element-type BrvPdfBlock) */
  GHashTable *pitches; /* from a size in tenths of a point to a pitch in hundredths */
  double *right_edges; /* of each line: how far it could have gone */
  double pitch_ratio;  /* of the text: pitch by size */
  gboolean tight;      /* paragraphs are neither indented nor set apart */
  gboolean apart;      /* all are */
} Grouper;

static const BrvPdfLine *
get_line (const Grouper *self, guint i)
{
  return &g_array_index (self->lines->lines, BrvPdfLine, i);
}

static gunichar
get_letter (const Grouper *self, const BrvPdfLine *line, guint word, gint glyph)
{
  const BrvPdfPage *page = g_ptr_array_index (self->text->pages, line->page);
  const BrvPdfWord *w = brv_pdf_lines_get_word (self->lines, self->text, line, word);
  guint index = glyph >= 0 ? w->first + (guint)glyph : w->first + w->n_glyphs + (guint)glyph;

  return g_array_index (page->glyphs, BrvPdfGlyph, index).letter;
}

static void
block_free (gpointer data)
{
  BrvPdfBlock *block = data;

  g_array_unref (block->members);
  g_free (block);
}

static BrvPdfBlock *
add_block (Grouper *self, BrvRole role, guint line)
{
  BrvPdfBlock *block = g_new0 (BrvPdfBlock, 1);
  BrvPdfMember member = { line, BRV_PDF_JOIN_WORDS };

  block->role = role;
  block->page = get_line (self, line)->page;
  block->members = g_array_new (FALSE, FALSE, sizeof (BrvPdfMember));
  g_array_append_val (block->members, member);
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
add_member (BrvPdfBlock *block, guint line, BrvPdfJoin join)
{
  BrvPdfMember member = { line, join };

  g_array_append_val (block->members, member);
}

static gboolean
is_bullet (gunichar c)
{
  return c == 0x2022 || c == 0x2023 || c == 0x25E6 || c == 0x25AA || c == 0x25AB || c == 0x25A0 ||
         c == 0x25A1 || c == 0x25CF || c == 0x25CB || c == 0x2219 || c == 0xB7 || c == 0x2043 ||
         c == 0x27A2 || c == 0x2713 || c == 0x25B6 || c == 0x25BA || c == 0x2756 || c == '*' ||
         c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2212 || c == 0xAD ||
         (c >= 0xF000 && c <= 0xF0FF);
}

/* A number or letter of a list's item: 1. (2) 3) a. (iv) */
static gboolean
is_number_mark (const Grouper *self, const BrvPdfLine *line)
{
  const BrvPdfWord *word = brv_pdf_lines_get_word (self->lines, self->text, line, 0);
  guint n = word->n_glyphs;
  guint start = get_letter (self, line, 0, 0) == '(' ? 1 : 0;
  gunichar last = get_letter (self, line, 0, -1);
  guint n_digits = 0;
  guint n_letters = 0;

  if (n < start + 2 || n > 6 || (last != '.' && last != ')' && last != ']'))
    return FALSE;
  for (guint i = start; i + 1 < n; i++)
    {
      gunichar c = get_letter (self, line, 0, (gint)i);

      n_digits += g_unichar_isdigit (c) ? 1 : 0;
      n_letters +=
        (c < 0x80 && strchr (start > 0 || last == ')' ? "abcdefghijklmnopqrstuvwxyz" : "ivxabcde",
                             (int)c) != NULL)
          ? 1
          : 0;
    }
  if (n_digits + n_letters != n - 1 - start || (n_digits > 0 && n_letters > 0))
    return FALSE;
  return n_digits <= 3 && n_letters <= (start > 0 ? 4 : 3);
}

/* Whether a line begins an item of a list; bullet says that its mark is no more than that. */
static gboolean
begins_item (const Grouper *self, const BrvPdfLine *line, gboolean *bullet)
{
  *bullet = FALSE;
  if (line->n_words < 2)
    return FALSE;
  if (brv_pdf_lines_get_word (self->lines, self->text, line, 0)->n_glyphs == 1 &&
      is_bullet (get_letter (self, line, 0, 0)))
    {
      *bullet = TRUE;
      return TRUE;
    }
  return is_number_mark (self, line);
}

/**
 * brv_pdf_line_is_caption:
 * @line_text: the words of a line
 *
 * Returns: whether the line begins the caption of a figure or table
 */
gboolean
brv_pdf_line_is_caption (const char *line_text)
{
  static const char *const labels[] = {
    "figure ",  "fig. ",    "fig ",     "table ",   "tab. ",    "chart ",     "graph ",
    "map ",     "box ",     "exhibit ", "photo ",   "plate ",   "scheme ",    "abbildung ",
    "abb. ",    "tabelle ", "karte ",   "tableau ", "carte ",   "graphique ", "cuadro ",
    "tabla ",   "figura ",  "gráfico ", "tabella ", "grafico ", "tabela ",    "figuur ",
    "tabel ",   "figur ",   "tabell ",  "rysunek ", "kuva ",    "taulukko ",  "рис. ",
    "рисунок ", "таблица ", "таблиця ",
  };
  g_autofree char *lower = g_utf8_casefold (line_text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_has_prefix (lower, labels[i]))
      {
        const char *p = lower + strlen (labels[i]);
        const char *number = p;

        while (g_ascii_isalnum (*p) || (*p == '.' && g_ascii_isalnum (p[1])) || *p == '-')
          p++;
        /* "Figure 2 shows" is a sentence; "Figure 2: The" and "Figure 2. The" are captions. */
        return p > number && p - number <= 7 &&
               (g_ascii_isdigit (*number) || (*p != '\0' && *p != ' ')) &&
               (*p == ':' || *p == '.' || *p == '\0' || *p == '|' || g_str_has_prefix (p, " –") ||
                g_str_has_prefix (p, " —") || g_str_has_prefix (p, " |") ||
                g_str_has_prefix (p, " -"));
      }
  return FALSE;
}

static gboolean
ends_sentence (const Grouper *self, const BrvPdfLine *line)
{
  const BrvPdfPage *page = g_ptr_array_index (self->text->pages, line->page);
  const BrvPdfWord *word =
    brv_pdf_lines_get_word (self->lines, self->text, line, line->n_words - 1);

  for (guint g = word->first + word->n_glyphs; g > word->first; g--)
    {
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, g - 1).letter;

      if (brv_pdf_lines_is_raised (self->text, line, g - 1) || c == ')' || c == ']' || c == '"' ||
          c == '\'' || c == 0x201C || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0xAB)
        continue;
      return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x3002 ||
             c == 0xFF01 || c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == ';';
    }
  return FALSE;
}

static gboolean
ends_with_hyphen (const Grouper *self, const BrvPdfLine *line)
{
  gunichar c = get_letter (self, line, line->n_words - 1, -1);

  return c == '-' || c == 0x2010 || c == 0xAD;
}

static gboolean
begins_lower (const Grouper *self, const BrvPdfLine *line)
{
  return g_unichar_islower (get_letter (self, line, 0, 0));
}

/* The usual distance of two lines in type of a size. */
static double
get_pitch (const Grouper *self, double size)
{
  gpointer pitch = g_hash_table_lookup (self->pitches, GINT_TO_POINTER (lround (size * 10)));

  return pitch != NULL ? GPOINTER_TO_INT (pitch) / 100.0 : size * self->pitch_ratio;
}

static gboolean
is_same_type (const BrvPdfLine *a, const BrvPdfLine *b)
{
  return fabs (a->size - b->size) <= 0.07 * MAX (a->size, b->size) && a->bold == b->bold;
}

static gboolean
are_neighbours (const Grouper *self, guint i)
{
  const BrvPdfLine *above = i > 0 ? get_line (self, i - 1) : NULL;
  const BrvPdfLine *line = get_line (self, i);

  return above != NULL && above->page == line->page && above->column == line->column &&
         self->kinds[i] == BRV_PDF_LINE_TEXT && self->kinds[i - 1] == BRV_PDF_LINE_TEXT;
}

static double
measure_pitch (const Grouper *self, guint i)
{
  return get_line (self, i)->base - get_line (self, i - 1)->base;
}

/* Finds for each size the distance that most lines have. */
static void
find_pitches (Grouper *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) best = g_hash_table_new (NULL, NULL);
  guint most = 0;

  self->pitch_ratio = 1.25;
  for (guint i = 1; i < self->lines->lines->len; i++)
    {
      const BrvPdfLine *line = get_line (self, i);
      double pitch = 0;
      gint size = (gint)lround (line->size * 10);
      gpointer key = NULL;
      guint count = 0;

      if (!are_neighbours (self, i) || !is_same_type (line, get_line (self, i - 1)))
        continue;
      pitch = measure_pitch (self, i);
      if (pitch < 0.8 * line->size || pitch > 2.6 * line->size)
        continue;
      key = GINT_TO_POINTER (size * 10000 + (gint)lround (pitch * 4));
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (count));
      if (count >= LEARNT_LINES &&
          count > GPOINTER_TO_UINT (g_hash_table_lookup (best, GINT_TO_POINTER (size))))
        {
          g_hash_table_insert (best, GINT_TO_POINTER (size), GUINT_TO_POINTER (count));
          g_hash_table_insert (self->pitches, GINT_TO_POINTER (size),
                               GINT_TO_POINTER ((gint)lround (pitch * 100)));
        }
      if (count > most)
        {
          most = count;
          self->pitch_ratio = pitch / line->size;
        }
    }
}

/*
 * The edge that the lines of a column are set flush with, or a negative number where they are
 * ragged or few. The page's own frame does not know of columns that stand alone on it.
 */
static double
find_flush_edge (const Grouper *self, guint start, guint end)
{
  guint best = 0;
  double edge = -1;

  for (guint i = start; i < end; i++)
    {
      double x = get_line (self, i)->box.x2;
      guint n = 0;

      for (guint k = start; k < end; k++)
        n += fabs (get_line (self, k)->box.x2 - x) < 1.5 ? 1 : 0;
      if (n > best)
        {
          best = n;
          edge = x;
        }
    }
  return best >= 4 && best * 3 >= end - start ? edge : -1;
}

static void
find_flush_edges (Grouper *self)
{
  guint n = self->lines->lines->len;

  for (guint start = 0; start < n;)
    {
      guint end = start + 1;
      double edge = -1;

      while (end < n && get_line (self, end)->column == get_line (self, start)->column)
        end++;
      /* Of a very long column a part tells as much. */
      edge = find_flush_edge (self, start, MIN (end, start + 200));
      for (guint i = start; edge > 0 && i < end; i++)
        self->right_edges[i] = MAX (edge, get_line (self, i)->box.x2);
      start = end;
    }
}

static gboolean
are_aligned (const Grouper *self, guint a, guint b)
{
  return fabs ((double)get_line (self, a)->box.x1 - get_line (self, b)->box.x1) <
         INDENT * get_line (self, b)->size;
}

/* Whether text that is set in begins or ends between two lines. */
static gboolean
changes_edge (const Grouper *self, guint i)
{
  const BrvPdfLine *above = get_line (self, i - 1);
  const BrvPdfLine *line = get_line (self, i);

  if (are_aligned (self, i - 1, i))
    return FALSE;
  if (line->box.x1 - line->left > 0.8 * line->size)
    return i + 1 < self->lines->lines->len && are_neighbours (self, i + 1) &&
           are_aligned (self, i + 1, i);
  return above->box.x1 - above->left > 0.8 * above->size && i >= 2 &&
         are_neighbours (self, i - 1) && are_aligned (self, i - 2, i - 1);
}

/* A block set in from both edges has a right edge of its own. */
static void
find_right_edges (Grouper *self)
{
  guint n = self->lines->lines->len;

  for (guint start = 0; start < n;)
    {
      const BrvPdfLine *line = get_line (self, start);
      double left = line->box.x1;
      double right = line->box.x2;
      guint end = start + 1;

      while (end < n && are_neighbours (self, end) &&
             is_same_type (get_line (self, end), get_line (self, end - 1)) &&
             measure_pitch (self, end) <= get_pitch (self, line->size) * GAP + 0.6 &&
             !changes_edge (self, end))
        {
          left = MIN (left, get_line (self, end)->box.x1);
          right = MAX (right, get_line (self, end)->box.x2);
          end++;
        }
      for (guint i = start; i < end; i++)
        {
          gboolean inset = left - line->left > 0.8 * line->size &&
                           right > line->left + 0.5 * (line->right - line->left);

          if (inset && end - start >= 3)
            self->right_edges[i] = right;
          else if (inset) /* at the foot or top of a page: most are so at both sides */
            self->right_edges[i] = MAX (right, line->right - (left - line->left));
          else if (self->right_edges[i] <= 0)
            self->right_edges[i] = MAX (line->right, right);
        }
      start = end;
    }
}

static gint
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* The space between the words of a line. */
static double
measure_space (const Grouper *self, const BrvPdfLine *line)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 1; i < line->n_words; i++)
    {
      const BrvPdfWord *a = brv_pdf_lines_get_word (self->lines, self->text, line, i - 1);
      const BrvPdfWord *b = brv_pdf_lines_get_word (self->lines, self->text, line, i);
      double gap = MAX ((double)b->box.x1 - a->box.x2, (double)a->box.x1 - b->box.x2);

      g_array_append_val (gaps, gap);
    }
  g_array_sort (gaps, compare_doubles);
  return CLAMP (gaps->len > 0 ? g_array_index (gaps, double, gaps->len / 2) : 0,
                LEAST_SPACE * line->size, MOST_SPACE * line->size);
}

/* Whether the first word of the next line would have found room at the end of a line. */
static gboolean
is_short (const Grouper *self, guint p, guint i)
{
  const BrvPdfLine *above = get_line (self, p);
  const BrvPdfLine *line = get_line (self, i);
  const BrvPdfWord *word = brv_pdf_lines_get_word (self->lines, self->text, line, 0);
  double width = (double)word->box.x2 - word->box.x1;
  double room = above->rtl ? above->box.x1 - above->left : self->right_edges[p] - above->box.x2;

  /* Texts without spaces break anywhere. */
  if (g_unichar_iswide (get_letter (self, line, 0, 0)))
    width = MIN (width, 2 * line->size);
  return room > width + measure_space (self, above) + (self->apart ? 0.5 * line->size : 1);
}

/* Whether a line leaves more room than lines do that are not justified. */
static gboolean
is_half_empty (const Grouper *self, guint i)
{
  const BrvPdfLine *line = get_line (self, i);
  double width = self->right_edges[i] - line->left;

  return (line->rtl ? line->box.x1 - line->left : self->right_edges[i] - line->box.x2) >
         0.3 * width;
}

/* How much further in a line begins than another; both stand in the same column. */
static double
measure_indent (const BrvPdfLine *above, const BrvPdfLine *line)
{
  return line->rtl ? (double)above->box.x2 - line->box.x2 : (double)line->box.x1 - above->box.x1;
}

static gboolean
is_centred (const BrvPdfLine *line)
{
  return fabs ((double)line->box.x1 + line->box.x2 - line->left - line->right) < line->size;
}

static gboolean
are_centred (const BrvPdfLine *a, const BrvPdfLine *b)
{
  return fabs ((double)a->box.x1 + a->box.x2 - b->box.x1 - b->box.x2) < 3 &&
         fabs ((double)a->box.x1 - b->box.x1) > 3 && is_centred (a) && is_centred (b);
}

/* Type that stands out from the text: its lines belong together whatever their lengths. */
static gboolean
is_display (const Grouper *self, const BrvPdfLine *line)
{
  return line->size > self->lines->body_size * 1.07 || line->bold;
}

/* A line further in than the first one of its block: hung in, or the indented start of the next. */
static Follow
follow_first_line (const Grouper *self, guint p, guint i, const BrvPdfBlock *block)
{
  const BrvPdfLine *above = get_line (self, p);
  const BrvPdfLine *line = get_line (self, i);

  if (is_short (self, p, i))
    return FOLLOW_NEW;
  if (block->role == BRV_ROLE_LIST_ITEM)
    return FOLLOW_JOIN;
  if (i + 1 < self->lines->lines->len && are_neighbours (self, i + 1) &&
      is_same_type (line, get_line (self, i + 1)))
    {
      double next = measure_indent (line, get_line (self, i + 1));

      if (fabs (next) < INDENT * line->size)
        return FOLLOW_JOIN;
      if (next < 0)
        return FOLLOW_NEW;
    }
  return ends_sentence (self, above) ? FOLLOW_NEW : FOLLOW_JOIN;
}

/* Where the lines of a block after its first stand, from the left edge of their column. */
static double
find_hanging (const Grouper *self, const BrvPdfBlock *block)
{
  guint last = g_array_index (block->members, BrvPdfMember, block->members->len - 1).line;
  const BrvPdfLine *line = get_line (self, last);

  if (block->members->len > 1)
    return line->box.x1 - line->left;
  if (block->role == BRV_ROLE_LIST_ITEM && line->n_words > 1)
    return brv_pdf_lines_get_word (self->lines, self->text, line, 1)->box.x1 - line->left;
  /* Not an indented first line, if the line above it stands as far in. */
  if (last > 0 && are_neighbours (self, last) &&
      fabs ((double)get_line (self, last - 1)->box.x1 - line->box.x1) < INDENT * line->size)
    return line->box.x1 - line->left;
  return 0;
}

/* Whether the second line of an item stands neither below its words nor below its mark. */
static gboolean
leaves_item (const Grouper *self,
             const BrvPdfBlock *block,
             const BrvPdfLine *first,
             const BrvPdfLine *line)
{
  return !line->rtl &&
         fabs (line->box.x1 - line->left - find_hanging (self, block)) > 0.4 * line->size &&
         fabs ((double)line->box.x1 - first->box.x1) > 0.1 * line->size;
}

static gboolean
is_caption (const Grouper *self, guint i)
{
  g_autofree char *words = brv_pdf_lines_dup_text (self->lines, self->text, i);

  return brv_pdf_line_is_caption (words);
}

static Follow
follow_in_column (const Grouper *self, guint p, guint i, const BrvPdfBlock *block)
{
  const BrvPdfLine *above = get_line (self, p);
  const BrvPdfLine *line = get_line (self, i);
  double pitch = line->base - above->base;
  double indent = measure_indent (above, line);
  gboolean is_first = block->members->len == 1;
  gboolean inset = line->box.x1 - line->left > line->size;
  gboolean bullet = FALSE;

  if (pitch < 0.3 * line->size || pitch > get_pitch (self, line->size) * GAP + 0.6)
    return FOLLOW_NEW;
  if (begins_item (self, line, &bullet) &&
      (bullet || is_short (self, p, i) || fabs (indent) > INDENT * line->size ||
       (ends_sentence (self, above) && g_unichar_isdigit (get_letter (self, line, 0, 0))) ||
       (block->role == BRV_ROLE_LIST_ITEM && is_first)))
    return FOLLOW_NEW;
  if (is_display (self, line) || are_centred (above, line))
    return FOLLOW_JOIN;
  if (ends_sentence (self, above) && is_caption (self, i))
    return FOLLOW_NEW;
  if (block->role == BRV_ROLE_LIST_ITEM && is_first && leaves_item (self, block, above, line))
    return FOLLOW_NEW;
  if (indent > INDENT * line->size)
    return is_first ? follow_first_line (self, p, i, block) : FOLLOW_NEW;
  if (indent < -INDENT * line->size)
    return is_first && block->role != BRV_ROLE_LIST_ITEM &&
               (!is_short (self, p, i) || (self->apart && !ends_sentence (self, above)))
             ? FOLLOW_JOIN
             : FOLLOW_NEW;
  if (!is_short (self, p, i) || (ends_with_hyphen (self, above) && begins_lower (self, line)))
    return FOLLOW_JOIN;
  /* Lines that are not justified need not be filled as far as they could be. */
  if (self->apart && (inset ? ends_sentence (self, above) && !is_half_empty (self, p)
                            : begins_lower (self, line) || !is_half_empty (self, p)))
    return FOLLOW_JOIN;
  /* Short lines set in are items of a list whose bullets are no letters. */
  return self->tight || ends_sentence (self, above) || inset ? FOLLOW_NEW : FOLLOW_BREAK;
}

/* Whether a line at the top of a column or page goes on with the paragraph at the foot of another. */
static gboolean
continues (const Grouper *self, guint p, guint i, const BrvPdfBlock *block)
{
  const BrvPdfLine *above = get_line (self, p);
  const BrvPdfLine *line = get_line (self, i);
  gboolean bullet = FALSE;

  if (!is_same_type (above, line) || is_display (self, line) || line->page > above->page + 1 ||
      begins_item (self, line, &bullet) || is_caption (self, i))
    return FALSE;
  if (ends_with_hyphen (self, above) && begins_lower (self, line))
    return TRUE;
  if (begins_lower (self, line) && !ends_sentence (self, above) &&
      !(above->box.x1 - above->left > above->size && is_half_empty (self, p)))
    return TRUE;
  if (is_short (self, p, i))
    return FALSE;
  if (begins_lower (self, line))
    return TRUE;
  if (!line->rtl &&
      fabs (line->box.x1 - line->left - find_hanging (self, block)) > 0.8 * line->size)
    return FALSE;
  if (!ends_sentence (self, above))
    return TRUE;
  /* An indented first line stands further in than the one below it. */
  return !(i + 1 < self->lines->lines->len && are_neighbours (self, i + 1) &&
           measure_indent (get_line (self, i + 1), line) > INDENT * line->size);
}

/* Counts how the document parts its paragraphs. */
static void
find_habit (Grouper *self)
{
  guint n_apart = 0;
  guint n_tight = 0;

  for (guint i = 1; i < self->lines->lines->len; i++)
    {
      const BrvPdfLine *above = get_line (self, i - 1);
      const BrvPdfLine *line = get_line (self, i);

      if (!are_neighbours (self, i) || !is_same_type (above, line) || is_display (self, line))
        continue;
      if (measure_pitch (self, i) > get_pitch (self, line->size) * GAP + 0.6)
        n_apart++;
      else if (measure_indent (above, line) > INDENT * line->size)
        n_apart += ends_sentence (self, above) ? 1 : 0;
      else if (fabs (measure_indent (above, line)) < INDENT * line->size &&
               is_short (self, i - 1, i) && ends_sentence (self, above))
        n_tight++;
    }
  self->tight = n_tight > 2 * n_apart;
  self->apart = n_apart >= 4 && n_apart > 3 * n_tight;
}

static BrvPdfBlock *
start_text (Grouper *self, guint i)
{
  const BrvPdfLine *line = get_line (self, i);
  gboolean bullet = FALSE;
  gboolean item = begins_item (self, line, &bullet);
  g_autofree char *words = brv_pdf_lines_dup_text (self->lines, self->text, i);
  BrvRole role = item                              ? BRV_ROLE_LIST_ITEM
                 : brv_pdf_line_is_caption (words) ? BRV_ROLE_CAPTION
                                                   : BRV_ROLE_PARAGRAPH;
  BrvPdfBlock *block = add_block (self, role, i);

  block->skip = bullet ? 1 : 0;
  return block;
}

/* The paragraph that was broken off by a figure or table, if the line goes on with it. */
static BrvPdfBlock *
find_broken_off (const Grouper *self, guint i)
{
  for (guint b = self->blocks->len; b > 0; b--)
    {
      BrvPdfBlock *block = g_ptr_array_index (self->blocks, b - 1);
      guint last = g_array_index (block->members, BrvPdfMember, block->members->len - 1).line;

      if (block->role == BRV_ROLE_CAPTION || block->role == BRV_ROLE_TABLE)
        continue;
      if (b == self->blocks->len || block->role == BRV_ROLE_FOOTNOTE ||
          ends_sentence (self, get_line (self, last)) || !begins_lower (self, get_line (self, i)) ||
          !continues (self, last, i, block))
        return NULL;
      return block;
    }
  return NULL;
}

static BrvPdfBlock *
add_text (Grouper *self, guint i, BrvPdfBlock *open)
{
  guint p =
    open != NULL ? g_array_index (open->members, BrvPdfMember, open->members->len - 1).line : 0;
  const BrvPdfLine *line = get_line (self, i);
  BrvPdfBlock *broken = NULL;

  if (open != NULL && get_line (self, p)->page == line->page &&
      get_line (self, p)->column == line->column && p + 1 == i)
    {
      Follow follow =
        is_same_type (get_line (self, p), line) ? follow_in_column (self, p, i, open) : FOLLOW_NEW;

      if (follow == FOLLOW_NEW)
        return start_text (self, i);
      add_member (open, i, follow == FOLLOW_BREAK ? BRV_PDF_JOIN_BREAK : BRV_PDF_JOIN_WORDS);
      return open;
    }
  if (open != NULL && open->role != BRV_ROLE_CAPTION && continues (self, p, i, open))
    {
      add_member (open, i, BRV_PDF_JOIN_WORDS);
      return open;
    }
  broken = find_broken_off (self, i);
  if (broken == NULL)
    return start_text (self, i);
  add_member (broken, i, BRV_PDF_JOIN_WORDS);
  return broken;
}

static gint
compare_blocks (gconstpointer a, gconstpointer b)
{
  const BrvPdfBlock *block_a = *(const BrvPdfBlock *const *)a;
  const BrvPdfBlock *block_b = *(const BrvPdfBlock *const *)b;
  gboolean note_a = block_a->role == BRV_ROLE_FOOTNOTE;
  gboolean note_b = block_b->role == BRV_ROLE_FOOTNOTE;

  if (block_a->page != block_b->page)
    return block_a->page < block_b->page ? -1 : 1;
  if (note_a != note_b)
    return note_a ? 1 : -1;
  return (gint)g_array_index (block_a->members, BrvPdfMember, 0).line -
         (gint)g_array_index (block_b->members, BrvPdfMember, 0).line;
}

static void
group (Grouper *self)
{
  BrvPdfBlock *open = NULL; /* paragraph that a line may go on with */
  BrvPdfBlock *note = NULL;
  BrvPdfBlock *table = NULL;

  for (guint i = 0; i < self->lines->lines->len; i++)
    switch (self->kinds[i])
      {
      case BRV_PDF_LINE_NOTE_START:
        note = add_block (self, BRV_ROLE_FOOTNOTE, i);
        break;
      case BRV_PDF_LINE_NOTE:
        if (note != NULL)
          add_member (note, i, BRV_PDF_JOIN_WORDS);
        else
          note = add_block (self, BRV_ROLE_FOOTNOTE, i);
        break;
      case BRV_PDF_LINE_TABLE_START:
        table = add_block (self, BRV_ROLE_TABLE, i);
        open = NULL;
        break;
      case BRV_PDF_LINE_ROW:
      case BRV_PDF_LINE_ROW_CELLS:
        add_member (table, i,
                    self->kinds[i] == BRV_PDF_LINE_ROW ? BRV_PDF_JOIN_BREAK : BRV_PDF_JOIN_WORDS);
        break;
      case BRV_PDF_LINE_TEXT:
      default:
        open = add_text (self, i, open);
        break;
      }
}

/**
 * brv_pdf_paragraphs_group:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @kinds: (array): what each line is
 *
 * Groups lines into blocks: the text's in reading order, footnotes after the text that begins on
 * their page. Roles that need the whole document are still those of a paragraph.
 *
 * Returns: (transfer full) (element-type BrvPdfBlock): the blocks
 */
GPtrArray *
brv_pdf_paragraphs_group (const BrvPdfLines *lines,
                          const BrvPdfText *text,
                          const BrvPdfLineKind *kinds)
{
  Grouper self = { lines,
                   text,
                   kinds,
                   g_ptr_array_new_with_free_func (block_free),
                   g_hash_table_new (NULL, NULL),
                   g_new0 (double, lines->lines->len + 1),
                   1.25,
                   FALSE };

  find_pitches (&self);
  find_flush_edges (&self);
  find_right_edges (&self);
  find_habit (&self);
  if (g_getenv ("DBG"))
    {
      GHashTableIter it;
      gpointer k, v;
      g_hash_table_iter_init (&it, self.pitches);
      while (g_hash_table_iter_next (&it, &k, &v))
        g_printerr ("size %d pitch %d\n", GPOINTER_TO_INT (k), GPOINTER_TO_INT (v));
      g_printerr ("ratio %f tight %d apart %d body %.1f\n", self.pitch_ratio, self.tight,
                  self.apart, lines->body_size);
      for (guint i = 0; i < lines->lines->len; i++)
        {
          const BrvPdfLine *l = get_line (&self, i);
          g_autofree char *t = brv_pdf_lines_dup_text (lines, text, i);
          g_printerr ("L p%u c%u k%u x %.1f-%.1f (%.1f-%.1f r%.1f) base %.1f sz %.1f b%d %.60s\n",
                      l->page, l->column, kinds[i], l->box.x1, l->box.x2, l->left, l->right,
                      self.right_edges[i], l->base, l->size, l->bold, t);
        }
    }
  group (&self);
  g_ptr_array_sort (self.blocks, compare_blocks);
  g_hash_table_unref (self.pitches);
  g_free (self.right_edges);
  return self.blocks;
}
