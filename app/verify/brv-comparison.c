/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two states of one brief beside each other. What stayed is known by its id; a block that was cut
 * and pasted has a new one and is known by its words. Of what stayed, the least that can be said
 * to have moved is moved: everything outside of the longest run that kept its order.
 */

#include "config.h"

#include "verify/brv-comparison.h"

#include <string.h>

struct _BrvComparison
{
  BrvBrief *before;
  BrvBrief *after;
  GArray *fields;      /* (element-type BrvBriefField) */
  GPtrArray *sections; /* (element-type BrvSectionDifference) */
  GArray *sources;     /* (element-type BrvSourceDifference) */
};

/* Where a block stands in the earlier state. */
typedef struct
{
  guint section;
  guint index;
  gboolean is_found; /* it is in the later state, too */
  gboolean is_shown; /* in the same section; what is gone behind it stands there */
} Place;

/* Which block of the earlier state each block of the later one was. */
typedef struct
{
  const BrvBrief *before;
  GHashTable *by_id;   /* BrvId to Place, owned: all blocks of the earlier state */
  GHashTable *matches; /* BrvId of a later block to Place */
} Index;

static void
section_difference_free (gpointer data)
{
  BrvSectionDifference *difference = data;

  g_array_unref (difference->blocks);
  g_free (difference);
}

static const BrvBlock *
block_at (const BrvBrief *brief, const Place *place)
{
  return brv_section_get_block (brv_brief_get_section (brief, place->section), place->index);
}

/*
 * Marks the elements of the longest rising run of @values; those that are -1 belong to none.
 *
 * Source: C. Schensted, "Longest increasing and decreasing subsequences", Canadian Journal of
 * Mathematics 13 (1961), 179–191.
 */
static gboolean *
find_rising (const gint *values, guint n)
{
  gboolean *rises = g_new0 (gboolean, MAX (n, 1));
  g_autofree gint *last = g_new (gint, n + 1);     /* index of the least end of a run of length i */
  g_autofree gint *previous = g_new (gint, n + 1); /* the element before it in its run */
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0;
      guint high = length;

      if (values[i] < 0)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (values[last[middle]] < values[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? last[low - 1] : -1;
      last[low] = (gint)i;
      length = MAX (length, low + 1);
    }
  for (gint i = length > 0 ? last[length - 1] : -1; i >= 0; i = previous[i])
    rises[i] = TRUE;
  return rises;
}

/* ---- which block was which ---- */

typedef void (*BlockFunc) (
  Index *index, const BrvBlock *block, guint section, guint at, gpointer data);

static void
for_each_block (const BrvBrief *brief, BlockFunc func, Index *index, gpointer data)
{
  for (guint s = 0; s < brv_brief_get_n_sections (brief); s++)
    {
      const BrvSection *section = brv_brief_get_section (brief, s);

      for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
        func (index, brv_section_get_block (section, i), s, i, data);
    }
}

static Place *
get_place (const Index *index, const BrvBlock *before)
{
  BrvId id = brv_block_get_id (before);

  return g_hash_table_lookup (index->by_id, &id);
}

static void
note_place (Index *index, const BrvBlock *block, guint section, guint at, gpointer data)
{
  BrvId id = brv_block_get_id (block);
  Place *place = g_new0 (Place, 1);

  place->section = section;
  place->index = at;
  g_hash_table_insert (index->by_id, g_memdup2 (&id, sizeof id), place);
}

static void
note_match (Index *index, const BrvBlock *after, Place *place)
{
  BrvId id = brv_block_get_id (after);

  place->is_found = TRUE;
  g_hash_table_insert (index->matches, g_memdup2 (&id, sizeof id), place);
}

static void
match_id (Index *index, const BrvBlock *block, guint section, guint at, gpointer data)
{
  Place *place = get_place (index, block);

  if (place != NULL)
    note_match (index, block, place);
}

/* The words of what is not found by its id, in order, so that the first match is the nearest. */
static void
note_words (Index *index, const BrvBlock *block, guint section, guint at, gpointer data)
{
  GHashTable *by_words = data;
  const char *words = brv_text_get_utf8 (brv_block_get_text (block));
  GPtrArray *places = g_hash_table_lookup (by_words, words);
  Place *place = get_place (index, block);

  if (place->is_found || brv_block_is_blank (block))
    return;
  if (places == NULL)
    {
      places = g_ptr_array_new ();
      g_hash_table_insert (by_words, (gpointer)words, places);
    }
  g_ptr_array_add (places, place);
}

static gboolean
same_content (const BrvBlock *before, const BrvBlock *after)
{
  g_autoptr (BrvBlock) renamed = NULL;

  if (before == after || brv_block_equal (before, after))
    return TRUE;
  renamed = brv_block_with_id (before, brv_block_get_id (after));
  return brv_block_equal (renamed, after);
}

static void
match_words (Index *index, const BrvBlock *block, guint section, guint at, gpointer data)
{
  GPtrArray *places = g_hash_table_lookup (data, brv_text_get_utf8 (brv_block_get_text (block)));
  BrvId id = brv_block_get_id (block);

  if (brv_block_is_blank (block) || g_hash_table_contains (index->matches, &id))
    return;
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      Place *place = g_ptr_array_index (places, i);

      if (!place->is_found && same_content (block_at (index->before, place), block))
        {
          note_match (index, block, place);
          return;
        }
    }
}

