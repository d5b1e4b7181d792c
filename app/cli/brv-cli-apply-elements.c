/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The changes of the verb apply that have to do with figures, tables, callouts and page breaks. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/brv-cli-apply-private.h"
#include "edit/brv-edit-elements.h"
#include "edit/brv-edit-table.h"

static gboolean
fail_usage (GError **error, const char *message)
{
  g_set_error_literal (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
get_place (BrvApply *apply, JsonObject *arguments, BrvId *section_id, gint64 *at, GError **error)
{
  return brv_apply_get_section (apply, arguments, section_id, error) &&
         brv_apply_get_integer (arguments, "at", -1, at, error);
}

/* Inline Markdown; no words at all where the argument is absent. */
static BrvText *
get_optional_markdown (JsonObject *arguments, const char *name, GError **error)
{
  const char *markdown;

  if (!brv_apply_get_optional_string (arguments, name, &markdown, error))
    return NULL;
  return brv_cli_read_markdown (markdown != NULL ? markdown : "", error);
}

static BrvImage *
get_image (BrvApply *apply, JsonObject *arguments, GError **error)
{
  const char *file;
  g_autofree char *path = NULL;

  if (!brv_apply_get_string (arguments, "file", &file, error))
    return NULL;
  path = g_path_is_absolute (file) ? g_strdup (file) : g_build_filename (apply->folder, file, NULL);
  return brv_workspace_read_image (apply->workspace, path, NULL, error);
}

gboolean
brv_apply_add_figure (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvId section_id;
  gint64 at;
  const char *alternative;
  g_autoptr (BrvText) caption = NULL;
  g_autoptr (BrvImage) image = NULL;

  if (!get_place (apply, arguments, &section_id, &at, error) ||
      !brv_apply_get_optional_string (arguments, "alt", &alternative, error) ||
      (caption = get_optional_markdown (arguments, "caption", error)) == NULL ||
      (image = get_image (apply, arguments, error)) == NULL)
    return FALSE;
  return brv_edit_add_figure (apply->document, section_id, (gint)at, image, alternative, caption,
                              id, error);
}

gboolean
brv_apply_set_figure (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  gint64 percent;
  const char *alternative;
  g_autoptr (BrvImage) image = NULL;

  if (brv_apply_get_block (apply, arguments, id, error) == NULL ||
      !brv_apply_get_optional_string (arguments, "alt", &alternative, error))
    return FALSE;
  if (json_object_has_member (arguments, "file") &&
      ((image = get_image (apply, arguments, error)) == NULL ||
       !brv_edit_set_image (apply->document, *id, image, error)))
    return FALSE;
  if (json_object_has_member (arguments, "width") &&
      (!brv_apply_get_integer (arguments, "width", 0, &percent, error) ||
       !brv_edit_set_figure_width (apply->document, *id, (guint)CLAMP (percent, 0, 101), error)))
    return FALSE;
  return alternative == NULL || brv_edit_set_alternative (apply->document, *id, alternative, error);
}

static gboolean
read_row (JsonNode *node, GPtrArray *row, GError **error)
{
  JsonArray *cells;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail_usage (error, _ ("The rows of a table are arrays of strings."));
  cells = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonNode *cell = json_array_get_element (cells, i);
      BrvText *text;

      if (!JSON_NODE_HOLDS_VALUE (cell) || json_node_get_value_type (cell) != G_TYPE_STRING)
        return fail_usage (error, _ ("The rows of a table are arrays of strings."));
      text = brv_cli_read_markdown (json_node_get_string (cell), error);
      if (text == NULL)
        return FALSE;
      g_ptr_array_add (row, text);
    }
  return TRUE;
}

/* Short rows are filled up with empty cells. */
static BrvTable *
make_table (GPtrArray *rows, guint n_columns, guint n_header_rows)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (rows, i);

      for (guint k = 0; k < n_columns; k++)
        g_ptr_array_add (cells, k < row->len ? g_ptr_array_index (row, k) : NULL);
    }
  return brv_table_new ((BrvText *const *)cells->pdata, rows->len, n_columns, n_header_rows);
}

static BrvTable *
get_table (JsonObject *arguments, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  JsonNode *node = json_object_get_member (arguments, "rows");
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n_columns = 0;
  gint64 n_header_rows;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_text_unref);

      g_ptr_array_add (rows, row);
      if (!read_row (json_array_get_element (array, i), row, error))
        return NULL;
      n_columns = MAX (n_columns, row->len);
    }
  if (rows->len == 0 || n_columns == 0 || rows->len > BRV_TABLE_MAX_ROWS ||
      n_columns > BRV_TABLE_MAX_COLUMNS)
    {
      g_set_error (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE,
                   _ ("A table has from 1 to %d rows of 1 to %d cells."), BRV_TABLE_MAX_ROWS,
                   BRV_TABLE_MAX_COLUMNS);
      return NULL;
    }
  if (!brv_apply_get_integer (arguments, "header", 1, &n_header_rows, error))
    return NULL;
  if (n_header_rows < 0 || n_header_rows > rows->len)
    {
      fail_usage (error, _ ("A table cannot have more header rows than rows."));
      return NULL;
    }
  return make_table (rows, n_columns, (guint)n_header_rows);
}

