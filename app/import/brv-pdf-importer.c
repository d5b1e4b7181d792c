/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-byline.h"
#include "import/brv-date.h"
#include "import/brv-import-error.h"
#include "import/brv-pdf-lines.h"
#include "import/brv-pdf-article.h"
#include "import/brv-pdf-bullets.h"
#include "import/brv-pdf-furniture.h"
#include "import/brv-pdf-hyphens.h"
#include "import/brv-pdf-importer.h"
#include "import/brv-pdf-legible.h"
#include "import/brv-pdf-metadata.h"
#include "import/brv-pdf-names.h"
#include "import/brv-pdf-notes.h"
#include "import/brv-pdf-paragraphs.h"
#include "import/brv-pdf-reader.h"
#include "import/brv-pdf-roles.h"
#include "import/brv-pdf-tables.h"
#include "import/brv-source-copy.h"

/* How far into a document a date or a byline is looked for, in letters. */
#define HEAD_LETTERS 3000

/* A document on its way into a builder. */
typedef struct
{
  BrvPdfText *text;
  BrvSourceBuilder *builder;
  GArray *areas; /* (nullable) (element-type BrvPdfArea): of the source's text */
} Reader;

/*
 * Poppler 22.12 tries a password that does not open the document in a second form, on a copy that it
 * cannot make of bytes, and falls; of a stream it can.
 */
static PopplerDocument *
open_with_password (GBytes *bytes, const char *password, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return poppler_document_new_from_stream (stream, (goffset)g_bytes_get_size (bytes), password,
                                           NULL, error);
}

/**
 * brv_pdf_importer_open:
 * @bytes: the bytes of a PDF
 * @password: (nullable): its password
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with %BRV_IMPORT_ERROR_PASSWORD,
 *   with the detail "wrong" where one was given, or %BRV_IMPORT_ERROR_DAMAGED
 */
PopplerDocument *
brv_pdf_importer_open (GBytes *bytes, const char *password, GError **error)
{
  g_autoptr (GError) cause = NULL;
  PopplerDocument *document = password != NULL
                                ? open_with_password (bytes, password, &cause)
                                : poppler_document_new_from_bytes (bytes, NULL, &cause);

  if (document != NULL && poppler_document_get_n_pages (document) > 0)
    return document;
  if (document != NULL)
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "no pages");
  else if (g_error_matches (cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PASSWORD,
                         password != NULL ? "wrong" : "needed");
  else
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, cause->message);
  g_clear_object (&document);
  return NULL;
}

static void
add_text (Reader *self, BrvRole role, guint level, gboolean kept, guint page, const char *text)
{
  const BrvPdfPage *first = g_ptr_array_index (self->text->pages, page);

  if (brv_source_builder_add (self->builder, role, level, kept, text, -1))
    brv_source_builder_set_last_page (self->builder, page, first->label);
}

/* Adds a block, and its letters' places in the text of the source. */
static void
add_block (Reader *self, const BrvPdfComposer *composer, const BrvPdfBlock *block, gboolean kept)
{
  guint first_area = self->areas != NULL ? self->areas->len : 0;
  g_autofree char *text = brv_pdf_compose (composer, block, self->areas);
  gsize before = strlen (brv_source_builder_get_text (self->builder));
  gsize start = before > 0 ? before + 1 : 0;

  add_text (self, block->role, block->level, kept, block->page, text);
  if (self->areas == NULL)
    return;
  /* A letter that the source does not hold has moved those after it. */
  if (!g_str_equal (brv_source_builder_get_text (self->builder) +
                      MIN (start, strlen (brv_source_builder_get_text (self->builder))),
                    text))
    g_array_set_size (self->areas, first_area);
  for (guint i = first_area; i < self->areas->len; i++)
    {
      BrvPdfArea *area = &g_array_index (self->areas, BrvPdfArea, i);

      area->start += (guint32)start;
      area->end += (guint32)start;
    }
}

/* From top to bottom, and from left to right where they stand beside each other. */
static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const BrvPdfBox *box_a = &(*(const BrvPdfPiece *const *)a)->box;
  const BrvPdfBox *box_b = &(*(const BrvPdfPiece *const *)b)->box;

  if (brv_pdf_box_overlap_y (box_a, box_b) >= 0.5)
    return box_a->x1 < box_b->x1 ? -1 : box_a->x1 > box_b->x1;
  return box_a->y1 < box_b->y1 ? -1 : box_a->y1 > box_b->y1;
}

