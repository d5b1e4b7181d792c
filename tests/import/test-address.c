/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-address.h"

static void
test_tracking (void)
{
  static const char *const rows[][2] = {
    { "https://a.example/x", "https://a.example/x" },
    { "https://a.example/x?utm_source=m&utm_medium=n", "https://a.example/x" },
    { "https://a.example/x?id=3&fbclid=y&page=2", "https://a.example/x?id=3&page=2" },
    { "https://a.example/x?id=3#part", "https://a.example/x?id=3#part" },
    { "https://a.example/x?ref=round&source=rss", "https://a.example/x" },
    { "https://a.example/x?source=list", "https://a.example/x?source=list" },
    { "https://a.example/x?reference=7#references", "https://a.example/x?reference=7#references" },
    { "https://a.example/x?utm_source=m#part", "https://a.example/x#part" },
    { "https://a.example/x#utm_source=rss", "https://a.example/x" },
    { "https://a.example/x#part?utm_source=m", "https://a.example/x#part?utm_source=m" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *clean = brv_address_strip_tracking (rows[i][0]);

      g_assert_cmpstr (clean, ==, rows[i][1]);
    }
}

static void
test_find (void)
{
  gsize start = 0;
  gsize end = 0;
  g_autofree char *plain = brv_address_find ("See (https://a.example/x).", &start, &end);
  g_autofree char *bare = brv_address_find ("Website: www.a.example", NULL, NULL);
  g_autofree char *none = brv_address_find ("no address here", NULL, NULL);

  g_assert_cmpstr (plain, ==, "https://a.example/x");
  g_assert_cmpuint (start, ==, 5);
  g_assert_cmpuint (end, ==, 24);
  g_assert_cmpstr (bare, ==, "https://www.a.example");
  g_assert_null (none);
}

/* An address without its scheme leads to a page of a host; other words with a slash do not. */
static void
test_find_bare (void)
{
  static const char *const rows[][2] = {
    { "See quay.example/tides/2024.", "https://quay.example/tides/2024" },
    { "(original at news.quay.example/a-b)", "https://news.quay.example/a-b" },
    { "网址：quay.example/2024/2/tides。", "https://quay.example/2024/2/tides" },
    { "https://b.example/x and quay.example/y", "https://b.example/x" },
    { "the quay.example pages", NULL },
    { "and/or 80 km/h", NULL },
    { "Havenbedrijf S.A./N.V. and e.g./i.e.", NULL },
    { "between 2.0/beta and 24.12./1.1.", NULL },
    { "the files index.html/index.php", NULL },
    { "Photo: quay.example/Ann Lee", NULL },
    { "ann@quay.example/x", NULL },
    { "quay.example/2024", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *address = brv_address_find (rows[i][0], NULL, NULL);

      g_test_message ("%s", rows[i][0]);
      g_assert_cmpstr (address, ==, rows[i][1]);
    }
}

static void
test_resolve (void)
{
  static const char *const rows[][3] = {
    { "https://b.example/y", NULL, "https://b.example/y" },
    { "//b.example/y", NULL, "https://b.example/y" },
    { "/y", "https://a.example/x/z", "https://a.example/y" },
    { "y", "https://a.example/x/z", "https://a.example/x/y" },
    { "y", "https://a.example", "https://a.example/y" },
    { "y", "https://a.example?x", "https://a.example/y" },
    { "?y", "https://a.example#z", "https://a.example/?y" },
    { "y", "https:x", NULL },
    { "y", "x://", NULL },
    { "/y", NULL, NULL },
    { "javascript:void(0)", "https://a.example/", NULL },
    { "file:///etc/passwd", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *address = brv_address_resolve (rows[i][0], rows[i][1]);

      g_assert_cmpstr (address, ==, rows[i][2]);
    }
}

static void
test_kinds (void)
{
  g_assert_true (brv_address_is_site ("https://a.example"));
  g_assert_true (brv_address_is_site ("https://a.example/"));
  g_assert_false (brv_address_is_site ("https://a.example/x"));
  g_assert_false (brv_address_is_site ("https://a.example/?x"));
  g_assert_true (brv_address_is_sharing ("https://www.facebook.com/sharer?u=x"));
  g_assert_false (brv_address_is_sharing ("https://notfacebook.com/x"));
  g_assert_true (brv_address_same_host ("https://www.a.example/x", "http://a.example/"));
  g_assert_false (brv_address_same_host ("https://a.example/", "https://b.example/"));
}

static void
test_same_site (void)
{
  g_assert_true (brv_address_same_site ("https://quay.example/a", "https://www.quay.example/"));
  g_assert_true (brv_address_same_site ("https://news.quay.example", "https://m.quay.example/b"));
  g_assert_true (brv_address_same_site ("https://a.quay.co.example", "https://quay.co.example"));
  g_assert_false (brv_address_same_site ("https://quay.co.example", "https://pier.co.example"));
  g_assert_false (brv_address_same_site ("https://quay.example", "https://pier.example"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/address/tracking", test_tracking);
  g_test_add_func ("/import/address/find", test_find);
  g_test_add_func ("/import/address/find-bare", test_find_bare);
  g_test_add_func ("/import/address/resolve", test_resolve);
  g_test_add_func ("/import/address/kinds", test_kinds);
  g_test_add_func ("/import/address/same-site", test_same_site);
  return g_test_run ();
}
