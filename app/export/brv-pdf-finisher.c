/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "export/brv-pdf-finisher.h"
#include "export/brv-pdf-annotations.h"
#include "export/brv-pdf-content.h"
#include "export/brv-pdf-file.h"
#include "export/brv-pdf-metadata.h"
#include "export/brv-pdf-outline.h"
#include "export/brv-pdf-structure.h"
#include "export/brv-pdf-to-unicode.h"

/*
 * Turns what cairo wrote into the file that goes out. It changes how the file is marked and
 * described, and not a pixel of how it looks.
 */
typedef struct
{
  const BrvPdfDraft *draft;
  BrvPdfFile *file;
  GPtrArray *leaves;     /* GArray of guint, one a page: the leaf of each of cairo's marks */
  GPtrArray *images;     /* GArray of guint, one a page: leaves */
  GPtrArray *marks;      /* GArray of guint, one a page: the leaf of each mark of ours */
  GPtrArray *contents;   /* GBytes, one a page: as cairo wrote it */
  GPtrArray *page_fonts; /* GHashTable, one a page: resource name → BrvPdfToUnicode (borrowed) */
  GHashTable *fonts;     /* object number → BrvPdfToUnicode */
} Finisher;

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_DRAWING,
                       _ ("The PDF file could not be finished: it is not built as expected. "
                          "Please report this."));
}

static void
finisher_init (Finisher *self, const BrvPdfDraft *draft)
{
  GPtrArray **tables[] = { &self->leaves, &self->images, &self->marks };

  self->draft = draft;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      *tables[i] = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
      for (guint page = 0; page < draft->n_pages; page++)
        g_ptr_array_add (*tables[i], g_array_new (FALSE, FALSE, sizeof (guint)));
    }
  self->contents = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  self->page_fonts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_hash_table_unref);
  self->fonts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)brv_pdf_to_unicode_free);
}

static void
finisher_clear (Finisher *self)
{
  g_clear_pointer (&self->file, brv_pdf_file_free);
  g_ptr_array_unref (self->leaves);
  g_ptr_array_unref (self->images);
  g_ptr_array_unref (self->marks);
  g_ptr_array_unref (self->contents);
  g_ptr_array_unref (self->page_fonts);
  g_hash_table_unref (self->fonts);
}

static void
note_mark (Finisher *self, guint page, guint number, guint leaf)
{
  GArray *leaves;
  const guint none = BRV_PDF_NO_LEAF;

  if (page >= self->leaves->len)
    return;
  leaves = g_ptr_array_index (self->leaves, page);
  while (leaves->len <= number)
    g_array_append_val (leaves, none);
  g_array_index (leaves, guint, number) = leaf;
}

/* Reads the kids of one of cairo's elements: a mark, a reference to one, or several. */
static void
read_kids (Finisher *self, qpdf_oh kids, guint page, guint leaf)
{
  qpdf_data qpdf = self->file->qpdf;

  if (qpdf_oh_is_integer (qpdf, kids))
    {
      note_mark (self, page, qpdf_oh_get_uint_value_as_uint (qpdf, kids), leaf);
    }
  else if (qpdf_oh_is_array (qpdf, kids))
    {
      for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, kids); i++)
        read_kids (self, qpdf_oh_get_array_item (qpdf, kids, i), page, leaf);
    }
  else if (qpdf_oh_is_dictionary (qpdf, kids) && qpdf_oh_has_key (qpdf, kids, "/MCID"))
    {
      if (qpdf_oh_has_key (qpdf, kids, "/Pg"))
        page = brv_pdf_file_find_page (self->file, qpdf_oh_get_key (qpdf, kids, "/Pg"));
      read_kids (self, qpdf_oh_get_key (qpdf, kids, "/MCID"), page, leaf);
    }
}

