/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The codec of blocks. */

#include "config.h"

#include "model/brv-codec-private.h"

static JsonNode *
write_image (const BrvImage *image)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "sha256", brv_image_get_sha256 (image));
  json_object_set_string_member (object, "media_type", brv_image_get_media_type (image));
  json_object_set_int_member (object, "width", brv_image_get_width_px (image));
  json_object_set_int_member (object, "height", brv_image_get_height_px (image));
  brv_codec_set_optional_string (object, "preview", brv_image_get_preview_sha256 (image));
  return brv_codec_object_node (object);
}

static JsonNode *
write_table (const BrvTable *table)
{
  JsonObject *object = json_object_new ();
  JsonArray *rows = json_array_sized_new (brv_table_get_n_rows (table));

  for (guint i = 0; i < brv_table_get_n_rows (table); i++)
    {
      JsonArray *row = json_array_sized_new (brv_table_get_n_columns (table));

      for (guint k = 0; k < brv_table_get_n_columns (table); k++)
        json_array_add_element (row, brv_codec_write_text (brv_table_get_cell (table, i, k)));
      json_array_add_array_element (rows, row);
    }
  json_object_set_int_member (object, "header_rows", brv_table_get_n_header_rows (table));
  json_object_set_array_member (object, "rows", rows);
  return brv_codec_object_node (object);
}

/**
 * brv_codec_write_block:
 * @block: a block
 *
 * The bytes of a figure are named by their hash and do not stand in it.
 *
 * Returns: (transfer full): @block as JSON
 */
JsonNode *
brv_codec_write_block (const BrvBlock *block)
{
  JsonObject *object = json_object_new ();
  BrvBlockKind kind = brv_block_get_kind (block);

  brv_codec_set_id (object, "id", brv_block_get_id (block));
  json_object_set_string_member (object, "kind", brv_block_kind_get_name (kind));
  if (brv_block_get_level (block) > 0)
    json_object_set_int_member (object, "level", brv_block_get_level (block));
  if (brv_block_get_variant (block) != BRV_VARIANT_PLAIN)
    json_object_set_string_member (object, "variant",
                                   brv_variant_get_name (brv_block_get_variant (block)));
  if (kind == BRV_BLOCK_CALLOUT && brv_block_get_level (block) == 0 && brv_block_begins_box (block))
    json_object_set_boolean_member (object, "begins", TRUE);
  if (kind == BRV_BLOCK_LIST_ITEM)
    json_object_set_boolean_member (object, "ordered", brv_block_is_ordered (block));
  if (kind == BRV_BLOCK_TABLE)
    json_object_set_member (object, "table", write_table (brv_block_get_table (block)));
  if (kind == BRV_BLOCK_FIGURE)
    {
      json_object_set_member (object, "image", write_image (brv_block_get_image (block)));
      json_object_set_string_member (object, "alternative", brv_block_get_alternative (block));
      if (brv_block_get_width_percent (block) > 0)
        json_object_set_int_member (object, "width_percent", brv_block_get_width_percent (block));
    }
  if (kind == BRV_BLOCK_QUOTE)
    json_object_set_member (object, "quote", brv_codec_write_quote (brv_block_get_quote (block)));
  else if (kind != BRV_BLOCK_PAGE_BREAK)
    json_object_set_member (object, "content", brv_codec_write_text (brv_block_get_text (block)));
  return brv_codec_object_node (object);
}

/**
 * brv_codec_write_block_blobs:
 * @block: a block
 * @blobs: an object
 *
 * Adds the bytes that @block names by hash to @blobs, in base64.
 */
void
brv_codec_write_block_blobs (const BrvBlock *block, JsonObject *blobs)
{
  const BrvImage *image = brv_block_get_image (block);

  if (image == NULL)
    return;
  brv_codec_set_blob (blobs, brv_image_get_sha256 (image), brv_image_get_bytes (image));
  if (brv_image_get_preview (image) != NULL)
    brv_codec_set_blob (blobs, brv_image_get_preview_sha256 (image), brv_image_get_preview (image));
}

static gboolean
read_variant (JsonObject *object, BrvBlockKind kind, BrvVariant *variant, GError **error)
{
  const char *name;

  *variant = BRV_VARIANT_PLAIN;
  if (!brv_codec_get_optional_string (object, "variant", &name, error))
    return FALSE;
  if (name == NULL)
    return TRUE;
  if (!brv_variant_parse (name, variant) ||
      (kind == BRV_BLOCK_QUOTE && *variant == BRV_VARIANT_SUMMARY))
    return brv_codec_fail (error, "variant");
  return TRUE;
}