static Index *
index_new (const BrvBrief *before, const BrvBrief *after)
{
  Index *index = g_new0 (Index, 1);
  g_autoptr (GHashTable) by_words =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);

  index->before = before;
  index->by_id = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, g_free);
  index->matches = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, NULL);
  for_each_block (before, note_place, index, NULL);
  for_each_block (after, match_id, index, NULL);
  for_each_block (before, note_words, index, by_words);
  for_each_block (after, match_words, index, by_words);
  return index;
}

static void
index_free (Index *index)
{
  g_hash_table_unref (index->by_id);
  g_hash_table_unref (index->matches);
  g_free (index);
}

/* ---- blocks ---- */

static void
add_block (GArray *blocks, const BrvBlockDifference *difference)
{
  const BrvBlock *shown = difference->after != NULL ? difference->after : difference->before;

  /* An empty line that comes or goes is not worth telling. */
  if (difference->what == BRV_DIFFERENCE_NONE ||
      (brv_block_is_blank (shown) &&
       (difference->before == NULL || brv_block_is_blank (difference->before))))
    return;
  g_array_append_val (blocks, *difference);
}

/* The blocks of an earlier section that are gone, from @from up to the next one that stayed. */
static void
add_removed (const Index *index, gint section, guint from, GArray *blocks)
{
  const BrvSection *before =
    section >= 0 ? brv_brief_get_section (index->before, (guint)section) : NULL;

  for (guint i = from; before != NULL && i < brv_section_get_n_blocks (before); i++)
    {
      const BrvBlock *block = brv_section_get_block (before, i);

      if (get_place (index, block)->is_found)
        return;
      add_block (blocks, &(BrvBlockDifference){ BRV_DIFFERENCE_REMOVED, block, NULL, NULL });
    }
}

/* Behind blocks that went to other sections nothing would tell of what is gone. */
static void
add_removed_behind_moved (const Index *index, guint section, GArray *blocks)
{
  const BrvSection *before = brv_brief_get_section (index->before, section);
  gboolean is_behind = FALSE;

  for (guint i = 0; i < brv_section_get_n_blocks (before); i++)
    {
      const BrvBlock *block = brv_section_get_block (before, i);
      const Place *place = get_place (index, block);

      if (place->is_found)
        is_behind = !place->is_shown;
      else if (is_behind)
        add_block (blocks, &(BrvBlockDifference){ BRV_DIFFERENCE_REMOVED, block, NULL, NULL });
    }
}

static void
compare_blocks (const Index *index, gint section_before, const BrvSection *after, GArray *blocks)
{
  const guint n = brv_section_get_n_blocks (after);
  g_autofree Place **places = g_new0 (Place *, n + 1);
  g_autofree gint *positions = g_new (gint, n + 1);
  g_autofree gboolean *stays = NULL;

  for (guint i = 0; i < n; i++)
    {
      BrvId id = brv_block_get_id (brv_section_get_block (after, i));

      places[i] = g_hash_table_lookup (index->matches, &id);
      positions[i] = places[i] != NULL && (gint)places[i]->section == section_before
                       ? (gint)places[i]->index
                       : -1;
    }
  stays = find_rising (positions, n);
  add_removed (index, section_before, 0, blocks);
  for (guint i = 0; i < n; i++)
    {
      BrvBlockDifference difference = { BRV_DIFFERENCE_ADDED, NULL,
                                        brv_section_get_block (after, i), NULL };

      if (places[i] != NULL)
        {
          difference.before = block_at (index->before, places[i]);
          difference.what = stays[i] ? BRV_DIFFERENCE_NONE : BRV_DIFFERENCE_MOVED;
          if (positions[i] < 0)
            difference.elsewhere = brv_brief_get_section (index->before, places[i]->section);
          if (!same_content (difference.before, difference.after))
            difference.what |= BRV_DIFFERENCE_CHANGED;
        }
      add_block (blocks, &difference);
      if (positions[i] >= 0)
        {
          places[i]->is_shown = TRUE;
          add_removed (index, section_before, places[i]->index + 1, blocks);
        }
    }
  if (section_before >= 0)
    add_removed_behind_moved (index, (guint)section_before, blocks);
}

