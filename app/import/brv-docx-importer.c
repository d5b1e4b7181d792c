/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Word's documents: DOCX, and DOCM, DOTX and DOTM, whose macros are not looked at. Which part is
 * what, the package's relationships say.
 *
 * Source: ISO/IEC 29500-2:2012 (packages), ISO/IEC 29500-1:2016, §11 (parts of a document).
 */

#include "config.h"

#include <string.h>

#include "import/brv-detect.h"
#include "import/brv-docx-importer.h"
#include "import/brv-docx-text.h"
#include "import/brv-import-error.h"
#include "import/brv-xml.h"

/* A part's relationships. */
typedef struct
{
  GHashTable *targets; /* id -> the part's name */
  GHashTable *types;   /* last step of the type's address -> the first part of that type */
} Relations;

static void
relations_clear (Relations *self)
{
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->types, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Relations, relations_clear)

static gboolean
is_wanted (const char *name)
{
  static const char *const suffixes[] = {
    ".xml", ".rels", ".png", ".jpg", ".jpeg", ".gif", ".webp"
  };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;
  return FALSE;
}

/* The name of the part that holds the relationships of another. */
static char *
name_relations (const char *part)
{
  const char *slash = strrchr (part, '/');

  return slash != NULL
           ? g_strdup_printf ("%.*s/_rels/%s.rels", (int)(slash - part), part, slash + 1)
           : g_strdup_printf ("_rels/%s.rels", part);
}

/* Reads the relationships of a part, of the package's root where part is "". */
static void
relations_read (Relations *self, const BrvPackage *package, const char *part)
{
  g_autofree char *name = name_relations (part);
  GBytes *bytes = brv_package_get (package, name);
  g_autoptr (BrvXml) xml = bytes != NULL ? brv_xml_new (bytes) : NULL;

  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (xml != NULL)
    {
      BrvXmlEvent event = brv_xml_next (xml);
      const char *id = NULL;
      const char *type = NULL;
      const char *target = NULL;
      g_autofree char *resolved = NULL;

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        return;
      if (event != BRV_XML_START || !g_str_equal (brv_xml_get_name (xml), "Relationship"))
        continue;
      id = brv_xml_get_attribute (xml, "Id");
      type = brv_xml_get_attribute (xml, "Type");
      target = brv_xml_get_attribute (xml, "Target");
      if (id == NULL || type == NULL || target == NULL ||
          g_strcmp0 (brv_xml_get_attribute (xml, "TargetMode"), "External") == 0)
        continue;
      resolved = brv_package_resolve (part, target);
      type = strrchr (type, '/');
      if (resolved == NULL || type == NULL)
        continue;
      if (!g_hash_table_contains (self->types, type + 1))
        g_hash_table_insert (self->types, g_strdup (type + 1), g_strdup (resolved));
      g_hash_table_replace (self->targets, g_strdup (id), g_steal_pointer (&resolved));
    }
}

static void
read_core_properties (GBytes *bytes, BrvDraftProperties *properties)
{
  g_autoptr (BrvXml) xml = brv_xml_new (bytes);

  for (;;)
    {
      BrvXmlEvent event = brv_xml_next (xml);
      const char *name = NULL;

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        return;
      if (event != BRV_XML_START)
        continue;
      name = brv_xml_get_name (xml);
      if (g_str_equal (name, "title"))
        brv_xml_keep_first (&properties->title, brv_xml_dup_text (xml));
      else if (g_str_equal (name, "created"))
        brv_xml_keep_first (&properties->created, brv_xml_dup_text (xml));
      else if (g_str_equal (name, "modified"))
        brv_xml_keep_first (&properties->modified, brv_xml_dup_text (xml));
      else if (g_str_equal (name, "language"))
        brv_xml_keep_first (&properties->language, brv_xml_dup_text (xml));
      else if (g_str_equal (name, "creator"))
        {
          g_autofree char *author = brv_xml_dup_text (xml);

          brv_draft_properties_add_author (properties, author);
        }
    }
}

/* Notes are read with the relationships of their own part: they can hold images. */
static gboolean
read_notes (BrvDocxText *text,
            const BrvPackage *package,
            const Relations *relations,
            const char *type,
            GError **error)
{
  const char *part = g_hash_table_lookup (relations->types, type);
  g_auto (Relations) own = { 0 };

  if (part == NULL || brv_package_get (package, part) == NULL)
    return TRUE;
  relations_read (&own, package, part);
  return brv_docx_text_read (text, part, own.targets, error);
}

static gboolean
read_document (const BrvPackage *package,
               const char *part,
               BrvDraft *draft,
               BrvDraftProperties *properties,
               GError **error)
{
  g_auto (Relations) relations = { 0 };
  const char *styles_part = NULL;
  g_autoptr (BrvDocxStyles) styles = NULL;
  g_autoptr (BrvDocxText) text = NULL;

  relations_read (&relations, package, part);
  styles_part = g_hash_table_lookup (relations.types, "styles");
  styles =
    brv_docx_styles_new (styles_part != NULL ? brv_package_get (package, styles_part) : NULL);
  text = brv_docx_text_new (package, styles, draft);
  if (!brv_docx_text_read (text, part, relations.targets, error) ||
      !read_notes (text, package, &relations, "footnotes", error) ||
      !read_notes (text, package, &relations, "endnotes", error))
    return FALSE;
  properties->language = g_strdup (brv_docx_styles_get_language (styles));
  return TRUE;
}

/**
 * brv_docx_importer_run:
 * @bytes: a DOCX file
 * @hints: what its giver says about it
 * @sink: gets the source
 * @error: return location for an error
 *
 * Makes a source of a Word document. Headers, footers, comments, deletions and hidden text stay
 * out; insertions are read as text. Page numbers are not in the file.
 *
 * Returns: %FALSE with an error of brv_package_open(), or with %BRV_IMPORT_ERROR_DAMAGED if a part
 *   is missing or not well-formed, or %BRV_IMPORT_ERROR_PASSWORD
 */
gboolean
brv_docx_importer_run (GBytes *bytes,
                       const BrvImportHints *hints,
                       BrvImportSink *sink,
                       GError **error)
{
  const BrvPackageLimits limits = BRV_PACKAGE_LIMITS_DEFAULT;
  g_autoptr (BrvPackage) package = brv_package_open (bytes, is_wanted, &limits, error);
  g_auto (Relations) root = { 0 };
  g_auto (BrvDraftProperties) properties = { 0 };
  g_autoptr (BrvDraft) draft = NULL;
  const char *part = NULL;
  const char *core = NULL;

  if (package == NULL)
    return FALSE;
  if (brv_package_is_encrypted (package))
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PASSWORD, "encrypted");
      return FALSE;
    }
  relations_read (&root, package, "");
  part = g_hash_table_lookup (root.types, "officeDocument");
  core = g_hash_table_lookup (root.types, "core-properties");
  draft = brv_draft_new (
    brv_import_sink_begin_source (sink, brv_format_get_media_type (BRV_FORMAT_DOCX), NULL));
  if (!read_document (package, part != NULL ? part : "word/document.xml", draft, &properties,
                      error))
    return FALSE;
  if (core != NULL && brv_package_get (package, core) != NULL)
    read_core_properties (brv_package_get (package, core), &properties);
  brv_draft_finish (draft, &properties);
  return TRUE;
}
