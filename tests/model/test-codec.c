/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/brv-utf8.h"
#include "model/brv-codec.h"
#include "model/brv-quote-alter.h"
#include "model/brv-template.h"

static BrvSource *
make_source (void)
{
  g_autoptr (GBytes) original = g_bytes_new_static ("raw bytes", 9);
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) record =
    brv_record_with (empty, BRV_SOURCE_FIELD_TITLE, "A Title", BRV_EVIDENCE_META);
  const BrvSourceBlock blocks[] = {
    { { 0, 7 }, BRV_ROLE_TITLE, 0, TRUE, -1, -1, NULL },
    { { 8, 18 }, BRV_ROLE_PARAGRAPH, 0, FALSE, 3, -1, "iv" },
  };
  const BrvSourceParts parts = {
    .id = brv_id_new (),
    .original = original,
    .format = "text/plain",
    .origin = "a.txt",
    .captured_us = 1700000000000000,
    .record = record,
    .text = "A Title\nSome words",
    .blocks = blocks,
    .n_blocks = G_N_ELEMENTS (blocks),
  };

  return brv_source_new (&parts);
}

static BrvBlock *
make_rich_block (void)
{
  g_autoptr (BrvText) note = brv_text_new ("see there", -1);
  const BrvRun run = { { 0, 4 }, BRV_STYLE_STRONG, "https://example.org/é" };
  const BrvReference reference = { 4, BRV_REFERENCE_NOTE, note, BRV_ID_NONE, NULL };
  g_autoptr (BrvText) text = brv_text_new_rich ("word\357\277\274 end", -1, &run, 1, &reference, 1);

  return brv_block_new_list_item (brv_id_new (), 2, TRUE, text);
}

static BrvBlock *
make_quote_block (const BrvSource *source)
{
  g_autoptr (BrvAnchor) anchor =
    brv_anchor_new (brv_source_get_id (source), brv_source_get_text_sha256 (source),
                    (BrvRange){ 8, 18 }, "A Title\n", "", "iv");
  g_autoptr (BrvQuote) quote = brv_quote_new (anchor, "Some words");
  g_autoptr (BrvQuote) altered = brv_quote_elide (quote, (BrvRange){ 0, 4 }, NULL);

  return brv_block_new_quote (brv_id_new (), altered);
}

static BrvImage *
make_image (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("the bytes of a picture", 22);
  g_autoptr (GBytes) preview = g_bytes_new_static ("a raster", 8);

  return brv_image_new (bytes, "image/jpeg", 640, 480, preview);
}

static BrvBlock *
make_figure_block (void)
{
  g_autoptr (BrvImage) image = make_image ();
  g_autoptr (BrvText) caption = brv_text_new ("What there is to see", -1);

  return brv_block_new_figure (brv_id_new (), image, "A port with two cranes", caption);
}

static BrvBlock *
make_table_block (void)
{
  const BrvRun run = { { 0, 2 }, BRV_STYLE_EMPHASIS, NULL };
  g_autoptr (BrvText) head = brv_text_new_rich ("In 2024", -1, &run, 1, NULL, 0);
  g_autoptr (BrvText) cell = brv_text_new ("1.5 %", -1);
  g_autoptr (BrvText) note = brv_text_new ("An estimate.", -1);
  const BrvReference references[] = { { 1, BRV_REFERENCE_NOTE, note, BRV_ID_NONE, NULL },
                                      { 4, BRV_REFERENCE_CITATION, NULL, brv_id_new (), "p. 5" } };
  g_autoptr (BrvText) noted =
    brv_text_new_rich ("2" BRV_OBJECT_CHARACTER BRV_OBJECT_CHARACTER, -1, NULL, 0, references, 2);
  BrvText *cells[] = { head, NULL, cell, noted, NULL, cell };
  g_autoptr (BrvTable) table = brv_table_new (cells, 3, 2, 1);
  g_autoptr (BrvText) caption = brv_text_new ("Shares", -1);

  return brv_block_new_table (brv_id_new (), table, caption);
}

