/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "ui/shared/brv-reader-buffer.h"

#include "base/brv-utf8.h"

#define BULLET "•\t"

/*
 * A tag without looks on every other line. GtkTextLayout (4.8) keeps the last style it worked
 * out until it meets the border of a tag: when it measures a line anew that begins with none, it
 * gives it the style of whichever line it measured before. With this tag every line begins with
 * a border.
 */
#define TAG_ODD_LINE "odd-line"

/* One shown block: where it stands in the buffer and in the source's text. */
typedef struct
{
  gint start_chars; /* in the buffer */
  gint end_chars;
  BrvRange range; /* in the source's text */
  guint block;
} Segment;

struct _BrvReaderBuffer
{
  GtkTextBuffer parent_instance;

  /* Owned */
  BrvSource *source; /* (nullable) */
  GArray *segments;  /* Segment, in the order of both texts */
};

G_DEFINE_FINAL_TYPE (BrvReaderBuffer, brv_reader_buffer, GTK_TYPE_TEXT_BUFFER)

static const Segment *
get_segment (BrvReaderBuffer *self, guint index)
{
  return &g_array_index (self->segments, Segment, index);
}

/* The first segment that ends behind @chars; the number of segments where there is none. */
static guint
find_segment_at_chars (BrvReaderBuffer *self, gint chars)
{
  guint low = 0;
  guint high = self->segments->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_segment (self, middle)->end_chars > chars)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* The first segment whose text ends behind byte @offset of the source. */
static guint
find_segment_at_offset (BrvReaderBuffer *self, gsize offset)
{
  guint low = 0;
  guint high = self->segments->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_segment (self, middle)->range.end > offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static gsize
chars_to_offset (BrvReaderBuffer *self, const Segment *segment, gint chars)
{
  const char *text = brv_source_get_text (self->source);
  const char *start = text + segment->range.start;

  chars = CLAMP (chars, segment->start_chars, segment->end_chars);
  return (gsize)(g_utf8_offset_to_pointer (start, chars - segment->start_chars) - text);
}

static gint
offset_to_chars (BrvReaderBuffer *self, const Segment *segment, gsize offset)
{
  const char *text = brv_source_get_text (self->source);

  offset = CLAMP (offset, segment->range.start, segment->range.end);
  return segment->start_chars +
         (gint)g_utf8_pointer_to_offset (text + segment->range.start, text + offset);
}

/* Takes white space off both ends, a whole grapheme at a time. */
static BrvRange
trim (const char *text, gsize length, BrvRange range)
{
  while (range.start < range.end && g_unichar_isspace (g_utf8_get_char (text + range.start)))
    {
      gsize next = (gsize)(g_utf8_next_char (text + range.start) - text);

      if (!brv_utf8_is_grapheme_boundary (text, length, next))
        break;
      range.start = next;
    }
  while (range.start < range.end)
    {
      const char *last = g_utf8_prev_char (text + range.end);

      if (!g_unichar_isspace (g_utf8_get_char (last)) ||
          !brv_utf8_is_grapheme_boundary (text, length, (gsize)(last - text)))
        break;
      range.end = (gsize)(last - text);
    }
  return range;
}

/* What of segment @index lies between two places of the buffer, on graphemes and trimmed. */
static BrvRange
get_selected_part (BrvReaderBuffer *self, guint index, gint start_chars, gint end_chars)
{
  const Segment *segment = get_segment (self, index);
  const char *text = brv_source_get_text (self->source);
  gsize length = brv_source_get_text_length (self->source);
  BrvRange part = { 0, 0 };

  if (segment->end_chars <= start_chars || segment->start_chars >= end_chars)
    return part;
  part.start = chars_to_offset (self, segment, start_chars);
  part.end = chars_to_offset (self, segment, end_chars);
  return trim (text, length, brv_utf8_snap_to_graphemes (text, length, part));
}

/* Whether the source has text between the shown blocks @first and @last that is not shown. */
static gboolean
is_broken (BrvReaderBuffer *self, guint first, guint last)
{
  const BrvSourceBlock *blocks = brv_source_get_blocks (self->source, NULL);

  for (guint i = first; i < last; i++)
    for (guint block = get_segment (self, i)->block + 1; block < get_segment (self, i + 1)->block;
         block++)
      if (brv_range_length (blocks[block].range) > 0)
        return TRUE;
  return FALSE;
}

static BrvPassageState
find_passage (BrvReaderBuffer *self, BrvPassage *passage)
{
  GtkTextIter start;
  GtkTextIter end;
  BrvRange head = { 0, 0 };
  BrvRange tail = { 0, 0 };
  guint first;
  guint last;

  if (self->source == NULL ||
      !gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end))
    return BRV_PASSAGE_NONE;

  first = find_segment_at_chars (self, gtk_text_iter_get_offset (&start));
  for (; first < self->segments->len; first++)
    {
      head = get_selected_part (self, first, gtk_text_iter_get_offset (&start),
                                gtk_text_iter_get_offset (&end));
      if (brv_range_length (head) > 0 ||
          get_segment (self, first)->start_chars >= gtk_text_iter_get_offset (&end))
        break;
    }
  if (brv_range_length (head) == 0)
    return BRV_PASSAGE_NONE;

  last = find_segment_at_chars (self, gtk_text_iter_get_offset (&end) - 1);
  last = MIN (last, self->segments->len - 1);
  for (; last > first; last--)
    {
      tail = get_selected_part (self, last, gtk_text_iter_get_offset (&start),
                                gtk_text_iter_get_offset (&end));
      if (brv_range_length (tail) > 0)
        break;
    }
  if (is_broken (self, first, last))
    return BRV_PASSAGE_BROKEN;

  passage->source_id = brv_source_get_id (self->source);
  passage->range.start = head.start;
  passage->range.end = last > first ? tail.end : head.end;
  return BRV_PASSAGE_WHOLE;
}

