/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "verify/brv-locate.h"

#include "verify-kit.h"

static const char first_text[] =
  "The plan was sound. The plan was late.\n“A plan,” she said – “is a plan.”\nCafe\u0301 talk.";
static const char second_text[] =
  "A plan, she said. The pla-\nn was LATE, and so was the \uFB01rst.";

static void
test_places (void)
{
  const struct
  {
    const char *passage;
    guint source; /* 0: both */
    const char *prefix;
    const char *suffix;
    guint nth;
    gint error; /* a BrvLocateError, or -1 */
    const char *found;
    gboolean exact;
  } rows[] = {
    { "plan was sound", 0, NULL, NULL, 0, -1, "plan was sound", TRUE },
    { "  plan was sound\n", 0, NULL, NULL, 0, -1, "plan was sound", TRUE },
    { "lan was s", 0, NULL, NULL, 0, -1, "lan was s", TRUE },
    { "The plan", 1, NULL, NULL, 0, BRV_LOCATE_ERROR_AMBIGUOUS, NULL, FALSE },
    { "The plan", 1, NULL, NULL, 2, -1, "The plan", TRUE },
    { "The plan", 1, NULL, NULL, 3, BRV_LOCATE_ERROR_NOT_FOUND, NULL, FALSE },
    { "The plan", 1, NULL, " was late", 0, -1, "The plan", TRUE },
    { "The plan", 1, "sound. ", NULL, 0, -1, "The plan", TRUE },
    { "The plan", 2, NULL, NULL, 0, -1, "The pla-\nn", FALSE },
    { "plan", 1, "\"is a", "", 0, -1, "plan", TRUE },
    { "\"A plan,\" she said", 0, NULL, NULL, 0, -1, "“A plan,” she said", FALSE },
    { "said - \"is", 0, NULL, NULL, 0, -1, "said – “is", FALSE },
    { "Caf\u00E9 talk", 0, NULL, NULL, 0, -1, "Cafe\u0301 talk", FALSE },
    { "Cafe", 0, NULL, NULL, 0, BRV_LOCATE_ERROR_NOT_FOUND, NULL, FALSE },
    { "the first", 0, NULL, NULL, 0, -1, "the \uFB01rst", FALSE },
    { "irst", 0, NULL, NULL, 0, BRV_LOCATE_ERROR_NOT_FOUND, NULL, FALSE },
    { "the PLAN", 0, NULL, NULL, 0, BRV_LOCATE_ERROR_NOT_FOUND, NULL, FALSE },
    { "", 0, NULL, NULL, 0, BRV_LOCATE_ERROR_NOT_FOUND, NULL, FALSE },
    { " \n", 0, NULL, NULL, 0, BRV_LOCATE_ERROR_NOT_FOUND, NULL, FALSE },
  };
  g_autoptr (BrvSource) first = kit_source (first_text);
  g_autoptr (BrvSource) second = kit_source (second_text);
  BrvSource *sources[] = { first, second };
  g_autoptr (BrvBrief) brief = kit_brief (sources, 2, NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BrvLocateOptions options = { BRV_ID_NONE, rows[i].prefix, rows[i].suffix, rows[i].nth };
      BrvMatch match;
      g_autoptr (GError) error = NULL;
      g_autofree char *found = NULL;

      g_test_message ("%s", rows[i].passage);
      if (rows[i].source > 0)
        options.source_id = brv_source_get_id (sources[rows[i].source - 1]);
      if (rows[i].error >= 0)
        {
          g_assert_false (brv_locate (brief, rows[i].passage, &options, &match, &error));
          g_assert_error (error, BRV_LOCATE_ERROR, rows[i].error);
          continue;
        }
      g_assert_true (brv_locate (brief, rows[i].passage, &options, &match, &error));
      found = g_strndup (brv_source_get_text (brv_brief_lookup_source (brief, match.source_id)) +
                           match.range.start,
                         brv_range_length (match.range));
      g_assert_cmpstr (found, ==, rows[i].found);
      g_assert_cmpint (match.exact, ==, rows[i].exact);
    }
}

