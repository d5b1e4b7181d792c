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
  "圖",           "圖片",        "圖片來源",     "照片來源",      "攝影",          "摄影",
  "图",           "来源",        "來源",         "撮影",          "提供",          "출처",
  "صورة",         "الصورة",      "تصوير",        "kép",           "fotó",          "forrás",
  "kilde",        "källa",       "lähde",        "φωτογραφία",
};

/* The same in words, before a name. */
static const char *const worded[] = {
  "photo by ",          "photograph by ", "photographed by ", "picture by ",    "image by ",
  "photo courtesy of ", "courtesy of ",   "photo de ",        "photo d’",       "photographie de ",
  "foto von ",          "foto di ",       "foto de ",         "foto do ",       "foto da ",
  "foto door ",         "foto av ",       "foto af ",         "fotografía de ", "fotografia de ",
  "fotografia di ",     "imagen de ",     "imagem de ",       "bild von ",      "bild av ",
};

/* The same without a word between it and the name, and behind it. */
static const char *const bare[] = { "photo ", "photograph ", "foto ", "bild ", "фото " };
static const char *const trailing[] = { "摄", "攝", "摄影", "攝影", "撮影", "供图", "供圖" };

/* Short for such labels, before a full stop. */
static const char *const abbreviations[] = { "fot", "phot", "ill", "obr" };

/* More than this is no name. */
#define MAX_CREDIT_CHARS 90
/* "the author", who is not named, in words. */
#define MAX_UNNAMED 3

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

/* Where text goes on after prefix, whose letters are small ones; NULL if it begins otherwise. */
static const char *
skip_prefix (const char *text, const char *prefix)
{
  for (; *prefix != '\0'; prefix = g_utf8_next_char (prefix), text = g_utf8_next_char (text))
    if (*text == '\0' || g_unichar_tolower (g_utf8_get_char (text)) != g_utf8_get_char (prefix))
      return NULL;
  return text;
}

/* Whether text has few words: "the author". */
static gboolean
is_unnamed (const char *text)
{
  guint n = 1;

  for (const char *p = text; *p != '\0'; p++)
    n += *p == ' ';
  return n <= MAX_UNNAMED;
}

/* "Foto di Ada Holm" as the caption's last sentence, or in brackets at its end. */
static const char *
find_worded (const char *text)
{
  const char *start = text;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '(' || *p == '[' || ((*p == '.' || *p == '|') && p[1] == ' '))
      start = p + 1;
  while (*start == ' ')
    start++;
  for (guint i = 0; i < G_N_ELEMENTS (worded); i++)
    {
      const char *name = skip_prefix (start, worded[i]);

      if (name != NULL && (g_unichar_isupper (g_utf8_get_char (name)) ||
                           (start > text && *name != '\0' && is_unnamed (name))))
        return name;
    }
  for (guint i = 0; i < G_N_ELEMENTS (bare); i++)
    {
      const char *name =
        start > text && !g_str_has_suffix (text, ".") ? skip_prefix (start, bare[i]) : NULL;

      if (name != NULL && g_unichar_isupper (g_utf8_get_char (name)))
        return name;
    }
  return NULL;
}

/* "A boat in the dock。Harbour Weekly 摄": the label behind the name. */
static gboolean
find_trailing (const char *text, BrvRange *credit)
{
  for (guint i = 0; i < G_N_ELEMENTS (trailing); i++)
    {
      const char *end = text + strlen (text) - strlen (trailing[i]);
      const char *from = end;

      if (!g_str_has_suffix (text, trailing[i]))
        continue;
      while (from > text)
        {
          gunichar before = g_utf8_get_char (g_utf8_prev_char (from));

          if (before == 0x3002 || before == 0xFF08 || before == '(')
            break;
          from = g_utf8_prev_char (from);
        }
      if (from > text && accept (text, from, end, credit))
        return TRUE;
    }
  return FALSE;
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
  const char *name = NULL;
  /* "(File photo/QNA)" */
  gboolean has_bracket = g_str_has_suffix (text, ")") && strrchr (text, '(') != NULL;

  for (const char *p = end; p > text;)
    {
      gunichar c = 0;

      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (c == 0xA9)
        return accept (text, g_utf8_next_char (p), end, credit);
      if ((c == ':' || c == 0xFF1A || (c == '/' && has_bracket)) &&
          find_label (text, p, labels, G_N_ELEMENTS (labels)) != NULL)
        return accept (text, g_utf8_next_char (p), end, credit);
      if (c == '.' && find_label (text, p, abbreviations, G_N_ELEMENTS (abbreviations)) != NULL)
        return accept (text, p + 1, end, credit);
      if (end - p > (ptrdiff_t)4 * MAX_CREDIT_CHARS)
        break;
    }
  if (find_trailing (text, credit))
    return TRUE;
  name = find_worded (text);
  return name != NULL && accept (text, name, end, credit);
}

/**
 * brv_caption_has_label:
 * @text: a paragraph
 *
 * Returns: whether @text begins with a label for an image and a colon, as "Picture: The quay at dawn."
 */
gboolean
brv_caption_has_label (const char *text)
{
  const char *colon = strchr (text, ':');
  const char *wide = strstr (text, "：");

  if (colon == NULL || (wide != NULL && wide < colon))
    colon = wide;
  return colon != NULL && find_label (text, colon, labels, G_N_ELEMENTS (labels)) == text;
}
