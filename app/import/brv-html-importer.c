/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A saved web page: parsed (brv-html-page), its metadata read (brv-html-metadata), its article
 * found (brv-html-article), and here every leaf made a block with its role, kept or left out.
 */

#include "config.h"

#include <string.h>

#include "import/brv-html-article.h"
#include "import/brv-html-class.h"
#include "import/brv-html-excerpt.h"
#include "import/brv-html-images.h"
#include "import/brv-html-importer.h"
#include "import/brv-html-metadata.h"
#include "import/brv-html-table.h"
#include "import/brv-same-words.h"

/* How many ancestors of a leaf are asked for names that give it a role. */
#define NAME_REACH 3
/* Within so many leaves before the article's first paragraph its title and first picture stand. */
#define HEAD_LEAVES      12
#define MAX_BYLINE_WORDS 16

typedef struct
{
  const BrvHtmlPage *page;
  const gboolean *article; /* per leaf */
  BrvSourceBuilder *builder;
  guint first; /* the article's first leaf */
  guint last;  /* its last */
  gboolean has_title;
  gboolean has_standfirst;
  guint item;              /* the list item that the last block began */
  GArray *images;          /* (element-type BrvHtmlImage) */
  BrvHtmlWritten *written; /* per leaf */
} Writer;

static BrvElement *
element_at (const Writer *self, guint index)
{
  return brv_html_page_element (self->page, index);
}

/* The nearest ancestor with that tag, itself included, or 0. */
static guint
find_ancestor (const Writer *self, guint index, BrvTag tag)
{
  while (index > 0 && element_at (self, index)->tag != tag)
    index = element_at (self, index)->parent;
  return index;
}

/* How deep in lists or quotations the element stands. */
static guint
count_ancestors (const Writer *self, guint index, BrvTag tag, BrvTag other)
{
  guint n = 0;

  for (; index > 0; index = element_at (self, index)->parent)
    n += element_at (self, index)->tag == tag || element_at (self, index)->tag == other;
  return n;
}

/* What the names of the leaf's block and its nearest ancestors say. */
static guint
judge_names (const Writer *self, guint index)
{
  guint hints = 0;

  for (guint i = 0; i < NAME_REACH && index > 0; i++)
    {
      hints |= brv_html_class_judge (element_at (self, index));
      index = element_at (self, index)->parent;
    }
  return hints;
}

static gboolean
is_caption (const Writer *self, guint leaf, guint hints)
{
  guint owner = brv_html_page_leaf (self->page, leaf)->owner;

  /* Pictures at the article's head stand before its first paragraph. */
  if (leaf > self->last || leaf + HEAD_LEAVES < self->first)
    return FALSE;
  return find_ancestor (self, owner, BRV_TAG_FIGCAPTION) != 0 ||
         (find_ancestor (self, owner, BRV_TAG_FIGURE) != 0 && (hints & BRV_CLASS_CAPTION) != 0) ||
         (hints & BRV_CLASS_CAPTION) != 0;
}

static gboolean
is_byline (const Writer *self, const BrvLeaf *leaf)
{
  const char *author = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS);

  return author != NULL && leaf->n_words <= MAX_BYLINE_WORDS && strstr (leaf->text, author) != NULL;
}

/* Of a leaf that is not the article's text: what it is to the article, if anything. */
static BrvRole
find_outer_role (Writer *self, guint index)
{
  const BrvLeaf *leaf = brv_html_page_leaf (self->page, index);
  guint hints = judge_names (self, leaf->owner);

  if (!self->has_title && index <= self->last && !element_at (self, leaf->owner)->excluded &&
      brv_same_words (leaf->text, brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_TITLE)))
    {
      self->has_title = TRUE;
      return BRV_ROLE_TITLE;
    }
  if (is_caption (self, index, hints))
    return (hints & BRV_CLASS_CREDIT) != 0 && (hints & BRV_CLASS_CAPTION) == 0 ? BRV_ROLE_CREDIT
                                                                               : BRV_ROLE_CAPTION;
  if (!self->has_standfirst && index < self->first && self->has_title &&
      brv_same_words (leaf->text,
                      brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_STANDFIRST)))
    {
      self->has_standfirst = TRUE;
      return BRV_ROLE_STANDFIRST;
    }
  if (index < self->first && self->has_title && is_byline (self, leaf))
    return BRV_ROLE_BYLINE;
  if (index > self->first && index < self->last && (hints & BRV_CLASS_PULL_QUOTE) != 0)
    return BRV_ROLE_PULL_QUOTE;
  return BRV_ROLE_FURNITURE;
}

