/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The marks such as "[12]" by which a plain text refers to its notes. */

#include "config.h"

#include <string.h>

#include "import/brv-text-note-marks.h"

/* The length of the mark at text, or 0. */
static gsize
measure (const char *text)
{
  gsize length = *text == '[' ? 1 + strspn (text + 1, "0123456789") : 0;

  return length >= 2 && text[length] == ']' ? length + 1 : 0;
}

/**
 * brv_text_note_marks_gather:
 * @marks: (element-type utf8): a set that owns its strings
 * @text: a unit of a text
 *
 * Adds the marks within @text, but at its start: they refer to notes below it.
 */
void
brv_text_note_marks_gather (GHashTable *marks, const char *text)
{
  for (const char *p = *text != '\0' ? strchr (text + 1, '[') : NULL; p != NULL;
       p = strchr (p + 1, '['))
    {
      gsize length = measure (p);

      if (length > 0)
        g_hash_table_add (marks, g_strndup (p, length));
    }
}

/**
 * brv_text_note_marks_hold:
 * @marks: (element-type utf8): the marks within the units above
 * @text: a unit
 *
 * Returns: whether @text begins with one of @marks, as the note "[1] The long mile" does
 */
gboolean
brv_text_note_marks_hold (GHashTable *marks, const char *text)
{
  g_autofree char *mark = g_strndup (text, measure (text));

  return g_hash_table_contains (marks, mark);
}
