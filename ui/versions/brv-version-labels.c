/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/versions/brv-version-labels.h"

#include <glib/gi18n-lib.h>

/* Of the sections that changed, a row of the list names at most this many. */
#define MAX_SECTIONS 2

static const char *const field_names[BRV_N_BRIEF_FIELDS] = {
  [BRV_BRIEF_FIELD_TITLE] = N_ ("Title"),
  [BRV_BRIEF_FIELD_SUBTITLE] = N_ ("Subtitle"),
  [BRV_BRIEF_FIELD_AUTHORS] = N_ ("Authors"),
  [BRV_BRIEF_FIELD_ORGANISATION] = N_ ("Organization"),
  [BRV_BRIEF_FIELD_DATE] = N_ ("Date"),
  [BRV_BRIEF_FIELD_REFERENCE] = N_ ("Reference number"),
  [BRV_BRIEF_FIELD_RECIPIENTS] = N_ ("Recipients"),
  [BRV_BRIEF_FIELD_MARKING] = N_ ("Marking"),
  [BRV_BRIEF_FIELD_LANGUAGE] = N_ ("Language"),
  [BRV_BRIEF_FIELD_TEMPLATE] = N_ ("Template"),
  [BRV_BRIEF_FIELD_THEME] = N_ ("Theme"),
  [BRV_BRIEF_FIELD_PAPER] = N_ ("Paper"),
  [BRV_BRIEF_FIELD_NOTES] = N_ ("Notes"),
  [BRV_BRIEF_FIELD_CONTENTS] = N_ ("Contents"),
  [BRV_BRIEF_FIELD_NUMBERING] = N_ ("Numbering"),
};

/**
 * brv_version_labels_dup_time:
 * @time_us: a moment, in microseconds since 1970 in UTC
 * @now_us: the present moment
 *
 * Returns: (transfer full): the moment as one says it today, in local time
 */
char *
brv_version_labels_dup_time (gint64 time_us, gint64 now_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) yesterday = NULL;

  if (time == NULL || now == NULL)
    return g_strdup (_ ("At an unknown time"));
  yesterday = g_date_time_add_days (now, -1);
  if (g_date_time_get_year (time) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now))
    return g_date_time_format (time, _ ("Today, %H:%M"));
  if (g_date_time_get_year (time) == g_date_time_get_year (yesterday) &&
      g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (yesterday))
    return g_date_time_format (time, _ ("Yesterday, %H:%M"));
  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: a day of this year and a time, as in "24 November, 17:58". */
    return g_date_time_format (time, _ ("%-d %B, %H:%M"));
  /* Translators: a day of another year and a time, as in "24 November 2025, 17:58". */
  return g_date_time_format (time, _ ("%-d %B %Y, %H:%M"));
}

/**
 * brv_version_labels_dup_title:
 * @versions: the versions
 * @index: of one
 *
 * Returns: (transfer full): its name, or when it was kept
 */
char *
brv_version_labels_dup_title (const BrvVersions *versions, guint index)
{
  const char *name = brv_versions_get_name (versions, index);

  return *name != '\0' ? g_strdup (name)
                       : brv_version_labels_dup_time (brv_versions_get_time_us (versions, index),
                                                      g_get_real_time ());
}

static void
append (GString *text, const char *part, const char *between)
{
  if (text->len > 0)
    g_string_append (text, between);
  g_string_append (text, part);
}

/* @part: (transfer full) */
static void
append_count (GString *text, guint n, char *part)
{
  if (n > 0)
    append (text, part, _ (", "));
  g_free (part);
}

static const BrvSection *
get_section (const BrvSectionDifference *difference)
{
  return difference->after != NULL ? difference->after : difference->before;
}

