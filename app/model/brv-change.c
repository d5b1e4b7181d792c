/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-change.h"

struct _BrvChange
{
  char *label;
  GArray *splices; /* (element-type BrvSplice) */
  BrvSelection before;
  BrvSelection after;
};

static void
clear_splice (gpointer data)
{
  BrvSplice *splice = data;

  g_clear_pointer (&splice->removed, g_ptr_array_unref);
  g_clear_pointer (&splice->inserted, g_ptr_array_unref);
}

/**
 * brv_change_new:
 * @label: (nullable): what it does, as a menu names it: "Move Quote"
 *
 * Returns: (transfer full): a change without splices
 */
BrvChange *
brv_change_new (const char *label)
{
  BrvChange *self = g_atomic_rc_box_new0 (BrvChange);

  self->label = g_strdup (label != NULL ? label : "");
  self->splices = g_array_new (FALSE, FALSE, sizeof (BrvSplice));
  g_array_set_clear_func (self->splices, clear_splice);
  return self;
}

static GPtrArray *
refs_new (gpointer const *elements,
          guint n_elements,
          gpointer (*ref) (gpointer),
          GDestroyNotify unref)
{
  GPtrArray *refs = g_ptr_array_new_full (n_elements, unref);

  for (guint i = 0; i < n_elements; i++)
    g_ptr_array_add (refs, ref (elements[i]));
  return refs;
}

static void
append_splice (BrvChange *self,
               BrvSpliceKind kind,
               guint section,
               guint at,
               GPtrArray *removed,
               GPtrArray *inserted)
{
  BrvSplice splice = { kind, section, at, removed, inserted };

  g_array_append_val (self->splices, splice);
}

static gpointer
ref_block (gpointer block)
{
  return brv_block_ref (block);
}

static gpointer
ref_section (gpointer section)
{
  return brv_section_ref (section);
}

static gpointer
ref_source (gpointer source)
{
  return brv_source_ref (source);
}

/**
 * brv_change_add_blocks:
 * @self: a change that nobody else has yet
 * @section: the index of a section
 * @at: the index of the first block taken out, or of the place
 * @removed: (array length=n_removed) (nullable): the blocks that are there
 * @n_removed: how many
 * @inserted: (array length=n_inserted) (nullable): the blocks that take their place
 * @n_inserted: how many
 */
void
brv_change_add_blocks (BrvChange *self,
                       guint section,
                       guint at,
                       BrvBlock *const *removed,
                       guint n_removed,
                       BrvBlock *const *inserted,
                       guint n_inserted)
{
  append_splice (
    self, BRV_SPLICE_BLOCKS, section, at,
    refs_new ((gpointer const *)removed, n_removed, ref_block, (GDestroyNotify)brv_block_unref),
    refs_new ((gpointer const *)inserted, n_inserted, ref_block, (GDestroyNotify)brv_block_unref));
}

/**
 * brv_change_add_sections:
 * @self: a change that nobody else has yet
 * @at: the index of the first section taken out, or of the place
 * @removed: (array length=n_removed) (nullable): the sections that are there
 * @n_removed: how many
 * @inserted: (array length=n_inserted) (nullable): the sections that take their place
 * @n_inserted: how many
 */
void
brv_change_add_sections (BrvChange *self,
                         guint at,
                         BrvSection *const *removed,
                         guint n_removed,
                         BrvSection *const *inserted,
                         guint n_inserted)
{
  GDestroyNotify unref = (GDestroyNotify)brv_section_unref;

  append_splice (self, BRV_SPLICE_SECTIONS, 0, at,
                 refs_new ((gpointer const *)removed, n_removed, ref_section, unref),
                 refs_new ((gpointer const *)inserted, n_inserted, ref_section, unref));
}

/**
 * brv_change_add_sources:
 * @self: a change that nobody else has yet
 * @at: the index of the first source taken out, or of the place
 * @removed: (array length=n_removed) (nullable): the sources that are there
 * @n_removed: how many
 * @inserted: (array length=n_inserted) (nullable): the sources that take their place
 * @n_inserted: how many
 */
