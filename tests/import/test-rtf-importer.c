/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "describe-source.h"

#define PROSE \
  "The tariff was set in a year when hardly anybody looked at the harbour, and it stayed."

#define HEAD                                                                                     \
  "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1\\deflang2057{\\fonttbl{\\f0\\fcharset0 Times;}"        \
  "{\\f1\\fcharset204 Times Cyr;}{\\f2\\fcharset2 Symbol;}{\\f3\\fcharset128 Gothic;}}"          \
  "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 Chapter;}{\\s2\\sbasedon1 Own;}{\\s3 Title;}" \
  "{\\s4 Quote;}{\\s5 heading 2;}{\\s6\\sbasedon6 Loop;}{\\*\\cs9 Strong;}}"

#define TITLE "\\pard\\s3 Dues\\par\\pard "

static const struct
{
  const char *name;
  const char *body;
  const char *expected;
} cases[] = {
  { "styles",
    TITLE "\\s1 One\\par\\pard\\s2 One again\\par\\pard\\s5 Two\\par\\pard " PROSE
          "\\par\\pard\\s4 Quoted.\\par\\pard\\s6 Loops.\\par\\pard\\outlinelevel2 Three\\par ",
    "title Dues\nheading1 One\nheading1 One again\nheading2 Two\nparagraph " PROSE
    "\nquote1 Quoted.\nparagraph Loops.\nheading3 Three\n" },
  { "characters",
    TITLE
    "a\\tab b\\line c\\emdash d\\_e\\~f\\{g\\}\\\\ \\'e9\\'80 \\u8364?x \\u-3?\\uc2\\u233\\'a9"
    "\\'a9y \\uc0\\u55357\\u56832z {\\uc1\\u233 }w.\\par ",
    "title Dues\nparagraph a b/c\u2014d\u2011e\u00A0f{g}\\ \u00E9\u20AC \u20ACx \uFFFD\u00E9y "
    "\U0001F600z \u00E9w.\n" },
  { "code pages of fonts",
    TITLE "{\\f1 \\'ef\\'f0\\'e8\\'e2\\'e5\\'f2} {\\f2 a\\'b3} {\\f3 \\'93\\'fa\\'96\\'7b}.\\par ",
    "title Dues\nparagraph \u043F\u0440\u0438\u0432\u0435\u0442 \u03B1\u2265 \u65E5\u672C.\n" },
  { "destinations",
    "{\\header Head\\par}{\\*\\unknown Not shown {nor this}\\par}{\\footer Foot}" TITLE
    "One{\\*\\bkmkstart x}{\\annotation Comment\\par}.{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt "
    "Two}}{\\v hidden}{\\deleted gone} three.\\bin5 }}}}}\\par ",
    "title Dues\nparagraph One.Two three.\n" },
  { "lists",
    TITLE
    "{\\listtext\\'95\\tab}\\ls1\\ilvl0 One\\par{\\listtext 1.\\tab}\\ilvl1 Two\\par\\pard "
    "{\\pntext\\'b7\\tab}{\\*\\pn\\pnlvlblt}Old\\par\\pard No list.\\par\\bullet  Typed\\par ",
    "title Dues\nlist-item1 One\nlist-item2 Two\nlist-item1 Old\nparagraph No list.\nlist-item1 "
    "Typed\n" },
  { "notes",
    TITLE "One.{\\super\\chftn}{\\footnote\\pard{\\super\\chftn} Below.\\par Second.} Two."
          "{\\footnote\\ftnalt At the end.}{\\footnote More.} Three.\\par ",
    "title Dues\nparagraph One. Two. Three.\nfootnote 1 Below./Second.\nfootnote 2 More.\n"
    "footnote 1 At the end.\n" },
  { "table",
    TITLE
    "\\trowd\\cellx1000\\cellx2000\\cellx3000\\pard\\intbl Length\\cell Old\\cell New\\cell\\row"
    "\\trowd\\cellx1000\\cellx2000\\cellx3000\\intbl 10 m\\cell\\cell 12\\par more\\cell\\row"
    "\\trowd\\cellx2005\\cellx3000\\intbl both\\cell 30\\cell\\row\\pard " PROSE "\\par ",
    "title Dues\ntable Length|Old|New/10 m||12 more/both||30\nparagraph " PROSE "\n" },
  { "text box",
    TITLE "Before{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt\\pard In the box.\\par}}"
          "{\\shprslt{\\*\\do In the box.}}} after.\\par ",
    "title Dues\nparagraph Before after.\nparagraph In the box.\n" },
  { "image",
    TITLE PROSE
    "\\par " PROSE "\\par{\\*\\shppict{\\pict{\\*\\picprop x}\\pngblip 89504e470d0a1a0a\n"
    "0000000d4948445200000008 00000004}}{\\nonshppict{\\pict\\wmetafile8 00}}\\par Image: "
    "Ada Holm\\par " PROSE "\\par ",
    "title Dues\nparagraph " PROSE "\nparagraph " PROSE
    "\ncaption[#0] Image: Ada Holm\nparagraph " PROSE "\n" },
  { "bold line as heading",
    TITLE "{\\b What changes}\\par " PROSE "\\par\\plain\\b0 Not bold.\\par ",
    "title Dues\nheading2 What changes\nparagraph " PROSE "\nparagraph Not bold.\n" },
};

