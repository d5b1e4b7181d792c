/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-charset.h"
#include "import/brv-import-error.h"

typedef struct
{
  const char *name;
  const char *bytes;
  gssize length; /* -1: up to the NUL */
  const char *declared;
  const char *text; /* NULL: the encoding is not to be found */
} Row;

static const Row rows[] = {
  { "ascii", "quay", -1, NULL, "quay" },
  { "utf-8", "caf\xc3\xa9", -1, NULL, "café" },
  { "utf-8 with a mark", "\xef\xbb\xbfquay", -1, NULL, "quay" },
  { "utf-8 wrongly declared", "caf\xc3\xa9", -1, "gb2312", "café" },
  { "utf-16le with a mark", "\xff\xfeq\0u\0a\0y\0", 10, NULL, "quay" },
  { "utf-16be with a mark", "\xfe\xff\0q\0u", 6, NULL, "qu" },
  { "latin 1 means windows-1252", "\x93quay\x94", -1, "iso-8859-1", "“quay”" },
  { "shift-jis", "\x8d`\x82\xcc\x90\x85", -1, "shift_jis", "港の水" },
  { "gb18030 called gb2312", "\xb8\xdb\xbf\xda", -1, "gb2312", "港口" },
  { "windows-1251", "\xef\xee\xf0\xf2", -1, "windows-1251", "порт" },
  { "koi8-r", "\xd0\xcf\xd2\xd4", -1, "koi8-r", "порт" },
  { "seven bits, declared", "\033$B9A\033(B and sea", -1, "iso-2022-jp", "港 and sea" },
  { "seven bits, by their escapes", "\033$B9A\033(B and sea", -1, NULL, "港 and sea" },
  { "utf-7", "caf+AOk-", -1, "utf-7", "café" },
  { "utf-7 that nobody declared", "caf+AOk-", -1, NULL, "caf+AOk-" },
  { "nul characters go", "qu\0ay", 5, NULL, "quay" },
  { "an unknown name", "caf\xe9 de la gare, d\xe9j\xe0 ferm\xe9 hier soir", -1, "x-nothing",
    "café de la gare, déjà fermé hier soir" },
  { "nothing declared", "le th\xe9 et le caf\xe9 du port sont tr\xe8s chers cet \xe9t\xe9", -1,
    NULL, "le thé et le café du port sont très chers cet été" },
};

static void
test_decode (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_auto (BrvDecoded) decoded = { 0 };
      g_autoptr (GError) error = NULL;
      gsize length = row->length < 0 ? strlen (row->bytes) : (gsize)row->length;

      g_test_message ("%s", row->name);
      g_assert_true (
        brv_charset_decode ((const guint8 *)row->bytes, length, row->declared, &decoded, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (decoded.text, ==, row->text);
      g_assert_cmpuint (decoded.length, ==, strlen (row->text));
    }
}

/* A few broken bytes in a long text do not make it another encoding. */
static void
test_repair (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (BrvDecoded) decoded = { 0 };

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "Der Hafen liegt südlich der großen Mole. ");
  text->str[4] = '\xff';
  g_assert_true (brv_charset_decode ((const guint8 *)text->str, text->len, NULL, &decoded, NULL));
  g_assert_true (g_str_has_prefix (decoded.text, "Der \357\277\275afen liegt südlich"));
}

static void
test_declared (void)
{
  static const struct
  {
    const char *html;
    const char *charset;
  } pages[] = {
    { "<html><head><meta charset=\"utf-8\">", "utf-8" },
    { "<meta charset=koi8-r>", "koi8-r" },
    { "<meta http-equiv='Content-Type' content='text/html; charset=shift_jis'>", "shift_jis" },
    { "<?xml version='1.0' encoding='windows-1251'?><html>", "windows-1251" },
    { "<html><body>charset of the page</body></html>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *charset =
        brv_charset_find_in_html ((const guint8 *)pages[i].html, strlen (pages[i].html));

      g_assert_cmpstr (charset, ==, pages[i].charset);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/charset/decode", test_decode);
  g_test_add_func ("/import/charset/repair", test_repair);
  g_test_add_func ("/import/charset/declared", test_declared);
  return g_test_run ();
}
