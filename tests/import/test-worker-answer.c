/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sinks, what they give, and how that goes from the worker to its client. */

#include <string.h>

#include "import/brv-import-error.h"
#include "import/brv-import-sink.h"
#include "import/brv-source-builder.h"
#include "import/brv-worker-answer.h"

#define DOCUMENT "first mail;second mail"
#define PIXEL    "R0lGODlhAQABAPAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="

static void
add_source (BrvImportSink *sink, GBytes *original, const char *text)
{
  BrvSourceBuilder *builder = brv_import_sink_begin_source (sink, "message/rfc822", original);

  brv_source_builder_add (builder, BRV_ROLE_PARAGRAPH, 0, TRUE, text, -1);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_TITLE, text, BRV_EVIDENCE_META);
}

static void
add_image (BrvSourceBuilder *builder)
{
  gsize length = 0;
  guchar *data = g_base64_decode (PIXEL, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);
  g_autoptr (GBytes) bad = g_bytes_new_static ("no image", 8);
  const BrvSourceImage images[] = {
    { .bytes = bytes, .alternative = "a pixel" },
    { .bytes = bad, .alternative = "noise" },
    { .alternative = "named only", .width_px = 200, .height_px = 90 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (images); i++)
    {
      guint image = brv_source_builder_add_image (builder, &images[i]);

      /* There are not so many blocks: below the last, then. */
      brv_source_builder_place_image (builder, image, 7);
    }
}

/* Two sources that are slices of the document, one with bytes of its own, one that is all of it. */
static BrvImportResult *
make_result (GBytes *document, gboolean with_original)
{
  g_autoptr (BrvImportSink) sink = brv_import_sink_new ();
  g_autoptr (GBytes) first = g_bytes_new_from_bytes (document, 0, 10);
  g_autoptr (GBytes) second = g_bytes_new_from_bytes (document, 11, 11);
  g_autoptr (GBytes) own = g_bytes_new_static ("decoded", 7);
  g_autoptr (GBytes) attached = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;
  BrvImportResult *result = NULL;
  BrvSourceBuilder *builder = NULL;

  add_source (sink, first, "The first.");
  brv_import_sink_begin_source (sink, "message/rfc822", own);
  add_source (sink, second, "The second.");
  add_source (sink, own, "The third.");
  builder = brv_import_sink_begin_source (sink, "text/plain", NULL);
  brv_source_builder_add (builder, BRV_ROLE_PARAGRAPH, 0, TRUE, "All.", -1);
  add_image (builder);
  brv_import_sink_add_attachment (sink, "../a/b\\report\n.pdf", "application/pdf", attached);
  brv_import_sink_add_attachment (sink, "..", NULL, nothing);
  g_assert_cmpuint (brv_import_sink_get_n_sources (sink), ==, 5);
  result = brv_import_sink_finish (sink, with_original ? document : nothing, "box.mbox", &error);
  g_assert_no_error (error);
  return result;
}

static void
assert_original (const BrvSource *source, const char *bytes)
{
  GBytes *original = brv_source_get_original (source);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bytes, -1);

  g_assert_cmpmem (g_bytes_get_data (original, NULL), g_bytes_get_size (original), bytes,
                   strlen (bytes));
  g_assert_cmpstr (brv_source_get_bytes_sha256 (source), ==, hash);
}

static void
check_images (const BrvSource *source)
{
  guint n = 0;
  const BrvSourceImage *images = brv_source_get_images (source, &n);
  g_autofree char *hash = NULL;

  g_assert_cmpuint (n, ==, 3);
  g_assert_nonnull (images[0].bytes);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, images[0].bytes);
  g_assert_cmpstr (images[0].sha256, ==, hash);
  g_assert_cmpstr (images[0].media_type, ==, "image/png");
  g_assert_cmpuint (images[0].width_px, ==, 1);
  g_assert_null (images[1].bytes);
  g_assert_null (images[2].bytes);
  g_assert_cmpstr (images[2].alternative, ==, "named only");
  g_assert_cmpint (images[0].above, ==, -1);
  g_assert_cmpint (images[2].above, ==, 1);
}

