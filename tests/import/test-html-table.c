/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-import.h"
#include "import/brv-pasted.h"

#define LONG_1                                                                                 \
  "<p>The harbour board put its accounts before the town council on Tuesday, and the council " \
  "asked for a second look at the tolls, which have not been raised for eleven years.</p>"
#define LONG_2                                                                                    \
  "<p>What the ferries pay has grown with the number of trips, as the treasurer said, while the " \
  "fishing boats pay by length, and so the income from them has stayed the same.</p>"
#define LONG_3                                                                                  \
  "<p>The council will vote on the new tolls after the winter, when the plan for dredging the " \
  "western basin has been put to tender, and not before.</p>"
#define PAGE(body)                                                                \
  "<html><head><title>Harbour accounts</title></head><body><article><h1>Harbour " \
  "accounts</h1>" body "</article></body></html>"

typedef struct
{
  const char *name;
  const char *html;
  const char *tables; /* the kept tables, parted by '|' */
} Row;

/* Tables as spreadsheets put them on the clipboard: the page is nothing else. */
static const Row sheets[] = {
  { "LibreOffice Calc",
    "<!DOCTYPE html><html><head><meta http-equiv='content-type' content='text/html; "
    "charset=utf-8'/>"
    "<title></title><meta name='generator' content='LibreOffice'/><style type='text/css'>"
    "body,div,table{font-family:'Liberation Sans'}</style></head><body><table cellspacing='0' "
    "border='0'><colgroup width='120'></colgroup><colgroup span='3' width='85'></colgroup>"
    "<tr><td colspan=4 height='17' align='center'><b>Turnover of the harbour</b></td></tr>"
    "<tr><td rowspan=2 align='left'><font face='Arial'>Quay</font></td><td colspan=2>Tonnes</td>"
    "<td>Note</td></tr><tr><td sdval='2023' sdnum='1033;'>2023</td><td sdval='2024'>2024</td>"
    "<td><br></td></tr><tr><td>North</td><td sdval='1200' sdnum='1033;0;#,##0'>1,200</td>"
    "<td>1,350</td><td>new crane</td></tr><tr><td>South</td><td><br></td><td>80</td><td><br></td>"
    "</tr></table></body></html>",
    "Turnover of the harbour\nQuay\tTonnes\t\tNote\n\t2023\t2024\nNorth\t1,200\t1,350\tnew crane\n"
    "South\t\t80" },
  { "Excel",
    "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta name=ProgId "
    "content=Excel.Sheet><style><!--table "
    "{mso-displayed-decimal-separator:'\\.';}--></style></head>"
    "<body><table border=0 cellpadding=0 cellspacing=0 width=192>\r\n<!--StartFragment-->\r\n "
    "<col width=64 span=3 style='width:48pt'>\r\n <tr height=20>\r\n  <td height=20>Port</td>\r\n"
    "  <td class=xl65>2023</td>\r\n  <td>2024</td>\r\n </tr>\r\n <tr>\r\n  <td>Ulm</td>\r\n"
    "  <td align=right>12.50</td>\r\n  <td></td>\r\n </tr>\r\n <tr><td>Kehl</td><td>&nbsp;</td>"
    "<td align=right>7</td></tr>\r\n<![if supportMisalignedColumns]><tr height=0 "
    "style='display:none'><td width=64></td></tr><![endif]>\r\n<!--EndFragment-->\r\n</table>"
    "</body></html>",
    "Port\t2023\t2024\nUlm\t12.50\nKehl\t\t7" },
  { "Google Sheets",
    "<meta charset='utf-8'><google-sheets-html-origin><style type='text/css'><!--td {border: "
    "1px}-->"
    "</style><table xmlns='http://www.w3.org/1999/xhtml' cellspacing='0' dir='ltr' border='1' "
    "data-sheets-root='1'><colgroup><col width='100'/><col width='100'/></colgroup><tbody>"
    "<tr><td data-sheets-value='{&quot;1&quot;:2,&quot;2&quot;:&quot;Country&quot;}'>Country</td>"
    "<td>Share</td></tr><tr><td>Norway</td><td data-sheets-numberformat='x'>41%</td></tr><tr>"
    "<td>First line<br/>second line</td><td><a href='https://a.example/x'>a source</a></td></tr>"
    "</tbody></table>",
    "Country\tShare\nNorway\t41%\nFirst line second line\ta source" },
  { "one row", "<table><tr><td>North</td><td>12</td><td>14.5</td></tr></table>",
    "North\t12\t14.5" },
  { "one column", "<table><tr><td>North</td></tr><tr><td>South</td></tr></table>", "North\nSouth" },
  { "headings of columns and long cells",
    "<table><tr><th>Case</th><th>What was found</th></tr><tr><td>1</td><td>The stone of the quay "
    "was "
    "brought from the island by barge in the year of the flood, and much of it was lost.</td></tr>"
    "<tr><td>2</td><td>No.</td></tr></table>",
    "Case\tWhat was found\n1\tThe stone of the quay was brought from the island by barge in the "
    "year "
    "of the flood, and much of it was lost.\n2\tNo." },
};

