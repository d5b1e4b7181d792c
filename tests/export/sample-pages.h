/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/*
 * Pages made by hand for the tests of painters and exporters: they shape with Pango but lay out
 * with numbers, so that no fault of the typesetter can hide one of theirs.
 */

#include <string.h>

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>

#include "base/brv-raster.h"
#include "typeset/brv-pages-builder.h"

#define SAMPLE_WIDTH  595.0
#define SAMPLE_HEIGHT 842.0

#define SAMPLE_SERIF "TeX Gyre Pagella 11"
#define SAMPLE_SANS  "DejaVu Sans 10"

/* What the last line of the sample's links says; a URI that needs every kind of escape. */
#define SAMPLE_ADDRESS "https://example.org/a_(b)?q=x&y=\\z#fünf\"<>"

typedef struct
{
  BrvPagesBuilder *builder;
  PangoFontMap *font_map;
  PangoContext *context;
  gboolean is_rtl; /* for the next texts, as all of these */
  gboolean embolden;
  double slant;
  double x_scale;
} Sample;

static const BrvColor sample_black = { 0, 0, 0 };

/* 24 × 16 pixels in three channels. */
static const guint8 sample_jpeg[] = {
  0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01,
  0x00, 0x01, 0x00, 0x00, 0xff, 0xdb, 0x00, 0x43, 0x00, 0x0a, 0x07, 0x07, 0x08, 0x07, 0x06, 0x0a,
  0x08, 0x08, 0x08, 0x0b, 0x0a, 0x0a, 0x0b, 0x0e, 0x18, 0x10, 0x0e, 0x0d, 0x0d, 0x0e, 0x1d, 0x15,
  0x16, 0x11, 0x18, 0x23, 0x1f, 0x25, 0x24, 0x22, 0x1f, 0x22, 0x21, 0x26, 0x2b, 0x37, 0x2f, 0x26,
  0x29, 0x34, 0x29, 0x21, 0x22, 0x30, 0x41, 0x31, 0x34, 0x39, 0x3b, 0x3e, 0x3e, 0x3e, 0x25, 0x2e,
  0x44, 0x49, 0x43, 0x3c, 0x48, 0x37, 0x3d, 0x3e, 0x3b, 0xff, 0xdb, 0x00, 0x43, 0x01, 0x0a, 0x0b,
  0x0b, 0x0e, 0x0d, 0x0e, 0x1c, 0x10, 0x10, 0x1c, 0x3b, 0x28, 0x22, 0x28, 0x3b, 0x3b, 0x3b, 0x3b,
  0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b,
  0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b,
  0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0x3b, 0xff, 0xc0,
  0x00, 0x11, 0x08, 0x00, 0x10, 0x00, 0x18, 0x03, 0x01, 0x11, 0x00, 0x02, 0x11, 0x01, 0x03, 0x11,
  0x01, 0xff, 0xc4, 0x00, 0x16, 0x00, 0x01, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05, 0x06, 0xff, 0xc4, 0x00, 0x16, 0x10, 0x00, 0x03,
  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x15,
  0x62, 0xff, 0xc4, 0x00, 0x18, 0x01, 0x01, 0x00, 0x03, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x04, 0x05, 0x06, 0xff, 0xc4, 0x00, 0x16, 0x11,
  0x01, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
  0x00, 0x13, 0x14, 0xff, 0xda, 0x00, 0x0c, 0x03, 0x01, 0x00, 0x02, 0x11, 0x03, 0x11, 0x00, 0x3f,
  0x00, 0x80, 0xaa, 0x4b, 0xda, 0x90, 0x44, 0x55, 0x23, 0x51, 0x11, 0x54, 0x8d, 0x44, 0x5b, 0x35,
  0x72, 0x73, 0x5a, 0x9a, 0xd1, 0x15, 0xc8, 0xd4, 0x44, 0x57, 0x23, 0x51, 0x17, 0xff, 0xd9,
};

static inline GBytes *
sample_jpeg_new (void)
{
  return g_bytes_new_static (sample_jpeg, sizeof sample_jpeg);
}

