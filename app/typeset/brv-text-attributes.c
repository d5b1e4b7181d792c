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

/* Letters, and the signs of ideographs; all else may stand in any script. */
static gboolean
is_strong (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return (script != G_UNICODE_SCRIPT_COMMON && script != G_UNICODE_SCRIPT_INHERITED) ||
         brv_ideographs_has (c);
}

/* Scripts whose printers have had italics. The others are not slanted for want of them. */
static gboolean
has_italics (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_GREEK ||
         script == G_UNICODE_SCRIPT_CYRILLIC || script == G_UNICODE_SCRIPT_ARMENIAN ||
         script == G_UNICODE_SCRIPT_GEORGIAN;
}

/* Closing signs look like those that open, which may stand far before. */
static gboolean
closes (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CLOSE_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION || c == '"';
}

/* Whether a letter belongs to the stretch that began with @first; @first is @c: whether it begins one. */
typedef gboolean (*GoesWith) (gunichar c, gunichar first);

typedef struct
{
  const char *from;
  const char *to;
} Stretch;

/* Finds the next letters that go together, with what stands between them, and around them if there are
 * no others. */
static gboolean
find_stretch (
  const char *start, const char *end, const char *at, GoesWith goes_with, Stretch *found)
{
  gboolean is_first = at == start;
  gunichar first = 0;

  for (; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!is_strong (c))
        continue;
      if (!goes_with (c, first != 0 ? first : c))
        {
          if (first != 0)
            return TRUE;
          is_first = FALSE;
          continue;
        }
      if (first == 0)
        found->from = is_first ? start : at;
      if (first == 0)
        first = c;
      found->to = g_utf8_next_char (at);
    }
  while (first != 0 && found->to < end &&
         (found->from == start || !closes (g_utf8_get_char (found->to))))
    found->to = g_utf8_next_char (found->to);
  return first != 0;
}

static BrvRange
range_of (const GString *text, const char *from, const char *to)
{
  return (BrvRange){ (gsize)(from - text->str), (gsize)(to - text->str) };
}

static gboolean
both_without_italics (gunichar c, gunichar first)
{
  return !has_italics (c);
}

/* Sets letters without italics upright; boldness tells their emphasis. */
static void
set_upright (PangoAttrList *list, const GString *text, BrvRange range, gboolean bold)
{
  const char *start = text->str + range.start;
  const char *end = text->str + range.end;
  Stretch stretch;

  for (const char *at = start; find_stretch (start, end, at, both_without_italics, &stretch);
       at = stretch.to)
    {
      BrvRange found = range_of (text, stretch.from, stretch.to);

      insert_attribute (list, pango_attr_style_new (PANGO_STYLE_NORMAL), found);
      if (bold)
        insert_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), found);
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

/* Letters from U+0590 on that are not ideographs begin in UTF-8 with such bytes, as do a few others. */
static gboolean
may_have_other_scripts (const GString *text)
{
  for (gsize i = 0; i < text->len; i++)
    {
      guchar byte = (guchar)text->str[i];

      if (byte >= 0xd6 && byte <= 0xe1)
        return TRUE;
    }
  return FALSE;
}

/* Of one script, which neither the theme's own faces nor those of ideographs have. */
static gboolean
both_of_other_script (gunichar c, gunichar first)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return c >= 0x590 && !has_italics (c) && !brv_ideographs_has (c) &&
         script != G_UNICODE_SCRIPT_HANGUL && script == g_unichar_get_script (first);
}

/* Where a number ends, whose figures may have signs between them. */
static const char *
find_number_end (const char *at, const char *end)
{
  const char *last = at;

  for (; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isdigit (c) || c == '%')
        last = g_utf8_next_char (at);
      else if (g_unichar_isspace (c) || g_unichar_isalpha (c))
        break;
    }
  return last;
}

