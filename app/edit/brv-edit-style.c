/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-text-private.h"

#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"
#include "edit/brv-edit-private.h"

/* What changes the look or the kind of blocks, and references in them, but not their words. */

/* Whether the block has words of the author's own, that can be bold or a link. */
static gboolean
has_own_words (const BrvBlock *block)
{
  return brv_edit_is_text_block (block) || brv_block_has_caption (block);
}

/* Makes another block of one; @range is the part of it that is selected. */
typedef BrvBlock *(*RemakeFunc) (const BrvBlock *block, BrvRange range, gconstpointer data);

/* Puts what differs between a section's blocks and @remade, which begin at @at, into the change. */
static void
add_remade (BrvChange *change, guint index, const BrvSection *section, guint at, GPtrArray *remade)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  guint first = 0;
  guint end = remade->len;

  while (first < end && brv_block_equal (brv_section_get_block (section, at + first),
                                         g_ptr_array_index (remade, first)))
    first++;
  while (end > first && brv_block_equal (brv_section_get_block (section, at + end - 1),
                                         g_ptr_array_index (remade, end - 1)))
    end--;
  if (first == end)
    return;
  for (guint i = first; i < end; i++)
    g_ptr_array_add (old, (gpointer)brv_section_get_block (section, at + i));
  brv_change_add_blocks (change, index, at + first, (BrvBlock *const *)old->pdata, old->len,
                         (BrvBlock *const *)remade->pdata + first, end - first);
}

/* Remakes the text blocks of one section that lie in the selection; says whether there were any. */
static gboolean
remake_section (BrvChange *change,
                const BrvSection *section,
                guint index,
                const BrvSpot *first,
                const BrvSpot *last,
                RemakeFunc remake,
                gconstpointer data)
{
  g_autoptr (GPtrArray) remade = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  gint from = index == first->section ? MAX (first->block, 0) : 0;
  gint to = index == last->section ? last->block : (gint)brv_section_get_n_blocks (section) - 1;
  gboolean any = FALSE;

  for (gint i = from; i <= to; i++)
    {
      const BrvBlock *block = brv_section_get_block (section, (guint)i);
      BrvRange range = { 0, brv_text_get_length (brv_block_get_text (block)) };

      if (index == first->section && i == first->block)
        range.start = first->place.at;
      if (index == last->section && i == last->block)
        range.end = last->place.at;
      if (has_own_words (block))
        any = TRUE;
      g_ptr_array_add (remade,
                       has_own_words (block) ? remake (block, range, data) : brv_block_ref (block));
    }
  add_remade (change, index, section, (guint)from, remade);
  return any;
}

static gboolean
remake_blocks (BrvDocument *document,
               BrvPlace from,
               BrvPlace to,
               RemakeFunc remake,
               gconstpointer data,
               const char *label,
               GError **error)
{
  const BrvBrief *brief = brv_document_get_brief (document);
  BrvSpot first;
  BrvSpot last;
  gboolean any = FALSE;
  g_autoptr (BrvChange) change = NULL;

  if (!brv_edit_find_spots (document, from, to, &first, &last, error))
    return FALSE;
  change = brv_change_new (label);
  for (guint i = first.section; i <= last.section; i++)
    any |=
      remake_section (change, brv_brief_get_section (brief, i), i, &first, &last, remake, data);
  if (!any)
    {
      g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED,
                           _ ("Quotes and the headings of sections keep their look."));
      return FALSE;
    }
  brv_change_set_selections (change, (BrvSelection){ from, to }, (BrvSelection){ from, to });
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  return TRUE;
}

typedef struct
{
  BrvStyle style;
  gboolean on;
} StyleChange;

static BrvBlock *
remake_style (const BrvBlock *block, BrvRange range, gconstpointer data)
{
  const StyleChange *style = data;
  g_autoptr (BrvText) text = NULL;

  if (range.start >= range.end)
    return brv_block_ref (block);
  text = brv_text_with_style (brv_block_get_text (block), range, style->style, style->on);
  return brv_block_with_text (block, text);
}

