/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/brv-utf8.h"
#include "model/brv-text.h"

/* A text in one line: runs as *emphasis*, +strong+, references as ^. */
static char *
draw (const BrvText *text)
{
  GString *drawn = g_string_new (NULL);
  const char *utf8 = brv_text_get_utf8 (text);
  guint n_runs;
  const BrvRun *runs = brv_text_get_runs (text, &n_runs);

  for (gsize at = 0; at <= brv_text_get_length (text); at++)
    {
      for (guint i = 0; i < n_runs; i++)
        {
          if (runs[i].range.start != at && runs[i].range.end != at)
            continue;
          if (runs[i].style & BRV_STYLE_EMPHASIS)
            g_string_append_c (drawn, '*');
          if (runs[i].style & BRV_STYLE_STRONG)
            g_string_append_c (drawn, '+');
          if (runs[i].link != NULL)
            g_string_append_c (drawn, '_');
        }
      if (at < brv_text_get_length (text))
        g_string_append_c (drawn, utf8[at]);
    }
  return g_string_free (drawn, FALSE);
}

static void
assert_drawn (const BrvText *text, const char *expected)
{
  g_autofree char *drawn = draw (text);

  g_assert_cmpstr (drawn, ==, expected);
}

static void
test_style (void)
{
  g_autoptr (BrvText) plain = brv_text_new ("abcdef", -1);
  g_autoptr (BrvText) one =
    brv_text_with_style (plain, (BrvRange){ 1, 3 }, BRV_STYLE_EMPHASIS, TRUE);
  g_autoptr (BrvText) joined =
    brv_text_with_style (one, (BrvRange){ 3, 5 }, BRV_STYLE_EMPHASIS, TRUE);
  g_autoptr (BrvText) both =
    brv_text_with_style (joined, (BrvRange){ 2, 6 }, BRV_STYLE_STRONG, TRUE);
  g_autoptr (BrvText) off = brv_text_with_style (both, (BrvRange){ 0, 6 }, BRV_STYLE_STRONG, FALSE);
  g_autoptr (BrvText) linked = brv_text_with_link (off, (BrvRange){ 0, 2 }, "https://example.org");

  assert_drawn (one, "a*bc*def");
  assert_drawn (joined, "a*bcde*f");
  assert_drawn (both, "a*b**+cde*++f+");
  assert_drawn (off, "a*bcde*f");
  assert_drawn (linked, "_a_*_b*_*cde*f");
  g_assert_true (brv_text_equal (off, joined));
  g_assert_cmpstr (brv_text_get_link_at (linked, 1), ==, "https://example.org");
}

static void
test_replace (void)
{
  g_autoptr (BrvText) plain = brv_text_new ("abcdef", -1);
  g_autoptr (BrvText) styled =
    brv_text_with_style (plain, (BrvRange){ 1, 5 }, BRV_STYLE_EMPHASIS, TRUE);
  g_autoptr (BrvText) inserted_plain = brv_text_new ("XY", -1);
  g_autoptr (BrvText) cut = brv_text_replace (styled, (BrvRange){ 2, 4 }, NULL);
  g_autoptr (BrvText) parted = brv_text_replace (styled, (BrvRange){ 3, 3 }, inserted_plain);
  g_autoptr (BrvText) slice = brv_text_slice (styled, (BrvRange){ 0, 2 });

  assert_drawn (cut, "a*be*f");
  assert_drawn (parted, "a*bc*XY*de*f");
  assert_drawn (slice, "a*b*");
}

static void
test_references (void)
{
  g_autoptr (BrvText) note = brv_text_new ("a note", -1);
  const BrvReference reference = { 0, BRV_REFERENCE_NOTE, note, BRV_ID_NONE, NULL };
  g_autoptr (BrvText) mark = brv_text_new_reference (&reference);
  g_autoptr (BrvText) plain = brv_text_new ("word next", -1);
  g_autoptr (BrvText) noted = brv_text_replace (plain, (BrvRange){ 4, 4 }, mark);
  g_autoptr (BrvText) moved = brv_text_replace (noted, (BrvRange){ 0, 2 }, NULL);
  g_autoptr (BrvText) gone = brv_text_replace (noted, (BrvRange){ 3, 8 }, NULL);
  g_autofree char *readable = brv_text_dup_plain (noted);
  guint n;
  const BrvReference *found = brv_text_get_references (moved, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (found[0].at, ==, 2);
  g_assert_true (brv_text_equal (found[0].note, note));
  g_assert_cmpstr (readable, ==, "word next");
  brv_text_get_references (gone, &n);
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/text/style", test_style);
  g_test_add_func ("/model/text/replace", test_replace);
  g_test_add_func ("/model/text/references", test_references);
  return g_test_run ();
}
