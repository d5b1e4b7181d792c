/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The text of a block, as the source holds it: white space collapsed, hyphenation undone, and with
 * each letter's place on paper.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-pdf-compose.h"

/* What is less than this part of the type's size is no space: the room after a raised letter. */
#define LEAST_SPACE 0.07

typedef struct
{
  const BrvPdfComposer *composer;
  GString *out;
  GArray *areas; /* (nullable) (element-type BrvPdfArea) */
} Writer;

static const BrvPdfPage *
get_page (const Writer *self, const BrvPdfLine *line)
{
  return g_ptr_array_index (self->composer->text->pages, line->page);
}

static const BrvPdfLine *
get_line (const Writer *self, const BrvPdfBlock *block, guint member)
{
  return &g_array_index (self->composer->lines->lines, BrvPdfLine,
                         g_array_index (block->members, BrvPdfMember, member).line);
}

/* The letters that a glyph stands for. */
static gsize
spell (gunichar c, gboolean raised, gunichar parts[8])
{
  static const gunichar superscripts[] = { 0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                           0x2075, 0x2076, 0x2077, 0x2078, 0x2079 };
  gsize n = 0;

  if (raised && c >= '0' && c <= '9')
    {
      parts[0] = superscripts[c - '0'];
      return 1;
    }
  if (c < 0x20 || c == 0xAD || c == 0x7F || (c >= 0x80 && c < 0xA0))
    return 0;
  /* Latin and Arabic letters in the shapes that they take beside each other. */
  if ((c >= 0xFB00 && c <= 0xFB06) || (c >= 0xFB50 && c <= 0xFDFB) || (c >= 0xFE70 && c <= 0xFEFC))
    {
      n = g_unichar_fully_decompose (c, TRUE, parts, 8);
      if (n > 1 && parts[0] == ' ')
        memmove (parts, parts + 1, --n * sizeof *parts);
      return n;
    }
  /* Where a font has one sign for both, a file names every typed hyphen so. */
  parts[0] = c == 0x2010 ? '-' : c;
  return 1;
}

static void
add_area (Writer *self, const BrvPdfPage *page, const BrvPdfBox *box, gsize start)
{
  BrvPdfArea area = { page->index, (guint32)start, (guint32)self->out->len,
                      brv_pdf_page_show (page, box) };

  if (self->areas != NULL && self->out->len > start)
    g_array_append_val (self->areas, area);
}

static void
write_glyph (Writer *self, const BrvPdfLine *line, guint glyph)
{
  const BrvPdfGlyph *g = &g_array_index (get_page (self, line)->glyphs, BrvPdfGlyph, glyph);
  gunichar parts[8];
  gsize n = spell (g->letter, brv_pdf_lines_is_raised (self->composer->text, line, glyph), parts);

  for (gsize i = 0; i < n; i++)
    {
      gsize start = self->out->len;
      float width = (g->box.x2 - g->box.x1) / (float)n;
      BrvPdfBox box = g->box;

      box.x1 = g->box.x1 + width * (float)i;
      box.x2 = box.x1 + width;
      g_string_append_unichar (self->out, parts[i]);
      add_area (self, get_page (self, line), &box, start);
    }
}

static gboolean
is_written_without_spaces (gunichar c)
{
  return (g_unichar_iswide (c) && !(c >= 0xAC00 && c <= 0xD7A3) && !(c >= 0x1100 && c <= 0x11FF)) ||
         (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x1000 && c <= 0x109F);
}

static gunichar
get_last_letter (const Writer *self)
{
  const char *end = self->out->str + self->out->len;

  return self->out->len > 0 ? g_utf8_get_char (g_utf8_prev_char (end)) : 0;
}

/* A dash or stroke between two words, after or before which a line may end: ports—there. */
static gboolean
is_joint (gunichar c)
{
  return c == 0x2014 || c == 0x2013 || c == '/';
}