static inline cairo_status_t
sample_append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A PNG with an edge that would show if it were smoothed or mirrored. */
static inline GBytes *
sample_png_new (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 20);
  cairo_t *cr = cairo_create (surface);
  GByteArray *bytes = g_byte_array_new ();

  cairo_set_source_rgb (cr, 1, 0.5, 0);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0.25, 0.5);
  cairo_rectangle (cr, 0, 0, 10, 20);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, sample_append_cb, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

typedef struct
{
  const guint8 *data;
  gsize left;
} SampleReader;

static inline cairo_status_t
sample_read_cb (void *closure, unsigned char *data, unsigned int length)
{
  SampleReader *reader = closure;

  if (length > reader->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reader->data, length);
  reader->data += length;
  reader->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/* What the program leaves to a process of its own. */
static inline BrvRaster *
sample_decode (GBytes *image, gpointer user_data, GError **error)
{
  SampleReader reader;
  cairo_surface_t *surface;
  BrvRaster *raster = NULL;

  reader.data = g_bytes_get_data (image, &reader.left);
  surface = cairo_image_surface_create_from_png_stream (sample_read_cb, &reader);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      guint width = (guint)cairo_image_surface_get_width (surface);
      guint height = (guint)cairo_image_surface_get_height (surface);
      g_autofree guint32 *opaque = g_memdup2 (cairo_image_surface_get_data (surface),
                                              (gsize)width * height * sizeof (guint32));
      g_autoptr (GBytes) pixels = NULL;

      for (guint i = 0; i < width * height; i++)
        opaque[i] |= 0xff000000;
      pixels = g_bytes_new (opaque, (gsize)width * height * sizeof (guint32));
      raster = brv_raster_new (width, height, pixels);
    }
  cairo_surface_destroy (surface);
  return raster;
}

static inline void
sample_init (Sample *sample)
{
  memset (sample, 0, sizeof *sample);
  sample->builder = brv_pages_builder_new ();
  sample->font_map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (sample->font_map), 72);
  sample->context = pango_font_map_create_context (sample->font_map);
  pango_context_set_round_glyph_positions (sample->context, FALSE);
  pango_context_set_language (sample->context, pango_language_from_string ("en-gb"));
  sample->x_scale = 1;
}

static inline BrvPages *
sample_finish (Sample *sample)
{
  BrvPages *pages = brv_pages_builder_finish (sample->builder);

  brv_pages_builder_free (sample->builder);
  g_object_unref (sample->context);
  g_object_unref (sample->font_map);
  return pages;
}

static inline guint
sample_node (Sample *sample, BrvNodeRole role, guint parent)
{
  const BrvNode node = {
    .role = role, .parent = parent, .level = 1, .page = BRV_PAGE_OF_FIRST_ITEM
  };

  return brv_pages_builder_add_node (sample->builder, &node);
}

static inline guint
sample_font (Sample *sample, PangoFont *font)
{
  FcPattern *pattern = pango_fc_font_get_pattern (PANGO_FC_FONT (font));
  FcChar8 *file = NULL;
  BrvFontKey key = { .matrix = { 1, sample->slant, 0, 1 }, .embolden = sample->embolden };
  PangoFontDescription *description = pango_font_describe_with_absolute_size (font);
  guint index;

  g_assert_cmpint (FcPatternGetString (pattern, FC_FILE, 0, &file), ==, FcResultMatch);
  FcPatternGetInteger (pattern, FC_INDEX, 0, &key.face_index);
  key.file = (const char *)file;
  key.size = pango_font_description_get_size (description) / (double)PANGO_SCALE;
  key.family = pango_font_description_get_family (description);
  index = brv_pages_builder_add_font (sample->builder, &key);
  pango_font_description_free (description);
  return index;
}

