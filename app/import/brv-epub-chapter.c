/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A chapter of a book: a page of XHTML of which all is the author's text, but the marks of notes
 * and of printed pages.
 *
 * Source: EPUB 3 Structural Semantics Vocabulary (W3C, 2017); DPUB-ARIA 1.0 (W3C, 2017).
 */

#include "config.h"

#include <string.h>

#include "import/brv-charset.h"
#include "import/brv-epub-chapter.h"
#include "import/brv-html-images.h"
#include "import/brv-html-page.h"
#include "import/brv-html-table.h"
#include "import/brv-same-words.h"

typedef struct
{
  BrvEpubBook *book;
  const char *part;
  const BrvHtmlPage *page;
  GArray *images;          /* of BrvHtmlImage */
  GHashTable *labels;      /* element's node -> the label of the page that its text begins on */
  BrvHtmlWritten *written; /* per leaf */
  guint item;              /* the list item that the last block began */
} Chapter;

/**
 * brv_epub_has_type:
 * @types: (nullable): the value of an attribute epub:type or role
 * @type: a word
 *
 * Returns: whether @type is one of @types
 */
gboolean
brv_epub_has_type (const char *types, const char *type)
{
  g_auto (GStrv) words = types != NULL ? g_strsplit_set (types, " \t\n", -1) : NULL;

  return words != NULL && g_strv_contains ((const char *const *)words, type);
}

static gboolean
node_has_type (const xmlNode *node, const char *type, const char *role)
{
  return brv_epub_has_type (brv_html_peek_attribute (node, "epub:type"), type) ||
         brv_epub_has_type (brv_html_peek_attribute (node, "role"), role);
}

static gboolean
is_page_break (const xmlNode *node)
{
  return node_has_type (node, "pagebreak", "doc-pagebreak");
}

static gboolean
is_mark (const xmlNode *node)
{
  return is_page_break (node) || node_has_type (node, "noteref", "doc-noteref") ||
         node_has_type (node, "backlink", "doc-backlink") ||
         g_strcmp0 ((const char *)node->name, "rt") == 0 ||
         g_strcmp0 ((const char *)node->name, "rp") == 0;
}

static gboolean
is_note (const xmlNode *node)
{
  return node_has_type (node, "footnote", "doc-footnote") ||
         node_has_type (node, "endnote", "doc-endnote") ||
         node_has_type (node, "rearnote", "doc-endnote") ||
         node_has_type (node, "note", "doc-footnote");
}

/* The label of the page that begins at a node; NULL if none does. */
static char *
find_label (const Chapter *self, const xmlNode *node)
{
  const char *id = brv_html_peek_attribute (node, "id");
  g_autofree char *key = id != NULL ? g_strdup_printf ("%s#%s", self->part, id) : NULL;
  const char *listed = key != NULL ? g_hash_table_lookup (self->book->page_labels, key) : NULL;
  char *label = NULL;

  if (listed != NULL)
    return g_strdup (listed);
  if (!is_page_break (node))
    return NULL;
  label = brv_html_dup_attribute (node, "title");
  if (label == NULL || *label == '\0')
    {
      g_free (label);
      label = brv_html_dup_attribute (node, "aria-label");
    }
  if (label == NULL || *label == '\0')
    {
      g_free (label);
      label = brv_html_dup_text (node, 64);
    }
  if (*label == '\0')
    g_clear_pointer (&label, g_free);
  return label;
}

static gboolean
has_words (const xmlNode *node)
{
  const char *text = node->type == XML_TEXT_NODE ? (const char *)node->content : NULL;

  return text != NULL && text[strspn (text, " \t\r\n")] != '\0';
}