/* Tables of articles. */
static const Row articles[] = {
  { "short cells in the midst",
    PAGE (LONG_1 "<table><tr><th>Year</th><th>Ferries</th></tr><tr><td>2022</td><td>14</td></tr>"
                 "<tr><td>2023</td><td>11</td></tr></table>" LONG_2 LONG_3),
    "Year\tFerries\n2022\t14\n2023\t11" },
  { "paragraphs in cells, and a cell that says what an end of an article does",
    PAGE (LONG_1 LONG_2 "<table><tr><td><p>Berth</p></td><td><p>Comments</p></td></tr>"
                        "<tr><td><p>1</p></td><td><p>dredged</p></td></tr></table>" LONG_3 LONG_1),
    "Berth\tComments\n1\tdredged" },
  { "links in cells",
    PAGE (LONG_1
          "<table><tr><th>Boat</th><th>Tons</th></tr><tr><td><a href=a>Anna</a></td><td>41</td>"
          "</tr><tr><td><a href=b>Berta</a></td><td>52</td></tr></table>" LONG_2 LONG_3),
    "Boat\tTons\nAnna\t41\nBerta\t52" },
  { "at the end, below a line that names it",
    PAGE (LONG_1 LONG_2 LONG_3
          "<table><thead><tr><th>Year</th><th>Tolls</th></tr></thead><tbody><tr>"
          "<td>2022</td><td>3.1</td></tr></tbody></table>"),
    "Year\tTolls\n2022\t3.1" },
  { "a cell over two rows, one over two columns, the foot first",
    PAGE (LONG_1
          "<table><thead><tr><th>Basin</th><th colspan=2>Depth</th><th>Use</th></tr></thead>"
          "<tfoot><tr><td>Mean</td><td>4</td><td>6</td></tr></tfoot><tbody><tr>"
          "<td rowspan=2>West</td><td>3</td><td>5</td><td rowspan='2'>boats</td></tr><tr><td>4"
          "</td><td>6</td></tr><tr><td>East</td><td>5</td><td>7</td><td>ferries</td></tr>"
          "</tbody></table>" LONG_2 LONG_3),
    "Basin\tDepth\t\tUse\nWest\t3\t5\tboats\n\t4\t6\nEast\t5\t7\tferries\nMean\t4\t6" },
  { "spans that are none, or too many",
    PAGE (LONG_1
          "<table><tr><th colspan=0>Year</th><th rowspan=x>Tolls</th></tr><tr>"
          "<td rowspan=99999>2022</td><td>3</td></tr><tr><td colspan=-7>4</td></tr></table>" LONG_2
            LONG_3),
    "Year\tTolls\n2022\t3\n\t4" },
  { "words that no cell holds",
    PAGE (LONG_1 "<table><tr><th>Year</th><th>Tolls</th></tr><tr><td>2022</td><td>3</td></tr>"
                 "<tr>not counted</tr></table>" LONG_2 LONG_3),
    "Year\tTolls\n2022\t3\nnot counted" },
  { "a caption",
    PAGE (LONG_1 "<table><caption>Tolls, in millions</caption><tr><th>Year</th><th>Tolls</th></tr>"
                 "<tr><td>2022</td><td>3</td></tr></table>" LONG_2 LONG_3),
    "Year\tTolls\n2022\t3" },
  { "one that places text",
    PAGE ("<table><tr><td>" LONG_1 LONG_2 "</td><td>" LONG_3 "</td></tr><tr><td>" LONG_1
          "</td><td>" LONG_2 LONG_3 "</td></tr></table>"),
    "" },
  { "one that says that it places text",
    PAGE (LONG_1 LONG_2 "<table role=presentation><tr><td>a</td><td>b</td></tr><tr><td>c</td>"
                        "<td>d</td></tr></table>" LONG_3),
    "" },
  { "boxes with headings of their own",
    PAGE (LONG_1 LONG_2 "<table><tr><td><h3>Tides</h3></td><td><h3>Winds</h3></td></tr><tr><td>high"
                        "</td><td>west</td></tr></table>" LONG_3),
    "" },
  { "one within another: only the inner one has data",
    PAGE ("<table><tr><td>" LONG_1 "<table><tr><th>Year</th><th>Tolls</th></tr><tr><td>2022</td>"
          "<td>3</td></tr></table>" LONG_2 LONG_3 "</td></tr></table>"),
    "Year\tTolls\n2022\t3" },
};

static char *
join_tables (const char *html)
{
  g_autoptr (GBytes) pasted = g_bytes_new (html, strlen (html));
  g_autoptr (GBytes) bytes = brv_pasted_tidy_html (pasted, NULL);
  BrvImportInput input = { .bytes = bytes, .media_type = "text/html" };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImportResult) result = brv_import_in_process (&input, &error);
  const BrvSource *source = NULL;
  const BrvSourceBlock *blocks = NULL;
  GString *tables = g_string_new (NULL);
  guint n = 0;

  g_assert_no_error (error);
  source = brv_import_result_get_source (result, 0);
  blocks = brv_source_get_blocks (source, &n);
  for (guint i = 0; i < n; i++)
    if (blocks[i].role == BRV_ROLE_TABLE && blocks[i].kept)
      {
        g_string_append (tables, tables->len > 0 ? "|" : "");
        g_string_append_len (tables, brv_source_get_text (source) + blocks[i].range.start,
                             (gssize)brv_range_length (blocks[i].range));
      }
  return g_string_free (tables, FALSE);
}

static void
compare (const Row *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *tables = join_tables (rows[i].html);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (tables, ==, rows[i].tables);
    }
}

static void
test_sheets (void)
{
  compare (sheets, G_N_ELEMENTS (sheets));
}

static void
test_articles (void)
{
  compare (articles, G_N_ELEMENTS (articles));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/html-table/sheets", test_sheets);
  g_test_add_func ("/import/html-table/articles", test_articles);
  return g_test_run ();
}
