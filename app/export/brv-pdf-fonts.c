/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cairo-pdf.h>
#include <string.h>

#include "export/brv-pdf-fonts.h"
#include "export/brv-font-faces.h"
#include "export/brv-pdf-cut-font.h"

#define N_GLYPHS 65536

/* One face and the glyphs of it that pages show. */
typedef struct
{
  const BrvFontKey *key; /* of the first of its sizes; borrowed */
  guint32 *slots;        /* by glyph: index in glyphs + 1 */
  GArray *glyphs;        /* BrvPdfGlyph */
  GArray *indices;       /* guint32: the glyph of each */
} Face;

struct _BrvPdfFonts
{
  GPtrArray *faces; /* Face */
  GArray *face_of;  /* guint: index of the face + 1, by font of the frames */
  BrvPdfPictures *pictures;
  guint n_fonts;   /* in the file */
  guint resources; /* number of the object that has them all */
  char *producer;
};

static void
free_face (gpointer data)
{
  Face *face = data;

  for (guint i = 0; i < face->glyphs->len; i++)
    g_free (g_array_index (face->glyphs, BrvPdfGlyph, i).text);
  g_array_unref (face->glyphs);
  g_array_unref (face->indices);
  g_free (face->slots);
  g_free (face);
}

static gboolean
is_same_face (const BrvFontKey *a, const BrvFontKey *b)
{
  return a->face_index == b->face_index && !a->embolden == !b->embolden &&
         g_str_equal (a->file, b->file) && g_strcmp0 (a->variations, b->variations) == 0;
}

static Face *
find_face (BrvPdfFonts *self, const BrvFrame *frame, guint font)
{
  const BrvFontKey *key = brv_frame_get_font (frame, font);
  guint *index;
  Face *face;

  if (font >= self->face_of->len)
    g_array_set_size (self->face_of, font + 1);
  index = &g_array_index (self->face_of, guint, font);
  if (*index > 0)
    return g_ptr_array_index (self->faces, *index - 1);
  for (*index = 1; *index <= self->faces->len; (*index)++)
    {
      face = g_ptr_array_index (self->faces, *index - 1);
      if (is_same_face (face->key, key))
        return face;
    }
  face = g_new0 (Face, 1);
  face->key = key;
  face->slots = g_new0 (guint32, N_GLYPHS);
  face->glyphs = g_array_new (FALSE, TRUE, sizeof (BrvPdfGlyph));
  face->indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (self->faces, face);
  return face;
}

static BrvPdfGlyph *
need_glyph (Face *face, guint32 index)
{
  const BrvPdfGlyph none = { .font = BRV_PDF_NO_FONT };

  if (index >= N_GLYPHS)
    index = 0;
  if (face->slots[index] == 0)
    {
      g_array_append_val (face->glyphs, none);
      g_array_append_val (face->indices, index);
      face->slots[index] = face->glyphs->len;
    }
  return &g_array_index (face->glyphs, BrvPdfGlyph, face->slots[index] - 1);
}

/* Glyphs that stand alone for some text tell it; those of a cluster do not know their share. */
static void
collect_glyphs (BrvPdfFonts *self, const BrvFrame *frame, const BrvItem *item)
{
  Face *face = find_face (self, frame, item->font);
  guint glyph = item->backward ? item->n_glyphs : 0;
  const char *text = item->text;

  for (guint i = 0; i < item->n_clusters; i++)
    {
      const BrvCluster *cluster = &item->clusters[i];

      if (item->backward)
        glyph -= cluster->n_glyphs;
      for (guint j = 0; j < cluster->n_glyphs; j++)
        {
          BrvPdfGlyph *needed = need_glyph (face, item->glyphs[glyph + j].index);

          if (cluster->n_glyphs == 1 && needed->text == NULL)
            needed->text = g_strndup (text, cluster->n_bytes);
        }
      if (!item->backward)
        glyph += cluster->n_glyphs;
      text += cluster->n_bytes;
    }
}

static void
collect (BrvPdfFonts *self, const BrvFrame *frame)
{
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  for (guint i = 0; i < n_items; i++)
    {
      if (items[i].kind == BRV_ITEM_GLYPHS)
        collect_glyphs (self, frame, &items[i]);
      else if (items[i].kind == BRV_ITEM_IMAGE)
        brv_pdf_pictures_add_image (self->pictures, items[i].image);
    }
}

