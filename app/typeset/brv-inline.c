/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-inline.h"

#include <string.h>

#define THIN_SPACE "\342\200\211"

/**
 * brv_inline_text_new:
 *
 * Returns: (transfer full): an empty text
 */
BrvInlineText *
brv_inline_text_new (void)
{
  BrvInlineText *self = g_atomic_rc_box_new0 (BrvInlineText);

  self->text = g_string_new (NULL);
  self->inlines = g_array_new (FALSE, TRUE, sizeof (BrvInline));
  self->is_all_text = TRUE;
  return self;
}

static void
clear_text (BrvInlineText *self)
{
  if (self->paragraph != NULL)
    self->drop (self->paragraph);
  g_string_free (self->text, TRUE);
  g_array_unref (self->inlines);
}

/**
 * brv_inline_text_ref:
 * @self: a text
 *
 * Returns: (transfer full): @self
 */
BrvInlineText *
brv_inline_text_ref (BrvInlineText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * brv_inline_text_unref:
 * @self: (transfer full): a text
 *
 * Drops a reference.
 */
void
brv_inline_text_unref (BrvInlineText *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_text);
}

/* A tab has no column to go to on our pages: it is a space. */
static void
append_letters (GString *string, const char *letters, gsize length)
{
  gsize start = string->len;

  g_string_append_len (string, letters, (gssize)length);
  for (gsize i = start; i < string->len; i++)
    {
      if (string->str[i] == '\t')
        string->str[i] = ' ';
    }
}

static void
append_inline (BrvInlineText *self, const BrvText *text, BrvInline piece)
{
  if (piece.origin.start >= piece.origin.end)
    return;
  piece.range.start = self->text->len;
  append_letters (self->text, brv_text_get_utf8 (text) + piece.origin.start,
                  brv_range_length (piece.origin));
  piece.range.end = self->text->len;
  self->is_all_text = self->is_all_text && piece.kind == BRV_INLINE_TEXT;
  g_array_append_val (self->inlines, piece);
}

/**
 * brv_inline_text_append:
 * @self: a text
 * @text: rich text
 * @range: bytes of @text, without any U+FFFC
 * @kind: what the letters are; those of a run with a link are always %BRV_INLINE_ADDRESS
 * @target: what they lead to
 *
 * Appends rich text, one inline a run.
 */
void
brv_inline_text_append (
  BrvInlineText *self, const BrvText *text, BrvRange range, BrvInlineKind kind, guint target)
{
  guint n_runs;
  const BrvRun *runs;
  gsize at = range.start;

  g_return_if_fail (self != NULL && text != NULL);
  g_return_if_fail (range.end <= brv_text_get_length (text));

  runs = brv_text_get_runs (text, &n_runs);
  for (guint i = 0; i < n_runs && at < range.end; i++)
    {
      BrvRange run = { MAX (runs[i].range.start, at), MIN (runs[i].range.end, range.end) };
      BrvInline piece = { .kind = kind, .target = target };

      if (run.start >= run.end)
        continue;
      piece.origin = (BrvRange){ at, run.start };
      append_inline (self, text, piece);
      piece.origin = run;
      piece.style = runs[i].style;
      piece.address = runs[i].link;
      if (runs[i].link != NULL)
        piece.kind = BRV_INLINE_ADDRESS;
      append_inline (self, text, piece);
      at = run.end;
    }
  append_inline (self, text,
                 (BrvInline){ .kind = kind, .target = target, .origin = { at, range.end } });
}

static gboolean
ends_with_number (const BrvInlineText *self)
{
  guint n = self->inlines->len;

  return n > 0 && g_array_index (self->inlines, BrvInline, n - 1).kind == BRV_INLINE_NUMBER;
}

/**
 * brv_inline_text_append_number:
 * @self: a text
 * @n_digits: how many digits the number of a note has
 * @note: its index among the notes of the block
 * @origin: the bytes of the block's text that it stands for: a U+FFFC, or none
 *
 * Appends zeros for the number of a note, apart from one just before it: 1 and 2 must not read as
 * 12.
 */
