/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>

#include "import/brv-import.h"
#include "import/brv-page-session.h"
#include "pdf-fixture.h"

/*
 * How long the reader waits for the pages of a PDF, through a worker that holds it open; and for
 * comparison through one worker a page. Usage: bench-pages [PAGES]
 */

#define LINES_A_PAGE 48
#define N_ALONE      10
#define SCALE        1.5

static GBytes *
make_document (guint n_pages)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (PdfLine));

  for (guint p = 0; p < n_pages; p++)
    for (guint i = 0; i < LINES_A_PAGE; i++)
      {
        PdfLine line = { p,
                         72,
                         80 + 14.4 * i,
                         i % 16 == 0 ? BOLD : ROMAN,
                         11,
                         i % 16 == 0 ? "What the registers show of it"
                                     : "and the pilots, of whom there are nine, take the ships "
                                       "through the narrow channel to the quay" };

        g_array_append_val (lines, line);
      }
  return pdf_fixture_new ((const PdfLine *)(gconstpointer)lines->data, lines->len, NULL);
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;

  return x < y ? -1 : x > y;
}

static void
print_times (const char *key, GArray *times)
{
  g_array_sort (times, compare_times);
  printf ("figure: pages.%s.p50_ms %.1f\n", key, g_array_index (times, double, times->len / 2));
  printf ("figure: pages.%s.max_ms %.1f\n", key, g_array_index (times, double, times->len - 1));
}

/* Loads a page and takes its time. */
static void
load (BrvPageSession *session, guint page, gboolean picture, gboolean letters, GArray *times)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvDrawnPage) drawn = NULL;
  g_autoptr (GArray) areas = NULL;
  double ms = 0;

  if (picture)
    drawn = brv_page_session_draw (session, page, SCALE, NULL, &error);
  if (letters)
    areas = brv_page_session_find_areas (session, page, NULL, &error);
  g_assert_no_error (error);
  ms = (double)(g_get_monotonic_time () - start) / 1000;
  g_array_append_val (times, ms);
}

int
main (int argc, char *argv[])
{
  guint n_pages = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 300;
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GBytes) bytes = make_document (n_pages);
  const BrvImportInput input = { .bytes = bytes, .name = "a.pdf" };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImportResult) result = brv_import (workers, &input, NULL, &error);
  const BrvSource *source = NULL;
  g_autoptr (BrvPageSession) session = NULL;
  GArray *times[5];

  g_assert_no_error (error);
  source = brv_import_result_get_source (result, 0);
  session = brv_page_session_new (workers, source, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    times[i] = g_array_new (FALSE, FALSE, sizeof (double));
  load (session, 0, TRUE, FALSE, times[0]);
  for (guint p = 1; p < n_pages; p++)
    load (session, p, TRUE, FALSE, times[1]);
  load (session, 0, FALSE, TRUE, times[2]);
  for (guint p = 1; p < n_pages; p++)
    load (session, p, FALSE, TRUE, times[3]);
  for (guint i = 0; i < N_ALONE; i++)
    {
      g_autoptr (BrvPageSession) alone = brv_page_session_new (workers, source, NULL);

      load (alone, i * n_pages / N_ALONE, TRUE, TRUE, times[4]);
    }
  print_times ("first", times[0]);
  print_times ("picture", times[1]);
  print_times ("first-letters", times[2]);
  print_times ("letters", times[3]);
  print_times ("alone", times[4]);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    g_array_unref (times[i]);
  return 0;
}
