/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "export/brv-export.h"
#include "tests/export/sample-pages.h"

/* Reads width and height from the header chunk. Source: PNG (2nd edition) §11.2.2. */
static guint
read_number (GBytes *png, gsize at)
{
  const guint8 *data = g_bytes_get_data (png, NULL);

  return (guint)data[at] << 24 | (guint)data[at + 1] << 16 | (guint)data[at + 2] << 8 |
         data[at + 3];
}

static void
test_size (void)
{
  g_autoptr (BrvPages) pages = sample_pages_new (TRUE);
  const struct
  {
    double resolution;
    guint width;
    guint height;
  } rows[] = { { 0, 1240, 1754 }, { 72, 595, 842 }, { 300, 2479, 3508 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const BrvExportOptions options = { .resolution = rows[i].resolution };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) png = brv_export_png (pages, 0, &options, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (read_number (png, 16), ==, rows[i].width);
      g_assert_cmpuint (read_number (png, 20), ==, rows[i].height);
    }
}

static void
test_faults (void)
{
  g_autoptr (BrvPages) pages = sample_pages_new (TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const BrvExportOptions huge = { .resolution = 9000 };
  GError *error = NULL;

  g_assert_null (brv_export_png (pages, 3, NULL, NULL, &error));
  g_assert_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_null (brv_export_png (pages, 2, NULL, NULL, &error));
  g_assert_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_null (brv_export_png (pages, 0, &huge, NULL, &error));
  g_assert_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (brv_export_png (pages, 0, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/png/size", test_size);
  g_test_add_func ("/export/png/faults", test_faults);

  return g_test_run ();
}
