/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-detect-references.h"

/* Whether a line is a field of RIS: a tag of two, two spaces, a dash.
 * Source: RIS format specifications, Research Information Systems, 2001. */
static gboolean
is_ris_field (const char *line)
{
  return g_ascii_isupper (line[0]) && (g_ascii_isupper (line[1]) || g_ascii_isdigit (line[1])) &&
         line[2] == ' ' && line[3] == ' ' && line[4] == '-' &&
         (line[5] == ' ' || line[5] == '\0' || line[5] == '\r' || line[5] == '\n');
}

/*
 * brv_looks_like_ris:
 * @text: the start of a text
 *
 * Returns: whether it is RIS: a reference begins with its type; providers put some lines of their
 *   own before the first
 */
gboolean
brv_looks_like_ris (const char *text)
{
  const guint max_lines = 20;

  for (guint i = 0; i < max_lines; i++)
    {
      const char *next = strchr (text, '\n');

      if (next == NULL)
        return FALSE;
      if (is_ris_field (text) && g_str_has_prefix (text, "TY"))
        return is_ris_field (next + 1);
      text = next + 1;
    }
  return FALSE;
}

/* Whether text starts with an entry "@type{key, field =" or a string "@string{name =". */
static gboolean
is_bibtex_entry (const char *text)
{
  const char *p = text + 1;
  gboolean is_string = g_ascii_strncasecmp (p, "string", 6) == 0;

  if (*text != '@' || !g_ascii_isalpha (*p))
    return FALSE;
  while (g_ascii_isalpha (*p))
    p++;
  while (g_ascii_isspace (*p))
    p++;
  if (*p != '{' && *p != '(')
    return FALSE;
  p++;
  if (!is_string)
    {
      while (g_ascii_isspace (*p))
        p++;
      while ((g_ascii_isgraph (*p) || (guchar)*p >= 0x80) && strchr (",{}\"%", *p) == NULL)
        p++;
      while (g_ascii_isspace (*p))
        p++;
      if (*p != ',')
        return FALSE;
      p++;
    }
  while (g_ascii_isspace (*p))
    p++;
  while (g_ascii_isalnum (*p) || *p == '-' || *p == '_')
    p++;
  while (g_ascii_isspace (*p))
    p++;
  return *p == '=';
}

/*
 * brv_looks_like_bibtex:
 * @text: the start of a text
 * @named_bibtex: whether the file's name says so
 *
 * A text with an entry in it may well be about BibTeX, so it must begin with one; only a name that
 * ends in .bib lets other lines stand before it, which the format takes for remarks.
 *
 * Returns: whether it is BibTeX
 */
gboolean
brv_looks_like_bibtex (const char *text, gboolean named_bibtex)
{
  static const char *const skipped[] = { "@comment", "@preamble" };

  while (*text != '\0')
    {
      gboolean skip = *text == '%' || *text == '\r' || *text == '\n' || named_bibtex;

      for (guint i = 0; i < G_N_ELEMENTS (skipped); i++)
        skip = skip || g_ascii_strncasecmp (text, skipped[i], strlen (skipped[i])) == 0;
      while (*text == ' ' || *text == '\t')
        text++;
      if (is_bibtex_entry (text))
        return TRUE;
      text = strchr (text, '\n');
      if (!skip || text == NULL)
        return FALSE;
      text++;
    }
  return FALSE;
}

/* The value of the first member "type", if it is a string. */
static char *
find_type (const char *json)
{
  for (const char *p = strstr (json, "\"type\""); p != NULL; p = strstr (p, "\"type\""))
    {
      const char *end = NULL;

      p += strlen ("\"type\"");
      while (g_ascii_isspace (*p))
        p++;
      if (*p != ':')
        continue;
      p++;
      while (g_ascii_isspace (*p))
        p++;
      end = *p == '"' ? strchr (p + 1, '"') : NULL;
      return end != NULL ? g_strndup (p + 1, (gsize)(end - p - 1)) : NULL;
    }
  return NULL;
}

/*
 * brv_looks_like_csl:
 * @json: the start of a JSON text
 *
 * Source: the item types and variables of the CSL 1.0.2 specification, appendices III and IV.
 *
 * Returns: whether it is CSL-JSON
 */
gboolean
brv_looks_like_csl (const char *json)
{
  static const char *const types[] = { "article",
                                       "article-journal",
                                       "article-magazine",
                                       "article-newspaper",
                                       "bill",
                                       "book",
                                       "broadcast",
                                       "chapter",
                                       "classic",
                                       "collection",
                                       "dataset",
                                       "document",
                                       "entry",
                                       "entry-dictionary",
                                       "entry-encyclopedia",
                                       "event",
                                       "figure",
                                       "graphic",
                                       "hearing",
                                       "interview",
                                       "legal_case",
                                       "legislation",
                                       "manuscript",
                                       "map",
                                       "motion_picture",
                                       "musical_score",
                                       "pamphlet",
                                       "paper-conference",
                                       "patent",
                                       "performance",
                                       "periodical",
                                       "personal_communication",
                                       "post",
                                       "post-weblog",
                                       "regulation",
                                       "report",
                                       "review",
                                       "review-book",
                                       "software",
                                       "song",
                                       "speech",
                                       "standard",
                                       "thesis",
                                       "treaty",
                                       "webpage",
                                       NULL };
  static const char *const members[] = { "\"issued\"",       "\"container-title\"",
                                         "\"family\"",       "\"date-parts\"",
                                         "\"citation-key\"", "\"publisher-place\"",
                                         "\"DOI\"",          "\"ISBN\"" };
  g_autofree char *type = find_type (json);

  if (type == NULL || !g_strv_contains (types, type))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (strstr (json, members[i]) != NULL)
      return TRUE;
  return FALSE;
}
