/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-ris-importer.h"

#include <string.h>

#include "import/brv-charset.h"
#include "import/brv-date.h"
#include "import/brv-import-error.h"
#include "import/brv-markup-text.h"
#include "import/brv-bib-record.h"

#define MEDIA_TYPE        "application/x-research-info-systems"
#define MAX_VALUE_BYTES   20000
#define MAX_CREATORS      500
#define TAG_BYTES         2
#define FIELD_START_BYTES 5 /* "TY  -" */

/* What the tags mean. Where several mean the same, those further up are believed first. */
static const struct
{
  char tag[TAG_BYTES + 1];
  gsize offset;
} value_tags[] = {
  { "TI", G_STRUCT_OFFSET (BrvBibRecord, title) },
  { "T1", G_STRUCT_OFFSET (BrvBibRecord, title) },
  { "CT", G_STRUCT_OFFSET (BrvBibRecord, title) },
  { "T2", G_STRUCT_OFFSET (BrvBibRecord, container) },
  { "JF", G_STRUCT_OFFSET (BrvBibRecord, container) },
  { "JO", G_STRUCT_OFFSET (BrvBibRecord, container) },
  { "BT", G_STRUCT_OFFSET (BrvBibRecord, container) },
  { "JA", G_STRUCT_OFFSET (BrvBibRecord, container) },
  { "PB", G_STRUCT_OFFSET (BrvBibRecord, publisher) },
  { "UR", G_STRUCT_OFFSET (BrvBibRecord, address) },
  { "LK", G_STRUCT_OFFSET (BrvBibRecord, address) },
  { "DO", G_STRUCT_OFFSET (BrvBibRecord, doi) },
  { "LA", G_STRUCT_OFFSET (BrvBibRecord, language) },
  { "AB", G_STRUCT_OFFSET (BrvBibRecord, summary) },
  { "N2", G_STRUCT_OFFSET (BrvBibRecord, summary) },
};
static const char date_tags[][TAG_BYTES + 1] = { "DA", "Y1", "PY" };

/* One field of a reference. */
typedef struct
{
  char tag[TAG_BYTES + 1];
  GString *value;
} Field;

static void
clear_field (gpointer data)
{
  g_string_free (((Field *)data)->value, TRUE);
}

static gboolean
is_field (const char *line)
{
  return (g_ascii_isupper (line[0])) && (g_ascii_isupper (line[1]) || g_ascii_isdigit (line[1])) &&
         line[2] == ' ' && line[3] == ' ' && line[4] == '-';
}

/* Lines without a tag go on with the field above. */
static void
add_line (GArray *fields, const char *line)
{
  Field field = { 0 };

  if (is_field (line))
    {
      memcpy (field.tag, line, TAG_BYTES);
      field.value = g_string_new (line + FIELD_START_BYTES + (line[FIELD_START_BYTES] == ' '));
      g_array_append_val (fields, field);
    }
  else if (fields->len > 0)
    {
      GString *value = g_array_index (fields, Field, fields->len - 1).value;

      if (value->len + strlen (line) < MAX_VALUE_BYTES)
        g_string_append_printf (value, "\n%s", line);
    }
}

static const char *
find_value (const GArray *fields, const char *tag)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const Field *field = &g_array_index (fields, Field, i);

      if (g_str_equal (field->tag, tag) &&
          field->value->str[strspn (field->value->str, " \n")] != '\0')
        return field->value->str;
    }
  return NULL;
}

/* "2024/03/12/spring", "2024///" or a date in words. */
static char *
parse_date (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "/", 4);
  guint64 numbers[3] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers) && parts[i] != NULL; i++)
    if (!g_ascii_string_to_unsigned (g_strstrip (parts[i]), 10, 0, 9999, &numbers[i], NULL))
      break;
  if (numbers[0] >= 1000)
    return brv_bib_record_dup_date ((guint)numbers[0], (guint)numbers[1], (guint)numbers[2]);
  return brv_date_parse (value);
}

