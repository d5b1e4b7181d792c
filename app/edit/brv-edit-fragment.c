/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-text-private.h"

#include "base/brv-utf8.h"
#include "edit/brv-edit-private.h"

/* What copies and pastes: a piece of a brief as a fragment, and a fragment made fit for a brief. */

#define WORD_JOINER 0x2060

static const BrvReference *
find_reference (const BrvText *text, gsize at)
{
  guint n_references;
  const BrvReference *references = brv_text_get_references (text, &n_references);

  for (guint i = 0; i < n_references; i++)
    {
      if (references[i].at == at)
        return &references[i];
    }
  return NULL;
}

/* Whether the character at @at may not stand in a block: a break, a control, a mark of our own. */
static gboolean
is_foreign (const BrvText *text, gsize at)
{
  gunichar c = g_utf8_get_char (brv_text_get_utf8 (text) + at);

  if (c == 0xFFFC)
    return find_reference (text, at) == NULL;
  return c == WORD_JOINER || (c < 0x20 && c != '\t') || c == 0x7F || c == 0x2028 || c == 0x2029;
}

/* A fragment may come from anywhere: the clipboard, or another program that speaks our type. */
static BrvText *
clean_text (const BrvText *dirty)
{
  g_autoptr (BrvText) text = brv_text_ref (dirty);
  gsize at = 0;

  while (at < brv_text_get_length (text))
    {
      const char *p = brv_text_get_utf8 (text) + at;
      gsize next = at + (gsize)(g_utf8_next_char (p) - p);
      gboolean is_break = *p == '\n' || *p == '\r';
      BrvText *clean;
      g_autoptr (BrvText) space = NULL;

      if (!is_foreign (text, at))
        {
          at = next;
          continue;
        }
      if (is_break)
        space = brv_text_new (" ", 1);
      clean = brv_text_replace (text, (BrvRange){ at, next }, space);
      brv_text_unref (text);
      text = clean;
      at += is_break ? 1 : 0;
    }
  return g_steal_pointer (&text);
}

typedef struct
{
  const BrvFragment *fragment;
  const BrvBrief *brief;
  GPtrArray *sources; /* those that the brief lacks */
} Adoption;

static const BrvSource *
find_in_fragment (const BrvFragment *fragment, BrvId id)
{
  for (guint i = 0; i < brv_fragment_get_n_sources (fragment); i++)
    {
      if (brv_id_equal (brv_source_get_id (brv_fragment_get_source (fragment, i)), id))
        return brv_fragment_get_source (fragment, i);
    }
  return NULL;
}

static const BrvSource *
find_same_content (const BrvBrief *brief, const BrvSource *source)
{
  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    {
      const BrvSource *other = brv_brief_get_source (brief, i);

      if (g_str_equal (brv_source_get_bytes_sha256 (other), brv_source_get_bytes_sha256 (source)) &&
          g_str_equal (brv_source_get_text_sha256 (other), brv_source_get_text_sha256 (source)))
        return other;
    }
  return NULL;
}

/* The id under which the brief knows, or will know, the source that the fragment calls @id. */
static BrvId
adopt_source (Adoption *adoption, BrvId id)
{
  const BrvSource *source;
  const BrvSource *same;

  if (brv_brief_find_source (adoption->brief, id) >= 0)
    return id;
  source = find_in_fragment (adoption->fragment, id);
  if (source == NULL)
    return id;
  same = find_same_content (adoption->brief, source);
  if (same != NULL)
    return brv_source_get_id (same);
  if (!g_ptr_array_find (adoption->sources, source, NULL))
    g_ptr_array_add (adoption->sources, brv_source_ref (source));
  return id;
}

