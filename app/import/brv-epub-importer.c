/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Books in EPUB 2 and 3: the container names the package document, that names the chapters in
 * their order and says what the book is. The whole book is one source.
 *
 * Source: EPUB Open Container Format 3.2, §3 and §4; EPUB Packages 3.2, §3; Open Packaging Format
 * 2.0.1, §2.
 */

#include "config.h"

#include <string.h>

#include "import/brv-date.h"
#include "import/brv-detect.h"
#include "import/brv-draft.h"
#include "import/brv-epub-chapter.h"
#include "import/brv-epub-importer.h"
#include "import/brv-import-error.h"
#include "import/brv-xml.h"

typedef struct
{
  char *part;
  gboolean is_navigation;
} Item;

/* What the package document says. */
typedef struct
{
  const char *part;
  GHashTable *items; /* id -> Item */
  GPtrArray *spine;  /* of char *: ids of the chapters, in order */
  GPtrArray *ids;    /* of char *: of the authors, as "#ID" or "" */
  GHashTable *roles; /* "#ID" -> role of a person, in EPUB 3 */
  char *navigation;  /* (nullable): the part with the lists of chapters and pages */
  char *ncx;         /* (nullable): the same in EPUB 2 */
  char *address;     /* (nullable) */
  BrvDraftProperties properties;
} Package;

static void
item_free (gpointer data)
{
  g_free (((Item *)data)->part);
  g_free (data);
}

static void
package_init (Package *self, const char *part)
{
  self->part = part;
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, item_free);
  self->spine = g_ptr_array_new_with_free_func (g_free);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
package_clear (Package *self)
{
  g_hash_table_unref (self->items);
  g_ptr_array_unref (self->spine);
  g_ptr_array_unref (self->ids);
  g_hash_table_unref (self->roles);
  g_free (self->navigation);
  g_free (self->ncx);
  g_free (self->address);
  brv_draft_properties_clear (&self->properties);
}

static gboolean
is_wanted (const char *name)
{
  static const char *const suffixes[] = { ".xhtml", ".html", ".htm",  ".xml", ".opf", ".ncx",
                                          ".png",   ".jpg",  ".jpeg", ".gif", ".webp" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;
  return FALSE;
}

/* The value of an attribute of the first element of that name; NULL if there is none. */
static char *
find_in_part (const BrvPackage *package, const char *part, const char *element, const char *name)
{
  GBytes *bytes = brv_package_get (package, part);
  g_autoptr (BrvXml) xml = bytes != NULL ? brv_xml_new (bytes) : NULL;

  while (xml != NULL)
    {
      BrvXmlEvent event = brv_xml_next (xml);

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        return NULL;
      if (event == BRV_XML_START && g_str_equal (brv_xml_get_name (xml), element))
        return g_strdup (brv_xml_get_attribute (xml, name));
    }
  return NULL;
}

/*
 * Fonts may be made unreadable without their book, which locks no text. Anything else that is
 * encrypted is: the keys are with the seller's program.
 */
static gboolean
is_locked (const BrvPackage *package)
{
  GBytes *bytes = brv_package_get (package, "META-INF/encryption.xml");
  g_autoptr (BrvXml) xml = bytes != NULL ? brv_xml_new (bytes) : NULL;

  if (brv_package_get (package, "META-INF/sinf.xml") != NULL)
    return TRUE;
  while (xml != NULL)
    {
      BrvXmlEvent event = brv_xml_next (xml);
      const char *method = NULL;

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        return FALSE;
      if (event != BRV_XML_START)
        continue;
      if (g_str_equal (brv_xml_get_name (xml), "EncryptedKey"))
        return TRUE;
      if (!g_str_equal (brv_xml_get_name (xml), "EncryptionMethod"))
        continue;
      method = brv_xml_get_attribute (xml, "Algorithm");
      if (g_strcmp0 (method, "http://www.idpf.org/2008/embedding") != 0 &&
          g_strcmp0 (method, "http://ns.adobe.com/pdf/enc#RC") != 0)
        return TRUE;
    }
  return FALSE;
}

static void
read_author (Package *self, BrvXml *xml)
{
  const char *id = brv_xml_get_attribute (xml, "id");
  const char *role = brv_xml_get_attribute (xml, "role");
  g_autofree char *key = id != NULL ? g_strconcat ("#", id, NULL) : g_strdup ("");
  g_autofree char *name = NULL;

  if (role != NULL && *role != '\0')
    g_hash_table_replace (self->roles, g_strdup (key), g_strdup (role));
  name = brv_xml_dup_text (xml);
  if (*name == '\0')
    return;
  if (self->properties.authors == NULL)
    self->properties.authors = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->properties.authors, g_steal_pointer (&name));
  g_ptr_array_add (self->ids, g_steal_pointer (&key));
}