/* Adds one shaped run; returns its width. */
static inline double
sample_run (Sample *sample, BrvItem *item, PangoItem *run, const char *text)
{
  g_autoptr (GArray) glyphs = g_array_new (FALSE, TRUE, sizeof (BrvGlyph));
  g_autoptr (GArray) clusters = g_array_new (FALSE, TRUE, sizeof (BrvCluster));
  PangoGlyphString *shaped = pango_glyph_string_new ();
  gboolean backward = run->analysis.level % 2 == 1;
  double pen = 0;

  pango_shape_full (text + run->offset, run->length, text, -1, &run->analysis, shaped);
  for (int i = 0; i < shaped->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &shaped->glyphs[i];
      const BrvGlyph glyph = {
        info->glyph == PANGO_GLYPH_EMPTY ? 0 : info->glyph,
        (pen + info->geometry.x_offset) / PANGO_SCALE * sample->x_scale,
        info->geometry.y_offset / (double)PANGO_SCALE,
      };

      g_array_append_val (glyphs, glyph);
      pen += info->geometry.width;
    }
  /* Clusters come in the order of the text, glyphs in the order of the page. */
  for (int i = 0; i < shaped->num_glyphs;)
    {
      int at = backward ? shaped->num_glyphs - 1 - i : i;
      int n = 1;
      int next = run->length;
      BrvCluster cluster;

      while (i + n < shaped->num_glyphs)
        {
          int other = backward ? at - n : at + n;

          if (shaped->log_clusters[other] != shaped->log_clusters[at])
            {
              next = shaped->log_clusters[other];
              break;
            }
          n++;
        }
      cluster.n_bytes = (guint16)(next - shaped->log_clusters[at]);
      cluster.n_glyphs = (guint16)n;
      g_array_append_val (clusters, cluster);
      i += n;
    }
  item->font = sample_font (sample, run->analysis.font);
  item->backward = backward;
  item->text = text + run->offset;
  item->text_length = (gsize)run->length;
  item->glyphs = (const BrvGlyph *)(void *)glyphs->data;
  item->n_glyphs = glyphs->len;
  item->clusters = (const BrvCluster *)(void *)clusters->data;
  item->n_clusters = clusters->len;
  brv_frame_builder_add_glyphs (brv_pages_builder_get_frame (sample->builder), item);
  pango_glyph_string_free (shaped);
  return pen / PANGO_SCALE * sample->x_scale;
}

static inline double
sample_measure (Sample *sample, PangoItem *run, const char *text)
{
  PangoGlyphString *shaped = pango_glyph_string_new ();
  double width;

  pango_shape_full (text + run->offset, run->length, text, -1, &run->analysis, shaped);
  width = pango_glyph_string_get_width (shaped) / (double)PANGO_SCALE * sample->x_scale;
  pango_glyph_string_free (shaped);
  return width;
}

/* Adds a line of text, its runs in the order of the text; returns where it ends. */
static inline double
sample_text (Sample *sample, guint node, const char *font, double x, double y, const char *text)
{
  PangoFontDescription *description = pango_font_description_from_string (font);
  GList *logical;
  GList *visual;
  GHashTable *places = g_hash_table_new (NULL, NULL);
  BrvItem item = { .node = node, .x_scale = sample->x_scale, .y = y };

  pango_context_set_font_description (sample->context, description);
  logical = pango_itemize_with_base_dir (sample->context,
                                         sample->is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR,
                                         text, 0, (int)strlen (text), NULL, NULL);
  visual = pango_reorder_items (logical);
  for (GList *run = visual; run != NULL; run = run->next)
    {
      g_hash_table_insert (places, run->data, GINT_TO_POINTER ((int)(x * 1000)));
      x += sample_measure (sample, run->data, text);
    }
  for (GList *run = logical; run != NULL; run = run->next)
    {
      item.x = GPOINTER_TO_INT (g_hash_table_lookup (places, run->data)) / 1000.0;
      sample_run (sample, &item, run->data, text);
    }
  g_hash_table_unref (places);
  g_list_free (visual);
  g_list_free_full (logical, (GDestroyNotify)pango_item_free);
  pango_font_description_free (description);
  return x;
}

