/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <gio/gio.h>

#include "describe-source.h"
#include "import/brv-import-error.h"
#include "import/brv-page-session.h"
#include "pdf-fixture.h"

/* A line a page, all of one length and none alike: what is repeated would be a running head. */
static const char *const texts[] = { "The quays", "The tides", "The pilot", "The crane",
                                     "The masts", "The locks", "The buoys", "The ferry" };

#define N_PAGES ((guint)G_N_ELEMENTS (texts))

static GBytes *
make_document (void)
{
  g_autofree PdfLine *lines = g_new0 (PdfLine, N_PAGES);

  for (guint i = 0; i < N_PAGES; i++)
    lines[i] = (PdfLine){ i, 72, 300 + i, ROMAN, 11, texts[i] };
  return pdf_fixture_new (lines, N_PAGES, NULL);
}

static guint
count_dark (const BrvDrawnPage *page)
{
  gsize length = 0;
  const guint8 *pixels =
    g_bytes_get_data (brv_raster_get_pixels (brv_drawn_page_get_raster (page)), &length);
  guint n = 0;

  for (gsize i = 0; i < length; i += 4)
    n += pixels[i] < 0x80;
  return n;
}

/* All pages of one session, forth and back; a page that is not there harms none after it. */
static void
test_pages (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GBytes) bytes = make_document ();
  g_autoptr (BrvSource) source = import_bytes (bytes);
  g_autoptr (BrvPageSession) session = brv_page_session_new (workers, source, NULL);
  const char *text = brv_source_get_text (source);

  for (guint i = 0; i < 2 * N_PAGES; i++)
    {
      guint at = i < N_PAGES ? i : 2 * N_PAGES - 1 - i;
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvDrawnPage) page = brv_page_session_draw (session, at, 1, NULL, &error);
      g_autoptr (GArray) areas = NULL;
      g_autoptr (BrvDrawnPage) none = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (count_dark (page), >, 20);
      areas = brv_page_session_find_areas (session, at, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (areas->len, ==, 8);
      g_assert_cmpint (text[g_array_index (areas, BrvPageArea, 0).range.start], ==, 'T');
      none = brv_page_session_draw (session, N_PAGES, 1, NULL, &error);
      g_assert_null (none);
      g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED);
    }
}

/* A session that was cancelled goes on with a worker of its own. */
static void
test_cancelled (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GBytes) bytes = make_document ();
  g_autoptr (BrvSource) source = import_bytes (bytes);
  g_autoptr (BrvPageSession) session = brv_page_session_new (workers, source, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BrvDrawnPage) first = NULL;
  g_autoptr (BrvDrawnPage) second = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  first = brv_page_session_draw (session, 0, 1, cancellable, &error);
  g_assert_null (first);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  second = brv_page_session_draw (session, 1, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_dark (second), >, 20);
}

/* Places on the pages of a text that another version has read are refused; pictures are not. */
static void
test_other_text (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GBytes) bytes = make_document ();
  g_autoptr (BrvSourceBuilder) builder = brv_source_builder_new ("application/pdf");
  g_autoptr (BrvSource) source = NULL;
  g_autoptr (BrvPageSession) session = NULL;
  g_autoptr (BrvDrawnPage) page = NULL;
  g_autoptr (GArray) areas = NULL;
  g_autoptr (GError) error = NULL;

  brv_source_builder_add (builder, BRV_ROLE_PARAGRAPH, 0, TRUE, "Some other text.", -1);
  source = brv_source_builder_build (builder, bytes, "a.pdf", NULL);
  session = brv_page_session_new (workers, source, NULL);
  page = brv_page_session_draw (session, 0, 1, NULL, &error);
  g_assert_no_error (error);
  areas = brv_page_session_find_areas (session, 0, NULL, &error);
  g_assert_null (areas);
  g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_UNSUPPORTED);
}

/* A document that only a password opens, made by qpdf; NULL where that is not installed. */
static GBytes *
encrypt (GBytes *bytes, const char *password)
{
  g_autofree char *folder = g_dir_make_tmp ("brevier-XXXXXX", NULL);
  g_autofree char *plain = g_build_filename (folder, "a.pdf", NULL);
  g_autofree char *locked = g_build_filename (folder, "b.pdf", NULL);
  const char *argv[] = { "qpdf", "--encrypt", password, "owner", "256", "--", plain, locked, NULL };
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  char *contents = NULL;
  int status = 1;

  g_assert_true (g_file_set_contents (plain, data, (gssize)length, NULL));
  if (!g_spawn_sync (NULL, (char **)argv, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, NULL, NULL, &status, NULL) ||
      !g_file_get_contents (locked, &contents, &length, NULL))
    return NULL;
  return g_bytes_new_take (contents, length);
}

static void
test_password (void)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GBytes) plain = make_document ();
  g_autoptr (GBytes) bytes = encrypt (plain, "quay");
  static const char *const passwords[] = { NULL, "pier", "quay" };

  if (bytes == NULL)
    {
      g_test_skip ("qpdf is not installed");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      const BrvImportHints hints = { .name = "a.pdf", .password = passwords[i] };
      g_autoptr (BrvSourceBuilder) builder = brv_source_builder_new ("application/pdf");
      g_autoptr (BrvSource) source = NULL;
      g_autoptr (BrvImportResult) result = NULL;
      g_autoptr (BrvPageSession) session = NULL;
      g_autoptr (BrvDrawnPage) page = NULL;
      g_autoptr (GError) error = NULL;
      gboolean right = i == 2;

      brv_source_builder_add (builder, BRV_ROLE_PARAGRAPH, 0, TRUE, "Its text.", -1);
      source = brv_source_builder_build (builder, bytes, "a.pdf", NULL);
      session = brv_page_session_new (workers, source, passwords[i]);
      page = brv_page_session_draw (session, 0, 1, NULL, &error);
      g_assert_true ((page != NULL) == right);
      if (!right)
        g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PASSWORD);
      g_clear_error (&error);
      result = brv_worker_client_extract (workers, bytes, &hints, "", &BRV_WORKER_LIMITS_DEFAULT,
                                          NULL, &error);
      g_assert_true ((result != NULL) == right);
      if (!right)
        g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PASSWORD);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/page-session/pages", test_pages);
  g_test_add_func ("/import/page-session/cancelled", test_cancelled);
  g_test_add_func ("/import/page-session/other-text", test_other_text);
  g_test_add_func ("/import/page-session/password", test_password);
  return g_test_run ();
}