/* Draws all glyphs of a face in a row: cairo drops what leaves no ink, but not beside ink. */
static gboolean
draw_face (const Face *face, BrvFontFaces *loaded, cairo_t *cr, GError **error)
{
  cairo_font_face_t *cairo_face = brv_font_faces_find (loaded, face->key, error);
  g_autofree cairo_glyph_t *glyphs = g_new0 (cairo_glyph_t, face->glyphs->len);
  g_autofree cairo_text_cluster_t *clusters = g_new0 (cairo_text_cluster_t, face->glyphs->len);
  g_autoptr (GString) text = g_string_new (NULL);

  if (cairo_face == NULL)
    return FALSE;
  for (guint i = 0; i < face->glyphs->len; i++)
    {
      const BrvPdfGlyph *glyph = &g_array_index (face->glyphs, BrvPdfGlyph, i);
      const char *shown = glyph->text != NULL ? glyph->text : "";

      glyphs[i] = (cairo_glyph_t){ g_array_index (face->indices, guint32, i), 10 + i, 20 };
      clusters[i] = (cairo_text_cluster_t){ (int)strlen (shown), 1 };
      g_string_append (text, shown);
    }
  cairo_set_font_face (cr, cairo_face);
  cairo_set_font_size (cr, 10);
  cairo_show_text_glyphs (cr, text->str, (int)text->len, glyphs, (int)face->glyphs->len, clusters,
                          (int)face->glyphs->len, 0);
  cairo_show_page (cr);
  return TRUE;
}

static cairo_font_options_t *
make_options (void)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  return options;
}

/* Each on a page of its own. */
static gboolean
draw_faces (cairo_t *cr, gpointer user_data, GError **error)
{
  BrvPdfFonts *self = user_data;
  g_autoptr (BrvFontFaces) loaded = brv_font_faces_new ();
  cairo_font_options_t *options = make_options ();
  gboolean drawn = TRUE;

  cairo_set_font_options (cr, options);
  cairo_font_options_destroy (options);
  for (guint i = 0; drawn && i < self->faces->len; i++)
    {
      const Face *face = g_ptr_array_index (self->faces, i);

      cairo_pdf_surface_set_size (cairo_get_target (cr), 100 + face->glyphs->len, 100);
      drawn = draw_face (face, loaded, cr, error);
    }
  return drawn;
}

static void
assign_code (Face *face, guint index, BrvPdfCutFont *font, guint code)
{
  BrvPdfGlyph *glyph = &g_array_index (face->glyphs, BrvPdfGlyph, index);
  g_autoptr (GString) text = g_string_new (NULL);

  glyph->font = font->number;
  glyph->code = (guint16)code;
  glyph->is_wide = font->is_wide;
  glyph->width =
    GPOINTER_TO_INT (g_hash_table_lookup (font->widths, GUINT_TO_POINTER (code))) / 1e6;
  if (glyph->text == NULL)
    return;
  brv_pdf_append_utf16 (text, glyph->text, strlen (glyph->text));
  brv_pdf_to_unicode_observe (font->to_unicode, code, text->str);
}

/* Takes the fonts of a face over, and reads its codes. */
static void
take_face (BrvPdfFonts *self, BrvPdfCopier *copier, guint index, GString *resources)
{
  BrvPdfFile *file = copier->file;
  qpdf_data qpdf = file->qpdf;
  qpdf_oh list =
    qpdf_oh_get_key (qpdf, qpdf_oh_get_key (qpdf, file->pages[index], "/Resources"), "/Font");
  g_autoptr (GPtrArray) names = brv_pdf_file_list_keys (file, list);
  g_autoptr (GPtrArray) fonts =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_pdf_cut_font_free);
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (BrvPdfCode));
  Face *face = g_ptr_array_index (self->faces, index);
  g_autoptr (GBytes) content =
    brv_pdf_file_get_stream (file, qpdf_oh_get_key (qpdf, file->pages[index], "/Contents"));
  gsize length;
  const char *data = g_bytes_get_data (content, &length);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_ptr_array_add (fonts, brv_pdf_cut_font_new (file, name, qpdf_oh_get_key (qpdf, list, name),
                                                    self->n_fonts++));
    }
  brv_pdf_cut_font_read_codes (fonts, data, length, codes);
  for (guint i = 0; i < MIN (codes->len, face->glyphs->len); i++)
    {
      const BrvPdfCode *code = &g_array_index (codes, BrvPdfCode, i);

      assign_code (face, i, code->font, code->code);
    }
  for (guint i = 0; i < fonts->len; i++)
    {
      BrvPdfCutFont *font = g_ptr_array_index (fonts, i);

      g_string_append_printf (resources, "/F%u %u 0 R", font->number,
                              brv_pdf_cut_font_write (font, copier));
    }
}

static char *
dup_producer (BrvPdfFile *file)
{
  qpdf_oh info = qpdf_oh_get_key (file->qpdf, qpdf_get_trailer (file->qpdf), "/Info");

  return g_strdup (
    qpdf_oh_get_utf8_value (file->qpdf, qpdf_oh_get_key (file->qpdf, info, "/Producer")));
}