static gboolean
is_post (const Writer *self, guint index)
{
  guint quote = find_ancestor (self, index, BRV_TAG_BLOCKQUOTE);

  return quote != 0 && (brv_html_class_judge (element_at (self, quote)) &
                        (BRV_CLASS_POST | BRV_CLASS_EMBED)) != 0;
}

static gboolean
has_token (const xmlNode *node, const char *attribute, const char *const *tokens)
{
  const char *value = brv_html_peek_attribute (node, attribute);
  g_auto (GStrv) parts = value != NULL ? g_strsplit_set (value, " \t\r\n", -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    if (g_strv_contains (tokens, parts[i]))
      return TRUE;
  return FALSE;
}

/* "fn1", "footnote-12", "_ftn3": what programs call the places to which the numbers of notes lead. */
static gboolean
has_note_id (const xmlNode *node)
{
  static const char *const heads[] = { "fn", "ftn", "footnote", "endnote", "edn" };
  const char *id = brv_html_peek_attribute (node, "id");

  if (id == NULL)
    return FALSE;
  id += strspn (id, "_");
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_ascii_strncasecmp (id, heads[i], strlen (heads[i])) == 0)
      {
        const char *number = id + strlen (heads[i]);

        number += strspn (number, "-_:");
        if (*number != '\0' && strspn (number, "0123456789") == strlen (number))
          return TRUE;
      }
  return FALSE;
}

/* Source: Digital Publishing WAI-ARIA Module 1.0 (the roles). */
static gboolean
is_note (const Writer *self, guint index)
{
  static const char *const roles[] = { "doc-footnote", "doc-endnote", "doc-endnotes", NULL };
  static const char *const names[] = { "footnote", "footnotes",     "endnote",
                                       "endnotes", "footnote-item", NULL };

  for (guint i = 0; i < NAME_REACH && index > 0; i++)
    {
      const xmlNode *node = element_at (self, index)->node;

      if (has_token (node, "role", roles) || has_token (node, "class", names) || has_note_id (node))
        return TRUE;
      index = element_at (self, index)->parent;
    }
  return FALSE;
}

static BrvRole
find_inner_role (Writer *self, guint index, guint *level)
{
  const BrvLeaf *leaf = brv_html_page_leaf (self->page, index);
  guint item = find_ancestor (self, leaf->owner, BRV_TAG_LI);

  *level = 0;
  if (leaf->preformatted)
    return BRV_ROLE_PREFORMATTED;
  if (brv_tag_is_heading (leaf->tag))
    {
      *level = leaf->tag - BRV_TAG_H1 + 1;
      return BRV_ROLE_HEADING;
    }
  if (is_post (self, leaf->owner))
    return BRV_ROLE_EMBED;
  if (is_note (self, leaf->owner))
    return BRV_ROLE_FOOTNOTE;
  if (find_ancestor (self, leaf->owner, BRV_TAG_BLOCKQUOTE) != 0)
    {
      *level = count_ancestors (self, leaf->owner, BRV_TAG_BLOCKQUOTE, BRV_TAG_BLOCKQUOTE);
      return BRV_ROLE_QUOTE;
    }
  if (item != 0 && item != self->item)
    {
      self->item = item;
      *level = count_ancestors (self, item, BRV_TAG_UL, BRV_TAG_OL);
      *level = MAX (*level, 1);
      return BRV_ROLE_LIST_ITEM;
    }
  if (!self->has_standfirst && index == self->first &&
      (judge_names (self, leaf->owner) & BRV_CLASS_STANDFIRST) != 0)
    {
      self->has_standfirst = TRUE;
      return BRV_ROLE_STANDFIRST;
    }
  return BRV_ROLE_PARAGRAPH;
}

/* Writes the table as one block, a row a line, and its caption. */
static void
write_table (Writer *self, const BrvHtmlTable *table)
{
  g_autofree char *text = brv_html_table_dup_text (self->page, table);

  for (guint i = table->leaf; i < table->leaves_end; i++)
    self->written[i] = (BrvHtmlWritten){ brv_source_builder_get_n_blocks (self->builder), TRUE };
  for (guint i = table->leaf; i < table->leaves_end; i++)
    if (find_ancestor (self, brv_html_page_leaf (self->page, i)->owner, BRV_TAG_CAPTION) != 0)
      brv_source_builder_add (self->builder, BRV_ROLE_CAPTION, 0, TRUE,
                              brv_html_page_leaf (self->page, i)->text, -1);
  brv_source_builder_add (self->builder, BRV_ROLE_TABLE, 0, TRUE, text, -1);
}

