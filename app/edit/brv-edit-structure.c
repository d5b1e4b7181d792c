/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-structure.h"

#include <glib/gi18n-lib.h>

#include "edit/brv-edit-private.h"

/* A block moved no further than this is one splice: fewer lines to project than two of them. */
#define NEAR_BLOCKS 8

static const char *const field_labels[BRV_N_BRIEF_FIELDS] = {
  [BRV_BRIEF_FIELD_TITLE] = N_ ("Change Title"),
  [BRV_BRIEF_FIELD_SUBTITLE] = N_ ("Change Subtitle"),
  [BRV_BRIEF_FIELD_AUTHORS] = N_ ("Change Authors"),
  [BRV_BRIEF_FIELD_ORGANISATION] = N_ ("Change Organization"),
  [BRV_BRIEF_FIELD_DATE] = N_ ("Change Date"),
  [BRV_BRIEF_FIELD_REFERENCE] = N_ ("Change Reference Number"),
  [BRV_BRIEF_FIELD_RECIPIENTS] = N_ ("Change Recipients"),
  [BRV_BRIEF_FIELD_MARKING] = N_ ("Change Marking"),
  [BRV_BRIEF_FIELD_LANGUAGE] = N_ ("Change Language"),
  [BRV_BRIEF_FIELD_TEMPLATE] = N_ ("Change Template"),
  [BRV_BRIEF_FIELD_THEME] = N_ ("Change Theme"),
  [BRV_BRIEF_FIELD_PAPER] = N_ ("Change Paper"),
  [BRV_BRIEF_FIELD_NOTES] = N_ ("Change Notes"),
  [BRV_BRIEF_FIELD_CONTENTS] = N_ ("Change Contents"),
  [BRV_BRIEF_FIELD_NUMBERING] = N_ ("Change Numbering"),
  [BRV_BRIEF_FIELD_COLUMNS] = N_ ("Change Columns"),
  [BRV_BRIEF_FIELD_HYPHENATION] = N_ ("Change Hyphenation"),
};

/* The verb of a menu for each kind of block. */
typedef struct
{
  const char *move;
  const char *remove;
} BlockLabels;

static const BlockLabels block_labels[BRV_N_BLOCK_KINDS] = {
  [BRV_BLOCK_HEADING] = { N_ ("Move Heading"), N_ ("Remove Heading") },
  [BRV_BLOCK_PARAGRAPH] = { N_ ("Move Paragraph"), N_ ("Remove Paragraph") },
  [BRV_BLOCK_QUOTE] = { N_ ("Move Quote"), N_ ("Remove Quote") },
  [BRV_BLOCK_LIST_ITEM] = { N_ ("Move List Item"), N_ ("Remove List Item") },
  [BRV_BLOCK_CALLOUT] = { N_ ("Move Callout"), N_ ("Remove Callout") },
  [BRV_BLOCK_FIGURE] = { N_ ("Move Figure"), N_ ("Remove Figure") },
  [BRV_BLOCK_TABLE] = { N_ ("Move Table"), N_ ("Remove Table") },
  [BRV_BLOCK_PAGE_BREAK] = { N_ ("Move Page Break"), N_ ("Remove Page Break") },
};

static const BlockLabels *
labels_of (const BrvBlock *block)
{
  return &block_labels[brv_block_get_kind (block)];
}

static gboolean
is_language_tag (const char *value)
{
  return g_regex_match_simple ("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", value, 0, 0);
}

/* Settings take only what the program knows; the title block takes any words. */
static gboolean
check_value (BrvBriefField field, const char *value, GError **error)
{
  static const char *const papers[] = { "a4", "letter", NULL };
  static const char *const notes[] = { "footnotes", "endnotes", NULL };
  static const char *const switches[] = { "yes", "no", NULL };
  static const char *const columns[] = { "one", "two", NULL };
  static const char *const numberings[] = { "none", "sections", "paragraphs", "both", NULL };
  gboolean known;

  switch ((int)field)
    {
    case BRV_BRIEF_FIELD_PAPER:
      known = g_strv_contains (papers, value);
      break;
    case BRV_BRIEF_FIELD_NOTES:
      known = g_strv_contains (notes, value);
      break;
    case BRV_BRIEF_FIELD_CONTENTS:
    case BRV_BRIEF_FIELD_HYPHENATION:
      known = g_strv_contains (switches, value);
      break;
    case BRV_BRIEF_FIELD_COLUMNS:
      known = g_strv_contains (columns, value);
      break;
    case BRV_BRIEF_FIELD_NUMBERING:
      known = g_strv_contains (numberings, value);
      break;
    case BRV_BRIEF_FIELD_LANGUAGE:
      known = is_language_tag (value);
      break;
    default:
      known = g_utf8_validate (value, -1, NULL);
    }
  if (!known)
    g_set_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE, _ ("“%s” is not a value for %s."),
                 value, brv_brief_field_get_name (field));
  return known;
}

