/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Fuzz targets for what reads foreign bytes and is no importer: the parent's readers of what a
 * worker answers, which a document may have taken over; detection; and images, first their
 * headers, which are read outside the worker too. Compiled with FUZZ_READER it is a libFuzzer
 * program for that one; without, a test that runs over variations of a few seeds.
 */

#include <string.h>

#include <glib/gstdio.h>

#include "import/brv-detect.h"
#include "import/brv-image-decoder.h"
#include "import/brv-image-header.h"
#include "import/brv-import-sink.h"
#include "import/brv-source-builder.h"
#include "import/brv-worker-answer.h"
#include "import/brv-worker-protocol.h"
#include "import/brv-worker-run.h"
#include "samples.h"

#define DOCUMENT "first mail;second mail"
#define TEXT     "K\xc3\xa4i 7"

/* A GIF, a PNG, a JPEG and a WebP image of one pixel. */
static const char *const images[] = {
  "R0lGODlhAQABAPAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==",
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJgg"
  "g==",
  "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////"
  "////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=",
  "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
};

typedef enum
{
  READER_ANSWER,
  READER_IMAGE,
  READER_DETECT,
  N_READERS,
} Reader;

static BrvSource *
make_source (void)
{
  g_autoptr (BrvSourceBuilder) builder = brv_source_builder_new ("application/pdf");
  g_autoptr (GBytes) original = g_bytes_new_static ("%PDF", 4);

  brv_source_builder_add (builder, BRV_ROLE_PARAGRAPH, 0, TRUE, TEXT, -1);
  return brv_source_builder_build (builder, original, "a.pdf", NULL);
}

static GBytes *
decode (const char *base64)
{
  gsize length = 0;
  guchar *data = g_base64_decode (base64, &length);

  return g_bytes_new_take (data, length);
}

static GBytes *
make_import_answer (void)
{
  g_autoptr (GBytes) document = g_bytes_new_static (DOCUMENT, strlen (DOCUMENT));
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (document, 0, 10);
  g_autoptr (GBytes) picture = decode (images[0]);
  g_autoptr (BrvImportSink) sink = brv_import_sink_new ();
  g_autoptr (BrvImportResult) result = NULL;
  const BrvSourceImage image = { .bytes = picture, .alternative = "a pixel" };
  BrvSourceBuilder *builder = brv_import_sink_begin_source (sink, "message/rfc822", part);

  brv_source_builder_add (builder, BRV_ROLE_TITLE, 0, TRUE, "On Quays", -1);
  brv_source_builder_add (builder, BRV_ROLE_CAPTION, 0, TRUE, "A pixel.", -1);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_TITLE, "On Quays", BRV_EVIDENCE_META);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_DATE, "2024-03-12", BRV_EVIDENCE_META);
  brv_source_builder_add_image (builder, &image);
  brv_import_sink_add_attachment (sink, "report.pdf", "application/pdf", part);
  result = brv_import_sink_finish (sink, document, "box.mbox", NULL);
  return brv_worker_answer_write (result, document);
}

static GBytes *
make_page_answer (void)
{
  g_autoptr (GBytes) pixels = g_bytes_new_take (g_malloc0 (24), 24);
  g_autoptr (BrvRaster) raster = brv_raster_new (3, 2, pixels);
  g_autoptr (BrvDrawnPage) page = brv_drawn_page_new (raster, 595.3, 841.9);

  return brv_worker_answer_write_page (page);
}

static GBytes *
make_areas_answer (void)
{
  const BrvPageArea areas[] = { { { 0, 3 }, { 10, 20.5, 30, 12 } },
                                { { 3, 6 }, { 40, 20, 9, 12 } } };
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (BrvPageArea));
  g_autoptr (BrvSource) source = make_source ();

  g_array_append_vals (array, areas, G_N_ELEMENTS (areas));
  return brv_worker_answer_write_areas (array, brv_source_get_text_sha256 (source));
}

static GBytes *
make_image_answer (void)
{
  g_autoptr (GBytes) bytes = decode (images[1]);
  g_auto (BrvDecodedImage) image = { 0 };
  gboolean decoded = brv_image_decode (bytes, 100, &image, NULL);

  g_assert_true (decoded);
  return brv_worker_answer_write_image (&image);
}

