/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "import/brv-format.h"

typedef struct
{
  const char *media_type;
  const char *description;
  const char *advice; /* what to do with a file of a format that cannot be read */
} Naming;

static const Naming namings[BRV_N_FORMATS] = {
  [BRV_FORMAT_TEXT] = { "text/plain", N_ ("a plain text"), NULL },
  [BRV_FORMAT_MARKDOWN] = { "text/markdown", N_ ("a Markdown text"), NULL },
  [BRV_FORMAT_HTML] = { "text/html", N_ ("a web page"), NULL },
  [BRV_FORMAT_PDF] = { "application/pdf", N_ ("a PDF document"),
                       N_ ("Save its text as a text file or web page and import that.") },
  [BRV_FORMAT_ZIP] = { "application/zip", N_ ("a ZIP archive"),
                       N_ ("Unpack it and import the files in it.") },
  [BRV_FORMAT_DOCX] = { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        N_ ("a Word document"), NULL },
  [BRV_FORMAT_ODT] = { "application/vnd.oasis.opendocument.text", N_ ("an OpenDocument text"),
                       NULL },
  [BRV_FORMAT_EPUB] = { "application/epub+zip", N_ ("a locked EPUB book"),
                        N_ ("Ask its publisher for a copy without a lock.") },
  [BRV_FORMAT_OFFICE] = { "application/x-ole-storage", N_ ("an old Office document"),
                          N_ ("Save it as DOCX and import that.") },
  [BRV_FORMAT_RTF] = { "application/rtf", N_ ("a rich text document"), NULL },
  [BRV_FORMAT_MHTML] = { "multipart/related", N_ ("a web archive"), NULL },
  [BRV_FORMAT_MAIL] = { "message/rfc822", N_ ("a mail"), NULL },
  [BRV_FORMAT_MBOX] = { "application/mbox", N_ ("a mailbox"), NULL },
  [BRV_FORMAT_RSS] = { "application/rss+xml", N_ ("a news feed"), NULL },
  [BRV_FORMAT_ATOM] = { "application/atom+xml", N_ ("a news feed"), NULL },
  [BRV_FORMAT_JSON_FEED] = { "application/feed+json", N_ ("a news feed"), NULL },
  [BRV_FORMAT_RIS] = { "application/x-research-info-systems", N_ ("a list of references (RIS)"),
                       NULL },
  [BRV_FORMAT_BIBTEX] = { "application/x-bibtex", N_ ("a list of references (BibTeX)"), NULL },
  [BRV_FORMAT_CSL_JSON] = { "application/vnd.citationstyles.csl+json",
                            N_ ("a list of references (CSL-JSON)"), NULL },
  [BRV_FORMAT_XML] = { "application/xml", N_ ("an XML document"),
                       N_ ("Save its text as a text file or web page and import that.") },
  [BRV_FORMAT_JSON] = { "application/json", N_ ("a JSON file"),
                        N_ ("Save its text as a text file or web page and import that.") },
  [BRV_FORMAT_ARCHIVE] = { "application/x-archive", N_ ("a compressed file or archive"),
                           N_ ("Unpack it and import the files in it.") },
  [BRV_FORMAT_IMAGE] = { "image/*", N_ ("an image"), N_ ("It holds no text to quote from.") },
  [BRV_FORMAT_MEDIA] = { "video/*", N_ ("an audio or video file"),
                         N_ ("It holds no text to quote from.") },
  [BRV_FORMAT_PROGRAM] = { "application/x-executable", N_ ("a program"),
                           N_ ("It holds no text to quote from.") },
  [BRV_FORMAT_DATABASE] = { "application/vnd.sqlite3", N_ ("a database"),
                            N_ ("It holds no text to quote from.") },
  [BRV_FORMAT_FONT] = { "font/*", N_ ("a font"), N_ ("It holds no text to quote from.") },
  [BRV_FORMAT_BINARY] = { "application/octet-stream", N_ ("a file of unknown binary data"),
                          N_ ("If it is a document, save it as PDF, web page or text and import "
                              "that.") },
};

/**
 * brv_format_get_media_type:
 * @format: a format
 *
 * Returns: its media type
 */
const char *
brv_format_get_media_type (BrvFormat format)
{
  g_return_val_if_fail (format < BRV_N_FORMATS, NULL);

  return namings[format].media_type;
}

/**
 * brv_format_get_description:
 * @format: a format
 *
 * Returns: what a file of that format is, in words with an article, translated
 */
const char *
brv_format_get_description (BrvFormat format)
{
  g_return_val_if_fail (format < BRV_N_FORMATS, NULL);

  return _ (namings[format].description);
}

/**
 * brv_format_get_advice:
 * @format: a format that cannot be imported
 *
 * Returns: (nullable): a sentence saying what to do instead, translated
 */
const char *
brv_format_get_advice (BrvFormat format)
{
  g_return_val_if_fail (format < BRV_N_FORMATS, NULL);

  return namings[format].advice != NULL ? _ (namings[format].advice) : NULL;
}

/**
 * brv_format_parse:
 * @media_type: a media type of brv_format_get_media_type()
 * @format: (out): the format
 *
 * Returns: whether there is a format of that media type
 */
gboolean
brv_format_parse (const char *media_type, BrvFormat *format)
{
  g_return_val_if_fail (media_type != NULL, FALSE);

  for (guint i = 0; i < BRV_N_FORMATS; i++)
    if (g_str_equal (namings[i].media_type, media_type))
      {
        *format = (BrvFormat)i;
        return TRUE;
      }
  return FALSE;
}
