/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "face-fixture.h"
#include "typeset/brv-fallback-paragraph.h"
#include "typeset/brv-shaped-text.h"

/* Of the last private plane, which no font has a letter in. */
#define NOWHERE "\U0010FF42"

/* How far the ink of a font's own box reaches beyond the room that is left for it, in pango's units. */
static int
measure_overhang (const BrvShapedRun *run, int i)
{
  hb_font_t *font = pango_font_get_hb_font (run->item->analysis.font);
  hb_glyph_extents_t ink = { 0 };

  g_assert_true (hb_font_get_glyph_extents (font, 0, &ink));
  g_assert_cmpint (ink.width, >, 0);
  return ink.x_bearing + ink.width - run->glyphs->glyphs[i].geometry.width;
}

/* Whatever face the text is set in, a letter that none has shows as a box, in the room of that box. */
static void
test_missing (FaceFixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    NOWHERE,
    "Ships " NOWHERE NOWHERE " wait.",
    NOWHERE "\u0301 and " NOWHERE,
    "שתי " NOWHERE " ספינות",
  };

  for (guint look = 0; look < BRV_N_LOOKS; look++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        g_autoptr (BrvInlineText) text = brv_inline_text_new ();
        BrvShapedText *shaped;
        guint n_boxes = 0;

        brv_inline_text_append_plain (text, texts[i]);
        shaped = brv_shaped_text_new (self->fonts, text,
                                      brv_theme_get_look (self->theme, (BrvLookKind)look), "en");
        g_assert_true (shaped->lacks_letters);
        for (guint k = 0; k < shaped->runs->len; k++)
          {
            const BrvShapedRun *run = &g_array_index (shaped->runs, BrvShapedRun, k);

            for (int j = 0; j < run->glyphs->num_glyphs; j++)
              if ((run->glyphs->glyphs[j].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
                {
                  g_assert_cmpint (measure_overhang (run, j), <=, 0);
                  n_boxes++;
                }
          }
        g_assert_cmpuint (n_boxes, >, 0);
        brv_shaped_text_free (shaped);
      }
}

/* PangoLayout leaves other room for boxes than they take. */
static void
test_missing_in_thai (FaceFixture *self, gconstpointer data)
{
  g_autoptr (BrvInlineText) text = brv_inline_text_new ();
  BrvShapedText *shaped;

  brv_inline_text_append_plain (text, "เรือรออยู่ที่ท่า " NOWHERE);
  shaped =
    brv_shaped_text_new (self->fonts, text, brv_theme_get_look (self->theme, BRV_LOOK_BODY), "th");
  g_assert_false (brv_fallback_paragraph_is_needed (shaped, "th"));
  brv_shaped_text_free (shaped);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/typeset/shaped-text/missing", FaceFixture, NULL, face_fixture_set_up, test_missing,
              face_fixture_tear_down);
  g_test_add ("/typeset/shaped-text/missing-in-thai", FaceFixture, NULL, face_fixture_set_up,
              test_missing_in_thai, face_fixture_tear_down);
  return g_test_run ();
}