static void
insert_line (BrvReaderBuffer *self, GtkTextIter *at, const char *text, const char *tag_name)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  if (text == NULL || *text == '\0')
    return;
  gtk_text_buffer_insert_with_tags_by_name (buffer, at, text, -1, tag_name, NULL);
  gtk_text_buffer_insert_with_tags_by_name (buffer, at, "\n", 1, tag_name, NULL);
}

/* The space around a block belongs above its first and below its last line alone. */
static void
tag_inner_lines (BrvReaderBuffer *self, gint start_chars, gint end_chars)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter second_line;
  GtkTextIter last_line;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, start_chars);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, end_chars);
  if (gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end))
    return;
  second_line = start;
  gtk_text_iter_forward_line (&second_line);
  last_line = end;
  gtk_text_iter_set_line_offset (&last_line, 0);
  gtk_text_buffer_apply_tag_by_name (buffer, BRV_READER_TAG_CONTINUED, &second_line, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, BRV_READER_TAG_CONTINUES, &start, &last_line);
}

static void
insert_block (BrvReaderBuffer *self, GtkTextIter *at, guint index, const BrvSourceBlock *block)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  const char *text = brv_source_get_text (self->source) + block->range.start;
  gint line_start = gtk_text_iter_get_offset (at);
  Segment segment = { 0 };
  GtkTextIter start;

  if (block->role == BRV_ROLE_LIST_ITEM)
    gtk_text_buffer_insert (buffer, at, BULLET, -1);
  segment.start_chars = gtk_text_iter_get_offset (at);
  gtk_text_buffer_insert (buffer, at, text, (gint)brv_range_length (block->range));
  segment.end_chars = gtk_text_iter_get_offset (at);
  segment.range = block->range;
  segment.block = index;
  g_array_append_val (self->segments, segment);
  gtk_text_buffer_insert (buffer, at, "\n", 1);

  gtk_text_buffer_get_iter_at_offset (buffer, &start, line_start);
  gtk_text_buffer_apply_tag_by_name (buffer, brv_role_get_name (block->role), &start, at);
  if (!block->kept)
    gtk_text_buffer_apply_tag_by_name (buffer, BRV_READER_TAG_LEFT_OUT, &start, at);
  tag_inner_lines (self, segment.start_chars, segment.end_chars);
}

/* What stands above the article's text. */
static gboolean
is_front_matter (BrvRole role)
{
  return role == BRV_ROLE_TITLE || role == BRV_ROLE_BYLINE || role == BRV_ROLE_STANDFIRST;
}

