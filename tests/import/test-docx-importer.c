/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "describe-source.h"
#include "sample-package.h"

#define NAMESPACES                                                                     \
  "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "            \
  "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' "     \
  "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' "              \
  "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "            \
  "xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' " \
  "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "                   \
  "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "     \
  "xmlns:v='urn:schemas-microsoft-com:vml'"

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char root_relations[] =
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
  "<Relationship Id='rId1' Type='" TYPE "officeDocument' Target='word/document.xml'/>"
  "<Relationship Id='rId2' Type='http://schemas.openxmlformats.org/package/2006/relationships/"
  "metadata/core-properties' Target='docProps/core.xml'/></Relationships>";

static const char relations[] =
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
  "<Relationship Id='s' Type='" TYPE "styles' Target='styles.xml'/>"
  "<Relationship Id='f' Type='" TYPE "footnotes' Target='footnotes.xml'/>"
  "<Relationship Id='e' Type='" TYPE "endnotes' Target='endnotes.xml'/>"
  "<Relationship Id='i' Type='" TYPE "image' Target='media/image1.png'/>"
  "<Relationship Id='x' Type='" TYPE "image' Target='http://example.org/a.png' "
  "TargetMode='External'/></Relationships>";

#define STYLE(id, name, more) \
  "<w:style w:type='paragraph' w:styleId='" id "'><w:name w:val='" name "'/>" more "</w:style>"

/* clang-format nests one call in a string into the next. */
/* clang-format off */
static const char styles[] =
  "<w:styles " NAMESPACES
  "><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en-GB'/></w:rPr></w:rPrDefault>"
  "</w:docDefaults><w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name "
  "w:val='Normal'/></w:style>"
  STYLE ("berschrift1", "heading 1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>")
  STYLE ("Heading2", "heading 2", "")
  STYLE ("Own", "Chapter of mine", "<w:basedOn w:val='Heading2'/>")
  STYLE ("Loop", "Loop", "<w:basedOn w:val='Loop'/>")
  STYLE ("Level", "Section", "<w:pPr><w:outlineLvl w:val='2'/></w:pPr>")
  STYLE ("Title", "Title", "") STYLE ("TitleDate", "Title date", "<w:basedOn w:val='Title'/>")
  STYLE ("Subtitle", "Subtitle", "") STYLE ("Author", "Author", "") STYLE ("Quote", "Quote", "")
  STYLE ("Caption", "caption", "") STYLE ("Code", "HTML Preformatted", "")
  STYLE ("ListBullet2", "List Bullet 2", "<w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr>")
  STYLE ("TOC1", "toc 1", "") "</w:styles>";
/* clang-format on */

#define NOTE(kind, id, text)                     \
  "<w:" kind " w:id='" id "'><w:p><w:r><w:" kind \
  "Ref/></w:r><w:r><w:t xml:space='preserve'> " text "</w:t></w:r></w:p></w:" kind ">"

static const char footnotes[] =
  "<w:footnotes " NAMESPACES "><w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>-----</w:t>"
  "</w:r></w:p></w:footnote>" NOTE ("footnote", "1", "Second in the text.")
    NOTE ("footnote", "2", "First in the text.")
      NOTE ("footnote", "3", "Its mark is gone.") "</w:footnotes>";

static const char endnotes[] =
  "<w:endnotes " NAMESPACES ">" NOTE ("endnote", "1", "At the end.") "</w:endnotes>";

static const char png[] = "\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\170\0\0\0\074";

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define PS(style, text) \
  "<w:p><w:pPr><w:pStyle w:val='" style "'/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define T(text) "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define LI(list, level, text)                                             \
  "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" list \
  "'/></w:numPr></w:pPr>" T (text) "</w:p>"
#define TC(more, text) "<w:tc><w:tcPr>" more "</w:tcPr>" P (text) "</w:tc>"
#define FIELD(type)    "<w:r><w:fldChar w:fldCharType='" type "'/></w:r>"

