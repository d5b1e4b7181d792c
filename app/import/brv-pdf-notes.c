/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Footnotes: lines in smaller type at the foot of a column that begin with a mark which is raised,
 * or which the text of the page refers to by a raised one.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-pdf-line-signs.h"
#include "import/brv-pdf-notes.h"

/* Notes are set in type of at most this part of the text's. */
#define NOTE_SIZE 0.95

typedef struct
{
  const BrvPdfLines *lines;
  const BrvPdfText *text;
  BrvPdfLineKind *kinds;
  GHashTable *marks; /* raised marks in the text of the page at work and the one before */
} Notes;

static const BrvPdfLine *
get_line (const Notes *self, guint i)
{
  return &g_array_index (self->lines->lines, BrvPdfLine, i);
}

static gboolean
is_mark_letter (gunichar c)
{
  return g_unichar_isdigit (c) || c == '*' || c == 0x2020 || c == 0x2021 || c == 0xA7 ||
         c == 0xB6 || (c >= 'a' && c <= 'z') || c == 0xB9 || c == 0xB2 || c == 0xB3 ||
         (c >= 0x2070 && c <= 0x2079);
}

static gboolean
is_superscript_letter (gunichar c)
{
  return c == 0xB9 || c == 0xB2 || c == 0xB3 || (c >= 0x2070 && c <= 0x2079);
}

/* The mark that a line begins with: one to four letters, before a space, a stop or the text. */
static char *
find_mark (const Notes *self, const BrvPdfLine *line, gboolean *raised)
{
  const BrvPdfPage *page = g_ptr_array_index (self->text->pages, line->page);
  const BrvPdfWord *word = NULL;
  GString *mark = NULL;

  *raised = FALSE;
  if (line->n_words == 0)
    return NULL;
  word = brv_pdf_lines_get_word (self->lines, self->text, line, 0);
  mark = g_string_new (NULL);
  for (guint g = word->first; g < word->first + word->n_glyphs && mark->len < 4; g++)
    {
      gunichar c = g_array_index (page->glyphs, BrvPdfGlyph, g).letter;
      gboolean up = brv_pdf_lines_is_raised (self->text, line, g) || is_superscript_letter (c);

      if (!is_mark_letter (c) || (mark->len > 0 && up != *raised) || (!up && g_unichar_isalpha (c)))
        break;
      *raised = up;
      g_string_append_unichar (mark, c);
    }
  if (mark->len > 0)
    return g_string_free (mark, FALSE);
  g_string_free (mark, TRUE);
  return NULL;
}

static void
collect_marks (Notes *self, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    {
      const BrvPdfLine *line = get_line (self, i);
      const BrvPdfPage *page = g_ptr_array_index (self->text->pages, line->page);

      for (guint w = 0; w < line->n_words; w++)
        {
          const BrvPdfWord *word = brv_pdf_lines_get_word (self->lines, self->text, line, w);
          g_autoptr (GString) mark = g_string_new (NULL);

          for (guint g = word->first; g < word->first + word->n_glyphs; g++)
            if (brv_pdf_lines_is_raised (self->text, line, g) ||
                is_superscript_letter (g_array_index (page->glyphs, BrvPdfGlyph, g).letter))
              g_string_append_unichar (mark, g_array_index (page->glyphs, BrvPdfGlyph, g).letter);
          if (mark->len > 0 && (w > 0 || mark->len < word->n_glyphs))
            g_hash_table_add (self->marks, g_strdup (mark->str));
        }
    }
}

static gboolean
begins_note (const Notes *self, guint i)
{
  gboolean raised = FALSE;
  g_autofree char *mark = find_mark (self, get_line (self, i), &raised);

  return mark != NULL && (raised || g_hash_table_contains (self->marks, mark));
}

/* Whether a line begins with the number after that of a note above it, in the same place. */
static gboolean
counts_on (const Notes *self, guint note, guint i)
{
  gboolean raised = FALSE;
  g_autofree char *mark = find_mark (self, get_line (self, note), &raised);
  g_autofree char *next = find_mark (self, get_line (self, i), &raised);

  return mark != NULL && next != NULL && g_ascii_isdigit (*mark) && g_ascii_isdigit (*next) &&
         g_ascii_strtoull (next, NULL, 10) == g_ascii_strtoull (mark, NULL, 10) + 1 &&
         fabs ((double)get_line (self, note)->box.x1 - get_line (self, i)->box.x1) < 1;
}

