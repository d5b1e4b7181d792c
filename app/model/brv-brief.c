/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-brief.h"

struct _BrvBrief
{
  BrvId id;
  BrvRecord *record;
  GPtrArray *sections; /* (element-type BrvSection) */
  GPtrArray *sources;  /* (element-type BrvSource) */
};

static BrvBrief *
brief_alloc (BrvId id, const BrvRecord *record, GPtrArray *sections, GPtrArray *sources)
{
  BrvBrief *self = g_atomic_rc_box_new0 (BrvBrief);

  self->id = id;
  self->record = brv_record_ref (record);
  self->sections = sections;
  self->sources = sources;
  return self;
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

/* A copy of @elements with [at, at + n_removed) replaced. */
static GPtrArray *
splice (GPtrArray *elements,
        guint at,
        guint n_removed,
        gpointer const *inserted,
        guint n_inserted,
        gpointer (*ref) (gpointer),
        GDestroyNotify unref)
{
  guint n_left = elements != NULL ? elements->len - n_removed : 0;
  GPtrArray *result = g_ptr_array_new_full (n_left + n_inserted, unref);

  for (guint i = 0; i < at; i++)
    g_ptr_array_add (result, ref (g_ptr_array_index (elements, i)));
  for (guint i = 0; i < n_inserted; i++)
    g_ptr_array_add (result, ref (inserted[i]));
  for (guint i = at + n_removed; elements != NULL && i < elements->len; i++)
    g_ptr_array_add (result, ref (g_ptr_array_index (elements, i)));
  return result;
}

static GPtrArray *
splice_sections (
  GPtrArray *sections, guint at, guint n_removed, BrvSection *const *inserted, guint n_inserted)
{
  return splice (sections, at, n_removed, (gpointer const *)inserted, n_inserted, ref_section,
                 (GDestroyNotify)brv_section_unref);
}

static GPtrArray *
splice_sources (
  GPtrArray *sources, guint at, guint n_removed, BrvSource *const *inserted, guint n_inserted)
{
  return splice (sources, at, n_removed, (gpointer const *)inserted, n_inserted, ref_source,
                 (GDestroyNotify)brv_source_unref);
}

/**
 * brv_brief_new:
 * @id: its id
 * @record: its title block and settings
 * @sections: (array length=n_sections) (nullable): its sections
 * @n_sections: how many
 * @sources: (array length=n_sources) (nullable): its sources
 * @n_sources: how many
 *
 * Returns: (transfer full): the brief
 */
BrvBrief *
brv_brief_new (BrvId id,
               const BrvRecord *record,
               BrvSection *const *sections,
               guint n_sections,
               BrvSource *const *sources,
               guint n_sources)
{
  return brief_alloc (id, record, splice_sections (NULL, 0, 0, sections, n_sections),
                      splice_sources (NULL, 0, 0, sources, n_sources));
}

/**
 * brv_brief_dup_as_new:
 * @self: a brief
 *
 * Returns: (transfer full): a brief that says the same and is another one
 */
BrvBrief *
brv_brief_dup_as_new (const BrvBrief *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return brief_alloc (brv_id_new (), self->record, g_ptr_array_ref (self->sections),
                      g_ptr_array_ref (self->sources));
}

/**
 * brv_brief_ref:
 * @self: a brief
 *
 * Returns: (transfer full): @self
 */
BrvBrief *
brv_brief_ref (const BrvBrief *self)
{
  return g_atomic_rc_box_acquire ((BrvBrief *)self);
}

static void
brv_brief_clear (gpointer data)
{
  BrvBrief *self = data;

  g_clear_pointer (&self->record, brv_record_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
}

/**
 * brv_brief_unref:
 * @self: (transfer full): a brief
 */
void
brv_brief_unref (BrvBrief *self)
{
  g_atomic_rc_box_release_full (self, brv_brief_clear);
}

/**
 * brv_brief_get_id:
 * @self: a brief
 *
 * Returns: its id
 */
BrvId
brv_brief_get_id (const BrvBrief *self)
{
  return self->id;
}

/**
 * brv_brief_get_record:
 * @self: a brief
 *
 * Returns: its title block and settings
 */
const BrvRecord *
brv_brief_get_record (const BrvBrief *self)
{
  return self->record;
}

/**
 * brv_brief_get:
 * @self: a brief
 * @field: a field
 *
 * Returns: (nullable): the field's value, the first one of a list
 */
const char *
brv_brief_get (const BrvBrief *self, BrvBriefField field)
{
  return brv_record_get (self->record, field);
}

/**
 * brv_brief_get_n_sections:
 * @self: a brief
 *
 * Returns: how many sections it has
 */
guint
brv_brief_get_n_sections (const BrvBrief *self)
{
  return self->sections->len;
}

/**
 * brv_brief_get_section:
 * @self: a brief
 * @index: less than the number of its sections
 *
 * Returns: the section at @index
 */
const BrvSection *
brv_brief_get_section (const BrvBrief *self, guint index)
{
  g_return_val_if_fail (index < self->sections->len, NULL);

  return g_ptr_array_index (self->sections, index);
}

/**
 * brv_brief_find_section:
 * @self: a brief
 * @id: a section's id
 *
 * Returns: the section's index, or -1
 */
gint
brv_brief_find_section (const BrvBrief *self, BrvId id)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      if (brv_id_equal (brv_section_get_id (g_ptr_array_index (self->sections, i)), id))
        return (gint)i;
    }
  return -1;
}

