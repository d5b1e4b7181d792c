/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "export/brv-pdf-metadata.h"
#include "export/brv-srgb-profile.h"

#define CREATOR APP_NAME " " PACKAGE_VERSION

/* Describes the one namespace of ours that ISO 19005-2 does not know. */
#define PDFUA_SCHEMA                                                                               \
  "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"                          \
  "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"                          \
  "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"          \
  "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"                                               \
  "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"                            \
  "<pdfaProperty:name>part</pdfaProperty:name>\n"                                                  \
  "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"                                     \
  "<pdfaProperty:category>internal</pdfaProperty:category>\n"                                      \
  "<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>\n" \
  "</rdf:li></rdf:Seq></pdfaSchema:property>\n"                                                    \
  "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"

static const char *
get_title (const BrvPages *pages)
{
  const char *title = brv_pages_get_title (pages);

  return title != NULL ? title : _ ("Untitled");
}

/* A BCP 47 tag; "und" says that the language is not known. */
static const char *
get_language (const BrvPages *pages)
{
  const char *language = brv_pages_get_language (pages);

  return language != NULL ? language : "und";
}

static char *
format_date (gint64 date, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (date);

  return time != NULL ? g_date_time_format (time, format) : g_strdup ("");
}

static void
add_info (BrvPdfFile *file, const BrvPages *pages, const char *producer, gint64 date)
{
  qpdf_oh trailer = qpdf_get_trailer (file->qpdf);
  qpdf_oh info = brv_pdf_file_add (file, "<< >>");
  g_autofree char *moment = format_date (date, "D:%Y%m%d%H%M%SZ");

  brv_pdf_file_set_text (file, info, "/Title", get_title (pages));
  if (brv_pages_get_author (pages) != NULL)
    brv_pdf_file_set_text (file, info, "/Author", brv_pages_get_author (pages));
  if (brv_pages_get_subject (pages) != NULL)
    brv_pdf_file_set_text (file, info, "/Subject", brv_pages_get_subject (pages));
  brv_pdf_file_set_text (file, info, "/Creator", CREATOR);
  brv_pdf_file_set_text (file, info, "/Producer", producer);
  brv_pdf_file_set_text (file, info, "/CreationDate", moment);
  brv_pdf_file_set_text (file, info, "/ModDate", moment);
  qpdf_oh_replace_key (file->qpdf, trailer, "/Info", info);
}

/* Appends @text between @before and @after, escaped for XML; nothing if there is none. */
static void
append_element (GString *xmp, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = NULL;

  if (text == NULL)
    return;
  escaped = g_markup_escape_text (text, -1);
  g_string_append_printf (xmp, "%s%s%s\n", before, escaped, after);
}