static GBytes *
find_nothing (const char *sha256, gpointer user_data)
{
  return NULL;
}

static GBytes *
find_image_blob (const char *sha256, gpointer user_data)
{
  g_autoptr (BrvImage) image = make_image ();

  if (g_str_equal (sha256, brv_image_get_sha256 (image)))
    return g_bytes_ref (brv_image_get_bytes (image));
  if (g_str_equal (sha256, brv_image_get_preview_sha256 (image)))
    return g_bytes_ref (brv_image_get_preview (image));
  return NULL;
}

static GBytes *
find_blob (const char *sha256, gpointer user_data)
{
  const BrvSource *source = user_data;

  if (!g_str_equal (sha256, brv_source_get_bytes_sha256 (source)))
    return NULL;
  return g_bytes_ref (brv_source_get_original (source));
}

/* Through text and back. */
static JsonNode *
reparse (JsonNode *node)
{
  g_autoptr (JsonNode) owned = node;
  g_autofree char *json = brv_codec_to_string (owned);
  g_autoptr (GError) error = NULL;
  JsonNode *parsed = brv_codec_parse (json, -1, &error);

  g_assert_no_error (error);
  return parsed;
}

static void
test_blocks (void)
{
  g_autoptr (BrvSource) source = make_source ();
  g_autoptr (BrvBlock) rich = make_rich_block ();
  g_autoptr (BrvBlock) quote = make_quote_block (source);
  g_autoptr (BrvBlock) pulled = brv_block_with_variant (quote, BRV_VARIANT_PULL);
  g_autoptr (BrvText) words = brv_text_new ("In short", -1);
  g_autoptr (BrvBlock) heading =
    brv_block_new_callout (brv_id_new (), BRV_VARIANT_SUMMARY, TRUE, words);
  g_autoptr (BrvBlock) callout =
    brv_block_new_callout (brv_id_new (), BRV_VARIANT_PLAIN, FALSE, words);
  g_autoptr (BrvBlock) begun = brv_block_with_box_begun (callout, TRUE);
  g_autoptr (BrvBlock) figure = make_figure_block ();
  g_autoptr (BrvBlock) half = brv_block_with_width_percent (figure, 50);
  g_autoptr (BrvBlock) table = make_table_block ();
  g_autoptr (BrvBlock) page_break = brv_block_new_page_break (brv_id_new ());
  const BrvBlock *blocks[] = { rich,  quote,  pulled, heading, callout,
                               begun, figure, half,   table,   page_break };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = reparse (brv_codec_write_block (blocks[i]));
      g_autoptr (BrvBlock) back = brv_codec_read_block (node, find_image_blob, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (brv_block_equal (blocks[i], back));
      for (guint k = 0; k < G_N_ELEMENTS (blocks); k++)
        {
          g_autoptr (BrvBlock) same_id =
            brv_block_with_id (blocks[k], brv_block_get_id (blocks[i]));

          g_assert_true (brv_block_equal (same_id, back) == (i == k));
        }
    }
}

/* What a program wrote that knew neither variants nor figures. */
static void
test_old_blocks (void)
{
  const char *const blocks[] = {
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"paragraph\",\"content\":{\"text\":"
    "\"a\"}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"quote\",\"quote\":{\"anchor\":"
    "{\"source\":\"0123456789abcdef0123456789abcdef\",\"text_sha256\":\"00\",\"start\":0,\"end\":1,"
    "\"prefix\":\"\",\"suffix\":\"\"},\"exact\":\"a\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = brv_codec_parse (blocks[i], -1, NULL);
      g_autoptr (BrvBlock) block = brv_codec_read_block (node, find_nothing, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (brv_block_get_variant (block), ==, BRV_VARIANT_PLAIN);
    }
}

static void
test_lost_image (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBlock) figure = make_figure_block ();
  g_autoptr (JsonNode) node = reparse (brv_codec_write_block (figure));

  g_assert_null (brv_codec_read_block (node, find_nothing, NULL, &error));
  g_assert_error (error, BRV_CODEC_ERROR, BRV_CODEC_ERROR_INVALID);
}

