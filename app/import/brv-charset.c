/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <uchardet/uchardet.h>

#include "import/brv-charset.h"
#include "import/brv-import-error.h"

/* How far a declaration of the encoding may stand from the start: WHATWG HTML asks for 1024
 * bytes; pages in the wild put scripts before it. */
#define DECLARATION_SEARCH_BYTES 16384
/* What a detector looks at; more does not change its answer. */
#define DETECTOR_BYTES ((gsize)256 * 1024)
/* A legacy text may hold a few broken bytes; with more than one in this many it is not text. */
#define BYTES_PER_FAULT 200

typedef struct
{
  const char *label;
  const char *charset;
} Alias;

/* Labels that mean more than they say: WHATWG Encoding, §4.2 "Names and labels". */
static const Alias aliases[] = {
  { "iso-8859-1", "WINDOWS-1252" },
  { "iso8859-1", "WINDOWS-1252" },
  { "latin1", "WINDOWS-1252" },
  { "latin-1", "WINDOWS-1252" },
  { "us-ascii", "WINDOWS-1252" },
  { "ascii", "WINDOWS-1252" },
  { "iso-8859-9", "WINDOWS-1254" },
  { "tis-620", "WINDOWS-874" },
  { "gb2312", "GB18030" },
  { "gbk", "GB18030" },
  { "gb_2312-80", "GB18030" },
  { "x-gbk", "GB18030" },
  { "big5", "BIG5-HKSCS" },
  { "shift_jis", "CP932" },
  { "shift-jis", "CP932" },
  { "x-sjis", "CP932" },
  { "sjis", "CP932" },
  { "ks_c_5601-1987", "UHC" },
  { "euc-kr", "UHC" },
  { "x-mac-roman", "MACINTOSH" },
  { "macintosh", "MACINTOSH" },
  { "windows-31j", "CP932" },
  { "x-user-defined", NULL },
  { "utf8", "UTF-8" },
  { "unicode", "UTF-16LE" },
  { "x-cp1252", "WINDOWS-1252" },
};

/**
 * brv_decoded_clear:
 * @decoded: what brv_charset_decode() filled
 *
 * Frees what @decoded holds.
 */
void
brv_decoded_clear (BrvDecoded *decoded)
{
  g_clear_pointer (&decoded->text, g_free);
  g_clear_pointer (&decoded->charset, g_free);
  decoded->length = 0;
}

static const char *
resolve_label (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_ascii_strcasecmp (aliases[i].label, label) == 0)
      return aliases[i].charset;
  return label;
}

static guint8 *
without_nuls (const guint8 *data, gsize *length)
{
  guint8 *copy = g_malloc (*length);
  gsize to = 0;

  for (gsize from = 0; from < *length; from++)
    if (data[from] != '\0')
      copy[to++] = data[from];
  *length = to;
  return copy;
}

static void
take_text (char *text, gsize length, const char *charset, gboolean guessed, BrvDecoded *decoded)
{
  *decoded = (BrvDecoded){ text, length, g_strdup (charset), guessed };
}

static char *
convert (const guint8 *data, gsize length, const char *charset, gsize *out_length)
{
  g_autofree char *text = NULL;

  text = g_convert ((const char *)data, (gssize)length, "UTF-8", charset, NULL, out_length, NULL);
  if (text == NULL || !g_utf8_validate_len (text, *out_length, NULL))
    return NULL;
  return g_steal_pointer (&text);
}

