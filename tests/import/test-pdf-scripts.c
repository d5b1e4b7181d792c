/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "describe-source.h"

#define WIDTH  595.0
#define HEIGHT 842.0
#define MARGIN 72.0

/*
 * Texts that do not run from left to right, or without spaces, set by another program's means: all
 * their letters come back, in the order in which they are read.
 */
typedef struct
{
  const char *name;
  const char *font;
  guint n_columns;
  const char *paragraphs[4];
} Case;

static const Case cases[] = {
  { "hebrew",
    "DejaVu Sans 12",
    1,
    { "הנמל הקטן שעל שפת הנהר נסגר לפני שנים רבות, ואיש לא ספר את האניות שעברו בו.",
      "בשנת 2019 נמנו שם 112 כלי שיט, ואחר כך פחות ופחות עד שהמנופים פורקו.", NULL } },
  { "hebrew-columns",
    "DejaVu Sans 10",
    2,
    { "הנמל הקטן שעל שפת הנהר נסגר לפני שנים רבות, ואיש לא ספר את האניות שעברו בו. מי שזוכר "
      "את המנופים זוכר גם את הרעש שעשו בבוקר.",
      "המפות של הנווטים ישנות מן הנמל וטובות מן החדשות. הם מכירים כל שרטון בשמו הישן, "
      "ואינם צריכים את הסימנים שעל החוף כדי לדעת היכן הם נמצאים.",
      NULL } },
  { "arabic",
    "DejaVu Sans 12",
    1,
    { "أغلق الميناء الصغير على ضفة النهر قبل سنوات كثيرة ولم يحص أحد السفن التي مرت به.",
      "يعرف البحارة كل ضفة من ضفاف النهر باسمها القديم منذ زمن بعيد.", NULL } },
  { "arabic-ligatures",
    "DejaVu Sans 12",
    1,
    { "السلام على أهل الميناء، والأرض لا تنسى من عمل فيها ولا تبالي بالآتي.",
      "أغلق الميناء الصغير على ضفة النهر قبل سنوات كثيرة ولم يحص أحد السفن التي مرت به.", NULL } },
  { "one-sign-for-hyphens",
    "DejaVu Sans 12",
    1,
    { "The long‐term lease of the self‐contained berth was given up in the spring.", NULL } },
  { "hebrew-in-english",
    "DejaVu Sans 12",
    1,
    { "The pilots call the bank שלום and the wreck beside it אור הים, which stands on no map.",
      NULL } },
  { "arabic-in-english",
    "DejaVu Sans 12",
    1,
    { "The harbour master wrote ميناء صغير on the gate, and nobody has painted it over.", NULL } },
};

static cairo_status_t
take_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A paragraph a column, or all below each other; the first column of such a text is the right one. */
static GBytes *
make_pdf (const Case *test)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (take_bytes_cb, bytes, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (test->font);
  double column = (WIDTH - 2 * MARGIN - 24 * (test->n_columns - 1)) / test->n_columns;
  double y = MARGIN;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(column * PANGO_SCALE));
  for (guint i = 0; test->paragraphs[i] != NULL; i++)
    {
      int height = 0;
      guint at = test->n_columns - 1 - i % test->n_columns;

      pango_layout_set_text (layout, test->paragraphs[i], -1);
      pango_layout_get_pixel_size (layout, NULL, &height);
      cairo_move_to (cr, MARGIN + at * (column + 24), y);
      pango_cairo_show_layout (cr, layout);
      y += test->n_columns == 1 ? height + 14 : 0;
    }
  pango_font_description_free (font);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static void
test_script (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GBytes) bytes = make_pdf (test);
  g_autoptr (BrvSource) source = import_bytes (bytes);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; test->paragraphs[i] != NULL; i++)
    g_string_append_printf (expected, i > 0 ? "\n%s" : "%s", test->paragraphs[i]);
  g_string_replace (expected, "\u2010", "-", 0);
  g_assert_cmpstr (brv_source_get_text (source), ==, expected->str);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/import/pdf-scripts/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_script);
    }
  return g_test_run ();
}
