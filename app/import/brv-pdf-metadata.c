/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a PDF says about itself, in its information dictionary and its XMP packet. Much of it is
 * written by programs without being asked: names of files as titles, of users as authors, the day
 * of printing as a date. Such values are none.
 */

#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "import/brv-byline.h"
#include "import/brv-date.h"
#include "import/brv-pdf-metadata.h"

#define MAX_XMP_BYTES ((gsize)1024 * 1024)
#define MAX_AUTHORS   40

#define DC_URI    "http://purl.org/dc/elements/1.1/"
#define PRISM_URI "http://prismstandard.org/namespaces/basic/"

static gboolean
has_file_suffix (const char *title)
{
  static const char *const suffixes[] = { ".doc", ".docx", ".rtf",  ".odt",   ".pdf", ".dvi",
                                          ".tex", ".indd", ".qxd",  ".qxp",   ".ppt", ".pptx",
                                          ".xls", ".xlsx", ".html", ".htm",   ".txt", ".pub",
                                          ".cdr", ".ai",   ".fm",   ".pages", ".eps", ".ps" };
  g_autofree char *lower = g_utf8_strdown (title, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;
  return FALSE;
}

/* Titles that programs make up. */
static gboolean
is_made_up_title (const char *title)
{
  static const char *const prefixes[] = { "Microsoft Word - ",
                                          "Microsoft PowerPoint - ",
                                          "Microsoft Excel - ",
                                          "untitled",
                                          "Untitled",
                                          "Document",
                                          "PowerPoint Pr",
                                          "Slide ",
                                          "Print",
                                          "Layout 1",
                                          "about:blank",
                                          "file:",
                                          "http://",
                                          "https://" };
  guint n_letters = 0;

  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p))
    n_letters += g_unichar_isalpha (g_utf8_get_char (p)) ? 1 : 0;
  if (n_letters < 3 || has_file_suffix (title))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (title, prefixes[i]) && strlen (title) < strlen (prefixes[i]) + 4)
      return TRUE;
  for (guint i = 0; i < 3; i++)
    if (g_str_has_prefix (title, prefixes[i]))
      return TRUE;
  /* Names of files and keys: one word with signs in it. */
  return strchr (title, ' ') == NULL && strpbrk (title, "_/\\0123456789") != NULL;
}

/* The byte of PDFDocEncoding that stands for a character, or -1.
 * Source: ISO 32000-1, Annex D.2 */
static gint
find_byte (gunichar c)
{
  static const guint16 high[] = { 0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044,
                                  0x2039, 0x203A, 0x2212, 0x2030, 0x201E, 0x201C, 0x201D, 0x2018,
                                  0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141, 0x0152, 0x0160,
                                  0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E };

  for (guint i = 0; i < G_N_ELEMENTS (high); i++)
    if (high[i] == c)
      return 0x80 + (gint)i;
  if (c == 0x20AC)
    return 0xA0;
  return c < 0x80 || (c > 0xA0 && c < 0x100) ? (gint)c : -1;
}

/* What was written as UTF-8 without saying so, and therefore read as something else; else the text. */
static char *
undo_misreading (char *text)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  gboolean foreign = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gint byte = find_byte (g_utf8_get_char (p));

      if (byte < 0)
        return text;
      foreign = foreign || byte >= 0x80;
      g_string_append_c (bytes, (char)byte);
    }
  if (!foreign || !g_utf8_validate (bytes->str, (gssize)bytes->len, NULL))
    return text;
  g_free (text);
  return g_string_free (g_steal_pointer (&bytes), FALSE);
}

/**
 * brv_pdf_metadata_cut_note_marks:
 * @text: a title or name; the marks of notes at its end are cut off
 *
 * Such a mark stands behind many titles and names, and belongs to neither.
 */
void
brv_pdf_metadata_cut_note_marks (char *text)
{
  static const char *const marks[] = { "∗", "†", "‡" };

  for (guint i = 0; i < G_N_ELEMENTS (marks);)
    if (g_str_has_suffix (text, marks[i]))
      {
        text[strlen (text) - strlen (marks[i])] = '\0';
        g_strchomp (text);
        i = 0;
      }
    else
      i++;
}

