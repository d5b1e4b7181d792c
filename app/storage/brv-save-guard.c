/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A look at a brief that no change accounts for, before it takes the place of a good one. */

#include "config.h"

#include "storage/brv-save-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gsize
measure_text (const BrvText *text)
{
  return strlen (brv_text_get_utf8 (text));
}

static gsize
measure_block (const BrvBlock *block)
{
  const BrvTable *table = brv_block_get_table (block);
  gsize size = measure_text (brv_block_get_text (block));

  for (guint i = 0; table != NULL && i < brv_table_get_n_rows (table); i++)
    {
      for (guint k = 0; k < brv_table_get_n_columns (table); k++)
        size += measure_text (brv_table_get_cell (table, i, k));
    }
  return size;
}

/* The words that a brief holds, its own and those of its sources, in bytes. */
static gsize
measure_brief (const BrvBrief *brief)
{
  gsize size = 0;

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      size += strlen (brv_section_get_heading (section));
      for (guint k = 0; k < brv_section_get_n_blocks (section); k++)
        size += measure_block (brv_section_get_block (section, k));
    }
  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    size += brv_source_get_text_length (brv_brief_get_source (brief, i));
  return size;
}

/**
 * brv_save_guard_check:
 * @known: what the brief is known to be
 * @brief: what is to be saved, to which no recorded change leads
 * @path: the file
 * @error: return location
 *
 * Refuses to let a brief shrink by more than half when nobody is on record for having removed
 * anything: whatever emptied it was a fault.
 *
 * Returns: %FALSE with BRV_STORAGE_ERROR_SHRINKS
 */
gboolean
brv_save_guard_check (const BrvBrief *known,
                      const BrvBrief *brief,
                      const char *path,
                      GError **error)
{
  g_autofree char *name = NULL;

  if (measure_brief (brief) >= (measure_brief (known) + 1) / 2)
    return TRUE;
  name = g_filename_display_basename (path);
  g_set_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_SHRINKS,
               _ ("“%s” was not saved because it would lose more than half of its text though "
                  "nothing was removed from it. The file is as it was. Close the brief and open it "
                  "again."),
               name);
  return FALSE;
}
