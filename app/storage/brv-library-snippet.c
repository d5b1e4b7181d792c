/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-library-snippet.h"

#include <string.h>

#include "base/brv-fold.h"

/* A hit further on is shown by the beginning of its text: folding more would keep a list waiting. */
#define MAX_FOLDED_BYTES ((gsize)128 * 1024)

static gboolean
is_word_character (gunichar letter)
{
  return g_unichar_isalnum (letter) || g_unichar_ismark (letter);
}

/* Whether the words at @at are those of the term, and not a part of others. */
static gboolean
stands_alone (const char *text, const char *at, const BrvLibraryTerm *term)
{
  const char *end = at + strlen (term->folded);
  gunichar first = g_utf8_get_char (at);

  /* Scripts without blanks have no edges of words. */
  if (first >= 0x0e00)
    return TRUE;
  if (at > text && is_word_character (g_utf8_get_char (g_utf8_prev_char (at))))
    return FALSE;
  return term->is_beginning || !is_word_character (g_utf8_get_char (end));
}

/* The next place of any term at or behind @from. */
static const char *
find_next (
  const char *text, const char *from, const BrvLibraryTerm *terms, guint n_terms, gsize *length)
{
  const char *next = NULL;

  for (guint i = 0; i < n_terms; i++)
    {
      const char *at = *terms[i].folded != '\0' ? strstr (from, terms[i].folded) : NULL;

      while (at != NULL && !stands_alone (text, at, &terms[i]))
        at = strstr (g_utf8_next_char (at), terms[i].folded);
      if (at != NULL && (next == NULL || at < next))
        {
          next = at;
          *length = strlen (terms[i].folded);
        }
    }
  return next;
}

/* The window, whole words only: it begins a third before @hit. */
static BrvRange
choose_window (const char *text, gsize length, gsize hit, guint n_chars)
{
  const char *start = text + hit;
  const char *end;

  for (guint i = 0; i < n_chars / 3 && start > text; i++)
    start = g_utf8_prev_char (start);
  while (start > text && start < text + hit &&
         is_word_character (g_utf8_get_char (g_utf8_prev_char (start))))
    start = g_utf8_next_char (start);
  end = start;
  for (guint i = 0; i < n_chars && end < text + length; i++)
    end = g_utf8_next_char (end);
  if (end < text + length && g_utf8_get_char (end) < 0x0e00)
    {
      const char *whole = end;

      while (whole > text + hit && is_word_character (g_utf8_get_char (whole)))
        whole = g_utf8_prev_char (whole);
      if (whole > text + hit)
        end = whole;
    }
  return (BrvRange){ (gsize)(start - text), (gsize)(end - text) };
}

static void
add_marks (BrvLibrarySnippet *self,
           const BrvFold *fold,
           BrvRange window,
           gsize before,
           const BrvLibraryQuery *query)
{
  guint n_terms;
  const BrvLibraryTerm *terms = brv_library_query_get_terms (query, &n_terms);
  const char *folded = brv_fold_get_text (fold);
  const char *at = folded + brv_fold_from_original (fold, window).start;
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (BrvRange));
  gsize length = 0;

  while ((at = find_next (folded, at, terms, n_terms, &length)) != NULL)
    {
      gsize start = (gsize)(at - folded);
      BrvRange mark = brv_fold_to_original (fold, (BrvRange){ start, start + length });

      if (mark.end > window.end)
        break;
      if (mark.start >= window.start)
        {
          mark.start += before - window.start;
          mark.end += before - window.start;
          g_array_append_val (marks, mark);
        }
      at += length;
    }
  self->n_marks = marks->len;
  self->marks = (BrvRange *)(gpointer)g_array_free (g_steal_pointer (&marks), FALSE);
}

/**
 * brv_library_snippet_new:
 * @text: a source's text
 * @query: what was looked for
 * @n_chars: about how many characters to show
 *
 * Cuts the piece out of @text in which something that was looked for stands first; its beginning,
 * where nothing does.
 *
 * Returns: (transfer full): the piece
 */
BrvLibrarySnippet *
brv_library_snippet_new (const char *text, const BrvLibraryQuery *query, guint n_chars)
{
  BrvLibrarySnippet *self = g_new0 (BrvLibrarySnippet, 1);
  gsize length = strlen (text);
  gsize n_folded = MIN (length, MAX_FOLDED_BYTES);
  g_autoptr (BrvFold) fold = NULL;
  guint n_terms;
  const BrvLibraryTerm *terms = brv_library_query_get_terms (query, &n_terms);
  const char *found;
  gsize found_length = 0;
  gsize hit = 0;
  BrvRange window;
  g_autoptr (GString) line = g_string_new (NULL);

  while (n_folded > 0 && n_folded < length && ((guchar)text[n_folded] & 0xc0) == 0x80)
    n_folded--;
  fold = brv_fold_new (text, (gssize)n_folded, BRV_FOLD_SEARCH);
  found =
    find_next (brv_fold_get_text (fold), brv_fold_get_text (fold), terms, n_terms, &found_length);
  if (found != NULL)
    {
      gsize at = (gsize)(found - brv_fold_get_text (fold));

      hit = brv_fold_to_original (fold, (BrvRange){ at, at + found_length }).start;
    }
  window = choose_window (text, length, hit, n_chars);
  if (window.start > 0)
    g_string_append (line, "…");
  add_marks (self, fold, window, line->len, query);
  g_string_append_len (line, text + window.start, (gssize)brv_range_length (window));
  for (char *c = line->str; *c != '\0'; c++)
    {
      if (*c == '\n' || *c == '\t')
        *c = ' ';
    }
  if (window.end < length)
    g_string_append (line, "…");
  self->text = g_string_free (g_steal_pointer (&line), FALSE);
  return self;
}

/**
 * brv_library_snippet_free:
 * @self: (transfer full): a piece of text
 */
void
brv_library_snippet_free (BrvLibrarySnippet *self)
{
  g_free (self->text);
  g_free (self->marks);
  g_free (self);
}