/**
 * brv_edit_set_field:
 * @document: a document
 * @field: a field of the title block or a setting
 * @values: (array zero-terminated=1) (nullable): its values; only lists have more than one;
 *   none, or one that is empty, takes the field away
 * @error: return location
 *
 * Sets a field of the brief's record.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_VALUE if the field cannot take the value
 */
gboolean
brv_edit_set_field (BrvDocument *document,
                    BrvBriefField field,
                    const char *const *values,
                    GError **error)
{
  const BrvRecord *record;
  g_autoptr (BrvRecord) changed = NULL;
  g_autoptr (BrvChange) change = NULL;
  gboolean absent = values == NULL || values[0] == NULL || (values[0][0] == '\0' && !values[1]);

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (field < BRV_N_BRIEF_FIELDS, FALSE);

  for (guint i = 0; !absent && values[i] != NULL; i++)
    {
      if (!check_value (field, values[i], error))
        return FALSE;
    }
  record = brv_brief_get_record (brv_document_get_brief (document));
  if (brv_brief_field_is_list (field))
    changed = brv_record_with_list (record, field, absent ? NULL : values, BRV_EVIDENCE_USER);
  else
    changed = brv_record_with (record, field, absent ? NULL : values[0], BRV_EVIDENCE_USER);
  if (brv_record_equal (record, changed))
    return TRUE;

  change = brv_change_new (_ (field_labels[field]));
  brv_change_add_record (change, record, changed);
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  return TRUE;
}

/**
 * brv_edit_add_section:
 * @document: a document
 * @heading: its heading
 * @at: the index that it gets, or -1
 * @section_id: (out) (optional): its id
 * @error: return location
 *
 * Adds a section with an empty paragraph to write in.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_RANGE if there is no such place
 */
gboolean
brv_edit_add_section (
  BrvDocument *document, const char *heading, gint at, BrvId *section_id, GError **error)
{
  BrvId id = brv_id_new ();
  g_autoptr (BrvBlock) filler = NULL;
  g_autoptr (BrvSection) section = NULL;
  g_autoptr (BrvChange) change = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (heading != NULL, FALSE);

  if (!brv_edit_check_place (&at, brv_brief_get_n_sections (brv_document_get_brief (document)),
                             error))
    return FALSE;
  filler = brv_edit_make_filler ();
  section = brv_section_new (id, NULL, heading, NULL, &filler, 1);
  change = brv_change_new (_ ("Add Section"));
  brv_change_add_sections (change, (guint)at, NULL, 0, &section, 1);
  brv_change_set_selections (change, (BrvSelection){ 0 },
                             brv_edit_caret ((BrvPlace){ id, strlen (heading) }));
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  if (section_id != NULL)
    *section_id = id;
  return TRUE;
}

/**
 * brv_edit_rename_section:
 * @document: a document
 * @section_id: a section
 * @heading: its new heading
 * @error: return location
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND if there is no such section
 */
gboolean
brv_edit_rename_section (BrvDocument *document,
                         BrvId section_id,
                         const char *heading,
                         GError **error)
{
  gint index;
  const char *old;
  g_autoptr (BrvChange) change = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (heading != NULL, FALSE);

  index = brv_edit_find_section (document, section_id, error);
  if (index < 0)
    return FALSE;
  old = brv_section_get_heading (
    brv_brief_get_section (brv_document_get_brief (document), (guint)index));
  if (g_str_equal (old, heading))
    return TRUE;
  change = brv_change_new (_ ("Rename Section"));
  brv_change_add_heading (change, (guint)index, old, heading);
  brv_change_set_selections (change, brv_edit_caret ((BrvPlace){ section_id, strlen (old) }),
                             brv_edit_caret ((BrvPlace){ section_id, strlen (heading) }));
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  return TRUE;
}

