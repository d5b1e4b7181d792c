/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What browsers put on the clipboard and into drags. They write HTML in UTF-16 or UTF-8, with or
 * without a mark that says so, and say beside it or within it which page it is from. This runs in
 * the program itself, so it does no more than find and cut; the HTML is parsed in the worker.
 */

#include "config.h"

#include "import/brv-pasted.h"

#include <string.h>

/* The head of a fragment, where marks and addresses stand. */
#define HEAD_BYTES 4096
/* A link is an address and perhaps a title; what is longer is none. */
#define MAX_LINK_BYTES 65536

static gboolean
is_web_address (const char *text)
{
  return g_ascii_strncasecmp (text, "http://", 7) == 0 ||
         g_ascii_strncasecmp (text, "https://", 8) == 0;
}

typedef enum
{
  ORDER_NONE, /* it is no UTF-16 */
  ORDER_LITTLE,
  ORDER_BIG,
} ByteOrder;

/* Whether a text is in UTF-16, by its mark or by the NULs beside ASCII letters. */
static ByteOrder
find_utf16 (const guint8 *data, gsize length)
{
  gsize n = MIN (length, HEAD_BYTES) & ~(gsize)1;
  gsize even = 0;
  gsize odd = 0;

  if (length >= 2 && data[0] == 0xFF && data[1] == 0xFE)
    return ORDER_LITTLE;
  if (length >= 2 && data[0] == 0xFE && data[1] == 0xFF)
    return ORDER_BIG;
  for (gsize i = 0; i < n; i += 2)
    {
      even += data[i] == 0;
      odd += data[i + 1] == 0;
    }
  if (odd > n / 8 && odd > 4 * even)
    return ORDER_LITTLE;
  return even > n / 8 && even > 4 * odd ? ORDER_BIG : ORDER_NONE;
}

static gunichar
get_unit (const guint8 *p, ByteOrder order)
{
  return order == ORDER_LITTLE ? (gunichar)(p[0] | p[1] << 8) : (gunichar)(p[0] << 8 | p[1]);
}

