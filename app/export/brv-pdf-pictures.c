/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "export/brv-pdf-pictures.h"

#include <cairo-pdf.h>

#include "export/brv-painter.h"
#include "export/brv-pdf-copier.h"
#include "typeset/brv-frame-builder.h"

/* A picture is drawn so wide and high, and a glyph in it so large and so far from its corner. */
#define PICTURE_SIZE   1000.0
#define PICTURE_GLYPH  (BRV_PDF_PICTURE_GLYPH * PICTURE_SIZE)
#define PICTURE_ORIGIN (BRV_PDF_PICTURE_ORIGIN * PICTURE_SIZE)

struct _BrvPdfPictures
{
  BrvRasterFunc raster_func; /* (nullable) */
  gpointer raster_data;
  GPtrArray *images;   /* GBytes, each once: they are the first pictures */
  GPtrArray *frames;   /* BrvFrame: one a picture */
  GArray *transparent; /* gboolean: once written, whether something shines through */
};

/**
 * brv_pdf_pictures_new:
 * @func: (nullable) (scope forever): gives the pixels of images that are not JPEG
 * @user_data: for @func
 *
 * Starts without a picture.
 *
 * Returns: (transfer full): no pictures
 */
BrvPdfPictures *
brv_pdf_pictures_new (BrvRasterFunc func, gpointer user_data)
{
  BrvPdfPictures *self = g_new0 (BrvPdfPictures, 1);

  self->raster_func = func;
  self->raster_data = user_data;
  self->images = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  self->frames = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_frame_unref);
  self->transparent = g_array_new (FALSE, FALSE, sizeof (gboolean));
  return self;
}

/**
 * brv_pdf_pictures_free:
 * @self: (transfer full): pictures
 *
 * Frees them.
 */
void
brv_pdf_pictures_free (BrvPdfPictures *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->images);
  g_ptr_array_unref (self->frames);
  g_array_unref (self->transparent);
  g_free (self);
}

/**
 * brv_pdf_pictures_add_image:
 * @self: pictures to which no glyph was added yet
 * @image: the bytes of an image
 *
 * Adds an image, if it is not there.
 */
void
brv_pdf_pictures_add_image (BrvPdfPictures *self, GBytes *image)
{
  g_autoptr (GPtrArray) fonts = NULL;
  g_autoptr (BrvFrameBuilder) builder = NULL;

  g_return_if_fail (self != NULL && image != NULL);
  g_return_if_fail (self->images->len == self->frames->len);

  if (g_ptr_array_find (self->images, image, NULL))
    return;
  fonts = g_ptr_array_new ();
  builder = brv_frame_builder_new (fonts);
  g_ptr_array_add (self->images, g_bytes_ref (image));
  brv_frame_builder_begin (builder, PICTURE_SIZE, PICTURE_SIZE, NULL);
  brv_frame_builder_add_image (builder, BRV_NODE_ARTIFACT,
                               (BrvRect){ 0, 0, PICTURE_SIZE, PICTURE_SIZE }, image, NULL);
  g_ptr_array_add (self->frames, brv_frame_builder_finish (builder));
}

/**
 * brv_pdf_pictures_add_glyph:
 * @self: pictures
 * @font: a font, whose size does not matter
 * @glyph: one of its glyphs
 *
 * Adds a glyph that no font of the file can show.
 *
 * Returns: its number
 */
guint
brv_pdf_pictures_add_glyph (BrvPdfPictures *self, const BrvFontKey *font, guint32 glyph)
{
  BrvFontKey key = *font;
  const BrvCluster cluster = { 1, 1 };
  const BrvGlyph drawn = { glyph, 0, 0 };
  const BrvItem item = { .node = BRV_NODE_ARTIFACT,
                         .x = PICTURE_ORIGIN,
                         .y = PICTURE_SIZE - PICTURE_ORIGIN,
                         .x_scale = 1,
                         .text = "?",
                         .text_length = 1,
                         .glyphs = &drawn,
                         .n_glyphs = 1,
                         .clusters = &cluster,
                         .n_clusters = 1 };
  g_autoptr (GPtrArray) fonts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BrvFrameBuilder) builder = NULL;

  key.size = PICTURE_GLYPH;
  g_ptr_array_add (fonts, g_memdup2 (&key, sizeof key));
  builder = brv_frame_builder_new (fonts);
  brv_frame_builder_begin (builder, PICTURE_SIZE, PICTURE_SIZE, NULL);
  brv_frame_builder_add_glyphs (builder, &item);
  g_ptr_array_add (self->frames, brv_frame_builder_finish (builder));
  return self->frames->len;
}

