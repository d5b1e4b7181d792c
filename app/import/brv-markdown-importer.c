/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>

#include "import/brv-date.h"
#include "import/brv-draft.h"
#include "import/brv-html-page.h"
#include "import/brv-markdown-importer.h"
#include "import/brv-text-importer.h"

/* A paragraph of so many words is the text, and not what stands above it. */
#define MIN_PROSE_WORDS 25

/* Where the walk over the document is. */
typedef struct
{
  BrvDraft *draft;
  guint list_level;
  guint quote_level;
  guint n_notes;
  gboolean in_item; /* the next paragraph is the first of a list item */
  gboolean has_heading;
  gboolean in_text; /* title, byline and date stand before it */
} Walk;

/* Appends the words below node: emphasis and links leave theirs, images their description. */
static void
append_inlines (cmark_node *node, GString *text)
{
  cmark_iter *iter = cmark_iter_new (node);
  cmark_event_type event = CMARK_EVENT_NONE;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *at = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (at);

      if (event != CMARK_EVENT_ENTER)
        continue;
      if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
        g_string_append (text, cmark_node_get_literal (at));
      else if (type == CMARK_NODE_SOFTBREAK)
        g_string_append_c (text, ' ');
      else if (type == CMARK_NODE_LINEBREAK ||
               (type == CMARK_NODE_HTML_INLINE &&
                g_ascii_strncasecmp (cmark_node_get_literal (at), "<br", 3) == 0))
        g_string_append_c (text, '\n');
    }
  cmark_iter_free (iter);
}

static char *
dup_inlines (cmark_node *node)
{
  GString *text = g_string_new (NULL);

  append_inlines (node, text);
  return g_string_free (text, FALSE);
}

static void
add (Walk *walk, BrvRole role, guint level, const char *text)
{
  const BrvStyleMeaning meaning = { role, level };

  brv_draft_add_paragraph (walk->draft, &meaning, text, FALSE);
}

static void
add_table (Walk *walk, cmark_node *table)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (cmark_node *row = cmark_node_first_child (table); row != NULL; row = cmark_node_next (row))
    {
      if (row != cmark_node_first_child (table))
        g_string_append_c (text, '\n');
      for (cmark_node *cell = cmark_node_first_child (row); cell != NULL;
           cell = cmark_node_next (cell))
        {
          if (cell != cmark_node_first_child (row))
            g_string_append_c (text, '\t');
          append_inlines (cell, text);
        }
    }
  add (walk, BRV_ROLE_TABLE, 0, text->str);
}

static void
add_heading (Walk *walk, cmark_node *node)
{
  g_autofree char *text = dup_inlines (node);
  guint level = (guint)cmark_node_get_heading_level (node);
  gboolean is_title = level == 1 && !walk->has_heading;

  walk->in_text = walk->in_text || walk->has_heading;
  walk->has_heading = TRUE;
  add (walk, is_title ? BRV_ROLE_TITLE : BRV_ROLE_HEADING, is_title ? 0 : level, text);
}

/* What a paragraph above the text is, its words tell. Whoever writes Markdown has left out what
 * stands around an article, so no line below is judged. */
static void
add_plain (Walk *walk, const char *text, gboolean bold)
{
  walk->in_text = walk->in_text || brv_count_words (text, strlen (text)) >= MIN_PROSE_WORDS;
  if (walk->in_text && !bold)
    add (walk, BRV_ROLE_PARAGRAPH, 0, text);
  else
    brv_draft_add_paragraph (walk->draft, NULL, text, bold);
}

static gboolean
is_only (cmark_node *paragraph, cmark_node_type type)
{
  cmark_node *child = cmark_node_first_child (paragraph);

  return child != NULL && cmark_node_next (child) == NULL && cmark_node_get_type (child) == type;
}

static void
add_paragraph (Walk *walk, cmark_node *node)
{
  g_autofree char *text = dup_inlines (node);

  if (walk->in_item)
    add (walk, BRV_ROLE_LIST_ITEM, walk->list_level, text);
  else if (walk->quote_level > 0)
    add (walk, BRV_ROLE_QUOTE, walk->quote_level, text);
  else if (is_only (node, CMARK_NODE_IMAGE))
    add (walk, BRV_ROLE_CAPTION, 0, text);
  else
    add_plain (walk, text, is_only (node, CMARK_NODE_STRONG));
  walk->in_item = FALSE;
}

/* HTML between paragraphs: its text, without what browsers do not show. */
static void
add_html (Walk *walk, const char *html)
{
  BrvHtmlPage *page = brv_html_page_parse (html, strlen (html), NULL);

  for (guint i = 0; page != NULL && i < page->leaves->len; i++)
    {
      const BrvLeaf *leaf = &g_array_index (page->leaves, BrvLeaf, i);

      add_plain (walk, leaf->text, FALSE);
    }
  brv_html_page_free (page);
}

