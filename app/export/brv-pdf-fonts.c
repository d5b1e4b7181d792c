/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "export/brv-pdf-fonts.h"
#include "export/brv-export.h"
#include "export/brv-font-faces.h"
#include "export/brv-painter.h"
#include "export/brv-pdf-cut-font.h"
#include "typeset/brv-frame-builder.h"

/* A picture is drawn so wide and high, and a glyph in it so large and so far from its corner. */
#define PICTURE_SIZE   1000.0
#define PICTURE_GLYPH  (BRV_PDF_PICTURE_GLYPH * PICTURE_SIZE)
#define PICTURE_ORIGIN (BRV_PDF_PICTURE_ORIGIN * PICTURE_SIZE)

#define N_GLYPHS 65536

/* One face and the glyphs of it that pages show. */
typedef struct
{
  const BrvFontKey *key; /* of the first of its sizes; borrowed */
  guint32 *slots;        /* by glyph: index in glyphs + 1 */
  GArray *glyphs;        /* BrvPdfGlyph */
  GArray *indices;       /* guint32: the glyph of each */
} Face;

typedef struct
{
  gboolean is_transparent;
} Picture;

struct _BrvPdfFonts
{
  GPtrArray *faces;  /* Face */
  GArray *face_of;   /* guint: index of the face + 1, by font of the frames */
  GPtrArray *images; /* GBytes, each once */
  GArray *pictures;  /* Picture: images first, then glyphs */
  GPtrArray *frames; /* BrvFrame: one a picture */
  guint n_fonts;     /* in the file */
  guint resources;   /* number of the object that has them all */
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
collect_image (BrvPdfFonts *self, GBytes *image)
{
  g_autoptr (GPtrArray) fonts = g_ptr_array_new ();
  g_autoptr (BrvFrameBuilder) builder = NULL;

  if (g_ptr_array_find (self->images, image, NULL))
    return;
  builder = brv_frame_builder_new (fonts);
  g_ptr_array_add (self->images, g_bytes_ref (image));
  brv_frame_builder_begin (builder, PICTURE_SIZE, PICTURE_SIZE, NULL);
  brv_frame_builder_add_image (builder, BRV_NODE_ARTIFACT,
                               (BrvRect){ 0, 0, PICTURE_SIZE, PICTURE_SIZE }, image, NULL);
  g_ptr_array_add (self->frames, brv_frame_builder_finish (builder));
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
        collect_image (self, items[i].image);
    }
}

static cairo_status_t
append_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
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

typedef gboolean (*DrawFunc) (BrvPdfFonts *self, cairo_t *cr, GError **error);

/* Each on a page of its own. */
static gboolean
draw_faces (BrvPdfFonts *self, cairo_t *cr, GError **error)
{
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

/* Each on a page of its own. */
static gboolean
draw_pictures (BrvPdfFonts *self, cairo_t *cr, GError **error)
{
  g_autoptr (BrvPainter) painter = brv_painter_new ();
  gboolean drawn = TRUE;

  for (guint i = 0; drawn && i < self->frames->len; i++)
    {
      cairo_pdf_surface_set_size (cairo_get_target (cr), PICTURE_SIZE, PICTURE_SIZE);
      drawn = brv_painter_paint (painter, cr, g_ptr_array_index (self->frames, i), error);
      cairo_show_page (cr);
    }
  return drawn;
}

/* Lets cairo write something, and opens what it wrote. */
static BrvPdfFile *
draw (BrvPdfFonts *self, DrawFunc func, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GBytes) file = NULL;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes_cb, bytes, 1, 1);
  cairo_t *cr;
  cairo_status_t status;
  gboolean drawn;

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_5);
  cr = cairo_create (surface);
  drawn = func (self, cr, error);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  file = g_byte_array_free_to_bytes (bytes);
  if (!drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_DRAWING,
                   _ ("The pages could not be drawn: %s."), cairo_status_to_string (status));
      return NULL;
    }
  return brv_pdf_file_new (file, error);
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