/* Halves of pairs that have lost the other half become U+FFFD. */
static GString *
decode_utf16 (const guint8 *data, gsize length, ByteOrder order)
{
  GString *text = g_string_sized_new (length / 2);

  for (gsize i = 0; i + 1 < length; i += 2)
    {
      gunichar c = get_unit (data + i, order);
      gunichar next = i + 3 < length ? get_unit (data + i + 2, order) : 0;

      if (c >= 0xD800 && c < 0xDC00 && next >= 0xDC00 && next < 0xE000)
        {
          c = 0x10000 + ((c - 0xD800) << 10) + (next - 0xDC00);
          i += 2;
        }
      if (c != 0)
        g_string_append_unichar (text, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
    }
  return text;
}

/* The text in UTF-8, without marks and NULs; text in any other encoding stays as it is. */
static GString *
decode (GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  ByteOrder order = length > 0 ? find_utf16 (data, length) : ORDER_NONE;
  GString *text = order != ORDER_NONE ? decode_utf16 (data, length, order)
                                      : g_string_new_len ((const char *)data, (gssize)length);

  if (g_str_has_prefix (text->str, "\357\273\277"))
    g_string_erase (text, 0, 3);
  /* Some programs count the NUL at the end of a string as part of it. */
  while (text->len > 0 && text->str[text->len - 1] == '\0')
    g_string_truncate (text, text->len - 1);
  return text;
}

/* The value behind a name in the lines that Windows puts before HTML. */
static char *
find_header (const char *text, const char *name)
{
  const char *at = g_strstr_len (text, HEAD_BYTES, name);
  g_autofree char *value = NULL;

  if (at == NULL)
    return NULL;
  at += strlen (name);
  value = g_strndup (at, strcspn (at, "\r\n"));
  return is_web_address (g_strstrip (value)) ? g_steal_pointer (&value) : NULL;
}

/* The address that the fragment's own base element names. */
static char *
find_base (const char *text)
{
  const char *at = g_strstr_len (text, HEAD_BYTES, "<base href=\"");
  g_autofree char *value = NULL;

  if (at == NULL)
    return NULL;
  at += strlen ("<base href=\"");
  value = g_strndup (at, strcspn (at, "\"<>"));
  return is_web_address (value) ? g_steal_pointer (&value) : NULL;
}

/* Whether a fragment begins within a table: spreadsheets mark rows of a table that stands around
 * them. */
static gboolean
begins_in_table (const char *text)
{
  static const char *const tags[] = {
    "col", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"
  };
  gsize length = 0;

  text += strspn (text, " \t\r\n");
  if (*text++ != '<')
    return FALSE;
  while (g_ascii_isalpha (text[length]))
    length++;
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (strlen (tags[i]) == length && g_ascii_strncasecmp (text, tags[i], length) == 0)
      return TRUE;
  return FALSE;
}

/**
 * brv_pasted_tidy_html:
 * @bytes: what the clipboard or a drag has as text/html
 * @address: (out) (optional) (nullable): the page that it says it is from
 *
 * Cuts out what was selected; rows of a table stay in one.
 *
 * Source: Microsoft, "HTML Clipboard Format", for the lines before the page, which programs that
 * are at home in other systems write here too, and for the comments around the fragment.
 *
 * Returns: (transfer full): the HTML, in UTF-8 unless it has another encoding that is no UTF-16
 */
GBytes *
brv_pasted_tidy_html (GBytes *bytes, char **address)
{
  static const char start_mark[] = "<!--StartFragment-->";
  static const char end_mark[] = "<!--EndFragment-->";
  GString *text = NULL;
  const char *start = NULL;
  const char *end = NULL;
  char *found = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = decode (bytes);
  if (g_str_has_prefix (text->str, "Version:"))
    {
      const char *html = strchr (text->str, '<');

      found = find_header (text->str, "SourceURL:");
      g_string_erase (text, 0, html != NULL ? html - text->str : 0);
    }
  if (found == NULL)
    found = find_base (text->str);
  start = g_strstr_len (text->str, (gssize)text->len, start_mark);
  if (start != NULL)
    {
      start += strlen (start_mark);
      end = g_strrstr_len (start, (gssize)(text->str + text->len - start), end_mark);
      if (end != NULL)
        g_string_truncate (text, (gsize)(end - text->str));
      g_string_erase (text, 0, start - text->str);
      if (begins_in_table (text->str))
        g_string_prepend (text, "<table>");
    }
  if (address != NULL)
    *address = g_steal_pointer (&found);
  g_free (found);
  return g_string_free_to_bytes (text);
}

/**
 * brv_pasted_read_link:
 * @bytes: what the clipboard or a drag has under one of %BRV_PASTED_LINK_TYPES
 * @address: (out): the address
 * @title: (out) (optional) (nullable): what the link is called
 *
 * Returns: whether there is an address of the web in it
 */
gboolean
brv_pasted_read_link (GBytes *bytes, char **address, char **title)
{
  g_autofree char *valid = NULL;
  g_auto (GStrv) lines = NULL;
  GString *text = NULL;

  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  if (g_bytes_get_size (bytes) > MAX_LINK_BYTES)
    return FALSE;
  text = decode (bytes);
  valid = g_utf8_make_valid (text->str, -1);
  g_string_free (text, TRUE);
  lines = g_strsplit (valid, "\n", 3);
  if (lines[0] == NULL || !is_web_address (g_strstrip (lines[0])) || strchr (lines[0], ' ') != NULL)
    return FALSE;
  *address = g_strdup (lines[0]);
  if (title != NULL)
    *title = lines[1] != NULL && *g_strstrip (lines[1]) != '\0' ? g_strdup (lines[1]) : NULL;
  return TRUE;
}