static void
check_result (const BrvImportResult *result)
{
  static const char *const texts[] = { "The first.", "The second.", "The third.", "All." };
  static const char *const originals[] = { "first mail", "second mail", "decoded", DOCUMENT };
  const BrvImportAttachment *attachment = NULL;

  g_assert_cmpuint (brv_import_result_get_n_sources (result), ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const BrvSource *source = brv_import_result_get_source (result, i);

      g_assert_cmpstr (brv_source_get_text (source), ==, texts[i]);
      g_assert_cmpstr (brv_source_get_origin (source), ==, "box.mbox");
      assert_original (source, originals[i]);
    }
  check_images (brv_import_result_get_source (result, 3));
  g_assert_cmpuint (brv_import_result_get_n_attachments (result), ==, 2);
  attachment = brv_import_result_get_attachment (result, 0);
  g_assert_cmpstr (attachment->name, ==, "report.pdf");
  g_assert_cmpstr (attachment->media_type, ==, "application/pdf");
  g_assert_cmpmem (g_bytes_get_data (attachment->bytes, NULL), g_bytes_get_size (attachment->bytes),
                   "\0\1\2", 3);
  g_assert_cmpstr (brv_import_result_get_attachment (result, 1)->name, ==, "attachment");
}

static void
test_result (void)
{
  g_autoptr (GBytes) document = g_bytes_new_static (DOCUMENT, strlen (DOCUMENT));
  g_autoptr (BrvImportResult) made = make_result (document, TRUE);
  g_autoptr (BrvImportResult) bare = make_result (document, FALSE);
  g_autoptr (GBytes) answer = brv_worker_answer_write (bare, document);
  g_autoptr (BrvImportResult) read = brv_worker_answer_read (answer, document, "box.mbox");

  check_result (made);
  g_assert_nonnull (read);
  check_result (read);
  g_assert_null (brv_worker_answer_read (answer, document, "another"));
}

/* Nothing at all, or only sources without text. */
static void
test_empty (void)
{
  g_autoptr (GBytes) document = g_bytes_new_static ("x", 1);
  g_autoptr (BrvImportSink) none = brv_import_sink_new ();
  g_autoptr (BrvImportSink) empty = brv_import_sink_new ();
  g_autoptr (BrvImportSink) allowed = brv_import_sink_new ();
  g_autoptr (BrvImportResult) result = NULL;
  g_autoptr (BrvImportResult) read = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  BrvSourceBuilder *builder = NULL;

  g_assert_null (brv_import_sink_finish (none, document, "", &error));
  g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT);
  g_clear_error (&error);
  brv_import_sink_begin_source (empty, "text/plain", NULL);
  g_assert_null (brv_import_sink_finish (empty, document, "", &error));
  g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT);
  g_clear_error (&error);

  builder = brv_import_sink_begin_source (allowed, "application/x-bibtex", NULL);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_TITLE, "A Title", BRV_EVIDENCE_STRUCTURED_DATA);
  brv_source_builder_allow_empty (builder);
  result = brv_import_sink_finish (allowed, document, "", &error);
  g_assert_no_error (error);
  answer = brv_worker_answer_write (result, document);
  read = brv_worker_answer_read (answer, document, "");
  g_assert_nonnull (read);
  g_assert_cmpstr (brv_source_get_title (brv_import_result_get_source (read, 0)), ==, "A Title");
}

static void
test_caps (void)
{
  g_autoptr (GBytes) document = g_bytes_new_static ("x", 1);
  g_autoptr (BrvImportSink) sink = brv_import_sink_new ();
  g_autoptr (BrvImportResult) result = NULL;

  for (guint i = 0; i < BRV_IMPORT_MAX_ATTACHMENTS + 10; i++)
    brv_import_sink_add_attachment (sink, "a", NULL, document);
  for (guint i = 0; i < BRV_IMPORT_MAX_SOURCES; i++)
    g_assert_nonnull (brv_import_sink_begin_source (sink, "text/plain", document));
  g_assert_null (brv_import_sink_begin_source (sink, "text/plain", document));
  g_assert_cmpuint (brv_import_sink_get_n_sources (sink), ==, BRV_IMPORT_MAX_SOURCES);
}

static BrvDrawnPage *
make_page (void)
{
  g_autoptr (GBytes) pixels = g_bytes_new_take (g_malloc0 (24), 24);
  g_autoptr (BrvRaster) raster = brv_raster_new (3, 2, pixels);

  return brv_drawn_page_new (raster, 595.3, 841.9);
}

static void
test_page (void)
{
  g_autoptr (BrvDrawnPage) page = make_page ();
  g_autoptr (GBytes) answer = brv_worker_answer_write_page (page);
  g_autoptr (BrvDrawnPage) read = brv_worker_answer_read_page (answer);

  g_assert_nonnull (read);
  g_assert_cmpfloat (brv_drawn_page_get_width (read), ==, 595.3);
  g_assert_cmpfloat (brv_drawn_page_get_height (read), ==, 841.9);
  g_assert_cmpuint (brv_raster_get_width_px (brv_drawn_page_get_raster (read)), ==, 3);
}