static void
write_leaf (Writer *self, guint index)
{
  const BrvLeaf *leaf = brv_html_page_leaf (self->page, index);
  guint level = 0;
  gboolean added = FALSE;
  BrvRole role =
    self->article[index] ? find_inner_role (self, index, &level) : find_outer_role (self, index);

  self->written[index] =
    (BrvHtmlWritten){ brv_source_builder_get_n_blocks (self->builder), role != BRV_ROLE_FURNITURE };
  added =
    brv_source_builder_add (self->builder, role, level, role != BRV_ROLE_FURNITURE, leaf->text, -1);
  if (added && role == BRV_ROLE_CAPTION)
    {
      gint image = brv_html_images_find (self->images, self->page, leaf->owner);

      if (image >= 0)
        brv_source_builder_set_last_image (self->builder, (guint)image);
    }
}

static void
write_leaves (Writer *self, const GArray *tables)
{
  guint next = 0;

  for (guint i = 0; i < self->page->leaves->len;)
    {
      const BrvHtmlTable *table = NULL;

      while (next < tables->len && g_array_index (tables, BrvHtmlTable, next).leaf < i)
        next++;
      if (next < tables->len)
        table = &g_array_index (tables, BrvHtmlTable, next);
      /* A table is kept as a whole or not at all. */
      if (table != NULL && table->leaf == i && table->is_data && self->article[i])
        {
          write_table (self, table);
          i = table->leaves_end;
        }
      else
        write_leaf (self, i++);
    }
}

static gboolean *
keep_all (const BrvHtmlPage *page)
{
  gboolean *article = g_new (gboolean, page->leaves->len + 1);

  for (guint i = 0; i < page->leaves->len; i++)
    article[i] = TRUE;
  return article;
}

/* The elements among which the article's pictures stand: from its title, if that is near, to what comes
 * after its last block. */
static BrvRange
find_picture_range (const Writer *self, gboolean all_is_article)
{
  const char *title = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_TITLE);
  guint first = self->first;
  BrvRange range = { 0, self->page->elements->len };

  if (all_is_article)
    return range;
  if (self->first >= self->page->leaves->len)
    return (BrvRange){ 0, 0 };
  for (guint i = self->first - MIN (self->first, HEAD_LEAVES); i < self->first; i++)
    if (brv_same_words (brv_html_page_leaf (self->page, i)->text, title))
      first = i;
  range.start = brv_html_page_leaf (self->page, first)->owner;
  range.end = self->last + 1 < self->page->leaves->len
                ? brv_html_page_leaf (self->page, self->last + 1)->next
                : self->page->elements->len;
  return range;
}

/**
 * brv_html_importer_run:
 * @text: (array length=length): a web page, valid UTF-8
 * @length: bytes of it
 * @hints: what its giver says about it
 * @builder: a builder without blocks
 * @error: return location for an error
 *
 * Fills @builder from a web page: all its visible text, of which the article is kept.
 *
 * Returns: %FALSE with an error of brv_html_page_parse() if there is no page in it
 */
gboolean
brv_html_importer_run (const char *text,
                       gsize length,
                       const BrvImportHints *hints,
                       BrvSourceBuilder *builder,
                       GError **error)
{
  g_autoptr (BrvHtmlPage) page = brv_html_page_parse (text, length, error);
  g_autofree gboolean *article = NULL;
  g_autoptr (GArray) images = NULL;
  g_autoptr (GArray) tables = NULL;
  g_autofree BrvHtmlWritten *written = NULL;
  Writer writer = { .builder = builder };

  if (page == NULL)
    return FALSE;
  brv_html_metadata_read (page, hints, builder);
  tables = brv_html_tables_find (page);
  article = hints->all_is_article
              ? keep_all (page)
              : brv_html_article_find (page, tables,
                                       brv_source_builder_get (builder, BRV_SOURCE_FIELD_TITLE));
  writer.page = page;
  writer.article = article;
  writer.first = page->leaves->len;
  for (guint i = 0; i < page->leaves->len; i++)
    if (article[i])
      {
        writer.first = MIN (writer.first, i);
        writer.last = i;
      }
  images =
    brv_html_images_add (page, find_picture_range (&writer, hints->all_is_article), hints, builder);
  writer.images = images;
  writer.written = written = g_new0 (BrvHtmlWritten, page->leaves->len + 1);
  write_leaves (&writer, tables);
  brv_html_images_place (images, page, written, builder);
  if (brv_html_excerpt_find (page, article))
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_INCOMPLETE, "true",
                            BRV_EVIDENCE_VISIBLE_TEXT);
  return TRUE;
}
