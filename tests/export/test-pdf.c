/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "export/brv-export.h"
#include "tests/export/pdf-tools.h"
#include "tests/export/sample-pages.h"

#define DATE        G_GINT64_CONSTANT (1700000000) /* 14 November 2023, 22:13:20 */
#define PX_PER_INCH 200.0
#define SQUARE_PX   16

static GBytes *
export_pages (guint first_page, guint n_pages)
{
  g_autoptr (BrvPages) pages = sample_pages_new (TRUE);
  const BrvExportOptions options = {
    .first_page = first_page, .n_pages = n_pages, .date = DATE, .raster_func = sample_decode
  };
  g_autoptr (GError) error = NULL;
  GBytes *bytes = brv_export_pdf (pages, &options, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static char *
write_sample (guint first_page, guint n_pages)
{
  g_autoptr (GBytes) bytes = export_pages (first_page, n_pages);

  return pdf_tools_write (bytes);
}

/* The file with its objects in plain text. */
static char *
read_objects (const char *path)
{
  const char *const arguments[] = { "qpdf", "--qdf", "--object-streams=disable", path, "-", NULL };
  g_autoptr (GBytes) output = pdf_tools_run (arguments);
  char *text = g_strndup ("", g_bytes_get_size (output));
  const char *data = g_bytes_get_data (output, NULL);

  for (gsize i = 0; i < g_bytes_get_size (output); i++)
    text[i] = data[i] != '\0' ? data[i] : ' ';
  return text;
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%.2000s…”", part, text);
}

static void
test_valid (void)
{
  char *path;

  PDF_TOOLS_NEED ("qpdf");
  path = write_sample (0, 0);
  {
    const char *const arguments[] = { "qpdf", "--check", path, NULL };
    g_autofree char *output = pdf_tools_run_text (arguments);

    assert_has (output, "No syntax or stream encoding errors found");
  }
  pdf_tools_remove (path);
}

static void
test_ghostscript (void)
{
  char *path;

  PDF_TOOLS_NEED ("gs");
  path = write_sample (0, 0);
  {
    const char *const arguments[] = {
      "gs", "-q", "-dSAFER", "-dPDFSTOPONERROR", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage",
      path, NULL
    };
    g_autofree char *output = pdf_tools_run_text (arguments);

    g_assert_cmpstr (output, ==, "");
  }
  pdf_tools_remove (path);
}

static void
test_text (void)
{
  char *path;

  PDF_TOOLS_NEED ("pdftotext");
  path = write_sample (0, 0);
  {
    const char *const arguments[] = { "pdftotext", path, "-", NULL };
    g_autofree char *output = pdf_tools_run_text (arguments);

    assert_has (output, "Water & finance\n");
    assert_has (output, "Efficient offices affirm 10 % of it1\nand say so in an office\njournal");
    assert_has (output, "“We shall not flinch”, it said.\n");
    assert_has (output, "an item with Łódź and Ἀθῆναι\n");
    assert_has (output, "Synthetic bold\n\nSynthetic slant\nExpanded by a fiftieth\n");
    /* The letters in their order, between marks of the direction of writing. */
    assert_has (output, "الس\uFEFCم عليكم");
  }
  pdf_tools_remove (path);
}

static void
test_fonts (void)
{
  char *path;
  guint n_fonts = 0;

  PDF_TOOLS_NEED ("pdffonts");
  path = write_sample (0, 0);
  {
    const char *const arguments[] = { "pdffonts", path, NULL };
    g_autofree char *output = pdf_tools_run_text (arguments);
    g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

    for (guint i = 2; lines[i] != NULL && lines[i][0] != '\0'; i++)
      {
        assert_has (lines[i], " yes yes yes "); /* embedded, a subset, with its texts */
        n_fonts++;
      }
  }
  g_assert_cmpuint (n_fonts, >=, 8);
  pdf_tools_remove (path);
}

/* Puts the lines in one and joins texts of one element: readers break them where fonts change. */
static char *
join_texts (const char *structure)
{
  g_auto (GStrv) lines = g_strsplit (structure, "\n", -1);
  GString *joined = g_string_new (NULL);
  gsize depth_before = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize depth = strspn (lines[i], " ");
      const char *line = lines[i] + depth;

      if (line[0] == '\0' || line[0] == '/' || g_str_has_prefix (line, "Object"))
        continue;
      if (line[0] == '"' && g_str_has_suffix (joined->str, "\"") && depth == depth_before)
        {
          g_string_truncate (joined, joined->len - 1);
          g_string_append (joined, line + 1);
        }
      else
        {
          g_string_append_printf (joined, "%s%s", joined->len > 0 ? "|" : "", line);
        }
      depth_before = depth;
    }
  return g_string_free (joined, FALSE);
}

static void
test_structure (void)
{
  char *path;

  PDF_TOOLS_NEED ("pdfinfo");
  path = write_sample (0, 0);
  {
    const char *const arguments[] = { "pdfinfo", "-struct-text", path, NULL };
    g_autofree char *output = pdf_tools_run_text (arguments);
    g_autofree char *joined = join_texts (output);

    g_assert_cmpstr (
      joined, ==,
      "Document|H1 (block)|\"Water & finance\""
      "|Sect"
      "|P (block)|\"Efficient offices affirm 10\u00A0% of it\""
      "|Reference (inline)|Link (inline)|\"1\""
      "|Note <note-00000006> (inline)|\"1 The note’s own text.\""
      "|\"and say so in \"|Link (inline)|\"an office journal\"|\".\""
      "|P (block)|\"الس\uFEFCم عليكم NATO \uFEFB\""
      "|P (block)|\"A paragraph that goes onon the second page.\""
      "|Sect|H1 (block)|\"Threat\""
      "|BlockQuote|P (block)|\"“We shall not flinch”, it said.\""
      "|L (block):|LI (block)|Lbl (block)|\"•\"|LBody (block)|\"an item with Łódź and Ἀθῆναι\""
      "|P (block)|\"Synthetic boldSynthetic slantExpanded by a fiftieth\""
      "|Figure:|\"\"|Caption|\"Figure 1: a slope\"|Figure:|\"\"");
  }
  pdf_tools_remove (path);
}

static void
test_objects (void)
{
  static const char *const parts[] = {
    /* links and what they say */
    "/URI (https://example.org/a_\\(b\\)?q=x&y=%5Cz#f%C3%BCnf%22%3C%3E)",
    "/Subtype /Link",
    "/F 4\n",
    "/StructParent 3\n",
    "/StructParent 4\n",
    /* accessibility */
    "/Alt <feff004100200073006c006f00700065", /* "A slope" */
    "/ID (note-00000006)",
    "/IDTree",
    "/ParentTreeNextKey 5\n",
    "/Tabs /S\n",
    "/DisplayDocTitle true",
    "/Lang (en-GB)",
    "/Marked true",
    /* archive */
    "/S /GTS_PDFA1",
    "<pdfaid:part>2</pdfaid:part>",
    "<pdfaid:conformance>A</pdfaid:conformance>",
    "<pdfuaid:part>1</pdfuaid:part>",
    "<rdf:li xml:lang=\"x-default\">Water &amp; finance – Ωmega</rdf:li>",
    "<xmp:CreateDate>2023-11-14T22:13:20Z</xmp:CreateDate>",
    "/CreationDate (D:20231114221320Z)",
    "/CIDToGIDMap /Identity",
    /* readers and printers */
    "/PageMode /UseOutlines",
    "/S /D\n",
    "/TrimBox [",
    "0 g\n",
  };
  char *path;
  g_autofree char *objects = NULL;

  PDF_TOOLS_NEED ("qpdf");
  path = write_sample (0, 0);
  objects = read_objects (path);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_has (objects, parts[i]);
  g_assert_null (strstr (objects, "/Interpolate"));
  g_assert_null (strstr (objects, "/Transparency"));
  g_assert_null (strstr (objects, " rg\n0 0"));
  pdf_tools_remove (path);
}

/* A page alone takes with it only what is on it. */
static void
test_range (void)
{
  char *path;
  g_autofree char *objects = NULL;

  PDF_TOOLS_NEED ("qpdf");
  PDF_TOOLS_NEED ("pdfinfo");
  path = write_sample (1, 1);
  objects = read_objects (path);
  assert_has (objects, "/Title (Threat)");
  assert_has (objects, "/St 2\n");
  g_assert_null (strstr (objects, "/Title (Figures)"));
  g_assert_null (strstr (objects, "/Annots"));
  g_assert_null (strstr (objects, "note-0"));
  {
    const char *const arguments[] = { "pdfinfo", "-struct-text", path, NULL };
    g_autofree char *output = pdf_tools_run_text (arguments);
    g_autofree char *joined = join_texts (output);

    g_assert_true (g_str_has_prefix (
      joined, "Document|Sect|P (block)|\"on the second page.\"|Sect|H1 (block)|\"Threat\""));
    g_assert_null (strstr (joined, "Figure"));
  }
  pdf_tools_remove (path);
}

/* A link to a page that is left out is text. */
static void
test_dead_link (void)
{
  g_autoptr (BrvPages) pages = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const BrvExportOptions options = { .n_pages = 1, .date = DATE };
  Sample sample;
  guint root;
  guint paragraph;
  guint link;
  guint target;
  char *path;
  g_autofree char *objects = NULL;

  PDF_TOOLS_NEED ("qpdf");
  sample_init (&sample);
  root = sample_node (&sample, BRV_NODE_DOCUMENT, 0);
  paragraph = sample_node (&sample, BRV_NODE_PARAGRAPH, root);
  link = sample_node (&sample, BRV_NODE_LINK, paragraph);
  target = sample_node (&sample, BRV_NODE_PARAGRAPH, root);
  sample_begin_page (&sample, "i");
  sample_text (&sample, link, SAMPLE_SERIF, 72, 100, "see page ii");
  sample_link (&sample, BRV_LINK_NODE, link, (BrvRect){ 72, 90, 50, 12 }, target);
  sample_begin_page (&sample, "ii");
  sample_text (&sample, target, SAMPLE_SERIF, 72, 100, "here");
  pages = sample_finish (&sample);

  bytes = brv_export_pdf (pages, &options, NULL, NULL);
  path = pdf_tools_write (bytes);
  objects = read_objects (path);
  g_assert_null (strstr (objects, "/Annot"));
  g_assert_null (strstr (objects, "/S /Link"));
  assert_has (objects, "/S /Span");
  assert_has (objects, "/P (i)");
  assert_has (objects, "<rdf:li xml:lang=\"x-default\">Untitled</rdf:li>");
  pdf_tools_remove (path);
}

static GBytes *
draw_page (const char *path, guint page, const char *px_per_inch)
{
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  const char *const arguments[] = { "pdftoppm", "-r",   px_per_inch, "-f", number,
                                    "-l",       number, path,        NULL };

  return pdf_tools_run (arguments);
}

/*
 * The largest difference of grey, in [0, 255], of squares of the page: large enough to forgive
 * edges, small enough to see that a letter is missing or elsewhere.
 */
static double
compare_with_painter (GBytes *ppm, GBytes *png)
{
  gsize length;
  const guint8 *drawn = g_bytes_get_data (ppm, &length);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (png);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "brevier-painted.png", NULL);
  cairo_surface_t *painted;
  const guint8 *pixels;
  int width;
  int height;
  int drawn_width;
  int drawn_height;
  char *rest;
  int stride;
  double largest = 0;

  g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize)g_bytes_get_size (png), NULL);
  painted = cairo_image_surface_create_from_png (path);
  g_unlink (path);
  width = cairo_image_surface_get_width (painted);
  height = cairo_image_surface_get_height (painted);
  stride = cairo_image_surface_get_stride (painted);
  pixels = cairo_image_surface_get_data (painted);
  g_assert_true (g_str_has_prefix ((const char *)drawn, "P6\n"));
  drawn_width = (int)strtol ((const char *)drawn + 3, &rest, 10);
  drawn_height = (int)strtol (rest, NULL, 10);
  g_assert_cmpint (ABS (drawn_width - width), <=, 1); /* one rounds, the other does not */
  g_assert_cmpint (ABS (drawn_height - height), <=, 1);
  drawn += length - (gsize)drawn_width * (gsize)drawn_height * 3;
  width = MIN (width, drawn_width);
  height = MIN (height, drawn_height);
  for (int top = 0; top + SQUARE_PX <= height; top += SQUARE_PX)
    {
      for (int left = 0; left + SQUARE_PX <= width; left += SQUARE_PX)
        {
          double sum = 0;

          for (int y = top; y < top + SQUARE_PX; y++)
            {
              for (int x = left; x < left + SQUARE_PX; x++)
                sum += drawn[(y * drawn_width + x) * 3 + 1] - pixels[y * stride + x * 4 + 1];
            }
          largest = MAX (largest, ABS (sum) / (SQUARE_PX * SQUARE_PX));
        }
    }
  cairo_surface_destroy (painted);
  return largest;
}

