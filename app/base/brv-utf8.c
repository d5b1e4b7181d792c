/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-utf8.h"

#define ZERO_WIDTH_JOINER        0x200D
#define VARIATION_SELECTOR_FIRST 0xFE00
#define VARIATION_SELECTOR_LAST  0xFE0F
#define EMOJI_MODIFIER_FIRST     0x1F3FB
#define EMOJI_MODIFIER_LAST      0x1F3FF
#define TAG_FIRST                0xE0020
#define TAG_LAST                 0xE007F
#define REGIONAL_INDICATOR_FIRST 0x1F1E6
#define REGIONAL_INDICATOR_LAST  0x1F1FF

static gboolean
is_regional_indicator (gunichar c)
{
  return c >= REGIONAL_INDICATOR_FIRST && c <= REGIONAL_INDICATOR_LAST;
}

/* Grapheme_Extend, SpacingMark and what continues an emoji: UAX #29, rules GB9 and GB9a. */
static gboolean
extends_grapheme (gunichar c)
{
  return g_unichar_ismark (c) || c == ZERO_WIDTH_JOINER ||
         (c >= VARIATION_SELECTOR_FIRST && c <= VARIATION_SELECTOR_LAST) ||
         (c >= EMOJI_MODIFIER_FIRST && c <= EMOJI_MODIFIER_LAST) ||
         (c >= TAG_FIRST && c <= TAG_LAST);
}

/* Conjoining Hangul: GB6 to GB8. */
static gboolean
joins_hangul (gunichar before, gunichar after)
{
  GUnicodeBreakType left = g_unichar_break_type (before);
  GUnicodeBreakType right = g_unichar_break_type (after);

  switch ((int)left)
    {
    case G_UNICODE_BREAK_HANGUL_L_JAMO:
      return right == G_UNICODE_BREAK_HANGUL_L_JAMO || right == G_UNICODE_BREAK_HANGUL_V_JAMO ||
             right == G_UNICODE_BREAK_HANGUL_LV_SYLLABLE ||
             right == G_UNICODE_BREAK_HANGUL_LVT_SYLLABLE;
    case G_UNICODE_BREAK_HANGUL_V_JAMO:
    case G_UNICODE_BREAK_HANGUL_LV_SYLLABLE:
      return right == G_UNICODE_BREAK_HANGUL_V_JAMO || right == G_UNICODE_BREAK_HANGUL_T_JAMO;
    case G_UNICODE_BREAK_HANGUL_T_JAMO:
    case G_UNICODE_BREAK_HANGUL_LVT_SYLLABLE:
      return right == G_UNICODE_BREAK_HANGUL_T_JAMO;
    default:
      return FALSE;
    }
}

/**
 * brv_utf8_count_chars:
 * @text: valid UTF-8
 * @length: its length in bytes
 *
 * Returns: how many code points @text has
 */
gsize
brv_utf8_count_chars (const char *text, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    n += ((guchar)text[i] & 0xC0) != 0x80;
  return n;
}

/**
 * brv_utf8_offset_at_char:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @chars: a number of code points
 *
 * Returns: the byte at which code point @chars begins; @length if there are fewer
 */
gsize
brv_utf8_offset_at_char (const char *text, gsize length, gsize chars)
{
  gsize offset = 0;

  for (gsize i = 0; i < chars && offset < length; i++)
    offset = (gsize)(g_utf8_next_char (text + offset) - text);
  return MIN (offset, length);
}

/**
 * brv_utf8_is_boundary:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @offset: a byte offset
 *
 * Returns: whether a code point begins at @offset, or @text ends there
 */
gboolean
brv_utf8_is_boundary (const char *text, gsize length, gsize offset)
{
  return offset == length || (offset < length && ((guchar)text[offset] & 0xC0) != 0x80);
}

/**
 * brv_utf8_is_grapheme_boundary:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @offset: a byte offset
 *
 * Says whether @offset lies between two characters as a reader sees them.
 *
 * Source: Unicode Standard Annex #29, extended grapheme clusters, without rule GB9b
 * (prepended marks), which needs a table that GLib does not have.
 *
 * Returns: whether a grapheme begins at @offset, or @text ends there
 */
gboolean
brv_utf8_is_grapheme_boundary (const char *text, gsize length, gsize offset)
{
  gunichar before;
  gunichar after;
  const char *previous;

  if (!brv_utf8_is_boundary (text, length, offset))
    return FALSE;
  if (offset == 0 || offset == length)
    return TRUE;

  previous = g_utf8_prev_char (text + offset);
  before = g_utf8_get_char (previous);
  after = g_utf8_get_char (text + offset);
  if (before == '\r' && after == '\n')
    return FALSE;
  if (before == '\r' || before == '\n' || after == '\r' || after == '\n')
    return TRUE;
  if (extends_grapheme (after) || joins_hangul (before, after))
    return FALSE;
  if (before == ZERO_WIDTH_JOINER)
    return g_unichar_isalnum (after);
  if (is_regional_indicator (before) && is_regional_indicator (after))
    {
      guint run = 0;

      for (const char *p = previous; is_regional_indicator (g_utf8_get_char (p));
           p = g_utf8_prev_char (p))
        {
          run++;
          if (p == text)
            break;
        }
      return run % 2 == 0;
    }
  return TRUE;
}

/**
 * brv_utf8_snap_to_graphemes:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @range: a range within @text
 *
 * Widens @range so that it cuts through no grapheme.
 *
 * Returns: the widened range
 */
BrvRange
brv_utf8_snap_to_graphemes (const char *text, gsize length, BrvRange range)
{
  range.end = MIN (range.end, length);
  range.start = MIN (range.start, range.end);
  while (!brv_utf8_is_grapheme_boundary (text, length, range.start))
    range.start--;
  while (!brv_utf8_is_grapheme_boundary (text, length, range.end))
    range.end++;
  return range;
}