/* Converts what can be converted; each faulty byte becomes U+FFFD. NULL if there are many. */
static char *
convert_with_faults (const guint8 *data, gsize length, const char *charset, gsize *out_length)
{
  GIConv converter = g_iconv_open ("UTF-8", charset);
  g_autoptr (GString) out = g_string_sized_new (length + length / 8);
  char *in = (char *)data;
  gsize left = length;
  gsize faults = 0;
  char buffer[4096];

  if (converter == (GIConv)-1)
    return NULL;
  while (left > 0)
    {
      char *to = buffer;
      gsize room = sizeof buffer;
      gsize before = left;

      g_iconv (converter, &in, &left, &to, &room);
      g_string_append_len (out, buffer, (gssize)(sizeof buffer - room));
      if (left > 0 && left == before && room == sizeof buffer)
        {
          g_string_append (out, "\357\277\275");
          in++;
          left--;
          if (++faults > length / BYTES_PER_FAULT + 1)
            break;
        }
    }
  g_iconv_close (converter);
  if (faults > length / BYTES_PER_FAULT + 1 || !g_utf8_validate_len (out->str, out->len, NULL))
    return NULL;
  *out_length = out->len;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* UTF-8 with a few broken bytes, as pages stitched from several sources have it. */
static char *
repair_utf8 (const guint8 *data, gsize length, gsize *out_length)
{
  g_autofree char *text = NULL;
  gsize multibyte = 0;
  gsize faults = 0;

  for (const char *p = (const char *)data, *end = p + length; p < end;)
    {
      const char *stop = NULL;

      if (g_utf8_validate_len (p, (gsize)(end - p), &stop))
        stop = end;
      for (; p < stop; p = g_utf8_next_char (p))
        multibyte += (guchar)*p >= 0x80;
      if (p < end)
        {
          faults++;
          p++;
        }
    }
  if (faults > length / BYTES_PER_FAULT || multibyte < 4 * faults)
    return NULL;
  text = g_utf8_make_valid ((const char *)data, (gssize)length);
  *out_length = strlen (text);
  return g_steal_pointer (&text);
}

/* Encodings that write all letters in bytes of ASCII, so that they are valid UTF-8 too. */
static gboolean
is_seven_bit (const char *label)
{
  return g_ascii_strncasecmp (label, "iso-2022-", 9) == 0 ||
         g_ascii_strncasecmp (label, "utf-7", 5) == 0 ||
         g_ascii_strncasecmp (label, "hz-gb", 5) == 0;
}

/* What turns letters of ISO-2022 on: its escape sequences are in no other text. */
static const char *
find_seven_bit (const guint8 *data, gsize length)
{
  static const struct
  {
    const char *escape;
    const char *charset;
  } escapes[] = { { "\033$B", "ISO-2022-JP-2" },
                  { "\033$@", "ISO-2022-JP-2" },
                  { "\033$)C", "ISO-2022-KR" },
                  { "\033$)A", "ISO-2022-CN" } };

  if (memchr (data, '\033', MIN (length, DETECTOR_BYTES)) == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (g_strstr_len ((const char *)data, (gssize)MIN (length, DETECTOR_BYTES),
                      escapes[i].escape) != NULL)
      return escapes[i].charset;
  return NULL;
}

static char *
detect (const guint8 *data, gsize length)
{
  uchardet_t detector = uchardet_new ();
  char *charset = NULL;

  uchardet_handle_data (detector, (const char *)data, MIN (length, DETECTOR_BYTES));
  uchardet_data_end (detector);
  charset = g_strdup (uchardet_get_charset (detector));
  uchardet_delete (detector);
  /* Short western text is called Vietnamese or Central European by its quotation marks. */
  if (*charset == '\0' || g_ascii_strcasecmp (charset, "WINDOWS-1258") == 0 ||
      g_ascii_strcasecmp (charset, "ASCII") == 0)
    {
      g_free (charset);
      charset = g_strdup ("WINDOWS-1252");
    }
  return charset;
}

static gboolean
decode_by_mark (const guint8 *data, gsize length, BrvDecoded *decoded)
{
  static const struct
  {
    const char *mark;
    gsize length;
    const char *charset;
  } marks[] = {
    { "\xEF\xBB\xBF", 3, "UTF-8" },    { "\xFF\xFE\0\0", 4, "UTF-32LE" },
    { "\0\0\xFE\xFF", 4, "UTF-32BE" }, { "\xFF\xFE", 2, "UTF-16LE" },
    { "\xFE\xFF", 2, "UTF-16BE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize n = marks[i].length;
      gsize out = 0;
      char *text = NULL;

      if (length < n || memcmp (data, marks[i].mark, n) != 0)
        continue;
      if (g_str_equal (marks[i].charset, "UTF-8") &&
          !g_utf8_validate_len ((const char *)data + n, length - n, NULL))
        text = repair_utf8 (data + n, length - n, &out);
      else
        text = convert_with_faults (data + n, length - n, marks[i].charset, &out);
      if (text == NULL)
        return FALSE;
      take_text (text, out, marks[i].charset, FALSE, decoded);
      return TRUE;
    }
  return FALSE;
}

/**
 * brv_charset_decode:
 * @data: (array length=length): the bytes of a text
 * @length: how many
 * @declared: (nullable): the encoding that the file or its giver names
 * @decoded: (out): the text
 * @error: return location for an error
 *
 * Turns bytes into UTF-8. In this order: a byte order mark, encodings of seven bits by their
 * declaration or their escape sequences, valid UTF-8, UTF-8 with a few
 * faults, the declared encoding, what a detector takes it for. UTF-8 comes before the declared
 * one because what is valid UTF-8 by chance is nearly never anything else, while declarations
 * are often wrong. NUL characters are dropped.
 *
 * Returns: whether the encoding was found; %BRV_IMPORT_ERROR_ENCODING if not
 */
gboolean
brv_charset_decode (
  const guint8 *data, gsize length, const char *declared, BrvDecoded *decoded, GError **error)
{
  g_autofree char *detected = NULL;
  g_autofree guint8 *stripped = NULL;
  const char *label = declared != NULL ? resolve_label (declared) : NULL;
  const char *seven_bit = NULL;
  char *text = NULL;
  gsize out = 0;

  g_return_val_if_fail (data != NULL || length == 0, FALSE);
  g_return_val_if_fail (decoded != NULL, FALSE);

  *decoded = (BrvDecoded){ 0 };
  if (decode_by_mark (data, length, decoded))
    return TRUE;
  if (length > 0 && memchr (data, '\0', length) != NULL)
    {
      stripped = without_nuls (data, &length);
      data = stripped;
    }
  seven_bit = label != NULL && is_seven_bit (label) ? label : find_seven_bit (data, length);
  if (seven_bit != NULL)
    text = convert_with_faults (data, length, seven_bit, &out);
  if (text != NULL)
    {
      take_text (text, out, seven_bit, FALSE, decoded);
      return TRUE;
    }
  if (g_utf8_validate_len ((const char *)data, length, NULL))
    {
      take_text (g_strndup ((const char *)data, length), length, "UTF-8", label == NULL, decoded);
      return TRUE;
    }
  text = repair_utf8 (data, length, &out);
  if (text != NULL)
    {
      take_text (text, out, "UTF-8", label == NULL, decoded);
      return TRUE;
    }
  if (label != NULL && g_ascii_strncasecmp (label, "utf-8", 5) != 0)
    {
      text = convert (data, length, label, &out);
      if (text == NULL)
        text = convert_with_faults (data, length, label, &out);
      if (text != NULL)
        {
          take_text (text, out, label, FALSE, decoded);
          return TRUE;
        }
    }
  detected = detect (data, length);
  text = convert_with_faults (data, length, resolve_label (detected), &out);
  if (text == NULL)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_ENCODING,
                           "encoding not recognised");
      return FALSE;
    }
  take_text (text, out, resolve_label (detected), TRUE, decoded);
  return TRUE;
}

/**
 * brv_charset_find_in_html:
 * @data: (array length=length): a page
 * @length: how many bytes it has
 *
 * Looks for the encoding that a page declares in a meta element or an XML declaration.
 *
 * Source: after WHATWG HTML, §13.2.3.2 "prescan a byte stream", less strict about attributes.
 *
 * Returns: (transfer full) (nullable): its label
 */
char *
brv_charset_find_in_html (const guint8 *data, gsize length)
{
  const char *p = (const char *)data;
  const char *end = NULL;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  end = p + MIN (length, DECLARATION_SEARCH_BYTES);
  for (; p + 10 < end; p++)
    {
      const char *from = p;
      gsize skip = 0;

      if ((*p | 0x20) == 'c' && g_ascii_strncasecmp (p, "charset", 7) == 0)
        skip = 7;
      else if ((*p | 0x20) == 'e' && g_ascii_strncasecmp (p, "encoding", 8) == 0 &&
               p < (const char *)data + 200)
        skip = 8;
      if (skip == 0)
        continue;
      for (p += skip; p < end && g_ascii_isspace (*p); p++)
        ;
      if (p >= end || *p != '=')
        {
          p = from;
          continue;
        }
      for (p++; p < end && (g_ascii_isspace (*p) || *p == '"' || *p == '\''); p++)
        ;
      for (from = p; p < end && (g_ascii_isalnum (*p) || strchr ("-_:.", *p) != NULL); p++)
        if (*p == '\0')
          break;
      if (p > from && p - from < 40)
        return g_strndup (from, (gsize)(p - from));
    }
  return NULL;
}
