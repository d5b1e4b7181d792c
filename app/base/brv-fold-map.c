/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-fold-map.h"

typedef struct
{
  gsize folded;
  gsize original;
  gsize folded_length;
  gsize original_length;
  gboolean linear;
} Segment;

void
brv_fold_map_init (BrvFoldMap *self)
{
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
}

void
brv_fold_map_clear (BrvFoldMap *self)
{
  g_clear_pointer (&self->segments, g_array_unref);
}

/*
 * brv_fold_map_add:
 * @self: a map
 * @folded: where the folded text goes on, in bytes
 * @folded_length: bytes that are added to it
 * @original: what they were
 * @linear: whether byte stands for byte
 */
void
brv_fold_map_add (
  BrvFoldMap *self, gsize folded, gsize folded_length, BrvRange original, gboolean linear)
{
  Segment segment = { folded, original.start, folded_length, original.end - original.start,
                      linear };

  if (linear && self->segments->len > 0)
    {
      Segment *last = &g_array_index (self->segments, Segment, self->segments->len - 1);

      if (last->linear && last->original + last->original_length == segment.original)
        {
          last->folded_length += folded_length;
          last->original_length += folded_length;
          return;
        }
    }
  g_array_append_val (self->segments, segment);
}

static const Segment *
segment_at (const BrvFoldMap *self, guint index)
{
  return &g_array_index (self->segments, Segment, index);
}

static BrvRange
folded_of (const Segment *segment)
{
  return (BrvRange){ segment->folded, segment->folded + segment->folded_length };
}

static BrvRange
original_of (const Segment *segment)
{
  return (BrvRange){ segment->original, segment->original + segment->original_length };
}

/* The first segment that ends after @offset of one side; their number if there is none. */
static guint
find_segment (const BrvFoldMap *self, gsize offset, gboolean by_original)
{
  guint low = 0;
  guint high = self->segments->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Segment *segment = segment_at (self, middle);
      BrvRange range = by_original ? original_of (segment) : folded_of (segment);

      if (range.end > offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/*
 * brv_fold_map_convert:
 * @self: a map
 * @range: bytes of one of the texts
 * @to_original: whether @range is of the folded text; else of the original
 *
 * Returns: bytes of the other text; of what was folded as a whole, all of it
 */
BrvRange
brv_fold_map_convert (const BrvFoldMap *self, BrvRange range, gboolean to_original)
{
  guint first = find_segment (self, range.start, !to_original);
  guint last = range.end > range.start ? find_segment (self, range.end - 1, !to_original) : first;
  BrvRange result = { 0, 0 };

  if (self->segments->len == 0)
    return result;
  for (guint i = 0; i < 2; i++)
    {
      guint index = MIN (i == 0 ? first : last, self->segments->len - 1);
      const Segment *segment = segment_at (self, index);
      BrvRange from = to_original ? folded_of (segment) : original_of (segment);
      BrvRange to = to_original ? original_of (segment) : folded_of (segment);
      gsize offset = i == 0 ? range.start : range.end;
      gsize mapped;

      if (offset <= from.start)
        mapped = to.start;
      else if (offset >= from.end)
        mapped = to.end;
      else if (segment->linear)
        mapped = to.start + (offset - from.start);
      else
        mapped = i == 0 ? to.start : to.end;
      if (i == 0)
        result.start = mapped;
      else
        result.end = MAX (mapped, result.start);
    }
  return result;
}