static GBytes *
frame (BrvWorkerMessage kind, GBytes *body)
{
  BrvWorkerHeader header = { BRV_WORKER_MAGIC, kind, g_bytes_get_size (body) };
  GByteArray *message = g_byte_array_new ();

  g_byte_array_append (message, (const guint8 *)&header, sizeof header);
  g_byte_array_append (message, g_bytes_get_data (body, NULL), (guint)g_bytes_get_size (body));
  return g_byte_array_free_to_bytes (message);
}

/* JSON so deep that a reader that calls itself would run out of stack. */
static GBytes *
make_deep_answer (void)
{
  guint64 length = 200000;
  GByteArray *body = g_byte_array_new ();

  g_byte_array_append (body, (const guint8 *)&length, sizeof length);
  for (guint64 i = 0; i < length; i++)
    g_byte_array_append (body, (const guint8 *)"[", 1);
  return g_byte_array_free_to_bytes (body);
}

/* Adds what a reader's fuzzing begins with. */
static void
add_seeds (Reader reader, GPtrArray *seeds)
{
  static const char failure[] = "{\"code\":\"damaged\",\"detail\":\"a part is missing\"}";
  static const char odd[] = "{\"code\":1,\"detail\":2.5}";
  g_autoptr (GBytes) failed = g_bytes_new_static (failure, strlen (failure));
  g_autoptr (GBytes) oddly = g_bytes_new_static (odd, strlen (odd));

  switch (reader)
    {
    case READER_ANSWER:
      g_ptr_array_add (seeds, make_import_answer ());
      g_ptr_array_add (seeds, make_page_answer ());
      g_ptr_array_add (seeds, make_areas_answer ());
      g_ptr_array_add (seeds, make_image_answer ());
      g_ptr_array_add (seeds, frame (BRV_WORKER_RESULT, g_ptr_array_index (seeds, 0)));
      g_ptr_array_add (seeds, frame (BRV_WORKER_FAILURE, failed));
      g_ptr_array_add (seeds, frame (BRV_WORKER_FAILURE, oddly));
      g_ptr_array_add (seeds, make_deep_answer ());
      break;
    case READER_IMAGE:
      for (guint i = 0; i < G_N_ELEMENTS (images); i++)
        g_ptr_array_add (seeds, decode (images[i]));
      break;
    case READER_DETECT:
      for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
        g_ptr_array_add (seeds, sample_dup_bytes (&samples[i]));
      break;
    case N_READERS:
    default:
      g_assert_not_reached ();
    }
}

/* A text whose blocks are whole and in order, whatever the answer said. */
static void
check_source (const BrvSource *source)
{
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);
  const char *text = brv_source_get_text (source);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (blocks[i].range.start, <=, blocks[i].range.end);
      g_assert_cmpuint (blocks[i].range.end, <=, strlen (text));
    }
}

/* All ways in which the parent reads what came through the pipe. */
static void
read_answer (GBytes *bytes)
{
  g_autoptr (GBytes) document = g_bytes_new_static (DOCUMENT, strlen (DOCUMENT));
  g_autoptr (BrvImportResult) result = brv_worker_answer_read (bytes, document, "box.mbox");
  g_autoptr (BrvDrawnPage) page = brv_worker_answer_read_page (bytes);
  g_autoptr (BrvSource) source = make_source ();
  g_autoptr (GArray) areas = brv_worker_answer_read_areas (bytes, source);
  g_auto (BrvDecodedImage) image = { 0 };

  brv_worker_answer_read_image (bytes, &image);
  if (page != NULL)
    g_assert_cmpfloat (brv_drawn_page_get_width (page), >, 0);
  for (guint i = 0; result != NULL && i < brv_import_result_get_n_sources (result); i++)
    check_source (brv_import_result_get_source (result, i));
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    g_assert_cmpuint (g_array_index (areas, BrvPageArea, i).range.end, <=, strlen (TEXT));
}

