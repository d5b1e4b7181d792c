/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads theme files and finds what is wrong with them. */

#include "config.h"

#include "typeset/brv-theme-private.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "typeset/brv-typeset-error.h"

/* Larger than any page and any type: what lies beyond is a slip of the pen. */
#define MAX_LENGTH 10000.0

/* A theme file while it is read. */
typedef struct
{
  GKeyFile *keys;
  const char *data;
  gsize length;
} ThemeFile;

static const char *const look_names[BRV_N_LOOKS] = {
  [BRV_LOOK_REFERENCE] = "reference",
  [BRV_LOOK_TITLE] = "title",
  [BRV_LOOK_SUBTITLE] = "subtitle",
  [BRV_LOOK_DETAIL] = "detail",
  [BRV_LOOK_SECTION] = "section",
  [BRV_LOOK_HEADING_1] = "heading-1",
  [BRV_LOOK_HEADING_2] = "heading-2",
  [BRV_LOOK_HEADING_3] = "heading-3",
  [BRV_LOOK_BODY] = "body",
  [BRV_LOOK_QUOTE] = "quote",
  [BRV_LOOK_ATTRIBUTION] = "attribution",
  [BRV_LOOK_LIST_ITEM] = "list-item",
  [BRV_LOOK_NOTE] = "note",
  [BRV_LOOK_SOURCE_HEADING] = "source-heading",
  [BRV_LOOK_SOURCE] = "source",
  [BRV_LOOK_HEAD] = "head",
  [BRV_LOOK_MARKING] = "marking",
  [BRV_LOOK_CALLOUT_HEADING] = "callout-heading",
  [BRV_LOOK_CALLOUT] = "callout",
  [BRV_LOOK_SUMMARY_HEADING] = "summary-heading",
  [BRV_LOOK_SUMMARY] = "summary",
  [BRV_LOOK_PULL] = "pull",
  [BRV_LOOK_CAPTION] = "caption",
  [BRV_LOOK_TABLE_HEAD] = "table-head",
  [BRV_LOOK_TABLE] = "table",
  [BRV_LOOK_CONTENTS_HEADING] = "contents-heading",
  [BRV_LOOK_CONTENTS_1] = "contents-1",
  [BRV_LOOK_CONTENTS_2] = "contents-2",
};

/* What a look is like that a theme leaves out; all that it is like are before it. */
static const BrvLookKind look_bases[BRV_N_LOOKS] = {
  [BRV_LOOK_CALLOUT_HEADING] = BRV_LOOK_HEADING_1,
  [BRV_LOOK_CALLOUT] = BRV_LOOK_BODY,
  [BRV_LOOK_SUMMARY_HEADING] = BRV_LOOK_CALLOUT_HEADING,
  [BRV_LOOK_SUMMARY] = BRV_LOOK_CALLOUT,
  [BRV_LOOK_PULL] = BRV_LOOK_SUBTITLE,
  [BRV_LOOK_CAPTION] = BRV_LOOK_ATTRIBUTION,
  [BRV_LOOK_TABLE_HEAD] = BRV_LOOK_ATTRIBUTION,
  [BRV_LOOK_TABLE] = BRV_LOOK_SOURCE,
  [BRV_LOOK_CONTENTS_HEADING] = BRV_LOOK_SOURCE_HEADING,
  [BRV_LOOK_CONTENTS_1] = BRV_LOOK_BODY,
  [BRV_LOOK_CONTENTS_2] = BRV_LOOK_BODY,
};

/* A length of the page: where it is written and where it goes. */
typedef struct
{
  const char *group;
  const char *key;
  gsize offset;
} PageLength;

