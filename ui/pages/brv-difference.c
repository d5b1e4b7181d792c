/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two wordings beside each other, with the words in which they differ marked. */

#include "config.h"

#include "ui/pages/brv-difference.h"

#include "verify/brv-diff.h"

/* How much of equal text is shown around a difference, in bytes. */
#define CONTEXT_BYTES 60

/* Struck or underlined too: the difference is never told by colour alone. */
typedef struct
{
  const char *removed;
  const char *added;
} Marks;

static const Marks light_marks = {
  "<span background=\"#fbd5d5\" strikethrough=\"true\">",
  "<span background=\"#c9efd6\" underline=\"single\">",
};

static const Marks dark_marks = {
  "<span background=\"#6b2127\" strikethrough=\"true\">",
  "<span background=\"#1d5233\" underline=\"single\">",
};

/* The nearest start of a word at or after a byte. */
static gsize
word_start_after (const char *text, gsize at, gsize end)
{
  while (at < end && text[at] != ' ')
    at++;
  return at < end ? at + 1 : end;
}

static gsize
word_end_before (const char *text, gsize at, gsize start)
{
  while (at > start && text[at] != ' ')
    at--;
  return at;
}

static void
append_escaped (GString *markup, const char *text, gsize start, gsize end)
{
  g_autofree char *escaped =
    end > start ? g_markup_escape_text (text + start, (gssize)(end - start)) : g_strdup ("");

  g_string_append (markup, escaped);
}

/* Long runs of equal words are cut down to the words beside the differences. */
static void
append_equal (GString *markup, const char *text, BrvRange range, gboolean first, gboolean last)
{
  const gsize room = (gsize)CONTEXT_BYTES * (first || last ? 1 : 2);
  gsize head_end;
  gsize tail_start;

  if (brv_range_length (range) <= room + 10)
    {
      append_escaped (markup, text, range.start, range.end);
      return;
    }
  head_end = word_end_before (text, range.start + CONTEXT_BYTES, range.start);
  tail_start = word_start_after (text, range.end - CONTEXT_BYTES, range.end);
  if (!first)
    append_escaped (markup, text, range.start, head_end);
  g_string_append (markup, first || last ? "…" : " … ");
  if (!last)
    append_escaped (markup, text, tail_start, range.end);
}

static void
append_marked (GString *markup, const char *text, BrvRange range, const char *mark)
{
  if (brv_range_length (range) == 0)
    return;
  g_string_append (markup, mark);
  append_escaped (markup, text, range.start, range.end);
  g_string_append (markup, "</span>");
}

/**
 * brv_difference_dup_markup:
 * @in_brief: a quote's words
 * @in_source: the source's words
 * @dark: whether they are shown on a dark ground
 * @brief_markup: (out) (transfer full): the first as Pango markup
 * @source_markup: (out) (transfer full): the second as Pango markup
 *
 * Marks the words in which two wordings differ, and leaves out what is far from any difference.
 */
void
brv_difference_dup_markup (const char *in_brief,
                           const char *in_source,
                           gboolean dark,
                           char **brief_markup,
                           char **source_markup)
{
  const Marks *marks = dark ? &dark_marks : &light_marks;
  g_autoptr (GArray) parts = brv_diff_words (in_brief, in_source);
  g_autoptr (GString) brief = g_string_new (NULL);
  g_autoptr (GString) source = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const BrvDiffPart *part = &g_array_index (parts, BrvDiffPart, i);
      const gboolean first = i == 0;
      const gboolean last = i + 1 == parts->len;

      switch (part->kind)
        {
        case BRV_DIFF_REMOVED:
          append_marked (brief, in_brief, part->first, marks->removed);
          break;
        case BRV_DIFF_ADDED:
          append_marked (source, in_source, part->second, marks->added);
          break;
        case BRV_DIFF_EQUAL:
        default:
          append_equal (brief, in_brief, part->first, first, last);
          append_equal (source, in_source, part->second, first, last);
          break;
        }
    }
  *brief_markup = g_string_free (g_steal_pointer (&brief), FALSE);
  *source_markup = g_string_free (g_steal_pointer (&source), FALSE);
}

/**
 * brv_difference_dup_inline_markup:
 * @before: words
 * @after: the words that they became
 * @dark: whether they are shown on a dark ground
 *
 * Returns: (transfer full): both in one line as Pango markup, with the words marked that went and
 *   that came, and without what is far from any difference
 */
char *
brv_difference_dup_inline_markup (const char *before, const char *after, gboolean dark)
{
  const Marks *marks = dark ? &dark_marks : &light_marks;
  g_autoptr (GArray) parts = brv_diff_words (before, after);
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const BrvDiffPart *part = &g_array_index (parts, BrvDiffPart, i);

      switch (part->kind)
        {
        case BRV_DIFF_REMOVED:
          append_marked (markup, before, part->first, marks->removed);
          break;
        case BRV_DIFF_ADDED:
          append_marked (markup, after, part->second, marks->added);
          break;
        case BRV_DIFF_EQUAL:
        default:
          append_equal (markup, after, part->second, i == 0, i + 1 == parts->len);
          break;
        }
    }
  return g_string_free (markup, FALSE);
}
