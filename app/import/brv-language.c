/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-language.h"

#include <string.h>

/**
 * brv_language_tidy:
 * @value: what a file calls its language: "en_US", "EN", "de-at"
 *
 * Source: BCP 47, §2.1.1.
 *
 * Returns: (transfer full) (nullable): the language tag; %NULL if @value is none
 */
char *
brv_language_tidy (const char *value)
{
  g_autofree char *tag = g_strdelimit (g_strdup (value), "_", '-');
  gsize n = 0;

  g_strstrip (tag);
  while (g_ascii_isalpha (tag[n]))
    n++;
  if (n < 2 || n > 3 || (tag[n] != '\0' && tag[n] != '-') || strlen (tag) > 35)
    return NULL;
  for (gsize i = 0; tag[i] != '\0'; i++)
    {
      if (!g_ascii_isalnum (tag[i]) && tag[i] != '-')
        return NULL;
      if (i < n)
        tag[i] = g_ascii_tolower (tag[i]);
    }
  /* A region stands in capitals. */
  if (tag[n] == '-' && strlen (tag + n + 1) == 2)
    {
      tag[n + 1] = g_ascii_toupper (tag[n + 1]);
      tag[n + 2] = g_ascii_toupper (tag[n + 2]);
    }
  return g_steal_pointer (&tag);
}
