/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-bibtex-importer.h"

#include <string.h>

#include "import/brv-bibtex-reader.h"
#include "import/brv-charset.h"
#include "import/brv-date.h"
#include "import/brv-import-error.h"
#include "import/brv-latex-text.h"
#include "import/brv-bib-record.h"

#define MEDIA_TYPE "application/x-bibtex"

static const char *
get (const BrvBibtexEntry *entry, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (entry->fields, names[i]);

      if (value != NULL && value[strspn (value, " {}\t\r\n")] != '\0')
        return value;
    }
  return NULL;
}

static char *
dup_plain (const BrvBibtexEntry *entry, const char *const *names)
{
  const char *value = get (entry, names);

  return value != NULL ? brv_latex_text_dup_plain (value) : NULL;
}

static char *
dup_verbatim (const BrvBibtexEntry *entry, const char *name)
{
  const char *names[] = { name, NULL };
  const char *value = get (entry, names);

  return value != NULL ? brv_latex_text_dup_verbatim (value) : NULL;
}

static char *
dup_title (const BrvBibtexEntry *entry)
{
  static const char *const titles[] = { "title", NULL };
  static const char *const subtitles[] = { "subtitle", NULL };
  g_autofree char *title = dup_plain (entry, titles);
  g_autofree char *subtitle = dup_plain (entry, subtitles);

  if (title == NULL || subtitle == NULL)
    return g_steal_pointer (&title);
  return g_strconcat (title,
                      g_str_has_suffix (title, "?") || g_str_has_suffix (title, "!") ? " " : ": ",
                      subtitle, NULL);
}

/* Where to part a name that is not all one group: the comma must stand outside braces. */
static gboolean
has_outer_comma (const char *name)
{
  guint depth = 0;

  for (; *name != '\0'; name++)
    {
      if (*name == '{')
        depth++;
      else if (*name == '}' && depth > 0)
        depth--;
      else if (*name == ',' && depth == 0)
        return TRUE;
    }
  return FALSE;
}

/* "given=Ada, family=Holm, prefix=van": the extended form of biblatex. */
static char *
dup_extended_name (const char *name)
{
  static const char *const keys[] = { "given", "prefix", "family", "suffix" };
  g_auto (GStrv) parts = g_strsplit (name, ",", -1);
  GString *plain = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    for (guint k = 0; parts[k] != NULL; k++)
      {
        const char *part = parts[k] + strspn (parts[k], " ");
        gsize n = strlen (keys[i]);

        if (!g_str_has_prefix (part, keys[i]) || part[n] != '=')
          continue;
        g_string_append_printf (plain, "%s%s", plain->len > 0 ? " " : "", part + n + 1);
      }
  return g_string_free (plain, FALSE);
}

/* "von Last, First", "von Last, Jr, First" and "First von Last" are all read first name first. */
static char *
dup_name (const char *latex)
{
  g_autofree char *plain = NULL;

  if (strstr (latex, "family=") != NULL)
    {
      g_autofree char *extended = dup_extended_name (latex);

      return brv_latex_text_dup_plain (extended);
    }
  plain = brv_latex_text_dup_plain (latex);
  if (has_outer_comma (latex))
    {
      g_auto (GStrv) parts = g_strsplit (plain, ",", 3);

      /* BibTeX has the addition to a name before the first name, other lists behind it. */
      if (g_strv_length (parts) == 3)
        return g_strdup_printf ("%s %s %s", g_strstrip (parts[2]), g_strstrip (parts[0]),
                                g_strstrip (parts[1]));
      return brv_bib_record_turn_name (plain);
    }
  return g_steal_pointer (&plain);
}

static void
add_names (const BrvBibtexEntry *entry, const char *field, GPtrArray *names)
{
  const char *value = g_hash_table_lookup (entry->fields, field);
  g_autoptr (GPtrArray) list = value != NULL ? brv_bibtex_split_names (value) : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const char *latex = g_ptr_array_index (list, i);
      g_autofree char *name = g_ascii_strcasecmp (latex, "others") != 0 ? dup_name (latex) : NULL;

      if (name != NULL && *name != '\0')
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
}

