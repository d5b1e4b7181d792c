/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-block-setter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/brv-table-content.h"
#include "typeset/brv-shaped-text.h"

/* A table of more columns, or higher than this part of the text, goes across two columns of text. */
#define MOST_COLUMNS 3
#define MOST_HEIGHT  0.3

/* Between "To" and who it is, ems. */
#define DETAIL_SPACE 1.0

/* Themes leave room for the number of a note of three figures. A wider one that would come nearer to its
 * text than this, in ems, stands so far from it. */
#define LEAST_NUMBER_GAP 0.1
#define NUMBER_GAP       0.4

/* A text in a script that no font has would else be listed as a whole. */
#define MOST_LISTED_CHARACTERS 5

#define LEFT_TO_RIGHT_MARK "\342\200\216"
#define RIGHT_TO_LEFT_MARK "\342\200\217"

/* Blocks that are not made yet, and what they are made from. */
typedef struct
{
  const BrvBlockSetter *setter;
  GArray *tasks; /* BrvParagraphTask */
} Work;

static double
find_measure (const BrvBlockSetter *self, const BrvStyledBlock *block)
{
  return block->is_wide ? self->sheet->measure : self->sheet->column_width;
}

static gboolean
is_new (const BrvSetSection *section)
{
  return section->first_lines->len == 0;
}

static char *
list_characters (const GArray *characters)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < characters->len && i < MOST_LISTED_CHARACTERS; i++)
    {
      gunichar c = g_array_index (characters, gunichar, i);
      char letter[7] = { 0 };

      g_unichar_to_utf8 (c, letter);
      if (i > 0)
        g_string_append (list, ", ");
      if (g_unichar_isgraph (c) && g_unichar_type (c) != G_UNICODE_PRIVATE_USE)
        /* Translators: a character and its number */
        g_string_append_printf (list, _ ("“%s” (U+%04X)"), letter, c);
      else
        g_string_append_printf (list, "U+%04X", c);
    }
  if (characters->len > MOST_LISTED_CHARACTERS)
    g_string_append (list, ", …");
  return g_string_free (list, FALSE);
}

static void
tell_missing_characters (const GArray *missing, BrvId id, GArray *notices)
{
  g_autofree char *list = list_characters (missing);
  g_autofree char *message =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                  "No font has the character %s. Install a font that has it, or "
                                  "use another character.",
                                  "No font has the characters %s. Install a font that has them, or "
                                  "use other characters.",
                                  missing->len),
                     list);

  brv_notices_add (notices, "missing-glyph", id, message);
}

static void
tell_faults (const BrvStyledBlock *block, BrvId id, GArray *notices)
{
  if (block->paragraph->missing != NULL)
    tell_missing_characters (block->paragraph->missing, id, notices);
  if (block->paragraph->is_fallback)
    brv_notices_add (
      notices, "fallback-script", id,
      _ ("The lines of this paragraph are broken in a simpler way, as its script needs "
         "a dictionary. Look at where they end."));
}

/* What a note says belongs to the block that has its number. */
static BrvId
find_owner (const BrvStyledDocument *document, const BrvStyledBlock *block)
{
  guint n_notes;
  const BrvNote *notes = brv_notes_get (document->notes, &n_notes);

  return block->kind == BRV_STYLED_NOTE && block->index < n_notes ? notes[block->index].block_id
                                                                  : block->id;
}

static gboolean
runs_backward (const BrvBlockSetter *self, const char *text, const char *language)
{
  return brv_shaped_text_runs_backward (text, strlen (text),
                                        language != NULL ? language : self->language);
}

/* A label as it is set: the point of "26." stands towards the text, whichever way that runs. */
static BrvInlineText *
need_label (const BrvBlockSetter *self, const BrvStyledBlock *block)
{
  gboolean is_backward = runs_backward (self, block->text->text->str, block->language);
  gboolean is_one_sign = *g_utf8_next_char (block->label) == '\0';
  g_autofree char *marked = NULL;

  if (!is_one_sign && is_backward != runs_backward (self, block->label, NULL))
    marked =
      g_strconcat (is_backward ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK, block->label, NULL);
  return brv_text_cache_need_plain (self->texts, marked != NULL ? marked : block->label);
}