/* Reads which marks belong to which leaves from cairo's structure tree. */
static gboolean
read_leaves (Finisher *self, GError **error)
{
  qpdf_data qpdf = self->file->qpdf;
  guint n_leaves = self->draft->leaves->len;
  qpdf_oh root = qpdf_oh_get_key (qpdf, self->file->catalog, "/StructTreeRoot");
  qpdf_oh kids;
  gboolean is_array;

  if (n_leaves == 0)
    return TRUE;
  if (!qpdf_oh_is_dictionary (qpdf, root))
    {
      set_damaged (error);
      return FALSE;
    }
  kids = qpdf_oh_get_key (qpdf, root, "/K");
  is_array = qpdf_oh_is_array (qpdf, kids);
  if (n_leaves != (is_array ? (guint)qpdf_oh_get_array_n_items (qpdf, kids) : 1))
    {
      set_damaged (error);
      return FALSE;
    }
  for (guint i = 0; i < n_leaves; i++)
    {
      const BrvPdfLeaf *leaf = &g_array_index (self->draft->leaves, BrvPdfLeaf, i);
      qpdf_oh element = is_array ? qpdf_oh_get_array_item (qpdf, kids, (int)i) : kids;

      if (qpdf_oh_has_key (qpdf, element, "/K"))
        read_kids (self, qpdf_oh_get_key (qpdf, element, "/K"), leaf->page, i);
      if (leaf->is_image)
        g_array_append_val (g_ptr_array_index (self->images, leaf->page), i);
    }
  return TRUE;
}

static BrvPdfToUnicode *
load_font (Finisher *self, qpdf_oh font)
{
  qpdf_data qpdf = self->file->qpdf;
  gpointer id = GINT_TO_POINTER (qpdf_oh_get_object_id (qpdf, font));
  BrvPdfToUnicode *map = g_hash_table_lookup (self->fonts, id);

  if (map == NULL)
    {
      g_autoptr (GBytes) cmap =
        brv_pdf_file_get_stream (self->file, qpdf_oh_get_key (qpdf, font, "/ToUnicode"));
      gsize length;
      const char *data = g_bytes_get_data (cmap, &length);
      gboolean is_composite =
        qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, font, "/Subtype"), "/Type0");

      map = brv_pdf_to_unicode_new (data, length, is_composite ? 2 : 1);
      g_hash_table_insert (self->fonts, id, map);
    }
  return map;
}

static void
load_page (Finisher *self, guint page)
{
  qpdf_data qpdf = self->file->qpdf;
  qpdf_oh resources = qpdf_oh_get_key (qpdf, self->file->pages[page], "/Resources");
  GHashTable *page_fonts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  qpdf_oh contents = qpdf_oh_get_key (qpdf, self->file->pages[page], "/Contents");

  if (qpdf_oh_is_dictionary (qpdf, resources))
    {
      qpdf_oh fonts = qpdf_oh_get_key (qpdf, resources, "/Font");
      g_autoptr (GPtrArray) names = brv_pdf_file_list_keys (self->file, fonts);

      for (guint i = 0; i < names->len; i++)
        {
          const char *name = g_ptr_array_index (names, i);

          g_hash_table_insert (page_fonts, g_strdup (name),
                               load_font (self, qpdf_oh_get_key (qpdf, fonts, name)));
        }
    }
  g_ptr_array_add (self->page_fonts, page_fonts);
  g_ptr_array_add (self->contents, brv_pdf_file_get_stream (self->file, contents));
}

/* Lets fonts tell the texts of their ligatures. */
static void
settle_fonts (Finisher *self)
{
  qpdf_data qpdf = self->file->qpdf;
  GHashTableIter iter;
  gpointer id;
  gpointer map;

  for (guint page = 0; page < self->draft->n_pages; page++)
    {
      gsize length;
      const char *data = g_bytes_get_data (g_ptr_array_index (self->contents, page), &length);

      brv_pdf_content_observe (data, length, g_ptr_array_index (self->page_fonts, page));
    }
  g_hash_table_iter_init (&iter, self->fonts);
  while (g_hash_table_iter_next (&iter, &id, &map))
    {
      qpdf_oh font = qpdf_get_object_by_id (qpdf, GPOINTER_TO_INT (id), 0);
      g_autofree char *cmap = NULL;

      if (!brv_pdf_to_unicode_settle (map) || !qpdf_oh_has_key (qpdf, font, "/ToUnicode"))
        continue;
      cmap = brv_pdf_to_unicode_write (map);
      brv_pdf_file_set_stream (self->file, qpdf_oh_get_key (qpdf, font, "/ToUnicode"), cmap,
                               strlen (cmap));
    }
}