static inline void
sample_begin_page (Sample *sample, const char *label)
{
  g_autofree char *foot = g_strdup_printf ("Page %s of 3", label);

  brv_pages_builder_begin_frame (sample->builder, SAMPLE_WIDTH, SAMPLE_HEIGHT, label);
  sample_text (sample, BRV_NODE_ARTIFACT, SAMPLE_SANS, 72, 40, "TLP:GREEN");
  brv_frame_builder_add_rect (brv_pages_builder_get_frame (sample->builder), BRV_NODE_ARTIFACT,
                              (BrvRect){ 72, 48, 451, 0.5 }, sample_black);
  sample_text (sample, BRV_NODE_ARTIFACT, SAMPLE_SANS, 72, 810, foot);
}

static inline void
sample_link (Sample *sample, BrvLinkKind kind, guint node, BrvRect rect, guint target)
{
  const BrvLink link = { .kind = kind,
                         .rect = rect,
                         .node = node,
                         .address = kind == BRV_LINK_ADDRESS ? SAMPLE_ADDRESS : NULL,
                         .target = target,
                         .label = kind == BRV_LINK_ADDRESS ? "Example (ä)" : "Note 1" };

  brv_frame_builder_add_link (brv_pages_builder_get_frame (sample->builder), &link);
}

static inline void
sample_outline (Sample *sample, const char *title, guint level, guint page, double y)
{
  const BrvOutlineEntry entry = { .title = title, .level = level, .page = page, .y = y };

  brv_pages_builder_add_outline (sample->builder, &entry);
}

/* Title, text with a note and a link, a right-to-left paragraph; it goes on on the second page. */
static inline void
sample_first_page (Sample *sample, guint root, guint *note, guint *paragraph)
{
  guint title = sample_node (sample, BRV_NODE_HEADING, root);
  guint section = sample_node (sample, BRV_NODE_SECTION, root);
  guint text = sample_node (sample, BRV_NODE_PARAGRAPH, section);
  guint reference = sample_node (sample, BRV_NODE_REFERENCE, text);
  guint reference_link = sample_node (sample, BRV_NODE_LINK, reference);
  guint link;
  guint rtl;
  double x;

  *note = sample_node (sample, BRV_NODE_NOTE, text);
  link = sample_node (sample, BRV_NODE_LINK, text);
  rtl = sample_node (sample, BRV_NODE_PARAGRAPH, section);
  *paragraph = sample_node (sample, BRV_NODE_PARAGRAPH, section);

  sample_begin_page (sample, "1");
  sample_text (sample, title, "DejaVu Sans Bold 20", 72, 100, "Water & finance");
  x = sample_text (sample, text, SAMPLE_SERIF, 72, 140, "Efficient offices affirm 10\u00A0% of it");
  sample_text (sample, reference_link, "TeX Gyre Pagella 8", x, 136, "1");
  sample_link (sample, BRV_LINK_NODE, reference_link, (BrvRect){ x, 128, 6, 10 }, *note);
  x = sample_text (sample, text, SAMPLE_SERIF, 72, 155, "and say so in ");
  x = sample_text (sample, link, SAMPLE_SERIF, x, 155, "an office ");
  sample_link (sample, BRV_LINK_ADDRESS, link, (BrvRect){ x - 50, 145, 50, 13 }, 0);
  sample_text (sample, link, SAMPLE_SERIF, 72, 170, "journal");
  sample_link (sample, BRV_LINK_ADDRESS, link, (BrvRect){ 72, 160, 40, 13 }, 0);
  sample_text (sample, text, SAMPLE_SERIF, 112, 170, ".");
  sample->is_rtl = TRUE;
  sample_text (sample, rtl, "DejaVu Sans 12", 300, 200, "السلام عليكم NATO لا");
  sample->is_rtl = FALSE;
  sample_text (sample, *paragraph, SAMPLE_SERIF, 72, 760, "A paragraph that goes on");
  sample_text (sample, *note, "TeX Gyre Pagella 9", 72, 785, "1 The note’s own text.");
  sample_outline (sample, "Water & finance", 1, 0, 80);
}