static char *
list_sections (const BrvComparison *comparison)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_changed = 0;

  for (guint i = 0; i < brv_comparison_get_n_sections (comparison); i++)
    {
      const BrvSectionDifference *section = brv_comparison_get_section (comparison, i);

      if (section->what == BRV_DIFFERENCE_NONE && section->blocks->len == 0)
        continue;
      if (n_changed++ < MAX_SECTIONS)
        append (text, brv_section_get_heading (get_section (section)), _ (", "));
    }
  if (n_changed > MAX_SECTIONS)
    {
      const guint n_more = n_changed - MAX_SECTIONS;
      g_autofree char *more =
        g_strdup_printf (ngettext ("%u more section", "%u more sections", n_more), n_more);

      append (text, more, _ (", "));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * brv_version_labels_dup_summary:
 * @comparison: of a version with the one before
 *
 * Returns: (transfer full): what changed, in a line: "Threat: 2 added, 1 moved"
 */
char *
brv_version_labels_dup_summary (const BrvComparison *comparison)
{
  const guint n_added = brv_comparison_count_blocks (comparison, BRV_DIFFERENCE_ADDED);
  const guint n_removed = brv_comparison_count_blocks (comparison, BRV_DIFFERENCE_REMOVED);
  const guint n_changed = brv_comparison_count_blocks (comparison, BRV_DIFFERENCE_CHANGED);
  const guint n_moved = brv_comparison_count_blocks (comparison, BRV_DIFFERENCE_MOVED);
  g_autofree char *sections = list_sections (comparison);
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_fields;
  guint n_sources;

  append_count (counts, n_added,
                g_strdup_printf (ngettext ("%u added", "%u added", n_added), n_added));
  append_count (counts, n_removed,
                g_strdup_printf (ngettext ("%u removed", "%u removed", n_removed), n_removed));
  append_count (counts, n_changed,
                g_strdup_printf (ngettext ("%u changed", "%u changed", n_changed), n_changed));
  append_count (counts, n_moved,
                g_strdup_printf (ngettext ("%u moved", "%u moved", n_moved), n_moved));
  brv_comparison_get_fields (comparison, &n_fields);
  brv_comparison_get_sources (comparison, &n_sources);
  if (*sections != '\0' && counts->len > 0)
    /* Translators: sections of the brief, and what happened there: "Threat: 2 added" */
    g_string_append_printf (text, _ ("%s: %s"), sections, counts->str);
  else
    g_string_append (text, sections);
  if (n_fields > 0)
    append (text, _ ("title block"), " · ");
  if (n_sources > 0)
    {
      g_autofree char *sources =
        g_strdup_printf (ngettext ("%u source", "%u sources", n_sources), n_sources);

      append (text, sources, " · ");
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                       : g_strdup (_ ("Nothing changed"));
}

/**
 * brv_version_labels_get_field:
 * @field: a field of the title block or a setting
 *
 * Returns: what the window calls it
 */
const char *
brv_version_labels_get_field (BrvBriefField field)
{
  return _ (field_names[field]);
}

/**
 * brv_version_labels_dup_difference:
 * @what: what became of a block or section
 * @elsewhere: (nullable): where a moved block came from
 *
 * Returns: (transfer full): the word for it; empty if nothing did
 */
char *
brv_version_labels_dup_difference (BrvDifference what, const BrvSection *elsewhere)
{
  if (what & BRV_DIFFERENCE_ADDED)
    return g_strdup (_ ("Added"));
  if (what & BRV_DIFFERENCE_REMOVED)
    return g_strdup (_ ("Removed"));
  if ((what & BRV_DIFFERENCE_MOVED) && elsewhere != NULL)
    /* Translators: %s is the heading of a section. */
    return g_strdup_printf (what & BRV_DIFFERENCE_CHANGED ? _ ("Moved from %s and changed")
                                                          : _ ("Moved from %s"),
                            brv_section_get_heading (elsewhere));
  if (what & BRV_DIFFERENCE_MOVED)
    return g_strdup (what & BRV_DIFFERENCE_CHANGED ? _ ("Moved and changed") : _ ("Moved"));
  return g_strdup (what & BRV_DIFFERENCE_CHANGED ? _ ("Changed") : "");
}