/* Whether something in a picture lets shine through what lies under it. */
static gboolean
is_transparent (BrvPdfFile *file, qpdf_oh resources)
{
  qpdf_data qpdf = file->qpdf;
  qpdf_oh pictures = qpdf_oh_get_key (qpdf, resources, "/XObject");
  g_autoptr (GPtrArray) names = brv_pdf_file_list_keys (file, pictures);

  for (guint i = 0; i < names->len; i++)
    {
      qpdf_oh dictionary =
        qpdf_oh_get_dict (qpdf, qpdf_oh_get_key (qpdf, pictures, g_ptr_array_index (names, i)));

      if (qpdf_oh_has_key (qpdf, dictionary, "/SMask") ||
          qpdf_oh_has_key (qpdf, dictionary, "/Group"))
        return TRUE;
    }
  return FALSE;
}

/* A page of the draft becomes a picture of one unit's width and height. */
static void
write_picture (BrvPdfFonts *self, BrvPdfCopier *copier, guint page, GString *resources)
{
  qpdf_data qpdf = copier->file->qpdf;
  qpdf_oh own = qpdf_oh_get_key (qpdf, copier->file->pages[page], "/Resources");
  g_autoptr (GBytes) content = brv_pdf_file_get_stream (
    copier->file, qpdf_oh_get_key (qpdf, copier->file->pages[page], "/Contents"));
  g_autoptr (GString) entries = g_string_new (NULL);
  g_autofree char *written = g_strdup (qpdf_oh_unparse_resolved (qpdf, own));
  Picture picture = { is_transparent (copier->file, own) };
  guint number = brv_pdf_writer_reserve (copier->writer);
  gsize length;
  const char *data = g_bytes_get_data (content, &length);

  g_string_append_printf (entries,
                          "/Type/XObject/Subtype/Form/BBox[0 0 %g %g]/Matrix[%g 0 0 %g 0 0]"
                          "/Resources ",
                          PICTURE_SIZE, PICTURE_SIZE, 1 / PICTURE_SIZE, 1 / PICTURE_SIZE);
  brv_pdf_copier_append (copier, entries, written);
  brv_pdf_writer_put_compressed (copier->writer, number, entries->str, data, length);
  g_array_append_val (self->pictures, picture);
  g_string_append_printf (resources, "/G%u %u 0 R", self->pictures->len, number);
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_DRAWING,
                       _ ("The PDF file could not be finished: it is not built as expected. "
                          "Please report this."));
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
  g_autoptr (BrvPdfFile) file = draw (self, draw_faces, error);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  BrvPdfCopier copier = { file, writer, numbers };

  if (file == NULL)
    return FALSE;
  if (file->n_pages != MAX (self->faces->len, 1))
    {
      set_damaged (error);
      return FALSE;
    }
  self->producer = dup_producer (file);
  for (guint i = 0; i < self->faces->len; i++)
    take_face (self, &copier, i, resources);
  return TRUE;
}

/* What is no outline, as a colourful sign, cairo does not put into fonts: it becomes a picture. */
static void
collect_missing (BrvPdfFonts *self, const Face *face)
{
  BrvFontKey key = *face->key;
  const BrvCluster cluster = { 1, 1 };
  BrvItem item = { .x = PICTURE_ORIGIN,
                   .y = PICTURE_SIZE - PICTURE_ORIGIN,
                   .x_scale = 1,
                   .text = "?",
                   .text_length = 1,
                   .n_glyphs = 1,
                   .clusters = &cluster,
                   .n_clusters = 1 };

  key.size = PICTURE_GLYPH;
  for (guint i = 0; i < face->glyphs->len; i++)
    {
      BrvPdfGlyph *glyph = &g_array_index (face->glyphs, BrvPdfGlyph, i);
      const BrvGlyph drawn = { g_array_index (face->indices, guint32, i), 0, 0 };
      g_autoptr (GPtrArray) fonts = NULL;
      g_autoptr (BrvFrameBuilder) builder = NULL;

      if (glyph->font != BRV_PDF_NO_FONT)
        continue;
      fonts = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (fonts, g_memdup2 (&key, sizeof key));
      builder = brv_frame_builder_new (fonts);
      item.node = BRV_NODE_ARTIFACT;
      item.glyphs = &drawn;
      brv_frame_builder_begin (builder, PICTURE_SIZE, PICTURE_SIZE, NULL);
      brv_frame_builder_add_glyphs (builder, &item);
      g_ptr_array_add (self->frames, brv_frame_builder_finish (builder));
      glyph->form = self->frames->len;
    }
}

