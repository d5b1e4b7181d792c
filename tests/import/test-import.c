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

/* A page that says “The quay was under lock and key.”, encrypted; its password is “quay”. */
static const char locked_pdf[] =
  "JVBERi0xLjYKJb/3ov4KMSAwIG9iago8PCAvUGFnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5kb2JqCjIgMCBvYm"
  "oKPDwgL0NvdW50IDEgL0tpZHMgWyAzIDAgUiBdIC9UeXBlIC9QYWdlcyA+PgplbmRvYmoKMyAwIG9iago8PCAvQ29udGVu"
  "dHMgNCAwIFIgL01lZGlhQm94IFsgMCAwIDMwMCAyMDAgXSAvUGFyZW50IDIgMCBSIC9SZXNvdXJjZXMgPDwgL0ZvbnQgPD"
  "wgL0YgPDwgL0Jhc2VGb250IC9IZWx2ZXRpY2EgL1N1YnR5cGUgL1R5cGUxIC9UeXBlIC9Gb250ID4+ID4+ID4+IC9UeXBl"
  "IC9QYWdlID4+CmVuZG9iago0IDAgb2JqCjw8IC9MZW5ndGggOTYgL0ZpbHRlciAvRmxhdGVEZWNvZGUgPj4Kc3RyZWFtCh"
  "kPvRnp4WEUjWLDtKyQWkAHbkMzYbISWJW4Tp/n83Hbe7yMzDPKV1KgjsJMOQd6+oSHphyQCqPSicn/ql/7SsEBpk7xFhmL"
  "UPQfaEsRMbJYN5t7PV0sOYh0uL/39zof2GVuZHN0cmVhbQplbmRvYmoKNSAwIG9iago8PCAvQ0YgPDwgL1N0ZENGIDw8IC"
  "9BdXRoRXZlbnQgL0RvY09wZW4gL0NGTSAvQUVTVjIgL0xlbmd0aCAxNiA+PiA+PiAvRmlsdGVyIC9TdGFuZGFyZCAvTGVu"
  "Z3RoIDEyOCAvTyA8MGZhNTg3NTQ4OGY5MDM4OGU3NGU1NDU4NDEyNWNlMTQyYmUwZGUyNGM2YjBkMzc3NDZlMDc1Yjg5MT"
  "c1NjY3MT4gL1AgLTQgL1IgNCAvU3RtRiAvU3RkQ0YgL1N0ckYgL1N0ZENGIC9VIDwyMWY4YmQzMTcxNDVjYjVmYjEwYzE0"
  "YjNhMTcyZDVhNjAxMjI0NTZhOTFiYWU1MTM0MjczYTZkYjEzNGM4N2M0PiAvViA0ID4+CmVuZG9iagp4cmVmCjAgNgowMD"
  "AwMDAwMDAwIDY1NTM1IGYgCjAwMDAwMDAwMTUgMDAwMDAgbiAKMDAwMDAwMDA2NCAwMDAwMCBuIAowMDAwMDAwMTIzIDAw"
  "MDAwIG4gCjAwMDAwMDAyOTkgMDAwMDAgbiAKMDAwMDAwMDQ2NSAwMDAwMCBuIAp0cmFpbGVyIDw8IC9Sb290IDEgMCBSIC"
  "9JRCBbPGQzNDJjZTEwZGIzMjJlYTA2MjViMWYyMjNiYmE5ODAzPjxkMzQyY2UxMGRiMzIyZWEwNjI1YjFmMjIzYmJhOTgw"
  "Mz5dIC9FbmNyeXB0IDUgMCBSID4+CnN0YXJ0eHJlZgo3NjQKJSVFT0YK";

static void
test_password (void)
{
  static const struct
  {
    const char *password;
    const char *says; /* (nullable): it opens */
  } tries[] = {
    { NULL, "is protected" },          { "", "does not open" }, { "wrong", "does not open" },
    { "K\303\204i", "does not open" }, { "quay", NULL },
  };
  gsize length = 0;
  guchar *data = g_base64_decode (locked_pdf, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      BrvImportInput input = { .bytes = bytes, .name = "a.pdf", .password = tries[i].password };
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvSource) source = import (&input, NULL, &error);

      g_test_message ("%s", tries[i].password != NULL ? tries[i].password : "none");
      if (tries[i].says == NULL)
        {
          g_assert_no_error (error);
          g_assert_nonnull (strstr (brv_source_get_text (source), "under lock and key"));
          continue;
        }
      g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PASSWORD);
      g_assert_nonnull (strstr (error->message, tries[i].says));
    }
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
  g_test_add_func ("/import/import/password", test_password);
  g_test_add_func ("/import/import/cancelled", test_cancelled);
  return g_test_run ();
}