static void
read_date (Package *self, BrvXml *xml)
{
  const char *event = brv_xml_get_attribute (xml, "event");
  gboolean modified = g_strcmp0 (event, "modification") == 0;

  if (event != NULL && !modified && !g_str_equal (event, "publication"))
    brv_xml_skip (xml);
  else
    brv_xml_keep_first (modified ? &self->properties.modified : &self->properties.created,
                        brv_xml_dup_text (xml));
}

/* A statement of EPUB 3 about the book or about another element. */
static void
read_meta (Package *self, BrvXml *xml)
{
  g_autofree char *property = g_strdup (brv_xml_get_attribute (xml, "property"));
  g_autofree char *refines = g_strdup (brv_xml_get_attribute (xml, "refines"));
  g_autofree char *value = brv_xml_dup_text (xml);

  if (g_strcmp0 (property, "dcterms:modified") == 0 && refines == NULL)
    brv_xml_keep_first (&self->properties.modified, g_steal_pointer (&value));
  else if (g_strcmp0 (property, "role") == 0 && refines != NULL)
    g_hash_table_replace (self->roles, g_steal_pointer (&refines), g_steal_pointer (&value));
}

static void
read_item (Package *self, const BrvXml *xml)
{
  const char *id = brv_xml_get_attribute (xml, "id");
  const char *href = brv_xml_get_attribute (xml, "href");
  const char *type = brv_xml_get_attribute (xml, "media-type");
  Item *item = NULL;
  char *part = href != NULL ? brv_package_resolve (self->part, href) : NULL;

  if (id == NULL || part == NULL)
    {
      g_free (part);
      return;
    }
  item = g_new0 (Item, 1);
  item->part = part;
  item->is_navigation = brv_epub_has_type (brv_xml_get_attribute (xml, "properties"), "nav");
  if (item->is_navigation)
    brv_xml_keep_first (&self->navigation, g_strdup (part));
  if (g_strcmp0 (type, "application/x-dtbncx+xml") == 0)
    brv_xml_keep_first (&self->ncx, g_strdup (part));
  g_hash_table_replace (self->items, g_strdup (id), item);
}

static void
read_package_element (Package *self, BrvXml *xml)
{
  const char *name = brv_xml_get_name (xml);

  if (g_str_equal (name, "title"))
    brv_xml_keep_first (&self->properties.title, brv_xml_dup_text (xml));
  else if (g_str_equal (name, "creator"))
    read_author (self, xml);
  else if (g_str_equal (name, "publisher"))
    brv_xml_keep_first (&self->properties.publisher, brv_xml_dup_text (xml));
  else if (g_str_equal (name, "language"))
    brv_xml_keep_first (&self->properties.language, brv_xml_dup_text (xml));
  else if (g_str_equal (name, "date"))
    read_date (self, xml);
  else if (g_str_equal (name, "identifier") || g_str_equal (name, "source"))
    {
      g_autofree char *value = brv_xml_dup_text (xml);

      if (g_str_has_prefix (value, "https://") || g_str_has_prefix (value, "http://"))
        brv_xml_keep_first (&self->address, g_steal_pointer (&value));
    }
  else if (g_str_equal (name, "meta"))
    read_meta (self, xml);
  else if (g_str_equal (name, "item"))
    read_item (self, xml);
  else if (g_str_equal (name, "itemref") && brv_xml_get_attribute (xml, "idref") != NULL)
    g_ptr_array_add (self->spine, g_strdup (brv_xml_get_attribute (xml, "idref")));
}

