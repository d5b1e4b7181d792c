/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-typesetter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "typeset/brv-composer.h"
#include "typeset/brv-table-cache.h"

struct _BrvTypesetter
{
  BrvFontBook *fonts;
  BrvParagraphMaker *maker;
  BrvTextCache *texts;
  BrvTableCache *tables;
  BrvPageBreaker *breaker;
  BrvNotes *notes;  /* (nullable): of the last run, as the next two */
  BrvTheme *theme;  /* (nullable) */
  char *theme_name; /* (nullable) */
};

/* One run: what its stages hand on. */
typedef struct
{
  BrvTypesetter *typesetter;
  const BrvBrief *brief;
  const BrvTheme *theme; /* of the composition: black alone where the pages are for paper */
  const char *language;
  BrvComposition *composition;
  BrvPagesBuilder *builder;
} Run;

/**
 * brv_typesetter_new:
 *
 * Makes a typesetter.
 *
 * Returns: (transfer full): a typesetter that has set nothing yet
 */
BrvTypesetter *
brv_typesetter_new (void)
{
  BrvTypesetter *self = g_new0 (BrvTypesetter, 1);

  self->fonts = brv_font_book_new ();
  self->maker = brv_paragraph_maker_new (self->fonts);
  self->texts = brv_text_cache_new ();
  self->tables = brv_table_cache_new (self->maker);
  self->breaker = brv_page_breaker_new ();
  return self;
}

/**
 * brv_typesetter_free:
 * @self: (transfer full): a typesetter
 *
 * Frees it. Pages it made stay.
 */
void
brv_typesetter_free (BrvTypesetter *self)
{
  g_return_if_fail (self != NULL);

  brv_text_cache_free (self->texts);
  brv_table_cache_free (self->tables);
  brv_page_breaker_free (self->breaker);
  brv_paragraph_maker_free (self->maker);
  g_clear_pointer (&self->notes, brv_notes_unref);
  brv_font_book_free (self->fonts);
  g_clear_pointer (&self->theme, brv_theme_unref);
  g_free (self->theme_name);
  g_free (self);
}

/* Themes inside the program never change; one's own is read anew at every run. */
static gboolean
update_theme (BrvTypesetter *self, const BrvBrief *brief, GError **error)
{
  const char *name = brv_brief_get (brief, BRV_BRIEF_FIELD_THEME);
  g_autoptr (GBytes) built_in = name != NULL ? brv_theme_load_built_in (name) : NULL;
  BrvTheme *theme;

  if (self->theme != NULL && g_strcmp0 (name, self->theme_name) == 0 &&
      (name == NULL || built_in != NULL))
    return TRUE;
  theme = brv_theme_load (name, error);
  if (theme == NULL)
    return FALSE;
  g_clear_pointer (&self->theme, brv_theme_unref);
  g_free (self->theme_name);
  self->theme = theme;
  self->theme_name = g_strdup (name);
  return TRUE;
}

/* The theme as this run sets it. */
static BrvTheme *
adapt_theme (const BrvTypesetter *self, const BrvBrief *brief, gboolean printable)
{
  const char *hyphenation = brv_brief_get (brief, BRV_BRIEF_FIELD_HYPHENATION);
  g_autoptr (BrvTheme) theme = brv_theme_ref (self->theme);

  if (hyphenation != NULL)
    {
      brv_theme_unref (theme);
      theme = brv_theme_new_hyphenated (self->theme, g_str_equal (hyphenation, "yes"));
    }
  return printable ? brv_theme_new_for_print (theme) : g_steal_pointer (&theme);
}

static void
add_notice (const Run *run, const char *kind, BrvId block_id, const char *message)
{
  BrvTypesetNotice notice = { kind, block_id, message };

  brv_pages_builder_add_notice (run->builder, &notice);
}

static void
tell_missing_fonts (const Run *run)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < BRV_N_LOOKS; i++)
    {
      const BrvLook *look = brv_theme_get_look (run->theme, i);
      const char *found = brv_font_book_find_family (run->typesetter->fonts, look->families);
      g_auto (GStrv) names = g_strsplit (look->families, ",", 2);
      g_autofree char *message = NULL;

      if (g_str_equal (g_strstrip (names[0]), found) ||
          !g_hash_table_add (told, (gpointer)look->families))
        continue;
      message = g_strdup_printf (_ ("The font “%s” is not installed; “%s” takes its place."),
                                 names[0], found);
      add_notice (run, "missing-font", BRV_ID_NONE, message);
    }
}