static gboolean
take_faces (BrvPdfFonts *self, BrvPdfWriter *writer, GString *resources, GError **error)
{
  g_autoptr (BrvPdfFile) file = brv_pdf_file_new_drawn (draw_faces, self, error);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  BrvPdfCopier copier = { file, writer, numbers };

  if (file == NULL)
    return FALSE;
  if (file->n_pages != MAX (self->faces->len, 1))
    {
      brv_pdf_file_set_damaged (error);
      return FALSE;
    }
  self->producer = dup_producer (file);
  for (guint i = 0; i < self->faces->len; i++)
    take_face (self, &copier, i, resources);
  return TRUE;
}

/* What is no outline, as a colourful sign, cairo does not put into fonts: it becomes a picture. */
static void
picture_missing (BrvPdfFonts *self)
{
  for (guint i = 0; i < self->faces->len; i++)
    {
      const Face *face = g_ptr_array_index (self->faces, i);

      for (guint k = 0; k < face->glyphs->len; k++)
        {
          BrvPdfGlyph *glyph = &g_array_index (face->glyphs, BrvPdfGlyph, k);

          if (glyph->font == BRV_PDF_NO_FONT)
            glyph->form = brv_pdf_pictures_add_glyph (self->pictures, face->key,
                                                      g_array_index (face->indices, guint32, k));
        }
    }
}

/**
 * brv_pdf_fonts_new:
 * @draft: the file; its writer receives the fonts and pictures
 * @error: where to put a fault
 *
 * Writes the fonts and pictures that pages need.
 *
 * Returns: (transfer full): where each glyph is, or %NULL with %BRV_EXPORT_ERROR_FONT,
 *   %BRV_EXPORT_ERROR_IMAGE or %BRV_EXPORT_ERROR_DRAWING
 */
BrvPdfFonts *
brv_pdf_fonts_new (const BrvPdfDraft *draft, GError **error)
{
  g_autoptr (BrvPdfFonts) self = g_new0 (BrvPdfFonts, 1);
  g_autoptr (GString) resources = g_string_new ("<</ProcSet[/PDF/Text/ImageB/ImageC]/Font<<");

  self->faces = g_ptr_array_new_with_free_func (free_face);
  self->face_of = g_array_new (FALSE, TRUE, sizeof (guint));
  self->pictures = brv_pdf_pictures_new (draft->raster_func, draft->raster_data);
  self->resources = brv_pdf_writer_reserve (draft->writer);
  for (guint i = 0; i < draft->n_pages; i++)
    collect (self, brv_pages_get_frame (draft->pages, draft->first_page + i));
  if (!take_faces (self, draft->writer, resources, error))
    return NULL;
  g_string_append (resources, ">>/XObject<<");
  picture_missing (self);
  if (!brv_pdf_pictures_write (self->pictures, draft->writer, resources, error))
    return NULL;
  g_string_append (resources, ">>>>");
  brv_pdf_writer_put (draft->writer, self->resources, resources);
  return g_steal_pointer (&self);
}

/**
 * brv_pdf_fonts_free:
 * @self: (transfer full): the fonts
 *
 * Frees them.
 */
void
brv_pdf_fonts_free (BrvPdfFonts *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->faces);
  g_array_unref (self->face_of);
  brv_pdf_pictures_free (self->pictures);
  g_free (self->producer);
  g_free (self);
}

/**
 * brv_pdf_fonts_find:
 * @self: the fonts
 * @font: a font of the frames
 * @glyph: a glyph that a page shows
 *
 * Returns: how it is shown
 */
const BrvPdfGlyph *
brv_pdf_fonts_find (const BrvPdfFonts *self, guint font, guint glyph)
{
  const Face *face =
    g_ptr_array_index (self->faces, g_array_index (self->face_of, guint, font) - 1);

  return &g_array_index (face->glyphs, BrvPdfGlyph, face->slots[glyph < N_GLYPHS ? glyph : 0] - 1);
}

/**
 * brv_pdf_fonts_get_pictures:
 * @self: the fonts
 *
 * Returns: (transfer none): the pictures beside them
 */
const BrvPdfPictures *
brv_pdf_fonts_get_pictures (const BrvPdfFonts *self)
{
  return self->pictures;
}

/**
 * brv_pdf_fonts_get_resources:
 * @self: the fonts
 *
 * Returns: the number of the resource dictionary of all pages
 */
guint
brv_pdf_fonts_get_resources (const BrvPdfFonts *self)
{
  return self->resources;
}

/**
 * brv_pdf_fonts_get_producer:
 * @self: the fonts
 *
 * Returns: (nullable): what made the fonts, as it names itself
 */
const char *
brv_pdf_fonts_get_producer (const BrvPdfFonts *self)
{
  return self->producer;
}
