/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "typeset/brv-theme.h"
#include "typeset/brv-typeset-error.h"

static const char *const themes[] = { "classic", "modern", "ministry", "large-print" };

static void
test_default (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvTheme) theme = brv_theme_load (NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (brv_theme_get_look (theme, BRV_LOOK_BODY)->size, ==, 10.5);
  g_assert_cmpint (brv_theme_get_look (theme, BRV_LOOK_BODY)->align, ==, BRV_ALIGN_JUSTIFY);
  g_assert_cmpint (brv_theme_get_look (theme, BRV_LOOK_TITLE)->weight, ==, 700);
  g_assert_cmpfloat (brv_theme_get_page (theme)->measure, ==, 384);
  g_assert_cmpfloat_with_epsilon (brv_theme_get_page (theme)->rule.blue, 0x9a / 255.0, 1e-9);
}

static void
assert_black (BrvColor color)
{
  g_assert_cmpfloat (color.red, ==, 0);
  g_assert_cmpfloat (color.green, ==, 0);
  g_assert_cmpfloat (color.blue, ==, 0);
}

/* Only the colours differ, and the copy outlives what it was made from. */
static void
test_print (void)
{
  BrvTheme *theme = brv_theme_load (NULL, NULL);
  g_autoptr (BrvTheme) print = brv_theme_new_for_print (theme);
  const BrvThemePage *page = brv_theme_get_page (print);

  brv_theme_unref (theme);
  assert_black (page->ink);
  assert_black (page->grey);
  assert_black (page->rule);
  assert_black (page->hairline);
  assert_black (page->link);
  for (guint i = 0; i < BRV_N_LOOKS; i++)
    assert_black (brv_theme_get_look (print, i)->color);
  g_assert_cmpfloat (page->measure, ==, 384);
  g_assert_true (
    g_str_has_prefix (brv_theme_get_look (print, BRV_LOOK_BODY)->families, "TeX Gyre"));
}

/* What keeps to the grid adds up to whole steps of it, or lines would drift off. */
static void
test_grid (void)
{
  static const BrvLookKind kinds[] = { BRV_LOOK_BODY, BRV_LOOK_QUOTE, BRV_LOOK_LIST_ITEM };

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      g_autoptr (BrvTheme) theme = brv_theme_load (themes[i], NULL);
      double grid = brv_theme_get_page (theme)->grid;

      g_test_message ("%s", themes[i]);
      for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
        {
          const BrvLook *look = brv_theme_get_look (theme, kinds[j]);
          double steps = look->leading / grid;

          g_assert_true (look->snap);
          g_assert_cmpfloat (steps, ==, (double)(guint)steps);
        }
    }
}

/* Who needs large letters needs them in notes and tables too, which are never set smaller. */
static void
test_large_print (void)
{
  g_autoptr (BrvTheme) theme = brv_theme_load ("large-print", NULL);

  for (guint i = 0; i < BRV_N_LOOKS; i++)
    {
      g_test_message ("look %u", i);
      g_assert_cmpfloat (brv_theme_get_look (theme, i)->size, >=, 16);
    }
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (brv_theme_load ("no-such-theme", &error));
  g_assert_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME);
  g_assert_nonnull (strstr (error->message, "no-such-theme"));
}

/* Each row spoils one line of the built-in theme; the message names the place. */
static void
test_faults (void)
{
  static const struct
  {
    const char *good;
    const char *bad;
    const char *named;
  } rows[] = {
    { "measure=384", "measure=wide", "measure" },
    { "measure=384", "measure=20", "measure" },
    { "grid=7", "grid=0", "grid" },
    { "ink=#141414", "ink=black", "ink" },
    { "align=justify", "align=middle", "align" },
    { "leading=14\nafter=7", "leading=4\nafter=7", "leading" },
    { "font=sans", "font=comic", "font" },
    { "weight=700", "weight=7", "weight" },
    { "hyphenate=true", "hyphenate=often", "hyphenate" },
    { "balance=true", "balance=perhaps", "balance" },
    { "color=grey", "color=mauve", "color" },
    { "size=19.5", "size=0", "size" },
    { "indent=16\nindent-end=14", "indent=380\nindent-end=14", "indent" },
    { "number-width=14", "number-width=14\nnumber-size=1.2", "number-size" },
    { "[table]", "[table]\nleast-size=0.2", "least-size" },
    { "[page]", "[sheet]", "left" },
  };
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "resources", "themes", "classic.ini", NULL);
  g_autofree char *good = NULL;

  g_assert_true (g_file_get_contents (path, &good, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) theme = g_string_new (good);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].bad);
      g_assert_cmpuint (g_string_replace (theme, rows[i].good, rows[i].bad, 1), ==, 1);
      g_assert_null (brv_theme_parse (theme->str, theme->len, &error));
      g_assert_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME);
      g_assert_nonnull (strstr (error->message, rows[i].named));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typeset/theme/default", test_default);
  g_test_add_func ("/typeset/theme/print", test_print);
  g_test_add_func ("/typeset/theme/grid", test_grid);
  g_test_add_func ("/typeset/theme/large-print", test_large_print);
  g_test_add_func ("/typeset/theme/unknown", test_unknown);
  g_test_add_func ("/typeset/theme/faults", test_faults);
  return g_test_run ();
}