/* Whether a line ends or the next one begins with a sign that stands right at a letter. */
static gboolean
is_joined_by_sign (const Writer *self,
                   const BrvPdfLine *line,
                   const BrvPdfWord *word,
                   const BrvPdfLine *next_line,
                   const BrvPdfWord *next)
{
  const BrvPdfPage *page = get_page (self, line);
  const BrvPdfPage *next_page = get_page (self, next_line);
  guint end = word->first + word->n_glyphs;

  if (word->n_glyphs > 1 && is_joint (g_array_index (page->glyphs, BrvPdfGlyph, end - 1).letter) &&
      g_unichar_isalnum (g_array_index (page->glyphs, BrvPdfGlyph, end - 2).letter))
    return TRUE;
  return next->n_glyphs > 1 &&
         g_array_index (next_page->glyphs, BrvPdfGlyph, next->first).letter == 0x2014 &&
         g_unichar_isalnum (g_array_index (next_page->glyphs, BrvPdfGlyph, next->first + 1).letter);
}

/* Parts what is written from a word that follows. */
static void
write_space (Writer *self, gunichar next, double gap)
{
  gunichar last = get_last_letter (self);

  if (last == 0 || last == ' ' || last == '\n' || last == '\t' || gap < LEAST_SPACE)
    return;
  if ((is_written_without_spaces (last) || is_written_without_spaces (next)) && gap < 0.3)
    return;
  g_string_append_c (self->out, ' ');
}

static void
write_word (
  Writer *self, const BrvPdfLine *line, const BrvPdfWord *word, guint skip, guint leave_out)
{
  for (guint i = skip; i + leave_out < word->n_glyphs; i++)
    write_glyph (self, line, word->first + i);
}

static gunichar
get_letter (const Writer *self, const BrvPdfLine *line, const BrvPdfWord *word, gboolean last)
{
  return g_array_index (get_page (self, line)->glyphs, BrvPdfGlyph,
                        last ? word->first + word->n_glyphs - 1 : word->first)
    .letter;
}

/* The distance of two words, in parts of the type's size. */
static double
measure_gap (const BrvPdfLine *line, const BrvPdfWord *a, const BrvPdfWord *b)
{
  double gap = MAX (a->box.x1, b->box.x1) > MIN (a->box.x2, b->box.x2)
                 ? (double)MAX (a->box.x1, b->box.x1) - MIN (a->box.x2, b->box.x2)
                 : 0;

  return gap / MAX (line->size, 1);
}

/* Whether a large initial is the first letter of the word beside it, and not one by itself. */
static gboolean
is_initial_of (const Writer *self, const BrvPdfLine *line, const BrvPdfWord *initial, double gap)
{
  gunichar c = get_letter (self, line, initial, TRUE);
  const BrvPdfStyle *style = brv_pdf_text_get_style (self->composer->text, initial->style);

  if (initial->n_glyphs != 1 || style->size < 1.7 * line->size || !g_unichar_isalpha (c))
    return FALSE;
  return gap < (g_unichar_isupper (c) && c < 0x80 && strchr ("AEIOUY", (int)c) != NULL ? 0.2 : 0.6);
}

/* A raised mark stands at its word however much room is left between them. */
static double
measure_space (const Writer *self, const BrvPdfLine *line, const BrvPdfWord *a, const BrvPdfWord *b)
{
  double gap = measure_gap (line, a, b);

  if (gap < (b->n_glyphs <= 3 ? 1 : 0.4) &&
      brv_pdf_lines_is_raised (self->composer->text, line, b->first))
    return 0;
  return is_initial_of (self, line, a, gap) ? 0 : gap;
}

static char *
spell_word (const Writer *self, const BrvPdfLine *line, const BrvPdfWord *word)
{
  Writer scratch = { self->composer, g_string_new (NULL), NULL };

  for (guint i = 0; i < word->n_glyphs; i++)
    {
      gunichar letter =
        g_array_index (get_page (self, line)->glyphs, BrvPdfGlyph, word->first + i).letter;

      /* Kept here, as they say whether the hyphen is the word's. */
      if (letter == 0xAD || letter == 0x2010)
        g_string_append_unichar (scratch.out, letter);
      else
        write_glyph (&scratch, line, word->first + i);
    }
  return g_string_free (scratch.out, FALSE);
}