static void
begin_note (Walk *walk)
{
  g_autofree char *label = g_strdup_printf ("%u", ++walk->n_notes);

  brv_draft_begin_note (walk->draft, walk->n_notes, label);
}

static void
enter (Walk *walk, cmark_node *node, cmark_iter *iter)
{
  cmark_node_type type = cmark_node_get_type (node);

  /* The extensions' node types have no constants in their public headers. */
  if (g_str_equal (cmark_node_get_type_string (node), "table"))
    {
      add_table (walk, node);
      cmark_iter_reset (iter, node, CMARK_EVENT_EXIT);
    }
  else if (type == CMARK_NODE_HEADING)
    add_heading (walk, node);
  else if (type == CMARK_NODE_PARAGRAPH)
    add_paragraph (walk, node);
  else if (type == CMARK_NODE_CODE_BLOCK)
    add (walk, BRV_ROLE_PREFORMATTED, 0, cmark_node_get_literal (node));
  else if (type == CMARK_NODE_HTML_BLOCK)
    add_html (walk, cmark_node_get_literal (node));
  else if (type == CMARK_NODE_FOOTNOTE_DEFINITION)
    begin_note (walk);
  else if (type == CMARK_NODE_LIST)
    walk->list_level++;
  else if (type == CMARK_NODE_ITEM)
    walk->in_item = TRUE;
  else if (type == CMARK_NODE_BLOCK_QUOTE)
    walk->quote_level++;
}

static void
leave (Walk *walk, cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (type == CMARK_NODE_LIST)
    walk->list_level--;
  else if (type == CMARK_NODE_BLOCK_QUOTE)
    walk->quote_level--;
  else if (type == CMARK_NODE_FOOTNOTE_DEFINITION)
    brv_draft_end_note (walk->draft);
}

/* What a key of front matter says; several keys may say the same, the first is believed. */
static const struct
{
  const char *key;
  BrvSourceField field;
} front_fields[] = {
  { "title", BRV_SOURCE_FIELD_TITLE },         { "author", BRV_SOURCE_FIELD_AUTHORS },
  { "authors", BRV_SOURCE_FIELD_AUTHORS },     { "date", BRV_SOURCE_FIELD_DATE },
  { "published", BRV_SOURCE_FIELD_DATE },      { "modified", BRV_SOURCE_FIELD_MODIFIED },
  { "updated", BRV_SOURCE_FIELD_MODIFIED },    { "description", BRV_SOURCE_FIELD_STANDFIRST },
  { "publisher", BRV_SOURCE_FIELD_PUBLISHER }, { "lang", BRV_SOURCE_FIELD_LANGUAGE },
  { "language", BRV_SOURCE_FIELD_LANGUAGE },   { "url", BRV_SOURCE_FIELD_URL },
  { "source", BRV_SOURCE_FIELD_URL },
};

/* A value without the quotation marks, and the brackets of a link between notes, around it. */
static char *
dup_plain_value (const char *value)
{
  static const char *const around[] = { "\"\"", "''", "[]", "[]" };
  char *plain = g_strstrip (g_strdup (value));

  for (guint i = 0; i < G_N_ELEMENTS (around); i++)
    {
      gsize length = strlen (plain);

      if (length < 2 || plain[0] != around[i][0] || plain[length - 1] != around[i][1])
        continue;
      plain[length - 1] = '\0';
      memmove (plain, plain + 1, length - 1);
    }
  return plain;
}

static void
add_value (GHashTable *front, const char *key, const char *value)
{
  g_autofree char *plain = dup_plain_value (value);
  GPtrArray *values = g_hash_table_lookup (front, key);

  if (*plain == '\0')
    return;
  if (values == NULL)
    {
      values = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (front, g_strdup (key), values);
    }
  g_ptr_array_add (values, g_steal_pointer (&plain));
}

/* A value in one line, or a list in brackets: [one, "another"]. */
static void
add_values (GHashTable *front, const char *key, const char *value)
{
  gsize length = strlen (value);
  g_autofree char *inner = NULL;
  g_auto (GStrv) items = NULL;

  if (*value != '[' || g_str_has_prefix (value, "[[") || value[length - 1] != ']')
    {
      if (strchr ("[{|>", *value) == NULL)
        add_value (front, key, value);
      return;
    }
  inner = g_strndup (value + 1, length - 2);
  items = g_strsplit (inner, ",", -1);
  for (guint i = 0; items[i] != NULL; i++)
    add_value (front, key, items[i]);
}

/*
 * Source: YAML 1.2, of which only what notes and site generators write before a text is read:
 * "key: value", "key: [a, b]", and a list of "- value" lines below "key:".
 */