/* Long enough to be a paragraph by itself. */
#define PROSE \
  "The tariff was set in a year when hardly anybody looked at the harbour, and it stayed."

typedef struct
{
  const char *name;
  const char *body;
  const char *expected;
} Case;

/* clang-format nests one call in a string into the next. */
/* clang-format off */
static const Case cases[] = {
  { "styles",
    PS ("Title", "Dues") PS ("Subtitle", "Who pays now") PS ("berschrift1", "One")
    PS ("Heading2", "Two") PS ("Own", "Two again") PS ("Level", "Three") P (PROSE)
    PS ("Quote", "Quoted words.") PS ("TitleDate", "May") PS ("Loop", "Loops.")
    PS ("Nowhere", "Unknown."),
    "title Dues\nstandfirst Who pays now\nheading1 One\nheading2 Two\nheading2 Two again\nheading3 "
    "Three\nparagraph " PROSE
    "\nquote1 Quoted words.\nparagraph May\nparagraph Loops.\nparagraph Unknown.\n" },
  { "outline level",
    PS ("Title", "Dues") "<w:p><w:pPr><w:outlineLvl w:val='3'/></w:pPr>" T ("Deep")
    "</w:p><w:p><w:pPr><w:pStyle w:val='Heading2'/><w:outlineLvl w:val='9'/></w:pPr>" T ("Body.")
    "</w:p>",
    "title Dues\nheading4 Deep\nparagraph Body.\n" },
  { "authors in their own paragraphs",
    PS ("Title", "Dues") PS ("Author", "Ada Holm") PS ("Author", "Bo Ek") P (PROSE),
    "title Dues\nbyline Ada Holm\nbyline Bo Ek\nparagraph " PROSE "\n" },
  { "lists",
    PS ("Title", "Dues") LI ("1", "0", "One") LI ("1", "1", "Two") LI ("0", "0", "No list.")
    PS ("ListBullet2", "Further in"),
    "title Dues\nlist-item1 One\nlist-item2 Two\nparagraph No list.\nlist-item2 Further in\n" },
  { "breaks",
    PS ("Title", "Dues") "<w:p>" T ("a") "<w:r><w:br/></w:r>" T ("b") "<w:r><w:tab/></w:r>" T ("c")
    "<w:r><w:noBreakHyphen/></w:r>" T ("d") "<w:r><w:softHyphen/></w:r>" T ("e.")
    "<w:r><w:br w:type='page'/></w:r>" T ("f.") "</w:p>",
    "title Dues\nparagraph a/b c\u2011d\u00ADe. f.\n" },
  { "tracked changes",
    PS ("Title", "Dues") "<w:p><w:ins w:id='1'>" T ("New. ")
    "</w:ins><w:del w:id='2'><w:r><w:delText>Old.</w:delText></w:r></w:del><w:moveFrom>" T ("Away.")
    "</w:moveFrom><w:moveTo>" T ("Here.")
    "</w:moveTo></w:p><w:p><w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr>" T ("Two that ")
    "</w:p><w:p>" T (" are one.") "</w:p>",
    "title Dues\nparagraph New. Here.\nparagraph Two that are one.\n" },
  { "hidden and placeholders",
    PS ("Title", "Dues") "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden. </w:t></w:r>"
    T ("Shown.") "</w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    P ("Click here.") "</w:sdtContent></w:sdt><w:sdt><w:sdtContent>" P ("Filled in.")
    "</w:sdtContent></w:sdt>",
    "title Dues\nparagraph Shown.\nparagraph Filled in.\n" },
  { "fields",
    PS ("Title", "Dues") "<w:p>" T ("See ") FIELD ("begin")
    "<w:r><w:instrText>REF x</w:instrText></w:r>" FIELD ("begin") T ("inner") FIELD ("separate")
    T ("inner result") FIELD ("end") FIELD ("separate") T ("part two") FIELD ("end") T (", and ")
    "<w:fldSimple w:instr='PAGE'>" T ("7") "</w:fldSimple><w:hyperlink r:id='x'>" T (" there.")
    "</w:hyperlink></w:p>",
    "title Dues\nparagraph See part two, and 7 there.\n" },
  { "contents",
    PS ("Title", "Dues") PS ("TOC1", "One 3")
    "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    "</w:sdtPr><w:sdtContent>" P ("Contents") "</w:sdtContent></w:sdt>" P (PROSE),
    "title Dues\n-furniture One 3\n-furniture Contents\nparagraph " PROSE "\n" },
  { "notes",
    PS ("Title", "Dues") "<w:p>" T ("One.") "<w:r><w:footnoteReference w:id='2'/></w:r>" T (" Two.")
    "<w:r><w:endnoteReference w:id='1'/></w:r><w:r><w:footnoteReference w:id='1'/></w:r></w:p>",
    "title Dues\nparagraph One. Two.\nfootnote 1 First in the text.\nfootnote 2 Second in the "
    "text.\nfootnote i At the end.\n" },
  { "table",
    PS ("Title", "Dues") "<w:tbl><w:tr>" TC ("", "Length") TC ("", "Old") TC ("", "New")
    "</w:tr><w:tr>" TC ("<w:vMerge w:val='restart'/>", "10 m") TC ("", "") TC ("", "12")
    "</w:tr><w:tr>" TC ("<w:vMerge/>", "") TC ("<w:gridSpan w:val='2'/>", "both") "</w:tr></w:tbl>"
    P (PROSE),
    "title Dues\ntable Length|Old|New/10 m||12/|both\nparagraph " PROSE "\n" },
  { "table for layout",
    PS ("Title", "Dues") "<w:tbl><w:tr><w:tc>" PS ("berschrift1", "One") P (PROSE) "</w:tc>"
    TC ("", "Side.") "</w:tr></w:tbl>",
    "title Dues\nheading1 One\nparagraph " PROSE "\nparagraph Side.\n" },
  { "table in a table",
    PS ("Title", "Dues") "<w:tbl><w:tr>" TC ("", "a") "<w:tc><w:tbl><w:tr>" TC ("", "b")
    "</w:tr></w:tbl><w:p/></w:tc></w:tr><w:tr>" TC ("", "c") TC ("", "d") "</w:tr></w:tbl>",
    "title Dues\ntable a|b/c|d\n" },
  { "text box",
    PS ("Title", "Dues") "<w:p>" T ("Before and ")
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    P ("In the box.")
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>" P ("In the box.")
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" T ("after.")
    "</w:p>",
    "title Dues\nparagraph Before and after.\nparagraph In the box.\n" },
  { "image",
    PS ("Title", "Dues") P (PROSE) P (PROSE)
    "<w:p><w:r><w:drawing><wp:docPr id='1' name='x' descr='A crane'/><a:blip r:embed='i'/>"
    "</w:drawing></w:r></w:p>" PS ("Caption", "The crane at work") P (PROSE)
    "<w:p><w:r><w:drawing><a:blip r:link='x'/></w:drawing></w:r></w:p>" PS ("Caption", "No image"),
    "title Dues\nparagraph " PROSE "\nparagraph " PROSE
    "\ncaption[#0] The crane at work\nparagraph " PROSE "\ncaption No image\n" },
  { "symbols and formulas",
    PS ("Title", "Dues") "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0E0'/></w:r>" T (" is ")
    "<w:r><w:sym w:font='Symbol' w:char='F061'/></w:r><m:oMath><m:r><m:t>+1</m:t></m:r></m:oMath>"
    "</w:p><w:p><w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r>"
    "<w:t>\u6F22</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
    "title Dues\nparagraph \u2192 is \u03B1+1\nparagraph \u6F22\n" },
  { "preformatted",
    PS ("Title", "Dues") PS ("Code", "if (a)") "<w:p><w:pPr><w:pStyle w:val='Code'/></w:pPr>"
    T ("    b;") "</w:p>",
    "title Dues\npreformatted if (a)/    b;\n" },
  { "drop cap",
    PS ("Title", "Dues") "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr>" T ("T") "</w:p>"
    P ("he harbour."),
    "title Dues\nparagraph The harbour.\n" },
  { "bold line as heading",
    PS ("Title", "Dues") "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>What changes</w:t></w:r></w:p>"
    P (PROSE) "<w:p><w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>Not bold.</w:t></w:r></w:p>",
    "title Dues\nheading2 What changes\nparagraph " PROSE "\nparagraph Not bold.\n" },
  { "one heading of the first level is the title",
    PS ("berschrift1", "Dues after the reform") P (PROSE) PS ("Heading2", "Two") P (PROSE),
    "title Dues after the reform\nparagraph " PROSE "\nheading2 Two\nparagraph " PROSE "\n" },
};
/* clang-format on */