/* ---- sections ---- */

static BrvSectionDifference *
new_section_difference (BrvDifference what, const BrvSection *before, const BrvSection *after)
{
  BrvSectionDifference *difference = g_new0 (BrvSectionDifference, 1);

  difference->what = what;
  difference->before = before;
  difference->after = after;
  difference->blocks = g_array_new (FALSE, FALSE, sizeof (BrvBlockDifference));
  return difference;
}

/* Sections that are gone stand behind the one that they followed. */
static void
add_removed_sections (BrvComparison *self, const Index *index, guint from)
{
  for (guint i = from; i < brv_brief_get_n_sections (self->before); i++)
    {
      const BrvSection *section = brv_brief_get_section (self->before, i);
      BrvSectionDifference *difference;

      if (brv_brief_find_section (self->after, brv_section_get_id (section)) >= 0)
        return;
      difference = new_section_difference (BRV_DIFFERENCE_REMOVED, section, NULL);
      add_removed (index, (gint)i, 0, difference->blocks);
      add_removed_behind_moved (index, i, difference->blocks);
      g_ptr_array_add (self->sections, difference);
    }
}

static void
compare_sections (BrvComparison *self, const Index *index)
{
  const guint n = brv_brief_get_n_sections (self->after);
  g_autofree gint *positions = g_new (gint, n + 1);
  g_autofree gboolean *stays = NULL;

  for (guint i = 0; i < n; i++)
    positions[i] = brv_brief_find_section (
      self->before, brv_section_get_id (brv_brief_get_section (self->after, i)));
  stays = find_rising (positions, n);
  add_removed_sections (self, index, 0);
  for (guint i = 0; i < n; i++)
    {
      const BrvSection *after = brv_brief_get_section (self->after, i);
      const BrvSection *before =
        positions[i] >= 0 ? brv_brief_get_section (self->before, (guint)positions[i]) : NULL;
      BrvSectionDifference *difference =
        new_section_difference (BRV_DIFFERENCE_ADDED, before, after);

      if (before != NULL)
        {
          difference->what = stays[i] ? BRV_DIFFERENCE_NONE : BRV_DIFFERENCE_MOVED;
          if (g_strcmp0 (brv_section_get_heading (before), brv_section_get_heading (after)) != 0)
            difference->what |= BRV_DIFFERENCE_CHANGED;
        }
      compare_blocks (index, positions[i], after, difference->blocks);
      g_ptr_array_add (self->sections, difference);
      if (before != NULL)
        add_removed_sections (self, index, (guint)positions[i] + 1);
    }
}

/* ---- title block and sources ---- */

static void
compare_fields (BrvComparison *self)
{
  for (guint i = 0; i < BRV_N_BRIEF_FIELDS; i++)
    {
      const char *const *before = brv_record_get_list (brv_brief_get_record (self->before), i);
      const char *const *after = brv_record_get_list (brv_brief_get_record (self->after), i);
      const BrvBriefField field = (BrvBriefField)i;

      if (before == NULL && after == NULL)
        continue;
      if (before == NULL || after == NULL || !g_strv_equal (before, after))
        g_array_append_val (self->fields, field);
    }
}

static void
compare_sources (BrvComparison *self)
{
  for (guint i = 0; i < brv_brief_get_n_sources (self->before); i++)
    {
      const BrvSource *before = brv_brief_get_source (self->before, i);
      const BrvSource *after = brv_brief_lookup_source (self->after, brv_source_get_id (before));
      BrvSourceDifference difference = { BRV_DIFFERENCE_CHANGED, before, after };

      if (after == NULL)
        difference.what = BRV_DIFFERENCE_REMOVED;
      else if (before == after || brv_source_equal (before, after))
        continue;
      g_array_append_val (self->sources, difference);
    }
  for (guint i = 0; i < brv_brief_get_n_sources (self->after); i++)
    {
      const BrvSource *after = brv_brief_get_source (self->after, i);
      const BrvSourceDifference difference = { BRV_DIFFERENCE_ADDED, NULL, after };

      if (brv_brief_find_source (self->before, brv_source_get_id (after)) < 0)
        g_array_append_val (self->sources, difference);
    }
}

