/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A reference becomes a source without a text of its own: its title, and its abstract where the
 * list has one. It says that it is incomplete until the text is attached to it.
 */

#include "config.h"

#include "import/brv-bib-record.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-language.h"
#include "import/brv-text-lines.h"

/* Source: DOI Handbook, §2.2.1: the registrant's code begins with 10. */
#define DOI_PREFIX   "10."
#define DOI_RESOLVER "https://doi.org/"

/**
 * brv_bib_record_init:
 * @self: (out caller-allocates): a reference
 *
 * Makes a reference that says nothing.
 */
void
brv_bib_record_init (BrvBibRecord *self)
{
  *self = (BrvBibRecord){ .authors = g_ptr_array_new_with_free_func (g_free),
                          .editors = g_ptr_array_new_with_free_func (g_free) };
}

/**
 * brv_bib_record_clear:
 * @self: a reference
 *
 * Frees what @self holds.
 */
void
brv_bib_record_clear (BrvBibRecord *self)
{
  g_free (self->title);
  g_clear_pointer (&self->authors, g_ptr_array_unref);
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_free (self->container);
  g_free (self->publisher);
  g_free (self->date);
  g_free (self->address);
  g_free (self->doi);
  g_free (self->language);
  g_free (self->summary);
}

/**
 * brv_bib_record_dup_date:
 * @year: a year
 * @month: its month, or 0
 * @day: the month's day, or 0
 *
 * Returns: (transfer full) (nullable): the date in ISO 8601, as far as the calendar has it
 */
char *
brv_bib_record_dup_date (guint year, guint month, guint day)
{
  if (year < 1000 || year > 2200)
    return NULL;
  if (month < 1 || month > 12)
    return g_strdup_printf ("%04u", year);
  if (day < 1 || day > 31 || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return g_strdup_printf ("%04u-%02u", year, month);
  return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
}

/**
 * brv_bib_record_turn_name:
 * @name: a name as lists sort it: "Holm, Ada" or "Holm, Ada, Jr."
 *
 * Returns: (transfer full): the name as it is read
 */
char *
brv_bib_record_turn_name (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ",", 3);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    g_strstrip (parts[i]);
  if (n < 2 || *parts[1] == '\0')
    return g_strdup (n > 0 ? parts[0] : "");
  if (n == 2)
    return g_strconcat (parts[1], " ", parts[0], NULL);
  return g_strconcat (parts[1], " ", parts[0], " ", parts[2], NULL);
}

static char *
dup_doi_address (const char *doi)
{
  const char *bare = doi != NULL ? strstr (doi, DOI_PREFIX) : NULL;
  g_autofree char *plain = NULL;

  if (bare == NULL || strchr (bare, '/') == NULL)
    return NULL;
  plain = g_strndup (bare, strcspn (bare, " \t\n"));
  return g_strconcat (DOI_RESOLVER, plain, NULL);
}

/* The identifier outlives every address, so it is what is shown; the address stays beside it. */
static void
write_address (const BrvBibRecord *self, BrvSourceBuilder *builder)
{
  g_autofree char *permanent = dup_doi_address (self->doi);
  g_autofree char *raw = self->address != NULL ? brv_address_resolve (self->address, NULL) : NULL;
  g_autofree char *clean = raw != NULL ? brv_address_strip_tracking (raw) : NULL;
  const char *shown = permanent != NULL ? permanent : clean;

  if (shown == NULL)
    return;
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_URL, shown, BRV_EVIDENCE_META);
  if (raw != NULL && !g_str_equal (raw, shown))
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_RAW_URL, raw, BRV_EVIDENCE_META);
}

static void
write_authors (const BrvBibRecord *self, BrvSourceBuilder *builder)
{
  const GPtrArray *names = self->authors->len > 0 ? self->authors : self->editors;
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (list, g_ptr_array_index (names, i));
  g_ptr_array_add (list, NULL);
  brv_source_builder_set_list (builder, BRV_SOURCE_FIELD_AUTHORS, (const char *const *)list->pdata,
                               BRV_EVIDENCE_META);
}

static void
write_blocks (const BrvBibRecord *self, BrvSourceBuilder *builder)
{
  g_autoptr (GPtrArray) units =
    self->summary != NULL ? brv_text_lines_join (self->summary, strlen (self->summary)) : NULL;

  if (self->title != NULL)
    brv_source_builder_add (builder, BRV_ROLE_TITLE, 0, TRUE, self->title, -1);
  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const BrvTextUnit *unit = g_ptr_array_index (units, i);

      brv_source_builder_add (builder, BRV_ROLE_PARAGRAPH, 0, TRUE, unit->text, -1);
    }
}

/**
 * brv_bib_record_write:
 * @self: a reference
 * @format: the media type of its list
 * @original: the reference's own bytes
 * @sink: what is filled
 *
 * Makes a source of a reference; one that has neither title nor abstract is passed over.
 *
 * Returns: whether the sink can take more
 */
gboolean
brv_bib_record_write (const BrvBibRecord *self,
                      const char *format,
                      GBytes *original,
                      BrvImportSink *sink)
{
  BrvSourceBuilder *builder = NULL;
  g_autofree char *language = self->language != NULL ? brv_language_tidy (self->language) : NULL;

  if (self->title == NULL && self->summary == NULL)
    return TRUE;
  builder = brv_import_sink_begin_source (sink, format, original);
  if (builder == NULL)
    return FALSE;
  write_blocks (self, builder);
  write_authors (self, builder);
  write_address (self, builder);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_TITLE, self->title, BRV_EVIDENCE_META);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_PUBLISHER,
                          self->container != NULL ? self->container : self->publisher,
                          BRV_EVIDENCE_META);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_DATE, self->date, BRV_EVIDENCE_META);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_LANGUAGE, language, BRV_EVIDENCE_META);
  brv_source_builder_set (builder, BRV_SOURCE_FIELD_INCOMPLETE, "true", BRV_EVIDENCE_META);
  return TRUE;
}