static const PageLength page_lengths[] = {
  { "page", "left", offsetof (BrvThemePage, left) },
  { "page", "measure", offsetof (BrvThemePage, measure) },
  { "page", "top", offsetof (BrvThemePage, top) },
  { "page", "bottom", offsetof (BrvThemePage, bottom) },
  { "page", "grid", offsetof (BrvThemePage, grid) },
  { "page", "head", offsetof (BrvThemePage, head) },
  { "page", "foot", offsetof (BrvThemePage, foot) },
  { "page", "marking-head", offsetof (BrvThemePage, marking_head) },
  { "page", "marking-foot", offsetof (BrvThemePage, marking_foot) },
  { "quote", "rule-x", offsetof (BrvThemePage, quote_rule_x) },
  { "quote", "rule-width", offsetof (BrvThemePage, quote_rule_width) },
  { "notes", "separator-length", offsetof (BrvThemePage, note_separator_length) },
  { "notes", "separator-width", offsetof (BrvThemePage, note_separator_width) },
  { "notes", "separator-space", offsetof (BrvThemePage, note_separator_space) },
  { "notes", "gap", offsetof (BrvThemePage, note_gap) },
  { "notes", "number-width", offsetof (BrvThemePage, note_number_width) },
};

/* Those that a theme may leave out. */
static const struct
{
  PageLength length;
  double usual;
  double least;
} optional_lengths[] = {
  { { "callout", "padding", offsetof (BrvThemePage, callout_padding) }, 10, 0 },
  { { "callout", "rule-width", offsetof (BrvThemePage, callout_rule) }, 0, 0 },
  { { "table", "rule-width", offsetof (BrvThemePage, table_rule) }, 0.8, 0 },
  { { "table", "line-width", offsetof (BrvThemePage, table_line) }, 0.4, 0 },
  { { "table", "gap", offsetof (BrvThemePage, table_gap) }, 12, 2 },
  { { "table", "padding", offsetof (BrvThemePage, table_padding) }, 2, 0 },
  { { "table", "least-size", offsetof (BrvThemePage, table_least_size) }, 0.78, 0.5 },
  { { "figure", "height", offsetof (BrvThemePage, figure_height) }, 0.7, 0.1 },
  { { "columns", "gap", offsetof (BrvThemePage, column_gap) }, 20, 6 },
  { { "notes", "number-size", offsetof (BrvThemePage, note_number_size) }, 0.66, 0.4 },
  { { "notes", "number-weight", offsetof (BrvThemePage, note_number_weight) }, 100, 100 },
  { { "document", "number-width", offsetof (BrvThemePage, paragraph_number_width) }, 24, 0 },
};

static const PageLength optional_colors[] = {
  { "callout", "ground", offsetof (BrvThemePage, callout_ground) },
  { "callout", "edge", offsetof (BrvThemePage, callout_edge) },
  { "summary", "ground", offsetof (BrvThemePage, summary_ground) },
  { "summary", "edge", offsetof (BrvThemePage, summary_edge) },
};

static const PageLength page_colors[] = {
  { "colors", "ink", offsetof (BrvThemePage, ink) },
  { "colors", "grey", offsetof (BrvThemePage, grey) },
  { "colors", "rule", offsetof (BrvThemePage, rule) },
  { "colors", "hairline", offsetof (BrvThemePage, hairline) },
  { "colors", "link", offsetof (BrvThemePage, link) },
};

/* The line of a key, or of its group where it is missing, counted from 1; 0: there is neither. The
 * last of several is the one that counts. */
static guint
find_line (const ThemeFile *file, const char *group, const char *key)
{
  g_autofree char *text = g_strndup (file->data, file->length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *header = g_strconcat ("[", group, "]", NULL);
  gboolean in_group = FALSE;
  guint found = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      gsize name_length = strcspn (line, "=");

      while (name_length > 0 && g_ascii_isspace (line[name_length - 1]))
        name_length--;
      if (line[0] == '[')
        in_group = g_str_equal (line, header);
      if (in_group &&
          (line[0] == '[' ? found == 0
                          : name_length == strlen (key) && strncmp (line, key, name_length) == 0))
        found = i + 1;
    }
  return found;
}

