/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "verify/brv-diff.h"

#include "verify-kit.h"

/* Parts as text: =same -gone +new, parted by bars. */
static char *
write_parts (const char *first, const char *second, GArray *parts)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      BrvDiffPart part = g_array_index (parts, BrvDiffPart, i);
      gboolean added = part.kind == BRV_DIFF_ADDED;
      BrvRange range = added ? part.second : part.first;

      g_string_append_printf (out, "%s%c%.*s", i > 0 ? "|" : "", "=-+"[part.kind],
                              (int)brv_range_length (range),
                              (added ? second : first) + range.start);
    }
  return g_string_free (out, FALSE);
}

/* The parts of one kind and the equal ones, put together, are the text. */
static void
check_covers (const char *text, GArray *parts, gboolean is_first)
{
  gsize at = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      BrvDiffPart part = g_array_index (parts, BrvDiffPart, i);
      BrvRange range = is_first ? part.first : part.second;

      g_assert_cmpuint (range.start, ==, at);
      at = range.end;
    }
  g_assert_cmpuint (at, ==, strlen (text));
}

static void
test_words (void)
{
  const struct
  {
    const char *first;
    const char *second;
    const char *parts;
  } rows[] = {
    { "", "", "" },
    { "a", "", "-a" },
    { "", "a", "+a" },
    { "the plan", "the plan", "=the plan" },
    { "the old plan", "the new plan", "=the |-old|+new|= plan" },
    { "does not call it safe", "does call it safe", "=does |-not |=call it safe" },
    { "he said", "he then said", "=he |+then |=said" },
    { "six men came", "seven women came", "-six men|+seven women|= came" },
    { "one two", "three four", "-one two|+three four" },
    { "“don’t”  go", "\"don't\" go", "=“don’t”  go" },
    { "12 per cent, or so", "21 per cent or so", "-12|+21|= per cent|-,|= or so" },
    { "caf\u00E9 noir", "cafe\u0301 blanc", "=caf\u00E9 |-noir|+blanc" },
    { "政府继续", "政府停止", "-政府继续|+政府停止" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) parts = brv_diff_words (rows[i].first, rows[i].second);
      g_autofree char *written = write_parts (rows[i].first, rows[i].second, parts);

      g_assert_cmpstr (written, ==, rows[i].parts);
      check_covers (rows[i].first, parts, TRUE);
      check_covers (rows[i].second, parts, FALSE);
    }
}

static void
test_large (void)
{
  g_autofree char *first = kit_prose (1, 1500);
  g_autofree char *second = kit_prose (2, 1500);
  g_autofree char *third = g_strconcat (first, " ", second, NULL);
  g_autoptr (GArray) different = brv_diff_words (first, second);
  g_autoptr (GArray) longer = brv_diff_words (first, third);

  check_covers (first, different, TRUE);
  check_covers (second, different, FALSE);
  g_assert_cmpuint (longer->len, ==, 2);
  g_assert_cmpint (g_array_index (longer, BrvDiffPart, 1).kind, ==, BRV_DIFF_ADDED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/diff/words", test_words);
  g_test_add_func ("/verify/diff/large", test_large);
  return g_test_run ();
}