static void
tell_faults (const Run *run, const BrvStyledBlock *block, BrvId id)
{
  const GArray *missing = block->paragraph->missing;

  for (guint i = 0; missing != NULL && i < missing->len; i++)
    {
      gunichar c = g_array_index (missing, gunichar, i);
      char letter[7] = { 0 };
      g_autofree char *message = NULL;

      g_unichar_to_utf8 (c, letter);
      /* Translators: a character and its number */
      message = g_strdup_printf (_ ("No font has the character “%s” (U+%04X)."), letter, c);
      add_notice (run, "missing-glyph", id, message);
    }
  if (block->paragraph->is_fallback)
    add_notice (run, "fallback-script", id,
                _ ("The lines of this paragraph are broken in a simpler way, as its script needs "
                   "a dictionary."));
}

static double
find_measure (const Run *run, const BrvStyledBlock *block)
{
  const BrvSheet *sheet = &run->composition->sheet;

  return block->is_wide ? sheet->measure : sheet->column_width;
}

static void
make_label (const Run *run, BrvStyledBlock *block)
{
  BrvLook look = block->look;
  g_autoptr (BrvInlineText) label =
    brv_text_cache_need_plain (run->typesetter->texts, block->label);

  look.indent = look.indent_end = look.first_line = 0;
  look.align = BRV_ALIGN_START;
  block->label_paragraph = brv_paragraph_maker_make (run->typesetter->maker, label, &look,
                                                     run->language, find_measure (run, block));
  if (block->label_widens && brv_paragraph_get_n_lines (block->label_paragraph) > 0)
    block->look.indent += brv_paragraph_get_line (block->label_paragraph, 0)->width +
                          BRV_LABEL_SPACE * block->look.size;
}

/* A table of more columns, or higher than this part of the text, goes across two columns of text. */
#define MOST_COLUMNS 3
#define MOST_HEIGHT  0.3

static gboolean
fits_column (const Run *run, const BrvTableSetting *table)
{
  const BrvSheet *sheet = &run->composition->sheet;

  return !table->is_narrow && table->n_columns <= MOST_COLUMNS &&
         brv_table_setting_get_height (table) < (sheet->bottom - sheet->top) * MOST_HEIGHT;
}

static BrvTableSetting *
set_table (const Run *run, BrvStyledBlock *block)
{
  BrvTableSetting *table = brv_table_cache_need (
    run->typesetter->tables, block->cells, (BrvTableNotes){ block->notes, block->n_notes },
    run->theme, run->language, find_measure (run, block));

  if (block->is_wide || run->composition->sheet.n_columns == 1 || fits_column (run, table))
    return table;
  block->is_wide = TRUE;
  brv_table_setting_unref (table);
  return set_table (run, block);
}

/* The caption over a table that turned out to need all columns, or to fit beside numbers. */
static void
make_caption_anew (const Run *run, BrvStyledBlock *caption, const BrvStyledBlock *table)
{
  caption->is_wide = table->is_wide;
  caption->look.indent += table->hang;
  brv_paragraph_unref (caption->paragraph);
  caption->paragraph =
    brv_paragraph_maker_make (run->typesetter->maker, caption->text, &caption->look, run->language,
                              find_measure (run, caption));
}

static void
make_table (const Run *run, BrvStyledBlock *block, BrvStyledBlock *before)
{
  block->table = set_table (run, block);
  block->free_table = brv_table_setting_unref;
  if (block->table->width > find_measure (run, block) - block->hang + 0.01)
    block->hang = 0;
  if (before != NULL && before->kind == BRV_STYLED_CAPTION && before->keep &&
      (block->is_wide != before->is_wide || block->hang > 0))
    make_caption_anew (run, before, block);
  for (guint row = 0; row < block->table->n_rows; row++)
    {
      for (guint column = 0; column < block->table->n_columns; column++)
        tell_faults (run, brv_table_setting_get_cell (block->table, row, column), block->id);
    }
  if (block->table->is_narrow)
    add_notice (run, "narrow-table", block->id,
                _ ("A table is too wide for the page. Leave out a column or shorten its words."));
}

/* Labels come first: some of them indent the text. */
static void
add_tasks (const Run *run, GPtrArray *blocks, GArray *tasks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (blocks, i);
      BrvParagraphTask task = { .text = block->text,
                                .look = &block->look,
                                .language =
                                  block->language != NULL ? block->language : run->language,
                                .measure = find_measure (run, block) };

      if (block->label != NULL)
        make_label (run, block);
      g_array_append_val (tasks, task);
    }
}

