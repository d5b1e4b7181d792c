/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "describe-source.h"
#include "sample-package.h"

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define NAMESPACES                                                                                 \
  "xmlns:office='" OASIS "office:1.0' xmlns:text='" OASIS "text:1.0' xmlns:table='" OASIS          \
  "table:1.0' xmlns:style='" OASIS "style:1.0' xmlns:draw='" OASIS "drawing:1.0' xmlns:fo='" OASIS \
  "xsl-fo-compatible:1.0' xmlns:svg='" OASIS "svg-compatible:1.0' xmlns:meta='" OASIS              \
  "meta:1.0' xmlns:manifest='" OASIS "manifest:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "  \
  "xmlns:xlink='http://www.w3.org/1999/xlink'"

#define NAMED                                                                                \
  "<office:styles><style:default-style style:family='paragraph'><style:text-properties "     \
  "fo:language='en' fo:country='GB'/></style:default-style>"                                 \
  "<style:style style:name='Title' style:family='paragraph'/>"                               \
  "<style:style style:name='Subtitle' style:family='paragraph'/>"                            \
  "<style:style style:name='Quotations' style:family='paragraph'/>"                          \
  "<style:style style:name='Caption' style:family='paragraph'/>"                             \
  "<style:style style:name='Illustration' style:family='paragraph' "                         \
  "style:parent-style-name='Caption'/>"                                                      \
  "<style:style style:name='Preformatted_20_Text' style:display-name='Preformatted Text' "   \
  "style:family='paragraph'/>"                                                               \
  "<style:style style:name='Loop' style:family='paragraph' style:parent-style-name='Loop'/>" \
  "</office:styles>"

#define AUTOMATIC                                                                                \
  "<office:automatic-styles><style:style style:name='P1' style:family='paragraph' "              \
  "style:parent-style-name='Title'/><style:style style:name='P2' style:family='paragraph' "      \
  "style:parent-style-name='Quotations'/><style:style style:name='P3' style:family='paragraph'>" \
  "<style:text-properties fo:font-weight='bold'/></style:style><style:style style:name='T1' "    \
  "style:family='text'><style:text-properties text:display='none'/></style:style>"               \
  "<style:style style:name='T2' style:family='text'><style:text-properties fo:language='de' "    \
  "fo:country='DE'/></style:style></office:automatic-styles>"

static const char styles[] =
  "<office:document-styles " NAMESPACES ">" NAMED
  "<office:automatic-styles><style:style style:name='P1' style:family='paragraph' "
  "style:parent-style-name='Caption'/></office:automatic-styles><office:master-styles>"
  "<style:master-page><style:header><text:p>Header</text:p></style:header></style:master-page>"
  "</office:master-styles></office:document-styles>";

static const char png[] = "\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\010\0\0\0\004";

#define PROSE \
  "The tariff was set in a year when hardly anybody looked at the harbour, and it stayed."
#define TITLE           "<text:p text:style-name='P1'>Dues</text:p>"
#define P(text)         "<text:p>" text "</text:p>"
#define PS(style, text) "<text:p text:style-name='" style "'>" text "</text:p>"
#define TC(text)        "<table:table-cell>" P (text) "</table:table-cell>"
#define ROW(cells)      "<table:table-row>" cells "</table:table-row>"

