/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-source-labels.h"

#include "sources-sample.h"

static void
test_date (void)
{
  static const struct
  {
    const char *iso;
    const char *shown;
    gboolean valid;
  } cases[] = {
    { "2026-11-03", "3 Nov 2026", TRUE },
    { "2026-11-30", "30 Nov 2026", TRUE },
    { "2024-02-29", "29 Feb 2024", TRUE },
    { "2026-10", "Oct 2026", TRUE },
    { "2026", "2026", TRUE },
    { "2026-02-29", "2026-02-29", FALSE },
    { "2026-13", "2026-13", FALSE },
    { "2026-1-2", "2026-1-2", FALSE },
    { "2026-01-02T10:00", "2026-01-02T10:00", FALSE },
    { "0000", "0000", FALSE },
    { "spring 2026", "spring 2026", FALSE },
    { "", "", FALSE },
  };
  g_autofree char *undated = brv_source_labels_dup_date (NULL);

  g_assert_cmpstr (undated, ==, "Undated");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = brv_source_labels_dup_date (cases[i].iso);

      g_test_message ("%s", cases[i].iso);
      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_cmpint (brv_source_labels_is_date (cases[i].iso), ==, cases[i].valid);
    }
}

static void
test_host (void)
{
  static const struct
  {
    const char *address;
    const char *host;
  } cases[] = {
    { "https://www.rusi.example/a/b?c=d", "rusi.example" },
    { "http://news.site.example:8080/", "news.site.example" },
    { "not an address", NULL },
    { "file:///home/analyst/page.html", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *host = brv_source_labels_dup_host (cases[i].address);

      g_assert_cmpstr (host, ==, cases[i].host);
    }
}

static void
test_lines (void)
{
  g_autoptr (BrvSource) article = sample_new_article ();
  g_autoptr (BrvSource) bare = sample_new_source (NULL, NULL, NULL, NULL, FALSE, NULL, 0);
  g_autofree char *byline = brv_source_labels_dup_byline (article);
  g_autofree char *meta = brv_source_labels_dup_meta (article);
  g_autofree char *bare_title = brv_source_labels_dup_title (bare);
  g_autofree char *bare_byline = brv_source_labels_dup_byline (bare);

  g_assert_cmpstr (byline, ==, "Harbour Review · Undated");
  g_assert_cmpstr (meta, ==, "Harbour Review · Undated · harbour-review.example");
  g_assert_cmpstr (bare_title, ==, "Untitled Source");
  g_assert_cmpstr (bare_byline, ==, "article.txt · Undated");
}

static BrvSource *
new_republication (const char *publisher, const char *republisher, const char *origin)
{
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) titled = NULL;
  g_autoptr (BrvRecord) published = NULL;
  g_autoptr (BrvRecord) record = NULL;
  g_autoptr (GBytes) original = g_bytes_new_static ("", 0);
  BrvSourceParts parts = {
    .id = brv_id_new (), .original = original, .text = "", .format = "text/plain"
  };

  titled = brv_record_with (empty, BRV_SOURCE_FIELD_TITLE, "The Quay", BRV_EVIDENCE_META);
  published = brv_record_with (titled, BRV_SOURCE_FIELD_PUBLISHER, publisher, BRV_EVIDENCE_META);
  record =
    brv_record_with (published, BRV_SOURCE_FIELD_REPUBLISHER, republisher, BRV_EVIDENCE_META);
  parts.record = record;
  parts.origin = origin;
  return brv_source_new (&parts);
}

static void
test_republication (void)
{
  static const struct
  {
    const char *publisher;
    const char *republisher;
    const char *origin;
    const char *original_publisher; /* NULL: there is no original */
    const char *original_origin;
    const char *label;
  } cases[] = {
    { "Harbour Review", NULL, "a.html", NULL, NULL, NULL },
    { "Harbour Review", "The Wire", "a.html", NULL, NULL, "Republished by The Wire" },
    { "The Wire", NULL, "a.html", "Harbour Review", "b.html", "Republication of Harbour Review" },
    { "Harbour Review", "The Wire", "a.html", "Harbour Review", "b.html",
      "Republished by The Wire" },
    { "Harbour Review", NULL, "x/a.pdf", "Harbour Review", "y/b.pdf", "Same text as “b.pdf”" },
    { "Harbour Review", NULL, "x/a.pdf", "Harbour Review", "y/a.pdf", "Same text as “The Quay”" },
    { "Harbour Review", NULL, "https://a.example/q", "Harbour Review", "https://b.example/q",
      "Same text as “The Quay”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvSource) source =
        new_republication (cases[i].publisher, cases[i].republisher, cases[i].origin);
      g_autoptr (BrvSource) original =
        cases[i].original_publisher == NULL
          ? NULL
          : new_republication (cases[i].original_publisher, NULL, cases[i].original_origin);
      g_autofree char *label = brv_source_labels_dup_republication (source, original);
      g_autofree char *meta = brv_source_labels_dup_meta (source);

      g_assert_cmpstr (label, ==, cases[i].label);
      g_assert_cmpstr (meta, ==,
                       cases[i].republisher == NULL
                         ? (g_str_equal (cases[i].publisher, "The Wire")
                              ? "The Wire · Undated"
                              : "Harbour Review · Undated")
                         : "Harbour Review · Undated · republished by The Wire");
    }
}

static void
test_place (void)
{
  static const struct
  {
    const char *words;
    const char *place;
  } cases[] = {
    { "two calendars", "Harbour Review · paragraph 1" },
    { "Pilots call it", "Harbour Review · paragraph 2" },
    { "A vessel", "Harbour Review · paragraph 3" },
    { "nobody dredges it", "Harbour Review · Pull Quote" },
  };
  g_autoptr (BrvSource) article = sample_new_article ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *place =
        brv_source_labels_dup_place (article, sample_find (article, cases[i].words).start);

      g_assert_cmpstr (place, ==, cases[i].place);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/source-labels/date", test_date);
  g_test_add_func ("/ui/source-labels/host", test_host);
  g_test_add_func ("/ui/source-labels/lines", test_lines);
  g_test_add_func ("/ui/source-labels/republication", test_republication);
  g_test_add_func ("/ui/source-labels/place", test_place);
  return g_test_run ();
}