static BrvBlock *
read_callout (JsonObject *object, BrvId id, const BrvText *text, GError **error)
{
  BrvVariant variant;
  gint64 level = 0;
  gboolean begins = FALSE;
  g_autoptr (BrvBlock) block = NULL;
  g_autoptr (BrvBlock) begun = NULL;

  if (json_object_has_member (object, "level") &&
      !brv_codec_get_integer (object, "level", 0, 1, &level, error))
    return NULL;
  if (json_object_has_member (object, "begins") &&
      !brv_codec_get_boolean (object, "begins", &begins, error))
    return NULL;
  if (!read_variant (object, BRV_BLOCK_CALLOUT, &variant, error))
    return NULL;
  block = brv_block_new_callout (id, variant, level == 1, text);
  begun = brv_block_with_box_begun (block, begins);
  return g_steal_pointer (&begun);
}

static BrvBlock *
read_text_block (JsonObject *object, BrvId id, BrvBlockKind kind, GError **error)
{
  g_autoptr (BrvText) text =
    brv_codec_read_text (json_object_get_member (object, "content"), error);
  gint64 level;
  gboolean ordered;

  if (text == NULL)
    return NULL;
  if (kind == BRV_BLOCK_PARAGRAPH)
    return brv_block_new_paragraph (id, text);
  if (kind == BRV_BLOCK_CALLOUT)
    return read_callout (object, id, text, error);
  if (!brv_codec_get_integer (
        object, "level", 1, kind == BRV_BLOCK_HEADING ? BRV_HEADING_MAX_LEVEL : BRV_LIST_MAX_LEVEL,
        &level, error))
    return NULL;
  if (kind == BRV_BLOCK_HEADING)
    return brv_block_new_heading (id, (guint)level, text);
  if (!brv_codec_get_boolean (object, "ordered", &ordered, error))
    return NULL;
  return brv_block_new_list_item (id, (guint)level, ordered, text);
}

static BrvImage *
read_image (JsonNode *node, BrvCodecBlobFunc find_blob, gpointer user_data, GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  const char *sha256, *media_type, *preview_sha256;
  gint64 width, height;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) preview = NULL;

  if (object == NULL || (sha256 = brv_codec_get_string (object, "sha256", error)) == NULL ||
      (media_type = brv_codec_get_string (object, "media_type", error)) == NULL ||
      !brv_codec_get_integer (object, "width", 1, BRV_IMAGE_MAX_SIDE_PX, &width, error) ||
      !brv_codec_get_integer (object, "height", 1, BRV_IMAGE_MAX_SIDE_PX, &height, error) ||
      !brv_codec_get_optional_string (object, "preview", &preview_sha256, error))
    return NULL;
  bytes = find_blob (sha256, user_data);
  if (preview_sha256 != NULL)
    preview = find_blob (preview_sha256, user_data);
  if (bytes == NULL || (preview_sha256 != NULL && preview == NULL) ||
      (!g_str_equal (media_type, "image/jpeg") && !g_str_equal (media_type, "image/png")))
    {
      brv_codec_fail (error, "image");
      return NULL;
    }
  return brv_image_new (bytes, media_type, (guint)width, (guint)height, preview);
}

static BrvBlock *
read_figure (
  JsonObject *object, BrvId id, BrvCodecBlobFunc find_blob, gpointer user_data, GError **error)
{
  g_autoptr (BrvText) caption = NULL;
  g_autoptr (BrvImage) image = NULL;
  g_autoptr (BrvBlock) figure = NULL;
  const char *alternative = brv_codec_get_string (object, "alternative", error);
  gint64 percent = 0;

  if (alternative == NULL)
    return NULL;
  if (json_object_has_member (object, "width_percent") &&
      !brv_codec_get_integer (object, "width_percent", BRV_FIGURE_MIN_PERCENT, 100, &percent,
                              error))
    return NULL;
  caption = brv_codec_read_text (json_object_get_member (object, "content"), error);
  if (caption == NULL)
    return NULL;
  image = read_image (json_object_get_member (object, "image"), find_blob, user_data, error);
  if (image == NULL)
    return NULL;
  figure = brv_block_new_figure (id, image, alternative, caption);
  return brv_block_with_width_percent (figure, (guint)percent);
}