/* Sections [low, high) change their order: the one at @from goes to @to. */
static void
rotate_sections (BrvDocument *document, guint from, guint to)
{
  const BrvBrief *brief = brv_document_get_brief (document);
  guint low = MIN (from, to);
  guint high = MAX (from, to) + 1;
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  g_autoptr (GPtrArray) now = g_ptr_array_new ();
  BrvSelection caret =
    brv_edit_caret ((BrvPlace){ brv_section_get_id (brv_brief_get_section (brief, from)), 0 });
  g_autoptr (BrvChange) change = brv_change_new (_ ("Move Section"));

  for (guint i = low; i < high; i++)
    {
      g_ptr_array_add (old, (gpointer)brv_brief_get_section (brief, i));
      if (i != from)
        g_ptr_array_add (now, (gpointer)brv_brief_get_section (brief, i));
    }
  g_ptr_array_insert (now, (gint)(to - low), (gpointer)brv_brief_get_section (brief, from));
  brv_change_add_sections (change, low, (BrvSection *const *)old->pdata, old->len,
                           (BrvSection *const *)now->pdata, now->len);
  brv_change_set_selections (change, caret, caret);
  brv_document_apply (document, change, BRV_EDIT_OTHER);
}

/**
 * brv_edit_move_section:
 * @document: a document
 * @section_id: a section
 * @at: the index that it has afterwards, or -1 for the last
 * @error: return location
 *
 * Moves a section with all its blocks.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_move_section (BrvDocument *document, BrvId section_id, gint at, GError **error)
{
  gint from;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  from = brv_edit_find_section (document, section_id, error);
  if (from < 0 || !brv_edit_check_place (
                    &at, brv_brief_get_n_sections (brv_document_get_brief (document)) - 1, error))
    return FALSE;
  if (at != from)
    rotate_sections (document, (guint)from, (guint)at);
  return TRUE;
}

/**
 * brv_edit_remove_section:
 * @document: a document
 * @section_id: a section
 * @error: return location
 *
 * Removes a section with all its blocks.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, or %BRV_EDIT_ERROR_REFUSED if it is the only one
 */
gboolean
brv_edit_remove_section (BrvDocument *document, BrvId section_id, GError **error)
{
  const BrvBrief *brief;
  gint index;
  BrvSection *section;
  g_autoptr (BrvChange) change = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  brief = brv_document_get_brief (document);
  index = brv_edit_find_section (document, section_id, error);
  if (index < 0)
    return FALSE;
  if (brv_brief_get_n_sections (brief) == 1)
    {
      g_set_error_literal (
        error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED,
        _ ("A brief keeps at least one section. Rename it or empty it instead."));
      return FALSE;
    }
  section = (BrvSection *)brv_brief_get_section (brief, (guint)index);
  change = brv_change_new (_ ("Remove Section"));
  brv_change_add_sections (change, (guint)index, &section, 1, NULL, 0);
  brv_change_set_selections (
    change, brv_edit_caret ((BrvPlace){ section_id, 0 }),
    brv_edit_caret ((BrvPlace){
      brv_section_get_id (brv_brief_get_section (brief, index > 0 ? (guint)index - 1 : 1)), 0 }));
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  return TRUE;
}

/* Puts blocks into a section of the brief as it is at that splice; a filler gives way to them. */
static void
add_insertion (BrvChange *change,
               guint section_index,
               const BrvSection *section,
               guint at,
               BrvBlock *const *blocks,
               guint n_blocks)
{
  BrvBlock *filler = NULL;

  if (brv_edit_is_filler (section, 0))
    {
      filler = (BrvBlock *)brv_section_get_block (section, 0);
      at = 0;
    }
  brv_change_add_blocks (change, section_index, at, &filler, filler ? 1 : 0, blocks, n_blocks);
}