/* A picture's credit belongs to the caption above it: no space between the two. */
static void
join_to_line_before (BrvReaderBuffer *self, const GtkTextIter *at)
{
  const char *caption = brv_role_get_name (BRV_ROLE_CAPTION);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), caption);
  GtkTextIter start = *at;

  if (gtk_text_iter_backward_line (&start) && gtk_text_iter_has_tag (&start, tag))
    gtk_text_buffer_apply_tag_by_name (buffer, BRV_READER_TAG_CONTINUES, &start, at);
}

static void
tag_odd_lines (BrvReaderBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  for (gint line = 1; line < gtk_text_buffer_get_line_count (buffer); line += 2)
    {
      GtkTextIter start;
      GtkTextIter end;

      gtk_text_buffer_get_iter_at_line (buffer, &start, line);
      end = start;
      gtk_text_iter_forward_line (&end);
      gtk_text_buffer_apply_tag_by_name (buffer, TAG_ODD_LINE, &start, &end);
    }
}

static void
brv_reader_buffer_finalize (GObject *object)
{
  BrvReaderBuffer *self = BRV_READER_BUFFER (object);

  g_clear_pointer (&self->source, brv_source_unref);
  g_clear_pointer (&self->segments, g_array_unref);
  G_OBJECT_CLASS (brv_reader_buffer_parent_class)->finalize (object);
}

/* The tag table is a property of the construction: before its end there is none. */
static void
brv_reader_buffer_constructed (GObject *object)
{
  /* In the order of their priority: what comes later wins. */
  static const char *const tag_names[] = {
    BRV_READER_TAG_META,      BRV_READER_TAG_NOTICE,   BRV_READER_TAG_CONTINUED,
    BRV_READER_TAG_CONTINUES, BRV_READER_TAG_LEFT_OUT, BRV_READER_TAG_QUOTED,
    BRV_READER_TAG_HIT,       BRV_READER_TAG_CURRENT,
  };
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (object);

  G_OBJECT_CLASS (brv_reader_buffer_parent_class)->constructed (object);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  for (guint role = 0; role < BRV_N_ROLES; role++)
    gtk_text_buffer_create_tag (buffer, brv_role_get_name ((BrvRole)role), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tag_names); i++)
    gtk_text_buffer_create_tag (buffer, tag_names[i], NULL);
  gtk_text_buffer_create_tag (buffer, TAG_ODD_LINE, NULL);
}

static void
brv_reader_buffer_class_init (BrvReaderBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = brv_reader_buffer_constructed;
  object_class->finalize = brv_reader_buffer_finalize;
}

static void
brv_reader_buffer_init (BrvReaderBuffer *self)
{
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
}

/**
 * brv_reader_buffer_new:
 *
 * Makes a buffer that shows nothing. Its tags have names but no looks yet.
 *
 * Returns: (transfer full): the buffer
 */
BrvReaderBuffer *
brv_reader_buffer_new (void)
{
  return g_object_new (BRV_TYPE_READER_BUFFER, NULL);
}

/**
 * brv_reader_buffer_show:
 * @self: a buffer
 * @source: (nullable): the source to show, or NULL for none
 * @meta: (nullable): a line above the title that belongs to no source
 * @notice: (nullable): a second such line, below what stands above the article's text, if any
 * @show_left_out: whether blocks that are not kept are shown too
 *
 * Replaces the buffer's text by that of @source. A source without a title among its shown
 * blocks gets the one of its metadata as a line that cannot be quoted.
 */