static gboolean
fail (
  const ThemeFile *file, const char *group, const char *key, const char *problem, GError **error)
{
  guint line = find_line (file, group, key);

  if (line > 0)
    g_set_error (
      error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME,
      /* Translators: a line of a theme file, a key in it, its group, and what is wrong */
      _ ("line %u, “%s” in [%s]: %s"), line, key, group, problem);
  else
    g_set_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME,
                 /* Translators: a key of a theme file, its group, and what is wrong */
                 _ ("“%s” in [%s] is missing: %s"), key, group, problem);
  return FALSE;
}

/* The first line that is neither a group nor a key with its value nor a comment; or 0. */
static guint
find_broken_line (const char *data, gsize length)
{
  g_autofree char *text = g_strndup (data, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean in_group = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (line[0] == '\0' || line[0] == '#')
        continue;
      if (line[0] == '[' && g_str_has_suffix (line, "]"))
        in_group = TRUE;
      else if (!in_group || line[0] == '[' || line[0] == '=' || strchr (line, '=') == NULL ||
               !g_utf8_validate (line, -1, NULL))
        return i + 1;
    }
  return 0;
}

static gboolean
read_length (
  const ThemeFile *file, const char *group, const char *key, double *value, GError **error)
{
  g_autoptr (GError) local = NULL;

  *value = g_key_file_get_double (file->keys, group, key, &local);
  if (local == NULL && isfinite (*value) && fabs (*value) < MAX_LENGTH)
    return TRUE;
  return fail (file, group, key, _ ("a length in points is needed"), error);
}

static gboolean
read_optional_length (
  const ThemeFile *file, const char *group, const char *key, double *value, GError **error)
{
  return !g_key_file_has_key (file->keys, group, key, NULL) ||
         read_length (file, group, key, value, error);
}

static gboolean
read_optional_boolean (
  const ThemeFile *file, const char *group, const char *key, gboolean *value, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!g_key_file_has_key (file->keys, group, key, NULL))
    return TRUE;
  *value = g_key_file_get_boolean (file->keys, group, key, &local);
  return local == NULL || fail (file, group, key, _ ("“true” or “false” is needed"), error);
}

/* A colour is written as #rrggbb or as the name of one in [colors]. */
static gboolean
read_color (
  const ThemeFile *file, const char *group, const char *key, BrvColor *color, GError **error)
{
  g_autofree char *value = g_key_file_get_string (file->keys, group, key, NULL);
  const char *digits;
  guint64 bits;

  if (value != NULL && value[0] != '#' && !g_str_equal (group, "colors"))
    {
      char *named = g_key_file_get_string (file->keys, "colors", value, NULL);

      g_free (value);
      value = named;
    }
  digits = value != NULL && value[0] == '#' ? value + 1 : "";
  if (strlen (digits) != 6 || strspn (digits, "0123456789abcdefABCDEF") != 6)
    return fail (file, group, key, _ ("a colour such as #26599a is needed"), error);
  bits = g_ascii_strtoull (digits, NULL, 16);
  color->red = (double)(bits >> 16 & 0xff) / 255;
  color->green = (double)(bits >> 8 & 0xff) / 255;
  color->blue = (double)(bits & 0xff) / 255;
  return TRUE;
}

/**
 * brv_numbering_parse:
 * @name: "none", "sections", "paragraphs" or "both"
 * @numbering: (out): what it means
 *
 * Returns: whether @name is one of those
 */