static BrvQuote *
adopt_quote (Adoption *adoption, const BrvQuote *quote)
{
  const BrvAnchor *old = brv_quote_get_anchor (quote);
  BrvId id = adopt_source (adoption, brv_anchor_get_source_id (old));
  g_autoptr (BrvAnchor) anchor = NULL;
  const BrvAlteration *alterations;
  guint n_alterations;

  if (brv_id_equal (id, brv_anchor_get_source_id (old)))
    return brv_quote_ref (quote);
  anchor = brv_anchor_new (id, brv_anchor_get_text_sha256 (old), brv_anchor_get_range (old),
                           brv_anchor_get_prefix (old), brv_anchor_get_suffix (old),
                           brv_anchor_get_page_label (old));
  alterations = brv_quote_get_alterations (quote, &n_alterations);
  return brv_quote_new_altered (anchor, brv_quote_get_exact (quote), alterations, n_alterations,
                                NULL);
}

static BrvText *
adopt_text (Adoption *adoption, const BrvText *dirty)
{
  g_autoptr (BrvText) text = clean_text (dirty);
  guint n_references;
  const BrvReference *references = brv_text_get_references (text, &n_references);

  for (guint i = 0; i < n_references; i++)
    {
      BrvReference reference = references[i];
      g_autoptr (BrvText) mark = NULL;
      BrvText *adopted;

      if (reference.kind != BRV_REFERENCE_CITATION)
        continue;
      reference.source_id = adopt_source (adoption, reference.source_id);
      if (brv_id_equal (reference.source_id, references[i].source_id))
        continue;
      mark = brv_text_new_reference (&reference);
      adopted = brv_text_replace (
        text, (BrvRange){ reference.at, reference.at + BRV_OBJECT_CHARACTER_LENGTH }, mark);
      brv_text_unref (text);
      text = adopted;
      references = brv_text_get_references (text, &n_references);
    }
  return g_steal_pointer (&text);
}

/* The cells of a table that came from elsewhere. */
static BrvBlock *
adopt_cells (Adoption *adoption, const BrvBlock *block)
{
  const BrvTable *table = brv_block_get_table (block);
  guint n_columns = brv_table_get_n_columns (table);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_text_unref);
  g_autoptr (BrvTable) adopted = NULL;

  for (guint i = 0; i < brv_table_get_n_rows (table) * n_columns; i++)
    g_ptr_array_add (
      cells, adopt_text (adoption, brv_table_get_cell (table, i / n_columns, i % n_columns)));
  adopted = brv_table_new ((BrvText *const *)cells->pdata, brv_table_get_n_rows (table), n_columns,
                           brv_table_get_n_header_rows (table));
  return brv_block_with_table (block, adopted);
}