void
brv_inline_text_append_number (BrvInlineText *self, guint n_digits, guint note, BrvRange origin)
{
  BrvInline piece = {
    .kind = BRV_INLINE_NUMBER, .counter = BRV_COUNTER_NOTE, .target = note, .origin = origin
  };

  g_return_if_fail (self != NULL);

  piece.range.start = self->text->len;
  if (ends_with_number (self))
    g_string_append (self->text, THIN_SPACE);
  for (guint i = 0; i < n_digits; i++)
    g_string_append_c (self->text, '0');
  self->n_numbers++;
  self->is_all_text = FALSE;
  piece.range.end = self->text->len;
  g_array_append_val (self->inlines, piece);
}

/* Cuts the inline around an offset in two; returns the index of the one that begins there. */
static guint
cut_at (BrvInlineText *self, gsize at)
{
  guint i = 0;
  BrvInline rest;
  gsize length;

  while (i < self->inlines->len && g_array_index (self->inlines, BrvInline, i).range.end <= at)
    i++;
  if (i == self->inlines->len || g_array_index (self->inlines, BrvInline, i).range.start == at)
    return i;
  rest = g_array_index (self->inlines, BrvInline, i);
  length = at - rest.range.start;
  g_array_index (self->inlines, BrvInline, i).range.end = at;
  rest.range.start = at;
  if (brv_range_length (rest.origin) > 0)
    {
      g_array_index (self->inlines, BrvInline, i).origin.end = rest.origin.start + length;
      rest.origin.start += length;
    }
  g_array_insert_val (self->inlines, i + 1, rest);
  return i + 1;
}

/**
 * brv_inline_text_make_counter:
 * @self: a text that has not been set
 * @range: bytes of the text as it is set: digits in one inline
 * @counter: what they count
 *
 * Puts zeros in the place of digits that will be known when the page is made.
 */
void
brv_inline_text_make_counter (BrvInlineText *self, BrvRange range, BrvCounter counter)
{
  guint first;

  g_return_if_fail (self != NULL);
  g_return_if_fail (range.start < range.end && range.end <= self->text->len);

  first = cut_at (self, range.start);
  cut_at (self, range.end);
  g_array_index (self->inlines, BrvInline, first).counter = counter;
  memset (self->text->str + range.start, '0', brv_range_length (range));
}

/**
 * brv_inline_text_append_plain:
 * @self: a text
 * @text: letters that come from no block
 *
 * Appends plain letters.
 */
void
brv_inline_text_append_plain (BrvInlineText *self, const char *text)
{
  BrvInline piece = { .kind = BRV_INLINE_TEXT };

  g_return_if_fail (self != NULL && text != NULL);

  if (text[0] == '\0')
    return;
  piece.range.start = self->text->len;
  append_letters (self->text, text, strlen (text));
  piece.range.end = self->text->len;
  g_array_append_val (self->inlines, piece);
}

/**
 * brv_inline_text_find_origin:
 * @self: a text
 * @range: bytes of the text as it is set
 *
 * Finds which bytes of the block's own text a stretch shows.
 *
 * Returns: a range of the block's text, or an empty one at 0
 */
BrvRange
brv_inline_text_find_origin (const BrvInlineText *self, BrvRange range)
{
  BrvRange found = { G_MAXSIZE, 0 };

  g_return_val_if_fail (self != NULL, found);

  for (guint i = 0; i < self->inlines->len; i++)
    {
      const BrvInline *piece = &g_array_index (self->inlines, BrvInline, i);
      BrvRange common = { MAX (piece->range.start, range.start),
                          MIN (piece->range.end, range.end) };
      BrvRange origin = piece->origin;

      if (common.start >= common.end)
        continue;
      if (brv_range_length (piece->range) == brv_range_length (origin))
        {
          origin.start = piece->origin.start + (common.start - piece->range.start);
          origin.end = piece->origin.start + (common.end - piece->range.start);
        }
      found.start = MIN (found.start, origin.start);
      found.end = MAX (found.end, origin.end);
    }
  return found.start <= found.end ? found : (BrvRange){ 0, 0 };
}