static void
test_order (void)
{
  g_autoptr (BrvSource) first = kit_source ("tick tock tick");
  g_autoptr (BrvSource) second = kit_source ("tick");
  BrvSource *sources[] = { first, second };
  g_autoptr (BrvBrief) brief = kit_brief (sources, 2, NULL, 0);
  g_autoptr (GArray) matches = brv_locate_all (brief, "tick", NULL);

  g_assert_cmpuint (matches->len, ==, 3);
  g_assert_cmpuint (g_array_index (matches, BrvMatch, 0).range.start, ==, 0);
  g_assert_cmpuint (g_array_index (matches, BrvMatch, 1).range.start, ==, 10);
  g_assert_true (
    brv_id_equal (g_array_index (matches, BrvMatch, 2).source_id, brv_source_get_id (second)));
}

static void
test_make_quote (void)
{
  g_autoptr (BrvSource) source = kit_source (first_text);
  const char *found = strstr (first_text, " is a plan");
  gsize start = (gsize)(strstr (first_text, " “is a plan") - first_text);
  g_autoptr (BrvQuote) quote =
    brv_locate_make_quote (source, (BrvRange){ start, start + strlen (" “is a plan.”\n") });
  const BrvAnchor *anchor = brv_quote_get_anchor (quote);

  g_assert_null (found);
  g_assert_cmpstr (brv_quote_get_exact (quote), ==, "“is a plan.”");
  g_assert_cmpstr (brv_anchor_get_prefix (anchor), ==, " was late.\n“A plan,” she said – ");
  g_assert_cmpstr (brv_anchor_get_suffix (anchor), ==, "\nCafe\u0301 talk.");
  g_assert_cmpstr (brv_anchor_get_page_label (anchor), ==, "xii");
  g_assert_cmpstr (brv_anchor_get_text_sha256 (anchor), ==, brv_source_get_text_sha256 (source));
  g_assert_cmpuint (brv_anchor_get_range (anchor).start, ==, start + 1);
}

static void
test_snaps (void)
{
  g_autoptr (BrvSource) source = kit_source ("cafe\u0301s");
  g_autoptr (BrvQuote) quote = brv_locate_make_quote (source, (BrvRange){ 0, 4 });

  g_assert_cmpstr (brv_quote_get_exact (quote), ==, "cafe\u0301");
}

static void
test_as_given (void)
{
  const struct
  {
    const char *given;
    const char *exact;
    guint n_alterations;
  } rows[] = {
    { "plan was sound", "plan was sound", 0 },
    { " plan was sound ", " plan was sound ", 0 },
    { "[t]he plan was sound", "The plan was sound", 1 },
    { "[T]he plan was sound", "The plan was sound", 1 },
    { "The plan […] was late", "The plan was sound. The plan was late", 1 },
    { "The plan [...] was late", "The plan was sound. The plan was late", 1 },
    { "The [new] plan was late", "The plan was late", 1 },
    { "The plan [sic], was late", "The plan, was late", 1 },
    { "plan[s] was sound", "plan was sound", 1 },
    { "[] plan was sound", "[] plan was sound", 0 },
    { "[ plan was sound", "[ plan was sound", 0 },
    { "[a [b] plan was sound", "[a plan was sound", 1 },
    { "[…]", "", 1 },
    { "nowhere [x] found […] here", "nowhere found  here", 2 },
  };
  g_autoptr (BrvSource) source = kit_source (first_text);
  g_autoptr (BrvBrief) brief = kit_brief (&source, 1, NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvQuote) quote = brv_locate_take_as_given (brief, rows[i].given, NULL);
      guint n_alterations;

      g_test_message ("%s", rows[i].given);
      g_assert_cmpstr (kit_shown (quote), ==, rows[i].given);
      g_assert_cmpstr (brv_quote_get_exact (quote), ==, rows[i].exact);
      brv_quote_get_alterations (quote, &n_alterations);
      g_assert_cmpuint (n_alterations, ==, rows[i].n_alterations);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/locate/places", test_places);
  g_test_add_func ("/verify/locate/order", test_order);
  g_test_add_func ("/verify/locate/make-quote", test_make_quote);
  g_test_add_func ("/verify/locate/snaps", test_snaps);
  g_test_add_func ("/verify/locate/as-given", test_as_given);
  return g_test_run ();
}