gboolean
brv_numbering_parse (const char *name, BrvNumbering *numbering)
{
  static const char *const names[] = { "none", "sections", "paragraphs", "both" };

  g_return_val_if_fail (name != NULL && numbering != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i], name))
        {
          *numbering = (BrvNumbering)i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Columns narrower than this have no lines worth reading. */
#define LEAST_COLUMN 100.0

static gboolean
read_columns (BrvTheme *self, const ThemeFile *file, GError **error)
{
  BrvThemePage *page = &self->page;
  double number = 1;

  if (!read_optional_length (file, "columns", "number", &number, error) ||
      !read_optional_boolean (file, "columns", "wide-headings", &page->wide_heads, error))
    return FALSE;
  if (number < 1 || number > 2 || floor (number) < number)
    return fail (file, "columns", "number", _ ("1 or 2 is needed"), error);
  page->n_columns = (guint)number;
  if (page->n_columns == 2 && (page->measure - page->column_gap) / 2 < LEAST_COLUMN)
    return fail (file, "columns", "gap", _ ("the gap leaves no room for the columns"), error);
  return TRUE;
}

static gboolean
read_optional_page (BrvTheme *self, const ThemeFile *file, GError **error)
{
  static const BrvColor white = { 1, 1, 1 };
  g_autofree char *numbering = g_key_file_get_string (file->keys, "document", "numbering", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (optional_lengths); i++)
    {
      const PageLength *length = &optional_lengths[i].length;
      double *value = (double *)(void *)((char *)&self->page + length->offset);

      *value = optional_lengths[i].usual;
      if (!read_optional_length (file, length->group, length->key, value, error))
        return FALSE;
      if (*value < optional_lengths[i].least)
        return fail (file, length->group, length->key, _ ("a larger length is needed"), error);
    }
  if (self->page.figure_height > 1)
    return fail (file, "figure", "height", _ ("a part of the page is needed, from 0.1 to 1"),
                 error);
  if (self->page.table_least_size > 1)
    return fail (file, "table", "least-size", _ ("a part of the size is needed, from 0.5 to 1"),
                 error);
  if (self->page.note_number_size > 1)
    return fail (file, "notes", "number-size", _ ("a part of the size is needed, from 0.4 to 1"),
                 error);
  self->page.callout_ground = self->page.summary_ground = white;
  self->page.callout_edge = self->page.summary_edge = self->page.hairline;
  for (guint i = 0; i < G_N_ELEMENTS (optional_colors); i++)
    {
      const PageLength *place = &optional_colors[i];
      BrvColor *color = (BrvColor *)(void *)((char *)&self->page + place->offset);

      if (g_key_file_has_key (file->keys, place->group, place->key, NULL) &&
          !read_color (file, place->group, place->key, color, error))
        return FALSE;
    }
  if (numbering != NULL && !brv_numbering_parse (numbering, &self->page.numbering))
    return fail (file, "document", "numbering",
                 _ ("“none”, “sections”, “paragraphs” or “both” is needed"), error);
  return read_columns (self, file, error);
}

static gboolean
read_page (BrvTheme *self, const ThemeFile *file, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_lengths); i++)
    {
      double *value = (double *)(void *)((char *)&self->page + page_lengths[i].offset);

      if (!read_length (file, page_lengths[i].group, page_lengths[i].key, value, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (page_colors); i++)
    {
      BrvColor *color = (BrvColor *)(void *)((char *)&self->page + page_colors[i].offset);

      if (!read_color (file, page_colors[i].group, page_colors[i].key, color, error))
        return FALSE;
    }
  if (self->page.grid <= 0)
    return fail (file, "page", "grid", _ ("a length above zero is needed"), error);
  if (self->page.measure < 72)
    return fail (file, "page", "measure", _ ("the text needs at least 72 points"), error);
  return read_optional_page (self, file, error);
}

static gboolean
read_look_font (
  BrvTheme *self, const ThemeFile *file, const char *group, BrvLook *look, GError **error)
{
  g_autofree char *font = g_key_file_get_string (file->keys, group, "font", NULL);
  g_autofree char *families = NULL;
  g_autofree char *scripts = NULL;
  g_autofree char *features = NULL;
  double weight = 400;

  if (font != NULL)
    {
      g_autofree char *scripts_key = g_strconcat (font, "-scripts", NULL);

      families = g_key_file_get_string (file->keys, "fonts", font, NULL);
      scripts = g_key_file_get_string (file->keys, "fonts", scripts_key, NULL);
    }
  if (families == NULL || families[0] == '\0')
    return fail (file, group, "font", _ ("the name of a font in [fonts] is needed"), error);
  look->families = g_intern_string (families);
  look->scripts = g_intern_string (scripts != NULL ? scripts : "");
  features = g_key_file_get_string (file->keys, group, "features", NULL);
  look->features = g_intern_string (features != NULL ? features : "");
  if (!read_optional_length (file, group, "weight", &weight, error))
    return FALSE;
  if (weight < 100 || weight > 1000)
    return fail (file, group, "weight", _ ("a number from 100 to 1000 is needed"), error);
  look->weight = (int)weight;
  return read_length (file, group, "size", &look->size, error) &&
         read_length (file, group, "leading", &look->leading, error) &&
         read_optional_boolean (file, group, "italic", &look->italic, error) &&
         read_optional_boolean (file, group, "capitals", &look->capitals, error) &&
         read_optional_length (file, group, "letter-spacing", &look->letter_spacing, error);
}

static gboolean
read_look_setting (
  BrvTheme *self, const ThemeFile *file, const char *group, BrvLook *look, GError **error)
{
  g_autofree char *align = g_key_file_get_string (file->keys, group, "align", NULL);

  look->color = self->page.ink;
  look->number_size = self->page.note_number_size;
  look->number_weight = (int)self->page.note_number_weight;
  if (g_strcmp0 (align, "justify") == 0)
    look->align = BRV_ALIGN_JUSTIFY;
  else if (align == NULL || g_str_equal (align, "start"))
    look->align = BRV_ALIGN_START;
  else
    return fail (file, group, "align", _ ("“start” or “justify” is needed"), error);
  return read_optional_length (file, group, "before", &look->before, error) &&
         read_optional_length (file, group, "after", &look->after, error) &&
         read_optional_length (file, group, "indent", &look->indent, error) &&
         read_optional_length (file, group, "indent-end", &look->indent_end, error) &&
         read_optional_length (file, group, "first-line", &look->first_line, error) &&
         read_optional_boolean (file, group, "hyphenate", &look->hyphenate, error) &&
         read_optional_boolean (file, group, "balance", &look->balance, error) &&
         read_optional_boolean (file, group, "snap", &look->snap, error) &&
         read_optional_boolean (file, group, "keep", &look->keep, error) &&
         (!g_key_file_has_key (file->keys, group, "color", NULL) ||
          read_color (file, group, "color", &look->color, error));
}

static gboolean
check_look (const BrvTheme *self,
            const ThemeFile *file,
            const char *group,
            const BrvLook *look,
            GError **error)
{
  if (look->size < 1)
    return fail (file, group, "size", _ ("a size of at least one point is needed"), error);
  if (look->leading < look->size * 0.8)
    return fail (file, group, "leading", _ ("the lines would overlap"), error);
  if (look->before < 0 || look->after < 0)
    return fail (file, group, "before", _ ("a space cannot be negative"), error);
  if (look->indent + MIN (look->first_line, 0) < 0 || look->indent_end < 0 ||
      look->indent + MAX (look->first_line, 0) + look->indent_end > self->page.measure / 2)
    return fail (file, group, "indent", _ ("the indent leaves no room for the text"), error);
  return TRUE;
}

static gboolean
read_look (BrvTheme *self, const ThemeFile *file, BrvLookKind kind, GError **error)
{
  g_autofree char *group = g_strconcat ("style ", look_names[kind], NULL);
  BrvLook *look = &self->looks[kind];

  if (kind >= BRV_LOOK_CALLOUT_HEADING && !g_key_file_has_group (file->keys, group))
    {
      *look = self->looks[look_bases[kind]];
      look->indent = look->indent_end = look->first_line = 0;
      return TRUE;
    }
  return read_look_font (self, file, group, look, error) &&
         read_look_setting (self, file, group, look, error) &&
         check_look (self, file, group, look, error);
}

static gboolean
is_known_page_key (const char *group, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_lengths); i++)
    {
      if (g_str_equal (page_lengths[i].group, group) && g_str_equal (page_lengths[i].key, key))
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (optional_lengths); i++)
    {
      if (g_str_equal (optional_lengths[i].length.group, group) &&
          g_str_equal (optional_lengths[i].length.key, key))
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (optional_colors); i++)
    {
      if (g_str_equal (optional_colors[i].group, group) &&
          g_str_equal (optional_colors[i].key, key))
        return TRUE;
    }
  return (g_str_equal (group, "document") && g_str_equal (key, "numbering")) ||
         (g_str_equal (group, "columns") &&
          (g_str_equal (key, "number") || g_str_equal (key, "wide-headings")));
}

