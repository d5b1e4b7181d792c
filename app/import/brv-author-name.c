/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-author-name.h"
#include "import/brv-byline-words.h"
#include "import/brv-byline.h"
#include "import/brv-html-page.h"
#include "import/brv-json-ld.h"

#define MAX_NAME_BYTES 80

/* "View more posts", "See all updates": what leads to more and names nobody. */
static gboolean
is_link_text (const char *name)
{
  static const char *const first[] = { "view", "see",  "show",  "read",   "visit",   "more",
                                       "all",  "full", "about", "follow", "contact", "meet" };
  static const char *const others[] = { "more",    "all",    "posts",    "updates",
                                        "profile", "bio",    "articles", "stories",
                                        "entries", "author", "archive" };
  g_auto (GStrv) words = g_strsplit (name, " ", -1);

  if (words[0] == NULL || words[1] == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    if (g_str_equal (words[0], first[i]))
      for (guint k = 0; k < G_N_ELEMENTS (others); k++)
        if (g_strv_contains ((const char *const *)words + 1, others[k]))
          return TRUE;
  return FALSE;
}

static gboolean
is_no_name (const char *name)
{
  static const char *const words[] = { "admin",     "administrator", "editor",       "author",
                                       "webmaster", "redaktion",     "by",           "editorial",
                                       "guest",     "anonymous",     "unknown",      "user",
                                       "none",      "null",          "undefined",    "redaction",
                                       "staff",     "view profile",  "la rédaction", "about",
                                       "share",     "follow",        "comments",     "read more" };
  g_autofree char *lower = g_utf8_strdown (name, -1);

  if (g_str_has_prefix (lower, "http") || g_str_has_prefix (lower, "www.") || *lower == '@' ||
      strstr (lower, "://") != NULL || strstr (lower, " ago") != NULL ||
      strchr (lower, '<') != NULL || is_link_text (lower))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (lower, words[i]))
      return TRUE;
  for (const char *p = lower; *p != '\0'; p++)
    if (g_ascii_isdigit (p[0]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) &&
        g_ascii_isdigit (p[3]))
      return TRUE;
  return FALSE;
}

/* "Holm, Ada", as bibliographies have it, becomes "Ada Holm". */
static void
turn_name (char **name)
{
  const char *comma = strchr (*name, ',');
  char *turned = NULL;

  if (comma == NULL || comma == *name || strchr (comma + 1, ',') != NULL ||
      comma[1 + strspn (comma + 1, " ")] == '\0' ||
      brv_count_words (*name, (gsize)(comma - *name)) != 1 ||
      brv_count_words (comma, strlen (comma)) > 2)
    return;
  turned =
    g_strdup_printf ("%s %.*s", comma + 1 + strspn (comma + 1, " "), (int)(comma - *name), *name);
  g_free (*name);
  *name = turned;
}

/* "Ada Holm, PhD": names are cited without degrees. */
static void
cut_credentials (char *name)
{
  char *comma = strchr (name, ',');
  g_auto (GStrv) words = NULL;

  if (comma == NULL || strchr (name, ' ') == NULL || strchr (name, ' ') > comma)
    return;
  words = g_strsplit_set (comma + 1, ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *folded = g_utf8_casefold (g_strstrip (words[i]), -1);

      if (!brv_byline_words_hold (BRV_BYLINE_WORDS_CREDENTIAL, folded))
        return;
    }
  *comma = '\0';
}

/**
 * brv_author_name_clean:
 * @text: what a page gives as its author, entities of HTML included
 *
 * Returns: (transfer full) (nullable): the name without label, degrees and marks around it, the
 *   given name first; %NULL if it is none
 */
char *
brv_author_name_clean (const char *text)
{
  g_autofree char *plain = brv_html_unescape (text);
  const char *rest = brv_byline_skip_label (plain);
  /* A label that is all there is, or a name that begins as one: "Di Holm". */
  gboolean labelled = rest != NULL && *rest != '\0' && g_str_has_prefix (plain, "By");
  g_autofree char *name = g_strdup (labelled ? rest : plain);
  gsize length = 0;

  g_strdelimit (name, "\n\t", ' ');
  g_strstrip (name);
  turn_name (&name);
  cut_credentials (name);
  length = strlen (name);
  while (length > 0 && strchr (" |,;:-", name[length - 1]) != NULL)
    name[--length] = '\0';
  if (length == 0 || length >= MAX_NAME_BYTES || is_no_name (name))
    return NULL;
  return g_steal_pointer (&name);
}

/**
 * brv_author_name_is_account:
 * @name: a name
 *
 * Returns: whether it is one word in lower case, or one with marks of an address: how accounts are
 *   named
 */
gboolean
brv_author_name_is_account (const char *name)
{
  g_autofree char *lower = NULL;

  if (strchr (name, ' ') != NULL)
    return strstr (name, "www.") != NULL;
  if (strpbrk (name, "@_0123456789") != NULL)
    return TRUE;
  lower = g_utf8_strdown (name, -1);
  return g_str_equal (lower, name) && g_ascii_isalpha (*name);
}
