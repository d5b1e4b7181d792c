/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/brv-quote-alter.h"

static BrvQuote *
make_quote (const char *exact)
{
  g_autoptr (BrvAnchor) anchor = brv_anchor_new (
    brv_id_new (), "hash", (BrvRange){ 10, 10 + strlen (exact) }, "before ", " after", NULL);

  return brv_quote_new (anchor, exact);
}

static BrvRange
range_of (const char *text, const char *part)
{
  gsize start = (gsize)(strstr (text, part) - text);

  return (BrvRange){ start, start + strlen (part) };
}

static const char *
shown (const BrvQuote *quote)
{
  return brv_text_get_utf8 (brv_quote_get_shown (quote));
}

static void
test_elide (void)
{
  const struct
  {
    const char *exact;
    const char *elided;
    const char *shown;
  } rows[] = {
    { "one two three", "two", "one […] three" },
    { "one two three", " two ", "one […] three" },
    { "one two three", " three", "one two […]" },
    { "one two three", "one ", "[…] two three" },
    { "développement durable", "pement", "dévelop[…] durable" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvQuote) quote = make_quote (rows[i].exact);
      g_autoptr (BrvQuote) elided =
        brv_quote_elide (quote, range_of (rows[i].exact, rows[i].elided), &error);

      g_test_message ("%s", rows[i].shown);
      g_assert_no_error (error);
      g_assert_cmpstr (shown (elided), ==, rows[i].shown);
      g_assert_cmpstr (brv_quote_get_exact (elided), ==, rows[i].exact);
    }
}

static void
test_elisions_meet (void)
{
  const char *exact = "one two three four five";
  g_autoptr (BrvQuote) quote = make_quote (exact);
  g_autoptr (BrvQuote) first = brv_quote_elide (quote, range_of (exact, "two three"), NULL);
  g_autoptr (BrvQuote) inserted =
    brv_quote_insert (first, strlen ("one two three four"), "more", NULL);
  g_autoptr (BrvQuote) second = brv_quote_elide (inserted, range_of (exact, "three four"), NULL);
  guint n;

  g_assert_cmpstr (shown (inserted), ==, "one […] four [more] five");
  g_assert_cmpstr (shown (second), ==, "one […] [more] five");
  brv_quote_get_alterations (second, &n);
  g_assert_cmpuint (n, ==, 2);
}

static void
test_elide_refuses (void)
{
  g_autoptr (BrvQuote) quote = make_quote ("one two");
  const BrvRange wrong[] = { { 0, 7 }, { 3, 3 }, { 3, 4 }, { 4, 99 } };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (brv_quote_elide (quote, wrong[i], &error));
      g_assert_error (error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_RANGE);
    }
}