static void
test_source (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = make_source ();
  g_autoptr (JsonNode) node = reparse (brv_codec_write_source (source));
  g_autoptr (BrvSource) back = brv_codec_read_source (node, find_blob, source, &error);

  g_assert_no_error (error);
  g_assert_true (brv_source_equal (source, back));
}

static void
test_change (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = make_source ();
  g_autoptr (BrvBlock) rich = make_rich_block ();
  g_autoptr (BrvBlock) quote = make_quote_block (source);
  g_autoptr (BrvBrief) brief = brv_template_make_brief (NULL, "A Brief", "en-GB", &error);
  g_autoptr (BrvChange) change = brv_change_new ("Everything");
  BrvBlock *added[] = { rich, quote };
  BrvSource *sources[] = { source };
  g_autoptr (BrvRecord) record = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (BrvChange) back = NULL;
  g_autoptr (BrvChange) inverse = NULL;
  g_autoptr (BrvBrief) after = NULL;
  g_autoptr (BrvBrief) after_back = NULL;
  g_autoptr (BrvBrief) before = NULL;

  g_assert_no_error (error);
  record = brv_record_with (brv_brief_get_record (brief), BRV_BRIEF_FIELD_MARKING, "TLP:AMBER",
                            BRV_EVIDENCE_USER);
  brv_change_add_sources (change, 0, NULL, 0, sources, 1);
  brv_change_add_blocks (change, 1, 1, NULL, 0, added, 2);
  brv_change_add_heading (change, 0, "Background", "Setting");
  brv_change_add_record (change, brv_brief_get_record (brief), record);
  node = reparse (brv_codec_write_change (change));
  back = brv_codec_read_change (node, find_blob, source, &error);
  g_assert_no_error (error);

  after = brv_change_apply (change, brief);
  after_back = brv_change_apply (back, brief);
  inverse = brv_change_invert (back);
  before = brv_change_apply (inverse, after);
  g_assert_true (brv_brief_equal (after, after_back));
  g_assert_false (brv_brief_equal (after, brief));
  g_assert_true (brv_brief_equal (before, brief));
}

static void
test_fragment (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = make_source ();
  g_autoptr (BrvBlock) quote = make_quote_block (source);
  g_autoptr (BrvBlock) figure = make_figure_block ();
  BrvBlock *blocks[] = { quote, figure };
  BrvSource *sources[] = { source };
  g_autoptr (BrvFragment) fragment = brv_fragment_new (blocks, 2, FALSE, TRUE, sources, 1);
  g_autoptr (JsonNode) node = reparse (brv_codec_write_fragment (fragment));
  g_autoptr (BrvFragment) back = brv_codec_read_fragment (node, &error);

  g_assert_no_error (error);
  g_assert_true (brv_block_equal (brv_fragment_get_block (back, 0), quote));
  g_assert_true (brv_block_equal (brv_fragment_get_block (back, 1), figure));
  g_assert_true (brv_source_equal (brv_fragment_get_source (back, 0), source));
  g_assert_false (brv_fragment_is_open_start (back));
  g_assert_true (brv_fragment_is_open_end (back));
}

