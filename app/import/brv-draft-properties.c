/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a word processor's document says about itself. Programs write much of it unasked. */

#include "config.h"

#include <string.h>

#include "import/brv-byline.h"
#include "import/brv-date.h"
#include "import/brv-draft-properties.h"
#include "import/brv-html-page.h"
#include "import/brv-text-lines.h"

static gboolean
same_folded (const char *a, const char *b)
{
  g_autofree char *fold_a = g_utf8_casefold (a, -1);
  g_autofree char *fold_b = g_utf8_casefold (b, -1);

  return g_str_equal (g_strstrip (fold_a), g_strstrip (fold_b));
}

/*
 * What programs write into a document's title by themselves: the name of a file or of a template,
 * or what they call a document without a name.
 */
static gboolean
is_worthless_title (const char *title)
{
  static const char *const names[] = { "title",        "untitled",   "document",     "dokument",
                                       "documento",    "titel",      "titre",        "template",
                                       "normal",       "letter",     "unbenannt",    "report",
                                       "sans titre",   "sin título", "senza titolo", "без названия",
                                       "word document" };
  static const char *const prefixes[] = { "microsoft word", "document",  "dokument",
                                          "untitled",       "unbenannt", "documento" };
  static const char *const suffixes[] = { ".doc", ".docx", ".dot",   ".dotx", ".docm", ".rtf",
                                          ".odt", ".txt",  ".pages", ".indd", ".html", ".tmp" };
  g_autofree char *folded = g_utf8_casefold (title, -1);
  gsize stem = 0;

  g_strstrip (folded);
  stem = strlen (folded);
  while (stem > 0 && (g_ascii_isdigit (folded[stem - 1]) || folded[stem - 1] == ' '))
    stem--;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (folded, names[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (folded, prefixes[i]) &&
        (stem == strlen (prefixes[i]) || folded[strlen (prefixes[i])] == '-' ||
         g_str_has_prefix (folded + strlen (prefixes[i]), " -")))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (folded, suffixes[i]))
      return TRUE;
  return brv_count_words (title, strlen (title)) == 0;
}

/* What programs write for an author nobody named. */
static gboolean
is_worthless_author (const char *name)
{
  static const char *const names[] = {
    "administrator",
    "admin",
    "user",
    "owner",
    "unknown",
    "author",
    "windows user",
    "python-docx",
    "poi",
    "apache poi",
    "benutzer",
    "besitzer",
    "utilisateur",
    "usuario",
    "utente",
    "root",
    "guest",
    "default",
    "pc",
    "hp",
    "dell",
    "microsoft",
    "lenovo",
    "anonymous",
    "un-named",
    "unbekannt",
    "libreoffice",
    "pandoc",
    "microsoft office user",
    "microsoft office-anwender",
    "utilisateur windows",
    "unknown author",
  };
  g_autofree char *folded = g_utf8_casefold (name, -1);
  gboolean has_capital = FALSE;

  g_strstrip (folded);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (folded, names[i]))
      return TRUE;
  if (strchr (name, '@') != NULL || strchr (name, '\\') != NULL)
    return TRUE;
  /* The name of an account: one word in small letters, or one with digits. */
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c) && strchr (name, ' ') == NULL)
        return TRUE;
      has_capital = has_capital || g_unichar_isupper (c) || g_unichar_iswide (c) ||
                    (g_unichar_isalpha (c) && g_unichar_toupper (c) == c);
    }
  return !has_capital;
}

static BrvTextUnit *
find_unit (const GPtrArray *units, const char *text)
{
  for (guint i = 0; i < MIN (units->len, 40); i++)
    {
      BrvTextUnit *unit = g_ptr_array_index (units, i);

      if (same_folded (unit->text, text))
        return unit;
    }
  return NULL;
}

static gboolean
has_title (const GPtrArray *units)
{
  for (guint i = 0; i < units->len; i++)
    {
      const BrvTextUnit *unit = g_ptr_array_index (units, i);

      if (unit->fixed && unit->role == BRV_ROLE_TITLE)
        return TRUE;
    }
  return FALSE;
}

/* A title that the text shows too is the title, whatever its style is. */
static void
mark_title (const GPtrArray *units, const char *title)
{
  BrvTextUnit *unit = NULL;

  if (title == NULL || has_title (units))
    return;
  unit = find_unit (units, title);
  if (unit == NULL || (unit->fixed && unit->role != BRV_ROLE_HEADING))
    return;
  unit->role = BRV_ROLE_TITLE;
  unit->level = 0;
  unit->fixed = TRUE;
}

/* Only one block can be the title; a second paragraph of that style goes on with it. */
static void
join_titles (GPtrArray *units)
{
  for (guint i = 0; i < units->len; i++)
    {
      BrvTextUnit *unit = g_ptr_array_index (units, i);
      BrvTextUnit *next = i + 1 < units->len ? g_ptr_array_index (units, i + 1) : NULL;

      if (!unit->fixed || unit->role != BRV_ROLE_TITLE)
        continue;
      while (next != NULL && next->fixed && next->role == BRV_ROLE_TITLE)
        {
          char *joined = g_strconcat (unit->text, "\n", next->text, NULL);

          g_free (unit->text);
          unit->text = joined;
          g_ptr_array_remove_index (units, i + 1);
          next = i + 1 < units->len ? g_ptr_array_index (units, i + 1) : NULL;
        }
      for (i++; i < units->len; i++)
        {
          unit = g_ptr_array_index (units, i);
          if (unit->fixed && unit->role == BRV_ROLE_TITLE)
            {
              unit->role = BRV_ROLE_HEADING;
              unit->level = 1;
            }
        }
    }
}

