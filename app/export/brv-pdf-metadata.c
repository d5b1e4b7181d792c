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
append_entry (GString *object, const char *key, const char *text)
{
  if (text == NULL)
    return;
  g_string_append (object, key);
  brv_pdf_append_text (object, text);
}

static guint
add_info (const BrvPdfDraft *draft, const char *producer, gint64 date)
{
  g_autoptr (GString) info = g_string_new ("<<");
  g_autofree char *moment = format_date (date, "D:%Y%m%d%H%M%SZ");

  append_entry (info, "/Title", get_title (draft->pages));
  append_entry (info, "/Author", brv_pages_get_author (draft->pages));
  append_entry (info, "/Subject", brv_pages_get_subject (draft->pages));
  append_entry (info, "/Creator", CREATOR);
  append_entry (info, "/Producer", producer);
  append_entry (info, "/CreationDate", moment);
  append_entry (info, "/ModDate", moment);
  g_string_append (info, ">>");
  return brv_pdf_writer_add (draft->writer, info);
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
add_xmp (const BrvPdfDraft *draft, const char *producer, gint64 date)
{
  GString *xmp = make_xmp (draft->pages, producer, date);
  guint number = brv_pdf_writer_reserve (draft->writer);

  brv_pdf_writer_put_stream (draft->writer, number, "/Type/Metadata/Subtype/XML", xmp->str,
                             xmp->len);
  brv_pdf_draft_append_reference (draft->catalog, "/Metadata", number);
  g_string_free (xmp, TRUE);
}

/* Says what the colours mean. */
static void
add_output_intent (const BrvPdfDraft *draft)
{
  g_autoptr (GBytes) profile = brv_srgb_profile_new ();
  gsize length;
  const char *data = g_bytes_get_data (profile, &length);
  guint number = brv_pdf_writer_reserve (draft->writer);

  brv_pdf_writer_put_compressed (draft->writer, number, "/N 3", data, length);
  g_string_append (draft->catalog, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                                   "/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)");
  brv_pdf_draft_append_reference (draft->catalog, "/DestOutputProfile", number);
  g_string_append (draft->catalog, ">>]");
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
add_page_labels (const BrvPdfDraft *draft)
{
  GString *catalog = draft->catalog;
  guint before = 0;

  g_string_append (catalog, "/PageLabels<</Nums[");
  for (guint i = 0; i < draft->n_pages; i++)
    {
      const char *label =
        brv_frame_get_label (brv_pages_get_frame (draft->pages, draft->first_page + i));
      guint number = parse_number (label);

      if (i == 0 || number == 0 || number != before + 1)
        {
          g_string_append_printf (catalog, " %u<<", i);
          if (number != 0)
            g_string_append_printf (catalog, "/S/D/St %u", number);
          else
            append_entry (catalog, "/P", label);
          g_string_append (catalog, ">>");
        }
      before = number != 0 ? number : G_MAXUINT - 1;
    }
  g_string_append (catalog, "]>>");
}

/**
 * brv_pdf_metadata_add:
 * @draft: the file
 * @producer: (nullable): what makes it
 * @date: the moment to give as that of its making, in seconds since 1970 in UTC
 *
 * Adds what the file says of itself: title and authors (twice, as Info and as XMP, which must
 * agree), language, the meaning of its colours, page numbers, and that it follows PDF/A-2a and
 * PDF/UA-1.
 *
 * Source: ISO 32000-1 §12.4.2 (page labels), §14.3 (metadata), §14.11.5 (output intents);
 * ISO 19005-2 §6.2.3, §6.6; ISO 14289-1 §5, §7.1, §7.2.
 *
 * Returns: the number of the information dictionary
 */
guint
brv_pdf_metadata_add (const BrvPdfDraft *draft, const char *producer, gint64 date)
{
  add_xmp (draft, producer, date);
  add_output_intent (draft);
  add_page_labels (draft);
  g_string_append (draft->catalog,
                   "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>");
  append_entry (draft->catalog, "/Lang", get_language (draft->pages));
  return add_info (draft, producer, date);
}