/**
 * brv_block_setter_make_label:
 * @self: a setter
 * @block: a block with a label
 *
 * Sets the block's label. Some labels indent the text, so they come before it.
 */
void
brv_block_setter_make_label (const BrvBlockSetter *self, BrvStyledBlock *block)
{
  BrvLook look = block->look;
  double width;
  g_autoptr (BrvInlineText) label = need_label (self, block);

  look.indent = look.indent_end = look.first_line = 0;
  look.align = BRV_ALIGN_START;
  block->label_paragraph = brv_paragraph_maker_make (self->maker, label, &look, self->language,
                                                     find_measure (self, block));
  if (brv_paragraph_get_n_lines (block->label_paragraph) == 0)
    return;
  width = brv_paragraph_get_line (block->label_paragraph, 0)->width;
  if (block->label_widens)
    block->look.indent += width + BRV_LABEL_SPACE * block->look.size;
  /* From the thousandth on. */
  else if (block->kind == BRV_STYLED_NOTE &&
           width + LEAST_NUMBER_GAP * block->look.size > block->look.indent)
    block->look.indent = width + NUMBER_GAP * block->look.size;
}

static gboolean
fits_column (const BrvBlockSetter *self, const BrvTableSetting *table)
{
  return !table->is_narrow && table->n_columns <= MOST_COLUMNS &&
         brv_table_setting_get_height (table) <
           (self->sheet->bottom - self->sheet->top) * MOST_HEIGHT;
}

static BrvTableSetting *
need_table (const BrvBlockSetter *self, const BrvStyledBlock *block, double measure)
{
  return brv_table_cache_need (self->tables, block->cells,
                               (BrvTableNotes){ block->notes, block->n_notes }, self->theme,
                               self->language, measure);
}

/* A table stands beside the numbers of paragraphs unless its letters had to be smaller for it. */
static BrvTableSetting *
set_table (const BrvBlockSetter *self, BrvStyledBlock *block)
{
  double measure = find_measure (self, block);
  BrvTableSetting *table = need_table (self, block, measure - block->hang);

  if (table->size < 1 && block->hang > 0)
    {
      brv_table_setting_unref (table);
      table = need_table (self, block, measure);
    }
  if (block->is_wide || self->sheet->n_columns == 1 || fits_column (self, table))
    return table;
  block->is_wide = TRUE;
  brv_table_setting_unref (table);
  return set_table (self, block);
}

/* The caption over a table that turned out to need all columns, or to fit beside numbers. */
static void
make_caption_anew (const BrvBlockSetter *self, BrvStyledBlock *caption, const BrvStyledBlock *table)
{
  caption->is_wide = table->is_wide;
  caption->look.indent += table->hang;
  brv_paragraph_unref (caption->paragraph);
  caption->paragraph = brv_paragraph_maker_make (self->maker, caption->text, &caption->look,
                                                 self->language, find_measure (self, caption));
}

/* The caption of an image or a table: an image's stands below. */
static BrvStyledBlock *
find_caption (const BrvSetSection *section, guint index)
{
  const BrvStyledBlock *block = g_ptr_array_index (section->blocks, index);
  BrvStyledBlock *found = NULL;

  if (block->kind == BRV_STYLED_FIGURE && block->keep && index + 1 < section->blocks->len)
    found = g_ptr_array_index (section->blocks, index + 1);
  else if (block->kind == BRV_STYLED_TABLE && index > 0)
    {
      found = g_ptr_array_index (section->blocks, index - 1);
      if (!found->keep)
        return NULL;
    }
  return found != NULL && found->kind == BRV_STYLED_CAPTION ? found : NULL;
}

/* What is narrower than the measure stands where its caption begins; without one, a table of words where
 * those begin: an Arabic table in an English brief stands at the right, as a paragraph in Arabic does. */
