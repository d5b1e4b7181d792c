/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-same-words.h"

/* Whether two letters differ before any is met that is not plain: most pairs are told apart so. */
static gboolean
differ_at_once (const char *a, const char *b)
{
  for (;; a++, b++)
    {
      while (*a > 0 && !g_ascii_isalnum (*a))
        a++;
      while (*b > 0 && !g_ascii_isalnum (*b))
        b++;
      if (*a <= 0 || *b <= 0)
        return FALSE;
      if (g_ascii_tolower (*a) != g_ascii_tolower (*b))
        return TRUE;
    }
}

/**
 * brv_same_words:
 * @a: (nullable): a text
 * @b: (nullable): another
 *
 * Returns: whether both have the same letters and digits in the same order, whatever their case
 *   and what stands between them; %FALSE if they have none
 */
gboolean
brv_same_words (const char *a, const char *b)
{
  g_autofree char *fold_a = NULL;
  g_autofree char *fold_b = NULL;
  const char *p = NULL;
  const char *q = NULL;
  gboolean any = FALSE;

  if (a == NULL || b == NULL || differ_at_once (a, b))
    return FALSE;
  fold_a = g_utf8_casefold (a, -1);
  fold_b = g_utf8_casefold (b, -1);
  for (p = fold_a, q = fold_b;; p = g_utf8_next_char (p), q = g_utf8_next_char (q))
    {
      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      while (*q != '\0' && !g_unichar_isalnum (g_utf8_get_char (q)))
        q = g_utf8_next_char (q);
      if (*p == '\0' || *q == '\0')
        return any && *p == *q;
      if (g_utf8_get_char (p) != g_utf8_get_char (q))
        return FALSE;
      any = TRUE;
    }
}