/* Whether a line ends with a hyphen, and what becomes of it before the next line. */
static gboolean
find_hyphen (const Writer *self,
             const BrvPdfLine *line,
             const BrvPdfWord *word,
             const BrvPdfLine *next_line,
             const BrvPdfWord *next_word,
             BrvPdfHyphen *hyphen)
{
  gunichar last = get_letter (self, line, word, TRUE);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (last != '-' && last != 0x2010 && last != 0xAD)
    return FALSE;
  before = spell_word (self, line, word);
  after = spell_word (self, next_line, next_word);
  *hyphen = brv_pdf_hyphens_decide (self->composer->hyphens, before, after);
  return TRUE;
}

/* Writes words that flow on from line to line; a NULL line after the last one. */
static void
write_line (
  Writer *self, const BrvPdfLine *line, const BrvPdfLine *next, gboolean joined, guint skip)
{
  const BrvPdfWord *last = NULL;

  for (guint w = 0; w < line->n_words; w++)
    {
      const BrvPdfWord *word =
        brv_pdf_lines_get_word (self->composer->lines, self->composer->text, line, w);
      guint leave_out = 0;
      guint left_out = w == 0 ? MIN (skip, word->n_glyphs) : 0;

      if (w > 0)
        write_space (self, get_letter (self, line, word, FALSE),
                     measure_space (self, line, last, word));
      if (w + 1 == line->n_words && joined && next != NULL && next->n_words > 0)
        {
          BrvPdfHyphen hyphen = BRV_PDF_HYPHEN_KEEP;
          const BrvPdfWord *after =
            brv_pdf_lines_get_word (self->composer->lines, self->composer->text, next, 0);
          gboolean any =
            word->n_glyphs > left_out + 1 && find_hyphen (self, line, word, next, after, &hyphen);

          leave_out = any && hyphen == BRV_PDF_HYPHEN_UNDO ? 1 : 0;
          write_word (self, line, word, left_out, leave_out);
          if ((!any && !is_joined_by_sign (self, line, word, next, after) &&
               !(after->n_glyphs <= 3 &&
                 brv_pdf_lines_is_raised (self->composer->text, next, after->first))) ||
              hyphen == BRV_PDF_HYPHEN_SPACE)
            write_space (self, get_letter (self, next, after, FALSE), LEAST_SPACE);
        }
      else
        write_word (self, line, word, left_out, 0);
      last = word;
    }
}

static void
write_paragraph (Writer *self, const BrvPdfBlock *block)
{
  for (guint i = 0; i < block->members->len; i++)
    {
      gboolean more = i + 1 < block->members->len;
      gboolean joined =
        more && g_array_index (block->members, BrvPdfMember, i + 1).join == BRV_PDF_JOIN_WORDS;

      write_line (self, get_line (self, block, i), more ? get_line (self, block, i + 1) : NULL,
                  joined, i == 0 ? block->skip : 0);
      if (more && !joined)
        g_string_append_c (self->out, '\n');
    }
}

/* Lines in type of one width keep their spaces: as many as find room. */
static void
write_preformatted (Writer *self, const BrvPdfBlock *block)
{
  double left = G_MAXDOUBLE;

  for (guint i = 0; i < block->members->len; i++)
    left = MIN (left, get_line (self, block, i)->box.x1);
  for (guint i = 0; i < block->members->len; i++)
    {
      const BrvPdfLine *line = get_line (self, block, i);
      double x = left;

      if (i > 0)
        g_string_append_c (self->out, '\n');
      for (guint w = 0; w < line->n_words; w++)
        {
          const BrvPdfWord *word =
            brv_pdf_lines_get_word (self->composer->lines, self->composer->text, line, w);
          double width = ((double)word->box.x2 - word->box.x1) / word->n_glyphs;
          long n_spaces = lround ((word->box.x1 - x) / MAX (width, 1));

          n_spaces = CLAMP (n_spaces, w > 0 ? 1 : 0, 80);
          for (long s = 0; s < n_spaces; s++)
            g_string_append_c (self->out, ' ');
          write_word (self, line, word, 0, 0);
          x = word->box.x2;
        }
    }
}