static BrvSource *
import_body (const char *head, const char *body)
{
  g_autofree char *text = g_strconcat (head, body, "}", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return import_bytes (bytes);
}

static void
test_blocks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvSource) source = import_body (HEAD, cases[i].body);
      g_autofree char *found = describe_blocks (source);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_properties (void)
{
  g_autoptr (BrvSource) source = import_body (
    HEAD "{\\info{\\title The tariff of the harb\\'6fur}{\\author Ada Holm}{\\operator "
         "Cay Lund}{\\creatim\\yr2024\\mo3\\dy1\\hr10}{\\revtim\\yr2024\\mo3\\dy9}"
         "{\\company Quay}}",
    "\\pard\\s5 Part\\par\\pard " PROSE "\\par");

  assert_field (source, BRV_SOURCE_FIELD_TITLE, "The tariff of the harbour", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_AUTHORS, "Ada Holm", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_DATE, "2024-03-01", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_MODIFIED, "2024-03-09", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_LANGUAGE, "en-GB", BRV_EVIDENCE_META);
}

/* The encoding of the whole document, where its fonts name none. */
static void
test_code_page (void)
{
  static const struct
  {
    const char *words;
    const char *expected;
  } rows[] = {
    { "\\ansi\\ansicpg1250 \\'b3\\'f3d\\'9f.", "paragraph \u0142\u00F3d\u017A.\n" },
    { "\\mac \\'8e.", "paragraph \u00E9.\n" },
    { "\\pc \\'82.", "paragraph \u00E9.\n" },
    { "\\ansi\\ansicpg932 \\'93\\'fa.", "paragraph \u65E5.\n" },
    { "\\ansi\\ansicpg99999 \\'e9.", "paragraph \uFFFD.\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvSource) source = import_body ("{\\rtf1", rows[i].words);
      g_autofree char *found = describe_blocks (source);

      g_test_message ("%s", rows[i].words);
      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

static void
test_hostile (void)
{
  static const char *const broken[] = {
    "{\\rtf1 open", "{\\rtf1 {open}",           "{\\rtf1 \\",
    "{\\rtf1 \\'",  "{\\rtf1 \\bin999999999 }", "{\\rtf1 {\\pict\\pngblip 8950",
  };
  static const char *const odd[] = {
    "{\\rtf1 \\row\\cell\\cell\\row\\cellx-5\\intbl\\cell One.\\par}",
    "{\\rtf1 \\u99999999?\\u-99999999?\\uc-1\\uc99\\u1 One.\\par}}}}}",
    "{\\rtf1 {\\footnote{\\footnote{\\shptxt deep}}}\\f99\\s99\\ls99\\ilvl99 One.\\par}",
    "{\\rtf1 {\\fonttbl}{\\stylesheet}{\\info{\\creatim\\yr-1\\mo99}}One.\\par}",
    "{\\rtf1 {\\pict\\pngblip\\bin4 abcd}One.\\par}",
  };
  g_autoptr (GString) deep = g_string_new ("{\\rtf1 ");

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (broken[i], strlen (broken[i]));

      g_test_message ("%s", broken[i]);
      assert_import_fails (bytes, BRV_IMPORT_ERROR_DAMAGED);
    }
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (odd[i], strlen (odd[i]));
      BrvImportInput input = { .bytes = bytes };
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvImportResult) result = brv_import_in_process (&input, &error);

      g_test_message ("%s", odd[i]);
      g_assert_true ((result == NULL) == (error != NULL));
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '{');
  {
    g_autoptr (GBytes) bytes = g_bytes_new (deep->str, deep->len);

    assert_import_fails (bytes, BRV_IMPORT_ERROR_DAMAGED);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/rtf-importer/blocks", test_blocks);
  g_test_add_func ("/import/rtf-importer/properties", test_properties);
  g_test_add_func ("/import/rtf-importer/code-page", test_code_page);
  g_test_add_func ("/import/rtf-importer/hostile", test_hostile);
  return g_test_run ();
}
