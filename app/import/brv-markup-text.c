/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-markup-text.h"

#include <string.h>

#include "import/brv-html-page.h"

/**
 * brv_markup_dup_text:
 * @value: a value that may hold HTML, as titles in feeds and lists of references do
 * @max_bytes: where it may end
 *
 * Returns: (transfer full): its words
 */
char *
brv_markup_dup_text (const char *value, gsize max_bytes)
{
  g_autoptr (BrvHtmlPage) page = NULL;

  if (strpbrk (value, "<&") == NULL)
    return g_strdup (value);
  page = brv_html_page_parse (value, strlen (value), NULL);
  if (page == NULL)
    return g_strdup (value);
  return brv_html_dup_text (xmlDocGetRootElement (page->document), max_bytes);
}
