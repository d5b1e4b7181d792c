/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "import/brv-import.h"

/* A file that cannot become a source, and what the user is told. */
typedef struct
{
  const char *name;
  const char *contents;
  gssize length;
  BrvImportError code;
  const char *says; /* words that the message holds besides the name */
} BadInput;

static const BadInput bad_inputs[] = {
  { "empty.txt", "", 0, BRV_IMPORT_ERROR_EMPTY, "empty" },
  { "report.txt", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", -1, BRV_IMPORT_ERROR_DAMAGED, "damaged" },
  { "page.html", "PK\003\004\024\0\0\0word/document.xml", 25, BRV_IMPORT_ERROR_UNSUPPORTED, "ZIP" },
  { "photo.md", "\211PNG\r\n\032\n\0\0\0\rIHDR", 16, BRV_IMPORT_ERROR_UNSUPPORTED, "image" },
  { "tool.txt", "\177ELF\002\001\001\0\0\0\0\0", 12, BRV_IMPORT_ERROR_UNSUPPORTED, "program" },
  { "noise.txt", "\001\002\003\004\005\006\0\0\0\0", 10, BRV_IMPORT_ERROR_UNSUPPORTED, "binary" },
  { "blank.txt", " \n\n \t\n", -1, BRV_IMPORT_ERROR_NO_TEXT, "no text" },
  { "letter.txt", "{\"from\": \"a@example.org\"}\n", -1, BRV_IMPORT_ERROR_UNSUPPORTED, "JSON" },
};

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("brevier-import-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static char *
write_file (const char *folder, const char *name, const char *contents, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
  return path;
}

/* The one source of an input, or NULL with an error. */
static BrvSource *
import (const BrvImportInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (BrvImportResult) result = brv_import (workers, input, cancellable, error);

  if (result == NULL)
    return NULL;
  g_assert_cmpuint (brv_import_result_get_n_sources (result), ==, 1);
  g_assert_cmpuint (brv_import_result_get_n_attachments (result), ==, 0);
  return brv_source_ref (brv_import_result_get_source (result, 0));
}

static void
assert_fails (const char *path, BrvImportError code, const char *says)
{
  BrvImportInput input = { .path = path };
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = import (&input, NULL, &error);

  g_assert_null (source);
  g_assert_error (error, BRV_IMPORT_ERROR, (gint)code);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_bad_inputs (void)
{
  g_autofree char *folder = make_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (bad_inputs); i++)
    {
      const BadInput *row = &bad_inputs[i];
      g_autofree char *path = write_file (folder, row->name, row->contents, row->length);

      g_test_message ("%s", row->name);
      assert_fails (path, row->code, row->says);
      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
test_no_file (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.txt", NULL);
  g_autofree char *pipe_path = g_build_filename (folder, "pipe", NULL);

  assert_fails (missing, BRV_IMPORT_ERROR_NOT_FOUND, "does not exist");
  assert_fails (folder, BRV_IMPORT_ERROR_NOT_A_FILE, "not a file");
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  assert_fails (pipe_path, BRV_IMPORT_ERROR_NOT_A_FILE, "not a file");
  g_unlink (pipe_path);
  g_rmdir (folder);
}

static void
test_no_permission (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = write_file (folder, "secret.txt", "words", -1);

  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  if (access (path, R_OK) == 0)
    g_test_skip ("this user may read every file");
  else
    assert_fails (path, BRV_IMPORT_ERROR_PERMISSION, "may not be read");
  g_unlink (path);
  g_rmdir (folder);
}

/* Sparse, so that the test costs no disk. */
static void
test_too_large (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = write_file (folder, "zeros.txt", "", 0);
  gint64 before = g_get_monotonic_time ();

  g_assert_cmpint (truncate (path, 200 * 1000 * 1000), ==, 0);
  assert_fails (path, BRV_IMPORT_ERROR_TOO_LARGE, "larger than");
  g_assert_cmpint (g_get_monotonic_time () - before, <, 2 * G_USEC_PER_SEC);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_source (void)
{
  const char *text = "A first line of text.\n\nAnd a second one.\n";
  g_autofree char *folder = make_folder ();
  g_autofree char *path = write_file (folder, "notes.txt", text, -1);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  BrvImportInput input = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = import (&input, NULL, &error);
  g_autoptr (BrvSource) again = import (&input, NULL, NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (brv_source_get_text (source), ==, "A first line of text.\nAnd a second one.");
  g_assert_cmpstr (brv_source_get_origin (source), ==, path);
  g_assert_cmpstr (brv_source_get_format (source), ==, "text/plain");
  g_assert_cmpstr (brv_source_get_bytes_sha256 (source), ==, hash);
  g_assert_cmpuint (g_bytes_get_size (brv_source_get_original (source)), ==, strlen (text));
  g_assert_cmpint (ABS (brv_source_get_captured_us (source) - g_get_real_time ()), <,
                   60 * G_USEC_PER_SEC);
  g_assert_false (brv_id_equal (brv_source_get_id (source), brv_source_get_id (again)));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_bytes (void)
{
  const char *text = "# Heading\n\nA *marked* word.\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  BrvImportInput input = { .bytes = bytes,
                           .media_type = "text/markdown",
                           .address = "https://example.org/note" };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = import (&input, NULL, &error);
  g_autoptr (BrvImportResult) result = brv_import_in_process (&input, NULL);
  const BrvSource *inside = brv_import_result_get_source (result, 0);

  g_assert_no_error (error);
  g_assert_cmpstr (brv_source_get_text (source), ==, "Heading\nA marked word.");
  g_assert_cmpstr (brv_source_get_origin (source), ==, "https://example.org/note");
  g_assert_cmpstr (brv_source_get_text_sha256 (source), ==, brv_source_get_text_sha256 (inside));
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("words", 5);
  BrvImportInput input = { .bytes = bytes };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (import (&input, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/import/bad-inputs", test_bad_inputs);
  g_test_add_func ("/import/import/no-file", test_no_file);
  g_test_add_func ("/import/import/no-permission", test_no_permission);
  g_test_add_func ("/import/import/too-large", test_too_large);
  g_test_add_func ("/import/import/source", test_source);
  g_test_add_func ("/import/import/bytes", test_bytes);
  g_test_add_func ("/import/import/cancelled", test_cancelled);
  return g_test_run ();
}
