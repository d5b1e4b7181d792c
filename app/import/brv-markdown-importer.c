/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>

#include "import/brv-date.h"
#include "import/brv-markdown-importer.h"
#include "import/brv-text-importer.h"

/* Where the walk over the document is. */
typedef struct
{
  BrvSourceBuilder *builder;
  guint list_level;
  guint quote_level;
  gboolean in_item; /* the next paragraph is the first of a list item */
  gboolean has_title;
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
      else if (type == CMARK_NODE_LINEBREAK)
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
  brv_source_builder_add (walk->builder, BRV_ROLE_TABLE, 0, TRUE, text->str, (gssize)text->len);
}

static void
add_heading (Walk *walk, cmark_node *node)
{
  g_autofree char *text = dup_inlines (node);
  guint level = (guint)cmark_node_get_heading_level (node);
  gboolean is_title =
    level == 1 && !walk->has_title && brv_source_builder_get_n_blocks (walk->builder) == 0;

  if (is_title)
    brv_source_builder_set (walk->builder, BRV_SOURCE_FIELD_TITLE, text, BRV_EVIDENCE_VISIBLE_TEXT);
  walk->has_title = TRUE;
  brv_source_builder_add (walk->builder, is_title ? BRV_ROLE_TITLE : BRV_ROLE_HEADING,
                          is_title ? 0 : level, TRUE, text, -1);
}

static void
add_paragraph (Walk *walk, cmark_node *node)
{
  g_autofree char *text = dup_inlines (node);
  BrvRole role = BRV_ROLE_PARAGRAPH;
  guint level = 0;

  if (walk->in_item)
    {
      role = BRV_ROLE_LIST_ITEM;
      level = walk->list_level;
    }
  else if (walk->quote_level > 0)
    {
      role = BRV_ROLE_QUOTE;
      level = walk->quote_level;
    }
  walk->in_item = FALSE;
  brv_source_builder_add (walk->builder, role, level, TRUE, text, -1);
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
    brv_source_builder_add (walk->builder, BRV_ROLE_PREFORMATTED, 0, TRUE,
                            cmark_node_get_literal (node), -1);
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
  else if (type == CMARK_NODE_ITEM)
    walk->in_item = FALSE;
  else if (type == CMARK_NODE_BLOCK_QUOTE)
    walk->quote_level--;
}

static void
set_from_front_matter (BrvSourceBuilder *builder, const char *key, const char *value)
{
  static const struct
  {
    const char *key;
    BrvSourceField field;
  } fields[] = {
    { "title", BRV_SOURCE_FIELD_TITLE },         { "description", BRV_SOURCE_FIELD_STANDFIRST },
    { "publisher", BRV_SOURCE_FIELD_PUBLISHER }, { "lang", BRV_SOURCE_FIELD_LANGUAGE },
    { "language", BRV_SOURCE_FIELD_LANGUAGE },   { "url", BRV_SOURCE_FIELD_URL },
    { "source", BRV_SOURCE_FIELD_URL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_ascii_strcasecmp (fields[i].key, key) == 0 &&
        (fields[i].field != BRV_SOURCE_FIELD_URL || strstr (value, "://") != NULL))
      brv_source_builder_set (builder, fields[i].field, value, BRV_EVIDENCE_META);
  if (g_ascii_strcasecmp (key, "author") == 0)
    {
      const char *const authors[] = { value, NULL };

      brv_source_builder_set_list (builder, BRV_SOURCE_FIELD_AUTHORS, authors, BRV_EVIDENCE_META);
    }
  if (g_ascii_strcasecmp (key, "date") == 0)
    {
      g_autofree char *date = brv_date_parse (value);

      brv_source_builder_set (builder, BRV_SOURCE_FIELD_DATE, date, BRV_EVIDENCE_META);
    }
}

/*
 * A block of "key: value" lines between two lines of three hyphens, as static site generators
 * have it. Only single-line values are read. Returns where the text begins.
 */
static const char *
read_front_matter (const char *text, BrvSourceBuilder *builder)
{
  const char *end = NULL;
  g_autofree char *block = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_str_has_prefix (text, "---\n") && !g_str_has_prefix (text, "---\r\n"))
    return text;
  end = strstr (text + 3, "\n---");
  if (end == NULL || (end[4] != '\n' && end[4] != '\r' && end[4] != '\0'))
    return text;
  block = g_strndup (text + 4, (gsize)(end - text) > 4 ? (gsize)(end - text - 4) : 0);
  lines = g_strsplit (block, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');
      char *value = NULL;
      gsize length = 0;

      if (colon == NULL || g_ascii_isspace (*lines[i]))
        continue;
      *colon = '\0';
      value = g_strstrip (colon + 1);
      length = strlen (value);
      if (length >= 2 && (*value == '"' || *value == '\'') && value[length - 1] == *value)
        {
          value[length - 1] = '\0';
          value++;
        }
      if (*value != '\0' && strchr ("[{|>", *value) == NULL)
        set_from_front_matter (builder, lines[i], value);
    }
  return end + 4;
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
 * mark-up; HTML in it is left out.
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
  const char *body = NULL;
  cmark_parser *parser = NULL;
  cmark_node *document = NULL;
  cmark_iter *iter = NULL;
  cmark_event_type event = CMARK_EVENT_NONE;
  Walk walk = { .builder = builder };

  if (!brv_text_importer_check (text, length, error))
    return FALSE;
  body = read_front_matter (text, builder);
  cmark_gfm_core_extensions_ensure_registered ();
  parser = cmark_parser_new (CMARK_OPT_DEFAULT);
  cmark_parser_attach_syntax_extension (parser, cmark_find_syntax_extension ("table"));
  cmark_parser_attach_syntax_extension (parser, cmark_find_syntax_extension ("strikethrough"));
  cmark_parser_feed (parser, body, length - (gsize)(body - text));
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
  return TRUE;
}