static void
test_insert (void)
{
  const struct
  {
    gsize at;
    const char *text;
    const char *shown;
  } rows[] = {
    { 0, "now", "[now] the end of it" },   { 3, "very", "the [very] end of it" },
    { 4, "very", "the [very] end of it" }, { 7, "s ", "the end[s]  of it" },
    { 5, "x", "the e[x]nd of it" },        { 13, "all", "the end of it [all]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvQuote) quote = make_quote ("the end of it");
      g_autoptr (BrvQuote) inserted = brv_quote_insert (quote, rows[i].at, rows[i].text, &error);

      g_test_message ("%s", rows[i].shown);
      g_assert_no_error (error);
      g_assert_cmpstr (shown (inserted), ==, rows[i].shown);
    }
}

static void
test_insert_refuses (void)
{
  const struct
  {
    gsize at;
    const char *text;
    gint code;
  } rows[] = {
    { 1, "", BRV_QUOTE_ERROR_TEXT },        { 1, " ", BRV_QUOTE_ERROR_TEXT },
    { 1, "a]b", BRV_QUOTE_ERROR_TEXT },     { 1, "a\nb", BRV_QUOTE_ERROR_TEXT },
    { 99, "word", BRV_QUOTE_ERROR_RANGE },  { 2, "word", BRV_QUOTE_ERROR_RANGE },
    { 6, "word", BRV_QUOTE_ERROR_OVERLAP },
  };
  g_autoptr (BrvQuote) quote = make_quote ("dé one two");
  g_autoptr (BrvQuote) elided = brv_quote_elide (quote, (BrvRange){ 4, 7 }, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u", i);
      g_assert_null (brv_quote_insert (elided, rows[i].at, rows[i].text, &error));
      g_assert_error (error, BRV_QUOTE_ERROR, rows[i].code);
    }
}

static void
test_initial (void)
{
  const struct
  {
    const char *exact;
    const char *shown;
  } rows[] = {
    { "the policy", "[T]he policy" },
    { "Europe’s", "[e]urope’s" },
    { "“the policy”", "“[T]he policy”" },
    { "élan", "[É]lan" },
    { "1994 was", NULL },
    { "日本", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvQuote) quote = make_quote (rows[i].exact);
      g_autoptr (BrvQuote) changed = brv_quote_change_initial (quote, &error);

      g_test_message ("%s", rows[i].exact);
      if (rows[i].shown == NULL)
        {
          g_assert_null (changed);
          g_assert_error (error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_NOTHING);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (shown (changed), ==, rows[i].shown);
    }
}

static void
test_reset (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvQuote) quote = make_quote ("one two three");
  g_autoptr (BrvQuote) elided = brv_quote_elide (quote, (BrvRange){ 4, 7 }, NULL);
  g_autoptr (BrvQuote) reset = brv_quote_reset (elided, &error);

  g_assert_no_error (error);
  g_assert_true (brv_quote_equal (reset, quote));
  g_assert_null (brv_quote_reset (reset, &error));
  g_assert_error (error, BRV_QUOTE_ERROR, BRV_QUOTE_ERROR_NOTHING);
}

static void
test_mapping (void)
{
  const char *exact = "one two three";
  g_autoptr (BrvQuote) quote = make_quote (exact);
  g_autoptr (BrvQuote) elided = brv_quote_elide (quote, range_of (exact, "two"), NULL);
  BrvRange shown_three = range_of (shown (elided), "three");
  BrvRange back = brv_quote_shown_to_exact (elided, shown_three);
  BrvRange mark = brv_quote_shown_to_exact (elided, range_of (shown (elided), "…"));
  BrvRange there = brv_quote_exact_to_shown (elided, range_of (exact, "three"));

  g_assert_cmpuint (back.start, ==, 8);
  g_assert_cmpuint (back.end, ==, 13);
  g_assert_cmpuint (mark.start, ==, 4);
  g_assert_cmpuint (mark.end, ==, 7);
  g_assert_cmpuint (there.start, ==, shown_three.start);
  g_assert_cmpuint (there.end, ==, shown_three.end);
}

static void
test_slice (void)
{
  const char *exact = "one two three four";
  g_autoptr (BrvQuote) quote = make_quote (exact);
  g_autoptr (BrvQuote) elided = brv_quote_elide (quote, range_of (exact, "three"), NULL);
  g_autoptr (BrvQuote) slice = brv_quote_slice (elided, (BrvRange){ 4, strlen (exact) });
  BrvRange range = brv_anchor_get_range (brv_quote_get_anchor (slice));

  g_assert_cmpstr (shown (slice), ==, "two […] four");
  g_assert_cmpstr (brv_quote_get_exact (slice), ==, "two three four");
  g_assert_cmpuint (range.start, ==, 14);
  g_assert_cmpuint (range.end, ==, 10 + strlen (exact));
  g_assert_cmpstr (brv_anchor_get_prefix (brv_quote_get_anchor (slice)), ==, "before one ");
  g_assert_cmpstr (brv_anchor_get_suffix (brv_quote_get_anchor (slice)), ==, " after");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/quote/elide", test_elide);
  g_test_add_func ("/model/quote/elisions-meet", test_elisions_meet);
  g_test_add_func ("/model/quote/elide-refuses", test_elide_refuses);
  g_test_add_func ("/model/quote/insert", test_insert);
  g_test_add_func ("/model/quote/insert-refuses", test_insert_refuses);
  g_test_add_func ("/model/quote/initial", test_initial);
  g_test_add_func ("/model/quote/reset", test_reset);
  g_test_add_func ("/model/quote/mapping", test_mapping);
  g_test_add_func ("/model/quote/slice", test_slice);
  return g_test_run ();
}
