/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A source in words, for the tests of importers to compare. */

#pragma once

#include "import/brv-import.h"

/*
 * A line a block: "-" if it is left out, its role, its level if it has one, in brackets the page
 * label and "#" with the image of a caption, and the text with line breaks as "/" and tabs as "|".
 */
static inline char *
describe_blocks (const BrvSource *source)
{
  GString *out = g_string_new (NULL);
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);

  for (guint i = 0; i < n; i++)
    {
      const BrvSourceBlock *block = &blocks[i];
      g_autofree char *text = g_strndup (brv_source_get_text (source) + block->range.start,
                                         brv_range_length (block->range));

      g_strdelimit (g_strdelimit (text, "\n", '/'), "\t", '|');
      g_string_append_printf (out, "%s%s", block->kept ? "" : "-", brv_role_get_name (block->role));
      if (block->level > 0)
        g_string_append_printf (out, "%u", block->level);
      if (block->page_label != NULL)
        g_string_append_printf (out, "[%s]", block->page_label);
      if (block->image >= 0)
        g_string_append_printf (out, "[#%d]", block->image);
      g_string_append_printf (out, " %s\n", text);
    }
  return g_string_free (out, FALSE);
}

/* The one source of a file's bytes. */
static inline BrvSource *
import_bytes (GBytes *bytes)
{
  BrvImportInput input = { .bytes = bytes };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImportResult) result = brv_import_in_process (&input, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (brv_import_result_get_n_sources (result), ==, 1);
  return brv_source_ref (brv_import_result_get_source (result, 0));
}

static inline void
assert_import_fails (GBytes *bytes, BrvImportError code)
{
  BrvImportInput input = { .bytes = bytes };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImportResult) result = brv_import_in_process (&input, &error);

  g_assert_null (result);
  g_assert_error (error, BRV_IMPORT_ERROR, (gint)code);
}

static inline void
assert_field (const BrvSource *source,
              BrvSourceField field,
              const char *expected,
              BrvEvidence evidence)
{
  const BrvRecord *record = brv_source_get_record (source);
  g_autofree char *value = brv_record_dup_joined (record, field, "|");

  g_test_message ("%s", brv_source_field_get_name (field));
  g_assert_cmpstr (value != NULL && *value != '\0' ? value : NULL, ==, expected);
  if (expected != NULL)
    g_assert_cmpint (brv_record_get_evidence (record, field), ==, evidence);
}
