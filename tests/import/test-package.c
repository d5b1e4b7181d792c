/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-import-error.h"
#include "import/brv-package.h"
#include "sample-package.h"

static const BrvPackageLimits limits = BRV_PACKAGE_LIMITS_DEFAULT;

static void
assert_part (const BrvPackage *package, const char *name, const char *text)
{
  GBytes *bytes = brv_package_get (package, name);

  g_test_message ("%s", name);
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

static void
test_parts (void)
{
  static const SamplePart parts[] = {
    { "mimetype", "application/test", 0 },
    { "word/Document.xml", "<a/>", 0 },
    { "./word//media/../styles.xml", "<b/>", 0 },
    { "word\\back.xml", "<c/>", 0 },
    { "empty.xml", "", 0 },
    { "../outside.xml", "<d/>", 0 },
    { "/root.xml", "<e/>", 0 },
    { "größe.xml", "<f/>", 0 },
    { NULL, NULL, 0 },
  };
  g_autoptr (GBytes) bytes = sample_package_new (parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvPackage) package = brv_package_open (bytes, NULL, &limits, &error);

  g_assert_no_error (error);
  assert_part (package, "mimetype", "application/test");
  assert_part (package, "word/document.XML", "<a/>");
  assert_part (package, "word/styles.xml", "<b/>");
  assert_part (package, "word/back.xml", "<c/>");
  assert_part (package, "empty.xml", "");
  assert_part (package, "root.xml", "<e/>");
  assert_part (package, "größe.xml", "<f/>");
  g_assert_null (brv_package_get (package, "outside.xml"));
  g_assert_null (brv_package_get (package, "../outside.xml"));
  g_assert_cmpuint (brv_package_get_n_parts (package), ==, 7);
  g_assert_false (brv_package_is_encrypted (package));
}

static gboolean
is_xml (const char *name)
{
  return g_str_has_suffix (name, ".xml");
}

static void
test_filter (void)
{
  static const SamplePart parts[] = { { "a.xml", "<a/>", 0 },
                                      { "font.ttf", "letters", 0 },
                                      { NULL, NULL, 0 } };
  g_autoptr (GBytes) bytes = sample_package_new (parts);
  g_autoptr (BrvPackage) package = brv_package_open (bytes, is_xml, &limits, NULL);

  assert_part (package, "a.xml", "<a/>");
  g_assert_null (brv_package_get (package, "font.ttf"));
}

static void
test_limits (void)
{
  const gsize size = (gsize)1024 * 1024;
  g_autofree char *zeros = g_malloc0 (size);
  const SamplePart parts[] = { { "a", zeros, size }, { "b", zeros, size }, { NULL, NULL, 0 } };
  const struct
  {
    BrvPackageLimits limits;
    gboolean fits;
  } cases[] = {
    { { 2, 2 * size, 1, 2 * size }, TRUE },      { { 1, 2 * size, 1, 2 * size }, FALSE },
    { { 2, 2 * size - 1, 1, 2 * size }, FALSE }, { { 2, 2 * size, 100, size / 2 }, FALSE },
    { { 2, 2 * size, 2000, size / 2 }, TRUE },
  };
  g_autoptr (GBytes) bytes = sample_package_new (parts);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvPackage) package = brv_package_open (bytes, NULL, &cases[i].limits, &error);

      g_test_message ("case %u", i);
      if (cases[i].fits)
        g_assert_no_error (error);
      else
        g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE);
    }
}

/* Every way to cut a package short is an error, never a part that lacks its end. */
static void
test_truncated (void)
{
  static const SamplePart parts[] = {
    { "a.xml", "<a>one two three four five six seven</a>", 0 },
    { "b.xml", "<b>eight nine ten</b>", 0 },
    { NULL, NULL, 0 },
  };
  g_autoptr (GBytes) whole = sample_package_new (parts);

  for (gsize length = 0; length < g_bytes_get_size (whole); length++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (whole, 0, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvPackage) package = brv_package_open (bytes, NULL, &limits, &error);

      g_test_message ("%" G_GSIZE_FORMAT, length);
      g_assert_null (package);
      g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED);
    }
}

/* Whatever byte is wrong, the reader ends, and with an error or a package. */
static void
test_damaged (void)
{
  static const SamplePart parts[] = {
    { "a.xml", "<a>one two three four five six seven</a>", 0 },
    { "b.xml", "<b>eight nine ten</b>", 0 },
    { NULL, NULL, 0 },
  };
  g_autoptr (GBytes) whole = sample_package_new (parts);
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (whole, &length);

  for (gsize i = 0; i < length; i++)
    {
      guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvPackage) package = NULL;

      copy[i] ^= 0xFF;
      bytes = g_bytes_new_take (copy, length);
      package = brv_package_open (bytes, NULL, &limits, &error);
      g_assert_true ((package == NULL) == (error != NULL));
    }
}

static void
test_resolve (void)
{
  static const struct
  {
    const char *base;
    const char *reference;
    const char *expected;
  } cases[] = {
    { "word/document.xml", "media/image1.png", "word/media/image1.png" },
    { "word/document.xml", "/docProps/core.xml", "docProps/core.xml" },
    { "word/document.xml", "../docProps/core.xml", "docProps/core.xml" },
    { "", "word/document.xml", "word/document.xml" },
    { "OEBPS/a.opf", "text/ch%201.xhtml#part", "OEBPS/text/ch 1.xhtml" },
    { "a.opf", "../../etc/passwd", NULL },
    { "a.opf", "https://example.org/a.png", NULL },
    { "a.opf", "#part", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = brv_package_resolve (cases[i].base, cases[i].reference);

      g_test_message ("%s", cases[i].reference);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/package/parts", test_parts);
  g_test_add_func ("/import/package/filter", test_filter);
  g_test_add_func ("/import/package/limits", test_limits);
  g_test_add_func ("/import/package/truncated", test_truncated);
  g_test_add_func ("/import/package/damaged", test_damaged);
  g_test_add_func ("/import/package/resolve", test_resolve);
  return g_test_run ();
}
