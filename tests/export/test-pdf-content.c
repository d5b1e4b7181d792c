/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "export/brv-pdf-content.h"
#include "typeset/brv-pages-builder.h"

/*
 * Streams as cairo 1.16 and 1.18 write them, by hand: a machine has only one of the two. The
 * draft's leaves are: 0 a paragraph, 1 furniture, 2 a figure.
 */

#define CMAP "3 beginbfchar <41> <0041> <02> <fb01> <20> <0020> endbfchar"

static BrvPages *
new_pages (void)
{
  g_autoptr (BrvPagesBuilder) builder = brv_pages_builder_new ();
  const BrvNode nodes[] = {
    { .role = BRV_NODE_DOCUMENT },
    { .role = BRV_NODE_PARAGRAPH },
    { .role = BRV_NODE_FIGURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    brv_pages_builder_add_node (builder, &nodes[i]);
  return brv_pages_builder_finish (builder);
}

static void
test_rewrite (void)
{
  const BrvPdfLeaf leaves[] = {
    { 1, 0, FALSE },
    { BRV_NODE_ARTIFACT, 0, FALSE },
    { 2, 0, TRUE },
  };
  const struct
  {
    const char *name;
    const char *stream;
    const char *rewritten; /* lines joined by blanks */
    const char *marks;     /* leaves, one digit a mark */
  } rows[] = {
    { "text", "/Span << /MCID 0 >> BDC BT 1 0 0 1 9 9 Tm /f 1 Tf (A)Tj ET EMC",
      "BT 1 0 0 1 9 9 Tm /f 1 Tf /P <</MCID 0>> BDC (A)Tj EMC ET", "0" },
    { "furniture", "/Span << /MCID 1 >> BDC BT /f 1 Tf (A)Tj ET 1 1 9 9 re f EMC",
      "BT /f 1 Tf /Artifact BMC (A)Tj EMC ET /Artifact BMC 1 1 9 9 re f EMC", "" },
    { "paint that nothing claims", "q 1 1 m 9 9 l S Q", "q /Artifact BMC 1 1 m 9 9 l S EMC Q", "" },
    { "clip", "q 0 0 9 9 re W n Q", "q 0 0 9 9 re W n Q", "" },
    { "two leaves in a text object",
      "/Span << /MCID 0 >> BDC BT /f 1 Tf (A)Tj EMC /Span << /MCID 1 >> BDC (A)Tj EMC ET",
      "BT /f 1 Tf /P <</MCID 0>> BDC (A)Tj EMC /Artifact BMC (A)Tj EMC ET", "0" },
    { "ligature that its font tells",
      "/Span << /MCID 0 >> BDC BT /f 1 Tf (A)Tj "
      "/Span << /ActualText <feff00660069> >> BDC <02>Tj EMC (A)Tj ET EMC",
      "BT /f 1 Tf /P <</MCID 0>> BDC (A)Tj <02>Tj (A)Tj EMC ET", "0" },
    { "glyphs with a text of their own",
      "/Span << /MCID 0 >> BDC BT /f 1 Tf (A)Tj "
      "/Span << /ActualText <feff0042> >> BDC (AA)Tj EMC (A)Tj ET EMC",
      "BT /f 1 Tf /P <</MCID 0>> BDC (A)Tj EMC /Span <</MCID 1 /ActualText <feff0042>>> BDC "
      "(AA)Tj EMC /P <</MCID 2>> BDC (A)Tj EMC ET",
      "000" },
    { "span that begins outside the text object",
      "/Span << /MCID 0 >> BDC /Span << /ActualText <feff0042> >> BDC BT /f 1 Tf (AA)Tj EMC ET EMC",
      "BT /f 1 Tf /Span <</MCID 0 /ActualText <feff0042>>> BDC (AA)Tj EMC ET", "0" },
    { "span of nothing", "/Span << /MCID 0 >> BDC /Span << /ActualText <feff> >> BDC EMC EMC", "",
      "" },
    { "span in furniture",
      "/Span << /MCID 1 >> BDC BT /f 1 Tf /Span << /ActualText <feff0042> >> BDC (AA)Tj EMC ET EMC",
      "BT /f 1 Tf /Artifact BMC (AA)Tj EMC ET", "" },
    { "figure, marked", "/Span << /MCID 2 >> BDC q /x5 Do Q EMC",
      "q /Figure <</MCID 0>> BDC /x5 Do EMC Q", "2" },
    { "figure, not marked", "q /x5 Do Q", "q /Figure <</MCID 0>> BDC /x5 Do EMC Q", "2" },
    { "letter that became a picture",
      "/Span << /MCID 0 >> BDC /x6 Do EMC /Span << /MCID 2 >> BDC /x5 Do EMC",
      "/P <</MCID 0>> BDC /x6 Do EMC /Figure <</MCID 1>> BDC /x5 Do EMC", "02" },
    { "greys", "0 0 0 rg 0.5 0.5 0.5 RG 0 0 1 rg", "0 g 0.5 G 0 0 1 rg", "" },
    { "mark that was never announced", "/Span << /MCID 7 >> BDC 1 1 9 9 re f EMC EMC",
      "/Artifact BMC 1 1 9 9 re f EMC", "" },
    { "mark that is not closed", "/Span << /MCID 0 >> BDC BT /f 1 Tf (A)Tj",
      "BT /f 1 Tf /P <</MCID 0>> BDC (A)Tj EMC", "0" },
  };
  g_autoptr (BrvPages) pages = new_pages ();
  g_autoptr (GArray) draft_leaves = g_array_new (FALSE, FALSE, sizeof (BrvPdfLeaf));
  g_autoptr (GArray) cairo_leaves = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) images = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) fonts = g_hash_table_new (g_str_hash, g_str_equal);
  const BrvPdfDraft draft = { .pages = pages, .n_pages = 1, .leaves = draft_leaves };
  const BrvPdfPageFacts facts = { &draft, 0, cairo_leaves, images, fonts };

  g_array_append_vals (draft_leaves, leaves, G_N_ELEMENTS (leaves));
  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    {
      g_array_append_val (cairo_leaves, i);
      if (leaves[i].is_image)
        g_array_append_val (images, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvPdfToUnicode) font = brv_pdf_to_unicode_new (CMAP, strlen (CMAP), 1);
      g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GString) found = g_string_new (NULL);
      GString *rewritten;

      g_test_message ("%s", rows[i].name);
      g_hash_table_insert (fonts, (gpointer) "/f", font);
      brv_pdf_content_observe (rows[i].stream, strlen (rows[i].stream), fonts);
      brv_pdf_to_unicode_settle (font);
      rewritten = brv_pdf_content_rewrite (&facts, rows[i].stream, strlen (rows[i].stream), marks);
      g_strdelimit (rewritten->str, "\n", ' ');
      g_assert_cmpstr (g_strchomp (rewritten->str), ==, rows[i].rewritten);
      for (guint j = 0; j < marks->len; j++)
        g_string_append_printf (found, "%u", g_array_index (marks, guint, j));
      g_assert_cmpstr (found->str, ==, rows[i].marks);
      g_string_free (rewritten, TRUE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/pdf-content/rewrite", test_rewrite);

  return g_test_run ();
}