static void
test_refuses (void)
{
  const char *const wrong[] = {
    "{}",
    "[]",
    "null",
    "{\"id\":\"x\",\"kind\":\"paragraph\",\"content\":{\"text\":\"a\"}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"other\",\"content\":{\"text\":\"a\"}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"paragraph\",\"content\":{\"text\":1}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"paragraph\",\"content\":{\"text\":"
    "\"a\","
    "\"runs\":[{\"start\":0,\"end\":2}]}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"paragraph\",\"content\":{\"text\":"
    "\"é\","
    "\"runs\":[{\"start\":1,\"end\":2}]}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"paragraph\",\"content\":{\"text\":"
    "\"abc\","
    "\"runs\":[{\"start\":1,\"end\":2},{\"start\":0,\"end\":1}]}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"paragraph\",\"content\":{\"text\":"
    "\"\uFFFC\"}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"paragraph\",\"content\":{\"text\":"
    "\"a\","
    "\"references\":[{\"at\":0,\"note\":{\"text\":\"n\"}}]}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"heading\",\"level\":9,\"content\":{"
    "\"text\":\"a\"}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"quote\",\"quote\":{\"anchor\":{}}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"callout\",\"variant\":\"loud\","
    "\"content\":{\"text\":\"a\"}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"callout\",\"level\":2,"
    "\"content\":{\"text\":\"a\"}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"table\",\"content\":{\"text\":\"a\"},"
    "\"table\":{\"header_rows\":0,\"rows\":[]}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"table\",\"content\":{\"text\":\"a\"},"
    "\"table\":{\"header_rows\":2,\"rows\":[[{\"text\":\"a\"}]]}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"table\",\"content\":{\"text\":\"a\"},"
    "\"table\":{\"header_rows\":0,\"rows\":[[{\"text\":\"a\"}],[]]}}",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"figure\",\"content\":{\"text\":\"a\"},"
    "\"alternative\":\"\",\"image\":{\"sha256\":\"\",\"media_type\":\"image/gif\",\"width\":0,"
    "\"height\":1}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = brv_codec_parse (wrong[i], -1, NULL);

      g_test_message ("%s", wrong[i]);
      g_assert_nonnull (node);
      g_assert_null (brv_codec_read_block (node, find_image_blob, NULL, &error));
      g_assert_error (error, BRV_CODEC_ERROR, BRV_CODEC_ERROR_INVALID);
    }
}

static void
test_parse_refuses (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *hidden = g_strconcat ("/* \" */", deep, NULL);
  g_autofree char *quoted = g_strconcat ("['\"',", deep, NULL);
  const char *const wrong[] = { "",   "{",    "{\"a\":", "\xff", "{\"a\":\"\xff\"}",
                                deep, hidden, quoted,    "\"a",  "[\"\\" };
  g_autoptr (GError) nothing = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u", i);
      g_assert_null (brv_codec_parse (wrong[i], -1, &error));
      g_assert_error (error, BRV_CODEC_ERROR, BRV_CODEC_ERROR_INVALID);
    }
  /* What an empty blob gives. */
  g_assert_null (brv_codec_parse (NULL, 0, &nothing));
  g_assert_error (nothing, BRV_CODEC_ERROR, BRV_CODEC_ERROR_INVALID);
}

/* What stands in strings are no levels. */
static void
test_parse_brackets (void)
{
  g_autofree char *brackets = g_strnfill (1000, '[');
  g_autofree char *json = g_strdup_printf ("{\"a\": [\"\\\"%s\", -1.5e+3, true, null]}", brackets);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = brv_codec_parse (json, -1, &error);
  JsonArray *array;

  g_assert_no_error (error);
  array = json_object_get_array_member (json_node_get_object (node), "a");
  g_assert_cmpuint (strlen (json_array_get_string_element (array, 0)), ==, 1001);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/codec/blocks", test_blocks);
  g_test_add_func ("/model/codec/old-blocks", test_old_blocks);
  g_test_add_func ("/model/codec/lost-image", test_lost_image);
  g_test_add_func ("/model/codec/source", test_source);
  g_test_add_func ("/model/codec/change", test_change);
  g_test_add_func ("/model/codec/fragment", test_fragment);
  g_test_add_func ("/model/codec/refuses", test_refuses);
  g_test_add_func ("/model/codec/parse-refuses", test_parse_refuses);
  g_test_add_func ("/model/codec/parse-brackets", test_parse_brackets);
  return g_test_run ();
}