/* clang-format nests one call in a string into the next. */
/* clang-format off */
static const struct
{
  const char *name;
  const char *body;
  const char *expected;
} cases[] = {
  { "styles",
    TITLE PS ("Subtitle", "Who pays now")
    "<text:h text:outline-level='1'>One</text:h><text:h text:outline-level='3'>Three</text:h>"
    P (PROSE) PS ("P2", "Quoted words.") PS ("Loop", "Loops.") PS ("Nowhere", "Unknown."),
    "title Dues\nstandfirst Who pays now\nheading1 One\nheading3 Three\nparagraph " PROSE
    "\nquote1 Quoted words.\nparagraph Loops.\nparagraph Unknown.\n" },
  { "white space",
    TITLE
    "<text:p>a\n   b<text:s/>c<text:s text:c='3'/>d<text:tab/>e<text:line-break/>"
    "f<text:soft-page-break/>g.</text:p>" PS ("Preformatted_20_Text", "if (a)")
    PS ("Preformatted_20_Text", "<text:s text:c='4'/>b;"),
    "title Dues\nparagraph a b c d e/fg.\npreformatted if (a)/    b;\n" },
  { "lists",
    TITLE "<text:list><text:list-item>" P ("One") P ("Still one.") "<text:list><text:list-item>"
    P ("Two")
    "</text:list-item></text:list></text:list-item><text:list-item><text:h text:outline-level='2'>"
    "Numbered</text:h></text:list-item><text:list-header>" P ("No item.")
    "</text:list-header></text:list>",
    "title Dues\nlist-item1 One\nparagraph Still one.\nlist-item2 Two\nheading2 Numbered\n"
    "paragraph No item.\n" },
  { "notes",
    TITLE
    "<text:p>One.<text:note text:note-class='endnote'><text:note-citation>i</text:note-citation>"
    "<text:note-body>" P ("At the end.")
    "</text:note-body></text:note> Two.<text:note text:note-class='footnote'><text:note-citation>"
    "1</text:note-citation><text:note-body>" P ("Below.") P ("Second line.")
    "</text:note-body></text:note></text:p>",
    "title Dues\nparagraph One. Two.\nfootnote 1 Below./Second line.\nfootnote i At the end.\n" },
  { "changes and comments",
    "<text:tracked-changes><text:changed-region><text:deletion>" P ("Deleted.")
    "</text:deletion></text:changed-region></text:tracked-changes>" TITLE
    "<text:p>New.<text:change text:change-id='a'/><office:annotation><dc:creator>A</dc:creator>"
    P ("Comment.")
    "</office:annotation><text:span text:style-name='T1'> Hidden.</text:span></text:p>"
    "<text:section text:display='none'>" P ("Hidden too.") "</text:section><text:section>"
    P ("In a section.") "</text:section>",
    "title Dues\nparagraph New.\nparagraph In a section.\n" },
  { "indexes",
    TITLE
    "<text:table-of-content><text:table-of-content-source><text:index-title-template>"
    "T</text:index-title-template></text:table-of-content-source><text:index-body>"
    "<text:index-title>" P ("Contents") "</text:index-title>" P ("One 3")
    "</text:index-body></text:table-of-content><text:user-index><text:index-body>" P ("Own 4")
    "</text:index-body></text:user-index>" P (PROSE),
    "title Dues\n-furniture Contents\n-furniture One 3\n-furniture Own 4\nparagraph " PROSE "\n" },
  { "table",
    TITLE "<table:table><table:table-column/><table:table-header-rows>"
    ROW (TC ("Length") TC ("Old") TC ("New")) "</table:table-header-rows>"
    ROW (TC ("10 m") "<table:table-cell table:number-columns-repeated='1'/>" TC ("12"))
    ROW ("<table:table-cell table:number-columns-spanned='2'>" P ("both")
         "</table:table-cell><table:covered-table-cell/>" TC ("30"))
    "</table:table>" P (PROSE),
    "title Dues\ntable Length|Old|New/10 m||12/both||30\nparagraph " PROSE "\n" },
  { "image with its caption in a box",
    TITLE P (PROSE) P (PROSE)
    "<text:p><draw:frame><draw:text-box><text:p text:style-name='Illustration'><draw:frame>"
    "<draw:image xlink:href='Pictures/a.png'/><svg:title>Crane</svg:title><svg:desc>A "
    "crane</svg:desc></draw:frame>Illustration 1: The crane</text:p></draw:text-box></draw:frame>"
    PROSE "</text:p>",
    "title Dues\nparagraph " PROSE "\nparagraph " PROSE "\nparagraph " PROSE
    "\ncaption[#0] Illustration 1: The crane\n" },
  { "shapes, fields, ruby",
    TITLE "<text:p>Before<draw:custom-shape>" P ("In a shape.")
    "</draw:custom-shape> <text:page-number>7</text:page-number><text:ruby><text:ruby-base>"
    "x</text:ruby-base><text:ruby-text>y</text:ruby-text></text:ruby>"
    "<text:placeholder>&lt;name&gt;</text:placeholder>.</text:p>",
    "title Dues\nparagraph Before 7x.\nparagraph In a shape.\n" },
  { "formula",
    TITLE "<text:p>It is <draw:frame><draw:object xlink:href='./Object 1'/></draw:frame>.</text:p>",
    "title Dues\nparagraph It is x+1.\n" },
  { "bold line as heading",
    TITLE PS ("P3", "What changes") P (PROSE),
    "title Dues\nheading2 What changes\nparagraph " PROSE "\n" },
};
/* clang-format on */

static GBytes *
pack (const char *content, const char *meta, const char *manifest)
{
  const SamplePart parts[] = {
    { "mimetype", "application/vnd.oasis.opendocument.text", 0 },
    { "content.xml", content, 0 },
    { "styles.xml", styles, 0 },
    { "meta.xml", meta, 0 },
    { "META-INF/manifest.xml", manifest, 0 },
    { "Pictures/a.png", png, sizeof (png) - 1 },
    { "Object 1/content.xml",
      "<math xmlns='http://www.w3.org/1998/Math/MathML'><semantics><mrow><mi>x</mi><mo>+</mo>"
      "<mn>1</mn></mrow><annotation>x + 1</annotation></semantics></math>",
      0 },
    { NULL, NULL, 0 },
  };

  return sample_package_new (parts);
}

static char *
make_content (const char *body)
{
  return g_strdup_printf ("<?xml version='1.0'?><office:document-content " NAMESPACES ">" AUTOMATIC
                          "<office:body><office:text>%s</office:text></office:body>"
                          "</office:document-content>",
                          body);
}

