/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the letters of a line say about it: that it begins an item of a list or a caption, or ends a sentence. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-pdf-line-signs.h"

/* So many dots in a row lead to the number of a page. */
#define LEADER_DOTS 4
/* Entries of a table of contents stand within so many lines of others. */
#define CONTENTS_NEAR 6

/**
 * brv_pdf_line_get_letter:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @line: a line
 * @word: number of a word in it, in reading order
 * @glyph: number of a letter in the word; from its end, where it is negative
 *
 * Returns: the letter
 */
gunichar
brv_pdf_line_get_letter (
  const BrvPdfLines *lines, const BrvPdfText *text, const BrvPdfLine *line, guint word, gint glyph)
{
  const BrvPdfPage *page = g_ptr_array_index (text->pages, line->page);
  const BrvPdfWord *w = brv_pdf_lines_get_word (lines, text, line, word);
  guint index = glyph >= 0 ? w->first + (guint)glyph : w->first + w->n_glyphs + (guint)glyph;

  return g_array_index (page->glyphs, BrvPdfGlyph, index).letter;
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
is_number_mark (const BrvPdfLines *lines, const BrvPdfText *text, const BrvPdfLine *line)
{
  const BrvPdfWord *word = brv_pdf_lines_get_word (lines, text, line, 0);
  guint n = word->n_glyphs;
  guint start = brv_pdf_line_get_letter (lines, text, line, 0, 0) == '(' ? 1 : 0;
  gunichar last = brv_pdf_line_get_letter (lines, text, line, 0, -1);
  guint n_digits = 0;
  guint n_letters = 0;

  if (n < start + 2 || n > 6 || (last != '.' && last != ')' && last != ']'))
    return FALSE;
  for (guint i = start; i + 1 < n; i++)
    {
      gunichar c = brv_pdf_line_get_letter (lines, text, line, 0, (gint)i);

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

/**
 * brv_pdf_line_begins_item:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @line: a line
 * @bullet: (out): whether its mark is no more than that, and not part of the text
 *
 * Returns: whether the line begins an item of a list
 */
gboolean
brv_pdf_line_begins_item (const BrvPdfLines *lines,
                          const BrvPdfText *text,
                          const BrvPdfLine *line,
                          gboolean *bullet)
{
  *bullet = line->bulleted;
  if (line->bulleted)
    return TRUE;
  if (line->n_words < 2)
    return FALSE;
  if (brv_pdf_lines_get_word (lines, text, line, 0)->n_glyphs == 1 &&
      is_bullet (brv_pdf_line_get_letter (lines, text, line, 0, 0)))
    {
      *bullet = TRUE;
      return TRUE;
    }
  return is_number_mark (lines, text, line);
}

/* Letters of numbers of pages, Roman ones among them. */
static gboolean
is_folio_letter (gunichar c)
{
  return g_unichar_isdigit (c) || (c > 0 && c < 0x80 && strchr ("ivxlcIVXLC-", (int)c) != NULL);
}

/* Whether a line has a row of dots that leads to a number, or to where one will be written. */
static gboolean
has_leader (const BrvPdfLines *lines, const BrvPdfText *text, const BrvPdfLine *line)
{
  const BrvPdfPage *page = g_ptr_array_index (text->pages, line->page);
  guint n = 0;
  guint n_after = 0; /* letters of the number behind the dots */

  if (line->n_glyphs <= LEADER_DOTS)
    return FALSE;
  for (guint w = 0; w < line->n_words; w++)
    {
      const BrvPdfWord *word = brv_pdf_lines_get_word (lines, text, line, w);

      for (guint g = word->first; g < word->first + word->n_glyphs; g++)
        {
          gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, g).letter;
          guint dots = c == '.' || c == 0xB7 || c == 0x2024 ? 1 : c == 0x2026 ? 3 : 0;

          if (dots > 0)
            {
              n = n_after > 0 ? dots : n + dots;
              n_after = 0;
            }
          else if (n >= LEADER_DOTS && is_folio_letter (c))
            n_after++;
          else
            n = n_after = 0;
        }
    }
  return n >= (n_after > 0 ? LEADER_DOTS : 3 * LEADER_DOTS) && n_after <= 6;
}

/* Whether the last word of a line is a number at the right edge, far from the others. */
static gboolean
ends_with_folio (const BrvPdfLines *lines, const BrvPdfText *text, const BrvPdfLine *line)
{
  const BrvPdfWord *last = NULL;
  const BrvPdfWord *before = NULL;

  if (line->n_words < 2 || line->rtl || line->right - line->box.x2 > line->size)
    return FALSE;
  last = brv_pdf_lines_get_word (lines, text, line, line->n_words - 1);
  before = brv_pdf_lines_get_word (lines, text, line, line->n_words - 2);
  if (last->box.x1 - before->box.x2 < 2 * line->size || last->n_glyphs > 5)
    return FALSE;
  for (guint g = 0; g < last->n_glyphs; g++)
    {
      gunichar c = brv_pdf_line_get_letter (lines, text, line, line->n_words - 1, (gint)g);

      if (!is_folio_letter (c))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_pdf_line_is_contents:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @line: index of a line
 *
 * Returns: whether it ends an entry of a table of contents: dots lead to a number, or the number stands
 *   at the edge as those of other entries close by do
 */
gboolean
brv_pdf_line_is_contents (const BrvPdfLines *lines, const BrvPdfText *text, guint line)
{
  const BrvPdfLine *l = &g_array_index (lines->lines, BrvPdfLine, line);

  if (has_leader (lines, text, l))
    return TRUE;
  if (!ends_with_folio (lines, text, l))
    return FALSE;
  for (guint i = line > CONTENTS_NEAR ? line - CONTENTS_NEAR : 0;
       i < lines->lines->len && i <= line + CONTENTS_NEAR; i++)
    {
      const BrvPdfLine *other = &g_array_index (lines->lines, BrvPdfLine, i);

      if (i != line && other->column == l->column && fabs ((double)other->box.x2 - l->box.x2) < 2 &&
          has_leader (lines, text, other))
        return TRUE;
    }
  return FALSE;
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

/**
 * brv_pdf_line_ends_sentence:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @line: a line
 *
 * Returns: whether a sentence ends at the end of the line, marks of notes and quotes aside
 */
gboolean
brv_pdf_line_ends_sentence (const BrvPdfLines *lines,
                            const BrvPdfText *text,
                            const BrvPdfLine *line)
{
  const BrvPdfPage *page = g_ptr_array_index (text->pages, line->page);
  const BrvPdfWord *word = brv_pdf_lines_get_word (lines, text, line, line->n_words - 1);

  for (guint g = word->first + word->n_glyphs; g > word->first; g--)
    {
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, g - 1).letter;

      if (brv_pdf_lines_is_raised (text, line, g - 1) || c == ')' || c == ']' || c == '"' ||
          c == '\'' || c == 0x201C || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0xAB)
        continue;
      return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x3002 ||
             c == 0xFF01 || c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == ';';
    }
  return FALSE;
}

/**
 * brv_pdf_line_ends_with_hyphen:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @line: a line
 *
 * Returns: whether the line's last letter is a hyphen
 */
gboolean
brv_pdf_line_ends_with_hyphen (const BrvPdfLines *lines,
                               const BrvPdfText *text,
                               const BrvPdfLine *line)
{
  gunichar c = brv_pdf_line_get_letter (lines, text, line, line->n_words - 1, -1);

  return c == '-' || c == 0x2010 || c == 0xAD;
}

/**
 * brv_pdf_line_begins_lower:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @line: a line
 *
 * Returns: whether the line begins with a small letter
 */
gboolean
brv_pdf_line_begins_lower (const BrvPdfLines *lines, const BrvPdfText *text, const BrvPdfLine *line)
{
  return g_unichar_islower (brv_pdf_line_get_letter (lines, text, line, 0, 0));
}