/* What is seen is what prints: two engines differ by edges of letters only. */
static void
test_same_as_painter (void)
{
  g_autoptr (BrvPages) pages = sample_pages_new (FALSE);
  const BrvExportOptions options = { .resolution = PX_PER_INCH, .date = DATE };
  char *path;

  PDF_TOOLS_NEED ("pdftoppm");
  path = write_sample (0, 0);
  for (guint page = 0; page < 2; page++)
    {
      g_autoptr (GBytes) ppm = draw_page (path, page, "200");
      g_autoptr (GBytes) png = brv_export_png (pages, page, &options, NULL, NULL);
      double difference = compare_with_painter (ppm, png);

      g_test_message ("page %u: %.3f", page + 1, difference);
      g_assert_cmpfloat (difference, <, 30);
    }
  pdf_tools_remove (path);
}

static void
test_images (void)
{
  char *path;
  g_autofree char *folder = NULL;
  g_autofree char *root = NULL;
  g_autofree char *jpeg = NULL;
  g_autofree char *other = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;

  PDF_TOOLS_NEED ("pdfimages");
  path = write_sample (0, 0);
  folder = g_path_get_dirname (path);
  root = g_build_filename (folder, "i", NULL);
  jpeg = g_strconcat (root, "-000.jpg", NULL);
  other = g_strconcat (root, "-001.png", NULL);
  {
    const char *const arguments[] = { "pdfimages", "-all", path, root, NULL };
    g_autofree char *output = pdf_tools_run_text (arguments);
  }
  g_assert_true (g_file_get_contents (jpeg, &contents, &length, NULL));
  g_assert_cmpmem (contents, length, sample_jpeg, sizeof sample_jpeg);
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_unlink (jpeg);
  g_unlink (other);
  pdf_tools_remove (path);
}