static BrvSource *
import_body (const char *body, const char *meta)
{
  g_autofree char *content = make_content (body);
  g_autoptr (GBytes) bytes = pack (content, meta, "<a/>");

  return import_bytes (bytes);
}

static void
test_blocks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvSource) source = import_body (cases[i].body, "<a/>");
      g_autofree char *found = describe_blocks (source);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

/* The same texts as one XML file; an image is inside it. */
static void
test_flat (void)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *)png, sizeof (png) - 1);
  g_autofree char *flat = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BrvSource) source = NULL;
  g_autofree char *found = NULL;
  guint n = 0;

  flat = g_strdup_printf (
    "<?xml version=\"1.0\"?>\n<office:document office:mimetype="
    "\"application/vnd.oasis.opendocument.text\" " NAMESPACES ">" NAMED AUTOMATIC
    "<office:body><office:text>" TITLE P (PROSE)
      P (PROSE) "<text:p><draw:frame><draw:image><office:binary-data>%s</office:binary-data></"
                "draw:image>"
                "</draw:frame></text:p>" PS ("Caption", "The crane") "</office:text></office:body>"
                                                                     "</office:document>",
    encoded);
  bytes = g_bytes_new (flat, strlen (flat));
  source = import_bytes (bytes);
  found = describe_blocks (source);
  g_assert_cmpstr (found, ==,
                   "title Dues\nparagraph " PROSE "\nparagraph " PROSE "\ncaption[#0] The crane\n");
  g_assert_cmpstr (brv_source_get_format (source), ==, "application/vnd.oasis.opendocument.text");
  g_assert_cmpuint (brv_source_get_images (source, &n)[0].width_px, ==, 8);
}

static void
test_properties (void)
{
  g_autoptr (BrvSource) source = import_body (
    PS ("Nowhere", PROSE) "<text:p><text:span text:style-name='T2'>Ja.</text:span></text:p>",
    "<office:document-meta " NAMESPACES "><office:meta><meta:generator>x</meta:generator>"
    "<dc:title>The tariff of the harbour</dc:title><meta:initial-creator>Ada Holm"
    "</meta:initial-creator><dc:creator>Cay Lund</dc:creator>"
    "<meta:creation-date>2024-03-01T10:00:00.12</meta:creation-date>"
    "<dc:date>2024-03-09T10:00:00</dc:date></office:meta></office:document-meta>");

  assert_field (source, BRV_SOURCE_FIELD_TITLE, "The tariff of the harbour", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_AUTHORS, "Ada Holm", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_DATE, "2024-03-01", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_MODIFIED, "2024-03-09", BRV_EVIDENCE_META);
  assert_field (source, BRV_SOURCE_FIELD_LANGUAGE, "en-GB", BRV_EVIDENCE_META);
}

static void
test_encrypted (void)
{
  g_autofree char *content = g_strnfill (200, '\377');
  g_autoptr (GBytes) bytes =
    pack (content, "<a/>",
          "<manifest:manifest " NAMESPACES "><manifest:file-entry manifest:full-path='content.xml'>"
          "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>");

  assert_import_fails (bytes, BRV_IMPORT_ERROR_PASSWORD);
}

static void
test_hostile (void)
{
  g_autoptr (GString) nested = g_string_new (NULL);
  const char *const broken[] = {
    "",
    "no XML",
    "<a/>",
    "<office:document-content " NAMESPACES "><office:body><office:text><text:p>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]><office:document-content " NAMESPACES
    "><office:body><office:text><text:p>a &b; c</text:p></office:text></office:body>"
    "</office:document-content>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GBytes) bytes = pack (broken[i], "<a/>", "<a/>");

      g_test_message ("%s", broken[i]);
      assert_import_fails (bytes, BRV_IMPORT_ERROR_DAMAGED);
    }
  /* Cells without tables, notes in notes, repetitions beyond all measure. */
  for (guint i = 0; i < 50; i++)
    g_string_append (nested, "<text:p><text:note><text:note-body><draw:text-box>");
  g_string_append (nested, P ("Deep."));
  for (guint i = 0; i < 50; i++)
    g_string_append (nested, "</draw:text-box></text:note-body></text:note></text:p>");
  g_string_append (nested, "<table:table-cell table:number-columns-repeated='999999999'>" P (
                             "Cell.") "</table:table-cell><table:covered-table-cell/>"
                                      "<text:p><text:s text:c='999999999'/>Far.</text:p>");
  {
    g_autoptr (BrvSource) source = import_body (nested->str, "<a/>");
    g_autofree char *found = describe_blocks (source);

    g_assert_nonnull (strstr (found, "Deep."));
    g_assert_nonnull (strstr (found, "paragraph Cell.\nparagraph Far.\n"));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/odt-importer/blocks", test_blocks);
  g_test_add_func ("/import/odt-importer/flat", test_flat);
  g_test_add_func ("/import/odt-importer/properties", test_properties);
  g_test_add_func ("/import/odt-importer/encrypted", test_encrypted);
  g_test_add_func ("/import/odt-importer/hostile", test_hostile);
  return g_test_run ();
}
