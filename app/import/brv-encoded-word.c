/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Letters in the header fields of mails. GMime 3.2 puts the codes of neighbouring words together
 * before it decodes them, and so loses all that follows a word that ends in padding; here the
 * decoded bytes are put together, as programs that part a letter between two words need it.
 */

#include "config.h"

#include "import/brv-encoded-word.h"

#include <string.h>

#include "import/brv-charset.h"

/* Words of one encoding that follow each other. */
typedef struct
{
  GString *out;
  GByteArray *bytes;
  char *charset; /* (nullable): there are none */
  gboolean in_addresses;
} Decoder;

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static void
flush (Decoder *self)
{
  g_auto (BrvDecoded) decoded = { 0 };

  if (self->charset != NULL && self->bytes->len > 0 &&
      brv_charset_decode (self->bytes->data, self->bytes->len, self->charset, &decoded, NULL))
    {
      g_strdelimit (decoded.text, "\r\n", ' ');
      /* A comma that was encoded parts no addresses. */
      if (self->in_addresses && strpbrk (decoded.text, ",;:<>()[]@\"\\") != NULL)
        append_quoted (self->out, decoded.text);
      else
        g_string_append (self->out, decoded.text);
    }
  g_clear_pointer (&self->charset, g_free);
  g_byte_array_set_size (self->bytes, 0);
}

static void
append_quoted_printable (GByteArray *bytes, const char *code, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8)code[i];

      if (byte == '_')
        byte = ' ';
      else if (byte == '=' && i + 2 < length && g_ascii_isxdigit (code[i + 1]) &&
               g_ascii_isxdigit (code[i + 2]))
        {
          byte =
            (guint8)(g_ascii_xdigit_value (code[i + 1]) << 4 | g_ascii_xdigit_value (code[i + 2]));
          i += 2;
        }
      g_byte_array_append (bytes, &byte, 1);
    }
}

/* Takes the word at p, "=?charset?B?code?="; returns its end, or NULL if there is none. */
static const char *
take_word (Decoder *self, const char *p)
{
  const char *charset = p + 2;
  gsize charset_length = strcspn (charset, "? ");
  const char *encoding = charset + charset_length + 1;
  const char *code = NULL;
  const char *end = NULL;
  g_autofree char *name = NULL;

  if (charset_length == 0 || charset[charset_length] != '?' || strchr ("BbQq", *encoding) == NULL ||
      *encoding == '\0' || encoding[1] != '?')
    return NULL;
  code = encoding + 2;
  end = strstr (code, "?=");
  if (end == NULL)
    return NULL;
  /* RFC 2231, §5: a language may follow the encoding. */
  name = g_strndup (charset, MIN (charset_length, strcspn (charset, "*")));
  if (self->charset != NULL && g_ascii_strcasecmp (self->charset, name) != 0)
    flush (self);
  if (self->charset == NULL)
    self->charset = g_steal_pointer (&name);
  if (*encoding == 'Q' || *encoding == 'q')
    append_quoted_printable (self->bytes, code, (gsize)(end - code));
  else
    {
      g_autofree char *text = g_strndup (code, (gsize)(end - code));
      gsize length = 0;
      g_autofree guchar *data = g_base64_decode (text, &length);

      g_byte_array_append (self->bytes, data, (guint)length);
    }
  return end + 2;
}

/**
 * brv_encoded_word_decode:
 * @raw: the value of a header field as it travels
 * @in_addresses: whether the field is a list of addresses: then words with signs that mean
 *   something there are put into quotation marks
 *
 * Source: RFC 2047, §2 and §6.2.
 *
 * Returns: (transfer full): the value in UTF-8, in one line
 */
char *
brv_encoded_word_decode (const char *raw, gboolean in_addresses)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_auto (BrvDecoded) plain = { 0 };
  Decoder self = { .bytes = bytes, .in_addresses = in_addresses };
  const char *p = NULL;

  g_return_val_if_fail (raw != NULL, NULL);

  self.out = g_string_new (NULL);
  /* Letters of eight bits stand in headers although they must not. */
  if (brv_charset_decode ((const guint8 *)raw, strlen (raw), NULL, &plain, NULL))
    p = plain.text;
  for (p = p != NULL ? p : ""; *p != '\0';)
    {
      const char *end = g_str_has_prefix (p, "=?") ? take_word (&self, p) : NULL;
      const char *next = NULL;

      if (end != NULL)
        {
          /* White space between two words is only for folding. */
          next = end + strspn (end, " \t\r\n");
          p = g_str_has_prefix (next, "=?") ? next : end;
          continue;
        }
      flush (&self);
      if (*p == '\t')
        g_string_append_c (self.out, ' ');
      else if (*p != '\r' && *p != '\n')
        g_string_append_c (self.out, *p);
      p++;
    }
  flush (&self);
  return g_string_free (self.out, FALSE);
}