static BrvSide
find_side (const BrvSetSection *section, guint index)
{
  const BrvStyledBlock *block = g_ptr_array_index (section->blocks, index);
  const BrvStyledBlock *caption = find_caption (section, index);

  if (caption != NULL)
    return caption->paragraph->right_to_left ? BRV_SIDE_RIGHT : BRV_SIDE_LEFT;
  if (block->kind == BRV_STYLED_TABLE && brv_table_has_letters (block->cells))
    return brv_table_is_right_to_left (block->cells) ? BRV_SIDE_RIGHT : BRV_SIDE_LEFT;
  return BRV_SIDE_OF_BRIEF;
}

static void
make_table (const BrvBlockSetter *self, BrvSetSection *section, guint index)
{
  BrvStyledBlock *block = g_ptr_array_index (section->blocks, index);
  BrvStyledBlock *caption = find_caption (section, index);

  block->table = set_table (self, block);
  block->free_table = brv_table_setting_unref;
  block->notes = NULL;
  if (block->table->width > find_measure (self, block) - block->hang + 0.01)
    block->hang = 0;
  if (caption != NULL && (block->is_wide != caption->is_wide || block->hang > 0))
    make_caption_anew (self, caption, block);
  for (guint row = 0; row < block->table->n_rows; row++)
    {
      for (guint column = 0; column < block->table->n_columns; column++)
        tell_faults (brv_table_setting_get_cell (block->table, row, column), block->id,
                     section->notices);
    }
  if (block->table->is_narrow)
    brv_notices_add (
      section->notices, "narrow-table", block->id,
      _ ("A table is too wide for the page. Leave out a column or shorten its words."));
}

/* What announces an element that goes across all columns goes across as well: in one of them it would
 * leave a hole beside it. */
static void
widen_announcement (const BrvBlockSetter *self, GPtrArray *blocks, guint element)
{
  BrvStyledBlock *block;

  if (element > 0 &&
      ((BrvStyledBlock *)g_ptr_array_index (blocks, element - 1))->kind == BRV_STYLED_CAPTION)
    element--;
  if (element == 0)
    return;
  block = g_ptr_array_index (blocks, element - 1);
  if (block->is_wide || !brv_styled_block_announces (block))
    return;
  block->is_wide = TRUE;
  brv_paragraph_unref (block->paragraph);
  block->paragraph = brv_paragraph_maker_make (self->maker, block->text, &block->look,
                                               self->language, find_measure (self, block));
}

static void
add_task (Work *self, BrvStyledBlock *block)
{
  const BrvBlockSetter *setter = self->setter;
  BrvParagraphTask task = { .text = block->text,
                            .look = &block->look,
                            .language =
                              block->language != NULL ? block->language : setter->language,
                            .measure = find_measure (setter, block) };

  if (block->label != NULL && block->label_paragraph == NULL)
    brv_block_setter_make_label (setter, block);
  g_array_append_val (self->tasks, task);
}

static gboolean
is_detail (const BrvStyledBlock *block)
{
  return block->kind == BRV_STYLED_PLAIN && block->label_at_start && block->label != NULL &&
         block->hang == 0;
}

/* "To", "From" and "Date" are in some languages wider than the theme has room for. What they say stands
 * behind the widest of them. */
static void
make_room_for_details (const BrvBlockSetter *self, const BrvSetSection *section)
{
  double indent = 0;

  for (guint i = 0; i < section->blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (section->blocks, i);

      if (!is_detail (block))
        continue;
      brv_block_setter_make_label (self, block);
      if (brv_paragraph_get_n_lines (block->label_paragraph) > 0)
        indent = MAX (indent, brv_paragraph_get_line (block->label_paragraph, 0)->width +
                                DETAIL_SPACE * block->look.size);
    }
  for (guint i = 0; i < section->blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (section->blocks, i);

      if (is_detail (block))
        block->look.indent = MAX (block->look.indent, indent);
    }
}

static void
add_tasks (Work *self, const BrvStyledDocument *document)
{
  for (guint i = 0; i < document->sections->len; i++)
    {
      const BrvSetSection *section = g_ptr_array_index (document->sections, i);

      if (!is_new (section))
        continue;
      make_room_for_details (self->setter, section);
      for (guint j = 0; j < section->blocks->len; j++)
        add_task (self, g_ptr_array_index (section->blocks, j));
    }
  for (guint i = 0; i < document->foot_blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (document->foot_blocks, i);

      if (block->paragraph == NULL)
        add_task (self, block);
    }
}