/**
 * brv_edit_set_style:
 * @document: a document
 * @from: one end of a selection
 * @to: the other end
 * @style: one or more styles
 * @on: whether to add or to take away
 * @error: return location
 *
 * Adds a style to the selected text, or takes it away. Quotes and headings of sections within the
 * selection stay as they are.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_REFUSED if there is nothing else in it,
 *   %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_set_style (
  BrvDocument *document, BrvPlace from, BrvPlace to, BrvStyle style, gboolean on, GError **error)
{
  StyleChange change = { style, on };
  const char *label;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  label = style == BRV_STYLE_STRONG     ? _ ("Bold")
          : style == BRV_STYLE_EMPHASIS ? _ ("Italic")
                                        : _ ("Change Style");
  return remake_blocks (document, from, to, remake_style, &change, label, error);
}

static BrvBlock *
remake_link (const BrvBlock *block, BrvRange range, gconstpointer link)
{
  g_autoptr (BrvText) text = NULL;

  if (range.start >= range.end)
    return brv_block_ref (block);
  text = brv_text_with_link (brv_block_get_text (block), range, link);
  return brv_block_with_text (block, text);
}

/* A caret within a link, or at its edge, stands for all of it. */
static void
widen_to_link (const BrvSpot *spot, BrvPlace *from, BrvPlace *to)
{
  guint n_runs;
  const BrvRun *runs = brv_text_get_runs (brv_block_get_text (spot->line), &n_runs);
  const char *link = NULL;

  for (guint i = 0; i < n_runs; i++)
    {
      gboolean goes_on =
        link != NULL && runs[i].range.start == to->at && g_strcmp0 (link, runs[i].link) == 0;

      if (link == NULL && runs[i].link != NULL && runs[i].range.end >= spot->place.at &&
          runs[i].range.start <= spot->place.at)
        {
          link = runs[i].link;
          from->at = runs[i].range.start;
          for (guint j = i; j > 0 && runs[j - 1].range.end == from->at &&
                            g_strcmp0 (runs[j - 1].link, link) == 0;
               j--)
            from->at = runs[j - 1].range.start;
          to->at = runs[i].range.end;
        }
      else if (goes_on)
        {
          to->at = runs[i].range.end;
        }
    }
}

/**
 * brv_edit_set_link:
 * @document: a document
 * @from: one end of a selection
 * @to: the other end; the same within a link stands for all of that
 * @link: (nullable): an address, or %NULL to take links away
 * @error: return location
 *
 * Makes the selected text a link, or takes links away.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_REFUSED if there is nothing but quotes and headings of sections
 *   in the selection, %BRV_EDIT_ERROR_VALUE if @link is not an address, %BRV_EDIT_ERROR_NOT_FOUND or
 *   %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_set_link (
  BrvDocument *document, BrvPlace from, BrvPlace to, const char *link, GError **error)
{
  BrvSpot spot;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  if (link != NULL && !g_uri_is_valid (link, G_URI_FLAGS_PARSE_RELAXED, NULL))
    {
      g_set_error (
        error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE,
        _ ("“%s” is not an address. Write it with its scheme, as in https://example.org."), link);
      return FALSE;
    }
  if (!brv_edit_find_spot (document, from, &spot, error))
    return FALSE;
  if (brv_id_equal (from.id, to.id) && from.at == to.at && spot.line != NULL)
    widen_to_link (&spot, &from, &to);
  return remake_blocks (document, from, to, remake_link, link,
                        link != NULL ? _ ("Link") : _ ("Remove Link"), error);
}

typedef struct
{
  BrvBlockKind kind;
  guint level;
  gboolean ordered;
  BrvVariant variant;
  BrvId begins; /* the block that begins a box, where it was in none */
} KindChange;

