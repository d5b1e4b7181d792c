/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "face-fixture.h"
#include "typeset/brv-text-attributes.h"

/* Below each letter what it is: i in italics, u upright. */
static const struct
{
  const char *text;
  const char *styles;
} rows[] = {
  { "Ships", "iiiii" },
  { "Πλοία", "iiiii" },
  { "Суда", "iiii" },
  { "ספינות.", "uuuuuuu" },
  { "שתי ספינות", "uuuuuuuuuu" },
  { "(שתי, 2)", "uuuuuuuu" },
  { "ab אב, אב ab", "iiiuuuuuuiii" },
  { "ab (אב)", "iiiiuui" },
  { "नाव। नाव", "uuuuuuuu" },
  { "سفن ab", "uuuiii" },
  { "港：ab", "uuii" },
  { "港。", "uu" },
  { "2026", "iiii" },
};

static PangoFontDescription *
describe_at (PangoAttrList *list, gsize byte)
{
  PangoFontDescription *description = pango_font_description_new ();
  PangoAttrIterator *iterator = pango_attr_list_get_iterator (list);
  int start;
  int end;

  do
    pango_attr_iterator_range (iterator, &start, &end);
  while ((gsize)end <= byte && pango_attr_iterator_next (iterator));
  pango_attr_iterator_get_font (iterator, description, NULL, NULL);
  pango_attr_iterator_destroy (iterator);
  return description;
}

/* Compares the style of each letter, and says whether it is bold where it has no italics. */
static void
compare_styles (PangoAttrList *list, const char *text, const char *styles, gboolean tells_bold)
{
  guint i = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), i++)
    {
      PangoFontDescription *description = describe_at (list, (gsize)(at - text));
      gboolean is_upright = pango_font_description_get_style (description) == PANGO_STYLE_NORMAL;
      gboolean is_bold = pango_font_description_get_weight (description) == PANGO_WEIGHT_BOLD;

      g_test_message ("letter %u of %s", i, text);
      g_assert_cmpint (is_upright, ==, styles[i] == 'u');
      g_assert_cmpint (is_bold, ==, tells_bold && styles[i] == 'u');
      pango_font_description_free (description);
    }
}

/* Scripts without italics are never slanted: neither in a look nor by emphasis. */
static void
test_upright (FaceFixture *self, gconstpointer data)
{
  const BrvLook *body = brv_theme_get_look (self->theme, BRV_LOOK_BODY);
  BrvLook italic = *body;

  italic.italic = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const BrvRun run = { { 0, strlen (rows[i].text) }, BRV_STYLE_EMPHASIS, NULL };
      g_autoptr (BrvText) emphatic = brv_text_new_rich (rows[i].text, -1, &run, 1, NULL, 0);
      g_autoptr (BrvInlineText) plain = brv_inline_text_new ();
      g_autoptr (BrvInlineText) rich = brv_inline_text_new ();
      PangoAttrList *list;

      brv_inline_text_append_plain (plain, rows[i].text);
      list = brv_text_attributes_new (self->fonts, plain, &italic, "en");
      compare_styles (list, rows[i].text, rows[i].styles, FALSE);
      pango_attr_list_unref (list);
      brv_inline_text_append (rich, emphatic, run.range, BRV_INLINE_TEXT, 0);
      list = brv_text_attributes_new (self->fonts, rich, body, "en");
      compare_styles (list, rows[i].text, rows[i].styles, TRUE);
      pango_attr_list_unref (list);
    }
}

/* Spaces and signs between words come from the face of the words, numbers from the look's own. */
static void
test_spaces (FaceFixture *self, gconstpointer data)
{
  static const char text[] = "אב, אב 1,5 אב ab";
  g_autoptr (BrvInlineText) plain = brv_inline_text_new ();
  BrvLook look = *brv_theme_get_look (self->theme, BRV_LOOK_BODY);
  PangoAttrList *list;
  guint i = 0;

  if (brv_font_book_find_family_with (self->fonts, "Frank Ruehl CLM", 0x5d0) == NULL)
    {
      g_test_skip ("Frank Ruehl CLM is not installed");
      return;
    }
  look.scripts = "Frank Ruehl CLM";
  brv_inline_text_append_plain (plain, text);
  list = brv_text_attributes_new (self->fonts, plain, &look, "he");
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), i++)
    {
      PangoFontDescription *description = describe_at (list, (gsize)(at - text));
      gboolean is_script =
        g_str_has_prefix (pango_font_description_get_family (description), "Frank Ruehl CLM");
      gboolean is_number = i >= 7 && i <= 9;

      g_test_message ("letter %u", i);
      g_assert_cmpint (is_script, ==, i < 13 && !is_number);
      pango_font_description_free (description);
    }
  pango_attr_list_unref (list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/typeset/text-attributes/upright", FaceFixture, NULL, face_fixture_set_up,
              test_upright, face_fixture_tear_down);
  g_test_add ("/typeset/text-attributes/spaces", FaceFixture, NULL, face_fixture_set_up,
              test_spaces, face_fixture_tear_down);
  return g_test_run ();
}