/* A source whose text is six bytes long, its second letter two of them. */
static BrvSource *
make_paged_source (void)
{
  g_autoptr (BrvSourceBuilder) builder = brv_source_builder_new ("application/pdf");
  g_autoptr (GBytes) original = g_bytes_new_static ("%PDF", 4);

  brv_source_builder_add (builder, BRV_ROLE_PARAGRAPH, 0, TRUE, "K\xc3\xa4i 7", -1);
  return brv_source_builder_build (builder, original, "a.pdf", NULL);
}

static GArray *
make_areas (void)
{
  const BrvPageArea areas[] = { { { 0, 3 }, { 10, 20.5, 30, 12 } },
                                { { 3, 6 }, { 40, 20, 9, 12 } } };
  GArray *array = g_array_new (FALSE, FALSE, sizeof (BrvPageArea));

  return g_array_append_vals (array, areas, G_N_ELEMENTS (areas));
}

static void
test_areas (void)
{
  g_autoptr (BrvSource) source = make_paged_source ();
  g_autoptr (GArray) areas = make_areas ();
  g_autoptr (GBytes) answer =
    brv_worker_answer_write_areas (areas, brv_source_get_text_sha256 (source));
  g_autoptr (GBytes) other = brv_worker_answer_write_areas (areas, "00");
  g_autoptr (GArray) read = brv_worker_answer_read_areas (answer, source);
  g_autoptr (GBytes) split = NULL;

  g_assert_nonnull (read);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpuint (g_array_index (read, BrvPageArea, 1).range.end, ==, 6);
  g_assert_cmpfloat (g_array_index (read, BrvPageArea, 0).rect.y, ==, 20.5);
  /* Of another text, and in the middle of a letter. */
  g_assert_null (brv_worker_answer_read_areas (other, source));
  g_array_index (areas, BrvPageArea, 0).range.end = 2;
  split = brv_worker_answer_write_areas (areas, brv_source_get_text_sha256 (source));
  g_assert_null (brv_worker_answer_read_areas (split, source));
}

static void
read_all_ways (const guint8 *data, gsize length, GBytes *document)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (BrvImportResult) result = brv_worker_answer_read (bytes, document, "box.mbox");
  g_autoptr (BrvDrawnPage) page = brv_worker_answer_read_page (bytes);
  g_autoptr (BrvSource) source = make_paged_source ();
  g_autoptr (GArray) areas = brv_worker_answer_read_areas (bytes, source);
  g_auto (BrvDecodedImage) image = { 0 };

  brv_worker_answer_read_image (bytes, &image);
}

/* An answer cut or changed anywhere is read or refused, and never more than it; the sanitizers
 * watch. */
static void
test_hostile (void)
{
  g_autoptr (GBytes) document = g_bytes_new_static (DOCUMENT, strlen (DOCUMENT));
  g_autoptr (BrvImportResult) result = make_result (document, FALSE);
  g_autoptr (BrvDrawnPage) page = make_page ();
  g_autoptr (GArray) areas = make_areas ();
  g_autoptr (BrvSource) source = make_paged_source ();
  GBytes *answers[] = {
    brv_worker_answer_write (result, document), brv_worker_answer_write_page (page),
    brv_worker_answer_write_areas (areas, brv_source_get_text_sha256 (source))
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      gsize length = 0;
      const guint8 *data = g_bytes_get_data (answers[i], &length);
      g_autofree guint8 *copy = g_memdup2 (data, length);

      for (gsize n = 0; n < length; n += 61)
        read_all_ways (data, n, document);
      for (gsize at = 0; at < length; at += 13)
        {
          copy[at] = (guint8) "9-\"[{\xff\x01"[at % 7];
          read_all_ways (copy, length, document);
          copy[at] = data[at];
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_bytes_unref (g_steal_pointer (&answers[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/worker-answer/result", test_result);
  g_test_add_func ("/import/worker-answer/empty", test_empty);
  g_test_add_func ("/import/worker-answer/caps", test_caps);
  g_test_add_func ("/import/worker-answer/page", test_page);
  g_test_add_func ("/import/worker-answer/areas", test_areas);
  g_test_add_func ("/import/worker-answer/hostile", test_hostile);
  return g_test_run ();
}
