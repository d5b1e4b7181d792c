/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "verify/brv-diff.h"

#include "base/brv-fold.h"

/* With more differences than this, what lies between the common ends counts as all different. */
#define MAX_DIFFERENCES 1000

/* A word, a run of white space, or one other character. */
typedef struct
{
  BrvRange range;
  char *folded;
  gboolean is_space;
} Token;

static void
clear_token (gpointer data)
{
  Token *token = data;

  g_free (token->folded);
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == 0x00AD || c == 0x200C || c == 0x200D;
}

/* An apostrophe within a word belongs to it. */
static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x02BC;
}

static const char *
find_token_end (const char *p, gboolean *is_space)
{
  gunichar c = g_utf8_get_char (p);
  gboolean letter = is_letter (c);

  *is_space = g_unichar_isspace (c);
  p = g_utf8_next_char (p);
  if (!letter && !*is_space)
    return p;
  while (*p != '\0')
    {
      c = g_utf8_get_char (p);
      if (letter ? !is_letter (c) &&
                     !(is_apostrophe (c) && is_letter (g_utf8_get_char (g_utf8_next_char (p))))
                 : !g_unichar_isspace (c))
        break;
      p = g_utf8_next_char (p);
    }
  return p;
}

static GArray *
tokenize (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  const char *p = text;

  g_array_set_clear_func (tokens, clear_token);
  while (*p != '\0')
    {
      Token token;
      const char *end = find_token_end (p, &token.is_space);
      g_autoptr (BrvFold) fold = brv_fold_new (p, end - p, BRV_FOLD_VERDICT);

      token.range = (BrvRange){ (gsize)(p - text), (gsize)(end - text) };
      token.folded = g_strdup (brv_fold_get_text (fold));
      g_array_append_val (tokens, token);
      p = end;
    }
  return tokens;
}

static const Token *
token_at (GArray *tokens, gint index)
{
  return &g_array_index (tokens, Token, index);
}

typedef struct
{
  GArray *first;
  GArray *second;
  GArray *parts; /* (element-type BrvDiffPart) */
} Diff;

static gboolean
same (const Diff *self, gint x, gint y)
{
  return g_str_equal (token_at (self->first, x)->folded, token_at (self->second, y)->folded);
}

static gsize
offset_of (GArray *tokens, gint index)
{
  if (index < (gint)tokens->len)
    return token_at (tokens, index)->range.start;
  return tokens->len > 0 ? token_at (tokens, (gint)tokens->len - 1)->range.end : 0;
}

/* Adds tokens [x, x_end) and [y, y_end); those of equal kinds grow the part before. */
static void
add (Diff *self, BrvDiffKind kind, gint x, gint x_end, gint y, gint y_end)
{
  BrvDiffPart part = { kind,
                       { offset_of (self->first, x), offset_of (self->first, x_end) },
                       { offset_of (self->second, y), offset_of (self->second, y_end) } };
  BrvDiffPart *last =
    self->parts->len > 0 ? &g_array_index (self->parts, BrvDiffPart, self->parts->len - 1) : NULL;

  if (x == x_end && y == y_end)
    return;
  if (last != NULL && last->kind == kind)
    {
      last->first.end = part.first.end;
      last->second.end = part.second.end;
      return;
    }
  g_array_append_val (self->parts, part);
}

/* Walks the furthest reaching paths back from the end, and adds what they say in order. */
static void
add_path (Diff *self, GPtrArray *trace, gint offset, gint x, gint y, gint x_end, gint y_end)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (gint) * 3); /* kind, x, y */
  gint at_x = x_end - x;
  gint at_y = y_end - y;

  for (gint d = (gint)trace->len - 1; d >= 0; d--)
    {
      const gint *furthest = g_ptr_array_index (trace, d);
      gint k = at_x - at_y;
      gboolean down = k == -d || (k != d && furthest[offset + k - 1] < furthest[offset + k + 1]);
      gint before_k = down ? k + 1 : k - 1;
      gint before_x = d > 0 ? furthest[offset + before_k] : 0;
      gint before_y = d > 0 ? before_x - before_k : 0;
      gint step[3];

      while (at_x > before_x && at_y > before_y)
        {
          step[0] = BRV_DIFF_EQUAL;
          step[1] = --at_x;
          step[2] = --at_y;
          g_array_append_val (steps, step);
        }
      if (d > 0)
        {
          step[0] = down ? BRV_DIFF_ADDED : BRV_DIFF_REMOVED;
          at_x = before_x;
          at_y = before_y;
          step[1] = at_x;
          step[2] = at_y;
          g_array_append_val (steps, step);
        }
    }
  for (guint i = steps->len; i > 0; i--)
    {
      const gint *step = (const gint *)(gconstpointer)(steps->data + (i - 1) * sizeof (gint) * 3);
      gint step_x = x + step[1];
      gint step_y = y + step[2];

      add (self, (BrvDiffKind)step[0], step_x, step_x + (step[0] != BRV_DIFF_ADDED), step_y,
           step_y + (step[0] != BRV_DIFF_REMOVED));
    }
}