/* Finds for each element on which page its text begins. */
static void
find_pages (Chapter *self)
{
  xmlNode *root = xmlDocGetRootElement (self->page->document);

  for (xmlNode *node = root; node != NULL; node = brv_html_next (node, root))
    {
      if (node->type == XML_ELEMENT_NODE)
        {
          char *label = find_label (self, node);

          if (label == NULL)
            continue;
          g_free (self->book->page_label);
          self->book->page_label = label;
          self->book->n_pages++;
        }
      else if (self->book->page_label != NULL && has_words (node))
        for (xmlNode *at = node->parent; at != NULL && at->type == XML_ELEMENT_NODE &&
                                         !g_hash_table_contains (self->labels, at);
             at = at->parent)
          g_hash_table_insert (self->labels, at, g_strdup (self->book->page_label));
    }
}

static GBytes *
find_image (const char *address, char **media_type, gpointer data)
{
  const Chapter *self = data;
  g_autofree char *name = brv_package_resolve (self->part, address);
  GBytes *bytes = name != NULL ? brv_package_get (self->book->package, name) : NULL;

  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

/* The nearest ancestor with that tag, itself included, or 0. */
static guint
find_ancestor (const Chapter *self, guint index, BrvTag tag)
{
  while (index > 0 && brv_html_page_element (self->page, index)->tag != tag)
    index = brv_html_page_element (self->page, index)->parent;
  return index;
}

static gboolean
is_in_note (const Chapter *self, guint index)
{
  for (; index > 0; index = brv_html_page_element (self->page, index)->parent)
    if (is_note (brv_html_page_element (self->page, index)->node))
      return TRUE;
  return FALSE;
}

static guint
count_ancestors (const Chapter *self, guint index, BrvTag tag, BrvTag other)
{
  guint n = 0;

  for (; index > 0; index = brv_html_page_element (self->page, index)->parent)
    {
      BrvTag at = brv_html_page_element (self->page, index)->tag;

      n += at == tag || at == other;
    }
  return n;
}

static BrvRole
find_role (Chapter *self, const BrvLeaf *leaf, guint *level)
{
  guint item = find_ancestor (self, leaf->owner, BRV_TAG_LI);

  *level = 0;
  if (find_ancestor (self, leaf->owner, BRV_TAG_NAV) != 0)
    return BRV_ROLE_FURNITURE;
  if (is_in_note (self, leaf->owner))
    return BRV_ROLE_FOOTNOTE;
  if (leaf->preformatted)
    return BRV_ROLE_PREFORMATTED;
  if (find_ancestor (self, leaf->owner, BRV_TAG_FIGCAPTION) != 0 || leaf->tag == BRV_TAG_CAPTION)
    return BRV_ROLE_CAPTION;
  if (brv_tag_is_heading (leaf->tag))
    {
      if (!self->book->has_title && self->book->title != NULL &&
          brv_same_words (leaf->text, self->book->title))
        {
          self->book->has_title = TRUE;
          return BRV_ROLE_TITLE;
        }
      *level = leaf->tag - BRV_TAG_H1 + 1;
      return BRV_ROLE_HEADING;
    }
  *level = count_ancestors (self, leaf->owner, BRV_TAG_BLOCKQUOTE, BRV_TAG_BLOCKQUOTE);
  if (*level > 0)
    return BRV_ROLE_QUOTE;
  if (item != 0 && item != self->item)
    {
      self->item = item;
      *level = MAX (count_ancestors (self, item, BRV_TAG_UL, BRV_TAG_OL), 1);
      return BRV_ROLE_LIST_ITEM;
    }
  return BRV_ROLE_PARAGRAPH;
}

static void
set_page (Chapter *self, guint element)
{
  const char *label =
    g_hash_table_lookup (self->labels, brv_html_page_element (self->page, element)->node);

  if (label != NULL)
    brv_source_builder_set_last_page (self->book->builder, MAX (self->book->n_pages, 1) - 1, label);
}

static void
write_leaf (Chapter *self, guint index)
{
  const BrvLeaf *leaf = brv_html_page_leaf (self->page, index);
  guint level = 0;
  BrvRole role = find_role (self, leaf, &level);
  gint image = -1;

  self->written[index] = (BrvHtmlWritten){ brv_source_builder_get_n_blocks (self->book->builder),
                                           role != BRV_ROLE_FURNITURE };
  if (!brv_source_builder_add (self->book->builder, role, level, role != BRV_ROLE_FURNITURE,
                               leaf->text, -1))
    return;
  set_page (self, leaf->owner);
  if (role == BRV_ROLE_CAPTION)
    image = brv_html_images_find (self->images, self->page, leaf->owner);
  if (image >= 0)
    brv_source_builder_set_last_image (self->book->builder, (guint)image);
}

/* A table as one block, and its caption. */
static void
write_table (Chapter *self, const BrvHtmlTable *table)
{
  g_autofree char *text = brv_html_table_dup_text (self->page, table);

  for (guint i = table->leaf; i < table->leaves_end; i++)
    self->written[i] =
      (BrvHtmlWritten){ brv_source_builder_get_n_blocks (self->book->builder), TRUE };
  for (guint i = table->leaf; i < table->leaves_end; i++)
    if (find_ancestor (self, brv_html_page_leaf (self->page, i)->owner, BRV_TAG_CAPTION) != 0)
      write_leaf (self, i);
  if (brv_source_builder_add (self->book->builder, BRV_ROLE_TABLE, 0, TRUE, text, -1))
    set_page (self, table->element);
}

static void
write_leaves (Chapter *self)
{
  g_autoptr (GArray) tables = brv_html_tables_find (self->page);
  guint next = 0;

  for (guint i = 0; i < self->page->leaves->len;)
    {
      const BrvHtmlTable *table = NULL;

      while (next < tables->len && g_array_index (tables, BrvHtmlTable, next).leaf < i)
        next++;
      if (next < tables->len)
        table = &g_array_index (tables, BrvHtmlTable, next);
      if (table != NULL && table->leaf == i && table->is_data && !is_in_note (self, table->element))
        {
          write_table (self, table);
          i = table->leaves_end;
        }
      else
        write_leaf (self, i++);
    }
}

/**
 * brv_epub_chapter_read:
 * @book: the book, read up to the chapter before
 * @part: the name of the chapter's part
 *
 * Adds all text of a chapter as blocks. The marks of notes stay out of it, so that a passage can
 * be quoted as it reads; marks of printed pages give the blocks their page labels.
 *
 * Returns: whether the part is there and can be read
 */
gboolean
brv_epub_chapter_read (BrvEpubBook *book, const char *part)
{
  GBytes *bytes = brv_package_get (book->package, part);
  gsize length = 0;
  const guint8 *data = NULL;
  g_auto (BrvDecoded) decoded = { 0 };
  g_autofree char *declared = NULL;
  g_autoptr (BrvHtmlPage) page = NULL;
  g_autofree BrvHtmlWritten *written = NULL;
  Chapter chapter = { .book = book, .part = part };
  const BrvImportHints hints = { .find_image = find_image, .find_image_data = &chapter };

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    return TRUE;
  declared = brv_charset_find_in_html (data, length);
  if (!brv_charset_decode (data, length, declared != NULL ? declared : "UTF-8", &decoded, NULL))
    return FALSE;
  page = brv_html_page_parse_without (decoded.text, decoded.length, is_mark, NULL);
  if (page == NULL)
    return FALSE;
  chapter.page = page;
  chapter.labels = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  chapter.images =
    brv_html_images_add (page, (BrvRange){ 0, page->elements->len }, &hints, book->builder);
  find_pages (&chapter);
  chapter.written = written = g_new0 (BrvHtmlWritten, page->leaves->len + 1);
  write_leaves (&chapter);
  brv_html_images_place (chapter.images, page, written, book->builder);
  g_hash_table_unref (chapter.labels);
  g_array_unref (chapter.images);
  return TRUE;
}