/* Takes a block out; the last one leaves a filler behind. */
static void
add_removal (BrvChange *change, guint section_index, const BrvSection *section, guint at)
{
  BrvBlock *removed = (BrvBlock *)brv_section_get_block (section, at);
  g_autoptr (BrvBlock) filler = NULL;

  if (brv_section_get_n_blocks (section) == 1)
    filler = brv_edit_make_filler ();
  brv_change_add_blocks (change, section_index, at, &removed, 1, &filler, filler ? 1 : 0);
}

/**
 * brv_edit_add_blocks:
 * @document: a document
 * @section_id: a section
 * @at: the index that the first block gets, or -1
 * @blocks: (array length=n_blocks): blocks with fresh ids
 * @n_blocks: how many
 * @label: what it does, as a menu names it, translated
 * @error: return location
 *
 * Puts blocks into a section. A section's only empty paragraph gives way to them.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_add_blocks (BrvDocument *document,
                     BrvId section_id,
                     gint at,
                     BrvBlock *const *blocks,
                     guint n_blocks,
                     const char *label,
                     GError **error)
{
  gint index;
  const BrvSection *section;
  g_autoptr (BrvChange) change = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  index = brv_edit_find_section (document, section_id, error);
  if (index < 0)
    return FALSE;
  section = brv_brief_get_section (brv_document_get_brief (document), (guint)index);
  if (!brv_edit_check_place (&at, brv_section_get_n_blocks (section), error))
    return FALSE;
  if (n_blocks == 0)
    return TRUE;
  change = brv_change_new (label);
  add_insertion (change, (guint)index, section, (guint)at, blocks, n_blocks);
  brv_change_set_selections (change, (BrvSelection){ 0 },
                             brv_edit_caret_at_end (blocks[n_blocks - 1]));
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  return TRUE;
}

/* All blocks between the two places as one splice. */
static void
add_rotation (
  BrvChange *change, guint section_index, const BrvSection *section, guint from, guint to)
{
  guint low = MIN (from, to);
  guint high = MAX (from, to) + 1;
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  g_autoptr (GPtrArray) now = g_ptr_array_new ();

  for (guint i = low; i < high; i++)
    {
      g_ptr_array_add (old, (gpointer)brv_section_get_block (section, i));
      if (i != from)
        g_ptr_array_add (now, (gpointer)brv_section_get_block (section, i));
    }
  g_ptr_array_insert (now, (gint)(to - low), (gpointer)brv_section_get_block (section, from));
  brv_change_add_blocks (change, section_index, low, (BrvBlock *const *)old->pdata, old->len,
                         (BrvBlock *const *)now->pdata, now->len);
}

static void
move_block (BrvDocument *document, guint section, guint block, guint to_section, guint at)
{
  const BrvBrief *brief = brv_document_get_brief (document);
  const BrvSection *from = brv_brief_get_section (brief, section);
  BrvBlock *moved = (BrvBlock *)brv_section_get_block (from, block);
  BrvSelection caret = brv_edit_caret_at_end (moved);
  g_autoptr (BrvChange) change = brv_change_new (_ (labels_of (moved)->move));

  if (section != to_section)
    {
      add_removal (change, section, from, block);
      add_insertion (change, to_section, brv_brief_get_section (brief, to_section), at, &moved, 1);
    }
  else if (MAX (block, at) - MIN (block, at) < NEAR_BLOCKS)
    {
      add_rotation (change, section, from, block, at);
    }
  else
    {
      brv_change_add_blocks (change, section, block, &moved, 1, NULL, 0);
      brv_change_add_blocks (change, section, at, NULL, 0, &moved, 1);
    }
  brv_change_set_selections (change, caret, caret);
  brv_document_apply (document, change, BRV_EDIT_OTHER);
}