static void
take_paragraphs (const Run *run, GPtrArray *blocks, const BrvParagraphTask *tasks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (blocks, i);

      block->paragraph = tasks[i].paragraph;
      if (block->kind == BRV_STYLED_TABLE)
        make_table (run, block, i > 0 ? g_ptr_array_index (blocks, i - 1) : NULL);
      tell_faults (run, block, block->id);
    }
}

static gboolean
make_paragraphs (const Run *run, GCancellable *cancellable, GError **error)
{
  const BrvStyledDocument *document = run->composition->document;
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (BrvParagraphTask));
  const BrvParagraphTask *made;

  add_tasks (run, document->blocks, tasks);
  add_tasks (run, document->foot_blocks, tasks);
  if (!brv_paragraph_maker_make_all (run->typesetter->maker,
                                     (BrvParagraphTask *)(void *)tasks->data, tasks->len,
                                     cancellable, error))
    return FALSE;
  made = (const BrvParagraphTask *)(void *)tasks->data;
  take_paragraphs (run, document->blocks, made);
  take_paragraphs (run, document->foot_blocks, made + document->blocks->len);
  return TRUE;
}

static GArray *
break_pages (const Run *run)
{
  const BrvFlow *flow = run->composition->flow;
  const BrvThemePage *page = brv_theme_get_page (run->theme);
  BrvPageBreakSettings settings = { .height =
                                      run->composition->sheet.bottom - run->composition->sheet.top,
                                    .grid = page->grid,
                                    .line_height =
                                      brv_theme_get_look (run->theme, BRV_LOOK_BODY)->leading,
                                    .separator = page->note_separator_space,
                                    .note_gap = page->note_gap,
                                    .is_optimising = TRUE };

  const BrvFlowLine *lines = (const BrvFlowLine *)(void *)flow->lines->data;
  const BrvFlowNote *notes = (const BrvFlowNote *)(void *)flow->notes->data;

  if (run->composition->sheet.n_columns > 1)
    return brv_column_breaker_run (lines, flow->lines->len, notes, flow->notes->len, &settings,
                                   &run->composition->spots);
  return brv_page_breaker_run (run->typesetter->breaker, lines, flow->lines->len, notes,
                               flow->notes->len, &settings);
}

static void
tell_forced_breaks (const Run *run)
{
  const BrvFlow *flow = run->composition->flow;
  const GArray *pages = run->composition->pages;

  for (guint i = 0; i < pages->len; i++)
    {
      const BrvPage *page = &g_array_index (pages, BrvPage, i);
      const BrvFlowPlace *place;
      g_autofree char *message = NULL;

      if (!page->is_forced || page->end_line == 0)
        continue;
      place = &g_array_index (flow->places, BrvFlowPlace, page->end_line - 1);
      message = g_strdup_printf (
        _ ("Page %u ends where it should not: what belongs together is longer than the page."),
        i + 1);
      add_notice (run, "unavoidable-widow",
                  ((const BrvStyledBlock *)g_ptr_array_index (run->composition->document->blocks,
                                                              place->block))
                    ->id,
                  message);
    }
}

/* A brief without any text still has a page. */
static void
add_page_if_none (GArray *pages)
{
  BrvPage page = { 0 };

  if (pages->len == 0)
    g_array_append_val (pages, page);
}

static void
set_metadata (const Run *run)
{
  const BrvRecord *record = brv_brief_get_record (run->brief);
  g_autofree char *authors = brv_record_dup_joined (record, BRV_BRIEF_FIELD_AUTHORS, ", ");
  const char *author = authors != NULL && authors[0] != '\0'
                         ? authors
                         : brv_brief_get (run->brief, BRV_BRIEF_FIELD_ORGANISATION);

  brv_pages_builder_set_title (run->builder, brv_brief_get (run->brief, BRV_BRIEF_FIELD_TITLE));
  brv_pages_builder_set_subject (run->builder,
                                 brv_brief_get (run->brief, BRV_BRIEF_FIELD_SUBTITLE));
  brv_pages_builder_set_author (run->builder, author);
  brv_pages_builder_set_language (run->builder, run->language);
}

/*
 * Gives the entries of the table of contents the numbers of their pages. They have room of their own
 * beside the words, so pages need no second breaking for them.
 */