static void
read_message (GBytes *bytes)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  g_byte_array_append (message, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
  body = brv_worker_run_read_message (message, &error);
  g_assert_true ((body == NULL) == (error != NULL));
  if (body != NULL)
    read_answer (body);
}

static void
read_image (GBytes *bytes)
{
  BrvImageHeader header = { 0 };
  g_auto (BrvDecodedImage) image = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean decoded = FALSE;

  if (brv_image_header_read (bytes, &header))
    {
      g_assert_nonnull (header.media_type);
      g_assert_cmpuint (header.width_px, >, 0);
      g_assert_cmpuint (header.height_px, >, 0);
    }
  decoded = brv_image_decode (bytes, 100, &image, &error);
  g_assert_true (decoded == (error == NULL));
}

static void
detect (GBytes *bytes)
{
  static const char *const names[] = { NULL, "a.md", "a.bib", "a.txt", "a" };
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    brv_detect_format (data, length, names[i], i == 1 ? "text/plain" : NULL);
}

static void
read_bytes (Reader reader, const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  switch (reader)
    {
    case READER_ANSWER:
      read_answer (bytes);
      read_message (bytes);
      break;
    case READER_IMAGE:
      read_image (bytes);
      break;
    case READER_DETECT:
      detect (bytes);
      break;
    case N_READERS:
    default:
      g_assert_not_reached ();
    }
}

#ifdef FUZZ_READER

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* Adds a folder with the seeds to the arguments: what the fuzzer begins with. */
int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  char *folder = g_dir_make_tmp ("brevier-fuzz-XXXXXX", NULL);
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  char **longer = g_new0 (char *, (gsize)*argc + 2);

  add_seeds (FUZZ_READER, seeds);
  for (guint i = 0; i < seeds->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("seed-%u", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gsize length = 0;
      const char *data = g_bytes_get_data (g_ptr_array_index (seeds, i), &length);

      g_assert_true (g_file_set_contents (path, data, (gssize)length, NULL));
    }
  memcpy (longer, *argv, (gsize)*argc * sizeof *longer);
  longer[(*argc)++] = folder;
  *argv = longer;
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  read_bytes (FUZZ_READER, data, size);
  return 0;
}

#else

/* So many variations of each seed. */
#define N_ROUNDS 60

/* Changes some bytes, or numbers of four, or cuts. */
static void
vary (guint8 *data, gsize *length)
{
  guint n_changes = (guint)g_test_rand_int_range (1, 6);

  for (guint i = 0; i<n_changes && * length> 4; i++)
    {
      gsize at = (gsize)g_test_rand_int_range (0, (gint32)*length - 4);

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          data[at] = (guint8)g_test_rand_int_range (0, 256);
          break;
        case 1:
          memset (data + at, g_test_rand_bit () ? 0xff : 0, 4);
          break;
        case 2:
          *length = MAX (at, 1);
          break;
        default:
          data[at] = (guint8) "9-\"[{}],:\xff\x01"[g_test_rand_int_range (0, 11)];
          break;
        }
    }
}

static void
test_reader (gconstpointer user_data)
{
  Reader reader = (Reader)GPOINTER_TO_UINT (user_data);
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  read_bytes (reader, NULL, 0);
  add_seeds (reader, seeds);
  for (guint i = 0; i < seeds->len; i++)
    {
      gsize length = 0;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (seeds, i), &length);

      read_bytes (reader, data, length);
      for (guint round = 0; round < N_ROUNDS; round++)
        {
          gsize n = length;
          g_autofree guint8 *copy = g_memdup2 (data, length);

          vary (copy, &n);
          read_bytes (reader, copy, n);
        }
    }
}

int
main (int argc, char *argv[])
{
  static const char *const paths[N_READERS] = {
    [READER_ANSWER] = "/import/fuzz-readers/answer",
    [READER_IMAGE] = "/import/fuzz-readers/image",
    [READER_DETECT] = "/import/fuzz-readers/detect",
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < N_READERS; i++)
    g_test_add_data_func (paths[i], GUINT_TO_POINTER (i), test_reader);
  return g_test_run ();
}

#endif