/* Half of the title's longer words must stand in the text: titles stay behind in files that were
 * made from older ones. */
static gboolean
is_about (const char *title, const GPtrArray *units)
{
  g_autofree char *folded = g_utf8_casefold (title, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n,.:;!?()“”\"'’/", -1);
  guint n = 0;
  guint n_found = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean found = FALSE;

      if (g_utf8_strlen (words[i], -1) < 4)
        continue;
      for (guint k = 0; k < units->len && !found; k++)
        {
          g_autofree char *text =
            g_utf8_casefold (((BrvTextUnit *)g_ptr_array_index (units, k))->text, -1);

          found = strstr (text, words[i]) != NULL;
        }
      n++;
      n_found += found;
    }
  return n > 0 && 2 * n_found >= n;
}

/* The day of a moment; NULL for those that programs write when they know none. */
static char *
find_day (const char *moment)
{
  char *date = moment != NULL ? brv_date_parse (moment) : NULL;

  if (date != NULL && (strcmp (date, "1984") < 0 || g_str_equal (date, "2013-12-23")))
    g_clear_pointer (&date, g_free);
  return date;
}

/**
 * brv_draft_properties_apply:
 * @self: properties
 * @units: (element-type BrvTextUnit): the document's text
 * @builder: its source
 *
 * Sets what the text itself did not say, as far as it can be believed.
 */
void
brv_draft_properties_apply (const BrvDraftProperties *self,
                            const GPtrArray *units,
                            BrvSourceBuilder *builder)
{
  g_autofree char *created = find_day (self->created);
  g_autofree char *modified = find_day (self->modified);
  g_autoptr (GPtrArray) authors = g_ptr_array_new ();

  if (self->title != NULL && brv_source_builder_get (builder, BRV_SOURCE_FIELD_TITLE) == NULL &&
      !is_worthless_title (self->title) && is_about (self->title, units))
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_TITLE, self->title, BRV_EVIDENCE_META);
  for (guint i = 0; self->authors != NULL && i < self->authors->len; i++)
    if (!is_worthless_author (g_ptr_array_index (self->authors, i)))
      g_ptr_array_add (authors, g_ptr_array_index (self->authors, i));
  g_ptr_array_add (authors, NULL);
  if (authors->len > 1 && brv_source_builder_get (builder, BRV_SOURCE_FIELD_AUTHORS) == NULL)
    brv_source_builder_set_list (builder, BRV_SOURCE_FIELD_AUTHORS,
                                 (const char *const *)authors->pdata, BRV_EVIDENCE_META);
  if (brv_source_builder_get (builder, BRV_SOURCE_FIELD_PUBLISHER) == NULL)
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_PUBLISHER, self->publisher,
                            BRV_EVIDENCE_META);
  if (brv_source_builder_get (builder, BRV_SOURCE_FIELD_DATE) == NULL)
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_DATE, created, BRV_EVIDENCE_META);
  if (g_strcmp0 (modified, created) > 0)
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_MODIFIED, modified, BRV_EVIDENCE_META);
}

/* Authors may stand in paragraphs of their own, each in the style of bylines. */
static void
set_styled_authors (const GPtrArray *units, BrvSourceBuilder *builder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < units->len; i++)
    {
      const BrvTextUnit *unit = g_ptr_array_index (units, i);
      g_auto (GStrv) found = NULL;

      if (!unit->fixed || unit->role != BRV_ROLE_BYLINE)
        continue;
      found = brv_byline_find (unit->text);
      if (found == NULL)
        found = brv_byline_split (unit->text);
      for (guint k = 0; found != NULL && found[k] != NULL; k++)
        g_ptr_array_add (names, g_strdup (found[k]));
    }
  g_ptr_array_add (names, NULL);
  if (names->len > 1)
    brv_source_builder_set_list (builder, BRV_SOURCE_FIELD_AUTHORS,
                                 (const char *const *)names->pdata, BRV_EVIDENCE_VISIBLE_TEXT);
}

/**
 * brv_draft_properties_mark:
 * @self: properties
 * @units: (element-type BrvTextUnit) (inout): the document's text
 * @builder: its source
 *
 * Finds the title and the authors that the styles of paragraphs and @self name, in the text.
 */
void
brv_draft_properties_mark (const BrvDraftProperties *self,
                           GPtrArray *units,
                           BrvSourceBuilder *builder)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (units != NULL);
  g_return_if_fail (builder != NULL);

  join_titles (units);
  mark_title (units, self->title);
  set_styled_authors (units, builder);
}

/**
 * brv_draft_properties_add_author:
 * @self: properties
 * @name: one name, or several parted by semicolons
 *
 * Adds authors.
 */
void
brv_draft_properties_add_author (BrvDraftProperties *self, const char *name)
{
  g_auto (GStrv) names = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  if (self->authors == NULL)
    self->authors = g_ptr_array_new_with_free_func (g_free);
  names = g_strsplit (name, ";", -1);
  for (guint i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0')
      g_ptr_array_add (self->authors, g_strdup (names[i]));
}

/**
 * brv_draft_properties_clear:
 * @self: properties
 *
 * Frees what @self holds.
 */
void
brv_draft_properties_clear (BrvDraftProperties *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->authors, g_ptr_array_unref);
  g_clear_pointer (&self->publisher, g_free);
  g_clear_pointer (&self->created, g_free);
  g_clear_pointer (&self->modified, g_free);
  g_clear_pointer (&self->language, g_free);
}
