/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What libxml2 alone takes: parses each page of a list of "id TAB path" lines as the importer of
 * web pages does, and does nothing with it. Measured by ./dev bench import.
 */

#include <string.h>

#include <glib.h>
#include <libxml/HTMLparser.h>

static gboolean
parse (const char *path)
{
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                      HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC |
                      HTML_PARSE_COMPACT | XML_PARSE_HUGE;
  g_autofree char *text = NULL;
  gsize length = 0;
  htmlDocPtr document = NULL;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return FALSE;
  document = htmlReadMemory (text, (int)length, NULL, "UTF-8", options);
  xmlFreeDoc (document);
  return document != NULL;
}

int
main (int argc, char *argv[])
{
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;

  if (argc != 2 || !g_file_get_contents (argv[1], &list, NULL, NULL))
    return 2;
  lines = g_strsplit (list, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *tab = strchr (lines[i], '\t');

      if (tab != NULL && !parse (tab + 1))
        return 1;
    }
  return 0;
}
