/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-source-pictures.h"

typedef struct
{
  BrvRole role;
  gint image;
  const char *text;
} Block;

static BrvSource *
new_source (const Block *blocks, guint n_blocks, const BrvSourceImage *images, guint n_images)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (BrvSourceBlock));
  g_autoptr (GBytes) original = g_bytes_new_static ("", 0);
  g_autoptr (BrvRecord) record = brv_record_new ();
  BrvSourceParts parts = { .original = original, .record = record };

  for (guint i = 0; i < n_blocks; i++)
    {
      BrvSourceBlock block = {
        .role = blocks[i].role, .kept = TRUE, .page = -1, .image = blocks[i].image
      };

      g_string_append (text, i > 0 ? "\n" : "");
      block.range.start = text->len;
      g_string_append (text, blocks[i].text);
      block.range.end = text->len;
      g_array_append_val (array, block);
    }
  parts.text = text->str;
  parts.blocks = (const BrvSourceBlock *)(gpointer)array->data;
  parts.n_blocks = n_blocks;
  parts.images = images;
  parts.n_images = n_images;
  return brv_source_new (&parts);
}

static const Block blocks[] = {
  { BRV_ROLE_PARAGRAPH, -1, "One" },        { BRV_ROLE_CAPTION, 3, "The quay\nat noon" },
  { BRV_ROLE_CREDIT, -1, "Ada Holm" },      { BRV_ROLE_CAPTION, 3, "The same again" },
  { BRV_ROLE_CAPTION, 9, "Of no image" },   { BRV_ROLE_PARAGRAPH, -1, "Two" },
  { BRV_ROLE_CAPTION, 6, "Without words" },
};

/* In two cases a caption is right, whatever the importer saw. */
static const BrvSourceImage images[] = {
  { .above = 7 },  { .above = -1 }, { .above = 1 },  { .above = 0, .alternative = "A quay" },
  { .above = 99 }, { .above = 1 },  { .above = -1 },
};

static void
test_list (void)
{
  static const BrvSourcePicture expected[] = {
    { 2, 1, -1 }, { 5, 1, -1 }, { 3, 1, 1 }, { 6, 6, 6 }, { 0, 7, -1 },
  };
  g_autoptr (BrvSource) source =
    new_source (blocks, G_N_ELEMENTS (blocks), images, G_N_ELEMENTS (images));
  g_autoptr (GArray) pictures = brv_source_pictures_list (source);

  g_assert_cmpuint (pictures->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < pictures->len; i++)
    {
      const BrvSourcePicture *picture = &g_array_index (pictures, BrvSourcePicture, i);

      g_assert_cmpuint (picture->image, ==, expected[i].image);
      g_assert_cmpuint (picture->block, ==, expected[i].block);
      g_assert_cmpint (picture->caption, ==, expected[i].caption);
    }
}

static void
test_words (void)
{
  static const struct
  {
    guint image;
    const char *caption;
    const char *name;
  } rows[] = {
    { 0, NULL, NULL },
    { 3, "The quay at noon Ada Holm", "A quay" },
    { 6, "Without words", "Without words" },
  };
  g_autoptr (BrvSource) source =
    new_source (blocks, G_N_ELEMENTS (blocks), images, G_N_ELEMENTS (images));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *caption = brv_source_pictures_dup_caption (source, rows[i].image);
      g_autofree char *name = brv_source_pictures_dup_name (source, rows[i].image);

      g_assert_cmpstr (caption, ==, rows[i].caption);
      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

/* What stands for something in a text of the brief cannot come in with a source's words. */
static void
test_caption (void)
{
  static const struct
  {
    Block block;
    const char *expected;
  } rows[] = {
    { { BRV_ROLE_CAPTION, 0, "The quay\nat noon" }, "The quay at noon\357\277\274" },
    { { BRV_ROLE_CAPTION, 0, "A \357\277\274quay" }, "A quay\357\277\274" },
    { { BRV_ROLE_PARAGRAPH, -1, "Words" }, "\357\277\274" },
  };
  const BrvSourceImage image = { .above = -1 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvSource) source = new_source (&rows[i].block, 1, &image, 1);
      g_autoptr (BrvText) caption = brv_source_pictures_make_caption (source, 0);
      guint n = 0;
      const BrvReference *references = brv_text_get_references (caption, &n);

      g_assert_cmpstr (brv_text_get_utf8 (caption), ==, rows[i].expected);
      g_assert_cmpuint (n, ==, 1);
      g_assert_cmpint (references[0].kind, ==, BRV_REFERENCE_CITATION);
      g_assert_true (brv_id_equal (references[0].source_id, brv_source_get_id (source)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/source-pictures/list", test_list);
  g_test_add_func ("/model/source-pictures/words", test_words);
  g_test_add_func ("/model/source-pictures/caption", test_caption);
  return g_test_run ();
}