/* The most exact of the dates. */
static char *
find_date (const GArray *fields)
{
  char *best = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (date_tags); i++)
    {
      const char *value = find_value (fields, date_tags[i]);
      g_autofree char *date = value != NULL ? parse_date (value) : NULL;

      if (date != NULL && (best == NULL || strlen (date) > strlen (best)))
        {
          g_free (best);
          best = g_steal_pointer (&date);
        }
    }
  return best;
}

static void
add_creators (const GArray *fields, const char *const *tags, GPtrArray *names)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const Field *field = &g_array_index (fields, Field, i);
      g_autofree char *name = NULL;

      if (!g_strv_contains (tags, field->tag) || names->len >= MAX_CREATORS)
        continue;
      g_strdelimit (field->value->str, "\n", ' ');
      name = brv_bib_record_turn_name (field->value->str);
      if (*name != '\0')
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
}

static gboolean
write_reference (const GArray *fields, const char *text, gsize length, BrvImportSink *sink)
{
  static const char *const author_tags[] = { "AU", "A1", NULL };
  static const char *const editor_tags[] = { "ED", "A2", NULL };
  g_auto (BrvBibRecord) reference = { 0 };
  g_autoptr (GBytes) original = g_bytes_new (text, length);

  brv_bib_record_init (&reference);
  for (guint i = 0; i < G_N_ELEMENTS (value_tags); i++)
    {
      char **slot = G_STRUCT_MEMBER_P (&reference, value_tags[i].offset);
      const char *value = find_value (fields, value_tags[i].tag);

      if (*slot == NULL && value != NULL)
        *slot = g_strstrip (brv_markup_dup_text (value, MAX_VALUE_BYTES));
    }
  /* Of a book BT is the title itself. */
  if (reference.title == NULL)
    reference.title = g_steal_pointer (&reference.container);
  reference.date = find_date (fields);
  add_creators (fields, author_tags, reference.authors);
  add_creators (fields, editor_tags, reference.editors);
  return brv_bib_record_write (&reference, MEDIA_TYPE, original, sink);
}

static void
write_references (const char *text, BrvImportSink *sink)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (Field));
  const char *start = NULL; /* of the reference that is being read */
  gboolean more = TRUE;

  g_array_set_clear_func (fields, clear_field);
  for (const char *p = text; *p != '\0' && more;)
    {
      gsize length = strcspn (p, "\r\n");
      g_autofree char *line = g_strndup (p, length);
      const char *next = p + length;

      next += *next == '\r';
      next += *next == '\n';
      if (is_field (line) && g_str_has_prefix (line, "TY"))
        {
          /* Some lists forget to end a reference before the next. */
          if (start != NULL)
            more = write_reference (fields, start, (gsize)(p - start), sink);
          g_array_set_size (fields, 0);
          start = p;
        }
      if (start != NULL)
        add_line (fields, line);
      if (start != NULL && is_field (line) && g_str_has_prefix (line, "ER"))
        {
          more = more && write_reference (fields, start, (gsize)(next - start), sink);
          start = NULL;
        }
      p = next;
      if (*p == '\0' && start != NULL && more)
        more = write_reference (fields, start, (gsize)(p - start), sink);
    }
}

/**
 * brv_ris_importer_run:
 * @bytes: a list of references in RIS
 * @hints: what its giver says about it
 * @sink: what is filled
 * @error: return location for an error
 *
 * Makes a source without a text of each reference.
 *
 * Source: RIS format specifications, Research Information Systems, 2001 and 2011.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_ENCODING, or %BRV_IMPORT_ERROR_NO_TEXT if no reference has
 *   a title
 */
gboolean
brv_ris_importer_run (GBytes *bytes,
                      const BrvImportHints *hints,
                      BrvImportSink *sink,
                      GError **error)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_auto (BrvDecoded) decoded = { 0 };

  if (!brv_charset_decode (data, length, hints->charset, &decoded, error))
    return FALSE;
  write_references (decoded.text, sink);
  if (brv_import_sink_get_n_sources (sink) > 0)
    return TRUE;
  g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT, "no reference");
  return FALSE;
}