static void
test_same_bytes (void)
{
  g_autoptr (BrvPages) pages = sample_pages_new (TRUE);
  const BrvExportOptions undated = { .date = -1, .raster_func = sample_decode };
  g_autoptr (GBytes) first = export_pages (0, 0);
  g_autoptr (GBytes) second = export_pages (0, 0);
  g_autoptr (GBytes) from_environment = NULL;

  g_assert_true (g_bytes_equal (first, second));
  g_setenv ("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  from_environment = brv_export_pdf (pages, &undated, NULL, NULL);
  g_unsetenv ("SOURCE_DATE_EPOCH");
  g_assert_true (g_bytes_equal (first, from_environment));
}

static void
test_faults (void)
{
  g_autoptr (BrvPages) pages = sample_pages_new (FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const BrvExportOptions behind = { .first_page = 2 };
  const BrvExportOptions too_many = { .first_page = 1, .n_pages = 2 };
  GError *error = NULL;

  g_assert_null (brv_export_pdf (pages, &behind, NULL, &error));
  g_assert_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_null (brv_export_pdf (pages, &too_many, NULL, &error));
  g_assert_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_RANGE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (brv_export_pdf (pages, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/pdf/valid", test_valid);
  g_test_add_func ("/export/pdf/ghostscript", test_ghostscript);
  g_test_add_func ("/export/pdf/text", test_text);
  g_test_add_func ("/export/pdf/fonts", test_fonts);
  g_test_add_func ("/export/pdf/structure", test_structure);
  g_test_add_func ("/export/pdf/objects", test_objects);
  g_test_add_func ("/export/pdf/range", test_range);
  g_test_add_func ("/export/pdf/dead-link", test_dead_link);
  g_test_add_func ("/export/pdf/same-as-painter", test_same_as_painter);
  g_test_add_func ("/export/pdf/images", test_images);
  g_test_add_func ("/export/pdf/same-bytes", test_same_bytes);
  g_test_add_func ("/export/pdf/faults", test_faults);

  return g_test_run ();
}