static void
rewrite_page (Finisher *self, guint page)
{
  const BrvPdfPageFacts facts = { self->draft, page, g_ptr_array_index (self->leaves, page),
                                  g_ptr_array_index (self->images, page),
                                  g_ptr_array_index (self->page_fonts, page) };
  gsize length;
  const char *data = g_bytes_get_data (g_ptr_array_index (self->contents, page), &length);
  GString *content =
    brv_pdf_content_rewrite (&facts, data, length, g_ptr_array_index (self->marks, page));

  brv_pdf_file_set_stream (self->file,
                           qpdf_oh_get_key (self->file->qpdf, self->file->pages[page], "/Contents"),
                           content->str, content->len);
  g_string_free (content, TRUE);
}

/* A figure that is not in the structure would be lost to some readers without a sign. */
static gboolean
check_figures (Finisher *self, GError **error)
{
  g_autofree gboolean *is_marked = g_new0 (gboolean, self->draft->leaves->len + 1);

  for (guint page = 0; page < self->marks->len; page++)
    {
      const GArray *marks = g_ptr_array_index (self->marks, page);

      for (guint i = 0; i < marks->len; i++)
        is_marked[g_array_index (marks, guint, i)] = TRUE;
    }
  for (guint i = 0; i < self->draft->leaves->len; i++)
    {
      const BrvPdfLeaf *leaf = &g_array_index (self->draft->leaves, BrvPdfLeaf, i);

      if (leaf->is_image && leaf->node != BRV_NODE_ARTIFACT && !is_marked[i])
        {
          set_damaged (error);
          return FALSE;
        }
    }
  return TRUE;
}

/* Source: ISO 19005-2 §6.2.11.3.2 (CIDToGIDMap), §6.2.8 (Interpolate). */
static void
tidy_objects (BrvPdfFile *file)
{
  qpdf_data qpdf = file->qpdf;
  qpdf_oh size = qpdf_oh_get_key (qpdf, qpdf_get_trailer (qpdf), "/Size");
  int n_objects = qpdf_oh_get_int_value_as_int (qpdf, size);

  for (int i = 1; i < n_objects; i++)
    {
      qpdf_oh object = qpdf_get_object_by_id (qpdf, i, 0);

      if (qpdf_oh_is_stream (qpdf, object))
        {
          qpdf_oh_remove_key (qpdf, qpdf_oh_get_dict (qpdf, object), "/Interpolate");
        }
      else if (qpdf_oh_is_dictionary (qpdf, object) &&
               qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, object, "/Subtype"),
                                           "/CIDFontType2") &&
               !qpdf_oh_has_key (qpdf, object, "/CIDToGIDMap"))
        {
          brv_pdf_file_set (file, object, "/CIDToGIDMap", "/Identity");
        }
      qpdf_oh_release (qpdf, object);
    }
}

static gboolean
is_below_one (qpdf_data qpdf, qpdf_oh state, const char *key)
{
  return qpdf_oh_has_key (qpdf, state, key) &&
         qpdf_oh_get_numeric_value (qpdf, qpdf_oh_get_key (qpdf, state, key)) < 1;
}