static BrvBlock *
remake_callout (const BrvBlock *block, const KindChange *change)
{
  BrvId id = brv_block_get_id (block);
  gboolean begins = brv_block_get_kind (block) == BRV_BLOCK_CALLOUT
                      ? brv_block_begins_box (block)
                      : brv_id_equal (id, change->begins);
  g_autoptr (BrvBlock) callout =
    brv_block_new_callout (id, change->variant, change->level > 0, brv_block_get_text (block));

  return brv_block_with_box_begun (callout, begins);
}

static BrvBlock *
remake_kind (const BrvBlock *block, BrvRange range, gconstpointer data)
{
  const KindChange *change = data;
  BrvId id = brv_block_get_id (block);
  const BrvText *text = brv_block_get_text (block);

  if (!brv_edit_is_text_block (block))
    return brv_block_ref (block);
  switch (change->kind)
    {
    case BRV_BLOCK_HEADING:
      return brv_block_new_heading (id, CLAMP (change->level, 1, BRV_HEADING_MAX_LEVEL), text);
    case BRV_BLOCK_LIST_ITEM:
      return brv_block_new_list_item (id, CLAMP (change->level, 1, BRV_LIST_MAX_LEVEL),
                                      change->ordered, text);
    case BRV_BLOCK_CALLOUT:
      return remake_callout (block, change);
    case BRV_BLOCK_PARAGRAPH:
    case BRV_BLOCK_QUOTE:
    case BRV_BLOCK_FIGURE:
    case BRV_BLOCK_TABLE:
    case BRV_BLOCK_PAGE_BREAK:
    case BRV_N_BLOCK_KINDS:
    default:
      return brv_block_new_paragraph (id, text);
    }
}

/**
 * brv_edit_set_block_kind:
 * @document: a document
 * @from: one end of a selection
 * @to: the other end
 * @kind: paragraph, heading or list item
 * @level: of a heading, 1 to %BRV_HEADING_MAX_LEVEL, or of an item, 1 to %BRV_LIST_MAX_LEVEL; what lies
 *   outside is brought within
 * @ordered: of an item: whether it is numbered
 * @error: return location
 *
 * Makes the text blocks that the selection touches paragraphs, headings or list items.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_REFUSED if it touches only quotes and headings of sections,
 *   %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_set_block_kind (BrvDocument *document,
                         BrvPlace from,
                         BrvPlace to,
                         BrvBlockKind kind,
                         guint level,
                         gboolean ordered,
                         GError **error)
{
  KindChange change = { kind, level, ordered, BRV_VARIANT_PLAIN };
  const char *label;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (
    kind == BRV_BLOCK_PARAGRAPH || kind == BRV_BLOCK_HEADING || kind == BRV_BLOCK_LIST_ITEM, FALSE);

  label = kind == BRV_BLOCK_HEADING     ? _ ("Make Heading")
          : kind == BRV_BLOCK_PARAGRAPH ? _ ("Make Paragraph")
          : ordered                     ? _ ("Make Numbered List")
                                        : _ ("Make Bulleted List");
  return remake_blocks (document, from, to, remake_kind, &change, label, error);
}

/**
 * brv_edit_make_callout:
 * @document: a document
 * @from: one end of a selection
 * @to: the other end
 * @variant: what the box is for
 * @is_heading: whether they are headings of boxes
 * @error: return location
 *
 * Puts the text blocks that the selection touches into a box of their own.
 *
 * Returns: %FALSE with an error of brv_edit_set_block_kind()
 */
gboolean
brv_edit_make_callout (BrvDocument *document,
                       BrvPlace from,
                       BrvPlace to,
                       BrvVariant variant,
                       gboolean is_heading,
                       GError **error)
{
  KindChange change = { BRV_BLOCK_CALLOUT, is_heading ? 1 : 0, FALSE, variant, from.id };
  BrvSpot first;
  BrvSpot last;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (variant < BRV_N_VARIANTS, FALSE);

  if (!brv_edit_find_spot (document, from, &first, error) ||
      !brv_edit_find_spot (document, to, &last, error))
    return FALSE;
  if (last.section < first.section || (last.section == first.section && last.block < first.block))
    change.begins = to.id;

  return remake_blocks (document, from, to, remake_kind, &change, _ ("Make Callout"), error);
}