static gboolean
is_known_key (const char *group, const char *key)
{
  static const char *const look_keys[] = {
    "font",       "size",     "leading",        "weight",    "italic",
    "capitals",   "features", "before",         "after",     "indent",
    "indent-end", "align",    "letter-spacing", "hyphenate", "snap",
    "first-line", "balance",  "keep",           "color",     NULL,
  };

  if (g_str_has_prefix (group, "style "))
    return g_strv_contains (look_keys, key);
  if (g_str_equal (group, "theme"))
    return g_str_equal (key, "name") || g_str_equal (key, "title") ||
           g_str_equal (key, "description");
  return g_str_equal (group, "fonts") || g_str_equal (group, "colors") ||
         is_known_page_key (group, key);
}

static gboolean
is_known_look (const char *name)
{
  for (guint i = 0; i < BRV_N_LOOKS; i++)
    {
      if (g_str_equal (look_names[i], name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
fail_group (const ThemeFile *file, const char *group, GError **error)
{
  g_set_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME,
               /* Translators: a line of a theme file and a group in it */
               _ ("line %u: no part of a page is called [%s]"), find_line (file, group, ""), group);
  return FALSE;
}

/* A key that nobody reads is a slip of the pen, which its writer wants to hear of. */
static gboolean
check_names (const ThemeFile *file, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file->keys, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file->keys, groups[i], NULL, NULL);

      if (g_str_has_prefix (groups[i], "style ") && !is_known_look (groups[i] + strlen ("style ")))
        return fail_group (file, groups[i], error);
      for (guint k = 0; keys != NULL && keys[k] != NULL; k++)
        {
          if (!is_known_key (groups[i], keys[k]))
            return fail (file, groups[i], keys[k], _ ("there is no such key"), error);
        }
    }
  return TRUE;
}

/**
 * brv_theme_parse:
 * @data: a theme file
 * @length: its length in bytes
 * @error: where to put a fault
 *
 * Reads a theme and checks that pages can be made with it.
 *
 * Returns: (transfer full): a theme, or %NULL with %BRV_TYPESET_ERROR_THEME, whose message names
 *   the line, the group and the key but not the file
 */
BrvTheme *
brv_theme_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (BrvTheme) self = g_atomic_rc_box_new0 (BrvTheme);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  const ThemeFile whole = { keys, data, length };
  const ThemeFile *file = &whole;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (!g_key_file_load_from_data (keys, data, length, G_KEY_FILE_NONE, NULL))
    {
      g_set_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME,
                   _ ("line %u: a group such as [page] or a key such as “size=10.5” is needed"),
                   find_broken_line (data, length));
      return NULL;
    }
  if (!read_page (self, file, error))
    return NULL;
  for (guint i = 0; i < BRV_N_LOOKS; i++)
    {
      if (!read_look (self, file, i, error))
        return NULL;
    }
  if (!check_names (file, error))
    return NULL;
  return g_steal_pointer (&self);
}