/* The month of "mar", "3", "March" or "12~mar", and the day where it names one. */
static void
read_month (const char *value, guint *month, guint *day)
{
  g_auto (GStrv) words = g_strsplit (value, "~", -1);
  g_autofree char *joined = g_strjoinv (" ", words);
  g_autofree char *plain = brv_latex_text_dup_plain (joined);
  g_autofree char *with_year = NULL;
  g_autofree char *date = NULL;
  guint64 number = 0;

  if (g_ascii_string_to_unsigned (plain, 10, 1, 12, &number, NULL))
    {
      *month = (guint)number;
      return;
    }
  /* The month is read by the words for it in many languages, in a year that has all days. */
  g_strdelimit (plain, "/", ' ');
  with_year = g_strconcat (plain, " 2000", NULL);
  date = brv_date_find (with_year, NULL, NULL);
  if (date == NULL)
    return;
  *month = (guint)g_ascii_strtoull (date + strlen ("2000-"), NULL, 10);
  if (strlen (date) == strlen ("2000-01-01"))
    *day = (guint)g_ascii_strtoull (date + strlen ("2000-01-"), NULL, 10);
}

static char *
dup_date (const BrvBibtexEntry *entry)
{
  static const char *const dates[] = { "date", "issued", NULL };
  static const char *const years[] = { "year", NULL };
  g_autofree char *date = dup_plain (entry, dates);
  g_autofree char *year = dup_plain (entry, years);
  const char *month_value = g_hash_table_lookup (entry->fields, "month");
  g_autofree char *day_value = dup_verbatim (entry, "day");
  guint month = 0;
  guint day = 0;

  if (date != NULL)
    {
      /* Of a span the date it begins with: ISO 8601-2 writes it with a slash. */
      date[strcspn (date, "/~?")] = '\0';
      return brv_date_parse (date);
    }
  if (year == NULL)
    return NULL;
  if (month_value != NULL)
    read_month (month_value, &month, &day);
  if (day_value != NULL)
    day = (guint)g_ascii_strtoull (day_value, NULL, 10);
  return brv_bib_record_dup_date ((guint)g_ascii_strtoull (year, NULL, 10), month, day);
}

/* Names of languages as LaTeX's packages know them. */
static char *
dup_language (const BrvBibtexEntry *entry)
{
  static const char *const names[] = { "langid", "language", "hyphenation", NULL };
  static const char *const languages[][2] = {
    { "english", "en" },     { "british", "en-GB" },   { "ukenglish", "en-GB" },
    { "american", "en-US" }, { "usenglish", "en-US" }, { "german", "de" },
    { "ngerman", "de" },     { "austrian", "de-AT" },  { "naustrian", "de-AT" },
    { "french", "fr" },      { "francais", "fr" },     { "spanish", "es" },
    { "italian", "it" },     { "portuguese", "pt" },   { "brazilian", "pt-BR" },
    { "dutch", "nl" },       { "swedish", "sv" },      { "danish", "da" },
    { "norsk", "nb" },       { "finnish", "fi" },      { "polish", "pl" },
    { "czech", "cs" },       { "russian", "ru" },      { "ukrainian", "uk" },
    { "greek", "el" },       { "turkish", "tr" },      { "arabic", "ar" },
    { "hebrew", "he" },      { "japanese", "ja" },     { "chinese", "zh" },
    { "korean", "ko" },      { "hungarian", "hu" },    { "romanian", "ro" },
  };
  char *value = dup_plain (entry, names);

  for (guint i = 0; value != NULL && i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strcasecmp (value, languages[i][0]) == 0)
      {
        g_free (value);
        return g_strdup (languages[i][1]);
      }
  return value;
}