/**
 * brv_edit_move_block:
 * @document: a document
 * @block_id: a block
 * @section_id: the section to move it to, which may be its own
 * @at: the index that it has in that section afterwards, or -1 for the last
 * @error: return location
 *
 * Moves a block. A section that it leaves empty gets an empty paragraph; one that had nothing
 * else loses it.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_move_block (
  BrvDocument *document, BrvId block_id, BrvId section_id, gint at, GError **error)
{
  guint section;
  guint block;
  gint to_section;
  guint n_places;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  if (brv_edit_find_block (document, block_id, &section, &block, error) == NULL)
    return FALSE;
  to_section = brv_edit_find_section (document, section_id, error);
  if (to_section < 0)
    return FALSE;
  n_places = brv_section_get_n_blocks (
    brv_brief_get_section (brv_document_get_brief (document), (guint)to_section));
  if (!brv_edit_check_place (&at, n_places - (section == (guint)to_section ? 1 : 0), error))
    return FALSE;
  if (section != (guint)to_section || block != (guint)at)
    move_block (document, section, block, (guint)to_section, (guint)at);
  return TRUE;
}

static gboolean
refuse_nudge (GError **error)
{
  g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED,
                       _ ("It cannot be moved further."));
  return FALSE;
}

/**
 * brv_edit_nudge_block:
 * @document: a document
 * @id: a block, or a section
 * @direction: -1 for up, 1 for down
 * @error: return location
 *
 * Moves a block by one place, over the edge of its section into the next one; or a whole section
 * past its neighbour.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, or %BRV_EDIT_ERROR_REFUSED at the end of the
 *   brief and for the empty paragraph that is all its section has
 */
gboolean
brv_edit_nudge_block (BrvDocument *document, BrvId id, gint direction, GError **error)
{
  const BrvBrief *brief;
  const BrvSection *current;
  gint section_index;
  guint n_sections;
  guint section;
  guint block;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (direction == -1 || direction == 1, FALSE);

  brief = brv_document_get_brief (document);
  n_sections = brv_brief_get_n_sections (brief);
  section_index = brv_brief_find_section (brief, id);
  if (section_index >= 0)
    {
      if (direction < 0 ? section_index == 0 : (guint)section_index + 1 == n_sections)
        return refuse_nudge (error);
      rotate_sections (document, (guint)section_index, (guint)(section_index + direction));
      return TRUE;
    }

  if (brv_edit_find_block (document, id, &section, &block, error) == NULL)
    return FALSE;
  current = brv_brief_get_section (brief, section);
  if (brv_edit_is_filler (current, block))
    return refuse_nudge (error);
  if (direction < 0 ? block > 0 : block + 1 < brv_section_get_n_blocks (current))
    {
      move_block (document, section, block, section, block + (guint)direction);
      return TRUE;
    }
  if (direction < 0 ? section == 0 : section + 1 == n_sections)
    return refuse_nudge (error);
  section_index = (gint)section + direction;
  move_block (document, section, block, (guint)section_index,
              direction > 0
                ? 0
                : brv_section_get_n_blocks (brv_brief_get_section (brief, (guint)section_index)));
  return TRUE;
}

/* Where the caret goes when the block at @at is gone: the next block, else the end of the last. */
static BrvSelection
caret_without (const BrvSection *section, guint at)
{
  if (at + 1 < brv_section_get_n_blocks (section))
    return brv_edit_caret (
      (BrvPlace){ brv_block_get_id (brv_section_get_block (section, at + 1)), 0 });
  if (at > 0)
    return brv_edit_caret_at_end (brv_section_get_block (section, at - 1));
  return brv_edit_caret (
    (BrvPlace){ brv_section_get_id (section), strlen (brv_section_get_heading (section)) });
}

/**
 * brv_edit_remove_block:
 * @document: a document
 * @block_id: a block
 * @error: return location
 *
 * Removes a block. The last one of a section leaves an empty paragraph behind.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND
 */
gboolean
brv_edit_remove_block (BrvDocument *document, BrvId block_id, GError **error)
{
  const BrvSection *section;
  const BrvBlock *removed;
  guint section_index;
  guint at;
  g_autoptr (BrvChange) change = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  removed = brv_edit_find_block (document, block_id, &section_index, &at, error);
  if (removed == NULL)
    return FALSE;
  section = brv_brief_get_section (brv_document_get_brief (document), section_index);
  if (brv_edit_is_filler (section, at))
    return TRUE;
  change = brv_change_new (_ (labels_of (removed)->remove));
  add_removal (change, section_index, section, at);
  brv_change_set_selections (change, brv_edit_caret_at_end (removed), caret_without (section, at));
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  return TRUE;
}