gboolean
brv_apply_add_table (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvId section_id;
  gint64 at;
  g_autoptr (BrvText) caption = NULL;
  g_autoptr (BrvTable) table = NULL;

  if (!get_place (apply, arguments, &section_id, &at, error) ||
      (caption = get_optional_markdown (arguments, "caption", error)) == NULL ||
      (table = get_table (arguments, error)) == NULL)
    return FALSE;
  return brv_edit_add_table (apply->document, section_id, (gint)at, table, caption, id, error);
}

gboolean
brv_apply_edit_table (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  static const struct
  {
    const char *name;
    BrvTableEdit edit;
  } edits[] = {
    { "insert-row", BRV_TABLE_INSERT_ROW },       { "remove-row", BRV_TABLE_REMOVE_ROW },
    { "insert-column", BRV_TABLE_INSERT_COLUMN }, { "remove-column", BRV_TABLE_REMOVE_COLUMN },
    { "set-header", BRV_TABLE_SET_HEADER_ROWS },
  };
  const char *name;
  gint64 index;

  if (brv_apply_get_block (apply, arguments, id, error) == NULL ||
      !brv_apply_get_string (arguments, "edit", &name, error) ||
      !brv_apply_get_required_integer (arguments, "index", &index, error))
    return FALSE;
  if (index < 0 || index > G_MAXINT)
    return fail_usage (error, _ ("Rows and columns are counted from 0."));
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      if (g_str_equal (edits[i].name, name))
        return brv_edit_change_table (apply->document, *id, edits[i].edit, (guint)index, error);
    }
  g_set_error (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE, _ ("There is no edit “%s”."), name);
  return FALSE;
}

/*
 * brv_apply_get_cell:
 * @apply: a run
 * @arguments: the arguments of a change
 * @block: the block that they name
 * @cell: (out): the cell that they name
 * @text: (out): what it says; NULL where they name none
 *
 * Returns: FALSE with a usage error if "row" and "column" name no cell of @block
 */
gboolean
brv_apply_get_cell (JsonObject *arguments,
                    const BrvBlock *block,
                    BrvCellPlace *cell,
                    const BrvText **text,
                    GError **error)
{
  const BrvTable *table = brv_block_get_table (block);
  gint64 row, column;

  *text = NULL;
  if (!json_object_has_member (arguments, "row") && !json_object_has_member (arguments, "column"))
    return TRUE;
  if (!brv_apply_get_required_integer (arguments, "row", &row, error) ||
      !brv_apply_get_required_integer (arguments, "column", &column, error))
    return FALSE;
  if (table == NULL || row < 0 || row >= brv_table_get_n_rows (table) || column < 0 ||
      column >= brv_table_get_n_columns (table))
    return fail_usage (error, _ ("The block has no such cell."));
  *cell = (BrvCellPlace){ brv_block_get_id (block), (guint)row, (guint)column };
  *text = brv_table_get_cell (table, cell->row, cell->column);
  return TRUE;
}

static gboolean
get_look (JsonObject *arguments, BrvVariant *variant, GError **error)
{
  const char *name;

  if (!brv_apply_get_optional_string (arguments, "look", &name, error))
    return FALSE;
  *variant = BRV_VARIANT_PLAIN;
  if (name == NULL || brv_variant_parse (name, variant))
    return TRUE;
  return fail_usage (error, _ ("A look is one of “plain”, “summary” and “pull”."));
}

static gboolean
read_paragraphs (JsonObject *arguments, GPtrArray *paragraphs, GError **error)
{
  g_auto (GStrv) texts = NULL;

  if (!json_object_has_member (arguments, "text"))
    return TRUE;
  texts = brv_apply_get_values (arguments, "text", error);
  if (texts == NULL)
    return FALSE;
  for (guint i = 0; texts[i] != NULL; i++)
    {
      BrvText *text = brv_cli_read_markdown (texts[i], error);

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (paragraphs, text);
    }
  return TRUE;
}

gboolean
brv_apply_add_callout (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvId section_id;
  gint64 at;
  BrvVariant variant;
  g_autoptr (BrvText) heading = NULL;
  g_autoptr (GPtrArray) paragraphs =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_text_unref);

  if (!get_place (apply, arguments, &section_id, &at, error) ||
      !get_look (arguments, &variant, error) || !read_paragraphs (arguments, paragraphs, error) ||
      (heading = get_optional_markdown (arguments, "heading", error)) == NULL)
    return FALSE;
  if (brv_text_get_length (heading) == 0)
    g_clear_pointer (&heading, brv_text_unref);
  if (heading == NULL && paragraphs->len == 0)
    return fail_usage (error, _ ("A callout needs a heading or a text."));
  return brv_edit_add_callout (apply->document, section_id, (gint)at, variant, heading,
                               (BrvText *const *)paragraphs->pdata, paragraphs->len, id, error);
}

gboolean
brv_apply_set_look (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvVariant variant;

  return brv_apply_get_block (apply, arguments, id, error) != NULL &&
         get_look (arguments, &variant, error) &&
         brv_edit_set_variant (apply->document, *id, variant, error);
}

gboolean
brv_apply_add_page_break (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvId section_id;
  gint64 at;

  return get_place (apply, arguments, &section_id, &at, error) &&
         brv_edit_add_page_break (apply->document, section_id, (gint)at, id, error);
}
