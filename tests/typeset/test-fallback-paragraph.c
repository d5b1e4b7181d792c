/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-fallback-paragraph.h"

/* Which paragraphs are left to PangoLayout: those that our own line breaking is not right for, and no
 * others. */
static void
test_needed (void)
{
  static const struct
  {
    const char *text;
    const char *language;
    gboolean needed;
  } rows[] = {
    { "เรือรออยู่ที่ท่า", "th", TRUE },
    { "ເຮືອລໍຖ້າຢູ່ທ່າ", "lo", TRUE },
    { "កប៉ាល់រង់ចាំនៅកំពង់ផែ", "km", TRUE },
    { "သင်္ဘောများ စောင့်နေသည်", "my", TRUE },
    { "Ships wait, เรือรออยู่, and nobody asks.", "en", TRUE }, /* a word is enough */
    { "جہاز بندرگاہ میں ہیں", "ur", TRUE },
    { "جہاز بندرگاہ میں ہیں", "ur-PK", TRUE },
    { "Ships wait.", "ur", FALSE },
    { "السفن تنتظر في الميناء", "ar", FALSE },
    { "کشتی‌ها در بندر می‌مانند", "fa", FALSE },
    { "السفن تنتظر في الميناء", NULL, FALSE },
    { "הספינות מחכות בנמל", "he", FALSE },
    { "船在港口等待。", "zh", FALSE },
    { "船は港で待っている。", "ja", FALSE },
    { "배가 항구에서 기다린다.", "ko", FALSE },
    { "जहाज़ बंदरगाह में खड़े हैं।", "hi", FALSE },
    { "Τα πλοία περιμένουν στο λιμάνι.", "el", FALSE },
    { "Корабли ждут в порту.", "ru", FALSE },
    { "Ships wait in the port.", "en", FALSE },
    { "Ships, السفن, 船 and корабли wait.", "en", FALSE },
  };
  g_autoptr (BrvTheme) theme = brv_theme_load (NULL, NULL);
  BrvFontBook *fonts = brv_font_book_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BrvInlineText *text = brv_inline_text_new ();
      BrvShapedText *shaped;

      g_test_message ("%s: %s", rows[i].language, rows[i].text);
      brv_inline_text_append_plain (text, rows[i].text);
      shaped = brv_shaped_text_new (fonts, text, brv_theme_get_look (theme, BRV_LOOK_BODY),
                                    rows[i].language);
      /* Not every system has letters of all these scripts. */
      g_assert_cmpint (brv_fallback_paragraph_is_needed (shaped, rows[i].language), ==,
                       rows[i].needed && !shaped->lacks_letters);
      brv_shaped_text_free (shaped);
      brv_inline_text_unref (text);
    }
  brv_font_book_free (fonts);
}

/* A word that is divided since the number behind it does not fit, however much of the number that is. */
static void
test_number (void)
{
  static const char *const texts[] = {
    "ความปลอดภัย "
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsentwurfsvorlage",
    "שלום ความปลอดภัย Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsentwurf",
  };
  g_autoptr (BrvTheme) theme = brv_theme_load (NULL, NULL);
  const BrvLook *look = brv_theme_get_look (theme, BRV_LOOK_BODY);
  BrvFontBook *fonts = brv_font_book_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (BrvInlineText) text = brv_inline_text_new ();

      brv_inline_text_append_plain (text, texts[i]);
      brv_inline_text_append_number (text, 2, 1, (BrvRange){ text->text->len, text->text->len });
      for (double measure = 60; measure < 500; measure += 3)
        {
          g_autoptr (BrvParagraph) paragraph =
            brv_fallback_paragraph_new (fonts, text, look, i == 1 ? "he" : "ko", measure);

          for (guint j = 0; j < paragraph->lines->len; j++)
            {
              const BrvSetLine *line = &g_array_index (paragraph->lines, BrvSetLine, j);

              g_assert_cmpfloat (line->width, <, measure + 0.01);
            }
        }
    }
  brv_font_book_free (fonts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typeset/fallback-paragraph/needed", test_needed);
  g_test_add_func ("/typeset/fallback-paragraph/number", test_number);
  return g_test_run ();
}
