/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The fonts of the pages made here. */
typedef enum
{
  ROMAN,
  BOLD,
  ITALIC,
  FIXED,
} PdfFont;

/* A line of text at a place on a page of A4, in points from its upper left corner. */
typedef struct
{
  guint page;
  double x;
  double y; /* of the base line */
  PdfFont font;
  double size;
  const char *text; /* Latin-1 without brackets and backslashes */
} PdfLine;

/* What a file says besides its lines, as PDF objects; all may be NULL. */
typedef struct
{
  const char *info;    /* entries of the information dictionary */
  const char *catalog; /* further entries of the catalog */
  const char *page;    /* entries of each page instead of the media box of A4 */
  const char *content; /* operators before the lines of each page */
} PdfExtras;

/* Makes a PDF of the lines, letter by letter, so that tests know what stands where. */
static inline GBytes *
pdf_fixture_new (const PdfLine *lines, guint n_lines, const PdfExtras *extras)
{
  static const char *const fonts[] = { "Times-Roman", "Times-Bold", "Times-Italic", "Courier" };
  GString *pdf = g_string_new ("%PDF-1.4\n");
  GArray *offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint n_pages = 1;
  gsize xref = 0;

  for (guint i = 0; i < n_lines; i++)
    n_pages = MAX (n_pages, lines[i].page + 1);
  g_array_append_val (offsets, pdf->len);
  g_string_append_printf (pdf, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n",
                          extras != NULL && extras->catalog != NULL ? extras->catalog : "");
  g_array_append_val (offsets, pdf->len);
  g_string_append (pdf, "2 0 obj\n<< /Type /Pages /Kids [");
  for (guint p = 0; p < n_pages; p++)
    g_string_append_printf (pdf, " %u 0 R", 8 + 2 * p);
  g_string_append_printf (pdf, " ] /Count %u >>\nendobj\n", n_pages);
  for (guint f = 0; f < G_N_ELEMENTS (fonts); f++)
    {
      g_array_append_val (offsets, pdf->len);
      g_string_append_printf (pdf,
                              "%u 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /%s "
                              "/Encoding /WinAnsiEncoding >>\nendobj\n",
                              3 + f, fonts[f]);
    }
  g_array_append_val (offsets, pdf->len);
  g_string_append_printf (pdf, "7 0 obj\n<< %s >>\nendobj\n",
                          extras != NULL && extras->info != NULL ? extras->info : "");
  for (guint p = 0; p < n_pages; p++)
    {
      g_autoptr (GString) content =
        g_string_new (extras != NULL && extras->content != NULL ? extras->content : "");

      for (guint i = 0; i < n_lines; i++)
        if (lines[i].page == p)
          {
            char x[G_ASCII_DTOSTR_BUF_SIZE];
            char y[G_ASCII_DTOSTR_BUF_SIZE];
            char size[G_ASCII_DTOSTR_BUF_SIZE];

            g_string_append_printf (
              content, "BT /F%d %s Tf %s %s Td (%s) Tj ET\n", (int)lines[i].font,
              g_ascii_formatd (size, sizeof size, "%.2f", lines[i].size),
              g_ascii_formatd (x, sizeof x, "%.2f", lines[i].x),
              g_ascii_formatd (y, sizeof y, "%.2f", 842 - lines[i].y), lines[i].text);
          }
      g_array_append_val (offsets, pdf->len);
      g_string_append_printf (pdf,
                              "%u 0 obj\n<< /Type /Page /Parent 2 0 R %s "
                              "/Resources << /Font << /F0 3 0 R /F1 4 0 R /F2 5 0 R /F3 6 0 R >> "
                              ">> /Contents %u 0 R >>\nendobj\n",
                              8 + 2 * p,
                              extras != NULL && extras->page != NULL ? extras->page
                                                                     : "/MediaBox [0 0 595 842]",
                              9 + 2 * p);
      g_array_append_val (offsets, pdf->len);
      g_string_append_printf (pdf, "%u 0 obj\n<< /Length %zu >>\nstream\n%sendstream\nendobj\n",
                              9 + 2 * p, content->len, content->str);
    }
  xref = pdf->len;
  g_string_append_printf (pdf, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf (pdf, "%010zu 00000 n \n", g_array_index (offsets, gsize, i));
  g_string_append_printf (
    pdf, "trailer\n<< /Size %u /Root 1 0 R /Info 7 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
    offsets->len + 1, xref);
  g_array_unref (offsets);
  return g_string_free_to_bytes (pdf);
}

G_END_DECLS
