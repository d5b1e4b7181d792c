/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/brv-utf8.h"

typedef struct
{
  const char *name;
  const char *text;
  const char
    *boundaries; /* one digit a byte offset from 0 to the length: 1 where a grapheme begins */
} Row;

static void
test_graphemes (void)
{
  const Row rows[] = {
    { "ascii", "ab", "111" },
    { "composed", "é", "101" },
    { "decomposed", "e\xcc\x81x", "10011" },
    { "crlf", "\r\n", "101" },
    { "flags", "\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7", "10000000100000001" },
    { "family", "\U0001F468\u200D\U0001F469", "100000000001" },
    { "hangul", "\u1100\u1161\u11A8", "1000000001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length = strlen (rows[i].text);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpuint (strlen (rows[i].boundaries), ==, length + 1);
      for (gsize at = 0; at <= length; at++)
        g_assert_cmpint (brv_utf8_is_grapheme_boundary (rows[i].text, length, at), ==,
                         rows[i].boundaries[at] == '1');
    }
}

static void
test_chars (void)
{
  const char *text = "aé€\U0001F600";

  g_assert_cmpuint (brv_utf8_count_chars (text, strlen (text)), ==, 4);
  g_assert_cmpuint (brv_utf8_offset_at_char (text, strlen (text), 2), ==, 3);
  g_assert_cmpuint (brv_utf8_offset_at_char (text, strlen (text), 9), ==, strlen (text));
}

static void
test_snap (void)
{
  const char *text = "ae\xcc\x81z";
  BrvRange snapped = brv_utf8_snap_to_graphemes (text, strlen (text), (BrvRange){ 2, 3 });

  g_assert_cmpuint (snapped.start, ==, 1);
  g_assert_cmpuint (snapped.end, ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/utf8/graphemes", test_graphemes);
  g_test_add_func ("/base/utf8/chars", test_chars);
  g_test_add_func ("/base/utf8/snap", test_snap);
  return g_test_run ();
}