void
brv_reader_buffer_show (BrvReaderBuffer *self,
                        const BrvSource *source,
                        const char *meta,
                        const char *notice,
                        gboolean show_left_out)
{
  GtkTextBuffer *buffer;
  const BrvSourceBlock *blocks = NULL;
  gboolean has_title = FALSE;
  GtkTextIter at;
  guint n_blocks = 0;

  g_return_if_fail (BRV_IS_READER_BUFFER (self));

  buffer = GTK_TEXT_BUFFER (self);
  g_clear_pointer (&self->source, brv_source_unref);
  g_array_set_size (self->segments, 0);
  gtk_text_buffer_set_text (buffer, "", 0);
  if (source == NULL)
    return;

  self->source = brv_source_ref (source);
  blocks = brv_source_get_blocks (source, &n_blocks);
  gtk_text_buffer_get_start_iter (buffer, &at);
  insert_line (self, &at, meta, BRV_READER_TAG_META);
  for (guint i = 0; i < n_blocks; i++)
    has_title |= blocks[i].role == BRV_ROLE_TITLE && (blocks[i].kept || show_left_out);
  if (!has_title)
    insert_line (self, &at, brv_source_get_title (source), brv_role_get_name (BRV_ROLE_TITLE));
  for (guint i = 0; i < n_blocks; i++)
    {
      if ((!blocks[i].kept && !show_left_out) || brv_range_length (blocks[i].range) == 0)
        continue;
      if (blocks[i].kept && !is_front_matter (blocks[i].role))
        insert_line (self, &at, g_steal_pointer (&notice), BRV_READER_TAG_NOTICE);
      if (blocks[i].role == BRV_ROLE_CREDIT)
        join_to_line_before (self, &at);
      insert_block (self, &at, i, &blocks[i]);
    }
  insert_line (self, &at, notice, BRV_READER_TAG_NOTICE);

  /* The last line break would be an empty line to click on. */
  if (gtk_text_buffer_get_char_count (buffer) > 0)
    {
      GtkTextIter last = at;

      gtk_text_iter_backward_char (&last);
      gtk_text_buffer_delete (buffer, &last, &at);
    }
  tag_odd_lines (self);
  gtk_text_buffer_get_start_iter (buffer, &at);
  gtk_text_buffer_place_cursor (buffer, &at);
}

/**
 * brv_reader_buffer_mark:
 * @self: a buffer
 * @tag_name: the name of one of its tags
 * @ranges: (array length=n_ranges) (nullable): bytes of the source's text
 * @n_ranges: how many there are
 *
 * Takes the tag off the whole text and puts it on what is shown of @ranges, never on the
 * breaks between blocks.
 */
void
brv_reader_buffer_mark (BrvReaderBuffer *self,
                        const char *tag_name,
                        const BrvRange *ranges,
                        guint n_ranges)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (BRV_IS_READER_BUFFER (self));
  g_return_if_fail (tag_name != NULL);

  buffer = GTK_TEXT_BUFFER (self);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, tag_name, &start, &end);
  for (guint i = 0; i < n_ranges; i++)
    for (guint s = find_segment_at_offset (self, ranges[i].start); s < self->segments->len; s++)
      {
        const Segment *segment = get_segment (self, s);

        if (segment->range.start >= ranges[i].end)
          break;
        gtk_text_buffer_get_iter_at_offset (buffer, &start,
                                            offset_to_chars (self, segment, ranges[i].start));
        gtk_text_buffer_get_iter_at_offset (buffer, &end,
                                            offset_to_chars (self, segment, ranges[i].end));
        gtk_text_buffer_apply_tag_by_name (buffer, tag_name, &start, &end);
      }
}

/**
 * brv_reader_buffer_get_source:
 * @self: a buffer
 *
 * Returns: (transfer none) (nullable): the source that is shown
 */
const BrvSource *
brv_reader_buffer_get_source (BrvReaderBuffer *self)
{
  g_return_val_if_fail (BRV_IS_READER_BUFFER (self), NULL);
  return self->source;
}

/**
 * brv_reader_buffer_get_passage:
 * @self: a buffer
 * @passage: (out): the source and the bytes of its text that are selected
 *
 * Says what a quote of the selection would be: on grapheme boundaries, without white space at
 * its ends, over the block breaks in between. Lines that belong to no source do not count.
 * A selection with hidden text inside gives nothing: the quote would hold words that the user
 * has not seen, and leaving them out unmarked would misquote.
 *
 * Returns: whether there is a passage that can be quoted
 */
gboolean
brv_reader_buffer_get_passage (BrvReaderBuffer *self, BrvPassage *passage)
{
  g_return_val_if_fail (BRV_IS_READER_BUFFER (self), FALSE);
  g_return_val_if_fail (passage != NULL, FALSE);
  return find_passage (self, passage) == BRV_PASSAGE_WHOLE;
}