/**
 * brv_comparison_new:
 * @before: a state of a brief
 * @after: another one, which counts as the later
 *
 * Compares two states of one brief: what was added, removed, moved and changed, by section.
 * Takes time in proportion to what they hold; may be called on any thread.
 *
 * Returns: (transfer full): the comparison
 */
BrvComparison *
brv_comparison_new (const BrvBrief *before, const BrvBrief *after)
{
  BrvComparison *self;
  Index *index;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  self = g_new0 (BrvComparison, 1);
  self->before = brv_brief_ref (before);
  self->after = brv_brief_ref (after);
  self->fields = g_array_new (FALSE, FALSE, sizeof (BrvBriefField));
  self->sections = g_ptr_array_new_with_free_func (section_difference_free);
  self->sources = g_array_new (FALSE, FALSE, sizeof (BrvSourceDifference));

  index = index_new (before, after);
  compare_fields (self);
  compare_sections (self, index);
  compare_sources (self);
  index_free (index);
  return self;
}

/**
 * brv_comparison_free:
 * @self: (transfer full): a comparison
 */
void
brv_comparison_free (BrvComparison *self)
{
  brv_brief_unref (self->before);
  brv_brief_unref (self->after);
  g_array_unref (self->fields);
  g_ptr_array_unref (self->sections);
  g_array_unref (self->sources);
  g_free (self);
}

/**
 * brv_comparison_get_before:
 * @self: a comparison
 *
 * Returns: the earlier state
 */
const BrvBrief *
brv_comparison_get_before (const BrvComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->before;
}

/**
 * brv_comparison_get_after:
 * @self: a comparison
 *
 * Returns: the later state
 */
const BrvBrief *
brv_comparison_get_after (const BrvComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->after;
}

/**
 * brv_comparison_is_empty:
 * @self: a comparison
 *
 * Returns: whether both states say the same
 */
gboolean
brv_comparison_is_empty (const BrvComparison *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; i < self->sections->len; i++)
    {
      const BrvSectionDifference *section = g_ptr_array_index (self->sections, i);

      if (section->what != BRV_DIFFERENCE_NONE || section->blocks->len > 0)
        return FALSE;
    }
  return self->fields->len == 0 && self->sources->len == 0;
}

/**
 * brv_comparison_count_blocks:
 * @self: a comparison
 * @what: one kind of difference
 *
 * Returns: how many blocks differ in this way; one that was moved and changed counts for both
 */
guint
brv_comparison_count_blocks (const BrvComparison *self, BrvDifference what)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->sections->len; i++)
    {
      const BrvSectionDifference *section = g_ptr_array_index (self->sections, i);

      for (guint k = 0; k < section->blocks->len; k++)
        n += (g_array_index (section->blocks, BrvBlockDifference, k).what & what) != 0;
    }
  return n;
}

/**
 * brv_comparison_get_fields:
 * @self: a comparison
 * @n_fields: (out): how many
 *
 * Returns: (array length=n_fields): the fields of the title block and the settings that differ
 */
const BrvBriefField *
brv_comparison_get_fields (const BrvComparison *self, guint *n_fields)
{
  g_return_val_if_fail (self != NULL, NULL);

  *n_fields = self->fields->len;
  return (const BrvBriefField *)(gconstpointer)self->fields->data;
}

/**
 * brv_comparison_get_n_sections:
 * @self: a comparison
 *
 * Returns: how many sections either state has, those without a difference included
 */
guint
brv_comparison_get_n_sections (const BrvComparison *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sections->len;
}

/**
 * brv_comparison_get_section:
 * @self: a comparison
 * @index: in the order of the later state; sections that are gone stand where they stood
 *
 * Returns: what became of a section and of its blocks
 */
const BrvSectionDifference *
brv_comparison_get_section (const BrvComparison *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->sections->len, NULL);

  return g_ptr_array_index (self->sections, index);
}

/**
 * brv_comparison_get_sources:
 * @self: a comparison
 * @n_sources: (out): how many
 *
 * Returns: (array length=n_sources): the sources that differ
 */
const BrvSourceDifference *
brv_comparison_get_sources (const BrvComparison *self, guint *n_sources)
{
  g_return_val_if_fail (self != NULL, NULL);

  *n_sources = self->sources->len;
  return (const BrvSourceDifference *)(gconstpointer)self->sources->data;
}
