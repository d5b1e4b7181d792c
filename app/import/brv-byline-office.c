/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What follows a name in bylines: what its owner is, and at which house. */

#include "config.h"

#include <string.h>

#include "import/brv-byline-names.h"
#include "import/brv-byline-office.h"
#include "import/brv-byline-words.h"

/* Whether text is what somebody is, up to a comma or its end: it has a word of offices. */
static const char *
skip_office (const char *text)
{
  gboolean found = FALSE;

  while (*text != '\0' && *text != ',')
    {
      const char *end = brv_byline_find_word_end (text);
      g_autofree char *word = g_strndup (text, (gsize)(end - text));
      g_autofree char *folded = g_utf8_casefold (word, -1);

      found = found || brv_byline_words_hold (BRV_BYLINE_WORDS_NO_NAME, folded);
      if (end == text)
        return NULL;
      text = brv_byline_skip_space (end);
    }
  return found ? text : NULL;
}

/**
 * brv_byline_office_add_names:
 * @text: what follows names on their line
 * @names: (element-type utf8): these names; more are appended
 *
 * Adds the names that follow the offices of those before them: ", Lecturer in Law, and Bo Ek,
 * Professor of Art".
 */
void
brv_byline_office_add_names (const char *text, GPtrArray *names)
{
  while (*text == ',')
    {
      guint n = names->len;
      const char *end = skip_office (brv_byline_skip_space (text + 1));
      const char *next = end != NULL ? brv_byline_skip_joint (end) : NULL;
      const char *after = NULL;

      if (next == NULL || *next == '\0')
        return;
      after = brv_byline_names_read (next, names);
      if (names->len != n + 1 || *after != ',' ||
          skip_office (brv_byline_skip_space (after + 1)) == NULL)
        {
          g_ptr_array_set_size (names, (gint)n);
          return;
        }
      text = after;
    }
}
