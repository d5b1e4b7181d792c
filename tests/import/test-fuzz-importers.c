/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A fuzz target for each importer: any bytes must give sources or an error, every source must keep
 * the invariants of its text, and what a worker answers its client must be able to read. Compiled
 * with FUZZ_FORMAT it is a libFuzzer program for that format, which begins with the format's
 * sample; without, a test that runs over variations of all samples.
 */

#include <string.h>

#include <glib/gstdio.h>

#include "import/brv-importer.h"
#include "import/brv-worker-answer.h"
#include "samples.h"

static void
check_source (const BrvSource *source)
{
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);
  const char *text = brv_source_get_text (source);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  if (n == 0)
    g_assert_cmpstr (text, ==, "");
  else
    {
      g_assert_cmpuint (blocks[0].range.start, ==, 0);
      g_assert_cmpuint (blocks[n - 1].range.end, ==, strlen (text));
    }
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (blocks[i].range.start, <, blocks[i].range.end);
      if (i > 0)
        {
          g_assert_cmpuint (blocks[i].range.start, ==, blocks[i - 1].range.end + 1);
          g_assert_cmpint (text[blocks[i].range.start - 1], ==, '\n');
        }
    }
}

static void
import (BrvFormat format, GBytes *bytes)
{
  const BrvImportHints hints = { 0 };
  g_autoptr (BrvImportSink) sink = brv_import_sink_new ();
  g_autoptr (BrvImportResult) result = NULL;
  g_autoptr (BrvImportResult) read = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (!brv_importer_fill (format, bytes, &hints, sink, &error))
    {
      g_assert_nonnull (error);
      return;
    }
  g_assert_no_error (error);
  result = brv_import_sink_finish (sink, bytes, "origin", &error);
  g_assert_true ((result == NULL) == (error != NULL));
  if (result == NULL)
    return;
  for (guint i = 0; i < brv_import_result_get_n_sources (result); i++)
    check_source (brv_import_result_get_source (result, i));
  answer = brv_worker_answer_write (result, bytes);
  read = brv_worker_answer_read (answer, bytes, "origin");
  g_assert_nonnull (read);
  g_assert_cmpuint (brv_import_result_get_n_sources (read), ==,
                    brv_import_result_get_n_sources (result));
}

/* A changed byte of a package mostly changes its checksum, so the main part is fuzzed, too. */
static void
fuzz (const Sample *sample, const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = NULL;

  if (size == 0)
    return;
  if (sample->part != NULL && data[0] != 'P')
    bytes = sample_pack (sample->format, sample->part, (const char *)data, size);
  else
    bytes = g_bytes_new (data, size);
  import (sample->format, bytes);
}

#ifdef FUZZ_FORMAT

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static const Sample *
find_sample (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    if (samples[i].format == FUZZ_FORMAT)
      return &samples[i];
  g_assert_not_reached ();
}

/* Adds a folder with the samples to the arguments: what the fuzzer begins with. */
int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  const Sample *sample = find_sample ();
  char *folder = g_dir_make_tmp ("brevier-fuzz-XXXXXX", NULL);
  g_autofree char *packed_path = g_build_filename (folder, "packed", NULL);
  g_autofree char *path = g_build_filename (folder, "sample", NULL);
  g_autoptr (GBytes) bytes = sample_dup_bytes (sample);
  char **longer = g_new0 (char *, (gsize)*argc + 2);

  g_assert_true (g_file_set_contents (packed_path, g_bytes_get_data (bytes, NULL),
                                      (gssize)g_bytes_get_size (bytes), NULL));
  g_assert_true (g_file_set_contents (path, sample->text, -1, NULL));
  memcpy (longer, *argv, (gsize)*argc * sizeof *longer);
  longer[(*argc)++] = folder;
  *argv = longer;
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  fuzz (find_sample (), data, size);
  return 0;
}

#else

#define N_ROUNDS 60