/**
 * brv_brief_find_section_named:
 * @self: a brief
 * @name: an id as a string, a key, or a heading
 *
 * Returns: the index of the first section of that id, else key, else heading, or -1
 */
gint
brv_brief_find_section_named (const BrvBrief *self, const char *name)
{
  BrvId id;
  gint by_heading = -1;

  if (brv_id_parse (name, &id) && brv_brief_find_section (self, id) >= 0)
    return brv_brief_find_section (self, id);
  for (guint i = 0; i < self->sections->len; i++)
    {
      const BrvSection *section = g_ptr_array_index (self->sections, i);

      if (g_strcmp0 (brv_section_get_key (section), name) == 0)
        return (gint)i;
      if (by_heading < 0 && g_strcmp0 (brv_section_get_heading (section), name) == 0)
        by_heading = (gint)i;
    }
  return by_heading;
}

/**
 * brv_brief_find_block:
 * @self: a brief
 * @id: a block's id
 * @section_index: (out) (optional): the index of its section
 * @block_index: (out) (optional): its index in that section
 *
 * Looks through all blocks; who asks often keeps a line index.
 *
 * Returns: (nullable): the block, or %NULL
 */
const BrvBlock *
brv_brief_find_block (const BrvBrief *self, BrvId id, guint *section_index, guint *block_index)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      const BrvSection *section = g_ptr_array_index (self->sections, i);
      gint found = brv_section_find_block (section, id);

      if (found < 0)
        continue;
      if (section_index != NULL)
        *section_index = i;
      if (block_index != NULL)
        *block_index = (guint)found;
      return brv_section_get_block (section, (guint)found);
    }
  return NULL;
}

/**
 * brv_brief_get_n_sources:
 * @self: a brief
 *
 * Returns: how many sources it has
 */
guint
brv_brief_get_n_sources (const BrvBrief *self)
{
  return self->sources->len;
}

/**
 * brv_brief_get_source:
 * @self: a brief
 * @index: less than the number of its sources
 *
 * Returns: the source at @index
 */
const BrvSource *
brv_brief_get_source (const BrvBrief *self, guint index)
{
  g_return_val_if_fail (index < self->sources->len, NULL);

  return g_ptr_array_index (self->sources, index);
}

/**
 * brv_brief_find_source:
 * @self: a brief
 * @id: a source's id
 *
 * Returns: the source's index, or -1
 */
gint
brv_brief_find_source (const BrvBrief *self, BrvId id)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      if (brv_id_equal (brv_source_get_id (g_ptr_array_index (self->sources, i)), id))
        return (gint)i;
    }
  return -1;
}

/**
 * brv_brief_lookup_source:
 * @self: a brief
 * @id: a source's id
 *
 * Returns: (nullable): the source, or %NULL
 */
const BrvSource *
brv_brief_lookup_source (const BrvBrief *self, BrvId id)
{
  gint index = brv_brief_find_source (self, id);

  return index >= 0 ? g_ptr_array_index (self->sources, index) : NULL;
}

static guint
count_citations (const BrvText *text, BrvId source_id)
{
  guint n_references;
  const BrvReference *references = brv_text_get_references (text, &n_references);
  guint n = 0;

  for (guint i = 0; i < n_references; i++)
    n += references[i].kind == BRV_REFERENCE_CITATION &&
         brv_id_equal (references[i].source_id, source_id);
  return n;
}

/* In its words, and in its cells where it has some. */
static guint
count_citations_of_block (const BrvBlock *block, BrvId source_id)
{
  const BrvTable *table = brv_block_get_table (block);
  guint n = count_citations (brv_block_get_text (block), source_id);

  for (guint i = 0; table != NULL && i < brv_table_get_n_rows (table); i++)
    {
      for (guint k = 0; k < brv_table_get_n_columns (table); k++)
        n += count_citations (brv_table_get_cell (table, i, k), source_id);
    }
  return n;
}

static gboolean
quotes_source (const BrvBlock *block, BrvId source_id)
{
  const BrvQuote *quote = brv_block_get_quote (block);

  return quote != NULL &&
         brv_id_equal (brv_anchor_get_source_id (brv_quote_get_anchor (quote)), source_id);
}

/**
 * brv_brief_count_quotes_of:
 * @self: a brief
 * @source_id: a source's id
 *
 * Returns: how many quotes are from the source
 */
guint
brv_brief_count_quotes_of (const BrvBrief *self, BrvId source_id)
{
  guint n = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      const BrvSection *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        n += quotes_source (brv_section_get_block (section, j), source_id);
    }
  return n;
}

