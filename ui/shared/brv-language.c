/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shared/brv-language.h"

#include <glib/gi18n.h>

/* Languages whose name the menus know; a brief may have any other. */
static const struct
{
  const char *tag;
  const char *name;
} languages[] = {
  { "ar", N_ ("Arabic") },          { "zh-Hans", N_ ("Chinese (Simplified)") },
  { "nl", N_ ("Dutch") },           { "en-GB", N_ ("English (UK)") },
  { "en-US", N_ ("English (US)") }, { "fr", N_ ("French") },
  { "de", N_ ("German") },          { "he", N_ ("Hebrew") },
  { "it", N_ ("Italian") },         { "pl", N_ ("Polish") },
  { "pt", N_ ("Portuguese") },      { "ru", N_ ("Russian") },
  { "es", N_ ("Spanish") },         { "uk", N_ ("Ukrainian") },
};

/**
 * brv_language_list:
 * @n_languages: (out): how many
 *
 * Returns: (array length=n_languages) (transfer full): the tags of the languages that can be chosen from
 *   a menu, by their names in English; free the array, not the tags
 */
const char **
brv_language_list (guint *n_languages)
{
  const char **tags = g_new0 (const char *, G_N_ELEMENTS (languages) + 1);

  g_return_val_if_fail (n_languages != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    tags[i] = languages[i].tag;
  *n_languages = G_N_ELEMENTS (languages);
  return tags;
}

/**
 * brv_language_get_name:
 * @tag: a BCP 47 tag
 *
 * Returns: the language's name; @tag itself where it is not known
 */
const char *
brv_language_get_name (const char *tag)
{
  g_return_val_if_fail (tag != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (g_ascii_strcasecmp (languages[i].tag, tag) == 0)
        return _ (languages[i].name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (g_ascii_strncasecmp (languages[i].tag, tag, 2) == 0 && tag[2] == '\0')
        return _ (languages[i].name);
    }
  return tag;
}