/* Each on a page of its own. */
static gboolean
draw_pictures (cairo_t *cr, gpointer user_data, GError **error)
{
  BrvPdfPictures *self = user_data;
  g_autoptr (BrvPainter) painter = brv_painter_new ();
  gboolean drawn = TRUE;

  brv_painter_set_raster_func (painter, self->raster_func, self->raster_data);
  for (guint i = 0; drawn && i < self->frames->len; i++)
    {
      cairo_pdf_surface_set_size (cairo_get_target (cr), PICTURE_SIZE, PICTURE_SIZE);
      drawn = brv_painter_paint (painter, cr, g_ptr_array_index (self->frames, i), error);
      cairo_show_page (cr);
    }
  return drawn;
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
write_picture (BrvPdfPictures *self, BrvPdfCopier *copier, guint page, GString *resources)
{
  qpdf_data qpdf = copier->file->qpdf;
  qpdf_oh own = qpdf_oh_get_key (qpdf, copier->file->pages[page], "/Resources");
  g_autoptr (GBytes) content = brv_pdf_file_get_stream (
    copier->file, qpdf_oh_get_key (qpdf, copier->file->pages[page], "/Contents"));
  g_autoptr (GString) entries = g_string_new (NULL);
  g_autofree char *written = g_strdup (qpdf_oh_unparse_resolved (qpdf, own));
  gboolean transparent = is_transparent (copier->file, own);
  guint number = brv_pdf_writer_reserve (copier->writer);
  gsize length;
  const char *data = g_bytes_get_data (content, &length);

  g_string_append_printf (entries,
                          "/Type/XObject/Subtype/Form/BBox[0 0 %g %g]/Matrix[%g 0 0 %g 0 0]"
                          "/Resources ",
                          PICTURE_SIZE, PICTURE_SIZE, 1 / PICTURE_SIZE, 1 / PICTURE_SIZE);
  brv_pdf_copier_append (copier, entries, written);
  brv_pdf_writer_put_compressed (copier->writer, number, entries->str, data, length);
  g_array_append_val (self->transparent, transparent);
  g_string_append_printf (resources, "/G%u %u 0 R", self->transparent->len, number);
}

/**
 * brv_pdf_pictures_write:
 * @self: pictures
 * @writer: receives them
 * @resources: where their names and numbers of objects are appended
 * @error: where to put a fault
 *
 * Writes the pictures.
 *
 * Returns: %FALSE with %BRV_EXPORT_ERROR_FONT, %BRV_EXPORT_ERROR_IMAGE or %BRV_EXPORT_ERROR_DRAWING
 */
gboolean
brv_pdf_pictures_write (BrvPdfPictures *self,
                        BrvPdfWriter *writer,
                        GString *resources,
                        GError **error)
{
  g_autoptr (BrvPdfFile) file = NULL;
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  BrvPdfCopier copier = { NULL, writer, numbers };

  g_return_val_if_fail (self != NULL && writer != NULL && resources != NULL, FALSE);

  if (self->frames->len == 0)
    return TRUE;
  copier.file = file = brv_pdf_file_new_drawn (draw_pictures, self, error);
  if (file == NULL)
    return FALSE;
  if (file->n_pages != self->frames->len)
    return brv_pdf_file_set_damaged (error);
  for (guint i = 0; i < self->frames->len; i++)
    write_picture (self, &copier, i, resources);
  return TRUE;
}

/**
 * brv_pdf_pictures_find_image:
 * @self: pictures
 * @image: an image among them
 *
 * Returns: its number
 */
guint
brv_pdf_pictures_find_image (const BrvPdfPictures *self, GBytes *image)
{
  guint index = 0;

  g_ptr_array_find (self->images, image, &index);
  return index + 1;
}

/**
 * brv_pdf_pictures_is_transparent:
 * @self: pictures that are written
 * @picture: the number of one
 *
 * Returns: whether it lets shine through what lies under it
 */
gboolean
brv_pdf_pictures_is_transparent (const BrvPdfPictures *self, guint picture)
{
  return g_array_index (self->transparent, gboolean, picture - 1);
}
