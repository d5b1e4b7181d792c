/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-reader-private.h"

static void
mark_quoted (BrvReader *self)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (BrvRange));

  for (guint i = 0; i < self->quoted->len; i++)
    g_array_append_val (ranges, g_array_index (self->quoted, BrvQuotedPassage, i).range);
  brv_reader_buffer_mark (self->buffer, BRV_READER_TAG_QUOTED,
                          (const BrvRange *)(gpointer)ranges->data, ranges->len);
  brv_reader_update_page_marks (self);
}

/* The passages of the shown source that the brief quotes: a walk over all its blocks. */
static GArray *
list_quoted (BrvReader *self)
{
  const BrvBrief *brief = brv_document_get_brief (self->document);
  const BrvSource *source = brv_reader_buffer_get_source (self->buffer);
  GArray *quoted = g_array_new (FALSE, FALSE, sizeof (BrvQuotedPassage));

  for (guint s = 0; source != NULL && s < brv_brief_get_n_sections (brief); s++)
    {
      const BrvSection *section = brv_brief_get_section (brief, s);

      for (guint b = 0; b < brv_section_get_n_blocks (section); b++)
        {
          const BrvBlock *block = brv_section_get_block (section, b);
          const BrvAnchor *anchor;
          BrvQuotedPassage passage;

          if (brv_block_get_kind (block) != BRV_BLOCK_QUOTE)
            continue;
          anchor = brv_quote_get_anchor (brv_block_get_quote (block));
          passage.range = brv_anchor_get_range (anchor);
          passage.block_id = brv_block_get_id (block);
          if (brv_id_equal (brv_anchor_get_source_id (anchor), self->source_id) &&
              passage.range.start < passage.range.end &&
              passage.range.end <= brv_source_get_text_length (source) &&
              g_strcmp0 (brv_anchor_get_text_sha256 (anchor),
                         brv_source_get_text_sha256 (source)) == 0)
            g_array_append_val (quoted, passage);
        }
    }
  return quoted;
}

/* A selection would hide that its passage is marked now, wherever it was dropped. */
static void
unselect_quoted (BrvReader *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  BrvPassage passage;
  GtkTextIter end;

  if (!brv_reader_buffer_get_passage (self->buffer, &passage))
    return;
  for (guint i = 0; i < self->quoted->len; i++)
    {
      BrvRange range = g_array_index (self->quoted, BrvQuotedPassage, i).range;

      if (range.start == passage.range.start && range.end == passage.range.end)
        {
          gtk_text_buffer_get_selection_bounds (buffer, NULL, &end);
          gtk_text_buffer_place_cursor (buffer, &end);
          return;
        }
    }
}

/*
 * brv_reader_update_quoted:
 * @self: a reader
 *
 * Marks what the brief quotes of the shown source now.
 */
void
brv_reader_update_quoted (BrvReader *self)
{
  GArray *quoted = list_quoted (self);
  gboolean same = quoted->len == self->quoted->len;
  gboolean more = quoted->len > self->quoted->len;

  for (guint i = 0; same && i < quoted->len; i++)
    {
      BrvRange before = g_array_index (self->quoted, BrvQuotedPassage, i).range;
      BrvRange after = g_array_index (quoted, BrvQuotedPassage, i).range;

      same = before.start == after.start && before.end == after.end;
    }
  g_array_unref (self->quoted);
  self->quoted = quoted;
  if (!same)
    mark_quoted (self);
  if (more)
    unselect_quoted (self);
}

static gboolean
has_quote (const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    if (brv_block_get_kind (g_ptr_array_index (blocks, i)) == BRV_BLOCK_QUOTE)
      return TRUE;
  return FALSE;
}

/*
 * brv_reader_touches_quotes:
 * @change: a change of the document
 *
 * Returns: whether a quote may have come, gone or changed
 */
gboolean
brv_reader_touches_quotes (const BrvChange *change)
{
  const BrvSplice *splices;
  guint n_splices = 0;

  splices = brv_change_get_splices (change, &n_splices);
  for (guint i = 0; i < n_splices; i++)
    if (splices[i].kind == BRV_SPLICE_SECTIONS ||
        (splices[i].kind == BRV_SPLICE_BLOCKS &&
         (has_quote (splices[i].removed) || has_quote (splices[i].inserted))))
      return TRUE;
  return FALSE;
}

/*
 * brv_reader_reset_quoted:
 * @self: a reader whose buffer has got another source
 */
void
brv_reader_reset_quoted (BrvReader *self)
{
  g_array_unref (self->quoted);
  self->quoted = list_quoted (self);
  mark_quoted (self);
}
