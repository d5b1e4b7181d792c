/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-blobs.h"

/**
 * brv_blobs_new:
 *
 * Returns: (transfer full) (element-type utf8 GBytes): an empty table
 */
GHashTable *
brv_blobs_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
}

/**
 * brv_blobs_add:
 * @blobs: a table
 * @sha256: the hash of @bytes
 * @bytes: bytes
 */
void
brv_blobs_add (GHashTable *blobs, const char *sha256, GBytes *bytes)
{
  if (!g_hash_table_contains (blobs, sha256))
    g_hash_table_insert (blobs, g_strdup (sha256), g_bytes_ref (bytes));
}

/**
 * brv_blobs_add_all:
 * @blobs: a table
 * @others: another, whose bytes are added
 */
void
brv_blobs_add_all (GHashTable *blobs, GHashTable *others)
{
  GHashTableIter iter;
  gpointer name;
  gpointer bytes;

  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    brv_blobs_add (blobs, name, bytes);
}

/**
 * brv_blobs_add_source:
 * @blobs: a table
 * @source: a source
 *
 * Adds the original of @source and those of its images that it has.
 */
void
brv_blobs_add_source (GHashTable *blobs, const BrvSource *source)
{
  guint n_images;
  const BrvSourceImage *images = brv_source_get_images (source, &n_images);

  brv_blobs_add (blobs, brv_source_get_bytes_sha256 (source), brv_source_get_original (source));
  for (guint i = 0; i < n_images; i++)
    {
      if (images[i].bytes != NULL)
        brv_blobs_add (blobs, images[i].sha256, images[i].bytes);
    }
}

/**
 * brv_blobs_add_block:
 * @blobs: a table
 * @block: a block
 *
 * Adds the image of a figure and its preview.
 */
void
brv_blobs_add_block (GHashTable *blobs, const BrvBlock *block)
{
  const BrvImage *image = brv_block_get_image (block);

  if (image == NULL)
    return;
  brv_blobs_add (blobs, brv_image_get_sha256 (image), brv_image_get_bytes (image));
  if (brv_image_get_preview (image) != NULL)
    brv_blobs_add (blobs, brv_image_get_preview_sha256 (image), brv_image_get_preview (image));
}

/**
 * brv_blobs_add_section:
 * @blobs: a table
 * @section: a section
 *
 * Adds what the blocks of @section refer to.
 */
void
brv_blobs_add_section (GHashTable *blobs, const BrvSection *section)
{
  for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
    brv_blobs_add_block (blobs, brv_section_get_block (section, i));
}

/**
 * brv_blobs_add_brief:
 * @blobs: a table
 * @brief: a brief
 *
 * Adds what the sources and figures of @brief refer to.
 */
void
brv_blobs_add_brief (GHashTable *blobs, const BrvBrief *brief)
{
  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    brv_blobs_add_section (blobs, brv_brief_get_section (brief, i));
  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    brv_blobs_add_source (blobs, brv_brief_get_source (brief, i));
}

static void
add_elements (GHashTable *blobs, BrvSpliceKind kind, GPtrArray *elements)
{
  for (guint i = 0; i < elements->len; i++)
    {
      gpointer element = g_ptr_array_index (elements, i);

      if (kind == BRV_SPLICE_SOURCES)
        brv_blobs_add_source (blobs, element);
      else if (kind == BRV_SPLICE_BLOCKS)
        brv_blobs_add_block (blobs, element);
      else if (kind == BRV_SPLICE_SECTIONS)
        brv_blobs_add_section (blobs, element);
    }
}

/**
 * brv_blobs_add_change:
 * @blobs: a table
 * @change: a change
 *
 * Adds what the sources and figures refer to that @change puts in or takes out.
 */
void
brv_blobs_add_change (GHashTable *blobs, const BrvChange *change)
{
  guint n_splices;
  const BrvSplice *splices = brv_change_get_splices (change, &n_splices);

  for (guint i = 0; i < n_splices; i++)
    {
      add_elements (blobs, splices[i].kind, splices[i].removed);
      add_elements (blobs, splices[i].kind, splices[i].inserted);
    }
}

/**
 * brv_blobs_add_named:
 * @blobs: a table
 * @names: hashes parted by blanks
 * @from: the table that has their bytes
 *
 * Returns: %FALSE if @from lacks one
 */
gboolean
brv_blobs_add_named (GHashTable *blobs, const char *names, GHashTable *from)
{
  g_auto (GStrv) hashes = g_strsplit (names, " ", -1);

  for (guint i = 0; hashes[i] != NULL; i++)
    {
      GBytes *bytes = *hashes[i] != '\0' ? g_hash_table_lookup (from, hashes[i]) : NULL;

      if (bytes != NULL)
        brv_blobs_add (blobs, hashes[i], bytes);
      else if (*hashes[i] != '\0')
        return FALSE;
    }
  return TRUE;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/**
 * brv_blobs_dup_names:
 * @blobs: a table
 *
 * Returns: (transfer full): its hashes, sorted, parted by blanks
 */
char *
brv_blobs_dup_names (GHashTable *blobs)
{
  guint n;
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (blobs, &n);

  qsort (names, n, sizeof *names, compare_names_cb);
  return g_strjoinv (" ", (char **)names);
}

/**
 * brv_blobs_find_cb:
 * @sha256: a hash
 * @blobs: (type GHashTable): a table
 *
 * Returns: (transfer full) (nullable): the bytes, as the reader of a source asks for them
 */
GBytes *
brv_blobs_find_cb (const char *sha256, gpointer blobs)
{
  GBytes *bytes = g_hash_table_lookup (blobs, sha256);

  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}