static GBytes *
pack (const char *document, const char *core)
{
  const SamplePart parts[] = {
    { "[Content_Types].xml", "<Types/>", 0 },
    { "_rels/.rels", root_relations, 0 },
    { "word/_rels/document.xml.rels", relations, 0 },
    { "word/document.xml", document, 0 },
    { "word/styles.xml", styles, 0 },
    { "word/footnotes.xml", footnotes, 0 },
    { "word/endnotes.xml", endnotes, 0 },
    { "word/media/image1.png", png, sizeof (png) - 1 },
    { "word/vbaProject.bin", "macro", 0 },
    { "docProps/core.xml", core, 0 },
    { NULL, NULL, 0 },
  };

  return sample_package_new (parts);
}

static BrvSource *
import_body (const char *body, const char *core)
{
  g_autofree char *document = g_strdup_printf ("<?xml version='1.0'?><w:document " NAMESPACES
                                               "><w:body>%s<w:sectPr/></w:body></w:document>",
                                               body);
  g_autoptr (GBytes) bytes = pack (document, core);

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

static void
test_image (void)
{
  g_autoptr (BrvSource) source = import_body (
    P (PROSE) "<w:p><w:r><w:drawing><wp:docPr id='1' name='x' descr='A crane'/><a:blip "
              "r:embed='i'/></w:drawing></w:r></w:p>",
    "<a/>");
  guint n = 0;
  const BrvSourceImage *images = brv_source_get_images (source, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (images[0].media_type, ==, "image/png");
  g_assert_cmpstr (images[0].alternative, ==, "A crane");
  g_assert_cmpuint (images[0].width_px, ==, 120);
  g_assert_cmpuint (images[0].height_px, ==, 60);
}

#define DRAWING "<w:p><w:r><w:drawing><a:blip r:embed='i'/></w:drawing></w:r></w:p>"

/* Pictures stand above what follows them; a paragraph's own above itself. */
static void
test_image_places (void)
{
  static const gint expected[] = { 0, 1, 2, 4 };
  g_autoptr (BrvSource) source = import_body (
    DRAWING P (PROSE) DRAWING P (PROSE) "<w:p><w:r><w:t>Words </w:t></w:r><w:r><w:drawing><a:blip "
                                        "r:embed='i'/></w:drawing></w:r></w:p>" P (PROSE) DRAWING,
    "<a/>");
  guint n = 0;
  const BrvSourceImage *images = brv_source_get_images (source, &n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (images[i].above, ==, expected[i]);
}

#define CORE(more)                                                                        \
  "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/" \
  "core-properties' xmlns:dc='http://purl.org/dc/elements/1.1/' "                         \
  "xmlns:dcterms='http://purl.org/dc/terms/'>" more "</cp:coreProperties>"

static void
test_properties (void)
{
  static const struct
  {
    const char *name;
    const char *body;
    const char *core;
    const char *title;
    const char *authors;
    const char *date;
    const char *modified;
    BrvEvidence title_evidence;
    BrvEvidence authors_evidence;
  } rows[] = {
    { "all of them", PS ("Heading2", "Part") P (PROSE),
      CORE ("<dc:title>The tariff of the harbour</dc:title><dc:creator>Ada Holm; Bo Ek</dc:creator>"
            "<dcterms:created>2024-03-01T10:00:00Z</dcterms:created>"
            "<dcterms:modified>2024-03-09T10:00:00Z</dcterms:modified>"),
      "The tariff of the harbour", "Ada Holm|Bo Ek", "2024-03-01", "2024-03-09", BRV_EVIDENCE_META,
      BRV_EVIDENCE_META },
    { "the page's own come first",
      PS ("Title", "Dues now") P ("By Cay Lund") P ("4 May 2023") P (PROSE),
      CORE ("<dc:title>Another title</dc:title><dc:creator>Ada Holm</dc:creator>"
            "<dcterms:created>2024-03-01T10:00:00Z</dcterms:created>"),
      "Dues now", "Cay Lund", "2023-05-04", NULL, BRV_EVIDENCE_VISIBLE_TEXT,
      BRV_EVIDENCE_VISIBLE_TEXT },
    { "several authors, each in a paragraph",
      PS ("Title", "Dues now") PS ("Author", "Ada Holm") PS ("Author", "Bo Ek") P (PROSE), "<a/>",
      "Dues now", "Ada Holm|Bo Ek", NULL, NULL, BRV_EVIDENCE_VISIBLE_TEXT,
      BRV_EVIDENCE_VISIBLE_TEXT },
    { "what programs write is no evidence", PS ("Heading2", "Part") P (PROSE),
      CORE ("<dc:title>Microsoft Word - notes.doc</dc:title><dc:creator>Administrator</dc:creator>"
            "<dcterms:created>2013-12-23T23:15:00Z</dcterms:created>"
            "<dcterms:modified>2013-12-23T23:15:00Z</dcterms:modified>"),
      NULL, NULL, NULL, NULL, BRV_EVIDENCE_NONE, BRV_EVIDENCE_NONE },
    { "a title left behind by another document", PS ("Heading2", "Part") P (PROSE),
      CORE ("<dc:title>Minutes of the gardening club</dc:title><dc:creator>jsmith</dc:creator>"),
      NULL, NULL, NULL, NULL, BRV_EVIDENCE_NONE, BRV_EVIDENCE_NONE },
    { "a title that is a plain paragraph", P ("Harbour notes") P ("What is new") P (PROSE),
      CORE ("<dc:title>What is new</dc:title>"), "What is new", NULL, NULL, NULL,
      BRV_EVIDENCE_VISIBLE_TEXT, BRV_EVIDENCE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvSource) source = import_body (rows[i].body, rows[i].core);

      g_test_message ("%s", rows[i].name);
      assert_field (source, BRV_SOURCE_FIELD_TITLE, rows[i].title, rows[i].title_evidence);
      assert_field (source, BRV_SOURCE_FIELD_AUTHORS, rows[i].authors, rows[i].authors_evidence);
      assert_field (source, BRV_SOURCE_FIELD_DATE, rows[i].date,
                    rows[i].authors_evidence == BRV_EVIDENCE_META ? BRV_EVIDENCE_META
                                                                  : BRV_EVIDENCE_VISIBLE_TEXT);
      assert_field (source, BRV_SOURCE_FIELD_MODIFIED, rows[i].modified, BRV_EVIDENCE_META);
      assert_field (source, BRV_SOURCE_FIELD_LANGUAGE, "en-GB", BRV_EVIDENCE_META);
    }
}

/* Most of the text is in German, whatever the document's default says. */
static void
test_language (void)
{
  g_autoptr (BrvSource) source = import_body (
    "<w:p><w:r><w:rPr><w:lang w:val='de-DE'/></w:rPr><w:t>Die Gebühren sind neu.</w:t></w:r>" T (
      "New.") "</w:p>",
    "<a/>");

  assert_field (source, BRV_SOURCE_FIELD_LANGUAGE, "de-DE", BRV_EVIDENCE_META);
}

static void
test_strict (void)
{
  g_autoptr (GBytes) bytes =
    pack ("<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>" PS (
            "Title", "Dues") P (PROSE) "</w:body></w:document>",
          "<a/>");
  g_autoptr (BrvSource) source = import_bytes (bytes);
  g_autofree char *found = describe_blocks (source);

  g_assert_cmpstr (found, ==, "title Dues\nparagraph " PROSE "\n");
}

static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new ("<w:document " NAMESPACES "><w:body>");
  g_autoptr (GString) tables = g_string_new (NULL);
  const char *const broken[] = {
    "",
    "no XML",
    "<w:document " NAMESPACES "><w:body><w:p>",
    "<a></b>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]><w:document " NAMESPACES "><w:body><w:p><w:r><w:t>a &b; c</w:t>"
    "</w:r></w:p></w:body></w:document>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><w:document " NAMESPACES
    "><w:body><w:p><w:r><w:t>a &b; c</w:t></w:r></w:p></w:body></w:document>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GBytes) bytes = pack (broken[i], "<a/>");

      g_test_message ("%s", broken[i]);
      assert_import_fails (bytes, BRV_IMPORT_ERROR_DAMAGED);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<w:p>");
  {
    g_autoptr (GBytes) bytes = pack (deep->str, "<a/>");

    assert_import_fails (bytes, BRV_IMPORT_ERROR_DAMAGED);
  }
  /* Ends without beginnings, cells without rows, tables in tables. */
  for (guint i = 0; i < 60; i++)
    g_string_append (tables, "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr>");
  g_string_append (tables, P ("Deep."));
  for (guint i = 0; i < 60; i++)
    g_string_append (tables, "</w:tc></w:tr></w:tbl>");
  g_string_append (tables, "<w:tc>" P ("Cell.") "</w:tc><w:tr>" P ("Row.") "</w:tr>" FIELD ("end"));
  {
    g_autoptr (BrvSource) source = import_body (tables->str, "<a/>");
    g_autofree char *found = describe_blocks (source);

    g_assert_cmpstr (found, ==, "paragraph Deep.\nparagraph Cell.\nparagraph Row.\n");
  }
}

static void
test_no_text (void)
{
  g_autoptr (GBytes) bytes =
    pack ("<w:document " NAMESPACES "><w:body><w:p/></w:body></w:document>", "<a/>");

  assert_import_fails (bytes, BRV_IMPORT_ERROR_NO_TEXT);
}

/* What is packed into a file of the old kind is an old document, or an encrypted one. */
static void
test_ole (void)
{
  static const char old[512] = "\320\317\021\340\241\261\032\341";
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
  g_autofree char *encrypted = g_memdup2 (old, sizeof (old));
  g_autoptr (GBytes) old_bytes = g_bytes_new_static (old, sizeof (old));
  g_autoptr (GBytes) encrypted_bytes = NULL;

  memcpy (encrypted + 200, name, sizeof (name) - 1);
  encrypted_bytes = g_bytes_new_static (encrypted, sizeof (old));
  assert_import_fails (old_bytes, BRV_IMPORT_ERROR_UNSUPPORTED);
  assert_import_fails (encrypted_bytes, BRV_IMPORT_ERROR_PASSWORD);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/docx-importer/blocks", test_blocks);
  g_test_add_func ("/import/docx-importer/image", test_image);
  g_test_add_func ("/import/docx-importer/image-places", test_image_places);
  g_test_add_func ("/import/docx-importer/properties", test_properties);
  g_test_add_func ("/import/docx-importer/language", test_language);
  g_test_add_func ("/import/docx-importer/strict", test_strict);
  g_test_add_func ("/import/docx-importer/hostile", test_hostile);
  g_test_add_func ("/import/docx-importer/no-text", test_no_text);
  g_test_add_func ("/import/docx-importer/ole", test_ole);
  return g_test_run ();
}