/*
 * Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986),
 * 251–266: the greedy algorithm, with a copy of the furthest reaching paths for each difference.
 */
static gboolean
find_path (Diff *self, gint x, gint x_end, gint y, gint y_end)
{
  gint n = x_end - x;
  gint m = y_end - y;
  gint max = MIN (n + m, MAX_DIFFERENCES);
  gint offset = max + 1;
  gsize size = sizeof (gint) * (gsize)(2 * max + 3);
  g_autofree gint *furthest = g_malloc0 (size);
  g_autoptr (GPtrArray) trace = g_ptr_array_new_with_free_func (g_free);

  for (gint d = 0; d <= max; d++)
    {
      g_ptr_array_add (trace, g_memdup2 (furthest, size));
      for (gint k = -d; k <= d; k += 2)
        {
          gboolean down =
            k == -d || (k != d && furthest[offset + k - 1] < furthest[offset + k + 1]);
          gint at_x = down ? furthest[offset + k + 1] : furthest[offset + k - 1] + 1;
          gint at_y = at_x - k;

          while (at_x < n && at_y < m && same (self, x + at_x, y + at_y))
            {
              at_x++;
              at_y++;
            }
          furthest[offset + k] = at_x;
          if (at_x >= n && at_y >= m)
            {
              add_path (self, trace, offset, x, y, x_end, y_end);
              return TRUE;
            }
        }
    }
  return FALSE;
}

static gboolean
is_space_only (const Diff *self, const BrvDiffPart *part)
{
  for (guint i = 0; i < self->first->len; i++)
    {
      const Token *token = token_at (self->first, (gint)i);

      if (brv_range_contains (part->first, token->range) && !token->is_space)
        return FALSE;
    }
  return TRUE;
}

static void
append_change (GArray *parts, BrvRange removed, BrvRange added)
{
  BrvDiffPart part = { BRV_DIFF_REMOVED, removed, { added.start, added.start } };

  if (brv_range_length (removed) > 0)
    g_array_append_val (parts, part);
  part = (BrvDiffPart){ BRV_DIFF_ADDED, { removed.end, removed.end }, added };
  if (brv_range_length (added) > 0)
    g_array_append_val (parts, part);
}

/* Differing words with nothing but a space between them are one difference: first all that is gone. */
static GArray *
join_changes (Diff *self)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (BrvDiffPart));
  guint i = 0;

  while (i < self->parts->len)
    {
      BrvDiffPart part = g_array_index (self->parts, BrvDiffPart, i);
      BrvRange removed = { part.first.start, part.first.start };
      BrvRange added = { part.second.start, part.second.start };

      if (part.kind == BRV_DIFF_EQUAL)
        {
          g_array_append_val (joined, part);
          i++;
          continue;
        }
      while (i < self->parts->len)
        {
          const BrvDiffPart *next = &g_array_index (self->parts, BrvDiffPart, i);

          if (next->kind == BRV_DIFF_EQUAL &&
              (i + 1 == self->parts->len || !is_space_only (self, next)))
            break;
          removed.end = next->first.end;
          added.end = next->second.end;
          i++;
        }
      append_change (joined, removed, added);
    }
  return joined;
}

/**
 * brv_diff_words:
 * @first: a text
 * @second: another
 *
 * Finds the words in which two texts differ. Words that only differ in what a verdict forgives count
 * as the same.
 *
 * Returns: (transfer full) (element-type BrvDiffPart): parts that cover both texts in order; what is
 *   removed comes before what is added in its place
 */
GArray *
brv_diff_words (const char *first, const char *second)
{
  g_autoptr (GArray) first_tokens = NULL;
  g_autoptr (GArray) second_tokens = NULL;
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (BrvDiffPart));
  Diff self;
  gint start = 0;
  gint x_end, y_end;

  g_return_val_if_fail (first != NULL && second != NULL, NULL);

  first_tokens = tokenize (first);
  second_tokens = tokenize (second);
  self = (Diff){ first_tokens, second_tokens, parts };
  x_end = (gint)first_tokens->len;
  y_end = (gint)second_tokens->len;
  while (start < x_end && start < y_end && same (&self, start, start))
    start++;
  while (x_end > start && y_end > start && same (&self, x_end - 1, y_end - 1))
    {
      x_end--;
      y_end--;
    }
  add (&self, BRV_DIFF_EQUAL, 0, start, 0, start);
  if (!find_path (&self, start, x_end, start, y_end))
    {
      add (&self, BRV_DIFF_REMOVED, start, x_end, start, start);
      add (&self, BRV_DIFF_ADDED, x_end, x_end, start, y_end);
    }
  add (&self, BRV_DIFF_EQUAL, x_end, (gint)first_tokens->len, y_end, (gint)second_tokens->len);
  return join_changes (&self);
}
