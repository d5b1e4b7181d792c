/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-caption.h"

/* Labels before whom an image is owed to, case-folded, without their colon. */
static const char *const labels[] = {
  "image",        "images",      "image credit", "image source",  "photo",         "photos",
  "photo credit", "photo by",    "photograph",   "photograph by", "photographer",  "picture",
  "picture by",   "pic",         "credit",       "credits",       "courtesy of",   "courtesy",
  "illustration", "graphic",     "source",       "foto",          "fotos",         "bild",
  "bilder",       "bildquelle",  "bildnachweis", "quelle",        "fotoquelle",    "grafik",
  "crédit",       "crédits",     "crédit photo", "photo crédit",  "crédits photo", "illustration",
  "fotografía",   "imagen",      "imagem",       "crédito",       "créditos",      "foto de",
  "fotografia",   "immagine",    "fonte",        "fuente",        "beeld",         "afbeelding",
  "bron",         "fotograf",    "kuva",         "valokuva",      "zdjęcie",       "fot",
  "źródło",       "obrázek",     "zdroj",        "fotoğraf",      "kaynak",        "görsel",
  "фото",         "изображение", "источник",     "фотография",    "світлина",      "джерело",
  "图片",         "图片来源",    "照片",         "写真",          "画像",          "사진",
  "صورة",         "الصورة",
};

/* Short for such labels, before a full stop. */
static const char *const abbreviations[] = { "fot", "phot", "ill", "obr" };

/* More than this is no name. */
#define MAX_CREDIT_CHARS 90

/* Where one of the labels begins that ends right before end, or NULL. */
static const char *
find_label (const char *text, const char *end, const char *const *table, guint n_labels)
{
  const char *best = NULL;

  while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  for (guint i = 0; i < n_labels; i++)
    {
      gsize chars = (gsize)g_utf8_strlen (table[i], -1);
      const char *from = end;
      g_autofree char *folded = NULL;

      for (gsize n = 0; n < chars && from > text; n++)
        from = g_utf8_prev_char (from);
      if (from > text && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (from))))
        continue;
      folded = g_utf8_casefold (from, end - from);
      if (g_str_equal (folded, table[i]) && (best == NULL || from < best))
        best = from;
    }
  return best;
}

static gboolean
accept (const char *text, const char *from, const char *end, BrvRange *credit)
{
  while (from < end && g_unichar_isspace (g_utf8_get_char (from)))
    from = g_utf8_next_char (from);
  while (end > from && strchr (" )].", end[-1]) != NULL)
    end--;
  if (from >= end || g_utf8_strlen (from, end - from) > MAX_CREDIT_CHARS)
    return FALSE;
  *credit = (BrvRange){ (gsize)(from - text), (gsize)(end - text) };
  return TRUE;
}

/**
 * brv_caption_find_credit:
 * @text: a caption
 * @credit: (out): where the name stands to which the image is owed
 *
 * Looks for "Image: Name", "(Photo: Name)", "© Name" at the end of a caption, in the usual
 * languages.
 *
 * Returns: whether there is one
 */
gboolean
brv_caption_find_credit (const char *text, BrvRange *credit)
{
  const char *end = text + strlen (text);

  for (const char *p = end; p > text;)
    {
      gunichar c = 0;

      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (c == 0xA9)
        return accept (text, g_utf8_next_char (p), end, credit);
      if ((c == ':' || c == 0xFF1A) && find_label (text, p, labels, G_N_ELEMENTS (labels)) != NULL)
        return accept (text, g_utf8_next_char (p), end, credit);
      if (c == '.' && find_label (text, p, abbreviations, G_N_ELEMENTS (abbreviations)) != NULL)
        return accept (text, p + 1, end, credit);
      if (end - p > (ptrdiff_t)4 * MAX_CREDIT_CHARS)
        break;
    }
  return FALSE;
}
