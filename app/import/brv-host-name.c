/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a host goes by the name of a house, in one of the ways in which hosts shorten names. */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-host-name.h"

/* In letters. */
#define MIN_INITIALS 3
#define MAX_SMALL    3

/* The first letters of a name's words but small ones: "ncre" of "Northern Centre for Railway Economics". */
static char *
dup_initials (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "en");
  g_auto (GStrv) words = g_strsplit_set (ascii, " -'", -1);
  GString *initials = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_isupper (*words[i]) ||
        (g_ascii_islower (*words[i]) && strlen (words[i]) > MAX_SMALL))
      g_string_append_c (initials, g_ascii_tolower (*words[i]));
  return g_string_free (initials, FALSE);
}

/* Whether a part of the host that dots or hyphens part is the initials of the name. */
static gboolean
has_initials (const char *address, const char *name)
{
  g_autofree char *initials = dup_initials (name);
  g_autofree char *host = brv_address_dup_host (address);
  g_auto (GStrv) labels = host != NULL ? g_strsplit_set (host, ".-", -1) : NULL;

  return labels != NULL && strlen (initials) >= MIN_INITIALS &&
         g_strv_contains ((const char *const *)labels, initials);
}

/**
 * brv_host_name_matches:
 * @address: (nullable): a web address
 * @name: a name
 *
 * Returns: whether the host of @address holds the letters of @name, with "&" as a word too, or the
 *   first letters of its words
 */
gboolean
brv_host_name_matches (const char *address, const char *name)
{
  static const char *const ands[] = { "and", "und", "et", "y", "e", "en", "och", "og", "i" };
  g_auto (GStrv) parts = NULL;

  if (address == NULL)
    return FALSE;
  if (brv_address_is_named (address, name) || has_initials (address, name))
    return TRUE;
  parts = g_strsplit (name, "&", 2);
  for (guint i = 0; parts[1] != NULL && i < G_N_ELEMENTS (ands); i++)
    {
      g_autofree char *spelled = g_strconcat (parts[0], ands[i], parts[1], NULL);

      if (brv_address_is_named (address, spelled))
        return TRUE;
    }
  return FALSE;
}