/* Whether the lines from start to end, all small, stand at the foot of their column. On the last page
 * the notes of the one before can stand alone. */
static gboolean
is_at_foot (const Notes *self, guint first_of_page, guint start, guint end, gboolean may_continue)
{
  const BrvPdfLine *line = get_line (self, start);
  const BrvPdfPage *page = g_ptr_array_index (self->text->pages, line->page);

  if (line->box.y1 < page->height * 0.3)
    return FALSE;
  if (start == first_of_page && may_continue)
    return TRUE;
  /* Text of the page stands above them. */
  for (guint i = first_of_page; i < start; i++)
    if (get_line (self, i)->size * NOTE_SIZE > get_line (self, end - 1)->size &&
        get_line (self, i)->box.y1 < line->box.y1)
      return TRUE;
  return FALSE;
}

/* The last line of the notes before a line. */
static const BrvPdfLine *
find_last_note (const Notes *self, guint i)
{
  while (i > 0)
    {
      i--;
      if (self->kinds[i] != BRV_PDF_LINE_TEXT)
        return get_line (self, i);
    }
  return NULL;
}

/* Whether the small lines at the foot of a column can go on with the last note of the page before:
 * they are no caption or quotation, but in the type of that note, and in the middle of a sentence. */
static gboolean
goes_on (const Notes *self, guint i)
{
  const BrvPdfLine *line = get_line (self, i);
  const BrvPdfLine *last = find_last_note (self, i);
  g_autofree char *words = brv_pdf_lines_dup_text (self->lines, self->text, i);

  return last != NULL && fabs (last->size - line->size) < 0.05 * line->size &&
         !brv_pdf_line_is_caption (words) &&
         (!brv_pdf_line_ends_sentence (self->lines, self->text, last) ||
          brv_pdf_line_begins_lower (self->lines, self->text, line));
}

static void
mark_column (Notes *self, guint first_of_page, guint start, guint end, gboolean may_continue)
{
  double limit = self->lines->body_size * NOTE_SIZE;
  guint first = end;
  guint last = end; /* the line that the last note begins with */

  while (first > start && get_line (self, first - 1)->size <= limit)
    first--;
  if (first == end || !is_at_foot (self, first_of_page, first, end, may_continue))
    return;
  for (guint i = first; i < end; i++)
    if (begins_note (self, i) || (last < i && counts_on (self, last, i)))
      {
        self->kinds[i] = BRV_PDF_LINE_NOTE_START;
        last = i;
      }
    else if (i > first ? self->kinds[i - 1] != BRV_PDF_LINE_TEXT
                       : may_continue && goes_on (self, i))
      self->kinds[i] = BRV_PDF_LINE_NOTE;
}

static gboolean
has_note (const Notes *self, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (self->kinds[i] != BRV_PDF_LINE_TEXT)
      return TRUE;
  return FALSE;
}

/**
 * brv_pdf_notes_mark:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @kinds: (array): a kind for each line; set for those of footnotes
 *
 * Finds the footnotes.
 */
void
brv_pdf_notes_mark (const BrvPdfLines *lines, const BrvPdfText *text, BrvPdfLineKind *kinds)
{
  Notes self = { lines, text, kinds,
                 g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  guint n_lines = lines->lines->len;
  guint before = 0;

  for (guint start = 0; start < n_lines;)
    {
      guint end = start;
      gboolean may_continue = has_note (&self, before, start);

      while (end < n_lines && get_line (&self, end)->page == get_line (&self, start)->page)
        end++;
      g_hash_table_remove_all (self.marks);
      collect_marks (&self, before, end);
      for (guint column = start; column < end;)
        {
          guint next = column;

          while (next < end && get_line (&self, next)->column == get_line (&self, column)->column)
            next++;
          mark_column (&self, start, column, next, may_continue);
          column = next;
        }
      before = start;
      start = end;
    }
  g_hash_table_unref (self.marks);
}