static gboolean
take_pictures (BrvPdfFonts *self, BrvPdfWriter *writer, GString *resources, GError **error)
{
  g_autoptr (BrvPdfFile) file = NULL;
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  BrvPdfCopier copier = { NULL, writer, numbers };

  for (guint i = 0; i < self->faces->len; i++)
    collect_missing (self, g_ptr_array_index (self->faces, i));
  if (self->frames->len == 0)
    return TRUE;
  copier.file = file = draw (self, draw_pictures, error);
  if (file == NULL)
    return FALSE;
  if (file->n_pages != self->frames->len)
    {
      set_damaged (error);
      return FALSE;
    }
  for (guint i = 0; i < self->frames->len; i++)
    write_picture (self, &copier, i, resources);
  return TRUE;
}

/**
 * brv_pdf_fonts_new:
 * @pages: the pages
 * @first_page: the first page that is in the file, counted from 0
 * @n_pages: how many are
 * @writer: receives the fonts and pictures
 * @error: where to put a fault
 *
 * Writes the fonts and pictures that pages need.
 *
 * Returns: (transfer full): where each glyph is, or %NULL with %BRV_EXPORT_ERROR_FONT,
 *   %BRV_EXPORT_ERROR_IMAGE or %BRV_EXPORT_ERROR_DRAWING
 */
BrvPdfFonts *
brv_pdf_fonts_new (
  const BrvPages *pages, guint first_page, guint n_pages, BrvPdfWriter *writer, GError **error)
{
  g_autoptr (BrvPdfFonts) self = g_new0 (BrvPdfFonts, 1);
  g_autoptr (GString) resources = g_string_new ("<</ProcSet[/PDF/Text/ImageB/ImageC]/Font<<");

  self->faces = g_ptr_array_new_with_free_func (free_face);
  self->face_of = g_array_new (FALSE, TRUE, sizeof (guint));
  self->images = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  self->pictures = g_array_new (FALSE, TRUE, sizeof (Picture));
  self->frames = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_frame_unref);
  self->resources = brv_pdf_writer_reserve (writer);
  for (guint i = 0; i < n_pages; i++)
    collect (self, brv_pages_get_frame (pages, first_page + i));
  if (!take_faces (self, writer, resources, error))
    return NULL;
  g_string_append (resources, ">>/XObject<<");
  if (!take_pictures (self, writer, resources, error))
    return NULL;
  g_string_append (resources, ">>>>");
  brv_pdf_writer_put (writer, self->resources, resources);
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
  g_ptr_array_unref (self->images);
  g_array_unref (self->pictures);
  g_ptr_array_unref (self->frames);
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
 * brv_pdf_fonts_find_image:
 * @self: the fonts
 * @image: an image that a page shows
 *
 * Returns: the number of its picture, which fills one unit
 */
guint
brv_pdf_fonts_find_image (const BrvPdfFonts *self, GBytes *image)
{
  guint index = 0;

  g_ptr_array_find (self->images, image, &index);
  return index + 1;
}

/**
 * brv_pdf_fonts_is_transparent:
 * @self: the fonts
 * @picture: the number of a picture
 *
 * Returns: whether it lets shine through what lies under it
 */
gboolean
brv_pdf_fonts_is_transparent (const BrvPdfFonts *self, guint picture)
{
  return g_array_index (self->pictures, Picture, picture - 1).is_transparent;
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