/* Adds what a page has outside of its text, a row a block. */
static void
add_furniture (Reader *self, guint index)
{
  const BrvPdfPage *page = g_ptr_array_index (self->text->pages, index);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (GString) numbers = g_string_new (NULL); /* of lines, all in one block */
  const BrvPdfPiece *last = NULL;

  for (guint i = 0; i < page->pieces->len; i++)
    if (g_array_index (page->pieces, BrvPdfPiece, i).furniture)
      g_ptr_array_add (pieces, &g_array_index (page->pieces, BrvPdfPiece, i));
  g_ptr_array_sort (pieces, compare_places);
  for (guint i = 0; i < pieces->len; i++)
    {
      const BrvPdfPiece *piece = g_ptr_array_index (pieces, i);
      g_autofree char *text = NULL;

      text = brv_pdf_piece_dup_text (page, piece);
      if (piece->counts)
        {
          g_string_append_printf (numbers, numbers->len > 0 ? " %s" : "%s", text);
          continue;
        }
      if (last != NULL && brv_pdf_box_overlap_y (&last->box, &piece->box) < 0.5)
        {
          add_text (self, BRV_ROLE_FURNITURE, 0, FALSE, index, row->str);
          g_string_truncate (row, 0);
        }
      g_string_append_printf (row, row->len > 0 ? " %s" : "%s", text);
      last = piece;
    }
  if (row->len > 0)
    add_text (self, BRV_ROLE_FURNITURE, 0, FALSE, index, row->str);
  if (numbers->len > 0)
    add_text (self, BRV_ROLE_FURNITURE, 0, FALSE, index, numbers->str);
}

/* Adds all; of the copy of a web page, what surrounds the article is left out. */
static void
add_blocks (Reader *self,
            const BrvPdfComposer *composer,
            const GPtrArray *blocks,
            const BrvSource *article)
{
  guint n = 0;
  const BrvSourceBlock *parts = article != NULL ? brv_source_get_blocks (article, &n) : NULL;
  guint page = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      BrvPdfBlock *block = g_ptr_array_index (blocks, i);

      for (; page < block->page; page++)
        add_furniture (self, page);
      if (i < n)
        {
          block->role = parts[i].role;
          block->level = parts[i].level;
        }
      add_block (self, composer, block, i < n ? parts[i].kept : TRUE);
    }
  for (; page < self->text->pages->len; page++)
    add_furniture (self, page);
}

/* The text of the first blocks, for checking what the file says about itself. */
static char *
dup_head (const BrvPdfComposer *composer, const GPtrArray *blocks)
{
  GString *head = g_string_new (NULL);

  for (guint i = 0; i < blocks->len && head->len < HEAD_LETTERS; i++)
    {
      g_autofree char *text = brv_pdf_compose (composer, g_ptr_array_index (blocks, i), NULL);

      g_string_append_printf (head, "%s\n", text);
    }
  return g_string_free (head, FALSE);
}

static void
set_title (const Reader *self,
           const BrvPdfComposer *composer,
           const GPtrArray *blocks,
           const char *declared)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const BrvPdfBlock *block = g_ptr_array_index (blocks, i);
      g_autofree char *text = NULL;

      if (block->role != BRV_ROLE_TITLE)
        continue;
      text = brv_pdf_compose (composer, block, NULL);
      brv_pdf_metadata_cut_note_marks (text);
      if (declared != NULL && brv_pdf_says (text, declared))
        brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_TITLE, declared, BRV_EVIDENCE_META);
      else
        brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_TITLE, text,
                                BRV_EVIDENCE_VISIBLE_TEXT);
      return;
    }
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_TITLE, declared, BRV_EVIDENCE_META);
}

/* What stands below the title: names and the date of publication. */
static void
set_from_bylines (const Reader *self, const BrvPdfComposer *composer, const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const BrvPdfBlock *block = g_ptr_array_index (blocks, i);
      g_autofree char *text = NULL;
      g_autofree char *date = NULL;
      g_auto (GStrv) authors = NULL;

      if (block->role != BRV_ROLE_BYLINE)
        continue;
      text = brv_pdf_compose (composer, block, NULL);
      authors = brv_byline_find (text);
      if (authors == NULL &&
          brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS) == NULL)
        authors = brv_pdf_names_find (composer, blocks, i);
      date = brv_date_find (text, NULL, NULL);
      if (authors != NULL)
        brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                                     (const char *const *)authors, BRV_EVIDENCE_VISIBLE_TEXT);
      if (date != NULL)
        brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_DATE, date,
                                BRV_EVIDENCE_VISIBLE_TEXT);
    }
}

static gboolean
are_visible (const char *head, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (!brv_pdf_says (head, names[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_person (const char *name)
{
  g_auto (GStrv) names = brv_byline_split (name);

  return names != NULL && names[1] == NULL && g_str_equal (names[0], name);
}

/* Whether the names that stand on the page are those the file has, which often lack their accents. */
static gboolean
is_spelt_out (const BrvSourceBuilder *builder, const char *const *authors)
{
  const char *const *seen = brv_source_builder_get_list (builder, BRV_SOURCE_FIELD_AUTHORS);

  if (seen == NULL || g_strv_length ((char **)seen) != g_strv_length ((char **)authors))
    return FALSE;
  for (guint i = 0; seen[i] != NULL; i++)
    if (!brv_pdf_says (seen[i], authors[i]))
      return FALSE;
  return TRUE;
}

static void
set_metadata (const Reader *self,
              const BrvPdfComposer *composer,
              const GPtrArray *blocks,
              const BrvPdfMetadata *metadata)
{
  g_autofree char *head = dup_head (composer, blocks);
  const char *const *authors = (const char *const *)metadata->authors;

  set_title (self, composer, blocks, metadata->title);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_DATE, metadata->date, BRV_EVIDENCE_META);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_PUBLISHER, metadata->publisher,
                          BRV_EVIDENCE_META);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_LANGUAGE, metadata->language,
                          BRV_EVIDENCE_META);
  set_from_bylines (self, composer, blocks);
  if (authors != NULL && !is_spelt_out (self->builder, authors) &&
      (are_visible (head, authors) ||
       (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS) == NULL &&
        is_person (authors[0]))))
    brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS, authors,
                                 BRV_EVIDENCE_META);
}