static char *
take_text (char *text)
{
  if (text != NULL && g_utf8_validate (text, -1, NULL))
    {
      text = undo_misreading (text);
      g_strstrip (text);
      brv_pdf_metadata_cut_note_marks (text);
      if (*text != '\0' && strlen (text) < 2000)
        return text;
    }
  g_free (text);
  return NULL;
}

static gboolean
is_in (const xmlNode *node, const char *uri)
{
  return node->ns != NULL && node->ns->href != NULL &&
         g_str_has_prefix ((const char *)node->ns->href, uri);
}

static void
add_value (GPtrArray *values, const xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  char *value = take_text (g_strdup ((const char *)content));

  xmlFree (content);
  if (value != NULL && values->len < MAX_AUTHORS)
    g_ptr_array_add (values, value);
  else
    g_free (value);
}

/* The values of a property: the items of its list, or itself. */
static void
collect_values (const xmlNode *property, GPtrArray *values)
{
  for (const xmlNode *list = property->children; list != NULL; list = list->next)
    for (const xmlNode *item = list->children; item != NULL; item = item->next)
      if (item->type == XML_ELEMENT_NODE && g_str_equal ((const char *)item->name, "li"))
        add_value (values, item);
  if (values->len == 0)
    add_value (values, property);
}

static char *
join_first (const GPtrArray *values)
{
  return values->len > 0 ? g_strdup (g_ptr_array_index (values, 0)) : NULL;
}

static char *
parse_first_date (const GPtrArray *values)
{
  return values->len > 0 ? brv_date_parse (g_ptr_array_index (values, 0)) : NULL;
}

static void
read_property (const xmlNode *node, BrvPdfMetadata *metadata)
{
  const char *name = (const char *)node->name;
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  collect_values (node, values);
  if (is_in (node, PRISM_URI) &&
      (g_str_equal (name, "publicationDate") || g_str_equal (name, "coverDate")))
    {
      g_free (metadata->date);
      metadata->date = parse_first_date (values);
    }
  if (!is_in (node, DC_URI) || values->len == 0)
    return;
  if (g_str_equal (name, "title") && metadata->title == NULL)
    metadata->title = join_first (values);
  else if (g_str_equal (name, "creator") && metadata->authors == NULL)
    {
      g_ptr_array_add (values, NULL);
      metadata->authors = (GStrv)g_ptr_array_steal (values, NULL);
    }
  else if (g_str_equal (name, "publisher") && metadata->publisher == NULL)
    metadata->publisher = join_first (values);
  else if (g_str_equal (name, "language") && metadata->language == NULL)
    metadata->language = join_first (values);
  else if (g_str_equal (name, "date") && metadata->date == NULL)
    metadata->date = parse_first_date (values);
}

/* Source: ISO 16684-1 (XMP), clause 7: properties are children of rdf:Description. */
static void
read_xmp (const char *packet, BrvPdfMetadata *metadata)
{
  xmlDoc *doc = xmlReadMemory (packet, (int)strlen (packet), NULL, NULL,
                               XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  xmlNode *rdf = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  if (rdf != NULL && g_str_equal ((const char *)rdf->name, "xmpmeta"))
    rdf = xmlFirstElementChild (rdf);
  for (xmlNode *description = rdf != NULL ? xmlFirstElementChild (rdf) : NULL; description != NULL;
       description = xmlNextElementSibling (description))
    for (xmlNode *node = xmlFirstElementChild (description); node != NULL;
         node = xmlNextElementSibling (node))
      read_property (node, metadata);
  xmlFreeDoc (doc);
}

/* A list of names in one string; the comma can also stand within a name. */
static GStrv
split_authors (const char *text)
{
  g_auto (GStrv) names = NULL;

  if (strchr (text, ';') != NULL)
    {
      names = g_strsplit (text, ";", MAX_AUTHORS);
      return g_steal_pointer (&names);
    }
  names = brv_byline_split (text);
  if (names != NULL)
    {
      g_autofree char *joined = g_strjoinv ("", names);

      /* What the splitter left over belongs to no person: an organisation with a comma. */
      if (strlen (joined) * 10 >= strlen (text) * 7)
        return g_steal_pointer (&names);
    }
  return g_strsplit (text, "\n", 1);
}

static gboolean
is_made_up_author (const char *name)
{
  static const char *const names[] = { "administrator", "admin",      "user",      "owner",
                                       "unknown",       "author",     "root",      "anonymous",
                                       "default",       "editor",     "microsoft", "office",
                                       "windows",       "guest",      "test",      "scanner",
                                       "autor",         "utilisateur" };
  g_autofree char *lower = g_utf8_strdown (name, -1);

  if (strpbrk (name, "@\\/_0123456789") != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (lower, names[i]))
      return TRUE;
  /* A login: one word without a capital. */
  return strchr (name, ' ') == NULL && g_str_equal (lower, name);
}

static void
drop_made_up_authors (BrvPdfMetadata *metadata)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  if (metadata->authors == NULL)
    return;
  for (guint i = 0; metadata->authors[i] != NULL; i++)
    {
      g_strstrip (metadata->authors[i]);
      if (*metadata->authors[i] != '\0' && !is_made_up_author (metadata->authors[i]))
        g_ptr_array_add (kept, g_strdup (metadata->authors[i]));
    }
  g_clear_pointer (&metadata->authors, g_strfreev);
  if (kept->len == 0)
    return;
  g_ptr_array_add (kept, NULL);
  metadata->authors = (GStrv)g_ptr_array_steal (kept, NULL);
}