/*
 * The spaces and signs between words of a script come from the face of the words: the Latin ones are of
 * another width, and which of the two a space came from would depend on the sign before it. Numbers stay
 * in the look's own face, as on the rest of the page.
 */
static void
set_other_scripts (PangoAttrList *list,
                   BrvFontBook *fonts,
                   const GString *text,
                   const char *families)
{
  const char *end = text->str + text->len;
  Stretch stretch;

  for (const char *at = text->str;
       find_stretch (text->str, end, at, both_of_other_script, &stretch); at = stretch.to)
    {
      const char *from = stretch.from;
      const char *letter = from;
      const char *family;
      g_autofree char *best = NULL;

      while (!is_strong (g_utf8_get_char (letter)))
        letter = g_utf8_next_char (letter);
      family = brv_font_book_find_family_with (fonts, families, g_utf8_get_char (letter));
      best = family != NULL ? g_strjoin (",", family, families, NULL) : g_strdup (families);
      for (const char *next = from; next < stretch.to;)
        {
          if (!g_ascii_isdigit (*next))
            {
              next = g_utf8_next_char (next);
              continue;
            }
          if (next > from)
            insert_attribute (list, pango_attr_family_new (best), range_of (text, from, next));
          from = next = find_number_end (next, stretch.to);
        }
      if (stretch.to > from)
        insert_attribute (list, pango_attr_family_new (best), range_of (text, from, stretch.to));
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
  g_autofree char *families = g_strjoin (",", brv_font_book_find_family (fonts, look->families),
                                         look->scripts, look->families, NULL);

  if (may_have_greek (text))
    set_greek (list, fonts, text, families);
  if (brv_words_language_is (language, "zh") || brv_words_language_is (language, "ja"))
    set_ideographic_signs (list, fonts, text, families);
  if (may_have_other_scripts (text))
    set_other_scripts (list, fonts, text, families);
}

/* The number of a note has figures of its own: those of a table's columns would stand too wide. */
static void
set_number (PangoAttrList *list, const BrvLook *look, const BrvInline *piece)
{
  g_autofree char *features =
    g_strconcat (look->features, look->features[0] != '\0' ? ", " : "", "tnum=0, lnum", NULL);

  insert_attribute (list,
                    pango_attr_size_new ((int)lrint (look->size * look->number_size * PANGO_SCALE)),
                    piece->range);
  insert_attribute (list, pango_attr_font_features_new (features), piece->range);
  if (look->number_weight > look->weight && (piece->style & BRV_STYLE_STRONG) == 0)
    insert_attribute (list, pango_attr_weight_new ((PangoWeight)look->number_weight), piece->range);
}

static void
set_piece (PangoAttrList *list, const BrvLook *look, const GString *text, const BrvInline *piece)
{
  if ((piece->style & BRV_STYLE_EMPHASIS) != 0)
    {
      insert_attribute (
        list, pango_attr_style_new (look->italic ? PANGO_STYLE_NORMAL : PANGO_STYLE_ITALIC),
        piece->range);
      set_upright (list, text, piece->range, TRUE);
    }
  if ((piece->style & BRV_STYLE_STRONG) != 0)
    insert_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), piece->range);
  if (piece->kind == BRV_INLINE_NUMBER)
    set_number (list, look, piece);
}

/**
 * brv_text_attributes_new:
 * @fonts: a font book
 * @text: the text
 * @look: how it looks
 * @language: (nullable): a BCP 47 tag
 *
 * Translates looks and styles for pango. Emphasis in italics is upright; in scripts that have no italics
 * it is bold.
 *
 * Source: Requirements for Japanese, Chinese, Arabic and Hebrew Text Layout (W3C), on emphasis.
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
  set_faces (list, fonts, text->text, look, language);
  if (look->italic)
    set_upright (list, text->text, whole, FALSE);
  for (guint i = 0; i < text->inlines->len; i++)
    set_piece (list, look, text->text, &g_array_index (text->inlines, BrvInline, i));
  pango_font_description_free (description);
  return list;
}
