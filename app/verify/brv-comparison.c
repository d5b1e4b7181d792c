/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two states of one brief beside each other. Of what stayed, the least that can be said
 * to have moved is moved: everything outside of the longest run that kept its order.
 */

#include "config.h"

#include "verify/brv-comparison.h"

#include "verify/brv-block-matching.h"

struct _BrvComparison
{
  BrvBrief *before;
  BrvBrief *after;
  GArray *fields;      /* (element-type BrvBriefField) */
  GPtrArray *sections; /* (element-type BrvSectionDifference) */
  GArray *sources;     /* (element-type BrvSourceDifference) */
};

static void
section_difference_free (gpointer data)
{
  BrvSectionDifference *difference = data;

  g_array_unref (difference->blocks);
  g_free (difference);
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
add_removed (const BrvBlockMatching *matching, gint section, guint from, GArray *blocks)
{
  const BrvSection *before =
    section >= 0 ? brv_brief_get_section (matching->before, (guint)section) : NULL;

  for (guint i = from; before != NULL && i < brv_section_get_n_blocks (before); i++)
    {
      const BrvBlock *block = brv_section_get_block (before, i);

      if (brv_block_matching_get_place (matching, block)->is_found)
        return;
      add_block (blocks, &(BrvBlockDifference){ BRV_DIFFERENCE_REMOVED, block, NULL, NULL });
    }
}

/* Behind blocks that went to other sections nothing would tell of what is gone. */
static void
add_removed_behind_moved (const BrvBlockMatching *matching, guint section, GArray *blocks)
{
  const BrvSection *before = brv_brief_get_section (matching->before, section);
  gboolean is_behind = FALSE;

  for (guint i = 0; i < brv_section_get_n_blocks (before); i++)
    {
      const BrvBlock *block = brv_section_get_block (before, i);
      const BrvBlockPlace *place = brv_block_matching_get_place (matching, block);

      if (place->is_found)
        is_behind = !place->is_shown;
      else if (is_behind)
        add_block (blocks, &(BrvBlockDifference){ BRV_DIFFERENCE_REMOVED, block, NULL, NULL });
    }
}

static void
compare_blocks (const BrvBlockMatching *matching,
                gint section_before,
                const BrvSection *after,
                GArray *blocks)
{
  const guint n = brv_section_get_n_blocks (after);
  g_autofree BrvBlockPlace **places = g_new0 (BrvBlockPlace *, n + 1);
  g_autofree gint *positions = g_new (gint, n + 1);
  g_autofree gboolean *stays = NULL;

  for (guint i = 0; i < n; i++)
    {
      places[i] = brv_block_matching_lookup (matching, brv_section_get_block (after, i));
      positions[i] = places[i] != NULL && (gint)places[i]->section == section_before
                       ? (gint)places[i]->index
                       : -1;
    }
  stays = find_rising (positions, n);
  add_removed (matching, section_before, 0, blocks);
  for (guint i = 0; i < n; i++)
    {
      BrvBlockDifference difference = { BRV_DIFFERENCE_ADDED, NULL,
                                        brv_section_get_block (after, i), NULL };

      if (places[i] != NULL)
        {
          difference.before = brv_block_matching_get_before (matching, places[i]);
          difference.what = stays[i] ? BRV_DIFFERENCE_NONE : BRV_DIFFERENCE_MOVED;
          if (positions[i] < 0)
            difference.elsewhere = brv_brief_get_section (matching->before, places[i]->section);
          if (!brv_block_matching_same_content (difference.before, difference.after))
            difference.what |= BRV_DIFFERENCE_CHANGED;
        }
      add_block (blocks, &difference);
      if (positions[i] >= 0)
        {
          places[i]->is_shown = TRUE;
          add_removed (matching, section_before, places[i]->index + 1, blocks);
        }
    }
  if (section_before >= 0)
    add_removed_behind_moved (matching, (guint)section_before, blocks);
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
add_removed_sections (BrvComparison *self, const BrvBlockMatching *matching, guint from)
{
  for (guint i = from; i < brv_brief_get_n_sections (self->before); i++)
    {
      const BrvSection *section = brv_brief_get_section (self->before, i);
      BrvSectionDifference *difference;

      if (brv_brief_find_section (self->after, brv_section_get_id (section)) >= 0)
        return;
      difference = new_section_difference (BRV_DIFFERENCE_REMOVED, section, NULL);
      add_removed (matching, (gint)i, 0, difference->blocks);
      add_removed_behind_moved (matching, i, difference->blocks);
      g_ptr_array_add (self->sections, difference);
    }
}

static void
compare_sections (BrvComparison *self, const BrvBlockMatching *matching)
{
  const guint n = brv_brief_get_n_sections (self->after);
  g_autofree gint *positions = g_new (gint, n + 1);
  g_autofree gboolean *stays = NULL;

  for (guint i = 0; i < n; i++)
    positions[i] = brv_brief_find_section (
      self->before, brv_section_get_id (brv_brief_get_section (self->after, i)));
  stays = find_rising (positions, n);
  add_removed_sections (self, matching, 0);
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
      compare_blocks (matching, positions[i], after, difference->blocks);
      g_ptr_array_add (self->sections, difference);
      if (before != NULL)
        add_removed_sections (self, matching, (guint)positions[i] + 1);
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
  BrvBlockMatching *matching;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  self = g_new0 (BrvComparison, 1);
  self->before = brv_brief_ref (before);
  self->after = brv_brief_ref (after);
  self->fields = g_array_new (FALSE, FALSE, sizeof (BrvBriefField));
  self->sections = g_ptr_array_new_with_free_func (section_difference_free);
  self->sources = g_array_new (FALSE, FALSE, sizeof (BrvSourceDifference));

  matching = brv_block_matching_new (before, after);
  compare_fields (self);
  compare_sections (self, matching);
  compare_sources (self);
  brv_block_matching_free (matching);
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
