/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-text-attributes.h"

#include <math.h>

#include "cite/brv-words.h"
#include "typeset/brv-ideographs.h"

static void
insert_attribute (PangoAttrList *list, PangoAttribute *attribute, BrvRange range)
{
  attribute->start_index = (guint)range.start;
  attribute->end_index = (guint)range.end;
  pango_attr_list_insert (list, attribute);
}

static PangoFontDescription *
describe_look (BrvFontBook *fonts, const BrvLook *look)
{
  PangoFontDescription *description = pango_font_description_new ();

  g_autofree char *families =
    g_strjoin (",", brv_font_book_find_family (fonts, look->families), look->scripts, NULL);

  pango_font_description_set_family (description, families);
  pango_font_description_set_size (description, (int)lrint (look->size * PANGO_SCALE));
  pango_font_description_set_weight (description, (PangoWeight)look->weight);
  pango_font_description_set_style (description,
                                    look->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  return description;
}

/* Ideographs, kana and hangul have no italics, and are not slanted for want of them. */
static void
set_ideographs_upright (PangoAttrList *list, const GString *text)
{
  const char *end = text->str + text->len;

  for (const char *at = text->str; at < end;)
    {
      const char *from = at;

      while (at < end && brv_ideographs_has (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (at > from)
        insert_attribute (list, pango_attr_style_new (PANGO_STYLE_NORMAL),
                          (BrvRange){ (gsize)(from - text->str), (gsize)(at - text->str) });
      else
        at = g_utf8_next_char (at);
    }
}

/* Both alphabets of Greek begin in UTF-8 with such bytes; Cyrillic and most of Latin do not. */
static gboolean
may_have_greek (const GString *text)
{
  for (gsize i = 0; i < text->len; i++)
    {
      guchar byte = (guchar)text->str[i];

      if (byte == 0xcd || byte == 0xce || byte == 0xcf || byte == 0xe1)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_polytonic (gunichar c)
{
  return c >= 0x1f00 && c <= 0x1fff;
}

static gboolean
is_greek (gunichar c)
{
  return (c >= 0x370 && c <= 0x3ff) || is_polytonic (c);
}

/*
 * Fonts that have the Greek letters of formulas and no accents are many: a word would be set in the
 * faces of two. So a Greek word is set in the first family that has what its hardest letter is like.
 */
static void
set_greek (PangoAttrList *list, BrvFontBook *fonts, const GString *text, const char *families)
{
  const char *end = text->str + text->len;

  for (const char *at = text->str; at < end;)
    {
      const char *from = at;
      gunichar hardest = 0x3ac; /* ά */
      const char *family = NULL;

      for (; at < end && is_greek (g_utf8_get_char (at)); at = g_utf8_next_char (at))
        {
          if (is_polytonic (g_utf8_get_char (at)))
            hardest = 0x1f00; /* ἀ */
        }
      if (at > from)
        family = brv_font_book_find_family_with (fonts, families, hardest);
      else
        at = g_utf8_next_char (at);
      if (family != NULL)
        insert_attribute (list, pango_attr_family_new (family),
                          (BrvRange){ (gsize)(from - text->str), (gsize)(at - text->str) });
    }
}

/* Signs that Latin and Chinese share: they are as wide as the letters that they stand among. */
static gboolean
is_shared_sign (gunichar c)
{
  return c == 0x2018 || c == 0x2019 || c == 0x201c || c == 0x201d || c == 0x2014 || c == 0x2026;
}

static void
set_ideographic_signs (PangoAttrList *list,
                       BrvFontBook *fonts,
                       const GString *text,
                       const char *families)
{
  const char *family = brv_font_book_find_family_with (fonts, families, 0x4e00);
  gunichar before = 0;

  for (const char *at = text->str; family != NULL && at < text->str + text->len;)
    {
      const char *from = at;
      gunichar c = g_utf8_get_char (at);

      at = g_utf8_next_char (at);
      while (is_shared_sign (c) && is_shared_sign (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (is_shared_sign (c) &&
          (brv_ideographs_has (before) || brv_ideographs_has (g_utf8_get_char (at))))
        insert_attribute (list, pango_attr_family_new (family),
                          (BrvRange){ (gsize)(from - text->str), (gsize)(at - text->str) });
      before = c;
    }
}

/* Faces for letters that the look's own face would set badly. */
static void
set_faces (PangoAttrList *list,
           BrvFontBook *fonts,
           const GString *text,
           const BrvLook *look,
           const char *language)
{
  g_autofree char *families = g_strconcat (look->families, ",", look->scripts, NULL);

  if (may_have_greek (text))
    set_greek (list, fonts, text, families);
  if (brv_words_language_is (language, "zh") || brv_words_language_is (language, "ja"))
    set_ideographic_signs (list, fonts, text, families);
}

static void
set_number (PangoAttrList *list, const BrvLook *look, const BrvInline *piece)
{
  insert_attribute (list,
                    pango_attr_size_new ((int)lrint (look->size * look->number_size * PANGO_SCALE)),
                    piece->range);
  if (look->number_weight > look->weight && (piece->style & BRV_STYLE_STRONG) == 0)
    insert_attribute (list, pango_attr_weight_new ((PangoWeight)look->number_weight), piece->range);
}

/**
 * brv_text_attributes_new:
 * @fonts: a font book
 * @text: the text
 * @look: how it looks
 * @language: (nullable): a BCP 47 tag
 *
 * Translates looks and styles for pango. Emphasis in italics is upright.
 *
 * Returns: (transfer full): the attributes
 */
PangoAttrList *
brv_text_attributes_new (BrvFontBook *fonts,
                         const BrvInlineText *text,
                         const BrvLook *look,
                         const char *language)
{
  PangoAttrList *list = pango_attr_list_new ();
  PangoFontDescription *description = describe_look (fonts, look);
  BrvRange whole = { 0, text->text->len };

  insert_attribute (list, pango_attr_font_desc_new (description), whole);
  if (look->features[0] != '\0')
    insert_attribute (list, pango_attr_font_features_new (look->features), whole);
  if (language != NULL)
    insert_attribute (list, pango_attr_language_new (pango_language_from_string (language)), whole);
  if (look->italic)
    set_ideographs_upright (list, text->text);
  set_faces (list, fonts, text->text, look, language);
  for (guint i = 0; i < text->inlines->len; i++)
    {
      const BrvInline *piece = &g_array_index (text->inlines, BrvInline, i);

      if ((piece->style & BRV_STYLE_EMPHASIS) != 0)
        insert_attribute (
          list, pango_attr_style_new (look->italic ? PANGO_STYLE_NORMAL : PANGO_STYLE_ITALIC),
          piece->range);
      if ((piece->style & BRV_STYLE_STRONG) != 0)
        insert_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), piece->range);
      if (piece->kind == BRV_INLINE_NUMBER)
        set_number (list, look, piece);
    }
  pango_font_description_free (description);
  return list;
}