static GString *
make_xmp (const BrvPages *pages, const char *producer, gint64 date)
{
  GString *xmp =
    g_string_new ("<?xpacket begin=\"\357\273\277\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                  "<rdf:Description rdf:about=\"\"\n"
                  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                  " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                  " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                  " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
                  " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
                  " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
                  " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
                  " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
                  "<dc:format>application/pdf</dc:format>\n");
  g_autofree char *moment = format_date (date, "%Y-%m-%dT%H:%M:%SZ");

  append_element (xmp, "<dc:language><rdf:Bag><rdf:li>", get_language (pages),
                  "</rdf:li></rdf:Bag></dc:language>");
  append_element (xmp, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", get_title (pages),
                  "</rdf:li></rdf:Alt></dc:title>");
  append_element (xmp, "<dc:creator><rdf:Seq><rdf:li>", brv_pages_get_author (pages),
                  "</rdf:li></rdf:Seq></dc:creator>");
  append_element (xmp, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                  brv_pages_get_subject (pages), "</rdf:li></rdf:Alt></dc:description>");
  append_element (xmp, "<pdf:Producer>", producer, "</pdf:Producer>");
  append_element (xmp, "<xmp:CreatorTool>", CREATOR, "</xmp:CreatorTool>");
  append_element (xmp, "<xmp:CreateDate>", moment, "</xmp:CreateDate>");
  append_element (xmp, "<xmp:ModifyDate>", moment, "</xmp:ModifyDate>");
  append_element (xmp, "<xmp:MetadataDate>", moment, "</xmp:MetadataDate>");
  g_string_append (xmp, "<pdfaid:part>2</pdfaid:part>\n"
                        "<pdfaid:conformance>A</pdfaid:conformance>\n"
                        "<pdfuaid:part>1</pdfuaid:part>\n" PDFUA_SCHEMA
                        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
  return xmp;
}

static void
add_xmp (BrvPdfFile *file, const BrvPages *pages, const char *producer, gint64 date)
{
  GString *xmp = make_xmp (pages, producer, date);
  qpdf_oh stream = brv_pdf_file_add_stream (file, xmp->str, xmp->len);
  qpdf_oh dictionary = qpdf_oh_get_dict (file->qpdf, stream);

  brv_pdf_file_set (file, dictionary, "/Type", "/Metadata");
  brv_pdf_file_set (file, dictionary, "/Subtype", "/XML");
  qpdf_oh_replace_key (file->qpdf, file->catalog, "/Metadata", stream);
  g_string_free (xmp, TRUE);
}

/* Says what the colours mean. */
static void
add_output_intent (BrvPdfFile *file)
{
  g_autoptr (GBytes) profile = brv_srgb_profile_new ();
  gsize length;
  const char *data = g_bytes_get_data (profile, &length);
  qpdf_oh stream = brv_pdf_file_add_stream (file, data, length);
  qpdf_oh intent = brv_pdf_file_add (file, "<< /Type /OutputIntent /S /GTS_PDFA1"
                                           " /OutputConditionIdentifier (sRGB)"
                                           " /Info (sRGB IEC61966-2.1) >>");
  qpdf_oh intents = qpdf_oh_new_array (file->qpdf);

  brv_pdf_file_set_integer (file, qpdf_oh_get_dict (file->qpdf, stream), "/N", 3);
  qpdf_oh_replace_key (file->qpdf, intent, "/DestOutputProfile", stream);
  qpdf_oh_append_item (file->qpdf, intents, intent);
  qpdf_oh_replace_key (file->qpdf, file->catalog, "/OutputIntents", intents);
}

/* Reads a label that is a plain number without leading zeros; 0 if it is something else. */
static guint
parse_number (const char *label)
{
  guint64 number;

  if (label[0] < '1' || label[0] > '9' ||
      !g_ascii_string_to_unsigned (label, 10, 1, G_MAXINT32, &number, NULL))
    return 0;
  return (guint)number;
}

/* Lets readers count pages as they are printed: a run of numbers, or a text, is one entry. */
static void
add_page_labels (BrvPdfFile *file, const BrvPdfDraft *draft)
{
  qpdf_data qpdf = file->qpdf;
  qpdf_oh numbers = qpdf_oh_new_array (qpdf);
  qpdf_oh tree = qpdf_oh_new_dictionary (qpdf);
  guint before = 0;

  for (guint i = 0; i < draft->n_pages; i++)
    {
      const char *label =
        brv_frame_get_label (brv_pages_get_frame (draft->pages, draft->first_page + i));
      guint number = parse_number (label);
      qpdf_oh entry = qpdf_oh_new_dictionary (qpdf);

      if (i == 0 || number == 0 || number != before + 1)
        {
          if (number != 0)
            {
              brv_pdf_file_set (file, entry, "/S", "/D");
              brv_pdf_file_set_integer (file, entry, "/St", number);
            }
          else
            {
              brv_pdf_file_set_text (file, entry, "/P", label);
            }
          brv_pdf_file_append_integer (file, numbers, i);
          qpdf_oh_append_item (qpdf, numbers, entry);
        }
      before = number != 0 ? number : G_MAXUINT - 1;
    }
  qpdf_oh_replace_key (qpdf, tree, "/Nums", numbers);
  qpdf_oh_replace_key (qpdf, file->catalog, "/PageLabels", tree);
}

/**
 * brv_pdf_metadata_add:
 * @file: the file to finish
 * @draft: what is in it
 * @date: the moment to give as that of its making, in seconds since 1970 in UTC
 *
 * Adds what the file says of itself: title and authors (twice, as Info and as XMP, which must
 * agree), language, the meaning of its colours, page numbers, and that it follows PDF/A-2a and
 * PDF/UA-1.
 *
 * Source: ISO 32000-1 §12.4.2 (page labels), §14.3 (metadata), §14.11.5 (output intents);
 * ISO 19005-2 §6.2.3, §6.6; ISO 14289-1 §5, §7.1, §7.2.
 */
void
brv_pdf_metadata_add (BrvPdfFile *file, const BrvPdfDraft *draft, gint64 date)
{
  qpdf_oh info = qpdf_oh_get_key (file->qpdf, qpdf_get_trailer (file->qpdf), "/Info");
  g_autofree char *producer =
    g_strdup (qpdf_oh_get_utf8_value (file->qpdf, qpdf_oh_get_key (file->qpdf, info, "/Producer")));

  add_info (file, draft->pages, producer, date);
  add_xmp (file, draft->pages, producer, date);
  add_output_intent (file);
  add_page_labels (file, draft);
  brv_pdf_file_set (file, file->catalog, "/MarkInfo", "<< /Marked true >>");
  brv_pdf_file_set (file, file->catalog, "/ViewerPreferences", "<< /DisplayDocTitle true >>");
  brv_pdf_file_set_text (file, file->catalog, "/Lang", get_language (draft->pages));
}