/* The tag after /Lang, as ISO 32000-1 §14.9.2 puts it, in a literal string. */
static char *
parse_language (const char *object, gsize length)
{
  const char *end = object + length;
  const char *p = memmem (object, length, "/Lang", 5);
  g_autoptr (GString) tag = g_string_new (NULL);

  if (p == NULL)
    return NULL;
  p += 5;
  while (p < end && *p == ' ')
    p++;
  if (p == end || *p != '(')
    return NULL;
  for (p++; p < end && *p != ')' && tag->len < 20; p++)
    if (g_ascii_isalnum (*p) || *p == '-')
      g_string_append_c (tag, *p);
  return tag->len >= 2 && g_ascii_isalpha (*tag->str)
           ? g_string_free (g_steal_pointer (&tag), FALSE)
           : NULL;
}

/*
 * The language of the catalog, which poppler does not give. Where the catalog is compressed, it is
 * not found, and nothing is said.
 */
static char *
find_language (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *catalog = memmem (data, length, "/Catalog", 8);
  const char *end = NULL;
  const char *start = catalog;

  if (catalog == NULL)
    return NULL;
  end = memmem (catalog, length - (gsize)(catalog - data), "endobj", 6);
  if (end == NULL)
    return NULL;
  while (start > data && catalog - start < 4096 && memcmp (start, " obj", 4) != 0)
    start--;
  return parse_language (start, (gsize)(end - start));
}

/**
 * brv_pdf_metadata_read:
 * @document: an open document
 * @bytes: the bytes of its file
 * @metadata: (out caller-allocates): what it says about itself
 *
 * Reads metadata and drops what programs made up. Creation dates are left aside: they are those of
 * the file, and of a printed web page that of its printing.
 */
void
brv_pdf_metadata_read (PopplerDocument *document, GBytes *bytes, BrvPdfMetadata *metadata)
{
  g_autofree char *packet = poppler_document_get_metadata (document);
  g_autofree char *title = take_text (poppler_document_get_title (document));
  g_autofree char *author = take_text (poppler_document_get_author (document));

  *metadata = (BrvPdfMetadata){ 0 };
  if (packet != NULL && strlen (packet) < MAX_XMP_BYTES)
    read_xmp (packet, metadata);
  if (title != NULL && metadata->title == NULL)
    metadata->title = g_steal_pointer (&title);
  if (metadata->title != NULL && is_made_up_title (metadata->title))
    g_clear_pointer (&metadata->title, g_free);
  if (author != NULL && metadata->authors == NULL)
    metadata->authors = split_authors (author);
  drop_made_up_authors (metadata);
  if (metadata->language == NULL ||
      strspn (metadata->language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") !=
        strlen (metadata->language))
    {
      g_free (metadata->language);
      metadata->language = find_language (bytes);
    }
}

/**
 * brv_pdf_metadata_clear:
 * @metadata: metadata
 *
 * Frees what @metadata holds.
 */
void
brv_pdf_metadata_clear (BrvPdfMetadata *metadata)
{
  g_clear_pointer (&metadata->title, g_free);
  g_clear_pointer (&metadata->authors, g_strfreev);
  g_clear_pointer (&metadata->publisher, g_free);
  g_clear_pointer (&metadata->date, g_free);
  g_clear_pointer (&metadata->language, g_free);
}
