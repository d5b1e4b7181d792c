/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "import/brv-import.h"

/*
 * What an import gave, in lines for comparing:
 *
 *   source message/rfc822
 *   title Two piers (meta)
 *   +heading2 Costs
 *   -furniture Print
 *   attachment plan.pdf application/pdf 12
 */

static const char *const evidence_names[] = { "none",    "structured", "meta",
                                              "visible", "address",    "user" };

static inline void
describe_images (const BrvSource *source, GString *out)
{
  guint n = 0;
  const BrvSourceImage *images = brv_source_get_images (source, &n);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (out, "image %s %ux%u %s", images[i].media_type, images[i].width_px,
                              images[i].height_px,
                              images[i].alternative != NULL ? images[i].alternative : "");
      if (images[i].above >= 0)
        g_string_append_printf (out, " (above %d)", images[i].above);
      g_string_append_c (out, '\n');
    }
}

static inline void
describe_source (const BrvSource *source, GString *out)
{
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);
  const BrvRecord *record = brv_source_get_record (source);
  const char *text = brv_source_get_text (source);

  g_string_append_printf (out, "source %s\n", brv_source_get_format (source));
  for (guint field = 0; field < BRV_N_SOURCE_FIELDS; field++)
    {
      g_autofree char *value = brv_record_dup_joined (record, field, "; ");

      if (brv_record_get (record, field) != NULL)
        g_string_append_printf (out, "%s %s (%s)\n",
                                brv_source_field_get_name ((BrvSourceField)field), value,
                                evidence_names[brv_record_get_evidence (record, field)]);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words =
        g_strndup (text + blocks[i].range.start, brv_range_length (blocks[i].range));
      g_auto (GStrv) lines = g_strsplit (words, "\n", -1);
      g_autofree char *line = g_strjoinv (" / ", lines);

      g_string_append_printf (out, "%c%s", blocks[i].kept ? '+' : '-',
                              brv_role_get_name (blocks[i].role));
      if (blocks[i].level > 0)
        g_string_append_printf (out, "%u", blocks[i].level);
      g_string_append_printf (out, " %s", line);
      if (blocks[i].image >= 0)
        g_string_append_printf (out, " (image %d)", blocks[i].image);
      g_string_append_c (out, '\n');
    }
  describe_images (source, out);
}

static inline char *
describe_result (const BrvImportResult *result)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < brv_import_result_get_n_sources (result); i++)
    describe_source (brv_import_result_get_source (result, i), out);
  for (guint i = 0; i < brv_import_result_get_n_attachments (result); i++)
    {
      const BrvImportAttachment *attachment = brv_import_result_get_attachment (result, i);

      g_string_append_printf (out, "attachment %s %s %" G_GSIZE_FORMAT "\n", attachment->name,
                              attachment->media_type, g_bytes_get_size (attachment->bytes));
    }
  return g_string_free (out, FALSE);
}

/* What an import of those bytes gives; of a failure the name of its code. */
static inline char *
describe_import (const char *bytes, gssize length, const char *name)
{
  g_autoptr (GBytes) input_bytes = g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize)length);
  BrvImportInput input = { .bytes = input_bytes };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImportResult) result = brv_import_in_process (&input, &error);

  if (result != NULL)
    return describe_result (result);
  g_assert_true (error->domain == BRV_IMPORT_ERROR);
  return g_strdup_printf ("failed %s\n", brv_import_error_get_name ((BrvImportError)error->code));
}

typedef struct
{
  const char *name;
  const char *input;
  const char *expected;
} ImportRow;

static inline void
check_rows (const ImportRow *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *given = describe_import (rows[i].input, -1, NULL);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (given, ==, rows[i].expected);
    }
}
