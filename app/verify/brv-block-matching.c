/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "verify/brv-block-matching.h"

/*
 * brv_block_matching_get_before:
 * @self: a matching
 * @place: a place of the earlier state
 *
 * Returns: the block there
 */
const BrvBlock *
brv_block_matching_get_before (const BrvBlockMatching *self, const BrvBlockPlace *place)
{
  return brv_section_get_block (brv_brief_get_section (self->before, place->section), place->index);
}

typedef void (*BlockFunc) (
  BrvBlockMatching *self, const BrvBlock *block, guint section, guint at, gpointer data);

static void
for_each_block (const BrvBrief *brief, BlockFunc func, BrvBlockMatching *self, gpointer data)
{
  for (guint s = 0; s < brv_brief_get_n_sections (brief); s++)
    {
      const BrvSection *section = brv_brief_get_section (brief, s);

      for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
        func (self, brv_section_get_block (section, i), s, i, data);
    }
}

/*
 * brv_block_matching_get_place:
 * @self: a matching
 * @before: a block of the earlier state
 *
 * Returns: where it stands
 */
BrvBlockPlace *
brv_block_matching_get_place (const BrvBlockMatching *self, const BrvBlock *before)
{
  BrvId id = brv_block_get_id (before);

  return g_hash_table_lookup (self->by_id, &id);
}

static void
note_place (BrvBlockMatching *self, const BrvBlock *block, guint section, guint at, gpointer data)
{
  BrvId id = brv_block_get_id (block);
  BrvBlockPlace *place = g_new0 (BrvBlockPlace, 1);

  place->section = section;
  place->index = at;
  g_hash_table_insert (self->by_id, g_memdup2 (&id, sizeof id), place);
}

static void
note_match (BrvBlockMatching *self, const BrvBlock *after, BrvBlockPlace *place)
{
  BrvId id = brv_block_get_id (after);

  place->is_found = TRUE;
  g_hash_table_insert (self->matches, g_memdup2 (&id, sizeof id), place);
}

static void
match_id (BrvBlockMatching *self, const BrvBlock *block, guint section, guint at, gpointer data)
{
  BrvBlockPlace *place = brv_block_matching_get_place (self, block);

  if (place != NULL)
    note_match (self, block, place);
}

/* The words of what is not found by its id, in order, so that the first match is the nearest. */
static void
note_words (BrvBlockMatching *self, const BrvBlock *block, guint section, guint at, gpointer data)
{
  GHashTable *by_words = data;
  const char *words = brv_text_get_utf8 (brv_block_get_text (block));
  GPtrArray *places = g_hash_table_lookup (by_words, words);
  BrvBlockPlace *place = brv_block_matching_get_place (self, block);

  if (place->is_found || brv_block_is_blank (block))
    return;
  if (places == NULL)
    {
      places = g_ptr_array_new ();
      g_hash_table_insert (by_words, (gpointer)words, places);
    }
  g_ptr_array_add (places, place);
}

gboolean
brv_block_matching_same_content (const BrvBlock *before, const BrvBlock *after)
{
  g_autoptr (BrvBlock) renamed = NULL;

  if (before == after || brv_block_equal (before, after))
    return TRUE;
  renamed = brv_block_with_id (before, brv_block_get_id (after));
  return brv_block_equal (renamed, after);
}

static void
match_words (BrvBlockMatching *self, const BrvBlock *block, guint section, guint at, gpointer data)
{
  GPtrArray *places = g_hash_table_lookup (data, brv_text_get_utf8 (brv_block_get_text (block)));
  BrvId id = brv_block_get_id (block);

  if (brv_block_is_blank (block) || g_hash_table_contains (self->matches, &id))
    return;
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      BrvBlockPlace *place = g_ptr_array_index (places, i);

      if (!place->is_found &&
          brv_block_matching_same_content (brv_block_matching_get_before (self, place), block))
        {
          note_match (self, block, place);
          return;
        }
    }
}

/*
 * brv_block_matching_new:
 * @before: a state of a brief, which must stay
 * @after: another one, which counts as the later
 *
 * A block is known by its id; one that was cut and pasted has a new one and is known by its words.
 *
 * Returns: (transfer full): which block was which
 */
BrvBlockMatching *
brv_block_matching_new (const BrvBrief *before, const BrvBrief *after)
{
  BrvBlockMatching *self = g_new0 (BrvBlockMatching, 1);
  g_autoptr (GHashTable) by_words =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);

  self->before = before;
  self->by_id = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, g_free);
  self->matches = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, NULL);
  for_each_block (before, note_place, self, NULL);
  for_each_block (after, match_id, self, NULL);
  for_each_block (before, note_words, self, by_words);
  for_each_block (after, match_words, self, by_words);
  return self;
}

/*
 * brv_block_matching_lookup:
 * @self: a matching
 * @after: a block of the later state
 *
 * Returns: (nullable): where it stood, or %NULL if it is new
 */
BrvBlockPlace *
brv_block_matching_lookup (const BrvBlockMatching *self, const BrvBlock *after)
{
  BrvId id = brv_block_get_id (after);

  return g_hash_table_lookup (self->matches, &id);
}

void
brv_block_matching_free (BrvBlockMatching *self)
{
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->matches);
  g_free (self);
}
