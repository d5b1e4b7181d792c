/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-fields.h"

typedef struct
{
  const char *name;
  gboolean list;
} FieldInfo;

static const FieldInfo brief_fields[BRV_N_BRIEF_FIELDS] = {
  [BRV_BRIEF_FIELD_TITLE] = { "title", FALSE },
  [BRV_BRIEF_FIELD_SUBTITLE] = { "subtitle", FALSE },
  [BRV_BRIEF_FIELD_AUTHORS] = { "authors", TRUE },
  [BRV_BRIEF_FIELD_ORGANISATION] = { "organisation", FALSE },
  [BRV_BRIEF_FIELD_DATE] = { "date", FALSE },
  [BRV_BRIEF_FIELD_REFERENCE] = { "reference", FALSE },
  [BRV_BRIEF_FIELD_RECIPIENTS] = { "recipients", TRUE },
  [BRV_BRIEF_FIELD_MARKING] = { "marking", FALSE },
  [BRV_BRIEF_FIELD_LANGUAGE] = { "language", FALSE },
  [BRV_BRIEF_FIELD_TEMPLATE] = { "template", FALSE },
  [BRV_BRIEF_FIELD_THEME] = { "theme", FALSE },
  [BRV_BRIEF_FIELD_PAPER] = { "paper", FALSE },
  [BRV_BRIEF_FIELD_NOTES] = { "notes", FALSE },
  [BRV_BRIEF_FIELD_CONTENTS] = { "contents", FALSE },
  [BRV_BRIEF_FIELD_NUMBERING] = { "numbering", FALSE },
  [BRV_BRIEF_FIELD_COLUMNS] = { "columns", FALSE },
  [BRV_BRIEF_FIELD_HYPHENATION] = { "hyphenation", FALSE },
};

static const FieldInfo source_fields[BRV_N_SOURCE_FIELDS] = {
  [BRV_SOURCE_FIELD_TITLE] = { "title", FALSE },
  [BRV_SOURCE_FIELD_AUTHORS] = { "authors", TRUE },
  [BRV_SOURCE_FIELD_PUBLISHER] = { "publisher", FALSE },
  [BRV_SOURCE_FIELD_DATE] = { "date", FALSE },
  [BRV_SOURCE_FIELD_MODIFIED] = { "modified", FALSE },
  [BRV_SOURCE_FIELD_LANGUAGE] = { "language", FALSE },
  [BRV_SOURCE_FIELD_STANDFIRST] = { "standfirst", FALSE },
  [BRV_SOURCE_FIELD_URL] = { "url", FALSE },
  [BRV_SOURCE_FIELD_RAW_URL] = { "raw_url", FALSE },
  [BRV_SOURCE_FIELD_REPUBLISHER] = { "republisher", FALSE },
  [BRV_SOURCE_FIELD_CHANNEL_URL] = { "channel_url", FALSE },
  [BRV_SOURCE_FIELD_INCOMPLETE] = { "incomplete", FALSE },
};

static gboolean
parse_field (const FieldInfo *fields, guint n_fields, const char *name, guint *field)
{
  for (guint i = 0; name != NULL && i < n_fields; i++)
    {
      if (g_str_equal (fields[i].name, name))
        {
          *field = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * brv_brief_field_get_name:
 * @field: a field of a brief
 *
 * Returns: its name in files and on the command line
 */
const char *
brv_brief_field_get_name (BrvBriefField field)
{
  g_return_val_if_fail (field < BRV_N_BRIEF_FIELDS, NULL);

  return brief_fields[field].name;
}

/**
 * brv_brief_field_parse:
 * @name: (nullable): a name
 * @field: (out): the field of that name
 *
 * Returns: %FALSE if there is no such field
 */
gboolean
brv_brief_field_parse (const char *name, BrvBriefField *field)
{
  guint found;

  if (!parse_field (brief_fields, BRV_N_BRIEF_FIELDS, name, &found))
    return FALSE;
  *field = (BrvBriefField)found;
  return TRUE;
}

/**
 * brv_brief_field_is_list:
 * @field: a field of a brief
 *
 * Returns: whether it can have several values
 */
gboolean
brv_brief_field_is_list (BrvBriefField field)
{
  g_return_val_if_fail (field < BRV_N_BRIEF_FIELDS, FALSE);

  return brief_fields[field].list;
}

/**
 * brv_source_field_get_name:
 * @field: a field of a source
 *
 * Returns: its name in files and on the command line
 */
const char *
brv_source_field_get_name (BrvSourceField field)
{
  g_return_val_if_fail (field < BRV_N_SOURCE_FIELDS, NULL);

  return source_fields[field].name;
}

/**
 * brv_source_field_parse:
 * @name: (nullable): a name
 * @field: (out): the field of that name
 *
 * Returns: %FALSE if there is no such field
 */
gboolean
brv_source_field_parse (const char *name, BrvSourceField *field)
{
  guint found;

  if (!parse_field (source_fields, BRV_N_SOURCE_FIELDS, name, &found))
    return FALSE;
  *field = (BrvSourceField)found;
  return TRUE;
}

/**
 * brv_source_field_is_list:
 * @field: a field of a source
 *
 * Returns: whether it can have several values
 */
gboolean
brv_source_field_is_list (BrvSourceField field)
{
  g_return_val_if_fail (field < BRV_N_SOURCE_FIELDS, FALSE);

  return source_fields[field].list;
}