static gboolean
read_package (Package *self, const BrvPackage *package)
{
  GBytes *bytes = brv_package_get (package, self->part);
  g_autoptr (BrvXml) xml = bytes != NULL ? brv_xml_new (bytes) : NULL;

  while (xml != NULL)
    switch (brv_xml_next (xml))
      {
      case BRV_XML_START:
        read_package_element (self, xml);
        break;
      case BRV_XML_DONE:
        return self->spine->len > 0;
      case BRV_XML_ERROR:
        return FALSE;
      case BRV_XML_END:
      case BRV_XML_TEXT:
      default:
        break;
      }
  return FALSE;
}

static void
add_page (GHashTable *labels, const char *part, const char *reference, const char *label)
{
  const char *fragment = strchr (reference, '#');
  g_autofree char *target = brv_package_resolve (part, reference);

  if (fragment != NULL && target != NULL && *label != '\0')
    g_hash_table_replace (labels, g_strconcat (target, fragment, NULL), g_strdup (label));
}

/* The list of printed pages in a book's navigation. */
static void
read_page_list (const BrvPackage *package, const char *part, GHashTable *labels)
{
  GBytes *bytes = part != NULL ? brv_package_get (package, part) : NULL;
  g_autoptr (BrvXml) xml = bytes != NULL ? brv_xml_new (bytes) : NULL;
  gboolean in_list = FALSE;
  g_autofree char *label = NULL;

  while (xml != NULL)
    {
      BrvXmlEvent event = brv_xml_next (xml);
      const char *name = NULL;

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        return;
      if (event == BRV_XML_TEXT)
        continue;
      name = brv_xml_get_name (xml);
      if (g_str_equal (name, "nav"))
        in_list = event == BRV_XML_START &&
                  brv_epub_has_type (brv_xml_get_attribute (xml, "type"), "page-list");
      else if (g_str_equal (name, "pageList"))
        in_list = event == BRV_XML_START;
      if (!in_list || event != BRV_XML_START)
        continue;
      if (g_str_equal (name, "a") && brv_xml_get_attribute (xml, "href") != NULL)
        {
          g_autofree char *reference = g_strdup (brv_xml_get_attribute (xml, "href"));
          g_autofree char *text = brv_xml_dup_text (xml);

          add_page (labels, part, reference, text);
        }
      else if (g_str_equal (name, "text"))
        {
          g_free (label);
          label = brv_xml_dup_text (xml);
        }
      else if (g_str_equal (name, "content") && label != NULL &&
               brv_xml_get_attribute (xml, "src") != NULL)
        add_page (labels, part, brv_xml_get_attribute (xml, "src"), label);
    }
}

/* Those who wrote the book, and not who translated or illustrated it; all if none is marked so. */
static void
set_authors (const Package *self, BrvSourceBuilder *builder)
{
  g_autoptr (GPtrArray) authors = g_ptr_array_new ();

  for (guint pass = 0; pass < 2 && authors->len == 0 && self->properties.authors != NULL; pass++)
    for (guint i = 0; i < self->properties.authors->len; i++)
      {
        const char *id = g_ptr_array_index (self->ids, i);
        const char *role = g_hash_table_lookup (self->roles, id);

        if (pass == 1 || role == NULL || g_str_equal (role, "aut"))
          g_ptr_array_add (authors, g_ptr_array_index (self->properties.authors, i));
      }
  g_ptr_array_add (authors, NULL);
  if (authors->len > 1)
    brv_source_builder_set_list (builder, BRV_SOURCE_FIELD_AUTHORS,
                                 (const char *const *)authors->pdata, BRV_EVIDENCE_META);
}

