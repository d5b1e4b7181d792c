/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-fragment.h"

struct _BrvFragment
{
  GPtrArray *blocks;  /* (element-type BrvBlock) */
  GPtrArray *sources; /* (element-type BrvSource) */
  gboolean open_start;
  gboolean open_end;
};

/**
 * brv_fragment_new:
 * @blocks: (array length=n_blocks): its blocks
 * @n_blocks: how many
 * @open_start: whether the first block melts into the text before it
 * @open_end: whether the last block melts into the text after it
 * @sources: (array length=n_sources) (nullable): what its quotes and citations are from
 * @n_sources: how many
 *
 * Returns: (transfer full): the fragment
 */
BrvFragment *
brv_fragment_new (BrvBlock *const *blocks,
                  guint n_blocks,
                  gboolean open_start,
                  gboolean open_end,
                  BrvSource *const *sources,
                  guint n_sources)
{
  BrvFragment *self = g_atomic_rc_box_new0 (BrvFragment);

  self->blocks = g_ptr_array_new_full (n_blocks, (GDestroyNotify)brv_block_unref);
  self->sources = g_ptr_array_new_full (n_sources, (GDestroyNotify)brv_source_unref);
  self->open_start = open_start;
  self->open_end = open_end;
  for (guint i = 0; i < n_blocks; i++)
    g_ptr_array_add (self->blocks, brv_block_ref (blocks[i]));
  for (guint i = 0; i < n_sources; i++)
    g_ptr_array_add (self->sources, brv_source_ref (sources[i]));
  return self;
}

/* Finds the end of the line at @text and the start of the next one; the same place at the end. */
static void
find_line_end (const char *text, gsize *delimiter, gsize *next)
{
  const char *p = text;

  while (*p != '\0' && *p != '\n' && *p != '\r' && g_utf8_get_char (p) != 0x2029)
    p = g_utf8_next_char (p);
  *delimiter = (gsize)(p - text);
  if (p[0] == '\r' && p[1] == '\n')
    p += 2;
  else if (*p != '\0')
    p = g_utf8_next_char (p);
  *next = (gsize)(p - text);
}

/* Letters that stand for something only inside the program's own texts. */
static gboolean
is_reserved (gunichar c)
{
  return c == 0xFFFC || c == 0x2060 || (c < 0x20 && c != '\t') || c == 0x7F;
}

static BrvText *
clean_line (const char *line, gsize length)
{
  g_autoptr (GString) clean = g_string_sized_new (length);

  for (const char *p = line; p < line + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2028)
        g_string_append_c (clean, ' ');
      else if (!is_reserved (c))
        g_string_append_unichar (clean, c);
    }
  return brv_text_new (clean->str, (gssize)clean->len);
}

static gboolean
is_blank (GPtrArray *blocks, guint index)
{
  return brv_text_get_length (brv_block_get_text (g_ptr_array_index (blocks, index))) == 0;
}

/* Blank lines that only part paragraphs, as plain text does it, are none. */
static GPtrArray *
without_blank_lines_between (GPtrArray *blocks)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  guint first = 0;
  guint last = blocks->len;

  while (first < blocks->len && is_blank (blocks, first))
    first++;
  while (last > first && is_blank (blocks, last - 1))
    last--;
  for (guint i = 0; i < blocks->len; i++)
    {
      if (i < first || i >= last || !is_blank (blocks, i))
        g_ptr_array_add (kept, brv_block_ref (g_ptr_array_index (blocks, i)));
    }
  return kept;
}

/**
 * brv_fragment_new_from_plain:
 * @text: valid UTF-8
 * @length: its length in bytes, or -1 if it ends with NUL
 *
 * Makes paragraphs of plain text: one a line (LF, CR, CRLF, or U+2029), open at both ends. Blank lines
 * between them are dropped.
 * Control characters and those that the program uses itself are dropped.
 *
 * Returns: (transfer full): the fragment
 */
BrvFragment *
brv_fragment_new_from_plain (const char *text, gssize length)
{
  g_autofree char *copy = length < 0 ? g_strdup (text) : g_strndup (text, (gsize)length);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (GPtrArray) kept = NULL;
  const char *rest = copy;

  do
    {
      gsize delimiter;
      gsize next;
      g_autoptr (BrvText) line = NULL;

      find_line_end (rest, &delimiter, &next);
      line = clean_line (rest, delimiter);
      g_ptr_array_add (blocks, brv_block_new_paragraph (brv_id_new (), line));
      if (delimiter == next)
        break;
      rest += next;
    }
  while (TRUE);
  kept = without_blank_lines_between (blocks);
  return brv_fragment_new ((BrvBlock *const *)kept->pdata, kept->len, TRUE, TRUE, NULL, 0);
}

/**
 * brv_fragment_ref:
 * @self: a fragment
 *
 * Returns: (transfer full): @self
 */
BrvFragment *
brv_fragment_ref (const BrvFragment *self)
{
  return g_atomic_rc_box_acquire ((BrvFragment *)self);
}

static void
brv_fragment_clear (gpointer data)
{
  BrvFragment *self = data;

  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
}

/**
 * brv_fragment_unref:
 * @self: (transfer full): a fragment
 */
void
brv_fragment_unref (BrvFragment *self)
{
  g_atomic_rc_box_release_full (self, brv_fragment_clear);
}

/**
 * brv_fragment_get_n_blocks:
 * @self: a fragment
 *
 * Returns: how many blocks it has
 */
guint
brv_fragment_get_n_blocks (const BrvFragment *self)
{
  return self->blocks->len;
}

/**
 * brv_fragment_get_block:
 * @self: a fragment
 * @index: less than the number of its blocks
 *
 * Returns: the block at @index
 */
const BrvBlock *
brv_fragment_get_block (const BrvFragment *self, guint index)
{
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, index);
}

/**
 * brv_fragment_is_open_start:
 * @self: a fragment
 *
 * Returns: whether its first block melts into the text before it
 */
gboolean
brv_fragment_is_open_start (const BrvFragment *self)
{
  return self->open_start;
}

/**
 * brv_fragment_is_open_end:
 * @self: a fragment
 *
 * Returns: whether its last block melts into the text after it
 */
gboolean
brv_fragment_is_open_end (const BrvFragment *self)
{
  return self->open_end;
}

/**
 * brv_fragment_get_n_sources:
 * @self: a fragment
 *
 * Returns: how many sources come along
 */
guint
brv_fragment_get_n_sources (const BrvFragment *self)
{
  return self->sources->len;
}

/**
 * brv_fragment_get_source:
 * @self: a fragment
 * @index: less than the number of its sources
 *
 * Returns: the source at @index
 */
const BrvSource *
brv_fragment_get_source (const BrvFragment *self, guint index)
{
  g_return_val_if_fail (index < self->sources->len, NULL);

  return g_ptr_array_index (self->sources, index);
}

/**
 * brv_fragment_dup_plain:
 * @self: a fragment
 *
 * Returns: (transfer full): its words as plain text, a blank line between blocks
 */
char *
brv_fragment_dup_plain (const BrvFragment *self)
{
  GString *plain = g_string_new (NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      g_autofree char *text =
        brv_text_dup_plain (brv_block_get_text (g_ptr_array_index (self->blocks, i)));

      if (i > 0)
        g_string_append (plain, "\n\n");
      g_string_append (plain, text);
    }
  return g_string_free (plain, FALSE);
}