static GHashTable *
parse_front_matter (const char *block)
{
  GHashTable *front =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  g_auto (GStrv) lines = g_strsplit (block, "\n", -1);
  g_autofree char *key = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = g_strstrip (g_strdup (lines[i]));
      char *colon = strchr (line, ':');

      if (g_str_has_prefix (line, "- "))
        {
          if (key != NULL)
            add_value (front, key, line + 2);
        }
      else if (colon != NULL && !g_ascii_isspace (*lines[i]))
        {
          g_free (key);
          key = g_ascii_strdown (line, colon - line);
          add_values (front, key, g_strchug (colon + 1));
        }
      else
        g_clear_pointer (&key, g_free);
    }
  return front;
}

/* A block between two lines of three hyphens. Returns where the text begins. */
static const char *
find_body (const char *text, GHashTable **front)
{
  const char *end = NULL;
  g_autofree char *block = NULL;

  *front = NULL;
  if (!g_str_has_prefix (text, "---\n") && !g_str_has_prefix (text, "---\r\n"))
    return text;
  end = strstr (text + 3, "\n---");
  if (end == NULL || (end[4] != '\n' && end[4] != '\r' && end[4] != '\0'))
    return text;
  block = g_strndup (text + 4, (gsize)(end - text) > 4 ? (gsize)(end - text - 4) : 0);
  *front = parse_front_matter (block);
  return end + 4;
}

static void
set_value (BrvSourceBuilder *builder, BrvSourceField field, const char *value)
{
  g_autofree char *date = NULL;

  if (field == BRV_SOURCE_FIELD_DATE || field == BRV_SOURCE_FIELD_MODIFIED)
    value = date = brv_date_parse (value);
  if (field == BRV_SOURCE_FIELD_URL && strstr (value, "://") == NULL)
    return;
  brv_source_builder_set (builder, field, value, BRV_EVIDENCE_META);
}

/* What stands before a text is said of it, and counts more than what its words say. */
static void
apply_front_matter (GHashTable *front, BrvSourceBuilder *builder)
{
  for (guint i = G_N_ELEMENTS (front_fields); i-- > 0;)
    {
      GPtrArray *values = g_hash_table_lookup (front, front_fields[i].key);
      g_autoptr (GPtrArray) list = NULL;

      if (values == NULL)
        continue;
      if (front_fields[i].field != BRV_SOURCE_FIELD_AUTHORS)
        {
          set_value (builder, front_fields[i].field, g_ptr_array_index (values, 0));
          continue;
        }
      list = g_ptr_array_copy (values, NULL, NULL);
      g_ptr_array_set_free_func (list, NULL);
      g_ptr_array_add (list, NULL);
      brv_source_builder_set_list (builder, BRV_SOURCE_FIELD_AUTHORS,
                                   (const char *const *)list->pdata, BRV_EVIDENCE_META);
    }
}

static void
walk_document (const char *body, gsize length, BrvDraft *draft)
{
  Walk walk = { .draft = draft };
  cmark_parser *parser = NULL;
  cmark_node *document = NULL;
  cmark_iter *iter = NULL;
  cmark_event_type event = CMARK_EVENT_NONE;

  cmark_gfm_core_extensions_ensure_registered ();
  parser = cmark_parser_new (CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES);
  cmark_parser_attach_syntax_extension (parser, cmark_find_syntax_extension ("table"));
  cmark_parser_attach_syntax_extension (parser, cmark_find_syntax_extension ("strikethrough"));
  cmark_parser_feed (parser, body, length);
  document = cmark_parser_finish (parser);
  iter = cmark_iter_new (document);
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      if (event == CMARK_EVENT_ENTER)
        enter (&walk, cmark_iter_get_node (iter), iter);
      else
        leave (&walk, cmark_iter_get_node (iter));
    }
  cmark_iter_free (iter);
  cmark_node_free (document);
  cmark_parser_free (parser);
}

/**
 * brv_markdown_importer_run:
 * @text: (array length=length): a Markdown text, valid UTF-8
 * @length: bytes of it
 * @hints: what its giver says about it
 * @builder: a builder without blocks
 * @error: return location for an error
 *
 * Fills @builder from a text in GitHub's dialect of Markdown. The text stands without its
 * mark-up, HTML included; who wrote it and when is read as in any other text.
 *
 * Returns: %TRUE
 */
gboolean
brv_markdown_importer_run (const char *text,
                           gsize length,
                           const BrvImportHints *hints,
                           BrvSourceBuilder *builder,
                           GError **error)
{
  g_autoptr (BrvDraft) draft = NULL;
  g_autoptr (GHashTable) front = NULL;
  BrvDraftProperties properties = { 0 };
  const char *body = NULL;

  if (!brv_text_importer_check (text, length, error))
    return FALSE;
  draft = brv_draft_new (builder);
  body = find_body (text, &front);
  walk_document (body, length - (gsize)(body - text), draft);
  if (front != NULL && g_hash_table_contains (front, "title"))
    properties.title = g_ptr_array_index ((GPtrArray *)g_hash_table_lookup (front, "title"), 0);
  brv_draft_finish (draft, &properties);
  if (front != NULL)
    apply_front_matter (front, builder);
  return TRUE;
}