static BrvBlock *
adopt_block (Adoption *adoption, const BrvBlock *block)
{
  g_autoptr (BrvBlock) adopted = NULL;

  if (brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
    {
      g_autoptr (BrvQuote) quote = adopt_quote (adoption, brv_block_get_quote (block));

      adopted = brv_block_with_quote (block, quote);
    }
  else if (brv_block_get_kind (block) == BRV_BLOCK_PAGE_BREAK)
    {
      adopted = brv_block_ref (block);
    }
  else
    {
      g_autoptr (BrvText) text = adopt_text (adoption, brv_block_get_text (block));
      g_autoptr (BrvBlock) whole =
        brv_block_get_table (block) != NULL ? adopt_cells (adoption, block) : brv_block_ref (block);

      adopted = brv_block_with_text (whole, text);
    }
  return brv_block_with_id (adopted, brv_id_new ());
}

/*
 * brv_insertion_init:
 * @self: (out caller-allocates): the insertion
 * @fragment: (nullable): what to insert; NULL for nothing
 * @brief: the brief to insert it into
 *
 * Makes a fragment fit for a brief. A source that the brief has under another id is not added
 * again; quotes and citations then speak of the brief's own.
 */
void
brv_insertion_init (BrvInsertion *self, const BrvFragment *fragment, const BrvBrief *brief)
{
  Adoption adoption = { fragment, brief, NULL };

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  self->open_start = fragment != NULL && brv_fragment_is_open_start (fragment);
  self->open_end = fragment != NULL && brv_fragment_is_open_end (fragment);
  adoption.sources = self->sources;
  for (guint i = 0; fragment != NULL && i < brv_fragment_get_n_blocks (fragment); i++)
    g_ptr_array_add (self->blocks, adopt_block (&adoption, brv_fragment_get_block (fragment, i)));
}

void
brv_insertion_clear (BrvInsertion *self)
{
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
}

typedef struct
{
  const BrvBrief *brief;
  GPtrArray *blocks;  /* (element-type BrvBlock) */
  GPtrArray *sources; /* (element-type BrvSource), borrowed */
} Copy;

static void
take_source_along (Copy *copy, BrvId id)
{
  const BrvSource *source = brv_brief_lookup_source (copy->brief, id);

  if (source != NULL && !g_ptr_array_find (copy->sources, source, NULL))
    g_ptr_array_add (copy->sources, (gpointer)source);
}

/* A part of a quote is a shorter quote; where only a bit of an alteration is in it, all of that is. */
static void
copy_quote (Copy *copy, const BrvBlock *block, BrvRange shown)
{
  const BrvQuote *quote = brv_block_get_quote (block);
  BrvRange exact = brv_quote_shown_to_exact (quote, shown);
  g_autoptr (BrvQuote) part = NULL;

  if (brv_range_length (shown) == brv_text_get_length (brv_quote_get_shown (quote)))
    part = brv_quote_ref (quote);
  else if (brv_range_length (exact) > 0)
    part = brv_quote_slice (quote, exact);
  if (part == NULL)
    return;
  g_ptr_array_add (copy->blocks, brv_block_with_quote (block, part));
  take_source_along (copy, brv_anchor_get_source_id (brv_quote_get_anchor (part)));
}

static void
take_sources_along (Copy *copy, const BrvText *text)
{
  guint n_references;
  const BrvReference *references = brv_text_get_references (text, &n_references);

  for (guint i = 0; i < n_references; i++)
    {
      if (references[i].kind == BRV_REFERENCE_CITATION)
        take_source_along (copy, references[i].source_id);
    }
}

static void
copy_text (Copy *copy, const BrvBlock *block, BrvRange range)
{
  g_autoptr (BrvText) part = brv_text_slice (brv_block_get_text (block), range);

  g_ptr_array_add (copy->blocks, brv_block_with_text (block, part));
  take_sources_along (copy, part);
}

/* A figure, a table or a page break: whole, unless all that is copied are words of its caption. */
static void
copy_whole (Copy *copy, const BrvBlock *block, BrvRange range, gboolean one_line)
{
  BrvRange all = { 0, brv_text_get_length (brv_block_get_text (block)) };
  const BrvTable *table = brv_block_get_table (block);

  if (brv_block_get_kind (block) == BRV_BLOCK_PAGE_BREAK)
    {
      g_ptr_array_add (copy->blocks, brv_block_ref (block));
      return;
    }
  if (one_line && brv_range_length (range) < brv_range_length (all))
    {
      g_autoptr (BrvBlock) words =
        brv_block_new_paragraph (brv_id_new (), brv_block_get_text (block));

      copy_text (copy, words, range);
      return;
    }
  copy_text (copy, block, all);
  for (guint i = 0; table != NULL && i < brv_table_get_n_rows (table); i++)
    {
      for (guint k = 0; k < brv_table_get_n_columns (table); k++)
        take_sources_along (copy, brv_table_get_cell (table, i, k));
    }
}

static void
copy_heading (Copy *copy, const BrvSection *section, BrvRange range)
{
  g_autoptr (BrvText) text = brv_text_new (brv_section_get_heading (section) + range.start,
                                           (gssize)brv_range_length (range));

  g_ptr_array_add (copy->blocks, brv_block_new_heading (brv_id_new (), 1, text));
}

/* Some words of one block are words, not a heading or an item. */
static void
make_plain (Copy *copy)
{
  BrvBlock *block = copy->blocks->pdata[0];

  copy->blocks->pdata[0] =
    brv_block_new_paragraph (brv_block_get_id (block), brv_block_get_text (block));
  brv_block_unref (block);
}

static void
copy_lines (Copy *copy, const BrvSpot *first, const BrvSpot *last)
{
  for (guint i = first->section; i <= last->section; i++)
    {
      const BrvSection *section = brv_brief_get_section (copy->brief, i);
      gint from = i == first->section ? first->block : -1;
      gint to = i == last->section ? last->block : (gint)brv_section_get_n_blocks (section) - 1;

      for (gint j = from; j <= to; j++)
        {
          const BrvBlock *block = j >= 0 ? brv_section_get_block (section, (guint)j) : NULL;
          gsize length = block != NULL ? brv_text_get_length (brv_block_get_text (block))
                                       : strlen (brv_section_get_heading (section));
          BrvRange range = { i == first->section && j == from ? first->place.at : 0,
                             i == last->section && j == to ? last->place.at : length };

          if (block == NULL)
            copy_heading (copy, section, range);
          else if (brv_edit_is_text_block (block))
            copy_text (copy, block, range);
          else if (brv_block_get_kind (block) != BRV_BLOCK_QUOTE)
            copy_whole (copy, block, range,
                        first->section == last->section && first->block == last->block);
          else if (brv_range_length (range) > 0)
            copy_quote (copy, block, range);
        }
    }
}

static BrvSpot
spot_in_brief (const BrvBrief *brief, BrvPlace place)
{
  BrvSpot spot = { place, 0, -1, NULL, NULL, 0 };
  guint block = 0;
  gint section;

  spot.line = brv_brief_find_block (brief, place.id, &spot.section, &block);
  if (spot.line != NULL)
    {
      spot.block = (gint)block;
      spot.text = brv_text_get_utf8 (brv_block_get_text (spot.line));
    }
  else
    {
      section = brv_brief_find_section (brief, place.id);
      if (section < 0)
        return spot;
      spot.section = (guint)section;
      spot.text = brv_section_get_heading (brv_brief_get_section (brief, spot.section));
    }
  spot.length = strlen (spot.text);
  spot.place.at = MIN (place.at, spot.length);
  return spot;
}

/**
 * brv_edit_copy:
 * @brief: a brief
 * @from: one end of a selection
 * @to: the other end
 *
 * Copies what lies between the two places. A part of a quote becomes a shorter quote with a
 * narrower anchor; the sources of quotes and citations come along.
 *
 * Returns: (transfer full) (nullable): the fragment, or %NULL if there is nothing between the places
 */
BrvFragment *
brv_edit_copy (const BrvBrief *brief, BrvPlace from, BrvPlace to)
{
  BrvSpot first;
  BrvSpot last;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  Copy copy = { brief, blocks, sources };
  gboolean one_line;

  g_return_val_if_fail (brief != NULL, NULL);

  first = spot_in_brief (brief, from);
  last = spot_in_brief (brief, to);
  if (first.text == NULL || last.text == NULL)
    return NULL;
  one_line = first.section == last.section && first.block == last.block;
  if (first.section > last.section || (first.section == last.section && first.block > last.block) ||
      (one_line && first.place.at > last.place.at))
    {
      BrvSpot swapped = first;

      first = last;
      last = swapped;
    }
  if (one_line && first.place.at == last.place.at)
    return NULL;

  copy_lines (&copy, &first, &last);
  if (blocks->len == 0)
    return NULL;
  if (one_line && (first.line == NULL || (brv_edit_is_text_block (first.line) &&
                                          last.place.at - first.place.at < first.length)))
    make_plain (&copy);
  return brv_fragment_new ((BrvBlock *const *)blocks->pdata, blocks->len,
                           brv_edit_is_text_block (g_ptr_array_index (blocks, 0)),
                           brv_edit_is_text_block (g_ptr_array_index (blocks, blocks->len - 1)),
                           (BrvSource *const *)sources->pdata, sources->len);
}