/* All rows are of one length. */
static gboolean
read_rows (JsonObject *object, GPtrArray *cells, guint *n_rows, GError **error)
{
  JsonArray *rows;
  guint n_columns = 0;

  if (brv_codec_get_member (object, "rows", JSON_NODE_ARRAY, error) == NULL)
    return FALSE;
  rows = json_object_get_array_member (object, "rows");
  *n_rows = json_array_get_length (rows);
  if (*n_rows < 1 || *n_rows > BRV_TABLE_MAX_ROWS)
    return brv_codec_fail (error, "rows");
  for (guint i = 0; i < *n_rows; i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      JsonArray *row = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      guint length = row != NULL ? json_array_get_length (row) : 0;

      if (length < 1 || length > BRV_TABLE_MAX_COLUMNS || (i > 0 && length != n_columns))
        return brv_codec_fail (error, "rows");
      n_columns = length;
      for (guint k = 0; k < length; k++)
        {
          BrvText *cell = brv_codec_read_text (json_array_get_element (row, k), error);

          if (cell == NULL)
            return FALSE;
          g_ptr_array_add (cells, cell);
        }
    }
  return TRUE;
}

static BrvBlock *
read_table (JsonObject *object, BrvId id, GError **error)
{
  JsonObject *member = brv_codec_get_object (json_object_get_member (object, "table"), error);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_text_unref);
  g_autoptr (BrvText) caption = NULL;
  g_autoptr (BrvTable) table = NULL;
  guint n_rows = 0;
  gint64 n_header_rows;

  if (member == NULL || !read_rows (member, cells, &n_rows, error) ||
      !brv_codec_get_integer (member, "header_rows", 0, n_rows, &n_header_rows, error))
    return NULL;
  caption = brv_codec_read_text (json_object_get_member (object, "content"), error);
  if (caption == NULL)
    return NULL;
  table = brv_table_new ((BrvText *const *)cells->pdata, n_rows, cells->len / n_rows,
                         (guint)n_header_rows);
  return brv_block_new_table (id, table, caption);
}

static BrvBlock *
read_quote_block (JsonObject *object, BrvId id, GError **error)
{
  g_autoptr (BrvQuote) quote = NULL;
  g_autoptr (BrvBlock) block = NULL;
  BrvVariant variant;

  if (!read_variant (object, BRV_BLOCK_QUOTE, &variant, error))
    return NULL;
  quote = brv_codec_read_quote (json_object_get_member (object, "quote"), error);
  if (quote == NULL)
    return NULL;
  block = brv_block_new_quote (id, quote);
  return brv_block_with_variant (block, variant);
}

/**
 * brv_codec_read_block:
 * @node: JSON
 * @find_blob: (scope call): finds the bytes that a figure names by hash
 * @user_data: for @find_blob
 * @error: return location
 *
 * Returns: (transfer full): the block, or %NULL with %BRV_CODEC_ERROR_INVALID, also if the bytes
 *   of a figure are not found
 */
BrvBlock *
brv_codec_read_block (JsonNode *node,
                      BrvCodecBlobFunc find_blob,
                      gpointer user_data,
                      GError **error)
{
  JsonObject *object = brv_codec_get_object (node, error);
  BrvId id;
  const char *name;
  BrvBlockKind kind;

  if (object == NULL || !brv_codec_get_id (object, "id", &id, error) ||
      (name = brv_codec_get_string (object, "kind", error)) == NULL)
    return NULL;
  if (!brv_block_kind_parse (name, &kind))
    {
      brv_codec_fail (error, "kind");
      return NULL;
    }
  switch (kind)
    {
    case BRV_BLOCK_QUOTE:
      return read_quote_block (object, id, error);
    case BRV_BLOCK_FIGURE:
      return read_figure (object, id, find_blob, user_data, error);
    case BRV_BLOCK_TABLE:
      return read_table (object, id, error);
    case BRV_BLOCK_PAGE_BREAK:
      return brv_block_new_page_break (id);
    case BRV_BLOCK_HEADING:
    case BRV_BLOCK_PARAGRAPH:
    case BRV_BLOCK_LIST_ITEM:
    case BRV_BLOCK_CALLOUT:
    case BRV_N_BLOCK_KINDS:
    default:
      return read_text_block (object, id, kind, error);
    }
}