/* The rest of the paragraph, a quote, a list, and shapes that the fonts do not have. */
static inline void
sample_second_page (Sample *sample, guint root, guint paragraph)
{
  guint section = sample_node (sample, BRV_NODE_SECTION, root);
  guint heading = sample_node (sample, BRV_NODE_HEADING, section);
  guint quote = sample_node (sample, BRV_NODE_BLOCK_QUOTE, section);
  guint quoted = sample_node (sample, BRV_NODE_PARAGRAPH, quote);
  guint list = sample_node (sample, BRV_NODE_LIST, section);
  guint item = sample_node (sample, BRV_NODE_LIST_ITEM, list);
  guint label = sample_node (sample, BRV_NODE_LABEL, item);
  guint body = sample_node (sample, BRV_NODE_LIST_BODY, item);
  guint styled = sample_node (sample, BRV_NODE_PARAGRAPH, section);

  sample_begin_page (sample, "2");
  sample_text (sample, paragraph, SAMPLE_SERIF, 72, 80, "on the second page.");
  sample_text (sample, heading, "DejaVu Sans Bold 14", 72, 120, "Threat");
  sample_text (sample, quoted, "TeX Gyre Pagella Italic 11", 90, 150,
               "“We shall not flinch”, it said.");
  sample_text (sample, label, SAMPLE_SERIF, 72, 180, "•");
  sample_text (sample, body, SAMPLE_SERIF, 90, 180, "an item with Łódź and Ἀθῆναι");
  sample->embolden = TRUE;
  sample_text (sample, styled, SAMPLE_SERIF, 72, 210, "Synthetic bold");
  sample->embolden = FALSE;
  sample->slant = 0.2;
  sample_text (sample, styled, SAMPLE_SERIF, 72, 230, "Synthetic slant");
  sample->slant = 0;
  sample->x_scale = 1.02;
  sample_text (sample, styled, SAMPLE_SERIF, 72, 250, "Expanded by a fiftieth");
  sample->x_scale = 1;
  sample_outline (sample, "Threat", 2, 1, 106);
}

static inline void
sample_third_page (Sample *sample, guint root)
{
  g_autoptr (GBytes) jpeg = sample_jpeg_new ();
  g_autoptr (GBytes) png = sample_png_new ();
  const BrvNode figure_node = { .role = BRV_NODE_FIGURE,
                                .parent = root,
                                .page = BRV_PAGE_OF_FIRST_ITEM,
                                .alternative = "A slope from blue to “gold”" };
  guint figure = brv_pages_builder_add_node (sample->builder, &figure_node);
  guint caption = sample_node (sample, BRV_NODE_CAPTION, root);
  guint second = brv_pages_builder_add_node (sample->builder, &figure_node);

  sample_begin_page (sample, "3");
  brv_frame_builder_add_image (brv_pages_builder_get_frame (sample->builder), figure,
                               (BrvRect){ 72, 80, 240, 160 }, jpeg, NULL);
  sample_text (sample, caption, "TeX Gyre Pagella Italic 9", 72, 256, "Figure 1: a slope");
  brv_frame_builder_add_image (brv_pages_builder_get_frame (sample->builder), second,
                               (BrvRect){ 72, 280, 200, 100 }, png, NULL);
  sample_outline (sample, "Figures", 1, 2, 80);
}

/* Three pages with all kinds of items and most roles; photos only if asked for. */
static inline BrvPages *
sample_pages_new (gboolean with_figures)
{
  Sample sample;
  guint root;
  guint note;
  guint paragraph;

  sample_init (&sample);
  brv_pages_builder_set_title (sample.builder, "Water & finance – Ωmega");
  brv_pages_builder_set_author (sample.builder, "The water desk");
  brv_pages_builder_set_subject (sample.builder, "Briefing");
  brv_pages_builder_set_language (sample.builder, "en-GB");
  root = sample_node (&sample, BRV_NODE_DOCUMENT, 0);
  sample_first_page (&sample, root, &note, &paragraph);
  sample_second_page (&sample, root, paragraph);
  if (with_figures)
    sample_third_page (&sample, root);
  return sample_finish (&sample);
}
