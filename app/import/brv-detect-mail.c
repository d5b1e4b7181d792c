/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-detect-mail.h"

/* The fields of a header block, as bits. */
enum
{
  FIELD_FROM = 1 << 0, /* with an address */
  FIELD_TO = 1 << 1,
  FIELD_SUBJECT = 1 << 2,
  FIELD_DATE = 1 << 3,
  FIELD_TRANSPORT = 1 << 4, /* only what was sent has it */
  FIELD_MIME = 1 << 5,
  FIELD_RELATED = 1 << 6,  /* a page with its parts */
  FIELD_LOCATION = 1 << 7, /* the address that a page was saved from */
};

static guint
read_field (const char *line, const char *end)
{
  static const struct
  {
    const char *name;
    guint field;
  } fields[] = {
    { "from:", FIELD_FROM },
    { "to:", FIELD_TO },
    { "subject:", FIELD_SUBJECT },
    { "date:", FIELD_DATE },
    { "received:", FIELD_TRANSPORT },
    { "message-id:", FIELD_TRANSPORT },
    { "return-path:", FIELD_TRANSPORT },
    { "delivered-to:", FIELD_TRANSPORT },
    { "mime-version:", FIELD_MIME },
    { "content-type: multipart/related", FIELD_RELATED },
    { "snapshot-content-location:", FIELD_LOCATION },
    { "content-location:", FIELD_LOCATION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_ascii_strncasecmp (line, fields[i].name, strlen (fields[i].name)) == 0)
      return fields[i].field != FIELD_FROM || memchr (line, '@', (gsize)(end - line)) != NULL ||
                 memchr (line, '<', (gsize)(end - line)) != NULL
               ? fields[i].field
               : 0;
  return 0;
}

/* The fields of a header block as RFC 5322, §2.2 has it: lines "name: value", or with white space
 * at the start, up to an empty one. 0 if text is no such block. */
static guint
read_header (const char *text)
{
  guint seen = 0;

  while (*text != '\0' && *text != '\n' && *text != '\r')
    {
      const char *end = strchr (text, '\n');
      const char *p = text;

      while (g_ascii_isalnum (*p) || *p == '-')
        p++;
      if (!(*text == ' ' || *text == '\t') && (p == text || *p != ':'))
        return 0;
      if (end == NULL)
        return seen;
      seen |= read_field (text, end);
      text = end + 1;
    }
  return seen;
}

/*
 * brv_detect_mail:
 * @text: the start of a text
 *
 * Returns: BRV_FORMAT_MAIL, BRV_FORMAT_MBOX or BRV_FORMAT_MHTML, or BRV_FORMAT_TEXT if it is none
 */
BrvFormat
brv_detect_mail (const char *text)
{
  const guint written = FIELD_FROM | FIELD_TO | FIELD_SUBJECT | FIELD_DATE;
  gboolean in_mailbox = g_str_has_prefix (text, "From ");
  guint seen = 0;

  /* RFC 4155: each mail in a mailbox stands after a line "From sender date". */
  if (in_mailbox)
    {
      text = strchr (text, '\n');
      if (text == NULL)
        return BRV_FORMAT_TEXT;
      text++;
    }
  seen = read_header (text);
  if (in_mailbox)
    return (seen & (FIELD_FROM | FIELD_TRANSPORT)) != 0 ? BRV_FORMAT_MBOX : BRV_FORMAT_TEXT;
  /* Browsers put a sender into what they save, but it was never sent. */
  if ((seen & FIELD_MIME) != 0 && (seen & (FIELD_RELATED | FIELD_LOCATION)) != 0 &&
      (seen & FIELD_TRANSPORT) == 0 && ((seen & FIELD_LOCATION) != 0 || (seen & FIELD_TO) == 0))
    return BRV_FORMAT_MHTML;
  if ((seen & FIELD_FROM) != 0 && (seen & (FIELD_TRANSPORT | FIELD_MIME)) != 0)
    return BRV_FORMAT_MAIL;
  return (seen & written) == written ? BRV_FORMAT_MAIL : BRV_FORMAT_TEXT;
}