/* The field "url", a \url within another, or the archive of preprints. */
static char *
dup_address (const BrvBibtexEntry *entry)
{
  char *address = dup_verbatim (entry, "url");
  g_autofree char *published = dup_verbatim (entry, "howpublished");
  g_autofree char *eprint = dup_verbatim (entry, "eprint");
  g_autofree char *archive = dup_verbatim (entry, "archiveprefix");

  if (archive == NULL)
    archive = dup_verbatim (entry, "eprinttype");
  if (address == NULL && published != NULL && strstr (published, "://") != NULL)
    address = g_strdup (published);
  if (address == NULL && eprint != NULL && archive != NULL &&
      g_ascii_strcasecmp (archive, "arxiv") == 0)
    /* Its registered identifier names no version: arXiv, "DOIs", 2022. */
    address =
      g_strdup_printf ("https://doi.org/10.48550/arXiv.%.*s", (int)strcspn (eprint, "v"), eprint);
  return address;
}

/* A part takes what it does not say from the book that it names, whose title becomes its own
 * book's: "BibTeXing", §4. */
static void
inherit (const BrvBibtexEntry *entry, const GHashTable *by_key)
{
  g_autofree char *key = dup_verbatim (entry, "crossref");
  const BrvBibtexEntry *parent =
    key != NULL ? g_hash_table_lookup ((GHashTable *)by_key, key) : NULL;
  GHashTableIter iter;
  gpointer name = NULL;
  gpointer value = NULL;

  if (parent == NULL || parent == entry)
    return;
  g_hash_table_iter_init (&iter, parent->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const char *target = g_str_equal (name, "title") ? "booktitle" : name;

      if (!g_hash_table_contains (entry->fields, target) && !g_str_equal (name, "author") &&
          !g_str_equal (name, "doi") && !g_str_equal (name, "url") &&
          !g_str_equal (name, "abstract") && !g_str_equal (name, "subtitle"))
        g_hash_table_insert (entry->fields, g_strdup (target), g_strdup (value));
    }
}

static gboolean
write_entry (const BrvBibtexEntry *entry, const char *text, BrvImportSink *sink)
{
  static const char *const containers[] = { "journaltitle", "journal", "booktitle", "maintitle",
                                            NULL };
  static const char *const publishers[] = { "institution", "school", "publisher", "organization",
                                            NULL };
  static const char *const summaries[] = { "abstract", NULL };
  g_auto (BrvBibRecord) reference = { 0 };
  g_autoptr (GBytes) original = g_bytes_new (text + entry->start, entry->end - entry->start);

  brv_bib_record_init (&reference);
  reference.title = dup_title (entry);
  reference.container = dup_plain (entry, containers);
  reference.publisher = dup_plain (entry, publishers);
  reference.summary = dup_plain (entry, summaries);
  reference.doi = dup_verbatim (entry, "doi");
  reference.address = dup_address (entry);
  reference.language = dup_language (entry);
  reference.date = dup_date (entry);
  add_names (entry, "author", reference.authors);
  add_names (entry, "editor", reference.editors);
  return brv_bib_record_write (&reference, MEDIA_TYPE, original, sink);
}

/**
 * brv_bibtex_importer_run:
 * @bytes: a list of references for BibTeX or biblatex
 * @hints: what its giver says about it
 * @sink: what is filled
 * @error: return location for an error
 *
 * Makes a source without a text of each entry that has a title.
 *
 * Source: O. Patashnik, "BibTeXing", 1988; the biblatex manual, §2.2.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_ENCODING, or %BRV_IMPORT_ERROR_NO_TEXT if no entry has a
 *   title
 */
gboolean
brv_bibtex_importer_run (GBytes *bytes,
                         const BrvImportHints *hints,
                         BrvImportSink *sink,
                         GError **error)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_auto (BrvDecoded) decoded = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  if (!brv_charset_decode (data, length, hints->charset, &decoded, error))
    return FALSE;
  entries = brv_bibtex_read (decoded.text);
  for (guint i = 0; i < entries->len; i++)
    {
      BrvBibtexEntry *entry = g_ptr_array_index (entries, i);

      g_hash_table_insert (by_key, entry->key, entry);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      inherit (g_ptr_array_index (entries, i), by_key);
      if (!write_entry (g_ptr_array_index (entries, i), decoded.text, sink))
        break;
    }
  if (brv_import_sink_get_n_sources (sink) > 0)
    return TRUE;
  g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT, "no reference");
  return FALSE;
}