/* Whether something on a page lets shine through what lies under it. */
static gboolean
is_transparent (BrvPdfFile *file, qpdf_oh page)
{
  qpdf_data qpdf = file->qpdf;
  qpdf_oh resources = qpdf_oh_get_key (qpdf, page, "/Resources");
  qpdf_oh states = qpdf_oh_get_key (qpdf, resources, "/ExtGState");
  qpdf_oh pictures = qpdf_oh_get_key (qpdf, resources, "/XObject");
  g_autoptr (GPtrArray) state_names = brv_pdf_file_list_keys (file, states);
  g_autoptr (GPtrArray) picture_names = brv_pdf_file_list_keys (file, pictures);

  for (guint i = 0; i < state_names->len; i++)
    {
      qpdf_oh state = qpdf_oh_get_key (qpdf, states, g_ptr_array_index (state_names, i));

      if (is_below_one (qpdf, state, "/ca") || is_below_one (qpdf, state, "/CA") ||
          qpdf_oh_is_dictionary (qpdf, qpdf_oh_get_key (qpdf, state, "/SMask")))
        return TRUE;
    }
  for (guint i = 0; i < picture_names->len; i++)
    {
      qpdf_oh picture = qpdf_oh_get_key (qpdf, pictures, g_ptr_array_index (picture_names, i));
      qpdf_oh dictionary = qpdf_oh_get_dict (qpdf, picture);

      if (qpdf_oh_has_key (qpdf, dictionary, "/SMask") ||
          qpdf_oh_has_key (qpdf, dictionary, "/Group"))
        return TRUE;
    }
  return FALSE;
}

/*
 * Cairo makes every page a transparency group; where nothing needs it, it only turns black into
 * four colours in print. Source of the box: ISO 32000-1 §14.11.2.
 */
static void
tidy_page (BrvPdfFile *file, qpdf_oh page)
{
  qpdf_data qpdf = file->qpdf;

  if (!is_transparent (file, page))
    qpdf_oh_remove_key (qpdf, page, "/Group");
  qpdf_oh_replace_key (qpdf, page, "/TrimBox", qpdf_oh_get_key (qpdf, page, "/MediaBox"));
}

static gboolean
change_content (Finisher *self, GCancellable *cancellable, GError **error)
{
  if (!read_leaves (self, error))
    return FALSE;
  for (guint page = 0; page < self->draft->n_pages; page++)
    load_page (self, page);
  settle_fonts (self);
  for (guint page = 0; page < self->draft->n_pages; page++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      rewrite_page (self, page);
      tidy_page (self->file, self->file->pages[page]);
    }
  return check_figures (self, error);
}

/**
 * brv_pdf_finisher_run:
 * @draft: pages as cairo wrote them
 * @date: the moment to give as that of the file's making, in seconds since 1970 in UTC
 * @cancellable: (nullable): stops the work
 * @error: where to put a fault
 *
 * Finishes a PDF file: structure, links, outline, metadata, and what PDF/A-2a and PDF/UA-1
 * ask for.
 *
 * Returns: (transfer full): the file's bytes, or %NULL with %BRV_EXPORT_ERROR_DRAWING or
 *   %G_IO_ERROR_CANCELLED
 */
GBytes *
brv_pdf_finisher_run (const BrvPdfDraft *draft,
                      gint64 date,
                      GCancellable *cancellable,
                      GError **error)
{
  Finisher finisher = { 0 };
  GBytes *bytes = NULL;

  g_return_val_if_fail (draft != NULL && draft->bytes != NULL, NULL);

  finisher_init (&finisher, draft);
  finisher.file = brv_pdf_file_new (draft->bytes, error);
  if (finisher.file != NULL && finisher.file->n_pages != draft->n_pages)
    {
      set_damaged (error);
    }
  else if (finisher.file != NULL && change_content (&finisher, cancellable, error))
    {
      g_autoptr (GArray) annotations = brv_pdf_annotations_add (finisher.file, draft);

      tidy_objects (finisher.file);
      brv_pdf_structure_add (finisher.file, draft, finisher.marks, annotations);
      brv_pdf_outline_add (finisher.file, draft);
      brv_pdf_metadata_add (finisher.file, draft, date);
      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        bytes = brv_pdf_file_write (finisher.file, error);
    }
  finisher_clear (&finisher);
  return bytes;
}
