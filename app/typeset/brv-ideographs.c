/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-ideographs.h"

#include "cite/brv-words.h"

/**
 * brv_ideographs_has:
 * @c: a character
 *
 * Returns: whether @c fills a square: an ideograph, kana, hangul or a sign that goes with them
 */
gboolean
brv_ideographs_has (gunichar c)
{
  return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xff60) ||
         (c >= 0x20000 && c <= 0x3ffff);
}

/**
 * brv_ideographs_get_square:
 * @c: a character that is as wide as its size
 * @stops: where commas and stops stand
 *
 * Says which half of its square is blank. Between two signs only one half is wanted, and none at the
 * beginning and the end of a line.
 *
 * Source: Requirements for Japanese Text Layout (W3C, JLREQ), 3.1.2 and 3.1.4 to 3.1.6; Requirements for
 * Chinese Text Layout (W3C, CLREQ), 3.1.6.
 *
 * Returns: where the ink is
 */
BrvSquare
brv_ideographs_get_square (gunichar c, BrvStops stops)
{
  switch (c)
    {
    case 0x2018: /* ‘ */
    case 0x201c: /* “ */
    case 0x3008: /* 〈 */
    case 0x300a: /* 《 */
    case 0x300c: /* 「 */
    case 0x300e: /* 『 */
    case 0x3010: /* 【 */
    case 0x3014: /* 〔 */
    case 0xff08: /* （ */
    case 0xff3b: /* ［ */
    case 0xff5b: /* ｛ */
      return BRV_SQUARE_SECOND_HALF;
    case 0x2019: /* ’ */
    case 0x201d: /* ” */
    case 0x3009: /* 〉 */
    case 0x300b: /* 》 */
    case 0x300d: /* 」 */
    case 0x300f: /* 』 */
    case 0x3011: /* 】 */
    case 0x3015: /* 〕 */
    case 0xff09: /* ） */
    case 0xff3d: /* ］ */
    case 0xff5d: /* ｝ */
      return BRV_SQUARE_FIRST_HALF;
    case 0x3001: /* 、 */
    case 0x3002: /* 。 */
    case 0xff0c: /* ， */
    case 0xff0e: /* ． */
      return stops == BRV_STOPS_TRADITIONAL ? BRV_SQUARE_FULL : BRV_SQUARE_FIRST_HALF;
    case 0xff01: /* ！ */
    case 0xff1a: /* ： */
    case 0xff1b: /* ； */
    case 0xff1f: /* ？ */
      return stops == BRV_STOPS_SIMPLIFIED ? BRV_SQUARE_FIRST_HALF : BRV_SQUARE_FULL;
    default:
      return BRV_SQUARE_FULL;
    }
}

/**
 * brv_ideographs_find_stops:
 * @language: (nullable): a BCP 47 tag
 *
 * Source: Requirements for Chinese Text Layout (W3C, CLREQ), 3.1.3 and 3.1.6.
 *
 * Returns: where commas and stops stand in their squares
 */
BrvStops
brv_ideographs_find_stops (const char *language)
{
  static const char *const traditional[] = { "zh-Hant", "zh-TW", "zh-HK", "zh-MO" };

  for (guint i = 0; i < G_N_ELEMENTS (traditional); i++)
    {
      if (brv_words_language_is (language, traditional[i]))
        return BRV_STOPS_TRADITIONAL;
    }
  return brv_words_language_is (language, "zh") ? BRV_STOPS_SIMPLIFIED : BRV_STOPS_JAPANESE;
}
