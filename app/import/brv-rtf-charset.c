/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-rtf-charset.h"

#define DEFAULT_CHARSET "WINDOWS-1252"

/**
 * brv_rtf_charset_of_page:
 * @code_page: a number of a Windows code page
 *
 * Returns: (transfer full): the name of its encoding
 */
char *
brv_rtf_charset_of_page (gint code_page)
{
  switch (code_page)
    {
    case 0:
    case 1252:
      return g_strdup (DEFAULT_CHARSET);
    case 65001:
      return g_strdup ("UTF-8");
    case 10000:
      return g_strdup ("MACINTOSH");
    case 936:
      return g_strdup ("GB18030");
    case 949:
      return g_strdup ("UHC");
    case 950:
      return g_strdup ("BIG5-HKSCS");
    default:
      return g_strdup_printf ("CP%d", code_page);
    }
}

/**
 * brv_rtf_charset_of_font:
 * @charset: a font's character set
 * @fallback: the document's encoding
 *
 * Returns: (transfer full): the name of the encoding that text in the font has
 *
 * Source: Rich Text Format Specification 1.9.1, “Font Table”: values of \fcharset.
 */
char *
brv_rtf_charset_of_font (gint charset, const char *fallback)
{
  static const struct
  {
    gint charset;
    gint code_page;
  } pages[] = { { 77, 10000 }, { 128, 932 },  { 129, 949 },  { 130, 1361 }, { 134, 936 },
                { 136, 950 },  { 161, 1253 }, { 162, 1254 }, { 163, 1258 }, { 177, 1255 },
                { 178, 1256 }, { 186, 1257 }, { 204, 1251 }, { 222, 874 },  { 238, 1250 },
                { 254, 437 },  { 255, 850 } };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].charset == charset)
      return brv_rtf_charset_of_page (pages[i].code_page);
  return g_strdup (fallback);
}

/**
 * brv_rtf_charset_decode:
 * @data: (array length=length): bytes of a text
 * @length: how many
 * @charset: the name of their encoding
 *
 * Returns: (transfer full): the text in UTF-8; what is not in the encoding stands as U+FFFD
 */
char *
brv_rtf_charset_decode (const guint8 *data, gsize length, const char *charset)
{
  gboolean ascii = TRUE;
  char *text = NULL;
  GString *out = NULL;

  for (gsize i = 0; i < length && ascii; i++)
    ascii = data[i] < 0x80;
  if (ascii)
    return g_strndup ((const char *)data, length);
  text = g_convert ((const char *)data, (gssize)length, "UTF-8", charset, NULL, NULL, NULL);
  if (text != NULL && g_utf8_validate (text, -1, NULL))
    return text;
  g_free (text);
  out = g_string_new (NULL);
  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *one = NULL;

      if (data[i] >= 0x80)
        one = g_convert ((const char *)data + i, 1, "UTF-8", charset, NULL, NULL, NULL);
      if (data[i] < 0x80)
        g_string_append_c (out, (char)data[i]);
      else
        g_string_append (out, one != NULL && g_utf8_validate (one, -1, NULL) ? one : "\uFFFD");
    }
  return g_string_free (out, FALSE);
}

/**
 * brv_rtf_charset_get_language:
 * @id: Windows' number of a language
 *
 * Returns: (nullable): its tag; %NULL if it is none, or one that is not known here
 *
 * Source: [MS-LCID], §2.2.
 */
const char *
brv_rtf_charset_get_language (gint id)
{
  static const struct
  {
    gint id;
    const char *tag;
  } languages[] = {
    { 1025, "ar-SA" }, { 1026, "bg-BG" }, { 1027, "ca-ES" }, { 1028, "zh-TW" }, { 1029, "cs-CZ" },
    { 1030, "da-DK" }, { 1031, "de-DE" }, { 1032, "el-GR" }, { 1033, "en-US" }, { 1034, "es-ES" },
    { 1035, "fi-FI" }, { 1036, "fr-FR" }, { 1037, "he-IL" }, { 1038, "hu-HU" }, { 1040, "it-IT" },
    { 1041, "ja-JP" }, { 1042, "ko-KR" }, { 1043, "nl-NL" }, { 1044, "nb-NO" }, { 1045, "pl-PL" },
    { 1046, "pt-BR" }, { 1048, "ro-RO" }, { 1049, "ru-RU" }, { 1050, "hr-HR" }, { 1051, "sk-SK" },
    { 1053, "sv-SE" }, { 1055, "tr-TR" }, { 1057, "id-ID" }, { 1058, "uk-UA" }, { 1060, "sl-SI" },
    { 1061, "et-EE" }, { 1062, "lv-LV" }, { 1063, "lt-LT" }, { 1065, "fa-IR" }, { 1066, "vi-VN" },
    { 1081, "hi-IN" }, { 2052, "zh-CN" }, { 2055, "de-CH" }, { 2057, "en-GB" }, { 2058, "es-MX" },
    { 2060, "fr-BE" }, { 2067, "nl-BE" }, { 2070, "pt-PT" }, { 3079, "de-AT" }, { 3081, "en-AU" },
    { 3082, "es-ES" }, { 3084, "fr-CA" }, { 4105, "en-CA" }, { 4108, "fr-CH" }, { 6153, "en-IE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (languages[i].id == id)
      return languages[i].tag;
  return NULL;
}
