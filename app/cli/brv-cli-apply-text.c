/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The changes of apply to the words of a block: its text, a cell's, or those of a quote. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/brv-cli-apply-private.h"
#include "edit/brv-edit-quote.h"
#include "edit/brv-edit-text.h"

static gboolean
get_range_of (const char *text,
              JsonObject *arguments,
              const char *start_name,
              const char *end_name,
              BrvRange *range,
              GError **error)
{
  gint64 start, end;

  if (!brv_apply_get_required_integer (arguments, start_name, &start, error) ||
      !brv_apply_get_required_integer (arguments, end_name, &end, error))
    return FALSE;
  if (brv_cli_read_range (text, start, end, range))
    return TRUE;
  g_set_error_literal (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE,
                       _ ("The place lies outside of the block."));
  return FALSE;
}

/* Code points of a block's text, or of a quote's exact text. */
static gboolean
get_range (const BrvBlock *block,
           JsonObject *arguments,
           const char *start_name,
           const char *end_name,
           BrvRange *range,
           GError **error)
{
  const BrvQuote *quote = brv_block_get_quote (block);

  return get_range_of (quote != NULL ? brv_quote_get_exact (quote)
                                     : brv_text_get_utf8 (brv_block_get_text (block)),
                       arguments, start_name, end_name, range, error);
}

gboolean
brv_apply_type (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const BrvBlock *block = brv_apply_get_block (apply, arguments, id, error);
  const char *text;
  BrvRange range;
  BrvPlace caret;
  BrvStyle style;
  BrvCellPlace cell;
  const BrvText *cell_text = NULL;

  if (block == NULL || !brv_apply_get_string (arguments, "text", &text, error) ||
      !brv_apply_get_cell (arguments, block, &cell, &cell_text, error))
    return FALSE;
  if (cell_text != NULL)
    return get_range_of (brv_text_get_utf8 (cell_text), arguments, "at", "at", &range, error) &&
           brv_edit_type_in_cell (apply->document, cell, range, text, error);
  if (!get_range (block, arguments, "at", "at", &range, error))
    return FALSE;
  style = range.start > 0 ? brv_text_get_style_at (brv_block_get_text (block), range.start - 1)
                          : BRV_STYLE_NONE;
  return brv_edit_type (apply->document, (BrvPlace){ *id, range.start },
                        (BrvPlace){ *id, range.start }, text, style, &caret, error);
}

gboolean
brv_apply_delete (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const BrvBlock *block = brv_apply_get_block (apply, arguments, id, error);
  BrvRange range;
  BrvPlace caret;
  BrvCellPlace cell;
  const BrvText *cell_text = NULL;

  if (block == NULL || !brv_apply_get_cell (arguments, block, &cell, &cell_text, error))
    return FALSE;
  if (cell_text != NULL)
    return get_range_of (brv_text_get_utf8 (cell_text), arguments, "start", "end", &range, error) &&
           brv_edit_type_in_cell (apply->document, cell, range, "", error);
  return get_range (block, arguments, "start", "end", &range, error) &&
         brv_edit_replace (apply->document, (BrvPlace){ *id, range.start },
                           (BrvPlace){ *id, range.end }, NULL, BRV_EDIT_OTHER, &caret, error);
}

/* Puts a reference into a block's text, or into that of a cell; without "at" behind it. */
static gboolean
add_reference (BrvApply *apply,
               JsonObject *arguments,
               const BrvBlock *block,
               const BrvReference *reference,
               GError **error)
{
  BrvId id = brv_block_get_id (block);
  BrvCellPlace cell;
  const BrvText *text = NULL;
  gboolean is_in_cell;
  BrvRange range;

  if (!brv_apply_get_cell (arguments, block, &cell, &text, error))
    return FALSE;
  is_in_cell = text != NULL;
  if (!is_in_cell)
    text = brv_block_get_text (block);
  range.start = brv_text_get_length (text);
  if (json_object_has_member (arguments, "at") &&
      !get_range_of (brv_text_get_utf8 (text), arguments, "at", "at", &range, error))
    return FALSE;
  if (is_in_cell)
    return brv_edit_add_reference_in_cell (apply->document, cell, range.start, reference, error);
  return brv_edit_add_reference (apply->document, (BrvPlace){ id, range.start }, reference, error);
}

gboolean
brv_apply_add_note (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const BrvBlock *block = brv_apply_get_block (apply, arguments, id, error);
  BrvReference reference = { .kind = BRV_REFERENCE_NOTE };
  g_autoptr (BrvText) note = NULL;
  const char *markdown;

  if (block == NULL || !brv_apply_get_string (arguments, "text", &markdown, error) ||
      (note = brv_cli_read_markdown (markdown, error)) == NULL)
    return FALSE;
  reference.note = note;
  return add_reference (apply, arguments, block, &reference, error);
}

gboolean
brv_apply_add_citation (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const BrvBlock *block = brv_apply_get_block (apply, arguments, id, error);
  BrvReference reference = { .kind = BRV_REFERENCE_CITATION };

  return block != NULL && brv_apply_get_source (apply, arguments, &reference.source_id, error) &&
         brv_apply_get_optional_string (arguments, "locator", &reference.locator, error) &&
         add_reference (apply, arguments, block, &reference, error);
}

gboolean
brv_apply_split (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvId block_id;
  const BrvBlock *block = brv_apply_get_block (apply, arguments, &block_id, error);
  BrvRange range;
  BrvPlace caret;

  if (block == NULL || !get_range (block, arguments, "at", "at", &range, error) ||
      !brv_edit_split (apply->document, (BrvPlace){ block_id, range.start }, &caret, error))
    return FALSE;
  *id = caret.id;
  return TRUE;
}

gboolean
brv_apply_join (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvId block_id;
  BrvPlace caret;

  if (brv_apply_get_block (apply, arguments, &block_id, error) == NULL ||
      !brv_edit_join (apply->document, block_id, &caret, error))
    return FALSE;
  *id = caret.id;
  return TRUE;
}

gboolean
brv_apply_elide (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const BrvBlock *block = brv_apply_get_block (apply, arguments, id, error);
  BrvRange range;

  return block != NULL && get_range (block, arguments, "start", "end", &range, error) &&
         brv_edit_elide (apply->document, *id, range, error);
}

gboolean
brv_apply_insert (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const BrvBlock *block = brv_apply_get_block (apply, arguments, id, error);
  const char *text;
  BrvRange range;

  return block != NULL && brv_apply_get_string (arguments, "text", &text, error) &&
         get_range (block, arguments, "at", "at", &range, error) &&
         brv_edit_insert (apply->document, *id, range.start, text, error);
}

gboolean
brv_apply_initial (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  return brv_apply_get_block (apply, arguments, id, error) != NULL &&
         brv_edit_change_initial (apply->document, *id, error);
}

gboolean
brv_apply_reset_quote (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  return brv_apply_get_block (apply, arguments, id, error) != NULL &&
         brv_edit_reset_quote (apply->document, *id, error);
}
