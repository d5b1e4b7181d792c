/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "export/brv-pdf-lexer.h"

static gboolean
is_space (char c)
{
  return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static gboolean
is_delimiter (char c)
{
  switch (c)
    {
    case '(':
    case ')':
    case '<':
    case '>':
    case '[':
    case ']':
    case '{':
    case '}':
    case '/':
    case '%':
      return TRUE;
    default:
      return FALSE;
    }
}

static const char *
skip_literal_string (const char *at, const char *end)
{
  guint depth = 0;

  for (; at < end; at++)
    {
      if (*at == '\\')
        at++;
      else if (*at == '(')
        depth++;
      else if (*at == ')' && --depth == 0)
        return at + 1;
    }
  return end;
}

static const char *
skip_token (const char *at, const char *end)
{
  const char *start = at;

  switch (*at)
    {
    case '(':
      return skip_literal_string (at, end);
    case '<':
      if (at + 1 < end && at[1] == '<')
        return at + 2;
      at = memchr (at, '>', (gsize)(end - at));
      return at != NULL ? at + 1 : end;
    case '>':
      return at + 1 < end && at[1] == '>' ? at + 2 : at + 1;
    case '[':
    case ']':
    case '{':
    case '}':
    case ')':
      return at + 1;
    default:
      if (*at == '/')
        at++;
      while (at < end && !is_space (*at) && !is_delimiter (*at))
        at++;
      return at > start ? at : at + 1;
    }
}

static gboolean
is_operator (const BrvPdfToken *token)
{
  char c = *token->start;

  return (g_ascii_isalpha (c) || c == '\'' || c == '"') && !brv_pdf_token_is (token, "true") &&
         !brv_pdf_token_is (token, "false") && !brv_pdf_token_is (token, "null");
}

/* Moves behind the data of an inline image. Source: ISO 32000-1 §8.9.7. */
static void
skip_inline_image (BrvPdfLexer *self, BrvPdfToken *name)
{
  for (const char *at = self->at; at + 3 <= self->end; at++)
    {
      if (is_space (at[0]) && at[1] == 'E' && at[2] == 'I' &&
          (at + 3 == self->end || is_space (at[3])))
        {
          name->start = at + 1;
          name->end = self->at = at + 3;
          return;
        }
    }
  self->at = self->end;
}

/**
 * brv_pdf_lexer_init:
 * @self: a lexer
 * @stream: a content stream, decoded
 * @length: its length in bytes
 *
 * Starts at the beginning of a content stream.
 */
void
brv_pdf_lexer_init (BrvPdfLexer *self, const char *stream, gsize length)
{
  g_return_if_fail (self != NULL && (stream != NULL || length == 0));

  self->at = stream;
  self->end = stream + length;
}

/**
 * brv_pdf_lexer_next_token:
 * @self: a lexer
 * @token: (out): the token
 *
 * Reads a token; white space and comments are skipped.
 *
 * Source: ISO 32000-1 §7.2 (lexical conventions), §7.3.4 (strings).
 *
 * Returns: %FALSE at the end
 */
gboolean
brv_pdf_lexer_next_token (BrvPdfLexer *self, BrvPdfToken *token)
{
  g_return_val_if_fail (self != NULL && token != NULL, FALSE);

  while (self->at < self->end && (is_space (*self->at) || *self->at == '%'))
    {
      if (*self->at == '%')
        {
          while (self->at < self->end && *self->at != '\n' && *self->at != '\r')
            self->at++;
        }
      else
        {
          self->at++;
        }
    }
  if (self->at == self->end)
    return FALSE;
  token->start = self->at;
  self->at = skip_token (self->at, self->end);
  token->end = self->at;
  return TRUE;
}

/**
 * brv_pdf_lexer_next:
 * @self: a lexer
 * @operation: (out): the operation
 *
 * Reads up to and with the next operator. An inline image is one operation.
 *
 * Returns: %FALSE at the end; operands without an operator are dropped
 */
gboolean
brv_pdf_lexer_next (BrvPdfLexer *self, BrvPdfOperation *operation)
{
  const char *start = NULL;

  g_return_val_if_fail (self != NULL && operation != NULL, FALSE);

  while (brv_pdf_lexer_next_token (self, &operation->name))
    {
      if (start == NULL)
        start = operation->name.start;
      if (!is_operator (&operation->name))
        continue;
      if (brv_pdf_token_is (&operation->name, "BI"))
        continue;
      if (brv_pdf_token_is (&operation->name, "ID"))
        skip_inline_image (self, &operation->name);
      operation->start = start;
      operation->end = self->at;
      return TRUE;
    }
  return FALSE;
}

/**
 * brv_pdf_token_is:
 * @token: a token
 * @text: how it would be written
 *
 * Returns: whether the token is written like this
 */
gboolean
brv_pdf_token_is (const BrvPdfToken *token, const char *text)
{
  gsize length;

  if (token->start[0] != text[0])
    return FALSE;
  length = strlen (text);
  return (gsize)(token->end - token->start) == length && memcmp (token->start, text, length) == 0;
}

/**
 * brv_pdf_token_is_string:
 * @token: a token
 *
 * Returns: whether the token is a string, literal or hexadecimal
 */
gboolean
brv_pdf_token_is_string (const BrvPdfToken *token)
{
  return token->start[0] == '(' ||
         (token->start[0] == '<' && token->end - token->start > 1 && token->start[1] != '<');
}

static void
decode_hexadecimal (const char *at, const char *end, GByteArray *bytes)
{
  guint value = 0;
  guint n_digits = 0;
  guint8 byte;

  for (; at < end; at++)
    {
      if (!g_ascii_isxdigit (*at))
        continue;
      value = value << 4 | (guint)g_ascii_xdigit_value (*at);
      if (++n_digits % 2 == 0)
        {
          byte = (guint8)(value & 0xff);
          g_byte_array_append (bytes, &byte, 1);
        }
    }
  if (n_digits % 2 == 1)
    {
      byte = (guint8)(value << 4 & 0xff);
      g_byte_array_append (bytes, &byte, 1);
    }
}

/* Reads what follows a reverse solidus; returns the last byte that belongs to it. */
static const char *
decode_escape (const char *at, const char *end, GByteArray *bytes)
{
  static const char names[] = "nrtbf";
  static const char values[] = "\n\r\t\b\f";
  const char *name = *at != '\0' ? strchr (names, *at) : NULL;
  guint value = 0;
  guint8 byte = (guint8)*at;

  if (*at >= '0' && *at <= '7')
    {
      const char *last = MIN (at + 2, end - 1);

      for (; at <= last && *at >= '0' && *at <= '7'; at++)
        value = value << 3 | (guint)(*at - '0');
      byte = (guint8)(value & 0xff);
      at--;
    }
  else if (name != NULL)
    {
      byte = (guint8)values[name - names];
    }
  else if (*at == '\n' || *at == '\r') /* the string goes on on the next line */
    {
      return *at == '\r' && at + 1 < end && at[1] == '\n' ? at + 1 : at;
    }
  g_byte_array_append (bytes, &byte, 1);
  return at;
}

/**
 * brv_pdf_token_decode_string:
 * @token: a string
 * @bytes: where to append what it stands for
 *
 * Decodes a string.
 *
 * Source: ISO 32000-1 §7.3.4.2 (literal strings), §7.3.4.3 (hexadecimal strings).
 */
void
brv_pdf_token_decode_string (const BrvPdfToken *token, GByteArray *bytes)
{
  const char *end = token->end - 1;

  g_return_if_fail (brv_pdf_token_is_string (token));

  if (token->start[0] == '<')
    {
      decode_hexadecimal (token->start + 1, end, bytes);
      return;
    }
  for (const char *at = token->start + 1; at < end; at++)
    {
      if (*at == '\\' && at + 1 < end)
        at = decode_escape (at + 1, end, bytes);
      else
        g_byte_array_append (bytes, (const guint8 *)at, 1);
    }
}