void
brv_change_add_sources (BrvChange *self,
                        guint at,
                        BrvSource *const *removed,
                        guint n_removed,
                        BrvSource *const *inserted,
                        guint n_inserted)
{
  GDestroyNotify unref = (GDestroyNotify)brv_source_unref;

  append_splice (self, BRV_SPLICE_SOURCES, 0, at,
                 refs_new ((gpointer const *)removed, n_removed, ref_source, unref),
                 refs_new ((gpointer const *)inserted, n_inserted, ref_source, unref));
}

/**
 * brv_change_add_heading:
 * @self: a change that nobody else has yet
 * @section: the index of a section
 * @removed: its heading
 * @inserted: its new heading
 */
void
brv_change_add_heading (BrvChange *self, guint section, const char *removed, const char *inserted)
{
  GPtrArray *old_heading = g_ptr_array_new_full (1, g_free);
  GPtrArray *new_heading = g_ptr_array_new_full (1, g_free);

  g_ptr_array_add (old_heading, g_strdup (removed));
  g_ptr_array_add (new_heading, g_strdup (inserted));
  append_splice (self, BRV_SPLICE_HEADING, section, 0, old_heading, new_heading);
}

/**
 * brv_change_add_record:
 * @self: a change that nobody else has yet
 * @removed: the brief's record
 * @inserted: its new record
 */
void
brv_change_add_record (BrvChange *self, const BrvRecord *removed, const BrvRecord *inserted)
{
  GPtrArray *old_record = g_ptr_array_new_full (1, (GDestroyNotify)brv_record_unref);
  GPtrArray *new_record = g_ptr_array_new_full (1, (GDestroyNotify)brv_record_unref);

  g_ptr_array_add (old_record, brv_record_ref (removed));
  g_ptr_array_add (new_record, brv_record_ref (inserted));
  append_splice (self, BRV_SPLICE_RECORD, 0, 0, old_record, new_record);
}

/**
 * brv_change_set_selections:
 * @self: a change that nobody else has yet
 * @before: what was selected when it was made
 * @after: what is to be selected when it is done
 */
void
brv_change_set_selections (BrvChange *self, BrvSelection before, BrvSelection after)
{
  self->before = before;
  self->after = after;
}

/**
 * brv_change_ref:
 * @self: a change
 *
 * Returns: (transfer full): @self
 */
BrvChange *
brv_change_ref (const BrvChange *self)
{
  return g_atomic_rc_box_acquire ((BrvChange *)self);
}

static void
brv_change_clear (gpointer data)
{
  BrvChange *self = data;

  g_free (self->label);
  g_clear_pointer (&self->splices, g_array_unref);
}

/**
 * brv_change_unref:
 * @self: (transfer full): a change
 */
void
brv_change_unref (BrvChange *self)
{
  g_atomic_rc_box_release_full (self, brv_change_clear);
}

/**
 * brv_change_get_label:
 * @self: a change
 *
 * Returns: what it does, as a menu names it
 */
const char *
brv_change_get_label (const BrvChange *self)
{
  return self->label;
}

/**
 * brv_change_get_splices:
 * @self: a change
 * @n_splices: (out): how many
 *
 * Returns: (array length=n_splices): its splices, in the order in which they are applied
 */
const BrvSplice *
brv_change_get_splices (const BrvChange *self, guint *n_splices)
{
  *n_splices = self->splices->len;
  return (const BrvSplice *)(gconstpointer)self->splices->data;
}

/**
 * brv_change_get_selection_before:
 * @self: a change
 *
 * Returns: what was selected when it was made; ids are none where nothing was
 */
BrvSelection
brv_change_get_selection_before (const BrvChange *self)
{
  return self->before;
}

/**
 * brv_change_get_selection_after:
 * @self: a change
 *
 * Returns: what is to be selected when it is done; ids are none where nothing is
 */