/* Changes some bytes, cuts, or repeats a piece. */
static GByteArray *
vary (const guint8 *seed, gsize length)
{
  GByteArray *data = g_byte_array_new ();
  guint n_changes = (guint)g_test_rand_int_range (1, 12);

  g_byte_array_append (data, seed, (guint)length);
  for (guint i = 0; i < n_changes && data->len > 1; i++)
    {
      guint at = (guint)g_test_rand_int_range (0, (gint32)data->len);
      guint wanted = (guint)g_test_rand_int_range (1, 40);
      guint n = MIN (wanted, data->len - at);
      g_autofree guint8 *piece = g_memdup2 (data->data + at, n);

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          data->data[at] = (guint8)g_test_rand_int_range (0, 256);
          break;
        case 1:
          g_byte_array_remove_range (data, at, n);
          break;
        case 2:
          g_byte_array_append (data, piece, n);
          break;
        default:
          data->data[at] = (guint8) "<>&\"'=\n\t |#-{}\\\xc2\xe2"[g_test_rand_int_range (0, 17)];
          break;
        }
    }
  return data;
}

static void
test_variations (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      const guint8 *text = (const guint8 *)samples[i].text;
      g_autoptr (GBytes) packed = sample_dup_bytes (&samples[i]);

      g_test_message ("%s", samples[i].name);
      import (samples[i].format, packed);
      for (guint round = 0; round < N_ROUNDS; round++)
        {
          g_autoptr (GByteArray) data = vary (text, strlen (samples[i].text));

          fuzz (&samples[i], data->data, data->len);
        }
    }
}

/* The file, cut anywhere. */
static void
test_truncated (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GBytes) bytes = sample_dup_bytes (&samples[i]);
      gsize length = g_bytes_get_size (bytes);

      g_test_message ("%s", samples[i].name);
      for (gsize n = 1; n < length; n += 1 + length / 40)
        {
          g_autoptr (GBytes) cut = g_bytes_new (g_bytes_get_data (bytes, NULL), n);

          import (samples[i].format, cut);
        }
    }
}

/* What the fuzzers found once. */
static const struct
{
  BrvFormat format;
  const char *base64;
} findings[] = {
  /* A bullet before a no-break space, which is two bytes. */
  { BRV_FORMAT_TEXT, "LcKgwqBvbmUK" },
  { BRV_FORMAT_TEXT, "4paqwqB0d28gYW5kIG1vcmUK" },
  /* A group that ends before any has begun. */
  { BRV_FORMAT_RTF, "fXtccnRmMSBhfQ==" },
  /* A fault that libarchive has no words for. */
  { BRV_FORMAT_DOCX,
    "UEsDBBQACAAIAAAAYm9keQAAAAAAAP4BAAARABQAd29yZC9kb2N1bWVudC54bWxVVAEAAHV4CwABBAAAAAAEAAAAAG"
    "1RS3LDIAy9inZsOsHtogtPTI7QduoLEFuNmTGfItnEty/G+bSZbiQ078MT7A9nO8KMkYx3jXjeVeKg9qnufTdZdAwZ"
    "dlSnRgzMoZaSugGtpp0P6DL25aPVnMd4ksnHPkTfIZFxJzvKl6p6lVYbJ1bLo++XtYdS3mNpn7yMCKme9diI1vCIQq"
    "q9vBFKYfXm4GPSC60IFzxurJvhRlzj1hR0h40IEQnjjEK1A8J3lkPSBBY1TRF74GQ6fALtejh6HoCNRQLDhcXeAw0+"
    "MuQNgbMBDSbs4E+AVBtHv1Ia95jvgvc43mj53OKZlZ94ZVzHu6aQr7vxsSh5uwEAAAyhe1hX6X8eRG5EuankxUNeP0"
    "DeP1f9AFBLBwja+Z1zEAEAAP4BAABQSwECFAMUAAgACAAAACEA2vmdcxABAAD+AQAAEQAUAAAAAAAAAAAApIEAAAAA"
    "d29yZC9kb2N1bWVudC54bWxVVAEAAHV4CwABBAAAAAAEAAAAAFBLBQYAAAAAAQABAKv///9jAQAAAAA=" },
};

static void
test_findings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    {
      gsize length = 0;
      guchar *data = g_base64_decode (findings[i].base64, &length);
      g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);

      import (findings[i].format, bytes);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/fuzz/findings", test_findings);
  g_test_add_func ("/import/fuzz/variations", test_variations);
  g_test_add_func ("/import/fuzz/truncated", test_truncated);
  return g_test_run ();
}

#endif
