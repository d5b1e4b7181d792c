/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-shown.h"

#include <string.h>

#include "base/brv-utf8.h"

/**
 * brv_brief_shown_append:
 * @string: where to put it
 * @text: a block's text
 *
 * Appends what the buffer shows of @text.
 */
void
brv_brief_shown_append (GString *string, const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      gsize plain = strcspn (p, "\n\r\342\357");

      g_string_append_len (string, p, (gssize)plain);
      p += plain;
      if (*p == '\n' || *p == '\r')
        {
          g_string_append (string, BRV_SHOWN_BREAK);
          p++;
        }
      else if (strncmp (p, BRV_OBJECT_CHARACTER, 3) == 0)
        {
          g_string_append (string, BRV_SHOWN_REFERENCE);
          p += 3;
        }
      else if (strncmp (p, "\342\200\251", 3) == 0) /* U+2029 would begin a line of the buffer */
        {
          g_string_append (string, BRV_SHOWN_BREAK);
          p += 3;
        }
      else if (*p != '\0')
        g_string_append_c (string, *p++);
    }
}

/**
 * brv_brief_shown_from_text:
 * @text: a block's text
 * @at: an offset in it
 *
 * Returns: the same place in what is shown
 */
gsize
brv_brief_shown_from_text (const char *text, gsize at)
{
  gsize shown = at;

  for (gsize i = 0; i < at && text[i] != '\0'; i++)
    if (text[i] == '\n' || text[i] == '\r')
      shown += 2;
  return shown;
}

/**
 * brv_brief_shown_to_text:
 * @text: a block's text
 * @shown: an offset in what is shown of it
 *
 * Returns: the same place in @text; within a shown break it is the place after the break
 */
gsize
brv_brief_shown_to_text (const char *text, gsize shown)
{
  gsize at = 0;
  gsize seen = 0;

  while (seen < shown && text[at] != '\0')
    {
      seen += text[at] == '\n' || text[at] == '\r' ? 3 : 1;
      at++;
    }
  return at;
}
