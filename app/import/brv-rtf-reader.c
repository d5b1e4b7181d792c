/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-rtf-reader.h"

/* More digits do not fit into a number. */
#define MAX_DIGITS 9

/**
 * brv_rtf_reader_init:
 * @self: a reader
 * @bytes: an RTF document; must outlive the reader and its tokens
 *
 * Places @self before the document's first piece.
 */
void
brv_rtf_reader_init (BrvRtfReader *self, GBytes *bytes)
{
  gsize length = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (bytes != NULL);

  self->at = g_bytes_get_data (bytes, &length);
  self->end = self->at + length;
}

/* A backslash was read; a letter follows. */
static void
read_word (BrvRtfReader *self, BrvRtfToken *token)
{
  gsize n = 0;
  guint digits = 0;
  gboolean negative = FALSE;

  while (self->at < self->end && g_ascii_isalpha (*self->at))
    {
      if (n < BRV_RTF_MAX_NAME)
        token->name[n++] = (char)*self->at;
      self->at++;
    }
  token->name[n] = '\0';
  if (self->at + 1 < self->end && *self->at == '-' && g_ascii_isdigit (self->at[1]))
    {
      negative = TRUE;
      self->at++;
    }
  for (; self->at < self->end && g_ascii_isdigit (*self->at); self->at++)
    {
      token->has_number = TRUE;
      if (digits++ < MAX_DIGITS)
        token->number = token->number * 10 + (*self->at - '0');
    }
  if (negative)
    token->number = -token->number;
  if (self->at < self->end && *self->at == ' ')
    self->at++;
  token->kind = BRV_RTF_WORD;
  if (!g_str_equal (token->name, "bin") || token->number <= 0)
    return;
  token->kind = BRV_RTF_DATA;
  token->data = self->at;
  token->length = MIN ((gsize)token->number, (gsize)(self->end - self->at));
  self->at += token->length;
}

static void
read_control (BrvRtfReader *self, BrvRtfToken *token)
{
  if (self->at == self->end)
    {
      token->kind = BRV_RTF_DONE;
      return;
    }
  if (g_ascii_isalpha (*self->at))
    {
      read_word (self, token);
      return;
    }
  if (*self->at == '\'' && self->end - self->at >= 3 && g_ascii_isxdigit (self->at[1]) &&
      g_ascii_isxdigit (self->at[2]))
    {
      token->kind = BRV_RTF_BYTE;
      token->number =
        g_ascii_xdigit_value ((char)self->at[1]) * 16 + g_ascii_xdigit_value ((char)self->at[2]);
      self->at += 3;
      return;
    }
  token->kind = BRV_RTF_SYMBOL;
  token->name[0] = (char)*self->at++;
  token->name[1] = '\0';
}

static gboolean
is_line_end (guint8 byte)
{
  return byte == '\r' || byte == '\n';
}

/**
 * brv_rtf_reader_next:
 * @self: a reader
 * @token: (out): the next piece
 *
 * Reads on. Line ends are passed over: those of the page are control words.
 *
 * Source: Rich Text Format Specification 1.9.1 (Microsoft, 2008), “Conventions of an RTF Reader”.
 */
void
brv_rtf_reader_next (BrvRtfReader *self, BrvRtfToken *token)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (token != NULL);

  *token = (BrvRtfToken){ .kind = BRV_RTF_DONE };
  while (self->at < self->end && is_line_end (*self->at))
    self->at++;
  if (self->at == self->end)
    return;
  if (*self->at == '{' || *self->at == '}')
    token->kind = *self->at++ == '{' ? BRV_RTF_BEGIN : BRV_RTF_END;
  else if (*self->at == '\\')
    {
      self->at++;
      read_control (self, token);
    }
  else
    {
      token->kind = BRV_RTF_TEXT;
      token->data = self->at;
      while (self->at < self->end && !is_line_end (*self->at) && *self->at != '{' &&
             *self->at != '}' && *self->at != '\\')
        self->at++;
      token->length = (gsize)(self->at - token->data);
    }
}