/**
 * brv_brief_count_uses_of:
 * @self: a brief
 * @source_id: a source's id
 *
 * Returns: how many quotes and citations are of the source
 */
guint
brv_brief_count_uses_of (const BrvBrief *self, BrvId source_id)
{
  guint n = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      const BrvSection *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          const BrvBlock *block = brv_section_get_block (section, j);

          n += quotes_source (block, source_id) + count_citations_of_block (block, source_id);
        }
    }
  return n;
}

static guint
count_words (const char *text)
{
  guint n = 0;
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Scripts without spaces count by character, as their readers count. */
      if (g_unichar_iswide (c) && g_unichar_isalpha (c))
        {
          n++;
          inside = FALSE;
        }
      else if (g_unichar_isalnum (c))
        {
          n += !inside;
          inside = TRUE;
        }
      else if (g_unichar_isspace (c))
        {
          inside = FALSE;
        }
    }
  return n;
}

static guint
count_words_of_block (const BrvBlock *block)
{
  const BrvTable *table = brv_block_get_table (block);
  guint n = count_words (brv_text_get_utf8 (brv_block_get_text (block)));

  for (guint i = 0; table != NULL && i < brv_table_get_n_rows (table); i++)
    {
      for (guint k = 0; k < brv_table_get_n_columns (table); k++)
        n += count_words (brv_text_get_utf8 (brv_table_get_cell (table, i, k)));
    }
  return n;
}

/**
 * brv_brief_count_words:
 * @self: a brief
 *
 * Returns: how many words its blocks have, quotes, captions and the cells of tables included
 */
guint
brv_brief_count_words (const BrvBrief *self)
{
  guint n = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      const BrvSection *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        n += count_words_of_block (brv_section_get_block (section, j));
    }
  return n;
}

/**
 * brv_brief_equal:
 * @a: a brief
 * @b: another
 *
 * Returns: whether both say the same to the last letter
 */
gboolean
brv_brief_equal (const BrvBrief *a, const BrvBrief *b)
{
  if (a == b)
    return TRUE;
  if (!brv_id_equal (a->id, b->id) || !brv_record_equal (a->record, b->record) ||
      a->sections->len != b->sections->len || a->sources->len != b->sources->len)
    return FALSE;
  for (guint i = 0; i < a->sections->len; i++)
    {
      if (!brv_section_equal (g_ptr_array_index (a->sections, i),
                              g_ptr_array_index (b->sections, i)))
        return FALSE;
    }
  for (guint i = 0; i < a->sources->len; i++)
    {
      if (!brv_source_equal (g_ptr_array_index (a->sources, i), g_ptr_array_index (b->sources, i)))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_brief_with_record:
 * @self: a brief
 * @record: another title block and settings
 *
 * Returns: (transfer full): the same brief with @record
 */
BrvBrief *
brv_brief_with_record (const BrvBrief *self, const BrvRecord *record)
{
  return brief_alloc (self->id, record, g_ptr_array_ref (self->sections),
                      g_ptr_array_ref (self->sources));
}

/**
 * brv_brief_with_section:
 * @self: a brief
 * @index: less than the number of its sections
 * @section: what takes the place of the section there
 *
 * Returns: (transfer full): the brief with that section replaced
 */
BrvBrief *
brv_brief_with_section (const BrvBrief *self, guint index, const BrvSection *section)
{
  BrvSection *sections[] = { (BrvSection *)section };

  return brv_brief_splice_sections (self, index, 1, sections, 1);
}

/**
 * brv_brief_splice_sections:
 * @self: a brief
 * @at: the index of the first section to take out, or the end
 * @n_removed: how many to take out
 * @inserted: (array length=n_inserted) (nullable): what to put there
 * @n_inserted: how many
 *
 * Returns: (transfer full): the brief with those sections replaced
 */
BrvBrief *
brv_brief_splice_sections (
  const BrvBrief *self, guint at, guint n_removed, BrvSection *const *inserted, guint n_inserted)
{
  g_return_val_if_fail (at <= self->sections->len && n_removed <= self->sections->len - at, NULL);

  return brief_alloc (self->id, self->record,
                      splice_sections (self->sections, at, n_removed, inserted, n_inserted),
                      g_ptr_array_ref (self->sources));
}

/**
 * brv_brief_splice_sources:
 * @self: a brief
 * @at: the index of the first source to take out, or the end
 * @n_removed: how many to take out
 * @inserted: (array length=n_inserted) (nullable): what to put there
 * @n_inserted: how many
 *
 * Returns: (transfer full): the brief with those sources replaced
 */
BrvBrief *
brv_brief_splice_sources (
  const BrvBrief *self, guint at, guint n_removed, BrvSource *const *inserted, guint n_inserted)
{
  g_return_val_if_fail (at <= self->sources->len && n_removed <= self->sources->len - at, NULL);

  return brief_alloc (self->id, self->record, g_ptr_array_ref (self->sections),
                      splice_sources (self->sources, at, n_removed, inserted, n_inserted));
}
