/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-source-pictures.h"

#include "model/brv-fragment.h"

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const BrvSourcePicture *left = a;
  const BrvSourcePicture *right = b;

  if (left->block != right->block)
    return left->block < right->block ? -1 : 1;
  /* The one that the block is about stands right above it. */
  if ((left->caption >= 0) != (right->caption >= 0))
    return left->caption < 0 ? -1 : 1;
  return left->image < right->image ? -1 : left->image > right->image;
}

/* The first block that is a caption of the image, or -1. */
static gint
find_caption (const BrvSource *source, guint image)
{
  guint n_blocks = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n_blocks);

  for (guint i = 0; i < n_blocks; i++)
    if (blocks[i].image == (gint)image)
      return (gint)i;
  return -1;
}

/**
 * brv_source_pictures_list:
 * @source: a source
 *
 * Finds where each picture stands: above its caption, and without one where the importer has seen
 * it. An image that has neither is in none of these places.
 *
 * Returns: (transfer full) (element-type BrvSourcePicture): the pictures in the order of the text
 */
GArray *
brv_source_pictures_list (const BrvSource *source)
{
  GArray *pictures = g_array_new (FALSE, FALSE, sizeof (BrvSourcePicture));
  guint n_images = 0;
  guint n_blocks = 0;
  const BrvSourceImage *images = NULL;
  const BrvSourceBlock *blocks = NULL;
  g_autofree gboolean *has_caption = NULL;

  g_return_val_if_fail (source != NULL, pictures);

  images = brv_source_get_images (source, &n_images);
  blocks = brv_source_get_blocks (source, &n_blocks);
  has_caption = g_new0 (gboolean, n_images + 1);
  for (guint i = 0; i < n_blocks; i++)
    if (blocks[i].image >= 0 && (guint)blocks[i].image < n_images && !has_caption[blocks[i].image])
      {
        const BrvSourcePicture picture = { (guint)blocks[i].image, i, (gint)i };

        has_caption[blocks[i].image] = TRUE;
        g_array_append_val (pictures, picture);
      }
  for (guint i = 0; i < n_images; i++)
    if (!has_caption[i] && images[i].above >= 0 && (guint)images[i].above <= n_blocks)
      {
        const BrvSourcePicture picture = { i, (guint)images[i].above, -1 };

        g_array_append_val (pictures, picture);
      }
  g_array_sort (pictures, compare_places);
  return pictures;
}

static char *
dup_block (const BrvSource *source, const BrvSourceBlock *block)
{
  char *text =
    g_strndup (brv_source_get_text (source) + block->range.start, brv_range_length (block->range));

  return g_strdelimit (text, "\n\t", ' ');
}

/**
 * brv_source_pictures_dup_caption:
 * @source: a source
 * @image: index of one of its images
 *
 * Returns: (transfer full) (nullable): its caption, and behind it the credit that the source gives
 *   in a block of its own, in one line; %NULL if it has none
 */
char *
brv_source_pictures_dup_caption (const BrvSource *source, guint image)
{
  guint n_blocks = 0;
  const BrvSourceBlock *blocks = NULL;
  gint caption = -1;
  g_autofree char *text = NULL;
  g_autofree char *credit = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  caption = find_caption (source, image);
  if (caption < 0)
    return NULL;
  blocks = brv_source_get_blocks (source, &n_blocks);
  text = dup_block (source, &blocks[caption]);
  if ((guint)caption + 1 >= n_blocks || blocks[caption + 1].role != BRV_ROLE_CREDIT)
    return g_steal_pointer (&text);
  credit = dup_block (source, &blocks[caption + 1]);
  return g_strconcat (text, " ", credit, NULL);
}

/**
 * brv_source_pictures_dup_name:
 * @source: a source
 * @image: index of one of its images
 *
 * Returns: (transfer full) (nullable): what says what it shows: its alternative text, else its
 *   caption
 */
char *
brv_source_pictures_dup_name (const BrvSource *source, guint image)
{
  guint n_images = 0;
  const BrvSourceImage *images = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  images = brv_source_get_images (source, &n_images);
  g_return_val_if_fail (image < n_images, NULL);
  if (images[image].alternative != NULL && *images[image].alternative != '\0')
    return g_strdup (images[image].alternative);
  return brv_source_pictures_dup_caption (source, image);
}

/**
 * brv_source_pictures_make_caption:
 * @source: a source
 * @image: index of one of its images
 *
 * Returns: (transfer full): the caption of a figure that shows the image in a brief: the source's
 *   own with its credit, and a citation of the source
 */
BrvText *
brv_source_pictures_make_caption (const BrvSource *source, guint image)
{
  BrvReference citation = { .kind = BRV_REFERENCE_CITATION };
  g_autofree char *words = NULL;
  g_autoptr (BrvFragment) plain = NULL;
  g_autoptr (BrvText) mark = NULL;
  const BrvText *text = NULL;
  gsize end = 0;

  g_return_val_if_fail (source != NULL, NULL);

  citation.source_id = brv_source_get_id (source);
  mark = brv_text_new_reference (&citation);
  words = brv_source_pictures_dup_caption (source, image);
  plain = brv_fragment_new_from_plain (words != NULL ? words : "", -1);
  if (brv_fragment_get_n_blocks (plain) == 0)
    return g_steal_pointer (&mark);
  /* It is one line, without the letters that stand for something in a text of ours. */
  text = brv_block_get_text (brv_fragment_get_block (plain, 0));
  end = brv_text_get_length (text);
  return brv_text_replace (text, (BrvRange){ end, end }, mark);
}
