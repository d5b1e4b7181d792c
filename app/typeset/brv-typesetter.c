/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-typesetter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "typeset/brv-block-setter.h"
#include "typeset/brv-composer.h"

/* Where a text in columns has more lines than these, some 130 pages, the optimum of all pages is not
 * looked for: it would take longer than a keystroke may. */
#define MOST_OPTIMISED_LINES 12000

struct _BrvTypesetter
{
  BrvFontBook *fonts;
  BrvParagraphMaker *maker;
  BrvTextCache *texts;
  BrvTableCache *tables;
  BrvPageBreaker *breaker;
  BrvStyledDocument *document; /* (nullable): of the last run, as all that follow */
  BrvStructure *structure;     /* (nullable) */
  BrvTheme *theme;             /* (nullable) */
  GBytes *theme_data;          /* (nullable): what its file said */
  BrvTheme *adapted_theme;     /* (nullable): the theme as it was set */
  char *hyphenation;           /* (nullable): what it was adapted to, as the next */
  gboolean printable;
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
  BrvBlockSetter setter;
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
  g_clear_pointer (&self->structure, brv_structure_unref);
  g_clear_pointer (&self->document, brv_styled_document_unref);
  brv_font_book_free (self->fonts);
  g_clear_pointer (&self->adapted_theme, brv_theme_unref);
  g_clear_pointer (&self->theme, brv_theme_unref);
  g_clear_pointer (&self->theme_data, g_bytes_unref);
  g_free (self->hyphenation);
  g_free (self);
}

/* A theme of one's own may have changed since the last run; while its file says the same, it stays the
 * same value, so that what was set with it is taken over. */
static gboolean
update_theme (BrvTypesetter *self, const BrvBrief *brief, GError **error)
{
  const char *name = brv_brief_get (brief, BRV_BRIEF_FIELD_THEME);
  g_autoptr (GBytes) data = brv_theme_load_data (name != NULL ? name : BRV_THEME_DEFAULT);
  BrvTheme *theme;

  if (self->theme_data != NULL && data != NULL && g_bytes_equal (data, self->theme_data))
    return TRUE;
  theme = brv_theme_load (name, error);
  if (theme == NULL)
    return FALSE;
  g_clear_pointer (&self->theme, brv_theme_unref);
  g_clear_pointer (&self->adapted_theme, brv_theme_unref);
  g_clear_pointer (&self->theme_data, g_bytes_unref);
  self->theme = theme;
  self->theme_data = g_steal_pointer (&data);
  return TRUE;
}

/* The theme as this run sets it: the same value as in the last run if nothing has changed, as what
 * was set with it is then taken over. */
static BrvTheme *
adapt_theme (BrvTypesetter *self, const BrvBrief *brief, gboolean printable)
{
  const char *hyphenation = brv_brief_get (brief, BRV_BRIEF_FIELD_HYPHENATION);
  g_autoptr (BrvTheme) theme = brv_theme_ref (self->theme);

  if (self->adapted_theme != NULL && !self->printable == !printable &&
      g_strcmp0 (self->hyphenation, hyphenation) == 0)
    return brv_theme_ref (self->adapted_theme);
  if (hyphenation != NULL)
    {
      brv_theme_unref (theme);
      theme = brv_theme_new_hyphenated (self->theme, g_str_equal (hyphenation, "yes"));
    }
  g_clear_pointer (&self->adapted_theme, brv_theme_unref);
  self->adapted_theme = printable ? brv_theme_new_for_print (theme) : brv_theme_ref (theme);
  self->printable = printable;
  g_free (self->hyphenation);
  self->hyphenation = g_strdup (hyphenation);
  return brv_theme_ref (self->adapted_theme);
}

static void
add_notice (const Run *run, const char *kind, BrvId block_id, const char *message, guint page)
{
  BrvTypesetNotice notice = { kind, block_id, message, page };

  brv_pages_builder_add_notice (run->builder, &notice);
}

static void
tell_missing_fonts (const Run *run)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < BRV_N_LOOKS; i++)
    {
      const BrvLook *look = brv_theme_get_look (run->theme, i);
      g_auto (GStrv) names = g_strsplit (look->families, ",", 2);
      g_autofree char *substitute = NULL;
      g_autofree char *message = NULL;

      if (!g_hash_table_add (told, (gpointer)look->families))
        continue;
      substitute = brv_font_book_dup_substitute (run->typesetter->fonts, look->families);
      if (substitute == NULL)
        continue;
      message = g_strdup_printf (_ ("The font “%s” is not installed; “%s” takes its place. Install "
                                    "it, or choose another theme."),
                                 g_strstrip (names[0]), substitute);
      add_notice (run, "missing-font", BRV_ID_NONE, message, 0);
    }
}

/* A place among the blocks of a document. */
typedef struct
{
  guint section;
  guint block; /* of that section */
} BlockPlace;

/*
 * Moves @place on to the next block of an id, if there is one. What is told comes in the order of the
 * blocks, so that all of it is found in one walk.
 */
static gboolean
find_block (const BrvStyledDocument *document, BrvId id, BlockPlace *place)
{
  BlockPlace at = *place;

  for (; at.section < document->sections->len; at.section++, at.block = 0)
    {
      const BrvSetSection *section = g_ptr_array_index (document->sections, at.section);

      for (; at.block < section->ids->len; at.block++)
        {
          if (brv_id_equal (g_array_index (section->ids, BrvId, at.block), id))
            {
              *place = at;
              return TRUE;
            }
        }
    }
  return FALSE;
}

