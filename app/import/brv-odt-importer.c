/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * OpenDocument texts: a package with styles, text and properties in parts of their own, or a
 * single XML file with all of them.
 *
 * Source: OpenDocument 1.2 (OASIS, 2011), part 1, §3 and §4.3, and part 3, §3 and §4.
 */

#include "config.h"

#include <string.h>

#include "import/brv-detect.h"
#include "import/brv-import-error.h"
#include "import/brv-odt-importer.h"
#include "import/brv-odt-text.h"
#include "import/brv-xml.h"

/* What the parts of a document give. */
typedef struct
{
  BrvOdtStyles *styles;
  BrvOdtText *text;
  BrvDraftProperties properties;
  gboolean has_text;
} Document;

static gboolean
is_wanted (const char *name)
{
  return g_str_has_suffix (name, ".xml") || g_str_has_prefix (name, "Pictures/") ||
         g_str_has_prefix (name, "media/") || g_str_equal (name, "encrypted-package");
}

/* Reads to the end of the document's properties. */
static void
read_properties (BrvXml *xml, BrvDraftProperties *properties)
{
  g_autofree char *last_editor = NULL;

  for (;;)
    {
      BrvXmlEvent event = brv_xml_next (xml);
      const char *name = NULL;

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR || event == BRV_XML_END)
        break;
      if (event != BRV_XML_START)
        continue;
      name = brv_xml_get_name (xml);
      if (g_str_equal (name, "title"))
        brv_xml_keep_first (&properties->title, brv_xml_dup_text (xml));
      else if (g_str_equal (name, "creation-date"))
        brv_xml_keep_first (&properties->created, brv_xml_dup_text (xml));
      else if (g_str_equal (name, "date"))
        brv_xml_keep_first (&properties->modified, brv_xml_dup_text (xml));
      else if (g_str_equal (name, "language"))
        brv_xml_keep_first (&properties->language, brv_xml_dup_text (xml));
      else if (g_str_equal (name, "publisher"))
        brv_xml_keep_first (&properties->publisher, brv_xml_dup_text (xml));
      else if (g_str_equal (name, "creator"))
        brv_xml_keep_first (&last_editor, brv_xml_dup_text (xml));
      else if (g_str_equal (name, "initial-creator"))
        {
          g_autofree char *author = brv_xml_dup_text (xml);

          brv_draft_properties_add_author (properties, author);
        }
      else
        brv_xml_skip (xml);
    }
  if (properties->authors == NULL && last_editor != NULL)
    brv_draft_properties_add_author (properties, last_editor);
}

/*
 * Reads a part, or a document that is one. The automatic styles beside the named ones are those of
 * headers and footers; in a flat document they are the text's as well.
 */
static gboolean
read_part (Document *self, GBytes *bytes, gboolean with_automatic)
{
  g_autoptr (BrvXml) xml = brv_xml_new (bytes);

  for (;;)
    {
      BrvXmlEvent event = brv_xml_next (xml);
      const char *name = NULL;

      if (event == BRV_XML_ERROR)
        return FALSE;
      if (event == BRV_XML_DONE)
        return TRUE;
      if (event != BRV_XML_START || strstr (brv_xml_get_namespace (xml), ":office:") == NULL)
        continue;
      name = brv_xml_get_name (xml);
      if (g_str_equal (name, "styles") ||
          (with_automatic && g_str_equal (name, "automatic-styles")))
        brv_odt_styles_read (self->styles, xml, !g_str_equal (name, "styles"));
      else if (g_str_equal (name, "meta"))
        read_properties (xml, &self->properties);
      else if (g_str_equal (name, "master-styles") || g_str_equal (name, "scripts") ||
               g_str_equal (name, "font-face-decls") || g_str_equal (name, "settings"))
        brv_xml_skip (xml);
      else if (g_str_equal (name, "text"))
        {
          self->has_text = TRUE;
          if (!brv_odt_text_read (self->text, xml))
            return FALSE;
        }
    }
}