static void
set_metadata (const Package *self, BrvSourceBuilder *builder)
{
  g_autofree char *published =
    self->properties.created != NULL ? brv_date_parse (self->properties.created) : NULL;
  g_autofree char *modified =
    self->properties.modified != NULL ? brv_date_parse (self->properties.modified) : NULL;

  brv_source_builder_set (builder, BRV_SOURCE_FIELD_TITLE, self->properties.title,
                          BRV_EVIDENCE_META);
  set_authors (self, builder);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_PUBLISHER, self->properties.publisher,
                          BRV_EVIDENCE_META);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_LANGUAGE, self->properties.language,
                          BRV_EVIDENCE_META);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_DATE, published, BRV_EVIDENCE_META);
  if (g_strcmp0 (modified, published) > 0)
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_MODIFIED, modified, BRV_EVIDENCE_META);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_URL, self->address, BRV_EVIDENCE_META);
}

/* A chapter that is named and not there would be missing from the text without a word. */
static gboolean
read_chapters (const Package *self,
               const BrvPackage *package,
               BrvSourceBuilder *builder,
               GError **error)
{
  BrvEpubBook book = { .package = package, .builder = builder, .title = self->properties.title };
  gboolean done = TRUE;

  book.page_labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_page_list (package, self->navigation, book.page_labels);
  read_page_list (package, self->ncx, book.page_labels);
  for (guint i = 0; i < self->spine->len && done; i++)
    {
      const Item *item = g_hash_table_lookup (self->items, g_ptr_array_index (self->spine, i));

      if (item == NULL || item->is_navigation || !is_wanted (item->part))
        continue;
      if (!brv_epub_chapter_read (&book, item->part))
        done = brv_xml_fail_damaged (error, item->part);
    }
  g_hash_table_unref (book.page_labels);
  g_free (book.page_label);
  return done;
}

/**
 * brv_epub_importer_run:
 * @bytes: an EPUB file
 * @hints: what its giver says about it
 * @sink: gets the source
 * @error: return location for an error
 *
 * Makes a source of a book.
 *
 * Returns: %FALSE with an error of brv_package_open(), with %BRV_IMPORT_ERROR_DAMAGED if a part is
 *   missing or not well-formed, or with %BRV_IMPORT_ERROR_UNSUPPORTED if its seller has locked it
 */
gboolean
brv_epub_importer_run (GBytes *bytes,
                       const BrvImportHints *hints,
                       BrvImportSink *sink,
                       GError **error)
{
  const BrvPackageLimits limits = BRV_PACKAGE_LIMITS_DEFAULT;
  g_autoptr (BrvPackage) package = brv_package_open (bytes, is_wanted, &limits, error);
  g_autofree char *path = NULL;
  g_autofree char *part = NULL;
  Package document = { 0 };
  gboolean done = FALSE;

  if (package == NULL)
    return FALSE;
  if (is_locked (package) || brv_package_is_encrypted (package))
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED,
                           brv_format_get_media_type (BRV_FORMAT_EPUB));
      return FALSE;
    }
  path = find_in_part (package, "META-INF/container.xml", "rootfile", "full-path");
  part = path != NULL ? brv_package_resolve ("", path) : NULL;
  if (part == NULL)
    return brv_xml_fail_damaged (error, "META-INF/container.xml");
  package_init (&document, part);
  if (read_package (&document, package))
    {
      BrvSourceBuilder *builder =
        brv_import_sink_begin_source (sink, brv_format_get_media_type (BRV_FORMAT_EPUB), NULL);

      set_metadata (&document, builder);
      done = read_chapters (&document, package, builder, error);
    }
  else
    brv_xml_fail_damaged (error, part);
  package_clear (&document);
  return done;
}
