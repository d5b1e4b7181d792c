/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-font-book.h"

/* Shapes "0" and finds how its digits are drawn. */
static const BrvFontKey *
find_digits (BrvFontBook *fonts, const char *family, const char *features, BrvGlyph *zero)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoGlyphString *glyphs = pango_glyph_string_new ();
  GList *items;
  PangoItem *item;
  const BrvFontKey *key;

  pango_attr_list_insert (attributes, pango_attr_family_new (family));
  if (features != NULL)
    pango_attr_list_insert (attributes, pango_attr_font_features_new (features));
  items = pango_itemize (brv_font_book_get_context (fonts), "page 0", 0, 6, attributes, NULL);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  item = items->data;
  pango_shape_with_flags ("page 0", 6, "page 0", 6, &item->analysis, glyphs, PANGO_SHAPE_NONE);
  zero->index = glyphs->glyphs[5].glyph;
  key = brv_font_book_get_key (fonts, brv_font_book_find_counter_key (fonts, &item->analysis));
  g_assert_true (brv_font_key_equal (
    key, brv_font_book_get_key (fonts, brv_font_book_find_key (fonts, item->analysis.font))));
  pango_glyph_string_free (glyphs);
  g_list_free_full (items, (GDestroyNotify)pango_item_free);
  pango_attr_list_unref (attributes);
  return key;
}

/* The digits of a counter look like those of the text around it. */
static void
test_digits (void)
{
  g_autoptr (BrvFontBook) fonts = brv_font_book_new ();
  const BrvFontKey *plain;
  const BrvFontKey *slashed;
  const BrvFontKey *tabular;
  BrvGlyph zero;

  if (brv_font_book_find_family_with (fonts, "Inter", '0') == NULL)
    {
      g_test_skip ("Inter is not installed");
      return;
    }
  plain = find_digits (fonts, "Inter", NULL, &zero);
  g_assert_cmpuint (plain->digits[0].index, ==, zero.index);
  g_assert_cmpfloat (plain->digits[1].x, >, 0);
  slashed = find_digits (fonts, "Inter", "ss02", &zero);
  g_assert_cmpuint (slashed->digits[0].index, ==, zero.index);
  g_assert_cmpuint (slashed->digits[0].index, !=, plain->digits[0].index);
  g_assert_cmpuint (slashed->digits[1].index, ==, plain->digits[1].index);
  tabular = find_digits (fonts, "Inter", "tnum", &zero);
  g_assert_cmpuint (tabular->digits[0].index, ==, zero.index);
  g_assert_cmpfloat (tabular->digits[1].x, ==, 0);
  g_assert_true (find_digits (fonts, "Inter", "ss02", &zero) == slashed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/typeset/font-book/digits", test_digits);
  return g_test_run ();
}
