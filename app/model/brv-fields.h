/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fields of a brief's record: its title block, then its settings. */
typedef enum
{
  BRV_BRIEF_FIELD_TITLE,
  BRV_BRIEF_FIELD_SUBTITLE,
  BRV_BRIEF_FIELD_AUTHORS, /* list */
  BRV_BRIEF_FIELD_ORGANISATION,
  BRV_BRIEF_FIELD_DATE, /* as printed, or ISO 8601 to the day */
  BRV_BRIEF_FIELD_REFERENCE,
  BRV_BRIEF_FIELD_RECIPIENTS, /* list */
  BRV_BRIEF_FIELD_MARKING,
  BRV_BRIEF_FIELD_LANGUAGE, /* BCP 47 */
  BRV_BRIEF_FIELD_TEMPLATE,
  BRV_BRIEF_FIELD_THEME,    /* a name or a theme file's path */
  BRV_BRIEF_FIELD_PAPER,    /* "a4" or "letter" */
  BRV_BRIEF_FIELD_NOTES,    /* "footnotes" or "endnotes" */
  BRV_BRIEF_FIELD_CONTENTS, /* "yes" or "no": a table of contents */
  /* The following are as the theme has it where the brief does not say. */
  BRV_BRIEF_FIELD_NUMBERING,   /* "none", "sections", "paragraphs" or "both" */
  BRV_BRIEF_FIELD_COLUMNS,     /* "one" or "two" */
  BRV_BRIEF_FIELD_HYPHENATION, /* "yes" or "no" */
  BRV_N_BRIEF_FIELDS,
} BrvBriefField;

/* Fields of a source's record. Dates are ISO 8601, as exact as the page prints them, to the day. */
typedef enum
{
  BRV_SOURCE_FIELD_TITLE,
  BRV_SOURCE_FIELD_AUTHORS,   /* list */
  BRV_SOURCE_FIELD_PUBLISHER, /* the originator's name */
  BRV_SOURCE_FIELD_DATE,
  BRV_SOURCE_FIELD_MODIFIED,
  BRV_SOURCE_FIELD_LANGUAGE, /* BCP 47 */
  BRV_SOURCE_FIELD_STANDFIRST,
  BRV_SOURCE_FIELD_URL,         /* the canonical address of the original, without tracking */
  BRV_SOURCE_FIELD_RAW_URL,     /* the address as found, where it differs */
  BRV_SOURCE_FIELD_REPUBLISHER, /* who republished it, where that is not the originator */
  BRV_SOURCE_FIELD_CHANNEL_URL, /* the site of the channel that carried it */
  BRV_SOURCE_FIELD_INCOMPLETE,  /* "true" where the text says that it is an excerpt */
  BRV_N_SOURCE_FIELDS,
} BrvSourceField;

const char *brv_brief_field_get_name (BrvBriefField field);
gboolean brv_brief_field_parse (const char *name, BrvBriefField *field);
gboolean brv_brief_field_is_list (BrvBriefField field);
const char *brv_source_field_get_name (BrvSourceField field);
gboolean brv_source_field_parse (const char *name, BrvSourceField *field);
gboolean brv_source_field_is_list (BrvSourceField field);

G_END_DECLS