/* A part that need not be there. */
static void
read_optional (Document *self, const BrvPackage *package, const char *name)
{
  GBytes *bytes = brv_package_get (package, name);

  if (bytes != NULL)
    read_part (self, bytes, FALSE);
}

/* A password does not encrypt the package but its parts, and the manifest says which. */
static gboolean
is_encrypted (const BrvPackage *package)
{
  GBytes *bytes = brv_package_get (package, "META-INF/manifest.xml");
  g_autoptr (BrvXml) xml = bytes != NULL ? brv_xml_new (bytes) : NULL;

  if (brv_package_is_encrypted (package) || brv_package_get (package, "encrypted-package") != NULL)
    return TRUE;
  while (xml != NULL)
    switch (brv_xml_next (xml))
      {
      case BRV_XML_START:
        if (g_str_equal (brv_xml_get_name (xml), "encryption-data"))
          return TRUE;
        break;
      case BRV_XML_DONE:
      case BRV_XML_ERROR:
        return FALSE;
      case BRV_XML_END:
      case BRV_XML_TEXT:
      default:
        break;
      }
  return FALSE;
}

static gboolean
read_package (Document *self, const BrvPackage *package, GError **error)
{
  GBytes *content = brv_package_get (package, "content.xml");

  if (is_encrypted (package))
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PASSWORD, "encrypted");
      return FALSE;
    }
  read_optional (self, package, "meta.xml");
  read_optional (self, package, "styles.xml");
  if (content == NULL || !read_part (self, content, TRUE) || !self->has_text)
    return brv_xml_fail_damaged (error, "content.xml");
  return TRUE;
}

static gboolean
is_package (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= 4 && memcmp (data, "PK\003\004", 4) == 0;
}

/**
 * brv_odt_importer_run:
 * @bytes: an ODT, OTT or FODT file
 * @hints: what its giver says about it
 * @sink: gets the source
 * @error: return location for an error
 *
 * Makes a source of an OpenDocument text. Headers, footers, comments, deletions and hidden text
 * stay out; insertions are read as text. Page numbers are not in the file.
 *
 * Returns: %FALSE with an error of brv_package_open(), or with %BRV_IMPORT_ERROR_DAMAGED if the
 *   text is missing or not well-formed, or %BRV_IMPORT_ERROR_PASSWORD
 */
gboolean
brv_odt_importer_run (GBytes *bytes,
                      const BrvImportHints *hints,
                      BrvImportSink *sink,
                      GError **error)
{
  const BrvPackageLimits limits = BRV_PACKAGE_LIMITS_DEFAULT;
  g_autoptr (BrvPackage) package = NULL;
  g_autoptr (BrvOdtStyles) styles = NULL;
  g_autoptr (BrvDraft) draft = NULL;
  g_autoptr (BrvOdtText) text = NULL;
  Document document = { 0 };
  gboolean done = FALSE;

  if (is_package (bytes))
    {
      package = brv_package_open (bytes, is_wanted, &limits, error);
      if (package == NULL)
        return FALSE;
    }
  styles = brv_odt_styles_new ();
  draft = brv_draft_new (
    brv_import_sink_begin_source (sink, brv_format_get_media_type (BRV_FORMAT_ODT), NULL));
  text = brv_odt_text_new (package, styles, draft);
  document.styles = styles;
  document.text = text;
  if (package != NULL)
    done = read_package (&document, package, error);
  else
    done = (read_part (&document, bytes, TRUE) && document.has_text) ||
           brv_xml_fail_damaged (error, "document");
  if (done)
    {
      if (brv_odt_styles_get_language (styles) != NULL)
        {
          g_free (document.properties.language);
          document.properties.language = g_strdup (brv_odt_styles_get_language (styles));
        }
      brv_draft_finish (draft, &document.properties);
    }
  brv_draft_properties_clear (&document.properties);
  return done;
}