/* The page on which a block begins, counted from 1; 0 if it has none. */
static guint
find_page (const Run *run, BrvId id, BlockPlace *place)
{
  const BrvStyledDocument *document = run->composition->document;
  BlockPlace start = { 0, 0 };
  guint first_block;

  if (brv_id_is_none (id))
    return 0;
  if (!find_block (document, id, place))
    {
      /* Endnotes stand behind the blocks that they belong to. */
      if (!find_block (document, id, &start))
        return 0;
      *place = start;
    }
  first_block = g_array_index (document->spans, BrvSectionSpan, place->section).first_block;
  return brv_composition_find_page (run->composition, first_block + place->block) + 1;
}

static void
add_notices (const Run *run, const GArray *notices, BlockPlace place)
{
  for (guint i = 0; i < notices->len; i++)
    {
      const BrvTypesetNotice *notice = &g_array_index (notices, BrvTypesetNotice, i);

      add_notice (run, notice->kind, notice->block_id, notice->message,
                  find_page (run, notice->block_id, &place));
    }
}

/* What there is to tell about a section was found when it was set. */
static void
tell_faults (const Run *run)
{
  const BrvStyledDocument *document = run->composition->document;

  for (guint i = 0; i < document->sections->len; i++)
    add_notices (run, ((const BrvSetSection *)g_ptr_array_index (document->sections, i))->notices,
                 (BlockPlace){ i, 0 });
  add_notices (run, document->foot_notices, (BlockPlace){ 0, 0 });
}

static GArray *
break_pages (const Run *run)
{
  BrvComposition *composition = run->composition;
  const BrvFlow *flow = composition->flow;
  const BrvThemePage *page = brv_theme_get_page (run->theme);

  composition->settings =
    (BrvPageBreakSettings){ .height = composition->sheet.bottom - composition->sheet.top,
                            .grid = page->grid,
                            .line_height = brv_theme_get_look (run->theme, BRV_LOOK_BODY)->leading,
                            .separator = page->note_separator_space,
                            .note_gap = page->note_gap,
                            .n_columns = composition->sheet.n_columns,
                            .is_optimising = composition->sheet.n_columns == 1 ||
                                             flow->lines->len <= MOST_OPTIMISED_LINES };
  return brv_page_breaker_run (
    run->typesetter->breaker, (const BrvFlowLine *)(void *)flow->lines->data, flow->lines->len,
    (const BrvFlowNote *)(void *)flow->notes->data, flow->notes->len, &composition->settings);
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
                  message, i + 1);
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
  const BrvSetSection *contents = brv_styled_document_get_contents (composition->document);

  for (guint i = 1; contents != NULL && i < contents->blocks->len; i++)
    {
      BrvStyledBlock *block = g_ptr_array_index (contents->blocks, i);
      g_autofree char *number =
        g_strdup_printf ("%u", brv_composition_find_page (composition, block->target) + 1);

      brv_styled_block_set_label (block, number, block->look.color);
      brv_block_setter_make_label (&run->setter, block);
    }
}

static gboolean
runs_backward (const BrvStyledDocument *document)
{
  guint n_backward = 0;

  for (guint i = 0; i < document->sections->len; i++)
    n_backward += ((const BrvSetSection *)g_ptr_array_index (document->sections, i))->n_backward;
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
  number_contents (run);
  composition->structure =
    brv_structure_new (composition->document, composition->printable, typesetter->structure);
  composition->furniture = brv_furniture_new (
    run->brief, run->theme, &composition->sheet, typesetter->maker, composition->pages->len,
    composition->printable, composition->document->is_backward);
  composition->fonts = brv_font_book_share_keys (typesetter->fonts);
}

/* What the next run can take over. */
static void
remember (const Run *run)
{
  BrvTypesetter *self = run->typesetter;

  brv_block_setter_forget_unused (&run->setter, run->composition->document);
  g_clear_pointer (&self->structure, brv_structure_unref);
  self->structure = brv_structure_ref (run->composition->structure);
  g_clear_pointer (&self->document, brv_styled_document_unref);
  self->document = brv_styled_document_ref (run->composition->document);
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
    brief, run.theme, &composition->sheet, composition->printable, self->texts, self->document);
  run.builder = builder = brv_pages_builder_new ();
  run.setter = (BrvBlockSetter){ .maker = self->maker,
                                 .texts = self->texts,
                                 .tables = self->tables,
                                 .theme = run.theme,
                                 .sheet = &composition->sheet,
                                 .language = run.language };
  tell_missing_fonts (&run);
  if (!brv_block_setter_run (&run.setter, composition->document, cancellable, error))
    return NULL;
  set_metadata (&run);
  compose (&run);
  tell_faults (&run);
  tell_forced_breaks (&run);
  remember (&run);
  sheet = composition->sheet;
  n_pages = composition->pages->len;
  brv_pages_builder_set_source (builder, brv_composer_get_source (), g_steal_pointer (&composition),
                                n_pages, sheet.width, sheet.height);
  return brv_pages_builder_finish (builder);
}