/* The words that a column of a table has on one line. */
static GPtrArray *
find_cell_words (const Writer *self, const BrvPdfLine *line, guint8 column)
{
  const BrvPdfPage *page = get_page (self, line);
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; i < line->n_cells; i++)
    {
      const BrvPdfCell *cell = brv_pdf_lines_get_cell (self->composer->lines, line, i);

      if (self->composer->cells[line->first_cell + i] == column)
        for (guint w = cell->first_word; w < cell->first_word + cell->n_words; w++)
          g_ptr_array_add (words,
                           &g_array_index (page->words, BrvPdfWord,
                                           g_array_index (self->composer->lines->words, guint, w)));
    }
  return words;
}

/* Writes the words of a cell on one line; @next is the first one of its next line, or NULL. */
static void
write_cell_line (Writer *self,
                 const BrvPdfLine *line,
                 const GPtrArray *words,
                 const BrvPdfLine *next_line,
                 const BrvPdfWord *next)
{
  for (guint i = 0; i < words->len; i++)
    {
      const BrvPdfWord *word = g_ptr_array_index (words, i);
      BrvPdfHyphen hyphen = BRV_PDF_HYPHEN_KEEP;
      gboolean any = i + 1 == words->len && next != NULL && word->n_glyphs > 1 &&
                     find_hyphen (self, line, word, next_line, next, &hyphen);

      if (i > 0)
        write_space (self, get_letter (self, line, word, FALSE),
                     measure_gap (line, g_ptr_array_index (words, i - 1), word));
      write_word (self, line, word, 0, any && hyphen == BRV_PDF_HYPHEN_UNDO ? 1 : 0);
      if (i + 1 == words->len && next != NULL && (!any || hyphen == BRV_PDF_HYPHEN_SPACE))
        write_space (self, get_letter (self, next_line, next, FALSE), LEAST_SPACE);
    }
}

/* Writes a cell of the row whose lines are the block's members from start to end. */
static void
write_cell (Writer *self, const BrvPdfBlock *block, guint start, guint end, guint8 column)
{
  g_autoptr (GPtrArray) words = find_cell_words (self, get_line (self, block, start), column);
  guint line = start;

  for (guint i = start + 1; i < end; i++)
    {
      GPtrArray *more = find_cell_words (self, get_line (self, block, i), column);

      if (more->len == 0)
        {
          g_ptr_array_unref (more);
          continue;
        }
      write_cell_line (self, get_line (self, block, line), words, get_line (self, block, i),
                       g_ptr_array_index (more, 0));
      g_ptr_array_unref (words);
      words = more;
      line = i;
    }
  write_cell_line (self, get_line (self, block, line), words, NULL, NULL);
}

static void
write_table (Writer *self, const BrvPdfBlock *block)
{
  guint8 n_columns = 0;

  for (guint i = 0; i < block->members->len; i++)
    {
      const BrvPdfLine *line = get_line (self, block, i);

      for (guint k = 0; k < line->n_cells; k++)
        n_columns = (guint8)MAX (n_columns, self->composer->cells[line->first_cell + k] + 1);
    }
  for (guint start = 0; start < block->members->len;)
    {
      guint end = start + 1;

      while (end < block->members->len &&
             g_array_index (block->members, BrvPdfMember, end).join == BRV_PDF_JOIN_WORDS)
        end++;
      if (start > 0)
        g_string_append_c (self->out, '\n');
      for (guint8 column = 0; column < n_columns; column++)
        {
          if (column > 0)
            g_string_append_c (self->out, '\t');
          write_cell (self, block, start, end, column);
        }
      start = end;
    }
}

/**
 * brv_pdf_compose:
 * @self: what blocks are made of
 * @block: a block
 * @areas: (nullable) (element-type BrvPdfArea): where the places of its letters are added
 *
 * Returns: (transfer full): the block's text
 */
char *
brv_pdf_compose (const BrvPdfComposer *self, const BrvPdfBlock *block, GArray *areas)
{
  Writer writer = { self, g_string_new (NULL), areas };

  if (block->role == BRV_ROLE_TABLE)
    write_table (&writer, block);
  else if (block->role == BRV_ROLE_PREFORMATTED)
    write_preformatted (&writer, block);
  else
    write_paragraph (&writer, block);
  return g_string_free (writer.out, FALSE);
}