static void
finish_section (const BrvBlockSetter *self,
                const BrvStyledDocument *document,
                BrvSetSection *section)
{
  for (guint i = 0; i < section->blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (section->blocks, i);

      if (block->kind == BRV_STYLED_TABLE)
        make_table (self, section, i);
      if (block->kind == BRV_STYLED_TABLE || block->kind == BRV_STYLED_FIGURE)
        block->side = find_side (section, i);
      if (block->is_wide && (block->kind == BRV_STYLED_TABLE || block->kind == BRV_STYLED_FIGURE))
        widen_announcement (self, section->blocks, i);
      tell_faults (block, find_owner (document, block), section->notices);
      section->n_backward += block->paragraph->right_to_left;
    }
}

static void
take_paragraphs (const Work *self, const BrvStyledDocument *document)
{
  const BrvParagraphTask *task = (const BrvParagraphTask *)(void *)self->tasks->data;

  for (guint i = 0; i < document->sections->len; i++)
    {
      BrvSetSection *section = g_ptr_array_index (document->sections, i);

      if (!is_new (section))
        continue;
      for (guint j = 0; j < section->blocks->len; j++)
        ((BrvStyledBlock *)g_ptr_array_index (section->blocks, j))->paragraph = task++->paragraph;
      finish_section (self->setter, document, section);
    }
  for (guint i = 0; i < document->foot_blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (document->foot_blocks, i);

      if (block->paragraph == NULL)
        block->paragraph = task++->paragraph;
      tell_faults (block, find_owner (document, block), document->foot_notices);
    }
}

/**
 * brv_block_setter_run:
 * @self: a setter
 * @document: a document
 * @cancellable: (nullable): stops the work between two paragraphs
 * @error: where to put a fault
 *
 * Makes the paragraphs of all sections and notes that have none yet.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean
brv_block_setter_run (const BrvBlockSetter *self,
                      const BrvStyledDocument *document,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (BrvParagraphTask));
  Work work = { self, tasks };

  g_return_val_if_fail (self != NULL && document != NULL, FALSE);

  add_tasks (&work, document);
  if (!brv_paragraph_maker_make_all (self->maker, (BrvParagraphTask *)(void *)tasks->data,
                                     tasks->len, cancellable, error))
    return FALSE;
  take_paragraphs (&work, document);
  return TRUE;
}

static void
keep_block (const BrvBlockSetter *self, const BrvStyledBlock *block)
{
  brv_text_cache_keep (self->texts, block->text);
  brv_paragraph_maker_keep (self->maker, block->text);
  if (block->table != NULL)
    brv_table_cache_keep (self->tables, block->table);
  if (block->label != NULL)
    {
      g_autoptr (BrvInlineText) label = need_label (self, block);

      brv_paragraph_maker_keep (self->maker, label);
    }
}

/**
 * brv_block_setter_forget_unused:
 * @self: a setter
 * @document: the document of this run
 *
 * Ends a run: what the document does not use is forgotten, where it has become much.
 */
void
brv_block_setter_forget_unused (const BrvBlockSetter *self, const BrvStyledDocument *document)
{
  g_return_if_fail (self != NULL && document != NULL);

  if (!brv_text_cache_has_grown (self->texts) && !brv_paragraph_maker_has_grown (self->maker))
    return;
  brv_text_cache_begin_keeping (self->texts);
  brv_paragraph_maker_begin_keeping (self->maker);
  brv_table_cache_begin_keeping (self->tables);
  for (guint i = 0; i < document->blocks->len; i++)
    keep_block (self, g_ptr_array_index (document->blocks, i));
  for (guint i = 0; i < document->foot_blocks->len; i++)
    keep_block (self, g_ptr_array_index (document->foot_blocks, i));
  brv_text_cache_forget_unused (self->texts);
  brv_paragraph_maker_forget_unused (self->maker);
  brv_table_cache_forget_unused (self->tables);
}