static void
number_contents (const Run *run)
{
  const BrvComposition *composition = run->composition;
  GPtrArray *blocks = composition->document->blocks;

  for (guint i = 0; i < blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (blocks, i);
      g_autofree char *number = NULL;

      if (block->kind != BRV_STYLED_CONTENTS)
        continue;
      number = g_strdup_printf ("%u", brv_composition_find_page (composition, block->target) + 1);
      brv_styled_block_set_label (block, number, block->look.color);
      make_label (run, block);
    }
}

static gboolean
runs_backward (const BrvStyledDocument *document)
{
  guint n_backward = 0;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const BrvStyledBlock *block = g_ptr_array_index (document->blocks, i);

      n_backward += block->paragraph->right_to_left;
    }
  return n_backward > document->blocks->len / 2;
}

/* Breaks the pages; the frames are made when they are asked for. */
static void
compose (const Run *run)
{
  BrvTypesetter *typesetter = run->typesetter;
  BrvComposition *composition = run->composition;

  composition->document->is_backward = runs_backward (composition->document);
  composition->flow =
    brv_flow_new (composition->document, composition->sheet.bottom - composition->sheet.top);
  composition->pages = break_pages (run);
  add_page_if_none (composition->pages);
  tell_forced_breaks (run);
  number_contents (run);
  composition->furniture = brv_furniture_new (
    run->brief, run->theme, &composition->sheet, typesetter->maker, composition->pages->len,
    composition->printable, composition->document->is_backward);
  composition->fonts = brv_font_book_share_keys (typesetter->fonts);
}

/**
 * brv_typesetter_run:
 * @self: a typesetter
 * @brief: what to set
 * @verdicts: (nullable): the verdicts on its quotes; pages do not show them
 * @flags: for the screen or for paper
 * @cancellable: (nullable): stops the run between two paragraphs
 * @error: where to put a fault
 *
 * Sets a brief. Paragraphs of the last run that have not changed are used again. A brief without
 * any text gives one empty page.
 *
 * Returns: (transfer full): the pages, or %NULL with %BRV_TYPESET_ERROR_THEME,
 *   %BRV_TYPESET_ERROR_FONT or %G_IO_ERROR_CANCELLED
 */
BrvPages *
brv_typesetter_run (BrvTypesetter *self,
                    const BrvBrief *brief,
                    const BrvVerdicts *verdicts,
                    BrvTypesetFlags flags,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (BrvComposition) composition = NULL;
  g_autoptr (BrvPagesBuilder) builder = NULL;
  BrvSheet sheet;
  guint n_pages;
  Run run = { .typesetter = self, .brief = brief };

  g_return_val_if_fail (self != NULL && brief != NULL, NULL);

  if (!brv_font_book_has_fonts (self->fonts))
    {
      g_set_error_literal (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_FONT,
                           _ ("No fonts are installed. Install the package fonts-texgyre."));
      return NULL;
    }
  if (!update_theme (self, brief, error))
    return NULL;
  run.composition = composition = g_new0 (BrvComposition, 1);
  composition->brief = brv_brief_ref (brief);
  composition->printable = (flags & BRV_TYPESET_PRINTABLE) != 0;
  composition->theme = adapt_theme (self, brief, composition->printable);
  run.language = brv_brief_get (brief, BRV_BRIEF_FIELD_LANGUAGE);
  run.theme = composition->theme;
  composition->sheet = brv_sheet_new (run.theme, brv_brief_get (brief, BRV_BRIEF_FIELD_PAPER),
                                      brv_brief_get (brief, BRV_BRIEF_FIELD_COLUMNS));
  composition->document = brv_styled_document_new (
    brief, run.theme, &composition->sheet, composition->printable, self->texts, self->notes);
  g_clear_pointer (&self->notes, brv_notes_unref);
  self->notes = brv_notes_ref (composition->document->notes);
  run.builder = builder = brv_pages_builder_new ();
  tell_missing_fonts (&run);
  if (!make_paragraphs (&run, cancellable, error))
    return NULL;
  set_metadata (&run);
  compose (&run);
  brv_paragraph_maker_forget_unused (self->maker);
  brv_text_cache_forget_unused (self->texts);
  brv_table_cache_forget_unused (self->tables);
  sheet = composition->sheet;
  n_pages = composition->pages->len;
  brv_pages_builder_set_source (builder, brv_composition_get_source (),
                                g_steal_pointer (&composition), n_pages, sheet.width, sheet.height);
  return brv_pages_builder_finish (builder);
}