/* Puts another text into one block as one step. */
static void
replace_text (
  BrvDocument *document, const BrvSpot *spot, const BrvText *text, const char *label, gsize caret)
{
  BrvBlock *old = (BrvBlock *)spot->line;
  g_autoptr (BrvBlock) changed = brv_block_with_text (old, text);
  g_autoptr (BrvChange) change = brv_change_new (label);

  if (brv_block_equal (old, changed))
    return;
  brv_change_add_blocks (change, spot->section, (guint)spot->block, &old, 1, &changed, 1);
  brv_change_set_selections (change, brv_edit_caret (spot->place),
                             brv_edit_caret ((BrvPlace){ spot->place.id, caret }));
  brv_document_apply (document, change, BRV_EDIT_OTHER);
}

/**
 * brv_edit_add_reference:
 * @document: a document
 * @at: where, in a text block
 * @reference: a note or a citation of one of the brief's sources; its place is ignored
 * @error: return location
 *
 * Puts a reference into the text.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_REFUSED in a quote or a section's heading,
 *   %BRV_EDIT_ERROR_NOT_FOUND if the brief lacks the block or the source, or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_add_reference (BrvDocument *document,
                        BrvPlace at,
                        const BrvReference *reference,
                        GError **error)
{
  BrvSpot spot;
  g_autoptr (BrvText) mark = NULL;
  g_autoptr (BrvText) text = NULL;
  gboolean is_note;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (reference != NULL, FALSE);

  if (!brv_edit_find_spot (document, at, &spot, error))
    return FALSE;
  if (spot.line == NULL || !has_own_words (spot.line))
    {
      g_set_error_literal (
        error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_REFUSED,
        _ ("Notes and citations stand in paragraphs, lists, captions and headings within a "
           "section."));
      return FALSE;
    }
  is_note = reference->kind == BRV_REFERENCE_NOTE;
  if (!is_note && !brv_edit_check_source (document, reference->source_id, error))
    return FALSE;
  mark = brv_text_new_reference (reference);
  text = brv_text_replace (brv_block_get_text (spot.line), (BrvRange){ at.at, at.at }, mark);
  replace_text (document, &spot, text, is_note ? _ ("Add Note") : _ ("Add Citation"),
                at.at + BRV_OBJECT_CHARACTER_LENGTH);
  return TRUE;
}

/**
 * brv_edit_set_note:
 * @document: a document
 * @reference: the place of a note's reference
 * @note: what the note is to say
 * @error: return location
 *
 * Changes the words of the author's own note.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND if there is no note at @reference
 */
gboolean
brv_edit_set_note (BrvDocument *document, BrvPlace reference, const BrvText *note, GError **error)
{
  BrvSpot spot;
  const BrvReference *references = NULL;
  guint n_references = 0;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (note != NULL, FALSE);

  if (!brv_edit_find_spot (document, reference, &spot, error))
    return FALSE;
  if (spot.line != NULL)
    references = brv_text_get_references (brv_block_get_text (spot.line), &n_references);
  for (guint i = 0; i < n_references; i++)
    {
      BrvReference changed = references[i];
      g_autoptr (BrvText) mark = NULL;
      g_autoptr (BrvText) text = NULL;

      if (changed.at != reference.at || changed.kind != BRV_REFERENCE_NOTE)
        continue;
      changed.note = note;
      mark = brv_text_new_reference (&changed);
      text = brv_text_replace (
        brv_block_get_text (spot.line),
        (BrvRange){ reference.at, reference.at + BRV_OBJECT_CHARACTER_LENGTH }, mark);
      replace_text (document, &spot, text, _ ("Edit Note"),
                    reference.at + BRV_OBJECT_CHARACTER_LENGTH);
      return TRUE;
    }
  return brv_edit_fail_no_note (error);
}