/* What the page says; the file tells only who copied it, and when. */
static void
copy_metadata (const Reader *self, const BrvSource *article)
{
  BrvSourceCopy copy = { 0 };

  brv_source_copy_init (&copy, article, self->builder);
  for (guint i = 0; i < BRV_N_SOURCE_FIELDS; i++)
    brv_source_copy_field (&copy, (BrvSourceField)i);
}

static gboolean
read_document (Reader *self, PopplerDocument *document, GBytes *bytes, GError **error)
{
  g_autoptr (BrvPdfText) text = brv_pdf_reader_read_text (document, error);
  g_autoptr (BrvPdfLines) lines = NULL;
  g_autoptr (BrvPdfHyphens) hyphens = NULL;
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (BrvSource) article = NULL;
  g_autofree BrvPdfLineKind *kinds = NULL;
  g_autofree guint8 *cells = NULL;
  g_auto (BrvPdfMetadata) metadata = { 0 };
  BrvPdfComposer composer = { 0 };

  if (text == NULL)
    return FALSE;
  if (text->n_glyphs == 0)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT, "scanned");
      return FALSE;
    }
  if (!brv_pdf_legible_is (text))
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT, "illegible");
      return FALSE;
    }
  brv_pdf_metadata_read (document, bytes, &metadata);
  brv_pdf_furniture_mark (text, metadata.title);
  lines = brv_pdf_lines_new (text);
  brv_pdf_bullets_mark (lines, text, document, bytes);
  kinds = g_new0 (BrvPdfLineKind, lines->lines->len + 1);
  brv_pdf_notes_mark (lines, text, kinds);
  cells = brv_pdf_tables_mark (lines, text, kinds);
  blocks = brv_pdf_paragraphs_group (lines, text, kinds);
  hyphens = brv_pdf_hyphens_new (lines, text, metadata.language);

  composer = (BrvPdfComposer){ lines, text, hyphens, cells };
  brv_pdf_roles_assign (&composer, blocks, metadata.title, (const char *const *)metadata.authors);
  self->text = text;
  article = brv_pdf_article_read (&composer, blocks);
  add_blocks (self, &composer, blocks, article);
  if (article != NULL)
    copy_metadata (self, article);
  else
    set_metadata (self, &composer, blocks, &metadata);
  self->text = NULL;
  return TRUE;
}

/**
 * brv_pdf_importer_run:
 * @bytes: the bytes of a PDF
 * @hints: what its giver says about it; its password, where it has one
 * @sink: takes the source
 * @error: return location for an error
 *
 * Makes a source of a PDF: its text in reading order, paragraphs joined across lines, columns and
 * pages, with the page that each begins on.
 *
 * Returns: whether there is a source; if not, %BRV_IMPORT_ERROR_PASSWORD, _DAMAGED, _TOO_LARGE, or
 *   _NO_TEXT with the detail "scanned" or "illegible"
 */
gboolean
brv_pdf_importer_run (GBytes *bytes,
                      const BrvImportHints *hints,
                      BrvImportSink *sink,
                      GError **error)
{
  PopplerDocument *document = brv_pdf_importer_open (bytes, hints->password, error);
  Reader reader = { 0 };
  gboolean read = FALSE;

  if (document == NULL)
    return FALSE;
  reader.builder = brv_import_sink_begin_source (sink, "application/pdf", NULL);
  read = read_document (&reader, document, bytes, error);
  g_object_unref (document);
  return read;
}

/**
 * brv_pdf_importer_find_areas:
 * @document: an open document
 * @bytes: the bytes of its file
 * @text: (out): the text that the areas refer to: that of the source
 * @error: return location for an error
 *
 * Finds where the letters of a source's text stand on its pages, by importing it again.
 *
 * Returns: (transfer full) (nullable) (element-type BrvPdfArea): their places, or %NULL as
 *   brv_pdf_importer_run()
 */
GArray *
brv_pdf_importer_find_areas (PopplerDocument *document, GBytes *bytes, char **text, GError **error)
{
  g_autoptr (BrvSourceBuilder) builder = brv_source_builder_new ("application/pdf");
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (BrvPdfArea));
  Reader reader = { NULL, builder, areas };

  if (!read_document (&reader, document, bytes, error))
    return NULL;
  *text = g_strdup (brv_source_builder_get_text (builder));
  return g_steal_pointer (&areas);
}