/**
 * brv_reader_buffer_get_passage_state:
 * @self: a buffer
 *
 * Returns: what the selection is worth as a quote
 */
BrvPassageState
brv_reader_buffer_get_passage_state (BrvReaderBuffer *self)
{
  BrvPassage passage;

  g_return_val_if_fail (BRV_IS_READER_BUFFER (self), BRV_PASSAGE_NONE);
  return find_passage (self, &passage);
}

/**
 * brv_reader_buffer_list_shown:
 * @self: a buffer
 *
 * Returns: (transfer full) (element-type BrvRange): the parts of the source's text that are
 *   shown, in order
 */
GArray *
brv_reader_buffer_list_shown (BrvReaderBuffer *self)
{
  GArray *shown;

  g_return_val_if_fail (BRV_IS_READER_BUFFER (self), NULL);

  shown = g_array_sized_new (FALSE, FALSE, sizeof (BrvRange), self->segments->len);
  for (guint i = 0; i < self->segments->len; i++)
    g_array_append_val (shown, get_segment (self, i)->range);
  return shown;
}

/**
 * brv_reader_buffer_find_block:
 * @self: a buffer
 * @iter: a place in it
 *
 * Returns: the index of the source's block on that line, or -1
 */
gint
brv_reader_buffer_find_block (BrvReaderBuffer *self, const GtkTextIter *iter)
{
  const Segment *segment;
  guint index;
  gint chars;

  g_return_val_if_fail (BRV_IS_READER_BUFFER (self), -1);
  g_return_val_if_fail (iter != NULL, -1);

  /* The end of a line and the bullet before it belong to the block too. */
  chars = gtk_text_iter_get_offset (iter);
  index = find_segment_at_chars (self, chars - 1);
  if (index == self->segments->len)
    return -1;
  segment = get_segment (self, index);
  if (chars < segment->start_chars)
    {
      GtkTextIter start;

      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &start, segment->start_chars);
      if (gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (iter))
        return -1;
    }
  return (gint)segment->block;
}

/**
 * brv_reader_buffer_get_source_offset:
 * @self: a buffer
 * @iter: a place in it
 *
 * Returns: the byte of the source's text at @iter, or of the next shown block where @iter
 *   stands in none; the end of the last shown block behind all of them
 */
gsize
brv_reader_buffer_get_source_offset (BrvReaderBuffer *self, const GtkTextIter *iter)
{
  gint chars;
  guint index;

  g_return_val_if_fail (BRV_IS_READER_BUFFER (self), 0);
  g_return_val_if_fail (iter != NULL, 0);

  if (self->segments->len == 0)
    return 0;
  chars = gtk_text_iter_get_offset (iter);
  index = find_segment_at_chars (self, chars - 1);
  index = MIN (index, self->segments->len - 1);
  return chars_to_offset (self, get_segment (self, index), chars);
}

/**
 * brv_reader_buffer_get_iters:
 * @self: a buffer
 * @range: bytes of the source's text
 * @start: (out): where the first shown byte of @range stands
 * @end: (out): behind its last shown byte
 *
 * Returns: whether anything of @range is shown; if not, both stand at the next shown place
 */
gboolean
brv_reader_buffer_get_iters (BrvReaderBuffer *self,
                             BrvRange range,
                             GtkTextIter *start,
                             GtkTextIter *end)
{
  GtkTextBuffer *buffer;
  guint first;
  guint last;

  g_return_val_if_fail (BRV_IS_READER_BUFFER (self), FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  buffer = GTK_TEXT_BUFFER (self);
  first = find_segment_at_offset (self, range.start);
  if (first == self->segments->len)
    {
      gtk_text_buffer_get_end_iter (buffer, start);
      *end = *start;
      return FALSE;
    }
  gtk_text_buffer_get_iter_at_offset (
    buffer, start, offset_to_chars (self, get_segment (self, first), range.start));
  if (get_segment (self, first)->range.start >= range.end)
    {
      *end = *start;
      return FALSE;
    }
  last = first;
  while (last + 1 < self->segments->len && get_segment (self, last + 1)->range.start < range.end)
    last++;
  gtk_text_buffer_get_iter_at_offset (buffer, end,
                                      offset_to_chars (self, get_segment (self, last), range.end));
  return TRUE;
}