BrvSelection
brv_change_get_selection_after (const BrvChange *self)
{
  return self->after;
}

/**
 * brv_change_is_empty:
 * @self: a change
 *
 * Returns: whether it changes nothing
 */
gboolean
brv_change_is_empty (const BrvChange *self)
{
  return self->splices->len == 0;
}

static BrvBrief *
apply_to_section (const BrvSplice *splice, const BrvBrief *brief)
{
  const BrvSection *section;
  g_autoptr (BrvSection) changed = NULL;

  if (splice->section >= brv_brief_get_n_sections (brief))
    return NULL;
  section = brv_brief_get_section (brief, splice->section);
  if (splice->kind == BRV_SPLICE_HEADING)
    {
      changed = brv_section_with_heading (section, g_ptr_array_index (splice->inserted, 0));
    }
  else
    {
      guint n_blocks = brv_section_get_n_blocks (section);

      if (splice->at > n_blocks || splice->removed->len > n_blocks - splice->at)
        return NULL;
      changed =
        brv_section_splice (section, splice->at, splice->removed->len,
                            (BrvBlock *const *)splice->inserted->pdata, splice->inserted->len);
    }
  return brv_brief_with_section (brief, splice->section, changed);
}

static BrvBrief *
apply_splice (const BrvSplice *splice, const BrvBrief *brief)
{
  guint n_elements = splice->kind == BRV_SPLICE_SECTIONS ? brv_brief_get_n_sections (brief)
                                                         : brv_brief_get_n_sources (brief);

  switch (splice->kind)
    {
    case BRV_SPLICE_BLOCKS:
    case BRV_SPLICE_HEADING:
      return apply_to_section (splice, brief);
    case BRV_SPLICE_SECTIONS:
      if (splice->at > n_elements || splice->removed->len > n_elements - splice->at)
        return NULL;
      return brv_brief_splice_sections (brief, splice->at, splice->removed->len,
                                        (BrvSection *const *)splice->inserted->pdata,
                                        splice->inserted->len);
    case BRV_SPLICE_SOURCES:
      if (splice->at > n_elements || splice->removed->len > n_elements - splice->at)
        return NULL;
      return brv_brief_splice_sources (brief, splice->at, splice->removed->len,
                                       (BrvSource *const *)splice->inserted->pdata,
                                       splice->inserted->len);
    case BRV_SPLICE_RECORD:
      return brv_brief_with_record (brief, g_ptr_array_index (splice->inserted, 0));
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * brv_change_apply:
 * @self: a change
 * @brief: the brief that it was made for
 *
 * Makes the brief that comes after the change.
 *
 * Returns: (transfer full) (nullable): the new brief; %NULL if a splice lies outside of @brief,
 *   as it can in a journal that was tampered with
 */
BrvBrief *
brv_change_apply (const BrvChange *self, const BrvBrief *brief)
{
  g_autoptr (BrvBrief) result = brv_brief_ref (brief);

  for (guint i = 0; i < self->splices->len; i++)
    {
      BrvBrief *next = apply_splice (&g_array_index (self->splices, BrvSplice, i), result);

      if (next == NULL)
        return NULL;
      brv_brief_unref (result);
      result = next;
    }
  return g_steal_pointer (&result);
}

/**
 * brv_change_invert:
 * @self: a change
 *
 * Returns: (transfer full): the change that leads back, under the same label
 */
BrvChange *
brv_change_invert (const BrvChange *self)
{
  BrvChange *inverse = brv_change_new (self->label);

  for (guint i = self->splices->len; i > 0; i--)
    {
      const BrvSplice *splice = &g_array_index (self->splices, BrvSplice, i - 1);

      append_splice (inverse, splice->kind, splice->section, splice->at,
                     g_ptr_array_ref (splice->inserted), g_ptr_array_ref (splice->removed));
    }
  brv_change_set_selections (inverse, self->after, self->before);
  return inverse;
}
